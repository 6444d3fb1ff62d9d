"""Markdown in sections: headings, and the text below each in paragraphs, without comments and ways to other pages."""

import re
from collections.abc import Iterable

import attrs

__all__ = ["LINK", "WIKI_LINK", "Body", "Section", "read_body"]

# A target may have one pair of brackets in it, as names of notes do: (./Levels%20(draft).md).
LINK = re.compile(r"\[([^\[\]]*)\]\(((?:[^()]|\([^()]*\))*)\)")
"""A link in Markdown: its text, and where it leads."""

WIKI_LINK = re.compile(r"!?\[\[([^\[\]|]+)(?:\|([^\[\]]*))?\]\]")
"""A link between notes: the note, and the text that is shown."""

_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?")
_CLOSING = re.compile(r"(?:^|[ \t]+)#+$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*")
# In the middle of a paragraph, "1986." is a year at the start of a line, and only "1." begins a list.
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]+\S.*")
_ITEM_IN_TEXT = re.compile(r"\s*(?:[-*+]|1[.)])[ \t]+\S.*")
_AS_IT_STANDS = re.compile(r" {0,3}[|>].*")
_TAG = re.compile(r"(?<!\S)#[^\s#]+")
_WORD = re.compile(r"[^\W_]+")
_WAYS = {"up", "back", "to", "next", "previous", "prev", "parent", "home", "index"}


@attrs.frozen
class Section:
    """
    A heading and the text below it, up to the next heading of any depth.

    Attributes:
        line: The heading's line; for the text before the first heading, the line where that begins.
        depth: How many signs its heading has, 1 to 6; 0 for the text before the first heading, one of its own kind.
        heading: What the heading says, without its signs.
        text: The text: a paragraph is one line, and a blank line stands between two.
    """

    line: int
    depth: int
    heading: str
    text: str


@attrs.frozen
class Body:
    """
    What a page holds.

    Attributes:
        sections: Its sections; the first is the text before the first heading.
        links: The lines where nothing but links stands, between texts; they are in no text.
        open_ends: The lines where a fence or a comment begins that has no end, with what to say of it.
    """

    sections: tuple[Section, ...]
    links: tuple[int, ...]
    open_ends: tuple[tuple[int, str], ...]


def read_body(lines: Iterable[tuple[int, str]]) -> Body:
    """
    Return what the lines of a page hold, each given with its number.

    Args:
        lines: The lines, each with its number.

    Example:
        >>> read_body(enumerate(["# One", "Some text", "goes on.", "", "Two", "---"], 1)).sections[1:]
        (Section(...='Some text goes on.'), Section(line=5, depth=2, heading='Two', text=''))
    """
    parser = _Parser()
    for line, content in lines:
        parser.read(line, content)
    links = parser.take_links()
    return Body(tuple(part.section() for part in parser.parts), links, parser.open_ends())


@attrs.define
class _Block:
    """Lines that belong together: a paragraph, a list, code, or lines that are kept as they stand."""

    kind: str
    line: int
    lines: list[str]

    @property
    def is_links(self) -> bool:
        """Whether nothing but links, tags and signs stands in it."""
        if self.kind == "code":
            return False
        text = "\n".join(self.lines)
        rest = _TAG.sub("", LINK.sub("", WIKI_LINK.sub("", text)))
        return rest != text and {word.casefold() for word in _WORD.findall(rest)} <= _WAYS and "!" not in rest


@attrs.define
class _Part:
    """A section on its way."""

    line: int
    depth: int
    heading: str
    blocks: list[_Block] = attrs.Factory(list)

    def section(self) -> Section:
        line = self.line or (self.blocks[0].line if self.blocks else 1)
        text = "\n\n".join("\n".join(block.lines) for block in self.blocks)
        return Section(line, self.depth, self.heading, text)


@attrs.define
class _Parser:
    """A page on its way, line by line."""

    parts: list[_Part] = attrs.Factory(lambda: [_Part(0, 0, "")])
    # Where the next line belongs; `None` after a blank line.
    block: _Block | None = None
    fence: str = ""
    fence_line: int = 0
    comment_line: int = 0

    def read(self, line: int, content: str) -> None:
        if self.fence:
            self._code(content)
            return
        said = self._uncommented(line, content)
        if said is None:
            return
        if fence := _FENCE.match(said):
            self.fence, self.fence_line = fence[1], line
            self._add("code", line, said)
        elif heading := _HEADING.fullmatch(said):
            self._head(line, len(heading[1]), _CLOSING.sub("", (heading[2] or "").strip()))
        elif self.block is not None and self.block.kind == "text" and (under := _UNDERLINE.fullmatch(said)):
            title = self.parts[-1].blocks.pop()
            self._head(title.line, 1 if "=" in under[1] else 2, " ".join(title.lines))
        elif not said.strip() or _RULE.fullmatch(said):
            self.block = None
        else:
            self._text(line, said)

    def _text(self, line: int, said: str) -> None:
        kind = "" if self.block is None else self.block.kind
        if _AS_IT_STANDS.fullmatch(said):
            self._add("as it stands", line, said.rstrip())
        elif (_ITEM_IN_TEXT if kind == "text" else _ITEM).fullmatch(said):
            self._add("list", line, said.rstrip())
        elif self.block is not None and kind in ("text", "list"):
            self.block.lines[-1] += f" {said.strip()}"
        else:
            self._add("text", line, said.strip())

    def _code(self, content: str) -> None:
        assert self.block is not None  # noqa: S101 - a fence opens one
        self.block.lines.append(content)
        closing = content.strip()
        if closing.startswith(self.fence) and set(closing) == {self.fence[0]}:
            self.fence, self.block = "", None

    def _add(self, kind: str, line: int, content: str) -> None:
        if self.block is not None and self.block.kind == kind:
            self.block.lines.append(content)
            return
        self.block = _Block(kind, line, [content])
        self.parts[-1].blocks.append(self.block)

    def _head(self, line: int, depth: int, heading: str) -> None:
        self.parts.append(_Part(line, depth, heading))
        self.block = None

    def _uncommented(self, line: int, content: str) -> str | None:
        """Return a line without comments; `None` where all of it is one."""
        if not self.comment_line and "<!--" not in content:
            return content
        kept, rest = "", content
        while rest:
            if self.comment_line:
                _, end, rest = rest.partition("-->")
                self.comment_line = 0 if end else self.comment_line
            else:
                before, start, rest = rest.partition("<!--")
                kept += before
                self.comment_line = line if start else 0
        return kept if kept.strip() else None

    def open_ends(self) -> tuple[tuple[int, str], ...]:
        """Return what has no end, and with it swallows the headings below."""
        fence = f"a fence of code begins here and has no end; close it with {self.fence}"
        comment = "a comment begins here and has no end; close it with -->"
        ends = (self.fence_line if self.fence else 0, fence), (self.comment_line, comment)
        return tuple((line, message) for line, message in ends if line)

    def take_links(self) -> tuple[int, ...]:
        """Take the ways to other pages out; return the lines of those that stand neither first nor last."""
        blocks = [block for part in self.parts for block in part.blocks]
        while blocks and blocks[0].is_links:
            del blocks[0]
        while blocks and blocks[-1].is_links:
            del blocks[-1]
        for part in self.parts:
            part.blocks = [block for block in part.blocks if not block.is_links]
        return tuple(block.line for block in blocks if block.is_links)
