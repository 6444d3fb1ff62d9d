"""How marks look, and the key that says what they mean: frame and text tell them apart, never colour alone."""

from collections.abc import Iterable
from typing import TypeAlias

import attrs

from datamaturity.framework import Framework
from datamaturity.reports.charts.palette import ink_on, level_colours
from datamaturity.reports.charts.svg import Svg, width_of, wrapped

__all__ = ["KeyEntry", "Look", "credit", "draw_key", "draw_lines", "level_entries", "looks_of_levels"]

_SIZE = 11
_LINE = 14
_SWATCH_WIDTH, _SWATCH_HEIGHT = 26, 16  # wide enough for three digits
_BESIDE, _BETWEEN = 6, 16  # between swatch and text, and between entries
_INSET = 2.5  # of the second frame of two
_FRAME_OPACITY = 0.45  # so that the lightest level ends somewhere on white, and the darkest on black

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
            picture.rect(x, y, width, height, fill=self.fill)
            picture.rect(x, y, width, height, stroke="currentColor", opacity=_FRAME_OPACITY)
        elif self.frame:
            picture.rect(x, y, width, height, stroke="currentColor", dash=self.dash)
        if self.double:
            inner = (x + _INSET, y + _INSET, width - 2 * _INSET, height - 2 * _INSET)
            picture.rect(*inner, stroke="currentColor", dash=self.dash)


@attrs.frozen
class KeyEntry:
    """
    A mark and what it means.

    Attributes:
        look: How the mark is drawn.
        sign: What stands in it; may be empty.
        text: What it means.
    """

    look: Look
    sign: str
    text: str


def looks_of_levels(framework: Framework) -> dict[int, Look]:
    """Return the number of each level to how it is drawn."""
    scale = framework.scale
    return {level.number: Look(colour) for level, colour in zip(scale, level_colours(len(scale)), strict=True)}


def level_entries(framework: Framework) -> list[KeyEntry]:
    """Return an entry for each level: its number and name, and its value where a level counts another number."""
    looks, scale = looks_of_levels(framework), framework.scale
    tells_values = any(level.value != level.number for level in scale)
    return [
        KeyEntry(
            looks[level.number],
            str(level.number),
            f"{level.name} (counts {level.value})" if tells_values else level.name,
        )
        for level in scale
    ]


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
        swatch = max(_SWATCH_WIDTH, min(width / 3, width_of(entry.sign, _SIZE) + 8))
        signs = wrapped(entry.sign, swatch - 4, _SIZE)
        text_width = min(width_of(entry.text, _SIZE) + 1, width - swatch - _BESIDE)
        lines = wrapped(entry.text, text_width, _SIZE, most=8)
        if across > x and across + swatch + _BESIDE + text_width > x + width:
            across, y, height = x, y + height, 0.0
        box = max(_SWATCH_HEIGHT, _LINE * len(signs) + 2)
        entry.look.draw(picture, across, y, swatch, box)
        draw_lines(picture, [(one, _SIZE, False) for one in signs], across, y, swatch, box, ink=entry.look.ink)
        picture.text(across + swatch + _BESIDE, y + 12, lines, size=_SIZE)
        height = max(height, box + 6, _LINE * len(lines) + 6)
        across += swatch + _BESIDE + text_width + _BETWEEN
    return y + height


def draw_lines(
    picture: Svg, lines: list[Line], x: float, y: float, width: float, height: float, *, ink: str = "currentColor"
) -> None:
    """Write lines in the middle of a box."""
    top = y + (height - sum(size * 1.25 for _, size, _ in lines)) / 2
    for text, size, bold in lines:
        # Where letters without descenders look centred on their line.
        picture.text(x + width / 2, top + size * 0.98, text, size=size, anchor="middle", bold=bold, fill=ink)
        top += size * 1.25


def credit(framework: Framework) -> str:
    """Return whom the framework's structure is by, and under which licence; empty where nobody is named."""
    licence = f"({framework.structure_licence})" if framework.structure_licence else ""
    return " ".join(filter(None, (framework.attribution or framework.publisher, licence)))
