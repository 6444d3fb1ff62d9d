"""One organisation's report: which sections there are, what each needs, and what is left out for want of it."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeAlias

import attrs

from datamaturity.assessment import Assessment
from datamaturity.benchmark import Benchmark
from datamaturity.changes import compare
from datamaturity.errors import VersionMismatchError, counted
from datamaturity.forecast import forecast
from datamaturity.gaps import gaps
from datamaturity.history import History
from datamaturity.in_depth import in_depth
from datamaturity.network import Network
from datamaturity.next_steps import next_steps
from datamaturity.panel import Panel
from datamaturity.plan_status import plan_status
from datamaturity.plans import Plan
from datamaturity.reports.charts.benchmark_strip import BenchmarkStrip
from datamaturity.reports.charts.diverging_bars import DivergingBars
from datamaturity.reports.charts.heat_map import HeatMap
from datamaturity.reports.charts.level_coverage import LevelCoverage
from datamaturity.reports.charts.lollipop import Lollipop
from datamaturity.reports.charts.small_multiples import SmallMultiples
from datamaturity.reports.facts import answers_facts, figure_note, rule_fact
from datamaturity.reports.outline import Figure, Outline, Picture, Section
from datamaturity.reports.section_names import SECTIONS, chosen
from datamaturity.reports.sections.benchmark import benchmark_section
from datamaturity.reports.sections.depth import depth_section
from datamaturity.reports.sections.network import beside_network_section
from datamaturity.reports.sections.panel import disagreement_section
from datamaturity.reports.sections.plan import forecast_section, plan_section, plan_status_section
from datamaturity.reports.sections.progress import change_section, gaps_section, steps_section
from datamaturity.reports.sections.scorecard import (
    licence_section,
    method_section,
    missing_section,
    overview_section,
)
from datamaturity.scoring import Scorecard, score
from datamaturity.stages import Rule
from datamaturity.steps import smallest_way_up
from datamaturity.targets import Target

__all__ = ["organisation_report"]

_MOST_STEPS = 10
_MOST_DIFFERENCES = 10


@attrs.frozen
class _Given:
    """What a report is made from."""

    card: Scorecard
    target: Target | None
    benchmark: Benchmark | None
    network: Network | None
    plan: Plan | None
    on: date | None
    earlier: tuple[Assessment, ...]
    panel: Panel | None

    @property
    def assessment(self) -> Assessment:
        """The answers."""
        return self.card.assessment

    @property
    def overall(self) -> bool:
        """Whether there is a score of the whole."""
        return self.card.overall is not None

    def figure(self, picture: Picture) -> Figure:
        """Return a picture with what every number in it rests on."""
        return Figure(picture, figure_note(self.card.framework, self.card.rule))


def organisation_report(
    assessment: Assessment,
    *,
    target: Target | None = None,
    benchmark: Benchmark | None = None,
    network: Network | None = None,
    plan: Plan | None = None,
    on: date | None = None,
    earlier: Assessment | Iterable[Assessment] | None = None,
    panel: Panel | None = None,
    sections: Iterable[str] | None = None,
    rule: Rule | str | None = None,
    overall: bool | None = None,
) -> Outline:
    """
    Return the report of one organisation's assessment.

    Args:
        assessment: The answers; of a panel those that it agreed on.
        target: Where the organisation wants to be; without it there are steps of one level up, and no gaps.
        benchmark: Others' figures, for what stands beside them.
        network: Others' answers, of which only what may be disclosed is shown.
        plan: The organisation's action plan.
        on: The day for which to say where the plan stands; without it, the plan is shown as it was written.
        earlier: The answers of last time, or of several times before.
        panel: The people whose answers are behind the assessment, for what they differ on.
        sections: Which of `SECTIONS` to show, in their order whatever the order here; all that can be without it.
        rule: The rule that makes the stages; the framework's own if not given.
        overall: Whether there is a score of the whole; as the publisher has it if not given.

    Returns:
        The report; a section that was asked for and lacks what it needs is left out, with the reason.

    Raises:
        UnknownIdError: No such section.
        VersionMismatchError: A target, a benchmark, a network, a plan, a panel or earlier answers of another framework.
        ComparisonError: Several earlier answers, and one of them or the present ones without a date.

    Example:
        >>> from datamaturity import Assessment, load_framework
        >>> report = organisation_report(Assessment(load_framework("seven-themes"), {"C1": 3, "C2": 4}))
        >>> [section.id for section in report.sections][:2], report.left_out[0]
        (['overview', 'depth-theme-uses'], ('Beside the network', 'no network was given'))
    """
    wanted = chosen(sections, SECTIONS, "a report")
    card = score(assessment, rule=rule, overall=overall)
    times = (earlier,) if isinstance(earlier, Assessment) else tuple(earlier or ())
    given = _Given(card, target, benchmark, network, plan, on, times, panel)
    if panel is not None and panel.framework.structure != card.framework.structure:
        raise VersionMismatchError(card.framework.difference_to(panel.framework))
    found: list[Section] = []
    left_out: list[tuple[str, str]] = []
    for name in SECTIONS:
        if name in wanted:
            made = _MAKERS[name](given)
            if isinstance(made, tuple):
                left_out.append(made)
            else:
                found += made
    facts = [*answers_facts(assessment), rule_fact(card.framework, card.rule)]
    if panel is not None:
        how = ", each the lower median" if panel.agree().assessment.answers == assessment.answers else ""
        facts.append(f"Agreed answers of {counted(len(panel), 'respondent')}{how}")
    title = assessment.organisation or "Data maturity"
    return Outline(title, card.framework, str(card.rule), facts, found, left_out)


_Made: TypeAlias = list[Section] | tuple[str, str]
"""Sections, or the title of what is left out and why."""


def _overview(given: _Given) -> _Made:
    section = overview_section(given.card)
    heat, levels = given.figure(HeatMap.of(given.card)), given.figure(LevelCoverage.of(given.card))
    return [attrs.evolve(section, blocks=[heat, *section.blocks, levels])]


def _depth(given: _Given) -> _Made:
    themes = [depth_section(in_depth(given.card, theme=one, benchmark=given.benchmark)) for one in given.card.themes]
    if themes:
        return themes
    return [depth_section(in_depth(given.card, benchmark=given.benchmark, topic=one)) for one in given.card.topics]


def _network(given: _Given) -> _Made:
    if given.network is None:
        return "Beside the network", "no network was given"
    card = given.network.pool(rule=given.card.rule, overall=given.overall)
    return [beside_network_section(given.card, card)]


def _benchmark(given: _Given) -> _Made:
    if given.benchmark is None:
        return "Beside the benchmark", "no benchmark was given"
    comparison = given.card.compare_to(given.benchmark)
    section = benchmark_section(comparison)
    return [attrs.evolve(section, blocks=[given.figure(BenchmarkStrip.of(comparison)), *section.blocks])]


def _gaps(given: _Given) -> _Made:
    if given.target is None:
        return "Gaps to the target", "no target was given"
    found = gaps(given.assessment, given.target, overall=given.overall)
    section = gaps_section(found)
    return [attrs.evolve(section, blocks=[given.figure(Lollipop.of(found)), *section.blocks])]


def _steps(given: _Given) -> _Made:
    target = given.target or Target.one_level_up(given.assessment)
    steps = next_steps(given.assessment, target=target, rule=given.card.rule, overall=given.overall)
    ways = [smallest_way_up(one) for one in given.card if one.group.kind != "cell"]
    return [steps_section(steps[:_MOST_STEPS], ways=ways, left_out_count=len(steps[_MOST_STEPS:]))]


def _plan(given: _Given) -> _Made:
    if given.plan is None:
        return "The plan", "no plan was given"
    return [plan_section(given.plan) if given.on is None else plan_status_section(plan_status(given.plan, given.on))]


def _forecast(given: _Given) -> _Made:
    if given.plan is None:
        return "What the plan leads to", "no plan was given"
    found = forecast(given.assessment, given.plan, target=given.target, rule=given.card.rule, overall=given.overall)
    return [forecast_section(found)]


def _change(given: _Given) -> _Made:
    if not given.earlier:
        return "Change since last time", "no earlier answers were given"
    if len(given.earlier) == 1:
        return [change_section(compare(given.earlier[0], given.assessment, overall=given.overall))]
    history = History([*given.earlier, given.assessment])
    # Which of the earlier ones is the last; `compare` refuses one that is later than the present.
    last = next(one for one in reversed(history.assessments) if one is not given.assessment)
    section = change_section(compare(last, given.assessment, overall=given.overall))
    pictures = given.figure(SmallMultiples.of(history, rule=given.card.rule))
    return [attrs.evolve(section, blocks=[pictures, *section.blocks])]


def _disagreement(given: _Given) -> _Made:
    if given.panel is None:
        return "Where people differ", "no panel was given"
    section = disagreement_section(given.panel, limit=_MOST_DIFFERENCES)
    if not given.panel.to_discuss:
        return [section]
    bars = given.figure(DivergingBars.of(given.panel, limit=_MOST_DIFFERENCES))
    return [attrs.evolve(section, blocks=[bars, *section.blocks])]


_MAKERS: dict[str, Callable[[_Given], _Made]] = {
    "overview": _overview,
    "depth": _depth,
    "network": _network,
    "benchmark": _benchmark,
    "gaps": _gaps,
    "steps": _steps,
    "plan": _plan,
    "forecast": _forecast,
    "change": _change,
    "disagreement": _disagreement,
    "missing": lambda given: [missing_section(given.card)],
    "method": lambda given: [method_section(given.card)],
    "licence": lambda given: [licence_section(given.card.framework)],
}
