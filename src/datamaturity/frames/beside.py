"""What a network's groups may tell beside one another, solved exactly where it is small enough."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from datamaturity.disclosure import Withheld
from datamaturity.frames.control import Crowd, lost_across
from datamaturity.frames.crowds import SmallCrowds, key_of
from datamaturity.frames.keys import atoms_of
from datamaturity.frames.said import answered_by_any
from datamaturity.frames.tallies import Part
from datamaturity.group_control import Key, beside_other_groups
from datamaturity.network_scores import NetworkScore

__all__ = ["Scores", "beside_others"]

Scores: TypeAlias = Sequence[Sequence[NetworkScore]]
"""For each group, in the order of the plan, its scores: of each part."""

# Up to how many kinds of organisations, told apart by where they have answers, it is solved exactly.
_KINDS = 150


def beside_others(
    told: Scores, parts: Sequence[Part], small: SmallCrowds, *, whole: Callable[[], Scores] | None = None
) -> Scores:
    """
    Return scores with more withheld, so that nothing about too few organisations follows from several groups.

    Args:
        told: The scores as they may be told by themselves.
        parts: What is said in each part.
        small: How a network is made small.
        whole: What is told of all parts together; `None` of a network by itself.
    """
    if not any(isinstance(count, Withheld) for scores in told for one in scores for count in one.stage_counts):
        return told
    if sum(len(part.patterns.owners) for part in parts) <= _KINDS:
        return _exactly(told, parts, small, whole)
    minimum = small.minimum
    nothing, bounds, counts = lost_across(
        _crowd(parts, small, has_whole=whole is not None),
        told if whole is None else [[*scores, *more] for scores, more in zip(told, whole(), strict=True)],
    )

    def left(place: int, one: NetworkScore) -> NetworkScore:
        one = one.without_anything(minimum) if place in nothing else one
        one = one.without_bounds(minimum) if place in bounds else one
        return one.without_counts(minimum) if place in counts else one

    return [[left(place, one) for one in scores] for place, scores in enumerate(told)]


def _exactly(told: Scores, parts: Sequence[Part], small: SmallCrowds, whole: Callable[[], Scores] | None) -> Scores:
    keys = [key_of(one) for one in small.plan.groups]

    def by_key(scores: Scores) -> Mapping[Key, Sequence[NetworkScore]]:
        return dict(zip(keys, scores, strict=True))

    cards, owners = small.of_patterns(parts, atoms_of(small.plan))
    found = beside_other_groups(
        by_key(told), cards, owners, small.minimum, whole=None if whole is None else lambda: by_key(whole())
    )
    return [found[key] for key in keys]


def _crowd(parts: Sequence[Part], small: SmallCrowds, *, has_whole: bool) -> Crowd:
    groups = [{*one.group.positions} for one in small.plan.groups]
    atoms = [groups[place] for place in atoms_of(small.plan)]
    return Crowd(
        within=[sum(1 << n for n, atom in enumerate(atoms) if atom <= own) for own in groups],
        about=[[tally.owner_count(lambda said: said.mean is not None) for tally in part.groups] for part in parts],
        patterns=[part.patterns.members for part in parts],
        owners=[part.patterns.of_owners(answered_by_any) for part in parts],
        has_whole=has_whole,
        minimum=small.minimum,
    )
