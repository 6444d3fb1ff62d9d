"""
What a notebook shows of several people, a network or a benchmark: how many, and nobody's name.

A notebook is handed on with what it shows, so respondents and organisations are counted here and not listed, and a
network tells no figure of its own: its scores come with `Network.pool`, which has been over them first.
"""

from collections.abc import Sequence

from datamaturity.agreement import CriterionAgreement
from datamaturity.benchmark import Benchmark, BenchmarkComparison
from datamaturity.errors import counted
from datamaturity.network import Network
from datamaturity.network_scores import NetworkScorecard
from datamaturity.panel import Panel
from datamaturity.pooling import PooledScorecard
from datamaturity.reports.charts.benchmark_strip import BenchmarkStrip
from datamaturity.reports.charts.diverging_bars import DivergingBars
from datamaturity.reports.charts.heat_map import HeatMap
from datamaturity.reports.facts import framework_fact
from datamaturity.reports.figures import NO_ANSWER, stage_text
from datamaturity.reports.notebook_one import with_picture
from datamaturity.reports.numbers import shown_consensus
from datamaturity.reports.outline import (
    Block,
    Cell,
    Column,
    Figure,
    Listing,
    Outline,
    Paragraph,
    Section,
    Table,
)
from datamaturity.reports.sections.benchmark import benchmark_section
from datamaturity.reports.sections.cells import count_cell, plain_mean_cell
from datamaturity.reports.sections.network import disclosure_fact, network_overview_section
from datamaturity.reports.sections.panel import discussion_table, people_text, pooled_tables

__all__ = [
    "agreement_display",
    "benchmark_display",
    "network_display",
    "network_scores_display",
    "panel_display",
    "pooled_display",
    "standing_display",
]

# As many as one meeting talks about, and as many values as one reads in a line.
_MOST_DIFFERENCES = 10
_MOST_VALUES = 12
_QUARTILES = ("A quarter up to", "Half up to", "Three quarters up to")


def panel_display(panel: Panel) -> Outline:
    """
    Return who is in a panel by role, and the criteria on which they differ most.

    Args:
        panel: The panel.

    Example:
        >>> from datamaturity import Assessment, Panel, Respondent, load_framework
        >>> framework = load_framework("seven-themes")
        >>> panel = Panel([Respondent(Assessment(framework, {"C1": level})) for level in (2, 2, 4)])
        >>> panel_display(panel).title, pooled_display(panel.pool()).title
        ('Panel', 'Scores of all members together')
        >>> agreement_display(panel.criteria["C1"]).title
        'C1 Using and discussing data across the organisation'
    """
    framework, first = panel.framework, panel.to_discuss
    facts = [framework_fact(framework), people_text(panel)]
    if panel.missing:
        facts.append(f"Without a single answer: {len(panel.missing)}")
    blocks: list[Block] = [Paragraph("On no criterion do people give different levels.")]
    if first:
        said = first[:_MOST_DIFFERENCES]
        picture = DivergingBars.of(panel, limit=_MOST_DIFFERENCES)
        blocks = [Figure(picture), discussion_table(panel, said, len(first))]
    section = Section("disagreement", "Where people differ", blocks)
    return Outline(panel.organisation or "Panel", framework, None, facts, [section])


def agreement_display(one: CriterionAgreement) -> Outline:
    """
    Return how many people give a criterion each level, their median and their consensus.

    Args:
        one: What people say of the criterion.
    """
    counts = [*zip(map(str, one.scale), one.level_counts, strict=True)]
    counts += [
        ("Not applicable", one.not_applicable_count),
        ("Do not know", one.do_not_know_count),
        ("Unanswered", one.unanswered_count),
    ]
    columns = [Column("Answer"), Column("Respondents", is_number=True)]
    table = Table("How many people give each answer", columns, [[name, count_cell(count)] for name, count in counts])
    consensus = NO_ANSWER if one.consensus is None else shown_consensus(one.consensus)
    said = Paragraph(f"Median: {stage_text(one.median)}. Consensus (Leik): {consensus}.")
    title = f"{one.criterion.id} {one.criterion.title}"
    return Outline(title, None, None, [], [Section("agreement", title, [table, said])])


def pooled_display(card: PooledScorecard) -> Outline:
    """
    Return the scores of several people together; an interval takes its time, and is asked for by itself.

    Args:
        card: The pooled scores.
    """
    framework = card.framework
    facts = [
        framework_fact(framework),
        f"{counted(len(card.cards), 'member')}, each counting once; stages by the rule {card.rule}",
    ]
    tables = pooled_tables(card, intervals=False)
    section = with_picture(Section("pooled", "Scores of all members together", tables), HeatMap.of(card))
    return Outline(section.title, framework, str(card.rule), facts, [section])


def network_display(network: Network) -> Outline:
    """
    Return how large a network is, what it can be sliced by, and how to get its scores.

    Args:
        network: The network.

    Example:
        >>> from datamaturity import Assessment, Benchmark, Network, Organisation, load_framework, score
        >>> framework = load_framework("seven-themes")
        >>> network = Network([Organisation(str(n), Assessment(framework, {"C1": 2 + n % 2})) for n in range(12)])
        >>> network_display(network).title, network_scores_display(network.pool()).title
        ('Network', 'Scores of the network')
        >>> published = Benchmark.from_network(network, title="Charities")
        >>> benchmark_display(published).title
        'Charities'
        >>> standing_display(published.compare(score(Assessment(framework, {"C1": 3})))).title
        'Beside the benchmark Charities'
    """
    top = len(network.framework.scale)
    # Not `Network.missing`, which looks at every group.
    silent = sum(all(min(two.answers.codes) >= top for two in one.assessments) for one in network)
    facts = [
        framework_fact(network.framework),
        counted(len(network), "organisation") + (f", {silent} of them without a single answer" if silent else ""),
    ]
    names = sorted({name for one in network for name in one.attributes})
    items = [(name, _values([*filter(None, network.values_of(name))])) for name in names]
    blocks: list[Block] = [Listing(items, "What it can be sliced by")] if items else []
    ways = "Its scores, with what may not be told withheld: pool()"
    blocks.append(Paragraph(f"{ways}; of its parts: slices({names[0]!r})." if names else f"{ways}."))
    section = Section("network", network.name or "Network", blocks)
    return Outline(section.title, network.framework, None, facts, [section])


def _values(values: Sequence[str]) -> str:
    more = len(values) - _MOST_VALUES
    return ", ".join(values[:_MOST_VALUES]) + (f" and {more} more" if more > 0 else "")


def network_scores_display(card: NetworkScorecard) -> Outline:
    """
    Return a network's scores, as far as they may be told.

    Args:
        card: The network's scores.
    """
    facts = [
        framework_fact(card.framework),
        f"Each of the {card.pool} counts once; stages by the rule {card.rule}",
        disclosure_fact(card),
    ]
    section = with_picture(network_overview_section(card), HeatMap.of(card))
    return Outline("Scores of the network", card.framework, str(card.rule), facts, [section])


def _benchmark_facts(benchmark: Benchmark) -> list[str]:
    told = (benchmark.source, benchmark.dated.isoformat() if benchmark.dated else "")
    return [
        framework_fact(benchmark.framework),
        f"Each of the {benchmark.pool} counts once; stages by the rule {benchmark.rule}",
        ", ".join(one for one in told if one),
    ]


def benchmark_display(benchmark: Benchmark) -> Outline:
    """
    Return a benchmark's figures of each topic and theme; where it has cells alone, of those.

    Args:
        benchmark: The benchmark.
    """
    groups = [one for one in benchmark if one.group.kind != "cell"] or [*benchmark]
    names = ["Organisations", "Mean", *_QUARTILES, *(f"At {level}" for level in benchmark.framework.scale)]
    rows: list[list[Cell]] = [
        [
            f"{one.group.kind.capitalize()} {one.group.label}",
            count_cell(one.organisation_count),
            *(plain_mean_cell(value, one.organisation_count) for value in (one.mean, *one.quartiles.values())),
            *map(count_cell, one.stage_counts),
        ]
        for one in groups
    ]
    columns = [Column(""), *(Column(name, is_number=True) for name in names)]
    table = Table("What it says of the others", columns, rows)
    section = Section("benchmark", benchmark.title or "Benchmark", [table])
    return Outline(section.title, benchmark.framework, str(benchmark.rule), _benchmark_facts(benchmark), [section])


def standing_display(comparison: BenchmarkComparison) -> Outline:
    """
    Return scores beside a benchmark; where it has cells alone, the picture has those.

    Args:
        comparison: The scores beside the benchmark.
    """
    benchmark = comparison.benchmark
    picture = BenchmarkStrip.of(comparison, cells=all(one.group.kind == "cell" for one in comparison))
    section = with_picture(benchmark_section(comparison), picture)
    title = f"Beside the benchmark {benchmark.title}".strip()
    return Outline(title, benchmark.framework, str(benchmark.rule), _benchmark_facts(benchmark), [section])
