"""Benchmark strips on Axes: a row for each group, a column for each stage that others have."""

from fractions import Fraction
from functools import partial
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from datamaturity.disclosure import Withheld
from datamaturity.levels import Level
from datamaturity.reports.charts.benchmark_strip import BenchmarkStrip
from datamaturity.reports.charts.keys import HEADINGS, SOFT, WITHHELD, Look, Sign, credit, looks_of_levels
from datamaturity.reports.charts.signs import OWN_MEAN, OWN_STAGE, QUARTILES
from datamaturity.reports.charts.strip_columns import StripColumns
from datamaturity.reports.charts.strip_rows import Strip
from datamaturity.reports.figures import count_text
from datamaturity.reports.plots.margins import surround
from datamaturity.reports.plots.sheet import (
    HEADING,
    NAME,
    NAMES,
    SMALL,
    Mark,
    height_of,
    ink,
    key_marks,
    lines,
    marks_of,
    name_columns,
    name_rows,
    say,
)

__all__ = ["draw", "size"]

_COLUMN, _COLUMNS, _OWN = 74, 360, 210
_HIGHEST, _LANE, _ABOVE, _PAD = 30, 18, 16, 10


def size(picture: BenchmarkStrip) -> tuple[float, float]:
    """Return the size of the Axes that lets every text have its room, in pixels."""
    columns = picture.columns
    return _column(columns) * len(columns), sum(map(partial(_height, picture), _rows(picture))) or HEADING


def draw(picture: BenchmarkStrip, ax: Axes) -> None:
    """Draw the strips, with one's own score beside them."""
    rows, columns = _rows(picture), picture.columns
    heads = [f"{number}\n{lines(name, _column(columns) - 4, SMALL)}" for number, name in columns.heads]
    names = [one if isinstance(one, str) else _name(picture, one) for one in rows]
    heights = [_height(picture, one) for one in rows]
    tops = name_rows(ax, names, heights, headings=[at for at, one in enumerate(rows) if isinstance(one, str)])
    ax.set_xlim(-0.5, len(heads) - 0.5)
    name_columns(ax, range(len(heads)), heads if rows else [""] * len(heads))
    shares = [share for one in picture.strips for share in one.shares if share]
    highest = max(shares, default=Fraction(1))
    for top, height, one in zip(tops, heights, rows, strict=True):
        if not isinstance(one, str):
            place = top + height / 2
            _draw_strip(picture, columns, ax, one, place + (_ABOVE + _HIGHEST - _LANE) / 2, highest)
            beside = ax.get_yaxis_transform()
            own, others = _beside(one)
            half = (height_of(own, NAME) + height_of(others, SMALL)) / 2
            say(ax, own, 1, place, size=NAME, side="left", up="top", shift=(10, half), bold=True, within=beside)
            below = half - height_of(own, NAME)
            say(ax, others, 1, place, side="left", up="top", shift=(10, below), within=beside)
    key = key_marks(picture.key_entries, _signs())
    notes = ["" if rows else picture.description, *picture.notes, credit(picture.framework)]
    surround(ax, picture.title, below=picture.source, keys=[key], notes=notes)


def _draw_strip(
    picture: BenchmarkStrip, columns: StripColumns, ax: Axes, one: Strip, base: float, highest: Fraction
) -> None:
    """Draw the members' stages on a base, and quartiles and one's own mean in a lane below it."""
    first = columns.first
    looks = [*[Look()] * columns.has_stageless, *looks_of_levels(picture.framework).values()]
    ax.plot([-0.5, len(looks) - 0.5], [base, base], color=ink(SOFT), linewidth=0.75)
    for place, (count, share) in enumerate(zip(one.counts[first:], one.shares[first:], strict=True)):
        if isinstance(count, Withheld):
            # One size for all: no length may tell of the count.
            for mark in marks_of(WITHHELD, place - 0.45, base - _HIGHEST, 0.9, _HIGHEST):
                ax.add_patch(mark)
            say(ax, count_text(count), place, base - _HIGHEST / 2, ground=True)
            continue
        high = float(share / highest) * _HIGHEST
        if high:
            for mark in marks_of(looks[place], place - 0.45, base - high, 0.9, high):
                ax.add_patch(mark)
        say(ax, count_text(count), place, base - high, up="bottom", shift=(0, 2))
    if isinstance(one.stage, Level):
        place = columns.of_level(one.stage)
        ax.plot([place - 0.5, place + 0.5], [base + 2] * 2, color=ink(), linewidth=3, solid_capstyle="butt")
    lane = base + 2 + _LANE / 2
    # From the numbers as they are written: a place to a hundredth of a pixel would tell the exact ones.
    at = [None if value is None else columns.of_value(value) for value in one.quartiles_as_shown]
    for start, end in pairwise(at):
        if start is not None and end is not None:
            ax.plot([start, end], [lane, lane], color=ink(SOFT), linewidth=3, solid_capstyle="butt")
    for number, x in enumerate(at):
        if x is not None:
            ax.plot([x, x], [lane - 6, lane + 6], color=ink(), linewidth=2.2 if number == 1 else 0.75)
    if one.mean_as_shown is not None:
        ax.plot([columns.of_value(one.mean_as_shown)], [lane], marker="o", markersize=6, color=ink(), linestyle="none")


def _signs() -> dict[Sign, Mark]:
    median = Line2D([], [], color=ink(), marker="|", markersize=9, markeredgewidth=2.2, linestyle="none")
    return {
        OWN_STAGE: Line2D([], [], color=ink(), linewidth=3),
        OWN_MEAN: Line2D([], [], color=ink(), marker="o", markersize=6, linestyle="none"),
        QUARTILES: (Line2D([], [], color=ink(SOFT), linewidth=3), median),
    }


def _rows(picture: BenchmarkStrip) -> list[str | Strip]:
    """Return the strips, with a heading before the first of each kind."""
    found: list[str | Strip] = []
    kind = ""
    for one in picture.strips:
        if one.group.kind != kind:
            kind = one.group.kind
            found.append(HEADINGS[kind])
        found.append(one)
    return found


def _height(picture: BenchmarkStrip, one: str | Strip) -> float:
    if isinstance(one, str):
        return HEADING
    own, others = _beside(one)
    sides = (height_of(_name(picture, one), NAME), height_of(own, NAME) + height_of(others, SMALL))
    return max(_ABOVE + _HIGHEST + _LANE, *sides) + _PAD


def _name(picture: BenchmarkStrip, one: Strip) -> str:
    return f"{lines(one.group.label, NAMES, NAME)}\n{lines(one.counts_text(picture.pool), NAMES, NAME)}"


def _beside(one: Strip) -> tuple[str, str]:
    others = "\n".join(lines(text, _OWN, SMALL) for text in (one.rank_text, one.quartiles_text))
    return lines(one.own_text, _OWN, NAME, bold=True), others


def _column(columns: StripColumns) -> float:
    return max(_COLUMN, _COLUMNS / len(columns))
