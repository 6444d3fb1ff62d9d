"""An action plan: what an organisation means to do with its data, by whom, by when, and for which criteria."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from datamaturity.assessment import Evidence
from datamaturity.displayed import Displayed
from datamaturity.errors import Fault, PlanError, UnknownIdError, counted
from datamaturity.plan_parts import (
    DEFAULT_HORIZONS,
    Action,
    ActionStatus,
    Horizon,
    Mention,
    PlanTheme,
    Vision,
)
from datamaturity.validators import is_a, is_id, is_name, is_text, raising

__all__ = ["Plan"]

_is_id = raising(PlanError, is_id)
_is_name = raising(PlanError, is_name)


@attrs.frozen(kw_only=True, repr=False)
class Plan(Displayed):
    """
    An action plan; nothing in it changes, and every method gives a new plan.

    The *roadmap* is `actions`, each with its theme and horizon; the *theme plans* are `themes`, whose goals list the
    same actions again. A plan may be at odds with itself, as people's plans are: `check_plan` says where.

    Attributes:
        id: Its id.
        title: Its title.
        organisation: Whose plan it is.
        framework_id: The framework whose criteria the actions serve; empty without one.
        framework_version: Its version.
        vision: Why there is a plan.
        horizons: The horizons, from near to far.
        actions: The actions, in the order of the roadmap.
        themes: The theme plans.

    Raises:
        PlanError: Two themes or two horizons with one id; all of it at once.

    Example:
        >>> from datamaturity import Action, Goal, PlanTheme
        >>> plan = Plan(id="mine", title="Our plan", actions=[
        ...     Action("List every dataset", number=1, theme="data", horizon="short"),
        ... ], themes=[PlanTheme("data", "Data", goals=[Goal("Know what we hold", actions=[1])])])
        >>> plan.with_status(1, "done").action(1).status
        ActionStatus.DONE
        >>> plan.theme("data").name, plan.horizon("short").name, plan.horizon_of(plan.action(1)).id
        ('Data', 'Short term', 'short')
        >>> later = plan.with_due(1, date(2026, 12, 31)).with_action(Action("Publish the list", theme="data"))
        >>> later.numbers, later.due_day(later.action(1)).year, later.without_action(1).numbers
        ((1, 2), 2026, (2,))
        >>> later.with_theme(PlanTheme("skills", "Skills")).themes[-1].id
        'skills'
    """

    id: str = attrs.field(validator=_is_id)
    title: str = attrs.field(validator=_is_name)
    organisation: str = attrs.field(default="", validator=is_text)
    framework_id: str = attrs.field(default="", validator=is_text)
    framework_version: str = attrs.field(default="", validator=is_text)
    vision: Vision = attrs.field(factory=Vision, validator=is_a(Vision))
    horizons: tuple[Horizon, ...] = attrs.field(default=DEFAULT_HORIZONS, converter=tuple[Horizon, ...])
    actions: tuple[Action, ...] = attrs.field(default=(), converter=tuple[Action, ...])
    themes: tuple[PlanTheme, ...] = attrs.field(default=(), converter=tuple[PlanTheme, ...])

    def __attrs_post_init__(self) -> None:
        lists: dict[type, tuple[object, ...]] = {Horizon: self.horizons, Action: self.actions, PlanTheme: self.themes}
        for wanted, parts in lists.items():
            strangers = [one for one in parts if not isinstance(one, wanted)]
            if strangers:
                raise PlanError([Fault(f"plan {self.id}", f"takes {wanted.__name__} objects, not {strangers[0]!r}")])
        faults = []
        for kind, ids in (
            ("horizon", [one.id for one in self.horizons]),
            ("theme", [one.id for one in self.themes]),
        ):
            twins = sorted({one for one in ids if ids.count(one) > 1})
            faults += [Fault(f"{kind} {one}", f"stands twice; an id names one {kind}") for one in twins]
        if faults:
            raise PlanError(faults)
        object.__setattr__(self, "themes", tuple(map(self._plain, self.themes)))

    def _plain(self, theme: PlanTheme) -> PlanTheme:
        """Return a theme whose lists repeat no action's own text: said once, it cannot come to differ."""
        texts = {(one.number, one.text) for one in self.actions if one.number is not None}
        if not any((one.number, one.text) in texts for goal in theme.goals for one in goal.actions):
            return theme
        goals = [
            attrs.evolve(
                goal,
                actions=[Mention(one.number) if (one.number, one.text) in texts else one for one in goal.actions],
            )
            for goal in theme.goals
        ]
        return attrs.evolve(theme, goals=goals)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the actions, 1 or more, in the order of the roadmap."""
        return tuple(one.number for one in self.actions if one.number is not None)

    @property
    def next_number(self) -> int:
        """The number after the highest; 1 or more."""
        return max(self.numbers, default=0) + 1

    def action(self, number: int) -> Action:
        """
        Return the first action with this number.

        Args:
            number: The action's number, 1 or more.

        Raises:
            UnknownIdError: The plan has no action of this number.
        """
        found = next((one for one in self.actions if one.number == number), None)
        if found is None:
            raise UnknownIdError("action", number, self.id, self.numbers)
        return found

    def theme(self, theme_id: str) -> PlanTheme:
        """
        Return the theme with this id.

        Args:
            theme_id: The theme's id.

        Raises:
            UnknownIdError: The plan has no such theme.
        """
        found = next((one for one in self.themes if one.id == theme_id), None)
        if found is None:
            raise UnknownIdError("theme", theme_id, self.id, [one.id for one in self.themes])
        return found

    def horizon(self, horizon_id: str) -> Horizon:
        """
        Return the horizon with this id.

        Args:
            horizon_id: The horizon's id.

        Raises:
            UnknownIdError: The plan has no such horizon.
        """
        found = next((one for one in self.horizons if one.id == horizon_id), None)
        if found is None:
            raise UnknownIdError("horizon", horizon_id, self.id, [one.id for one in self.horizons])
        return found

    def horizon_of(self, action: Action) -> Horizon | None:
        """
        Return an action's horizon: its own, or else the first that reaches to the day it is due.

        Args:
            action: The action.
        """
        if action.horizon is not None:
            return next((one for one in self.horizons if one.id == action.horizon), None)
        if action.due is None:
            return None
        for one in self.horizons:
            if one.ends is not None and action.due <= one.ends:
                return one
            if one.ends is None and one.starts is not None and one.starts <= action.due:
                return one
        return None

    def due_day(self, action: Action) -> date | None:
        """
        Return the day by which an action is done: its own, or else its horizon's last day.

        Args:
            action: The action.
        """
        horizon = self.horizon_of(action)
        return action.due or (None if horizon is None else horizon.ends)

    def with_action(self, action: Action, *, goal: str | None = None) -> "Plan":
        """
        Return the plan with an action: in place of the one with its number, else at the end of the roadmap.

        Args:
            action: The action; one without a number gets the next.
            goal: The name of the goal in its theme that lists it, for an action that is new.

        Raises:
            PlanError: Two actions have this number, so that it is not clear which to replace.
            UnknownIdError: No such theme, or no such goal in it.
        """
        number = self.next_number if action.number is None else action.number
        action = attrs.evolve(action, number=number)
        if self.numbers.count(number) > 1:
            raise PlanError([Fault(str(action), "stands twice in the plan; give one of them another number first")])
        if number in self.numbers:
            return attrs.evolve(self, actions=[action if one.number == number else one for one in self.actions])
        themes = self.themes
        if goal is not None:
            themes = self._with_mention(action, goal)
        return attrs.evolve(self, actions=[*self.actions, action], themes=themes)

    def _with_mention(self, action: Action, goal: str) -> tuple[PlanTheme, ...]:
        theme = self.theme(action.theme or "")
        if goal not in [one.name for one in theme.goals]:
            raise UnknownIdError("goal", goal, f"theme {theme.id}", [one.name for one in theme.goals])
        # Of two goals with one name the first.
        place = [one.name for one in theme.goals].index(goal)
        listed = attrs.evolve(theme.goals[place], actions=[*theme.goals[place].actions, Mention(action.number)])
        goals = [*theme.goals[:place], listed, *theme.goals[place + 1 :]]
        return tuple(attrs.evolve(one, goals=goals) if one.id == theme.id else one for one in self.themes)

    def without_action(self, number: int) -> "Plan":
        """
        Return the plan without the actions of this number, and without a word of it in goals and dependencies.

        Args:
            number: The number of the actions to leave out, 1 or more.

        Raises:
            UnknownIdError: The plan has no action of this number.
        """
        self.action(number)
        kept = [
            attrs.evolve(one, depends_on=[other for other in one.depends_on if other != number])
            for one in self.actions
            if one.number != number
        ]
        themes = [
            attrs.evolve(
                theme,
                goals=[
                    attrs.evolve(goal, actions=[one for one in goal.actions if one.number != number])
                    for goal in theme.goals
                ],
            )
            for theme in self.themes
        ]
        return attrs.evolve(self, actions=kept, themes=themes)

    def with_status(self, number: int, status: ActionStatus | str, *, evidence: Iterable[Evidence] = ()) -> "Plan":
        """
        Return the plan with an action at another status, and with further evidence of it.

        Args:
            number: The action's number, 1 or more.
            status: The status, or its name, such as ``"under way"``.
            evidence: What shows it, after what the action has already.

        Raises:
            UnknownIdError: The plan has no action of this number.
            PlanError: No such status, or a number that several actions have.
        """
        action = self.action(number)
        return self.with_action(attrs.evolve(action, status=status, evidence=[*action.evidence, *evidence]))

    def with_due(self, number: int, due: date | None, *, horizon: str | None = None) -> "Plan":
        """
        Return the plan with an action due on another day, and on another horizon if that is given.

        Args:
            number: The action's number, 1 or more.
            due: The day by which it is done; `None` for none.
            horizon: The horizon's id; the action keeps its own if not given.

        Raises:
            UnknownIdError: The plan has no action of this number.
            PlanError: A day before the action's start, or a number that several actions have.
        """
        action = self.action(number)
        return self.with_action(attrs.evolve(action, due=due, horizon=horizon or action.horizon))

    def with_theme(self, theme: PlanTheme) -> "Plan":
        """
        Return the plan with a theme: in place of the one with its id, else at the end.

        Args:
            theme: The theme.
        """
        if theme.id in [one.id for one in self.themes]:
            return attrs.evolve(self, themes=[theme if one.id == theme.id else one for one in self.themes])
        return attrs.evolve(self, themes=[*self.themes, theme])

    def __iter__(self) -> Iterator[Action]:
        """Iterate over the actions, in the order of the roadmap."""
        return iter(self.actions)

    def __repr__(self) -> str:
        counts = f"{counted(len(self.actions), 'action')} in {counted(len(self.themes), 'theme')}"
        return f"<Plan {self.id}: {counts}, {counted(len(self.horizons), 'horizon')}>"
