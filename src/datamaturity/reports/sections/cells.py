"""Figures as they stand in tables, whosever they are: each with its exact value and how many it rests on."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Protocol, TypeVar

from datamaturity.disclosure import Withheld
from datamaturity.levels import Scale
from datamaturity.reports.figures import bound_text, count_text, mean_text, share_text
from datamaturity.reports.outline import Number
from datamaturity.stages import Rule

__all__ = ["ByKind", "between_cell", "by_kind", "count_cell", "plain_mean_cell", "share_cell"]


T_co = TypeVar("T_co", covariant=True)


class ByKind(Protocol[T_co]):
    """What has a value for each topic and theme, and for the whole where there is one: any scorecard, gaps, changes."""

    @property
    def topics(self) -> Mapping[str, T_co]:
        """Topic id to value."""
        ...

    @property
    def themes(self) -> Mapping[str, T_co]:
        """Theme id to value."""
        ...

    @property
    def overall(self) -> T_co | None:
        """The whole's value."""
        ...


def by_kind(groups: ByKind[T_co]) -> Iterator[tuple[str, list[T_co]]]:
    """
    Yield what there is of topics, of themes, and of the whole, each with what it is called.

    Args:
        groups: What has a value for each group.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> [name for name, _ in by_kind(score(Assessment(load_framework("seven-themes")), overall=True))]
        ['Themes', 'Overall']
    """
    overall = [] if groups.overall is None else [groups.overall]
    for name, found in (
        ("Topics", [*groups.topics.values()]),
        ("Themes", [*groups.themes.values()]),
        ("Overall", overall),
    ):
        if found:
            yield name, found


def count_cell(count: int | Withheld) -> Number:
    """
    Return a count, as far as it may be told.

    Args:
        count: The count.
    """
    return Number(count_text(count), count)


def share_cell(share: Fraction | Withheld | None, count: int | Withheld) -> Number:
    """
    Return a share of so many as a percentage, likewise.

    Args:
        share: The share, from 0 to 1.
        count: How many it is of.

    Example:
        >>> share_cell(Fraction(1, 2), 4).text, plain_mean_cell(Fraction(5, 2), 4).text, count_cell(4).text
        ('50%', '2.5', '4')
    """
    return Number(share_text(share), share, count)


def plain_mean_cell(mean: Fraction | Withheld | None, count: int | Withheld) -> Number:
    """
    Return a mean over so many that stands beside no stage, likewise.

    Args:
        mean: The mean, in levels' values.
        count: How many it is over.
    """
    return Number(mean_text(mean), mean, count)


def between_cell(
    low: Fraction | Withheld | None,
    high: Fraction | Withheld | None,
    count: int | Withheld,
    *,
    rule: Rule,
    scale: Scale,
) -> Number:
    """
    Return the bounds of a mean over so many, with as many decimals as the mean beside them has; one where both are one.

    Args:
        low: The lower bound, in levels' values.
        high: The upper bound, in levels' values.
        count: How many the mean is over.
        rule: The rule that made the stage beside it.
        scale: The framework's levels.

    Example:
        >>> from datamaturity import load_framework
        >>> framework = load_framework("seven-themes")
        >>> manner = {"rule": framework.default_rule, "scale": framework.scale}
        >>> between_cell(Fraction("2.46"), Fraction("2.46"), 24, **manner).text
        '2.46'
        >>> between_cell(Fraction("1.5"), Fraction("2.47"), 24, **manner).text
        '1.5 and 2.47'
    """
    texts = [bound_text(one, rule=rule, scale=scale) for one in (low, high)]
    return Number(" and ".join(texts) if low != high else texts[0], low, count)
