"""
Disclosure control across groups for networks too large to be solved exactly: rather too much withheld than too little.

What groups tell together is a sum of their figures, each taken so many times. Somebody who says the same in no other
group keeps a figure out of every sum that leaves nothing but secrets: if its times were not zero, what that one says
would be left. What no such member keeps out is withheld wherever it may touch a secret.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

import attrs

from datamaturity.disclosure import Withheld
from datamaturity.group_control import CHILDREN
from datamaturity.network_scores import NetworkScore

__all__ = ["Crowd", "lost_across"]

Place: TypeAlias = tuple[int, int]
"""A row (a part of the network, or after those the whole), and a group."""

Told: TypeAlias = Sequence[Sequence[NetworkScore]]
"""For each group, its scores: of each part, and last of the whole where the parts are slices."""

# Of how many kinds of members each part's are looked at: the most frequent keep out what anybody does.
_KINDS = 500


@attrs.frozen
class Crowd:
    """
    Who is in which group of a network or its parts.

    Attributes:
        within: For each group, a bit for each atom that it holds, as one whole number: the first atom's counts 1, the
            next 2.
        about: For each part and group, how many organisations have an answer.
        patterns: For each part, in which atoms members have an answer, to how many members.
        owners: For each part, in which atoms organisations have an answer, to how many organisations.
        has_whole: Whether the parts are told beside their whole.
        minimum: The least number of organisations that a figure may be about.

    Example:
        >>> crowd = Crowd([1, 2, 3], [[7, 2, 9]], [Counter()], [Counter()], has_whole=False, minimum=5)
        >>> crowd.is_few(2), crowd.is_few(7), crowd.count([0], 2)
        (True, False, 9)
    """

    within: Sequence[int]
    about: Sequence[Sequence[int]]
    patterns: Sequence[Counter[int]]
    owners: Sequence[Counter[int]]
    has_whole: bool
    minimum: int

    @property
    def rows(self) -> range:
        """The parts."""
        return range(len(self.about))

    @property
    def whole(self) -> int:
        """The row of the whole."""
        return len(self.about)

    def is_few(self, count: int) -> bool:
        """
        Return whether a figure about so many organisations is withheld.

        Args:
            count: How many organisations.
        """
        return 0 < count < self.minimum

    def count(self, rows: Iterable[int], group: int) -> int:
        """
        Return how many organisations of some parts have an answer in a group.

        Args:
            rows: The parts' places, from 0.
            group: The group's place, from 0.
        """
        return sum(self.about[row][group] for row in rows)


Lost: TypeAlias = set[int]


def lost_across(crowd: Crowd, told: Told) -> tuple[Lost, Lost, Lost]:
    """
    Return what groups must lose in every part: everything; coverage and bounds; how many have which stage.

    Args:
        crowd: Who is in which group.
        told: What each group tells by itself.

    Example:
        >>> from datamaturity import Assessment, Network, Organisation, load_framework
        >>> framework = load_framework("seven-themes")
        >>> card = Network([Organisation(str(n), Assessment(framework, {"C1": 3})) for n in range(12)]).pool()
        >>> crowd = Crowd([1], [[12]], [Counter({1: 12})], [Counter({1: 12})], has_whole=False, minimum=5)
        >>> lost_across(crowd, [[card.themes["culture"]]])
        (set(), set(), set())

    Source:
        Ours; of what `datamaturity.group_control` withholds, and more.
    """

    def places(says: Callable[[NetworkScore], bool], gone: Lost) -> set[Place]:
        return {
            (row, group)
            for group, scores in enumerate(told)
            for row, one in enumerate(scores)
            if says(one) and not (group in gone and row in crowd.rows)
        }

    nothing: Lost = set()
    while True:
        known = places(lambda one: not one.withheld, nothing)
        more = (_lost_of_few(crowd, known) | {*_holes(crowd, told, known)}) - nothing
        if not more:
            break
        nothing |= more
    known = places(lambda one: not isinstance(one.coverage, Withheld), nothing)
    bounds = _lost_bounds(crowd, told, known)
    counts: Lost = set()
    for at in range(len(told[0][0].counts)):
        known = places(lambda one, at=at: not isinstance(one.counts[at], Withheld), nothing | counts)  # type: ignore[misc]
        # What was given up here is no secret.
        first = places(lambda one, at=at: not isinstance(one.counts[at], Withheld), set())  # type: ignore[misc]
        somebody = {(row, group) for group in range(len(told)) for row in crowd.rows if crowd.about[row][group]}
        if crowd.has_whole:
            somebody |= {(crowd.whole, group) for group in range(len(told)) if crowd.count(crowd.rows, group)}
        counts |= _lost(crowd, known, somebody - first, [[row] for row in crowd.rows], _traces(crowd))
    return nothing, bounds, counts


Traces: TypeAlias = Callable[[Sequence[int]], Iterator[frozenset[int]]]


def _lost_of_few(crowd: Crowd, known: set[Place]) -> Lost:
    rows = _merged(crowd, known)
    return _lost(crowd, known, _few(crowd, rows), rows, _traces(crowd))


def _lost_bounds(crowd: Crowd, told: Told, known: set[Place]) -> Lost:
    # Coverage and bounds count everybody whom a criterion applies to: there a topic is the sum of its cells.
    atoms = range(max(crowd.within).bit_length())

    def traces(rows: Sequence[int]) -> Iterator[frozenset[int]]:
        for atom in atoms:
            holders = [group for group, own in enumerate(crowd.within) if own >> atom & 1]
            if crowd.count(rows, min(holders, key=lambda group: crowd.within[group].bit_count())):
                yield frozenset(holders)

    rows = _merged(crowd, known)
    found = _lost(crowd, known, _few(crowd, rows), rows, traces)
    if crowd.has_whole:
        return found
    # Of one network, groups that share no criterion say nothing of one another.
    kinds = [scores[0].group.kind for scores in told]
    kept = "topic" if "topic" in kinds else "theme"
    return {group for group in found if kinds[group] != kept}


def _merged(crowd: Crowd, known: set[Place]) -> list[list[int]]:
    """Return the parts, with those of which nothing is told as one: of them the whole tells no more than their sum."""
    silent = [
        row for row in crowd.rows if crowd.has_whole and not any((row, g) in known for g, _ in enumerate(crowd.within))
    ]
    return [*([row] for row in crowd.rows if row not in silent), *([silent] if silent else [])]


def _few(crowd: Crowd, rows: Sequence[Sequence[int]]) -> set[Place]:
    """Return the places about too few; those of merged parts stand at the first of them."""
    groups = range(len(crowd.within))
    found = {(row[0], group) for row in rows for group in groups if crowd.is_few(crowd.count(row, group))}
    if crowd.has_whole:
        found |= {(crowd.whole, group) for group in groups if crowd.is_few(crowd.count(crowd.rows, group))}
    return found


def _traces(crowd: Crowd) -> Traces:
    """Return how to find which groups say the same of a member."""

    def traces(rows: Sequence[int]) -> Iterator[frozenset[int]]:
        for row in rows:
            for pattern, _ in crowd.patterns[row].most_common(_KINDS):
                same: dict[int, set[int]] = {}
                for group, own in enumerate(crowd.within):
                    if pattern & own:
                        same.setdefault(pattern & own, set()).add(group)
                yield from map(frozenset, same.values())

    return traces


def _lost(crowd: Crowd, known: set[Place], secret: set[Place], rows: Sequence[Sequence[int]], traces: Traces) -> Lost:
    """Return the groups whose figures may add up to a secret."""
    if not secret:
        return set()
    # Groups of the same criteria are one.
    first = {own: group for group, own in reversed([*enumerate(crowd.within)])}
    node = [first[own] for own in crowd.within]
    told = {(row, node[group]) for row, group in known}
    hidden = {(row, node[group]) for row, group in secret}

    def figure(row: Sequence[int], group: int) -> Place | None:
        """What says something of a part: its own figure, or the whole's, the same for all that tell nothing."""
        if (row[0], group) in told:
            return row[0], group
        return (crowd.whole, group) if (crowd.whole, group) in told else None

    free = {one for row in rows for group in {*node} if (one := figure(row, group))}
    sums = set()
    for row in rows:
        for trace in traces(row):
            groups = {node[group] for group in trace}
            if not any((place, group) in hidden for group in groups for place in (row[0], crowd.whole)):
                sums.add(frozenset(one for group in groups if (one := figure(row, group))))
    while alone := {place for one in sums if len(one) == 1 for place in one}:
        free -= alone
        sums = {one - alone for one in sums}
    loose = {group for _, group in free}
    secrets = {group for _, group in hidden}
    lost = set()
    for together in _connected(loose | secrets, crowd.within):
        if len(together) > 1 and together & secrets:
            lost |= together & loose
    # Of two groups of the same criteria, one that is told tells the other.
    lost |= {group for row, group in told & hidden if row in crowd.rows and _differ(known, row, group, node)}
    return {group for group in range(len(node)) if node[group] in lost}


def _differ(known: set[Place], row: int, group: int, node: Sequence[int]) -> bool:
    return len({(row, one) in known for one, own in enumerate(node) if own == group}) > 1


def _connected(groups: set[int], within: Sequence[int]) -> Iterator[set[int]]:
    """Yield groups that share criteria, or do by way of others."""
    left = {*groups}
    while left:
        found = {left.pop()}
        own = within[next(iter(found))]
        while more := {group for group in left if within[group] & own}:
            found |= more
            left -= more
            for group in more:
                own |= within[group]
        yield found


def _holes(crowd: Crowd, told: Told, known: set[Place]) -> Iterator[int]:
    """Yield the groups in which few organisations are in none of the told groups that they are made of."""
    kinds = [scores[0].group.kind for scores in told]
    for parent, own in enumerate(crowd.within):
        for kind in CHILDREN.get(kinds[parent], ()):
            children = [place for place, one in enumerate(kinds) if one == kind and crowd.within[place] & ~own == 0]
            for row in crowd.rows:
                if (row, parent) not in known:
                    continue
                shown = 0
                for child in children:
                    if (row, child) in known:
                        shown |= crowd.within[child]
                if shown == own:
                    continue
                rest = sum(count for one, count in crowd.owners[row].items() if one & own and not one & own & shown)
                if crowd.is_few(rest):
                    yield parent
