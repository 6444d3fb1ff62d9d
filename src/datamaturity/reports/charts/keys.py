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
        """
        Draw the mark.

        Args:
            picture: Where to.
            x: Its left edge, in pixels.
            y: Its upper edge, in pixels.
            width: Its width, in pixels.
            height: Its height, in pixels.
        """
        if self.fill:
            picture.rect(x, y, width, height, fill=self.fill, stroke="currentColor", opacity=SOFT)
        elif self.frame:
            picture.rect(x, y, width, height, stroke="currentColor", dash=self.dash)
        if self.double:
            inner = (x + _INSET, y + _INSET, width - 2 * _INSET, height - 2 * _INSET)
            picture.rect(*inner, stroke="currentColor", dash=self.dash)


UNANSWERED = Look()
"""How what is unanswered is drawn."""

NOT_KNOWN = Look(dash="1.5 2.5")
"""How what nobody knows is drawn."""

NOT_APPLICABLE = Look(dash="5 3")
"""How what does not apply is drawn."""

WITHHELD = Look(double=True)
"""How what may not be told is drawn."""


@attrs.frozen
class Sign:
    """
    A mark that only one picture has, such as a circle or a line.

    Attributes:
        shape: What draws it into a box: the picture, and the box's left and upper edge, width and height.

    Example:
        >>> picture = Svg(40, 40, "A dot", "A dot.")
        >>> dot = Sign(lambda picture, x, y, width, height: picture.circle(x + width / 2, y + height / 2, height / 2))
        >>> dot.draw(picture, 0, 0, 40, 40)
        >>> picture.to_text().count("<circle")
        1
    """

    shape: Callable[[Svg, float, float, float, float], None]

    @property
    def ink(self) -> str:
        """The colour of the text on it."""
        return "currentColor"

    def draw(self, picture: Svg, x: float, y: float, width: float, height: float) -> None:
        """
        Draw the mark.

        Args:
            picture: Where to.
            x: Its left edge, in pixels.
            y: Its upper edge, in pixels.
            width: Its width, in pixels.
            height: Its height, in pixels.
        """
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
    """
    Return the number of each level to how it is drawn.

    Args:
        framework: The framework whose levels they are.
    """
    scale = framework.scale
    return {level.number: Look(colour) for level, colour in zip(scale, level_colours(len(scale)), strict=True)}


def level_entries(framework: Framework) -> tuple[KeyEntry, ...]:
    """
    Return an entry for each level: its number and name, and its value where a level counts another number.

    Args:
        framework: The framework whose levels they are.

    Example:
        >>> from datamaturity import load_framework
        >>> framework = load_framework("seven-themes")
        >>> [entry.text for entry in level_entries(framework)][:2], looks_of_levels(framework)[5].fill
        (['Unaware', 'Emerging'], '#12436D')
    """
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
        x: Its left edge, in pixels.
        y: Its upper edge, in pixels.
        width: Its width.

    Returns:
        Its lower edge.

    Example:
        >>> picture = Svg(200, 60, "Answers", "A key of two entries.")
        >>> top = draw_title(picture, 0, 200)
        >>> entries = [KeyEntry(UNANSWERED, "", "unanswered"), KeyEntry(WITHHELD, "", "withheld")]
        >>> below = draw_key(picture, entries, 0, top, 200)
        >>> top < below < draw_notes(picture, ["Made up."], 0, below, 200)
        True
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
    """
    Write a picture's title, and a smaller text below it.

    Args:
        picture: Where to; it has the title.
        x: Its left edge, in pixels.
        width: How wide it may be, in pixels.
        below: The smaller text; may be empty.

    Returns:
        The lower edge of both, in pixels.
    """
    title = wrapped(picture.title, width, TITLE, bold=True)
    picture.text(x, TITLE + 1, title, size=TITLE, bold=True)
    y = len(title) * TITLE * LINE + 1
    return draw_notes(picture, [below], x, y, width) + 6


def draw_notes(picture: Svg, texts: Iterable[str], x: float, y: float, width: float) -> float:
    """
    Write texts, such as those below a key, one below the other.

    Args:
        picture: Where to.
        texts: The texts; empty ones are passed over.
        x: Their left edge, in pixels.
        y: Their upper edge, in pixels.
        width: How wide they may be, in pixels.

    Returns:
        Their lower edge, in pixels.
    """
    for text in filter(None, texts):
        lines = wrapped(text, width, SIZE, most=len(text))
        picture.text(x, y + SIZE + 3, lines, size=SIZE)
        y += len(lines) * SIZE * LINE + 4
    return y


def draw_lines(
    picture: Svg, lines: list[Line], x: float, y: float, width: float, height: float, *, ink: str = "currentColor"
) -> None:
    """
    Write lines in the middle of a box.

    Args:
        picture: Where to.
        lines: Each with its text, its size in pixels, and whether it is bold.
        x: The box's left edge, in pixels.
        y: The box's upper edge, in pixels.
        width: The box's width, in pixels.
        height: The box's height, in pixels.
        ink: Their colour.

    Example:
        >>> picture = Svg(100, 20, "A box", "A box with a word in it.")
        >>> Look(dash="5 3").draw(picture, 0, 0, 100, 20)
        >>> draw_lines(picture, [("word", 11, False)], 0, 0, 100, 20)
        >>> picture.to_text().count("word"), picture.to_text().count("<rect")
        (2, 1)
    """
    top = y + (height - sum(size * LINE for _, size, _ in lines)) / 2
    for text, size, bold in lines:
        # Where letters without descenders look centred on their line.
        picture.text(x + width / 2, top + size * 0.98, text, size=size, anchor="middle", bold=bold, fill=ink)
        top += size * LINE


def credit(framework: Framework) -> str:
    """
    Return whom the framework's structure is by, and under which licence; empty where nobody is named.

    Four lines of a picture at most: what is longer ends in ``…``, and a report's section on the licence has it whole.

    Args:
        framework: The framework.

    Example:
        >>> from datamaturity import load_framework
        >>> print(credit(load_framework("seven-themes")).partition(":")[0])
        Names of the seven themes and five stages
    """
    licence = f"({framework.structure_licence})" if framework.structure_licence else ""
    return " ".join(wrapped(f"{framework.attribution or framework.publisher} {licence}", _CREDIT, SIZE))
