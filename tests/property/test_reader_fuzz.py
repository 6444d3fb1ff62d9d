"""
Whatever a file holds, a reader returns something valid or raises one of the library's own errors.

Random bytes hardly ever get past a reader's first line, so most files here are sound ones with slips: texts of the
pieces that such files are made of, and workbooks with some bytes changed.
"""

import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import example, given
from hypothesis import strategies as st

from datamaturity import (
    Assessment,
    DataMaturityError,
    FaultsError,
    Network,
    Panel,
    read_answers,
    read_network,
    read_panel,
)
from datamaturity.readers.form_layouts import LAYOUTS
from datamaturity.readers.workbook_check import check_workbook
from examples import CROSSED, ONE_THEME

HEADERS = (
    ("ID", "Start time", "Completion time", "Email", "Name", "1.1 Sharing inside", "Sharing outside", "Points - x"),
    ("Timestamp", "Email Address", "How far? [1.1 Sharing inside]", "Sharing outside", "Organisation", ""),
    ("_uuid", "part_1/c_1_1", "part_1/why_1_1", "c_1_2", "meta/instanceID", "start"),
    ("organisation", "respondent", "role", "1.1", "1.2", "2.3", "2.4", "sector"),
    ("respondent", "criterion", "answer", "note", "evidence"),
)
CELLS = (
    *("", " ", "1", "3", "3.0", "2.5", "2 3", "9", "3 Learning", "learning", "three", "n/a", "na", "do not know"),
    *("not_applicable", "anonymous", "ann", "1.1", "1.2", "2.30", "#N/A", "TRUE", "٣", "½", "\u200b", "=1", "'=1"),
    *("https://x.example/a", "a\nb", 'a "b"', "a,b;c", "\ufdfa" * 9, "\ud800", "\0", "1" * 40, "[1.1]", "R1"),
)

cells = st.sampled_from(CELLS) | st.text(max_size=4)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Tables that look like one that is read, whole or with columns lost, moved, doubled or renamed."""
    header = [*draw(st.sampled_from(HEADERS))]
    if draw(st.booleans()):
        header = draw(st.lists(st.sampled_from(header) | cells, max_size=8))
    width = len(header)
    few = st.integers(0, width + 1)
    wide = st.just(width) | few
    rows = draw(st.lists(wide.flatmap(lambda count: st.lists(cells, min_size=count, max_size=count)), max_size=4))
    return [header, *rows]


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """A table as CSV, sound or not."""
    sign = draw(st.sampled_from(",;\t"))
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    quoted = draw(st.booleans())

    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if quoted else text

    text = "".join(sign.join(map(cell, row)) + end for row in draw(tables()))
    mark = draw(st.sampled_from([b"", b"", b"\xef\xbb\xbf", b"sep=;\n", b"\xff\xfe"]))
    return mark + text.encode("utf-8", draw(st.sampled_from(["replace", "surrogatepass"])))


def book(table: list[list[str]]) -> bytes:
    """Return a table as a workbook, a number as a number and what looks like a formula as one without its value."""
    content = io.BytesIO()
    made = xlsxwriter.Workbook(content, {"strings_to_urls": False, "strings_to_numbers": True, "in_memory": True})
    sheet = made.add_worksheet("Answers")
    for number, row in enumerate(table):
        for place, text in enumerate(row):
            # A workbook has no room for these.
            plain = text.encode("utf-8", "replace").decode().replace("\0", "?").replace("\ufffe", "?")
            if plain.startswith("="):
                sheet.write_formula(number, place, plain, None, "")
            else:
                sheet.write(number, place, plain)
    made.close()
    return content.getvalue()


# One of each is enough to change bytes in; writing a workbook takes longer than reading it.
BOOKS = [book([[*header], ["3" for _ in header], ["=1+1" for _ in header]]) for header in HEADERS]


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """A workbook with some bytes changed, lost or put in: in the archive, or in one of its parts."""
    content = draw(st.sampled_from(BOOKS))
    if draw(st.booleans()):
        return _with_slips(draw, content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from([one for one in parts if "xl/w" in one or "shared" in one or "xl/_rels" in one]))
    parts[name] = _with_slips(draw, parts[name])
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as archive:
        for one, part in parts.items():
            archive.writestr(one, part)
    return found.getvalue()


def _with_slips(draw: st.DrawFn, content: bytes) -> bytes:
    found = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, max(0, len(found) - 1)))
        kind = draw(st.sampled_from(["change", "lose", "put in", "cut off"]))
        if kind == "change":
            found[place : place + 1] = bytes([draw(st.integers(0, 255))])
        elif kind == "lose":
            del found[place : place + draw(st.integers(1, 30))]
        elif kind == "put in":
            found[place:place] = draw(st.sampled_from([b"\0", b"<", b">", b"&", b'"', b"9", b"0" * 9, b"<f/>", b"e"]))
        else:
            del found[place:]
    return bytes(found)


def outcome(read: Callable[[], object]) -> object:
    """Return what is read, or nothing where one of the library's own errors says why not; others fail the test."""
    found: DataMaturityError
    try:
        return read()
    except DataMaturityError as error:
        found = error
    assert str(found).strip()
    if isinstance(found, FaultsError):
        assert [] == [fault for fault in found.faults if not fault.message.strip() or len(fault.message) > 2000]
    return None


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that each example writes anew."""
    return tmp_path_factory.mktemp("fuzz") / "file"


def read_all(path: Path, layout: str, *, strict: bool) -> None:
    """Read a file in each way that there is."""
    for framework in (CROSSED, ONE_THEME):
        options: dict[str, Any] = {"framework": framework, "layout": layout, "strict": strict, "notify": str}

        assert isinstance(outcome(partial(read_panel, path, **options)), Panel | None)
        assert isinstance(outcome(partial(read_answers, path, **options)), Assessment | None)
        assert isinstance(outcome(partial(read_network, path, **options)), Network | None)


STARTS = (b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"\xef\xbb\xbf")
layouts = st.sampled_from(["", "", *LAYOUTS])


class TestOnlyOurErrors:
    @given(texts(), layouts, st.booleans())
    @example("Timestamp,1.1\r\n\udc80,3\r\n".encode("utf-8", "surrogatepass"), "google-forms", True)
    def test_texts(self, path: Path, content: bytes, layout: str, strict: bool) -> None:
        """Any text that looks like answers is read, or refused."""
        path.write_bytes(content)

        read_all(path, layout, strict=strict)

    @given(tables(), layouts, st.booleans())
    def test_workbooks(self, path: Path, table: list[list[str]], layout: str, strict: bool) -> None:
        """Any workbook that looks like answers is read, or refused."""
        path.write_bytes(book(table))

        read_all(path, layout, strict=strict)

    @given(changed())
    def test_workbooks_with_slips(self, content: bytes) -> None:
        """A workbook with slips in it is found sound, or refused; what is found sound may be opened."""
        outcome(lambda: check_workbook(content, "x.xlsx"))

    @given(changed())
    def test_workbooks_with_slips_are_read(self, path: Path, content: bytes) -> None:
        """A workbook with slips in it is read, or refused."""
        path.write_bytes(content)

        read_all(path, "", strict=True)

    @given(
        st.binary(max_size=200),
        st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"\xef\xbb\xbf"]),
    )
    def test_bytes(self, path: Path, content: bytes, start: bytes) -> None:
        """Any bytes are refused, whatever they start like."""
        path.write_bytes(start + content)

        read_all(path, "", strict=True)
