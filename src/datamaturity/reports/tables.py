"""Plain text tables: columns that line up."""

from collections.abc import Sequence

__all__ = ["table"]


def table(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()) -> list[str]:
    """
    Return rows as lines of text whose columns line up, two blanks apart.

    Args:
        rows: Rows of equally many cells.
        right: The columns, from 0, that stand to the right.

    Example:
        >>> table([["Topic", "Mean"], ["Data", "2.5"]], right=frozenset({1}))
        ['Topic  Mean', 'Data    2.5']
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
