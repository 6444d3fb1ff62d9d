"""The fewest one-level moves that add up to enough: exact, for any weights and values."""

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Ladder", "fewest_moves", "most_gain"]


class Ladder(NamedTuple):
    """
    One criterion that can be moved up.

    Attributes:
        start: The position on the scale where it stands, from 0.
        gains: What it has gained after one move, two moves, …: whole numbers, never falling.
        weight: Its weight in whole numbers, for choosing among equally short ways.
    """

    start: int
    gains: tuple[int, ...]
    weight: int


def most_gain(ladders: Sequence[Ladder]) -> int:
    """
    Return what all ladders together gain when each is climbed to its top: the sum of their last steps' gains.

    Args:
        ladders: The ladders.

    Example:
        >>> most_gain([Ladder(2, (1, 2), 1), Ladder(1, (1, 2, 3), 1)])  # 2 and 3
        5
    """
    return sum(ladder.gains[-1] for ladder in ladders if ladder.gains)


def fewest_moves(ladders: Sequence[Ladder], needed: int) -> tuple[int, ...] | None:
    """
    Return how many moves to make on each ladder so that the gains reach what is needed with the fewest moves in all.

    Args:
        ladders: The criteria that can move, in framework order.
        needed: The gain that is needed, in the unit of the ladders' gains.

    Returns:
        A number of moves per ladder; `None` where even all moves are not enough. Among the shortest ways it is the one
        with most moves from the lowest position, then from the next, and so on; then with the largest sum of the
        moved criteria's weights, move by move; then with most moves on the first criterion, the second, and so on.

    Example:
        >>> step = (1, 2, 3)  # each move gains 1
        >>> fewest_moves([Ladder(2, step[:2], 1), Ladder(1, step, 1), Ladder(1, step, 1)], 2)
        (0, 1, 1)

    Source:
        Ours. A knapsack with precedence: gains are summed exactly, so that no rounding hides a shorter way.
    """
    if needed <= 0:
        return (0,) * len(ladders)
    if most_gain(ladders) < needed:
        return None
    if all(not any(ladder.gains[:-1]) for ladder in ladders) and len({ladder.gains[-1] for ladder in ladders}) == 1:
        return _whole_climbs(ladders, -(-needed // ladders[0].gains[-1]))
    steps = {
        after - before for ladder in ladders for before, after in zip((0, *ladder.gains), ladder.gains, strict=False)
    }
    weights = {ladder.weight for ladder in ladders}
    if len(steps) == 1 and len(weights) == 1:
        return _equal_moves(ladders, -(-needed // steps.pop()))
    return _any_moves(ladders, needed)


def _equal_moves(ladders: Sequence[Ladder], count: int) -> tuple[int, ...]:
    """Return so many moves where each gains the same: the lowest first, in framework order."""
    moves = [0] * len(ladders)
    positions = [ladder.start for ladder in ladders]
    for position in range(min(positions), max(positions) + max(len(ladder.gains) for ladder in ladders)):
        for place, ladder in enumerate(ladders):
            if count and positions[place] == position and moves[place] < len(ladder.gains):
                moves[place] += 1
                positions[place] += 1
                count -= 1
    return tuple(moves)


def _whole_climbs(ladders: Sequence[Ladder], count: int) -> tuple[int, ...]:
    """Return the moves of so many whole climbs where each gains the same, and only at its end: the shortest first."""

    def first(place: int) -> tuple[int, int, int, int]:
        return len(ladders[place].gains), ladders[place].start, -ladders[place].weight, place

    climbed = set(sorted(range(len(ladders)), key=first)[:count])
    return tuple(len(ladder.gains) if place in climbed else 0 for place, ladder in enumerate(ladders))


def _any_moves(ladders: Sequence[Ladder], needed: int) -> tuple[int, ...]:
    """Return the preferred shortest way by dynamic programming over criteria, moves and gains."""
    count, rest = _shortest(ladders, needed)
    preference = _preferences(ladders, count)
    # (moves so far, gain so far, capped) → how much the best way there is preferred, and that way.
    states: dict[tuple[int, int], tuple[int, tuple[int, ...]]] = {(0, 0): (0, ())}
    for place, ladder in enumerate(ladders):
        later = rest[place + 1]
        found: dict[tuple[int, int], tuple[int, tuple[int, ...]]] = {}
        for (used, gained), (preferred, way) in states.items():
            for moves in range(min(len(ladder.gains), count - used) + 1):
                gain = min(needed, gained + (ladder.gains[moves - 1] if moves else 0))
                # Only ways that the remaining ladders can still complete, or the states would be too many.
                if gain + later[min(count - used - moves, len(later) - 1)] < needed:
                    continue
                key, value = (used + moves, gain), preferred + preference[place][moves]
                if key not in found or found[key][0] < value:
                    found[key] = (value, (*way, moves))
        states = found
    return states[count, needed][1]


def _shortest(ladders: Sequence[Ladder], needed: int) -> tuple[int, list[list[int]]]:
    """Return the least number of moves, and for each place the most gain of the ladders from there on, per moves."""
    rest = [[0]]
    for ladder in reversed(ladders):
        before = rest[-1]
        options = (0, *ladder.gains)
        best = [0] * (len(before) + len(ladder.gains))
        for used, gained in enumerate(before):
            for moves, gain in enumerate(options):
                best[used + moves] = max(best[used + moves], gained + gain)
        rest.append(best)
    rest.reverse()
    return next(moves for moves, gain in enumerate(rest[0]) if gain >= needed), rest


def _preferences(ladders: Sequence[Ladder], count: int) -> list[list[int]]:
    """
    Return, per ladder and number of moves, how much they are preferred: larger is better, and sums compare rightly.

    Three numbers are packed into one, the earlier always outweighing the later: moves from low positions, the moved
    criteria's weights, and their order.
    """
    base = count + 1
    top = max(ladder.start + len(ladder.gains) for ladder in ladders)
    order_room = base ** len(ladders)
    weight_room = base * max(ladder.weight for ladder in ladders) + 1
    preferences = []
    for place, ladder in enumerate(ladders):
        worth = [0]
        for move in range(len(ladder.gains)):
            low = base ** (top - ladder.start - move)
            order = base ** (len(ladders) - 1 - place)
            worth.append(worth[-1] + (low * weight_room + ladder.weight) * order_room + order)
        preferences.append(worth)
    return preferences
