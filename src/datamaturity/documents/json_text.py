"""JSON text → plain objects, strictly: no key twice, no NaN, no half characters; and values as messages show them."""

import json
import re
from decimal import Decimal
from typing import Any, NoReturn

from datamaturity.errors import DocumentError, Fault

__all__ = ["FORMAT", "cut", "json_text", "json_type", "parse_json", "placed", "step"]

# The format that this version of the library writes and reads.
FORMAT = 1

_PLAIN_KEY = r"[A-Za-z_$][A-Za-z0-9_$]{0,79}"
_HALF = "holds half of a surrogate pair (such as \\ud800), which is no character"


class _RefusedError(ValueError):
    """JSON that two readers would read differently."""


def _pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(found)
    if len(made) == len(found):
        return made
    keys = [key for key, _ in found]
    twin = repr(next(key for key in keys if keys.count(key) > 1))
    message = f"the key {cut(twin)} stands twice in one object"
    raise _RefusedError(message)


def _constant(name: str) -> NoReturn:
    message = f"{name} is not a number that JSON has"
    raise _RefusedError(message)


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_float=Decimal, parse_constant=_constant)


def parse_json(text: str | bytes, source: str) -> dict[str, Any]:
    """Return the object that a JSON text holds; a `DocumentError` where it is not JSON, or no object."""

    def refuse(message: str) -> NoReturn:
        raise DocumentError(placed([Fault("$", message)], source)) from None

    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        document = _DECODER.decode(text)
        # The sign alone is found, or not, in a tenth of the time.
        has_escapes = "\\" in text and "\\u" in text
        is_unicode = _can_be_written(text) and (not has_escapes or _is_unicode(document))
    except UnicodeDecodeError as error:
        refuse(f"not UTF-8: byte {error.start} is {error.object[error.start]:#04x}")
    except json.JSONDecodeError as error:
        refuse(f"not JSON: line {error.lineno}, column {error.colno}: {error.msg}")
    except RecursionError:
        refuse("nested too deeply")
    except ArithmeticError:
        refuse("not JSON that can be read: a number in it has too large an exponent")
    except _RefusedError as error:
        refuse(str(error))
    except ValueError as error:
        refuse(f"not JSON that can be read: {error}")
    if not is_unicode:
        refuse(_HALF)
    if not isinstance(document, dict):
        refuse(f"a document is an object, not {json_type(document)}")
    return document


def _can_be_written(text: str) -> bool:
    """Return whether a text has no half characters, which Python's texts may hold as they are."""
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _is_unicode(node: object) -> bool:
    """Return whether all texts of a document can be written; JSON's escapes can name half a character."""
    if isinstance(node, str):
        return not any("\ud800" <= sign <= "\udfff" for sign in node)
    if isinstance(node, dict):
        return all(_is_unicode(part) for pair in node.items() for part in pair)
    return all(map(_is_unicode, node)) if isinstance(node, list) else True


def placed(faults: list[Fault], source: str) -> list[Fault]:
    """Return faults with the name of their file in front of their path."""
    return [Fault(f"{source} {fault.where}".strip(), fault.message) for fault in faults]


def step(key: str) -> str:
    """
    Return the part of a path that an object's key stands for.

    Example:
        >>> step("title"), step("my title")
        ('.title', '["my title"]')
    """
    return f".{key}" if re.fullmatch(_PLAIN_KEY, key) else f"[{json_text(key)}]"


def json_type(value: object) -> str:
    """Return what kind of value it is, as JSON has it, in words."""
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value)) or f"the number {json_text(value)}"


def json_text(value: object) -> str:
    """Return a value as JSON has it, cut where it is long."""
    if isinstance(value, Decimal):
        return cut(str(value))
    try:
        return cut(json.dumps(value, default=str, ensure_ascii=False))
    except (RecursionError, ValueError):
        # Nested as deeply as can be read, or a sum with a digit more than Python writes.
        return "a value too large to show"


def cut(text: str, *, most: int = 80) -> str:
    """Return a text that is not longer than this, with a sign where it was cut."""
    return text if len(text) <= most else f"{text[: most - 3]}…"
