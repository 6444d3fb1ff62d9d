"""What a plan leads to: scores after each horizon, worked out by hand."""

from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest

from datamaturity import (
    Action,
    Answer,
    Assessment,
    Evidence,
    Forecast,
    Horizon,
    MeanFloor,
    Plan,
    PlanError,
    Serves,
    Target,
    VersionMismatchError,
    check_plan,
    draft_plan,
    forecast,
    load_framework,
    next_steps,
    score,
)
from examples import CROSSED, ONE_THEME, ONE_THEME_ANSWERED


def act(number: int, *serves: tuple[str, int], **parts: Any) -> Action:
    """Return an action that serves these criteria and levels, on the first horizon if none is named."""
    return Action(
        f"Do {number}", number=number, serves=[Serves(*one) for one in serves], **{"horizon": "short", **parts}
    )


def plan_of(*actions: Action, **parts: Any) -> Plan:
    """Return a plan of these actions."""
    return Plan(id="p", title="P", actions=actions, **parts)


def means(found: Forecast) -> list[Fraction | None]:
    """Return the mean of the theme after each step."""
    return [step.scorecard.themes["data"].mean for step in found.steps]


# Answers 4, 3, not applicable, unanswered, 2: mean 3.
NOW = ONE_THEME_ANSWERED
PLAN = plan_of(
    act(1, ("e", 3), status="done"),
    act(2, ("b", 4), ("e", 2)),
    act(3, ("d", 1), horizon="medium"),
    act(4, ("c", 5), horizon="long"),
    act(5, ("a", 5), horizon="short", status="dropped"),
    act(6, ("a", 5), horizon=None),
)


class TestSteps:
    def test_means(self) -> None:
        """What is done counts first, then each horizon; nothing is lowered, dropped, or done without a horizon."""
        # Done: e at 3, (4+3+3)/3. Short: b at 4, e stays, (4+4+3)/3. Medium: d answered with 1, (4+4+3+1)/4.
        # Long: c does not apply, so nothing.
        assert [Fraction(10, 3), Fraction(11, 3), Fraction(3), Fraction(3)] == means(forecast(NOW, PLAN))

    def test_a_first_answer_lowers(self) -> None:
        """A criterion that nobody had answered may lower a mean, as any low answer does, and never its lower bound."""
        # With a, b, e at 4, 4, 3 and d open, low is (4+4+3+1)/4 = 3, as it is with d at 1.
        theme = [step.scorecard.themes["data"] for step in forecast(NOW, PLAN).steps]

        assert (Fraction(11, 3), Fraction(3)) == (theme[1].mean, theme[2].mean)
        assert (Fraction(3), Fraction(3)) == (theme[1].low, theme[2].low)

    def test_steps(self) -> None:
        """Each step names its horizon and the actions that count from then on."""
        found = forecast(NOW, PLAN)

        assert [None, "short", "medium", "long"] == [one.horizon and one.horizon.id for one in found.steps]
        assert [[1], [2], [3], [4]] == [[action.number for action in one.actions] for one in found.steps]

    def test_answers(self) -> None:
        """The answers after a step are those of the assessment with its levels; organisation and day are the same."""
        now = attrs.evolve(NOW, organisation="Us", assessed_on=date(2026, 3, 31))
        found = forecast(now, PLAN)

        assert now.with_answers({"e": 3}) == found.steps[0].assessment
        assert now.with_answers({"b": 4, "d": 1, "e": 3}) == found.steps[-1].assessment
        assert score(now) == found.before
        assert found.steps[-1].scorecard is found.after

    def test_remarks_stay(self) -> None:
        """Notes and evidence of an answer stay when its level goes up."""
        rest = {"note": "Two teams", "evidence": (Evidence("Minutes"),)}
        now = NOW.with_answers({"b": Answer.at(3, **rest), "d": Answer.do_not_know(**rest)})  # type: ignore[arg-type]
        answers = forecast(now, PLAN).after.assessment.answers

        assert (Answer.at(4, **rest), Answer.at(1, **rest)) == (answers["b"], answers["d"])  # type: ignore[arg-type]

    @pytest.mark.parametrize("levels", [(3, 5), (5, 3), (5, 5)])
    def test_highest(self, levels: tuple[int, int]) -> None:
        """Of several levels on one horizon the highest counts, whatever their order."""
        plan = plan_of(act(1, ("e", levels[0])), act(2, ("e", levels[1])))

        assert 5 == forecast(NOW, plan).after.assessment.answers["e"].level

    def test_by_days(self) -> None:
        """An action without a horizon counts with the first that reaches to its day."""
        horizons = [Horizon("now", "Now", ends=date(2026, 12, 31)), Horizon("then", "Then", ends=date(2027, 12, 31))]
        plan = plan_of(
            act(1, ("e", 3), horizon=None, due=date(2026, 12, 31)),
            act(2, ("b", 4), horizon=None, due=date(2027, 1, 1)),
            act(3, ("a", 5), horizon=None, due=date(2028, 1, 1)),
            horizons=horizons,
        )
        found = forecast(NOW, plan)

        # 3, then (4+3+3)/3, then (4+4+3)/3; the last action is after both.
        assert [Fraction(3), Fraction(10, 3), Fraction(11, 3)] == means(found)
        assert (plan.action(3),) == found.unscheduled

    def test_no_horizons(self) -> None:
        """Without horizons there is the step of what is done, and no other."""
        found = forecast(NOW, plan_of(act(1, ("e", 3), status="done"), act(2, ("b", 4)), horizons=[]))

        assert [Fraction(10, 3)] == means(found)
        assert [2] == [one.number for one in found.unscheduled]

    def test_empty_plan(self) -> None:
        """An empty plan changes nothing, and has no target to miss."""
        found = forecast(NOW, Plan(id="p", title="P"))

        assert [score(NOW)] * 4 == [one.scorecard for one in found.steps]
        assert (True, (), ()) == (found.reaches_target, found.unscheduled, found.left_alone)

    def test_other_scales(self) -> None:
        """In a framework without topics, and with weights, scores are as anywhere."""
        # Topic 1 has weights 1 and 2: (2 + 2·1)/3, then with 1.2 at 4 (2 + 2·4)/3.
        found = forecast(Assessment(CROSSED, {"1.1": 2, "1.2": 1}), plan_of(act(1, ("1.2", 4))))

        assert [Fraction(4, 3), Fraction(10, 3)] == [one.scorecard.topics["1"].mean for one in found.steps[:2]]


class TestLeftOut:
    def test_unscheduled(self) -> None:
        """Open actions without a horizon, or of one that there is not, are named and count for nothing."""
        plan = plan_of(
            act(1, ("e", 5), horizon=None),
            act(2, ("e", 5), horizon="never"),
            act(3, horizon=None, status="dropped"),
            act(4, horizon=None, status="done"),
            act(5),
        )
        found = forecast(NOW, plan)

        assert [1, 2] == [one.number for one in found.unscheduled]
        assert NOW == found.after.assessment

    def test_left_alone(self) -> None:
        """Criteria that do not apply and are served are named, in framework order, unless that is dropped."""
        now = NOW.with_answers({"a": Answer.not_applicable(), "b": Answer.not_applicable()})
        plan = plan_of(act(1, ("c", 5), ("d", 2)), act(2, ("a", 5)), act(3, ("b", 5), status="dropped"))
        found = forecast(now, plan)

        assert ("a", "c") == found.left_alone
        assert ("d",) == tuple(found.target.levels)


class TestTarget:
    def test_of_the_plan(self) -> None:
        """Without a target, the highest level that each criterion is served to is one, unscheduled or not."""
        found = forecast(NOW, PLAN)

        assert {"a": 5, "b": 4, "d": 1, "e": 3} == {one: level.number for one, level in found.target.levels.items()}
        assert (("a",), False) == (found.missing, found.reaches_target)

    def test_reached(self) -> None:
        """A target is reached once every criterion in it is at its level or above."""
        # At the end a, b, d, e stand at 4, 4, 1, 3.
        found = forecast(NOW, PLAN, target=Target.of(ONE_THEME, criteria={"a": 3, "b": 4, "e": 3}))

        assert ((), True) == (found.missing, found.reaches_target)

    def test_missing(self) -> None:
        """What is below its target is missing, what has no answer is unknown; what does not apply is neither."""
        now = NOW.with_answers({"a": Answer.do_not_know()})
        found = forecast(now, PLAN, target=Target.of(ONE_THEME, everything=4))

        # a unknown; b at 4; c not applicable; d at 1; e at 3.
        assert (("d", "e"), ("a",), False) == (found.missing, found.unknown, found.reaches_target)

    def test_unknown(self) -> None:
        """A criterion without an answer keeps a target from being reached, if the target wants something of it."""
        plan = plan_of(act(1, ("e", 3)))
        with_d, without_d = (
            forecast(NOW, plan, target=Target.of(ONE_THEME, criteria=wanted)) for wanted in ({"d": 1, "e": 3}, {"e": 3})
        )

        assert ((), ("d",), False) == (with_d.missing, with_d.unknown, with_d.reaches_target)
        assert ((), (), True) == (without_d.missing, without_d.unknown, without_d.reaches_target)

    def test_gaps(self) -> None:
        """Each step has its gaps to the target."""
        # To 4: a 0, b 1 then 0, e 2 then 1; of 9 levels above the lowest that is 3 and then 2, after b 1.
        found = forecast(NOW, PLAN, target=Target.of(ONE_THEME, everything=4))

        assert [Fraction(2), Fraction(1)] == [
            sum(one.gap for one in step.gaps.criteria.values() if one.gap is not None) for step in found.steps[:2]
        ]

    @pytest.mark.parametrize(
        ("target", "expected"),
        [
            (Target.of(ONE_THEME, criteria={"b": 4}), "<Forecast of p: 4 steps; reaches the target>"),
            (Target.of(ONE_THEME, everything=4), "<Forecast of p: 4 steps; 2 criteria short of the target>"),
            (Target.of(ONE_THEME, everything=5), "<Forecast of p: 4 steps; 4 criteria short of the target>"),
            (None, "<Forecast of p: 4 steps; 1 criterion short of the target>"),
        ],
    )
    def test_repr(self, target: Target | None, expected: str) -> None:
        """A forecast says whether the target is reached, and how many criteria are short of it."""
        assert expected == repr(forecast(NOW, PLAN, target=target))


class TestSettings:
    def test_rule(self) -> None:
        """The stages are those of the rule that is asked for, in every step."""
        # Done: a mean of 10/3, short: 11/3, which is nearest to 4, and above 3.
        nearest, floor = forecast(NOW, PLAN), forecast(NOW, PLAN, rule="mean-floor")

        assert [3, 4] == [one.scorecard.themes["data"].stage.number for one in nearest.steps[:2]]  # type: ignore[union-attr]
        assert [3, 3] == [one.scorecard.themes["data"].stage.number for one in floor.steps[:2]]  # type: ignore[union-attr]
        assert MeanFloor() == floor.before.rule

    def test_overall(self) -> None:
        """Scores and gaps of the whole are there where they are asked for, or published."""
        framework = load_framework("uk-government-dma")
        now = Assessment(framework, {"4.33": 2})
        plan = plan_of(act(1, ("4.33", 3)))
        without, with_overall = forecast(now, plan), forecast(now, plan, overall=True)

        assert (None, None) == (without.after.overall, without.steps[-1].gaps.groups.overall)
        assert with_overall.before.overall is not None
        assert with_overall.after.overall is not None
        assert Fraction(3) == with_overall.after.overall.mean
        assert with_overall.steps[-1].gaps.groups.overall is not None

    def test_rows(self) -> None:
        """There is a row for each group now and after each step, named by the horizon's id."""
        rows = forecast(NOW, PLAN).to_rows()
        of_theme = [row for row in rows if row["kind"] == "theme"]

        assert ["now", "done", "short", "medium", "long"] == [row["after"] for row in of_theme]
        assert [3.0, 10 / 3, 11 / 3, 3.0, 3.0] == [row["mean"] for row in of_theme]


class TestDrafted:
    def test_round(self) -> None:
        """A drafted plan with room for all of it reaches its target horizon by horizon."""
        now = Assessment(CROSSED, {"1.1": 2, "1.2": 1, "2.3": 3, "2.4": 4})
        target = Target.of(CROSSED, everything=4)
        plan = draft_plan(next_steps(now, target=target), framework=CROSSED, capacity=2)
        found = forecast(now, plan, target=target)

        # Six moves, two a horizon.
        assert [0, 2, 2, 2] == [len(one.actions) for one in found.steps]
        assert (True, ()) == (found.reaches_target, found.unscheduled)
        assert {4} == {answer.level for answer in found.after.assessment.answers.values()}
        assert () == check_plan(plan, assessment=now)


class TestRefused:
    @pytest.mark.parametrize(("framework_id", "version"), [("other", "1"), ("one-theme", "2"), ("one-theme", "")])
    def test_other_framework(self, framework_id: str, version: str) -> None:
        """A plan for another framework, or another version of it, is refused."""
        with pytest.raises(VersionMismatchError) as caught:
            forecast(NOW, attrs.evolve(PLAN, framework_id=framework_id, framework_version=version))

        assert (
            f"the plan is for {f'{framework_id} {version}'.strip()}, the answers are to one-theme 1; "
            "carry the answers over, or change the plan"
        ) == str(caught.value)

    def test_same_framework(self) -> None:
        """A plan that names the framework and version is taken, as is one that names none."""
        named = attrs.evolve(PLAN, framework_id="one-theme", framework_version="1")

        assert forecast(NOW, PLAN).steps == forecast(NOW, named).steps

    def test_other_target(self) -> None:
        """A target for another framework is refused."""
        with pytest.raises(VersionMismatchError, match="the target is for crossed 1"):
            forecast(NOW, PLAN, target=Target.of(CROSSED, everything=4))

    def test_faults(self) -> None:
        """Criteria and levels that the framework does not have are named at once, but for those of dropped actions."""
        plan = plan_of(
            act(1, ("zz", 3), ("a", 6)),
            act(2, ("yy", 9), status="dropped"),
            act(3, ("b", 0), horizon=None),
        )
        with pytest.raises(PlanError) as caught:
            forecast(NOW, plan)

        assert [
            "action 1: no criterion 'zz' in one-theme (5 criteria)",
            "action 1: level 6 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)",
            "action 3: level 0 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)",
        ] == [str(one) for one in caught.value.faults]
