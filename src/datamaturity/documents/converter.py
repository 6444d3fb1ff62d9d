"""
Plain objects → attrs objects, strictly, by cattrs.

Nothing is coerced: `cattrs` by itself would take ``"3"`` for 3 and ``"xyz"`` for three texts. Whatever does not fit is
a fault with its path.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, Protocol, TypeVar, get_args, get_origin

import attrs
import cattrs
from cattrs.cols import list_structure_factory
from cattrs.errors import AttributeValidationNote, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, override

from datamaturity.criteria import CriterionId, ThemeId, TopicId
from datamaturity.documents.json_text import heading_faults, json_text, json_type, parse_json, placed
from datamaturity.errors import DocumentError, Fault, FaultsError, did_you_mean, near_misses
from datamaturity.levels import Level, Scale, exact
from datamaturity.stages import Rule, parse_rule
from datamaturity.validators import day_of

__all__ = ["make_converter", "structured"]

T = TypeVar("T")


class _MakeConverter(Protocol):
    def __call__(self, *, detailed: bool) -> cattrs.Converter: ...


def structured(
    text: str | bytes,
    wanted: type[T],
    *,
    kind: str,
    source: str,
    converter: cattrs.Converter | None = None,
    make: _MakeConverter | None = None,
) -> T:
    """
    Return the object that a JSON document describes.

    Args:
        text: The document, in UTF-8 if it is bytes.
        wanted: The attrs class of the object.
        kind: What the document must say that it is.
        source: Where it is from, for the messages.
        converter: A fast converter without detailed errors, where one is kept.
        make: What makes a converter, where `make_converter` itself does not know all types of the class.

    Raises:
        DocumentError: Not JSON, or not such a document; the error has every fault, each with its path.
    """
    document = parse_json(text, source)
    faults = [*heading_faults(document, kind)]
    if faults:
        raise DocumentError(placed(faults, source))
    body = {key: value for key, value in document.items() if key not in ("$schema", "format", "kind")}
    first: Exception | None = None
    if converter is not None:
        try:
            return converter.structure(body, wanted)
        except Exception as error:  # noqa: BLE001 - whatever it is, the detailed pass says what and where
            first = error
    # The detailed pass is slower, so that where documents are large only a faulty one pays for it.
    try:
        made = (make or make_converter)(detailed=True).structure(body, wanted)
    except cattrs.BaseValidationError as error:
        raise DocumentError(placed(_faults(error, "$"), source)) from None
    if first is not None:
        raise first
    return made


def _faults(error: BaseException, path: str) -> list[Fault]:
    """Return what a detailed validation found, each with its path."""
    if isinstance(error, cattrs.ClassValidationError | cattrs.IterableValidationError):
        with_notes, without = error.group_exceptions()
        found = []
        for one, note in with_notes:
            found += _faults(one, path + _step(note))
        return found + [fault for one in without for fault in _faults(one, path)]
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        known = [_KEYS.get(name, name) for name in _field_names(error.cl)]
        unknown = f"is not a key of a {error.cl.__name__.lstrip('_').lower()}"
        return [
            Fault(f"{path}.{key}", unknown + did_you_mean(near_misses(key, known)))
            for key in sorted(error.extra_fields)
        ]
    if isinstance(error, FaultsError):
        return [Fault(path, str(fault)) for fault in error.faults]
    if isinstance(error, KeyError):
        return [Fault(path, "is missing")]
    return [Fault(path, str(error))]


def _step(note: AttributeValidationNote | IterableValidationNote) -> str:
    """Return the part of a path that a note stands for: ``.key`` or ``[index]``."""
    if isinstance(note, AttributeValidationNote):
        return f".{_KEYS.get(note.name, note.name)}"
    return f"[{note.index}]"


# Where a document's key differs from the attribute's name.
_KEYS = {
    "scale": "levels",
    "from_state": "from",
    "to_state": "to",
    "from_framework": "from",
    "to_framework": "to",
    "from_criterion": "from",
    "to_criterion": "to",
}


def _field_names(cls: Any) -> list[str]:
    return [field.name for field in cls.__attrs_attrs__]


def make_converter(*, detailed: bool) -> cattrs.Converter:
    """Return a converter that coerces nothing; one with detailed errors is half as fast."""
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=detailed)
    text = _strictly(str, "text")
    # The ids by name as well, since cattrs would find the hook of a NewType anew for each value.
    for one in (str, CriterionId, ThemeId, TopicId, ThemeId | None, TopicId | None):
        converter.register_structure_hook(one, text)
    whole = _strictly(int, "a whole number")
    converter.register_structure_hook(int, whole)
    converter.register_structure_hook(bool, _strictly(bool, "true or false"))
    converter.register_structure_hook(Fraction, lambda value, _: exact(value))
    converter.register_structure_hook(date, _day)
    converter.register_structure_hook(date | None, lambda value, _: None if value is None else _day(value, date))
    converter.register_structure_hook(int | None, lambda value, _: None if value is None else whole(value, int))
    converter.register_structure_hook(Fraction | None, lambda value, _: None if value is None else exact(value))
    converter.register_structure_hook(str | None, lambda value, _: None if value is None else text(value, str))
    converter.register_structure_hook_factory(attrs.has, _object_hook)
    converter.register_structure_hook_factory(_is_tuple, _tuple_hook)
    # After the general ones, which would take these for objects.
    converter.register_structure_hook(Rule, lambda value, _: parse_rule(text(value, str)))
    levels = converter.get_structure_hook(tuple[Level, ...])
    converter.register_structure_hook(Scale, lambda value, _: Scale(levels(value, tuple[Level, ...])))
    return converter


def _day(value: object, _: object) -> date:
    try:
        return day_of(value if type(value) is str else "")
    except ValueError:
        message = f'{json_text(value)} is not a day, such as "2026-03-31"'
        raise ValueError(message) from None


def _strictly(wanted: type, name: str) -> Callable[[object, object], Any]:
    def hook(value: object, _: object) -> object:
        if type(value) is not wanted:
            message = f"{json_text(value)} is not {name}"
            raise ValueError(message)
        return value

    return hook


def _object_hook(wanted: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    renamed = {name: override(rename=key) for name, key in _KEYS.items() if name in _field_names(wanted)}
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
