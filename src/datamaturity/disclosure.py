"""
Disclosure control: which figures about a few organisations are withheld, and what must be withheld with them.

A figure is a set of organisations: those that it is about. One about too few is withheld; then others are, until none
that is withheld follows from those that are told by adding and taking away.
"""

from collections.abc import Iterator, Sequence, Set
from fractions import Fraction
from itertools import combinations
from math import gcd, lcm

import attrs

from datamaturity.errors import Fault, NetworkError
from datamaturity.validators import is_text

__all__ = [
    "LEAST_ORGANISATIONS",
    "Withheld",
    "check_minimum",
    "mean_tells_no_count",
    "rank_is_told",
    "shown",
    "too_few",
    "withheld_parts",
]

LEAST_ORGANISATIONS = 5
"""The least number of organisations that a figure is about, where nobody says another."""


@attrs.frozen
class Withheld:
    """
    A figure that is withheld: neither zero nor missing.

    Attributes:
        why: The reason, as a reader is told it.

    Example:
        >>> print(Withheld("it is about too few"))
        withheld: it is about too few
    """

    why: str = attrs.field(validator=is_text)

    def __str__(self) -> str:
        """Return ``withheld`` and the reason."""
        return f"withheld: {self.why}"


def too_few(minimum: int) -> Withheld:
    """
    Return what stands for every figure that is withheld from a table.

    One reason for all: which of two withheld figures is the small one is half of what there is to hide.

    Args:
        minimum: The least number of organisations that a figure may be about.
    """
    return Withheld(f"it is about fewer than {minimum} organisations, or would give such a figure away")


def rank_is_told(shown_counts: Sequence[bool], place: int) -> bool:
    """
    Return whether how many stand below a level, and how many up to it, follow from the counts that are told.

    Only then does a quantile at that level say nothing new of the counts that are withheld.

    Args:
        shown_counts: For each level, lowest first, whether its count is told.
        place: The level's place on the scale, from 0.

    Example:
        >>> rank_is_told([False, False, True, True], 2), rank_is_told([False, False, True, True], 1)
        (True, False)
    """

    def below(end: int) -> bool:
        return all(shown_counts[:end]) or all(shown_counts[end:])

    return below(place) and below(place + 1)


def check_minimum(minimum: int) -> int:
    """
    Return the least number of organisations that a figure may be about, if it is one.

    Args:
        minimum: A whole number of organisations, from 0, which withholds nothing.

    Raises:
        NetworkError: It is none.

    Example:
        >>> check_minimum(5)
        5
        >>> check_minimum(-1)
        Traceback (most recent call last):
        datamaturity.errors.NetworkError: min_organisations: is a whole number from 0 (0 withholds nothing), not -1
    """
    if type(minimum) is not int or minimum < 0:
        message = f"is a whole number from 0 (0 withholds nothing), not {minimum!r}"
        raise NetworkError([Fault("min_organisations", message)])
    return minimum


def shown(value: object) -> object:
    """
    Return a figure for a row or a file: the text ``withheld`` in place of one that is.

    Args:
        value: The figure.

    Example:
        >>> shown(12), shown(too_few(5))
        (12, 'withheld')
    """
    return "withheld" if isinstance(value, Withheld) else value


def withheld_parts(parts: Sequence[Set[object]], minimum: int) -> frozenset[int]:
    """
    Return which of the parts of a published total must be withheld.

    Args:
        parts: The organisations that each part is about.
        minimum: The least number of organisations that a figure may be about; 0 withholds nothing.

    Returns:
        The places of the parts; the number of parts stands for the total itself, which is withheld with all of them
        where nothing less helps.

    Example:
        >>> parts = [set(range(0, 12)), set(range(12, 32)), set(range(32, 35)), set(), set(range(35, 41))]
        >>> sorted(withheld_parts(parts, 5))  # three are too few; the next fewest, six, hide them
        [2, 4]

    Source:
        Primary and complementary suppression, as statistical offices practise it.
    """
    everybody = frozenset[object]().union(*parts)
    nothing_told = frozenset(range(len(parts) + 1))
    if 0 < len(everybody) < minimum:
        return nothing_told
    hidden = {place for place, part in enumerate(parts) if 0 < len(part) < minimum}
    while hidden:
        together = frozenset[object]().union(*(parts[place] for place in hidden))
        # As many organisations as withheld parts would mean: one in each.
        if len(together) >= minimum and len(together) > len(hidden) > 1:
            break
        others = [place for place, part in enumerate(parts) if part and place not in hidden]
        if not others:
            return nothing_told
        hidden.add(min(others, key=lambda place: (len(parts[place]), place)))
    return frozenset(hidden)


def parts_tell_no_mean(level_count: int) -> bool:
    """
    Return whether means of parts may be told beside the counts of the whole, in a group of one criterion.

    Args:
        level_count: How many levels anybody can stand at, for all that is told.

    Source:
        Ours. Each mean told is a sum of the unknown counts, weighted by the levels' values. Sums of such sums that hold
        each count once or not at all are whole parts or whole levels, unless a line through the levels' values takes
        three of the values -1, 0 and 1: with four levels it cannot.
    """
    return level_count >= 4


def mean_tells_no_count(
    rows: Sequence[Sequence[int]], values: Sequence[Fraction], small: Sequence[Sequence[bool]]
) -> bool:
    """
    Return whether counts that are all withheld stay unknown to somebody who knows their sums and their means.

    Args:
        rows: For each part of a network, how many stand at each level; one row where nothing is told of parts.
        values: The levels' values, rising.
        small: For each of the counts, whether it is about too few organisations.

    Returns:
        True where for each small count there are others that give the same sums and the same means.

    Example:
        >>> values = [Fraction(value) for value in (1, 2, 3, 4, 5)]
        >>> mean_tells_no_count([[2, 4, 8, 3, 1]], values, [[True, True, False, True, True]])
        True
        >>> mean_tells_no_count([[9, 1, 0, 0, 0]], values, [[False, True] + 3 * [False]])  # 1.1 over ten: one at 2
        False

    Source:
        Ours. Moving organisations between three levels, so that the mean stays, is the smallest change that there is.
    """
    if len(values) < 3:
        return not any(map(any, small))
    moves = [*_moves(values)]

    def bears(row: Sequence[int], move: Sequence[int], sign: int) -> bool:
        return all(count + sign * step >= 0 for count, step in zip(row, move, strict=True))

    def hides(r: int, column: int) -> bool:
        # What one part gains at a level another loses there, since the whole network's counts may be known.
        others = [other for other in range(len(rows)) if other != r]
        return any(
            move[column]
            and bears(rows[r], move, sign)
            and (not others or any(bears(rows[other], move, -sign) for other in others))
            for move in moves
            for sign in (1, -1)
        )

    return all(hides(r, c) for r, row in enumerate(small) for c, is_small in enumerate(row) if is_small)


def _moves(values: Sequence[Fraction]) -> Iterator[list[int]]:
    """Yield the least whole moves between three levels that leave sum and mean as they are."""
    for i, j, k in combinations(range(len(values)), 3):
        steps = [values[k] - values[j], values[i] - values[k], values[j] - values[i]]
        factor = lcm(*(step.denominator for step in steps))
        whole = [int(step * factor) for step in steps]
        divisor = gcd(*whole)
        move = [0] * len(values)
        for place, step in zip((i, j, k), whole, strict=True):
            move[place] = step // divisor
        yield move
