"""What differs between two versions of a framework, by id."""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

import attrs

from datamaturity.criteria import Criterion, Theme, Topic
from datamaturity.errors import VersionMismatchError, counted
from datamaturity.framework import Framework

__all__ = ["Difference", "DifferenceKind", "FrameworkDiff", "diff"]


class DifferenceKind(Enum):
    """What differs."""

    ADDED = "added"
    REMOVED = "removed"
    RETITLED = "retitled"
    REWORDED = "reworded"
    MOVED_TOPIC = "moved to another topic"
    MOVED_THEME = "moved to another theme"
    WEIGHT = "weight changed"
    RENAMED = "renamed"
    RULE = "default rule changed"
    VALUE = "value changed"

    def __repr__(self) -> str:
        return f"DifferenceKind.{self.name}"


@attrs.frozen
class Difference:
    """
    One difference between two versions.

    Attributes:
        part: What kind of part differs: ``"level"``, ``"theme"``, ``"topic"``, ``"criterion"``, ``"descriptor"``, or
            ``"framework"`` for its own title and rule.
        id: The part's id; a level's is its number.
        kind: What differs.
        old: How it was; empty where it is added.
        new: How it is; empty where it is removed.

    Example:
        >>> Difference("criterion", "4.33", DifferenceKind.RETITLED, "Finding data", "Findability").kind
        DifferenceKind.RETITLED
    """

    part: str
    id: str
    kind: DifferenceKind
    old: str = ""
    new: str = ""

    def to_row(self) -> dict[str, object]:
        """Return a flat row."""
        return {"part": self.part, "id": self.id, "difference": self.kind.value, "old": self.old, "new": self.new}


@attrs.frozen(repr=False)
class FrameworkDiff:
    """
    The differences between two versions of a framework.

    Attributes:
        old: The old version.
        new: The new version.
        differences: The framework's own first, then levels, themes, topics, criteria and descriptors; each in the old
            version's order, what is added after it in the new version's.
    """

    old: Framework
    new: Framework
    differences: tuple[Difference, ...]

    def of_part(self, part: str, *, kind: DifferenceKind | None = None) -> tuple[Difference, ...]:
        """
        Return the differences of one kind of part, such as ``"criterion"``; of one kind only, if it is given.

        Args:
            part: What differs: ``"framework"``, ``"level"``, ``"theme"``, ``"topic"``, ``"criterion"`` or
                ``"descriptor"``.
            kind: How; in any way if not given.
        """
        return tuple(one for one in self.differences if one.part == part and kind in (None, one.kind))

    def to_rows(self) -> list[dict[str, object]]:
        """Return one flat row per difference: part, id, difference, old and new text."""
        return [one.to_row() for one in self.differences]

    def to_markdown(self) -> str:
        """Return the differences as Markdown: a heading, a count, and a table; texts cannot break out of their cell."""
        lines = [
            f"# {_plain(self.new.title)}: {_plain(self.old.version)} → {_plain(self.new.version)}",
            "",
            f"{counted(len(self.differences), 'difference')}.",
        ]
        if self.differences:
            lines += ["", "| part | id | difference | old | new |", "| --- | --- | --- | --- | --- |"]
            lines += [
                f"| {one.part} | {_plain(one.id)} | {one.kind.value} | {_plain(one.old)} | {_plain(one.new)} |"
                for one in self.differences
            ]
        return "\n".join(lines) + "\n"

    def __repr__(self) -> str:
        count = counted(len(self.differences), "difference")
        return f"<FrameworkDiff {self.old.id} {self.old.version} → {self.new.version}: {count}>"


def _plain(text: str) -> str:
    """Return text that Markdown takes for nothing but text."""
    text = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return "".join("\\" + sign if sign in "\\`*_[]|#~" else sign for sign in text)


def diff(old: Framework, new: Framework) -> FrameworkDiff:
    """
    Return what differs between two versions of a framework.

    Parts are matched by id alone: a criterion with the same title and another id is one removed and one added. Whether
    two criteria *mean* the same is not decided here; a `VersionMap` says it.

    Args:
        old: The old version.
        new: The new version; may be the same version in other words.

    Returns:
        The differences, in framework order.

    Raises:
        VersionMismatchError: They are two frameworks, not two versions of one.

    Example:
        >>> from datamaturity import Wording, diff, load_framework
        >>> framework = load_framework("uk-government-dma")
        >>> other = framework.with_wording(Wording(licence="CC BY 4.0", criterion_titles={"4.33": "Finding data"}))
        >>> [(one.id, one.kind.value, one.new) for one in diff(framework, other).differences]
        [('4.33', 'retitled', 'Finding data')]
        >>> differences = diff(framework, other)
        >>> [one.id for one in differences.of_part("criterion")], differences.to_rows()[0]["new"]
        (['4.33'], 'Finding data')
        >>> differences.differences[0].to_row()["difference"]
        'retitled'
        >>> print(differences.to_markdown(), end="")
        # Data Maturity Assessment for Government: 2023 → 2023
        <BLANKLINE>
        1 difference.
        <BLANKLINE>
        | part | id | difference | old | new |
        | --- | --- | --- | --- | --- |
        | criterion | 4.33 | retitled | Ensuring findability of data | Finding data |
    """
    if old.id != new.id:
        message = f"{old.id} and {new.id} are two frameworks; a diff is of two versions of one"
        raise VersionMismatchError(message)
    return FrameworkDiff(old, new, tuple(_differences(old, new)))


def _differences(old: Framework, new: Framework) -> Iterator[Difference]:
    if old.title != new.title:
        yield Difference("framework", "title", DifferenceKind.RETITLED, old.title, new.title)
    if old.default_rule != new.default_rule:
        yield Difference("framework", "default_rule", DifferenceKind.RULE, str(old.default_rule), str(new.default_rule))
    yield from _levels(old, new)
    yield from _named("theme", old.themes, new.themes)
    yield from _named("topic", old.topics, new.topics)
    yield from _criteria(old, new)


def _levels(old: Framework, new: Framework) -> Iterator[Difference]:
    olds, news = ({str(level.number): level for level in framework.scale} for framework in (old, new))
    for key, level in olds.items():
        if key not in news:
            yield Difference("level", key, DifferenceKind.REMOVED, level.name)
            continue
        if level.name != news[key].name:
            yield Difference("level", key, DifferenceKind.RENAMED, level.name, news[key].name)
        if level.value != news[key].value:
            yield Difference("level", key, DifferenceKind.VALUE, str(level.value), str(news[key].value))
        if level.summary != news[key].summary:
            yield Difference("level", key, DifferenceKind.REWORDED, level.summary, news[key].summary)
    yield from _added("level", olds, {key: level.name for key, level in news.items()})


def _named(part: str, old: Iterable[Theme | Topic], new: Iterable[Theme | Topic]) -> Iterator[Difference]:
    olds, news = {str(one.id): one for one in old}, {str(one.id): one for one in new}
    for key, one in olds.items():
        if key not in news:
            yield Difference(part, key, DifferenceKind.REMOVED, one.name)
            continue
        if one.name != news[key].name:
            yield Difference(part, key, DifferenceKind.RENAMED, one.name, news[key].name)
        if one.description != news[key].description:
            yield Difference(part, key, DifferenceKind.REWORDED, one.description, news[key].description)
    yield from _added(part, olds, {key: one.name for key, one in news.items()})


def _criteria(old: Framework, new: Framework) -> Iterator[Difference]:
    olds, news = ({str(one.id): one for one in framework.criteria} for framework in (old, new))
    for key, one in olds.items():
        if key in news:
            yield from _criterion(one, news[key])
        else:
            yield Difference("criterion", key, DifferenceKind.REMOVED, one.title)
    yield from _added("criterion", olds, {key: one.title for key, one in news.items()})
    for key in olds:
        if key not in news:
            continue
        before = {str(one.id): one.text for one in old.descriptors_of(key)}
        after = {str(one.id): one.text for one in new.descriptors_of(key)}
        for one_id, text in before.items():
            if one_id not in after:
                yield Difference("descriptor", one_id, DifferenceKind.REMOVED, text)
            elif text != after[one_id]:
                yield Difference("descriptor", one_id, DifferenceKind.REWORDED, text, after[one_id])
        yield from _added("descriptor", before, after)


def _criterion(old: Criterion, new: Criterion) -> Iterator[Difference]:
    if old.title != new.title:
        yield Difference("criterion", old.id, DifferenceKind.RETITLED, old.title, new.title)
    if old.topic != new.topic:
        yield Difference("criterion", old.id, DifferenceKind.MOVED_TOPIC, old.topic or "", new.topic or "")
    if old.theme != new.theme:
        yield Difference("criterion", old.id, DifferenceKind.MOVED_THEME, old.theme or "", new.theme or "")
    if old.weight != new.weight:
        yield Difference("criterion", old.id, DifferenceKind.WEIGHT, str(old.weight), str(new.weight))


def _added(part: str, old: Mapping[str, object], new: Mapping[str, str]) -> Iterator[Difference]:
    for key, text in new.items():
        if key not in old:
            yield Difference(part, key, DifferenceKind.ADDED, new=text)
