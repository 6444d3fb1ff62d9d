"""`datamaturity compare`, as a person runs it."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from test_cli import run

OLD = "criterion,answer\n4.33,2\n4.34,2\n4.36,do not know\n"
NEW = "criterion,answer\n4.33,4\n4.34,2\n4.35,1\n"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The earlier answers to topic 4: 2, 2, nothing, do not know."""
    path = tmp_path / "old.csv"
    path.write_text(OLD, encoding="utf-8")
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """The later answers to topic 4: 4, 2, 1, nothing."""
    path = tmp_path / "new.csv"
    path.write_text(NEW, encoding="utf-8")
    return path


def _topic(out: str) -> str:
    """Return what stands after the name of topic 4."""
    (line,) = [one for one in out.splitlines() if one.startswith("4 Knowing")]
    return " ".join(line.split()[6:])


def test_text(capsys: pytest.CaptureFixture[str], old: Path, new: Path) -> None:
    """The text has each group's change in two parts, then the criteria that changed."""
    status, out, err = run(capsys, "compare", old, new)

    assert (0, "") == (status, err)
    # 2 to 7/3: like for like 2 to 3, and (1 − 3)/3 for 4.35. Do not know to nothing is no change of a level.
    assert "2.0 2.3 +0.33 +1.00 -0.67 2" == _topic(out)
    assert "Criteria that changed: 2\n  * [up] 4.33 (2 to 4)\n  * [newly answered] 4.35\n\n" in out


def test_other_way_round(capsys: pytest.CaptureFixture[str], old: Path, new: Path) -> None:
    """The first file is the earlier one: the other way round, every sign turns."""
    out = run(capsys, "compare", new, old)[1]

    assert "2.3 2.0 -0.33 -1.00 +0.67 2" == _topic(out)
    assert "Criteria that changed: 2\n  * [down] 4.33 (4 to 2)\n  * [no longer answered] 4.35\n\n" in out


def test_with_itself(capsys: pytest.CaptureFixture[str], old: Path) -> None:
    """A file has no changes from itself."""
    status, out, _ = run(capsys, "compare", old, old)

    assert 0 == status
    assert "No criterion changed." in out.splitlines()
    assert "2.0 2.0 0.00 0.00 0.00 2" == _topic(out)


def test_json_and_csv(capsys: pytest.CaptureFixture[str], old: Path, new: Path) -> None:
    """Both have 97 criteria, 10 topics, 6 themes and 33 cells, and the whole only where it is asked for."""
    found = json.loads(run(capsys, "compare", old, new, "--format", "json")[1])
    whole = json.loads(run(capsys, "compare", old, new, "--format", "json", "--overall")[1])
    rows = [*csv.DictReader(StringIO(run(capsys, "compare", old, new, "--format", "csv")[1], newline=""))]

    assert (97, 49, 50) == (len(found["criteria"]), len(found["groups"]), len(whole["groups"]))
    assert 97 + 49 == len(rows)
    assert 1 / 3 == whole["groups"][49]["whole"]
    (four,) = [row for row in rows if (row["kind"], row["topic"]) == ("topic", "4")]
    assert [2.0, 7 / 3] == [float(four["earlier"]), float(four["later"])]


def test_overall_in_the_text(capsys: pytest.CaptureFixture[str], old: Path, new: Path) -> None:
    """`--overall` shows a change of the whole that is not there without it."""
    plain = run(capsys, "compare", old, new)[1].splitlines()
    whole = run(capsys, "compare", old, new, "--overall")[1].splitlines()

    # The same answers as in topic 4 and theme data.
    assert 2 == sum(" ".join(line.split()).endswith("2.0 2.3 +0.33 +1.00 -0.67 2") for line in plain)
    assert 3 == sum(" ".join(line.split()).endswith("2.0 2.3 +0.33 +1.00 -0.67 2") for line in whole)


@pytest.mark.parametrize("before", ["n/a", "do not know", "", "5"])
@pytest.mark.parametrize("after", ["n/a", "do not know", "", "5"])
@pytest.mark.parametrize("name", ["text", "json", "csv"])
def test_every_pair_of_states(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, before: str, after: str, name: str
) -> None:
    """From any state to any other there is a comparison, and no fault."""
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path, answer in zip(paths, (before, after), strict=True):
        path.write_text("criterion,answer\n" + "".join(f"4.{n},{answer}\n" for n in range(33, 37)), encoding="utf-8")
    status, out, err = run(capsys, "compare", *paths, "--format", name)

    assert (0, "") == (status, err)
    assert out


def test_own_framework(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Both files are read with the framework that is given."""
    framework, old, new = tmp_path / "own.json", tmp_path / "old.csv", tmp_path / "new.csv"
    document = {
        "format": 1,
        "kind": "framework",
        "id": "own",
        "version": "1",
        "title": "Our own",
        "levels": [
            {"number": 0, "name": "No"},
            {"number": 1, "name": "Partly", "value": "1/4"},
            {"number": 2, "name": "Yes"},
        ],
        "topics": [{"id": "t", "name": "Only topic"}],
        "criteria": [{"id": "a", "title": "First", "topic": "t"}],
    }
    framework.write_text(json.dumps(document), encoding="utf-8")
    old.write_text("criterion,answer\na,partly\n", encoding="utf-8")
    new.write_text("criterion,answer\na,yes\n", encoding="utf-8")
    out = run(capsys, "compare", old, new, "--framework", framework)[1]

    # From 1/4 to 2.
    assert "Only topic 0.3 2.0 +1.75 +1.75 0.00 1" in [" ".join(line.split()) for line in out.splitlines()]
    assert "  * [up] a (1 to 2)" in out.splitlines()


def test_output_equals_the_screen(capsys: pytest.CaptureFixture[str], old: Path, new: Path, tmp_path: Path) -> None:
    """`--output` writes byte for byte what would have been shown, and nothing to the screen."""
    for name in ("text", "json", "csv"):
        path = tmp_path / f"out.{name}"
        shown = run(capsys, "compare", old, new, "--format", name)[1]
        assert (0, "", "") == run(capsys, "compare", old, new, "--format", name, "--output", path)
        assert shown.encode() == path.read_bytes()


def test_faults_of_both_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The faults of both files are told at once, those of the earlier first; nothing is shown and nothing written."""
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text("criterion,answer\n4.33,6\n", encoding="utf-8")
    two.write_text("criterion,answer\n4.33,3\n4.3,1\n", encoding="utf-8")
    status, out, err = run(capsys, "compare", one, two, "--output", tmp_path / "out")

    assert (1, "") == (status, out)
    assert [f"{one} line 2", f"{two} line 3"] == [line.split(":")[0] for line in err.splitlines()[:-1]]
    assert "2 faults, nothing written" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("missing", [0, 1])
def test_missing_file(capsys: pytest.CaptureFixture[str], old: Path, tmp_path: Path, missing: int) -> None:
    """A file that is not there is named, whichever it is."""
    paths = [old, old]
    paths[missing] = tmp_path / "none.csv"
    status, out, err = run(capsys, "compare", *paths)

    assert (1, "") == (status, out)
    assert f"{tmp_path / 'none.csv'}: No such file" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "required: OLD, NEW"),
        (["x.csv"], "required: NEW"),
        (["x.csv", "y.csv", "z.csv"], "unrecognized arguments"),
        (["x.csv", "y.csv", "--target", "3"], "unrecognized arguments"),
        (["x.csv", "y.csv", "--format", "xml"], "invalid choice"),
        (["x.csv", "y.csv", "--framework", "x"], "no framework 'x'"),
    ],
)
def test_wrong_usage(capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    """What the command does not have is exit 2."""
    status, out, err = run(capsys, "compare", *arguments)

    assert (2, "") == (status, out)
    assert message in err
