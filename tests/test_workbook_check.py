"""
A workbook looked through before it is opened: its size, and the cells that hold no value.

The archives are made by hand, part by part, since no program writes such as these. None is given to the library that
opens workbooks: what is too much for it ends the process, and must not come so far.
"""

import contextlib
import io
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Mapping

import pytest

from datamaturity import FaultsError
from datamaturity.readers import workbook_check
from datamaturity.readers.workbook_check import check_workbook

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOOK = f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{{}}</sheets></workbook>'
_ONE = '<sheet name="Answers" sheetId="1" r:id="rId1"/>'
_TARGETS = "<Relationships>{}</Relationships>"
_LEADS = '<Relationship Id="rId1" Type="worksheet" Target="{}"/>'


def _sheet(rows: str) -> str:
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _archive(
    rows: str = "",
    *,
    parts: Mapping[str, str | bytes] | None = None,
    target: str = "worksheets/sheet1.xml",
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """Return a workbook with one sheet, and parts more or instead."""
    every: dict[str, str | bytes] = {
        "xl/workbook.xml": _BOOK.format(_ONE),
        "xl/_rels/workbook.xml.rels": _TARGETS.format(_LEADS.format(target)),
        "xl/worksheets/sheet1.xml": _sheet(rows),
    }
    every |= parts or {}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, part in every.items():
            archive.writestr(name, part)
    return content.getvalue()


def _message(content: bytes) -> str:
    with pytest.raises(FaultsError) as caught:
        check_workbook(content, "x.xlsx")
    (fault,) = caught.value.faults
    assert "x.xlsx" == fault.where
    return fault.message


class TestCellsWithoutAValue:
    def test_sound_sheet(self) -> None:
        """Where every cell holds a value, or nothing, there are none."""
        rows = '<row r="1"><c r="A1"><v>3</v></c><c r="B1" s="2"/><c r="C1" t="inlineStr"><is><t>x</t></is></c></row>'

        assert {"Answers": {}} == check_workbook(_archive(rows), "x.xlsx")

    @pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"])
    def test_error(self, error: str) -> None:
        """A cell with an error is told by its row and column, both from 0, and by the error."""
        found = check_workbook(_archive(f'<row r="2"><c r="C2" t="e"><v>{error}</v></c></row>'), "x.xlsx")

        assert {"Answers": {(1, 2): error}} == found

    @pytest.mark.parametrize(
        "cell",
        [
            '<c r="A1"><f>1+1</f></c>',
            # As openpyxl and others write it, who never work a formula out.
            '<c r="A1"><f>1+1</f><v></v></c>',
            '<c r="A1"><f>1+1</f><v/></c>',
            '<c r="A1" t="n"><f>1+1</f><v /></c>',
            '<c r="A1" t="str"><f>1+1</f></c>',
        ],
    )
    def test_formula_that_was_never_worked_out(self, cell: str) -> None:
        """A formula without its value is told, however the cell says that there is none."""
        found = check_workbook(_archive(f'<row r="1">{cell}</row>'), "x.xlsx")

        assert {"Answers": {(0, 0): "(a formula without its value)"}} == found

    @pytest.mark.parametrize(
        "cell",
        [
            '<c r="A1"><f>1+1</f><v>2</v></c>',
            '<c r="A1" t="str"><f>""</f><v></v></c>',
            '<c r="A1" t="b"><f/><v>1</v></c>',
        ],
    )
    def test_formula_with_its_value(self, cell: str) -> None:
        """A formula with its value is a cell like any other, also where that is an empty text."""
        assert {"Answers": {}} == check_workbook(_archive(f'<row r="1">{cell}</row>'), "x.xlsx")

    @pytest.mark.parametrize("cell", ['<c r="A1" t="e"/>', '<c r="A1" t="e"><v/></c>'])
    def test_error_without_a_name(self, cell: str) -> None:
        """An error that has no name is still no empty cell: it is told, or refused."""
        try:
            found = check_workbook(_archive(f'<row r="1">{cell}</row>'), "x.xlsx")
        except FaultsError:
            return

        assert found["Answers"].get((0, 0), "").strip()

    def test_places_that_are_not_written(self) -> None:
        """Cells and rows without a place follow those before them."""
        rows = '<row><c><v>1</v></c></row><row r="5"><c r="B5"><v>1</v></c><c t="e"><v>#N/A</v></c></row><row><c t="e">'

        found = check_workbook(_archive(f"{rows}<v>#REF!</v></c></row>"), "x.xlsx")

        assert {"Answers": {(4, 2): "#N/A", (5, 0): "#REF!"}} == found

    def test_names_with_a_prefix(self) -> None:
        """A sheet whose elements have a prefix is read in the same way."""
        rows = '<x:row r="1"><x:c r="A1" t="e"><x:v>#N/A</x:v></x:c></x:row>'
        part = f'<x:worksheet xmlns:x="{_MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'

        found = check_workbook(_archive(parts={"xl/worksheets/sheet1.xml": part}), "x.xlsx")

        assert {"Answers": {(0, 0): "#N/A"}} == found

    @pytest.mark.parametrize(
        ("target", "part"),
        [
            ("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            # Parts are found in any case, and under Windows' own slashes, so errors must be as well.
            ("Worksheets/Sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("worksheets/sheet1.xml", "XL/worksheets/SHEET1.xml"),
            ("worksheets/sheet1.xml", "xl\\worksheets\\sheet1.xml"),
        ],
    )
    def test_way_to_a_sheet(self, target: str, part: str) -> None:
        """Whichever way leads to a sheet, its errors are told under its name; or the workbook is refused."""
        rows = _sheet('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>')
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr("xl/workbook.xml", _BOOK.format(_ONE))
            archive.writestr("xl/_rels/workbook.xml.rels", _TARGETS.format(_LEADS.format(target)))
            archive.writestr(part, rows)
        try:
            found = check_workbook(content.getvalue(), "x.xlsx")
        except FaultsError:
            return

        assert {"Answers": {(0, 0): "#N/A"}} == found

    def test_several_sheets(self) -> None:
        """Each sheet has its own."""
        parts = {
            "xl/workbook.xml": _BOOK.format(_ONE + '<sheet name="Two &amp; more" sheetId="2" r:id="rId2"/>'),
            "xl/_rels/workbook.xml.rels": _TARGETS.format(
                _LEADS.format("worksheets/sheet1.xml")
                + '<Relationship Id="rId2" Type="worksheet" Target="worksheets/b.xml"/>'
            ),
            "xl/worksheets/b.xml": _sheet('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>'),
        }

        found = check_workbook(_archive('<row r="1"><c r="B1" t="e"><v>#N/A</v></c></row>', parts=parts), "x.xlsx")

        assert {"Answers": {(0, 1): "#N/A"}, "Two & more": {(0, 0): "#REF!"}} == found


class TestWhatIsTooMuch:
    def test_unpacked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """An archive that unpacks to more than the limit is refused before it is unpacked, with both numbers."""
        monkeypatch.setattr(workbook_check, "MOST_UNPACKED", 100_000)
        content = _archive(parts={"xl/media/a.bin": b"\0" * 1_000_000})

        assert len(content) < 10_000
        message = _message(content)
        assert "unpacks to 1,000," in message
        assert "at most 100,000" in message

    def test_parts(self) -> None:
        """So is one with more parts than any workbook has."""
        message = _message(_archive(parts={f"a{number}": "" for number in range(10_001)}))

        # Three parts more: the workbook, its relations, its sheet.
        assert "in 10,004 parts" in message

    @pytest.mark.parametrize(
        "row",
        [
            '<row r="1048576"><c r="XFD1048576"><v>3</v></c></row>',
            '<row r="1048576"><c r="XFD1048576"><f>1</f></c></row>',
            '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is/></c></row>',
            '<row><c r="XFD1048576"><v>3</v></c></row>',
            '<row><c r="&#88;FD1048576"><v>3</v></c></row>',
        ],
    )
    def test_cell_in_the_last_corner(self, row: str) -> None:
        """One cell far off makes a table that no memory holds; it is refused, and what to do is said."""
        message = _message(_archive(f'<row r="1"><c r="A1"><v>3</v></c></row>{row}'))

        # 16,384 columns times 1,048,576 rows.
        assert message.startswith("has tables of 17,179,869,184 cells; at most 5,000,000 are read (delete")

    @pytest.mark.parametrize(
        "row",
        [
            # Places that the library which opens workbooks understands and a strict reading does not.
            '<row r="1048576"><c r="xfd1048576"><v>3</v></c></row>',
            '<row r="1048576"><c r="Xfd1048576"><v>3</v></c></row>',
            '<row r="1048576"><c r="XFD0001048576"><v>3</v></c></row>',
            '<row r="4294967290"><c><v>3</v></c></row>',
            '<row r="0004194304"><c><v>3</v></c><c><v>3</v></c></row>',
        ],
    )
    def test_cell_in_a_corner_that_is_named_strangely(self, row: str) -> None:
        """A place that is written in another way than programs write it is refused, or counted for what it is."""
        _message(_archive(f'<row r="1"><c r="A1"><v>3</v></c><c r="B1"><v>3</v></c></row>{row}'))

    def test_cell_in_the_last_corner_without_a_value(self) -> None:
        """A cell with a format and no value makes no table larger."""
        assert {"Answers": {}} == check_workbook(_archive('<row r="9"><c r="XFD1048576" s="1"/></row>'), "x.xlsx")

    def test_sheets_that_are_large_together(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The limit is on all sheets together."""
        monkeypatch.setattr(workbook_check, "MOST_CELLS", 150)
        rows = '<row r="10"><c r="J10"><v>3</v></c></row>'

        assert {"Answers": {}} == check_workbook(_archive(rows), "x.xlsx")
        # Ten rows of ten cells, twice.
        assert "tables of 200 cells" in _message(_archive(rows, parts={"xl/worksheets/b.xml": _sheet(rows)}))

    # 2,000 cells of 100,000 characters: 200,000,000, from an archive of some kilobytes.
    @pytest.mark.parametrize("index", ["0", "00", "+0", " 0", "0000000000000"])
    def test_text_that_many_cells_mean(self, index: str) -> None:
        """One long text that is meant by many cells is refused, however the cells name it."""
        cells = "".join(f'<row r="{row}"><c t="s"><v>{index}</v></c></row>' for row in range(1, 2001))
        shared = f"<sst><si><t>{'x' * 100_000}</t></si></sst>"
        content = _archive(cells, parts={"xl/sharedStrings.xml": shared})

        assert len(content) < 50_000
        message = _message(content)
        assert index != "0" or "has 200,000,000 characters of text in its cells; at most 100,000,000" in message

    def test_text_behind_a_decoy(self) -> None:
        """What looks like a list of texts in some other part does not shift the count."""
        cells = "".join(f'<row r="{row}"><c t="s"><v>0</v></c></row>' for row in range(1, 2001))
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/a.xml", "<a><si/><si/></a>")
            archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{'x' * 100_000}</t></si></sst>")
            archive.writestr("xl/workbook.xml", _BOOK.format(_ONE))
            archive.writestr("xl/_rels/workbook.xml.rels", _TARGETS.format(_LEADS.format("worksheets/sheet1.xml")))
            archive.writestr("xl/worksheets/sheet1.xml", _sheet(cells))

        _message(content.getvalue())

    @pytest.mark.parametrize(
        "start",
        [
            '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
            "<!DOCTYPE worksheet>",
            '<!DOCTYPE worksheet SYSTEM "file:///etc/passwd">',
        ],
    )
    def test_document_type(self, start: str) -> None:
        """A part that declares a document type, as those with entities that unfold must, is refused."""
        part = f"{start}{_sheet('')}"

        expected = "declares a document type, which no workbook does"
        assert expected == _message(_archive(parts={"xl/worksheets/sheet1.xml": part}))


def _with_lies(content: bytes, name: str, size: int, checksum: int) -> bytes:
    """Return an archive that states another size and sum of a part."""
    found = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        local = archive.getinfo(name).header_offset
    struct.pack_into("<I", found, local + 14, checksum)
    struct.pack_into("<I", found, local + 22, size)
    place = content.rindex(name.encode()) - 46
    struct.pack_into("<I", found, place + 16, checksum)
    struct.pack_into("<I", found, place + 24, size)
    return bytes(found)


class TestDamage:
    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
    def test_cut_off(self, share: float) -> None:
        """An archive that was cut off is damaged, and what to do is said."""
        content = _archive('<row r="1"><c r="A1"><v>3</v></c></row>')

        message = _message(content[: int(len(content) * share)])

        assert message.startswith("is damaged, or no .xlsx workbook (")
        assert message.endswith("; open it in a spreadsheet program and save it anew")

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"criterion,answer\n"])
    def test_no_archive(self, content: bytes) -> None:
        """What is no archive, or an empty one, is no workbook."""
        assert "no .xlsx workbook" in _message(content)

    @pytest.mark.parametrize("name", ["content.xml", "word/document.xml", "xl/workbook.bin"])
    def test_other_document(self, name: str) -> None:
        """An archive of another kind is told what is needed."""
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr(name, "<a/>")

        assert "is no .xlsx workbook; save it as Excel Workbook (.xlsx)" == _message(content.getvalue())

    def test_part_that_stands_twice(self) -> None:
        """Where a part stands twice, two programs may read two things; it is refused."""
        content = io.BytesIO()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with zipfile.ZipFile(content, "w") as archive:
                archive.writestr("xl/workbook.xml", _BOOK.format(_ONE))
                archive.writestr("xl/workbook.xml", _BOOK.format(""))

        assert "no .xlsx workbook" in _message(content.getvalue())

    @pytest.mark.parametrize("part", ["<worksheet></row>", "no XML", "<a>&b;</a>", "\0\0", "<a b=c>", "\ufffe<a/>"])
    def test_part_that_is_no_xml(self, part: str) -> None:
        """A part that should be XML and is not is damage, and is named."""
        message = _message(_archive(parts={"xl/worksheets/sheet1.xml": part}))

        assert "xl/worksheets/sheet1.xml is not XML" in message

    @pytest.mark.parametrize("encoding", ["UTF-8", "UTF-4", "hex", "utf-7", "cp037", "unicode_escape"])
    def test_named_encoding(self, encoding: str) -> None:
        """A part is read as UTF-8 whatever encoding it names, one that there is not as well, as calamine reads it."""
        named = f'<?xml version="1.0" encoding="{encoding}"?>'
        rows = _sheet('<row><c r="B1" t="e"><v>#N/A</v></c></row>')

        found = check_workbook(_archive(parts={"xl/worksheets/sheet1.xml": named + rows}), "x.xlsx")

        assert {"Answers": {(0, 1): "#N/A"}} == found

    def test_other_encoding(self) -> None:
        """A part that is written in another encoding than UTF-8 is damaged, as it is for calamine."""
        rows = _sheet('<row><c r="A1" t="str"><v>é</v></c></row>').encode("iso-8859-1")

        message = _message(_archive(parts={"xl/worksheets/sheet1.xml": rows}))

        assert "is damaged, or no .xlsx workbook (xl/worksheets/sheet1.xml is not XML: " in message

    def test_picture(self) -> None:
        """A part that is no XML and need not be is passed over."""
        parts = {"xl/media/a.png": b"\x89PNG\r\n\x1a\n\0\0", "docProps/thumbnail.jpeg": b"\xff\xd8\xff<a><b>"}

        assert {"Answers": {}} == check_workbook(_archive(parts=parts), "x.xlsx")

    def test_wrong_sum(self) -> None:
        """A part whose sum is not the one stated is damaged."""
        content = _archive('<row r="1"><c r="A1"><v>3</v></c></row>')
        size = len(_sheet('<row r="1"><c r="A1"><v>3</v></c></row>'))

        assert "is damaged" in _message(_with_lies(content, "xl/worksheets/sheet1.xml", size, 5))

    def test_smaller_than_it_is(self) -> None:
        """A part is read no further than the size that it states, so no archive unpacks to more than was counted."""
        shown, hidden = '<row r="1"><c r="A1"><v>3</v></c></row>', '<row r="2"><c r="A2" t="e"><v>#N/A</v></c></row>'
        start = _sheet(shown).removesuffix("</sheetData></worksheet>").encode()
        content = _with_lies(_archive(shown + hidden), "xl/worksheets/sheet1.xml", len(start), zlib.crc32(start))
        try:
            found = check_workbook(content, "x.xlsx")
        except FaultsError:
            return

        assert {"Answers": {}} == found

    def test_password_on_a_part(self) -> None:
        """A part under a password is damage as far as can be told."""
        content = bytearray(_archive())
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            place = archive.getinfo("xl/workbook.xml").header_offset
        content[place + 6] |= 1
        content[content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/workbook.xml")) + 8] |= 1

        assert "encrypted" in _message(bytes(content))

    @pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_any_packing_with_slips(self, method: int) -> None:
        """However a part is packed, bytes that were changed are damage, and no other error."""
        content = _archive('<row r="1"><c r="A1"><v>3</v></c></row>' * 20, method=method)
        chance = random.Random(method)  # noqa: S311 - which bytes is no secret
        for _ in range(60):
            changed = bytearray(content)
            for _ in range(chance.randint(1, 8)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            # Any other error fails the test.
            with contextlib.suppress(FaultsError):
                check_workbook(bytes(changed), "x.xlsx")
