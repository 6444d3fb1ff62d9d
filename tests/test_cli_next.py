"""`datamaturity next`, as a person runs it."""

import csv
import json
import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from datamaturity import load_framework
from datamaturity.cli import main
from datamaturity.commands import answers as answer_commands
from test_cli import run

# Topic 4 of the UK DMA has four criteria, all of theme data.
GOOD = "criterion,answer,note\n4.33,2,\n4.34,1,\n4.35,2,\n4.36,2,\n"
DOCUMENT = {
    "format": 1,
    "kind": "framework",
    "id": "own",
    "version": "1",
    "title": "Our own",
    "levels": [{"number": 0, "name": "No"}, {"number": 1, "name": "Partly"}, {"number": 2, "name": "Yes"}],
    "topics": [{"id": "t", "name": "Only topic"}],
    "criteria": [{"id": "a", "title": "First", "topic": "t"}, {"id": "b", "title": "Second", "topic": "t"}],
}


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A file with the four answers of topic 4: 2, 1, 2 and 2."""
    path = tmp_path / "answers.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A framework file with three levels from 0, one topic and no themes."""
    path = tmp_path / "own.json"
    path.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    return path


def test_text(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    """The text has the ways up, then the steps, and nothing on standard error."""
    status, out, err = run(capsys, "next", answers)

    assert (0, "") == (status, err)
    # Mean 7/4, nearest 2; 2.5 needs three more points. Lowest first: 4.34 from 1, then the first from 2, then the next.
    (line,) = [one for one in out.splitlines() if one.startswith("Topic 4 Knowing the data you")]
    assert " ".join(line.split()).endswith("2 Emerging 3 Learning 3 4.33, 4.34 (twice)")
    assert "1. 4.33 Ensuring findability of data: 2 Emerging → 3 Learning." in " ".join(out.split())
    assert "Steps: 4" in out.splitlines()


@pytest.mark.parametrize(("limit", "count"), [(0, 0), (1, 1), (3, 3), (4, 4), (10**30, 4)])
def test_limit(capsys: pytest.CaptureFixture[str], answers: Path, limit: int, count: int) -> None:
    """`--limit` shows so many steps in every format."""
    out = run(capsys, "next", answers, "--limit", limit)[1]
    found = json.loads(run(capsys, "next", answers, "--limit", limit, "--format", "json")[1])

    assert count == len(re.findall(r"^  \d\. ", out, re.MULTILINE))
    assert count == len(found["steps"])
    assert ("of 4" in out) == (count < 4)


def test_ten_steps_unless_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Without `--limit` ten steps are shown, and how many there are."""
    path = tmp_path / "all.csv"
    ids = load_framework("uk-government-dma").criterion_ids
    path.write_text("criterion,answer\n" + "".join(f"{one},1\n" for one in ids), encoding="utf-8")

    assert "Steps: 10 of 97\n" in run(capsys, "next", path)[1]


def test_csv(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    """The CSV has a line for each step."""
    status, out, _ = run(capsys, "next", answers, "--format", "csv", "--limit", 2)

    assert 0 == status
    assert ["4.33", "4.34"] == [row["criterion"] for row in csv.DictReader(StringIO(out, newline=""))]


@pytest.mark.parametrize(
    ("rule", "stage", "aim", "moves"),
    [
        # 2, 1, 2, 2: mean 7/4, median 2, three of four at 2, all at 1.
        ("mean-nearest", 2, 3, 3),
        ("mean-floor", 1, 2, 1),
        ("median-low", 2, 3, 3),
        ("reached-by:0.75", 2, 3, 3),
        ("reached-by:1/2", 2, 3, 2),
        ("weakest-link", 1, 2, 1),
        ("cut-offs:1.5,2,3,4", 2, 3, 1),
    ],
)
def test_every_rule(
    capsys: pytest.CaptureFixture[str], answers: Path, rule: str, stage: int, aim: int, moves: int
) -> None:
    """Each rule has its own stage and its own way up, and every format names it."""
    status, out, _ = run(capsys, "next", answers, "--rule", rule, "--format", "json")
    (way,) = [one for one in json.loads(out)["ways"] if one["topic"] == "4"]

    assert 0 == status
    assert (stage, aim, moves) == (way["stage"], way["aim"], len(way["moves"]))
    assert 0 == run(capsys, "next", answers, "--rule", rule, "--format", "csv")[0]
    assert "Stages by the rule " in run(capsys, "next", answers, "--rule", rule)[1]


def test_target(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    """With a target, only criteria below it have a step."""
    out = run(capsys, "next", answers, "--target", "2", "--target", "4.36=4", "--format", "json")[1]

    assert {("4.34", 1.0), ("4.36", 2.0)} == {(one["criterion"], one["gap"]) for one in json.loads(out)["steps"]}


def test_target_file(capsys: pytest.CaptureFixture[str], answers: Path, tmp_path: Path) -> None:
    """A target can be a file of answers; what it leaves out has no target."""
    path = tmp_path / "Target.CSV"
    path.write_text("criterion,answer\n4.34,3\n4.35,2\n1.1,5\n", encoding="utf-8")
    out = run(capsys, "next", answers, "--target", path, "--format", "json")[1]

    assert [("4.34", 2.0)] == [(one["criterion"], one["gap"]) for one in json.loads(out)["steps"]]


def test_overall(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    """The UK DMA has no overall score unless it is asked for."""
    assert not any(line.startswith("Overall") for line in run(capsys, "next", answers)[1].splitlines())
    assert any(line.startswith("Overall") for line in run(capsys, "next", answers, "--overall")[1].splitlines())


def test_own_framework(capsys: pytest.CaptureFixture[str], tmp_path: Path, own: Path) -> None:
    """A framework of one's own, with three levels and topics only, works in every format."""
    path = tmp_path / "a.csv"
    path.write_text("criterion;answer\na;yes\nb;0\n", encoding="utf-8")

    # 2 and 0: mean 1, 1.5 needs one move, which only b can make.
    out = run(capsys, "next", path, "--framework", own)[1]
    assert "Topic Only topic 1 Partly 2 Yes 1 b*" in [" ".join(one.split()) for one in out.splitlines()]
    assert "1. [lifts Only topic to 2 Yes] b Second: 0 No → 1 Partly." in out
    for name in ("json", "csv"):
        assert 0 == run(capsys, "next", path, "--framework", own, "--format", name)[0]


@pytest.mark.parametrize("answer", ["n/a", "do not know", "", "2"])
@pytest.mark.parametrize("rule", ["mean-nearest", "weakest-link", "reached-by:0.5", "median-low", "cut-offs:1,2"])
@pytest.mark.parametrize("name", ["text", "json", "csv"])
def test_all_alike(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, own: Path, answer: str, rule: str, name: str
) -> None:
    """Nothing applicable, nothing known, nothing answered or all at the top: there is no step, and no fault."""
    path = tmp_path / "a.csv"
    path.write_text(f"criterion,answer\na,{answer}\nb,{answer}\n", encoding="utf-8")
    status, out, err = run(capsys, "next", path, "--framework", own, "--rule", rule, "--format", name)

    assert (0, "") == (status, err)
    assert "→" not in out
    if name == "json":
        assert [] == json.loads(out)["steps"]


def test_output_equals_the_screen(capsys: pytest.CaptureFixture[str], answers: Path, tmp_path: Path) -> None:
    """`--output` writes byte for byte what would have been shown, and nothing to the screen."""
    for name in ("text", "json", "csv"):
        path = tmp_path / f"out.{name}"
        shown = run(capsys, "next", answers, "--format", name)[1]
        assert (0, "", "") == run(capsys, "next", answers, "--format", name, "--output", path)
        assert shown.encode() == path.read_bytes()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("answer\n3\n", "no such column: criterion"),
        ("criterion,answer\n4.33,6\n", "level 6 is off the scale"),
        ("criterion,answer\n4.33,3\n4.33,3\n", "stands on line 2 already"),
        ('criterion,answer\n4.33,"3\n', "is not CSV"),
        ("\0", "NUL"),
        ("PK\x03\x04", "no .xlsx workbook"),
    ],
)
def test_faults(capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, message: str) -> None:
    """A faulty file is exit 1, told on standard error; nothing is shown and nothing written."""
    path, out_path = tmp_path / "bad.csv", tmp_path / "out"
    path.write_text(text, encoding="utf-8")
    status, out, err = run(capsys, "next", path, "--output", out_path)

    assert (1, "") == (status, out)
    assert message in err
    assert "Traceback" not in err
    assert not out_path.exists()


def test_faulty_target_file(capsys: pytest.CaptureFixture[str], answers: Path, tmp_path: Path) -> None:
    """A target file with faults is faulty input, like any other."""
    path = tmp_path / "target.csv"
    path.write_text("criterion,answer\n4.33,6\n4.3,2\n", encoding="utf-8")
    status, out, err = run(capsys, "next", answers, "--target", path)

    assert (1, "") == (status, out)
    assert [f"{path} line 2", f"{path} line 3"] == [line.split(":")[0] for line in err.splitlines()[:-1]]


def test_missing_files(capsys: pytest.CaptureFixture[str], answers: Path, tmp_path: Path) -> None:
    """Files that are not there are named: answers, target and framework."""
    none = tmp_path / "none.csv"
    for arguments in ([none], [answers, "--target", none], [answers, "--framework", tmp_path / "none.json"]):
        status, out, err = run(capsys, "next", *arguments)
        assert (1, "") == (status, out)
        assert str(tmp_path / "none.") in err
        assert "No such file" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--target", "6"], "target '6': level 6 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)"),
        (["--target", "topic:99=3"], "no topic '99'"),
        (["--target", "3", "--target", "4"], "everything has a target already"),
        (["--target", "x.csv", "--target", "3"], "one file of answers, or levels, not both"),
        (["--target", "x.csv", "--target", "y.csv"], "one file of answers"),
        (["--limit", "-1"], "a whole number from 0 is needed, not '-1'"),
        (["--limit", "1.5"], "a whole number from 0 is needed, not '1.5'"),
        (["--limit", "²"], "a whole number from 0 is needed"),
        (["--limit", ""], "a whole number from 0 is needed"),
        (["--rule", "mean"], "no rule 'mean'"),
        (["--rule", "cut-offs:1,2"], "takes 4 cut-offs"),
        (["--format", "xml"], "invalid choice"),
        (["--framework", "x"], "no framework 'x'"),
        (["--minimum-coverage", "0.5"], "unrecognized arguments"),
    ],
)
def test_wrong_usage(
    capsys: pytest.CaptureFixture[str], answers: Path, tmp_path: Path, arguments: list[str], message: str
) -> None:
    """A command that asks for what does not exist is exit 2; nothing is shown and nothing written."""
    status, out, err = run(capsys, "next", answers, *arguments, "--output", tmp_path / "out")

    assert (2, "") == (status, out)
    assert message in err
    assert "Traceback" not in err
    assert not (tmp_path / "out").exists()


def test_wrong_usage_is_told_before_the_file_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    """A rule that does not exist is the command's fault, whether the file is there or not."""
    assert 2 == run(capsys, "next", "none.csv", "--rule", "mean")[0]


def test_interrupted(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped with Ctrl-C, the command ends as programs that were interrupted do, without a traceback."""

    def interrupted(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(answer_commands, "run_next", interrupted)

    assert (130, "", "") == run(capsys, "next", "x.csv")


def test_reader_that_goes_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that closes the pipe (`| head`) is no error, and what is left to flush goes nowhere."""
    with (tmp_path / "pipe").open("w") as stand_in:

        class Closed:
            def write(self, _: str) -> None:
                raise BrokenPipeError

            def fileno(self) -> int:
                return stand_in.fileno()

        monkeypatch.setattr("sys.stdout", Closed())

        assert 0 == main(["list"])
        stand_in.write("late")

    assert "" == (tmp_path / "pipe").read_text()


@pytest.mark.parametrize("encoding", ["cp1252", "cp1254", "ascii"])
@pytest.mark.parametrize("arguments", [["next", "--limit", "1"], ["next", "--help"]])
def test_screens_without_unicode(answers: Path, encoding: str, arguments: list[str]) -> None:
    """Arrows and dashes that a screen or a redirected file cannot show are no reason to fail."""
    command = [sys.executable, "-m", "datamaturity", arguments[0], str(answers), *arguments[1:]]
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, check=False, env=environment)

    assert b"" == done.stderr
    assert 0 == done.returncode
    assert done.stdout


def test_full_disk(answers: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard output that cannot be written is told like a file that cannot be, without a traceback."""

    class Full:
        def write(self, _: str) -> None:
            raise OSError(28, "No space left on device")

        def flush(self) -> None:
            raise OSError(28, "No space left on device")

        def isatty(self) -> bool:
            return False

    with monkeypatch.context() as patched:
        patched.setattr("sys.stdout", Full())
        status = main(["next", str(answers)])

    assert 1 == status
    assert "No space left on device" in capsys.readouterr().err


def test_half_a_character_in_a_framework(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A text that JSON can escape but nothing can write (a lone surrogate) is refused as the input's fault."""
    framework, path = tmp_path / "own.json", tmp_path / "a.csv"
    framework.write_text(json.dumps({**DOCUMENT, "title": "Our own \ud800"}), encoding="utf-8")
    path.write_text("criterion,answer\na,1\n", encoding="utf-8")
    status, out, err = run(capsys, "next", path, "--framework", framework)

    assert (1, "") == (status, out)
    assert str(framework) in err
