"""What answers to one framework say of another's criteria: evidence, never an answer."""

from fractions import Fraction

import pytest

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    Framework,
    Level,
    Scale,
    Topic,
    VersionMismatchError,
    Wording,
    project,
)
from datamaturity.crosswalks import Crosswalk, Link, Relation
from datamaturity.projection import Bearing, LinkedAnswer, Projection
from examples import FIVE

# The answered framework has five levels, the other four of its own, so that a mix-up shows.
STEPS = Scale([Level(0, "Not started"), Level(1, "Planned"), Level(2, "Partly in place"), Level(3, "In place")])


def _framework(name: str, scale: Scale, ids: str, version: str = "1") -> Framework:
    """Return a framework whose criteria are single letters."""
    return Framework(
        id=name,
        version=version,
        title=name,
        scale=scale,
        topics=[Topic("t", "T")],
        criteria=[Criterion(one, f"Criterion {one}", topic="t") for one in ids],
    )


SMALL = _framework("small", STEPS, "abc")
LARGE = _framework("large", FIVE, "wxyz")

# c has no link, and z none either, for which nobody owes a reason. The links to y stand against the order of y's side.
WALK = Crosswalk(
    id="walk",
    source=SMALL,
    target=LARGE,
    links=[
        Link("a", "y", "broad", "Covers a"),
        Link("a", "w", "close", "Nearly a"),
        Link("a", "x", "related", "Has to do with a"),
        Link("b", "y", "exact", "Is b"),
    ],
    unlinked={"c": "Nobody asks for c"},
)


def _levels(bearing: Bearing) -> list[int]:
    return [level.number for level in bearing.levels]


class TestFromTheSecondFramework:
    """The usual way: answers to the large framework, shown beside the small one."""

    answers = Assessment(LARGE, {"w": 4, "x": Answer.not_applicable("No"), "y": 2, "z": 5})
    found = project(answers, WALK)

    def test_whose_criteria(self) -> None:
        """Every criterion of the other framework has its bearing, in that framework's order."""
        assert SMALL == self.found.framework
        assert ["a", "b", "c"] == [*self.found.bearings]
        assert [*SMALL.criteria] == [one.criterion for one in self.found.bearings.values()]

    def test_linked(self) -> None:
        """The linked answers stand in the answered framework's order, each with its link read from there."""
        linked = self.found.bearings["a"].linked

        assert [("w", "a", Relation.CLOSE), ("x", "a", Relation.RELATED), ("y", "a", Relation.NARROW)] == [
            (one.link.source, one.link.target, one.link.relation) for one in linked
        ]
        assert ["Nearly a", "Has to do with a", "Covers a"] == [one.link.reason for one in linked]
        assert ["Criterion w", "Criterion x", "Criterion y"] == [one.title for one in linked]
        assert [self.answers.answers[one] for one in "wxy"] == [one.answer for one in linked]

    def test_levels_are_those_that_were_answered(self) -> None:
        """A level is the answer's own, on its own scale; what has none shows none."""
        assert [FIVE.level(4), None, FIVE.level(2)] == [one.level for one in self.found.bearings["a"].linked]

    def test_levels_lowest_first(self) -> None:
        """All levels that bear on a criterion, lowest first: 2 before 4."""
        assert (FIVE.level(2), FIVE.level(4)) == self.found.bearings["a"].levels

    def test_coverage(self) -> None:
        """Of w, x and y, x does not apply, and both others are answered."""
        assert Fraction(1) == self.found.bearings["a"].coverage
        assert Fraction(1) == self.found.bearings["b"].coverage

    def test_what_has_no_link(self) -> None:
        """A criterion without a link has no answer, no coverage, and the crosswalk's reason."""
        bearing = self.found.bearings["c"]

        assert ((), (), None, "Nobody asks for c") == (
            bearing.linked,
            bearing.levels,
            bearing.coverage,
            bearing.reason,
        )

    def test_a_linked_criterion_needs_no_reason(self) -> None:
        """Where something is linked, there is nothing to explain."""
        assert "" == self.found.bearings["a"].reason

    def test_rows(self) -> None:
        """A row for each linked answer; for a criterion without any, one that says why."""
        rows = self.found.to_rows()

        # a's three answers, b's one, and c.
        assert [("a", "w"), ("a", "x"), ("a", "y"), ("b", "y"), ("c", None)] == [
            (row["criterion"], row.get("from")) for row in rows
        ]
        # y is broader than a: read from y, a is narrower, and y covers a and more.
        assert {
            "criterion": "a",
            "title": "Criterion a",
            "coverage": 1.0,
            "from": "y",
            "from_title": "Criterion y",
            "relation": "narrow",
            "meaning": "covers it and more",
            "level": 2,
            "level_name": "Emerging",
            "answer": "level",
            "reason": "Covers a",
            "why_unlinked": None,
        } == rows[2]
        assert {
            "criterion": "c",
            "title": "Criterion c",
            "coverage": None,
            "why_unlinked": "Nobody asks for c",
        } == {name: value for name, value in rows[4].items() if value is not None or name == "coverage"}

    def test_a_row_without_a_level(self) -> None:
        """An answer that has no level says which state it is in."""
        row = self.found.to_rows()[1]

        assert (None, None, "not applicable") == (row["level"], row["level_name"], row["answer"])

    def test_repr(self) -> None:
        """A repr counts the criteria that some level bears on: a and b of three."""
        assert "<Projection on small: 2 of 3 criteria with evidence>" == repr(self.found)


class TestFromTheFirstFramework:
    answers = Assessment(SMALL, {"a": 3, "b": 0, "c": 1})
    found = project(answers, WALK)

    def test_the_same_links(self) -> None:
        """Answers to the first framework are shown beside the second, over the links as they stand."""
        assert LARGE == self.found.framework
        assert [("a", "y"), ("b", "y")] == [
            (one.link.source, one.link.target) for one in self.found.bearings["y"].linked
        ]
        assert {"w": [3], "x": [3], "y": [0, 3], "z": []} == {
            one: _levels(bearing) for one, bearing in self.found.bearings.items()
        }

    def test_the_lowest_level_is_a_level(self) -> None:
        """Level 0 is an answer, and counts in what is covered."""
        bearing = self.found.bearings["y"]

        assert (STEPS.level(0), STEPS.level(3)) == bearing.levels
        assert Fraction(1) == bearing.coverage

    def test_nobody_owes_a_reason(self) -> None:
        """The crosswalk says nothing of why the second framework's criteria have no link, nor does a row invent it."""
        assert "" == self.found.bearings["z"].reason
        assert ["no link leads here"] == [
            row["why_unlinked"] for row in self.found.to_rows() if row["criterion"] == "z"
        ]


class TestStates:
    @pytest.mark.parametrize(
        ("given", "levels", "coverage"),
        [
            # y, w and x bear on a.
            ({}, [], Fraction(0, 3)),
            ({"w": 1}, [1], Fraction(1, 3)),
            ({"w": 1, "x": Answer.do_not_know()}, [1], Fraction(1, 3)),
            ({"w": 1, "x": Answer.not_applicable()}, [1], Fraction(1, 2)),
            ({"w": Answer.do_not_know(), "x": Answer.not_applicable(), "y": Answer.unanswered()}, [], Fraction(0, 2)),
            ({"w": 5, "x": 5, "y": 1}, [1, 5, 5], Fraction(1)),
            # None applies: that is not the same as none answered.
            (dict.fromkeys("wxy", Answer.not_applicable()), [], None),
        ],
    )
    def test_levels_and_coverage(
        self, given: dict[str, Answer | int], levels: list[int], coverage: Fraction | None
    ) -> None:
        """Not applicable leaves coverage, do not know and unanswered lower it, and only a level is a level."""
        bearing = project(Assessment(LARGE, given), WALK).bearings["a"]

        assert levels == _levels(bearing)
        assert coverage == bearing.coverage
        assert 3 == len(bearing.linked)

    def test_remarks_are_kept(self) -> None:
        """A linked answer is the answer itself, its note with it."""
        answer = Answer.at(3, note="Two teams of five")
        (linked,) = project(Assessment(LARGE, {"y": answer}), WALK).bearings["b"].linked

        assert LinkedAnswer(Link("y", "b", "exact", "Is b"), "Criterion y", answer, FIVE.level(3)) == linked


class TestWhichFramework:
    def test_an_inverse_crosswalk(self) -> None:
        """A crosswalk read the other way round gives the same from either side."""
        for answers in (Assessment(LARGE, {"w": 4, "y": 2}), Assessment(SMALL, {"a": 3})):
            plain, inverse = project(answers, WALK), project(answers, WALK.inverse())

            assert {key: set(one.linked) for key, one in plain.bearings.items()} == {
                key: set(one.linked) for key, one in inverse.bearings.items()
            }
            assert [one.reason for one in plain.bearings.values()] == [one.reason for one in inverse.bearings.values()]

    def test_in_other_words(self) -> None:
        """Answers to the same framework in other words are taken, and show those words."""
        wording = Wording(licence="MIT", criterion_titles={"y": "Yarrow"}, level_names={2: "Dau"})
        answers = Assessment(LARGE.with_wording(wording), {"y": 2})
        (linked,) = project(answers, WALK).bearings["b"].linked

        assert ("Yarrow", "2 Dau") == (linked.title, str(linked.level))

    def test_another_framework(self) -> None:
        """Answers to neither framework are refused."""
        with pytest.raises(VersionMismatchError) as caught:
            project(Assessment(_framework("other", FIVE, "wxyz"), {}), WALK)

        message = "the crosswalk links small 1 and large 1, the answers are to other 1; take one that links it"
        assert message == str(caught.value)

    @pytest.mark.parametrize("version", ["2", "1"])
    def test_another_version(self, version: str) -> None:
        """Answers to another version are refused, and so are those to another framework that calls itself the same."""
        with pytest.raises(VersionMismatchError) as caught:
            project(Assessment(_framework("large", FIVE, "wxy", version), {}), WALK)

        assert f"the answers are to large {version}" in str(caught.value)


def test_no_answer_is_made() -> None:
    """A projection holds the answers it was given and no other: no level of the other framework's scale is in it."""
    found = project(Assessment(LARGE, {"w": 5, "x": 5, "y": 5, "z": 5}), WALK)

    assert isinstance(found, Projection)
    assert LARGE == found.assessment.framework
    assert {5} == {level.number for one in found.bearings.values() for level in one.levels}
    assert 5 not in SMALL.scale
