"""A wording for a framework from Markdown notes: one page per level, per criterion or per descriptor."""

import os
from collections.abc import Callable, Iterable

from datamaturity.errors import Fault, FrameworkError
from datamaturity.framework import Framework
from datamaturity.packaged import load_framework
from datamaturity.readers.answer_rows import tell
from datamaturity.readers.note_headings import Terms
from datamaturity.readers.note_pages import Page, Place, read_pages
from datamaturity.readers.note_texts import NoteTexts
from datamaturity.wording import Wording

__all__ = ["licence_of", "read_notes"]


def read_notes(
    *paths: str | os.PathLike[str],
    framework: Framework | str,
    licence: str = "",
    attribution: str = "",
    language: str = "en-GB",
    notify: Callable[[Fault], object] | None = None,
    strict: bool = True,
) -> Wording:
    r"""
    Read Markdown notes of a maturity model as a wording for a framework.

    A heading of any depth names what the text below it is about: a descriptor by its id (``# 1.1.4``, as plain text,
    as a link ``[1.1.4](1.1.4.md)`` or ``[[1.1.4]]``), a criterion by its id and maybe its title (``# 4.33 Knowing the
    data``), a level by the word and its number (``# Level 4 Developing``; below a criterion the number or the name
    alone will do). The text below a descriptor's id is its text, and so is the text below a level below a criterion,
    or below a criterion below a level. A page may also be named by its front matter (``title``) or its file's name, so
    that ``4.33.5.md`` needs no heading. The how-to on Markdown notes says what else may stand on a page.

    A wrapped paragraph becomes one line, with a blank line between two; lists, tables, quotes and code keep their
    lines, and links within a text stay as written.

    Args:
        paths: Files, and folders of which every ``.md`` and ``.markdown`` file is read.
        framework: The framework whose texts these are, or the id of a packaged one.
        licence: The licence of the texts; if empty, what the front matter of any page has as ``licence`` or
            ``license``, which then counts for all of them.
        attribution: Whom to name for them.
        language: Their language as a BCP 47 tag.
        notify: Called with what is not read: pages that hold nothing, and texts that belong to no descriptor.
            Without it, each is an `UnreadWarning`.
        strict: Whether a fault ends the reading. If not, texts in doubt are left out, and faults go to ``notify`` with
            the rest.

    Returns:
        The texts of descriptors, and the titles of criteria and names of topics and levels that the pages give.

    Raises:
        FrameworkError: The notes have faults; the error has every one of them, with its file and line. The same id
            twice is one, and so is a descriptor that is missing: on a page about a level, of any criterion; on a page
            about a criterion, at any level; elsewhere, at a level that other criteria on these pages have. There is
            always a fault where the licence is not known or nothing can be read.
        FileError: A file cannot be opened.
        UnknownIdError: No such packaged framework.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     _ = Path(folder, "4.33.md").write_text(
        ...         "# 4.33 Knowing it\n"
        ...         "## Level 1\nNobody has a list.\n"
        ...         "## Level 2\nSome of us have a list,\nin their heads.\n"
        ...     )
        ...     notices = []
        ...     wording = read_notes(
        ...         folder, framework="uk-government-dma", licence="MIT", notify=notices.append, strict=False
        ...     )
        >>> wording.descriptors["4.33.2"]
        'Some of us have a list, in their heads.'
        >>> print(notices[0].message)
        4.33.3, 4.33.4 and 4.33.5 are missing; they are expected after 4.33.2 (line 4)
    """
    framework = load_framework(framework) if isinstance(framework, str) else framework
    texts = NoteTexts(Terms.of(framework))
    pages = read_pages(paths, texts.faults)
    texts.read(pages)
    texts.finish()
    licence = licence_of(pages, licence, texts)
    found = texts.descriptors or texts.titles or texts.level_names or texts.topic_names
    if not texts.faults and not found:
        what = f"no heading and no file's name names a descriptor, criterion or level of {framework.id}"
        texts.faults.append(
            (Place(0, 0, ", ".join(os.fspath(path) for path in paths)), f"{what}, so there is nothing to read")
        )
    if texts.faults and (strict or not found or not licence.strip()):
        raise FrameworkError(texts.sorted_faults())
    _tell(texts, notify)
    return Wording(
        licence=licence,
        attribution=attribution,
        language=language,
        descriptors=texts.descriptors,
        criterion_titles=texts.titles,
        level_names=texts.level_names,
        topic_names=texts.topic_names,
    )


def _tell(texts: NoteTexts, notify: Callable[[Fault], object] | None) -> None:
    # Of a depth that makes a warning point at the caller of `read_notes`.
    tell([*texts.sorted_faults(), *texts.sorted_notices()], notify)


def licence_of(pages: Iterable[Page], given: str, texts: NoteTexts, *, needed: bool = True) -> str:
    """
    Return the licence of notes: the one given, or else the one that front matter names.

    Args:
        pages: The pages.
        given: The licence given; empty where there is none.
        texts: Where faults and notices go.
        needed: Whether there must be one.

    Example:
        >>> texts = NoteTexts(Terms("tiny", ("C1",), {1: "Low", 2: "High"}))
        >>> licence_of([], "CC BY 4.0", texts)
        'CC BY 4.0'
    """
    found: dict[str, Place] = {}
    for page in pages:
        for key in ("licence", "license"):
            said, line = page.front.get(key, ("", 0))
            if said:
                found.setdefault(said, page.place(line))
    if given.strip():
        for said, place in found.items():
            if said.casefold() != given.strip().casefold():
                texts.notices.append((place, f"the licence {said!r} is not taken: {given!r} was given"))
        return given
    if len(found) > 1:
        (first, place), (second, other), *_ = found.items()
        message = f"the licence is {first!r} here and {second!r} on {other.seen_from(place)}; give one for all"
        texts.faults.append((place, message))
        return ""
    if not found and needed:
        message = (
            "say under which licence these texts are: licence=… (--licence), or licence: … in a page's front matter"
        )
        texts.faults.append((Place(0, 0, "licence"), message))
    return next(iter(found), "")
