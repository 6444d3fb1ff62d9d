"""Plans, declarations and crosswalks as outlines: what a command prints of each."""

from collections.abc import Sequence

from datamaturity.declarations import Declaration
from datamaturity.errors import counted
from datamaturity.forecast import Forecast
from datamaturity.framework import Framework
from datamaturity.plan_checks import PlanFault
from datamaturity.plan_status import PlanStatus
from datamaturity.plans import Plan
from datamaturity.projection import Projection
from datamaturity.reports.facts import framework_fact, rule_fact
from datamaturity.reports.outline import Outline
from datamaturity.reports.sections.declaration import help_section, lacking_section, standings_section
from datamaturity.reports.sections.plan import forecast_section, plan_faults_section, plan_status_section
from datamaturity.reports.sections.projection import projection_sections
from datamaturity.reports.sections.scorecard import licence_section
from datamaturity.stages import Rule

__all__ = [
    "declaration_outline",
    "forecast_outline",
    "plan_faults_outline",
    "plan_status_outline",
    "projection_outline",
]


def plan_faults_outline(plan: Plan, faults: Sequence[PlanFault], *, framework: Framework | None = None) -> Outline:
    """
    Return what in a plan does not fit as an outline, with the framework whose criteria it was checked against.

    Args:
        plan: The plan.
        faults: What `check_plan` found in it.
        framework: The framework whose criteria it was checked against; `None` for none.

    Example:
        >>> from datamaturity import Action, Plan, check_plan
        >>> plan = Plan(id="p", title="Our plan", actions=[Action("List datasets")])
        >>> outline = plan_faults_outline(plan, check_plan(plan))
        >>> [code for code, _ in outline.sections[0].blocks[0].items]
        ['not-in-theme-plans', 'unnumbered', 'unknown-theme', 'no-time']
    """
    facts = [counted(len(plan.actions), "action")]
    if framework is not None:
        facts.append(f"Checked against {framework_fact(framework)}")
    return Outline(_title(plan), framework, None, facts, [plan_faults_section(plan, faults)])


def plan_status_outline(status: PlanStatus) -> Outline:
    """
    Return where a plan stands as an outline; it rests on no framework and no rule.

    Args:
        status: Where it stands.

    Example:
        >>> from datetime import date
        >>> from datamaturity import Plan, plan_status
        >>> outline = plan_status_outline(plan_status(Plan(id="p", title="Our plan"), date(2026, 4, 2)))
        >>> outline.title, [section.title for section in outline.sections]
        ('Our plan (p)', ['The plan on 2026-04-02'])
    """
    return Outline(_title(status.plan), None, None, [], [plan_status_section(status)])


def forecast_outline(found: Forecast) -> Outline:
    """
    Return what a plan leads to as an outline.

    Args:
        found: The forecast.

    Example:
        >>> from datamaturity import Action, Assessment, Plan, Serves, forecast, load_framework
        >>> talk = Action("Talk", number=1, horizon="short", serves=[Serves("C1", 3)])
        >>> plan = Plan(id="p", title="Our plan", actions=[talk])
        >>> outline = forecast_outline(forecast(Assessment(load_framework("seven-themes"), {"C1": 2}), plan))
        >>> outline.title, [section.id for section in outline.sections]
        ('Our plan (p)', ['forecast', 'licence'])
    """
    framework, rule = found.before.framework, str(found.before.rule)
    facts = [framework_fact(framework), rule_fact(framework, rule)]
    return Outline(_title(found.plan), framework, rule, facts, [forecast_section(found), licence_section(framework)])


def declaration_outline(declaration: Declaration, *, rule: Rule | str | None = None) -> Outline:
    """
    Return a declaration as an outline.

    Args:
        declaration: The declaration.
        rule: As in `score`.

    Example:
        >>> from datamaturity import Declaration, Signatory, load_framework
        >>> outline = declaration_outline(Declaration(load_framework("data-declaration"), [Signatory("Southby")]))
        >>> [section.id for section in outline.sections]
        ['standings', 'lacking', 'help', 'licence']
    """
    framework = declaration.framework
    named = str(rule or framework.default_rule)
    facts = [
        f"Version {framework.version} ({framework.id})",
        counted(len(declaration.signatories), "signatory"),
        rule_fact(framework, named),
    ]
    sections = [
        standings_section(declaration, rule=rule),
        lacking_section(declaration),
        help_section(declaration),
        licence_section(framework),
    ]
    return Outline(framework.title, framework, named, facts, sections)


def projection_outline(found: Projection) -> Outline:
    """
    Return what answers to one framework say of another's criteria as an outline; there is no stage in it.

    Args:
        found: The projection.

    Example:
        >>> from datamaturity import Assessment, load_crosswalk, load_framework, project
        >>> answers = Assessment(load_framework("uk-government-dma"), {"2.12": 3})
        >>> outline = projection_outline(project(answers, load_crosswalk("data-declaration-to-uk-government-dma")))
        >>> outline.framework.id, len(outline.sections)
        ('data-declaration', 8)
    """
    theirs, ours = found.framework, found.assessment.framework
    facts = [f"Version {theirs.version} ({theirs.id})"]
    sections = [*projection_sections(found), licence_section(theirs), licence_section(ours)]
    return Outline(theirs.title, theirs, None, facts, sections)


def _title(plan: Plan) -> str:
    return f"{plan.title} ({plan.id})"
