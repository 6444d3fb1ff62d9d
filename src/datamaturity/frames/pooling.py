"""A network in a frame: the pooled scores of all its organisations and of its slices, as they may be told."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import Any, TypeAlias

import attrs

from datamaturity.agreement import lower_median
from datamaturity.criteria import Group
from datamaturity.disclosure import (
    LEAST_ORGANISATIONS,
    Withheld,
    check_minimum,
    rank_is_told,
    too_few,
    withheld_parts,
)
from datamaturity.frames.answers import answer_columns
from datamaturity.frames.control import Crowd, bits, lost_across
from datamaturity.frames.opening import opened
from datamaturity.frames.sums import GroupSums, ScorePlan
from datamaturity.frames.tallies import Part, Said, Tally, atoms_of, mean_of_counts, parts_of, stage_of
from datamaturity.framework import Framework
from datamaturity.group_control import Key, Pooled, beside_other_groups
from datamaturity.groups import ByGroup
from datamaturity.levels import Level
from datamaturity.mappings import FrozenMapping
from datamaturity.network_control import controlled
from datamaturity.network_scores import QUARTILES, NetworkScore, NetworkScorecard, Pool, check_pool
from datamaturity.packaged import load_framework
from datamaturity.pooling import PooledScore
from datamaturity.scores import NoStage
from datamaturity.stages import MeanRule, Rule

__all__ = ["pool"]

# Up to how many kinds of organisations, told apart by where they have answers, disclosure control is solved exactly.
_KINDS = 150

# Beyond how many organisations of a kind it makes no difference to disclosure control how many there are.
_CROWD = 100

Scores: TypeAlias = list[NetworkScore]


def pool(
    frame: Any,
    framework: Framework | str,
    *,
    organisation: str,
    slices: str | None = None,
    by: Pool = "organisations",
    columns: str | Mapping[str, str] | None = None,
    not_applicable: int | str | None = None,
    do_not_know: int | None = None,
    rule: Rule | str | None = None,
    overall: bool | None = None,
    mean: bool = True,
    min_organisations: int = LEAST_ORGANISATIONS,
) -> Any:
    """
    Return the pooled scores of all organisations in a frame, as `Network.pool` and `Network.slices` do.

    The engine counts how many say what, a query that runs at once for a lazy frame too, and nothing but these counts
    leaves it, unless organisations have several rows: then what each row adds up to, with its organisation.

    Args:
        frame: As in `score`; a row for each organisation, or for each respondent of one.
        framework: As in `score`.
        organisation: The column that says whose answers a row has. An organisation with several rows is a panel.
        slices: The column with what to slice by; of a network as a whole if not given. Null is the empty text.
        by: Whether each organisation counts once, or each respondent, which is a row.
        columns: As in `score`.
        not_applicable: As in `score`.
        do_not_know: As in `score`.
        rule: As in `score`.
        overall: Whether to score the whole as well; as the framework's publisher does if not given.
        mean: Whether to tell the means; without them, some counts can be told that they would give away.
        min_organisations: The least number of organisations that a figure may be about; 0 withholds nothing.

    Returns:
        One `NetworkScorecard`, or with ``slices`` one for each value, in alphabetical order. What is told is exact, and
        what a `Network` tells. Where no figure is about too few, nothing is withheld, as there. Where one is, the same
        is withheld in a network in which no more than some hundred kinds of organisations differ in where they have
        answers; in others it may be more, never less. It may be more or another figure, too, among respondents of
        whom several are of one organisation, and among slices of more than some hundred organisations.

    Raises:
        AnswerError: Columns that are missing, unknown or of another type, answers that are no level, rows without an
            organisation, and organisations in several slices.
        MissingExtraError: The library narwhals is not installed (extra ``frames``).
        NetworkError: No such pool, or a minimum that is none.
        RuleError: No such rule, or one that frames do not know.
        WrongTypeError: Not a frame.

    Example:
        >>> import polars as pl
        >>> from datamaturity import load_framework
        >>> framework = load_framework("seven-themes")
        >>> levels = [1, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 5]
        >>> answers = {one: [None] * 12 for one in framework.criterion_ids} | {"C1": levels, "C2": [3] * 12}
        >>> frame = pl.DataFrame({"org": [f"org {n}" for n in range(12)], **answers}, schema_overrides={
        ...     one: pl.Int8 for one in framework.criterion_ids})
        >>> pool(frame, framework, organisation="org").themes["culture"]
        <NetworkScore theme culture: mean 3, 3 Learning, 12 organisations>

    Source:
        As in `Network.pool`; disclosure control beyond some kinds of gaps is ours, see `datamaturity.frames.control`.
    """
    framework = load_framework(framework) if isinstance(framework, str) else framework
    check_pool(by)
    minimum = check_minimum(min_organisations)
    given = opened(frame)
    has_overall = framework.publishes_overall if overall is None else overall
    kinds = {group.kind for group in framework.groups if group.kind != "overall" or has_overall}
    plan = ScorePlan.of(
        framework, kinds=[kind for kind in ("topic", "theme", "cell", "overall") if kind in kinds], rule=rule
    )
    found = answer_columns(
        framework,
        given.collect_schema(),
        columns=columns,
        not_applicable=not_applicable,
        do_not_know=do_not_know,
    )
    parts = parts_of(given, plan, found, organisation=organisation, slices=slices, by=by)
    network = _Network(plan, minimum, mean)
    cards = network.cards([*parts.values()], by, is_part=len(parts) > 1, overall=has_overall)
    return cards[0] if slices is None else FrozenMapping(dict(zip(parts, cards, strict=True)))


@attrs.frozen
class _Network:
    """How tallies become what may be told."""

    plan: ScorePlan
    minimum: int
    mean: bool

    def cards(self, parts: Sequence[Part], by: Pool, *, is_part: bool, overall: bool) -> list[NetworkScorecard]:
        """Return the scorecard of each part."""
        framework = self.plan.framework
        told = self.told(parts, is_part=is_part)
        medians = self._medians(parts, is_part=is_part)
        cards = []
        for row, criteria in enumerate(medians):
            groups = ByGroup.of(framework, _of_row(self.plan, told, row), overall=overall)
            cards.append(NetworkScorecard(framework, self.plan.rule, by, self.minimum, groups, criteria))
        return cards

    def told(self, parts: Sequence[Part], *, is_part: bool) -> list[Scores]:
        """Return of each group the scores of each part."""
        told = []
        telling: set[int] = set()
        for place, group in enumerate(self.plan.groups):
            scores, tells = self._alone(group, [part.groups[place] for part in parts], is_part=is_part)
            told.append(scores)
            telling |= {*group.group.positions} if tells else set()
        # A larger group's mean would tell that of a criterion whose mean would tell a count.
        told = [
            [one if telling.isdisjoint(one.group.positions) else one.without_mean(self.minimum) for one in scores]
            for scores in told
        ]
        return self._beside(told, parts, is_part=is_part)

    def _alone(self, group: GroupSums, tallies: Sequence[Tally], *, is_part: bool) -> tuple[Scores, bool]:
        """Return a group's scores as they may be told by themselves, and whether means would tell a count."""
        scores, owners = self._reduced(group, tallies)
        # Which figures are told of a small crowd with the same organisations in the same places is told of a large one.
        small, tells = controlled(scores, owners, minimum=self.minimum, is_part=is_part, mean=self.mean)
        found = [self._score(group, tally, one) for tally, one in zip(tallies, small, strict=True)]
        return found, tells

    def _reduced(self, group: GroupSums, tallies: Sequence[Tally]) -> tuple[list[PooledScore], list[list[str]]]:
        """Return a group's scores over as few members as disclosure control needs, and whose those are."""
        is_one = len(group.group.positions) == 1
        like: dict[object, Said] = {}

        def same(one: Said) -> Said:
            return like.setdefault((one.mean if is_one else one.mean is None, one.stage), one)

        rows: list[Counter[frozenset[Said]]] = []
        for tally in tallies:
            classes: Counter[frozenset[Said]] = Counter()
            for said, count in tally.owners.items():
                classes[frozenset(map(same, said))] += count
            rows.append(classes)
        size = _sizes(
            [count for classes in rows for count in classes.values()], self.minimum, len(tallies), self._width
        )
        scores, owners = [], []
        for row, classes in enumerate(rows):
            members: list[Said] = []
            names: list[str] = []
            for place, (said, count) in enumerate(classes.items()):
                for n in range(size[count]):
                    members += said
                    names += [f"{row} {place} {n}"] * len(said)
            scores.append(self._pooled(group, members))
            owners.append(names)
        return scores, owners

    @property
    def _width(self) -> int:
        return len(self.plan.framework.scale) + 1

    def _pooled(self, group: GroupSums, members: Sequence[Any]) -> PooledScore:
        return PooledScore(group.group, self.plan.framework, self.plan.rule, tuple(members))

    def _score(self, group: GroupSums, tally: Tally, told: NetworkScore) -> NetworkScore:
        """Return a group's true figures, without those that are withheld of a small crowd like it."""
        framework = self.plan.framework
        members: Counter[Said] = tally.members
        applicable = sum(count for said, count in members.items() if said.coverage is not None)
        answered = sum(count for said, count in members.items() if said.mean is not None)
        found = mean_of_counts((said.mean, count) for said, count in members.items())
        stages = Counter[Level | None]()
        for said, count in members.items():
            stages[said.stage] += count
        counts = tuple(stages[level] for level in framework.scale)
        stage = stage_of(self.plan, found, counts, applicable)
        everything = NetworkScore(
            group.group,
            framework,
            self.plan.rule,
            organisation_count=tally.owner_count(lambda said: said.mean is not None),
            member_count=answered,
            mean=found if self.mean else None,
            stage=stage if isinstance(stage, Level) else None,
            why_no_stage=stage if isinstance(stage, NoStage) and not isinstance(told.stage, Withheld) else None,
            coverage=mean_of_counts((said.coverage, count) for said, count in members.items()),
            low=mean_of_counts((said.low, count) for said, count in members.items()) if self.mean else None,
            high=mean_of_counts((said.high, count) for said, count in members.items()) if self.mean else None,
            stage_counts=counts,
            no_stage_count=answered - sum(counts),
            quartiles=told.quartiles if told.withheld else self._quartiles(group, tally, answered, told),
        )
        quartiles = everything.quartiles
        return attrs.evolve(everything.less(told), quartiles=quartiles)

    def _quartiles(
        self, group: GroupSums, tally: Tally, answered: int, told: NetworkScore
    ) -> FrozenMapping[Fraction, Fraction | Withheld | None]:
        few, scale, rule = too_few(self.minimum), self.plan.framework.scale, self.plan.rule
        means = Counter[Fraction]()
        for said, count in tally.members.items():
            if said.mean is not None:
                means[said.mean] += count
        values = sorted(means)
        shown = [not isinstance(count, Withheld) for count in told.stage_counts]

        def place_of(value: Fraction) -> int | None:
            if isinstance(rule, MeanRule):
                return rule.position(scale, value)
            if len(group.group.positions) > 1:
                return None
            return next((place for place, level in enumerate(scale) if level.value == value), None)

        def quartile(share: Fraction) -> Fraction | Withheld | None:
            if not answered:
                return None
            least, seen = ceil(share * answered), 0
            for value in values:  # pragma: no branch - all of them are as many as are wanted
                seen += means[value]
                if seen >= least:
                    break
            is_end = value in (values[0], values[-1])
            if is_end and tally.owner_count(lambda said: said.mean == value) < self.minimum:
                return few
            place = place_of(value)
            return value if place is None or rank_is_told(shown, place) else few

        return FrozenMapping({share: quartile(share) for share in QUARTILES})

    def _beside(self, told: list[Scores], parts: Sequence[Part], *, is_part: bool) -> list[Scores]:
        """Return scores of which none follows from other groups' that is about too few."""
        if not any(isinstance(count, Withheld) for scores in told for one in scores for count in one.stage_counts):
            return told
        kinds = sum(len(part.patterns.owners) for part in parts)
        if kinds <= _KINDS:
            return self._beside_exactly(told, parts, is_part=is_part)
        crowd = Crowd(
            self._within(),
            [[tally.owner_count(lambda said: said.mean is not None) for tally in part.groups] for part in parts],
            [part.patterns.members for part in parts],
            [bits(part.patterns.owners) for part in parts],
            is_part,
            self.minimum,
        )
        known: Sequence[Scores] = told
        if is_part:
            known = [[*scores, *whole] for scores, whole in zip(told, self._whole(parts), strict=True)]
        nothing, bounds, counts = lost_across(crowd, known)
        found = []
        for place, scores in enumerate(told):
            if place in nothing:
                scores = [one.without_anything(self.minimum) for one in scores]
            if place in bounds:
                scores = [one.without_bounds(self.minimum) for one in scores]
            if place in counts:
                scores = [one.without_counts(self.minimum) for one in scores]
            found.append(scores)
        return found

    def _whole(self, parts: Sequence[Part]) -> list[Scores]:
        """Return what is told of all parts together: it is told as well, and first."""
        together = parts[0]
        for part in parts[1:]:
            together = together + part
        return self.told([together], is_part=False)

    def _within(self) -> list[int]:
        """Return which atoms each group holds, a bit for each."""
        groups = [{*one.group.positions} for one in self.plan.groups]
        atoms = [groups[place] for place in atoms_of(self.plan)]
        return [sum(1 << n for n, atom in enumerate(atoms) if atom <= own) for own in groups]

    def _beside_exactly(self, told: list[Scores], parts: Sequence[Part], *, is_part: bool) -> list[Scores]:
        keys: list[Key] = [(one.group.kind, one.group.id) for one in self.plan.groups]
        size = _sizes(
            [count for part in parts for count in part.patterns.owners.values()], self.minimum, len(parts), self._width
        )
        atoms = {place: n for n, place in enumerate(atoms_of(self.plan))}
        silent, speaking = Said(None, None, None, None, None), Said(Fraction(0), None, None, None, None)
        cards: list[Pooled] = []
        owners: list[list[str]] = []
        for row, part in enumerate(parts):
            patterns: list[int] = []
            names: list[str] = []
            for place, (said, count) in enumerate(part.patterns.owners.items()):
                for n in range(size[count]):
                    patterns += said
                    names += [f"{row} {place} {n}"] * len(said)
            owners.append(names)
            cards.append(
                {
                    key: self._pooled(
                        self.plan.groups[place],
                        [speaking if one >> atoms[place] & 1 else silent for one in patterns] if place in atoms else (),
                    )
                    for place, key in enumerate(keys)
                }
            )
        whole = None
        if is_part:

            def whole() -> dict[Key, Scores]:
                return dict(zip(keys, self._whole(parts), strict=True))

        found = beside_other_groups(dict(zip(keys, told, strict=True)), cards, owners, self.minimum, whole=whole)
        return [[*found[key]] for key in keys]

    def _medians(self, parts: Sequence[Part], *, is_part: bool) -> list[FrozenMapping[str, Level | Withheld | None]]:
        """Return, for each part, each criterion's lower median level, as it may be told."""
        framework = self.plan.framework
        found: list[dict[str, Level | Withheld | None]] = [{} for _ in parts]
        for position, criterion in enumerate(framework.criteria):
            tallies = [part.criteria[position] for part in parts]
            about = [tally.owner_count(lambda code: code >= 0) for tally in tallies]
            hidden = frozenset[int]()
            if is_part:
                size = _sizes(about, self.minimum, len(parts), self._width)
                hidden = withheld_parts(
                    [{(row, n) for n in range(size[n_own])} for row, n_own in enumerate(about)], self.minimum
                )
            for row, tally in enumerate(tallies):
                counts = [tally.members[place] for place in range(len(framework.scale))]
                if any(code != -1 for code in tally.members):
                    told = row not in hidden and not 0 < about[row] < self.minimum
                    found[row][criterion.id] = lower_median(counts, framework.scale) if told else too_few(self.minimum)
        return [FrozenMapping(one) for one in found]


def _of_row(plan: ScorePlan, told: Sequence[Scores], row: int) -> Callable[[Group], NetworkScore]:
    scores = {(one.group.kind, one.group.id): told[place][row] for place, one in enumerate(plan.groups)}
    return lambda group: scores[group.kind, group.id]


def _sizes(counts: Sequence[int], minimum: int, part_count: int, width: int) -> dict[int, int]:
    """
    Return numbers of organisations with the large ones made smaller.

    Nothing that is decided of small numbers is decided otherwise by that: they are compared with the minimum, with how
    many figures there are, and with one another. Of a whole network the large ones keep their order, so that the least
    are withheld; of parts they become equal, so that in each group it is the same part that hides a small one.
    """
    most = max(_CROWD, minimum) + part_count + width
    large = sorted({count for count in counts if count > most})
    sizes = {count: count for count in counts if count <= most}
    return {**sizes, **{n: most + 1 + (at if part_count == 1 else 0) for at, n in enumerate(large)}}
