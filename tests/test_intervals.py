"""A bootstrap interval of a mean, with draws that are chosen so that it can be worked by hand."""

import pickle
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import attrs
import pytest

from datamaturity import Interval, NumberError
from datamaturity.intervals import LEAST_MEMBERS, bootstrap_interval

ONE_TO_FIVE = tuple(map(Fraction, (1, 2, 3, 4, 5)))

# Which of five values each resample takes, by place: means 5, 1, 3 and (2 + 2 + 2 + 2 + 3) / 5 = 11/5 of 1 to 5.
FOUR_RESAMPLES = ((4, 4, 4, 4, 4), (0, 0, 0, 0, 0), (2, 0, 4, 1, 3), (1, 1, 2, 1, 1))


class Chosen:
    """Random numbers that are none: in the middle of the fifth that takes the place asked for."""

    def __init__(self, resamples: Iterable[Iterable[int]]) -> None:
        self.numbers: Iterator[float] = iter([(place + 0.5) / 5 for places in resamples for place in places])
        self.seeds: list[int] = []

    def __call__(self, seed: int) -> "Chosen":
        """Note the seed, as the class `Random` would take it."""
        self.seeds.append(seed)
        return self

    def random(self) -> float:
        """Return the next number."""
        return next(self.numbers)


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Chosen:
    """Put four chosen resamples in place of random ones."""
    found = Chosen(FOUR_RESAMPLES)
    monkeypatch.setattr("datamaturity.intervals.Random", found)
    return found


class TestByHand:
    @pytest.mark.parametrize(
        ("confidence", "low", "high"),
        [
            # The means in order: 1, 11/5, 3, 5. Tails of a quarter: the first of four, and the third.
            ("1/2", Fraction(1), Fraction(3)),
            # Tails of 1/40: a tenth of a resample, so the first; 39/10 of them, so the fourth.
            ("0.95", Fraction(1), Fraction(5)),
            # Tails of 2/5: 8/5 of a resample, so the second; 12/5, so the third.
            (Fraction(1, 5), Fraction(11, 5), Fraction(3)),
            # Tails of a hair less than a half: the second, and (a hair more than two of four) the third.
            ("0.000001", Fraction(11, 5), Fraction(3)),
        ],
    )
    def test_ends(self, chosen: Chosen, confidence: Fraction | str, low: Fraction, high: Fraction) -> None:
        """The ends are quantiles of the resampled means, one of them each, without interpolation."""
        found = bootstrap_interval(ONE_TO_FIVE, seed=7, confidence=confidence, resample_count=4)

        assert Interval(low, high, Fraction(confidence), 5, 4, 7) == found
        assert [7] == chosen.seeds

    def test_order(self, chosen: Chosen) -> None:
        """Places are among the sorted values, so that the order of people decides nothing."""
        found = bootstrap_interval((one for one in ONE_TO_FIVE[::-1]), seed=7, confidence="1/5", resample_count=4)

        assert (Fraction(11, 5), Fraction(3)) == (found.low, found.high)

    def test_fractions(self, chosen: Chosen) -> None:
        """Values need not be whole, nor above 0: their means are exact."""
        # In order -1, 0, 1/4, 1/3, 1/2. Means: 1/2; -1; (1/4 - 1 + 1/2 + 0 + 1/3) / 5 = (1/12) / 5 = 1/60;
        # (0 + 0 + 1/4 + 0 + 0) / 5 = 1/20. Sorted: -1, 1/60, 1/20, 1/2.
        values = [Fraction(one) for one in ("1/2", "1/3", "1/4", "0", "-1")]
        found = bootstrap_interval(values, seed=7, confidence="1/5", resample_count=4)

        assert (Fraction(1, 60), Fraction(1, 20)) == (found.low, found.high)

    def test_one_resample(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Of one resample, both ends are its mean."""
        monkeypatch.setattr("datamaturity.intervals.Random", Chosen([(0, 1, 2, 3, 4)]))
        found = bootstrap_interval(ONE_TO_FIVE, seed=7, resample_count=1)

        assert (Fraction(3), Fraction(3)) == (found.low, found.high)


class TestSeeds:
    def test_same(self) -> None:
        """One seed gives one interval, every time."""
        assert bootstrap_interval(ONE_TO_FIVE, seed=3) == bootstrap_interval(ONE_TO_FIVE, seed=3)

    @pytest.mark.parametrize("seed", [0, -1, 10**30])
    def test_any_whole_number(self, seed: int) -> None:
        """Any whole number is a seed, and is kept beside the interval that came of it."""
        found = bootstrap_interval(ONE_TO_FIVE, seed=seed)

        assert seed == found.seed
        # Two thousand resamples of 1 to 5 are not all on one side of their mean.
        assert 1 < found.low < 3 < found.high < 5

    def test_said(self) -> None:
        """An interval says what it rests on: by default 95 % of 2,000 resamples."""
        found = bootstrap_interval([Fraction(5, 2)] * 6, seed=1)

        assert Interval(Fraction(5, 2), Fraction(5, 2), Fraction(19, 20), 6, 2000, 1) == found


class TestRefused:
    @pytest.mark.parametrize("count", range(LEAST_MEMBERS))
    def test_too_few(self, count: int) -> None:
        """Fewer than five values are too few, and the message says how many there are."""
        with pytest.raises(NumberError) as caught:
            bootstrap_interval(ONE_TO_FIVE[:count], seed=1)

        assert f"an interval needs 5 values at least; there are {count}" == str(caught.value)

    def test_five(self) -> None:
        """Five values are enough."""
        assert 5 == LEAST_MEMBERS == bootstrap_interval(ONE_TO_FIVE, seed=1, resample_count=1).member_count

    @pytest.mark.parametrize("confidence", [0, 1, -1, "1.5", 95, Fraction(-1, 2)])
    def test_no_share(self, confidence: Any) -> None:
        """A confidence of nothing, of everything, or of 95 in place of 95 % is refused."""
        with pytest.raises(NumberError) as caught:
            bootstrap_interval(ONE_TO_FIVE, seed=1, confidence=confidence)

        assert f"a confidence is a share between 0 and 1, such as '0.95', not {confidence}" == str(caught.value)

    @pytest.mark.parametrize("confidence", [0.95, True, None, "most"])
    def test_no_exact_number(self, confidence: Any) -> None:
        """A confidence is an exact number."""
        with pytest.raises(NumberError):
            bootstrap_interval(ONE_TO_FIVE, seed=1, confidence=confidence)

    @pytest.mark.parametrize("resample_count", [0, -1, 2.0, "2000", True, None])
    def test_no_resamples(self, resample_count: Any) -> None:
        """The number of resamples is a whole one from 1."""
        with pytest.raises(NumberError) as caught:
            bootstrap_interval(ONE_TO_FIVE, seed=1, resample_count=resample_count)

        assert f"the number of resamples is a whole number from 1, not {resample_count!r}" == str(caught.value)

    @pytest.mark.parametrize("seed", [None, 1.0, "1", True, b"1"])
    def test_no_seed(self, seed: Any) -> None:
        """A seed is a whole number; none means chance, which no result may hang on."""
        with pytest.raises(NumberError) as caught:
            bootstrap_interval(ONE_TO_FIVE, seed=seed)

        assert f"a seed is a whole number, not {seed!r}" == str(caught.value)

    def test_seed_must_be_given(self) -> None:
        """Leaving the seed out is refused as well."""
        with pytest.raises(TypeError):
            bootstrap_interval(ONE_TO_FIVE)  # type: ignore[call-arg]


def test_value() -> None:
    """An interval is a value: frozen, hashed and pickled as such."""
    found = bootstrap_interval(ONE_TO_FIVE, seed=1, resample_count=3)

    assert found == pickle.loads(pickle.dumps(found))
    assert hash(found) == hash(attrs.evolve(found))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.low = Fraction(0)  # type: ignore[misc]
