"""What frames do with the extra `frames` and one engine, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from installed import ENGINE, INSTALLED

from datamaturity import Assessment, MissingExtraError, frames, load_framework

FRAMEWORK = load_framework("seven-themes")
IDS = FRAMEWORK.criterion_ids

LEVELS = (1, 2, 3, 4, 5, None)
# Six organisations at one level each, or without an answer.
WIDE: dict[str, list[Any]] = {"org": [*"abcdef"], **{one: list(LEVELS) for one in IDS}}
LONG: dict[str, list[Any]] = {
    "org": [org for org in "abc" for _ in IDS],
    "criterion": [*IDS] * 3,
    "level": [level for level in (1, 2, 3) for _ in IDS],
}
LONG_COLUMNS = frames.LongColumns("org")
BACKEND: Any = ENGINE or "polars"


def frame(columns: dict[str, list[Any]]) -> Any:
    """Return columns as a frame of the engine that is installed; nothing where there is none."""
    if ENGINE == "pandas":
        import pandas as pd

        return pd.DataFrame(columns)
    if ENGINE == "polars":
        import polars as pl

        return pl.DataFrame(columns)
    if ENGINE == "pyarrow":
        import pyarrow as pa  # type: ignore[import-untyped]

        return pa.table(columns)
    if not ENGINE:
        return None
    import duckdb

    parts = ", ".join(f'unnest(?) as "{name}"' for name in columns)
    return duckdb.sql(f"select {parts}", params=[*columns.values()])


CALLS: dict[str, Callable[[], Any]] = {
    "score": lambda: frames.score(frame(WIDE), FRAMEWORK),
    "score, long": lambda: frames.score(frame(LONG), FRAMEWORK, long=LONG_COLUMNS),
    "gaps": lambda: frames.gaps(frame(WIDE), FRAMEWORK, "one-level-up"),
    "agreement": lambda: frames.agreement(frame(WIDE), FRAMEWORK, organisation="org"),
    "pool": lambda: frames.pool(frame(WIDE), FRAMEWORK, organisation="org"),
    "benchmark": lambda: frames.benchmark(frame(WIDE), FRAMEWORK, organisation="org"),
    "to_assessments": lambda: frames.to_assessments(frame(WIDE), FRAMEWORK, organisation="org", assessed_on=None),
    "from_assessments": lambda: frames.from_assessments([Assessment(FRAMEWORK, {"C1": 3})], backend=BACKEND),
}
# narwhals brings the rows of DuckDB into memory as an Arrow table, and there are no assessments as a DuckDB relation.
NEEDS_ARROW = {"pool", "benchmark", "to_assessments", "from_assessments"}
WORKS = [one for one in CALLS if not (ENGINE == "duckdb" and one in NEEDS_ARROW)]


# narwhals groups by more columns than pandas likes, and pandas warns of its own speed.
@pytest.mark.filterwarnings("ignore:DataFrame is highly fragmented")
@pytest.mark.parametrize("name", WORKS)
def test_frames_need_narwhals_and_one_engine(name: str) -> None:
    """Each function works with the extra and one engine; without the extra the error says what to install."""
    if "frames" in INSTALLED:
        assert CALLS[name]() is not None
    else:
        with pytest.raises(MissingExtraError) as caught:
            CALLS[name]()

        assert 'scoring frames needs narwhals; run: pip install "datamaturity[frames]"' == str(caught.value)
