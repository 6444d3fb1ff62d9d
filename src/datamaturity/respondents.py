"""One person's answers for an organisation."""

from collections.abc import Iterable
from itertools import count
from typing import Any

import attrs

from datamaturity.assessment import Assessment
from datamaturity.errors import WrongTypeError
from datamaturity.validators import is_text

__all__ = ["Respondent", "labels"]


def _check_assessment(_: object, __: object, value: Any) -> None:
    if not isinstance(value, Assessment):
        message = f"a respondent has an Assessment, not {value!r}"
        raise WrongTypeError(message)


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


@attrs.frozen
class Respondent:
    """
    One person's answers for an organisation.

    Attributes:
        assessment: The person's own answers.
        id: Who it is, as text that tells people of a panel apart; empty for an anonymous one.
        role: The person's role, such as ``"manager"``; may be empty.
        unit: The part of the organisation that the person belongs to; may be empty.

    Raises:
        WrongTypeError: Answers that are no `Assessment`, or an id, a role or a unit that is no text.

    Example:
        >>> from datamaturity import Assessment, load_framework
        >>> framework = load_framework("seven-themes")
        >>> Respondent(Assessment(framework, {"C1": 3}), id="ann", role="manager").role
        'manager'
    """

    assessment: Assessment = attrs.field(validator=_check_assessment)
    id: str = attrs.field(default="", kw_only=True, converter=_stripped, validator=is_text)
    role: str = attrs.field(default="", kw_only=True, validator=is_text)
    unit: str = attrs.field(default="", kw_only=True, validator=is_text)


def labels(respondents: Iterable[Respondent]) -> tuple[str, ...]:
    """
    Return what to call each respondent: the id, or ``anonymous 1``, ``anonymous 2``, … in their order.

    Args:
        respondents: The respondents, in their order.

    Example:
        >>> from datamaturity import Assessment, load_framework
        >>> empty = Assessment(load_framework("seven-themes"))
        >>> labels([Respondent(empty), Respondent(empty, id="ann"), Respondent(empty)])
        ('anonymous 1', 'ann', 'anonymous 2')
    """
    people = tuple(respondents)
    taken = {one.id for one in people}
    free = (name for number in count(1) if (name := f"anonymous {number}") not in taken)
    return tuple(one.id or next(free) for one in people)
