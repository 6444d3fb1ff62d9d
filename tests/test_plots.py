"""The pictures through Matplotlib: what their SVG says, on Axes, without a trace anywhere else."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from typing import cast
from xml.etree import ElementTree

import attrs
import pytest
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation, Text

from datamaturity import (
    Answer,
    Assessment,
    Benchmark,
    Criterion,
    Framework,
    History,
    Level,
    MissingExtraError,
    Network,
    Organisation,
    Panel,
    Respondent,
    Scale,
    Target,
    Theme,
    WrongTypeError,
    gaps,
    load_framework,
    score,
)
from datamaturity.reports.charts.benchmark_strip import BenchmarkStrip
from datamaturity.reports.charts.diverging_bars import DivergingBars
from datamaturity.reports.charts.heat_cells import CellState
from datamaturity.reports.charts.heat_map import HeatMap
from datamaturity.reports.charts.level_coverage import LevelCoverage
from datamaturity.reports.charts.lollipop import Lollipop
from datamaturity.reports.charts.palette import level_colours
from datamaturity.reports.charts.small_multiples import SmallMultiples
from datamaturity.reports.plain_text import visible
from datamaturity.reports.plots import heat_map, sheet
from datamaturity.reports.plots.margins import png
from datamaturity.reports.plotting import AnyPicture, plot, plot_png
from examples import CROSSED, FIVE, ONE_THEME, SAMM

GOVERNMENT = load_framework("uk-government-dma")
# Its themes, long names and empty cells are enough to draw; its ten topics would take their time.
TWO_TOPICS = attrs.evolve(
    GOVERNMENT,
    topics=[one for one in GOVERNMENT.topics if one.id in ("1", "4")],
    criteria=[one for one in GOVERNMENT.criteria if one.topic in ("1", "4")],
)
# What Matplotlib would take for mathematics, or could not draw: dollars in pairs, a line feed, a mark of direction.
HOSTILE = "Costs $5_{x}$ and \\frac{1 $\\alpha$ <b>\n\0\u202e"


def framework_named(name: str, levels: int = 5) -> Framework:
    """Return a framework of three criteria all of whose names are one."""
    return Framework(
        id="named",
        version="1",
        title=name,
        scale=Scale([Level(number, f"{name} {number}") for number in range(1, levels + 1)]),
        themes=[Theme("a", name), Theme("b", name)],
        criteria=[Criterion("1", name, None, "a"), Criterion("2", name, None, "b"), Criterion("3", name, None, "b")],
    )


def pictures(
    framework: Framework, answers: dict[str, int | Answer], later: dict[str, int | Answer]
) -> list[AnyPicture]:
    """Return one picture of each kind, of some answers and of later ones."""
    now, then = (
        Assessment(framework, each, assessed_on=date(year, 3, 31), organisation="Ours")
        for each, year in ((answers, 2025), (later, 2026))
    )
    network = Network([Organisation(f"o{place}", (now, then)[place % 2]) for place in range(6)])
    wanted = Target.of(framework, everything=framework.scale.levels[-2])
    return [
        HeatMap.of(score(now)),
        LevelCoverage.of(score(now)),
        Lollipop.of(gaps(now, wanted)),
        Lollipop.of(gaps(now, wanted), by="criterion"),
        SmallMultiples.of(History([now, then])),
        DivergingBars.of(Panel([Respondent(now), Respondent(then)]), criteria="all", limit=8),
        BenchmarkStrip.of(Benchmark.from_network(network, min_organisations=0, source="A survey").compare(score(now))),
        BenchmarkStrip.of(Benchmark.from_network(network, min_organisations=5).compare(score(now)), cells=True),
        HeatMap.of(network.pool(min_organisations=5)),
    ]


def cases() -> list[AnyPicture]:
    """Return pictures of every kind and of every state."""
    some: dict[str, int | Answer] = {
        "1.1": 4,
        "1.2": 2,
        "2.3": Answer.not_applicable("No meetings"),
        "2.4": Answer.do_not_know(),
    }
    full: dict[str, int | Answer] = {one: 1 + place % 5 for place, one in enumerate(TWO_TOPICS.criterion_ids)}
    none: dict[str, int | Answer] = {one: Answer.not_applicable("No") for one in CROSSED.criterion_ids}
    return [
        *pictures(CROSSED, some, {"1.1": 5}),
        *pictures(TWO_TOPICS, {"4.33": 2, "4.34": 5, "1.1": Answer.do_not_know()}, full),
        *pictures(CROSSED, none, {}),
        *pictures(ONE_THEME, {"a": 3}, {"b": 1}),
        *pictures(framework_named("Six levels", 6), {"1": 6, "2": 1}, {"1": 1}),
        *pictures(attrs.evolve(ONE_THEME, scale=SAMM), {"a": 3}, {"b": 1}),
    ]


CASES = cases()
NAMES = [f"{type(one).__name__}-{place}" for place, one in enumerate(CASES)]


@cache
def drawn(place: int) -> Axes:
    """Return the Axes of a case, drawn once for all tests that only look at them."""
    return plot(CASES[place])


def packed(text: str) -> str:
    """Return a text without blanks, since lines may break anywhere."""
    return "".join(text.split())


def texts_of(ax: Axes) -> list[str]:
    """Return each text on Axes and on those inside them, without blanks."""
    return [packed(one.get_text()) for one in ax.findobj(Text) if one.get_text()]


def svg_texts(picture: AnyPicture) -> list[str]:
    """Return each text of a picture's SVG, without blanks."""
    root = ElementTree.fromstring(picture.to_svg())  # noqa: S314 - our own
    return [packed("".join(one.itertext())) for one in root.iter() if one.tag.endswith("}text")]


def boxes(ax: Axes) -> Iterator[Rectangle]:
    """Yield the marks on Axes, those of the key left out."""
    yield from (one for one in ax.patches if isinstance(one, Rectangle))


def hex_of(colour: object) -> str:
    """Return a colour as the palette writes it."""
    from matplotlib.colors import to_hex

    return to_hex(colour).upper()  # type: ignore[arg-type]


@pytest.mark.parametrize("place", range(len(CASES)), ids=NAMES)
def test_every_text_of_the_picture_is_there(place: int) -> None:
    """Title, names, labels, key and notes are those of the SVG, whatever their lines."""
    picture, found = CASES[place], texts_of(drawn(place))
    told = "|".join(found)

    assert packed(picture.title) in found
    assert [] == [text for text in svg_texts(picture) if text not in told]


@pytest.mark.parametrize("place", range(9), ids=NAMES[:9])
def test_nothing_is_outside_the_figure(place: int) -> None:
    """A new figure is as large as all that is on it."""
    ax = drawn(place)
    figure = cast(Figure, ax.figure)
    figure.draw_without_rendering()
    box, (width, height) = ax.get_tightbbox(), figure.bbox.size

    assert box is not None
    assert box.x0 >= 0
    assert box.y0 >= 0
    assert box.x1 <= width
    assert box.y1 <= height


def test_cells_have_the_colours_of_the_palette() -> None:
    """A cell is in the colour of its stage, as the chart's rows say, and in no other."""
    picture = HeatMap.of(score(Assessment(GOVERNMENT, {"4.33": 2, "4.34": 2, "1.1": 5, "1.2": 5})))
    colours = [str(row["colour"]) for row in picture.chart_rows() if row["colour"]]
    found = [hex_of(one.get_facecolor()) for one in boxes(plot(picture)) if one.get_fill()]

    assert 2 == len(colours)
    assert colours == found


def test_bars_have_the_colours_of_the_palette() -> None:
    """Each stretch is in the colour of its level and as wide as its share, the highest level first."""
    # Levels 4 and 2: two of four criteria, the rest open.
    picture = LevelCoverage.of(score(Assessment(CROSSED, {"1.1": 4, "1.2": 2})))
    whole = [row for row in picture.chart_rows() if row["count"] and row["mark"] == "level"]
    found = [one for one in boxes(plot(picture)) if one.get_fill()]

    assert [row["share"] for row in whole] == pytest.approx([one.get_width() for one in found])
    colours = level_colours(5)
    assert [colours[int(str(row["level"])) - 1] for row in whole] == [hex_of(one.get_facecolor()) for one in found]


def test_what_is_missing_has_a_hatch_of_its_own() -> None:
    """States without a stage look different by hatch and sign, and each of them is in the key."""
    card = score(
        Assessment(
            GOVERNMENT,
            {
                "1.1": 3,
                **{one: Answer.not_applicable("No") for one in GOVERNMENT.topic_groups[3].criteria},
                **{one: Answer.do_not_know() for one in GOVERNMENT.topic_groups[2].criteria},
            },
        ),
        minimum_coverage="1/2",
    )
    picture = HeatMap.of(card)
    ax = plot(picture)
    states = {cell.state for cell in picture.cells}
    hatches = {one.get_hatch() for one in boxes(ax) if one.get_hatch()}
    legend = ax.get_legend()

    assert {"LOW_COVERAGE", "UNANSWERED", "NOT_KNOWN", "NOT_APPLICABLE", "EMPTY"} == {one.name for one in states}
    assert {"xx", "..", "oo", "//"} == hatches
    assert legend is not None
    key = [one.get_text() for one in legend.get_texts()]
    assert [packed(f"{one.sign}{one.meaning}") for one in CellState if one in states] == [packed(one) for one in key]
    assert "·" in [one.get_text() for one in ax.texts]


def test_withheld_boxes_are_of_one_size() -> None:
    """No length tells of a count that is withheld."""
    place = next(
        place
        for place, one in enumerate(CASES)
        if isinstance(one, BenchmarkStrip) and any(each.withheld for each in one.strips)
    )
    sizes = {(one.get_width(), one.get_height()) for one in boxes(drawn(place)) if one.get_hatch() == "++"}

    assert 1 == len(sizes)


@pytest.mark.parametrize("place", range(7), ids=NAMES[:7])
def test_on_axes_of_ones_own(place: int) -> None:
    """Axes that are given are drawn on, and neither they nor their figure change in size."""
    figure = Figure(figsize=(9, 6))
    ax = figure.subplots(1, 2)[0]
    before = ax.get_position().bounds

    assert plot(CASES[place], ax=ax) is ax
    assert before == ax.get_position().bounds
    assert [9, 6] == [*figure.get_size_inches()]
    assert packed(CASES[place].title) in texts_of(ax)


def test_small_multiples_are_axes_inside() -> None:
    """Each panel is Axes of its own, with equal limits, and its line breaks where there is no mean."""
    days = [
        Assessment(CROSSED, each, assessed_on=date(year, 1, 1))
        for each, year in (({"1.1": 2}, 2024), ({}, 2025), ({"1.1": 4}, 2026))
    ]
    picture = SmallMultiples.of(History(days))
    panels = plot(picture).child_axes
    means = panels[0].lines[0].get_ydata()

    assert len(picture.panels) == len(panels)
    assert 1 == len({(one.get_ylim(), one.get_xlim()) for one in panels})
    # 2, nothing, 4.
    assert ["2.0", "nan", "4.0"] == [str(float(one)) for one in means]  # type: ignore[union-attr, arg-type]


@pytest.mark.parametrize("place", range(9))
def test_hostile_texts(place: int) -> None:
    """Dollars stay dollars, marks of direction get a sign, and nothing warns (pytest would fail)."""
    ax = plot(pictures(framework_named(HOSTILE), {"1": 2, "2": 5}, {"1": 4, "3": 1})[place])
    cast(Figure, ax.figure).savefig(BytesIO(), format="svg")

    assert png(ax, 72).startswith(b"\x89PNG")
    assert packed(visible(HOSTILE)) in "|".join(texts_of(ax))
    for one in ax.findobj(Text):
        assert isinstance(one, Text)
        # Numbers of an axis that nobody sees are Matplotlib's own.
        assert not (one.get_text() and one.get_parse_math())


@pytest.mark.parametrize("place", range(9))
def test_long_names(place: int) -> None:
    """A name of ten thousand letters ends in a sign, and no figure is larger than a poster."""
    picture = pictures(framework_named("endless " * 1250), {"1": 2, "2": 5}, {"1": 4, "3": 1})[place]
    width, height = cast(Figure, plot(picture).figure).get_size_inches()

    assert width < 20
    assert height < 40


def test_letters_that_the_font_does_not_have() -> None:
    """The text stays as it is, and Matplotlib's own warning names the letter and the font."""
    picture = LevelCoverage.of(score(Assessment(framework_named("\ue000"), {"1": 2})))
    with pytest.warns(UserWarning, match="missing from font"):
        assert "\ue000" in "".join(texts_of(plot(picture)))


def test_equal_pictures_give_equal_bytes() -> None:
    """A PNG says neither when nor with what it was made."""
    first, second = (HeatMap.of(score(Assessment(CROSSED, {"1.1": 4}))) for _ in range(2))
    found = plot_png(first, dpi=96)

    assert found == plot_png(second, dpi=96)
    assert b"Software" not in found
    assert b"Creation" not in found


def test_a_dark_style() -> None:
    """Texts and lines are in the colour that the settings give to texts; the settings stay as they are."""
    before = dict(rcParams)
    picture = HeatMap.of(score(Assessment(CROSSED, {"1.1": 4})))
    plot(picture)
    plot_png(picture, dpi=72)

    assert before == dict(rcParams)
    from matplotlib import rc_context

    with rc_context({"text.color": "#FFFFFF"}):
        assert (1, 1, 1, 0.5) == sheet.ink(0.5)


def test_nothing_of_pyplot() -> None:
    """Neither importing the module nor plotting brings in pyplot, and importing it brings in no Matplotlib."""
    code = (
        "import sys; from datamaturity import Assessment, load_framework, score; "
        "from datamaturity.reports.plotting import plot_png; "
        "from datamaturity.reports.charts.heat_map import HeatMap; before = 'matplotlib' in sys.modules; "
        "plot_png(HeatMap.of(score(Assessment(load_framework('seven-themes'), {'C1': 3})))); "
        "print(before, 'matplotlib' in sys.modules, 'matplotlib.pyplot' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert "False True False" == run.stdout.strip()


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Matplotlib is not installed, the error names what to install."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError) as caught:
        plot_png(CASES[0])

    assert 'a plot needs Matplotlib; run: pip install "datamaturity[plot]"' == str(caught.value)
    assert caught.value.__suppress_context__


def test_something_else() -> None:
    """What is no picture is refused by its type."""
    with pytest.raises(WrongTypeError, match=r"a picture of .+ is plotted, not str"):
        plot("a picture")  # type: ignore[arg-type]


def test_levels_close_to_one_another() -> None:
    """Names of levels that would touch stand above one another."""
    close = Scale([Level(1, "One", value="1"), Level(2, "Nearly one", value="1.01"), Level(3, "Three", value="3")])
    texts = sheet.staggered([0, 2, 200], close.levels, [one.name for one in close])

    assert ["1\nOne", "2\nNearly one\n\n", "3\nThree"] == texts


def test_there_is_nothing_to_draw() -> None:
    """A picture without rows says so, in the words of its description."""
    panel = Panel([Respondent(Assessment(CROSSED, {}))])
    bars = DivergingBars.of(panel, criteria=[])
    lollipop = Lollipop.of(gaps(Assessment(ONE_THEME, {}), Target.of(ONE_THEME, everything=3)), by="topic")
    (strip,) = (one for one in CASES[6:7] if isinstance(one, BenchmarkStrip))
    empty: list[AnyPicture] = [bars, lollipop, attrs.evolve(strip, strips=())]
    for picture in empty:
        assert packed(picture.description) in texts_of(plot(picture))


def test_a_bar_too_narrow_for_its_count() -> None:
    """What does not fit into a bar stands above it, so that nobody takes it for another's."""
    people = [Respondent(Assessment(CROSSED, {"1.1": 5 if place == 60 else 2})) for place in range(61)]
    # 300 pixels for 61 people: one person's bar is some 5 wide, too narrow for a letter.
    ax = plot(DivergingBars.of(Panel(people), criteria=["1.1"]))
    texts = {one.get_text(): one for one in ax.texts if isinstance(one, Annotation)}
    (top,) = {one.get_y() for one in boxes(ax)}

    assert [60, 1] == [one.get_width() for one in boxes(ax)]
    # The row's middle is half a bar, 11 pixels, below the bar's upper edge; across, 0 is the middle of the first bar.
    assert (0, top + 11) == texts["60"].xy
    assert (30.5, top) == texts["1"].xy
    assert "bottom" == texts["1"].get_verticalalignment()


def test_a_stretch_too_narrow_for_its_text() -> None:
    """What a stretch is stands in it only where it fits; the key and the text below the bar say it all the same."""
    criteria = [Criterion(f"c{place}", "One", theme="data") for place in range(20)]
    framework = attrs.evolve(ONE_THEME, criteria=criteria)
    picture = LevelCoverage.of(score(Assessment(framework, {"c0": Answer.do_not_know()})))
    texts = texts_of(plot(picture))

    # 540 pixels for 20 criteria: the one that is not known is 27 wide, too narrow for "not known".
    assert "notknown" not in texts
    assert "unanswered" in texts
    assert "notknown:answeredwith“donotknow”" in texts


def test_a_panel_without_criteria() -> None:
    """A group that no criterion belongs to has a panel that says so, without a line or a sign in it."""
    framework = attrs.evolve(ONE_THEME, themes=[*ONE_THEME.themes, Theme("skills", "Skills")])
    days = [Assessment(framework, {"a": 3}, assessed_on=date(year, 1, 1)) for year in (2025, 2026)]
    first, second = plot(SmallMultiples.of(History(days))).child_axes

    # A line through the days, and the mark of the last.
    assert (2, 0) == (len(first.lines), len(second.lines))
    assert ["nocriteria", "Skills"] == [packed(one.get_text()) for one in second.texts]


def test_the_scale_of_many_levels() -> None:
    """Numbers of levels that would touch are left out, but for the first and the last."""
    scale = Scale([Level(number, f"Level {number}") for number in range(1, 31)])
    framework = attrs.evolve(ONE_THEME, scale=scale)
    days = [Assessment(framework, {"a": level}, assessed_on=date(2025, 1, level)) for level in (1, 30)]
    ax = plot(SmallMultiples.of(History(days)))
    numbers = [one.get_text() for one in ax.child_axes[0].get_yticklabels()]

    assert 30 == len(numbers)
    assert ("1", "", "30") == (numbers[0], numbers[1], numbers[-1])
    assert FIVE != scale


def test_columns_of_a_heat_map_are_wide_enough() -> None:
    """However many themes there are, a column holds "no answer"."""
    themes = [Theme(f"t{place}", f"Theme {place}") for place in range(20)]
    criteria = [Criterion(f"c{place}", "One", "a", one.id) for place, one in enumerate(themes)]
    framework = attrs.evolve(
        CROSSED, topics=[attrs.evolve(CROSSED.topics[0], id="a")], themes=themes, criteria=criteria
    )
    width, _ = heat_map.size(HeatMap.of(score(Assessment(framework, {}))))

    assert 20 * 84 == width
