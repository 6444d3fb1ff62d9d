"""The bars of a level coverage: how many criteria of a group stand at each level, and what is open, in texts."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from datamaturity.criteria import Group
from datamaturity.mappings import FrozenMapping
from datamaturity.reports.numbers import shown_share
from datamaturity.scores import Score
from datamaturity.scoring import Scorecard

__all__ = ["CoverageBar", "bars_of", "share_text"]


@attrs.frozen
class CoverageBar:
    """
    The bar of one group.

    Attributes:
        group: The group.
        level_counts: How many of its criteria stand at each level, lowest first.
        at_or_above: Level number to the share of its applicable criteria at that level or above; `None` where none
            applies.
        unanswered_count: How many have no answer at all.
        do_not_know_count: How many were answered with *do not know*.
        not_applicable_count: How many do not apply.
    """

    group: Group
    level_counts: tuple[int, ...]
    at_or_above: FrozenMapping[int, Fraction] | None
    unanswered_count: int
    do_not_know_count: int
    not_applicable_count: int

    @property
    def answered_count(self) -> int:
        """How many are answered with a level."""
        return sum(self.level_counts)

    @property
    def applicable_count(self) -> int:
        """How many apply, answered or not."""
        return self.answered_count + self.unanswered_count + self.do_not_know_count

    @property
    def label(self) -> str:
        """What stands beside it."""
        return "All criteria" if self.group.kind == "overall" else self.group.label

    @property
    def shares(self) -> tuple[str, ...]:
        """What stands below it, the highest level first as in the bar; empty where no criterion applies."""
        reached = self.at_or_above
        return () if reached is None else tuple(share_text(number, reached[number]) for number in reversed([*reached]))

    @property
    def rest(self) -> str:
        """What is answered, and what is not, in words."""
        if not self.group.positions:
            return "no criteria"
        parts = [f"{self.answered_count} of {self.applicable_count} answered"] if self.applicable_count else []
        states = {
            "unanswered": self.unanswered_count,
            "not known": self.do_not_know_count,
            "not applicable": self.not_applicable_count,
        }
        return "; ".join([*parts, *(f"{count} {state}" for state, count in states.items() if count)])

    def share_of(self, count: int) -> float | None:
        """
        Return the share of the applicable criteria that a count is; `None` where none applies.

        Args:
            count: How many criteria.
        """
        return float(Fraction(count, self.applicable_count)) if self.applicable_count else None


def bars_of(card: Scorecard) -> Iterator[CoverageBar]:
    """
    Yield the bars of a scorecard's topics, of its themes, and of the whole where that is scored.

    Args:
        card: The scorecard.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> bar = [*bars_of(score(Assessment(load_framework("seven-themes"), {"C1": 3, "C2": 2})))][4]
        >>> bar.group.id, bar.level_counts, bar.share_of(3)  # three of six
        ('culture', (0, 1, 1, 0, 0), 0.5)
    """
    whole: list[Score] = [] if card.overall is None else [card.overall]
    for one in (*card.topics.values(), *card.themes.values(), *whole):
        yield CoverageBar(
            one.group,
            one.level_counts,
            one.at_or_above,
            one.unanswered_count,
            one.do_not_know_count,
            one.not_applicable_count,
        )


def share_text(number: int, share: Fraction) -> str:
    """
    Return the share of criteria at a level or above, as it stands below a bar.

    Args:
        number: The level's number.
        share: The share, from 0 to 1.

    Example:
        >>> share_text(3, Fraction(1, 2))
        '≥3 50%'
    """
    return f"≥{number} {shown_share(share)}"
