"""The laws of SPEC section 7 that a panel keeps, and its statistics against a slow and obvious reckoning."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from random import Random

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import strategies
from datamaturity import (
    Answer,
    AnswerState,
    Assessment,
    Interval,
    Level,
    MedianLow,
    NoStage,
    Panel,
    PanelError,
    PooledScore,
    PooledScorecard,
    ReachedBy,
    Respondent,
    Rule,
    Score,
    WeakestLink,
    leik_consensus,
    score,
)
from datamaturity.agreement import lower_median
from datamaturity.intervals import LEAST_MEMBERS, bootstrap_interval
from datamaturity.panel import PanelPool
from datamaturity.reliability import krippendorff_alpha
from datamaturity.settlements import Method
from examples import CROSSED, ONE_THEME

POOLS: tuple[PanelPool, ...] = ("respondents", "units")
TINY = Panel([Respondent(Assessment(ONE_THEME, answers)) for answers in ({"a": 2}, {"a": 4, "b": 4, "c": 3})])
PARTLY_APPLICABLE = Panel(
    [
        Respondent(Assessment(CROSSED, {"1.1": Answer.not_applicable(), "1.2": 5}), unit="a"),
        Respondent(Assessment(CROSSED, {"1.1": 1, "2.3": Answer.not_applicable()}), unit="a"),
        Respondent(Assessment(CROSSED, {"1.1": 4, "2.3": 2, "2.4": 5}), unit="b"),
    ]
)


@st.composite
def panels_and_rules(draw: st.DrawFn) -> tuple[Panel, Rule]:
    """Any panel, and any rule that fits its scale."""
    panel = draw(strategies.panels())
    return panel, draw(strategies.rules(panel.framework.scale))


def counts_per_level() -> st.SearchStrategy[list[int]]:
    """How many people give each level of a scale; now and then nobody gives any."""
    few, many = (st.lists(st.integers(0, most), min_size=2, max_size=6) for most in (3, 10**6))
    ends = st.builds(lambda count, between: [count, *between, count], st.integers(1, 9), st.just([0]) | st.just([0, 0]))
    return few | many | ends


@st.composite
def tables_of_counts(draw: st.DrawFn) -> list[list[int]]:
    """How many people give each level, for each of some criteria on one scale."""
    level_count = draw(st.sampled_from(range(2, 7)))
    row = st.lists(st.integers(0, 3), min_size=level_count, max_size=level_count)
    return draw(st.lists(row, max_size=5))


def number(stage: Level | None) -> int | None:
    """Return the stage's number, `None` for none: people may have other words for one level."""
    return None if stage is None else stage.number


def said_together(one: PooledScore) -> dict[str, object]:
    """Return everything that a pooled score says but how many members there are."""
    return {
        "group": one.group,
        "mean": one.mean,
        "low": one.low,
        "high": one.high,
        "coverage": one.coverage,
        "at_or_above": one.at_or_above,
        "stage": number(one.stage),
        "why_no_stage": one.why_no_stage,
    }


def said_of_members(one: PooledScore) -> dict[str, object]:
    """Return how many members stand where."""
    return {
        "members": one.member_count,
        "applicable": one.applicable_count,
        "answered": one.answered_count,
        "stages": one.stage_counts,
        "means": sorted(one.means),
    }


def everything(card: PooledScorecard) -> list[dict[str, object]]:
    """Return everything that a pooled scorecard says, whatever order its members have."""
    return [{**said_together(one), **said_of_members(one)} for one in card]


def states(panel: Panel, method: Method) -> list[tuple[AnswerState, int | None, str]]:
    """Return what a panel agrees on, without the evidence."""
    answers = panel.agree(method=method).assessment.answers.values()
    return [(one.state, one.level, one.note) for one in answers]


def height(level: Level | None) -> int:
    """Return what levels are ordered by; none is below every level."""
    return -1 if level is None else level.number


def shuffled(data: st.DataObject, panel: Panel) -> Panel:
    """Return the panel with its people in any order."""
    return attrs.evolve(panel, respondents=data.draw(st.permutations(panel.respondents)))


def doubled(panel: Panel) -> Panel:
    """Return the panel with everybody in it twice, once without a name."""
    return attrs.evolve(panel, respondents=[*panel, *(attrs.evolve(one, id="") for one in panel)])


class TestOrder:
    """The order of people is irrelevant."""

    @given(st.data(), panels_and_rules())
    def test_pooled_scores(self, data: st.DataObject, given_: tuple[Panel, Rule]) -> None:
        """Every pooled score is the same, however people and units come."""
        panel, rule = given_
        other = shuffled(data, panel)

        for by in POOLS:
            before, after = (one.pool(by=by, rule=rule, overall=True) for one in (panel, other))
            assert everything(before) == everything(after)

    @given(st.data(), strategies.panels())
    def test_agreed_answers(self, data: st.DataObject, panel: Panel) -> None:
        """People agree on the same, evidence and day included."""
        other = shuffled(data, panel)

        for method in ("median-low", "mode", "by-hand"):
            before, after = (one.agree(method=method).assessment for one in (panel, other))
            assert dict(before.answers) == dict(after.answers)
            assert before.assessed_on == after.assessed_on
            assert before.organisation == after.organisation

    @given(st.data(), strategies.panels())
    def test_what_people_say(self, data: st.DataObject, panel: Panel) -> None:
        """What people say of each criterion is the same, and so is what to talk about first."""
        other = shuffled(data, panel)

        assert [{**row, "title": ""} for row in panel.to_rows()] == [{**row, "title": ""} for row in other.to_rows()]
        assert [one.criterion.id for one in panel.to_discuss] == [one.criterion.id for one in other.to_discuss]
        assert panel.alpha() == other.alpha()
        assert panel.roles == other.roles
        assert panel.units == other.units

    @given(st.data(), strategies.panels(least=4, most=6), st.integers())
    def test_intervals(self, data: st.DataObject, panel: Panel, seed: int) -> None:
        """An interval from one seed is the same; with fewer than five people who answer, there is none."""
        other = shuffled(data, panel)

        for before, after in zip(panel.pool(), other.pool(), strict=True):
            if before.answered_count < LEAST_MEMBERS:
                with pytest.raises(PanelError):
                    before.interval(seed=seed, resample_count=3)
            else:
                assert before.interval(seed=seed, resample_count=9) == after.interval(seed=seed, resample_count=9)


class TestTwice:
    """Asking everyone twice changes no pooled score."""

    @given(panels_and_rules())
    @example((TINY, MedianLow()))
    @example((TINY, ReachedBy("1/3")))
    @example((PARTLY_APPLICABLE, MedianLow()))
    @example((PARTLY_APPLICABLE, ReachedBy("1/2")))
    @example((PARTLY_APPLICABLE, WeakestLink()))
    def test_pooled_scores(self, given_: tuple[Panel, Rule]) -> None:
        """Mean, bounds, coverage, shares and stage stay under every rule; every count of people doubles."""
        panel, rule = given_
        once, twice = (one.pool(rule=rule, overall=True) for one in (panel, doubled(panel)))

        for before, after in zip(once, twice, strict=True):
            assert said_together(before) == said_together(after)
            assert 2 * before.member_count == after.member_count
            assert 2 * before.applicable_count == after.applicable_count
            assert 2 * before.answered_count == after.answered_count
            assert tuple(2 * count for count in before.stage_counts) == after.stage_counts

    @given(panels_and_rules())
    def test_units(self, given_: tuple[Panel, Rule]) -> None:
        """Where each unit counts once, not even a count of members changes."""
        panel, rule = given_
        once, twice = (one.pool(by="units", rule=rule, overall=True) for one in (panel, doubled(panel)))

        assert everything(once) == everything(twice)

    @given(strategies.panels())
    def test_agreement(self, panel: Panel) -> None:
        """People agree on the same, and as much as before."""
        twice = doubled(panel)

        for method in ("median-low", "mode"):
            assert states(panel, method) == states(twice, method)
        for before, after in zip(panel.criteria.values(), twice.criteria.values(), strict=True):
            assert before.median == after.median
            assert before.range == after.range
            assert before.consensus == after.consensus


class TestPooling:
    """What members' scores become together."""

    @given(panels_and_rules())
    @example((PARTLY_APPLICABLE, MedianLow()))
    def test_numbers(self, given_: tuple[Panel, Rule]) -> None:
        """Each number is the plain mean of the members' numbers, of those who have one."""
        panel, rule = given_
        cards = [score(one.assessment, rule=rule, overall=True) for one in panel]

        for pooled, *members in zip(panel.pool(rule=rule, overall=True), *cards, strict=True):
            for name in ("mean", "low", "high", "coverage"):
                found = [getattr(one, name) for one in members if getattr(one, name) is not None]
                expected = sum(found, Fraction(0)) / len(found) if found else None
                assert expected == getattr(pooled, name)
            stages = [number(one.stage) for one in members]
            assert tuple(map(stages.count, panel.framework.scale.numbers)) == pooled.stage_counts

    @given(strategies.panels(), st.sampled_from(POOLS))
    def test_bounds(self, panel: Panel, by: PanelPool) -> None:
        """The lowest level ≤ low ≤ mean ≤ high ≤ the highest, as far as there is any of them."""
        scale = panel.framework.scale

        for one in panel.pool(by=by, overall=True):
            assert (one.low is None) == (one.high is None) == (one.applicable_count == 0)
            assert (one.mean is None) == (one.answered_count == 0)
            if one.low is not None and one.high is not None:
                assert scale.lowest.value <= one.low <= one.high <= scale.highest.value
                assert one.mean is None or one.low <= one.mean <= one.high

    @given(st.data(), strategies.panels())
    def test_everything_answered(self, data: st.DataObject, panel: Panel) -> None:
        """Where everybody answers everything that applies, both bounds are the mean."""
        complete = attrs.evolve(
            panel,
            respondents=[
                attrs.evolve(
                    one,
                    assessment=one.assessment.with_answers(
                        {
                            criterion: data.draw(st.sampled_from(panel.framework.scale.numbers))
                            for criterion, answer in one.assessment.answers.items()
                            if answer.state in (AnswerState.DO_NOT_KNOW, AnswerState.UNANSWERED)
                        }
                    ),
                )
                for one in panel
            ],
        )

        for by in POOLS:
            for score_ in complete.pool(by=by, overall=True):
                assert score_.low == score_.mean == score_.high
                assert score_.coverage in (None, 1)

    @given(panels_and_rules())
    def test_shares(self, given_: tuple[Panel, Rule]) -> None:
        """The shares at or above a level never rise with the level, and are none where the group applies to nobody."""
        panel, rule = given_

        for one in panel.pool(rule=rule, overall=True):
            if one.at_or_above is None:
                assert 0 == one.applicable_count
                assert NoStage.NOT_APPLICABLE is one.why_no_stage
            else:
                shares = [*one.at_or_above.values()]
                assert sorted(shares, reverse=True) == shares
                assert Fraction(sum(one.stage_counts), one.applicable_count) == shares[0]
            assert (one.stage is None) != (one.why_no_stage is None)

    @given(st.data(), panels_and_rules())
    def test_raising(self, data: st.DataObject, given_: tuple[Panel, Rule]) -> None:
        """Raising one answer of one person lowers no mean, bound, share, stage or agreed median."""
        panel, rule = given_
        scale = panel.framework.scale
        place, criterion = data.draw(st.sampled_from([*product(range(len(panel)), panel.framework.criterion_ids)]))
        person = panel.respondents[place]
        answer = person.assessment.answers[criterion]
        assume(answer.level is not None)
        higher = data.draw(st.sampled_from([level for level in scale.numbers if level >= (answer.level or 0)]))
        people = [*panel]
        people[place] = attrs.evolve(person, assessment=person.assessment.with_answers({criterion: higher}))
        raised = attrs.evolve(panel, respondents=people)

        for by in POOLS:
            cards = (one.pool(by=by, rule=rule, overall=True) for one in (panel, raised))
            for before, after in zip(*cards, strict=True):
                assert before.mean is None or (after.mean is not None and before.mean <= after.mean)
                assert before.low is None or (after.low is not None and before.low <= after.low)
                assert before.high is None or (after.high is not None and before.high <= after.high)
                assert height(before.stage) <= height(after.stage)
                for level, share in (before.at_or_above or {}).items():
                    assert share <= (after.at_or_above or {})[level]
        for said, said_now in zip(panel.criteria.values(), raised.criteria.values(), strict=True):
            assert height(said.median) <= height(said_now.median)

    @given(panels_and_rules())
    def test_whom_nothing_applies_to(self, given_: tuple[Panel, Rule]) -> None:
        """One more person to whom nothing applies changes nothing but how many people there are."""
        panel, rule = given_
        nothing = Assessment(
            panel.framework, dict.fromkeys(panel.framework.criterion_ids, Answer.not_applicable("Not ours"))
        )
        larger = attrs.evolve(panel, respondents=[*panel, Respondent(nothing)])

        for before, after in zip(*(one.pool(rule=rule, overall=True) for one in (panel, larger)), strict=True):
            assert said_together(before) == said_together(after)
            assert before.member_count + 1 == after.member_count
            assert before.stage_counts == after.stage_counts

    @given(strategies.panels())
    def test_who_says_nothing(self, panel: Panel) -> None:
        """One more person without an answer changes no mean, lowers coverage, and never narrows the bounds."""
        larger = attrs.evolve(panel, respondents=[*panel, Respondent(Assessment(panel.framework))])

        for before, after in zip(*(one.pool(overall=True) for one in (panel, larger)), strict=True):
            assert before.mean == after.mean
            if before.low is not None and before.high is not None and before.coverage is not None:
                assert after.low is not None
                assert after.low <= before.low
                assert after.high is not None
                assert before.high <= after.high
                assert after.coverage is not None
                assert after.coverage <= before.coverage


class TestOneRespondent:
    """A panel of one is its only respondent."""

    @given(st.data(), strategies.assessments(), st.sampled_from(POOLS))
    def test_pooled(self, data: st.DataObject, assessment: Assessment, by: PanelPool) -> None:
        """Pooled, it has the respondent's own numbers and stages, under every rule."""
        for rule in data.draw(strategies.rules_of_each_kind(assessment.framework.scale)):
            own = score(assessment, rule=rule, overall=True)
            pooled = Panel([Respondent(assessment)]).pool(by=by, rule=rule, overall=True)

            for expected, actual in zip(own, pooled, strict=True):
                assert _numbers(expected) == _numbers(actual)

    @given(strategies.assessments(), st.sampled_from(["median-low", "mode"]))
    def test_agreed(self, assessment: Assessment, method: Method) -> None:
        """Agreed, it has the respondent's own answers and evidence; the notes stay with the respondent."""
        found = Panel([Respondent(assessment)]).agree(method=method)

        assert assessment.answers.codes == found.assessment.answers.codes
        for before, after in zip(assessment.answers.values(), found.assessment.answers.values(), strict=True):
            assert {*before.evidence} == {*after.evidence}
        assert assessment.organisation == found.assessment.organisation
        assert assessment.assessed_on == found.assessment.assessed_on
        assert (assessment,) == tuple(one.assessment for one in found.respondents)

    @given(strategies.assessments())
    def test_alone_nobody_differs(self, assessment: Assessment) -> None:
        """Nothing is there to talk about, and alpha is undefined."""
        panel = Panel([Respondent(assessment)])

        assert () == panel.to_discuss
        assert panel.alpha() is None


def _numbers(one: Score | PooledScore) -> dict[str, object]:
    return {
        "group": one.group,
        "mean": one.mean,
        "low": one.low,
        "high": one.high,
        "coverage": one.coverage,
        "stage": one.stage,
        "why_no_stage": one.why_no_stage,
    }


class TestAgreeing:
    """From several people's answers to one."""

    @given(strategies.panels(), st.sampled_from(["median-low", "mode"]))
    def test_between(self, panel: Panel, method: Method) -> None:
        """An agreed level lies between the lowest and the highest that are given, and somebody gives it."""
        agreed = panel.agree(method=method).assessment.answers

        for criterion, said in panel.criteria.items():
            level = agreed[criterion].level
            if level is not None:
                assert said.lowest is not None
                assert said.highest is not None
                assert said.lowest.number <= level <= said.highest.number
                assert level in [one.assessment.answers[criterion].level for one in panel]

    @given(strategies.panels(), st.sampled_from(["median-low", "mode"]))
    def test_states(self, panel: Panel, method: Method) -> None:
        """No state becomes another in silence: what most say of applying holds, then levels, then *do not know*."""
        agreed = panel.agree(method=method).assessment.answers

        for criterion, answer in agreed.items():
            said = [one.assessment.answers[criterion].state for one in panel]
            if said.count(AnswerState.NOT_APPLICABLE) > said.count(AnswerState.LEVEL):
                expected = AnswerState.NOT_APPLICABLE
            elif AnswerState.LEVEL in said:
                expected = AnswerState.LEVEL
            elif AnswerState.DO_NOT_KNOW in said:
                expected = AnswerState.DO_NOT_KNOW
            else:
                expected = AnswerState.UNANSWERED
            assert expected is answer.state

    @given(strategies.panels())
    def test_individual(self, panel: Panel) -> None:
        """Everybody's own answers stay beside the agreed ones."""
        found = panel.agree()

        for criterion in panel.framework.criterion_ids:
            assert tuple(one.assessment.answers[criterion] for one in panel) == found.individual(criterion)

    @given(strategies.panels())
    def test_by_hand(self, panel: Panel) -> None:
        """By hand, all is open that nobody settled."""
        assert panel.framework.criterion_ids == panel.agree(method="by-hand").open

    @given(strategies.panels())
    def test_who_is_where(self, panel: Panel) -> None:
        """Whoever gives a level stands in one of three places: above the median, at it, or below it."""
        for criterion, said in panel.criteria.items():
            places = [
                (role, name)
                for place in (said.above, said.at_median, said.below)
                for role, names in place.items()
                for name in names
            ]
            given_ = [one for one in panel if one.assessment.answers[criterion].level is not None]

            assert sorted(one.role for one in given_) == sorted(role for role, _ in places)
            assert len({name for _, name in places}) == len(places)


class TestLeik:
    """Leik's ordinal consensus."""

    @given(counts_per_level())
    @example([0, 6, 0, 0, 0])
    @example([3, 0, 0, 0, 3])
    @example([1, 1, 1, 1, 1])
    def test_definition(self, counts: list[int]) -> None:
        """It is ``1 − 2·Σ d/(K−1)``, with the lesser of F and 1 − F as d; none without an answer."""
        total = sum(counts)
        if total:
            shares = [Fraction(sum(counts[: place + 1]), total) for place in range(len(counts) - 1)]
            distances = [share if share < Fraction(1, 2) else 1 - share for share in shares]
            assert 1 - 2 * sum(distances, Fraction(0)) / (len(counts) - 1) == leik_consensus(counts)
        else:
            assert leik_consensus(counts) is None

    @given(counts_per_level())
    def test_bounds(self, counts: list[int]) -> None:
        """It runs from 0, just where half stand at each end, to 1, just where all stand at one level."""
        consensus = leik_consensus(counts)
        assume(consensus is not None)
        assert consensus is not None
        ends = counts[0] == counts[-1] > 0 and not any(counts[1:-1])

        assert 0 <= consensus <= 1
        assert (consensus == 1) == (sum(map(bool, counts)) == 1)
        assert (consensus == 0) == ends

    @given(counts_per_level())
    def test_symmetry(self, counts: list[int]) -> None:
        """Turning the scale around changes nothing."""
        assert leik_consensus(counts) == leik_consensus(counts[::-1])

    @given(counts_per_level(), st.integers(1, 1000))
    def test_size(self, counts: list[int], factor: int) -> None:
        """So many people more in the same shares change nothing."""
        assert leik_consensus(counts) == leik_consensus([factor * count for count in counts])


class TestLowerMedian:
    """The lower median of a criterion's levels."""

    @given(st.data())
    def test_sorted(self, data: st.DataObject) -> None:
        """It is the middle one of the sorted levels, or the lower one of the two in the middle."""
        scale = data.draw(strategies.scales())
        counts = data.draw(st.lists(st.integers(0, 3), min_size=len(scale), max_size=len(scale)))
        everybody = [level for level, count in zip(scale, counts, strict=True) for _ in range(count)]

        assert (everybody[(len(everybody) - 1) // 2] if everybody else None) == lower_median(counts, scale)


def reckoned_alpha(table: Sequence[Sequence[int]]) -> Fraction | None:
    """
    Krippendorff's alpha, ordinal, pair by pair.

    1 less the mean of the squared distances within criteria, over that within all pairable answers; of two levels the
    distance is how many answers lie between them, those at either end counted half.
    """
    units = [[level for level, count in enumerate(row) for _ in range(count)] for row in table]
    units = [unit for unit in units if len(unit) > 1]
    everybody = [level for unit in units for level in unit]

    def distance(one: int, other: int) -> Fraction:
        low, high = min(one, other), max(one, other)
        between = [level for level in everybody if low <= level <= high]
        return len(between) - Fraction(everybody.count(low) + everybody.count(high), 2)

    def squares(answers: Sequence[int]) -> Fraction:
        pairs = product(range(len(answers)), repeat=2)
        return sum((distance(answers[i], answers[j]) ** 2 for i, j in pairs if i != j), Fraction(0))

    expected = squares(everybody)
    if not expected:
        return None
    observed = sum((squares(unit) / (len(unit) - 1) for unit in units), Fraction(0))
    return 1 - observed * (len(everybody) - 1) / expected


class TestAlpha:
    """Krippendorff's alpha, ordinal."""

    @given(tables_of_counts())
    def test_definition(self, table: list[list[int]]) -> None:
        """It is what its definition gives, pair by pair; none where that divides by zero."""
        expected, actual = reckoned_alpha(table), krippendorff_alpha(table)

        if expected is None:
            assert actual is None
        else:
            assert actual == pytest.approx(float(expected), abs=1e-9)

    @given(st.data(), st.sampled_from(range(2, 7)))
    def test_perfect_agreement(self, data: st.DataObject, level_count: int) -> None:
        """It is 1 where people agree on every criterion and the criteria differ, answers missing or not."""
        levels = data.draw(st.lists(st.integers(0, level_count - 1), min_size=2, max_size=6))
        assume(len(set(levels)) > 1)
        table = []
        for level in levels:
            row = [0] * level_count
            row[level] = data.draw(st.integers(2, 9))
            table.append(row)

        assert 1 == krippendorff_alpha(table)

    @given(tables_of_counts())
    def test_symmetry(self, table: list[list[int]]) -> None:
        """Turning the scale around, or the criteria, changes nothing."""
        found = krippendorff_alpha(table)
        turned = krippendorff_alpha([row[::-1] for row in table[::-1]])

        assert (found is None) == (turned is None)
        assert found is None or found == pytest.approx(turned, abs=1e-9)

    @given(tables_of_counts())
    def test_single_answers(self, table: list[list[int]]) -> None:
        """A criterion with one answer, or none, changes nothing: it pairs with nobody."""
        width = len(table[0]) if table else 2
        one_answer = [[0] * place + [1] + [0] * (width - place - 1) for place in range(width)]

        assert krippendorff_alpha(table) == krippendorff_alpha([*table, *one_answer, [0] * width])


class TestIntervals:
    """The bootstrap interval of a mean."""

    values = st.lists(strategies.fractions(), min_size=5, max_size=8)
    shares = st.sampled_from([Fraction(1, 2), Fraction(19, 20)]) | strategies.shares().filter(lambda one: one < 1)

    @given(values, st.integers(), shares, st.integers(1, 25))
    def test_definition(self, values: list[Fraction], seed: int, share: Fraction, resample_count: int) -> None:
        """Its ends are resampled means, with at most the tail's share of all of them below, and above, them."""
        found = bootstrap_interval(values, seed=seed, confidence=share, resample_count=resample_count)
        random, ordered = Random(seed), sorted(values)  # noqa: S311 - no secret hangs on it
        means = [
            sum((ordered[int(random.random() * len(values))] for _ in values), Fraction(0)) / len(values)
            for _ in range(resample_count)
        ]
        tail = (1 - share) / 2

        assert found.low in means
        assert found.high in means
        for end, below in ((found.low, tail), (found.high, 1 - tail)):
            # The inverse of the empirical distribution: the least value that this share does not exceed.
            assert sum(mean <= end for mean in means) >= below * resample_count
            assert sum(mean < end for mean in means) < below * resample_count
        assert Interval(found.low, found.high, share, len(values), resample_count, seed) == found

    @given(st.data(), values, st.integers())
    def test_order(self, data: st.DataObject, values: list[Fraction], seed: int) -> None:
        """The order of the values is irrelevant."""
        turned = data.draw(st.permutations(values))
        before, after = (bootstrap_interval(one, seed=seed, resample_count=9) for one in (values, turned))

        assert before == after

    @given(values, st.integers(), shares)
    def test_bounds(self, values: list[Fraction], seed: int, share: Fraction) -> None:
        """It lies between the least value and the greatest, and is the value itself where all are one."""
        found = bootstrap_interval(values, seed=seed, confidence=share, resample_count=9)
        same = bootstrap_interval([values[0]] * 5, seed=seed, confidence=share, resample_count=9)

        assert min(values) <= found.low <= found.high <= max(values)
        assert (values[0], values[0]) == (same.low, same.high)

    @given(values, st.integers(), shares, shares)
    def test_nested(self, values: list[Fraction], seed: int, one: Fraction, other: Fraction) -> None:
        """The greater confidence has the wider interval, from the same seed."""
        narrow, wide = (
            bootstrap_interval(values, seed=seed, confidence=share, resample_count=25) for share in sorted((one, other))
        )

        assert wide.low <= narrow.low <= narrow.high <= wide.high

    @given(values, st.integers(), strategies.positive_fractions(), strategies.fractions())
    def test_scale(self, values: list[Fraction], seed: int, factor: Fraction, shift: Fraction) -> None:
        """On another scale it is the same interval on that scale."""
        before = bootstrap_interval(values, seed=seed, resample_count=9)
        after = bootstrap_interval([factor * one + shift for one in values], seed=seed, resample_count=9)

        assert (factor * before.low + shift, factor * before.high + shift) == (after.low, after.high)
