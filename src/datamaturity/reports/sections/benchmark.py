"""What a report says of scores beside a benchmark, whether one organisation's or a network's."""

from datamaturity.benchmark import Benchmark, BenchmarkComparison
from datamaturity.group_benchmarks import AnyScore, Standing
from datamaturity.network_scores import NetworkScore
from datamaturity.reports.figures import staged_text
from datamaturity.reports.outline import Block, Cell, Column, Number, Paragraph, Section
from datamaturity.reports.sections.cells import count_cell, plain_mean_cell, share_cell
from datamaturity.reports.sections.network_tables import network_stage_cell, table_with_reasons
from datamaturity.reports.sections.scorecard import stage_cell

__all__ = ["benchmark_section"]


def benchmark_section(comparison: BenchmarkComparison) -> Section:
    """
    Return each topic and theme that a benchmark has figures of beside these; cells only where it has no others.

    Args:
        comparison: The scores beside the benchmark.

    Example:
        >>> from datamaturity import Assessment, Benchmark, load_framework, score
        >>> framework = load_framework("seven-themes")
        >>> published = Benchmark.from_counts(framework, themes={"culture": [41, 57, 35, 15, 8]}, title="Charities")
        >>> benchmark_section(published.compare(score(Assessment(framework, {"C1": 3})))).blocks[0].text
        'The benchmark: Charities.'
    """
    benchmark = comparison.benchmark
    facts = ", ".join(filter(None, (benchmark.title, benchmark.source, str(benchmark.dated or ""))))
    blocks: list[Block] = [Paragraph(f"The benchmark: {facts}.")] if facts else []
    kinds: dict[str, list[Standing]] = {}
    for one in [one for one in comparison if one.group.kind != "cell"] or comparison:
        kinds.setdefault(one.group.kind, []).append(one)
    for kind, found in kinds.items():
        first = Column(kind.capitalize())
        others = [
            Column(one, is_number=one != "Stage") for one in ("Mean", "Stage", "Benchmark", "Organisations", "Rank")
        ]
        shares = [Column(one, is_number=True) for one in ("Lower quartile", "Median", "Upper quartile")]
        name = kind.capitalize() if kind == "overall" else f"{kind.capitalize()}s"
        # Two tables, since one would be wider than a page.
        blocks += [
            table_with_reasons(
                f"{name} beside the benchmark", [first, *others], [_standing(one, benchmark) for one in found]
            ),
            table_with_reasons(f"{name}: the benchmark's quartiles", [first, *shares], [*map(_quartiles, found)]),
        ]
    note = (
        "Benchmark: its mean. Quartiles: of its members' means. Rank: the percentile rank, the share of the others "
        "below this stage, and half of those at it."
    )
    blocks.append(Paragraph(note if kinds else "It has no figures."))
    return Section("benchmark", "Beside the benchmark", blocks)


def _standing(one: Standing, benchmark: Benchmark) -> list[Cell]:
    other = one.benchmark
    count = other.organisation_count
    return [
        one.group.label,
        *_own(one.score, benchmark),
        plain_mean_cell(other.mean, count),
        count_cell(count),
        share_cell(one.percentile_rank, count),
    ]


def _own(score: AnyScore, benchmark: Benchmark) -> tuple[Number, str]:
    """Return one's own mean and stage; the rule is the benchmark's, since others cannot be compared with it."""
    text = staged_text(score.mean, score.stage, rule=benchmark.rule, scale=benchmark.framework.scale)
    if isinstance(score, NetworkScore):
        return Number(text, score.mean, score.member_count), network_stage_cell(score)
    return Number(text, score.mean, score.answered_count), stage_cell(score)


def _quartiles(one: Standing) -> list[Cell]:
    other = one.benchmark
    return [
        one.group.label,
        *(plain_mean_cell(value, other.organisation_count) for value in other.quartiles.values()),
    ]
