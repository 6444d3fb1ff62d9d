"""The laws of the pictures of a scorecard: well-formed, and every number on them stands in their rows."""

from fractions import Fraction
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

import strategies
from datamaturity import Level, Network, Rule, Scorecard, score
from datamaturity.reports.charts.heat_map import HeatMap
from datamaturity.reports.charts.level_coverage import LevelCoverage
from datamaturity.reports.charts.palette import level_colours
from datamaturity.reports.numbers import shown_as_staged, shown_share
from datamaturity.stages import MeanRule
from picture_texts import ends_of

SVG = "{http://www.w3.org/2000/svg}"


@st.composite
def cards(draw: st.DrawFn) -> Scorecard:
    """Any assessment under any rule that fits, with a minimum coverage or without, with the whole or without."""
    assessment = draw(strategies.assessments())
    rule = draw(strategies.rules(assessment.framework.scale))
    return score(
        assessment,
        rule=rule,
        minimum_coverage=draw(st.just(Fraction(0)) | strategies.shares()),
        overall=draw(st.booleans()),
    )


def letters(text: str) -> str:
    """Return a text without blanks, since a long number may be cut into lines."""
    return "".join(text.split())


def drawn(svg: str) -> list[str]:
    """Return the texts on a picture without blanks, in its order; it is well-formed, or this raises."""
    return [letters("".join(one.itertext())) for one in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


def check_cells(rows: list[dict[str, object]], on_picture: list[str]) -> None:
    """Check that the text of each row stands on the picture, line after line."""
    together = "".join(on_picture)
    for row in rows:
        assert letters(str(row["text"]).replace(", ", "")) in together


@given(cards())
def test_descriptions_name_the_ends(card: Scorecard) -> None:
    """The highest and the lowest that a description names are that, and as many others as it says share them."""
    framework, heat, chart = card.framework, HeatMap.of(card), LevelCoverage.of(card)
    scores = card.cells if framework.topics and framework.themes else card.topics or card.themes
    means = [
        (one.mean, shown_as_staged(one.mean, rule=card.rule, scale=framework.scale), one.group.label)
        for one in scores.values()
        if one.mean is not None
    ]
    middle = framework.scale.levels[len(framework.scale) // 2]
    shares = [
        (one.at_or_above[middle.number], shown_share(one.at_or_above[middle.number]), one.group.label)
        for one in (card.topics or card.themes).values()
        if one.at_or_above is not None
    ]

    assert heat.description.endswith(ends_of(means, "mean") if means else ".")
    assert chart.description.endswith(ends_of(shares, f"share at {middle} or above") if shares else "answered.")
    assert ("mean" in heat.description) >= bool(means)


@given(cards())
def test_a_heat_map_shows_what_its_rows_say(card: Scorecard) -> None:
    """Each cell's row has the exact mean as a float and the card's stage, and its texts are on the picture."""
    heat = HeatMap.of(card)
    rows = heat.chart_rows()
    framework = card.framework

    check_cells(rows, drawn(heat.to_svg()))
    found = {(row["topic"], row["theme"]): row for row in rows}
    scores = card.cells or card.topics or card.themes
    for one in scores.values():
        row = found[one.group.topic, one.group.theme]
        assert (None if one.mean is None else float(one.mean)) == row["mean"]
        assert (one.stage.number if one.stage else None) == row["stage"]
    assert len(rows) == max(1, len(framework.topics)) * max(1, len(framework.themes))


@given(cards())
def test_labels_never_contradict_colours(card: Scorecard) -> None:
    """Under a rule on the mean, a mean as it is shown gives the stage whose colour it stands in, or says it cannot."""
    rule: Rule = card.rule
    scale = card.framework.scale
    colours = dict(zip(level_colours(len(scale)), scale.numbers, strict=True))
    for row in HeatMap.of(card).chart_rows():
        if row["colour"] is None:
            assert row["stage"] is None
            continue
        assert row["stage"] == colours[str(row["colour"])]
        text = str(row["mean_text"])
        if isinstance(rule, MeanRule) and text[0] not in "<>":
            assert row["stage"] == scale.levels[rule.position(scale, Fraction(text))].number


@given(st.data(), strategies.networks())
def test_a_network_tells_no_more_than_its_card(data: st.DataObject, network: Network) -> None:
    """A cell of which a figure is withheld has none in its row, and says so on the picture."""
    card = network.pool(
        rule=data.draw(strategies.rules(network.framework.scale)),
        mean=data.draw(st.booleans()),
        min_organisations=data.draw(st.sampled_from([0, 2, 5])),
    )
    heat = HeatMap.of(card)
    rows = heat.chart_rows()

    check_cells(rows, drawn(heat.to_svg()))
    for cell, row in zip(heat.cells, rows, strict=True):
        assert isinstance(cell.stage, Level) == (row["stage"] is not None)
        assert isinstance(cell.mean, Fraction) == (row["mean"] is not None)
        assert isinstance(cell.count, int) == (row["count"] is not None)


@given(cards())
def test_level_coverage_shows_what_its_rows_say(card: Scorecard) -> None:
    """Each bar's stretches make up the whole, and its rows have the card's own shares."""
    chart = LevelCoverage.of(card)
    on_picture = drawn(chart.to_svg())
    rows = chart.chart_rows()
    levels = len(card.framework.scale)

    for place, bar in enumerate(chart.bars):
        own = rows[place * (levels + 3) : (place + 1) * (levels + 3)]
        shares = card.basis.assessment.framework.scale.numbers[::-1]
        assert [bar.at_or_above and float(bar.at_or_above[one]) for one in shares] == [
            row["at_or_above"] for row in own[:levels]
        ]
        assert {letters(str(row["text"])) for row in own if row["text"] is not None} <= {*on_picture}
        if bar.applicable_count:
            counts = [row["count"] for row in own if row["share"] is not None]
            assert bar.applicable_count == sum(count for count in counts if isinstance(count, int))
