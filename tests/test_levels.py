"""Levels, scales, and the exact numbers that they count."""

import os
import pickle
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from datamaturity import Level, NumberError, Scale, ScaleError, UnknownIdError, WrongTypeError
from datamaturity.levels import exact
from examples import FIVE, SAMM

QUARTERS = Scale([Level(0, "None"), Level(1, "Some", "1/4"), Level(2, "Half", "1/2"), Level(3, "All", 1)])


def _numbered(*numbers: int) -> Scale:
    return Scale(Level(number, f"Level {number}") for number in numbers)


class TestExact:
    @pytest.mark.parametrize(
        ("given", "number"),
        [
            (3, Fraction(3)),
            (-3, Fraction(-3)),
            (10**40, Fraction(10**40)),
            (Fraction(1, 3), Fraction(1, 3)),
            (Decimal("2.50"), Fraction(5, 2)),
            (Decimal("-0.1"), Fraction(-1, 10)),
            (Decimal("1E+5"), Fraction(100_000)),
            ("1/4", Fraction(1, 4)),
            ("-1/4", Fraction(-1, 4)),
            ("0.1", Fraction(1, 10)),
            ("7", Fraction(7)),
            (" 1/4 ", Fraction(1, 4)),
            ("999999999999", Fraction(999_999_999_999)),
            ("0.000000000001", Fraction(1, 10**12)),
            # Forty digits are the most that a text may have on either side.
            ("9" * 40, Fraction(10**40 - 1)),
            ("0." + "0" * 39 + "1", Fraction(1, 10**40)),
            ("1/" + "9" * 40, Fraction(1, 10**40 - 1)),
            (Decimal("9" * 40), Fraction(10**40 - 1)),
            (Decimal("1E+39"), Fraction(10**39)),
            (Decimal("1E-40"), Fraction(1, 10**40)),
        ],
    )
    def test_is_the_same_number(self, given: object, number: Fraction) -> None:
        """Whole numbers, fractions, decimals and their texts become the same number, exactly."""
        assert number == exact(given)
        assert Fraction is type(exact(given))

    @pytest.mark.parametrize("given", [0.1, 1.0])
    def test_a_float_is_refused(self, given: float) -> None:
        """A float, which cannot hold 0.1, is refused even where it happens to be exact."""
        with pytest.raises(NumberError) as caught:
            exact(given)

        assert f'{given} is a float, which is not exact; write "{given}" or Fraction("{given}")' == str(caught.value)

    @pytest.mark.parametrize(
        "given",
        [
            None,
            True,  # a bool is an int in Python, and no number here
            False,
            [1],
            "",
            "abc",
            "+1",
            "1.",
            ".5",
            "1/",
            "1/-4",
            "1/0",
            "0.5/2",
            "1 / 4",
            "1_000",
            "٣",  # an Arabic three, which int() would take
            "nan",
            "1e3",  # an exponent; Fraction("1e999999999") would fill the memory
            "1" * 41,
            "0." + "1" * 41,
            "1/" + "1" * 81,
            float("nan"),  # a float that is no number either
            float("inf"),
            Decimal("NaN"),
            Decimal("Infinity"),
            Decimal("-Infinity"),
        ],
    )
    def test_what_is_no_number_is_refused(self, given: object) -> None:
        """What is no number, or is one with an exponent or more than forty digits, is refused by its own spelling."""
        with pytest.raises(NumberError) as caught:
            exact(given)

        assert f'{given!r} is not a number; give an int, a Fraction, or text such as "1/4" or "0.25"' == str(
            caught.value
        )

    @pytest.mark.parametrize("given", ["1E+999999", "1E-999999", "1E+40", "0." + "1" * 41])
    def test_a_decimal_of_too_many_digits_is_refused_as_it_was_given(self, given: str) -> None:
        """A `Decimal` may have no more digits than a text may, and the message names the number that was given."""
        with pytest.raises(NumberError) as caught:
            exact(Decimal(given))

        message = 'is not a number; give an int, a Fraction, or text such as "1/4" or "0.25"'
        assert f"{Decimal(given)!r} {message}" == str(caught.value)


class TestLevel:
    def test_value_is_the_number_unless_given(self) -> None:
        """A level counts as its number, or as the value given for it."""
        assert Fraction(3) == Level(3, "Learning").value
        assert Fraction(1, 4) == Level(1, "Some", "1/4").value
        assert Fraction(1, 4) == Level(1, "Some", Decimal("0.25")).value

    def test_summary_is_empty_unless_given(self) -> None:
        """A level needs no summary."""
        assert "" == Level(3, "Learning").summary
        assert "It works." == Level(3, "Learning", summary="It works.").summary

    def test_text(self) -> None:
        """A level reads as its number and its name."""
        assert "3 Learning" == str(Level(3, "Learning"))

    def test_repr_is_short(self) -> None:
        """The repr shows the value only where it is not the number, and never the summary."""
        assert "Level(3, 'Learning')" == repr(Level(3, "Learning", 3, summary="A sentence."))
        assert "Level(1, 'Some', value='1/4')" == repr(Level(1, "Some", "1/4"))

    @pytest.mark.parametrize("number", [-1, "1", True, 1.0, None, "x"])
    def test_number_is_a_whole_number_from_0(self, number: Any) -> None:
        """A level's number is an int from 0; what merely looks like one is refused, and said to be no such number."""
        with pytest.raises(ScaleError) as caught:
            Level(number, "Low")

        assert f"a level's number is a whole number from 0, not {number!r}" == str(caught.value)

    @pytest.mark.parametrize("name", ["", " ", " Low", "Low ", "Low\n", 3, None])
    def test_name_is_text_without_blanks_around_it(self, name: Any) -> None:
        """A level has a name, without the blanks that would make two equal names differ."""
        with pytest.raises(ScaleError) as caught:
            Level(1, name)

        assert f"level 1 needs a name without blanks around it, not {name!r}" == str(caught.value)

    @pytest.mark.parametrize("value", ["x", 0.5, True])
    def test_value_is_exact(self, value: Any) -> None:
        """A level's value is an exact number."""
        with pytest.raises(NumberError, match=r"is not a number|is a float"):
            Level(1, "Low", value)

    def test_summary_is_text(self) -> None:
        """A summary that is no text is refused."""
        summary: Any = 3
        with pytest.raises(WrongTypeError) as caught:
            Level(1, "Low", summary=summary)

        assert "summary of a level is text, not 3" == str(caught.value)

    def test_equality(self) -> None:
        """Levels are equal when number, name, value and summary are, and then have equal hashes."""
        assert Level(1, "Low") == Level(1, "Low", Fraction(1))
        assert hash(Level(1, "Low")) == hash(Level(1, "Low", "1"))
        assert Level(1, "Low") != Level(1, "Low", 2)
        assert Level(1, "Low") != Level(1, "High")
        assert Level(1, "Low") != Level(1, "Low", summary="A sentence.")

    @pytest.mark.parametrize("name", ["number", "name", "value", "summary", "anything"])
    def test_cannot_be_changed(self, name: str) -> None:
        """No attribute of a level can be set or deleted."""
        level = Level(1, "Low")

        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(level, name, 2)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            delattr(level, name)

    def test_pickles(self) -> None:
        """A level that is pickled and read back is equal."""
        level = Level(1, "Some", "1/4", "A sentence.")

        assert level == pickle.loads(pickle.dumps(level))


class TestScale:
    @pytest.mark.parametrize("size", [2, 3, 4, 5, 6, 250])
    @pytest.mark.parametrize("first", [0, 1])
    def test_of_any_size_from_0_or_1(self, size: int, first: int) -> None:
        """Nothing assumes 1 to 5: a scale has from 2 to 250 levels and starts where it starts."""
        scale = _numbered(*range(first, first + size))

        assert size == len(scale)
        assert first == scale.lowest.number
        assert first + size - 1 == scale.highest.number
        assert tuple(range(first, first + size)) == scale.numbers

    def test_takes_any_iterable(self) -> None:
        """Levels may come as a list, a tuple or a generator, and are kept as a tuple in their order."""
        levels = [Level(1, "Low"), Level(2, "High")]

        assert (levels[0], levels[1]) == Scale(levels).levels == Scale(iter(levels)).levels
        assert levels == list(Scale(levels))

    @pytest.mark.parametrize("size", [0, 1, 251])
    def test_too_few_or_too_many_levels(self, size: int) -> None:
        """One level tells nothing apart, and more than 250 do not fit a byte beside the other states."""
        with pytest.raises(ScaleError) as caught:
            _numbered(*range(size))

        assert f"a scale has 2 to 250 levels, not {size}" == str(caught.value)

    @pytest.mark.parametrize(
        ("levels", "stranger"), [(["Low", "High"], "'Low'"), ([Level(1, "Low"), 2], "2"), ("ab", "'a'")]
    )
    def test_made_of_levels_only(self, levels: Any, stranger: str) -> None:
        """What is no `Level` is refused, the first of several by its repr."""
        with pytest.raises(ScaleError) as caught:
            Scale(levels)

        assert f"a scale is made of Level objects, not {stranger}" == str(caught.value)

    @pytest.mark.parametrize("names", [("Low", "Low"), ("Low", "LOW"), ("Straße", "STRASSE")])
    def test_names_differ(self, names: tuple[str, str]) -> None:
        """Two levels of one name, upper or lower case, could not be told apart in a file of answers."""
        with pytest.raises(ScaleError) as caught:
            Scale([Level(1, names[0]), Level(4, names[1])])

        assert f"levels 1 and 4 have the same name, {names[1]!r}" == str(caught.value)

    @pytest.mark.parametrize(
        ("upper", "why"),
        [
            (Level(2, "Next"), "2 Next (2) follows 2 First (2)"),
            (Level(1, "Next"), "1 Next (1) follows 2 First (2)"),
            (Level(2, "Next", 3), "2 Next (3) follows 2 First (2)"),
            (Level(3, "Next", 2), "3 Next (2) follows 2 First (2)"),
            (Level(3, "Next", "3/2"), "3 Next (3/2) follows 2 First (2)"),
            (Level(1, "Next", 3), "1 Next (3) follows 2 First (2)"),
        ],
    )
    def test_number_and_value_rise(self, upper: Level, why: str) -> None:
        """From one level to the next, both the number and the value go up."""
        with pytest.raises(ScaleError) as caught:
            Scale([Level(2, "First"), upper])

        assert f"levels rise in number and value, but {why}" == str(caught.value)

    @pytest.mark.parametrize(
        ("scale", "denominator", "points"),
        [
            (FIVE, 1, (1, 2, 3, 4, 5)),
            # 0, ¼, ½, 1 in quarters.
            (QUARTERS, 4, (0, 1, 2, 4)),
            (SAMM, 4, (0, 1, 2, 4)),
            # ⅙ and ¾ have 12 as their least common denominator: 2/12 and 9/12.
            (Scale([Level(0, "a", "1/6"), Level(1, "b", "3/4")]), 12, (2, 9)),
            # A value may be below 0.
            (Scale([Level(0, "a", "-1/2"), Level(1, "b", 1)]), 2, (-1, 2)),
        ],
    )
    def test_points(self, scale: Scale, denominator: int, points: tuple[int, ...]) -> None:
        """Points are the values as whole numbers, over one common denominator."""
        assert denominator == scale.denominator
        assert points == scale.points

    @pytest.mark.parametrize(
        ("scale", "span"),
        [
            (FIVE, "levels run from 1 (Beginning) to 5 (Mastering)"),
            (QUARTERS, "levels run from 0 (None) to 3 (All)"),
            (
                Scale([Level(0, "No"), Level(2, "Half"), Level(5, "All")]),
                "levels are 0 (No), 2 (Half), 5 (All)",
            ),
        ],
    )
    def test_span(self, scale: Scale, span: str) -> None:
        """In words, a scale runs from its lowest to its highest level, or lists its levels if numbers are left out."""
        assert span == scale.span

    def test_level_by_number(self) -> None:
        """A level is found by its number, and its position counts from 0 whatever the numbers are."""
        scale = _numbered(0, 2, 5)

        assert Level(5, "Level 5") == scale.level(5)
        assert 2 == scale.position(5)
        assert [0, 1, 2] == [scale.position(number) for number in scale.numbers]

    def test_positions_of_many_numbers(self) -> None:
        """Many numbers are placed at once, repeated ones too; one off the scale is a `KeyError`."""
        scale = _numbered(0, 2, 5)

        assert [2, 0, 2, 1] == scale.positions_of([5, 0, 5, 2])
        assert [] == scale.positions_of([])
        with pytest.raises(KeyError):
            scale.positions_of([5, 1])

    @pytest.mark.parametrize(("number", "there"), [(3, True), (0, False), (6, False), (True, False), (3.0, False)])
    def test_has_a_number(self, number: object, there: bool) -> None:
        """A scale contains its levels' numbers, and not what Python merely holds to be equal to one."""
        assert there is (number in FIVE)

    def test_has_a_level(self) -> None:
        """A scale contains its own levels, and not another scale's level with the same number."""
        assert FIVE.level(3) in FIVE
        assert Level(3, "Stranger") not in FIVE

    @pytest.mark.parametrize("number", [0, 6, True, 3.0, "3", None, [3]])
    def test_no_such_number(self, number: Any) -> None:
        """A number off the scale, and what only looks like a number on it, is refused with how the scale runs."""
        expected = f"no level {number!r} in the scale (5 levels); levels run from 1 (Beginning) to 5 (Mastering)"

        with pytest.raises(UnknownIdError) as of_level:
            FIVE.level(number)
        with pytest.raises(UnknownIdError) as of_position:
            FIVE.position(number)

        assert expected == str(of_level.value) == str(of_position.value)

    @pytest.mark.parametrize("name", ["Learning", "learning", "LEARNING", "  Learning\n"])
    def test_level_by_name(self, name: str) -> None:
        """A level is found by its name, upper or lower case, with or without blanks around it."""
        assert Level(3, "Learning") == FIVE.level_named(name)

    def test_no_such_name(self) -> None:
        """A name that the scale does not have is refused, with what it looks like."""
        with pytest.raises(UnknownIdError) as caught:
            FIVE.level_named("Learnign")

        assert "no level 'Learnign' in the scale (5 levels); did you mean 'Learning'?" == str(caught.value)

    def test_repr_is_short(self) -> None:
        """The repr names the levels without their values and summaries."""
        assert "Scale(0 None, 1 Some, 2 Half, 3 All)" == repr(QUARTERS)

    def test_equality(self) -> None:
        """Scales are equal when their levels are, and then have equal hashes."""
        assert _numbered(1, 2, 3) == _numbered(1, 2, 3)
        assert hash(_numbered(1, 2, 3)) == hash(_numbered(1, 2, 3))
        assert _numbered(1, 2, 3) != _numbered(0, 1, 2)
        assert SAMM != QUARTERS

    @pytest.mark.parametrize("name", ["levels", "denominator", "points", "numbers", "anything"])
    def test_cannot_be_changed(self, name: str) -> None:
        """No attribute of a scale can be set or deleted, what it has worked out included."""
        scale = _numbered(1, 2)
        assert (1, (1, 2), (1, 2)) == (scale.denominator, scale.points, scale.numbers)

        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(scale, name, ())
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            delattr(scale, name)

    def test_pickles(self) -> None:
        """A scale that is pickled and read back is equal, before and after it has worked anything out."""
        scale = Scale(QUARTERS.levels)
        before = pickle.loads(pickle.dumps(scale))
        assert (4, (0, 1, 2, 4)) == (scale.denominator, scale.points)
        after = pickle.loads(pickle.dumps(scale))

        assert scale == before == after
        assert hash(scale) == hash(before) == hash(after)
        assert 3 == after.position(3)

    def test_hash_does_not_travel_with_the_pickle(self) -> None:
        """In a process that hashes texts differently, a pickled scale hashes as one that was made there."""
        assert isinstance(hash(FIVE), int)
        code = (
            "import pickle, sys; scale = pickle.load(sys.stdin.buffer)\n"
            "from datamaturity import Scale\n"
            "sys.exit(hash(scale) != hash(Scale(scale.levels)) or scale.level_named('learning').number != 3)"
        )
        for seed in ("1", "2"):
            done = subprocess.run(
                [sys.executable, "-c", code],
                input=pickle.dumps(FIVE),
                env={**os.environ, "PYTHONHASHSEED": seed},
                check=False,
            )

            assert 0 == done.returncode
