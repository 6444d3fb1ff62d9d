"""A CSV text as rows; what a whole file of answers adds to it is in test_read_answers.py."""

import pytest

from datamaturity import Fault
from datamaturity.readers.sheets import CsvText
from datamaturity.readers.table import Table


def _table(text: str = "") -> Table:
    return Table(CsvText(text, "x.csv"), required=("id", "text"), optional=("note",))


def _read(text: str) -> tuple[list[tuple[int, dict[str, str]]], Table]:
    table = _table(text)
    return [*table.rows()], table


def test_rows() -> None:
    """A row is its cells by column in lower case, with the line that it starts on; blank rows are passed over."""
    rows, table = _read('ID,Text\na,"one\ntwo"\n\n,\nb,\n')

    # The first row takes lines 2 and 3; 4 and 5 are blank.
    assert [(2, {"id": "a", "text": "one\ntwo"}), (6, {"id": "b", "text": ""})] == rows
    assert ([], []) == (table.faults, table.unread)


def test_cells_are_as_they_were_written() -> None:
    """Blanks in a cell stay, for the caller to drop; a guard against formulas goes."""
    rows, _ = _read("id,text,note\n a , 'b,'=1\n")

    assert [(2, {"id": " a ", "text": " 'b", "note": "=1"})] == rows


def test_no_rows() -> None:
    """A header alone has no rows and no faults."""
    rows, table = _read("id,text\n")

    assert ([], [], []) == (rows, table.faults, table.unread)


@pytest.mark.parametrize("text", ["", "\n\n", " \r\n,,\n", "sep=;\n"])
def test_empty(text: str) -> None:
    """An empty text is one fault of the whole, which says what it needs."""
    rows, table = _read(text)

    assert [] == rows
    assert [Fault("x.csv", "is empty; it needs a header line with the columns id and text")] == table.faults


@pytest.mark.parametrize(("count", "cells"), [(1, "a"), (2, "a,b"), (3, "a,b,c")])
def test_row_that_is_too_short(count: int, cells: str) -> None:
    """A row that ends early, as the last one of a file that was cut off does, is a fault that counts its cells."""
    rows, table = _read(f"id,text,note,more\n1,2,3,4\n{cells}\n")

    assert [2] == [line for line, _ in rows]
    assert [Fault("x.csv line 3", f"ends after {count} of 4 cells; is the file cut off?")] == table.faults


def test_row_that_is_too_long() -> None:
    """Text beyond the last column is a fault that says what may have cut it; empty cells there are none."""
    rows, table = _read("id,text\na,one,,\nb,two,three\n")

    assert [(2, {"id": "a", "text": "one"})] == rows
    message = "has 3 cells where the header has 2; put quotation marks round a text that holds the separator"
    assert [Fault("x.csv line 3", message)] == table.faults


@pytest.mark.parametrize(
    ("text", "line"), [("id;text\na,b;c\n", 2), ("id\ttext\na,b\tc\n", 2), ("sep=|\nid|text\na,b|c\n", 3)]
)
def test_separator(text: str, line: int) -> None:
    """The separator is the one under which the header has the most known columns, or the one that a line names."""
    assert [(line, {"id": "a,b", "text": "c"})] == _read(text)[0]


def test_separator_of_the_known_columns() -> None:
    """It is the columns that are read that decide, not how many pieces there are."""
    rows, table = _read('"id";"text";"a,b,c,d,e"\n1;2;3\n')

    assert [(2, {"id": "1", "text": "2", "a,b,c,d,e": "3"})] == rows
    assert ["column 'a,b,c,d,e'"] == table.unread


def test_columns_that_are_not_read() -> None:
    """Columns of other names are listed as they stand; nameless ones by their place, where they hold anything."""
    _, table = _read("id,Owner,text,,,\na,,b,,c,\nd,,e,,,\n")

    assert ["column 'Owner'", "column 5, which has no name,"] == table.unread


def test_faults_of_the_header() -> None:
    """Missing columns and columns that stand twice are all told, and no row is read."""
    rows, table = _read("txt,note,NOTE\na,b,c\n")

    assert [] == rows
    assert [
        "x.csv line 1: no such column: id; the columns are: txt, note, NOTE",
        "x.csv line 1: no such column: text; the columns are: txt, note, NOTE; did you mean 'txt'?",
        "x.csv line 1: the column note stands 2 times",
    ] == [str(fault) for fault in table.faults]


def test_faults_of_the_caller() -> None:
    """The caller's own faults stand among the others, on a line or of the whole, in the order in which they come."""
    table = _table("id,text\na,b\nc\nd,e\n")
    for line, _ in table.rows():
        table.fault(line, "is not right")
    table.fault(None, "is wrong altogether")

    assert [
        "x.csv line 2: is not right",
        "x.csv line 3: ends after 1 of 2 cells; is the file cut off?",
        "x.csv line 4: is not right",
        "x.csv: is wrong altogether",
    ] == [str(fault) for fault in table.faults]


def test_text_that_is_no_csv() -> None:
    """A quotation mark that stays open is a fault where its row starts; the rows before it are read."""
    rows, table = _read('id,text\na,b\nc,"d\ne,f\n')

    assert [(2, {"id": "a", "text": "b"})] == rows
    (fault,) = table.faults
    assert "x.csv line 3" == fault.where
    assert fault.message.startswith("is not CSV: ")
