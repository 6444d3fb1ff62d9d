"""From now to the target, as a picture."""

from fractions import Fraction
from typing import Any
from xml.etree import ElementTree

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    Framework,
    Level,
    Scale,
    Target,
    Theme,
    Topic,
    WrongTypeError,
    gaps,
    load_framework,
)
from datamaturity.reports.charts.lollipop import Lollipop
from datamaturity.reports.charts.lollipop_rows import LollipopRow, LollipopState
from examples import CROSSED, FIVE, ONE_THEME, SAMM

SPACE = "{http://www.w3.org/2000/svg}"

# Levels 2 and 3, do not know, and 4; by weights 1, 2, 1 and 1/2.
ANSWERED = Assessment(CROSSED, {"1.1": 2, "1.2": 3, "2.3": Answer.do_not_know(), "2.4": 4})
WORKED = gaps(ANSWERED, Target.of(CROSSED, everything=3, criteria={"1.1": 4}))


def texts(picture: Lollipop) -> list[str]:
    """Return each text of the picture; the lines of one are joined."""
    root = ElementTree.fromstring(picture.to_svg())  # noqa: S314
    return [" ".join(each.itertext()) for each in root.iter(f"{SPACE}text")]


def row_of(picture: Lollipop, one: str) -> LollipopRow:
    """Return the row with this id."""
    return next(row for row in picture.rows if row.id == one)


class TestRows:
    def test_worked_example(self) -> None:
        """Each topic has its means, its gap and what they rest on, the largest gap first."""
        # Topic 1: (2 + 2·3)/3 = 8/3 now, (4 + 2·3)/3 = 10/3 wanted. Topic 2: 4 of 3, passed, and 2.3 unknown.
        rows = Lollipop.of(WORKED).rows

        assert ["1", "2"] == [row.id for row in rows]
        assert [LollipopState.BELOW, LollipopState.REACHED] == [row.state for row in rows]
        assert [(Fraction(8, 3), Fraction(10, 3), Fraction(2, 3)), (4, 3, 0)] == [
            (row.current, row.target, row.gap) for row in rows
        ]
        assert [("2.7", "3.3", "0.7"), ("4.0", "3.0", "0.0")] == [
            (row.current_text, row.target_text, row.gap_text) for row in rows
        ]
        assert ["1 of 2 reached", "1 of 1 reached, 1 do not know"] == [row.note for row in rows]

    def test_surplus_fills_no_gap(self) -> None:
        """Where the gap is more than target minus now, an asterisk says so, and the key says why."""
        # Theme data: now (2 + 4/2)/1.5 = 8/3, target (4 + 3/2)/1.5 = 11/3, gap 2/1.5 = 4/3 and not 1.
        picture = Lollipop.of(WORKED, by="theme")

        assert "1.3*" == row_of(picture, "data").gap_text
        assert "0.0" == row_of(picture, "skills").gap_text
        assert any(text.startswith("* More than target minus now") for text in texts(picture))
        assert picture.description.endswith(
            "The only gap is 1.3 in Data (2.7 now, 3.7 wanted). A gap may be more than target minus now: "
            "what some criteria have beyond their target fills no gap of others."
        )
        assert not any(text.startswith("*") for text in texts(Lollipop.of(WORKED)))

    def test_cells(self) -> None:
        """Cells can be the rows, by the names that they have elsewhere."""
        rows = Lollipop.of(WORKED, by="cell").rows

        assert ["1/data", "1/skills", "2/data"] == [row.id for row in rows]
        assert ["Sharing × Data", "Sharing × Skills", "Deciding × Data"] == [row.name for row in rows]

    def test_largest_gap_first_then_framework_order(self) -> None:
        """Larger gaps come first, equal ones in framework order."""
        # To level 4: gaps 0 for a, 1 for b, 3 for d and 1 for e; c is unanswered.
        assessment = Assessment(ONE_THEME, {"a": 4, "b": 3, "d": 1, "e": 3})
        rows = Lollipop.of(gaps(assessment, Target.of(ONE_THEME, everything=4)), by="criterion").rows

        assert ["d", "b", "e", "a", "c"] == [row.id for row in rows]

    def test_themes_without_topics(self) -> None:
        """A framework without topics is shown by its themes."""
        found = gaps(Assessment(ONE_THEME), Target.of(ONE_THEME, everything=2))

        assert "theme" == Lollipop.of(found).by

    def test_unknown_rows(self) -> None:
        """Rows of another kind are refused."""
        wrong: Any = "row"
        with pytest.raises(WrongTypeError) as caught:
            Lollipop.of(WORKED, by=wrong)

        expected = "by is 'topic', 'theme', 'cell', 'criterion', or None for the topics; not 'row'"
        assert expected == str(caught.value)

    def test_chart_rows(self) -> None:
        """Rows for other programs have the exact values' floats and the texts beside them."""
        first = Lollipop.of(WORKED).chart_rows()[0]

        assert first == {
            "framework": "crossed",
            "version": "1",
            "kind": "topic",
            "id": "1",
            "topic": "1",
            "topic_name": "Sharing",
            "theme": None,
            "theme_name": None,
            "criterion": None,
            "name": "Sharing",
            "label": "1 Sharing",
            "state": "below the target",
            "current": 8 / 3,
            "target": 10 / 3,
            "gap": 2 / 3,
            "current_text": "2.7",
            "target_text": "3.3",
            "gap_text": "0.7",
            "note": "1 of 2 reached",
        }


class TestWithoutAGap:
    """What has no gap is told by the reason why."""

    ANSWERS = Assessment(
        ONE_THEME, {"a": 4, "b": Answer.not_applicable(), "c": Answer.do_not_know(), "e": 2}, organisation=" Trust "
    )

    def test_criteria(self) -> None:
        """Unanswered, do not know, not applicable and without a target are four things."""
        target = Target.of(ONE_THEME, criteria={"a": 4, "b": 4, "c": 4})
        picture = Lollipop.of(gaps(self.ANSWERS, target), by="criterion")
        found = texts(picture)

        assert {
            "a": (LollipopState.REACHED, ""),
            "b": (LollipopState.NOT_APPLICABLE, ""),
            "c": (LollipopState.UNKNOWN, "do not know"),
            "d": (LollipopState.UNKNOWN, "unanswered, no target"),
            "e": (LollipopState.NO_TARGET, "now 2 Emerging"),
        } == {row.id: (row.state, row.note) for row in picture.rows}
        assert "At or past the target (1)" in found
        assert "Not applicable (1)" in found
        assert "Gap unknown: do not know (1)" in found
        assert "Gap unknown: unanswered, no target (1)" in found
        assert "Without a target: now 2 Emerging (1)" in found
        assert {"a Criterion a", "b Criterion b", "c Criterion c", "d Criterion d", "e Criterion e"} <= {*found}
        assert "One theme of five criteria: criteria, from now to the target, Trust" == picture.title

    def test_groups(self) -> None:
        """A group is without criteria, not applicable, without a target, or unknown."""
        framework = Framework(
            id="four",
            version="1",
            title="Four topics",
            scale=FIVE,
            topics=[Topic(one, f"Topic {one}") for one in "pqrs"],
            criteria=[Criterion("1", "One", "q"), Criterion("2", "Two", "r"), Criterion("3", "Three", "s")],
        )
        answers = Assessment(framework, {"1": Answer.not_applicable(), "2": 3})
        picture = Lollipop.of(gaps(answers, Target.of(framework, criteria={"3": 3})))
        found = texts(picture)

        assert {
            "p": LollipopState.EMPTY,
            "q": LollipopState.NOT_APPLICABLE,
            "r": LollipopState.NO_TARGET,
            "s": LollipopState.UNKNOWN,
        } == {row.id: row.state for row in picture.rows}
        assert "Topic s (1 unanswered)" in found
        assert "Topic r (1 without a target)" in found
        assert {"Without criteria (1)", "Not applicable (1)", "Without a target (1)", "Gap unknown (1)"} <= {*found}
        expected = "gap unknown: 1; without a target: 1; not applicable: 1; without criteria: 1."
        assert f"Now and target of 4 topics: {expected}" == picture.description

    def test_nothing_answered(self) -> None:
        """All 97 criteria unanswered are 97 names under one heading, and no axis."""
        framework = load_framework("uk-government-dma")
        found = texts(Lollipop.of(gaps(Assessment(framework), Target.of(framework, everything=3)), by="criterion"))

        assert "Gap unknown: unanswered (97)" == found[1]
        # The title, a heading, the names, and whose structure it is.
        assert 1 + 1 + 97 + 1 == len(found)

    def test_no_groups(self) -> None:
        """A framework without topics has no rows by topic, and the picture says that."""
        picture = Lollipop.of(gaps(Assessment(ONE_THEME), Target.of(ONE_THEME)), by="topic")

        assert ["There are no topics."] == texts(picture)[1:]
        assert "Now and target of 0 topics: none." == picture.description


class TestNumbers:
    """A label never says otherwise than its mark."""

    def test_small_gap_is_no_zero(self) -> None:
        """A gap that would round to nothing says that it is there, and so do now and target."""
        # Weights 99 and 1: a mean of 299/100 against 3, a gap of 1/100.
        criteria = [Criterion("a", "A", theme="t", weight=99), Criterion("b", "B", theme="t")]
        framework = Framework(id="f", version="1", title="F", scale=FIVE, themes=[Theme("t", "T")], criteria=criteria)
        found = gaps(Assessment(framework, {"a": 3, "b": 2}), Target.of(framework, everything=3))
        (row,) = Lollipop.of(found).rows

        assert ("2.99", "3.00", "<0.1") == (row.current_text, row.target_text, row.gap_text)
        assert LollipopState.BELOW is row.state

    @pytest.mark.parametrize(("levels", "expected"), [((3, 2), ("<3.0", "3.0")), ((3, 4), (">3.0", "3.0"))])
    def test_no_end_of_decimals(self, levels: tuple[int, int], expected: tuple[str, str]) -> None:
        """After six decimals a sign says on which side of the target it is."""
        criteria = [Criterion("a", "A", theme="t", weight=10**9), Criterion("b", "B", theme="t")]
        framework = Framework(id="f", version="1", title="F", scale=FIVE, themes=[Theme("t", "T")], criteria=criteria)
        answers = dict(zip("ab", levels, strict=True))
        (row,) = Lollipop.of(gaps(Assessment(framework, answers), Target.of(framework, everything=3))).rows

        assert expected == (row.current_text, row.target_text)

    def test_levels_by_value(self) -> None:
        """Where levels' values are not their numbers, the axis shows both; gaps are as in tables."""
        framework = attrs.evolve(ONE_THEME, scale=SAMM)
        answers = Assessment(framework, {"a": 1, "b": 0})
        picture = Lollipop.of(gaps(answers, Target.of(framework, criteria={"a": 2, "b": 2})), by="criterion")
        found = texts(picture)

        assert [("0", "2", "0.5"), ("1", "2", "0.3")] == [
            (row.current_text, row.target_text, row.gap_text) for row in picture.rows[:2]
        ]
        assert ["0 No", "1 Some (0.25)", "2 Half (0.50)", "3 Most (1.00)"] == found[4:8]


class TestPicture:
    def test_marks(self) -> None:
        """Each row has an open mark and a filled one, at the places of their values; the key has them, too."""
        root = ElementTree.fromstring(Lollipop.of(WORKED).to_svg())  # noqa: S314
        marks = [(each.get("cx"), each.get("fill")) for each in root.iter(f"{SPACE}circle")]

        # The axis runs from 252 to 548. Topic 1 is at 5/12 of it now and wants 7/12; topic 2 is at 3/4 and wants 1/2.
        assert [("424.67", "none"), ("375.33", "currentColor"), ("400", "none"), ("474", "currentColor")] == marks[:4]
        assert 4 == len(marks[4:])

    def test_past_the_target(self) -> None:
        """A dashed line, which the key explains, leads past the target; without one the key is silent."""
        below = gaps(ANSWERED, Target.of(CROSSED, everything=5))

        assert "past the target" in texts(Lollipop.of(WORKED))
        assert "stroke-dasharray" in Lollipop.of(WORKED).to_svg()
        assert "past the target" not in texts(Lollipop.of(below))
        assert "stroke-dasharray" not in Lollipop.of(below).to_svg()

    def test_axis_below_many_rows(self) -> None:
        """The axis is repeated below many rows."""
        framework = load_framework("uk-government-dma")
        answers = Assessment(framework, dict.fromkeys(framework.criterion_ids, 2))
        found = gaps(answers, Target.of(framework, everything=3))

        assert 2 == texts(Lollipop.of(found, by="criterion")).count("5 Mastering")
        assert 1 == texts(Lollipop.of(found)).count("5 Mastering")

    def test_many_levels(self) -> None:
        """Levels without room on the axis are named below it."""
        framework = attrs.evolve(ONE_THEME, scale=Scale([Level(one, f"Level named {one}") for one in range(40)]))
        found = texts(
            Lollipop.of(gaps(Assessment(framework, {"a": 3}), Target.of(framework, everything=30)), by="criterion")
        )
        (between,) = [text for text in found if text.startswith("Between them: ")]

        assert all(
            any(f"Level named {one}" in " ".join(text.split()) for text in [*found, between]) for one in range(40)
        )

    def test_hostile_names(self) -> None:
        """What people wrote is text and nothing else: no tags, no turned lines, nothing that XML cannot hold."""
        bad = "<script>alert(1)</script>\u202e\x00&\"'"
        framework = Framework(
            id="f",
            version="1",
            title=bad,
            scale=Scale([Level(1, f"Low {bad}"), Level(2, "High")]),
            topics=[Topic("<1>", bad), Topic("2", bad)],
            criteria=[Criterion("a", bad, "<1>"), Criterion("b", bad, "2")],
        )
        found = gaps(Assessment(framework, {"a": 1}, organisation=bad), Target.of(framework, everything=2))
        for by in (None, "criterion"):
            svg = Lollipop.of(found, by=by).to_svg()
            root = ElementTree.fromstring(svg)  # noqa: S314

            assert "<script" not in svg
            assert "\u202e" not in svg
            assert any("<script>" in "".join(each.itertext()) for each in root.iter(f"{SPACE}text"))

    def test_title_and_description(self) -> None:
        """Both stand in the picture; the description says what is to be seen, with numbers."""
        picture = Lollipop.of(WORKED)
        root = ElementTree.fromstring(picture.to_svg())  # noqa: S314
        expected = (
            "Now and target of 2 topics: below the target: 1; at or past the target: 1. "
            "The only gap is 0.7 in 1 Sharing (2.7 now, 3.3 wanted)."
        )

        assert "Two topics and two themes: topics, from now to the target" == root.findtext(f"{SPACE}title")
        assert expected == root.findtext(f"{SPACE}desc")
        assert "LollipopState.BELOW" == repr(LollipopState.BELOW)

    def test_equal_gaps(self) -> None:
        """Where several have the largest gap, the first is named and the others counted."""
        found = gaps(Assessment(ONE_THEME, {"a": 2, "b": 2, "d": 2, "e": 3}), Target.of(ONE_THEME, everything=4))
        picture = Lollipop.of(found, by="criterion")

        assert picture.description.endswith("The largest gap is 2.0 in a Criterion a (2 now, 4 wanted) and 2 others.")

    def test_equal_bytes(self) -> None:
        """Equal gaps give equal bytes."""
        again = gaps(ANSWERED, Target.of(CROSSED, everything=3, criteria={"1.1": 4}))

        assert Lollipop.of(WORKED).to_svg() == Lollipop.of(again).to_svg()
