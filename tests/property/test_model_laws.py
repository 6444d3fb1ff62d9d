"""The laws that frameworks, answers, rules and scorecards keep as values: equal copies, sure ids, faithful rows."""

import json
import pickle
from collections import defaultdict
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import strategies
from datamaturity import (
    Answer,
    AnswerError,
    AnswerState,
    Assessment,
    Evidence,
    Framework,
    Level,
    ReachedBy,
    Scale,
    Score,
    Scorecard,
    UnknownIdError,
    parse_rule,
    score,
)
from datamaturity.writers.scorecards import scorecard_json
from examples import CROSSED, ONE_THEME_ANSWERED

EVIDENCE = Evidence("Data strategy")


@st.composite
def scorecards(draw: st.DrawFn) -> Scorecard:
    """Scorecards of any assessment under any rule that fits, with or without a minimum coverage and the whole."""
    assessment = draw(strategies.assessments())
    return score(
        assessment,
        rule=draw(strategies.rules(assessment.framework.scale)),
        minimum_coverage=draw(st.just(Fraction(0)) | strategies.shares()),
        overall=draw(st.sampled_from([None, False, True])),
    )


def as_answer(given_: strategies.Given) -> Answer:
    """Return the answer that stands for what a caller may give."""
    if given_ is None:
        return Answer.unanswered()
    if isinstance(given_, Level):
        return Answer.at(given_.number)
    return given_ if isinstance(given_, Answer) else Answer.at(given_)


def as_float(number: Fraction | None) -> float | None:
    """Return the float that is shown for an exact number."""
    return None if number is None else number.numerator / number.denominator


class TestPickling:
    """What comes out of a pickle is equal to what went in, and is found where that was found."""

    @given(st.data(), scorecards())
    def test_values(self, data: st.DataObject, card: Scorecard) -> None:
        """Every value equals its copy, hash and text with it, whether or not its derived parts had been asked for."""
        framework = card.framework
        if data.draw(st.booleans(), label="read first"):
            assert len(card.to_rows()) == len([*card])
        for one in (framework, framework.scale, card.rule, card.assessment, card.assessment.answers, card):
            copy = pickle.loads(pickle.dumps(one))

            assert one == copy
            assert hash(one) == hash(copy)
            assert repr(one) == repr(copy)
            if isinstance(copy, Scorecard):
                assert card.to_rows() == copy.to_rows()

    @given(st.data(), strategies.frameworks())
    def test_wordings(self, data: st.DataObject, framework: Framework) -> None:
        """A copied wording words a copied framework as the first ones do."""
        wording = data.draw(strategies.wordings(framework))
        other, copy = pickle.loads(pickle.dumps((framework, wording)))

        assert wording == copy
        assert hash(wording) == hash(copy)
        assert framework.with_wording(wording) == other.with_wording(copy)


class TestAnswers:
    """An assessment's answers are a mapping from every criterion of the framework to what was said about it."""

    @given(st.data(), strategies.frameworks())
    def test_as_given(self, data: st.DataObject, framework: Framework) -> None:
        """Each criterion has the answer that was given to it, remarks and all, and is in one state; else unanswered."""
        given_ = data.draw(strategies.given_answers(framework))
        answers = Assessment(framework, given_).answers
        expected = {one: as_answer(given_.get(one)) for one in framework.criterion_ids}

        assert [*expected.items()] == [*answers.items()]
        assert len(expected) == len(answers)
        assert all(one in answers for one in expected)
        for state in AnswerState:
            assert tuple(one for one in expected if expected[one].state is state) == answers.in_state(state)

    @given(strategies.assessments())
    @example(Assessment(CROSSED, dict.fromkeys(CROSSED.criterion_ids, Answer.at(2, note="x", evidence=(EVIDENCE,)))))
    def test_order_given(self, assessment: Assessment) -> None:
        """Answers given the other way round make an equal assessment, whose parts stand in the same order."""
        turned = dict([*assessment.answers.items()][::-1])
        answers, other = assessment.answers, Assessment(assessment.framework, turned).answers

        assert answers == other
        assert hash(answers) == hash(other)
        assert [*answers.items()] == [*other.items()]
        assert sorted(other.notes) == [*other.notes]
        assert sorted(other.evidence) == [*other.evidence]

    @given(strategies.assessments())
    def test_from_answers(self, assessment: Assessment) -> None:
        """Answers given as numbers, levels, answers or another assessment's make equal assessments."""
        framework, answers = assessment.framework, assessment.answers
        at_level: dict[str, int] = {one: said.level for one, said in answers.items() if said.level is not None}
        levels: dict[str, Level] = {one: framework.level(number) for one, number in at_level.items()}

        assert dict(answers) == answers
        assert answers == Assessment(framework, answers).answers == Assessment(framework, dict(answers)).answers
        assert Assessment(framework, at_level) == Assessment(framework, levels)

    @given(st.data(), strategies.frameworks())
    def test_any_mapping(self, data: st.DataObject, framework: Framework) -> None:
        """What a mapping leaves out is unanswered, even where the mapping would make it up; and it is not changed."""
        given_ = data.draw(strategies.given_answers(framework))
        inventive: defaultdict[str, Any] = defaultdict(lambda: framework.scale.lowest.number, given_)

        assert Assessment(framework, given_) == Assessment(framework, inventive)
        assert given_ == inventive

    @given(st.data(), strategies.assessments())
    def test_with_answers(self, data: st.DataObject, assessment: Assessment) -> None:
        """`with_answers` puts the new answers in place of the old, keeps the others, and leaves the first as it was."""
        changes = data.draw(strategies.given_answers(assessment.framework))
        before = dict(assessment.answers)
        changed = assessment.with_answers(changes)

        assert before | {one: as_answer(answer) for one, answer in changes.items()} == dict(changed.answers)
        assert before == dict(assessment.answers)
        assert assessment == changed.with_answers(before)
        assert (assessment.organisation, assessment.assessed_on) == (changed.organisation, changed.assessed_on)


class TestUnknownIds:
    """An id that the framework does not have is refused wherever it is given, by an error that names it."""

    @given(st.data(), strategies.frameworks())
    def test_look_ups(self, data: st.DataObject, framework: Framework) -> None:
        """Every look-up by id refuses what is not there; so does the look-up of a cell where nothing meets."""
        topics: list[str] = [one.id for one in framework.topics]
        themes: list[str] = [one.id for one in framework.themes]
        descriptors = {one.id for criterion in framework.criterion_ids for one in framework.descriptors_of(criterion)}
        criterion = data.draw(strategies.unknown_ids(framework.criterion_ids), label="criterion")
        topic = data.draw(strategies.unknown_ids(topics), label="topic")
        theme = data.draw(strategies.unknown_ids(themes), label="theme")
        descriptor = data.draw(strategies.unknown_ids(descriptors), label="descriptor")

        for kind, unknown, look_up in (
            ("criterion", criterion, framework.criterion),
            ("criterion", criterion, framework.position),
            ("criterion", criterion, framework.descriptors_of),
            ("criterion", criterion, Assessment(framework).answers.__getitem__),
            ("topic", topic, framework.topic),
            ("topic", topic, lambda one: framework.criteria_of(topic=one)),
            ("topic", topic, lambda one: framework.cell(one, (themes or [""])[0])),
            ("theme", theme, framework.theme),
            ("theme", theme, lambda one: framework.criteria_of(theme=one)),
            ("descriptor", descriptor, framework.descriptor),
        ):
            with pytest.raises(UnknownIdError) as caught:
                look_up(unknown)

            assert (kind, unknown) == (caught.value.kind, caught.value.id)
            assert {*caught.value.near} <= {*caught.value.known}
            assert str(caught.value) == str(pickle.loads(pickle.dumps(caught.value)))
        for topic, theme in product(topics, themes):
            criteria = tuple(one.id for one in framework.criteria_of(topic=topic, theme=theme))
            if criteria:
                assert criteria == framework.cell(topic, theme).criteria
            else:
                with pytest.raises(UnknownIdError, match="no cell"):
                    framework.cell(topic, theme)

    @given(st.data(), strategies.scales())
    def test_levels(self, data: st.DataObject, scale: Scale) -> None:
        """A scale finds its levels by number and by name, and nothing else."""
        number: Any = data.draw(strategies.unknown_level_numbers(scale))

        assert [*scale] == [scale.level(level.number) for level in scale]
        assert [*scale] == [scale.level_named(f" {level.name.casefold()} ") for level in scale]
        assert all(level in scale and level.number in scale for level in scale)
        assert number not in scale
        for look_up in (scale.level, scale.position):
            with pytest.raises(UnknownIdError):
                look_up(number)

    @given(st.data(), strategies.frameworks())
    def test_assessments(self, data: st.DataObject, framework: Framework) -> None:
        """Every unknown criterion and every level off the scale is gathered before the answers are refused."""
        good = data.draw(strategies.given_answers(framework), label="good")
        unknown = data.draw(st.sets(strategies.unknown_ids(framework.criterion_ids), max_size=3), label="unknown")
        # `None` is no level's number, but as an answer it means unanswered.
        numbers = strategies.unknown_level_numbers(framework.scale).map(
            lambda number: "none" if number is None else number
        )
        off: dict[str, Any] = {
            one: data.draw(numbers, label="level") for one in framework.criterion_ids if one not in good
        }
        given_ = {**good, **dict.fromkeys(unknown, framework.scale.lowest), **off}

        if unknown or off:
            with pytest.raises(AnswerError) as caught:
                Assessment(framework, given_)

            with pytest.raises(AnswerError) as caught_later:
                Assessment(framework).with_answers(given_)

            assert caught.value.faults == caught_later.value.faults
            assert len(unknown) + len(off) == len(caught.value.faults)
            assert all(f"criterion {one!r}" in str(caught.value) for one in unknown)
            assert {f"criterion {one}" for one in off} == {fault.where for fault in caught.value.faults} - {""}
        else:
            assert good.keys() <= Assessment(framework, given_).answers.keys()


class TestWording:
    """Wording changes texts, and nothing but texts."""

    @given(strategies.frameworks())
    def test_identity(self, framework: Framework) -> None:
        """A framework in its own words is worded as it was."""
        worded = framework.with_wording(strategies.identity_wording(framework))

        assert framework.title == worded.title
        assert framework.scale == worded.scale
        assert framework.themes == worded.themes
        assert framework.topics == worded.topics
        assert framework.criteria == worded.criteria

    @given(st.data(), strategies.frameworks())
    def test_texts(self, data: st.DataObject, framework: Framework) -> None:
        """Each text is the wording's where it has one, and the framework's own where it has none."""
        wording = data.draw(strategies.wordings(framework))
        worded = framework.with_wording(wording)

        assert (wording.title or framework.title) == worded.title
        for level, new in zip(framework.scale, worded.scale, strict=True):
            assert wording.level_names.get(level.number, level.name) == new.name
            assert wording.level_summaries.get(level.number, level.summary) == new.summary
            assert (level.number, level.value) == (new.number, new.value)
        for topic in framework.topics:
            assert wording.topic_names.get(topic.id, topic.name) == worded.topic(topic.id).name
            assert wording.topic_descriptions.get(topic.id, topic.description) == worded.topic(topic.id).description
        for theme in framework.themes:
            assert wording.theme_names.get(theme.id, theme.name) == worded.theme(theme.id).name
            assert wording.theme_descriptions.get(theme.id, theme.description) == worded.theme(theme.id).description
        for one, criterion in zip(framework.criteria, worded.criteria, strict=True):
            assert wording.criterion_titles.get(one.id, one.title) == criterion.title
            assert (one.id, one.topic, one.theme, one.weight) == (
                criterion.id,
                criterion.topic,
                criterion.theme,
                criterion.weight,
            )
            old = {descriptor.id: descriptor.text for descriptor in framework.descriptors_of(one.id)}
            new_texts = {descriptor.id: descriptor.text for descriptor in worded.descriptors_of(one.id)}
            given_ = {key: text for key, text in wording.descriptors.items() if key in new_texts}
            assert old | given_ == new_texts
        assert framework.default_rule == worded.default_rule
        assert framework.publishes_overall == worded.publishes_overall

    @given(strategies.frameworks())
    def test_descriptors(self, framework: Framework) -> None:
        """Each descriptor is found by its own id; a criterion without texts has none to be found."""
        for criterion in framework.criteria:
            found = framework.descriptors_of(criterion.id)
            possible = [f"{criterion.id}.{number}" for number in framework.scale.numbers]

            assert criterion.descriptors == tuple(one.text for one in found)
            assert (possible if criterion.descriptors else []) == [one.id for one in found]
            assert found == tuple(framework.descriptor(one.id) for one in found)
            for unknown in possible[len(found) :]:
                with pytest.raises(UnknownIdError):
                    framework.descriptor(unknown)


class TestRules:
    """A rule is named by its text."""

    @given(st.data(), strategies.scales())
    def test_text(self, data: st.DataObject, scale: Scale) -> None:
        """The text of a rule is read as the same rule; numbers are no longer here than `parse_rule` takes them."""
        plain = Scale(Level(level.number, level.name) for level in scale)
        rule = data.draw(strategies.rules(plain))

        assert rule == parse_rule(str(rule))
        assert hash(rule) == hash(parse_rule(str(rule)))

    @given(strategies.rule_texts())
    @example("reached-by:0.80")
    @example("reached-by:0.123456789013")
    @example("reached-by:0." + "1" * 40)
    @example("cut-offs:-1/3,10000000000000000")
    def test_read_again(self, text: str) -> None:
        """The text of a rule that was read from a text is read as the same rule."""
        rule = parse_rule(text)

        assert rule == parse_rule(str(rule))
        assert str(rule) == str(parse_rule(f" {text} "))

    @given(strategies.shares(), strategies.shares())
    def test_different_texts(self, one: Fraction, other: Fraction) -> None:
        """Rules that differ have different texts."""
        assert (one == other) == (str(ReachedBy(one)) == str(ReachedBy(other)))


class TestRows:
    """What is written of a scorecard says what the scorecard says."""

    @given(scorecards())
    def test_rows(self, card: Scorecard) -> None:
        """Each score has a row with its numbers as the nearest floats; rows have equal keys, and JSON can hold them."""
        rows = card.to_rows()

        assert {tuple(rows[0])} == {tuple(row) for row in rows}
        assert rows == json.loads(json.dumps(rows, allow_nan=False))
        for one, row in zip(card, rows, strict=True):
            levels = card.framework.scale.numbers
            reached = one.at_or_above or dict.fromkeys(levels)
            expected: dict[str, object] = {
                "framework": card.framework.id,
                "version": card.framework.version,
                "rule": str(card.rule),
                "kind": one.group.kind,
                "topic": one.group.topic,
                "theme": one.group.theme,
                "name": one.name,
                "mean": as_float(one.mean),
                "stage": one.stage.number if one.stage else None,
                "stage_name": one.stage.name if one.stage else None,
                "why_no_stage": one.why_no_stage.value if one.why_no_stage else None,
                "answered": one.answered_count,
                "applicable": one.applicable_count,
                "total": one.total_count,
                "do_not_know": one.do_not_know_count,
                "not_applicable": one.not_applicable_count,
                "coverage": as_float(one.coverage),
                "low": as_float(one.low),
                "high": as_float(one.high),
                **{f"at_or_above_{number}": as_float(reached[number]) for number in levels},
            }
            assert expected == row


class TestJson:
    """A scorecard's JSON says what the scorecard says."""

    @given(scorecards())
    @example(score(ONE_THEME_ANSWERED, overall=True))
    @example(score(Assessment(CROSSED, {"1.1": 4}), minimum_coverage="1/2"))
    def test_values(self, card: Scorecard) -> None:
        """Every score stands under its ids with its numbers; so do the criteria without a level."""
        document = json.loads(scorecard_json(card))
        answers = card.assessment.answers

        assert {"id": card.framework.id, "version": card.framework.version} == document["framework"]
        assert str(card.rule) == document["rule"]
        assert as_float(card.basis.minimum_coverage) == document["minimum_coverage"]
        assert [{"id": key, **written(one)} for key, one in card.topics.items()] == document["topics"]
        assert [{"id": key, **written(one)} for key, one in card.themes.items()] == document["themes"]
        assert [
            {"topic": topic, "theme": theme, **written(one)} for (topic, theme), one in card.cells.items()
        ] == document["cells"]
        assert (card.overall and {"id": "overall", **written(card.overall)}) == document["overall"]
        for state, key in (
            (AnswerState.UNANSWERED, "unanswered"),
            (AnswerState.NOT_APPLICABLE, "not_applicable"),
            (AnswerState.DO_NOT_KNOW, "do_not_know"),
        ):
            assert [*answers.in_state(state)] == document[key]


def written(one: Score) -> dict[str, object]:
    """Return what the JSON of a score holds."""
    levels = one.basis.assessment.framework.scale.numbers
    reached = one.at_or_above or dict.fromkeys(levels)
    return {
        "name": one.name,
        "mean": as_float(one.mean),
        "stage": {"number": one.stage.number, "name": one.stage.name} if one.stage else None,
        "why_no_stage": one.why_no_stage.value if one.why_no_stage else None,
        "answered": one.answered_count,
        "applicable": one.applicable_count,
        "total": one.total_count,
        "coverage": as_float(one.coverage),
        "low": as_float(one.low),
        "high": as_float(one.high),
        "at_or_above": {str(number): as_float(reached[number]) for number in levels},
    }
