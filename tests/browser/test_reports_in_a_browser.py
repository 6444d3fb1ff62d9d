"""
Reports as a browser shows them: to everybody, on wide and narrow screens, on paper, and whatever people wrote.

Run by ``nox -s browser``; the ordinary run of the tests does not collect this folder (``../conftest.py``), since it
needs Chromium, and what the extra ``browser`` installs. Pictures and PDFs go to the folder that the environment
variable ``BROWSER_PICTURES`` names, for people to look at.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import attrs
import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright
from report_pages import MARK, PAGES

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# No sandbox, since Chromium has none for root; the others keep it from talking to anybody.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# "best-practice" has the rules about headings and landmarks; the others are those of WCAG 2.2, levels A and AA.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 360)
MOST_SHOWN = 8_000  # pixels of a page on a screenshot: enough to look at, and quick
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

each_page = pytest.mark.parametrize("name", PAGES)


@cache
def html_of(name: str) -> str:
    """Return a page's HTML; made once, since several tests look at it."""
    return PAGES[name]()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start one browser for all tests."""
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder for screenshots and PDFs."""
    folder = Path(os.environ.get("BROWSER_PICTURES") or tmp_path_factory.mktemp("pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@attrs.define(slots=False)  # Playwright notes on the object which of its methods it calls.
class Opened:
    """
    A page in the browser, and all that it did which a report should not.

    Attributes:
        page: The page.
        noticed: What it said, asked, and asked for, but for itself.
    """

    page: Page
    noticed: list[str] = attrs.field(init=False, factory=list)

    def listen(self, address: str) -> None:
        """Take note of what the page does from now on."""
        self.page.on("console", lambda said: self.noticed.append(f"console: {said.text}"))
        self.page.on("pageerror", lambda error: self.noticed.append(f"error: {error}"))
        self.page.on("requestfailed", lambda sent: self.noticed.append(f"stopped: {sent.failure}"))
        self.page.on("dialog", self._dismiss)
        self.page.on("popup", lambda popup: self.noticed.append(f"popup: {popup.url}"))
        self.page.on(
            "request", lambda sent: None if sent.url == address else self.noticed.append(f"request: {sent.url[:200]}")
        )

    def _dismiss(self, dialog: Dialog) -> None:
        self.noticed.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Return a function that opens HTML as the file that a user would open, and closes it in the end."""
    contexts = []

    def open_html(html: str, *, scheme: Scheme = "light", width: int = 1280) -> Opened:
        path = tmp_path / "report.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, service_workers="block"
        )
        contexts.append(context)
        found = Opened(context.new_page())
        found.listen(path.as_uri())
        found.page.goto(path.as_uri())
        return found

    yield open_html
    for context in contexts:
        context.close()


def faults_in(page: Page) -> list[str]:
    """
    Return what axe-core says against a page, and what it cannot decide: rule, place, and why.

    Left out is the one thing that it cannot decide here: the contrast of texts in pictures, of single letters, and of
    what a table would have to be scrolled for. `FAINT` measures that.
    """
    # The page's own policy lets no script in; the browser's debugger asks nobody.
    page.evaluate(AXE)
    found = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations', 'incomplete']})", RULES
    )
    return [
        f"{kind}: {rule['id']}: {node['html'][:300]}: {node['failureSummary'][:500]}"
        for kind in ("violations", "incomplete")
        for rule in found[kind]
        for node in rule["nodes"]
        if (kind, rule["id"]) != ("incomplete", "color-contrast")
    ]


FAINT = (Path(__file__).parent / "faint_texts.js").read_text(encoding="utf-8")


# Colours hang on the scheme and the layout on the width: two of the four pairs have both of each.
@each_page
@pytest.mark.parametrize(("scheme", "width"), [*zip(SCHEMES, WIDTHS, strict=True)])
def test_everybody_can_read_it(opened: Any, name: str, scheme: Scheme, width: int) -> None:
    """Axe-core finds nothing against WCAG 2.2 AA or good practice, and nothing that it cannot decide."""
    page = opened(html_of(name), scheme=scheme, width=width).page

    assert [] == faults_in(page)
    assert [] == page.evaluate(FAINT)


def test_faint_texts_are_seen(opened: Any) -> None:
    """What measures contrast finds grey on white, in a page and in a picture, and what stands on a mark."""
    page = opened(
        "<p style='color: #999'>grey</p><svg width=200 height=100><rect width=200 height=30 fill='#000'/>"
        "<text x=5 y=20>on black</text><text x=5 y=70>on white</text><text x=90 y=70 fill='#aaa'>pale</text></svg>"
    ).page

    assert ["grey", "on black", "pale"] == [one.partition(":")[0] for one in page.evaluate(FAINT)]


@each_page
@pytest.mark.parametrize("width", [*WIDTHS, 320])
def test_it_fits_the_screen(opened: Any, pictures: Path, name: str, width: int) -> None:
    """Only tables and pictures are scrolled sideways, never the page: WCAG 2.2, 1.4.10 asks for that at 320."""
    page = opened(html_of(name), width=width).page
    size = page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
    page.set_viewport_size({"width": width, "height": min(MOST_SHOWN, page.evaluate("document.body.scrollHeight"))})
    for scheme in SCHEMES if width in WIDTHS else ():
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=pictures / f"{name.replace(' ', '-')}-{width}-{scheme}.png")

    assert size[0] <= size[1]


@each_page
def test_text_may_be_spaced_out(opened: Any, name: str) -> None:
    """With the spacing that WCAG 2.2, 1.4.12, lets readers set, no text is cut off and the page fits a phone."""
    page = opened(html_of(name), width=360).page
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
        "p { margin-bottom: 2em !important; }"
    )
    cut = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(one => getComputedStyle(one).overflowY == 'hidden'"
        " && one.scrollHeight > one.clientHeight && !one.closest('svg')).map(one => one.outerHTML.slice(0, 200))"
    )

    assert [] == cut
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@each_page
def test_every_link_arrives(opened: Any, name: str) -> None:
    """Each link, followed with the keyboard, brings what it names into view."""
    page = opened(html_of(name), width=360).page
    links = page.locator("a").all()
    # The link past the sections, to each section, and to what is left out.
    assert len(links) >= 2
    for link in links:
        page.evaluate("scrollTo(0, 0)")
        link.focus()
        assert link.is_visible()
        page.keyboard.press("Enter")
        arrived, top, height = page.evaluate(
            "[document.querySelector(':target')?.id, document.querySelector(':target')?.getBoundingClientRect().top,"
            " innerHeight]"
        )

        assert link.get_attribute("href") == f"#{arrived}"
        assert -1 <= top < height


def test_the_first_key_skips_the_sections(opened: Any) -> None:
    """The first press of Tab shows a link to the report itself, which takes the keyboard there."""
    page = opened(html_of("everything")).page
    page.keyboard.press("Tab")
    box = page.get_by_role("link", name="Skip to the report").bounding_box()
    assert box["x"] >= 0
    page.keyboard.press("Enter")

    assert "main" == page.evaluate("document.activeElement.id")


@each_page
def test_it_runs_and_loads_nothing(opened: Any, name: str) -> None:
    """A page says, asks, loads and runs nothing, whatever its texts are, and has no element that could."""
    found = opened(html_of(name))
    page = found.page
    for link in page.locator("a").all():
        link.focus()
    page.mouse.move(640, 400)
    page.wait_for_load_state("networkidle")
    names, handlers, sheets = page.evaluate(
        "[[...new Set([...document.querySelectorAll('*')].map(one => one.localName))],"
        " [...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames()).filter(one => /^on/.test(one)),"
        " document.styleSheets.length]"
    )

    assert [] == found.noticed
    assert not page.evaluate(MARK)
    assert {"script", "link", "img", "image", "iframe", "object", "embed", "base", "form", "use"}.isdisjoint(names)
    assert [] == handlers
    assert 1 == sheets
    assert 1 == page.locator("h1:visible").count()
    assert all(
        one.startswith("#")
        for one in page.eval_on_selector_all("[href]", "all => all.map(one => one.getAttribute('href'))")
    )


ATTACK = f"<script>{MARK} = true; alert(1)</script><img src='https://example.org/a.png' onerror='{MARK} = true'>"


def test_the_policy_is_a_second_wall(opened: Any) -> None:
    """Were a text taken for HTML all the same, the page's policy would let it run and load nothing."""
    found = opened(html_of("one criterion").replace("</h1>", f"</h1>{ATTACK}"))
    found.page.wait_for_load_state("networkidle")

    assert not found.page.evaluate(MARK)
    assert {"request: https://example.org/a.png", "stopped: csp"} == {
        one for one in found.noticed if not one.startswith("console: ")
    }


def test_what_runs_is_noticed(opened: Any) -> None:
    """A page without a policy that runs and loads something is caught at it, and so are the others' faults."""
    found = opened(f"<title>A page</title>{ATTACK}")
    found.page.wait_for_load_state("networkidle")

    assert found.page.evaluate(MARK)
    assert {"dialog", "request", "stopped", "console"} == {one.partition(":")[0] for one in found.noticed}
    assert {"html-has-lang", "image-alt", "landmark-one-main"} <= {one.split(": ")[1] for one in faults_in(found.page)}


@each_page
def test_it_prints(opened: Any, pictures: Path, name: str) -> None:
    """On paper a report has its heading and its sections, as text, and is white on a dark screen, too."""
    page = opened(html_of(name), scheme="dark").page
    path = pictures / f"{name.replace(' ', '-')}.pdf"
    page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    command = ["pdftotext", "-enc", "UTF-8", str(path), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    page.emulate_media(media="print")
    headings = page.locator("h1, h2").all_inner_texts()

    assert "rgb(255, 255, 255)" == page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert [] == [one for one in headings if _bare(one)[:40] not in _bare(text)]


def _bare(text: str) -> str:
    """Return a text without what paper may change: blanks, where its lines end, and the direction of its letters."""
    return re.sub(r"[^A-Za-z0-9]+", "", text)
