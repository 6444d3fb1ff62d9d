"""Diverging bars: how far the people of a panel differ, as a picture."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    Framework,
    Level,
    Panel,
    PanelError,
    Respondent,
    Scale,
    Theme,
    UnknownIdError,
)
from datamaturity.reports.charts.diverging_bars import DivergingBars
from datamaturity.reports.charts.palette import level_colours
from datamaturity.reports.charts.spreads import Spread
from examples import ONE_THEME

NO = Answer.not_applicable("Closed")
UNSURE = Answer.do_not_know()
COLOURS = level_colours(5)


def panel(*answers: Mapping[str, int | Answer], organisation: str = "") -> Panel:
    """Return a panel whose people give these answers."""
    return Panel([Respondent(Assessment(ONE_THEME, one)) for one in answers], organisation=organisation)


# a: 2, 4, 4, 5. b: 1 and 5. c: all at 3. d: nobody gives a level. e: one level, one that does not apply.
TEAM = panel(
    {"a": 2, "b": 1, "c": 3, "d": NO, "e": 4},
    {"a": 4, "b": 5, "c": 3, "d": UNSURE, "e": NO},
    {"a": 4, "c": 3},
    {"a": 5, "c": 3},
    organisation="Abbey",
)


def parsed(svg: str) -> ElementTree.Element:
    """Return a picture as a tree."""
    return ElementTree.fromstring(svg)  # noqa: S314 - our own


def texts(svg: str) -> list[str]:
    """Return the lines of text in a picture."""
    root = parsed(svg)
    return [one.text for one in root.iter() if one.tag.endswith(("}text", "}tspan")) and one.text]


def bars(svg: str) -> list[tuple[float, float, str]]:
    """Return the bars in a picture without its key: where they begin, how wide they are, and their colour."""
    root = parsed(svg)
    rects = [one.attrib for one in root.iter() if one.tag.endswith("}rect")]
    return [(float(one["x"]), float(one["width"]), one["fill"]) for one in rects if one["height"] == "22"]


class TestData:
    def test_default(self) -> None:
        """The criteria on which people differ, the lowest consensus first, with exact numbers."""
        # b: half at each end, 0. a: the sums 0, 1, 1, 3 of 4 are 0, 1, 1, 1 from an end: 1 - 2*3/(4*4) = 5/8.
        found = DivergingBars.of(TEAM)

        assert (
            Spread("b", "Criterion b", (1, 0, 0, 0, 1), Level(1, "Beginning"), Fraction(0), 0, 0, 2),
            Spread("a", "Criterion a", (0, 1, 0, 2, 1), Level(4, "Developing"), Fraction(5, 8), 0, 0, 0),
        ) == found.spreads
        assert "Abbey: Where people differ, the lowest consensus first" == found.title
        assert 4 == found.respondent_count

    def test_chosen(self) -> None:
        """All criteria, or chosen ones in framework order, or the first few."""
        assert [*"abcde"] == [one.criterion for one in DivergingBars.of(TEAM, criteria="all").spreads]
        assert [*"ad"] == [one.criterion for one in DivergingBars.of(TEAM, criteria=["d", "a", "d"]).spreads]
        assert "Abbey: What people say of 2 criteria" == DivergingBars.of(TEAM, criteria=["d", "a"]).title

        few = DivergingBars.of(TEAM, limit=1)
        assert ["b"] == [one.criterion for one in few.spreads]
        assert few.title.endswith("first (1 of 2)")
        assert DivergingBars.of(TEAM) == DivergingBars.of(TEAM, limit=2)

    def test_unknown(self) -> None:
        """A criterion that the framework does not have is an error, and so is a text in place of a list."""
        with pytest.raises(UnknownIdError, match="no criterion 'z' in one-theme"):
            DivergingBars.of(TEAM, criteria=["z"])
        with pytest.raises(PanelError, match="criteria: are a list of ids, or \"all\", not 'a'"):
            DivergingBars.of(TEAM, criteria="a")

    def test_states(self) -> None:
        """Not applicable, do not know and unanswered are counted apart."""
        by_id = {one.criterion: one for one in DivergingBars.of(TEAM, criteria="all").spreads}

        assert (1, 1, 2) == by_id["d"].state_counts
        assert (None, None, "–") == (by_id["d"].median, by_id["d"].consensus, by_id["d"].consensus_text)
        assert (1, 0, 2) == by_id["e"].state_counts

    @pytest.mark.parametrize(
        ("consensus", "text"),
        [("0", "0.00"), ("1/1000", "0.01"), ("5/8", "0.63"), ("999/1000", "0.99"), ("1", "1.00")],
    )
    def test_consensus(self, consensus: str, text: str) -> None:
        """Consensus has two decimals, and reads 0.00 or 1.00 only where it is exactly that."""
        one = attrs.evolve(DivergingBars.of(TEAM).spreads[0], consensus=Fraction(consensus))

        assert text == one.consensus_text


class TestDescription:
    def test_most(self) -> None:
        """It names the criterion with the lowest consensus, with its numbers."""
        assert (
            "2 criteria, 4 respondents. They differ most on b Criterion b (1 at 1 Beginning, 1 at 5 Mastering, "
            "2 unanswered; median 1 Beginning, consensus 0.00)." == DivergingBars.of(TEAM).description
        )

    def test_agreed(self) -> None:
        """Where all agree, it says so."""
        alike = panel({"a": 2, "c": 3, "e": 1}, {"a": 2, "c": 3, "e": 1})

        assert "All who give a level agree on c Criterion c (4 at 3 Learning;" in (
            DivergingBars.of(TEAM, criteria=["c"]).description
        )
        assert DivergingBars.of(alike, criteria="all").description.endswith("consensus 1.00) and 2 others.")

    def test_shared(self) -> None:
        """Those with the same lowest consensus are counted; of one criterion there is no most."""
        split = panel({"a": 1, "b": 1, "c": 3}, {"a": 5, "b": 5, "c": 3})
        numbers = "(1 at 1 Beginning, 1 at 5 Mastering; median 1 Beginning, consensus 0.00)"

        assert f"2 criteria, 2 respondents. They differ most on a Criterion a {numbers} and 1 other." == (
            DivergingBars.of(split).description
        )
        assert DivergingBars.of(split, criteria=["b"]).description.endswith(f"They differ on b Criterion b {numbers}.")

    def test_none(self) -> None:
        """Nothing to show and nobody with a level are told apart."""
        assert "There is no criterion to show, of 1 respondent." == DivergingBars.of(panel({"a": 1})).description
        assert "1 criterion, 4 respondents. Nobody gives a level." == DivergingBars.of(TEAM, criteria=["d"]).description


class TestRows:
    def test_rows(self) -> None:
        """One row for each level and state; bars reach from the middle of the median's level."""
        # a: 1 at 2, 2 at 4, 1 at 5: the two at 4 lie from -1 to 1.
        rows = DivergingBars.of(TEAM, criteria=["a"]).chart_rows()

        assert [0, 1, 0, 2, 1, 0, 0, 0] == [one["count"] for one in rows]
        assert [(None, None), (-2.0, -1.0), (None, None), (-1.0, 1.0), (1.0, 2.0)] + 3 * [(None, None)] == [
            (one["start"], one["end"]) for one in rows
        ]
        assert 5 * ["level"] + ["not applicable", "do not know", "unanswered"] == [one["mark"] for one in rows]
        assert {("a", 4, 0.625, "0.63")} == {
            (one["criterion"], one["median"], one["consensus"], one["consensus_text"]) for one in rows
        }


class TestPicture:
    def test_bars(self) -> None:
        """Each bar is as wide as its count, in its level's colour, and the median's is across one line for all."""
        b1, b5, a2, a4, a5 = bars(DivergingBars.of(TEAM).to_svg())

        assert [COLOURS[0], COLOURS[4], COLOURS[1], COLOURS[3], COLOURS[4]] == [one[2] for one in (b1, b5, a2, a4, a5)]
        assert a4[1] == 2 * a2[1] == 2 * a5[1] == 2 * b1[1]
        assert b1[0] + b1[1] / 2 == a4[0] + a4[1] / 2
        assert a2[0] < a4[0] < a5[0]

    def test_texts(self) -> None:
        """Names, counts, levels' numbers and names, medians, consensus and the states' headings stand as text."""
        found = texts(DivergingBars.of(TEAM, criteria=["e"]).to_svg())

        for text in ("e Criterion e", "median 4 Developing", "1.00", "1", "2", "0", "Consensus", "Unanswered"):
            assert text in found
        for place in (1, 3, 5):
            assert {str(place), ONE_THEME.scale.level(place).name} <= {*found}
        assert "Not applicable Do not know" in " ".join(found)

    def test_ink(self) -> None:
        """A number in a bar reads on the bar's colour; in a dark one it is light."""
        svg = DivergingBars.of(panel({"a": 1}, {"a": 5})).to_svg()

        assert re.search(r'fill="#000000">1<', svg)
        assert re.search(r'fill="#FFFFFF">1<', svg)

    def test_narrow(self) -> None:
        """In a bar too narrow for its count the count stands above, beside its neighbours and not on them."""
        svg = DivergingBars.of(panel(*[{"a": 1}] * 95, {"a": 2}, {"a": 3}, {"a": 4}, {"a": 5})).to_svg()
        root = parsed(svg)
        ones = [one for one in root.iter() if one.text == "1" and one.get("font-size") == "12"]
        found = sorted(float(one.attrib["x"]) for one in ones)

        assert 4 == len(found)
        assert all(one.get("fill") == "currentColor" for one in ones)
        assert all(after - before >= 6 for before, after in pairwise(found))

    def test_narrow_median(self) -> None:
        """Where the median's own count stands above its bar, nothing is drawn through it."""
        people = [*[{"a": 1}] * 40, {"a": 3}, *[{"a": 5}] * 40]
        lines = [one.attrib for one in parsed(DivergingBars.of(panel(*people)).to_svg()).iter()]
        (dashed,) = [one for one in lines if one.get("stroke-dasharray")]
        (bar,) = {one["y"] for one in lines if one.get("height") == "22"}

        assert float(bar) - float(dashed["y2"]) >= 12

    def test_one_person(self) -> None:
        """One person's bar is not as wide as the picture."""
        ((_, width, _),) = bars(DivergingBars.of(panel({"a": 3}), criteria="all").to_svg())

        assert width <= 44

    def test_nobody(self) -> None:
        """A criterion without a level has words in place of bars, and no line through them."""
        svg = DivergingBars.of(TEAM, criteria=["d"]).to_svg()

        assert [] == bars(svg)
        assert {"nobody gives a level", "median –", "–"} <= {*texts(svg)}
        assert "stroke-dasharray" not in svg

    def test_nothing(self) -> None:
        """Where people do not differ at all, there is a picture that says so."""
        assert "There is no criterion to show." in texts(DivergingBars.of(panel({"a": 1})).to_svg())

    def test_hostile(self) -> None:
        """Names are text, whatever is in them: escaped, and with nothing that turns their surroundings."""
        scale = Scale([Level(0, "<b>none"), Level(7, "all & more")])
        framework = Framework(
            id="x",
            version="1",
            title="X",
            scale=scale,
            themes=[Theme("t", "T")],
            criteria=[Criterion("c", "<script>alert(1)</script> \u202eturned\x00", theme="t")],
        )
        people = [Respondent(Assessment(framework, {"c": level})) for level in (0, 7)]
        svg = DivergingBars.of(Panel(people, organisation='<img src="x">')).to_svg()
        found = texts(svg)

        assert "<script>" not in svg
        assert "<img" not in svg
        assert "\u202e" not in svg
        assert {"0", "<b>none", "7", "all & more"} <= {*found}
        assert "<script>alert(1)</script>" in "".join(found).replace(" ", "")

    def test_many_levels(self) -> None:
        """The picture is wider where the levels that people give need it."""
        scale = Scale([Level(number, f"Level {number}") for number in range(60)])
        framework = attrs.evolve(ONE_THEME, scale=scale, criteria=[Criterion("a", "A", theme="data")])
        people = [Respondent(Assessment(framework, {"a": number})) for number in range(60)]
        svg = DivergingBars.of(Panel(people)).to_svg()

        assert 60 == len(bars(svg))
        assert float(parsed(svg).attrib["width"]) > 750

    def test_names(self) -> None:
        """Long names stand in several lines, and the row is as high as they need."""
        words: Sequence[str] = ["wordy"] * 16
        framework = attrs.evolve(ONE_THEME, criteria=[Criterion("a", " ".join(words), theme="data")])
        people = [Respondent(Assessment(framework, {"a": level})) for level in (1, 2)]
        svg = DivergingBars.of(Panel(people)).to_svg()

        assert 16 == " ".join(texts(svg)).count("wordy")
