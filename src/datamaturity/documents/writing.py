"""attrs objects → JSON text, always in one way: keys sorted, two blanks, what is empty left out."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any, TypeAlias, get_origin

import attrs
import cattrs
from cattrs.gen import make_dict_unstructure_fn, override

from datamaturity.documents.document_faults import KEYS
from datamaturity.documents.json_text import FORMAT
from datamaturity.levels import Level, Scale
from datamaturity.stages import Rule

__all__ = ["InOrder", "Ready", "WritingHooks", "always", "document_text", "json_lines", "schema_urn"]

WritingHooks: TypeAlias = Callable[[cattrs.Converter], None]
"""What adds to a converter what a kind of document needs."""


class InOrder(dict[str, Any]):
    """A mapping from ids, whose order means something; all other objects have their keys sorted."""


@attrs.frozen
class Ready:
    """A part that is JSON text already, with lines as at the margin."""

    text: str


def schema_urn(kind: str) -> str:
    """Return the name of the JSON Schema of a kind of document, in this format."""
    return f"urn:datamaturity:schema:{kind}:{FORMAT}"


def document_text(kind: str, shape: Any, *, hooks: WritingHooks | None = None) -> str:
    """
    Return a document.

    Args:
        kind: What it says that it is.
        shape: An attrs object with a field for each key beside those that every document has.
        hooks: What its kind needs beside.
    """
    body = _writer(hooks).unstructure(shape)
    return json_lines({"$schema": schema_urn(kind), "format": FORMAT, "kind": kind, **body}) + "\n"


def json_lines(value: Any, margin: str = "\n") -> str:
    """
    Return a value as JSON on several lines.

    `json` itself writes no mapping in its own order beside a sorted one, and indents five times as slowly.

    Example:
        >>> print(json_lines({"b": InOrder({"2": [], "1": True}), "a": "½"}))
        {
          "a": "½",
          "b": {
            "2": [],
            "1": true
          }
        }
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict):
        pairs: Any = value.items() if type(value) is InOrder else sorted(value.items())
        inside = margin + "  "
        lines = [f"{encode_basestring(key)}: {json_lines(one, inside)}" for key, one in pairs]
        return f"{{{inside}{(',' + inside).join(lines)}{margin}}}" if lines else "{}"
    if isinstance(value, list | tuple):
        inside = margin + "  "
        lines = [json_lines(one, inside) for one in value]
        return f"[{inside}{(',' + inside).join(lines)}{margin}]" if lines else "[]"
    if isinstance(value, Ready):
        # A line end inside a text is written as \n, so that all that are left are between the lines.
        return value.text.replace("\n", margin)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)


@lru_cache(maxsize=64)
def _writer(hooks: WritingHooks | None) -> cattrs.Converter:
    converter = cattrs.Converter()
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(Fraction, _number)
    converter.register_unstructure_hook(Enum, _value)
    converter.register_unstructure_hook(Rule, str)
    converter.register_unstructure_hook_factory(attrs.has, _fields)
    converter.register_unstructure_hook_factory(_is_mapping, lambda _: _in_order)
    levels = converter.get_unstructure_hook(Level)
    converter.register_unstructure_hook(Scale, lambda scale: [levels(level) for level in scale])
    if hooks is not None:
        hooks(converter)
    return converter


def always(converter: cattrs.Converter, wanted: type, *names: str) -> None:
    """Let some fields of a class be written whether they are empty or not; without names, all of them."""
    kept = names or [field.name for field in attrs.fields(wanted)]
    converter.register_unstructure_hook(wanted, _fields(wanted, converter, kept))


def _fields(wanted: Any, converter: cattrs.Converter, kept: Iterable[str] = ()) -> Callable[[Any], dict[str, Any]]:
    options: dict[str, Any] = {
        field.name: override(rename=KEYS.get(field.name), omit_if_default=field.name not in kept)
        for field in attrs.fields(wanted)
    }
    return make_dict_unstructure_fn(wanted, converter, **options)


def _number(value: Fraction) -> int | str:
    return value.numerator if value.denominator == 1 else str(value)


def _value(one: Enum) -> object:
    return one.value


def _is_mapping(wanted: Any) -> bool:
    return get_origin(wanted) is dict


def _in_order(mapping: Mapping[Any, Any]) -> InOrder:
    return InOrder({str(key): value for key, value in mapping.items()})
