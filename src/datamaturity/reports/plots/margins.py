"""What stands around a plot: title, keys and notes, and a figure that is as large as all of it."""

from collections.abc import Sequence
from io import BytesIO
from typing import cast

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.transforms import BboxBase, ScaledTranslation, Transform

from datamaturity.reports.charts.svg import width_of
from datamaturity.reports.plots.sheet import HEAD, PLAIN, POINT, SMALL, Entry, height_of, lines, say

__all__ = ["fit", "png", "surround"]

_PAD = 8  # around the whole, and between what is above and below
_LEAST = 440  # the width of title, keys and notes at least, however narrow the Axes
# Of the width, at the right: at another resolution, a text is some hundredths wider than where it was measured.
_SPARE = 0.04


def surround(
    ax: Axes, title: str, *, below: str = "", keys: Sequence[Sequence[Entry]] = (), notes: Sequence[str] = ()
) -> None:
    """
    Write what stands around everything that is on the Axes, all from its left edge.

    Args:
        ax: The Axes.
        title: The title, above.
        below: A smaller text below the title; may be empty.
        keys: What marks mean, below; keys without entries are left out.
        notes: Paragraphs below the keys; empty ones are left out.
    """
    # Measured once, since that takes a while where there are hundreds of texts.
    box, pixel = _extent(ax), 96 / ax.figure.dpi
    width, left = max(_LEAST, float(box.width * pixel)), float(ax.bbox.x0 - box.x0) * pixel
    above, deep = float(box.y1 - ax.bbox.y1) * pixel + _PAD, float(ax.bbox.y0 - box.y0) * pixel + _PAD
    if below:
        text = lines(below, width, SMALL)
        say(ax, text, 0, 1, side="left", up="bottom", shift=(-left, above), within=ax.transAxes)
        above += height_of(text, SMALL) + _PAD / 2
    ax.set_title(
        lines(title, width, HEAD, bold=True),
        loc="left",
        x=-left / float(ax.bbox.width * pixel),
        y=1,
        pad=above * POINT,
        fontsize=HEAD * POINT,
        fontweight="bold",
        linespacing=1.2,
        **PLAIN,
    )
    for entries in filter(None, keys):
        place = ax.transAxes + ScaledTranslation(-left / 96, -deep / 96, ax.figure.dpi_scale_trans)
        deep += _add_key(ax, entries, place, width) + _PAD
    for note in filter(None, notes):
        text = lines(note, width, SMALL)
        say(ax, text, 0, 0, side="left", up="top", shift=(-left, -deep), within=ax.transAxes)
        deep += height_of(text, SMALL) + _PAD / 2


def _add_key(ax: Axes, entries: Sequence[Entry], place: Transform, width: float) -> float:
    """Say what marks mean, in as many columns as fit, below a place; return how high that is."""
    before = ax.get_legend()
    texts = [lines(text, width - 60, SMALL) for _, text in entries]
    widest = max(width_of(line, SMALL) for text in texts for line in text.split("\n")) + 60
    legend = ax.legend(
        [mark for mark, _ in entries],
        texts,
        loc="upper left",
        bbox_to_anchor=(0, 0),
        bbox_transform=place,
        ncols=max(1, min(len(entries), int(width / widest))),
        fontsize=SMALL * POINT,
        frameon=False,
        borderaxespad=0,
        borderpad=0,
        handlelength=2.6,
        handleheight=1.3,
    )
    for text in legend.get_texts():
        text.set(**PLAIN)
    if before:
        # A second key takes the place of the first, which is drawn all the same, outside the Axes, too.
        ax.add_artist(before)
        before.set_clip_on(False)
    return float(legend.get_window_extent(_renderer(ax)).height / ax.figure.dpi * 96)


def fit(ax: Axes) -> None:
    """Make the figure of new Axes as large as what is on it; the Axes keep their size."""
    figure, box, inner = cast(Figure, ax.figure), _extent(ax), ax.bbox
    edge = _PAD / 96 * figure.dpi
    width, height = box.width * (1 + _SPARE) + 2 * edge, box.height + 2 * edge
    place = ((inner.x0 - box.x0 + edge) / width, (inner.y0 - box.y0 + edge) / height)
    share = (inner.width / width, inner.height / height)
    figure.set_size_inches(width / figure.dpi, height / figure.dpi)
    ax.set_position((*place, *share))


def png(ax: Axes, dpi: float) -> bytes:
    """Return the figure of new Axes as PNG, without the version of Matplotlib in it."""
    file, figure = BytesIO(), cast(Figure, ax.figure)
    figure.savefig(file, format="png", dpi=dpi, bbox_inches="tight", pad_inches=_PAD / 96, metadata={"Software": None})
    return file.getvalue()


def _extent(ax: Axes) -> BboxBase:
    """Return where everything on the Axes stands, in dots."""
    return ax.get_tightbbox(_renderer(ax)) or ax.bbox


def _renderer(ax: Axes) -> RendererAgg:
    # Sizes of texts hang on the resolution alone, so that a picture of one dot measures them.
    return RendererAgg(1, 1, ax.figure.dpi)  # type: ignore[no-untyped-call]
