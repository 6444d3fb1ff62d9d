"""
Crowds small enough for the scalar library's disclosure control, of which the same may be told as of large ones.

Members of whom the same is said are many in a large network. What is withheld depends on who stands where, and on how
many only as far as they are few.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import attrs

from datamaturity.frames.said import NOTHING, Said
from datamaturity.frames.sums import GroupSums, ScorePlan
from datamaturity.frames.tallies import Part, Tally
from datamaturity.group_control import Key, Pooled
from datamaturity.pooling import PooledScore

__all__ = ["SmallCrowds"]

# Beyond how many organisations of a kind it makes no difference to disclosure control how many there are.
_CROWD = 100

_ANSWERED = attrs.evolve(NOTHING, mean=Fraction(0))


@attrs.frozen
class SmallCrowds:
    """
    How a network is made smaller.

    Attributes:
        plan: Its groups and the rule.
        minimum: The least number of organisations that a figure may be about.
    """

    plan: ScorePlan
    minimum: int

    def of_group(self, group: GroupSums, tallies: Sequence[Tally]) -> tuple[list[PooledScore], list[list[str]]]:
        """Return a group's score for each part, and the organisation that each of its members is of."""
        # Of one criterion the means count: they are the answers. Of others where there are any.
        is_one = len(group.group.positions) == 1
        like: dict[object, Said] = {}

        def same(one: Said) -> Said:
            return like.setdefault((one.mean if is_one else one.mean is None, one.stage), one)

        crowds, owners = self._of([tally.owners for tally in tallies], same)
        return [self._pooled(group, members) for members in crowds], owners

    def of_patterns(self, parts: Sequence[Part], atoms: Sequence[int]) -> tuple[list[Pooled], list[list[str]]]:
        """Return for each part the score of each group, of which atoms' alone have members; and whose these are."""
        bit_of = {place: n for n, place in enumerate(atoms)}
        crowds, owners = self._of([part.patterns.owners for part in parts], lambda pattern: pattern)

        def members(place: int, crowd: Sequence[int]) -> list[Said]:
            bit = bit_of.get(place)
            return [] if bit is None else [_ANSWERED if pattern >> bit & 1 else NOTHING for pattern in crowd]

        cards: list[Pooled] = [
            {key_of(one): self._pooled(one, members(place, crowd)) for place, one in enumerate(self.plan.groups)}
            for crowd in crowds
        ]
        return cards, owners

    def sizes(self, counts: Sequence[int], part_count: int) -> dict[int, int]:
        """
        Return numbers of organisations with the large ones made smaller.

        Nothing that is decided of small numbers is decided otherwise by that: they are compared with the minimum, with
        how many figures there are, and with one another. Of a whole network the large ones keep their order, so that
        the least are withheld; of parts they become equal, so that in each group it is the same part that hides a small
        one.
        """
        most = max(_CROWD, self.minimum) + part_count + len(self.plan.framework.scale) + 1
        large = sorted({count for count in counts if count > most})
        sizes = {count: count for count in counts if count <= most}
        return {**sizes, **{n: most + 1 + (at if part_count == 1 else 0) for at, n in enumerate(large)}}

    def _of(
        self, rows: Sequence[Counter[frozenset[Any]]], same: Callable[[Any], Any]
    ) -> tuple[list[list[Any]], list[list[str]]]:
        """Return for each part what its members say, and whose they are."""
        alike: list[Counter[frozenset[Any]]] = [Counter() for _ in rows]
        for row, classes in zip(alike, rows, strict=True):
            for said, count in classes.items():
                row[frozenset(map(same, said))] += count
        size = self.sizes([count for row in alike for count in row.values()], len(rows))
        crowds: list[list[Any]] = []
        owners: list[list[str]] = []
        for at, row in enumerate(alike):
            pairs = [
                (one, f"{at} {place} {n}")
                for place, (said, count) in enumerate(row.items())
                for n in range(size[count])
                for one in said
            ]
            crowds.append([one for one, _ in pairs])
            owners.append([name for _, name in pairs])
        return crowds, owners

    def _pooled(self, group: GroupSums, members: Sequence[Said]) -> PooledScore:
        return PooledScore(group.group, self.plan.framework, self.plan.rule, tuple(members))  # type: ignore[arg-type]


def key_of(group: GroupSums) -> Key:
    """Return what names a group in the scalar library's disclosure control."""
    return group.group.kind, group.group.id
