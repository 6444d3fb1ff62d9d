"""Version maps ⇄ JSON documents: what became of each criterion and level from one version to the next."""

import re
from collections.abc import Iterator
from typing import Any, NewType

import attrs
import cattrs

from datamaturity.documents.converter import known_id, known_level, one_of, text
from datamaturity.documents.framework_keys import FrameworkKey
from datamaturity.documents.reading import Find, Reading, twin_faults
from datamaturity.documents.writing import always, document_text
from datamaturity.errors import Fault, VersionMapError
from datamaturity.framework import Framework
from datamaturity.version_maps import VersionLink, VersionLinkKind, VersionMap

__all__ = ["parse_version_map", "version_map_json"]

OldId = NewType("OldId", str)
NewId = NewType("NewId", str)
OldLevel = NewType("OldLevel", int)
NewLevel = NewType("NewLevel", int)

_LINK = re.compile(r"link (\d+) ")


@attrs.frozen
class _Link:
    """A link as it stands in the document."""

    kind: VersionLinkKind
    old: tuple[OldId, ...] = ()
    new: tuple[NewId, ...] = ()
    note: str = ""


@attrs.frozen
class _LevelLink:
    """What became of a level."""

    old: OldLevel
    new: NewLevel


@attrs.frozen
class _VersionMap:
    """A version map as it stands in the document."""

    old: FrameworkKey
    new: FrameworkKey
    links: tuple[_Link, ...]
    levels: tuple[_LevelLink, ...] | None = None

    def version_map(self, old: Framework, new: Framework) -> VersionMap:
        """Return the version map."""
        links = [VersionLink(one.kind, one.old, one.new, one.note) for one in self.links]
        levels = None if self.levels is None else {int(one.old): int(one.new) for one in self.levels}
        return VersionMap(old, new, links, levels=levels)

    def faults(self, old: Framework, new: Framework) -> Iterator[Fault]:
        """Yield what does not fit together; unknown ids and levels are found one by one, where they stand."""
        places = [one.old for one in self.levels or ()]
        yield from twin_faults(places, lambda place: f"$.levels[{place}].old", "stands earlier already")
        try:
            self.version_map(old, new)
        except VersionMapError as error:
            for fault in error.faults:
                if fault.message.startswith("no criterion ") or fault.where.startswith("levels "):
                    continue
                if link := _LINK.match(fault.where):
                    yield Fault(f"$.links[{int(link[1]) - 1}]", fault.message)
                else:
                    yield Fault("$.links" if fault.where else "$.new", str(fault))


@attrs.frozen
class _Hooks:
    """What a converter needs to hold links against two versions, as far as these are known."""

    old: Framework | None = None
    new: Framework | None = None

    def __call__(self, converter: cattrs.Converter, _: Framework | None) -> None:
        kinds = {one.value: one for one in VersionLinkKind}
        converter.register_structure_hook(VersionLinkKind, one_of("kind of link", kinds))
        for criterion, level, framework in ((OldId, OldLevel, self.old), (NewId, NewLevel, self.new)):
            id_hook: Any = text
            level_hook: Any = converter.get_structure_hook(int)
            if framework is not None:
                id_hook = known_id("criterion", framework.criterion_ids, f"{framework.id} {framework.version}")
                level_hook = known_level(framework.scale)
            converter.register_structure_hook(criterion, id_hook)
            converter.register_structure_hook(level, level_hook)


def parse_version_map(text: str | bytes, *, find: Find, source: str = "") -> VersionMap:
    """
    Return the version map that a JSON document holds.

    Args:
        text: The document, in UTF-8 if it is bytes; `data/README.md` says what it holds.
        find: From a framework's id and version to the framework.
        source: Where it is from, for the messages; such as a file's name.

    Raises:
        DocumentError: Not JSON, not a version map, or one that does not fit the two versions; the error has every
            fault with its path.
    """
    return read(Reading.of_kind("version-map", text, source), find)


def version_map_json(version_map: VersionMap) -> str:
    """
    Return a version map as a JSON document, its versions by id and version; what became of the levels is always told.

    Args:
        version_map: The map.

    Example:
        >>> from datamaturity import VersionMap, load_framework
        >>> same = VersionMap.identity(load_framework("seven-themes"))
        >>> parse_version_map(version_map_json(same), find=lambda one, _: load_framework(one)) == same
        True
    """
    shape = _VersionMap(
        FrameworkKey.of(version_map.old),
        FrameworkKey.of(version_map.new),
        tuple(
            _Link(one.kind, tuple(map(OldId, one.old)), tuple(map(NewId, one.new)), one.note)
            for one in version_map.links
        ),
        tuple(_LevelLink(OldLevel(old), NewLevel(new)) for old, new in sorted(version_map.levels.items())),
    )
    return document_text("version-map", shape, hooks=_writing_hooks)


def read(reading: Reading, find: Find) -> VersionMap:
    """Return the version map that is being read."""
    old, new = reading.framework(find, key="old"), reading.framework(find, key="new")
    shape = reading.structure(_VersionMap, hooks=_Hooks(old, new)) or reading.form(_VersionMap, hooks=_Hooks())
    if shape is not None and old is not None and new is not None:
        reading.faults += shape.faults(old, new)
    return reading.settled(shape).version_map(reading.settled(old), reading.settled(new))


def _writing_hooks(converter: cattrs.Converter) -> None:
    always(converter, _VersionMap, "links", "levels")
