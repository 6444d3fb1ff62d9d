"""Results, rendered for people to read: numbers, tables, scorecards, frameworks."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    Framework,
    FrameworkInfo,
    Level,
    Scale,
    Theme,
    Topic,
    UnknownIdError,
    list_frameworks,
    load_framework,
    score,
)
from datamaturity.reports.framework_text import criterion_text, framework_list_text, framework_text
from datamaturity.reports.numbers import shown, shown_share
from datamaturity.reports.scorecard_text import scorecard_text
from datamaturity.reports.tables import table
from examples import CROSSED, FIVE, ONE_THEME, ONE_THEME_ANSWERED, SAMM

TOPICS_ONLY = Framework(
    id="pledges",
    version="2",
    title="Two pledges",
    scale=SAMM,
    publishes_overall=True,
    topics=[Topic("1", "Openness"), Topic("2", "Care")],
    criteria=[
        Criterion("1.a", "Publishing", "1"),
        Criterion("2.a", "Checking", "2", weight=2),
        Criterion("2.b", "Asking", "2"),
    ],
)


def _golden(text: str) -> str:
    """Return a text written below, without the line feed that follows its opening quotation marks."""
    return text.removeprefix("\n")


class TestNumbers:
    # The exact value is rounded once, halves away from zero; 2.25 and 2.35 are SPEC section 4's.
    @pytest.mark.parametrize(
        ("number", "text"),
        [
            ("2.25", "2.3"),
            ("2.35", "2.4"),
            ("2.45", "2.5"),
            ("2.24", "2.2"),
            ("2.249999999999999999999999999999", "2.2"),
            ("2.250000000000000000000000000001", "2.3"),
            ("0", "0.0"),
            ("3", "3.0"),
            ("0.05", "0.1"),
            ("0.04", "0.0"),
            ("9.95", "10.0"),
            ("99.94", "99.9"),
            ("8/3", "2.7"),
            ("7/3", "2.3"),
            ("-0.25", "-0.3"),
            ("-2.35", "-2.4"),
            ("-0.05", "-0.1"),
            ("-0.04", "0.0"),
        ],
    )
    def test_one_decimal(self, number: str, text: str) -> None:
        """A number is shown with one decimal, rounded once from the exact value, halves away from zero."""
        assert text == shown(Fraction(number))

    def test_agrees_with_decimal_arithmetic(self) -> None:
        """For every 1/160 from -3 to 3 it shows what decimal arithmetic gives; no number is shown as -0.0."""
        numbers = [Fraction(count, 160) for count in range(-480, 481)]
        # 160 = 2^5 · 5, so that each is a finite decimal; ROUND_HALF_UP goes away from zero.
        exact = [Decimal(one.numerator) / Decimal(one.denominator) for one in numbers]
        expected = [str(one.quantize(Decimal("0.1"), ROUND_HALF_UP)) for one in exact]

        assert [text.replace("-0.0", "0.0") for text in expected] == [shown(one) for one in numbers]

    @pytest.mark.parametrize(
        ("number", "places", "text"),
        [
            ("2.345", 2, "2.35"),
            ("2.5", 0, "3"),
            ("-2.5", 0, "-3"),
            ("0.4", 0, "0"),
            ("-0.4", 0, "0"),
            ("1/3", 3, "0.333"),
            ("12", 0, "12"),
            ("0.005", 2, "0.01"),
        ],
    )
    def test_other_places(self, number: str, places: int, text: str) -> None:
        """The count of decimals is the caller's, none included."""
        assert text == shown(Fraction(number), places=places)

    @pytest.mark.parametrize(
        ("share", "text"),
        [
            ("0", "0%"),
            ("1", "100%"),
            ("1/2", "50%"),
            ("2/3", "67%"),
            ("1/8", "13%"),
            ("1/1000", "1%"),
            ("999/1000", "99%"),
            ("96/97", "99%"),
            ("1/97", "1%"),
        ],
    )
    def test_shares(self, share: str, text: str) -> None:
        """A share is a whole percentage; 0% and 100% are shown only where it is exactly that."""
        assert text == shown_share(Fraction(share))


class TestTables:
    def test_columns_line_up(self) -> None:
        """Columns are as wide as their widest cell, two blanks apart, to the left or to the right."""
        rows = [["Topic", "Mean", "Stage"], ["Data", "2.5", "3 Learning"], ["Leadership", "10.0", ""]]

        expected = [
            "Topic       Mean  Stage",
            "Data         2.5  3 Learning",
            "Leadership  10.0",
        ]
        assert expected == table(rows, right=frozenset({1}))

    def test_no_line_ends_in_blanks(self) -> None:
        """Empty cells at the end leave no blanks behind; empty cells at the start keep their place."""
        assert ["a  b", "   c", ""] == table([["a", "b"], ["", "c"], ["", ""]])

    def test_one_row_and_none(self) -> None:
        """A table may have one row, or none."""
        assert ["a  b"] == table([["a", "b"]])
        assert [] == table([])

    def test_rows_of_unequal_length(self) -> None:
        """Rows of unequal length are a mistake of the caller, and not cut to the shortest."""
        with pytest.raises(ValueError, match="zip"):
            table([["a", "b"], ["c"]])


class TestScorecardText:
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
Two topics and two themes, version 1 (crossed)
Fennmoor District Council
Assessed on 2024-02-29
Stages by the rule mean-nearest; levels run from 1 (Beginning) to 5 (Mastering)

Mean of each topic and theme, and in brackets how many answers it rests on

                Data   Skills
 1 Sharing   2.0 (1)  3.0 (1)
 2 Deciding  4.0 (1)        .
   . no criteria there

Topic        Mean  Stage         Answered  Coverage  Between
 1 Sharing    2.7  3 Learning      2 of 2      100%  2.7 and 2.7
 2 Deciding   4.0  4 Developing    1 of 2       50%  2.0 and 4.7

Theme   Mean  Stage       Answered  Coverage  Between
Data     2.7  3 Learning    2 of 3       67%  2.0 and 3.6
Skills   3.0  3 Learning    1 of 1      100%  3.0 and 3.0

Overall                    Mean  Stage       Answered  Coverage  Between
Two topics and two themes   2.9  3 Learning    3 of 4       75%  2.4 and 3.3

Unanswered: none
Do not know (1): 2.3 (ask Bo)
Not applicable: none
Between: the mean if all that is unanswered or not known stood at the lowest, and at the highest, level.
""")
        assert expected == scorecard_text(score(assessment, overall=True))

    def test_themes_only(self) -> None:
        """Without topics there is no matrix and no table of topics; SPEC section 3's example, under a minimum."""
        # Mean 3, coverage 3/4 = 75%, under 80%; between 2.5 and 3.5.
        expected = _golden("""
One theme of five criteria, version 1 (one-theme)
Stages by the rule mean-nearest; levels run from 1 (Beginning) to 5 (Mastering)
No stage under a coverage of 80%

Theme  Mean  Stage               Answered  Coverage  Between
Data    3.0  withheld: coverage    3 of 4       75%  2.5 and 3.5

Unanswered (1): d
Do not know: none
Not applicable (1): c (No customers)
Between: the mean if all that is unanswered or not known stood at the lowest, and at the highest, level.
""")
        assert expected == scorecard_text(score(ONE_THEME_ANSWERED, minimum_coverage="4/5"))

    def test_topics_only(self) -> None:
        """Without themes there is no matrix either; a publisher's own overall score is there unasked."""
        # Values 0, 1/4, 1/2, 1. Openness 0. Care (½·2 + 1·1)/3 = 2/3, floor Half. Overall (0 + 1 + 1)/4 = ½, Half.
        assessment = Assessment(TOPICS_ONLY, {"1.a": 0, "2.a": 2, "2.b": 3})

        expected = _golden("""
Two pledges, version 2 (pledges)
Stages by the rule mean-floor; levels run from 0 (No) to 3 (Most)
Means are of the levels' values: 0 No = 0, 1 Some = 1/4, 2 Half = 1/2, 3 Most = 1

Topic        Mean  Stage   Answered  Coverage  Between
 1 Openness   0.0  0 No      1 of 1      100%  0.0 and 0.0
 2 Care       0.7  2 Half    2 of 2      100%  0.7 and 0.7

Overall      Mean  Stage   Answered  Coverage  Between
Two pledges   0.5  2 Half    3 of 3      100%  0.5 and 0.5

Unanswered: none
Do not know: none
Not applicable: none
""")
        assert expected == scorecard_text(score(assessment, rule="mean-floor"))

    def test_none_answered(self) -> None:
        """Without an answer nothing has a mean, every stage says why, and everything is listed as unanswered."""
        expected = _golden("""
Two topics and two themes, version 1 (crossed)
Stages by the rule mean-nearest; levels run from 1 (Beginning) to 5 (Mastering)

Mean of each topic and theme, and in brackets how many answers it rests on

             Data  Skills
 1 Sharing      -       -
 2 Deciding     -       .
   . no criteria there; - none of its criteria answered

Topic        Mean  Stage       Answered  Coverage  Between
 1 Sharing      -  no answers    0 of 2        0%  1.0 and 5.0
 2 Deciding     -  no answers    0 of 2        0%  1.0 and 5.0

Theme   Mean  Stage       Answered  Coverage  Between
Data       -  no answers    0 of 3        0%  1.0 and 5.0
Skills     -  no answers    0 of 1        0%  1.0 and 5.0

Unanswered (4): 1.1, 1.2, 2.3, 2.4
Do not know: none
Not applicable: none
Between: the mean if all that is unanswered or not known stood at the lowest, and at the highest, level.
""")
        assert expected == scorecard_text(score(Assessment(CROSSED)))

    def test_none_applies(self) -> None:
        """Where nothing applies, that is said instead of numbers, with the reasons, or with there being none."""
        reasons = {"1.1": "Closed", "1.2": "", "2.3": "Closed", "2.4": "See 2.3"}
        assessment = Assessment(CROSSED, {one: Answer.not_applicable(why) for one, why in reasons.items()})

        expected = _golden("""
Two topics and two themes, version 1 (crossed)
Stages by the rule mean-nearest; levels run from 1 (Beginning) to 5 (Mastering)

Mean of each topic and theme, and in brackets how many answers it rests on

             Data  Skills
 1 Sharing    n/a     n/a
 2 Deciding   n/a       .
   . no criteria there; n/a none of its criteria applies

Topic        Mean  Stage           Answered  Coverage  Between
 1 Sharing      -  not applicable    0 of 0         -  -
 2 Deciding     -  not applicable    0 of 0         -  -

Theme   Mean  Stage           Answered  Coverage  Between
Data       -  not applicable    0 of 0         -  -
Skills     -  not applicable    0 of 0         -  -

Overall                    Mean  Stage           Answered  Coverage  Between
Two topics and two themes     -  not applicable    0 of 0         -  -

Unanswered: none
Do not know: none
Not applicable (4): 1.1 (Closed); 1.2 (no reason given); 2.3 (Closed); 2.4 (See 2.3)
""")
        assert expected == scorecard_text(score(assessment, overall=True))

    @pytest.mark.parametrize(
        ("facts", "line"),
        [
            (
                {"attribution": "Structure: The Publisher, 2024", "structure_licence": "CC BY 4.0", "publisher": "P"},
                "Structure: The Publisher, 2024 (CC BY 4.0)",
            ),
            ({"attribution": "Structure: The Publisher, 2024"}, "Structure: The Publisher, 2024"),
            # Without words of its own, an attribution is the publisher's name.
            ({"publisher": "The Publisher", "structure_licence": "CC BY 4.0"}, "The Publisher (CC BY 4.0)"),
        ],
        ids=["attribution and licence", "attribution", "licence"],
    )
    def test_ends_with_whose_structure_it_is(self, facts: dict[str, Any], line: str) -> None:
        """A scorecard ends with the name and the licence that its reader owes to the structure's publisher."""
        with_facts = attrs.evolve(CROSSED, **facts)
        without = scorecard_text(score(Assessment(CROSSED)))

        assert f"{without}\n{line}\n" == scorecard_text(score(Assessment(with_facts)))

    def test_says_nothing_of_whose_it_is_where_nobody_asks_to_be_named(self) -> None:
        """Without an attribution and a licence the scorecard ends with what is missing."""
        framework = attrs.evolve(CROSSED, publisher="The Publisher", wording_licence="MIT")

        assert scorecard_text(score(Assessment(CROSSED))) == scorecard_text(score(Assessment(framework)))

    def test_long_attributions_are_folded(self) -> None:
        """The attribution of the UK DMA is folded at the width of the screen, whole."""
        framework = load_framework("uk-government-dma")

        last = scorecard_text(score(Assessment(framework))).rpartition("\n\n")[2]

        assert max(map(len, last.splitlines())) <= 100
        assert f"{framework.attribution} (CC BY-NC-SA 4.0)" == " ".join(last.split())

    def test_levels_that_count_their_numbers(self) -> None:
        """What levels count is said only where one of them counts another value than its number."""
        scale = Scale([Level(0, "No"), Level(1, "Partly", "1/2"), Level(2, "Yes")])
        text = scorecard_text(score(Assessment(attrs.evolve(ONE_THEME, scale=scale))))

        assert "Means are of the levels' values: 0 No = 0, 1 Partly = 1/2, 2 Yes = 2\n" in text
        assert "Means are" not in scorecard_text(score(ONE_THEME_ANSWERED))

    def test_every_state_in_one_matrix(self) -> None:
        """No criteria, no answers and not applicable are three signs, and the key explains those in use."""
        assessment = Assessment(CROSSED, {"1.1": 2, "1.2": Answer.not_applicable("No partners")})

        lines = scorecard_text(score(assessment)).splitlines()

        assert " 1 Sharing   2.0 (1)     n/a" in lines
        assert " 2 Deciding        -       ." in lines
        key = "   . no criteria there; - none of its criteria answered; n/a none of its criteria applies"
        assert key in lines

    def test_rule_that_gives_no_stage(self) -> None:
        """Under a rule that gives no stage the table says so, beside the mean that there is."""
        # One of the four that apply is unanswered, so that the weakest is not known.
        text = scorecard_text(score(ONE_THEME_ANSWERED, rule="weakest-link"))

        assert "Stages by the rule weakest-link;" in text
        assert "Data    3.0  none by this rule    3 of 4       75%  2.5 and 3.5\n" in text

    def test_rule_with_its_parameter(self) -> None:
        """A rule is named with its parameter."""
        assert "Stages by the rule reached-by:0.8;" in scorecard_text(score(ONE_THEME_ANSWERED, rule="reached-by:0.8"))

    def test_long_lists_are_folded(self) -> None:
        """Lists fold at the width of the screen, their later lines set in; ids and notes stay whole words."""
        framework = load_framework("uk-government-dma")

        lines = scorecard_text(score(Assessment(framework))).splitlines()

        start = lines.index(next(line for line in lines if line.startswith("Unanswered (97):")))
        folded = lines[start : lines.index("Do not know: none")]
        assert max(map(len, folded)) <= 100
        assert [True] * (len(folded) - 1) == [line.startswith("  ") for line in folded[1:]]
        listed = " ".join(folded).removeprefix("Unanswered (97):").split(",")
        assert [*framework.criterion_ids] == [one.strip() for one in listed]

    def test_ends_in_one_line_feed(self) -> None:
        """The text ends in a line feed, and no line in blanks."""
        text = scorecard_text(score(ONE_THEME_ANSWERED))

        assert text.endswith(".\n")
        assert text.splitlines() == [line.rstrip() for line in text.splitlines()]


class TestFrameworkText:
    def test_golden(self) -> None:
        """A framework is its facts, levels, themes, topics and criteria; what it does not have is left out."""
        expected = _golden("""
Two topics and two themes, version 1 (crossed)
Default rule: mean-nearest
Overall score: not published

Levels
  1 Beginning
  2 Emerging
  3 Learning
  4 Developing
  5 Mastering

Themes
  Data
  Skills

Topics
  1 Sharing
  2 Deciding

Criteria
  1.1  Sharing inside      Data
  1.2  Sharing outside     Skills
  2.3  Deciding with data  Data
  2.4  Asking for data     Data
""")
        assert expected == framework_text(CROSSED)

    def test_golden_with_every_fact(self) -> None:
        """Publisher, source and licences are named; summaries and descriptions stand below what they are about."""
        framework = Framework(
            id="pledge",
            version="3",
            title="A pledge",
            publisher="The Publisher",
            source="https://example.org/pledge",
            structure_licence="CC BY 4.0",
            attribution="Structure: The Publisher, 2024",
            wording_licence="MIT",
            publishes_overall=True,
            scale=Scale([Level(0, "No"), Level(1, "Partly", "1/2", "Somewhere."), Level(2, "Yes", 1, "Everywhere.")]),
            topics=[Topic("A", "Openness", "Who may see what.")],
            criteria=[Criterion("A.1", "Publishing", "A")],
        )

        expected = _golden("""
A pledge, version 3 (pledge)
Publisher: The Publisher
Source: https://example.org/pledge
Structure: CC BY 4.0
Attribution: Structure: The Publisher, 2024
Wording: MIT
Default rule: mean-nearest
Overall score: published

Levels
  0 No
  1 Partly (counts 1/2)
    Somewhere.
  2 Yes (counts 1)
    Everywhere.

Topics
  A Openness
    Who may see what.

Criteria
  A.1  Publishing
""")
        assert expected == framework_text(framework)

    def test_theme_with_an_id_of_its_own(self) -> None:
        """A theme's id is shown where it is not just its name in lower case."""
        framework = Framework(
            id="f",
            version="1",
            title="T",
            scale=FIVE,
            themes=[Theme("T1", "Culture"), Theme("data", "Data")],
            criteria=[Criterion("a", "A", theme="T1")],
        )

        assert "\nThemes\n  T1 Culture\n  Data\n" in framework_text(framework)

    def test_themes_only_is_no_matrix(self) -> None:
        """A framework without topics is not called a matrix of topics and themes."""
        text = framework_text(ONE_THEME)

        assert "Overall score: not published" in text
        assert "matrix" not in text
        assert "\nTopics\n" not in text

    def test_packaged_framework(self) -> None:
        """The UK DMA names its publisher and both licences, since its structure and our words have different ones."""
        framework = load_framework("uk-government-dma")

        lines = framework_text(framework).splitlines()

        assert "Data Maturity Assessment for Government, version 2023 (uk-government-dma)" == lines[0]
        assert "Structure: CC BY-NC-SA 4.0" in lines
        assert 1 == sum(line.startswith("Wording: MIT") for line in lines)
        assert 97 == len(lines) - lines.index("Criteria") - 1
        assert max(map(len, lines[: lines.index("Criteria")])) <= 100


class TestCriterionText:
    def test_golden(self) -> None:
        """A criterion is its topic and theme, then each level with its text, then whose words they are."""
        framework = Framework(
            id="f",
            version="1",
            title="T",
            wording_licence="MIT",
            scale=SAMM,
            topics=[Topic("1", "Sharing")],
            themes=[Theme("data", "Data")],
            criteria=[Criterion("1.1", "Sharing inside", "1", "data", ("one", "two", "three", "four"), weight="1/2")],
        )

        expected = _golden("""
1.1 Sharing inside
Topic: 1 Sharing
Theme: Data
Weight: 1/2

  0 No
    one

  1 Some
    two

  2 Half
    three

  3 Most
    four

Wording: MIT
""")
        assert expected == criterion_text(framework, "1.1")

    @pytest.mark.parametrize("criterion_id", ["1.1", "1.2"], ids=["with texts", "without texts"])
    def test_no_licence_is_no_line(self, criterion_id: str) -> None:
        """Where nothing is known of the wording's licence, the text does not end in an empty ``Wording:``."""
        assert "Wording:" not in criterion_text(CROSSED, criterion_id)

    def test_without_topic(self) -> None:
        """A framework without topics, or without themes, has no line for them."""
        assert "Theme: Data\n" in criterion_text(ONE_THEME, "a")
        assert "Topic:" not in criterion_text(ONE_THEME, "a")
        assert "Topic: 1 Openness\n" in criterion_text(TOPICS_ONLY, "1.a")
        assert "Theme:" not in criterion_text(TOPICS_ONLY, "1.a")

    def test_weight_of_1_goes_without_saying(self) -> None:
        """A weight is shown where it is not 1."""
        assert "Weight" not in criterion_text(CROSSED, "1.1")
        assert "Weight: 2\n" in criterion_text(CROSSED, "1.2")

    def test_packaged_framework(self) -> None:
        """A criterion of the UK DMA has a text for each of the five levels, and says that the words are ours."""
        framework = load_framework("uk-government-dma")

        text = criterion_text(framework, "4.33")

        assert text.startswith("4.33 Ensuring findability of data\nTopic: 4 Knowing the data you have\nTheme: Data\n")
        assert [str(level) for level in framework.scale] == [
            line.strip() for line in text.splitlines() if line.startswith("  ") and line[2].isdigit()
        ]
        assert "\nWording: MIT" in text
        assert max(map(len, text.splitlines())) <= 100

    def test_unknown_criterion(self) -> None:
        """A criterion that the framework does not have is an `UnknownIdError`."""
        with pytest.raises(UnknownIdError, match=r"no criterion '1\.3'"):
            criterion_text(CROSSED, "1.3")


class TestFrameworkListText:
    def test_golden(self) -> None:
        """A line for each framework, the counts to the right, in the order given."""
        frameworks = [
            FrameworkInfo("pledge", "2", "A pledge", 12, 0, 100, 4, "pledge-2.json"),
            FrameworkInfo("uk-government-dma", "2023", "Data Maturity Assessment", 10, 6, 97, 5, "uk.json"),
        ]

        expected = _golden("""
Id                 Version  Criteria  Topics  Themes  Levels  Title
pledge             2             100      12       0       4  A pledge
uk-government-dma  2023           97      10       6       5  Data Maturity Assessment
""")
        assert expected == framework_list_text(frameworks)

    def test_nothing_packaged(self) -> None:
        """Without frameworks there is the heading."""
        assert "Id  Version  Criteria  Topics  Themes  Levels  Title\n" == framework_list_text([])

    def test_what_is_packaged(self) -> None:
        """Every packaged framework has its line."""
        lines = framework_list_text(list_frameworks()).splitlines()

        assert [info.id for info in list_frameworks()] == [line.split()[0] for line in lines[1:]]
