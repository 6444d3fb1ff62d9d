"""`datamaturity panel`, as a person runs it."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from test_cli import run

SEVEN = ("--framework", "seven-themes")

# Theme culture has C1 to C6. Ann (2 + 3)/2, Ben (4 + 3)/2, somebody 5: (5/2 + 7/2 + 5)/3 = 11/3.
WIDE = "respondent,role,unit,C1,C2\nann,manager,north,2,3\nben,analyst,north,4,3 Learning\n,,south,5,do not know\n"
LONG = (
    "respondent,role,unit,criterion,answer\nann,manager,north,C1,2\nben,analyst,north,C1,4\nann,manager,north,C2,3\n"
    "ben,analyst,north,C2,learning\n,,south,C1,5\n,,south,C2,do not know\n"
)


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """Three people's answers to two criteria of a theme."""
    path = tmp_path / "team.csv"
    path.write_text(WIDE, encoding="utf-8")
    return path


def _theme(out: str, name: str = "Culture") -> str:
    """Return what stands after the name of a theme."""
    (line,) = [one for one in out.splitlines() if one.startswith(f"{name} ")]
    return " ".join(line.split()[1:])


def test_text(capsys: pytest.CaptureFixture[str], team: Path) -> None:
    """Who took part, each theme's pooled score, and the criteria to talk about first."""
    status, out, err = run(capsys, "panel", team, *SEVEN)

    assert (0, "") == (status, err)
    assert "3 respondents: 1 without a role, 1 analyst, 1 manager. Each respondent counts once." in out.splitlines()
    # Six criteria: 2, 2 and 1 answered, so (1/3 + 1/3 + 1/6)/3 = 5/18; open ones at 1 or 5: (9 + 11 + 10)/18 and
    # (25 + 27 + 30)/18.
    assert "3.7 4 Developing 3 of 3 28% 1.7 and 4.6 too few" == _theme(out)
    assert "– no answers 0 of 3 0% 1.0 and 5.0 too few" == _theme(out, "Tools")
    assert "Criteria to talk about first (1 of 1): the lowest consensus, then the widest range" in out.splitlines()
    # 2, 4 and 5 of five levels: thirds 0, 1/3, 1/3, 2/3, 1; 1 − 2 · (1/3 + 1/3 + 1/3)/4.
    words = " ".join(out.split())
    assert " 0 1 0 1 1 0 0 4 Developing 0.50 3 " in words
    assert "* [above] C1 Using and discussing data across the organisation (anonymous 1)" in words
    assert "* [below] C1 Using and discussing data across the organisation (manager: ann)" in words


def test_long_file(capsys: pytest.CaptureFixture[str], team: Path) -> None:
    """A long file of the same answers gives the same, byte for byte, in every format."""
    wide = {name: run(capsys, "panel", team, *SEVEN, "--format", name) for name in ("text", "json", "csv")}
    team.write_text(LONG, encoding="utf-8")

    assert wide == {name: run(capsys, "panel", team, *SEVEN, "--format", name) for name in ("text", "json", "csv")}


def test_file_per_person(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Files of one person each, such as the filled-in template, make a panel of people called after them."""
    template = run(capsys, "template", "seven-themes")[1]
    paths = [tmp_path / "ann.csv", tmp_path / "ben.csv"]
    for path, level in zip(paths, (2, 4), strict=True):
        path.write_text(template.replace("Using and discussing data across the organisation,,", f"x,{level},"))

    status, out, err = run(capsys, "panel", *paths, *SEVEN)

    assert 0 == status
    assert "2 respondents" in out
    assert "  * [above] C1 Using and discussing data across the organisation (ben)" in out.splitlines()
    assert "" == err


def test_json(capsys: pytest.CaptureFixture[str], team: Path) -> None:
    """The JSON has the pooled groups, every criterion, alpha, and what to discuss."""
    found = json.loads(run(capsys, "panel", team, *SEVEN, "--format", "json")[1])

    assert (3, "mean-nearest", ["C1"]) == (found["respondents"], found["rule"], found["to_discuss"])
    assert (7, 39) == (len(found["groups"]), len(found["criteria"]))
    assert [11 / 3] == [one["mean"] for one in found["groups"] if one["theme"] == "culture"]


def test_csv(capsys: pytest.CaptureFixture[str], team: Path) -> None:
    """The CSV has a line for each criterion, counts by level."""
    out = run(capsys, "panel", team, *SEVEN, "--format", "csv")[1]
    rows = {row["criterion"]: row for row in csv.DictReader(StringIO(out, newline=""))}

    assert 39 == len(rows)
    assert ["0", "1", "0", "1", "1"] == [rows["C1"][f"at_{level}"] for level in range(1, 6)]
    assert ("2", "1", "", "") == (
        rows["C2"]["answered"],
        rows["C2"]["do_not_know"],
        rows["C3"]["median"],
        rows["C3"]["consensus"],
    )


def test_by_units(capsys: pytest.CaptureFixture[str], team: Path) -> None:
    """By units, each counts once, however many people it has."""
    out = run(capsys, "panel", team, *SEVEN, "--by", "units")[1]

    # North (5/2 + 7/2)/2 = 3, south 5.
    assert "4.0 4 Developing 2 of 2" == _theme(out)[:23]


def test_rule_and_overall(capsys: pytest.CaptureFixture[str], team: Path) -> None:
    """A rule on levels reads the members' own stages; the whole is there where it is asked for."""
    out = run(capsys, "panel", team, *SEVEN, "--rule", "median-low", "--overall")[1]

    # Lower medians of 2 and 3, of 4 and 3, of 5: 2, 3, 5; of these 3.
    assert "3.7 3 Learning" == _theme(out)[:14]
    whole = "Seven Themes of Data Maturity 3.7 3 Learning 3 of 3 "
    assert any(" ".join(line.split()).startswith(whole) for line in out.splitlines())
    assert "Overall" not in run(capsys, "panel", team, *SEVEN)[1]


def test_limit(capsys: pytest.CaptureFixture[str], team: Path) -> None:
    """`--limit` shows no more criteria than asked for, and says how many there are."""
    out = run(capsys, "panel", team, *SEVEN, "--limit", "0")[1]

    assert "Criteria to talk about first: 0 of 1 are shown." in out.splitlines()
    assert "0.50" not in out


def test_agreed(capsys: pytest.CaptureFixture[str], team: Path, tmp_path: Path) -> None:
    """`--agreed` writes the lower medians as a file that `score` reads, beside what is shown."""
    path = tmp_path / "agreed.csv"
    shown = run(capsys, "panel", team, *SEVEN)
    assert shown == run(capsys, "panel", team, *SEVEN, "--agreed", path)

    status, out, err = run(capsys, "score", path, *SEVEN)

    assert (0, "") == (status, err)
    # Of 2, 4 and 5 it is 4, of 3 and 3 it is 3; half-way goes up.
    assert "3.5 4 Developing 2 of 6" == _theme(out)[:23]


@pytest.mark.parametrize(("method", "mean"), [("median-low", "3.0"), ("mode", "2.0")])
def test_method(capsys: pytest.CaptureFixture[str], tmp_path: Path, method: str, mean: str) -> None:
    """`--method` says how the answers agree."""
    team, agreed = tmp_path / "team.csv", tmp_path / "agreed.csv"
    # Median 3; 2 and 5 stand twice, of which the lower counts.
    team.write_text("C1\n2\n2\n3\n5\n5\n")
    run(capsys, "panel", team, *SEVEN, "--agreed", agreed, "--method", method)

    assert mean == _theme(run(capsys, "score", agreed, *SEVEN)[1])[:3]


def test_agreed_notes_and_evidence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Reasons and evidence of those who agreed come along, and read back."""
    team, agreed = tmp_path / "team.csv", tmp_path / "agreed.csv"
    team.write_text(
        "respondent,criterion,answer,note,evidence\n"
        "ann,C1,n/a,No services,\nben,C1,n/a,=SUM(A1),\nann,C2,3,,https://example.org/a\nben,C2,3,,Minutes\n"
    )
    run(capsys, "panel", team, *SEVEN, "--agreed", agreed)
    rows = {row["criterion"]: row for row in csv.DictReader(StringIO(agreed.read_text(), newline=""))}

    assert ("not applicable", "'=SUM(A1); No services") == (rows["C1"]["answer"], rows["C1"]["note"])
    assert ["Minutes", "https://example.org/a"] == sorted(rows["C2"]["evidence"].splitlines())
    scored = " ".join(run(capsys, "score", agreed, *SEVEN)[1].split())
    assert "C1 Using and discussing data across the organisation (=SUM(A1); No services)" in scored


def test_default_framework_and_shortened_ids(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The framework is the UK one by default; an id that a spreadsheet program has shortened is read, and noted."""
    path = tmp_path / "team.csv"
    path.write_text("respondent;2.1;4.33\nann;2;3\nben;5;3\n")
    status, out, err = run(capsys, "panel", path)

    assert 0 == status
    assert [f"note: {path}: column '2.1' is read as 2.10, which a spreadsheet program shortens"] == err.splitlines()
    assert "\n2.10 " in out


def test_own_framework(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`--framework` takes a JSON file, with whatever levels it has."""
    framework, answers = tmp_path / "own.json", tmp_path / "own.csv"
    document = {
        "format": 1,
        "kind": "framework",
        "id": "own",
        "version": "1",
        "title": "Our own",
        "levels": [{"number": 0, "name": "No", "value": 0}, {"number": 1, "name": "Yes", "value": "1/4"}],
        "themes": [{"id": "t", "name": "T"}],
        "criteria": [{"id": "first", "title": "First", "theme": "t"}],
    }
    framework.write_text(json.dumps(document), encoding="utf-8")
    answers.write_text("first\nyes\nno\nYes\n", encoding="utf-8")
    out = run(capsys, "panel", answers, "--framework", framework)[1]

    # (1/4 + 0 + 1/4)/3 = 1/6, nearer to 1/4 than to 0.
    assert "0.2 1 Yes 3 of 3 100% 0.2 too few" == _theme(out, "T")


def test_output_equals_the_screen(capsys: pytest.CaptureFixture[str], team: Path, tmp_path: Path) -> None:
    """`--output` writes byte for byte what would have been shown, and nothing to the screen."""
    for name in ("text", "json", "csv"):
        path = tmp_path / f"out.{name}"
        shown = run(capsys, "panel", team, *SEVEN, "--format", name)[1]
        assert (0, "", "") == run(capsys, "panel", team, *SEVEN, "--format", name, "--output", path)
        assert shown.encode() == path.read_bytes()


@pytest.mark.parametrize("answer", ["n/a", "do not know", "", "1", "5"])
@pytest.mark.parametrize("by", ["respondents", "units"])
@pytest.mark.parametrize("name", ["text", "json", "csv"])
def test_all_alike(capsys: pytest.CaptureFixture[str], tmp_path: Path, answer: str, by: str, name: str) -> None:
    """Nothing applicable, nothing known, nothing answered, all at one end: no fault, in any format."""
    path, agreed = tmp_path / "team.csv", tmp_path / "agreed.csv"
    path.write_text("respondent,C1,C2\n" + "".join(f"p{n},{answer},{answer}\n" for n in range(6)))
    status, out, err = run(capsys, "panel", path, *SEVEN, "--by", by, "--format", name, "--overall", "--agreed", agreed)

    assert (0, "") == (status, err)
    assert out
    assert agreed.exists()


class TestFaults:
    """Exit 1: every fault on standard error, nothing on standard output, nothing written."""

    def test_every_fault_of_every_file(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """All faults of all files are printed, each with its file and line; notes are not among them."""
        first, second, third = (tmp_path / f"{name}.csv" for name in ("first", "second", "third"))
        first.write_text("respondent,title,C1,C2\nann,x,6,1\nann,y,1,perhaps\n")
        second.write_text("respondent,criterion,answer\nben,C99,1\nben,C1,1\nben,C1,2\n")
        third.write_text("name,level\nann,3\n")
        outputs = tmp_path / "out.txt", tmp_path / "agreed.csv"
        status, out, err = run(
            capsys, "panel", first, second, third, *SEVEN, "--output", outputs[0], "--agreed", outputs[1]
        )

        assert (1, "") == (status, out)
        starts = [
            f"{first} line 2: criterion C1: level 6 is off the scale",
            f"{first} line 3: criterion C2: 'perhaps' is not an answer",
            f"{first} line 3: respondent ann stands on {first} line 2 already",
            f"{second} line 2: no criterion 'C99'",
            f"{second} line 4: criterion C1 by ben stands on {second} line 3 already",
            f"{third}: has neither the columns criterion and answer, nor",
            "datamaturity: 6 faults, nothing written",
        ]
        assert starts == [line[: len(start)] for line, start in zip(err.splitlines(), starts, strict=True)]
        assert [False, False] == [path.exists() for path in outputs]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "is empty"),
            ("respondent,C1\n", "has a header and no rows below it"),
            ("respondent,C1,C99\nann,1,2\n", "no criterion 'c99' in seven-themes (39 criteria)"),
            ("C1,c1\n1,2\n", "stands 2 times"),
            ("organisation,C1\nA,1\nB,2\n", "a panel is of one organisation"),
            ("respondent,C1\nann\n", "line 2: ends after 1 of 2 cells"),
            ("respondent,role,criterion,answer\nann,a,C1,1\nann,b,C2,1\n", "line 3: role is 'b' here and 'a' on"),
        ],
    )
    def test_message(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, message: str) -> None:
        """Each says what is wrong, with the file, and where the file is not at fault nothing is written."""
        path, agreed = tmp_path / "team.csv", tmp_path / "agreed.csv"
        path.write_text(text)
        status, out, err = run(capsys, "panel", path, *SEVEN, "--agreed", agreed)

        assert (1, "") == (status, out)
        assert message.casefold() in err.casefold()
        assert "1 fault, nothing written" in err
        assert not agreed.exists()

    def test_missing_file(self, capsys: pytest.CaptureFixture[str], team: Path, tmp_path: Path) -> None:
        """A file that is not there is named, and nothing is written."""
        status, out, err = run(
            capsys, "panel", team, tmp_path / "none.csv", *SEVEN, "--agreed", tmp_path / "agreed.csv"
        )

        assert (1, "") == (status, out)
        assert f"{tmp_path / 'none.csv'}: No such file" in err
        assert not (tmp_path / "agreed.csv").exists()

    @pytest.mark.parametrize("option", ["--output", "--agreed"])
    def test_what_cannot_be_written(
        self, capsys: pytest.CaptureFixture[str], team: Path, tmp_path: Path, option: str
    ) -> None:
        """A directory, or a file in a directory that is not there, cannot be written; nothing is shown."""
        for path in (tmp_path, tmp_path / "none" / "out"):
            status, out, err = run(capsys, "panel", team, *SEVEN, option, path)
            assert (1, "") == (status, out)
            assert str(path) in err
            assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "required: FILE"),
        (["x.csv", "--framework", "x"], "no framework 'x'"),
        (["x.csv", "--rule", "mean"], "no rule 'mean'"),
        (["x.csv", "--rule", "cut-offs:1,2"], "takes 4 cut-offs"),
        (["x.csv", "--by", "organisations"], "invalid choice: 'organisations'"),
        (["x.csv", "--method", "by-hand"], "invalid choice: 'by-hand'"),
        (["x.csv", "--format", "xml"], "invalid choice"),
        (["x.csv", "--limit", "-1"], "a whole number from 0 is needed, not '-1'"),
        (["x.csv", "--limit", "ten"], "a whole number from 0 is needed, not 'ten'"),
        (["x.csv", "--limit", "٣"], "a whole number from 0 is needed"),
        (["x.csv", "--min-organisations", "3"], "unrecognized arguments"),
    ],
)
def test_wrong_usage(capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    """What the command does not have is exit 2, before any file is read."""
    status, out, err = run(capsys, "panel", *arguments)

    assert (2, "") == (status, out)
    assert message in err
    assert "Traceback" not in err
