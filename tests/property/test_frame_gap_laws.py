"""Laws of gaps in frames: in every engine they are those of `gaps`, record by record."""

import math
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from datamaturity import Framework, Level, NumberError, Target, gaps
from datamaturity.frames.gaps import ONE_LEVEL_UP
from datamaturity.frames.gaps import gaps as frame_gaps
from datamaturity.frames.sums import ScorePlan
from frame_engines import CODE, EACH, ENGINES, columns_of, rows_of, sectors, table_of


@st.composite
def targets(draw: st.DrawFn, framework: Framework) -> Target:
    """Return a target with levels for some criteria, all or none."""
    levels = st.sampled_from(framework.scale.numbers)
    wanted: dict[str, Level | int] = {one: draw(levels) for one in framework.criterion_ids if draw(st.booleans())}
    return Target.of(framework, criteria=wanted, everything=draw(st.none() | levels))


def check(expected: dict[str, Fraction | int | None], row: dict[str, Any]) -> None:
    """Assert that a row has these figures, counts equal and numbers to 1e-12 of them."""
    for what, value in expected.items():
        if value is None or row[what] is None:
            assert value is row[what], what
        else:
            assert math.isclose(float(value), row[what], rel_tol=1e-12, abs_tol=0), what


@pytest.mark.parametrize("engine", ENGINES)
@EACH
@given(data=st.data())
def test_bulk_is_scalar(engine: str, data: st.DataObject) -> None:
    """Every figure of every group and criterion is that of the gaps of the assessment, for any target."""
    framework, assessments = data.draw(sectors())
    kinds = ["topic", "theme", "cell", "overall"]
    try:
        ScorePlan.of(framework, kinds=kinds, rule="weakest-link")
    except NumberError:
        # Weights beyond 53 bits: refused, as scores of them are.
        reject()
    target: Any = data.draw(st.just(ONE_LEVEL_UP) | targets(framework))
    masked = data.draw(st.booleans())
    frame = ENGINES[engine](table_of(framework, assessments, masked=masked))
    out: Any = " out" if masked else CODE
    made = frame_gaps(
        frame, framework, target, columns=columns_of(framework), not_applicable=out, kinds=kinds, criteria=True
    )
    by_name = {row["org"]: row for row in rows_of(made)}

    assert len(assessments) == len(by_name)
    for n, assessment in enumerate(assessments):
        own = Target.one_level_up(assessment) if target == ONE_LEVEL_UP else target
        found = gaps(assessment, own, overall=True)
        for one in found.groups:
            before = "overall" if one.group.kind == "overall" else f"{one.group.kind}:{one.group.id}"
            figures = {
                "current": one.current,
                "target": one.target,
                "gap": one.gap,
                "percent_to_target": one.percent_to_target,
                "counted": one.counted_count,
                "reached": one.reached_count,
                "unknown": len(one.unknown),
            }
            check({f"{before}:{what}": value for what, value in figures.items()}, by_name[f"org {n}"])
        of_criteria = {
            one: found.criteria[one].gap if one in found.criteria else None for one in framework.criterion_ids
        }
        check({f"criterion:{one}:gap": gap for one, gap in of_criteria.items()}, by_name[f"org {n}"])
