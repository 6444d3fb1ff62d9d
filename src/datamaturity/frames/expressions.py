"""A plan's sums, means, bounds and stages as narwhals expressions, which every engine works out in its own way."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cached_property, reduce
from itertools import pairwise
from operator import or_
from types import ModuleType
from typing import Any

import attrs

from datamaturity.frames.answers import AnswerColumns
from datamaturity.frames.opening import narwhals
from datamaturity.frames.sums import Atom, GroupSums, ScorePlan
from datamaturity.stages import MeanRule

__all__ = ["FAULTS", "FIGURES", "Expressions", "smallest_type", "total_name"]

FIGURES = ("mean", "stage", "answered", "applicable", "coverage", "low", "high")
"""What is worked out for each group, and how its columns' names end."""

FAULTS = "faults"
"""The column with how many answers of a row are none."""

# Names that nobody's own column has.
_OWN = "datamaturity "


@attrs.frozen(slots=False)
class Expressions:
    """
    The expressions for a frame's answers.

    Attributes:
        plan: What to add up.
        columns: Where the answers stand.
        schema: The types of the frame's columns.
        read: What makes an expression of a column's name; see `opening.reader`.
    """

    plan: ScorePlan
    columns: AnswerColumns
    schema: Mapping[str, Any]
    read: Callable[[str], Any] = attrs.field(factory=lambda: narwhals().col, repr=False, eq=False)
    _nw: ModuleType = attrs.field(init=False, factory=narwhals, repr=False, eq=False)

    def faults(self) -> Any:
        """Return how many answers of a row are neither a level, nor a code, nor empty."""
        faults = map(self.is_fault, self.plan.criterion_positions)
        return self._nw.sum_horizontal(*(one.cast(self._small) for one in faults))

    def is_fault(self, position: int) -> Any:
        """Return where the answer to a criterion is none; never null."""
        known = self._given(position)
        numbers = sorted({*self.plan.framework.scale.numbers, *self.columns.codes})
        if self.schema[self.columns.names[position]].is_integer():
            # Below, above, or between: DuckDB takes minutes to plan whether a number is one of a list.
            between = [(known > low) & (known < high) for low, high in pairwise(numbers) if high - low > 1]
            fault = reduce(or_, [known < numbers[0], known > numbers[-1], *between])
        else:
            fault = ~reduce(or_, [(known == one).fill_null(False) for one in numbers]) & ~known.is_null()
        if self.columns.masks is not None:
            mask = self.read(self.columns.masks[position])
            # Whether it applies is not said, or both are said: a level, and that it does not apply.
            fault = fault.fill_null(False) | mask.is_null() | (mask & ~known.is_null()).fill_null(False)
        return fault.fill_null(False)

    def sums(self) -> Iterator[Any]:
        """Yield what each atom adds up to, a column each."""
        for at, atom in enumerate(self.plan.atoms):
            for what, values in self._terms(atom).items():
                yield self._nw.sum_horizontal(*values).alias(_name(at, what))

    def _terms(self, atom: Atom) -> Mapping[str, Sequence[Any]]:
        criteria, weights = atom.criteria, atom.weights
        answered = [self._is_answered(one) for one in criteria]
        counts = [one.cast(self._small) for one in answered]
        terms: dict[str, Sequence[Any]] = {
            "points": [self._points(one, weight) for one, weight in zip(criteria, weights, strict=True)],
            "answered": counts,
        }
        if self.columns.can_be_out:
            out = [self._not_applicable(one).cast(self._small) for one in criteria]
            terms["out"] = out
            if atom.weighs:
                terms["out weight"] = self._weighed(out, weights)
        if atom.weighs:
            terms["weight"] = self._weighed(counts, weights)
        if not isinstance(self.plan.rule, MeanRule):
            for place, number in enumerate(self.plan.framework.scale.numbers[1:], 1):
                above = [
                    (is_answered & (self._answer(one) >= number)).fill_null(False).cast(self._small)
                    for one, is_answered in zip(criteria, answered, strict=True)
                ]
                terms[f"from {place}"] = self._weighed(above, weights) if self.plan.rule.by_weight else above
        return terms

    def needs(self, wanted: Sequence[str]) -> frozenset[str]:
        """Return which totals some figures read."""
        found = {"answered", "weight"}
        has_mean_rule = isinstance(self.plan.rule, MeanRule)
        if {"mean", "low", "high"} & {*wanted} or ("stage" in wanted and has_mean_rule):
            found.add("points")
        if {"applicable", "coverage", "low", "high"} & {*wanted}:
            found |= {"applicable", "whole weight"}
        if "stage" in wanted and has_mean_rule and self._times:
            found.add("times")
        if "stage" in wanted and (self.plan.minimum_coverage or not has_mean_rule):
            found |= {"applicable", *(f"from {place}" for place in range(1, len(self.plan.framework.scale)))}
        return frozenset(found)

    def totals(self, *, told: Any = None, needed: Set[str] | None = None) -> Iterator[Any]:
        """
        Yield what each group adds up to, a column each; they read what `sums` yields.

        Args:
            needed: Which of them; all that groups add up to if not given.
            told: 1, and 0 in rows of which nothing is told, where nothing is answered and nothing applies.
        """
        for place, group in enumerate(self.plan.groups):
            for what, total in self._totals(group).items():
                if what not in needed if needed is not None else what == "times":
                    continue
                is_count = what in ("answered", "applicable")
                yield (total if told is None or not is_count else total * told).alias(total_name(place, what))

    def _totals(self, group: GroupSums) -> Mapping[str, Any]:
        wide, kind = self._nw.lit, self._wide
        found = {what: self._total(group, what) for what in ("points", "answered")}
        found["applicable"] = wide(group.count).cast(kind)
        if self.columns.can_be_out:
            found["applicable"] -= self._total(group, "out")
        if self._times:
            # Not once for each threshold.
            found["times"] = found["points"] * self._times
        if group.weighs:
            found["weight"] = self._total(group, "weight")
            found["whole weight"] = wide(group.weight).cast(kind)
            if self.columns.can_be_out:
                found["whole weight"] -= self._total(group, "out weight")
        if not isinstance(self.plan.rule, MeanRule):
            places = range(1, len(self.plan.framework.scale))
            found |= {f"from {place}": self._total(group, f"from {place}") for place in places}
        return found

    def figures(self, wanted: Sequence[str], *, is_told: Any = None) -> Iterator[Any]:
        """
        Yield the figures that are wanted of each group, a column each; they read what `totals` yields.

        Args:
            wanted: Which figures.
            is_told: Where anything is; everywhere if not given.
        """
        for place, group in enumerate(self.plan.groups):
            made = self._figures(place, group)
            for one in wanted:
                figure = made[one]()
                if is_told is not None and one in ("answered", "applicable"):
                    figure = self._nw.when(is_told).then(figure)
                yield figure.alias(f"{group.name}:{one}")

    def _figures(self, place: int, group: GroupSums) -> Mapping[str, Callable[[], Any]]:
        """Return how each figure is made, so that only what is wanted is."""
        nw, scale, plan = self._nw, self.plan.framework.scale, self.plan

        def total(what: str) -> Any:
            plain = {"weight": "answered", "whole weight": "applicable"}.get(what, what)
            return nw.col(total_name(place, what if group.weighs else plain))

        points, answered, applicable = total("points"), total("answered"), total("applicable")
        weight, whole_weight = total("weight"), total("whole weight")
        is_answered, applies = answered > 0, applicable > 0

        def share(part: Any, of: Any, where: Any) -> Any:
            return nw.when(where).then(part.cast(nw.Float64) / of)

        def value(points: Any, weight: Any, where: Any) -> Any:
            return share(points, weight * scale.denominator if scale.denominator != 1 else weight, where)

        def bound(most: int) -> Any:
            return value(points + (whole_weight - weight) * most, whole_weight, applies)

        def stage() -> Any:
            number, is_given = self._stage(total)
            least = plan.minimum_coverage
            has_stage = is_answered
            if least:
                has_stage &= answered * least.denominator >= applicable * least.numerator
            if is_given is not None:
                has_stage &= is_given
            return nw.when(has_stage).then(number.cast(smallest_type(scale.numbers)))

        count_type = smallest_type([group.count])
        return {
            "mean": lambda: value(points, weight, is_answered),
            "stage": stage,
            "answered": lambda: answered.cast(count_type),
            "applicable": lambda: applicable.cast(count_type),
            "coverage": lambda: share(answered, applicable, applies),
            "low": lambda: bound(scale.points[0]),
            "high": lambda: bound(scale.points[-1]),
        }

    def _stage(self, total: Callable[[str], Any]) -> tuple[Any, Any]:
        """Return a stage's number, and where the rule gives one; `None` where it always does."""
        numbers, rule = self.plan.framework.scale.numbers, self.plan.rule
        rises = [high - low for low, high in pairwise(numbers)]
        if isinstance(rule, MeanRule):
            # Whole numbers are compared, and never a rounded mean.
            points, weight = total("times" if self._times else "points"), total("weight")
            reached = [(points if self._times or q == 1 else points * q) >= weight * p for p, q in self.plan.thresholds]
            return self._sum_of(numbers[0], rises, reached), None
        p, q, rest = self.plan.enough
        of, lowest = ("weight", "weight") if rule.by_weight else ("applicable", "answered")
        least = total(of) * p + rest
        reached = [total(f"from {place}") * q >= least for place in range(1, len(numbers))]
        return self._sum_of(numbers[0], rises, reached), total(lowest) * q >= least

    @cached_property
    def _times(self) -> int:
        """What points are multiplied with for every threshold; 0 where that is nothing, or differs."""
        if not isinstance(self.plan.rule, MeanRule):
            return 0
        times = {q for _, q in self.plan.thresholds}
        return times.pop() if len(times) == 1 and times != {1} else 0

    def _total(self, group: GroupSums, what: str) -> Any:
        """Return what a group adds up to, of its atoms, in a type that no comparison overflows."""
        terms = []
        for at in group.atoms:
            # An atom whose criteria all weigh 1 has its weights in its counts.
            plain = {"weight": "answered", "out weight": "out"}.get(what, what)
            terms.append(self._nw.col(_name(at, what if self.plan.atoms[at].weighs else plain)))
        return (self._nw.sum_horizontal(*terms) if terms else self._nw.lit(0)).cast(self._wide)

    def _given(self, position: int) -> Any:
        return self.read(self.columns.names[position])

    def _answer(self, position: int) -> Any:
        """Return the number that stands for an answer; null for all that no sum could hold."""
        name, known = self.columns.names[position], self._given(position)
        # What is no whole number, infinity among it, could not even be read as one.
        if self.schema[name] not in (self._nw.Int8, self._nw.UInt8):
            known = self._nw.when(~self.is_fault(position)).then(known)
        # Whole by now; and in pandas nothing but a decimal can stand beside one.
        return known.cast(self._nw.Float64) if self.schema[name].is_decimal() else known

    def _not_applicable(self, position: int) -> Any:
        if self.columns.masks is not None:
            return self.read(self.columns.masks[position]).fill_null(False)
        return (self._answer(position) == self.columns.code).fill_null(False)

    def _is_answered(self, position: int) -> Any:
        """Return where a criterion has a level, true or false and never null; what is no answer is a fault by then."""
        known = self._answer(position)
        found = ~known.is_null()
        for code in self.columns.codes:
            found &= (known != code).fill_null(False)
        if self.columns.masks is not None:
            found &= ~self.read(self.columns.masks[position]).fill_null(False)
        return found

    def _points(self, position: int, weight: int) -> Any:
        scale, known, is_answered = self.plan.framework.scale, self._answer(position), self._is_answered(position)
        if not self.columns.is_plain:
            known = self._nw.when(is_answered).then(known)
        # Filled first: in pandas' own types what is missing is no whole number.
        number = known.fill_null(0).cast(self._small)
        if self.plan.slope is None:
            points = self._sum_of(0, scale.points, [is_answered & (number == one) for one in scale.numbers])
        else:
            first, second = self.plan.slope
            points = number * second if second != 1 else number
            if first:
                points += is_answered.cast(self._small) * first
        return points * weight if weight != 1 else points

    def _weighed(self, values: Sequence[Any], weights: Sequence[int]) -> list[Any]:
        return [value * weight for value, weight in zip(values, weights, strict=True)]

    def _sum_of(self, first: int, rises: Sequence[int], reached: Sequence[Any]) -> Any:
        """Return a number that rises with each thing that is so."""
        terms = [
            one.cast(self._small) * rise if rise != 1 else one.cast(self._small)
            for rise, one in zip(rises, reached, strict=True)
        ]
        return self._nw.sum_horizontal(*terms) + first if terms else self._nw.lit(first)

    @cached_property
    def _small(self) -> Any:
        """The type in which answers are added up: no sum of whatever stands in 8 bits overflows it."""
        numbers = map(abs, (*self.plan.framework.scale.numbers, *self.columns.codes))
        return self._nw.Int16 if max(self.plan.largest_sum, *numbers) < 2**15 else self._nw.Int64

    @cached_property
    def _wide(self) -> Any:
        return self._nw.Int32 if self.plan.largest < 2**31 else self._nw.Int64


def smallest_type(numbers: Sequence[int]) -> Any:
    """Return the smallest type that holds some numbers: a sector's scores are millions of them."""
    nw, most = narwhals(), max(map(abs, numbers))
    return nw.Int16 if most < 2**15 else nw.Int32 if most < 2**31 else nw.Int64


def _name(atom: int, what: str) -> str:
    return f"{_OWN}{atom} {what}"


def total_name(place: int, what: str) -> str:
    """Return the name of a column that `Expressions.totals` makes."""
    # By its place: ids may have dots, which are parts of a structure to Spark, or differ by capitals alone.
    return f"{_OWN}group {place} {what}"
