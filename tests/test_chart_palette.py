"""The colours of levels hold for everybody's eyes, on white and on dark, with the texts on them."""

from itertools import pairwise

import pytest

from datamaturity.reports.charts.keys import SOFT
from datamaturity.reports.charts.palette import ANCHORS, contrast, ink_on, level_colours

# Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision deficiency" (2009):
# severity 1, on linear red, green and blue.
EYES = {
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# The pages of an HTML report: the paper and the ink on it, by day and by night.
PAGES = [("#FFFFFF", "#1B1F24"), ("#15181C", "#E9EBEE")]


def channels(colour: str) -> list[int]:
    """Return red, green and blue from 0 to 255."""
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def lightness(colour: str, eyes: str) -> float:
    """Return how light a colour looks, from 0 to 100, as CIE L*."""
    shares = [channel / 255 for channel in channels(colour)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    seen = [min(max(sum(part * one for part, one in zip(row, linear, strict=True)), 0.0), 1.0) for row in EYES[eyes]]
    luminance = 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]
    return 116 * luminance ** (1 / 3) - 16 if luminance > 216 / 24389 else luminance * 24389 / 27


@pytest.mark.parametrize("eyes", EYES)
def test_neighbours_differ_in_lightness(eyes: str) -> None:
    """Whoever sees them, levels darken step by step: by 11 of 100 on five levels, by 7 on seven."""
    for count, least in ((2, 65), (3, 23), (4, 16), (5, 11), (6, 9), (7, 7)):
        seen = [lightness(colour, eyes) for colour in level_colours(count)]

        assert all(one - other >= least for one, other in pairwise(seen)), (count, seen)


@pytest.mark.parametrize("count", range(2, 61))
def test_ink(count: int) -> None:
    """Text on a level's colour has a contrast of 4.5 at least, however many levels there are."""
    assert all(contrast(ink_on(colour), colour) >= 4.5 for colour in level_colours(count))


def test_ink_on_every_grey() -> None:
    """There is no lightness on which neither ink reads."""
    greys = [f"#{one:02X}{one:02X}{one:02X}" for one in range(256)]

    assert all(contrast(ink_on(grey), grey) >= 4.5 for grey in greys)


@pytest.mark.parametrize(("paper", "ink"), PAGES)
def test_frames(paper: str, ink: str) -> None:
    """A frame, or another line that stands back, is told from the page by 3 to 1, by day and by night."""
    blended = [
        round(SOFT * one + (1 - SOFT) * other) for one, other in zip(channels(ink), channels(paper), strict=True)
    ]

    assert contrast("#{:02X}{:02X}{:02X}".format(*blended), paper) >= 3


def test_order() -> None:
    """The ends are the same on every scale, and no two levels of one look alike."""
    for count in range(2, 61):
        colours = level_colours(count)

        assert (ANCHORS[0], ANCHORS[-1]) == (colours[0], colours[-1])
        assert count == len({*colours})
