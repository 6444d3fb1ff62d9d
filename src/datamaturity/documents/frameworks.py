"""JSON documents → frameworks."""

from datamaturity.documents.converter import make_converter, structured
from datamaturity.framework import Framework

__all__ = ["parse_framework"]


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
    return structured(text, Framework, kind="framework", source=source, converter=_FAST)


# Made when the module is imported: the hooks are generated code, and longer in the making than a first load takes.
_FAST = make_converter(detailed=False)
_FAST.get_structure_hook(Framework)
