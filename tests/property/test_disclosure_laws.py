"""
Disclosure control under attack: whoever has everything that is told must not get at what is withheld.

The attacker solves linear equations exactly. The unknowns are how many organisations of each part of a network stand at
each place (each level, and after them no stage), and the sum of the means of each part; every figure that is told is an
equation. What follows from the equations is known, whatever the attacker would have to guess at is not.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from math import ceil
from typing import NamedTuple, TypeAlias

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from datamaturity import (
    Assessment,
    Benchmark,
    Criterion,
    Framework,
    GroupBenchmark,
    Level,
    Network,
    NetworkScore,
    NetworkScorecard,
    Organisation,
    Panel,
    Respondent,
    Scale,
    Theme,
    Topic,
    Withheld,
    check_release,
)

Cell: TypeAlias = tuple[int, int]
"""A part of a network, and a place."""

Figures: TypeAlias = NetworkScore | GroupBenchmark

Table: TypeAlias = tuple[tuple[int, ...], ...]
"""How many organisations stand at each level, for each part."""


class Equations:
    """Linear equations, kept solved as far as they go: the first unknown of each stands in no other."""

    def __init__(self) -> None:
        self.solved: dict[object, tuple[dict[object, Fraction], Fraction]] = {}

    def _reduced(
        self, terms: Mapping[object, Fraction | int], value: Fraction | int
    ) -> tuple[dict[object, Fraction], Fraction]:
        left, right = {key: Fraction(factor) for key, factor in terms.items() if factor}, Fraction(value)
        for key, (others, known) in self.solved.items():
            factor = left.get(key)
            if factor:
                for other, share in others.items():
                    left[other] = left.get(other, Fraction(0)) - factor * share
                    if not left[other]:
                        del left[other]
                right -= factor * known
        return left, right

    def learn(self, terms: Mapping[object, Fraction | int], value: Fraction | int) -> None:
        """Take in that these unknowns, each times its factor, add up to the value."""
        left, right = self._reduced(terms, value)
        if not left:
            # Else two figures contradict one another, and no attack says anything.
            assert right == 0
            return
        pivot, factor = next(iter(left.items()))
        left, right = {key: share / factor for key, share in left.items()}, right / factor
        for key, (others, known) in self.solved.items():
            share = others.get(pivot)
            if share:
                merged = {
                    one: others.get(one, Fraction(0)) - share * left.get(one, Fraction(0)) for one in {*others, *left}
                }
                self.solved[key] = ({one: rest for one, rest in merged.items() if rest}, known - share * right)
        self.solved[pivot] = (left, right)

    def value(self, terms: Mapping[object, Fraction | int]) -> Fraction | None:
        """Return what these unknowns add up to; `None` where that does not follow."""
        left, right = self._reduced(terms, 0)
        return None if left else -right


class Crowd(NamedTuple):
    """A network in parts, with where its organisations stand: what is told and what must not be found out."""

    network: Network
    table: Table
    minimum: int
    rule: str

    @property
    def values(self) -> list[Fraction]:
        """The levels' values."""
        return [level.value for level in self.network.framework.scale]

    @property
    def cells(self) -> dict[Cell, int]:
        """How many organisations stand in each part at each place."""
        return {(p, c): count for p, row in enumerate(self.table) for c, count in enumerate(row)}

    @property
    def part_count(self) -> int:
        """How many parts there are."""
        return len(self.table)

    @property
    def one_criterion(self) -> bool:
        """Whether an organisation's mean is its stage's value, so that a mean is one more equation for the counts."""
        return len(self.network.framework.criteria) == 1

    def start(self) -> Equations:
        """Return what anybody knows who knows the framework."""
        known = Equations()
        if self.one_criterion:
            for part in range(self.part_count):
                terms: dict[object, Fraction | int] = {(part, c): value for c, value in enumerate(self.values)}
                known.learn({**terms, ("sum", part): -1}, 0)
                # With one criterion every answer gives a stage.
                known.learn({(part, len(self.values)): 1}, 0)
        return known

    def hear(self, known: Equations, one: Figures, parts: Iterable[int]) -> None:
        """Take in what is told of some parts together."""
        parts = [*parts]
        places = range(len(self.table[0]))
        for count in (one.member_count, one.organisation_count):
            if not isinstance(count, Withheld):
                known.learn({(p, c): 1 for p in parts for c in places}, count)
        for c, count in enumerate((*one.stage_counts, one.no_stage_count)):
            if not isinstance(count, Withheld):
                known.learn({(p, c): 1 for p in parts}, count)
        if isinstance(one.mean, Fraction):
            # The mean times how many it rests on is the sum of their means.
            terms: dict[object, Fraction | int] = {(p, c): one.mean for p in parts for c in places}
            known.learn({**terms, **{("sum", p): -1 for p in parts}}, 0)

    def sums(self, most: int) -> Iterator[tuple[Cell, ...]]:
        """Return each few cells with fewer organisations together than a figure must be about, but not without any."""
        small = [cell for cell, count in self.cells.items() if 0 < count < self.minimum]
        for size in range(1, most + 1):
            yield from combinations(small, size)
        # Whole parts, and the whole network's counts: cells without anybody are among them.
        parts, places = range(self.part_count), range(len(self.table[0]))
        yield from (tuple((p, c) for c in places) for p in parts)
        yield from (tuple((p, c) for p in parts) for c in places)

    def found_counts(self, known: Equations) -> list[str]:
        """Return which counts under the minimum follow from what is known."""
        return self._found(known, self.sums(1))

    def found_sums(self, known: Equations, *, across: bool) -> list[str]:
        """Return which sums of counts follow that are under the minimum: of one part or one place, or across both."""
        several = (one for one in self.sums(self.minimum - 1) if len(one) > 1)
        lines = (one for one in several if across or 1 in (len({p for p, _ in one}), len({c for _, c in one})))
        return self._found(known, lines)

    def _found(self, known: Equations, sums: Iterable[tuple[Cell, ...]]) -> list[str]:
        found = []
        for cells in sums:
            about = sum(self.cells[cell] for cell in cells)
            value = known.value(dict.fromkeys(cells, 1)) if 0 < about < self.minimum else None
            if value is not None:
                # What follows is true, else the attack itself is wrong.
                assert about == value
                found.append(f"{value} in {cells} of {self.table}, minimum {self.minimum}")
        return found

    def found_means(self, known: Equations) -> list[str]:
        """Return of which parts under the minimum, alone or together, the mean follows."""
        found = []
        for size in range(1, self.part_count + 1):
            for parts in combinations(range(self.part_count), size):
                cells: dict[object, int] = {(p, c): 1 for p in parts for c in range(len(self.table[0]))}
                count, total = known.value(cells), known.value({("sum", p): 1 for p in parts})
                about = sum(sum(self.table[p]) for p in parts)
                if 0 < about < self.minimum and count is not None and total is not None:
                    found.append(f"mean {total / count} of parts {parts} of {self.table}, minimum {self.minimum}")
        return found


@cache
def framework(level_count: int, criterion_count: int, values: str = "number") -> Framework:
    """Return a framework of one theme, whose levels lie evenly apart or do not."""
    levels = [Level(n, f"Step {n}", n if values == "number" else n * n) for n in range(1, level_count + 1)]
    criteria = [Criterion(name, f"Criterion {name}", theme="data") for name in ("a", "b")[:criterion_count]]
    return Framework(
        id="small", version="1", title="Small", scale=Scale(levels), themes=[Theme("data", "Data")], criteria=criteria
    )


def crowd(
    table: Sequence[Sequence[int]], minimum: int = 5, *, values: str = "number", rule: str = "mean-nearest"
) -> Crowd:
    """Return the network of one criterion in which so many organisations stand at each level, part by part."""
    of = framework(len(table[0]), 1, values)
    found = [
        Organisation(f"{part}-{level}-{n}", Assessment(of, {"a": level}), {"part": str(part)})
        for part, row in enumerate(table)
        for level, count in enumerate(row, 1)
        for n in range(count)
    ]
    return Crowd(Network(found), tuple((*row, 0) for row in table), minimum, rule)


@st.composite
def tables(draw: st.DrawFn, minimum: int, *, columns: int, parts: int, most: int = 10) -> list[list[int]]:
    """Counts around the minimum, zeros among them; somebody in each part."""
    usual = [0, 0, 0, 1, 2, 3, minimum - 1, minimum, minimum + 1, 2 * minimum]
    count = st.sampled_from([one for one in usual if one <= most])
    found = [draw(st.lists(count, min_size=columns, max_size=columns)) for _ in range(parts)]
    for row in found:
        if not any(row):
            row[draw(st.integers(0, columns - 1))] = 1
    return found


@st.composite
def crowds(
    draw: st.DrawFn, *, least_parts: int = 1, most_parts: int = 3, most_levels: int = 5, most: int = 10
) -> Crowd:
    """Networks of one criterion, where the mean of an organisation is its stage; so many at a level at most."""
    minimum = draw(st.sampled_from([5, 5, 2, 3, 4]))
    parts, columns = draw(st.integers(least_parts, most_parts)), draw(st.integers(2, most_levels))
    table = draw(tables(minimum, columns=columns, parts=parts, most=most))
    return crowd(table, minimum, values=draw(st.sampled_from(["number", "square"])))


@st.composite
def mixed_crowds(draw: st.DrawFn, *, least_parts: int = 1, most_parts: int = 3) -> Crowd:
    """
    Networks of two criteria under weakest-link, where a mean is not a stage, and some have answers and no stage.

    The lower of two answers is the stage; with one of them open there is none.
    """
    minimum = draw(st.sampled_from([5, 5, 2, 3, 4]))
    parts, level_count = draw(st.integers(least_parts, most_parts)), draw(st.integers(2, 4))
    table = draw(tables(minimum, columns=level_count + 1, parts=parts))
    of = framework(level_count, 2)
    level = st.integers(1, level_count)
    found = []
    for part, row in enumerate(table):
        for place, count in enumerate(row):
            for n in range(count):
                if place == level_count:
                    answers = {draw(st.sampled_from(["a", "b"])): draw(level)}
                else:
                    both = [place + 1, draw(st.integers(place + 1, level_count))]
                    answers = dict(zip(("a", "b"), draw(st.permutations(both)), strict=True))
                found.append(Organisation(f"{part}-{place}-{n}", Assessment(of, answers), {"part": str(part)}))
    return Crowd(Network(found), tuple(map(tuple, table)), minimum, "weakest-link")


def hear_network(known: Equations, one: Crowd, *, mean: bool) -> None:
    """Take in the figures of the whole network."""
    card = one.network.pool(rule=one.rule, mean=mean, min_organisations=one.minimum)
    one.hear(known, card.themes["data"], range(one.part_count))


def hear_slices(known: Equations, one: Crowd, *, mean: bool) -> None:
    """Take in the figures of its parts, told together."""
    cards = one.network.slices("part", rule=one.rule, mean=mean, min_organisations=one.minimum)
    for part, card in cards.items():
        one.hear(known, card.themes["data"], [int(part)])


def hear_part(known: Equations, one: Crowd, *, mean: bool) -> None:
    """Take in the figures of its first part, told by itself."""
    card = one.network.where(part="0").pool(rule=one.rule, mean=mean, min_organisations=one.minimum)
    one.hear(known, card.themes["data"], [0])


def hear_benchmark(known: Equations, one: Crowd, *, mean: bool) -> None:
    """Take in the benchmark that the network makes."""
    made = Benchmark.from_network(one.network, rule=one.rule, mean=mean, min_organisations=one.minimum)
    one.hear(known, made.themes["data"], range(one.part_count))


HEAR: dict[str, tuple[Callable[..., None], ...]] = {
    "the network": (hear_network,),
    "the network and its slices": (hear_network, hear_slices),
    "the network and a part": (hear_network, hear_part),
}


def known_of(one: Crowd, what: str, *, mean: bool) -> Equations:
    """Return what is known after hearing this."""
    known = one.start()
    for hear in HEAR[what]:
        hear(known, one, mean=mean)
    return known


whats = st.sampled_from(sorted(HEAR))


class TestTheAttackItself:
    """Laws that nothing breaks say nothing unless the attack finds what there is to find."""

    def test_it_solves_for_a_count_and_its_mean(self) -> None:
        """From n, a mean and all counts but two, the two follow."""
        # 12 in all, 1 + 6 + 5 at levels 2, 3, 4 with mean (2 + 18 + 20) / 12 = 10/3; the 6 is told:
        # x + y = 6 and 2x + 4y = 40 - 18 = 22, so y = 5.
        known = Equations()
        known.learn({"x": 1, "six": 1, "y": 1}, 12)
        known.learn({"six": 1}, 6)
        assert known.value({"x": 1, "y": 1}) == 6
        assert known.value({"y": 1}) is None
        known.learn({"x": 2, "six": 3, "y": 4}, 12 * Fraction(10, 3))

        assert {"x": 1, "y": 5} == {name: known.value({name: 1}) for name in ("x", "y")}

    @given(crowds() | mixed_crowds(), whats)
    def test_it_finds_everything_where_nothing_is_withheld(self, one: Crowd, what: str) -> None:
        """With a minimum of 0, asked for by name, every count follows, since every count is told."""
        open_one = one._replace(minimum=0)
        known = known_of(open_one, "the network and its slices" if what == "the network" else what, mean=True)
        told = range(one.part_count) if "slices" in what or what == "the network" else [0]
        expected = {(p, c): one.table[p][c] for p in told for c in range(len(one.table[0]))}

        assert expected == {cell: known.value({cell: 1}) for cell in expected}

    def test_it_finds_what_is_withheld_alone(self) -> None:
        """Primary suppression alone gives the withheld count away: it is the total without the others."""
        one = crowd([[1, 6, 7]])
        known = one.start()
        known.learn({(0, 0): 1, (0, 1): 1, (0, 2): 1}, 14)
        known.learn({(0, 1): 1}, 6)
        known.learn({(0, 2): 1}, 7)

        assert ["1 in ((0, 0),) of ((1, 6, 7, 0),), minimum 5"] == one.found_counts(known)[:1]


class TestCountsWithoutMeans:
    """Counts alone are told, of a network, of its slices, of a part and the whole."""

    @given(crowds() | mixed_crowds(), whats)
    def test_no_count_follows(self, one: Crowd, what: str) -> None:
        """No count about fewer organisations than the minimum follows from the others."""
        known = known_of(one, what, mean=False)

        assert [] == one.found_counts(known)

    @given(crowds() | mixed_crowds(), whats)
    # 10 of the first part at 1 + 5 + 2 + 2, the whole told at 1 and 4: 3 stand at level 1 or 4.
    @example(crowd([[1, 2, 5, 2], [10, 0, 0, 4]], 4), "the network and its slices")
    @example(crowd([[10, 2, 0], [5, 2, 0], [1, 0, 2], [1, 0, 6]], 3), "the network and its slices")
    def test_no_sum_along_a_line_follows(self, one: Crowd, what: str) -> None:
        """No sum of counts of one part, or of the parts at one place, follows that is about too few together."""
        known = known_of(one, what, mean=False)

        assert [] == one.found_sums(known, across=False)

    @given(crowds() | mixed_crowds(), whats)
    @example(crowd([[6, 6, 1], [4, 2, 1]]), "the network and its slices")
    def test_no_sum_of_any_counts_follows(self, one: Crowd, what: str) -> None:
        """No sum of any counts follows that is about too few together, though they be of several parts and places."""
        known = known_of(one, what, mean=False)

        assert [] == one.found_sums(known, across=True)


class TestCountsAndMeans:
    """Means are told as well, as `Network.pool` and `Network.slices` do unless told otherwise."""

    @given(crowds() | mixed_crowds())
    def test_no_count_of_the_network_follows(self, one: Crowd) -> None:
        """Of the network alone, no count about too few follows, and no sum of them."""
        known = known_of(one, "the network", mean=True)

        assert [] == one.found_counts(known) + one.found_sums(known, across=True)

    @given(crowds() | mixed_crowds(), whats)
    # The whole tells its mean; of the slices the second tells all its counts, and with them its own mean.
    @example(crowd([[1, 11, 0], [0, 0, 20]]), "the network and its slices")
    @example(crowd([[1, 11, 0], [0, 0, 20]]), "the network and a part")
    def test_no_count_follows(self, one: Crowd, what: str) -> None:
        """No count about too few follows from the other counts and the means."""
        known = known_of(one, what, mean=True)

        assert [] == one.found_counts(known)

    @given(crowds() | mixed_crowds(), whats)
    @example(crowd([[0, 1, 8], [0, 2, 10]]), "the network and its slices")
    def test_no_sum_follows(self, one: Crowd, what: str) -> None:
        """No sum of counts about too few follows from the other counts and the means."""
        known = known_of(one, what, mean=True)

        assert [] == one.found_sums(known, across=True)

    @given(crowds(least_parts=2, most_parts=4) | mixed_crowds(least_parts=2, most_parts=4), whats)
    def test_no_mean_follows(self, one: Crowd, what: str) -> None:
        """No mean of a part with too few organisations follows, nor of several parts with too few together."""
        known = known_of(one, what, mean=True)

        assert [] == one.found_means(known)

    @given(crowds(most_parts=2))
    # 1, 6 and 5 at levels 2 to 4: the network tells its mean and no count, and so does its benchmark.
    @example(crowd([[0, 1, 6, 5, 0]]))
    def test_no_count_follows_from_a_network_and_its_benchmark(self, one: Crowd) -> None:
        """The network's figures and the benchmark made of it, with means as those have them, go together."""
        known = one.start()
        card = one.network.pool(min_organisations=one.minimum)
        one.hear(known, card.themes["data"], range(one.part_count))
        made = Benchmark.from_network(one.network, min_organisations=one.minimum)
        one.hear(known, made.themes["data"], range(one.part_count))

        assert [] == one.found_counts(known)


class TestPartsOfParts:
    """A part of a network is a network, with parts of its own."""

    @given(crowds(least_parts=2, most_parts=3) | mixed_crowds(least_parts=2, most_parts=3), st.booleans())
    # Of ten in the first part and four in the second, five and five of the ten: what is left of the whole is the four.
    @example(crowd([[10, 0, 0], [0, 1, 3]]), True)
    def test_slices_of_a_part_tell_nothing_of_the_rest(self, one: Crowd, mean: bool) -> None:
        """Nothing about too few follows from the whole, one part, and the slices of that part."""
        known = one.start()
        hear_network(known, one, mean=mean)
        hear_part(known, one, mean=mean)
        # Halves, so that a slice is of several places.
        halves = Network(
            [
                Organisation(each.id, each.answers, {**each.attributes, "half": str(n % 2)})
                for n, each in enumerate(one.network)
            ]
        )
        slices = halves.where(part="0").slices("half", rule=one.rule, mean=mean, min_organisations=one.minimum)
        told = [card.themes["data"] for card in slices.values()]
        # The slices add up to the part: what all of them tell is told of the part.
        if not any(isinstance(each.member_count, Withheld) for each in told):
            known.learn(
                {(0, c): 1 for c in range(len(one.table[0]))},
                sum(each.member_count for each in told if isinstance(each.member_count, int)),
            )
            if all(isinstance(each.mean, Fraction) for each in told):
                total = sum(
                    each.mean * each.member_count
                    for each in told
                    if isinstance(each.mean, Fraction) and isinstance(each.member_count, int)
                )
                known.learn({("sum", 0): 1}, total)
        for c in range(len(one.table[0])):
            counts = [(*each.stage_counts, each.no_stage_count)[c] for each in told]
            if not any(isinstance(count, Withheld) for count in counts):
                known.learn({(0, c): 1}, sum(count for count in counts if isinstance(count, int)))

        assert [] == one.found_counts(known) + one.found_means(known)

    @given(crowds(least_parts=3, most_parts=3) | mixed_crowds(least_parts=3, most_parts=3), st.booleans())
    # Nine, one and ten at one level: the part of ten without the part of nine is the one.
    @example(crowd([[9, 0], [1, 0], [10, 0]]), True)
    def test_a_part_of_a_part_tells_nothing_of_the_rest_of_it(self, one: Crowd, mean: bool) -> None:
        """Nothing about too few follows from the whole, a part, and a part of that part."""
        known = one.start()
        hear_network(known, one, mean=mean)
        outer = {"0": "inside", "1": "inside", "2": "outside"}
        nested = Network(
            [
                Organisation(each.id, each.answers, {**each.attributes, "outer": outer[each.attributes["part"]]})
                for each in one.network
            ]
        )
        inside = nested.where(outer="inside")
        options = {"rule": one.rule, "mean": mean, "min_organisations": one.minimum}
        one.hear(known, _data(inside, options), [0, 1])
        one.hear(known, _data(inside.where(part="0"), options), [0])

        assert [] == one.found_counts(known) + one.found_means(known)


def _data(network: Network, options: Mapping[str, object]) -> NetworkScore:
    pool: Callable[..., object] = network.pool
    card = pool(**options)
    return card.themes["data"]  # type: ignore[attr-defined, no-any-return]


class TestTwoReleases:
    """Whoever has two releases of a benchmark takes one from the other."""

    @given(crowds(least_parts=2, most_parts=2), st.booleans(), st.booleans())
    # Four of the five who joined stand at level 1, the fifth at level 2.
    @example(crowd([[10, 10], [4, 1]]), False, False)
    def test_nothing_follows_of_those_who_came_or_went(self, one: Crowd, mean: bool, leaving: bool) -> None:
        """Of two safe releases, all of one in the other, no count follows about too few of those in one alone."""
        stayed = Network([each for each in one.network if each.attributes["part"] == "0"])
        few, all_of_them = (
            Benchmark.from_network(each, mean=mean, min_organisations=one.minimum) for each in (stayed, one.network)
        )
        old, new = (all_of_them, few) if leaving else (few, all_of_them)
        if check_release(old, new):
            known = one.start()
            one.hear(known, few.themes["data"], [0])
            one.hear(known, all_of_them.themes["data"], [0, 1])

            assert [] == one.found_counts(known)

    @given(crowds(most_parts=1), st.booleans(), st.booleans(), st.sampled_from([2, 3, 5]))
    @example(crowd([[0, 1, 6, 5, 0]]), True, False, 5)
    def test_nothing_follows_from_telling_the_same_in_two_ways(
        self, one: Crowd, old_mean: bool, new_mean: bool, new_minimum: int
    ) -> None:
        """A new release of the same answers, with or without means, or with another minimum, tells no more if safe."""
        old = Benchmark.from_network(one.network, mean=old_mean, min_organisations=one.minimum)
        new = Benchmark.from_network(one.network, mean=new_mean, min_organisations=new_minimum)
        if check_release(old, new):
            known = one.start()
            one.hear(known, old.themes["data"], [0])
            one.hear(known, new.themes["data"], [0])

            # A lower minimum may be asked for: then no more is to be hidden than it hides.
            assert [] == one._replace(minimum=min(one.minimum, new_minimum)).found_counts(known)


# Three cells of one criterion each, in two topics and two themes: a and b share a topic, a and c a theme.
SHARED = Framework(
    id="shared",
    version="1",
    title="Topics and themes of two criteria and of one",
    scale=Scale([Level(1, "Low"), Level(2, "Middle"), Level(3, "High")]),
    topics=[Topic("1", "Sharing"), Topic("2", "Deciding")],
    themes=[Theme("x", "Data"), Theme("y", "Skills")],
    criteria=[
        Criterion("a", "Criterion a", "1", "x"),
        Criterion("b", "Criterion b", "1", "y", weight=2),
        Criterion("c", "Criterion c", "2", "x"),
    ],
)
WEIGHTS = {"a": 1, "b": 2, "c": 1}

Answered: TypeAlias = tuple[str, int, int, int]
"""An organisation's part, and its levels of a, b and c."""

answered = st.lists(
    st.tuples(
        st.sampled_from(["north", "south"]),
        st.sampled_from([1, 1, 1, 2, 3]),
        st.sampled_from([3, 3, 3, 3, 2, 1]),
        st.sampled_from([2, 2, 2, 1, 3]),
    ),
    min_size=5,
    max_size=24,
)


class TestGroupsThatShareCriteria:
    """A topic's mean is made of its cells' means, and the whole's of all."""

    @given(answered, st.booleans())
    # Nine at 1 and one at 2 in the first criterion: its mean is withheld. The others stand at 3 and 2 throughout.
    @example([("north", 2, 3, 2), *[("north", 1, 3, 2)] * 9], True)
    def test_no_count_follows_from_the_groups_that_hold_the_criterion(
        self, everybody: list[Answered], overall: bool
    ) -> None:
        """Where everybody answers everything, means of larger groups are made of smaller ones'; no count follows."""
        network = Network(
            Organisation(str(n), Assessment(SHARED, {"a": a, "b": b, "c": c}), {"region": region})
            for n, (region, a, b, c) in enumerate(everybody)
        )
        regions = sorted({region for region, *_ in everybody})
        truth = {
            (region, name, level): sum(one[0] == region and one[1 + place] == level for one in everybody)
            for region, (place, name), level in product(regions, enumerate(WEIGHTS), (1, 2, 3))
        }
        known = Equations()
        for region in regions:
            # Coverage is 1, so as many have answered each criterion as any other.
            for name in ("b", "c"):
                signs = {"a": 1, name: -1}
                known.learn({(region, one, level): signs[one] for one, level in product(signs, (1, 2, 3))}, 0)

        def hear(card: NetworkScorecard, where: Sequence[str]) -> None:
            for one in card:
                names = [SHARED.criterion_ids[place] for place in one.group.positions]
                if isinstance(one.member_count, int):
                    known.learn({(r, names[0], n): 1 for r, n in product(where, (1, 2, 3))}, one.member_count)
                for level, count in enumerate(one.stage_counts, 1):
                    if len(names) == 1 and isinstance(count, int):
                        known.learn({(r, names[0], level): 1 for r in where}, count)
                if isinstance(one.mean, Fraction):
                    # Everybody's weighted mean, summed, is the mean times how many there are.
                    weight = sum(WEIGHTS[name] for name in names)
                    terms = {
                        (r, name, n): WEIGHTS[name] * (n - one.mean) for r, name, n in product(where, names, (1, 2, 3))
                    }
                    known.learn({cell: factor / weight for cell, factor in terms.items()}, 0)

        hear(network.pool(overall=overall), regions)
        for region, card in network.slices("region", overall=overall).items():
            hear(card, [region])
        cells = [[cell] for cell in truth]
        cells += [[(r, name, n) for r in regions] for name, n in product(WEIGHTS, (1, 2, 3))]
        small = [one for one in cells if 0 < sum(truth[cell] for cell in one) < 5]

        assert [] == [one for one in small if known.value(dict.fromkeys(one, 1)) is not None]


@st.composite
def respondent_crowds(draw: st.DrawFn) -> tuple[Network, int, list[int], list[set[str]]]:
    """Networks of panels about one criterion: with the minimum, the people at each level, and whose people they are."""
    minimum, level_count = draw(st.sampled_from([5, 2, 3])), draw(st.integers(2, 4))
    of = framework(level_count, 1)
    counts, owners = [0] * level_count, [set[str]() for _ in range(level_count)]
    found = []
    for n in range(draw(st.integers(1, 12))):
        given_levels = draw(st.lists(st.integers(1, level_count), min_size=1, max_size=3)) * draw(st.integers(1, 3))
        found.append(Organisation(str(n), Panel([Respondent(Assessment(of, {"a": one})) for one in given_levels])))
        for level in given_levels:
            counts[level - 1] += 1
            owners[level - 1].add(str(n))
    return Network(found), minimum, counts, owners


def _respondents(levels: Sequence[Sequence[int]], level_count: int) -> tuple[Network, int, list[int], list[set[str]]]:
    of = framework(level_count, 1)
    people = [[Respondent(Assessment(of, {"a": one})) for one in given_levels] for given_levels in levels]
    return (
        Network([Organisation(str(n), Panel(each)) for n, each in enumerate(people)]),
        5,
        [sum(each.count(level) for each in levels) for level in range(1, level_count + 1)],
        [{str(n) for n, each in enumerate(levels) if level in each} for level in range(1, level_count + 1)],
    )


class TestRespondents:
    """Where each person counts once, a figure about many people may be about one organisation."""

    @given(respondent_crowds(), st.booleans())
    # Six people of one organisation at level 1, and twenty organisations of one at level 2.
    @example(_respondents([[1] * 6] + [[2]] * 20, 2), True)
    def test_no_count_of_few_organisations_people_follows(
        self, case: tuple[Network, int, list[int], list[set[str]]], mean: bool
    ) -> None:
        """No count of people follows that is about fewer organisations than the minimum, however many the people."""
        network, minimum, counts, owners = case
        one = network.pool(by="respondents", mean=mean, min_organisations=minimum).themes["data"]
        known = Equations()
        if not isinstance(one.member_count, Withheld):
            known.learn(dict.fromkeys(range(len(counts)), 1), one.member_count)
        for level, count in enumerate(one.stage_counts):
            if not isinstance(count, Withheld):
                known.learn({level: 1}, count)
        if isinstance(one.mean, Fraction):
            known.learn({level: level + 1 - one.mean for level in range(len(counts))}, 0)
        few = [
            chosen
            for size in range(1, len(counts) + 1)
            for chosen in combinations(range(len(counts)), size)
            if 0 < len(set[str]().union(*(owners[level] for level in chosen))) < minimum
            and all(counts[level] for level in chosen)
        ]

        assert [] == [chosen for chosen in few if known.value(dict.fromkeys(chosen, 1)) is not None]


class TestWholeNumbers:
    """Somebody who counts knows more than that an equation holds: counts are whole, and none is under zero."""

    @given(
        crowds(most_parts=1, most_levels=4, most=6),
        st.booleans(),
        st.sampled_from(["mean-nearest", "median-low"]),
    )
    # Three at 2 and two at 3: a mean of 12/5 and a median of 2 leave nothing else.
    @example(crowd([[0, 3, 2]]), True, "median-low")
    @example(crowd([[1, 1, 3]]), False, "median-low")
    def test_no_count_is_the_only_one_possible(self, one: Crowd, mean: bool, rule: str) -> None:
        """For each count about too few there is another that fits all that is told: counts, mean, stage, quartiles."""
        told = one.network.pool(rule=rule, mean=mean, min_organisations=one.minimum).themes["data"]
        if isinstance(told.member_count, Withheld):
            return
        true = one.table[0][:-1]
        possible = [
            counts
            for counts in _shared_out(told.member_count, len(true))
            if _fits(told, counts, one.values, rule == "mean-nearest")
        ]

        assert true in possible
        small = [place for place, count in enumerate(true) if 0 < count < one.minimum]
        assert [] == [place for place in small if len({counts[place] for counts in possible}) == 1]

    @given(crowds(least_parts=2, most_parts=2, most_levels=3, most=3))
    def test_no_count_of_a_slice_is_the_only_one_possible(self, one: Crowd) -> None:
        """The same for the counts of a network and its slices."""
        options = {"mean": False, "min_organisations": one.minimum}
        whole = _data(one.network, options)
        slices: Callable[..., Mapping[str, object]] = one.network.slices
        parts: list[NetworkScore] = [card.themes["data"] for card in slices("part", **options).values()]  # type: ignore[attr-defined]
        if isinstance(whole.member_count, Withheld):
            return
        level_count = len(one.values)
        split = [
            (first, whole.member_count - first)
            for first in range(whole.member_count + 1)
            if _same(parts[0].member_count, first) and _same(parts[1].member_count, whole.member_count - first)
        ]
        possible = [
            (upper, lower)
            for first, second in split
            for upper, lower in product(
                [row for row in _shared_out(first, level_count) if all(map(_same, parts[0].stage_counts, row))],
                [row for row in _shared_out(second, level_count) if all(map(_same, parts[1].stage_counts, row))],
            )
            if all(map(_same, whole.stage_counts, map(sum, zip(upper, lower, strict=True))))
        ]
        true = one.table[0][:-1], one.table[1][:-1]

        assert true in possible
        small = [(p, c) for (p, c), count in one.cells.items() if 0 < count < one.minimum]
        assert [] == [(p, c) for p, c in small if len({rows[p][c] for rows in possible}) == 1]


@cache
def _shared_out(total: int, places: int) -> list[tuple[int, ...]]:
    """Return every way to share so many out over so many places."""
    if places == 1:
        return [(total,)]
    return [(first, *rest) for first in range(total + 1) for rest in _shared_out(total - first, places - 1)]


def _same(told: object, candidate: object) -> bool:
    return isinstance(told, Withheld) or told == candidate


def _fits(told: NetworkScore, counts: Sequence[int], values: Sequence[Fraction], mean_decides: bool) -> bool:
    """Return whether counts could be the true ones, for all that is told: reckoned here, one organisation at a time."""
    each = [place for place, count in enumerate(counts) for _ in range(count)]
    mean = sum((values[place] for place in each), Fraction(0)) / len(each)
    median = each[ceil(Fraction(len(each), 2)) - 1]
    # Exactly half-way goes to the upper level.
    nearest = min(range(len(values)), key=lambda place: (abs(values[place] - mean), -place))
    stage = told.stage.number - 1 if isinstance(told.stage, Level) else told.stage
    return (
        all(map(_same, told.stage_counts, counts))
        and (told.mean is None or _same(told.mean, mean))
        and _same(stage, nearest if mean_decides else median)
        and all(_same(value, values[each[ceil(share * len(each)) - 1]]) for share, value in told.quartiles.items())
    )


@pytest.mark.parametrize("table", [[[1, 6, 7]], [[5, 5, 1], [5, 5, 0]]])
def test_nothing_is_withheld_for_nothing(table: list[list[int]]) -> None:
    """Whatever is withheld of a network, something is, and not everything: the attack above has something to read."""
    one = crowd(table)
    counts = one.network.pool(mean=False).themes["data"].stage_counts

    assert {True, False} == {isinstance(count, Withheld) for count in counts}
