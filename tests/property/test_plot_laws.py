"""The laws of plots: whatever the framework and the answers, the picture is drawn."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import get_args

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from datamaturity import Benchmark, History, Network, Panel, Target, gaps, score
from datamaturity.reports.charts.benchmark_strip import BenchmarkStrip
from datamaturity.reports.charts.diverging_bars import DivergingBars
from datamaturity.reports.charts.heat_map import HeatMap
from datamaturity.reports.charts.level_coverage import LevelCoverage
from datamaturity.reports.charts.lollipop import Lollipop
from datamaturity.reports.charts.lollipop_rows import RowKind
from datamaturity.reports.charts.small_multiples import SmallMultiples
from datamaturity.reports.plotting import AnyPicture, plot_png

# A picture takes half a second, and shrinking one that fails takes many.
SLOW = settings(max_examples=10)


@contextmanager
def any_font() -> Iterator[None]:
    """Let letters of any script be boxes: which of them a font has is no matter of ours."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        warnings.filterwarnings("ignore", message="Matplotlib currently does not support .* natively")
        yield


def check(picture: AnyPicture) -> None:
    """Check that a picture is drawn."""
    with any_font():
        assert plot_png(picture, dpi=40).startswith(b"\x89PNG")


@SLOW
@given(st.data())
def test_pictures_of_a_scorecard(data: st.DataObject) -> None:
    """Any framework, answers and rule can be drawn."""
    assessment = data.draw(strategies.assessments())
    scale = assessment.framework.scale
    card = score(assessment, rule=data.draw(strategies.rules(scale)))
    check(HeatMap.of(card))
    check(LevelCoverage.of(card))
    wanted = Target.of(assessment.framework, everything=data.draw(st.sampled_from(scale.levels)))
    for by in get_args(RowKind):
        check(Lollipop.of(gaps(assessment, wanted), by=by))


@SLOW
@given(st.data())
def test_pictures_of_a_history(data: st.DataObject) -> None:
    """Any days can be drawn, however far apart."""
    framework = data.draw(strategies.frameworks())
    days: list[date] = data.draw(st.lists(st.dates(), min_size=2, max_size=4, unique=True))
    check(
        SmallMultiples.of(
            History(
                attrs.evolve(data.draw(strategies.assessments(framework)), assessed_on=day, organisation="Ours")
                for day in days
            )
        )
    )


@SLOW
@given(strategies.panels())
def test_pictures_of_a_panel(panel: Panel) -> None:
    """Any panel can be drawn."""
    check(DivergingBars.of(panel, criteria="all"))


@SLOW
@given(st.data(), strategies.networks())
def test_pictures_of_a_network(data: st.DataObject, network: Network) -> None:
    """Any network can be drawn, whatever is withheld."""
    minimum = data.draw(st.sampled_from([0, 2, 5]))
    card = score(data.draw(strategies.assessments(network.framework)))
    check(HeatMap.of(network.pool(min_organisations=minimum)))
    check(BenchmarkStrip.of(Benchmark.from_network(network, min_organisations=minimum).compare(card), cells=True))
