"""What the commands read answers from: tables, forms, documents and models, told by `--from` or by the file itself."""

import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from datamaturity import (
    Assessment,
    Network,
    Organisation,
    Panel,
    Respondent,
    Target,
    Wording,
    list_frameworks,
    load_framework,
    load_plan,
)
from datamaturity.cli import main
from datamaturity.documents.kinds import Noun
from datamaturity.writers.answers import answers_csv
from datamaturity.writers.documents import write_document
from datamaturity.writers.people import people_csv
from datamaturity.writers.templates import workbook_template
from examples import ONE_THEME
from test_cli import run

SEVEN = load_framework("seven-themes")
ASKED = ("--framework", "seven-themes")
ODI = Path(__file__).parent / "data" / "odi"

MICROSOFT = "Id,Start time,Completion time,Email,Name,C1 Using data,Team\n1,a,b,ann@example.org,Ann,3 - ok,North\n"
GOOGLE = "Timestamp,C1 Using data,C2 Asking\n2025/03/01,3,n/a\n"
ODK = "start,C1,_uuid,respondent\n2025-03-01,3,abc,ann\n"

FILLED = Assessment(SEVEN, {one: 1 + number % 5 for number, one in enumerate(SEVEN.criterion_ids)})
BEFORE = Assessment(SEVEN, dict.fromkeys(SEVEN.criterion_ids, 2))
TEAM = Panel([Respondent(FILLED, id="ann", role="manager"), Respondent(BEFORE, id="ben")])
VALLEY = Network([Organisation("Abbey", FILLED, {"sector": "arts"}), Organisation("Bridge", BEFORE)])


@cache
def _workbooks() -> dict[str, bytes]:
    return {
        "ours.xlsx": workbook_template(SEVEN, assessment=FILLED),
        "before.xlsx": workbook_template(SEVEN, assessment=BEFORE),
    }


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with the same answers in many kinds of files."""
    monkeypatch.chdir(tmp_path)
    texts = {
        "ours.csv": answers_csv(FILLED),
        "before.csv": answers_csv(BEFORE),
        "team.csv": people_csv(TEAM),
        "valley.csv": people_csv(VALLEY),
        "my form.csv": MICROSOFT,
        "google.csv": GOOGLE,
        "odk.csv": ODK,
    }
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode())
    nouns: dict[str, Noun] = {
        "ours": FILLED,
        "before": BEFORE,
        "team": TEAM,
        "valley": VALLEY,
        "target": Target.of(SEVEN, everything=3),
        "levels": Target.from_assessment(BEFORE),
        "plan": load_plan("trust-data-strategy"),
        "framework": ONE_THEME,
        "own": Assessment(ONE_THEME, {"a": 3}),
    }
    for name, noun in nouns.items():
        write_document(tmp_path / f"{name}.json", noun)
    words = Wording(licence="MIT", criterion_titles={"C1": "Talk of data"})
    write_document(tmp_path / "words.json", words, framework=SEVEN)
    for name, content in _workbooks().items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


COMMANDS = {
    "score": ["score", "ours.X"],
    "next": ["next", "ours.X"],
    "gaps": ["gaps", "ours.X"],
    "compare": ["compare", "before.X", "ours.X"],
    "crosswalk": ["crosswalk", "ours.X", "--to", "uk-government-dma"],
    "draft": ["plan", "draft", "ours.X"],
}


class TestSameAnswers:
    """The same answers give the same output, whatever they are read from."""

    @pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
    def test_document_table_and_workbook(
        self, capsys: pytest.CaptureFixture[str], folder: Path, command: list[str]
    ) -> None:
        """A document names its framework itself; a table and a workbook need it said."""
        status, shown, err = run(capsys, *(one.replace(".X", ".json") for one in command))

        assert (0, "") == (status, err)
        for ending in ("csv", "xlsx"):
            status, out, _ = run(capsys, *(one.replace(".X", f".{ending}") for one in command), *ASKED)

            assert (0, shown) == (status, out)

    @pytest.mark.parametrize(("command", "name"), [("panel", "team"), ("network", "valley")])
    def test_several_people(self, capsys: pytest.CaptureFixture[str], folder: Path, command: str, name: str) -> None:
        """A panel and a network as a document give what their tables give."""
        status, shown, err = run(capsys, command, f"{name}.json")

        assert (0, "") == (status, err)
        assert (0, shown, "") == run(capsys, command, f"{name}.csv", *ASKED)

    def test_odi_project(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """A project of the ODI's tool is scored as its own model's, and told or detected that is the same."""
        project = ODI / "project.json"
        shown = run(capsys, "score", project)

        assert 0 == shown[0]
        assert "Saltby Harbour" in shown[1]
        assert shown[:2] == run(capsys, "score", project, "--from", "odi")[:2]
        assert shown[1] == run(capsys, "score", project, "--framework", project)[1]

    @pytest.mark.parametrize(
        ("name", "source"), [("my form.csv", "microsoft-forms"), ("google.csv", "google-forms"), ("odk.csv", "odk")]
    )
    def test_forms(self, capsys: pytest.CaptureFixture[str], folder: Path, name: str, source: str) -> None:
        """An export of a form is told by its columns; `--from` says the same."""
        shown = run(capsys, "score", name, *ASKED, "--lenient")

        assert 0 == shown[0]
        assert any(line.split()[:3] == ["Culture", "3.0", "3"] for line in shown[1].splitlines())
        assert shown == run(capsys, "score", name, *ASKED, "--lenient", "--from", source)

    def test_plan_commands(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """A draft is checked and forecast against a document, and against a table, with the same outcome."""
        assert 0 == run(capsys, "plan", "draft", "ours.json", "--format", "json", "--output", "draft.json")[0]
        for command in (["check", "draft.json", "--answers"], ["forecast", "draft.json"]):
            status, shown, err = run(capsys, "plan", *command, "ours.json")

            assert (0, "") == (status, err)
            assert shown == run(capsys, "plan", *command, "ours.xlsx")[1]


class TestTarget:
    """`--target` with a file."""

    @pytest.mark.parametrize("command", [["gaps", "ours.json"], ["next", "ours.json"], ["plan", "draft", "ours.json"]])
    def test_each_kind(self, capsys: pytest.CaptureFixture[str], folder: Path, command: list[str]) -> None:
        """A target's document, an assessment's, a table and a workbook of the same levels are the same target."""
        names = ("levels.json", "before.json", "before.csv", "before.xlsx")
        shown = {run(capsys, *command, "--target", name)[:2] for name in names}

        assert [0] == [status for status, _ in shown]

    def test_not_what_the_answers_are(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """`--from` is about the answers; the target's file tells itself."""
        for command in (
            ["gaps", "google.csv", "--from", "google-forms", "--target", "target.json"],
            ["gaps", "ours.csv", "--from", "long", "--target", "before.json"],
            ["gaps", "ours.json", "--from", "document", "--target", "before.csv"],
        ):
            assert 0 == run(capsys, *command, *ASKED)[0]

    def test_other_kinds(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """A document that holds no target and no assessment is a fault."""
        for name, message in (
            ("team", "holds Panel with seven-themes 1: 2 respondents; here one assessment is needed; see panel"),
            ("plan", "here one assessment is needed"),
            ("own", "is one-theme 1; this is read as an assessment of seven-themes 1"),
        ):
            status, out, err = run(capsys, "gaps", "ours.json", "--target", f"{name}.json")

            assert (1, "") == (status, out)
            assert f"{name}.json" in err
            assert message in err

    def test_file_and_levels(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """A file goes with nothing else."""
        status, _, err = run(capsys, "gaps", "ours.json", "--target", "target.json", "--target", "3")

        assert 2 == status
        assert "a target is one file of answers, or levels, not both" in err


class TestWorkbooksOut:
    """`--format xlsx`."""

    COMMANDS = (
        ("score", "ours.json"),
        ("next", "ours.json"),
        ("gaps", "ours.json"),
        ("compare", "before.json", "ours.json"),
        ("panel", "team.json"),
        ("network", "valley.json"),
        ("crosswalk", "ours.json", "--to", "uk-government-dma"),
        ("plan", "export", "plan.json"),
        ("plan", "status", "plan.json", "--on", "2025-01-01"),
        ("plan", "forecast", "draft.json", "ours.json"),
        ("demo",),
    )

    @pytest.fixture
    def drafted(self, folder: Path) -> None:
        """A plan for the answers."""
        assert 0 == main(["plan", "draft", "ours.json", "--format", "json", "--output", "draft.json"])

    @pytest.mark.usefixtures("drafted")
    @pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
    def test_file_and_pipe(
        self, capsysbinary: pytest.CaptureFixture[bytes], folder: Path, command: tuple[str, ...]
    ) -> None:
        """The same workbook comes through a pipe and in a file, of which nothing is shown."""
        capsysbinary.readouterr()
        assert 0 == main([*command, "--format", "xlsx"])
        shown = capsysbinary.readouterr()
        assert 0 == main([*command, "--format", "xlsx", "--output", "a name.xlsx"])

        assert (b"", b"") == tuple(capsysbinary.readouterr())
        assert (folder / "a name.xlsx").read_bytes() == shown.out
        assert (b"PK", b"") == (shown.out[:2], shown.err)

    @pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
    def test_screen(
        self,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
        command: tuple[str, ...],
    ) -> None:
        """A screen shows none, which is said before any file is looked for."""
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        status, out, err = run(capsys, *command, "--format", "xlsx")

        assert (2, "") == (status, out)
        assert "name a file with --output" in err

    def test_nothing_else_written_before_a_screen(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path
    ) -> None:
        """The agreed answers are not written either."""
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        status = run(capsys, "panel", "team.json", "--format", "xlsx", "--agreed", "agreed.csv")[0]

        assert 2 == status
        assert not (folder / "agreed.csv").exists()

    @pytest.mark.parametrize("option", ["--theme", "--topic"])
    def test_nothing_in_depth(self, capsys: pytest.CaptureFixture[str], folder: Path, option: str) -> None:
        """A workbook has tables, and a group in depth is none."""
        status, out, err = run(capsys, "network", "valley.json", "--format", "xlsx", option, "culture")

        assert (2, "") == (status, out)
        assert "a workbook has tables alone; --theme and --topic go with text and JSON" in err

    def test_nobody_to_read(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path
    ) -> None:
        """With standard output closed, text goes nowhere and a workbook needs a file."""
        monkeypatch.setattr(sys, "stdout", None)

        assert 0 == main(["score", "ours.json"])
        assert 2 == main(["score", "ours.json", "--format", "xlsx"])
        assert 0 == main(["score", "ours.json", "--format", "xlsx", "--output", "out.xlsx"])
        assert (folder / "out.xlsx").exists()


class TestFormOptions:
    """`--sheet`, `--column`, `--wording` and `--lenient`."""

    def test_lenient(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """A question that matches nothing is a fault, and a note where that is asked for."""
        status, out, err = run(capsys, "panel", "my form.csv", *ASKED)
        assert (1, "") == (status, out)
        assert "my form.csv: column 'Team' names no criterion of seven-themes" in err

        status, _, err = run(capsys, "panel", "my form.csv", *ASKED, "--lenient")
        assert 0 == status
        assert "note: my form.csv: column 'Team' names no criterion of seven-themes; it is not read\n" == err

    def test_column(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """A column is what `--column` says, or nothing."""
        (folder / "form.csv").write_text(MICROSOFT.replace("Team", "a=b"), encoding="utf-8")
        for given in ("Team=unit", "Team=", "team = unit"):
            assert (0, "") == run(capsys, "panel", "my form.csv", *ASKED, "--column", given)[::2]
        # The last sign of equality is the one between header and meaning.
        assert (0, "") == run(capsys, "panel", "form.csv", *ASKED, "--column", "a=b=unit")[::2]

    @pytest.mark.parametrize(
        ("given", "status", "message"),
        [
            (["Team"], 2, "--column is HEADER=MEANING, not 'Team'"),
            (["=unit"], 2, "--column is HEADER=MEANING, not '=unit'"),
            (["Team=unit", "Team="], 2, "--column says twice what 'Team' is"),
            (["Team=C99"], 1, "column 'Team' is said to be 'C99', which is no criterion"),
            (["Team=floor"], 1, "column 'Team' is said to be 'floor', which is no criterion and none of organisation"),
            (["Team=", "Floor=unit"], 1, "has no column 'Floor'"),
        ],
    )
    def test_faulty_column(
        self, capsys: pytest.CaptureFixture[str], folder: Path, given: list[str], status: int, message: str
    ) -> None:
        """What `--column` cannot mean is told."""
        options = [part for one in given for part in ("--column", one)]
        found, out, err = run(capsys, "panel", "my form.csv", *ASKED, *options)

        assert (status, "") == (found, out)
        assert message.casefold() in err.casefold()

    def test_wording(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """A question in other words is known by `--wording`."""
        (folder / "form.csv").write_text("Timestamp,Talk of data\n2025,4\n", encoding="utf-8")

        assert 1 == run(capsys, "score", "form.csv", *ASKED)[0]
        assert (0, "") == run(capsys, "score", "form.csv", *ASKED, "--wording", "words.json")[::2]

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("ours.json", "ours.json: holds Assessment of seven-themes 1: 39 at a level"),
            ("ours.csv", "ours.csv $: not JSON"),
            ("none.json", "none.json: No such file"),
            (".", ".: "),
        ],
    )
    def test_no_wording(self, capsys: pytest.CaptureFixture[str], folder: Path, name: str, message: str) -> None:
        """What is no wording is a fault that says what it is."""
        status, out, err = run(capsys, "score", "google.csv", *ASKED, "--wording", name)

        assert (1, "") == (status, out)
        assert message in err

    def test_sheet(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """One sheet of a workbook is read where that is asked for; one that is not there is a fault."""
        status, out, err = run(capsys, "score", "ours.xlsx", *ASKED, "--sheet", "Uses")
        # Theme uses has U1 to U6; the other 33 are on other sheets.
        assert (0, "") == (status, err)
        assert [("Uses", True), ("Data", False)] == [
            (line.split()[0], "6 of 6" in line) for line in out.splitlines() if line.startswith(("Uses ", "Data  "))
        ]

        status, out, err = run(capsys, "score", "ours.xlsx", *ASKED, "--sheet", "Use")
        assert (1, "") == (status, out)
        assert "ours.xlsx: has no sheet 'Use'; its sheets are 'Progress', 'Uses'" in err

        status, out, err = run(capsys, "score", "ours.csv", *ASKED, "--sheet", "Uses")
        assert (1, "") == (status, out)
        assert "ours.csv: is a text file, which has no sheet 'Uses'" in err


class TestContradictions:
    """A file that is not what the command, or `--from`, takes it for."""

    @pytest.mark.parametrize(
        ("command", "message"),
        [
            (["score", "team.json"], "holds Panel with seven-themes 1: 2 respondents; here one assessment is needed"),
            (["score", "team.json"], "; see panel"),
            (["score", "valley.json"], "; see network"),
            (["panel", "ours.json"], "; here a panel is needed; see score"),
            (["panel", "valley.json"], "; here a panel is needed; see network"),
            (["network", "ours.json"], "; here a network is needed; see score"),
            (["network", "team.json"], "; here a network is needed; see panel"),
            (["network", "target.json"], "target.json: holds Target for seven-themes 1: 39 criteria; here a network"),
            (["next", "target.json"], "; here one assessment is needed\n"),
            (["compare", "ours.json", "team.json"], "team.json: holds Panel"),
            (["compare", "ours.json", "own.json"], "is one-theme 1; this is read as an assessment of seven-themes 1"),
            (["crosswalk", "team.json", "--to", "uk-government-dma"], "; here one assessment is needed"),
            (["plan", "check", "ours.json"], 'ours.json $.kind: is "assessment"; this is read as a plan'),
            (["plan", "draft", "valley.json"], "; here one assessment is needed; see network"),
            (["plan", "forecast", "plan.json", "ours.json"], "is seven-themes 1; this is read as an assessment of"),
            (["score", "own.json"], "own.json $.framework: no framework 'one-theme'"),
            (["score", "own.json", "--framework", "ours.json"], 'is "assessment"; this is read as a framework'),
            (["panel", str(ODI / "project.json")], "is a model of the ODI's tool"),
            (["network", "valley.csv", "ours.csv", str(ODI / "project.json"), *ASKED], "here a network is needed"),
            (["panel", "team.csv", "--from", "odi", *ASKED], "here a panel is needed; see score"),
            (["score", "ours.csv", "--from", "document", *ASKED], "ours.csv $: not JSON: line 1, column 1"),
            (["score", "ours.csv", "--from", "odi", *ASKED], "ours.csv $: not JSON"),
            (["score", "ours.json", "--from", "odi"], "ours.json $"),
            (["score", "ours.json", "--from", "long"], "no such column: criterion"),
            (["score", "ours.csv", "--from", "google-forms", *ASKED], "column 'criterion' names no criterion"),
        ],
    )
    def test_fault(self, capsys: pytest.CaptureFixture[str], folder: Path, command: list[str], message: str) -> None:
        """It is a fault that says what the file holds and what is needed."""
        status, out, err = run(capsys, *command)

        assert (1, "") == (status, out)
        assert message in err

    @pytest.mark.parametrize(
        "names", [["team.json", "team.csv"], ["team.csv", "team.json"], ["team.json", "team.json"]]
    )
    @pytest.mark.parametrize("command", ["panel", "network"])
    def test_documents_come_alone(
        self, capsys: pytest.CaptureFixture[str], folder: Path, command: str, names: list[str]
    ) -> None:
        """Several files are tables: a document among them is a wrong command."""
        status, out, err = run(capsys, command, *names, *ASKED)

        assert (2, "") == (status, out)
        assert "people's answers as a JSON document are one file; several files are tables" in err

    def test_own_framework(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """Answers to a framework that is not packaged are scored with its file."""
        status, out, err = run(capsys, "score", "own.json", "--framework", "framework.json")

        assert (0, "") == (status, err)
        assert "One theme of five criteria, version 1 (one-theme)" in out

    @pytest.mark.parametrize("source", ["notes", "plan", "csv"])
    def test_no_source_of_answers(self, capsys: pytest.CaptureFixture[str], folder: Path, source: str) -> None:
        """Answers are in neither notes nor plans."""
        status, out, err = run(capsys, "score", "ours.csv", "--from", source)

        assert (2, "") == (status, out)
        assert "invalid choice" in err


BROKEN = {
    "empty.csv": b"",
    "nul.csv": b"criterion,answer\n\0,3\n",
    "latin.csv": "criterion,answer\nC1,3 \xe9\n".encode("latin-1"),
    "utf16.csv": "criterion,answer\n".encode("utf-16"),
    "quote.csv": b'criterion,answer\n"C1,3\n',
    "number.csv": b"criterion,answer\nC1," + b"9" * 5000 + b"\n",
    "old.xls": b"\xd0\xcf\x11\xe0abc",
    "damaged.xlsx": b"PK\x03\x04junk",
    "cut.json": b'{"kind": "assessment", "form',
    "array.json": b"[]",
    "object.json": b"{}",
    "deep.json": b"[" * 100_000,
    "kinds.json": b'{"kind": ["plan"], "format": 1}',
    "format.json": b'{"kind": "assessment", "format": 2}',
    "bare.json": b'{"kind": "panel", "format": 1}',
    "twice.json": b'{"kind": "panel", "kind": "plan"}',
    "nan.json": b'{"kind": "target", "format": 1, "framework": NaN}',
    "half.json": b'{"kind": "plan", "format": 1, "id": "\\ud800", "title": "x", "horizons": []}',
    "odi.json": b'{"dimensions": {"a": 1}, "levels": null}',
    "project.json": b'{"assessmentData": 3}',
    "latin.md": b"# \xe9\n",
    "plan.md": b"# P\n\n## Roadmap\n\n### Next\n\n| a |\n",
}
EVERY_COMMAND = (
    "score F",
    "score F --from document",
    "score F --from odi",
    "score F --from microsoft-forms",
    "score ours.csv --framework F",
    "score ours.csv --framework seven-themes --wording F",
    "next F",
    "gaps ours.json --target F",
    "compare ours.json F",
    "panel F",
    "panel team.csv F --framework seven-themes",
    "network F --name N",
    "network valley.json --benchmark F",
    "crosswalk F --to uk-government-dma",
    "declare F",
    "plan check F",
    "plan check plan.json --answers F",
    "plan draft F",
    "plan forecast plan.json F",
    "plan status F --on 2025-01-01",
    "convert F out.json",
    "convert F out.csv --framework seven-themes",
    "convert F out.xlsx --to assessment",
    "validate F",
    "validate F --from notes --licence MIT",
    "validate F --from plan",
    "validate F --to framework --from notes --id a --version 1 --title A",
    "lint F",
    "template F",
    "show F",
)


@pytest.mark.parametrize("name", [*BROKEN, "folder.csv", "none.csv", "none.json", "none.md"])
def test_broken_files(capsys: pytest.CaptureFixture[str], folder: Path, name: str) -> None:
    """Whatever is wrong with a file, every command says so in lines: no traceback, no output, nothing written."""
    (folder / "folder.csv").mkdir()
    if name in BROKEN:
        (folder / f"broken {name}").write_bytes(BROKEN[name])
    path = f"broken {name}" if name in BROKEN else name
    for command in EVERY_COMMAND:
        status, out, err = run(capsys, *(path if one == "F" else one for one in command.split()))

        assert (command, "") == (command, out)
        assert status in (1, 2), command
        assert err.strip(), command
        assert not [*folder.glob("out.*")], command


def test_dates_are_kept(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """What only a document says, such as the day, is in the scorecard."""
    write_document("dated.json", Assessment(SEVEN, {"C1": 3}, organisation="Quay", assessed_on=date(2025, 3, 1)))
    out = run(capsys, "score", "dated.json")[1]

    assert ("Quay", "Assessed on 2025-03-01") == (out.splitlines()[0], out.splitlines()[3])


@pytest.mark.parametrize("name", [info.id for info in list_frameworks()])
def test_licences_are_shown(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """`show` says under which licence structure and wording are, and whom to name, of a framework and a criterion."""
    framework = load_framework(name)
    said = (framework.structure_licence, framework.attribution, framework.wording_licence)
    assert all(said)

    for criterion in ((), (framework.criterion_ids[0],)):
        status, out, err = run(capsys, "show", name, *criterion)

        assert (0, "") == (status, err)
        words = " ".join(out.split())
        assert "Structure: {} Attribution: {} Wording: {}".format(*said) in words
