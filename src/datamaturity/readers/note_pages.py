"""Pages of Markdown notes: files and folders of them, their front matter, and their sections."""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import attrs

from datamaturity.errors import Fault, FaultsError, FrameworkError
from datamaturity.files import read_text
from datamaturity.mappings import FrozenMapping
from datamaturity.readers.note_blocks import Section, read_body

__all__ = ["Page", "Place", "parse_page", "read_pages"]

_ENDINGS = (".md", ".markdown")
_LINE_END = re.compile(r"\r\n|\r|\n")
# Front matter in YAML, or in TOML as Hugo takes it: how it begins, and how it may end.
_FRONT_ENDS = {"---": ("---", "..."), "+++": ("+++",)}
_FRONT_LINE = re.compile(r"(?:\s.*|-|-\s.*|#.*|[^\s#][^:]*:(?:\s.*)?|)")
_FRONT_KEY = re.compile(r"([A-Za-z][\w-]*)\s*[:=]\s*(.*)")
_FRONT_VALUE = re.compile(r"\"((?:[^\"\\]|\\.)*)\"(?:\s+#.*)?|'((?:[^']|'')*)'(?:\s+#.*)?|([^\[{|>&*#].*?)(?:\s+#.*)?")


@attrs.frozen(order=True)
class Place:
    """
    Where something stands.

    Attributes:
        page: Which page it is of those read, from 0.
        line: The line's number in its file, from 1; 0 is all of it.
        source: The file.

    Example:
        >>> heading = Place(0, 3, "4.33.md")
        >>> print(heading, "or", heading.seen_from(Place(0, 9, "4.33.md")))
        4.33.md line 3 or line 3
    """

    page: int
    line: int
    source: str

    def __str__(self) -> str:
        """Return ``file line 3``."""
        return f"{self.source} line {self.line}" if self.line else self.source

    def seen_from(self, other: "Place") -> str:
        """
        Return the place in words for a message at another place: without the file where it is the same.

        Args:
            other: Where the message stands.
        """
        return f"line {self.line}" if self.page == other.page and self.line else str(self)


@attrs.frozen
class Page:
    """
    A page of notes.

    Attributes:
        number: Which page it is of those read, from 0.
        source: The file.
        front: What its front matter says on single lines: key in lower case to text and line.
        sections: Its sections; the first is the text before the first heading.
        links: The lines where links stand alone between texts; they are in none.
    """

    number: int
    source: str
    front: Mapping[str, tuple[str, int]]
    sections: tuple[Section, ...]
    links: tuple[int, ...]

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return Path(self.source).stem

    def place(self, line: int = 0) -> Place:
        """
        Return the place of a line.

        Args:
            line: The line's number; 0 for the whole page.
        """
        return Place(self.number, line, self.source)


def read_pages(paths: Iterable[str | os.PathLike[str]], faults: list[tuple[Place, str]]) -> list[Page]:
    r"""
    Return the pages of files and folders; a fault for each that is none.

    Args:
        paths: Files, and folders of which every ``.md`` and ``.markdown`` file is read, those below included; files
            and folders whose name begins with a dot are not.
        faults: Where faults go.

    Raises:
        FileError: A file cannot be opened.
        FrameworkError: There is no path.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> faults = []
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "4.33.md")
        ...     _ = path.write_text("# Finding data\nNobody knows.\n")
        ...     page = read_pages([path], faults)[0]
        >>> page.sections[1].heading, page.place(1).line, faults
        ('Finding data', 1, [])
    """
    files: dict[str, str] = {}
    pages: list[Page] = []
    empty = []
    for path in paths:
        found = _notes_in(Path(path)) if Path(path).is_dir() else [Path(path)]
        if not found:
            empty.append(os.fspath(path))
        for one in found:
            # A file named twice, or named and in a folder, is one page.
            files.setdefault(os.path.realpath(one), os.fspath(one))
    if not files and not empty:
        raise FrameworkError([Fault("notes", "there are none to read: give files or folders")])
    for number, source in enumerate(files.values()):
        try:
            page = parse_page(read_text(source), source=source, number=number, faults=faults)
        except FaultsError as error:
            # What is read next is worth telling too, and the place is in the fault already.
            faults += [(Place(number, 0, fault.where), fault.message) for fault in error.faults]
        else:
            pages += [page] if page else []
    faults += [(Place(len(files), 0, one), f"holds no file that ends in {' or '.join(_ENDINGS)}") for one in empty]
    return pages


def _notes_in(folder: Path) -> list[Path]:
    # A vault keeps its bin and its settings in folders whose names begin with a dot.
    found = (path for path in folder.rglob("*") if path.suffix.casefold() in _ENDINGS and path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def parse_page(text: str, *, source: str, number: int = 0, faults: list[tuple[Place, str]]) -> Page | None:
    r"""
    Return the page that a Markdown text is; `None` where it is not clear where its front matter ends.

    Args:
        text: The text.
        source: The file, for messages.
        number: Which page it is, from 0.
        faults: Where faults go: front matter, a comment or a fence of code without an end.

    Example:
        >>> page = parse_page("---\ntitle: 'Level 4'\n---\n# 1.1.4\nTwo lines,\none text.\n", source="a.md", faults=[])
        >>> page.front["title"], page.sections[1]
        (('Level 4', 2), Section(line=4, depth=1, heading='1.1.4', text='Two lines, one text.'))
    """
    lines = _LINE_END.split(text)
    front: dict[str, tuple[str, int]] = {}
    start, problem = _read_front(lines, front) if lines[0].rstrip() in _FRONT_ENDS else (0, "")
    if problem:
        faults.append((Place(number, start, source), problem))
        return None
    body = read_body(enumerate(lines[start:], start + 1))
    faults += [(Place(number, line, source), message) for line, message in body.open_ends]
    return Page(number, source, FrozenMapping(front), body.sections, body.links)


def _read_front(lines: list[str], front: dict[str, tuple[str, int]]) -> tuple[int, str]:
    """Read the front matter; return the number of its last line, or a line and what is wrong there."""
    sign = lines[0].rstrip()
    for line, content in enumerate(lines[1:], 2):
        if content.rstrip() in _FRONT_ENDS[sign]:
            return line, ""
        if sign == "---" and not _FRONT_LINE.fullmatch(content):
            # A rule further down would else end it, and all headings up to there would be lost.
            return line, f"the front matter has no end before this line; close it with a line of {sign}"
        pair = _FRONT_KEY.fullmatch(content.rstrip())
        value = _FRONT_VALUE.fullmatch(pair[2]) if pair else None
        if pair and value:
            front.setdefault(pair[1].casefold(), (_unquoted(*value.groups()).strip(), line))
    return 1, f"front matter begins here and has no end; close it with a line of {sign}"


def _unquoted(double: str | None, single: str | None, plain: str | None) -> str:
    if double is not None:
        return re.sub(r"\\(.)", r"\1", double)
    return single.replace("''", "'") if single is not None else plain or ""
