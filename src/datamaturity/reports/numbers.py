"""How numbers are shown: rounded once, from the exact value."""

from fractions import Fraction

from datamaturity.levels import Scale
from datamaturity.stages import MeanRule, Rule

__all__ = ["shown", "shown_as_staged", "shown_consensus", "shown_share"]


def shown(number: Fraction, *, places: int = 1) -> str:
    """
    Return an exact number rounded for people: halves away from zero, never twice, never through a float.

    Args:
        number: The exact number, in any unit.
        places: How many decimals.

    Example:
        >>> shown(Fraction("2.25")), shown(Fraction("2.35")), shown(Fraction("-0.25"))
        ('2.3', '2.4', '-0.3')

    Source:
        Ours. `format(2.25, ".1f")` gives 2.2 (halves to even) and 2.35 gives 2.4 by the accident of its float.
    """
    scaled = abs(number) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = str(whole).rjust(places + 1, "0")
    sign = "-" if number < 0 and whole else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def shown_as_staged(mean: Fraction, *, rule: Rule, scale: Scale) -> str:
    """
    Return a mean with as few decimals as let it have the stage that it has: 4.46 where 4.5 would be the next one's.

    Args:
        mean: The exact mean, in levels' values.
        rule: The rule that makes the stage; one that reads no mean changes nothing.
        scale: The framework's scale.

    Returns:
        One decimal, or more where rounding would cross a border; after six, ``<`` or ``>`` says on which side it is.

    Example:
        >>> from datamaturity import Level, MeanNearest, Scale
        >>> scale = Scale([Level(4, "Developing"), Level(5, "Mastering")])
        >>> [shown_as_staged(Fraction(one), rule=MeanNearest(), scale=scale) for one in ("4.46", "4.52", "4.4")]
        ['4.46', '4.5', '4.4']

    Source:
        Ours: two means that read alike and stand in two colours look like a mistake, and one of them would be.
    """
    if not isinstance(rule, MeanRule):
        return shown(mean)
    stage, text = rule.position(scale, mean), ""
    for places in range(1, 7):
        text = shown(mean, places=places)
        if rule.position(scale, Fraction(text)) == stage:
            return text
    return f"{'<' if Fraction(text) > mean else '>'}{shown(Fraction(text))}"


def shown_consensus(consensus: Fraction) -> str:
    """
    Return a consensus from 0 to 1 with two decimals; 0.00 and 1.00 only where it is exactly that.

    Args:
        consensus: The consensus, from 0 to 1.

    Example:
        >>> shown_consensus(Fraction(5, 8)), shown_consensus(Fraction(999, 1000)), shown_consensus(Fraction(1, 1000))
        ('0.63', '0.99', '0.01')
    """
    hundredths = int(shown(consensus * 100, places=0))
    if 0 < consensus < 1:
        hundredths = min(max(hundredths, 1), 99)
    return shown(Fraction(hundredths, 100), places=2)


def shown_share(share: Fraction) -> str:
    """
    Return a share from 0 to 1 as a percentage; 0% and 100% only where it is exactly that.

    Args:
        share: The share, from 0 to 1.

    Example:
        >>> shown_share(Fraction(1, 2)), shown_share(Fraction(999, 1000)), shown_share(Fraction(1, 1000))
        ('50%', '99%', '1%')
    """
    percent = int(shown(share * 100, places=0))
    if 0 < share < 1:
        percent = min(max(percent, 1), 99)
    return f"{percent}%"
