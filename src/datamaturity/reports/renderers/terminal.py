"""A report's outline on a terminal, through the library rich: headings, and tables that fit the window."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from datamaturity.errors import MissingExtraError
from datamaturity.reports.outline import Block, Figure, Listing, Outline, Table
from datamaturity.reports.plain_text import visible

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

__all__ = ["print_outline"]


def print_outline(outline: Outline, *, file: TextIO | None = None, width: int | None = None) -> None:
    """
    Print a report, as wide as the terminal is.

    Args:
        outline: The report.
        file: Where to print it; standard output if not given.
        width: How many signs a line has; the terminal's if not given.

    Raises:
        MissingExtraError: The library rich is not installed (extra ``terminal``).

    Example:
        >>> import sys
        >>> from datamaturity import Assessment, load_framework, score
        >>> from datamaturity.reports.outline import Paragraph, Section
        >>> outline = Outline("Our data", load_framework("seven-themes"), "mean-nearest", [], [
        ...     Section("method", "How the numbers were made", [Paragraph("With [care].")])
        ... ])
        >>> print_outline(outline, file=sys.stdout, width=40)
        Our data
        <BLANKLINE>
        How the numbers were made
        <BLANKLINE>
        With [care].
    """
    try:
        from rich.console import Console
    except ImportError:
        raise MissingExtraError("a report on the terminal", "rich", "terminal") from None
    # Nothing that people wrote is markup, a picture or a path to highlight.
    console = Console(file=file, width=width, markup=False, emoji=False, highlight=False)
    for one in _parts(outline):
        console.print(one)


def _parts(outline: Outline) -> "Iterator[RenderableType]":
    from rich.text import Text

    yield Text(visible(outline.title), style="bold")
    for fact in outline.facts:
        yield Text(visible(fact))
    for section in outline.sections:
        yield from _heading(section.title)
        for block in section.blocks:
            yield ""
            yield from _block(block)
    if outline.left_out:
        yield from _heading("Left out")
        yield ""
        for name, reason in outline.left_out:
            yield Text(visible(f"{name}: {reason}"))


def _heading(title: str) -> "Iterator[RenderableType]":
    from rich.text import Text

    yield ""
    yield Text(visible(title), style="bold underline")


def _block(block: Block) -> "Iterator[RenderableType]":
    from rich.padding import Padding
    from rich.text import Text

    if isinstance(block, Table):
        yield Text(visible(block.caption), style="bold")
        yield _table(block)
        if block.note:
            yield Text(visible(block.note), style="dim")
    elif isinstance(block, Listing):
        if block.heading:
            yield Text(visible(block.heading), style="bold")
        for number, (mark, text) in enumerate(block.items, 1):
            sign = f"{number}." if block.is_numbered else "•"
            line = Text.assemble((f"[{visible(mark)}] " if mark else "", "bold"), visible(text))
            yield Padding(Text.assemble(f"{sign} ", line), (0, 0, 0, 2))
    elif isinstance(block, Figure):
        yield Text(visible(block.picture.title), style="bold")
        yield Text(visible(" ".join(filter(None, (block.picture.description, block.note)))), style="dim")
    else:
        yield Text(visible(block.text))


def _table(block: Table) -> "RenderableType":
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as Grid

    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in block.columns:
        grid.add_column(_folded(column.name), justify="right" if column.is_number else "left", overflow="fold")
    for row in block.rows:
        grid.add_row(*(_folded(str(cell)) for cell in row))
    return grid


def _folded(text: str) -> "Text":
    from rich.text import Text

    # Where a window is too narrow for a word, it goes on below: half a figure with a mark of omission is another one.
    return Text(visible(text), overflow="fold")
