"""The fewest moves that gain enough, worked by hand; `property/test_step_laws.py` tries every way."""

from collections.abc import Sequence

import pytest

from datamaturity.moves import Ladder, fewest_moves, most_gain

# On a scale of four levels where each move gains 1; from the lowest level, the second, the third.
LOW, MIDDLE, HIGH = Ladder(0, (1, 2, 3), 1), Ladder(1, (1, 2), 1), Ladder(2, (1,), 1)


class TestMostGain:
    def test_sum(self) -> None:
        """It is what all ladders gain at their tops."""
        assert 6 == most_gain([LOW, MIDDLE, HIGH])

    def test_no_moves(self) -> None:
        """A ladder without moves gains nothing, and neither do no ladders."""
        assert 3 == most_gain([Ladder(3, (), 1), LOW])
        assert 0 == most_gain([])


class TestEnough:
    @pytest.mark.parametrize("needed", [0, -1, -100])
    def test_nothing_needed(self, needed: int) -> None:
        """Where nothing is needed nothing moves."""
        assert (0, 0) == fewest_moves([LOW, HIGH], needed)
        assert () == fewest_moves([], needed)

    def test_too_much(self) -> None:
        """Where all moves are not enough there is no way."""
        assert fewest_moves([LOW, MIDDLE, HIGH], 7) is None
        assert fewest_moves([], 1) is None

    def test_all(self) -> None:
        """Where all moves are just enough, all are made."""
        assert (3, 2, 1) == fewest_moves([LOW, MIDDLE, HIGH], 6)


class TestEqualMoves:
    """Every move gains the same, and all weights are equal."""

    @pytest.mark.parametrize(
        ("needed", "expected"),
        [
            (1, (0, 0, 1)),  # the lowest
            (2, (0, 1, 1)),  # then the next position in framework order: the second ladder, before the raised third
            (3, (0, 1, 2)),  # both from the second position
            (4, (1, 1, 2)),
            (5, (1, 2, 2)),
            (6, (1, 2, 3)),
        ],
    )
    def test_lowest_first(self, needed: int, expected: Sequence[int]) -> None:
        """Moves on the lowest level come first, one of a criterion that has just come up there included."""
        assert expected == fewest_moves([HIGH, MIDDLE, LOW], needed)

    def test_framework_order(self) -> None:
        """Among equals the earlier ones move."""
        assert (1, 1, 0) == fewest_moves([MIDDLE, MIDDLE, MIDDLE], 2)

    def test_short_ladder(self) -> None:
        """A ladder that ends below the others' tops is climbed no further than its own."""
        assert (1, 2) == fewest_moves([Ladder(0, (2,), 1), Ladder(0, (2, 4, 6), 1)], 6)

    def test_rounded_up(self) -> None:
        """A gain that is no whole number of moves takes one more."""
        # Each gains 2: three for 5.
        assert (2, 1) == fewest_moves([Ladder(0, (2, 4, 6), 1), Ladder(0, (2, 4, 6), 1)], 5)


class TestWholeClimbs:
    """Nothing is gained before the end of a ladder, as under rules that ask who has reached a level."""

    def test_shortest_first(self) -> None:
        """The shortest climbs come first, though they start highest: fewest moves before lowest levels."""
        climbs = [Ladder(0, (0, 0, 1), 1), Ladder(2, (1,), 1), Ladder(1, (0, 1), 1)]

        assert (0, 1, 0) == fewest_moves(climbs, 1)
        assert (0, 1, 2) == fewest_moves(climbs, 2)
        assert (3, 1, 2) == fewest_moves(climbs, 3)

    def test_weights(self) -> None:
        """Among climbs of one length the heavier come first, then the earlier."""
        climbs = [Ladder(1, (0, 1), weight) for weight in (1, 3, 2, 3)]

        assert (0, 2, 0, 0) == fewest_moves(climbs, 1)
        assert (0, 2, 0, 2) == fewest_moves(climbs, 2)
        assert (0, 2, 2, 2) == fewest_moves(climbs, 3)

    def test_lowest_first(self) -> None:
        """Among climbs of one length to different tops, those from the lowest level come first."""
        assert (0, 1) == fewest_moves([Ladder(3, (1,), 1), Ladder(0, (1,), 1)], 1)


class TestAnyMoves:
    """Moves gain differently."""

    def test_fewest(self) -> None:
        """One large move goes before two small ones on lower levels."""
        assert (0, 0, 1) == fewest_moves([Ladder(0, (1, 2, 3), 1), Ladder(0, (1, 2, 3), 1), Ladder(2, (2,), 2)], 2)

    def test_largest_is_not_best(self) -> None:
        """What is best for one move need not be a part of what is best for two."""
        # 3 in one move is the most that one gains, but 4 takes two moves anyhow: 3 + 1, 2 + 2. From the lowest
        # position there are two moves with 2 + 2, and only one with 3 + 1.
        ladders = [Ladder(1, (3,), 3), Ladder(0, (2,), 2), Ladder(0, (2,), 2), Ladder(1, (1,), 1)]

        assert (0, 1, 1, 0) == fewest_moves(ladders, 4)

    def test_flat_steps(self) -> None:
        """A move that gains nothing by itself is made where the next one gains enough."""
        # To gain 5: the first ladder to its end, three moves; the others have only 4 together.
        assert (3, 0, 0) == fewest_moves([Ladder(0, (0, 0, 5), 1), Ladder(0, (1, 2), 1), Ladder(0, (2, 2), 1)], 5)

    def test_lowest_then_weight_then_order(self) -> None:
        """Equally short ways: most moves from the lowest position, then the largest weights, then framework order."""
        # Needed 3, each single move gains 1, 2 or 2: any two that gain 3 or more do. Both of weight 2 do it too, and
        # weigh most; climbing one of them twice would start from a higher position.
        light, heavy = Ladder(0, (1, 2), 1), Ladder(0, (2, 4), 2)

        assert (0, 1, 1) == fewest_moves([light, heavy, heavy], 3)
        assert (0, 1, 1, 0) == fewest_moves([light, heavy, heavy, heavy], 3)

    def test_level_before_weight(self) -> None:
        """However much heavier the other is, the move from the lower level is taken."""
        assert (0, 1) == fewest_moves([Ladder(1, (5,), 100), Ladder(0, (5, 6), 1)], 5)

    def test_equal_gains(self) -> None:
        """Where moves gain the same but weights differ, the heavier of two at one level moves."""
        assert (0, 1) == fewest_moves([Ladder(0, (1, 2), 1), Ladder(0, (1, 2), 3)], 1)

    def test_large_numbers(self) -> None:
        """Gains are compared exactly, however large: one short of enough is not enough."""
        huge = 10**30
        ladders = [Ladder(0, (huge,), huge), Ladder(0, (huge + 1,), huge + 1), Ladder(0, (2,), 2)]

        assert (0, 1, 0) == fewest_moves(ladders, huge + 1)
        assert (0, 1, 1) == fewest_moves([ladders[0], ladders[1], Ladder(0, (huge + 3,), 2)], 2 * huge + 4)
        assert (1, 1, 1) == fewest_moves(ladders, 2 * huge + 2)
