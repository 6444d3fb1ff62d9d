"""A heat map on Axes: a column for each theme, a row for each topic."""

from fractions import Fraction

from matplotlib.axes import Axes

from datamaturity.levels import Level
from datamaturity.reports.charts.heat_cells import HeatCell
from datamaturity.reports.charts.heat_map import HeatMap
from datamaturity.reports.charts.keys import Look, credit, looks_of_levels
from datamaturity.reports.plots.margins import surround
from datamaturity.reports.plots.sheet import (
    NAME,
    NAMES,
    SMALL,
    end_ink,
    height_of,
    key_marks,
    lines,
    marks_of,
    name_columns,
    name_rows,
    say,
)

__all__ = ["draw", "size"]

_WIDTH, _NARROWEST, _WIDEST = 560, 84, 112  # of all columns, and of one: it holds "no answer"
_MEAN = 14
_GAP = 0.02  # of a column, on either side of a cell
_BETWEEN = 3  # rows
_PAD = 11


def size(picture: HeatMap) -> tuple[float, float]:
    """Return the size of the Axes that lets every text have its room, in pixels."""
    return _column(picture) * len(_columns(picture)), sum(_heights(picture))


def draw(picture: HeatMap, ax: Axes) -> None:
    """Draw the heat map."""
    columns, framework = _columns(picture), picture.framework
    looks = looks_of_levels(framework)
    is_grid = bool(framework.topics and framework.themes)
    heights = _heights(picture)
    tops = name_rows(ax, _rows(picture), heights)
    ax.set_xlim(-0.5, len(columns) - 0.5)
    names = [lines(name, _column(picture) - 6, SMALL, bold=True) for name in columns]
    name_columns(ax, range(len(columns)), names, bold=True)
    for place, cell in enumerate(picture.cells):
        row, column = divmod(place, len(columns))
        look = looks[cell.stage.number] if isinstance(cell.stage, Level) else cell.state.look or Look()
        box = (column - 0.5 + _GAP, tops[row] + _BETWEEN / 2, 1 - 2 * _GAP, heights[row] - _BETWEEN)
        for mark in marks_of(look, *box):
            ax.add_patch(mark)
        texts, middle = _texts(picture, cell), tops[row] + heights[row] / 2
        top = sum(height_of(text, each) for text, each in texts) / 2
        for number, (text, each) in enumerate(texts):
            shift = (0, top - height_of(text, each) / 2)
            ground = not look.fill and look.frame
            say(ax, text, column, middle, size=each, shift=shift, bold=not number, colour=end_ink(look), ground=ground)
            top -= height_of(text, each)
        if not is_grid:
            say(ax, lines(cell.said, NAMES, NAME), 0.5, middle, size=NAME, side="left", shift=(8, 0))
    key = key_marks(picture.key_entries)
    levels, states = key[: len(looks)], key[len(looks) :]
    surround(ax, picture.title, keys=[levels, states], notes=[*picture.notes, credit(framework)])


def _columns(picture: HeatMap) -> list[str]:
    framework = picture.framework
    is_grid = framework.topics and framework.themes
    return [one.name for one in framework.themes] if is_grid else [picture.what.capitalize()]


def _column(picture: HeatMap) -> float:
    return max(_NARROWEST, min(_WIDEST, _WIDTH / len(_columns(picture))))


def _rows(picture: HeatMap) -> list[str]:
    framework = picture.framework
    groups = framework.topic_groups or framework.theme_groups
    return [lines(one.label, NAMES, NAME) for one in groups]


def _heights(picture: HeatMap) -> list[float]:
    """Return how high the rows are."""
    across = len(_columns(picture))
    heights = []
    for row, name in enumerate(_rows(picture)):
        cells = picture.cells[row * across : (row + 1) * across]
        inside = [sum(height_of(text, each) for text, each in _texts(picture, cell)) for cell in cells]
        beside = [height_of(lines(cell.said, NAMES, NAME), NAME) for cell in cells if across == 1]
        heights.append(max(height_of(name, NAME), *inside, *beside) + _PAD)
    return heights


def _texts(picture: HeatMap, cell: HeatCell) -> list[tuple[str, float]]:
    """Return what stands in a cell, with sizes: the mean above in larger letters."""
    texts = cell.texts(picture.rule, picture.framework.scale)
    sizes = [_MEAN if isinstance(cell.mean, Fraction) else SMALL, *[SMALL] * len(texts)]
    room = _column(picture) - 10
    return [
        (lines(text, room, each, bold=not place), each)
        for place, (text, each) in enumerate(zip(texts, sizes, strict=False))
    ]
