"""
Pooled scores: many members' scores of one group become one, without anybody agreeing first.

A member is a person, a unit or an organisation; each counts once, however many criteria it has answered. Rules on the
mean apply to the mean of the members' means; rules on levels apply to the members' stages.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import Any, TypeAlias, TypeVar

import attrs

from datamaturity.criteria import Group
from datamaturity.displayed import Displayed
from datamaturity.errors import Fault, PanelError, RuleError, counted
from datamaturity.framework import Framework
from datamaturity.groups import ByGroup, Grouped
from datamaturity.intervals import LEAST_MEMBERS, Interval, bootstrap_interval
from datamaturity.levels import Level
from datamaturity.mappings import FrozenMapping
from datamaturity.scores import NoStage, Score, as_float
from datamaturity.scoring import Comparable, Scorecard
from datamaturity.stages import LevelsRule, MeanRule, Rule

__all__ = ["MemberCard", "MemberScore", "PooledScore", "PooledScorecard", "mean_of", "pooled"]


T = TypeVar("T")


def mean_of(numbers: Iterable[Fraction]) -> Fraction | None:
    """
    Return the mean of exact numbers; `None` without any.

    Args:
        numbers: The numbers: means in levels' values, or shares.

    Example:
        >>> mean_of([Fraction(2), Fraction(5, 2)]), mean_of([])
        (Fraction(9, 4), None)
    """
    # Summed by denominator: thousands of members have few of them, and adding fractions is slow.
    sums: Counter[int] = Counter()
    count = 0
    for number in numbers:
        sums[number.denominator] += number.numerator
        count += 1
    total = sum((Fraction(numerator, denominator) for denominator, numerator in sums.items()), Fraction(0))
    return total / count if count else None


# With slots, whose cached properties attrs makes without a lock. In Python 3.11 those of `functools` hold one for all
# objects of a class while they work something out, and a member may be pooled itself: two threads would wait for ever.
@attrs.frozen(repr=False)
class PooledScore:
    """
    The score of one group over many members.

    Attributes:
        group: What is scored.
        framework: The framework that they answered.
        rule: How the group gets its stage.
        members: Each member's own score of the group, made with the same rule.

    Example:
        >>> from datamaturity import Assessment, Panel, Respondent, load_framework
        >>> framework = load_framework("seven-themes")
        >>> card = Panel([Respondent(Assessment(framework, {"C1": level})) for level in (2, 2, 3, 4, 5)]).pool()
        >>> culture = card.themes["culture"]
        >>> culture.mean, culture.stage.name, culture.to_row()["members_at_2"], len(card.to_rows())
        (Fraction(16, 5), 'Learning', 2, 7)
        >>> found = culture.interval(seed=1)
        >>> found.low <= culture.mean <= found.high, found.confidence
        (True, Fraction(19, 20))
    """

    group: Group
    framework: Framework
    rule: Rule
    members: "tuple[MemberScore, ...]"

    @property
    def name(self) -> str:
        """The group's name."""
        return self.group.name

    @property
    def member_count(self) -> int:
        """How many members there are, with or without answers."""
        return len(self.members)

    @cached_property
    def _applicable(self) -> "tuple[MemberScore, ...]":
        return tuple(one for one in self.members if one.coverage is not None)

    @property
    def applicable_count(self) -> int:
        """How many members have a criterion in the group that applies to them."""
        return len(self._applicable)

    @cached_property
    def means(self) -> tuple[Fraction, ...]:
        """The means of the members with at least one answer in the group, in their order."""
        return tuple(one.mean for one in self.members if one.mean is not None)

    @property
    def answered_count(self) -> int:
        """How many members have at least one answer in the group: the count that the mean rests on."""
        return len(self.means)

    @cached_property
    def mean(self) -> Fraction | None:
        """The mean of the members' means, each counting once; `None` without an answer (never 0)."""
        return mean_of(self.means)

    @cached_property
    def coverage(self) -> Fraction | None:
        """The mean share of applicable criteria that the members have answered; `None` where it applies to nobody."""
        return mean_of(one.coverage for one in self._applicable if one.coverage is not None)

    @cached_property
    def low(self) -> Fraction | None:
        """The mean if all that is open stood at the lowest level, of members without an answer too."""
        return mean_of(one.low for one in self._applicable if one.low is not None)

    @cached_property
    def high(self) -> Fraction | None:
        """The mean if all that is open stood at the highest level, of members without an answer too."""
        return mean_of(one.high for one in self._applicable if one.high is not None)

    @cached_property
    def stage_counts(self) -> tuple[int, ...]:
        """How many members have each stage, lowest level first; members without a stage are in none."""
        counts = Counter(None if stage is None else stage.number for stage in [one.stage for one in self.members])
        return tuple(counts[number] for number in self.framework.scale.numbers)

    @property
    def at_or_above(self) -> FrozenMapping[int, Fraction] | None:
        """Level number to the share of the members it applies to with that stage or a higher one."""
        if not self.applicable_count:
            return None
        reached = [*accumulate(reversed(self.stage_counts))][::-1]
        shares = (Fraction(count, self.applicable_count) for count in reached)
        return FrozenMapping(dict(zip(self.framework.scale.numbers, shares, strict=True)))

    @property
    def stage(self) -> Level | None:
        """
        The level that the rule gives to the members together; `None` where `why_no_stage` says why.

        Raises:
            RuleError: A rule of the caller's own that is neither a `MeanRule` nor a `LevelsRule`.
        """
        found = self._stage_or_reason
        return found if isinstance(found, Level) else None

    @property
    def why_no_stage(self) -> NoStage | None:
        """
        Why there is no stage; `None` where there is one.

        Raises:
            RuleError: As for ``stage``.
        """
        found = self._stage_or_reason
        return found if isinstance(found, NoStage) else None

    @cached_property
    def _stage_or_reason(self) -> Level | NoStage:
        if not self.applicable_count:
            return NoStage.NOT_APPLICABLE
        if self.mean is None:
            return NoStage.NO_ANSWERS
        position: int | None
        if isinstance(self.rule, MeanRule):
            position = self.rule.position(self.framework.scale, self.mean)
        elif isinstance(self.rule, LevelsRule):
            # A member stands where a criterion stands in a single assessment; each weighs the same.
            counts = self.stage_counts
            position = self.rule.position(counts=counts, weights=counts, applicable_count=self.applicable_count)
        else:
            message = f"{self.rule!r} is neither a MeanRule nor a LevelsRule, so nothing says what it reads"
            raise RuleError(message)
        return NoStage.RULE if position is None else self.framework.scale.levels[position]

    def interval(self, *, seed: int, confidence: Fraction | int | str = "0.95", resample_count: int = 2000) -> Interval:
        """
        Return a bootstrap interval of the mean over the members.

        Args:
            seed: A whole number; the same seed gives the same interval.
            confidence: A share between 0 and 1.
            resample_count: How many samples of the members are drawn, with replacement.

        Raises:
            PanelError: Fewer than five members have an answer in the group.

        Source:
            See `bootstrap_interval`. It says how much the mean hangs on who was asked, and nothing of those who were
            never asked.
        """
        if self.answered_count < LEAST_MEMBERS:
            message = f"an interval needs {LEAST_MEMBERS} members with an answer; there are {self.answered_count}"
            raise PanelError([Fault(str(self.group), message)])
        return bootstrap_interval(self.means, seed=seed, confidence=confidence, resample_count=resample_count)

    def to_row(self) -> dict[str, object]:
        """
        Return the pooled score as a flat row for a dataframe or a CSV file.

        Returns:
            Column to text, whole number, float (of the exact value) or `None`; ``members_at_<level number>`` counts the
            members with that stage, ``answered``, ``applicable`` and ``total`` count members.

        Raises:
            RuleError: As for ``stage``.
        """
        stage, reason = self.stage, self.why_no_stage
        return {
            "framework": self.framework.id,
            "version": self.framework.version,
            "rule": str(self.rule),
            **self.group.to_row(),
            "mean": as_float(self.mean),
            "stage": stage.number if stage else None,
            "stage_name": stage.name if stage else None,
            "why_no_stage": reason.value if reason else None,
            "answered": self.answered_count,
            "applicable": self.applicable_count,
            "total": self.member_count,
            "coverage": as_float(self.coverage),
            "low": as_float(self.low),
            "high": as_float(self.high),
            **{
                f"members_at_{number}": count
                for number, count in zip(self.framework.scale.numbers, self.stage_counts, strict=True)
            },
        }

    def __repr__(self) -> str:
        mean = "no mean" if self.mean is None else f"mean {self.mean}"
        stage = str(self.stage) if self.stage else "no stage"
        return (
            f"<PooledScore {self.group}: {mean}, {stage} ({self.rule}), {self.answered_count} of "
            f"{self.applicable_count} members>"
        )


MemberScore: TypeAlias = Score | PooledScore


@attrs.frozen(repr=False)
class PooledScorecard(Grouped[PooledScore], Displayed):
    """
    The scores of many members together, looked up like a `Scorecard`.

    Attributes:
        framework: The framework that they answered.
        rule: The rule that made the stages.
        cards: Each member's own scorecard.
        groups: The pooled score of each group.
    """

    framework: Framework
    rule: Rule
    cards: "tuple[MemberCard, ...]"
    groups: ByGroup[PooledScore]

    def compare_to(self, benchmark: Comparable["PooledScorecard", T]) -> T:
        """
        Return each group's score beside a benchmark's figures; see `Benchmark.compare`.

        Args:
            benchmark: What to set it beside.

        Raises:
            BenchmarkError: The benchmark is of another framework, version, rule or pool; all that differs at once.

        Example:
            >>> from datamaturity import Assessment, Benchmark, Panel, Respondent, load_framework
            >>> framework = load_framework("seven-themes")
            >>> card = Panel([Respondent(Assessment(framework, {"C1": level})) for level in (2, 4)]).pool()
            >>> others = Benchmark.from_counts(framework, themes={"culture": [41, 57, 35, 15, 8]})
            >>> card.compare_to(others).themes["culture"].percentile_rank
            Fraction(77, 104)
        """
        return benchmark.compare(self)

    def to_rows(self) -> list[dict[str, object]]:
        """Return one flat row per group; see `PooledScore.to_row`."""
        return [one.to_row() for one in self]

    def __repr__(self) -> str:
        framework, members = self.framework, counted(len(self.cards), "member")
        return f"<PooledScorecard of {framework.id} {framework.version}: {members}; {self.rule}>"


MemberCard: TypeAlias = Scorecard | PooledScorecard


def pooled(cards: Sequence[MemberCard]) -> PooledScorecard:
    """
    Return what members' scorecards are together, each member counting once.

    Args:
        cards: Their scorecards, one at least, of one framework, with one rule, all with or all without the whole.

    Raises:
        PanelError: No card, or cards of different frameworks or rules, or some without the whole; all of it at once.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> framework = load_framework("seven-themes")
        >>> people = [{"C1": 2}, {"C1": 4, "C2": 4, "C3": 3}]
        >>> together = pooled([score(Assessment(framework, answers)) for answers in people])
        >>> together.themes["culture"].mean  # (2 + 11/3) / 2: each person counts once
        Fraction(17, 6)

    Source:
        Ours, so that a long answer sheet weighs no more than a short one.
    """
    if not cards:
        raise PanelError([Fault("cards", "there is none to pool")])
    framework, rule = cards[0].framework, cards[0].rule
    faults = []
    for place, card in enumerate(cards, 1):
        if card.framework.structure != framework.structure:
            message = (
                f"is of {card.framework.id} {card.framework.version}, the first of {framework.id} {framework.version}"
            )
            faults.append(Fault(f"card {place}", f"{message}, or has other criteria, weights or levels"))
        if card.rule != rule:
            faults.append(Fault(f"card {place}", f"has stages by {card.rule}, the first by {rule}"))
        if (card.overall is None) != (cards[0].overall is None):
            faults.append(Fault(f"card {place}", "has a score of the whole where the first has none, or the reverse"))
    if faults:
        raise PanelError(faults)

    def pool(groups: Iterable[Group], scores: Iterable[Mapping[Any, MemberScore]]) -> Iterator[PooledScore]:
        for group, *members in zip(groups, *(one.values() for one in scores), strict=True):
            yield PooledScore(group, framework, rule, tuple(members))

    # Column by column, since every card has the framework's groups in the framework's order.
    topics = pool(framework.topic_groups, [card.topics for card in cards])
    themes = pool(framework.theme_groups, [card.themes for card in cards])
    cells = pool(framework.cells, [card.cells for card in cards])
    whole = tuple(card.overall for card in cards if card.overall is not None)
    groups = ByGroup(
        FrozenMapping.adopt({one.group.id: one for one in topics}),
        FrozenMapping.adopt({one.group.id: one for one in themes}),
        FrozenMapping.adopt({(one.group.topic or "", one.group.theme or ""): one for one in cells}),
        PooledScore(framework.overall_group, framework, rule, whole) if whole else None,
    )
    return PooledScorecard(framework, rule, tuple(cards), groups)
