"""SVG as text, from shapes: what people wrote is escaped, text stays text, and equal shapes give equal bytes."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape

import attrs

__all__ = ["Svg", "visible", "width_of", "wrapped"]

# What XML cannot hold, and the marks of direction that would turn what stands beside a text.
_UNSHOWN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
# The width of an average letter of a sans serif, in its size; East Asian ones are square.
_LETTER, _SQUARE = 0.56, 1.0
_LINE = 1.25
_FONTS = "system-ui, -apple-system, Segoe UI, Roboto, sans-serif"
_FIT = "max-width:100%;height:auto"


def visible(text: str) -> str:
    r"""
    Return a text on one line, with a sign for everything that cannot be shown or would turn its surroundings.

    Example:
        >>> visible("a\n b\u202e")
        'a b\ufffd'
    """
    return " ".join(_UNSHOWN.sub("\ufffd", text).split())


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is, in the unit of its size."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return size * (_LETTER * (len(text) - wide) + _SQUARE * wide)


def wrapped(text: str, width: float, size: float, *, most: int = 4) -> list[str]:
    """
    Return a text as lines that fit a width; words that are too long are cut, and what is too much ends in ``…``.

    Args:
        text: The text.
        width: The width, in the unit of the size.
        size: The font's size.
        most: How many lines there may be.

    Example:
        >>> wrapped("Knowing the data you have", 90, 12)
        ['Knowing the', 'data you have']
    """
    lines: list[str] = []
    line = ""
    for word in visible(text).split():
        rest = word
        while rest:
            joined = f"{line} {rest}" if line else rest
            if width_of(joined, size) <= width:
                line, rest = joined, ""
            elif line:
                lines.append(line)
                line = ""
            else:
                fits = max(1, next((n for n in range(len(rest), 0, -1) if width_of(rest[:n], size) <= width), 1))
                lines.append(rest[:fits])
                rest = rest[fits:]
            if len(lines) > most:
                break
        if len(lines) > most:
            break
    lines += [line] if line else []
    if len(lines) > most:
        last = lines[most - 1]
        while last and width_of(f"{last}…", size) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip()}…"]
    return lines or [""]


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
        """Draw a rectangle; ``dash`` is a pattern of lengths for its edge."""
        more = f' stroke-dasharray="{dash}"' if dash else ""
        more += f' rx="{_number(radius)}"' if radius else ""
        more += f' opacity="{_number(opacity)}"' if opacity != 1 else ""
        place = f'x="{_number(x)}" y="{_number(y)}" width="{_number(width)}" height="{_number(height)}"'
        self._parts.append(f'<rect {place} fill="{fill}" stroke="{stroke}"{more}/>')

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, thick: float = 1, opacity: float = 1, dash: str = ""
    ) -> None:
        """Draw a line."""
        more = f' stroke-dasharray="{dash}"' if dash else ""
        more += f' stroke-opacity="{_number(opacity)}"' if opacity != 1 else ""
        place = f'x1="{_number(x1)}" y1="{_number(y1)}" x2="{_number(x2)}" y2="{_number(y2)}"'
        self._parts.append(f'<line {place} stroke="currentColor" stroke-width="{_number(thick)}"{more}/>')

    def circle(self, x: float, y: float, radius: float, *, fill: str = "currentColor", stroke: str = "none") -> None:
        """Draw a circle about a point."""
        place = f'cx="{_number(x)}" cy="{_number(y)}" r="{_number(radius)}"'
        self._parts.append(f'<circle {place} fill="{fill}" stroke="{stroke}"/>')

    def path(self, points: Iterable[tuple[float, float]], *, thick: float = 1.5) -> None:
        """Draw a line through points."""
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
            x: Where its start, middle or end is, as ``anchor`` says.
            y: Where its first line stands.
            text: The text, or its lines.
            size: The size of the letters.
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
            f'<tspan x="{_number(x)}" y="{_number(y + place * size * _LINE)}">{_escaped(line)}</tspan>'
            for place, line in enumerate(lines)
        )
        self._parts.append(f"<text {look}>{spans}</text>")

    def to_text(self) -> str:
        """
        Return the picture; its ids follow from what is in it, so that several may stand on one page.

        Example:
            >>> picture = Svg(20, 10, "A box", "One box.")
            >>> picture.rect(1, 1, 18, 8, stroke="currentColor")
            >>> picture.to_text().splitlines()[-2]
            '<rect x="1" y="1" width="18" height="8" fill="none" stroke="currentColor"/>'
        """
        inside = "\n".join(self._parts)
        key = sha256("\0".join((self.title, self.description, inside)).encode("utf-8", "replace")).hexdigest()[:10]
        width, height = _number(self.width), _number(self.height)
        head = f'role="img" aria-labelledby="t{key} d{key}" viewBox="0 0 {width} {height}" width="{width}"'
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" {head} height="{height}" font-family="{_FONTS}" style="{_FIT}">',
            f'<title id="t{key}">{_escaped(self.title)}</title>',
            f'<desc id="d{key}">{_escaped(self.description)}</desc>',
            inside,
            "</svg>",
        ]
        return "\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    return escape(visible(text))


def _number(value: float) -> str:
    """Return a length with two decimals at most, and no zeros at its end."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
