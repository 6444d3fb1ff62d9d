"""The laws of the pictures of progress: well-formed for anything, and no number that their rows do not have."""

import re
from xml.etree import ElementTree

import attrs
from hypothesis import given
from hypothesis import strategies as st

import strategies
from datamaturity import Framework, History, Target, gaps
from datamaturity.reports.charts.lollipop import Lollipop
from datamaturity.reports.charts.lollipop_rows import LollipopState
from datamaturity.reports.charts.palette import level_colours
from datamaturity.reports.charts.small_multiples import SmallMultiples
from datamaturity.reports.plain_text import visible
from picture_texts import ends_of

NUMBER = re.compile(r"[<>]?-?\d+\.\d+\*?", re.ASCII)
SPACE = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    """Return each text of a picture, whose lines are joined; it has to be well-formed."""
    return ["".join(each.itertext()) for each in ElementTree.fromstring(svg).iter(f"{SPACE}text")]  # noqa: S314


def packed(text: str) -> str:
    """Return a text as a picture has it, without the blanks at which lines break."""
    return visible(text).replace(" ", "")


@st.composite
def targets(draw: st.DrawFn, framework: Framework) -> Target:
    """Targets for some criteria, all or none."""
    levels = st.none() | st.sampled_from(framework.scale.levels)
    wanted = {one: draw(levels) for one in framework.criterion_ids}
    return Target.of(framework, criteria={one: level for one, level in wanted.items() if level})


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Histories of two to four days, any time apart."""
    framework = draw(strategies.frameworks())
    days = draw(st.lists(st.dates(), min_size=2, max_size=4, unique=True))
    given = [draw(strategies.assessments(framework)) for _ in days]
    return History(
        attrs.evolve(one, assessed_on=day, organisation="Ours") for one, day in zip(given, days, strict=True)
    )


class TestLollipops:
    @given(st.data())
    def test_pictures(self, data: st.DataObject) -> None:
        """Every row is in the picture by name; every number shown stands in the rows, in the order of the gaps."""
        assessment = data.draw(strategies.assessments())
        found = gaps(assessment, data.draw(targets(assessment.framework)))
        for by in (None, "theme", "cell", "criterion"):
            picture = Lollipop.of(found, by=by)
            shown, rows = texts(picture.to_svg()), picture.chart_rows()
            known = {str(row[column]) for row in rows for column in ("current_text", "target_text", "gap_text")}
            of_ours = [text for text in shown if NUMBER.fullmatch(text)]
            names = {packed(row.name) for row in picture.rows}

            assert {text for text in of_ours if packed(text) not in names} <= known
            assert all(any(name in packed(text) for text in shown) for name in names)
            widths = [row.gap for row in picture.rows if row.gap is not None]
            assert sorted(widths, reverse=True) == widths
            for row in picture.rows:
                assert (row.state is LollipopState.BELOW) == bool(row.gap)
                assert (row.state is LollipopState.REACHED) == (row.gap == 0)
                if row.state is LollipopState.BELOW:
                    assert {*"123456789"} & {*row.gap_text}
                if row.state in (LollipopState.BELOW, LollipopState.REACHED):
                    assert {row.current_text, row.target_text, row.gap_text} <= {*shown}
                    assert (row.current == row.target) == (row.current_text == row.target_text)
            assert picture.to_svg() == Lollipop.of(found, by=by).to_svg()
            largest = [row for row in picture.rows if row.gap and row.gap == max(widths)]
            for row in largest[:1]:
                which = "only" if len([one for one in widths if one]) == 1 else "largest"
                others = f" and {len(largest) - 1} other{'s' * (len(largest) > 2)}" if len(largest) > 1 else ""
                numbers = f"({row.current_text} now, {row.target_text} wanted)"
                said = f"The {which} gap is {row.gap_text.rstrip('*')} in {row.name} {numbers}{others}."
                assert said in picture.description
            assert bool(picture.notes) == picture.description.endswith("fills no gap of others.")

    @given(st.data())
    def test_nothing_is_dropped(self, data: st.DataObject) -> None:
        """Every criterion is in the picture of criteria, those that do not apply among them."""
        assessment = data.draw(strategies.assessments())
        found = gaps(assessment, data.draw(targets(assessment.framework)))
        rows = Lollipop.of(found, by="criterion").rows

        assert sorted(assessment.framework.criterion_ids) == sorted(row.id for row in rows)
        applies = {row.id for row in rows if row.state is not LollipopState.NOT_APPLICABLE}
        assert {*found.criteria} == applies


class TestSmallMultiples:
    @given(histories(), st.data())
    def test_pictures(self, history: History, data: st.DataObject) -> None:
        """Every panel is in the picture with its name and its last score, as its rows have them."""
        scale = history.assessments[0].framework.scale
        rule = data.draw(st.none() | strategies.rules(scale))
        picture = SmallMultiples.of(history, rule=rule)
        svg = picture.to_svg()
        shown, rows = texts(svg), picture.chart_rows()
        means = {(row["id"], row["day"]): row["mean_text"] for row in rows}

        assert len(picture.panels) * len(history.dates) == len(rows)
        for panel in picture.panels:
            assert packed(panel.name) in {packed(text) for text in shown}
            assert packed(panel.said) in {packed(text) for text in shown}
            if panel.moments[-1].mean is not None:
                assert panel.said.startswith(str(means[panel.id, history.dates[-1].isoformat()]))
        assert svg == SmallMultiples.of(history, rule=rule).to_svg()
        last = [(panel, panel.moments[-1]) for panel in picture.panels]
        scored = [
            (one.mean, one.text, f"{panel.name} ({panel.rests_on})") for panel, one in last if one.mean is not None
        ]
        assert (ends_of(scored, "mean on the last") if scored else "") in picture.description

    @given(histories())
    def test_colours(self, history: History) -> None:
        """A circle has the colour of a level only where a last stage is that level."""
        picture = SmallMultiples.of(history)
        root = ElementTree.fromstring(picture.to_svg())  # noqa: S314
        fills = [each.get("fill") for each in root.iter(f"{SPACE}circle")]
        colours = dict(zip(picture.scale, level_colours(len(picture.scale)), strict=True))
        last = [panel.moments[-1] for panel in picture.panels]
        scored = sorted(colours[one.stage] for one in last if one.stage and one.mean is not None)

        assert scored == sorted(fill or "" for fill in fills if fill in colours.values())
