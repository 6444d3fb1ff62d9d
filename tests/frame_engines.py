"""The dataframe engines that the tests know, and how a frame of any of them is read back."""

from collections.abc import Callable
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]

ENGINES: dict[str, Callable[[pa.Table], Any]] = {
    "polars": pl.from_arrow,
    "polars lazy": lambda table: pl.from_arrow(table).lazy(),  # type: ignore[union-attr]
    "pandas": lambda table: table.to_pandas(),
    "pandas nullable": lambda table: table.to_pandas().convert_dtypes(),
    "pandas arrow": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "pyarrow": lambda table: table,
    "duckdb": lambda table: duckdb.from_arrow(table),
}
"""Each light engine's name, and how an Arrow table becomes one of its frames."""

LAZY = frozenset({"polars lazy", "duckdb"})


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """Return a frame of any engine as rows, with `None` for null."""
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame.to_dicts()
    if isinstance(frame, pd.DataFrame):
        rows = frame.astype(object).to_dict("records")
        return [{str(name): None if pd.isna(value) else value for name, value in row.items()} for row in rows]
    table = frame if isinstance(frame, pa.Table) else frame.to_arrow_table()
    found: list[dict[str, Any]] = table.to_pylist()
    return found
