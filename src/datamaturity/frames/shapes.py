"""Long frames: a row for each answer on the way in, a row for each group on the way out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from datamaturity.errors import AnswerError, Fault, counted, did_you_mean, near_misses
from datamaturity.frames.answers import code_faults
from datamaturity.frames.expressions import FAULTS
from datamaturity.frames.opening import alike, narwhals
from datamaturity.frames.sums import ScorePlan
from datamaturity.framework import Framework
from datamaturity.validators import is_text

__all__ = ["LongColumns", "Wide", "to_long", "to_wide"]

# Names that nobody's own column has.
_FIRST, _ROW, _PLACE, _VALUE = (f"datamaturity {one}" for one in ("first", "row", "place", "value"))
_SAID, _WRONG, _HAS = (f"datamaturity {one}" for one in ("said", "wrong", "has"))

# So many unknown criteria are named, one by one.
_NAMED = 5


def _names(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@attrs.frozen
class LongColumns:
    """
    The columns of a long frame, which has a row for each answer.

    Attributes:
        assessment: What tells assessments apart, one column or several, such as organisation and year; none is null.
        criterion: The criterion's id, as text.
        level: The level's number; a row where it is null says nothing, as one that is not there.
        not_applicable: A column that is true where the criterion does not apply, and the level null; `None` where there
            is none.

    Example:
        >>> LongColumns(("org", "year"), level="score").assessment
        ('org', 'year')
    """

    assessment: tuple[str, ...] = attrs.field(
        default=("assessment",), converter=_names, validator=attrs.validators.deep_iterable(is_text)
    )
    criterion: str = attrs.field(default="criterion", validator=is_text, kw_only=True)
    level: str = attrs.field(default="level", validator=is_text, kw_only=True)
    not_applicable: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text), kw_only=True)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every column that is read."""
        mask = () if self.not_applicable is None else (self.not_applicable,)
        return (*self.assessment, self.criterion, self.level, *mask)


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
    names: Sequence[str] | None = None,
) -> Wide:
    """
    Turn a long frame into a wide one, in its own engine; a lazy frame is not collected.

    Args:
        given: A narwhals frame.
        framework: The framework that was answered.
        long: Which column is which; other columns are left out.
        not_applicable: The number that says so; where only a column of ``long`` does, one is chosen.
        do_not_know: The number that says so.
        names: The wide frame's names of the criteria; their ids if not given, which Spark does not read where they have
            a dot.

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
    names = framework.criterion_ids if names is None else names
    faults = [
        *_column_faults(names, schema, long),
        *alike(given, [*long.assessment, *names]),
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
    rows = given.select(*_row_columns(framework, schema, long, not_applicable))
    if is_lazy:
        return Wide(_aggregated(rows, framework, long, names), not_applicable)
    try:
        wide, repeated = _placed(rows, framework, long, names)
    except ModuleNotFoundError:
        # Polars and Arrow need no NumPy.
        wide, repeated = _collected(rows, framework, long, names)
    faults = [*_row_faults(rows, framework, long, repeated)]
    if faults:
        raise AnswerError(faults)
    return Wide(wide, not_applicable)


def to_long(result: Any, plan: ScorePlan, wanted_figures: Sequence[str], kept_columns: Sequence[str]) -> Any:
    """
    Turn the wide scores of `score` into a row for each assessment and group; a lazy frame is not collected.

    Args:
        result: The narwhals frame with the scores.
        plan: What was scored.
        wanted_figures: The figures in it.
        kept_columns: Its other columns, which each row repeats.

    Returns:
        The other columns, ``kind``, ``group`` (the group's id, of a cell ``4/data``), and a column for each figure. An
        eager frame goes group by group, in framework order, and in each as the assessments stood; a lazy one in no
        order.

    Raises:
        AnswerError: Another column is named like one of these, or two differ in capitals only and SQL reads them.
    """
    nw = narwhals()
    clash = [name for name in kept_columns if name in {"kind", "group", *wanted_figures}]
    if clash:
        raise AnswerError([Fault(f"column {name}", "is named like a column of scores; rename it") for name in clash])
    read = [*kept_columns, *(f"{group.name}:{one}" for group in plan.groups for one in wanted_figures)]
    if faults := [*alike(result, read)]:
        raise AnswerError(faults)
    schema = result.collect_schema()
    types = {one: _common([schema[f"{group.name}:{one}"] for group in plan.groups]) for one in wanted_figures}
    parts = []
    for group in plan.groups:
        figures = []
        for one in wanted_figures:
            column, wide_type = nw.col(f"{group.name}:{one}"), types[one]
            figures.append((column if wide_type is None else column.cast(wide_type)).alias(one))
        kind, name = nw.lit(group.group.kind).alias("kind"), nw.lit(group.group.id).alias("group")
        parts.append(result.select(*(nw.col(name) for name in kept_columns), kind, name, *figures))
    return nw.concat(parts, how="vertical")


def _common(types: Sequence[Any]) -> Any:
    """Return the type that columns are brought to before they become one; `None` where they have the same."""
    nw = narwhals()
    if all(one == types[0] for one in types):
        return None
    return nw.Int64 if all(one.is_integer() for one in types) else nw.Float64


def _column_faults(names: Sequence[str], schema: Mapping[str, Any], long: LongColumns) -> Iterator[Fault]:
    for name in dict.fromkeys(long.all_names):
        if long.all_names.count(name) > 1:
            yield Fault(f"column {name}", "is said to be two things of a long frame")
        if name not in schema:
            near = did_you_mean(near_misses(name, list(schema)))
            yield Fault("long", f"the frame has no column {name!r}{near}")
    if not long.assessment:
        yield Fault("long", "names no column that tells assessments apart")
    for name in long.assessment:
        if name in {*names, FAULTS}:
            yield Fault(f"column {name}", "is named like a column of the wide frame; rename it")
    wanted = {
        long.criterion: (("String", "Categorical", "Enum"), "the ids of criteria are text"),
        long.not_applicable: (("Boolean",), "where a criterion does not apply is true or false"),
    }
    for one, (types, what) in wanted.items():
        if one is not None and one in schema and str(schema[one]).split("(")[0] not in types:
            yield Fault(f"column {one}", f"holds {schema[one]}; {what}")
    if long.level in schema and not schema[long.level].is_numeric():
        yield Fault(f"column {long.level}", f"holds {schema[long.level]}; a column of answers holds levels' numbers")


def _row_columns(framework: Framework, schema: Mapping[str, Any], long: LongColumns, code: int | None) -> list[Any]:
    """Return what a row is, what it says, and whether it is wrong in itself; neither of these is ever null."""
    nw = narwhals()
    # Text first: in pandas a category is never equal to an id that is none of its categories.
    criterion, level = nw.col(long.criterion).cast(nw.String), nw.col(long.level)
    if schema[long.level] in (nw.Decimal, nw.Int128, nw.UInt128):
        level = level.cast(nw.Float64)
    said, value = ~level.is_null(), level
    wrong = nw.any_horizontal(*(_is_missing(schema, name) for name in long.assessment), ignore_nulls=False)
    if long.not_applicable is not None:
        mask = nw.col(long.not_applicable)
        is_out = mask.fill_null(False)
        wrong = wrong | (said & (is_out | mask.is_null()))
        value = nw.when(is_out & ~said).then(nw.lit(code)).otherwise(level)
        said = said | is_out
    unknown = ~criterion.is_in([*framework.criterion_ids]).fill_null(False)
    wrong = wrong | (unknown & (said | ~criterion.is_null()))
    return [
        *(nw.col(name) for name in long.assessment),
        criterion.alias(long.criterion),
        value.alias(_VALUE),
        (said & ~wrong).alias(_SAID),
        wrong.alias(_WRONG),
        *([] if long.not_applicable is None else [(~level.is_null() & (is_out | mask.is_null())).alias(_HAS)]),
    ]


def _is_missing(schema: Mapping[str, Any], name: str) -> Any:
    nw = narwhals()
    missing = nw.col(name).is_null()
    return missing | nw.col(name).is_nan().fill_null(True) if schema[name].is_float() else missing


def _aggregated(rows: Any, framework: Framework, long: LongColumns, names: Sequence[str]) -> Any:
    """Return the wide frame with its faults, in any engine; what is twice is found by counting."""
    nw, ids = narwhals(), framework.criterion_ids
    said, value = nw.col(_SAID), nw.col(_VALUE)
    if rows.collect_schema()[_VALUE].is_float():
        # Polars' maximum passes over what is no number; a half is off every scale, too.
        value = nw.when(said & value.is_nan()).then(nw.lit(framework.scale.numbers[0] - 0.5)).otherwise(value)
    # Columns first, then plain sums of them: pandas and Arrow are wrong on `agg(when(…).then(…).max())`.
    # A row that is wrong gives no value, so that each is counted once; so is each further row of one criterion.
    # Names of our own: Spark reads the dot of an id as a part of a column.
    places = {f"{_PLACE} {at}": one for at, one in enumerate(ids)}
    values = [nw.when(said & (nw.col(long.criterion) == one)).then(value).alias(at) for at, one in places.items()]
    columns = [*(nw.col(name) for name in long.assessment), *values]
    counts = [nw.col(name).cast(nw.Int64).alias(name) for name in (_SAID, _WRONG)]
    groups = rows.select(*columns, *counts).group_by(*long.assessment)
    found = groups.agg(*(nw.col(at).max() for at in places), *(nw.col(name).sum() for name in (_SAID, _WRONG)))
    held = nw.sum_horizontal(*((~nw.col(at).is_null()).cast(nw.Int64) for at in places))
    return found.select(
        *(nw.col(name) for name in long.assessment),
        *(nw.col(at).alias(name) for at, name in zip(places, names, strict=True)),
        (nw.col(_WRONG).cast(nw.Int64) + nw.col(_SAID).cast(nw.Int64) - held).alias(FAULTS),
    )


def _collected(rows: Any, framework: Framework, long: LongColumns, names: Sequence[str]) -> tuple[Any, int]:
    """Return the wide frame of an eager one as of a lazy one, and how many answers are given again."""
    nw = narwhals()
    firsts = rows.with_row_index(_FIRST).group_by(*long.assessment).agg(nw.col(_FIRST).min())
    found = _aggregated(rows, framework, long, names).join(firsts, on=[*long.assessment], how="left").sort(_FIRST)
    repeated = int(found[FAULTS].sum()) - int(rows.select(nw.col(_WRONG).cast(nw.Int64).sum()).item() or 0)
    return found.drop(FAULTS, _FIRST), repeated


def _placed(rows: Any, framework: Framework, long: LongColumns, names: Sequence[str]) -> tuple[Any, int]:
    """
    Return the wide frame of an eager one, and how many answers are given again.

    Answers are put into their places in NumPy. An eager engine's own pivot takes as long and more memory, and Arrow has
    none; a column for each criterion takes five times as long and gigabytes.
    """
    import numpy as np

    nw, ids = narwhals(), framework.criterion_ids
    keyed = rows.with_row_index(_FIRST)
    firsts = keyed.filter(~nw.any_horizontal(*(nw.col(name).is_null() for name in long.assessment), ignore_nulls=False))
    firsts = firsts.group_by(*long.assessment).agg(nw.col(_FIRST).min()).sort(_FIRST)
    firsts = firsts.select(*long.assessment).with_row_index(_ROW)
    said = keyed.filter(nw.col(_SAID)).join(firsts, on=[*long.assessment], how="left")
    row = said[_ROW].to_numpy().astype(np.int64)
    place = said[long.criterion].replace_strict([*ids], [*range(len(ids))], return_dtype=nw.Int32).to_numpy()
    levels = said[_VALUE].to_numpy()
    matrix = np.zeros((len(ids), len(firsts)), levels.dtype)
    has = np.zeros(matrix.shape, np.bool_)
    matrix[place, row], has[place, row] = levels, True
    made, gaps = [], set()
    for at, one in enumerate(names):
        made.append(nw.new_series(one, matrix[at], backend=rows.implementation))
        if not has[at].all():
            gaps.add(one)
            made.append(nw.new_series(f"{_HAS} {one}", has[at], backend=rows.implementation))
    columns = [
        nw.when(nw.col(f"{_HAS} {one}")).then(nw.col(one)).alias(one) if one in gaps else nw.col(one) for one in names
    ]
    wide = firsts.with_columns(*made).select(*(nw.col(name) for name in long.assessment), *columns)
    return wide, len(row) - int(has.sum())


def _row_faults(rows: Any, framework: Framework, long: LongColumns, repeated: int) -> Iterator[Fault]:
    """Yield what is wrong with the rows of an eager frame, with counts."""
    nw, schema = narwhals(), rows.collect_schema()
    wrong = rows.filter(nw.col(_WRONG))
    if len(wrong):
        for name in long.assessment:
            if count := int(wrong.select(_is_missing(schema, name).alias(_SAID).cast(nw.Int64).sum()).item() or 0):
                yield Fault(f"column {name}", f"is empty in {_rows(count)}; it says whose answer it is")
        if count := len(wrong.filter(nw.col(long.criterion).is_null())):
            yield Fault(f"column {long.criterion}", f"is empty in {_rows(count)} with an answer")
        yield from _unknown_criteria(wrong, framework, long)
        if long.not_applicable is not None and (count := len(wrong.filter(nw.col(_HAS)))):
            what = f"is true or empty in {_rows(count)} with a level; say one of the two"
            yield Fault(f"column {long.not_applicable}", what)
    if repeated:
        keys = [*long.assessment, long.criterion]
        counts = rows.filter(nw.col(_SAID)).group_by(*keys).agg(nw.len().alias(_ROW)).filter(nw.col(_ROW) > 1)
        *assessment, criterion, times = counts.sort(*keys).row(0)
        whose = ", ".join(map(str, assessment))
        yield Fault(
            f"column {long.criterion}",
            f"{counted(repeated, 'answer')} too many, as {whose} has {criterion} {times} times; keep one row of each",
        )


def _unknown_criteria(wrong: Any, framework: Framework, long: LongColumns) -> Iterator[Fault]:
    nw, known = narwhals(), framework.criterion_ids
    lost = wrong.filter(~nw.col(long.criterion).is_null() & ~nw.col(long.criterion).is_in([*known]))
    if not len(lost):
        return
    counts = lost.group_by(long.criterion).agg(nw.len().alias(_ROW)).sort(long.criterion)
    for one, count in counts.head(_NAMED).select(long.criterion, _ROW).iter_rows():
        near = did_you_mean(near_misses(one, known))
        yield Fault(f"column {long.criterion}", f"no criterion {one!r} in {framework.id}, {_rows(count)}{near}")
    if (rest := len(counts) - _NAMED) > 0:
        yield Fault(f"column {long.criterion}", f"and {rest} more that {framework.id} does not have")


def _rows(count: int) -> str:
    return f"{count} row{'' if count == 1 else 's'}"
