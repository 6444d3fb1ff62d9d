"""Frameworks ⇄ JSON documents."""

from datamaturity.documents.converter import converter_for
from datamaturity.documents.reading import Find, Reading
from datamaturity.framework import Framework

__all__ = ["framework_json", "parse_framework"]


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
    return read(Reading.of_kind("framework", text, source))


def framework_json(framework: Framework) -> str:
    """
    Return a framework as a JSON document: keys sorted, what is empty or as usual left out, exact numbers as text.

    Args:
        framework: The framework.

    Example:
        >>> from datamaturity import load_framework
        >>> framework = load_framework("seven-themes")
        >>> parse_framework(framework_json(framework)) == framework
        True
    """
    # Imported here: who loads a framework writes none, and waits for every module.
    from datamaturity.documents.writing import document_text

    return document_text("framework", framework)


def read(reading: Reading, find: Find | None = None) -> Framework:
    """Return the framework that is being read; it needs no other."""
    return reading.settled(reading.structure(Framework))


# Made when the module is imported: the hooks are generated code, and longer in the making than a first load takes.
converter_for(None, None, detailed=False).get_structure_hook(Framework)
