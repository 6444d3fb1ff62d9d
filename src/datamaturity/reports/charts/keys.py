"""How marks look, and the key that says what they mean: frame and text tell them apart, never colour alone."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

import attrs

from datamaturity.framework import Framework
from datamaturity.reports.charts.palette import ink_on, level_colours
from datamaturity.reports.charts.svg import LINE, Svg, width_of, wrapped
from datamaturity.reports.plain_text import visible

__all__ = [
    "FAINT",
    "HEADINGS",
    "NOT_APPLICABLE",
    "NOT_KNOWN",
    "SIZE",
    "SOFT",
    "TITLE",
    "UNANSWERED",
    "WIDTH",
    "WITHHELD",
    "KeyEntry",
    "Line",
    "Look",
    "Sign",
    "credit",
    "draw_key",
    "draw_lines",
    "draw_notes",
    "draw_title",
    "level_entries",
    "looks_of_levels",
]

WIDTH = 720
"""How wide a picture is unless its data need more, which is most of a page in portrait, and of a column of text."""

TITLE, SIZE = 15, 11
"""The sizes of the title's letters, and of those of the key and of what is below it."""

SOFT, FAINT = 0.6, 0.2
"""
How opaque lines are that stand back. ``SOFT`` are those that say something, and still stand out by 3 to 1 on white and
on dark, and ``FAINT`` those that only lead the eye.
"""

HEADINGS = {"topic": "Topics", "theme": "Themes", "cell": "Topics × themes", "overall": "Overall"}
"""What stands above the groups of each kind, where a picture has several kinds."""

_SWATCH_WIDTH, _SWATCH_HEIGHT = 26, 16  # wide enough for three digits
_BESIDE, _BETWEEN = 6, 16  # between swatch and text, and between entries
_INSET = 2.5  # of the second frame of two
_CREDIT = WIDTH - 20  # less than any picture has, so that lines that fit here fit there

Line: TypeAlias = tuple[str, float, bool]
"""A line of text, its size, and whether it is bold."""


@attrs.frozen
class Look:
    """
    How a mark is drawn.

    Attributes:
        fill: Its colour; empty for none.
        frame: Whether it has a frame.
        dash: The pattern of its frame; empty for an unbroken one.
        double: Whether it has two frames.
    """

    fill: str = ""
    frame: bool = attrs.field(default=True, kw_only=True)
    dash: str = attrs.field(default="", kw_only=True)
    double: bool = attrs.field(default=False, kw_only=True)

    @property
    def ink(self) -> str:
        """The colour of the text on it."""
        return ink_on(self.fill) if self.fill else "currentColor"

    def draw(self, picture: Svg, x: float, y: float, width: float, height: float) -> None:
        """Draw the mark."""
        if self.fill:
            picture.rect(x, y, width, height, fill=self.fill, stroke="currentColor", opacity=SOFT)
        elif self.frame:
            picture.rect(x, y, width, height, stroke="currentColor", dash=self.dash)
        if self.double:
            inner = (x + _INSET, y + _INSET, width - 2 * _INSET, height - 2 * _INSET)
            picture.rect(*inner, stroke="currentColor", dash=self.dash)


UNANSWERED = Look()
NOT_KNOWN = Look(dash="1.5 2.5")
NOT_APPLICABLE = Look(dash="5 3")
WITHHELD = Look(double=True)


@attrs.frozen
class Sign:
    """
    A mark that only one picture has, such as a circle or a line.

    Attributes:
        shape: What draws it into a box: the picture, and the box's left and upper edge, width and height.
    """

    shape: Callable[[Svg, float, float, float, float], None]

    @property
    def ink(self) -> str:
        """The colour of the text on it."""
        return "currentColor"

    def draw(self, picture: Svg, x: float, y: float, width: float, height: float) -> None:
        """Draw the mark."""
        self.shape(picture, x, y, width, height)


@attrs.frozen
class KeyEntry:
    """
    A mark and what it means.

    Attributes:
        look: How the mark is drawn.
        sign: What stands in it; may be empty.
        text: What it means.
    """

    look: Look | Sign
    sign: str
    text: str


def looks_of_levels(framework: Framework) -> dict[int, Look]:
    """Return the number of each level to how it is drawn."""
    scale = framework.scale
    return {level.number: Look(colour) for level, colour in zip(scale, level_colours(len(scale)), strict=True)}


def level_entries(framework: Framework) -> tuple[KeyEntry, ...]:
    """Return an entry for each level: its number and name, and its value where a level counts another number."""
    looks, scale = looks_of_levels(framework), framework.scale
    tells_values = any(level.value != level.number for level in scale)
    return tuple(
        KeyEntry(
            looks[level.number],
            str(level.number),
            f"{level.name} (counts {level.value})" if tells_values else level.name,
        )
        for level in scale
    )


def draw_key(picture: Svg, entries: Iterable[KeyEntry], x: float, y: float, width: float) -> float:
    """
    Draw a key: entries beside one another, as many as fit a row.

    Args:
        picture: Where to.
        entries: The entries.
        x: Its left edge.
        y: Its upper edge.
        width: Its width.

    Returns:
        Its lower edge.
    """
    across, height = x, 0.0
    for entry in entries:
        swatch = max(_SWATCH_WIDTH, min(width / 3, width_of(entry.sign, SIZE) + 8))
        signs = wrapped(entry.sign, swatch - 4, SIZE)
        text_width = min(width_of(visible(entry.text), SIZE) + 1, width - swatch - _BESIDE)
        lines = wrapped(entry.text, text_width, SIZE, most=len(entry.text))
        if across > x and across + swatch + _BESIDE + text_width > x + width:
            across, y, height = x, y + height, 0.0
        box = max(_SWATCH_HEIGHT, SIZE * LINE * len(signs) + 2)
        entry.look.draw(picture, across, y, swatch, box)
        draw_lines(picture, [(one, SIZE, False) for one in signs], across, y, swatch, box, ink=entry.look.ink)
        picture.text(across + swatch + _BESIDE, y + 12, lines, size=SIZE)
        height = max(height, box + 6, SIZE * LINE * len(lines) + 6)
        across += swatch + _BESIDE + text_width + _BETWEEN
    return y + height


def draw_title(picture: Svg, x: float, width: float, *, below: str = "") -> float:
    """Write a picture's title, and a smaller text below it; return the lower edge."""
    title = wrapped(picture.title, width, TITLE, bold=True)
    picture.text(x, TITLE + 1, title, size=TITLE, bold=True)
    y = len(title) * TITLE * LINE + 1
    return draw_notes(picture, [below], x, y, width) + 6


def draw_notes(picture: Svg, texts: Iterable[str], x: float, y: float, width: float) -> float:
    """Write texts, such as those below a key, one below the other; return the lower edge."""
    for text in filter(None, texts):
        lines = wrapped(text, width, SIZE, most=len(text))
        picture.text(x, y + SIZE + 3, lines, size=SIZE)
        y += len(lines) * SIZE * LINE + 4
    return y


def draw_lines(
    picture: Svg, lines: list[Line], x: float, y: float, width: float, height: float, *, ink: str = "currentColor"
) -> None:
    """Write lines in the middle of a box."""
    top = y + (height - sum(size * LINE for _, size, _ in lines)) / 2
    for text, size, bold in lines:
        # Where letters without descenders look centred on their line.
        picture.text(x + width / 2, top + size * 0.98, text, size=size, anchor="middle", bold=bold, fill=ink)
        top += size * LINE


def credit(framework: Framework) -> str:
    """
    Return whom the framework's structure is by, and under which licence; empty where nobody is named.

    Four lines of a picture at most: what is longer ends in ``…``, and a report's section on the licence has it whole.
    """
    licence = f"({framework.structure_licence})" if framework.structure_licence else ""
    return " ".join(wrapped(f"{framework.attribution or framework.publisher} {licence}", _CREDIT, SIZE))
