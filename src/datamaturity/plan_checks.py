"""What in a plan does not fit together, all at once: each with a code, where it stands, and what to do."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby, islice

import attrs

from datamaturity.assessment import AnswerState, Assessment
from datamaturity.errors import UnknownIdError
from datamaturity.framework import Framework
from datamaturity.plan_parts import Action, ActionStatus, Mention
from datamaturity.plans import Plan

__all__ = ["PlanFault", "check_plan"]


@attrs.frozen
class PlanFault:
    """
    One thing in a plan that does not fit.

    Attributes:
        code: What kind of fault it is; stable, for programs.
        where: Where it stands.
        message: What is wrong, and what to do.
    """

    code: str
    where: str
    message: str

    def __str__(self) -> str:
        """Return ``where: message [code]``."""
        return f"{self.where}: {self.message} [{self.code}]"


def check_plan(
    plan: Plan, *, framework: Framework | None = None, assessment: Assessment | None = None
) -> tuple[PlanFault, ...]:
    """
    Return everything in a plan that does not fit together; nothing where all does.

    Args:
        plan: The plan.
        framework: The framework whose criteria it serves: whether they exist, and their levels.
        assessment: Where the organisation stands: whether each level can be reached, one after the other. It brings its
            own framework.

    Returns:
        Every fault, in the order of the checks and of the plan. The codes are ``other-framework``; where roadmap and
        theme plans are at odds ``not-in-theme-plans``, ``not-in-roadmap``, ``two-texts``, ``other-theme``,
        ``twice-in-theme-plans``, ``two-theme-names``; of numbers ``unnumbered``, ``number-twice``, ``number-missing``;
        of places ``unknown-theme``, ``unknown-horizon``, ``no-time``, ``after-horizon``, ``theme-without-action``; of
        dependencies ``unknown-dependency``, ``circular-dependency``, ``later-dependency``; of
        levels ``unknown-criterion``, ``level-off-scale``, ``level-out-of-reach``, ``not-applicable``; of completion
        ``done-without-evidence``.

    Example:
        >>> from datamaturity import Action, Goal, Plan, PlanTheme
        >>> plan = Plan(id="p", title="P", actions=[Action("List datasets", number=2, theme="data", horizon="short")],
        ...             themes=[PlanTheme("data", "Data", goals=[Goal("Know", actions=[3])])])
        >>> for fault in check_plan(plan):
        ...     print(fault)
        action 2: stands in no theme plan; list it under a goal [not-in-theme-plans]
        theme data, goal 'Know': lists action 3, which is not in the roadmap; ... [not-in-roadmap]
        actions: the number 1 is missing; renumber, or say what became of it [number-missing]

    Source:
        The faults are those of real plans; a sample plan for a school trust has four of these kinds.
    """
    framework = assessment.framework if assessment is not None else framework
    found = [
        *(_framework(plan, framework) if framework is not None else ()),
        *_lists(plan),
        *_numbering(plan),
        *_places(plan),
        *_dependencies(plan),
        *(_levels(plan, framework, assessment) if framework is not None else ()),
        *_completion(plan),
    ]
    return tuple(found)


def _framework(plan: Plan, framework: Framework) -> Iterator[PlanFault]:
    given, wanted = (plan.framework_id, plan.framework_version), (framework.id, framework.version)
    if plan.framework_id and given != wanted:
        message = f"the plan is for {' '.join(given).strip()}, this is {' '.join(wanted)}; change one of them"
        yield PlanFault("other-framework", "framework", message)


def _mentions(plan: Plan) -> Iterator[tuple[str, str, Mention]]:
    """Yield each mention with its theme's id, and where it stands."""
    for theme in plan.themes:
        for goal in theme.goals:
            for mention in goal.actions:
                yield theme.id, f"theme {theme.id}, goal {goal.name!r}", mention


def _lists(plan: Plan) -> Iterator[PlanFault]:
    """Yield where the roadmap and the theme plans are at odds."""
    mentions, themes = [*_mentions(plan)], {one.id for one in plan.themes}
    numbers = {mention.number for _, _, mention in mentions} - {None}
    texts = {mention.text for _, _, mention in mentions if mention.number is None}
    for action in plan.actions:
        listed = action.number in numbers if action.number is not None else action.text in texts
        if not listed:
            yield PlanFault("not-in-theme-plans", str(action), "stands in no theme plan; list it under a goal")
    for theme, where, mention in mentions:
        actions = [
            one
            for one in plan.actions
            if (one.number == mention.number if mention.number is not None else one.text == mention.text)
        ]
        what = f"action {mention.number}" if mention.number is not None else f"{mention.text[:40]!r}"
        if not actions:
            message = f"lists {what}, which is not in the roadmap; add it there, or strike it here"
            yield PlanFault("not-in-roadmap", where, message)
            continue
        if mention.text and mention.text not in [one.text for one in actions]:
            here, there = _where_they_part(mention.text, actions[0].text)
            message = f"says {here!r} for {what}, the roadmap {there!r}; keep one text"
            yield PlanFault("two-texts", where, message)
        theirs = [one.theme for one in actions]
        # An action without a theme, or with one that there is not, is a fault of its own.
        if theme not in theirs and any(one in themes for one in theirs):
            message = (
                f"lists {what}, which the roadmap has under theme {actions[0].theme or '(none)'}; move one of them"
            )
            yield PlanFault("other-theme", where, message)
    by_number = sorted((one for one in mentions if one[2].number is not None), key=lambda one: one[2].number or 0)
    for number, group in groupby(by_number, key=lambda one: one[2].number):
        places = [where for _, where, _ in group]
        if len(places) > 1:
            message = f"is listed {len(places)} times: {'; '.join(places)}; keep one"
            yield PlanFault("twice-in-theme-plans", f"action {number}", message)
    for theme_plan in plan.themes:
        if theme_plan.roadmap_name and theme_plan.roadmap_name != theme_plan.name:
            message = (
                f"is called {theme_plan.roadmap_name!r} in the roadmap and {theme_plan.name!r} here; keep one name"
            )
            yield PlanFault("two-theme-names", f"theme {theme_plan.id}", message)


def _where_they_part(one: str, other: str) -> tuple[str, str]:
    """Return what two texts say where they part, and a little of what stands before."""
    alike = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(map(len, (one, other)))
    )
    start = max(alike - 30, 0)
    first, second = (("…" * bool(start)) + text[start : start + 60] for text in (one, other))
    return first, second


def _numbering(plan: Plan) -> Iterator[PlanFault]:
    for place, action in enumerate(plan.actions, 1):
        if action.number is None:
            where = f"actions, entry {place}"
            message = f"{action.text[:60]!r} has no number; give it one, such as {plan.next_number}"
            yield PlanFault("unnumbered", where, message)
    for _, where, mention in _mentions(plan):
        if mention.number is None:
            yield PlanFault("unnumbered", where, f"{mention.text[:60]!r} has no number; give its action's")
    numbers = plan.numbers
    for number in sorted(number for number, times in Counter(numbers).items() if times > 1):
        texts = {one.text for one in plan.actions if one.number == number}
        kind = "with two texts" if len(texts) > 1 else "with one text"
        message = f"stands {numbers.count(number)} times in the roadmap, {kind}; give each action its own number"
        yield PlanFault("two-texts" if len(texts) > 1 else "number-twice", f"action {number}", message)
    given, highest = {*numbers}, max(numbers, default=0)
    # Looked for one by one: a slip of the hand may have made the highest number a thousand million.
    missing = [*islice((number for number in range(1, highest) if number not in given), 10)]
    count = highest - len(given)
    if count == 1:
        message = f"the number {missing[0]} is missing; renumber, or say what became of it"
        yield PlanFault("number-missing", "actions", message)
    elif count:
        which = ", ".join(map(str, missing)) + f" and {count - len(missing)} more" * (count > len(missing))
        message = f"the numbers {which} are missing; renumber, or say what became of them"
        yield PlanFault("number-missing", "actions", message)


def _places(plan: Plan) -> Iterator[PlanFault]:
    themes, horizons = {one.id for one in plan.themes}, {one.id: one for one in plan.horizons}
    for action in plan.actions:
        if action.theme is None or action.theme not in themes:
            unknown = UnknownIdError("theme", action.theme, plan.id, [one.id for one in plan.themes])
            message = "has no theme; give it one" if action.theme is None else str(unknown)
            yield PlanFault("unknown-theme", str(action), message)
        if action.horizon is not None and action.horizon not in horizons:
            unknown = UnknownIdError("horizon", action.horizon, plan.id, [one.id for one in plan.horizons])
            yield PlanFault("unknown-horizon", str(action), str(unknown))
        elif action.is_open and plan.horizon_of(action) is None and action.due is None:
            yield PlanFault("no-time", str(action), "has neither a horizon nor a day; say when")
        horizon = horizons.get(action.horizon or "")
        if horizon is not None and horizon.ends is not None and action.due is not None and action.due > horizon.ends:
            message = (
                f"is due on {action.due}, after its horizon {horizon.name} ends on {horizon.ends}; move one of them"
            )
            yield PlanFault("after-horizon", str(action), message)
    for theme in plan.themes:
        if not any(one.theme == theme.id for one in plan.actions):
            yield PlanFault("theme-without-action", f"theme {theme.id}", "has no action; add one, or drop the theme")


def _dependencies(plan: Plan) -> Iterator[PlanFault]:
    # Of two actions with one number the first, as `Plan.action` has it.
    known = {one.number: one for one in reversed(plan.actions) if one.number is not None}
    order = {one.id: place for place, one in enumerate(plan.horizons)}

    def late(one: Action) -> int | None:
        horizon = plan.horizon_of(one)
        return None if horizon is None else order[horizon.id]

    for action in plan.actions:
        for number in dict.fromkeys(action.depends_on):
            other = known.get(number)
            if other is None:
                unknown = UnknownIdError("action", number, plan.id, plan.numbers)
                yield PlanFault("unknown-dependency", str(action), f"depends on action {number}: {unknown}")
                continue
            if other.status is ActionStatus.DONE:
                continue
            mine, theirs = late(action), late(other)
            days = action.due is not None and other.due is not None and other.due > action.due
            if (mine is not None and theirs is not None and theirs > mine) or days:
                when = plan.horizon_of(other)
                then = f"due on {other.due}" if days else f"on the later horizon {when.name if when else ''}"
                yield PlanFault("later-dependency", str(action), f"depends on {other}, {then}; swap them, or move one")
    for circle in dict.fromkeys(_circles({number: one.depends_on for number, one in known.items()})):
        path = " → ".join(map(str, [*circle, circle[0]]))
        message = f"each waits for the next: {path}; strike one of these dependencies"
        yield PlanFault("circular-dependency", f"action {circle[0]}", message)


def _circles(graph: dict[int, tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    """Yield each circle that a walk along the dependencies closes, from its lowest number on."""
    done: set[int] = set()
    for start in sorted(graph):
        path: list[int] = []
        ways: list[Iterator[int]] = []
        if start in done:
            continue
        path.append(start)
        on_path = {start}
        ways.append(iter(graph[start]))
        while path:
            following = next(ways[-1], None)
            if following is None:
                done.add(path[-1])
                on_path.discard(path.pop())
                ways.pop()
            elif following in on_path:
                circle = path[path.index(following) :]
                lowest = circle.index(min(circle))
                yield (*circle[lowest:], *circle[:lowest])
            elif following in graph and following not in done:
                path.append(following)
                on_path.add(following)
                ways.append(iter(graph[following]))


def _levels(plan: Plan, framework: Framework, assessment: Assessment | None) -> Iterator[PlanFault]:
    sound = []
    for action in plan.actions:
        for one in action.serves:
            where = f"{action}, criterion {one.criterion}"
            if one.criterion not in framework.criterion_id_set:
                unknown = UnknownIdError("criterion", one.criterion, framework.id, framework.criterion_ids)
                yield PlanFault("unknown-criterion", where, str(unknown))
            elif one.level not in framework.scale:
                message = f"level {one.level} is off the scale; {framework.scale.span}"
                yield PlanFault("level-off-scale", where, message)
            elif action.status is not ActionStatus.DROPPED:
                sound.append((action, one.criterion, one.level))
    if assessment is None:
        return
    order = {one.id: place for place, one in enumerate(plan.horizons)}

    def late(action: Action) -> int:
        if action.status is ActionStatus.DONE:
            return -1
        horizon = plan.horizon_of(action)
        return len(order) if horizon is None else order[horizon.id]

    for action, criterion, level in sound:
        where, answer = f"{action}, criterion {criterion}", assessment.answers[criterion]
        if answer.state is AnswerState.NOT_APPLICABLE:
            message = "the criterion does not apply to the organisation; strike it, or answer it first"
            yield PlanFault("not-applicable", where, message)
            continue
        if answer.level is None or action.status is ActionStatus.DONE:
            continue
        scale = framework.scale
        now, wanted = scale.position(answer.level), scale.position(level)
        before = {
            scale.position(its_level)
            for other, its_criterion, its_level in sound
            if its_criterion == criterion and late(other) <= late(action) and (other is not action or its_level < level)
        }
        between = [place for place in range(now + 1, wanted) if place not in before]
        if wanted <= now:
            message = f"level {scale.levels[wanted]} is held already, at {scale.levels[now]}; aim higher, or strike it"
            yield PlanFault("level-out-of-reach", where, message)
        elif between:
            gap = ", ".join(str(scale.levels[place]) for place in between)
            message = f"stands at {scale.levels[now]}, and nothing up to then brings it to {gap}; add an action for it"
            yield PlanFault("level-out-of-reach", where, message)


def _completion(plan: Plan) -> Iterator[PlanFault]:
    for action in plan.actions:
        if action.status is ActionStatus.DONE and not action.evidence:
            yield PlanFault("done-without-evidence", str(action), "is done, and nothing shows it; add evidence")
