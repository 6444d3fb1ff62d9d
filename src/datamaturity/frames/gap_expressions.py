"""Gaps as narwhals expressions: each answer as one whole number, their sums, and what is told of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import ModuleType
from typing import Any

import attrs

from datamaturity.frames.answers import AnswerColumns
from datamaturity.frames.expressions import Expressions, smallest_type
from datamaturity.frames.opening import narwhals
from datamaturity.frames.sums import GroupSums, ScorePlan

__all__ = ["COUNTED", "GAP_FIGURES", "GapExpressions", "criterion_gap_name", "criterion_name"]

GAP_FIGURES = ("current", "target", "gap", "percent_to_target", "counted", "reached", "unknown")
"""What is worked out for each group, and how its columns' names end."""

COUNTED = ("counted", "reached", "unknown")
"""The figures that are counts."""

# Names that nobody's own column has.
_OWN = "datamaturity "
# Below every level's number, which is 0 or more.
_UNANSWERED, _NOT_APPLICABLE = -1, -2

# What each figure is made of.
_PARTS = {
    "current": ("weight", "current"),
    "target": ("weight", "target"),
    "gap": ("weight", "gap"),
    "percent_to_target": ("weight", "target", "gap"),
    "counted": ("counted",),
    "reached": ("reached",),
    "unknown": ("unknown",),
}
_ALL_PARTS = tuple(dict.fromkeys(part for parts in _PARTS.values() for part in parts))


@attrs.frozen
class GapExpressions:
    """
    The expressions for the gaps of a frame's answers.

    Attributes:
        plan: The groups.
        targets: For each criterion the target's place on the scale from each level; `None` where it has no target.
        columns: Where the answers stand.
        read: What makes an expression of a column's name; see `opening.reader`.
        faulty: What says where an answer is none, so that it is read as none; `None` where there is no such answer.
    """

    plan: ScorePlan
    targets: tuple[tuple[int, ...] | None, ...]
    columns: AnswerColumns
    read: Callable[[str], Any]
    faulty: Expressions | None
    _nw: ModuleType = attrs.field(init=False, factory=narwhals, repr=False, eq=False)

    def number(self, position: int) -> Any:
        """Return the number of the level that a criterion has, or a number below 0 where it has none; never null."""
        given = self.read(self.columns.names[position])
        is_empty = given.is_null()
        for code in self.columns.codes:
            is_empty |= (given == code).fill_null(False)
        if self.faulty is not None:
            is_empty |= self.faulty.is_fault(position)
        # Filled first: in pandas' own types nothing that is missing is a whole number.
        number = self._nw.when(~is_empty).then(given).fill_null(0).cast(self._whole)
        number -= is_empty.cast(self._whole)
        if self.columns.masks is not None:
            mask = self.read(self.columns.masks[position]).fill_null(False)
            number -= (mask & is_empty).cast(self._whole)
        elif self.columns.code is not None:
            number -= (given == self.columns.code).fill_null(False).cast(self._whole)
        return number.alias(_number(position))

    def sums(self, wanted: Sequence[str]) -> Iterator[Any]:
        """Yield what each atom adds up to, a column each; they read what `number` yields."""
        parts = dict.fromkeys(part for one in wanted for part in _PARTS[one])
        for at, atom in enumerate(self.plan.atoms):
            for part in parts:
                terms = [
                    term
                    for position, weight in zip(atom.criteria, atom.weights, strict=True)
                    for term in self._terms(part, position, weight)
                ]
                # Never a literal, which is one row however many the frame has.
                terms = terms or [self._nw.col(_number(atom.criteria[0])) * 0]
                yield self._nw.sum_horizontal(*terms).alias(_name(at, part))

    def _terms(self, part: str, position: int, weight: int) -> Iterator[Any]:
        """Yield what a criterion adds to a sum."""
        if part == "unknown":
            yield (self._nw.col(_number(position)) == _UNANSWERED).cast(self._whole)
            return
        targets, points = self.targets[position], self.plan.framework.scale.points
        if targets is None:
            return
        at_levels = {
            "counted": [1 for _ in targets],
            "reached": [int(place >= target) for place, target in enumerate(targets)],
            "weight": [weight for _ in targets],
            "current": [weight * one for one in points],
            "target": [weight * points[target] for target in targets],
            "gap": [weight * max(0, points[target] - one) for target, one in zip(targets, points, strict=True)],
        }
        yield from self._looked_up(position, at_levels[part])

    def _looked_up(self, position: int, at_levels: Sequence[int]) -> Iterator[Any]:
        """Yield the terms of the number that stands for a criterion's level, nothing where it has none."""
        number = self._nw.col(_number(position))
        rises = [at_levels[0], *(high - low for low, high in pairwise(at_levels))]
        for least, rise in zip(self.plan.framework.scale.numbers, rises, strict=True):
            if rise:
                reached = (number >= least).cast(self._whole)
                yield reached * rise if rise != 1 else reached

    def criterion_gap(self, position: int) -> Any:
        """Return a criterion's gap; it reads what `number` yields."""
        nw, number, scale = self._nw, self._nw.col(_number(position)), self.plan.framework.scale
        total = nw.sum_horizontal(number * 0, *self._terms("gap", position, 1))
        has_gap = number > _UNANSWERED if self.targets[position] is not None else number < _NOT_APPLICABLE
        gap = total.cast(nw.Float64) / scale.denominator
        return nw.when(has_gap).then(gap).alias(criterion_gap_name(position))

    def figures(self, wanted: Sequence[str]) -> Iterator[Any]:
        """Yield the figures that are wanted of each group, a column each; they read what `sums` yields."""
        for group in self.plan.groups:
            made = self._figures(group)
            for one in wanted:
                yield made[one]().alias(f"{group.name}:{one}")

    def _figures(self, group: GroupSums) -> Mapping[str, Callable[[], Any]]:
        """Return how each figure is made, so that only what is wanted is."""
        nw, scale = self._nw, self.plan.framework.scale
        total = {part: self._total(group, part) for part in _ALL_PARTS}
        count_type = smallest_type([group.count])

        def share(part: Any, of: Any) -> Any:
            return nw.when(of > 0).then(part.cast(nw.Float64) / of.cast(nw.Float64))

        def mean(part: str) -> Callable[[], Any]:
            return lambda: share(total[part], total["weight"] * scale.denominator)

        def percent() -> Any:
            way = total["target"] - total["weight"] * scale.points[0]
            return share(way - total["gap"], way)

        def count(part: str) -> Callable[[], Any]:
            return lambda: total[part].cast(count_type)

        return {
            **{one: mean(one) for one in ("current", "target", "gap")},
            "percent_to_target": percent,
            **{one: count(one) for one in COUNTED},
        }

    def _total(self, group: GroupSums, part: str) -> Any:
        terms = [self._nw.col(_name(at, part)) for at in group.atoms]
        # A topic may have no criteria; some other group of its kind has, and its columns say how many rows there are.
        total = self._nw.sum_horizontal(*terms) if terms else self._nw.lit(0)
        return total.cast(self._whole)

    @property
    def _whole(self) -> Any:
        """The type of every number on the way: no sum of them overflows it."""
        return smallest_type([self.plan.largest, *self.plan.framework.scale.numbers])


def criterion_gap_name(position: int) -> str:
    """Return the name of the column that `GapExpressions.criterion_gap` makes: ids may differ by capitals alone."""
    return f"datamaturity criterion {position}"


def criterion_name(criterion: str) -> str:
    """Return how the column with a criterion's gap is named."""
    return f"criterion:{criterion}:gap"


def _number(position: int) -> str:
    return f"{_OWN}number {position}"


def _name(atom: int, part: str) -> str:
    return f"{_OWN}{atom} {part}"
