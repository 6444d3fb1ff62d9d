"""Any object as a JSON document in a file, whole or not at all."""

import os

from datamaturity.documents.kinds import Noun, document_json
from datamaturity.files import write_text
from datamaturity.framework import Framework

__all__ = ["write_document"]


def write_document(path: str | os.PathLike[str], noun: Noun, *, framework: Framework | None = None) -> None:
    """
    Write a JSON document, for `read_document` to read.

    The file is replaced once everything is written: a failure on the way leaves the old one as it was.

    Args:
        path: The file.
        noun: What to write, such as an assessment or a plan.
        framework: For a wording, the framework that it is for; all else knows its own.

    Raises:
        WrongTypeError: No document holds such an object, or it is a wording without a framework.
        FileError: The file cannot be written.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from datamaturity import Assessment, load_framework
        >>> from datamaturity.readers.documents import read_document
        >>> assessment = Assessment(load_framework("seven-themes"), {"C1": 3})
        >>> with TemporaryDirectory() as folder:
        ...     write_document(Path(folder, "ours.json"), assessment)
        ...     read_document(Path(folder, "ours.json")) == assessment
        True
    """
    write_text(path, document_json(noun, framework=framework))
