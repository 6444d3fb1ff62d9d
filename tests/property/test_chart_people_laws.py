"""Laws of the pictures of people and of others: well-formed, with every number in them in their rows."""

from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

import strategies
from datamaturity import Benchmark, BenchmarkComparison, Network, Panel, Withheld, score
from datamaturity.reports.charts.benchmark_strip import BenchmarkStrip
from datamaturity.reports.charts.diverging_bars import DivergingBars
from datamaturity.reports.figures import share_text
from datamaturity.reports.plain_text import visible
from picture_texts import ends_of


def parsed(svg: str) -> ElementTree.Element:
    """Return a picture, which is well-formed, as a tree."""
    return ElementTree.fromstring(svg)  # noqa: S314 - our own


def lines_of(svg: str) -> list[str]:
    """Return the lines of text in a picture."""
    root = parsed(svg)
    return [one.text or "" for one in root.iter() if one.tag.endswith(("}text", "}tspan"))]


class TestDivergingBars:
    """Of any panel."""

    @given(strategies.panels())
    def test_rows(self, panel: Panel) -> None:
        """Every count and consensus in the rows stands in the picture, and everybody is counted once a criterion."""
        picture = DivergingBars.of(panel, criteria="all")
        found, rows = lines_of(picture.to_svg()), picture.chart_rows()

        assert len(panel) * len(picture.spreads) == sum(int(str(one["count"])) for one in rows)
        for row in rows:
            assert row["consensus_text"] in found
            if row["count"] or row["level"] is None:
                assert row["text"] in found

    @given(strategies.panels())
    def test_description(self, panel: Panel) -> None:
        """The criterion that the description names has the lowest consensus, and as many others as it says."""
        picture = DivergingBars.of(panel, criteria="all")
        known = [one for one in picture.spreads if one.consensus is not None]
        lowest = [one for one in known if one.consensus == min(each.consensus or 0 for each in known)]

        assert bool(known) != picture.description.endswith("Nobody gives a level.")
        for one in lowest[:1]:
            others = f" and {len(lowest) - 1} other{'s' * (len(lowest) > 2)}" if len(lowest) > 1 else ""
            assert f"on {one.criterion} {one.name} (" in picture.description
            assert picture.description.endswith(f", consensus {one.consensus_text}){others}.")

    @given(strategies.panels())
    def test_middle(self, panel: Panel) -> None:
        """Bars touch, from the lowest level to the highest; the median's reaches as far to the left as to the right."""
        rows = DivergingBars.of(panel, criteria="all").chart_rows()
        bars = [one for one in rows if one["start"] is not None]

        for row in bars:
            assert float(str(row["end"])) - float(str(row["start"])) == row["count"]
            if row["level"] == row["median"]:
                assert float(str(row["end"])) == -float(str(row["start"]))
        for one, other in pairwise(bars):
            assert one["criterion"] != other["criterion"] or one["end"] == other["start"]

    @given(strategies.panels())
    def test_bytes(self, panel: Panel) -> None:
        """Equal panels give equal pictures, by default of what is to discuss, with its title and description."""
        one, other = (
            DivergingBars.of(panel),
            DivergingBars.of(Panel(panel.respondents, organisation=panel.organisation)),
        )

        assert one.to_svg() == other.to_svg()
        root = parsed(one.to_svg())
        assert [visible(one.title), visible(one.description)] == [root[0].text, root[1].text]


@st.composite
def comparisons(draw: st.DrawFn) -> BenchmarkComparison:
    """A scorecard of anybody beside the benchmark of any network, withheld or not, or of published counts."""
    framework = draw(strategies.frameworks())
    rule = draw(strategies.rules(framework.scale))
    card = score(draw(strategies.assessments(framework)), rule=rule)
    minimum = draw(st.sampled_from([0, 2, 3, 5]))
    if draw(st.booleans()):
        network: Network = draw(strategies.networks(framework))
        return Benchmark.from_network(network, rule=rule, min_organisations=minimum).compare(card)
    size = len(framework.scale)
    counts = st.lists(st.integers(0, 30), min_size=size, max_size=size)
    groups = {one.id: draw(counts) for one in framework.theme_groups}
    topics = {one.id: draw(counts) for one in framework.topic_groups}
    made = Benchmark.from_counts(framework, themes=groups, topics=topics, rule=rule, min_organisations=minimum)
    return made.compare(card)


class TestBenchmarkStrip:
    """Of any comparison."""

    @given(comparisons())
    def test_rows(self, comparison: BenchmarkComparison) -> None:
        """Every number in the rows stands in the picture, and what is withheld has no number anywhere."""
        picture = BenchmarkStrip.of(comparison, cells=True)
        found, rows = " ".join(lines_of(picture.to_svg())), picture.chart_rows()

        for row in rows:
            assert not (row["withheld"] and row["value"] is not None)
            assert row["withheld"] == (row["text"] == "withheld")
            if row["withheld"] or (
                row["value"] is not None and row["mark"] not in ("members", "own stage", "no stage")
            ):
                assert str(row["text"]) in found

    @given(comparisons())
    def test_figures(self, comparison: BenchmarkComparison) -> None:
        """The picture has the comparison's figures, in its order."""
        picture = BenchmarkStrip.of(comparison, cells=True)

        for one, other in zip(picture.strips, comparison, strict=True):
            assert one.group == other.group
            assert one.stage_counts == other.benchmark.stage_counts
            assert one.percentile_rank == other.percentile_rank
            assert one.mean == other.score.mean
            assert isinstance(one.mean, Fraction | Withheld | None)

    @given(comparisons())
    def test_description(self, comparison: BenchmarkComparison) -> None:
        """The highest and the lowest percentile rank that it names are that, of those told."""
        picture = BenchmarkStrip.of(comparison, cells=True)
        where = " told" if any(isinstance(one.percentile_rank, Withheld) for one in picture.strips) else ""
        ranks = [
            (rank, share_text(rank), f"{one.group.label} ({one.own_text}; {one.quartiles_text})")
            for one in picture.strips
            if isinstance(rank := one.percentile_rank, Fraction)
        ]

        if picture.strips:
            none = f"There is no percentile rank{where}."
            assert picture.description.endswith(ends_of(ranks, f"percentile rank{where}") if ranks else none)

    @given(comparisons())
    def test_withheld_looks_alike(self, comparison: BenchmarkComparison) -> None:
        """The frames of what is withheld are of one size, an outer and an inner one, but for the key's."""
        root = parsed(BenchmarkStrip.of(comparison, cells=True).to_svg())
        # A bar may be as high by chance, but has a colour.
        frames = [one.attrib for one in root.iter() if one.tag.endswith("}rect") and one.get("fill") == "none"]
        inner = [one for one in frames if one["height"] == "25"]
        words = [one for one in root.iter() if one.text == "withheld" and one.get("text-anchor") == "middle"]

        assert len(words) == len(inner)
        assert len({one["width"] for one in inner}) <= 1
