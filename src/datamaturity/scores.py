"""
The score of one group: what its answers add up to, exactly.

A score keeps two whole numbers: the sum of the answered levels' values and the sum of their weights, with the mean that
follows. Everything else (counts, coverage, bounds, shares) is worked out when it is asked for.
"""

from collections.abc import Callable
from enum import Enum
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import accumulate

import attrs

from datamaturity.assessment import DO_NOT_KNOW, NOT_APPLICABLE, UNANSWERED, Assessment
from datamaturity.criteria import Group
from datamaturity.errors import RuleError
from datamaturity.levels import Level, Scale
from datamaturity.mappings import FrozenMapping
from datamaturity.stages import LevelsRule, MeanRule, Rule

__all__ = ["Basis", "NoStage", "Score", "Sums", "as_float"]


class NoStage(Enum):
    """Why a group has no stage."""

    NOT_APPLICABLE = "none of its criteria applies"
    NO_ANSWERS = "none of its criteria is answered"
    COVERAGE = "its coverage is under the minimum asked for"
    RULE = "the rule gives none: the lowest level is not reached, or is open"

    def __repr__(self) -> str:
        return f"NoStage.{self.name}"


@attrs.frozen
class Sums:
    """
    What a group's answered levels add up to, in whole numbers, and what follows from that alone.

    Attributes:
        points: Σ weight × value over the answered criteria, the scale's and the weights' denominators multiplied in.
        weight: Σ weight over the answered criteria, likewise.
        mean: points over weight, in levels' values; `None` without an answer.
        stage: The stage, where the rule reads nothing but the mean.
    """

    points: int
    weight: int
    mean: Fraction | None
    stage: Level | None


@lru_cache(maxsize=256)
def _summer(rule: Rule, scale: Scale) -> Callable[[int, int], Sums]:
    # Cached twice, because the sums of a framework's groups are few and come again and again: making their fractions
    # anew was half of the time of a scorecard.
    @lru_cache(maxsize=8192)
    def sums(points: int, weight: int) -> Sums:
        if not weight:
            return Sums(points, weight, None, None)
        mean = Fraction(points, weight * scale.denominator)
        position = rule.position(scale, mean) if isinstance(rule, MeanRule) else None
        return Sums(points, weight, mean, None if position is None else scale.levels[position])

    return sums


# The same few shares come again and again where thousands of assessments are scored.
_share = lru_cache(maxsize=4096)(Fraction)


def as_float(number: Fraction | None) -> float | None:
    """
    Return the float nearest to an exact number, for tables and files; `None` stays `None`.

    Args:
        number: The exact number, in any unit.

    Returns:
        The nearest float, in the same unit.

    Example:
        >>> as_float(Fraction(5, 2)), as_float(None)
        (2.5, None)
    """
    return None if number is None else float(number)


@attrs.frozen(slots=False)
class Basis:
    """
    What a score rests on, shared by all scores of one scorecard.

    Attributes:
        assessment: The answers, with their framework and its version.
        rule: How groups get their stage.
        minimum_coverage: The coverage under which a stage is withheld.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> basis = score(Assessment(load_framework("seven-themes"), {"C1": 3, "C2": 2})).basis
        >>> str(basis.rule), basis.minimum_coverage, basis.mean_decides
        ('mean-nearest', Fraction(0, 1), True)
        >>> Sums(5, 2, Fraction(5, 2), None).mean
        Fraction(5, 2)
    """

    assessment: Assessment
    rule: Rule
    minimum_coverage: Fraction = Fraction(0)

    @cached_property
    def mean_decides(self) -> bool:
        """Whether a group's stage follows from its mean alone."""
        return isinstance(self.rule, MeanRule) and not self.minimum_coverage

    @property
    def sums(self) -> Callable[[int, int], Sums]:
        """The function from a group's points and weight to its `Sums`."""
        return _summer(self.rule, self.assessment.framework.scale)


@attrs.frozen(slots=False, repr=False)
class Score:
    """
    The score of one group: a topic, a theme, a cell, or the whole.

    Means and bounds are in levels' values, coverage and shares run from 0 to 1, all as exact fractions.

    Attributes:
        group: What is scored.
        sums: What its answered levels add up to.
        basis: The answers and the rule.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> card = score(Assessment(load_framework("uk-government-dma"), {"4.33": 2, "4.34": 3}))
        >>> known = card.topics["4"]
        >>> known.mean, known.stage.name, known.coverage, known.low, known.high
        (Fraction(5, 2), 'Learning', Fraction(1, 2), Fraction(7, 4), Fraction(15, 4))
        >>> known.to_row()["at_or_above_3"]  # one of four
        0.25
    """

    # No slots: 49 of these make a scorecard, and attrs fills a dict twice as fast as it fills frozen slots.
    group: Group
    sums: Sums
    basis: Basis

    @property
    def mean(self) -> Fraction | None:
        """The weighted mean over the answered, applicable criteria; `None` without one (never 0)."""
        return self.sums.mean

    @property
    def name(self) -> str:
        """The group's name."""
        return self.group.name

    @property
    def rule(self) -> Rule:
        """The rule that made the stage."""
        return self.basis.rule

    @cached_property
    def _codes(self) -> bytes:
        codes = self.basis.assessment.answers.codes
        return bytes([codes[position] for position in self.group.positions])

    @cached_property
    def level_counts(self) -> tuple[int, ...]:
        """How many criteria are answered with each level, lowest level first."""
        return tuple(map(self._codes.count, range(len(self.basis.assessment.framework.scale))))

    @property
    def total_count(self) -> int:
        """How many criteria the group has."""
        return len(self.group.positions)

    @property
    def not_applicable_count(self) -> int:
        """How many of them do not apply."""
        return self._codes.count(NOT_APPLICABLE)

    @property
    def do_not_know_count(self) -> int:
        """How many were answered with *do not know*."""
        return self._codes.count(DO_NOT_KNOW)

    @property
    def unanswered_count(self) -> int:
        """How many have no answer at all; *do not know* is not among them."""
        return self._codes.count(UNANSWERED)

    @property
    def applicable_count(self) -> int:
        """How many apply, answered or not."""
        return self.total_count - self.not_applicable_count

    @property
    def answered_count(self) -> int:
        """How many are answered with a level: the count that the mean rests on."""
        codes = self._codes
        return len(codes) - codes.count(NOT_APPLICABLE) - codes.count(DO_NOT_KNOW) - codes.count(UNANSWERED)

    @cached_property
    def coverage(self) -> Fraction | None:
        """The share of the applicable criteria that are answered with a level; `None` where none applies."""
        applicable = self.applicable_count
        return _share(self.answered_count, applicable) if applicable else None

    @property
    def low(self) -> Fraction | None:
        """The mean if every applicable criterion without a level stood at the lowest; `None` where none applies."""
        return self._bound(0)

    @property
    def high(self) -> Fraction | None:
        """The mean if every applicable criterion without a level stood at the highest; `None` where none applies."""
        return self._bound(-1)

    @cached_property
    def _open_weight(self) -> int:
        """The weight of what applies and has no level."""
        codes = self._codes
        if max(codes, default=0) < DO_NOT_KNOW:
            return 0
        weights = self.basis.assessment.framework.whole_weights
        return sum(
            weights[place]
            for place, code in zip(self.group.positions, codes, strict=True)
            if code in (DO_NOT_KNOW, UNANSWERED)
        )

    def _bound(self, position: int) -> Fraction | None:
        open_weight = self._open_weight
        if not open_weight:
            return self.sums.mean
        points = self.sums.points + open_weight * self.basis.assessment.framework.scale.points[position]
        return self.basis.sums(points, self.sums.weight + open_weight).mean

    @property
    def at_or_above(self) -> FrozenMapping[int, Fraction] | None:
        """Level number to the share of the applicable criteria at that level or above; `None` where none applies."""
        applicable = self.applicable_count
        if not applicable:
            return None
        reached = [*accumulate(reversed(self.level_counts))][::-1]
        numbers = self.basis.assessment.framework.scale.numbers
        return FrozenMapping(
            {number: Fraction(count, applicable) for number, count in zip(numbers, reached, strict=True)}
        )

    @property
    def stage(self) -> Level | None:
        """
        The level that the rule gives to the group; `None` where `why_no_stage` says why.

        Raises:
            RuleError: A rule of the caller's own that is neither a `MeanRule` nor a `LevelsRule`.
        """
        if self.basis.mean_decides:
            return self.sums.stage
        stage = self._stage_or_reason()
        return stage if isinstance(stage, Level) else None

    @property
    def why_no_stage(self) -> NoStage | None:
        """
        Why there is no stage; `None` where there is one.

        Raises:
            RuleError: As for ``stage``.
        """
        stage = self._stage_or_reason()
        return stage if isinstance(stage, NoStage) else None

    def _stage_or_reason(self) -> Level | NoStage:
        mean, coverage = self.mean, self.coverage
        if coverage is None:
            return NoStage.NOT_APPLICABLE
        if mean is None:
            return NoStage.NO_ANSWERS
        if coverage < self.basis.minimum_coverage:
            return NoStage.COVERAGE
        scale, rule = self.basis.assessment.framework.scale, self.basis.rule
        position: int | None
        if isinstance(rule, MeanRule):
            position = rule.position(scale, mean)
        elif isinstance(rule, LevelsRule):
            position = rule.position(
                counts=self.level_counts, weights=self._level_weights, applicable_count=self.applicable_count
            )
        else:
            message = f"{rule!r} is neither a MeanRule nor a LevelsRule, so nothing says what it reads"
            raise RuleError(message)
        return NoStage.RULE if position is None else scale.levels[position]

    @property
    def _level_weights(self) -> tuple[int, ...]:
        weights = self.basis.assessment.framework.whole_weights
        sums = [0] * len(self.level_counts)
        for place, code in zip(self.group.positions, self._codes, strict=True):
            if code < len(sums):
                sums[code] += weights[place]
        return tuple(sums)

    def to_row(self) -> dict[str, object]:
        """
        Return the score as a flat row for a dataframe or a CSV file.

        Returns:
            Column to text, whole number, float (of the exact value) or `None`; equal columns for every group of a
            framework. Shares run from 0 to 1; ``at_or_above_<level number>`` is over the applicable criteria.

        Raises:
            RuleError: As for ``stage``.
        """
        framework, shares = self.basis.assessment.framework, self.at_or_above
        stage, reason = self.stage, self.why_no_stage
        return {
            "framework": framework.id,
            "version": framework.version,
            "rule": str(self.rule),
            **self.group.to_row(),
            "mean": as_float(self.mean),
            "stage": stage.number if stage else None,
            "stage_name": stage.name if stage else None,
            "why_no_stage": reason.value if reason else None,
            "answered": self.answered_count,
            "applicable": self.applicable_count,
            "total": self.total_count,
            "do_not_know": self.do_not_know_count,
            "not_applicable": self.not_applicable_count,
            "coverage": as_float(self.coverage),
            "low": as_float(self.low),
            "high": as_float(self.high),
            **{
                f"at_or_above_{number}": as_float(shares[number]) if shares else None
                for number in framework.scale.numbers
            },
        }

    def __repr__(self) -> str:
        mean = "no mean" if self.mean is None else f"mean {self.mean}"
        stage = str(self.stage) if self.stage else "no stage"
        return (
            f"<Score {self.group}: {mean}, {stage} ({self.rule}), {self.answered_count} of {self.applicable_count} "
            f"applicable>"
        )
