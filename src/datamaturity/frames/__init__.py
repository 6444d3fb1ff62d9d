"""
A whole sector at once: the same scores inside pandas, Polars, Arrow, DuckDB, Dask and Spark, through narwhals.

Each function takes a frame of any of these engines and works where the data lies. Needs the extra ``frames``.
"""

from datamaturity.frames.agreement import agreement
from datamaturity.frames.assessments import from_assessments, to_assessments
from datamaturity.frames.gaps import gaps
from datamaturity.frames.scores import score
from datamaturity.frames.shapes import LongColumns

__all__ = ["LongColumns", "agreement", "from_assessments", "gaps", "score", "to_assessments"]
