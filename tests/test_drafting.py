"""Plans drafted from next steps: orders and horizons worked out by hand."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pytest

from datamaturity import (
    Action,
    Assessment,
    Criterion,
    Fault,
    Framework,
    Goal,
    Horizon,
    NextStep,
    Plan,
    PlanError,
    PlanTheme,
    Serves,
    Target,
    Theme,
    UnknownIdError,
    check_plan,
    draft_plan,
    load_framework,
    next_steps,
)
from examples import CROSSED, ONE_THEME, SAMM

NOW = Assessment(CROSSED, {"1.1": 2, "1.2": 1, "2.3": 3})

# All criteria to level 4, in framework order: 1.1 has two moves to make, 1.2 three, 2.3 one; 2.4 is unanswered. In
# turns that is 1.1=3, 1.2=2, 2.3=4, then 1.1=4, 1.2=3, then 1.2=4.
MOVES = ["1.1=3", "1.2=2", "2.3=4", "1.1=4", "1.2=3", "1.2=4"]


def in_order(steps: Iterable[NextStep], order: Sequence[str] = ()) -> list[NextStep]:
    """Return steps in the order of their criteria that is given, or else of the framework."""
    order = order or CROSSED.criterion_ids
    return sorted(steps, key=lambda step: order.index(step.move.criterion))


STEPS = in_order(next_steps(NOW, target=Target.of(CROSSED, everything=4)))


def draft(steps: Sequence[NextStep] = STEPS, framework: Framework = CROSSED, **parts: Any) -> Plan:
    """Return the plan that is drafted from steps of the framework."""
    return draft_plan(steps, framework=framework, **parts)


def moves(plan: Plan) -> list[str]:
    """Return what the actions serve, in their order."""
    return [", ".join(map(str, action.serves)) for action in plan]


def horizons(plan: Plan) -> list[str | None]:
    """Return the actions' horizons, in their order."""
    return [action.horizon for action in plan]


class TestOrder:
    def test_in_turns(self) -> None:
        """Every criterion's first move comes before any second one, in the order of the steps; levels go up by one."""
        assert MOVES == moves(draft())

    def test_order_of_steps(self) -> None:
        """The order of the steps is the order of the moves."""
        assert ["2.3=4", "1.2=2", "1.1=3", "1.2=3", "1.1=4", "1.2=4"] == moves(
            draft(in_order(STEPS, ["2.3", "1.2", "1.1"]))
        )

    def test_numbers(self) -> None:
        """The actions are numbered from 1 without a gap."""
        assert (1, 2, 3, 4, 5, 6) == draft().numbers

    def test_depends_on_the_move_before(self) -> None:
        """A move depends on the same criterion's move before it."""
        assert [(), (), (), (1,), (2,), (5,)] == [action.depends_on for action in draft()]

    def test_other_scales(self) -> None:
        """Levels count by their place on the scale, whatever their values are."""
        framework = Framework(
            id="samm",
            version="1",
            title="SAMM",
            scale=SAMM,
            themes=[Theme("data", "Data")],
            criteria=[Criterion("a", "Ask", theme="data"), Criterion("b", "Build", theme="data")],
        )
        now = Assessment(framework, {"a": 0, "b": 2})
        plan = draft(next_steps(now, target=Target.of(framework, everything=3)), framework)

        # a has a gap of 1, b of 1/2, so a comes first.
        assert ["a=1", "b=3", "a=2", "a=3"] == moves(plan)
        assert "Ask: reach 1 Some" == plan.action(1).text

    def test_nothing_to_do(self) -> None:
        """Without steps the plan is empty, and sound."""
        plan = draft([])

        assert ((), ()) == (plan.actions, plan.themes)
        assert () == check_plan(plan, assessment=NOW)

    def test_some_steps(self) -> None:
        """What is left out of the steps is left out of the plan."""
        steps = next_steps(NOW, target=Target.of(CROSSED, everything=4), limit=1)

        # The first step is that of the longest way, since none lifts more stages: 1.2 goes to 4 in three moves.
        assert ["1.2=2", "1.2=3", "1.2=4"] == moves(draft(steps))


class TestCapacity:
    @pytest.mark.parametrize(
        ("capacity", "expected"),
        [
            (None, ["short"] * 6),
            (6, ["short"] * 6),
            (5, ["short"] * 5 + ["medium"]),
            (2, ["short", "short", "medium", "medium", "long", "long"]),
            (1, ["short", "medium", "long", None, None, None]),
            (0, [None] * 6),
            ({}, ["short"] * 6),
            ({"short": 1, "medium": 1}, ["short", "medium", "long", "long", "long", "long"]),
            ({"short": 2, "medium": 0}, ["short", "short", "long", "long", "long", "long"]),
            ({"short": 0, "medium": None, "long": 0}, ["medium"] * 6),
            ({"short": 3, "medium": 0, "long": 2}, ["short", "short", "short", "long", "long", None]),
        ],
    )
    def test_capacity(self, capacity: int | Mapping[str, int] | None, expected: list[str | None]) -> None:
        """A horizon takes moves until it is full; what no horizon has room for keeps its place, without a horizon."""
        plan = draft(capacity=capacity)

        assert MOVES == moves(plan)
        assert expected == horizons(plan)

    def test_no_time(self) -> None:
        """What has no horizon is what the check of the plan names."""
        found = check_plan(draft(capacity=1), assessment=NOW)

        assert [("no-time", "action 4"), ("no-time", "action 5"), ("no-time", "action 6")] == [
            (one.code, one.where) for one in found
        ]

    def test_own_horizons(self) -> None:
        """Horizons are the caller's own, in the order given."""
        own = [Horizon("2026", "This year"), Horizon("2027", "Next year")]
        plan = draft(horizons=own, capacity={"2026": 4})

        assert tuple(own) == plan.horizons
        assert ["2026"] * 4 + ["2027"] * 2 == horizons(plan)

    def test_no_horizons(self) -> None:
        """Without horizons nothing has one."""
        assert [None] * 6 == horizons(draft(horizons=[]))

    def test_horizons_once(self) -> None:
        """Horizons may come from anything that gives them once."""
        assert ["short"] * 6 == horizons(draft(horizons=iter([Horizon("short", "Short")])))


class TestDependencies:
    def test_waits(self) -> None:
        """A criterion's moves come after all moves of one that it depends on, and depend on its last."""
        plan = draft(depends_on={"1.1": ["2.3"]})

        # 1.1=3 lets 1.2=2 and 2.3=4 go first; then the order is as before.
        assert ["1.2=2", "2.3=4", "1.1=3", "1.1=4", "1.2=3", "1.2=4"] == moves(plan)
        assert [(), (), (2,), (3, 2), (1,), (5,)] == [action.depends_on for action in plan]

    def test_waits_for_a_long_way(self) -> None:
        """What a criterion depends on has reached its target before."""
        plan = draft(depends_on={"1.1": ["1.2", "2.3"]}, capacity=2)

        assert ["1.2=2", "2.3=4", "1.2=3", "1.2=4", "1.1=3", "1.1=4"] == moves(plan)
        assert [(), (), (1,), (3,), (4, 2), (5, 4, 2)] == [action.depends_on for action in plan]
        assert ["short", "short", "medium", "medium", "long", "long"] == horizons(plan)

    def test_chain(self) -> None:
        """Dependencies go on from one to the next, against the order of the steps if need be."""
        plan = draft(depends_on={"1.1": ["1.2"], "1.2": ["2.3"]})

        assert ["2.3=4", "1.2=2", "1.2=3", "1.2=4", "1.1=3", "1.1=4"] == moves(plan)
        assert () == check_plan(plan, assessment=NOW)

    def test_nothing_to_wait_for(self) -> None:
        """A criterion without moves holds nobody up, and neither does an empty list."""
        plan = draft(depends_on={"1.1": ["2.4"], "2.4": ["1.2"], "2.3": []})

        assert MOVES == moves(plan)
        assert [(), (), (), (1,), (2,), (5,)] == [action.depends_on for action in plan]


class TestParts:
    def test_actions(self) -> None:
        """An action says what is to be reached, under its topic; who and when is for people to fill in."""
        assert (
            Action("Sharing inside: reach 3 Learning", number=1, theme="1", horizon="short", serves=[Serves("1.1", 3)])
            == draft().actions[0]
        )

    def test_themes(self) -> None:
        """A theme stands for each topic and a goal for each criterion with moves, in framework order."""
        # 1.1 has texts: the one of level 4 is the goal, the one of level 3 the next step.
        expected = (
            PlanTheme(
                "1",
                "Sharing",
                goals=[
                    Goal("1.1 Sharing inside", text="four", actions=[1, 4], next_steps=["three"]),
                    Goal("1.2 Sharing outside", actions=[2, 5, 6]),
                ],
            ),
            PlanTheme("2", "Deciding", goals=[Goal("2.3 Deciding with data", actions=[3])]),
        )

        assert expected == draft().themes

    def test_one_move(self) -> None:
        """A goal that is one move away has no step before it."""
        steps = next_steps(NOW, target=Target.of(CROSSED, criteria={"1.1": 3}))

        assert [Goal("1.1 Sharing inside", text="three", actions=[1])] == [
            goal for theme in draft(steps).themes for goal in theme.goals
        ]

    def test_without_topics(self) -> None:
        """In a framework without topics the themes are the plan's themes."""
        framework = load_framework("seven-themes")
        now = Assessment(framework, {"C1": 2})
        plan = draft(next_steps(now), framework)

        assert [("culture", framework.theme("culture").description)] == [(one.id, one.objective) for one in plan.themes]
        assert ["culture"] == [action.theme for action in plan]

    def test_head(self) -> None:
        """The plan names its framework and version, and is called what the caller wants."""
        plan = draft(plan_id="ours", title="Our plan", organisation="Us")

        assert ("ours", "Our plan", "Us") == (plan.id, plan.title, plan.organisation)
        assert ("crossed", "1") == (plan.framework_id, plan.framework_version)
        assert ("draft", "Draft plan", "") == (draft().id, draft().title, draft().organisation)

    def test_whole_framework(self) -> None:
        """All of the UK DMA from the bottom to the top is 388 actions, a sound plan."""
        framework = load_framework("uk-government-dma")
        now = Assessment(framework, dict.fromkeys(framework.criterion_ids, 1))
        plan = draft(next_steps(now, target=Target.of(framework, everything=5)), framework, capacity={"short": 97})

        # 97 criteria, four moves each: all first moves are on the first horizon.
        assert 4 * 97 == len(plan.actions)
        assert {2} == {one.level for action in plan if action.horizon == "short" for one in action.serves}
        assert () == check_plan(plan, assessment=now)


class TestRefused:
    @pytest.mark.parametrize("capacity", [-1, 1.5, True, "3", [3]])
    def test_capacity(self, capacity: Any) -> None:
        """A capacity that is no whole number is refused, for each horizon and for all."""
        for given in (capacity, {"medium": capacity}):
            with pytest.raises(PlanError, match=r"capacity of (short|medium): is a whole number from 0, not "):
                draft(capacity=given)

    @pytest.mark.parametrize(
        ("waits", "circle"),
        [
            ({"1.1": ["1.1"]}, "1.1"),
            ({"1.1": ["1.2"], "1.2": ["1.1"]}, "1.1, 1.2"),
            ({"2.4": ["1.2"], "1.2": ["2.3"], "2.3": ["2.4"], "1.1": []}, "1.2, 2.3, 2.4"),
        ],
    )
    def test_circles(self, waits: dict[str, list[str]], circle: str) -> None:
        """Dependencies in a circle are refused, whether there are moves for them or not."""
        with pytest.raises(PlanError) as caught:
            draft([], depends_on=waits)

        assert f"depends_on: goes in a circle among {circle}" == str(caught.value)

    def test_bystanders(self) -> None:
        """A criterion that only waits for a circle is not named as a part of it."""
        with pytest.raises(PlanError) as caught:
            draft(depends_on={"1.1": ["1.2"], "1.2": ["2.3"], "2.3": ["1.2"], "2.4": ["1.1"]})

        assert "depends_on: goes in a circle among 1.2, 2.3" == str(caught.value)

    def test_all_at_once(self) -> None:
        """Unknown horizons and criteria, no capacities and circles are named at once."""
        with pytest.raises(PlanError) as caught:
            draft(
                capacity={"shrt": 3, "long": -2},
                depends_on={"1.11": [], "1.1": ["1.2", "9.9"], "1.2": ["1.1"]},
            )

        assert {
            Fault("capacity", "no horizon 'shrt' in the plan (3 horizons); did you mean 'short'?"),
            Fault("capacity of long", "is a whole number from 0, not -2"),
            Fault("depends_on", "no criterion '1.11' in crossed (4 criteria); did you mean '1.1'?"),
            Fault("depends_on", "no criterion '9.9' in crossed (4 criteria)"),
        } < set(caught.value.faults)
        assert "goes in a circle among 1.1, 1.2" in str(caught.value)

    def test_horizons_of_one_id(self) -> None:
        """Two horizons of one id are refused."""
        with pytest.raises(PlanError, match="horizon now: stands twice"):
            draft(horizons=[Horizon("now", "Now"), Horizon("now", "Soon")])

    def test_steps_of_another_framework(self) -> None:
        """Steps for criteria that the framework does not have are refused."""
        with pytest.raises((PlanError, UnknownIdError), match=r"no criterion '1\.1' in one-theme"):
            draft(framework=ONE_THEME)
