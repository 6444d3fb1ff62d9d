"""The laws of SPEC section 7 that a single scorecard keeps, and every number against a slow and obvious reckoning."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import pairwise, product
from typing import NamedTuple, TypeAlias

import attrs
from hypothesis import example, given
from hypothesis import strategies as st

import strategies
from datamaturity import (
    Answer,
    AnswerState,
    Assessment,
    Criterion,
    CutOffs,
    Framework,
    Level,
    MeanFloor,
    MeanNearest,
    MedianLow,
    NoStage,
    ReachedBy,
    Rule,
    Scale,
    Score,
    Scorecard,
    WeakestLink,
    compare_rules,
    score,
)
from datamaturity.criteria import Group
from examples import CROSSED, ONE_THEME_ANSWERED

Where: TypeAlias = tuple[str, str | None, str | None]
"""A group by its kind, topic and theme, which the groups of two frameworks have in common."""


class Scored(NamedTuple):
    """An assessment, and a rule that fits its scale."""

    assessment: Assessment
    rule: Rule

    @property
    def card(self) -> Scorecard:
        """Return the scores of everything, the whole among them."""
        return score(self.assessment, rule=self.rule, overall=True)


@st.composite
def scored(draw: st.DrawFn) -> Scored:
    """Any assessment under any rule that fits."""
    assessment = draw(strategies.assessments())
    return Scored(assessment, draw(strategies.rules(assessment.framework.scale)))


def where(group: Group) -> Where:
    """Return what the group is called in every framework that has it."""
    return group.kind, group.topic, group.theme


def by_group(card: Scorecard) -> dict[Where, Score]:
    """Return the card's scores by what is scored."""
    return {where(one.group): one for one in card}


def number(stage: Level | None) -> int | None:
    """Return the stage's number, `None` for none."""
    return None if stage is None else stage.number


def numbers(one: Score, *, without: Iterable[str] = ()) -> dict[str, object]:
    """Return everything that a score says, in a form that can be compared from one framework to another."""
    said: dict[str, object] = {
        "mean": one.mean,
        "low": one.low,
        "high": one.high,
        "coverage": one.coverage,
        "at_or_above": one.at_or_above,
        "level_counts": one.level_counts,
        # By number, since another wording gives the level another name.
        "stage": number(one.stage),
        "why_no_stage": one.why_no_stage,
        "answered_count": one.answered_count,
        "applicable_count": one.applicable_count,
        "do_not_know_count": one.do_not_know_count,
        "not_applicable_count": one.not_applicable_count,
        "total_count": one.total_count,
        "unanswered_count": one.unanswered_count,
    }
    return {key: value for key, value in said.items() if key not in without}


def all_numbers(card: Scorecard, *, without: Iterable[str] = ()) -> dict[Where, dict[str, object]]:
    """Return everything that a card says, by what is scored."""
    return {key: numbers(one, without=without) for key, one in by_group(card).items()}


def height(level: Level | None) -> tuple[bool, int]:
    """Return what stages are ordered by; no stage is below every stage."""
    return (False, 0) if level is None else (True, level.number)


def one_of(ids: Iterable[str]) -> st.SearchStrategy[str | None]:
    """One of the ids; `None` where there is none."""
    choices = [*ids]
    return st.sampled_from(choices) if choices else st.none()


def resembling(framework: Framework, criteria: Iterable[Criterion]) -> Framework:
    """Return the framework with these criteria instead of its own."""
    return attrs.evolve(framework, criteria=list(criteria))


def total(summands: Iterable[Fraction]) -> Fraction:
    """Return the sum."""
    return sum(summands, Fraction(0))


class Reckoning:
    """
    What SPEC sections 3 and 4 say about one group, word for word.

    Slow and obvious: nothing is shared between groups, nothing is kept, nothing is brought to whole numbers.
    """

    def __init__(self, assessment: Assessment, members: Iterable[Criterion]) -> None:
        self.scale = assessment.framework.scale
        answers = [(one.weight, assessment.answers[one.id]) for one in members]
        # The weight and the level, `None` where there is none, of each applicable criterion; and of each answered one.
        self.applicable = [
            (weight, None if answer.level is None else self.scale.level(answer.level))
            for weight, answer in answers
            if answer.state is not AnswerState.NOT_APPLICABLE
        ]
        self.answered = [(weight, level) for weight, level in self.applicable if level is not None]
        self.levels = [level for _, level in self.answered]

    @property
    def mean(self) -> Fraction | None:
        """``Σ_N w·v / Σ_N w``; none when ``N`` is empty."""
        if not self.answered:
            return None
        return total(w * level.value for w, level in self.answered) / total(w for w, _ in self.answered)

    @property
    def coverage(self) -> Fraction | None:
        """``|N| / |A|``; none when ``A`` is empty."""
        return Fraction(len(self.answered), len(self.applicable)) if self.applicable else None

    def bound(self, put: Level) -> Fraction | None:
        """The mean if every unanswered applicable criterion were at this level."""
        if not self.applicable:
            return None
        return total(w * (level or put).value for w, level in self.applicable) / total(w for w, _ in self.applicable)

    def share(self, at_least: Level) -> Fraction:
        """``|{c ∈ N : level(c) ≥ L}| / |A|``."""
        reached = [level for level in self.levels if level.number >= at_least.number]
        return Fraction(len(reached), len(self.applicable))

    @property
    def at_or_above(self) -> dict[int, Fraction] | None:
        """The share at or above each level; none when ``A`` is empty."""
        return {level.number: self.share(level) for level in self.scale} if self.applicable else None

    def stage(self, rule: Rule) -> Level | None:
        """The stage by SPEC's table of rules."""
        mean, levels = self.mean, list(self.scale)
        if mean is None:
            return None
        match rule:
            case MeanNearest():
                smallest = min(abs(level.value - mean) for level in levels)
                return [level for level in levels if abs(level.value - mean) == smallest][-1]
            case MeanFloor():
                return [level for level in levels if level.value <= mean][-1]
            case MedianLow():
                half = total(w for w, _ in self.answered) / 2
                return next(
                    level
                    for level in levels
                    if total(w for w, reached in self.answered if reached.number <= level.number) >= half
                )
            case ReachedBy(share=share):
                return next((level for level in reversed(levels) if self.share(level) >= share), None)
            case WeakestLink():
                if len(self.answered) < len(self.applicable):
                    return None
                return min(self.levels, key=lambda level: level.number)
            case CutOffs(thresholds=thresholds):
                return levels[len([threshold for threshold in thresholds if threshold <= mean])]
        message = f"SPEC has no rule {rule!r}"
        raise AssertionError(message)


def reckon(assessment: Assessment) -> Iterator[tuple[Where, Reckoning]]:
    """Yield each group that SPEC section 1 knows, in framework order: topics, themes, inhabited cells, the whole."""
    framework = assessment.framework
    for topic in framework.topics:
        yield (
            ("topic", topic.id, None),
            Reckoning(assessment, [one for one in framework.criteria if one.topic == topic.id]),
        )
    for theme in framework.themes:
        yield (
            ("theme", None, theme.id),
            Reckoning(assessment, [one for one in framework.criteria if one.theme == theme.id]),
        )
    for topic, theme in product(framework.topics, framework.themes):
        members = [one for one in framework.criteria if (one.topic, one.theme) == (topic.id, theme.id)]
        if members:
            yield ("cell", topic.id, theme.id), Reckoning(assessment, members)
    yield ("overall", None, None), Reckoning(assessment, framework.criteria)


class TestReckoning:
    """Every number of a scorecard is the one that SPEC defines."""

    @given(scored())
    @example(Scored(ONE_THEME_ANSWERED, MeanNearest()))
    @example(Scored(Assessment(CROSSED, {"1.2": 3}), MeanNearest()))
    def test_numbers(self, given_: Scored) -> None:
        """Each group, in framework order, has the mean, bounds, shares and counts of SPEC section 3."""
        scale = given_.assessment.framework.scale

        for (key, expected), actual in zip(reckon(given_.assessment), given_.card, strict=True):
            assert key == where(actual.group)
            assert expected.mean == actual.mean
            assert expected.bound(scale.lowest) == actual.low
            assert expected.bound(scale.highest) == actual.high
            assert expected.coverage == actual.coverage
            assert expected.at_or_above == actual.at_or_above
            assert tuple(expected.levels.count(level) for level in scale) == actual.level_counts

    @given(st.data(), strategies.assessments())
    def test_stages(self, data: st.DataObject, assessment: Assessment) -> None:
        """Each group has the stage that the rule gives in SPEC section 4, or else the reason why it has none."""
        for rule in data.draw(strategies.rules_of_each_kind(assessment.framework.scale)):
            for (_, expected), actual in zip(
                reckon(assessment), score(assessment, rule=rule, overall=True), strict=True
            ):
                if expected.stage(rule) is not None:
                    reason = None
                elif not expected.applicable:
                    reason = NoStage.NOT_APPLICABLE
                elif not expected.answered:
                    reason = NoStage.NO_ANSWERS
                else:
                    reason = NoStage.RULE
                assert expected.stage(rule) == actual.stage
                assert reason == actual.why_no_stage

    @given(strategies.assessments())
    def test_counts(self, assessment: Assessment) -> None:
        """The four states are counted apart, and together they are all of the group's criteria."""
        for one in score(assessment, overall=True):
            states = [assessment.answers[criterion].state for criterion in one.group.criteria]

            assert states.count(AnswerState.LEVEL) == one.answered_count == sum(one.level_counts)
            assert states.count(AnswerState.NOT_APPLICABLE) == one.not_applicable_count
            assert states.count(AnswerState.DO_NOT_KNOW) == one.do_not_know_count
            assert states.count(AnswerState.UNANSWERED) == one.unanswered_count
            assert len(states) == one.total_count == one.applicable_count + one.not_applicable_count

    @given(strategies.assessments())
    def test_framework_decides(self, assessment: Assessment) -> None:
        """Where the caller says nothing the framework says which rule, and whether the whole is scored."""
        framework = assessment.framework
        plain, spelt_out = score(assessment), score(assessment, rule=framework.default_rule, overall=True)

        assert framework.default_rule == plain.rule
        assert framework.publishes_overall == (plain.overall is not None)
        assert [*spelt_out][: len([*plain])] == [*plain]


class TestBounds:
    """``v_min ≤ low ≤ mean ≤ high ≤ v_max``."""

    @given(strategies.assessments())
    @example(ONE_THEME_ANSWERED)
    def test_order(self, assessment: Assessment) -> None:
        """Bounds lie on the scale, the mean between them; they meet where nothing is left open, and only there."""
        scale = assessment.framework.scale

        for one in score(assessment, overall=True):
            assert (one.low is None) == (one.high is None) == (one.applicable_count == 0)
            if one.low is None or one.high is None:
                continue
            assert scale.lowest.value <= one.low <= one.high <= scale.highest.value
            assert (one.coverage == 1) == (one.low == one.high)
            if one.mean is not None:
                assert one.low <= one.mean <= one.high

    @given(st.data(), strategies.assessments())
    def test_bounds_hold(self, data: st.DataObject, assessment: Assessment) -> None:
        """However the open criteria are answered, each mean stays within its bounds."""
        still_open = [
            one
            for one, answer in assessment.answers.items()
            if answer.state in (AnswerState.UNANSWERED, AnswerState.DO_NOT_KNOW)
        ]
        level = st.sampled_from(assessment.framework.scale.numbers)
        closed = assessment.with_answers({one: data.draw(level) for one in still_open})

        for before, after in zip(score(assessment, overall=True), score(closed, overall=True), strict=True):
            if before.low is not None and before.high is not None and after.mean is not None:
                assert before.low <= after.mean <= before.high


class Raised(NamedTuple):
    """An assessment, the same with one answer a level higher, and which criterion's answer it is."""

    lower: Assessment
    higher: Assessment
    criterion: str


@st.composite
def raised(draw: st.DrawFn) -> Raised:
    """Any assessment in which a criterion stands at any level but the highest, and the same with it a level higher."""
    assessment = draw(strategies.assessments())
    levels = assessment.framework.scale.levels
    criterion = draw(st.sampled_from(assessment.framework.criterion_ids))
    position = draw(st.integers(0, len(levels) - 2))
    lower, higher = (assessment.with_answers({criterion: levels[place]}) for place in (position, position + 1))
    return Raised(lower, higher, criterion)


class TestMonotone:
    """Raising one answer never lowers any mean, bound, ``at_or_above`` or stage."""

    @given(raised())
    def test_numbers(self, pair: Raised) -> None:
        """A raised answer lowers no bound and no share; it raises the means of its own groups, and no other number."""
        for before, after in zip(score(pair.lower, overall=True), score(pair.higher, overall=True), strict=True):
            if pair.criterion not in before.group.criteria:
                assert numbers(before) == numbers(after)
                continue
            for one, other in ((before.mean, after.mean), (before.low, after.low), (before.high, after.high)):
                assert one is not None
                assert other is not None
                assert one < other
            assert before.at_or_above is not None
            assert after.at_or_above is not None
            for number_, share in before.at_or_above.items():
                assert share <= after.at_or_above[number_]

    @given(st.data(), raised())
    def test_stages(self, data: st.DataObject, pair: Raised) -> None:
        """A raised answer lowers no stage, whatever the rule; no stage is below every stage."""
        for rule in data.draw(strategies.rules_of_each_kind(pair.lower.framework.scale)):
            lower, higher = (score(one, rule=rule, overall=True) for one in (pair.lower, pair.higher))

            for before, after in zip(lower, higher, strict=True):
                assert height(before.stage) <= height(after.stage)


class TestNeutral:
    """Adding a not-applicable criterion changes nothing else."""

    @given(st.data(), scored())
    def test_not_applicable_criterion(self, data: st.DataObject, given_: Scored) -> None:
        """A criterion that does not apply is counted, and changes no other number of any group."""
        assessment, rule = given_
        framework = assessment.framework
        new = Criterion(
            data.draw(strategies.new_ids(framework.criterion_ids), label="id"),
            "Does not apply",
            topic=data.draw(one_of(topic.id for topic in framework.topics), label="topic"),
            theme=data.draw(one_of(theme.id for theme in framework.themes), label="theme"),
            weight=data.draw(strategies.positive_fractions(), label="weight"),
        )
        place = data.draw(st.integers(0, len(framework.criteria)), label="place")
        larger = resembling(framework, [*framework.criteria[:place], new, *framework.criteria[place:]])
        answers = {**assessment.answers, new.id: Answer.not_applicable("Not here")}
        before = by_group(given_.card)
        after = by_group(score(Assessment(larger, answers), rule=rule, overall=True))

        assert before.keys() <= after.keys()
        for key, one in after.items():
            added = new.id in one.group.criteria
            if key in before:
                counts = ("not_applicable_count", "total_count")
                assert numbers(before[key], without=counts) == numbers(one, without=counts)
                assert before[key].total_count + added == one.total_count
                assert before[key].not_applicable_count + added == one.not_applicable_count
            else:
                # The one cell that it is the first in.
                assert ("cell", new.topic, new.theme) == key
                assert NoStage.NOT_APPLICABLE is one.why_no_stage


class TestOrder:
    """The order of criteria, topics and themes is irrelevant."""

    @given(st.data(), scored())
    def test_permuted(self, data: st.DataObject, given_: Scored) -> None:
        """The same criteria, topics and themes in another order have the same scores, in that order."""
        (assessment, rule), framework = given_, given_.assessment.framework
        permuted = attrs.evolve(
            framework,
            criteria=data.draw(st.permutations(framework.criteria), label="criteria"),
            topics=data.draw(st.permutations(framework.topics), label="topics"),
            themes=data.draw(st.permutations(framework.themes), label="themes"),
        )
        after = score(Assessment(permuted, assessment.answers), rule=rule, overall=True)

        assert all_numbers(given_.card) == all_numbers(after)
        assert [topic.id for topic in permuted.topics] == [*after.topics]
        assert [theme.id for theme in permuted.themes] == [*after.themes]


class TestScaling:
    """Scaling changes nothing but the unit."""

    @given(scored(), strategies.positive_fractions())
    def test_weights(self, given_: Scored, factor: Fraction) -> None:
        """All weights times the same number give the same scores."""
        (assessment, rule), framework = given_, given_.assessment.framework
        scaled = resembling(framework, [attrs.evolve(one, weight=one.weight * factor) for one in framework.criteria])
        after = score(Assessment(scaled, assessment.answers), rule=rule, overall=True)

        assert all_numbers(given_.card) == all_numbers(after)

    @given(strategies.assessments(), strategies.positive_fractions(), strategies.fractions())
    def test_values(self, assessment: Assessment, factor: Fraction, shift: Fraction) -> None:
        """Levels' values stretched and shifted stretch and shift the means, and leave the stages."""
        framework = assessment.framework
        stretched = attrs.evolve(
            framework,
            scale=Scale(attrs.evolve(level, value=level.value * factor + shift) for level in framework.scale),
            default_rule=MeanNearest(),
        )
        before = score(assessment, rule=MeanNearest(), overall=True)
        after = score(Assessment(stretched, assessment.answers), overall=True)

        for one, other in zip(before, after, strict=True):
            assert (None if one.mean is None else one.mean * factor + shift) == other.mean
            assert number(one.stage) == number(other.stage)


def weighted(scores: Iterable[Score], *, answered: bool, value: Callable[[Score], Fraction | None]) -> Fraction | None:
    """Return the mean of the scores' values, each weighted with what its answered, or applicable, criteria weigh."""
    parts: list[tuple[Fraction, Fraction]] = []
    for one in scores:
        answers = one.basis.assessment.answers
        counted = [
            one.basis.assessment.framework.criterion(criterion)
            for criterion in one.group.criteria
            if answers[criterion].state is not AnswerState.NOT_APPLICABLE
            and (answers[criterion].state is AnswerState.LEVEL or not answered)
        ]
        found, weight = value(one), total(criterion.weight for criterion in counted)
        assert (found is None) == (weight == 0)
        parts += [(found, weight)] if found is not None else []
    weights = total(weight for _, weight in parts)
    return total(found * weight for found, weight in parts) / weights if weights else None


class TestWhole:
    """The whole is the weighted mean of its topics, and of its themes."""

    @given(strategies.assessments())
    @example(Assessment(CROSSED, {"1.1": 4, "1.2": 1, "2.3": 2, "2.4": 5}))
    def test_parts(self, assessment: Assessment) -> None:
        """Mean and bounds of the whole are the weighted means of its topics', themes' and cells'; counts add up."""
        card = score(assessment, overall=True)
        assert card.overall is not None

        for parts in (card.topics, card.themes, card.cells):
            if parts:
                scores = [*parts.values()]
                assert weighted(scores, answered=True, value=lambda one: one.mean) == card.overall.mean
                assert weighted(scores, answered=False, value=lambda one: one.low) == card.overall.low
                assert weighted(scores, answered=False, value=lambda one: one.high) == card.overall.high
                assert sum(one.applicable_count for one in scores) == card.overall.applicable_count
                assert sum(one.total_count for one in scores) == card.overall.total_count

    @given(strategies.frameworks(layouts=["topics and themes"]).flatmap(strategies.assessments))
    def test_cells_of_a_topic(self, assessment: Assessment) -> None:
        """A topic's mean is the weighted mean of its cells'; so is a theme's."""
        card = score(assessment)

        for topic, one in card.topics.items():
            cells = [cell for (of, _), cell in card.cells.items() if of == topic]
            assert weighted(cells, answered=True, value=lambda cell: cell.mean) == one.mean
        for theme, one in card.themes.items():
            cells = [cell for (_, of), cell in card.cells.items() if of == theme]
            assert weighted(cells, answered=True, value=lambda cell: cell.mean) == one.mean


class TestWording:
    """Wording changes no score."""

    @given(st.data(), scored())
    def test_scores(self, data: st.DataObject, given_: Scored) -> None:
        """The same answers to the same framework in other words have the same scores."""
        assessment, rule = given_
        worded = assessment.framework.with_wording(data.draw(strategies.wordings(assessment.framework)))
        after = score(Assessment(worded, assessment.answers), rule=rule, overall=True)

        assert all_numbers(given_.card) == all_numbers(after)


class TestDoNotKnow:
    """*Do not know* counts as unanswered in every score, and on its own."""

    @given(scored())
    def test_as_unanswered(self, given_: Scored) -> None:
        """Leaving a criterion unanswered instead of not knowing changes two counts and nothing else."""
        assessment, rule = given_
        unknown = [one for one, answer in assessment.answers.items() if answer.state is AnswerState.DO_NOT_KNOW]
        left_out = score(assessment.with_answers(dict.fromkeys(unknown)), rule=rule, overall=True)
        counts = ("do_not_know_count", "unanswered_count")

        assert all_numbers(given_.card, without=counts) == all_numbers(left_out, without=counts)
        for before, after in zip(given_.card, left_out, strict=True):
            assert after.do_not_know_count == 0
            assert before.do_not_know_count + before.unanswered_count == after.unanswered_count


class TestRules:
    """How the rules stand to one another."""

    @given(strategies.assessments())
    def test_weakest_link(self, assessment: Assessment) -> None:
        """Weakest-link is reached-by with a share of 1."""
        weakest, reached = (score(assessment, rule=rule, overall=True) for rule in (WeakestLink(), ReachedBy(1)))

        assert all_numbers(reached) == all_numbers(weakest)

    @given(strategies.assessments())
    def test_floor_and_nearest(self, assessment: Assessment) -> None:
        """Mean-floor gives the stage of mean-nearest, or the one below it."""
        scale = assessment.framework.scale
        floors, nearests = (score(assessment, rule=rule, overall=True) for rule in (MeanFloor(), MeanNearest()))

        for low, near in zip(floors, nearests, strict=True):
            assert (low.stage is None) == (near.stage is None)
            if low.stage is not None and near.stage is not None:
                assert scale.position(near.stage.number) - scale.position(low.stage.number) in (0, 1)

    @given(strategies.assessments())
    def test_as_cut_offs(self, assessment: Assessment) -> None:
        """Mean-floor is cut-offs at the levels' values, mean-nearest at the points half-way between them."""
        values = [level.value for level in assessment.framework.scale]
        for rule, same in (
            (MeanFloor(), CutOffs(values[1:])),
            (MeanNearest(), CutOffs((lower + upper) / 2 for lower, upper in pairwise(values))),
        ):
            named, spelt_out = (score(assessment, rule=one, overall=True) for one in (rule, same))

            assert all_numbers(spelt_out) == all_numbers(named)

    @given(strategies.assessments(), strategies.shares(), strategies.shares())
    def test_greater_share(self, assessment: Assessment, one: Fraction, other: Fraction) -> None:
        """Asking that a greater share has reached a level never raises a stage."""
        laxer, stricter = (
            score(assessment, rule=ReachedBy(share), overall=True) for share in (min(one, other), max(one, other))
        )

        for lax, strict in zip(laxer, stricter, strict=True):
            assert height(lax.stage) >= height(strict.stage)

    @given(st.data(), strategies.frameworks())
    def test_one_level_throughout(self, data: st.DataObject, framework: Framework) -> None:
        """Where every criterion stands at one level, that is the stage under every rule but the caller's cut-offs."""
        level = data.draw(st.sampled_from(framework.scale.levels))
        rule = data.draw(st.sampled_from([MeanNearest(), MeanFloor()]) | strategies.levels_rules())
        assessment = Assessment(framework, dict.fromkeys(framework.criterion_ids, level))

        for one in score(assessment, rule=rule, overall=True):
            assert (level if one.group.criteria else None) == one.stage

    @given(scored(), strategies.shares())
    @example(Scored(ONE_THEME_ANSWERED, MeanNearest()), Fraction(3, 4))
    def test_minimum_coverage(self, given_: Scored, minimum: Fraction) -> None:
        """A minimum coverage withholds the stages of groups under it, says so, and changes nothing else."""
        withheld = score(given_.assessment, rule=given_.rule, minimum_coverage=minimum, overall=True)

        for free, held in zip(given_.card, withheld, strict=True):
            assert numbers(free, without=["stage", "why_no_stage"]) == numbers(held, without=["stage", "why_no_stage"])
            if free.mean is not None and free.coverage is not None and free.coverage < minimum:
                assert held.stage is None
                assert NoStage.COVERAGE is held.why_no_stage
            else:
                assert free.stage == held.stage
                assert free.why_no_stage == held.why_no_stage

    @given(st.data(), strategies.assessments())
    def test_comparison(self, data: st.DataObject, assessment: Assessment) -> None:
        """`compare_rules` shows each rule's own stages, and as disputed the groups where they differ."""
        rules = data.draw(st.lists(strategies.rules(assessment.framework.scale), min_size=1, max_size=3, unique_by=str))
        comparison = compare_rules(assessment, rules=rules, overall=True)
        cards = [by_group(score(assessment, rule=rule, overall=True)) for rule in rules]

        for group in comparison.groups:
            stages = {str(rule): number(card[where(group)].stage) for rule, card in zip(rules, cards, strict=True)}

            assert stages == comparison.stages(group.kind, group.id)
            assert (len({*stages.values()}) > 1) == (group in comparison.disputed)
