"""What stands below a report's heading: with which framework and rule, when."""

from datamaturity.assessment import Assessment
from datamaturity.framework import Framework
from datamaturity.stages import Rule

__all__ = ["answers_facts", "figure_note", "framework_fact", "rule_fact"]


def framework_fact(framework: Framework) -> str:
    """
    Return which framework it is.

    Args:
        framework: The framework.

    Example:
        >>> from datamaturity import load_framework
        >>> framework_fact(load_framework("seven-themes"))
        'Seven Themes of Data Maturity, version 1 (seven-themes)'
    """
    return f"{framework.title}, version {framework.version} ({framework.id})"


def rule_fact(framework: Framework, rule: Rule | str) -> str:
    """
    Return which rule gives the stages, and of which scale they are.

    Args:
        framework: The framework.
        rule: The rule, or its name.

    Example:
        >>> from datamaturity import load_framework
        >>> rule_fact(load_framework("seven-themes"), "mean-floor")
        'Stages by the rule mean-floor; levels run from 1 (Unaware) to 5 (Mastering)'
    """
    return f"Stages by the rule {rule}; {framework.scale.span}"


def figure_note(framework: Framework, rule: Rule | str) -> str:
    """
    Return what the numbers of a picture rest on, as it stands below one in a report.

    Args:
        framework: The framework.
        rule: The rule that made the stages, or its name.

    Example:
        >>> from datamaturity import load_framework
        >>> figure_note(load_framework("seven-themes"), "mean-floor")
        'Seven Themes of Data Maturity, version 1; rule mean-floor'
    """
    return f"{framework.title}, version {framework.version}; rule {rule}"


def answers_facts(assessment: Assessment) -> list[str]:
    """
    Return which framework was answered, and when, as far as that is known.

    Args:
        assessment: The answers.

    Example:
        >>> from datetime import date
        >>> from datamaturity import Assessment, load_framework
        >>> answers_facts(Assessment(load_framework("seven-themes"), assessed_on=date(2026, 3, 31)))
        ['Seven Themes of Data Maturity, version 1 (seven-themes)', 'Assessed on 2026-03-31']
    """
    day = assessment.assessed_on
    return [framework_fact(assessment.framework), *([f"Assessed on {day.isoformat()}"] if day else [])]
