"""
What a report says of a network: its scores, slices, who is missing, how the numbers were made.

Every figure is taken from a scorecard that disclosure control has been over; a network itself gives its name, how many
organisations it has, and who of them gave no answer.
"""

from collections.abc import Iterable, Mapping

from datamaturity.benchmark import BenchmarkComparison
from datamaturity.errors import BenchmarkError, Fault, counted
from datamaturity.in_depth import InDepth
from datamaturity.network import Network
from datamaturity.network_scores import NetworkScore, NetworkScorecard
from datamaturity.reports.facts import framework_fact, rule_fact
from datamaturity.reports.outline import Block, Cell, Column, Listing, Outline, Paragraph, Section
from datamaturity.reports.sections.benchmark import benchmark_section
from datamaturity.reports.sections.cells import by_kind, count_cell
from datamaturity.reports.sections.depth import depth_section
from datamaturity.reports.sections.network_tables import (
    everything_withheld,
    matrix,
    network_mean_cell,
    network_stage_cell,
    score_tables,
    table_with_reasons,
)
from datamaturity.reports.sections.scorecard import framework_sentences, licence_section, mean_cell, stage_cell
from datamaturity.scores import Score
from datamaturity.scoring import Scorecard
from datamaturity.stages import MeanRule

__all__ = [
    "beside_network_section",
    "disclosure_fact",
    "network_method_section",
    "network_missing_section",
    "network_outline",
    "network_overview_section",
    "network_slices_section",
]


def network_outline(
    network: Network,
    card: NetworkScorecard,
    *,
    depths: Iterable[InDepth] = (),
    slice_by: str = "",
    slices: Mapping[str, NetworkScorecard] | None = None,
    comparison: BenchmarkComparison | None = None,
) -> Outline:
    """
    Return what there is to say of a network, without pictures.

    Args:
        network: The network.
        card: Its pooled scores.
        depths: Groups in depth, in the order in which to show them.
        slice_by: The attribute that the slices are by.
        slices: Each of its values to the scores of the organisations that have it.
        comparison: The scores beside a benchmark.

    Example:
        >>> from datamaturity import Assessment, Network, Organisation, load_framework
        >>> framework = load_framework("seven-themes")
        >>> network = Network([Organisation(f"org {n}", Assessment(framework, {"C1": 3})) for n in range(6)])
        >>> [section.id for section in network_outline(network, network.pool()).sections]
        ['overview', 'missing', 'method', 'licence']
    """
    framework = card.framework
    sections = [network_overview_section(card), *map(depth_section, depths)]
    if slices is not None:
        sections.append(network_slices_section(slices, slice_by))
    if comparison is not None:
        sections.append(benchmark_section(comparison))
    sections += [network_missing_section(network), network_method_section(card), licence_section(framework)]
    facts = [
        framework_fact(framework),
        f"{counted(len(network), 'organisation')}; each of the {card.pool} counts once",
        rule_fact(framework, card.rule),
        disclosure_fact(card),
    ]
    return Outline(network.name.strip() or "Network", framework, str(card.rule), facts, sections)


def disclosure_fact(card: NetworkScorecard) -> str:
    """
    Return what is withheld, in a line.

    Args:
        card: The network's scores.
    """
    # A minimum of 1 withholds nothing either.
    if card.min_organisations <= 1:
        return "Nothing is withheld: these figures tell of single organisations"
    return f"Nothing is told of fewer than {card.min_organisations} organisations, nor what would give it away"


def network_overview_section(card: NetworkScorecard) -> Section:
    """
    Return the means by topic and theme, then each topic and each theme with how many have each stage.

    Args:
        card: The network's scores.

    Example:
        >>> from datamaturity import Assessment, Network, Organisation, load_framework
        >>> framework = load_framework("seven-themes")
        >>> sectors = ({"sector": "arts"}, {"sector": "health"})
        >>> answers = [Assessment(framework, {"C1": 2 + n % 2}) for n in range(24)]
        >>> network = Network([Organisation(str(n), one, sectors[n % 2]) for n, one in enumerate(answers)])
        >>> card = network.pool()
        >>> disclosure_fact(card)
        'Nothing is told of fewer than 5 organisations, nor what would give it away'
        >>> network_overview_section(card).title, network_method_section(card).title
        ('Overview', 'How the numbers were made')
        >>> network_missing_section(network).blocks[0].text
        'Without a single answer: none'
        >>> network_slices_section(network.slices("sector"), "sector").title
        'By sector'
    """
    return Section("overview", "Overview", everything_withheld(card) or [*matrix(card), *score_tables(card)])


def network_slices_section(slices: Mapping[str, NetworkScorecard], attribute: str) -> Section:
    """
    Return the scores of each part of a network.

    Args:
        slices: Value of the attribute to the scores of the organisations that have it.
        attribute: What it is, such as ``sector``.
    """
    blocks: list[Block] = []
    for value, card in slices.items():
        whose = f"{attribute} {value or '(no value)'}".strip()
        blocks += [
            Paragraph(f"Of these: {value or '(no value)'}"),
            *(everything_withheld(card) or score_tables(card, whose)),
        ]
    return Section("slices", f"By {attribute}", blocks)


def network_missing_section(network: Network) -> Section:
    """
    Return which organisations gave no answer.

    Args:
        network: The network.
    """
    missing = network.missing.overall or ()
    blocks: list[Block] = [Paragraph("Without a single answer: none")]
    if missing:
        names = Listing([("", one) for one in missing], f"Without a single answer: {len(missing)}")
        blocks = [names, Paragraph("These names are for whoever runs the network: take them out of what is published.")]
    return Section("missing", "What is missing", blocks)


def network_method_section(card: NetworkScorecard) -> Section:
    """
    Return how the numbers were made: who counts, the rule, the bounds, and what is withheld.

    Args:
        card: The network's scores.
    """
    framework = card.framework
    whole = "one with a panel has the panel's pooled score"
    if card.pool == "respondents":
        whole = "an organisation without a panel is one of them"
    reads = "that mean" if isinstance(card.rule, MeanRule) else f"how many of the {card.pool} have each stage"
    sentences = [
        f"Answers to {framework.title}, version {framework.version}; {framework.scale.span}.",
        f"Each of the {card.pool} counts once; {whole}.",
        f"A mean is of the {card.pool}' own means, and each of those is over the answered criteria that apply.",
        f"Stages are by the rule {card.rule}, and the stage of all together is read off {reads}.",
        "Coverage: the mean share of what applies to them that is answered.",
        "Between: the mean if all that is open stood at the lowest, and at the highest, level.",
        "Numbers are exact, and rounded once, where they are shown.",
        "A mean has further decimals where one alone would give it another stage.",
        f"{disclosure_fact(card)}.",
    ]
    if card.min_organisations > 1:
        sentences.append("A withheld figure is neither zero nor missing, and it need not be the small one itself.")
    sentences += framework_sentences(framework, is_overall=card.overall is not None)
    return Section("method", "How the numbers were made", [Paragraph(" ".join(sentences))])


def beside_network_section(card: Scorecard, network_card: NetworkScorecard) -> Section:
    """
    Return each topic and theme of an organisation beside the same of its network, as far as that may be told.

    Args:
        card: The organisation's scores.
        network_card: The network's, of organisations that count once each.

    Raises:
        BenchmarkError: The network's scores are of another framework, version, rule or pool; all that differs at once.

    Example:
        >>> from datamaturity import Assessment, Network, Organisation, load_framework, score
        >>> framework = load_framework("seven-themes")
        >>> network = Network([Organisation(f"org {n}", Assessment(framework, {"C1": 3})) for n in range(6)])
        >>> table = beside_network_section(score(Assessment(framework, {"C1": 4})), network.pool()).blocks[0]
        >>> [str(cell) for row in table.rows for cell in row if row[0] == "Culture"]
        ['Culture', '4.0', '4 Developing', '3.0', '3 Learning', '6']
    """
    _check_alike(card, network_card)
    blocks = everything_withheld(network_card)
    if not blocks:
        theirs = dict(by_kind(network_card))
        for name, own in by_kind(card):
            rows = [_beside(one, other, card) for one, other in zip(own, theirs.get(name, []), strict=False)]
            if rows:
                blocks.append(table_with_reasons(f"{name} beside the network's", _beside_columns(name), rows))
    return Section("network", "Beside the network", blocks)


def _beside_columns(name: str) -> list[Column]:
    numbers = {"Mean", "Network's mean", "Organisations"}
    names = (name.removesuffix("s"), "Mean", "Stage", "Network's mean", "Network's stage", "Organisations")
    return [Column(one, is_number=one in numbers) for one in names]


def _beside(one: Score, other: NetworkScore, card: Scorecard) -> list[Cell]:
    own: list[Cell] = [one.group.label, mean_cell(one, card), stage_cell(one)]
    return [*own, network_mean_cell(other), network_stage_cell(other), count_cell(other.organisation_count)]


def _check_alike(card: Scorecard, other: NetworkScorecard) -> None:
    ours, theirs, faults = other.framework, card.framework, []
    if ours.structure != theirs.structure:
        same = " with other criteria, weights or levels" * ((ours.id, ours.version) == (theirs.id, theirs.version))
        message = f"the network answered {ours.id} {ours.version}{same}, the organisation {theirs.id} {theirs.version}"
        faults.append(Fault("framework", message))
    if other.rule != card.rule:
        faults.append(Fault("rule", f"the network's stages are by {other.rule}, the scores' by {card.rule}"))
    if other.pool != "organisations":
        faults.append(Fault("pool", f"the network's scores are of {other.pool}, the organisation's are of one"))
    if faults:
        raise BenchmarkError(faults)
