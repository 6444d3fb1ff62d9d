"""Frameworks: what holds together, what does not, and how parts are found."""

import pickle
from typing import Any

import attrs
import pytest

from datamaturity import (
    Criterion,
    CutOffs,
    Fault,
    Framework,
    FrameworkError,
    Level,
    MeanFloor,
    MeanNearest,
    ReachedBy,
    RuleError,
    Scale,
    Theme,
    Topic,
    UnknownIdError,
    WrongTypeError,
)
from examples import CROSSED, FIVE, ONE_THEME, SAMM

TOPICS_ONLY = Framework(
    id="topics-only",
    version="2",
    title="Two commitments",
    scale=SAMM,
    topics=[Topic("a", "Open"), Topic("b", "Fair"), Topic("c", "Nothing yet")],
    criteria=[Criterion("b.1", "Fair one", "b"), Criterion("a.2", "Open one", "a"), Criterion("b.3", "Fair two", "b")],
)


def _framework(**changes: Any) -> Framework:
    """Return a framework of one theme and one criterion, with some parts changed."""
    parts: dict[str, Any] = {
        "id": "small",
        "version": "1",
        "title": "Small",
        "scale": FIVE,
        "themes": [Theme("data", "Data")],
        "criteria": [Criterion("a", "A", theme="data")],
    }
    return Framework(**{**parts, **changes})


class TestBuilding:
    def test_defaults(self) -> None:
        """What is not said is empty; the rule is mean-nearest, and no overall score is published."""
        small = _framework()

        assert ("", "", "", "", "") == (
            small.publisher,
            small.source,
            small.structure_licence,
            small.attribution,
            small.wording_licence,
        )
        assert MeanNearest() == small.default_rule
        assert small.publishes_overall is False
        assert () == small.topics

    def test_takes_any_iterables(self) -> None:
        """Themes, topics and criteria come in any iterable and are kept as tuples, in their order."""
        assert _framework() == _framework(
            themes=iter([Theme("data", "Data")]), topics=(), criteria=(Criterion("a", "A", theme="data"),)
        )

    @pytest.mark.parametrize(
        ("parts", "faults"),
        [
            ({"id": ""}, ["id: must not be empty"]),
            (
                {"id": " ", "version": "", "title": "\n"},
                ["id: must not be empty", "version: must not be empty", "title: must not be empty"],
            ),
            ({"criteria": []}, ["criteria: a framework has at least one criterion"]),
            (
                {"themes": [], "criteria": [Criterion("a", "A")]},
                ["topics, themes: a framework has topics, or themes, or both"],
            ),
            (
                {"themes": [Theme("data", "Data"), Theme("skills", "Skills"), Theme("data", "More data")]},
                ["theme data: stands 2 times; an id names one theme"],
            ),
            (
                {"topics": [Topic("1", "A")] * 3, "criteria": [Criterion("a", "A", "1", "data")]},
                ["topic 1: stands 3 times; an id names one topic"],
            ),
            (
                {"criteria": [Criterion("a", "A", theme="data"), Criterion("a", "B", theme="data")]},
                ["criterion a: stands 2 times; an id names one criterion"],
            ),
            ({"criteria": [Criterion("a", "A")]}, ["criterion a: has no theme"]),
            (
                {"topics": [Topic("1", "One")]},
                ["criterion a: has no topic"],
            ),
            (
                {"criteria": [Criterion("a", "A", theme="dat")]},
                ["criterion a: its theme 'dat' is not in the framework; did you mean 'data'?"],
            ),
            (
                {"criteria": [Criterion("a", "A", "9", "data")]},
                ["criterion a: its topic '9' is not in the framework"],
            ),
            (
                {"criteria": [Criterion("a", "A", theme="data", descriptors=("one", "two", "three"))]},
                ["criterion a: has 3 descriptors for a scale of 5 levels"],
            ),
            (
                {"default_rule": CutOffs([2, 3])},
                [
                    "default_rule: a scale of 5 levels takes 4 cut-offs, one for each level but 1 Beginning; 2 given",
                ],
            ),
        ],
    )
    def test_parts_that_do_not_fit(self, parts: dict[str, Any], faults: list[str]) -> None:
        """Parts that do not fit together are refused, each where it stands."""
        with pytest.raises(FrameworkError) as caught:
            _framework(**parts)

        assert faults == [str(fault) for fault in caught.value.faults]

    def test_all_faults_at_once(self) -> None:
        """Every fault of a framework is gathered before it is refused, in the order of its parts."""
        with pytest.raises(FrameworkError) as caught:
            _framework(
                title="",
                themes=[Theme("data", "Data"), Theme("data", "Data")],
                criteria=[Criterion("a", "A", "1", "dta", ["only"]), Criterion("a", "B")],
                default_rule=CutOffs([9]),
            )

        assert [
            "title: must not be empty",
            "theme data: stands 2 times; an id names one theme",
            "criterion a: stands 2 times; an id names one criterion",
            "criterion a: its topic '1' is not in the framework",
            "criterion a: its theme 'dta' is not in the framework; did you mean 'data'?",
            "criterion a: has 1 descriptor for a scale of 5 levels",
            "criterion a: has no theme",
            "default_rule: a scale of 5 levels takes 4 cut-offs, one for each level but 1 Beginning; 1 given",
        ] == [str(fault) for fault in caught.value.faults]

    @pytest.mark.parametrize(
        ("name", "wrong"), [("id", 3), ("version", 2023), ("title", None), ("publisher", None), ("source", b"x")]
    )
    def test_texts_are_texts(self, name: str, wrong: object) -> None:
        """A text of another type is refused by its name; a version is text, also where it looks like a number."""
        with pytest.raises(WrongTypeError) as caught:
            _framework(**{name: wrong})

        assert f"{name} of a framework is text, not {wrong!r}" == str(caught.value)

    @pytest.mark.parametrize(
        ("parts", "fault"),
        [
            (
                {"scale": [Level(1, "a"), Level(2, "b")]},
                Fault("scale", "is a Scale, not [Level(1, 'a'), Level(2, 'b')]"),
            ),
            ({"default_rule": 3}, Fault("default_rule", "is a Rule, not 3")),
            ({"publishes_overall": "no"}, Fault("publishes_overall", "is a bool, not 'no'")),
            ({"themes": ["data"]}, Fault("themes", "is made of Theme objects, not 'data'")),
            ({"topics": ["1"]}, Fault("topics", "is made of Topic objects, not '1'")),
            ({"criteria": ["a"]}, Fault("criteria", "is made of Criterion objects, not 'a'")),
        ],
        ids=lambda part: next(iter(part)) if isinstance(part, dict) else "",
    )
    def test_types_of_the_other_parts(self, parts: dict[str, Any], fault: Fault) -> None:
        """A part of another type is a fault of the framework, not an accident inside."""
        with pytest.raises(FrameworkError) as caught:
            _framework(**parts)

        assert (fault,) == caught.value.faults

    def test_types_of_several_parts(self) -> None:
        """All parts of another type are named at once, and nothing else is, for nothing else can be said of them."""
        with pytest.raises(FrameworkError) as caught:
            _framework(id="", scale=5, themes=["data", Theme("a", "A"), 3])

        assert ["scale", "themes", "themes"] == [fault.where for fault in caught.value.faults]

    def test_default_rule_as_text(self) -> None:
        """The rule may be given as text, as everywhere; text that names no rule is refused."""
        assert MeanFloor() == _framework(default_rule="mean-floor").default_rule
        assert ReachedBy("0.8") == _framework(default_rule="reached-by:0.8").default_rule
        with pytest.raises(RuleError, match="no rule 'mean-flor'"):
            _framework(default_rule="mean-flor")

    @pytest.mark.parametrize("size", [3, 4, 5, 6])
    @pytest.mark.parametrize("first", [0, 1])
    def test_on_any_scale(self, size: int, first: int) -> None:
        """A framework stands on scales of three to six levels, from 0 or from 1."""
        scale = Scale([Level(number, f"Level {number}") for number in range(first, first + size)])
        texts = [f"Text {number}" for number in range(size)]
        framework = _framework(scale=scale, criteria=[Criterion("a", "A", theme="data", descriptors=texts)])

        assert scale.highest == framework.level(first + size - 1)
        assert texts[-1] == str(framework.descriptor(f"a.{first + size - 1}"))
        assert texts == [one.text for one in framework.descriptors_of("a")]


class TestGroups:
    def test_with_topics_and_themes(self) -> None:
        """Topics and themes are groups in framework order, and cells are the pairs that hold a criterion."""
        assert ["topic 1", "topic 2"] == [str(group) for group in CROSSED.topic_groups]
        assert ["theme data", "theme skills"] == [str(group) for group in CROSSED.theme_groups]
        assert ["cell 1/data", "cell 1/skills", "cell 2/data"] == [str(group) for group in CROSSED.cells]
        assert ["Sharing × Data", "Sharing × Skills", "Deciding × Data"] == [group.name for group in CROSSED.cells]

    def test_hold_their_criteria(self) -> None:
        """A group lists its criteria and their places in framework order."""
        assert [("1.1", "1.2"), ("2.3", "2.4")] == [group.criteria for group in CROSSED.topic_groups]
        assert [("1.1", "2.3", "2.4"), ("1.2",)] == [group.criteria for group in CROSSED.theme_groups]
        assert [(0, 2, 3), (1,)] == [group.positions for group in CROSSED.theme_groups]
        assert [("1.1",), ("1.2",), ("2.3", "2.4")] == [group.criteria for group in CROSSED.cells]
        assert [(0,), (1,), (2, 3)] == [group.positions for group in CROSSED.cells]

    def test_the_whole(self) -> None:
        """The whole is a group of all criteria, with the framework's title for a name."""
        whole = CROSSED.overall_group

        assert ("overall", "Two topics and two themes", ("1.1", "1.2", "2.3", "2.4"), (0, 1, 2, 3)) == (
            whole.id,
            whole.name,
            whole.criteria,
            whole.positions,
        )

    def test_with_themes_only(self) -> None:
        """A framework without topics has no topic groups and no cells."""
        assert ((), ()) == (ONE_THEME.topic_groups, ONE_THEME.cells)
        assert [("a", "b", "c", "d", "e")] == [group.criteria for group in ONE_THEME.theme_groups]

    def test_with_topics_only(self) -> None:
        """Groups follow the order of the topics, whatever the order of the criteria; an empty topic is a group too."""
        assert ((), ()) == (TOPICS_ONLY.theme_groups, TOPICS_ONLY.cells)
        assert [("a.2",), ("b.1", "b.3"), ()] == [group.criteria for group in TOPICS_ONLY.topic_groups]
        assert [(1,), (0, 2), ()] == [group.positions for group in TOPICS_ONLY.topic_groups]

    def test_whole_weights(self) -> None:
        """Weights are brought to whole numbers by one factor: 1, 2, 1, ½ times 2."""
        assert (2, 4, 2, 1) == CROSSED.whole_weights
        assert (1, 1, 1, 1, 1) == ONE_THEME.whole_weights

    def test_criterion_ids(self) -> None:
        """The ids of the criteria come in framework order, which is not alphabetical."""
        assert ("b.1", "a.2", "b.3") == TOPICS_ONLY.criterion_ids


class TestFinding:
    def test_by_id(self) -> None:
        """Levels, topics, themes, criteria, cells and descriptors are found by their ids."""
        assert "Learning" == CROSSED.level(3).name
        assert "Deciding" == CROSSED.topic("2").name
        assert "Skills" == CROSSED.theme("skills").name
        assert "Sharing outside" == CROSSED.criterion("1.2").title
        assert 1 == CROSSED.position("1.2")
        assert ("1.2",) == CROSSED.cell("1", "skills").criteria
        assert "three" == CROSSED.descriptor("1.1.3").text

    def test_descriptors_of_a_criterion(self) -> None:
        """A criterion's descriptors carry their ids and levels, lowest first; a criterion without texts has none."""
        found = CROSSED.descriptors_of("1.1")

        assert ["1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.1.5"] == [one.id for one in found]
        assert list(FIVE) == [one.level for one in found]
        assert ["one", "two", "three", "four", "five"] == [str(one) for one in found]
        assert {"1.1"} == {one.criterion for one in found}
        assert () == CROSSED.descriptors_of("1.2")

    @pytest.mark.parametrize(
        ("method", "given", "message"),
        [
            ("level", (6,), "no level 6 in the scale (5 levels); levels run from 1 (Beginning) to 5 (Mastering)"),
            ("topic", ("3",), "no topic '3' in crossed (2 topics)"),
            ("topic", (1,), "no topic 1 in crossed (2 topics); did you mean '1'?"),
            ("theme", ("skill",), "no theme 'skill' in crossed (2 themes); did you mean 'skills'?"),
            ("criterion", ("1",), "no criterion '1' in crossed (4 criteria); did you mean '1.1' or '1.2'?"),
            ("criterion", ("3",), "no criterion '3' in crossed (4 criteria); did you mean '2.3'?"),
            ("criterion", ([1],), "no criterion [1] in crossed (4 criteria)"),
            ("position", ("x",), "no criterion 'x' in crossed (4 criteria)"),
            ("descriptors_of", ("x",), "no criterion 'x' in crossed (4 criteria)"),
            ("cell", ("3", "data"), "no topic '3' in crossed (2 topics)"),
            ("cell", ("2", "dta"), "no theme 'dta' in crossed (2 themes); did you mean 'data'?"),
            ("cell", ("2", "skills"), "no cell '2/skills' in crossed (3 cells); did you mean '1/skills'?"),
            ("descriptor", ("x",), "no descriptor 'x' in crossed (5 descriptors)"),
            ("descriptor", ("",), "no descriptor '' in crossed (5 descriptors)"),
        ],
    )
    def test_unknown_ids(self, method: str, given: tuple[Any, ...], message: str) -> None:
        """An id that is not there is refused with what was looked for, among how many, and what it looks like."""
        with pytest.raises(UnknownIdError) as caught:
            getattr(CROSSED, method)(*given)

        assert message == str(caught.value)

    @pytest.mark.parametrize("given", ["1.1.6", "1.1.0", "1.1.03", "1.2.3", "9.9.3", "1.1.", "1.1"])
    def test_unknown_descriptors(self, given: str) -> None:
        """No such criterion, no such level, and a criterion without texts are each an unknown descriptor."""
        with pytest.raises(UnknownIdError) as caught:
            CROSSED.descriptor(given)

        assert ("descriptor", given, "crossed") == (caught.value.kind, caught.value.id, caught.value.place)
        assert ("1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.1.5") == caught.value.known

    def test_no_cells_without_topics(self) -> None:
        """In a framework of themes only, a cell is refused for want of its topic."""
        with pytest.raises(UnknownIdError) as caught:
            ONE_THEME.cell("1", "data")

        assert "no topic '1' in one-theme (0 topics)" == str(caught.value)

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            ({}, ["1.1", "1.2", "2.3", "2.4"]),
            ({"topic": "1"}, ["1.1", "1.2"]),
            ({"theme": "data"}, ["1.1", "2.3", "2.4"]),
            ({"topic": "2", "theme": "data"}, ["2.3", "2.4"]),
            ({"topic": "2", "theme": "skills"}, []),
        ],
    )
    def test_criteria_of(self, wanted: dict[str, str], found: list[str]) -> None:
        """The criteria of a topic, of a theme, of both, or of neither come in framework order."""
        assert found == [criterion.id for criterion in CROSSED.criteria_of(**wanted)]

    @pytest.mark.parametrize("wanted", [{"topic": "3"}, {"theme": "x"}, {"topic": "1", "theme": "x"}, {"topic": ""}])
    def test_criteria_of_something_unknown(self, wanted: dict[str, str]) -> None:
        """A topic or a theme that does not exist is refused, and is not merely without criteria."""
        with pytest.raises(UnknownIdError):
            CROSSED.criteria_of(**wanted)


class TestAsAValue:
    def test_equality(self) -> None:
        """Frameworks are equal when every part is, and then have equal hashes, whatever has been asked of them."""
        small, twin = _framework(), _framework()
        assert 1 == len(small.theme_groups)

        assert small == twin
        assert hash(small) == hash(twin)

    @pytest.mark.parametrize(
        "change",
        [
            {"id": "other"},
            {"version": "2"},
            {"title": "Other"},
            {"publisher": "Somebody"},
            {"wording_licence": "MIT"},
            {"default_rule": MeanFloor()},
            {"publishes_overall": True},
            {"scale": SAMM},
            {"themes": [Theme("data", "Other data")]},
            {"criteria": [Criterion("a", "A", theme="data", weight=2)]},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_difference(self, change: dict[str, Any]) -> None:
        """Frameworks that differ in any part, the wording and the licence included, are not equal."""
        assert _framework() != _framework(**change)

    def test_repr_is_short(self) -> None:
        """The repr gives id, version and counts, and no lists."""
        assert "<Framework crossed 1: 4 criteria, 2 topics, 2 themes, 5 levels>" == repr(CROSSED)

    def test_pickles(self) -> None:
        """A framework that is pickled and read back is equal, before and after it has worked anything out."""
        fresh = attrs.evolve(CROSSED, title=CROSSED.title)
        before = pickle.loads(pickle.dumps(fresh))
        assert 3 == len(fresh.cells)
        after = pickle.loads(pickle.dumps(fresh))

        assert CROSSED == before == after
        assert hash(CROSSED) == hash(before) == hash(after)
        assert CROSSED.cells == before.cells == after.cells
        assert 1 == after.position("1.2")

    @pytest.mark.parametrize(
        "name",
        [
            *(field.name for field in attrs.fields(Framework)),
            "criterion_ids",
            "whole_weights",
            "topic_groups",
            "theme_groups",
            "cells",
            "overall_group",
            "anything",
        ],
    )
    def test_cannot_be_changed(self, name: str) -> None:
        """No attribute can be set or deleted, what the framework has worked out included."""
        getattr(CROSSED, name, None)

        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(CROSSED, name, ())
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            delattr(CROSSED, name)

    def test_evolving_leaves_the_first_alone(self) -> None:
        """A changed copy is a new framework, with groups of its own."""
        longer = attrs.evolve(ONE_THEME, criteria=[*ONE_THEME.criteria, Criterion("f", "F", theme="data")])

        assert ("a", "b", "c", "d", "e", "f") == longer.criterion_ids == longer.theme_groups[0].criteria
        assert ("a", "b", "c", "d", "e") == ONE_THEME.criterion_ids
