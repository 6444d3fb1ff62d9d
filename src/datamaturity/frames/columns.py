"""
Columns of eager engines as NumPy's arrays, and the other way round: the one place that knows pandas, Polars and Arrow.

Only rows that are worked on are copied, and results become columns one by one, so that little is ever there twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import Any, Protocol

import attrs

from datamaturity.frames.blocks import Rows
from datamaturity.frames.opening import narwhals

__all__ = ["Engine", "Made", "engine_of"]


@attrs.frozen
class Made:
    """
    Arrays that are to become columns.

    Attributes:
        figures: Name to array; NaN is none.
        empty: For columns of whole numbers in which one stands for none: that number.
        counts: Name to array, of what is told of every row.
        faulty: The rows of which no figure is told; `None` where there can be none.
    """

    figures: dict[str, Any]
    empty: Mapping[str, int]
    counts: Mapping[str, Any] = attrs.field(factory=dict)
    faulty: Any = None

    def taken(self) -> Iterator[tuple[str, Any, Any]]:
        """Yield each figure's name, its array, which is taken out, and where there is none; `None` where nowhere."""
        for name in [*self.figures]:
            values = self.figures.pop(name)
            yield name, values, self._none(values, self.empty.get(name))

    def _none(self, values: Any, empty: int | None) -> Any:
        import numpy as np

        found = [self.faulty] if self.faulty is not None else []
        if values.dtype.kind == "f":
            found.append(np.isnan(values))
        elif empty is not None:
            found.append(values == empty)
        none = np.logical_or.reduce(found) if found else np.zeros(0, bool)
        return none if none.any() else None


class Engine(Protocol):
    """An eager frame whose columns NumPy can read, and that takes NumPy's arrays as columns."""

    def rows(self, start: int, stop: int, *, empty: int) -> Rows:
        """Return some rows, in whose numbers `empty` stands for none."""
        ...

    def with_columns(self, kept: Sequence[str], made: Made) -> Any:
        """Return a native frame of columns that are kept, and of arrays, which are taken out."""
        ...


def engine_of(given: Any, names: Sequence[str]) -> Engine | None:
    """
    Return what reads a narwhals frame into NumPy; `None` where it is lazy, or NumPy could not.

    Args:
        given: The frame.
        names: The columns that will be read.
    """
    nw, native, implementation = narwhals(), given.to_native(), given.implementation
    if isinstance(given, nw.LazyFrame) or find_spec("numpy") is None:
        return None
    if any(given.schema[name] in (nw.Decimal, nw.Int128, nw.UInt128) for name in names):
        # NumPy would lose digits.
        return None
    if implementation.is_polars():
        return _Polars(native, names)
    if implementation.is_pandas():
        return _Pandas(native, {name: _behind(native[name]) for name in names})
    return _Arrow(native) if implementation.is_pyarrow() else None


@attrs.frozen
class _Arrow:
    """A PyArrow table."""

    table: Any

    def rows(self, start: int, stop: int, *, empty: int) -> Rows:
        return _ArrowRows(self.table.slice(start, stop - start), empty)

    def with_columns(self, kept: Sequence[str], made: Made) -> Any:
        import pyarrow as pa  # type: ignore[import-untyped]

        columns = {**{name: self.table.column(name) for name in kept}, **made.counts}
        for name, values, none in made.taken():
            columns[name] = pa.array(values, mask=none)
        return pa.table(columns)


@attrs.frozen
class _ArrowRows:
    table: Any
    empty: int

    def numbers(self, name: str) -> tuple[Any, int]:
        return _arrow_numbers(self.table.column(name), self.empty)

    def missing(self, name: str) -> Any:
        return self.table.column(name).is_null().to_numpy()

    def truths(self, name: str) -> tuple[Any, Any]:
        column = self.table.column(name)
        return column.fill_null(False).to_numpy(), column.is_null().to_numpy()


@attrs.frozen
class _Polars:
    """A Polars ``DataFrame``."""

    frame: Any
    names: Sequence[str]

    def rows(self, start: int, stop: int, *, empty: int) -> Rows:
        import polars as pl

        part = self.frame.slice(start, stop - start).select(self.names)
        kinds: Mapping[Any, Any] = {pl.UInt8: pl.Int16, pl.UInt16: pl.Int32, pl.UInt32: pl.Int64, pl.UInt64: pl.Float64}
        casts = [pl.col(name).cast(kinds[kind]) for name, kind in part.schema.items() if kind in kinds]
        # All columns at once: one by one, most of the time would go into asking.
        numbers = [pl.col(name).fill_null(empty) for name, kind in part.schema.items() if kind != pl.Boolean]
        filled = part.with_columns(casts).with_columns(pl.col(pl.Boolean).fill_null(value=False))
        return _PolarsRows(part, filled.with_columns(numbers))

    def with_columns(self, kept: Sequence[str], made: Made) -> Any:
        import polars as pl

        columns = [self.frame.get_column(name) for name in kept]
        columns += [pl.Series(name, values) for name, values in made.counts.items()]
        for name, values, none in made.taken():
            column = pl.Series(name, values)
            columns.append(column if none is None else column.set(pl.Series(none), None))
        return pl.DataFrame(columns)


@attrs.frozen
class _PolarsRows:
    part: Any
    filled: Any

    def numbers(self, name: str) -> tuple[Any, int]:
        return self.filled.get_column(name).to_numpy(), self.part.get_column(name).null_count()

    def missing(self, name: str) -> Any:
        return self.part.get_column(name).is_null().to_numpy()

    def truths(self, name: str) -> tuple[Any, Any]:
        return self.filled.get_column(name).to_numpy(), self.missing(name)


@attrs.frozen
class _Pandas:
    """A pandas ``DataFrame``, and what stands behind its columns."""

    frame: Any
    arrays: Mapping[str, Any]

    def rows(self, start: int, stop: int, *, empty: int) -> Rows:
        return _PandasRows({name: array[start:stop] for name, array in self.arrays.items()}, empty)

    def with_columns(self, kept: Sequence[str], made: Made) -> Any:
        import numpy as np
        import pandas as pd

        kinds = [array.dtype for array in self.arrays.values()]
        # Copied, so that the result does not keep all of the caller's answers alive.
        columns = {**{name: self.frame[name].copy() for name in kept}, **made.counts}
        for name, values, none in made.taken():
            is_float = values.dtype.kind == "f"
            if any(map(_is_arrow, kinds)):
                import pyarrow as pa

                columns[name] = pd.arrays.ArrowExtensionArray(pa.array(values, mask=none))
            elif is_float and all(map(_is_numpy, kinds)):
                if none is not None:
                    values[none] = float("nan")
                columns[name] = values
            elif is_float or name in made.empty or made.faulty is not None:
                kind = pd.arrays.FloatingArray if is_float else pd.arrays.IntegerArray
                columns[name] = kind(values, np.zeros(len(values), bool) if none is None else none)
            else:
                columns[name] = values
        frame = pd.DataFrame(columns, index=self.frame.index, copy=False)
        frame.attrs = self.frame.attrs
        return frame


@attrs.frozen
class _PandasRows:
    arrays: Mapping[str, Any]
    empty: int

    def numbers(self, name: str) -> tuple[Any, int]:
        import numpy as np

        part = self.arrays[name]
        if _is_arrow(part.dtype):
            return _arrow_numbers(part.__arrow_array__(), self.empty)
        if not _is_numpy(part.dtype):
            kind = _signed(part.dtype.numpy_dtype, self.empty)
            return part.to_numpy(dtype=kind, na_value=self.empty), int(np.count_nonzero(part.isna()))
        if part.dtype.kind == "f":
            none = np.isnan(part)
            return np.where(none, part.dtype.type(self.empty), part), int(np.count_nonzero(none))
        return (part.astype(_signed(part.dtype, 0)) if part.dtype.kind == "u" else part), 0

    def missing(self, name: str) -> Any:
        import pandas as pd

        return pd.isna(self.arrays[name])

    def truths(self, name: str) -> tuple[Any, Any]:
        part = self.arrays[name]
        return (part if _is_numpy(part.dtype) else part.to_numpy(dtype=bool, na_value=False)), self.missing(name)


def _behind(column: Any) -> Any:
    return column.to_numpy() if _is_numpy(column.dtype) else column.array


def _is_numpy(kind: Any) -> bool:
    import numpy as np

    return isinstance(kind, np.dtype)


def _is_arrow(kind: Any) -> bool:
    import pandas as pd

    return isinstance(kind, pd.ArrowDtype)


def _signed(kind: Any, empty: int) -> Any:
    """Return NumPy's type that holds what a type does, and a number below zero."""
    import numpy as np

    return np.result_type(kind, np.min_scalar_type(min(empty, -1)))


def _arrow_numbers(column: Any, empty: int) -> tuple[Any, int]:
    import numpy as np
    import pyarrow as pa

    count = column.null_count
    kind = _signed(column.type.to_pandas_dtype(), empty if count else 0)
    wanted = pa.from_numpy_dtype(kind)
    if column.type != wanted and (pa.types.is_unsigned_integer(column.type) or count):
        column = column.cast(wanted, safe=False)
    if not count or kind.kind == "f":
        return (column.fill_null(empty) if count else column).to_numpy(), count
    array = column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks)
    # By hand, which is three times as fast: a number, or whatever stands where there is none, times 1 or 0.
    (bits, values), first, last = array.buffers(), array.offset, array.offset + len(array)
    here = np.unpackbits(np.frombuffer(bits, np.uint8)[first // 8 : -(-last // 8)], bitorder="little")
    here = here[first % 8 :][: len(array)].view(np.int8)
    numbers = np.frombuffer(values, kind)[first:last] * here
    return (numbers + (1 - here) * kind.type(empty) if empty else numbers), count
