"""The one place that brings narwhals: whose frame it is, and whether it is lazy."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from types import ModuleType
from typing import Any, Literal, TypeAlias, TypeVar

from datamaturity.errors import AnswerError, Fault, MissingExtraError, WrongTypeError, did_you_mean, near_misses
from datamaturity.framework import Framework
from datamaturity.packaged import load_framework

__all__ = [
    "AnyFrame",
    "Check",
    "alike",
    "by_partition",
    "checked_how",
    "clashes",
    "collected",
    "framework_of",
    "narwhals",
    "no_column",
    "opened",
    "partition_like",
    "reader",
]

AnyFrame = TypeVar("AnyFrame")
"""A caller's own frame: what comes back is of the same kind."""

Check: TypeAlias = Literal["raise", "column"]


def narwhals() -> ModuleType:
    """
    Return narwhals' stable interface.

    Raises:
        MissingExtraError: The library is not installed (extra ``frames``).
    """
    try:
        import narwhals.stable.v2 as nw
    except ImportError:
        raise MissingExtraError("scoring frames", "narwhals", "frames") from None
    return nw


def framework_of(given: Any) -> Framework:
    """Return the framework that is meant, or the packaged one with an id; a `WrongTypeError` where it is neither."""
    if isinstance(given, Framework):
        return given
    if isinstance(given, str):
        return load_framework(given)
    message = f"a framework is a Framework, or the id of a packaged one, not {given!r}"
    raise WrongTypeError(message)


def opened(frame: Any, answers: Collection[str] = ()) -> Any:
    """
    Return a frame as narwhals has it: a ``DataFrame``, or a ``LazyFrame`` where its engine is lazy.

    Args:
        frame: The caller's own.
        answers: Columns of answers: where nobody has said anything in one of an eager frame, it may have any type.

    Raises:
        MissingExtraError: The library narwhals is not installed (extra ``frames``).
        WrongTypeError: It is no frame, or one of DuckDB before 2.
    """
    nw = narwhals()
    try:
        given = nw.from_native(frame)
        schema = given.collect_schema()
    except TypeError:
        message = f"a frame is needed, such as pandas' or Polars', not {type(frame).__name__}"
        raise WrongTypeError(message) from None
    except nw.exceptions.DuplicateError:
        names = [*map(str, getattr(frame, "column_names", None) or frame.columns)]
        _refuse([name for name in names if names.count(name) > 1])
        raise
    if given.implementation.is_duckdb():
        _check_duckdb()
    if _knows_no_capitals(given):
        # Some take the first of several in silence.
        names = [name.casefold() for name in frame.columns]
        _refuse([name for name in frame.columns if names.count(name.casefold()) > 1])
    # A column in which nobody has said anything has no type of its own, or any.
    empty = [name for name, kind in schema.items() if kind == nw.Unknown and _is_null_type(given, name)]
    given = given.with_columns(nw.col(name).cast(nw.Int8) for name in empty) if empty else given
    if isinstance(given, nw.DataFrame):
        others = [name for name in answers if name in schema and not schema[name].is_numeric() and name not in empty]
        silent = [name for name in others if given.get_column(name).is_null().all()]
        given = given.with_columns(nw.lit(None, dtype=nw.Float64).alias(name) for name in silent) if silent else given
    return given


def _refuse(twice: Sequence[str]) -> None:
    message = "is there more than once; which of them is meant cannot be known"
    if twice:
        raise AnswerError([Fault(f"column {name}", message) for name in dict.fromkeys(twice)])


def _is_null_type(given: Any, name: str) -> bool:
    native = given.to_native()
    if given.implementation.is_polars():
        kind = native.collect_schema()[name]
    elif given.implementation.is_pyarrow():
        kind = native.schema.field(name).type
    elif given.implementation.is_duckdb():
        kind = dict(zip(native.columns, native.types, strict=True))[name]
    else:
        return False
    return str(kind).strip('"').casefold() == "null"


def _check_duckdb() -> None:
    from duckdb import __version__ as version

    if int(version.partition(".")[0]) < 2:
        message = f"DuckDB 2 or later is needed, not {version}, which takes a column such as 4.33 for one of a table 4"
        raise WrongTypeError(message)


def _knows_no_capitals(given: Any) -> bool:
    engine = given.implementation
    found: bool = engine.is_duckdb() or engine.is_ibis() or engine.is_spark_like()
    return found


def no_column(name: object, schema: Iterable[object]) -> str:
    """Return what is said of a column that is not there, with those that it may be."""
    return f"the frame has no column {name!r}{did_you_mean(near_misses(str(name), [*map(str, schema)]))}"


def clashes(names: Iterable[str], ours: Collection[str], what: str) -> Iterator[Fault]:
    """Yield the caller's columns that are named like those of a result."""
    taken = {*ours}
    for name in names:
        if name in taken:
            yield Fault(f"column {name}", f"is named like a column of {what}; rename it")


def collected(given: Any) -> Any:
    """Return a frame in memory: a lazy one is run; a `MissingExtraError` where its engine needs a library for that."""
    if not isinstance(given, narwhals().LazyFrame):
        return given
    try:
        return given.collect()
    except ModuleNotFoundError as error:
        # DuckDB hands its rows over through PyArrow, and PyArrow's own way to lists goes through NumPy.
        raise MissingExtraError(f"bringing a frame of {given.implementation} into memory", str(error.name)) from None


def by_partition(given: Any, work: Callable[[Any], Any]) -> Any:
    """
    Return what is made of each partition of a Dask frame, a frame of pandas, as a Dask frame that has not run.

    A plan of hundreds of columns is deeper than Dask can look through; so is one that takes minutes to make.
    """
    native = given.to_native()
    return opened(native.map_partitions(work, meta=work(partition_like(given))))


def partition_like(given: Any) -> Any:
    """Return a frame of pandas without rows, with the columns of a Dask frame's partitions."""
    from dask.dataframe.utils import make_meta  # type: ignore[import-not-found]

    return make_meta(given.to_native())


def reader(given: Any) -> Callable[[str], Any]:
    """
    Return what makes an expression of a column's name, in a frame's own engine.

    To Spark a dot is a part of a structure, as in the id ``4.33``, unless the name is quoted.
    """
    nw = narwhals()
    if not given.implementation.is_spark_like():
        found: Callable[[str], Any] = nw.col
        return found
    return lambda name: nw.col("`" + name.replace("`", "``") + "`").alias(name)


def alike(given: Any, names: Iterable[str]) -> Iterator[Fault]:
    """Yield the columns that differ in capitals only, where an engine, as SQL, takes one for the other in silence."""
    if not _knows_no_capitals(given):
        return
    first: dict[str, str] = {}
    for name in names:
        other = first.setdefault(name.casefold(), name)
        if other != name:
            yield Fault(
                f"column {name}",
                f"differs from {other} in capitals only, which {given.implementation} does not tell apart",
            )


def checked_how(check: str | None, *, is_lazy: bool) -> Check:
    """Return what becomes of answers that are none: an error, or of a lazy frame, which is not collected, a column."""
    if check is None:
        return "column" if is_lazy else "raise"
    if check == "column":
        return "column"
    if check == "raise" and not is_lazy:
        return "raise"
    message = f"check is 'raise' or 'column', not {check!r}"
    if check == "raise":
        message = "a lazy frame is not collected to look for faults; take check='column', or collect it first"
    raise WrongTypeError(message)
