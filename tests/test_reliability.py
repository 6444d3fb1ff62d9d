"""Krippendorff's alpha, ordinal, with missing answers."""

import sys

import pytest

from datamaturity import MissingExtraError
from datamaturity.reliability import krippendorff_alpha

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section D: four observers, twelve units, five
# values, answers missing. Ordinal alpha there is 0.815.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
WORKED_EXAMPLE = [[unit.count(value) for value in (1, 2, 3, 4, 5)] for unit in zip(*OBSERVERS, strict=True)]


class TestValues:
    def test_published(self) -> None:
        """The worked example in the literature, with answers missing, has 0.815."""
        found = krippendorff_alpha(WORKED_EXAMPLE)

        assert found is not None
        assert "0.815" == f"{found:.3f}"

    def test_unused_level(self) -> None:
        """A level that nobody uses changes nothing, at an end or in between."""
        found = krippendorff_alpha(WORKED_EXAMPLE)

        for place in (0, 3, 5):
            longer = [[*row[:place], 0, *row[place:]] for row in WORKED_EXAMPLE]
            assert found == pytest.approx(krippendorff_alpha(longer))

    @pytest.mark.parametrize(
        "counts",
        [
            [[2, 0, 0], [0, 0, 2]],
            [[3, 0, 0, 0, 0], [0, 2, 0, 0, 0], [0, 0, 0, 0, 9], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0]],
        ],
        ids=["complete", "missing"],
    )
    def test_perfect_agreement(self, counts: list[list[int]]) -> None:
        """It is 1 where all agree on every criterion that two have answered."""
        assert 1 == krippendorff_alpha(counts)

    @pytest.mark.parametrize(
        ("counts", "expected"),
        [
            # Two people differ on both of two criteria. With two values, alpha is 1 - (n - 1) * o / (n1 * n2), where o
            # counts the pairs that differ, once each way and by unit: 2. So 1 - 3 * 2 / (2 * 2).
            ([[1, 1], [1, 1]], -0.5),
            # They agree on one, differ on one: n1 = 3, n2 = 1, o = 1. So 1 - 3 * 1 / (3 * 1): no more than by chance.
            ([[2, 0], [1, 1]], 0.0),
            # They agree on two criteria out of three: n1 = n2 = 3, o = 1. So 1 - 5 * 1 / (3 * 3).
            ([[2, 0], [0, 2], [1, 1]], 4 / 9),
        ],
    )
    def test_by_hand(self, counts: list[list[int]], expected: float) -> None:
        """It is below 0 where people agree less than by chance, and 0 where just as much."""
        assert expected == pytest.approx(krippendorff_alpha(counts))

    def test_ordinal(self) -> None:
        """It counts what lies between two levels, so that a near miss costs less than a far one."""
        near, far = [[2, 0, 0], [0, 2, 0], [0, 0, 2], [1, 1, 0]], [[2, 0, 0], [0, 2, 0], [0, 0, 2], [1, 0, 1]]
        near_alpha, far_alpha = krippendorff_alpha(near), krippendorff_alpha(far)

        assert near_alpha is not None
        assert far_alpha is not None
        assert near_alpha > far_alpha

    def test_plain_float(self) -> None:
        """It is a plain float, not one of numpy's."""
        assert float is type(krippendorff_alpha(WORKED_EXAMPLE))

    def test_tuples(self) -> None:
        """Any sequences will do."""
        assert krippendorff_alpha(WORKED_EXAMPLE) == krippendorff_alpha(tuple(map(tuple, WORKED_EXAMPLE)))


class TestUndefined:
    @pytest.mark.parametrize(
        "counts",
        [
            [],
            [[0, 0, 0]],
            [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
            [[2, 0], [3, 0]],
            [[0, 2], [1, 0]],
        ],
        ids=["nothing", "no answers", "one answer each", "one level", "one level with two answers"],
    )
    def test_none(self, counts: list[list[int]]) -> None:
        """Where nobody pairs, or all pairs are at one level, it is none: neither 0 nor 1, nor a division by zero."""
        assert krippendorff_alpha(counts) is None


class TestMissingExtra:
    def test_message(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the library, the error names the extra that installs it."""
        # None stands in sys.modules for what cannot be imported.
        monkeypatch.setitem(sys.modules, "krippendorff", None)
        with pytest.raises(MissingExtraError) as caught:
            krippendorff_alpha(WORKED_EXAMPLE)

        message = 'Krippendorff\'s alpha needs krippendorff; run: pip install "datamaturity[agreement]"'
        assert message == str(caught.value)
        assert isinstance(caught.value, ImportError)
        assert ("krippendorff", "agreement") == (caught.value.library, caught.value.extra)
        assert caught.value.__suppress_context__
