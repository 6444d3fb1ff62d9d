"""A plan's status, its faults and its forecast as plain text."""

from collections.abc import Iterator, Sequence
from functools import partial
from textwrap import wrap

from datamaturity.errors import counted
from datamaturity.forecast import Forecast
from datamaturity.plan_checks import PlanFault
from datamaturity.plan_status import ActionState, PlanStatus
from datamaturity.plans import Plan
from datamaturity.reports.figures import mean_text, share_text, stage_text
from datamaturity.reports.tables import table

__all__ = ["forecast_text", "plan_faults_text", "plan_status_text"]

_wrap = partial(wrap, width=100, break_on_hyphens=False, break_long_words=False)


def plan_faults_text(plan: Plan, faults: Sequence[PlanFault]) -> str:
    """Return what in a plan does not fit, a line for each; or that everything does."""
    lines = [f"{plan.title} ({plan.id}): {counted(len(plan.actions), 'action')}", ""]
    lines += [f"{counted(len(faults), 'fault')}" if faults else "Everything in the plan fits together."]
    lines += [f"  {one}" for one in faults]
    return "\n".join(lines) + "\n"


def plan_status_text(status: PlanStatus) -> str:
    """
    Return where a plan stands as plain text: shares done by theme and horizon, then the actions by their state.

    Example:
        >>> from datetime import date
        >>> from datamaturity import Action, Plan, plan_status
        >>> plan = Plan(id="p", title="Our plan", actions=[Action("List datasets", number=1, due=date(2026, 3, 31))])
        >>> print(plan_status_text(plan_status(plan, date(2026, 4, 2))).splitlines()[0])
        Our plan (p) on 2026-04-02: 0% done
    """
    return "\n".join(_status_lines(status)) + "\n"


def _status_lines(status: PlanStatus) -> Iterator[str]:
    plan = status.plan
    done = "no actions" if status.done_share is None else f"{share_text(status.done_share)} done"
    yield f"{plan.title} ({plan.id}) on {status.on}: {done}"
    for heading, names, shares in (
        ("Theme", {one.id: one.name for one in plan.themes}, status.done_by_theme),
        ("Horizon", {one.id: one.name for one in plan.horizons}, status.done_by_horizon),
    ):
        if shares:
            yield ""
            yield from table(
                [[heading, "Done"], *([names[key], share_text(share)] for key, share in shares.items())],
                right=frozenset({1}),
            )
    for state in ActionState:
        found = [one for one in status.actions if one.state is state]
        if not found:
            continue
        yield ""
        yield f"{state.value.capitalize()} ({len(found)})"
        for one in found:
            number = "-" if one.action.number is None else str(one.action.number)
            told = {
                "owner": one.action.owner,
                "due": str(one.due or ""),
                "waits for": ", ".join(map(str, one.blocked_by)),
            }
            facts = [f"{name} {text}" for name, text in told.items() if text]
            # What a blocked action waits for is named above.
            facts += [one.risk] if state is ActionState.AT_RISK else []
            text = f"{number}. {one.action.text}" + (f" ({'; '.join(facts)})" if facts else "")
            yield from _wrap(text, initial_indent="  ", subsequent_indent="     ")


def forecast_text(found: Forecast) -> str:
    """Return what a plan leads to as plain text: the means and stages now and after each horizon."""
    return "\n".join(_forecast_lines(found)) + "\n"


def _forecast_lines(found: Forecast) -> Iterator[str]:
    framework = found.before.framework
    yield f"{found.plan.title} ({found.plan.id}): what it leads to, if everything in it is done"
    yield f"{framework.title}, version {framework.version} ({framework.id}); stages by the rule {found.before.rule}"
    steps = [step for step in found.steps if step.horizon is not None or step.actions]
    names = ["Now", *("Done already" if step.horizon is None else step.horizon.name for step in steps)]
    cards = [found.before, *(step.scorecard for step in steps)]
    if found.before.overall is not None:
        yield ""
        scores = [card.overall for card in cards if card.overall is not None]
        cells = [f"{mean_text(one.mean)} {stage_text(one.stage)}" for one in scores]
        yield from table([["", *names], ["Overall", *cells]])
    for heading, kind in (("Topic", "topics"), ("Theme", "themes")):
        keys = [*getattr(found.before, kind)]
        if keys:
            yield ""
            rows = [[heading, *names]]
            for key in keys:
                scores = [getattr(card, kind)[key] for card in cards]
                name = f"{key:>2} {scores[0].name}" if heading == "Topic" else scores[0].name
                rows.append([name, *(f"{mean_text(one.mean)} {stage_text(one.stage)}" for one in scores)])
            yield from table(rows)
    yield ""
    if not found.target.levels:
        yield "There is no target: no action of the plan serves a criterion that applies."
    elif found.reaches_target:
        yield "The target is reached."
    ids = {
        "Short of the target": found.missing,
        "Without a level, so that nothing is known": found.unknown,
        "Does not apply, and stays so": found.left_alone,
    }
    for name, some in ids.items():
        if some:
            yield from _wrap(f"{name} ({len(some)}): {', '.join(some)}", subsequent_indent="  ")
    if found.unscheduled:
        names = [str(one.number) if one.number is not None else repr(one.text[:40]) for one in found.unscheduled]
        yield from _wrap(f"Without a horizon, and not counted: {', '.join(names)}", subsequent_indent="  ")
