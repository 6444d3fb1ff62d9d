"""What ships with the library: frameworks, crosswalks, a plan and JSON Schemas, listed without being loaded."""

from functools import cache
from threading import RLock
from typing import TYPE_CHECKING, Any

import attrs

from datamaturity.errors import UnknownIdError

if TYPE_CHECKING:
    # Only for their names: who lists what there is needs none of these modules.
    from datamaturity.crosswalks import Crosswalk
    from datamaturity.framework import Framework
    from datamaturity.plans import Plan

__all__ = [
    "FrameworkInfo",
    "example_answers",
    "list_crosswalks",
    "list_frameworks",
    "list_plans",
    "list_schemas",
    "load_crosswalk",
    "load_framework",
    "load_plan",
    "load_schema",
]


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


_loaded: "dict[tuple[str, str | None], Framework]" = {}
_index: list[FrameworkInfo] = []
# Held while a crosswalk is loaded, which loads its frameworks.
_lock = RLock()


def _read(*path: str) -> bytes:
    # Enough for one file. importlib_resources, which can list a folder too, is a quarter of what a first load imports.
    from pkgutil import get_data

    content = get_data("datamaturity", "/".join(("data", *path)))
    assert content is not None, "the loader that found this module has no get_data"  # noqa: S101
    return content


def list_frameworks() -> tuple[FrameworkInfo, ...]:
    """
    Return the packaged frameworks, without loading their criteria.

    Returns:
        One entry for each framework and version; versions of one framework from old to new.

    Example:
        >>> from datamaturity import list_frameworks
        >>> [(info.id, info.version, info.criterion_count) for info in list_frameworks()]
        [('uk-government-dma', '2023', 97), ('seven-themes', '1', 39), ...]
    """
    if not _index:
        import json

        entries: list[dict[str, Any]] = json.loads(_read("frameworks", "index.json"))
        _index[:] = [FrameworkInfo(**entry) for entry in entries]
    return tuple(_index)


def load_framework(framework_id: str, *, version: str | None = None) -> "Framework":
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
        datamaturity.errors.UnknownIdError: no framework 'uk-goverment-dma' in the package (4 frameworks); did ...
    """
    found = _loaded.get((framework_id, version))
    return found if found is not None else _load(framework_id, version)


def _load(framework_id: str, version: str | None) -> "Framework":
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


@cache
def _names(kind: str) -> tuple[str, ...]:
    from importlib_resources import files

    found = (one.name for one in files("datamaturity").joinpath("data", kind).iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in found if name.endswith(".json")))


def list_crosswalks() -> tuple[str, ...]:
    """
    Return the ids of the packaged crosswalks.

    Example:
        >>> list_crosswalks()[0]
        'data-declaration-to-uk-government-dma'
    """
    return _names("crosswalks")


def load_crosswalk(crosswalk_id: str) -> "Crosswalk":
    """
    Return a packaged crosswalk; every further call returns the same object, which nobody can change.

    Args:
        crosswalk_id: Its id; see `list_crosswalks`.

    Raises:
        UnknownIdError: No such crosswalk.

    Example:
        >>> load_crosswalk("data-declaration-to-uk-government-dma")
        <Crosswalk data-declaration 1 → uk-government-dma 2023: 48 links>
    """
    with _lock:
        return _crosswalk(crosswalk_id)


@cache
def _crosswalk(crosswalk_id: str) -> "Crosswalk":
    from datamaturity.documents.crosswalks import parse_crosswalk

    if crosswalk_id not in list_crosswalks():
        raise UnknownIdError("crosswalk", crosswalk_id, "the package", list_crosswalks())
    text = _read("crosswalks", f"{crosswalk_id}.json")
    return parse_crosswalk(text, find=lambda one, version: load_framework(one, version=version), source=crosswalk_id)


def list_plans() -> tuple[str, ...]:
    """
    Return the ids of the packaged plans, which are templates.

    Example:
        >>> list_plans()
        ('trust-data-strategy',)
    """
    return _names("plans")


def load_plan(plan_id: str) -> "Plan":
    """
    Return a packaged plan, a template to start one's own from.

    Args:
        plan_id: Its id; see `list_plans`.

    Raises:
        UnknownIdError: No such plan.

    Example:
        >>> load_plan("trust-data-strategy")
        <Plan trust-data-strategy: 33 actions in 4 themes, 3 horizons>
    """
    with _lock:
        return _plan(plan_id)


@cache
def _plan(plan_id: str) -> "Plan":
    from datamaturity.documents.plans import parse_plan

    if plan_id not in list_plans():
        raise UnknownIdError("plan", plan_id, "the package", list_plans())
    return parse_plan(_read("plans", f"{plan_id}.json"), source=plan_id)


def list_schemas() -> tuple[str, ...]:
    """
    Return the kinds of documents, each of which has a JSON Schema.

    Example:
        >>> from datamaturity.packaged import list_schemas
        >>> list_schemas()[:4]
        ('assessment', 'benchmark', 'crosswalk', 'declaration')
    """
    return _names("schemas")


def load_schema(kind: str) -> dict[str, Any]:
    """
    Return the JSON Schema (2020-12) of a kind of document, a new one each time, since a dict can be changed.

    A document that it refuses is refused by the library as well; the library refuses more, such as unknown ids.

    Args:
        kind: The kind; see `list_schemas`.

    Raises:
        UnknownIdError: No such kind.

    Example:
        >>> from datamaturity.packaged import load_schema
        >>> load_schema("assessment")["$id"]
        'urn:datamaturity:schema:assessment:1'
    """
    import json

    if kind not in list_schemas():
        raise UnknownIdError("kind", kind, "the package", list_schemas())
    schema: dict[str, Any] = json.loads(_read("schemas", f"{kind}.json"))
    return schema


def example_answers() -> str:
    """
    Return the text of a CSV file with a made-up council's answers to the UK DMA, as `demo` shows it.

    Example:
        >>> from datamaturity.packaged import example_answers
        >>> example_answers().splitlines()[0]
        'criterion,title,answer,note,evidence'
    """
    return _read("examples", "answers.csv").decode("utf-8")
