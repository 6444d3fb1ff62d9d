"""Scorecards as JSON, as CSV and as a workbook."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import attrs
import openpyxl
import pytest

from datamaturity import Answer, Assessment, Criterion, Framework, Scorecard, Topic, load_framework, score
from datamaturity.writers.scorecards import scorecard_csv, scorecard_json, scorecard_xlsx
from examples import CROSSED, FIVE, ONE_THEME, ONE_THEME_ANSWERED, SAMM

# Levels 2 and 3, do not know, and 4; by weights 1, 2, 1 and 1/2.
CROSSED_ANSWERED = Assessment(CROSSED, {"1.1": 2, "1.2": 3, "2.3": Answer.do_not_know(), "2.4": 4})
NONE_ANSWERED = Assessment(CROSSED)
NONE_APPLIES = Assessment(CROSSED, {one: Answer.not_applicable("Closed") for one in CROSSED.criterion_ids})


def _json(card: Scorecard) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(scorecard_json(card))
    return found


def _csv(card: Scorecard) -> list[dict[str, str]]:
    return [*csv.DictReader(StringIO(scorecard_csv(card), newline=""))]


class TestJson:
    def test_worked_example(self) -> None:
        """The worked example of SPEC section 3, whole."""
        # Answers 4, 3, n/a, nothing, 2: mean 9/3, coverage 3/4, low 10/4, high 14/4; 3 of 4 at 2 or above, 2 at 3.
        group = {
            "id": "data",
            "name": "Data",
            "mean": 3.0,
            "stage": {"number": 3, "name": "Learning"},
            "why_no_stage": None,
            "answered": 3,
            "applicable": 4,
            "total": 5,
            "coverage": 0.75,
            "low": 2.5,
            "high": 3.5,
            "at_or_above": {"1": 0.75, "2": 0.75, "3": 0.5, "4": 0.25, "5": 0.0},
        }
        expected = {
            "framework": {"id": "one-theme", "version": "1"},
            "rule": "mean-nearest",
            "minimum_coverage": 0.0,
            "topics": [],
            "themes": [group],
            "cells": [],
            "overall": None,
            "unanswered": ["d"],
            "not_applicable": ["c"],
            "do_not_know": [],
        }

        found = _json(score(ONE_THEME_ANSWERED))

        assert expected == found
        # Order is part of the result; a dict's equality does not see it.
        assert [*expected] == [*found]
        assert [*group] == [*found["themes"][0]]
        assert ["1", "2", "3", "4", "5"] == [*found["themes"][0]["at_or_above"]]

    def test_groups(self) -> None:
        """Topics, themes and inhabited cells stand in framework order; a cell has its topic's and its theme's id."""
        found = _json(score(CROSSED_ANSWERED))

        assert [("1", "Sharing"), ("2", "Deciding")] == [(one["id"], one["name"]) for one in found["topics"]]
        assert [("data", "Data"), ("skills", "Skills")] == [(one["id"], one["name"]) for one in found["themes"]]
        cells = [("1", "data"), ("1", "skills"), ("2", "data")]
        assert cells == [(one["topic"], one["theme"]) for one in found["cells"]]
        assert ["Sharing × Data", "Sharing × Skills", "Deciding × Data"] == [one["name"] for one in found["cells"]]
        assert [False] * 3 == ["id" in one for one in found["cells"]]

    def test_numbers_of_weighted_groups(self) -> None:
        """Numbers are the floats nearest to the exact values, weights included."""
        found = _json(score(CROSSED_ANSWERED))
        sharing, deciding = found["topics"]

        # (2·1 + 3·2) / 3; nothing open, so that the bounds are the mean.
        assert (8 / 3, 8 / 3, 8 / 3, 1.0) == tuple(sharing[name] for name in ("mean", "low", "high", "coverage"))
        # 4; open is 2.3 with weight 1 beside weight 1/2: (1 + 2) / 1.5 and (5 + 2) / 1.5 = 14/3.
        assert (4.0, 2.0, 14 / 3, 0.5) == tuple(deciding[name] for name in ("mean", "low", "high", "coverage"))
        # Shares count criteria, not weights: 1 of the 2 at 1 to 4 or above.
        assert {"1": 0.5, "2": 0.5, "3": 0.5, "4": 0.5, "5": 0.0} == deciding["at_or_above"]
        assert ["2.3"] == found["do_not_know"]
        assert [] == found["unanswered"]

    def test_overall(self) -> None:
        """The whole is there where it was asked for, else null."""
        assert _json(score(CROSSED_ANSWERED))["overall"] is None

        whole = _json(score(CROSSED_ANSWERED, overall=True))["overall"]

        # (2·1 + 3·2 + 4·½) / 3½ = 10 / 3.5 = 20/7.
        assert ("overall", "Two topics and two themes", 20 / 7, 3, 4) == (
            whole["id"],
            whole["name"],
            whole["mean"],
            whole["answered"],
            whole["applicable"],
        )

    def test_none_answered(self) -> None:
        """Without answers there is no mean and no stage, coverage is 0, and the bounds are the scale's ends."""
        topic = _json(score(NONE_ANSWERED))["topics"][0]

        expected = {
            "id": "1",
            "name": "Sharing",
            "mean": None,
            "stage": None,
            "why_no_stage": "none of its criteria is answered",
            "answered": 0,
            "applicable": 2,
            "total": 2,
            "coverage": 0.0,
            "low": 1.0,
            "high": 5.0,
            "at_or_above": {"1": 0.0, "2": 0.0, "3": 0.0, "4": 0.0, "5": 0.0},
        }
        assert expected == topic

    def test_none_applies(self) -> None:
        """Where nothing applies there is null for every number that would be about nothing, and never 0."""
        found = _json(score(NONE_APPLIES))

        expected = {
            "id": "1",
            "name": "Sharing",
            "mean": None,
            "stage": None,
            "why_no_stage": "none of its criteria applies",
            "answered": 0,
            "applicable": 0,
            "total": 2,
            "coverage": None,
            "low": None,
            "high": None,
            "at_or_above": {"1": None, "2": None, "3": None, "4": None, "5": None},
        }
        assert expected == found["topics"][0]
        assert [*CROSSED.criterion_ids] == found["not_applicable"]

    def test_withheld_stage(self) -> None:
        """A stage under the minimum coverage is null and says why; the minimum itself is in the file."""
        found = _json(score(ONE_THEME_ANSWERED, minimum_coverage="4/5"))
        (theme,) = found["themes"]

        assert 0.8 == found["minimum_coverage"]
        assert (None, 3.0) == (theme["stage"], theme["mean"])
        assert "its coverage is under the minimum asked for" == theme["why_no_stage"]

    def test_rule_that_gives_none(self) -> None:
        """A rule that gives no stage says so; the rule is in the file with its parameter."""
        weakest = _json(score(ONE_THEME_ANSWERED, rule="weakest-link"))
        reached = _json(score(ONE_THEME_ANSWERED, rule="reached-by:0.75"))

        # One of the four that apply is unanswered, so that nobody knows the weakest; three of four reach 2.
        assert ("weakest-link", None) == (weakest["rule"], weakest["themes"][0]["stage"])
        assert weakest["themes"][0]["why_no_stage"].startswith("the rule gives none")
        stage = {"number": 2, "name": "Emerging"}
        assert ("reached-by:0.75", stage) == (reached["rule"], reached["themes"][0]["stage"])

    def test_scale_from_0(self) -> None:
        """A mean of 0 is 0, not null; levels are named by their numbers, means are in their values."""
        framework = Framework(
            id="f",
            version="1",
            title="T",
            scale=SAMM,
            topics=[Topic("1", "One"), Topic("2", "Two")],
            criteria=[Criterion("1.1", "A", "1"), Criterion("2.1", "B", "2"), Criterion("2.2", "C", "2")],
        )

        none, some = _json(score(Assessment(framework, {"1.1": 0, "2.1": 1, "2.2": 2})))["topics"]

        # (1/4 + 1/2) / 2 = 3/8: half-way between 1/4 and 1/2, so the upper.
        assert (0.0, {"number": 0, "name": "No"}) == (none["mean"], none["stage"])
        assert (0.375, {"number": 2, "name": "Half"}) == (some["mean"], some["stage"])
        assert {"0": 1.0, "1": 1.0, "2": 0.5, "3": 0.0} == some["at_or_above"]

    def test_text(self) -> None:
        """The file is text for people too: letters as they are, a line feed at the end."""
        text = scorecard_json(score(CROSSED_ANSWERED))

        assert '"Sharing × Data"' in text
        assert text.endswith("}\n")

    def test_equal_cards_make_equal_files(self) -> None:
        """Answers given in another order make the same file, byte for byte."""
        backwards = Assessment(CROSSED, {one: CROSSED_ANSWERED.answers[one] for one in reversed(CROSSED.criterion_ids)})

        assert scorecard_json(score(CROSSED_ANSWERED)) == scorecard_json(score(backwards))
        assert scorecard_csv(score(CROSSED_ANSWERED)) == scorecard_csv(score(backwards))

    @pytest.mark.parametrize("level", [None, 1, 5])
    def test_packaged_framework(self, level: int | None) -> None:
        """A scorecard of the UK DMA has 10 topics, 6 themes and 33 cells, and no overall score."""
        framework = load_framework("uk-government-dma")

        found = _json(score(Assessment(framework, dict.fromkeys(framework.criterion_ids, level))))

        assert (10, 6, 33, None) == (*(len(found[name]) for name in ("topics", "themes", "cells")), found["overall"])
        assert {level} == {one["mean"] for name in ("topics", "themes", "cells") for one in found[name]}


class TestCsv:
    def test_worked_example(self) -> None:
        """The worked example of SPEC section 3: a header and a line for its theme."""
        header = (
            "framework,version,rule,kind,topic,theme,name,mean,stage,stage_name,why_no_stage,answered,applicable,total,"
            "do_not_know,not_applicable,coverage,low,high,at_or_above_1,at_or_above_2,at_or_above_3,at_or_above_4,"
            "at_or_above_5"
        )
        line = "one-theme,1,mean-nearest,theme,,data,Data,3.0,3,Learning,,3,4,5,0,1,0.75,2.5,3.5,0.75,0.75,0.5,0.25,0.0"

        assert f"{header}\r\n{line}\r\n" == scorecard_csv(score(ONE_THEME_ANSWERED))

    def test_a_line_for_each_group(self) -> None:
        """Topics, themes, cells and, where asked for, the whole: a line each, in that order."""
        rows = _csv(score(CROSSED_ANSWERED, overall=True))

        expected = [
            ("topic", "1", ""),
            ("topic", "2", ""),
            ("theme", "", "data"),
            ("theme", "", "skills"),
            ("cell", "1", "data"),
            ("cell", "1", "skills"),
            ("cell", "2", "data"),
            ("overall", "", ""),
        ]
        assert expected == [(row["kind"], row["topic"], row["theme"]) for row in rows]
        assert 7 == len(_csv(score(CROSSED_ANSWERED)))

    def test_floats_read_back_exactly(self) -> None:
        """A number read back is the float nearest to the exact one, not a rounded one."""
        rows = _csv(score(CROSSED_ANSWERED))

        # (2·1 + 3·2) / 3, and a high of (5·1 + 4·½) / 1½.
        assert 8 / 3 == float(rows[0]["mean"])
        assert 14 / 3 == float(rows[1]["high"])

    def test_nothing_is_empty_and_zero_is_zero(self) -> None:
        """What there is not is an empty cell; 0 is written only where something is 0."""
        unanswered, inapplicable = _csv(score(NONE_ANSWERED))[0], _csv(score(NONE_APPLIES))[0]
        names = ("mean", "stage", "stage_name", "answered", "applicable", "total", "coverage", "low", "at_or_above_1")

        assert ["", "", "", "0", "2", "2", "0.0", "1.0", "0.0"] == [unanswered[name] for name in names]
        assert ["", "", "", "0", "0", "2", "", "", ""] == [inapplicable[name] for name in names]
        assert "none of its criteria is answered" == unanswered["why_no_stage"]
        assert "none of its criteria applies" == inapplicable["why_no_stage"]

    def test_do_not_know_is_counted_on_its_own(self) -> None:
        """*Do not know* and *not applicable* each have their column."""
        deciding = _csv(score(CROSSED_ANSWERED))[1]
        theme = _csv(score(ONE_THEME_ANSWERED))[0]

        assert ("1", "0") == (deciding["do_not_know"], deciding["not_applicable"])
        assert ("0", "1") == (theme["do_not_know"], theme["not_applicable"])

    def test_names_are_safe(self) -> None:
        """A name that a spreadsheet program would run is defused."""
        framework = Framework(
            id="f",
            version="1",
            title="T",
            scale=FIVE,
            topics=[Topic("1", "=1+1")],
            criteria=[Criterion("1.1", "A", "1")],
        )

        assert ["'=1+1"] == [row["name"] for row in _csv(score(Assessment(framework, {"1.1": 3})))]

    def test_columns_follow_the_scale(self) -> None:
        """There is a share for each level of the framework's own scale."""
        framework = Framework(
            id="f",
            version="1",
            title="T",
            scale=SAMM,
            topics=[Topic("1", "One")],
            criteria=[Criterion("1.1", "A", "1")],
        )

        columns = [*_csv(score(Assessment(framework)))[0]]

        assert [f"at_or_above_{number}" for number in (0, 1, 2, 3)] == columns[-4:]


def test_one_theme_has_neither_topics_nor_cells() -> None:
    """A framework without topics has empty lists for them, in the file as on the card."""
    found = _json(score(Assessment(ONE_THEME)))

    assert ([], []) == (found["topics"], found["cells"])


class TestXlsx:
    def test_scores(self) -> None:
        """The sheet of scores has the columns and the rows of the CSV; numbers are numbers, and nothing is empty."""
        card = score(CROSSED_ANSWERED, overall=True)
        header, *rows = _sheet(card, "Scores")

        assert [*card.to_rows()[0]] == [*header]
        for expected, found in zip(card.to_rows(), rows, strict=True):
            assert [*expected.values()] == [
                pytest.approx(value, rel=1e-14) if isinstance(value, float) else value for value in found
            ]

    def test_about(self) -> None:
        """A second sheet says what the scores are of, by which rule, and how many criteria have no level."""
        assessment = attrs.evolve(CROSSED_ANSWERED, organisation="Abbey", assessed_on=date(2026, 3, 31))
        assessment = assessment.with_answers({"1.2": Answer.not_applicable("Closed"), "1.1": None})
        found = dict(_sheet(score(assessment, rule="median-low", minimum_coverage="1/2"), "About"))

        assert {
            "what": "value",
            "framework": "Two topics and two themes",
            "id": "crossed",
            "version": "1",
            "organisation": "Abbey",
            "rule": "median-low",
            "minimum coverage": 0.5,
            "criteria": 4,
            "at a level": 1,
            "unanswered": 1,
            "do not know": 1,
            "not applicable": 1,
        } == {name: value for name, value in found.items() if name != "assessed on"}
        assert "2026-03-31" == str(found["assessed on"])[:10]

    def test_whose_structure_and_wording(self) -> None:
        """Licences and attribution go with the scores."""
        framework = load_framework("uk-government-dma")
        found = dict(_sheet(score(Assessment(framework)), "About"))

        assert framework.attribution == found["attribution"]
        assert framework.structure_licence == found["licence of the structure"]
        assert framework.wording_licence == found["licence of the wording"]

    def test_formulas(self) -> None:
        """A name that would be a formula is a text."""
        framework = attrs.evolve(CROSSED, title="=1+1", topics=[Topic("1", "=1+1"), Topic("2", "@SUM(1)")])
        card = score(Assessment(framework, {"1.1": 2}, organisation="+1"))
        book = openpyxl.load_workbook(BytesIO(scorecard_xlsx(card)))

        assert set() == {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} - {"s", "n"}
        assert ["=1+1", "@SUM(1)"] == [book["Scores"][f"G{row}"].value for row in (2, 3)]

    def test_equal_bytes(self) -> None:
        """The same scores give the same bytes."""
        assert scorecard_xlsx(score(CROSSED_ANSWERED)) == scorecard_xlsx(score(CROSSED_ANSWERED))


def _sheet(card: Scorecard, name: str) -> list[tuple[Any, ...]]:
    return [*openpyxl.load_workbook(BytesIO(scorecard_xlsx(card)))[name].iter_rows(values_only=True)]
