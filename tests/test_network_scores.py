"""What a network's scores say, and how they say what they withhold."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from datamaturity import (
    Answer,
    Assessment,
    Benchmark,
    Criterion,
    Fault,
    Framework,
    Network,
    NetworkError,
    NetworkScore,
    Organisation,
    Panel,
    Respondent,
    Theme,
    Withheld,
)
from datamaturity.disclosure import too_few
from datamaturity.network_control import quantile
from datamaturity.network_scores import QUARTILES, check_pool
from examples import CROSSED, FIVE

PAIR = Framework(
    id="pair",
    version="1",
    title="Two themes of two criteria and one",
    scale=FIVE,
    themes=[Theme("skills", "Skills"), Theme("data", "Data")],
    criteria=[
        Criterion("b", "Criterion b", theme="skills"),
        Criterion("c", "Criterion c", theme="skills"),
        Criterion("a", "Criterion a", theme="data"),
    ],
)
FEW = too_few(5)


def network(*answers: Mapping[str, Answer | int], part: str = "", start: int = 0) -> Network:
    """Return a network of organisations with these answers."""
    attributes = {"part": part} if part else {}
    return Network(
        Organisation(f"org {number}", Assessment(PAIR, one), attributes) for number, one in enumerate(answers, start)
    )


def at_levels(*counts: int) -> Network:
    """Return a network in which so many organisations give the criterion *a* each level."""
    return network(*({"a": level} for level, count in enumerate(counts, 1) for _ in range(count)))


def told(one: NetworkScore) -> list[object]:
    """Return the quartiles, `None` for what is withheld."""
    return [None if isinstance(value, Withheld) else value for value in one.quartiles.values()]


class TestQuantile:
    """The inverse of the empirical distribution, without interpolation."""

    @pytest.mark.parametrize(
        ("share", "expected"),
        [("1/4", 1), ("1/2", 2), ("0.51", 4), ("3/4", 4), ("1", 8), ("1/100", 1)],
    )
    def test_of_four(self, share: str, expected: int) -> None:
        """It is the least value that so large a share does not exceed, one of the values themselves."""
        # A quarter of four is the first, a half the second; anything more than a half takes the third.
        assert expected == quantile([1, 2, 4, 8], Fraction(share))

    def test_of_one(self) -> None:
        """Every quantile of one value is that value."""
        assert ["x"] * 3 == [quantile(["x"], share) for share in QUARTILES]

    def test_of_five(self) -> None:
        """A quarter of five is more than one: it takes the second."""
        assert [2, 3, 4] == [quantile([1, 2, 3, 4, 5], share) for share in QUARTILES]


class TestRow:
    """A score as a flat row."""

    # b and c of five: means 1, 3/2, 2, 5/2 and 3; the fifth leaves c open.
    card = network({"b": 1, "c": 1}, {"b": 1, "c": 2}, {"b": 2, "c": 2}, {"b": 2, "c": 3}, {"b": 3}, {"a": 3}).pool(
        min_organisations=0
    )

    def test_everything_told(self) -> None:
        """Counts are whole numbers, exact values floats."""
        # Sum 10 of five: mean 2. Half-way goes up: stages 1, 2, 2, 3, 3. The sixth has answered nothing here:
        # coverage (4 + 1/2 + 0) / 6 = 3/4. low: the fifth (3 + 1)/2 = 2, the sixth 1: (7 + 2 + 1) / 6 = 5/3;
        # high: (3 + 5)/2 = 4 and 5: (7 + 4 + 5) / 6 = 8/3.
        expected = {
            "pool": "organisations",
            "framework": "pair",
            "version": "1",
            "rule": "mean-nearest",
            "kind": "theme",
            "topic": None,
            "theme": "skills",
            "name": "Skills",
            "organisations": 5,
            "members": 5,
            "mean": 2.0,
            "stage": 2,
            "stage_name": "Emerging",
            "why_no_stage": None,
            "coverage": 0.75,
            "low": float(Fraction(5, 3)),
            "high": float(Fraction(8, 3)),
            "members_at_1": 1,
            "members_at_2": 2,
            "members_at_3": 2,
            "members_at_4": 0,
            "members_at_5": 0,
            "no_stage": 0,
            "quantile_1/4": 1.5,
            "quantile_1/2": 2.0,
            "quantile_3/4": 2.5,
            "why_withheld": None,
        }

        assert expected == self.card.to_rows()[0]

    def test_everything_withheld(self) -> None:
        """A score about four organisations is the text ``withheld`` throughout, and says why once."""
        row = network(*[{"b": 3, "c": 3}] * 4).pool().to_rows()[0]
        open_columns = ("pool", "framework", "version", "rule", "kind", "topic", "theme", "name")

        assert {"withheld"} == {
            value for column, value in row.items() if column not in (*open_columns, "why_no_stage", "why_withheld")
        }
        assert (None, FEW.why) == (row["why_no_stage"], row["why_withheld"])

    def test_some_withheld(self) -> None:
        """A count that is withheld reads as withheld, beside those that are told; zeros stay zeros."""
        # 1 at 1 and 6 at 2 hide one another; 7 at 3 are told.
        row = at_levels(1, 6, 7).pool(mean=False).themes["data"].to_row()

        assert ["withheld", "withheld", 7, 0, 0] == [row[f"members_at_{number}"] for number in (1, 2, 3, 4, 5)]
        assert (14, None, None, None) == (row["organisations"], row["mean"], row["low"], row["why_withheld"])

    def test_columns(self) -> None:
        """All rows have the same columns, withheld or not."""
        rows = [*self.card.to_rows(), *network({"b": 3}).pool().to_rows()]

        assert 1 == len({tuple(row) for row in rows})

    def test_no_answers(self) -> None:
        """Without an answer there is no mean and no stage, and the reason stands in the row."""
        row = network({"b": 3}).pool(min_organisations=0).themes["data"].to_row()

        assert (0, None, None, "none of its criteria is answered") == (
            row["organisations"],
            row["mean"],
            row["stage"],
            row["why_no_stage"],
        )

    def test_name_and_repr(self) -> None:
        """A score is called after its group, and shows its mean, stage and count."""
        one = self.card.themes["skills"]

        assert "Skills" == one.name
        assert "<NetworkScore theme skills: mean 2, 2 Emerging, 5 organisations>" == repr(one)

    def test_withheld(self) -> None:
        """Where nothing is said of a group, `withheld` is the reason; else it is `None`."""
        assert None is self.card.themes["skills"].withheld
        assert FEW == network({"b": 3}).pool().themes["skills"].withheld


class TestQuartiles:
    """Quartiles are members' own means, and can be one member's alone."""

    def test_the_lowest_of_few(self) -> None:
        """The lowest mean is told where as many have it as a figure must be about, and else withheld."""
        # Ten at stage 3: three with 5/2 and seven with 3. The third is the first quartile.
        few = network(*[{"b": 2, "c": 3}] * 3, *[{"b": 3, "c": 3}] * 7).pool()
        # Fifteen, five of them with 5/2: the fourth is the first quartile.
        five = network(*[{"b": 2, "c": 3}] * 5, *[{"b": 3, "c": 3}] * 10).pool()

        assert [None, 3, 3] == told(few.themes["skills"])
        assert [Fraction(5, 2), 3, 3] == told(five.themes["skills"])

    def test_the_highest_of_few(self) -> None:
        """So is the highest."""
        # Ten at stage 3: seven with 5/2, three with 3. The eighth is the third quartile.
        few = network(*[{"b": 2, "c": 3}] * 7, *[{"b": 3, "c": 3}] * 3).pool()

        assert [Fraction(5, 2), Fraction(5, 2), None] == told(few.themes["skills"])

    def test_between_stages_that_are_withheld(self) -> None:
        """A quartile that would tell how many of a withheld count stand below it is withheld as well."""
        # 3, 3 and 10 at 1, 2 and 3: the 3 and 3 hide one another. The fourth of sixteen stands at 2, the eighth at 3.
        one = at_levels(3, 3, 10).pool(mean=False).themes["data"]

        assert [None, 3, 3] == told(one)

    def test_nothing_withheld(self) -> None:
        """With a minimum of 0 every quartile is told."""
        assert [2, 3, 3] == told(at_levels(3, 3, 10).pool(min_organisations=0).themes["data"])

    def test_without_answers(self) -> None:
        """Without an answer there are none."""
        assert [None] * 3 == [*at_levels(1).pool(min_organisations=0).themes["skills"].quartiles.values()]

    @pytest.mark.parametrize("rule", ["mean-nearest", "median-low", "weakest-link"])
    def test_under_every_rule(self, rule: str) -> None:
        """Whatever the rule, quartiles do not tell what the counts of one criterion withhold."""
        # One at 1, five at 2: the first quartile is the second of six, so fewer than two stand at 1.
        one = at_levels(1, 5).pool(rule=rule, mean=False).themes["data"]

        assert [True, True] == [isinstance(count, Withheld) for count in one.stage_counts[:2]]
        assert None is told(one)[0]

    @pytest.mark.parametrize("rule", ["mean-nearest", "median-low"])
    def test_many_people_of_one_organisation(self, rule: str) -> None:
        """The lowest mean of many people is still one organisation's own figure, where they are all of it."""
        # Six people of one organisation at 1, twelve organisations at 3: the fifth of eighteen is the first quartile.
        panel = Panel([Respondent(Assessment(PAIR, {"b": 1, "c": 1})) for _ in range(6)])
        others = network(*[{"b": 3, "c": 3}] * 12)
        one = Network([Organisation("many", panel), *others]).pool(by="respondents", rule=rule).themes["skills"]

        assert None is told(one)[0]


class TestParts:
    """Scores of parts that are told together."""

    # One, two, five, three and one at the stages 1 to 5, means that are not the stages', and one more in a part of its
    # own that has answered nothing in the theme.
    twelve = (
        [{"b": 1, "c": 1}]
        + [{"b": 2, "c": 2}] * 2
        + [{"b": 2, "c": 3}] * 5
        + [{"b": 4, "c": 4}] * 3
        + [{"b": 5, "c": 5}]
    )

    def parts(self, other: dict[str, int]) -> Network:
        """Return the twelve and six others."""
        first = [Organisation(f"a{n}", Assessment(PAIR, one), {"part": "A"}) for n, one in enumerate(self.twelve)]
        return Network([*first, *(Organisation(f"b{n}", Assessment(PAIR, other), {"part": "B"}) for n in range(6))])

    def test_another_part_with_answers(self) -> None:
        """The mean of a theme of two criteria is not that of its stages, and goes beside the counts."""
        # All six others stand at 3, with means of 5/2.
        # 1 + 4 + 12½ + 12 + 5 = 34½ of twelve; half-way goes up, so the stages' mean is (1 + 4 + 15 + 12 + 5) / 12.
        one = self.parts({"b": 2, "c": 3}).slices("part")["A"].themes["skills"]

        assert Fraction("34.5") / 12 == one.mean
        assert isinstance(one.stage_counts[0], Withheld)

    def test_another_part_without_answers(self) -> None:
        """That another part has no answer in the theme changes nothing: no mean is no mean of stages."""
        one = self.parts({"a": 3}).slices("part")["A"].themes["skills"]

        assert (Fraction("34.5") / 12, 5) == (one.mean, one.stage_counts[2])


class TestOneCriterion:
    """A group of one criterion, where a mean is one more thing that is known of how many stand at each level."""

    @pytest.mark.parametrize("rule", ["mean-nearest", "mean-floor", "median-low", "weakest-link", "cut-offs:2,3,4,5"])
    def test_counts_or_a_mean(self, rule: str) -> None:
        """Where a count is withheld, the others or the mean are."""
        # 1, 6 and 5 at 2, 3 and 4: with the 6 told, ten thirds of twelve would give 1 and 5.
        one = at_levels(0, 1, 6, 5).pool(rule=rule).themes["data"]

        assert isinstance(one.mean, Withheld) or isinstance(one.stage_counts[2], Withheld)

    def test_cut_offs_that_put_two_levels_together(self) -> None:
        """Cut-offs may hide who stands at which level; the mean beside their counts would tell."""
        # 1, 9 and 10 at 1, 2 and 3; from 5/2 on it is stage 3, and 10 stand at stage 1. The mean is 49/20: 19 points
        # of the ten at stage 1, so nine at 2 and one at 1.
        one = at_levels(1, 9, 10).pool(rule="cut-offs:5/2,14/5,4,5").themes["data"]

        assert isinstance(one.mean, Withheld) or isinstance(one.stage_counts[0], Withheld)


class TestCriteria:
    """Each criterion's median level, as far as it may be told."""

    def test_few_answered(self) -> None:
        """A median of fewer than five organisations is withheld, of one that nobody has answered there is none."""
        # Six answer b, four of them c.
        card = network(*[{"b": 3, "c": 4}] * 4, {"b": 2}, {"b": 5}).pool()

        assert {"b": FIVE.levels[2], "c": FEW, "a": None} == dict(card.criteria)

    def test_nothing_withheld(self) -> None:
        """With a minimum of 0 every median is told."""
        card = network({"b": 3, "c": 4}, {"b": 2}).pool(min_organisations=0)

        assert {"b": FIVE.levels[1], "c": FIVE.levels[3], "a": None} == dict(card.criteria)

    def test_it_applies_to_nobody(self) -> None:
        """A criterion that applies to nobody is left out."""
        card = network({"b": 3, "a": Answer.not_applicable("No data")}).pool(min_organisations=0)

        assert ["b", "c"] == [*card.criteria]

    def test_parts(self) -> None:
        """A part's median is withheld where the rest would be too few."""
        # Six and three have answered c; nine and three b. With five of each all is told.
        both: dict[str, Answer | int] = {"b": 3, "c": 3}
        parts = [("A", both)] * 6 + [("A", {"b": 3})] * 3 + [("B", both)] * 3
        more = [*parts, *[("B", both)] * 2]

        def levels(given: list[tuple[str, dict[str, Answer | int]]]) -> list[object]:
            made = Network(
                Organisation(str(n), Assessment(PAIR, answers), {"part": part})
                for n, (part, answers) in enumerate(given)
            )
            return [card.criteria[one] for card in made.slices("part").values() for one in ("b", "c")]

        assert [FEW] * 4 == levels(parts)
        assert [FIVE.levels[2]] * 4 == levels(more)

    def test_a_criterion_that_too_few_of_the_whole_have_answered(self) -> None:
        """Where the whole network's median is withheld, so is that of each part."""
        parts = (
            [("A", {"b": 3, "c": 3})] * 3 + [("A", {"b": 3})] * 3 + [("B", {"b": 3})] * 5 + [("B", {"b": 3, "c": 1})]
        )
        made = Network(
            Organisation(str(n), Assessment(PAIR, answers), {"part": part}) for n, (part, answers) in enumerate(parts)
        )
        cards = made.slices("part")

        assert [FEW, FEW] == [card.criteria["c"] for card in cards.values()]
        assert [FIVE.levels[2]] * 2 == [card.criteria["b"] for card in cards.values()]


class TestScorecard:
    """Scores looked up like those of one assessment."""

    network = Network(Organisation(str(n), Assessment(CROSSED, {"1.1": 3, "2.3": 1 + n % 2})) for n in range(10))
    card = network.pool(overall=True)

    def test_look_up(self) -> None:
        """By topic, theme and cell, and the whole where there is one."""
        # 1.1 is 3 throughout: topic 1's only answer. 2.3 is 1 or 2, five of each.
        assert [3, Fraction(3, 2)] == [one.mean for one in self.card.topics.values()]
        assert ["data", "skills"] == [*self.card.themes]
        assert [("1", "data"), ("1", "skills"), ("2", "data")] == [*self.card.cells]
        assert self.card.overall is not None

    def test_iteration(self) -> None:
        """Topics, themes, cells and the whole, in this order; so are the rows."""
        kinds = ["topic"] * 2 + ["theme"] * 2 + ["cell"] * 3 + ["overall"]

        assert kinds == [one.group.kind for one in self.card]
        assert kinds == [row["kind"] for row in self.card.to_rows()]

    def test_what_made_it(self) -> None:
        """It keeps the framework, the rule, the pool and the minimum."""
        made = self.network.pool(by="respondents", rule="median-low", min_organisations=3)

        assert (CROSSED, "median-low", "respondents", 3) == (
            made.framework,
            str(made.rule),
            made.pool,
            made.min_organisations,
        )
        assert ["respondents"] * 7 == [row["pool"] for row in made.to_rows()]

    def test_repr(self) -> None:
        """It shows the framework, the pool and the rule."""
        assert "<NetworkScorecard of crossed 1 by organisations; mean-nearest>" == repr(self.card)

    def test_compare_to(self) -> None:
        """A network's scores go beside a benchmark as anybody's do."""
        benchmark = Benchmark.from_counts(CROSSED, topics={"1": [10, 10, 0, 0, 20]}, mean=True)
        # 3 is above twenty of forty, and (10 + 20 + 100) / 40 = 13/4.
        standing = self.card.compare_to(benchmark).topics["1"]

        assert (Fraction(1, 2), Fraction(-1, 4)) == (standing.percentile_rank, standing.difference)


class TestCheckPool:
    """Who counts once."""

    @pytest.mark.parametrize("pool", ["organisations", "respondents"])
    def test_pools(self, pool: str) -> None:
        """Organisations or respondents do."""
        check_pool(pool)

    def test_others(self) -> None:
        """Nobody else does."""
        with pytest.raises(NetworkError) as caught:
            check_pool("people")

        assert (Fault("pool", "is organisations or respondents, not 'people'"),) == caught.value.faults
