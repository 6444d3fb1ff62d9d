"""A report's outline as Markdown, in which nothing that people wrote becomes anything but text."""

import re
from collections.abc import Iterator

from datamaturity.reports.outline import Block, Cell, Figure, Listing, Outline, Table
from datamaturity.reports.plain_text import visible

__all__ = ["escaped_markdown", "outline_markdown"]

# What means something to Markdown, or to the HTML that may stand in it, wherever it stands; and at the start of a line.
_ANYWHERE = re.compile(r"([\\`*_\[\]<>|~$&#])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|[-+=])")
_SCHEME = re.compile(r"(?i)\b(javascript|data|vbscript|https?|ftp|mailto)(:)")


def escaped_markdown(text: str) -> str:
    r"""
    Return a text on one line, every sign of which is a sign and no mark.

    Args:
        text: The text.

    Example:
        >>> print(escaped_markdown("*Two* [links](x)\nand 1. <b>"))
        \*Two\* \[links\](x) and 1. \<b\>
    """
    plain = _ANYWHERE.sub(r"\\\1", visible(text))
    # Addresses are not made links of, so that a reader sees where they lead.
    plain = _SCHEME.sub(r"\1\\\2", plain)
    return _AT_START.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", plain)


def outline_markdown(outline: Outline) -> str:
    """
    Return a report as Markdown.

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
        >>> outline_markdown(outline).splitlines()[0]
        '# Our data'
    """
    return "\n".join(_lines(outline)) + "\n"


def _lines(outline: Outline) -> Iterator[str]:
    yield f"# {escaped_markdown(outline.title)}"
    for fact in outline.facts:
        yield ""
        yield escaped_markdown(fact)
    for section in outline.sections:
        yield ""
        yield f"## {escaped_markdown(section.title)}"
        for block in section.blocks:
            yield ""
            yield from _block(block)
    if outline.left_out:
        yield ""
        yield "## Left out"
        yield ""
        for name, reason in outline.left_out:
            yield f"- {escaped_markdown(f'{name}: {reason}')}"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield f"**{escaped_markdown(block.caption)}**"
        yield ""
        yield _row([column.name for column in block.columns])
        yield _row_of_rules(block)
        for row in block.rows:
            yield _row(row)
        if block.note:
            yield ""
            yield escaped_markdown(block.note)
    elif isinstance(block, Listing):
        if block.heading:
            yield f"**{escaped_markdown(block.heading)}**"
            yield ""
        for number, (mark, text) in enumerate(block.items, 1):
            sign = f"{number}." if block.is_numbered else "-"
            yield f"{sign} {f'({escaped_markdown(mark)}) ' if mark else ''}{escaped_markdown(text)}"
    elif isinstance(block, Figure):
        yield f"**{escaped_markdown(block.picture.title)}**"
        yield ""
        yield escaped_markdown(" ".join(filter(None, (block.picture.description, block.note))))
    else:
        yield escaped_markdown(block.text)


def _row(cells: "list[str] | tuple[Cell, ...]") -> str:
    return f"| {' | '.join(escaped_markdown(str(cell)) for cell in cells)} |"


def _row_of_rules(block: Table) -> str:
    return f"| {' | '.join('---:' if column.is_number else '---' for column in block.columns)} |"
