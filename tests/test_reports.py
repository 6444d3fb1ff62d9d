"""What people read: numbers, tables, frameworks."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from datamaturity import (
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
)
from datamaturity.reports.framework_text import criterion_text, framework_list_text, framework_text
from datamaturity.reports.numbers import shown, shown_share
from datamaturity.reports.renderers.text_table import table
from examples import CROSSED, FIVE, ONE_THEME, PLEDGES, SAMM


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

    def test_wrapped_to_a_width(self) -> None:
        """The widest columns are wrapped between words until the table fits; the others stay as they are."""
        rows = [["Topic", "For example", "Mean"], ["Knowing the data", "a, b and c", "2.5"], ["Sharing", "d", "3.0"]]

        # 16 + 11 + 4 and two gaps of 2 are 35; the topic gives 3 and fits "Knowing the" alone, which leaves it at 11.
        expected = [
            "Topic        For example  Mean",
            "Knowing the  a, b and c    2.5",
            "  data",
            "Sharing      d             3.0",
        ]
        assert expected == table(rows, right=frozenset({2}), width=32)
        assert table(rows) == table(rows, width=35)

    def test_headings_are_wrapped_like_cells(self) -> None:
        """A heading that is wider than its numbers is wrapped, and stays above them."""
        rows = [["", "Like for like"], ["Data", "+1.00"]]

        assert ["      Like for", "          like", "Data     +1.00"] == table(rows, right=frozenset({1}), width=16)

    def test_words_are_never_broken(self) -> None:
        """A word that is longer than there is room for stays whole; a cell of blanks is an empty one."""
        assert ["a  " + "x" * 40, "b"] == table([["a", "x" * 40], ["b", " " * 41]], width=20)

    def test_rows_of_unequal_length(self) -> None:
        """Rows of unequal length are a mistake of the caller, and not cut to the shortest."""
        with pytest.raises(ValueError, match="zip"):
            table([["a", "b"], ["c"]])


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
        assert "Topic: 1 Openness\n" in criterion_text(PLEDGES, "1.a")
        assert "Theme:" not in criterion_text(PLEDGES, "1.a")

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
