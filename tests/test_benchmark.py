"""Benchmarks from published counts and from networks, and scorecards beside them."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Benchmark,
    BenchmarkComparison,
    BenchmarkError,
    Criterion,
    Fault,
    FaultsError,
    Framework,
    GroupBenchmark,
    MeanFloor,
    MeanNearest,
    Network,
    NetworkError,
    Organisation,
    Panel,
    Respondent,
    RuleError,
    Wording,
    WrongTypeError,
    load_framework,
    score,
)
from datamaturity.disclosure import shown
from examples import CROSSED, FIVE, ONE_THEME

# The published example: 156 organisations, by the level that they hold.
PUBLISHED = (41, 57, 35, 15, 8)


def panel(*levels: int, unit: str = "") -> Panel:
    """Return a panel of people who each give the criterion *a* one level."""
    return Panel([Respondent(Assessment(ONE_THEME, {"a": level}), unit=unit) for level in levels])


def network(answers: Sequence[Mapping[str, int | Answer] | Panel], name: str = "") -> Network:
    """Return a network with these answers to the framework of one theme."""
    return Network(
        [
            Organisation(f"org {number}", one if isinstance(one, Panel) else Assessment(ONE_THEME, one))
            for number, one in enumerate(answers)
        ],
        name=name,
    )


def data(benchmark: Benchmark) -> GroupBenchmark:
    """Return the figures of the theme *data*."""
    return benchmark.themes["data"]


class TestFromCounts:
    def test_groups(self) -> None:
        """Counts may be of topics, themes, cells and the whole, in any order; the figures come in framework order."""
        found = Benchmark.from_counts(
            CROSSED,
            overall=PUBLISHED,
            cells={("2", "data"): [9, 9, 9, 9, 9], ("1", "skills"): [6, 6, 6, 6, 6]},
            themes={"skills": [5, 5, 5, 5, 5]},
            topics={"2": [7, 7, 7, 7, 7], "1": [8, 8, 8, 8, 8]},
        )
        expected = [
            ("topic 1", 40),
            ("topic 2", 35),
            ("theme skills", 25),
            ("cell 1/skills", 30),
            ("cell 2/data", 45),
            ("overall", 156),
        ]

        assert expected == [(str(one.group), one.organisation_count) for one in found]
        assert ["1", "2"] == [*found.topics]
        assert ["skills"] == [*found.themes]
        assert [("1", "skills"), ("2", "data")] == [*found.cells]
        assert found.overall is not None
        assert PUBLISHED == found.overall.stage_counts
        assert [25, 45] == [found.themes["skills"].organisation_count, found.cells["2", "data"].organisation_count]

    def test_without_the_whole(self) -> None:
        """A benchmark without counts for the whole has none for it."""
        assert Benchmark.from_counts(ONE_THEME, themes={"data": PUBLISHED}).overall is None

    def test_what_it_says_of_itself(self) -> None:
        """A benchmark says what it is called, where it is from, which day it describes, and how it was made."""
        found = Benchmark.from_counts(
            ONE_THEME,
            themes={"data": PUBLISHED},
            overall=PUBLISHED,
            rule="mean-floor",
            title="Charities",
            source="A survey",
            dated=date(2024, 5, 1),
        )

        assert ("Charities", "A survey", date(2024, 5, 1)) == (found.title, found.source, found.dated)
        assert (ONE_THEME, MeanFloor(), "organisations", 5) == (
            found.framework,
            found.rule,
            found.pool,
            found.min_organisations,
        )
        assert "<Benchmark 'Charities' for one-theme 1: 2 groups; mean-floor>" == repr(found)

    def test_what_it_need_not_say(self) -> None:
        """Without a rule it is the framework's own; title, source and day may be missing."""
        found = Benchmark.from_counts(ONE_THEME, themes={"data": PUBLISHED}, overall=PUBLISHED)

        assert (MeanNearest(), "", "", None) == (found.rule, found.title, found.source, found.dated)
        assert "<Benchmark for one-theme 1: 2 groups; mean-nearest>" == repr(found)

    def test_mapping(self) -> None:
        """Counts may be given by level."""
        given = dict(zip((1, 2, 3, 4, 5), PUBLISHED, strict=True))

        assert Benchmark.from_counts(ONE_THEME, themes={"data": PUBLISHED}) == Benchmark.from_counts(
            ONE_THEME, themes={"data": given}
        )

    def test_mean_and_minimum(self) -> None:
        """The mean is told on request, and 0 withholds nothing."""
        # (1 + 2 + 2) / 3.
        found = Benchmark.from_counts(ONE_THEME, themes={"data": [1, 2, 0, 0, 0]}, mean=True, min_organisations=0)

        assert (Fraction(5, 3), (1, 2, 0, 0, 0)) == (data(found).mean, data(found).stage_counts)
        assert 0 == found.min_organisations
        assert data(Benchmark.from_counts(ONE_THEME, themes={"data": PUBLISHED})).mean is None

    def test_small_counts(self) -> None:
        """Small counts are withheld, with the next fewest, where nobody asked for 0."""
        # 3, and 6 to hide it.
        found = Benchmark.from_counts(ONE_THEME, themes={"data": [20, 20, 3, 6, 20]})

        assert [20, 20, "withheld", "withheld", 20] == [shown(count) for count in data(found).stage_counts]

    def test_faults(self) -> None:
        """Unknown groups and wrong counts are refused, all at once, with near misses."""
        with pytest.raises(BenchmarkError) as caught:
            Benchmark.from_counts(
                CROSSED,
                topics={"3": PUBLISHED, "1": [1, 2]},
                themes={"skils": PUBLISHED, "data": [1, 2, 3, 4, -5]},
                cells={("2", "skills"): PUBLISHED, ("1", "data"): {6: 1}},
                overall=PUBLISHED,
            )

        expected = [
            "topic 3: no topic '3' in crossed (2 topics)",
            "topic 1: has 2 counts for a scale of 5 levels",
            "theme skils: no theme 'skils' in crossed (2 themes); did you mean 'skills'?",
            "theme data: a count is a whole number from 0, not -5",
            "cell 2/skills: no cell '2/skills' in crossed (3 cells); did you mean '1/skills'",
            "cell 1/data: level 6 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)",
        ]
        found = [str(fault) for fault in caught.value.faults]

        # The near misses of a cell are difflib's affair beyond the first.
        assert expected == [one[: len(start)] for one, start in zip(found, expected, strict=True)]

    def test_nothing(self) -> None:
        """A benchmark without the counts of a single group is refused."""
        with pytest.raises(BenchmarkError, match="a benchmark needs the counts of one group at least"):
            Benchmark.from_counts(ONE_THEME)

    def test_minimum(self) -> None:
        """A minimum that is none is refused by name."""
        with pytest.raises(FaultsError, match="min_organisations: is a whole number from 0"):
            Benchmark.from_counts(ONE_THEME, themes={"data": PUBLISHED}, min_organisations=-1)

    def test_rule(self) -> None:
        """A rule that does not fit the scale is refused."""
        with pytest.raises(RuleError, match="takes 4 cut-offs"):
            Benchmark.from_counts(ONE_THEME, themes={"data": PUBLISHED}, rule="cut-offs:2,3")

    def test_words(self) -> None:
        """A title that is no text and a day that is no date are refused."""
        found = Benchmark.from_counts(ONE_THEME, themes={"data": PUBLISHED})
        wrong: list[dict[str, Any]] = [{"title": 5}, {"source": None}, {"dated": "2024-05-01"}]

        for change in wrong:
            with pytest.raises(WrongTypeError, match=f"{next(iter(change))} of a benchmark is"):
                attrs.evolve(found, **change)


class TestFromNetwork:
    # Six at 2, seven at 3, five at 2 and 3.
    NETWORK = network([*[{"a": 2}] * 6, *[{"a": 3}] * 7, *[{"a": 2, "b": 3}] * 5], name="The north")

    def test_figures(self) -> None:
        """A network's benchmark has its counts and quartiles, and its mean on request."""
        found = Benchmark.from_network(self.NETWORK)

        # Means 2, 3 and 5/2, which is nearest to 3.
        assert (18, (0, 6, 12, 0, 0)) == (data(found).organisation_count, data(found).stage_counts)
        assert data(found).mean is None
        # (12 + 21 + 12.5) / 18 = 91/36.
        assert Fraction(91, 36) == data(Benchmark.from_network(self.NETWORK, mean=True)).mean

    def test_what_it_says_of_itself(self) -> None:
        """It has the network's name where it gets no title of its own."""
        found = Benchmark.from_network(self.NETWORK, source="Ours", dated=date(2024, 5, 1))

        assert ("The north", "Ours", date(2024, 5, 1)) == (found.title, found.source, found.dated)
        assert (ONE_THEME, MeanNearest(), "organisations", 5) == (
            found.framework,
            found.rule,
            found.pool,
            found.min_organisations,
        )
        assert "Charities" == Benchmark.from_network(self.NETWORK, title="Charities").title

    def test_rule(self) -> None:
        """The rule makes the stages."""
        found = Benchmark.from_network(self.NETWORK, rule="mean-floor")

        # 5/2 is at least 2 and not 3.
        assert (MeanFloor(), (0, 11, 7, 0, 0)) == (found.rule, data(found).stage_counts)

    def test_whole(self) -> None:
        """The whole is there where it is asked for."""
        assert Benchmark.from_network(self.NETWORK).overall is None
        assert ["theme data", "overall"] == [
            str(one.group) for one in Benchmark.from_network(self.NETWORK, overall=True)
        ]

    def test_pool(self) -> None:
        """Each organisation counts once, or each respondent."""
        # Six panels of 1, 1 and 4, each 2 together; people: twelve at 1 and six at 4.
        panels = network([panel(1, 1, 4)] * 6)
        organisations = Benchmark.from_network(panels, mean=True)
        respondents = Benchmark.from_network(panels, by="respondents", mean=True)

        assert ("organisations", (0, 6, 0, 0, 0), 6) == (
            organisations.pool,
            data(organisations).stage_counts,
            data(organisations).member_count,
        )
        assert ("respondents", (12, 0, 0, 6, 0), 18) == (
            respondents.pool,
            data(respondents).stage_counts,
            data(respondents).member_count,
        )
        assert [6, 6] == [data(one).organisation_count for one in (organisations, respondents)]

    def test_within(self) -> None:
        """Within a panel its respondents count once each, or its units."""
        # Respondents (1 + 1 + 4) / 3 = 2; units (1 + 4) / 2 = 5/2, nearest to 3.
        two_units = Panel([*panel(1, 1, unit="depots"), *panel(4, unit="offices")])
        panels = network([two_units] * 6)

        assert (0, 6, 0, 0, 0) == data(Benchmark.from_network(panels)).stage_counts
        assert (0, 0, 6, 0, 0) == data(Benchmark.from_network(panels, within="units")).stage_counts

    def test_minimum(self) -> None:
        """Fewer organisations than the minimum tell nothing, and 0 withholds nothing."""
        three = network([{"a": 2}] * 3)

        assert "withheld" == shown(data(Benchmark.from_network(three)).organisation_count)
        assert (3, 0) == (
            data(Benchmark.from_network(three, min_organisations=0)).organisation_count,
            Benchmark.from_network(three, min_organisations=0).min_organisations,
        )
        with pytest.raises(NetworkError, match="min_organisations: is a whole number from 0"):
            Benchmark.from_network(three, min_organisations=-1)

    def test_too_few_to_place(self) -> None:
        """Of too few organisations not even the reasons say where they stand."""
        assert Benchmark.from_network(network([{"a": 2}] * 3)) == Benchmark.from_network(network([{"a": 4}] * 3))

    def test_rows(self) -> None:
        """A benchmark has one row per group."""
        found = Benchmark.from_network(self.NETWORK, overall=True)

        assert [("theme", 18), ("overall", 18)] == [(row["kind"], row["organisations"]) for row in found.to_rows()]


class TestCompare:
    def test_organisation(self) -> None:
        """One organisation's scores stand beside published counts, which are found by group."""
        # Weights 1 and 2 in topic 1: (2 + 2 · 5) / 3 = 4.
        card = score(Assessment(CROSSED, {"1.1": 2, "1.2": 5, "2.3": 3, "2.4": 3}))
        benchmark = Benchmark.from_counts(
            CROSSED,
            topics={"1": PUBLISHED},
            themes={"data": [10, 10, 10, 10, 0]},
            cells={("1", "skills"): [0, 0, 0, 0, 50]},
            mean=True,
        )
        found = card.compare_to(benchmark)

        assert isinstance(found, BenchmarkComparison)
        assert benchmark == found.benchmark
        assert ["topic 1", "theme data", "cell 1/skills"] == [str(one.group) for one in found]
        # Level 4 of the published counts: (133 + 7.5) / 156; 4 - 30/13 = 22/13.
        assert (Fraction(281, 312), Fraction(22, 13)) == (
            found.topics["1"].percentile_rank,
            found.topics["1"].difference,
        )
        # (2 + 3 + 3/2) / (1 + 1 + 1/2) = 13/5, Learning: (20 + 5) / 40; 13/5 - 5/2 = 1/10.
        assert (Fraction(5, 8), Fraction(1, 10)) == (
            found.themes["data"].percentile_rank,
            found.themes["data"].difference,
        )
        # All fifty stand where it stands.
        assert (Fraction(1, 2), Fraction(0)) == (
            found.cells["1", "skills"].percentile_rank,
            found.cells["1", "skills"].difference,
        )
        assert found.overall is None

    def test_either_way(self) -> None:
        """A scorecard compared to a benchmark is the benchmark compared with the scorecard."""
        people = panel(2, 3, 3)
        benchmark = Benchmark.from_counts(ONE_THEME, themes={"data": PUBLISHED})

        assert benchmark.compare(score(people.respondents[0].assessment)) == score(
            people.respondents[0].assessment
        ).compare_to(benchmark)
        assert benchmark.compare(people.pool()) == people.pool().compare_to(benchmark)
        assert benchmark.compare(network([people] * 6).pool()) == network([people] * 6).pool().compare_to(benchmark)

    def test_whole(self) -> None:
        """The whole is compared where both sides have it."""
        assessment = Assessment(ONE_THEME, {"a": 3})
        with_whole = Benchmark.from_counts(ONE_THEME, overall=PUBLISHED)
        without = Benchmark.from_counts(ONE_THEME, themes={"data": PUBLISHED})
        found = score(assessment, overall=True).compare_to(with_whole)

        assert found.overall is not None
        assert Fraction(77, 104) == found.overall.percentile_rank
        assert [found.overall] == [*found]
        assert score(assessment).compare_to(with_whole).overall is None
        assert score(assessment, overall=True).compare_to(without).overall is None

    def test_panel(self) -> None:
        """A panel's pooled scores stand beside a network's."""
        # 2, 3 and 5: 10/3, Learning. Others: five at 1, five at 3, ten at 4; mean (5 + 15 + 40) / 20 = 3.
        others = network([*[{"a": 1}] * 5, *[{"a": 3}] * 5, *[{"a": 4}] * 10])
        found = panel(2, 3, 5).pool().compare_to(Benchmark.from_network(others, mean=True)).themes["data"]

        # (5 + 2.5) / 20; 10/3 - 3.
        assert (Fraction(3, 8), Fraction(1, 3)) == (found.percentile_rank, found.difference)

    def test_network_by_respondents(self) -> None:
        """A network's respondents stand beside another network's: seed 000's 2.6, Learning, beside 3.5."""
        # Five organisations of five people each: (2 + 2 + 3 + 3 + 3) / 5 = 13/5. Six of two each: (3 + 4) / 2.
        card = network([panel(2, 2, 3, 3, 3)] * 5).pool(by="respondents")
        others = Benchmark.from_network(network([panel(3, 4)] * 6), by="respondents", mean=True)
        found = card.compare_to(others).themes["data"]

        assert (Fraction(13, 5), FIVE.level_named("Learning")) == (found.score.mean, found.score.stage)
        assert Fraction(7, 2) == found.benchmark.mean
        # Nobody below Learning, six of twelve at it; 2.6 - 3.5.
        assert (Fraction(1, 4), Fraction(-9, 10)) == (found.percentile_rank, found.difference)

    def test_withheld(self) -> None:
        """A network of too few stays withheld beside a benchmark."""
        found = network([{"a": 3}] * 4).pool().compare_to(Benchmark.from_counts(ONE_THEME, themes={"data": PUBLISHED}))

        assert "withheld" == shown(found.themes["data"].percentile_rank)
        assert ["withheld"] == [row["percentile_rank"] for row in found.to_rows()]

    def test_rows(self) -> None:
        """A comparison has one row per group that the benchmark has."""
        found = score(Assessment(CROSSED, {"1.1": 3}), overall=True).compare_to(
            Benchmark.from_counts(CROSSED, overall=PUBLISHED, topics={"1": PUBLISHED})
        )

        assert [("topic", 3, 77 / 104), ("overall", 3, 77 / 104)] == [
            (row["kind"], row["stage"], row["percentile_rank"]) for row in found.to_rows()
        ]


class TestRefusal:
    BENCHMARK = Benchmark.from_counts(ONE_THEME, themes={"data": PUBLISHED})

    def refusal(self, framework: Framework, rule: str = "mean-nearest") -> tuple[Fault, ...]:
        """Return the faults of comparing with an assessment of another framework, or by another rule."""
        card = score(Assessment(framework), rule=rule)
        with pytest.raises(BenchmarkError) as caught:
            card.compare_to(self.BENCHMARK)
        return caught.value.faults

    def test_framework(self) -> None:
        """A benchmark of another framework is refused."""
        message = "the benchmark is of one-theme 1, the scores are of crossed 1"

        assert (Fault("framework", message),) == self.refusal(CROSSED)

    def test_version(self) -> None:
        """A benchmark of another version is refused."""
        message = "the benchmark is of one-theme 1, the scores are of one-theme 2"

        assert (Fault("framework", message),) == self.refusal(attrs.evolve(ONE_THEME, version="2"))

    def test_structure(self) -> None:
        """A benchmark of the same version with other weights is refused, and says so."""
        heavier = [attrs.evolve(ONE_THEME.criteria[0], weight=2), *ONE_THEME.criteria[1:]]
        message = (
            "the benchmark is of one-theme 1 with other criteria, weights or levels, the scores are of one-theme 1"
        )

        assert (Fault("framework", message),) == self.refusal(attrs.evolve(ONE_THEME, criteria=heavier))

    def test_rule(self) -> None:
        """A benchmark by another rule is refused, and by other parameters of the same one."""
        message = "the benchmark's stages are by mean-nearest, the scores' by reached-by:0.8"
        by_half = Benchmark.from_counts(ONE_THEME, themes={"data": PUBLISHED}, rule="reached-by:0.5")

        assert (Fault("rule", message),) == self.refusal(ONE_THEME, "reached-by:0.8")
        with pytest.raises(BenchmarkError, match=r"rule: .* by reached-by:0\.5, the scores' by reached-by:0\.8"):
            by_half.compare(score(Assessment(ONE_THEME), rule="reached-by:0.8"))

    def test_pool(self) -> None:
        """Respondents are not set beside organisations, nor one organisation beside respondents."""
        people = network([panel(3, 4)] * 6)
        by_respondents = Benchmark.from_network(people, by="respondents")

        with pytest.raises(BenchmarkError, match="pool: the benchmark pools organisations, the scores are of resp"):
            people.pool(by="respondents").compare_to(self.BENCHMARK)
        with pytest.raises(BenchmarkError, match="pool: the benchmark pools respondents, the scores are of organ"):
            score(Assessment(ONE_THEME, {"a": 3})).compare_to(by_respondents)
        with pytest.raises(BenchmarkError, match="pool: the benchmark pools respondents, the scores are of organ"):
            panel(3, 4).pool().compare_to(by_respondents)

    def test_all_at_once(self) -> None:
        """Another framework, rule and pool are refused together."""
        other = attrs.evolve(ONE_THEME, version="2")
        people = [Organisation(str(number), Assessment(other, {"a": 3})) for number in range(6)]
        card = Network(people).pool(by="respondents", rule="median-low")

        with pytest.raises(BenchmarkError) as caught:
            card.compare_to(self.BENCHMARK)

        assert ["framework", "rule", "pool"] == [fault.where for fault in caught.value.faults]
        assert str(caught.value).startswith("3 faults:\n  framework: the benchmark is of one-theme 1, the scores are ")

    def test_other_words(self) -> None:
        """A framework in other words is the same framework."""
        welsh = ONE_THEME.with_wording(Wording(language="cy", licence="MIT", theme_names={"data": "Data yn Gymraeg"}))
        found = score(Assessment(welsh, {"a": 3})).compare_to(self.BENCHMARK)

        assert Fraction(77, 104) == found.themes["data"].percentile_rank


def test_seven_themes() -> None:
    """The packaged framework's themes take published counts as the seed shows them."""
    framework = load_framework("seven-themes")
    benchmark = Benchmark.from_counts(framework, themes={"culture": PUBLISHED}, mean=True)
    found = score(Assessment(framework, {"C1": 2, "C2": 3, "C3": 3})).compare_to(benchmark).themes["culture"]

    # 8/3, Learning; 8/3 - 30/13 = (104 - 90) / 39.
    assert (Fraction(77, 104), Fraction(14, 39)) == (found.percentile_rank, found.difference)


def test_topics_alone() -> None:
    """A framework of topics alone has figures for its topics."""
    topics = attrs.evolve(
        CROSSED, themes=[], criteria=[Criterion("1.1", "One", "1"), Criterion("2.1", "Two", "2")], id="topics"
    )
    found = Benchmark.from_counts(topics, topics={"2": PUBLISHED})

    assert (["2"], [], []) == ([*found.topics], [*found.themes], [*found.cells])
