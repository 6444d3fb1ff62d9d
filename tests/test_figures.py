"""Figures that may be withheld, as text."""

from fractions import Fraction

from datamaturity import Level, Withheld
from datamaturity.reports.figures import count_text, mean_text, share_text, stage_text

FEW = Withheld("too few of them")


def test_figures() -> None:
    """Means have one decimal, halves away from zero; shares are percentages; a stage has its number and name."""
    assert ("2.3", "0.0", "2.35") == (
        mean_text(Fraction("2.25")),
        mean_text(Fraction(0)),
        mean_text(Fraction("2.345"), places=2),
    )
    assert ("50%", "0%", "1%") == (
        share_text(Fraction(1, 2)),
        share_text(Fraction(0)),
        share_text(Fraction(1, 10**9)),
    )
    assert ("0", "12") == (count_text(0), count_text(12))
    assert "3 Learning" == stage_text(Level(3, "Learning"))


def test_none_and_withheld() -> None:
    """What there is not, what is withheld, and zero read as three different things."""
    assert ["–"] * 3 == [mean_text(None), share_text(None), stage_text(None)]
    assert ["withheld"] * 4 == [mean_text(FEW), share_text(FEW), count_text(FEW), stage_text(FEW)]
