"""What a report says of gaps to a target, of next steps, and of what changed since last time."""

from collections.abc import Mapping
from fractions import Fraction

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    Framework,
    Rule,
    Target,
    Theme,
    Topic,
    compare,
    gaps,
    load_framework,
    next_steps,
    score,
    smallest_way_up,
)
from datamaturity.changes import ChangeKind
from datamaturity.reports.outline import Number, Outline, Section, Table
from datamaturity.reports.renderers.text import outline_text
from datamaturity.reports.sections.progress import change_section, gaps_section, steps_section
from examples import CROSSED, FIVE, ONE_THEME, ONE_THEME_ANSWERED, SAMM

# Levels 2 and 3, do not know, and 4; by weights 1, 2, 1 and 1/2.
ANSWERED = Assessment(CROSSED, {"1.1": 2, "1.2": 3, "2.3": Answer.do_not_know(), "2.4": 4})
LATER = Assessment(CROSSED, {"1.1": 3, "1.2": Answer.not_applicable("Closed"), "2.3": 2, "2.4": 3})
BEFORE = Assessment(CROSSED, {"1.1": 4, "1.2": 2, "2.3": Answer.not_applicable("No"), "2.4": Answer.do_not_know()})
AFTER = Assessment(CROSSED, {"1.1": 5, "1.2": 1, "2.3": 3})
PLEDGES = Framework(
    id="pledges",
    version="1",
    title="Pledges",
    scale=SAMM,
    topics=[Topic("t", "Openness")],
    criteria=[Criterion("a", "First", "t"), Criterion("b", "Second", "t")],
)


def _lines(section: Section) -> list[str]:
    """Return the section's lines of text, below its heading and without blank ones."""
    text = outline_text(Outline("T", CROSSED, "mean-nearest", [], [section]))
    return [line for line in text.splitlines()[5:] if line]


def _words(section: Section) -> list[str]:
    """Return the same with single blanks."""
    return [" ".join(line.split()) for line in _lines(section)]


def _gaps(assessment: Assessment, target: Target, *, overall: bool | None = None) -> list[str]:
    return _words(gaps_section(gaps(assessment, target, overall=overall)))


def _steps(
    assessment: Assessment,
    *,
    rule: Rule | str | None = None,
    overall: bool | None = None,
    limit: int | None = None,
    to: int | None = None,
) -> Section:
    steps = next_steps(assessment, rule=rule, overall=overall)
    card = score(assessment, rule=rule, overall=overall)
    ways = [smallest_way_up(one, to=to) for one in card if one.group.kind != "cell"]
    chosen = steps[:limit]
    return steps_section(chosen, ways=ways, left_out_count=len(steps) - len(chosen))


def _way(section: Section, group: str) -> str:
    """Return what the table of ways up says of one group."""
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    (row,) = [row for row in table.rows if row[0] == group]
    return " ".join(map(str, row[1:]))


def _changes(earlier: Assessment, later: Assessment, *, overall: bool | None = None) -> list[str]:
    return _words(change_section(compare(earlier, later, overall=overall)))


def _one_theme(levels: Mapping[str, int | Answer]) -> Assessment:
    return Assessment(ONE_THEME, levels)


class TestGaps:
    def test_all_of_it(self) -> None:
        """The target, each group's way to it, then the criteria below it, then those whose gap nobody knows."""
        # Topic 1: (1 × 4 + 2 × 2) / 3 now; the gap is (0 + 2 × 2) / 3; of the way (3 + 2 × 1) / (3 + 2 × 3) = 5/9.
        assert [
            "Target: 4 Developing for 4 criteria. Gaps are over the answered criteria that have a target. Of the",
            "way: how much of the way from the lowest level to the target is done.",
            "Topics: gaps to the target",
            "Topic       Now  Target  Gap  Of the way  Reached  Unknown",
            "1 Sharing   2.7     4.0  1.3         56%   1 of 2        0",
            "2 Deciding    –       –    –           –   0 of 0        1",
            "Themes: gaps to the target",
            "Theme   Now  Target  Gap  Of the way  Reached  Unknown",
            "Data    4.0     4.0  0.0        100%   1 of 1        1",
            "Skills  2.0     4.0  2.0         33%   0 of 1        0",
            "Criteria below their target: 1",
            "Criterion            Now         Target        Gap",
            "1.2 Sharing outside  2 Emerging  4 Developing  2.0",
            "No gap is known without an answer: 1",
            "  * 2.4 Asking for data",
        ] == _lines(gaps_section(gaps(BEFORE, Target.of(CROSSED, everything=4))))

    def test_worked_example(self) -> None:
        """Each topic and theme with its numbers, what nobody knows, and the criteria below their target."""
        # Targets 4 for 1.1 and 3 for the rest. Topic 1: now (2 + 2·3)/3 = 8/3, target (4 + 2·3)/3 = 10/3, gap 2/3, of
        # the way 1 − 2/(3 + 2·2) = 5/7. Topic 2: 4 of 3, passed; 2.3 unknown. Theme data: now (2 + 4/2)/1.5 = 8/3,
        # target (4 + 3/2)/1.5 = 11/3, gap 2/1.5, of the way 1 − 2/(3 + 2/2) = 1/2. Skills: 3 of 3.
        section = gaps_section(gaps(ANSWERED, Target.of(CROSSED, everything=3, criteria={"1.1": 4})))
        lines = _words(section)

        assert lines[0].startswith("Target: 3 Learning for 3 criteria, 4 Developing for 1 criterion. Gaps are ")
        for line in (
            "1 Sharing 2.7 3.3 0.7 71% 1 of 2 0",
            "2 Deciding 4.0 3.0 0.0 100% 1 of 1 1",
            "Data 2.7 3.7 1.3 50% 1 of 2 1",
            "Skills 3.0 3.0 0.0 100% 1 of 1 0",
            "Criteria below their target: 1",
            "1.1 Sharing inside 2 Emerging 4 Developing 2.0",
            "* 2.3 Deciding with data",
        ):
            assert line in lines
        table = section.blocks[1]
        assert isinstance(table, Table)
        assert Number("0.7", Fraction(2, 3), 2) == table.rows[0][3]

    def test_largest_gap_first_then_framework_order(self) -> None:
        """Criteria with larger gaps come first, equal ones in framework order."""
        # To level 4: gaps 0 for a, 1 for b, 3 for d and 1 for e; c is not answered.
        lines = _gaps(_one_theme({"a": 4, "b": 3, "d": 1, "e": 3}), Target.of(ONE_THEME, everything=4))
        start = lines.index("Criteria below their target: 3") + 2

        assert [("d", "3.0"), ("b", "1.0"), ("e", "1.0")] == [
            (line.split()[0], line.split()[-1]) for line in lines[start : start + 3]
        ]

    def test_no_gaps(self) -> None:
        """Where every target is reached it says so, and there is no list."""
        lines = _gaps(Assessment(ONE_THEME, dict.fromkeys("abcde", 3)), Target.of(ONE_THEME, everything=3))

        assert "No answered criterion is below its target." == lines[-1]

    def test_a_target_of_the_lowest_level_has_no_way(self) -> None:
        """There is no share of a way where the target is the lowest level."""
        lines = _gaps(ONE_THEME_ANSWERED, Target.of(ONE_THEME, everything=1))

        assert "Data 3.0 1.0 0.0 – 3 of 3 1" in lines

    @pytest.mark.parametrize(
        ("answers", "unknown"),
        [
            ({}, 5),
            (dict.fromkeys("abcde", Answer.do_not_know()), 5),
            (dict.fromkeys("abcde", Answer.not_applicable("Closed")), 0),
        ],
    )
    def test_nothing_answered(self, answers: dict[str, Answer], unknown: int) -> None:
        """Without a level there are no numbers; what does not apply is not unknown."""
        lines = _gaps(Assessment(ONE_THEME, answers), Target.of(ONE_THEME, everything=3))

        assert f"Data – – – – 0 of 0 {unknown}" in lines
        assert (f"No gap is known without an answer: {unknown}" in lines) == (unknown > 0)
        assert unknown == sum(line.startswith("* ") for line in lines)
        assert "No answered criterion is below its target." in lines

    def test_criteria_without_a_target(self) -> None:
        """How many criteria have no target is said; a group of such criteria has no numbers but what nobody knows."""
        lines = _gaps(ANSWERED, Target.of(CROSSED, topics={"1": 3}))

        assert lines[0].startswith("Target: 3 Learning for 2 criteria, none for 2 criteria.")
        assert "2 Deciding – – – – 0 of 0 1" in lines

    def test_topics_only(self) -> None:
        """A framework without themes has no table of themes; gaps are in levels' values, not in their numbers."""
        # Values 1/4 and 1/2 to 1 and 1: gaps 3/4 and 1/2, of the way 1 − (5/4)/2 = 3/8; mean gap 5/8.
        lines = _gaps(Assessment(PLEDGES, {"a": 1, "b": 2}), Target.of(PLEDGES, everything=3))

        assert "Openness 0.4 1.0 0.6 38% 0 of 2 0" in lines
        assert "Themes: gaps to the target" not in lines
        assert ["a First 1 Some 3 Most 0.8", "b Second 2 Half 3 Most 0.5"] == lines[-2:]

    @pytest.mark.parametrize("publishes_overall", [True, False])
    def test_overall(self, publishes_overall: bool) -> None:
        """The whole has a table where its publisher gives one, or the caller asks for it."""
        framework = attrs.evolve(ONE_THEME, publishes_overall=publishes_overall)
        # 1 and 4 of 3 and 4: mean 2.5 of 3.5, gap 1, of the way 1 − 2/5; 3 unknown.
        target = Target.of(framework, criteria={"a": 3, "b": 4})
        lines = _gaps(Assessment(framework, {"a": 1, "b": 4}), target, overall=None if publishes_overall else True)

        assert "Overall: gaps to the target" in lines
        assert 2 == sum(line.endswith(" 2.5 3.5 1.0 60% 1 of 2 3") for line in lines)

    def test_uk_dma_without_answers(self) -> None:
        """All 97 criteria of the UK DMA are unknown without an answer, and listed in framework order."""
        framework = load_framework("uk-government-dma")
        section = gaps_section(gaps(Assessment(framework), Target.of(framework, everything=3)))
        lines = _lines(section)

        assert "No gap is known without an answer: 97" in lines
        assert [*framework.criterion_ids] == [line.split()[1] for line in lines if line.startswith("  * ")]


class TestSteps:
    def test_all_of_it(self) -> None:
        """The target, the ways up, then each step: what it lifts, levels, gap and means, and both levels' texts."""
        # Ways: topic 1: 8 of weight 3, 3.5 needs 10.5: 1.1 and 1.2 add 1 and 2. Topic 2: 4 to 4.5 by 2.4 alone. Data:
        # 4 of weight 1.5, 5.25 needed: 1.1 twice adds 2, from lower levels than 1.1 and 2.4. Skills: 3 to 3.5 by 1.2.
        # In topic 1 each could do without the other (3 or 4 of 2.5); 2.4 of topic 2, 1.1 of data and 1.2 of skills
        # block. Steps: 1.2 lifts skills to 4 and comes before 2.4, which lifts topic 2 to 5, by weight 2 to 1/2; 1.1
        # lifts nothing. Topic 1: 8/3 to (2 + 8)/3 by 1.2 and to (3 + 6)/3 by 1.1; data: 4/1.5 to 4.5/1.5 by 2.4 and
        # 5/1.5 by 1.1.
        steps, card = next_steps(ANSWERED), score(ANSWERED)
        ways = [smallest_way_up(one) for one in card if one.group.kind != "cell"]

        assert [
            "Target: 3 Learning for 1 criterion, 4 Developing for 1 criterion, 5 Mastering for 1 criterion, none",
            "for 1 criterion.",
            "The fewest moves of one criterion by one level that reach the next stage",
            "Group             Stage         Next          Moves  For example",
            "Topic 1 Sharing   3 Learning    4 Developing      2  1.1, 1.2",
            "Topic 2 Deciding  4 Developing  5 Mastering       1  2.4*",
            "Theme Data        3 Learning    4 Developing      2  1.1* (twice)",
            "Theme Skills      3 Learning    4 Developing      1  1.2*",
            "* every way to the next stage has to move this one, or to answer it first",
            "What lifts a topic or theme comes first, then the larger gap, then weight, then framework order.",
            "Steps: 3",
            "  1. [lifts Skills to 4 Developing] 1.2 Sharing outside: 3 Learning → 4 Developing. Gap to the",
            "     target 1.0; means: 1 Sharing 2.67 → 3.33; Skills 3.00 → 4.00.",
            "  2. [lifts 2 Deciding to 5 Mastering] 2.4 Asking for data: 4 Developing → 5 Mastering. Gap to the",
            "     target 1.0; means: 2 Deciding 4.00 → 5.00; Data 2.67 → 3.00.",
            "  3. 1.1 Sharing inside: 2 Emerging → 3 Learning. Gap to the target 1.0; means: 1 Sharing 2.67 →",
            "     3.00; Data 2.67 → 3.33. Now: two Next: three",
        ] == _lines(steps_section(steps, ways=ways, target=Target.one_level_up(ANSWERED)))

    def test_steps_alone(self) -> None:
        """Without ways up and a target there are the steps; without a step, that is said."""
        steps = next_steps(BEFORE, target=Target.of(CROSSED, everything=5))

        # 1.2: topic 1 from 8/3 to (4 + 6)/3, skills from 2 to 3. Its text is there only for levels that have one.
        assert [
            "What lifts a topic or theme comes first, then the larger gap, then weight, then framework order.",
            "Steps: 1",
            "  1. [lifts Skills to 3 Learning] 1.2 Sharing outside: 2 Emerging → 3 Learning. Gap to the target",
            "     3.0; means: 1 Sharing 2.67 → 3.33; Skills 2.00 → 3.00.",
        ] == _lines(steps_section(steps[:1]))
        assert ["No answered criterion is below its target; what is unanswered has no step."] == _lines(
            steps_section([])
        )

    def test_overall(self) -> None:
        """The whole has its way and its mean where it was asked for."""
        # 10 of weight 3.5, 12.25 needed for 4: 1.1 and 1.2 add 3. By 1.2 the mean is 12/3.5 = 24/7.
        section = _steps(ANSWERED, overall=True)

        assert "3 Learning 4 Developing 2 1.1, 1.2" == _way(section, "Overall Two topics and two themes")
        assert "Two topics and two themes 2.86 → 3.43" in " ".join(_words(section))

    @pytest.mark.parametrize(
        ("limit", "text"), [(None, "3"), (3, "3"), (9, "3"), (2, "2 of 3"), (1, "1 of 3"), (0, "0 of 3")]
    )
    def test_how_many_are_shown(self, limit: int | None, text: str) -> None:
        """Where steps are left out it says how many there are."""
        lines = _words(_steps(ANSWERED, limit=limit))

        assert f"Steps: {text}" in lines
        assert min(3, 3 if limit is None else limit) == sum(line[:3] in ("1. ", "2. ", "3. ") for line in lines)

    def test_no_steps_at_the_top(self) -> None:
        """At the highest stage there is no next one, and no step; no mark is explained that is not there."""
        section = _steps(_one_theme(dict.fromkeys("abcde", 5)))

        assert "5 Mastering – – the highest stage" == _way(section, "Theme Data")
        assert "No answered criterion is below its target; what is unanswered has no step." == _lines(section)[-1]
        assert not any(line.startswith("*") for line in _lines(section))

    def test_highest_stage_with_steps_left(self) -> None:
        """A group at the highest stage may still have criteria that can move."""
        # 5, 5, 5, 5 and 4: mean 4.8.
        section = _steps(_one_theme({**dict.fromkeys("abcd", 5), "e": 4}))

        assert "5 Mastering – – the highest stage" == _way(section, "Theme Data")
        assert "1. e Criterion e: 4 Developing → 5 Mastering." in " ".join(_words(section))

    @pytest.mark.parametrize(
        ("rule", "answers", "example"),
        [
            # Nothing is answered: any one answer gives a mean.
            ("mean-nearest", {}, "answer first: 1 of a, b, c, d, e"),
            # A median needs one answer as well; four of five must be answered for 0.8; all for the weakest link.
            ("median-low", {}, "answer first: 1 of a, b, c, d, e"),
            ("reached-by:0.8", {"a": 5, "b": 5}, "answer first: 2 of c, d, e"),
            ("weakest-link", {"a": 1, "b": 2, "e": 3}, "answer first: c*, d*"),
            ("weakest-link", dict.fromkeys("abcd", 1), "answer first: e*"),
            # *Do not know* is to be answered first like no answer at all.
            ("weakest-link", {**dict.fromkeys("abcd", 1), "e": Answer.do_not_know()}, "answer first: e*"),
        ],
    )
    def test_answers_come_first(self, rule: str, answers: dict[str, int | Answer], example: str) -> None:
        """Where a stage lacks answers, it says how many of which criteria to answer first."""
        assert f"– 1 Beginning 0 {example}" == _way(_steps(_one_theme(answers), rule=rule), "Theme Data")

    def test_answers_and_moves(self) -> None:
        """Where a stage takes answers and moves, both are told, answers first."""
        # 0.6 of five is three: level 3 needs a and b up from 2, and one of c, d and e answered. None of them is needed
        # for sure: without a, b and two answers would do.
        section = _steps(_one_theme({"a": 2, "b": 2}), rule="reached-by:0.6", to=3)

        assert _way(section, "Theme Data").endswith("2 answer first: 1 of c, d, e; then move a, b")
        assert not any(line.startswith("*") for line in _lines(section))

    def test_out_of_reach(self) -> None:
        """Where no set of moves reaches the next stage, as a caller's own rule may have it, it says so."""
        (way,) = [attrs.evolve(smallest_way_up(one), moves=None) for one in score(_one_theme({"a": 4}))]

        assert "4 Developing 5 Mastering – out of reach" == _way(steps_section([], ways=[way]), "Theme Data")

    def test_not_applicable_group(self) -> None:
        """A group none of whose criteria applies is said not to apply; it is not out of anyone's reach."""
        answers = {one: Answer.not_applicable("Closed") for one in "abcde"}

        assert "– – – not applicable" == _way(_steps(_one_theme(answers)), "Theme Data")

    def test_moves_of_one_criterion_are_counted(self) -> None:
        """Moves of one criterion are counted in words."""
        # a alone from 1 to 2, 3 and 4 in one, two and three moves: 1 to 1.5, 2.5 and 3.5.
        for to, times in ((2, "1 a*"), (3, "2 a* (twice)"), (4, "3 a* (3 times)")):
            assert _way(_steps(_one_theme({"a": 1}), to=to), "Theme Data").endswith(times)

    @pytest.mark.parametrize(
        ("count", "example"), [(6, "c0*, c1*, c2*, c3*, c4*, c5*"), (7, "c0*, c1*, c2*, c3*, c4*, 2 more")]
    )
    def test_many_criteria(self, count: int, example: str) -> None:
        """Up to six criteria are named, of more the first five."""
        criteria = [Criterion(f"c{number}", f"Criterion {number}", theme="x") for number in range(count)]
        framework = Framework(
            id="many", version="1", title="Many", scale=FIVE, themes=[Theme("x", "X")], criteria=criteria
        )
        section = _steps(Assessment(framework, {one.id: 1 for one in criteria}), rule="weakest-link")

        assert f"1 Beginning 2 Emerging {count} {example}" == _way(section, "Theme X")

    def test_scale_from_zero(self) -> None:
        """A scale from 0 with unequal steps: stages and means are in values, gaps too."""
        # 0 and 1/4: mean 1/8, half-way, so 1 Some. To 2 Half the mean must be 3/8, the sum 1/2 more: a twice, a and b,
        # or b twice; b twice leaves the lowest where it is, and of the others a comes first.
        section = _steps(Assessment(PLEDGES, {"a": 0, "b": 1}))

        assert "1 Some 2 Half 2 a (twice)" == _way(section, "Topic Openness")
        # Both gaps are 1/4 and lift nothing (mean 1/4), so framework order decides.
        assert [
            "1. a First: 0 No → 1 Some. Gap to the target 0.3; means: Openness 0.13 → 0.25.",
            "2. b Second: 1 Some → 2 Half. Gap to the target 0.3; means: Openness 0.13 → 0.25.",
        ] == _words(section)[-2:]


class TestChange:
    def test_all_of_it(self) -> None:
        """A change of a mean is like for like and from others, which add up; criteria stand by what became of them."""
        # Data: 4 before; (5 + 3) / 2 = 4 after. Like for like 4 → 5 is +1; 2.3, now answered with a 3, took 1 away.
        section = change_section(compare(BEFORE, AFTER))

        assert [
            "Like for like is over the criteria answered both times; the rest of a change comes from the others.",
            "Topics: change of the mean",
            "Topic       Earlier  Later  Change  Like for like  From others  Both times",
            "1 Sharing       2.7    2.3   -0.33          -0.33         0.00           2",
            "2 Deciding        –    3.0       –              –            –           0",
            "Themes: change of the mean",
            "Theme   Earlier  Later  Change  Like for like  From others  Both times",
            "Data        4.0    4.0    0.00          +1.00        -1.00           1",
            "Skills      2.0    1.0   -1.00          -1.00         0.00           1",
            "Criteria that changed: 3",
            "  * [up] 1.1 (4 to 5)",
            "  * [down] 1.2 (2 to 1)",
            "  * [became applicable] 2.3",
        ] == _lines(section)
        themes = section.blocks[2]
        assert isinstance(themes, Table)
        # Of theme data one criterion was answered before, two are now, and one both times.
        assert [1, 2, 1] == [cell.count for cell in themes.rows[0][1:4] if isinstance(cell, Number)]

    def test_worked_example(self) -> None:
        """The parts of each change, by hand."""
        # Topic 1: 8/3 to 3; like for like 1.1 from 2 to 3; the rest 2·(2 − 3)/3 for 1.2. Topic 2: 4 to
        # (2 + 3/2)/1.5 = 7/3; 2.4 down by 1, and 2.3 adds (2 − 3)/1.5. Data: 8/3 to (3 + 2 + 3/2)/2.5 = 13/5; like for
        # like 8/3 to 3, and (2 − 3)/2.5 for 2.3. Skills: no later mean.
        lines = _changes(ANSWERED, LATER)

        for line in (
            "1 Sharing 2.7 3.0 +0.33 +1.00 -0.67 1",
            "2 Deciding 4.0 2.3 -1.67 -1.00 -0.67 1",
            "Data 2.7 2.6 -0.07 +0.33 -0.40 2",
            "Skills 3.0 – – – – 0",
        ):
            assert line in lines
        assert [
            "Criteria that changed: 4",
            "* [up] 1.1 (2 to 3)",
            "* [down] 2.4 (4 to 3)",
            "* [newly answered] 2.3",
            "* [became not applicable] 1.2",
        ] == lines[-5:]

    def test_no_change(self) -> None:
        """The same answers twice have no change anywhere, and that is said."""
        lines = _changes(ONE_THEME_ANSWERED, ONE_THEME_ANSWERED)

        assert "No criterion changed." == lines[-1]
        assert "Data 3.0 3.0 0.00 0.00 0.00 3" in lines

    def test_every_kind_of_change_in_its_order(self) -> None:
        """Kinds of change come in one order, criteria of one kind in framework order; what stays is left out."""
        away, open_ = Answer.not_applicable("Closed"), Answer.do_not_know()
        framework = Framework(
            id="kinds",
            version="1",
            title="Kinds",
            scale=FIVE,
            themes=[Theme("x", "X")],
            criteria=[Criterion(one, one, theme="x") for one in "ihgfedcba"],
        )
        # a and i up, b down, c same, d newly answered, e no longer, f became applicable, g no longer applies, h open.
        earlier = Assessment(
            framework, {"a": 1, "b": 3, "c": 2, "d": open_, "e": 4, "f": away, "g": 5, "h": open_, "i": 2}
        )
        later = Assessment(framework, {"a": 5, "b": 2, "c": 2, "d": 1, "f": 3, "g": away, "i": 3})
        lines = _changes(earlier, later)

        assert [
            "Criteria that changed: 7",
            "* [up] i (2 to 3), a (1 to 5)",
            "* [down] b (3 to 2)",
            "* [newly answered] d",
            "* [no longer answered] e",
            "* [became applicable] f",
            "* [became not applicable] g",
        ] == lines[-7:]
        quiet = [kind.value for kind in ChangeKind if not any(f"[{kind.value}]" in one for one in lines)]
        assert ["same", "still open"] == quiet

    def test_nothing_answered_both_times(self) -> None:
        """Without a criterion answered both times nothing is like for like, and the rest is the whole change."""
        # 2 over a, then 3 over b.
        assert "Data 2.0 3.0 +1.00 – +1.00 0" in _changes(_one_theme({"a": 2}), _one_theme({"b": 3}))

    @pytest.mark.parametrize("swapped", [False, True])
    def test_one_side_without_answers(self, swapped: bool) -> None:
        """Where one mean is missing there is no change."""
        pair = (ONE_THEME_ANSWERED, Assessment(ONE_THEME))
        lines = _changes(*(reversed(pair) if swapped else pair))

        assert f"Data {'– 3.0' if swapped else '3.0 –'} – – – 0" in lines
        kind = "became not applicable" if swapped else "became applicable"
        # c does not apply in one of them.
        assert f"* [{kind}] c" == lines[-1]

    def test_overall(self) -> None:
        """The whole has a table where it was asked for."""
        # 20/7 to 13/5: like for like 8/3 to 3, the rest −2/5 − 4/21; whole −9/35.
        lines = _changes(ANSWERED, LATER, overall=True)

        assert "Two topics and two themes 2.9 2.6 -0.26 +0.33 -0.59 2" in lines

    def test_a_tiny_change_is_shown_alike_up_and_down(self) -> None:
        """A change that rounds to nothing has no sign, upwards as little as downwards."""
        framework = Framework(
            id="heavy",
            version="1",
            title="Heavy",
            scale=FIVE,
            themes=[Theme("x", "X")],
            criteria=[Criterion("a", "A", theme="x", weight=999), Criterion("b", "B", theme="x")],
        )
        # A change of one level in b moves the mean by 1/1000.
        low, high = Assessment(framework, {"a": 3, "b": 3}), Assessment(framework, {"a": 3, "b": 4})

        for pair in ((low, high), (high, low)):
            assert "X 3.0 3.0 0.00 0.00 0.00 2" in _changes(*pair)
