"""Crosswalks: which criteria of one framework bear on which of another, and why."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum

import attrs

from datamaturity.criteria import CriterionId
from datamaturity.errors import CrosswalkError, Fault, UnknownIdError, counted
from datamaturity.framework import Framework
from datamaturity.mappings import FrozenMapping
from datamaturity.validators import is_a, is_id, is_name, is_text, raising

__all__ = ["Crosswalk", "Link", "Relation"]

_is_id = raising(CrosswalkError, is_id)
_is_name = raising(CrosswalkError, is_name)


class Relation(Enum):
    """
    How a criterion bears on another: the SKOS mapping relations, read from the first to the second.

    Source:
        W3C, "SKOS Simple Knowledge Organization System Reference" (2009), section 10.
    """

    EXACT = "exact"
    CLOSE = "close"
    BROAD = "broad"
    NARROW = "narrow"
    RELATED = "related"

    @property
    def inverse(self) -> "Relation":
        """The same relation read the other way round."""
        return {Relation.BROAD: Relation.NARROW, Relation.NARROW: Relation.BROAD}.get(self, self)

    @property
    def meaning(self) -> str:
        """What it says of the second criterion, in words."""
        return {
            Relation.EXACT: "the same thing",
            Relation.CLOSE: "nearly the same",
            Relation.BROAD: "covers it and more",
            Relation.NARROW: "covers a part of it",
            Relation.RELATED: "has to do with it",
        }[self]

    def __repr__(self) -> str:
        return f"Relation.{self.name}"


def _relation(given: "Relation | str") -> Relation:
    try:
        return Relation(given)
    except ValueError:
        names = ", ".join(one.value for one in Relation)
        raise CrosswalkError([Fault("relation", f"is one of {names}, not {given!r}")]) from None


@attrs.frozen
class Link:
    """
    One criterion that bears on another.

    Attributes:
        source: The criterion's id in the first framework.
        target: The criterion's id in the second.
        relation: How; *broad* means that the second is broader than the first.
        reason: Why, so that a reader can disagree.

    Raises:
        CrosswalkError: An id or a reason that is none, or a relation that there is not.
        WrongTypeError: An id or a reason that is no text.
    """

    source: str = attrs.field(validator=_is_id)
    target: str = attrs.field(validator=_is_id)
    relation: Relation = attrs.field(converter=_relation)
    reason: str = attrs.field(validator=_is_name)


def _reasons(given: object) -> FrozenMapping[str, str]:
    return given if isinstance(given, FrozenMapping) else FrozenMapping(dict(given or {}))  # type: ignore[call-overload]


@attrs.frozen(kw_only=True, repr=False)
class Crosswalk:
    """
    Links from the criteria of one framework to those of another.

    Attributes:
        id: Its id.
        version: Its version.
        title: Its title.
        source: The framework that links start from.
        target: The framework that they lead to.
        links: The links.
        unlinked: Criteria of the first framework that have none, each with the reason.
        licence: The licence of the links and reasons.
        is_inverse: Whether these are another crosswalk's links read the other way round: then it is the second
            framework that is complete, and whose criteria may be unlinked.

    Raises:
        CrosswalkError: Unknown criteria, the same pair twice, two *exact* partners, or criteria of the first framework
            that are neither linked nor said to have no link, or both; all of it at once.

    Example:
        >>> from datamaturity import Criterion, Framework, Level, Scale, Topic
        >>> scale = Scale([Level(0, "No"), Level(1, "Yes")])
        >>> def small(name, *ids):
        ...     return Framework(id=name, version="1", title=name, scale=scale, topics=[Topic("t", "T")],
        ...                      criteria=[Criterion(one, one, topic="t") for one in ids])
        >>> walk = Crosswalk(id="w", source=small("one", "a"), target=small("two", "x", "y"),
        ...                  links=[Link("a", "x", "close", "Both ask for a list")])
        >>> walk.inverse().links[0].source, walk.reached
        ('x', ('x',))
        >>> Crosswalk(id="w", source=small("one", "a", "b"), target=small("two", "x"), links=[])
        Traceback (most recent call last):
        datamaturity.errors.CrosswalkError: 2 faults:
          criterion a: is in no link, and nothing says why
          criterion b: is in no link, and nothing says why
        >>> [one.target for one in walk.links_from("a")], walk.links_to("y")
        (['x'], ())
    """

    id: str = attrs.field(validator=_is_id)
    version: str = attrs.field(default="1", validator=is_text)
    title: str = attrs.field(default="", validator=is_text)
    source: Framework = attrs.field(validator=is_a(Framework))
    target: Framework = attrs.field(validator=is_a(Framework))
    links: tuple[Link, ...] = attrs.field(converter=tuple[Link, ...])
    unlinked: FrozenMapping[str, str] = attrs.field(default=FrozenMapping[str, str](), converter=_reasons)
    licence: str = attrs.field(default="", validator=is_text)
    is_inverse: bool = attrs.field(default=False, repr=False)

    def __attrs_post_init__(self) -> None:
        faults = [*self._faults()]
        if faults:
            raise CrosswalkError(faults)

    def _faults(self) -> Iterator[Fault]:
        parts: tuple[object, ...] = self.links
        strangers = [one for one in parts if not isinstance(one, Link)]
        if strangers:
            yield Fault("links", f"are Link objects, not {strangers[0]!r}")
            return
        sides = (("source", self.source), ("target", self.target))
        for place, link in enumerate(self.links):
            for name, framework in sides:
                one = getattr(link, name)
                if one not in framework.criterion_id_set:
                    unknown = UnknownIdError("criterion", one, framework.id, framework.criterion_ids)
                    yield Fault(f"link {place + 1} ({link.source} → {link.target})", str(unknown))
        pairs = Counter((link.source, link.target) for link in self.links)
        for (source, target), count in pairs.items():
            if count > 1:
                said = ", ".join(
                    one.relation.value for one in self.links if (one.source, one.target) == (source, target)
                )
                yield Fault(f"link {source} → {target}", f"stands {count} times ({said}); keep one")
        for name, _ in sides:
            exact = Counter(getattr(link, name) for link in self.links if link.relation is Relation.EXACT)
            for one, count in exact.items():
                if count > 1:
                    message = (
                        f"is exactly the same as {count} others, which would then be one; say close, broad or narrow"
                    )
                    yield Fault(f"criterion {one}", message)
        complete = self.target if self.is_inverse else self.source
        linked = {link.target if self.is_inverse else link.source for link in self.links}
        for one, reason in self.unlinked.items():
            if one not in complete.criterion_id_set:
                unknown = UnknownIdError("criterion", one, complete.id, complete.criterion_ids)
                yield Fault("unlinked", str(unknown))
            elif one in linked:
                yield Fault(f"criterion {one}", "is linked and said to have no link; strike one of them")
            if not str(reason).strip():
                yield Fault(f"criterion {one}", "is said to have no link, without a reason")
        for one in complete.criterion_ids:
            if one not in linked and one not in self.unlinked:
                yield Fault(f"criterion {one}", "is in no link, and nothing says why")

    @property
    def reached(self) -> tuple[CriterionId, ...]:
        """The criteria of the second framework that a link leads to, in its order."""
        found = {link.target for link in self.links}
        return tuple(one for one in self.target.criterion_ids if one in found)

    def links_from(self, criterion_id: str) -> tuple[Link, ...]:
        """
        Return the links of a criterion of the first framework.

        Args:
            criterion_id: The criterion's id in the first framework.

        Raises:
            UnknownIdError: The first framework has no such criterion.
        """
        self.source.criterion(criterion_id)
        return tuple(one for one in self.links if one.source == criterion_id)

    def links_to(self, criterion_id: str) -> tuple[Link, ...]:
        """
        Return the links to a criterion of the second framework.

        Args:
            criterion_id: The criterion's id in the second framework.

        Raises:
            UnknownIdError: The second framework has no such criterion.
        """
        self.target.criterion(criterion_id)
        return tuple(one for one in self.links if one.target == criterion_id)

    def inverse(self) -> "Crosswalk":
        """Return the same links read the other way round, in the order of the second framework."""
        links: Iterable[Link] = (Link(one.target, one.source, one.relation.inverse, one.reason) for one in self.links)
        ordered = sorted(links, key=lambda one: (self.target.position(one.source), self.source.position(one.target)))
        return attrs.evolve(self, source=self.target, target=self.source, links=ordered, is_inverse=not self.is_inverse)

    def __repr__(self) -> str:
        ends = f"{self.source.id} {self.source.version} → {self.target.id} {self.target.version}"
        return f"<Crosswalk {ends}: {counted(len(self.links), 'link')}>"
