"""What became of each criterion from one version of a framework to the next."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

import attrs

from datamaturity.errors import Fault, UnknownIdError, VersionMapError
from datamaturity.framework import Framework
from datamaturity.mappings import FrozenMapping

__all__ = ["VersionLink", "VersionLinkKind", "VersionMap"]


class VersionLinkKind(Enum):
    """What became of criteria."""

    SAME = "same"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    RETIRED = "retired"
    NEW = "new"

    def __repr__(self) -> str:
        return f"VersionLinkKind.{self.name}"


# For each kind, the least and the most ids on the old and on the new side; None for any number.
_SIZES: dict[VersionLinkKind, tuple[tuple[int, int | None], tuple[int, int | None]]] = {
    VersionLinkKind.SAME: ((1, 1), (1, 1)),
    VersionLinkKind.REWORDED: ((1, 1), (1, 1)),
    VersionLinkKind.SPLIT: ((1, None), (2, None)),
    VersionLinkKind.MERGED: ((2, None), (1, None)),
    VersionLinkKind.RETIRED: ((1, 1), (0, 0)),
    VersionLinkKind.NEW: ((0, 0), (1, 1)),
}


def _ids(ids: Iterable[str]) -> tuple[str, ...]:
    return (ids,) if isinstance(ids, str) else tuple(ids)


@attrs.frozen
class VersionLink:
    """
    What became of one criterion, or of several that were cut and joined anew.

    Attributes:
        kind: *same* and *reworded* link one old id to one new; *split* one (or more) to several; *merged* several to
            one (or more); *retired* has no new id; *new* has no old one.
        old: The ids in the old version.
        new: The ids in the new version.
        note: Why, for people.

    Example:
        >>> VersionLink("split", "4.33", ["4.33a", "4.33b"], "Finding and describing were one row").new
        ('4.33a', '4.33b')
    """

    kind: VersionLinkKind = attrs.field(converter=VersionLinkKind)
    old: tuple[str, ...] = attrs.field(default=(), converter=_ids)
    new: tuple[str, ...] = attrs.field(default=(), converter=_ids)
    note: str = ""

    def __str__(self) -> str:
        """Return ``split 1.3 → 1.3a, 1.3b``."""
        return f"{self.kind.value} {', '.join(self.old) or '-'} → {', '.join(self.new) or '-'}"


@attrs.frozen(init=False, repr=False)
class VersionMap:
    """
    From the criteria of one version of a framework to those of another, by id.

    Every id of both versions stands in a link. An id that was given to something else is expressible: the old one is
    retired, and the new one is new. Several links may share an id, so that criteria can be cut and joined anew.

    Attributes:
        old: The old version.
        new: The new version.
        links: What became of the criteria.
        levels: Old level number to new level number. Without it, levels are the same where number, name and value are.

    Raises:
        VersionMapError: Ids that the versions do not have or that no link names, links of the wrong size or that
            contradict each other, levels off the scales; all of them at once.

    Example:
        >>> from datamaturity import VersionMap, load_framework
        >>> framework = load_framework("uk-government-dma")
        >>> VersionMap.identity(framework)
        <VersionMap uk-government-dma 2023 → 2023: 97 same>
    """

    old: Framework
    new: Framework
    links: tuple[VersionLink, ...]
    levels: FrozenMapping[int, int]

    def __init__(
        self,
        old: Framework,
        new: Framework,
        links: Iterable[VersionLink],
        *,
        levels: Mapping[int, int] | None = None,
    ) -> None:
        if levels is None:
            levels = {
                level.number: level.number
                for level in old.scale
                if level.number in new.scale
                and (level.name, level.value) == (new.level(level.number).name, new.level(level.number).value)
            }
        self.__attrs_init__(old, new, tuple(links), FrozenMapping(levels))  # pyright: ignore[reportAttributeAccessIssue]
        faults = [*self._faults()]
        if faults:
            raise VersionMapError(faults)

    @classmethod
    def identity(cls, framework: Framework) -> "VersionMap":
        """
        Return the map from a version to itself: every criterion is the same.

        Args:
            framework: The version.
        """
        links = [VersionLink(VersionLinkKind.SAME, one, one) for one in framework.criterion_ids]
        return cls(framework, framework, links)

    def _faults(self) -> Iterator[Fault]:
        if self.old.id != self.new.id:
            yield Fault("", f"{self.old.id} and {self.new.id} are two frameworks; a map is of two versions of one")
        for number, link in enumerate(self.links):
            where = f"link {number + 1} ({link})"
            sides = zip(("old", "new"), (link.old, link.new), _SIZES[link.kind], strict=True)
            for side, ids, (least, most) in sides:
                if len(ids) < least or (most is not None and len(ids) > most):
                    wanted = str(least) if least == most else f"{least} or more"
                    yield Fault(where, f"{link.kind.value} takes {wanted} {side} ids, not {len(ids)}")
                framework: Framework = getattr(self, side)
                for one in ids:
                    if one not in framework.criterion_ids:
                        place = f"{framework.id} {framework.version}"
                        yield Fault(where, str(UnknownIdError("criterion", one, place, framework.criterion_ids)))
                for one, count in Counter(ids).items():
                    if count > 1:
                        yield Fault(where, f"names {side} {one} {count} times")
        yield from self._side_faults("old", self.old, VersionLinkKind.RETIRED)
        yield from self._side_faults("new", self.new, VersionLinkKind.NEW)
        for old, new in self.levels.items():
            for side, number in (("old", old), ("new", new)):
                framework = getattr(self, side)
                if number not in framework.scale:
                    message = f"{side} level {number!r} is off the scale; {framework.scale.span}"
                    yield Fault(f"levels {old} → {new}", message)

    def _side_faults(self, side: str, framework: Framework, alone: VersionLinkKind) -> Iterator[Fault]:
        """Yield the ids of one side that no link names, and those whose links contradict each other."""
        kinds: dict[str, list[VersionLinkKind]] = {one: [] for one in framework.criterion_ids}
        for link in self.links:
            for one in getattr(link, side):
                kinds.setdefault(one, []).append(link.kind)
        single = {alone, VersionLinkKind.SAME, VersionLinkKind.REWORDED}
        for one, found in kinds.items():
            if not found:
                yield Fault(f"{side} criterion {one}", f"no link says what became of it; {alone.value}, perhaps")
            elif len(found) > 1 and single & set(found):
                names = " and ".join(kind.value for kind in found)
                yield Fault(f"{side} criterion {one}", f"is {names} at once; only split and merged links share an id")

    def __repr__(self) -> str:
        counts = Counter(link.kind for link in self.links)
        kinds = ", ".join(f"{counts[kind]} {kind.value}" for kind in VersionLinkKind if counts[kind])
        return f"<VersionMap {self.old.id} {self.old.version} → {self.new.version}: {kinds}>"
