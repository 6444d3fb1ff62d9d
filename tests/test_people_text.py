"""Panels, networks and groups in depth as plain text."""

import sys
from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Benchmark,
    Level,
    Network,
    NetworkScore,
    NetworkScorecard,
    Organisation,
    Panel,
    Respondent,
    Withheld,
    in_depth,
    load_framework,
    score,
)
from datamaturity.groups import ByGroup
from datamaturity.mappings import FrozenMapping
from datamaturity.reports.figures import count_text, mean_text, share_text, stage_text
from datamaturity.reports.in_depth_text import in_depth_text
from datamaturity.reports.network_text import network_text
from datamaturity.reports.panel_text import panel_text
from examples import CROSSED, ONE_THEME, ONE_THEME_ANSWERED

FEW = Withheld("too few of them")
PUBLISHED = Benchmark.from_counts(ONE_THEME, themes={"data": [41, 57, 35, 15, 8]}, mean=True)


class TestFigures:
    def test_figures(self) -> None:
        """Means have one decimal, halves away from zero; shares are percentages; a stage has its number and name."""
        assert ("2.3", "0.0", "2.35") == (
            mean_text(Fraction("2.25")),
            mean_text(Fraction(0)),
            mean_text(Fraction("2.345"), places=2),
        )
        assert ("50%", "0%", "1%") == (
            share_text(Fraction(1, 2)),
            share_text(Fraction(0)),
            share_text(Fraction(1, 10**9)),
        )
        assert ("0", "12") == (count_text(0), count_text(12))
        assert "3 Learning" == stage_text(Level(3, "Learning"))

    def test_none_and_withheld(self) -> None:
        """What there is not, what is withheld, and zero read as three different things."""
        assert ["-"] * 3 == [mean_text(None), share_text(None), stage_text(None)]
        assert ["withheld"] * 4 == [mean_text(FEW), share_text(FEW), count_text(FEW), stage_text(FEW)]


def _respondents(answers: Sequence[Mapping[str, int | Answer]], role: str = "") -> list[Respondent]:
    return [Respondent(Assessment(ONE_THEME, one), role=role) for one in answers]


# Ann stands at 2 and 4 in topic 1; Ben at 4 and 4 there, and at 3 in topic 2.
TEAM = Panel(
    [
        Respondent(Assessment(CROSSED, {"1.1": 2, "1.2": 4}), id="ann", role="manager", unit="north"),
        Respondent(Assessment(CROSSED, {"1.1": 4, "1.2": 4, "2.3": 3}), id="ben", role="analyst", unit="north"),
    ],
    organisation="Abbey",
)


def _panel(panel: Panel, **options: object) -> list[str]:
    """Return the lines of a panel's text."""
    card = panel.pool(**options)  # type: ignore[arg-type]
    return panel_text(panel, card).splitlines()


def _after(lines: list[str], start: str) -> list[str]:
    """Return the line that starts like this and those below it, up to a blank one."""
    place = next(place for place, line in enumerate(lines) if line.startswith(start))
    end = next((n for n, line in enumerate(lines) if n > place and not line), len(lines))
    return lines[place:end]


class TestPanel:
    def test_heading(self) -> None:
        """The framework, the organisation, who took part, how they are pooled, the rule and the levels."""
        lines = _panel(TEAM)

        assert [
            "Two topics and two themes, version 1 (crossed)",
            "Abbey",
            "2 respondents: 1 analyst, 1 manager",
        ] == lines[:3]
        for words in ("each counts once", "rule mean-nearest", "levels run from 1 (Beginning) to 5 (Mastering)"):
            assert words in lines[3]

    def test_scores(self) -> None:
        """Each topic and theme with its pooled numbers, in columns that line up."""
        # Topic 1, by weights 1 and 2: (10/3 + 4)/2. Topic 2: Ben, 3; coverage (0 + 1/2)/2; from (1 + 3.5/1.5)/2 to
        # (5 + 5.5/1.5)/2. Data, by 1, 1 and 1/2: (2 + 3.5)/2; coverage (1/3 + 2/3)/2; from (3.5/2.5 + 7.5/2.5)/2 to
        # (9.5/2.5 + 9.5/2.5)/2. Skills: 4 and 4.
        lines = _panel(TEAM)

        assert [
            "Topic        Mean  Stage         Answered  Coverage  Between      Interval",
            " 1 Sharing    3.7  4 Developing    2 of 2      100%  3.7 and 3.7  -",
            " 2 Deciding   3.0  3 Learning      1 of 2       25%  1.7 and 4.3  -",
        ] == _after(lines, "Topic")
        assert [
            "Theme   Mean  Stage         Answered  Coverage  Between      Interval",
            "Data     2.8  3 Learning      2 of 2       50%  2.2 and 3.8  -",
            "Skills   4.0  4 Developing    2 of 2      100%  4.0 and 4.0  -",
        ] == _after(lines, "Theme")

    def test_overall(self) -> None:
        """The whole is there where it is asked for, and nowhere else."""
        # By 1, 2, 1 and 1/2: Ann 10/3, Ben (4 + 8 + 3)/4.
        assert "Two topics and two themes   3.5" == _after(_panel(TEAM, overall=True), "Overall")[1][:31]
        assert not any(line.startswith("Overall") for line in _panel(TEAM))

    def test_units(self) -> None:
        """Pooled by units it says so: how many there are, and each counts once."""
        panel = attrs.evolve(TEAM, respondents=[*TEAM, Respondent(Assessment(CROSSED, {"1.1": 1}), unit="south")])
        lines = _panel(panel, by="units")

        assert any("of 2 units" in line and "each counts once" in line for line in lines)
        # North (10/3 + 4)/2 = 11/3, south 1: 14/3 / 2.
        assert " 1 Sharing    2.3" == _after(lines, "Topic")[1][:17]

    def test_nobody_answers(self) -> None:
        """Without a single answer there are no means, and that is no zero."""
        lines = _panel(Panel(_respondents([{}, {"a": Answer.do_not_know()}])))

        assert "Data      -  -        0 of 2        0%  1.0 and 5.0  -" == _after(lines, "Theme")[1]
        assert "Without a single answer: 2 respondents" in lines
        assert any("alpha" in line and "undefined" in line for line in lines)

    def test_nothing_applies(self) -> None:
        """A theme that applies to nobody has no coverage and no bounds."""
        nothing = {str(one): Answer.not_applicable("Closed") for one in ONE_THEME.criterion_ids}
        lines = _panel(Panel(_respondents([nothing])))

        assert ["Data", "-", "-", "0", "of", "0", "-", "-", "-"] == _after(lines, "Theme")[1].split()

    def test_interval(self) -> None:
        """Five people with an answer have an interval, four have none."""
        # All stand at 3, and so do all resamples of them.
        five = _panel(Panel(_respondents([{"a": 3}] * 5)))
        four = _panel(Panel(_respondents([{"a": 3}] * 4 + [{}])))

        assert _after(five, "Theme")[1].endswith("  3.0 to 3.0")
        assert _after(four, "Theme")[1].endswith("  -")

    def test_the_same_each_time(self) -> None:
        """The same panel gives the same text, intervals and all, whatever the order of its people."""
        people = _respondents([{"a": level} for level in (1, 2, 3, 4, 5, 5)])

        assert _panel(Panel(people)) == _panel(Panel(people))
        assert _after(_panel(Panel(people)), "Theme") == _after(_panel(Panel(people[::-1])), "Theme")

    def test_alpha(self) -> None:
        """Krippendorff's alpha stands there with two decimals."""
        # Two people, at 1 and 1, and at 5 and 5: they agree on everything.
        assert "Krippendorff's alpha, ordinal: 1.00" in _panel(Panel(_respondents([{"a": 1, "b": 5}] * 2)))

    def test_without_the_library_for_alpha(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the library for it, the text says what to install, and all the rest."""
        before = _panel(TEAM)
        monkeypatch.setitem(sys.modules, "krippendorff", None)
        after = _panel(TEAM)
        (old,) = [line for line in before if "alpha" in line]
        (new,) = [line for line in after if "alpha" in line]

        assert [line for line in before if line != old] == [line for line in after if line != new]
        assert 'pip install "datamaturity[agreement]"' in new

    def test_criteria_to_talk_about(self) -> None:
        """The criteria on which people differ come with the lowest consensus first, and who stands where."""
        # a: half at each end, 0. b: 2 and 4 of five levels, ½. c: one step, ¾. d: all at one.
        people = [
            Respondent(Assessment(ONE_THEME, {"a": 1, "b": 4, "c": 3, "d": 2}), id="ann", role="manager"),
            Respondent(Assessment(ONE_THEME, {"a": 5, "b": 2, "c": 2, "d": 2})),
        ]
        lines = _panel(Panel(people))
        start = next(place for place, line in enumerate(lines) if line.startswith("Criteria to talk about"))

        assert "Criteria to talk about first (3): the lowest consensus, then the widest range" == lines[start]
        assert [
            "",
            "a Criterion a",
            "   1 at 1 Beginning, 1 at 5 Mastering; median 1 Beginning, consensus 0.00",
            "   above the median: anonymous 1",
            "",
            "b Criterion b",
            "   1 at 2 Emerging, 1 at 4 Developing; median 2 Emerging, consensus 0.50",
            "   above the median: manager: ann",
            "",
            "c Criterion c",
            "   1 at 2 Emerging, 1 at 3 Learning; median 2 Emerging, consensus 0.75",
            "   above the median: manager: ann",
        ] == lines[start + 1 :]

    @pytest.mark.parametrize(("limit", "said", "shown"), [(0, "0 of 3", 0), (2, "2 of 3", 2), (3, "3", 3), (9, "3", 3)])
    def test_limit(self, limit: int, said: str, shown: int) -> None:
        """No more criteria are shown than asked for, and how many there are is said."""
        panel = Panel(_respondents([{"a": 1, "b": 1, "c": 1}, {"a": 2, "b": 2, "c": 2}]))
        lines = panel_text(panel, panel.pool(), limit=limit).splitlines()

        assert any(line.startswith(f"Criteria to talk about first ({said}):") for line in lines)
        assert shown == sum("consensus 0.75" in line for line in lines)

    def test_none_to_talk_about(self) -> None:
        """Where all agree there are none."""
        assert any("first (none)" in line for line in _panel(Panel(_respondents([{"a": 3}] * 2))))

    def test_other_states(self) -> None:
        """Not applicable and do not know are counted beside the levels, and a dispute over them is named."""
        answers: list[dict[str, int | Answer]] = [
            {"a": 1, "b": Answer.not_applicable()},
            {"a": 3, "b": 2},
            {"a": Answer.not_applicable()},
            {"a": Answer.do_not_know()},
        ]
        lines = _panel(Panel(_respondents(answers)))

        counts = (
            "   1 at 1 Beginning, 1 at 3 Learning, 1 not applicable, 1 do not know; median 1 Beginning, consensus 0.50"
        )
        assert counts in lines
        assert "Some say that it applies and some that it does not: a, b" == lines[-1]

    def test_many_people(self) -> None:
        """A long list of people is wrapped, and nobody is lost."""
        people = [
            Respondent(Assessment(ONE_THEME, {"a": 1 + (number > 30)}), id=f"person number {number}", role="clerk")
            for number in range(60)
        ]
        lines = _after(_panel(Panel(people)), "a Criterion a")

        assert 100 >= max(map(len, lines))
        assert [f"person number {number}" for number in range(31, 60)] == " ".join(
            " ".join(line.split()) for line in lines[2:]
        ).removeprefix("above the median: clerk: ").split(", ")

    def test_many_roles(self) -> None:
        """So is a long list of roles."""
        people = [Respondent(Assessment(ONE_THEME, {"a": 3}), role=f"role {number}") for number in range(40)]

        assert 130 >= max(map(len, _panel(Panel(people))))


def _network(levels: Sequence[int], sectors: Sequence[str] = (), *, name: str = "") -> Network:
    """Return a network whose organisations stand at a level in *a* and at 3 in *b*, one without answers among them."""
    attributes = [{"sector": one} if one else {} for one in sectors] or [{}] * len(levels)
    return Network(
        [
            *[
                Organisation(f"org {number}", Assessment(ONE_THEME, {"a": level, "b": 3}), traits)
                for number, (level, traits) in enumerate(zip(levels, attributes, strict=True))
            ],
            Organisation("Late"),
        ],
        name=name,
    )


# Means 2, twice 2.5, six times 3, twice 3.5, and 4: one stands at 2, eight at 3, three at 4. Two criteria of five are
# answered; the levels add up to 72, the three open ones to 36 at 1 and to 180 at 5.
LEVELS = (1, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 5)


def _with_theme(card: NetworkScorecard, **figures: object) -> NetworkScorecard:
    """Return the scorecard with other figures of its only theme, as disclosure control may have them."""
    one: NetworkScore = attrs.evolve(card.themes["data"], **figures)  # type: ignore[arg-type]
    return attrs.evolve(card, groups=ByGroup(FrozenMapping(), FrozenMapping({"data": one}), FrozenMapping(), None))


ALL_WITHHELD: dict[str, object] = {
    "organisation_count": FEW,
    "member_count": FEW,
    "mean": FEW,
    "stage": FEW,
    "coverage": FEW,
    "low": FEW,
    "high": FEW,
    "stage_counts": (FEW,) * 5,
    "no_stage_count": FEW,
}


class TestNetwork:
    def test_heading(self) -> None:
        """The framework, the network, who counts once, the rule, the levels, and what is withheld."""
        network = _network(LEVELS, name="Wales")
        lines = network_text(network, network.pool(by="respondents")).splitlines()

        assert ["One theme of five criteria, version 1 (one-theme)", "Wales: 13 organisations"] == lines[:2]
        for words in ("Each of the respondents counts once", "rule mean-nearest", "levels run from 1 (Beginning)"):
            assert words in lines[2]
        assert "fewer than 5 organisations" in lines[3]

    def test_minimum(self) -> None:
        """It says from how many organisations on something is told; with 0, that nothing is withheld."""
        network = _network(LEVELS)

        assert "fewer than 7 organisations" in network_text(network, network.pool(min_organisations=7))
        assert "Nothing is withheld" in network_text(network, network.pool(min_organisations=0))
        assert "Nothing is withheld" not in network_text(network, network.pool())

    def test_scores(self) -> None:
        """Each theme with its numbers and how many stand at each level, in columns that line up."""
        network = _network(LEVELS)
        lines = network_text(network, network.pool(min_organisations=0)).splitlines()

        assert [
            "Theme  Mean  Stage       Organisations  Coverage  Between      At 1  At 2  At 3  At 4  At 5",
            "Data    3.0  3 Learning             12       40%  1.8 and 4.2     0     1     8     3     0",
        ] == _after(lines, "Theme")

    def test_withheld_in_part(self) -> None:
        """What is withheld reads withheld, and the columns line up all the same."""
        network = _network(LEVELS)
        card = _with_theme(network.pool(min_organisations=0), stage_counts=(0, FEW, 8, FEW, 0))

        assert [
            "Theme  Mean  Stage       Organisations  Coverage  Between      At 1      At 2  At 3      At 4  At 5",
            "Data    3.0  3 Learning             12       40%  1.8 and 4.2     0  withheld     8  withheld     0",
        ] == _after(network_text(network, card).splitlines(), "Theme")

    def test_all_withheld(self) -> None:
        """Where everything is withheld, no number is left in the line."""
        network = _network(LEVELS)
        card = _with_theme(network.pool(), **ALL_WITHHELD)

        assert ["Data"] + ["withheld"] * 10 == _after(network_text(network, card).splitlines(), "Theme")[1].split()

    def test_topics_and_themes(self) -> None:
        """A framework with topics has a table of them before that of its themes."""
        network = Network([Organisation("A", Assessment(CROSSED, {"1.1": 3, "1.2": 3}))])
        lines = network_text(network, network.pool(min_organisations=0)).splitlines()

        assert ["Topic", "1", "2"] == [line.split()[0] for line in _after(lines, "Topic")]
        assert ["Theme", "Data", "Skills"] == [line.split()[0] for line in _after(lines, "Theme")]

    def test_without_answers(self) -> None:
        """A theme that nobody has answered has no mean, and that is neither zero nor withheld."""
        network = Network([Organisation("A", Assessment(CROSSED, {"1.2": 3}))])
        lines = network_text(network, network.pool(min_organisations=0)).splitlines()

        (row,) = [line for line in lines if line.startswith("Data")]
        assert ["Data", "-", "-", "0", "0%", "1.0", "and", "5.0", "0", "0", "0", "0", "0"] == row.split()

    def test_slices(self) -> None:
        """Each slice has its tables, those without a value under words that say so."""
        network = _network(LEVELS, ["arts"] * 3 + [""] * 9)
        slices = network.slices("sector", min_organisations=0)
        lines = network_text(network, network.pool(min_organisations=0), slices=slices).splitlines()
        starts = [place for place, line in enumerate(lines) if line.startswith("Of these: ")]

        assert ["Of these: (no value)", "Of these: arts"] == [lines[place] for place in starts]
        # 2, 2.5 and 2.5: 7/3. The rest: 3 six times, 3.5 twice, 4: 29/9.
        assert ["3.2", "2.3"] == [_after(lines[place:], "Theme")[1].split()[1] for place in starts]

    def test_slice_of_which_nothing_is_told(self) -> None:
        """Where everything of a slice is withheld, it says so and why."""
        network = _network(LEVELS, ["arts"] * 12)
        card = network.pool(min_organisations=0)
        text = network_text(network, card, slices={"arts": _with_theme(card, **ALL_WITHHELD)})

        assert "Of these: arts\nEverything is withheld: too few of them\n" in text

    def test_overall_of_slices(self) -> None:
        """Where the whole is asked for, it is there for each slice as well."""
        network = _network(LEVELS, ["arts"] * 6 + ["health"] * 6)
        slices = network.slices("sector", overall=True, min_organisations=0)
        text = network_text(network, network.pool(overall=True, min_organisations=0), slices=slices)

        assert 3 == sum(line.startswith("Overall") for line in text.splitlines())

    def test_beside_a_benchmark(self) -> None:
        """Each group stands beside the benchmark's mean, quartiles and number, with its percentile rank."""
        # (41 + 114 + 105 + 60 + 40)/156 = 2.3; (98 + 35/2)/156 = 0.74.
        network = _network(LEVELS)
        card = network.pool(min_organisations=0)
        benchmark = attrs.evolve(PUBLISHED, title="Ten activities", source="A report")
        text = network_text(network, card, comparison=card.compare_to(benchmark))

        assert "Beside the benchmark Ten activities, A report\n" in text
        (row,) = [line for line in text.splitlines() if line.startswith("Theme Data")]
        assert ["3.0", "3", "Learning", "2.3", "1.0", "2.0", "3.0", "156", "74%"] == row.split()[2:]

    def test_benchmark_withheld(self) -> None:
        """What the benchmark withholds, and what hangs on it, reads withheld."""
        network = _network(LEVELS)
        card = network.pool(min_organisations=0)
        few = attrs.evolve(PUBLISHED.themes["data"], stage_counts=(41, FEW, FEW, 15, 8), mean=FEW)
        comparison = card.compare_to(attrs.evolve(PUBLISHED, groups=[few]))

        (row,) = [line for line in network_text(network, card, comparison=comparison).splitlines() if "Theme D" in line]
        assert ["3.0", "3", "Learning", "withheld", "1.0", "2.0", "3.0", "156", "withheld"] == row.split()[2:]

    def test_no_cells(self) -> None:
        """Cells are in the files, not in the text."""
        network = Network([Organisation("A", Assessment(CROSSED, {"1.1": 3}))])
        card = network.pool(min_organisations=0)
        benchmark = Benchmark.from_counts(CROSSED, cells={("1", "data"): [9] * 5}, topics={"1": [9] * 5})
        lines = network_text(network, card, comparison=card.compare_to(benchmark)).splitlines()

        assert any(line.startswith("Topic Sharing") for line in lines)
        assert not any("×" in line or line.startswith("Cell") for line in lines)

    def test_missing(self) -> None:
        """Those without a single answer are named, in lines that are not too long; without any it says none."""
        network = _network(LEVELS)
        nobody_missing = Network(network.organisations[:-1])
        many = Network([*network, *(Organisation(f"An organisation with number {n}") for n in range(30))])

        assert "Without a single answer: Late\n" in network_text(network, network.pool())
        assert "Without a single answer: none\n" in network_text(nobody_missing, network.pool())
        lines = _after(network_text(many, network.pool()).splitlines(), "Without a single answer")
        assert 100 >= max(map(len, lines))
        assert 31 == " ".join(lines).count(", ") + 1

    def test_attribution(self) -> None:
        """Whose framework it is stands at the end, with its licence."""
        framework = load_framework("seven-themes")
        network = Network([Organisation("A", Assessment(framework, {"C1": 3}))])

        assert "Data Orchard" in network_text(network, network.pool()).splitlines()[-2]


class TestInDepth:
    def test_worked_example(self) -> None:
        """One assessment: stage, score of 5, criteria at each level, and what this stage and the next look like."""
        # The answers of SPEC section 3: 4, 3, not applicable, nothing, 2.
        assert (
            "Data in depth\n"
            "Stage: 3 Learning (mean-nearest); score 3.0 out of 5.0, from 3 criteria\n"
            "Spread of criteria: 1 at 2 Emerging, 1 at 3 Learning, 1 at 4 Developing\n"
            "\n"
            "What this stage looks like: 3 Learning\n"
            "  [x] a Criterion a\n"
            "  [x] b Criterion b\n"
            "  [?] d Criterion d\n"
            "  [ ] e Criterion e\n"
            "\n"
            "What the next stage looks like: 4 Developing\n"
            "  [x] a Criterion a\n"
            "  [ ] b Criterion b\n"
            "  [?] d Criterion d\n"
            "  [ ] e Criterion e\n"
            "[x] held already, [ ] not yet, [?] not known\n"
        ) == in_depth_text(in_depth(score(ONE_THEME_ANSWERED), "data"))

    def test_benchmark(self) -> None:
        """Beside a benchmark: its number, mean, quartiles, and the percentile rank of the stage."""
        lines = in_depth_text(in_depth(score(ONE_THEME_ANSWERED), "data", PUBLISHED)).splitlines()

        expected = "Benchmark: organisations 156; mean 2.3; quartiles 1.0, 2.0, 3.0; percentile rank of this stage 74%"
        assert expected in lines

    def test_benchmark_without_mean(self) -> None:
        """A mean that nobody asked for is left out, not shown as none or withheld."""
        plain = Benchmark.from_counts(ONE_THEME, themes={"data": [41, 57, 35, 15, 8]})
        (line,) = [
            one
            for one in in_depth_text(in_depth(score(ONE_THEME_ANSWERED), "data", plain)).splitlines()
            if one.startswith("Benchmark")
        ]

        assert "mean" not in line
        assert "withheld" not in line

    def test_benchmark_of_other_groups(self) -> None:
        """A benchmark without the group says nothing of it."""
        card = score(Assessment(CROSSED, {"1.1": 3, "1.2": 3}))
        benchmark = Benchmark.from_counts(CROSSED, topics={"2": [9] * 5})

        assert "Benchmark" not in in_depth_text(in_depth(card, "data", benchmark))

    def test_members(self) -> None:
        """For a panel or a network it counts members."""
        panel = Panel(_respondents([{"a": 3}, {"a": 4}, {}]))
        network = _network(LEVELS)

        # 3 and 4: 3.5 is half-way, and goes up.
        assert "Stage: 4 Developing (mean-nearest); score 3.5 out of 5.0, from 2 members\n" in in_depth_text(
            in_depth(panel.pool(), "data")
        )
        assert "Spread of members: 1 at 2 Emerging, 8 at 3 Learning, 3 at 4 Developing\n" in in_depth_text(
            in_depth(network.pool(min_organisations=0), "data")
        )

    def test_one(self) -> None:
        """One criterion is a criterion, one member a member."""
        card = score(Assessment(ONE_THEME, {"a": 2}))
        panel = Panel(_respondents([{"a": 2}]))

        assert ", from 1 criterion\n" in in_depth_text(in_depth(card, "data"))
        assert ", from 1 member\n" in in_depth_text(in_depth(panel.pool(), "data"))

    def test_withheld_in_part(self) -> None:
        """Withheld counts read withheld in the spread; a level where nobody stands is left out."""
        card = _with_theme(_network(LEVELS).pool(min_organisations=0), stage_counts=(0, FEW, 8, FEW, 0), mean=FEW)
        text = in_depth_text(in_depth(card, "data"))

        assert "Spread of members: withheld at 2 Emerging, 8 at 3 Learning, withheld at 4 Developing\n" in text
        assert "score withheld out of 5.0" in text

    def test_all_withheld(self) -> None:
        """Where everything is withheld, it says so and why, and nothing else."""
        card = _with_theme(_network(LEVELS).pool(min_organisations=0), **ALL_WITHHELD)
        lines = in_depth_text(in_depth(card, "data", PUBLISHED)).splitlines()

        assert ["Data in depth", "Everything is withheld: too few of them"] == lines

    def test_at_the_top(self) -> None:
        """At the highest stage there is no next one, and it says so."""
        text = in_depth_text(in_depth(score(Assessment(ONE_THEME, dict.fromkeys("abcde", 5))), "data"))

        assert "There is no higher stage.\n" in text
        assert "next stage" not in text

    def test_no_answers(self) -> None:
        """Without an answer there is no stage, the reason is given, and nothing is marked."""
        text = in_depth_text(in_depth(score(Assessment(ONE_THEME)), "data"))

        assert (
            "Stage: -, none of its criteria is answered (mean-nearest); score - out of 5.0, from 0 criteria\n" in text
        )
        assert "[" not in text

    def test_below_the_lowest_stage(self) -> None:
        """Where the rule gives no stage, the lowest one is next."""
        text = in_depth_text(in_depth(score(Assessment(ONE_THEME, {"a": 4}), rule="weakest-link"), "data"))

        assert "Stage: -, the rule gives none" in text
        assert "What the next stage looks like: 1 Beginning\n  [x] a Criterion a\n  [?] b Criterion b\n" in text
        assert "What this stage looks like" not in text

    def test_descriptors(self) -> None:
        """Each criterion's own words at the stage are there in full, wrapped below one another."""
        framework = load_framework("seven-themes")
        ids = [one for one in framework.criterion_ids if one.startswith("C")]
        text = in_depth_text(in_depth(score(Assessment(framework, dict.fromkeys(ids, 3))), "culture"))
        words = " ".join(text.split())

        for one in ids:
            for number in (3, 4):
                assert framework.descriptor(f"{one}.{number}").text in words
        assert 100 >= max(map(len, text.splitlines()))
        marks = [line for line in text.splitlines() if line.startswith(" ")]
        assert {"  [x] ", "  [ ] ", "      "} == {line[:6] for line in marks}
