"""What all plots share: plain texts, marks with hatches, names of rows, the key and notes below, a figure that fits."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, Final, Literal, TypeAlias

from matplotlib import rcParams
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import Transform

from datamaturity.levels import Level
from datamaturity.reports.charts.heat_cells import CellState
from datamaturity.reports.charts.keys import SOFT, KeyEntry, Look, Sign
from datamaturity.reports.charts.svg import width_of, wrapped

__all__ = [
    "HEAD",
    "HEADING",
    "LINE",
    "NAME",
    "NAMES",
    "PLAIN",
    "POINT",
    "SMALL",
    "Entry",
    "Mark",
    "Side",
    "end_ink",
    "height_of",
    "ink",
    "key_marks",
    "lines",
    "marks_of",
    "name_columns",
    "name_rows",
    "new_axes",
    "say",
    "staggered",
]

Side: TypeAlias = Literal["left", "center", "right"]
Mark: TypeAlias = Artist | tuple[Artist, ...]
"""A mark of a key, or several one upon the other."""
Entry: TypeAlias = tuple[Mark, str]
"""A mark of a key, and what it means."""

# Lengths are in pixels of CSS, as in the charts; Matplotlib counts in points.
POINT: Final = 0.75
NAME, SMALL, HEAD = 12, 10.5, 14  # sizes of text
HEADING: Final = 28  # the height of a row that is a heading
LINE: Final = 1.3  # from one line to the next, in the size of the text
NAMES: Final = 190  # the width of a row's name
_MOST = 8  # lines of one text

# What people write is never mathematics or TeX, whatever dollars are in it.
PLAIN: Final[dict[str, Any]] = {"parse_math": False, "usetex": False}

_HATCHES: Final = {
    CellState.LOW_COVERAGE: "xx",
    CellState.NO_STAGE: r"\\",
    CellState.UNANSWERED: "..",
    CellState.NOT_KNOWN: "oo",
    CellState.NOT_APPLICABLE: "//",
    CellState.EMPTY: "",
    CellState.WITHHELD: "++",
}
_HATCH_OF = {state.look: hatch for state, hatch in _HATCHES.items()}


def ink(opacity: float = 1) -> tuple[float, float, float, float]:
    """Return the colour of lines: that of texts, so that they hold in a style with a dark ground."""
    return to_rgba(rcParams["text.color"], opacity)


def end_ink(look: Look) -> str | None:
    """Return the colour of the text on a mark; `None` for that of other texts."""
    return look.ink if look.fill else None


def lines(text: str, width: float, size: float, *, bold: bool = False, most: int = _MOST) -> str:
    """Return a text with line feeds, so that it fits a width."""
    return "\n".join(wrapped(text, width, size, most=most, bold=bold))


def height_of(text: str, size: float) -> float:
    """Return how high lines of text are."""
    return (text.count("\n") + 1) * size * LINE if text else 0


def new_axes(width: float, height: float) -> Axes:
    """Return the Axes of a new figure that pyplot does not know of, so that nothing keeps it."""
    return Figure(figsize=(width / 96, height / 96)).add_axes((0, 0, 1, 1))


def say(
    ax: Axes,
    text: str,
    x: float,
    y: float,
    *,
    size: float = SMALL,
    side: Side = "center",
    up: Literal["top", "center", "bottom"] = "center",
    shift: tuple[float, float] = (0, 0),
    bold: bool = False,
    colour: str | None = None,
    ground: bool = False,
    within: Transform | None = None,
) -> None:
    """
    Write a text at a point.

    Args:
        ax: Where to.
        text: The text; its lines end in line feeds.
        x: The point.
        y: The point.
        size: The size of the letters.
        side: Which part of the text is at the point.
        up: Likewise.
        shift: How far it stands from the point, to the right and upwards.
        bold: Whether it is bold.
        colour: Its colour; that of texts if not given.
        ground: Whether what is behind it is hidden, such as a hatch.
        within: What the point's numbers count; the data if not given.
    """
    ax.annotate(
        text,
        (x, y),
        xycoords="data" if within is None else within,
        xytext=(shift[0] * POINT, shift[1] * POINT),
        textcoords="offset points",
        annotation_clip=False,
        fontsize=size * POINT,
        fontweight="bold" if bold else "normal",
        horizontalalignment=side,
        multialignment=side,
        verticalalignment=up,
        linespacing=1.2,
        color=colour or ink(),
        bbox={"facecolor": ax.get_facecolor(), "edgecolor": "none", "pad": 0.8} if ground else None,
        **PLAIN,
    )


def marks_of(look: Look, x: float = 0, y: float = 0, width: float = 1, height: float = 1) -> tuple[Rectangle, ...]:
    """Return how a mark is drawn: colour, or a hatch with a frame of its own; nothing where there is nothing."""
    at = (x, y)
    if look.fill:
        return (Rectangle(at, width, height, facecolor=look.fill, edgecolor=ink(SOFT), linewidth=0.75),)
    if not look.frame:
        return (Rectangle(at, width, height, fill=False, linewidth=0),)
    dash = tuple(float(one) for one in look.dash.split())
    # Paler than the frame, so that a text on it can be read.
    hatched = Rectangle(at, width, height, fill=False, edgecolor=ink(0.22), linewidth=0, hatch=_HATCH_OF[look])
    framed = Rectangle(
        at, width, height, fill=False, edgecolor=ink(), linewidth=0.75, linestyle=(0, dash) if dash else "solid"
    )
    return hatched, framed


def key_marks(entries: Iterable[KeyEntry], signs: Mapping[Sign, Mark] | None = None) -> list[Entry]:
    """
    Return the entries of a key as Matplotlib draws them.

    Args:
        entries: A picture's entries.
        signs: Those marks to what draws them that only the picture has.
    """
    return [
        (
            marks_of(one.look) if isinstance(one.look, Look) else (signs or {})[one.look],
            " ".join(filter(None, (one.sign, one.text))),
        )
        for one in entries
    ]


def name_rows(
    ax: Axes, names: Sequence[str], heights: Sequence[float], *, headings: Collection[int] = ()
) -> list[float]:
    """
    Give the Axes a row for each name, the first above, with a tick in the middle of each.

    Args:
        ax: The Axes.
        names: The names, with line feeds.
        heights: How high the rows are, in pixels of Axes as large as they need to be.
        headings: The places of those that are headings.

    Returns:
        Where each row begins.
    """
    tops = [0, *accumulate(heights)]
    middles = [top + height / 2 for top, height in zip(tops, heights, strict=False)]
    ax.set_yticks(middles, names, fontsize=NAME * POINT, linespacing=1.2, **PLAIN)
    ax.set_ylim(tops[-1] or 1, 0)
    for place, label in enumerate(ax.get_yticklabels()):
        label.set_fontweight("bold" if place in headings else "normal")
    ax.tick_params(axis="y", length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)
    return tops[:-1]


def name_columns(ax: Axes, places: Sequence[float], names: Sequence[str], *, bold: bool = False) -> None:
    """Name places of the level axis above the rows."""
    weight = "bold" if bold else "normal"
    ax.set_xticks(places, names, fontsize=SMALL * POINT, fontweight=weight, linespacing=1.2, **PLAIN)
    ax.tick_params(axis="x", length=0, top=True, bottom=False, labeltop=True, labelbottom=False)


def staggered(places: Sequence[float], levels: Sequence[Level], names: Sequence[str]) -> list[str]:
    """
    Return what stands above the levels of an axis, moved up where it would touch its neighbour.

    Args:
        places: Where they stand, in pixels, from the left.
        levels: The levels.
        names: Their names, as they are to be shown.
    """
    texts = [f"{level.number}\n{lines(name, 76, SMALL, most=6)}" for level, name in zip(levels, names, strict=True)]
    ends: list[float] = []
    lanes: list[int] = []
    for place, text in zip(places, texts, strict=True):
        half = max(width_of(line, SMALL) for line in text.split("\n")) / 2 + 2
        lane = next((one for one, end in enumerate(ends) if place - half >= end), len(ends))
        ends[lane : lane + 1] = [place + half]
        lanes.append(lane)
    deep = [
        max(text.count("\n") + 1 for text, one in zip(texts, lanes, strict=True) if one == lane) for lane in {*lanes}
    ]
    before = [0, *accumulate(deep)]
    return [text + "\n" * before[lane] for lane, text in zip(lanes, texts, strict=True)]
