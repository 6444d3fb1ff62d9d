"""What a member of a network says of a group, and what the people of one organisation say together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache, reduce
from operator import or_

import attrs

from datamaturity.agreement import lower_median
from datamaturity.frames.sums import GroupSums, ScorePlan
from datamaturity.levels import Level, Scale
from datamaturity.scores import NoStage
from datamaturity.stages import MeanRule

__all__ = [
    "NOTHING",
    "NOT_APPLICABLE",
    "OPEN",
    "Said",
    "agreed",
    "answered_by_any",
    "mean_of_counts",
    "said_of",
    "said_together",
    "stage_of",
]

NOT_APPLICABLE, OPEN = -1, -2
"""What stands for an answer that is no level, beside the levels' positions."""


@attrs.frozen(eq=False)
class Said:
    """What a member says of a group: a `Score` without its answers, for `PooledScore`."""

    # Compared by identity, since members who say the same share one: to hash fractions was most of the time.

    mean: Fraction | None
    coverage: Fraction | None
    low: Fraction | None
    high: Fraction | None
    stage: Level | None


NOTHING = Said(None, None, None, None, None)


def said_of(plan: ScorePlan, group: GroupSums) -> Callable[[Sequence[int]], Said]:
    """Return what makes the sums of a group, and its stage's number where the rule is not on the mean, a `Said`."""
    scale, rule = plan.framework.scale, plan.rule

    @cache
    def said(sums: tuple[int, ...]) -> Said:
        if not group.count:
            return NOTHING
        points, answered, applicable, *rest = sums
        weight, whole, *stage = rest if group.weighs else (answered, applicable, *rest)
        mean = Fraction(points, weight * scale.denominator) if answered else None
        level = None
        if mean is not None:
            if isinstance(rule, MeanRule):
                level = scale.levels[rule.position(scale, mean)]
            elif stage[0] in scale:
                level = scale.levels[scale.position(stage[0])]
        if not applicable:
            return NOTHING
        if weight == whole:
            return Said(mean, Fraction(1), mean, mean, level)
        low, high = (
            Fraction(points + (whole - weight) * end, whole * scale.denominator)
            for end in (scale.points[0], scale.points[-1])
        )
        return Said(mean, Fraction(answered, applicable), low, high, level)

    return lambda sums: said(tuple(sums))


def said_together(plan: ScorePlan) -> Callable[[Mapping[Said, int]], Said]:
    """Return how an organisation's score is made of those of its people: as a panel's is."""
    levels = plan.framework.scale.levels

    @cache
    def pooled(said: frozenset[tuple[Said, int]]) -> Said:
        mean = mean_of_counts([(one.mean, count) for one, count in said])
        at = [sum(count for one, count in said if one.stage is level) for level in levels]
        applicable = sum(count for one, count in said if one.coverage is not None)
        if not applicable:
            return NOTHING
        stage = stage_of(plan, mean, at, applicable)
        level = stage if isinstance(stage, Level) else None
        coverage = mean_of_counts([(one.coverage, count) for one, count in said])
        if coverage == 1:
            return Said(mean, coverage, mean, mean, level)
        low, high = (mean_of_counts([(getattr(one, end), count) for one, count in said]) for end in ("low", "high"))
        return Said(mean, coverage, low, high, level)

    def together(said: Mapping[Said, int]) -> Said:
        if sum(said.values()) == 1:
            return next(iter(said))
        return pooled(frozenset(said.items()))

    return together


def stage_of(plan: ScorePlan, mean: Fraction | None, counts: Sequence[int], applicable: int) -> Level | NoStage:
    """Return the stage of members together, or why they have none: as `PooledScore` does."""
    if not applicable:
        return NoStage.NOT_APPLICABLE
    if mean is None:
        return NoStage.NO_ANSWERS
    scale, rule = plan.framework.scale, plan.rule
    position: int | None
    if isinstance(rule, MeanRule):
        position = rule.position(scale, mean)
    else:
        position = rule.position(counts=counts, weights=counts, applicable_count=applicable)
    return NoStage.RULE if position is None else scale.levels[position]


def mean_of_counts(pairs: Iterable[tuple[Fraction | None, int]]) -> Fraction | None:
    """Return the mean of exact numbers, each so many times; `None` without any."""
    # Added up by denominator: adding fractions one by one was much slower.
    sums: dict[int, int] = {}
    total = 0
    for number, count in pairs:
        if number is not None:
            sums[number.denominator] = sums.get(number.denominator, 0) + number.numerator * count
            total += count
    whole = sum((Fraction(numerator, denominator) for denominator, numerator in sums.items()), Fraction(0))
    return whole / total if total else None


def answered_by_any(patterns: Iterable[int]) -> int:
    """Return where any of some members has an answer, a bit for each place."""
    return reduce(or_, patterns, 0)


def agreed(scale: Scale) -> Callable[[Mapping[int, int]], int]:
    """Return how an organisation's answer follows from those of its people, as `Panel.agree` has it."""

    def agreed(given: Mapping[int, int]) -> int:
        counts = [given.get(place, 0) for place in range(len(scale))]
        if given.get(NOT_APPLICABLE, 0) > sum(counts):
            return NOT_APPLICABLE
        median = lower_median(counts, scale)
        return OPEN if median is None else scale.position(median.number)

    return agreed
