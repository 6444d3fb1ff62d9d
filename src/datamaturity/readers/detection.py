"""What a file is, told by what is in it: which reader it is for."""

import os
import re
from pathlib import Path

from datamaturity.documents.json_text import parse_json
from datamaturity.errors import FaultsError
from datamaturity.files import decoded, read_bytes

__all__ = ["SOURCES", "source_of"]

SOURCES = ("document", "odi", "notes", "plan")
"""What `source_of` may return, beside nothing for a table."""

# What every plan as Markdown has, and no notes of a maturity model do.
_ROADMAP = re.compile(r"^## Roadmap\s*$", re.MULTILINE)


def source_of(path: str | os.PathLike[str]) -> str:
    """
    Return what a file is: one of our JSON documents, a model of the ODI's tool, notes, a plan as Markdown, or a table.

    Args:
        path: The file, or a folder of notes.

    Returns:
        ``document``, ``odi``, ``notes`` or ``plan``; empty for all else, which is read as a table.

    Raises:
        FileError: It cannot be opened.
        FaultsError: It is larger than what is read of one file, or was changed while it was read.

    Example:
        >>> from importlib_resources import files
        >>> source_of(files("datamaturity") / "data" / "frameworks" / "uk-government-dma-2023.json")
        'document'
    """
    # An empty name is what a variable that is not set leaves, and not the folder that one stands in.
    if os.fspath(path) and Path(path).is_dir():
        return "notes"
    if Path(path).exists() and not Path(path).is_file():
        # A pipe can be read once, and its reader is to do that.
        return ""
    content = read_bytes(path)
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start in (b"{", b"["):
        return _json_source(content)
    if os.fspath(path).casefold().endswith((".md", ".markdown")):
        try:
            text = decoded(content, os.fspath(path))
        except FaultsError:
            # The reader of notes says what is wrong with it.
            return "notes"
        return "plan" if _ROADMAP.search(text) else "notes"
    return ""


def _json_source(content: bytes) -> str:
    try:
        document = parse_json(content, "")
    except FaultsError:
        # The reader of documents says what is wrong with it.
        return "document"
    is_odi = "kind" not in document and ("dimensions" in document or "assessmentData" in document)
    return "odi" if is_odi else "document"
