"""`datamaturity gaps`, as a person runs it."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from test_cli import run

GOOD = "criterion,answer,note\n4.33,2,\n4.34,4,\n4.35,n/a,No register\n4.36,do not know,\n"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A file with the four criteria of topic 4, two of them at a level."""
    path = tmp_path / "answers.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def _topic(out: str) -> str:
    """Return what stands after the name of topic 4."""
    (line,) = [one for one in out.splitlines() if one.startswith("4 Knowing")]
    return " ".join(line.split()[6:])


def test_one_level_up(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    """Without a target it is one level up from each answer."""
    status, out, err = run(capsys, "gaps", answers)

    assert (0, "") == (status, err)
    # 2 and 4 to 3 and 5: gaps 1 and 1, of the way 1 − 2/(2 + 4) = 2/3; 4.36 is not known.
    assert "3.0 4.0 1.0 67% 0 of 2 1" == _topic(out)
    assert "Criteria below their target: 2" in out.splitlines()


def test_target(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    """Targets of everything, a topic and a criterion hold together, the particular before the general."""
    status, out, _ = run(
        capsys, "gaps", answers, "--target", "1", "--target", "topic:4=3", "--target", "4.34=Mastering"
    )

    assert 0 == status
    # 2 and 4 to 3 and 5; 4.36 is not known; 4.35 does not apply.
    assert "3.0 4.0 1.0 67% 0 of 2 1" == _topic(out)


def test_target_file(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    """A file of answers as target: from itself it is no way at all."""
    status, out, _ = run(capsys, "gaps", answers, "--target", answers)

    assert 0 == status
    assert "3.0 3.0 0.0 100% 2 of 2 1" == _topic(out)
    assert "No answered criterion is below its target." in out.splitlines()


def test_json(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    """The JSON has 96 applicable criteria, 10 topics, 6 themes and 33 cells, and the whole only where asked for."""
    plain = json.loads(run(capsys, "gaps", answers, "--format", "json")[1])
    whole = json.loads(run(capsys, "gaps", answers, "--format", "json", "--overall")[1])

    assert (96, 10 + 6 + 33) == (len(plain["criteria"]), len(plain["groups"]))
    assert ["overall"] == [one["kind"] for one in whole["groups"][49:]]
    assert (3.0, 4.0) == (whole["groups"][49]["current"], whole["groups"][49]["target"])


def test_csv(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    """The CSV has the same lines as the JSON."""
    out = run(capsys, "gaps", answers, "--format", "csv", "--overall")[1]

    assert 96 + 49 + 1 == len([*csv.DictReader(StringIO(out, newline=""))])


def test_overall_in_the_text(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    """`--overall` shows a gap of the whole that is not there without it."""
    plain = run(capsys, "gaps", answers)[1].splitlines()
    whole = run(capsys, "gaps", answers, "--overall")[1].splitlines()

    # The same two answers as in topic 4; of the other 95 criteria one does not apply, so 94 are not known.
    assert not any(" ".join(line.split()).endswith("3.0 4.0 1.0 67% 0 of 2 94") for line in plain)
    assert any(" ".join(line.split()).endswith("3.0 4.0 1.0 67% 0 of 2 94") for line in whole)


@pytest.mark.parametrize("answer", ["n/a", "do not know", "", "5", "1"])
@pytest.mark.parametrize("target", ["1", "5"])
@pytest.mark.parametrize("name", ["text", "json", "csv"])
def test_all_alike(capsys: pytest.CaptureFixture[str], tmp_path: Path, answer: str, target: str, name: str) -> None:
    """Nothing applicable, nothing known, nothing answered, all at one end: no fault, whatever the target."""
    path = tmp_path / "a.csv"
    path.write_text("criterion,answer\n" + "".join(f"4.{n},{answer}\n" for n in range(33, 37)), encoding="utf-8")
    status, out, err = run(capsys, "gaps", path, "--target", target, "--format", name)

    assert (0, "") == (status, err)
    assert out


def test_output_equals_the_screen(capsys: pytest.CaptureFixture[str], answers: Path, tmp_path: Path) -> None:
    """`--output` writes byte for byte what would have been shown, and nothing to the screen."""
    for name in ("text", "json", "csv"):
        path = tmp_path / f"out.{name}"
        shown = run(capsys, "gaps", answers, "--format", name)[1]
        assert (0, "", "") == run(capsys, "gaps", answers, "--format", name, "--output", path)
        assert shown.encode() == path.read_bytes()


def test_faulty_answers(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A faulty file is exit 1, every fault on standard error; nothing is shown and nothing written."""
    path = tmp_path / "bad.csv"
    path.write_text("criterion,answer\n4.33,6\n4.3,1\n", encoding="utf-8")
    status, out, err = run(capsys, "gaps", path, "--output", tmp_path / "out")

    assert (1, "") == (status, out)
    assert "2 faults, nothing written" in err
    assert "Traceback" not in err
    assert not (tmp_path / "out").exists()


def test_output_that_cannot_be_written(capsys: pytest.CaptureFixture[str], answers: Path, tmp_path: Path) -> None:
    """A directory, or a file in a directory that is not there, cannot be written."""
    for path in (tmp_path, tmp_path / "none" / "out"):
        status, out, err = run(capsys, "gaps", answers, "--output", path)
        assert (1, "") == (status, out)
        assert str(path) in err


@pytest.mark.parametrize(
    ("targets", "messages"),
    [
        (["0"], ["level 0 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)"]),
        (["theme:4=3"], ["no theme '4' in uk-government-dma (6 themes)"]),
        (["9", "topic:99=3", "4.3=1"], ["target '9'", "no topic '99'", "no criterion '4.3'", "3 faults"]),
        (["answers.csv", "3"], ["one file of answers, or levels, not both"]),
    ],
)
def test_wrong_targets(
    capsys: pytest.CaptureFixture[str], answers: Path, tmp_path: Path, targets: list[str], messages: list[str]
) -> None:
    """Targets that make no sense are exit 2, all faults at once; nothing is shown and nothing written."""
    given = [word for target in targets for word in ("--target", target)]
    status, out, err = run(capsys, "gaps", answers, *given, "--output", tmp_path / "out")

    assert (2, "") == (status, out)
    assert [] == [message for message in messages if message not in err]
    assert "Traceback" not in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "required: FILE"),
        (["x.csv", "--rule", "mean-floor"], "unrecognized arguments"),
        (["x.csv", "--limit", "3"], "unrecognized arguments"),
        (["x.csv", "--format", "xml"], "invalid choice"),
        (["x.csv", "--framework", "x"], "no framework 'x'"),
    ],
)
def test_wrong_usage(capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    """What the command does not have is exit 2."""
    status, out, err = run(capsys, "gaps", *arguments)

    assert (2, "") == (status, out)
    assert message in err
