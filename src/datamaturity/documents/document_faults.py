"""What cattrs found wrong → faults with their paths, in the document's own words."""

import re
from typing import Any

import attrs
import cattrs
from cattrs.errors import AttributeValidationNote, IterableValidationNote

from datamaturity.documents.json_text import cut, step
from datamaturity.errors import Fault, FaultsError, UnknownIdError, did_you_mean, near_misses

__all__ = ["KEYS", "PartError", "faults_of"]

# Where a document's key differs from the attribute's name; "from" is Python's own word.
KEYS = {
    "scale": "levels",
    "from_state": "from",
    "to_state": "to",
    "from_framework": "from",
    "to_framework": "to",
    "from_criterion": "from",
    "to_criterion": "to",
}

# Of a message, so that what was given does not fill the screen.
_LONGEST = 500


class PartError(FaultsError):
    """Faults in a part of a document; each ``where`` is the path from the part on, such as ``["4.33"].note``."""


def faults_of(error: BaseException, path: str) -> list[Fault]:
    """Return what was found wrong with the part of a document that has this path."""
    if isinstance(error, cattrs.ClassValidationError | cattrs.IterableValidationError):
        with_notes, without = error.group_exceptions()
        found = []
        for one, note in with_notes:
            found += faults_of(one, path + _step(note))
        return found + [fault for one in without for fault in faults_of(one, path)]
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        names: list[str] = [field.name for field in attrs.fields(error.cl)]
        known = [KEYS.get(name, name) for name in names]
        unknown = f"is not a key of {_a(error.cl)}"
        return [
            Fault(path + step(key), unknown + did_you_mean(near_misses(key, known)))
            for key in sorted(error.extra_fields)
        ]
    if isinstance(error, PartError):
        return [Fault(path + fault.where, cut(fault.message, most=_LONGEST)) for fault in error.faults]
    if isinstance(error, FaultsError):
        return [Fault(path, cut(str(fault), most=_LONGEST)) for fault in error.faults]
    if isinstance(error, KeyError) and not isinstance(error, UnknownIdError):
        return [Fault(path, "is missing")]
    if isinstance(error, RecursionError):
        return [Fault(path, "is nested too deeply")]
    return [Fault(path, cut(str(error), most=_LONGEST))]


def _step(note: AttributeValidationNote | IterableValidationNote) -> str:
    """Return the part of a path that a note stands for: ``.key`` or ``[index]``."""
    if isinstance(note, AttributeValidationNote):
        return f".{KEYS.get(note.name, note.name)}"
    return f"[{note.index}]"


def _a(cls: Any) -> str:
    """Return the kind of part that a class stands for, in words: ``an action``."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__.strip("_")).lower().removesuffix(" part")
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
