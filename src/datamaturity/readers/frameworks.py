"""A framework from a JSON file of the user's own."""

import os

from datamaturity.documents import frameworks
from datamaturity.framework import Framework
from datamaturity.readers.documents import opened

__all__ = ["read_framework"]


def read_framework(path: str | os.PathLike[str]) -> Framework:
    """
    Read a framework from a JSON file in the shape of the packaged ones.

    Args:
        path: The file; `data/README.md` in the package says what it holds.

    Returns:
        The framework, all of whose parts fit together.

    Raises:
        DocumentError: Not JSON, or not a framework; the error has every fault, each with its path.
        FileError: The file cannot be opened.

    Example:
        >>> from importlib_resources import files
        >>> read_framework(files("datamaturity") / "data" / "frameworks" / "uk-government-dma-2023.json").id
        'uk-government-dma'
    """
    reading = opened(path)
    reading.check_heading("framework")
    return frameworks.read(reading)
