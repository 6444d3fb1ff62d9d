"""Tables as an Excel workbook."""

import sys
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from datamaturity import Fault, FaultsError, MissingExtraError
from datamaturity.writers.tables import Table
from datamaturity.writers.workbook import Book, sheet_names, to_xlsx

FORMULAS = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "'=1", "''tis", '=HYPERLINK("http://example.org")']


def _opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def _read(content: bytes, sheet: str = "T") -> list[list[object]]:
    return [[*row] for row in CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(sheet).to_python()]


def _column(*values: object) -> bytes:
    return to_xlsx({"T": Table(["v"], [{"v": value} for value in values])})


def _faults(sheets: Mapping[str, Table]) -> tuple[Fault, ...]:
    with pytest.raises(FaultsError) as caught:
        to_xlsx(sheets)
    return caught.value.faults


class TestTable:
    def test_columns_as_the_rows_bring_them(self) -> None:
        """The columns asked for come first, then each where a row first has it."""
        table = Table.of([{"a": 1}, {"c": 2, "b": 3}], first=["b"])

        assert ("b", "a", "c") == table.columns
        assert ({"a": 1}, {"c": 2, "b": 3}) == table.rows

    def test_no_rows(self) -> None:
        """Without a row there are the columns asked for."""
        assert Table(["b"], []) == Table.of([], first=["b"])


class TestValues:
    def test_each_as_what_it_is(self) -> None:
        """Texts are texts, numbers numbers, days days, and nothing is an empty cell."""
        content = _column("a", 3, 2.5, Fraction(5, 2), date(2026, 3, 31), True, None, "")
        cells = [row[0] for row in _opened(content)["T"].iter_rows(min_row=2)]

        assert ["a", 3, 2.5, 2.5, True] == [cells[place].value for place in (0, 1, 2, 3, 5)]
        assert ["s", "n", "n", "n", "d", "b"] == [cell.data_type for cell in cells[:6]]
        assert [["v"], ["a"], [3.0], [2.5], [2.5], [date(2026, 3, 31)], [True]] == _read(content)

    def test_what_a_row_leaves_out(self) -> None:
        """A row may leave columns out; what it has beside them is not written."""
        content = to_xlsx({"T": Table(["a", "b"], [{"b": 1, "c": 2}])})

        assert [["a", "b"], ["", 1.0]] == _read(content)

    def test_days_before_excel_begins(self) -> None:
        """A day before 1900 is a text, since Excel has none; the first of 1900 is a day."""
        assert [["v"], ["1899-12-31"], [date(1900, 1, 1)]] == _read(_column(date(1899, 12, 31), date(1900, 1, 1)))

    def test_whole_numbers_that_excel_would_round(self) -> None:
        """A whole number of 15 digits is a number, one of 16 a text, so that no digit is lost."""
        most = 10**15 - 1

        assert [["v"], [float(most)], [str(most + 1)], [str(-most - 1)]] == _read(_column(most, most + 1, -most - 1))

    @pytest.mark.parametrize("value", [float("nan"), float("inf"), Fraction(10**400)])
    def test_what_is_no_number_for_excel(self, value: object) -> None:
        """A number that Excel has not is a fault with sheet and cell."""
        (fault,) = _faults({"T": Table(["a", "v"], [{"v": value}])})

        assert Fault("sheet 'T' cell B2", f"holds {value}, which is no number for Excel") == fault


class TestTexts:
    @pytest.mark.parametrize("text", FORMULAS)
    def test_formulas(self, text: str) -> None:
        """A text that would be a formula is a text, and stays one when the cell is edited."""
        content = _column(text)
        cell = _opened(content)["T"]["A2"]

        assert ("s", True) == (cell.data_type, cell.quotePrefix)
        assert [["v"], [text]] == _read(content)

    @pytest.mark.parametrize("text", FORMULAS)
    def test_formulas_in_a_header(self, text: str) -> None:
        """So is the name of a column."""
        content = to_xlsx({"T": Table([text], [])})

        assert "s" == _opened(content)["T"]["A1"].data_type
        assert [[text]] == _read(content)

    @pytest.mark.parametrize(
        "text",
        [
            *("2.10", "1e5", "https://example.org", "mailto:a@b", "internal:T!A1", " a ", "a\nb", "\r\n", "_x0041_"),
            *("\x01", "😀", "Tŷ – ½", "<&>\"'", "\u2028", "TRUE", "2026-03-31"),
        ],
    )
    def test_any_text_comes_back(self, text: str) -> None:
        """No text becomes a number, a link or a day, and none loses a character."""
        content = _column(text)

        assert [["v"], [text]] == _read(content)
        assert not _opened(content)["T"]._hyperlinks  # type: ignore[attr-defined]

    def test_plain_texts_have_no_mark(self) -> None:
        """Only a text that needs the mark has it."""
        assert not _opened(_column("a = b"))["T"]["A2"].quotePrefix

    @pytest.mark.parametrize(("character", "code"), [("\0", "0000"), ("\ud800", "D800"), ("\uffff", "FFFF")])
    def test_characters_that_excel_has_not(self, character: str, code: str) -> None:
        """A character for which a workbook has no place is a fault, not lost."""
        (fault,) = _faults({"T": Table(["v"], [{"v": f"a{character}b"}])})

        message = f"holds the character U+{code}, which Excel has not; take it out of {f'a{character}b'!r}"
        assert Fault("sheet 'T' cell A2", message) == fault

    @pytest.mark.parametrize("text", ["a" * 32_767, "😀" * 16_383])
    def test_longest_text(self, text: str) -> None:
        """As long a text as Excel takes is written whole."""
        assert [["v"], [text]] == _read(_column(text))

    @pytest.mark.parametrize("text", ["a" * 32_768, "😀" * 16_384])
    def test_too_long(self, text: str) -> None:
        """A longer one is a fault: nothing is cut off in silence. An emoji counts as two, as Excel counts it."""
        (fault,) = _faults({"T": Table(["v"], [{"v": text}])})

        message = "holds 32,768 characters; Excel has room for 32,767, so shorten it"
        assert Fault("sheet 'T' cell A2", message) == fault

    def test_every_fault_at_once(self) -> None:
        """All faults of all sheets are told, in their order, with the letters of their columns."""
        columns = [f"c{place}" for place in range(703)]
        found = _faults({"A": Table(columns, [{"c25": "\0", "c26": "\0", "c702": "\0"}]), "B": Table(["\0"], [])})

        expected = ["sheet 'A' cell Z2", "sheet 'A' cell AA2", "sheet 'A' cell AAA2", "sheet 'B' cell A1"]
        assert expected == [fault.where for fault in found]


class TestSheets:
    def test_look(self) -> None:
        """The header is bold and stays in sight; long texts are wrapped in a column of a sensible width."""
        sheet = _opened(to_xlsx({"T": Table(["n", "text"], [{"n": 1, "text": "word " * 40}])}))["T"]

        assert "A2" == sheet.freeze_panes
        assert sheet["A1"].font.bold
        assert not sheet["A2"].font.bold
        assert sheet["B2"].alignment.wrap_text
        assert 8 <= sheet.column_dimensions["A"].width < 12
        assert 60 <= sheet.column_dimensions["B"].width < 62
        # 200 characters, 69 a line: three lines of 15 points.
        assert 45 == sheet.row_dimensions[2].height

    def test_line_ends_make_a_row_higher(self) -> None:
        """A short text of three lines needs the height of three; the highest row is as high as Excel lets one be."""
        sheet = _opened(_column("a\nb\n\nc", "a\n" * 100, "a"))["T"]

        assert [60, 408.75, None] == [sheet.row_dimensions[row].height for row in (2, 3, 4)]

    def test_printing(self) -> None:
        """A sheet is printed across, all columns on a page, the header on each."""
        sheet = _opened(_column("a"))["T"]

        assert ("landscape", 0) == (sheet.page_setup.orientation, sheet.page_setup.fitToHeight)
        assert getattr(sheet.sheet_properties.pageSetUpPr, "fitToPage", False)
        assert "$1:$1" == sheet.print_title_rows

    def test_order(self) -> None:
        """The sheets stand in the order in which they are given."""
        empty = Table(["a"], [])

        assert ["B", "A"] == _opened(to_xlsx({"B": empty, "A": empty})).sheetnames

    def test_too_many_rows_or_columns(self) -> None:
        """More rows or columns than a sheet has are a fault each, and the cells of others are looked at too."""
        found = _faults(
            {
                "Rows": Table(["a"], [{}] * 1_048_576),
                "Columns": Table(map(str, range(16_385)), []),
                "Cells": Table(["\0"], []),
            }
        )

        room = "Excel has room for 1,048,575 below the header, and 16,384"
        assert [
            Fault("sheet 'Rows'", f"would have 1,048,576 rows and 1 columns; {room}"),
            Fault("sheet 'Columns'", f"would have 0 rows and 16,385 columns; {room}"),
        ] == [*found[:2]]
        assert "sheet 'Cells' cell A1" == found[2].where

    def test_as_many_columns_as_there_are(self) -> None:
        """All columns that a sheet has can be used."""
        assert 16_384 == len(_read(to_xlsx({"T": Table(map(str, range(16_384)), [])}))[0])

    def test_equal_bytes(self) -> None:
        """Equal tables give equal bytes, whatever the time of day."""
        assert _column("a", 1, date(2026, 1, 1)) == _column("a", 1, date(2026, 1, 1))


class TestNames:
    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (["a" * 32], ["a" * 31]),
            (["😀" * 16], ["😀" * 15]),
            (["a/b:c[d]*?\\e"], ["a b c d e"]),
            (["'quoted'", "'", ""], ["quoted", "Sheet", "Sheet (2)"]),
            (["History", "history"], ["History (2)", "history (3)"]),
            (["Data", "DATA", "data"], ["Data", "DATA (2)", "data (3)"]),
            (["a" * 31, "a" * 40], ["a" * 31, "a" * 27 + " (2)"]),
            (["Straße", "STRASSE"], ["Straße", "STRASSE (2)"]),
            (["it's", "a' " + "b" * 40], ["it's", "a' " + "b" * 28]),
            (["a\0b\nc\ud800"], ["a b c"]),
        ],
    )
    def test_allowed_and_unique(self, wanted: list[str], found: list[str]) -> None:
        """Names are cut to 31 UTF-16 units, without what Excel forbids, and no two are alike but for case."""
        assert found == sheet_names(wanted)
        to_xlsx(dict.fromkeys(found, Table(["a"], [])))


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without XlsxWriter the message names the extra that brings it."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)

    with pytest.raises(MissingExtraError) as caught:
        Book()

    assert 'writing a workbook needs XlsxWriter; run: pip install "datamaturity[excel]"' == str(caught.value)
