"""Long frames of answers made wide, and wide scores made long."""

import sys
from typing import Any

import attrs
import narwhals.stable.v2 as nw
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from datamaturity import AnswerError, frames
from datamaturity.frames.long_answers import to_wide
from datamaturity.frames.long_columns import LongColumns
from datamaturity.frames.long_scores import to_long
from datamaturity.frames.sums import ScorePlan
from examples import CROSSED
from frame_engines import ENGINES, LAZY, rows_of

EAGER = [name for name in ENGINES if name not in LAZY]

# Three organisations: one with an answer off the scale and one that does not apply, one with one, one with none.
ANSWERS = {
    "org": ["b", "b", "a", "b", "c"],
    "criterion": ["1.1", "1.2", "2.3", "2.4", None],
    "level": pa.array([1, 9, 3, None, None], pa.int8()),
    "out": [False, False, False, True, False],
}
WIDE = [
    {"org": "b", "1.1": 1, "1.2": 9, "2.3": None, "2.4": 6},
    {"org": "a", "1.1": None, "1.2": None, "2.3": 3, "2.4": None},
    {"org": "c", "1.1": None, "1.2": None, "2.3": None, "2.4": None},
]
# b: 1.1 twice. Nobody: one. c: no criterion. d: both a level and that it does not apply. e: an unknown criterion twice.
WRONG = {
    "org": ["b", "b", None, "c", "d", "e", "e"],
    "criterion": ["1.1", "1.1", "2.3", None, "1.2", "2.44", "2.44"],
    "level": pa.array([1, 5, 3, 2, 3, 4, None], pa.int64()),
    "out": [False, False, False, False, True, False, False],
}


def long_frame(engine: str, columns: dict[str, Any]) -> Any:
    """Return columns as a narwhals frame of an engine."""
    return nw.from_native(ENGINES[engine](pa.table(columns)))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_row_for_each_answer_becomes_a_column_for_each_criterion(engine: str) -> None:
    """Criteria are columns in framework order; eager rows stand as assessments first appear; 6 is the next number."""
    wide = to_wide(long_frame(engine, ANSWERS), CROSSED, LongColumns("org", not_applicable="out"))
    found = rows_of(wide.frame.to_native())
    if engine in LAZY:
        found = sorted(found, key=lambda row: "bac".index(row["org"]))
        assert [0, 0, 0] == [row.pop("faults") for row in found]

    assert found == WIDE
    assert list(found[0]) == ["org", "1.1", "1.2", "2.3", "2.4"]
    assert wide.not_applicable == 6


@pytest.mark.parametrize("engine", ["polars", "pyarrow"])
def test_numpy_is_not_needed(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without NumPy the wide frame is the same, and so are the faults."""
    long = LongColumns("org", not_applicable="out")
    with pytest.raises(AnswerError) as expected:
        to_wide(long_frame(engine, WRONG), CROSSED, long)
    monkeypatch.setitem(sys.modules, "numpy", None)
    wide = to_wide(long_frame(engine, ANSWERS), CROSSED, long)
    with pytest.raises(AnswerError) as actual:
        to_wide(long_frame(engine, WRONG), CROSSED, long)

    assert wide.frame.rows(named=True) == WIDE
    assert str(actual.value) == str(expected.value)


@pytest.mark.parametrize("engine", ENGINES)
def test_several_columns_tell_assessments_apart(engine: str) -> None:
    """Organisation and year together are the assessment, and both stay."""
    columns = {"org": ["a", "a", "a"], "year": [2024, 2023, 2024], "c": ["1.1", "1.1", "2.3"], "score": [1, 2, 3]}
    given = long_frame(engine, columns)
    wide = to_wide(given, CROSSED, LongColumns(["org", "year"], criterion="c", level="score"), not_applicable=9)
    found = rows_of(wide.frame.select("year", "1.1", "2.3").to_native())

    assert sorted((row["year"], row["1.1"], row["2.3"]) for row in found) == [(2023, 2, None), (2024, 1, 3)]
    assert wide.not_applicable == 9


@pytest.mark.parametrize("engine", EAGER)
def test_all_that_is_wrong_in_rows_is_said_at_once(engine: str) -> None:
    """Each kind of fault has its count, and its example where one helps."""
    with pytest.raises(AnswerError) as caught:
        to_wide(long_frame(engine, WRONG), CROSSED, LongColumns("org", not_applicable="out"))

    assert str(caught.value) == (
        "5 faults:\n"
        "  column org: is empty in 1 row; it says whose answer it is\n"
        "  column criterion: is empty in 1 row with an answer\n"
        "  column criterion: no criterion '2.44' in crossed, 2 rows; did you mean '2.4'?\n"
        "  column out: is true or empty in 1 row with a level; say one of the two\n"
        "  column criterion: 1 answer too many, as b has 1.1 2 times; keep one row of each"
    )


@pytest.mark.parametrize("engine", sorted(LAZY))
def test_a_lazy_frame_counts_its_faults(engine: str) -> None:
    """Each row that is wrong counts once in its assessment's ``faults``."""
    wide = to_wide(long_frame(engine, WRONG), CROSSED, LongColumns("org", not_applicable="out"))
    assert isinstance(wide.frame, nw.LazyFrame)
    found = {row["org"]: row["faults"] for row in rows_of(wide.frame.to_native())}

    assert found == {"b": 1, None: 1, "c": 1, "d": 1, "e": 2}


def test_only_some_unknown_criteria_are_named() -> None:
    """Five of them are named, and the others are counted."""
    given = pl.DataFrame({"org": ["a"] * 7, "criterion": [f"x{n}" for n in range(7)], "level": [1] * 7})
    with pytest.raises(AnswerError) as caught:
        to_wide(nw.from_native(given), CROSSED, LongColumns("org"))

    assert len(caught.value.faults) == 6
    assert str(caught.value.faults[0]) == "column criterion: no criterion 'x0' in crossed, 1 row"
    assert str(caught.value.faults[-1]) == "column criterion: and 2 more that crossed does not have"


@pytest.mark.parametrize("lazy", [False, True])
def test_columns_that_do_not_fit_are_said_at_once(lazy: bool) -> None:
    """Missing columns, other types, a column that is two things, and one named like a criterion."""
    frame: Any = pl.DataFrame({"1.1": ["a"], "orgs": ["a"], "criterion": [1.1], "level": ["3"], "out": [1]})
    frame = frame.lazy() if lazy else frame
    long = LongColumns(("1.1", "org", "org"), not_applicable="out")
    with pytest.raises(AnswerError) as caught:
        to_wide(nw.from_native(frame), CROSSED, long, not_applicable=5)

    assert str(caught.value) == (
        "7 faults:\n"
        "  column org: is said to be two things of a long frame\n"
        "  long: the frame has no column 'org'; did you mean 'orgs'?\n"
        "  column 1.1: is named like a column of the wide frame; rename it\n"
        "  column criterion: holds Float64; the ids of criteria are text\n"
        "  column out: holds Int64; where a criterion does not apply is true or false\n"
        "  column level: holds String; a column of answers holds levels' numbers\n"
        "  not_applicable: 5 is a level's number; say one that no level has"
    )


def test_an_assessment_needs_a_column() -> None:
    """Without one, all answers would be one assessment's."""
    given = pl.DataFrame({"criterion": ["1.1"], "level": [1]})
    with pytest.raises(AnswerError, match="names no column that tells assessments apart"):
        to_wide(nw.from_native(given), CROSSED, LongColumns(()))


@pytest.mark.parametrize("engine", ["polars", "polars lazy", "pyarrow", "duckdb"])
def test_what_is_no_number_is_not_lost(engine: str) -> None:
    """A NaN where null is something else stays a value, which `score` finds off the scale."""
    columns = {"assessment": ["a", "a"], "criterion": ["1.1", "1.2"], "level": [float("nan"), 2.5]}
    wide = to_wide(long_frame(engine, columns), CROSSED, LongColumns()).frame
    scored = rows_of(frames.score(wide.select("1.1", "1.2", "2.3", "2.4").to_native(), CROSSED, check="column"))

    assert [row["faults"] for row in scored] == [2]


def test_an_assessment_named_by_nan_is_named_by_nothing() -> None:
    """A NaN is no name."""
    given = pl.DataFrame({"assessment": [float("nan"), 1.0], "criterion": ["1.1", "1.1"], "level": [1, 1]})
    with pytest.raises(AnswerError, match="column assessment: is empty in 1 row; it says whose answer it is"):
        to_wide(nw.from_native(given), CROSSED, LongColumns())


def test_categories_and_decimals_are_read() -> None:
    """Criteria may be categories, and levels any kind of number."""
    given = pl.DataFrame({"assessment": [1, 1], "criterion": ["1.1", "2.3"], "level": [1, 4]})
    types: Any = {"criterion": pl.Categorical, "level": pl.Decimal(4, 1)}
    wide = to_wide(nw.from_native(given.cast(types)), CROSSED, LongColumns()).frame

    assert wide.rows() == [(1, 1.0, None, 4.0, None)]


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_is_answered(engine: str) -> None:
    """A frame without a single answer keeps its assessments."""
    columns = {"assessment": ["a"], "criterion": ["1.1"], "level": pa.array([None], pa.int64())}
    found = rows_of(to_wide(long_frame(engine, columns), CROSSED, LongColumns()).frame.to_native())

    assert [[row[one] for one in ("assessment", "1.1", "2.4")] for row in found] == [["a", None, None]]


@pytest.mark.parametrize("engine", ENGINES)
def test_scores_become_a_row_for_each_group(engine: str) -> None:
    """An eager frame goes group by group, and in each as the assessments stood."""
    # 1.1 weighs 1 and 1.2 weighs 2: (2 + 2 · 5) / 3 = 4 is a's topic 1, and 3 is b's.
    columns = {"org": ["a", "b"], "1.1": [2, 3], "1.2": [5, None], "2.3": [None, 1], "2.4": [None, None]}
    table = pa.table({name: pa.array(one, None if name == "org" else pa.int8()) for name, one in columns.items()})
    scored = nw.from_native(frames.score(ENGINES[engine](table), CROSSED, kinds="topic", figures=["mean", "answered"]))
    found = to_long(scored, ScorePlan.of(CROSSED, kinds="topic"), ["mean", "answered"], ["org"])
    assert isinstance(found, nw.LazyFrame) == (engine in LAZY)
    rows = [tuple(row.values()) for row in rows_of(found.to_native())]

    assert (sorted(rows, key=lambda row: (row[2], row[0])) if engine in LAZY else rows) == [
        ("a", "topic", "1", 4.0, 2),
        ("b", "topic", "1", 3.0, 1),
        ("a", "topic", "2", None, 0),
        ("b", "topic", "2", 1.0, 1),
    ]
    assert found.collect_schema().names() == ["org", "kind", "group", "mean", "answered"]


def test_figures_of_two_types_become_one() -> None:
    """Groups of other sizes may have counts of other types, and pandas has floats where a number is missing."""
    plan = ScorePlan.of(CROSSED, kinds="topic")
    both = pl.DataFrame({"topic:1:stage": [1], "topic:2:stage": [2]}).cast({"topic:1:stage": pl.Int16})
    whole = to_long(nw.from_native(both), plan, ["stage"], [])
    mixed = to_long(nw.from_native(both.cast({"topic:2:stage": pl.Float64})), plan, ["stage"], [])

    assert [("topic", "1", 1), ("topic", "2", 2)] == whole.rows() == mixed.rows()
    assert [whole.schema["stage"], mixed.schema["stage"]] == [nw.Int64, nw.Float64]


def test_a_column_of_ones_own_named_like_a_score_is_an_error() -> None:
    """It would be there twice."""
    with pytest.raises(AnswerError, match="column kind: is named like a column of scores; rename it"):
        to_long(nw.from_native(pl.DataFrame({"kind": [1]})), ScorePlan.of(CROSSED), ["mean"], ["kind"])


def test_names_that_differ_in_capitals_only_are_refused_where_sql_reads_them() -> None:
    """DuckDB takes one for the other and says nothing."""
    given = long_frame("duckdb", {"a": ["x"], "criterion": ["a"], "level": [1]})
    twice = attrs.evolve(CROSSED, criteria=[attrs.evolve(CROSSED.criteria[0], id=one) for one in ("b", "B")])
    with pytest.raises(
        AnswerError, match="column B: differs from b in capitals only, which duckdb does not tell apart"
    ):
        to_wide(given, twice, LongColumns("a"))
    scored = nw.from_native(ENGINES["duckdb"](pa.table({"topic:1:mean": [1.0], "topic:2:mean": [1.0]})))
    with pytest.raises(AnswerError, match="column topic:1:mean: differs from topic:1:Mean in capitals only"):
        to_long(scored, ScorePlan.of(CROSSED, kinds="topic"), ["mean"], ["topic:1:Mean"])
