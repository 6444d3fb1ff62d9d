"""Every command, and what of it needs which extra, where no extra is installed or one alone."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from shutil import copy

import pytest
from installed import INSTALLED, LIBRARIES

from datamaturity import (
    Action,
    Assessment,
    HeatMap,
    MissingExtraError,
    Panel,
    Plan,
    Respondent,
    load_framework,
    organisation_report,
    plot,
    score,
    write_document,
)
from datamaturity.cli import main
from datamaturity.commands.parser import COMMANDS, PLAN_COMMANDS
from datamaturity.packaged import example_answers
from datamaturity.reports.renderers.terminal import print_outline

DOCS = Path(__file__).parents[2] / "docs"
FRAMEWORK = load_framework("seven-themes")

# In this order: a plan is drafted before it is followed.
LINES = [
    "list",
    "show uk-government-dma 4.33",
    "template seven-themes --output empty.csv",
    "template seven-themes --as questions --output empty.txt",
    "convert answers.csv answers.json",
    "validate answers.json",
    "convert people.csv network.json --to network --framework seven-themes",
    "lint framework.json",
    "schema framework",
    "score answers.csv --format json",
    "next answers.csv --format csv",
    "gaps answers.csv --target 3",
    "compare answers.csv answers.json",
    "panel colleagues.csv --framework seven-themes",
    "network people.csv --framework seven-themes --write-benchmark benchmark.json",
    "report answers.csv -o report.md",
    "report people.csv --framework seven-themes --as network --benchmark benchmark.json",
    "plan draft answers.csv --target 3 --format json --output plan.json",
    "plan check plan.json",
    "plan export plan.json --format csv",
    "plan status plan.json --on 2026-03-31",
    "plan forecast plan.json answers.csv",
    "declare partners.csv",
    "crosswalk answers.csv --to data-declaration",
    "demo",
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a few files to read, in which commands run."""
    (tmp_path / "answers.csv").write_text(example_answers(), encoding="utf-8")
    copy(DOCS / "how-to" / "network.csv", tmp_path / "people.csv")
    copy(DOCS / "how-to" / "partners.csv", tmp_path)
    copy(DOCS / "how-to" / "harbour.json", tmp_path / "framework.json")
    copy(DOCS / "tutorial" / "ten-colleagues.csv", tmp_path / "colleagues.csv")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_commands_need_no_extra(capsys: pytest.CaptureFixture[str]) -> None:
    """Every command works without any extra, in one format at least."""
    for line in LINES:
        status = main(line.split())
        _, err = capsys.readouterr()

        assert (line, 0, "") == (line, status, err)


def test_every_command_is_tried() -> None:
    """The lines above leave no command out."""
    tried = {" ".join(line.split()[: 2 if line.startswith("plan ") else 1]) for line in LINES}

    assert {*COMMANDS} - {"plan"} | {f"plan {one}" for one in PLAN_COMMANDS} == tried


def test_the_script_is_there() -> None:
    """The command `datamaturity` is installed beside Python."""
    script = Path(sys.executable).with_name("datamaturity")
    run = subprocess.run([script, "demo"], check=False, capture_output=True, text=True)

    assert (0, "") == (run.returncode, run.stderr)


LINES_WITH = {
    "score answers.csv --format xlsx --output made.xlsx": ("excel", "writing a workbook needs XlsxWriter"),
    "template seven-themes --as xlsform --output made.xlsx": ("excel", "writing a workbook needs XlsxWriter"),
    "validate answers.xlsx": ("excel", "reading a workbook needs python-calamine"),
    "report answers.csv -o made.html": ("report", "an HTML report needs Jinja2"),
    "plan export plan.json --format ics --output made.ics": ("calendar", "an iCalendar file needs icalendar"),
}
"""What needs an extra, and what is said without it."""


@pytest.mark.parametrize("line", LINES_WITH)
def test_a_command_that_needs_an_extra(line: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It works where its extra is installed; elsewhere it says what to install, and writes nothing."""
    extra, said = LINES_WITH[line]
    copy(DOCS / "how-to" / "harbour-answers.xlsx", folder / "answers.xlsx")
    write_document(folder / "plan.json", Plan(id="p", title="P", actions=[Action("Look", due=date(2026, 3, 31))]))
    # The workbook is of that framework.
    status = main([*line.split(), *(["--framework", "framework.json"] if "answers.xlsx" in line else [])])
    _, err = capsys.readouterr()

    if extra in INSTALLED:
        assert (0, "") == (status, err)
        assert ["made"] * ("made" in line) == [one.stem for one in folder.glob("made.*")]
    else:
        assert (1, f'datamaturity: {said}; run: pip install "datamaturity[{extra}]"\n') == (status, err)
        assert [] == [*folder.glob("made.*")]


def alpha() -> object:
    """Ask how reliably two people who differ answer."""
    return Panel([Respondent(Assessment(FRAMEWORK, {"C1": one, "C2": 2}), id=str(one)) for one in (1, 4)]).alpha()


def drawn() -> object:
    """Draw a picture through Matplotlib."""
    return plot(HeatMap.of(score(Assessment(FRAMEWORK, {"C1": 3}))))


def shown() -> object:
    """Show a report as on a terminal."""
    print_outline(organisation_report(Assessment(FRAMEWORK, {"C1": 3})), file=(file := StringIO()))
    return file.getvalue()


CALLS: dict[str, tuple[str, Callable[[], object]]] = {
    "agreement": ("Krippendorff's alpha needs krippendorff", alpha),
    "plot": ("a plot needs Matplotlib", drawn),
    "terminal": ("a report on the terminal needs rich", shown),
}
"""What is said without each of the extras that no command's success hangs on, and a call that needs it."""


@pytest.mark.parametrize("extra", CALLS)
def test_a_call_that_needs_an_extra(extra: str) -> None:
    """It works where its extra is installed; elsewhere the error says what to install."""
    said, call = CALLS[extra]
    if extra in INSTALLED:
        assert call() is not None
    else:
        with pytest.raises(MissingExtraError) as caught:
            call()

        assert f'{said}; run: pip install "datamaturity[{extra}]"' == str(caught.value)


def test_no_extra_is_left_out() -> None:
    """Each extra is tried here, or, of frames, beside."""
    assert {*LIBRARIES} == {extra for extra, _ in LINES_WITH.values()} | {*CALLS, "frames"}


@pytest.mark.usefixtures("folder")
def test_a_panel_without_alpha(capsys: pytest.CaptureFixture[str]) -> None:
    """`panel` shows everything else where alpha cannot be worked out, and says what to install."""
    assert 0 == main(["panel", "colleagues.csv", "--framework", "seven-themes"])
    out = " ".join(capsys.readouterr().out.split())

    missing = 'not worked out; Krippendorff\'s alpha needs krippendorff; run: pip install "datamaturity[agreement]"'
    assert ("agreement" in INSTALLED) == (missing not in out)
