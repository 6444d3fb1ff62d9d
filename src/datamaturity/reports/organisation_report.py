"""One organisation's report: which sections there are, what each needs, and what is left out for want of it."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

import attrs

from datamaturity.assessment import Assessment
from datamaturity.benchmark import Benchmark
from datamaturity.changes import compare
from datamaturity.errors import UnknownIdError
from datamaturity.gaps import gaps
from datamaturity.in_depth import in_depth
from datamaturity.next_steps import next_steps
from datamaturity.reports.charts.benchmark_strip import BenchmarkStrip
from datamaturity.reports.charts.heat_map import HeatMap
from datamaturity.reports.charts.lollipop import Lollipop
from datamaturity.reports.depth_sections import depth_section
from datamaturity.reports.outline import Figure, Outline, Section
from datamaturity.reports.progress_sections import change_section, gaps_section, steps_section
from datamaturity.reports.scorecard_sections import (
    licence_section,
    method_section,
    missing_section,
    overview_section,
)
from datamaturity.scoring import Scorecard, score
from datamaturity.stages import Rule
from datamaturity.targets import Target

__all__ = ["SECTIONS", "organisation_report"]

SECTIONS = ("overview", "depth", "benchmark", "gaps", "steps", "change", "missing", "method", "licence")
"""The sections of a report, in their order."""

_MOST_STEPS = 10


@attrs.frozen
class _Given:
    """What a report is made from."""

    card: Scorecard
    benchmark: Benchmark | None
    target: Target | None
    earlier: Assessment | None

    @property
    def note(self) -> str:
        """What every number rests on."""
        framework = self.card.framework
        return f"{framework.title}, version {framework.version}; rule {self.card.rule}"


def organisation_report(
    assessment: Assessment,
    *,
    benchmark: Benchmark | None = None,
    target: Target | None = None,
    earlier: Assessment | None = None,
    sections: Iterable[str] | None = None,
    rule: Rule | str | None = None,
    overall: bool | None = None,
) -> Outline:
    """
    Return the report of one organisation's assessment.

    Args:
        assessment: The answers.
        benchmark: Others' figures, for what stands beside them.
        target: Where the organisation wants to be; without it there are steps of one level up, and no gaps.
        earlier: The answers of last time.
        sections: Which of `SECTIONS` to show, in their order whatever the order here; all that can be without it.
        rule: The rule that makes the stages; the framework's own if not given.
        overall: Whether there is a score of the whole; as the publisher has it if not given.

    Returns:
        The report; a section that was asked for and lacks what it needs is left out, with the reason.

    Raises:
        UnknownIdError: No such section.
        VersionMismatchError: A target, a benchmark or earlier answers of another framework.

    Example:
        >>> from datamaturity import Assessment, load_framework
        >>> report = organisation_report(Assessment(load_framework("seven-themes"), {"C1": 3, "C2": 4}))
        >>> [section.id for section in report.sections][:2], report.left_out[0]
        (['overview', 'depth-theme-uses'], ('Beside the benchmark', 'no benchmark was given'))
    """
    wanted = SECTIONS if sections is None else tuple(sections)
    for one in wanted:
        if one not in SECTIONS:
            raise UnknownIdError("section", one, "a report", SECTIONS)
    card = score(assessment, rule=rule, overall=overall)
    given = _Given(card, benchmark, target, earlier)
    found: list[Section] = []
    left_out: list[tuple[str, str]] = []
    for name in SECTIONS:
        if name in wanted:
            made = _MAKERS[name](given)
            if isinstance(made, tuple):
                left_out.append(made)
            else:
                found += made
    facts = [f"{card.framework.title}, version {card.framework.version}", f"Stages by the rule {card.rule}"]
    if assessment.assessed_on:
        facts.append(f"Assessed on {assessment.assessed_on.isoformat()}")
    title = assessment.organisation or "Data maturity"
    return Outline(title, card.framework, str(card.rule), facts, found, left_out)


_Made: TypeAlias = list[Section] | tuple[str, str]
"""Sections, or the title of what is left out and why."""


def _overview(given: _Given) -> _Made:
    section = overview_section(given.card)
    return [attrs.evolve(section, blocks=[Figure(HeatMap.of(given.card), given.note), *section.blocks])]


def _depth(given: _Given) -> _Made:
    themes = [depth_section(in_depth(given.card, one, given.benchmark)) for one in given.card.themes]
    if themes:
        return themes
    return [depth_section(in_depth(given.card, None, given.benchmark, topic=one)) for one in given.card.topics]


def _benchmark(given: _Given) -> _Made:
    if given.benchmark is None:
        return "Beside the benchmark", "no benchmark was given"
    strip = BenchmarkStrip.of(given.card.compare_to(given.benchmark))
    return [Section("benchmark", "Beside the benchmark", [Figure(strip, given.note)])]


def _gaps(given: _Given) -> _Made:
    if given.target is None:
        return "Gaps to the target", "no target was given"
    found = gaps(given.card.assessment, given.target)
    section = gaps_section(found)
    return [attrs.evolve(section, blocks=[Figure(Lollipop.of(found), given.note), *section.blocks])]


def _steps(given: _Given) -> _Made:
    assessment = given.card.assessment
    target = given.target or Target.one_level_up(assessment)
    return [steps_section(next_steps(assessment, target=target, rule=given.card.rule)[:_MOST_STEPS])]


def _change(given: _Given) -> _Made:
    if given.earlier is None:
        return "Change since last time", "no earlier answers were given"
    return [change_section(compare(given.earlier, given.card.assessment))]


_MAKERS: dict[str, Callable[[_Given], _Made]] = {
    "overview": _overview,
    "depth": _depth,
    "benchmark": _benchmark,
    "gaps": _gaps,
    "steps": _steps,
    "change": _change,
    "missing": lambda given: [missing_section(given.card)],
    "method": lambda given: [method_section(given.card)],
    "licence": lambda given: [licence_section(given.card.framework)],
}
