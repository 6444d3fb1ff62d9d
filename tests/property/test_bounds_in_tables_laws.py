"""A law of every table with means and bounds, whosever they are: what is one number reads as one number."""

from hypothesis import given
from hypothesis import strategies as st

from datamaturity import score
from datamaturity.reports.outline import Number, Section, Table
from datamaturity.reports.sections.network import network_overview_section
from datamaturity.reports.sections.panel import pooled_section
from datamaturity.reports.sections.scorecard import overview_section
from strategies import assessments, networks, panels, rules


@given(data=st.data(), whose=st.sampled_from(["organisation", "panel", "network"]))
def test_bounds_read_as_their_mean(data: st.DataObject, whose: str) -> None:
    """A bound that is the mean has the mean's text: never 2.46 between 2.5 and 2.5."""
    section: Section
    if whose == "organisation":
        assessment = data.draw(assessments())
        section = overview_section(score(assessment, rule=data.draw(rules(assessment.framework.scale))))
    elif whose == "panel":
        panel = data.draw(panels())
        section = pooled_section(panel.pool(rule=data.draw(rules(panel.framework.scale))), panel)
    else:
        network = data.draw(networks())
        rule = data.draw(rules(network.framework.scale))
        section = network_overview_section(network.pool(rule=rule, min_organisations=0))
    for table in (block for block in section.blocks if isinstance(block, Table)):
        names = [column.name for column in table.columns]
        if "Between" in names:
            for row in table.rows:
                mean, between = row[names.index("Mean")], row[names.index("Between")]
                assert isinstance(mean, Number)
                assert isinstance(between, Number)
                if mean.value is not None and mean.value == between.value:
                    assert mean.text == between.text.partition(" and ")[0]
