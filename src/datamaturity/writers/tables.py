"""Rows with the same columns, on their way to CSV or to a sheet of a workbook."""

from collections.abc import Iterable, Mapping

import attrs

__all__ = ["Table"]


@attrs.frozen
class Table:
    """
    Rows with the same columns.

    Attributes:
        columns: The columns' names, in order.
        rows: For each row, column to value; what a row leaves out is an empty cell.
    """

    columns: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    rows: tuple[Mapping[str, object], ...] = attrs.field(converter=tuple[Mapping[str, object], ...])

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, object]], *, first: Iterable[str] = ()) -> "Table":
        """
        Return a table of rows, with the columns in the order in which the rows bring them.

        Args:
            rows: The rows.
            first: Columns that come before all others, and are there without a row too.

        Example:
            >>> Table.of([{"a": 1, "b": 2}, {"c": 3}], first=["b"]).columns
            ('b', 'a', 'c')
        """
        rows = tuple(rows)
        return cls(dict.fromkeys([*first, *(name for row in rows for name in row)]), rows)
