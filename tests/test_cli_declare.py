"""`datamaturity declare`, as a person runs it."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from datamaturity import load_framework
from test_cli import run

# Eastham has signed and has not said where it stands; Southby signed up to two of the five commitments.
WIDE = (
    "organisation,signed_on,commitments,sharing.1,sharing.2,ethics.1\n"
    "Northshire,2026-03-31,,3,3,1 Planned\n"
    "Southby,,sharing; ethics,not started,2,n/a\n"
    "Eastham,2026-04-30,,,,\n"
)
LONG = (
    "organisation,signed_on,commitments,criterion,answer\n"
    "Northshire,2026-03-31,,sharing.1,3\nNorthshire,,,sharing.2,3\nNorthshire,,,ethics.1,1\n"
    "Southby,,sharing; ethics,sharing.1,0\nSouthby,,,sharing.2,2\nSouthby,,,ethics.1,n/a\n"
    "Eastham,2026-04-30,,sharing.1,\n"
)


@pytest.fixture
def partners(tmp_path: Path) -> Path:
    """Three partners, one of whom has not said where it stands."""
    return _written(tmp_path / "partners.csv", WIDE)


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _line(out: str, start: str) -> str:
    """Return the one line that starts like this, with single blanks."""
    (found,) = [line for line in (" ".join(one.split()) for one in out.splitlines()) if line.startswith(start)]
    return found


def test_text(capsys: pytest.CaptureFixture[str], partners: Path) -> None:
    """Where each partner stands, what they lack together, and who could help whom."""
    status, out, err = run(capsys, "declare", partners)

    assert (0, "") == (status, err)
    assert ["3 signatories", "Stages by the rule mean-nearest; levels run from 0 (Not started) to 3 (In place)"] == (
        out.splitlines()[3:5]
    )
    # Northshire: sharing (3 + 3)/2, ethics 1. Southby: sharing (0 + 2)/2 = 1; its only answer to ethics does not apply.
    none = "no answers"
    assert f"Northshire 2026-03-31 {none} {none} {none} 3 In place 1 Planned" == _line(out, "Northshire")
    assert f"Southby – · · · 1 Planned {none}" in _line(out, "Southby").replace("not applicable", none)
    assert "Eastham 2026-04-30 – – – – –" == _line(out, "Eastham")
    assert "  * Eastham" == out.splitlines()[out.splitlines().index("Without a word of where they stand: 1") + 1]
    assert "  * sharing.1 Joint projects with a clear purpose: Northshire → Southby" in out.splitlines()


def test_lacking(capsys: pytest.CaptureFixture[str], partners: Path) -> None:
    """What is not in place everywhere is counted by level over those that signed up to it and to whom it applies."""
    out = run(capsys, "declare", partners)[1]

    # Of sharing.1: Southby 0, Northshire 3, Eastham silent. Of ethics.1: Northshire 1, Southby does not apply.
    # Of championing.1: Southby has not signed up, the two others have not said.
    assert _line(out, "sharing.1 Joint projects with a ").endswith(" 1 0 0 1 1")
    assert _line(out, "ethics.1 Testing").endswith(" 0 1 0 0 1")
    assert _line(out, "championing.1").endswith(" 0 0 0 0 2")
    # All of the framework's criteria: none is in place with all three.
    assert f"Not in place everywhere: {len(load_framework('data-declaration').criteria)}" in out.splitlines()


def test_json(capsys: pytest.CaptureFixture[str], partners: Path) -> None:
    """The JSON has a standing for each partner and commitment, what is lacking, and who can help."""
    found = json.loads(run(capsys, "declare", partners, "--format", "json")[1])

    assert {"id": "data-declaration", "version": "1"} == found["framework"]
    assert 5 + 2 + 5 == len(found["standings"])
    assert [("Northshire", 3), ("Southby", 1), ("Eastham", None)] == [
        (one["organisation"], one["stage"]) for one in found["standings"] if one["commitment"] == "sharing"
    ]
    assert [("sharing.1", ["Northshire"], ["Southby"])] == [
        (one["criterion"], one["helpers"], one["helped"]) for one in found["who_can_help"]
    ]
    (lack,) = [one for one in found["lacking"] if one["criterion"] == "sharing.1"]
    assert ([1, 0, 0, 1], 1) == (lack["level_counts"], lack["open"])


def test_csv(capsys: pytest.CaptureFixture[str], partners: Path) -> None:
    """The CSV has the standings of the JSON."""
    found = json.loads(run(capsys, "declare", partners, "--format", "json")[1])["standings"]
    rows = [*csv.DictReader(StringIO(run(capsys, "declare", partners, "--format", "csv")[1], newline=""))]

    assert [{key: "" if value is None else str(value) for key, value in one.items()} for one in found] == rows


@pytest.mark.parametrize("name", ["text", "json", "csv"])
def test_long_file(capsys: pytest.CaptureFixture[str], partners: Path, name: str) -> None:
    """A row for each answer gives the same as a row for each partner, byte for byte."""
    wide = run(capsys, "declare", partners, "--format", name)
    _written(partners, LONG)

    assert wide == run(capsys, "declare", partners, "--format", name)


def test_file_per_partner(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Files without the column organisation, such as the filled-in template, are one partner's each, by their names."""
    template = run(capsys, "template", "data-declaration")[1]
    paths = []
    for name, level in (("Northshire", 3), ("Southby", 0)):
        text = template.replace("Joint projects with a clear purpose,,", f"x,{level},")
        paths.append(_written(tmp_path / f"{name}.csv", text))
    status, out, err = run(capsys, "declare", *paths)

    assert 0 == status
    assert "2 signatories" in out
    assert "  * sharing.1 Joint projects with a clear purpose: Northshire → Southby" in out.splitlines()
    assert "" == err


def test_list_of_names(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A list of who signed what, without a column for answers, is a declaration whose partners are silent."""
    path = _written(tmp_path / "p.csv", "organisation,signed_on,commitments,note\nA,2026-03-31,sharing,By post\nB,,,\n")
    status, out, err = run(capsys, "declare", path)

    assert (0, f"note: {path}: column 'note' is not read\n") == (status, err)
    assert "A 2026-03-31 · · · – ·" == _line(out, "A 2026")
    assert "B – – – – – –" == _line(out, "B –")
    assert "Without a word of where they stand: 2\n  * A\n  * B\n" in out


def test_rule(capsys: pytest.CaptureFixture[str], partners: Path) -> None:
    """The stages are by the rule that is asked for."""
    out = run(capsys, "declare", partners, "--rule", "reached-by:0.5")[1]

    # sharing has four indicators. Northshire: two of them at 3. Southby: 0 and 2, so half are at 0 or above, a quarter
    # at 1 or above.
    assert "Stages by the rule reached-by:0.5; levels" in out
    assert " 3 In place " in _line(out, "Northshire")
    assert _line(out, "Southby").startswith("Southby – · · · 0 Not started")


def test_leadership_principles(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Another framework with topics is a declaration too; here those who signed are leaders."""
    framework = load_framework("leadership-principles")
    first = framework.criteria[0]
    path = _written(tmp_path / "leaders.csv", f"organisation,{first.id}\nAnn,{framework.scale.levels[-1].number}\n")
    status, out, err = run(capsys, "declare", path, "--framework", "leadership-principles")

    assert (0, "") == (status, err)
    assert f"Not in place everywhere: {len(framework.criteria) - 1}" in out.splitlines()


def test_all_in_place(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Where all have all in place, nothing is lacking and nobody needs help."""
    ids = load_framework("data-declaration").criterion_ids
    path = _written(tmp_path / "p.csv", f"organisation,{','.join(ids)}\n" + f"A{',3' * len(ids)}\nB{',3' * len(ids)}\n")
    status, out, _ = run(capsys, "declare", path)

    assert 0 == status
    assert "Everything is in place with everybody, as far as it applies." in out.splitlines()
    assert "Nobody has in place what somebody else has not begun with." in out.splitlines()


@pytest.mark.parametrize("answer", ["n/a", "do not know", "", "0", "3"])
@pytest.mark.parametrize("name", ["text", "json", "csv"])
def test_all_alike(capsys: pytest.CaptureFixture[str], tmp_path: Path, answer: str, name: str) -> None:
    """Nothing applicable, nothing known, nothing answered, all at one end: no fault."""
    path = _written(tmp_path / "p.csv", f"organisation,sharing.1,ethics.1\nA,{answer},{answer}\n")
    status, out, err = run(capsys, "declare", path, "--format", name)

    assert (0, "") == (status, err)
    assert "A" in out


def test_output_equals_the_screen(capsys: pytest.CaptureFixture[str], partners: Path, tmp_path: Path) -> None:
    """`--output` writes byte for byte what would have been shown, and nothing to the screen."""
    for name in ("text", "json", "csv"):
        path = tmp_path / f"out.{name}"
        shown = run(capsys, "declare", partners, "--format", name)[1]
        assert (0, "", "") == run(capsys, "declare", partners, "--format", name, "--output", path)
        assert shown.encode() == path.read_bytes()


def test_output_that_cannot_be_written(capsys: pytest.CaptureFixture[str], partners: Path, tmp_path: Path) -> None:
    """A directory, or a file in a directory that is not there, cannot be written."""
    for path in (tmp_path, tmp_path / "none" / "out"):
        status, out, err = run(capsys, "declare", partners, "--output", path)
        assert (1, "") == (status, out)
        assert str(path) in err


class TestFaults:
    """Exit 1: every fault on standard error, nothing on standard output, nothing written."""

    @pytest.mark.parametrize(
        ("text", "messages"),
        [
            (
                "organisation,sharing.1\nA,9\n,2\n",
                ["line 2: criterion sharing.1: level 9 is off the scale", "line 3: has no organisation"],
            ),
            (
                "organisation,signed_on,sharing.1\nA,31/03/2026,3\nB,2026-02-30,3\n",
                [
                    "line 2: signed_on: '31/03/2026' is not a day, such as 2026-03-31",
                    "line 3: signed_on: '2026-02-30' is not a day, such as 2026-03-31",
                ],
            ),
            (
                "organisation,respondent,sharing.1\nA,ann,3\nA,ben,2\n",
                # The second row is a second entry as well.
                [
                    "line 2: has a respondent, 'ann'; a declaration has one set of answers per organisation",
                    "line 3: has a respondent, 'ben'; a declaration has one set of answers per organisation",
                    "line 3: A stands on ",
                ],
            ),
            # What looks like an indicator holds answers, however many there are of them.
            ("organisation,sharing.99\nA,3\n", ["column 'sharing.99': no criterion 'sharing.99' in data-declaration"]),
            ("organisation,sharing.1,ethics.9\nA,3,3\n", ["column 'ethics.9': no criterion 'ethics.9'"]),
            # Half of the columns of a long file, and a file of something else.
            ("organisation,criterion,anser\nA,sharing.1,3\n", ["has neither the columns criterion and answer, nor"]),
            ("name,town\nA,B\n", ["has neither the columns criterion and answer, nor"]),
            ("organisation,sharing.1\n,3\n,2\n", ["line 2: has no organisation", "line 3: has no organisation"]),
            ("organisation,criterion,answer\nA,sharing.99,3\n", ["line 2: no criterion 'sharing.99'"]),
            (
                "organisation,signed_on,criterion,answer\nA,2026-01-01,sharing.1,3\nA,2026-01-02,sharing.2,3\n",
                ["line 3: signed_on is '2026-01-02' here and '2026-01-01' on "],
            ),
            ("organisation,sharing.1\n", ["has a header and no rows below it"]),
        ],
    )
    def test_file(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, messages: list[str]) -> None:
        """Each fault of a file is named with its line."""
        path = _written(tmp_path / "bad.csv", text)
        status, out, err = run(capsys, "declare", path, "--output", tmp_path / "out")

        assert (1, "") == (status, out)
        assert [] == [message for message in messages if f"{path}" not in err or message not in err]
        assert len(messages) + 1 == len(err.splitlines())
        assert err.endswith(f"{len(messages)} fault{'s' * (len(messages) > 1)}, nothing written\n")
        assert not (tmp_path / "out").exists()

    def test_faults_of_all_kinds_at_once(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """Faults of answers, then of days, commitments and signatories, are shown together, each with its line."""
        rows = ["A,31/03/2026,,3", "B,,sharing; shairng,3", "C,,,9", "D,,,3", "D,,,3"]
        header = "organisation,signed_on,commitments,sharing.1"
        path = _written(tmp_path / "bad.csv", "\n".join([header, *rows, ""]))
        level = "level 9 is off the scale; levels run from 0 (Not started) to 3 (In place)"
        unknown = "no commitment 'shairng' in data-declaration (5 commitments); did you mean 'sharing'?"

        assert [
            f"{path} line 4: criterion sharing.1: {level}",
            f"{path} line 2: signed_on: '31/03/2026' is not a day, such as 2026-03-31",
            f"{path} line 3: {unknown}",
            f"{path} line 6: D stands on {path} line 5 already; keep one entry for each organisation",
            "datamaturity: 4 faults, nothing written",
        ] == run(capsys, "declare", path)[2].splitlines()

    def test_lines_of_a_long_file(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """In a long file a day, or a commitment, is at fault on the line where it stands, not on the first."""
        rows = ["A,,,sharing.1,3", "A,31/03/2026,xx,sharing.2,3", "A,2026-01-01,,sharing.3,3"]
        header = "organisation,signed_on,commitments,criterion,answer"
        path = _written(tmp_path / "bad.csv", "\n".join([header, *rows, ""]))

        assert [
            f"{path} line 4: signed_on is '2026-01-01' here and '31/03/2026' on {path} line 3",
            f"{path} line 3: signed_on: '31/03/2026' is not a day, such as 2026-03-31",
            f"{path} line 3: no commitment 'xx' in data-declaration (5 commitments)",
            "datamaturity: 3 faults, nothing written",
        ] == run(capsys, "declare", path)[2].splitlines()

    def test_same_file_twice(self, capsys: pytest.CaptureFixture[str], partners: Path) -> None:
        """A file that is given twice has each of its organisations twice."""
        err = run(capsys, "declare", partners, partners)[2].splitlines()

        assert [f"{partners} line {line}" for line in (2, 3, 4)] == [one.split(":")[0] for one in err[:-1]]

    def test_faults_of_all_files(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """The faults of several files are shown at once."""
        paths = [_written(tmp_path / f"{one}.csv", f"organisation,sharing.1\n{one},9\n") for one in ("A", "B")]
        status, _, err = run(capsys, "declare", *paths)

        assert 1 == status
        assert [f"{path} line 2" for path in paths] == [line.split(":")[0] for line in err.splitlines()[:-1]]

    def test_empty_file(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """An empty file is told what it needs, in a whole sentence."""
        path = _written(tmp_path / "none.csv", "")
        status, out, err = run(capsys, "declare", path)

        assert (1, "") == (status, out)
        assert err.startswith(f"{path}: is empty")
        assert not err.splitlines()[0].rstrip().endswith("the columns")

    def test_no_file(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """A file that is not there is named."""
        status, _, err = run(capsys, "declare", tmp_path / "none.csv")

        assert 1 == status
        assert f"{tmp_path / 'none.csv'}: No such file" in err

    @pytest.mark.parametrize("name", ["text", "json", "csv"])
    def test_framework_without_topics(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str) -> None:
        """A framework without topics has nothing to sign up to."""
        path = _written(tmp_path / "p.csv", "organisation,C1\nA,3\n")
        status, out, err = run(capsys, "declare", path, "--framework", "seven-themes", "--format", name)

        assert (1, "") == (status, out)
        assert "seven-themes has no topics, which are what partners commit to" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "required: FILE"),
        (["x.csv", "--rule", "mean"], "no rule 'mean'"),
        (["x.csv", "--rule", "cut-offs:1"], "takes 3 cut-offs"),
        (["x.csv", "--framework", "x"], "no framework 'x'"),
        (["x.csv", "--format", "xml"], "invalid choice"),
        (["x.csv", "--overall"], "unrecognized arguments"),
        (["x.csv", "--target", "3"], "unrecognized arguments"),
        (["x.csv", "--out", "y"], "unrecognized arguments"),
    ],
)
def test_wrong_usage(capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    """What the command does not have is exit 2, before any file is read."""
    status, out, err = run(capsys, "declare", *arguments)

    assert (2, "") == (status, out)
    assert message in err


def test_help_names_the_columns(capsys: pytest.CaptureFixture[str]) -> None:
    """The help names the two columns that only a declaration has, and no respondents, who are refused."""
    out = " ".join(run(capsys, "declare", "--help")[1].split())

    assert "signed_on" in out
    assert "commitments" in out
    assert "respondent" not in out


def test_document(capsys: pytest.CaptureFixture[str], partners: Path, tmp_path: Path) -> None:
    """A declaration as a JSON document says the same as the table that it was made from."""
    document = tmp_path / "partners.json"
    assert 0 == run(capsys, "convert", partners, document, "--to", "declaration")[0]

    assert run(capsys, "declare", partners) == run(capsys, "declare", document)


def test_document_of_something_else(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A document of another kind is refused, with the command that takes it."""
    answers = _written(tmp_path / "a.csv", "criterion,answer\nsharing.1,3\n")
    document = tmp_path / "a.json"
    assert 0 == run(capsys, "convert", answers, document, "--framework", "data-declaration")[0]
    status, out, err = run(capsys, "declare", document)

    assert (1, "") == (status, out)
    assert "here a declaration is needed; see score" in err


def test_model_of_another_tool(capsys: pytest.CaptureFixture[str]) -> None:
    """A model of the ODI's tool has one organisation's answers, and no partners."""
    path = next((Path(__file__).parent / "data" / "odi").glob("*.json"))
    status, out, err = run(capsys, "declare", path, "--framework", "data-declaration")

    assert (1, "") == (status, out)
    assert "is a model of the ODI's tool" in err
