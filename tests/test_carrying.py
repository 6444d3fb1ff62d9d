"""Carrying answers to another version of a framework."""

import pickle
from datetime import date

import attrs
import pytest

from datamaturity import (
    Answer,
    AnswerError,
    Assessment,
    CarriedAnswer,
    Criterion,
    Evidence,
    Framework,
    Level,
    Provenance,
    Scale,
    Theme,
    VersionLink,
    VersionLinkKind,
    VersionMap,
    VersionMismatchError,
    carry,
)
from examples import FIVE, ONE_THEME

OLD = Framework(
    id="tiny",
    version="1",
    title="Tiny",
    scale=FIVE,
    themes=[Theme("data", "Data")],
    criteria=[Criterion(one, f"{one} in 1", theme="data") for one in ("kept", "plain", "big", "d", "e1", "e2")],
)
NEW = attrs.evolve(
    OLD,
    version="2",
    # The third level has another name and the fifth is gone.
    scale=Scale([Level(1, "Beginning"), Level(2, "Emerging"), Level(3, "Practising"), Level(4, "Developing")]),
    criteria=[Criterion(one, f"{one} in 2", theme="data") for one in ("d", "kept", "plainer", "b1", "b2", "e", "more")],
)
MAP = VersionMap(
    OLD,
    NEW,
    [
        VersionLink(VersionLinkKind.SAME, "kept", "kept"),
        VersionLink(VersionLinkKind.REWORDED, "plain", "plainer"),
        VersionLink(VersionLinkKind.SPLIT, "big", ("b1", "b2")),
        VersionLink(VersionLinkKind.RETIRED, "d"),
        # An id that was given to something else.
        VersionLink(VersionLinkKind.NEW, new="d"),
        VersionLink(VersionLinkKind.MERGED, ("e1", "e2"), "e"),
        VersionLink(VersionLinkKind.NEW, new="more"),
    ],
    levels={1: 1, 2: 2, 3: 3, 4: 4},
)
POLICY = Evidence("Policy", "https://example.org/policy.pdf", date(2024, 5, 1))
KEPT = Answer.at(3, note="Two teams of five", evidence=(POLICY,))
BEFORE = Assessment(
    OLD,
    {"kept": KEPT, "plain": 2, "big": 4, "d": Answer.at(1, note="Gone"), "e1": 3, "e2": 3},
    organisation="Us",
    assessed_on=date(2024, 6, 30),
)


class TestEveryKind:
    """Same, reworded, split, merged, retired and new, with an id that was given to something else."""

    found = carry(BEFORE, MAP)

    def test_answers(self) -> None:
        """What is the same or reworded has its answer; everything else is still open, even where old answers agree."""
        open_ = Answer.unanswered()
        expected = {
            "d": open_,
            "kept": KEPT,
            "plainer": Answer.at(2),
            "b1": open_,
            "b2": open_,
            "e": open_,
            "more": open_,
        }

        assert expected == self.found.assessment.answers

    def test_assessment(self) -> None:
        """The new assessment is the same organisation's, of the same day, and to the new version."""
        found = self.found.assessment

        assert NEW is found.framework
        assert ("Us", date(2024, 6, 30)) == (found.organisation, found.assessed_on)
        assert BEFORE is self.found.before
        assert MAP is self.found.version_map

    def test_provenance(self) -> None:
        """Each criterion of the new version says where its answer comes from, in framework order."""
        expected = {
            "d": Provenance.NEW,
            "kept": Provenance.CARRIED,
            "plainer": Provenance.CARRIED_REWORDED,
            "b1": Provenance.NEEDS_DECISION,
            "b2": Provenance.NEEDS_DECISION,
            "e": Provenance.NEEDS_DECISION,
            "more": Provenance.NEW,
        }

        assert [*expected.items()] == [(one, origin.provenance) for one, origin in self.found.answers.items()]

    def test_what_a_decision_rests_on(self) -> None:
        """The old criteria behind a new one are kept with their answers; nothing is behind a new one of an old id."""
        whole = {"big": Answer.at(4)}

        assert [whole, whole] == [self.found.answers[one].old for one in ("b1", "b2")]
        assert {"e1": Answer.at(3), "e2": Answer.at(3)} == self.found.answers["e"].old
        assert {"kept": KEPT} == self.found.answers["kept"].old
        assert {} == self.found.answers["d"].old

    def test_of(self) -> None:
        """The criteria with one provenance can be asked for; those that need a decision have a name of their own."""
        assert ("kept",) == self.found.of_provenance(Provenance.CARRIED)
        assert ("d", "more") == self.found.of_provenance(Provenance.NEW)
        assert ("b1", "b2", "e") == self.found.needs_decision

    def test_retired(self) -> None:
        """An answer that has nowhere to go is kept, with its note."""
        assert {"d": Answer.at(1, note="Gone")} == self.found.retired

    def test_rows(self) -> None:
        """There is one row per new criterion, then one per retired one."""
        keys = ("criterion", "provenance", "answer", "old")
        expected = [
            ("d", "new: not asked before", "unanswered", ""),
            ("kept", "carried", "3", "kept: 3"),
            ("plainer", "carried, but the criterion is reworded", "2", "plain: 2"),
            ("b1", "needs a decision", "unanswered", "big: 4"),
            ("b2", "needs a decision", "unanswered", "big: 4"),
            ("e", "needs a decision", "unanswered", "e1: 3; e2: 3"),
            ("more", "new: not asked before", "unanswered", ""),
            ("d", "retired", None, "d: 1"),
        ]

        assert [dict(zip(keys, row, strict=True)) for row in expected] == self.found.to_rows()

    def test_repr(self) -> None:
        """What is carried shows how many answers have each provenance."""
        expected = (
            "<Carried to tiny 2: 1 carried; 1 carried, but the criterion is reworded; 3 needs a decision; "
            "2 new: not asked before>"
        )

        assert expected == repr(self.found)

    def test_pickling(self) -> None:
        """What is carried arrives in another process as it was."""
        assert self.found == pickle.loads(pickle.dumps(self.found))

    def test_a_provenance_shows_its_name(self) -> None:
        """A provenance's `repr` is how it is written in code."""
        assert "Provenance.NEEDS_DECISION" == repr(Provenance.NEEDS_DECISION)


class TestStatesAndLevels:
    """Every state is carried, and levels are mapped."""

    @pytest.mark.parametrize(
        "answer",
        [
            Answer.not_applicable("No customers", evidence=(POLICY,)),
            Answer.do_not_know(note="Ask finance"),
            Answer.unanswered(note="Meeting in May"),
            Answer.unanswered(),
        ],
    )
    def test_states_without_a_level(self, answer: Answer) -> None:
        """What has no level needs none: it is carried as it is, with its reason, note and evidence."""
        found = carry(Assessment(OLD, {"kept": answer, "plain": answer}), MAP)

        assert [answer, answer] == [found.assessment.answers[one] for one in ("kept", "plainer")]
        assert [Provenance.CARRIED, Provenance.CARRIED_REWORDED] == [
            found.answers[one].provenance for one in ("kept", "plainer")
        ]

    def test_levels_are_mapped(self) -> None:
        """A level becomes the one that the map gives, its note and evidence stay."""
        scale = Scale([Level(0, "No"), Level(10, "Yes")])
        links = VersionMap.identity(ONE_THEME).links
        new = attrs.evolve(ONE_THEME, version="2", scale=scale)
        given = {"a": Answer.at(1, note="Once"), "b": Answer.at(5, evidence=(POLICY,)), "c": Answer.at(4)}
        found = carry(Assessment(ONE_THEME, given), VersionMap(ONE_THEME, new, links, levels={1: 0, 4: 10, 5: 10}))

        assert Answer.at(0, note="Once") == found.assessment.answers["a"]
        assert Answer.at(10, evidence=(POLICY,)) == found.assessment.answers["b"]
        assert Answer.at(10) == found.assessment.answers["c"]

    @pytest.mark.parametrize("kind", [VersionLinkKind.SAME, VersionLinkKind.REWORDED])
    def test_a_level_that_the_new_scale_does_not_have(self, kind: VersionLinkKind) -> None:
        """It needs a decision, which can rest on the old answer with its note; the other answers are carried."""
        gone = Answer.at(5, note="Everywhere", evidence=(POLICY,))
        links = [VersionLink(kind, one, one) for one in "abcde"]
        new = attrs.evolve(ONE_THEME, version="2", scale=Scale(FIVE.levels[:4]))
        found = carry(Assessment(ONE_THEME, {"a": gone, "b": 4}), VersionMap(ONE_THEME, new, links))

        assert ("a",) == found.needs_decision
        assert Answer.unanswered() == found.assessment.answers["a"]
        assert {"a": gone} == found.answers["a"].old
        assert Answer.at(4) == found.assessment.answers["b"]

    def test_a_level_that_has_another_name(self) -> None:
        """Without a word on levels, one of the same number with another name is not taken for the same."""
        found = carry(Assessment(OLD, {"kept": 3, "plain": 2}), VersionMap(OLD, NEW, MAP.links))

        assert ("kept", "b1", "b2", "e") == found.needs_decision
        assert Answer.at(2) == found.assessment.answers["plainer"]

    def test_renumbered(self) -> None:
        """Answers go where the links say, not to the criterion with the same id or in the same place."""
        new = attrs.evolve(ONE_THEME, version="2")
        swapped = dict(zip("abcde", "badce", strict=True))
        links = [VersionLink(VersionLinkKind.SAME, *pair) for pair in swapped.items()]
        found = carry(Assessment(ONE_THEME, {"a": 1, "b": 2, "c": 3, "e": 5}), VersionMap(ONE_THEME, new, links))

        assert {"a": 2, "b": 1, "d": 3, "e": 5} == {
            one: answer.level for one, answer in found.assessment.answers.items() if answer.level is not None
        }

    def test_many_to_many(self) -> None:
        """A criterion made of parts of several has all of them behind it, each once."""
        old = attrs.evolve(ONE_THEME, criteria=ONE_THEME.criteria[:2])
        new = attrs.evolve(old, version="2", criteria=[Criterion(one, one, theme="data") for one in "xy"])
        links = [
            VersionLink(VersionLinkKind.SPLIT, "a", ("x", "y")),
            VersionLink(VersionLinkKind.MERGED, ("a", "b"), "y"),
        ]
        found = carry(Assessment(old, {"a": 2, "b": 4}), VersionMap(old, new, links))

        assert ("x", "y") == found.needs_decision
        assert [["a"], ["a", "b"]] == [[*one.old] for one in found.answers.values()]

    def test_identity(self) -> None:
        """The identity map changes nothing."""
        found = carry(BEFORE, VersionMap.identity(OLD))

        assert BEFORE == found.assessment
        assert {} == found.retired
        assert {Provenance.CARRIED} == {one.provenance for one in found.answers.values()}
        assert (
            CarriedAnswer(OLD.criterion_ids[0], Provenance.CARRIED, found.answers["kept"].old) == found.answers["kept"]
        )

    @pytest.mark.parametrize("framework", [NEW, attrs.evolve(OLD, id="other")])
    def test_answers_to_something_else(self, framework: Framework) -> None:
        """Answers that are not to the map's old version are refused, and the message names both."""
        with pytest.raises(VersionMismatchError) as caught:
            carry(Assessment(framework), MAP)

        assert str(caught.value).startswith(f"the answers are to {framework.id} {framework.version}, ")
        assert "tiny 1" in str(caught.value)


class TestDecisions:
    """What somebody has decided for criteria that need it."""

    agreed = Answer.at(3, note="Agreed in May", evidence=(POLICY,))

    def test_decided(self) -> None:
        """A decision is the answer, with note and evidence; what is left undecided still needs one."""
        found = carry(BEFORE, MAP, decisions={"b1": 4, "e": self.agreed})

        assert [Answer.at(4), Answer.unanswered(), self.agreed] == [
            found.assessment.answers[one] for one in ("b1", "b2", "e")
        ]
        assert ("b1", "e") == found.of_provenance(Provenance.DECIDED)
        assert ("b2",) == found.needs_decision

    def test_what_it_rested_on(self) -> None:
        """The old answers stay beside the decision, and the rows show both."""
        found = carry(BEFORE, MAP, decisions={"e": self.agreed})

        assert {"e1": Answer.at(3), "e2": Answer.at(3)} == found.answers["e"].old
        assert {"criterion": "e", "provenance": "decided", "answer": "3", "old": "e1: 3; e2: 3"} == found.to_rows()[5]

    def test_a_level_that_the_new_scale_does_not_have(self) -> None:
        """An old level without a counterpart can be decided."""
        new = attrs.evolve(ONE_THEME, version="2", scale=Scale(FIVE.levels[:4]))
        version_map = VersionMap(ONE_THEME, new, VersionMap.identity(ONE_THEME).links)
        found = carry(Assessment(ONE_THEME, {"a": 5, "b": 4}), version_map, decisions={"a": new.level(4)})

        assert [Answer.at(4), Answer.at(4)] == [found.assessment.answers[one] for one in "ab"]
        assert ("a",) == found.of_provenance(Provenance.DECIDED)
        assert () == found.needs_decision

    def test_not_applicable(self) -> None:
        """That a part does not apply is a decision too."""
        decided = Answer.not_applicable("Only the other half does")

        assert decided == carry(BEFORE, MAP, decisions={"b1": decided}).assessment.answers["b1"]

    @pytest.mark.parametrize("one", ["kept", "plainer", "more", "d", "big", "nothing"])
    def test_where_none_is_needed(self, one: str) -> None:
        """What is carried, new or unknown is not decided on here; the message names it."""
        with pytest.raises(AnswerError, match=f"decision for {one}: "):
            carry(BEFORE, MAP, decisions={one: 1})

    def test_a_level_off_the_new_scale(self) -> None:
        """A decision is a level of the new scale; the old one had five."""
        with pytest.raises(
            AnswerError, match=r"b1: level 5 is off the scale; levels run from 1 .* to 4 \(Developing\)"
        ):
            carry(BEFORE, MAP, decisions={"b1": 5})

    def test_every_fault_at_once(self) -> None:
        """Decisions that are not needed and levels off the scale are refused together."""
        with pytest.raises(AnswerError) as caught:
            carry(BEFORE, MAP, decisions={"kept": 1, "b1": 5, "more": 2, "e": 0})

        assert ["b1", "e", "kept", "more"] == sorted(fault.where.split()[-1] for fault in caught.value.faults)
