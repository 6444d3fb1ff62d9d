"""
What follows from figures by adding and taking away: the linear equations of disclosure control, solved exactly.

A figure has a place, and sets of places are whole numbers with one bit for each. Of each member the places that say the
same of it are one set, a mask: what they say of it is unknown, and cancels where as much is added as is taken away.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import gcd
from typing import TypeAlias

__all__ = ["giveaways", "ones"]

Sum: TypeAlias = dict[int, int]
"""Figures, by place, each with how often it is added: one way to add and take away."""


def giveaways(told: int, secret: int, masks: Mapping[int, int], who: Sequence[int], minimum: int) -> Iterator[int]:
    """
    Yield sets of told places whose figures, added and taken away, leave nothing but secrets.

    Args:
        told: The places that are told.
        secret: The places whose figures must not follow.
        masks: Places that say the same of a member, to the organisations of such members.
        who: For each place, the organisations that it is about.
        minimum: The least number of organisations that a figure may be about.

    Returns:
        The places for each secret that follows whole, and for what follows of several that is about too few.

    Example:
        >>> # A total of 13 organisations (place 0), one part with 9 of them (place 1), and one with 4 (place 2).
        >>> nine, four = 0b0000111111111, 0b1111000000000
        >>> of_all = {0b011: nine, 0b101: four}
        >>> {bin(places) for places in giveaways(0b011, 0b100, of_all, [nine | four, nine, four], 5)}
        {'0b11'}
        >>> {*giveaways(0b001, 0b100, of_all, [nine | four, nine, four], 5)}
        set()
    """
    shut = {mask: about for mask, about in masks.items() if mask & secret}
    if not shut:
        return
    left, used = {mask & told for mask in masks if not mask & secret}, told
    # A place that alone says something of a member is no use. With few gaps that is all of them.
    while alone := sum(mask for mask in left if mask.bit_count() == 1):
        used &= ~alone
        left = {mask & used for mask in left}
    sums = _vanishing([{place: 1} for place in ones(used)], left)
    sums = [one for one in sums if any(_value(one, mask) for mask in shut)]
    for one in sums:
        if 0 < _about(one, shut).bit_count() < minimum:
            yield sum(1 << place for place in one)
    for place in ones(secret) if sums else ():
        own = {mask: about for mask, about in shut.items() if mask >> place & 1}
        for one in _vanishing(sums, {mask & used for mask in shut if mask not in own}):
            found = _about(one, own)
            if found and (found.bit_count() < minimum or found == who[place]):
                yield sum(1 << place for place in one)


def ones(number: int) -> Iterator[int]:
    """
    Yield the places of the bits that are set, lowest first.

    Args:
        number: A whole number from 0, read as bits.

    Example:
        >>> [*ones(0b1101)]
        [0, 2, 3]
    """
    while number:
        last = number & -number
        yield last.bit_length() - 1
        number ^= last


def _value(one: Sum, mask: int) -> int:
    return sum(times for place, times in one.items() if mask >> place & 1)


def _about(one: Sum, masks: Mapping[int, int]) -> int:
    """Return the organisations of whom something is left."""
    found = 0
    for mask, about in masks.items():
        if _value(one, mask):
            found |= about
    return found


def _vanishing(sums: list[Sum], masks: Collection[int]) -> list[Sum]:
    """Return what spans those combinations of sums in which what each mask's members say cancels out."""
    for mask in masks:
        values = [_value(one, mask) for one in sums]
        pivot = min((n for n, value in enumerate(values) if value), key=lambda n: len(sums[n]), default=None)
        if pivot is not None:
            sums = [
                _less(one, value, sums[pivot], values[pivot]) if value else one
                for n, (one, value) in enumerate(zip(sums, values, strict=True))
                if n != pivot
            ]
    return sums


def _less(one: Sum, value: int, other: Sum, pivot: int) -> Sum:
    found = {place: pivot * one.get(place, 0) - value * other.get(place, 0) for place in {*one, *other}}
    divisor = gcd(*found.values())
    return {place: times // divisor for place, times in found.items() if times}
