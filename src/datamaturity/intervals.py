"""A bootstrap interval of a mean: what other samples of the same people might have given."""

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, lcm
from random import Random

import attrs

from datamaturity.errors import NumberError
from datamaturity.levels import exact

__all__ = ["LEAST_MEMBERS", "Interval", "bootstrap_interval"]

# Below this, the few values that can be drawn say nothing about others.
LEAST_MEMBERS = 5
"""The least number of members that an interval is given for."""


@attrs.frozen
class Interval:
    """
    The middle share of the means of many resamples.

    Attributes:
        low: The lower end, in levels' values.
        high: The upper end, in levels' values.
        confidence: The share of the resampled means that lie between, such as 19/20.
        member_count: How many members were drawn from, and how many make each resample.
        resample_count: How many resamples there were.
        seed: What the random numbers started from.
    """

    low: Fraction
    high: Fraction
    confidence: Fraction
    member_count: int
    resample_count: int
    seed: int


def bootstrap_interval(
    values: Iterable[Fraction],
    *,
    seed: int,
    confidence: Fraction | int | str = "0.95",
    resample_count: int = 2000,
) -> Interval:
    """
    Return the percentile bootstrap interval of the mean of some values.

    Args:
        values: One value for each member, such as its mean in levels' values, five at least; their order is irrelevant.
        seed: A whole number; the same seed gives the same interval.
        confidence: A share between 0 and 1.
        resample_count: How many samples are drawn, with replacement, each of as many values as there are.

    Raises:
        NumberError: Fewer than five values, one that is not exact, a confidence outside 0 to 1, or no resamples.

    Example:
        >>> found = bootstrap_interval(map(Fraction, [1, 2, 2, 3, 3, 4]), seed=1)
        >>> found.low <= Fraction(5, 2) <= found.high
        True

    Source:
        Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13; quantiles without interpolation.
    """
    share = exact(confidence)
    # Sorted, so that the order of people decides nothing.
    drawn_from = sorted(map(exact, values))
    count = len(drawn_from)
    if count < LEAST_MEMBERS:
        message = f"an interval needs {LEAST_MEMBERS} values at least; there are {count}"
        raise NumberError(message)
    if not 0 < share < 1:
        message = f"a confidence is a share between 0 and 1, such as '0.95', not {confidence}"
        raise NumberError(message)
    if type(resample_count) is not int or resample_count < 1:
        message = f"the number of resamples is a whole number from 1, not {resample_count!r}"
        raise NumberError(message)
    if type(seed) is not int:
        message = f"a seed is a whole number, not {seed!r}"
        raise NumberError(message)
    denominator = lcm(*(value.denominator for value in drawn_from))
    whole = [value.numerator * (denominator // value.denominator) for value in drawn_from]
    # `random()` is the one method whose numbers Python promises to keep the same for a seed.
    draw = Random(seed).random  # noqa: S311 - no secret hangs on it
    sums = sorted(sum([whole[int(draw() * count)] for _ in range(count)]) for _ in range(resample_count))

    def quantile(p: Fraction) -> Fraction:
        return Fraction(sums[max(ceil(p * resample_count), 1) - 1], count * denominator)

    tail = (1 - share) / 2
    return Interval(quantile(tail), quantile(1 - tail), share, count, resample_count, seed)
