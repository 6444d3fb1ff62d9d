"""What may be told of a network whose members were counted: each figure exact, or withheld."""

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import accumulate
from math import ceil

import attrs

from datamaturity.agreement import lower_median
from datamaturity.criteria import Group
from datamaturity.disclosure import Withheld, rank_is_told, too_few, withheld_parts
from datamaturity.frames.beside import Scores, beside_others
from datamaturity.frames.crowds import SmallCrowds
from datamaturity.frames.said import NOT_APPLICABLE, Said, mean_of_counts, stage_of
from datamaturity.frames.sums import GroupSums, ScorePlan
from datamaturity.frames.tallies import Part, Tally
from datamaturity.groups import ByGroup
from datamaturity.levels import Level
from datamaturity.mappings import FrozenMapping
from datamaturity.network_control import controlled, place_of
from datamaturity.network_scores import QUARTILES, NetworkScore, NetworkScorecard, Pool
from datamaturity.scores import NoStage

__all__ = ["Telling"]


def _has_answer(said: Said) -> bool:
    return said.mean is not None


@attrs.frozen
class Telling:
    """
    How tallies become what may be told.

    Attributes:
        plan: The groups and the rule.
        minimum: The least number of organisations that a figure may be about.
        mean: Whether to tell the means.
    """

    plan: ScorePlan
    minimum: int
    mean: bool

    def cards(self, parts: Sequence[Part], by: Pool, *, overall: bool) -> list[NetworkScorecard]:
        """Return the scorecard of each part of a network."""
        framework, is_part = self.plan.framework, len(parts) > 1
        told = self._told(parts, is_part=is_part)

        def of_row(row: int) -> Callable[[Group], NetworkScore]:
            scores = {(one.group.kind, one.group.id): told[n][row] for n, one in enumerate(self.plan.groups)}
            return lambda group: scores[group.kind, group.id]

        return [
            NetworkScorecard(
                framework,
                self.plan.rule,
                by,
                self.minimum,
                ByGroup.of(framework, of_row(row), overall=overall),
                criteria,
            )
            for row, criteria in enumerate(self._medians(parts, is_part=is_part))
        ]

    def _told(self, parts: Sequence[Part], *, is_part: bool) -> Scores:
        """Return of each group the scores of each part."""
        told = []
        telling: set[int] = set()
        for place, group in enumerate(self.plan.groups):
            tallies = [part.groups[place] for part in parts]
            # Which figures are told of a small crowd is told of a large one.
            crowds, owners = self._small.of_group(group, tallies)
            small, tells = controlled(crowds, owners, minimum=self.minimum, mean=self.mean)
            told.append([self._score(group, tally, one) for tally, one in zip(tallies, small, strict=True)])
            telling |= {*group.group.positions} if tells else set()
        # A larger group's mean would tell that of a criterion whose mean would tell a count.
        alone = [
            [one if telling.isdisjoint(one.group.positions) else one.without_mean(self.minimum) for one in scores]
            for scores in told
        ]

        def whole() -> Scores:
            # It is told as well, and first.
            together = parts[0]
            for part in parts[1:]:
                together = together + part
            return self._told([together], is_part=False)

        return beside_others(alone, parts, self._small, whole=whole if is_part else None)

    @property
    def _small(self) -> SmallCrowds:
        return SmallCrowds(self.plan, self.minimum)

    def _score(self, group: GroupSums, tally: Tally, told: NetworkScore) -> NetworkScore:
        """Return a group's true figures, without those that are withheld of a small crowd like it."""
        framework = self.plan.framework
        members: Counter[Said] = tally.members

        def mean_of(what: Callable[[Said], Fraction | None]) -> Fraction | None:
            return mean_of_counts((what(said), count) for said, count in members.items())

        applicable = sum(count for said, count in members.items() if said.coverage is not None)
        answered = sum(count for said, count in members.items() if _has_answer(said))
        stages = Counter[Level | None]()
        for said, count in members.items():
            stages[said.stage] += count
        counts = tuple(stages[level] for level in framework.scale)
        mean = mean_of(lambda said: said.mean)
        stage = stage_of(self.plan, mean, counts, applicable)
        everything = NetworkScore(
            group.group,
            framework,
            self.plan.rule,
            organisation_count=tally.owner_count(_has_answer),
            member_count=answered,
            mean=mean if self.mean else None,
            stage=stage if isinstance(stage, Level) else None,
            why_no_stage=stage if isinstance(stage, NoStage) and not isinstance(told.stage, Withheld) else None,
            coverage=mean_of(lambda said: said.coverage),
            low=mean_of(lambda said: said.low) if self.mean else None,
            high=mean_of(lambda said: said.high) if self.mean else None,
            stage_counts=counts,
            no_stage_count=answered - sum(counts),
            quartiles=told.quartiles,
        )
        left = everything.less(told)
        return left if told.withheld else attrs.evolve(left, quartiles=self._quartiles(group, tally, answered, told))

    def _quartiles(
        self, group: GroupSums, tally: Tally, answered: int, told: NetworkScore
    ) -> FrozenMapping[Fraction, Fraction | Withheld | None]:
        means = Counter[Fraction]()
        for said, count in tally.members.items():
            if said.mean is not None:
                means[said.mean] += count
        values = sorted(means)
        shown = [not isinstance(count, Withheld) for count in told.stage_counts]

        def quartile(share: Fraction) -> Fraction | Withheld | None:
            if not answered:
                return None
            seen = accumulate(means[value] for value in values)
            value = next(one for one, count in zip(values, seen, strict=True) if count >= ceil(share * answered))
            is_end = value in (values[0], values[-1])
            if is_end and tally.owner_count(lambda said: said.mean == value) < self.minimum:
                return too_few(self.minimum)
            place = place_of(value, group.group, self.plan.rule, self.plan.framework.scale)
            return value if place is None or rank_is_told(shown, place) else too_few(self.minimum)

        return FrozenMapping({share: quartile(share) for share in QUARTILES})

    def _medians(self, parts: Sequence[Part], *, is_part: bool) -> list[FrozenMapping[str, Level | Withheld | None]]:
        """Return, for each part, each criterion's lower median level, as it may be told."""
        scale = self.plan.framework.scale
        found: list[dict[str, Level | Withheld | None]] = [{} for _ in parts]
        for position, criterion in enumerate(self.plan.framework.criteria):
            tallies = [part.criteria[position] for part in parts]
            about = [tally.owner_count(lambda code: code >= 0) for tally in tallies]
            hidden = frozenset[int]()
            if is_part:
                size = self._small.sizes(about, len(parts))
                crowds = [{(row, n) for n in range(size[count])} for row, count in enumerate(about)]
                hidden = withheld_parts(crowds, self.minimum)
            for row, tally in enumerate(tallies):
                if tally.members.keys() <= {NOT_APPLICABLE}:
                    continue
                counts = [tally.members[place] for place in range(len(scale))]
                told = row not in hidden and not 0 < about[row] < self.minimum
                found[row][criterion.id] = lower_median(counts, scale) if told else too_few(self.minimum)
        return [FrozenMapping(one) for one in found]
