"""Laws of scores in frames: in every engine they are those of `score`, record by record."""

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from datamaturity import NumberError, frames
from datamaturity.frames.sums import ScorePlan
from datamaturity.levels import exact
from frame_engines import CODE, EACH, ENGINES, check_rows, columns_of, rows_of, sectors, table_of
from strategies import rules, shares


@pytest.mark.parametrize("engine", ENGINES)
@EACH
@given(data=st.data())
def test_bulk_is_scalar(engine: str, data: st.DataObject) -> None:
    """Every figure of every group is that of the scorecard; stages are equal, numbers to 1e-12 and better."""
    framework, assessments = data.draw(sectors())
    rule, minimum = data.draw(rules(framework.scale)), data.draw(st.just(exact(0)) | shares())
    kinds = ["topic", "theme", "cell", "overall"]
    try:
        ScorePlan.of(framework, kinds=kinds, rule=rule, minimum_coverage=minimum)
    except NumberError:
        # Weights beyond 53 bits: refused, and tested with the errors.
        reject()
    frame = ENGINES[engine](table_of(framework, assessments))
    scored = frames.score(
        frame,
        framework,
        columns=columns_of(framework),
        not_applicable=CODE,
        kinds=kinds,
        rule=rule,
        minimum_coverage=minimum,
    )

    check_rows(rows_of(scored), assessments, rule=rule, minimum_coverage=minimum)
