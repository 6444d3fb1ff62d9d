"""A plan's faults, status and forecast as plain text."""

from datetime import date

import pytest

from datamaturity import (
    Action,
    Answer,
    Assessment,
    Criterion,
    Framework,
    Horizon,
    Plan,
    PlanTheme,
    Serves,
    Target,
    Topic,
    check_plan,
    forecast,
    plan_status,
)
from datamaturity.reports.plan_text import forecast_text, plan_faults_text, plan_status_text
from examples import CROSSED, FIVE, ONE_THEME

SOON = Horizon("soon", "Soon", date(2026, 1, 1), date(2026, 6, 30))
LATER = Horizon("later", "Later", date(2026, 7, 1), date(2026, 12, 31))

# Levels 2 and 3, do not know, and 4; by weights 1, 2, 1 and 1/2.
ANSWERED = Assessment(CROSSED, {"1.1": 2, "1.2": 3, "2.3": Answer.do_not_know(), "2.4": 4})

PLAN = Plan(
    id="ours",
    title="Our plan",
    framework_id="crossed",
    framework_version="1",
    horizons=[SOON, LATER],
    themes=[PlanTheme("share", "Sharing"), PlanTheme("rest", "All the rest")],
    actions=[
        Action("Share outside", number=1, theme="share", horizon="soon", status="done", serves=[Serves("1.2", 4)]),
        Action("Share inside", number=2, theme="share", horizon="soon", owner="Ann", serves=[Serves("1.1", 3)]),
        Action("Share all", number=3, theme="share", horizon="later", depends_on=[2], serves=[Serves("1.1", 4)]),
    ],
)


def _line(lines: list[str], start: str) -> str:
    """Return the one line that starts like this, with single blanks."""
    (found,) = [line for line in (" ".join(one.split()) for one in lines) if line.startswith(start)]
    return found


def _plan(*actions: Action) -> Plan:
    """Return the plan of this file with other actions."""
    return Plan(id=PLAN.id, title=PLAN.title, horizons=PLAN.horizons, themes=PLAN.themes, actions=actions)


class TestFaults:
    """`plan_faults_text`."""

    def test_faults(self) -> None:
        """The plan, how many faults, and a line for each."""
        plan = _plan(Action("List datasets", number=2, horizon="soon", theme="share"))
        faults = check_plan(plan)

        # It is in no theme plan, the number 1 is missing, and nothing is in the theme "rest".
        assert ["not-in-theme-plans", "number-missing", "theme-without-action"] == [one.code for one in faults]
        assert ["Our plan (ours): 1 action", "", "3 faults", *(f"  {one}" for one in faults)] == plan_faults_text(
            plan, faults
        ).splitlines()

    def test_one_fault(self) -> None:
        """One fault is counted in the singular."""
        assert "1 fault" in plan_faults_text(PLAN, check_plan(PLAN)[:1]).splitlines()

    def test_none(self) -> None:
        """A plan without a fault is said to fit together."""
        assert "Everything in the plan fits together." == plan_faults_text(PLAN, ()).splitlines()[-1]


class TestStatus:
    """`plan_status_text`."""

    def test_layout(self) -> None:
        """Names to the left, shares to the right, states in their order, each action with what is told of it, once."""
        # On 1 July the short horizon is over: 2 is overdue, and 3 waits for it. One of three done, of two on the first
        # horizon; the theme "rest" has no action.
        assert [
            "Our plan (ours) on 2026-07-01: 33% done",
            "",
            "Theme         Done",
            "Sharing        33%",
            "All the rest     -",
            "",
            "Horizon  Done",
            "Soon      50%",
            "Later      0%",
            "",
            "Done (1)",
            "  1. Share outside (due 2026-06-30)",
            "",
            "Overdue (1)",
            "  2. Share inside (owner Ann; due 2026-06-30)",
            "",
            "Blocked (1)",
            "  3. Share all (due 2026-12-31; waits for 2)",
        ] == plan_status_text(plan_status(PLAN, date(2026, 7, 1))).splitlines()

    def test_states_in_order(self) -> None:
        """The states stand in the order of their definition, and only those that an action is in."""
        plan = _plan(
            Action("A", number=1, status="under way"),
            Action("B", number=2, due=date(2026, 1, 20)),
            Action("C", number=3, due=date(2026, 1, 1)),
            Action("D", number=4, status="dropped"),
            Action("E", number=5),
            Action("F", number=6, depends_on=[5]),
        )
        lines = plan_status_text(plan_status(plan, date(2026, 1, 10))).splitlines()

        assert ["Dropped (1)", "Overdue (1)", "Blocked (1)", "At risk (1)", "Under way (1)", "Planned (1)"] == [
            one for one in lines if one.endswith("(1)")
        ]
        assert "  2. B (due 2026-01-20; due on 2026-01-20 and not begun)" in lines
        assert "  6. F (waits for 5)" in lines

    def test_no_actions(self) -> None:
        """A plan without actions, themes or horizons is one line."""
        plan = Plan(id="p", title="Nothing yet", horizons=[])

        assert "Nothing yet (p) on 2026-01-01: no actions\n" == plan_status_text(plan_status(plan, date(2026, 1, 1)))

    def test_all_dropped(self) -> None:
        """Where everything is dropped, nothing is left to be done, and no share is made up."""
        text = plan_status_text(plan_status(_plan(Action("A", status="dropped")), date(2026, 1, 1)))

        assert "% done" not in text
        assert "  -. A" in text.splitlines()

    def test_all_done(self) -> None:
        """Where everything is done, it is 100%."""
        plan = _plan(Action("A", number=1, horizon="soon", status="done"))

        assert plan_status_text(plan_status(plan, date(2030, 1, 1))).startswith(
            "Our plan (ours) on 2030-01-01: 100% done"
        )

    def test_no_theme_or_horizon_of_that_id(self) -> None:
        """An action under a theme or on a horizon that the plan does not have is shown all the same."""
        plan = _plan(Action("Stray", number=1, theme="none", horizon="never"))
        lines = plan_status_text(plan_status(plan, date(2026, 1, 1))).splitlines()

        assert "  1. Stray" in lines
        assert ["Sharing -", "All the rest -", "Soon -", "Later -"] == [
            _line(lines, one) for one in ("Sharing", "All the rest", "Soon", "Later")
        ]

    @pytest.mark.parametrize("name", ["A long name " * 30, "x" * 300, "数据" * 60])
    def test_long_names(self, name: str) -> None:
        """Texts and owners of any length wrap below their number; a table's columns still line up."""
        plan = Plan(
            id="p",
            title="P",
            horizons=[Horizon("soon", name), LATER],
            themes=[PlanTheme("t", name)],
            actions=[Action(name, number=1, theme="t", horizon="soon", owner=name)],
        )
        lines = plan_status_text(plan_status(plan, date(2026, 1, 1))).splitlines()
        start = lines.index("Planned (1)")

        words = max(map(len, name.split()))
        assert all(len(one) <= max(100, words + 20) for one in lines[start:])
        assert all(one.startswith("  ") for one in lines[start + 1 :])
        heads = [one for one in lines if one.endswith("Done")]
        assert [len(one) for one in heads] == [len(lines[lines.index(one) + 1]) for one in heads]


class TestForecast:
    """`forecast_text`."""

    def test_worked_example(self) -> None:
        """Each topic and theme now, after what is done, and after each horizon, with mean and stage."""
        lines = forecast_text(forecast(ANSWERED, PLAN)).splitlines()

        # Now: topic 1 (2 + 2·3)/3 = 8/3, theme data (2 + 4/2)/1.5 = 8/3, skills 3. Done: 1.2 at 4, so (2 + 8)/3 = 10/3
        # and skills 4. Soon: 1.1 at 3, so 11/3 and (3 + 2)/1.5 = 10/3. Later: 1.1 at 4, so 12/3 and (4 + 2)/1.5 = 4.
        assert [
            "Our plan (ours): what it leads to, if everything in it is done",
            "Two topics and two themes, version 1 (crossed); stages by the rule mean-nearest",
            "",
            "Topic        Now               Done already      Soon              Later",
            " 1 Sharing   2.7 3 Learning    3.3 3 Learning    3.7 4 Developing  4.0 4 Developing",
            " 2 Deciding  4.0 4 Developing  4.0 4 Developing  4.0 4 Developing  4.0 4 Developing",
            "",
            "Theme   Now             Done already      Soon              Later",
            "Data    2.7 3 Learning  2.7 3 Learning    3.3 3 Learning    4.0 4 Developing",
            "Skills  3.0 3 Learning  4.0 4 Developing  4.0 4 Developing  4.0 4 Developing",
        ] == lines[:10]
        assert "The target is reached." == lines[-1]

    def test_nothing_done_yet(self) -> None:
        """Without an action that is done, there is no column for it."""
        plan = PLAN.with_status(1, "planned")

        assert "Done already" not in forecast_text(forecast(ANSWERED, plan))

    def test_short_of_the_target(self) -> None:
        """What is still missing is counted and named, in framework order."""
        lines = forecast_text(forecast(ANSWERED, PLAN, target=Target.of(CROSSED, topics={"1": 5}))).splitlines()

        # 1.1 and 1.2 end at 4.
        assert "Short of the target (2): 1.1, 1.2" == lines[-1]

    def test_unanswered_is_not_short(self) -> None:
        """A criterion that nobody has answered is not said to fall short of a target: nobody knows."""
        target = Target.of(CROSSED, criteria={"1.1": 5, "2.3": 3})
        lines = forecast_text(forecast(ANSWERED, PLAN, target=target)).splitlines()

        # 1.1 ends at 4; what 2.3 stands at is not known.
        assert ["Short of the target (1): 1.1", "Without a level, so that nothing is known (1): 2.3"] == lines[-2:]
        assert "The target is reached." not in lines

    def test_nothing_to_reach(self) -> None:
        """A plan whose actions serve nothing has no target, and reaches none."""
        lines = forecast_text(forecast(ANSWERED, _plan(Action("Talk", number=1, horizon="soon")))).splitlines()

        assert "There is no target: no action of the plan serves a criterion that applies." == lines[-1]
        assert "The target is reached." not in lines

    def test_overall(self) -> None:
        """The whole is there where it is asked for, as topics and themes are."""
        # (2 + 2·3 + 4/2)/3.5 = 20/7; then (2 + 8 + 2)/3.5 = 24/7, (3 + 8 + 2)/3.5 = 26/7 and (4 + 8 + 2)/3.5 = 4.
        way = "2.9 3 Learning 3.4 3 Learning 3.7 4 Developing 4.0 4 Developing"
        plain = forecast_text(forecast(ANSWERED, PLAN, overall=False)).splitlines()
        whole = forecast_text(forecast(ANSWERED, PLAN, overall=True)).splitlines()

        assert not any(" ".join(line.split()).endswith(way) for line in plain)
        assert any(" ".join(line.split()).endswith(way) for line in whole)

    def test_what_is_not_counted(self) -> None:
        """Actions without a horizon are named by number, and criteria that stay as they are by id."""
        answers = Assessment(CROSSED, {"1.1": 2, "2.3": Answer.not_applicable("No decisions")})
        plan = _plan(
            Action("A", number=1, horizon="soon", serves=[Serves("1.1", 3), Serves("2.3", 2)]),
            Action("B", number=2, serves=[Serves("1.1", 4)]),
            Action("C", number=3, horizon="never"),
        )
        lines = forecast_text(forecast(answers, plan)).splitlines()

        assert "Without a horizon, and not counted: 2, 3" in lines
        assert "Does not apply, and stays so (1): 2.3" in lines
        assert "Short of the target (1): 1.1" in lines

    def test_stage_that_there_is_not(self) -> None:
        """Without an answer there is neither mean nor stage, and the table says so."""
        lines = forecast_text(forecast(Assessment(CROSSED), _plan())).splitlines()

        assert "1 Sharing - - - - - -" == _line(lines, "1 Sharing")

    def test_framework_without_topics(self) -> None:
        """Without topics there is one table, that of the themes; without horizons one column."""
        answers = Assessment(ONE_THEME, {"a": 2})
        text = forecast_text(forecast(answers, Plan(id="p", title="P", horizons=[])))

        assert "Topic" not in text
        assert ["Theme  Now", "Data   2.0 2 Emerging"] == text.splitlines()[3:5]

    def test_long_lists_wrap_between_ids(self) -> None:
        """Long lists of criteria wrap at a hundred signs, between two ids and never within one."""
        ids = [f"a-rather-long-id-{number}" for number in range(40)]
        framework = Framework(
            id="long",
            version="1",
            title="Long",
            scale=FIVE,
            topics=[Topic("t", "T")],
            criteria=[Criterion(one, one, topic="t") for one in ids],
        )
        plan = Plan(
            id="p",
            title="P",
            actions=[Action("A", number=1, horizon="short", serves=[Serves(one, 3) for one in ids])],
        )
        low = Assessment(framework, dict.fromkeys(ids, 1))
        out_of_scope = Assessment(framework, dict.fromkeys(ids, Answer.not_applicable("No")))
        short = forecast_text(forecast(low, plan, target=Target.of(framework, everything=5)))
        apart = forecast_text(forecast(out_of_scope, plan))

        for text in (short, apart):
            assert all(len(line) <= 100 for line in text.splitlines())
            assert {*ids} <= {*text.replace(",", " ").split()}
