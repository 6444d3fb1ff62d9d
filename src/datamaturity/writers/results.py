"""Gaps, next steps and changes as JSON and as CSV."""

import json
from collections.abc import Iterable, Mapping, Sequence

from datamaturity.changes import Comparison
from datamaturity.framework import Framework
from datamaturity.gaps import Gaps
from datamaturity.next_steps import NextStep
from datamaturity.steps import WayUp
from datamaturity.writers.csv_text import to_csv

__all__ = ["comparison_csv", "comparison_json", "gaps_csv", "gaps_json", "next_steps_csv", "next_steps_json"]


def gaps_json(found: Gaps) -> str:
    """Return gaps as JSON: ``framework``, ``criteria``, ``groups``, ``unknown``; numbers as floats, null for none."""
    document = {
        **_framework(found.assessment.framework),
        "criteria": found.to_rows(),
        "groups": [one.to_row() for one in found.groups],
        "unknown": found.unknown,
    }
    return _json(document)


def gaps_csv(found: Gaps) -> str:
    """Return gaps as CSV: a line for each criterion, then one for each group, told apart by the column ``kind``."""
    return _csv([*_criterion_rows(found.to_rows()), *(one.to_row() for one in found.groups)])


def next_steps_json(steps: Sequence[NextStep], ways: Sequence[WayUp], *, framework: Framework, rule: str) -> str:
    """
    Return next steps as JSON.

    Args:
        steps: The steps, in their order.
        ways: The smallest way up for each group to show.
        framework: The framework that was answered.
        rule: The rule that gives the stages.

    Returns:
        ``framework``, ``rule``, ``ways`` and ``steps``; numbers as floats of the exact values, null for none.
    """
    document = {
        **_framework(framework),
        "rule": rule,
        "ways": [_way(one) for one in ways],
        "steps": [one.to_row() for one in steps],
    }
    return _json(document)


def _way(way: WayUp) -> dict[str, object]:
    return {
        **way.group.to_row(),
        "stage": way.stage.number if way.stage else None,
        "aim": way.aim.number if way.aim else None,
        "moves": None
        if way.moves is None
        else [
            {"criterion": move.criterion, "from": move.from_level.number, "to": move.to_level.number}
            for move in way.moves
        ],
        "blockers": way.blockers,
        "answer_first": way.answer_first,
        "answers_needed": way.answers_needed,
    }


def next_steps_csv(steps: Sequence[NextStep]) -> str:
    """Return next steps as CSV, a line for each, in their order."""
    rows = [one.to_row() for one in steps]
    # The columns that every step has, so that a table without steps has a header too.
    columns = ["criterion", "title", "from", "to", "gap", "weight", "unlocks", "why"]
    return to_csv([*columns, *dict.fromkeys(name for row in rows for name in row if name not in columns)], rows)


def comparison_json(comparison: Comparison) -> str:
    """Return changes as JSON: ``framework``, ``criteria`` and ``groups``; numbers as floats, null for none."""
    document = {
        **_framework(comparison.later.framework),
        "criteria": comparison.to_rows(),
        "groups": [one.to_row() for one in comparison.groups],
    }
    return _json(document)


def comparison_csv(comparison: Comparison) -> str:
    """Return changes as CSV: a line for each criterion, then one for each group, told apart by the column ``kind``."""
    return _csv([*_criterion_rows(comparison.to_rows()), *(one.to_row() for one in comparison.groups)])


def _framework(framework: Framework) -> dict[str, object]:
    return {"framework": {"id": framework.id, "version": framework.version}}


def _json(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _criterion_rows(rows: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    return [{"kind": "criterion", "name": row["title"], **row} for row in rows]


def _csv(rows: Sequence[Mapping[str, object]]) -> str:
    columns = dict.fromkeys(column for row in rows for column in row if column != "title")
    return to_csv([*columns], rows)
