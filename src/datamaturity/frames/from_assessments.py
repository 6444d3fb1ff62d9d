"""Assessments of one framework as a frame: a number for each state of an answer, so that none is lost."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias, get_args

from datamaturity.assessment import DO_NOT_KNOW, NOT_APPLICABLE, UNANSWERED, Assessment
from datamaturity.errors import AnswerError, Fault, VersionMismatchError, WrongTypeError, counted
from datamaturity.frames.answers import code_faults
from datamaturity.frames.expressions import smallest_type
from datamaturity.frames.opening import narwhals
from datamaturity.framework import Framework

__all__ = ["Backend", "from_assessments"]

Backend: TypeAlias = Literal["polars", "pandas", "pyarrow"]


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
        do_not_know: The number that is to say so, which is no level.
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
