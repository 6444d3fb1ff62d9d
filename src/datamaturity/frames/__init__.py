"""
A whole sector at once: the same scores inside pandas, Polars, Arrow, DuckDB, Dask and Spark, through narwhals.

Each function takes a frame of any of these engines and works where the data lies. Needs the extra ``frames``.
"""

from datamaturity.frames.scores import score

__all__ = ["score"]
