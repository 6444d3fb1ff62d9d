"""What a notebook shows of one organisation: its answers, scores, gaps, steps, plan and change."""

import attrs

from datamaturity.assessment import AnswerState, Assessment
from datamaturity.changes import Comparison
from datamaturity.errors import counted
from datamaturity.forecast import Forecast
from datamaturity.framework import Framework
from datamaturity.gaps import Gaps
from datamaturity.history import History
from datamaturity.in_depth import InDepth
from datamaturity.next_steps import NextStep, NextSteps
from datamaturity.plan_status import PlanStatus
from datamaturity.plans import Plan
from datamaturity.reports.charts.heat_map import HeatMap
from datamaturity.reports.charts.lollipop import Lollipop
from datamaturity.reports.charts.small_multiples import SmallMultiples
from datamaturity.reports.facts import answers_facts, framework_fact, rule_fact
from datamaturity.reports.figures import stage_text
from datamaturity.reports.outline import Block, Cell, Column, Figure, Number, Outline, Picture, Section, Table
from datamaturity.reports.sections.cells import by_kind, count_cell
from datamaturity.reports.sections.depth import depth_section
from datamaturity.reports.sections.plan import forecast_section, plan_section, plan_status_section
from datamaturity.reports.sections.progress import change_section, gaps_section, steps_section
from datamaturity.reports.sections.scorecard import overview_section
from datamaturity.rule_comparison import RuleComparison
from datamaturity.scoring import Scorecard

__all__ = [
    "assessment_display",
    "comparison_display",
    "depth_display",
    "forecast_display",
    "framework_display",
    "gaps_display",
    "history_display",
    "plan_display",
    "plan_status_display",
    "rules_display",
    "scorecard_display",
    "step_display",
    "steps_display",
    "with_picture",
]

# As many as one reads; a loop over the steps has the others.
_MOST_STEPS = 10


def with_picture(section: Section, picture: Picture) -> Section:
    """
    Return a section that begins with a picture.

    Args:
        section: The section.
        picture: The picture.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> picture = HeatMap.of(score(Assessment(load_framework("seven-themes"))))
        >>> len(with_picture(Section("notes", "Notes", []), picture).blocks)
        1
    """
    return attrs.evolve(section, blocks=[Figure(picture), *section.blocks])


def scorecard_display(card: Scorecard) -> Outline:
    """
    Return a scorecard: its heat map, every topic and theme, and how much is missing.

    Args:
        card: The scorecard.

    Example:
        >>> from datamaturity import Assessment, Target, gaps, load_framework, next_steps, score
        >>> framework = load_framework("seven-themes")
        >>> assessment = Assessment(framework, {"C1": 2}, organisation="Northshire")
        >>> scorecard_display(score(assessment)).title, assessment_display(assessment).title
        ('Northshire', 'Northshire')
        >>> framework_display(framework).title
        'Seven Themes of Data Maturity'
        >>> gaps_display(gaps(assessment, Target.of(framework, everything=3))).title
        'Northshire'
        >>> steps = next_steps(assessment)
        >>> steps_display(steps).title, step_display(steps[0]).title
        ('Next steps', 'C1 Using and discussing data across the organisation')
    """
    facts = [*answers_facts(card.assessment), rule_fact(card.framework, card.rule)]
    lists = {
        "unanswered": card.unanswered,
        "not known": card.do_not_know,
        "not applicable": card.not_applicable,
    }
    missing = [f"{len(ids)} {name}" for name, ids in lists.items() if ids]
    facts.append(f"{counted(len(card.framework.criteria), 'criterion')}: {', '.join(missing) or 'all answered'}")
    section = with_picture(overview_section(card), HeatMap.of(card))
    return Outline(card.assessment.organisation or "Scorecard", card.framework, str(card.rule), facts, [section])


def assessment_display(assessment: Assessment) -> Outline:
    """
    Return how many answers an assessment has in each topic and theme, and what else was said.

    Args:
        assessment: The answers.
    """
    framework = assessment.framework
    states = {
        AnswerState.LEVEL: "At a level",
        AnswerState.NOT_APPLICABLE: "Not applicable",
        AnswerState.DO_NOT_KNOW: "Do not know",
        AnswerState.UNANSWERED: "Unanswered",
    }
    found = {name: set(assessment.answers.in_state(state)) for state, name in states.items()}
    blocks: list[Block] = []
    for name, groups in (("Topics", framework.topic_groups), ("Themes", framework.theme_groups)):
        if groups:
            columns = [Column(name.removesuffix("s")), *(Column(one, is_number=True) for one in found)]
            rows: list[list[Cell]] = [
                [one.label, *(count_cell(len(ids.intersection(one.criteria))) for ids in found.values())]
                for one in groups
            ]
            blocks.append(Table(f"{name}: answers", columns, rows))
    whole: list[Cell] = ["Every criterion", *(count_cell(len(ids)) for ids in found.values())]
    blocks.append(Table("Answers", [Column(""), *(Column(one, is_number=True) for one in found)], [whole]))
    section = Section("answers", "Answers", blocks)
    return Outline(assessment.organisation or "Assessment", framework, None, answers_facts(assessment), [section])


def rules_display(comparison: RuleComparison) -> Outline:
    """
    Return the stage that each rule gives each topic and theme, and whether they agree on it.

    Args:
        comparison: The same answers under several rules.
    """
    cards = [*comparison.scorecards.values()]
    framework, first = cards[0].framework, cards[0].assessment
    disputed = comparison.disputed
    blocks: list[Block] = []
    kinds = [dict(by_kind(card)) for card in cards]
    for name in ("Topics", "Themes"):
        if name not in kinds[0]:
            continue
        columns = [Column(name.removesuffix("s")), *map(Column, comparison.scorecards), Column("Rules agree")]
        rows: list[list[Cell]] = [
            [
                of_one[0].group.label,
                *(stage_text(one.stage) for one in of_one),
                "no" if of_one[0].group in disputed else "yes",
            ]
            for of_one in zip(*(scores[name] for scores in kinds), strict=True)
        ]
        blocks.append(Table(f"{name}: stages by rule", columns, rows))
    section = Section("rules", "Stages by rule", blocks)
    return Outline(first.organisation or "Stages by rule", framework, None, answers_facts(first), [section])


def gaps_display(found: Gaps) -> Outline:
    """
    Return gaps: where each criterion, topic and theme is, and where it is to be.

    Args:
        found: The gaps.
    """
    assessment = found.assessment
    section = with_picture(gaps_section(found), Lollipop.of(found))
    title = assessment.organisation or section.title
    return Outline(title, assessment.framework, None, answers_facts(assessment), [section])


def step_display(step: NextStep) -> Outline:
    """
    Return one step.

    Args:
        step: The step.
    """
    return Outline(f"{step.move.criterion} {step.title}", None, None, [], [steps_section([step])])


def steps_display(steps: NextSteps) -> Outline:
    """
    Return the first of some steps, and how many there are.

    Args:
        steps: The steps, in their order.
    """
    section = steps_section(steps[:_MOST_STEPS], left_out_count=len(steps[_MOST_STEPS:]))
    return Outline(section.title, None, None, [], [section])


def comparison_display(comparison: Comparison) -> Outline:
    """
    Return what changed between two assessments.

    Args:
        comparison: What changed.

    Example:
        >>> from datetime import date
        >>> from datamaturity import Assessment, compare, load_framework
        >>> framework = load_framework("seven-themes")
        >>> before = Assessment(framework, {"C1": 2}, assessed_on=date(2025, 3, 31))
        >>> after = Assessment(framework, {"C1": 3}, assessed_on=date(2026, 3, 31))
        >>> comparison_display(compare(before, after)).facts[-1], history_display(History([before, after])).title
        ('2025-03-31 to 2026-03-31', 'History')
    """
    earlier, later = comparison.earlier, comparison.later
    section = change_section(comparison)
    facts = [framework_fact(later.framework)]
    if earlier.assessed_on and later.assessed_on:
        facts.append(f"{earlier.assessed_on.isoformat()} to {later.assessed_on.isoformat()}")
    return Outline(later.organisation or section.title, later.framework, None, facts, [section])


def history_display(history: History) -> Outline:
    """
    Return an organisation's means over time.

    Args:
        history: The assessments over time.
    """
    first, last = history.assessments[0], history.assessments[-1]
    facts = [framework_fact(first.framework), ", ".join(day.isoformat() for day in history.dates)]
    change = attrs.evolve(change_section(history.first_to_last()), title="From the first to the last")
    section = with_picture(change, SmallMultiples.of(history))
    return Outline(last.organisation or "History", first.framework, None, facts, [section])


def depth_display(found: InDepth) -> Outline:
    """
    Return one group in depth.

    Args:
        found: The group in depth.

    Example:
        >>> from datamaturity import Assessment, compare_rules, in_depth, load_framework, score
        >>> assessment = Assessment(load_framework("seven-themes"), {"C1": 3})
        >>> depth_display(in_depth(score(assessment), theme="culture")).title
        'Culture in depth'
        >>> rules_display(compare_rules(assessment)).title
        'Stages by rule'
    """
    section = depth_section(found)
    return Outline(section.title, found.framework, str(found.rule), [framework_fact(found.framework)], [section])


def plan_display(plan: Plan) -> Outline:
    """
    Return a plan as it was written.

    Args:
        plan: The plan.

    Example:
        >>> from datetime import date
        >>> from datamaturity import Action, Assessment, Plan, Serves, forecast, load_framework, plan_status
        >>> plan = Plan(id="p", title="Our plan", actions=[Action("Talk", number=1, serves=[Serves("C1", 3)])])
        >>> plan_display(plan).title, plan_status_display(plan_status(plan, date(2026, 4, 2))).title
        ('Our plan', 'Our plan')
        >>> forecast_display(forecast(Assessment(load_framework("seven-themes"), {"C1": 2}), plan)).title
        'Our plan'
    """
    return Outline(plan.title, None, None, [], [plan_section(plan)])


def plan_status_display(status: PlanStatus) -> Outline:
    """
    Return where a plan stands.

    Args:
        status: Where it stands.
    """
    return Outline(status.plan.title, None, None, [], [plan_status_section(status)])


def forecast_display(found: Forecast) -> Outline:
    """
    Return what a plan leads to.

    Args:
        found: The forecast.
    """
    before = found.before
    facts = [*answers_facts(before.assessment), f"Stages by the rule {before.rule}"]
    return Outline(found.plan.title, before.framework, str(before.rule), facts, [forecast_section(found)])


def framework_display(framework: Framework) -> Outline:
    """
    Return a framework: its levels, topics and themes, and whose it is; its criteria are too many for a display.

    Args:
        framework: The framework.
    """
    facts = [
        f"Version {framework.version} ({framework.id}); {counted(len(framework.criteria), 'criterion')}",
        f"Stages by the rule {framework.default_rule}, unless another is asked for",
        ". ".join(one for one in (framework.attribution, framework.structure_licence) if one.strip()),
    ]
    levels: list[list[Cell]] = [[str(one), Number(str(one.value), one.value), one.summary] for one in framework.scale]
    columns = [Column("Level"), Column("Counts", is_number=True), Column("What it means")]
    blocks: list[Block] = [Table("Levels", columns, levels)]
    for name, groups in (("Topics", framework.topic_groups), ("Themes", framework.theme_groups)):
        if groups:
            columns = [Column(name.removesuffix("s")), Column("Criteria", is_number=True)]
            blocks.append(Table(name, columns, [[one.label, count_cell(len(one.criteria))] for one in groups]))
    section = Section("framework", framework.title, blocks)
    return Outline(framework.title, framework, None, [one for one in facts if one], [section])
