"""What Jupyter shows of a result on a cell's last line."""

import pickle
import subprocess
import sys
from collections.abc import Container
from datetime import date
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import pytest

import datamaturity
from datamaturity import (
    Action,
    Assessment,
    Benchmark,
    Framework,
    History,
    Network,
    Organisation,
    Panel,
    Plan,
    Respondent,
    Serves,
    Target,
    compare,
    compare_rules,
    forecast,
    gaps,
    in_depth,
    next_steps,
    plan_status,
    score,
)
from datamaturity.displayed import Displayed
from datamaturity.next_steps import NextSteps
from datamaturity.reports.notebook import _OUTLINES, display_outline, mimebundle
from datamaturity.reports.outline import Column, Outline, Paragraph, Section, Table
from datamaturity.reports.renderers.fragment import outline_fragment
from examples import CROSSED, FIVE

KINDS = ["text/html", "text/markdown", "text/plain"]
# A tag, an attribute's end, a mark that turns the text around, a half surrogate, a table's border and a line feed.
HOSTILE = "<script>alert(1)</script>\"'>\u202e\ud800|\n# x"
SHOWN = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&gt;\ufffd\ufffd| # x"

HOSTILE_FRAMEWORK = Framework(
    id="hostile",
    version=HOSTILE.split("\n")[0],
    title=HOSTILE,
    attribution=HOSTILE,
    scale=FIVE,
    topics=[datamaturity.Topic("1", HOSTILE)],
    themes=[datamaturity.Theme("data", HOSTILE, HOSTILE)],
    criteria=[
        datamaturity.Criterion("a", HOSTILE, "1", "data", [HOSTILE] * 5),
        datamaturity.Criterion("b", "B", "1", "data", ["one", "two", "three", "four", "five"]),
    ],
)


def nouns(framework: Framework, name: str) -> list[Displayed]:
    """Return one of everything that shows itself, with a text wherever people write one."""
    first, second = framework.criterion_ids[:2]
    theme = framework.themes[0].id

    def assessment(level: int, year: int) -> Assessment:
        return Assessment(framework, {first: level, second: 2}, organisation=name, assessed_on=date(year, 1, 31))

    earlier, later = assessment(1, 2025), assessment(3, 2026)
    target = Target.of(framework, everything=4)
    plan = Plan(
        id="p", title=name, actions=[Action(name, number=1, horizon="short", owner=name, serves=[Serves(first, 4)])]
    )
    people = [Respondent(assessment(level, 2026), id=f"{name}{level}", role=name) for level in (1, 3, 5)]
    organisations = [
        Organisation(f"{name}{n}", assessment(1 + n % 3, 2026), {name: f"{name}{n % 2}"}) for n in range(12)
    ]
    panel, network = Panel(people), Network(organisations, name=name)
    benchmark = Benchmark.from_counts(framework, themes={theme: [8, 6, 9, 7, 6]}, mean=True, title=name, source=name)
    card, steps = score(later), next_steps(later, target=target)
    return [
        card,
        later,
        framework,
        gaps(later, target),
        steps,
        steps[0],
        plan,
        plan_status(plan, date(2026, 5, 1)),
        forecast(later, plan),
        compare(earlier, later),
        History([earlier, later]),
        panel,
        panel.pool(),
        panel.criteria[first],
        network,
        network.pool(),
        benchmark,
        card.compare_to(benchmark),
        in_depth(card, theme=theme),
        compare_rules(later),
    ]


NOUNS = nouns(CROSSED, "Abbey")
HOSTILE_NOUNS = nouns(HOSTILE_FRAMEWORK, HOSTILE)


def name_of(one: object) -> str:
    """Return what a test about an object is called."""
    return type(one).__name__


def test_everything_that_shows_itself_is_here() -> None:
    """Every class that says that it shows itself can, and is among the examples."""
    for path in Path(datamaturity.__file__).parent.glob("*.py"):
        if path.stem not in ("__init__", "__main__"):
            import_module(f"datamaturity.{path.stem}")

    assert set(Displayed.__subclasses__()) == set(_OUTLINES)
    assert set(_OUTLINES) == {type(one) for one in NOUNS}


@pytest.mark.parametrize("noun", NOUNS, ids=name_of)
def test_three_kinds(noun: Displayed) -> None:
    """A result is HTML, Markdown and text; the text is its repr, as it is without Jupyter."""
    bundle = noun._repr_mimebundle_()

    assert KINDS == [*bundle]
    assert repr(noun) == bundle["text/plain"]
    assert bundle["text/markdown"].startswith("# ")
    assert bundle["text/html"].startswith('<div class="datamaturity">\n<style>')


@pytest.mark.parametrize("noun", HOSTILE_NOUNS, ids=name_of)
def test_what_people_wrote_is_text(noun: Displayed) -> None:
    """Whatever people wrote is text: no element comes of it, nothing turns, and all of it can be sent."""
    bundle = noun._repr_mimebundle_()
    html = bundle["text/html"]
    root = ElementTree.fromstring(html)  # noqa: S314 - our own
    names = {one.tag.rpartition("}")[2] for one in root.iter()}

    assert "script" not in names
    assert [] == [one for one in root.iter() if any(key.startswith("on") for key in one.attrib)]
    assert "\u202e" not in html + bundle["text/markdown"]
    assert "<script>" not in html
    assert [] == [line for line in bundle["text/markdown"].splitlines() if "<script>" in line.replace("\\<", "")]
    for text in bundle.values():
        assert text == text.encode("utf-8").decode("utf-8")


def test_hostile_name() -> None:
    """An organisation's name is shown with a sign for each character that cannot be, in HTML and in Markdown."""
    bundle = HOSTILE_NOUNS[0]._repr_mimebundle_()

    assert f'<p class="dm-title">{SHOWN}</p>' in bundle["text/html"]
    assert "# \\<script\\>alert(1)\\</script\\>\"'\\>\ufffd\ufffd\\| \\# x" == bundle["text/markdown"].splitlines()[0]


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        (None, None, KINDS),
        ({"text/html"}, None, ["text/html"]),
        (None, {"text/html"}, ["text/markdown", "text/plain"]),
        ({"text/html", "text/plain"}, {"text/html"}, ["text/plain"]),
        ({"image/png"}, None, []),
        # IPython takes no inclusion and an empty one alike.
        (set(), set(), KINDS),
    ],
)
def test_what_is_asked_for(include: Container[str] | None, exclude: Container[str] | None, expected: list[str]) -> None:
    """Jupyter gets the kinds that it asks for, less those that it does not want."""
    assert expected == [*NOUNS[0]._repr_mimebundle_(include, exclude)]
    assert expected == [*NOUNS[0]._repr_mimebundle_(include=include, exclude=exclude)]


def test_nothing_is_loaded_for_it() -> None:
    """A display needs no template library and no numbers library; before it, not even our own reports."""
    code = (
        "import sys; from datamaturity import Assessment, Panel, Respondent, load_framework, next_steps, score; "
        "a = Assessment(load_framework('seven-themes'), {'C1': 3, 'C2': 2}); card = score(a); "
        "print(any(one.startswith('datamaturity.reports') for one in sys.modules)); "
        "panel = Panel([Respondent(a), Respondent(Assessment(a.framework, {'C1': 1}))]); "
        "[one._repr_mimebundle_() for one in (card, a, a.framework, next_steps(a), panel, panel.pool())]; "
        "print(*({'jinja2', 'markupsafe', 'numpy', 'krippendorff', 'IPython'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert "False\n\n" == run.stdout


def test_the_style_stays_inside() -> None:
    """Every rule of a display's style is for what is in it, and it brings no colour of its own but greys."""
    html = outline_fragment(Outline("A", None, None, [], []))
    style = html.split("<style>")[1].split("</style>")[0]
    selectors = [one.strip() for rule in style.split("}")[:-1] for one in rule.split("{")[0].split(",")]

    assert [] == [one for one in selectors if not one.startswith(".datamaturity")]
    assert {"rgba(128"} == {word.split(",")[0] for word in style.split() if word.startswith("rgba")}
    assert "#" not in style


def test_tables_name_their_rows_and_columns() -> None:
    """In a table's HTML the first cell of a row names it, and headings say what they head."""
    table = next(one for one in display_outline(NOUNS[0]).tables if one.caption == "Topics")
    empty = Table("B", [Column(""), table.columns[0]], [])
    html = outline_fragment(Outline("A", None, None, [], [Section("a", "A", [table, empty])]))
    root = ElementTree.fromstring(html)  # noqa: S314 - our own

    assert ["Topic", "Mean", "Stage", "Answered", "Coverage", "Between", "Topic"] == [
        one.text for one in root.iter("th") if one.get("scope") == "col"
    ]
    assert ["1 Sharing", "2 Deciding"] == [one.text for one in root.iter("th") if one.get("scope") == "row"]


def test_a_title_stands_once() -> None:
    """A section that is called what the display is called does not say it twice; blank texts leave no paragraph."""
    outline = Outline("Gaps", None, None, [" "], [Section("gaps", "Gaps", [Paragraph("None.")])], [("Plan", "none")])
    lines = outline_fragment(outline).split("</style>\n")[1].splitlines()

    assert [
        '<p class="dm-title">Gaps</p>',
        "<p>None.</p>",
        '<p class="dm-note">Left out: Plan: none</p>',
        "</div>",
    ] == lines


@pytest.mark.parametrize(
    ("place", "picture"),
    [(0, "HeatMap"), (3, "Lollipop"), (10, "SmallMultiples"), (11, "DivergingBars"), (12, "HeatMap"), (15, "HeatMap")],
)
def test_pictures(place: int, picture: str) -> None:
    """What has a picture that one looks at first begins with it."""
    (found,) = display_outline(NOUNS[place]).pictures

    assert picture == type(found).__name__
    assert found.to_svg(id_prefix="1-1-") in NOUNS[place]._repr_mimebundle_()["text/html"]


def test_a_network_tells_of_nobody() -> None:
    """A network shows how large it is and how to get its scores: no name, no stage and no mean of anybody."""
    organisations = [Organisation(f"Name {n}", Assessment(CROSSED, {"1.1": 5}), {"sector": "arts"}) for n in range(3)]
    network = Network([*organisations, Organisation("Name 3", None, {"sector": "youth"})], name="Fens")

    for text in network._repr_mimebundle_().values():
        assert "Name" not in text
        assert "Mastering" not in text
    assert (
        "# Fens\n\nTwo topics and two themes, version 1 (crossed)\n\n"
        "4 organisations, 1 of them without a single answer\n\n## Fens\n\n**What it can be sliced by**\n\n"
        "- (sector) arts, youth\n\n"
        "Its scores, with what may not be told withheld: pool(); of its parts: slices('sector').\n"
    ) == network._repr_mimebundle_()["text/markdown"]


def test_a_networks_scores_are_withheld() -> None:
    """The scores of a network of three are withheld in its display too."""
    network = Network([Organisation(f"Name {n}", Assessment(CROSSED, {"1.1": 5})) for n in range(3)])
    bundle = network.pool()._repr_mimebundle_()

    assert "withheld" in bundle["text/html"]
    assert "Mastering" not in bundle["text/markdown"].split("Overview")[1]


def test_many_values_of_an_attribute() -> None:
    """Of an attribute with many values the first twelve are shown, and how many more there are."""
    organisations = [Organisation(str(n), Assessment(CROSSED, {"1.1": 5}), {"town": f"t{n:02}"}) for n in range(15)]

    assert "t10, t11 and 3 more\n" in Network(organisations)._repr_mimebundle_()["text/markdown"]


def test_a_panel_names_nobody() -> None:
    """A panel shows how many people there are by role, and no id of anybody."""
    people = [
        Respondent(Assessment(CROSSED, {"1.1": level} if level else {}), id=f"person {level}", role=role)
        for level, role in ((1, "manager"), (5, "manager"), (0, ""))
    ]
    bundle = Panel(people)._repr_mimebundle_()

    assert "person " not in bundle["text/html"] + bundle["text/markdown"]
    assert "3 respondents: 1 without a role, 2 manager\n\nWithout a single answer: 1\n" in bundle["text/markdown"]


def test_people_who_agree() -> None:
    """A panel that agrees has no picture of how it differs."""
    outline = display_outline(Panel([Respondent(Assessment(CROSSED, {"1.1": 1}))]))

    assert [] == [*outline.pictures]
    assert (Paragraph("On no criterion do people give different levels."),) == outline.sections[0].blocks


def test_a_benchmark_of_cells_alone() -> None:
    """A benchmark that has figures of cells alone shows those, and so does a comparison with it."""
    benchmark = Benchmark.from_counts(CROSSED, cells={("1", "data"): [5] * 5})
    standing = score(Assessment(CROSSED, {"1.1": 5})).compare_to(benchmark)

    for noun, name in ((benchmark, "Cell Sharing × Data"), (standing, "Sharing × Data")):
        for table in display_outline(noun).tables:
            assert [name] == [str(row[0]) for row in table.rows]


def test_a_subclass_shows_itself_as_its_kind() -> None:
    """A subclass of a result shows itself as the result does, its own text apart."""

    class Ours(NextSteps):
        """Steps of ours."""

    steps = next_steps(Assessment(CROSSED, {"1.1": 2}))

    assert mimebundle(steps) == mimebundle(Ours(steps))


def test_next_steps_are_a_tuple() -> None:
    """Steps are equal to the tuple of them, their slices are steps, and they can be pickled; empty ones say so."""
    steps = next_steps(Assessment(CROSSED, {"1.1": 2, "1.2": 1}))

    assert tuple(steps) == steps
    assert hash(tuple(steps)) == hash(steps)
    assert isinstance(steps[:1], NextSteps)
    assert steps[0] is steps[:1][0]
    assert pickle.loads(pickle.dumps(steps)) == steps
    assert "<NextSteps: 2 steps; first 1.2: 1 Beginning → 2 Emerging>" == repr(steps)
    assert "<NextSteps: 0 steps>" == repr(steps[2:])
    assert "No answered criterion" in steps[2:]._repr_mimebundle_()["text/html"]


def test_ten_steps_are_shown() -> None:
    """Of many steps the first ten are shown, and how many there are."""
    framework = datamaturity.load_framework("uk-government-dma")
    steps = next_steps(Assessment(framework, dict.fromkeys(framework.criterion_ids, 2)))

    assert "Steps: 10 of 97" in steps._repr_mimebundle_()["text/markdown"]
