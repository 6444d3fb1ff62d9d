"""
Plain objects → attrs objects, strictly, by cattrs.

Nothing is coerced: `cattrs` by itself would take ``"3"`` for 3 and ``"xyz"`` for three texts. Whatever does not fit is
a fault with its path.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, NewType, TypeAlias, TypeVar, get_args, get_origin

import attrs
import cattrs
from cattrs.cols import list_structure_factory
from cattrs.gen import make_dict_structure_fn, override

from datamaturity.criteria import CriterionId, DescriptorId, ThemeId, TopicId
from datamaturity.documents.document_faults import KEYS, PartError, faults_of
from datamaturity.documents.json_text import json_text, json_type
from datamaturity.errors import DataMaturityError, Fault, UnknownIdError
from datamaturity.framework import Framework
from datamaturity.levels import Level, Scale, exact
from datamaturity.stages import Rule, parse_rule
from datamaturity.validators import day_of

__all__ = [
    "Hooks",
    "Id",
    "LevelKey",
    "LevelNumber",
    "Name",
    "check_parts",
    "converter_for",
    "known_id",
    "known_level",
    "one_of",
    "text",
]

T = TypeVar("T")

Name = NewType("Name", str)
"""Text in which something can be seen."""
Id = NewType("Id", str)
"""Text without blanks and slashes."""
LevelNumber = NewType("LevelNumber", int)
"""A level's number; of the framework's scale, where there is one."""
LevelKey = NewType("LevelKey", int)
"""The same as a key of an object, which is text."""

Hooks: TypeAlias = Callable[[cattrs.Converter, Framework | None], None]
"""What adds to a converter what a kind of document needs, for answers to a framework or to none that is known."""

# Compiled when they are first used, which most documents never do.
_ID = r"[^\s/]+"
_FRACTION = r"-?[0-9]{1,4000}(/[1-9][0-9]{0,3999})?"
_WHOLE = r"0|[1-9][0-9]{0,3999}"


@lru_cache(maxsize=64)
def converter_for(framework: Framework | None, hooks: Hooks | None, *, detailed: bool) -> cattrs.Converter:
    """
    Return a converter that coerces nothing.

    Args:
        framework: The framework whose ids and levels are the only ones; any will do without it.
        hooks: What the kind of document needs beside.
        detailed: Whether errors say where they stand, which makes it half as fast.
    """
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=detailed)
    # The ids by name as well, since cattrs would find the hook of a NewType anew for each value.
    ids: tuple[Any, ...] = (CriterionId, DescriptorId, ThemeId, TopicId, ThemeId | None, TopicId | None)
    for one in (str, *ids):
        converter.register_structure_hook(one, text)
    converter.register_structure_hook(Name, _name)
    converter.register_structure_hook(Id, _id)
    converter.register_structure_hook(int, _whole)
    converter.register_structure_hook(LevelNumber, _whole)
    converter.register_structure_hook(LevelKey, _level_key)
    converter.register_structure_hook(bool, _true_or_false)
    converter.register_structure_hook(Fraction, _number)
    converter.register_structure_hook(date, _day)
    optional: dict[Any, Callable[[object], Any]] = {date: _day, int: _whole, Fraction: _number, str: text}
    for one, hook in optional.items():
        converter.register_structure_hook(one | None, _or_null(hook))
    converter.register_structure_hook_factory(attrs.has, _object_hook)
    converter.register_structure_hook_factory(_is_tuple, _tuple_hook)
    converter.register_structure_hook_factory(_is_mapping, _mapping_hook)
    # After the general ones, which would take these for objects.
    converter.register_structure_hook(Rule, lambda value, _: parse_rule(text(value)))
    levels = converter.get_structure_hook(tuple[Level, ...])
    converter.register_structure_hook(Scale, lambda value, _: Scale(levels(value, tuple[Level, ...])))
    if framework is not None:
        _register_ids(converter, framework)
    if hooks is not None:
        hooks(converter, framework)
    return converter


def _register_ids(converter: cattrs.Converter, framework: Framework) -> None:
    """Let a framework's ids and levels stand for themselves alone."""
    numbers = framework.scale.numbers
    known: dict[Any, tuple[str, Iterable[str]]] = {
        CriterionId: ("criterion", framework.criterion_ids),
        TopicId: ("topic", [topic.id for topic in framework.topics]),
        ThemeId: ("theme", [theme.id for theme in framework.themes]),
        DescriptorId: ("descriptor", [f"{one}.{number}" for one in framework.criterion_ids for number in numbers]),
    }
    for wanted, (kind, ids) in known.items():
        converter.register_structure_hook(wanted, known_id(kind, ids, framework.id))
    converter.register_structure_hook(LevelNumber, known_level(framework.scale))
    converter.register_structure_hook(LevelKey, known_level(framework.scale, whole=_level_key))


def known_id(kind: str, ids: Iterable[str], place: str) -> Callable[..., str]:
    """Return a hook for text that is one of some ids; see `UnknownIdError` for what the arguments are."""
    known = dict.fromkeys(ids)

    def hook(value: object, _: object = None) -> str:
        one = text(value)
        if one not in known:
            raise UnknownIdError(kind, one, place, known)
        return one

    return hook


def known_level(scale: Scale, *, whole: Callable[[object], int] | None = None) -> Callable[..., int]:
    """Return a hook for the number of a level of this scale, read as a whole number if nothing else is given."""
    read = whole or _whole

    def hook(value: object, _: object = None) -> int:
        number = read(value)
        if number not in scale:
            message = f"level {json_text(number)} is off the scale; {scale.span}"
            raise ValueError(message)
        return number

    return hook


def one_of(kind: str, values: Mapping[str, T]) -> Callable[[object, object], T]:
    """Return a hook for one of some texts and what each stands for; the kind is for the message, such as "state"."""

    def hook(value: object, _: object) -> T:
        if type(value) is not str or value not in values:
            message = f"{json_text(value)} is not a {kind}; there are {', '.join(values)}"
            raise ValueError(message)
        return values[value]

    return hook


def check_parts(converter: cattrs.Converter, wanted: type, check: Callable[[Any], Iterable[Fault]]) -> None:
    """Let a part be held against something once it has its form; faults say where in the part they are: ``.title``."""
    structure = converter.get_structure_hook(wanted)

    def hook(value: Any, _: object) -> object:
        made = structure(value, wanted)
        faults = [*check(made)]
        if faults:
            raise PartError(faults)
        return made

    converter.register_structure_hook(wanted, hook)


def text(value: object, _: object = None) -> str:
    """Return a value that is text."""
    if type(value) is not str:
        message = f"{json_text(value)} is not text"
        raise ValueError(message)
    return value


def _name(value: object, _: object = None) -> str:
    if not text(value).strip():
        message = "must not be empty"
        raise ValueError(message)
    return text(value)


def _id(value: object, _: object = None) -> str:
    if not re.fullmatch(_ID, text(value)):
        message = f"{json_text(value)} is not an id: text without blanks and slashes"
        raise ValueError(message)
    return text(value)


def _whole(value: object, _: object = None) -> int:
    # `type`, since True is an int to Python.
    if type(value) is not int:
        message = f"{json_text(value)} is not a whole number"
        raise ValueError(message)
    return value


def _level_key(value: object, _: object = None) -> int:
    if not re.fullmatch(_WHOLE, text(value)):
        message = f'{json_text(value)} is not a level\'s number as a key, such as "3"'
        raise ValueError(message)
    return int(text(value))


def _true_or_false(value: object, _: object) -> bool:
    if type(value) is not bool:
        message = f"{json_text(value)} is not true or false"
        raise ValueError(message)
    return value


def _number(value: object, _: object = None) -> Fraction:
    if isinstance(value, str) and re.fullmatch(_FRACTION, value):
        # What the library works out has more digits than people write.
        upper, _slash, lower = value.partition("/")
        return Fraction(int(upper), int(lower or 1))
    return exact(value)


def _day(value: object, _: object = None) -> date:
    try:
        return day_of(value if type(value) is str else "")
    except ValueError:
        message = f'{json_text(value)} is not a day, such as "2026-03-31"'
        raise ValueError(message) from None


def _or_null(hook: Callable[[object], Any]) -> Callable[[object, object], Any]:
    return lambda value, _: None if value is None else hook(value)


def _object_hook(wanted: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    names = {field.name for field in attrs.fields(wanted)}
    renamed = {name: override(rename=key) for name, key in KEYS.items() if name in names}
    structure = make_dict_structure_fn(wanted, converter, **renamed)  # type: ignore[arg-type]

    def hook(value: Any, _: object) -> object:
        if type(value) is not dict:
            message = f"an object is needed, not {json_type(value)}"
            raise ValueError(message)
        return structure(value, wanted)

    return hook


def _is_tuple(wanted: Any) -> bool:
    return get_origin(wanted) is tuple


def _tuple_hook(wanted: Any, converter: cattrs.Converter) -> Callable[[object, object], Any]:
    each: Any = list[get_args(wanted)[0]]  # type: ignore[misc]
    structure = list_structure_factory(each, converter)
    of_texts = each == list[str]

    def hook(value: object, _: object) -> tuple[Any, ...]:
        if type(value) is not list:
            message = f"a list is needed, not {json_type(value)}"
            raise ValueError(message)
        if of_texts and {*map(type, value)} <= {str}:
            # Most of a framework is lists of texts; text by text they took a quarter of the time.
            return tuple(value)
        return tuple(structure(value, each))

    return hook


def _is_mapping(wanted: Any) -> bool:
    return get_origin(wanted) is dict


def _mapping_hook(wanted: Any, converter: cattrs.Converter) -> Callable[[object, object], Any]:
    of_key, of_value = get_args(wanted)
    key_hook, value_hook = converter.get_structure_hook(of_key), converter.get_structure_hook(of_value)

    def hook(value: object, _: object) -> dict[Any, Any]:
        if type(value) is not dict:
            message = f"an object is needed, not {json_type(value)}"
            raise ValueError(message)
        made, faults = {}, []
        for key, one in value.items():
            own = key
            try:
                own = key_hook(key, of_key)
            except (DataMaturityError, ValueError) as error:
                faults += faults_of(error, f"[{json_text(key)}]")
            try:
                made[own] = value_hook(one, of_value)
            except (DataMaturityError, ValueError, cattrs.BaseValidationError) as error:
                faults += faults_of(error, f"[{json_text(key)}]")
        if faults:
            raise PartError(faults)
        return made

    return hook
