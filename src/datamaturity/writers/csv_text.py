"""Rows as CSV text that is safe to open in a spreadsheet program."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from datamaturity.formulas import guarded

__all__ = ["to_csv"]


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    r"""
    Return rows as CSV: a header, commas, lines that end in CR LF as RFC 4180 has them; `None` is an empty cell.

    Args:
        columns: The columns' names, in order.
        rows: For each row, column to value.

    Returns:
        The text. A text that a spreadsheet program would take for a formula gets an apostrophe in front.

    Example:
        >>> to_csv(["name", "mean"], [{"name": "=1+1", "mean": -2.5}])
        "name,mean\r\n'=1+1,-2.5\r\n"
    """
    buffer = StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return buffer.getvalue()


def _cell(value: object) -> object:
    return guarded(value) if isinstance(value, str) else value
