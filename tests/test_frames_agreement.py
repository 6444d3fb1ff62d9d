"""Tests of agreement in frames: worked by hand, and what is refused."""

from typing import Any

import polars as pl
import pytest

from datamaturity import AnswerError, WrongTypeError
from datamaturity.frames.agreement import agreement
from examples import ONE_THEME

# Five people, four of them of Bridge, which comes first.
ANSWERS = pl.DataFrame(
    {
        "org": ["Bridge", "Bridge", "Abbey", "Bridge", "Bridge"],
        "unit": ["x", "x", "x", "y", "y"],
        "a": [1, 1, 3, 5, 5],
        "b": [2, 2, 9, 3, None],
        **{one: pl.Series([None] * 5, dtype=pl.Int64) for one in "cde"},
    }
)
FIGURES = ("answered", "not_applicable", "median", "lowest", "highest", "consensus")


def rows(found: pl.DataFrame, criterion: str) -> list[tuple[object, ...]]:
    """Return the figures of a criterion, by organisation."""
    return found.filter(pl.col("criterion") == criterion).select("org", *FIGURES).rows()


class TestAgreement:
    def test_long(self) -> None:
        """There is a row for each organisation, in order of appearance, and each criterion, in framework order."""
        found = agreement(ANSWERS, ONE_THEME, organisation="org", not_applicable=9)

        assert [(one, name) for one in ("Bridge", "Abbey") for name in "abcde"] == found.select(
            "org", "criterion"
        ).rows()
        # Bridge's a: two at each end, no consensus; the lower median is 1.
        assert [("Bridge", 4, 0, 1, 1, 5, 0.0), ("Abbey", 1, 0, 3, 3, 3, 1.0)] == rows(found, "a")
        # Bridge's b: 2, 2, 3; shares up to each level 0, 2/3, 1, 1: distances 0, 1/3, 0, 0; 1 - 2 × 1/3 / 4.
        assert [("Bridge", 3, 0, 2, 2, 3, 5 / 6), ("Abbey", 0, 1, None, None, None, None)] == rows(found, "b")
        assert (2, 0, 0, 0, 2) == found.select("^at_.*$").row(0)

    def test_wide(self) -> None:
        """The same in a row for each organisation, of as many columns as name one."""
        found = agreement(ANSWERS, ONE_THEME, organisation=["org", "unit"], not_applicable=9, shape="wide")

        assert [("Bridge", "x", 1.0, 2), ("Abbey", "x", 1.0, 0), ("Bridge", "y", 1.0, 1)] == found.select(
            "org", "unit", "criterion:a:consensus", "criterion:b:answered"
        ).rows()

    def test_masks(self) -> None:
        """What does not apply may be true in a second column, and is counted as with a number."""
        masks = {f"{one} out": pl.col(one).fill_null(0) == 9 for one in "abcde"}
        frame = ANSWERS.with_columns(**masks).with_columns(pl.col("b").replace(9, None))
        found = agreement(frame, ONE_THEME, organisation="org", not_applicable=" out")

        assert agreement(ANSWERS, ONE_THEME, organisation="org", not_applicable=9).equals(found)

    @pytest.mark.parametrize("shape", ["long", "wide"])
    def test_faults_lazy(self, shape: Any) -> None:
        """Where an answer is none or nobody's, a lazy frame has no figures, and says how many there are."""
        frame = ANSWERS.with_columns(pl.Series("org", ["Bridge", None, "Abbey", "Bridge", "Bridge"])).lazy()
        found = agreement(frame, ONE_THEME, organisation="org", shape=shape).collect().sort("org")
        if shape == "long":
            found = found.filter(pl.col("criterion") == "b")

        name = "" if shape == "long" else "criterion:b:"
        # Abbey says 9, which is no level; without an organisation there is a row, in each of five criteria.
        expected = [(None, 1 if shape == "long" else 5, None), ("Abbey", 1, None), ("Bridge", 0, 0.75)]
        # Bridge's b is 2 and 3: shares 0, 1/2, 1, 1: 1 - 2 × 1/2 / 4.
        assert expected == found.select("org", "faults", f"{name}consensus").rows()

    def test_large_groups(self) -> None:
        """Counts go beyond what a byte holds."""
        frame = pl.DataFrame({"org": ["x"] * 40_000, **dict.fromkeys("abcde", [1, 4] * 20_000)})
        found = agreement(frame, ONE_THEME, organisation="org")

        # Half at 1, half at 4: shares 1/2, 1/2, 1/2, 1; 1 - 2 × 3/2 / 4.
        assert [("x", 40_000, 0, 1, 1, 4, 0.25)] == rows(found, "a")


class TestRefused:
    def test_no_organisation(self) -> None:
        """Somebody who answers for nobody is an error in an eager frame."""
        frame = ANSWERS.with_columns(org=pl.lit(None, pl.String))

        with pytest.raises(AnswerError, match="column org: 5 rows without an organisation; an answer is somebody's"):
            agreement(frame, ONE_THEME, organisation="org", not_applicable=9)

    @pytest.mark.parametrize("value", [6.0, 2.5, float("inf"), float("nan")])
    def test_no_level(self, value: float) -> None:
        """An answer off the scale, a fraction, infinity or no number is an error with its column."""
        frame = ANSWERS.with_columns(a=pl.Series([value] * 5))

        with pytest.raises(AnswerError, match="column a: 5 answer"):
            agreement(frame, ONE_THEME, organisation="org", not_applicable=9)

    @pytest.mark.parametrize(
        ("organisation", "message"),
        [
            ("orgs", "organisation: the frame has no column 'orgs'; did you mean 'org'"),
            ("a", "column a: has answers; the organisation is another column"),
            ([], "organisation: takes a column or several different ones, not"),
            (["org", "org"], "organisation: takes a column or several different ones, not"),
        ],
    )
    def test_organisation(self, organisation: Any, message: str) -> None:
        """The organisation is a column of its own."""
        with pytest.raises(AnswerError, match=message):
            agreement(ANSWERS, ONE_THEME, organisation=organisation, not_applicable=9)

    def test_names(self) -> None:
        """A column that is named like a result is refused, not replaced."""
        with pytest.raises(AnswerError, match="column criterion: is named like a column of agreement; rename it"):
            agreement(ANSWERS.rename({"org": "criterion"}), ONE_THEME, organisation="criterion", not_applicable=9)

    def test_text(self) -> None:
        """A column of text is none of answers."""
        with pytest.raises(AnswerError, match="column a: holds String"):
            agreement(ANSWERS.cast({"a": pl.String}), ONE_THEME, organisation="org", not_applicable=9)

    def test_shape(self) -> None:
        """There are two shapes."""
        with pytest.raises(WrongTypeError, match="shape is 'long' or 'wide', not 'square'"):
            agreement(ANSWERS, ONE_THEME, organisation="org", shape="square")  # type: ignore[arg-type]
