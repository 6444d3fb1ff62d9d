"""
Rules: how the levels of a group's criteria become one stage.

A rule is a named value. It is written in every result that used it, because the same answers under different rules
give different stages. `MeanRule` reads the group's mean; `LevelsRule` reads how many criteria stand at each level.
Both answer with a *position* on the scale (0 for the lowest level), or `None` where the rule gives no stage.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from math import ceil
from typing import ClassVar

import attrs

from datamaturity.errors import RuleError, did_you_mean, near_misses
from datamaturity.levels import Scale, exact

__all__ = [
    "CutOffs",
    "LevelsRule",
    "MeanFloor",
    "MeanNearest",
    "MeanRule",
    "MedianLow",
    "ReachedBy",
    "Rule",
    "WeakestLink",
    "parse_rule",
]


def _exact_or_rule_error(value: object) -> Fraction:
    try:
        return exact(value)
    except ValueError as error:
        raise RuleError(str(error)) from None


def _exact_thresholds(values: Iterable[object]) -> tuple[Fraction, ...]:
    if isinstance(values, str):
        message = f"cut-offs are a list of numbers, not the text {values!r}; parse_rule reads text"
        raise RuleError(message)
    return tuple(_exact_or_rule_error(value) for value in values)


def _as_text(number: Fraction) -> str:
    """Return a fraction as `parse_rule` reads it: a decimal where that is exact and short, else ``a/b``."""
    if 10**12 % number.denominator:
        return str(number)
    whole, rest = divmod(abs(number), 1)
    decimals = f"{int(rest * 10**12):012d}".rstrip("0")
    return f"{'-' * (number < 0)}{int(whole)}{'.' * bool(decimals)}{decimals}"


def _check_thresholds(_: object, __: object, thresholds: tuple[Fraction, ...]) -> None:
    if not thresholds:
        message = "cut-offs needs a threshold for each level but the lowest, such as cut-offs:1.5,2.5,3.5,4.5"
        raise RuleError(message)
    for lower, upper in pairwise(thresholds):
        if lower >= upper:
            message = f"cut-offs must rise, but {_as_text(upper)} follows {_as_text(lower)}"
            raise RuleError(message)


def _check_share(_: object, __: object, share: Fraction) -> None:
    if not 0 < share <= 1:
        message = f"reached-by needs a share above 0 and at most 1, such as reached-by:0.8; given {_as_text(share)}"
        raise RuleError(message)


@attrs.frozen
class Rule:
    """
    How a group's levels become a stage; use one of the named rules below it.

    Attributes:
        name: The rule's name without its parameters, as `parse_rule` and the command line take it.

    Example:
        >>> from datamaturity.levels import Level, Scale
        >>> scale = Scale([Level(1, "Low"), Level(2, "Middle"), Level(3, "High")])
        >>> MeanNearest().check(scale)
        >>> CutOffs(["1.8"]).check(scale)
        Traceback (most recent call last):
        datamaturity.errors.RuleError: a scale of 3 levels takes 2 cut-offs, one for each level but 1 Low; 1 given
    """

    # A rule without parameters takes all that attrs makes from here, where it compares by class; making it again for
    # each of them was a tenth of what it takes to import the nouns.
    name: ClassVar[str]

    def check(self, scale: Scale) -> None:
        """
        Check that the rule's parameters make sense on this scale.

        Args:
            scale: The framework's levels.

        Raises:
            RuleError: They do not.
        """

    def __str__(self) -> str:
        """Return the rule as `parse_rule` reads it: ``mean-nearest``, ``reached-by:0.8``."""
        return self.name


class MeanRule(Rule):
    """
    A rule that reads nothing but the group's mean: it says from which mean on each level is given.

    Example:
        >>> from datamaturity.levels import Level, Scale
        >>> scale = Scale([Level(1, "Low"), Level(2, "Middle"), Level(3, "High")])
        >>> MeanFloor().least_means(scale), MeanNearest().least_means(scale)
        ((Fraction(2, 1), Fraction(3, 1)), (Fraction(3, 2), Fraction(5, 2)))
        >>> MeanNearest().position(scale, Fraction("1.5"))
        1
    """

    def least_means(self, scale: Scale) -> tuple[Fraction, ...]:
        """
        Return, for each level but the lowest, the least mean that gives it or a higher one; rising.

        Args:
            scale: The framework's levels.
        """
        raise NotImplementedError

    def position(self, scale: Scale, mean: Fraction) -> int:
        """
        Return the position of the stage that a mean gives.

        Args:
            scale: The framework's scale.
            mean: A group's mean, in levels' values.

        Returns:
            A position on the scale; every mean on the scale gives at least the lowest level.
        """
        return sum(least <= mean for least in self.least_means(scale))


class LevelsRule(Rule):
    """
    A rule that reads how much stands at each level or above it: it says how much is enough.

    Attributes:
        by_weight: Whether it is the answered criteria's weights that count, or their number.

    Example:
        >>> MedianLow().quota(7), ReachedBy("0.8").quota(7), WeakestLink().quota(7)  # of seven
        (4, 6, 7)
    """

    by_weight: ClassVar[bool]

    def quota(self, total: int) -> int:
        """
        Return how much must stand at a level or above it for the level to be given.

        Args:
            total: The sum of the answered criteria's weights where `by_weight` is true, else how many criteria apply.

        Returns:
            A whole number from 1.
        """
        raise NotImplementedError

    def position(self, *, counts: Sequence[int], weights: Sequence[int], applicable_count: int) -> int | None:
        """
        Return the position of the stage that a group's levels give.

        Args:
            counts: How many criteria are answered with each level, lowest level first.
            weights: The sum of those criteria's weights, per level, in whole numbers.
            applicable_count: How many criteria apply, answered or not.

        Returns:
            A position on the scale, or `None` where not even the lowest level is given.
        """
        at_levels = weights if self.by_weight else counts
        quota = self.quota(sum(weights) if self.by_weight else applicable_count)
        given = sum(at_or_above >= quota for at_or_above in accumulate(reversed(at_levels)))
        # Once enough stands at a level, it does at every lower one: `given` counts the levels up to the stage.
        return given - 1 if given and sum(counts) else None


class MeanNearest(MeanRule):
    """
    The level whose value is nearest to the mean; exactly half-way goes to the upper level.

    Example:
        >>> from datamaturity.levels import Level, Scale
        >>> scale = Scale([Level(1, "Low"), Level(2, "Middle"), Level(3, "High")])
        >>> MeanNearest().position(scale, Fraction("2.5"))
        2
    """

    name = "mean-nearest"

    def least_means(self, scale: Scale) -> tuple[Fraction, ...]:
        """
        Return the points half-way between neighbouring levels' values.

        Args:
            scale: The framework's levels.
        """
        return tuple((lower.value + upper.value) / 2 for lower, upper in pairwise(scale))


class MeanFloor(MeanRule):
    """
    The highest level whose value is not above the mean.

    Example:
        >>> from datamaturity.levels import Level, Scale
        >>> scale = Scale([Level(1, "Low"), Level(2, "Middle"), Level(3, "High")])
        >>> MeanFloor().position(scale, Fraction("2.9"))
        1
    """

    name = "mean-floor"

    def least_means(self, scale: Scale) -> tuple[Fraction, ...]:
        """
        Return the levels' values.

        Args:
            scale: The framework's levels.
        """
        return tuple(level.value for level in scale.levels[1:])


@attrs.frozen
class CutOffs(MeanRule):
    """
    The caller's own thresholds on the mean.

    Attributes:
        thresholds: For each level but the lowest, the mean from which on a group has it; rising strictly.

    Raises:
        RuleError: No threshold, one that is no exact number, or thresholds that do not rise.

    Example:
        >>> from datamaturity.levels import Level, Scale
        >>> scale = Scale([Level(1, "Low"), Level(2, "Middle"), Level(3, "High")])
        >>> CutOffs(["1.8", "2.6"]).position(scale, Fraction("2.6"))
        2
        >>> print(CutOffs(["1.8", "2.6"]))
        cut-offs:1.8,2.6
    """

    name = "cut-offs"
    thresholds: tuple[Fraction, ...] = attrs.field(converter=_exact_thresholds, validator=_check_thresholds)

    def check(self, scale: Scale) -> None:
        """
        Check that each level but the lowest has a threshold that a mean can reach and miss.

        Args:
            scale: The framework's levels.

        Raises:
            RuleError: Another number of thresholds, or one that no mean could make a difference to.
        """
        if len(self.thresholds) != len(scale) - 1:
            message = (
                f"a scale of {len(scale)} levels takes {len(scale) - 1} cut-offs, one for each level but "
                f"{scale.lowest}; {len(self.thresholds)} given"
            )
            raise RuleError(message)
        low, high = scale.lowest.value, scale.highest.value
        for threshold in self.thresholds:
            if not low < threshold <= high:
                message = (
                    f"cut-off {_as_text(threshold)} is not above {_as_text(low)} and at most {_as_text(high)}, "
                    f"so no mean could ever make a difference to it"
                )
                raise RuleError(message)

    def least_means(self, scale: Scale) -> tuple[Fraction, ...]:
        """
        Return the thresholds.

        Args:
            scale: The framework's levels.

        Raises:
            RuleError: As in ``check``.
        """
        self.check(scale)
        return self.thresholds

    def __str__(self) -> str:
        """Return ``cut-offs:`` and the thresholds."""
        return f"{self.name}:{','.join(map(_as_text, self.thresholds))}"


class MedianLow(LevelsRule):
    """
    The weighted lower median: the lowest level at which half of the answered weight stands at or below it.

    Example:
        >>> MedianLow().position(counts=[2, 0, 2], weights=[2, 0, 2], applicable_count=5)
        0
    """

    name = "median-low"
    by_weight = True

    def quota(self, total: int) -> int:
        """
        Return the least weight that is more than half: then less than half stands below the level.

        Args:
            total: The weight of all answered criteria.
        """
        return total // 2 + 1


@attrs.frozen
class ReachedBy(LevelsRule):
    """
    The highest level that a given share of the applicable criteria has reached, unanswered ones not among them.

    Attributes:
        share: The share that must stand at the level or above it; above 0, at most 1.

    Raises:
        RuleError: A share that is no exact number, or not above 0 and at most 1.

    Example:
        >>> ReachedBy("0.8").position(counts=[1, 2, 2], weights=[1, 2, 2], applicable_count=5)
        1
        >>> print(ReachedBy("0.8"))
        reached-by:0.8
    """

    name = "reached-by"
    by_weight = False
    share: Fraction = attrs.field(converter=_exact_or_rule_error, validator=_check_share)

    def quota(self, total: int) -> int:
        """
        Return the least number of criteria that is at least the share.

        Args:
            total: How many criteria apply.
        """
        return ceil(self.share * total)

    def __str__(self) -> str:
        """Return ``reached-by:`` and the share."""
        return f"{self.name}:{_as_text(self.share)}"


class WeakestLink(LevelsRule):
    """
    The lowest level among the applicable criteria, which is `ReachedBy` with a share of 1.

    One unanswered criterion means no stage: nobody knows whether it is the weakest.

    Example:
        >>> WeakestLink().position(counts=[0, 1, 4], weights=[0, 1, 4], applicable_count=5)
        1
    """

    name = "weakest-link"
    by_weight = False

    def quota(self, total: int) -> int:
        """
        Return all of them: the lowest level that anybody gave decides.

        Args:
            total: How many criteria apply.
        """
        return total


def _reached_by(parameter: str) -> Rule:
    return ReachedBy(parameter)


def _cut_offs(parameter: str) -> Rule:
    return CutOffs(parameter.split(","))


_PLAIN: dict[str, Rule] = {rule.name: rule for rule in (MeanNearest(), MeanFloor(), MedianLow(), WeakestLink())}
_WITH_PARAMETER: dict[str, tuple[Callable[[str], Rule], str]] = {
    "reached-by": (_reached_by, "reached-by:0.8"),
    "cut-offs": (_cut_offs, "cut-offs:1.5,2.5,3.5,4.5"),
}


def parse_rule(text: str) -> Rule:
    """
    Return the rule with this name, its parameter after a colon.

    Args:
        text: ``mean-nearest``, ``mean-floor``, ``median-low``, ``weakest-link``, ``reached-by:SHARE`` or
            ``cut-offs:THRESHOLD,THRESHOLD,…``.

    Returns:
        The rule; ``str()`` of it is the text again.

    Raises:
        RuleError: No such rule, or a parameter that is missing, superfluous or out of range.

    Example:
        >>> parse_rule("reached-by:0.8")
        ReachedBy(share=Fraction(4, 5))
        >>> parse_rule("mean-neerest")
        Traceback (most recent call last):
        datamaturity.errors.RuleError: no rule 'mean-neerest'; did you mean 'mean-nearest'?
    """
    name, colon, parameter = text.strip().partition(":")
    if name in _PLAIN:
        if colon:
            message = f"{name} takes no parameter; given {parameter!r}"
            raise RuleError(message)
        return _PLAIN[name]
    if name in _WITH_PARAMETER:
        make, example = _WITH_PARAMETER[name]
        if not parameter:
            message = f"{name} needs a parameter after a colon, such as {example}"
            raise RuleError(message)
        return make(parameter)
    names = [*_PLAIN, *_WITH_PARAMETER]
    hint = did_you_mean(near_misses(name, names)) or f"; rules are {', '.join(names)}"
    message = f"no rule {name!r}{hint}"
    raise RuleError(message)
