"""Benchmark strips: where others stand, and one's own score among them, as a picture."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from xml.etree import ElementTree

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Benchmark,
    Criterion,
    Framework,
    Level,
    Network,
    NoStage,
    Organisation,
    Panel,
    Respondent,
    Theme,
    Withheld,
    score,
)
from datamaturity.reports.charts.benchmark_strip import BenchmarkStrip
from datamaturity.reports.charts.palette import level_colours
from datamaturity.reports.charts.strip_rows import Strip
from examples import CROSSED, FIVE, ONE_THEME, SAMM

FEW = Withheld("it is about fewer than 5 organisations, or would give such a figure away")
# (3 + 2)/2 = 2.5, which rounds up to the third stage.
OWN = {"a": 3, "b": 2}


def picture(counts: Sequence[int], own: Mapping[str, int | Answer] = OWN, **options: object) -> BenchmarkStrip:
    """Return the picture of answers beside published counts of one theme."""
    benchmark = Benchmark.from_counts(ONE_THEME, themes={"data": counts}, **options)  # type: ignore[arg-type]
    return BenchmarkStrip.of(benchmark.compare(score(Assessment(ONE_THEME, own))))


def parsed(svg: str) -> ElementTree.Element:
    """Return a picture as a tree."""
    return ElementTree.fromstring(svg)  # noqa: S314 - our own


def texts(svg: str) -> list[str]:
    """Return the lines of text in a picture."""
    return [one.text for one in parsed(svg).iter() if one.tag.endswith(("}text", "}tspan")) and one.text]


def shapes(svg: str, kind: str) -> list[dict[str, str]]:
    """Return the shapes of one kind in a picture, those of its key among them."""
    return [one.attrib for one in parsed(svg).iter() if one.tag.endswith(f"}}{kind}")]


class TestData:
    def test_figures(self) -> None:
        """The others' figures and one's own, exactly as they are."""
        # Of 156, a quarter is the 39th, half the 78th, three quarters the 117th. Rank: (41 + 57 + 35/2)/156.
        (one,) = picture([41, 57, 35, 15, 8]).strips

        assert (
            Strip(
                ONE_THEME.theme_groups[0],
                organisation_count=156,
                member_count=156,
                stage_counts=(41, 57, 35, 15, 8),
                no_stage_count=0,
                quartiles=(Fraction(1), Fraction(2), Fraction(3)),
                mean=Fraction(5, 2),
                mean_text="2.5",
                stage=Level(3, "Learning"),
                why_no_stage=None,
                percentile_rank=Fraction(77, 104),
            )
            == one
        )

    def test_no_stage_of_ones_own(self) -> None:
        """Where one has no stage, its row has no number, and a sign as its text."""
        rows = [row for row in picture([1, 2, 3, 4, 5], {}).chart_rows() if row["mark"] == "own stage"]

        assert [(None, "–", False)] == [(row["value"], row["text"], row["withheld"]) for row in rows]

    def test_groups(self) -> None:
        """Topics, themes and the whole are shown, cells where they are asked for."""
        network = Network([Organisation(str(n), Assessment(CROSSED, {"1.1": 3, "2.3": 2})) for n in range(6)])
        comparison = Benchmark.from_network(network, overall=True).compare(
            score(Assessment(CROSSED, {"1.1": 2}), overall=True)
        )
        kinds = [one.group.kind for one in BenchmarkStrip.of(comparison).strips]

        assert ["topic", "topic", "theme", "theme", "overall"] == kinds
        assert 8 == len(BenchmarkStrip.of(comparison, cells=True).strips)
        svg = BenchmarkStrip.of(comparison, cells=True).to_svg()
        headings = [text for text in texts(svg) if text in ("Topics", "Themes", "Topics × themes", "Overall")]
        assert ["Topics", "Themes", "Topics × themes", "Overall"] == headings

    def test_title(self) -> None:
        """The benchmark's title, source and day are on the picture."""
        made = picture([9, 9, 9, 9, 9], title="Charities", source="A survey", dated=date(2026, 1, 2))

        assert ("Beside the benchmark Charities", "A survey, 2026-01-02") == (made.title, made.source)
        assert {"Beside the benchmark Charities", "A survey, 2026-01-02"} <= {*texts(made.to_svg())}
        assert "Beside the benchmark" == picture([9, 9, 9, 9, 9]).title

    @pytest.mark.parametrize(("fives", "text"), [(23, "4.46: 4 Developing"), (26, "4.5: 5 Mastering")])
    def test_label_and_stage(self, fives: int, text: str) -> None:
        """A mean has as many decimals as it needs to read like its stage."""
        # (23*5 + 27*4)/50 = 4.46, (26*5 + 24*4)/50 = 4.52.
        criteria = [Criterion(str(n), f"Number {n}", theme="data") for n in range(50)]
        framework = attrs.evolve(ONE_THEME, criteria=criteria)
        benchmark = Benchmark.from_counts(framework, themes={"data": [9, 9, 9, 9, 9]})
        card = score(Assessment(framework, {str(n): 5 if n < fives else 4 for n in range(50)}))
        made = BenchmarkStrip.of(benchmark.compare(card))
        (circle, _) = shapes(made.to_svg(), "circle")
        column = 360 / 5
        place = (float(circle["cx"]) - 4 - 180) // column

        assert text == made.strips[0].own_text
        assert place == (3 if fives == 23 else 4)


class TestOwn:
    def test_no_answers(self) -> None:
        """Without a score of one's own, it is said why; there is no mark, and none in the key."""
        made = picture([9, 9, 9, 9, 9], {})
        svg = made.to_svg()

        assert "no stage, none of its criteria is answered" == made.strips[0].own_text
        assert "no percentile rank" in texts(svg)
        assert [] == shapes(svg, "circle")
        assert not any("One's own" in text for text in texts(svg))

    def test_not_applicable(self) -> None:
        """Not applicable reads differently from unanswered."""
        nothing = {str(one): Answer.not_applicable("Closed") for one in ONE_THEME.criterion_ids}

        assert "no stage, none of its criteria applies" == picture([9, 9, 9, 9, 9], nothing).strips[0].own_text

    def test_rule_gives_none(self) -> None:
        """A mean without a stage is shown with the reason."""
        (one,) = picture([9, 9, 9, 9, 9]).strips
        one = attrs.evolve(one, stage=None, why_no_stage=NoStage.RULE)

        assert "2.5: no stage, the rule gives none: the lowest level is not reached, or is open" == one.own_text

    def test_own_withheld(self) -> None:
        """A network's own score may be withheld, too: text and rows say so."""
        made = picture([9, 9, 9, 9, 9])
        one = attrs.evolve(made.strips[0], mean=FEW, mean_text="withheld", stage=FEW, percentile_rank=FEW)
        svg = attrs.evolve(made, strips=(one,)).to_svg()

        assert {"own score withheld", "percentile rank withheld"} <= {*texts(svg)}
        assert [] == shapes(svg, "circle")

    def test_stage_only(self) -> None:
        """A stage without a mean is a stage."""
        assert "3 Learning" == attrs.evolve(picture([9] * 5).strips[0], mean=None, mean_text="–").own_text


class TestWithheld:
    def test_boxes(self) -> None:
        """What is withheld has the word in a double box as high as any, and the reason in the key; 0 stands as 0."""
        # As in the explanation: 3 are too few, and 6 would give them away.
        svg = picture([12, 20, 3, 0, 6]).to_svg()
        boxes = [one for one in shapes(svg, "rect") if one["fill"] == "none"]
        found = texts(svg)

        assert 6 == len(boxes)  # two frames for each of two, and for the one in the key
        assert 2 == len({(one["width"], one["height"]) for one in boxes[:4]})
        assert 2 == found.count("withheld")
        assert {"12", "20", "0", "percentile rank withheld"} <= {*found}
        assert not {"3 ", "6"} & {*found}
        assert f"Withheld: {FEW.why}; the size of the box says nothing" in " ".join(found)

    def test_nothing_leaks(self) -> None:
        """Counts that are told alike make the same picture, whatever the withheld ones are."""
        assert picture([12, 20, 3, 0, 6]).to_svg() == picture([12, 20, 4, 0, 5]).to_svg()

    def test_quartiles_are_placed_as_written(self) -> None:
        """Two medians that read alike stand in one place: the picture tells no more decimals than its text."""
        made = picture([9, 9, 9, 9, 9])

        def marks(median: str) -> list[dict[str, str]]:
            one = attrs.evolve(made.strips[0], quartiles=(Fraction(1), Fraction(median), FEW))
            return shapes(attrs.evolve(made, strips=(one,)).to_svg(), "line")

        assert marks("2.31") == marks("2.34")
        assert marks("2.34") != marks("2.36")

    def test_all(self) -> None:
        """Of too few organisations nothing is told, not even how many there are."""
        made = picture([1, 2, 1, 0, 0])
        svg = made.to_svg()

        assert 6 == texts(svg).count("withheld")  # no stage, and five levels
        assert {"organisations: withheld", "quartiles withheld"} <= {*texts(svg)}
        assert not any("How many of the" in text for text in texts(svg))
        assert made.description.startswith(
            "1 group beside organisations whose number is withheld. Figures of 1 group are withheld."
        )

    def test_rows(self) -> None:
        """In rows what is withheld has no value, and says so."""
        rows = {(one["mark"], one["level"]): one for one in picture([12, 20, 3, 0, 6]).chart_rows()}

        assert (None, "withheld", True) == tuple(rows["stage count", 3][key] for key in ("value", "text", "withheld"))
        assert (0, "0", False) == tuple(rows["stage count", 4][key] for key in ("value", "text", "withheld"))
        assert (41, "41", False) == tuple(rows["organisations", None][key] for key in ("value", "text", "withheld"))


class TestPicture:
    def test_bars(self) -> None:
        """Bars are as high as the members' shares, each in its level's colour, with its count above."""
        svg = picture([10, 20, 5, 0, 5]).to_svg()
        bars = [one for one in shapes(svg, "rect") if one["fill"] != "none"][:4]

        assert [15.0, 30.0, 7.5, 7.5] == [float(one["height"]) for one in bars]
        assert [level_colours(5)[place] for place in (0, 1, 2, 4)] == [one["fill"] for one in bars]
        assert {"10", "20", "5", "0", "40 organisations"} <= {*texts(svg)}

    def test_marks(self) -> None:
        """One's own stage is below its column, one's own mean where it is among the levels' values."""
        # Columns are 360/5 = 72 wide from 184; 2.5 lies between the middles of the second and the third.
        svg = picture([41, 57, 35, 15, 8]).to_svg()
        thick = [one for one in shapes(svg, "line") if one["stroke-width"] == "4" and "stroke-opacity" not in one]

        assert "328" == shapes(svg, "circle")[0]["cx"]
        assert ("328", "400") == (thick[0]["x1"], thick[0]["x2"])
        assert {"2.5: 3 Learning", "percentile rank 74%", "quartiles 1.0, 2.0, 3.0"} <= {*texts(svg)}

    def test_uneven_values(self) -> None:
        """On a scale with uneven values a mean stands evenly between the levels beside it."""
        # 0, 1/4, 1/2, 1 in columns of 90: 3/4 reads 0.8, three fifths of the way from the third's middle, 409, on.
        framework = attrs.evolve(ONE_THEME, scale=SAMM, default_rule="mean-nearest")
        benchmark = Benchmark.from_counts(framework, themes={"data": [9, 9, 9, 9]})
        svg = BenchmarkStrip.of(benchmark.compare(score(Assessment(framework, {"a": 2, "b": 3})))).to_svg()

        assert "463" == shapes(svg, "circle")[0]["cx"]

    def test_no_stage(self) -> None:
        """Members without a stage have a column of their own, where there are any."""
        made = picture([9, 9, 9, 9, 9])
        assert "No stage" not in texts(made.to_svg())

        svg = attrs.evolve(made, strips=(attrs.evolve(made.strips[0], no_stage_count=7, member_count=52),)).to_svg()
        assert {"No stage", "7"} <= {*texts(svg)}
        assert "none" == shapes(svg, "rect")[0]["fill"]

    def test_respondents(self) -> None:
        """Where respondents count, there are two numbers, and the key says who is counted."""
        people = Panel([Respondent(Assessment(ONE_THEME, {"a": 3})) for _ in range(2)])
        network = Network([Organisation(str(n), people) for n in range(6)])
        benchmark = Benchmark.from_network(network, by="respondents")
        found = texts(BenchmarkStrip.of(benchmark.compare(network.pool(by="respondents"))).to_svg())

        assert "6 organisations, 12 respondents" in found
        assert any("How many of the respondents" in text for text in found)

    def test_nobody(self) -> None:
        """Where nobody has an answer, there are no quartiles, no rank and no bar."""
        svg = picture([0, 0, 0, 0, 0]).to_svg()

        assert {"0 organisations", "quartiles –", "no percentile rank"} <= {*texts(svg)}
        assert [] == shapes(svg, "rect")

    def test_nothing(self) -> None:
        """A benchmark of no group at all makes a picture that says so."""
        made = attrs.evolve(picture([9, 9, 9, 9, 9]), strips=())

        assert "The benchmark has no group to show." == made.description
        assert made.description in texts(made.to_svg())

    def test_hostile(self) -> None:
        """Names are text, whatever is in them, long ones in several lines."""
        name = "<script>alert(1)</script> \u202e" + "wordy " * 14
        framework = Framework(
            id="x",
            version="1",
            title="X",
            scale=FIVE,
            themes=[Theme("t", name)],
            criteria=[Criterion("c", "C", theme="t")],
        )
        benchmark = Benchmark.from_counts(framework, themes={"t": [9] * 5}, title="<b>\x00", source="<i>&")
        svg = BenchmarkStrip.of(benchmark.compare(score(Assessment(framework, {"c": 1})))).to_svg()

        assert not any(sign in svg for sign in ("<script", "<b>", "<i>", "\u202e", "\x00"))
        assert "<script>alert(1)</script>" in "".join(texts(svg))
        assert "<i>&" in texts(svg)


class TestDescription:
    def test_ends(self) -> None:
        """It names the groups with the highest and the lowest percentile rank."""
        # Topic 1 stands at 5 of counts with 9 each: (36 + 9/2)/45 = 90%; topic 2 at 1: 10%.
        benchmark = Benchmark.from_counts(CROSSED, topics={"1": [9] * 5, "2": [9] * 5}, themes={"data": [10] * 5})
        card = score(Assessment(CROSSED, {"1.1": 5, "1.2": 5, "2.3": 1}))
        found = BenchmarkStrip.of(benchmark.compare(card)).description

        assert (
            "3 groups beside 45 to 50 organisations. "
            "The highest percentile rank is 90% in 1 Sharing (5.0: 5 Mastering; quartiles 2.0, 3.0, 4.0); "
            "the lowest, 10% in 2 Deciding (1.0: 1 Beginning; quartiles 2.0, 3.0, 4.0)." == found
        )

    def test_without_rank(self) -> None:
        """Without any rank it says so."""
        assert "1 group beside 45 organisations. There is no percentile rank." == picture([9] * 5, {}).description
