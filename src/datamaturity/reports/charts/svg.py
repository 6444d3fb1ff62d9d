"""SVG as text, from shapes: what people wrote is escaped, text stays text, and equal shapes give equal bytes."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from html import escape

import attrs

from datamaturity.reports.plain_text import visible

__all__ = ["LINE", "Svg", "width_of", "wrapped"]

LINE = 1.25
"""From one line of a text to the next, in the size of its letters."""

# How wide signs are in the size of their letters, as measured in DejaVu Sans: few fonts are wider, so that a text that
# fits here fits in others, too.
_WIDTHS = {
    sign: width
    for width, signs in (
        (0.34, " ',./:;\\|Iijl"),
        (0.42, "!()-[]frtJ"),
        (0.55, '"*?_`csz–·'),
        (0.87, "#+<=>^~×≤≥&Mw$"),
        (1.04, "%@mW…—½¼¾ŒœÆæ"),
    )
    for sign in signs
}
_LOWER, _UPPER, _OTHER, _SQUARE = 0.64, 0.79, 0.72, 1.05
_BOLDER = 1.13
_FONTS = "system-ui, -apple-system, Segoe UI, Roboto, sans-serif"
_FIT = "max-width:100%;height:auto"


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """
    Return about how many pixels wide a text is; rather too wide than too narrow.

    Args:
        text: The text.
        size: The size of the letters, in pixels.
        bold: Whether it is bold.

    Example:
        >>> width_of("100%", 10) > width_of("ill.", 10)
        True
    """
    return size * sum(map(_share, text)) * (_BOLDER if bold else 1)


@lru_cache(maxsize=4096)
def _share(sign: str) -> float:
    """Return the width of a sign in the size of its letters."""
    if sign in _WIDTHS:
        return _WIDTHS[sign]
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return _SQUARE
    if sign.isascii():
        return _UPPER if sign.isupper() else _LOWER
    return _UPPER if sign.isupper() else _OTHER


def wrapped(text: str, width: float, size: float, *, most: int = 4, bold: bool = False) -> list[str]:
    """
    Return a text as lines that fit a width; words that are too long are cut, and what is too much ends in ``…``.

    Args:
        text: The text.
        width: The width, in the unit of the size.
        size: The size of the letters, in pixels.
        most: How many lines there may be.
        bold: Whether it is bold.

    Example:
        >>> wrapped("Knowing the data you have", 90, 12)
        ['Knowing the', 'data you have']
    """
    lines: list[str] = []
    line = ""
    for word in visible(text).split():
        joined = f"{line} {word}" if line else word
        if width_of(joined, size, bold=bold) <= width:
            line = joined
            continue
        lines += [line] if line else []
        *cut, line = _pieces(word, width / (_BOLDER if bold else 1), size)
        lines += cut
        if len(lines) > most:
            break
    lines += [line] if line else []
    if len(lines) > most:
        last = lines[most - 1]
        while last and width_of(f"{last}…", size, bold=bold) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip()}…"]
    return lines or [""]


def _pieces(word: str, width: float, size: float) -> list[str]:
    """Return a word in pieces that fit a width, of one sign at least each."""
    pieces, used = [""], 0.0
    for sign in word:
        wide = size * _share(sign)
        if pieces[-1] and wide and used + wide > width:
            pieces.append("")
            used = 0.0
        pieces[-1] += sign
        used += wide
    return pieces


@attrs.define
class Svg:
    """
    A picture on its way to text; lengths are in pixels, from the upper left corner.

    Lines and texts are drawn in the colour of the text around the picture, so that it reads on light and on dark.

    Attributes:
        width: How wide it is.
        height: How high.
        title: What it shows, for those who hear it.
        description: What can be seen in it, in a sentence or two.

    Example:
        >>> picture = Svg(100, 20, "A line", "A line with a dot and a word.")
        >>> picture.line(0, 10, 100, 10)
        >>> picture.circle(50, 10, 3)
        >>> picture.path([(0, 0), (50, 10), (100, 0)])
        >>> picture.text(50, 18, "middle", anchor="middle")
        >>> picture.to_text().count("<circle")
        1
    """

    width: float
    height: float
    title: str
    description: str
    _parts: list[str] = attrs.field(init=False, factory=list)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "none",
        stroke: str = "none",
        dash: str = "",
        radius: float = 0,
        opacity: float = 1,
    ) -> None:
        """
        Draw a rectangle.

        Args:
            x: Its left edge, in pixels.
            y: Its upper edge, in pixels.
            width: Its width, in pixels.
            height: Its height, in pixels.
            fill: Its colour.
            stroke: The colour of its edge.
            dash: The pattern of its edge: lengths of strokes and gaps, in pixels; unbroken where empty.
            radius: How round its corners are, in pixels.
            opacity: How opaque its edge is, from 0 to 1.
        """
        more = f' stroke-dasharray="{dash}"' if dash else ""
        more += f' rx="{_number(radius)}"' if radius else ""
        more += f' stroke-opacity="{_number(opacity)}"' if opacity != 1 else ""
        place = f'x="{_number(x)}" y="{_number(y)}" width="{_number(width)}" height="{_number(height)}"'
        self._parts.append(f'<rect {place} fill="{fill}" stroke="{stroke}"{more}/>')

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, thick: float = 1, opacity: float = 1, dash: str = ""
    ) -> None:
        """
        Draw a line.

        Args:
            x1: Where it starts, in pixels from the left.
            y1: Where it starts, in pixels from above.
            x2: Where it ends, in pixels from the left.
            y2: Where it ends, in pixels from above.
            thick: How thick it is, in pixels.
            opacity: How opaque it is, from 0 to 1.
            dash: Its pattern: lengths of strokes and gaps, in pixels; unbroken where empty.
        """
        more = f' stroke-dasharray="{dash}"' if dash else ""
        more += f' stroke-opacity="{_number(opacity)}"' if opacity != 1 else ""
        place = f'x1="{_number(x1)}" y1="{_number(y1)}" x2="{_number(x2)}" y2="{_number(y2)}"'
        self._parts.append(f'<line {place} stroke="currentColor" stroke-width="{_number(thick)}"{more}/>')

    def circle(self, x: float, y: float, radius: float, *, fill: str = "currentColor", stroke: str = "none") -> None:
        """
        Draw a circle about a point.

        Args:
            x: Its middle, in pixels from the left.
            y: Its middle, in pixels from above.
            radius: Its radius, in pixels.
            fill: Its colour.
            stroke: The colour of its edge.
        """
        place = f'cx="{_number(x)}" cy="{_number(y)}" r="{_number(radius)}"'
        self._parts.append(f'<circle {place} fill="{fill}" stroke="{stroke}"/>')

    def path(self, points: Iterable[tuple[float, float]], *, thick: float = 1.5) -> None:
        """
        Draw a line through points.

        Args:
            points: The points, each in pixels from the left and from above.
            thick: How thick it is, in pixels.
        """
        steps = " L".join(f"{_number(x)} {_number(y)}" for x, y in points)
        self._parts.append(f'<path d="M{steps}" fill="none" stroke="currentColor" stroke-width="{_number(thick)}"/>')

    def text(
        self,
        x: float,
        y: float,
        text: str | Sequence[str],
        *,
        size: float = 12,
        anchor: str = "start",
        bold: bool = False,
        fill: str = "currentColor",
    ) -> None:
        """
        Write a text, or lines of one below another.

        Args:
            x: Where its start, middle or end is, as ``anchor`` says, in pixels.
            y: Where its first line stands, in pixels.
            text: The text, or its lines.
            size: The size of the letters, in pixels.
            anchor: ``start``, ``middle`` or ``end``.
            bold: Whether it is bold.
            fill: Its colour.
        """
        lines = [text] if isinstance(text, str) else text
        weight = ' font-weight="600"' if bold else ""
        look = f'font-size="{_number(size)}" text-anchor="{anchor}" fill="{fill}"{weight}'
        if len(lines) == 1:
            self._parts.append(f'<text x="{_number(x)}" y="{_number(y)}" {look}>{_escaped(lines[0])}</text>')
            return
        spans = "".join(
            f'<tspan x="{_number(x)}" y="{_number(y + place * size * LINE)}">{_escaped(line)}</tspan>'
            for place, line in enumerate(lines)
        )
        self._parts.append(f"<text {look}>{spans}</text>")

    def to_text(self, *, id_prefix: str = "") -> str:
        """
        Return the picture; its ids follow from what is in it, so that several may stand on one page.

        Args:
            id_prefix: What its ids begin with, letters, digits and hyphens; one for each place on a page where the
                same picture may stand twice.

        Example:
            >>> picture = Svg(20, 10, "A box", "One box.")
            >>> picture.rect(1, 1, 18, 8, stroke="currentColor")
            >>> picture.to_text().splitlines()[-2]
            '<rect x="1" y="1" width="18" height="8" fill="none" stroke="currentColor"/>'
        """
        inside = "\n".join(self._parts)
        key = sha256("\0".join((self.title, self.description, inside)).encode("utf-8", "replace")).hexdigest()[:10]
        title, description = (_escaped(f"{id_prefix}{kind}{key}") for kind in "td")
        width, height = _number(self.width), _number(self.height)
        head = f'role="img" aria-labelledby="{title} {description}" viewBox="0 0 {width} {height}" width="{width}"'
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" {head} height="{height}" font-family="{_FONTS}" style="{_FIT}">',
            f'<title id="{title}">{_escaped(self.title)}</title>',
            f'<desc id="{description}">{_escaped(self.description)}</desc>',
            inside,
            "</svg>",
        ]
        return "\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    return escape(visible(text))


def _number(value: float) -> str:
    """Return a length with two decimals at most, and no zeros at its end."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
