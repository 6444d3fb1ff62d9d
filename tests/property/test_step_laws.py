"""
The laws of SPEC sections 5 and 7 about targets, gaps and the way up, and the smallest way against every other way.

The brute force here tries all moves that there are and asks `score` for the stage after each, which has laws of its
own in `test_scoring_laws.py`; it knows nothing about ladders and gains.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from typing import NamedTuple, TypeVar

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import strategies
from datamaturity import (
    Answer,
    AnswerState,
    Assessment,
    Criterion,
    Framework,
    Gap,
    Level,
    MeanNearest,
    NoStage,
    ReachedBy,
    Rule,
    Scale,
    Score,
    Target,
    TargetError,
    Topic,
    WayUp,
    WeakestLink,
    gaps,
    next_steps,
    progress_to_date,
    score,
    smallest_way_up,
    what_if,
)
from datamaturity.moves import Ladder, fewest_moves, most_gain
from examples import CROSSED, ONE_THEME, ONE_THEME_ANSWERED

T = TypeVar("T")

_OPEN = (AnswerState.UNANSWERED, AnswerState.DO_NOT_KNOW)


def position(scale: Scale, level: Level | None) -> int:
    """Return the level's position on the scale; below the lowest for no level."""
    return -1 if level is None else scale.position(level.number)


def preference(starts: Sequence[int], weights: Sequence[Fraction | int], counts: Sequence[int]) -> tuple[object, ...]:
    """
    Return what SPEC section 5 prefers among sets of equally many moves, as something of which the greatest is best.

    Args:
        starts: Where each criterion stands, from 0.
        weights: What each weighs.
        counts: How many moves each makes.
    """
    highest = max((start + count for start, count in zip(starts, counts, strict=True)), default=0)
    from_each = [
        sum(start <= place < start + count for start, count in zip(starts, counts, strict=True))
        for place in range(highest)
    ]
    weight = sum((Fraction(weight) * count for weight, count in zip(weights, counts, strict=True)), Fraction(0))
    return from_each, weight, [*counts]


class Small(NamedTuple):
    """Answers to a framework that is small enough to try everything, a minimum coverage, and rules that fit."""

    assessment: Assessment
    minimum_coverage: Fraction
    rules: tuple[Rule, ...]

    @property
    def scale(self) -> Scale:
        """The scale."""
        return self.assessment.framework.scale

    def of_topic(self, rule: Rule) -> Score:
        """Return the score of the topic that is looked at."""
        return score(self.assessment, rule=rule, minimum_coverage=self.minimum_coverage).topics["t"]

    def in_states(self, *states: AnswerState) -> list[Criterion]:
        """Return the topic's criteria whose answer is in one of the states."""
        return [
            one
            for one in self.assessment.framework.criteria_of(topic="t")
            if self.assessment.answers[one.id].state in states
        ]

    @property
    def answered(self) -> list[Criterion]:
        """The topic's criteria with a level."""
        return self.in_states(AnswerState.LEVEL)

    @property
    def still_open(self) -> list[Criterion]:
        """The topic's applicable criteria without one."""
        return self.in_states(*_OPEN)

    @property
    def starts(self) -> list[int]:
        """Where the answered criteria stand."""
        return [position_of(self.assessment, one.id) for one in self.answered]

    def stage(self, rule: Rule, changes: Mapping[str, Level], minimum_coverage: Fraction = Fraction(0)) -> int:
        """Return the position of the topic's stage after some changes; below 0 for none."""
        changed = self.assessment.with_answers({**changes})
        one = score(changed, rule=rule, minimum_coverage=minimum_coverage).topics["t"]
        return position(self.scale, one.stage)

    def moved(self, counts: Sequence[int]) -> dict[str, Level]:
        """Return the levels of the answered criteria after so many moves each."""
        places = [start + count for start, count in zip(self.starts, counts, strict=True)]
        return {one.id: self.scale.levels[place] for one, place in zip(self.answered, places, strict=True)}

    def at_the_top(self, criteria: Iterable[Criterion]) -> dict[str, Level]:
        """Return the highest level for each of the criteria."""
        return {one.id: self.scale.highest for one in criteria}

    def every_way(self) -> Iterator[tuple[int, ...]]:
        """Yield every number of moves that the answered criteria can make."""
        yield from product(*(range(len(self.scale) - start) for start in self.starts))


def position_of(assessment: Assessment, criterion: str) -> int:
    """Return where an answered criterion stands, from 0."""
    level = assessment.answers[criterion].level
    assert level is not None
    return assessment.framework.scale.position(level)


@st.composite
def smalls(draw: st.DrawFn) -> Small:
    """
    Answers to up to four criteria of one topic, on a scale of two to four levels.

    Values and weights are small, so that sums often meet a threshold exactly; half of the scales have equal steps and
    half of the frameworks equal weights, where ways are often equally short. A criterion of another topic stands first,
    so that the topic's own do not stand where they are counted.
    """
    count = draw(st.integers(2, 4))
    steps = draw(st.just([4] * (count - 1)) | st.lists(st.integers(1, 4), min_size=count - 1, max_size=count - 1))
    low = draw(st.integers(-2, 2))
    values = [Fraction(low + sum(steps[:place]), 4) for place in range(count)]
    scale = Scale(Level(number, f"Level {number}", value) for number, value in enumerate(values))
    size = draw(st.integers(1, 4))
    weight = st.sampled_from([Fraction(1), Fraction(2), Fraction(1, 2), Fraction(1, 3), Fraction(3)])
    weights = draw(st.just([Fraction(1)] * size) | st.lists(weight, min_size=size, max_size=size))
    framework = Framework(
        # Another id for each, since frameworks are told apart by it in caches.
        id=f"small {[*map(str, values)]} {[*map(str, weights)]}",
        version="1",
        title="Small",
        scale=scale,
        topics=[Topic("u", "Other"), Topic("t", "This")],
        criteria=[
            Criterion("other", "Other", topic="u", weight="1/5"),
            *(Criterion(f"c{place}", "This", topic="t", weight=one) for place, one in enumerate(weights)),
        ],
    )
    level = st.sampled_from(scale.numbers).map(Answer.at)
    without = st.sampled_from([Answer.unanswered(), Answer.do_not_know(), Answer.not_applicable()])
    # Levels mostly: the ways through them are what is tried.
    answer = draw(st.sampled_from([level, level | level | level | without, level | without]))
    answers = {f"c{place}": draw(answer) for place in range(size)}
    coverage = draw(st.sampled_from([Fraction(0), Fraction(0), Fraction(1, 2), Fraction(3, 4), Fraction(1)]))
    return Small(Assessment(framework, {"other": 0, **answers}), coverage, draw(strategies.rules_of_each_kind(scale)))


class Climb(NamedTuple):
    """A stage's position, and the way to it that was found."""

    aim: int
    way: WayUp


def climbs(small: Small, rule: Rule) -> Iterator[Climb]:
    """Yield the way to the next stage, and that to every stage."""
    one = small.of_topic(rule)
    for to in (None, *small.scale):
        way = smallest_way_up(one, to=to)
        if way.aim is None:
            # There is none only above the highest.
            assert to is None
            assert small.scale.highest == one.stage
            assert ((), (), (), 0) == (way.moves, way.blockers, way.answer_first, way.answers_needed)
            continue
        if to is not None:
            assert to == way.aim
        elif one.why_no_stage is NoStage.COVERAGE:
            # What the answers would give, or else the lowest.
            assert max(small.stage(rule, {}), 0) == position(small.scale, way.aim)
        else:
            assert position(small.scale, one.stage) + 1 == position(small.scale, way.aim)
        yield Climb(position(small.scale, way.aim), way)


def counts_of(way: WayUp, criteria: Iterable[Criterion]) -> tuple[int, ...] | None:
    """Return how many moves the way makes with each criterion."""
    if way.moves is None:
        return None
    return tuple(sum(move.criterion == one.id for move in way.moves) for one in criteria)


def counts_answers(rule: Rule) -> bool:
    """Return whether the rule asks how many of all applicable criteria have reached a level."""
    return isinstance(rule, ReachedBy | WeakestLink)


_HALF_OPEN = Small(
    Assessment(
        Framework(
            id="open",
            version="1",
            title="Open",
            scale=ONE_THEME.scale,
            topics=[Topic("t", "This")],
            criteria=[Criterion(f"c{place}", "This", topic="t") for place in range(4)],
        ),
        {"c0": 2, "c1": 1},
    ),
    Fraction(3, 4),
    (MeanNearest(), ReachedBy("3/4"), WeakestLink()),
)


class TestBruteForce:
    """The smallest way up against every way that there is, for every rule and every stage."""

    @given(smalls())
    def test_moves(self, small: Small) -> None:
        """No fewer moves reach the stage, and among equally few the preferred ones are taken."""
        answered, starts = small.answered, small.starts
        weights = [one.weight for one in answered]
        ways = sorted(
            small.every_way(), key=lambda counts: (-sum(counts), preference(starts, weights, counts)), reverse=True
        )

        for rule in small.rules:

            @cache
            def stage(counts: tuple[int, ...], answers: int, rule: Rule = rule) -> int:
                # The answers that are needed first, where they count at the aim.
                return small.stage(rule, {**small.moved(counts), **small.at_the_top(small.still_open[:answers])})

            for aim, way in climbs(small, rule):
                answers = way.answers_needed if counts_answers(rule) else 0
                best = next((counts for counts in ways if stage(counts, answers) >= aim), None)
                if not answered:
                    # Nothing can move; the answers are all that it takes, if anything applies.
                    best = () if small.still_open else None

                assert best == counts_of(way, answered)

    @given(smalls())
    @example(_HALF_OPEN)
    def test_answers(self, small: Small) -> None:
        """No fewer answers make the stage possible, and with any so many of them the moves reach it."""
        answered, still_open = small.answered, small.still_open
        for rule in small.rules:
            # The stage with no answer, one answer, two answers and so on, and everything at the top.
            best = [
                small.stage(rule, small.at_the_top([*answered, *still_open[:count]]), small.minimum_coverage)
                for count in range(len(still_open) + 1)
            ]
            for aim, way in climbs(small, rule):
                fewest = next((count for count, stage in enumerate(best) if stage >= aim), None)

                assert (fewest or 0) == way.answers_needed
                assert tuple(one.id for one in still_open if fewest) == way.answer_first
                assert (fewest is None) == (way.moves is None)
                counts = counts_of(way, answered)
                if fewest is None or counts is None:
                    # Nothing applies.
                    assert not answered + still_open
                    continue
                for some in combinations(still_open, fewest):
                    changes = {**small.moved(counts), **small.at_the_top(some)}
                    assert small.stage(rule, changes, small.minimum_coverage) >= aim

    @given(smalls())
    @example(_HALF_OPEN)
    def test_blockers(self, small: Small) -> None:
        """Blockers are exactly the criteria without which there is no way, in framework order."""
        answered, still_open = small.answered, small.still_open
        for rule in small.rules:
            # The best stage with this one left as it is and everything else at the top.
            without: dict[str, int] = {}
            for one in small.assessment.framework.criteria_of(topic="t"):
                rest = small.at_the_top(other for other in answered if other != one)
                answers = small.at_the_top(other for other in still_open if other != one)
                if one in still_open:
                    without[one.id] = small.stage(rule, {**rest, **answers}, small.minimum_coverage)
                elif one in answered:
                    # Means and medians find their way among today's answers; where answers count they may help.
                    without[one.id] = small.stage(rule, {**rest, **answers} if counts_answers(rule) else rest)
            for aim, way in climbs(small, rule):
                assert tuple(one for one, stage in without.items() if stage < aim) == way.blockers
                if way.moves is not None and not counts_answers(rule):
                    moved = {move.criterion for move in way.moves}
                    assert {*way.blockers} <= moved | {*way.answer_first}


class Scored(NamedTuple):
    """An assessment, a rule that fits its scale, and a minimum coverage."""

    assessment: Assessment
    rule: Rule
    minimum_coverage: Fraction


@st.composite
def scored(draw: st.DrawFn) -> Scored:
    """Any assessment under any rule that fits, with or without a minimum coverage."""
    assessment = draw(strategies.assessments())
    return Scored(
        assessment,
        draw(strategies.rules(assessment.framework.scale)),
        draw(st.just(Fraction(0)) | strategies.shares()),
    )


class TestSmallestWayUp:
    """What holds for a way up in frameworks of any shape, for every group."""

    @given(scored())
    @example(Scored(ONE_THEME_ANSWERED, WeakestLink(), Fraction(0)))
    def test_reaches(self, given_: Scored) -> None:
        """Taking all moves, and answering as many as are needed, reaches the stage that each group aims at."""
        assessment, rule, minimum = given_
        scale = assessment.framework.scale
        for one in score(assessment, rule=rule, minimum_coverage=minimum, overall=True):
            way = smallest_way_up(one)
            if way.moves is None:
                assert one.applicable_count == 0
                continue
            answers: dict[str, Level] = dict.fromkeys(way.answer_first[: way.answers_needed], scale.highest)
            answered = what_if(assessment, answers).assessment
            after = what_if(answered, way.moves, rule=rule, minimum_coverage=minimum, overall=True)
            stage = next(other.stage for other in after if other.group == one.group)

            assert position(scale, one.stage) <= position(scale, stage)
            assert position(scale, way.aim) <= position(scale, stage)

    @given(scored())
    def test_none_to_spare(self, given_: Scored) -> None:
        """Without any one of its moves the stage is not reached."""
        assessment, rule, _ = given_
        scale = assessment.framework.scale
        for one in score(assessment, rule=rule, overall=True):
            way = smallest_way_up(one)
            levels: dict[str, Level] = {move.criterion: move.to_level for move in way.moves or ()}
            # The last move of each criterion stands last.
            last = {move.criterion: move for move in way.moves or ()}
            for criterion, move in last.items():
                after = what_if(assessment, {**levels, criterion: move.from_level}, rule=rule, overall=True)
                stage = next(other.stage for other in after if other.group == one.group)

                assert position(scale, stage) < position(scale, way.aim)

    @given(scored())
    def test_moves(self, given_: Scored) -> None:
        """Moves are one level each, of the group's answered criteria, in framework order and upwards."""
        assessment, rule, minimum = given_
        framework = assessment.framework
        for one in score(assessment, rule=rule, minimum_coverage=minimum, overall=True):
            way = smallest_way_up(one)
            steps = [
                (framework.position(move.criterion), framework.scale.position(move.from_level.number))
                for move in way.moves or ()
            ]

            assert sorted({*steps}) == steps
            for move in way.moves or ():
                assert move.criterion in one.group.criteria
                assert position(framework.scale, move.from_level) + 1 == position(framework.scale, move.to_level)
                assert position_of(assessment, move.criterion) <= position(framework.scale, move.from_level)
            assert {*way.answer_first} <= {
                criterion for criterion in one.group.criteria if assessment.answers[criterion].state in _OPEN
            }
            assert 0 <= way.answers_needed <= len(way.answer_first)
            assert {*way.blockers} <= {*one.group.criteria}
            assert one.stage == way.stage
            assert (one.group, rule) == (way.group, way.rule)

    @given(st.data(), scored())
    def test_scaled_weights(self, data: st.DataObject, given_: Scored) -> None:
        """Weights times the same number have the same ways."""
        assessment, rule, _ = given_
        factor = data.draw(strategies.positive_fractions())
        framework = assessment.framework
        heavier = scaled(framework, factor)
        before = score(assessment, rule=rule, overall=True)
        after = score(Assessment(heavier, {**assessment.answers}), rule=rule, overall=True)

        for one, other in zip(before, after, strict=True):
            assert smallest_way_up(one) == smallest_way_up(other)


def scaled(framework: Framework, factor: Fraction) -> Framework:
    """Return the framework with all weights times a factor."""
    return attrs.evolve(
        framework, criteria=[attrs.evolve(one, weight=one.weight * factor) for one in framework.criteria]
    )


@st.composite
def ladders(draw: st.DrawFn) -> tuple[list[Ladder], int]:
    """Up to four ladders of up to three moves from any position, and a gain; gains never fall, and often rise alike."""
    kind = draw(st.sampled_from(["equal", "at the end", "any"]))
    made = []
    for _ in range(draw(st.integers(0, 4))):
        length = draw(st.integers(1, 3))
        if kind == "equal":
            rises = [1] * length
        elif kind == "at the end":
            rises = [0] * (length - 1) + [1]
        else:
            rises = draw(st.lists(st.integers(0, 3), min_size=length, max_size=length))
        gains = tuple(sum(rises[: place + 1]) for place in range(length))
        made.append(Ladder(draw(st.integers(0, 3)), gains, draw(st.sampled_from([1, 1, 1, 2, 3]))))
    return made, draw(st.integers(-1, most_gain(made) + 1))


class TestFewestMoves:
    @given(ladders())
    @example(([Ladder(3, (1,), 1), Ladder(0, (1,), 1)], 1))
    def test_brute_force(self, given_: tuple[list[Ladder], int]) -> None:
        """Of all ways that gain enough it is the shortest, and the preferred one among those."""
        climbing, needed = given_
        starts, weights = [one.start for one in climbing], [one.weight for one in climbing]
        ways = [
            counts
            for counts in product(*(range(len(one.gains) + 1) for one in climbing))
            if sum((0, *one.gains)[count] for one, count in zip(climbing, counts, strict=True)) >= needed
        ]
        best = max(ways, key=lambda counts: (-sum(counts), preference(starts, weights, counts)), default=None)

        assert best == fewest_moves(climbing, needed)
        assert (needed > most_gain(climbing)) == (best is None)


@st.composite
def targets(draw: st.DrawFn, framework: Framework) -> Target:
    """Targets for some criteria, topics and themes, with or without one for everything."""
    level = st.sampled_from(framework.scale.numbers)

    def some(ids: Iterable[T]) -> dict[T, int]:
        return {one: draw(level) for one in ids if draw(st.booleans())}

    return Target.of(
        framework,
        criteria=some(framework.criterion_ids),
        topics=some(topic.id for topic in framework.topics),
        themes=some(theme.id for theme in framework.themes),
        everything=draw(st.none() | level),
    )


class Aimed(NamedTuple):
    """An assessment and a target for it."""

    assessment: Assessment
    target: Target


@st.composite
def aimed(draw: st.DrawFn) -> Aimed:
    """Any assessment, with any target."""
    assessment = draw(strategies.assessments())
    return Aimed(assessment, draw(targets(assessment.framework)))


_CROSSED = Aimed(
    Assessment(CROSSED, {"1.1": 2, "1.2": 4, "2.4": 1}),
    Target.of(CROSSED, criteria={"2.4": 5}, everything=3),
)


class TestTargets:
    @given(st.data(), strategies.frameworks())
    def test_narrower_first(self, data: st.DataObject, framework: Framework) -> None:
        """A criterion's own level holds, else the higher of its topic's and its theme's, else everything's."""
        level = st.sampled_from(framework.scale.levels)
        some = st.booleans()
        criteria: dict[str, Level] = {one: data.draw(level) for one in framework.criterion_ids if data.draw(some)}
        topics: dict[str, Level] = {one.id: data.draw(level) for one in framework.topics if data.draw(some)}
        themes: dict[str, Level] = {one.id: data.draw(level) for one in framework.themes if data.draw(some)}
        everything = data.draw(st.none() | level)
        target = Target.of(framework, criteria=criteria, topics=topics, themes=themes, everything=everything)

        for one in framework.criteria:
            groups = [found for found in (topics.get(one.topic or ""), themes.get(one.theme or "")) if found]
            expected = everything
            if one.id in criteria:
                expected = criteria[one.id]
            elif groups:
                expected = max(groups, key=lambda found: found.number)
            assert expected == target.levels.get(one.id)
        assert [one for one in framework.criterion_ids if one in target.levels] == [*target.levels]

    @given(st.data(), strategies.frameworks())
    def test_faults(self, data: st.DataObject, framework: Framework) -> None:
        """Whatever is unknown or off the scale is refused, all of it at once."""
        unknown = data.draw(st.lists(strategies.unknown_ids(framework.criterion_ids), max_size=2, unique=True))
        topics = data.draw(st.sets(strategies.unknown_ids([one.id for one in framework.topics]), max_size=2))
        off = {one: data.draw(strategies.unknown_level_numbers(framework.scale)) for one in framework.criterion_ids}
        with pytest.raises(TargetError) as caught:
            Target.of(
                framework,
                criteria={**dict.fromkeys(unknown, framework.scale.highest), **off},  # type: ignore[dict-item]
                topics=dict.fromkeys(topics, 0),
                everything=framework.scale.highest.number + 1,
            )

        assert len(unknown) + len(topics) + len(off) + 1 == len(caught.value.faults)

    @given(strategies.assessments())
    @example(ONE_THEME_ANSWERED)
    def test_one_level_up(self, assessment: Assessment) -> None:
        """One level up is the next level, capped at the top, for the criteria with a level and no other."""
        scale = assessment.framework.scale
        target = Target.one_level_up(assessment)

        assert assessment.answers.in_state(AnswerState.LEVEL) == tuple(target.levels)
        for one, level in target.levels.items():
            assert min(position_of(assessment, one) + 1, len(scale) - 1) == position(scale, level)

    @given(strategies.assessments())
    def test_from_assessment(self, assessment: Assessment) -> None:
        """An assessment is its own target, which it has met: no gap anywhere, and 1 wherever there is a way."""
        target = Target.from_assessment(assessment)
        found = gaps(assessment, target, overall=True)
        lowest = assessment.framework.scale.lowest.value

        assert assessment.answers.in_state(AnswerState.LEVEL) == tuple(target.levels)
        assert {0, None} >= {one.gap for one in found.criteria.values()}
        for one in found.groups:
            assert (None if one.current in (None, lowest) else 1) == one.percent_to_target


class TestGaps:
    @given(aimed())
    @example(_CROSSED)
    def test_criteria(self, given_: Aimed) -> None:
        """``gap(c) = max(0, v(target) − v(current))`` for each applicable criterion, none where either is missing."""
        assessment, target = given_
        framework = assessment.framework
        expected = {}
        for one, answer in assessment.answers.items():
            if answer.state is AnswerState.NOT_APPLICABLE:
                continue
            current = None if answer.level is None else framework.level(answer.level)
            wanted = target.levels.get(one)
            gap = max(Fraction(0), wanted.value - current.value) if current and wanted else None
            expected[one] = Gap(framework.criterion(one).id, current, wanted, gap)
        found = gaps(assessment, target)

        assert expected == found.criteria
        assert [*expected] == [*found.criteria]
        assert tuple(one for one, gap in expected.items() if gap.current is None) == found.unknown

    @given(aimed())
    @example(_CROSSED)
    def test_groups(self, given_: Aimed) -> None:
        """A group's numbers are weighted means over its criteria with a gap, and percent to target is SPEC's."""
        assessment, target = given_
        lowest = assessment.framework.scale.lowest.value
        found = gaps(assessment, target, overall=True)
        for one in found.groups:
            counted = [
                (assessment.framework.criterion(gap.criterion).weight, gap.current.value, gap.target.value, gap.gap)
                for criterion in one.group.criteria
                if (gap := found.criteria.get(criterion)) and gap.current and gap.target and gap.gap is not None
            ]
            weight = sum(w for w, *_ in counted)
            way = sum((w * (wanted - lowest) for w, _, wanted, _ in counted), Fraction(0))
            short = sum((w * gap for w, _, _, gap in counted), Fraction(0))

            assert tuple(criterion for criterion in one.group.criteria if criterion in found.unknown) == one.unknown
            assert len(counted) == one.counted_count
            assert sum(current >= wanted for _, current, wanted, _ in counted) == one.reached_count
            assert (None if not way else 1 - short / way) == one.percent_to_target
            if not counted:
                assert (None, None, None) == (one.current, one.target, one.gap)
                continue
            assert sum(w * current for w, current, _, _ in counted) / weight == one.current
            assert sum(w * wanted for w, _, wanted, _ in counted) / weight == one.target
            assert short / weight == one.gap

    @given(aimed())
    def test_bounds(self, given_: Aimed) -> None:
        """Percent to target lies from 0 to 1, a gap from 0 to the scale's span, never below target minus current."""
        scale = given_.assessment.framework.scale
        for one in gaps(*given_, overall=True).groups:
            assert 0 <= one.reached_count <= one.counted_count
            if one.percent_to_target is not None:
                assert 0 <= one.percent_to_target <= 1
                assert (one.percent_to_target == 1) == (one.gap == 0) == (one.reached_count == one.counted_count)
            if one.gap is not None and one.target is not None and one.current is not None:
                assert max(Fraction(0), one.target - one.current) <= one.gap
                assert one.gap <= scale.highest.value - scale.lowest.value

    @given(aimed())
    def test_met(self, given_: Aimed) -> None:
        """With every criterion at its target each group is there, by 1 wherever there is a way."""
        assessment, target = given_
        there = assessment.with_answers(target.levels)
        lowest = assessment.framework.scale.lowest.value

        for one in gaps(there, target, overall=True).groups:
            assert not {*one.unknown} & {*target.levels}
            assert one.counted_count == one.reached_count
            assert (None if one.target in (None, lowest) else 1) == one.percent_to_target

    @given(st.data(), aimed())
    def test_monotone(self, data: st.DataObject, given_: Aimed) -> None:
        """A raised answer widens no gap."""
        assessment, target = given_
        scale = assessment.framework.scale
        raised: dict[str, Level] = {
            one: data.draw(st.sampled_from(scale.levels[position_of(assessment, one) :]))
            for one in assessment.answers.in_state(AnswerState.LEVEL)
        }
        before = gaps(assessment, target, overall=True)
        after = gaps(assessment.with_answers(raised), target, overall=True)

        for one, other in zip(before.groups, after.groups, strict=True):
            assert (one.gap is None) == (other.gap is None)
            if one.gap is not None and other.gap is not None:
                assert other.gap <= one.gap
            if one.percent_to_target is not None and other.percent_to_target is not None:
                assert one.percent_to_target <= other.percent_to_target


class TestProgressToDate:
    @given(aimed())
    def test_ends(self, given_: Aimed) -> None:
        """Where nothing has changed progress is 0, and at the target 1, wherever there is a way."""
        assessment, target = given_
        answered = {one: target.levels[one] for one in target.levels if assessment.answers[one].level is not None}
        nothing = progress_to_date(assessment, assessment, target, overall=True)
        everything = progress_to_date(assessment, assessment.with_answers(answered), target, overall=True)

        assert {0, None} >= {*nothing}
        assert {1, None} >= {*everything}
        assert [one is None for one in nothing] == [one is None for one in everything]

    @given(st.data(), aimed())
    def test_means(self, data: st.DataObject, given_: Aimed) -> None:
        """It is (current − baseline) / (target − baseline) of the means over the criteria that all three have."""
        baseline, target = given_
        current = data.draw(strategies.assessments(baseline.framework))
        shared = {
            one
            for one in target.levels
            if baseline.answers[one].level is not None and current.answers[one].level is not None
        }
        wanted = Assessment(baseline.framework, target.levels)
        first, now, there = (
            score(
                one.with_answers({other: None for other in baseline.framework.criterion_ids if other not in shared}),
                overall=True,
            )
            for one in (baseline, current, wanted)
        )
        found = progress_to_date(baseline, current, target, overall=True)

        assert first.overall is not None
        for key, one in first.topics.items():
            assert ratio(one.mean, now.topics[key].mean, there.topics[key].mean) == found.topics[key]
        for key, one in first.themes.items():
            assert ratio(one.mean, now.themes[key].mean, there.themes[key].mean) == found.themes[key]
        for cell, one in first.cells.items():
            assert ratio(one.mean, now.cells[cell].mean, there.cells[cell].mean) == found.cells[cell]


def ratio(first: Fraction | None, now: Fraction | None, there: Fraction | None) -> Fraction | None:
    """Return the share of the way that is covered; `None` where there is none."""
    if first is None or now is None or there is None or there == first:
        return None
    return (now - first) / (there - first)


class Planned(NamedTuple):
    """An assessment, a target or none, and a rule."""

    assessment: Assessment
    target: Target | None
    rule: Rule


@st.composite
def planned(draw: st.DrawFn) -> Planned:
    """Any assessment under any rule, with any target or none."""
    assessment, target = draw(aimed())
    return Planned(
        assessment, draw(st.sampled_from([None, target])), draw(strategies.rules(assessment.framework.scale))
    )


class TestNextSteps:
    @given(planned())
    @example(Planned(*_CROSSED, MeanNearest()))
    def test_which(self, given_: Planned) -> None:
        """There is a step of one level for each criterion whose level is below its target, and no other."""
        assessment, target, rule = given_
        scale = assessment.framework.scale
        wanted = target or Target.one_level_up(assessment)
        below = {
            one: position_of(assessment, one)
            for one in assessment.answers.in_state(AnswerState.LEVEL)
            if one in wanted.levels and position_of(assessment, one) < position(scale, wanted.levels[one])
        }
        steps = next_steps(assessment, target=target, rule=rule)

        assert len(below) == len(steps)
        assert below == {step.move.criterion: position(scale, step.move.from_level) for step in steps}
        for step in steps:
            criterion = assessment.framework.criterion(step.move.criterion)
            assert position(scale, step.move.from_level) + 1 == position(scale, step.move.to_level)
            assert wanted.levels[criterion.id].value - step.move.from_level.value == step.gap
            assert (criterion.title, criterion.weight) == (step.title, step.weight)

    @given(planned(), st.integers(0, 8))
    def test_order(self, given_: Planned, limit: int) -> None:
        """More stages lifted first, then the larger gap, the heavier criterion, framework order; a limit cuts it."""
        assessment, target, rule = given_
        framework = assessment.framework
        steps = next_steps(assessment, target=target, rule=rule, overall=True)
        order = [
            (-len(step.unlocks), -step.gap, -step.weight, framework.position(step.move.criterion)) for step in steps
        ]

        assert sorted(order) == order
        assert steps[:limit] == next_steps(assessment, target=target, rule=rule, overall=True, limit=limit)

    @given(planned(), st.booleans())
    @example(Planned(*_CROSSED, MeanNearest()), True)
    def test_effects(self, given_: Planned, overall: bool) -> None:
        """A step's effects are the scores before and after it, of each group that holds its criterion."""
        assessment, target, rule = given_
        before = score(assessment, rule=rule, overall=overall)
        for step in next_steps(assessment, target=target, rule=rule, overall=overall):
            level = step.move.to_level
            after = score(assessment.with_answers({step.move.criterion: level}), rule=rule, overall=overall)
            expected = [
                (one.group, one.mean, other.mean, one.stage, other.stage)
                for one, other in zip(before, after, strict=True)
                if step.move.criterion in one.group.criteria
            ]
            lifted = {
                one.group
                for one, other in zip(before, after, strict=True)
                if one.stage != other.stage and one.group.kind != "cell"
            }

            assert expected == [
                (one.group, one.mean_before, one.mean_after, one.stage_before, one.stage_after) for one in step.effects
            ]
            assert lifted == {*step.unlocks}
            assert len(lifted) == len(step.unlocks)

    @given(planned())
    def test_far_enough(self, given_: Planned) -> None:
        """Taking the steps again and again comes to the target of every answered criterion, and no further."""
        assessment, target, _ = given_
        wanted = target or Target.one_level_up(assessment)
        scale = assessment.framework.scale
        now = assessment
        for _ in scale:
            now = what_if(now, [step.move for step in next_steps(now, target=wanted)]).assessment

        assert () == next_steps(now, target=wanted)
        for one in assessment.answers.in_state(AnswerState.LEVEL):
            aim = position(scale, wanted.levels.get(one))
            assert max(position_of(assessment, one), aim) == position_of(now, one)


class TestWhatIf:
    @given(st.data(), scored())
    def test_levels(self, data: st.DataObject, given_: Scored) -> None:
        """What would be is the score of the assessment with those answers."""
        assessment, rule, minimum = given_
        framework = assessment.framework
        level: st.SearchStrategy[Level | int] = st.sampled_from([*framework.scale.levels, *framework.scale.numbers])
        levels: dict[str, Level | int] = {
            one: data.draw(level) for one in framework.criterion_ids if data.draw(st.booleans())
        }
        expected = score(assessment.with_answers(levels), rule=rule, minimum_coverage=minimum, overall=True)
        found = what_if(assessment, levels, rule=rule, minimum_coverage=minimum, overall=True)

        assert expected.assessment.answers.codes == found.assessment.answers.codes
        assert expected.to_rows() == found.to_rows()

    @given(st.data(), scored())
    def test_moves(self, data: st.DataObject, given_: Scored) -> None:
        """Moves in any order are the score of the assessment with the levels that they end at."""
        assessment, rule, _ = given_
        levels = assessment.framework.scale.levels
        ends = {
            one: data.draw(st.sampled_from(range(position_of(assessment, one), len(levels))))
            for one in assessment.answers.in_state(AnswerState.LEVEL)
        }
        wanted = Target.of(assessment.framework, criteria={one: levels[end] for one, end in ends.items()})
        moves = []
        now = assessment
        while steps := next_steps(now, target=wanted):
            moves += [step.move for step in steps]
            now = what_if(now, [step.move for step in steps]).assessment
        expected = score(assessment.with_answers(wanted.levels), rule=rule, overall=True)
        found = what_if(assessment, data.draw(st.permutations(moves)), rule=rule, overall=True)

        assert expected.assessment.answers.codes == found.assessment.answers.codes
        assert expected.to_rows() == found.to_rows()
        assert assessment.answers.notes == found.assessment.answers.notes
