"""Results as outlines: what a command prints, and a notebook shows, of a scorecard, gaps, steps, changes, a panel."""

from collections.abc import Sequence

from datamaturity.changes import Comparison
from datamaturity.framework import Framework
from datamaturity.gaps import Gaps
from datamaturity.next_steps import NextStep
from datamaturity.panel import Panel
from datamaturity.pooling import PooledScorecard
from datamaturity.reports.facts import answers_facts, framework_fact, rule_fact
from datamaturity.reports.outline import Outline
from datamaturity.reports.sections.panel import disagreement_section, pooled_section
from datamaturity.reports.sections.progress import change_section, gaps_section, steps_section
from datamaturity.reports.sections.scorecard import (
    licence_section,
    method_section,
    missing_section,
    overview_section,
)
from datamaturity.scoring import Scorecard
from datamaturity.steps import WayUp
from datamaturity.targets import Target

__all__ = ["comparison_outline", "gaps_outline", "next_steps_outline", "panel_outline", "scorecard_outline"]

_TITLE = "Data maturity"


def scorecard_outline(card: Scorecard) -> Outline:
    """
    Return a scorecard as an outline: overview, what is missing, how the numbers were made, whose framework it is.

    Args:
        card: The scorecard.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> outline = scorecard_outline(score(Assessment(load_framework("seven-themes"), {"C1": 3})))
        >>> [section.id for section in outline.sections]
        ['overview', 'missing', 'method', 'licence']
    """
    framework, assessment = card.framework, card.assessment
    facts = [*answers_facts(assessment), rule_fact(framework, card.rule)]
    sections = [overview_section(card), missing_section(card), method_section(card), licence_section(framework)]
    return Outline(assessment.organisation or _TITLE, framework, str(card.rule), facts, sections)


def gaps_outline(found: Gaps) -> Outline:
    """
    Return gaps to a target as an outline; no rule has a part in them.

    Args:
        found: The gaps.

    Example:
        >>> from datamaturity import Assessment, Target, gaps, load_framework
        >>> framework = load_framework("seven-themes")
        >>> outline = gaps_outline(gaps(Assessment(framework, {"C1": 2}), Target.of(framework, everything=3)))
        >>> [section.id for section in outline.sections]
        ['gaps', 'licence']
    """
    assessment = found.assessment
    framework = assessment.framework
    facts = answers_facts(assessment)
    sections = [gaps_section(found), licence_section(framework)]
    return Outline(assessment.organisation or _TITLE, framework, None, facts, sections)


def next_steps_outline(
    steps: Sequence[NextStep],
    ways: Sequence[WayUp],
    *,
    framework: Framework,
    rule: str,
    left_out_count: int = 0,
    target: Target | None = None,
    organisation: str = "",
) -> Outline:
    """
    Return next steps as an outline: what each group needs for its next stage, then the single steps in their order.

    Args:
        steps: The steps.
        ways: The smallest way up for each group to show.
        framework: The framework that was answered.
        rule: The rule that gives the stages.
        left_out_count: How many further steps there are.
        target: What the steps lead to.
        organisation: Whose steps they are.

    Returns:
        The outline.

    Example:
        >>> from datamaturity import Assessment, load_framework, next_steps
        >>> framework = load_framework("seven-themes")
        >>> steps = next_steps(Assessment(framework, {"C1": 2}))
        >>> outline = next_steps_outline(steps, [], framework=framework, rule="mean-nearest")
        >>> [section.id for section in outline.sections]
        ['steps', 'licence']
    """
    section = steps_section(steps, ways=ways, left_out_count=left_out_count, target=target)
    facts = [framework_fact(framework), rule_fact(framework, rule)]
    return Outline(organisation or _TITLE, framework, rule, facts, [section, licence_section(framework)])


def comparison_outline(comparison: Comparison) -> Outline:
    """
    Return what changed between two assessments as an outline; means alone change, so no rule has a part in it.

    Args:
        comparison: What changed.

    Example:
        >>> from datamaturity import Assessment, compare, load_framework
        >>> framework = load_framework("seven-themes")
        >>> outline = comparison_outline(compare(Assessment(framework, {"C1": 2}), Assessment(framework, {"C1": 3})))
        >>> [section.id for section in outline.sections]
        ['change', 'licence']
    """
    framework = comparison.later.framework
    facts = [framework_fact(framework)]
    for name, one in (("Earlier", comparison.earlier), ("Later", comparison.later)):
        said = ", ".join(filter(None, (one.organisation, str(one.assessed_on or ""))))
        if said:
            facts.append(f"{name}: {said}")
    title = comparison.later.organisation or comparison.earlier.organisation or _TITLE
    sections = [change_section(comparison), licence_section(framework)]
    return Outline(title, framework, None, facts, sections)


def panel_outline(panel: Panel, card: PooledScorecard, *, limit: int = 10) -> Outline:
    """
    Return a panel as an outline: its pooled scores, and where its people differ.

    Args:
        panel: The panel.
        card: Its pooled scores.
        limit: How many of the criteria on which people differ to show.

    Example:
        >>> from datamaturity import Assessment, Panel, Respondent, load_framework
        >>> framework = load_framework("seven-themes")
        >>> panel = Panel([Respondent(Assessment(framework, {"C1": level})) for level in (2, 4)])
        >>> [section.id for section in panel_outline(panel, panel.pool()).sections]
        ['pooled', 'disagreement', 'licence']
    """
    framework = panel.framework
    facts = [framework_fact(framework), rule_fact(framework, card.rule)]
    sections = [pooled_section(card, panel), disagreement_section(panel, limit=limit), licence_section(framework)]
    return Outline(panel.organisation or _TITLE, framework, str(card.rule), facts, sections)
