"""Level coverage as data, as a picture and as rows."""

from datetime import date
from fractions import Fraction
from xml.etree import ElementTree as ET

import attrs

from datamaturity import Answer, Assessment, Criterion, Framework, Level, Topic, load_framework, score
from datamaturity.reports.charts.level_coverage import LevelCoverage
from examples import CROSSED, FIVE, ONE_THEME_ANSWERED

SVG = "{http://www.w3.org/2000/svg}"


def root_of(chart: LevelCoverage) -> ET.Element:
    """Return the picture, read as XML."""
    return ET.fromstring(chart.to_svg())  # noqa: S314 - made by ourselves


def texts_of(chart: LevelCoverage) -> list[str]:
    """Return the texts on the picture, each on one line."""
    return [" ".join(found.itertext()) for found in root_of(chart).iter(f"{SVG}text")]


def test_shares_are_of_what_applies() -> None:
    """Each level's share is that of the applicable criteria at it or above, and stands below the bar as text."""
    # Answers 4, 3, 2, one unanswered, one not applicable: of four, 1 is at 4, 2 at 3 or above, 3 at 2 or above.
    chart = LevelCoverage.of(score(ONE_THEME_ANSWERED))
    expected = [Fraction(n, 4) for n in (0, 1, 2, 3, 3)]
    rows = chart.chart_rows()

    assert expected == [row["at_or_above"] for row in rows[:5]]
    assert ["≥5 0%", "≥4 25%", "≥3 50%", "≥2 75%", "≥1 75%"] == [row["text"] for row in rows[:5]]
    assert {"≥5 0%", "≥4 25%", "≥3 50%", "≥2 75%", "≥1 75%"} <= {*texts_of(chart)}
    assert "3 of 4 answered; 1 unanswered; 1 not applicable" in texts_of(chart)


def test_rows_have_what_has_no_level() -> None:
    """What is not known, unanswered and not applicable has rows of its own; only what applies has a share."""
    chart = LevelCoverage.of(score(ONE_THEME_ANSWERED))

    assert [("do not know", 0, 0.0), ("unanswered", 1, 0.25), ("not applicable", 1, None)] == [
        (row["mark"], row["count"], row["share"]) for row in chart.chart_rows()[5:]
    ]


def test_the_description_says_what_is_seen() -> None:
    """The description says how much is answered, and where most and least have reached the middle level."""
    # Topics: Sharing 2 and 5, half of it at 3 or above; Deciding 4 and open, half as well; or all of it.
    chart = LevelCoverage.of(score(Assessment(CROSSED, {"1.1": 2, "1.2": 5, "2.3": 4, "2.4": 3}, organisation="A")))

    assert "A: criteria at each level or above" == chart.title
    assert (
        "4 of 4 applicable criteria are answered. "
        "The highest share at 3 Learning or above is 100% in 2 Deciding; the lowest, 50% in 1 Sharing."
    ) == chart.description
    assert chart.description == root_of(chart).findtext(f"{SVG}desc")


def test_equal_shares_have_no_highest() -> None:
    """Where all shares are equal, the description says so; where nothing applies, it has none."""
    nothing: dict[str, Answer | Level | int | None] = {
        one: Answer.not_applicable("none") for one in CROSSED.criterion_ids
    }

    assert LevelCoverage.of(score(Assessment(CROSSED))).description == (
        "0 of 4 applicable criteria are answered. All shares at 3 Learning or above are equal: 0%."
    )
    assert (
        "0 of 0 applicable criteria are answered." == LevelCoverage.of(score(Assessment(CROSSED, nothing))).description
    )


def test_one_group_is_not_every_group() -> None:
    """Of one group, and of one criterion, the description speaks in the singular."""
    one = Framework(
        id="one",
        version="1",
        title="One",
        scale=FIVE,
        topics=[Topic("t", "Sharing")],
        criteria=[
            Criterion("a", "A", "t"),
        ],
    )

    assert LevelCoverage.of(score(Assessment(one, {"a": 3}))).description == (
        "1 of 1 applicable criterion is answered. The share at 3 Learning or above is 100%, in Sharing."
    )


def test_numbers_in_bars_are_levels() -> None:
    """The key says that a number in a bar is a level's, since it could be read as a count."""
    assert LevelCoverage.of(score(ONE_THEME_ANSWERED)).notes[0].startswith("A number in a bar is a level's, no count.")


def test_states_differ_and_are_in_the_key() -> None:
    """Unanswered, not known and not applicable look different, and the key has what there is."""
    given = {
        "1.1": Answer.do_not_know(),
        "2.3": Answer.not_applicable("none"),
        "2.4": Answer.not_applicable("none"),
    }
    chart = LevelCoverage.of(score(Assessment(CROSSED, given), overall=True))
    texts, svg = texts_of(chart), chart.to_svg()

    assert ["1 Sharing", "2 Deciding", "Data", "Skills", "All criteria"] == [
        text for text in texts if text in {"1 Sharing", "2 Deciding", "Data", "Skills", "All criteria"}
    ]
    assert {"unanswered", "not known: answered with “do not know”", "n/a: none of its criteria applies"} <= {*texts}
    assert "0 of 2 answered; 1 unanswered; 1 not known" in texts
    assert "2 not applicable" in texts
    # Not known: topic 1, theme data, the whole, and the key; not applicable: topic 2 and the key.
    assert [4, 2] == [svg.count(f'stroke-dasharray="{dash}"') for dash in ("1.5 2.5", "5 3")]


def test_the_key_has_only_what_there_is() -> None:
    """Where everything is answered, the key has the levels and nothing else."""
    chart = LevelCoverage.of(score(Assessment(CROSSED, dict.fromkeys(CROSSED.criterion_ids, 3))))
    texts = texts_of(chart)

    assert {"Beginning", "Emerging", "Learning", "Developing", "Mastering"} <= {*texts}
    assert "unanswered" not in texts
    assert not any("not known" in text or "n/a" in text for text in texts)


def test_a_topic_without_criteria_has_no_bar() -> None:
    """A topic to which no criterion belongs says so."""
    framework = Framework(
        id="spare",
        version="1",
        title="A spare topic",
        scale=FIVE,
        topics=[Topic("1", "Sharing"), Topic("2", "Deciding")],
        criteria=[Criterion("a", "A", "1")],
        attribution="Some publisher",
        structure_licence="CC BY 4.0",
    )
    chart = LevelCoverage.of(score(Assessment(framework, {"a": 2}, assessed_on=date(2026, 3, 31))))
    rows = chart.chart_rows()[8:]

    assert "no criteria" in texts_of(chart)
    assert [None] * 8 == [row["share"] for row in rows]
    assert "Some publisher (CC BY 4.0)" in texts_of(chart)
    assert "assessed on 2026-03-31" in chart.caption


def test_narrow_stretches_keep_their_text_below() -> None:
    """A stretch too narrow for its number has it below the bar."""
    # 1 of 97 at 5: a few pixels; 1% is as little as a share that is not 0 is shown.
    framework = load_framework("uk-government-dma")
    chart = LevelCoverage.of(score(Assessment(framework, {"4.33": 5}), overall=True))
    whole = [row for row in chart.chart_rows() if row["kind"] == "overall"]

    assert ("≥5 1%", 1) == (whole[0]["text"], whole[0]["count"])
    assert "1 of 97 answered; 96 unanswered" in texts_of(chart)


def test_hostile_names_are_text() -> None:
    """Names that look like markup, or would turn their surroundings, stay text; long ones wrap and stay whole."""
    long = "Organisational capability for responsible reuse of longstanding data assets here"
    framework = attrs.evolve(
        CROSSED, title="<script>alert(1)</script>", topics=[Topic("1", long), Topic("2", "a\u202eb & \0")]
    )
    chart = LevelCoverage.of(score(Assessment(framework, {"1.1": 3})), subject="<b>")
    svg = chart.to_svg()

    assert {f"1 {long}", "2 a\ufffdb & \ufffd"} <= {*texts_of(chart)}
    assert "<script" not in svg
    assert "<b>" not in svg
    assert "\u202e" not in svg


def test_equal_cards_give_equal_bytes() -> None:
    """The same scorecard gives the same picture, character by character."""
    card = score(ONE_THEME_ANSWERED)

    assert LevelCoverage.of(card).to_svg() == LevelCoverage.of(score(ONE_THEME_ANSWERED)).to_svg()
