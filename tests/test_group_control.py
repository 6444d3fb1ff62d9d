"""Tests for datamaturity.group_control and datamaturity.group_sums, worked by hand; the laws are in property/."""

from fractions import Fraction

import pytest

from datamaturity import (
    Assessment,
    Benchmark,
    Criterion,
    Framework,
    Level,
    Network,
    NetworkScorecard,
    Organisation,
    Scale,
    Theme,
    Topic,
    Withheld,
)
from datamaturity.group_sums import giveaways

SQUARE = Framework(
    id="square",
    version="1",
    title="Two by two",
    scale=Scale([Level(1, "Low"), Level(2, "Middle"), Level(3, "High"), Level(4, "Top")]),
    topics=[Topic("t1", "First"), Topic("t2", "Second")],
    themes=[Theme("h1", "One"), Theme("h2", "Two")],
    criteria=[Criterion(name, f"Criterion {name}", f"t{name[0]}", f"h{name[1]}") for name in ("11", "12", "21", "22")],
)


def network(*kinds: tuple[int, str, int], part: str = "north") -> Network:
    """Return so many organisations that answered these criteria alone, all of them with one level."""
    answers = [dict.fromkeys(names.split(), level) for count, names, level in kinds for _ in range(count)]
    return Network(
        Organisation(f"{part} {n}", Assessment(SQUARE, one), {"part": part}) for n, one in enumerate(answers)
    )


def lost(card: NetworkScorecard) -> list[str]:
    """Return the groups of which nothing is told."""
    return [str(one.group) for one in card if one.withheld]


# Topic 1: nine and four. Theme 1: 9 + 9, all of them in topic 2's cell or in topic 1's. Theme 2: 9 + 4.
NINE_AND_FOUR = network((9, "11 21", 2), (4, "12 21", 3), (9, "22", 1))


def test_the_topic_stays_and_the_larger_cell_goes() -> None:
    """Of 13 organisations nine answered one cell and four the other: both are withheld, and the topic is told."""
    card = NINE_AND_FOUR.pool()

    # Theme 2 has 13 = 9 + 4 as well, so cell t2/h2 goes too; and topic 2, with 22, of which 13 in its other cell, would
    # tell that one's 9.
    assert ["cell t1/h1", "cell t1/h2", "cell t2/h1", "cell t2/h2"] == lost(card)
    # (9 x 2 + 4 x 3) / 13
    assert Fraction(30, 13) == card.topics["t1"].mean


def test_a_cell_with_one_organisation_in_no_other_is_enough() -> None:
    """Three of those in a withheld cell are in the other cell as well; the fourth alone is what the topic tells."""
    # Topic 1: 10 = 9 + 1; the cell of four holds three of the nine.
    card = network((6, "11 21 22", 2), (3, "11 12 21 22", 2), (1, "12 21 22", 4)).pool()

    assert {"cell t1/h1", "cell t1/h2"} <= {*lost(card)}


def test_those_who_answered_both_cells_cost_no_row() -> None:
    """Where all four have answered the other cell too, that cell and both its topic and theme are told."""
    card = network((9, "11 21 22", 2), (4, "11 12 21", 2)).pool()

    assert ["cell t1/h2"] == [name for name in lost(card) if name.startswith("cell t1")]


def test_bounds_add_up_whoever_answered() -> None:
    """Coverage and bounds are over everybody: of two cells and their topic, all three, two lose them."""
    card = network((9, "11 21 22", 2), (4, "11 12 21", 2)).pool()
    told = [not isinstance(one.coverage, Withheld) for one in (card.cells["t1", "h1"], card.topics["t1"])]

    # The topic's is half of the sum of its cells': with both, 2 x 17/26 - 1 = 4/13 have answered the other.
    assert [False, True] == told
    assert Fraction(17, 26) == card.topics["t1"].coverage


def test_a_benchmark_withholds_the_same() -> None:
    """A benchmark made of the network has its groups as the network's scores have them."""
    card, made = NINE_AND_FOUR.pool(), Benchmark.from_network(NINE_AND_FOUR, mean=True)

    assert lost(card) == [str(one.group) for one in made.groups if isinstance(one.organisation_count, Withheld)]
    assert [one.mean for one in card] == [one.mean for one in made.groups]
    assert [one.counts for one in card] == [(*one.stage_counts, one.no_stage_count) for one in made.groups]


def test_what_one_part_loses_all_lose() -> None:
    """The other part could tell its cell by itself; withheld in one part it is withheld in both."""
    south = network((9, "11 12 21 22", 2), part="south")
    both = Network([*NINE_AND_FOUR, *south])
    slices = both.slices("part")

    assert slices["south"].cells["t1", "h1"].withheld
    assert slices["north"].cells["t1", "h1"].withheld
    assert both.where(part="south").pool().cells["t1", "h1"].withheld
    assert [13, 9] == [slices[name].topics["t1"].organisation_count for name in ("north", "south")]


def test_nothing_is_withheld_when_that_is_asked_for() -> None:
    """With a minimum of 0 every group tells everything."""
    assert [] == lost(NINE_AND_FOUR.pool(min_organisations=0))


@pytest.mark.parametrize(
    ("told", "secret", "found"),
    [
        (0b011, 0b100, {0b011}),
        (0b001, 0b100, set()),  # the total alone
        (0b011, 0, set()),  # nothing to hide
    ],
)
def test_sums_that_give_away(told: int, secret: int, found: set[int]) -> None:
    """A total and one of its two parts give the other away; a total by itself does not."""
    nine, four = (1 << 9) - 1, 0b1111 << 9

    assert found == {*giveaways(told, secret, {0b011: nine, 0b101: four}, [nine | four, nine, four], 5)}


def test_two_secrets_together_are_given_away() -> None:
    """Two and two that cannot be told from one another are four together, and too few."""
    nine, two, other = (1 << 9) - 1, 0b11 << 9, 0b11 << 11
    masks = {0b0011: nine, 0b0101: two, 0b1001: other}

    assert {0b0011} == {*giveaways(0b0011, 0b1100, masks, [nine | two | other, nine, two, other], 5)}
    assert set() == {*giveaways(0b0011, 0b1100, masks, [nine | two | other, nine, two, other], 4)}
