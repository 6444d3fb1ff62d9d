"""
What of a network's scores may be told: the rules of `disclosure`, applied to stages, means, quartiles and medians.

Of a whole network single counts are withheld, with the next fewest; of its parts all counts are told, or none. In a
group of one criterion a mean is one more equation for the counts, and the two are weighed against one another.
"""

from collections.abc import Sequence, Set
from fractions import Fraction
from math import ceil, lcm
from typing import TypeVar

import attrs

from datamaturity.agreement import lower_median
from datamaturity.assessment import NOT_APPLICABLE
from datamaturity.criteria import Group
from datamaturity.disclosure import (
    Withheld,
    mean_tells_no_count,
    parts_tell_no_mean,
    rank_is_told,
    too_few,
    withheld_parts,
)
from datamaturity.framework import Framework
from datamaturity.levels import Level, Scale
from datamaturity.mappings import FrozenMapping
from datamaturity.network_scores import QUARTILES, NetworkScore
from datamaturity.pooling import PooledScore
from datamaturity.stages import MeanRule, Rule

__all__ = ["controlled", "median_levels", "place_of", "quantile"]

T = TypeVar("T")


def quantile(values: Sequence[T], share: Fraction) -> T:
    """
    Return the least value that at least a share of the values does not exceed: no interpolation.

    Args:
        values: The values in rising order, one at least.
        share: A share above 0, at most 1.

    Example:
        >>> quantile([Fraction(1), Fraction(2), Fraction(4), Fraction(4)], Fraction(1, 2))
        Fraction(2, 1)
    """
    return values[ceil(share * len(values)) - 1]


@attrs.frozen
class _Told:
    """What of one group's figures may be told, of a network or of one of its parts."""

    row: bool
    counts: tuple[bool, ...]
    mean: bool
    stage: bool = True


@attrs.frozen
class _Answers:
    """
    How many members gave each level to the one criterion of a group, for each part.

    Attributes:
        values: The levels' values.
        counts: For each part, how many members gave each level.
        small: For each part, whether that is about too few organisations.
    """

    values: tuple[Fraction, ...]
    counts: tuple[tuple[int, ...], ...]
    small: tuple[tuple[bool, ...], ...]

    @property
    def any_small(self) -> bool:
        """Whether there is anything to hide."""
        return any(map(any, self.small))

    @property
    def together(self) -> "_Answers":
        """All parts as one; small where any part is, since that is what there is to hide."""
        return _Answers(
            self.values,
            (tuple(map(sum, zip(*self.counts, strict=True))),),
            (tuple(map(any, zip(*self.small, strict=True))),),
        )

    def hidden_beside_means(self) -> bool:
        """Return whether the small ones stay unknown where only sums and means are told."""
        return mean_tells_no_count(self.counts, self.values, self.small)


def controlled(
    scores: Sequence[PooledScore], owners: Sequence[Sequence[str]], *, minimum: int, mean: bool
) -> tuple[list[NetworkScore], bool]:
    """
    Return the scores of one group as they may be told: of a whole network, or of the parts that make one up.

    Args:
        scores: The group's pooled score for each part.
        owners: For each part, the organisation that each member of its score is of.
        minimum: The least number of organisations that a figure may be about; 0 withholds nothing.
        mean: Whether the means are told.

    Returns:
        The scores, and whether the means were withheld because they would tell a count.

    Example:
        >>> from datamaturity import Assessment, Panel, Respondent, load_framework
        >>> framework = load_framework("seven-themes")
        >>> people = Panel([Respondent(Assessment(framework, {"C1": level})) for level in (2, 2, 4)])
        >>> scores, _ = controlled([people.pool().themes["culture"]], [("a", "b", "c")], minimum=5, mean=True)
        >>> scores[0].withheld
        Withheld(why='it is about fewer than 5 organisations, or would give such a figure away')
    """
    tables = [_stages(one, names) for one, names in zip(scores, owners, strict=True)]
    whole = [frozenset[str]().union(*column) for column in zip(*tables, strict=True)]
    answers = _answers(scores, owners, minimum) if mean else None
    if answers is not None and not answers.any_small:
        answers = None
    reads_mean = isinstance(scores[0].rule, MeanRule)
    alone = _told_alone(whole, minimum, None if answers is None else answers.together, reads_mean=reads_mean)
    if sum(map(any, tables)) < 2:
        # Not parts of anything: the one with answers is the whole, and of the others there is nothing to tell.
        nothing = _Told(row=True, counts=(True,) * len(whole), mean=True)
        told = [alone if any(table) else nothing for table in tables]
    else:
        rows = withheld_parts([frozenset[str]().union(*table) for table in tables], minimum)
        # All or none: what a single count adds up to with others, across parts and stages, is too much to hide.
        counts = answers is None and not any(0 < len(found) < minimum for table in tables for found in table)
        means = alone.mean and (
            answers is None or (parts_tell_no_mean(len(answers.values)) and answers.hidden_beside_means())
        )
        told = [
            _Told(row not in rows, (counts and row not in rows,) * len(whole), means, alone.stage)
            for row in range(len(tables))
        ]
    # Whether a group applies to a few organisations is theirs to tell as well.
    told = [
        attrs.evolve(known, row=False, counts=(False,) * len(whole)) if 0 < len({*names}) < minimum else known
        for known, names in zip(told, owners, strict=True)
    ]
    found = [
        _score(one, table, known, names, minimum, mean=mean)
        for one, table, known, names in zip(scores, tables, told, owners, strict=True)
    ]
    return found, not all(known.mean for known in told)


def _told_alone(sets: Sequence[Set[str]], minimum: int, answers: _Answers | None, *, reads_mean: bool) -> _Told:
    """Return what may be told of a network by itself."""
    hidden = withheld_parts(sets, minimum)
    row = len(sets) not in hidden
    counts = tuple(place not in hidden for place in range(len(sets)))
    if answers is None:
        return _Told(row, counts, mean=True)
    if answers.hidden_beside_means():
        # Counts and mean together would tell the small ones. Of the two, the mean says more; and a stage that is read
        # off the counts says something of them.
        return _Told(row, (False,) * len(sets), mean=True, stage=reads_mean)
    return _Told(row, counts, mean=False)


def _answers(scores: Sequence[PooledScore], owners: Sequence[Sequence[str]], minimum: int) -> _Answers | None:
    """Return how a group of one criterion was answered; `None` for a larger one, or where panels have other means."""
    if len(scores[0].group.positions) > 1:
        return None
    values = tuple(level.value for level in scores[0].framework.scale)
    counts, small = [], []
    for one, names in zip(scores, owners, strict=True):
        if not {*one.means} <= {*values}:
            return None
        counts.append(tuple(one.means.count(value) for value in values))
        pairs = [(member.mean, name) for member, name in zip(one.members, names, strict=True)]
        small.append(tuple(0 < len({name for mean, name in pairs if mean == value}) < minimum for value in values))
    return _Answers(values, tuple(counts), tuple(small))


def _stages(one: PooledScore, owners: Sequence[str]) -> list[frozenset[str]]:
    """Return the organisations whose members have each stage; last those with answers and without a stage."""
    numbers: list[int | None] = [*one.framework.scale.numbers, None]
    found: dict[int | None, set[str]] = {number: set() for number in numbers}
    for member, owner in zip(one.members, owners, strict=True):
        if member.mean is not None:
            stage = member.stage
            found[None if stage is None else stage.number].add(owner)
    return [frozenset(found[number]) for number in numbers]


def _score(
    one: PooledScore,
    table: Sequence[frozenset[str]],
    told: _Told,
    owners: Sequence[str],
    minimum: int,
    *,
    mean: bool,
) -> NetworkScore:
    few = too_few(minimum)
    none = None if told.row else few
    no_mean = none or (None if told.mean else few)
    *levels, no_stage = told.counts
    return NetworkScore(
        one.group,
        one.framework,
        one.rule,
        organisation_count=none or len(frozenset[str]().union(*table)),
        member_count=none or one.answered_count,
        mean=no_mean or one.mean if mean else None,
        stage=none or (one.stage if told.stage else few),
        why_no_stage=one.why_no_stage if told.row and told.stage else None,
        coverage=none or one.coverage,
        low=no_mean or one.low if mean else None,
        high=no_mean or one.high if mean else None,
        stage_counts=tuple(count if known else few for count, known in zip(one.stage_counts, levels, strict=True)),
        no_stage_count=one.answered_count - sum(one.stage_counts) if no_stage else few,
        quartiles=FrozenMapping(dict.fromkeys(QUARTILES, none)) if none else _quartiles(one, levels, owners, minimum),
    )


def _quartiles(
    one: PooledScore, told: Sequence[bool], owners: Sequence[str], minimum: int
) -> FrozenMapping[Fraction, Fraction | Withheld | None]:
    # Sorted as whole numbers: comparing fractions was half of the time of a network's scores.
    denominator = lcm(*(mean.denominator for mean in one.means))
    values = sorted([mean.numerator * (denominator // mean.denominator) for mean in one.means])
    scale, few = one.framework.scale, too_few(minimum)
    answered = [owner for owner, member in zip(owners, one.members, strict=True) if member.mean is not None]

    def quartile(share: Fraction) -> Fraction | Withheld | None:
        if not values:
            return None
        found = quantile(values, share)
        value = Fraction(found, denominator)
        if found in (values[0], values[-1]):
            # The lowest or the highest figure is that of the organisations that have it.
            theirs = {owner for owner, mean in zip(answered, one.means, strict=True) if mean == value}
            if len(theirs) < minimum:
                return few
        place = place_of(value, one.group, one.rule, scale)
        return value if place is None or rank_is_told(told, place) else few

    return FrozenMapping({share: quartile(share) for share in QUARTILES})


def place_of(value: Fraction, group: Group, rule: Rule, scale: Scale) -> int | None:
    """
    Return the place of the stage that a member with this mean has; `None` where the mean does not tell.

    Args:
        value: The member's mean, in levels' values.
        group: The group that it is of.
        rule: The rule that makes stages.
        scale: The framework's levels.

    Example:
        >>> from datamaturity import load_framework
        >>> framework = load_framework("seven-themes")
        >>> place_of(Fraction(5, 2), framework.theme_groups[0], framework.default_rule, framework.scale)
        2
    """
    if isinstance(rule, MeanRule):
        return rule.position(scale, value)
    if len(group.positions) > 1:
        return None
    # Of one criterion, the stage is the answer.
    return next((place for place, level in enumerate(scale) if level.value == value), None)


def median_levels(
    framework: Framework,
    columns: Sequence[Sequence[bytes]],
    owners: Sequence[Sequence[str]],
    *,
    minimum: int,
) -> list[FrozenMapping[str, Level | Withheld | None]]:
    """
    Return, for each part of a network, each criterion's lower median level over its members, as it may be told.

    Args:
        framework: The framework that was answered.
        columns: For each part and each of its members, the answers as bytes, as in `Answers.codes`.
        owners: For each part, the organisation that each member is of.
        minimum: The least number of organisations that a figure may be about.

    Example:
        >>> from datamaturity import Assessment, load_framework
        >>> framework = load_framework("seven-themes")
        >>> columns = [[Assessment(framework, {"C1": 2 + n % 2}).answers.codes for n in range(12)]]
        >>> median_levels(framework, columns, [[str(n) for n in range(12)]], minimum=5)[0]["C1"].number
        2
    """
    top = len(framework.scale)
    found: list[dict[str, Level | Withheld | None]] = [{} for _ in columns]
    for position, criterion in enumerate(framework.criteria):
        codes = [[one[position] for one in part] for part in columns]
        about = [
            frozenset(owner for owner, code in zip(names, part, strict=True) if code < top)
            for names, part in zip(owners, codes, strict=True)
        ]
        hidden = withheld_parts(about, minimum)
        for row, part in enumerate(codes):
            counts = [part.count(code) for code in range(top)]
            if any(code != NOT_APPLICABLE for code in part):
                found[row][criterion.id] = too_few(minimum) if row in hidden else lower_median(counts, framework.scale)
    return [FrozenMapping(one) for one in found]
