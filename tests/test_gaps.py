"""Gaps, percent to target and progress to date, worked by hand."""

from fractions import Fraction

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    Framework,
    Gap,
    Target,
    Topic,
    VersionMismatchError,
    gaps,
    load_framework,
    progress_to_date,
)
from examples import CROSSED, FIVE, ONE_THEME, ONE_THEME_ANSWERED, SAMM

# OWASP SAMM's own example: one practice, two streams of three activities.
PRACTICE = Framework(
    id="samm-practice",
    version="2",
    title="Secure build",
    scale=SAMM,
    topics=[Topic("I-SB", "Secure build")],
    criteria=[Criterion(f"I-SB-{one}", one, topic="I-SB") for one in ("A-1", "A-2", "A-3", "B-1", "B-2", "B-3")],
)
# 1/4, 0, 0 and 1, 0, 0.
PRACTICE_NOW = Assessment(PRACTICE, dict(zip(PRACTICE.criterion_ids, (1, 0, 0, 3, 0, 0), strict=True)))
# 1, 1, 0 and 1, 1/2, 0.
PRACTICE_TARGET = Target.of(PRACTICE, criteria=dict(zip(PRACTICE.criterion_ids, (3, 3, 0, 3, 2, 0), strict=True)))

# Weights 1, 2, 1, 1/2.
CROSSED_NOW = Assessment(CROSSED, {"1.1": 2, "1.2": 4, "2.3": Answer.do_not_know(), "2.4": 1})
CROSSED_TARGET = Target.of(CROSSED, criteria={"2.4": 5}, everything=3)


def numbers(*given: int | None) -> tuple[Fraction | None, ...]:
    """Return whole numbers as the exact ones that a group has."""
    return tuple(None if number is None else Fraction(number) for number in given)


class TestSamm:
    """The published numbers of OWASP SAMM's metrics, on its scale from 0 with the values 0, 1/4, 1/2 and 1."""

    def test_percent_to_target(self) -> None:
        """Percent to target is 0.357."""
        # Gaps 3/4, 1, 0, 0, 1/2, 0: 2.25 of the targets' 3.5. 1 - 2.25 / 3.5 = 1.25 / 3.5 = 5/14.
        found = gaps(PRACTICE_NOW, PRACTICE_TARGET).groups.topics["I-SB"].percent_to_target

        assert Fraction(5, 14) == found
        assert "0.357" == f"{float(found):.3f}"

    def test_gaps(self) -> None:
        """A gap is in levels' values, not in their numbers."""
        expected = [Fraction(3, 4), Fraction(1), Fraction(0), Fraction(0), Fraction(1, 2), Fraction(0)]

        assert expected == [one.gap for one in gaps(PRACTICE_NOW, PRACTICE_TARGET).criteria.values()]

    def test_progress_to_date(self) -> None:
        """Progress to date is 0.5556 once A-1 stands at 1 and A-2 at 1/2."""
        later = PRACTICE_NOW.with_answers({"I-SB-A-1": 3, "I-SB-A-2": 2})
        # SAMM's scores are of two streams: (1.25 - 0.625) / (1.75 - 0.625) = 0.625 / 1.125 = 5/9.
        # Over six activities that is (2.5 - 1.25) / (3.5 - 1.25) = 1.25 / 2.25.
        found = progress_to_date(PRACTICE_NOW, later, PRACTICE_TARGET).topics["I-SB"]

        assert Fraction(5, 9) == found
        assert "0.5556" == f"{float(found):.4f}"


class TestCriteria:
    def test_gap(self) -> None:
        """A gap is target minus current, and 0 where the target is passed; without a level there is none."""
        found = gaps(CROSSED_NOW, CROSSED_TARGET).criteria
        expected = {
            "1.1": Gap(CROSSED.criteria[0].id, FIVE.level(2), FIVE.level(3), Fraction(1)),
            "1.2": Gap(CROSSED.criteria[1].id, FIVE.level(4), FIVE.level(3), Fraction(0)),
            "2.3": Gap(CROSSED.criteria[2].id, None, FIVE.level(3), None),
            "2.4": Gap(CROSSED.criteria[3].id, FIVE.level(1), FIVE.level(5), Fraction(4)),
        }

        assert expected == found
        assert [*expected] == [*found]

    def test_without_a_target(self) -> None:
        """A criterion without a target is listed, has no gap, and counts in no group."""
        found = gaps(CROSSED_NOW, Target.of(CROSSED, topics={"2": 5}))

        assert Gap(CROSSED.criteria[0].id, FIVE.level(2), None, None) == found.criteria["1.1"]
        assert 0 == found.groups.topics["1"].counted_count
        assert 1 == found.groups.themes["data"].counted_count

    def test_says_between_what(self) -> None:
        """The gaps keep the answers and the target that they lie between."""
        found = gaps(CROSSED_NOW, CROSSED_TARGET)

        assert (CROSSED_NOW, CROSSED_TARGET) == (found.assessment, found.target)

    def test_not_applicable(self) -> None:
        """A criterion that does not apply is in no gap, even with a target; nor is it unknown."""
        # Answers 4, 3, not applicable, unanswered, 2.
        found = gaps(ONE_THEME_ANSWERED, Target.of(ONE_THEME, everything=4))

        assert ["a", "b", "d", "e"] == [*found.criteria]
        assert ("d",) == found.unknown == found.groups.themes["data"].unknown

    def test_unknown(self) -> None:
        """Nobody knows the gaps of unanswered criteria and of those not known, targets or not; they are no zeros."""
        assessment = Assessment(CROSSED, {"1.1": 3, "1.2": Answer.do_not_know(), "2.3": Answer.not_applicable()})
        found = gaps(assessment, Target.of(CROSSED, topics={"1": 3}))

        assert ("1.2", "2.4") == found.unknown
        assert ("1.2",) == found.groups.topics["1"].unknown
        assert ("2.4",) == found.groups.topics["2"].unknown
        assert () == found.groups.cells["1", "data"].unknown


class TestGroups:
    def test_topic(self) -> None:
        """A group's gap is the weighted mean of its criteria's gaps: a surplus in one fills no gap in another."""
        one = gaps(CROSSED_NOW, CROSSED_TARGET).groups.topics["1"]
        # 1.1: weight 1, 2 to 3; 1.2: weight 2, 4 past 3.

        assert Fraction(10, 3) == one.current  # (2 + 2 × 4) / 3
        assert Fraction(3) == one.target
        assert Fraction(1, 3) == one.gap  # (1 × 1 + 2 × 0) / 3
        assert Fraction(5, 6) == one.percent_to_target  # 1 - 1 / (1 × 2 + 2 × 2)
        assert (2, 1, ()) == (one.counted_count, one.reached_count, one.unknown)

    def test_unknown_ones_left_out(self) -> None:
        """Current and target are over the same criteria: those with both."""
        one = gaps(CROSSED_NOW, CROSSED_TARGET).groups.topics["2"]
        # 2.4 alone, from 1 to 5; 2.3 is not known.

        assert numbers(1, 5, 4, 0) == (one.current, one.target, one.gap, one.percent_to_target)
        assert (1, 0, ("2.3",)) == (one.counted_count, one.reached_count, one.unknown)

    def test_theme_cell_and_whole(self) -> None:
        """Themes, cells and the whole are reckoned over their own criteria."""
        groups = gaps(CROSSED_NOW, CROSSED_TARGET, overall=True).groups
        data, cell, whole = groups.themes["data"], groups.cells["1", "skills"], groups.overall

        # 1.1 (2 to 3, weight 1) and 2.4 (1 to 5, weight 1/2).
        assert Fraction(5, 3) == data.current  # (2 + 1/2) / 1.5
        assert Fraction(11, 3) == data.target  # (3 + 5/2) / 1.5
        assert Fraction(2) == data.gap  # (1 + 4/2) / 1.5
        assert Fraction(1, 4) == data.percent_to_target  # 1 - 3 / (2 + 4/2)
        assert numbers(4, 3, 0, 1) == (cell.current, cell.target, cell.gap, cell.percent_to_target)
        assert whole is not None
        assert Fraction(3) == whole.current  # (2 + 8 + 1/2) / 3.5
        assert Fraction(23, 7) == whole.target  # (3 + 6 + 5/2) / 3.5
        assert Fraction(6, 7) == whole.gap  # (1 + 0 + 4/2) / 3.5
        assert Fraction(5, 8) == whole.percent_to_target  # 1 - 3 / (2 + 4 + 2)

    def test_publisher_decides(self) -> None:
        """The whole is there where the publisher gives one or the caller asks for it."""
        assert gaps(CROSSED_NOW, CROSSED_TARGET).groups.overall is None

    def test_nothing_counts(self) -> None:
        """A group without a criterion that has both a level and a target has no numbers at all, not zeros."""
        target = Target.of(CROSSED, everything=3)
        one = gaps(Assessment(CROSSED, {"1.1": Answer.not_applicable()}), target).groups.topics["1"]

        assert (None, None, None, None) == (one.current, one.target, one.gap, one.percent_to_target)
        assert (0, 0, ("1.2",)) == (one.counted_count, one.reached_count, one.unknown)

    def test_target_at_the_lowest(self) -> None:
        """There is no way to a target at the lowest level, so no percentage of it; the gap is 0."""
        lowest = Target.of(ONE_THEME, everything=1)
        one = gaps(Assessment(ONE_THEME, {"a": 1, "b": 3}), lowest).groups.themes["data"]

        assert numbers(2, 1, 0, None) == (one.current, one.target, one.gap, one.percent_to_target)
        assert (2, 2) == (one.counted_count, one.reached_count)

    def test_lowest_targets_do_not_count(self) -> None:
        """Among other targets, one at the lowest level changes no percentage."""
        target = Target.of(ONE_THEME, criteria={"a": 5, "b": 1})
        # a: 3 of the way from 1 to 5 is half; b adds 0 to the gaps and 0 to the way.
        one = gaps(Assessment(ONE_THEME, {"a": 3, "b": 4}), target).groups.themes["data"]

        assert Fraction(1, 2) == one.percent_to_target

    def test_met(self) -> None:
        """A target that is met throughout, or passed, is met to 1."""
        one = gaps(Assessment(ONE_THEME, {"a": 3, "b": 5}), Target.of(ONE_THEME, everything=3)).groups.themes["data"]

        assert numbers(1, 0) == (one.percent_to_target, one.gap)

    def test_one_level_up(self) -> None:
        """One level up is a gap of one level for each answered criterion that is not at the top."""
        # Answers 4, 3, 2, and one at the top; c and d are without a level.
        assessment = ONE_THEME_ANSWERED.with_answers({"d": 5})
        found = gaps(assessment, Target.one_level_up(assessment))

        assert [1, 1, 0, 1] == [one.gap for one in found.criteria.values()]
        # 3 of the way: from 1 to 5, 4, 5, 3 are 4 + 3 + 4 + 2 = 13.
        assert Fraction(10, 13) == found.groups.themes["data"].percent_to_target

    def test_uk_government(self) -> None:
        """The gaps of the UK DMA are in its 49 groups."""
        framework = load_framework("uk-government-dma")
        twos = Assessment(framework, dict.fromkeys(framework.criterion_ids, 2))
        found = gaps(twos, Target.of(framework, everything=4))

        # From 2 to 4: a third of the way from 1 is done.
        assert [(Fraction(2), Fraction(1, 3))] * 49 == [(one.gap, one.percent_to_target) for one in found.groups]


class TestRows:
    def test_criteria(self) -> None:
        """Each applicable criterion is a flat row; what is not known is `None`, not 0."""
        rows = gaps(CROSSED_NOW, Target.of(CROSSED, topics={"2": 3}, criteria={"1.1": 4})).to_rows()

        assert {"criterion": "1.1", "title": "Sharing inside", "current": 2, "target": 4, "gap": 2.0} == rows[0]
        assert {"criterion": "1.2", "title": "Sharing outside", "current": 4, "target": None, "gap": None} == rows[1]
        assert {"criterion": "2.3", "title": "Deciding with data", "current": None, "target": 3, "gap": None} == rows[2]
        assert 4 == len(rows)

    def test_level_0(self) -> None:
        """Level 0 is shown as 0, not as missing."""
        rows = gaps(PRACTICE_NOW, PRACTICE_TARGET).to_rows()

        assert (0, 3, 1.0) == (rows[1]["current"], rows[1]["target"], rows[1]["gap"])
        assert (0, 0, 0.0) == (rows[2]["current"], rows[2]["target"], rows[2]["gap"])

    def test_group(self) -> None:
        """A group is a flat row of floats and counts."""
        found = gaps(CROSSED_NOW, CROSSED_TARGET).groups
        expected = {
            "kind": "topic",
            "topic": "2",
            "theme": None,
            "name": "Deciding",
            "current": 1.0,
            "target": 5.0,
            "gap": 4.0,
            "percent_to_target": 0.0,
            "counted": 1,
            "reached": 0,
            "unknown": 1,
        }

        assert expected == found.topics["2"].to_row()

    def test_empty_group(self) -> None:
        """A group without numbers has `None` in their place."""
        row = gaps(Assessment(CROSSED), CROSSED_TARGET).groups.cells["1", "skills"].to_row()

        assert {None} == {row[key] for key in ("current", "target", "gap", "percent_to_target")}
        assert ("cell", "1", "skills", 1) == (row["kind"], row["topic"], row["theme"], row["unknown"])

    def test_repr(self) -> None:
        """It shows how many criteria are below their target, of the applicable ones, and how many are unknown."""
        # 1.1 and 2.4 are below, 1.2 is past, 2.3 is not known.
        assert "<Gaps: 2 of 4 criteria below their target, 1 unknown>" == repr(gaps(CROSSED_NOW, CROSSED_TARGET))


class TestProgressToDate:
    def test_groups(self) -> None:
        """Progress is over the criteria that both assessments answer and that have a target, by weight."""
        baseline = Assessment(CROSSED, {"1.1": 1, "1.2": 4, "2.3": 2, "2.4": 1})
        current = Assessment(CROSSED, {"1.1": 2, "1.2": 4, "2.3": 3})
        found = progress_to_date(baseline, current, Target.of(CROSSED, criteria={"1.2": 5}, everything=3), overall=True)

        assert Fraction(1, 4) == found.topics["1"]  # (1 + 2 × 0) / (2 + 2 × 1)
        assert Fraction(1) == found.topics["2"]  # 2.3 alone: 1 of 1
        assert Fraction(2, 3) == found.themes["data"]  # 1.1 and 2.3: (1 + 1) / (2 + 1)
        assert Fraction(0) == found.cells["1", "skills"]
        assert Fraction(2, 5) == found.overall  # (1 + 0 + 1) / (2 + 2 + 1)

    @pytest.mark.parametrize(
        ("before", "now", "wanted", "expected"),
        [
            (1, 3, 5, Fraction(1, 2)),
            (2, 2, 5, Fraction(0)),
            (2, 5, 5, Fraction(1)),
            # A step back, and a step beyond.
            (3, 2, 5, Fraction(-1, 2)),
            (2, 5, 3, Fraction(3)),
            # A target below: half of the way down.
            (5, 4, 3, Fraction(1, 2)),
            # The target was reached at the start.
            (3, 3, 3, None),
            (3, 4, 3, None),
        ],
    )
    def test_one_criterion(self, before: int, now: int, wanted: int, expected: Fraction | None) -> None:
        """It is (current - baseline) / (target - baseline); `None` where target and baseline are equal."""
        first, second = (Assessment(ONE_THEME, {"a": level}) for level in (before, now))

        assert expected == progress_to_date(first, second, Target.of(ONE_THEME, everything=wanted)).themes["data"]

    def test_what_does_not_count_is_passed_over(self) -> None:
        """Criteria behind one without a target or without a level count all the same."""
        first = Assessment(ONE_THEME, {"a": 1, "c": 1, "d": 1})
        second = Assessment(ONE_THEME, {"a": 5, "b": 5, "c": 2, "d": 3})
        # a has no target, b no baseline; c: 1 of 4, d: 2 of 4.
        target = Target.of(ONE_THEME, criteria={"b": 5, "c": 5, "d": 5})

        assert Fraction(3, 8) == progress_to_date(first, second, target).themes["data"]

    def test_equal_means(self) -> None:
        """It is the groups' means that count: where target and baseline have the same there is no way to cover."""
        first = Assessment(ONE_THEME, {"a": 2, "b": 4})
        second = Assessment(ONE_THEME, {"a": 3, "b": 4})

        assert progress_to_date(first, second, Target.of(ONE_THEME, everything=3)).themes["data"] is None

    @pytest.mark.parametrize("state", [Answer.unanswered(), Answer.do_not_know(), Answer.not_applicable()])
    def test_not_in_both(self, state: Answer) -> None:
        """A criterion without a level in either assessment does not count."""
        first = Assessment(ONE_THEME, {"a": 1, "b": 1, "c": state, "d": 3})
        second = Assessment(ONE_THEME, {"a": 2, "b": state, "c": 5, "d": 3})
        # a: 1 of 4; d has no target.
        target = Target.of(ONE_THEME, criteria={"a": 5, "b": 5, "c": 5})

        assert Fraction(1, 4) == progress_to_date(first, second, target).themes["data"]

    def test_publisher_decides(self) -> None:
        """The whole is left out where the publisher gives none."""
        assert progress_to_date(CROSSED_NOW, CROSSED_NOW, CROSSED_TARGET).overall is None


class TestVersions:
    other = attrs.evolve(CROSSED, version="2")

    def test_gaps(self) -> None:
        """A target for another version is refused."""
        with pytest.raises(VersionMismatchError, match="the target is for crossed 2, the answers are to crossed 1"):
            gaps(CROSSED_NOW, Target.of(self.other, everything=3))

    def test_progress(self) -> None:
        """Progress takes three of one version: neither the baseline nor the later answers may be of another."""
        later = Assessment(self.other, {"1.1": 2})
        target = Target.of(self.other, everything=3)

        with pytest.raises(VersionMismatchError, match="the target is for crossed 2, the answers are to crossed 1"):
            progress_to_date(CROSSED_NOW, later, target)
        with pytest.raises(VersionMismatchError, match="the target is for crossed 2, the answers are to crossed 1"):
            progress_to_date(later, CROSSED_NOW, target)
