"""Where a plan stands on a day: states worked out by hand around each limit."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import attrs
import pytest

from datamaturity import (
    Action,
    ActionState,
    Evidence,
    Goal,
    Horizon,
    NumberError,
    Plan,
    PlanTheme,
    WrongTypeError,
    plan_status,
)

TODAY = date(2026, 6, 15)
YESTERDAY, TOMORROW = date(2026, 6, 14), date(2026, 6, 16)
# Thirty days on: fifteen left in June, then fifteen of July.
IN_THIRTY_DAYS = date(2026, 7, 15)
FAR = date(2027, 1, 1)


def act(number: int | None = 1, **parts: Any) -> Action:
    """Return an action."""
    return Action(f"Do {number}", number=number, **parts)


def state_of(*actions: Action, on: date = TODAY, notice_days: int = 30, **parts: Any) -> ActionState:
    """Return the state of the first action."""
    plan = Plan(id="p", title="P", actions=actions, **parts)
    return plan_status(plan, on, notice_days=notice_days).actions[0].state


class TestStates:
    def test_planned(self) -> None:
        """An action without days and dependencies is planned, or under way."""
        assert ActionState.PLANNED is state_of(act())
        assert ActionState.UNDER_WAY is state_of(act(status="under way"))

    @pytest.mark.parametrize("status", ["done", "dropped"])
    def test_closed(self, status: str) -> None:
        """What is done or dropped is neither overdue nor blocked nor at risk."""
        late = act(1, status=status, starts=YESTERDAY, due=YESTERDAY, depends_on=[2])
        report = plan_status(Plan(id="p", title="P", actions=[late, act(2, due=YESTERDAY)]), TODAY).actions[0]

        assert (ActionState(status), False, (), "") == (
            report.state,
            report.is_overdue,
            report.blocked_by,
            report.risk,
        )

    @pytest.mark.parametrize(("due", "overdue"), [(YESTERDAY, True), (TODAY, False)])
    @pytest.mark.parametrize("status", ["planned", "under way"])
    def test_overdue(self, due: date, overdue: bool, status: str) -> None:
        """An open action is overdue from the day after it is due, begun or not."""
        assert overdue is (ActionState.OVERDUE is state_of(act(due=due, status=status)))

    def test_overdue_by_its_horizon(self) -> None:
        """An action without a day of its own is due on the last day of its horizon."""
        horizons = [Horizon("now", "Now", ends=YESTERDAY), Horizon("then", "Then", ends=FAR)]

        assert ActionState.OVERDUE is state_of(act(horizon="now"), horizons=horizons)
        assert ActionState.PLANNED is state_of(act(horizon="then"), horizons=horizons)
        assert ActionState.PLANNED is state_of(act(horizon="now", due=FAR), horizons=horizons)

    @pytest.mark.parametrize(
        ("status", "blocked"), [("planned", True), ("under way", True), ("done", False), ("dropped", False)]
    )
    def test_blocked(self, status: str, blocked: bool) -> None:
        """An action is blocked while one that it depends on is open."""
        assert blocked is (ActionState.BLOCKED is state_of(act(1, depends_on=[2]), act(2, status=status)))

    def test_blocked_by(self) -> None:
        """What blocks an action is told by numbers, in the order in which it names them."""
        plan = Plan(
            id="p",
            title="P",
            actions=[act(1, depends_on=[4, 9, 3, 2]), act(2), act(3, status="done"), act(4, status="under way")],
        )

        assert (4, 2) == plan_status(plan, TODAY).actions[0].blocked_by

    def test_blocked_by_nothing(self) -> None:
        """An action that there is not, or that has no number, blocks nothing."""
        assert ActionState.PLANNED is state_of(act(1, depends_on=[9]), act(None))

    def test_first_of_twins(self) -> None:
        """Of two actions with one number the first is the one that others wait for."""
        done, still_open = act(2, status="done"), act(2, due=YESTERDAY)

        assert ActionState.PLANNED is state_of(act(1, depends_on=[2]), done, still_open)
        assert ActionState.BLOCKED is state_of(act(1, depends_on=[2]), still_open, done)

    def test_waits_for_itself(self) -> None:
        """An action in a circle is blocked, and neither loops."""
        assert ActionState.BLOCKED is state_of(act(1, depends_on=[1]))
        assert ActionState.BLOCKED is state_of(act(1, depends_on=[2]), act(2, depends_on=[1]))

    @pytest.mark.parametrize(
        ("due", "at_risk"),
        [(TODAY, True), (IN_THIRTY_DAYS, True), (IN_THIRTY_DAYS + timedelta(1), False)],
    )
    def test_due_soon(self, due: date, at_risk: bool) -> None:
        """An action that is due within the notice and not begun is at risk; one that is begun is not."""
        assert at_risk is (ActionState.AT_RISK is state_of(act(due=due)))
        assert ActionState.UNDER_WAY is state_of(act(due=due, status="under way"))

    def test_thirty_days(self) -> None:
        """The notice is thirty days where the caller says nothing."""
        plan = Plan(id="p", title="P", actions=[act(due=IN_THIRTY_DAYS), act(2, due=IN_THIRTY_DAYS + timedelta(1))])

        assert [ActionState.AT_RISK, ActionState.PLANNED] == [one.state for one in plan_status(plan, TODAY).actions]

    def test_notice(self) -> None:
        """How long the notice is the caller says; without any, an action is at risk on the day that it is due."""
        assert ActionState.AT_RISK is state_of(act(due=TODAY), notice_days=0)
        assert ActionState.PLANNED is state_of(act(due=TOMORROW), notice_days=0)
        assert ActionState.AT_RISK is state_of(act(due=FAR), notice_days=200)

    def test_due_soon_by_its_horizon(self) -> None:
        """The last day of its horizon is as good as its own."""
        assert ActionState.AT_RISK is state_of(act(horizon="now"), horizons=[Horizon("now", "Now", ends=TOMORROW)])

    @pytest.mark.parametrize(("starts", "at_risk"), [(YESTERDAY, True), (TODAY, False)])
    def test_not_begun(self, starts: date, at_risk: bool) -> None:
        """An action that should have begun before today is at risk until it has."""
        assert at_risk is (ActionState.AT_RISK is state_of(act(starts=starts, due=FAR)))
        assert ActionState.UNDER_WAY is state_of(act(starts=starts, due=FAR, status="under way"))

    @pytest.mark.parametrize(("on", "notice_days"), [(date.max, 30), (TODAY, 10**12)])
    def test_end_of_the_calendar(self, on: date, notice_days: int) -> None:
        """A notice that goes beyond the calendar's last day is a long notice, and no error."""
        assert ActionState.AT_RISK is state_of(act(due=date.max), on=on, notice_days=notice_days)

    def test_first_that_is_true(self) -> None:
        """Of several states the first counts: overdue, then blocked, then at risk."""
        waiting = act(1, depends_on=[2], due=YESTERDAY, starts=YESTERDAY)

        assert ActionState.OVERDUE is state_of(waiting, act(2))
        assert ActionState.BLOCKED is state_of(attrs.evolve(waiting, due=TODAY), act(2))
        assert ActionState.AT_RISK is state_of(attrs.evolve(waiting, due=TODAY, depends_on=[]), act(2))


class TestRisk:
    @pytest.mark.parametrize(
        ("action", "risk"),
        [
            (act(1, depends_on=[2, 4, 3], due=TODAY, starts=YESTERDAY), "waits for action 2, action 3, overdue"),
            (act(1, due=TODAY, starts=YESTERDAY), "should have begun on 2026-06-14"),
            (act(1, due=TODAY), "due on 2026-06-15 and not begun"),
            (act(1, depends_on=[4]), ""),
            (act(1, depends_on=[5], status="under way"), ""),
            (act(1, depends_on=[2], status="under way"), "waits for action 2, overdue"),
            (act(1, depends_on=[2], status="done"), ""),
        ],
    )
    def test_why(self, action: Action, risk: str) -> None:
        """An action at risk says why: what it waits for comes first, then that it should have begun, then its day."""
        plan = Plan(
            id="p",
            title="P",
            # Action 5 was due as well, and is done.
            actions=[
                action,
                act(2, due=YESTERDAY),
                act(3, due=YESTERDAY),
                act(4),
                act(5, status="done", due=YESTERDAY),
            ],
        )

        assert risk == plan_status(plan, TODAY).actions[0].risk


class TestShares:
    PLAN = Plan(
        id="p",
        title="P",
        horizons=[Horizon("now", "Now", ends=FAR), Horizon("then", "Then"), Horizon("never", "Never")],
        themes=[
            PlanTheme("data", "Data", goals=[Goal("Know", actions=[1, 2, 3])]),
            PlanTheme("people", "People"),
            PlanTheme("money", "Money"),
        ],
        actions=[
            act(1, theme="data", horizon="now", status="done", evidence=[Evidence("Minutes")]),
            act(2, theme="data", due=FAR, status="under way"),
            act(3, theme="data", horizon="then", status="dropped"),
            act(4, theme="people", horizon="then", status="done"),
            act(5, theme="people", horizon="now"),
            act(6, theme="other", horizon="soon", status="dropped"),
            act(None),
        ],
    )

    def test_all(self) -> None:
        """The share done is of all actions that are not dropped."""
        # Of seven, two are dropped and two done.
        assert Fraction(2, 5) == plan_status(self.PLAN, TODAY).done_share

    def test_by_theme(self) -> None:
        """Each theme has its share; one without actions, or with dropped ones only, has none, which is not 0."""
        # Data: 1 done, 2 not, 3 dropped. People: 4 done, 5 not.
        shares = plan_status(self.PLAN, TODAY).done_by_theme

        assert [("data", Fraction(1, 2)), ("people", Fraction(1, 2)), ("money", None)] == [*shares.items()]

    def test_by_horizon(self) -> None:
        """Each horizon has its share of the actions that are on it by name or by day."""
        # Now: 1 done, 2 by its day not, 5 not. Then: 3 dropped, 4 done.
        shares = plan_status(self.PLAN, TODAY).done_by_horizon

        assert [("now", Fraction(1, 3)), ("then", Fraction(1)), ("never", None)] == [*shares.items()]

    def test_nothing(self) -> None:
        """A plan without actions has no share done."""
        status = plan_status(Plan(id="p", title="P"), TODAY)

        assert status.done_share is None
        assert "<PlanStatus of p on 2026-06-15: no actions; None done>" == repr(status)

    def test_repr(self) -> None:
        """A status says how many actions are in each state, and the share done."""
        assert "<PlanStatus of p on 2026-06-15: 2 dropped, 2 done, 1 under way, 2 planned; 0.4 done>" == repr(
            plan_status(self.PLAN, TODAY)
        )

    def test_in_state(self) -> None:
        """The actions in a state stand in the order of the roadmap."""
        status = plan_status(self.PLAN, TODAY)

        assert self.PLAN.actions[0:4:3] == status.in_state(ActionState.DONE)
        assert () == status.in_state(ActionState.OVERDUE)


class TestRows:
    def test_rows(self) -> None:
        """Each action has a flat row, with a day as text and numbers joined."""
        plan = Plan(
            id="p",
            title="P",
            actions=[
                act(1, theme="data", horizon="short", owner="Ann", due=TODAY, depends_on=[2, 3]),
                act(2),
                act(3, due=YESTERDAY),
            ],
        )
        rows = plan_status(plan, TODAY).to_rows()

        assert {
            "number": 1,
            "action": "Do 1",
            "theme": "data",
            "horizon": "short",
            "owner": "Ann",
            "due": "2026-06-15",
            "state": "blocked",
            "blocked_by": "2, 3",
            "risk": "waits for action 3, overdue",
        } == rows[0]
        assert (None, "planned", "", "") == (
            rows[1]["due"],
            rows[1]["state"],
            rows[1]["blocked_by"],
            rows[1]["risk"],
        )
        assert ["blocked", "planned", "overdue"] == [row["state"] for row in rows]

    def test_state_repr(self) -> None:
        """A state is shown as one would write it."""
        assert "ActionState.AT_RISK" == repr(ActionState.AT_RISK)


class TestRefused:
    @pytest.mark.parametrize("on", ["2026-06-15", datetime(2026, 6, 15), None, 0])
    def test_no_day(self, on: Any) -> None:
        """A status is of a day that the caller gives, no text and no moment."""
        with pytest.raises(WrongTypeError) as caught:
            plan_status(Plan(id="p", title="P"), on)

        assert f"a status is of a day, a datetime.date, not {on!r}" == str(caught.value)

    @pytest.mark.parametrize("notice_days", [-1, True, 1.5, "30", None])
    def test_notice(self, notice_days: Any) -> None:
        """The notice is a whole number of days."""
        with pytest.raises(NumberError) as caught:
            plan_status(Plan(id="p", title="P"), TODAY, notice_days=notice_days)

        assert f"the days of notice are a whole number from 0, not {notice_days!r}" == str(caught.value)
