"""A plan as Markdown, in a layout that `parse_plan_markdown` reads back."""

from collections.abc import Iterator
from itertools import groupby

from datamaturity.plan_layout import NONE, escaped, escaped_start
from datamaturity.plan_parts import Action, ActionStatus, Goal, Horizon, PlanTheme, Serves
from datamaturity.plans import Plan

__all__ = ["plan_markdown"]


def plan_markdown(plan: Plan) -> str:
    """
    Return a plan as Markdown: vision, horizons, the roadmap with a box to tick for each action, the theme plans.

    Args:
        plan: The plan.

    Example:
        >>> from datamaturity import Action, Plan
        >>> text = plan_markdown(Plan(id="p", title="Our plan", actions=[
        ...     Action("List every dataset", number=1, theme="data", horizon="short", owner="Ann", status="done"),
        ... ]))
        >>> print(text[text.index("## Roadmap"):])
        ## Roadmap
        <BLANKLINE>
        ### data / short
        <BLANKLINE>
        - [x] 1. List every dataset
          - Owner: Ann
        <BLANKLINE>
    """
    blocks = [*_head(plan), *_vision(plan), *_horizons(plan.horizons), *_roadmap(plan)]
    for theme in plan.themes:
        blocks += _theme(plan, theme)
    return "\n\n".join(blocks) + "\n"


def _head(plan: Plan) -> Iterator[str]:
    yield f"# {escaped(plan.title)}"
    facts = {
        "Plan": escaped(plan.id),
        "Organisation": escaped(plan.organisation),
        "Framework": escaped(plan.framework_id),
        "Framework version": escaped(plan.framework_version),
    }
    yield "\n".join(f"- {name}: {fact}" for name, fact in facts.items() if fact)


def _vision(plan: Plan) -> Iterator[str]:
    vision = plan.vision
    texts = {"Goal": vision.goal, "Challenge": vision.challenge, "Opportunity": vision.opportunity}
    lists = {
        "From": vision.success.from_state,
        "Through": vision.success.through,
        "To": vision.success.to_state,
    }
    if not any(texts.values()) and not any(lists.values()):
        return
    yield "## Vision"
    yield from (f"{name}: {escaped(text)}" for name, text in texts.items() if text)
    yield from (_list(name, items) for name, items in lists.items() if items)


def _list(name: str, items: tuple[str, ...]) -> str:
    return "\n".join([f"{name}:", "", *(f"- {escaped(item)}".rstrip() for item in items)])


def _horizons(horizons: tuple[Horizon, ...]) -> Iterator[str]:
    yield "## Horizons"
    if horizons:
        yield "\n".join(_horizon(one) for one in horizons)


def _horizon(one: Horizon) -> str:
    if one.starts is None and one.ends is None:
        return f"- {escaped(one.id)}: {escaped_start(one.name)}"
    days = f"{one.starts or '…'} to {one.ends or '…'}"
    return f"- {escaped(one.id)} ({days}): {escaped(one.name)}"


def _roadmap(plan: Plan) -> Iterator[str]:
    if not plan.actions:
        return
    yield "## Roadmap"
    for (theme, horizon), actions in groupby(plan.actions, key=lambda one: (one.theme, one.horizon)):
        yield f"### {_place(theme)} / {_place(horizon)}"
        yield "\n".join(line for action in actions for line in _action(action))


def _place(one: str | None) -> str:
    return NONE if one is None else escaped_start(one)


def _action(one: Action) -> Iterator[str]:
    box = "x" if one.status is ActionStatus.DONE else " "
    yield f"- [{box}] {_numbered(one.number, one.text)}"
    told = one.status in (ActionStatus.UNDER_WAY, ActionStatus.DROPPED)
    details = {
        "Owner": escaped(one.owner),
        "Status": one.status.value if told else "",
        "Starts": str(one.starts or ""),
        "Due": str(one.due or ""),
        "Effort": str(one.effort or ""),
        "Depends on": ", ".join(map(str, one.depends_on)),
        "Serves": ", ".join(map(_serves, one.serves)),
    }
    yield from (f"  - {name}: {fact}" for name, fact in details.items() if fact)
    for piece in one.evidence:
        dated = f" ({piece.dated})" if piece.dated else ""
        title, address = (
            escaped(text).replace("<", "\\u003c;").replace(">", "\\u003e;") for text in (piece.title, piece.address)
        )
        yield f"  - Evidence{dated}: {title} <{address}>"


def _serves(one: Serves) -> str:
    # A comma in an id would part it in two.
    criterion = escaped(one.criterion).replace(",", "\\u002c;")
    return f"{criterion}={one.level}"


def _numbered(number: int | None, text: str) -> str:
    return f"{'-' if number is None else number}. {escaped(text)}"


def _theme(plan: Plan, theme: PlanTheme) -> Iterator[str]:
    yield f"## Theme {escaped(theme.id)}: {escaped(theme.name)}"
    facts = {"Called in the roadmap": theme.roadmap_name, "Objective": theme.objective}
    yield from (f"{name}: {escaped(text)}" for name, text in facts.items() if text)
    if theme.reasons:
        yield _list("Reasons", theme.reasons)
    for goal in theme.goals:
        yield from _goal(plan, goal)


def _goal(plan: Plan, goal: Goal) -> Iterator[str]:
    yield f"### {escaped(goal.name)}"
    if goal.text:
        yield f"Goal: {escaped(goal.text)}"
    if goal.actions:
        texts = {one.number: one.text for one in reversed(plan.actions) if one.number is not None}
        lines = []
        for one in goal.actions:
            # The action's own text, for the reader of the page; where the plan has no such action, nothing.
            text = one.text or ("" if one.number is None else texts.get(one.number, ""))
            lines.append(f"- {_numbered(one.number, text)}".rstrip())
        yield "\n".join(["Actions:", "", *lines])
    if goal.next_steps:
        yield _list("Next steps", goal.next_steps)
