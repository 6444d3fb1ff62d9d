"""What a network's figures say once disclosure control has withheld those about too few organisations."""

from fractions import Fraction
from typing import Literal, TypeAlias, TypeVar, get_args

import attrs

from datamaturity.criteria import Group
from datamaturity.disclosure import Withheld, shown, too_few
from datamaturity.displayed import Displayed
from datamaturity.errors import Fault, NetworkError
from datamaturity.framework import Framework
from datamaturity.groups import ByGroup, Grouped
from datamaturity.levels import Level
from datamaturity.mappings import FrozenMapping
from datamaturity.scores import NoStage, as_float
from datamaturity.scoring import Comparable
from datamaturity.stages import Rule

__all__ = [
    "QUARTILES",
    "NetworkScore",
    "NetworkScorecard",
    "Pool",
    "check_pool",
    "shown_number",
]

Pool: TypeAlias = Literal["organisations", "respondents"]
"""Who counts once: each organisation, or each respondent."""

T = TypeVar("T")
QUARTILES = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
"""The shares of members below the quartiles."""


@attrs.frozen(repr=False)
class NetworkScore:
    """
    The score of one group over a network, as it may be told.

    A figure is `Withheld` where it is about too few organisations, or would give such a figure away; `None` where there
    is none, as in a `Score`. Means and bounds are in levels' values.

    Attributes:
        group: What is scored.
        framework: The framework that was answered.
        rule: How the group gets its stage.
        organisation_count: How many organisations have an answer in the group.
        member_count: How many members the mean rests on: organisations, or respondents.
        mean: The mean of the members' means; `None` where it was not asked for, and `low` and `high` likewise.
        stage: The stage of the members together.
        why_no_stage: Why there is none.
        coverage: The mean share of applicable criteria that the members have answered.
        low: The mean if all that is open stood at the lowest level.
        high: The mean if all that is open stood at the highest level.
        stage_counts: How many members have each stage, lowest level first.
        no_stage_count: How many have answers and no stage, because the rule gives none.
        quartiles: Share to the least mean that so large a share of the members does not exceed, for ¼, ½ and ¾.

    Example:
        >>> from datamaturity import Assessment, Network, Organisation, load_framework
        >>> framework = load_framework("seven-themes")
        >>> network = Network([Organisation(f"org {n}", Assessment(framework, {"C1": 2 + n % 2})) for n in range(12)])
        >>> culture = network.pool().themes["culture"]
        >>> culture.mean, culture.stage_counts, culture.to_row()["members_at_2"]
        (Fraction(5, 2), (0, 6, 6, 0, 0), 6)
        >>> print(culture.without_mean(5).mean)
        withheld: it is about fewer than 5 organisations, or would give such a figure away
        >>> found = (culture.without_bounds(5).low, culture.without_counts(5).no_stage_count)
        >>> found == (culture.without_anything(5).low, culture.without_anything(5).no_stage_count)
        True
        >>> culture.less(culture.without_mean(5)) == culture.without_mean(5)
        True
    """

    group: Group
    framework: Framework
    rule: Rule
    organisation_count: int | Withheld
    member_count: int | Withheld
    mean: Fraction | Withheld | None
    stage: Level | Withheld | None
    why_no_stage: NoStage | None
    coverage: Fraction | Withheld | None
    low: Fraction | Withheld | None
    high: Fraction | Withheld | None
    stage_counts: tuple[int | Withheld, ...]
    no_stage_count: int | Withheld
    quartiles: FrozenMapping[Fraction, Fraction | Withheld | None]

    @property
    def name(self) -> str:
        """The group's name."""
        return self.group.name

    @property
    def counts(self) -> tuple[int | Withheld, ...]:
        """How many members have each stage, lowest level first, and last how many have none."""
        return (*self.stage_counts, self.no_stage_count)

    @property
    def withheld(self) -> Withheld | None:
        """Why nothing is said of the group; `None` where something is."""
        return self.organisation_count if isinstance(self.organisation_count, Withheld) else None

    def without_mean(self, minimum: int) -> "NetworkScore":
        """
        Return the score with its mean and bounds withheld, as far as they are told.

        Args:
            minimum: The least number of organisations that a figure may be about.
        """
        few = too_few(minimum)
        return attrs.evolve(
            self,
            mean=None if self.mean is None else few,
            low=None if self.low is None else few,
            high=None if self.high is None else few,
        )

    def without_bounds(self, minimum: int) -> "NetworkScore":
        """
        Return the score with its coverage and bounds withheld, as far as they are told.

        Args:
            minimum: The least number of organisations that a figure may be about.
        """
        few = too_few(minimum)
        return attrs.evolve(
            self,
            coverage=None if self.coverage is None else few,
            low=None if self.low is None else few,
            high=None if self.high is None else few,
        )

    def without_counts(self, minimum: int) -> "NetworkScore":
        """
        Return the score with withheld how many have which stage, and the quartiles, which tell of that.

        Args:
            minimum: The least number of organisations that a figure may be about.
        """
        few = too_few(minimum)
        return attrs.evolve(
            self,
            stage_counts=(few,) * len(self.stage_counts),
            no_stage_count=few,
            quartiles=FrozenMapping(dict.fromkeys(self.quartiles, few)),
        )

    def without_anything(self, minimum: int) -> "NetworkScore":
        """
        Return the score with everything withheld.

        Args:
            minimum: The least number of organisations that a figure may be about.
        """
        few = too_few(minimum)
        one = self.without_mean(minimum).without_counts(minimum)
        return attrs.evolve(one, organisation_count=few, member_count=few, stage=few, why_no_stage=None, coverage=few)

    def less(self, other: "NetworkScore") -> "NetworkScore":
        """
        Return the score with everything withheld that is withheld in another account of the same group.

        Args:
            other: The other account of the group.
        """
        return attrs.evolve(
            self,
            organisation_count=_less(self.organisation_count, other.organisation_count),
            member_count=_less(self.member_count, other.member_count),
            mean=_less(self.mean, other.mean),
            stage=_less(self.stage, other.stage),
            why_no_stage=None if isinstance(other.stage, Withheld) else self.why_no_stage,
            coverage=_less(self.coverage, other.coverage),
            low=_less(self.low, other.low),
            high=_less(self.high, other.high),
            stage_counts=tuple(map(_less, self.stage_counts, other.stage_counts)),
            no_stage_count=_less(self.no_stage_count, other.no_stage_count),
            quartiles=FrozenMapping(
                {share: _less(value, other.quartiles[share]) for share, value in self.quartiles.items()}
            ),
        )

    def to_row(self) -> dict[str, object]:
        """
        Return a flat row for a dataframe or a CSV file; what is withheld is the text ``withheld``.

        Returns:
            Column to text, whole number, float (of the exact value) or `None`; ``members_at_<level number>`` counts the
            members with that stage, ``why_withheld`` says why the whole row is withheld.
        """
        stage = self.stage
        numbers = self.framework.scale.numbers
        return {
            "framework": self.framework.id,
            "version": self.framework.version,
            "rule": str(self.rule),
            **self.group.to_row(),
            "organisations": shown(self.organisation_count),
            "members": shown(self.member_count),
            "mean": shown_number(self.mean),
            "stage": stage.number if isinstance(stage, Level) else shown(stage),
            "stage_name": stage.name if isinstance(stage, Level) else shown(stage),
            "why_no_stage": self.why_no_stage.value if self.why_no_stage else None,
            "coverage": shown_number(self.coverage),
            "low": shown_number(self.low),
            "high": shown_number(self.high),
            **{f"members_at_{number}": shown(n) for number, n in zip(numbers, self.stage_counts, strict=True)},
            "no_stage": shown(self.no_stage_count),
            **{f"quantile_{share}": shown_number(value) for share, value in self.quartiles.items()},
            "why_withheld": self.withheld.why if self.withheld else None,
        }

    def __repr__(self) -> str:
        return f"<NetworkScore {self.group}: mean {self.mean}, {self.stage}, {self.organisation_count} organisations>"


def _less(value: T, other: object) -> T | Withheld:
    """Return a figure, or that it is withheld where another account of it is."""
    return other if isinstance(other, Withheld) else value


def shown_number(value: Fraction | Withheld | None) -> object:
    """
    Return a figure as a table shows it: the nearest float, `None`, or that it is withheld.

    Args:
        value: The figure: a mean in levels' values, or a share.

    Example:
        >>> shown_number(Fraction(5, 2)), shown_number(None)
        (2.5, None)
    """
    return "withheld" if isinstance(value, Withheld) else as_float(value)


@attrs.frozen(repr=False)
class NetworkScorecard(Grouped[NetworkScore], Displayed):
    """
    The scores of a network, or of a part of it, looked up like a `Scorecard`.

    Attributes:
        framework: The framework that was answered.
        rule: The rule that made the stages.
        pool: Who counts once: organisations, or respondents.
        min_organisations: The least number of organisations that a figure may be about.
        groups: The score of each group.
        criteria: Criterion id to its members' lower median level; `None` without a level. What applies to nobody is
            not there.

    Example:
        >>> from datamaturity import Assessment, Benchmark, Network, Organisation, load_framework
        >>> framework = load_framework("seven-themes")
        >>> network = Network([Organisation(f"org {n}", Assessment(framework, {"C1": 2 + n % 2})) for n in range(12)])
        >>> card = network.pool()
        >>> card, [row["mean"] for row in card.to_rows() if row["theme"] == "culture"]
        (<NetworkScorecard of seven-themes 1 by organisations; mean-nearest>, [2.5])
        >>> others = Benchmark.from_counts(framework, themes={"culture": [41, 57, 35, 15, 8]})
        >>> card.compare_to(others).themes["culture"].percentile_rank
        Fraction(77, 104)
        >>> card.less(card) == card
        True
    """

    framework: Framework
    rule: Rule
    pool: Pool
    min_organisations: int
    groups: ByGroup[NetworkScore]
    criteria: FrozenMapping[str, Level | Withheld | None]

    def less(self, other: "NetworkScorecard") -> "NetworkScorecard":
        """
        Return the scorecard with everything withheld that is withheld in another account of the same members.

        Args:
            other: The other account of them.
        """
        theirs = {(one.group.kind, one.group.id): one for one in other}
        ours = {(one.group.kind, one.group.id): one for one in self}
        groups = ByGroup.of(
            self.framework,
            lambda group: ours[group.kind, group.id].less(theirs[group.kind, group.id]),
            overall=self.overall is not None,
        )
        criteria = {
            one: other.criteria[one] if isinstance(other.criteria.get(one), Withheld) else level
            for one, level in self.criteria.items()
        }
        return attrs.evolve(self, groups=groups, criteria=FrozenMapping(criteria))

    def compare_to(self, benchmark: Comparable["NetworkScorecard", T]) -> T:
        """
        Return each group's score beside a benchmark's figures; see `Benchmark.compare`.

        Args:
            benchmark: What to set it beside.

        Raises:
            BenchmarkError: The benchmark is of another framework, version, rule or pool; all that differs at once.
        """
        return benchmark.compare(self)

    def to_rows(self) -> list[dict[str, object]]:
        """Return one flat row per group; see `NetworkScore.to_row`."""
        return [{"pool": self.pool, **one.to_row()} for one in self]

    def __repr__(self) -> str:
        return f"<NetworkScorecard of {self.framework.id} {self.framework.version} by {self.pool}; {self.rule}>"


def check_pool(pool: str) -> None:
    """
    Check that a text says who counts once.

    Args:
        pool: ``"organisations"`` or ``"respondents"``.

    Raises:
        NetworkError: It is another.

    Example:
        >>> check_pool("people")
        Traceback (most recent call last):
        datamaturity.errors.NetworkError: pool: is organisations or respondents, not 'people'
    """
    if pool not in get_args(Pool):
        message = f"is {' or '.join(get_args(Pool))}, not {pool!r}"
        raise NetworkError([Fault("pool", message)])
