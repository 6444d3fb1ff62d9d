"""Where a plan stands on a day: what is done, overdue, blocked or at risk, and how much of it is done."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from fractions import Fraction

import attrs

from datamaturity.displayed import Displayed
from datamaturity.errors import NumberError, WrongTypeError
from datamaturity.mappings import FrozenMapping
from datamaturity.plan_parts import Action, ActionStatus
from datamaturity.plans import Plan
from datamaturity.scores import as_float

__all__ = ["ActionReport", "ActionState", "PlanStatus", "plan_status"]


class ActionState(Enum):
    """Where an action stands; the first that is true of it, in this order."""

    DROPPED = "dropped"
    DONE = "done"
    OVERDUE = "overdue"
    BLOCKED = "blocked"
    AT_RISK = "at risk"
    UNDER_WAY = "under way"
    PLANNED = "planned"

    def __repr__(self) -> str:
        return f"ActionState.{self.name}"


@attrs.frozen
class ActionReport:
    """
    Where one action stands.

    Attributes:
        action: The action.
        due: The day by which it is to be done: its own, or its horizon's last; `None` without either.
        is_overdue: Whether it is open and that day is past.
        blocked_by: The numbers of the open actions that it waits for.
        risk: Why it is at risk; empty where it is not.

    Example:
        >>> from datetime import date
        >>> from datamaturity import Action, Plan
        >>> plan = Plan(id="p", title="P", actions=[Action("List datasets", number=1, due=date(2026, 3, 31))])
        >>> plan_status(plan, date(2026, 4, 15)).actions[0].state
        ActionState.OVERDUE
    """

    action: Action
    due: date | None
    is_overdue: bool
    blocked_by: tuple[int, ...]
    risk: str

    @property
    def state(self) -> ActionState:
        """The first state that is true of it."""
        if not self.action.is_open:
            return ActionState.DONE if self.action.status is ActionStatus.DONE else ActionState.DROPPED
        if self.is_overdue:
            return ActionState.OVERDUE
        if self.blocked_by:
            return ActionState.BLOCKED
        if self.risk:
            return ActionState.AT_RISK
        return ActionState.UNDER_WAY if self.action.status is ActionStatus.UNDER_WAY else ActionState.PLANNED

    def to_row(self) -> dict[str, object]:
        """Return a flat row: the action, when it is due, and where it stands."""
        return {
            "number": self.action.number,
            "action": self.action.text,
            "theme": self.action.theme,
            "horizon": self.action.horizon,
            "owner": self.action.owner,
            "due": self.due.isoformat() if self.due else None,
            "state": self.state.value,
            "blocked_by": ", ".join(map(str, self.blocked_by)),
            "risk": self.risk,
        }


@attrs.frozen(repr=False)
class PlanStatus(Displayed):
    """
    Where a plan stands on a day.

    Attributes:
        plan: The plan.
        on: The day.
        actions: Where each action stands, in the order of the roadmap.
    """

    plan: Plan
    on: date
    actions: tuple[ActionReport, ...]

    def in_state(self, state: ActionState) -> tuple[Action, ...]:
        """
        Return the actions in this state, in the order of the roadmap.

        Args:
            state: The state.
        """
        return tuple(one.action for one in self.actions if one.state is state)

    @property
    def done_share(self) -> Fraction | None:
        """The share of the actions that is done, dropped ones apart; `None` where there is none."""
        return _share(self.actions)

    @property
    def done_by_theme(self) -> FrozenMapping[str, Fraction | None]:
        """Theme id to the share of its actions that is done, in the plan's order."""
        return FrozenMapping(
            {
                theme.id: _share(one for one in self.actions if one.action.theme == theme.id)
                for theme in self.plan.themes
            }
        )

    @property
    def done_by_horizon(self) -> FrozenMapping[str, Fraction | None]:
        """Horizon id to the share of its actions that is done, in the plan's order."""
        return FrozenMapping(
            {
                horizon.id: _share(one for one in self.actions if self.plan.horizon_of(one.action) == horizon)
                for horizon in self.plan.horizons
            }
        )

    def to_rows(self) -> list[dict[str, object]]:
        """Return one flat row per action; see `ActionReport.to_row`."""
        return [one.to_row() for one in self.actions]

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(found)} {one.value}" for one in ActionState if (found := self.in_state(one)))
        return (
            f"<PlanStatus of {self.plan.id} on {self.on}: {counts or 'no actions'}; {as_float(self.done_share)} done>"
        )


def _share(reports: Iterable[ActionReport]) -> Fraction | None:
    counted = [one for one in reports if one.action.status is not ActionStatus.DROPPED]
    done = sum(one.action.status is ActionStatus.DONE for one in counted)
    return Fraction(done, len(counted)) if counted else None


def plan_status(plan: Plan, on: date, *, notice_days: int = 30) -> PlanStatus:
    """
    Return where a plan stands on a day.

    Args:
        plan: The plan.
        on: The day; the library asks no clock.
        notice_days: An action not begun this many days before it is due is at risk.

    Returns:
        For each action its state, which is *overdue* where the day it is due is past; *blocked* where something that it
        depends on is open; *at risk* where it is due soon and not begun, should have begun, or waits for what is
        overdue.

    Raises:
        WrongTypeError: The day is none.
        NumberError: The days of notice are below 0.

    Example:
        >>> from datetime import date
        >>> from datamaturity import Action, Plan
        >>> plan = Plan(id="p", title="P", actions=[
        ...     Action("List datasets", number=1, due=date(2026, 3, 31)),
        ...     Action("Publish the list", number=2, due=date(2026, 6, 30), depends_on=[1]),
        ... ])
        >>> plan_status(plan, date(2026, 4, 15))
        <PlanStatus of p on 2026-04-15: 1 overdue, 1 blocked; 0.0 done>
        >>> status = plan_status(plan, date(2026, 4, 15))
        >>> [one.number for one in status.in_state(ActionState.OVERDUE)], status.actions[1].to_row()["state"]
        ([1], 'blocked')
        >>> [row["state"] for row in status.to_rows()]
        ['overdue', 'blocked']
    """
    if type(on) is not date:
        message = f"a status is of a day, a datetime.date, not {on!r}"
        raise WrongTypeError(message)
    if type(notice_days) is not int or notice_days < 0:
        message = f"the days of notice are a whole number from 0, not {notice_days!r}"
        raise NumberError(message)
    # Of two actions with one number the first, as `Plan.action` has it.
    first = {one.number: one for one in reversed(plan.actions) if one.number is not None}
    open_ones = {number: one for number, one in first.items() if one.is_open}

    def overdue(one: Action) -> bool:
        due = plan.due_day(one)
        return one.is_open and due is not None and due < on

    def risk(one: Action) -> str:
        late = [number for number in one.depends_on if number in open_ones and overdue(open_ones[number])]
        due = plan.due_day(one)
        if not one.is_open:
            return ""
        if late:
            return f"waits for {', '.join(f'action {number}' for number in late)}, overdue"
        if one.status is ActionStatus.PLANNED and one.starts is not None and one.starts < on:
            return f"should have begun on {one.starts}"
        if one.status is ActionStatus.PLANNED and due is not None and (due - on).days <= notice_days:
            return f"due on {due} and not begun"
        return ""

    return PlanStatus(
        plan,
        on,
        tuple(
            ActionReport(
                one,
                plan.due_day(one),
                overdue(one),
                tuple(number for number in one.depends_on if number in open_ones) if one.is_open else (),
                risk(one),
            )
            for one in plan.actions
        ),
    )
