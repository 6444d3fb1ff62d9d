"""What a report says of a panel: pooled scores, and where people differ."""

import sys
from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs
import pytest

from datamaturity import Answer, Assessment, Panel, PooledScorecard, Respondent
from datamaturity.reports.charts.diverging_bars import DivergingBars
from datamaturity.reports.numbers import shown_consensus
from datamaturity.reports.outline import Listing, Number, Outline, Paragraph, Section, Table
from datamaturity.reports.renderers.html import outline_html
from datamaturity.reports.renderers.text import outline_text
from datamaturity.reports.result_outlines import panel_outline
from datamaturity.reports.sections.panel import disagreement_section, pooled_section
from examples import CROSSED, ONE_THEME

NO, UNSURE = Answer.not_applicable("Closed"), Answer.do_not_know()

# Ann stands at 2 and 4 in topic 1; Ben at 4 and 4 there, and at 3 in topic 2.
TEAM = Panel(
    [
        Respondent(Assessment(CROSSED, {"1.1": 2, "1.2": 4}), id="ann", role="manager", unit="north"),
        Respondent(Assessment(CROSSED, {"1.1": 4, "1.2": 4, "2.3": 3}), id="ben", role="analyst", unit="north"),
    ],
    organisation="Abbey",
)
NOBODY_DIFFERS = "On no criterion do people give different levels."


def _panel(answers: Sequence[Mapping[str, int | Answer]]) -> Panel:
    """Return a panel of people without names or roles who give these answers to the framework of one theme."""
    return Panel([Respondent(Assessment(ONE_THEME, one)) for one in answers])


def _pooled(panel: Panel, card: PooledScorecard | None = None) -> Section:
    return pooled_section(card or panel.pool(), panel)


def _table(section: Section, caption: str) -> list[list[str]]:
    """Return the cells of the table with this caption, as they are shown."""
    (table,) = [one for one in section.blocks if isinstance(one, Table) and one.caption.startswith(caption)]
    return [[column.name for column in table.columns], *([str(cell) for cell in row] for row in table.rows)]


def _paragraphs(section: Section) -> list[str]:
    return [one.text for one in section.blocks if isinstance(one, Paragraph)]


def _listings(section: Section) -> dict[str, list[tuple[str, str]]]:
    return {one.heading: [*one.items] for one in section.blocks if isinstance(one, Listing)}


class TestPooled:
    def test_scores(self) -> None:
        """Each topic and theme stands there with its pooled numbers."""
        # Topic 1, by weights 1 and 2: (10/3 + 4)/2. Topic 2: Ben, 3; coverage (0 + 1/2)/2; from (1 + 3.5/1.5)/2 to
        # (5 + 5.5/1.5)/2. Data, by 1, 1 and 1/2: (2 + 3.5)/2; coverage (1/3 + 2/3)/2; from (3.5/2.5 + 7.5/2.5)/2 to
        # (9.5/2.5 + 9.5/2.5)/2. Skills: 4 and 4.
        section = _pooled(TEAM)
        heads = ["Mean", "Stage", "Answered", "Coverage", "Between", "Interval"]

        assert [
            ["Topic", *heads],
            ["1 Sharing", "3.7", "4 Developing", "2 of 2", "100%", "3.7", "too few"],
            ["2 Deciding", "3.0", "3 Learning", "1 of 2", "25%", "1.7 and 4.3", "too few"],
        ] == _table(section, "Topics")
        assert [
            ["Theme", *heads],
            ["Data", "2.8", "3 Learning", "2 of 2", "50%", "2.2 and 3.8", "too few"],
            ["Skills", "4.0", "4 Developing", "2 of 2", "100%", "4.0", "too few"],
        ] == _table(section, "Themes")

    def test_exact(self) -> None:
        """Behind what is shown are the exact values, with how many people they rest on."""
        (table,) = [one for one in _pooled(TEAM).blocks if isinstance(one, Table) and one.caption == "Topics"]
        _, mean, _, answered, coverage, between, interval = table.rows[1]

        assert Number("3.0", Fraction(3), 1) == mean
        assert Number("1 of 2", 1) == answered
        assert Number("25%", Fraction(1, 4), 2) == coverage
        # (1 + 7/3)/2.
        assert Number("1.7 and 4.3", Fraction(5, 3), 2) == between
        assert Number("too few", None, 1) == interval

    def test_who_is_in_it(self) -> None:
        """How many people there are of each role is said, and that each counts once."""
        assert "2 respondents: 1 analyst, 1 manager. Each respondent counts once." == _paragraphs(_pooled(TEAM))[0]
        one_role = attrs.evolve(TEAM, respondents=[TEAM.respondents[0], Respondent(Assessment(CROSSED))])
        assert "2 respondents: 1 without a role, 1 manager." in _paragraphs(_pooled(one_role))[0]
        assert "2 respondents. Each respondent counts once." == _paragraphs(_pooled(_panel([{}, {}])))[0]

    def test_units(self) -> None:
        """Pooled by units it says so, and how many there are; units with one person each are units all the same."""
        panel = attrs.evolve(TEAM, respondents=[*TEAM, Respondent(Assessment(CROSSED, {"1.1": 1}), unit="south")])
        section = _pooled(panel, panel.pool(by="units"))
        apart = panel.of_role("analyst")

        assert _paragraphs(section)[0].endswith(". Each of 2 units counts once.")
        assert "Answered: how many units have an answer there" in _paragraphs(section)[1]
        # North (10/3 + 4)/2 = 11/3, south 1: 14/3 / 2.
        assert ["1 Sharing", "2.3"] == _table(section, "Topics")[1][:2]
        assert _paragraphs(_pooled(apart, apart.pool(by="units")))[0].endswith("Each of 1 unit counts once.")

    def test_overall(self) -> None:
        """The whole is there where it is asked for, and nowhere else."""
        # By 1, 2, 1 and 1/2: Ann 10/3, Ben (4 + 8 + 3)/4; (40 + 45)/24.
        section = _pooled(TEAM, TEAM.pool(overall=True))

        assert ["Two topics and two themes", "3.5"] == _table(section, "Overall")[1][:2]
        assert ["Topics", "Themes"] == [one.caption for one in _pooled(TEAM).blocks if isinstance(one, Table)]

    def test_a_mean_has_its_stage(self) -> None:
        """A mean close below a border has a further decimal, so that it reads as what its stage is."""
        # Nine at 3 and ten at 2 are 47/19 = 2.474, below 2.5.
        panel = _panel([{"a": 3}] * 9 + [{"a": 2}] * 10)

        assert ["Data", "2.47", "2 Emerging"] == _table(_pooled(panel), "Themes")[1][:3]

    def test_nobody_answers(self) -> None:
        """Without a single answer there are no means, and that is no zero; who gave none is named."""
        people = [
            Respondent(Assessment(ONE_THEME), id="ann"),
            Respondent(Assessment(ONE_THEME, {"a": UNSURE})),
            Respondent(Assessment(ONE_THEME, {"a": NO})),
        ]
        section = _pooled(Panel(people))

        assert ["Data", "–", "no answers", "0 of 3", "0%", "1.0 and 5.0", "too few"] == _table(section, "Themes")[1]
        assert {"Without a single answer: 3": [("", "ann"), ("", "anonymous 1"), ("", "anonymous 2")]} == _listings(
            section
        )

    def test_who_is_silent(self) -> None:
        """Those without an answer are called what they are called elsewhere; where all answer, nothing is said."""
        panel = _panel([{"a": 3}, {}, {"a": 3}, {}])

        assert [("", "anonymous 2"), ("", "anonymous 4")] == _listings(_pooled(panel))["Without a single answer: 2"]
        assert {} == _listings(_pooled(TEAM))

    def test_nothing_applies(self) -> None:
        """A theme that applies to nobody has no coverage and no bounds."""
        section = _pooled(_panel([{str(one): NO for one in ONE_THEME.criterion_ids}]))

        assert ["Data", "n/a", "not applicable", "0 of 0", "–", "–", "too few"] == _table(section, "Themes")[1]

    def test_interval(self) -> None:
        """Five people with an answer have an interval, four have none; how it was drawn is said."""
        # All stand at 3, and so do all resamples of them.
        five, four = _pooled(_panel([{"a": 3}] * 5)), _pooled(_panel([{"a": 3}] * 4 + [{}]))

        assert "3.0 to 3.0" == _table(five, "Themes")[1][-1]
        assert "too few" == _table(four, "Themes")[1][-1]
        for words in ("1000 random samples", "the seed 1", "needs 5 respondents"):
            assert words in _paragraphs(five)[-1]

    def test_the_same_each_time(self) -> None:
        """The same people give the same numbers, intervals and all, whatever their order."""
        answers = [{"a": level} for level in (1, 2, 3, 4, 5, 5)]

        assert _pooled(_panel(answers)) == _pooled(_panel(answers[::-1]))


# a: half at each end, 0. b: 2 and 4 of five levels, ½. c: one step, ¾. d: all at one.
PAIR = Panel(
    [
        Respondent(Assessment(ONE_THEME, {"a": 1, "b": 4, "c": 3, "d": 2}), id="ann", role="manager"),
        Respondent(Assessment(ONE_THEME, {"a": 5, "b": 2, "c": 2, "d": 2})),
    ]
)


class TestDisagreement:
    def test_criteria_to_talk_about(self) -> None:
        """The criteria on which people differ come with the lowest consensus first, with their counts."""
        levels = [f"At {number}" for number in range(1, 6)]
        states = ["Not applicable", "Do not know"]

        assert [
            ["Criterion", *levels, *states, "Median", "Consensus", "Range"],
            ["a Criterion a", "1", "0", "0", "0", "1", "0", "0", "1 Beginning", "0.00", "4"],
            ["b Criterion b", "0", "1", "0", "1", "0", "0", "0", "2 Emerging", "0.50", "2"],
            ["c Criterion c", "0", "1", "1", "0", "0", "0", "0", "2 Emerging", "0.75", "1"],
        ] == _table(disagreement_section(PAIR), "Criteria to talk about first (3 of 3): the lowest consensus")

    def test_what_the_columns_mean(self) -> None:
        """Every level's name stands below the table, whose columns have their numbers."""
        (table,) = [one for one in disagreement_section(PAIR).blocks if isinstance(one, Table)]

        assert "1 Beginning, 2 Emerging, 3 Learning, 4 Developing, 5 Mastering." in table.note

    def test_exact(self) -> None:
        """Behind what is shown are the exact values, with how many people they rest on."""
        panel = _panel([{"a": 2}, {"a": 4}, {"a": 5}, {"a": UNSURE}, {"a": NO}, {}])
        (table, _) = [one for one in disagreement_section(panel).blocks if isinstance(one, Table)]

        # Sums 0, 1, 1, 2 of 3 are 0, 1, 1, 1 from the nearer end: 1 - 2*3/(3*4) = 1/2.
        assert (
            *(Number(str(count), count) for count in (0, 1, 0, 1, 1, 1, 1)),
            "4 Developing",
            Number("0.50", Fraction(1, 2), 3),
            Number("3", 3, 3),
        ) == table.rows[0][1:]

    def test_who_stands_where(self) -> None:
        """Who stands above and below the median is told by role, of the criteria that are shown."""
        heading = "Who stands above and below the median"

        # The lower median of two is the lower one.
        assert [
            ("above", "a Criterion a (anonymous 1)"),
            ("above", "b Criterion b (manager: ann)"),
            ("above", "c Criterion c (manager: ann)"),
        ] == _listings(disagreement_section(PAIR))[heading]
        assert 1 == len(_listings(disagreement_section(PAIR, limit=1))[heading])

    def test_above_and_below(self) -> None:
        """Where people stand on both sides, both are told, roles in alphabetical order."""
        people = [
            Respondent(Assessment(ONE_THEME, {"a": level}), id=name, role=role)
            for name, role, level in [
                ("ann", "manager", 5),
                ("ben", "clerk", 3),
                ("cas", "clerk", 5),
                ("dee", "", 1),
                ("eva", "manager", 4),
                ("fay", "manager", 3),
                ("gil", "clerk", 2),
            ]
        ]

        # 1, 2, 3, 3, 4, 5, 5: the median is 3.
        assert [
            ("above", "a Criterion a (clerk: cas; manager: ann, eva)"),
            ("below", "a Criterion a (dee; clerk: gil)"),
        ] == _listings(disagreement_section(Panel(people)))["Who stands above and below the median"]

    @pytest.mark.parametrize(("limit", "shown"), [(1, 1), (2, 2), (3, 3), (9, 3)])
    def test_limit(self, limit: int, shown: int) -> None:
        """No more criteria are shown than asked for, and how many there are is said."""
        section = disagreement_section(PAIR, limit=limit)

        assert shown + 1 == len(_table(section, f"Criteria to talk about first ({shown} of 3)"))

    def test_limit_of_nothing(self) -> None:
        """With none asked for there is no table, and how many there would be is said."""
        section = disagreement_section(PAIR, limit=0)

        assert "Criteria to talk about first: 0 of 3 are shown." == _paragraphs(section)[-1]
        assert 2 == len(section.blocks)

    def test_alpha(self) -> None:
        """Krippendorff's alpha stands there with two decimals, with what its ends mean."""
        # Two people, at 1 and 1, and at 5 and 5: they agree on everything.
        (first, _) = _paragraphs(disagreement_section(_panel([{"a": 1, "b": 5}] * 2)))

        assert (
            "Krippendorff's alpha, ordinal: 1.00 (1 where all agree, about 0 where they agree as if by chance)."
        ) == first

    def test_without_the_library_for_alpha(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the library for it, a sentence says what to install, and all the rest is there."""
        before = disagreement_section(PAIR)
        monkeypatch.setitem(sys.modules, "krippendorff", None)
        after = disagreement_section(PAIR)

        assert before.blocks[1:] == after.blocks[1:]
        (sentence,) = _paragraphs(after)
        assert sentence.startswith("Krippendorff's alpha: not worked out; ")
        assert 'pip install "datamaturity[agreement]"' in sentence

    @pytest.mark.parametrize("answers", [[{"a": 3}] * 2, [{"a": 3, "b": 1}], [{}], [{"a": 3}, {"b": 4}, {"c": UNSURE}]])
    def test_nobody_differs(self, answers: list[Mapping[str, int | Answer]]) -> None:
        """Where nobody differs, one person is alone, or no two answer the same criterion, a sentence says so."""
        section = disagreement_section(_panel(answers))

        assert [NOBODY_DIFFERS] == _paragraphs(section)[1:]
        assert 2 == len(section.blocks)
        assert "ordinal: undefined" in _paragraphs(section)[0]

    def test_disputed(self) -> None:
        """Criteria of which some say that they apply and some that they do not are told, with how many say which."""
        answers: list[dict[str, int | Answer]] = [
            {"a": 1, "b": NO, "c": NO},
            {"a": 3, "b": 2},
            {"a": NO},
            {"a": UNSURE},
        ]
        section = disagreement_section(_panel(answers))

        assert [
            ["Criterion", "Give a level", "Not applicable"],
            ["a Criterion a", "2", "1"],
            ["b Criterion b", "1", "1"],
        ] == _table(section, "Some say that it applies and some that it does not: 2")

    def test_disputed_where_nobody_differs(self) -> None:
        """So are they where the levels given are all alike."""
        section = disagreement_section(_panel([{"a": 3}, {"a": NO}]))

        assert NOBODY_DIFFERS in _paragraphs(section)
        assert ["a Criterion a", "1", "1"] == _table(section, "Some say")[1]

    def test_no_pictures(self) -> None:
        """There is no picture in it, since a command's text would have its description; the picture reads alike."""
        # One of 100 stands one level up: 1 - 2/(100 × 4) = 0.995, which is not full agreement.
        panel = _panel([{"a": 3}] * 99 + [{"a": 4}])
        (spread,) = DivergingBars.of(panel).spreads
        row = _table(disagreement_section(panel), "Criteria")[1]

        assert "0.99" == row[-2] == spread.consensus_text

    @pytest.mark.parametrize(
        ("consensus", "text"), [("0", "0.00"), ("1/999", "0.01"), ("499/500", "0.99"), ("1", "1.00")]
    )
    def test_consensus(self, consensus: str, text: str) -> None:
        """Consensus reads 0.00 or 1.00 only where it is exactly that."""
        assert text == shown_consensus(Fraction(consensus))


class TestRendered:
    def test_outline(self) -> None:
        """A panel's outline has its organisation, framework and rule above both sections, and the licence below."""
        outline = panel_outline(TEAM, TEAM.pool())

        assert "Abbey" == outline.title
        assert (
            "Two topics and two themes, version 1 (crossed)",
            "Stages by the rule mean-nearest; levels run from 1 (Beginning) to 5 (Mastering)",
        ) == outline.facts
        assert ["pooled", "disagreement", "licence"] == [section.id for section in outline.sections]
        assert "Data maturity" == panel_outline(PAIR, PAIR.pool()).title

    def test_hostile_roles(self) -> None:
        """Whatever roles and people are called stays on its line, and is text."""
        names = ["<script>alert(1)</script>", "a\nb\n======", "x" * 10_000]
        people = [
            Respondent(Assessment(ONE_THEME, {"a": 1 + place}), id=f"{name}!", role=name)
            for place, name in enumerate(names)
        ]
        panel = Panel(people)
        outline = Outline("T", ONE_THEME, "mean-nearest", [], [_pooled(panel), disagreement_section(panel)])
        html = outline_html(outline)

        assert "======" not in outline_text(outline).splitlines()
        assert "x" * 10_000 in outline_text(outline)
        assert "<script" not in html
        assert "&lt;script&gt;alert(1)" in html

    def test_many_people(self) -> None:
        """A long list of people is wrapped, and nobody is lost."""
        people = [
            Respondent(Assessment(ONE_THEME, {"a": 1 + (number > 30)}), id=f"person number {number}", role="clerk")
            for number in range(60)
        ]
        text = outline_text(Outline("T", ONE_THEME, "mean-nearest", [], [disagreement_section(Panel(people))]))

        assert 100 >= max(map(len, text.splitlines()))
        found = " ".join(text.split()).partition("(clerk: ")[2].partition(")")[0]
        assert [f"person number {number}" for number in range(31, 60)] == found.split(", ")
