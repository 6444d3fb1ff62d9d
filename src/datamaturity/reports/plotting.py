"""The same pictures through Matplotlib: on Axes, for a figure of one's own, and as PNG."""

from typing import TYPE_CHECKING, Any, TypeAlias

from datamaturity.errors import MissingExtraError, WrongTypeError
from datamaturity.reports.charts.benchmark_strip import BenchmarkStrip
from datamaturity.reports.charts.diverging_bars import DivergingBars
from datamaturity.reports.charts.heat_map import HeatMap
from datamaturity.reports.charts.level_coverage import LevelCoverage
from datamaturity.reports.charts.lollipop import Lollipop
from datamaturity.reports.charts.small_multiples import SmallMultiples

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["AnyPicture", "plot", "plot_png"]

AnyPicture: TypeAlias = HeatMap | LevelCoverage | Lollipop | SmallMultiples | DivergingBars | BenchmarkStrip
"""What can be plotted."""


def plot(picture: AnyPicture, *, ax: "Axes | None" = None) -> "Axes":
    """
    Draw a picture on the Axes of Matplotlib: the same title, order, colours, texts and key as in its SVG.

    Rows are named by ticks in their middles, headings of rows among them; upright, the axis counts pixels from above.
    Along it are columns 0, 1, 2, … (heat map, benchmark strip), shares (level coverage), levels' values (lollipop) or
    people (diverging bars). Small multiples are Axes inside the Axes, in ``child_axes``: days, as Matplotlib counts
    them, by levels' values.

    Nothing global changes: no pyplot, no backend, no settings. Fonts and the colour of texts and lines are those of the
    settings; sizes of texts are not. What people wrote is never read as mathematics, and long texts end in ``…``.
    A letter that the font does not have is a box, and Matplotlib warns of it: set ``font.family`` to one that has it.

    Args:
        picture: The picture.
        ax: Where to draw, on Axes that are empty; its size stays as it is, and names, key and notes stand around it, so
            that its figure needs room there (``layout="constrained"``, or ``bbox_inches="tight"`` on saving). If not
            given, Axes of a new figure that is as large as the picture needs: ``plot(…).figure.savefig(…)``.

    Returns:
        The Axes that were drawn on.

    Raises:
        MissingExtraError: The library Matplotlib is not installed (extra ``plot``).
        WrongTypeError: It is not a picture.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> card = score(Assessment(load_framework("seven-themes"), {"C1": 3, "C2": 2}))
        >>> ax = plot(HeatMap.of(card))
        >>> [label.get_text() for label in ax.get_yticklabels()][:3]
        ['Uses', 'Data', 'Analysis']
    """
    try:
        import matplotlib  # noqa: F401 - here, so that an error inside it stays what it is
    except ImportError:
        raise MissingExtraError("a plot", "Matplotlib", "plot") from None
    from datamaturity.reports.plots import (
        benchmark_strip,
        diverging_bars,
        heat_map,
        level_coverage,
        lollipop,
        margins,
        sheet,
        small_multiples,
    )

    drawers: dict[type[object], Any] = {
        HeatMap: heat_map,
        LevelCoverage: level_coverage,
        Lollipop: lollipop,
        SmallMultiples: small_multiples,
        DivergingBars: diverging_bars,
        BenchmarkStrip: benchmark_strip,
    }
    drawer = next((drawers[kind] for kind in type(picture).__mro__ if kind in drawers), None)
    if drawer is None:
        message = f"a picture of datamaturity.reports.charts is plotted, not {type(picture).__name__}"
        raise WrongTypeError(message)
    found = sheet.new_axes(*drawer.size(picture)) if ax is None else ax
    drawer.draw(picture, found)
    if ax is None:
        margins.fit(found)
    return found


def plot_png(picture: AnyPicture, *, dpi: float = 192) -> bytes:
    """
    Return a picture as PNG; equal pictures give equal bytes with one version of Matplotlib.

    Args:
        picture: The picture.
        dpi: How many pixels make an inch; 96 for the size that the SVG has on a screen.

    Raises:
        MissingExtraError: As in `plot`.
        WrongTypeError: As in `plot`.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> plot_png(HeatMap.of(score(Assessment(load_framework("seven-themes"), {"C1": 3}))), dpi=48)[1:4]
        b'PNG'
    """
    ax = plot(picture)
    from datamaturity.reports.plots.margins import png

    return png(ax, dpi)
