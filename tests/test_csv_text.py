"""Rows as CSV text that is safe to open in a spreadsheet program."""

import csv
from io import StringIO

import pytest

from datamaturity.writers.csv_text import to_csv


def test_header_and_rows() -> None:
    """A header, a line for each row, commas between, CR LF at each end; columns in the order asked for."""
    rows = [{"mean": 2.5, "name": "Culture"}, {"name": "Data", "mean": 3.0}]

    assert "name,mean\r\nCulture,2.5\r\nData,3.0\r\n" == to_csv(["name", "mean"], rows)


def test_no_rows() -> None:
    """Without rows there is the header."""
    assert "name,mean\r\n" == to_csv(["name", "mean"], [])


def test_nothing_is_an_empty_cell() -> None:
    """`None`, and a column that a row lacks, are empty cells; zero and empty text are not `None`."""
    rows: list[dict[str, object]] = [{"a": None, "b": 0, "c": ""}, {"b": 0.0}]

    assert "a,b,c\r\n,0,\r\n,0.0,\r\n" == to_csv(["a", "b", "c"], rows)


def test_what_has_no_column_is_left_out() -> None:
    """A row's further keys are not written."""
    assert "a\r\n1\r\n" == to_csv(["a"], [{"a": 1, "b": 2}])


def test_signs_of_the_format_are_quoted() -> None:
    """Commas, quotation marks and line ends inside a text stay inside its cell."""
    texts = ["a,b", 'the "open" data', "two\nlines", "two\r\nlines", "a\rb", "a;b"]

    written = to_csv(["text"], [{"text": text} for text in texts])

    # RFC 4180: a quotation mark inside is doubled.
    assert '"the ""open"" data"' in written
    assert [["text"], *([text] for text in texts)] == [*csv.reader(StringIO(written, newline=""))]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_formulas_are_defused(sign: str) -> None:
    """A text that a spreadsheet program would run gets an apostrophe in front, which it shows as text."""
    written = to_csv(["text"], [{"text": f"{sign}HYPERLINK(A1)"}])

    assert [["text"], [f"'{sign}HYPERLINK(A1)"]] == [*csv.reader(StringIO(written, newline=""))]


@pytest.mark.parametrize("text", ["a=b", "1-2", "x@example.org", "'quoted'", " =1", "n/a"])
def test_harmless_texts_stay(text: str) -> None:
    """The signs of a formula further on in a text change nothing."""
    assert f"text\r\n{text}\r\n" == to_csv(["text"], [{"text": text}])


@pytest.mark.parametrize(("number", "written"), [(-2.5, "-2.5"), (-1, "-1"), (0, "0"), (1 / 3, "0.3333333333333333")])
def test_numbers_stay_numbers(number: float, written: str) -> None:
    """A number is never taken for a formula, and a float is written so that it reads back the same."""
    assert f"number\r\n{written}\r\n" == to_csv(["number"], [{"number": number}])
    assert number == float(written)
