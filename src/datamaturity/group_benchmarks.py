"""The benchmark figures of one group, and a score beside them."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from hashlib import blake2b
from itertools import accumulate
from secrets import token_bytes
from typing import TypeAlias

import attrs

from datamaturity.criteria import Group
from datamaturity.disclosure import Withheld, mean_tells_no_count, rank_is_told, shown, too_few, withheld_parts
from datamaturity.errors import Fault
from datamaturity.framework import Framework
from datamaturity.levels import Level, Scale
from datamaturity.mappings import FrozenMapping
from datamaturity.network import Network
from datamaturity.network_scores import QUARTILES, NetworkScore, shown_number
from datamaturity.pooling import PooledScore
from datamaturity.scores import Score

__all__ = [
    "AnyScore",
    "Counts",
    "GroupBenchmark",
    "Standing",
    "checked_counts",
    "from_counts",
    "from_score",
    "standing",
]

AnyScore: TypeAlias = Score | PooledScore | NetworkScore
"""One group's score, of any of these."""

Counts: TypeAlias = Sequence[int] | Mapping[int, int]
"""How many stand at each level: a count for each, lowest first, or level number to count."""


class Fingerprints(FrozenMapping[str, bytes]):
    r"""
    Organisation to what its answers in a group look like: equal answers look equal within this process.

    They are not pickled: there are so few possible answers that somebody could try them all, and in another process
    they would fit nothing.

    Example:
        >>> import pickle
        >>> prints = Fingerprints({"Abbey": b"\x17\x4c"})
        >>> prints["Abbey"] == b"\x17\x4c", pickle.loads(pickle.dumps(prints)) is None
        (True, True)
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[type[None], tuple[()]]:  # type: ignore[override]
        return type(None), ()


@attrs.frozen
class GroupBenchmark:
    """
    The figures of one group.

    Attributes:
        group: The group.
        organisation_count: How many organisations they are about.
        member_count: How many members, organisations or respondents, the counts add up to.
        stage_counts: How many members have each stage, lowest level first.
        no_stage_count: How many have answers and no stage, because the rule gives none: they stand below the lowest.
        quartiles: Share to the least mean that so large a share of the members does not exceed, for ¼, ½ and ¾.
        mean: The mean of the members' means, where it was asked for.
        fingerprints: What each organisation's answers look like, to check later releases with; never written to a file
            or pickled, and not there in a benchmark from published counts or from a document.

    Example:
        >>> from datamaturity import Benchmark, load_framework
        >>> published = Benchmark.from_counts(load_framework("seven-themes"), themes={"culture": [41, 57, 35, 15, 8]})
        >>> culture = published.themes["culture"]
        >>> culture.quartiles
        FrozenMapping({Fraction(1, 4): Fraction(1, 1), Fraction(1, 2): Fraction(2, 1), Fraction(3, 4): Fraction(3, 1)})
        >>> culture.percentile_rank(0), culture.percentile_rank(4)  # (41/2) / 156 and (148 + 8/2) / 156
        (Fraction(41, 312), Fraction(38, 39))
        >>> culture.to_row()["organisations"]
        156
    """

    group: Group
    organisation_count: int | Withheld
    member_count: int | Withheld
    stage_counts: tuple[int | Withheld, ...]
    no_stage_count: int | Withheld
    quartiles: FrozenMapping[Fraction, Fraction | Withheld | None]
    mean: Fraction | Withheld | None
    fingerprints: Fingerprints | None = attrs.field(default=None, eq=False, repr=False)

    def percentile_rank(self, position: int) -> Fraction | Withheld | None:
        """
        Return where a stage stands among the members': the share below it, and half of the share at it.

        Args:
            position: The stage's position on the scale, from 0.

        Returns:
            A share from 0 to 1; withheld where it hangs on a withheld count; `None` where nobody has an answer.
        """
        count, equal = self.member_count, self.stage_counts[position]
        if isinstance(count, Withheld):
            return count
        if not count:
            return None
        if isinstance(equal, Withheld):
            return equal
        # From either side, whichever is told whole.
        below = _sum((*self.stage_counts[:position], self.no_stage_count))
        above = _sum(self.stage_counts[position + 1 :])
        if isinstance(below, Withheld) and isinstance(above, Withheld):
            return below
        lower = count - equal - above if isinstance(below, Withheld) and not isinstance(above, Withheld) else below
        return lower if isinstance(lower, Withheld) else (lower + Fraction(equal, 2)) / count

    def to_row(self) -> dict[str, object]:
        """Return a flat row; what is withheld is the text ``withheld``."""
        return {
            **self.group.to_row(),
            "organisations": shown(self.organisation_count),
            "members": shown(self.member_count),
            **{f"members_at_position_{place}": shown(count) for place, count in enumerate(self.stage_counts)},
            "no_stage": shown(self.no_stage_count),
            **{f"quantile_{share}": shown_number(value) for share, value in self.quartiles.items()},
            "mean": shown_number(self.mean),
        }


def _sum(counts: Sequence[int | Withheld]) -> int | Withheld:
    total = 0
    for one in counts:
        if isinstance(one, Withheld):
            return one
        total += one
    return total


@attrs.frozen
class Standing:
    """
    One group's score beside its benchmark.

    Attributes:
        group: The group.
        score: One's own score.
        benchmark: The others' figures.
        percentile_rank: The share of the others below one's own stage, and half of those at it; `None` without a stage.
        difference: One's own mean minus the benchmark's; `None` where one of them is missing.

    Example:
        >>> from datamaturity import Assessment, Benchmark, load_framework, score
        >>> framework = load_framework("seven-themes")
        >>> published = Benchmark.from_counts(framework, themes={"culture": [41, 57, 35, 15, 8]})
        >>> culture = published.compare(score(Assessment(framework, {"C1": 3}))).themes["culture"]
        >>> culture.score.stage.name, culture.percentile_rank, culture.to_row()["percentile_rank"]
        ('Learning', Fraction(77, 104), 0.7403846153846154)
    """

    group: Group
    score: AnyScore
    benchmark: GroupBenchmark
    percentile_rank: Fraction | Withheld | None
    difference: Fraction | Withheld | None

    def to_row(self) -> dict[str, object]:
        """Return a flat row; what is withheld is the text ``withheld``."""
        stage = self.score.stage
        return {
            **self.group.to_row(),
            "mean": shown_number(self.score.mean),
            "stage": stage.number if isinstance(stage, Level) else shown(stage),
            "benchmark_organisations": shown(self.benchmark.organisation_count),
            "benchmark_mean": shown_number(self.benchmark.mean),
            **{f"benchmark_quantile_{share}": shown_number(value) for share, value in self.benchmark.quartiles.items()},
            "difference": shown_number(self.difference),
            "percentile_rank": shown_number(self.percentile_rank),
        }


def standing(one: AnyScore, group: GroupBenchmark, scale: Scale) -> Standing:
    """
    Return one's own score of a group beside its benchmark.

    Args:
        one: One's own score of the group.
        group: The benchmark's figures of it.
        scale: The framework's levels.

    Example:
        >>> from datamaturity import Assessment, Benchmark, load_framework, score
        >>> framework = load_framework("seven-themes")
        >>> published = Benchmark.from_counts(framework, themes={"culture": [41, 57, 35, 15, 8]})
        >>> mine = score(Assessment(framework, {"C1": 3})).themes["culture"]
        >>> standing(mine, published.themes["culture"], framework.scale).percentile_rank
        Fraction(77, 104)
    """
    stage, mean, other = one.stage, one.mean, group.mean
    rank: Fraction | Withheld | None = stage if isinstance(stage, Withheld) else None
    if isinstance(stage, Level):
        rank = group.percentile_rank(scale.position(stage.number))
    difference: Fraction | Withheld | None
    if isinstance(mean, Withheld) or isinstance(other, Withheld):
        difference = mean if isinstance(mean, Withheld) else other
    else:
        difference = None if mean is None or other is None else mean - other
    return Standing(group.group, one, group, rank, difference)


def from_score(one: NetworkScore, network: Network | None = None, *, mean: bool) -> GroupBenchmark:
    """
    Return the benchmark figures of a network's group; its mean only where that is asked for.

    Without the network nobody knows whose answers are in them.

    Args:
        one: The group's score in the network.
        network: The network that the score is of, so that a later release can be checked against this one; nobody's
            answers are kept.
        mean: Whether to tell the mean.

    Example:
        >>> from datamaturity import Assessment, Network, Organisation, load_framework
        >>> framework = load_framework("seven-themes")
        >>> network = Network([Organisation(f"org {n}", Assessment(framework, {"C1": 2 + n % 2})) for n in range(12)])
        >>> figures = from_score(network.pool().themes["culture"], network, mean=False)
        >>> figures.stage_counts, figures.mean, type(figures.fingerprints) is Fingerprints
        ((0, 6, 6, 0, 0), None, True)
    """
    return GroupBenchmark(
        one.group,
        one.organisation_count,
        one.member_count,
        one.stage_counts,
        one.no_stage_count,
        one.quartiles,
        one.mean if mean else None,
        None if network is None else _fingerprints(network, one.group),
    )


# New in each process, so that nobody can look a fingerprint up.
_KEY = token_bytes(32)


def _fingerprints(network: Network, group: Group) -> Fingerprints:
    """Return the fingerprints of the organisations with a level in the group; the others are in no figure of it."""
    top = len(network.framework.scale)
    found: dict[str, bytes] = {}
    for one in network.organisations:
        answers = [bytes([a.answers.codes[place] for place in group.positions]) for a in one.assessments]
        if any(code < top for codes in answers for code in codes):
            found[one.id] = blake2b(b"".join(sorted(answers)), key=_KEY, digest_size=16).digest()
    return Fingerprints(found)


def checked_counts(framework: Framework, given: object, where: str, faults: list[Fault]) -> list[int] | None:
    """
    Return counts, lowest level first; `None` after a fault.

    Args:
        framework: The framework whose levels are counted.
        given: A count for each level, lowest first; or level number to count.
        where: Where they stand, for messages.
        faults: Where to add what is wrong with them.

    Example:
        >>> from datamaturity import load_framework
        >>> framework, faults = load_framework("seven-themes"), []
        >>> checked_counts(framework, {1: 4, 3: 2}, "theme culture", faults)
        [4, 0, 2, 0, 0]
        >>> checked_counts(framework, [4, 2], "theme data", faults)
        >>> print(faults[0])
        theme data: has 2 counts for a scale of 5 levels
    """
    numbers = framework.scale.numbers
    if isinstance(given, Mapping):
        strangers = [one for one in given if one not in framework.scale]
        faults += [Fault(where, f"level {one!r} is off the scale; {framework.scale.span}") for one in strangers]
        if strangers:
            return None
        given = [given.get(number, 0) for number in numbers]
    elif not isinstance(given, Sequence) or isinstance(given, str):
        message = f"takes a list of counts, lowest level first, or level number to count, not {given!r}"
        faults.append(Fault(where, message))
        return None
    if len(given) != len(numbers):
        faults.append(Fault(where, f"has {len(given)} counts for a scale of {len(numbers)} levels"))
        return None
    wrong = [one for one in given if type(one) is not int or one < 0]
    faults += [Fault(where, f"a count is a whole number from 0, not {one!r}") for one in wrong]
    return None if wrong else [*given]


def from_counts(group: Group, framework: Framework, counts: list[int], minimum: int, *, mean: bool) -> GroupBenchmark:
    """
    Return the benchmark figures that published counts make, lowest level first.

    Args:
        group: The group that they are of.
        framework: Its framework.
        counts: How many organisations stand at each level, lowest first.
        minimum: The least number of organisations that a figure may be about.
        mean: Whether to tell the mean as well.

    Example:
        >>> from datamaturity import load_framework
        >>> framework = load_framework("seven-themes")
        >>> figures = from_counts(framework.theme_groups[0], framework, [0, 6, 7, 0, 0], 5, mean=True)
        >>> figures.organisation_count, figures.mean
        (13, Fraction(33, 13))
    """
    ends = [*accumulate(counts)]
    total = ends[-1]
    # Organisations that nobody knows the names of: a number stands for each.
    at = [frozenset(range(end - count, end)) for count, end in zip(counts, ends, strict=True)]
    hidden = withheld_parts(at, minimum)
    few = too_few(minimum)
    none = few if len(counts) in hidden else None
    values = [level.value for level in framework.scale]
    mean_withheld = False
    if mean and hidden:
        if mean_tells_no_count([counts], values, [[0 < count < minimum for count in counts]]):
            hidden = hidden | {*range(len(counts))}
        else:
            mean_withheld = True
    told = [place not in hidden for place in range(len(counts))]

    def quartile(share: Fraction) -> Fraction | Withheld | None:
        if not total:
            return None
        place = next(p for p, end in enumerate(ends) if end >= share * total)
        return values[place] if rank_is_told(told, place) else few

    points = sum((value * count for value, count in zip(values, counts, strict=True)), Fraction(0))
    return GroupBenchmark(
        group,
        organisation_count=none or total,
        member_count=none or total,
        stage_counts=tuple(count if known else few for count, known in zip(counts, told, strict=True)),
        no_stage_count=none or 0,
        quartiles=FrozenMapping({share: none or quartile(share) for share in QUARTILES}),
        mean=(none or (few if mean_withheld else points / total if total else None)) if mean else None,
    )
