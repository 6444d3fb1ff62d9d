"""What is added up for each group, in whole numbers: the same sums as a scorecard's, as a plan without any data."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

import attrs

from datamaturity.criteria import Group
from datamaturity.errors import NumberError, RuleError, WrongTypeError
from datamaturity.framework import Framework
from datamaturity.scoring import coverage_share, rule_for
from datamaturity.stages import MeanRule, MedianLow, ReachedBy, Rule, WeakestLink

__all__ = ["KINDS", "Atom", "GroupSums", "ScorePlan", "group_name", "some_of"]

KINDS = ("topic", "theme", "cell", "overall")
"""The kinds of groups that can be scored."""


def group_name(group: Group) -> str:
    """Return what the names of a group's columns begin with: ``topic:4``, ``cell:4/data``, ``overall``."""
    return f"{group.kind}:{group.id}" if group.kind != "overall" else "overall"


def some_of(given: Any, known: Sequence[str], what: str) -> list[str]:
    """Return which of some words are asked for, each once; a `WrongTypeError` where one is none of them."""
    one_alone = isinstance(given, str) or not hasattr(given, "__iter__")
    wanted: list[Any] = [given] if one_alone else [*given]
    for one in wanted:
        if one not in known:
            message = f"{what} {', '.join(known)}, not {one!r}"
            raise WrongTypeError(message)
    return [*dict.fromkeys(wanted)]


@attrs.frozen
class Atom:
    """
    Criteria that are in the same groups, so that they are added up once for all of these: a cell, as a rule.

    Attributes:
        criteria: Their positions in the framework.
        weights: Their weights, in whole numbers.
    """

    criteria: tuple[int, ...]
    weights: tuple[int, ...]

    @property
    def weighs(self) -> bool:
        """Whether any criterion counts otherwise than once."""
        return any(weight != 1 for weight in self.weights)


@attrs.frozen
class GroupSums:
    """
    One group, and which atoms it is made of.

    Attributes:
        group: The group.
        atoms: The places of its atoms in the plan.
        count: How many criteria it has.
        weight: What they weigh together, in whole numbers.
    """

    group: Group
    atoms: tuple[int, ...]
    count: int
    weight: int

    @property
    def weighs(self) -> bool:
        """Whether any criterion counts otherwise than once."""
        return self.weight != self.count

    @property
    def name(self) -> str:
        """What its columns' names begin with; see `group_name`."""
        return group_name(self.group)


@attrs.frozen(slots=False)
class ScorePlan:
    """
    How a framework's groups are added up and classified, exactly, in any engine.

    Attributes:
        framework: The framework.
        rule: How groups get their stage.
        minimum_coverage: The coverage under which a stage is withheld.
        atoms: What is added up of the answers themselves.
        groups: What is added up of the atoms, in framework order.
    """

    framework: Framework
    rule: MeanRule | MedianLow | ReachedBy | WeakestLink
    minimum_coverage: Fraction
    atoms: tuple[Atom, ...]
    groups: tuple[GroupSums, ...]

    @classmethod
    def of(
        cls,
        framework: Framework,
        *,
        kinds: Iterable[str] | None = None,
        rule: Rule | str | None = None,
        minimum_coverage: Fraction | int | str = 0,
    ) -> "ScorePlan":
        """
        Return the plan for groups of some kinds.

        Args:
            framework: The framework.
            kinds: Which of `KINDS`; all that the framework has if not given, the whole only where its publisher has it.
            rule: As in `score`.
            minimum_coverage: As in `score`.

        Raises:
            NumberError: A minimum coverage that is none, or weights so large that a sum could pass 53 bits.
            RuleError: No such rule, or one that frames do not know.
            WrongTypeError: No such kind.
        """
        wanted = _kinds(framework, kinds)
        rule = rule_for(framework, rule)
        # A rule of somebody's own, that derives from one of these, may read something else.
        is_known = type(rule) in (MedianLow, ReachedBy, WeakestLink) or (
            isinstance(rule, MeanRule) and type(rule).position is MeanRule.position
        )
        if not is_known or not isinstance(rule, MeanRule | MedianLow | ReachedBy | WeakestLink):
            message = f"frames know the named rules and rules on the mean, not {rule}; score its assessments one by one"
            raise RuleError(message)
        groups = [group for group in framework.groups if group.kind in wanted]
        within: dict[tuple[int, ...], list[int]] = {}
        for position in range(len(framework.criteria)):
            mine = tuple(place for place, group in enumerate(groups) if position in group.positions)
            if mine:
                within.setdefault(mine, []).append(position)
        weights = framework.whole_weights
        atoms = [Atom(tuple(found), tuple(weights[one] for one in found)) for found in within.values()]
        made = cls(
            framework,
            rule,
            coverage_share(minimum_coverage),
            tuple(atoms),
            tuple(
                GroupSums(
                    group,
                    tuple(at for at, mine in enumerate(within) if place in mine),
                    len(group.positions),
                    sum(weights[one] for one in group.positions),
                )
                for place, group in enumerate(groups)
            ),
        )
        # A float holds whole numbers up to here, so that a mean is the float nearest to the exact one.
        if made.largest > 2**53:
            message = (
                f"the weights of {framework.id} make sums of more than 53 bits; bring them to smaller whole numbers"
            )
            raise NumberError(message)
        return made

    @cached_property
    def criterion_positions(self) -> tuple[int, ...]:
        """The criteria that are in some group, in framework order."""
        return tuple(sorted(position for atom in self.atoms for position in atom.criteria))

    @cached_property
    def slope(self) -> tuple[int, int] | None:
        """
        Two whole numbers with which a level's points are ``first + second * number``; `None` where there are none.

        Points are values with the scale's denominator multiplied in; on most scales the value is the number itself.
        """
        scale = self.framework.scale
        (low, *_), points = scale.numbers, scale.points
        if len(scale) == 1:
            return points[0], 0
        second = points[1] - points[0]
        step = scale.numbers[1] - low
        if second % step:
            return None
        second //= step
        first = points[0] - second * low
        return (
            (first, second)
            if all(first + second * n == p for n, p in zip(scale.numbers, points, strict=True))
            else None
        )

    @cached_property
    def thresholds(self) -> Sequence[tuple[int, int]]:
        """
        For each level but the lowest, whole numbers ``p`` and ``q``: it is given where ``points × q ≥ weight × p``.

        Of a `MeanRule` only: weight is that of the answered criteria.
        """
        assert isinstance(self.rule, MeanRule)  # noqa: S101 - the caller asks
        scale = self.framework.scale
        least = [mean * scale.denominator for mean in self.rule.least_means(scale)]
        return [(one.numerator, one.denominator) for one in least]

    @property
    def enough(self) -> tuple[int, int, int]:
        """
        Whole numbers ``p``, ``q`` and ``r``: enough stands at a level or above where ``that × q ≥ total × p + r``.

        Of a rule on levels only.
        """
        if isinstance(self.rule, ReachedBy):
            return self.rule.share.numerator, self.rule.share.denominator, 0
        return (1, 2, 1) if isinstance(self.rule, MedianLow) else (1, 1, 0)

    @property
    def largest_sum(self) -> int:
        """The largest number that the answers to all criteria can add up to, whatever 8 bits may hold."""
        scale, weight = self.framework.scale, sum(self.framework.whole_weights)
        first, second = self.slope or (0, 0)
        return weight * max(*map(abs, scale.points), abs(first) + 2**8 * abs(second))

    @property
    def largest(self) -> int:
        """The largest whole number that any sum or comparison can reach, so that none overflows unseen."""
        weight, count = sum(self.framework.whole_weights), len(self.framework.criteria)
        return self._largest(weight, count, self.largest_sum)

    def largest_of(self, group: GroupSums) -> int:
        """Return the largest whole number that a group can reach, of answers that are levels."""
        return self._largest(group.weight, group.count, max(map(abs, self.framework.scale.points)) * group.weight)

    def _largest(self, weight: int, count: int, points: int) -> int:
        least = self.minimum_coverage
        # A group may have no criteria; what its nothing is multiplied with must still fit.
        weight, count, points = max(weight, 1), max(count, 1), max(points, 1)
        found = [2 * points, weight * self.framework.scale.denominator, least.denominator * count]
        if isinstance(self.rule, MeanRule):
            found += [max(points * q, weight * abs(p)) for p, q in self.thresholds]
        else:
            p, q, rest = self.enough
            found.append(max(weight, count) * max(p, q) + rest)
        return max(*found, *map(abs, self.framework.scale.points))


def _kinds(framework: Framework, kinds: Iterable[str] | None) -> tuple[str, ...]:
    if kinds is None:
        there = {group.kind for group in framework.groups if group.kind != "overall" or framework.publishes_overall}
        return tuple(one for one in KINDS if one in there)
    return tuple(some_of(kinds, KINDS, "groups are of the kinds"))
