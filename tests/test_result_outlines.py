"""Results as outlines, as the commands print them: whose they are, when, by which rule, and their sections."""

from datetime import date
from typing import Any

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Level,
    Scale,
    Scorecard,
    Target,
    compare,
    gaps,
    load_framework,
    next_steps,
    score,
    smallest_way_up,
)
from datamaturity.reports.renderers.text import outline_text
from datamaturity.reports.result_outlines import comparison_outline, gaps_outline, next_steps_outline, scorecard_outline
from examples import CROSSED, ONE_THEME, ONE_THEME_ANSWERED, PLEDGES

METHOD = """\
A mean is over the answered criteria that apply. What does not apply leaves it; what is unanswered or not known leaves
it too, and lowers the coverage. Stages are by the rule {rule}. Between: the mean if all that is unanswered or not known
stood at the lowest, and at the highest, level. Numbers are exact, and rounded once, where they are shown. A mean has
further decimals where one alone would give it another stage."""


def _golden(text: str) -> list[str]:
    """Return the lines written below, without the line feed that follows the opening quotation marks."""
    return text.removeprefix("\n").splitlines()


def _until_method(card: Scorecard) -> list[str]:
    """Return the lines before those on how the numbers were made."""
    lines = outline_text(scorecard_outline(card)).splitlines()
    return lines[: lines.index("How the numbers were made") - 1]


def _method(card: Scorecard) -> str:
    """Return how the numbers were made, on one line."""
    lines = outline_text(scorecard_outline(card)).splitlines()
    start = lines.index("How the numbers were made") + 3
    return " ".join(lines[start : lines.index("", start)])


class TestScorecard:
    def test_golden(self) -> None:
        """Every mean beside the count it rests on, rule and version named, what is missing listed with its note."""
        # Sharing (2·1 + 3·2)/3 = 2.67. Deciding 4; between (1 + 2)/1.5 = 2 and (5 + 2)/1.5 = 4.67.
        # Data (2 + 4·½)/1.5 = 2.67; between (2 + 1 + 2)/2.5 = 2 and (2 + 5 + 2)/2.5 = 3.6. Skills 3.
        # Overall (2 + 6 + 2)/3.5 = 2.86; between 11/4.5 = 2.44 and 15/4.5 = 3.33; 3 of 4.
        assessment = Assessment(
            CROSSED,
            {"1.1": 2, "1.2": 3, "2.3": Answer.do_not_know(note="ask\nBo"), "2.4": 4},
            organisation="Fennmoor District Council",
            assessed_on=date(2024, 2, 29),
        )

        expected = _golden("""
Fennmoor District Council
=========================
Two topics and two themes, version 1 (crossed)
Assessed on 2024-02-29
Stages by the rule mean-nearest; levels run from 1 (Beginning) to 5 (Mastering)

Overview
--------

Mean of each topic and theme, and in brackets how many answers it rests on
Topic          Data   Skills
1 Sharing   2.0 (1)  3.0 (1)
2 Deciding  4.0 (1)        ·
· no criteria there

Topics
Topic       Mean  Stage         Answered  Coverage      Between
1 Sharing    2.7  3 Learning      2 of 2      100%          2.7
2 Deciding   4.0  4 Developing    1 of 2       50%  2.0 and 4.7

Themes
Theme   Mean  Stage       Answered  Coverage      Between
Data     2.7  3 Learning    2 of 3       67%  2.0 and 3.6
Skills   3.0  3 Learning    1 of 1      100%          3.0

Overall
Overall                    Mean  Stage       Answered  Coverage      Between
Two topics and two themes   2.9  3 Learning    3 of 4       75%  2.4 and 3.3

What is missing
---------------

Unanswered: none

Do not know: 1
  * 2.3 Deciding with data (ask Bo)

Not applicable: none
""")
        card = score(assessment, overall=True)
        assert expected == _until_method(card)
        assert _method(card) == (
            "Answers to Two topics and two themes, version 1; levels run from 1 (Beginning) to 5 (Mastering). "
            f"{' '.join(METHOD.split()).format(rule='mean-nearest')} Criteria count by their weights. "
            "The publisher gives no overall score; it was asked for."
        )

    def test_themes_only(self) -> None:
        """Without topics there is no matrix and no table of topics; SPEC section 3's example, under a minimum."""
        # Mean 3, coverage 3/4 = 75%, under 80%; between 2.5 and 3.5.
        expected = _golden("""
Data maturity
=============
One theme of five criteria, version 1 (one-theme)
Stages by the rule mean-nearest; levels run from 1 (Beginning) to 5 (Mastering)

Overview
--------

Themes
Theme  Mean  Stage               Answered  Coverage      Between
Data    3.0  withheld: coverage    3 of 4       75%  2.5 and 3.5

What is missing
---------------

Unanswered: 1
  * d Criterion d

Do not know: none

Not applicable: 1
  * c Criterion c (No customers)
""")
        card = score(ONE_THEME_ANSWERED, minimum_coverage="4/5")
        assert expected == _until_method(card)
        assert _method(card).endswith("Under a coverage of 80% no stage is given.")

    def test_topics_only(self) -> None:
        """Without themes there is no matrix either; a publisher's own overall score is there unasked."""
        # Values 0, 1/4, 1/2, 1. Openness 0. Care (½·2 + 1·1)/3 = 2/3, floor Half. Overall (0 + 1 + 1)/4 = ½, Half.
        card = score(Assessment(PLEDGES, {"1.a": 0, "2.a": 2, "2.b": 3}), rule="mean-floor")
        lines = [" ".join(line.split()) for line in _until_method(card)]

        assert "Stages by the rule mean-floor; levels run from 0 (No) to 3 (Most)" in lines
        assert "1 Openness 0.0 0 No 1 of 1 100% 0.0" in lines
        assert "2 Care 0.7 2 Half 2 of 2 100% 0.7" in lines
        assert "Two pledges 0.5 2 Half 3 of 3 100% 0.5" in lines
        assert ["What is missing", "---------------", "", "Every criterion is answered."] == lines[-4:]
        assert "Means are of the levels' values: 0 No = 0, 1 Some = 1/4, 2 Half = 1/2, 3 Most = 1." in _method(card)

    def test_none_answered(self) -> None:
        """Without an answer nothing has a mean, every stage says why, and everything is listed as unanswered."""
        lines = _until_method(score(Assessment(CROSSED)))

        for line in (
            "1 Sharing      –       –",
            "2 Deciding     –       ·",
            "· no criteria there; – none of its criteria answered",
            "1 Sharing      –  no answers    0 of 2        0%  1.0 and 5.0",
            "Skills     –  no answers    0 of 1        0%  1.0 and 5.0",
            "Unanswered: 4",
        ):
            assert line in lines

    def test_none_applies(self) -> None:
        """Where nothing applies, that is said instead of numbers, with the reasons, or with there being none."""
        reasons = {"1.1": "Closed", "1.2": "", "2.3": "Closed", "2.4": "See 2.3"}
        assessment = Assessment(CROSSED, {one: Answer.not_applicable(why) for one, why in reasons.items()})
        lines = _until_method(score(assessment, overall=True))

        for line in (
            "1 Sharing    n/a     n/a",
            "· no criteria there; n/a none of its criteria applies",
            "1 Sharing    n/a  not applicable    0 of 0         –        –",
            "Two topics and two themes   n/a  not applicable    0 of 0         –        –",
            "  * 1.1 Sharing inside (Closed)",
            "  * 1.2 Sharing outside (no reason given)",
        ):
            assert line in lines

    def test_every_state_in_one_matrix(self) -> None:
        """No criteria, no answers and not applicable are three signs, and the key explains those in use."""
        lines = _until_method(score(Assessment(CROSSED, {"1.1": 2, "1.2": Answer.not_applicable("No partners")})))

        assert "1 Sharing   2.0 (1)     n/a" in lines
        assert "2 Deciding        –       ·" in lines
        assert "· no criteria there; – none of its criteria answered; n/a none of its criteria applies" in lines

    def test_rules(self) -> None:
        """A rule is named with its parameter; where it gives no stage, that is said beside the mean that there is."""
        # One of the four that apply is unanswered, so that the weakest is not known.
        weakest = score(ONE_THEME_ANSWERED, rule="weakest-link")

        assert "Data    3.0  none by this rule    3 of 4       75%  2.5 and 3.5" in _until_method(weakest)
        assert "Stages are by the rule reached-by:0.8." in _method(score(ONE_THEME_ANSWERED, rule="reached-by:0.8"))
        assert "reached-by:0.8" == scorecard_outline(score(ONE_THEME_ANSWERED, rule="reached-by:0.8")).rule

    def test_bounds_have_the_stage_of_their_mean(self) -> None:
        """Bounds have as many decimals as the mean between them, so that nobody reads 2.46 between 2.5 and 2.5."""
        scale = Scale([Level(0, "No"), Level(1, "Partly", "0.46"), Level(2, "Yes")])
        framework = attrs.evolve(ONE_THEME, scale=scale)
        card = score(Assessment(framework, dict.fromkeys("abcde", 1)), rule="cut-offs:0.5,1.5")

        # All at 0.46, below the cut-off of 0.5, to which one decimal would round it.
        assert "Data   0.46  0 No     5 of 5      100%     0.46" in _until_method(card)

    def test_uk_dma_fits_the_screen(self) -> None:
        """The matrix of ten topics and six themes, the lists and the licences of the UK DMA are 100 wide, and whole."""
        framework = load_framework("uk-government-dma")
        text = outline_text(scorecard_outline(score(Assessment(framework, dict.fromkeys(framework.criterion_ids, 3)))))
        lines = text.splitlines()
        matrix = lines[lines.index("Overview") + 4 : lines.index("Topics")]

        assert max(map(len, lines)) <= 100
        # Right-hand columns end at one place, whatever was wrapped.
        assert {len(matrix[0])} == {len(line) for line in matrix if line.endswith(("Skills", "·", ")"))}
        assert f"Attribution: {framework.attribution}" in " ".join(text.split())
        assert "CC BY-NC-SA 4.0" in text

    def test_ends_in_one_line_feed(self) -> None:
        """The text ends in a line feed, and no line in blanks."""
        text = outline_text(scorecard_outline(score(ONE_THEME_ANSWERED)))

        assert text.endswith(".\n")
        assert text.splitlines() == [line.rstrip() for line in text.splitlines()]


class TestGaps:
    def test_whose_and_when(self) -> None:
        """Gaps name the organisation, the framework and the day, and end with whose framework it is."""
        assessment = Assessment(CROSSED, {"1.1": 2}, organisation="İzmir Belediyesi", assessed_on=date(2026, 3, 1))
        outline = gaps_outline(gaps(assessment, Target.of(CROSSED, everything=3)))

        assert "İzmir Belediyesi" == outline.title
        assert ("Two topics and two themes, version 1 (crossed)", "Assessed on 2026-03-01") == outline.facts
        assert ["gaps", "licence"] == [section.id for section in outline.sections]

    def test_nobody_is_named(self) -> None:
        """Without organisation and day there is a plain title, and the framework."""
        outline = gaps_outline(gaps(ONE_THEME_ANSWERED, Target.of(ONE_THEME, everything=3)))

        assert ("Data maturity", ("One theme of five criteria, version 1 (one-theme)",)) == (
            outline.title,
            outline.facts,
        )


class TestSteps:
    def test_all_of_it(self) -> None:
        """Steps name organisation, framework, rule and target; they tell the ways up and how many are left out."""
        steps = next_steps(ONE_THEME_ANSWERED)
        card = score(ONE_THEME_ANSWERED)
        outline = next_steps_outline(
            steps[:1],
            [smallest_way_up(card.themes["data"])],
            framework=ONE_THEME,
            rule="mean-nearest",
            left_out_count=2,
            target=Target.one_level_up(ONE_THEME_ANSWERED),
            organisation="Abbey",
        )
        lines = outline_text(outline).splitlines()

        assert [
            "Abbey",
            "=====",
            "One theme of five criteria, version 1 (one-theme)",
            "Stages by the rule mean-nearest; levels run from 1 (Beginning) to 5 (Mastering)",
        ] == lines[:4]
        # 4, 3 and 2, one level up each; c does not apply, d is unanswered.
        assert lines[8].startswith(
            "Target: 3 Learning for 1 criterion, 4 Developing for 1 criterion, 5 Mastering for 1"
        )
        assert "Steps: 1 of 3" in lines
        assert any(line.startswith("Theme Data  3 Learning  4 Developing") for line in lines)

    def test_plain(self) -> None:
        """Without an organisation and a target there is a plain title, and nothing is said of a target."""
        outline = next_steps_outline([], [], framework=ONE_THEME, rule="mean-floor")

        assert ("Data maturity", "mean-floor") == (outline.title, outline.rule)
        assert (
            "No answered criterion is below its target; what is unanswered has no step."
            == outline_text(outline).splitlines()[8]
        )


class TestComparison:
    @pytest.mark.parametrize(
        ("earlier", "later", "title", "facts"),
        [
            (
                {"organisation": "İzmir Belediyesi", "assessed_on": date(2025, 3, 1)},
                {"assessed_on": date(2026, 3, 1)},
                "İzmir Belediyesi",
                ("Earlier: İzmir Belediyesi, 2025-03-01", "Later: 2026-03-01"),
            ),
            ({}, {"organisation": "Abbey"}, "Abbey", ("Later: Abbey",)),
            ({}, {}, "Data maturity", ()),
        ],
    )
    def test_who_and_when(
        self, earlier: dict[str, Any], later: dict[str, Any], title: str, facts: tuple[str, ...]
    ) -> None:
        """Organisation and date of each assessment stand at the top, as far as they are known."""
        old, new = (Assessment(ONE_THEME, {"a": level}) for level in (2, 3))
        outline = comparison_outline(compare(attrs.evolve(old, **earlier), attrs.evolve(new, **later)))

        assert (title, ("One theme of five criteria, version 1 (one-theme)", *facts)) == (outline.title, outline.facts)
        assert ["change", "licence"] == [section.id for section in outline.sections]
