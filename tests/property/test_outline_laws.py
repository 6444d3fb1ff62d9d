"""Laws of a report's outline: it can always be shown, and shows what is in it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from datamaturity import Assessment, score
from datamaturity.reports.outline import Number, Outline
from datamaturity.reports.renderers.markdown import escaped_markdown, outline_markdown
from datamaturity.reports.renderers.text import outline_text
from datamaturity.reports.sections.scorecard import (
    licence_section,
    method_section,
    missing_section,
    overview_section,
)
from strategies import assessments, rules, texts


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """The outline of any scorecard, under a title of any text."""
    assessment: Assessment = draw(assessments())
    card = score(assessment, rule=draw(rules(assessment.framework.scale)), overall=draw(st.booleans()))
    sections = [overview_section(card), missing_section(card), method_section(card), licence_section(card.framework)]
    return Outline(draw(texts()), card.framework, str(card.rule), [draw(texts())], sections)


@given(outlines())
def test_every_number_is_shown(outline: Outline) -> None:
    """Text and Markdown of any report have every number of its outline, as it stands there."""
    text, markdown = outline_text(outline), outline_markdown(outline)
    for number in outline.numbers:
        assert number.text in text
        assert escaped_markdown(number.text) in markdown


@given(outlines())
def test_no_number_without_a_source(outline: Outline) -> None:
    """A cell with a digit in it is a number of the outline, a stage, or the name of a row."""
    assert outline.framework is not None
    stages = {str(level) for level in outline.framework.scale}
    for table in outline.tables:
        for row in table.rows:
            for cell in row[1:]:
                assert isinstance(cell, Number) or not re.search(r"\d", cell) or cell in stages


@given(outlines())
def test_equal_reports_are_equal_texts(outline: Outline) -> None:
    """A report is the same text each time, and its Markdown has a heading for each section."""
    assert outline_text(outline) == outline_text(outline)
    assert outline_markdown(outline).count("\n## ") == len(outline.sections)
