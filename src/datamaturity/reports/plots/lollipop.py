"""Lollipops on Axes: a row for each group or criterion, its levels' values along the axis."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from datamaturity.reports.charts.keys import FAINT, Sign, credit
from datamaturity.reports.charts.lollipop import Lollipop
from datamaturity.reports.charts.lollipop_rows import LollipopRow, headed, level_name
from datamaturity.reports.charts.signs import AT_TARGET, NOW, PAST_TARGET, TARGET
from datamaturity.reports.plots.margins import surround
from datamaturity.reports.plots.sheet import (
    HEADING,
    NAME,
    Mark,
    height_of,
    ink,
    key_marks,
    lines,
    name_columns,
    name_rows,
    say,
    staggered,
)

__all__ = ["draw", "size"]

_LEVEL, _LEAST = 76, 320  # the width between levels on average, and of all
_NAMES = 250
_COLUMNS = (70, 130, 185)  # where now, target and gap end, to the right of the Axes
_ROW, _PAD = 24, 8


def size(picture: Lollipop) -> tuple[float, float]:
    """Return the size of the Axes that lets every text have its room, in pixels."""
    return max(_LEAST, _LEVEL * (len(picture.scale) - 1)), sum(map(_height, _rows(picture))) or HEADING


def draw(picture: Lollipop, ax: Axes) -> None:
    """Draw the rows, and below them, by name, what has no gap to draw."""
    rows, scale = _rows(picture), picture.scale
    heights, headings = [*map(_height, rows)], [at for at, one in enumerate(rows) if isinstance(one, str)]
    tops = name_rows(ax, [_label(one) for one in rows], heights, headings=headings)
    low, high = float(scale.lowest.value), float(scale.highest.value)
    margin = (high - low) * 0.04
    ax.set_xlim(low - margin, high + margin)
    ax.set_xticks([])
    beside, end = ax.get_yaxis_transform(), 0.0
    for top, height, row in zip(tops, heights, rows, strict=True):
        if not isinstance(row, str) and row.state.is_drawn:
            middle, end = top + height / 2, top + height
            _draw_row(ax, row, middle)
            for right, text in zip(_COLUMNS, (row.current_text, row.target_text, row.gap_text), strict=True):
                bold = right == _COLUMNS[-1]
                say(ax, text, 1, middle, size=NAME, side="right", shift=(right, 0), bold=bold, within=beside)
    if end:
        values = [float(level.value) for level in scale]
        across = [(value - low) / (high - low) * size(picture)[0] for value in values]
        names = staggered(across, scale.levels, [level_name(level, scale) for level in scale])
        name_columns(ax, values, names)
        ax.vlines(values, 0, end, color=ink(FAINT), linewidth=0.75, zorder=0)
        for right, text in zip(_COLUMNS, ("Now", "Target", "Gap"), strict=True):
            say(ax, text, 1, 1, side="right", up="bottom", shift=(right, 4), bold=True, within=ax.transAxes)
    notes = ["" if rows else picture.description, *picture.notes, credit(picture.framework)]
    surround(ax, picture.title, keys=[key_marks(picture.key_entries, _signs())], notes=notes)


def _draw_row(ax: Axes, row: LollipopRow, middle: float) -> None:
    now, wanted = float(row.current or 0), float(row.target or 0)
    style = ":" if now > wanted else "-"
    ax.plot([now, wanted], [middle, middle], color=ink(), linewidth=1.5, linestyle=style, zorder=1)
    # Filled with the ground, so that the stem ends at the ring.
    (ring,) = ax.plot([wanted], [middle], **_target(), zorder=2)
    ring.set_markerfacecolor(ax.get_facecolor())
    ax.plot([now], [middle], **_now(), zorder=3)


def _now() -> dict[str, Any]:
    return {"marker": "o", "markersize": 6, "color": ink(), "linestyle": "none"}


def _target() -> dict[str, Any]:
    return {
        "marker": "o",
        "markersize": 10.5,
        "markerfacecolor": "none",
        "markeredgecolor": ink(),
        "markeredgewidth": 0.9,
        "linestyle": "none",
    }


def _signs() -> dict[Sign, Mark]:
    now, target = Line2D([], [], **_now()), Line2D([], [], **_target())
    past = Line2D([], [], color=ink(), linewidth=1.5, linestyle=":")
    return {NOW: now, TARGET: target, AT_TARGET: (target, now), PAST_TARGET: past}


def _rows(picture: Lollipop) -> list[str | LollipopRow]:
    """Return the rows, with a heading before the first of each state, or of each reason for it."""
    found: list[str | LollipopRow] = []
    for heading, rows in headed(picture.rows).items():
        found += [heading, *rows]
    return found


def _label(row: str | LollipopRow) -> str:
    if isinstance(row, str):
        return lines(row, _NAMES, NAME, bold=True)
    if row.state.is_drawn and row.note:
        return f"{lines(row.name, _NAMES, NAME)}\n{lines(row.note, _NAMES, NAME)}"
    return lines(row.listed_name, _NAMES, NAME)


def _height(row: str | LollipopRow) -> float:
    least = HEADING if isinstance(row, str) else _ROW if row.state.is_drawn else 0
    return max(least, height_of(_label(row), NAME) + _PAD)
