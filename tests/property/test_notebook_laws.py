"""Laws of what a notebook shows: a display never fails, since one that fails hides the object, and is always text."""

from datetime import date, timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st

import strategies
from datamaturity import (
    Assessment,
    Benchmark,
    History,
    Network,
    Panel,
    Plan,
    Target,
    compare,
    compare_rules,
    forecast,
    gaps,
    in_depth,
    next_steps,
    plan_status,
    score,
)
from datamaturity.displayed import Displayed
from test_outline_html import Page


def check(*shown: Displayed) -> None:
    """Every display has its three kinds; its HTML is one balanced element, all of it can be sent, and it is stable."""
    for one in shown:
        bundle = one._repr_mimebundle_()
        page = Page(bundle["text/html"])

        assert ["text/html", "text/markdown", "text/plain"] == [*bundle]
        assert ("div", {"class": "datamaturity"}) == page.elements[0]
        assert not {"script", "link", "iframe", "img", "a"} & {name for name, _ in page.elements}
        assert {"col", "row"} >= {found["scope"] for name, found in page.elements if name == "th"}
        assert "".join(bundle.values()).encode("utf-8")
        assert bundle == one._repr_mimebundle_()


@given(strategies.assessments(), st.data())
def test_one_organisation(assessment: Assessment, data: st.DataObject) -> None:
    """Whatever is answered, with whatever rule, all that follows from it shows itself."""
    rule = data.draw(strategies.rules(assessment.framework.scale))
    overall = data.draw(st.booleans())
    target = Target.one_level_up(assessment)
    card, steps = score(assessment, rule=rule, overall=overall), next_steps(assessment)
    groups = [in_depth(card, theme=one) for one in card.themes] or [in_depth(card, topic=one) for one in card.topics]

    check(card, assessment, assessment.framework, gaps(assessment, target), compare_rules(assessment), steps, *groups)
    check(*steps[:1])


@given(st.data())
def test_change(data: st.DataObject) -> None:
    """Any two assessments of one organisation show what changed between them, and their history."""
    first = data.draw(strategies.assessments())
    second = data.draw(strategies.assessments(first.framework))
    day = date(2026, 1, 31)
    earlier = attrs.evolve(first, organisation="", assessed_on=day)
    later = attrs.evolve(
        second, organisation=first.organisation, assessed_on=day + timedelta(data.draw(st.integers(1, 9)))
    )

    check(compare(earlier, later), History([earlier, later]))


@given(strategies.panels())
def test_panel(panel: Panel) -> None:
    """Any panel shows where people differ, and its pooled scores."""
    check(panel, panel.pool(), *[*panel.criteria.values()][:1])


@given(strategies.networks(), st.integers(0, 5), st.data())
def test_network(network: Network, minimum: int, data: st.DataObject) -> None:
    """Any network shows itself and its scores, and a benchmark of it, alone and beside those."""
    rule = data.draw(strategies.rules(network.framework.scale))
    card = network.pool(rule=rule, min_organisations=minimum)
    benchmark = Benchmark.from_network(network, rule=rule, mean=data.draw(st.booleans()), min_organisations=minimum)

    check(network, card, benchmark, card.compare_to(benchmark))


@given(strategies.networks())
def test_a_network_tells_of_nobody(network: Network) -> None:
    """A network's display is the same whatever was answered, as long as the same ones did."""
    top = len(network.framework.scale)

    def other(one: Assessment) -> Assessment:
        codes = bytes(0 if code < top else code for code in one.answers.codes)
        return attrs.evolve(one, answers=attrs.evolve(one.answers, codes=codes))

    changed = [
        attrs.evolve(one, answers=other(one.answers)) if isinstance(one.answers, Assessment) else one for one in network
    ]

    assert network._repr_mimebundle_() == attrs.evolve(network, organisations=changed)._repr_mimebundle_()


@given(strategies.plans(), strategies.days())
def test_plan(plan: Plan, day: date) -> None:
    """Any plan shows itself, and where it stands on any day."""
    check(plan, plan_status(plan, day))


@given(st.data())
def test_forecast(data: st.DataObject) -> None:
    """What any sound plan leads to shows itself."""
    assessment = data.draw(strategies.assessments())

    check(forecast(assessment, data.draw(strategies.sound_plans(assessment))))
