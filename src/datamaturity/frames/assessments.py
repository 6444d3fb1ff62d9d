"""Assessments as a frame, and a frame as assessments: the four states of an answer survive both ways."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal, TypeAlias, get_args

from datamaturity.assessment import DO_NOT_KNOW, NOT_APPLICABLE, UNANSWERED, Answers, Assessment
from datamaturity.errors import (
    AnswerError,
    Fault,
    VersionMismatchError,
    WrongTypeError,
    counted,
    did_you_mean,
    near_misses,
)
from datamaturity.frames.answers import AnswerColumns, answer_columns, code_faults
from datamaturity.frames.expressions import smallest_type
from datamaturity.frames.long_answers import to_wide
from datamaturity.frames.long_columns import LongColumns
from datamaturity.frames.opening import framework_of, narwhals, opened
from datamaturity.framework import Framework

__all__ = ["Backend", "from_assessments", "to_assessments"]

Backend: TypeAlias = Literal["polars", "pandas", "pyarrow"]

# No byte of an answer.
_WRONG = -1


def from_assessments(
    assessments: Iterable[Assessment],
    *,
    backend: Backend = "polars",
    columns: str = "",
    not_applicable: int | str | None = None,
    do_not_know: int | None = None,
    shape: Literal["wide", "long"] = "wide",
) -> Any:
    """
    Return assessments of one framework as a frame; notes and evidence are not in it.

    Args:
        assessments: The assessments, in the order of the rows.
        backend: Whose frame it is: ``"polars"``, ``"pandas"`` or ``"pyarrow"``; DuckDB, Spark and others read these.
        columns: What stands before each criterion's id in the names of the columns of a wide frame.
        not_applicable: The number that is to say so; or what stands after a column's name in the name of a second one,
            true where the criterion does not apply. Of a long frame, that column's name.
        do_not_know: The number that is to say so.
        shape: ``"wide"``: a row for each assessment; ``"long"``: a row for each assessment and criterion.

    Returns:
        Wide: ``organisation``, ``assessed_on``, and a column for each criterion with levels' numbers, null where
        unanswered. Long: ``assessment``, which counts from 1, ``organisation``, ``assessed_on``, ``criterion`` and
        ``level``.

    Raises:
        AnswerError: No assessment; answers that would be lost, as no number says that a criterion does not apply or
            that nobody knows; numbers that are a level's; columns of one name.
        MissingExtraError: The library narwhals is not installed (extra ``frames``).
        VersionMismatchError: Assessments of other frameworks, or versions.
        WrongTypeError: Not an assessment, no such engine or shape, or a beginning of columns' names for a long frame.

    Example:
        >>> from datamaturity import Answer, Assessment, load_framework
        >>> framework = load_framework("seven-themes")
        >>> abbey = Assessment(framework, {"C1": 3, "C2": Answer.not_applicable()}, organisation="Abbey")
        >>> frame = from_assessments([abbey], not_applicable=9)
        >>> frame.select("organisation", "C1", "C2", "C3").rows()
        [('Abbey', 3, 9, None)]
    """
    nw = narwhals()
    for given, known in ((backend, get_args(Backend)), (shape, ("wide", "long"))):
        if given not in known:
            message = f"{given!r} is none of {', '.join(known)}"
            raise WrongTypeError(message)
    if shape == "long" and columns:
        message = f"a long frame has the criteria's ids in one column; columns={columns!r} is for wide ones"
        raise WrongTypeError(message)
    every, framework = _of_one_framework(assessments)
    mask = not_applicable if isinstance(not_applicable, str) else None
    code = not_applicable if mask is None else None
    codes = [one.answers.codes for one in every]
    faults = [*code_faults(framework, {"not_applicable": code, "do_not_know": do_not_know})]
    faults += _lost(codes, is_out_said=not_applicable is not None, is_unknown_said=do_not_know is not None)
    if faults:
        raise AnswerError(faults)
    # By an answer's byte, the number that stands for it.
    numbers: dict[int, Any] = {**dict(enumerate(framework.scale.numbers)), UNANSWERED: None}
    numbers |= {NOT_APPLICABLE: code, DO_NOT_KNOW: do_not_know}
    level_type = smallest_type([one for one in numbers.values() if one is not None])
    made = _long(every, numbers, mask) if shape == "long" else _wide(every, numbers, columns, mask)
    names = [name for name, _, _ in made]
    if len({*names}) < len(names):
        twice = dict.fromkeys(name for name in names if names.count(name) > 1)
        what = "would be there twice; give columns, or not_applicable, another text"
        raise AnswerError([Fault(f"column {name}", what) for name in twice])
    types = {"text": nw.String, "day": nw.Date, "count": nw.Int64, "level": level_type, "mask": nw.Boolean}
    schema = {name: types[kind] for name, kind, _ in made}
    if backend == "pandas":
        # NumPy knows no missing whole number, and pandas' own days are times.
        schema |= {name: nw.Float64 for name, kind, values in made if kind == "level" and None in values}
        schema["assessed_on"] = nw.Datetime("us")
    return nw.from_dict({name: values for name, _, values in made}, schema=schema, backend=backend).to_native()


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
        do_not_know: The number that says so.
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
    nw = narwhals()
    framework = framework_of(framework)
    given = opened(frame)
    if isinstance(given, nw.LazyFrame):
        given = given.collect()
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


def _of_one_framework(assessments: Iterable[Assessment]) -> tuple[list[Assessment], Framework]:
    if isinstance(assessments, Assessment):
        message = "several assessments are needed, such as a list with this one"
        raise WrongTypeError(message)
    every = list(assessments)
    if not every:
        raise AnswerError([Fault("assessments", "there is none, and without a framework a frame has no columns")])
    for number, one in enumerate(every, 1):
        if not isinstance(one, Assessment):
            message = f"assessment {number} is not an Assessment, but {type(one).__name__}"
            raise WrongTypeError(message)
        first = every[0].framework
        if one.framework is not first and one.framework.structure != first.structure:
            raise VersionMismatchError(f"assessment {number} {first.difference_to(one.framework)}")
    return every, every[0].framework


def _wide(
    every: Sequence[Assessment], numbers: Mapping[int, Any], prefix: str, suffix: str | None
) -> list[tuple[str, str, list[Any]]]:
    """Return the columns of a wide frame: name, kind and values."""
    made: list[tuple[str, str, list[Any]]] = [
        ("organisation", "text", [one.organisation for one in every]),
        ("assessed_on", "day", [one.assessed_on for one in every]),
    ]
    columns = zip(*(one.answers.codes for one in every), strict=True)
    for one, given in zip(every[0].framework.criterion_ids, columns, strict=True):
        made.append((f"{prefix}{one}", "level", [numbers[code] for code in given]))
        if suffix is not None:
            made.append((f"{prefix}{one}{suffix}", "mask", [code == NOT_APPLICABLE for code in given]))
    return made


def _long(
    every: Sequence[Assessment], numbers: Mapping[int, Any], mask: str | None
) -> list[tuple[str, str, list[Any]]]:
    """Return the columns of a long frame, with a row for what is unanswered, too: an assessment may have no answer."""
    ids = every[0].framework.criterion_ids
    flat = b"".join(one.answers.codes for one in every)
    made: list[tuple[str, str, list[Any]]] = [
        ("assessment", "count", [number for number in range(1, len(every) + 1) for _ in ids]),
        ("organisation", "text", [one.organisation for one in every for _ in ids]),
        ("assessed_on", "day", [one.assessed_on for one in every for _ in ids]),
        ("criterion", "text", [*ids] * len(every)),
        ("level", "level", [numbers[code] for code in flat]),
    ]
    if mask is not None:
        made.append((mask, "mask", [code == NOT_APPLICABLE for code in flat]))
    return made


def _lost(codes: Sequence[bytes], *, is_out_said: bool, is_unknown_said: bool) -> Iterator[Fault]:
    """Yield how many answers a frame could not say."""
    flat = b"".join(codes)
    if not is_out_said and (count := flat.count(NOT_APPLICABLE)):
        what = f"{counted(count, 'answer')} would be lost; give a number that no level has, or the name of a mask"
        yield Fault("not_applicable", what)
    if not is_unknown_said and (count := flat.count(DO_NOT_KNOW)):
        yield Fault("do_not_know", f"{counted(count, 'answer')} would be lost; give a number that no level has")


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
