"""Tables as they lie in files, whatever their columns mean: a CSV text, or the sheets of a workbook."""

import csv
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, time
from io import BytesIO, StringIO
from typing import TypeAlias

import attrs

from datamaturity.errors import Fault, FaultsError, MissingExtraError, did_you_mean, near_misses
from datamaturity.files import decoded, read_bytes
from datamaturity.form_layout import CHOICES, PROGRESS
from datamaturity.formulas import unguarded
from datamaturity.readers.workbook_check import Place, check_workbook

__all__ = ["CsvText", "Records", "Sheet", "WorkbookSheet", "is_workbook", "read_sheets", "unread_sheets"]

Records: TypeAlias = Iterator[tuple[int, list[str]]]
"""Rows of cells, each with its number, from 1."""

_DELIMITERS = (",", ";", "\t")
# The line that some spreadsheet programs write above the header to name the separator.
_SEPARATOR_LINE = re.compile(r"sep=([^\"\r\n])(?:\r\n|\r|\n)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_ARCHIVE = b"PK\x03\x04"
# What old Excel files and those with a password start with.
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"


@attrs.frozen
class CsvText:
    r"""
    A CSV text: commas, semicolons or tabs; any line ends.

    Attributes:
        text: The text.
        source: What to call it in messages.

    Example:
        >>> faults = []
        >>> [*CsvText("criterion;answer\nC1;3\n", "answers.csv").records((), lambda line, text: faults.append(text))]
        [(1, ['criterion', 'answer']), (2, ['C1', '3'])]
    """

    text: str = attrs.field(repr=False)
    source: str
    name = ""
    unit = "line"

    def records(self, known: Collection[str], fault: Callable[[int, str], object]) -> Records:
        """
        Yield each record with the number of the line that it starts on.

        Args:
            known: Names of columns, in lower case: the separator is the one under which the header has most of them.
            fault: Called with the line and what is wrong with it; then no more follows.
        """
        text, first = self.text, 1
        named = _SEPARATOR_LINE.match(text)
        if named:
            text, first = text[named.end() :], 2
        delimiter = named[1] if named else _delimiter(text, known)
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        while True:
            line = first + reader.line_num
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                fault(line, f"is not CSV: {error}")
                return
            yield line, [unguarded(cell) for cell in cells]


def _delimiter(text: str, known: Collection[str]) -> str:
    header = _LINE_END.split(text.lstrip("\r\n"), maxsplit=1)[0]

    def found(delimiter: str) -> tuple[int, int]:
        names = [name.strip().strip('"').strip().casefold() for name in header.split(delimiter)]
        return sum(name in known for name in names), len(names)

    return max(_DELIMITERS, key=found)


@attrs.frozen
class WorkbookSheet:
    """
    One sheet of a workbook, its cells as text.

    Attributes:
        name: The sheet's name.
        source: What to call it in messages: the file and the sheet.
        cells: Its rows from the first on, all of one length.
    """

    name: str
    source: str
    cells: Sequence[Sequence[str]] = attrs.field(repr=False)
    unit = "row"

    def records(self, known: Collection[str], fault: Callable[[int, str], object]) -> Records:
        """
        Yield each row with its number.

        Args:
            known: As in `CsvText.records`; nothing here needs it.
            fault: As in `CsvText.records`, which calls it with a line; nothing here needs it.
        """
        del known, fault
        for number, row in enumerate(self.cells, 1):
            yield number, [*row]


Sheet: TypeAlias = CsvText | WorkbookSheet
"""A table as it was read: of a CSV file, or one sheet of a workbook."""


def is_workbook(content: bytes) -> bool:
    r"""
    Return whether a file is a workbook, or something like it, and no text.

    Args:
        content: The file's first bytes, or all of them.

    Example:
        >>> is_workbook(b"PK\x03\x04"), is_workbook(b"criterion,answer")
        (True, False)
    """
    return content.startswith((_ARCHIVE, _COMPOUND_FILE))


def read_sheets(path: str | os.PathLike[str], *, sheet: str | None = None) -> tuple[Sheet, ...]:
    r"""
    Return the tables of a file: the text of a CSV file, or the sheets of an Excel workbook that are not empty.

    Args:
        path: The file; what it is is told by what it starts with, not by its name.
        sheet: The one sheet to read, also where it is hidden; all that are visible if not given.

    Raises:
        FaultsError: It is neither, it is damaged, it is larger than what is read at once, or has no such sheet.
        FileError: It cannot be opened.
        MissingExtraError: It is a workbook, and python-calamine is not installed (extra ``excel``).

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "answers.csv")
        ...     _ = path.write_text("criterion,answer\nC1,3\n")
        ...     sheets = read_sheets(path)
        >>> len(sheets), sheets[0].unit
        (1, 'line')
    """
    source = os.fspath(path)
    content = read_bytes(path)
    if is_workbook(content):
        return _workbook(content, source, sheet)
    if sheet is not None:
        message = f"is a text file, which has no sheet {sheet!r}; sheets are for workbooks"
        raise FaultsError([Fault(source, message)])
    return (CsvText(decoded(content, source), source),)


def unread_sheets(sheets: Iterable[Sheet]) -> list[Fault]:
    """
    Return a notice for each sheet that is not read, but for those of our own template that hold no answers.

    Args:
        sheets: The sheets that are not read.

    Example:
        >>> print(unread_sheets([WorkbookSheet("Ideas", "answers.xlsx sheet 'Ideas'", [])])[0])
        answers.xlsx sheet 'Ideas': is not read
    """
    return [Fault(one.source, "is not read") for one in sheets if one.name not in (PROGRESS, CHOICES)]


def _workbook(content: bytes, source: str, sheet: str | None) -> tuple[WorkbookSheet, ...]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum
    except ImportError:
        raise MissingExtraError("reading a workbook", "python-calamine", "excel") from None
    if content.startswith(_COMPOUND_FILE):
        message = "is an old workbook (.xls), or one with a password; save it as Excel Workbook (.xlsx) without one"
        raise FaultsError([Fault(source, message)])
    odd = check_workbook(content, source)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        kept = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        names = [one.name for one in kept]
        if sheet is not None and sheet not in names:
            near = did_you_mean(near_misses(sheet, names))
            message = f"has no sheet {sheet!r}; its sheets are {', '.join(map(repr, names))}{near}"
            raise FaultsError([Fault(source, message)])
        wanted = [one.name for one in kept if one.visible == SheetVisibleEnum.Visible] if sheet is None else [sheet]
        hidden = [name for name in names if name not in wanted] if sheet is None else []
        found = [
            WorkbookSheet(
                name,
                f"{source} sheet {name!r}",
                _cells(book.get_sheet_by_name(name).to_python(skip_empty_area=False), odd.get(name, {})),
            )
            for name in wanted
        ]
    except BaseException as error:
        # A slip in calamine's own code comes as a PanicException, which is no Exception and has no name to import.
        if not isinstance(error, CalamineError) and type(error).__name__ != "PanicException":
            raise
        message = f"is damaged, or no .xlsx workbook ({error}); open it in a spreadsheet program and save it anew"
        raise FaultsError([Fault(source, message)]) from None
    filled = tuple(one for one in found if any(cell.strip() for row in one.cells for cell in row))
    if not filled:
        also = f"; hidden are {', '.join(map(repr, hidden))}: say which to read (sheet)" if hidden else ""
        raise FaultsError([Fault(source, f"has no sheet with anything in it{also}")])
    # Without their cells, so that they are told and not read.
    return (*filled, *(WorkbookSheet(name, f"{source} hidden sheet {name!r}", ()) for name in hidden))


def _cells(rows: Sequence[Sequence[object]], odd: dict[Place, str]) -> list[list[str]]:
    """Return a sheet's cells as text, with those that hold no value put in, which calamine takes for empty ones."""
    cells = [[_text(cell) for cell in row] for row in rows]
    width = max(map(len, cells), default=0)
    for (row, column), text in odd.items():
        while row >= len(cells):
            cells.append([""] * width)
        if column >= width:
            width = column + 1
        cells[row] += [""] * (column + 1 - len(cells[row]))
        cells[row][column] = text
    return [[*row, *[""] * (width - len(row))] for row in cells]


def _text(cell: object) -> str:
    """Return a cell as a person would type it; 3 and 3.0 are one number in a workbook."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
