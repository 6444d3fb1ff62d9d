"""`datamaturity report`, as a person runs it."""

import re
import sys
from datetime import date
from pathlib import Path

import attrs
import pytest

from datamaturity import (
    Action,
    Answer,
    Assessment,
    Benchmark,
    Network,
    Organisation,
    Panel,
    Plan,
    Respondent,
    Serves,
    load_framework,
)
from datamaturity.documents.kinds import Noun
from datamaturity.reports.section_names import SECTIONS
from datamaturity.writers.documents import write_document
from test_cli import run

SEVEN = load_framework("seven-themes")
ANSWERS = Assessment(SEVEN, {"C1": 2, "C2": 3}, organisation="Abbey", assessed_on=date(2026, 1, 31))
EARLIER = attrs.evolve(ANSWERS, answers={"C1": 1}, assessed_on=date(2025, 1, 31))
PLAN = Plan(
    id="p",
    title="Our plan",
    framework_id="seven-themes",
    framework_version="1",
    actions=[Action("Talk about figures", number=1, due=date(2026, 3, 31), serves=[Serves("C1", 3)])],
)
NETWORK = Network(
    [Organisation(f"Org {number:02}", Assessment(SEVEN, {"C1": 1 + number % 2 * 4})) for number in range(20)],
    name="Wales",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with everything that a report can be made from, where the command is run."""
    nouns: dict[str, Noun] = {
        "answers": ANSWERS,
        "earlier": EARLIER,
        "oldest": attrs.evolve(EARLIER, assessed_on=date(2024, 1, 31)),
        "plan": PLAN,
        "network": NETWORK,
        "benchmark": Benchmark.from_counts(SEVEN, themes={"culture": [5] * 5}),
        "people": Panel([Respondent(attrs.evolve(ANSWERS, answers={"C1": level})) for level in (1, 3, 5)]),
    }
    for name, noun in nouns.items():
        write_document(tmp_path / f"{name}.json", noun)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# How rich says bold, dim and underlined.
_LOOKS = re.compile(r"\x1b\[[0124;]*m")
EVERYTHING = (
    *("--target", "4", "--benchmark", "benchmark.json", "--network", "network.json"),
    *("--plan", "plan.json", "--on", "2026-04-01", "--earlier", "earlier.json"),
)


@pytest.mark.usefixtures("folder")
def test_text_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file to write, the report is text on the screen, with every section that there is something for."""
    status, out, err = run(capsys, "report", "answers.json", *EVERYTHING)
    lines = out.splitlines()

    assert (0, "") == (status, err)
    assert ["Abbey", "====="] == lines[:2]
    assert "Assessed on 2026-01-31" in lines
    for heading in ("Overview", "Culture in depth", "Beside the network", "Gaps to the target", "Next steps"):
        assert heading in lines, heading
    assert lines[lines.index("Left out") + 2 :] == ["Where people differ: no panel was given"]


@pytest.mark.parametrize(
    ("name", "start"), [("report.html", "<!DOCTYPE html>"), ("report.MD", "# Abbey"), ("report.txt", "Abbey")]
)
def test_files(capsys: pytest.CaptureFixture[str], folder: Path, name: str, start: str) -> None:
    """The name of the file says what it becomes."""
    assert (0, "", "") == run(capsys, "report", "answers.json", *EVERYTHING, "-o", name)
    assert (folder / name).read_text(encoding="utf-8").startswith(f"{start}\n")


def test_style(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """A style of one's own stands after the page's; it is about HTML alone, and only a style."""
    (folder / "own.css").write_text(":root { --link: #a40000; }\n", encoding="utf-8")
    (folder / "bad.css").write_text("</style><script>", encoding="utf-8")
    styled = run(capsys, "report", "answers.json", "-o", "report.html", "--style", "own.css")
    text, _, told = run(capsys, "report", "answers.json", "-o", "report.txt", "--style", "own.css")
    bad, _, why = run(capsys, "report", "answers.json", "-o", "bad.html", "--style", "bad.css")
    style = (folder / "report.html").read_text(encoding="utf-8").partition("</style>")[0]

    assert (0, "", "") == styled
    assert style.endswith(":root { --link: #a40000; }\n\n")
    assert (2, "datamaturity: --style is about an HTML report; name its file with -o report.html\n") == (text, told)
    assert 1 == bad
    assert "datamaturity: the style has '</', and a report is one file that loads nothing: leave out" in why
    assert not (folder / "bad.html").exists()


@pytest.mark.usefixtures("folder")
def test_other_name(capsys: pytest.CaptureFixture[str]) -> None:
    """A name that says nothing is refused before anything is read."""
    status, out, err = run(capsys, "report", "nothing.json", "-o", "report.pdf")

    assert (2, "") == (status, out)
    assert "datamaturity: report.pdf: a report's name should end in .html, .md or .txt\n" == err


@pytest.mark.usefixtures("folder")
def test_sections(capsys: pytest.CaptureFixture[str]) -> None:
    """The sections asked for, in the report's order; one that there is not is named, with a near one."""
    _, out, _ = run(capsys, "report", "answers.json", "--sections", "licence, gaps", "--sections", "method")
    status, _, err = run(capsys, "report", "answers.json", "--sections", "licences")
    empty, _, none = run(capsys, "report", "answers.json", "--sections", ",")

    assert out.index("How the numbers were made") < out.index("About Seven Themes")
    assert "Gaps to the target: no target was given\n" in out
    assert "Overview" not in out
    assert (2, "datamaturity: no section 'licences' in the report (13 sections); did you mean 'licence'?\n") == (
        status,
        err,
    )
    assert (2, f"datamaturity: --sections names none; there are {', '.join(SECTIONS)}\n") == (empty, none)


@pytest.mark.usefixtures("folder")
def test_several_earlier(capsys: pytest.CaptureFixture[str]) -> None:
    """Several earlier answers give pictures over time."""
    arguments = ("report", "answers.json", "--sections", "change", "--earlier", "earlier.json")
    _, once, _ = run(capsys, *arguments)
    _, twice, _ = run(capsys, *arguments, "--earlier", "oldest.json")

    assert "2024-01-31" not in once
    assert "2024-01-31" in twice


@pytest.mark.usefixtures("folder")
def test_people(capsys: pytest.CaptureFixture[str]) -> None:
    """Of a panel the agreed answers are reported, and where its people differ."""
    _, out, _ = run(capsys, "report", "people.json", "--sections", "overview,disagreement")

    assert "Agreed answers of 3 respondents" in out
    assert "Where people differ" in out


@pytest.mark.usefixtures("folder")
def test_network(capsys: pytest.CaptureFixture[str]) -> None:
    """A network has its own report; what is about one organisation is refused."""
    status, out, _ = run(capsys, "report", "network.json", "--benchmark", "benchmark.json")
    refused, _, err = run(capsys, "report", "network.json", "--target", "4")
    all_told, told, _ = run(capsys, "report", "network.json", "--min-organisations", "0", "--sections", "method")

    assert (0, 0, "Wales") == (status, all_told, out.partition("\n")[0])
    assert "Culture in depth" in out
    assert "tell of single organisations" in told
    assert (2, "datamaturity: --target is about one organisation; network.json holds a network\n") == (refused, err)


@pytest.mark.usefixtures("folder")
def test_options_that_do_not_go_together(capsys: pytest.CaptureFixture[str]) -> None:
    """What says nothing of the file, a day that is none, or a day without a plan is refused."""
    for arguments, message in (
        (("--slice", "sector"), "--slice is about networks; answers.json holds one organisation's answers"),
        (("--on", "2026-04-01"), "--on is the day for which to say where a plan stands; name the plan with --plan"),
        (("--plan", "plan.json", "--on", "soon"), "--on: 'soon' is not a day, such as 2026-03-31"),
    ):
        assert (2, "", f"datamaturity: {message}\n") == run(capsys, "report", "answers.json", *arguments)


@pytest.mark.usefixtures("folder")
def test_no_answers(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that holds no answers is refused, with what it holds."""
    status, _, err = run(capsys, "report", "plan.json")

    assert 1 == status
    assert "plan.json: holds Plan" in err
    assert "a report is of one organisation's, its people's or a network's answers" in err


@pytest.mark.usefixtures("folder")
def test_faults_of_all_files(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """What is wrong with the other files is told at once, and nothing is written."""
    for name in ("benchmark", "plan", "earlier"):
        (folder / f"{name}.json").write_text("{}", encoding="utf-8")
    status, _, err = run(capsys, "report", "answers.json", *EVERYTHING, "-o", "report.txt")

    assert 1 == status
    for name in ("benchmark", "plan", "earlier"):
        assert f"{name}.json $.kind: is missing" in err
    assert not (folder / "report.txt").exists()


def test_table_of_a_network(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A table of several organisations is a network; `--as` says otherwise of one that could be either."""
    path = tmp_path / "people.csv"
    path.write_text("respondent,C1\nann,2\nben,4\n", encoding="utf-8")
    arguments = ("report", str(path), "--framework", "seven-themes")
    _, people, _ = run(capsys, *arguments)
    _, network, _ = run(capsys, *arguments, "--as", "network")

    assert "Agreed answers of 2 respondents" in people
    assert "Agreed answers" not in network


def test_unknown_attribute(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """An attribute that no organisation has is refused, with those that there are."""
    path = tmp_path / "network.csv"
    path.write_text("organisation,sector,C1\nAbbey,arts,2\nBridge,health,4\n", encoding="utf-8")
    status, _, err = run(capsys, "report", str(path), "--framework", "seven-themes", "--slice", "county")

    assert (2, "datamaturity: no attribute 'county' in the network (1 attribute); there are sector\n") == (status, err)


def test_output_named_like_a_level(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A level or an id is no file that is read, so a file may be called the same."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("criterion,answer\nC1,2\n", encoding="utf-8")
    arguments = ("gaps", "a.csv", "--framework", "seven-themes", "--target", "3", "--output", "3")

    assert (0, "", "") == run(capsys, *arguments) == run(capsys, *arguments)
    assert (tmp_path / "3").is_file()


def test_several_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Several tables are organisations, or people where that is said, and never the answers of one."""
    paths = [tmp_path / f"{name}.csv" for name in ("ann", "ben")]
    for path in paths:
        path.write_text("criterion,answer\nC1,2\n", encoding="utf-8")
    arguments = ("report", *map(str, paths), "--framework", "seven-themes", "--sections", "method")
    _, network, _ = run(capsys, *arguments)
    _, people, _ = run(capsys, *arguments, "--as", "panel")

    assert "2 organisations; each of the organisations counts once" in network
    assert "Agreed answers of 2 respondents" in people
    assert (2, "", "datamaturity: several files hold a panel or a network, no assessment\n") == run(
        capsys, *arguments, "--as", "assessment"
    )


def test_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """On a terminal the report fits the window, through rich; without rich it is the plain text of a file."""
    monkeypatch.setenv("COLUMNS", "60")
    run(capsys, "report", "answers.json", "-o", "report.txt")
    with monkeypatch.context() as there:
        there.setattr(sys.stdout, "isatty", lambda: True)
        _, window, _ = run(capsys, "report", "answers.json")
        there.setitem(sys.modules, "rich.console", None)
        _, plain, _ = run(capsys, "report", "answers.json")

    shown = _LOOKS.sub("", window)

    assert window != shown
    assert 60 >= max(map(len, shown.splitlines()))
    assert "Culture in depth" in shown.splitlines()
    assert (folder / "report.txt").read_text(encoding="utf-8") == plain


def test_hostile_note_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nothing that people wrote moves the terminal's cursor, in rich or in plain text."""
    note = "\x1b[2J\x1b]0;owned\x07 [bold]not bold[/bold]"
    write_document(tmp_path / "a.json", attrs.evolve(ANSWERS, answers={"C1": Answer.not_applicable(note)}))
    for is_terminal in (True, False):
        monkeypatch.setattr(sys.stdout, "isatty", lambda is_terminal=is_terminal: is_terminal)
        _, out, _ = run(capsys, "report", str(tmp_path / "a.json"), "--sections", "missing")

        assert "[bold]not bold[/bold]" in " ".join(out.split())
        assert not {"\x1b", "\x07"} & {*_LOOKS.sub("", out)}
