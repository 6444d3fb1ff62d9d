"""Laws of agreement in frames: in every engine it is that of a panel of the same people."""

import math
from fractions import Fraction
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datamaturity import Assessment, Framework, Panel, Respondent
from datamaturity.agreement import CriterionAgreement
from datamaturity.frames.agreement import agreement
from frame_engines import CODE, EACH, ENGINES, LAZY, columns_of, rows_of, table_of
from strategies import frameworks, given_answers


@st.composite
def crowds(draw: st.DrawFn) -> tuple[Framework, list[Assessment], list[str]]:
    """Return a framework, some people's answers to it, and for whom each of them answers."""
    framework = draw(frameworks())
    people = [Assessment(framework, draw(given_answers(framework))) for _ in range(draw(st.integers(1, 6)))]
    return framework, people, [draw(st.sampled_from(["Bridge", "Abbey", ""])) for _ in people]


def frame_of(engine: str, framework: Framework, people: list[Assessment], names: list[str], *, masked: bool) -> Any:
    """Return the people's answers in an engine's frame, each behind the name of the organisation."""
    table = table_of(framework, people, masked=masked)
    return ENGINES[engine](table.set_column(0, "org", pa.array(names)))


def panels_of(people: list[Assessment], names: list[str]) -> dict[str, Panel]:
    """Return the panel of each organisation, in order of first appearance."""
    return {
        name: Panel([Respondent(one) for one, whose in zip(people, names, strict=True) if whose == name])
        for name in dict.fromkeys(names)
    }


def expected_of(one: CriterionAgreement) -> dict[str, Fraction | int | None]:
    """Return what the library says of a criterion, by the names of the columns."""
    levels = zip(one.scale.numbers, one.level_counts, strict=True)
    return {
        "answered": one.answered_count,
        **{f"at_{number}": count for number, count in levels},
        "not_applicable": one.not_applicable_count,
        "median": one.median.number if one.median else None,
        "lowest": one.lowest.number if one.lowest else None,
        "highest": one.highest.number if one.highest else None,
        "consensus": one.consensus,
    }


def check(expected: dict[str, Fraction | int | None], row: dict[str, Any], before: str = "") -> None:
    """Assert that a row has these figures, counts and levels equal and the consensus to 1e-12 of it."""
    for what, value in expected.items():
        found = row[before + what]
        if what == "consensus" and value is not None and found is not None:
            assert math.isclose(float(value), found, rel_tol=1e-12, abs_tol=0), what
        else:
            assert value == found, what


@pytest.mark.parametrize("engine", ENGINES)
@EACH
@given(crowd=crowds(), masked=st.booleans(), is_long=st.booleans())
def test_bulk_is_scalar(
    engine: str, crowd: tuple[Framework, list[Assessment], list[str]], masked: bool, is_long: bool
) -> None:
    """Every figure of every organisation and criterion is that of the panel, in the long shape and in the wide one."""
    framework, people, names = crowd
    frame = frame_of(engine, framework, people, names, masked=masked)
    out: Any = " out" if masked else CODE
    said: Any = {"columns": columns_of(framework), "not_applicable": out, "shape": "long" if is_long else "wide"}
    found = rows_of(agreement(frame, framework, organisation=["org"], **said))
    panels = panels_of(people, names)
    ids = framework.criterion_ids if is_long else [""]
    order = [(name, one) for name in panels for one in ids]
    keys = [(row["org"], row["criterion"] if is_long else "") for row in found]
    rows = dict(zip(keys, found, strict=True))

    assert (sorted(order) == sorted(keys)) if engine in LAZY else order == keys
    for name, panel in panels.items():
        for one in panel.criteria.values():
            if is_long:
                check(expected_of(one), rows[name, one.criterion.id])
            else:
                check(expected_of(one), rows[name, ""], f"criterion:{one.criterion.id}:")
