"""Panels and networks as JSON and as CSV; what is withheld is the text ``withheld``."""

import json
from collections.abc import Iterable, Mapping

from datamaturity.benchmark import BenchmarkComparison
from datamaturity.errors import MissingExtraError
from datamaturity.in_depth import InDepth
from datamaturity.network import Network
from datamaturity.network_scores import NetworkScorecard
from datamaturity.panel import Panel
from datamaturity.pooling import PooledScorecard
from datamaturity.writers.csv_text import to_csv

__all__ = ["network_csv", "network_json", "panel_csv", "panel_json"]


def panel_json(panel: Panel, card: PooledScorecard) -> str:
    """Return a panel as JSON: ``rule``, ``alpha``, ``groups`` (pooled), ``criteria`` and ``to_discuss``."""
    try:
        alpha = panel.alpha()
    except MissingExtraError:
        alpha = None
    return _json(
        {
            "framework": {"id": panel.framework.id, "version": panel.framework.version},
            "organisation": panel.organisation,
            "rule": str(card.rule),
            "respondents": len(panel),
            "alpha": alpha,
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
    """Return a panel as CSV: a line for each criterion, with the columns of `CriterionAgreement.to_row`."""
    rows = panel.to_rows()
    return to_csv([*rows[0]], rows)


def network_json(
    network: Network,
    card: NetworkScorecard,
    *,
    comparison: BenchmarkComparison | None = None,
    slices: Mapping[str, NetworkScorecard] | None = None,
    depths: Iterable[InDepth] = (),
) -> str:
    """Return a network's scores as JSON: ``groups``, ``slices``, ``benchmark``, ``in_depth`` and ``missing``."""
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
    """
    rows = [{"slice": "", **row} for row in card.to_rows()]
    for value, part in (slices or {}).items():
        rows += [{"slice": value or "(no value)", **row} for row in part.to_rows()]
    return to_csv([*rows[0]], rows)


def _json(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
