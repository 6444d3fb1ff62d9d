"""The columns of a benchmark strip: no stage where anybody has none, then each level, and where a mean stands."""

from fractions import Fraction

import attrs

from datamaturity.levels import Level, Scale

__all__ = ["StripColumns"]


@attrs.frozen
class StripColumns:
    """
    The columns of a benchmark strip, counted from 0.

    Attributes:
        scale: The scale; each of its levels has a column.
        has_stageless: Whether there is a column before them, for those without a stage.

    Example:
        >>> from fractions import Fraction
        >>> from datamaturity import Level, Scale
        >>> columns = StripColumns(Scale([Level(1, "Ad hoc"), Level(2, "Defined")]), True)
        >>> columns.heads
        (('–', 'No stage'), ('1', 'Ad hoc'), ('2', 'Defined'))
        >>> columns.of_level(columns.scale.highest), columns.of_value(Fraction(3, 2))
        (2, 1.5)
    """

    scale: Scale
    has_stageless: bool

    def __len__(self) -> int:
        return len(self.scale) + self.has_stageless

    @property
    def heads(self) -> tuple[tuple[str, str], ...]:
        """What stands above each column: a level's number and name, or a sign and that there is none."""
        stageless = (("–", "No stage"),) if self.has_stageless else ()
        return *stageless, *((str(level.number), level.name) for level in self.scale)

    @property
    def first(self) -> int:
        """The place of the first column in `Strip.counts` and `Strip.shares`."""
        return 1 - self.has_stageless

    def of_level(self, level: Level) -> int:
        """
        Return the column of a level.

        Args:
            level: The level.
        """
        return self.has_stageless + self.scale.position(level.number)

    def of_value(self, value: Fraction) -> float:
        """
        Return where a mean stands: a level's value at its column, others evenly between.

        Args:
            value: The mean, in levels' values.
        """
        values = [level.value for level in self.scale]
        # A rounded number may lie outside the scale by less than its last decimal.
        value = min(max(value, values[0]), values[-1])
        lower = max(place for place, one in enumerate(values[:-1]) if one <= value)
        between = (value - values[lower]) / (values[lower + 1] - values[lower])
        return self.has_stageless + lower + float(between)
