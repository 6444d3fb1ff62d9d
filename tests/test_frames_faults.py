"""Bad frames and bad arguments of frames' scores: our errors, in words, and never an engine's own."""

import sys
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

import attrs
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from datamaturity import (
    AnswerError,
    Assessment,
    Criterion,
    Framework,
    MeanNearest,
    MedianLow,
    MissingExtraError,
    NumberError,
    Rule,
    RuleError,
    Theme,
    UnknownIdError,
    WeakestLink,
    WrongTypeError,
    frames,
    load_framework,
)
from examples import CROSSED, FIVE, ONE_THEME
from frame_engines import ENGINES, LAZY, rows_of

EAGER = [one for one in ENGINES if one not in LAZY]
KNOWN = "levels run from 1 (Beginning) to 5 (Mastering); null is unanswered"
MEAN = "theme:data:mean"
STAGE = "theme:data:stage"
OTHERS = {one: [3] for one in "bcde"}
each_engine = pytest.mark.parametrize("engine", ENGINES)
each_eager_engine = pytest.mark.parametrize("engine", EAGER)

CAST = "a column of answers holds levels' numbers, so cast it to whole numbers first"


def table(first: Sequence[object] = (3,), kind: pa.DataType | None = None, **others: Sequence[object]) -> pa.Table:
    """Return answers to the framework of one theme: some to criterion a, 3 to each other, and further columns."""
    columns = {"a": pa.array(first, kind or pa.int64())}
    columns |= {one: pa.array([3] * len(first), pa.int8()) for one in "bcde"}
    return pa.table(columns | {name: pa.array(values) for name, values in others.items()})


def message(frame: Any, framework: Framework | str = ONE_THEME, **arguments: Any) -> str:
    """Return what a user reads who scores the frame."""
    with pytest.raises(AnswerError) as caught:
        frames.score(frame, framework, **arguments)
    return str(caught.value)


# For each type, numbers that are no level, at its ends above all. Arrow's decimals have a scale.
TYPES = (
    (pa.int8(), [6, -1, -128, 127]),
    (pa.int16(), [6, -1, 2**15 - 1, 2**8 + 3]),
    (pa.int32(), [6, -1, 2**31 - 1, 2**16 + 3]),
    (pa.int64(), [0, 10**12, 2**63 - 1, -(2**63), 2**32 + 3]),
    (pa.uint8(), [6, 0, 255]),
    (pa.uint16(), [6, 0, 2**16 - 1, 2**8 + 3]),
    (pa.uint32(), [6, 0, 2**32 - 1, 2**16 + 3]),
    (pa.uint64(), [6, 0, 2**63 - 1, 2**64 - 1, 2**32 + 3]),
    (pa.float32(), [2.5, float("inf"), float("-inf"), 1e30, 0.0]),
    (pa.float64(), [2.5, float("inf"), float("-inf"), 1e300, 3 + 1e-12]),
    (pa.decimal128(20, 2), [Decimal("2.5"), Decimal("1e12"), Decimal(-1)]),
)


def each_type_in(engines: Iterable[str]) -> pytest.MarkDecorator:
    """Return a mark for a test of every engine with every type that its columns can have."""
    return pytest.mark.parametrize(
        ("engine", "kind", "wrong"),
        [
            pytest.param(engine, kind, wrong, id=f"{engine}-{kind}")
            for engine in engines
            for kind, wrong in TYPES
            # Decimals are Python's objects there, and refused: test_pandas_objects.
            if not (pa.types.is_decimal(kind) and engine in ("pandas", "pandas nullable"))
        ],
    )


class TestColumns:
    """Which columns a frame has."""

    @each_engine
    def test_missing_and_of_text(self, engine: str) -> None:
        """Every missing column and every column of text is named, each with what was expected."""
        given = table(b2=[3]).drop_columns(["b", "e"]).set_column(0, "a", [["3"]])

        found = message(ENGINES[engine](given)).splitlines()

        assert "3 faults:" == found[0]
        assert f"  column a: holds String; {CAST}" in found
        assert "  criterion b: the frame has no column 'b'; did you mean 'b2'?" in found
        assert any(line.startswith("  criterion e: the frame has no column 'e'") for line in found)

    @each_engine
    def test_one_too_many_with_a_prefix(self, engine: str) -> None:
        """A column that begins as answers do and is no criterion's is not left out in silence."""
        given = table().rename_columns(["q_a", "q_b", "q_c", "q_d", "q_e"]).append_column("q_f", [[3]])

        expected = "column q_f: begins like a column of answers, and one-theme has no criterion 'f'"
        assert expected == message(ENGINES[engine](given), columns="q_")

    @each_engine
    def test_a_near_miss(self, engine: str) -> None:
        """A column that is nearly a criterion's name is no further column, but a question."""
        found = message(ENGINES[engine](table().rename_columns(["A ", "b", "c", "d", "e"])))

        assert "column A : is not the criterion 'a', but nearly; rename it, or say columns=" in found
        assert "criterion a: the frame has no column 'a'" in found

    @each_engine
    def test_one_for_two_criteria(self, engine: str) -> None:
        """One column cannot hold two criteria's answers."""
        found = message(ENGINES[engine](table()), columns={"a": "b"})

        assert "column b: stands for two criteria" == found

    def test_a_criterion_that_there_is_not(self) -> None:
        """Whose columns are said by criterion says them of criteria of the framework."""
        found = message(table(), load_framework("uk-government-dma"), columns={"4.3": "a"}).splitlines()

        assert any(
            line.startswith("  columns: no criterion '4.3' in uk-government-dma; did you mean '4.33'") for line in found
        )

    @pytest.mark.parametrize("engine", ["pandas", "pandas nullable"])
    @pytest.mark.parametrize(
        "values", [[3, None, 10**30], ["3", None, 2], [True, None, False], [Decimal("1.5"), Decimal(2), None]]
    )
    def test_pandas_objects(self, engine: str, values: list[object]) -> None:
        """A column of Python's objects is refused whatever they are, since no engine can compare them safely."""
        given = table([3, 3, 3]).to_pandas().assign(a=pd.Series(values, dtype=object))

        assert f"column a: holds Object; {CAST}" == message(given)

    @pytest.mark.parametrize(
        "given",
        [
            table().to_pandas().assign(a=pd.Categorical([3])),
            table().to_pandas().assign(a=[True]),
            table().to_pandas().assign(a=pd.array([True], dtype="boolean")),
            table().to_pandas().assign(a=pd.Timestamp("2024-05-01")),
            table().to_pandas().assign(a=3j),
            pl.DataFrame({"a": [True], **OTHERS}),
            pl.DataFrame({"a": pl.Series(["3"], dtype=pl.Categorical), **OTHERS}),
            pl.DataFrame({"a": [[3]], **OTHERS}),
            table([True], pa.bool_()),
            table([0], pa.date32()),
        ],
        ids=[
            "category",
            "bool",
            "boolean",
            "day",
            "complex",
            "polars bool",
            "polars category",
            "list",
            "arrow bool",
            "date",
        ],
    )
    def test_what_holds_no_numbers(self, given: Any) -> None:
        """Categories, truth values, days and lists are no levels' numbers."""
        found = message(given)

        assert found.startswith("column a: holds ")
        assert found.endswith(f"; {CAST}")

    @each_engine
    @pytest.mark.parametrize("name", [MEAN, "faults"])
    def test_named_like_a_result(self, engine: str, name: str) -> None:
        """A column named as a column of scores would be one of two of the same name."""
        given = ENGINES[engine](table().append_column(name, [[1]]))

        expected = f"column {name}: is named like a column of scores; rename it"
        assert expected == message(given, check="column")

    @each_eager_engine
    def test_faults_is_free_where_it_is_no_result(self, engine: str) -> None:
        """Where faults are an error, a column of that name is the caller's own."""
        (row,) = rows_of(frames.score(ENGINES[engine](table(faults=["none"])), ONE_THEME, figures="mean"))

        # Five answers of 3.
        assert {"faults": "none", MEAN: 3.0} == row

    @pytest.mark.parametrize("names", [[1, 2], pd.MultiIndex.from_tuples([("a", "b"), ("a", "c")])])
    def test_pandas_names_that_are_no_text(self, names: Any) -> None:
        """In pandas a column's name may be anything, such as a number: it is no criterion's, and no crash."""
        found = message(pd.DataFrame([[1, 2]], columns=names))

        assert "criterion a: the frame has no column 'a'" in found

    def test_pandas_name_twice(self) -> None:
        """In pandas two columns may have one name: which of them holds the answers cannot be known."""
        given = pd.concat([table().to_pandas(), table().to_pandas()[["b"]]], axis=1)

        assert "column b" in message(given)


class TestAnswers:
    """What stands in the columns."""

    @each_type_in(ENGINES)
    def test_numbers_of_each_type(self, engine: str, kind: Any, wrong: list[object]) -> None:
        """Whatever a column's type can hold is a level, or a fault of its row and of no other, in every engine."""
        given = table([1, *wrong, None, 5], kind, org=[*range(len(wrong) + 3)])

        found = rows_of(frames.score(ENGINES[engine](given), ONE_THEME, figures=["mean", "stage"], check="column"))

        # 1 and four of 3 are 13/5, which is nearest to 3; four of 3 are 3; 5 and four of 3 are 17/5.
        rows = [(0, 2.6, 3), *[(1, None, None)] * len(wrong), (0, 3.0, 3), (0, 3.4, 3)]
        assert rows == [(row["faults"], row[MEAN], row[STAGE]) for row in found]

    @each_type_in(EAGER)
    def test_numbers_of_each_type_are_an_error(self, engine: str, kind: Any, wrong: list[object]) -> None:
        """The error counts the answers of the column that are none, whatever its type."""
        expected = f"column a: {len(wrong)} answers off the scale: {KNOWN}"
        assert expected == message(ENGINES[engine](table([1, *wrong, None], kind)))

    @pytest.mark.parametrize("lazy", [False, True])
    def test_128_bits_of_polars(self, lazy: bool) -> None:
        """Numbers of 128 bits are compared as they are."""
        given = pl.from_arrow(table([1, 3, 3])).with_columns(pl.Series("a", [1, 2**100, None], dtype=pl.Int128))  # type: ignore[union-attr]

        found = rows_of(frames.score(given.lazy() if lazy else given, ONE_THEME, figures="mean", check="column"))

        # 1 and four of 3 are 13/5; four of 3 are 3.
        assert [2.6, None, 3.0] == [row[MEAN] for row in found]

    @pytest.mark.parametrize("engine", ["polars", "polars lazy", "pyarrow", "pandas arrow", "duckdb"])
    def test_nan_is_a_fault_where_it_is_a_value(self, engine: str) -> None:
        """Where null is something else, NaN is no answer and not unanswered either."""
        given = ENGINES[engine](table([float("nan"), 1.0, None], pa.float64()))

        found = rows_of(frames.score(given, ONE_THEME, figures="mean", check="column"))

        assert [(1, None), (0, 2.6), (0, 3.0)] == [(row["faults"], row[MEAN]) for row in found]

    def test_nan_is_unanswered_in_pandas(self) -> None:
        """In pandas' NumPy columns NaN is how a missing number is written."""
        given = table([1, 1]).to_pandas().assign(a=np.array([float("nan"), 1.0]))

        found = rows_of(frames.score(given, ONE_THEME, figures=["mean", "answered"]))

        # 3 of four; 1 and four of 3 are 13/5.
        assert [(3.0, 4), (2.6, 5)] == [(row[MEAN], row["theme:data:answered"]) for row in found]

    @each_eager_engine
    def test_all_columns_at_once(self, engine: str) -> None:
        """Faults of all columns are in one error, in framework order, each with its count."""
        given = table([0, 3, 9]).set_column(4, "e", pa.array([3, 7, 3]))

        expected = (
            f"2 faults:\n  column a: 2 answers off the scale: {KNOWN}\n  column e: 1 answer off the scale: {KNOWN}"
        )
        assert expected == message(ENGINES[engine](given))

    @each_engine
    def test_several_in_a_row(self, engine: str) -> None:
        """The column of faults counts the answers of its row that are none."""
        given = table([0, 3, 9]).set_column(4, "e", pa.array([6, 7, 3]))

        found = rows_of(frames.score(ENGINES[engine](given), ONE_THEME, figures="stage", check="column"))

        assert [(2, None), (1, None), (1, None)] == [(row["faults"], row[STAGE]) for row in found]

    @each_engine
    def test_no_figure_of_a_wrong_row(self, engine: str) -> None:
        """A row with a fault has no figure in any group, also in those that the wrong criterion is not in."""
        given = pa.table({"1.1": [9, 4], "1.2": [2, 4], "2.3": [5, 4], "2.4": [5, 4]})
        kinds = ["topic", "theme", "cell", "overall"]

        wrong, right = rows_of(frames.score(ENGINES[engine](given), CROSSED, kinds=kinds, check="column"))

        assert {None} == {value for name, value in wrong.items() if name != "faults"}
        assert (1, 0) == (wrong["faults"], right["faults"])
        # All answers are 4.
        assert {4.0} == {value for name, value in right.items() if name.endswith((":mean", ":stage", ":low", ":high"))}

    @each_engine
    @pytest.mark.parametrize("check", ["raise", "column"])
    def test_no_rows(self, engine: str, check: str) -> None:
        """A frame without rows is scored: its scores have no rows, and every column."""
        check = "column" if engine in LAZY else check
        given = ENGINES[engine](table([3]).slice(0, 0))

        scored = frames.score(given, ONE_THEME, check=check)  # type: ignore[arg-type]

        assert [] == rows_of(scored)
        names = scored.collect_schema().names() if engine == "polars lazy" else scored.columns
        names = scored.column_names if engine == "pyarrow" else names
        assert MEAN in list(names)


class TestMasks:
    """Columns that say where a criterion does not apply."""

    @staticmethod
    def masked(first: Sequence[int | None], out: Sequence[bool | None]) -> pa.Table:
        """Return answers with masks: those to criterion a are given, the others apply."""
        others = {f"{one} out": [False] * len(first) for one in "bcde"}
        return table(first, **others, **{"a out": out})

    # In pandas' NumPy columns a mask with nothing in it is of objects, and refused.
    @pytest.mark.parametrize("engine", [one for one in ENGINES if one != "pandas"])
    def test_both_or_neither_is_said(self, engine: str) -> None:
        """A level where the criterion does not apply is a fault, and so is a mask that says nothing."""
        given = ENGINES[engine](self.masked([1, 1, None, 1, None], [False, True, True, None, None]))

        found = rows_of(
            frames.score(given, ONE_THEME, figures=["mean", "applicable"], not_applicable=" out", check="column")
        )

        # 1 and four of 3 are 13/5 of five; without a, four of 3.
        rows = [(0, 2.6, 5), (1, None, None), (0, 3.0, 4), (1, None, None), (1, None, None)]
        assert rows == [(row["faults"], row[MEAN], row["theme:data:applicable"]) for row in found]

    @each_eager_engine
    def test_both_is_an_error(self, engine: str) -> None:
        """The error names the column of answers, and how often."""
        found = message(ENGINES[engine](self.masked([1, 1, 3], [True, False, True])), not_applicable=" out")

        assert found.startswith("column a: 2 answers ")

    @each_engine
    def test_no_boolean(self, engine: str) -> None:
        """A mask is of truth values, and is there."""
        given = self.masked([1], [True]).drop_columns(["b out"])
        given = given.set_column(given.column_names.index("a out"), "a out", [[1]])

        found = message(ENGINES[engine](given), not_applicable=" out").splitlines()

        assert "2 faults:" == found[0]
        assert "  column a out: holds Int64; where a criterion does not apply is true or false" in found
        assert "  column b out: is not there; it says where a criterion does not apply" in found


class TestArguments:
    """What else is said of a frame."""

    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            ({"not_applicable": 3}, "not_applicable: 3 is a level's number; say one that no level has"),
            ({"do_not_know": 5}, "do_not_know: 5 is a level's number; say one that no level has"),
            ({"do_not_know": 8.0}, "do_not_know: 8.0 is no whole number"),
            ({"not_applicable": True}, "not_applicable: True is no whole number"),
            (
                {"not_applicable": 9, "do_not_know": 9},
                "not_applicable and do_not_know: are both 9; one number says one thing",
            ),
        ],
    )
    def test_codes(self, arguments: dict[str, Any], expected: str) -> None:
        """A number that stands for no level is a whole one, no level's, and stands for one thing."""
        assert expected == message(table(), **arguments)

    @each_engine
    @pytest.mark.parametrize("code", [-999_999_999, -1, 0, 99, 999_999_999])
    def test_a_code_of_any_size(self, engine: str, code: int) -> None:
        """A code of up to nine digits, as levels have, is told from levels and from nothing."""
        given = ENGINES[engine](table([1, code, None]))

        found = rows_of(
            frames.score(given, ONE_THEME, figures=["mean", "applicable"], not_applicable=code, check="column")
        )

        # 1 and four of 3 are 13/5; without a, four of 3; unanswered, five apply.
        rows = [(0, 2.6, 5), (0, 3.0, 4), (0, 3.0, 5)]
        assert rows == [(row["faults"], row[MEAN], row["theme:data:applicable"]) for row in found]

    @pytest.mark.parametrize("code", [10**20, -(2**63), 2**63])
    def test_a_code_that_is_too_large(self, code: int) -> None:
        """A code that some engine's columns cannot hold is refused, whatever the engine."""
        assert message(table(), not_applicable=code).startswith(f"not_applicable: {code} ")

    @pytest.mark.parametrize("engine", sorted(LAZY))
    def test_raise_of_a_lazy_frame(self, engine: str) -> None:
        """A lazy frame is not looked through; what to do instead is said."""
        with pytest.raises(WrongTypeError) as caught:
            frames.score(ENGINES[engine](table()), ONE_THEME, check="raise")

        expected = "a lazy frame is not collected to look for faults; take check='column', or collect it first"
        assert expected == str(caught.value)

    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            ({"check": "ignore"}, "check is 'raise' or 'column', not 'ignore'"),
            (
                {"figures": ["mean", "median"]},
                "figures are mean, stage, answered, applicable, coverage, low, high, stage_name, not 'median'",
            ),
            (
                {"figures": "Mean"},
                "figures are mean, stage, answered, applicable, coverage, low, high, stage_name, not 'Mean'",
            ),
            ({"kinds": ["themes"]}, "groups are of the kinds topic, theme, cell, overall, not 'themes'"),
            ({"figures": 3}, "figures are mean, stage, answered, applicable, coverage, low, high, stage_name, not 3"),
            ({"kinds": 3}, "groups are of the kinds topic, theme, cell, overall, not 3"),
            ({"kinds": []}, "one-theme has no criteria in groups of the kinds that are asked for"),
            (
                {"columns": 3},
                "columns is what stands before the criteria's ids, or a mapping of them to columns, not 3",
            ),
            ({"long": "id"}, "long is LongColumns, such as LongColumns('organisation'), not 'id'"),
            ({"shape": "tall"}, "shape is 'wide' or 'long', not 'tall'"),
        ],
    )
    def test_words(self, arguments: dict[str, Any], expected: str) -> None:
        """A word that is none is answered with those that there are."""
        with pytest.raises(WrongTypeError) as caught:
            frames.score(table(), ONE_THEME, **arguments)

        assert expected == str(caught.value)

    @pytest.mark.parametrize(
        ("call", "expected"),
        [
            (lambda: frames.score(table(), None), "a framework is a Framework, or the id of a packaged one, not None"),  # type: ignore[arg-type]
            (lambda: frames.percentile_ranks(table(), None), "a benchmark is a Benchmark, not None"),  # type: ignore[arg-type]
            (
                lambda: frames.pool(table(), ONE_THEME, organisation=["a"]),  # type: ignore[arg-type]
                "organisation is the name of a column, not ['a']",
            ),
            (
                lambda: frames.gaps(table(), ONE_THEME, "one-level-up", figures=3),  # type: ignore[arg-type]
                "figures of gaps are current, target, gap, percent_to_target, counted, reached, unknown, not 3",
            ),
            (
                lambda: frames.from_assessments(Assessment(ONE_THEME)),  # type: ignore[arg-type]
                "several assessments are needed, such as a list with this one",
            ),
        ],
        ids=["framework", "benchmark", "organisation", "figures", "assessments"],
    )
    def test_other_things_than_are_needed(self, call: Callable[[], object], expected: str) -> None:
        """What is none of what a function takes is named, beside what is."""
        with pytest.raises(WrongTypeError) as caught:
            call()

        assert expected == str(caught.value)

    @pytest.mark.parametrize(
        "given",
        [
            [3],
            {"a": [3]},
            None,
            "answers.csv",
            pd.Series([3]),
            pl.Series([3]),
            np.zeros((1, 5)),
            pl.col("a"),
            pl.DataFrame,
        ],
        ids=lambda given: type(given).__name__,
    )
    def test_no_frame(self, given: object) -> None:
        """What is no frame is named by its type."""
        with pytest.raises(WrongTypeError) as caught:
            frames.score(given, ONE_THEME)

        expected = f"a frame is needed, such as pandas' or Polars', not {type(given).__name__}"
        assert expected == str(caught.value)

    def test_no_such_framework(self) -> None:
        """An id of a packaged framework that there is not is answered with those that there are."""
        with pytest.raises(UnknownIdError, match=r"'seven-thames'.*did you mean 'seven-themes'"):
            frames.score(table(), "seven-thames")

    def test_a_rule_of_the_caller_s_own(self) -> None:
        """A rule that no engine knows is refused, and the way out is said."""

        @attrs.frozen
        class Generous(Rule):
            """Everybody reaches the top."""

            name = "generous"

        with pytest.raises(RuleError) as caught:
            frames.score(table(), ONE_THEME, rule=Generous())

        expected = "frames know the named rules and rules on the mean, not generous; score its assessments one by one"
        assert expected == str(caught.value)

    @pytest.mark.parametrize("known", [MedianLow, WeakestLink, MeanNearest])
    def test_a_rule_that_changes_a_known_one(self, known: type[Rule]) -> None:
        """A rule that inherits from a known one and does something else is not taken for the known one."""

        class Whole(known):  # type: ignore[valid-type, misc]
            """Everything must stand at the level, or the lowest level is given."""

            def quota(self, total: int) -> int:
                """Return everything."""
                return total

            def position(self, *_: object, **__: object) -> int:
                """Return the lowest level."""
                return 0

        with pytest.raises(RuleError, match="frames know the named rules"):
            frames.score(table(), ONE_THEME, rule=Whole())

    def test_weights_beyond_53_bits(self) -> None:
        """Weights whose sums no engine can hold are refused before anything is added up."""
        heavy = Framework(
            id="heavy",
            version="1",
            title="Heavy",
            scale=FIVE,
            themes=[Theme("data", "Data")],
            criteria=[Criterion("a", "A", theme="data", weight=2**61), Criterion("b", "B", theme="data", weight="1/3")],
        )
        with pytest.raises(NumberError) as caught:
            frames.score(pa.table({"a": [3], "b": [3]}), heavy)

        expected = "the weights of heavy make sums of more than 53 bits; bring them to smaller whole numbers"
        assert expected == str(caught.value)

    def test_a_minimum_coverage_that_is_none(self) -> None:
        """A coverage is a share."""
        with pytest.raises(NumberError):
            frames.score(table(), ONE_THEME, minimum_coverage=2)

    def test_without_narwhals(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without narwhals the error names the extra to install."""
        monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)

        with pytest.raises(MissingExtraError) as caught:
            frames.score(table(), ONE_THEME, rule=MeanNearest())

        assert 'scoring frames needs narwhals; run: pip install "datamaturity[frames]"' == str(caught.value)

    def test_duckdb_without_pyarrow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """DuckDB hands its rows over through PyArrow; without it the error names it, and not an extra of ours."""
        given = ENGINES["duckdb"](table())
        monkeypatch.setitem(sys.modules, "pyarrow", None)

        with pytest.raises(MissingExtraError) as caught:
            frames.to_assessments(given, ONE_THEME, organisation=None, assessed_on=None)

        assert "bringing a frame of duckdb into memory needs pyarrow; run: pip install pyarrow" == str(caught.value)

    def test_an_old_duckdb(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """DuckDB before 2 would take an id with a dot for a table's column; it is refused in words."""
        monkeypatch.setattr("duckdb.__version__", "1.4.2")

        with pytest.raises(WrongTypeError) as caught:
            frames.score(ENGINES["duckdb"](table()), ONE_THEME)

        expected = "DuckDB 2 or later is needed, not 1.4.2, which takes a column such as 4.33 for one of a table 4"
        assert expected == str(caught.value)
