"""Figures that may be withheld, as text."""

from fractions import Fraction

from datamaturity.disclosure import Withheld
from datamaturity.levels import Level, Scale
from datamaturity.reports.numbers import shown, shown_as_staged, shown_share
from datamaturity.stages import Rule

__all__ = ["NO_ANSWER", "bound_text", "count_text", "mean_text", "share_text", "stage_text", "staged_text"]

NO_ANSWER = "–"
"""What stands where there is no figure."""


def mean_text(value: Fraction | Withheld | None, *, places: int = 1) -> str:
    """
    Return a mean as it is shown: ``2.6``, ``withheld``, or ``–`` where there is none.

    Args:
        value: The mean, in levels' values.
        places: How many decimals.

    Example:
        >>> mean_text(Fraction(13, 5)), mean_text(Withheld("few")), mean_text(None)
        ('2.6', 'withheld', '–')
    """
    return _or(value) or (shown(value, places=places) if isinstance(value, Fraction) else NO_ANSWER)


def staged_text(mean: Fraction | Withheld | None, stage: Level | Withheld | None, *, rule: Rule, scale: Scale) -> str:
    """
    Return a mean, likewise, with as many decimals as let it have its stage; see `shown_as_staged`.

    Args:
        mean: The mean, in levels' values.
        stage: The stage that it has.
        rule: The rule that made it.
        scale: The framework's levels.

    Example:
        >>> from datamaturity import MeanNearest
        >>> scale = Scale([Level(4, "Developing"), Level(5, "Mastering")])
        >>> staged_text(Fraction("4.46"), scale.level(4), rule=MeanNearest(), scale=scale)
        '4.46'
    """
    if isinstance(mean, Fraction) and isinstance(stage, Level):
        return shown_as_staged(mean, rule=rule, scale=scale)
    return mean_text(mean)


def bound_text(value: Fraction | Withheld | None, *, rule: Rule, scale: Scale) -> str:
    """
    Return a bound of a mean, likewise, with as many decimals as a mean of that value has; see `shown_as_staged`.

    Without them 2.46 would stand beside bounds of 2.5.

    Args:
        value: The bound, in levels' values.
        rule: The rule that made the stage beside it.
        scale: The framework's levels.

    Example:
        >>> from datamaturity import MeanNearest
        >>> scale = Scale([Level(4, "Developing"), Level(5, "Mastering")])
        >>> bound_text(Fraction("4.46"), rule=MeanNearest(), scale=scale)
        '4.46'
    """
    return shown_as_staged(value, rule=rule, scale=scale) if isinstance(value, Fraction) else mean_text(value)


def share_text(value: Fraction | Withheld | None) -> str:
    """
    Return a share as a percentage, likewise.

    Args:
        value: The share, from 0 to 1.

    Example:
        >>> share_text(Fraction(1, 2)), count_text(12), stage_text(Level(3, "Learning")), stage_text(None)
        ('50%', '12', '3 Learning', '–')
    """
    return _or(value) or (shown_share(value) if isinstance(value, Fraction) else NO_ANSWER)


def count_text(value: int | Withheld) -> str:
    """
    Return a count, likewise.

    Args:
        value: The count.
    """
    return _or(value) or str(value)


def stage_text(value: Level | Withheld | None) -> str:
    """
    Return a stage with its number and name, likewise.

    Args:
        value: The stage.
    """
    return _or(value) or (str(value) if isinstance(value, Level) else NO_ANSWER)


def _or(value: object) -> str:
    return "withheld" if isinstance(value, Withheld) else ""
