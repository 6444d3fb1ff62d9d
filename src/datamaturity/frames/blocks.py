"""
A block of rows in NumPy: each column of answers is read and checked once, and added to what its criteria make together.

NumPy is taken where an engine has brought it, and never asked for. A column comes as numbers, of which one that is
below the lowest level stands for none.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Protocol

import attrs

from datamaturity.frames.answers import AnswerColumns
from datamaturity.frames.sums import Atom, ScorePlan
from datamaturity.stages import MeanRule

__all__ = ["Block", "Rows", "empty_number", "fitting"]


class Rows(Protocol):
    """Some rows of a frame."""

    def numbers(self, name: str) -> tuple[Any, int]:
        """Return a column's numbers, with one that stands for none, and for how many rows there is none."""
        ...

    def missing(self, name: str) -> Any:
        """Return where a column has no number."""
        ...

    def truths(self, name: str) -> tuple[Any, Any]:
        """Return where a column is true, and where it is neither true nor false."""
        ...


def fitting(most: int) -> Any:
    """Return the smallest of NumPy's types that holds whole numbers up to one, above and below zero."""
    import numpy as np

    # A plan that is made has no sum beyond 64 bits, but its bound may be.
    kinds = ((7, np.int8), (15, np.int16), (31, np.int32))
    return next((kind for bits, kind in kinds if most < 2**bits), np.int64)


def empty_number(plan: ScorePlan, columns: AnswerColumns) -> int:
    """Return the number that stands for no level: the highest below them all that is no code."""
    lowest = plan.framework.scale.numbers[0]
    return next(n for n in range(lowest - 1, lowest - 4, -1) if n not in columns.codes)


@attrs.frozen
class Block:
    """
    Some rows of a frame.

    Attributes:
        plan: What to add up.
        columns: Where the answers stand.
        rows: The rows.
        height: How many they are.
        empty: The number that stands for no level in them.
    """

    plan: ScorePlan
    columns: AnswerColumns
    rows: Rows
    height: int
    empty: int

    def sums(self) -> tuple[list[Mapping[str, Any]], Mapping[int, Any]]:
        """Return what each atom adds up to, row by row; and for criteria in which answers are none, where that is."""
        faults = {}
        found = []
        for atom in self.plan.atoms:
            sums = self._nothing(atom)
            for position, weight in zip(atom.criteria, atom.weights, strict=True):
                levels, answered, out, wrong = self._levels(position)
                if wrong is not None:
                    faults[position] = wrong
                self._add(sums, weight, levels, answered, out)
            found.append(self._settled(atom, sums))
        return found, faults

    def _levels(self, position: int) -> tuple[Any, Any, Any, Any]:
        """
        Return levels' numbers, where there is one, where the criterion does not apply, and where an answer is none.

        The last two are `None` where that is nowhere.
        """
        import numpy as np

        name, numbers = self.columns.names[position], self.plan.framework.scale.numbers
        given, none_count = self.rows.numbers(name)
        out = faults = None
        coded: Any = False
        for code in self.columns.codes:
            says = given == code
            coded = says | coded
            out = says if code == self.columns.code else out
        levels = given
        if coded is not False:
            none_count += int(np.count_nonzero(coded))
            levels = np.where(coded, given.dtype.type(self.empty), given)
        answered = levels >= numbers[0]
        # What is below the lowest level must be none. What is above the highest is no level, nor what is between two.
        is_plain = (
            numbers[-1] - numbers[0] == len(numbers) - 1
            and np.count_nonzero(answered) == self.height - none_count
            and levels.max() <= numbers[-1]
        )
        kind = fitting(max(abs(self.empty), *map(abs, numbers)))
        if is_plain and levels.dtype != kind:
            whole = levels.astype(kind)
            is_plain = levels.dtype.kind == "i" or (whole == levels).all()
            levels = whole
        if not is_plain:
            none = self.rows.missing(name) | coded
            faults = ~none & ~np.isin(given, numbers)
            levels = np.where(none | faults, self.empty, given).astype(kind)
            answered = levels >= numbers[0]
        if self.columns.masks is not None:
            out, unsaid = self.rows.truths(self.columns.masks[position])
            # Whether it applies is not said, or both are said: a level, and that it does not apply.
            wrong = unsaid | (out & ~self.rows.missing(name))
            faults = wrong if faults is None else faults | wrong
        return levels, answered, out, faults if faults is not None and faults.any() else None

    def _nothing(self, atom: Atom) -> dict[str, Any]:
        """Return the sums of no criteria, in types that hold those of all."""
        import numpy as np

        weight, count = sum(atom.weights), len(atom.criteria)
        # From one level to another points rise by twice what the largest has, at most.
        most = {"points": 2 * weight * self._most, "answered": count}
        if self.columns.can_be_out:
            most["out"] = count
        if atom.weighs:
            most |= {f"{what} weight": weight for what in ("answered", "out") if what in most}
        if not isinstance(self.plan.rule, MeanRule):
            most |= {f"from {place}": weight for place in range(1, len(self.plan.framework.scale))}
        return {what: np.zeros(self.height, fitting(number)) for what, number in most.items()}

    @property
    def _most(self) -> int:
        scale = self.plan.framework.scale
        return max(map(abs, (self.empty, *scale.numbers, *scale.points)))

    def _add(self, sums: Mapping[str, Any], weight: int, levels: Any, answered: Any, out: Any) -> None:
        """Add a criterion to sums: its level's number or points, and whether it has one, is out, stands so high."""
        scale, plan = self.plan.framework.scale, self.plan
        if plan.slope is not None:
            _put(sums["points"], levels, weight)
        else:
            for number, rise in zip(scale.numbers, _rises(scale.points), strict=True):
                _put(sums["points"], levels >= number, rise * weight)
        for what, truth in (("answered", answered), ("out", out)):
            if truth is not None:
                _put(sums[what], truth)
                if f"{what} weight" in sums:
                    _put(sums[f"{what} weight"], truth, weight)
        if not isinstance(plan.rule, MeanRule):
            for place, number in enumerate(scale.numbers[1:], 1):
                _put(sums[f"from {place}"], levels >= number, weight if plan.rule.by_weight else 1)

    def _settled(self, atom: Atom, sums: dict[str, Any]) -> Mapping[str, Any]:
        """Return sums with points in place of the sum of levels' numbers, in which `empty` stood for none."""
        if not atom.weighs:
            sums |= {f"{what} weight": sums[what] for what in ("answered", "out") if what in sums}
        if self.plan.slope is not None and (self.plan.slope != (0, 1) or self.empty):
            first, second = self.plan.slope
            weight = sum(atom.weights)
            kind = fitting(2 * weight * self._most * (abs(first) + 2 * abs(second)))
            answered = sums["answered weight"].astype(kind)
            numbers = sums["points"] - (weight - answered) * self.empty
            sums["points"] = numbers * second + answered * first
        return sums


def _put(total: Any, values: Any, times: int = 1) -> None:
    """Add values to a total, in the total's own type."""
    import numpy as np

    if values.dtype == bool:
        values = values.view("int8")
    total += values if times == 1 else np.multiply(values, times, dtype=total.dtype)


def _rises(points: Sequence[int]) -> list[int]:
    """Return the points of the lowest level, and what each further one has more than the one below it."""
    return [high - low for low, high in pairwise((0, *points))]
