"""Every fault that a plan can have: its code, where it stands, what to do; and what is no fault."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from datamaturity import (
    Action,
    ActionStatus,
    Answer,
    Assessment,
    Evidence,
    Framework,
    Goal,
    Horizon,
    Mention,
    Plan,
    PlanFault,
    PlanTheme,
    Serves,
    check_plan,
    load_plan,
)
from datamaturity.documents.plans import parse_plan
from examples import CROSSED, ONE_THEME

# The seed's plan in our words, with the faults that its authors made; notes on each are in the tests.
FAULTY = Path(__file__).parent / "data" / "trust-data-strategy-faulty.json"

MINUTES = Evidence("Minutes")
TEN = "1, 2, 3, 4, 5, 6, 7, 8, 9, 10"


def plan_of(*actions: Action, lists: Iterable[Mention | int | str] | None = None, **parts: Any) -> Plan:
    """Return a plan of one theme and goal, which lists all actions, or what is given."""
    if lists is None:
        lists = dict.fromkeys(Mention(one.number, "" if one.number else one.text) for one in actions)
    theme = PlanTheme("data", "Data", goals=[Goal("Know", actions=lists)])
    return Plan(id="p", title="P", actions=actions, **{"themes": [theme], **parts})


def act(number: int | None, text: str = "", **parts: Any) -> Action:
    """Return an action of the theme on the first horizon."""
    return Action(text or f"Do {number}", number=number, **{"theme": "data", "horizon": "short", **parts})


def chain(waits: Mapping[int, Iterable[int]]) -> Plan:
    """Return a plan whose actions depend on one another in this way."""
    return plan_of(*(act(number, depends_on=others) for number, others in waits.items()))


def found(
    plan: Plan, framework: Framework | None = None, assessment: Assessment | None = None
) -> list[tuple[str, str, str]]:
    """Return the faults as code, place and message."""
    return [(one.code, one.where, one.message) for one in check_plan(plan, framework=framework, assessment=assessment)]


class TestSound:
    def test_empty(self) -> None:
        """An empty plan has no fault, with answers or without."""
        assert () == check_plan(Plan(id="p", title="P"))
        assert () == check_plan(Plan(id="p", title="P"), assessment=Assessment(ONE_THEME))

    def test_sound(self) -> None:
        """A plan that fits together has no fault."""
        plan = plan_of(act(2, depends_on=[1]), act(1), act(3, horizon="long", depends_on=[2, 1]))

        assert () == check_plan(plan)

    def test_no_horizon_but_a_day(self) -> None:
        """A day says when as well as a horizon does; what is done or dropped needs neither."""
        plan = plan_of(
            act(1, horizon=None, due=date(2026, 3, 31)),
            act(2, horizon=None, status="done", evidence=[MINUTES]),
            act(3, horizon=None, status="dropped"),
        )

        assert () == check_plan(plan)

    def test_fault_as_text(self) -> None:
        """A fault is shown as place, message and code."""
        assert "action 3: has no theme; give it one [unknown-theme]" == str(
            PlanFault("unknown-theme", "action 3", "has no theme; give it one")
        )


class TestLists:
    def test_in_no_list(self) -> None:
        """An action that no goal lists, by its number, is named."""
        plan = plan_of(act(1), act(2), lists=[1])

        assert [("not-in-theme-plans", "action 2", "stands in no theme plan; list it under a goal")] == found(plan)

    def test_listed_by_its_text_only(self) -> None:
        """An action with a number is not listed by a text alone; the entry's want of a number is named beside it."""
        assert [
            ("not-in-theme-plans", "action 1", "stands in no theme plan; list it under a goal"),
            ("unnumbered", "theme data, goal 'Know'", "'Do 1' has no number; give its action's"),
        ] == found(plan_of(act(1), lists=["Do 1"]))

    def test_not_in_the_roadmap(self) -> None:
        """An entry of a list that the roadmap does not have is named by number, or by the start of its text."""
        plan = plan_of(act(1), lists=[1, 7, "S" * 61])

        assert [
            (
                "not-in-roadmap",
                "theme data, goal 'Know'",
                "lists action 7, which is not in the roadmap; add it there, or strike it here",
            ),
            (
                "not-in-roadmap",
                "theme data, goal 'Know'",
                f"lists '{'S' * 40}', which is not in the roadmap; add it there, or strike it here",
            ),
            ("unnumbered", "theme data, goal 'Know'", f"'{'S' * 60}' has no number; give its action's"),
        ] == found(plan)

    def test_two_texts(self) -> None:
        """A list that words an action otherwise is named, with both texts from where they part."""
        plan = plan_of(act(1, "Build on dashboard projects"), lists=[Mention(1, "Build on dashboard pilots")])

        assert [
            (
                "two-texts",
                "theme data, goal 'Know'",
                (
                    "says 'Build on dashboard pilots' for action 1, the roadmap 'Build on dashboard projects'; "
                    "keep one text"
                ),
            )
        ] == found(plan)

    def test_where_long_texts_part(self) -> None:
        """Of long texts sixty characters are shown, from thirty before they part."""
        # They part at character 100: shown are 70 to 129, thirty of them alike.
        here, there = "a" * 100 + "b" * 100, "a" * 100 + "c" * 100
        shown = [f"…{'a' * 30}{sign * 30}" for sign in "bc"]

        assert [
            (
                "two-texts",
                "theme data, goal 'Know'",
                f"says '{shown[0]}' for action 1, the roadmap '{shown[1]}'; keep one text",
            )
        ] == found(plan_of(act(1, there), lists=[Mention(1, here)]))

    @pytest.mark.parametrize(("here", "there"), [("List all", "List"), ("List", "List all")])
    def test_one_text_goes_on(self, here: str, there: str) -> None:
        """Where one text is the start of the other, both are shown whole."""
        (fault,) = check_plan(plan_of(act(1, there), lists=[Mention(1, here)]))

        assert f"says '{here}' for action 1, the roadmap '{there}'; keep one text" == fault.message

    def test_other_theme(self) -> None:
        """An action that is listed under another theme than the roadmap's is named."""
        themes = [
            PlanTheme("data", "Data", goals=[Goal("Know", actions=[1])]),
            PlanTheme("people", "People", goals=[Goal("Learn", actions=[2, 3])]),
        ]
        plan = plan_of(act(1), act(2), act(3, theme="people"), themes=themes)

        assert [
            (
                "other-theme",
                "theme people, goal 'Learn'",
                "lists action 2, which the roadmap has under theme data; move one of them",
            )
        ] == found(plan)

    def test_listed_twice(self) -> None:
        """An action that is listed twice is named once, with both places."""
        themes = [PlanTheme("data", "Data", goals=[Goal("Know", actions=[1, 2]), Goal("Share", actions=[1])])]

        assert [
            (
                "twice-in-theme-plans",
                "action 1",
                "is listed 2 times: theme data, goal 'Know'; theme data, goal 'Share'; keep one",
            )
        ] == found(plan_of(act(1), act(2), themes=themes))

    def test_two_names(self) -> None:
        """A theme that the roadmap calls otherwise is named; one that it calls the same, or not at all, is not."""
        themes = [
            PlanTheme("a", "Data", roadmap_name="Data and places", goals=[Goal("Know", actions=[1])]),
            PlanTheme("b", "People", roadmap_name="People", goals=[Goal("Know", actions=[2])]),
            PlanTheme("c", "Money", goals=[Goal("Know", actions=[3])]),
        ]
        plan = plan_of(act(1, theme="a"), act(2, theme="b"), act(3, theme="c"), themes=themes)

        assert [
            (
                "two-theme-names",
                "theme a",
                "is called 'Data and places' in the roadmap and 'Data' here; keep one name",
            )
        ] == found(plan)


class TestNumbering:
    def test_unnumbered(self) -> None:
        """An action without a number is named with its place, its text, and a number to give it; its entry as well."""
        plan = plan_of(act(1), act(None, "T" * 61))

        assert [
            ("unnumbered", "actions, entry 2", f"'{'T' * 60}' has no number; give it one, such as 2"),
            ("unnumbered", "theme data, goal 'Know'", f"'{'T' * 60}' has no number; give its action's"),
        ] == found(plan)

    def test_one_number_two_texts(self) -> None:
        """One number for two things is named, and how often it stands."""
        plan = plan_of(act(1, "Sing"), act(1, "Dance"), act(1, "Sing"))

        assert [
            (
                "two-texts",
                "action 1",
                "stands 3 times in the roadmap, with two texts; give each action its own number",
            )
        ] == found(plan)

    def test_one_number_one_text(self) -> None:
        """The same action twice is another fault than two actions of one number."""
        assert [
            (
                "number-twice",
                "action 1",
                "stands 2 times in the roadmap, with one text; give each action its own number",
            )
        ] == found(plan_of(act(1), act(1)))

    @pytest.mark.parametrize(
        ("numbers", "message"),
        [
            ([2], "the number 1 is missing; renumber, or say what became of it"),
            ([1, 3], "the number 2 is missing; renumber, or say what became of it"),
            ([5, 2], "the numbers 1, 3, 4 are missing; renumber, or say what became of them"),
            ([11], f"the numbers {TEN} are missing; renumber, or say what became of them"),
            ([12], f"the numbers {TEN} and 1 more are missing; renumber, or say what became of them"),
            # A thousand million less the one that is there, less ten.
            ([10**9], f"the numbers {TEN} and 999999989 more are missing; renumber, or say what became of them"),
        ],
    )
    def test_gaps(self, numbers: list[int], message: str) -> None:
        """Numbers that the count leaves out are named, ten of them at most."""
        assert [("number-missing", "actions", message)] == found(plan_of(*map(act, numbers)))

    def test_gaps_beside_twins(self) -> None:
        """A number that stands twice fills no gap."""
        assert [("number-twice", "action 1"), ("number-missing", "actions")] == [
            (one.code, one.where) for one in check_plan(plan_of(act(1), act(1), act(3)))
        ]


class TestPlaces:
    @pytest.mark.parametrize(
        ("theme", "message"),
        [
            (None, "has no theme; give it one"),
            ("dta", "no theme 'dta' in p (1 theme); did you mean 'data'?"),
        ],
    )
    def test_theme(self, theme: str | None, message: str) -> None:
        """An action without a theme, or of one that there is not, is named, and the list that has it is not."""
        assert [("unknown-theme", "action 2", message)] == found(plan_of(act(1), act(2, theme=theme)))

    def test_horizon(self) -> None:
        """A horizon that there is not is named; a day does not mend it."""
        plan = plan_of(act(1, horizon="shrt"), act(2, horizon="never", due=date(2026, 3, 31)))

        assert [
            ("unknown-horizon", "action 1", "no horizon 'shrt' in p (3 horizons); did you mean 'short'?"),
            ("unknown-horizon", "action 2", "no horizon 'never' in p (3 horizons)"),
        ] == found(plan)

    def test_no_time(self) -> None:
        """An open action without horizon and day is named."""
        plan = plan_of(act(1, horizon=None), act(2, horizon=None, status="under way"))

        assert [
            ("no-time", "action 1", "has neither a horizon nor a day; say when"),
            ("no-time", "action 2", "has neither a horizon nor a day; say when"),
        ] == found(plan)

    def test_after_its_horizon(self) -> None:
        """An action that is due after its horizon ends is named; on its last day it is not."""
        horizons = [Horizon("now", "This year", ends=date(2026, 12, 31)), Horizon("then", "Later")]
        plan = plan_of(
            act(1, horizon="now", due=date(2027, 1, 1)),
            act(2, horizon="now", due=date(2026, 12, 31)),
            act(3, horizon="then", due=date(2030, 1, 1)),
            horizons=horizons,
        )

        assert [
            (
                "after-horizon",
                "action 1",
                "is due on 2027-01-01, after its horizon This year ends on 2026-12-31; move one of them",
            )
        ] == found(plan)

    def test_theme_without_action(self) -> None:
        """A theme that no action is of is named."""
        assert [("theme-without-action", "theme data", "has no action; add one, or drop the theme")] == found(plan_of())


class TestDependencies:
    def test_unknown(self) -> None:
        """A dependency on an action that there is not is named."""
        assert [
            ("unknown-dependency", "action 1", "depends on action 9: no action 9 in p (1 action)"),
        ] == found(chain({1: [9]}))

    def test_twins(self) -> None:
        """Of two actions with one number the first is the one that others wait for."""
        themes = [PlanTheme("data", "Data", goals=[Goal("Know", actions=[1, 2])])]
        plan = plan_of(
            act(1, depends_on=[2]),
            act(2, depends_on=[1]),
            act(2, horizon="long"),
            act(1, horizon="long"),
            themes=themes,
        )

        # The second ones depend on nothing, and come later.
        assert ["number-twice", "number-twice", "circular-dependency"] == [one.code for one in check_plan(plan)]

    def test_said_twice(self) -> None:
        """A dependency that is given twice is one fault, as one of them would be."""
        assert found(chain({1: [1]})) == found(chain({1: [1, 1]}))
        assert found(chain({1: [9]})) == found(chain({1: [9, 9]}))

    @pytest.mark.parametrize(
        ("waits", "circles"),
        [
            ({1: [1]}, ["1 → 1"]),
            ({1: [2], 2: [1]}, ["1 → 2 → 1"]),
            # Three waits for one that waits for two that waits for three.
            ({3: [1], 1: [2], 2: [3]}, ["1 → 2 → 3 → 1"]),
            # Action 1 waits for a circle, and is in none.
            ({1: [3], 2: [3], 3: [4], 4: [3]}, ["3 → 4 → 3"]),
            ({1: [1], 2: [3], 3: [2], 4: [6], 5: [4], 6: [5]}, ["1 → 1", "2 → 3 → 2", "4 → 6 → 5 → 4"]),
            # Two circles through action 1, each with a dependency of its own to strike.
            ({1: [2, 3], 2: [1], 3: [1]}, ["1 → 2 → 1", "1 → 3 → 1"]),
            # The same end by two ways, and one way twice as long: no circle.
            ({1: [2, 3], 2: [4], 3: [4], 4: []}, []),
            # Found from 1 by way of the highest.
            ({1: [4], 2: [3], 3: [4], 4: [2]}, ["2 → 3 → 4 → 2"]),
        ],
    )
    def test_circles(self, waits: dict[int, list[int]], circles: list[str]) -> None:
        """Each circle is named by its way round, from its lowest number on."""
        assert [
            (
                "circular-dependency",
                f"action {circle.split()[0]}",
                f"each waits for the next: {circle}; strike one of these dependencies",
            )
            for circle in circles
        ] == sorted(found(chain(waits)), key=lambda one: one[1])

    @pytest.mark.parametrize("step", [1, -1])
    def test_long_chain(self, step: int) -> None:
        """A chain of a thousand actions is followed to its end, from either side, as is a circle of so many."""
        numbers = range(1, 1001)
        waits = {number: [number + step] if number + step in numbers else [] for number in numbers}
        ring = waits | {1000 if step == 1 else 1: [1 if step == 1 else 1000]}
        way = " → ".join(map(str, [*numbers, 1] if step == 1 else [1, *reversed(numbers)]))

        assert [] == found(chain(waits))
        assert [f"each waits for the next: {way}; strike one of these dependencies"] == [
            message for _, _, message in found(chain(ring))
        ]

    def test_many_ways(self) -> None:
        """That there are many ways through a plan, here 2 to the power of 30, makes no fault and no work."""
        # Each of thirty pairs waits for both of the next.
        waits: dict[int, list[int]] = {1: [], 2: []}
        for number in range(3, 61, 2):
            waits |= {number: [number - 1, number - 2], number + 1: [number - 1, number - 2]}
        backwards = {61 - number: [61 - other for other in others] for number, others in waits.items()}

        assert [] == found(chain(waits))
        assert [] == found(chain(backwards))

    def test_later_horizon(self) -> None:
        """An action that waits for one on a later horizon is named; the same horizon will do."""
        plan = plan_of(
            act(1, depends_on=[2, 3]), act(2, horizon="medium", depends_on=[4]), act(3), act(4, horizon="medium")
        )

        assert [
            (
                "later-dependency",
                "action 1",
                "depends on action 2, on the later horizon Medium term; swap them, or move one",
            )
        ] == found(plan)

    def test_later_day(self) -> None:
        """An action that waits for one due after it is named, on one horizon or without any; the same day will do."""
        plan = plan_of(
            act(1, due=date(2026, 3, 31), depends_on=[2, 3, 4]),
            act(2, due=date(2026, 4, 1)),
            act(3, due=date(2026, 3, 31)),
            act(4, horizon=None, due=date(2026, 12, 31)),
        )

        assert [
            ("later-dependency", "action 1", "depends on action 2, due on 2026-04-01; swap them, or move one"),
            ("later-dependency", "action 1", "depends on action 4, due on 2026-12-31; swap them, or move one"),
        ] == found(plan)

    def test_horizon_of_a_day(self) -> None:
        """A day stands for the horizon that it falls in."""
        horizons = [Horizon("now", "Now", ends=date(2026, 12, 31)), Horizon("then", "Then", ends=date(2027, 12, 31))]
        plan = plan_of(
            act(1, horizon="now", depends_on=[2]), act(2, horizon=None, due=date(2027, 1, 1)), horizons=horizons
        )

        assert [
            ("later-dependency", "action 1", "depends on action 2, on the later horizon Then; swap them, or move one")
        ] == found(plan)

    def test_without_a_time(self) -> None:
        """Where one of the two has no time, nobody can say that it is later."""
        plan = plan_of(act(1, depends_on=[2]), act(2, horizon=None), act(3, horizon=None, depends_on=[1]))

        assert ["no-time", "no-time"] == [one.code for one in check_plan(plan)]


class TestLevels:
    """Levels on the scale from 1 to 5, with criteria a to e and the answers 1, 3, 5, unanswered, not applicable."""

    NOW = Assessment(ONE_THEME, {"a": 1, "b": 3, "c": 5, "e": Answer.not_applicable("No customers")})

    def test_without_framework(self) -> None:
        """Without a framework nothing is said of criteria and levels."""
        assert () == check_plan(plan_of(act(1, serves=[Serves("zz", 99)])))

    def test_framework_only(self) -> None:
        """With a framework, criteria and levels that it does not have are named, also of what is dropped."""
        plan = plan_of(
            act(1, serves=[Serves("zz", 3), Serves("a", 6), Serves("b", 0)]),
            act(2, status="dropped", serves=[Serves("1.11", 3)]),
            act(3, serves=[Serves("c", 5)]),
        )

        assert [
            ("unknown-criterion", "action 1, criterion zz", "no criterion 'zz' in one-theme (5 criteria)"),
            (
                "level-off-scale",
                "action 1, criterion a",
                "level 6 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)",
            ),
            (
                "level-off-scale",
                "action 1, criterion b",
                "level 0 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)",
            ),
            ("unknown-criterion", "action 2, criterion 1.11", "no criterion '1.11' in one-theme (5 criteria)"),
        ] == found(plan, ONE_THEME)

    def test_assessment_brings_its_framework(self) -> None:
        """An assessment's own framework counts, whatever other one is given."""
        plan = plan_of(act(1, serves=[Serves("a", 2)]))

        assert () == check_plan(plan, framework=CROSSED, assessment=self.NOW)

    @pytest.mark.parametrize(("framework_id", "version"), [("crossed", "1"), ("one-theme", "2"), ("one-theme", "")])
    def test_other_framework(self, framework_id: str, version: str) -> None:
        """A plan for another framework, or another version of it, is named; without one to compare with it is not."""
        plan = plan_of(framework_id=framework_id, framework_version=version, themes=[])
        given = f"{framework_id} {version}".strip()

        assert [
            ("other-framework", "framework", f"the plan is for {given}, this is one-theme 1; change one of them")
        ] == (found(plan, ONE_THEME))
        assert ["other-framework"] == [one.code for one in check_plan(plan, assessment=self.NOW)]
        assert () == check_plan(plan)

    def test_same_framework(self) -> None:
        """A plan for this framework and version, or for none by name, is no fault."""
        named = plan_of(framework_id="one-theme", framework_version="1", themes=[])

        assert () == check_plan(named, framework=ONE_THEME)
        assert () == check_plan(plan_of(themes=[]), framework=ONE_THEME)

    def test_not_applicable(self) -> None:
        """A level of a criterion that does not apply is named, unless the action is dropped."""
        plan = plan_of(act(1, serves=[Serves("e", 3)]), act(2, status="dropped", serves=[Serves("e", 3)]))

        assert [
            (
                "not-applicable",
                "action 1, criterion e",
                "the criterion does not apply to the organisation; strike it, or answer it first",
            )
        ] == found(plan, assessment=self.NOW)

    def test_unanswered(self) -> None:
        """Of a criterion without a level nobody knows what can be reached, so nothing is said."""
        plan = plan_of(act(1, serves=[Serves("d", 5)]))

        assert () == check_plan(plan, assessment=self.NOW)
        assert () == check_plan(plan, assessment=self.NOW.with_answers({"d": Answer.do_not_know()}))

    @pytest.mark.parametrize(("one", "level", "name"), [("b", 3, "3 Learning"), ("b", 1, "1 Beginning")])
    def test_held(self, one: str, level: int, name: str) -> None:
        """A level that is held already is named."""
        assert [
            (
                "level-out-of-reach",
                "action 1, criterion b",
                f"level {name} is held already, at 3 Learning; aim higher, or strike it",
            )
        ] == found(plan_of(act(1, serves=[Serves(one, level)])), assessment=self.NOW)

    def test_too_far(self) -> None:
        """A level that leaves others out is named with all that are missing between."""
        # From 1 to 4 by way of 2 and 3; from 3 to 5 by way of 4.
        plan = plan_of(act(1, serves=[Serves("a", 4), Serves("b", 5)]))

        assert [
            (
                "level-out-of-reach",
                "action 1, criterion a",
                (
                    "stands at 1 Beginning, and nothing up to then brings it to 2 Emerging, 3 Learning; "
                    "add an action for it"
                ),
            ),
            (
                "level-out-of-reach",
                "action 1, criterion b",
                "stands at 3 Learning, and nothing up to then brings it to 4 Developing; add an action for it",
            ),
        ] == found(plan, assessment=self.NOW)

    def test_one_after_the_other(self) -> None:
        """Levels one after the other, on one horizon or on several, are in reach; the list's order is no matter."""
        plan = plan_of(
            act(1, horizon="long", serves=[Serves("a", 4)]),
            act(2, horizon="medium", serves=[Serves("a", 3)]),
            act(3, horizon="medium", serves=[Serves("a", 2)]),
        )

        assert () == check_plan(plan, assessment=self.NOW)

    @pytest.mark.parametrize(
        ("parts", "reached"),
        [
            ({"horizon": "short"}, True),
            ({"horizon": "medium"}, True),
            ({"horizon": "long"}, False),
            # Without a horizon it comes after all of them.
            ({"horizon": None, "due": date(2026, 3, 31)}, False),
            # Dropped, it brings nothing about; done, it has done so already.
            ({"horizon": "short", "status": "dropped"}, False),
            ({"horizon": "short", "status": "done", "evidence": [MINUTES]}, True),
        ],
    )
    def test_the_step_before(self, parts: dict[str, Any], reached: bool) -> None:
        """Level 3 on the medium horizon takes an action for level 2 by then that is not dropped."""
        plan = plan_of(act(1, horizon="medium", serves=[Serves("a", 3)]), act(2, **parts, serves=[Serves("a", 2)]))

        assert ([] if reached else ["level-out-of-reach"]) == [
            one.code for one in check_plan(plan, assessment=self.NOW)
        ]

    @pytest.mark.parametrize("horizon", ["long", None])
    def test_done_before_its_time(self, horizon: str | None) -> None:
        """An action that is done counts from now on, whatever horizon it was meant for, as it does in a forecast."""
        done = act(2, horizon=horizon, status="done", evidence=[MINUTES], serves=[Serves("a", 2)])
        plan = plan_of(act(1, serves=[Serves("a", 3)]), done)

        assert () == check_plan(plan, assessment=self.NOW)

    def test_another_criterion(self) -> None:
        """What is done for one criterion is no step for another."""
        plan = plan_of(act(1, serves=[Serves("a", 3)]), act(2, serves=[Serves("d", 2)]))

        assert ["level-out-of-reach"] == [one.code for one in check_plan(plan, assessment=self.NOW)]

    def test_done(self) -> None:
        """What is done may be held already, or have come about in one go."""
        plan = plan_of(
            act(1, status="done", evidence=[MINUTES], serves=[Serves("b", 3)]),
            act(2, status="done", evidence=[MINUTES], serves=[Serves("a", 5)]),
        )

        assert () == check_plan(plan, assessment=self.NOW)


class TestCompletion:
    def test_done_without_evidence(self) -> None:
        """An action that is done shows it; the others need nothing yet."""
        plan = plan_of(
            act(1, status="done"),
            act(2, status="done", evidence=[MINUTES]),
            act(3, status="dropped"),
            act(4, status="under way"),
        )

        assert [
            ("done-without-evidence", "action 1", "is done, and nothing shows it; add evidence"),
        ] == found(plan)


class TestAllAtOnce:
    def test_order(self) -> None:
        """Every fault is found at once: framework, lists, numbers, places, dependencies, levels, evidence."""
        plan = plan_of(
            act(2, status=ActionStatus.DONE, horizon="never", serves=[Serves("zz", 1)], depends_on=[2, 8]),
            lists=[5],
            themes=[
                PlanTheme("data", "Data", goals=[Goal("Know", actions=[5])]),
                PlanTheme("people", "People", roadmap_name="Staff"),
            ],
            framework_id="other",
        )

        assert [
            ("other-framework", "framework"),
            ("not-in-theme-plans", "action 2"),
            ("not-in-roadmap", "theme data, goal 'Know'"),
            ("two-theme-names", "theme people"),
            ("number-missing", "actions"),
            ("unknown-horizon", "action 2"),
            ("theme-without-action", "theme people"),
            ("unknown-dependency", "action 2"),
            ("circular-dependency", "action 2"),
            ("unknown-criterion", "action 2, criterion zz"),
            ("done-without-evidence", "action 2"),
        ] == [(one.code, one.where) for one in check_plan(plan, framework=ONE_THEME)]


class TestSeed:
    """The three-year plan of a school trust, as it was published and as it is packaged."""

    def test_faults(self) -> None:
        """The published plan has one entry without a number, and what follows from it, and nothing else."""
        plan = parse_plan(FAULTY.read_bytes(), source=FAULTY.name)
        goal = "theme environment, goal 'Work with our partners to create change'"
        ecosystem = "action 'Use work already in progress to support '"

        # The roadmap's entry on one ecosystem has no number. Under its goal it has 6, which is an action of another
        # theme. Action 14 is about dashboard projects here and about pilot projects there. One theme has two names.
        assert [
            ("not-in-theme-plans", ecosystem),
            ("two-texts", goal),
            ("other-theme", goal),
            ("two-texts", "theme asset, goal 'Be bold and innovate'"),
            ("twice-in-theme-plans", "action 6"),
            ("two-theme-names", "theme environment"),
            ("unnumbered", "actions, entry 9"),
        ] == [(one.code, one.where) for one in check_plan(plan)]

    def test_what_it_says(self) -> None:
        """Each of these faults says what stands where, and what to do."""
        plan = parse_plan(FAULTY.read_bytes())
        messages = [one.message for one in check_plan(plan)]

        assert messages[1].startswith("says 'Use work already in progress ")
        assert "for action 6, the roadmap 'Set up a full programme of training " in messages[1]
        assert "lists action 6, which the roadmap has under theme people; move one of them" == messages[2]
        # "…on the results of current dashboard pilot projects." and "…on the results of current dashboard projects."
        assert "dashboard pilot projects.' for action 14, the roadmap '…" in messages[3]
        assert (
            "is called 'Environment and Data Ecosystem' in the roadmap and 'Environment and Digital Ecosystem' here; "
            "keep one name"
        ) == messages[5]
        # Its numbers run from 1 to 32.
        assert messages[6].endswith("has no number; give it one, such as 33")

    def test_repaired(self) -> None:
        """The packaged plan, made from it, has no fault."""
        assert () == check_plan(load_plan("trust-data-strategy"))

    def test_same_plan(self) -> None:
        """The repair left every other action as it was."""
        faulty, repaired = parse_plan(FAULTY.read_bytes()), load_plan("trust-data-strategy")
        changed = [old for old, new in zip(faulty, repaired, strict=True) if old != new]

        assert [None, 14] == [one.number for one in changed]
        assert (*range(1, 9), 33, *range(9, 33)) == repaired.numbers
        assert attrs.evolve(changed[0], number=33) == repaired.action(33)
