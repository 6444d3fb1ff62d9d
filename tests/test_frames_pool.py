"""Networks in frames: what is refused, what runs, and what large networks with gaps may tell."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import polars as pl
import pytest

from datamaturity import (
    AnswerError,
    Assessment,
    BenchmarkError,
    Network,
    NetworkError,
    Organisation,
    Withheld,
    check_release,
    load_framework,
)
from datamaturity.frames import beside
from datamaturity.frames.benchmarks import benchmark, percentile_ranks
from datamaturity.frames.pooling import pool
from frame_engines import ENGINES

SEVEN = load_framework("seven-themes")


def frame_of(levels: Sequence[int | None], **more: Any) -> pl.DataFrame:
    """Return organisations that each gave one level to every criterion."""
    columns: dict[str, Any] = {one: pl.Series(levels, dtype=pl.Int8) for one in SEVEN.criterion_ids}
    columns |= {"org": [f"org {n}" for n in range(len(levels))], **more}
    return pl.DataFrame(columns)


@pytest.mark.parametrize("lazy", [False, True])
class TestBadInput:
    """Errors of eager and lazy frames alike, since a result is asked for."""

    @staticmethod
    def message(frame: pl.DataFrame, lazy: bool, **options: Any) -> str:
        """Return what a user reads."""
        with pytest.raises(AnswerError) as caught:
            pool(frame.lazy() if lazy else frame, SEVEN, **{"organisation": "org", **options})
        return str(caught.value)

    def test_answers_off_the_scale(self, lazy: bool) -> None:
        """Columns and counts are told."""
        frame = frame_of([1, 2, 3]).with_columns(pl.Series("C1", [9, 9, 1]))

        assert "column C1: 2 answers off the scale" in self.message(frame, lazy)

    def test_unknown_columns(self, lazy: bool) -> None:
        """Both are named, with what is near."""
        message = self.message(frame_of([1]), lazy, organisation="orga", slice_by="region")

        assert "organisation: the frame has no column 'orga'; did you mean 'org'?" in message
        assert "slice_by: the frame has no column 'region'" in message

    def test_a_column_of_answers(self, lazy: bool) -> None:
        """What holds answers says nothing of whose they are."""
        assert "organisation: column 'C1' holds answers" in self.message(frame_of([1]), lazy, organisation="C1")

    def test_rows_of_nobody(self, lazy: bool) -> None:
        """They are counted."""
        frame = frame_of([1, 2, 3]).with_columns(pl.Series("org", ["a", None, None]))

        assert "organisation: 2 rows without one; say whose each is" in self.message(frame, lazy)

    def test_an_organisation_in_two_slices(self, lazy: bool) -> None:
        """They are counted."""
        frame = frame_of([1, 2, 3, 4], part=["x", "y", "x", None]).with_columns(pl.Series("org", ["a", "a", "b", "b"]))

        message = self.message(frame, lazy, slice_by="part")
        assert "slice_by: 2 organisations with several values; an organisation is in one slice" in message

    def test_organisations_that_are_not_a_number(self, lazy: bool) -> None:
        """They are nobody."""
        frame = frame_of([1, 2]).with_columns(pl.Series("org", [1.0, float("nan")]))

        assert "organisation: 1 row without one" in self.message(frame, lazy)

    def test_slices_by_lists(self, lazy: bool) -> None:
        """A list is no value to slice by."""
        frame = frame_of([1, 2], part=[["a"], ["b"]])

        assert "slice_by: column 'part' holds List(String); a text or a number is needed" in self.message(
            frame, lazy, slice_by="part"
        )

    def test_no_rows(self, lazy: bool) -> None:
        """A network has somebody in it."""
        assert "frame: has no rows" in self.message(frame_of([]), lazy)


def test_bad_options() -> None:
    """They are those of `Network.pool`."""
    with pytest.raises(NetworkError, match="is organisations or respondents, not 'people'"):
        pool(frame_of([1]), "seven-themes", organisation="org", by="people")  # type: ignore[arg-type]
    with pytest.raises(NetworkError, match="is a whole number from 0"):
        pool(frame_of([1]), SEVEN, organisation="org", min_organisations=-1)


def test_slices() -> None:
    """In alphabetical order, with those of no value under the empty text."""
    frame = frame_of([2] * 12, part=["b"] * 5 + [None] * 7)

    assert ["", "b"] == [*pool(frame, SEVEN, organisation="org", slice_by="part")]


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ([1, None], ["", "1"]),
        ([1.5, 2.0], ["1.5", "2"]),
        ([date(2025, 1, 1), date(2024, 1, 1)], ["2024-01-01", "2025-01-01"]),
        ([datetime(2024, 1, 1), None], ["", "2024-01-01"]),
        (pl.Series(["é", "Z"], dtype=pl.Categorical), ["Z", "é"]),
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_slices_by_other_values(engine: str, values: Any, names: list[str]) -> None:
    """Whole numbers, dates and categories have the names that a reader gives them, in every engine."""
    frame = frame_of([2] * 12, part=pl.concat([pl.Series(values)] * 6))

    assert names == [*pool(ENGINES[engine](frame.to_arrow()), SEVEN, organisation="org", slice_by="part")]


@pytest.mark.parametrize("engine", ENGINES)
def test_small_numbers_without_a_sign(engine: str) -> None:
    """What stands for no answer may be less than a column can hold."""
    levels = pl.Series([3] * 6 + [None], dtype=pl.UInt8)
    frame = frame_of([3] * 7).with_columns(levels.alias(one) for one in SEVEN.criterion_ids)
    frame = frame.with_columns(pl.Series("org", range(7)))
    card = pool(ENGINES[engine](frame.to_arrow()), SEVEN, organisation="org")

    assert 6 == card.themes["culture"].organisation_count


def test_nobody_has_an_answer() -> None:
    """There is nothing to tell, and nothing to withhold."""
    card = pool(frame_of([None] * 6), SEVEN, organisation="org")

    assert (None, 0, None) == (card.themes["culture"].mean, card.themes["culture"].member_count, card.criteria["C1"])


def test_masks() -> None:
    """Columns may say what does not apply; of what applies to nobody there is no median."""
    everybody = {f"{one}_na": [one == "C1"] * 5 for one in SEVEN.criterion_ids}
    frame = frame_of([3] * 5, **everybody).with_columns(pl.lit(None, pl.Int8).alias("C1"))
    card = pool(frame, SEVEN, organisation="org", not_applicable="_na")

    assert "C1" not in card.criteria
    assert 3 == card.themes["culture"].mean


class TestLargeNetworks:
    """Where gaps are of many kinds, disclosure control withholds rather too much."""

    @pytest.fixture(autouse=True)
    def _many_kinds(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(beside, "_KINDS", 0)

    def test_full_answers_lose_nothing_to_a_tiny_slice(self) -> None:
        """Three in a slice, hidden by the next fewest: the others tell what a network's slices do."""
        dma = load_framework("uk-government-dma")
        parts = ["big"] * 30 + ["large"] * 20 + ["tiny"] * 3 + ["wee"] * 9
        organisations = [
            Organisation(str(n), Assessment(dma, dict.fromkeys(dma.criterion_ids, 1 + n % 5)), {"part": part})
            for n, part in enumerate(parts)
        ]
        columns: dict[str, Any] = {one: [1 + n % 5 for n in range(len(parts))] for one in dma.criterion_ids}
        frame = pl.DataFrame({**columns, "org": range(len(parts)), "part": parts})
        found = pool(frame, dma, organisation="org", slice_by="part")
        expected = Network(organisations).slices("part")

        assert {name: card.to_rows() for name, card in expected.items()} == {
            name: card.to_rows() for name, card in found.items()
        }

    def test_a_cell_of_few(self) -> None:
        """A cell that three have answered, among many: no other mean is lost to it, but bounds of what overlaps are."""
        dma = load_framework("uk-government-dma")
        few = next(cell for cell in dma.cells if 1 < len(cell.criteria))
        levels = [1 + n % 5 for n in range(40)]
        columns: dict[str, list[int | None]] = {one: [*levels] for one in dma.criterion_ids}
        for one in few.criteria:
            columns[one] = [3] * 3 + [None] * 37
        frame = pl.DataFrame({"org": range(40), **columns}, schema_overrides=dict.fromkeys(few.criteria, pl.Int64))
        card = pool(frame, dma, organisation="org")

        assert [str(few)] == [str(one.group) for one in card if one.withheld]
        assert [] == [str(one.group) for one in card.topics.values() if isinstance(one.coverage, Withheld)]
        assert {True} == {isinstance(one.coverage, Withheld) for one in card.themes.values()}


def test_a_benchmark_has_no_mean_unless_asked_for() -> None:
    """As `Benchmark.from_network`; its minimum and title are kept."""
    made = benchmark(frame_of([2] * 6), "seven-themes", organisation="org", title="Sector", min_organisations=6)

    assert {None} == {one.mean for one in made}
    assert ("Sector", 6, 6) == (made.title, made.min_organisations, made.groups[0].organisation_count)


def test_releases_from_frames_are_never_called_safe_unseen() -> None:
    """Nobody knows whose answers are in them, so that two that differ may not stand beside one another."""
    old, new = (benchmark(frame_of([2] * count), SEVEN, organisation="org") for count in (6, 12))
    check = check_release(old, new)

    assert not check.is_safe
    assert "is not known; make both from their networks" in str(check.exposures[0])


class TestRanks:
    """Percentile ranks beside columns of stages."""

    made = benchmark(frame_of([2] * 8 + [4] * 12), SEVEN, organisation="org")

    def test_they_stand_behind_the_stages(self) -> None:
        """8 of 20 are below level 4, and half of 12 at it: 14/20; at level 2 half of 8: 4/20; a null stays one."""
        scored = pl.DataFrame({"theme:culture:stage": [2, 4, None], "other": [1, 2, 3]})
        found = percentile_ranks(scored.lazy(), self.made).collect()

        assert ["theme:culture:stage", "theme:culture:percentile_rank", "other"] == found.columns
        assert [0.2, 0.7, None] == found["theme:culture:percentile_rank"].to_list()

    def test_what_cannot_be_ranked(self) -> None:
        """No stages, stages that are no numbers, and ranks that are there already, are errors."""
        with pytest.raises(BenchmarkError, match="the frame has no column of stages"):
            percentile_ranks(frame_of([1]), self.made)
        scored = pl.DataFrame({"theme:culture:stage": ["2"], "theme:culture:percentile_rank": [0.5]})
        with pytest.raises(BenchmarkError) as caught:
            percentile_ranks(scored, self.made)

        assert "column theme:culture:percentile_rank: is there already; leave it out" in str(caught.value)
        assert "column theme:culture:stage: holds String; a column of stages holds levels' numbers" in str(caught.value)
