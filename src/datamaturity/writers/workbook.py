"""Tables as an Excel workbook: texts that stay texts, numbers and dates as such, equal bytes for equal input."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from math import isfinite
from textwrap import wrap
from typing import Any

import attrs

from datamaturity.errors import Fault, FaultsError, MissingExtraError
from datamaturity.formulas import guarded
from datamaturity.writers.tables import Table

__all__ = ["HEADER", "Book", "Sheet", "sheet_names", "to_xlsx"]

HEADER = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF4"}
"""How the names of columns look."""

# What Excel can hold; texts are counted in UTF-16 units, in which a character above U+FFFF is two.
_MOST_UNITS, _MOST_ROWS, _MOST_COLUMNS, _MOST_DIGITS = 32_767, 1_048_576, 16_384, 15
_FIRST_DAY = date(1900, 1, 1)
# Other control characters have an escape of their own in the file; for these there is none that programs read.
_NOT_IN_A_CELL = re.compile("[\0\ud800-\udfff\ufffe\uffff]")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]+")
_WIDEST, _NARROWEST = 60, 8
# Heights are in points. A width is in digits, and most letters are narrower: tried with a wide font.
_LINE, _TALLEST, _PER_WIDTH = 15.0, 408.75, 1.15


def sheet_names(wanted: Iterable[str]) -> list[str]:
    r"""
    Return names that Excel allows for sheets, as near to the wanted ones as may be.

    A name has 31 characters at most and none of ``[]:*?/\``, is not *History*, and no two are alike but for case.

    Args:
        wanted: The names that one would like, in the order of the sheets.

    Example:
        >>> sheet_names(["Data: what there is", "data what there is", "4 Knowing the data that you have"])
        ['Data what there is', 'data what there is (2)', '4 Knowing the data that you hav']
    """
    found: list[str] = []
    taken = {"history"}
    for one in wanted:
        plain = " ".join(_NOT_IN_A_NAME.sub(" ", one).split()).strip("' ") or "Sheet"
        name, place = _cut(plain, ""), 1
        while name.casefold() in taken:
            place += 1
            name = _cut(plain, f" ({place})")
        taken.add(name.casefold())
        found.append(name)
    return found


def _cut(name: str, end: str) -> str:
    while _units(name + end) > 31:
        name = name[:-1]
    return name.rstrip("' ") + end


def _units(text: str) -> int:
    return len(text) + sum(one > "\uffff" for one in text)


@attrs.define
class Book:
    """
    A workbook on its way to bytes.

    Attributes:
        faults: What Excel cannot hold, with sheet and cell.

    Raises:
        MissingExtraError: The library XlsxWriter is not installed (extra ``excel``).

    Example:
        >>> book = Book()
        >>> sheet = book.sheet("Answers")
        >>> sheet.header(["Criterion", "Answer", "Note"])
        >>> sheet.widths(12, 20, 40)
        >>> sheet.keep_in_sight(1, 0)
        >>> sheet.write(1, 0, "C1", bold=True)
        >>> sheet.formula(1, 1, "=1+2", 3)
        >>> sheet.merge(2, (0, 2), "Thank you")
        >>> sheet.fit(1, [("A long note", 5)])
        >>> sheet.offer(2, (1, 1), "=$A$1:$A$2", title="No answer", message="Choose one from the list.")
        >>> sheet.print_fitted(across=True)
        >>> sheet.protect()
        >>> hidden = book.sheet("Choices")
        >>> hidden.write(0, 0, "3 Learning")
        >>> hidden.hide()
        >>> book.look({"bold": True}) is book.look({"bold": True}), book.to_bytes()[:2]
        (True, b'PK')
    """

    faults: list[Fault] = attrs.field(init=False, factory=list)
    _buffer: BytesIO = attrs.field(init=False, factory=BytesIO)
    _book: Any = attrs.field(init=False)
    _formats: dict[frozenset[tuple[str, object]], Any] = attrs.field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        try:
            from xlsxwriter import Workbook  # type: ignore[import-untyped]
        except ImportError:
            raise MissingExtraError("writing a workbook", "XlsxWriter", "excel") from None
        # Nothing is guessed from a text: neither a formula, nor a number, nor a link.
        plain = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
        self._book = Workbook(self._buffer, {"in_memory": True, **plain})
        # The library would write the time of day, and no two files would be equal.
        self._book.set_properties({"created": datetime(2000, 1, 1)})

    def sheet(self, name: str) -> "Sheet":
        """
        Return a new sheet with one of the names that `sheet_names` gave.

        Args:
            name: The sheet's name.
        """
        sheet = self._book.add_worksheet(name)
        # Ids such as 4.33 are texts; without this a green corner would say so in each cell.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        return Sheet(name, self, sheet)

    def look(self, properties: Mapping[str, object]) -> Any:
        """
        Return the library's format with these properties; each is made once.

        Args:
            properties: XlsxWriter's format properties, such as ``{"bold": True}``.
        """
        key = frozenset(properties.items())
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(properties))
        return self._formats[key]

    def to_bytes(self) -> bytes:
        """
        Return the finished file.

        Raises:
            FaultsError: It holds what Excel cannot hold; the error names every sheet and cell.
        """
        self._book.close()
        if self.faults:
            raise FaultsError(self.faults)
        return self._buffer.getvalue()


@attrs.frozen
class Sheet:
    """
    A sheet of a `Book`; rows and columns count from 0, and a *look* is made of XlsxWriter's format properties.

    Attributes:
        name: Its name.
        book: The workbook that it is of.

    Example:
        >>> sheet = Book().sheet("Answers")
        >>> sheet.write(1, 0, "C1", bold=True)
        >>> sheet.name
        'Answers'
    """

    name: str
    book: Book
    _sheet: Any

    def write(self, row: int, column: int, value: object, **look: object) -> None:
        """
        Write a value as what it is: a text, a number, a day, or nothing.

        A text that would be a formula, were it typed, gets the mark that keeps it a text when somebody edits the cell.
        Days before 1900 and whole numbers of more than 15 digits, which Excel has not, are written as texts.

        Args:
            row: The row, from 0.
            column: The column, from 0.
            value: What to write.
            look: XlsxWriter's format properties.
        """
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**_MOST_DIGITS:
            value = str(value)
        if value is None or value == "":
            self._sheet.write_blank(row, column, None, self.book.look(look))
        elif isinstance(value, bool):
            self._sheet.write_boolean(row, column, value, self.book.look(look))
        elif isinstance(value, int | float | Fraction):
            self._number(row, column, value, look)
        elif type(value) is date and value >= _FIRST_DAY:
            self._sheet.write_datetime(row, column, value, self.book.look({"num_format": "yyyy-mm-dd", **look}))
        else:
            self._text(row, column, str(value), look)

    def _number(self, row: int, column: int, value: float | Fraction, look: Mapping[str, object]) -> None:
        try:
            number = float(value)
        except OverflowError:
            number = float("inf")
        if not isfinite(number):
            self.fault(row, column, f"holds {value}, which is no number for Excel")
            return
        shown = {} if isinstance(value, int) else {"num_format": "0.00"}
        self._sheet.write_number(row, column, number, self.book.look({**shown, **look}))

    def _text(self, row: int, column: int, text: str, look: Mapping[str, object]) -> None:
        odd = _NOT_IN_A_CELL.search(text)
        if odd:
            message = f"holds the character U+{ord(odd[0]):04X}, which Excel has not; take it out of {text[:40]!r}"
            self.fault(row, column, message)
        elif (units := _units(text)) > _MOST_UNITS:
            self.fault(row, column, f"holds {units:,} characters; Excel has room for {_MOST_UNITS:,}, so shorten it")
        else:
            mark = {"quote_prefix": True} if guarded(text) != text or text.startswith("'") else {}
            self._sheet.write_string(row, column, text, self.book.look({**mark, **look}))

    def fault(self, row: int, column: int, message: str) -> None:
        """
        Note that a cell cannot be written.

        Args:
            row: The row, from 0.
            column: The column, from 0.
            message: Why not.

        Example:
            >>> book = Book()
            >>> book.sheet("Answers").fault(1, 2, "is too long")
            >>> print(book.faults[0])
            sheet 'Answers' cell C2: is too long
        """
        self.book.faults.append(Fault(f"sheet {self.name!r} cell {_letters(column)}{row + 1}", message))

    def formula(self, row: int, column: int, formula: str, value: float, **look: object) -> None:
        """
        Write a formula of our own, with the value that it has now.

        Args:
            row: The row, from 0.
            column: The column, from 0.
            formula: The formula, with its equals sign.
            value: The number that it gives now, such as a count, for programs that do not work it out.
            look: XlsxWriter's format properties.
        """
        self._sheet.write_formula(row, column, formula, self.book.look(look), value)

    def merge(self, row: int, columns: tuple[int, int], text: str, **look: object) -> None:
        """
        Write a text over several columns, from the first to the last.

        Args:
            row: The row, from 0.
            columns: The first and the last column, from 0.
            text: The text.
            look: XlsxWriter's format properties.
        """
        self._sheet.merge_range(row, columns[0], row, columns[1], "", self.book.look(look))
        self.write(row, columns[0], text, **look)

    def fit(self, row: int, texts: Iterable[tuple[str, float]]) -> None:
        """
        Make a row as high as its texts need, each in a width in characters; not every program does so by itself.

        Args:
            row: The row, from 0.
            texts: The texts, each with its column's width in characters.
        """
        lines = max((_line_count(text, int(width * _PER_WIDTH)) for text, width in texts), default=1)
        if lines > 1:
            self._sheet.set_row(row, min(lines * _LINE, _TALLEST))

    def header(self, columns: Sequence[str]) -> None:
        """
        Write the names of columns into the first row, which stays in sight and is printed on every page.

        Args:
            columns: The names.
        """
        for place, name in enumerate(columns):
            self.write(0, place, name, **HEADER)
        self.keep_in_sight(1, 0)
        self._sheet.repeat_rows(0)

    def keep_in_sight(self, rows: int, columns: int) -> None:
        """
        Freeze the first rows and columns.

        Args:
            rows: How many rows.
            columns: How many columns.
        """
        self._sheet.freeze_panes(rows, columns)

    def widths(self, *widths: float) -> None:
        """
        Set the columns' widths, in characters.

        Args:
            widths: The widths, from the first column on.
        """
        for place, width in enumerate(widths):
            self._sheet.set_column(place, place, width)

    def offer(self, column: int, rows: tuple[int, int], source: str, *, title: str, message: str) -> None:
        """
        Give the cells of a column a drop-down list of the cells that a formula names, and take nothing else.

        Args:
            column: The column, from 0.
            rows: The first and the last row, from 0.
            source: The formula that names the cells with the options.
            title: The heading of what is said of anything else.
            message: What is said of it.
        """
        options = {"validate": "list", "source": source, "error_title": title, "error_message": message}
        self._sheet.data_validation(rows[0], column, rows[1], column, options)

    def protect(self) -> None:
        """Let only unlocked cells be edited; without a password, and rows and columns can be resized."""
        self._sheet.protect("", {"format_columns": True, "format_rows": True})

    def print_fitted(self, *, across: bool) -> None:
        """
        Print on A4, across or upright, with all columns on one page.

        Args:
            across: Whether the page lies across.
        """
        if across:
            self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_footer("&L&A&RPage &P of &N")

    def hide(self) -> None:
        """Hide the sheet."""
        self._sheet.hide()


def _line_count(text: str, width: int) -> int:
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(max(1, len(wrap(line, width))) for line in text.split("\n"))


def _letters(column: int) -> str:
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return letters


def to_xlsx(sheets: Mapping[str, Table]) -> bytes:
    """
    Return tables as a workbook: a sheet for each, its header in bold and always in sight, long texts wrapped.

    Args:
        sheets: What to call each sheet, to its table.

    Returns:
        The file; equal tables give equal bytes.

    Raises:
        FaultsError: There are more rows or columns than a sheet has, or cells hold what Excel cannot hold; all at once.
        MissingExtraError: The library XlsxWriter is not installed (extra ``excel``).

    Example:
        >>> to_xlsx({"Names": Table(["name", "mean"], [{"name": "=1+1", "mean": 2.5}])})[:2]
        b'PK'
    """
    book = Book()
    for name, table in zip(sheet_names(sheets), sheets.values(), strict=True):
        sheet = book.sheet(name)
        if len(table.rows) >= _MOST_ROWS or len(table.columns) > _MOST_COLUMNS:
            size = f"{len(table.rows):,} rows and {len(table.columns):,} columns"
            room = f"{_MOST_ROWS - 1:,} below the header, and {_MOST_COLUMNS:,}"
            book.faults.append(Fault(f"sheet {name!r}", f"would have {size}; Excel has room for {room}"))
            continue
        _write_table(sheet, table)
    return book.to_bytes()


def _write_table(sheet: Sheet, table: Table) -> None:
    sheet.header(table.columns)
    rows = [[row.get(column) for column in table.columns] for row in table.rows]
    columns = zip(table.columns, *rows, strict=True)
    widths = [max(_NARROWEST, min(max(map(_width, column)) + 2, _WIDEST)) for column in columns]
    sheet.widths(*widths)
    for place, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if value is not None and value != "":
                sheet.write(place, column, value, text_wrap=True, valign="top")
        texts = [value if isinstance(value, str) else "" for value in row]
        sheet.fit(place, zip(texts, widths, strict=True))
    sheet.print_fitted(across=True)


def _width(value: object) -> int:
    """Return how many characters a value takes in a row."""
    if value is None:
        return 0
    text = f"{value:.2f}" if isinstance(value, float) else str(value)
    return max(map(len, text.splitlines()), default=0)
