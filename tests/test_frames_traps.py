"""What dataframe engines are known to do silently wrong: each of these fails if frames' scores fall into it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from datamaturity import Criterion, Framework, Level, Scale, Theme, frames, load_framework
from datamaturity.frames.agreement import agreement
from datamaturity.frames.long_answers import to_wide
from datamaturity.frames.long_columns import LongColumns
from examples import FIVE, ONE_THEME, SAMM
from frame_engines import ENGINES, LAZY, rows_of

each_engine = pytest.mark.parametrize("engine", ENGINES)
DMA = load_framework("uk-government-dma")
MEAN, STAGE = "theme:data:mean", "theme:data:stage"


def one_theme(scale: Scale, weights: Mapping[str, object]) -> Framework:
    """Return a framework of one theme, with a criterion for each weight."""
    return Framework(
        id="one-theme",
        version="1",
        title="One theme",
        scale=scale,
        themes=[Theme("data", "Data")],
        criteria=[Criterion(name, name, theme="data", weight=weight) for name, weight in weights.items()],
    )


def wide(rows: Sequence[Sequence[int | None]], kind: pa.DataType | None = None, names: str = "abcde") -> pa.Table:
    """Return answers as a table, from rows of them."""
    columns = [*zip(*rows, strict=True)]
    return pa.table([pa.array(column, kind or pa.int8()) for column in columns], [*names[: len(columns)]])


class TestEightBits:
    """A horizontal sum of columns of 8 bits stays in 8 bits in Polars, and turns over past 127."""

    @each_engine
    @pytest.mark.parametrize("kind", [pa.int8(), pa.uint8()], ids=str)
    def test_97_criteria_at_the_top(self, engine: str, kind: pa.DataType) -> None:
        """97 answers of 5 are 485, and their mean is 5; as many of 1 leave 388 to the upper bound."""
        given = pa.table({one: pa.array([5, 1, None], kind) for one in DMA.criterion_ids})

        top, low, none = rows_of(frames.score(ENGINES[engine](given), DMA, kinds="overall"))

        figures = ("mean", "stage", "answered", "applicable", "coverage", "low", "high")
        assert (5.0, 5, 97, 97, 1.0, 5.0, 5.0) == tuple(top[f"overall:{one}"] for one in figures)
        assert (1.0, 1, 97, 97, 1.0, 1.0, 1.0) == tuple(low[f"overall:{one}"] for one in figures)
        assert (None, None, 0, 97, 0.0, 1.0, 5.0) == tuple(none[f"overall:{one}"] for one in figures)

    @each_engine
    @pytest.mark.parametrize("rule", ["median-low", "reached-by:0.8", "weakest-link"])
    @pytest.mark.parametrize("kind", [pa.int8(), pa.uint8()], ids=str)
    def test_counts_and_weights(self, engine: str, rule: str, kind: pa.DataType) -> None:
        """Weights add up past 127 and past 16 bits also where levels are counted, not added."""
        framework = one_theme(FIVE, dict.fromkeys("abcde", 30_000))
        given = ENGINES[engine](wide([(5, 5, 5, 5, 5), (4, 4, 4, 4, 2)], kind))

        top, mixed = rows_of(frames.score(given, framework, rule=rule))

        # Four of five at 4, and one at 2: the lower median is 4, 80 % have reached 4, all have reached 2.
        assert (5.0, 5) == (top[MEAN], top[STAGE])
        assert (3.6, 2 if rule == "weakest-link" else 4) == (mixed[MEAN], mixed[STAGE])

    @each_engine
    @pytest.mark.parametrize("kind", [pa.int8(), pa.uint8()], ids=str)
    def test_values_with_a_large_denominator(self, engine: str, kind: pa.DataType) -> None:
        """Values of a scale become whole numbers for the sum: 997 and 1994 here, which 8 bits do not hold."""
        scale = Scale([Level(1, "Low", 0), Level(2, "Half", "1/997"), Level(3, "High", "1994/997")])
        framework = one_theme(scale, dict.fromkeys("ab", 1))

        half, high = rows_of(frames.score(ENGINES[engine](wide([(1, 2), (3, 3)], kind)), framework))

        assert (pytest.approx(1 / 1994, rel=1e-12), 2.0) == (half[MEAN], high[MEAN])

    @pytest.mark.parametrize("engine", [one for one in ENGINES if one not in LAZY])
    def test_300_faults(self, engine: str) -> None:
        """Faults of a column are counted past 255."""
        given = ENGINES[engine](wide([(9, 3, 3, 3, 3)] * 300))

        with pytest.raises(ValueError, match="column a: 300 answers off the scale"):
            frames.score(given, ONE_THEME)

    @each_engine
    def test_97_faults_in_a_row(self, engine: str) -> None:
        """Faults of a row are counted past the 127 of 8 bits too, where a framework has so many criteria."""
        many = one_theme(FIVE, {f"c{n}": 1 for n in range(300)})
        given = pa.table({one: pa.array([77], pa.int8()) for one in many.criterion_ids})

        (row,) = rows_of(frames.score(ENGINES[engine](given), many, check="column"))

        assert 300 == row["faults"]


class TestHalves:
    """Engines round halves to even, away from zero, or by a float that is not quite a half."""

    @each_engine
    def test_half_way_between_levels(self, engine: str) -> None:
        """A mean exactly half-way gives the upper level: 1.5, 2.5, 3.5 and 4.5."""
        given = wide([(1, 2), (2, 3), (3, 4), (4, 5), (None, 3)])
        framework = one_theme(FIVE, dict.fromkeys("ab", 1))

        found = rows_of(frames.score(ENGINES[engine](given), framework, rule="mean-nearest"))

        assert [(1.5, 2), (2.5, 3), (3.5, 4), (4.5, 5), (3.0, 3)] == [(row[MEAN], row[STAGE]) for row in found]

    @each_engine
    def test_half_way_between_uneven_values(self, engine: str) -> None:
        """On values of 0, 1/4, 1/2 and 1, half-way is 1/8, 3/8 and 3/4."""
        given = wide([(0, 1), (1, 2), (2, 3)])
        framework = one_theme(SAMM, dict.fromkeys("ab", 1))

        found = rows_of(frames.score(ENGINES[engine](given), framework, rule="mean-nearest"))

        assert [(0.125, 1), (0.375, 2), (0.75, 3)] == [(row[MEAN], row[STAGE]) for row in found]

    @each_engine
    def test_half_way_with_weights_that_no_float_holds(self, engine: str) -> None:
        """Weights of 1/10 and 1/5 and 3/10: levels 2, 2 and 3 are half-way, which sums of floats miss."""
        framework = one_theme(FIVE, {"a": "1/10", "b": "1/5", "c": "3/10"})

        # (0.1 × 2 + 0.2 × 2 + 0.3 × 3) / 0.6 = 1.5 / 0.6 = 2.5; the floats' sum of weights is 0.6000000000000001.
        (row,) = rows_of(frames.score(ENGINES[engine](wide([(2, 2, 3)])), framework, rule="mean-nearest"))

        assert (2.5, 3) == (row[MEAN], row[STAGE])

    @each_engine
    def test_a_hair_below_half(self, engine: str) -> None:
        """A mean less than half by one part in 10**12 is no half, and weights so large are added up exactly."""
        framework = one_theme(FIVE, {"a": 10**12 + 1, "b": 10**12})

        # With w = 10**12: (2 × (w + 1) + 3 × w) / (2 × w + 1) is less than 5/2 by 1/2 / (2 × w + 1).
        below, above = rows_of(frames.score(ENGINES[engine](wide([(2, 3), (3, 2)])), framework, rule="mean-nearest"))

        assert [pytest.approx(2.5, rel=1e-12)] * 2 == [below[MEAN], above[MEAN]]
        assert [2, 3] == [below[STAGE], above[STAGE]]

    @each_engine
    def test_a_share_that_no_float_holds(self, engine: str) -> None:
        """Three of five are 3/5, also where 0.6 is a little more or less."""
        given = wide([(4, 4, 4, 1, 1), (4, 4, 1, 1, 1), (4, 4, 4, None, None)])

        found = rows_of(
            frames.score(ENGINES[engine](given), ONE_THEME, rule="reached-by:0.6", minimum_coverage=Fraction(3, 5))
        )

        # Three of five at 4; two of five, so that only 1 is reached by three; three of five answered, all at 4.
        assert [4, 1, 4] == [row[STAGE] for row in found]


class TestNames:
    """DuckDB's names, and Spark's, have no case: two that differ by it are one, and the first is read twice."""

    @each_engine
    def test_groups_that_differ_by_case(self, engine: str) -> None:
        """Themes a and A have scores of their own."""
        framework = Framework(
            id="cases",
            version="1",
            title="Two themes",
            scale=FIVE,
            themes=[Theme("a", "Small"), Theme("A", "Large")],
            criteria=[Criterion("1", "One", theme="a"), Criterion("2", "Two", theme="A")],
        )
        (row,) = rows_of(frames.score(ENGINES[engine](wide([(1, 4)], names="12")), framework, figures="mean"))

        assert (1.0, 4.0) == (row["theme:a:mean"], row["theme:A:mean"])

    @each_engine
    def test_names_with_signs(self, engine: str) -> None:
        """Groups' ids may have dots, quotes and blanks of any kind, which mean something in a query."""
        ids = ["4.1", 'a"b', "c`d", "e:mean", "points"]
        framework = Framework(
            id="signs",
            version="1",
            title="Themes",
            scale=FIVE,
            themes=[Theme(one, "Theme") for one in ids],
            criteria=[Criterion(one, "Criterion", theme=one) for one in ids],
        )
        given = pa.table({one: pa.array([level], pa.int8()) for level, one in enumerate(ids, 1)})

        (row,) = rows_of(frames.score(ENGINES[engine](given), framework, figures="mean"))

        assert [1.0, 2.0, 3.0, 4.0, 5.0] == [row[f"theme:{one}:mean"] for one in ids]


class TestDuckDB:
    """A relation knows its connection; what is made of it must live there, and keep nulls."""

    @pytest.mark.parametrize("path", [":memory:", "file"])
    def test_a_connection_of_the_caller_s_own(self, path: str, tmp_path: Path) -> None:
        """A relation of the caller's own connection is scored there, and the connection stays as it was."""
        with duckdb.connect(path if path == ":memory:" else str(tmp_path / "answers.duckdb")) as connection:
            connection.execute("create table answers (org text, a tinyint, b tinyint, c tinyint, d tinyint, e tinyint)")
            connection.execute("insert into answers values ('Abbey', 1, 2, null, 3, 4), ('Bridge', 5, 5, 5, 5, 5)")

            scored = frames.score(connection.table("answers"), ONE_THEME, figures=["mean", "answered"])

            found = scored.order("org").fetchall()
            # (1 + 2 + 3 + 4) / 4
            assert [("Abbey", 0, 2.5, 4), ("Bridge", 0, 5.0, 5)] == found
            # What was made is a query like any other: it can be asked further, and stored.
            scored.filter("faults = 0").create("scores")
            assert (2,) == connection.execute("select count(*) from scores").fetchone()
            assert [("answers",), ("scores",)] == connection.execute("show tables").fetchall()

    def test_a_query_and_a_frame_seen_by_a_connection(self) -> None:
        """A relation that is a query over an Arrow table of the caller's is scored as a table is."""
        with duckdb.connect() as connection:
            connection.register("sector", wide([(1, 2, 3, 4, 5), (1, 1, 1, 1, None)]))
            given = connection.sql("select * from sector where a = 1 order by b desc")

            found = frames.score(given, ONE_THEME, figures=["mean", "answered"]).order('"theme:data:mean"').fetchall()

        assert [(0, 1.0, 4), (0, 3.0, 5)] == found

    @pytest.mark.parametrize("path", [":memory:", "file"])
    def test_long_on_a_connection_of_the_caller_s_own(self, path: str, tmp_path: Path) -> None:
        """Answers one to a row are turned and scored on the caller's own connection; nulls stay unanswered."""
        with duckdb.connect(path if path == ":memory:" else str(tmp_path / "answers.duckdb")) as connection:
            connection.register("long", long_table([("Abbey", "a", 1), ("Abbey", "b", None), ("Abbey", "c", 4)]))
            made = to_wide(nw.from_native(connection.table("long")), ONE_THEME, LongColumns("org"))

            found = made.frame.to_native().project("a, b, c, d, e, faults").fetchall()

        assert [(1, None, 4, None, None, 0)] == found

    def test_agreement_on_a_connection_of_the_caller_s_own(self) -> None:
        """People's agreement is worked out on the caller's own connection, with a row also where nobody answered."""
        with duckdb.connect() as connection:
            people = wide([(2, 3, None, 1, 1), (4, 3, None, 5, 1)]).append_column("org", [["Abbey", "Abbey"]])
            connection.register("people", people)
            found = rows_of(agreement(connection.table("people"), ONE_THEME, organisation="org"))

        medians = {row["criterion"]: (row["answered"], row["median"]) for row in found}
        # The lower of two.
        assert {"a": (2, 2), "b": (2, 3), "c": (0, None), "d": (2, 1), "e": (2, 1)} == medians


class TestAggregation:
    """A maximum over a condition inside `agg` is silently that of the whole group in pandas and Arrow."""

    ROWS = (
        ("Abbey", "a", 1),
        ("Bridge", "a", 2),
        ("Abbey", "b", 5),
        ("Bridge", "c", 4),
        ("Bridge", "b", None),
        ("Abbey", "d", 3),
    )

    @each_engine
    def test_long_becomes_wide(self, engine: str) -> None:
        """Each criterion's column has its own answer, and null where there is none; no pivot is needed, also lazily."""
        given = nw.from_native(ENGINES[engine](long_table(self.ROWS)))

        made = to_wide(given, ONE_THEME, LongColumns("org"))

        assert isinstance(made.frame, nw.LazyFrame) == (engine in LAZY)
        found = sorted(rows_of(made.frame.to_native()), key=lambda row: str(row["org"]))
        expected = [("Abbey", 1, 5, None, 3, None), ("Bridge", 2, None, 4, None, None)]
        assert expected == [tuple(row[name] for name in ("org", *"abcde")) for row in found]

    @each_engine
    def test_long_is_scored(self, engine: str) -> None:
        """Answers one to a row give the same scores as answers side by side."""
        made = to_wide(nw.from_native(ENGINES[engine](long_table(self.ROWS))), ONE_THEME, LongColumns("org"))
        # Of a lazy frame it has a column of faults, which would be named as ours is.
        frame = made.frame.drop("faults", strict=False).to_native()

        found = rows_of(frames.score(frame, ONE_THEME, figures=["mean", "answered"]))

        # Abbey: 1, 5 and 3; Bridge: 2 and 4.
        means = {row["org"]: (row[MEAN], row["theme:data:answered"]) for row in found}
        assert {"Abbey": (3.0, 3), "Bridge": (3.0, 2)} == means

    @each_engine
    def test_agreement_counts_its_own(self, engine: str) -> None:
        """Each organisation's counts are of its own people, and each criterion's of its own answers."""
        people = wide([(1, 5, None, 3, 3), (2, 5, None, 3, 4), (5, 1, 2, None, 5)])
        people = people.append_column("org", [["Abbey", "Abbey", "Bridge"]])

        found = rows_of(agreement(ENGINES[engine](people), ONE_THEME, organisation="org"))

        names = ("answered", "at_1", "at_2", "at_3", "at_4", "at_5", "median", "lowest", "highest")
        by_place = {(row["org"], row["criterion"]): tuple(row[name] for name in names) for row in found}
        assert 10 == len(by_place) == len(found)
        assert (2, 1, 1, 0, 0, 0, 1, 1, 2) == by_place["Abbey", "a"]
        assert (2, 0, 0, 0, 0, 2, 5, 5, 5) == by_place["Abbey", "b"]
        assert (0, 0, 0, 0, 0, 0, None, None, None) == by_place["Abbey", "c"]
        assert (1, 0, 0, 0, 0, 1, 5, 5, 5) == by_place["Bridge", "a"]
        assert (1, 0, 1, 0, 0, 0, 2, 2, 2) == by_place["Bridge", "c"]
        assert (0, 0, 0, 0, 0, 0, None, None, None) == by_place["Bridge", "d"]


class TestQueries:
    """A query must not grow beyond what an engine can plan."""

    @pytest.mark.parametrize("engine", sorted(LAZY))
    def test_a_code_beside_the_scale(self, engine: str) -> None:
        """A code that leaves a gap to the levels, such as 9, is no list to look into: DuckDB plans that for minutes."""
        given = pa.table({one: pa.array([3, 9], pa.int8()) for one in DMA.criterion_ids})

        scored = frames.score(ENGINES[engine](given), DMA, not_applicable=9, figures="mean")

        query = scored.explain() if engine == "polars lazy" else scored.sql_query()
        assert not [word for word in ("contains(", "is_in(", " IN (") if word in query]

    def test_lazy_stays_lazy(self) -> None:
        """A lazy Polars frame is scored as a query, which was not run: the file behind it need not be there yet."""
        schema = dict.fromkeys("abcde", pl.Int8)
        given = pl.LazyFrame(schema=schema).map_batches(_refuse, schema=schema)

        scored = frames.score(given, ONE_THEME, figures="mean")

        assert isinstance(scored, pl.LazyFrame)
        with pytest.raises(pl.exceptions.ComputeError, match="was run"):
            scored.collect()


def _refuse(_: pl.DataFrame) -> pl.DataFrame:
    message = "the query was run"
    raise pl.exceptions.ComputeError(message)


def long_table(rows: Sequence[tuple[str, str, int | None]]) -> pa.Table:
    """Return answers as a table, one to a row."""
    names = ("org", "criterion", "level")
    columns: dict[str, Any] = dict(zip(names, zip(*rows, strict=True), strict=True))
    return pa.table({**columns, "level": pa.array(columns["level"], pa.int8())})
