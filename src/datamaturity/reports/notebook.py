"""What a notebook shows of each result: the outline of its main figures, as HTML, Markdown and text."""

from collections.abc import Callable, Container
from typing import Any

from datamaturity.agreement import CriterionAgreement
from datamaturity.assessment import Assessment
from datamaturity.benchmark import Benchmark, BenchmarkComparison
from datamaturity.changes import Comparison
from datamaturity.displayed import Displayed
from datamaturity.forecast import Forecast
from datamaturity.framework import Framework
from datamaturity.gaps import Gaps
from datamaturity.history import History
from datamaturity.in_depth import InDepth
from datamaturity.network import Network
from datamaturity.network_scores import NetworkScorecard
from datamaturity.next_steps import NextStep, NextSteps
from datamaturity.panel import Panel
from datamaturity.plan_status import PlanStatus
from datamaturity.plans import Plan
from datamaturity.pooling import PooledScorecard
from datamaturity.reports import notebook_one, notebook_people
from datamaturity.reports.outline import Outline
from datamaturity.reports.renderers.fragment import outline_fragment
from datamaturity.reports.renderers.markdown import outline_markdown
from datamaturity.rule_comparison import RuleComparison
from datamaturity.scoring import Scorecard

__all__ = ["display_outline", "mimebundle"]

_OUTLINES: dict[type[Displayed], Callable[[Any], Outline]] = {
    Assessment: notebook_one.assessment_display,
    Benchmark: notebook_people.benchmark_display,
    BenchmarkComparison: notebook_people.standing_display,
    Comparison: notebook_one.comparison_display,
    CriterionAgreement: notebook_people.agreement_display,
    Forecast: notebook_one.forecast_display,
    Framework: notebook_one.framework_display,
    Gaps: notebook_one.gaps_display,
    History: notebook_one.history_display,
    InDepth: notebook_one.depth_display,
    Network: notebook_people.network_display,
    NetworkScorecard: notebook_people.network_scores_display,
    NextStep: notebook_one.step_display,
    NextSteps: notebook_one.steps_display,
    Panel: notebook_people.panel_display,
    Plan: notebook_one.plan_display,
    PlanStatus: notebook_one.plan_status_display,
    PooledScorecard: notebook_people.pooled_display,
    RuleComparison: notebook_one.rules_display,
    Scorecard: notebook_one.scorecard_display,
}


def display_outline(shown: Displayed) -> Outline:
    """
    Return what a notebook shows of a result, before it is HTML or Markdown.

    Args:
        shown: The result.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> card = score(Assessment(load_framework("seven-themes"), {"C1": 3}, organisation="Abbey"))
        >>> display_outline(card).title
        'Abbey'
    """
    # A subclass shows itself as what it is a kind of.
    kind = next(one for one in type(shown).__mro__ if one in _OUTLINES)
    return _OUTLINES[kind](shown)


def mimebundle(
    shown: Displayed, *, include: Container[str] | None = None, exclude: Container[str] | None = None
) -> dict[str, str]:
    """
    Return a result as Jupyter takes it: media type to text.

    Args:
        shown: The result.
        include: The media types that are wanted; all if not given, or if none is in it, as IPython has it.
        exclude: Those that are not, of the ones included too.

    Returns:
        HTML, a single element with its pictures in it; Markdown; and plain text, which is its ``repr``. What cannot be
        sent, such as half a surrogate from a file's name, is a sign that says so.

    Example:
        >>> from datamaturity import load_framework
        >>> sorted(mimebundle(load_framework("seven-themes")))
        ['text/html', 'text/markdown', 'text/plain']
    """
    renderers: dict[str, Callable[[Outline], str]] = {
        "text/html": outline_fragment,
        "text/markdown": outline_markdown,
        "text/plain": lambda _: repr(shown),
    }
    wanted = [one for one in renderers if (not include or one in include) and one not in (exclude or ())]
    if not wanted:
        return {}
    outline = display_outline(shown)
    return {kind: renderers[kind](outline).encode("utf-8", "replace").decode("utf-8") for kind in wanted}
