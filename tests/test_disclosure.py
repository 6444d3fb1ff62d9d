"""What is withheld, in tables small enough to see through."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import count

import pytest

from datamaturity import Fault, NetworkError, Withheld, WrongTypeError
from datamaturity.disclosure import (
    LEAST_ORGANISATIONS,
    check_minimum,
    mean_tells_no_count,
    parts_tell_no_mean,
    rank_is_told,
    shown,
    too_few,
    withheld_parts,
)

ONE_TO_FIVE = [Fraction(number) for number in (1, 2, 3, 4, 5)]


def withheld(*sizes: int, minimum: int = 5) -> list[int]:
    """Return what is withheld of parts with so many organisations each, none in two; after them stands the total."""
    names = count()
    return sorted(withheld_parts([frozenset(next(names) for _ in range(size)) for size in sizes], minimum))


class TestWithheld:
    """The thing that stands where a figure would."""

    def test_text(self) -> None:
        """It says that it is withheld, and why."""
        assert "withheld: too few" == str(Withheld("too few"))

    def test_is_neither_zero_nor_missing(self) -> None:
        """It equals no number and not `None`, only another with the same reason."""
        one = Withheld("too few")

        others: list[object] = [0, None, "", "withheld", Withheld("too many")]
        assert one not in others
        assert Withheld("too few") == one

    def test_the_reason_is_text(self) -> None:
        """A reason that is no text is refused."""
        with pytest.raises(WrongTypeError, match="why of a withheld is text, not 5"):
            Withheld(5)  # type: ignore[arg-type]

    @pytest.mark.parametrize("value", [0, None, 3, "text", Fraction(1, 2)])
    def test_shown_leaves_other_values_alone(self, value: object) -> None:
        """For a row or a file, whatever is told stays what it is."""
        assert value is shown(value)

    def test_shown_says_withheld(self) -> None:
        """For a row or a file, what is withheld is the text ``withheld``."""
        assert "withheld" == shown(Withheld("too few"))


class TestCheckMinimum:
    """The least number of organisations that a figure may be about."""

    def test_default(self) -> None:
        """It is five unless somebody says otherwise (SPEC section 6)."""
        assert 5 == LEAST_ORGANISATIONS

    @pytest.mark.parametrize("minimum", [0, 1, 5, 100])
    def test_whole_numbers_from_0(self, minimum: int) -> None:
        """Any whole number from 0 will do."""
        assert minimum == check_minimum(minimum)

    @pytest.mark.parametrize("minimum", [-1, True, False, 5.0, "5", None])
    def test_anything_else_is_refused(self, minimum: object) -> None:
        """Nothing else turns it off: neither `False` nor `None` nor a negative number."""
        with pytest.raises(NetworkError) as caught:
            check_minimum(minimum)  # type: ignore[arg-type]

        message = f"is a whole number from 0 (0 withholds nothing), not {minimum!r}"
        assert (Fault("min_organisations", message),) == caught.value.faults


class TestWithheldParts:
    """Parts of a published total: the stages of a network, or its sectors."""

    def test_nothing_small(self) -> None:
        """Counts of the minimum or more, and zeros, are told."""
        assert [] == withheld(5, 0, 12, 6)

    def test_the_next_fewest_goes_with_the_small_one(self) -> None:
        """One count under the minimum would be the total without the others: the next fewest is withheld with it."""
        assert [2, 3] == withheld(12, 20, 3, 6)

    def test_the_first_of_the_next_fewest(self) -> None:
        """Of two that are as few, the first: equal input gives equal output."""
        assert [0, 2] == withheld(6, 8, 1, 6)

    def test_small_ones_together_too_few(self) -> None:
        """Where the small counts together are still about too few, another goes with them."""
        # 1 + 2 = 3 is under 5, and the total without 8 and 9.
        assert [0, 1, 2] == withheld(1, 2, 8, 9)

    def test_small_ones_enough_together(self) -> None:
        """Small counts that are the minimum together hide one another."""
        assert [1, 3] == withheld(12, 2, 20, 4)

    def test_one_in_each(self) -> None:
        """As many organisations as withheld counts would mean one in each, so another count is withheld."""
        assert [0, 1, 2, 3, 4, 5] == withheld(1, 1, 1, 1, 1, 10)
        # Six in five counts might stand anywhere.
        assert [0, 1, 2, 3, 4] == withheld(1, 1, 1, 1, 2, 10)

    def test_a_total_of_too_few(self) -> None:
        """Where all of them together are too few, so is the total."""
        assert [0, 1, 2, 3] == withheld(3, 0, 1)

    def test_nothing_left_but_the_total(self) -> None:
        """Five organisations with one in each part: even their number goes, since it says how they stand."""
        assert [0, 1, 2, 3, 4, 5] == withheld(1, 1, 1, 1, 1)

    def test_zeros_help_nobody(self) -> None:
        """A zero is no figure about anybody, and hides nothing."""
        assert [0, 2] == withheld(4, 0, 9, 0, 20)

    def test_nobody(self) -> None:
        """Where there is nobody there is nothing to withhold."""
        assert [] == withheld(0, 0, 0)

    @pytest.mark.parametrize("minimum", [0, 1])
    def test_no_minimum(self, minimum: int) -> None:
        """A minimum of 0 withholds nothing, and of 1 neither: every figure is about one at least."""
        assert [] == withheld(1, 2, 0, 12, minimum=minimum)

    def test_an_organisation_in_two_places_counts_once(self) -> None:
        """Of people, an organisation's may stand at several stages; the figure is about the organisations."""
        # People at two stages, of the same five organisations: both figures are about five.
        five = frozenset(range(5))
        assert frozenset() == withheld_parts([five, five, frozenset()], 5)
        # The second is about one, who is among the five: together they are about five, and the two hide one another.
        assert {0, 1} == withheld_parts([five, frozenset([0]), frozenset()], 5)

    def test_the_order_of_the_parts(self) -> None:
        """The same parts are withheld in another order."""
        sizes = (2, 30, 6, 1, 20)

        assert sorted(4 - place for place in withheld(*sizes)) == withheld(*reversed(sizes))


def tells_nothing(*rows: Sequence[int], values: Sequence[Fraction] = ONE_TO_FIVE, minimum: int = 5) -> bool:
    """Return whether means tell nothing of such counts, where each is about as many organisations."""
    return mean_tells_no_count(rows, values, [[0 < size < minimum for size in row] for row in rows])


class TestMeanTellsNoCount:
    """Whether counts that are all withheld stay unknown beside a mean."""

    def test_somebody_could_stand_elsewhere(self) -> None:
        """One up from 3 and one down leave n and mean as they are."""
        # 1, 6, 5 at 2, 3, 4: so do 2, 4, 6, with the same 40 points of 12.
        assert tells_nothing([0, 1, 6, 5, 0])

    def test_nobody_could_stand_elsewhere(self) -> None:
        """Eleven points of ten organisations are nine at 1 and one at 2, and nothing else."""
        assert not tells_nothing([9, 1, 0, 0, 0])

    def test_two_levels(self) -> None:
        """On two levels, n and mean give the counts."""
        assert not tells_nothing([4, 8], values=ONE_TO_FIVE[:2])

    def test_nothing_small(self) -> None:
        """Where no count is about too few, the mean gives none away."""
        assert tells_nothing([5, 8], values=ONE_TO_FIVE[:2])

    def test_many_people_of_one_organisation(self) -> None:
        """A count of many people may be small: six people of one organisation among twenty-six on two levels."""
        assert not mean_tells_no_count([[6, 20]], ONE_TO_FIVE[:2], [[True, False]])

    @pytest.mark.parametrize(("counts", "expected"), [([1, 4, 1], True), ([1, 3, 1], False)])
    def test_values_unevenly_apart(self, counts: list[int], expected: bool) -> None:
        """On 0, ¼ and 1 it takes four from the middle: three go down and one goes up."""
        # 3 × ¼ down is 3/4, and so is 1 × 3/4 up.
        assert expected is tells_nothing(counts, values=[Fraction(0), Fraction(1, 4), Fraction(1)])

    def test_parts_that_make_up_for_one_another(self) -> None:
        """What one part gains at a level another loses, so that the whole network's counts stay as they are told."""
        # 1, 4, 1 might be 2, 2, 2 where 2, 4, 2 is 1, 6, 1.
        assert tells_nothing([1, 4, 1], [2, 4, 2], values=ONE_TO_FIVE[:3])

    @pytest.mark.parametrize(("middle", "expected"), [(20, True), (1, False)])
    def test_a_part_that_may_not_make_up_for_the_other(self, middle: int, expected: bool) -> None:
        """A part with everybody in the middle can only lose there, and only where there are two."""
        # 1, 4, 1 is 0, 6, 0 where 0, 20, 0 is 1, 18, 1; of 0, 1, 0 no two can go.
        assert expected is tells_nothing([1, 4, 1], [0, middle, 0], values=ONE_TO_FIVE[:3])


@pytest.mark.parametrize(("level_count", "expected"), [(1, False), (2, False), (3, False), (4, True), (5, True)])
def test_means_of_parts(level_count: int, expected: bool) -> None:
    """Of four levels or more, means of parts may stand beside the whole's; of fewer, sums of them single counts out."""
    # On 1, 2 and 3 the mean of a part, less twice how many it has, is those at 3 less those at 1.
    assert expected is parts_tell_no_mean(level_count)


class TestRankIsTold:
    """Whether a quantile says nothing new of counts that are withheld."""

    @pytest.mark.parametrize(
        ("told", "expected"),
        [
            # Above the two that are withheld, how many stand below follows from those above.
            ([False, False, True, True], [False, False, True, True]),
            # Between two that are withheld, nothing follows.
            ([True, False, True, False], [True, False, False, False]),
            ([True, True, True], [True, True, True]),
            ([False, False, False], [False, False, False]),
        ],
    )
    def test_from_either_side(self, told: list[bool], expected: list[bool]) -> None:
        """How many stand below a level and up to it follows where all counts on one side of it are told."""
        assert expected == [rank_is_told(told, place) for place in range(len(told))]


def test_one_reason_for_all() -> None:
    """Every figure withheld from a table has the same reason, which does not say which of them is the small one."""
    why = "it is about fewer than 5 organisations, or would give such a figure away"

    assert Withheld(why) == too_few(5)
