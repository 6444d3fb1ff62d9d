"""Many members' scores as one, each member counting once."""

import pickle
from collections.abc import Mapping
from fractions import Fraction

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    CutOffs,
    Fault,
    Framework,
    Interval,
    NoStage,
    Panel,
    PanelError,
    PooledScore,
    PooledScorecard,
    Respondent,
    Rule,
    RuleError,
    score,
)
from datamaturity.intervals import bootstrap_interval
from datamaturity.pooling import MemberCard, mean_of, pooled
from examples import CROSSED, FIVE, ONE_THEME, SAMM

ON_SAMM = attrs.evolve(ONE_THEME, id="on-samm", scale=SAMM)
NOTHING_APPLIES = dict.fromkeys("abcde", Answer.not_applicable("Not ours"))

# Four members: one answer out of five; three out of four that apply; nothing applies; nothing is answered.
FOUR: tuple[Mapping[str, Answer | int], ...] = (
    {"a": 2},
    {"a": 4, "b": 4, "c": 3, "d": Answer.not_applicable("Not ours")},
    NOTHING_APPLIES,
    {},
)


def cards(
    *people: Mapping[str, Answer | int], framework: Framework = ONE_THEME, rule: Rule | str | None = None
) -> list[MemberCard]:
    """Return people's own scorecards."""
    return [score(Assessment(framework, answers), rule=rule) for answers in people]


def together(
    *people: Mapping[str, Answer | int], framework: Framework = ONE_THEME, rule: Rule | str | None = None
) -> PooledScore:
    """Return the pooled score of the theme *data*."""
    return pooled(cards(*people, framework=framework, rule=rule)).themes["data"]


class TestMeanOf:
    @pytest.mark.parametrize(
        ("numbers", "expected"),
        [
            (["1/3", "1/6"], "1/4"),
            (["0", "0"], "0"),
            (["-1", "1/2", "1/2"], "0"),
            # (1/2 + 1/3 + 1/7 + 1/2) / 4 = (1 + 10/21) / 4 = 31/84.
            (["1/2", "1/3", "1/7", "1/2"], "31/84"),
        ],
    )
    def test_exact(self, numbers: list[str], expected: str) -> None:
        """It is exact, whatever the denominators are."""
        assert Fraction(expected) == mean_of(map(Fraction, numbers))

    def test_nothing(self) -> None:
        """Of nothing there is none, which is not 0."""
        assert mean_of([]) is None


class TestNumbers:
    def test_each_counts_once(self) -> None:
        """Each member counts once, however much it has answered."""
        # (2 + 11/3) / 2; over all four answers alike it would be 13/4.
        assert Fraction(17, 6) == together(*FOUR).mean
        assert (Fraction(2), Fraction(11, 3)) == together(*FOUR).means

    def test_bounds(self) -> None:
        """The bounds rest on all to whom the group applies, those without an answer too."""
        # Low: (2 + 4 * 1) / 5, (11 + 1) / 4, 1; their mean is (6/5 + 3 + 1) / 3 = (26/5) / 3.
        # High: (2 + 4 * 5) / 5, (11 + 5) / 4, 5; their mean is (22/5 + 4 + 5) / 3 = (67/5) / 3.
        assert (Fraction(26, 15), Fraction(67, 15)) == (together(*FOUR).low, together(*FOUR).high)

    def test_coverage(self) -> None:
        """Coverage is the mean of the coverages of those to whom the group applies."""
        # (1/5 + 3/4 + 0) / 3 = (19/20) / 3.
        assert Fraction(19, 60) == together(*FOUR).coverage

    def test_counts(self) -> None:
        """Members are counted with answers, with something that applies, and at all."""
        found = together(*FOUR)

        assert (2, 3, 4) == (found.answered_count, found.applicable_count, found.member_count)

    def test_weights(self) -> None:
        """Weights count within a member, and not between members."""
        # CROSSED's weights are 1, 2, 1, 1/2. Theme data: (4 * 1 + 1 * 1 + 4 * 1/2) / (5/2) = 14/5, and 2 of one answer
        # with the weight 1/2; their mean is 12/5. Topic 1: (4 + 2 * 1) / 3 = 2 of one member alone.
        found = pooled(cards({"1.1": 4, "1.2": 1, "2.3": 1, "2.4": 4}, {"2.4": 2}, framework=CROSSED))

        assert Fraction(12, 5) == found.themes["data"].mean
        assert Fraction(2) == found.topics["1"].mean
        assert 1 == found.topics["1"].answered_count
        assert 2 == found.topics["1"].applicable_count

    def test_values(self) -> None:
        """Means are in levels' values, from 0, on a scale with fractions."""
        # Levels 0, 1, 2, 3 are worth 0, 1/4, 1/2, 1. (0 + 1/4) / 2 = 1/8 and (1/2 + 1) / 2 = 3/4; their mean is 7/16.
        found = together({"a": 0, "b": 1}, {"a": 2, "b": 3}, framework=ON_SAMM)

        assert Fraction(7, 16) == found.mean
        # Nearest of 0, 1/4, 1/2, 1 to 7/16 is 1/2.
        assert SAMM.level(2) == found.stage
        # 1/8 is half-way between 0 and 1/4, 3/4 between 1/2 and 1: both go up.
        assert (0, 1, 0, 1) == found.stage_counts

    def test_zero_is_a_mean(self) -> None:
        """A mean of 0 is an answer, and not the lack of one."""
        found = together({"a": 0}, {}, framework=ON_SAMM)

        assert Fraction(0) == found.mean
        assert SAMM.level(0) == found.stage
        assert 1 == found.answered_count


class TestSeed:
    def test_network(self) -> None:
        """A pooled mean of 2.6 out of 5 is Learning, and so is what two of five and three of five make it."""
        # 2, 2, 3, 3, 3: 13/5.
        found = together({"a": 2}, {"a": 2}, {"a": 3}, {"a": 3}, {"a": 3})

        assert Fraction("2.6") == found.mean
        assert FIVE.level(3) == found.stage


class TestStages:
    @pytest.mark.parametrize(
        ("rule", "stage", "counts"),
        [
            # The members' means are 2 and 11/3, together 17/6 = 2.83.
            ("mean-nearest", 3, (0, 1, 0, 1, 0)),
            ("mean-floor", 2, (0, 1, 1, 0, 0)),
            ("cut-offs:1.5,2.5,2.8,4.5", 4, (0, 1, 0, 1, 0)),
            # Of 2, the median is 2; of 4, 4, 3 it is 4: of the stages 2 and 4, the lower one.
            ("median-low", 2, (0, 1, 0, 1, 0)),
            # A third of five, of four: 1/5 have reached 2, which is too few; 2/4 have reached 4. So one member of the
            # three has reached a level at all, and a third of three is one.
            ("reached-by:1/3", 4, (0, 0, 0, 1, 0)),
            # The same members, of whom half would be two.
            ("reached-by:1/2", None, (0, 0, 0, 1, 0)),
            # Nobody has answered everything.
            ("weakest-link", None, (0, 0, 0, 0, 0)),
        ],
    )
    def test_rules(self, rule: str, stage: int | None, counts: tuple[int, ...]) -> None:
        """Rules on the mean read the pooled mean; rules on levels read the members' stages."""
        found = together(*FOUR, rule=rule)

        assert stage == (found.stage.number if found.stage else None)
        assert (None if stage else NoStage.RULE) == found.why_no_stage
        assert counts == found.stage_counts

    def test_weakest_link(self) -> None:
        """The weakest link of the members is the lowest of their own weakest links."""
        lower, higher = ({"a": 2, "b": 5, "c": 5, "d": 5, "e": 5}, dict.fromkeys("abcde", 3))

        assert FIVE.level(2) == together(lower, higher, rule="weakest-link").stage
        assert FIVE.level(2) == together(lower, higher, NOTHING_APPLIES, rule="weakest-link").stage
        assert together(lower, higher, {}, rule="weakest-link").stage is None

    def test_members_weigh_the_same(self) -> None:
        """A member with heavy criteria is one member: the stages are counted, not weighed."""
        # CROSSED's 1.2 has the weight 2. Stages in theme skills: 1, 5, 5.
        found = pooled(cards({"1.2": 1}, {"1.2": 5}, {"1.2": 5}, framework=CROSSED, rule="median-low"))

        assert FIVE.level(5) == found.themes["skills"].stage

    def test_shares(self) -> None:
        """Shares at or above a level are of all to whom the group applies; members without a stage are in none."""
        # Stages 2 and 4, and a third member without one.
        third = Fraction(1, 3)

        assert {1: 2 * third, 2: 2 * third, 3: third, 4: third, 5: 0} == together(*FOUR).at_or_above

    def test_not_applicable(self) -> None:
        """What applies to nobody has no mean, bounds, coverage and shares; the stage says why there is none."""
        found = together(NOTHING_APPLIES, NOTHING_APPLIES)

        assert (None,) * 5 == (found.mean, found.low, found.high, found.coverage, found.at_or_above)
        assert found.stage is None
        assert NoStage.NOT_APPLICABLE is found.why_no_stage
        assert (0, 0, 2) == (found.answered_count, found.applicable_count, found.member_count)

    def test_no_answers(self) -> None:
        """Without an answer there is no mean and no stage, but the widest bounds, and a coverage of 0."""
        found = together({}, {"a": Answer.do_not_know()}, NOTHING_APPLIES)

        assert found.mean is None
        assert NoStage.NO_ANSWERS is found.why_no_stage
        assert (Fraction(1), Fraction(5), Fraction(0)) == (found.low, found.high, found.coverage)
        assert dict.fromkeys(FIVE.numbers, 0) == found.at_or_above

    def test_topic_without_criteria(self) -> None:
        """A topic that holds no criterion applies to nobody."""
        framework = attrs.evolve(CROSSED, topics=[*CROSSED.topics, attrs.evolve(CROSSED.topics[0], id="3")])
        found = pooled(cards({"1.1": 3}, framework=framework))

        assert NoStage.NOT_APPLICABLE is found.topics["3"].why_no_stage

    def test_unknown_kind_of_rule(self) -> None:
        """A rule that reads neither the mean nor the levels is refused by name."""

        @attrs.frozen
        class Astrology(Rule):
            name = "astrology"

        with pytest.raises(RuleError, match=r"Astrology\(\) is neither a MeanRule nor a LevelsRule"):
            _ = PooledScore(
                ONE_THEME.theme_groups[0],
                ONE_THEME,
                Astrology(),
                (score(Assessment(ONE_THEME, {"a": 3})).themes["data"],),
            ).stage


class TestPooledOfPooled:
    def test_each_counts_once(self) -> None:
        """Pooled scores can be members: each counts once, with its own mean, bounds and stage."""
        first, second = pooled(cards({"a": 2}, {"a": 4})), pooled(cards({"a": 5}))
        found = pooled([first, second]).themes["data"]

        # (3 + 5) / 2; over the three people alike it would be 11/3.
        assert Fraction(4) == found.mean
        # Each person has answered one of five. Low: (2 + 4) / 5, (4 + 4) / 5, (5 + 4) / 5; (7/5 + 9/5) / 2 = 8/5.
        # High: (2 + 20) / 5, 24/5, 25/5; (23/5 + 5) / 2 = 24/5.
        assert (Fraction(8, 5), Fraction(24, 5)) == (found.low, found.high)
        assert Fraction(1, 5) == found.coverage
        # The first stands at 3, the second at 5.
        assert (0, 0, 1, 0, 1) == found.stage_counts
        assert 2 == found.member_count

    @pytest.mark.parametrize(("rule", "stage"), [("median-low", 2), ("weakest-link", None), ("reached-by:1/5", 5)])
    def test_rules_on_levels(self, rule: str, stage: int | None) -> None:
        """Rules on levels read the pooled members' stages."""
        # Median-low: stages 2 and 4 make 2, and 5 makes 5; of 2 and 5, 2. Reached-by a fifth: one answer of five is a
        # fifth, so stages 2, 4 and 5; a fifth of two, of one and of two members is one: 4, 5, and of them 5.
        first, second = pooled(cards({"a": 2}, {"a": 4}, rule=rule)), pooled(cards({"a": 5}, rule=rule))
        found = pooled([first, second]).themes["data"].stage

        assert stage == (found.number if found else None)

    def test_without_answers(self) -> None:
        """A pooled member without an answer counts in bounds and coverage, and one to which nothing applies in none."""
        answered, empty, nothing = (pooled(cards(one)) for one in ({"a": 3}, {}, NOTHING_APPLIES))
        found = pooled([answered, empty, nothing]).themes["data"]

        assert Fraction(3) == found.mean
        assert (1, 2, 3) == (found.answered_count, found.applicable_count, found.member_count)
        # (1/5 + 0) / 2
        assert Fraction(1, 10) == found.coverage


class TestInterval:
    def test_of_the_means(self) -> None:
        """The interval is drawn from the means of those who answered, with what was asked for."""
        found = together(*FOUR, {"a": 5}, {"a": 1}, {"a": 4, "b": 5})
        means = [Fraction(2), Fraction(11, 3), Fraction(5), Fraction(1), Fraction(9, 2)]

        assert bootstrap_interval(means, seed=7) == found.interval(seed=7)
        asked = found.interval(seed=8, confidence="1/2", resample_count=9)
        assert bootstrap_interval(means, seed=8, confidence="1/2", resample_count=9) == asked
        assert (5, 9, 8) == (asked.member_count, asked.resample_count, asked.seed)

    def test_all_at_one(self) -> None:
        """Where all members have one mean, it is the interval."""
        expected = Interval(Fraction(3), Fraction(3), Fraction(19, 20), 5, 2000, 1)

        assert expected == together(*[{"a": 3}] * 5).interval(seed=1)

    def test_too_few(self) -> None:
        """With fewer than five members who answered there is none, and the error names the group and the count."""
        with pytest.raises(PanelError) as caught:
            together(*[{"a": 3}] * 4, {}, {}, NOTHING_APPLIES).interval(seed=1)

        assert "theme data: an interval needs 5 members with an answer; there are 4" == str(caught.value)


class TestCard:
    def test_every_group(self) -> None:
        """There is a score for each topic, theme and inhabited cell, in framework order, and of the whole if asked."""
        people = [Assessment(CROSSED, {"1.1": 2}), Assessment(CROSSED, {"2.3": 4})]
        found = pooled([score(one, overall=True) for one in people])

        assert ["1", "2"] == [*found.topics]
        assert ["data", "skills"] == [*found.themes]
        assert [("1", "data"), ("1", "skills"), ("2", "data")] == [*found.cells]
        assert found.overall is not None
        assert Fraction(3) == found.overall.mean
        assert [*CROSSED.groups] == [one.group for one in found]
        assert [one.name for one in CROSSED.groups] == [one.name for one in found]

    def test_no_whole(self) -> None:
        """Where the members' cards have no score of the whole, there is none here."""
        found = pooled(cards({"1.1": 2}, framework=CROSSED))

        assert found.overall is None
        assert [*CROSSED.groups[:-1]] == [one.group for one in found]

    def test_parts(self) -> None:
        """The members' own cards stay, and framework and rule are theirs."""
        members = cards({"a": 2}, {"a": 3}, rule="mean-floor")
        found = pooled(members)

        assert tuple(members) == found.cards
        assert ONE_THEME == found.framework
        assert "mean-floor" == str(found.rule) == str(found.themes["data"].rule)

    def test_compare_to(self) -> None:
        """A card is compared by what it is compared to."""

        class Echo:
            def compare(self, card: PooledScorecard, /) -> tuple[str, PooledScorecard]:
                return "compared", card

        found = pooled(cards({"a": 2}))

        assert ("compared", found) == found.compare_to(Echo())

    def test_nobody(self) -> None:
        """Without a card there is nothing to pool."""
        with pytest.raises(PanelError) as caught:
            pooled([])

        assert (Fault("cards", "there is none to pool"),) == caught.value.faults

    def test_that_do_not_fit(self) -> None:
        """Cards of another framework, by another rule, or with a score of the whole are named, all at once."""
        other = attrs.evolve(ONE_THEME, version="2")
        first, second = cards({"a": 2}, {"a": 3})
        third = score(Assessment(other, {"a": 2}), rule="mean-floor", overall=True)
        with pytest.raises(PanelError) as caught:
            pooled([first, second, third, *cards({"a": 2}, rule="median-low")])

        message = "is of one-theme 2, the first of one-theme 1, or has other criteria, weights or levels"
        assert (
            Fault("card 3", message),
            Fault("card 3", "has stages by mean-floor, the first by mean-nearest"),
            Fault("card 3", "has a score of the whole where the first has none, or the reverse"),
            Fault("card 4", "has stages by median-low, the first by mean-nearest"),
        ) == caught.value.faults

    def test_value(self) -> None:
        """A card is a value: equal and pickled as such, whatever was asked of it before."""
        found = pooled(cards(*FOUR))

        assert pooled(cards(*FOUR)) == found
        assert Fraction(17, 6) == found.themes["data"].mean
        assert pooled(cards(*FOUR)) == found == pickle.loads(pickle.dumps(found))


class TestShown:
    def test_row(self) -> None:
        """A row has the exact values' floats, and counts members."""
        expected = {
            "framework": "one-theme",
            "version": "1",
            "rule": "mean-nearest",
            "kind": "theme",
            "topic": None,
            "theme": "data",
            "name": "Data",
            "mean": 17 / 6,
            "stage": 3,
            "stage_name": "Learning",
            "why_no_stage": None,
            "answered": 2,
            "applicable": 3,
            "total": 4,
            "coverage": 19 / 60,
            "low": 26 / 15,
            "high": 67 / 15,
            "members_at_1": 0,
            "members_at_2": 1,
            "members_at_3": 0,
            "members_at_4": 1,
            "members_at_5": 0,
        }

        assert expected == together(*FOUR).to_row()
        assert [*expected] == [*together(*FOUR).to_row()]

    def test_row_without_answers(self) -> None:
        """Where there is nothing, a row has none and the reason, no zeros."""
        row = together(NOTHING_APPLIES).to_row()

        for name in ("mean", "stage", "stage_name", "coverage", "low", "high"):
            assert row[name] is None
        assert "none of its criteria applies" == row["why_no_stage"]

    def test_rows(self) -> None:
        """There is a row for each group, all with the same columns."""
        found = Panel([Respondent(Assessment(CROSSED, {"1.1": 3}))]).pool(overall=True)
        rows = found.to_rows()

        assert [(one.kind, one.name) for one in CROSSED.groups] == [(row["kind"], row["name"]) for row in rows]
        assert 1 == len({tuple(row) for row in rows})

    @pytest.mark.parametrize(
        ("found", "expected"),
        [
            (
                together(*FOUR),
                "<PooledScore theme data: mean 17/6, 3 Learning (mean-nearest), 2 of 3 members>",
            ),
            (
                together({}, {}),
                "<PooledScore theme data: no mean, no stage (mean-nearest), 0 of 2 members>",
            ),
            (
                together({"a": 2}, {"a": 3}, rule=CutOffs(["1.5", "2.5", "3.5", "4.5"])),
                "<PooledScore theme data: mean 5/2, 3 Learning (cut-offs:1.5,2.5,3.5,4.5), 2 of 2 members>",
            ),
            (
                pooled(cards(*FOUR, rule="weakest-link")),
                "<PooledScorecard of one-theme 1: 4 members; weakest-link>",
            ),
        ],
        ids=["some", "none", "rule", "card"],
    )
    def test_repr(self, found: PooledScore | PooledScorecard, expected: str) -> None:
        """The repr says what was pooled, by which rule, and of how many."""
        assert expected == repr(found)
