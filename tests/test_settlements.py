"""From several people's answers to one, and what was settled by hand."""

import pickle
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest

from datamaturity import (
    Agreed,
    Answer,
    AnswerError,
    AnswerState,
    Assessment,
    Evidence,
    Fault,
    Framework,
    Panel,
    PanelError,
    Respondent,
    Settlement,
    UnknownIdError,
    WrongTypeError,
    score,
)
from datamaturity.settlements import METHODS, Method, agreed_answers
from examples import CROSSED, FIVE, ONE_THEME, SAMM

ON_SAMM = attrs.evolve(ONE_THEME, id="on-samm", scale=SAMM)
NOT_OURS = Answer.not_applicable("Not ours")
POLICY = Evidence("Policy", "https://example.org/policy.pdf", date(2024, 2, 29))
MINUTES = Evidence("Minutes", dated=date(2025, 5, 1))
OLD_MINUTES = Evidence("Minutes", dated=date(2024, 5, 1))


def panel(*answers: Answer | int | None, framework: Framework = ONE_THEME) -> Panel:
    """Return a panel of anonymous people who answer criterion *a*."""
    return Panel([Respondent(Assessment(framework, {"a": one})) for one in answers])


def agreed(*answers: Answer | int | None, method: Method = "median-low", framework: Framework = ONE_THEME) -> Answer:
    """Return what these people agree on."""
    return panel(*answers, framework=framework).agree(method=method).assessment.answers["a"]


class TestMedianLow:
    @pytest.mark.parametrize(
        ("levels", "expected"),
        [
            # One; the lower of two; the middle of three; the second of four; nobody far away moves it.
            ((4,), 4),
            ((2, 4), 2),
            ((5, 1, 3), 3),
            ((2, 4, 4, 5), 4),
            ((1, 4, 4, 5), 4),
        ],
    )
    def test_levels(self, levels: tuple[int, ...], expected: int) -> None:
        """The lower median of the levels given, which is the default."""
        assert Answer.at(expected) == agreed(*levels)
        assert Answer.at(expected) == panel(*levels).agree().assessment.answers["a"]

    def test_scale_from_zero(self) -> None:
        """The lowest level of a scale from 0 is an answer."""
        # Of 0, 0, 3 the middle is 0.
        assert Answer.at(0) == agreed(0, 3, 0, framework=ON_SAMM)


class TestMode:
    @pytest.mark.parametrize(
        ("levels", "expected"),
        [
            # Alone; most give 5 where the median is 4; a tie of all; a tie of two, neither the lowest given.
            ((4,), 4),
            ((1, 2, 4, 5, 5), 5),
            ((5, 1, 3), 1),
            ((1, 5, 5, 3, 3), 3),
        ],
    )
    def test_levels(self, levels: tuple[int, ...], expected: int) -> None:
        """The level that most give; of several, the lowest."""
        assert Answer.at(expected) == agreed(*levels, method="mode")

    def test_scale_from_zero(self) -> None:
        """On a scale from 0 too."""
        assert Answer.at(0) == agreed(3, 0, 0, 3, framework=ON_SAMM, method="mode")


@pytest.mark.parametrize("method", ["median-low", "mode"])
class TestStates:
    def test_most_say_not_applicable(self, method: Method) -> None:
        """Where more say that it does not apply than give a level, it does not apply."""
        assert AnswerState.NOT_APPLICABLE is agreed(NOT_OURS, 3, NOT_OURS, method=method).state

    def test_as_many_give_a_level(self, method: Method) -> None:
        """Where as many give a level, it applies."""
        assert Answer.at(3) == agreed(NOT_OURS, 3, method=method)
        assert Answer.at(3) == agreed(NOT_OURS, NOT_OURS, 3, 5, 3, method=method)

    def test_others_do_not_decide(self, method: Method) -> None:
        """Who does not know or has not answered says nothing of it, however many they are."""
        assert Answer.at(3) == agreed(None, None, Answer.do_not_know(), Answer.do_not_know(), 3, method=method)
        assert NOT_OURS == agreed(None, None, Answer.do_not_know(), NOT_OURS, method=method)

    def test_do_not_know(self, method: Method) -> None:
        """Where nobody gives a level and anybody does not know, nobody knows."""
        assert Answer.do_not_know() == agreed(None, None, Answer.do_not_know(), method=method)

    def test_unanswered(self, method: Method) -> None:
        """Where nobody says anything, it is open."""
        found = panel(None, None).agree(method=method)

        assert Answer.unanswered() == found.assessment.answers["a"]
        assert ONE_THEME.criterion_ids == found.open

    def test_all_not_applicable(self, method: Method) -> None:
        """Where nothing applies to anybody, nothing applies, and no group has a mean."""
        people = [Respondent(Assessment(ONE_THEME, dict.fromkeys("abcde", NOT_OURS)))] * 3
        found = Panel(people).agree(method=method)

        assert dict.fromkeys("abcde", NOT_OURS) == dict(found.assessment.answers)
        assert () == found.open
        assert score(found.assessment).themes["data"].mean is None

    def test_reasons(self, method: Method) -> None:
        """Each reason why it does not apply is kept once, in alphabetical order; those who give none add nothing."""
        said = [Answer.not_applicable(reason) for reason in ("No staff", "", "No customers", "No staff")]

        assert Answer.not_applicable("No customers; No staff") == agreed(*said, 3, method=method)
        assert Answer.not_applicable() == agreed(Answer.not_applicable(), method=method)

    def test_outvoted_reason(self, method: Method) -> None:
        """The note of those who are outvoted is not the agreed answer's, whichever side they are on."""
        assert NOT_OURS == agreed(NOT_OURS, Answer.at(3, note="Since May"), NOT_OURS, method=method)
        assert Answer.at(3) == agreed(NOT_OURS, Answer.at(3, note="Since May"), 3, method=method)

    @pytest.mark.parametrize(
        "answer",
        [Answer.at(3), Answer.not_applicable(), Answer.do_not_know(), Answer.unanswered()],
        ids=lambda one: one.state.value,
    )
    def test_evidence(self, method: Method, answer: Answer) -> None:
        """Everybody's evidence is kept once each, by title, address and day, whatever the answer."""
        said = [
            attrs.evolve(answer, evidence=(POLICY, MINUTES)),
            attrs.evolve(answer, evidence=(OLD_MINUTES, POLICY)),
            answer,
        ]
        # "Minutes" before "Policy", 2024 before 2025.
        expected = attrs.evolve(answer, evidence=(OLD_MINUTES, MINUTES, POLICY))

        assert expected == agreed(*said, method=method)
        assert expected == agreed(*said[::-1], method=method)

    def test_evidence_of_others(self, method: Method) -> None:
        """What those show who see it otherwise is evidence too."""
        said = (Answer.not_applicable(evidence=(POLICY,)), Answer.at(2, evidence=(MINUTES,)), Answer.at(2))

        assert Answer.at(2, evidence=(MINUTES, POLICY)) == agreed(*said, method=method)


class TestSettlement:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            (3, Answer.at(3)),
            (0, Answer.at(0)),
            (FIVE.level(3), Answer.at(3)),
            (Answer.at(3, evidence=(POLICY,)), Answer.at(3, evidence=(POLICY,))),
            (NOT_OURS, NOT_OURS),
            (Answer.do_not_know(), Answer.do_not_know()),
            (Answer.unanswered(), Answer.unanswered()),
        ],
        ids=str,
    )
    def test_answer(self, given: Any, expected: Answer) -> None:
        """A number, a level or an answer in any state can be settled on."""
        found = Settlement(given, "Shown the report", moderator="Ann")

        assert expected == found.answer
        assert ("Shown the report", "Ann") == (found.note, found.moderator)

    def test_moderator(self) -> None:
        """There may be no moderator."""
        assert "" == Settlement(3, "Shown the report").moderator

    @pytest.mark.parametrize("given", [True, None, 3.0, "3", [3], "Learning"])
    def test_no_answer(self, given: Any) -> None:
        """What is no answer is refused, and shown."""
        with pytest.raises(AnswerError) as caught:
            Settlement(given, "Shown the report")

        assert f"cannot have {given!r} as its level's number" in str(caught.value)

    @pytest.mark.parametrize("note", ["", " ", "\n"])
    def test_no_note(self, note: str) -> None:
        """A settlement says why: an empty note is a fault of the settlement."""
        with pytest.raises(PanelError) as caught:
            Settlement(3, note)

        assert (Fault("note", "the note of a settlement must not be empty"),) == caught.value.faults

    @pytest.mark.parametrize(("name", "given"), [("note", None), ("note", 3), ("moderator", None), ("moderator", 3)])
    def test_no_text(self, name: str, given: object) -> None:
        """Note and moderator are text."""
        with pytest.raises(WrongTypeError) as caught:
            Settlement(3, **{"note": "Shown the report", name: given})  # type: ignore[arg-type]

        assert f"{name} of a settlement is text, not {given!r}" == str(caught.value)

    def test_value(self) -> None:
        """A settlement is a value: equal however its level was given, hashed and pickled as such."""
        found = Settlement(3, "Shown the report")

        assert Settlement(FIVE.level(3), "Shown the report") == found
        assert hash(Settlement(FIVE.level(3), "Shown the report")) == hash(found)
        assert found == pickle.loads(pickle.dumps(found))


class TestSettled:
    @pytest.mark.parametrize("method", METHODS)
    def test_before_the_method(self, method: Method) -> None:
        """What people settled on goes before any method, with the note beside it, and may be what nobody gave."""
        settled = {"a": Settlement(5, "Shown the report", moderator="Ann")}
        found = panel(1, 1, 2).agree(method=method, settled=settled)

        assert Answer.at(5, note="Shown the report") == found.assessment.answers["a"]
        assert settled == found.settlements
        assert method == found.method
        assert (1, 1, 2) == tuple(one.level for one in found.individual("a"))

    def test_own_note(self) -> None:
        """An answer with a note of its own keeps it; the settlement keeps its own."""
        given = Settlement(Answer.at(3, note="From May on", evidence=(POLICY,)), "Shown the report")
        found = panel(1).agree(settled={"a": given})

        assert Answer.at(3, note="From May on", evidence=(POLICY,)) == found.assessment.answers["a"]
        assert "Shown the report" == found.settlements["a"].note

    def test_not_applicable(self) -> None:
        """To settle that something does not apply gives the note as the reason."""
        found = panel(1, 2).agree(settled={"a": Settlement(Answer.not_applicable(), "Sold in May")})

        assert Answer.not_applicable("Sold in May") == found.assessment.answers["a"]

    def test_left_open(self) -> None:
        """People may settle to leave a criterion open, and say why."""
        found = panel(1, 5).agree(settled={"a": Settlement(Answer.unanswered(), "Ask the depots")})

        assert Answer.unanswered(note="Ask the depots") == found.assessment.answers["a"]
        assert "a" in found.open

    def test_by_hand(self) -> None:
        """By hand there is nothing but what was settled; the rest is open."""
        people = [Respondent(Assessment(ONE_THEME, dict.fromkeys("abcde", 3)))] * 2
        found = Panel(people).agree(method="by-hand", settled={"c": Settlement(2, "Shown the report")})

        assert ("a", "b", "d", "e") == found.open
        assert Fraction(2) == score(found.assessment).themes["data"].mean

    def test_order(self) -> None:
        """Settlements stand in framework order, whatever order they came in."""
        settled = {one: Settlement(2, "Shown the report") for one in ("e", "a", "c")}

        assert ["a", "c", "e"] == [*panel(1).agree(settled=settled).settlements]
        assert panel(1).agree(settled=settled) == panel(1).agree(settled=dict(reversed(settled.items())))

    def test_nothing(self) -> None:
        """Nothing settled is the same as not saying so."""
        assert panel(1, 2).agree() == panel(1, 2).agree(settled={}) == panel(1, 2).agree(settled=None)
        assert {} == panel(1, 2).agree().settlements

    def test_caller_keeps_the_mapping(self) -> None:
        """Changing the mapping later changes nothing."""
        settled = {"a": Settlement(5, "Shown the report")}
        found = panel(1).agree(settled=settled)
        settled["b"] = Settlement(5, "Shown the report")

        assert ["a"] == [*found.settlements]


class TestRefused:
    @pytest.mark.parametrize("method", ["mean", "", "Mode", None, 1, ["mode"]])
    def test_no_such_method(self, method: Any) -> None:
        """An unknown method is refused with those that there are."""
        with pytest.raises(PanelError) as caught:
            panel(1).agree(method=method)

        message = f"no way to agree called {method!r}; there are median-low, mode, by-hand"
        assert (Fault("method", message),) == caught.value.faults

    def test_all_at_once(self) -> None:
        """Settlements for unknown criteria, off the scale, or that are none: every fault is named at once."""
        settled: Any = {
            "aa": Settlement(3, "Shown the report"),
            "a": Settlement(6, "Shown the report"),
            "b": 4,
            "zz": 4,
            7: Settlement(0, "Shown the report"),
            "c": Settlement(5, "Shown the report"),
        }
        span = "levels run from 1 (Beginning) to 5 (Mastering)"
        with pytest.raises(PanelError) as caught:
            panel(1).agree(settled=settled)

        assert (
            Fault("settled aa", str(UnknownIdError("criterion", "aa", "one-theme", "abcde"))),
            Fault("settled a", f"level 6 is off the scale; {span}"),
            Fault("settled b", "is a Settlement with a note, not 4"),
            Fault("settled zz", str(UnknownIdError("criterion", "zz", "one-theme", "abcde"))),
            Fault("settled zz", "is a Settlement with a note, not 4"),
            Fault("settled 7", str(UnknownIdError("criterion", 7, "one-theme", "abcde"))),
            Fault("settled 7", f"level 0 is off the scale; {span}"),
        ) == caught.value.faults

    def test_near_miss(self) -> None:
        """A mistyped criterion is answered with the ones that look like it."""
        with pytest.raises(PanelError, match=r"settled 1\.11: no criterion '1\.11' in crossed .*did you mean '1\.1'"):
            Panel([Respondent(Assessment(CROSSED))]).agree(settled={"1.11": Settlement(3, "Shown the report")})

    def test_method_too(self) -> None:
        """An unknown method hides no fault in what was settled."""
        with pytest.raises(PanelError) as caught:
            panel(1).agree(method="mean", settled={"a": Settlement(6, "Shown the report")})  # type: ignore[arg-type]

        assert ["method", "settled a"] == [fault.where for fault in caught.value.faults]

    def test_scale_from_zero(self) -> None:
        """0 is on a scale from 0, and 4 is off it."""
        settled = {"a": Settlement(0, "Shown the report")}
        assert (
            Answer.at(0, note="Shown the report")
            == (panel(3, framework=ON_SAMM).agree(settled=settled).assessment.answers["a"])
        )
        with pytest.raises(PanelError, match=r"settled a: level 4 is off the scale; levels run from 0 \(No\)"):
            panel(3, framework=ON_SAMM).agree(settled={"a": Settlement(4, "Shown the report")})


class TestAgreed:
    def test_parts(self) -> None:
        """The agreed answers come with the method and everybody's own answers, in the panel's order."""
        people = panel(2, 4, NOT_OURS)
        found = people.agree()

        assert "median-low" == found.method
        assert people.respondents == found.respondents
        assert (Answer.at(2), Answer.at(4), NOT_OURS) == found.individual("a")
        assert (Answer.unanswered(),) * 3 == found.individual("b")

    def test_open(self) -> None:
        """Open is what has no answer; *do not know* and *not applicable* are answers."""
        people = [Respondent(Assessment(ONE_THEME, {"a": 3, "b": Answer.do_not_know(), "c": NOT_OURS}))]

        assert ("d", "e") == Panel(people).agree().open

    def test_unknown_criterion(self) -> None:
        """To ask for a criterion that there is not is refused."""
        with pytest.raises(UnknownIdError, match="no criterion 'z' in one-theme"):
            panel(1).agree().individual("z")

    def test_repr(self) -> None:
        """The repr says by what method, of how many, and how much was settled by hand."""
        answers = "<Assessment of one-theme 1: 1 at a level, 0 not applicable, 0 do not know, 4 unanswered>"
        settled = {"a": Settlement(3, "Shown the report")}

        assert f"<Agreed by mode, of 2 respondents: {answers}>" == repr(panel(1, 2).agree(method="mode"))
        assert f"<Agreed by by-hand, 1 settled by hand, of 2 respondents: {answers}>" == repr(
            panel(1, 2).agree(method="by-hand", settled=settled)
        )

    def test_value(self) -> None:
        """It is a value: frozen, equal, hashed and pickled as such."""
        found = panel(1, 2).agree(settled={"b": Settlement(3, "Shown the report")})

        assert found == panel(1, 2).agree(settled={"b": Settlement(3, "Shown the report")})
        assert hash(found) == hash(panel(1, 2).agree(settled={"b": Settlement(3, "Shown the report")}))
        assert found == pickle.loads(pickle.dumps(found))
        assert isinstance(found, Agreed)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            found.method = "mode"  # type: ignore[misc]


def test_agreed_answers() -> None:
    """What people say of each criterion is enough to agree, with the organisation and the day given."""
    people = panel(2, 4)
    found = agreed_answers(
        ONE_THEME,
        [*people.criteria.values()],
        method="mode",
        settled={},
        organisation="Town council",
        assessed_on=date(2026, 3, 31),
    )

    assert Assessment(ONE_THEME, {"a": 2}, organisation="Town council", assessed_on=date(2026, 3, 31)) == (
        found.assessment
    )
    assert people.respondents == found.respondents
