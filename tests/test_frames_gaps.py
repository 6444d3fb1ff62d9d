"""Tests of gaps in frames: worked by hand, and what is refused."""

from typing import Any

import pandas as pd
import polars as pl
import pytest

from datamaturity import AnswerError, Target, VersionMismatchError, WrongTypeError
from datamaturity.frames.gaps import gaps
from examples import CROSSED, ONE_THEME

# Weights 1, 2, 1 and 1/2; topic 2 is 2.3 and 2.4.
ANSWERS = pl.DataFrame({"org": ["Abbey", "Bridge"], "1.1": [2, 9], "1.2": [4, None], "2.3": [1, 5], "2.4": [None, 3]})
TARGET = Target.of(CROSSED, topics={"1": 3}, criteria={"2.4": 4})


class TestGaps:
    def test_by_hand(self) -> None:
        """A surplus fills no gap, and what has no target or no level does not count."""
        found = gaps(ANSWERS, CROSSED, TARGET, not_applicable=9, kinds="topic")

        # Abbey: 1.1 is 1 below 3, 1.2 is above it; gap (1×1 + 2×0)/3, of a way of 2: 1 - (1/3)/2.
        assert ["Abbey", 10 / 3, 3.0, 1 / 3, 5 / 6, 2, 1, 0] == [*found.select("org", "^topic:1:.*$").row(0)]
        # 1.1 does not apply, nobody knows 1.2.
        assert (None, None, None, None, 0, 0, 1) == found.select("^topic:1:.*$").row(1)
        # Bridge: 2.3 has no target, 2.4 is 3 of 4.
        assert (3.0, 4.0, 1.0, 2 / 3, 1, 0, 0) == found.select("^topic:2:.*$").row(1)

    def test_one_level_up(self) -> None:
        """Each row has its own target, and the highest level is its own."""
        found = gaps(ANSWERS, CROSSED, "one-level-up", not_applicable=9, kinds="topic", figures=("gap", "reached"))

        # Bridge: 2.3 is at 5 of 5 with weight 1, 2.4 one below with weight 1/2.
        assert [(1.0, 0, 1.0, 0), (None, 0, 1 / 3, 1)] == found.drop("org").rows()

    def test_criteria(self) -> None:
        """A criterion's gap is null where it has no level, no target, or does not apply."""
        found = gaps(ANSWERS, CROSSED, TARGET, not_applicable=9, kinds=(), criteria=True)

        assert [("Abbey", 1.0, 0.0, None, None), ("Bridge", None, None, None, 1.0)] == found.rows()

    def test_faults_lazy(self) -> None:
        """A row of a lazy frame with an answer off the scale has no figures, and says how many there are."""
        frame = ANSWERS.cast({"1.1": pl.Float64}).with_columns(pl.Series("1.1", [float("inf"), 2.5])).lazy()
        found = gaps(frame, CROSSED, TARGET, kinds="overall", figures="counted", criteria=True).collect()

        assert [("Abbey", 1, *[None] * 5), ("Bridge", 1, *[None] * 5)] == found.rows()


def test_masks() -> None:
    """What does not apply may be true in a second column, and is no gap, as with a number."""
    masks = {f"{one} out": pl.col(one).fill_null(0) == 9 for one in CROSSED.criterion_ids}
    levels = [pl.col(one).replace(9, None) for one in CROSSED.criterion_ids]
    frame = ANSWERS.with_columns(**masks).with_columns(levels)

    assert gaps(ANSWERS, CROSSED, TARGET, not_applicable=9).equals(gaps(frame, CROSSED, TARGET, not_applicable=" out"))


class TestRefused:
    @pytest.mark.parametrize("value", [6.0, 2.5, float("inf"), -1.0])
    def test_no_level(self, value: float) -> None:
        """An answer off the scale, a fraction or infinity is an error with its column."""
        frame = pd.DataFrame({one: [value if one == "2.3" else 2.0] for one in CROSSED.criterion_ids})

        with pytest.raises(AnswerError, match=r"column 2\.3: 1 answer off the scale"):
            gaps(frame, CROSSED, TARGET)

    def test_text(self) -> None:
        """A column of text is none of answers."""
        with pytest.raises(AnswerError, match=r"column 1\.1: holds String"):
            gaps(ANSWERS.cast({"1.1": pl.String}), CROSSED, TARGET)

    def test_other_framework(self) -> None:
        """A target is for the framework that was answered."""
        with pytest.raises(VersionMismatchError, match=r"the target is for one-theme 1, the answers are to crossed 1"):
            gaps(ANSWERS, CROSSED, Target.of(ONE_THEME, everything=3))

    def test_names(self) -> None:
        """A column that is named like a result is refused, not replaced."""
        with pytest.raises(AnswerError, match="column overall:gap: is named like a column of gaps; rename it"):
            gaps(ANSWERS.rename({"org": "overall:gap"}), CROSSED, TARGET, not_applicable=9, kinds="overall")

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"target": 3}, "a target is a Target or 'one-level-up', not 3"),
            ({"figures": "mean"}, "figures of gaps are current, target"),
            ({"kinds": ()}, "crossed has no groups of these kinds"),
            ({"check": "no"}, "check is 'raise' or 'column'"),
        ],
    )
    def test_arguments(self, given: dict[str, Any], message: str) -> None:
        """What there is not is refused with what there is."""
        with pytest.raises(WrongTypeError, match=message):
            gaps(ANSWERS, CROSSED, **{"target": TARGET, "not_applicable": 9, **given})
