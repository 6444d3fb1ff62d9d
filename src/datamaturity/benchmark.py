"""
Benchmarks: what other organisations' scores are, to set one's own beside.

A benchmark holds nothing but figures that may be told: how many stand at each stage, quartiles, and a mean where it was
asked for. It keeps no organisation's scores, so that giving the benchmark away gives none of them away.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias

import attrs

from datamaturity.disclosure import LEAST_ORGANISATIONS, check_minimum
from datamaturity.displayed import Displayed
from datamaturity.errors import BenchmarkError, Fault, UnknownIdError, counted
from datamaturity.framework import Framework
from datamaturity.group_benchmarks import (
    Counts,
    GroupBenchmark,
    Standing,
    checked_counts,
    from_counts,
    from_score,
    standing,
)
from datamaturity.mappings import FrozenMapping
from datamaturity.network import Network
from datamaturity.network_scores import NetworkScorecard, Pool, check_pool
from datamaturity.panel import PanelPool
from datamaturity.pooling import PooledScorecard
from datamaturity.scoring import Scorecard
from datamaturity.stages import Rule, parse_rule
from datamaturity.validators import is_date_or_none, is_text

__all__ = ["AnyScorecard", "Benchmark", "BenchmarkComparison"]

AnyScorecard: TypeAlias = Scorecard | PooledScorecard | NetworkScorecard
"""Whatever can be set beside a benchmark: the scores of one organisation, of a panel, or of a network."""


@attrs.frozen(repr=False)
class BenchmarkComparison(Displayed):
    """
    A scorecard beside a benchmark.

    Attributes:
        benchmark: The benchmark.
        topics: Topic id to standing, in framework order, as far as the benchmark has figures.
        themes: Theme id to standing, likewise.
        cells: (topic id, theme id) to standing, likewise.
        overall: The whole's standing; `None` where either side has none.
    """

    benchmark: "Benchmark"
    topics: FrozenMapping[str, Standing]
    themes: FrozenMapping[str, Standing]
    cells: FrozenMapping[tuple[str, str], Standing]
    overall: Standing | None

    def __iter__(self) -> Iterator[Standing]:
        """Iterate over the standings: topics, themes, cells, and the whole if there is one."""
        yield from (*self.topics.values(), *self.themes.values(), *self.cells.values())
        if self.overall is not None:
            yield self.overall

    def to_rows(self) -> list[dict[str, object]]:
        """Return one flat row per group; see `Standing.to_row`."""
        return [one.to_row() for one in self]

    def __repr__(self) -> str:
        return f"<BenchmarkComparison of {counted(len([*self]), 'group')} with {self.benchmark!r}>"


def _as_rule(given: Rule | str) -> Rule:
    return parse_rule(given) if isinstance(given, str) else given


@attrs.frozen(kw_only=True, repr=False)
class Benchmark(Displayed):
    """
    Figures about other organisations, for some or all groups of a framework.

    Attributes:
        framework: The framework that they answered.
        rule: The rule that made their stages.
        pool: Who counts once in it: organisations, or respondents.
        min_organisations: The least number of organisations that a figure is about.
        groups: The groups' figures, in framework order: topics, themes, cells, the whole.
        title: What it is called; may be empty.
        source: Where it is from; may be empty.
        dated: The day that it describes.

    Raises:
        BenchmarkError: Something among the groups that is no `GroupBenchmark`.
        NetworkError: A minimum or a pool that is none.
        RuleError: A rule that does not fit the framework's scale.

    Example:
        >>> from datamaturity import Benchmark, load_framework
        >>> framework = load_framework("seven-themes")
        >>> published = Benchmark.from_counts(framework, themes={"culture": [41, 57, 35, 15, 8]}, mean=True)
        >>> culture = published.themes["culture"]
        >>> culture.organisation_count, culture.mean, culture.percentile_rank(2)  # (41 + 57 + 35/2) / 156
        (156, Fraction(30, 13), Fraction(77, 104))
        >>> [(row["kind"], row["name"], row["organisations"]) for row in published.to_rows()]
        [('theme', 'Culture', 156)]
    """

    framework: Framework
    rule: Rule = attrs.field(converter=_as_rule)
    pool: Pool = "organisations"
    min_organisations: int = LEAST_ORGANISATIONS
    groups: tuple[GroupBenchmark, ...] = attrs.field(converter=tuple[GroupBenchmark, ...])
    title: str = attrs.field(default="", validator=is_text)
    source: str = attrs.field(default="", validator=is_text)
    dated: date | None = attrs.field(default=None, validator=is_date_or_none)

    def __attrs_post_init__(self) -> None:
        self.rule.check(self.framework.scale)
        check_minimum(self.min_organisations)
        check_pool(self.pool)
        parts: tuple[object, ...] = self.groups
        strangers = [one for one in parts if not isinstance(one, GroupBenchmark)]
        if strangers:
            raise BenchmarkError([Fault("groups", f"are GroupBenchmark objects, not {strangers[0]!r}")])

    @classmethod
    def from_network(
        cls,
        network: Network,
        *,
        by: Pool = "organisations",
        rule: Rule | str | None = None,
        overall: bool | None = None,
        within: PanelPool = "respondents",
        mean: bool = False,
        min_organisations: int = LEAST_ORGANISATIONS,
        title: str = "",
        source: str = "",
        dated: date | None = None,
    ) -> "Benchmark":
        """
        Return the benchmark that a network makes.

        Args:
            network: The network, or a part of it.
            by: As in `Network.pool`.
            rule: As in `Network.pool`.
            overall: As in `Network.pool`.
            within: As in `Network.pool`.
            mean: Whether to tell the groups' means as well.
            min_organisations: As in `Network.pool`: the least number of organisations that a figure is about.
            title: What it is called; the network's name if not given.
            source: Where it is from.
            dated: The day that it describes.

        Example:
            >>> from datamaturity import Assessment, Network, Organisation, load_framework
            >>> framework = load_framework("seven-themes")
            >>> answers = [Assessment(framework, {"C1": 2 + n % 2}) for n in range(12)]
            >>> network = Network([Organisation(f"org {n}", one) for n, one in enumerate(answers)])
            >>> Benchmark.from_network(network, title="Our sector").themes["culture"].stage_counts
            (0, 6, 6, 0, 0)
        """
        # With means, whether they are told or not: the benchmark and the network's own scores withhold the same.
        card = network.pool(by=by, rule=rule, overall=overall, within=within, min_organisations=min_organisations)
        groups = [from_score(one, network, mean=mean) for one in card]
        return cls(
            framework=network.framework,
            rule=card.rule,
            pool=by,
            min_organisations=min_organisations,
            groups=groups,
            title=title or network.name,
            source=source,
            dated=dated,
        )

    @classmethod
    def from_counts(
        cls,
        framework: Framework,
        *,
        topics: Mapping[str, Counts] | None = None,
        themes: Mapping[str, Counts] | None = None,
        cells: Mapping[tuple[str, str], Counts] | None = None,
        overall: Counts | None = None,
        rule: Rule | str | None = None,
        pool: Pool = "organisations",
        mean: bool = False,
        min_organisations: int = LEAST_ORGANISATIONS,
        title: str = "",
        source: str = "",
        dated: date | None = None,
    ) -> "Benchmark":
        """
        Return the benchmark of published counts: how many organisations stand at each level.

        Args:
            framework: The framework whose groups and levels they are of.
            topics: Topic id to counts, lowest level first, or level number to count.
            themes: Theme id to counts.
            cells: (topic id, theme id) to counts.
            overall: How many organisations stand at each level as a whole.
            rule: The rule that gave the levels; the framework's own if not given.
            pool: Whether the counts are of organisations, or of respondents.
            mean: Whether to tell the mean of the levels' values as well.
            min_organisations: The least number of organisations that a figure may be about; 0 withholds nothing.
            title: What it is called.
            source: Where it was published.
            dated: The day that it describes.

        Raises:
            BenchmarkError: Unknown groups, or counts that are none; all of them at once.
            NetworkError: A minimum or a pool that is none.
            RuleError: No such rule, or one that does not fit the framework's scale.
        """
        faults: list[Fault] = []
        given: dict[str, Counts] = {}
        for kind, counts_of in (("topic", topics), ("theme", themes), ("cell", cells)):
            if counts_of is not None and not isinstance(counts_of, Mapping):
                faults.append(Fault(f"{kind}s", f"are a mapping from id to counts, not {counts_of!r}"))
                continue
            for key, counts in (counts_of or {}).items():
                given[f"{kind} {'/'.join(key) if isinstance(key, tuple) else key}"] = counts
        given |= {} if overall is None else {"overall": overall}
        known = {str(group): group for group in framework.groups}
        found: dict[str, GroupBenchmark] = {}
        minimum = check_minimum(min_organisations)
        for name, counts in given.items():
            if name not in known:
                kind, _, key = name.partition(" ")
                ids = [one.id for one in known.values() if one.kind == kind]
                faults.append(Fault(name, str(UnknownIdError(kind, key, framework.id, ids))))
            elif (row := checked_counts(framework, counts, name, faults)) is not None:
                found[name] = from_counts(known[name], framework, row, minimum, mean=mean)
        if not given and not faults:
            faults.append(Fault("counts", "a benchmark needs the counts of one group at least"))
        if faults:
            raise BenchmarkError(faults)
        return cls(
            framework=framework,
            rule=framework.default_rule if rule is None else rule,
            pool=pool,
            min_organisations=minimum,
            groups=[found[name] for name in known if name in found],
            title=title,
            source=source,
            dated=dated,
        )

    def _of_kind(self, kind: str) -> Iterator[GroupBenchmark]:
        return (one for one in self.groups if one.group.kind == kind)

    @property
    def topics(self) -> FrozenMapping[str, GroupBenchmark]:
        """Topic id to figures, in framework order."""
        return FrozenMapping({one.group.id: one for one in self._of_kind("topic")})

    @property
    def themes(self) -> FrozenMapping[str, GroupBenchmark]:
        """Theme id to figures, in framework order."""
        return FrozenMapping({one.group.id: one for one in self._of_kind("theme")})

    @property
    def cells(self) -> FrozenMapping[tuple[str, str], GroupBenchmark]:
        """(topic id, theme id) to figures."""
        return FrozenMapping({(one.group.topic or "", one.group.theme or ""): one for one in self._of_kind("cell")})

    @property
    def overall(self) -> GroupBenchmark | None:
        """The whole's figures, if there are any."""
        return next(self._of_kind("overall"), None)

    def __iter__(self) -> Iterator[GroupBenchmark]:
        """Iterate over the groups' figures: topics, themes, cells, and the whole if there is one."""
        return iter(self.groups)

    def to_rows(self) -> list[dict[str, object]]:
        """Return one flat row per group; see `GroupBenchmark.to_row`."""
        return [one.to_row() for one in self]

    def compare(self, card: AnyScorecard) -> BenchmarkComparison:
        """
        Return a scorecard's groups beside the benchmark's; `Scorecard.compare_to` is the same the other way round.

        Args:
            card: A scorecard of one organisation, of a panel, or of a network.

        Raises:
            BenchmarkError: The benchmark is of another framework, version, rule or pool; all that differs at once.

        Example:
            >>> from datamaturity import Assessment, Benchmark, load_framework, score
            >>> framework = load_framework("seven-themes")
            >>> published = Benchmark.from_counts(framework, themes={"culture": [41, 57, 35, 15, 8]}, mean=True)
            >>> comparison = published.compare(score(Assessment(framework, {"C1": 3, "C2": 2})))
            >>> comparison.themes["culture"].difference  # 5/2 - 30/13
            Fraction(5, 26)
            >>> [row["percentile_rank"] for row in comparison.to_rows()]
            [0.7403846153846154]
        """
        self._check(card)

        scale = self.framework.scale
        overall = None if self.overall is None or card.overall is None else standing(card.overall, self.overall, scale)
        return BenchmarkComparison(
            self,
            FrozenMapping({key: standing(card.topics[key], one, scale) for key, one in self.topics.items()}),
            FrozenMapping({key: standing(card.themes[key], one, scale) for key, one in self.themes.items()}),
            FrozenMapping({key: standing(card.cells[key], one, scale) for key, one in self.cells.items()}),
            overall,
        )

    def _check(self, card: AnyScorecard) -> None:
        ours, theirs = self.framework, card.framework
        faults = []
        if ours.structure != theirs.structure:
            same = " with other criteria, weights or levels" * ((ours.id, ours.version) == (theirs.id, theirs.version))
            message = (
                f"the benchmark is of {ours.id} {ours.version}{same}, the scores are of {theirs.id} {theirs.version}"
            )
            faults.append(Fault("framework", message))
        if self.rule != card.rule:
            faults.append(Fault("rule", f"the benchmark's stages are by {self.rule}, the scores' by {card.rule}"))
        pool = card.pool if isinstance(card, NetworkScorecard) else "organisations"
        if self.pool != pool:
            faults.append(Fault("pool", f"the benchmark pools {self.pool}, the scores are of {pool}"))
        if faults:
            raise BenchmarkError(faults)

    def __repr__(self) -> str:
        title = f" {self.title!r}" if self.title else ""
        framework, groups = self.framework, counted(len(self.groups), "group")
        return f"<Benchmark{title} for {framework.id} {framework.version}: {groups}; {self.rule}>"
