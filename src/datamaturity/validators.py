"""Validators for attrs fields whose errors are one short line, and ours."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from datamaturity.errors import Fault, FaultsError, FrameworkError, WrongTypeError

__all__ = ["day_of", "is_a", "is_date_or_none", "is_id", "is_name", "is_text", "raising"]

_ID = re.compile(r"[^\s/]+")


def day_of(text: str) -> date:
    """
    Return the day that a text such as ``2026-03-31`` names, and no other way of writing one.

    Args:
        text: The text.

    Raises:
        ValueError: It names none.

    Example:
        >>> day_of("2026-03-31")
        datetime.date(2026, 3, 31)
    """
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    message = f"{text[:40]!r} is not a day, such as 2026-03-31"
    raise ValueError(message)


def is_text(instance: object, attribute: Any, value: Any) -> None:
    """
    Check that a field is text.

    Args:
        instance: The object that is being made.
        attribute: The field, as attrs describes it.
        value: What it is to hold.

    Raises:
        WrongTypeError: It is no text.
    """
    if not isinstance(value, str):
        message = f"{attribute.name} of {_a(instance)} is text, not {value!r}"
        raise WrongTypeError(message)


def is_name(instance: object, attribute: Any, value: Any) -> None:
    """
    Check that a field is text that is not blank.

    Args:
        instance: The object that is being made.
        attribute: The field, as attrs describes it.
        value: What it is to hold.

    Raises:
        WrongTypeError: It is no text.
        FrameworkError: It is blank.
    """
    if type(value) is not str:
        is_text(instance, attribute, value)
    if not value.strip():
        raise FrameworkError([Fault(attribute.name, f"the {attribute.name} of {_a(instance)} must not be empty")])


def is_id(instance: object, attribute: Any, value: Any) -> None:
    """
    Check that a field is text without blanks and slashes.

    Args:
        instance: The object that is being made.
        attribute: The field, as attrs describes it.
        value: What it is to hold.

    Raises:
        WrongTypeError: It is no text.
        FrameworkError: It is empty, or has blanks or slashes.
    """
    if type(value) is not str:
        is_text(instance, attribute, value)
    if not _ID.fullmatch(value):
        message = f"the id of {_a(instance)} is text without blanks and slashes, not {value!r}"
        raise FrameworkError([Fault(attribute.name, message)])


def is_date_or_none(instance: object, attribute: Any, value: Any) -> None:
    """
    Check that a field is a day, without a time, or `None`.

    Args:
        instance: The object that is being made.
        attribute: The field, as attrs describes it.
        value: What it is to hold.

    Raises:
        WrongTypeError: It is something else.
    """
    if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
        message = f"{attribute.name} of {_a(instance)} is a datetime.date, not {value!r}"
        raise WrongTypeError(message)


def is_a(*kinds: type) -> Callable[[Any, Any, Any], None]:
    """
    Return a validator of fields that hold an object of some class.

    Args:
        kinds: The classes, one of which it is.

    Raises:
        WrongTypeError: By the validator: it is of another.

    Example:
        >>> import attrs
        >>> from datamaturity import Vision
        >>> @attrs.frozen
        ... class Step:
        ...     vision: Vision = attrs.field(validator=is_a(Vision))
        >>> Step("More data")
        Traceback (most recent call last):
        datamaturity.errors.WrongTypeError: vision of a step is of class Vision, not 'More data'
    """

    def check(instance: object, attribute: Any, value: Any) -> None:
        if not isinstance(value, kinds):
            names = " or ".join(kind.__name__ for kind in kinds)
            message = f"{attribute.name} of {_a(instance)} is of class {names}, not {value!r}"
            raise WrongTypeError(message)

    return check


def raising(error: type[FaultsError], validator: Callable[[Any, Any, Any], None]) -> Callable[[Any, Any, Any], None]:
    """
    Return a validator whose faults are raised as another error of ours.

    Args:
        error: The error to raise.
        validator: The validator.

    Example:
        >>> import attrs
        >>> from datamaturity import PlanError
        >>> @attrs.frozen
        ... class Step:
        ...     id: str = attrs.field(validator=raising(PlanError, is_id))
        ...     name: str = attrs.field(validator=is_name)
        ...     note: str = attrs.field(default="", validator=is_text)
        ...     due: object = attrs.field(default=None, validator=is_date_or_none)
        >>> Step("1", "List datasets").name
        'List datasets'
        >>> Step("1 2", "List datasets")
        Traceback (most recent call last):
        datamaturity.errors.PlanError: id: the id of a step is text without blanks and slashes, not '1 2'
    """

    def check(instance: Any, attribute: Any, value: Any) -> None:
        try:
            validator(instance, attribute, value)
        except FaultsError as found:
            raise error(found.faults) from None

    return check


def _a(instance: object) -> str:
    name = type(instance).__name__.lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
