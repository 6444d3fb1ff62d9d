"""What the heading of a note names: a descriptor, a criterion, a level or a topic; nothing, or nothing clear."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import unquote

import attrs

from datamaturity.errors import UnknownIdError
from datamaturity.framework import Framework
from datamaturity.mappings import FrozenMapping
from datamaturity.readers.note_blocks import LINK, WIKI_LINK

__all__ = ["KINDS", "Named", "Terms", "clean_id", "named_by", "shown"]

Kind = Literal["descriptor", "criterion", "level", "topic", "id"]

# What people write before an id; only so is a level's or a topic's bare number told from other numbers.
KINDS: dict[str, Kind] = {
    "criterion": "criterion",
    "row": "criterion",
    "descriptor": "descriptor",
    "level": "level",
    "topic": "topic",
}
"""What the word before an id says that it is the id of."""

LEVEL_NUMBER = re.compile(r"\d{1,9}", re.ASCII)

_DOTTED = re.compile(r"\d+(?:\.\d+)+", re.ASCII)
_DIGITS = re.compile(r"\d+")
_ANCHOR = re.compile(r"\s*(?:\{#[^{}]*\}|\s\^[\w-]+)$")
_EMPHASIS = "*_` \t"
_AFTER_ID = ":.,;)–—-"
_NOTE = re.compile(r"\.(?:md|markdown)$", re.IGNORECASE)


@attrs.frozen
class Named:
    """
    What a heading names, and what stands behind it.

    Attributes:
        kind: What is named; an ``"id"`` is a criterion's or a descriptor's, as long as nobody knows which.
        criterion: The criterion's id, of a criterion or a descriptor.
        level: The level's number, of a level or a descriptor.
        topic: The topic's id.
        rest: The title or name behind the id.
    """

    kind: Kind
    criterion: str | None = None
    level: int | None = None
    topic: str | None = None
    rest: str = ""

    @property
    def id(self) -> str:
        """The id or number in words, for messages."""
        if self.kind == "descriptor":
            return f"{self.criterion}.{self.level}"
        return {"level": f"level {self.level}", "topic": f"topic {self.topic}"}.get(self.kind, str(self.criterion))


@attrs.frozen(slots=False)
class Terms:
    """
    The ids and names that headings can name.

    Attributes:
        place: What they are of, for messages.
        criteria: The criteria's ids, in framework order.
        levels: Level number to name, lowest first; the name may be empty.
        topics: The topics' ids.
    """

    place: str
    criteria: tuple[str, ...]
    levels: Mapping[int, str]
    topics: tuple[str, ...] = ()

    @classmethod
    def of(cls, framework: Framework) -> "Terms":
        """
        Return the terms of a framework.

        Args:
            framework: The framework.

        Example:
            >>> from datamaturity import load_framework
            >>> terms = Terms.of(load_framework("seven-themes"))
            >>> terms.name("C1 Using data", in_criterion=None).criterion
            'C1'
        """
        levels = FrozenMapping({level.number: level.name for level in framework.scale})
        return cls(framework.id, framework.criterion_ids, levels, tuple(topic.id for topic in framework.topics))

    @cached_property
    def descriptors(self) -> Mapping[str, tuple[str, int]]:
        """Descriptor id to criterion id and level number, in framework order."""
        return {f"{one}.{number}": (one, number) for one in self.criteria for number in self.levels}

    @cached_property
    def _criteria(self) -> frozenset[str]:
        return frozenset(self.criteria)

    @cached_property
    def _shapes(self) -> dict[str, str]:
        """What ids look like when all numbers are equal, to what they name."""
        named = {_shape(one): "criterion" for one in self.criteria}
        named |= {_shape(one): "descriptor" for one in self.descriptors}
        return {shape: kind for shape, kind in named.items() if "0" in shape and shape != "0"}

    def name(self, text: str, *, in_criterion: bool) -> Named | None:
        """
        Return what a text without links names; `None` where that is nothing.

        Args:
            text: The text of a heading, a title or a file's name.
            in_criterion: Whether it stands below a criterion's heading, where a bare number or name is a level's.

        Raises:
            ValueError: It names what there is not, or it may name two things.

        Example:
            >>> terms = Terms("tiny", ("4.33", "4.34"), {1: "Beginning", 2: "Emerging"})
            >>> terms.name("4.33 Knowing it", in_criterion=False)
            Named(kind='criterion', criterion='4.33', level=None, topic=None, rest='Knowing it')
            >>> terms.name("Level 2: Emerging", in_criterion=False).level
            2
            >>> terms.name("4.35.1", in_criterion=False)
            Traceback (most recent call last):
            ValueError: no descriptor '4.35.1' in tiny (4 descriptors); did you mean '4.34.1', '4.33.1' or '4.34.2'?
        """
        first, _, rest = text.partition(" ")
        kind = KINDS.get(first.casefold())
        if kind is not None and rest.strip():
            token, rest = self._token(rest.strip())
            found = self._of_kind(kind, token, rest)
            if not found and kind in ("criterion", "descriptor") and self._like(token):
                self._refuse(kind, token)
            return found[0] if found else None
        token, rest = self._token(text)
        found = [*self._of_kind("criterion", token, rest), *self._of_kind("descriptor", token, rest)]
        found += self._bare_level(text, token, rest, in_criterion=in_criterion)
        if len(found) > 1:
            names = " or ".join(f"{one.kind.capitalize()} {token}" for one in found)
            message = f"{token} may be a {' or a '.join(one.kind for one in found)} of {self.place}; write {names}"
            raise ValueError(message)
        if found:
            return found[0]
        if in_criterion and LEVEL_NUMBER.fullmatch(text):
            self._refuse("level", token)
        if like := self._like(token):
            self._refuse(like, token)
        return None

    def _like(self, token: str) -> str:
        """Return what a text would name, going by what it looks like; empty where it looks like no id."""
        return self._shapes.get(_shape(token)) or ("descriptor" if _DOTTED.fullmatch(token) else "")

    def _token(self, text: str) -> tuple[str, str]:
        """Return the first word of a text as an id, and what is behind it."""
        first, _, rest = text.partition(" ")
        known = first in self._criteria or first in self.descriptors
        return first if known else clean_id(first), rest.strip().lstrip(_AFTER_ID).strip()

    def _of_kind(self, kind: Kind, token: str, rest: str) -> list[Named]:
        """Return what an id names, if it names something of this kind."""
        if kind == "criterion" and token in self._criteria:
            return [Named(kind, criterion=token, rest=rest)]
        if kind == "descriptor" and token in self.descriptors:
            criterion, level = self.descriptors[token]
            return [Named(kind, criterion=criterion, level=level, rest=rest)]
        if kind == "topic" and token in self.topics:
            return [Named(kind, topic=token, rest=rest)]
        if kind == "level" and LEVEL_NUMBER.fullmatch(token):
            if int(token) in self.levels:
                return [Named(kind, level=int(token), rest=rest)]
            self._refuse(kind, token)
        return []

    def _bare_level(self, text: str, token: str, rest: str, *, in_criterion: bool) -> Iterator[Named]:
        """Yield the level that a text without the word *level* names."""
        if LEVEL_NUMBER.fullmatch(token) and int(token) in self.levels:
            name = self.levels[int(token)]
            if in_criterion or (name and rest.casefold() == name.casefold()):
                yield Named("level", level=int(token), rest=rest)
        elif in_criterion:
            for number, name in self.levels.items():
                if name and text.casefold() == name.casefold():
                    yield Named("level", level=number, rest=text)

    def _refuse(self, kind: str, token: str) -> None:
        known = {"criterion": self.criteria, "descriptor": self.descriptors, "level": self.levels}[kind]
        levels = "levels are " + ", ".join(map(str, self.levels)) if kind == "level" else ""
        raise ValueError(str(UnknownIdError(kind, token, self.place, known, hint=levels)))


def clean_id(word: str) -> str:
    """
    Return a word as an id: without signs of emphasis around it and a colon or full stop behind it.

    Args:
        word: The word.

    Example:
        >>> clean_id("**4.33:**")
        '4.33'
    """
    return word.strip(_EMPHASIS).rstrip(_AFTER_ID + _EMPHASIS)


def _shape(text: str) -> str:
    return _DIGITS.sub("0", text)


def shown(heading: str) -> tuple[str, str]:
    """
    Return what a heading shows, without links and anchors, and the note that a link at its start leads to.

    Args:
        heading: The heading, as it stands in the notes.

    Example:
        >>> shown("[1.1.4](./1.1.4.md) {#one}"), shown("[[4.33|Knowing it]]"), shown("1.1.4 [more](x.md)")
        (('1.1.4', '1.1.4'), ('Knowing it', '4.33'), ('1.1.4 more', ''))
    """
    heading = _ANCHOR.sub("", heading).strip(_EMPHASIS)
    target = ""
    if wiki := WIKI_LINK.match(heading):
        target = wiki[1]
    elif (link := LINK.match(heading)) and "://" not in link[2]:
        target = link[2].strip()
        target = target[1:].partition(">")[0] if target.startswith("<") else target.partition(" ")[0]
    note = _NOTE.sub("", PurePosixPath(unquote(target.partition("#")[0].strip())).name)
    text = WIKI_LINK.sub(lambda one: one[2] or one[1], heading)
    return " ".join(LINK.sub(lambda one: one[1], text).split()), note


def named_by(heading: str, name: Callable[[str], Named | None]) -> Named | None:
    """
    Return what a heading names: what it shows, or else the note that it is a link to.

    Args:
        heading: The heading, as it stands in the notes.
        name: From a text to what it names, if anything.

    Raises:
        ValueError: As ``Terms.name`` does; or the heading shows one id and leads to another.

    Example:
        >>> from datamaturity import load_framework
        >>> terms = Terms.of(load_framework("seven-themes"))
        >>> named_by("[Using data](C1.md)", lambda text: terms.name(text, in_criterion=None)).id
        'C1'
    """
    text, note = shown(heading)
    found, linked = name(text), name(note) if note else None
    if found is None or linked is None:
        return found or (linked and attrs.evolve(linked, rest=text))
    for part in ("criterion", "level", "topic"):
        here, there = getattr(found, part), getattr(linked, part)
        if None not in (here, there) and here != there:
            message = f"shows {found.id} and is a link to {linked.id}; make them agree"
            raise ValueError(message)
    return found
