"""Scorecards as JSON, as CSV and as a workbook."""

import json

from datamaturity.scores import Score, as_float
from datamaturity.scoring import Scorecard
from datamaturity.writers.about import about_table
from datamaturity.writers.csv_text import to_csv
from datamaturity.writers.tables import Table
from datamaturity.writers.workbook import to_xlsx

__all__ = ["scorecard_csv", "scorecard_json", "scorecard_xlsx"]


def scorecard_json(card: Scorecard) -> str:
    """
    Return a scorecard as JSON.

    Args:
        card: The scorecard.

    Returns:
        ``{"framework", "rule", "minimum_coverage", "topics", "themes", "cells", "overall", "unanswered",
        "not_applicable", "do_not_know"}``; numbers are floats of the exact values, null where there is none.

    Example:
        >>> import json
        >>> from datamaturity import Assessment, load_framework, score
        >>> card = score(Assessment(load_framework("uk-government-dma"), {"4.33": 2, "4.34": 3}))
        >>> json.loads(scorecard_json(card))["topics"][3]["stage"]
        {'number': 3, 'name': 'Learning'}
    """
    framework = card.framework
    document = {
        "framework": {"id": framework.id, "version": framework.version},
        "rule": str(card.rule),
        "minimum_coverage": as_float(card.basis.minimum_coverage),
        "topics": [{"id": key, **_group(one)} for key, one in card.topics.items()],
        "themes": [{"id": key, **_group(one)} for key, one in card.themes.items()],
        "cells": [{"topic": topic, "theme": theme, **_group(one)} for (topic, theme), one in card.cells.items()],
        "overall": None if card.overall is None else {"id": "overall", **_group(card.overall)},
        "unanswered": card.unanswered,
        "not_applicable": card.not_applicable,
        "do_not_know": card.do_not_know,
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _group(one: Score) -> dict[str, object]:
    stage, reason, shares = one.stage, one.why_no_stage, one.at_or_above
    numbers = one.basis.assessment.framework.scale.numbers
    return {
        "name": one.name,
        "mean": as_float(one.mean),
        "stage": {"number": stage.number, "name": stage.name} if stage else None,
        "why_no_stage": reason.value if reason else None,
        "answered": one.answered_count,
        "applicable": one.applicable_count,
        "total": one.total_count,
        "coverage": as_float(one.coverage),
        "low": as_float(one.low),
        "high": as_float(one.high),
        "at_or_above": {str(number): as_float(shares[number]) if shares else None for number in numbers},
    }


def scorecard_csv(card: Scorecard) -> str:
    """
    Return a scorecard as CSV: one line per group, with the columns of `Scorecard.to_rows`.

    Args:
        card: The scorecard.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> card = score(Assessment(load_framework("uk-government-dma"), {"4.33": 2, "4.34": 3}))
        >>> scorecard_csv(card).splitlines()[4].split(",")[3:9]
        ['topic', '4', '', 'Knowing the data you have', '2.5', '3']
    """
    table = _table(card)
    return to_csv(table.columns, table.rows)


def scorecard_xlsx(card: Scorecard) -> bytes:
    """
    Return a scorecard as a workbook: a sheet with the columns of `Scorecard.to_rows`, and one that says what it is of.

    Args:
        card: The scorecard.

    Raises:
        FaultsError: Texts hold what Excel cannot hold.
        MissingExtraError: The library XlsxWriter is not installed (extra ``excel``).

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> scorecard_xlsx(score(Assessment(load_framework("uk-government-dma"), {"4.33": 2})))[:2]
        b'PK'
    """
    assessment = card.assessment
    total, without = len(card.framework.criteria), (card.unanswered, card.do_not_know, card.not_applicable)
    facts = {
        "organisation": assessment.organisation,
        "assessed on": assessment.assessed_on or "",
        "rule": str(card.rule),
        "minimum coverage": card.basis.minimum_coverage,
        "criteria": total,
        "at a level": total - sum(map(len, without)),
        "unanswered": len(card.unanswered),
        "do not know": len(card.do_not_know),
        "not applicable": len(card.not_applicable),
    }
    return to_xlsx({"Scores": _table(card), "About": about_table(card.framework, facts)})


def _table(card: Scorecard) -> Table:
    return Table.of(card.to_rows())
