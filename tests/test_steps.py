"""What holds a stage back and the smallest way up, worked by hand; `property/test_step_laws.py` tries every way."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

import pytest

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    Framework,
    Level,
    Move,
    Rule,
    RuleError,
    Scale,
    Score,
    Scorecard,
    Theme,
    UnknownIdError,
    WayUp,
    load_framework,
    score,
    smallest_way_up,
)
from datamaturity.stages import MeanRule
from examples import CROSSED, FIVE, ONE_THEME, SAMM, weighted

Given = Answer | int | None

# SPEC section 5: mean 12/5 = 2.4, stage 2 under mean-nearest.
SPEC: Mapping[str, Given] = {"a": 3, "b": 3, "c": 2, "d": 2, "e": 2}


def one_theme(
    answers: Mapping[str, Given],
    rule: Rule | str | None = None,
    *,
    minimum_coverage: Fraction | int | str = 0,
) -> Score:
    """Return the score of the one theme of five criteria."""
    card = score(Assessment(ONE_THEME, answers), rule=rule, minimum_coverage=minimum_coverage)
    return card.themes["data"]


def weighted_score(weights: Sequence[int | str], levels: Sequence[Given], rule: str, scale: Scale = FIVE) -> Score:
    """Return the score of one theme of criteria a, b, c and so on with these weights, at these levels."""
    return score(weighted(weights, levels, scale), rule=rule).themes["data"]


def moves(way: WayUp) -> str | None:
    """Return the moves as text: ``c2-3 d2-3``."""
    if way.moves is None:
        return None
    return " ".join(f"{one.criterion}{one.from_level.number}-{one.to_level.number}" for one in way.moves)


def aim(way: WayUp) -> int | None:
    """Return the number of the level that is aimed at."""
    return way.aim.number if way.aim else None


class TestMove:
    def test_text(self) -> None:
        """A move reads as its criterion and both levels."""
        move = Move(CROSSED.criteria[0].id, FIVE.level(2), FIVE.level(3))

        assert "1.1: 2 Emerging → 3 Learning" == str(move)


class Case(NamedTuple):
    """A rule, and what it takes for the example of SPEC to reach the next stage."""

    rule: str
    stage: int
    moves: str
    blockers: str


class TestTheWorkedExample:
    """SPEC section 5: five criteria at 3, 3, 2, 2, 2."""

    def test_mean_nearest(self) -> None:
        """One move reaches a mean of 2.6, stage 3; no criterion is a blocker, since any other would do."""
        found = smallest_way_up(one_theme(SPEC))
        expected = WayUp(
            group=ONE_THEME.theme_groups[0],
            rule=ONE_THEME.default_rule,
            stage=FIVE.level(2),
            aim=FIVE.level(3),
            moves=(Move(ONE_THEME.criteria[2].id, FIVE.level(2), FIVE.level(3)),),
            blockers=(),
            answer_first=(),
            answers_needed=0,
        )

        assert expected == found

    @pytest.mark.parametrize(
        "case",
        [
            Case("mean-nearest", 2, "c2-3", ""),  # 12 points of the 12.5 for 2.5
            Case("mean-floor", 2, "c2-3 d2-3 e2-3", ""),  # 15 for 3: three moves, the lowest
            Case("median-low", 2, "c2-3", ""),  # more than half at 3: three of five
            Case("reached-by:0.8", 2, "c2-3 d2-3", ""),  # four of five
            Case("reached-by:0.3", 3, "a3-4 b3-4", ""),  # two of five at 4
            Case("reached-by:1", 2, "c2-3 d2-3 e2-3", "cde"),
            Case("weakest-link", 2, "c2-3 d2-3 e2-3", "cde"),
            Case("cut-offs:1.5,2.8,3.5,4.5", 2, "c2-3 d2-3", ""),  # 14 for 2.8
            Case("cut-offs:1.5,2.4,3.5,5", 3, "a3-4 b3-4 c2-3 c3-4 d2-3 e2-3", ""),  # 17.5 for 3.5: 6 moves
        ],
        ids=lambda case: case.rule,
    )
    def test_every_rule(self, case: Case) -> None:
        """Each rule has its own way: how many criteria must move, which are chosen, and which cannot be spared."""
        way = smallest_way_up(one_theme(SPEC, case.rule))

        assert way.stage == FIVE.level(case.stage)
        assert case.stage + 1 == aim(way)
        assert case.moves == moves(way)
        assert tuple(case.blockers) == way.blockers
        assert case.rule == str(way.rule)


class TestAim:
    def test_given(self) -> None:
        """Any stage can be aimed at, by its number or as a level."""
        # 17.5 points for 3.5: six moves, and the lowest first: three from 2, which makes five at 3, then three from 3.
        for to in (4, FIVE.level(4)):
            way = smallest_way_up(one_theme(SPEC), to=to)

            assert 4 == aim(way)
            assert "a3-4 b3-4 c2-3 c3-4 d2-3 e2-3" == moves(way)

    def test_the_top(self) -> None:
        """To the top under weakest-link every criterion climbs all levels, upwards one by one."""
        way = smallest_way_up(one_theme({**SPEC, "a": 5}, "weakest-link"), to=5)

        assert "b3-4 b4-5 c2-3 c3-4 c4-5 d2-3 d3-4 d4-5 e2-3 e3-4 e4-5" == moves(way)
        assert ("b", "c", "d", "e") == way.blockers

    def test_mean_at_the_top(self) -> None:
        """Where only the highest mean will do every criterion below the top is a blocker."""
        # 25 points of 25.
        way = smallest_way_up(one_theme({"a": 5, "b": 5, "c": 5, "d": 4, "e": 3}, "mean-floor"))

        assert "d4-5 e3-4 e4-5" == moves(way)
        assert ("d", "e") == way.blockers

    @pytest.mark.parametrize("to", [1, 2])
    @pytest.mark.parametrize("rule", ["mean-nearest", "median-low", "reached-by:0.5", "weakest-link"])
    def test_reached(self, rule: str, to: int) -> None:
        """A stage that is reached already takes no moves and has no blockers."""
        way = smallest_way_up(one_theme(SPEC, rule), to=to)

        assert to == aim(way)
        assert ((), (), ()) == (way.moves, way.blockers, way.answer_first)

    @pytest.mark.parametrize("rule", ["mean-nearest", "mean-floor", "median-low", "reached-by:0.5", "weakest-link"])
    def test_highest(self, rule: str) -> None:
        """Above the highest stage there is nothing to aim at, and nothing to do."""
        way = smallest_way_up(one_theme(dict.fromkeys("abcde", 5), rule))

        assert way.stage == FIVE.highest
        assert way.aim is None
        assert ((), (), (), 0) == (way.moves, way.blockers, way.answer_first, way.answers_needed)

    def test_highest_with_open_ones(self) -> None:
        """A group that has the highest stage need not answer anything first."""
        way = smallest_way_up(one_theme({"a": 5, "b": 5}))

        assert (None, (), ()) == (way.aim, way.moves, way.answer_first)

    @pytest.mark.parametrize("to", [0, 6, True])
    def test_unknown(self, to: int) -> None:
        """A stage that the scale does not have is refused, and the scale shown."""
        with pytest.raises(UnknownIdError, match=r"levels run from 1 \(Beginning\) to 5 \(Mastering\)"):
            smallest_way_up(one_theme(SPEC), to=to)


class TestUnequalWeights:
    def test_fewest(self) -> None:
        """One move of a heavy criterion goes before several of a light one on a lower level."""
        # (1 + 3 × 2) / 4 = 7/4, stage 2; 2.5 takes 10 points of 4 weights: 3 more. b alone gains 3.
        way = smallest_way_up(weighted_score([1, 3], [1, 2], "mean-nearest"))

        assert "b2-3" == moves(way)
        # a alone could climb from 1 to 5, 4 points: b is no blocker; nor is a.
        assert () == way.blockers

    def test_heavy_blocker(self) -> None:
        """A criterion so heavy that all others together cannot make up for it is a blocker."""
        # (1 + 9 × 2) / 10 = 1.9, stage 2; 25 points for 2.5: 6 more. a has 4 at most; b gains 9 with one move.
        way = smallest_way_up(weighted_score([1, 9], [1, 2], "mean-nearest"))

        assert "b2-3" == moves(way)
        assert ("b",) == way.blockers

    def test_lowest_levels_first(self) -> None:
        """Of equally short ways the one from lower levels is taken, though the other weighs more."""
        # (1 + 3 × 2) / 4 = 7/4, stage 2; 8 points for 2: 1 more, which one move of either gains.
        assert "a1-2" == moves(smallest_way_up(weighted_score([1, 3], [1, 2], "cut-offs:1.5,2,3,4")))
        # (2 + 2 × 1 + 2 × 3) / 5 = 2; 12.5 points for 2.5: 2.5 more, two moves. With b's first move it is enough to
        # move a (from 1 and 2), b again (from 1 and 2, and heavier), or c (from 1 and 3).
        assert "b1-2 b2-3" == moves(smallest_way_up(weighted_score([1, 2, 2], [2, 1, 3], "mean-nearest")))

    def test_larger_weights_next(self) -> None:
        """Of equally short ways from equal levels the heavier criteria are taken, though others come first."""
        # 10 points of 5 weights = 2; 12.5 for 2.5: two moves. a and b gain 3, as do a and c; b and c gain 4.
        assert "b2-3 c2-3" == moves(smallest_way_up(weighted_score([1, 2, 2], [2, 2, 2], "mean-nearest")))
        # Under a rule that counts criteria any two of the three do for two thirds.
        assert "b2-3 c2-3" == moves(smallest_way_up(weighted_score([1, 2, "3/2"], [2, 2, 2], "reached-by:0.6")))

    def test_framework_order_last(self) -> None:
        """Among equals the earlier criteria are taken."""
        assert "a2-3 b2-3" == moves(smallest_way_up(weighted_score([2, 2, 1, 2], [2, 2, 2, 2], "reached-by:0.5")))

    def test_median(self) -> None:
        """A weighted median asks for more than half of the weight, not of the criteria."""
        # 6 of weight; more than 3 must stand at 3 or above. c alone has 4.
        way = smallest_way_up(weighted_score([1, 1, 4], [2, 2, 1], "median-low"))

        assert FIVE.level(1) == way.stage
        assert "c1-2" == moves(way)
        assert ("c",) == way.blockers
        assert "c1-2 c2-3" == moves(smallest_way_up(weighted_score([1, 1, 4], [2, 2, 1], "median-low"), to=3))

    def test_exactly_half(self) -> None:
        """Half of the weight at a level is not enough for the lower median: one more criterion has to follow."""
        # a and b weigh 1 each of 2: with one at 3 the lower median is still 2.
        assert "a2-3 b2-3" == moves(smallest_way_up(weighted_score([1, 1], [2, 2], "median-low")))

    def test_fractions(self) -> None:
        """Fractional weights are added exactly: three thirds are one."""
        # (3 × 1/3 × 1 + 3) / 2 = 2; 5 points for 2.5: one more, which one move of d gains.
        way = smallest_way_up(weighted_score(["1/3", "1/3", "1/3", 1], [1, 1, 1, 3], "mean-nearest"))

        assert FIVE.level(2) == way.stage
        assert "d3-4" == moves(way)
        # (3 × 1/3 × 1 + 5) / 2 = 3; 7 points for 3.5: one more, which exactly the three thirds gain.
        way = smallest_way_up(weighted_score(["1/3", "1/3", "1/3", 1], [1, 1, 1, 5], "mean-nearest"))
        assert FIVE.level(3) == way.stage
        assert "a1-2 b1-2 c1-2" == moves(way)


class TestUnequalValues:
    """OWASP SAMM's scale: 0, 1/4, 1/2 and 1, so that the last step is worth two."""

    def test_next(self) -> None:
        """Among moves that are enough the lowest is taken, though the highest gains more."""
        # 1/2 + 0 + 0, mean 1/6; 1/4 takes 3/4: 1/4 more, which any one move gains.
        way = smallest_way_up(weighted_score([1, 1, 1], [2, 0, 0], "mean-floor", SAMM))

        assert (0, 1) == (way.stage and way.stage.number, aim(way))
        assert "b0-1" == moves(way)

    def test_further(self) -> None:
        """The large step saves a move, and the lowest levels fill the rest."""
        # 1/2 takes 3/2: 1 more. a's step gains 1/2, the rest of 1/2 takes two steps of 1/4: three moves. b alone from
        # 0 to 1 is three as well, from one lowest level only; b and c by two each are four.
        way = smallest_way_up(weighted_score([1, 1, 1], [2, 0, 0], "mean-floor", SAMM), to=2)

        assert "a2-3 b0-1 c0-1" == moves(way)
        assert () == way.blockers

    def test_equal_ways(self) -> None:
        """Ways that are equal in levels and weights though they gain by different steps are told apart by order."""
        # 1/2 + 1/4 = 3/4, mean 3/8, half-way between 1/4 and 1/2: 1/2. To 1 from 3/4 on, 3/2 points: 3/4 more, which
        # a's step (1/2) and b's (1/4) gain, and b's two (1/4 and 1/2) as well. Both are from Some and from Half.
        way = smallest_way_up(weighted_score([1, 1], [2, 1], "mean-nearest", SAMM))

        assert (2, 3) == (way.stage and way.stage.number, aim(way))
        assert "a2-3 b1-2" == moves(way)

    def test_values_below_zero(self) -> None:
        """A scale may start below zero."""
        scale = Scale([Level(0, "Harms", "-1"), Level(1, "Neither", 0), Level(2, "Helps", "5/2")])
        # -1 + 0 = -1, mean -1/2, half-way: Neither. To Helps from 5/4 on, 5/2 points: 7/2 more, which takes b's 5/2
        # and a's 1: or a's 1 and 5/2 together, 7/2. Both are two moves with one from Harms and one from Neither.
        way = smallest_way_up(weighted_score([1, 1], [0, 1], "mean-nearest", scale))

        assert (1, 2) == (way.stage and way.stage.number, aim(way))
        assert "a0-1 a1-2" == moves(way)
        # a alone would do; b alone, with 5/2, would not.
        assert ("a",) == way.blockers


class TestNotApplicable:
    def test_left_out(self) -> None:
        """A criterion that does not apply neither moves nor blocks nor waits for an answer."""
        answers: dict[str, Given] = {**SPEC, "e": Answer.not_applicable("No customers")}

        assert "c2-3 d2-3" == moves(smallest_way_up(one_theme(answers, "weakest-link")))
        assert ("c", "d") == smallest_way_up(one_theme(answers, "weakest-link")).blockers
        # Four apply: 80 % are four of them.
        assert "c2-3 d2-3" == moves(smallest_way_up(one_theme(answers, "reached-by:0.8")))
        # 10/4 is 2.5, stage 3; 14 points for 3.5.
        assert "a3-4 b3-4 c2-3 d2-3" == moves(smallest_way_up(one_theme(answers)))

    @pytest.mark.parametrize("rule", ["mean-nearest", "median-low", "reached-by:0.5", "weakest-link"])
    @pytest.mark.parametrize("to", [None, 1, 3])
    def test_nothing_applies(self, rule: str, to: int | None) -> None:
        """A group in which nothing applies has no way up, and nothing to answer."""
        way = smallest_way_up(one_theme(dict.fromkeys("abcde", Answer.not_applicable()), rule), to=to)

        assert (None, to or 1) == (way.stage, aim(way))
        assert (None, (), (), 0) == (way.moves, way.blockers, way.answer_first, way.answers_needed)


class TestUnanswered:
    @pytest.mark.parametrize("rule", ["mean-nearest", "mean-floor", "cut-offs:2,2.5,3.5,4.5", "median-low"])
    def test_means_and_medians(self, rule: str) -> None:
        """Rules over the answered criteria find their way among those; nothing need be answered first."""
        # 3 and 2: mean 5/2, and 6 for 3; lower median 2, and both at 3 for 3.
        way = smallest_way_up(one_theme({"a": 3, "b": 2, "c": Answer.do_not_know()}, rule), to=3)

        assert ((), 0) == (way.answer_first, way.answers_needed)
        assert moves(way) == ("b2-3" if rule in ("mean-floor", "median-low") else "")

    def test_no_help_for_a_median(self) -> None:
        """Under a median an open criterion does not make up for an answered one, so that one stays a blocker."""
        # More than half of the answered 3 and 1 must stand at 3: 3, which only a brings. c weighs as much, but is open.
        way = smallest_way_up(weighted_score([3, 1, 3], [2, 3, None], "median-low"))

        assert ("a2-3", ("a",)) == (moves(way), way.blockers)

    def test_weakest_link(self) -> None:
        """Under weakest-link every open criterion is to be answered first; it blocks like those that must move."""
        answers: dict[str, Given] = {"a": 3, "b": 2, "d": Answer.not_applicable(), "e": Answer.do_not_know()}
        way = smallest_way_up(one_theme(answers, "weakest-link"))

        assert (None, 1) == (way.stage, aim(way))
        assert ((), ("c", "e"), ("c", "e"), 2) == (way.moves, way.blockers, way.answer_first, way.answers_needed)
        way = smallest_way_up(one_theme(answers, "weakest-link"), to=3)
        assert "b2-3" == moves(way)
        assert (("b", "c", "e"), ("c", "e"), 2) == (way.blockers, way.answer_first, way.answers_needed)

    def test_enough_without(self) -> None:
        """Under reached-by nothing need be answered first where moves alone are enough."""
        # Four apply; two at 4 are enough: b and d by one each.
        way = smallest_way_up(one_theme({"a": 1, "b": 3, "d": 3, "e": Answer.not_applicable()}, "reached-by:0.5"), to=4)

        assert "b3-4 d3-4" == moves(way)
        assert ((), (), 0) == (way.blockers, way.answer_first, way.answers_needed)

    def test_some_answers(self) -> None:
        """Under reached-by as many answers are needed as moves cannot make up for."""
        # Four apply, three must have reached the stage; only two are answered.
        answers: dict[str, Given] = {"a": 2, "b": 1, "e": Answer.not_applicable()}
        way = smallest_way_up(one_theme(answers, "reached-by:0.75"))

        assert (None, 1) == (way.stage, aim(way))
        # Either of c and d will do, so neither is a blocker.
        assert ((), (), ("c", "d"), 1) == (way.moves, way.blockers, way.answer_first, way.answers_needed)
        way = smallest_way_up(one_theme(answers, "reached-by:0.75"), to=2)
        # a, one answer, and b; or a and both answers, so that b is no blocker.
        assert "b1-2" == moves(way)
        assert ((), ("c", "d"), 1) == (way.blockers, way.answer_first, way.answers_needed)

    @pytest.mark.parametrize("rule", ["mean-nearest", "median-low"])
    def test_no_answers(self, rule: str) -> None:
        """Where nothing is answered one answer is needed, and any criterion may give it."""
        way = smallest_way_up(one_theme({"a": Answer.not_applicable()}, rule))

        assert (None, 1) == (way.stage, aim(way))
        assert ((), (), ("b", "c", "d", "e"), 1) == (way.moves, way.blockers, way.answer_first, way.answers_needed)

    def test_only_one_open(self) -> None:
        """The only criterion that applies is a blocker until it is answered."""
        way = smallest_way_up(one_theme({**dict.fromkeys("abcd", Answer.not_applicable())}))

        assert ((), ("e",), ("e",), 1) == (way.moves, way.blockers, way.answer_first, way.answers_needed)

    def test_no_answers_under_a_share(self) -> None:
        """Where nothing is answered as many answers are needed as must have reached the stage."""
        # 60 % of five are three.
        way = smallest_way_up(one_theme({}, "reached-by:0.6"), to=2)

        assert ((), (), tuple("abcde"), 3) == (way.moves, way.blockers, way.answer_first, way.answers_needed)


class TestMinimumCoverage:
    def test_answers_needed(self) -> None:
        """A withheld stage is aimed at first; the answers for it come first, the moves are those of today's answers."""
        # Four apply, two are answered; 3/4 of four are three. Without a minimum it would be stage 3.
        one = one_theme({"a": 3, "b": 3, "e": Answer.not_applicable()}, minimum_coverage="3/4")
        way = smallest_way_up(one)

        assert (None, 3) == (way.stage, aim(way))
        assert ((), (), ("c", "d"), 1) == (way.moves, way.blockers, way.answer_first, way.answers_needed)
        # 7 points for 3.5.
        way = smallest_way_up(one, to=4)
        assert "a3-4" == moves(way)
        assert (("c", "d"), 1) == (way.answer_first, way.answers_needed)
        way = smallest_way_up(one, to=2)
        assert ((), ("c", "d"), 1) == (way.moves, way.answer_first, way.answers_needed)

    def test_full_coverage(self) -> None:
        """Where everything must be answered every open criterion is a blocker."""
        way = smallest_way_up(one_theme({"a": 3, "b": 3, "c": Answer.do_not_know()}, minimum_coverage=1))

        assert (("c", "d", "e"), ("c", "d", "e"), 3) == (way.blockers, way.answer_first, way.answers_needed)

    def test_withheld_by_both(self) -> None:
        """Where the rule gives no stage either, it is the lowest that is aimed at, though coverage comes first."""
        way = smallest_way_up(one_theme({"a": 3, "b": 3}, "weakest-link", minimum_coverage="0.8"))

        assert (None, 1) == (way.stage, aim(way))
        assert ((), tuple("cde"), 3) == (way.moves, way.answer_first, way.answers_needed)

    def test_highest_withheld(self) -> None:
        """Where the highest stage is withheld there is a way to it: answering."""
        way = smallest_way_up(one_theme({"a": 5, "b": 5}, minimum_coverage="0.5"))

        assert (None, 5, ()) == (way.stage, aim(way), way.moves)
        assert (("c", "d", "e"), 1) == (way.answer_first, way.answers_needed)

    def test_rounded_up(self) -> None:
        """Half of five is three criteria."""
        way = smallest_way_up(one_theme({"a": 3, "b": 3}, minimum_coverage="0.5"))

        assert (("c", "d", "e"), 1) == (way.answer_first, way.answers_needed)

    def test_met(self) -> None:
        """Where coverage is enough it asks for nothing."""
        way = smallest_way_up(one_theme({"a": 3, "b": 2, "c": 2}, minimum_coverage="0.6"), to=3)

        # 7 points of the 7.5 for 2.5.
        assert "b2-3" == moves(way)
        assert ((), 0) == (way.answer_first, way.answers_needed)

    def test_answers_that_count(self) -> None:
        """Under reached-by an answer at the aim that coverage asks for saves a move."""
        # Five apply; 40 % at 3 are two. a stands there; b could move, but coverage asks for one answer anyhow.
        one = one_theme({"a": 3, "b": 2, "c": 1}, "reached-by:0.4", minimum_coverage="0.8")
        way = smallest_way_up(one, to=3)

        assert ((), ("d", "e"), 1) == (way.moves, way.answer_first, way.answers_needed)

    def test_answers_that_do_not_count(self) -> None:
        """Under a median an answer that coverage asks for saves no move: nobody knows what it would be."""
        # More than half of today's weight of 3 at level 3: two; a stands there. Four of five must be answered.
        one = one_theme({"a": 3, "b": 2, "c": 1}, "median-low", minimum_coverage="0.8")
        way = smallest_way_up(one, to=3)

        assert "b2-3" == moves(way)
        assert (("d", "e"), 1) == (way.answer_first, way.answers_needed)

    def test_both_reasons(self) -> None:
        """Answers that the rule and the coverage both ask for are asked for once."""
        # 60 % of five at a level are three, as are three answers for the coverage; two are answered.
        one = one_theme({"a": 2, "b": 2}, "reached-by:0.6", minimum_coverage="0.6")

        assert 1 == smallest_way_up(one).answers_needed


class TestGroups:
    # Topic 1: 2 and 1 at weights 1 and 2; topic 2: 3 and open.
    @property
    def card(self) -> Scorecard:
        """Return the scorecard."""
        return score(Assessment(CROSSED, {"1.1": 2, "1.2": 1, "2.3": 3}), overall=True)

    def test_topic(self) -> None:
        """A topic's way is over its own criteria."""
        # (2 + 2 × 1) / 3 = 4/3; 4.5 points for 1.5: one move of either.
        way = smallest_way_up(self.card.topics["1"])

        assert CROSSED.topic_groups[0] == way.group
        assert "1.21-2" == moves(way)

    def test_theme(self) -> None:
        """A theme's way runs across topics."""
        # 2 and 3, and 9 points for 4.5: four moves. From 2 to 3, both from 3 to 4, and then the first.
        way = smallest_way_up(self.card.themes["data"], to=5)

        assert CROSSED.theme_groups[0] == way.group
        assert "1.12-3 1.13-4 1.14-5 2.33-4" == moves(way)

    def test_cell(self) -> None:
        """A cell of one criterion has that one as its blocker."""
        way = smallest_way_up(self.card.cells["1", "skills"])

        assert "cell 1/skills" == str(way.group)
        assert ("1.21-2", ("1.2",)) == (moves(way), way.blockers)

    def test_whole(self) -> None:
        """The whole has a way too."""
        assert self.card.overall is not None
        # (2 + 2 + 3) / 4 = 7/4; 10 points for 2.5: 3 more, two moves with 1.2 among them. Both from 1 and 2: with 2.3
        # it would be 1 and 3; 1.2 twice weighs 4 and 1.2 with 1.1 only 3.
        way = smallest_way_up(self.card.overall)

        assert "overall" == str(way.group)
        assert "1.21-2 1.22-3" == moves(way)

    def test_empty_group(self) -> None:
        """A topic without criteria has no way up."""
        empty = Framework(
            id="empty-theme",
            version="1",
            title="A theme without criteria",
            scale=FIVE,
            themes=[Theme("data", "Data"), Theme("none", "None")],
            criteria=[Criterion("a", "A", theme="data")],
        )
        way = smallest_way_up(score(Assessment(empty, {"a": 3})).themes["none"])

        assert (None, None, ()) == (way.stage, way.moves, way.answer_first)

    def test_uk_government(self) -> None:
        """The whole UK DMA has a way, the first of its criteria first."""
        framework = load_framework("uk-government-dma")
        twos = Assessment(framework, dict.fromkeys(framework.criterion_ids, 2))
        whole = score(twos, overall=True).overall
        assert whole is not None
        way = smallest_way_up(whole)

        # 97 × 2.5 = 242.5, so 243 points; 194 are there.
        assert way.moves is not None
        assert framework.criterion_ids[:49] == tuple(one.criterion for one in way.moves)
        assert 97 == len(smallest_way_up(score(twos, rule="weakest-link", overall=True).overall or whole).blockers)


class Odd(Rule):
    """A rule of a kind that nobody knows."""

    name = "odd"


class OutOfReach(MeanRule):
    """A rule that asks for more than any mean."""

    name = "out-of-reach"

    def least_means(self, scale: Scale) -> tuple[Fraction, ...]:
        """Return thresholds above the scale."""
        return tuple(level.value + 100 for level in scale.levels[1:])


class TestOwnRules:
    def test_unknown_kind(self) -> None:
        """A rule that reads neither means nor levels is refused: nothing says how to climb."""
        with pytest.raises(RuleError) as caught:
            smallest_way_up(one_theme({}, Odd()))

        assert "Odd() is neither a MeanRule nor a LevelsRule, so nothing says how to climb" == str(caught.value)

    def test_out_of_reach(self) -> None:
        """A stage that not even the highest level everywhere reaches has no way, and so nothing that blocks it."""
        way = smallest_way_up(one_theme(SPEC, OutOfReach()))

        assert (FIVE.level(1), FIVE.level(2)) == (way.stage, way.aim)
        assert (None, ()) == (way.moves, way.blockers)
