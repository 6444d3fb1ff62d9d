"""
What the reader of frameworks would refuse, found in the plain document: all of it, with a code for each kind.

The reader stops at the first layer that has faults, since nothing can be built from it. Here one criterion's unknown
key hides no other's missing topic. A property test holds the two to the same idea of what a framework is.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from datamaturity.criteria import Criterion, Theme, Topic
from datamaturity.documents.converter import converter_for
from datamaturity.documents.json_text import FORMAT, json_text, json_type, step
from datamaturity.errors import FrameworkError, NumberError, RuleError, ScaleError, counted, did_you_mean, near_misses
from datamaturity.levels import Level, Scale
from datamaturity.stages import Rule

__all__ = ["SHAPES", "Document", "Found", "Path", "errors", "is_framework", "parts_of", "path_text"]

Document = Mapping[str, Any]
Path = tuple[str | int, ...]
T = TypeVar("T")


class Found(NamedTuple):
    """One finding: the keys and places that lead to it, its code, what is wrong and what to do."""

    path: Path
    code: str
    message: str


# What each key of an object holds, in the order of `data/README.md`.
SHAPES: dict[str, dict[str, str]] = {
    "framework": {
        "id": "name",
        "version": "name",
        "title": "name",
        "publisher": "text",
        "source": "text",
        "structure_licence": "text",
        "attribution": "text",
        "wording_licence": "text",
        "default_rule": "rule",
        "publishes_overall": "flag",
        "levels": "level",
        "topics": "topic",
        "themes": "theme",
        "criteria": "criterion",
    },
    "level": {"number": "level number", "name": "level name", "value": "number", "summary": "text"},
    "topic": {"id": "id", "name": "name", "description": "text"},
    "theme": {"id": "id", "name": "name", "description": "text"},
    "criterion": {
        "id": "id",
        "title": "name",
        "topic": "reference",
        "theme": "reference",
        "descriptors": "descriptor",
        "weight": "weight",
    },
}
_LISTED = ("level", "topic", "theme", "criterion", "descriptor")
_NEEDED = ("id", "version", "title", "number", "name", "levels", "criteria")
_HEADING = ("$schema", "format", "kind")


def path_text(path: Path) -> str:
    """
    Return a path as the reader of documents writes it.

    Example:
        >>> path_text(("criteria", 3, "descriptors", 2))
        '$.criteria[3].descriptors[2]'
    """
    return "$" + "".join(f"[{one}]" if isinstance(one, int) else step(one) for one in path)


def parts_of(document: Document, key: str) -> list[tuple[int, dict[str, Any]]]:
    """
    Return the objects in a list of a document, each with its place; nothing where there is no such list.

    Example:
        >>> parts_of({"topics": [{"id": "1"}, 7]}, "topics")
        [(0, {'id': '1'})]
    """
    parts = document.get(key)
    return [(place, part) for place, part in enumerate(parts) if type(part) is dict] if type(parts) is list else []


def is_framework(document: Document) -> bool:
    """
    Return whether anything can be said of a document: it is of no other kind, and in no format that is yet to come.

    Example:
        >>> is_framework({"kind": "plan"}), is_framework({"criteria": 7})
        (False, True)
    """
    given = document.get("format")
    return document.get("kind", "framework") == "framework" and not (type(given) is int and given > FORMAT)


def errors(document: Document) -> list[Found]:
    """Return everything for which `parse_framework` would refuse a document, in no order."""
    found = [*_heading(document)]
    if not is_framework(document):
        return found
    found += _object((), {key: document[key] for key in document if key not in _HEADING}, "framework")
    found += _levels(document)
    found += _twins(document)
    found += _groups(document)
    found += _ladders(document)
    found += _rule(document, found)
    return found


def _rule(document: Document, found: list[Found]) -> list[Found]:
    """Return whether the rule fits the scale, where both can be read."""
    needed = ("number", "name", "value")
    # A summary or a key too many does not keep a level from being one.
    unreadable = {one.path[0] for one in found if not {*one.path[2:]}.difference(needed)}
    if "default_rule" not in document or unreadable & {"default_rule", "levels"}:
        return []
    levels = [{key: level[key] for key in needed if key in level} for level in document["levels"]]
    try:
        _made(document["default_rule"], Rule).check(_made(levels, Scale))
    except RuleError as error:
        return [Found(("default_rule",), "bad-rule", str(error))]
    return []


def _heading(document: Document) -> Iterator[Found]:
    for key in ("kind", "format"):
        if key not in document:
            yield Found((key,), "missing-key", "is missing")
    if document.get("kind", "framework") != "framework":
        yield Found(("kind",), "wrong-heading", f"is {json_text(document['kind'])}; this is read as a framework")
    given = document.get("format", FORMAT)
    if type(given) is not int or given < 1:
        message = f"is {json_text(given)}; it is the whole number of the document's format, now {FORMAT}"
        yield Found(("format",), "wrong-heading", message)
    elif given > FORMAT:
        message = f"is {json_text(given)}, newer than the {FORMAT} that this version reads; update datamaturity"
        yield Found(("format",), "wrong-heading", message)
    if "$schema" in document:
        yield from _value(("$schema",), document["$schema"], "text")


def _object(path: Path, given: Document, kind: str) -> Iterator[Found]:
    """Yield what is wrong with an object's keys, and with each value by itself."""
    shape = SHAPES[kind]
    for key, holds in shape.items():
        here = (*path, key)
        if key not in given:
            if key in _NEEDED:
                yield Found(here, _missing(key), "is missing")
        elif holds in _LISTED:
            yield from _list(here, given[key], holds)
        else:
            yield from _value(here, given[key], holds)
    for key in map(str, given):
        if key not in shape:
            near = did_you_mean(near_misses(key, shape))
            yield Found((*path, key), "unknown-key", f"is not a key of a {kind}{near}")


def _missing(key: str) -> str:
    return f"missing-{key}" if key in ("id", "title", "name") else "missing-key"


def _list(path: Path, value: object, kind: str) -> Iterator[Found]:
    if type(value) is not list:
        yield Found(path, "wrong-type", f"a list is needed, not {json_type(value)}")
        return
    for place, part in enumerate(value):
        here = (*path, place)
        if kind == "descriptor":
            yield from _value(here, part, kind)
        elif type(part) is dict:
            yield from _object(here, part, kind)
        else:
            yield Found(here, "wrong-type", f"an object is needed, not {json_type(part)}")


_TYPES: dict[str, Any] = {"number": Fraction, "weight": Fraction, "level number": int, "flag": bool, "rule": Rule}


def _made(value: object, wanted: type[T]) -> T:
    """Return what the reader makes of a value; a `ValueError` in its own words where it makes nothing of it."""
    return converter_for(None, None, detailed=False).structure(value, wanted)


def _value(path: Path, value: object, holds: str) -> Iterator[Found]:
    """Yield what is wrong with a value that is no list and no object."""
    try:
        made = _made(value, _TYPES.get(holds, str))
    except ValueError as error:
        codes: dict[type, str] = {RuleError: "bad-rule", NumberError: "bad-number"}
        yield Found(path, codes.get(type(error), "wrong-type"), str(error))
        return
    if holds in ("name", "level name", "id", "descriptor") and not made.strip():
        yield Found(
            path, "missing-descriptor" if holds == "descriptor" else _missing(str(path[-1])), "must not be empty"
        )
    elif holds == "level name" and made != made.strip():
        yield Found(path, "bad-level-name", f"a level needs a name without blanks around it, not {json_text(made)}")
    elif holds == "id":
        part = {"topics": Topic, "themes": Theme, "criteria": Criterion}[str(path[0])]
        try:
            part(made, "name")
        except FrameworkError as error:
            yield Found(path, "bad-id", error.faults[0].message)
    elif holds == "level number" and made < 0:
        yield Found(path, "bad-number", f"a level's number is a whole number from 0, not {json_text(made)}")
    elif holds == "weight" and made <= 0:
        message = f"a weight must be above 0, not {json_text(value)}; or leave the criterion out"
        yield Found(path, "weight-not-positive", message)


def _levels(document: Document) -> Iterator[Found]:
    """Yield where levels, each sound by itself, do not form a scale."""
    levels = document.get("levels")
    if type(levels) is not list:
        return
    try:
        # For their number alone, so that how many there may be is said in one place.
        Scale(Level(place, f"level {place}") for place in range(len(levels)))
    except ScaleError as error:
        yield Found(("levels",), "level-count", str(error))
    names: dict[str, int] = {}
    rungs = []
    for place, level in parts_of(document, "levels"):
        here: Path = ("levels", place)
        if type(level.get("name")) is str and level["name"].strip():
            twin = names.setdefault(level["name"].casefold(), place)
            if twin != place:
                message = f"{path_text(('levels', twin))} has the same name, {level['name']!r}; rename one of them"
                yield Found((*here, "name"), "duplicate-level-name", message)
        number = level.get("number")
        value = level.get("value", number)
        if type(number) is int and not [*_value(here, value, "number")]:
            rungs.append((place, number, _made(value, Fraction)))
    for lower, upper in pairwise(rungs):
        if not (lower[1] < upper[1] and lower[2] < upper[2]):
            these = [f"{number} ({value})" if value != number else f"{number}" for _, number, value in (upper, lower)]
            message = f"levels rise in number and value, but {' follows '.join(these)}; put them in order, lowest first"
            yield Found(("levels", upper[0]), "levels-out-of-order", message)


def _twins(document: Document) -> Iterator[Found]:
    """Yield ids that stand twice."""
    for key, kind in (("topics", "topic"), ("themes", "theme"), ("criteria", "criterion")):
        places: dict[str, int] = {}
        for place, part in parts_of(document, key):
            if type(part.get("id")) is str and part["id"].strip():
                twin = places.setdefault(part["id"], place)
                if twin != place:
                    message = f"{part['id']!r} is the id of {path_text((key, twin))} too; an id names one {kind}"
                    yield Found((key, place, "id"), "duplicate-id", message)


def _groups(document: Document) -> Iterator[Found]:
    """Yield where criteria, topics and themes do not fit together."""
    if document.get("criteria") == []:
        yield Found(("criteria",), "no-criteria", "a framework has at least one criterion")
    # A list that cannot be read may have any topic in it, or none.
    given = {kind: document.get(key, []) for kind, key in (("topic", "topics"), ("theme", "themes"))}
    known = {
        kind: [part["id"] for _, part in parts_of(document, f"{kind}s") if type(part.get("id")) is str]
        for kind, value in given.items()
        if type(value) is list
    }
    if [*given.values()] == [[], []]:
        yield Found(("topics",), "no-groups", "a framework has topics, or themes, or both")
    for place, criterion in parts_of(document, "criteria"):
        for kind, ids in known.items():
            here: Path = ("criteria", place, kind)
            named = criterion.get(kind)
            if kind not in criterion and given[kind]:
                yield Found(here, f"no-{kind}", f"the criterion has no {kind}; give it the id of one")
            elif type(named) is str and named not in ids:
                near = did_you_mean(near_misses(named, ids))
                yield Found(here, f"unknown-{kind}", f"{named!r} is no {kind} of the framework{near}")


def _ladders(document: Document) -> Iterator[Found]:
    """Yield criteria that have descriptors, and not one for each level."""
    levels = document.get("levels")
    count = len(levels) if type(levels) is list else 0
    for place, criterion in parts_of(document, "criteria"):
        texts = criterion.get("descriptors")
        if count and type(texts) is list and len(texts) not in (0, count):
            code = "missing-descriptor" if len(texts) < count else "extra-descriptor"
            message = f"{counted(len(texts), 'descriptor')} for {counted(count, 'level')}; write one for each, or none"
            yield Found(("criteria", place, "descriptors"), code, message)
