"""Laws of a report's HTML: any report can be shown, whatever people wrote, and nothing of it becomes a mark."""

from hypothesis import given
from hypothesis import strategies as st

from datamaturity import Assessment, Target
from datamaturity.reports.organisation_report import organisation_report
from datamaturity.reports.outline import Block, Column, Listing, Number, Outline, Paragraph, Section, Table
from datamaturity.reports.plain_text import visible
from datamaturity.reports.renderers.html import outline_html
from examples import CROSSED
from strategies import assessments, rules
from test_outline_html import Page

# Half surrogates too, which may come from a file name or from a faulty JSON.
_ANY = st.text(st.characters(exclude_categories=()), max_size=5)
_WILD = st.sampled_from(["<script>", "</main>", '"', "'>", "&amp;", "{{ x }}", "<!--", "\u202e", "\0"]) | _ANY


@st.composite
def reports(draw: st.DrawFn) -> Outline:
    """The report of any assessment, with its gaps and its change, or without."""
    assessment: Assessment = draw(assessments())
    target = Target.one_level_up(assessment) if draw(st.booleans()) else None
    earlier = draw(st.none() | assessments(assessment.framework))
    if earlier is not None:
        earlier = Assessment(earlier.framework, earlier.answers, organisation=assessment.organisation)
        assessment = Assessment(assessment.framework, assessment.answers, organisation=assessment.organisation)
    rule = draw(rules(assessment.framework.scale))
    return organisation_report(assessment, target=target, earlier=earlier, rule=rule)


@st.composite
def wild_outlines(draw: st.DrawFn) -> Outline:
    """An outline in which any text stands anywhere."""
    blocks: list[Block] = [
        Paragraph(draw(_WILD)),
        Listing([(draw(_WILD), draw(_WILD))], draw(_WILD), is_numbered=draw(st.booleans())),
        Table(draw(_WILD), [Column(draw(_WILD)), Column("", is_number=True)], [[draw(_WILD), Number(draw(_WILD), 1)]]),
    ]
    sections = [Section(draw(_WILD), draw(_WILD), blocks) for _ in range(draw(st.integers(0, 3)))]
    return Outline(draw(_WILD), CROSSED, draw(_WILD), [draw(_WILD)], sections, [(draw(_WILD), draw(_WILD))])


@given(reports() | wild_outlines())
def test_any_report_is_a_page(outline: Outline) -> None:
    """Any report is a page whose tags are balanced, with its sections, its numbers, and links that arrive."""
    html = outline_html(outline)
    page = Page(html)
    ids = page.having("id")
    cells = {*page.all_of("td"), *page.all_of("th")}

    assert {visible(number.text) for number in outline.numbers} - {""} <= cells
    assert {visible(section.title) for section in outline.sections} - {""} <= set(page.all_of("h2"))
    assert {link.removeprefix("#") for link in page.having("href")} <= set(ids)
    assert len(set(ids)) == len(ids)
    assert "script" not in {name for name, _ in page.elements}
    assert html.encode("utf-8").decode("utf-8") == html


@given(reports())
def test_equal_reports_are_equal_pages(outline: Outline) -> None:
    """A report is the same page each time."""
    assert outline_html(outline) == outline_html(outline)
