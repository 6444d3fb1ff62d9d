"""Laws of scores in frames: in every engine they are those of `score`, record by record."""

import math
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from datamaturity import Answer, AnswerState, Assessment, Framework, NumberError, frames, score
from datamaturity.frames.sums import ScorePlan
from datamaturity.levels import exact
from frame_engines import ENGINES, rows_of
from strategies import frameworks, given_answers, rules, shares

CODE = -77


@st.composite
def sectors(draw: st.DrawFn) -> tuple[Framework, list[Assessment]]:
    """Return a framework, and some organisations' answers to it."""
    framework = draw(frameworks())
    return framework, [Assessment(framework, draw(given_answers(framework))) for _ in range(draw(st.integers(1, 4)))]


def table_of(framework: Framework, assessments: list[Assessment]) -> pa.Table:
    """Return answers as a table, wide, with a code for what does not apply."""

    def number(answer: Answer) -> int | None:
        return CODE if answer.state is AnswerState.NOT_APPLICABLE else answer.level

    columns: dict[str, Any] = {"org": [f"org {n}" for n in range(len(assessments))]}
    for one in framework.criterion_ids:
        columns[f"q {one}"] = pa.array([number(each.answers[one]) for each in assessments], pa.int32())
    return pa.table(columns)


@pytest.mark.parametrize("engine", ENGINES)
@given(data=st.data())
def test_bulk_is_scalar(engine: str, data: st.DataObject) -> None:
    """Every figure of every group is that of the scorecard; stages are equal, numbers to 1e-12 and better."""
    framework, assessments = data.draw(sectors())
    rule, minimum = data.draw(rules(framework.scale)), data.draw(st.just(exact(0)) | shares())
    kinds = ["topic", "theme", "cell", "overall"]
    try:
        ScorePlan.of(framework, kinds=kinds, rule=rule, minimum_coverage=minimum)
    except NumberError:
        # Weights beyond 64 bits: refused, and tested with the errors.
        reject()
    frame = ENGINES[engine](table_of(framework, assessments))
    scored = frames.score(
        frame, framework, columns="q ", not_applicable=CODE, kinds=kinds, rule=rule, minimum_coverage=minimum
    )
    found = rows_of(scored)
    for row, assessment in zip(found, assessments, strict=True):
        for one in score(assessment, rule=rule, minimum_coverage=minimum, overall=True):
            group = one.group
            name = "overall" if group.kind == "overall" else f"{group.kind}:{group.id}"
            expected = {
                "mean": one.mean,
                "stage": one.stage.number if one.stage else None,
                "answered": one.answered_count,
                "applicable": one.applicable_count,
                "coverage": one.coverage,
                "low": one.low,
                "high": one.high,
            }
            for what, value in expected.items():
                given_value = row[f"{name}:{what}"]
                if value is None or given_value is None:
                    assert value is given_value, (name, what)
                else:
                    assert math.isclose(float(value), given_value, rel_tol=1e-12, abs_tol=0), (name, what)
