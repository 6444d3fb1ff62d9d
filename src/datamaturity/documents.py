"""
JSON documents ⇄ objects, strictly.

A text that is not the document it should be is refused with every fault at once, each with its path. Nothing is
coerced: `cattrs` by itself would take ``"3"`` for 3 and ``"xyz"`` for three texts.
"""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, NoReturn, get_args, get_origin

import attrs
import cattrs
from cattrs.cols import list_structure_factory
from cattrs.errors import AttributeValidationNote, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, override

from datamaturity.criteria import CriterionId, ThemeId, TopicId
from datamaturity.errors import DocumentError, Fault, FaultsError, did_you_mean, near_misses
from datamaturity.framework import Framework
from datamaturity.levels import Level, Scale, exact
from datamaturity.stages import Rule, parse_rule

__all__ = ["parse_framework"]

# The format that this version of the library writes and reads.
FORMAT = 1


def parse_framework(text: str | bytes, *, source: str = "") -> Framework:
    """
    Return the framework that a JSON document describes.

    Args:
        text: The document, in UTF-8 if it is bytes; `data/README.md` says what it holds.
        source: Where it is from, for the messages; such as a file's name.

    Returns:
        The framework, all of whose parts fit together.

    Raises:
        DocumentError: Not JSON, or not a framework; the error has every fault, each with its path.

    Example:
        >>> parse_framework('{"format": 1, "kind": "framework", "id": 7}')
        Traceback (most recent call last):
        datamaturity.errors.DocumentError: 5 faults:
          $.id: 7 is not text
          $.version: is missing
          $.title: is missing
          $.levels: is missing
          $.criteria: is missing
    """
    document = _parse_json(text, source)
    faults = [*_heading_faults(document, "framework")]
    if faults:
        raise DocumentError(_placed(faults, source))
    body = {key: value for key, value in document.items() if key not in ("$schema", "format", "kind")}
    try:
        return _FAST.structure(body, Framework)
    except Exception as error:  # noqa: BLE001 - whatever it is, the detailed pass says what and where
        first = error
    # The detailed pass is slower, so that only a faulty document pays for it.
    try:
        _make_converter(detailed=True).structure(body, Framework)
    except cattrs.BaseValidationError as error:
        raise DocumentError(_placed(_faults(error, "$"), source)) from None
    raise first


def _parse_json(text: str | bytes, source: str) -> dict[str, Any]:
    def refuse(message: str) -> NoReturn:
        raise DocumentError(_placed([Fault("$", message)], source))

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(found)
        if len(made) == len(found):
            return made
        keys = [key for key, _ in found]
        twin = next(key for key in keys if keys.count(key) > 1)
        refuse(f"the key {twin!r} stands twice in one object")

    def constant(name: str) -> NoReturn:
        refuse(f"{name} is not a number that JSON has")

    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        document = json.loads(text, object_pairs_hook=pairs, parse_float=Decimal, parse_constant=constant)
    except UnicodeDecodeError as error:
        refuse(f"not UTF-8: byte {error.start} is {error.object[error.start]:#04x}")
    except json.JSONDecodeError as error:
        refuse(f"not JSON: line {error.lineno}, column {error.colno}: {error.msg}")
    except RecursionError:
        refuse("nested too deeply")
    except ValueError as error:
        if isinstance(error, DocumentError):
            raise
        refuse(f"not JSON that can be read: {error}")
    if "\\u" in text and not _is_unicode(document):
        refuse("holds half of a surrogate pair (such as \\ud800), which is no character")
    if not isinstance(document, dict):
        refuse(f"a document is an object, not {_json_type(document)}")
    return document


def _is_unicode(node: object) -> bool:
    """Return whether all texts of a document can be written; JSON's escapes can name half a character."""
    if isinstance(node, str):
        return not any("\ud800" <= sign <= "\udfff" for sign in node)
    if isinstance(node, dict):
        return all(_is_unicode(part) for pair in node.items() for part in pair)
    return all(map(_is_unicode, node)) if isinstance(node, list) else True


def _heading_faults(document: dict[str, Any], kind: str) -> Iterator[Fault]:
    """Yield what is wrong with the keys that every document has."""
    for key in ("kind", "format"):
        if key not in document:
            yield Fault(f"$.{key}", "is missing")
    if "kind" in document and document["kind"] != kind:
        yield Fault("$.kind", f"is {_json_text(document.get('kind'))}; this is read as a {kind}")
    given = document.get("format", 1)
    if type(given) is not int or given < 1:
        yield Fault(
            "$.format", f"is {_json_text(given)}; it is the whole number of the document's format, now {FORMAT}"
        )
    elif given > FORMAT:
        yield Fault("$.format", f"is {given}, newer than the {FORMAT} that this version reads; update datamaturity")


def _placed(faults: list[Fault], source: str) -> list[Fault]:
    return [Fault(f"{source} {fault.where}".strip(), fault.message) for fault in faults]


def _json_type(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), f"the number {value}")


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
        unknown = f"is not a key of a {error.cl.__name__.lower()}"
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
_KEYS = {"scale": "levels"}


def _field_names(cls: Any) -> list[str]:
    return [field.name for field in cls.__attrs_attrs__]


def _make_converter(*, detailed: bool) -> cattrs.Converter:
    """Return a converter that coerces nothing; one with detailed errors is half as fast."""
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=detailed)
    text = _strictly(str, "text")
    # The ids by name as well, since cattrs would find the hook of a NewType anew for each value.
    for one in (str, CriterionId, ThemeId, TopicId, ThemeId | None, TopicId | None):
        converter.register_structure_hook(one, text)
    converter.register_structure_hook(int, _strictly(int, "a whole number"))
    converter.register_structure_hook(bool, _strictly(bool, "true or false"))
    converter.register_structure_hook(Fraction, lambda value, _: exact(value))
    converter.register_structure_hook_factory(attrs.has, _object_hook)
    converter.register_structure_hook_factory(_is_tuple, _tuple_hook)
    # After the general ones, which would take these for objects.
    converter.register_structure_hook(Rule, lambda value, _: parse_rule(text(value, str)))
    levels = converter.get_structure_hook(tuple[Level, ...])
    converter.register_structure_hook(Scale, lambda value, _: Scale(levels(value, tuple[Level, ...])))
    return converter


def _strictly(wanted: type, name: str) -> Callable[[object, object], Any]:
    def hook(value: object, _: object) -> object:
        if type(value) is not wanted:
            message = f"{_json_text(value)} is not {name}"
            raise ValueError(message)
        return value

    return hook


def _json_text(value: object) -> str:
    """Return a value as JSON has it, cut where it is long."""
    text = str(value) if isinstance(value, Decimal) else json.dumps(value, default=str, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}…"


def _object_hook(wanted: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    renamed = {name: override(rename=key) for name, key in _KEYS.items() if name in _field_names(wanted)}
    structure = make_dict_structure_fn(wanted, converter, **renamed)  # type: ignore[arg-type]

    def hook(value: Any, _: object) -> object:
        if type(value) is not dict:
            message = f"an object is needed, not {_json_type(value)}"
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
            message = f"a list is needed, not {_json_type(value)}"
            raise ValueError(message)
        if of_texts and {*map(type, value)} <= {str}:
            # Most of a framework is lists of texts; text by text they took a quarter of the time.
            return tuple(value)
        return tuple(structure(value, each))

    return hook


# Made when the module is imported: the hooks are generated code, and longer in the making than a first load takes.
_FAST = _make_converter(detailed=False)
_FAST.get_structure_hook(Framework)
