"""
What lies on the disk when a writer is killed, has no room, or may not write: the old file or the new one, whole.

The short version; ``hostile/everything_interrupted.py`` has every writer, a hundred kills each, and a full disk.
"""

import ast
import errno
import json
import os
import re
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from datamaturity import Assessment, FileError, load_framework, read_document, write_document
from datamaturity.files import write_bytes, write_text
from hostile import killed_writers

SOURCES = Path(__file__).parent.parent / "src" / "datamaturity"

# Without the powers of root, where the tests have them: a folder that may not be written to stops root no more than a
# file that may not.
AS_ANYBODY = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []

UNFINISHED = re.compile(r"\.datamaturity-[a-z0-9_]{8}\.tmp")


def kill(name: str, folder: Path, count: int) -> dict[str, Any]:
    """Kill one writer so many times, and once at each of its steps; return what was found after each."""
    program = [sys.executable, killed_writers.__file__, name, str(folder), str(count)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert "" == done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def check_interrupted(name: str, folder: Path, count: int) -> dict[str, Any]:
    """Assert that whatever stops a writer leaves a whole file; return what was found."""
    found = kill(name, folder, count)
    what, beside, said = found["full"]

    assert ("old", []) == (what, beside)
    assert said.endswith(os.strerror(errno.EFBIG))
    # At the first step nothing is written yet; at the last, the process came to its end.
    assert ["old", "new"] == [found["steps"][0], found["steps"][-1]]
    assert {"old", "new"} >= {*found["steps"], *found["random"]}
    assert count == len(found["random"])
    assert all(map(UNFINISHED.fullmatch, found["left"])), found["left"]
    assert [] == found["still left"]
    return found


@pytest.mark.parametrize("name", ["write_text", "write_document", "score-workbook"])
def test_killed(tmp_path: Path, name: str) -> None:
    """Killed at each step or at any moment, a writer leaves the old file or the new; a later one sweeps up."""
    found = check_interrupted(name, tmp_path, 3)

    # Killed once the unfinished file is there and before it gets its name, it leaves one behind.
    assert found["left"]


def _writing_calls(path: Path) -> list[str]:
    """Return the calls in a module that may write a file by other ways than `files`."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            last = name.rpartition(".")[2]
            mode = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            writes = last == "open" and any({*"wax+"} & {*one} for one in mode)
            if writes or (last in ("write_text", "write_bytes") and "." in name) or last in ("mkstemp", "savefig"):
                found.append(f"{path.relative_to(SOURCES)}: {name}")
    return found


def test_one_place() -> None:
    """Only the module `files` writes files, so that what holds for it holds for every writer."""
    found = [call for path in sorted(SOURCES.rglob("*.py")) for call in _writing_calls(path)]

    # The opened file is a pipe or the like; the figure is saved to memory, for whoever asked for its bytes.
    assert [
        "files.py: Path(path).open",
        "files.py: tempfile.mkstemp",
        "reports/plots/margins.py: figure.savefig",
    ] == sorted(found)


def test_every_call_of_it_is_tried() -> None:
    """Each place that asks `files` to write a file has a writer in `WRITERS`; a new one needs one there as well."""
    found = Counter(
        str(path.relative_to(SOURCES))
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("write_text", "write_bytes", "write_document")
    )

    # cli: --output of text and of bytes. answers: --agreed, --write-benchmark. commands/files: convert to JSON, CSV,
    # XLSX and Markdown. files: text through bytes. documents: `write_document`.
    expected = {"cli.py": 2, "commands/answers.py": 2, "commands/files.py": 4, "files.py": 1, "writers/documents.py": 1}
    assert expected == found


class TestSweeping:
    def _old(self, path: Path, age: int) -> Path:
        """Make a file that was written so many seconds ago."""
        path.write_text("unfinished")
        now = path.stat().st_mtime
        os.utime(path, (now - age, now - age))
        return path

    def test_abandoned_files_are_removed(self, tmp_path: Path) -> None:
        """What a killed process left is removed by the next writer, once an hour has passed and nobody can need it."""
        self._old(tmp_path / ".datamaturity-abcd_123.tmp", 3700)
        writing = self._old(tmp_path / ".datamaturity-efgh_456.tmp", 3500)

        write_text(tmp_path / "x.csv", "new")

        assert {tmp_path / "x.csv", writing} == {*tmp_path.iterdir()}

    @pytest.mark.parametrize(
        "name", [".datamaturity-notes", ".datamaturity-abcd_1234.tmp", "x.tmp", "datamaturity-abcd_123.tmp"]
    )
    def test_what_others_have_is_left(self, tmp_path: Path, name: str) -> None:
        """A file with another name is nobody's business, however old."""
        other = self._old(tmp_path / name, 100_000)

        write_text(tmp_path / "x.csv", "new")

        assert {tmp_path / "x.csv", other} == {*tmp_path.iterdir()}

    def test_what_cannot_be_removed_is_left(self, tmp_path: Path) -> None:
        """A folder of such a name stays, and stops nobody."""
        folder = tmp_path / ".datamaturity-abcd_123.tmp"
        folder.mkdir()
        os.utime(folder, (1, 1))

        write_text(tmp_path / "x.csv", "new")

        assert "new" == (tmp_path / "x.csv").read_text()
        assert folder.is_dir()


class TestMayNotWrite:
    def test_write_protected_file(self, tmp_path: Path) -> None:
        """A file that its owner has locked is not replaced, though its folder would allow it."""
        path = tmp_path / "x.csv"
        path.write_text("old")
        path.chmod(0o444)

        assert f"{path}: is write-protected; unlock it, or name another file" == _said_of_writing(path)
        assert ["old"] == [one.read_text() for one in tmp_path.iterdir()]
        assert 0o444 == stat.S_IMODE(path.stat().st_mode)

    def test_read_only_folder(self, tmp_path: Path) -> None:
        """Where no file can be made, a file is not replaced either, since that would not be whole or not at all."""
        path = tmp_path / "folder" / "x.csv"
        path.parent.mkdir()
        path.write_text("old")
        path.parent.chmod(0o555)
        try:
            said = _said_of_writing(path)
        finally:
            path.parent.chmod(0o755)

        assert f"{path}: {os.strerror(errno.EACCES)}" == said
        assert [path] == [*path.parent.iterdir()]
        assert "old" == path.read_text()


def _said_of_writing(path: Path) -> str:
    """Return what a user reads who has no powers beyond their own and writes a file."""
    program = (
        "import sys; from datamaturity import FileError; from datamaturity.files import write_text\n"
        "try: write_text(sys.argv[1], 'new')\nexcept FileError as error: print(error, end='')"
    )
    done = subprocess.run(
        [*AS_ANYBODY, sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False
    )
    assert "" == done.stderr
    return done.stdout


@pytest.mark.parametrize("name", ["x\0.csv", "x\ud800.csv"], ids=["NUL", "half a character"])
def test_path_that_no_file_has(tmp_path: Path, name: str) -> None:
    """A path that the system does not take is a `FileError`, and nothing is written."""
    with pytest.raises(FileError):
        write_bytes(tmp_path / name, b"new")

    assert [] == [*tmp_path.iterdir()]


def test_special_file_without_room() -> None:
    """A device without room is a `FileError` like any full disk."""
    with pytest.raises(FileError) as caught:
        write_text("/dev/full", "new")

    assert f"/dev/full: {os.strerror(errno.ENOSPC)}" == str(caught.value)


def test_document_behind_a_link(tmp_path: Path) -> None:
    """A document is written where a link leads, with the mode that the old one had; the link stays one."""
    target, link = tmp_path / "kept" / "answers.json", tmp_path / "answers.json"
    target.parent.mkdir()
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    assessment = Assessment(load_framework("seven-themes"), {"C1": 3})

    write_document(link, assessment)

    assert link.is_symlink()
    assert assessment == read_document(target)
    assert 0o640 == stat.S_IMODE(target.stat().st_mode)
    assert {link, target.parent} == {*tmp_path.iterdir()}
