"""What a plan is made of: vision, horizons, actions, and the themes and goals that list them."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from datamaturity.assessment import Evidence
from datamaturity.errors import Fault, PlanError
from datamaturity.levels import exact
from datamaturity.validators import is_date_or_none, is_id, is_name, is_text, raising

__all__ = [
    "DEFAULT_HORIZONS",
    "Action",
    "ActionStatus",
    "Goal",
    "Horizon",
    "Mention",
    "PlanTheme",
    "Serves",
    "Success",
    "Vision",
]

_is_id = raising(PlanError, is_id)
_is_name = raising(PlanError, is_name)


class ActionStatus(Enum):
    """How far an action is."""

    PLANNED = "planned"
    UNDER_WAY = "under way"
    DONE = "done"
    DROPPED = "dropped"

    def __repr__(self) -> str:
        return f"ActionStatus.{self.name}"


# Ten digits are enough for anybody's actions and levels, and for every file that has them.
_TOO_LARGE = 10**10


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values)


def _check_texts(_: object, attribute: Any, values: tuple[object, ...]) -> None:
    for one in values:
        if not isinstance(one, str):
            raise PlanError([Fault(attribute.name, f"is a list of texts, not {one!r}")])


def _check_number(_: object, attribute: Any, value: object) -> None:
    if value is not None and (type(value) is not int or not 1 <= value < _TOO_LARGE):
        raise PlanError([Fault(attribute.name, f"an action's number is a whole number from 1, not {value!r}")])


def _check_level(_: object, attribute: Any, value: Any) -> None:
    if type(value) is not int or not 0 <= value < _TOO_LARGE:
        raise PlanError([Fault(attribute.name, f"is a level's number, a whole number from 0, not {value!r}")])


def _check_dates(one: "Action | Horizon", starts: date | None, ends: date | None, name: str) -> None:
    if starts is not None and ends is not None and starts > ends:
        raise PlanError([Fault(name, f"starts on {starts} and ends before that, on {ends}")])


def _optional_effort(value: object) -> Fraction | None:
    return None if value is None else exact(value)


def _check_effort(_: object, __: object, value: Fraction | None) -> None:
    if value is not None and value <= 0:
        raise PlanError([Fault("effort", f"is above 0, not {value}")])


def _status(value: "ActionStatus | str") -> ActionStatus:
    try:
        return ActionStatus(value)
    except ValueError:
        names = ", ".join(one.value for one in ActionStatus)
        raise PlanError([Fault("status", f"is one of {names}, not {value!r}")]) from None


@attrs.frozen
class Success:
    """
    What success looks like, as a way *from* a state, *through* what is done, *to* another.

    Attributes:
        from_state: What is the case now.
        through: What is done.
        to_state: What will be the case.

    Raises:
        PlanError: Something in it that is no text.

    Example:
        >>> Success(from_state="Lists in drawers", through="A register", to_state="One list that all can find").through
        ('A register',)
    """

    from_state: tuple[str, ...] = attrs.field(default=(), converter=_texts, validator=_check_texts)
    through: tuple[str, ...] = attrs.field(default=(), converter=_texts, validator=_check_texts)
    to_state: tuple[str, ...] = attrs.field(default=(), converter=_texts, validator=_check_texts)


@attrs.frozen
class Vision:
    """
    Why there is a plan.

    Attributes:
        goal: What is to be reached.
        challenge: What stands in the way.
        opportunity: What it would make possible.
        success: What success looks like.

    Example:
        >>> Vision("Every team decides by evidence", challenge="Figures come late").success.through
        ()
    """

    goal: str = attrs.field(default="", validator=is_text)
    challenge: str = attrs.field(default="", validator=is_text)
    opportunity: str = attrs.field(default="", validator=is_text)
    success: Success = attrs.field(factory=Success)


@attrs.frozen
class Horizon:
    """
    A stretch of time that actions are planned for.

    Attributes:
        id: Its id, such as ``"short"``.
        name: Its name, such as ``"Short term"``.
        starts: Its first day; `None` where it is left open.
        ends: Its last day.

    Raises:
        PlanError: An id or a name that is none, or a last day before the first.
        WrongTypeError: An id or a name that is no text, or a day that is no `datetime.date`.

    Example:
        >>> from datetime import date
        >>> Horizon("short", "Short term", ends=date(2026, 12, 31)).ends.year
        2026
    """

    id: str = attrs.field(validator=_is_id)
    name: str = attrs.field(validator=_is_name)
    starts: date | None = attrs.field(default=None, validator=is_date_or_none)
    ends: date | None = attrs.field(default=None, validator=is_date_or_none)

    def __attrs_post_init__(self) -> None:
        _check_dates(self, self.starts, self.ends, f"horizon {self.id}")


DEFAULT_HORIZONS = (Horizon("short", "Short term"), Horizon("medium", "Medium term"), Horizon("long", "Long term"))


@attrs.frozen
class Serves:
    """
    What an action is for: a criterion, and the level that it will stand at once the action is done.

    Attributes:
        criterion: The criterion's id.
        level: The level's number.

    Raises:
        PlanError: An id that is none, or a level that is no whole number from 0.
        WrongTypeError: An id that is no text.
    """

    criterion: str = attrs.field(validator=_is_id)
    level: int = attrs.field(validator=_check_level)

    def __str__(self) -> str:
        """Return ``4.33=3``."""
        return f"{self.criterion}={self.level}"


@attrs.frozen
class Action:
    """
    One thing to do.

    Attributes:
        text: What is done.
        number: Its number in the plan, 1 or more; `None` where it has none (which `check_plan` finds).
        theme: The id of the plan's theme that it belongs to.
        horizon: The id of its horizon; `None` where its dates say when, or nobody has decided yet.
        owner: Who answers for it.
        status: How far it is.
        starts: The day that it starts.
        due: The day by which it is done.
        effort: How much work it is, in whatever unit the plan counts.
        depends_on: The numbers of the actions that must be done before.
        serves: The criteria that it is for, and their levels afterwards.
        evidence: What shows that it was done.

    Raises:
        PlanError: A text that is none, a number that is no whole number from 1, no such status, an effort that is not
            above 0, a due day before its start, or parts of another type.
        NumberError: An effort that is no exact number.
        WrongTypeError: A text or an owner that is no text, or a day that is no `datetime.date`.

    Example:
        >>> Action("List every dataset", number=8, theme="data", horizon="short", serves=[Serves("4.35", 2)]).status
        ActionStatus.PLANNED
    """

    text: str = attrs.field(validator=_is_name)
    number: int | None = attrs.field(default=None, kw_only=True, validator=_check_number)
    theme: str | None = attrs.field(default=None, kw_only=True, validator=attrs.validators.optional(_is_id))
    horizon: str | None = attrs.field(default=None, kw_only=True, validator=attrs.validators.optional(_is_id))
    owner: str = attrs.field(default="", kw_only=True, validator=is_text)
    status: ActionStatus = attrs.field(default=ActionStatus.PLANNED, kw_only=True, converter=_status)
    starts: date | None = attrs.field(default=None, kw_only=True, validator=is_date_or_none)
    due: date | None = attrs.field(default=None, kw_only=True, validator=is_date_or_none)
    effort: Fraction | None = attrs.field(
        default=None, kw_only=True, converter=_optional_effort, validator=_check_effort
    )
    depends_on: tuple[int, ...] = attrs.field(default=(), kw_only=True, converter=tuple[int, ...])
    serves: tuple[Serves, ...] = attrs.field(default=(), kw_only=True, converter=tuple[Serves, ...])
    evidence: tuple[Evidence, ...] = attrs.field(default=(), kw_only=True, converter=tuple[Evidence, ...])

    def __attrs_post_init__(self) -> None:
        numbers: tuple[object, ...] = self.depends_on
        for one in numbers:
            if one is None:
                raise PlanError([Fault("depends_on", "an action's number is a whole number from 1, not None")])
            _check_number(self, attrs.fields(Action).depends_on, one)
        for kind, parts in ((Serves, self.serves), (Evidence, self.evidence)):
            strangers = [part for part in parts if not isinstance(part, kind)]
            if strangers:
                raise PlanError([Fault(str(self), f"takes {kind.__name__} objects, not {strangers[0]!r}")])
        _check_dates(self, self.starts, self.due, str(self))

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done: neither done nor dropped."""
        return self.status not in (ActionStatus.DONE, ActionStatus.DROPPED)

    def __str__(self) -> str:
        """Return ``action 12``, or the text of one without a number."""
        return f"action {self.number}" if self.number is not None else f"action {self.text[:40]!r}"


@attrs.frozen
class Mention:
    """
    An action as a goal's list has it.

    Attributes:
        number: The action's number, 1 or more; `None` where the list gives none.
        text: What the list says, where that is other than the action's own text; a plan drops it where it is not.

    Raises:
        PlanError: A number that is no whole number from 1, or neither a number nor a text.
        WrongTypeError: A text that is no text.
    """

    number: int | None = attrs.field(default=None, validator=_check_number)
    text: str = attrs.field(default="", validator=is_text)

    def __attrs_post_init__(self) -> None:
        if self.number is None and not self.text.strip():
            raise PlanError([Fault("mention", "names an action by its number, or by a text")])


def _as_mention(given: "Mention | int | str") -> Mention:
    if isinstance(given, Mention):
        return given
    return Mention(None, given) if isinstance(given, str) else Mention(given)


def _mentions(given: "Iterable[Mention | int | str] | str") -> tuple[Mention, ...]:
    if isinstance(given, str):
        return (Mention(None, given),)
    return tuple(_as_mention(one) for one in given)


@attrs.frozen
class Goal:
    """
    One goal of a theme, with the actions that lead to it.

    Attributes:
        name: Its name.
        text: What is to be reached.
        actions: The actions, as `Mention` objects; their numbers will do.
        next_steps: What comes first.

    Raises:
        PlanError: A name that is empty, a next step that is no text, or a mention of nothing.
        WrongTypeError: A name or a text that is no text.

    Example:
        >>> Goal("Know what we hold", actions=[1, "Ask the teams"]).actions
        (Mention(number=1, text=''), Mention(number=None, text='Ask the teams'))
    """

    name: str = attrs.field(validator=_is_name)
    text: str = attrs.field(default="", validator=is_text)
    actions: tuple[Mention, ...] = attrs.field(default=(), converter=_mentions)
    next_steps: tuple[str, ...] = attrs.field(default=(), converter=_texts, validator=_check_texts)


@attrs.frozen
class PlanTheme:
    """
    One theme of a plan: what it is after, why, and its goals.

    Attributes:
        id: Its id.
        name: Its name.
        objective: What is to be reached.
        reasons: Why it matters.
        goals: Its goals.
        roadmap_name: What the roadmap calls it, where that is another name (which `check_plan` finds).

    Raises:
        PlanError: An id or a name that is none, or a reason that is no text.
        WrongTypeError: An id, a name or a text that is no text.

    Example:
        >>> theme = PlanTheme("data", "Data", reasons="Nobody knows what there is", goals=[Goal("Know what we hold")])
        >>> theme.reasons, theme.goals[0].name
        (('Nobody knows what there is',), 'Know what we hold')
    """

    id: str = attrs.field(validator=_is_id)
    name: str = attrs.field(validator=_is_name)
    objective: str = attrs.field(default="", validator=is_text)
    reasons: tuple[str, ...] = attrs.field(default=(), converter=_texts, validator=_check_texts)
    goals: tuple[Goal, ...] = attrs.field(default=(), converter=tuple[Goal, ...])
    roadmap_name: str = attrs.field(default="", validator=is_text)
