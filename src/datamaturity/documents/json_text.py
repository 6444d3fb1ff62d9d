"""JSON text → plain objects, strictly: no key twice, no NaN, no half characters, and a heading that fits."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NoReturn

from datamaturity.errors import DocumentError, Fault

__all__ = ["FORMAT", "heading_faults", "json_text", "json_type", "parse_json", "placed"]

# The format that this version of the library writes and reads.
FORMAT = 1


def parse_json(text: str | bytes, source: str) -> dict[str, Any]:
    """Return the object that a JSON text holds; a `DocumentError` where it is not JSON, or no object."""

    def refuse(message: str) -> NoReturn:
        raise DocumentError(placed([Fault("$", message)], source))

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
        refuse(f"a document is an object, not {json_type(document)}")
    return document


def _is_unicode(node: object) -> bool:
    """Return whether all texts of a document can be written; JSON's escapes can name half a character."""
    if isinstance(node, str):
        return not any("\ud800" <= sign <= "\udfff" for sign in node)
    if isinstance(node, dict):
        return all(_is_unicode(part) for pair in node.items() for part in pair)
    return all(map(_is_unicode, node)) if isinstance(node, list) else True


def heading_faults(document: dict[str, Any], kind: str) -> Iterator[Fault]:
    """Yield what is wrong with the keys that every document has."""
    for key in ("kind", "format"):
        if key not in document:
            yield Fault(f"$.{key}", "is missing")
    if "kind" in document and document["kind"] != kind:
        yield Fault("$.kind", f"is {json_text(document.get('kind'))}; this is read as a {kind}")
    given = document.get("format", 1)
    if type(given) is not int or given < 1:
        yield Fault("$.format", f"is {json_text(given)}; it is the whole number of the document's format, now {FORMAT}")
    elif given > FORMAT:
        yield Fault("$.format", f"is {given}, newer than the {FORMAT} that this version reads; update datamaturity")


def placed(faults: Iterable[Fault], source: str) -> list[Fault]:
    """Return faults with the name of their file in front of their path."""
    return [Fault(f"{source} {fault.where}".strip(), fault.message) for fault in faults]


def json_type(value: object) -> str:
    """Return what kind of value it is, as JSON has it, in words."""
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), f"the number {value}")


def json_text(value: object) -> str:
    """Return a value as JSON has it, cut where it is long."""
    text = str(value) if isinstance(value, Decimal) else json.dumps(value, default=str, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}…"
