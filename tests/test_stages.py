"""The rules of SPEC section 4: every tie and boundary worked by hand."""

import pickle
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest

from datamaturity import (
    Assessment,
    CutOffs,
    Level,
    MeanFloor,
    MeanNearest,
    MedianLow,
    ReachedBy,
    Rule,
    RuleError,
    Scale,
    WeakestLink,
    compare_rules,
    parse_rule,
    score,
)
from datamaturity.stages import LevelsRule, MeanRule
from examples import FIVE, ONE_THEME, ONE_THEME_ANSWERED, SAMM

THREE = Scale([Level(0, "No"), Level(1, "Partly"), Level(2, "Yes")])
SIX = Scale([Level(number, f"Level {number}") for number in range(6)])

EVERY_RULE = [
    MeanNearest(),
    MeanFloor(),
    MedianLow(),
    WeakestLink(),
    ReachedBy("0.8"),
    CutOffs(["1.5", "2.5", "3.5", "4.5"]),
]


def _level(rule: MeanRule, scale: Scale, mean: str) -> int:
    """Return the number of the level that a mean gives."""
    return scale.levels[rule.position(scale, Fraction(mean))].number


def _position(rule: LevelsRule, counts: Sequence[int], applicable_count: int | None = None) -> int | None:
    """Return the position that criteria of weight 1 give; all of them answered unless more apply."""
    applicable_count = sum(counts) if applicable_count is None else applicable_count
    return rule.position(counts=counts, weights=counts, applicable_count=applicable_count)


class TestMeanNearest:
    @pytest.mark.parametrize(
        ("mean", "number"),
        [
            ("1", 1),
            ("1.4999", 1),
            ("1.5", 2),  # exactly half-way goes up
            ("2.4", 2),
            ("2.4999999999", 2),
            ("2.5", 3),
            ("2.6", 3),  # SPEC: 2.6 of 5 is Learning
            ("3.5", 4),  # SPEC: 3.5 is Developing
            ("4.5", 5),
            ("5", 5),
        ],
    )
    def test_on_one_to_five(self, mean: str, number: int) -> None:
        """The nearest level; exactly half-way goes to the upper one."""
        assert number == _level(MeanNearest(), FIVE, mean)

    @pytest.mark.parametrize(
        ("mean", "number"),
        [
            # Values 0, ¼, ½, 1: half-way are 1/8, 3/8 and 3/4.
            ("0", 0),
            ("31/250", 0),  # 0.124
            ("1/8", 1),
            ("1/4", 1),
            ("3/8", 2),
            ("1/2", 2),
            ("0.74", 2),
            ("3/4", 3),
            ("1", 3),
        ],
    )
    def test_on_values_that_are_not_evenly_spaced(self, mean: str, number: int) -> None:
        """Near is near in value, not in number."""
        assert number == _level(MeanNearest(), SAMM, mean)

    @pytest.mark.parametrize(
        ("scale", "mean", "number"),
        [(THREE, "0.5", 1), (THREE, "0.49", 0), (THREE, "1.5", 2), (SIX, "4.5", 5), (SIX, "4.4", 4), (SIX, "0", 0)],
    )
    def test_on_scales_from_0(self, scale: Scale, mean: str, number: int) -> None:
        """Scales of three and of six levels from 0 are read as any other."""
        assert number == _level(MeanNearest(), scale, mean)

    @pytest.mark.parametrize(
        ("scale", "least_means"),
        [
            (FIVE, ["1.5", "2.5", "3.5", "4.5"]),
            (SAMM, ["1/8", "3/8", "3/4"]),
            (SIX, ["0.5", "1.5", "2.5", "3.5", "4.5"]),
        ],
    )
    def test_least_means(self, scale: Scale, least_means: list[str]) -> None:
        """Each level but the lowest begins half-way from the one below it."""
        assert tuple(map(Fraction, least_means)) == MeanNearest().least_means(scale)


class TestMeanFloor:
    @pytest.mark.parametrize(
        ("mean", "number"), [("1", 1), ("1.9999", 1), ("2", 2), ("2.6", 2), ("3.5", 3), ("4.9999", 4), ("5", 5)]
    )
    def test_on_one_to_five(self, mean: str, number: int) -> None:
        """The highest level whose value is not above the mean."""
        assert number == _level(MeanFloor(), FIVE, mean)

    @pytest.mark.parametrize(
        ("mean", "number"), [("0", 0), ("0.2499", 0), ("1/4", 1), ("0.4999", 1), ("1/2", 2), ("0.9999", 2), ("1", 3)]
    )
    def test_on_values_that_are_not_evenly_spaced(self, mean: str, number: int) -> None:
        """It is the value that the mean must reach, not the number."""
        assert number == _level(MeanFloor(), SAMM, mean)

    def test_least_means(self) -> None:
        """Each level but the lowest begins at its value."""
        assert [2, 3, 4, 5] == [*MeanFloor().least_means(FIVE)]
        assert [Fraction(1, 4), Fraction(1, 2), 1] == [*MeanFloor().least_means(SAMM)]


class TestMedianLow:
    @pytest.mark.parametrize(
        ("counts", "position"),
        [
            ((1, 0, 0), 0),
            ((0, 0, 1), 2),
            # Levels 1, 2, 3: the middle one.
            ((1, 1, 1), 1),
            # Two at each end: half of the weight stands at the lowest level, which is enough.
            ((2, 0, 2), 0),
            # 1, 3, 3: at the lowest stands a third, so it is the highest.
            ((1, 0, 2), 2),
            # 1, 1, 2, 2: half at or below the lowest.
            ((2, 2, 0), 0),
            # 1, 2, 2, 3: a quarter, then three quarters.
            ((1, 2, 1), 1),
            # 49 of 99 is under half, 50 of 99 is not.
            ((49, 0, 50), 2),
            ((50, 0, 49), 0),
        ],
    )
    def test_lower_median(self, counts: tuple[int, ...], position: int) -> None:
        """The lowest level at or below which half of the answers stand; between two it is the lower."""
        assert position == _position(MedianLow(), counts)

    @pytest.mark.parametrize(
        ("counts", "weights", "position"),
        [
            # One criterion of weight 3 at the highest against two of weight 1 at the lowest: 2 of 5 is under half.
            ((2, 0, 1), (2, 0, 3), 2),
            # Weight 2 against two of weight 1: 2 of 4 is half.
            ((2, 0, 1), (2, 0, 2), 0),
            # Weights 1, 2, 3: 1/6, 3/6.
            ((1, 1, 1), (1, 2, 3), 1),
        ],
    )
    def test_is_weighted(self, counts: tuple[int, ...], weights: tuple[int, ...], position: int) -> None:
        """It is the weight of the criteria that is halved, not their number."""
        assert position == MedianLow().position(counts=counts, weights=weights, applicable_count=sum(counts))

    @pytest.mark.parametrize(("total", "quota"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3)])
    def test_quota(self, total: int, quota: int) -> None:
        """A level needs more than half of the weight at it or above: then less than half stands below it."""
        assert quota == MedianLow().quota(total)

    def test_unanswered_criteria_do_not_matter(self) -> None:
        """Only answered criteria have a median."""
        assert 1 == _position(MedianLow(), (1, 2, 1), applicable_count=100)

    @pytest.mark.parametrize("applicable_count", [0, 3])
    def test_none_without_answers(self, applicable_count: int) -> None:
        """Without an answer there is no median, whether nothing applies or nobody answered."""
        assert _position(MedianLow(), (0, 0, 0), applicable_count) is None


class TestReachedBy:
    @pytest.mark.parametrize(
        ("share", "counts", "position"),
        [
            # Five criteria: 1 at the lowest, 2 in the middle, 2 at the highest; at or above: 5, 4, 2.
            ("0.8", (1, 2, 2), 1),  # 4 of 5 is 0.8 exactly
            ("0.81", (1, 2, 2), 0),
            ("0.4", (1, 2, 2), 2),  # 2 of 5 is 0.4 exactly
            ("0.41", (1, 2, 2), 1),
            ("1", (1, 2, 2), 0),
            ("0.000000000001", (1, 2, 2), 2),
            # Two of three: two thirds exactly, which no decimal is.
            ("2/3", (1, 0, 2), 2),
            ("0.666666666666", (1, 0, 2), 2),
            ("0.666666666667", (1, 0, 2), 0),
            # Seven of a hundred: 0.07 × 100 is 7 here, and 7.000000000000001 in floats.
            ("0.07", (93, 7, 0), 1),
        ],
    )
    def test_boundary_of_the_share(self, share: str, counts: tuple[int, ...], position: int) -> None:
        """The highest level that the share has reached; exactly the share is enough."""
        assert position == _position(ReachedBy(share), counts)

    @pytest.mark.parametrize(
        ("applicable_count", "position"),
        [
            (5, 2),  # 4 of 5 at the highest
            (6, None),  # 4 of 6 is under 0.8 at every level
        ],
    )
    def test_unanswered_criteria_have_not_reached_it(self, applicable_count: int, position: int | None) -> None:
        """An unanswered criterion counts among the applicable ones but has reached no level; there may be no stage."""
        assert position == _position(ReachedBy("0.8"), (0, 0, 4), applicable_count)

    @pytest.mark.parametrize(
        ("share", "total", "quota"), [("0.8", 5, 4), ("0.8", 6, 5), ("2/3", 3, 2), ("0.07", 100, 7), ("0.01", 1, 1)]
    )
    def test_quota(self, share: str, total: int, quota: int) -> None:
        """The share of the criteria, rounded up to a whole criterion; exact where it is whole."""
        # 0.8 of 5 is 4, of 6 is 4.8; 2/3 of 3 is 2; 0.07 of 100 is 7; 0.01 of 1 needs that one.
        assert quota == ReachedBy(share).quota(total)

    def test_criteria_count_once_whatever_their_weight(self) -> None:
        """It is a share of criteria, as `at_or_above` is, not of their weights."""
        # One of two criteria at the highest level, with nine tenths of the weight.
        assert 0 == ReachedBy("0.9").position(counts=(1, 0, 1), weights=(1, 0, 9), applicable_count=2)

    @pytest.mark.parametrize("applicable_count", [0, 3])
    def test_none_without_answers(self, applicable_count: int) -> None:
        """Nothing is reached where nothing applies or nobody answered."""
        assert _position(ReachedBy("0.5"), (0, 0, 0), applicable_count) is None

    @pytest.mark.parametrize(
        ("share", "shown"), [(0, "0"), ("-0.5", "-0.5"), ("1.01", "1.01"), (2, "2"), ("4/3", "4/3")]
    )
    def test_share_is_above_0_and_at_most_1(self, share: Any, shown: str) -> None:
        """A share of nothing, or of more than all, is refused."""
        with pytest.raises(RuleError) as caught:
            ReachedBy(share)

        assert f"reached-by needs a share above 0 and at most 1, such as reached-by:0.8; given {shown}" == str(
            caught.value
        )

    @pytest.mark.parametrize("share", [0.8, "a lot", None, True])
    def test_share_is_exact(self, share: Any) -> None:
        """A share is an exact number; a float would decide a boundary by accident."""
        with pytest.raises(RuleError, match=r"is a float|is not a number"):
            ReachedBy(share)


class TestWeakestLink:
    @pytest.mark.parametrize(
        ("counts", "applicable_count", "position"),
        [
            ((1, 0, 99), 100, 0),
            ((0, 1, 4), 5, 1),
            ((0, 0, 5), 5, 2),
            ((0, 0, 4), 5, None),  # the fifth may be the weakest
            ((0, 0, 0), 5, None),
            ((0, 0, 0), 0, None),
        ],
    )
    def test_lowest_level_in_use(self, counts: tuple[int, ...], applicable_count: int, position: int | None) -> None:
        """The lowest level at which an applicable criterion stands; none while one is unanswered."""
        assert position == _position(WeakestLink(), counts, applicable_count)
        assert position == _position(ReachedBy(1), counts, applicable_count)

    def test_quota(self) -> None:
        """All applicable criteria must stand at a level or above it."""
        assert 7 == WeakestLink().quota(7)

    def test_criteria_count_once_whatever_their_weight(self) -> None:
        """However little it weighs, a chain breaks at its weakest link."""
        assert 0 == WeakestLink().position(counts=(1, 0, 1), weights=(1, 0, 99), applicable_count=2)


class TestCutOffs:
    @pytest.mark.parametrize(
        ("mean", "number"),
        [("1", 1), ("1.7999", 1), ("1.8", 2), ("2.5", 2), ("2.6", 3), ("3.4", 4), ("4.1999", 4), ("4.2", 5), ("5", 5)],
    )
    def test_on_one_to_five(self, mean: str, number: int) -> None:
        """A level from its threshold on, the threshold included."""
        assert number == _level(CutOffs(["1.8", "2.6", "3.4", "4.2"]), FIVE, mean)

    @pytest.mark.parametrize(
        ("mean", "number"), [("0", 0), ("1/3", 1), ("0.3333", 0), ("2/3", 2), ("0.9", 3), ("1", 3)]
    )
    def test_on_values_from_0_to_1(self, mean: str, number: int) -> None:
        """Thresholds are on the values of the scale, as exact fractions."""
        assert number == _level(CutOffs(["1/3", "2/3", "0.9"]), SAMM, mean)

    def test_at_the_levels_values_it_is_mean_floor(self) -> None:
        """Thresholds at the values of the upper levels give what `MeanFloor` gives."""
        cut_offs = CutOffs([2, 3, 4, 5])

        for mean in ("1", "1.99", "2", "3.5", "5"):
            assert _level(MeanFloor(), FIVE, mean) == _level(cut_offs, FIVE, mean)

    @pytest.mark.parametrize(
        ("thresholds", "message"),
        [
            ([], "cut-offs needs a threshold for each level but the lowest, such as cut-offs:1.5,2.5,3.5,4.5"),
            (["2", "2"], "cut-offs must rise, but 2 follows 2"),
            (["2.5", "1.5"], "cut-offs must rise, but 1.5 follows 2.5"),
            (["1/3", "1/7"], "cut-offs must rise, but 1/7 follows 1/3"),
            ([1.5], '1.5 is a float, which is not exact; write "1.5" or Fraction("1.5")'),
            (["abc"], '\'abc\' is not a number; give an int, a Fraction, or text such as "1/4" or "0.25"'),
            ("1.5,2.5", "cut-offs are a list of numbers, not the text '1.5,2.5'; parse_rule reads text"),
        ],
    )
    def test_faults_of_the_thresholds(self, thresholds: Any, message: str) -> None:
        """Thresholds are exact numbers, at least one, rising strictly."""
        with pytest.raises(RuleError) as caught:
            CutOffs(thresholds)

        assert message == str(caught.value)

    @pytest.mark.parametrize(
        ("scale", "thresholds", "message"),
        [
            (FIVE, [2], "a scale of 5 levels takes 4 cut-offs, one for each level but 1 Beginning; 1 given"),
            (
                FIVE,
                [2, 3, 4, "4.5", 5],
                "a scale of 5 levels takes 4 cut-offs, one for each level but 1 Beginning; 5 given",
            ),
            (
                FIVE,
                [1, 2, 3, 4],
                "cut-off 1 is not above 1 and at most 5, so no mean could ever make a difference to it",
            ),
            (
                FIVE,
                [2, 3, 4, "5.01"],
                "cut-off 5.01 is not above 1 and at most 5, so no mean could ever make a difference to it",
            ),
            (
                SAMM,
                ["1/4", "1/2", "1.1"],
                "cut-off 1.1 is not above 0 and at most 1, so no mean could ever make a difference to it",
            ),
        ],
    )
    def test_are_checked_against_the_scale(self, scale: Scale, thresholds: Any, message: str) -> None:
        """There is a threshold for each level but the lowest, which a mean on the scale can both reach and miss."""
        rule = CutOffs(thresholds)

        with pytest.raises(RuleError) as of_check:
            rule.check(scale)
        with pytest.raises(RuleError) as of_position:
            rule.position(scale, Fraction(1))
        with pytest.raises(RuleError) as of_least_means:
            rule.least_means(scale)

        assert message == str(of_check.value) == str(of_position.value) == str(of_least_means.value)

    @pytest.mark.parametrize(("scale", "thresholds"), [(FIVE, ["1.01", 2, 3, 5]), (SAMM, ["0.01", "0.02", 1])])
    def test_thresholds_may_lie_anywhere_between(self, scale: Scale, thresholds: Any) -> None:
        """From just above the lowest value up to the highest itself, thresholds are the caller's own business."""
        CutOffs(thresholds).check(scale)


class TestEveryRule:
    @pytest.mark.parametrize("rule", EVERY_RULE, ids=str)
    def test_text_round_trip(self, rule: Rule) -> None:
        """What a rule writes, `parse_rule` reads as an equal rule."""
        assert rule == parse_rule(str(rule))

    @pytest.mark.parametrize("rule", EVERY_RULE, ids=str)
    def test_pickles(self, rule: Rule) -> None:
        """A rule that is pickled and read back is equal, with an equal hash."""
        read_back = pickle.loads(pickle.dumps(rule))

        assert rule == read_back
        assert hash(rule) == hash(read_back)

    @pytest.mark.parametrize("rule", EVERY_RULE, ids=str)
    def test_fits_a_scale_of_five(self, rule: Rule) -> None:
        """Rules without parameters, and a share, fit every scale; these cut-offs fit a scale of five."""
        rule.check(FIVE)

    @pytest.mark.parametrize("rule", EVERY_RULE, ids=str)
    @pytest.mark.parametrize("name", ["name", "share", "thresholds", "anything"])
    def test_cannot_be_changed(self, rule: Rule, name: str) -> None:
        """No attribute of a rule can be set."""
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(rule, name, 1)

    def test_all_differ(self) -> None:
        """Rules are equal only when name and parameters are."""
        assert len(EVERY_RULE) == len(set(EVERY_RULE))
        assert ReachedBy("0.8") == ReachedBy("4/5")
        assert ReachedBy("0.8") != ReachedBy("0.7")
        assert CutOffs([2, 3]) == CutOffs(["2.0", Fraction(3)])
        assert CutOffs([2, 3]) != CutOffs([2, 4])

    @pytest.mark.parametrize("rule", EVERY_RULE, ids=str)
    def test_reads_the_mean_or_the_levels(self, rule: Rule) -> None:
        """Each rule says by its type what it reads."""
        assert isinstance(rule, MeanRule) is not isinstance(rule, LevelsRule)

    def test_the_kinds_give_no_stage_themselves(self) -> None:
        """What a rule reads is not yet a rule: each must say how much is enough."""
        with pytest.raises(NotImplementedError):
            MeanRule().least_means(FIVE)
        with pytest.raises(NotImplementedError):
            LevelsRule().quota(5)


class Majority(LevelsRule):
    """More than half of the applicable criteria."""

    name = "majority"
    by_weight = False

    def quota(self, total: int) -> int:
        """Return the least number that is more than half."""
        return total // 2 + 1


class MajorityOfWeight(Majority):
    """More than half of the answered weight."""

    name = "majority-of-weight"
    by_weight = True


@attrs.frozen
class Lenient(MeanRule):
    """A level from somewhat below its value."""

    name = "lenient"
    by: Fraction

    def least_means(self, scale: Scale) -> tuple[Fraction, ...]:
        """Return the values, less what is let off."""
        return tuple(level.value - self.by for level in scale.levels[1:])

    def __str__(self) -> str:
        """Return the name and what is let off."""
        return f"{self.name}:{self.by}"


class TestLevelsRules:
    def test_what_counts(self) -> None:
        """A rule that reads levels says whether it counts weights or criteria."""
        rules = (MedianLow(), ReachedBy("0.8"), WeakestLink())

        assert [True, False, False] == [rule.by_weight for rule in rules]


class TestRulesOfOnesOwn:
    """A rule of the caller's own says how much is enough; its stages follow from that."""

    @pytest.mark.parametrize(
        ("counts", "applicable_count", "position"),
        [
            # At or above the three levels: 5, 4, 2.
            ((1, 2, 2), 5, 1),  # 3 are enough
            ((1, 2, 2), 8, 0),  # 5 are
            ((1, 2, 2), 10, None),  # 6 are
            ((0, 0, 5), 9, 2),
            ((0, 0, 0), 5, None),
            ((0, 0, 0), 0, None),
        ],
    )
    def test_quota(self, counts: tuple[int, ...], applicable_count: int, position: int | None) -> None:
        """A rule on levels gives its quota; the stage is the highest level at or above which so much stands."""
        assert position == _position(Majority(), counts, applicable_count)

    def test_quota_of_weight(self) -> None:
        """Where it is weight that counts, the quota is of the answered weight, however many criteria apply."""
        # Of 9 + 1 + 1 more than half is 6: at or above the middle stand 2, at or above the lowest 11.
        weights = (9, 1, 1)

        assert 0 == MajorityOfWeight().position(counts=(1, 1, 1), weights=weights, applicable_count=100)
        assert None is Majority().position(counts=(1, 1, 1), weights=weights, applicable_count=100)
        assert 1 == Majority().position(counts=(1, 1, 1), weights=weights, applicable_count=3)

    @pytest.mark.parametrize(
        ("mean", "number"), [("1", 1), ("1.8999", 1), ("1.9", 2), ("2.9", 3), ("4.9", 5), ("5", 5)]
    )
    def test_least_means(self, mean: str, number: int) -> None:
        """A rule on the mean gives the least mean of each level but the lowest; from that mean on it is the stage."""
        assert number == _level(Lenient(Fraction(1, 10)), FIVE, mean)

    def test_in_a_score(self) -> None:
        """It is scored with as any other, and named in the result."""
        # SPEC section 3: levels 4, 3 and 2 of four that apply. Three are more than half: 3 of 4 stand at 2 or above.
        # Its mean is 3, which is 4 for a rule that lets 1 off, and 3 for one that lets ½ off.
        rules: list[Rule] = [Majority(), Lenient(Fraction(1)), Lenient(Fraction(1, 2))]
        cards = [score(ONE_THEME_ANSWERED, rule=rule) for rule in rules]

        stages = [card.themes["data"].stage for card in cards]
        assert [FIVE.level(2), FIVE.level(4), FIVE.level(3)] == stages
        assert ["majority", "lenient:1", "lenient:1/2"] == [row["rule"] for card in cards for row in card.to_rows()]

    def test_beside_others(self) -> None:
        """It is compared with the named rules, each by its text."""
        comparison = compare_rules(ONE_THEME_ANSWERED, rules=["mean-floor", Majority(), Lenient(Fraction(1))])

        assert {"mean-floor": 3, "majority": 2, "lenient:1": 4} == comparison.stages("theme", "data")

    def test_as_a_frameworks_default(self) -> None:
        """A framework may have it for its default."""
        framework = attrs.evolve(ONE_THEME, default_rule=Majority())
        answers = ONE_THEME_ANSWERED.answers

        assert FIVE.level(2) == score(Assessment(framework, answers)).themes["data"].stage

    def test_as_a_value(self) -> None:
        """Two are equal when class and fields are, so that a rule's stages are never taken for another's."""
        assert Majority() == Majority()
        assert Lenient(Fraction(1)) == Lenient(Fraction(1))
        assert Lenient(Fraction(1)) != Lenient(Fraction(1, 2))
        rules: list[Rule] = [Majority(), MajorityOfWeight(), MedianLow()]
        assert 3 == len(set(rules))


class TestParseRule:
    @pytest.mark.parametrize(
        ("text", "rule"),
        [
            ("mean-nearest", MeanNearest()),
            ("mean-floor", MeanFloor()),
            ("median-low", MedianLow()),
            ("weakest-link", WeakestLink()),
            (" weakest-link\n", WeakestLink()),
            ("reached-by:0.8", ReachedBy(Fraction(4, 5))),
            ("reached-by:4/5", ReachedBy(Fraction(4, 5))),
            ("reached-by: 0.8", ReachedBy(Fraction(4, 5))),
            ("cut-offs:1.8,2.6", CutOffs(["1.8", "2.6"])),
            ("cut-offs:1/3, 2/3", CutOffs(["1/3", "2/3"])),
        ],
    )
    def test_reads_a_name_and_its_parameter(self, text: str, rule: Rule) -> None:
        """A name, or a name with its parameter after a colon; blanks do not matter."""
        assert rule == parse_rule(text)

    @pytest.mark.parametrize(
        ("rule", "text"),
        [
            (MeanNearest(), "mean-nearest"),
            (ReachedBy("4/5"), "reached-by:0.8"),
            (ReachedBy("1/3"), "reached-by:1/3"),
            (ReachedBy(1), "reached-by:1"),
            (ReachedBy("0.05"), "reached-by:0.05"),
            (ReachedBy("0.125"), "reached-by:0.125"),
            (ReachedBy("0.000000000001"), "reached-by:0.000000000001"),
            # 2^12 divides 10^12 and 2^13 does not: 1/4096 ends after twelve digits, 1/8192 after thirteen.
            (ReachedBy("1/4096"), "reached-by:0.000244140625"),
            (ReachedBy("1/8192"), "reached-by:1/8192"),
            (ReachedBy("0.0000000000001"), "reached-by:1/10000000000000"),
            (CutOffs(["-1.5", "-1/3", "0"]), "cut-offs:-1.5,-1/3,0"),
            (CutOffs(["1.80", "13/5", 3]), "cut-offs:1.8,2.6,3"),
            (CutOffs(["0.25", "1/3", "10"]), "cut-offs:0.25,1/3,10"),
            (CutOffs(["99999999999.99", "999999999999"]), "cut-offs:99999999999.99,999999999999"),
        ],
    )
    def test_texts_are_short(self, rule: Rule, text: str) -> None:
        """A parameter is a decimal where that ends within twelve digits, else a fraction, and is read back equal."""
        assert text == str(rule)
        assert rule == parse_rule(text)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("mean-neerest", "no rule 'mean-neerest'; did you mean 'mean-nearest'?"),
            ("Mean-Nearest", "no rule 'Mean-Nearest'; did you mean 'mean-nearest'?"),
            ("reachedby:0.8", "no rule 'reachedby'; did you mean 'reached-by'?"),
            (
                "wibble",
                "no rule 'wibble'; rules are mean-nearest, mean-floor, median-low, weakest-link, reached-by, cut-offs",
            ),
            ("", "no rule ''; rules are mean-nearest, mean-floor, median-low, weakest-link, reached-by, cut-offs"),
            ("mean-nearest:3", "mean-nearest takes no parameter; given '3'"),
            ("weakest-link:", "weakest-link takes no parameter; given ''"),
            ("reached-by", "reached-by needs a parameter after a colon, such as reached-by:0.8"),
            ("reached-by:", "reached-by needs a parameter after a colon, such as reached-by:0.8"),
            ("cut-offs", "cut-offs needs a parameter after a colon, such as cut-offs:1.5,2.5,3.5,4.5"),
            ("reached-by:0", "reached-by needs a share above 0 and at most 1, such as reached-by:0.8; given 0"),
            (
                "reached-by:most",
                '\'most\' is not a number; give an int, a Fraction, or text such as "1/4" or "0.25"',
            ),
            (
                "cut-offs:1.5,,3.5",
                '\'\' is not a number; give an int, a Fraction, or text such as "1/4" or "0.25"',
            ),
            ("cut-offs:3,2", "cut-offs must rise, but 2 follows 3"),
        ],
    )
    def test_faults(self, text: str, message: str) -> None:
        """No such rule, and a parameter that is missing, superfluous or out of range: each is said in so many words."""
        with pytest.raises(RuleError) as caught:
            parse_rule(text)

        assert message == str(caught.value)
