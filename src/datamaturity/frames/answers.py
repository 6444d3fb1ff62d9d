"""Where a frame has the answers: a column for each criterion, and what may stand in it."""

from collections.abc import Mapping, Sequence, Set
from typing import Any

import attrs

from datamaturity.errors import AnswerError, Fault, WrongTypeError, did_you_mean, near_misses
from datamaturity.frames.opening import no_column
from datamaturity.framework import Framework

__all__ = ["AnswerColumns", "answer_columns", "code_faults", "named_columns"]


@attrs.frozen
class AnswerColumns:
    """
    Which column has the answers to which criterion, and how *not applicable* and *do not know* are said.

    Attributes:
        names: For each criterion in framework order, its column.
        code: The number that says that a criterion does not apply; `None` where no number does.
        unknown: The number that says that the answer is not known; likewise.
        masks: For each criterion, the column that is true where it does not apply; `None` where there are none.
    """

    names: tuple[str, ...]
    code: int | None = None
    unknown: int | None = None
    masks: tuple[str, ...] | None = None

    @property
    def codes(self) -> tuple[int, ...]:
        """The numbers that stand for something else than a level."""
        return tuple(one for one in (self.code, self.unknown) if one is not None)

    @property
    def is_plain(self) -> bool:
        """Whether a criterion has a level wherever its column is not null."""
        return not self.codes and self.masks is None

    @property
    def can_be_out(self) -> bool:
        """Whether there is a way to say that a criterion does not apply."""
        return self.code is not None or self.masks is not None

    @property
    def in_order(self) -> tuple[str, ...]:
        """Every column that is read, in framework order."""
        return (*self.names, *(self.masks or ()))

    @property
    def all_names(self) -> frozenset[str]:
        """Every column that is read."""
        return frozenset(self.in_order)


def answer_columns(
    framework: Framework,
    schema: Mapping[str, Any],
    *,
    columns: str | Mapping[str, str] | None = None,
    not_applicable: int | str | None = None,
    do_not_know: int | None = None,
) -> AnswerColumns:
    """
    Find the columns with the answers.

    Args:
        framework: The framework that was answered.
        schema: The frame's columns, and their narwhals types.
        columns: What stands before each criterion's id in the names of the columns, or criterion id to column; the ids
            are the names if not given.
        not_applicable: A number, or what stands after a column's name in the name of its mask.
        do_not_know: A number.

    Raises:
        AnswerError: A criterion without a column, a column of a criterion that there is not, one for two criteria, or
            one that does not hold numbers; all at once, each with the column's name.
    """
    named = named_columns(framework, columns)
    not_applicable, do_not_know = _number(not_applicable), _number(do_not_know)
    suffix = not_applicable if isinstance(not_applicable, str) else None
    taken = {*named.values(), *(f"{name}{suffix}" for name in named.values() if suffix is not None)}
    faults = [*_unknown(framework, schema, columns, taken)]
    for criterion, name in named.items():
        if name not in schema:
            faults.append(Fault(f"criterion {criterion}", no_column(name, schema)))
        elif not schema[name].is_numeric():
            what = f"holds {schema[name]}; a column of answers holds levels' numbers, so cast it to whole numbers first"
            faults.append(Fault(f"column {name}", what))
    twice = {name for name in named.values() if list(named.values()).count(name) > 1}
    faults += [Fault(f"column {name}", "stands for two criteria") for name in sorted(twice)]
    masks = None
    if suffix is not None:
        masks = tuple(f"{name}{suffix}" for name in named.values())
        faults += [*_mask_faults(schema, masks)]
    code = None if masks else not_applicable
    faults += [*code_faults(framework, {"not_applicable": code, "do_not_know": do_not_know})]
    if faults:
        raise AnswerError(faults)
    assert not isinstance(code, str)  # noqa: S101 - it would be a mask
    return AnswerColumns(tuple(named.values()), code, do_not_know, masks)


def code_faults(framework: Framework, codes: Mapping[str, object]) -> Sequence[Fault]:
    """Return what is wrong with numbers that are to stand for something else than a level, by argument."""
    found = []
    for name, code in codes.items():
        if code is None:
            continue
        if type(code) is not int:
            found.append(Fault(name, f"{code!r} is no whole number"))
        elif abs(code) >= 10**9:
            # Beyond, some engines cannot tell it from its neighbours.
            found.append(Fault(name, f"{code} has more than nine digits; say a shorter one"))
        elif code in framework.scale.numbers:
            found.append(Fault(name, f"{code} is a level's number; say one that no level has"))
    given = [code for code in codes.values() if code is not None]
    if len({*map(str, given)}) < len(given):
        found.append(Fault(" and ".join(codes), f"are both {given[0]}; one number says one thing"))
    return found


def _number(code: Any) -> Any:
    """Return a whole number of another library, such as NumPy, as one of Python's."""
    return int(code) if hasattr(code, "__index__") and not isinstance(code, bool) else code


def named_columns(framework: Framework, columns: str | Mapping[str, str] | None) -> dict[str, str]:
    """
    Return the column of each criterion, as it is called by what stands before the ids, or one by one.

    Raises:
        WrongTypeError: Neither a text nor a mapping.
    """
    if columns is not None and not isinstance(columns, str | Mapping):
        message = f"columns is what stands before the criteria's ids, or a mapping of them to columns, not {columns!r}"
        raise WrongTypeError(message)
    if isinstance(columns, Mapping):
        return {one: columns.get(one, one) for one in framework.criterion_ids}
    return {one: f"{columns or ''}{one}" for one in framework.criterion_ids}


def _unknown(
    framework: Framework, schema: Mapping[str, Any], columns: str | Mapping[str, str] | None, taken: Set[str]
) -> list[Fault]:
    """Return what is said of criteria that there are not, and columns that look like a criterion's and are none."""
    known: Sequence[str] = framework.criterion_ids
    if isinstance(columns, Mapping):
        lost = [one for one in columns if one not in known]
        return [
            Fault("columns", f"no criterion {one!r} in {framework.id}{did_you_mean(near_misses(one, known))}")
            for one in lost
        ]
    if columns:
        extra = [name for name in schema if str(name).startswith(columns) and name not in taken]
        return [
            Fault(
                f"column {name}",
                f"begins like a column of answers, and {framework.id} has no criterion {name.removeprefix(columns)!r}",
            )
            for name in extra
        ]
    folded = {one.casefold(): one for one in known}
    return [
        Fault(f"column {name}", f"is not the criterion {folded[key]!r}, but nearly; rename it, or say columns=")
        for name in schema
        if name not in taken and (key := str(name).strip().casefold()) in folded
    ]


def _mask_faults(schema: Mapping[str, Any], masks: Sequence[str]) -> list[Fault]:
    found = []
    for name in masks:
        if name not in schema:
            found.append(Fault(f"column {name}", "is not there; it says where a criterion does not apply"))
        elif str(schema[name]) != "Boolean":
            what = f"holds {schema[name]}; where a criterion does not apply is true or false"
            found.append(Fault(f"column {name}", what))
    return found
