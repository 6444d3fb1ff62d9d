"""Carrying answers to another version, and telling our moves from the ruler's, worked by hand."""

import pickle
from datetime import date
from fractions import Fraction

import attrs
import pytest

from datamaturity import (
    Answer,
    AnswerError,
    Assessment,
    CarriedAnswer,
    ChangeKind,
    ComparisonError,
    Criterion,
    Evidence,
    Framework,
    GroupMovement,
    Level,
    Provenance,
    Scale,
    Theme,
    VersionLink,
    VersionLinkKind,
    VersionMap,
    VersionMismatchError,
    carry,
    compare,
    compare_versions,
)
from examples import CROSSED, FIVE, ONE_THEME, SAMM

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
        assert ("kept",) == self.found.of(Provenance.CARRIED)
        assert ("d", "more") == self.found.of(Provenance.NEW)
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
        assert ("b1", "e") == found.of(Provenance.DECIDED)
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
        assert ("a",) == found.of(Provenance.DECIDED)
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


def data(comparison_of: tuple[Assessment, Assessment], version_map: VersionMap) -> GroupMovement:
    """Return how the theme *data* moved."""
    return compare_versions(*comparison_of, version_map).groups.themes["data"]


def theme_of(*weights: tuple[str, str], version: str, scale: Scale = FIVE) -> Framework:
    """Return a version of a framework with these criteria and weights, all of the theme *data*."""
    criteria = [Criterion(one, one, theme="data", weight=weight) for one, weight in weights]
    return Framework(
        id="tiny", version=version, title="Tiny", scale=scale, themes=[Theme("data", "Data")], criteria=criteria
    )


class TestWeMovedAndTheRulerMoved:
    """The change between versions, in parts: ours, the ruler's, and what was answered only once."""

    # c is retired; b weighs three times what it did.
    old = theme_of(("a", "1"), ("b", "1"), ("c", "2"), version="1")
    new = theme_of(("a", "1"), ("b", "3"), version="2")
    links = (
        VersionLink(VersionLinkKind.SAME, "a", "a"),
        VersionLink(VersionLinkKind.REWORDED, "b", "b"),
        VersionLink(VersionLinkKind.RETIRED, "c"),
    )
    version_map = VersionMap(old, new, links)
    earlier = Assessment(old, {"a": 2, "b": 4, "c": 1})
    later = Assessment(new, {"a": 4, "b": 4})

    def test_both(self) -> None:
        """A heavier criterion and a retired one move the ruler; a higher level is our move."""
        one = data((self.earlier, self.later), self.version_map)
        # Old: (2 + 4 + 2·1) / 4 = 2; carried: (2 + 3·4) / 4 = 7/2; new: (4 + 3·4) / 4 = 4

        assert (Fraction(2), Fraction(7, 2), Fraction(4)) == (one.earlier, one.carried, one.later)
        assert (Fraction(1, 2), Fraction(3, 2), Fraction(2)) == (one.we_moved, one.ruler_moved, one.whole)

    def test_another_scale(self) -> None:
        """Levels of another value move the ruler, even where nobody moved."""
        old, new = (
            theme_of(("a", "1"), ("b", "1"), version="1", scale=SAMM),
            theme_of(("a", "1"), ("b", "1"), version="2"),
        )
        version_map = VersionMap(old, new, VersionMap.identity(old).links, levels={0: 1, 1: 2, 2: 3, 3: 5})
        one = data((Assessment(old, {"a": 1, "b": 3}), Assessment(new, {"a": 3, "b": 5})), version_map)
        # Old: (¼ + 1) / 2 = 5/8; carried: (2 + 5) / 2 = 7/2; new: (3 + 5) / 2 = 4

        assert (Fraction(1, 2), Fraction(23, 8), Fraction(27, 8)) == (one.we_moved, one.ruler_moved, one.whole)

    def test_row(self) -> None:
        """A group's row has floats of the exact values."""
        expected = {
            "kind": "theme",
            "topic": None,
            "theme": "data",
            "name": "Data",
            "earlier": 2.0,
            "carried": 3.5,
            "later": 4.0,
            "whole": 2.0,
            "we_moved": 0.5,
            "ruler_moved": 1.5,
            "coverage_part": 0.0,
        }

        assert expected == data((self.earlier, self.later), self.version_map).to_row()

    def test_one_version(self) -> None:
        """Within one version the ruler stays, and all of the change is ours."""
        before, after = Assessment(CROSSED, {"1.1": 5, "1.2": 2}), Assessment(CROSSED, {"1.1": 5, "1.2": 3})
        found = compare_versions(before, after, VersionMap.identity(CROSSED))
        # (5 + 2·2) / 3 = 3 to (5 + 2·3) / 3 = 11/3
        one = found.groups.topics["1"]

        assert (Fraction(2, 3), Fraction(0), Fraction(2, 3)) == (one.we_moved, one.ruler_moved, one.whole)
        assert compare(before, after) == found.comparison

    def test_comparison(self) -> None:
        """Beside the groups there are what was carried, and what became of each criterion since."""
        found = compare_versions(self.earlier, self.later, self.version_map)

        assert carry(self.earlier, self.version_map) == found.carried
        assert compare(found.carried.assessment, self.later) == found.comparison
        assert ("a",) == found.comparison.of_kind(ChangeKind.UP)
        assert found == pickle.loads(pickle.dumps(found))

    @pytest.mark.parametrize("again", [1, 5])
    def test_new_criteria_are_not_our_move(self, again: int) -> None:
        """A criterion that was not asked before moves the ruler, whatever is answered to it: none of ours moved."""
        old, new = theme_of(("a", "1"), version="1"), theme_of(("a", "1"), ("n", "1"), version="2")
        links = [VersionLink(VersionLinkKind.SAME, "a", "a"), VersionLink(VersionLinkKind.NEW, new="n")]
        one = data((Assessment(old, {"a": 3}), Assessment(new, {"a": 3, "n": again})), VersionMap(old, new, links))
        # 3 to (3 + 1) / 2 = 2, or to (3 + 5) / 2 = 4
        expected = {1: Fraction(-1), 5: Fraction(1)}[again]

        assert (expected, Fraction(0), expected) == (one.whole, one.we_moved, one.ruler_moved)

    @pytest.mark.parametrize(
        ("decisions", "expected"),
        [
            # Carried: b alone, 2; then a1 and a2 come to it: (2 − 3) + (10/3 − 2).
            ({}, ("0", "1/3", "0")),
            # Carried: (4 + 3 + 2) / 3 = 3, as before; then a2 goes up by one of three.
            ({"a1": 4, "a2": 3}, ("1/3", "0", "0")),
            # Carried: (4 + 2) / 2 = 3; a2 comes to it.
            ({"a1": 4}, ("0", "1/3", "0")),
        ],
    )
    def test_a_split_criterion(self, decisions: dict[str, int], expected: tuple[str, str, str]) -> None:
        """What a criterion was split into moves the ruler, unless it is decided where the parts stood before."""
        old = theme_of(("a", "1"), ("b", "1"), version="1")
        new = theme_of(("a1", "1"), ("a2", "1"), ("b", "1"), version="2")
        links = [VersionLink(VersionLinkKind.SPLIT, "a", ("a1", "a2")), VersionLink(VersionLinkKind.SAME, "b", "b")]
        version_map = VersionMap(old, new, links)
        # (4 + 2) / 2 = 3 to (4 + 4 + 2) / 3 = 10/3
        earlier, later = Assessment(old, {"a": 4, "b": 2}), Assessment(new, {"a1": 4, "a2": 4, "b": 2})
        found = compare_versions(earlier, later, version_map, decisions={**decisions})
        one = found.groups.themes["data"]

        assert Fraction(1, 3) == one.whole
        assert tuple(map(Fraction, expected)) == (one.we_moved, one.ruler_moved, one.coverage_part)
        assert carry(earlier, version_map, decisions={**decisions}) == found.carried

    def test_answered_only_once(self) -> None:
        """A criterion that was asked both times and answered only later is neither our move nor the ruler's."""
        one = data((Assessment(self.old, {"a": 2}), Assessment(self.new, {"a": 3, "b": 5})), self.version_map)
        # 2; carried 2; (3 + 3·5) / 4 = 9/2, of which a makes 1

        assert (Fraction(1), Fraction(0), Fraction(3, 2)) == (one.we_moved, one.ruler_moved, one.coverage_part)
        assert (Fraction(5, 2), Fraction(9, 2)) == (one.whole, one.asked_before)

    def test_nothing_answered_both_times(self) -> None:
        """Without a criterion answered both times we have not moved by any number, and the rest is the change."""
        one = data((Assessment(self.old, {"a": 2}), Assessment(self.new, {"b": 5})), self.version_map)

        assert [None, Fraction(0), Fraction(3), Fraction(3)] == [
            one.we_moved,
            one.ruler_moved,
            one.coverage_part,
            one.whole,
        ]

    def test_no_answers(self) -> None:
        """Without answers on a side there is a part less, and none is zero."""
        none = data((Assessment(self.old), self.later), self.version_map)
        # Only the retired criterion was answered: there is an earlier mean, and none is carried.
        retired = data((Assessment(self.old, {"c": 1}), self.later), self.version_map)
        left = data((self.earlier, Assessment(self.new)), self.version_map)

        assert [None, None, Fraction(4)] == [none.earlier, none.carried, none.later]
        assert [None, None, None] == [none.we_moved, none.ruler_moved, none.whole]
        assert [Fraction(1), None, Fraction(3)] == [retired.earlier, retired.carried, retired.whole]
        assert [None, None] == [retired.we_moved, retired.ruler_moved]
        assert [None, Fraction(3, 2), None] == [left.we_moved, left.ruler_moved, left.whole]
        assert none.to_row()["we_moved"] is None

    def test_groups_of_the_new_version(self) -> None:
        """Groups are the new version's; one that the old does not have has no earlier mean."""
        new = attrs.evolve(
            self.old,
            version="2",
            themes=[Theme("data", "Data, renamed"), Theme("skills", "Skills")],
            criteria=[attrs.evolve(one, theme="skills" if one.id == "c" else "data") for one in self.old.criteria],
        )
        version_map = VersionMap(self.old, new, VersionMap.identity(self.old).links)
        groups = compare_versions(self.earlier, Assessment(new, {"a": 2, "b": 5, "c": 2}), version_map).groups
        moved, found = groups.themes["data"], groups.themes["skills"]

        assert "Data, renamed" == moved.group.name
        # (2 + 4 + 2) / 4 = 2; without c (2 + 4) / 2 = 3; (2 + 5) / 2 = 7/2
        assert (Fraction(1, 2), Fraction(1), Fraction(3, 2)) == (moved.we_moved, moved.ruler_moved, moved.whole)
        assert [None, Fraction(1), Fraction(2)] == [found.earlier, found.carried, found.later]
        assert [Fraction(1), None, None] == [found.we_moved, found.ruler_moved, found.whole]

    def test_overall(self) -> None:
        """The whole is there where the publisher scores it, or where it is asked for."""
        found = compare_versions(self.earlier, self.later, self.version_map, overall=True)
        whole = found.groups.overall

        assert whole is not None
        assert (Fraction(1, 2), Fraction(3, 2)) == (whole.we_moved, whole.ruler_moved)
        assert found.comparison.groups.overall is not None
        assert compare_versions(self.earlier, self.later, self.version_map).groups.overall is None


class TestRefused:
    """What cannot be compared across versions is refused."""

    both = TestWeMovedAndTheRulerMoved

    def test_earlier_answers(self) -> None:
        """The earlier answers are to the map's old version."""
        with pytest.raises(VersionMismatchError, match="answers are to tiny 2, the map is from tiny 1"):
            compare_versions(self.both.later, self.both.later, self.both.version_map)

    def test_later_answers(self) -> None:
        """The later answers are to the map's new version."""
        with pytest.raises(VersionMismatchError, match=r"tiny 2.*tiny 1"):
            compare_versions(self.both.earlier, self.both.earlier, self.both.version_map)

    def test_organisations(self) -> None:
        """Changes are of one organisation, across versions too."""
        us, them = (
            attrs.evolve(self.both.earlier, organisation="Us"),
            attrs.evolve(self.both.later, organisation="Them"),
        )

        with pytest.raises(ComparisonError, match="'Us', the later ones of 'Them'"):
            compare_versions(us, them, self.both.version_map)

    def test_dates_in_the_wrong_order(self) -> None:
        """The later answers are not dated before the earlier ones, across versions too."""
        early, late = (
            attrs.evolve(one, assessed_on=date(year, 1, 31))
            for one, year in ((self.both.earlier, 2026), (self.both.later, 2025))
        )

        with pytest.raises(ComparisonError, match="are of 2026-01-31, after the later ones of 2025-01-31; swap them"):
            compare_versions(early, late, self.both.version_map)
