"""
A whole sector at once: the same scores inside pandas, Polars, Arrow, DuckDB, Dask and Spark, through narwhals.

Each function takes a frame of any of these engines and works where the data lies. Needs the extra ``frames``.
"""

from datamaturity.frames.agreement import agreement
from datamaturity.frames.benchmarks import benchmark, percentile_ranks
from datamaturity.frames.from_assessments import from_assessments
from datamaturity.frames.gaps import gaps
from datamaturity.frames.long_columns import LongColumns
from datamaturity.frames.pooling import pool
from datamaturity.frames.scores import score
from datamaturity.frames.to_assessments import to_assessments

__all__ = [
    "LongColumns",
    "agreement",
    "benchmark",
    "from_assessments",
    "gaps",
    "percentile_ranks",
    "pool",
    "score",
    "to_assessments",
]
