"""Dask, Spark and Ibis: how a table becomes a frame of theirs, and how their frames are read back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import dask  # type: ignore[import-not-found]
import dask.dataframe as dd  # type: ignore[import-not-found]
import ibis  # type: ignore[import-not-found]
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from pyspark.sql import DataFrame, SparkSession  # type: ignore[import-not-found]

import frame_engines

QUIET = [
    # What others warn of and users of the library cannot change: Dask's place in narwhals and how it adds columns,
    # Spark's place in pandas 3, and the sockets on which Spark's two halves talk.
    pytest.mark.filterwarnings("ignore:Dask support is moving out of Narwhals:FutureWarning"),
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore:DataFrame is highly fragmented"),
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
"""Marks of a module that uses these engines."""


@cache
def spark() -> SparkSession:
    """Return the one session, which talks to this machine only; starting it takes seconds."""
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.default.parallelism": "2",
        "spark.log.level": "OFF",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    return SparkSession.builder.master("local[2]").appName("datamaturity").config(map=settings).getOrCreate()


ENGINES: dict[str, Callable[[pa.Table], Any]] = {
    "dask": lambda table: dd.from_pandas(table.to_pandas(), npartitions=2),
    "dask arrow": lambda table: dd.from_pandas(table.to_pandas(types_mapper=pd.ArrowDtype), npartitions=2),
    "ibis": ibis.memtable,
    "spark": lambda table: spark().createDataFrame(table),
}
"""Each engine's name, and how an Arrow table becomes one of its frames."""


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """Return a frame of any of these engines as rows, with `None` for null."""
    if isinstance(frame, dd.DataFrame):
        return frame_engines.rows_of(frame.compute())
    return frame_engines.rows_of(frame.toArrow() if isinstance(frame, DataFrame) else frame.to_pyarrow())


@contextmanager
def nothing_computed_by_dask() -> Iterator[None]:
    """Refuse whatever asks Dask for a value."""

    def refuse(*_: object, **__: object) -> None:
        message = "something was computed"
        raise AssertionError(message)

    with dask.config.set(scheduler=refuse):
        yield
