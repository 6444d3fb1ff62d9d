"""A network's report: which sections there are, and their pictures."""

from collections.abc import Iterable

import attrs

from datamaturity.benchmark import Benchmark
from datamaturity.disclosure import LEAST_ORGANISATIONS
from datamaturity.in_depth import InDepth, in_depth
from datamaturity.network import Network
from datamaturity.network_scores import NetworkScorecard, Pool
from datamaturity.reports.charts.benchmark_strip import BenchmarkStrip
from datamaturity.reports.charts.heat_map import HeatMap
from datamaturity.reports.facts import figure_note
from datamaturity.reports.outline import Figure, Outline, Picture, Section
from datamaturity.reports.section_names import NETWORK_SECTIONS, chosen
from datamaturity.reports.sections.network import network_outline
from datamaturity.stages import Rule

__all__ = ["network_report"]


def network_report(
    network: Network,
    *,
    benchmark: Benchmark | None = None,
    sections: Iterable[str] | None = None,
    by: Pool = "organisations",
    rule: Rule | str | None = None,
    overall: bool | None = None,
    min_organisations: int = LEAST_ORGANISATIONS,
    slice_by: str | None = None,
    themes: Iterable[str] | None = None,
    topics: Iterable[str] | None = None,
) -> Outline:
    """
    Return the report of a network, with nothing in it that disclosure control withholds.

    Args:
        network: The network.
        benchmark: Others' figures, for what stands beside them.
        sections: Which of `NETWORK_SECTIONS` to show, in their order whatever the order here; all that can be without
            it.
        by: Whether each organisation counts once, or each respondent.
        rule: The rule that makes the stages; the framework's own if not given.
        overall: Whether there is a score of the whole; as the publisher has it if not given.
        min_organisations: The least number of organisations that a figure may be about; 0 withholds nothing.
        slice_by: The attribute whose values are shown as well, such as ``sector``.
        themes: The themes to show in depth.
        topics: The topics to show in depth; with neither, all themes, or all topics where there are no themes.

    Returns:
        The report; a section that was asked for and lacks what it needs is left out, with the reason.

    Raises:
        UnknownIdError: No such section, theme, topic or attribute.
        BenchmarkError: A benchmark of another framework, version, rule or pool.
        NetworkError: No such pool, or a minimum that is none.
        RuleError: No such rule, or one that does not fit the framework's scale.

    Example:
        >>> from datamaturity import Assessment, Network, Organisation, load_framework
        >>> framework = load_framework("seven-themes")
        >>> network = Network([Organisation(f"org {n}", Assessment(framework, {"C1": 3})) for n in range(6)])
        >>> report = network_report(network, themes=["culture"])
        >>> [section.id for section in report.sections]
        ['overview', 'depth-theme-culture', 'missing', 'method', 'licence']
        >>> report.left_out[0]
        ('Slices', 'no attribute to slice by was given')
    """
    wanted = chosen(sections, NETWORK_SECTIONS, "a network's report")
    card = network.pool(by=by, rule=rule, overall=overall, min_organisations=min_organisations)
    slices = None
    if slice_by is not None and "slices" in wanted:
        slices = network.slices(slice_by, by=by, rule=rule, overall=overall, min_organisations=min_organisations)
    comparison = None if benchmark is None else card.compare_to(benchmark)
    outline = network_outline(
        network,
        card,
        depths=_depths(card, benchmark, themes, topics) if "depth" in wanted else (),
        slice_by=slice_by or "",
        slices=slices,
        comparison=comparison,
    )
    pictures: dict[str, Picture] = {"overview": HeatMap.of(card, subject=network.name)}
    if comparison is not None:
        pictures["benchmark"] = BenchmarkStrip.of(comparison)
    note = figure_note(card.framework, card.rule)

    def pictured(section: Section) -> Section:
        picture = pictures.get(section.id)
        return attrs.evolve(section, blocks=[Figure(picture, note), *section.blocks]) if picture else section

    lacking = {
        "slices": ("Slices", "no attribute to slice by was given", slice_by is None),
        "benchmark": ("Beside the benchmark", "no benchmark was given", benchmark is None),
    }
    return attrs.evolve(
        outline,
        sections=[pictured(one) for one in outline.sections if one.id.partition("-")[0] in wanted],
        left_out=[(title, why) for name, (title, why, lacks) in lacking.items() if lacks and name in wanted],
    )


def _depths(
    card: NetworkScorecard, benchmark: Benchmark | None, themes: Iterable[str] | None, topics: Iterable[str] | None
) -> list[InDepth]:
    if themes is None and topics is None:
        themes, topics = card.themes, () if card.themes else card.topics
    # The same one twice would be the same section twice.
    found = [in_depth(card, theme=one, benchmark=benchmark) for one in dict.fromkeys(themes or ())]
    return found + [in_depth(card, benchmark=benchmark, topic=one) for one in dict.fromkeys(topics or ())]
