"""Laws of the shapes of frames: what was written is read back, and long and wide say the same."""

from typing import Any

import narwhals.stable.v2 as nw
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from datamaturity import Assessment, Framework, NumberError, frames
from datamaturity.assessment import Answers
from datamaturity.frames.from_assessments import Backend, from_assessments
from datamaturity.frames.long_answers import to_wide
from datamaturity.frames.long_columns import LongColumns
from datamaturity.frames.long_scores import to_long
from datamaturity.frames.sums import ScorePlan
from datamaturity.frames.to_assessments import to_assessments
from frame_engines import EACH, ENGINES, LAZY, rows_of
from strategies import frameworks, given_answers

OUT, UNKNOWN = -77, -78

BACKENDS: tuple[Backend, ...] = ("polars", "pandas", "pyarrow")


def is_told_apart(engine: str, framework: Framework) -> bool:
    """
    Return whether an engine has a column for each name.

    DuckDB's names do not differ in capitals only, which is refused, and on the way from Arrow a name ends at a NUL.
    """
    ids = [f"{group.kind} {group.id}" for group in framework.groups] + [*framework.criterion_ids]
    if any("\0" in one for one in ids):
        return False
    return engine != "duckdb" or len({one.casefold() for one in ids}) == len(ids)


@st.composite
def sectors(draw: st.DrawFn) -> list[Assessment]:
    """Return some organisations' assessments of one framework, without notes and evidence, which no frame has."""
    framework = draw(frameworks())
    found = []
    for number in range(draw(st.integers(1, 4))):
        codes = Answers.of(framework, draw(given_answers(framework))).codes
        day = draw(st.none() | st.dates())
        found.append(Assessment(framework, Answers(framework, codes), organisation=f"org {number}", assessed_on=day))
    return found


def framework_of(every: list[Assessment]) -> Framework:
    """Return what was answered."""
    return every[0].framework


@pytest.mark.parametrize("engine", ENGINES)
@EACH
@given(every=sectors(), masked=st.booleans(), is_long=st.booleans())
def test_what_was_written_is_read_back(engine: str, every: list[Assessment], masked: bool, is_long: bool) -> None:
    """Assessments of any framework come back equal from every engine, long or wide."""
    framework = framework_of(every)
    assume(is_told_apart(engine, framework))
    if is_long:
        table = from_assessments(
            every, backend="pyarrow", shape="long", not_applicable="out" if masked else OUT, do_not_know=UNKNOWN
        )
        long = LongColumns(not_applicable="out" if masked else None)
        found = to_assessments(ENGINES[engine](table), framework, not_applicable=OUT, do_not_know=UNKNOWN, long=long)
    else:
        # With blanks around it, no criterion's mask is named like another's column.
        out = " ? " if masked else OUT
        table = from_assessments(every, backend="pyarrow", columns="q ", not_applicable=out, do_not_know=UNKNOWN)
        found = to_assessments(
            ENGINES[engine](table), framework, columns=mapped(framework), not_applicable=out, do_not_know=UNKNOWN
        )

    assert (sorted(found, key=lambda one: one.organisation) if engine in LAZY else [*found]) == every


def mapped(framework: Framework) -> dict[str, str]:
    """Return each criterion's column."""
    return {one: f"q {one}" for one in framework.criterion_ids}


@pytest.mark.parametrize("backend", BACKENDS)
@EACH
@given(every=sectors(), is_long=st.booleans())
def test_every_backend_is_read_back(backend: Backend, every: list[Assessment], is_long: bool) -> None:
    """Assessments come back equal from the frames of every engine that they are written for."""
    assume(is_told_apart(backend, framework_of(every)))
    codes: dict[str, Any] = {"not_applicable": OUT, "do_not_know": UNKNOWN}
    if is_long:
        frame = from_assessments(every, backend=backend, shape="long", **codes)
        found = to_assessments(frame, framework_of(every), long=LongColumns(), **codes)
    else:
        frame = from_assessments(every, backend=backend, columns="q ", **codes)
        found = to_assessments(frame, framework_of(every), columns="q ", **codes)

    assert [*found] == every


@pytest.mark.parametrize("engine", ENGINES)
@EACH
@given(every=sectors(), data=st.data())
def test_long_is_wide(engine: str, every: list[Assessment], data: st.DataObject) -> None:
    """Rows in any order, with those of no answer left out or not, make the wide frame; its scores are those of it."""
    framework = framework_of(every)
    assume(is_told_apart(engine, framework))
    codes: dict[str, Any] = {"not_applicable": OUT, "do_not_know": UNKNOWN}
    assume("organisation" not in framework.criterion_ids)
    wide_table = from_assessments(every, backend="pyarrow", columns="q ", **codes).drop(["assessed_on"])
    names = ["organisation", *framework.criterion_ids]
    rows = from_assessments(every, backend="pyarrow", shape="long", **codes).to_pylist()
    kept = [row for row in rows if row["level"] is not None or row["criterion"] == framework.criterion_ids[0]]
    rows = data.draw(st.permutations(data.draw(st.sampled_from([rows, kept]))))
    schema = pa.schema([("organisation", pa.string()), ("criterion", pa.string()), ("level", pa.int32())])
    given_frame = nw.from_native(ENGINES[engine](pa.Table.from_pylist(rows, schema)))
    long = LongColumns("organisation")
    made = to_wide(given_frame, framework, long, not_applicable=OUT, do_not_know=UNKNOWN).frame
    order = [*dict.fromkeys(row["organisation"] for row in rows)]
    expected = sorted(wide_table.rename_columns(names).to_pylist(), key=lambda row: order.index(row["organisation"]))
    found = rows_of(made.to_native())
    if engine in LAZY:
        found.sort(key=lambda row: order.index(row["organisation"]))
        assert {row.pop("faults") for row in found} == {0}

    assert found == expected


@pytest.mark.parametrize("engine", ENGINES)
@EACH
@given(every=sectors())
def test_long_scores_are_the_wide_ones(engine: str, every: list[Assessment]) -> None:
    """Each figure of the wide scores is in the row of its assessment and group, and nothing else is."""
    framework = framework_of(every)
    assume(is_told_apart(engine, framework))
    codes: dict[str, Any] = {"not_applicable": OUT, "do_not_know": UNKNOWN}
    try:
        plan = ScorePlan.of(framework)
    except NumberError:
        reject()
    table = from_assessments(every, backend="pyarrow", columns="q ", **codes).drop(["assessed_on"])
    wanted = ["mean", "stage", "answered"]
    scored = frames.score(ENGINES[engine](table), framework, columns="q ", figures=wanted, **codes)
    found = rows_of(to_long(nw.from_native(scored), plan, wanted, ["organisation"]).to_native())
    figures = {(row["organisation"], row["kind"], row["group"]): [row[one] for one in wanted] for row in found}

    assert len(found) == len(figures)
    assert figures == {
        (row["organisation"], one.group.kind, one.group.id): [row[f"{one.name}:{figure}"] for figure in wanted]
        for row in rows_of(scored)
        for one in plan.groups
    }
