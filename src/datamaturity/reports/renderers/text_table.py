"""Plain text tables: columns that line up."""

from collections.abc import Sequence
from itertools import zip_longest
from textwrap import wrap

__all__ = ["table"]

_GAP, _INDENT = "  ", "  "


def table(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset(), width: int | None = None) -> list[str]:
    """
    Return rows as lines of text whose columns line up, two blanks apart.

    Args:
        rows: Rows of equally many cells.
        right: The columns, from 0, that stand to the right.
        width: How wide the table may be: the widest columns are wrapped, between words, until it is not wider; figures
            stay whole. A table with more columns, longer words or more figures than that is as wide as they are.
            Without it nothing is wrapped.

    Example:
        >>> table([["Topic", "Mean"], ["Data", "2.5"]], right=frozenset({1}))
        ['Topic  Mean', 'Data    2.5']
        >>> table([["Topic", "Mean"], ["Knowing your data", "2.5"]], right=frozenset({1}), width=20)
        ['Topic         Mean', 'Knowing your   2.5', '  data']
    """
    columns = [*zip(*rows, strict=True)]
    widths = [max(map(len, column)) for column in columns]
    if width is not None and sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        widths = _narrowed(columns, widths, width - len(_GAP) * (len(widths) - 1), right)
    return [
        _GAP.join(
            part.rjust(wide) if place in right else part.ljust(wide)
            for place, (part, wide) in enumerate(zip(parts, widths, strict=True))
        ).rstrip()
        for row in rows
        for parts in zip_longest(*map(_wrapped, row, widths), fillvalue="")
    ]


def _narrowed(columns: Sequence[Sequence[str]], widths: Sequence[int], room: int, right: frozenset[int]) -> list[int]:
    """
    Return the widths that the columns can be wrapped to: the widest give first, none less than its words need.

    What stands to the right is figures, which stay whole: of such a column only the heading is wrapped.
    """
    found = [*widths]
    least = [
        max((len(_INDENT + word) for cell in column for word in cell.split()), default=0)
        if place not in right
        else max([len(_INDENT + word) for word in column[0].split()] + [len(cell) for cell in column[1:]], default=0)
        for place, column in enumerate(columns)
    ]
    while sum(found) > room:
        wide = [place for place, one in enumerate(found) if one > least[place]]
        if not wide:
            break
        found[max(wide, key=found.__getitem__)] -= 1
    # Words seldom fill a column to its end, so each is as wide as what is in it now.
    return [
        max(len(part) for cell in column for part in _wrapped(cell, one))
        for column, one in zip(columns, found, strict=True)
    ]


def _wrapped(cell: str, width: int) -> list[str]:
    if len(cell) <= width:
        return [cell]
    return wrap(cell, width, subsequent_indent=_INDENT, break_on_hyphens=False, break_long_words=False) or [""]
