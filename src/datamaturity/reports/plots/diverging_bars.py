"""Diverging bars on Axes: a row for each criterion, people along the axis, the median's level across 0."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from datamaturity.reports.charts.diverging_bars import DivergingBars
from datamaturity.reports.charts.keys import SOFT, credit, looks_of_levels
from datamaturity.reports.charts.spreads import TEXTS_OF_STATES, Spread
from datamaturity.reports.charts.svg import width_of
from datamaturity.reports.figures import stage_text
from datamaturity.reports.plots.margins import surround
from datamaturity.reports.plots.sheet import (
    NAME,
    SMALL,
    end_ink,
    height_of,
    ink,
    key_marks,
    lines,
    marks_of,
    name_rows,
    say,
)

__all__ = ["draw", "size"]

_BARS, _NAMES, _SIDE = 300, 220, 80
# Nobody should take one person's bar for many people's.
_WIDEST = 44
_BAR, _BESIDE, _ROW, _PAD = 22, 17, 58, 10


def size(picture: DivergingBars) -> tuple[float, float]:
    """Return the size of the Axes that lets every text have its room, in pixels."""
    return _width(picture), sum(map(_height, picture.spreads)) or _ROW


def draw(picture: DivergingBars, ax: Axes) -> None:
    """Draw the bars, with how many say what beside them."""
    heights = [*map(_height, picture.spreads)]
    tops = name_rows(ax, [_label(one) for one in picture.spreads], heights)
    left, right = _ends(picture)
    # As wide on both sides as lets nobody's bar be wider than it should.
    spare = max(0.0, _width(picture) / _unit(picture) - (right - left)) / 2 + 2 / _unit(picture)
    ax.set_xlim(left - spare, right + spare)
    ax.set_xticks([])
    beside = ax.get_yaxis_transform()
    for top, height, one in zip(tops, heights, picture.spreads, strict=True):
        middle = top + height / 2
        if any(one.level_counts):
            _draw_bars(picture, ax, one, middle)
            # Between the rows only, since it would go through numbers.
            for ends in ([top, middle - _BAR / 2 - _BESIDE], [middle + _BAR / 2 + _BESIDE, top + height]):
                ax.plot([0, 0], ends, color=ink(SOFT), linestyle="--", linewidth=0.75)
        else:
            say(ax, "nobody gives a level", 0.5, middle, within=beside)
        for place, text in enumerate((one.consensus_text, *map(str, one.state_counts))):
            say(ax, text, 1, middle, size=NAME, shift=((place + 0.6) * _SIDE, 0), within=beside)
    if picture.spreads:
        for place, heading in enumerate(("Consensus", *TEXTS_OF_STATES)):
            shift = ((place + 0.6) * _SIDE, 4)
            say(ax, lines(heading, _SIDE - 12, SMALL), 1, 1, up="bottom", shift=shift, within=ax.transAxes)
    notes = ["" if picture.spreads else picture.description, *picture.notes, credit(picture.framework)]
    surround(ax, picture.title, keys=[key_marks(picture.key_entries)], notes=notes)


def _draw_bars(picture: DivergingBars, ax: Axes, one: Spread, row: float) -> None:
    """Draw a criterion's bars, the counts in them or above where a bar is too narrow, and the levels below."""
    per, top = _unit(picture), row - _BAR / 2
    looks, ends = looks_of_levels(picture.framework), [float(end) for end in one.ends(picture.scale)]
    places = [place for place, count in enumerate(one.level_counts) if count]
    needed = [_needed(picture, one, place) for place in places]
    middles = [(ends[place] + ends[place + 1]) / 2 for place in places]
    xs = _apart([middle * per for middle in middles], needed)
    for place, wide, middle, x in zip(places, needed, middles, xs, strict=True):
        level, count = picture.scale.levels[place], str(one.level_counts[place])
        for mark in marks_of(looks[level.number], ends[place], top, ends[place + 1] - ends[place], _BAR):
            ax.add_patch(mark)
        aside = x - middle * per
        inside = abs(aside) < 0.01 and (ends[place + 1] - ends[place]) * per >= wide
        if inside:
            say(ax, count, middle, row, size=NAME, colour=end_ink(looks[level.number]))
        else:
            say(ax, count, middle, top, size=SMALL, up="bottom", shift=(aside, 2))
        is_median = level == one.median
        say(ax, str(level.number), middle, top + _BAR, up="top", shift=(aside, -2), bold=is_median)


def _apart(middles: Sequence[float], widths: Sequence[float]) -> list[float]:
    """Return the middles moved as little to the right, and then all back by half of it, as keeps texts apart."""
    found: list[float] = []
    end = float("-inf")
    for middle, width in zip(middles, widths, strict=True):
        found.append(max(middle, end + width / 2))
        end = found[-1] + width / 2
    return found


def _needed(picture: DivergingBars, one: Spread, place: int) -> float:
    number, count = str(picture.scale.levels[place].number), str(one.level_counts[place])
    return max(width_of(count, NAME), width_of(number, SMALL, bold=True)) + 6


def _ends(picture: DivergingBars) -> tuple[float, float]:
    """Return how many people the bars reach to the left, as a number below 0, and to the right."""
    ends = [one.ends(picture.scale) for one in picture.spreads]
    left = min((float(one[0]) for one in ends), default=0.0)
    right = max((float(one[-1]) for one in ends), default=0.0)
    return (left, right) if left < right else (-1.0, 1.0)


def _unit(picture: DivergingBars) -> float:
    """Return the width of one person, in pixels."""
    left, right = _ends(picture)
    return min(_WIDEST, _width(picture) / (right - left))


def _width(picture: DivergingBars) -> float:
    """Return a width in which what stands at the bars fits side by side, however many levels people give."""
    needed = [
        sum(_needed(picture, one, place) for place, count in enumerate(one.level_counts) if count)
        for one in picture.spreads
    ]
    return max(_BARS, *needed, 0)


def _label(one: Spread) -> str:
    name = lines(f"{one.criterion} {one.name}", _NAMES, NAME)
    return f"{name}\n{lines(f'median {stage_text(one.median)}', _NAMES, NAME)}"


def _height(one: Spread) -> float:
    return max(_ROW, height_of(_label(one), NAME)) + _PAD
