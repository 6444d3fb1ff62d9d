"""A network's scores as plain text, with what is withheld said so."""

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from datamaturity.benchmark import BenchmarkComparison
from datamaturity.errors import counted
from datamaturity.network import Network
from datamaturity.network_scores import NetworkScore, NetworkScorecard
from datamaturity.reports.figures import count_text, mean_text, share_text, stage_text
from datamaturity.reports.tables import table

__all__ = ["network_text"]


def network_text(
    network: Network,
    card: NetworkScorecard,
    *,
    comparison: BenchmarkComparison | None = None,
    slices: Mapping[str, NetworkScorecard] | None = None,
) -> str:
    """
    Return a network's scores as plain text.

    Args:
        network: The network.
        card: Its pooled scores.
        comparison: The scores beside a benchmark.
        slices: Value of an attribute to the scores of the organisations that have it.
    """
    return "\n".join(_lines(network, card, comparison, slices or {})) + "\n"


def _lines(
    network: Network,
    card: NetworkScorecard,
    comparison: BenchmarkComparison | None,
    slices: Mapping[str, NetworkScorecard],
) -> Iterator[str]:
    framework = card.framework
    yield f"{framework.title}, version {framework.version} ({framework.id})"
    yield f"{network.name or 'Network'}: {counted(len(network), 'organisation')}"
    yield f"Each of the {card.pool} counts once; stages by the rule {card.rule}; {framework.scale.span}"
    if card.min_organisations:
        yield f"Nothing is told of fewer than {card.min_organisations} organisations, nor what would give it away"
    else:
        yield "Nothing is withheld: these figures tell of single organisations"
    for heading, scores in (("Topic", card.topics), ("Theme", card.themes)):
        if scores:
            yield ""
            yield from _scores(heading, scores.items())
    if card.overall is not None:
        yield ""
        yield from _scores("Overall", [("", card.overall)])
    yield ""
    yield "At each level: how many of the members have that stage"
    for value, part in slices.items():
        yield ""
        yield f"Of these: {value or '(no value)'}"
        reasons = {one.withheld for one in part}
        if None not in reasons:
            yield f"Everything is {', '.join(str(reason) for reason in reasons)}"
            continue
        for heading, scores in (("Topic", part.topics), ("Theme", part.themes)):
            if scores:
                yield ""
                yield from _scores(heading, scores.items())
        if part.overall is not None:
            yield ""
            yield from _scores("Overall", [("", part.overall)])
    if comparison is not None:
        yield ""
        yield from _comparison(comparison)
    missing = network.missing.overall or ()
    yield ""
    yield from wrap(f"Without a single answer: {', '.join(missing) or 'none'}", width=100, subsequent_indent="  ")
    if framework.attribution:
        yield ""
        licence = f" ({framework.structure_licence})" if framework.structure_licence else ""
        yield from wrap(f"{framework.attribution}{licence}", width=100, break_on_hyphens=False, break_long_words=False)


def _scores(heading: str, scores: Iterable[tuple[str, NetworkScore]]) -> list[str]:
    rows: list[list[str]] = []
    for key, one in scores:
        if not rows:
            rows.append([heading, "Mean", "Stage", "Organisations", "Coverage", "Between", *_levels(one)])
        low, high = mean_text(one.low), mean_text(one.high)
        rows.append(
            [
                f"{key:>2} {one.name}" if heading == "Topic" else one.name,
                mean_text(one.mean),
                stage_text(one.stage),
                count_text(one.organisation_count),
                share_text(one.coverage),
                low if low == high else f"{low} and {high}",
                *map(count_text, one.stage_counts),
            ]
        )
    return table(rows, right=frozenset({1, 3, 4, *range(6, len(rows[0]))}))


def _levels(one: NetworkScore) -> list[str]:
    return [f"At {number}" for number in one.framework.scale.numbers]


def _comparison(comparison: BenchmarkComparison) -> Iterator[str]:
    benchmark = comparison.benchmark
    facts = ", ".join(filter(None, (benchmark.title, benchmark.source, str(benchmark.dated or ""))))
    yield f"Beside the benchmark{f' {facts}' if facts else ''}"
    rows = [["", "Mean", "Stage", "Benchmark", "Quartiles", "Organisations", "Percentile rank"]]
    rows += [
        [
            f"{one.group.kind.capitalize()} {one.group.name}",
            mean_text(one.score.mean),
            stage_text(one.score.stage),
            mean_text(one.benchmark.mean),
            " ".join(mean_text(value) for value in one.benchmark.quartiles.values()),
            count_text(one.benchmark.organisation_count),
            share_text(one.percentile_rank),
        ]
        for one in comparison
        if one.group.kind != "cell"
    ]
    yield from table(rows, right=frozenset({1, 3, 5, 6}))
    yield "Percentile rank: the share of the others below this stage, and half of those at it"
