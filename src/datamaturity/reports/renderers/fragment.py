"""A report's outline as a piece of HTML, to stand on somebody else's page: a notebook, a wiki, an application."""

from collections.abc import Iterator
from html import escape

from datamaturity.reports.outline import Block, Cell, Column, Figure, Listing, Outline, Table
from datamaturity.reports.plain_text import visible

__all__ = ["outline_fragment"]

# Every rule begins with the class of the fragment's own element, so that none reaches what stands around it; the table
# is named in each, which goes before JupyterLab's own rules for cells. Colours are the page's: greys that let through
# what is below them read on light and on dark.
_STYLE = """
.datamaturity { max-width: 60rem; line-height: 1.4; overflow-wrap: anywhere; }
.datamaturity p { margin: .4em 0; }
.datamaturity p.dm-title { font-size: 1.25em; font-weight: 600; }
.datamaturity p.dm-section { margin-top: 1.2em; font-size: 1.1em; font-weight: 600; }
.datamaturity p.dm-heading { font-weight: 600; }
.datamaturity p.dm-note { font-size: .9em; opacity: .85; }
.datamaturity .dm-wide { overflow-x: auto; }
.datamaturity table { margin: .4em 0; border: 0; border-collapse: collapse; table-layout: auto; font-size: 1em; }
.datamaturity table caption { padding: .3em 0; caption-side: top; text-align: left; font-weight: 600; color: inherit; }
.datamaturity table th, .datamaturity table td { padding: .25em .6em; border: 0;
  border-bottom: 1px solid rgba(128, 128, 128, .45); text-align: left; vertical-align: top; white-space: normal;
  overflow-wrap: normal; }
.datamaturity table thead th, .datamaturity table thead td { vertical-align: bottom;
  background: rgba(128, 128, 128, .16); }
.datamaturity table tbody th { font-weight: 400; min-width: 9em; }
.datamaturity table .dm-number { text-align: right; font-variant-numeric: tabular-nums; }
.datamaturity table tbody .dm-number { white-space: nowrap; }
.datamaturity span.dm-mark { padding: 0 .35em; border: 1px solid rgba(128, 128, 128, .7); font-size: .85em;
  font-weight: 600; }
""".replace("\n  ", " ").strip()


def outline_fragment(outline: Outline) -> str:
    """
    Return a report as one element of HTML, with its style and its pictures in it.

    It needs no template library, loads nothing and runs nothing. Its headings are paragraphs, since a notebook makes
    its table of contents of headings, those of outputs among them. Whatever people wrote stands there as text.

    Args:
        outline: The report.

    Returns:
        A ``div``; equal outlines give equal texts.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> from datamaturity.reports.sections.scorecard import licence_section
        >>> card = score(Assessment(load_framework("seven-themes"), {"C1": 3}))
        >>> outline = Outline("Our <b>data", card.framework, "mean-nearest", [], [licence_section(card.framework)])
        >>> [line for line in outline_fragment(outline).splitlines() if "dm-title" in line][-1]
        '<p class="dm-title">Our &lt;b&gt;data</p>'
    """
    return "\n".join(_lines(outline)) + "\n"


def _lines(outline: Outline) -> Iterator[str]:
    yield '<div class="datamaturity">'
    yield f"<style>\n{_STYLE}\n</style>"
    yield from _paragraph(outline.title, "dm-title")
    for fact in outline.facts:
        yield from _paragraph(fact, "dm-note")
    for number, section in enumerate(outline.sections, 1):
        # A display of one section is called what its section is called.
        if section.title != outline.title:
            yield from _paragraph(section.title, "dm-section")
        for place, block in enumerate(section.blocks, 1):
            yield from _block(block, f"{number}-{place}-")
    for name, reason in outline.left_out:
        yield from _paragraph(f"Left out: {name}: {reason}", "dm-note")
    yield "</div>"


def _block(block: Block, id_prefix: str) -> Iterator[str]:
    if isinstance(block, Table):
        yield f'<div class="dm-wide" role="region" aria-label="{_text(block.caption)}" tabindex="0">'
        yield from _table(block)
        yield "</div>"
        yield from _paragraph(block.note, "dm-note")
    elif isinstance(block, Listing):
        yield from _paragraph(block.heading, "dm-heading")
        kind = "ol" if block.is_numbered else "ul"
        yield f"<{kind}>"
        for mark, text in block.items:
            sign = f'<span class="dm-mark">{_text(mark)}</span> ' if _text(mark) else ""
            yield f"<li>{sign}{_text(text)}</li>"
        yield f"</{kind}>"
    elif isinstance(block, Figure):
        # A chart's SVG is escaped already.
        yield f'<div class="dm-wide">\n{block.picture.to_svg(id_prefix=id_prefix)}</div>'
        yield from _paragraph(block.note, "dm-note")
    else:
        yield from _paragraph(block.text)


def _table(block: Table) -> Iterator[str]:
    yield f"<table>\n<caption>{_text(block.caption)}</caption>\n<thead>\n<tr>"
    for column in block.columns:
        # A heading without a text names nothing: such a cell is none.
        shown = _text(column.name)
        yield f'<th scope="col"{_side(column)}>{shown}</th>' if shown else "<td></td>"
    yield "</tr>\n</thead>\n<tbody>"
    for row in block.rows:
        yield f"<tr>{''.join(_cells(row, block.columns))}</tr>"
    yield "</tbody>\n</table>"


def _cells(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> Iterator[str]:
    for place, (cell, column) in enumerate(zip(row, columns, strict=True)):
        name, scope = ("td", "") if place else ("th", ' scope="row"')
        yield f"<{name}{scope}{_side(column)}>{_text(str(cell))}</{name}>"


def _side(column: Column) -> str:
    return ' class="dm-number"' if column.is_number else ""


def _paragraph(text: str, look: str = "") -> Iterator[str]:
    shown = _text(text)
    if shown:
        yield f'<p class="{look}">{shown}</p>' if look else f"<p>{shown}</p>"


def _text(text: str) -> str:
    return escape(visible(text))
