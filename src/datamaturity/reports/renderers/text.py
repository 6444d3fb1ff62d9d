"""A report's outline as plain text: aligned tables, lines of a hundred signs."""

from collections.abc import Iterator
from textwrap import wrap

from datamaturity.reports.outline import Block, Figure, Listing, Outline, Paragraph, Table
from datamaturity.reports.plain_text import visible
from datamaturity.reports.renderers.text_table import table

__all__ = ["outline_text"]

_WIDTH = 100


def outline_text(outline: Outline) -> str:
    """
    Return a report as plain text.

    A picture is its title and what can be seen in it.

    Args:
        outline: The report.

    Returns:
        Lines that end in a line feed.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> from datamaturity.reports.sections.scorecard import licence_section
        >>> card = score(Assessment(load_framework("seven-themes"), {"C1": 3}))
        >>> outline = Outline("Our data", card.framework, "mean-nearest", [], [licence_section(card.framework)])
        >>> outline_text(outline).splitlines()[:2]
        ['Our data', '========']
    """
    return "\n".join(_lines(outline)) + "\n"


def _lines(outline: Outline) -> Iterator[str]:
    title = visible(outline.title)
    yield title
    yield "=" * len(title)
    for fact in outline.facts:
        yield from _wrapped(fact)
    for section in outline.sections:
        yield ""
        heading = visible(section.title)
        yield heading
        yield "-" * len(heading)
        for block in section.blocks:
            yield ""
            yield from _block(block)
    if outline.left_out:
        yield ""
        yield "Left out"
        yield "--------"
        for name, reason in outline.left_out:
            yield from _wrapped(f"{name}: {reason}")


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from _wrapped(block.caption)
        yield from _table(block)
        if block.note:
            yield from _wrapped(block.note)
    elif isinstance(block, Listing):
        if block.heading:
            yield from _wrapped(block.heading)
        for number, (mark, text) in enumerate(block.items, 1):
            sign = f"{number}. " if block.is_numbered else "* "
            yield from _wrapped(f"{f'[{mark}] ' if mark else ''}{text}", first=f"  {sign}")
    elif isinstance(block, Figure):
        yield from _wrapped(f"{block.picture.title}: {block.picture.description}")
        if block.note:
            yield from _wrapped(block.note)
    else:
        yield from _paragraph(block)


def _paragraph(block: Paragraph) -> list[str]:
    return _wrapped(block.text)


def _table(block: Table) -> list[str]:
    rows = [
        [visible(column.name) for column in block.columns],
        *([visible(str(cell)) for cell in row] for row in block.rows),
    ]
    right = frozenset(place for place, column in enumerate(block.columns) if column.is_number)
    return table(rows, right=right, width=_WIDTH)


def _wrapped(text: str, *, first: str = "") -> list[str]:
    return wrap(
        visible(text),
        width=_WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_on_hyphens=False,
        break_long_words=False,
    )
