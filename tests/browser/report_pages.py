"""The pages that the browser session looks at: full, empty, narrow, long, and written by somebody who means harm."""

from collections.abc import Callable
from datetime import date

from datamaturity import (
    Action,
    Answer,
    Assessment,
    Benchmark,
    Criterion,
    Evidence,
    Framework,
    History,
    Level,
    Network,
    Organisation,
    Panel,
    Plan,
    Respondent,
    Scale,
    Serves,
    Target,
    Theme,
    Topic,
    draft_plan,
    load_framework,
    next_steps,
    score,
)
from datamaturity.group_benchmarks import Counts
from datamaturity.packaged import example_answers
from datamaturity.readers.answers import parse_answers
from datamaturity.reports.charts.diverging_bars import DivergingBars
from datamaturity.reports.charts.level_coverage import LevelCoverage
from datamaturity.reports.charts.small_multiples import SmallMultiples
from datamaturity.reports.network_report import network_report
from datamaturity.reports.organisation_report import organisation_report
from datamaturity.reports.outline import (
    Block,
    Column,
    Figure,
    Listing,
    Number,
    Outline,
    Paragraph,
    Picture,
    Section,
    Table,
)
from datamaturity.reports.renderers.html import outline_html
from examples import CROSSED, FIVE

__all__ = ["HOSTILE", "MARK", "PAGES"]

MARK = "window.ran"
"""What a hostile text sets to true in a page that lets it run."""

HOSTILE = (
    f"<script>{MARK}=true</script>",
    f"<img src=x onerror={MARK}=true>",
    f"</title></style></svg></desc><script>{MARK}=true</script><h1>mine",
    f'" autofocus tabindex=1 onfocus="{MARK}=true',
    f"' style='position:fixed;inset:0' onmouseover='{MARK}=true",
    f"javascript:{MARK}=true",
    "</style><style>*{display:none}@import 'https://example.org/a.css';",
    '<base href="https://example.org/"><meta http-equiv=refresh content="0;url=https://example.org/">',
    "]]><!-- {{ 7 * 7 }} {% raw %} &lt;b&gt; ${7}",
    "\u202eturned round\u2066 and \u200f right",
    "NUL \0 bell \x07",
    "W" * 10_000,
)
"""What somebody may write who means harm, or whose editor went wrong."""

_LONG = "Knowing, describing and sharing what data our very large organisation really has"


def _hostile(place: int) -> str:
    return HOSTILE[place % len(HOSTILE)]


def _dma() -> Assessment:
    assessment = parse_answers(example_answers(), framework=load_framework("uk-government-dma"), notify=lambda _: None)
    return Assessment(
        assessment.framework,
        assessment.answers,
        organisation="Fennmoor District Council (made up)",
        assessed_on=date(2026, 3, 31),
    )


def _everything() -> Outline:
    later = _dma()
    framework = later.framework
    earlier = {one: max(1, (answer.level or 2) - 1) for one, answer in later.answers.items()}
    counts: dict[str, Counts] = {theme.id: [3, 9, 14, 6, place] for place, theme in enumerate(framework.themes)}
    topics: dict[str, Counts] = {topic.id: [2, 8, 9, 4, 1] for topic in framework.topics}
    target = Target.of(framework, everything=4)
    before = [Assessment(framework, earlier, assessed_on=date(year, 3, 31)) for year in (2024, 2025)]
    return organisation_report(
        later,
        network=Network([Organisation(f"Council {place}", later) for place in range(12)]),
        plan=draft_plan(next_steps(later, target=target, limit=30), framework=framework, capacity=8, title="Our plan"),
        on=date(2026, 6, 30),
        panel=Panel([Respondent(one) for one in (later, later, *before)]),
        benchmark=Benchmark.from_counts(framework, themes=counts, topics=topics, mean=True, title="Councils"),
        target=target,
        earlier=before,
        overall=True,
    )


def _every_picture() -> Outline:
    """Return the pictures that an organisation's report has none of."""
    now = _dma()
    before = {one: max(1, (answer.level or 2) - 1) for one, answer in now.answers.items()}
    earlier = Assessment(now.framework, before, assessed_on=date(2025, 3, 31), organisation=now.organisation)
    people = Panel([Respondent(now), Respondent(earlier), Respondent(Assessment(now.framework, {"4.33": 5}))])
    coverage = LevelCoverage.of(score(now))
    history = SmallMultiples.of(History([earlier, now]))
    # One of them twice, which has to have ids of its own in each place.
    pictures: list[Picture] = [coverage, history, DivergingBars.of(people, limit=12), coverage]
    sections = [
        Section(f"picture-{place}", one.title, [Figure(one, "By the rule mean-nearest")])
        for place, one in enumerate(pictures)
    ]
    return Outline("Pictures", now.framework, "mean-nearest", ["Three of them, one twice"], sections)


def _unanswered() -> Outline:
    framework = load_framework("uk-government-dma")
    return organisation_report(Assessment(framework, {}), target=Target.of(framework, everything=3))


def _not_applicable() -> Outline:
    framework = load_framework("seven-themes")
    return organisation_report(
        Assessment(framework, {one: Answer.not_applicable("We are too small") for one in framework.criterion_ids}),
        target=Target.of(framework, everything=3),
    )


def _one_criterion() -> Outline:
    framework = Framework(
        id="one",
        version="1",
        title="One",
        scale=FIVE,
        themes=[Theme("t", "T")],
        criteria=[Criterion("a", "A", theme="t")],
    )
    return organisation_report(Assessment(framework, {"a": 5}), target=Target.of(framework, everything=5))


def _with_levels(count: int) -> Outline:
    """Return a report by a scale from 0 with so many levels, with topics alone."""
    framework = Framework(
        id="levels",
        version="2",
        title=f"A framework of {count} levels",
        scale=Scale([Level(number, f"Step {number}") for number in range(count)]),
        topics=[Topic("t", "Sharing"), Topic("u", "Deciding")],
        criteria=[
            Criterion(f"{topic}{place}", f"Criterion {place}", topic=topic, descriptors=["Text"] * count)
            for topic in "tu"
            for place in range(count)
        ],
    )
    answers: dict[str, int] = {one.id: place % count for place, one in enumerate(framework.criteria)}
    return organisation_report(
        Assessment(framework, answers),
        benchmark=Benchmark.from_counts(framework, topics={"t": [4] * count}),
        target=Target.of(framework, everything=count - 1),
        earlier=Assessment(framework, dict.fromkeys(framework.criterion_ids, 1)),
    )


def _long_names() -> Outline:
    framework = Framework(
        id="long",
        version="1",
        title=_LONG,
        scale=Scale([Level(number, f"{number} {_LONG}"[:80]) for number in range(1, 6)]),
        topics=[Topic(f"topic{place}", f"{place} {_LONG}"[:80]) for place in range(4)],
        themes=[Theme(f"theme{place}", f"{place} {_LONG}"[:80]) for place in range(6)],
        criteria=[
            Criterion(f"{topic}.{theme}", _LONG, f"topic{topic}", f"theme{theme}", [_LONG] * 5)
            for topic in range(4)
            for theme in range(6)
        ],
    )
    answers: dict[str, int] = {one.id: 1 + place % 5 for place, one in enumerate(framework.criteria)}
    return organisation_report(
        Assessment(framework, answers, organisation=_LONG),
        benchmark=Benchmark.from_counts(framework, themes={"theme1": [5] * 5}),
        target=Target.of(framework, everything=4),
        earlier=Assessment(framework, dict.fromkeys(framework.criterion_ids, 2)),
    )


def _hostile_framework(shift: int) -> Framework:
    """Return a framework whose every text is hostile; an id has neither blanks nor slashes, and is so for the rest."""
    count = len(HOSTILE)
    criteria = [
        Criterion(
            f"{place}\"'><script>{MARK}=1",
            _hostile(place + shift),
            topic=f"<b>{place % 3}",
            theme=f'"{place % 4}',
            descriptors=[_hostile(place + level + shift) for level in range(5)],
        )
        for place in range(count)
    ]
    return Framework(
        id=_hostile(shift),
        version=_hostile(1 + shift),
        title=_hostile(2 + shift),
        publisher=_hostile(3 + shift),
        source=_hostile(4 + shift),
        structure_licence=_hostile(5 + shift),
        attribution=_hostile(6 + shift),
        wording_licence=_hostile(7 + shift),
        scale=Scale([Level(one + 1, _hostile(one + shift), summary=_hostile(one)) for one in range(5)]),
        topics=[Topic(f"<b>{one}", _hostile(8 + one + shift), _hostile(one)) for one in range(3)],
        themes=[Theme(f'"{one}', _hostile(4 + one + shift), _hostile(one)) for one in range(4)],
        criteria=criteria,
    )


def _written_by_an_enemy(shift: int) -> Outline:
    framework = _hostile_framework(shift)
    answers: dict[str, Answer] = {}
    for place, one in enumerate(framework.criterion_ids):
        evidence = (Evidence(_hostile(place), _hostile(place + 1)),)
        note = _hostile(place + 2 + shift)
        kinds = (
            Answer.at(1 + place % 4, note=note, evidence=evidence),
            Answer.not_applicable(note, evidence=evidence),
            Answer.at(1 + place % 5, note=note, evidence=evidence),
            Answer.do_not_know(note=note, evidence=evidence),
            Answer.unanswered(note=note, evidence=evidence),
        )
        answers[one] = kinds[place % 5]
    own = Assessment(framework, answers, organisation=_hostile(shift))
    people = [
        Respondent(Assessment(framework, dict.fromkeys(framework.criterion_ids, level)), id=_hostile(level), role=role)
        for level, role in enumerate(HOSTILE[:5], 1)
    ]
    plan = Plan(
        id="p",
        title=_hostile(shift),
        actions=[
            Action(text, number=place + 1, owner=_hostile(place), serves=[Serves(framework.criterion_ids[place], 5)])
            for place, text in enumerate(HOSTILE)
        ],
    )
    return organisation_report(
        own,
        network=Network([Organisation(_hostile(place) + str(place), own) for place in range(12)]),
        plan=plan,
        on=date(2026, 6, 30),
        panel=Panel(people),
        benchmark=Benchmark.from_counts(
            framework, themes={'"0': [5] * 5, '"2': [3] * 5}, title=_hostile(shift), source=_hostile(shift + 1)
        ),
        target=Target.of(framework, everything=5),
        earlier=Assessment(framework, dict.fromkeys(framework.criterion_ids, 2)),
    )


def _network(framework: Framework, name: Callable[[int], str]) -> Outline:
    """Return the report of twelve organisations, of which each third is of another sector."""
    answers: list[dict[str, int]] = [
        {one: 1 + (place + number) % 5 for place, one in enumerate(framework.criterion_ids)} for number in range(12)
    ]
    network = Network(
        [
            Organisation(f"{number} {name(number)}", Assessment(framework, one), {name(-1): name(number % 3)})
            for number, one in enumerate(answers)
        ]
    )
    benchmark = Benchmark.from_counts(framework, themes={framework.themes[0].id: [5] * 5})
    return network_report(network, benchmark=benchmark, slice_by=name(-1), overall=True)


def _written_by_a_program() -> Outline:
    """Return a report with every hostile text in every place that an outline has."""
    sections = []
    for text in HOSTILE:
        table = Table(text, [Column(text), Column(text, is_number=True)], [[text, Number(text, 1)]], text)
        blocks: list[Block] = [Paragraph(text), Listing([(text, text)], text), table]
        sections.append(Section(text, text, blocks))
    pairs = [(text, text) for text in HOSTILE]
    return Outline(HOSTILE[0], CROSSED, HOSTILE[1], HOSTILE, sections, pairs)


def _written_by_nobody() -> Outline:
    """Return a report whose every text is empty, or blank."""
    blank = " \n"
    blocks: list[Block] = [
        Paragraph(blank),
        Listing([("", blank), (blank, "Text")], blank),
        Listing([]),
        Table(blank, [Column(blank), Column("")], [[blank, Number("", None)]], blank),
        Table("", [Column("Topic"), Column("Mean")], [["", "1"]]),
        Table("No rows", [Column("Topic")], []),
        Figure(LevelCoverage.of(score(Assessment(CROSSED, {}))), blank),
    ]
    sections = [Section("", "", blocks), Section(blank, blank, []), Section("x", "Text", [])]
    return Outline(blank, CROSSED, "r", ["", blank], sections, [("", blank)])


PAGES: dict[str, Callable[[], str]] = {
    name: lambda make=make: outline_html(make())  # type: ignore[misc]
    for name, make in {
        "everything": _everything,
        "every picture": _every_picture,
        "unanswered": _unanswered,
        "not applicable": _not_applicable,
        "one criterion": _one_criterion,
        "three levels": lambda: _with_levels(3),
        "six levels": lambda: _with_levels(6),
        "long names": _long_names,
        "written by an enemy": lambda: _written_by_an_enemy(0),
        "written by another enemy": lambda: _written_by_an_enemy(5),
        "written by a program": _written_by_a_program,
        "network": lambda: _network(CROSSED, lambda place: ("health", "arts", "care", "sector")[place % 4]),
        "network of enemies": lambda: _network(_hostile_framework(0), _hostile),
        "written by nobody": _written_by_nobody,
    }.items()
}
"""Each page's name, and what makes its HTML."""
