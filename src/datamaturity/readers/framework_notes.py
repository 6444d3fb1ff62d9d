"""A draft of a framework from Markdown notes, where no framework says yet which ids there are."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import attrs

from datamaturity.criteria import Criterion, Topic
from datamaturity.errors import Fault, FrameworkError, ScaleError, counted
from datamaturity.framework import Framework
from datamaturity.levels import Level, Scale
from datamaturity.mappings import FrozenMapping
from datamaturity.readers.answer_rows import tell
from datamaturity.readers.note_headings import KINDS, LEVEL_NUMBER, Named, Terms, clean_id
from datamaturity.readers.note_pages import Page, Place, read_pages
from datamaturity.readers.note_steps import steps
from datamaturity.readers.note_texts import NoteTexts, listed
from datamaturity.readers.notes import licence_of

__all__ = ["read_framework_notes"]

# 4.33, 4.33.5, C1, C1.3, open.1; a bare number is a level's, or any other. Python makes no number of 4,300 digits.
_ID = re.compile(r"(?:[^\W\d_]{1,3}-?\d{1,9}|[^\W\d_]+\.\d{1,9}|\d{1,9}\.\d{1,9})(?:\.\d{1,9})*")
_NUMBERS = re.compile(r"(\d{1,9})")


def read_framework_notes(
    *paths: str | os.PathLike[str],
    id: str,  # noqa: A002
    version: str,
    title: str,
    scale: Scale | None = None,
    licence: str = "",
    attribution: str = "",
    notify: Callable[[Fault], object] | None = None,
) -> Framework:
    r"""
    Read Markdown notes of a maturity model as the draft of a framework.

    The notes are as for `read_notes`. Criteria come from the ids on the pages, in the order of their numbers, and the
    first part of an id such as 4.33 is its topic. Whether 1.1.4 is a criterion, or what criterion 1.1 looks like at
    level 4, is read from the whole: ids one part longer than others are descriptors, and so are ids that end in the
    level that they stand below. A heading such as ``# Criterion 1.1`` leaves nothing to be read from anything.

    What the notes do not say is not made up: an id, or ``Level 3``, stands where a title or name is missing, and
    ``notify`` is told. Weights, themes and the rule are for you to add; ``attrs.evolve`` changes a framework.

    Args:
        paths: Files, and folders of which every ``.md`` and ``.markdown`` file is read.
        id: The framework's id.
        version: Its version.
        title: Its title.
        scale: Its levels; if not given, those that headings such as ``Level 4 Developing`` name.
        licence: The licence of the texts; if empty, what the front matter has as ``licence``, if anything.
        attribution: Whom to name for them.
        notify: Called with what is not read, and what stands for what is missing. Without it, each is an
            `UnreadWarning`.

    Returns:
        The framework, each of whose criteria has a text for each level, unless none has any.

    Raises:
        FrameworkError: The notes have faults; the error has every one of them, with its file and line. A text that
            is missing for a level is one.
        FileError: A file cannot be opened.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     for number, name in ((1, "No"), (2, "Yes")):
        ...         _ = Path(folder, f"Level {number} {name}.md").write_text(
        ...             f"# 4.33.{number}\nThe first text.\n# 4.34.{number}\nThe second text.\n"
        ...         )
        ...     notices = []
        ...     draft = read_framework_notes(folder, id="ours", version="1", title="Ours", notify=notices.append)
        >>> draft, draft.scale
        (<Framework ours 1: 2 criteria, 1 topic, 0 themes, 2 levels>, Scale(1 No, 2 Yes))
        >>> for notice in notices:
        ...     print(notice)
        ours: ids such as 4.33.1 are read as descriptors: criterion 4.33 at level 1
        ours: 2 criteria have no title, so their ids stand for it: 4.33 and 4.34
        ours: 1 topic has no name, so its id stands for it: 4
    """
    unread: list[tuple[Place, str]] = []
    pages = read_pages(paths, unread)
    outline = _Outline(scale)
    outline.read(pages)
    levels = {level.number: level.name for level in scale} if scale else dict(sorted(outline.levels.items()))
    criteria = tuple(sorted(outline.criteria(levels), key=_natural))
    topics = _topics(criteria, outline.topics)
    texts = NoteTexts(Terms(id, criteria, FrozenMapping(levels), topics), faults=unread)
    end = Place(len(pages), 0, id)
    if not levels:
        message = "no heading says which levels there are; give scale, or head their texts Level 1 …, Level 2 …"
        texts.faults.append((end, message))
    elif not criteria:
        texts.faults.append((end, "no heading and no file's name names a criterion or a descriptor, such as 4.33"))
    else:
        texts.read(pages)
        texts.finish(whole=True)
    licence = licence_of(pages, licence, texts, needed=False)
    if levels and scale is None:
        try:
            scale = Scale(Level(one, texts.level_names.get(one, f"Level {one}")) for one in levels)
        except ScaleError as error:
            texts.faults.append((end, f"{error}; give scale, or the pages of the other levels"))
    if texts.faults or scale is None:
        raise FrameworkError(texts.sorted_faults())
    made = Framework(
        id=id,
        version=version,
        title=title,
        attribution=attribution,
        wording_licence=licence,
        scale=scale,
        topics=[Topic(one, texts.topic_names.get(one, one)) for one in topics] or [Topic("all", title)],
        criteria=[
            Criterion(
                one,
                texts.titles.get(one, one),
                topic=_topic_of(one) if topics else "all",
                descriptors=[texts.descriptors[f"{one}.{number}"] for number in levels] if texts.descriptors else (),
            )
            for one in criteria
        ],
    )
    texts.notices += [(end, message) for message in _stand_ins(made, texts, outline)]
    _tell(texts, notify)
    return made


def _tell(texts: NoteTexts, notify: Callable[[Fault], object] | None) -> None:
    # Of a depth that makes a warning point at the caller of `read_framework_notes`.
    tell(texts.sorted_notices(), notify)


@attrs.define
class _Outline:
    """Which ids, levels and topics there are on the pages, before anybody knows what the ids name."""

    scale: Scale | None
    levels: dict[int, str] = attrs.Factory(dict)
    topics: dict[str, None] = attrs.Factory(dict)
    # Ids of either kind, and those that the pages call criteria.
    ids: dict[str, None] = attrs.Factory(dict)
    called: dict[str, None] = attrs.Factory(dict)
    # Ids that have levels below them; how many stand below the level that they end in, and how many below another.
    with_levels: dict[str, None] = attrs.Factory(dict)
    fitting_count: int = 0
    other_count: int = 0
    example: str = ""

    def read(self, pages: Iterable[Page]) -> None:
        for page in pages:
            for step in steps(page, self._name):
                named = step.named
                if named is None:
                    continue
                if named.kind == "level" and named.level is not None:
                    self.levels[named.level] = self.levels.get(named.level) or named.rest
                    self.with_levels |= dict.fromkeys(
                        one.criterion for one in step.above if one.kind == "id" and one.criterion
                    )
                elif named.topic is not None:
                    self.topics[named.topic] = None
                else:
                    (self.ids if named.kind == "id" else self.called)[str(named.criterion)] = None
                if named.kind == "id" and step.section is not None and step.section.text:
                    ends = {f"{one.level}" for one in step.above if one.kind == "level"}
                    is_fitting = str(named.criterion).rpartition(".")[2] in ends
                    self.fitting_count += is_fitting
                    self.other_count += bool(ends) and not is_fitting

    def _name(self, text: str, *, in_criterion: bool) -> Named | None:
        """Return what a text names, as ``Terms.name`` does; an id may be of either kind."""
        first, _, rest = text.partition(" ")
        kind = KINDS.get(first.casefold())
        if kind is not None and rest.strip():
            first, _, rest = rest.strip().partition(" ")
        token, rest = clean_id(first), rest.strip().lstrip(":.,;)–—-").strip()
        if LEVEL_NUMBER.fullmatch(token) and (kind == "level" or (kind is None and in_criterion)):
            return Named("level", level=int(token), rest=rest)
        if kind == "topic":
            return Named(kind, topic=token, rest=rest) if _NUMBERS.search(token) else None
        if kind == "criterion" and _ID.fullmatch(token):
            return Named(kind, criterion=token, rest=rest)
        if kind == "descriptor" and _ID.fullmatch(token):
            return Named(kind, criterion=token.rpartition(".")[0] or token, rest=rest)
        if kind is None and _ID.fullmatch(token):
            return Named("id", criterion=token, rest=rest)
        names = {level.name.casefold(): level.number for level in self.scale or ()}
        if in_criterion and text.casefold() in names:
            return Named("level", level=names[text.casefold()], rest=text)
        return None

    def criteria(self, levels: Iterable[int]) -> dict[str, None]:
        """Return the ids that are criteria's."""
        most = max((one.count(".") for one in self.ids), default=0)
        longest = [one for one in self.ids if one.count(".") == most]
        known = {*self.ids, *self.called}
        if any(one.rpartition(".")[0] in known for one in longest):
            are_descriptors = True
        elif any(one in self.with_levels for one in longest):
            are_descriptors = False
        elif self.fitting_count or self.other_count:
            are_descriptors = self.fitting_count >= self.other_count
        else:
            ends = {str(number) for number in levels}
            are_descriptors = all(one.rpartition(".")[2] in ends for one in longest)
        if not longest or not are_descriptors:
            return self.called | self.with_levels | dict.fromkeys(longest)
        self.example = longest[0]
        whole = {one: None for one in self.ids if one.count(".") == most - 1}
        return self.called | whole | dict.fromkeys(one.rpartition(".")[0] for one in longest)


def _natural(one: str) -> list[tuple[int, int, str]]:
    """Return what puts ids in order: 4.9 before 4.10."""
    parts = _NUMBERS.split(one)
    return [(place % 2, int(part) if place % 2 else 0, part) for place, part in enumerate(parts)]


def _topic_of(criterion: str) -> str:
    return criterion.partition(".")[0]


def _topics(criteria: Sequence[str], named: Iterable[str]) -> tuple[str, ...]:
    """Return the topics that the ids name, and others that headings name; none where not every id names one."""
    if not all("." in one for one in criteria):
        return ()
    return tuple(sorted({*map(_topic_of, criteria), *named}, key=_natural))


def _stand_ins(made: Framework, texts: NoteTexts, outline: _Outline) -> Iterator[str]:
    """Yield what was read from the whole, and what stands for what the notes do not say."""
    if outline.example:
        criterion, _, number = outline.example.rpartition(".")
        yield f"ids such as {outline.example} are read as descriptors: criterion {criterion} at level {number}"
    if not texts.descriptors:
        yield "there is no text for any level, so the criteria have no descriptors"
    for level in made.scale:
        name = texts.level_names.get(level.number)
        if name is not None and name.casefold() != level.name.casefold():
            yield f"level {level.number} is {level.name} on the scale given; the notes call it {name!r}"
        elif name is None and outline.scale is None:
            yield f"level {level.number} has no name, so {level.name!r} stands for it"
    untitled = [one for one in made.criterion_ids if one not in texts.titles]
    yield from _without("criterion", "title", untitled)
    if made.topics[0].id == "all":
        yield "the ids name no topics, so all criteria are in one, 'all'"
    else:
        yield from _without("topic", "name", [one.id for one in made.topics if one.id not in texts.topic_names])
    yield from _jumps(made.criterion_ids)


def _without(kind: str, what: str, ids: Sequence[str]) -> Iterator[str]:
    if ids:
        verb, whose = ("has", "its id stands") if len(ids) == 1 else ("have", "their ids stand")
        yield f"{counted(len(ids), kind)} {verb} no {what}, so {whose} for it: {listed(ids)}"


def _jumps(criteria: Sequence[str]) -> Iterator[str]:
    """Yield where the numbers of criteria jump: throughout, where no two have the same last number, or in a topic."""
    numbered = [(one.rpartition(".")[0], int(one.rpartition(".")[2]), one) for one in criteria if "." in one]
    runs_through = len({number for _, number, _ in numbered}) == len(numbered)
    for (topic, number, one), (next_topic, next_number, next_one) in pairwise(numbered):
        if next_number > number + 1 and (runs_through or topic == next_topic):
            yield f"after {one} comes {next_one}; is one between them missing?"
