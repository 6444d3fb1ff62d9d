"""Tables as they lie in files: which sheets are read, and what their cells become as text."""

import builtins
import zipfile
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]

from datamaturity import Fault, FaultsError, FileError, MissingExtraError
from datamaturity.readers.sheets import CsvText, WorkbookSheet, is_workbook, read_sheets

Rows = Sequence[Sequence[Any]]


def _workbook(path: Path, sheets: Mapping[str, Rows], *, hidden: Collection[str] = ()) -> Path:
    """Write a workbook, and return where it is."""
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if name in hidden:
            sheet.hide()
    # The first sheet is the one shown, and a sheet that is shown cannot be hidden.
    visible = next((one for one in book.worksheets() if one.get_name() not in hidden), None)
    if visible is not None:
        visible.set_first_sheet()
        visible.activate()
    book.close()
    return path


def _changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Change one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert change(parts[part]) != parts[part]
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _read(path: Path, sheet: str | None = None) -> dict[str, list[list[str]]]:
    """Return the cells of each sheet that is read, by its name."""
    found: dict[str, list[list[str]]] = {}
    for one in read_sheets(path, sheet=sheet):
        assert isinstance(one, WorkbookSheet)
        found[one.name] = [cells for _, cells in one.records((), lambda *_: None)]
    return found


def _message(path: Path, sheet: str | None = None) -> str:
    with pytest.raises(FaultsError) as caught:
        read_sheets(path, sheet=sheet)
    (fault,) = caught.value.faults
    assert str(path) == fault.where
    return fault.message


class TestCells:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            *((3, "3"), (3.0, "3"), (2.1, "2.1"), (4.33, "4.33"), (-1, "-1"), (0, "0"), (2.5, "2.5")),
            *((1e15, "1000000000000000.0"), (10**14, "100000000000000")),
            *((True, "TRUE"), (False, "FALSE"), ("3", "3"), (" 3 ", " 3 "), ("2.10", "2.10"), ("'=1", "'=1")),
            *(("a\nb", "a\nb"), ("a\u00a0b", "a\u00a0b"), ("Dŵr ½ 🙂", "Dŵr ½ 🙂"), ("a\r\nb", "a\r\nb")),
            *((date(2025, 3, 2), "2025-03-02"), (datetime(2025, 3, 2), "2025-03-02")),
            (time(12, 30), "12:30:00"),
        ],
    )
    def test_text_of_a_value(self, tmp_path: Path, value: object, text: str) -> None:
        """A cell is read as a person would type it; 3 and 3.0 are one number, and 2.10 as a number is 2.1."""
        found = _read(_workbook(tmp_path / "a.xlsx", {"S": [["x", value]]}))["S"][0][1]

        # A day may come with its midnight; what counts is that it is no number.
        assert text == found.removesuffix("T00:00:00")

    @pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"])
    def test_error(self, tmp_path: Path, error: str) -> None:
        """An error is text, and no empty cell."""
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet["A1"], sheet["B1"] = "x", error
        book.save(tmp_path / "a.xlsx")

        assert {"Sheet": [["x", error]]} == _read(tmp_path / "a.xlsx")

    @pytest.mark.parametrize("error", ["#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#BUSY!", "#GETTING_DATA"])
    def test_error_of_a_newer_program(self, tmp_path: Path, error: str) -> None:
        """An error that only newer programs have is no damage: it is read like the others, or named."""
        path = _workbook(tmp_path / "a.xlsx", {"S": [["x", 7]]})
        part = "xl/worksheets/sheet1.xml"
        _changed(path, part, lambda xml: xml.replace(b'r="B1"><v>7', f'r="B1" t="e"><v>{error}'.encode()))
        try:
            found = _read(path)["S"][0][1]
        except FaultsError as caught:
            found = str(caught)

        assert error in found

    @pytest.mark.parametrize("cell", ["B1", "D4"], ids=["between", "beyond the rest"])
    def test_formula_that_was_never_worked_out(self, tmp_path: Path, cell: str) -> None:
        """A formula without its value, as openpyxl writes one, is text, and no empty cell."""
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet["A1"], sheet["C2"], sheet[cell] = "x", "y", "=1+2"
        book.save(tmp_path / "a.xlsx")

        found = _read(tmp_path / "a.xlsx")["Sheet"]

        row, column = int(cell[1:]) - 1, ord(cell[0]) - ord("A")
        assert "(a formula without its value)" == found[row][column]
        assert 1 == len({len(row) for row in found})

    def test_formula_with_its_value(self, tmp_path: Path) -> None:
        """A formula is read as its value."""
        book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
        sheet = book.add_worksheet("S")
        sheet.write_formula(0, 0, "=1+2", None, 3)
        sheet.write_formula(0, 1, '="a"', None, "a")
        book.close()

        assert {"S": [["3", "a"]]} == _read(tmp_path / "a.xlsx")

    def test_table_keeps_its_place(self, tmp_path: Path) -> None:
        """Empty rows and columns before a table are read, so that the rows have the numbers that people see."""
        path = _workbook(tmp_path / "a.xlsx", {"S": [[], [], ["", "x", "y"], ["", 1, 2]]})
        (sheet,) = read_sheets(path)

        expected = [(1, ["", "", ""]), (2, ["", "", ""]), (3, ["", "x", "y"]), (4, ["", "1", "2"])]
        assert expected == [*sheet.records((), lambda *_: None)]
        assert (f"{path} sheet 'S'", "row") == (sheet.source, sheet.unit)

    @pytest.mark.parametrize("stated", [b"A1", b"A1:XFD1048576", b"B2"])
    def test_stated_size(self, tmp_path: Path, stated: bytes) -> None:
        """A sheet is read whole, whatever size it states: Microsoft Forms states A1 for all of them."""
        path = _workbook(tmp_path / "a.xlsx", {"S": [["x", "y"], [1, 2]]})
        _changed(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'ref="A1:B2"', b'ref="' + stated + b'"'))

        assert {"S": [["x", "y"], ["1", "2"]]} == _read(path)

    def test_rich_text(self, tmp_path: Path) -> None:
        """A text in several fonts is one text."""
        book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
        sheet = book.add_worksheet("S")
        sheet.write_rich_string(0, 0, "3 ", book.add_format({"bold": True}), "Learning")
        book.close()

        assert {"S": [["3 Learning"]]} == _read(tmp_path / "a.xlsx")


class TestWhichSheets:
    def test_all_that_hold_something(self, tmp_path: Path) -> None:
        """All sheets are read, in their order, but for empty ones."""
        path = _workbook(tmp_path / "a.xlsx", {"B": [["b"]], "Empty": [], "Blank": [[" ", "\n"]], "A": [["a"]]})

        assert {"B": [["b"]], "A": [["a"]]} == _read(path)
        assert ["B", "A"] == [*_read(path)]

    def test_one_by_name(self, tmp_path: Path) -> None:
        """A sheet is read alone where it is asked for, hidden or not."""
        path = _workbook(tmp_path / "a.xlsx", {"A": [["a"]], "H": [["h"]]}, hidden=["H"])

        assert {"A": [["a"]]} == _read(path, "A")
        assert {"H": [["h"]]} == _read(path, "H")

    def test_hidden_ones_are_passed_over(self, tmp_path: Path) -> None:
        """Hidden sheets are not read unless they are asked for."""
        path = _workbook(tmp_path / "a.xlsx", {"A": [["a"]], "H": [["h"]]}, hidden=["H"])

        assert {"A": [["a"]]} == {name: rows for name, rows in _read(path).items() if rows}

    def test_hidden_ones_alone(self, tmp_path: Path) -> None:
        """Where only hidden sheets hold something, the message names them."""
        path = _workbook(tmp_path / "a.xlsx", {"A": [], "Answers": [["h"]]}, hidden=["Answers"])

        assert "Answers" in _message(path)

    def test_no_such_sheet(self, tmp_path: Path) -> None:
        """A sheet that there is not is refused with the names of those that there are, and the closest."""
        path = _workbook(tmp_path / "a.xlsx", {"Answers": [["a"]], "Notes": [["b"]]})

        expected = "has no sheet 'answers'; its sheets are 'Answers', 'Notes'; did you mean 'Answers'?"
        assert expected == _message(path, "answers")
        assert "has no sheet ''; its sheets are" in _message(path, "")

    def test_sheet_that_is_empty(self, tmp_path: Path) -> None:
        """A sheet that was asked for and is empty is a fault."""
        assert "has no sheet with anything in it" == _message(_workbook(tmp_path / "a.xlsx", {"A": []}), "A")

    def test_chart_sheets_are_none(self, tmp_path: Path) -> None:
        """A sheet that is a chart holds no table."""
        book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
        book.add_worksheet("S").write_row(0, 0, ["a", 1])
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=S!$B$1:$B$1"})
        book.add_chartsheet("Chart").set_chart(chart)
        book.close()

        assert {"S": [["a", "1"]]} == _read(tmp_path / "a.xlsx")
        assert "has no sheet 'Chart'; its sheets are 'S'" in _message(tmp_path / "a.xlsx", "Chart")

    def test_sheet_of_a_text_file(self, tmp_path: Path) -> None:
        """A text file has no sheets."""
        path = tmp_path / "a.csv"
        path.write_text("a,b\n")

        assert "is a text file, which has no sheet 'S'; sheets are for workbooks" == _message(path, "S")


class TestWhatAFileIs:
    def test_text(self, tmp_path: Path) -> None:
        """A text is one table; what a file is shows in how it starts, and not in its name."""
        path = tmp_path / "a.xlsx"
        path.write_bytes(b"\xef\xbb\xbfa,b\n1,2\n")

        assert (CsvText("a,b\n1,2\n", str(path)),) == read_sheets(path)

    def test_workbook_with_another_name(self, tmp_path: Path) -> None:
        """A workbook that is called .csv is one all the same."""
        assert {"S": [["a"]]} == _read(_workbook(tmp_path / "a.csv", {"S": [["a"]]}))

    def test_is_workbook(self) -> None:
        """Archives and old Office files are no text."""
        assert is_workbook(b"PK\x03\x04rest")
        assert is_workbook(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        assert not is_workbook(b"PK, a company\n")
        assert not is_workbook(b"")

    def test_old_workbook(self, tmp_path: Path) -> None:
        """An old workbook, and one with a password, are refused by what they are."""
        path = tmp_path / "a.xls"
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)

        expected = "is an old workbook (.xls), or one with a password; save it as Excel Workbook (.xlsx) without one"
        assert expected == _message(path)

    @pytest.mark.parametrize(
        ("part", "change"),
        [
            ("xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2]),
            ("xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v>0</v>", b"<v>9</v>")),
            ("xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'r="A1"', b'r="A0"')),
            ("xl/worksheets/sheet1.xml", lambda xml: xml.replace(b't="s"', b't="zz"')),
            ("xl/workbook.xml", lambda xml: xml.replace(b"rId1", b"rId9")),
            ("xl/_rels/workbook.xml.rels", lambda xml: xml.replace(b"sheet1", b"sheet7")),
            ("xl/sharedStrings.xml", lambda xml: xml.replace(b"</sst>", b"</ss>")),
        ],
    )
    def test_damage(self, tmp_path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
        """A workbook whose parts do not fit together is damaged, and what to do is said."""
        path = _changed(_workbook(tmp_path / "a.xlsx", {"S": [["a", "b"], [1, 2]]}), part, change)

        assert "save it anew" in _message(path) or "sheet" in _message(path)

    def test_two_sheets_of_one_name(self, tmp_path: Path) -> None:
        """Two sheets of one name cannot be told apart, so the second is never lost in silence."""
        path = _workbook(tmp_path / "a.xlsx", {"S": [["a"]], "T": [["b"]]})
        _changed(path, "xl/workbook.xml", lambda xml: xml.replace(b'name="T"', b'name="S"'))

        _message(path)

    def test_without_the_library(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without python-calamine a workbook is refused with what to install; a text is read all the same."""
        original = builtins.__import__

        def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
            if name.startswith("python_calamine"):
                raise ImportError(name)
            return original(name, *args, **kwargs)

        text, book = tmp_path / "a.csv", _workbook(tmp_path / "a.xlsx", {"S": [["a"]]})
        text.write_text("a\n")
        monkeypatch.setattr(builtins, "__import__", refuse)

        with pytest.raises(MissingExtraError) as caught:
            read_sheets(book)

        expected = 'reading a workbook needs python-calamine; run: pip install "datamaturity[excel]"'
        assert expected == str(caught.value)
        assert 1 == len(read_sheets(text))

    def test_other_errors_go_on(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """An interrupt while a workbook is opened goes on to the caller as it is."""

        def interrupt(*_: object) -> None:
            raise KeyboardInterrupt

        path = _workbook(tmp_path / "a.xlsx", {"S": [["a"]]})
        monkeypatch.setattr("datamaturity.readers.sheets.BytesIO", interrupt)

        with pytest.raises(KeyboardInterrupt):
            read_sheets(path)

    def test_missing_file(self, tmp_path: Path) -> None:
        """A file that is not there is a `FileError`."""
        with pytest.raises(FileError):
            read_sheets(tmp_path / "a.xlsx")


class TestCsvText:
    def _records(self, text: str, known: Collection[str] = ()) -> tuple[list[tuple[int, list[str]]], list[Fault]]:
        faults: list[Fault] = []
        sheet = CsvText(text, "x.csv")
        found = [*sheet.records(known, lambda line, message: faults.append(Fault(f"line {line}", message)))]
        return found, faults

    def test_lines(self) -> None:
        """Each record has the line that it starts on."""
        assert ([(1, ["a", "b"]), (2, ["c\nd", "e"]), (4, ["f", "g"])], []) == self._records('a,b\n"c\nd",e\nf,g\n')

    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    def test_separator_of_known_names(self, sign: str) -> None:
        """The separator is the one that most of the known names stand between, though others stand in more texts."""
        others = "".join({",", ";", "\t"} - {sign})
        text = sign.join(["ID", "Start time", "x".join(others * 5)]) + "\n"

        ((_, cells),), _ = self._records(text, ["id", "start time"])

        assert 3 == len(cells)

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ('a,b\n"c', Fault("line 2", "is not CSV: unexpected end of data")),
            ('a,b\n"c"d,e\n', Fault("line 2", "is not CSV: ',' expected after '\"'")),
        ],
    )
    def test_no_csv(self, text: str, fault: Fault) -> None:
        """Where a text stops being CSV is a fault with its line, and nothing more is read."""
        assert ([(1, ["a", "b"])], [fault]) == self._records(text)

    def test_cell_without_end(self) -> None:
        """A cell longer than any that a spreadsheet program writes is a fault, and not memory."""
        found, faults = self._records("a\n" + "x" * 200_000 + "\n")

        assert 1 == len(found)
        assert ["line 2"] == [fault.where for fault in faults]
