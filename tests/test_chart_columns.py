"""What the six pictures have in common: columns, whose structure it is, and ids of a page's own."""

from datetime import date
from typing import Any, cast

import attrs
import pytest

from datamaturity import (
    Assessment,
    Benchmark,
    History,
    Network,
    Organisation,
    Panel,
    Respondent,
    Target,
    WrongTypeError,
    gaps,
    score,
)
from datamaturity.reports.charts.benchmark_strip import BenchmarkStrip
from datamaturity.reports.charts.columns import shared_columns
from datamaturity.reports.charts.diverging_bars import DivergingBars
from datamaturity.reports.charts.heat_map import HeatMap
from datamaturity.reports.charts.keys import SIZE, WIDTH, credit
from datamaturity.reports.charts.level_coverage import LevelCoverage
from datamaturity.reports.charts.lollipop import Lollipop
from datamaturity.reports.charts.small_multiples import SmallMultiples
from datamaturity.reports.charts.svg import wrapped
from datamaturity.reports.outline import Picture
from examples import CROSSED

FRAMEWORK = attrs.evolve(CROSSED, attribution="Some publisher", structure_licence="CC BY 4.0")
ANSWERS = Assessment(FRAMEWORK, {"1.1": 2, "1.2": 4, "2.3": 3})
CARD = score(ANSWERS, overall=True)
NETWORK = Network([Organisation(str(n), ANSWERS) for n in range(6)])
PICTURES: list[Picture] = [
    HeatMap.of(CARD),
    LevelCoverage.of(CARD),
    Lollipop.of(gaps(ANSWERS, Target.of(FRAMEWORK, everything=3))),
    Lollipop.of(gaps(ANSWERS, Target.of(FRAMEWORK, everything=3)), by="criterion"),
    SmallMultiples.of(History(attrs.evolve(ANSWERS, assessed_on=date(year, 3, 31)) for year in (2025, 2026))),
    DivergingBars.of(Panel([Respondent(ANSWERS), Respondent(ANSWERS)]), criteria="all"),
    BenchmarkStrip.of(Benchmark.from_network(NETWORK).compare(CARD), cells=True),
]
pictures = pytest.mark.parametrize("picture", PICTURES, ids=lambda one: type(one).__name__)


@pictures
def test_rows_begin_alike(picture: Picture) -> None:
    """The first columns of every row are those that all pictures share, with what the framework says."""
    known = [shared_columns(FRAMEWORK, one) for one in FRAMEWORK.groups]
    known += [shared_columns(FRAMEWORK, one) for one in FRAMEWORK.criteria]
    # Nobody can answer for the cell of topic 2 and skills, which has no criteria.
    empty = "2/skills"

    assert picture.chart_rows()
    for row in picture.chart_rows():
        assert [*known[0]] == [*row][: len(known[0])]
        assert row["id"] == empty or {key: row[key] for key in known[0]} in known


@pictures
def test_credit(picture: Picture) -> None:
    """Whose structure it is stands on the picture."""
    assert ">Some publisher (CC BY 4.0)<" in picture.to_svg()


@pictures
def test_long_credit(picture: Picture) -> None:
    """Of 10,000 letters about a licence, a picture has four lines, the last of which ends in an ellipsis."""
    longer = attrs.evolve(FRAMEWORK, attribution="Words " * 2000)

    assert credit(longer).endswith("Words…")
    assert 4 == len(wrapped(credit(longer), WIDTH - 20, SIZE, most=99))
    assert 4 == attrs.evolve(cast(Any, picture), framework=longer).to_svg().count(">Words")


@pytest.mark.parametrize(
    ("of", "taken"),
    [
        (HeatMap.of, "HeatMap.of takes Scorecard, PooledScorecard or NetworkScorecard, as score(...) or .pool(...)"),
        (LevelCoverage.of, "LevelCoverage.of takes Scorecard, as score(...)"),
        (Lollipop.of, "Lollipop.of takes Gaps, as gaps(...)"),
        (SmallMultiples.of, "SmallMultiples.of takes History, as History(...)"),
        (DivergingBars.of, "DivergingBars.of takes Panel, as Panel(...)"),
        (BenchmarkStrip.of, "BenchmarkStrip.of takes BenchmarkComparison, as benchmark.compare(...)"),
    ],
)
def test_other_things(of: Any, taken: str) -> None:
    """What is no result that a picture shows is refused, with what it takes."""
    with pytest.raises(WrongTypeError) as caught:
        of(None)

    assert f"{taken} returns, not None" == str(caught.value)


@pictures
def test_id_prefix(picture: Picture) -> None:
    """The same picture twice on a page has ids of its own in each place, and is the same in all else."""
    svg = picture.to_svg(id_prefix="f2-")

    assert 4 == svg.count("f2-")
    assert picture.to_svg() == svg.replace("f2-", "")


def test_a_cell_without_criteria() -> None:
    """A heat map's row for a cell that the framework does not have names its topic and its theme all the same."""
    (row,) = [one for one in HeatMap.of(CARD).chart_rows() if one["state"] == "empty"]

    assert ("cell", "2/skills", "Deciding", "Skills") == tuple(
        row[key] for key in ("kind", "id", "topic_name", "theme_name")
    )
    assert "Deciding × Skills" == row["name"]
