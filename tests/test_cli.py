"""The command, as a person runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from datamaturity import load_framework
from datamaturity.cli import main

GOOD = "criterion,answer,note\n4.33,3,\n4.34,Learning,\n4.35,n/a,No register\n4.36,do not know,\n"
BAD = "criterion,answer\n4.33,6\n4.3,1\n4.34,2\n4.34,2\n"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A file with four answers, one in each state."""
    path = tmp_path / "answers.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Return exit status, standard output and standard error; argparse's own exits included."""
    try:
        status = main([str(one) for one in arguments])
    except SystemExit as stop:
        status = int(stop.code or 0)
    return (status, *capsys.readouterr())


def test_list(capsys: pytest.CaptureFixture[str]) -> None:
    """`list` shows each packaged framework with its counts."""
    status, out, err = run(capsys, "list")

    assert (0, "") == (status, err)
    assert ["uk-government-dma", "2023", "97", "10", "6", "5"] == out.splitlines()[1].split()[:6]


def test_show_framework(capsys: pytest.CaptureFixture[str]) -> None:
    """`show ID` names publisher, licences, levels, themes, topics and criteria."""
    status, out, _ = run(capsys, "show", "uk-government-dma")

    assert 0 == status
    for text in (
        "Central Digital and Data Office",
        "CC BY-NC-SA 4.0",
        "Wording: MIT",
        "5 Mastering",
        "  Culture",
        "10.97",
    ):
        assert text in out


def test_show_criterion(capsys: pytest.CaptureFixture[str]) -> None:
    """`show ID CRITERION` shows the text of each level."""
    status, out, _ = run(capsys, "show", "uk-government-dma", "4.33")
    words = " ".join(out.split())

    assert 0 == status
    for level in range(1, 6):
        assert load_framework("uk-government-dma").descriptor(f"4.33.{level}").text in words


def test_template_is_filled_and_scored(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What `template` writes, filled in, is what `score` reads; columns that it does not read are named."""
    path = tmp_path / "template.csv"
    assert 0 == run(capsys, "template", "uk-government-dma", "--output", path)[0]
    text = path.read_bytes().decode("utf-8")
    assert 98 == len(text.splitlines())
    path.write_bytes(
        text.replace("Ensuring findability of data,,", "Ensuring findability of data,4 Developing,").encode()
    )

    status, out, err = run(capsys, "score", path, "--format", "json")

    assert 0 == status
    assert {"number": 4, "name": "Developing"} == json.loads(out)["topics"][3]["stage"]
    assert "" == err


def test_score_text(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    """The text names rule, version, means, stages, counts, coverage, and what is missing."""
    status, out, err = run(capsys, "score", answers, "--rule", "reached-by:0.5")

    assert (0, "") == (status, err)
    assert "version 2023 (uk-government-dma)" in out
    assert "rule reached-by:0.5" in out
    # 3 and 3 of three applicable: at or above 3 are 2 of 3; the open one is at 1 or at 5: 7/3 and 11/3.
    (line,) = [one for one in out.splitlines() if one.startswith("4 Knowing") and "of" in one]
    assert ["3.0", "3", "Learning", "2", "of", "3", "67%", "2.3", "and", "3.7"] == line.split()[6:]
    words = " ".join(out.split())
    assert "Do not know: 1 * 4.36 " in words
    assert "Not applicable: 1 * 4.35 " in words
    assert "(No register)" in words


def test_score_csv(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    """The CSV has a line for each of 10 topics, 6 themes, 33 cells, and the overall score that was asked for."""
    status, out, _ = run(capsys, "score", answers, "--format", "csv", "--overall")

    assert 0 == status
    assert 1 + 10 + 6 + 33 + 1 == len(out.splitlines())


def test_score_own_framework(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`--framework` takes a JSON file of the user's own."""
    framework, answers = tmp_path / "own.json", tmp_path / "own.csv"
    document = {
        "format": 1,
        "kind": "framework",
        "id": "own",
        "version": "1",
        "title": "Our own",
        "levels": [{"number": 0, "name": "No"}, {"number": 1, "name": "Yes"}],
        "themes": [{"id": "t", "name": "T"}],
        "criteria": [{"id": "a", "title": "A", "theme": "t"}],
    }
    framework.write_text(json.dumps(document), encoding="utf-8")
    answers.write_text("criterion,answer\na,yes\n", encoding="utf-8")

    status, out, _ = run(capsys, "score", answers, "--framework", framework, "--format", "json")

    assert 0 == status
    assert 1.0 == json.loads(out)["themes"][0]["mean"]


def test_demo(capsys: pytest.CaptureFixture[str]) -> None:
    """`demo` scores the packaged example without a note or a fault."""
    status, out, err = run(capsys, "demo")

    assert (0, "") == (status, err)
    assert "Fennmoor District Council (made up)" in out


class TestFaults:
    """Exit 1: every fault on standard error, nothing on standard output, nothing written."""

    def test_faulty_answers(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """All faults of a file are printed, each with its line."""
        path = tmp_path / "bad.csv"
        path.write_text(BAD, encoding="utf-8")

        status, out, err = run(capsys, "score", path, "--output", tmp_path / "out.txt")

        assert (1, "") == (status, out)
        assert [f"{path} line {line}" for line in (2, 3, 5)] == [one.split(":")[0] for one in err.splitlines()[:-1]]
        assert err.splitlines()[-1].endswith("3 faults, nothing written")
        assert not (tmp_path / "out.txt").exists()

    def test_missing_file(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """A file that is not there is named."""
        status, _, err = run(capsys, "score", tmp_path / "none.csv")

        assert 1 == status
        assert f"{tmp_path / 'none.csv'}: No such file" in err

    def test_faulty_framework(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, answers: Path) -> None:
        """A framework file with faults is the input's fault."""
        path = tmp_path / "own.json"
        path.write_text("{}", encoding="utf-8")

        status, _, err = run(capsys, "score", answers, "--framework", path)

        assert 1 == status
        assert "$.format" in err

    def test_output_that_cannot_be_written(
        self, capsys: pytest.CaptureFixture[str], answers: Path, tmp_path: Path
    ) -> None:
        """A directory is not written over."""
        status, out, err = run(capsys, "score", answers, "--output", tmp_path)

        assert (1, "") == (status, out)
        assert "is a directory" in err


class TestWrongUsage:
    """Exit 2: the command line asks for what does not exist."""

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ([], "required"),
            (["scores", "x"], "invalid choice"),
            (["show", "uk-dma"], "no framework 'uk-dma'"),
            (["show", "uk-government-dma", "4.3"], "did you mean '4.33'"),
            (["template", "x"], "no framework 'x'"),
            (["demo", "--rule", "mean"], "no rule 'mean'"),
            (["demo", "--rule", "reached-by:2"], "reached-by needs a share"),
            (["demo", "--rule", "cut-offs:1,2"], "takes 4 cut-offs"),
            (["demo", "--minimum-coverage", "80"], "share from 0 to 1"),
            (["demo", "--format", "xml"], "invalid choice"),
            (["score", "none.csv", "--rule", "mean"], "no rule 'mean'"),
        ],
    )
    def test_message(self, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
        """The message says what was asked for and what there is."""
        status, out, err = run(capsys, *arguments)

        assert (2, "") == (status, out)
        assert message in err
        assert "Traceback" not in err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` prints the installed version."""
    import datamaturity

    assert (0, f"datamaturity {datamaturity.__version__}\n", "") == run(capsys, "--version")


def test_output_file_equals_the_screen(capsys: pytest.CaptureFixture[str], answers: Path, tmp_path: Path) -> None:
    """`--output` writes byte for byte what would have been shown, twice the same."""
    path = tmp_path / "card.json"
    shown = run(capsys, "score", answers, "--format", "json")[1]
    for _ in range(2):
        assert (0, "", "") == run(capsys, "score", answers, "--format", "json", "--output", path)
        assert shown.encode() == path.read_bytes()


def test_module_and_closed_pipe() -> None:
    """`python -m datamaturity` is the command, and a reader that goes away (`| head`) is no error."""
    code = "import subprocess, sys; p = subprocess.Popen([sys.executable, '-m', 'datamaturity', 'template', "
    code += "'uk-government-dma'], stdout=subprocess.PIPE); p.stdout.close(); sys.exit(p.wait())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (0, "") == (done.returncode, done.stderr)


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("s.xlsx", b"PK"),
        ("s.JSON", b"{"),
        ("s.csv", b"framework,"),
        ("s.txt", b"Data maturity"),
        ("s", b"Data maturity"),
    ],
)
def test_output_is_what_its_name_says(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, starts: bytes
) -> None:
    """Without `--format` the name of the file to write decides, and a name that says nothing is text."""
    answers = tmp_path / "answers.csv"
    answers.write_text("criterion,answer\n4.33,3\n", encoding="utf-8")

    assert (0, "", "") == run(capsys, "score", answers, "--output", tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(starts)


def test_a_format_that_is_said_goes_first(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Whoever says a format gets it, whatever the file is called."""
    answers, into = tmp_path / "answers.csv", tmp_path / "s.csv"
    answers.write_text("criterion,answer\n4.33,3\n", encoding="utf-8")

    assert (0, "", "") == run(capsys, "score", answers, "--format", "json", "--output", into)
    assert into.read_bytes().startswith(b"{")
