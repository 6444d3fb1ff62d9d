"""Answers, panels and networks as CSV, JSON and XLSX: what is written, and that what is withheld stays withheld."""

import csv
import json
import sys
from datetime import date
from fractions import Fraction
from io import BytesIO, StringIO
from typing import Any

import attrs
import openpyxl
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Benchmark,
    Evidence,
    Network,
    NetworkScore,
    NetworkScorecard,
    Organisation,
    Panel,
    Respondent,
    Withheld,
    in_depth,
)
from datamaturity.groups import ByGroup
from datamaturity.mappings import FrozenMapping
from datamaturity.readers.answers import parse_answers
from datamaturity.writers.answers import answers_csv
from datamaturity.writers.networks import network_csv, network_json, network_xlsx, panel_csv, panel_json, panel_xlsx
from examples import CROSSED, ONE_THEME, ONE_THEME_ANSWERED, network_of

FEW = Withheld("too few of them")


def _records(text: str) -> list[dict[str, str]]:
    return [*csv.DictReader(StringIO(text, newline=""))]


def _document(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


# Means 2, twice 2.5, six times 3, twice 3.5, and 4: halves go up, so that one stands at 2, eight at 3, three at 4.
LEVELS = (1, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 5)
ROW: dict[str, Any] = {
    "pool": "organisations",
    "framework": "one-theme",
    "version": "1",
    "rule": "mean-nearest",
    "kind": "theme",
    "topic": None,
    "theme": "data",
    "name": "Data",
    "organisations": 12,
    "members": 12,
    "mean": 3.0,
    "stage": 3,
    "stage_name": "Learning",
    "why_no_stage": None,
    # Two criteria of five; the levels of both add up to 72, and three open ones each to 36 at 1 and to 180 at 5.
    "coverage": 0.4,
    "low": 1.8,
    "high": 4.2,
    "members_at_1": 0,
    "members_at_2": 1,
    "members_at_3": 8,
    "members_at_4": 3,
    "members_at_5": 0,
    "no_stage": 0,
    "quantile_1/4": 2.5,
    "quantile_1/2": 3.0,
    "quantile_3/4": 3.0,
    "why_withheld": None,
}
# The columns of a group's figures, as against those that say which group it is.
FIGURES = [*ROW][8:-1]


def _with_theme(card: NetworkScorecard, **figures: object) -> NetworkScorecard:
    """Return the scorecard with other figures of its only theme, as disclosure control may have them."""
    one: NetworkScore = attrs.evolve(card.themes["data"], **figures)  # type: ignore[arg-type]
    return attrs.evolve(card, groups=ByGroup(FrozenMapping(), FrozenMapping({"data": one}), FrozenMapping(), None))


def _all_withheld(card: NetworkScorecard) -> NetworkScorecard:
    return _with_theme(
        card,
        organisation_count=FEW,
        member_count=FEW,
        mean=FEW,
        stage=FEW,
        coverage=FEW,
        low=FEW,
        high=FEW,
        stage_counts=(FEW,) * 5,
        no_stage_count=FEW,
        quartiles=FrozenMapping(dict.fromkeys((Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)), FEW)),
    )


class TestAnswers:
    def test_every_state(self) -> None:
        """A row for each criterion, in framework order; a level by its number, the other states in words."""
        answers: dict[str, Answer | int] = {
            "2.4": 5,
            "1.1": Answer.not_applicable("No customers"),
            "1.2": Answer.do_not_know(note="Ask Bo"),
        }
        text = answers_csv(Assessment(CROSSED, answers))

        assert (
            "criterion,title,answer,note,evidence\r\n"
            "1.1,Sharing inside,not applicable,No customers,\r\n"
            "1.2,Sharing outside,do not know,Ask Bo,\r\n"
            "2.3,Deciding with data,,,\r\n"
            "2.4,Asking for data,5,,\r\n"
        ) == text

    @pytest.mark.parametrize(
        "assessment",
        [
            ONE_THEME_ANSWERED,
            Assessment(ONE_THEME),
            Assessment(
                CROSSED,
                {
                    "1.1": Answer.at(2, note='One, "two";\n\nthree', evidence=(Evidence("Policy, 2024"),)),
                    "1.2": Answer.unanswered(note="=SUM(A1)"),
                    "2.3": Answer.do_not_know(note="'=1"),
                    "2.4": Answer.at(
                        5, evidence=(Evidence(address="https://example.org/a"), Evidence("Minutes"), Evidence("-x"))
                    ),
                },
            ),
        ],
    )
    def test_read_back(self, assessment: Assessment) -> None:
        """What was written reads back as the same answers, with notes and evidence."""
        read = parse_answers(answers_csv(assessment), framework=assessment.framework, notify=lambda _: None)

        assert assessment.answers == read.answers

    def test_formulas(self) -> None:
        """A note or a piece of evidence that a spreadsheet program would run has an apostrophe in front."""
        answer = Answer.at(2, note="=1+1", evidence=(Evidence("@cmd"), Evidence("-x")))
        (row, *_) = _records(answers_csv(Assessment(CROSSED, {"1.1": answer})))

        assert ("'=1+1", "'@cmd\n-x") == (row["note"], row["evidence"])

    def test_agreed_answers(self) -> None:
        """A panel's agreed answers are written like any other assessment's."""
        people = [Respondent(Assessment(ONE_THEME, {"a": level})) for level in (2, 4, 5)]
        text = answers_csv(Panel(people).agree().assessment)

        assert ["4", "", "", "", ""] == [row["answer"] for row in _records(text)]


# Ann stands at 2 and 4 in topic 1, Ben at 4 and 4, somebody else says that 1.1 does not apply.
TEAM = Panel(
    [
        Respondent(Assessment(CROSSED, {"1.1": 2, "1.2": 4}), id="ann", role="manager"),
        Respondent(Assessment(CROSSED, {"1.1": 4, "1.2": 4, "2.3": 3}), id="ben", role="analyst"),
        Respondent(Assessment(CROSSED, {"1.1": Answer.not_applicable("?"), "2.3": Answer.do_not_know()})),
    ],
    organisation="Abbey",
)


class TestPanelCsv:
    def test_whole(self) -> None:
        """A line for each criterion: how many stand where, median, range, and consensus as a decimal."""
        # Two of five levels apart: cumulative shares 0, ½, ½, 1; 1 − 2 · (½ + ½) / 4.
        assert (
            "criterion,title,answered,not_applicable,do_not_know,unanswered,median,lowest,highest,range,consensus,"
            "at_1,at_2,at_3,at_4,at_5\r\n"
            "1.1,Sharing inside,2,1,0,0,2,2,4,2,0.5,0,1,0,1,0\r\n"
            "1.2,Sharing outside,2,0,0,1,4,4,4,0,1.0,0,0,0,2,0\r\n"
            "2.3,Deciding with data,1,0,1,1,3,3,3,0,1.0,0,0,1,0,0\r\n"
            "2.4,Asking for data,0,0,0,3,,,,,,0,0,0,0,0\r\n"
        ) == panel_csv(TEAM)


class TestPanelJson:
    def test_keys(self) -> None:
        """What a panel says, whole: whose it is, the rule, how many, alpha, groups, criteria, and what to discuss."""
        found = _document(panel_json(TEAM, TEAM.pool(rule="median-low")))

        assert {
            "framework": {"id": "crossed", "version": "1"},
            "organisation": "Abbey",
            "rule": "median-low",
            "respondents": 3,
            "to_discuss": ["1.1"],
        } == {key: found[key] for key in ("framework", "organisation", "rule", "respondents", "to_discuss")}
        # Two topics, two themes, three cells.
        assert ["topic"] * 2 + ["theme"] * 2 + ["cell"] * 3 == [one["kind"] for one in found["groups"]]
        assert [*CROSSED.criterion_ids] == [one["criterion"] for one in found["criteria"]]

    def test_criterion(self) -> None:
        """A criterion has the columns of the CSV, who is above and below by role, and whether it applies at all."""
        found = _document(panel_json(TEAM, TEAM.pool()))["criteria"]

        (row, *_) = _records(panel_csv(TEAM))
        assert {*row, "above", "below", "applicability_disputed"} == {*found[0]}
        assert ({"analyst": ["ben"]}, {}, True) == (
            found[0]["above"],
            found[0]["below"],
            found[0]["applicability_disputed"],
        )
        assert ({}, {}, False) == (found[3]["above"], found[3]["below"], found[3]["applicability_disputed"])
        # Nobody says anything: neither a median nor a consensus, which are not 0.
        assert {None} == {found[3][key] for key in ("median", "lowest", "highest", "range", "consensus")}

    def test_pooled_scores(self) -> None:
        """The groups are the pooled ones: each member's mean counts once."""
        found = _document(panel_json(TEAM, TEAM.pool()))["groups"][0]

        # Topic 1, by weights 1 and 2: Ann (2 + 8)/3, Ben 12/3, the third has no answer; of hers, 1.2 applies.
        assert (11 / 3, 2, 3, 3) == (found["mean"], found["answered"], found["applicable"], found["total"])
        # (10/3 + 4 + 1)/3 and (10/3 + 4 + 5)/3; covered are 2 of 2, 2 of 2 and 0 of 1.
        assert (25 / 9, 37 / 9, 2 / 3) == (found["low"], found["high"], found["coverage"])

    def test_alpha(self) -> None:
        """Krippendorff's alpha is a number where it is defined."""
        # One criterion at 2 and 4, one at 4 twice. Ordinal distance of 2 and 4: 1 + 0 + 3 − (1 + 3)/2 = 2, squared 4.
        # Observed 2·4/4 = 2; expected 2·1·3·4/(4·3) = 2; 1 − 2/2.
        assert 0 == pytest.approx(_document(panel_json(TEAM, TEAM.pool()))["alpha"])

    def test_without_alpha(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the library for it, and where it is undefined, it is null; all else is there."""
        alone = Panel(TEAM.respondents[:1])
        assert None is _document(panel_json(alone, alone.pool()))["alpha"]

        with_alpha = _document(panel_json(TEAM, TEAM.pool()))
        monkeypatch.setitem(sys.modules, "krippendorff", None)
        assert with_alpha | {"alpha": None} == _document(panel_json(TEAM, TEAM.pool()))

    def test_text(self) -> None:
        """Two spaces, characters as they are, a line end at the end."""
        panel = attrs.evolve(TEAM, organisation="Tŷ – ½")
        text = panel_json(panel, panel.pool())

        assert text.endswith("}\n")
        assert '\n  "organisation": "Tŷ – ½",\n' in text


class TestNetworkJson:
    def test_whole(self) -> None:
        """What a network says, whole, with nothing withheld."""
        network = network_of(LEVELS, name="Wales")

        assert {
            "framework": {"id": "one-theme", "version": "1"},
            "network": "Wales",
            "organisations": 13,
            "pool": "organisations",
            "rule": "mean-nearest",
            "min_organisations": 0,
            "groups": [ROW],
            "slices": {},
            "benchmark": None,
            "in_depth": [],
            "missing": ["Late"],
        } == _document(network_json(network, network.pool(min_organisations=0)))

    def test_withheld(self) -> None:
        """Each withheld figure is the text withheld, and none of them is a number, zero or null."""
        network = network_of(LEVELS)
        card = _all_withheld(network.pool())
        (row,) = _document(network_json(network, card))["groups"]

        assert {key: "withheld" for key in FIGURES if key != "why_no_stage"} | {"why_no_stage": None} == {
            key: row[key] for key in FIGURES
        }
        assert "too few of them" == row["why_withheld"]

    def test_withheld_in_part(self) -> None:
        """What is not withheld is told beside what is."""
        network = network_of(LEVELS)
        card = _with_theme(network.pool(min_organisations=0), stage_counts=(0, FEW, 8, FEW, 0), mean=FEW)
        (row,) = _document(network_json(network, card))["groups"]

        assert ROW | {"members_at_2": "withheld", "members_at_4": "withheld", "mean": "withheld"} == row

    def test_disclosure_control(self) -> None:
        """What disclosure control withholds of a small network is withheld in the file, by default."""
        network = network_of(LEVELS[:4])
        found = _document(network_json(network, network.pool()))

        assert 5 == found["min_organisations"]
        assert {"withheld"} == {found["groups"][0][key] for key in ("organisations", "mean", "stage", "members_at_3")}

    def test_slices(self) -> None:
        """A slice has its groups under its value, those without a value under the empty text."""
        network = network_of(LEVELS, ["arts"] * 3 + ["health"] * 8 + [""])
        found = _document(
            network_json(
                network,
                network.pool(min_organisations=0),
                slices=network.slices("sector", min_organisations=0),
            )
        )["slices"]

        assert ["", "arts", "health"] == [*found]
        # 4; 2, 2.5 and 2.5; six times 3, and twice 3.5.
        assert [(1, 4.0), (3, 7 / 3), (8, 25 / 8)] == [
            (rows[0]["organisations"], rows[0]["mean"]) for rows in found.values()
        ]

    def test_benchmark(self) -> None:
        """Beside a benchmark: its number, mean and quartiles, the difference and the percentile rank."""
        network = network_of(LEVELS)
        card = network.pool(min_organisations=0)
        benchmark = Benchmark.from_counts(ONE_THEME, themes={"data": [41, 57, 35, 15, 8]}, mean=True)
        (row,) = _document(network_json(network, card, comparison=card.compare_to(benchmark)))["benchmark"]

        # (41 + 114 + 105 + 60 + 40) / 156; 3 minus that; (98 + 35/2) / 156.
        assert {
            "kind": "theme",
            "topic": None,
            "theme": "data",
            "name": "Data",
            "mean": 3.0,
            "stage": 3,
            "benchmark_organisations": 156,
            "benchmark_mean": float(Fraction(30, 13)),
            "benchmark_quantile_1/4": 1.0,
            "benchmark_quantile_1/2": 2.0,
            "benchmark_quantile_3/4": 3.0,
            "difference": float(Fraction(9, 13)),
            "percentile_rank": float(Fraction(231, 312)),
        } == row

    def test_in_depth(self) -> None:
        """A group in depth has its spread by level, with what is withheld as the text."""
        network = network_of(LEVELS)
        card = _with_theme(network.pool(min_organisations=0), stage_counts=(0, FEW, 8, FEW, 0))
        (found,) = _document(network_json(network, card, depths=[in_depth(card, theme="data")]))["in_depth"]

        assert {"1": 0, "2": "withheld", "3": 8, "4": "withheld", "5": 0} == found["spread"]
        assert (3, 4, 3.0, 5.0, 12, "members", None) == tuple(
            found[key] for key in ("stage", "next_stage", "mean", "out_of", "count", "counted_as", "benchmark")
        )
        assert [*"abcde"] == [one["criterion"] for one in found["now"]]

    def test_exact_values_once_rounded(self) -> None:
        """A mean is the float nearest to the exact value; nothing is NaN or infinite."""
        network = network_of([1, 2, 2])
        (row,) = _document(network_json(network, network.pool(min_organisations=0)))["groups"]

        # (2 + 2.5 + 2.5) / 3.
        assert float(Fraction(7, 3)) == row["mean"]


class TestNetworkCsv:
    def test_whole(self) -> None:
        """A line for each group, with an empty cell where there is nothing."""
        (row,) = _records(network_csv(network_of(LEVELS).pool(min_organisations=0)))

        assert {key: "" if value is None else str(value) for key, value in ROW.items()} == {
            key: row[key] for key in ROW
        }

    def test_withheld(self) -> None:
        """Each withheld figure is the text withheld, and no number is left in the line."""
        (row,) = _records(network_csv(_all_withheld(network_of(LEVELS).pool())))

        assert {"withheld"} == {row[key] for key in FIGURES if key != "why_no_stage"}
        assert "too few of them" == row["why_withheld"]

    def test_slices(self) -> None:
        """The lines of each slice follow, told apart by its value."""
        network = network_of(LEVELS, ["arts"] * 3 + ["health"] * 9)
        rows = _records(
            network_csv(network.pool(min_organisations=0), slices=network.slices("sector", min_organisations=0))
        )

        assert [("", "12"), ("arts", "3"), ("health", "9")] == [(row["slice"], row["organisations"]) for row in rows]

    def test_slice_without_a_value(self) -> None:
        """The line of the organisations without a value is told from that of the whole network."""
        network = network_of(LEVELS, ["arts"] * 6 + [""] * 6)
        rows = _records(
            network_csv(network.pool(min_organisations=0), slices=network.slices("sector", min_organisations=0))
        )
        keys = [{name: value for name, value in row.items() if name not in FIGURES} for row in rows]

        # The whole, those without a value, arts.
        assert [12, 6, 6] == [int(row["organisations"]) for row in rows]
        assert keys[0] != keys[1]

    def test_formulas(self) -> None:
        """A slice that a spreadsheet program would run has an apostrophe in front."""
        network = network_of(LEVELS, ["=1+1"] * 12)
        rows = _records(network_csv(network.pool(), slices=network.slices("sector")))

        assert "'=1+1" == rows[1]["slice"]

    def test_overall(self) -> None:
        """The whole has a line where it is asked for."""
        kinds = [row["kind"] for row in _records(network_csv(network_of(LEVELS).pool(overall=True)))]

        assert ["theme", "overall"] == kinds


def test_nothing_of_a_single_organisation() -> None:
    """Neither file names an organisation that has answered, whatever the minimum."""
    network = network_of(LEVELS)
    card = network.pool(min_organisations=0)

    assert "org 1" not in network_json(network, card) + network_csv(card)


def test_dates_do_not_matter() -> None:
    """The same answers give the same bytes, on whatever day."""
    texts = []
    for day in (None, date(2026, 1, 1)):
        network = Network([Organisation("A", Assessment(ONE_THEME, {"a": 3}, assessed_on=day))])
        texts.append(network_json(network, network.pool()))

    assert texts[0] == texts[1]


def _sheets(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(BytesIO(content))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    return {sheet.title: [*sheet.iter_rows(values_only=True)] for sheet in book}


class TestPanelXlsx:
    def test_whole(self) -> None:
        """How people agree on each criterion, the pooled scores, and what they are of."""
        found = _sheets(panel_xlsx(TEAM, TEAM.pool(rule="median-low")))

        assert ["Criteria", "Scores", "About"] == [*found]
        assert [*TEAM.to_rows()[0]] == [*found["Criteria"][0]]
        assert [(*row.values(),) for row in TEAM.to_rows()] == found["Criteria"][1:]
        assert [*TEAM.pool().to_rows()[0]] == [*found["Scores"][0]]
        # Topic 1: the mean of 10/3 and 4.
        assert 11 / 3 == pytest.approx(dict(zip(found["Scores"][0], found["Scores"][1], strict=True))["mean"])
        about = dict(found["About"])
        assert ("Abbey", "median-low", 3, 1) == tuple(
            about[name] for name in ("organisation", "rule", "respondents", "criteria to discuss")
        )
        assert 0 == pytest.approx(about["Krippendorff's alpha"])

    def test_nobody_is_named(self) -> None:
        """No person is named in it."""
        cells = [str(cell) for rows in _sheets(panel_xlsx(TEAM, TEAM.pool())).values() for row in rows for cell in row]

        assert not {"ann", "ben"} & {*cells}

    def test_without_alpha(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the library for alpha its cell is empty."""
        monkeypatch.setitem(sys.modules, "krippendorff", None)

        assert ("Krippendorff's alpha", None) in _sheets(panel_xlsx(TEAM, TEAM.pool()))["About"]


class TestNetworkXlsx:
    def test_whole(self) -> None:
        """The scores have the columns of the CSV; a second sheet says what they are of."""
        network = network_of(LEVELS, name="Wales")
        found = _sheets(network_xlsx(network, network.pool(min_organisations=0)))
        header, row = found["Scores"]

        assert ["Scores", "About"] == [*found]
        assert {"slice": None, **ROW} == dict(zip(header, row, strict=True))
        about = dict(found["About"])
        assert ("Wales", 13, 1, "organisations", "mean-nearest", 0) == tuple(
            about[name]
            for name in (
                *("network", "organisations", "organisations without a level", "counted", "rule"),
                "least organisations in a figure",
            )
        )

    def test_withheld(self) -> None:
        """Each withheld figure is the text withheld, and no number is left in the row."""
        network = network_of(LEVELS)
        header, row = _sheets(network_xlsx(network, _all_withheld(network.pool())))["Scores"]
        found = dict(zip(header, row, strict=True))

        assert {"withheld"} == {found[key] for key in FIGURES if key != "why_no_stage"}
        assert "too few of them" == found["why_withheld"]

    def test_slices_and_benchmark(self) -> None:
        """The rows of each slice follow, and what stands beside a benchmark has a sheet of its own."""
        network = network_of(LEVELS, ["=1+1"] * 3 + ["health"] * 9)
        card = network.pool(min_organisations=0)
        benchmark = Benchmark.from_counts(ONE_THEME, themes={"data": [41, 57, 35, 15, 8]}, mean=True, title="Others")
        comparison = card.compare_to(benchmark)
        slices = network.slices("sector", min_organisations=0)
        found = _sheets(network_xlsx(network, card, comparison=comparison, slices=slices))

        assert [None, "=1+1", "health"] == [row[0] for row in found["Scores"][1:]]
        assert [*comparison.to_rows()[0]] == [*found["Benchmark"][0]]
        assert ("benchmark", "Others") in found["About"]

    def test_equal_bytes(self) -> None:
        """Equal networks and panels give equal bytes."""
        network = network_of(LEVELS)

        assert network_xlsx(network, network.pool()) == network_xlsx(network, network.pool())
        assert panel_xlsx(TEAM, TEAM.pool()) == panel_xlsx(TEAM, TEAM.pool())

    def test_nothing_of_a_single_organisation(self) -> None:
        """No organisation is named in it."""
        network = network_of(LEVELS)
        found = _sheets(network_xlsx(network, network.pool(min_organisations=0)))

        assert not {"org 1", "Late"} & {cell for rows in found.values() for row in rows for cell in row}
