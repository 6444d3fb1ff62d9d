"""
Disclosure control across groups: what a topic tells beside its cells, and the whole beside its topics and themes.

Whoever answered a topic in one cell alone says the same in both, so that the topic's figure without those of its other
cells is about the few in the cell that is withheld. `network_control` looks at one group at a time; here more is
withheld, until nothing about too few organisations follows from several. Sets of groups and of organisations are whole
numbers, one bit for each.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from datamaturity.criteria import Group
from datamaturity.disclosure import Withheld
from datamaturity.group_sums import giveaways, ones
from datamaturity.network_scores import NetworkScore
from datamaturity.pooling import PooledScore

__all__ = ["CHILDREN", "atoms_among", "beside_other_groups"]

Key: TypeAlias = tuple[str, str]
Told: TypeAlias = Mapping[Key, Sequence[NetworkScore]]
Pooled: TypeAlias = Mapping[Key, PooledScore]

# What is given up first.
_RANK = {"cell": 0, "theme": 1, "topic": 1, "overall": 2}
CHILDREN = {"topic": ("cell",), "theme": ("cell",), "overall": ("topic", "theme")}
"""Which kinds of groups the groups of a kind are made up of."""


def atoms_among(groups: Sequence[Group]) -> list[int]:
    """
    Return the places of the groups that hold each criterion once: cells, or topics or themes without cells.

    Args:
        groups: The groups of a framework, of several kinds.

    Example:
        >>> from datamaturity import load_framework
        >>> atoms_among(load_framework("seven-themes").groups)  # seven themes, and the whole, which is made of them
        [0, 1, 2, 3, 4, 5, 6]
    """
    kind = min((group.kind for group in groups), key=_RANK.__getitem__)
    return [place for place, group in enumerate(groups) if group.kind == kind]


def beside_other_groups(
    told: Told,
    parts: Sequence[Pooled],
    owners: Sequence[Sequence[str]],
    minimum: int,
    *,
    whole: Callable[[], Told] | None = None,
) -> Told:
    """
    Return scores with more withheld, so that nothing about too few organisations follows from several groups.

    Args:
        told: For each group, its scores as they may be told by themselves: of a network, or of each part of one.
        parts: For each part, the pooled score of each group.
        owners: For each part, the organisation that each member is of.
        minimum: The least number of organisations that a figure may be about.
        whole: What is told of all parts together; `None` of a network by itself.

    Returns:
        The scores. A group that must lose a figure in one part loses it in all.

    Example:
        >>> from datamaturity import Assessment, Network, Organisation, load_framework
        >>> framework = load_framework("seven-themes")
        >>> card = Network([Organisation(str(n), Assessment(framework, {"C1": 3})) for n in range(12)]).pool()
        >>> told = {("theme", "culture"): [card.themes["culture"]]}
        >>> beside_other_groups(told, [], [], 5) is told  # nothing is withheld, so that nothing follows from it
        True

    Source:
        Ours: complementary suppression, for members who are in several groups.
    """
    if not any(isinstance(count, Withheld) for scores in told.values() for one in scores for count in one.stage_counts):
        return told
    table = _Table.of(parts, owners, minimum, has_whole=whole is not None)
    if whole is not None:
        told = {key: [*told[key], *scores] for key, scores in whole().items()}

    def control(
        says: Callable[[NetworkScore], object],
        withhold: Callable[[NetworkScore], NetworkScore],
        secret: int,
        traces: Mapping[int, int],
        *,
        holes: bool = False,
    ) -> Told:
        lost = table.lost(table.places(told, says), secret, traces, holes=holes)
        return {
            key: [
                withhold(one) if place in lost and row < len(parts) and says(one) else one
                for row, one in enumerate(scores)
            ]
            for place, (key, scores) in enumerate(told.items())
        }

    few = table.chosen(lambda who: 0 < who.bit_count() < minimum)
    somebody = table.chosen(bool)
    secret_counts = [
        somebody & ~table.places(told, lambda one, at=at: not isinstance(one.counts[at], Withheld))  # type: ignore[misc]
        for at in range(len(next(iter(told.values()))[0].counts))
    ]
    told = control(
        lambda one: not one.withheld, lambda one: one.without_anything(minimum), few, table.traces, holes=True
    )
    # Coverage and bounds count everybody whom a criterion applies to: there a topic is the sum of its cells.
    told = control(
        lambda one: not isinstance(one.coverage, Withheld), lambda one: one.without_bounds(minimum), few, table.sums
    )
    for at, secret in enumerate(secret_counts):
        told = control(
            lambda one, at=at: not isinstance(one.counts[at], Withheld),  # type: ignore[misc]
            lambda one: one.without_counts(minimum),
            secret,
            table.traces,
        )
    return {key: scores[: len(parts)] for key, scores in told.items()}


@attrs.frozen
class _Table:
    """
    Who is in which group, of each part and, after the parts, of all of them together.

    Attributes:
        groups: The groups.
        families: Each group that is made of others, with those: the whole of topics, and of themes.
        part_count: How many parts there are.
        minimum: The least number of organisations that a figure may be about.
        who: For each place, part by part and group by group, the organisations.
        traces: Places that say the same of a member, to the organisations of such members.
        sums: Places that hold the same criteria, to the organisations with an answer to those.
    """

    groups: Sequence[Group]
    families: Sequence[tuple[int, Sequence[int]]]
    part_count: int
    minimum: int
    who: Sequence[int]
    traces: Mapping[int, int]
    sums: Mapping[int, int]

    @classmethod
    def of(cls, parts: Sequence[Pooled], owners: Sequence[Sequence[str]], minimum: int, *, has_whole: bool) -> "_Table":
        groups = [one.group for one in parts[0].values()]
        positions = [frozenset(group.positions) for group in groups]
        # Cells, or topics or themes where there are no cells: each criterion is in one of them.
        atoms = atoms_among(groups)
        within = [sum(1 << atom for atom in atoms if positions[atom] <= own) for own in positions]
        bits = {name: 1 << n for n, name in enumerate(dict.fromkeys(name for names in owners for name in names))}
        size, whole = len(groups), len(groups) * len(parts)
        who = [0] * (size * (len(parts) + has_whole))
        traces: dict[int, int] = {}
        sums: dict[int, int] = {}
        for row, (card, names) in enumerate(zip(parts, owners, strict=True)):
            scores = [*card.values()]
            patterns: dict[int, int] = {}
            for m, name in enumerate(names):
                pattern = sum(1 << atom for atom in atoms if scores[atom].members[m].mean is not None)
                patterns[pattern] = patterns.get(pattern, 0) | bits[name]
            for pattern, about in patterns.items():
                same: dict[int, int] = {}
                for place, own in enumerate(within):
                    if pattern & own:
                        same[pattern & own] = same.get(pattern & own, 0) | 1 << place
                        who[row * size + place] |= about
                        if has_whole:
                            who[whole + place] |= about
                for mask in same.values():
                    both = mask << row * size | (mask << whole if has_whole else 0)
                    traces[both] = traces.get(both, 0) | about
            for atom in atoms:
                mask = sum(1 << place for place, own in enumerate(within) if own >> atom & 1)
                both = mask << row * size | (mask << whole if has_whole else 0)
                sums[both] = who[row * size + atom]
        families = [
            (parent, [place for place, one in enumerate(groups) if one.kind == kind and positions[place] <= own])
            for parent, own in enumerate(positions)
            for kind in CHILDREN.get(groups[parent].kind, ())
        ]
        return cls(groups, families, len(parts), minimum, who, traces, sums)

    def chosen(self, test: Callable[[int], bool]) -> int:
        """Return the places whose organisations are so."""
        return sum(1 << place for place, who in enumerate(self.who) if test(who))

    def places(self, told: Told, says: Callable[[NetworkScore], object]) -> int:
        """Return the places whose scores are so."""
        size = len(self.groups)
        return sum(
            1 << row * size + place
            for place, scores in enumerate(told.values())
            for row, one in enumerate(scores)
            if says(one)
        )

    def lost(self, told: int, secret: int, masks: Mapping[int, int], *, holes: bool) -> set[int]:
        """Return the groups that must lose what they tell, so that what is secret does not follow; few where it can."""

        def breaches(told: int) -> set[int]:
            used = [*giveaways(told, secret, masks, self.who, self.minimum), *(self._holes(told) if holes else ())]
            return {min(group, key=self._given_up) for one in used if (group := self._in_parts(one))}

        lost: list[int] = []
        left = told
        while found := breaches(left):
            # Of what gives the same things away, only the first: less may then be enough.
            lost.append(min(found, key=self._given_up))
            left &= ~self._everywhere(lost[-1])
        for group in reversed(lost):
            again = left | told & self._everywhere(group)
            if not breaches(again):
                left = again
                lost.remove(group)
        return {*lost}

    def _is_few(self, who: int) -> bool:
        return 0 < who.bit_count() < self.minimum

    def _everywhere(self, group: int) -> int:
        return sum(1 << row * len(self.groups) + group for row in range(self.part_count))

    def _in_parts(self, places: int) -> set[int]:
        size = len(self.groups)
        return {place % size for place in ones(places) if place < size * self.part_count}

    def _given_up(self, group: int) -> tuple[int, int, int]:
        about = sum(self.who[row * len(self.groups) + group].bit_count() for row in range(self.part_count))
        return _RANK[self.groups[group].kind], about, group

    def _holes(self, told: int) -> Iterator[int]:
        """Yield a parent with its told children where few are in it through the others alone."""
        for start in range(0, len(self.who), len(self.groups)):
            for parent, children in self.families:
                shown = [place for child in children if told >> (place := start + child) & 1 and self.who[place]]
                rest = self.who[start + parent]
                for place in shown:
                    rest &= ~self.who[place]
                if told >> start + parent & 1 and self._is_few(rest):
                    yield sum(1 << place for place in (start + parent, *shown))
