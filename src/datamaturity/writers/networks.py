"""Panels and networks as JSON, as CSV and as workbooks; what is withheld is the text ``withheld``."""

import json
from collections.abc import Iterable, Mapping

from datamaturity.benchmark import BenchmarkComparison
from datamaturity.errors import MissingExtraError
from datamaturity.in_depth import InDepth
from datamaturity.network import Network
from datamaturity.network_scores import NetworkScorecard
from datamaturity.panel import Panel
from datamaturity.pooling import PooledScorecard
from datamaturity.writers.about import about_table
from datamaturity.writers.csv_text import to_csv
from datamaturity.writers.tables import Table
from datamaturity.writers.workbook import to_xlsx

__all__ = ["network_csv", "network_json", "network_xlsx", "panel_csv", "panel_json", "panel_xlsx"]


def panel_json(panel: Panel, card: PooledScorecard) -> str:
    """
    Return a panel as JSON: ``rule``, ``alpha``, ``groups`` (pooled), ``criteria`` and ``to_discuss``.

    Args:
        panel: The panel.
        card: Its pooled scores.
    """
    return _json(
        {
            "framework": {"id": panel.framework.id, "version": panel.framework.version},
            "organisation": panel.organisation,
            "rule": str(card.rule),
            "respondents": len(panel),
            "alpha": _alpha(panel),
            "groups": card.to_rows(),
            "criteria": [
                {
                    **one.to_row(),
                    "above": dict(one.above),
                    "below": dict(one.below),
                    "applicability_disputed": one.applicability_disputed,
                }
                for one in panel.criteria.values()
            ],
            "to_discuss": [one.criterion.id for one in panel.to_discuss],
        }
    )


def panel_csv(panel: Panel) -> str:
    """
    Return a panel as CSV: a line for each criterion, with the columns of `CriterionAgreement.to_row`.

    Args:
        panel: The panel.

    Example:
        >>> from datamaturity import Assessment, Panel, Respondent, load_framework
        >>> framework = load_framework("seven-themes")
        >>> panel = Panel([Respondent(Assessment(framework, {"C1": level})) for level in (2, 4)])
        >>> panel_csv(panel).splitlines()[1][:40]
        'U1,Resting plans and decisions on data,0'
        >>> panel_json(panel, panel.pool())[:1], panel_xlsx(panel, panel.pool())[:2]
        ('{', b'PK')
    """
    table = _panel_table(panel)
    return to_csv(table.columns, table.rows)


def panel_xlsx(panel: Panel, card: PooledScorecard) -> bytes:
    """
    Return a panel as a workbook: how far people agree on each criterion, the pooled scores, and what they are of.

    It has the columns of `CriterionAgreement.to_row` and `PooledScore.to_row`, and names nobody.

    Args:
        panel: The panel.
        card: Its pooled scores.

    Raises:
        FaultsError: Texts hold what Excel cannot hold.
        MissingExtraError: The library XlsxWriter is not installed (extra ``excel``).
    """
    facts = {
        "organisation": panel.organisation,
        "rule": str(card.rule),
        "respondents": len(panel),
        "Krippendorff's alpha": _alpha(panel),
        "criteria to discuss": len(panel.to_discuss),
    }
    return to_xlsx(
        {
            "Criteria": _panel_table(panel),
            "Scores": Table.of(card.to_rows()),
            "About": about_table(panel.framework, facts),
        }
    )


def _panel_table(panel: Panel) -> Table:
    return Table.of(panel.to_rows())


def _alpha(panel: Panel) -> float | None:
    """Return Krippendorff's alpha; `None` where it is undefined, or the library for it is not installed."""
    try:
        return panel.alpha()
    except MissingExtraError:
        return None


def network_json(
    network: Network,
    card: NetworkScorecard,
    *,
    comparison: BenchmarkComparison | None = None,
    slices: Mapping[str, NetworkScorecard] | None = None,
    depths: Iterable[InDepth] = (),
) -> str:
    """
    Return a network's scores as JSON: ``groups``, ``slices``, ``benchmark``, ``in_depth`` and ``missing``.

    Args:
        network: The network.
        card: Its scores.
        comparison: Those scores beside a benchmark.
        slices: As in `network_csv`.
        depths: Groups in depth.
    """
    return _json(
        {
            "framework": {"id": card.framework.id, "version": card.framework.version},
            "network": network.name,
            "organisations": len(network),
            "pool": card.pool,
            "rule": str(card.rule),
            "min_organisations": card.min_organisations,
            "groups": card.to_rows(),
            "slices": {value: part.to_rows() for value, part in (slices or {}).items()},
            "benchmark": None if comparison is None else comparison.to_rows(),
            "in_depth": [one.to_row() for one in depths],
            "missing": network.missing.overall,
        }
    )


def network_csv(card: NetworkScorecard, *, slices: Mapping[str, NetworkScorecard] | None = None) -> str:
    """
    Return a network's scores as CSV: a line for each group, then those of each slice.

    The column ``slice`` is empty for the whole network, and ``(no value)`` for organisations without the attribute.

    Args:
        card: The network's scores.
        slices: Value of an attribute to the scores of the part that has it, as `Network.slices` returns them.

    Example:
        >>> from datamaturity import Assessment, Network, Organisation, load_framework
        >>> framework = load_framework("seven-themes")
        >>> network = Network([Organisation(f"org {n}", Assessment(framework, {"C1": 2 + n % 2})) for n in range(12)])
        >>> card = network.pool()
        >>> network_csv(card).splitlines()[0].split(",")[:3]
        ['slice', 'pool', 'framework']
        >>> network_json(network, card)[:1], network_xlsx(network, card)[:2]
        ('{', b'PK')
    """
    table = _network_table(card, slices or {})
    return to_csv(table.columns, table.rows)


def network_xlsx(
    network: Network,
    card: NetworkScorecard,
    *,
    comparison: BenchmarkComparison | None = None,
    slices: Mapping[str, NetworkScorecard] | None = None,
) -> bytes:
    """
    Return a network's scores as a workbook: those of the CSV, those beside a benchmark, and what they are of.

    It names no organisation.

    Args:
        network: The network.
        card: Its scores.
        comparison: Those scores beside a benchmark.
        slices: As in `network_csv`.

    Raises:
        FaultsError: Texts hold what Excel cannot hold.
        MissingExtraError: The library XlsxWriter is not installed (extra ``excel``).
    """
    facts = {
        "network": network.name,
        "organisations": len(network),
        "organisations without a level": len(network.missing.overall or ()),
        "counted": card.pool,
        "rule": str(card.rule),
        "least organisations in a figure": card.min_organisations,
    }
    sheets = {"Scores": _network_table(card, slices or {})}
    if comparison is not None:
        facts["benchmark"] = comparison.benchmark.title
        sheets["Benchmark"] = Table.of(comparison.to_rows())
    return to_xlsx({**sheets, "About": about_table(card.framework, facts)})


def _network_table(card: NetworkScorecard, slices: Mapping[str, NetworkScorecard]) -> Table:
    rows = [{"slice": "", **row} for row in card.to_rows()]
    for value, part in slices.items():
        rows += [{"slice": value or "(no value)", **row} for row in part.to_rows()]
    return Table.of(rows)


def _json(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
