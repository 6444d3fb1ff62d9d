"""A frame's rows as assessments: each answer in the state that its number, its mask or its absence says."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from datamaturity.assessment import DO_NOT_KNOW, NOT_APPLICABLE, UNANSWERED, Answers, Assessment
from datamaturity.errors import AnswerError, Fault, WrongTypeError, counted, did_you_mean, near_misses
from datamaturity.frames.answers import AnswerColumns, answer_columns
from datamaturity.frames.long_answers import to_wide
from datamaturity.frames.long_columns import LongColumns
from datamaturity.frames.opening import collected, framework_of, opened
from datamaturity.framework import Framework

__all__ = ["to_assessments"]

# No byte of an answer.
_WRONG = -1


def to_assessments(
    frame: Any,
    framework: Framework | str,
    *,
    columns: str | Mapping[str, str] | None = None,
    not_applicable: int | str | None = None,
    do_not_know: int | None = None,
    organisation: str | None = "organisation",
    assessed_on: str | None = "assessed_on",
    long: LongColumns | None = None,
) -> tuple[Assessment, ...]:
    """
    Return a frame's rows as assessments; a lazy frame is run.

    Args:
        frame: A frame of any engine, with levels' numbers; null is unanswered.
        framework: The framework that was answered, or the id of a packaged one.
        columns: As in `score`; not for long frames.
        not_applicable: As in `score`; of a long frame a number only, as ``long`` has the column.
        do_not_know: The number that says so, which is no level.
        organisation: The column with the organisations' names, text; `None` where there is none.
        assessed_on: The column with the days, dates or times; `None` where there is none.
        long: Which column is which, where the frame has a row for each answer; a row for each assessment if not given.

    Returns:
        One assessment for each row; of a long frame one for each assessment, as they first appear in it, or, where it
        was lazy, in no order.

    Raises:
        AnswerError: Columns that are missing, unknown or of another type, answers that are no level, and all else that
            `score` finds; all of a kind at once, with columns, counts, and where the first is.
        MissingExtraError: The library narwhals is not installed (extra ``frames``).
        WrongTypeError: Not a frame, or arguments for wide frames with a long one.

    Example:
        >>> import polars as pl
        >>> from datamaturity import load_framework
        >>> framework = load_framework("seven-themes")
        >>> answers = pl.DataFrame({"org": ["Abbey", "Abbey"], "criterion": ["C1", "C2"], "level": [3, 9]})
        >>> names = LongColumns("org")
        >>> to_assessments(answers, framework, not_applicable=9, organisation="org", assessed_on=None, long=names)
        (<Assessment of seven-themes 1 by Abbey: 1 at a level, 1 not applicable, 0 do not know, 37 unanswered>,)
    """
    framework = framework_of(framework)
    given = collected(opened(frame))
    wanted = {"organisation": organisation, "assessed_on": assessed_on}
    faults = [*_missing(given.columns, wanted)]
    if faults:
        raise AnswerError(faults)
    others = [name for name in wanted.values() if name is not None]
    if long is None:
        found = answer_columns(
            framework, given.schema, columns=columns, not_applicable=not_applicable, do_not_know=do_not_know
        )
        wide, rows = given, None
        who = {name: given[name].to_list() for name in others}
    else:
        if columns is not None or isinstance(not_applicable, str):
            message = "a long frame's columns are said by long=, and not by columns= or a text as not_applicable="
            raise WrongTypeError(message)
        shaped = to_wide(given, framework, long, not_applicable=not_applicable, do_not_know=do_not_know)
        found = AnswerColumns(framework.criterion_ids, shaped.not_applicable, do_not_know)
        wide, rows = shaped.frame, [", ".join(map(str, one)) for one in _keys(shaped.frame, long)]
        who, faults = _one_each(given, _keys(shaped.frame, long), long, others)
    codes, wrong = _codes(wide, framework, found, rows)
    faults += wrong
    names = ["" if name is None else name for name in _column(who, organisation, str, "text", len(wide), faults)]
    # A time is of its day; a pandas Timestamp is one, too.
    days = [
        one.date() if isinstance(one, datetime) else one
        for one in _column(who, assessed_on, date, "day", len(wide), faults)
    ]
    if faults:
        raise AnswerError(faults)
    return tuple(
        Assessment(framework, Answers(framework, one), organisation=name, assessed_on=day)
        for one, name, day in zip(codes, names, days, strict=True)
    )


def _missing(there: Sequence[str], wanted: Mapping[str, str | None]) -> Iterator[Fault]:
    for argument, name in wanted.items():
        if name is not None and name not in there:
            close = did_you_mean(near_misses(name, there)) or f"; say {argument}=None where there is none"
            yield Fault(argument, f"the frame has no column {name!r}{close}")


def _keys(frame: Any, long: LongColumns) -> list[tuple[Any, ...]]:
    return list(zip(*(frame[name].to_list() for name in long.assessment), strict=True))


def _one_each(
    given: Any, keys: Sequence[tuple[Any, ...]], long: LongColumns, others: Sequence[str]
) -> tuple[dict[str, list[Any]], list[Fault]]:
    """Return columns of which a long frame repeats each assessment's value, with one of each; and where it does not."""
    who: dict[str, list[Any]] = {}
    faults = []
    for name in others:
        rows = given.select(*dict.fromkeys((*long.assessment, name))).unique()
        of: dict[tuple[Any, ...], Any] = {}
        twice = []
        for key, value in zip(_keys(rows, long), rows[name].to_list(), strict=True):
            if key in of:
                twice.append(key)
            of[key] = value
        if twice:
            whose = min(", ".join(map(str, key)) for key in twice)
            what = f"is not the same in all rows of {counted(len({*twice}), 'assessment')}, such as {whose}"
            faults.append(Fault(f"column {name}", what))
        who[name] = [of[key] for key in keys]
    return who, faults


def _column(
    who: Mapping[str, Sequence[Any]], name: str | None, kind: type, what: str, height: int, faults: list[Fault]
) -> list[Any]:
    """Return a column's values of a type, with `None` for null, and add what is none to the faults."""
    if name is None:
        return [None] * height
    # What is missing in pandas is not equal to itself, whether a number or a time.
    values = [None if one is None or _is_missing(one) else one for one in who[name]]
    wrong = [one for one in values if one is not None and not isinstance(one, kind)]
    if wrong:
        message = f"{counted(len(wrong), 'value')} {'is' if len(wrong) == 1 else 'are'} no {what}, such as {wrong[0]!r}"
        faults.append(Fault(f"column {name}", message))
    return values


def _is_missing(value: Any) -> bool:
    # pandas' own missing value is neither equal to itself nor unequal.
    return type(value).__name__ == "NAType" or bool(value != value)


def _codes(
    wide: Any, framework: Framework, found: AnswerColumns, rows: Sequence[str] | None
) -> tuple[list[bytes], list[Fault]]:
    """Return the bytes of each row's answers, and what is none, with where the first is."""
    scale = framework.scale
    table: dict[Any, int] = {number: position for position, number in enumerate(scale.numbers)}
    if found.code is not None:
        table[found.code] = NOT_APPLICABLE
    if found.unknown is not None:
        table[found.unknown] = DO_NOT_KNOW
    columns, faults = [], []
    for at, name in enumerate(found.names):
        values, gone = wide[name].to_list(), wide[name].is_null().to_list()
        codes = [UNANSWERED if none else table.get(one, _WRONG) for one, none in zip(values, gone, strict=True)]
        mask: list[bool | None] = []
        if found.masks is not None:
            mask = wide[found.masks[at]].to_list()
            codes = [_masked(code, out) for code, out in zip(codes, mask, strict=True)]
        if count := codes.count(_WRONG):
            first = codes.index(_WRONG)
            where = f"row {first + 1}" if rows is None else rows[first]
            value = None if gone[first] else values[first]
            if found.masks is not None:
                value = f"{value}, with {mask[first]} in {found.masks[at]}"
            what = f"{counted(count, 'answer')} off the scale, the first of {where}: {value}; {scale.span}"
            faults.append(Fault(f"column {name}" if rows is None else f"criterion {name}", what))
        columns.append(codes)
    if faults:
        return [b""] * len(wide), faults
    return [bytes(one) for one in zip(*columns, strict=True)], []


def _masked(code: int, out: bool | None) -> int:
    """Return an answer's byte where a mask says whether it applies: neither nothing nor both is an answer."""
    if out is True:
        return NOT_APPLICABLE if code == UNANSWERED else _WRONG
    return code if out is False else _WRONG
