"""Laws of a network's report: it can always be shown, and tells no more than disclosure control lets it."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs
from hypothesis import given
from hypothesis import strategies as st

from datamaturity import (
    Answer,
    Assessment,
    Benchmark,
    Criterion,
    Framework,
    Network,
    NetworkScorecard,
    Organisation,
    Panel,
    Rule,
    Theme,
    Withheld,
    score,
)
from datamaturity.reports.network_report import network_report
from datamaturity.reports.outline import Number, Outline, Section, Table
from datamaturity.reports.plain_text import visible
from datamaturity.reports.renderers.html import outline_html
from datamaturity.reports.renderers.markdown import escaped_markdown, outline_markdown
from datamaturity.reports.renderers.text import outline_text
from datamaturity.reports.sections.network import beside_network_section
from examples import FIVE
from strategies import assessments, networks, rules
from test_outline_html import Page

# Two criteria in one theme and one in the other, so that a mean tells of counts and of sums of them.
SMALL = Framework(
    id="small",
    version="1",
    title="Small",
    scale=FIVE,
    themes=[Theme("x", "X"), Theme("y", "Y")],
    criteria=[Criterion("a", "A", theme="x"), Criterion("b", "B", theme="x"), Criterion("c", "C", theme="y")],
)


@st.composite
def larger_networks(draw: st.DrawFn) -> Network:
    """Networks of up to twenty organisations, of which some figures can be told and others cannot."""
    level = st.sampled_from([1, 2, 2, 3, 3, 3, 4, None])
    members = draw(
        st.lists(st.tuples(level, level, level, st.sampled_from(["arts", "health"])), min_size=1, max_size=20)
    )
    return Network(
        Organisation(f"org {n}", Assessment(SMALL, dict(zip("abc", levels, strict=True))), {"sector": sector})
        for n, (*levels, sector) in enumerate(members)
    )


def attributes_of(network: Network) -> st.SearchStrategy[str | None]:
    """One of the network's attributes, or none."""
    return st.sampled_from([None, *sorted({name for one in network for name in one.attributes})])


@st.composite
def cases(draw: st.DrawFn) -> tuple[Network, dict[str, object]]:
    """Any network, and how to report on it: by any rule that fits, with any minimum, by a slice where there is one."""
    network = draw(networks() | larger_networks())
    options: dict[str, object] = {
        "by": draw(st.sampled_from(["organisations", "respondents"])),
        "rule": draw(rules(network.framework.scale)),
        "overall": draw(st.booleans()),
        "min_organisations": draw(st.sampled_from([0, 2, 3, 5])),
    }
    return network, {**options, "slice_by": draw(attributes_of(network))}


def report_of(network: Network, options: dict[str, object]) -> Outline:
    """Return the report, beside the network's own benchmark."""
    own = {name: value for name, value in options.items() if name != "slice_by"}
    benchmark = Benchmark.from_network(network, **own)  # type: ignore[arg-type]
    return network_report(network, benchmark=benchmark, **options)  # type: ignore[arg-type]


@given(cases())
def test_every_number_is_shown(case: tuple[Network, dict[str, object]]) -> None:
    """Text, Markdown and HTML of any report have every number of its outline, and the same each time."""
    outline = report_of(*case)
    text, markdown, html = (" ".join(f(outline).split()) for f in (outline_text, outline_markdown, outline_html))
    cells = {*Page(outline_html(outline)).all_of("td")}

    assert outline == report_of(*case)
    assert outline_html(outline).split() == html.split()
    for number in outline.numbers:
        assert all(part in text for part in number.text.split())
        assert escaped_markdown(number.text) in markdown
        assert visible(number.text) in cells


def figures(cards: Iterable[NetworkScorecard]) -> Iterator[object]:
    """Yield every figure of scorecards."""
    for one in (one for card in cards for one in card):
        yield from (one.organisation_count, one.member_count, one.mean, one.coverage, one.low, one.high)
        yield from (*one.stage_counts, one.no_stage_count, *one.quartiles.values())


@given(cases())
def test_no_number_but_those_that_are_told(case: tuple[Network, dict[str, object]]) -> None:
    """Every number of a report and of its pictures is one that may be told; a withheld one has no digit."""
    network, options = case
    own = {name: value for name, value in options.items() if name != "slice_by"}
    cards = [network.pool(**own)]  # type: ignore[arg-type]
    if options["slice_by"] is not None:
        cards += network.slices(options["slice_by"], **own).values()  # type: ignore[arg-type]
    outline = report_of(network, options)
    ranks = {one.percentile_rank for one in cards[0].compare_to(Benchmark.from_network(network, **own))}  # type: ignore[arg-type]
    # A cell without criteria rests on none.
    told = {*figures(cards), *ranks, None, 0}

    for number in outline.numbers:
        assert {number.value, number.count} <= told
        if isinstance(number.value, Withheld):
            assert number.text.startswith("withheld")
            assert not isinstance(number.count, Withheld) or number.text == "withheld"
    for picture in outline.pictures:
        exact = {float(one) for one in told if isinstance(one, Fraction | int)}
        for row in picture.chart_rows():
            shown = [row[name] for name in ("mean", "count", "value") if row.get(name) is not None]
            if row.get("mark") != "own stage":
                assert {float(str(one)) for one in shown} <= exact


@given(cases())
def test_rows_tell_of_their_own_group(case: tuple[Network, dict[str, object]]) -> None:
    """Each theme's row has that theme's figures, those that are withheld as withheld."""
    network, options = case
    own = {name: value for name, value in options.items() if name != "slice_by"}
    card = network.pool(**own)  # type: ignore[arg-type]
    tables = [table for table in network_report(network, **own).tables if table.caption == "Themes"]  # type: ignore[arg-type]

    for table in tables:
        for one, row in zip(card.themes.values(), table.rows, strict=True):
            values = [cell.value for cell in row if isinstance(cell, Number)]
            people = [one.member_count] * (card.pool == "respondents")
            assert [one.mean, one.organisation_count, *people, one.coverage, one.low] == values


def _turned(answers: Assessment) -> Assessment:
    """Return answers with the lowest level in place of the highest, and so on, and everything else as it is."""
    scale = answers.framework.scale
    other = dict(zip(scale.numbers, reversed(scale.numbers), strict=True))
    found = {
        one: Answer.at(other[answer.level]) if answer.level is not None else answer
        for one, answer in answers.answers.items()
    }
    return Assessment(answers.framework, found, organisation=answers.organisation)


def turned(network: Network) -> Network:
    """Return the network with every level turned round."""

    def of(one: Organisation) -> Organisation:
        if isinstance(one.answers, Panel):
            people = [attrs.evolve(person, assessment=_turned(person.assessment)) for person in one.answers]
            return attrs.evolve(one, answers=attrs.evolve(one.answers, respondents=people))
        return one if one.answers is None else attrs.evolve(one, answers=_turned(one.answers))

    return attrs.evolve(network, organisations=[of(one) for one in network])


@given(networks(), st.data())
def test_nothing_told_of_too_few(network: Network, data: st.DataObject) -> None:
    """Of fewer organisations than the minimum a report is the same whatever their levels are, pictures and all."""
    rule: Rule = data.draw(rules(network.framework.scale))
    options: dict[str, object] = {"rule": rule, "overall": True, "min_organisations": 7, "slice_by": None}
    options["slice_by"] = data.draw(attributes_of(network))
    mine, theirs = (report_of(one, options) for one in (network, turned(network)))

    assert mine.sections == theirs.sections
    assert outline_html(mine) == outline_html(theirs)
    assert [one.chart_rows() for one in mine.pictures] == [one.chart_rows() for one in theirs.pictures]


@given(networks(), st.data())
def test_beside_the_network(network: Network, data: st.DataObject) -> None:
    """Any organisation can stand beside any network of its framework: own figures whole, the network's as told."""
    rule = data.draw(rules(network.framework.scale))
    own = score(data.draw(assessments(network.framework)), rule=rule)
    card = network.pool(rule=rule, min_organisations=data.draw(st.sampled_from([0, 2, 5])))
    section: Section = beside_network_section(own, card)
    groups = [
        *zip([*own.topics.values(), *own.themes.values()], [*card.topics.values(), *card.themes.values()], strict=True)
    ]
    rows = [row for block in section.blocks if isinstance(block, Table) for row in block.rows]

    if rows:
        for (mine, theirs), row in zip(groups, rows, strict=False):
            values = [cell.value for cell in row if isinstance(cell, Number)]
            assert [mine.mean, theirs.mean, theirs.organisation_count] == values
    else:
        assert all(isinstance(one.organisation_count, Withheld) for one in card)
