"""`datamaturity template`, `convert`, `validate`, `lint` and `schema`, as a person runs them."""

import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import ClassVar

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Benchmark,
    Declaration,
    Evidence,
    Network,
    Organisation,
    Panel,
    Respondent,
    Signatory,
    Target,
    Wording,
    load_framework,
    load_plan,
)
from datamaturity.cli import main
from datamaturity.documents.kinds import KINDS, Noun
from datamaturity.readers.documents import read_document
from datamaturity.writers.documents import write_document
from examples import ONE_THEME
from test_cli import run

SEVEN = load_framework("seven-themes")
ASKED = ("--framework", "seven-themes")
ODI = Path(__file__).parent / "data" / "odi"
NOTES = Path(__file__).parent / "data" / "notes"

OURS = Assessment(
    SEVEN,
    {
        "C1": Answer.at(3, note='=1+1, "so far"\nas we know', evidence=(Evidence("Minutes of May"),)),
        "C2": Answer.not_applicable("No meetings"),
        "C3": Answer.do_not_know(),
    },
)
ABBEY = Panel(
    [
        Respondent(Assessment(SEVEN, {"C1": 4, "U1": 1}, organisation="Abbey"), id="ann", role="manager", unit="north"),
        Respondent(Assessment(SEVEN, {"C1": 2}, organisation="Abbey"), id="ben"),
    ],
    organisation="Abbey",
)
VALLEY = Network(
    [
        Organisation("Abbey", ABBEY, {"sector": "health"}),
        Organisation("Bridge", Assessment(SEVEN, {"C1": 5}, organisation="Bridge"), {"sector": "arts"}),
    ]
)
PLEDGES = load_framework("data-declaration")
NOUNS: Mapping[str, Noun] = {
    "assessment": attrs.evolve(OURS, organisation="Fennmoor, DC", assessed_on=date(2025, 3, 1)),
    "panel": ABBEY,
    "network": attrs.evolve(VALLEY, name="Valley"),
    "declaration": Declaration(PLEDGES, [Signatory("Northshire", signed_on=date(2026, 3, 31))]),
    "target": Target.of(SEVEN, everything=3),
    "framework": ONE_THEME,
    "wording": Wording(licence="MIT", criterion_titles={"C1": "Talking of data"}),
    "plan": load_plan("trust-data-strategy"),
    "benchmark": Benchmark.from_network(
        Network([Organisation(f"org {n}", Assessment(SEVEN, {"C1": 3})) for n in range(12)])
    ),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a document of each kind."""
    monkeypatch.chdir(tmp_path)
    for name, noun in NOUNS.items():
        write_document(tmp_path / f"{name}.json", noun, framework=SEVEN if name == "wording" else None)
    return tmp_path


class TestTemplate:
    """`template ID --as FORM`."""

    def test_csv_is_the_usual_form(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Without `--as` it is CSV."""
        assert run(capsys, "template", "seven-themes") == run(capsys, "template", "seven-themes", "--as", "csv")

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_reads_back_as_unanswered(self, capsys: pytest.CaptureFixture[str], folder: Path, form: str) -> None:
        """An empty questionnaire is answers that nobody has given."""
        path = folder / f"empty template.{form}"
        assert (0, "", "") == run(capsys, "template", "seven-themes", "--as", form, "--output", path)

        assert 0 == run(capsys, "convert", path, "back.json", *ASKED)[0]
        assert Assessment(SEVEN) == read_document("back.json")

    def test_xlsform(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """A form for ODK is a workbook, and holds questions, no answers."""
        assert (0, "", "") == run(capsys, "template", "seven-themes", "--as", "xlsform", "--output", "form.xlsx")
        assert b"PK" == (folder / "form.xlsx").read_bytes()[:2]

        status, out, err = run(capsys, "validate", "form.xlsx", *ASKED)

        assert (1, "") == (status, out)
        assert "none of its sheets ('survey', 'choices', 'settings') has the columns criterion and answer" in err

    def test_questions(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Questions to paste have each criterion with its options."""
        status, out, err = run(capsys, "template", "seven-themes", "--as", "questions")

        assert (0, "") == (status, err)
        assert "U1 Resting plans and decisions on data" in out.splitlines()
        assert 39 == sum(line.startswith("1 Unaware: ") for line in out.splitlines())

    def test_odi_model(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A model of the ODI's tool is a framework as well."""
        status, out, _ = run(capsys, "template", ODI / "crossing.json")

        assert 0 == status
        assert out.startswith("criterion,title,answer,note,evidence")

    @pytest.mark.parametrize("form", ["xlsx", "xlsform"])
    def test_workbook_through_a_pipe(self, capsysbinary: pytest.CaptureFixture[bytes], folder: Path, form: str) -> None:
        """A workbook on standard output is byte for byte the one in a file."""
        assert 0 == main(["template", "seven-themes", "--as", form])
        shown = capsysbinary.readouterr().out
        assert 0 == main(["template", "seven-themes", "--as", form, "--output", "form.xlsx"])

        assert (folder / "form.xlsx").read_bytes() == shown

    @pytest.mark.parametrize("form", ["xlsx", "xlsform"])
    def test_no_workbook_on_a_screen(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, form: str
    ) -> None:
        """A workbook is not for a screen, and the message says what to do."""
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        status, out, err = run(capsys, "template", "seven-themes", "--as", form)

        assert (2, "") == (status, out)
        assert "a workbook is for a spreadsheet program, not for the screen; name a file with --output" in err

    @pytest.mark.parametrize("form", ["csv", "xlsx", "xlsform", "questions"])
    def test_what_cannot_be_written(self, capsys: pytest.CaptureFixture[str], folder: Path, form: str) -> None:
        """A folder, or a file in a folder that is not there, cannot be written."""
        for path in (folder, folder / "none" / "t"):
            status, out, err = run(capsys, "template", "seven-themes", "--as", form, "--output", path)

            assert (1, "") == (status, out)
            assert str(path) in err


class TestConvert:
    """`convert IN OUT`."""

    @pytest.mark.parametrize("name", NOUNS)
    def test_documents_come_back(self, capsys: pytest.CaptureFixture[str], folder: Path, name: str) -> None:
        """A document of any kind to JSON is the same, byte for byte, and the command says what it held."""
        status, out, err = run(capsys, "convert", f"{name}.json", "back.json")

        assert (0, "") == (status, err)
        assert f"back.json: {str(NOUNS[name]).strip('<>')}\n" == out
        assert (folder / f"{name}.json").read_bytes() == (folder / "back.json").read_bytes()

    @pytest.mark.parametrize("ending", ["csv", "xlsx", "CSV"])
    @pytest.mark.parametrize(("name", "noun"), [("assessment", OURS), ("panel", ABBEY), ("network", VALLEY)])
    def test_tables_come_back(
        self,
        capsys: pytest.CaptureFixture[str],
        folder: Path,
        name: str,
        noun: Assessment | Panel | Network,
        ending: str,
    ) -> None:
        """Answers to a table and back to JSON are equal, and are known again for what they are."""
        write_document("in.json", noun)
        assert (0, "") == run(capsys, "convert", "in.json", f"a table.{ending}")[::2]
        status = run(capsys, "convert", f"a table.{ending}", "back.json", *ASKED)[0]

        assert 0 == status
        assert noun == read_document("back.json"), name

    def test_own_attributes_come_back(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """`--attribute` and `--name` give a network what a table cannot say of itself."""
        network = Network(
            [Organisation(one, Assessment(SEVEN, {"C1": 5}, organisation=one), {"tier": one}) for one in ("A", "B")],
            name="Valley",
        )
        write_document("in.json", network)
        run(capsys, "convert", "in.json", "table.csv")
        run(capsys, "convert", "table.csv", "back.json", *ASKED, "--attribute", "Tier", "--name", "Valley")

        assert network == read_document("back.json")

    def test_plan_as_markdown(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """A plan to Markdown and back is equal."""
        assert (0, "") == run(capsys, "convert", "plan.json", "plan.md")[::2]
        assert (0, "") == run(capsys, "convert", "plan.md", "back.json")[::2]

        assert (folder / "plan.json").read_bytes() == (folder / "back.json").read_bytes()

    @pytest.mark.parametrize("ending", ["csv", "xlsx"])
    def test_plan_as_a_table(self, capsys: pytest.CaptureFixture[str], folder: Path, ending: str) -> None:
        """A plan as a table is byte for byte what `plan export` writes."""
        assert (0, "") == run(capsys, "convert", "plan.json", f"a.{ending}")[::2]
        run(capsys, "plan", "export", "plan.json", "--format", ending, "--output", f"b.{ending}")

        assert (folder / f"b.{ending}").read_bytes() == (folder / f"a.{ending}").read_bytes()

    @pytest.mark.parametrize("ending", ["csv", "xlsx"])
    def test_what_a_table_has_no_place_for(self, capsys: pytest.CaptureFixture[str], folder: Path, ending: str) -> None:
        """What a table cannot hold is told; it is not lost in silence."""
        evidence = Evidence("Register", "https://example.org/register")
        proved = Assessment(SEVEN, {"C1": Answer.at(3, evidence=(evidence,))})
        write_document("proved.json", proved)
        write_document("waiting.json", Network([*VALLEY.organisations, Organisation("Quay")], name="Valley"))
        told = {
            "assessment": "the organisation's name, the day of the answers",
            "proved": "the titles and days of evidence",
            "waiting": "the network's name, who has not answered (Quay)",
        }
        for name, parts in told.items():
            status, _, err = run(capsys, "convert", f"{name}.json", f"out.{ending}")

            assert 0 == status
            assert f"note: out.{ending}: has no place for {parts}; a .json file keeps them\n" == err

    def test_notes_to_a_wording(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """A folder of notes is a wording; `--licence` says whose texts they are."""
        status, out, err = run(capsys, "convert", NOTES / "levels", "words.json", "--licence", "MIT", "--lenient")

        assert 0 == status
        assert out.startswith("words.json: Wording en-GB: ")
        assert all(line.startswith("note: ") for line in err.splitlines())
        found = read_document("words.json")
        assert isinstance(found, Wording)
        assert "MIT" == found.licence

    def test_notes_to_a_framework(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """`--to framework` makes a framework of notes, which the command then takes by its file's name."""
        named = ("--id", "tides", "--version", "2", "--title", "Tides", "--licence", "MIT")
        status, out, _ = run(capsys, "convert", NOTES / "criteria", "Our Tides.JSON", "--to", "framework", *named)

        assert (0, "Our Tides.JSON: Framework tides 2: 3 criteria, 2 topics, 0 themes, 3 levels\n") == (status, out)
        assert '"MIT"' in (folder / "Our Tides.JSON").read_text(encoding="utf-8")
        assert 0 == run(capsys, "template", "Our Tides.JSON")[0]

    def test_odi_model(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """A model of the ODI's tool is a framework; `--to` takes its answers, or a target of them, instead."""
        project = ODI / "project.json"
        kinds = {
            "model.json": ("Framework ", ()),
            "named.json": ("Framework own 3", ("--id", "own", "--version", "3")),
            "answers.json": ("Assessment ", ("--to", "assessment")),
            "target.json": ("Target ", ("--to", "target")),
        }
        for name, (kind, options) in kinds.items():
            status, out, _ = run(capsys, "convert", project, name, *options)

            assert 0 == status
            assert out.startswith(f"{name}: {kind}")
        assert 0 == run(capsys, "score", "answers.json", "--framework", "model.json")[0]
        direct = run(capsys, "score", project)[1]
        assert direct == run(capsys, "score", "answers.json", "--framework", "model.json")[1]

    def test_answers_to_a_target(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """`--to target` makes a target of answers, from a table and from a document alike."""
        run(capsys, "convert", "assessment.json", "ours.csv")
        assert 0 == run(capsys, "convert", "ours.csv", "a.json", *ASKED, "--to", "target")[0]
        assert 0 == run(capsys, "convert", "assessment.json", "b.json", "--to", "target")[0]

        assert Target.of(SEVEN, criteria={"C1": 3}).levels == read_target("a.json").levels
        assert read_target("a.json") == read_target("b.json")

    def test_declaration(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """`--to declaration` reads who has signed."""
        table = folder / "partners.csv"
        table.write_text("organisation,signed_on,sharing.1\nNorthshire,2026-03-31,\n", encoding="utf-8")
        named = ("--framework", "data-declaration", "--to", "declaration")
        assert (0, "") == run(capsys, "convert", table, "back.json", *named)[::2]

        assert NOUNS["declaration"] == read_document("back.json")

    def test_least_that_holds_all(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """Several organisations are a network, several people a panel, one row an assessment; `--to` has its way."""
        tables = {
            "organisation,C1\nAbbey,3\nBridge,4\n": "Network ",
            "organisation,sector,C1\nAbbey,arts,3\n": "Network ",
            "respondent,C1\nann,3\nben,4\n": "Panel ",
            "organisation,respondent,C1\nAbbey,ann,3\n": "Panel of Abbey ",
            "organisation,C1\nAbbey,3\n": "Assessment of seven-themes 1 by Abbey: ",
            "criterion,answer\nC1,3\n": "Assessment ",
        }
        for text, kind in tables.items():
            (folder / "in.csv").write_text(text, encoding="utf-8")

            assert f"in.csv: {kind}" in run(capsys, "validate", "in.csv", *ASKED)[1]
            assert "in.csv: Network " in run(capsys, "validate", "in.csv", *ASKED, "--to", "network")[1]
        assert "in.csv: Panel " in run(capsys, "validate", "in.csv", *ASKED, "--to", "panel")[1]

    def test_notices_once(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """What is not read is told once, although the file is read more than once."""
        (folder / "in.csv").write_text("organisation,floor,C1\nAbbey,2,3\n", encoding="utf-8")
        _, _, err = run(capsys, "convert", "in.csv", "out.json", *ASKED)

        assert "note: in.csv: column 'floor' is not read\n" == err

    @pytest.mark.parametrize("name", ["target", "declaration", "framework", "wording", "benchmark"])
    @pytest.mark.parametrize("ending", ["csv", "xlsx"])
    def test_no_table(self, capsys: pytest.CaptureFixture[str], folder: Path, name: str, ending: str) -> None:
        """What is no table is not written as one; the message says how it can be."""
        status, out, err = run(capsys, "convert", f"{name}.json", f"out.{ending}")

        assert (2, "") == (status, out)
        assert f"{name}.json holds {str(NOUNS[name]).strip('<>')}, which is no table; write it as .json" in err
        assert not (folder / f"out.{ending}").exists()

    @pytest.mark.parametrize("name", [name for name in NOUNS if name != "plan"])
    def test_no_markdown(self, capsys: pytest.CaptureFixture[str], folder: Path, name: str) -> None:
        """Only a plan is written as Markdown."""
        status, out, err = run(capsys, "convert", f"{name}.json", "out.md")

        assert (2, "") == (status, out)
        assert "only a plan is written as Markdown" in err
        assert not (folder / "out.md").exists()

    @pytest.mark.parametrize("name", ["out.txt", "out", ".", "", "json", "out.json.bak"])
    def test_unknown_ending(self, capsys: pytest.CaptureFixture[str], folder: Path, name: str) -> None:
        """The format is that of the name, and is asked for before the file is read."""
        status, out, err = run(capsys, "convert", "none.json", name)

        assert (2, "") == (status, out)
        assert f"{name}: its name should end in .json, .csv, .xlsx or .md" in err

    def test_what_cannot_be_written(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """A folder, or a file in a folder that is not there, cannot be written."""
        (folder / "folder.json").mkdir()
        for name in ("folder.json", str(Path("none", "out.json")), str(Path("none", "out.csv"))):
            status, out, err = run(capsys, "convert", "assessment.json", name)

            assert (1, "") == (status, out)
            assert f"datamaturity: {name}: " in err

    def test_nothing_written_on_a_fault(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """Where the input has faults, what was there stays."""
        (folder / "in.csv").write_text("criterion,answer\nC1,6\nC99,1\n", encoding="utf-8")
        (folder / "out.json").write_text("before", encoding="utf-8")
        status, out, err = run(capsys, "convert", "in.csv", "out.json", *ASKED)

        assert (1, "") == (status, out)
        assert "datamaturity: 2 faults, nothing written" == err.splitlines()[-1]
        assert "before" == (folder / "out.json").read_text(encoding="utf-8")


def read_target(path: str) -> Target:
    """Return the target in a file."""
    found = read_document(path)
    assert isinstance(found, Target)
    return found


class TestValidate:
    """`validate FILE`."""

    @pytest.mark.parametrize("name", NOUNS)
    def test_document(self, capsys: pytest.CaptureFixture[str], folder: Path, name: str) -> None:
        """A document without a fault is named for what it is."""
        assert (0, f"{name}.json: {str(NOUNS[name]).strip('<>')}\n", "") == run(capsys, "validate", f"{name}.json")

    def test_every_fault(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """All faults of a file are told, each with its place."""
        (folder / "in.csv").write_text("criterion,answer\nC1,6\nC99,1\nC2,perhaps\n", encoding="utf-8")
        status, out, err = run(capsys, "validate", "in.csv", *ASKED)

        assert (1, "") == (status, out)
        assert ["in.csv line 2:", "in.csv line 3:", "in.csv line 4:", "datamaturity: 3"] == [
            " ".join(line.split()[: 2 if number == 3 else 3]) for number, line in enumerate(err.splitlines())
        ]

    def test_other_framework(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """A document of a framework that is not packaged needs `--framework` with its file."""
        write_document("own answers.json", Assessment(ONE_THEME, {"a": 3}))

        status, out, err = run(capsys, "validate", "own answers.json")
        assert (1, "") == (status, out)
        assert "own answers.json $.framework: no framework 'one-theme'" in err

        status, out, err = run(capsys, "validate", "own answers.json", "--framework", "framework.json")
        assert (0, "") == (status, err)
        assert out.startswith("own answers.json: Assessment of one-theme 1: 1 at a level")

        status, out, err = run(capsys, "validate", "own answers.json", *ASKED)
        assert (1, "") == (status, out)
        assert "$.framework: is one-theme 1; this is read as an assessment of seven-themes 1" in err

    def test_asked_for_as_another_kind(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """A document that is not what `--to` asks for is a fault, which says what it is."""
        for name, wanted in (("plan", "network"), ("network", "panel"), ("target", "assessment"), ("panel", "target")):
            status, out, err = run(capsys, "validate", f"{name}.json", "--to", wanted)

            assert (1, "") == (status, out)
            assert f"{name}.json: holds {str(NOUNS[name]).strip('<>')}, no {wanted}\n" in err

    @pytest.mark.parametrize("wanted", ["framework", "wording", "plan"])
    def test_table_of_another_kind(self, capsys: pytest.CaptureFixture[str], folder: Path, wanted: str) -> None:
        """A table is of answers, and nothing else is read from it."""
        (folder / "in.csv").write_text("criterion,answer\nC1,3\n", encoding="utf-8")

        status, out, err = run(capsys, "validate", "in.csv", "--to", wanted)

        assert (2, "") == (status, out)
        assert f"a table holds answers, no {wanted}" in err

    def test_framework_from_notes_is_named(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A framework from notes needs what the notes do not say."""
        for given in ((), ("--id", "x"), ("--id", "x", "--version", "1")):
            status, out, err = run(capsys, "validate", NOTES / "criteria", "--to", "framework", *given)

            assert (2, "") == (status, out)
            assert "a framework from notes needs --id, --version and --title" in err

    def test_notes_with_faults(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Notes have their faults told with file and line."""
        status, out, err = run(capsys, "validate", NOTES / "criteria")

        assert (1, "") == (status, out)
        assert f"{NOTES / 'criteria' / '1.1.md'} line " in err

    @pytest.mark.parametrize("name", ["none.csv", "none.json", "none.md", "none"])
    def test_missing(self, capsys: pytest.CaptureFixture[str], folder: Path, name: str) -> None:
        """A file that is not there is named."""
        status, out, err = run(capsys, "validate", name)

        assert (1, "") == (status, out)
        assert err.startswith(f"datamaturity: {name}: No such file")


class TestLint:
    """`lint FILE`."""

    DOCUMENT: ClassVar[dict[str, object]] = {
        "format": 1,
        "kind": "framework",
        "id": "own",
        "version": "1",
        "title": "Our own",
        "publisher": "Us",
        "structure_licence": "MIT",
        "source": "https://example.org",
        "wording_licence": "MIT",
        "levels": [{"number": 0, "name": "No"}, {"number": 1, "name": "Yes"}],
        "themes": [{"id": "t", "name": "T"}],
        "criteria": [{"id": "first", "title": "First", "theme": "t", "descriptors": ["none", "some"]}],
    }

    def lint(self, capsys: pytest.CaptureFixture[str], path: Path, **changes: object) -> tuple[int, str, str]:
        """Return what the command says of the document with changes."""
        document = {key: value for key, value in (self.DOCUMENT | changes).items() if value is not None}
        path.write_text(json.dumps(document), encoding="utf-8")
        return run(capsys, "lint", path.name)

    def test_warnings_only(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """Warnings go to standard output, each with file, path and code, and the status is 0."""
        status, out, err = self.lint(capsys, folder / "own.json", publisher=None)

        assert (0, "") == (status, err)
        assert "own.json $.publisher: nothing says who publishes it; name them [warning no-publisher]" in (
            out.splitlines()
        )
        assert "own.json own.json" not in out

    def test_errors(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """With an error everything goes to standard error, warnings included, and the status is 1."""
        status, out, err = self.lint(capsys, folder / "own.json", publisher=None, id=None)

        assert (1, "") == (status, out)
        assert "own.json $.id: is missing [error missing-id]" in err.splitlines()
        assert any("[warning no-publisher]" in line for line in err.splitlines())
        assert err.splitlines()[-1].startswith("datamaturity: ")

    def test_no_fault(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """A document without anything to trip on is said to be so."""
        assert (0, "own.json: no fault\n", "") == self.lint(capsys, folder / "own.json")

    @pytest.mark.parametrize("name", [one for one in NOUNS if one != "framework"])
    def test_other_kinds(self, capsys: pytest.CaptureFixture[str], folder: Path, name: str) -> None:
        """A document of another kind is an error."""
        status, out, err = run(capsys, "lint", f"{name}.json")

        assert (1, "") == (status, out)
        assert f'{name}.json $.kind: is "{name}"; this is read as a framework' in err

    def test_what_is_no_document(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        """A table, a folder and a file that is not there are faults, each named."""
        (folder / "in.csv").write_text("criterion,answer\n", encoding="utf-8")
        for name, message in (("in.csv", "in.csv $: not JSON"), (".", ".: "), ("none.json", "none.json: No such file")):
            status, out, err = run(capsys, "lint", name)

            assert (1, "") == (status, out)
            assert message in err


class TestSchema:
    """`schema KIND`."""

    @pytest.mark.parametrize("kind", KINDS)
    def test_of_each_kind(self, capsys: pytest.CaptureFixture[str], kind: str) -> None:
        """Every kind of document has a schema, which is JSON."""
        status, out, err = run(capsys, "schema", kind)

        assert (0, "") == (status, err)
        assert "$schema" in json.loads(out)

    def test_unknown(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A kind that there is not is a wrong command; the message names the closest."""
        status, out, err = run(capsys, "schema", "plans")

        assert (2, "") == (status, out)
        assert "no kind 'plans'" in err
        assert "did you mean 'plan'" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", "a.csv", "--format", "csv", "--output", "a.csv"),
        ("score", "a.csv", "--output", "./link.csv"),
        ("gaps", "a.csv", "--target", "b.csv", "--output", "b.csv"),
        ("convert", "a.csv", "a.csv"),
        ("report", "a.csv", "--earlier", "b.csv", "-o", "b.csv"),
        ("panel", "a.csv", "b.csv", "--agreed", "b.csv"),
    ],
)
def test_what_is_read_is_not_written_over(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """A command that reads a file does not write to it, by whatever name."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text("criterion,answer\nC1,2\n", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "a.csv")
    monkeypatch.chdir(tmp_path)
    status, out, err = run(capsys, *arguments, *ASKED)

    assert (2, "") == (status, out)
    assert f"{arguments[-1]} is read by this command, and would be lost; name another file to write" in err
    for name in ("a", "b"):
        assert "criterion,answer\nC1,2\n" == (tmp_path / f"{name}.csv").read_text(encoding="utf-8")


def test_two_outputs_in_one_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Of two things to write, neither is lost in the other."""
    (tmp_path / "a.csv").write_text("criterion,answer\nC1,2\n", encoding="utf-8")
    path = str(tmp_path / "out")
    status, _, err = run(capsys, "panel", str(tmp_path / "a.csv"), *ASKED, "--output", path, "--agreed", path)

    assert 2 == status
    assert f"{path} is written already by this command" in err
    assert not (tmp_path / "out").exists()


def test_complaints_move_no_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    """A name with escape sequences is quoted without what a terminal would do for it."""
    _, _, missing = run(capsys, "score", "\x1b[2Jno.csv")
    with pytest.raises(SystemExit):
        main(["score", "a.csv", "\x1b[2J"])

    assert "\ufffd[2Jno.csv" in missing
    assert "\x1b" not in missing + capsys.readouterr().err
