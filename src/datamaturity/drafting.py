"""From next steps to a plan: every move that a target takes, spread over horizons."""

from collections.abc import Iterable, Mapping, Sequence

from datamaturity.criteria import Criterion, CriterionId
from datamaturity.errors import Fault, PlanError, UnknownIdError
from datamaturity.framework import Framework
from datamaturity.next_steps import NextStep
from datamaturity.plan_parts import DEFAULT_HORIZONS, Action, Goal, Horizon, Mention, PlanTheme, Serves
from datamaturity.plans import Plan

__all__ = ["draft_plan"]


def draft_plan(
    steps: Sequence[NextStep],
    *,
    framework: Framework,
    capacity: int | Mapping[str, int] | None = None,
    horizons: Iterable[Horizon] = DEFAULT_HORIZONS,
    depends_on: Mapping[str, Iterable[str]] | None = None,
    plan_id: str = "draft",
    title: str = "Draft plan",
    organisation: str = "",
) -> Plan:
    """
    Return a plan whose actions take every criterion from where it stands to its target, one level at a time.

    First comes each criterion's first move, in the order of the steps, then each one's second, and so on. A horizon
    takes moves until its capacity is used up. A move never comes on an earlier horizon than the move before it, or than
    the moves of the criteria that it depends on. What no horizon has room for keeps its place in the plan, without a
    horizon; `check_plan` names it.

    Args:
        steps: The next steps, as `next_steps` gives them; their gaps say how far each criterion is to go.
        framework: The framework that they are of.
        capacity: How many moves a horizon takes: one number for each, or horizon id to number (one that is left out
            takes any number); no limit if not given.
        horizons: The horizons, from near to far.
        depends_on: Criterion id to the ids of the criteria whose moves come before.
        plan_id: The plan's id.
        title: Its title.
        organisation: Whose plan it is.

    Returns:
        The plan, with a theme for each topic (or theme, in a framework without topics), a goal for each criterion, an
        action for each level of its way. Owners and days are for people to fill in.

    Raises:
        PlanError: A capacity that is none, unknown horizons or criteria, or dependencies that go in a circle; all of it
            at once.

    Example:
        >>> from datamaturity import Assessment, Target, load_framework, next_steps
        >>> framework = load_framework("seven-themes")
        >>> assessment = Assessment(framework, {"C1": 2, "C2": 3})
        >>> steps = next_steps(assessment, target=Target.of(framework, themes={"culture": 4}))
        >>> plan = draft_plan(steps, framework=framework, capacity=2)
        >>> for action in plan:
        ...     print(action.number, action.horizon, action.serves[0], action.depends_on)
        1 short C1=3 ()
        2 short C2=4 ()
        3 medium C1=4 (1,)

    Source:
        Ours.
    """
    horizons = tuple(horizons)
    room = _room(capacity, horizons)
    waits = {one: tuple(others) for one, others in (depends_on or {}).items()}
    faults = [*_faults(framework, waits, room, horizons)]
    if faults:
        raise PlanError(faults)
    ways = {step.move.criterion: _way(step, framework) for step in steps}
    longest = max(map(len, ways.values()), default=0)
    order = [(one, way[depth]) for depth in range(longest) for one, way in ways.items() if depth < len(way)]
    actions: list[Action] = []
    last: dict[str, Action] = {}
    place = {one.id: number for number, one in enumerate(horizons)}
    pending = [*order]
    while pending:
        # The first move whose criterion waits for nothing that is still to be placed.
        index = next(
            index
            for index, (one, _) in enumerate(pending)
            if not any(other in waits.get(one, ()) for other, _ in pending)
            and one not in [other for other, _ in pending[:index]]
        )
        criterion_id, level = pending.pop(index)
        before = [last[one] for one in (criterion_id, *waits.get(criterion_id, ())) if one in last]
        earliest = max((len(horizons) if one.horizon is None else place[one.horizon] for one in before), default=0)
        horizon = next((one.id for one in horizons[earliest:] if room[one.id] > 0), None)
        if horizon is not None:
            room[horizon] -= 1
        criterion = framework.criterion(criterion_id)
        action = Action(
            f"{criterion.title}: reach {framework.scale.level(level)}",
            number=len(actions) + 1,
            theme=_theme_id(criterion),
            horizon=horizon,
            depends_on=[one.number for one in before if one.number is not None],
            serves=[Serves(criterion_id, level)],
        )
        actions.append(action)
        last[criterion_id] = action
    return Plan(
        id=plan_id,
        title=title,
        organisation=organisation,
        framework_id=framework.id,
        framework_version=framework.version,
        horizons=horizons,
        actions=actions,
        themes=_themes(framework, ways, actions),
    )


def _way(step: NextStep, framework: Framework) -> tuple[int, ...]:
    """Return the levels' numbers from the one after the present to the target."""
    scale = framework.scale
    target = step.move.from_level.value + step.gap
    start = scale.position(step.move.to_level.number)
    return tuple(level.number for level in scale.levels[start:] if level.value <= target)


def _theme_id(criterion: Criterion) -> str:
    return str(criterion.topic if criterion.topic is not None else criterion.theme)


def _themes(
    framework: Framework, ways: Mapping[CriterionId, Sequence[int]], actions: Sequence[Action]
) -> list[PlanTheme]:
    themes = []
    for group in framework.topics or framework.themes:
        goals = []
        for criterion in framework.criteria:
            way = ways.get(criterion.id, ())
            if _theme_id(criterion) != group.id or not way:
                continue
            texts = {one.level.number: one.text for one in framework.descriptors_of(criterion.id)}
            numbers = [one.number for one in actions if one.serves[0].criterion == criterion.id]
            goals.append(
                Goal(
                    f"{criterion.id} {criterion.title}",
                    text=texts.get(way[-1], ""),
                    actions=[Mention(number) for number in numbers],
                    next_steps=[texts[way[0]]] if way[0] in texts and len(way) > 1 else (),
                )
            )
        if goals:
            themes.append(PlanTheme(group.id, group.name, objective=group.description, goals=goals))
    return themes


def _room(capacity: int | Mapping[str, int] | None, horizons: Sequence[Horizon]) -> dict[str, float]:
    each = capacity if isinstance(capacity, Mapping) else {one.id: capacity for one in horizons}
    given = {one: number for one, number in each.items() if number is not None}
    # No limit is a number too: nothing counts up to it.
    return {**dict.fromkeys((one.id for one in horizons), float("inf")), **given}


def _faults(
    framework: Framework, waits: Mapping[str, Sequence[str]], room: Mapping[str, float], horizons: Sequence[Horizon]
) -> Iterable[Fault]:
    known = [one.id for one in horizons]
    for horizon, number in room.items():
        if horizon not in known:
            yield Fault("capacity", str(UnknownIdError("horizon", horizon, "the plan", known)))
        if number != float("inf") and (type(number) is not int or number < 0):
            yield Fault(f"capacity of {horizon}", f"is a whole number from 0, not {number!r}")
    for one in dict.fromkeys([*waits, *(other for others in waits.values() for other in others)]):
        if one not in framework.criterion_id_set:
            yield Fault("depends_on", str(UnknownIdError("criterion", one, framework.id, framework.criterion_ids)))
    left = {one: {*others} for one, others in waits.items()}
    while left:
        free = [one for one, others in left.items() if not others & {*left}]
        # Whoever nobody waits for is in no circle either, though it may wait for one.
        free += [one for one in left if not any(one in others for others in left.values())]
        if not free:
            yield Fault("depends_on", f"goes in a circle among {', '.join(sorted(left))}")
            return
        for one in dict.fromkeys(free):
            del left[one]
