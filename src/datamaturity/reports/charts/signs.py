"""Marks of keys that are no boxes: circles, rings and lines, each as its picture draws it."""

from datamaturity.reports.charts.keys import SOFT, Sign
from datamaturity.reports.charts.svg import Svg

__all__ = [
    "AT_TARGET",
    "DASH",
    "FILLED",
    "MARK",
    "NOW",
    "OPEN",
    "OWN_MEAN",
    "OWN_STAGE",
    "PAST_TARGET",
    "QUARTILES",
    "TARGET",
]

FILLED, OPEN = 4.5, 7
"""The radii of now and of the target: where they are equal, the filled mark stands inside the open one."""

DASH = "2 3"
"""The pattern of the line past a target."""

MARK = 5
"""How far the marks of a benchmark strip's lane reach from its middle."""


def _now(svg: Svg, x: float, y: float, width: float, height: float) -> None:
    svg.circle(x + width / 2, y + height / 2, FILLED)


def _target(svg: Svg, x: float, y: float, width: float, height: float) -> None:
    svg.circle(x + width / 2, y + height / 2, OPEN, fill="none", stroke="currentColor")


def _at_target(svg: Svg, x: float, y: float, width: float, height: float) -> None:
    _target(svg, x, y, width, height)
    _now(svg, x, y, width, height)


def _past_target(svg: Svg, x: float, y: float, width: float, height: float) -> None:
    svg.line(x, y + height / 2, x + width, y + height / 2, thick=2, dash=DASH)


def _own_stage(svg: Svg, x: float, y: float, width: float, height: float) -> None:
    svg.line(x, y + height / 2, x + width, y + height / 2, thick=4)


def _own_mean(svg: Svg, x: float, y: float, width: float, height: float) -> None:
    svg.circle(x + width / 2, y + height / 2, MARK - 1)


def _quartiles(svg: Svg, x: float, y: float, width: float, height: float) -> None:
    middle = y + height / 2
    svg.line(x, middle, x + width, middle, thick=4, opacity=SOFT)
    for at, thick in ((x, 1), (x + width / 2, 3), (x + width, 1)):
        svg.line(at, middle - MARK, at, middle + MARK, thick=thick)


NOW, TARGET, AT_TARGET, PAST_TARGET = Sign(_now), Sign(_target), Sign(_at_target), Sign(_past_target)
"""The marks of a lollipop: now, the target, both at one place, and the line from a target to what is past it."""

OWN_STAGE, OWN_MEAN, QUARTILES = Sign(_own_stage), Sign(_own_mean), Sign(_quartiles)
"""The marks of a benchmark strip: one's own stage and mean, and the quartiles of the others."""
