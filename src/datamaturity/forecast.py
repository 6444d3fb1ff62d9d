"""What a plan leads to: the scorecard after each of its horizons, and what is still missing then."""

from collections.abc import Iterable, Mapping

import attrs

from datamaturity.assessment import AnswerState, Assessment
from datamaturity.criteria import CriterionId
from datamaturity.displayed import Displayed
from datamaturity.errors import Fault, PlanError, UnknownIdError, VersionMismatchError, counted
from datamaturity.gaps import Gaps, gaps
from datamaturity.plan_parts import Action, ActionStatus, Horizon
from datamaturity.plans import Plan
from datamaturity.scoring import Scorecard, score
from datamaturity.stages import Rule
from datamaturity.targets import Target

__all__ = ["Forecast", "ForecastStep", "forecast"]


@attrs.frozen
class ForecastStep:
    """
    Where the organisation stands once a horizon's actions are done.

    Attributes:
        horizon: The horizon; `None` for the actions that are done already.
        actions: The actions that count from here on.
        scorecard: The scores then.
        gaps: How far from the target that is.

    Example:
        >>> from datamaturity import Action, Assessment, Plan, Serves, load_framework
        >>> talk = Action("Talk about figures", number=1, horizon="short", serves=[Serves("C1", 3)])
        >>> plan = Plan(id="p", title="P", actions=[talk])
        >>> found = forecast(Assessment(load_framework("seven-themes"), {"C1": 2}), plan)
        >>> [(step.horizon.name if step.horizon else "", len(step.actions)) for step in found.steps]
        [('', 0), ('Short term', 1), ('Medium term', 0), ('Long term', 0)]
    """

    horizon: Horizon | None
    actions: tuple[Action, ...]
    scorecard: Scorecard
    gaps: Gaps

    @property
    def assessment(self) -> Assessment:
        """The answers then."""
        return self.scorecard.assessment


@attrs.frozen(repr=False)
class Forecast(Displayed):
    """
    What a plan leads to, if everything in it is done.

    Attributes:
        plan: The plan.
        before: The scores now.
        steps: First what is done already, then each horizon in its order.
        unscheduled: The open actions without a horizon, which no step counts.
        left_alone: The criteria that actions serve and that do not apply, so that nothing moves them.
        target: What it is measured against.
    """

    plan: Plan
    before: Scorecard
    steps: tuple[ForecastStep, ...]
    unscheduled: tuple[Action, ...]
    left_alone: tuple[CriterionId, ...]
    target: Target

    @property
    def after(self) -> Scorecard:
        """The scores at the end."""
        return self.steps[-1].scorecard

    @property
    def unknown(self) -> tuple[CriterionId, ...]:
        """The criteria with a target that have no level even at the end, in framework order."""
        return tuple(one for one in self.steps[-1].gaps.unknown if one in self.target.levels)

    @property
    def missing(self) -> tuple[CriterionId, ...]:
        """The criteria that are below their target at the end, in framework order."""
        last = self.steps[-1].gaps
        below = {one.criterion for one in last.criteria.values() if one.gap}
        return tuple(one for one in self.before.framework.criterion_ids if one in below)

    @property
    def reaches_target(self) -> bool:
        """Whether nothing of the target is missing or unknown at the end; an empty target is reached."""
        return not self.missing and not self.unknown

    def to_rows(self) -> list[dict[str, object]]:
        """Return one flat row for each step and group; see `Score.to_row`."""
        rows = []
        for name, card in (("now", self.before), *((_name(one), one.scorecard) for one in self.steps)):
            rows += [{"after": name, **one.to_row()} for one in card]
        return rows

    def __repr__(self) -> str:
        short = counted(len(self.missing) + len(self.unknown), "criterion")
        reached = "reaches the target" if self.reaches_target else f"{short} short of the target"
        return f"<Forecast of {self.plan.id}: {len(self.steps)} steps; {reached}>"


def _name(step: ForecastStep) -> str:
    return "done" if step.horizon is None else step.horizon.id


def forecast(
    assessment: Assessment,
    plan: Plan,
    *,
    target: Target | None = None,
    rule: Rule | str | None = None,
    overall: bool | None = None,
) -> Forecast:
    """
    Return the scores after each horizon of a plan, if its actions bring about the levels that they serve.

    An action lifts a criterion to the level that it serves, and never lowers one. Dropped actions count for nothing;
    done ones count before the first horizon. Criteria that do not apply stay as they are.

    Args:
        assessment: Where the organisation stands.
        plan: The plan.
        target: What to measure it against; the highest level that the plan's actions serve, for each criterion, if not
            given.
        rule: As in `score`.
        overall: As in `score`.

    Returns:
        The forecast.

    Raises:
        VersionMismatchError: The plan, or the target, is for another framework or version.
        PlanError: Actions serve criteria that the framework does not have, or levels off its scale; all at once.

    Example:
        >>> from datamaturity import Action, Assessment, Plan, Serves, load_framework
        >>> framework = load_framework("seven-themes")
        >>> plan = Plan(id="p", title="P", actions=[
        ...     Action("Talk about figures in team meetings", number=1, horizon="short", serves=[Serves("C1", 3)]),
        ...     Action("Open the shared drive", number=2, horizon="medium", serves=[Serves("C3", 4)]),
        ... ])
        >>> found = forecast(Assessment(framework, {"C1": 2, "C3": 2}), plan)
        >>> [str(step.scorecard.themes["culture"].mean) for step in found.steps], found.reaches_target
        (['2', '5/2', '7/2', '7/2'], True)
        >>> found.to_rows()[0]["after"], len(found.steps[1].actions)
        ('now', 1)

    Source:
        Ours. It says what the plan claims, not what will be.
    """
    framework = assessment.framework
    given = (plan.framework_id, plan.framework_version)
    if plan.framework_id and given != (framework.id, framework.version):
        message = f"the plan is for {' '.join(given).strip()}, the answers are to {framework.id} {framework.version}"
        raise VersionMismatchError(f"{message}; carry the answers over, or change the plan")
    in_it = [one for one in plan.actions if one.status is not ActionStatus.DROPPED]
    faults = [*_faults(in_it, assessment)]
    if faults:
        raise PlanError(faults)
    target = target or Target.of(framework, criteria=_highest(in_it, assessment))
    target.check_framework(framework)
    done = [one for one in in_it if one.status is ActionStatus.DONE]
    open_ones = [one for one in in_it if one.is_open]
    stretches: list[tuple[Horizon | None, list[Action]]] = [(None, done)]
    stretches += [(horizon, [one for one in open_ones if plan.horizon_of(one) == horizon]) for horizon in plan.horizons]
    steps = []
    now = assessment
    for horizon, actions in stretches:
        now = _after(now, actions)
        card = score(now, rule=rule, overall=overall)
        steps.append(ForecastStep(horizon, tuple(actions), card, gaps(now, target, overall=overall)))
    served = {serves.criterion for one in in_it for serves in one.serves}
    not_applicable = assessment.answers.in_state(AnswerState.NOT_APPLICABLE)
    return Forecast(
        plan,
        score(assessment, rule=rule, overall=overall),
        tuple(steps),
        tuple(one for one in open_ones if plan.horizon_of(one) is None),
        tuple(one for one in not_applicable if one in served),
        target,
    )


def _after(assessment: Assessment, actions: Iterable[Action]) -> Assessment:
    """Return the answers once the actions are done."""
    scale = assessment.framework.scale
    levels: dict[str, int] = {}
    for action in actions:
        for one in action.serves:
            answer = assessment.answers[one.criterion]
            if answer.state is AnswerState.NOT_APPLICABLE:
                continue
            now = levels.get(one.criterion, answer.level)
            if now is None or scale.position(one.level) > scale.position(now):
                levels[one.criterion] = one.level
    changed = {
        one: attrs.evolve(assessment.answers[one], state=AnswerState.LEVEL, level=level)
        for one, level in levels.items()
    }
    return assessment.with_answers(changed) if changed else assessment


def _highest(actions: Iterable[Action], assessment: Assessment) -> Mapping[str, int]:
    """Return the highest level that actions serve, for each criterion that applies."""
    found: dict[str, int] = {}
    for action in actions:
        for one in action.serves:
            if assessment.answers[one.criterion].state is not AnswerState.NOT_APPLICABLE:
                found[one.criterion] = max(one.level, found.get(one.criterion, one.level))
    return found


def _faults(actions: Iterable[Action], assessment: Assessment) -> Iterable[Fault]:
    framework = assessment.framework
    for action in actions:
        for one in action.serves:
            if one.criterion not in framework.criterion_id_set:
                unknown = UnknownIdError("criterion", one.criterion, framework.id, framework.criterion_ids)
                yield Fault(str(action), str(unknown))
            elif one.level not in framework.scale:
                yield Fault(str(action), f"level {one.level} is off the scale; {framework.scale.span}")
