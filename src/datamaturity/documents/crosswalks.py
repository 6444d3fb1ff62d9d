"""Crosswalks ⇄ JSON documents."""

from collections.abc import Iterator
from typing import Any, NewType

import attrs
import cattrs

from datamaturity.crosswalks import Crosswalk, Link, Relation
from datamaturity.documents.converter import Id, Name, known_id, one_of
from datamaturity.documents.framework_keys import FrameworkKey
from datamaturity.documents.reading import Find, Reading, twin_faults
from datamaturity.documents.writing import always, document_text
from datamaturity.errors import CrosswalkError, Fault
from datamaturity.framework import Framework
from datamaturity.mappings import FrozenMapping

__all__ = ["crosswalk_json", "parse_crosswalk"]

FromId = NewType("FromId", str)
ToId = NewType("ToId", str)


@attrs.frozen
class _Link:
    """A link as it stands in the document."""

    from_criterion: FromId
    to_criterion: ToId
    relation: Relation
    reason: Name


@attrs.frozen
class _Unlinked:
    """A criterion without a link."""

    criterion: FromId
    reason: Name


@attrs.frozen
class _Crosswalk:
    """A crosswalk as it stands in the document."""

    id: Id
    version: str
    from_framework: FrameworkKey
    to_framework: FrameworkKey
    links: tuple[_Link, ...]
    title: str = ""
    unlinked: tuple[_Unlinked, ...] = ()
    licence: str = ""

    def crosswalk(self, source: Framework, target: Framework) -> Crosswalk:
        """Return the crosswalk."""
        return Crosswalk(
            id=self.id,
            version=self.version,
            title=self.title,
            source=source,
            target=target,
            links=[Link(one.from_criterion, one.to_criterion, one.relation, one.reason) for one in self.links],
            unlinked=FrozenMapping({one.criterion: one.reason for one in self.unlinked}),
            licence=self.licence,
        )

    def faults(self, source: Framework, target: Framework) -> Iterator[Fault]:
        """Yield what does not fit together; unknown ids are found one by one, where they stand."""
        yield from twin_faults(
            [one.criterion for one in self.unlinked],
            lambda place: f"$.unlinked[{place}].criterion",
            "stands earlier already; keep one reason",
        )
        try:
            self.crosswalk(source, target)
        except CrosswalkError as error:
            for fault in error.faults:
                if not fault.message.startswith("no criterion "):
                    yield Fault("$.links", str(fault))


@attrs.frozen
class _Hooks:
    """What a converter needs to hold links against two frameworks, as far as these are known."""

    source: Framework | None = None
    target: Framework | None = None

    def __call__(self, converter: cattrs.Converter, _: Framework | None) -> None:
        converter.register_structure_hook(Relation, one_of("relation", {one.value: one for one in Relation}))
        for wanted, framework in ((FromId, self.source), (ToId, self.target)):
            # Without a framework, any id that a link may have.
            hook: Any = converter.get_structure_hook(Id)
            if framework is not None:
                hook = known_id("criterion", framework.criterion_ids, framework.id)
            converter.register_structure_hook(wanted, hook)


def parse_crosswalk(text: str | bytes, *, find: Find, source: str = "") -> Crosswalk:
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
    return read(Reading.of_kind("crosswalk", text, source), find)


def crosswalk_json(crosswalk: Crosswalk) -> str:
    """
    Return a crosswalk as a JSON document, its frameworks by id and version; an inverse as what it was made from.

    Args:
        crosswalk: The crosswalk.

    Example:
        >>> from datamaturity import load_crosswalk, load_framework
        >>> walk = load_crosswalk("data-declaration-to-uk-government-dma")
        >>> parse_crosswalk(crosswalk_json(walk), find=lambda one, _: load_framework(one)) == walk
        True
    """
    if crosswalk.is_inverse:
        crosswalk = crosswalk.inverse()
    shape = _Crosswalk(
        Id(crosswalk.id),
        crosswalk.version,
        FrameworkKey.of(crosswalk.source),
        FrameworkKey.of(crosswalk.target),
        tuple(_Link(FromId(one.source), ToId(one.target), one.relation, Name(one.reason)) for one in crosswalk.links),
        crosswalk.title,
        tuple(_Unlinked(FromId(one), Name(reason)) for one, reason in crosswalk.unlinked.items()),
        crosswalk.licence,
    )
    return document_text("crosswalk", shape, hooks=_writing_hooks)


def read(reading: Reading, find: Find) -> Crosswalk:
    """Return the crosswalk that is being read."""
    source, target = reading.framework(find, key="from"), reading.framework(find, key="to")
    shape = reading.structure(_Crosswalk, hooks=_Hooks(source, target)) or reading.form(_Crosswalk, hooks=_Hooks())
    if shape is not None and source is not None and target is not None:
        reading.faults += shape.faults(source, target)
    return reading.settled(shape).crosswalk(reading.settled(source), reading.settled(target))


def _writing_hooks(converter: cattrs.Converter) -> None:
    always(converter, _Crosswalk)
