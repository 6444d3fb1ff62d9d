"""A report as one HTML file: what stands where, and that what people wrote stays text."""

import re
import sys
from html.parser import HTMLParser

import attrs
import pytest

from datamaturity import Answer, Assessment, Benchmark, MissingExtraError, Target
from datamaturity.reports.organisation_report import organisation_report
from datamaturity.reports.outline import Block, Column, Figure, Listing, Number, Outline, Paragraph, Section, Table
from datamaturity.reports.plain_text import visible
from datamaturity.reports.renderers.html import outline_html
from examples import CROSSED

ANSWERS = Assessment(
    CROSSED, {"1.1": 4, "1.2": 2, "2.3": Answer.not_applicable("No <meetings>")}, organisation="Abbey & Sons"
)
_EMPTY = {"meta"}  # of those that HTML never closes, the one that a report has


class Page(HTMLParser):
    """
    A page as it is read: its elements, and its texts; that its tags are balanced is checked on the way.

    Attributes:
        elements: Each element's name and attributes, in their order.
        texts: The text in each place where there is one, with the name of the element around it.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert [] == self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an element, and of that it is open."""
        self.handle_startendtag(tag, attrs)
        if tag not in _EMPTY:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last, which has to be this one."""
        assert tag == self._open.pop()

    def handle_data(self, data: str) -> None:
        """Take note of a text."""
        if data.strip():
            self.texts.append((self._open[-1], data.strip()))

    def all_of(self, name: str) -> list[str]:
        """Return the texts that stand right in elements of this name."""
        return [text for around, text in self.texts if around == name]

    def having(self, name: str) -> list[str]:
        """Return every value of an attribute."""
        return [attributes[name] for _, attributes in self.elements if name in attributes]


def page_of(*blocks: Block, title: str = "T", section: str = "Things") -> Page:
    """Return the page of a report of one section."""
    return Page(outline_html(Outline(title, CROSSED, "mean-nearest", [], [Section("x", section, blocks)])))


@attrs.frozen
class _Square:
    """A picture for tests."""

    title: str = "A square"
    description: str = "It has four sides."

    def to_svg(self, *, id_prefix: str = "") -> str:
        return '<svg viewBox="0 0 1 1"><title>A square</title><rect width="1" height="1"/></svg>'

    def chart_rows(self) -> list[dict[str, object]]:
        return [{"sides": 4}]


def test_skeleton() -> None:
    """A report has one heading, its landmarks, a link to every section, and says what is left out and why."""
    page = Page(outline_html(organisation_report(ANSWERS, target=Target.of(CROSSED, everything=4))))
    names = [name for name, _ in page.elements]
    titles = [
        "Overview",
        "Data in depth",
        "Skills in depth",
        "Gaps to the target",
        "Next steps",
        "What is missing",
        "How the numbers were made",
        "About Two topics and two themes",
        "Left out",
    ]

    assert ["Abbey & Sons"] == page.all_of("h1")
    assert titles == page.all_of("h2")
    assert titles == [text for text in page.all_of("a") if text != "Skip to the report"]
    assert [1] * 5 == [names.count(name) for name in ("h1", "header", "nav", "main", "footer")]
    assert "Abbey & Sons" == page.all_of("title")[0]
    assert {"html": "en"} == {name: value["lang"] for name, value in page.elements if "lang" in value}
    assert "Change since last time: no earlier answers were given" in page.all_of("li")
    assert "Two topics and two themes, version 1; stages by the rule mean-nearest." in page.all_of("p")


def test_everything_is_in_it() -> None:
    """With all that it can be made from, every number is in its page, every id is once, every link arrives."""
    report = organisation_report(
        ANSWERS,
        benchmark=Benchmark.from_counts(CROSSED, themes={"data": [5] * 5}),
        target=Target.of(CROSSED, everything=4),
        earlier=ANSWERS,
    )
    html = outline_html(report)
    page = Page(html)
    ids = page.having("id")
    cells = {*page.all_of("td"), *page.all_of("th")}

    assert html == outline_html(report)
    assert html.endswith("</html>\n")
    assert set() == {number.text for number in report.numbers} - cells
    assert sorted(set(ids)) == sorted(ids)
    assert set() == {link.removeprefix("#") for link in page.having("href")} - set(ids)
    assert [*(section.title for section in report.sections), "Left out"] == page.all_of("h2")
    assert len(list(report.pictures)) == [name for name, _ in page.elements].count("svg") == 4
    assert "2.3 Deciding with data (No <meetings>)" in page.all_of("li")


def test_it_loads_and_runs_nothing() -> None:
    """A report has no script, no address but those of its own sections, and forbids browsers to load anything."""
    html = outline_html(organisation_report(ANSWERS))
    page = Page(html)

    assert {"script", "link", "img", "iframe", "object", "form"}.isdisjoint(name for name, _ in page.elements)
    assert all(link.startswith("#") for link in page.having("href"))
    assert [] == page.having("src")
    assert not re.search(r"url\(|@import|@font-face", html)
    assert "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'" in page.having(
        "content"
    )


def test_table() -> None:
    """A table names its rows and columns for those who hear it, has numbers to the right, and can be scrolled."""
    table = Table("Means", [Column(""), Column("Mean", is_number=True)], [["Data", Number("2.7", 3)]], "– none")
    page = page_of(table)
    cells = [(name, value) for name, value in page.elements if name in ("th", "td")]

    assert [
        ("td", {}),
        ("th", {"scope": "col", "class": "number"}),
        ("th", {"scope": "row"}),
        ("td", {"class": "number"}),
    ] == cells
    assert ["Means"] == page.all_of("span")
    assert ("caption", {}) in page.elements
    assert ["– none"] == page.all_of("p")[:1]
    region = {"class": "wide short", "role": "group", "aria-label": "Things: Means", "tabindex": "0"}
    assert ("div", region) in page.elements


@pytest.mark.parametrize(("count", "expected"), [(15, "wide short"), (16, "wide")])
def test_short_tables_stay_whole(count: int, expected: str) -> None:
    """A table of up to fifteen rows stays on one page of paper; a longer one goes on on the next."""
    table = Table("C", [Column("A")], [["x"]] * count)

    assert expected == page_of(table).having("class")[1]


def test_lists() -> None:
    """A list whose order matters has numbers; a mark is a text before its item."""
    page = page_of(Listing([("done", "List"), ("", "Share")], "Steps", is_numbered=True), Listing([("", "Other")]))
    names = [name for name, _ in page.elements]

    assert ["Steps"] == page.all_of("h3")
    assert [("span", "done"), ("li", "List"), ("li", "Share"), ("li", "Other")] == [
        one for one in page.texts if one[0] in ("span", "li")
    ]
    assert names.index("ol") < len(names) - names[::-1].index("ul")


def test_pictures() -> None:
    """A picture stands in the page itself, with what it rests on below it, where that is said."""
    page = page_of(Figure(_Square(), "By the rule mean-nearest."), Figure(_Square()), Paragraph("End."))

    assert ["By the rule mean-nearest."] == page.all_of("figcaption")
    assert 2 == [name for name, _ in page.elements].count("rect")
    assert ["Things: A square"] * 2 == page.having("aria-label")[1:]
    assert "End." in page.all_of("p")


HOSTILE = [
    "<script>alert(1)</script>",
    "</style><style>*{display:none}",
    "</title><h1>mine</h1>",
    '" onclick="alert(1)',
    "javascript:alert(1)",
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt;",
    "\u202eturned\u2066",
    "NUL \0 bell \x07 half \ud800",
    "W" * 10_000,
    "<!-- not a remark",
    "]]>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_is_text(text: str) -> None:
    """Whatever stands in a report's texts is shown as it was written, what cannot be shown as a sign."""
    table = Table(text, [Column(text), Column(text)], [[text, Number(text, 1)]], text)
    blocks: list[Block] = [Paragraph(text), Listing([(text, text)], text), table, Figure(_Square(text), text)]
    framework = attrs.evolve(CROSSED, title="<b>F")
    html = outline_html(Outline(text, framework, text, [text], [Section(text, text, blocks)], [(text, text)]))
    page = Page(html)
    shown = visible(text)

    for name in ("title", "h1", "h2", "h3", "li", "span", "th", "td", "figcaption", "p"):
        assert shown in page.all_of(name)
    assert f"{shown}: {shown}" in page.having("aria-label")
    assert f"{shown}: {shown}" in page.all_of("li")
    assert f"<b>F, version 1; stages by the rule {shown}." in page.all_of("p")
    assert "script" not in {name for name, _ in page.elements}
    assert ["section-" + re.sub("[^A-Za-z0-9_-]+", "-", text), "left-out"] == page.having("id")[1:]
    assert "\N{REPLACEMENT CHARACTER}" in html or shown == text
    assert html.encode("utf-8").decode("utf-8") == html


def test_ids_that_come_out_the_same() -> None:
    """Sections whose ids differ in what no address may hold have addresses that differ."""
    sections = [Section(name, name, []) for name in ("a b", "a/b", "a-b", "a-b-2")]
    page = Page(outline_html(Outline("T", CROSSED, "r", [], sections)))

    # "a/b" takes a-b-2, and so the section that is called so in full has to give way.
    assert ["section-a-b", "section-a-b-2", "section-a-b-3", "section-a-b-2-2"] == page.having("id")[1:]


def test_texts_of_blanks() -> None:
    """What is of blanks alone has no heading, caption or header; a section without a title has one, to be linked to."""
    blank = " \n"
    table = Table(blank, [Column(blank), Column("Mean")], [[blank, "1"]], blank)
    page = page_of(Listing([(blank, "Text")], blank), Listing([]), table, Figure(_Square(), blank), section=blank)
    names = [name for name, _ in page.elements]

    assert ["Untitled"] == page.all_of("h2")
    assert ["Skip to the report", "Untitled"] == page.all_of("a")
    assert {"h3", "caption", "figcaption", "ol", "span"}.isdisjoint(names)
    assert ["Mean"] == page.all_of("th")
    assert 2 == names.count("ul")  # the sections, and the list with an item


def test_table_without_rows() -> None:
    """A table without rows says so in a sentence."""
    page = page_of(Table("Gaps", [Column("Topic")], []))

    assert "Gaps: none." in page.all_of("p")
    assert "table" not in [name for name, _ in page.elements]


def test_title_of_blanks() -> None:
    """A report whose title cannot be seen has one all the same."""
    assert ["Data maturity"] == page_of(title=" \n").all_of("h1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(scheme: str) -> None:
    """On light and on dark, text, links and notes stand out from what is behind them by 4.5 to 1 or more."""
    html = outline_html(organisation_report(ANSWERS))
    rules = re.findall(r":root \{([^}]*)\}", html)
    colours = dict(re.findall(r"--(\w+): #(\w{6})", rules[("light", "dark").index(scheme)]))

    for front in ("ink", "soft", "link"):
        for back in ("paper", "band"):
            light, dark = sorted((_luminance(colours[front]), _luminance(colours[back])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    """Return a colour's relative luminance, as WCAG 2.2 has it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Jinja2 is not installed, the error names what to install."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(MissingExtraError) as caught:
        outline_html(organisation_report(ANSWERS))

    assert 'an HTML report needs Jinja2; run: pip install "datamaturity[report]"' == str(caught.value)
    assert caught.value.__suppress_context__
