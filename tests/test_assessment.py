"""Answers in four states that never mix, and the assessments that hold them."""

import pickle
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import attrs
import pytest

from datamaturity import (
    Answer,
    AnswerError,
    Answers,
    AnswerState,
    Assessment,
    Evidence,
    Level,
    UnknownIdError,
    VersionMismatchError,
    Wording,
)
from examples import CROSSED, FIVE, ONE_THEME, ONE_THEME_ANSWERED, SAMM

POLICY = Evidence("Policy", "https://example.org/policy.pdf", date(2024, 2, 29))
ON_SAMM = attrs.evolve(ONE_THEME, id="on-samm", scale=SAMM)

EVERY_ANSWER = [
    (Answer.at(3), AnswerState.LEVEL, 3),
    (Answer.at(0), AnswerState.LEVEL, 0),
    (Answer.not_applicable(), AnswerState.NOT_APPLICABLE, None),
    (Answer.do_not_know(), AnswerState.DO_NOT_KNOW, None),
    (Answer.unanswered(), AnswerState.UNANSWERED, None),
]


class TestEvidence:
    @pytest.mark.parametrize(
        ("evidence", "text"),
        [
            (Evidence("Policy"), "Policy"),
            (Evidence(address="policy.pdf"), "policy.pdf"),
            (Evidence("Policy", dated=date(2024, 2, 29)), "Policy, 2024-02-29"),
            (POLICY, "Policy, https://example.org/policy.pdf, 2024-02-29"),
        ],
    )
    def test_text(self, evidence: Evidence, text: str) -> None:
        """Evidence reads as its title, its address and its date, as far as there are any."""
        assert text == str(evidence)

    @pytest.mark.parametrize("parts", [{}, {"title": " ", "address": "\n"}, {"dated": date(2024, 2, 29)}])
    def test_needs_a_title_or_an_address(self, parts: dict[str, Any]) -> None:
        """Without a title and an address there is nothing to look at."""
        with pytest.raises(AnswerError) as caught:
            Evidence(**parts)

        assert "evidence: needs a title or an address" == str(caught.value)

    @pytest.mark.parametrize("name", ["title", "address"])
    def test_title_and_address_are_text(self, name: str) -> None:
        """A title or an address that is no text is refused by its name."""
        parts: dict[str, Any] = {"title": "Policy", name: 3}
        with pytest.raises(TypeError, match=name):
            Evidence(**parts)

    @pytest.mark.parametrize("day", ["2024-02-29", datetime(2024, 2, 29, 12)])
    def test_dated_is_a_day(self, day: Any) -> None:
        """A text or a moment is no day, and is refused by name."""
        with pytest.raises(TypeError, match="dated"):
            Evidence("Policy", dated=day)

    def test_as_a_value(self) -> None:
        """Evidence is equal by its parts, hashes, survives pickling and cannot be changed."""
        same = Evidence("Policy", "https://example.org/policy.pdf", date(2024, 2, 29))

        assert same == POLICY
        assert hash(same) == hash(POLICY)
        assert Evidence("Policy") != POLICY
        assert POLICY == pickle.loads(pickle.dumps(POLICY))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            same.title = "Other"  # type: ignore[misc]


class TestAnswer:
    @pytest.mark.parametrize(("answer", "state", "level"), EVERY_ANSWER)
    def test_state_and_level(self, answer: Answer, state: AnswerState, level: int | None) -> None:
        """Each way to make an answer gives its own state, and only a level has a number."""
        assert (state, level) == (answer.state, answer.level)

    def test_a_state_is_enough(self) -> None:
        """An answer made of a state alone has no level, no note and no evidence."""
        assert Answer.unanswered() == Answer(AnswerState.UNANSWERED)

    def test_there_are_four_states(self) -> None:
        """The four states are those of the specification, each with its own words."""
        assert ["level", "not applicable", "do not know", "unanswered"] == [state.value for state in AnswerState]
        assert "AnswerState.DO_NOT_KNOW" == repr(AnswerState.DO_NOT_KNOW)

    def test_no_two_are_equal(self) -> None:
        """Not applicable, not known, unanswered and a level of 0 are four things."""
        assert len(EVERY_ANSWER) == len({answer for answer, _, _ in EVERY_ANSWER})

    def test_any_state_may_carry_a_note_and_evidence(self) -> None:
        """A note and evidence go with every state; for not applicable the note is the reason."""
        answers = [
            Answer.at(3, note="why", evidence=(POLICY,)),
            Answer.not_applicable("why", evidence=(POLICY,)),
            Answer.do_not_know(note="why", evidence=(POLICY,)),
            Answer.unanswered(note="why", evidence=(POLICY,)),
        ]

        assert [("why", (POLICY,))] * 4 == [(answer.note, answer.evidence) for answer in answers]

    @pytest.mark.parametrize("make", [Answer.not_applicable, Answer.do_not_know, Answer.unanswered])
    def test_no_state_needs_a_note(self, make: Callable[[], Answer]) -> None:
        """Nobody has to say why; what was not said is empty."""
        assert ("", ()) == (make().note, make().evidence)

    def test_evidence_becomes_a_tuple(self) -> None:
        """Evidence may come as a list and is kept as a tuple."""
        given: Any = [POLICY]

        assert (POLICY,) == Answer.at(3, evidence=given).evidence

    @pytest.mark.parametrize(
        ("state", "level"),
        [
            (AnswerState.LEVEL, None),
            (AnswerState.LEVEL, True),
            (AnswerState.LEVEL, 3.0),
            (AnswerState.LEVEL, "3"),
            (AnswerState.NOT_APPLICABLE, 3),
            (AnswerState.DO_NOT_KNOW, 0),
            (AnswerState.UNANSWERED, 1),
        ],
    )
    def test_a_number_belongs_to_a_level_only(self, state: AnswerState, level: Any) -> None:
        """A level without a number, and a number in another state, are refused: none becomes another in silence."""
        with pytest.raises(AnswerError) as caught:
            Answer(state, level)

        message = f"an answer in state {state.value!r} cannot have {level!r} as its level's number"
        assert f"answer: {message}" == str(caught.value)

    @pytest.mark.parametrize(
        "parts",
        [
            {"state": "level", "level": 3},
            {"note": None},
            {"note": 3},
            {"evidence": ["policy.pdf"]},
            {"evidence": POLICY},
        ],
        ids=["state as text", "note None", "note 3", "evidence as text", "evidence alone"],
    )
    def test_types(self, parts: dict[str, Any]) -> None:
        """A state that is no `AnswerState`, a note that is no text and evidence of another type are refused."""
        with pytest.raises(TypeError):
            Answer(**{"state": AnswerState.UNANSWERED, **parts})

    @pytest.mark.parametrize(
        ("answer", "text"),
        [
            (Answer.at(3), "Answer.at(3)"),
            (Answer.at(0, note="None yet"), "Answer.at(0, note='None yet')"),
            (Answer.not_applicable("No campaigns"), "Answer.not_applicable(reason='No campaigns')"),
            (Answer.do_not_know(), "Answer.do_not_know()"),
            (Answer.unanswered(), "Answer.unanswered()"),
            (
                Answer.at(2, evidence=(Evidence("Policy"),)),
                "Answer.at(2, evidence=(Evidence(title='Policy', address='', dated=None),))",
            ),
        ],
    )
    def test_repr_is_short(self, answer: Answer, text: str) -> None:
        """The repr is the way to make the answer, without what is empty."""
        assert text == repr(answer)
        assert answer == eval(text)  # noqa: S307 - our own text

    @pytest.mark.parametrize(("answer", "state", "level"), EVERY_ANSWER)
    def test_as_a_value(self, answer: Answer, state: AnswerState, level: int | None) -> None:
        """An answer is equal by its parts, hashes, survives pickling and cannot be changed."""
        assert Answer(state, level) == answer
        assert hash(Answer(state, level)) == hash(answer)
        assert Answer(state, level, "a note") != answer
        assert answer == pickle.loads(pickle.dumps(answer))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            answer.level = 5  # type: ignore[misc]


class TestWhatMayBeGiven:
    @pytest.mark.parametrize(
        ("given", "answer"),
        [
            (4, Answer.at(4)),
            (FIVE.level(4), Answer.at(4)),
            (Answer.at(4, note="nearly"), Answer.at(4, note="nearly")),
            (Answer.do_not_know(), Answer.do_not_know()),
            (Answer.not_applicable("why"), Answer.not_applicable("why")),
            (Answer.unanswered(note="later"), Answer.unanswered(note="later")),
            (None, Answer.unanswered()),
        ],
    )
    def test_for_one_criterion(self, given: Any, answer: Answer) -> None:
        """A number, a `Level`, an `Answer`, or `None` for unanswered: each is what it says."""
        assert answer == Assessment(ONE_THEME, {"b": given}).answers["b"]

    def test_what_is_left_out_is_unanswered(self) -> None:
        """A criterion that was not given is unanswered, and so are all without any answers."""
        assert [Answer.unanswered()] * 5 == list(Assessment(ONE_THEME).answers.values())
        assert Answer.unanswered() == Assessment(ONE_THEME, {"a": 1}).answers["b"]

    @pytest.mark.parametrize("numbers", [(1, 2, 3, 4, 5), (5, 5, 5, 5, 5)])
    def test_plain_numbers_for_all(self, numbers: tuple[int, ...]) -> None:
        """A number for every criterion makes what the same numbers as `Answer` objects make."""
        plain = Assessment(ONE_THEME, dict(zip("abcde", numbers, strict=True)))
        spelt_out = Assessment(ONE_THEME, {one: Answer.at(n) for one, n in zip("abcde", numbers, strict=True)})

        assert spelt_out == plain
        assert list(numbers) == [answer.level for answer in plain.answers.values()]

    def test_the_level_0_is_an_answer(self) -> None:
        """On a scale from 0, the lowest level is an answer like others, and not the lack of one."""
        assessment = Assessment(ON_SAMM, {"a": 0, "b": 3, "c": None})

        assert [Answer.at(0), Answer.at(3), Answer.unanswered()] == [assessment.answers[one] for one in "abc"]
        assert bytes([0, 3, 255, 255, 255]) == assessment.answers.codes

    def test_order_does_not_matter(self) -> None:
        """The same answers in another order make an equal assessment, with its notes in framework order."""
        notes = {"b": Answer.at(2, note="two", evidence=(POLICY,)), "a": Answer.at(1, note="one", evidence=(POLICY,))}
        here = Assessment(ONE_THEME, notes)
        there = Assessment(ONE_THEME, dict(reversed(notes.items())))

        assert here == there
        assert repr(here.answers.notes) == repr(there.answers.notes)
        assert [0, 1] == list(there.answers.notes) == list(there.answers.evidence)

    @pytest.mark.parametrize("framework", [ONE_THEME, ON_SAMM], ids=["from 1", "from 0"])
    def test_a_default_of_the_mapping_answers_nothing(self, framework: Any) -> None:
        """What a `defaultdict` would make up is no answer, and looking at it puts nothing in."""
        given: defaultdict[str, int] = defaultdict(int, {"a": 2})

        assessment = Assessment(framework, given)

        assert {"a": 2} == given
        assert ("b", "c", "d", "e") == assessment.answers.in_state(AnswerState.UNANSWERED)

    def test_answers_of_another_assessment(self) -> None:
        """Answers to the same framework are taken as they are."""
        again = Assessment(ONE_THEME, ONE_THEME_ANSWERED.answers)

        assert ONE_THEME_ANSWERED == again
        assert ONE_THEME_ANSWERED.answers is again.answers

    def test_answers_to_another_framework(self) -> None:
        """Answers to another framework or version are refused: they have to be carried over."""
        for other in (CROSSED, attrs.evolve(ONE_THEME, version="2")):
            with pytest.raises(VersionMismatchError, match="the answers are to one-theme 1; carry"):
                Assessment(other, ONE_THEME_ANSWERED.answers)

    def test_answers_to_another_scale(self) -> None:
        """Within one version they are read anew, so that levels off the scale are refused."""
        other = attrs.evolve(ONE_THEME, scale=SAMM)
        with pytest.raises(AnswerError) as caught:
            Assessment(other, ONE_THEME_ANSWERED.answers)

        assert "criterion a: level 4 is off the scale; levels run from 0 (No) to 3 (Most)" == str(caught.value)

    def test_answers_to_the_same_framework_in_other_words(self) -> None:
        """A wording changes nothing that answers depend on, so they are taken as they are."""
        other = ONE_THEME.with_wording(Wording(licence="MIT", criterion_titles={"a": "Other"}))
        found = Assessment(other, ONE_THEME_ANSWERED.answers)

        assert ONE_THEME_ANSWERED.answers.codes == found.answers.codes
        assert other == found.answers.framework


class TestFaults:
    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"f": 1}, "no criterion 'f' in one-theme (5 criteria)"),
            ({7: 1}, "no criterion 7 in one-theme (5 criteria)"),
            (
                {"a": 6},
                "criterion a: level 6 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)",
            ),
            (
                {"a": 0},
                "criterion a: level 0 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)",
            ),
            (
                {"a": Answer.at(9)},
                "criterion a: level 9 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)",
            ),
            (
                {"a": Level(3, "Stranger")},
                "criterion a: level 3 Stranger is not of this scale; levels run from 1 (Beginning) to 5 (Mastering)",
            ),
            (
                {"a": True},
                "criterion a: True is not an answer; give a level's number, an Answer, or None for unanswered",
            ),
            (
                {"a": 3.0},
                "criterion a: 3.0 is not an answer; give a level's number, an Answer, or None for unanswered",
            ),
            (
                {"a": "3"},
                "criterion a: '3' is not an answer; give a level's number, an Answer, or None for unanswered",
            ),
            (
                {"a": "n/a"},
                "criterion a: 'n/a' is not an answer; give a level's number, an Answer, or None for unanswered",
            ),
            (
                {"a": 1, "b": 2, "c": 3, "d": 4, "e": 6},
                "criterion e: level 6 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)",
            ),
            (
                {"a": 1, "b": 2, "c": 3, "d": 4, "e": True},
                "criterion e: True is not an answer; give a level's number, an Answer, or None for unanswered",
            ),
            ({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 1}, "no criterion 'f' in one-theme (5 criteria)"),
        ],
    )
    def test_of_one_answer(self, given: Any, message: str) -> None:
        """An unknown criterion, a level off the scale and what is no answer are refused, with what to give instead."""
        with pytest.raises(AnswerError) as caught:
            Assessment(ONE_THEME, given)

        assert message == str(caught.value)

    def test_all_at_once(self) -> None:
        """Every fault of the answers is gathered, in the order in which they were given."""
        given: Any = {"9.9": 2, "2.4": 0, "1.1": Answer.at(3), "1.2": "two"}
        with pytest.raises(AnswerError) as caught:
            Assessment(CROSSED, given)

        assert [
            "no criterion '9.9' in crossed (4 criteria)",
            "criterion 2.4: level 0 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)",
            "criterion 1.2: 'two' is not an answer; give a level's number, an Answer, or None for unanswered",
        ] == [str(fault) for fault in caught.value.faults]
        assert ["", "criterion 2.4", "criterion 1.2"] == [fault.where for fault in caught.value.faults]

    @pytest.mark.parametrize(
        ("given", "name"), [([("a", 1)], "list: [('a', 1)]"), (None, "NoneType: None"), ("a", "str: 'a'")]
    )
    def test_of_what_is_no_mapping(self, given: Any, name: str) -> None:
        """Answers that are no mapping are refused, since a list could name a criterion twice."""
        with pytest.raises(AnswerError) as caught:
            Assessment(ONE_THEME, given)

        assert f"answers: answers are a mapping from criterion id to level, not {name}" == str(caught.value)

    @pytest.mark.parametrize("framework", ["one-theme", None, ONE_THEME_ANSWERED])
    def test_of_the_framework(self, framework: Any) -> None:
        """An assessment of an id, or of anything else that is no `Framework`, is refused with what to do."""
        with pytest.raises(TypeError) as caught:
            Assessment(framework, {})

        assert f"an assessment needs a Framework, such as load_framework(...), not {framework!r}" == str(caught.value)

    @pytest.mark.parametrize(
        ("name", "wrong"), [("organisation", 3), ("organisation", None), ("assessed_on", "2024-02-29")]
    )
    def test_of_the_other_parts(self, name: str, wrong: object) -> None:
        """An organisation that is no text, and a day that is no date, are refused by name."""
        parts: dict[str, Any] = {name: wrong}
        with pytest.raises(TypeError, match=name):
            Assessment(ONE_THEME, **parts)


class TestAnswers:
    def test_is_a_mapping(self) -> None:
        """The answers are a mapping from every criterion's id to its answer, in framework order."""
        answers = ONE_THEME_ANSWERED.answers

        assert isinstance(answers, Mapping)
        assert 5 == len(answers)
        assert ["a", "b", "c", "d", "e"] == list(answers)
        assert "d" in answers
        assert "z" not in answers
        assert {
            "a": Answer.at(4),
            "b": Answer.at(3),
            "c": Answer.not_applicable("No customers"),
            "d": Answer.unanswered(),
            "e": Answer.at(2),
        } == dict(answers)

    @pytest.mark.parametrize("answer", [Answer.at(3), Answer.not_applicable(), Answer.do_not_know()])
    def test_evidence_stays(self, answer: Answer) -> None:
        """The evidence of an answer in any state is kept with it."""
        given = attrs.evolve(answer, evidence=(POLICY,))

        assert given == Answers.of(ONE_THEME, {"a": given})["a"]

    def test_equals_a_mapping(self) -> None:
        """Answers are equal to any mapping of the same answers, and to nothing else."""
        answers = ONE_THEME_ANSWERED.answers

        assert answers == dict(answers)
        assert answers != {**answers, "d": Answer.do_not_know()}
        assert answers != {}
        assert answers != list(answers.items())

    def test_unknown_criterion(self) -> None:
        """Asking for a criterion that the framework does not have says so, and is a `KeyError`."""
        with pytest.raises(UnknownIdError) as caught:
            ONE_THEME_ANSWERED.answers["z"]

        assert isinstance(caught.value, KeyError)
        assert "no criterion 'z' in one-theme (5 criteria)" == str(caught.value)
        assert ONE_THEME_ANSWERED.answers.get("z") is None

    def test_codes(self) -> None:
        """Inside, an answer is a byte: a level's position from 0, or 253, 254, 255 for the other states."""
        assessment = Assessment(
            ONE_THEME, {"a": 1, "b": 5, "c": Answer.not_applicable(), "d": Answer.do_not_know(), "e": None}
        )

        assert bytes([0, 4, 253, 254, 255]) == assessment.answers.codes

    @pytest.mark.parametrize(
        ("state", "found"),
        [
            (AnswerState.LEVEL, ("a", "b", "e")),
            (AnswerState.NOT_APPLICABLE, ("c",)),
            (AnswerState.DO_NOT_KNOW, ()),
            (AnswerState.UNANSWERED, ("d",)),
        ],
    )
    def test_in_state(self, state: AnswerState, found: tuple[str, ...]) -> None:
        """The criteria in a state are listed in framework order, and each criterion is in one state."""
        assert found == ONE_THEME_ANSWERED.answers.in_state(state)

    def test_repr_is_short(self) -> None:
        """The repr counts the answers and does not list them."""
        assert "<Answers to one-theme 1: 3 of 5 at a level>" == repr(ONE_THEME_ANSWERED.answers)

    def test_as_a_value(self) -> None:
        """Answers are equal by framework, codes, notes and evidence, hash, and survive pickling."""
        answers = ONE_THEME_ANSWERED.answers
        same = Answers.of(ONE_THEME, dict(answers))

        assert answers == same
        assert hash(answers) == hash(same)
        assert hash(answers) != hash(Answers.of(ONE_THEME, {}))
        assert answers == pickle.loads(pickle.dumps(answers))
        assert answers != Answers.of(ONE_THEME, {**answers, "c": Answer.not_applicable("Another reason")})
        assert answers != Answers.of(ONE_THEME, {**answers, "d": Answer.do_not_know()})
        assert answers != Answers.of(attrs.evolve(ONE_THEME, version="2"), dict(answers))

    @pytest.mark.parametrize("name", ["framework", "codes", "notes", "evidence", "anything"])
    def test_cannot_be_changed(self, name: str) -> None:
        """No attribute can be set or deleted, and there is no way to put an answer in."""
        answers: Any = ONE_THEME_ANSWERED.answers

        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(answers, name, b"")
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            delattr(answers, name)
        with pytest.raises(TypeError, match="item assignment"):
            answers["a"] = Answer.at(5)


class TestAssessment:
    def test_changed_answers_make_another_assessment(self) -> None:
        """Changing answers makes a new assessment; the other answers, the organisation and the day stay."""
        first = Assessment(
            ONE_THEME,
            {"a": 4, "b": Answer.at(3, note="b's note", evidence=(POLICY,)), "c": 1},
            organisation="Fenn Moor",
            assessed_on=date(2024, 2, 29),
        )
        second = first.with_answers({"a": 5, "c": None, "d": Answer.do_not_know(note="Asked twice")})

        assert {
            "a": Answer.at(5),
            "b": Answer.at(3, note="b's note", evidence=(POLICY,)),
            "c": Answer.unanswered(),
            "d": Answer.do_not_know(note="Asked twice"),
            "e": Answer.unanswered(),
        } == dict(second.answers)
        assert (ONE_THEME, "Fenn Moor", date(2024, 2, 29)) == (
            second.framework,
            second.organisation,
            second.assessed_on,
        )
        assert (Answer.at(4), Answer.at(1)) == (first.answers["a"], first.answers["c"])

    def test_a_changed_answer_leaves_its_old_note_behind(self) -> None:
        """A note belongs to an answer: another answer to the criterion does not inherit it."""
        assessment = ONE_THEME_ANSWERED.with_answers({"c": 2})

        assert Answer.at(2) == assessment.answers["c"]
        assert {} == assessment.answers.notes

    def test_no_changes(self) -> None:
        """Changing nothing makes an equal assessment."""
        assert ONE_THEME_ANSWERED == ONE_THEME_ANSWERED.with_answers({})

    def test_faulty_changes(self) -> None:
        """Changes that do not fit the framework are refused like answers, all at once."""
        with pytest.raises(AnswerError) as caught:
            ONE_THEME_ANSWERED.with_answers({"z": 1, "a": 9})

        assert [
            "no criterion 'z' in one-theme (5 criteria)",
            "criterion a: level 9 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)",
        ] == [str(fault) for fault in caught.value.faults]

    @pytest.mark.parametrize(
        ("parts", "shown"),
        [
            ({}, "one-theme 1"),
            ({"organisation": "Fenn Moor"}, "one-theme 1 by Fenn Moor"),
            ({"assessed_on": date(2024, 2, 29)}, "one-theme 1 on 2024-02-29"),
            (
                {"organisation": "Fenn Moor", "assessed_on": date(2024, 2, 29)},
                "one-theme 1 by Fenn Moor on 2024-02-29",
            ),
        ],
    )
    def test_repr_is_short(self, parts: dict[str, Any], shown: str) -> None:
        """The repr says to what, whose answers and when, and counts the four states without listing the answers."""
        counts = "3 at a level, 1 not applicable, 0 do not know, 1 unanswered"

        assert f"<Assessment of {shown}: {counts}>" == repr(Assessment(ONE_THEME, ONE_THEME_ANSWERED.answers, **parts))

    def test_as_a_value(self) -> None:
        """Assessments are equal by all their parts, have equal hashes then, and survive pickling."""
        one = Assessment(ONE_THEME, {"a": 4}, organisation="Fenn Moor", assessed_on=date(2024, 2, 29))
        same = Assessment(ONE_THEME, {"a": 4}, organisation="Fenn Moor", assessed_on=date(2024, 2, 29))

        assert one == same
        assert hash(one) == hash(same)
        assert one == pickle.loads(pickle.dumps(one))
        assert one != one.with_answers({"a": 3})
        assert one != attrs.evolve(one, organisation="Elsewhere")
        assert one != attrs.evolve(one, assessed_on=None)

    @pytest.mark.parametrize("name", ["framework", "answers", "organisation", "assessed_on", "anything"])
    def test_cannot_be_changed(self, name: str) -> None:
        """No attribute can be set or deleted."""
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(ONE_THEME_ANSWERED, name, None)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            delattr(ONE_THEME_ANSWERED, name)
