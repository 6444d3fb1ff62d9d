"""Plans, their parts, and the methods that give a changed plan."""

import pickle
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import attrs
import pytest

from datamaturity import (
    Action,
    ActionStatus,
    Evidence,
    Fault,
    Goal,
    Horizon,
    Mention,
    NumberError,
    Plan,
    PlanError,
    PlanTheme,
    Serves,
    Success,
    UnknownIdError,
    Vision,
    WrongTypeError,
    check_plan,
)
from datamaturity.plan_parts import DEFAULT_HORIZONS

LIST = Action("List every dataset", number=1, theme="data", horizon="short", owner="Ann")
PUBLISH = Action("Publish the list", number=2, theme="data", horizon="medium", depends_on=[1])
TRAIN = Action("Train every team", number=3, theme="people", horizon="medium", depends_on=[1, 2])
DATA = PlanTheme("data", "Data", goals=[Goal("Know what we hold", actions=[1]), Goal("Share it", actions=[2])])
PEOPLE = PlanTheme("people", "People", goals=[Goal("Learn", actions=[3])])
PLAN = Plan(id="p", title="Our plan", actions=[LIST, PUBLISH, TRAIN], themes=[DATA, PEOPLE])

MINUTES = Evidence("Minutes", dated=date(2026, 3, 31))


def listed(plan: Plan) -> list[list[int | None]]:
    """Return the numbers that each goal lists, goal by goal."""
    return [[one.number for one in goal.actions] for theme in plan.themes for goal in theme.goals]


class TestAction:
    def test_defaults(self) -> None:
        """An action needs a text and nothing else; what nobody has said is empty, not made up."""
        action = Action("List every dataset")

        assert (None, None, None, "") == (action.number, action.theme, action.horizon, action.owner)
        assert (None, None, None) == (action.starts, action.due, action.effort)
        assert ((), (), ()) == (action.depends_on, action.serves, action.evidence)
        assert ActionStatus.PLANNED is action.status

    def test_lists_become_tuples(self) -> None:
        """Lists that are given are kept as tuples, so that nobody can change them later."""
        numbers = [1, 2]
        action = Action("Publish", depends_on=numbers, serves=[Serves("4.33", 3)], evidence=[MINUTES])
        numbers.append(3)

        assert (1, 2) == action.depends_on
        assert (Serves("4.33", 3),) == action.serves
        assert (MINUTES,) == action.evidence

    @pytest.mark.parametrize("status", ActionStatus)
    def test_status(self, status: ActionStatus) -> None:
        """A status may be given as such or by its name."""
        assert status is Action("x", status=status).status
        assert status is Action("x", status=status.value).status

    @pytest.mark.parametrize(
        ("status", "expected"), [("planned", True), ("under way", True), ("done", False), ("dropped", False)]
    )
    def test_is_open(self, status: str, expected: bool) -> None:
        """An action is open until it is done or dropped."""
        assert expected is Action("x", status=ActionStatus(status)).is_open

    def test_status_repr(self) -> None:
        """A status is shown as one would write it."""
        assert "ActionStatus.UNDER_WAY" == repr(ActionStatus.UNDER_WAY)

    def test_text(self) -> None:
        """An action is called by its number, or by the first forty characters of its text where it has none."""
        assert "action 12" == str(Action("List", number=12))
        assert "action 'List'" == str(Action("List"))
        assert f"action '{'a' * 40}'" == str(Action("a" * 41))

    @pytest.mark.parametrize("effort", [3, "3", Fraction(3), "6/2", "3.0"])
    def test_effort(self, effort: int | str | Fraction) -> None:
        """Effort is exact, however it is written."""
        found = Action("x", effort=effort).effort

        assert Fraction(3) == found
        assert type(found) is Fraction

    def test_one_day(self) -> None:
        """An action may start on the day that it is due."""
        day = date(2026, 3, 31)

        assert day == Action("x", starts=day, due=day).due

    @pytest.mark.parametrize(
        ("parts", "message"),
        [
            ({"number": 0}, "number: an action's number is a whole number from 1, not 0"),
            ({"number": -3}, "number: an action's number is a whole number from 1, not -3"),
            ({"number": True}, "number: an action's number is a whole number from 1, not True"),
            ({"number": "3"}, "number: an action's number is a whole number from 1, not '3'"),
            ({"number": 2.0}, "number: an action's number is a whole number from 1, not 2.0"),
            ({"depends_on": [1, 0]}, "depends_on: an action's number is a whole number from 1, not 0"),
            ({"depends_on": "12"}, "depends_on: an action's number is a whole number from 1, not '1'"),
            ({"effort": 0}, "effort: is above 0, not 0"),
            ({"effort": "-1/2"}, "effort: is above 0, not -1/2"),
            ({"status": "finished"}, "status: is one of planned, under way, done, dropped, not 'finished'"),
            ({"number": 4, "serves": [("4.33", 3)]}, "action 4: takes Serves objects, not ('4.33', 3)"),
            ({"evidence": ["Minutes"]}, "action 'x': takes Evidence objects, not 'Minutes'"),
            (
                {"number": 4, "starts": date(2026, 4, 1), "due": date(2026, 3, 31)},
                "action 4: starts on 2026-04-01 and ends before that, on 2026-03-31",
            ),
        ],
    )
    def test_refused(self, parts: dict[str, Any], message: str) -> None:
        """What cannot be part of an action is refused, saying what was given and what is expected."""
        with pytest.raises(PlanError) as caught:
            Action("x", **parts)

        assert message == str(caught.value)

    def test_dependency_on_none(self) -> None:
        """An action cannot depend on an action without a number."""
        parts: dict[str, Any] = {"depends_on": [None]}
        with pytest.raises(PlanError) as caught:
            Action("x", **parts)

        assert "depends_on: an action's number is a whole number from 1, not None" == str(caught.value)

    @pytest.mark.parametrize("text", ["", " \n"])
    def test_no_text(self, text: str) -> None:
        """An action without a text is refused."""
        with pytest.raises(PlanError, match="the text of an action must not be empty"):
            Action(text)

    @pytest.mark.parametrize("part", ["theme", "horizon"])
    def test_bad_ids(self, part: str) -> None:
        """A theme and a horizon are named by ids, which have no blanks."""
        with pytest.raises(PlanError, match="without blanks and slashes, not 'short term'"):
            Action("x", **{part: "short term"})  # type: ignore[arg-type]

    @pytest.mark.parametrize("part", ["starts", "due"])
    @pytest.mark.parametrize("value", ["2026-03-31", datetime(2026, 3, 31)])
    def test_bad_days(self, part: str, value: object) -> None:
        """A day is a `datetime.date`, neither a text nor a moment."""
        with pytest.raises(WrongTypeError, match=rf"{part} of an action is a datetime\.date, not "):
            Action("x", **{part: value})  # type: ignore[arg-type]

    @pytest.mark.parametrize("effort", [0.5, "much", True])
    def test_inexact_effort(self, effort: object) -> None:
        """An effort that is no exact number is refused."""
        with pytest.raises(NumberError):
            Action("x", effort=effort)

    def test_owner_is_text(self) -> None:
        """An owner is text."""
        with pytest.raises(WrongTypeError, match="owner of an action is text, not 7"):
            Action("x", owner=7)  # type: ignore[arg-type]


class TestParts:
    def test_serves(self) -> None:
        """What an action serves is shown as criterion and level."""
        assert "4.33=3" == str(Serves("4.33", 3))

    @pytest.mark.parametrize("level", ["3", True, 3.0, None])
    def test_serves_no_number(self, level: Any) -> None:
        """A level is given by its number."""
        with pytest.raises(PlanError) as caught:
            Serves("4.33", level)

        assert f"level: is a level's number, a whole number from 0, not {level!r}" == str(caught.value)

    def test_success(self) -> None:
        """The lists of what success looks like take any number of texts; one alone will do."""
        success = Success("Nobody knows", through=["Lists", "Talks"])

        assert (("Nobody knows",), ("Lists", "Talks"), ()) == (success.from_state, success.through, success.to_state)

    @pytest.mark.parametrize("part", ["from_state", "through", "to_state"])
    def test_success_no_text(self, part: str) -> None:
        """Success is described in texts."""
        with pytest.raises(PlanError) as caught:
            Success(**{part: ["Lists", 3]})  # type: ignore[arg-type]

        assert f"{part}: is a list of texts, not 3" == str(caught.value)

    def test_vision(self) -> None:
        """A vision may be empty, and so may what success looks like."""
        assert Vision("", "", "", Success((), (), ())) == Vision()

    def test_vision_no_text(self) -> None:
        """A vision is made of texts."""
        with pytest.raises(WrongTypeError, match="goal of a vision is text, not None"):
            Vision(None)  # type: ignore[arg-type]

    def test_horizon(self) -> None:
        """A horizon may last one day, or be left open at either end."""
        day = date(2026, 3, 31)

        assert day == Horizon("now", "Now", day, day).ends
        assert (day, None) == (Horizon("now", "Now", day).starts, Horizon("now", "Now", day).ends)
        assert Horizon("now", "Now", ends=day).starts is None

    def test_horizon_backwards(self) -> None:
        """A horizon that ends before it starts is refused."""
        with pytest.raises(PlanError) as caught:
            Horizon("short", "Short term", date(2027, 1, 1), date(2026, 12, 31))

        assert "horizon short: starts on 2027-01-01 and ends before that, on 2026-12-31" == str(caught.value)

    def test_mentions(self) -> None:
        """A goal lists actions by their numbers, by a text, or both."""
        goal = Goal("Share it", actions=[3, "Publish the list", Mention(4, "Publish another")])

        assert (Mention(3), Mention(None, "Publish the list"), Mention(4, "Publish another")) == goal.actions

    def test_one_text(self) -> None:
        """One text is one entry of a list, not a list of letters."""
        assert (Mention(None, "List"),) == Goal("Know", actions="List").actions
        assert ("List",) == Goal("Know", next_steps="List").next_steps
        assert ("List",) == PlanTheme("data", "Data", reasons="List").reasons

    @pytest.mark.parametrize(
        ("make", "parts", "message"),
        [
            (Mention, {}, "mention: names an action by its number, or by a text"),
            (Mention, {"text": " \n"}, "mention: names an action by its number, or by a text"),
            (Mention, {"number": 0}, "number: an action's number is a whole number from 1, not 0"),
            (Goal, {"name": "x", "actions": [True]}, "number: an action's number is a whole number from 1, not True"),
            (Goal, {"name": "x", "actions": [None]}, "mention: names an action by its number, or by a text"),
            (Goal, {"name": "x", "next_steps": ["Talk", 3]}, "next_steps: is a list of texts, not 3"),
            (PlanTheme, {"id": "x", "name": "x", "reasons": [None]}, "reasons: is a list of texts, not None"),
        ],
    )
    def test_refused(self, make: Callable[..., object], parts: dict[str, Any], message: str) -> None:
        """What cannot be part of a theme plan is refused, saying what was given and what is expected."""
        with pytest.raises(PlanError) as caught:
            make(**parts)

        assert message == str(caught.value)

    @pytest.mark.parametrize(
        "make",
        [
            lambda: Goal(" "),
            lambda: PlanTheme("data", ""),
            lambda: PlanTheme("our data", "Data"),
            lambda: Horizon("", "Now"),
            lambda: Horizon("now", "\t"),
            lambda: Serves("4/33", 3),
            lambda: Plan(id="my plan", title="Plan"),
            lambda: Plan(id="plan", title=""),
        ],
    )
    def test_names_and_ids(self, make: Callable[[], object]) -> None:
        """Names can be seen, and ids have neither blanks nor slashes."""
        with pytest.raises(PlanError):
            make()


class TestPlan:
    def test_empty(self) -> None:
        """A plan may be empty; its horizons are short, medium and long then."""
        plan = Plan(id="p", title="P")

        assert ["short", "medium", "long"] == [one.id for one in plan.horizons]
        assert DEFAULT_HORIZONS == plan.horizons
        assert ([], (), 1) == ([*plan], plan.numbers, plan.next_number)
        assert "<Plan p: 0 actions in 0 themes, 3 horizons>" == repr(plan)
        assert ("", "", "") == (plan.organisation, plan.framework_id, plan.framework_version)
        assert Vision() == plan.vision

    def test_any_iterable(self) -> None:
        """Horizons, actions and themes may come from any iterable, read once."""
        plan = Plan(
            id="p",
            title="Our plan",
            horizons=(one for one in DEFAULT_HORIZONS),
            actions=(one for one in (LIST, PUBLISH, TRAIN)),
            themes=(one for one in (DATA, PEOPLE)),
        )

        assert PLAN == plan

    @pytest.mark.parametrize("part", ["organisation", "framework_id", "framework_version"])
    def test_no_text(self, part: str) -> None:
        """Whose plan it is, and for which framework, are texts."""
        with pytest.raises(WrongTypeError) as caught:
            Plan(id="p", title="P", **{part: None})  # type: ignore[arg-type]

        assert f"{part} of a plan is text, not None" == str(caught.value)

    @pytest.mark.parametrize("vision", [None, "List every dataset"])
    def test_no_vision(self, vision: Any) -> None:
        """A vision is a `Vision`: neither nothing nor a text."""
        with pytest.raises(TypeError, match="vision"):
            Plan(id="p", title="P", vision=vision)

    def test_no_horizons(self) -> None:
        """A plan by days alone has no horizon."""
        assert () == Plan(id="p", title="P", horizons=[]).horizons

    def test_repr(self) -> None:
        """A plan says how large it is."""
        assert "<Plan p: 3 actions in 2 themes, 3 horizons>" == repr(PLAN)

    def test_twins(self) -> None:
        """Two horizons or two themes of one id are refused, all at once."""
        with pytest.raises(PlanError) as caught:
            Plan(
                id="p",
                title="P",
                horizons=[Horizon("now", "Now"), Horizon("now", "Soon"), Horizon("now", "Later")],
                themes=[PEOPLE, DATA, PlanTheme("people", "Staff"), DATA],
            )

        assert (
            Fault("horizon now", "stands twice; an id names one horizon"),
            Fault("theme data", "stands twice; an id names one theme"),
            Fault("theme people", "stands twice; an id names one theme"),
        ) == caught.value.faults

    @pytest.mark.parametrize(
        ("parts", "message"),
        [
            ({"horizons": ["short"]}, "plan p: takes Horizon objects, not 'short'"),
            ({"actions": [LIST, DATA.goals[1], 3]}, f"plan p: takes Action objects, not {DATA.goals[1]!r}"),
            ({"themes": [DATA, "people"]}, "plan p: takes PlanTheme objects, not 'people'"),
        ],
    )
    def test_strangers(self, parts: dict[str, Any], message: str) -> None:
        """What is no horizon, action or theme is refused where one belongs, the first such shown."""
        with pytest.raises(PlanError) as caught:
            Plan(id="p", title="P", **parts)

        assert message == str(caught.value)

    def test_error_pickles(self) -> None:
        """The error of a plan can be sent to another process, faults and all."""
        with pytest.raises(PlanError) as caught:
            Plan(id="p", title="P", themes=[DATA, DATA])

        assert caught.value.faults == pickle.loads(pickle.dumps(caught.value)).faults

    def test_at_odds(self) -> None:
        """A plan that contradicts itself is a plan: a number twice, unknown themes, lists of what there is not."""
        plan = Plan(
            id="p",
            title="P",
            actions=[LIST, attrs.evolve(TRAIN, number=1, depends_on=[9], horizon="soon")],
            themes=[PlanTheme("other", "Other", goals=[Goal("Know", actions=[7, "Sing"])])],
        )

        assert (1, 1) == plan.numbers
        assert [[7, None]] == listed(plan)

    def test_numbers(self) -> None:
        """The numbers stand in the order of the roadmap; the next one follows the highest."""
        plan = attrs.evolve(PLAN, actions=[attrs.evolve(TRAIN, number=9), LIST, attrs.evolve(LIST, number=None)])

        assert ((9, 1), 10) == (plan.numbers, plan.next_number)

    def test_equal_and_hashed(self) -> None:
        """Plans of the same parts are equal and may stand in sets."""
        assert 1 == len({PLAN, attrs.evolve(PLAN), attrs.evolve(PLAN, actions=[*PLAN.actions])})

    def test_iterates(self) -> None:
        """A plan gives its actions, in the order of the roadmap."""
        assert [LIST, PUBLISH, TRAIN] == [*PLAN]

    def test_pickles(self) -> None:
        """A plan can be sent to another process."""
        assert PLAN == pickle.loads(pickle.dumps(PLAN))

    def test_frozen(self) -> None:
        """Nothing in a plan can be set."""
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            PLAN.title = "Other"  # type: ignore[misc]

    def test_own_texts_go(self) -> None:
        """A list that repeats an action's own text keeps the number only; any other text stays."""
        goals = [
            Goal("Know", actions=[Mention(1, "List every dataset"), Mention(2, "Publish it")]),
            Goal("Share", actions=[Mention(1, "Publish the list"), Mention(None, "List every dataset")]),
            Goal("Rest"),
        ]
        plan = attrs.evolve(PLAN, themes=[PlanTheme("data", "Data", goals=goals)])

        assert [
            (Mention(1), Mention(2, "Publish it")),
            (Mention(1, "Publish the list"), Mention(None, "List every dataset")),
            (),
        ] == [goal.actions for goal in plan.themes[0].goals]

    def test_look_up(self) -> None:
        """Actions, themes and horizons are found by number and id."""
        assert (PUBLISH, PEOPLE) == (PLAN.action(2), PLAN.theme("people"))
        assert Horizon("medium", "Medium term") == PLAN.horizon("medium")

    def test_first_of_twins(self) -> None:
        """Of two actions with one number the first is found."""
        plan = attrs.evolve(PLAN, actions=[PUBLISH, attrs.evolve(TRAIN, number=2)])

        assert PUBLISH == plan.action(2)

    @pytest.mark.parametrize(
        ("look_up", "message"),
        [
            (lambda: PLAN.action(4), "no action 4 in p (3 actions)"),
            (lambda: PLAN.theme("peopel"), "no theme 'peopel' in p (2 themes); did you mean 'people'?"),
            (lambda: PLAN.horizon("shrt"), "no horizon 'shrt' in p (3 horizons); did you mean 'short'?"),
        ],
    )
    def test_unknown(self, look_up: Callable[[], object], message: str) -> None:
        """What the plan does not have is refused, with the near misses."""
        with pytest.raises(UnknownIdError) as caught:
            look_up()

        assert message == str(caught.value)


class TestWhen:
    DATED = Plan(
        id="p",
        title="P",
        horizons=[
            Horizon("open", "Open"),
            Horizon("first", "First year", ends=date(2026, 12, 31)),
            Horizon("second", "Second year", date(2027, 1, 1), date(2027, 12, 31)),
        ],
    )

    @pytest.mark.parametrize(
        ("action", "expected"),
        [
            (Action("x", horizon="second", due=date(2026, 1, 1)), "second"),
            (Action("x", horizon="second"), "second"),
            (Action("x", horizon="third", due=date(2026, 1, 1)), None),
            (Action("x", due=date(2025, 1, 1)), "first"),
            (Action("x", due=date(2026, 12, 31)), "first"),
            (Action("x", due=date(2027, 1, 1)), "second"),
            (Action("x", due=date(2027, 12, 31)), "second"),
            (Action("x", due=date(2028, 1, 1)), None),
            (Action("x", starts=date(2026, 1, 1)), None),
        ],
    )
    def test_horizon_of(self, action: Action, expected: str | None) -> None:
        """An action's horizon is its own, else the first that reaches to its day; one that is unknown is none."""
        found = self.DATED.horizon_of(action)

        assert expected == (None if found is None else found.id)

    @pytest.mark.parametrize(
        ("due", "expected"),
        [
            (date(2026, 12, 31), "first"),
            (date(2027, 1, 1), None),
            (date(2027, 12, 31), None),
            (date(2028, 1, 1), "rest"),
            (date(2040, 1, 1), "rest"),
        ],
    )
    def test_open_end(self, due: date, expected: str | None) -> None:
        """A horizon without a last day takes what is due from its first day on; one without either takes no day."""
        horizons = [
            Horizon("some", "Some day"),
            Horizon("first", "First year", ends=date(2026, 12, 31)),
            Horizon("rest", "The rest", starts=date(2028, 1, 1)),
        ]
        found = attrs.evolve(self.DATED, horizons=horizons).horizon_of(Action("x", due=due))

        assert expected == (None if found is None else found.id)

    @pytest.mark.parametrize(
        ("action", "expected"),
        [
            (Action("x", horizon="second", due=date(2027, 3, 1)), date(2027, 3, 1)),
            (Action("x", horizon="second"), date(2027, 12, 31)),
            (Action("x", horizon="open"), None),
            (Action("x", horizon="third"), None),
            (Action("x", due=date(2027, 3, 1)), date(2027, 3, 1)),
            (Action("x", due=date(2029, 3, 1)), date(2029, 3, 1)),
            (Action("x"), None),
        ],
    )
    def test_due_day(self, action: Action, expected: date | None) -> None:
        """An action is due on its own day, else on its horizon's last one, else on none."""
        assert expected == self.DATED.due_day(action)


class TestWithAction:
    def test_in_place(self) -> None:
        """An action with a number that is there takes that one's place, in the roadmap and in the lists."""
        other = attrs.evolve(PUBLISH, text="Publish it all")
        plan = PLAN.with_action(other)

        assert (LIST, other, TRAIN) == plan.actions
        assert PLAN.themes == plan.themes

    def test_at_the_end(self) -> None:
        """A new action stands at the end of the roadmap, and in no list unless one is asked for."""
        new = Action("Sing", number=7, theme="people")
        plan = PLAN.with_action(new)

        assert (*PLAN.actions, new) == plan.actions
        assert [[1], [2], [3]] == listed(plan)

    def test_next_number(self) -> None:
        """An action without a number gets the one after the highest."""
        plan = PLAN.with_action(Action("Sing", theme="people"), goal="Learn")

        assert ("Sing", (1, 2, 3, 4)) == (plan.action(4).text, plan.numbers)
        assert [[1], [2], [3, 4]] == listed(plan)

    def test_listed(self) -> None:
        """A new action is listed last under the goal of its theme that is named."""
        plan = PLAN.with_action(Action("Sing", number=9, theme="data"), goal="Know what we hold")

        assert [[1, 9], [2], [3]] == listed(plan)
        assert PEOPLE == plan.theme("people")

    def test_goal_of_an_old_one(self) -> None:
        """An action that only takes another's place is listed where that one was."""
        assert [[1], [2], [3]] == listed(PLAN.with_action(attrs.evolve(PUBLISH, owner="Bea"), goal="Know what we hold"))

    def test_goals_of_one_name(self) -> None:
        """Of two goals with one name the first lists the new action, so that it stands in one list."""
        theme = PlanTheme("data", "Data", goals=[Goal("Know"), Goal("Know")])
        plan = Plan(id="p", title="P", themes=[theme]).with_action(LIST, goal="Know")

        assert [[1], []] == listed(plan)
        assert () == check_plan(plan)

    def test_text_of_the_list(self) -> None:
        """A list's own text goes once the action says the same."""
        theme = PlanTheme("data", "Data", goals=[Goal("Share", actions=[Mention(2, "Publish it all")])])
        plan = attrs.evolve(PLAN, themes=[theme]).with_action(attrs.evolve(PUBLISH, text="Publish it all"))

        assert (Mention(2),) == plan.themes[0].goals[0].actions

    def test_twins(self) -> None:
        """Where two actions have the number it is not clear which to replace."""
        plan = attrs.evolve(PLAN, actions=[LIST, attrs.evolve(PUBLISH, number=1)])
        with pytest.raises(PlanError) as caught:
            plan.with_action(LIST)

        assert "action 1: stands twice in the plan; give one of them another number first" == str(caught.value)

    def test_twins_elsewhere(self) -> None:
        """Twins of another number are in nobody's way, and neither are actions without one."""
        unnumbered = attrs.evolve(PUBLISH, number=None)
        plan = attrs.evolve(PLAN, actions=[LIST, LIST, TRAIN, unnumbered])
        other = attrs.evolve(TRAIN, owner="Bea")

        assert (LIST, LIST, other, unnumbered) == plan.with_action(other).actions

    @pytest.mark.parametrize(
        ("theme", "goal", "message"),
        [
            ("peopel", "Learn", "no theme 'peopel' in p (2 themes); did you mean 'people'?"),
            (None, "Learn", "no theme '' in p (2 themes)"),
            ("people", "Lern", "no goal 'Lern' in theme people (1 goal); did you mean 'Learn'?"),
            ("data", "Learn", "no goal 'Learn' in theme data (2 goals)"),
        ],
    )
    def test_unknown_places(self, theme: str | None, goal: str, message: str) -> None:
        """A goal that the action's theme does not have is refused."""
        with pytest.raises(UnknownIdError) as caught:
            PLAN.with_action(Action("Sing", theme=theme), goal=goal)

        assert message == str(caught.value)


class TestChanges:
    def test_without_action(self) -> None:
        """An action that goes leaves no word of itself in lists and dependencies."""
        plan = PLAN.without_action(1)

        assert (attrs.evolve(PUBLISH, depends_on=[]), attrs.evolve(TRAIN, depends_on=[2])) == plan.actions
        assert [[], [2], [3]] == listed(plan)

    def test_without_twins(self) -> None:
        """All actions of a number go."""
        plan = attrs.evolve(PLAN, actions=[LIST, PUBLISH, attrs.evolve(TRAIN, number=1, depends_on=[])])

        assert (attrs.evolve(PUBLISH, depends_on=[]),) == plan.without_action(1).actions

    def test_with_status(self) -> None:
        """An action's status changes, with further evidence after the old, and nothing else does."""
        first = PLAN.with_status(1, "under way", evidence=[MINUTES])
        report = Evidence("Report")
        plan = first.with_status(1, ActionStatus.DONE, evidence=[report])

        assert ActionStatus.UNDER_WAY is first.action(1).status
        assert attrs.evolve(LIST, status=ActionStatus.DONE, evidence=[MINUTES, report]) == plan.action(1)
        assert (PUBLISH, TRAIN) == plan.actions[1:]

    def test_with_due(self) -> None:
        """An action's day changes, and its horizon where one is given."""
        day = date(2026, 3, 31)

        assert attrs.evolve(LIST, due=day) == PLAN.with_due(1, day).action(1)
        assert attrs.evolve(LIST, due=day, horizon="long") == PLAN.with_due(1, day, horizon="long").action(1)
        assert LIST == PLAN.with_due(1, day).with_due(1, None).action(1)

    def test_with_theme(self) -> None:
        """A theme takes the place of the one with its id, or stands at the end."""
        staff, money = PlanTheme("data", "Our data"), PlanTheme("money", "Money")

        assert (staff, PEOPLE) == PLAN.with_theme(staff).themes
        assert (DATA, PEOPLE, money) == PLAN.with_theme(money).themes

    @pytest.mark.parametrize(
        "change",
        [
            lambda plan: plan.without_action(4),
            lambda plan: plan.with_status(4, "done"),
            lambda plan: plan.with_due(4, None),
        ],
    )
    def test_unknown(self, change: Callable[[Plan], Plan]) -> None:
        """An action that there is not cannot be changed."""
        with pytest.raises(UnknownIdError, match="no action 4 in p"):
            change(PLAN)

    @pytest.mark.parametrize(
        "change",
        [
            lambda plan: plan.with_status(1, "done"),
            lambda plan: plan.with_due(1, None),
        ],
    )
    def test_twins(self, change: Callable[[Plan], Plan]) -> None:
        """Of two actions with one number neither is changed by it."""
        with pytest.raises(PlanError, match="action 1: stands twice"):
            change(attrs.evolve(PLAN, actions=[LIST, attrs.evolve(PUBLISH, number=1)]))

    def test_bad_status(self) -> None:
        """A status that there is not is refused."""
        with pytest.raises(PlanError, match="status: is one of planned, under way, done, dropped, not 'finished'"):
            PLAN.with_status(1, "finished")

    def test_ends_before_it_starts(self) -> None:
        """An action cannot be put before its own first day."""
        plan = PLAN.with_action(attrs.evolve(LIST, starts=date(2026, 4, 1)))
        with pytest.raises(PlanError, match="action 1: starts on 2026-04-01 and ends before that, on 2026-03-31"):
            plan.with_due(1, date(2026, 3, 31))
