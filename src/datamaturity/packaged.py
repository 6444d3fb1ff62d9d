"""What ships with the library: its frameworks, listed without being loaded and loaded once."""

from threading import Lock
from typing import Any

import attrs

from datamaturity.errors import UnknownIdError
from datamaturity.framework import Framework

__all__ = ["FrameworkInfo", "example_answers", "list_frameworks", "load_framework"]


@attrs.frozen
class FrameworkInfo:
    """
    A packaged framework, as `list_frameworks` shows it.

    Attributes:
        id: The id to load it by.
        version: The publisher's version.
        title: The publisher's title.
        topic_count: How many topics it has.
        theme_count: How many themes.
        criterion_count: How many criteria.
        level_count: How many levels.
        file: The file's name in ``data/frameworks/``.
    """

    id: str
    version: str
    title: str
    topic_count: int
    theme_count: int
    criterion_count: int
    level_count: int
    file: str = attrs.field(repr=False)


_loaded: dict[tuple[str, str | None], Framework] = {}
_index: list[FrameworkInfo] = []
_lock = Lock()


def _read(*path: str) -> bytes:
    # Imported here: `import datamaturity` should cost no more than attrs and the library's own nouns.
    from importlib_resources import files

    return files("datamaturity").joinpath("data", *path).read_bytes()


def list_frameworks() -> tuple[FrameworkInfo, ...]:
    """
    Return the packaged frameworks, without loading their criteria.

    Returns:
        One entry for each framework and version; versions of one framework from old to new.

    Example:
        >>> from datamaturity import list_frameworks
        >>> [(info.id, info.version, info.criterion_count) for info in list_frameworks()]
        [('uk-government-dma', '2023', 97), ('seven-themes', '1', 39)]
    """
    if not _index:
        import json

        entries: list[dict[str, Any]] = json.loads(_read("frameworks", "index.json"))
        _index[:] = [FrameworkInfo(**entry) for entry in entries]
    return tuple(_index)


def load_framework(framework_id: str, *, version: str | None = None) -> Framework:
    """
    Return a packaged framework.

    The document is read and checked once; every further call returns the same object, which nobody can change.

    Args:
        framework_id: Its id, such as ``"uk-government-dma"``; see `list_frameworks`.
        version: The publisher's version; the newest that is packaged if not given.

    Returns:
        The framework.

    Raises:
        UnknownIdError: No such framework, or no such version of it.

    Example:
        >>> from datamaturity import load_framework
        >>> load_framework("uk-government-dma")
        <Framework uk-government-dma 2023: 97 criteria, 10 topics, 6 themes, 5 levels>
        >>> load_framework("uk-goverment-dma")
        Traceback (most recent call last):
        datamaturity.errors.UnknownIdError: no framework 'uk-goverment-dma' in the package (2 frameworks); did ...
    """
    found = _loaded.get((framework_id, version))
    return found if found is not None else _load(framework_id, version)


def _load(framework_id: str, version: str | None) -> Framework:
    from datamaturity.documents.frameworks import parse_framework

    # One thread loads, so that all of them share one object.
    with _lock:
        versions = {info.version: info for info in list_frameworks() if info.id == framework_id}
        if not versions:
            ids = dict.fromkeys(info.id for info in list_frameworks())
            raise UnknownIdError("framework", framework_id, "the package", ids)
        if version is None:
            version_to_load = [*versions][-1]
        elif version in versions:
            version_to_load = version
        else:
            raise UnknownIdError("version", version, framework_id, versions)
        framework = _loaded.get((framework_id, version_to_load))
        if framework is None:
            info = versions[version_to_load]
            framework = parse_framework(_read("frameworks", info.file), source=info.file)
        _loaded[framework_id, version_to_load] = _loaded[framework_id, version] = framework
        return framework


def example_answers() -> str:
    """
    Return the text of a CSV file with a made-up council's answers to the UK DMA, as `demo` shows it.

    Example:
        >>> from datamaturity.packaged import example_answers
        >>> example_answers().splitlines()[0]
        'criterion,title,answer,note,evidence'
    """
    return _read("examples", "answers.csv").decode("utf-8")
