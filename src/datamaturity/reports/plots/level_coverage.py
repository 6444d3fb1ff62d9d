"""Level coverage on Axes: a bar for each group, of shares from 0 to 1."""

from matplotlib.axes import Axes

from datamaturity.reports.charts.coverage_bars import CoverageBar
from datamaturity.reports.charts.keys import HEADINGS, NOT_APPLICABLE, NOT_KNOWN, UNANSWERED, credit, looks_of_levels
from datamaturity.reports.charts.level_coverage import LevelCoverage
from datamaturity.reports.charts.svg import width_of
from datamaturity.reports.plots.margins import surround
from datamaturity.reports.plots.sheet import (
    HEADING,
    NAME,
    NAMES,
    SMALL,
    end_ink,
    height_of,
    key_marks,
    lines,
    marks_of,
    name_rows,
    say,
)

__all__ = ["draw", "size"]

_WIDTH = 540
_BAR = 20
_PAD = 14


def size(picture: LevelCoverage) -> tuple[float, float]:
    """Return the size of the Axes that lets every text have its room, in pixels."""
    return _WIDTH, sum(_heights(picture))


def draw(picture: LevelCoverage, ax: Axes) -> None:
    """Draw the bars."""
    rows = _rows(picture)
    names = [one if isinstance(one, str) else lines(one.label, NAMES, NAME) for one in rows]
    headings = [place for place, one in enumerate(rows) if isinstance(one, str)]
    tops = name_rows(ax, names, _heights(picture), headings=headings)
    # A little more than from 0 to 1, so that no frame is cut in half.
    ax.set_xlim(-0.004, 1.004)
    ax.set_xticks([])
    for top, one in zip(tops, rows, strict=True):
        if isinstance(one, CoverageBar):
            _draw_bar(picture, ax, one, top + _PAD / 2)
    key, levels = key_marks(picture.key_entries), len(picture.framework.scale)
    notes = [*picture.notes, credit(picture.framework)]
    surround(ax, picture.title, keys=[key[:levels], key[levels:]], notes=notes)


def _draw_bar(picture: LevelCoverage, ax: Axes, bar: CoverageBar, top: float) -> None:
    """Draw a group's bar, with its shares and what is open below it."""
    numbers = picture.framework.scale.numbers
    looks = looks_of_levels(picture.framework)
    levels = [*zip(numbers, bar.level_counts, strict=True)]
    stretches = [(looks[number], str(number), count) for number, count in reversed(levels)]
    stretches += [(NOT_KNOWN, "not known", bar.do_not_know_count), (UNANSWERED, "unanswered", bar.unanswered_count)]
    total = bar.applicable_count
    if not total and bar.group.positions:
        stretches, total = [(NOT_APPLICABLE, "n/a", 1)], 1
    before = 0
    for look, sign, count in stretches:
        if count:
            for mark in marks_of(look, before / total, top, count / total, _BAR):
                ax.add_patch(mark)
            if width_of(sign, SMALL) + 4 <= _WIDTH * count / total:
                say(ax, sign, (before + count / 2) / total, top + _BAR / 2, colour=end_ink(look), ground=not look.fill)
            before += count
    below = top + _BAR if bar.group.positions else top
    say(ax, _below(bar), 0, below, side="left", up="top", shift=(0, -4))


def _below(bar: CoverageBar) -> str:
    """Return what stands below a bar: the shares, and what is open."""
    texts = bar.shares
    widest = max((width_of(text, SMALL) for text in texts), default=1) + 12
    across = max(1, int(_WIDTH / widest))
    shares = ["   ".join(texts[place : place + across]) for place in range(0, len(texts), across)]
    return "\n".join([*shares, lines(bar.rest, _WIDTH, SMALL)])


def _rows(picture: LevelCoverage) -> list[str | CoverageBar]:
    """Return the bars, with a heading before the first of each kind."""
    found: list[str | CoverageBar] = []
    kind = ""
    for bar in picture.bars:
        if bar.group.kind != kind:
            kind = bar.group.kind
            found.append(HEADINGS[kind])
        found.append(bar)
    return found


def _heights(picture: LevelCoverage) -> list[float]:
    return [
        HEADING
        if isinstance(one, str)
        else max(_BAR + 4 + height_of(_below(one), SMALL), height_of(lines(one.label, NAMES, NAME), NAME)) + _PAD
        for one in _rows(picture)
    ]
