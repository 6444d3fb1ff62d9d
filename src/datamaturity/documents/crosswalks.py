"""Crosswalks ⇄ JSON documents."""

import json
from collections.abc import Callable

import attrs

from datamaturity.crosswalks import Crosswalk, Link
from datamaturity.documents.converter import structured
from datamaturity.documents.json_text import FORMAT, placed
from datamaturity.errors import CrosswalkError, DocumentError, Fault, UnknownIdError
from datamaturity.framework import Framework
from datamaturity.mappings import FrozenMapping

__all__ = ["crosswalk_json", "parse_crosswalk"]


@attrs.frozen
class _FrameworkKey:
    id: str
    version: str


@attrs.frozen
class _Link:
    from_criterion: str
    to_criterion: str
    relation: str
    reason: str


@attrs.frozen
class _Unlinked:
    criterion: str
    reason: str


@attrs.frozen
class _Crosswalk:
    """A crosswalk as it stands in the document."""

    id: str
    version: str
    from_framework: _FrameworkKey
    to_framework: _FrameworkKey
    links: tuple[_Link, ...]
    title: str = ""
    unlinked: tuple[_Unlinked, ...] = ()
    licence: str = ""


def parse_crosswalk(text: str | bytes, *, find: Callable[[str, str], Framework], source: str = "") -> Crosswalk:
    """
    Return the crosswalk that a JSON document holds.

    Args:
        text: The document, in UTF-8 if it is bytes; `data/README.md` says what it holds.
        find: From a framework's id and version to the framework.
        source: Where it is from, for the messages; such as a file's name.

    Raises:
        DocumentError: Not JSON, not a crosswalk, or one whose links do not fit the frameworks; the error has every
            fault.
    """
    found = structured(text, _Crosswalk, kind="crosswalk", source=source)
    faults: list[Fault] = []
    ends: list[Framework] = []
    for name, key in (("from", found.from_framework), ("to", found.to_framework)):
        try:
            ends.append(find(key.id, key.version))
        except UnknownIdError as error:
            faults.append(Fault(f"$.{name}", str(error)))
    links = []
    for place, one in enumerate(found.links):
        try:
            links.append(Link(one.from_criterion, one.to_criterion, one.relation, one.reason))
        except ValueError as error:
            faults.append(Fault(f"$.links[{place}]", str(error)))
    unlinked = {one.criterion: one.reason for one in found.unlinked}
    if len(unlinked) < len(found.unlinked):
        faults.append(Fault("$.unlinked", "has the same criterion twice"))
    if faults:
        raise DocumentError(placed(faults, source))
    try:
        return Crosswalk(
            id=found.id,
            version=found.version,
            title=found.title,
            source=ends[0],
            target=ends[1],
            links=links,
            unlinked=FrozenMapping(unlinked),
            licence=found.licence,
        )
    except CrosswalkError as error:
        raise DocumentError(
            placed((Fault(f"$ {fault.where}", fault.message) for fault in error.faults), source)
        ) from None


def crosswalk_json(crosswalk: Crosswalk) -> str:
    """Return a crosswalk as a JSON document, its frameworks by id and version; an inverse as what it was made from."""
    if crosswalk.is_inverse:
        crosswalk = crosswalk.inverse()
    document = {
        "format": FORMAT,
        "kind": "crosswalk",
        "id": crosswalk.id,
        "version": crosswalk.version,
        "title": crosswalk.title,
        "from": {"id": crosswalk.source.id, "version": crosswalk.source.version},
        "to": {"id": crosswalk.target.id, "version": crosswalk.target.version},
        "links": [
            {"from": one.source, "to": one.target, "relation": one.relation.value, "reason": one.reason}
            for one in crosswalk.links
        ],
        "unlinked": [{"criterion": one, "reason": reason} for one, reason in crosswalk.unlinked.items()],
        "licence": crosswalk.licence,
    }
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
