"""What a file is, told by what is in it."""

import os
import threading
from pathlib import Path

import pytest

from datamaturity.errors import FileError
from datamaturity.readers.detection import SOURCES, source_of

PLAN = "# A plan\n\n## Vision\n\n## Roadmap\n"


@pytest.mark.parametrize(
    ("name", "content", "source"),
    [
        ("answers.csv", b"criterion,answer\n", ""),
        ("answers.json", b"criterion,answer\n", ""),
        ("book.xlsx", b"PK\x03\x04", ""),
        ("empty.csv", b"", ""),
        ("empty.json", b"", ""),
        ("utf16.json", '{"kind": "plan"}'.encode("utf-16"), ""),
        ("plan.json", b'{"kind": "plan"}', "document"),
        ("plan.csv", b' \r\n\t{"kind": "plan"}', "document"),
        ("marked.json", b'\xef\xbb\xbf{"kind": "plan"}', "document"),
        ("list.json", b"[1]", "document"),
        ("cut.json", b'{"dimensions": [', "document"),
        ("bare.json", b"{}", "document"),
        ("model.json", b'{"title": "M", "dimensions": []}', "odi"),
        ("project.txt", b'{"assessmentData": {}}', "odi"),
        # What says what it is is believed.
        ("own.json", b'{"kind": "framework", "dimensions": []}', "document"),
        ("plan.md", PLAN.encode(), "plan"),
        ("PLAN.MARKDOWN", PLAN.replace("\n", "\r\n").encode(), "plan"),
        ("plan.txt", PLAN.encode(), ""),
        ("notes.md", b"# 4.33 Knowing the data\n", "notes"),
        ("roadmap.md", b"# Level 3\n\nThe ## Roadmap\n", "notes"),
        ("latin.md", "# caf\xe9\n".encode("latin-1"), "notes"),
        ("empty.md", b"", "notes"),
    ],
)
def test_source(tmp_path: Path, name: str, content: bytes, source: str) -> None:
    """JSON is told by its first sign and its keys, Markdown by its name, a plan by its roadmap; the rest is a table."""
    (tmp_path / name).write_bytes(content)
    found = source_of(tmp_path / name)

    assert source == found
    assert source in (*SOURCES, "")
    assert found == source_of(str(tmp_path / name))


@pytest.mark.parametrize("name", ["notes", "answers.csv", "model.json"])
def test_folder(tmp_path: Path, name: str) -> None:
    """A folder is one of notes, whatever it is called and whatever is in it."""
    (tmp_path / name).mkdir()

    assert "notes" == source_of(tmp_path / name)


def test_empty_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty name is not the folder that one stands in, with all the notes below it."""
    monkeypatch.chdir(tmp_path)

    assert "" == source_of("")


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(FileError, match=r"none\.json: No such file"):
        source_of(tmp_path / "none.json")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_pipe(tmp_path: Path) -> None:
    """Nothing is taken from a pipe, which can be read once: what is in it is there for whoever reads it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    assert "" == source_of(pipe)

    writer = threading.Thread(target=pipe.write_bytes, args=(b"{}",), daemon=True)
    writer.start()

    assert b"{}" == pipe.read_bytes()
