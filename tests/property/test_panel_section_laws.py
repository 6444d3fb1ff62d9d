"""Laws of what a report says of a panel: any can be shown, with every number in it."""

import re

from hypothesis import given
from hypothesis import strategies as st

import strategies
from datamaturity import Panel
from datamaturity.reports.charts.diverging_bars import DivergingBars
from datamaturity.reports.outline import Number, Outline, Table
from datamaturity.reports.plain_text import visible
from datamaturity.reports.renderers.html import outline_html
from datamaturity.reports.renderers.markdown import escaped_markdown, outline_markdown
from datamaturity.reports.renderers.text import outline_text
from datamaturity.reports.result_outlines import panel_outline
from datamaturity.reports.sections.panel import disagreement_section
from test_outline_html import Page


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """The outline of any panel, pooled in any way by any rule."""
    panel: Panel = draw(strategies.panels(most=6))
    rule = draw(strategies.rules(panel.framework.scale))
    card = panel.pool(by=draw(st.sampled_from(["respondents", "units"])), rule=rule, overall=draw(st.booleans()))
    return panel_outline(panel, card, limit=draw(st.integers(0, 3)))


@given(outlines())
def test_every_number_is_shown(outline: Outline) -> None:
    """Text, Markdown and HTML of any panel have every number of its outline, as it stands there."""
    words, markdown = outline_text(outline).split(), outline_markdown(outline)
    cells = Page(outline_html(outline)).all_of("td")
    for number in outline.numbers:
        # A cell may be wrapped, between words.
        assert {*number.text.split()} <= {*words}
        assert escaped_markdown(number.text) in markdown
        assert visible(number.text) in cells


@given(outlines())
def test_no_number_without_a_source(outline: Outline) -> None:
    """A cell with a digit in it is a number of the outline, a stage, or the name of a row."""
    for table in outline.tables:
        for row in table.rows:
            for column, cell in [*zip(table.columns, row, strict=True)][1:]:
                # Stages by their names, of which people may have answered in several wordings.
                assert isinstance(cell, Number) or column.name in ("Stage", "Median") or not re.search(r"\d", cell)


@given(strategies.panels(), st.integers(1, 5))
def test_the_picture_says_the_same(panel: Panel, limit: int) -> None:
    """The table has the criteria of the picture that goes with it, in its order, with its counts and consensus."""
    tables = [one for one in disagreement_section(panel, limit=limit).blocks if isinstance(one, Table)]
    rows = [row for table in tables if table.caption.startswith("Criteria") for row in table.rows]

    for one, row in zip(DivergingBars.of(panel, limit=limit).spreads, rows, strict=True):
        counts = (*one.level_counts, one.not_applicable_count, one.do_not_know_count)
        assert tuple(Number(str(count), count) for count in counts) == row[1:-3]
        assert one.consensus_text == str(row[-2])
