"""
Wherever the library runs, it makes the same: other folders, locales, clocks and ways to start Python change nothing.

Each environment is a process of its own that runs ``hostile/probe.py``; what comes out must be what comes out here.
"""

import os
import shutil
import subprocess
import sys
import zipapp
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess
from typing import NamedTuple

import pytest

from datamaturity.cli import main
from hostile import probe
from test_interrupted_writers import AS_ANYBODY, SOURCES

COMMAND = [sys.executable, "-m", "datamaturity"]
NO_ROOM = "datamaturity: No space left on device\n"


@cache
def usual() -> str:
    """Return what the probe makes in this very process."""
    return probe.digest()


class Place(NamedTuple):
    """Where the probe runs: Python's options, variables added to the environment, and those taken out of it."""

    options: Sequence[str] = ()
    added: Mapping[str, str] = {}
    removed: Sequence[str] = ()


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

PLACES = {
    "isolated": Place(["-I"]),
    # Docstrings are gone, which neither attrs nor argparse may need, and `assert` with them.
    "optimised": Place(["-OO"], {"PYTHONHASHSEED": "1"}),
    "warnings are errors, development mode": Place(["-W", "error", "-X", "dev"], {"PYTHONHASHSEED": "4294967295"}),
    "nobody's home": Place([], {"TZ": "Pacific/Kiritimati", "PYTHONSAFEPATH": "1"}, ["HOME", "USER", "LOGNAME"]),
    "a home that is not there": Place(["-O"], {"TZ": "Pacific/Niue", "HOME": "/nonexistent"}),
    "ASCII": Place([], {**ASCII, "TZ": "Europe/London", "PYTHONHASHSEED": "2"}),
}


def environment(added: Mapping[str, str] | None = None, removed: Sequence[str] = ()) -> dict[str, str]:
    """Return this process's environment, changed; Python buffers what it prints, as it does for users."""
    passed_over = {"PYTHONUNBUFFERED", "PYTHONIOENCODING", *removed}
    return {**{key: text for key, text in os.environ.items() if key not in passed_over}, **(added or {})}


def made(program: Sequence[str], env: Mapping[str, str], cwd: Path | None = None) -> tuple[str, str]:
    """Run the probe; return the digest, and the folder that the library was loaded from."""
    done = subprocess.run(program, capture_output=True, text=True, check=False, env=env, cwd=cwd, encoding="utf-8")
    assert 0 == done.returncode, done.stderr
    found, _, place = done.stderr.strip().partition(" ")
    return found, place


@pytest.mark.parametrize("name", PLACES)
def test_everywhere_the_same(name: str) -> None:
    """Everything that the library makes is the same byte for byte, and nothing warns."""
    place = PLACES[name]
    program = [sys.executable, *place.options, probe.__file__]

    assert usual() == made(program, environment(place.added, place.removed))[0]


def _copied(folder: Path) -> Path:
    """Copy the package, without what Python compiled, into a folder; return the copy."""
    return Path(shutil.copytree(SOURCES, folder / "datamaturity", ignore=shutil.ignore_patterns("__pycache__")))


def test_zipped(tmp_path: Path) -> None:
    """The package works from a ZIP archive on the path, its data and templates in it."""
    _copied(tmp_path / "unpacked")
    archive = shutil.make_archive(str(tmp_path / "package"), "zip", tmp_path / "unpacked")

    assert (usual(), f"{archive}/datamaturity") == made(
        [sys.executable, probe.__file__], environment({"PYTHONPATH": archive})
    )


def test_zipped_application(tmp_path: Path) -> None:
    """The command works as one file that holds the package and names its own version."""
    folder = tmp_path / "unpacked"
    _copied(folder)
    information = folder / "datamaturity-9.9.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: datamaturity\nVersion: 9.9\n")
    zipapp.create_archive(folder, tmp_path / "app.pyz", main="datamaturity.cli:main")
    app = [sys.executable, str(tmp_path / "app.pyz")]
    version = subprocess.run([*app, "--version"], capture_output=True, text=True, check=True)
    demo = subprocess.run([*app, "demo"], capture_output=True, check=True)

    assert "datamaturity 9.9\n" == version.stdout
    assert _run("demo").stdout == demo.stdout


def test_read_only_package(tmp_path: Path) -> None:
    """The package works where nothing may be written into it, not even what Python compiles; nothing is."""
    package = _copied(tmp_path / "package")
    before = sorted(package.rglob("*"))
    for one in (package.parent, package, *before):
        one.chmod(0o555 if one.is_dir() else 0o444)
    program = [*AS_ANYBODY, sys.executable, probe.__file__]
    try:
        found = made(program, environment({"PYTHONPATH": str(package.parent)}, ["PYTHONDONTWRITEBYTECODE"]))
    finally:
        for one in (package.parent, package, *before):
            one.chmod(0o755)

    assert (usual(), str(package)) == found
    assert before == sorted(package.rglob("*"))


def _run(*arguments: str, script: str = '"$@"', added: Mapping[str, str] | None = None) -> CompletedProcess[bytes]:
    """Run the command by way of a shell, which closes or leads away what is to be closed or led away."""
    return subprocess.run(
        ["/bin/sh", "-c", script, "sh", *COMMAND, *arguments], capture_output=True, check=False, env=environment(added)
    )


class TestStreams:
    @pytest.mark.parametrize("closed", ["<&-", "2>&-"])
    def test_closed(self, closed: str) -> None:
        """A command that may not read, or not complain, does its work."""
        done = _run("demo", script=f'"$@" {closed}')

        assert (0, _run("demo").stdout, b"") == (done.returncode, done.stdout, done.stderr)

    @pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
    def test_nobody_reads(self, closed: str) -> None:
        """A command whose output is closed does its work, and nobody reads what it says."""
        done = _run("demo", script=f'"$@" {closed}')

        assert (0, b"", b"") == (done.returncode, done.stdout, done.stderr)

    def test_complaints_are_no_results(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where standard error is closed, which Python has as `None`, what is wrong is not put among the results."""
        with monkeypatch.context() as closed:
            closed.setattr(sys, "stderr", None)
            status = main(["score", "missing.csv"])

        assert (1, "") == (status, capsys.readouterr().out)

    def test_workbook_for_nobody(self) -> None:
        """A workbook without anywhere to go is a wrong command."""
        done = _run("demo", "--format", "xlsx", script='"$@" >&-')

        assert 2 == done.returncode
        assert b"name a file with --output" in done.stderr

    @pytest.mark.parametrize("arguments", [["demo"], ["list"], ["--version"], ["--help"], ["score", "--help"]])
    def test_full(self, arguments: list[str]) -> None:
        """Output without room for it is told in a line, once, and the status says that something failed."""
        done = _run(*arguments, script='"$@" >/dev/full')

        assert (1, NO_ROOM) == (done.returncode, done.stderr.decode())

    @pytest.mark.parametrize("arguments", [["template", "uk-government-dma"], ["--help"], ["list"]])
    def test_head(self, arguments: list[str]) -> None:
        """A reader who goes away after the first line is no error."""
        done = _run(*arguments, script='{ "$@"; echo $? >&2; } | head -1')

        assert b"0\n" == done.stderr
        assert 1 == len(done.stdout.splitlines())

    def test_ascii(self) -> None:
        """On a screen that shows ASCII alone, a sign that it lacks is a question mark, and the rest is as ever."""
        plain = _run("demo").stdout.decode().encode("ascii", "replace")

        assert plain == _run("demo", added=ASCII).stdout


class TestPaths:
    def test_folder_that_is_gone(self, tmp_path: Path) -> None:
        """In a folder that somebody has removed, what needs no file works, and the rest names the file."""
        (tmp_path / "gone").mkdir()
        into = f'cd "{tmp_path}/gone" && rmdir ../gone && "$@"'
        done = _run("demo", script=into)

        assert (0, b"") == (done.returncode, done.stderr)
        for arguments in (["score", "x.csv"], ["demo", "--output", "x.csv"]):
            (tmp_path / "gone").mkdir()
            done = _run(*arguments, script=into)

            assert (1, b"datamaturity: x.csv: No such file or directory\n") == (done.returncode, done.stderr)

    def test_name_that_the_locale_lacks(self, tmp_path: Path) -> None:
        """A file whose name no locale has is read and written like any other on the command line."""
        folder = tmp_path / "é İı"
        folder.mkdir()
        output = folder / "ş.csv"
        done = _run("demo", "--format", "csv", "--output", str(output), added=ASCII)

        assert (0, b"") == (done.returncode, done.stderr)
        assert _run("demo", "--format", "csv").stdout == output.read_bytes()

    def test_name_that_no_file_has(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A name that no system takes is told like one that leads nowhere."""
        assert 1 == main(["score", "x\0.csv"])
        assert capsys.readouterr().err.endswith(": embedded null byte\n")

    def test_name_that_python_cannot_pass_on(self) -> None:
        """A name that the locale's encoding has no letters for is a `FileError`, as it is when it is read."""
        program = (
            "from datamaturity.files import read_text, write_text; from datamaturity import FileError\n"
            "for act in (lambda: read_text('\\u015f.csv'), lambda: write_text('\\u015f.csv', 'new')):\n"
            "    try: act()\n"
            "    except FileError as error: print(error.errno)\n"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, env=environment(ASCII))

        assert (b"22\n22\n", b"") == (done.stdout, done.stderr)
