"""Colours of levels: a sequence from light to dark that holds for the colour-blind, and the ink that reads on each."""

from functools import cache

__all__ = ["ANCHORS", "contrast", "ink_on", "level_colours"]

# Lightness falls by 11 of 100 or more from each of these blues to the next, for the colour-blind as well, so that they
# keep their order without any colour, too.
ANCHORS = ("#E6F0FA", "#A8CDEF", "#6BACE6", "#2073BC", "#12436D")
"""The colours of five levels, lowest first; other scales take theirs from between them."""

# Pure black and white: one of the two reaches 4.5 on any colour, which a softer black does not.
_DARK_INK, _LIGHT_INK = "#000000", "#FFFFFF"


@cache
def level_colours(count: int) -> tuple[str, ...]:
    """
    Return a colour for each level of a scale, the lowest the lightest.

    Args:
        count: How many levels there are; 2 or more.

    Example:
        >>> level_colours(3)
        ('#E6F0FA', '#6BACE6', '#12436D')
        >>> len(set(level_colours(6)))
        6
    """
    last = len(ANCHORS) - 1
    found = []
    for place in range(count):
        at = place * last / (count - 1)
        lower = min(int(at), last - 1)
        pairs = zip(_channels(ANCHORS[lower]), _channels(ANCHORS[lower + 1]), strict=True)
        found.append("#" + "".join(f"{round(low + (high - low) * (at - lower)):02X}" for low, high in pairs))
    return tuple(found)


@cache
def ink_on(colour: str) -> str:
    """
    Return the ink, dark or light, that reads better on a colour.

    Args:
        colour: The colour, as ``#RRGGBB``.

    Example:
        >>> ink_on("#E6F0FA"), ink_on("#12436D")
        ('#000000', '#FFFFFF')
    """
    return max((_DARK_INK, _LIGHT_INK), key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """
    Return the contrast of two colours, from 1 to 21.

    Args:
        one: A colour, as ``#RRGGBB``.
        other: Another; which comes first makes no difference.

    Example:
        >>> round(contrast("#FFFFFF", "#000000"))
        21

    Source:
        Web Content Accessibility Guidelines 2.2, "contrast ratio"; text needs 4.5.
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _shares(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _shares(colour: str) -> list[float]:
    return [channel / 255 for channel in _channels(colour)]


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
