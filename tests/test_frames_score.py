"""Scores in frames, worked by hand: what is in the columns, what passes through, and in what kind of frame."""

from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from datamaturity import AnswerError, frames
from examples import CROSSED, ONE_THEME
from frame_engines import ENGINES, LAZY, rows_of

each_engine = pytest.mark.parametrize("engine", ENGINES)


def one_theme(*answers: tuple[int | None, ...]) -> pa.Table:
    """Return rows of answers to a to e, and a column that is nobody's."""
    by_name = zip("abcde", zip(*answers, strict=True), strict=True)
    columns = {name: pa.array(levels, pa.int8()) for name, levels in by_name}
    return pa.table({"org": [f"org {n}" for n in range(len(answers))], **columns})


@each_engine
def test_the_example_of_the_specification(engine: str) -> None:
    """Answers 4, 3, not applicable, unanswered, 2: mean 3, coverage 3/4, between 2.5 and 3.5."""
    (row,) = rows_of(frames.score(ENGINES[engine](one_theme((4, 3, 9, None, 2))), ONE_THEME, not_applicable=9))

    assert 3.0 == row["theme:data:mean"]  # 9/3
    assert (3, 3, 4) == tuple(row[f"theme:data:{one}"] for one in ("stage", "answered", "applicable"))
    assert 0.75 == row["theme:data:coverage"]
    assert (2.5, 3.5) == (row["theme:data:low"], row["theme:data:high"])  # 10/4, 14/4


@each_engine
def test_do_not_know_is_unanswered(engine: str) -> None:
    """A number that says so lowers the coverage, and is in no mean."""
    scored = frames.score(ENGINES[engine](one_theme((4, 8, 8, None, 2))), ONE_THEME, do_not_know=8)
    (row,) = rows_of(scored)

    assert (3.0, 2, 5) == tuple(row[f"theme:data:{one}"] for one in ("mean", "answered", "applicable"))


@each_engine
def test_weights(engine: str) -> None:
    """Criteria weigh 1, 2, 1 and 1/2; each group is of its own criteria."""
    given = pa.table({"1.1": [1], "1.2": [4], "2.3": [3], "2.4": [5]})
    (row,) = rows_of(frames.score(ENGINES[engine](given), CROSSED, figures="mean", kinds=["topic", "theme", "overall"]))

    assert 3.0 == row["topic:1:mean"]  # (1 + 2 × 4) / 3
    assert pytest.approx(11 / 3, rel=1e-15) == row["topic:2:mean"]  # (3 + 5/2) / (3/2)
    assert 2.6 == row["theme:data:mean"]  # (1 + 3 + 5/2) / (5/2)
    assert pytest.approx(29 / 9, rel=1e-15) == row["overall:mean"]  # (1 + 8 + 3 + 5/2) / (9/2)


@each_engine
def test_names_of_stages_on_request(engine: str) -> None:
    """Names stand where they are asked for, in the order in which they are; without a stage there is none."""
    given = ENGINES[engine](one_theme((4, 4, 4, 4, 4), (None,) * 5))
    scored = frames.score(given, ONE_THEME, figures=["stage_name", "mean"])

    rows = sorted(rows_of(scored), key=lambda row: str(row["org"]))

    assert [("Developing", 4.0), (None, None)] == [
        (row["theme:data:stage_name"], row["theme:data:mean"]) for row in rows
    ]
    assert ["theme:data:stage_name", "theme:data:mean"] == list(rows[0])[-2:]


@each_engine
def test_long_out(engine: str) -> None:
    """A row for each assessment and group has its names, and what passed through."""
    given = pa.table({"org": ["Abbey"], "1.1": [1], "1.2": [4], "2.3": [3], "2.4": [None]}).cast(
        pa.schema([("org", pa.string()), *((one, pa.int8()) for one in ("1.1", "1.2", "2.3", "2.4"))])
    )
    scored = frames.score(ENGINES[engine](given), CROSSED, shape="long", figures=["stage", "answered"], kinds="cell")
    rows = rows_of(scored)
    for row in rows:
        row.pop("faults", None)

    expected = [("1/data", 1, 1), ("1/skills", 4, 1), ("2/data", 3, 1)]
    assert sorted(
        [
            {"org": "Abbey", "kind": "cell", "group": group, "stage": stage, "answered": n}
            for group, stage, n in expected
        ],
        key=str,
    ) == sorted(rows, key=str)


@each_engine
def test_the_kind_of_frame_stays(engine: str) -> None:
    """What comes out is what went in; what is lazy stays so, and has a column of faults."""
    given = ENGINES[engine](one_theme((4, 3, 2, None, 2)))
    scored = frames.score(given, ONE_THEME, figures="mean")

    assert type(given) is type(scored)
    assert ["org", *(["faults"] if engine in LAZY else []), "theme:data:mean"] == [
        *(
            scored.collect_schema()
            if isinstance(scored, pl.LazyFrame)
            else getattr(scored, "column_names", scored.columns)
        )
    ]


def test_pandas_keeps_its_index() -> None:
    """Rows keep their labels, twice the same among them."""
    given = one_theme((4, 4, 4, 4, 4), (2, 2, 2, 2, 2)).to_pandas()
    given.index = pd.Index(["x", "x"], name="label")
    scored = frames.score(given, ONE_THEME, figures="mean")

    assert given.index.equals(scored.index)
    assert "label" == scored.index.name
    assert [4.0, 2.0] == scored["theme:data:mean"].tolist()


@pytest.mark.parametrize("engine", ["pandas", "pandas nullable", "pandas arrow"])
def test_the_callers_frame_stays_as_it_was(engine: str) -> None:
    """Neither the frame nor what stands behind it changes, nor does it follow what is done to the scores."""
    given = ENGINES[engine](one_theme((4, None, 9, 4, 7)))
    before = given.copy(deep=True)
    scored = frames.score(given, ONE_THEME, not_applicable=9, check="column")
    scored["org"] = "other"

    pd.testing.assert_frame_equal(before, given)


def test_pandas_types() -> None:
    """In pandas a stage is a whole number that may be missing, and a mean a float that may be NaN."""
    scored = frames.score(one_theme((4, 4, 4, 4, 4), (None,) * 5).to_pandas(), ONE_THEME, figures=["mean", "stage"])
    types: dict[str, Any] = scored.dtypes.astype(str).to_dict()

    assert ("float64", "Int16") == (types["theme:data:mean"], types["theme:data:stage"])
    assert [4, pd.NA] == scored["theme:data:stage"].tolist()


@pytest.mark.parametrize("engine", [one for one in ENGINES if one not in LAZY])
def test_more_rows_than_a_block(engine: str) -> None:
    """Blocks are worked on side by side; each row has its own figures, and faults are counted over all of them."""
    few = one_theme((4, 3, 9, None, 2), (5, 5, 5, 5, 5), (None,) * 5, (7, 1, 1, 1, 1))
    many = pa.concat_tables([few] * 25_000)
    options: dict[str, Any] = {"not_applicable": 9, "figures": ["mean", "stage", "applicable"], "check": "column"}
    expected = rows_of(frames.score(ENGINES[engine](few), ONE_THEME, **options)) * 25_000

    assert expected == rows_of(frames.score(ENGINES[engine](many), ONE_THEME, **options))
    with pytest.raises(AnswerError, match=r"column a: 25000 answers off the scale"):
        frames.score(ENGINES[engine](many), ONE_THEME, not_applicable=9)
