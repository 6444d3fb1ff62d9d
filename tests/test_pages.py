"""What the pages say: their commands run and print what is shown, their links lead somewhere, and words stand once."""

import json
import re
import runpy
import shlex
import shutil
from collections.abc import Iterator
from contextlib import chdir
from itertools import groupby
from pathlib import Path

import pytest

from datamaturity import (
    Benchmark,
    Settlement,
    cli,
    document_json,
    list_crosswalks,
    list_frameworks,
    list_plans,
    load_framework,
    read_panel,
)
from datamaturity.packaged import example_answers
from datamaturity.writers.answers import answers_csv

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")),
    *(ROOT / name / "README.md" for name in ("src/datamaturity/data", "tests", "benchmarks")),
    *sorted(path for path in DOCS.rglob("*.md") if "_build" not in path.parts),
]

FENCE = re.compile(r"^(?P<blank> *)(?P<marks>`{3,})(?P<language>[^\n`]*)\n(?P<body>.*?)^ *(?P=marks)`* *$", re.M | re.S)
HOW_TO = DOCS / "how-to"
COUNCIL = example_answers()
FOUR_ANSWERS = """criterion,answer,note
4.33,2,Catalogue of the ten biggest data sets
4.34,3 Learning,
4.35,do not know,Ask the archive team
4.36,not applicable,The county keeps our records
"""
SECTOR = "organisation,sector,4.33,4.34\n" + "".join(f"{name},health,2,3\n" for name in "ABCDEFG")
RESPONSES = """ID,Start time,Completion time,Email,Name,Your team,4.33 Ensuring findability of data
1,2026-03-02 09:00,2026-03-02 09:05,ann@council.example,Ann,IT,2 Emerging
"""
PLAN = (DOCS / "tutorial" / "know-our-data.md.txt").read_text(encoding="utf-8")


def _region() -> str:
    """Return the benchmark that a page makes in Python before it is read by the command."""
    themes = {"data": [24, 60, 48, 18, 6], "culture": [6, 18, 48, 60, 24]}
    region = Benchmark.from_counts(
        load_framework("seven-themes"),
        themes=themes,
        mean=True,
        title="Charities of the region",
        source="made up for this page",
    )
    return document_json(region)


def _half_edited() -> str:
    """Return the tutorial's plan as it is before its first check: old texts under the goals, and a day too late."""
    titles = [load_framework("uk-government-dma").criterion(f"4.{row}").title for row in (33, 34, 35, 36)]
    text = PLAN.replace("- Due: 2026-09-30", "- Due: 2026-12-31")
    for number, title in ((1, titles[0]), (2, titles[2]), (3, titles[1]), (4, titles[3])):
        level = "3 Learning" if number == 3 else "2 Emerging"
        text = re.sub(rf"^- {number}\.$", f"- {number}. {title}: reach {level}", text, flags=re.M)
    return text


def _settled() -> str:
    """Return what the ten colleagues agree to, with the two answers that the page settles by hand."""
    panel = read_panel(DOCS / "tutorial" / "ten-colleagues.csv", framework="seven-themes")
    by_hand = {"L2": Settlement(4, "As the page says"), "C3": Settlement(3, "As the page says")}
    return answers_csv(panel.agree(settled=by_hand).assessment)


# The files that a page speaks of and that do not stand beside it, by the number of the command before which its reader
# has them or has edited them.
READERS_FILES: dict[str, dict[int, dict[str, str | Path]]] = {
    "README.md": {
        1: {"answers.csv": COUNCIL, "last-year.csv": COUNCIL, "answers-2025.csv": COUNCIL, "responses.xlsx": RESPONSES},
        10: {"framework.json": HOW_TO / "harbour.json", "network.csv": SECTOR, "partners.csv": HOW_TO / "partners.csv"},
        12: {f"{name}.csv": FOUR_ANSWERS for name in ("ada", "bela", "cleo")},
    },
    "docs/explanation/crosswalks.md": {0: {"answers.csv": COUNCIL}},
    "docs/how-to/convert-and-validate.md": {0: {"last-year.csv": HOW_TO / "answers-2025.csv"}},
    "docs/how-to/find-next-steps.md": {0: {"answers.csv": COUNCIL}},
    "docs/how-to/lint-a-framework.md": {0: {"ferry.json": HOW_TO / "harbour.json"}},
    "docs/how-to/make-a-report.md": {
        0: {"plan.md": PLAN, "network.csv": SECTOR},
        1: {f"{name}.csv": FOUR_ANSWERS for name in ("ada", "bela", "cleo")},
    },
    "docs/how-to/network-report.md": {0: {"region.json": _region()}},
    "docs/how-to/own-framework.md": {0: {"pledges.csv": "criterion,answer\nopen.1,3\nopen.2,1\n"}},
    "docs/how-to/read-microsoft-forms.md": {
        0: {
            "antworten.xlsx": "ID,Startzeit,Fertigstellungszeit,E-Mail,4.33 Ensuring findability of data\n"
            "1,2026-03-02 09:00,2026-03-02 09:05,ann@council.example,2 Emerging\n"
        }
    },
    "docs/how-to/restyle-a-report.md": {0: {"council.css": ":root { --ink: #0b0c0c; }"}},
    "docs/how-to/set-targets-and-gaps.md": {0: {"answers.csv": COUNCIL}},
    "docs/how-to/write-a-plan.md": {0: {"plan.md": HOW_TO / "plan.md.txt"}},
    "docs/reference/command-line.md": {
        0: {name: HOW_TO / name for name in ("faulty-answers.csv", "answers.csv")},
    },
    "docs/tutorial/first-scorecard.md": {3: {"answers.csv": FOUR_ANSWERS}, 5: {"answers.csv": COUNCIL}},
    "docs/tutorial/from-scores-to-a-plan.md": {
        0: {"answers.csv": COUNCIL},
        2: {"know-our-data.md": _half_edited()},
        3: {"know-our-data.md": PLAN},
    },
    "docs/tutorial/ten-colleagues.md": {1: {"agreed.csv": _settled()}},
}


def _commands(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each ``datamaturity …`` of a page's console fences, with what is shown below it."""
    for fence in FENCE.finditer(page.read_text(encoding="utf-8")):
        if fence["language"] != "console":
            continue
        lines = [line.removeprefix(fence["blank"]) for line in fence["body"].splitlines()]
        # A fence without prompts has commands alone.
        prompt = "$ " if any(line.startswith("$ ") for line in lines) else ""
        shown: list[str] = []
        for line in lines:
            if line.startswith(prompt) if prompt else line:
                shown = []
                if line.startswith(f"{prompt}datamaturity "):
                    yield line.removeprefix(prompt), shown
            else:
                shown.append(line)


@pytest.mark.parametrize(
    "page", [one for one in PAGES if any(_commands(one))], ids=lambda one: str(one.relative_to(ROOT))
)
def test_commands_on_a_page_do_what_it_shows(page: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Each command ends as its page shows: without an error, or with the one that stands below it, in these words."""
    folder = tmp_path / "folder"
    if page.parent == ROOT:
        folder.mkdir()
    else:
        shutil.copytree(page.parent, folder, ignore=shutil.ignore_patterns("_build"))
    named = page.relative_to(ROOT).as_posix()
    wrong = []
    with chdir(folder):
        for number, (command, shown) in enumerate(list(_commands(page))):
            for name, content in READERS_FILES.get(named, {}).get(number, {}).items():
                text = content.read_text(encoding="utf-8") if isinstance(content, Path) else content
                Path(name).write_text(text, encoding="utf-8")
            line, _, into = command.partition(" > ")
            status, printed = _run(line, into, capfd)
            is_shown = _is_shown(shown, printed.splitlines())
            if not is_shown or (status and not any(map(str.strip, shown))):
                wrong.append(f"$ {command}\n{printed}exit status {status}; the page shows:\n" + "\n".join(shown))

    assert [] == wrong, "\n\n".join(wrong)


def _run(line: str, into: str, capfd: pytest.CaptureFixture[str]) -> tuple[int | str | None, str]:
    """Run a command in this process; return its exit status, and what a terminal would show of it."""
    status: int | str | None
    try:
        status = cli.main(shlex.split(line)[1:])
    except SystemExit as end:
        status = end.code
    out, err = capfd.readouterr()
    if into:
        Path(into).write_text(out, encoding="utf-8")
    return status, err + ("" if into else out)


def _is_shown(shown: list[str], printed: list[str]) -> bool:
    """Return whether what is shown is what was printed; ``…`` stands for any lines, and nothing shown for anything."""
    lines = [line.rstrip() for line in shown if line.strip()]
    if not lines:
        return True
    pattern = "".join(r"(?:.*\n)*" if line.strip() == "…" else re.escape(line) + r"\n" for line in lines)
    text = "".join(f"{line.rstrip()}\n" for line in printed if line.strip())
    return re.fullmatch(pattern, text) is not None


def _text_of(page: Path) -> str:
    """Return a page's text, with what it includes; of a notebook what is written between its cells."""
    text = page.read_text(encoding="utf-8")
    if page.suffix == ".ipynb":
        cells = json.loads(text)["cells"]
        return "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return re.sub(r"```\{include\} (\S+)\n```", lambda found: _text_of(page.parent / found[1]), text)


def _anchors(page: Path) -> set[str]:
    """Return what a link into a page may end in: its headings as MyST and GitHub make addresses of them."""
    found: set[str] = set()
    for heading in re.findall(r"^#{1,6} +(.+?) *$", FENCE.sub("", _text_of(page)), re.M):
        plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").replace("*", "")
        slug = re.sub(r"[^\w\- ]", "", plain.strip().lower()).replace(" ", "-")
        numbered = (slug if not number else f"{slug}-{number}" for number in range(len(found) + 1))
        found.add(next(one for one in numbered if one not in found))
    return found


def _links(page: Path) -> Iterator[str]:
    """Yield where a page's links lead, those to files to be downloaded or shown in it too, but none to other sites."""
    text = page.read_text(encoding="utf-8")
    yield from re.findall(r"^`{3,}\{(?:literalinclude|include|image|figure)\} (.+)", text, re.M)
    prose = FENCE.sub("", text)
    yield from re.findall(r"\{download\}`[^`<]*<([^>]+)>`", prose)
    for target in re.findall(r"\]\(<?([^)\s>]+)>?\)", re.sub(r"(`+).+?\1", "", prose)):
        if not re.match(r"[a-z]+:", target):
            yield target


@pytest.mark.parametrize("page", PAGES, ids=lambda one: str(one.relative_to(ROOT)))
def test_links_lead_to_a_file_and_a_heading_that_exist(page: Path) -> None:
    """Each link of a page to another file leads to one, and the heading that it names stands there."""
    lost = []
    for target in _links(page):
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        if not file.exists() or (anchor and anchor not in _anchors(file)):
            lost.append(target)

    assert [] == lost


def _glossary() -> list[tuple[list[str], str]]:
    """Return the glossary's entries: the words, and what stands below them."""
    body = (DOCS / "glossary.md").read_text(encoding="utf-8").split("```{glossary}\n")[1].split("```")[0]
    entries = [entry.splitlines() for entry in body.strip().split("\n\n")]
    return [
        (
            [line for line in entry if not line.startswith(" ")],
            "\n".join(line for line in entry if line.startswith(" ")),
        )
        for entry in entries
    ]


def test_the_glossary_is_in_the_order_of_the_alphabet() -> None:
    """A word is found where the alphabet has it."""
    words = [words[0].casefold() for words, _ in _glossary()]

    assert sorted(words) == words


def test_the_glossary_has_each_word_once() -> None:
    """No word is defined twice."""
    words = sorted(word.casefold() for words, _ in _glossary() for word in words)

    assert [] == [word for word, alike in groupby(words) if len([*alike]) > 1]


def test_each_word_of_the_glossary_leads_on() -> None:
    """Below each word stands where it is explained, or the word under which it is."""
    assert [] == [words for words, text in _glossary() if "](" not in text and "See {term}" not in text]


def test_the_page_of_what_is_packaged_has_all_of_it() -> None:
    """What Sphinx puts on the page has every framework, criterion, crosswalk and plan that is packaged."""
    page = runpy.run_path(str(DOCS / "packaged_pages.py"))["packaged_data"]()
    frameworks = [load_framework(one.id, version=one.version) for one in list_frameworks()]
    headings = [*(one.id for one in frameworks), *list_crosswalks(), *list_plans()]
    rows = [f"| {one.id} | " for framework in frameworks for one in framework.criteria]

    assert headings == re.findall(r"^### (.+)$", page, re.M)
    assert [] == [row for row in rows if f"\n{row}" not in page]


def test_the_front_page_draws_its_picture_with_its_own_lines() -> None:
    """The picture on the front page is what the example above it makes, and says in words what it shows."""
    page = runpy.run_path(str(DOCS / "packaged_pages.py"))["drawn_by"]((DOCS / "index.md").read_text(encoding="utf-8"))

    assert "<svg" in page
    assert "<desc" in page
    assert "Mastering" in page
