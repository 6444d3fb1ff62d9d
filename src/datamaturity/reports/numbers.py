"""How numbers are shown: rounded once, from the exact value."""

from fractions import Fraction

__all__ = ["shown", "shown_share"]


def shown(number: Fraction, *, places: int = 1) -> str:
    """
    Return an exact number rounded for people: halves away from zero, never twice, never through a float.

    Args:
        number: The exact number.
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


def shown_share(share: Fraction) -> str:
    """
    Return a share from 0 to 1 as a percentage; 0% and 100% only where it is exactly that.

    Example:
        >>> shown_share(Fraction(1, 2)), shown_share(Fraction(999, 1000)), shown_share(Fraction(1, 1000))
        ('50%', '99%', '1%')
    """
    percent = int(shown(share * 100, places=0))
    if 0 < share < 1:
        percent = min(max(percent, 1), 99)
    return f"{percent}%"
