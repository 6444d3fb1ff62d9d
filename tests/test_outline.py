"""A report as data, and the same as text and as Markdown; how a scorecard's sections come about."""

from fractions import Fraction

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    Framework,
    Level,
    Scale,
    Scorecard,
    Theme,
    Topic,
    UnknownIdError,
    load_framework,
    score,
)
from datamaturity.reports.numbers import shown_as_staged
from datamaturity.reports.outline import Column, Figure, Listing, Outline, Paragraph, Section, Table
from datamaturity.reports.renderers.markdown import escaped_markdown, outline_markdown
from datamaturity.reports.renderers.text import outline_text
from datamaturity.reports.sections.scorecard import (
    licence_section,
    method_section,
    missing_section,
    overview_section,
)
from datamaturity.stages import MeanFloor, MedianLow
from examples import CROSSED, FIVE, ONE_THEME, SAMM

# Topic 1: (1 × 4 + 2 × 2) / 3 = 8/3. Theme data: a 4 of weight 1 is answered, a weight of ½ is not known: between
# (4 + ½ × 1) / 1½ = 3 and (4 + ½ × 5) / 1½ = 13/3.
ANSWERS = Assessment(
    CROSSED,
    {"1.1": 4, "1.2": 2, "2.3": Answer.not_applicable("No *meetings*"), "2.4": Answer.do_not_know(note="Ask Bo")},
)


def _outline(card: Scorecard) -> Outline:
    sections = [overview_section(card), missing_section(card), method_section(card), licence_section(card.framework)]
    return Outline(
        "Our | data",
        card.framework,
        str(card.rule),
        ["Assessed on 2026-03-31"],
        sections,
        [("Benchmark", "none was given")],
    )


@attrs.frozen
class _Square:
    """A picture for tests."""

    title: str = "A square"
    description: str = "It has four sides."

    def to_svg(self, *, id_prefix: str = "") -> str:
        return "<svg/>"

    def chart_rows(self) -> list[dict[str, object]]:
        return [{"sides": 4}]


def test_text() -> None:
    """A scorecard's report as text has every section, with its tables aligned."""
    lines = outline_text(_outline(score(ANSWERS))).splitlines()

    assert [
        "Our | data",
        "==========",
        "Assessed on 2026-03-31",
        "",
        "Overview",
        "--------",
        "",
        "Mean of each topic and theme, and in brackets how many answers it rests on",
        "Topic          Data   Skills",
        "1 Sharing   4.0 (1)  2.0 (1)",
        "2 Deciding        –        ·",
        "· no criteria there; – none of its criteria answered",
        "",
        "Topics",
        "Topic       Mean  Stage       Answered  Coverage      Between",
        "1 Sharing    2.7  3 Learning    2 of 2      100%          2.7",
        "2 Deciding     –  no answers    0 of 1        0%  1.0 and 5.0",
        "",
        "Themes",
        "Theme   Mean  Stage         Answered  Coverage      Between",
        "Data     4.0  4 Developing    1 of 2       50%  3.0 and 4.3",
        "Skills   2.0  2 Emerging      1 of 1      100%          2.0",
        "",
        "What is missing",
        "---------------",
        "",
        "Unanswered: none",
        "",
        "Do not know: 1",
        "  * 2.4 Asking for data (Ask Bo)",
        "",
        "Not applicable: 1",
        "  * 2.3 Deciding with data (No *meetings*)",
    ] == lines[:33]
    assert ["Left out", "--------", "Benchmark: none was given"] == lines[-3:]
    assert max(map(len, lines)) <= 100


def test_markdown() -> None:
    """The same as Markdown has the same sections and numbers, and no mark that somebody wrote."""
    text = outline_markdown(_outline(score(ANSWERS)))

    assert text.startswith("# Our \\| data\n\nAssessed on 2026-03-31\n\n## Overview\n")
    assert (
        "| Topic | Mean | Stage | Answered | Coverage | Between |\n"
        "| --- | ---: | --- | ---: | ---: | ---: |\n"
        "| 1 Sharing | 2.7 | 3 Learning | 2 of 2 | 100% | 2.7 |\n"
    ) in text
    assert "- 2.3 Deciding with data (No \\*meetings\\*)" in text.splitlines()
    assert text.endswith("## Left out\n\n- Benchmark: none was given\n")


def test_numbers_have_their_exact_values() -> None:
    """Every number of a table is there as it is shown, with its exact value and how many answers it rests on."""
    found = {number.text: (number.value, number.count) for number in _outline(score(ANSWERS)).numbers}

    assert (Fraction(8, 3), 2) == found["2.7"]
    assert (Fraction(4), 1) == found["4.0"]
    assert (Fraction(1, 2), 2) == found["50%"]


def test_framework_without_cells() -> None:
    """A framework of themes alone has no matrix."""
    section = overview_section(score(Assessment(ONE_THEME, {"a": 4})))

    assert ["Themes"] == [block.caption for block in section.blocks if isinstance(block, Table)]


def test_overall_is_said_to_be_asked_for() -> None:
    """An overall score that the publisher does not give is shown, and said to have been asked for."""
    card = score(ANSWERS, overall=True)
    (paragraph,) = method_section(card).blocks

    assert isinstance(paragraph, Paragraph)
    assert "The publisher gives no overall score; it was asked for." in paragraph.text
    assert "Overall" in [block.caption for block in overview_section(card).blocks if isinstance(block, Table)]


def test_nothing_is_missing() -> None:
    """Where all is answered, the section says so."""
    card = score(Assessment(ONE_THEME, dict.fromkeys("abcde", 3)))

    assert (Paragraph("Every criterion is answered."),) == missing_section(card).blocks


def test_method_names_values_and_coverage() -> None:
    """Values that are no level's number, and a minimum coverage, are part of how the numbers were made."""
    framework = Framework(
        id="s", version="1", title="S", scale=SAMM, themes=[Theme("t", "T")], criteria=[Criterion("a", "A", theme="t")]
    )
    (paragraph,) = method_section(score(Assessment(framework, {"a": 1}), minimum_coverage="1/2")).blocks

    assert isinstance(paragraph, Paragraph)
    assert "0 No = 0, 1 Some = 1/4, 2 Half = 1/2, 3 Most = 1" in paragraph.text
    assert "Under a coverage of 50% no stage is given." in paragraph.text


def test_licence() -> None:
    """A framework's publisher, source, attribution and licences are listed, as far as it names them."""
    (listing,) = licence_section(load_framework("uk-government-dma")).blocks

    assert isinstance(listing, Listing)
    assert "Licence of the structure: CC BY-NC-SA 4.0" in [text for _, text in listing.items]
    assert (Paragraph("The framework names no publisher and no licence."),) == licence_section(CROSSED).blocks


def test_lists_and_pictures() -> None:
    """A list says its marks and numbers; a picture is its title and what can be seen in it."""
    steps = Listing([("done", "List"), ("", "Share")], "Steps", is_numbered=True)
    section = Section("x", "Things", [steps, Figure(_Square(), "From the rule mean-nearest.")])
    outline = Outline("T", CROSSED, "mean-nearest", [], [section])

    assert ["Steps", "  1. [done] List", "  2. Share", "", "A square: It has four sides."] == outline_text(
        outline
    ).splitlines()[6:11]
    assert ["**Steps**", "", "1. (done) List", "2. Share", "", "**A square**"] == outline_markdown(
        outline
    ).splitlines()[4:10]
    assert [{"sides": 4}] == [row for one in outline.pictures for row in one.chart_rows()]
    assert section == outline.section("x")
    with pytest.raises(UnknownIdError) as caught:
        outline.section("y")
    assert "no section 'y' in the report (1 section); there are x" == str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a_b*c", r"a\_b\*c"),
        ("<script>", r"\<script\>"),
        ("1. first", r"1\. first"),
        ("- dash", r"\- dash"),
        ("x\n# y", r"x \# y"),
        ("javascript:alert(1)", r"javascript\:alert(1)"),
        ("a | b", r"a \| b"),
        ("`x`", r"\`x\`"),
        ("2.5 and -1", "2.5 and -1"),
    ],
)
def test_markdown_is_escaped(text: str, expected: str) -> None:
    """A text that means something to Markdown stands there as it was written."""
    assert expected == escaped_markdown(text)


@pytest.mark.parametrize(
    ("mean", "expected"),
    [("4.46", "4.46"), ("4.52", "4.5"), ("4.4", "4.4"), ("4.499", "4.499"), ("4.4999999999", "<4.5"), ("4.5", "4.5")],
)
def test_a_mean_is_shown_with_its_stage(mean: str, expected: str) -> None:
    """A mean has as many decimals as let it have its stage; where six are too few, it says on which side it is."""
    scale = Scale([Level(number, name) for number, name in ((3, "c"), (4, "d"), (5, "e"))])
    framework = Framework(
        id="f", version="1", title="F", scale=scale, topics=[Topic("t", "T")], criteria=[Criterion("a", "A", topic="t")]
    )

    assert expected == shown_as_staged(Fraction(mean), rule=framework.default_rule, scale=scale)


def test_other_rules_change_no_number() -> None:
    """A rule that reads no mean leaves one decimal; one with other borders has decimals at these."""
    assert "4.5" == shown_as_staged(Fraction("4.46"), rule=MedianLow(), scale=FIVE)
    assert ("4.5", "3.98") == tuple(
        shown_as_staged(Fraction(one), rule=MeanFloor(), scale=FIVE) for one in ("4.46", "3.98")
    )


def test_table_of_plain_texts() -> None:
    """A table may be of texts alone; line ends in a cell do not break it."""
    table = Table("C", [Column("a"), Column("b")], [["x\ny", "z"]], "n")
    outline = Outline("T", CROSSED, "r", [], [Section("s", "S", [table])])

    assert "x y  z" in outline_text(outline).splitlines()
    assert "| x y | z |" in outline_markdown(outline).splitlines()
