"""Gaps, next steps and changes as JSON, as CSV and as workbooks."""

import csv
import json
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import attrs
import openpyxl
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Target,
    Theme,
    compare,
    gaps,
    next_steps,
    score,
    smallest_way_up,
)
from datamaturity.writers.results import (
    comparison_csv,
    comparison_json,
    comparison_xlsx,
    gaps_csv,
    gaps_json,
    gaps_xlsx,
    next_steps_csv,
    next_steps_json,
    next_steps_xlsx,
)
from examples import CROSSED, ONE_THEME, ONE_THEME_ANSWERED

# By weights 1, 2, 1 and 1/2: levels 2 and 3, do not know, and 4; later 3, not applicable, 2 and 3.
EARLIER = Assessment(CROSSED, {"1.1": 2, "1.2": 3, "2.3": Answer.do_not_know(), "2.4": 4})
LATER = Assessment(CROSSED, {"1.1": 3, "1.2": Answer.not_applicable("Closed"), "2.3": 2, "2.4": 3})
TARGET = Target.of(CROSSED, everything=3, criteria={"1.1": 4})


def _rows(text: str) -> list[dict[str, str]]:
    assert text.endswith("\r\n")
    return [*csv.DictReader(StringIO(text, newline=""), strict=True)]


def _numbers(row: Mapping[str, str], *columns: str) -> list[float | None]:
    return [float(row[column]) if row[column] else None for column in columns]


def _steps_json(assessment: Assessment, *, rule: str = "mean-nearest") -> Any:
    card = score(assessment, rule=rule)
    ways = [smallest_way_up(one) for one in card if one.group.kind != "cell"]
    return json.loads(
        next_steps_json(next_steps(assessment, rule=rule), ways, framework=assessment.framework, rule=str(card.rule))
    )


class TestGaps:
    def test_json_of_the_worked_example(self) -> None:
        """The criteria, then the groups: topics, themes, cells and the whole that was asked for, then the unknown."""
        found = json.loads(gaps_json(gaps(EARLIER, TARGET, overall=True)))

        assert {"id": "crossed", "version": "1"} == found["framework"]
        # Targets 4, 3, 3 and 3; 2.4 stands above its own.
        assert [
            {"criterion": "1.1", "title": "Sharing inside", "current": 2, "target": 4, "gap": 2.0},
            {"criterion": "1.2", "title": "Sharing outside", "current": 3, "target": 3, "gap": 0.0},
            {"criterion": "2.3", "title": "Deciding with data", "current": None, "target": 3, "gap": None},
            {"criterion": "2.4", "title": "Asking for data", "current": 4, "target": 3, "gap": 0.0},
        ] == found["criteria"]
        # Topic 1: (2 + 6)/3, (4 + 6)/3, 2/3, 1 − 2/(3 + 4). Data: 4/1.5, 5.5/1.5, 2/1.5, 1 − 2/(3 + 1). The whole:
        # (2 + 6 + 2)/3.5, (4 + 6 + 1.5)/3.5, 2/3.5, 1 − 2/(3 + 4 + 1). Cells hold one answered criterion each.
        columns = ("kind", "topic", "theme", "current", "target", "gap", "percent_to_target")
        assert [
            ("topic", "1", None, 8 / 3, 10 / 3, 2 / 3, 5 / 7, 2, 1, 0),
            ("topic", "2", None, 4.0, 3.0, 0.0, 1.0, 1, 1, 1),
            ("theme", None, "data", 8 / 3, 11 / 3, 4 / 3, 0.5, 2, 1, 1),
            ("theme", None, "skills", 3.0, 3.0, 0.0, 1.0, 1, 1, 0),
            ("cell", "1", "data", 2.0, 4.0, 2.0, 1 / 3, 1, 0, 0),
            ("cell", "1", "skills", 3.0, 3.0, 0.0, 1.0, 1, 1, 0),
            ("cell", "2", "data", 4.0, 3.0, 0.0, 1.0, 1, 1, 1),
            ("overall", None, None, 20 / 7, 23 / 7, 4 / 7, 0.75, 3, 2, 1),
        ] == [tuple(one[column] for column in (*columns, "counted", "reached", "unknown")) for one in found["groups"]]
        assert ["2.3"] == found["unknown"]

    def test_json_without_numbers(self) -> None:
        """Where there is no number there is null, never 0 and never NaN."""
        found = json.loads(gaps_json(gaps(Assessment(CROSSED), TARGET)))

        assert 7 == len(found["groups"])
        for one in found["groups"]:
            assert [None] * 4 == [one[column] for column in ("current", "target", "gap", "percent_to_target")]
            assert (0, 0) == (one["counted"], one["reached"])
        assert [*CROSSED.criterion_ids] == found["unknown"]

    def test_json_of_a_target_at_the_lowest_level(self) -> None:
        """A target at the lowest level has a gap of 0 and no share of a way."""
        found = json.loads(gaps_json(gaps(ONE_THEME_ANSWERED, Target.of(ONE_THEME, everything=1))))

        assert (0.0, None) == (found["groups"][0]["gap"], found["groups"][0]["percent_to_target"])

    def test_not_applicable_criteria_are_left_out(self) -> None:
        """What does not apply is no row."""
        found = json.loads(gaps_json(gaps(LATER, TARGET)))

        assert ["1.1", "2.3", "2.4"] == [one["criterion"] for one in found["criteria"]]

    def test_csv_of_the_worked_example(self) -> None:
        """A line for each criterion, then one for each group; what has no number is empty."""
        rows = _rows(gaps_csv(gaps(EARLIER, TARGET)))

        assert ["criterion"] * 4 + ["topic"] * 2 + ["theme"] * 2 + ["cell"] * 3 == [row["kind"] for row in rows]
        assert ["1.1", "Sharing inside"] == [rows[0]["criterion"], rows[0]["name"]]
        assert [2, 4, 2] == _numbers(rows[0], "current", "target", "gap")
        assert [None, 3, None] == _numbers(rows[2], "current", "target", "gap")
        assert [8 / 3, 10 / 3, 2 / 3, 5 / 7] == _numbers(rows[4], "current", "target", "gap", "percent_to_target")
        assert ["", "1", "", "Sharing"] == [rows[4][column] for column in ("criterion", "topic", "theme", "name")]

    def test_csv_without_answers(self) -> None:
        """Without answers all lines are there, and empty."""
        rows = _rows(gaps_csv(gaps(Assessment(ONE_THEME), Target.one_level_up(Assessment(ONE_THEME)))))

        assert 6 == len(rows)
        assert [[None, None, None]] * 6 == [_numbers(row, "current", "target", "gap") for row in rows]


class TestNextSteps:
    def test_json_of_the_worked_example(self) -> None:
        """Rule and framework, the ways, then the steps in their order."""
        found = _steps_json(EARLIER)

        assert ({"id": "crossed", "version": "1"}, "mean-nearest") == (found["framework"], found["rule"])
        # Topic 1: 8 of 3 to 10.5 by 1.1 and 1.2, which add 1 and 2. Topic 2: 4 to 4.5 needs 2.4, the only one answered.
        # Data: 4 of 1.5 to 5.25 by 1.1 twice.
        ways = {(one["kind"], one["topic"], one["theme"]): one for one in found["ways"]}
        assert [("topic", "1", None), ("topic", "2", None), ("theme", None, "data"), ("theme", None, "skills")] == [
            *ways
        ]
        assert {
            "kind": "topic",
            "topic": "2",
            "theme": None,
            "name": "Deciding",
            "stage": 4,
            "aim": 5,
            "moves": [{"criterion": "2.4", "from": 4, "to": 5}],
            "blockers": ["2.4"],
            "answer_first": [],
            "answers_needed": 0,
        } == ways["topic", "2", None]
        assert [
            {"criterion": "1.1", "from": 2, "to": 3},
            {"criterion": "1.2", "from": 3, "to": 4},
        ] == ways["topic", "1", None]["moves"]
        assert [
            {"criterion": "1.1", "from": 2, "to": 3},
            {"criterion": "1.1", "from": 3, "to": 4},
        ] == ways["theme", None, "data"]["moves"]

    def test_json_of_a_step(self) -> None:
        """A step has its criterion, levels, gap, weight, means before and after, and both texts."""
        *_, step = _steps_json(EARLIER)["steps"]

        # 1.1 from 2 to 3: topic 1 from 8/3 to 9/3, data from 4/1.5 to 5/1.5, its cell from 2 to 3; it lifts neither.
        expected = {
            "criterion": "1.1",
            "title": "Sharing inside",
            "from": 2,
            "to": 3,
            "gap": 1.0,
            "weight": 1.0,
            "topic_mean_before": 8 / 3,
            "topic_mean_after": 3.0,
            "theme_mean_before": 8 / 3,
            "theme_mean_after": 10 / 3,
            "cell_mean_before": 2.0,
            "cell_mean_after": 3.0,
            "now": "two",
            "then": "three",
        }
        assert expected == {name: step[name] for name in expected}

    def test_json_keeps_the_order_of_the_steps(self) -> None:
        """The steps stand in their order, which is not the framework's; the fraction of a weight is a float."""
        steps = _steps_json(EARLIER)["steps"]

        # 1.2 and 2.4 lift a stage, 1.1 does not; 1.2 weighs 2, 2.4 a half.
        assert [("1.2", 2.0), ("2.4", 0.5), ("1.1", 1.0)] == [(one["criterion"], one["weight"]) for one in steps]
        assert [None, None] == [steps[0]["now"], steps[0]["then"]]

    def test_json_at_the_top_and_without_answers(self) -> None:
        """At the highest stage there is no aim; without answers there is no stage."""
        top = _steps_json(Assessment(ONE_THEME, dict.fromkeys("abcde", 5)))
        (way,) = top["ways"]
        assert (5, None, [], []) == (way["stage"], way["aim"], way["moves"], top["steps"])

        (way,) = _steps_json(Assessment(ONE_THEME), rule="weakest-link")["ways"]
        assert (None, 1, []) == (way["stage"], way["aim"], way["moves"])
        assert (["a", "b", "c", "d", "e"], 5) == (way["answer_first"], way["answers_needed"])

    def test_json_where_nothing_applies(self) -> None:
        """Where nothing applies no moves reach a stage: null, not an empty list."""
        (way,) = _steps_json(Assessment(ONE_THEME, dict.fromkeys("abcde", Answer.not_applicable("Closed"))))["ways"]

        assert way["moves"] is None

    def test_csv(self) -> None:
        """A line for each step, in their order, the means as numbers."""
        rows = _rows(next_steps_csv(next_steps(EARLIER)))

        assert ["1.2", "2.4", "1.1"] == [row["criterion"] for row in rows]
        # By 1.2: topic 1 from 8/3 to 10/3, skills from 3 to 4.
        means = ("topic_mean_before", "topic_mean_after", "theme_mean_before", "theme_mean_after")
        assert [8 / 3, 10 / 3, 3.0, 4.0] == _numbers(rows[0], *means)
        assert ["", ""] == [rows[0]["now"], rows[0]["then"]]
        assert ["two", "three"] == [rows[2]["now"], rows[2]["then"]]

    def test_csv_has_the_titles(self) -> None:
        """Each line says what its criterion is about."""
        rows = _rows(next_steps_csv(next_steps(EARLIER)))

        assert ["Sharing outside", "Asking for data", "Sharing inside"] == [row.get("title") for row in rows]

    def test_csv_without_steps(self) -> None:
        """Without a step there is a header and no line below it."""
        assert [] == _rows(next_steps_csv(()))


class TestComparison:
    def test_json_of_the_worked_example(self) -> None:
        """The criteria, then the groups, with the parts of each change."""
        found = json.loads(comparison_json(compare(EARLIER, LATER, overall=True)))

        assert {"id": "crossed", "version": "1"} == found["framework"]
        assert [
            ("1.1", "Sharing inside", "up", 2, 3),
            ("1.2", "Sharing outside", "became not applicable", 3, "not applicable"),
            ("2.3", "Deciding with data", "newly answered", "do not know", 2),
            ("2.4", "Asking for data", "down", 4, 3),
        ] == [(*one.values(),) for one in found["criteria"]]
        # Topic 1: 8/3 to 3, of it 1 by 1.1 and 2·(2 − 3)/3 by 1.2. Topic 2: 4 to 3.5/1.5, of it −1 by 2.4 and
        # (2 − 3)/1.5 by 2.3. Data: 4/1.5 to 6.5/2.5, of it 8/3 to 4.5/1.5 and (2 − 3)/2.5. Skills and its cell: none
        # later. The whole: 10/3.5 to 6.5/2.5, of it 1/3, (2 − 3)/2.5, and 2·(8/3 − 3)/3.5 = −4/21.
        names = ("kind", "earlier", "later", "whole", "like_for_like", "coverage_part")
        parts = ("newly_answered", "became_applicable", "no_longer_answered", "became_not_applicable", "both")
        assert [
            ("topic", 8 / 3, 3.0, 1 / 3, 1.0, -2 / 3, 0.0, 0.0, 0.0, -2 / 3, 1),
            ("topic", 4.0, 7 / 3, -5 / 3, -1.0, -2 / 3, -2 / 3, 0.0, 0.0, 0.0, 1),
            ("theme", 8 / 3, 2.6, -1 / 15, 1 / 3, -0.4, -0.4, 0.0, 0.0, 0.0, 2),
            ("theme", 3.0, None, None, None, None, None, None, None, None, 0),
            ("cell", 2.0, 3.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1),
            ("cell", 3.0, None, None, None, None, None, None, None, None, 0),
            ("cell", 4.0, 7 / 3, -5 / 3, -1.0, -2 / 3, -2 / 3, 0.0, 0.0, 0.0, 1),
            ("overall", 20 / 7, 2.6, -9 / 35, 1 / 3, -62 / 105, -0.4, 0.0, 0.0, -4 / 21, 2),
        ] == [tuple(one[name] for name in (*names, *parts)) for one in found["groups"]]

    def test_json_states_are_told_apart(self) -> None:
        """Unanswered, do not know, not applicable and a level are four values."""
        earlier = Assessment(ONE_THEME, {"a": 1, "b": Answer.do_not_know(), "c": Answer.not_applicable("Closed")})
        found = json.loads(comparison_json(compare(earlier, Assessment(ONE_THEME, {"c": 2}))))

        assert [1, "do not know", "not applicable", "unanswered", "unanswered"] == [
            one["earlier"] for one in found["criteria"]
        ]

    def test_csv_of_the_worked_example(self) -> None:
        """A line for each criterion, then one for each group; negative numbers are numbers, not formulas."""
        rows = _rows(comparison_csv(compare(EARLIER, LATER)))

        assert ["criterion"] * 4 + ["topic"] * 2 + ["theme"] * 2 + ["cell"] * 3 == [row["kind"] for row in rows]
        assert ["up", "became not applicable", "newly answered", "down"] == [row["change"] for row in rows[:4]]
        numbers = ("earlier", "later", "whole", "like_for_like", "coverage_part", "both")
        assert [4.0, 7 / 3, -5 / 3, -1.0, -2 / 3, 1.0] == _numbers(rows[5], *numbers)
        assert [3.0, None, None, None, None, 0.0] == _numbers(rows[7], *numbers)

    def test_the_same_twice(self) -> None:
        """The same answers twice: every criterion that applies is the same, every change is 0."""
        found = json.loads(comparison_json(compare(ONE_THEME_ANSWERED, ONE_THEME_ANSWERED)))

        assert ["same", "same", "still open", "same"] == [one["change"] for one in found["criteria"]]
        assert (0.0, 0.0, 0.0, 3) == tuple(
            found["groups"][0][name] for name in ("whole", "like_for_like", "coverage_part", "both")
        )


def test_names_that_a_spreadsheet_would_run_are_guarded() -> None:
    """A name that starts like a formula gets an apostrophe in CSV, and none in JSON."""
    framework = attrs.evolve(ONE_THEME, themes=[Theme("data", "=HYPERLINK(1)")])
    assessment = Assessment(framework, {"a": 1})
    target = Target.of(framework, everything=2)

    assert "'=HYPERLINK(1)" == _rows(gaps_csv(gaps(assessment, target)))[-1]["name"]
    assert "=HYPERLINK(1)" == json.loads(gaps_json(gaps(assessment, target)))["groups"][0]["name"]
    assert "'=HYPERLINK(1)" == _rows(comparison_csv(compare(assessment, assessment)))[-1]["name"]


@pytest.mark.parametrize("name", ["数据 ×", "Yönetişim İçin Şablon", 'a "quoted", one', "two\nlines"])
def test_any_name_comes_back_whole(name: str) -> None:
    """Other scripts, quotation marks and line ends survive both formats; JSON has them as they are."""
    framework = attrs.evolve(ONE_THEME, themes=[Theme("data", name)])
    assessment = Assessment(framework, {"a": 1})
    found = compare(assessment, assessment)

    assert name == json.loads(comparison_json(found))["groups"][0]["name"]
    assert name == _rows(comparison_csv(found))[-1]["name"]
    assert json.dumps(name, ensure_ascii=False) in comparison_json(found)


def test_equal_input_gives_equal_text() -> None:
    """Byte for byte the same, every time; JSON ends in one line feed."""
    for text in (gaps_json(gaps(EARLIER, TARGET)), comparison_json(compare(EARLIER, LATER))):
        assert text.endswith("}\n")
    assert gaps_json(gaps(EARLIER, TARGET)) == gaps_json(gaps(EARLIER, TARGET))
    assert comparison_csv(compare(EARLIER, LATER)) == comparison_csv(compare(EARLIER, LATER))


def _sheets(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(BytesIO(content))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    return {sheet.title: [*sheet.iter_rows(values_only=True)] for sheet in book}


def _steps_xlsx(assessment: Assessment) -> bytes:
    ways = [smallest_way_up(one) for one in score(assessment) if one.group.kind == "topic"]
    return next_steps_xlsx(next_steps(assessment), ways, framework=assessment.framework, rule="mean-nearest")


class TestXlsx:
    def test_gaps(self) -> None:
        """A sheet of the criteria, one of the groups, and one that says what they are of."""
        assessment = attrs.evolve(EARLIER, organisation="Abbey")
        found = _sheets(gaps_xlsx(gaps(assessment, TARGET)))

        assert ["Criteria", "Groups", "About"] == [*found]
        assert [
            ("criterion", "title", "current", "target", "gap"),
            ("1.1", "Sharing inside", 2, 4, 2),
            ("1.2", "Sharing outside", 3, 3, 0),
            ("2.3", "Deciding with data", None, 3, None),
            ("2.4", "Asking for data", 4, 3, 0),
        ] == found["Criteria"]
        # Topic 1: 8 and 10 of 3, 1 − 2/(3 + 4).
        assert ("topic", "1", None, "Sharing") == found["Groups"][1][:4]
        assert [8 / 3, 10 / 3, 2 / 3, 5 / 7] == pytest.approx([*found["Groups"][1][4:8]])
        about = dict(found["About"])
        assert ("Abbey", 4, 1) == (
            about["organisation"],
            about["criteria with a target"],
            about["criteria whose level is unknown"],
        )

    def test_next_steps(self) -> None:
        """A sheet of the steps in their order, one of the ways up, and the rule."""
        found = _sheets(_steps_xlsx(EARLIER))

        assert ["Next steps", "Ways up", "About"] == [*found]
        assert ["criterion", "1.2", "2.4", "1.1"] == [row[0] for row in found["Next steps"]]
        assert [
            ("kind", "topic", "theme", "name", "stage", "aim", "moves", "blockers", "answer_first", "answers_needed"),
            (
                *("topic", "1", None, "Sharing", 3, 4),
                "1.1: 2 Emerging → 3 Learning\n1.2: 3 Learning → 4 Developing",
                *(None, None, 0),
            ),
            ("topic", "2", None, "Deciding", 4, 5, "2.4: 4 Developing → 5 Mastering", "2.4", None, 0),
        ] == found["Ways up"]
        assert ("rule", "mean-nearest") in found["About"]

    def test_next_steps_without_any(self) -> None:
        """Without steps and ways there are the headers, and at the highest stage there is no aim."""
        found = _sheets(next_steps_xlsx((), (), framework=CROSSED, rule="mean-nearest"))
        top = _sheets(_steps_xlsx(Assessment(CROSSED, dict.fromkeys(CROSSED.criterion_ids, 5))))
        none = _sheets(_steps_xlsx(Assessment(CROSSED, dict.fromkeys(CROSSED.criterion_ids, Answer.not_applicable()))))

        assert [("criterion", "title", "from", "to", "gap", "weight", "unlocks", "why")] == found["Next steps"]
        assert "answers_needed" == found["Ways up"][0][-1]
        assert (5, None, None) == top["Ways up"][1][4:7]
        assert (None, 1, None) == none["Ways up"][1][4:7]

    def test_comparison(self) -> None:
        """A sheet of the criteria, one of the groups, and whose answers of which days they are."""
        earlier = attrs.evolve(EARLIER, assessed_on=date(2025, 1, 1), organisation="Abbey")
        later = attrs.evolve(LATER, assessed_on=date(2026, 1, 1))
        found = _sheets(comparison_xlsx(compare(earlier, later)))

        assert ["Criteria", "Groups", "About"] == [*found]
        assert ("1.2", "Sharing outside", "became not applicable", 3, "not applicable") == found["Criteria"][2]
        # Topic 2: 4 to 3.5/1.5, of it −1 by 2.4 and (2 − 3)/1.5 by 2.3.
        assert [4.0, 7 / 3, -5 / 3, -1.0, -2 / 3] == pytest.approx([*found["Groups"][2][4:9]])
        about = {name: str(value)[:10] for name, value in found["About"]}
        assert ("Abbey", "2025-01-01", "2026-01-01") == (about["organisation"], about["earlier"], about["later"])

    def test_formulas_and_equal_bytes(self) -> None:
        """Names that would be formulas are texts, and equal results give equal bytes."""
        framework = attrs.evolve(
            ONE_THEME,
            title="=1",
            themes=[Theme("data", "=HYPERLINK(1)")],
            criteria=[attrs.evolve(one, title="@a", descriptors=["=a"] * 5) for one in ONE_THEME.criteria],
        )
        assessment = Assessment(framework, {"a": 1}, organisation="-1")
        target = Target.of(framework, everything=2)
        made: list[Callable[[], bytes]] = [
            lambda: gaps_xlsx(gaps(assessment, target)),
            lambda: comparison_xlsx(compare(assessment, assessment)),
            lambda: _steps_xlsx(assessment),
        ]
        for one in made:
            assert ("framework", "=1") in _sheets(one())["About"]
            assert one() == one()
