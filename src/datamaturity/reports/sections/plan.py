"""What a report says of a plan: what is in it, where it stands on a day, what does not fit, what it leads to."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from datamaturity.errors import counted
from datamaturity.forecast import Forecast
from datamaturity.plan_checks import PlanFault
from datamaturity.plan_parts import Action, ActionStatus, Goal, PlanTheme, Vision
from datamaturity.plan_status import ActionReport, ActionState, PlanStatus
from datamaturity.plans import Plan
from datamaturity.reports.figures import NO_ANSWER
from datamaturity.reports.outline import Block, Cell, Column, Listing, Paragraph, Section, Table
from datamaturity.reports.sections.cells import count_cell, share_cell
from datamaturity.reports.sections.scorecard import mean_cell, stage_cell
from datamaturity.scores import Score
from datamaturity.scoring import Scorecard

__all__ = ["forecast_section", "plan_faults_section", "plan_section", "plan_status_section"]

_NO_ACTIONS = "The plan has no actions."
_THROUGHOUT = "Now, and to the end"
_COUNTED = (Column("Actions", is_number=True), Column("Which"))


def plan_section(plan: Plan) -> Section:
    """
    Return a plan as it was written: why there is one, its horizons, its themes and goals, its actions.

    Args:
        plan: The plan.

    Example:
        >>> from datamaturity import Action, Plan
        >>> plan_section(Plan(id="p", title="Our plan", actions=[Action("List datasets", number=1)])).title
        'The plan'
    """
    facts = {"Plan": f"{plan.title} ({plan.id})", "Organisation": plan.organisation, "Framework": _framework(plan)}
    blocks: list[Block] = [Listing(("", f"{name}: {fact}") for name, fact in facts.items() if fact.strip())]
    vision = [*_vision(plan.vision)]
    if vision:
        blocks.append(Listing(vision, "Why there is a plan"))
    if not plan.actions:
        blocks.append(Paragraph(_NO_ACTIONS))
    blocks += [*_horizons(plan), *_themes(plan), *_actions(plan)]
    return Section("plan", "The plan", blocks)


def _framework(plan: Plan) -> str:
    version = f", version {plan.framework_version}" if plan.framework_version.strip() else ""
    return f"{plan.framework_id}{version}" if plan.framework_id.strip() else ""


def _vision(vision: Vision) -> Iterator[tuple[str, str]]:
    told = {
        "goal": (vision.goal,),
        "challenge": (vision.challenge,),
        "opportunity": (vision.opportunity,),
        "from": vision.success.from_state,
        "through": vision.success.through,
        "to": vision.success.to_state,
    }
    yield from ((name, text) for name, texts in told.items() for text in texts if text.strip())


def _theme(theme: PlanTheme) -> Iterator[tuple[str, str]]:
    for name, text in (("called in the roadmap", theme.roadmap_name), ("objective", theme.objective)):
        if text.strip():
            yield name, text
    yield from (("reason", reason) for reason in theme.reasons if reason.strip())
    for goal in theme.goals:
        yield "goal", _goal(goal)
        yield from (("next step", step) for step in goal.next_steps if step.strip())


def _goal(goal: Goal) -> str:
    text = f"{goal.name}: {goal.text}" if goal.text.strip() else goal.name
    mentions = ", ".join(": ".join(filter(None, (str(one.number or ""), one.text))) for one in goal.actions)
    name = "action" if len(goal.actions) == 1 else "actions"
    return f"{text} ({name} {mentions})" if mentions else text


def _horizons(plan: Plan) -> Iterator[Table]:
    columns = [Column("Horizon"), Column("From"), Column("To"), *_COUNTED]
    rows = [
        [
            one.name,
            _day(one.starts),
            _day(one.ends),
            *_counted(found for found in plan if plan.horizon_of(found) == one),
        ]
        for one in plan.horizons
    ]
    without = [one for one in plan if plan.horizon_of(one) is None]
    if without:
        rows.append(["Without a horizon", NO_ANSWER, NO_ANSWER, *_counted(without)])
    if rows:
        yield Table("Horizons", columns, rows)


def _themes(plan: Plan) -> Iterator[Block]:
    rows = [[one.name, *_counted(found for found in plan if found.theme == one.id)] for one in plan.themes]
    without = [one for one in plan if one.theme not in {theme.id for theme in plan.themes}]
    if without:
        rows.append(["Without a theme", *_counted(without)])
    if rows:
        yield Table("Themes", [Column("Theme"), *_COUNTED], rows)
    for theme in plan.themes:
        told = [*_theme(theme)]
        if told:
            yield Listing(told, f"Theme: {theme.name}")


def _counted(actions: Iterable[Action]) -> list[Cell]:
    found = [*actions]
    return [count_cell(len(found)), _marks(found)]


def _marks(actions: Iterable[Action]) -> str:
    return ", ".join(repr(one.text[:40]) if one.number is None else str(one.number) for one in actions)


def _day(day: date | None) -> str:
    return NO_ANSWER if day is None else day.isoformat()


def _actions(plan: Plan) -> Iterator[Block]:
    if not plan.actions:
        return
    columns = ["Action", "Owner", "Due", "Status", "Serves", "Depends on"]
    rows: list[list[Cell]] = [
        [
            _named(one),
            one.owner,
            _day(plan.due_day(one)),
            one.status.value,
            ", ".join(f"{serves.criterion} at {serves.level}" for serves in one.serves),
            ", ".join(map(str, one.depends_on)),
        ]
        for one in plan
    ]
    note = "Due: its own day, or else its horizon's last. Serves: a criterion, and the level it will stand at."
    yield Table(f"Actions: {len(plan.actions)}", map(Column, columns), rows, note)
    further = [("", f"{_named(one)} ({'; '.join(facts)})") for one in plan if (facts := [*_further(one)])]
    if further:
        yield Listing(further, "What else is known of them")


def _further(action: Action) -> Iterator[str]:
    """Yield what the table of the actions has no column for."""
    if action.starts:
        yield f"starts {action.starts}"
    if action.effort:
        yield f"effort {action.effort}"
    yield from (f"evidence: {piece}" for piece in action.evidence)


def _named(action: Action) -> str:
    return action.text if action.number is None else f"{action.number}. {action.text}"


def plan_status_section(status: PlanStatus) -> Section:
    """
    Return where a plan stands on a day: how much of each theme and horizon is done, then the actions by their state.

    Args:
        status: Where it stands.

    Example:
        >>> from datetime import date
        >>> from datamaturity import Action, Plan, plan_status
        >>> plan = Plan(id="p", title="Our plan", actions=[Action("List datasets", number=1, due=date(2026, 3, 31))])
        >>> plan_status_section(plan_status(plan, date(2026, 4, 2))).blocks[-1].items
        (('', '1. List datasets (due 2026-03-31)'),)
    """
    plan = status.plan
    title = f"The plan on {status.on}"
    if not status.actions:
        return Section("plan", title, [Paragraph(_NO_ACTIONS)])
    blocks: list[Block] = [_done("Plan", [("All of it", status.actions)])]
    if plan.themes:
        themes = [
            (one.name, [found for found in status.actions if found.action.theme == one.id]) for one in plan.themes
        ]
        blocks.append(_done("Theme", themes))
    if plan.horizons:
        horizons = [
            (one.name, [found for found in status.actions if plan.horizon_of(found.action) == one])
            for one in plan.horizons
        ]
        blocks.append(_done("Horizon", horizons))
    for state in ActionState:
        items = [("", _report(one)) for one in status.actions if one.state is state]
        if items:
            blocks.append(Listing(items, f"{state.value.capitalize()}: {len(items)}"))
    return Section("plan", title, blocks)


def _done(name: str, parts: Iterable[tuple[str, Sequence[ActionReport]]]) -> Table:
    """Return how much of each part is done; dropped actions are apart."""
    columns = [Column(name), *(Column(one, is_number=True) for one in ("Share", "Done", "Actions"))]
    rows: list[list[Cell]] = []
    for title, reports in parts:
        counted_ones = [one for one in reports if one.action.status is not ActionStatus.DROPPED]
        count, done = len(counted_ones), sum(one.state is ActionState.DONE for one in counted_ones)
        share = Fraction(done, count) if count else None
        rows.append(
            [
                title,
                share_cell(share, count),
                count_cell(done),
                count_cell(count),
            ]
        )
    caption = "Done of the plan" if name == "Plan" else f"Done of each {name.casefold()}"
    return Table(f"{caption}; dropped actions are not counted", columns, rows)


def _report(one: ActionReport) -> str:
    told = {
        "owner": one.action.owner.strip(),
        "due": str(one.due or ""),
        "waits for": ", ".join(map(str, one.blocked_by)),
    }
    facts = [f"{name} {text}" for name, text in told.items() if text]
    # What a blocked action waits for is named above.
    facts += [one.risk] if one.state is ActionState.AT_RISK else []
    return _named(one.action) + (f" ({'; '.join(facts)})" if facts else "")


def plan_faults_section(plan: Plan, faults: Sequence[PlanFault]) -> Section:
    """
    Return what in a plan does not fit, each fault behind its code; or that everything does.

    Args:
        plan: The plan.
        faults: What `check_plan` found in it.

    Example:
        >>> from datamaturity import Plan
        >>> plan_faults_section(Plan(id="p", title="Our plan"), ()).blocks
        (Paragraph(text='Everything in the plan fits together.'),)
    """
    items = [(one.code, f"{one.where}: {one.message}") for one in faults]
    blocks: list[Block] = [Paragraph("Everything in the plan fits together.")]
    if items:
        blocks = [Listing(items, f"{plan.title} ({plan.id}): {counted(len(items), 'fault')}")]
    return Section("faults", "How the plan fits together", blocks)


def forecast_section(found: Forecast) -> Section:
    """
    Return what a plan leads to: means and stages now and after each horizon, and what is short of the target then.

    A group that nothing changes has one row, for now and to the end.

    Args:
        found: The forecast.

    Example:
        >>> from datamaturity import Action, Assessment, Plan, Serves, forecast, load_framework
        >>> talk = Action("Talk", number=1, horizon="short", serves=[Serves("C1", 3)])
        >>> plan = Plan(id="p", title="P", actions=[talk])
        >>> forecast_section(forecast(Assessment(load_framework("seven-themes"), {"C1": 2}), plan)).title
        'What the plan leads to'
    """
    steps = [step for step in found.steps if step.horizon is not None or step.actions]
    cards = [("Now", found.before)]
    cards += [(f"After {one.horizon.name}" if one.horizon else "With what is done", one.scorecard) for one in steps]
    intro = "All of this holds if everything in the plan is done, and each action brings about the levels it serves."
    blocks: list[Block] = [Paragraph(intro)]
    whole = [(when, card, card.overall) for when, card in cards if card.overall is not None]
    if whole:
        blocks.append(_forecast_table("Overall", [whole]))
    for name in ("Topics", "Themes"):
        groups = [
            [(when, card, getattr(card, name.casefold())[one]) for when, card in cards]
            for one in getattr(found.before, name.casefold())
        ]
        if groups:
            blocks.append(_forecast_table(name, groups))
    blocks += [Paragraph(text) for text in _outcome(found)]
    return Section("forecast", "What the plan leads to", blocks)


def _forecast_table(name: str, groups: Iterable[Sequence[tuple[str, Scorecard, Score]]]) -> Table:
    columns = [
        Column(name.removesuffix("s")),
        Column("When"),
        Column("Mean", is_number=True),
        Column("Stage"),
        Column("Answered", is_number=True),
    ]
    rows: list[list[Cell]] = []
    for times in groups:
        cells: list[list[Cell]] = [
            [
                one.group.label,
                when,
                mean_cell(one, card),
                stage_cell(one),
                count_cell(one.answered_count),
            ]
            for when, card, one in times
        ]
        (first, *later) = cells
        if later and all(one[2:] == first[2:] for one in later):
            cells = [[first[0], _THROUGHOUT, *first[2:]]]
        rows += cells
    return Table(f"{name} now and after each horizon", columns, rows)


def _outcome(found: Forecast) -> Iterator[str]:
    if not found.target.levels:
        yield "There is no target: no action of the plan serves a criterion that applies."
    elif found.reaches_target:
        yield "The target is reached."
    ids = {
        "Short of the target": found.missing,
        "Without a level, so that nothing is known": found.unknown,
        "Does not apply, and stays so": found.left_alone,
    }
    yield from (f"{name} ({len(some)}): {', '.join(some)}" for name, some in ids.items() if some)
    if found.unscheduled:
        yield f"Without a horizon, and not counted: {_marks(found.unscheduled)}"
