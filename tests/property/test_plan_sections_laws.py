"""Laws of a plan's sections: any plan can be shown, in any form, and every number of it is."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

import strategies
from datamaturity import Plan, check_plan, forecast, plan_status
from datamaturity.reports.outline import Outline, Table
from datamaturity.reports.plain_text import visible
from datamaturity.reports.plan_outlines import forecast_outline
from datamaturity.reports.renderers.html import outline_html
from datamaturity.reports.renderers.markdown import escaped_markdown, outline_markdown
from datamaturity.reports.renderers.text import outline_text
from datamaturity.reports.sections.plan import plan_faults_section, plan_section, plan_status_section


@st.composite
def plan_outlines(draw: st.DrawFn) -> Outline:
    """The outline of any plan, on any day, with whatever does not fit in it."""
    plan: Plan = draw(strategies.plans())
    sections = [
        plan_section(plan),
        plan_status_section(plan_status(plan, draw(strategies.days()))),
        plan_faults_section(plan, check_plan(plan)),
    ]
    return Outline(plan.title, None, None, [], sections)


@st.composite
def forecast_outlines(draw: st.DrawFn) -> Outline:
    """The outline of what a sound plan leads to, for any answers."""
    assessment = draw(strategies.assessments())
    plan = draw(strategies.sound_plans(assessment))
    return forecast_outline(forecast(assessment, plan, overall=draw(st.booleans())))


@given(plan_outlines() | forecast_outlines())
def test_every_number_is_shown(outline: Outline) -> None:
    """Text, Markdown and HTML of any plan have every number of its sections, as it stands there."""
    text, markdown, html = outline_text(outline), outline_markdown(outline), outline_html(outline)
    for number in outline.numbers:
        assert number.text in text
        assert escaped_markdown(number.text) in markdown
        assert escape(visible(number.text)) in html


@given(plan_outlines())
def test_every_action_is_counted_once(outline: Outline) -> None:
    """The horizons' counts, with those of no horizon, add up to the plan's actions; so do the states of a day."""
    tables = {table.caption.partition(":")[0]: table for table in outline.tables}
    actions = tables["Actions"].rows if "Actions" in tables else ()
    horizons = [row[3] for row in tables["Horizons"].rows] if "Horizons" in tables else []
    status = [block for block in outline.sections[1].blocks if not isinstance(block, Table)]

    assert len(actions) == sum(int(str(cell)) for cell in horizons)
    assert len(actions) == sum(len(getattr(block, "items", ())) for block in status)
