"""Gaps, next steps and changes as JSON, as CSV and as workbooks."""

import json
from collections.abc import Mapping, Sequence

from datamaturity.changes import Comparison
from datamaturity.framework import Framework
from datamaturity.gaps import Gaps
from datamaturity.next_steps import NextStep
from datamaturity.steps import WayUp
from datamaturity.writers.about import about_table
from datamaturity.writers.csv_text import to_csv
from datamaturity.writers.tables import Table
from datamaturity.writers.workbook import to_xlsx

__all__ = [
    "comparison_csv",
    "comparison_json",
    "comparison_xlsx",
    "gaps_csv",
    "gaps_json",
    "gaps_xlsx",
    "next_steps_csv",
    "next_steps_json",
    "next_steps_xlsx",
]

# The columns that every step has, so that a table without steps has a header too.
_STEP_COLUMNS = ("criterion", "title", "from", "to", "gap", "weight", "unlocks", "why")
_WAY_COLUMNS = ("kind", "topic", "theme", "name", "stage", "aim", "moves", "blockers", "answer_first", "answers_needed")


def gaps_json(found: Gaps) -> str:
    """
    Return gaps as JSON: ``framework``, ``criteria``, ``groups``, ``unknown``; numbers as floats, null for none.

    Args:
        found: The gaps.
    """
    document = {
        **_framework(found.assessment.framework),
        "criteria": found.to_rows(),
        "groups": [one.to_row() for one in found.groups],
        "unknown": found.unknown,
    }
    return _json(document)


def gaps_csv(found: Gaps) -> str:
    """
    Return gaps as CSV: a line for each criterion, then one for each group, told apart by the column ``kind``.

    Args:
        found: The gaps.

    Example:
        >>> from datamaturity import Assessment, Target, gaps, load_framework
        >>> framework = load_framework("seven-themes")
        >>> found = gaps(Assessment(framework, {"C1": 2}), Target.of(framework, everything=3))
        >>> gaps_csv(found).splitlines()[0].split(",")[:3], gaps_json(found)[:1], gaps_xlsx(found)[:2]
        (['kind', 'name', 'criterion'], '{', b'PK')
    """
    return _one_csv(**_gaps_tables(found))


def gaps_xlsx(found: Gaps) -> bytes:
    """
    Return gaps as a workbook: a sheet of the criteria, one of the groups, and one that says what they are of.

    Args:
        found: The gaps.

    Raises:
        FaultsError: Texts hold what Excel cannot hold.
        MissingExtraError: The library XlsxWriter is not installed (extra ``excel``).
    """
    assessment = found.assessment
    facts = {
        "organisation": assessment.organisation,
        "assessed on": assessment.assessed_on or "",
        "criteria with a target": len(found.target.levels),
        "criteria whose level is unknown": len(found.unknown),
    }
    return _xlsx(_gaps_tables(found), assessment.framework, facts)


def _gaps_tables(found: Gaps) -> dict[str, Table]:
    return {"criteria": Table.of(found.to_rows()), "groups": Table.of(one.to_row() for one in found.groups)}


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

    Example:
        >>> from datamaturity import Assessment, load_framework, next_steps
        >>> framework = load_framework("seven-themes")
        >>> steps = next_steps(Assessment(framework, {"C1": 2}))
        >>> about = {"framework": framework, "rule": "mean-nearest"}
        >>> next_steps_json(steps, [], **about)[:1], next_steps_xlsx(steps, [], **about)[:2]
        ('{', b'PK')
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
    """
    Return next steps as CSV, a line for each, in their order.

    Args:
        steps: The steps.

    Example:
        >>> from datamaturity import Assessment, load_framework, next_steps
        >>> assessment = Assessment(load_framework("seven-themes"), {"C1": 2})
        >>> next_steps_csv(next_steps(assessment)).splitlines()[0].split(",")[:3]
        ['criterion', 'title', 'from']
    """
    table = _steps_table(steps)
    return to_csv(table.columns, table.rows)


def next_steps_xlsx(steps: Sequence[NextStep], ways: Sequence[WayUp], *, framework: Framework, rule: str) -> bytes:
    """
    Return next steps as a workbook: a sheet of the steps, one of the ways up, and one that says what they are of.

    Args:
        steps: The steps, in their order.
        ways: The smallest way up for each group to show.
        framework: The framework that was answered.
        rule: The rule that gives the stages.
    """
    tables = {"next steps": _steps_table(steps), "ways up": Table.of(map(_way_row, ways), first=_WAY_COLUMNS)}
    return _xlsx(tables, framework, {"rule": rule})


def _steps_table(steps: Sequence[NextStep]) -> Table:
    return Table.of((one.to_row() for one in steps), first=_STEP_COLUMNS)


def _way_row(way: WayUp) -> dict[str, object]:
    return {
        **way.group.to_row(),
        "stage": way.stage and way.stage.number,
        "aim": way.aim and way.aim.number,
        "moves": None if way.moves is None else "\n".join(map(str, way.moves)),
        "blockers": "; ".join(way.blockers),
        "answer_first": "; ".join(way.answer_first),
        "answers_needed": way.answers_needed,
    }


def comparison_json(comparison: Comparison) -> str:
    """
    Return changes as JSON: ``framework``, ``criteria`` and ``groups``; numbers as floats, null for none.

    Args:
        comparison: What changed.
    """
    document = {
        **_framework(comparison.later.framework),
        "criteria": comparison.to_rows(),
        "groups": [one.to_row() for one in comparison.groups],
    }
    return _json(document)


def comparison_csv(comparison: Comparison) -> str:
    """
    Return changes as CSV: a line for each criterion, then one for each group, told apart by the column ``kind``.

    Args:
        comparison: What changed.

    Example:
        >>> from datamaturity import Assessment, compare, load_framework
        >>> framework = load_framework("seven-themes")
        >>> comparison = compare(Assessment(framework, {"C1": 2}), Assessment(framework, {"C1": 3}))
        >>> comparison_csv(comparison).splitlines()[0].split(",")[:3]
        ['kind', 'name', 'criterion']
        >>> comparison_json(comparison)[:1], comparison_xlsx(comparison)[:2]
        ('{', b'PK')
    """
    return _one_csv(**_comparison_tables(comparison))


def comparison_xlsx(comparison: Comparison) -> bytes:
    """
    Return changes as a workbook: a sheet of the criteria, one of the groups, and one that says what they are of.

    Args:
        comparison: What changed.

    Raises:
        FaultsError: Texts hold what Excel cannot hold.
        MissingExtraError: The library XlsxWriter is not installed (extra ``excel``).
    """
    earlier, later = comparison.earlier, comparison.later
    facts = {
        "organisation": later.organisation or earlier.organisation,
        "earlier": earlier.assessed_on or "",
        "later": later.assessed_on or "",
    }
    return _xlsx(_comparison_tables(comparison), later.framework, facts)


def _comparison_tables(comparison: Comparison) -> dict[str, Table]:
    return {
        "criteria": Table.of(comparison.to_rows()),
        "groups": Table.of(one.to_row() for one in comparison.groups),
    }


def _framework(framework: Framework) -> dict[str, object]:
    return {"framework": {"id": framework.id, "version": framework.version}}


def _json(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _one_csv(*, criteria: Table, groups: Table) -> str:
    """Return two tables as one: a line for each criterion, then one for each group, told apart by ``kind``."""
    rows = [{"kind": "criterion", "name": row["title"], **row} for row in criteria.rows]
    both = Table.of([*rows, *groups.rows])
    return to_csv([name for name in both.columns if name != "title"], both.rows)


def _xlsx(tables: Mapping[str, Table], framework: Framework, facts: Mapping[str, object]) -> bytes:
    sheets = {name.capitalize(): table for name, table in tables.items()}
    return to_xlsx({**sheets, "About": about_table(framework, facts)})
