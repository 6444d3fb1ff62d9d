"""
The dataframe engines that the tests know, how a frame of any of them is read back, and what it must say.

Dask, Spark and Ibis are in ``engines/``, since the ordinary run of the tests does not install them.
"""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
from hypothesis import settings
from hypothesis import strategies as st

from datamaturity import AnswerState, Assessment, Framework, Rule, score
from datamaturity.frames.expressions import FIGURES
from strategies import frameworks, given_answers


def nullable(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame in pandas' nullable types; before 3.1 pandas warns of numbers that no whole number can be."""
    with np.errstate(invalid="ignore"):
        return frame.convert_dtypes()


ENGINES: dict[str, Callable[[pa.Table], Any]] = {
    "polars": pl.from_arrow,
    "polars lazy": lambda table: pl.from_arrow(table).lazy(),  # type: ignore[union-attr]
    "pandas": lambda table: table.to_pandas(),
    "pandas nullable": lambda table: nullable(table.to_pandas()),
    "pandas arrow": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "pyarrow": lambda table: table,
    "duckdb": lambda table: duckdb.from_arrow(table),
}
"""Each light engine's name, and how an Arrow table becomes one of its frames."""

LAZY = frozenset({"polars lazy", "duckdb"})

_PROFILE = settings.default
assert _PROFILE is not None

EACH = settings(max_examples=_PROFILE.max_examples // 3)
"""How hard a law looks on each of the engines: they are seven, and some plan a query for a third of a second."""


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """Return a frame of any engine as rows, with `None` for null."""
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame.to_dicts()
    if isinstance(frame, pd.DataFrame):
        rows = frame.astype(object).to_dict("records")
        return [{str(name): None if pd.isna(value) else value for name, value in row.items()} for row in rows]
    if isinstance(frame, duckdb.DuckDBPyRelation):
        # Not through Arrow, where a name ends at a NUL.
        return [dict(zip(frame.columns, row, strict=True)) for row in frame.fetchall()]
    found: list[dict[str, Any]] = frame.to_pylist()
    return found


CODE = -77


@st.composite
def sectors(draw: st.DrawFn) -> tuple[Framework, list[Assessment]]:
    """Return a framework, and some organisations' answers to it."""
    framework = draw(frameworks())
    return framework, [Assessment(framework, draw(given_answers(framework))) for _ in range(draw(st.integers(1, 4)))]


def columns_of(framework: Framework) -> dict[str, str]:
    """Return each criterion's column in `table_of`: by place, since DuckDB's names have no case, and no NUL."""
    return {one: f"q {place}" for place, one in enumerate(framework.criterion_ids)}


def table_of(framework: Framework, assessments: Sequence[Assessment], *, masked: bool = False) -> pa.Table:
    """Return answers as a table, wide; what does not apply has the number `CODE`, or is true in a second column."""
    columns: dict[str, Any] = {"org": [f"org {n}" for n in range(len(assessments))]}
    for one, name in columns_of(framework).items():
        answers = [each.answers[one] for each in assessments]
        out = [answer.state is AnswerState.NOT_APPLICABLE for answer in answers]
        levels = [CODE if is_out and not masked else answer.level for is_out, answer in zip(out, answers, strict=True)]
        columns[name] = pa.array(levels, pa.int32())
        if masked:
            columns[f"{name} out"] = pa.array(out, pa.bool_())
    return pa.table(columns)


def check_rows(
    rows: Sequence[dict[str, Any]],
    assessments: Sequence[Assessment],
    *,
    rule: Rule | None = None,
    minimum_coverage: Fraction | int = 0,
    figures: Sequence[str] = FIGURES,
) -> None:
    """Assert that each figure of every group is that of the scorecard, stages equal and numbers to 1e-12 of it."""
    by_name = {row["org"]: row for row in rows}
    assert len(assessments) == len(rows) == len(by_name)
    for n, assessment in enumerate(assessments):
        row = by_name[f"org {n}"]
        for one in score(assessment, rule=rule, minimum_coverage=minimum_coverage, overall=True):
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
            for what in figures:
                value = expected[what]
                given = row[f"{name}:{what}"]
                if value is None or given is None:
                    assert value is given, (name, what)
                else:
                    assert math.isclose(float(value), given, rel_tol=1e-12, abs_tol=0), (name, what)
