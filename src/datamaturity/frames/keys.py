"""What each row of a frame says, in as few whole numbers as hold it, so that an engine can count who says the same."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import attrs

from datamaturity.frames.expressions import Expressions, total_name
from datamaturity.frames.opening import by_partition, narwhals, opened, partition_like
from datamaturity.frames.said import NOT_APPLICABLE, OPEN, agreed, answered_by_any, said_of, said_together
from datamaturity.frames.sums import ScorePlan
from datamaturity.group_control import atoms_among
from datamaturity.stages import MeanRule

__all__ = ["Key", "atoms_of", "keyed"]

_BITS = 62
"""How many bits of a number are used."""


@attrs.frozen
class Key:
    """
    One thing that is counted.

    Attributes:
        columns: The columns with the whole numbers that say it.
        read: What makes the numbers of a row what is said.
        together: What makes what an organisation's people say, each so many times, what it says.
    """

    columns: Sequence[str]
    read: Callable[[Sequence[int]], Hashable]
    together: Callable[[Mapping[Any, int]], Hashable]


def atoms_of(plan: ScorePlan) -> list[int]:
    """Return the places of the groups that hold each criterion once: cells, or topics or themes without cells."""
    return atoms_among([one.group for one in plan.groups])


def keyed(given: Any, made: Expressions, others: Mapping[str, Any]) -> tuple[Any, list[Key]]:
    """
    Return a frame with what each row says, and what its columns mean.

    Args:
        given: A narwhals frame.
        made: The expressions for its answers.
        others: Columns to keep, under new names.

    Returns:
        The frame, lazy where it was lazy; and the keys: of each group, of where a row has answers (a bit for each of
        the plan's `atoms_of`), and of each criterion.
    """
    if given.implementation.is_dask():
        frame = by_partition(given, lambda part: _keyed(opened(part), made, others)[0].to_native())
        return frame, _keyed(opened(partition_like(given)), made, others)[1]
    return _keyed(given, made, others)


def _keyed(given: Any, made: Expressions, others: Mapping[str, Any]) -> tuple[Any, list[Key]]:
    nw, plan = narwhals(), made.plan
    codes = [_name("code", place) for place in range(len(plan.framework.criteria))]
    kept = [nw.col(name) for name in (*others, *codes)]
    # In steps, so that no engine works anything out twice.
    frame = given.select(
        *(one.alias(name) for name, one in others.items()),
        *(_code(made, place).alias(name) for place, name in enumerate(codes)),
        *made.sums(),
    )
    frame = frame.select(*kept, *made.totals())
    words: dict[str, Any] = {}
    keys = []
    for place, numbers in enumerate(_numbers(made)):
        packed, unpacked = _packed(numbers)
        mine = {_name("group", place, n): word for n, word in enumerate(packed)}
        words |= mine
        group = plan.groups[place]
        keys.append(Key([*mine], _after(unpacked, said_of(plan, group)), said_together(plan)))
    answered = [(nw.col(total_name(place, "answered")) > 0, 0, 1) for place in atoms_of(plan)]
    packed, unpacked = _packed(answered)
    mine = {_name("pattern", n): word for n, word in enumerate(packed)}
    words |= mine
    keys.append(Key([*mine], _after(unpacked, _pattern), answered_by_any))
    keys += [Key([name], _answer(made), agreed(plan.framework.scale)) for name in codes]
    return frame.select(*kept, *(word.alias(name) for name, word in words.items())), keys


def _name(what: str, *places: int) -> str:
    return " ".join(["datamaturity", what, *map(str, places)])


def _code(made: Expressions, position: int) -> Any:
    """Return the number that stands for an answer, and one that no answer has where there is none."""
    nw, columns = narwhals(), made.columns
    known = made.read(columns.names[position])
    out, none = _stand_ins(made)
    # A sector has a hundred million answers: as small as they can be.
    most = max(map(abs, (*made.plan.framework.scale.numbers, *columns.codes, none)))
    kind = nw.Int16 if most < 2**15 else nw.Int64
    # Filled first: in pandas' own types what is missing is no whole number. With a level, since what stands for none
    # may be below what the column's type can hold.
    filled = known.fill_null(made.plan.framework.scale.numbers[0]).cast(kind)
    filled = nw.when(known.is_null()).then(nw.lit(none)).otherwise(filled).cast(kind)
    if columns.masks is None:
        return filled
    return nw.when(made.read(columns.masks[position])).then(nw.lit(out)).otherwise(filled).cast(kind)


def _stand_ins(made: Expressions) -> tuple[int, int]:
    """Return a number for what does not apply, and one for what has no answer."""
    taken = {*made.plan.framework.scale.numbers, *made.columns.codes}
    free = (number for number in range(-1, -len(taken) - 4, -1) if number not in taken)
    first, second = next(free), next(free)
    return first if made.columns.code is None else made.columns.code, second


def _answer(made: Expressions) -> Callable[[Sequence[int]], int]:
    scale, (out, _) = made.plan.framework.scale, _stand_ins(made)

    def read(row: Sequence[int]) -> int:
        number = int(row[0])
        return scale.position(number) if number in scale else NOT_APPLICABLE if number == out else OPEN

    return read


_Number: TypeAlias = tuple[Any, int, int]
"""A whole number, with the least and the most that it can be."""


def _numbers(made: Expressions) -> Iterator[list[_Number]]:
    """Yield what a row says of each group, as `said_of` reads it."""
    nw, plan, scale = narwhals(), made.plan, made.plan.framework.scale
    stages = [] if isinstance(plan.rule, MeanRule) else [*made.figures(["stage"])]
    for place, group in enumerate(plan.groups):
        if not group.count:
            # Of no criteria there is no column to count, and engines differ in what a column of a number alone is.
            yield [(nw.col(_name("code", 0)) * 0, 0, 0)]
            continue
        points = [0, *(point * group.weight for point in scale.points)]
        limits = {"points": (min(points), max(points)), "answered": (0, group.count), "applicable": (0, group.count)}
        if group.weighs:
            limits |= {"weight": (0, group.weight), "whole weight": (0, group.weight)}
        found = [(nw.col(total_name(place, what)), *ends) for what, ends in limits.items()]
        if stages:
            none = scale.numbers[0] - 1
            found.append((stages[place].fill_null(none), none, scale.numbers[-1]))
        yield found


def _packed(numbers: Sequence[_Number]) -> tuple[list[Any], Callable[[Sequence[int]], list[int]]]:
    """Return whole numbers in as few as hold them, and how they are read from those."""
    nw = narwhals()
    words: list[Any] = []
    shapes: list[list[tuple[int, int]]] = []
    size = 0
    for number, least, most in numbers:
        wide, span = number.cast(nw.Int64), most - least + 1
        wide = wide - least if least else wide
        if not words or size * span >= 2**_BITS:
            words.append(wide)
            shapes.append([(least, span)])
            size = span
        else:
            words[-1] = words[-1] * span + wide
            shapes[-1].append((least, span))
            size *= span

    def read(row: Sequence[int]) -> list[int]:
        found: list[int] = []
        for number, shape in zip(row, shapes, strict=True):
            left, own = int(number), []
            for least, span in reversed(shape):
                left, digit = divmod(left, span)
                own.append(digit + least)
            found += reversed(own)
        return found

    return words, read


def _pattern(bits: Sequence[int]) -> int:
    return sum(bit << place for place, bit in enumerate(bits))


def _after(
    unpacked: Callable[[Sequence[int]], list[int]], read: Callable[[Sequence[int]], Hashable]
) -> Callable[[Sequence[int]], Hashable]:
    return lambda row: read(unpacked(row))
