"""Validators for attrs fields whose errors are one short line, and ours."""

import re
from datetime import date, datetime
from typing import Any

from datamaturity.errors import Fault, FrameworkError, WrongTypeError

__all__ = ["is_date_or_none", "is_id", "is_name", "is_text"]

_ID = re.compile(r"[^\s/]+")


def is_text(instance: object, attribute: Any, value: Any) -> None:
    """Raise a `WrongTypeError` unless the value is text."""
    if not isinstance(value, str):
        message = f"{attribute.name} of {_a(instance)} is text, not {value!r}"
        raise WrongTypeError(message)


def is_name(instance: object, attribute: Any, value: Any) -> None:
    """Raise an error unless the value is text that is not blank."""
    if type(value) is not str:
        is_text(instance, attribute, value)
    if not value.strip():
        raise FrameworkError([Fault(attribute.name, f"the {attribute.name} of {_a(instance)} must not be empty")])


def is_id(instance: object, attribute: Any, value: Any) -> None:
    """Raise an error unless the value is text without blanks and slashes."""
    if type(value) is not str:
        is_text(instance, attribute, value)
    if not _ID.fullmatch(value):
        message = f"the id of {_a(instance)} is text without blanks and slashes, not {value!r}"
        raise FrameworkError([Fault(attribute.name, message)])


def is_date_or_none(instance: object, attribute: Any, value: Any) -> None:
    """Raise a `WrongTypeError` unless the value is a day, without a time, or `None`."""
    if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
        message = f"{attribute.name} of {_a(instance)} is a datetime.date, not {value!r}"
        raise WrongTypeError(message)


def _a(instance: object) -> str:
    name = type(instance).__name__.lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
