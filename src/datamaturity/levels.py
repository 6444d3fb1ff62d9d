"""The scale: levels with a number, a name and an exact value."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import isfinite, lcm

import attrs

from datamaturity.errors import NumberError, ScaleError, UnknownIdError
from datamaturity.validators import is_text

__all__ = ["Level", "Scale", "exact"]

# An exponent is refused on purpose: Fraction("1e999999999") would fill the memory.
_MOST_DIGITS = 40  # of a decimal; of either side of a fraction twice as many, so that every decimal has one
_EXACT_TEXT = r"-?(?:\d{1,40}(?:\.\d{1,40})?|\d{1,80}/\d{1,80})"

# An assessment keeps one byte per criterion; the codes above this are its states without a level.
_MOST_LEVELS = 250


def exact(value: object) -> Fraction:
    """
    Return a number as an exact fraction.

    Args:
        value: An `int`, a `Fraction`, a finite `Decimal`, or text such as ``"1/4"`` or ``"0.25"``.

    Returns:
        The same number, exactly, in the same unit.

    Raises:
        NumberError: It is a `float` (which cannot hold 0.1 exactly), a `bool`, or not a number.

    Example:
        >>> exact("0.1"), exact("1/4")
        (Fraction(1, 10), Fraction(1, 4))
        >>> exact(0.1)
        Traceback (most recent call last):
        datamaturity.errors.NumberError: 0.1 is a float, which is not exact; write "0.1" or Fraction("0.1")

    Source:
        Ours: a stage may hang on a tie, and a float decides a tie by accident.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    text = value.strip() if isinstance(value, str) else ""
    if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) <= _MOST_DIGITS:
        # Through text, so that the limit on digits holds for Decimal("1e999999") too.
        text = format(value, "f")
    if re.fullmatch(_EXACT_TEXT, text, re.ASCII):
        try:
            return Fraction(text)
        except ZeroDivisionError:
            pass
    if isinstance(value, float) and isfinite(value):
        message = f'{value!r} is a float, which is not exact; write "{value!r}" or Fraction("{value!r}")'
    else:
        message = f'{value!r} is not a number; give an int, a Fraction, or text such as "1/4" or "0.25"'
    raise NumberError(message)


def _check_number(_: object, __: object, number: int) -> None:
    if type(number) is not int or number < 0:
        message = f"a level's number is a whole number from 0, not {number!r}"
        raise ScaleError(message)


def _check_name(level: "Level", _: object, name: str) -> None:
    if type(name) is not str or not name.strip() or name != name.strip():
        message = f"level {level.number} needs a name without blanks around it, not {name!r}"
        raise ScaleError(message)


@attrs.frozen
class Level:
    """
    One rung of a scale.

    Attributes:
        number: What people write down for it; 0 or more.
        name: Its name, such as ``"Learning"``.
        value: What it counts in a mean, an exact number; the number itself if not given.
        summary: What an organisation at this level looks like, in a sentence or two.

    Raises:
        ScaleError: A number that is no whole number from 0, or a name that is empty or has blanks around it.
        NumberError: A value that is no exact number.
        WrongTypeError: A summary that is no text.

    Example:
        >>> Level(3, "Learning")
        Level(3, 'Learning')
        >>> Level(1, "Some of it", value="1/4").value
        Fraction(1, 4)
    """

    number: int = attrs.field(validator=_check_number)
    name: str = attrs.field(validator=_check_name)
    # A number that is none is refused by its own validator, which runs after this.
    value: Fraction = attrs.field(
        default=attrs.Factory(lambda self: Fraction(self.number if type(self.number) is int else 0), takes_self=True),
        converter=exact,
    )
    summary: str = attrs.field(default="", validator=is_text)

    def __str__(self) -> str:
        """Return number and name: ``3 Learning``."""
        return f"{self.number} {self.name}"

    def __repr__(self) -> str:
        value = "" if self.value == self.number else f", value={str(self.value)!r}"
        return f"Level({self.number}, {self.name!r}{value})"


def _check_levels(_: object, __: object, levels: tuple[Level, ...]) -> None:
    strangers = [level for level in levels if type(level) is not Level]
    if strangers:
        message = f"a scale is made of Level objects, not {strangers[0]!r}"
        raise ScaleError(message)
    if not 2 <= len(levels) <= _MOST_LEVELS:
        message = f"a scale has 2 to {_MOST_LEVELS} levels, not {len(levels)}"
        raise ScaleError(message)
    names: dict[str, Level] = {}
    for level in levels:
        twin = names.setdefault(level.name.casefold(), level)
        if twin is not level:
            message = f"levels {twin.number} and {level.number} have the same name, {level.name!r}"
            raise ScaleError(message)
    for lower, upper in pairwise(levels):
        if not (lower.number < upper.number and lower.value < upper.value):
            message = f"levels rise in number and value, but {upper} ({upper.value}) follows {lower} ({lower.value})"
            raise ScaleError(message)


@attrs.frozen(slots=False, cache_hash=True)
class Scale:
    """
    Levels from the lowest to the highest; numbers and values rise strictly, names differ.

    Nothing assumes 1 to 5: real scales have 3 to 6 levels, start at 0, or count 0, ¼, ½, 1. Two levels at least.
    A level's *position* is its place on the scale, from 0, whatever its number is.

    Attributes:
        levels: The levels, lowest first.

    Raises:
        ScaleError: Fewer than 2 levels or more than 250, numbers or values that do not rise, or a name that stands
            twice.

    Example:
        >>> scale = Scale([Level(0, "No"), Level(1, "Partly", "1/2"), Level(2, "Yes", 1)])
        >>> scale.level(1)
        Level(1, 'Partly', value='1/2')
        >>> scale.lowest.name, scale.highest.name, len(scale)
        ('No', 'Yes', 3)
        >>> scale.level(3)
        Traceback (most recent call last):
        datamaturity.errors.UnknownIdError: no level 3 in the scale (3 levels); levels run from 0 (No) to 2 (Yes)
        >>> scale.position(2), scale.positions_of([2, 0]), scale.level_named("partly").number
        (2, [2, 0], 1)
    """

    levels: tuple[Level, ...] = attrs.field(converter=tuple[Level, ...], validator=_check_levels)

    @cached_property
    def _positions(self) -> dict[int, int]:
        return {level.number: position for position, level in enumerate(self.levels)}

    @cached_property
    def _by_name(self) -> dict[str, Level]:
        return {level.name.casefold(): level for level in self.levels}

    @cached_property
    def denominator(self) -> int:
        """The least common denominator of the levels' values."""
        return lcm(*(level.value.denominator for level in self.levels))

    @cached_property
    def points(self) -> tuple[int, ...]:
        """The levels' values times `denominator`: whole numbers, lowest level first."""
        return tuple(int(level.value * self.denominator) for level in self.levels)

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The levels' numbers, lowest first."""
        return tuple(level.number for level in self.levels)

    @property
    def lowest(self) -> Level:
        """The lowest level."""
        return self.levels[0]

    @property
    def highest(self) -> Level:
        """The highest level."""
        return self.levels[-1]

    @property
    def span(self) -> str:
        """The scale in words, for messages: ``levels run from 1 (Beginning) to 5 (Mastering)``."""
        low, high = self.lowest, self.highest
        if high.number - low.number == len(self.levels) - 1:
            return f"levels run from {low.number} ({low.name}) to {high.number} ({high.name})"
        return "levels are " + ", ".join(f"{level.number} ({level.name})" for level in self.levels)

    def level(self, number: int) -> Level:
        """
        Return the level with this number.

        Args:
            number: The level's number.

        Raises:
            UnknownIdError: The scale has no such level; the error says how it runs.
        """
        return self.levels[self.position(number)]

    def position(self, number: int) -> int:
        """
        Return the place of the level with this number, from 0 for the lowest.

        Args:
            number: The level's number.

        Raises:
            UnknownIdError: The scale has no such level; the error says how it runs.
        """
        if type(number) is not int or number not in self._positions:
            raise UnknownIdError("level", number, "the scale", self.numbers, hint=self.span)
        return self._positions[number]

    def level_named(self, name: str) -> Level:
        """
        Return the level with this name, upper or lower case.

        Args:
            name: The level's name.

        Raises:
            UnknownIdError: The scale has no level of this name.
        """
        try:
            return self._by_name[name.strip().casefold()]
        except KeyError:
            names = tuple(level.name for level in self.levels)
            raise UnknownIdError("level", name, "the scale", names) from None

    def positions_of(self, numbers: Iterable[int]) -> list[int]:
        """
        Return the positions of many levels' numbers at once.

        Args:
            numbers: The levels' numbers.

        Raises:
            KeyError: One of them is off the scale.
        """
        positions = self._positions
        return [positions[number] for number in numbers]

    def __contains__(self, number: object) -> bool:
        """Return whether this is a level of the scale, or the number of one."""
        if isinstance(number, Level):
            return number in self.levels
        # True == 1 and 3.0 == 3 as keys of a dict; neither is a level's number.
        return type(number) is int and number in self._positions

    def __iter__(self) -> Iterator[Level]:
        """Iterate over the levels, lowest first."""
        return iter(self.levels)

    def __len__(self) -> int:
        """Return the number of levels."""
        return len(self.levels)

    def __repr__(self) -> str:
        return f"Scale({', '.join(map(str, self.levels))})"
