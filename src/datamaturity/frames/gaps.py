"""How far every row of a frame is from a target: the numbers of `datamaturity.gaps`, in the caller's own engine."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import ModuleType
from typing import Any, Literal

import attrs

from datamaturity.errors import AnswerError, Fault, WrongTypeError
from datamaturity.frames.answers import AnswerColumns, answer_columns
from datamaturity.frames.expressions import FAULTS, Expressions, smallest_type
from datamaturity.frames.opening import Check, checked_how, narwhals, opened, reader
from datamaturity.frames.scores import raise_faults
from datamaturity.frames.sums import GroupSums, ScorePlan
from datamaturity.framework import Framework
from datamaturity.packaged import load_framework
from datamaturity.stages import WeakestLink
from datamaturity.targets import Target

__all__ = ["GAP_FIGURES", "ONE_LEVEL_UP", "gaps"]

GAP_FIGURES = ("current", "target", "gap", "percent_to_target", "counted", "reached", "unknown")
"""What is worked out for each group, and how its columns' names end."""

ONE_LEVEL_UP = "one-level-up"
"""The target of which each row has its own: the next level for each answered criterion, as `Target.one_level_up`."""

# Names that nobody's own column has.
_OWN = "datamaturity "
# Below every level's number, which is 0 or more.
_UNANSWERED, _NOT_APPLICABLE = -1, -2


def gaps(
    frame: Any,
    framework: Framework | str,
    target: Target | Literal["one-level-up"],
    *,
    columns: str | Mapping[str, str] | None = None,
    not_applicable: int | str | None = None,
    do_not_know: int | None = None,
    kinds: Iterable[str] | None = None,
    figures: Iterable[str] = GAP_FIGURES,
    criteria: bool = False,
    check: Check | None = None,
) -> Any:
    """
    Return how far every row of a frame is from a target, as `datamaturity.gaps` says of an assessment.

    Args:
        frame: As in `score`: a row for each assessment, a column for each criterion, which holds levels' numbers.
        framework: The framework that was answered, or the id of a packaged one.
        target: Where all of them want to be; or ``"one-level-up"``, the next level for each criterion that a row has
            answered, and the highest for those that have it.
        columns: As in `score`.
        not_applicable: As in `score`.
        do_not_know: As in `score`.
        kinds: As in `score`: which of ``"topic"``, ``"theme"``, ``"cell"`` and ``"overall"``.
        figures: Which of ``"current"``, ``"target"``, ``"gap"``, ``"percent_to_target"``, ``"counted"``,
            ``"reached"`` and ``"unknown"``, as in `GroupGap`; the last three are counts.
        criteria: Whether to say the gap of each criterion too, in columns ``criterion:4.33:gap``.
        check: As in `score`.

    Returns:
        A frame of the same kind, lazy where it was lazy: its other columns, and one for each group and figure, named
        ``topic:4:gap``. Levels and gaps are in levels' values, shares from 0 to 1, as the floats nearest to the exact
        numbers; null where there is no number.

    Raises:
        AnswerError: As in `score`.
        MissingExtraError: The library narwhals is not installed (extra ``frames``).
        NumberError: Weights so large that a sum could pass 53 bits.
        VersionMismatchError: The target is for another framework, or another version of it.
        WrongTypeError: Not a frame or a target, or no such kind, figure or check.

    Example:
        >>> import polars as pl
        >>> from datamaturity import Target, load_framework
        >>> framework = load_framework("seven-themes")
        >>> nobody = {one: [None, None] for one in framework.criterion_ids}
        >>> answers = pl.DataFrame({"org": ["Abbey", "Bridge"], **nobody, "C1": [2, None], "C2": [3, 4]})
        >>> answers = answers.cast({one: pl.Int8 for one in nobody})
        >>> found = gaps(answers, framework, Target.of(framework, themes={"culture": 4}))
        >>> found.select("org", "theme:culture:gap", "theme:culture:counted", "theme:culture:reached").rows()
        [('Abbey', 1.5, 2, 0), ('Bridge', 0.0, 1, 1)]
    """
    framework = load_framework(framework) if isinstance(framework, str) else framework
    wanted = _figures(figures)
    targets = _target_positions(framework, target)
    given = opened(frame)
    nw = narwhals()
    check = checked_how(check, is_lazy=isinstance(given, nw.LazyFrame))
    # No gap has a stage: the rule is the one whose numbers are smallest.
    plan = ScorePlan.of(framework, kinds=kinds, rule=WeakestLink())
    read = ScorePlan.of(framework, kinds="overall", rule=WeakestLink()) if criteria else plan
    if not read.atoms:
        message = f"{framework.id} has no groups of these kinds, and gaps of criteria are not asked for"
        raise WrongTypeError(message)
    schema = given.collect_schema()
    found = answer_columns(framework, schema, columns=columns, not_applicable=not_applicable, do_not_know=do_not_know)
    column = reader(given)
    answers = Expressions(read, found, schema, column)
    made = GapExpressions(plan, targets, found, column, answers if check == "column" else None)
    ours = [*(f"{group.name}:{one}" for group in plan.groups for one in wanted)]
    ours += [_criterion_name(one) for one in framework.criterion_ids] if criteria else []
    kept = [name for name in schema if name not in found.all_names]
    _check_names(kept, [*ours, *([FAULTS] if check == "column" else [])])
    others = [*map(column, kept)]
    if check == "raise":
        raise_faults(given, answers)
    else:
        others.append(answers.faults().alias(FAULTS))
        kept.append(FAULTS)
    numbers = given.select(*others, *map(made.number, read.criterion_positions))
    of_criteria = [*map(made.criterion_gap, read.criterion_positions)] if criteria else []
    names = [_criterion_name(one) for one in framework.criterion_ids] if criteria else []
    summed = numbers.select(*map(column, kept), *made.sums(wanted), *of_criteria)
    results = [*made.figures(wanted), *map(column, names)]
    if check == "column":
        results = [nw.when(nw.col(FAULTS) == 0).then(one).alias(name) for one, name in zip(results, ours, strict=True)]
    return summed.select(*map(column, kept), *results).to_native()


def _figures(figures: Iterable[str]) -> list[str]:
    wanted = [figures] if isinstance(figures, str) else [*dict.fromkeys(figures)]
    for one in wanted:
        if one not in GAP_FIGURES:
            message = f"figures of gaps are {', '.join(GAP_FIGURES)}, not {one!r}"
            raise WrongTypeError(message)
    return wanted


def _target_positions(framework: Framework, target: Target | str) -> tuple[tuple[int, ...] | None, ...]:
    """Return for each criterion the target's place on the scale from each level, or `None` where it has no target."""
    count = len(framework.scale)
    if target == ONE_LEVEL_UP:
        return (tuple(min(place + 1, count - 1) for place in range(count)),) * len(framework.criteria)
    if not isinstance(target, Target):
        message = f"a target is a Target or {ONE_LEVEL_UP!r}, not {target!r}"
        raise WrongTypeError(message)
    target.check_framework(framework)
    levels = map(target.levels.get, framework.criterion_ids)
    return tuple(None if one is None else (framework.scale.position(one.number),) * count for one in levels)


def _check_names(kept: Sequence[str], ours: Iterable[str]) -> None:
    taken = {*ours}
    clash = [name for name in kept if name in taken]
    if clash:
        raise AnswerError([Fault(f"column {name}", "is named like a column of gaps; rename it") for name in clash])


def _criterion_name(criterion: str) -> str:
    return f"criterion:{criterion}:gap"


def _nw(self: "GapExpressions") -> ModuleType:
    return narwhals()


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
    _nw: ModuleType = attrs.field(init=False, default=attrs.Factory(_nw, takes_self=True), repr=False, eq=False)

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
        # Added by hand: Dask does not take a horizontal sum and a column in one condition.
        total = sum(self._terms("gap", position, 1), number * 0)
        has_gap = number > _UNANSWERED if self.targets[position] is not None else number < _NOT_APPLICABLE
        gap = total.cast(nw.Float64) / scale.denominator
        return nw.when(has_gap).then(gap).alias(_criterion_name(self.plan.framework.criterion_ids[position]))

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
            **{one: count(one) for one in ("counted", "reached", "unknown")},
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


def _number(position: int) -> str:
    return f"{_OWN}number {position}"


def _name(atom: int, part: str) -> str:
    return f"{_OWN}{atom} {part}"
