"""
The laws of plans: what a draft holds, what a forecast says, and that each check finds its own fault and no other.

What is expected is worked out here from the levels and the answers alone; nothing of drafting or forecasting is used.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import strategies
from datamaturity import (
    Action,
    ActionState,
    ActionStatus,
    Answer,
    AnswerState,
    Assessment,
    Evidence,
    Goal,
    Horizon,
    Mention,
    Move,
    NextStep,
    Plan,
    PlanTheme,
    Serves,
    Target,
    check_plan,
    draft_plan,
    forecast,
    next_steps,
    plan_status,
    what_if,
)

CODES = (
    "other-framework",
    *("not-in-theme-plans", "not-in-roadmap", "two-texts", "other-theme", "twice-in-theme-plans", "two-theme-names"),
    *("unnumbered", "number-twice", "number-missing"),
    *("unknown-theme", "unknown-horizon", "no-time", "after-horizon", "theme-without-action"),
    *("unknown-dependency", "circular-dependency", "later-dependency"),
    *("unknown-criterion", "level-off-scale", "level-out-of-reach", "not-applicable"),
    "done-without-evidence",
)
"""Every code that `check_plan` says it has."""

SHOWN = Evidence("Minutes")
OPEN = (ActionStatus.PLANNED, ActionStatus.UNDER_WAY)


def positions(assessment: Assessment) -> dict[str, int | None]:
    """Return the position of each criterion's level on the scale; `None` without one."""
    scale = assessment.framework.scale
    return {
        one: None if answer.level is None else scale.position(answer.level)
        for one, answer in assessment.answers.items()
    }


def codes(plan: Plan, assessment: Assessment | None = None) -> list[str]:
    """Return the codes of the plan's faults."""
    return [one.code for one in check_plan(plan, assessment=assessment)]


class Drafted(NamedTuple):
    """A drafted plan, and what it was drafted from."""

    assessment: Assessment
    target: Target
    steps: tuple[NextStep, ...]
    capacity: int | dict[str, int] | None
    waits: dict[str, list[str]]
    plan: Plan

    @property
    def gaps(self) -> dict[str, list[int]]:
        """The numbers of the levels between each criterion's present one and its target, as far as it is below it."""
        scale = self.assessment.framework.scale
        found = {}
        for one, now in positions(self.assessment).items():
            if now is not None and one in self.target.levels:
                aim = scale.position(self.target.levels[one].number)
                found[one] = [level.number for level in scale.levels[now + 1 : aim + 1]]
        return {one: levels for one, levels in found.items() if levels}

    @property
    def unanswered(self) -> list[str]:
        """The applicable criteria with a target and without a level, in framework order."""
        return [
            one
            for one, answer in self.assessment.answers.items()
            if one in self.target.levels and answer.state in (AnswerState.UNANSWERED, AnswerState.DO_NOT_KNOW)
        ]

    def place(self, action: Action) -> int:
        """Return the place of an action's horizon; after the last for none."""
        ids = [one.id for one in self.plan.horizons]
        return len(ids) if action.horizon is None else ids.index(action.horizon)

    def room(self, horizon: Horizon) -> int | None:
        """Return how many moves a horizon takes; `None` for any number."""
        return self.capacity.get(horizon.id) if isinstance(self.capacity, dict) else self.capacity


@st.composite
def drafts(draw: st.DrawFn, *, has_room: bool = False) -> Drafted:
    """Drafted plans for any target and capacity, or such that all of it has room; steps come in any order."""
    assessment = draw(strategies.assessments())
    framework = assessment.framework
    ids = framework.criterion_ids
    target = Target.of(
        framework,
        criteria={one: draw(st.sampled_from(framework.scale.levels)) for one in ids if draw(st.integers(0, 3))},
    )
    horizons = draw(strategies.horizon_lists())
    capacity: int | dict[str, int] | None
    if has_room:
        horizons = horizons or (Horizon("last", "Last"),)
        # Without a limit, or with one for all but the last.
        limits = {one.id: draw(st.integers(0, 4)) for one in horizons[:-1]}
        capacity = draw(st.sampled_from([None, limits]))
    else:
        # Any number for those that are left out.
        limits = {one.id: draw(st.integers(0, 4)) for one in horizons if draw(st.booleans())}
        capacity = draw(st.none() | st.integers(0, 5) | st.just(limits))
    steps = draw(st.permutations(next_steps(assessment, target=target)))
    # Each waits for some of those before it in a row, so that there is no circle.
    row = draw(st.permutations(ids))
    waits: dict[str, list[str]] = {}
    if draw(st.booleans()):
        waits = {
            one: draw(st.lists(st.sampled_from(row[:place]), max_size=2, unique=True))
            for place, one in enumerate(row)
            if place
        }
    plan = draft_plan(steps, framework=framework, capacity=capacity, horizons=horizons, depends_on=waits)
    return Drafted(assessment, target, tuple(steps), capacity, waits, plan)


class TestDraft:
    @given(drafts())
    def test_every_gap_once(self, drafted: Drafted) -> None:
        """Each level between a criterion's present one and its target is served by one action, and nothing else is."""
        expected = [(one, level) for one, levels in drafted.gaps.items() for level in levels]

        assert {1} >= {len(action.serves) for action in drafted.plan}
        assert Counter(expected) == Counter(
            (one.criterion, one.level) for action in drafted.plan for one in action.serves
        )

    @given(drafts())
    def test_capacity(self, drafted: Drafted) -> None:
        """No horizon takes more than its capacity."""
        taken = Counter(action.horizon for action in drafted.plan)
        for horizon in drafted.plan.horizons:
            room = drafted.room(horizon)

            assert room is None or taken[horizon.id] <= room

    @given(drafts())
    def test_near_before_far(self, drafted: Drafted) -> None:
        """The actions stand from near to far, and none on a horizon while a nearer one has room."""
        places = [drafted.place(action) for action in drafted.plan]
        taken = Counter(places)

        assert sorted(places) == places
        for place, horizon in enumerate(drafted.plan.horizons[: max(places, default=0)]):
            assert taken[place] == drafted.room(horizon)

    @given(drafts())
    def test_order_of_levels(self, drafted: Drafted) -> None:
        """A criterion's moves go up, each depends on the one before, and none stands on an earlier horizon than it."""
        for one, levels in drafted.gaps.items():
            actions = [action for action in drafted.plan if action.serves[0].criterion == one]

            assert levels == [action.serves[0].level for action in actions]
            for before, after in pairwise(actions):
                assert before.number in after.depends_on
                assert drafted.place(before) <= drafted.place(after)

    @given(drafts())
    def test_dependencies(self, drafted: Drafted) -> None:
        """A move depends on, and never comes before, the last move of each criterion that its own waits for."""
        last = {action.serves[0].criterion: action for action in drafted.plan}
        for action in drafted.plan:
            for other in drafted.waits.get(action.serves[0].criterion, []):
                if other in last:
                    assert last[other].number in action.depends_on
                    assert drafted.place(last[other]) <= drafted.place(action)

    @given(drafts())
    def test_dependencies_are_of_these_kinds_only(self, drafted: Drafted) -> None:
        """A move depends on lower numbers only: of its own criterion, or of one that its criterion waits for."""
        for action in drafted.plan:
            mine = action.serves[0].criterion
            for number in action.depends_on:
                assert action.number is not None
                assert number < action.number
                assert drafted.plan.action(number).serves[0].criterion in (mine, *drafted.waits.get(mine, []))

    @given(drafts(has_room=True))
    def test_sound(self, drafted: Drafted) -> None:
        """Where there is room for everything, the check finds nothing, with the answers or without."""
        assert [] == codes(drafted.plan)
        assert [] == codes(drafted.plan, drafted.assessment)

    @given(drafts())
    def test_no_room(self, drafted: Drafted) -> None:
        """Where there is not, the check names what has no time, and nothing else."""
        without = [str(action) for action in drafted.plan if action.horizon is None]
        found = check_plan(drafted.plan, assessment=drafted.assessment)

        assert [("no-time", one) for one in without] == [(one.code, one.where) for one in found]

    @given(drafts(has_room=True))
    def test_reaches_the_target(self, drafted: Drafted) -> None:
        """Where there is room for everything, the last step misses only what nobody has answered."""
        found = forecast(drafted.assessment, drafted.plan, target=drafted.target)

        assert ([], drafted.unanswered) == ([*found.missing], [*found.unknown])
        assert (not drafted.unanswered) is found.reaches_target
        assert () == found.unscheduled
        # Measured against its own moves, the plan reaches all that it is for.
        assert forecast(drafted.assessment, drafted.plan).reaches_target

    @given(drafts())
    def test_missing(self, drafted: Drafted) -> None:
        """Where there is not, just the criteria whose moves have no horizon are missing."""
        late = {action.serves[0].criterion for action in drafted.plan if action.horizon is None}
        found = forecast(drafted.assessment, drafted.plan, target=drafted.target)

        assert [one for one in drafted.assessment.framework.criterion_ids if one in late] == [*found.missing]
        assert drafted.unanswered == [*found.unknown]

    @given(drafts())
    def test_finished(self, drafted: Drafted) -> None:
        """The forecast of a finished plan is the assessment with all of its moves, from the first step on."""
        scale = drafted.assessment.framework.scale
        moves = [
            Move(drafted.assessment.framework.criterion(one).id, *scale.levels[place : place + 2])
            for one, levels in drafted.gaps.items()
            for place in (scale.position(level) - 1 for level in levels)
        ]
        plan = drafted.plan
        for number in plan.numbers:
            plan = plan.with_status(number, "done", evidence=[SHOWN])
        found = forecast(drafted.assessment, plan, target=drafted.target)
        expected = what_if(drafted.assessment, moves)

        assert [expected.assessment] * (1 + len(plan.horizons)) == [step.assessment for step in found.steps]
        assert expected == found.after
        assert ([], drafted.unanswered) == ([*found.missing], [*found.unknown])
        assert [] == codes(plan, drafted.assessment)


def levels_after(assessment: Assessment, actions: Iterable[Action]) -> dict[str, int | None]:
    """Return where each criterion stands once these actions are done: at the highest of all its levels."""
    scale = assessment.framework.scale
    found = positions(assessment)
    for action in actions:
        for one in action.serves:
            if assessment.answers[one.criterion].state is not AnswerState.NOT_APPLICABLE:
                now = found[one.criterion]
                place = scale.position(one.level)
                found[one.criterion] = place if now is None else max(now, place)
    return found


@st.composite
def assessed_plans(draw: st.DrawFn) -> tuple[Assessment, Plan]:
    """Assessments, and plans that are sound with them."""
    assessment = draw(strategies.assessments())
    return assessment, draw(strategies.sound_plans(assessment))


class TestForecast:
    @given(assessed_plans())
    def test_levels(self, pair: tuple[Assessment, Plan]) -> None:
        """After each step a criterion stands at the highest level that it had, or that was served until then."""
        assessment, plan = pair
        counted = [one for one in plan if one.status is ActionStatus.DONE]
        found = forecast(assessment, plan)

        assert levels_after(assessment, counted) == positions(found.steps[0].assessment)
        for horizon, step in zip(plan.horizons, found.steps[1:], strict=True):
            counted += [one for one in plan if one.is_open and plan.horizon_of(one) == horizon]

            assert horizon == step.horizon
            assert levels_after(assessment, counted) == positions(step.assessment)

    @given(assessed_plans())
    def test_nothing_sinks(self, pair: tuple[Assessment, Plan]) -> None:
        """
        From step to step no lower bound and no share at or above a level sinks, nor does any coverage.

        No mean does either, unless a criterion that nobody had answered comes in.
        """
        assessment, plan = pair
        found = forecast(assessment, plan, overall=True)
        for before, after in pairwise([found.before, *(step.scorecard for step in found.steps)]):
            for old, new in zip(before, after, strict=True):
                assert old.group == new.group
                assert (old.low is None) is (new.low is None)
                assert old.low is None or new.low is None or old.low <= new.low
                assert (old.coverage or 0) <= (new.coverage or 0)
                for level in old.at_or_above or ():
                    assert old.at_or_above is not None
                    assert new.at_or_above is not None
                    assert old.at_or_above[level] <= new.at_or_above[level]
                if old.coverage == new.coverage:
                    assert (old.mean is None) is (new.mean is None)
                    assert old.mean is None or new.mean is None or old.mean <= new.mean

    @given(assessed_plans())
    def test_each_action_once(self, pair: tuple[Assessment, Plan]) -> None:
        """An action that is not dropped stands in one step, or is unscheduled; one that is dropped stands nowhere."""
        assessment, plan = pair
        found = forecast(assessment, plan)
        placed = [*(one for step in found.steps for one in step.actions), *found.unscheduled]

        assert Counter(one for one in plan if one.status is not ActionStatus.DROPPED) == Counter(placed)

    @given(assessed_plans())
    def test_finished(self, pair: tuple[Assessment, Plan]) -> None:
        """A plan of which everything is done has brought about all of its levels, and reaches what it is for."""
        assessment, plan = pair
        done = attrs.evolve(plan, actions=[attrs.evolve(one, status="done") for one in plan])
        found = forecast(assessment, done)

        assert {tuple(levels_after(assessment, plan).items())} == {
            tuple(positions(step.assessment).items()) for step in found.steps
        }
        assert found.reaches_target

    @given(assessed_plans())
    def test_dropped(self, pair: tuple[Assessment, Plan]) -> None:
        """A plan of which everything is dropped changes nothing."""
        assessment, plan = pair
        dropped = attrs.evolve(plan, actions=[attrs.evolve(one, status="dropped") for one in plan])
        found = forecast(assessment, dropped)

        assert {found.before} == {step.scorecard for step in found.steps}
        assert assessment == found.after.assessment

    @given(assessed_plans(), st.data())
    def test_order_of_actions(self, pair: tuple[Assessment, Plan], data: st.DataObject) -> None:
        """The order of the roadmap is no matter."""
        assessment, plan = pair
        other = attrs.evolve(plan, actions=data.draw(st.permutations(plan.actions)))

        assert [step.scorecard for step in forecast(assessment, plan).steps] == [
            step.scorecard for step in forecast(assessment, other).steps
        ]


class TestMethods:
    @given(strategies.sound_plans(least=1), st.data())
    def test_old_plan_stays(self, plan: Plan, data: st.DataObject) -> None:
        """Every method gives a new plan, and leaves the old one as it was."""
        before = attrs.asdict(plan)
        number = data.draw(st.sampled_from(plan.numbers))
        theme = data.draw(st.sampled_from(plan.themes))
        changed = [
            plan.with_action(Action("New", theme=theme.id), goal="Goal 0"),
            plan.with_action(attrs.evolve(plan.action(number), text="Other", owner="Somebody else")),
            plan.without_action(number),
            plan.with_status(number, "done", evidence=[SHOWN]),
            plan.with_due(number, date(2040, 1, 1)),
            plan.with_theme(attrs.evolve(theme, objective="Another")),
        ]

        assert before == attrs.asdict(plan)
        assert plan not in changed

    @given(strategies.sound_plans(least=1), st.data())
    def test_there_and_back(self, plan: Plan, data: st.DataObject) -> None:
        """What one method does another undoes."""
        number = data.draw(st.sampled_from(plan.numbers))
        action, theme = plan.action(number), data.draw(st.sampled_from(plan.themes))
        new = data.draw(strategies.plan_actions([theme.id]))
        new = attrs.evolve(new, number=plan.next_number, theme=theme.id)

        assert plan == plan.with_action(new, goal="Goal 1").without_action(plan.next_number)
        assert plan == plan.with_action(new).without_action(plan.next_number)
        assert plan == plan.with_status(number, "done").with_status(number, action.status)
        assert plan == plan.with_due(number, date(2040, 1, 1)).with_due(number, action.due)
        assert plan == plan.with_theme(attrs.evolve(theme, name="Another")).with_theme(theme)
        assert plan == plan.with_action(action)

    @given(strategies.sound_plans(least=1), st.data())
    def test_others_stay(self, plan: Plan, data: st.DataObject) -> None:
        """A change of one action leaves the others, and their order, as they were."""
        number = data.draw(st.sampled_from(plan.numbers))
        new = attrs.evolve(data.draw(strategies.plan_actions()), number=number)
        changed = plan.with_action(new)

        assert new == changed.action(number)
        assert [new if one.number == number else one for one in plan] == [*changed]
        assert plan.themes == changed.themes

    @given(strategies.sound_plans(least=1), st.data())
    def test_stays_sound(self, plan: Plan, data: st.DataObject) -> None:
        """A sound plan stays sound when something is done and shown, and when a sound action comes under a goal."""
        number = data.draw(st.sampled_from(plan.numbers))
        theme = data.draw(st.sampled_from(plan.themes))
        new = Action("New", theme=theme.id, due=date(2040, 1, 1), depends_on=plan.numbers)

        assert [] == codes(plan.with_status(number, "done", evidence=[SHOWN]))
        assert [] == codes(plan.with_action(new, goal="Goal 0"))

    @given(strategies.plans())
    def test_made_again(self, plan: Plan) -> None:
        """A plan that is made of a plan's parts is equal to it."""
        assert plan == attrs.evolve(plan)
        assert hash(plan) == hash(attrs.evolve(plan))


@st.composite
def graphs(draw: st.DrawFn) -> dict[int, list[int]]:
    """Dependencies among up to six actions, in circles or not."""
    numbers = range(1, draw(st.integers(1, 6)) + 1)
    return {one: draw(st.lists(st.sampled_from(numbers), max_size=3, unique=True)) for one in numbers}


def waits_for(graph: Mapping[int, Sequence[int]]) -> dict[int, set[int]]:
    """Return all that each waits for, at once or by way of others."""
    found = {one: {*others} for one, others in graph.items()}
    for _ in graph:
        found = {one: others.union(*(found[other] for other in others)) for one, others in found.items()}
    return found


def planned(graph: Mapping[int, Sequence[int]]) -> Plan:
    """Return a plan whose actions depend on one another like this, and that has no other fault."""
    theme = PlanTheme("t", "Theme", goals=[Goal("Goal", actions=graph)])
    actions = [Action("x", number=one, theme="t", due=SOME_DAY, depends_on=others) for one, others in graph.items()]
    return Plan(id="p", title="P", actions=actions, themes=[theme])


SOME_DAY = date(2026, 3, 31)


class TestCheck:
    @given(strategies.plans())
    def test_any_plan(self, plan: Plan) -> None:
        """Any plan can be checked, and what is found has a known code, a place and a message in one line."""
        for fault in check_plan(plan):
            assert fault.code in CODES
            assert fault.where
            assert fault.message
            assert f"{fault.where}: {fault.message} [{fault.code}]" == str(fault)

    @given(strategies.plans(), strategies.assessments())
    def test_any_answers(self, plan: Plan, assessment: Assessment) -> None:
        """Answers only add to what is found."""
        found = check_plan(plan, assessment=assessment)

        assert not Counter(check_plan(plan)) - Counter(found)
        assert not Counter(check_plan(plan, framework=assessment.framework)) - Counter(found)

    @given(strategies.sound_plans())
    def test_sound(self, plan: Plan) -> None:
        """A sound plan has no fault."""
        assert [] == codes(plan)

    @given(assessed_plans())
    def test_sound_with_answers(self, pair: tuple[Assessment, Plan]) -> None:
        """A plan that is sound with the answers has no fault with them."""
        assessment, plan = pair

        assert [] == codes(plan, assessment)

    @given(strategies.plans(), st.data())
    def test_order_of_the_roadmap(self, plan: Plan, data: st.DataObject) -> None:
        """The order of the roadmap decides nothing about which kinds of faults there are in a plan without twins."""
        numbered = [attrs.evolve(one, number=place) for place, one in enumerate(plan, 1)]
        plan = attrs.evolve(plan, actions=numbered)
        other = attrs.evolve(plan, actions=data.draw(st.permutations(numbered)))

        assert Counter(codes(plan)) == Counter(codes(other))

    @given(graphs())
    @example({1: [2], 2: [3], 3: [1], 4: [4], 5: [1]})
    def test_circles(self, graph: dict[int, list[int]]) -> None:
        """What is named is a circle, and each set of actions that wait for one another has one that is named."""
        found = check_plan(planned(graph))
        circles = []
        for fault in found:
            way = fault.message.removeprefix("each waits for the next: ").split(";")[0]
            circles.append([int(number) for number in way.split(" → ")])
        for circle in circles:
            assert circle[0] == circle[-1] == min(circle)
            assert len(circle) - 1 == len({*circle})
            assert all(after in graph[before] for before, after in pairwise(circle))
        all_of = waits_for(graph)
        for one in graph:
            if one in all_of[one]:
                knot = {other for other in all_of[one] if one in all_of[other]}

                assert any(knot.issuperset(circle) for circle in circles)
        assert {"circular-dependency"} >= {fault.code for fault in found}

    @given(graphs())
    def test_circle_once(self, graph: dict[int, list[int]]) -> None:
        """No circle is named twice."""
        found = check_plan(planned(graph))

        assert len(found) == len({*found})


def grown(draw: st.DrawFn, plan: Plan, *, listed: bool = True, theme: str | None = "", **parts: object) -> Plan:
    """Return the plan with one more action anywhere in the roadmap, sound but for the parts given, under a goal."""
    place = draw(st.sampled_from(plan.themes))
    made: dict[str, object] = {"number": plan.next_number, "theme": place.id if theme == "" else theme}
    # On any horizon, or where there is none, on any day.
    if plan.horizons:
        made["horizon"] = draw(st.sampled_from(plan.horizons)).id
    else:
        made["due"] = draw(st.dates(date(2026, 1, 1), date(2030, 12, 31)))
    action = Action(draw(strategies.plan_names()), **made | parts)  # type: ignore[arg-type]
    actions = inserted(draw, plan.actions, action)
    if not listed:
        return attrs.evolve(plan, actions=actions)
    mention = Mention(action.number, "" if action.number is not None else action.text)
    return attrs.evolve(mentioned(draw, plan, place.id, mention), actions=actions)


def inserted(draw: st.DrawFn, actions: Sequence[Action], new: Action) -> list[Action]:
    """Return the actions with a new one anywhere."""
    place = draw(st.integers(0, len(actions)))
    return [*actions[:place], new, *actions[place:]]


def mentioned(draw: st.DrawFn, plan: Plan, theme_id: str, mention: Mention) -> Plan:
    """Return the plan with one more entry in one of a theme's lists."""
    theme = plan.theme(theme_id)
    goals = [*theme.goals]
    place = draw(st.integers(0, len(goals) - 1))
    goals[place] = attrs.evolve(goals[place], actions=[*goals[place].actions, mention])
    return plan.with_theme(attrs.evolve(theme, goals=goals))


def struck(plan: Plan, number: int) -> Plan:
    """Return the plan with an action in none of its lists."""
    return attrs.evolve(
        plan,
        themes=[
            attrs.evolve(
                theme,
                goals=[
                    attrs.evolve(goal, actions=[one for one in goal.actions if one.number != number])
                    for goal in theme.goals
                ],
            )
            for theme in plan.themes
        ],
    )


def with_horizons(draw: st.DrawFn, plan: Plan, count: int, ends: date | None = None) -> Plan:
    """Return the plan with so many horizons at least: further ones come last."""
    horizons = [*plan.horizons]
    while len(horizons) < count:
        horizons.append(Horizon(draw(strategies.new_ids([one.id for one in horizons])), "More", ends=ends))
    return attrs.evolve(plan, horizons=horizons)


@st.composite
def plans_with_one_fault(draw: st.DrawFn, code: str) -> Plan:
    """Draw a sound plan, and plant a fault of this kind that needs no answers to be seen."""
    plan = draw(strategies.sound_plans(least=1))
    new = plan.next_number
    old = draw(st.sampled_from(plan.actions))
    assert old.number is not None
    assert old.theme is not None
    match code:
        case "not-in-theme-plans":
            return struck(plan, old.number)
        case "not-in-roadmap":
            stranger = Mention(new + draw(st.integers(0, 99)), draw(strategies.plan_texts()))
            return mentioned(draw, plan, old.theme, stranger)
        case "two-texts" if draw(st.booleans()):
            # In a list.
            other = draw(strategies.plan_names().filter(lambda text: text != old.text))
            return mentioned(draw, struck(plan, old.number), old.theme, Mention(old.number, other))
        case "two-texts":
            # In the roadmap.
            return attrs.evolve(plan, actions=inserted(draw, plan.actions, attrs.evolve(old, text=old.text + "x")))
        case "other-theme":
            place = draw(strategies.new_ids([one.id for one in plan.themes]))
            theme = PlanTheme(place, "More", goals=[Goal("Goal", actions=[new])])
            plan = attrs.evolve(plan, themes=[*plan.themes, theme])
            plan = grown(draw, plan, theme=place, listed=False)
            return mentioned(draw, struck(plan, old.number), place, Mention(old.number))
        case "twice-in-theme-plans":
            return mentioned(draw, plan, old.theme, Mention(old.number))
        case "two-theme-names":
            theme = draw(st.sampled_from(plan.themes))
            return plan.with_theme(attrs.evolve(theme, roadmap_name=theme.name + "x"))
        case "unnumbered":
            return grown(draw, plan, number=None)
        case "number-twice":
            return attrs.evolve(plan, actions=inserted(draw, plan.actions, old))
        case "number-missing":
            return grown(draw, plan, number=new + draw(st.integers(1, 99)))
        case "unknown-theme":
            stranger_id = draw(strategies.new_ids([one.id for one in plan.themes]))
            return grown(draw, plan, theme=draw(st.sampled_from([None, stranger_id])))
        case "unknown-horizon":
            return grown(draw, plan, horizon=draw(strategies.new_ids([one.id for one in plan.horizons])))
        case "no-time":
            return grown(draw, plan, horizon=None, due=None, status=draw(st.sampled_from(OPEN)))
        case "after-horizon":
            dated = [one for one in plan.horizons if one.ends is not None]
            if not dated:
                plan = with_horizons(draw, plan, len(plan.horizons) + 1, ends=date(2031, 1, 1))
                dated = [*plan.horizons[-1:]]
            horizon = draw(st.sampled_from(dated))
            assert horizon.ends is not None
            return grown(draw, plan, horizon=horizon.id, due=horizon.ends + timedelta(draw(st.integers(1, 999))))
        case "theme-without-action":
            place = draw(strategies.new_ids([one.id for one in plan.themes]))
            return attrs.evolve(plan, themes=[*plan.themes, PlanTheme(place, "More", goals=[Goal("Goal")])])
        case "unknown-dependency":
            return grown(draw, plan, depends_on=[new + draw(st.integers(1, 99))])
        case "circular-dependency":
            size = draw(st.integers(1, 4))
            horizon_id = draw(st.sampled_from(plan.horizons)).id if plan.horizons else None
            due = None if horizon_id else SOME_DAY
            for number in range(size):
                # Each waits for the next, and the last for the first.
                plan = grown(draw, plan, horizon=horizon_id, due=due, depends_on=[new + (number + 1) % size])
            return plan
        case "later-dependency" if draw(st.booleans()):
            plan = with_horizons(draw, plan, 2)
            near, far = sorted(draw(st.permutations(range(len(plan.horizons))))[:2])
            plan = grown(draw, plan, horizon=plan.horizons[far].id)
            return grown(draw, plan, horizon=plan.horizons[near].id, depends_on=[new])
        case "later-dependency":
            days = draw(st.lists(st.dates(), min_size=2, max_size=2, unique=True))
            plan = grown(draw, plan, horizon=None, due=max(days))
            return grown(draw, plan, horizon=None, due=min(days), depends_on=[new])
        case "done-without-evidence":
            return plan.with_action(attrs.evolve(old, status="done", evidence=[]))
    raise AssertionError(code)


@st.composite
def assessed_plans_with_one_fault(draw: st.DrawFn, code: str) -> tuple[Assessment, Plan]:
    """Draw answers and a sound plan, and plant a fault of this kind about levels."""
    assessment = draw(strategies.assessments())
    framework = assessment.framework
    scale = framework.scale
    one = draw(st.sampled_from(framework.criterion_ids))
    open_status = draw(st.sampled_from(OPEN))
    match code:
        case "other-framework":
            plan = draw(strategies.sound_plans(assessment))
            if draw(st.booleans()):
                other = draw(strategies.names().filter(lambda text: text != framework.id))
                return assessment, attrs.evolve(plan, framework_id=other)
            other = draw(strategies.texts().filter(lambda text: text != framework.version))
            return assessment, attrs.evolve(plan, framework_version=other)
        case "unknown-criterion":
            plan = draw(strategies.sound_plans(assessment, least=1))
            stranger = draw(strategies.new_ids(framework.criterion_ids))
            return assessment, grown(draw, plan, serves=[Serves(stranger, draw(st.integers(0, 6)))])
        case "level-off-scale":
            plan = draw(strategies.sound_plans(assessment, least=1))
            level = draw(st.integers(0, 9) | st.integers(0, 10**9 - 1))
            while level in scale.numbers:
                level += 1
            return assessment, grown(draw, plan, serves=[Serves(one, level)])
        case "not-applicable":
            assessment = assessment.with_answers({one: Answer.not_applicable()})
            plan = draw(strategies.sound_plans(assessment, least=1))
            return assessment, grown(draw, plan, serves=[Serves(one, draw(st.sampled_from(scale.numbers)))])
        case "level-out-of-reach":
            # Held already, or, where the scale is long enough, beyond the next.
            now = draw(st.integers(0, len(scale) - 1))
            is_beyond = now + 2 < len(scale) and draw(st.booleans())
            places = range(now + 2, len(scale)) if is_beyond else range(now + 1)
            assessment = assessment.with_answers({one: scale.levels[now]})
            plan = draw(strategies.sound_plans(assessment, least=1))
            # Nothing else brings the criterion on.
            plan = attrs.evolve(
                plan,
                actions=[
                    attrs.evolve(action, serves=[part for part in action.serves if part.criterion != one])
                    for action in plan
                ],
            )
            level = scale.levels[draw(st.sampled_from(places))].number
            return assessment, grown(draw, plan, status=open_status, serves=[Serves(one, level)])
    raise AssertionError(code)


ABOUT_LEVELS = ("other-framework", "unknown-criterion", "level-off-scale", "level-out-of-reach", "not-applicable")


class TestEachFault:
    @pytest.mark.parametrize("code", [one for one in CODES if one not in ABOUT_LEVELS])
    @given(st.data())
    def test_alone(self, code: str, data: st.DataObject) -> None:
        """A fault that is planted into a sound plan is found, and nothing else is."""
        plan = data.draw(plans_with_one_fault(code))

        assert {code} == {*codes(plan)}

    @pytest.mark.parametrize("code", ABOUT_LEVELS)
    @given(st.data())
    def test_alone_about_levels(self, code: str, data: st.DataObject) -> None:
        """A fault about levels that is planted into a sound plan is found once, and nothing else is."""
        assessment, plan = data.draw(assessed_plans_with_one_fault(code))

        assert [code] == codes(plan, assessment)
        # Nothing is seen without them.
        assert [] == codes(plan)


class TestStatus:
    @given(strategies.plans(), strategies.days(), st.integers(0, 300))
    def test_each_action_has_a_state(self, plan: Plan, on: date, notice: int) -> None:
        """Every action is in one state, and in the order of the roadmap."""
        status = plan_status(plan, on, notice_days=notice)

        assert [*plan] == [one.action for one in status.actions]
        assert len(plan.actions) == sum(len(status.in_state(state)) for state in ActionState)
        assert len(plan.actions) == len(status.to_rows())

    @given(strategies.plans(), st.lists(st.dates(date(2020, 1, 1), date(2040, 1, 1)), min_size=2, max_size=2))
    def test_time_goes_by(self, plan: Plan, days: list[date]) -> None:
        """As long as nothing is done, what is overdue stays so and what is done stays as much."""
        early, late = (plan_status(plan, day) for day in sorted(days))

        assert early.done_share == late.done_share
        assert (early.done_by_theme, early.done_by_horizon) == (late.done_by_theme, late.done_by_horizon)
        for before, after in zip(early.actions, late.actions, strict=True):
            assert before.is_overdue <= after.is_overdue
            assert before.blocked_by == after.blocked_by
            assert bool(before.risk) <= bool(after.risk)

    @given(strategies.plans(), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
    def test_all_done(self, plan: Plan, on: date) -> None:
        """Of a plan of which everything is done, all is done, and nothing is late, blocked or at risk."""
        done = attrs.evolve(plan, actions=[attrs.evolve(one, status="done") for one in plan])
        status = plan_status(done, on)

        assert done.actions == status.in_state(ActionState.DONE)
        assert (1 if done.actions else None) == status.done_share
        assert {1, None} >= {*status.done_by_theme.values(), *status.done_by_horizon.values()}
        assert not any(one.is_overdue or one.blocked_by or one.risk for one in status.actions)
