"""
Disclosure control across groups under attack: what a topic tells beside its cells, and the whole beside both.

The attacker solves linear equations exactly, and knows who answered what. The unknowns are what each member says in
each set of criteria; whoever answered the same criteria of two groups says the same in both. For coverage and bounds
the unknowns are sums over everybody, one for each criterion.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from datamaturity import (
    Assessment,
    Benchmark,
    Criterion,
    Framework,
    Group,
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
)
from datamaturity import network as network_module


def grid(topics: int, themes: int, *, double: bool = False) -> Framework:
    """Return a framework with one criterion in each cell, or two in the first."""
    criteria = [
        Criterion(f"{t}.{h}", f"Criterion {t}.{h}", f"t{t}", f"h{h}") for t in range(topics) for h in range(themes)
    ]
    extra = [Criterion("more", "One more", "t0", "h0")] if double else []
    return Framework(
        id="grid",
        version="1",
        title="Grid",
        scale=Scale([Level(1, "Low"), Level(2, "Middle"), Level(3, "High"), Level(4, "Top")]),
        topics=[Topic(f"t{t}", f"Topic {t}") for t in range(topics)],
        themes=[Theme(f"h{h}", f"Theme {h}") for h in range(themes)],
        criteria=criteria + extra,
    )


GRIDS = [grid(2, 2), grid(2, 3), grid(3, 3), grid(2, 2, double=True)]

Sheet: TypeAlias = Mapping[str, int]
"""The levels that somebody gave, by criterion."""


class Case(NamedTuple):
    """The answers of a network's people, with whose they are and in which part."""

    framework: Framework
    organisations: tuple[tuple[str, tuple[Sheet, ...]], ...]
    overall: bool

    @property
    def network(self) -> Network:
        """The network, of panels where an organisation has several people."""
        return Network(
            Organisation(
                str(n),
                Assessment(self.framework, sheets[0])
                if len(sheets) == 1
                else Panel([Respondent(Assessment(self.framework, one)) for one in sheets]),
                {"part": part},
            )
            for n, (part, sheets) in enumerate(self.organisations)
        )

    @property
    def parts(self) -> list[str]:
        """The names of the parts with answers."""
        return sorted({part for part, _ in self.organisations})


def case(framework: Framework, *answered: tuple[int, list[str]], overall: bool = True, part: str = "north") -> Case:
    """Return so many organisations with answers to these criteria alone, one after the other."""
    levels = [2, 3, 2, 4]
    sheets: list[Sheet] = [
        {name: levels[(n + len(name)) % 4] for name in names} for count, names in answered for n in range(count)
    ]
    return Case(framework, tuple((part, (one,)) for one in sheets), overall)


@st.composite
def cases(draw: st.DrawFn, *, parts: int = 1, people: int = 1) -> Case:
    """Sparse networks: kinds of organisations that answered one or two criteria each, some of them many times."""
    framework = draw(st.sampled_from(GRIDS))
    names = st.sampled_from(list(framework.criterion_ids))
    kinds = draw(st.lists(st.sets(names, min_size=1, max_size=2), min_size=1, max_size=6))
    found: list[tuple[str, tuple[Sheet, ...]]] = []
    for kind in kinds:
        for _ in range(draw(st.sampled_from([1, 2, 3, 4, 5, 6, 9]))):
            sheets: tuple[Sheet, ...] = tuple(
                {name: draw(st.sampled_from([1, 2, 2, 2, 3, 4])) for name in sorted(kind)}
                for _ in range(draw(st.integers(1, people)))
            )
            found.append((draw(st.sampled_from(["north", "south", "west"][:parts])), sheets))
    return Case(framework, tuple(found), draw(st.booleans()))


class Attacker:
    """Linear equations modulo a large prime: what the figures that were heard add up to."""

    PRIME = 2**61 - 1

    def __init__(self) -> None:
        self.rows: dict[object, dict[object, int]] = {}

    def _rest(self, terms: Mapping[object, int]) -> dict[object, int]:
        left = {key: factor % self.PRIME for key, factor in terms.items() if factor % self.PRIME}
        for pivot, row in self.rows.items():
            factor = left.get(pivot)
            if factor:
                for key, share in row.items():
                    left[key] = (left.get(key, 0) - factor * share) % self.PRIME
                    if not left[key]:
                        del left[key]
        return left

    def hear(self, terms: Mapping[object, int]) -> None:
        """Take in that somebody knows the sum of these, each times its factor."""
        left = self._rest(terms)
        if left:
            pivot = next(iter(left))
            inverse = pow(left[pivot], -1, self.PRIME)
            self.rows[pivot] = {key: factor * inverse % self.PRIME for key, factor in left.items()}

    def knows(self, terms: Mapping[object, int]) -> bool:
        """Return whether the sum of these follows from what was heard."""
        return not self._rest(terms)


Person: TypeAlias = tuple[int, int]


class Truth:
    """Who answered what, as the attacker is allowed to know, and what there is to find."""

    def __init__(self, one: Case, *, by: str) -> None:
        self.case, self.by = one, by
        self.people: dict[Person, tuple[str, frozenset[str]]] = {}
        for n, (part, sheets) in enumerate(one.organisations):
            # Counted as one, an organisation answers what any of its people does.
            whole: Sequence[Sheet] = (
                [dict(pair for sheet in sheets for pair in sheet.items())] if by == "organisations" else sheets
            )
            for m, sheet in enumerate(whole):
                self.people[n, m] = (part, frozenset(sheet))

    def about(self, group: Group, parts: Iterable[str]) -> dict[Person, frozenset[str]]:
        """Return who has an answer in the group, and to what of it."""
        wanted = {*parts}
        found = {one: names & {*group.criteria} for one, (part, names) in self.people.items() if part in wanted}
        return {one: names for one, names in found.items() if names}

    def organisations(self, group: Group, parts: Iterable[str]) -> frozenset[int]:
        """Return the organisations with an answer in the group."""
        return frozenset(n for n, _ in self.about(group, parts))

    def hear(self, known: Attacker, card: NetworkScorecard | Benchmark, parts: Sequence[str]) -> None:
        """Take in all that is told of some parts together."""
        for one in card if isinstance(card, NetworkScorecard) else card.groups:
            about = self.about(one.group, parts).items()
            mean = getattr(one, "mean", None)
            if isinstance(mean, Fraction):
                known.hear({("mean", *each): 1 for each in about})
            stages = range(len(one.stage_counts) + 1)
            for stage, count in enumerate((*one.stage_counts, one.no_stage_count)):
                if not isinstance(count, Withheld):
                    known.hear({("stage", stage, *each): 1 for each in about})
            if not isinstance(one.member_count, Withheld):
                known.hear({("stage", stage, *each): 1 for each in about for stage in stages})
            if isinstance(one, NetworkScore):
                self._hear_sums(known, one, parts)

    @staticmethod
    def _hear_sums(known: Attacker, one: NetworkScore, parts: Sequence[str]) -> None:
        for name, value in (("coverage", one.coverage), ("low", one.low), ("high", one.high)):
            if isinstance(value, Fraction):
                known.hear({(name, part, criterion): 1 for part in parts for criterion in one.group.criteria})

    def found(self, known: Attacker, parts: Sequence[str], minimum: int = 5) -> Iterator[str]:
        """Yield what follows of groups that too few organisations have answered."""
        for group in self.case.framework.groups:
            if 0 < len(self.organisations(group, parts)) < minimum:
                about = self.about(group, parts).items()
                if known.knows({("mean", *each): 1 for each in about}):
                    yield f"the mean of {group} in {parts}"
                if known.knows({("stage", s, *each): 1 for each in about for s in range(5)}):
                    yield f"the number in {group} in {parts}"
                for stage in range(5):
                    if known.knows({("stage", stage, *each): 1 for each in about}):
                        yield f"the number at {stage} in {group} in {parts}"
                for name in ("coverage", "low", "high"):
                    if known.knows({(name, part, c): 1 for part in parts for c in group.criteria}):
                        yield f"the {name} of {group} in {parts}"

    def holes(self, card: NetworkScorecard, parts: Sequence[str], minimum: int = 5) -> Iterator[str]:
        """Yield the groups in which too few organisations are in none of the told groups that they are made of."""
        kinds = {"topic": ["cell"], "theme": ["cell"], "overall": ["topic", "theme"], "cell": []}
        for one in card:
            for kind in [] if one.withheld else kinds[one.group.kind]:
                inside = [
                    each.group
                    for each in card
                    if each.group.kind == kind and {*each.group.criteria} <= {*one.group.criteria} and not each.withheld
                ]
                told = frozenset[int]().union(*(self.organisations(group, parts) for group in inside))
                if 0 < len(self.organisations(one.group, parts) - told) < minimum:
                    yield f"{one.group} beside its {kind}s"


# The tester's: nine answered one cell of a topic and four the other.
NINE_AND_FOUR = case(GRIDS[0], (9, ["0.0"]), (4, ["0.1"]), (6, ["1.0", "1.1"]))
# What hides the three of topic 0 is the nine beside them, and theme 1 would tell of those.
BY_ANOTHER_WAY = case(GRIDS[0], (3, ["0.0"]), (9, ["0.1"]), (9, ["1.0"]), (9, ["1.1"]))
# Four in theme 1, and topics that tell together what the whole would tell.
NO_WHOLE = case(GRIDS[0], (8, ["0.0"]), (2, ["0.1"]), (8, ["1.0"]), (2, ["1.1"]), overall=False)
# Everybody answered one cell of topic 0, and four the other as well: coverage and bounds add up all the same.
NESTED = case(GRIDS[0], (9, ["0.0", "1.0", "1.1"]), (4, ["0.0", "0.1", "1.0"]))
# Nine and seven: at one level one of the nine.
ONE_AT_A_LEVEL = Case(
    GRIDS[0],
    tuple(("north", ({"0.0": level},)) for level in [2] * 6 + [3] * 6)
    + tuple(("north", ({"0.1": level},)) for level in [2] + [3] * 8),
    False,
)

bys = st.sampled_from(["organisations", "respondents"])


class TestOneNetwork:
    """A network tells its groups."""

    @given(cases(people=2), bys)
    @example(NINE_AND_FOUR, "organisations")
    @example(BY_ANOTHER_WAY, "organisations")
    @example(NO_WHOLE, "organisations")
    @example(NESTED, "organisations")
    def test_nothing_about_few_follows_from_other_groups(self, one: Case, by: str) -> None:
        """No mean, number, coverage or bound of a withheld group follows from the groups that are told."""
        truth, known = Truth(one, by=by), Attacker()
        truth.hear(known, one.network.pool(by=by, overall=one.overall), one.parts)  # type: ignore[arg-type]

        assert [] == [*truth.found(known, one.parts)]

    @given(cases(people=2), bys)
    @example(NINE_AND_FOUR, "respondents")
    def test_no_few_are_in_withheld_groups_alone(self, one: Case, by: str) -> None:
        """Those of a told group who are in none of its told parts are nobody, or as many as a figure must be about."""
        card = one.network.pool(by=by, overall=one.overall)  # type: ignore[arg-type]

        assert [] == [*Truth(one, by=by).holes(card, one.parts)]

    @given(cases())
    @example(ONE_AT_A_LEVEL)
    def test_no_number_at_a_stage_follows_from_other_groups(self, one: Case) -> None:
        """How many have a stage does not follow, where it is withheld of the group by itself."""
        network, truth, known = one.network, Truth(one, by="organisations"), Attacker()
        truth.hear(known, network.pool(overall=one.overall), one.parts)
        open_card = network.pool(overall=one.overall, min_organisations=0)
        few = [
            (score.group, stage)
            for score in open_card
            for stage, count in enumerate((*score.stage_counts, score.no_stage_count))
            if isinstance(count, int) and 0 < count < 5
        ]

        assert [] == [
            (str(group), stage)
            for group, stage in few
            if known.knows({("stage", stage, *each): 1 for each in truth.about(group, one.parts).items()})
        ]

    @given(cases(people=2), bys)
    @example(NINE_AND_FOUR, "organisations")
    def test_nothing_follows_from_a_benchmark(self, one: Case, by: str) -> None:
        """A benchmark that is made of the network tells no more, with its means and beside the network's scores."""
        truth, known = Truth(one, by=by), Attacker()
        made = Benchmark.from_network(one.network, by=by, overall=one.overall, mean=True)  # type: ignore[arg-type]
        truth.hear(known, made, one.parts)
        truth.hear(known, one.network.pool(by=by, overall=one.overall), one.parts)  # type: ignore[arg-type]

        assert [] == [*truth.found(known, one.parts)]


class TestParts:
    """A network tells its groups, and those of its parts."""

    @given(cases(parts=3, people=2), bys)
    def test_nothing_about_few_follows_from_slices(self, one: Case, by: str) -> None:
        """Of no part, and not of the whole, does anything about a withheld group follow."""
        network, truth, known = one.network, Truth(one, by=by), Attacker()
        truth.hear(known, network.pool(by=by, overall=one.overall), one.parts)  # type: ignore[arg-type]
        for part, card in network.slices("part", by=by, overall=one.overall).items():  # type: ignore[arg-type]
            truth.hear(known, card, [part])

        assert [] == [each for parts in (one.parts, *([p] for p in one.parts)) for each in truth.found(known, parts)]

    @given(cases(parts=2))
    def test_nothing_about_few_follows_from_one_part(self, one: Case) -> None:
        """The same for a part by itself, and the rest that nobody asked for."""
        network, truth, known = one.network, Truth(one, by="organisations"), Attacker()
        truth.hear(known, network.pool(overall=one.overall), one.parts)
        part = one.parts[0]
        truth.hear(known, network.where(part=part).pool(overall=one.overall), [part])

        assert [] == [each for parts in (one.parts, *([p] for p in one.parts)) for each in truth.found(known, parts)]


class TestNothingForNothing:
    """What nobody could work out stays told."""

    @given(st.sampled_from(GRIDS), st.integers(1, 14), st.integers(1, 3), st.data())
    def test_full_answers_lose_nothing(self, framework: Framework, count: int, parts: int, data: st.DataObject) -> None:
        """Where all have answered everything, what each group may tell by itself is told, of slices as well."""
        level = st.integers(1, 4)
        network = Network(
            Organisation(
                str(n),
                Assessment(framework, {name: data.draw(level) for name in framework.criterion_ids}),
                {"part": str(n % parts)},
            )
            for n in range(count)
        )

        def rows() -> list[dict[str, object]]:
            cards = [network.pool(overall=True), *network.slices("part", overall=True).values()]
            return [row for card in cards for row in card.to_rows()]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(network_module, "beside_other_groups", lambda told, *_, **__: told)
            alone = rows()

        assert alone == rows()

    def test_a_gap_here_and_there_loses_nothing(self) -> None:
        """Four who have answered one cell, and the others of its topic as well, leave the topic as it was."""
        card = NESTED.network.pool()

        assert card.cells["t0", "h1"].withheld
        assert [13, 13] == [card.topics["t0"].organisation_count, card.cells["t0", "h0"].organisation_count]


def test_the_attack_finds_what_there_is() -> None:
    """With nothing withheld but the few themselves, the attacker has each of the examples."""
    for one in (NINE_AND_FOUR, BY_ANOTHER_WAY, NO_WHOLE, NESTED):
        truth, known = Truth(one, by="organisations"), Attacker()
        card = one.network.pool(overall=one.overall, min_organisations=0)
        few = [each for each in card if 0 < len(truth.organisations(each.group, one.parts)) < 5]
        told = [each for each in card if each not in few]
        for each in told:
            about = truth.about(each.group, one.parts).items()
            known.hear({("mean", *who): 1 for who in about})
            truth._hear_sums(known, each, one.parts)

        assert [] != few
        assert [] != [*truth.found(known, one.parts)]


def test_every_group_that_is_lost_is_needed() -> None:
    """The four lose their cell, and with it the three cells of which each would give it away; nothing else goes."""
    card = NINE_AND_FOUR.network.pool()
    lost = [str(one.group) for one in card if one.withheld]

    # Topic 0 has 13, of which 9 in its other cell; theme 1 has 10, of which 6 in its other cell. And without those,
    # theme 0 has 15, of which 6 are in cell 1 × 0 and so 9 in cell 0 × 0: 13 - (15 - 6) = 4.
    assert ["cell t0/h0", "cell t0/h1", "cell t1/h0", "cell t1/h1"] == lost
