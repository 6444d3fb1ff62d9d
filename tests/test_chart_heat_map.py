"""The heat map as data, as a picture and as rows."""

from datetime import date
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    CutOffs,
    Framework,
    Level,
    Network,
    Organisation,
    ReachedBy,
    Scale,
    Theme,
    Topic,
    load_framework,
    score,
)
from datamaturity.disclosure import Withheld
from datamaturity.pooling import pooled
from datamaturity.reports.charts.heat_cells import CellState
from datamaturity.reports.charts.heat_map import HeatMap
from datamaturity.reports.charts.palette import level_colours
from datamaturity.scores import NoStage
from examples import CROSSED, FIVE, ONE_THEME, ONE_THEME_ANSWERED

SVG = "{http://www.w3.org/2000/svg}"


def root_of(heat: HeatMap) -> ET.Element:
    """Return the picture, read as XML."""
    return ET.fromstring(heat.to_svg())  # noqa: S314 - made by ourselves


def texts_of(heat: HeatMap) -> list[str]:
    """Return the texts on the picture, each on one line."""
    return [" ".join(found.itertext()) for found in root_of(heat).iter(f"{SVG}text")]


def one_cell(*levels: int, rule: str | None = None) -> HeatMap:
    """Return the heat map of one cell with answers at these levels."""
    framework = Framework(
        id="one-cell",
        version="1",
        title="One cell",
        scale=FIVE,
        topics=[Topic("1", "Sharing")],
        themes=[Theme("data", "Data")],
        criteria=[Criterion(f"1.{n}", f"Criterion {n}", "1", "data") for n in range(len(levels))],
    )
    return HeatMap.of(score(Assessment(framework, {f"1.{n}": level for n, level in enumerate(levels)}), rule=rule))


def test_a_cell_has_mean_stage_and_count() -> None:
    """A cell says its mean, its stage's number, and how many answers that rests on, of how many."""
    # 2.3 at 4 (weight 1) and 2.4 unanswered: mean 4 of one answer of two.
    heat = HeatMap.of(score(Assessment(CROSSED, {"1.1": 2, "1.2": 5, "2.3": 4}, organisation="Some council")))

    assert "Some council: mean and stage by topic and theme" == heat.title
    assert [
        (1, "data", "2.0, stage 2, n 1 of 1"),
        (1, "skills", "5.0, stage 5, n 1 of 1"),
        (2, "data", "4.0, stage 4, n 1 of 2"),
        (2, "skills", "·"),
    ] == [(int(str(row["topic"])), row["theme"], row["text"]) for row in heat.chart_rows()]


def test_the_description_says_what_is_seen() -> None:
    """The description counts cells by stage and state, and names the highest and the lowest mean."""
    heat = HeatMap.of(score(Assessment(CROSSED, {"1.1": 2, "1.2": 5})))

    assert (
        "Of 3 cells with criteria, 2 have a stage: 1 at 2 Emerging, 1 at 5 Mastering; 1 without an answer. "
        "The highest mean is 5.0 in Sharing × Skills; the lowest, 2.0 in Sharing × Data."
    ) == heat.description
    assert heat.description == root_of(heat).findtext(f"{SVG}desc")
    assert heat.title == root_of(heat).findtext(f"{SVG}title")


def test_one_mean_has_no_highest() -> None:
    """Where all means are equal, or there is one, the description says just that."""
    equal = HeatMap.of(score(Assessment(CROSSED, {"1.1": 3, "1.2": 3})))

    assert one_cell(2).description.endswith("The mean is 2.0, in Sharing × Data.")
    assert equal.description.endswith("All means are equal: 3.0.")


def test_means_that_read_alike() -> None:
    """Two means that differ and read alike are no highest and lowest."""
    heat = HeatMap.of(score(Assessment(CROSSED, {"1.1": 2, "1.2": 5})))
    values = (Fraction("2.01"), Fraction("2.04"))
    cells = tuple(attrs.evolve(cell, mean=value) for cell, value in zip(heat.cells, values, strict=False))

    assert attrs.evolve(heat, cells=cells).description.endswith("All means are about 2.0.")


def test_those_with_the_same_mean_are_counted() -> None:
    """Where several cells share the highest or the lowest mean, the first is named and the others counted."""
    heat = HeatMap.of(score(Assessment(CROSSED, {"1.1": 2, "1.2": 5, "2.3": 5})))

    assert heat.description.endswith(
        "The highest mean is 5.0 in Sharing × Skills and 1 other; the lowest, 2.0 in Sharing × Data."
    )


def test_withheld_means_may_be_higher() -> None:
    """Where means are withheld, the description speaks of those told."""
    heat = HeatMap.of(score(Assessment(CROSSED, {"1.1": 2, "1.2": 5})))
    cells = (*heat.cells[:2], attrs.evolve(heat.cells[2], state=CellState.WITHHELD, mean=Withheld("few")))

    assert "The highest mean told is 5.0 in Sharing × Skills;" in attrs.evolve(heat, cells=cells).description


def test_a_rule_that_gives_none_says_why() -> None:
    """Without a stage by the rule, the key and the text beside a cell have the reason that tables have."""
    heat = HeatMap.of(score(Assessment(ONE_THEME, {"a": 3}), rule=ReachedBy("0.8")))

    assert f"no stage: {NoStage.RULE.value}" == heat.key_entries[-1].text
    assert NoStage.RULE.value == heat.cells[0].said


def test_label_and_colour_come_from_one_value() -> None:
    """4.46 and 4.52 stand in two colours, and do not both read 4.5."""
    # 46 fives and 54 fours are 4.46 under the border at 4.5; 52 and 48 are 4.52 above it.
    below, above = one_cell(*[5] * 46, *[4] * 54), one_cell(*[5] * 52, *[4] * 48)

    assert [("4.46", 4, "#2073BC")] == [(row["mean_text"], row["stage"], row["colour"]) for row in below.chart_rows()]
    assert [("4.5", 5, "#12436D")] == [(row["mean_text"], row["stage"], row["colour"]) for row in above.chart_rows()]
    assert "4.46" in texts_of(below)


def test_a_rule_that_reads_no_mean_is_said_to() -> None:
    """Where the stage does not follow from the mean, the caption says so."""
    heat = one_cell(5, 1, rule="weakest-link")

    assert "3.0, stage 1, n 2 of 2" == heat.chart_rows()[0]["text"]
    assert (
        "One cell, version 1 (one-cell); stages by the rule weakest-link, which reads how many stand at each level, "
        "not the mean."
    ) in texts_of(heat)


def test_states_differ_and_are_in_the_key() -> None:
    """What is unanswered, not known, not applicable and empty looks different, and the key has each."""
    heat = HeatMap.of(
        score(
            Assessment(
                CROSSED,
                {
                    "1.2": Answer.do_not_know(),
                    "2.3": Answer.not_applicable("none"),
                    "2.4": Answer.not_applicable("none"),
                },
            )
        )
    )
    states = [CellState.UNANSWERED, CellState.NOT_KNOWN, CellState.NOT_APPLICABLE, CellState.EMPTY]

    assert states == [one.state for one in heat.cells]
    assert ["no answer, n 0 of 1", "not known, n 0 of 1", "n/a", "·"] == [row["text"] for row in heat.chart_rows()]
    assert {one.meaning for one in states} <= {*texts_of(heat)}
    # Each look stands twice: in its cell and in the key.
    svg = heat.to_svg()
    assert [2, 2] == [svg.count(f'stroke-dasharray="{dash}"') for dash in ("1.5 2.5", "5 3")]


def test_every_state_has_a_look_of_its_own() -> None:
    """No two states are drawn alike."""
    looks = [one.look for one in CellState if one.look is not None]

    assert len(looks) == len({*looks}) == len(CellState) - 1


def test_no_stage_is_no_colour() -> None:
    """A mean without a stage stands in a frame, with the reason; the mean stays."""
    # 1.1 at 4 is full; of 2.3 and 2.4 one is answered, which is half and under 3/4.
    given = {"1.1": 4, "2.3": 4}
    low = HeatMap.of(score(Assessment(CROSSED, given), minimum_coverage="3/4"))
    none = HeatMap.of(score(Assessment(CROSSED, given), rule="weakest-link"))

    assert ("4.0, low coverage, n 1 of 2", None) == (low.chart_rows()[2]["text"], low.chart_rows()[2]["colour"])
    assert ("4.0, no stage, n 1 of 2", None) == (none.chart_rows()[2]["text"], none.chart_rows()[2]["colour"])
    assert CellState.LOW_COVERAGE.meaning in texts_of(low)
    assert CellState.NO_STAGE.meaning in texts_of(none)
    assert "no stage under a coverage of 75%" in low.caption


def test_the_key_has_every_level() -> None:
    """The key has each level's number and name, and its value where levels count other numbers."""
    scale = Scale([Level(0, "No"), Level(1, "Partly", "1/2"), Level(2, "Yes", 1)])
    framework = attrs.evolve(CROSSED, scale=scale, criteria=[Criterion("1.1", "Sharing", "1", "data")])
    heat = HeatMap.of(score(Assessment(framework, {"1.1": 1})))
    svg = heat.to_svg()

    assert {"0", "1", "2", "No (counts 0)", "Partly (counts 1/2)", "Yes (counts 1)"} <= {*texts_of(heat)}
    assert all(colour in svg for colour in level_colours(3))
    assert "Beginning" in texts_of(one_cell(3))


def test_themes_alone_are_one_column() -> None:
    """Without topics there is one column, and the stage's name beside it."""
    # (4 + 3 + 2) / 3 = 3; four of the five criteria apply.
    heat = HeatMap.of(score(ONE_THEME_ANSWERED))

    assert [("data", None, "3.0, stage 3, n 3 of 4")] == [
        (row["theme"], row["topic"], row["text"]) for row in heat.chart_rows()
    ]
    assert {"Mean and stage", "Data", "3 Learning"} <= {*texts_of(heat)}
    assert heat.description.startswith("Of 1 theme with criteria, 1 has a stage: 1 at 3 Learning.")


def test_topics_alone_are_one_column() -> None:
    """Without themes there is one column, too; a topic without an answer says so beside its cell."""
    framework = load_framework("leadership-principles")
    heat = HeatMap.of(score(Assessment(framework)))

    assert heat.description == "Of 6 topics with criteria, 0 have a stage; 6 without an answer."
    assert "none of its criteria is answered" in texts_of(heat)


def test_a_topic_without_criteria_is_empty() -> None:
    """A topic to which no criterion belongs is not one whose criteria do not apply."""
    framework = Framework(
        id="spare",
        version="1",
        title="A spare topic",
        scale=FIVE,
        topics=[Topic("1", "Sharing"), Topic("2", "Deciding")],
        criteria=[Criterion("a", "A", "1")],
    )
    heat = HeatMap.of(score(Assessment(framework, {"a": 2})))

    assert [CellState.STAGED, CellState.EMPTY] == [one.state for one in heat.cells]


def test_many_themes_stand_in_blocks() -> None:
    """More themes than fit beside one another stand below, each block with the topics' names."""
    framework = attrs.evolve(
        CROSSED,
        themes=[Theme(f"t{n}", f"Theme {n}") for n in range(9)],
        criteria=[Criterion("1.1", "Sharing", "1", "t8")],
    )
    texts = texts_of(HeatMap.of(score(Assessment(framework, {"1.1": 3}))))

    assert 2 == texts.count("1 Sharing")
    assert {f"Theme {n}" for n in range(9)} <= {*texts}


def test_hostile_names_are_text() -> None:
    """Names that look like markup, or would turn their surroundings, stay text; long ones wrap and stay whole."""
    long = "Organisational capability for responsible reuse of longstanding data assets here"
    framework = attrs.evolve(
        CROSSED, title="<script>alert(1)</script>", topics=[Topic("1", long), Topic("2", "a\u202eb & \0")]
    )
    heat = HeatMap.of(score(Assessment(framework, {"1.1": 3}, organisation="<b>")))
    texts, svg = texts_of(heat), heat.to_svg()

    assert f"1 {long}" in texts
    assert "2 a\ufffdb & \ufffd" in texts
    assert "<script" not in svg
    assert "<b>" not in svg
    assert "\u202e" not in svg


def test_equal_cards_give_equal_bytes() -> None:
    """The same scorecard gives the same picture, character by character."""
    assert one_cell(3, 4).to_svg() == one_cell(3, 4).to_svg()


def members(count: int, *, more: int) -> list[Organisation]:
    """Return organisations that all answer 1.1, and of which some answer the rest as well."""
    return [
        Organisation(f"org {n}", Assessment(CROSSED, {"1.1": 2 + n % 2, **({"2.3": 4} if n < more else {})}))
        for n in range(count)
    ]


def test_withheld_cells_of_a_network() -> None:
    """What a network withholds has a look and a word of its own; nothing of it is in the rows."""
    heat = HeatMap.of(Network(members(8, more=2)).pool(), subject="All of us")
    shared, unanswered, withheld, empty = heat.cells

    # Eight at 2 and 3 in turn: 2.5, half-way, is 3.
    assert "All of us: mean and stage by topic and theme" == heat.title
    assert ["2.5, stage 3, n 8", "no answer, n 0", "withheld", "·"] == [row["text"] for row in heat.chart_rows()]
    assert CellState.WITHHELD is withheld.state
    assert (None, None, None) == tuple(heat.chart_rows()[2][key] for key in ("mean", "stage", "count"))
    assert CellState.WITHHELD.meaning in texts_of(heat)
    assert "nothing is told of fewer than 5 organisations" in heat.caption
    assert [CellState.STAGED, CellState.UNANSWERED, CellState.EMPTY] == [shared.state, unanswered.state, empty.state]


def test_a_network_without_control_says_so() -> None:
    """A caption says that nothing is withheld."""
    heat = HeatMap.of(Network(members(2, more=1)).pool(min_organisations=0))

    assert "nothing is withheld: these figures tell of single organisations" in heat.caption


def test_a_network_without_means_shows_stages() -> None:
    """Where means were not asked for, nothing on the picture speaks of them."""
    heat = HeatMap.of(Network(members(8, more=8)).pool(mean=False))

    assert "stage 3, n 8" == heat.chart_rows()[0]["text"]
    assert "Two topics and two themes: stage by topic and theme" == heat.title
    assert "In a cell: the stage, and n, how many organisations have an answer." in texts_of(heat)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"mean": Withheld("few")}, "stage 2, mean withheld, n 1 of 1"),
        ({"stage": Withheld("few"), "state": CellState.WITHHELD}, "2.0, stage withheld, n 1 of 1"),
        ({"count": Withheld("few"), "applicable_count": None}, "2.0, stage 2, n withheld"),
    ],
)
def test_parts_of_a_cell_may_be_withheld(change: dict[str, Any], text: str) -> None:
    """A cell of which a part is withheld tells the rest."""
    heat = one_cell(2)
    cell = attrs.evolve(heat.cells[0], **change)
    drawn = attrs.evolve(heat, cells=(cell,))

    assert text == drawn.chart_rows()[0]["text"]
    assert {*text.split(", ")} <= {*texts_of(drawn)}


def test_a_pool_counts_members() -> None:
    """Several people's scores together count people."""
    cards = [score(Assessment(CROSSED, given)) for given in ({"1.1": 2}, {"1.1": 5}, {})]
    heat = HeatMap.of(pooled(cards))

    # (2 + 5) / 2 = 3.5, which is half-way to 4.
    assert (Fraction(7, 2), "3.5, stage 4, n 2 of 3") == (heat.cells[0].mean, heat.chart_rows()[0]["text"])
    assert "3 members, each counting once" in heat.caption
    assert "n, how many members have an answer, of those to whom it applies" in " ".join(texts_of(heat))


def test_a_date_is_in_the_caption() -> None:
    """The caption has the day of the assessment."""
    heat = HeatMap.of(score(Assessment(CROSSED, {"1.1": 2}, assessed_on=date(2026, 3, 31)), rule=CutOffs([2, 3, 4, 5])))

    assert "assessed on 2026-03-31" in heat.caption
    assert "cut-offs:2,3,4,5" in heat.caption
