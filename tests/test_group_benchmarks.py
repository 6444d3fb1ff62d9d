"""The benchmark figures of one group, and a score beside them, worked by hand."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    Fault,
    Framework,
    GroupBenchmark,
    Network,
    Organisation,
    Panel,
    Respondent,
    Standing,
    Topic,
    Withheld,
    score,
)
from datamaturity.disclosure import shown
from datamaturity.group_benchmarks import Counts, checked_counts, from_counts, from_score, standing
from datamaturity.mappings import FrozenMapping
from examples import CROSSED, FIVE, ONE_THEME, SAMM

DATA = ONE_THEME.theme_groups[0]
# The published example: 156 organisations, by the level that they hold.
PUBLISHED = (41, 57, 35, 15, 8)
QUARTER, HALF, THREE_QUARTERS = Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)
SAMM_TOPIC = Framework(
    id="samm-topic",
    version="1",
    title="One topic on a scale from 0",
    scale=SAMM,
    topics=[Topic("1", "Secure build")],
    criteria=[Criterion("1.1", "Building from source", "1")],
)


def figures(counts: Sequence[int], *, mean: bool = False, minimum: int = 5) -> GroupBenchmark:
    """Return the figures that counts of the levels from 1 to 5 make."""
    return from_counts(DATA, ONE_THEME, [*counts], minimum, mean=mean)


def seen(figures: Sequence[object]) -> list[object]:
    """Return figures as a reader of a table sees them."""
    return [shown(one) for one in figures]


def organisation(name: str, answers: Mapping[str, int | Answer] | Panel) -> Organisation:
    """Return an organisation with answers to the framework of one theme."""
    return Organisation(name, answers if isinstance(answers, Panel) else Assessment(ONE_THEME, answers))


def from_network(organisations: Sequence[Organisation], rule: str = "mean-nearest") -> GroupBenchmark:
    """Return the figures of the theme *data* over a network."""
    network = Network(organisations)
    return from_score(network.pool(rule=rule).themes["data"], network, mean=True)


class TestGroups:
    def test_order(self) -> None:
        """A framework's groups are its topics, its themes, its cells, and the whole."""
        expected = [
            "topic 1",
            "topic 2",
            "theme data",
            "theme skills",
            "cell 1/data",
            "cell 1/skills",
            "cell 2/data",
            "overall",
        ]

        assert expected == [str(group) for group in CROSSED.groups]

    def test_one_way(self) -> None:
        """A framework of themes alone has its themes and the whole, with all criteria in it."""
        assert (DATA, ONE_THEME.overall_group) == ONE_THEME.groups
        assert ONE_THEME.criterion_ids == ONE_THEME.groups[-1].criteria


class TestPublishedCounts:
    def test_counts(self) -> None:
        """Counts that are all large enough are told, with their sum; published counts have nobody without a stage."""
        # 41 + 57 + 35 + 15 + 8 = 156.
        found = figures(PUBLISHED)

        assert DATA == found.group
        assert (156, 156) == (found.organisation_count, found.member_count)
        assert PUBLISHED == found.stage_counts
        assert 0 == found.no_stage_count

    def test_quartiles(self) -> None:
        """A quartile is the least level that so large a share does not exceed, without interpolation."""
        # 41 hold 1, 98 hold 2 at most, 133 hold 3 at most. A quarter of 156 is 39 <= 41; half is 78, above 41 and
        # <= 98; three quarters are 117, above 98 and <= 133.
        assert {QUARTER: 1, HALF: 2, THREE_QUARTERS: 3} == figures(PUBLISHED).quartiles

    def test_quartiles_on_the_boundary(self) -> None:
        """Where exactly a quarter stands at a level or below it, that level is the quartile."""
        # Of 20, 5 hold 1 at most, 10 hold 2 at most, 15 hold 3 at most.
        assert {QUARTER: 1, HALF: 2, THREE_QUARTERS: 3} == figures((5, 5, 5, 5, 0)).quartiles
        # Of 24, 5 hold 1: one less than a quarter.
        assert {QUARTER: 2, HALF: 2, THREE_QUARTERS: 3} == figures((5, 7, 7, 5, 0)).quartiles

    def test_mean(self) -> None:
        """The mean of the levels' values is told where it is asked for."""
        # (41 + 2 · 57 + 3 · 35 + 4 · 15 + 5 · 8) / 156 = (41 + 114 + 105 + 60 + 40) / 156 = 360 / 156 = 30 / 13.
        assert Fraction(30, 13) == figures(PUBLISHED, mean=True).mean
        assert figures(PUBLISHED).mean is None

    @pytest.mark.parametrize(
        ("position", "below", "equal"), [(0, 0, 41), (1, 41, 57), (2, 98, 35), (3, 133, 15), (4, 148, 8)]
    )
    def test_percentile_rank(self, position: int, below: int, equal: int) -> None:
        """The percentile rank of a level is the share below it and half of the share at it."""
        # The levels from 1: (0 + 20.5) / 156, (41 + 28.5) / 156, (98 + 17.5) / 156 = 77 / 104, (133 + 7.5) / 156,
        # (148 + 4) / 156.
        assert Fraction(2 * below + equal, 312) == figures(PUBLISHED).percentile_rank(position)

    def test_all_tied(self) -> None:
        """Where all stand at one level, it ranks in the middle, those below it at 0 and those above it at 1."""
        found = figures((0, 0, 12, 0, 0))

        assert [0, 0, HALF, 1, 1] == [found.percentile_rank(position) for position in range(5)]
        assert {QUARTER: 3, HALF: 3, THREE_QUARTERS: 3} == found.quartiles

    def test_another_scale(self) -> None:
        """Quartiles and mean are in levels' values, on a scale from 0 as on any other."""
        # 10 at level 0 with the value 0, 5 at level 2 with ½, 5 at level 3 with 1: 7.5 / 20 = 3/8. A quarter of 20 is 5
        # and half is 10, both <= 10; three quarters are 15, and 15 hold level 2 at most.
        found = from_counts(SAMM_TOPIC.topic_groups[0], SAMM_TOPIC, [10, 0, 5, 5], 5, mean=True)

        assert Fraction(3, 8) == found.mean
        assert {QUARTER: 0, HALF: 0, THREE_QUARTERS: HALF} == found.quartiles
        # (10 + 5 / 2) / 20 = 5/8.
        assert Fraction(5, 8) == found.percentile_rank(2)

    def test_nobody(self) -> None:
        """Counts of nobody are zeros, with neither quartiles nor mean nor rank."""
        found = figures((0, 0, 0, 0, 0), mean=True)

        assert (0, 0, 0, (0, 0, 0, 0, 0)) == (
            found.organisation_count,
            found.member_count,
            found.no_stage_count,
            found.stage_counts,
        )
        assert dict.fromkeys((QUARTER, HALF, THREE_QUARTERS)) == found.quartiles
        assert found.mean is None
        assert found.percentile_rank(2) is None

    def test_nobody_is_known(self) -> None:
        """Published counts know nobody's answers to check later releases with."""
        assert figures(PUBLISHED).fingerprints is None


class TestSmallCells:
    def test_next_smallest(self) -> None:
        """A count of too few is withheld, and the next fewest with it, or the total would tell it; zeros stay."""
        # 3 are too few; of 20, 20, 20 and 6 the six are the fewest.
        assert [20, 20, "withheld", "withheld", 20] == seen(figures((20, 20, 3, 6, 20)).stage_counts)
        assert ["withheld", 0, 9, 0, "withheld"] == seen(figures((8, 0, 9, 0, 4)).stage_counts)

    def test_total_is_told(self) -> None:
        """The total of the counts is told, and what is withheld says how many a figure must be about."""
        found = figures((20, 20, 3, 6, 20))

        assert (69, 69, 0) == (found.organisation_count, found.member_count, found.no_stage_count)
        for position in (2, 3):
            count = found.stage_counts[position]

            assert isinstance(count, Withheld)
            assert "fewer than 5 organisations" in count.why

    def test_enough_together(self) -> None:
        """Small counts that are enough together need no other one with them."""
        # 3 + 2 = 5, in two counts.
        assert ["withheld", "withheld", 10, 10, 10] == seen(figures((3, 2, 10, 10, 10)).stage_counts)

    def test_one_in_each(self) -> None:
        """As many organisations as withheld counts would mean one in each, so another count goes with them."""
        # Counts of 1 in four places are 4 together, so a fifth is needed in any case.
        assert ["withheld"] * 5 == seen(figures((1, 1, 1, 1, 20)).stage_counts)
        # Five in five places: nothing is left to go with them but the total.
        assert "withheld" == shown(figures((1, 1, 1, 1, 1)).organisation_count)

    def test_quartiles_between_what_is_told(self) -> None:
        """A quartile is told where the counts on either side of it follow from those that are told."""
        # Of 69, 20 hold 1, 40 hold 2 at most, 49 hold 4 at most: 17.25 <= 20; 34.5 <= 40; 51.75 > 49.
        assert {QUARTER: 1, HALF: 2, THREE_QUARTERS: 5} == figures((20, 20, 3, 6, 20)).quartiles

    def test_quartile_of_too_few(self) -> None:
        """A quartile that is the lowest or the highest level, held by too few, is withheld."""
        # A quarter of 16 are the 4 at the lowest level.
        assert "withheld" == shown(figures((4, 12, 0, 0, 0)).quartiles[QUARTER])
        # Of 8, 4 hold 1 and 4 hold 2: each level is an end, and each is held by too few.
        assert ["withheld"] * 3 == seen([*figures((4, 4, 0, 0, 0)).quartiles.values()])

    def test_too_few_altogether(self) -> None:
        """Of fewer organisations than the minimum nothing is told: no count, no quartile, no mean, no rank."""
        found = figures((1, 2, 0, 0, 1), mean=True)

        assert ["withheld"] * 5 == seen(found.stage_counts)
        assert ["withheld"] * 3 == seen([*found.quartiles.values()])
        assert ["withheld"] * 4 == seen(
            [found.organisation_count, found.member_count, found.no_stage_count, found.mean]
        )
        assert ["withheld"] * 5 == seen([found.percentile_rank(position) for position in range(5)])

    def test_mean_without_counts(self) -> None:
        """A mean that is one more equation is told without the counts, where they stay unknown beside it."""
        # (2 + 8 + 24 + 12 + 5) / 18 = 51 / 18 = 17/6; one from 1 to 2 and one from 3 to 2 leave sum and mean.
        found = figures((2, 4, 8, 3, 1), mean=True)

        assert ["withheld"] * 5 == seen(found.stage_counts)
        assert (18, Fraction(17, 6)) == (found.organisation_count, found.mean)
        # Without the mean the eight can be told: the others are 10 in four places.
        assert ["withheld", "withheld", 8, "withheld", "withheld"] == seen(figures((2, 4, 8, 3, 1)).stage_counts)

    def test_counts_without_mean(self) -> None:
        """A mean that would tell a withheld count is withheld itself."""
        # A mean of 1.1 over ten can only be nine at 1 and one at 2.
        found = figures((9, 1, 0, 0, 0), mean=True)

        assert ["withheld", "withheld", 0, 0, 0] == seen(found.stage_counts)
        assert (10, "withheld") == (found.organisation_count, shown(found.mean))

    def test_nothing_withheld(self) -> None:
        """A minimum of 0 withholds nothing."""
        # Of 3, one holds 1 and two hold 2: ¾ <= 1, 1.5 > 1, 2.25 > 1; mean (1 + 4) / 3.
        found = figures((1, 2, 0, 0, 0), mean=True, minimum=0)

        assert (3, (1, 2, 0, 0, 0), 0) == (found.organisation_count, found.stage_counts, found.no_stage_count)
        assert {QUARTER: 1, HALF: 2, THREE_QUARTERS: 2} == found.quartiles
        assert Fraction(5, 3) == found.mean
        assert Fraction(1, 6) == found.percentile_rank(0)

    def test_other_minimum(self) -> None:
        """The least number of organisations is the caller's, and so is the reason."""
        found = figures((30, 9, 30, 12, 0), minimum=10)

        assert [30, "withheld", 30, "withheld", 0] == seen(found.stage_counts)
        assert "fewer than 10 organisations" in str(found.stage_counts[1])


class TestWhatAReasonTells:
    def test_too_few_altogether(self) -> None:
        """Of fewer organisations than the minimum the figures do not even say at which levels they stand."""
        assert figures((3, 0, 0, 0, 0)) == figures((0, 0, 0, 1, 2))

    def test_which_of_two_is_the_small_one(self) -> None:
        """Two withheld counts give the same reason, or six would be one and five."""
        one, five = figures((1, 5, 0, 0, 0)).stage_counts[:2]

        assert isinstance(one, Withheld)
        assert one == five

    def test_levels_that_nobody_holds(self) -> None:
        """Where all counts are withheld beside a mean, an empty level reads as any other."""
        assert 1 == len({*figures((2, 4, 8, 3, 0), mean=True).stage_counts})

    @pytest.mark.parametrize("counts", [(1, 5, 0, 0, 0), (0, 0, 5, 0, 1), (0, 2, 8, 0, 0)])
    def test_quartiles(self, counts: tuple[int, ...]) -> None:
        """The quartiles that are told leave more than one way to fill two withheld counts."""
        # Six in two levels, 1 and 5 as an example: a lower quartile of 2 says that fewer than 1.5 hold level 1.
        found = figures(counts)
        total = sum(counts)
        lower, upper = (place for place, count in enumerate(counts) if count)
        values = [level.value for level in FIVE]

        def agrees(at_lower: int) -> bool:
            return all(
                isinstance(value, Withheld) or value == values[lower if share * total <= at_lower else upper]
                for share, value in found.quartiles.items()
            )

        assert 1 < sum(agrees(at_lower) for at_lower in range(1, total))


class TestPercentileRank:
    def test_from_below(self) -> None:
        """A level under every withheld count has the rank that it had."""
        # (0 + 10) / 69 and (20 + 10) / 69.
        found = figures((20, 20, 3, 6, 20))

        assert Fraction(10, 69) == found.percentile_rank(0)
        assert Fraction(30, 69) == found.percentile_rank(1)

    def test_from_above(self) -> None:
        """A level over every withheld count is read from above, since the total is told."""
        # Below it stand 69 - 20 - 0 = 49: (49 + 10) / 69.
        assert Fraction(59, 69) == figures((20, 20, 3, 6, 20)).percentile_rank(4)

    def test_of_a_withheld_level(self) -> None:
        """A level whose own count is withheld has no rank."""
        assert ["withheld"] * 2 == seen([figures((20, 20, 3, 6, 20)).percentile_rank(p) for p in (2, 3)])

    def test_between_withheld_levels(self) -> None:
        """A level with withheld counts on either side of it has no rank."""
        assert ["withheld"] * 3 == seen([figures((3, 20, 20, 20, 6)).percentile_rank(p) for p in (1, 2, 3)])

    def test_without_a_stage(self) -> None:
        """Members whose answers give no stage stand below the lowest level."""
        # Weakest link over two criteria: 5 with one open have no stage, 5 hold 2, 10 hold 3.
        answers: list[Mapping[str, int | Answer]] = [
            *[{"a": 4}] * 5,
            *[dict.fromkeys("abcde", 2)] * 5,
            *[dict.fromkeys("abcde", 3)] * 10,
        ]
        found = from_network([organisation(str(n), one) for n, one in enumerate(answers)], rule="weakest-link")

        assert (5, (0, 5, 10, 0, 0), 20) == (found.no_stage_count, found.stage_counts, found.member_count)
        # 5 / 20; (5 + 2.5) / 20; (10 + 5) / 20.
        assert [QUARTER, Fraction(3, 8), THREE_QUARTERS] == [found.percentile_rank(p) for p in range(3)]


class TestFromScore:
    def test_figures(self) -> None:
        """A network's figures are the benchmark's."""
        # Means 2, 3 and 5/2; mean-nearest makes 5/2 a 3.
        answers: list[Mapping[str, int | Answer]] = [*[{"a": 2}] * 6, *[{"a": 3}] * 7, *[{"a": 2, "b": 3}] * 5]
        found = from_network([organisation(str(n), one) for n, one in enumerate(answers)])

        assert (18, 18, 0) == (found.organisation_count, found.member_count, found.no_stage_count)
        assert (0, 6, 12, 0, 0) == found.stage_counts
        # Of 18, 6 have 2, 11 have 2.5 at most: 4.5 <= 6; 9 <= 11; 13.5 > 11.
        assert {QUARTER: 2, HALF: Fraction(5, 2), THREE_QUARTERS: 3} == found.quartiles
        # (12 + 21 + 12.5) / 18 = 45.5 / 18 = 91 / 36.
        assert Fraction(91, 36) == found.mean

    def test_fingerprints(self) -> None:
        """Equal answers look equal, whoever gave them and in whatever order; without a level there are none."""

        def panel(*levels: int) -> Panel:
            return Panel([Respondent(Assessment(ONE_THEME, {"a": level})) for level in levels])

        members = [
            organisation("one", {"a": 2}),
            organisation("same", {"a": 2}),
            organisation("other", {"a": 2, "b": Answer.do_not_know()}),
            organisation("panel", panel(2, 4)),
            organisation("turned", panel(4, 2)),
            organisation("unknown", {"a": Answer.do_not_know()}),
            Organisation("silent"),
        ]
        found = from_network(members).fingerprints

        assert found is not None
        assert ["one", "same", "other", "panel", "turned"] == [*found]
        assert found["one"] == found["same"]
        assert found["panel"] == found["turned"]
        assert 3 == len({*found.values()})

    def test_fingerprints_are_no_figures(self) -> None:
        """Fingerprints are neither compared nor shown."""
        names = from_network([organisation(f"org-{n}", {"a": 2}) for n in range(6)])
        others = from_network([organisation(f"body-{n}", {"a": 2}) for n in range(6)])

        assert names == others
        assert "org-0" not in repr(names)


class TestCheckedCounts:
    def test_sequence(self) -> None:
        """Counts come lowest level first."""
        faults: list[Fault] = []

        assert [*PUBLISHED] == checked_counts(ONE_THEME, PUBLISHED, "theme data", faults)
        assert [] == faults

    def test_mapping(self) -> None:
        """Counts by the levels' numbers may leave levels out, which nobody then holds, and come in any order."""
        faults: list[Fault] = []

        assert [0, 7, 0, 9, 0] == checked_counts(ONE_THEME, {4: 9, 2: 7}, "theme data", faults)
        assert [6, 0, 0, 8] == checked_counts(SAMM_TOPIC, {0: 6, 3: 8}, "topic 1", faults)
        assert [] == faults

    @pytest.mark.parametrize(
        ("counts", "message"),
        [
            ({1: 5, 6: 5}, "level 6 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)"),
            ([5, 5, 5, 5], "has 4 counts for a scale of 5 levels"),
            ([5, 5, -1, 5, 5], "a count is a whole number from 0, not -1"),
            ([5, 5, True, 5, 5], "a count is a whole number from 0, not True"),
            ({1: -2}, "a count is a whole number from 0, not -2"),
        ],
    )
    def test_wrong(self, counts: Counts, message: str) -> None:
        """Counts off the scale, too few or too many of them, and what is no count are faults."""
        faults: list[Fault] = []

        assert checked_counts(ONE_THEME, counts, "theme data", faults) is None
        assert [Fault("theme data", message)] == faults


class TestStanding:
    def test_beside(self) -> None:
        """A score stands beside the figures with its percentile rank and the difference of the means."""
        # 3 and 2: 5/2, Learning. 5/2 - 30/13 = (65 - 60) / 26 = 5/26.
        one = score(Assessment(ONE_THEME, {"a": 3, "b": 2})).themes["data"]
        others = figures(PUBLISHED, mean=True)

        assert Standing(DATA, one, others, Fraction(77, 104), Fraction(5, 26)) == standing(one, others, FIVE)

    def test_position_not_number(self) -> None:
        """A stage's rank is found by its place on the scale, not by its number."""
        one = score(Assessment(SAMM_TOPIC, {"1.1": 0})).topics["1"]
        others = from_counts(SAMM_TOPIC.topic_groups[0], SAMM_TOPIC, [10, 0, 5, 5], 5, mean=False)

        # (0 + 5) / 20.
        assert QUARTER == standing(one, others, SAMM).percentile_rank

    def test_no_answers(self) -> None:
        """A score without an answer has neither rank nor difference."""
        found = standing(score(Assessment(ONE_THEME)).themes["data"], figures(PUBLISHED, mean=True), FIVE)

        assert (None, None) == (found.percentile_rank, found.difference)

    def test_no_mean_to_differ_from(self) -> None:
        """A benchmark whose mean was not asked for gives a rank and no difference."""
        found = standing(score(Assessment(ONE_THEME, {"a": 3})).themes["data"], figures(PUBLISHED), FIVE)

        assert (Fraction(77, 104), None) == (found.percentile_rank, found.difference)

    def test_withheld_benchmark(self) -> None:
        """What the benchmark withholds, rank and difference withhold."""
        found = standing(
            score(Assessment(ONE_THEME, {"a": 2})).themes["data"], figures((9, 1, 0, 0, 0), mean=True), FIVE
        )

        assert ["withheld"] * 2 == seen([found.percentile_rank, found.difference])

    def test_withheld_score(self) -> None:
        """A network's score that is withheld stays so beside a benchmark that is told."""
        network = Network([organisation(str(n), {"a": 3}) for n in range(4)])
        found = standing(network.pool().themes["data"], figures(PUBLISHED, mean=True), FIVE)

        assert ["withheld"] * 2 == seen([found.percentile_rank, found.difference])

    def test_score_without_its_mean(self) -> None:
        """A network's score whose mean was not asked for has a rank and no difference."""
        network = Network([organisation(str(n), {"a": 3}) for n in range(6)])
        found = standing(network.pool(mean=False).themes["data"], figures(PUBLISHED, mean=True), FIVE)

        assert (Fraction(77, 104), None) == (found.percentile_rank, found.difference)


class TestRows:
    def test_figures(self) -> None:
        """A group's row has the group, the counts, the quartiles and the mean as floats."""
        expected = {
            "kind": "theme",
            "topic": None,
            "theme": "data",
            "name": "Data",
            "organisations": 60,
            "members": 60,
            "members_at_position_0": 30,
            "members_at_position_1": 0,
            "members_at_position_2": 15,
            "members_at_position_3": 15,
            "members_at_position_4": 0,
            "no_stage": 0,
            "quantile_1/4": 1.0,
            "quantile_1/2": 1.0,
            "quantile_3/4": 3.0,
            # (30 + 45 + 60) / 60 = 2.25.
            "mean": 2.25,
        }

        assert expected == figures((30, 0, 15, 15, 0), mean=True).to_row()

    def test_figures_withheld(self) -> None:
        """What is withheld reads so in a row, and a mean that nobody asked for is empty."""
        row = figures((1, 2, 0, 0, 0)).to_row()
        names = {"kind", "topic", "theme", "name", "mean"}

        assert {"withheld"} == {value for column, value in row.items() if column not in names}
        assert row["mean"] is None
        assert "withheld" == figures((1, 2, 0, 0, 0), mean=True).to_row()["mean"]

    def test_standing(self) -> None:
        """A standing's row has one's own mean and stage beside the benchmark's figures."""
        one = score(Assessment(ONE_THEME, {"a": 3, "b": 4})).themes["data"]
        expected = {
            "kind": "theme",
            "topic": None,
            "theme": "data",
            "name": "Data",
            "mean": 3.5,
            "stage": 4,
            "benchmark_organisations": 60,
            "benchmark_mean": 2.25,
            "benchmark_quantile_1/4": 1.0,
            "benchmark_quantile_1/2": 1.0,
            "benchmark_quantile_3/4": 3.0,
            "difference": 1.25,
            # (45 + 7.5) / 60.
            "percentile_rank": 0.875,
        }

        assert expected == standing(one, figures((30, 0, 15, 15, 0), mean=True), FIVE).to_row()

    def test_standing_without_answers(self) -> None:
        """Without an answer one's own columns are empty, and the benchmark's are there."""
        row = standing(score(Assessment(ONE_THEME)).themes["data"], figures((30, 0, 15, 15, 0)), FIVE).to_row()

        assert [None] * 4 == [row[column] for column in ("mean", "stage", "difference", "percentile_rank")]
        assert 60 == row["benchmark_organisations"]

    def test_standing_withheld(self) -> None:
        """A withheld score and withheld figures read so."""
        network = Network([organisation(str(n), {"a": 3}) for n in range(4)])
        row = standing(network.pool().themes["data"], figures((1, 2, 0, 0, 0), mean=True), FIVE).to_row()

        assert {"withheld"} == {
            value for column, value in row.items() if column not in ("kind", "topic", "theme", "name")
        }


def test_quartiles_are_read_only() -> None:
    """Quartiles are a frozen mapping, so that a benchmark can be shared."""
    assert isinstance(figures(PUBLISHED).quartiles, FrozenMapping)
