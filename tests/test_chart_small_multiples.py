"""Each topic or theme over time, as a picture of small panels."""

from datetime import date
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    CutOffs,
    Framework,
    History,
    Level,
    ReachedBy,
    Scale,
    Topic,
    WrongTypeError,
)
from datamaturity.reports.charts.palette import level_colours
from datamaturity.reports.charts.small_multiples import SmallMultiples
from examples import CROSSED, FIVE, ONE_THEME

SPACE = "{http://www.w3.org/2000/svg}"
# One year, then three: 365 of 1461 days.
DAYS = (date(2021, 3, 31), date(2022, 3, 31), date(2025, 3, 31))
GIVEN: tuple[dict[str, Any], ...] = (
    {"1.1": 2, "1.2": 3, "2.3": 4},
    {"1.1": 4, "2.3": Answer.not_applicable(), "2.4": Answer.not_applicable()},
    {"1.1": 4, "1.2": 4, "2.3": Answer.do_not_know()},
)


def history(framework: Framework = CROSSED, given: tuple[dict[str, Any], ...] = GIVEN) -> History:
    """Return answers on as many of the days."""
    return History(
        Assessment(framework, one, assessed_on=day, organisation=" Trust ")
        for day, one in zip(DAYS, given, strict=False)
    )


def root_of(picture: SmallMultiples) -> ElementTree.Element:
    """Return the picture, read as XML."""
    return ElementTree.fromstring(picture.to_svg())  # noqa: S314


def texts(picture: SmallMultiples) -> list[str]:
    """Return each text of the picture; the lines of one are joined."""
    return [" ".join(each.itertext()) for each in root_of(picture).iter(f"{SPACE}text")]


class TestPanels:
    def test_worked_example(self) -> None:
        """Each topic has its mean, its stage and its answers on each day."""
        # Topic 1, weights 1 and 2: (2 + 6)/3, then 4 alone, then (4 + 8)/3. Topic 2: 4, not applicable, no answers.
        first, second = SmallMultiples.of(history()).panels

        assert [Fraction(8, 3), 4, 4] == [one.mean for one in first.moments]
        assert ["2.7", "4.0", "4.0"] == [one.text for one in first.moments]
        assert ["4.0", "–", "?"] == [one.text for one in second.moments]
        assert "4.0, 4 Developing; 2 of 2 answered" == first.said
        assert "? none of its criteria is answered; 4.0 on 2021-03-31" == second.said

    def test_never_scored(self) -> None:
        """A group without any score says why."""
        answers = {"2.3": Answer.not_applicable(), "2.4": Answer.not_applicable()}
        first, second = SmallMultiples.of(history(given=({}, answers))).panels

        assert "? none of its criteria is answered" == first.said
        assert "– none of its criteria applies" == second.said

    def test_themes(self) -> None:
        """Themes have panels where they are asked for, or where there are no topics."""
        assert ["data", "skills"] == [one.id for one in SmallMultiples.of(history(), by="theme").panels]
        assert ["data"] == [one.id for one in SmallMultiples.of(history(ONE_THEME, ({}, {}))).panels]

    def test_unknown_panels(self) -> None:
        """Panels of another kind are refused."""
        wrong: Any = "cell"
        with pytest.raises(WrongTypeError) as caught:
            SmallMultiples.of(history(), by=wrong)

        assert "by is 'topic' or 'theme', or None for the topics; not 'cell'" == str(caught.value)

    def test_number_fits_the_stage(self) -> None:
        """A mean just under a border keeps the decimals that show it."""
        # 2.46 is Emerging by mean-nearest; "2.5" would be Learning.
        criteria = [Criterion("a", "A", "1", weight=54), Criterion("b", "B", "1", weight=46)]
        framework = Framework(id="f", version="1", title="F", scale=FIVE, topics=[Topic("1", "T")], criteria=criteria)
        (panel,) = SmallMultiples.of(history(framework, ({}, {"a": 2, "b": 3}))).panels

        assert "2.46, 2 Emerging; 2 of 2 answered" == panel.said

    def test_chart_rows(self) -> None:
        """Rows for other programs are one for each day of each panel."""
        rows = SmallMultiples.of(history()).chart_rows()

        assert 6 == len(rows)
        assert rows[0] == {
            "framework": "crossed",
            "version": "1",
            "kind": "topic",
            "id": "1",
            "topic": "1",
            "topic_name": "Sharing",
            "theme": None,
            "theme_name": None,
            "criterion": None,
            "name": "Sharing",
            "label": "1 Sharing",
            "rule": "mean-nearest",
            "criteria": 2,
            "day": "2021-03-31",
            "mean": 8 / 3,
            "mean_text": "2.7",
            "stage": 3,
            "stage_name": "Learning",
            "why_no_stage": None,
            "answered": 2,
            "applicable": 2,
            "text": "2.7",
        }
        assert (None, None, "none of its criteria applies") == (
            rows[4]["mean"],
            rows[4]["stage"],
            rows[4]["why_no_stage"],
        )


class TestPicture:
    def test_days_by_their_distance(self) -> None:
        """Marks stand at the true distance of their days, and equal means at one height."""
        circles = [*root_of(SmallMultiples.of(history())).iter(f"{SPACE}circle")]
        first, second, third = circles[:3]
        xs = [float(one.get("cx") or "") for one in (first, second, third)]

        assert pytest.approx(365 / 1461, abs=1e-3) == (xs[1] - xs[0]) / (xs[2] - xs[0])
        assert second.get("cy") == third.get("cy")
        assert float(first.get("cy") or "") > float(third.get("cy") or "")

    def test_equal_axes(self) -> None:
        """Every panel has the same levels and days on its axes."""
        found = texts(SmallMultiples.of(history(), by="theme"))

        # Two panels, and the key.
        for number in "12345":
            assert 3 == found.count(number)
        for day in (DAYS[0], DAYS[2]):
            assert 2 == found.count(day.isoformat())

    def test_line_stops_where_there_is_no_score(self) -> None:
        """No line leads across a day without a score; its sign stands there and in the key."""
        answers: tuple[dict[str, Any], ...] = ({"a": 2}, {}, {"a": 4})
        picture = SmallMultiples.of(history(ONE_THEME, answers))

        assert [] == [*root_of(picture).iter(f"{SPACE}path")]
        assert "?" in texts(picture)
        assert "? none of its criteria is answered." in texts(picture)

    def test_line(self) -> None:
        """A line joins days that follow one another."""
        answers: tuple[dict[str, Any], ...] = ({"a": 2}, {"a": 3}, {})
        picture = SmallMultiples.of(history(ONE_THEME, answers))

        assert 1 == len([*root_of(picture).iter(f"{SPACE}path")])

    def test_not_applicable_and_unanswered_differ(self) -> None:
        """The two have signs of their own, both in the key."""
        found = texts(SmallMultiples.of(history()))

        assert {"?", "–"} <= {*found}
        assert any("– none of its criteria applies" in text and "? none" in text for text in found)

    def test_no_signs_no_key(self) -> None:
        """Where every day has a score, the key says nothing of signs."""
        found = texts(SmallMultiples.of(history(ONE_THEME, ({"a": 2}, {"a": 3}))))

        assert not any("none of its criteria" in text for text in found)

    def test_last_day_has_its_stages_colour(self) -> None:
        """The colour of the last mark is that of the stage in the text."""
        picture = SmallMultiples.of(history())
        third = [*root_of(picture).iter(f"{SPACE}circle")][2]

        assert level_colours(5)[3] == third.get("fill")
        assert "4.0, 4 Developing; 2 of 2 answered" in texts(picture)

    def test_rule_without_a_stage(self) -> None:
        """Where the rule gives no stage, the last mark is open and the key says why."""
        picture = SmallMultiples.of(history(ONE_THEME, ({"a": 2}, {"a": 3})), rule=ReachedBy("0.8"))
        second = [*root_of(picture).iter(f"{SPACE}circle")][1]

        assert "3.0, no stage; 1 of 5 answered" == picture.panels[0].said
        assert "none" == second.get("fill")
        assert any(text.startswith("An open mark has no stage; the rule gives none") for text in texts(picture))

    def test_empty_topic(self) -> None:
        """A topic without criteria says so, and has no signs."""
        framework = attrs.evolve(CROSSED, topics=[*CROSSED.topics, Topic("3", "Later")])
        picture = SmallMultiples.of(history(framework, ({"1.1": 1, "2.3": 1}, {"1.1": 2, "2.3": 2})))

        assert "no criteria" == picture.panels[2].said
        assert "no criteria" in texts(picture)
        assert not {"?", "–"} & {*texts(picture)}

    def test_many_days(self) -> None:
        """Days close to one another share a sign, dates keep their distance, and the key has every day."""
        days = [date(2020 + month // 12, 1 + month % 12, 1) for month in range(40)]
        picture = SmallMultiples.of(History(Assessment(ONE_THEME, assessed_on=day) for day in days))
        found = texts(picture)

        assert 2 <= found.count("?") < 40
        assert {"2020-01-01", "2023-04-01"} <= {*found}
        assert 3 == sum(text in {day.isoformat() for day in days} for text in found)
        assert all(any(text.startswith("The days") and day.isoformat() in text for text in found) for day in days)

    def test_many_levels(self) -> None:
        """Where levels stand close, the first and the last keep their numbers, and the key has all names."""
        scale = Scale([Level(10**5 * one, f"Level {one}") for one in range(1, 30)])
        framework = attrs.evolve(ONE_THEME, scale=scale)
        found = texts(SmallMultiples.of(history(framework, ({"a": 10**5}, {}))))

        assert {f"Level {one}" for one in range(1, 30)} <= {*found}
        assert 1 == found.count("100000")
        framework = attrs.evolve(ONE_THEME, scale=Scale([Level(one, f"Level {one}") for one in range(1, 30)]))
        found = texts(SmallMultiples.of(history(framework, ({"a": 1}, {}))))

        # In the key all have their numbers, on the axis only the first and the last.
        assert [2, 1, 2] == [found.count(one) for one in ("1", "2", "29")]

    def test_rule_is_named(self) -> None:
        """The key names the rule that made the stages."""
        found = texts(SmallMultiples.of(history(), rule=CutOffs(["2", "3", "4", "5"])))

        assert "The large mark is the last day, in the colour of its stage by cut-offs:2,3,4,5." in found

    def test_hostile_names(self) -> None:
        """What people wrote is text and nothing else, however long."""
        bad = "<script>alert(1)</script>\u202e\x00&\"' " + "and so on " * 8
        framework = Framework(
            id="f",
            version="1",
            title=bad,
            scale=Scale([Level(1, f"Low {bad.strip()}"), Level(2, "High")]),
            topics=[Topic("<1>", bad)],
            criteria=[Criterion("a", bad, "<1>")],
        )
        picture = SmallMultiples.of(history(framework, ({"a": 1}, {"a": 1})))

        assert "<script" not in picture.to_svg()
        assert "\u202e" not in picture.to_svg()
        assert any("<script>" in text for text in texts(picture))
        assert any(text.startswith("Low <script>") for text in texts(picture))

    def test_title_and_description(self) -> None:
        """Both stand in the picture; the description says what is to be seen, with numbers."""
        root = root_of(SmallMultiples.of(history()))
        # Topic 1 from 8/3 to 4; topic 2 has no last score.
        expected = (
            "2 topics on 3 days from 2021-03-31 to 2025-03-31. From the first to the last 1 rose, 0 fell and 0 stayed. "
            "The only mean on the last is 4.0, in 1 Sharing (4 Developing; 2 of 2 answered). "
            "1 without a score on the last."
        )

        assert "Two topics and two themes: topics over time, Trust" == root.findtext(f"{SPACE}title")
        assert expected == root.findtext(f"{SPACE}desc")

    def test_highest_and_lowest(self) -> None:
        """Where several have a last score, the highest and the lowest are named."""
        picture = SmallMultiples.of(history(given=({"1.1": 2, "2.3": 4}, {"1.1": 2, "2.3": 3})))

        assert picture.description.endswith(
            "The highest mean on the last is 3.0 in 2 Deciding (3 Learning; 1 of 2 answered); "
            "the lowest, 2.0 in 1 Sharing (2 Emerging; 1 of 2 answered)."
        )
        assert "0 rose, 1 fell and 1 stayed" in picture.description

    def test_no_organisation(self) -> None:
        """Nothing is made up where nobody said whose history it is, nor where nothing is answered."""
        picture = SmallMultiples.of(History(Assessment(ONE_THEME, assessed_on=day) for day in DAYS))

        assert "One theme of five criteria: themes over time" == picture.title
        assert "1 theme on 3 days from 2021-03-31 to 2025-03-31. 1 without a score on the last." == picture.description

    def test_equal_bytes(self) -> None:
        """Equal histories give equal bytes."""
        assert SmallMultiples.of(history()).to_svg() == SmallMultiples.of(history()).to_svg()
