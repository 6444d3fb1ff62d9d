"""Krippendorff's alpha, by a library of its own: the one statistic here that is not ours."""

from collections.abc import Sequence

from datamaturity.errors import MissingExtraError

__all__ = ["krippendorff_alpha"]


def krippendorff_alpha(counts: Sequence[Sequence[int]]) -> float | None:
    """
    Return Krippendorff's alpha of people's answers on an ordinal scale; missing answers are allowed.

    Args:
        counts: For each criterion, how many people give each level, lowest level first.

    Returns:
        1 where all agree, about 0 where people agree no more than by chance, below 0 where less than that; `None`
        where alpha is undefined: no criterion has two answers, or all such answers are at one level.

    Raises:
        MissingExtraError: The library krippendorff is not installed (extra ``agreement``).

    Example:
        >>> krippendorff_alpha([[0, 3, 0], [0, 0, 3], [3, 0, 0]])  # all three agree on each
        1.0

    Source:
        Klaus Krippendorff, "Content Analysis", chapter on reliability; computed by the library krippendorff.
    """
    paired = [row for row in counts if sum(row) > 1]
    used = [any(column) for column in zip(*paired, strict=True)]
    if sum(used) < 2:
        return None
    try:
        from krippendorff import alpha
    except ImportError:
        raise MissingExtraError("Krippendorff's alpha", "krippendorff", "agreement") from None
    return float(alpha(value_counts=paired, level_of_measurement="ordinal"))
