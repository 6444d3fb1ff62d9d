"""Small multiples on Axes: a panel for each group, as Axes inside those of the whole."""

from collections.abc import Sequence
from datetime import date

from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.lines import Line2D

from datamaturity.reports.charts.keys import FAINT, credit
from datamaturity.reports.charts.palette import level_colours
from datamaturity.reports.charts.small_multiples import SmallMultiples
from datamaturity.reports.charts.small_panels import SmallPanel
from datamaturity.reports.charts.svg import width_of
from datamaturity.reports.plots.margins import surround
from datamaturity.reports.plots.sheet import (
    NAME,
    PLAIN,
    SMALL,
    height_of,
    ink,
    key_marks,
    lines,
    say,
)

__all__ = ["draw", "size"]

_ACROSS = 3
_PANEL, _AXIS, _BETWEEN = 205, 26, 22  # the width of a panel, of its levels' numbers, and from one to the next
_HIGH, _BELOW = 96, 44  # the height of a panel, and of the signs and dates below it
_TINY = 9


def size(picture: SmallMultiples) -> tuple[float, float]:
    """Return the size of the Axes that lets every text have its room, in pixels."""
    return _ACROSS * (_AXIS + _PANEL + _BETWEEN), sum(map(_height, _rows(picture)))


def draw(picture: SmallMultiples, ax: Axes) -> None:
    """Draw the panels; those of one row begin at one height."""
    ax.set_axis_off()
    width, height = size(picture)
    bottom = height
    for row in _rows(picture):
        bottom -= _height(row)
        for column, panel in enumerate(row):
            left = column * (_AXIS + _PANEL + _BETWEEN) + _AXIS
            place = (left / width, (bottom + _BELOW) / height, _PANEL / width, _HIGH / height)
            _draw_panel(picture, panel, ax.inset_axes(place))
    colours = level_colours(len(picture.scale))
    # Marks here are round, as they are in the panels.
    key = [(_mark(each), text) for each, (_, text) in zip(colours, key_marks(picture.key_entries), strict=True)]
    surround(ax, picture.title, keys=[key], notes=[*picture.notes, credit(picture.framework)])


def _draw_panel(picture: SmallMultiples, panel: SmallPanel, ax: Axes) -> None:
    scale = picture.scale
    days = [float(date2num(day)) for day in picture.days]  # type: ignore[no-untyped-call]
    low, high = float(scale.lowest.value), float(scale.highest.value)
    ax.set_ylim(low - (high - low) * 0.1, high + (high - low) * 0.1)
    margin = (days[-1] - days[0] or 1) * 0.05
    ax.set_xlim(days[0] - margin, days[-1] + margin)
    ax.set_yticks([float(level.value) for level in scale], _numbers(picture), fontsize=_TINY * 0.75, **PLAIN)
    ax.set_xticks(days, _dates(picture.days), fontsize=_TINY * 0.75, **PLAIN)
    ax.grid(axis="y", color=ink(FAINT), linewidth=0.75)
    ax.set_axisbelow(True)
    ax.tick_params(axis="y", length=0)
    # Below the signs of days without a score.
    ax.tick_params(axis="x", length=3, pad=16)
    for spine in ax.spines.values():
        spine.set_visible(False)
    left = ax.transAxes
    head = lines(panel.said, _PANEL + _AXIS, SMALL)
    say(ax, head, 0, 1, side="left", up="bottom", shift=(-_AXIS + 4, 4), within=left)
    name = lines(panel.name, _PANEL + _AXIS, NAME, bold=True)
    above = 4 + height_of(head, SMALL)
    say(ax, name, 0, 1, size=NAME, side="left", up="bottom", shift=(-_AXIS + 4, above), bold=True, within=left)
    if not panel.criterion_count:
        return
    colours = dict(zip(scale, level_colours(len(scale)), strict=True))
    means = [float("nan") if one.mean is None else float(one.mean) for one in panel.moments]
    # A line breaks where there is no mean.
    ax.plot(days, means, color=ink(), linewidth=1.1, marker="o", markersize=4.5, markevery=[*range(len(days) - 1)])
    last = panel.moments[-1]
    if last.mean is not None:
        mark = _mark(colours[last.stage] if last.stage else "none")
        ax.plot(
            days[-1:],
            means[-1:],
            marker="o",
            markersize=9,
            markerfacecolor=mark.get_markerfacecolor(),
            markeredgecolor=ink(),
            markeredgewidth=0.9,
            linestyle="none",
            clip_on=False,
        )
    across = [(day - days[0]) / (days[-1] - days[0] or 1) * _PANEL for day in days]
    signs: dict[str, float] = {}
    for place, day, one in zip(across, days, panel.moments, strict=True):
        # Where days stand close, one sign serves for its neighbours of the same kind.
        if one.mean is None and place - signs.get(one.text, -SMALL) >= SMALL:
            signs[one.text] = place
            say(ax, one.text, day, 0, up="top", shift=(0, -6), within=ax.get_xaxis_transform())


def _mark(colour: str) -> Line2D:
    return Line2D(
        [],
        [],
        marker="o",
        markersize=9,
        markerfacecolor=colour,
        markeredgecolor=ink(),
        markeredgewidth=0.9,
        linestyle="none",
    )


def _numbers(picture: SmallMultiples) -> list[str]:
    """Return the levels' numbers, or no text where one would touch another's."""
    low, high = picture.scale.lowest, picture.scale.highest
    unit = _HIGH / 1.2 / float(high.value - low.value)
    found, end = [], float("-inf")
    for level in picture.scale:
        place = float(level.value - low.value) * unit
        free = level in (low, high) or (place - end >= _TINY and float(high.value - level.value) * unit >= _TINY)
        end = place if free else end
        found.append(str(level.number) if free and width_of(str(level.number), _TINY) <= _AXIS else "")
    return found


def _dates(days: Sequence[date]) -> list[str]:
    """Return the first and the last day, and of those between them each that has room."""
    first, last = days[0].toordinal(), days[-1].toordinal()
    wide = width_of(days[0].isoformat(), _TINY) + 8
    found, end = [], 0.0
    for day in days:
        place = (day.toordinal() - first) / (last - first or 1) * _PANEL
        free = day in (days[0], days[-1]) or (place - end >= wide and _PANEL - place >= wide)
        end = place if free else end
        found.append(day.isoformat() if free else "")
    return found


def _rows(picture: SmallMultiples) -> list[tuple[SmallPanel, ...]]:
    return [picture.panels[start : start + _ACROSS] for start in range(0, len(picture.panels), _ACROSS)]


def _height(row: Sequence[SmallPanel]) -> float:
    heads = [
        height_of(lines(one.name, _PANEL + _AXIS, NAME, bold=True), NAME)
        + height_of(lines(one.said, _PANEL + _AXIS, SMALL), SMALL)
        for one in row
    ]
    return max(heads) + _HIGH + _BELOW + 12
