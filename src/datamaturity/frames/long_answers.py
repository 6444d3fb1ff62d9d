"""Answers in a long frame, with a row for each of them, made wide: a row for each assessment."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from datamaturity.errors import AnswerError, Fault, counted, did_you_mean, near_misses
from datamaturity.frames.answers import code_faults
from datamaturity.frames.expressions import FAULTS
from datamaturity.frames.long_columns import LongColumns, column_faults
from datamaturity.frames.opening import alike, narwhals, reader
from datamaturity.framework import Framework

__all__ = ["Wide", "to_wide"]

# Names that nobody's own column has, and that no engine reads as anything else; a caller's have dots, perhaps.
_KEY, _CRITERION, _FIRST, _ROW = (f"datamaturity {one}" for one in ("key", "criterion", "first", "row"))
_PLACE, _VALUE, _SAID, _WRONG, _HAS = (f"datamaturity {one}" for one in ("place", "value", "said", "wrong", "has"))

# So many unknown criteria are named, one by one.
_NAMED = 5


@attrs.frozen
class Wide:
    """
    A long frame that became a wide one.

    Attributes:
        frame: The narwhals frame: the assessments' columns, a column for each criterion, named by its id, in framework
            order, and of a lazy frame ``faults``, how many rows of an assessment are wrong.
        not_applicable: The number that says so in these columns; `None` where none does.
    """

    frame: Any
    not_applicable: int | None


def to_wide(
    given: Any,
    framework: Framework,
    long: LongColumns,
    *,
    not_applicable: int | None = None,
    do_not_know: int | None = None,
) -> Wide:
    """
    Turn a long frame into a wide one, in its own engine; a lazy frame is not collected.

    Args:
        given: A narwhals frame.
        framework: The framework that was answered.
        long: Which column is which; other columns are left out.
        not_applicable: The number that says so; where only a column of ``long`` does, one is chosen.
        do_not_know: The number that says so.

    Returns:
        One row per assessment: of an eager frame in the order in which the assessments first appear, of a lazy one in
        no order. Levels off the scale are in it as they were given, for `score` to find.

    Raises:
        AnswerError: Columns that are missing or of another type; and of an eager frame rows without an assessment or a
            criterion, criteria that there are not, the same one twice for one assessment, and levels of criteria that
            do not apply; all at once, with counts.
    """
    nw = narwhals()
    schema = given.collect_schema()
    codes = {"not_applicable": not_applicable, "do_not_know": do_not_know}
    faults = [
        *column_faults(framework, schema, long),
        *alike(given, [*long.assessment, *framework.criterion_ids]),
        *code_faults(framework, codes),
    ]
    if faults:
        raise AnswerError(faults)
    if long.not_applicable is not None and not_applicable is None:
        taken = {*framework.scale.numbers, do_not_know}
        not_applicable = next(
            n for n in range(framework.scale.numbers[-1] + 1, framework.scale.numbers[-1] + 3) if n not in taken
        )
    is_lazy = isinstance(given, nw.LazyFrame)
    rows = given.select(*_row_columns(framework, schema, long, not_applicable, reader(given)))
    if is_lazy:
        return Wide(_aggregated(rows, framework, long).select(*_named(framework, long), FAULTS), not_applicable)
    try:
        wide, repeated = _placed(rows, framework, long)
    except ModuleNotFoundError:
        # Polars and Arrow need no NumPy.
        wide, repeated = _collected(rows, framework, long)
    faults = [*_row_faults(rows, framework, long, repeated)]
    if faults:
        raise AnswerError(faults)
    return Wide(wide.select(*_named(framework, long)), not_applicable)


def _keys(long: LongColumns) -> list[str]:
    """Return our names of the columns that tell assessments apart."""
    return [f"{_KEY} {at}" for at in range(len(long.assessment))]


def _places(framework: Framework) -> list[str]:
    """Return our names of the columns of the criteria."""
    return [f"{_PLACE} {at}" for at in range(len(framework.criteria))]


def _row_columns(
    framework: Framework, schema: Mapping[str, Any], long: LongColumns, code: int | None, read: Callable[[str], Any]
) -> list[Any]:
    """Return what a row is, what it says, and whether it is wrong in itself; neither of these is ever null."""
    nw = narwhals()
    # Text first: in pandas a category is never equal to an id that is none of its categories.
    criterion, level = read(long.criterion).cast(nw.String), read(long.level)
    if schema[long.level] in (nw.Decimal, nw.Int128, nw.UInt128):
        level = level.cast(nw.Float64)
    said, value = ~level.is_null(), level
    wrong = nw.any_horizontal(*(_is_missing(schema[name], read(name)) for name in long.assessment), ignore_nulls=False)
    contradicts: list[Any] = []
    if long.not_applicable is not None:
        mask = read(long.not_applicable)
        is_out = mask.fill_null(False)
        has_both = ~level.is_null() & (is_out | mask.is_null())
        contradicts.append(has_both.alias(_HAS))
        wrong = wrong | has_both
        value = nw.when(is_out & ~said).then(nw.lit(code)).otherwise(level)
        said = said | is_out
    unknown = ~criterion.is_in([*framework.criterion_ids]).fill_null(False)
    wrong = wrong | (unknown & (said | ~criterion.is_null()))
    return [
        *(read(name).alias(key) for name, key in zip(long.assessment, _keys(long), strict=True)),
        criterion.alias(_CRITERION),
        value.alias(_VALUE),
        (said & ~wrong).alias(_SAID),
        wrong.alias(_WRONG),
        *contradicts,
    ]


def _is_missing(kind: Any, column: Any) -> Any:
    missing = column.is_null()
    return missing | column.is_nan().fill_null(True) if kind.is_float() else missing


def _named(framework: Framework, long: LongColumns) -> list[Any]:
    """Return the wide frame's columns under their names."""
    ours, names = [*_keys(long), *_places(framework)], [*long.assessment, *framework.criterion_ids]
    return [narwhals().col(one).alias(name) for one, name in zip(ours, names, strict=True)]


def _aggregated(rows: Any, framework: Framework, long: LongColumns) -> Any:
    """Return the wide frame with its faults, in any engine; what is twice is found by counting."""
    nw, keys, places = narwhals(), _keys(long), _places(framework)
    said, value = nw.col(_SAID), nw.col(_VALUE)
    if rows.collect_schema()[_VALUE].is_float():
        # Polars' maximum passes over what is no number; a half is off every scale, too.
        value = nw.when(said & value.is_nan()).then(nw.lit(framework.scale.numbers[0] - 0.5)).otherwise(value)
    # Columns first, then plain sums of them: pandas and Arrow are wrong on `agg(when(…).then(…).max())`.
    # A row that is wrong gives no value, so that each is counted once; so is each further row of one criterion.
    values = [
        nw.when(said & (nw.col(_CRITERION) == one)).then(value).alias(place)
        for place, one in zip(places, framework.criterion_ids, strict=True)
    ]
    counts = [nw.col(name).cast(nw.Int64).alias(name) for name in (_SAID, _WRONG)]
    groups = rows.select(*keys, *values, *counts).group_by(*keys)
    found = groups.agg(*(nw.col(one).max() for one in places), *(nw.col(name).sum() for name in (_SAID, _WRONG)))
    held = nw.sum_horizontal(*((~nw.col(one).is_null()).cast(nw.Int64) for one in places))
    return found.select(
        *keys,
        *places,
        (nw.col(_WRONG).cast(nw.Int64) + nw.col(_SAID).cast(nw.Int64) - held).alias(FAULTS),
    )


def _collected(rows: Any, framework: Framework, long: LongColumns) -> tuple[Any, int]:
    """Return the wide frame of an eager one as of a lazy one, and how many answers are given again."""
    nw, keys = narwhals(), _keys(long)
    firsts = rows.with_row_index(_FIRST).group_by(*keys).agg(nw.col(_FIRST).min())
    found = _aggregated(rows, framework, long).join(firsts, on=keys, how="left").sort(_FIRST)
    repeated = int(found[FAULTS].sum()) - int(rows.select(nw.col(_WRONG).cast(nw.Int64).sum()).item() or 0)
    return found, repeated


def _placed(rows: Any, framework: Framework, long: LongColumns) -> tuple[Any, int]:
    """
    Return the wide frame of an eager one, and how many answers are given again.

    Answers are put into their places in NumPy. An eager engine's own pivot takes as long and more memory, and Arrow has
    none; a column for each criterion takes five times as long and gigabytes.
    """
    import numpy as np

    nw, ids, keys = narwhals(), framework.criterion_ids, _keys(long)
    keyed = rows.with_row_index(_FIRST)
    firsts = keyed.filter(~nw.any_horizontal(*(nw.col(key).is_null() for key in keys), ignore_nulls=False))
    firsts = firsts.group_by(*keys).agg(nw.col(_FIRST).min()).sort(_FIRST)
    firsts = firsts.select(*keys).with_row_index(_ROW)
    said = keyed.filter(nw.col(_SAID)).join(firsts, on=keys, how="left")
    row = said[_ROW].to_numpy().astype(np.int64)
    place = said[_CRITERION].replace_strict([*ids], [*range(len(ids))], return_dtype=nw.Int32).to_numpy()
    levels = said[_VALUE].to_numpy()
    matrix = np.zeros((len(ids), len(firsts)), levels.dtype)
    has = np.zeros(matrix.shape, np.bool_)
    matrix[place, row], has[place, row] = levels, True
    made, columns = [], []
    for at, one in enumerate(_places(framework)):
        column = nw.col(one)
        made.append(nw.new_series(one, matrix[at], backend=rows.implementation))
        if not has[at].all():
            made.append(nw.new_series(f"{_HAS} {at}", has[at], backend=rows.implementation))
            column = nw.when(nw.col(f"{_HAS} {at}")).then(column).alias(one)
        columns.append(column)
    return firsts.with_columns(*made).select(*keys, *columns), len(row) - int(has.sum())


def _row_faults(rows: Any, framework: Framework, long: LongColumns, repeated: int) -> Iterator[Fault]:
    """Yield what is wrong with the rows of an eager frame, with counts."""
    nw, schema = narwhals(), rows.collect_schema()
    wrong = rows.filter(nw.col(_WRONG))
    if len(wrong):
        for key, name in zip(_keys(long), long.assessment, strict=True):
            missing = _is_missing(schema[key], nw.col(key)).cast(nw.Int64)
            if count := int(wrong.select(missing.sum().alias(_SAID)).item() or 0):
                yield Fault(f"column {name}", f"is empty in {_rows(count)}; it says whose answer it is")
        if count := len(wrong.filter(nw.col(_CRITERION).is_null())):
            yield Fault(f"column {long.criterion}", f"is empty in {_rows(count)} with an answer")
        yield from _unknown_criteria(wrong, framework, long)
        if long.not_applicable is not None and (count := len(wrong.filter(nw.col(_HAS)))):
            what = f"is true or empty in {_rows(count)} with a level; say one of the two"
            yield Fault(f"column {long.not_applicable}", what)
    if repeated:
        keys = [*_keys(long), _CRITERION]
        counts = rows.filter(nw.col(_SAID)).group_by(*keys).agg(nw.len().alias(_ROW)).filter(nw.col(_ROW) > 1)
        *assessment, criterion, times = counts.sort(*keys).row(0)
        whose = ", ".join(map(str, assessment))
        yield Fault(
            f"column {long.criterion}",
            f"{counted(repeated, 'answer')} too many, as {whose} has {criterion} {times} times; keep one row of each",
        )


def _unknown_criteria(wrong: Any, framework: Framework, long: LongColumns) -> Iterator[Fault]:
    nw, known = narwhals(), framework.criterion_ids
    lost = wrong.filter(~nw.col(_CRITERION).is_null() & ~nw.col(_CRITERION).is_in([*known]))
    if not len(lost):
        return
    counts = lost.group_by(_CRITERION).agg(nw.len().alias(_ROW)).sort(_CRITERION)
    for one, count in counts.head(_NAMED).select(_CRITERION, _ROW).iter_rows():
        near = did_you_mean(near_misses(one, known))
        yield Fault(f"column {long.criterion}", f"no criterion {one!r} in {framework.id}, {_rows(count)}{near}")
    if (rest := len(counts) - _NAMED) > 0:
        yield Fault(f"column {long.criterion}", f"and {rest} more that {framework.id} does not have")


def _rows(count: int) -> str:
    return f"{count} row{'' if count == 1 else 's'}"
