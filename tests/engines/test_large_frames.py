"""Long frames, gaps, agreement and networks in Dask, Spark and Ibis: what Polars says of the same few rows."""

from typing import Any

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from large_engines import ENGINES, QUIET, rows_of

from datamaturity import Target, frames, load_framework
from examples import CROSSED, ONE_THEME

pytestmark = QUIET

# Names with dots, which are parts of a structure to Spark; somebody does not know, something does not apply (9).
TABLE = pa.table(
    {
        "org.id": ["a", "b", "b", "c"],
        "1.1": [1, 2, None, 4],
        "1.2": [2, 9, 5, 4],
        "2.3": [3, None, 4, 4],
        "2.4": pa.array([None, 4, None, 4], pa.int64()),
    }
)
# The last is said to apply nowhere: null, and true in a column of its own.
LONG = pa.table(
    {
        "org.id": ["a", "a", "b", "b", "c"],
        "year": [2024, 2024, 2024, 2023, 2023],
        "criterion.id": ["1.1", "2.3", "1.2", "2.4", "1.1"],
        "the level": pa.array([1, 4, 3, 5, None], pa.int64()),
        "is.out": [False, False, False, False, True],
    }
)


def sorted_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows in an order that any engine has, since the rows of a lazy frame have none."""
    return sorted(rows, key=lambda row: [str(value) for value in row.values() if isinstance(value, str)])


def lazily(table: pa.Table) -> pl.LazyFrame:
    """Return a table as a lazy frame of Polars, whose results have the columns of these engines'."""
    found = pl.from_arrow(table)
    assert isinstance(found, pl.DataFrame)
    return found.lazy()


@pytest.mark.parametrize("engine", ENGINES)
def test_long_in(engine: str) -> None:
    """A row for each answer is scored as Polars scores it, and two columns tell assessments apart."""
    names = frames.LongColumns(("org.id", "year"), criterion="criterion.id", level="the level", not_applicable="is.out")
    said: Any = {"long": names, "kinds": "topic", "figures": ["mean", "applicable"]}
    expected = frames.score(lazily(LONG), CROSSED, **said).sort("org.id", "year").collect().to_dicts()
    found = rows_of(frames.score(ENGINES[engine](LONG), CROSSED, **said))

    assert expected == sorted(found, key=lambda row: (row["org.id"], row["year"]))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_long_frame_counts_its_faults(engine: str) -> None:
    """A criterion that there is not, and one that is twice, are faults of their assessment."""
    columns = {"assessment": ["a", "a", "b", "b", "c"], "criterion": ["1.1", "1.1", "7.7", "2.3", "1.1"]}
    table = pa.table({**columns, "level": [1, 1, 2, 4, 3]})

    rows = rows_of(
        frames.score(ENGINES[engine](table), CROSSED, long=frames.LongColumns(), kinds="topic", figures="mean")
    )

    found = {row["assessment"]: (row["faults"], row["topic:1:mean"]) for row in rows}
    assert {"a": (1, None), "b": (1, None), "c": (0, 3.0)} == found


@pytest.mark.parametrize("engine", ENGINES)
def test_long_out(engine: str) -> None:
    """A row for each assessment and group has the figures that it has in Polars."""
    table = TABLE.slice(0, 2)
    said: Any = {"not_applicable": 9, "shape": "long", "figures": ["mean", "stage", "answered"], "kinds": "topic"}
    expected = frames.score(lazily(table), CROSSED, **said).collect().to_dicts()

    assert sorted_rows(expected) == sorted_rows(rows_of(frames.score(ENGINES[engine](table), CROSSED, **said)))


@pytest.mark.parametrize("target", [Target.of(CROSSED, topics={"1": 4}), "one-level-up"], ids=["target", "up"])
@pytest.mark.parametrize("engine", ENGINES)
def test_gaps(engine: str, target: Any) -> None:
    """Gaps of topics and criteria are those in Polars."""
    table = TABLE.filter(pa.array([True, True, False, True]))
    said: Any = {"not_applicable": 9, "criteria": True, "kinds": "topic"}
    expected = frames.gaps(lazily(table), CROSSED, target, **said).collect().to_dicts()

    assert sorted_rows(expected) == sorted_rows(rows_of(frames.gaps(ENGINES[engine](table), CROSSED, target, **said)))


@pytest.mark.parametrize("shape", ["long", "wide"])
@pytest.mark.parametrize("engine", ENGINES)
def test_agreement(engine: str, shape: Any) -> None:
    """How far people agree is what Polars says of them."""
    said: Any = {"organisation": "org.id", "not_applicable": 9, "shape": shape}
    expected = frames.agreement(lazily(TABLE), CROSSED, **said).collect().to_dicts()

    assert sorted_rows(expected) == sorted_rows(rows_of(frames.agreement(ENGINES[engine](TABLE), CROSSED, **said)))


@pytest.mark.parametrize("engine", ENGINES)
def test_pool_and_benchmark(engine: str) -> None:
    """A network's scores and benchmark are equal to those that Polars counts, and so are ranks in the benchmark."""
    answers = {f"q.{one}": [level, level, None, 5] for level, one in enumerate("abcde", 1)}
    table = pa.table({"org.id": ["a", "b", "b", "c"], **answers})
    said: Any = {"organisation": "org.id", "columns": "q.", "min_organisations": 0}
    made = frames.benchmark(ENGINES[engine](table), ONE_THEME, **said)
    scored = pa.table({"org.id": ["a", "b", "c"], "theme:data:stage": pa.array([3, None, 5], pa.int16())})
    ranks = rows_of(frames.percentile_ranks(ENGINES[engine](scored), made))

    # A benchmark has what a pool tells, but for coverage and bounds.
    assert frames.benchmark(lazily(table), ONE_THEME, **said) == made
    assert frames.percentile_ranks(scored, made).to_pylist() == sorted_rows(ranks)


@pytest.mark.parametrize("engine", ["dask", "dask arrow"])
def test_97_criteria_in_dask(engine: str) -> None:
    """Gaps and a pool of the largest packaged framework go through, whose plans would be deeper than Python allows."""
    framework = load_framework("uk-government-dma")
    levels: dict[str, list[int | None]] = {
        one.id: [number % 5 + 1, 3, None] for number, one in enumerate(framework.criteria)
    }
    table = pa.table(dict(levels, council=["a", "b", "c"]))
    said: Any = {"kinds": "topic"}
    pooled: Any = {"organisation": "council", "min_organisations": 0}
    gaps = frames.gaps(lazily(table), framework, "one-level-up", **said).collect().to_dicts()

    assert sorted_rows(gaps) == sorted_rows(
        rows_of(frames.gaps(ENGINES[engine](table), framework, "one-level-up", **said))
    )
    assert frames.pool(lazily(table), framework, **pooled) == frames.pool(ENGINES[engine](table), framework, **pooled)
