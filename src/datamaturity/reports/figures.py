"""Figures that may be withheld, as text."""

from fractions import Fraction

from datamaturity.disclosure import Withheld
from datamaturity.levels import Level
from datamaturity.reports.numbers import shown, shown_share

__all__ = ["count_text", "mean_text", "share_text", "stage_text"]

_NONE = "-"


def mean_text(value: Fraction | Withheld | None, *, places: int = 1) -> str:
    """
    Return a mean as it is shown: ``2.6``, ``withheld``, or ``-`` where there is none.

    Example:
        >>> mean_text(Fraction(13, 5)), mean_text(Withheld("few")), mean_text(None)
        ('2.6', 'withheld', '-')
    """
    return _or(value) or (shown(value, places=places) if isinstance(value, Fraction) else _NONE)


def share_text(value: Fraction | Withheld | None) -> str:
    """Return a share as a percentage, likewise."""
    return _or(value) or (shown_share(value) if isinstance(value, Fraction) else _NONE)


def count_text(value: int | Withheld) -> str:
    """Return a count, likewise."""
    return _or(value) or str(value)


def stage_text(value: Level | Withheld | None) -> str:
    """Return a stage with its number and name, likewise."""
    return _or(value) or (str(value) if isinstance(value, Level) else _NONE)


def _or(value: object) -> str:
    return "withheld" if isinstance(value, Withheld) else ""
