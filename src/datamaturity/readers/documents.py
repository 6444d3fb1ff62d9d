"""Any JSON document from a file; the frameworks that it names are looked up among the packaged ones."""

import os
from typing import TYPE_CHECKING

from datamaturity.documents import frameworks
from datamaturity.documents.reading import Find, Reading, only
from datamaturity.errors import DocumentError, FaultsError, UnknownIdError, VersionMismatchError
from datamaturity.files import read_text
from datamaturity.framework import Framework
from datamaturity.packaged import load_framework

if TYPE_CHECKING:
    # Only for its name: it brings every noun, and most readers are of one.
    from datamaturity.documents.kinds import Noun

__all__ = ["named_framework", "read_document"]


def read_document(path: str | os.PathLike[str], *, framework: Framework | None = None) -> "Noun":
    """
    Read a JSON document of any kind from a file, as `write_document` writes it.

    Args:
        path: The file.
        framework: The framework that it is of; the packaged one that the file names if not given. A crosswalk and
            a version map name two, of which this may be one; a framework and a plan need none.

    Returns:
        Whatever the document says that it holds, such as an assessment or a plan.

    Raises:
        DocumentError: Not JSON, no document of a kind that there is, or one of another framework; the error has every
            fault, each with its path.
        FileError: The file cannot be opened.
        VersionMismatchError: The file names a framework that is not packaged, and none is given.

    Example:
        >>> from importlib_resources import files
        >>> read_document(files("datamaturity") / "data" / "plans" / "trust-data-strategy.json")
        <Plan trust-data-strategy: 33 actions in 4 themes, 3 horizons>
    """
    from datamaturity.documents.kinds import kind_of

    reading = opened(path)
    kind = kind_of(reading)
    is_of_one = len(kind.ends) == 1
    noun: Noun = kind.read(reading, finding(kind.name, framework, is_of_one=is_of_one))
    return noun


def named_framework(path: str | os.PathLike[str]) -> Framework:
    """
    Return the packaged framework that a file names, the first where it names two; a framework's own file holds it.

    Args:
        path: The file, a JSON document.

    Raises:
        DocumentError: Not JSON, no document of a kind that there is, or one that names no packaged framework.
        FileError: The file cannot be opened.
        VersionMismatchError: The file names a framework that is not packaged.

    Example:
        >>> from importlib_resources import files
        >>> walk = "data-declaration-to-uk-government-dma.json"
        >>> named_framework(files("datamaturity") / "data" / "crosswalks" / walk).id
        'data-declaration'
    """
    from datamaturity.documents.kinds import kind_of

    reading = opened(path)
    kind = kind_of(reading)
    if kind.noun is Framework:
        return frameworks.read(reading)
    for key in kind.ends[:1]:
        found = reading.framework(finding(kind.name, None), key=key)
        reading.refuse()
        if found is not None:
            return found
    if kind.ends:
        reading.add(f"$.{kind.ends[0]}", "names no framework by its id and version")
    else:
        reading.add("$.kind", f"is {kind.name}, which is of no framework; give the framework (framework=, --framework)")
    raise reading.error()


def opened(path: str | os.PathLike[str]) -> Reading:
    """Return the reading of a file; a `DocumentError` where it is no JSON."""
    try:
        text = read_text(path)
    except FaultsError as error:
        raise DocumentError(error.faults) from None
    return Reading(text, source=os.fspath(path))


def finding(kind: str, framework: Framework | None, *, is_of_one: bool = True) -> Find:
    """Return what finds the frameworks that a document of this kind names: one, which may be given, or two."""
    if framework is not None and is_of_one:
        return only(framework, kind)

    def find(framework_id: str, version: str) -> Framework:
        if framework is not None and (framework_id, version) == (framework.id, framework.version):
            return framework
        try:
            return load_framework(framework_id, version=version)
        except UnknownIdError as error:
            message = f"{error}; give the framework that the {kind.replace('-', ' ')} is of (framework=, --framework)"
            raise VersionMismatchError(message) from None

    return find
