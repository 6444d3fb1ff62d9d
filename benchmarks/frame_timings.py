"""
Timings of frames: a million assessments in each engine, beside what a user would write there by hand.

Run with the rest by ``nox -s timings``, or alone: ``python benchmarks/frame_timings.py``. ``--large FOLDER`` writes ten
million assessments to Parquet there, and scores them ten times over through Polars' streaming engine, once.
"""

import resource
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
from timing import Timing, in_turns

from datamaturity import Framework, frames, load_framework
from datamaturity.frames.sums import ScorePlan

ROWS = 1_000_000
ROUNDS = 5
FIGURES = ("mean", "stage", "answered")
BLOCK = 1 << 15


def sector(framework: Framework, rows: int) -> pl.DataFrame:
    """Return assessments with levels at random, one answer of twenty missing."""
    rng = np.random.default_rng(2023)

    def column(name: str) -> pl.Series:
        levels = pl.Series(name, rng.integers(1, 6, rows, dtype=np.int8))
        return levels.set(pl.Series(rng.random(rows) < 0.05), None)

    return pl.DataFrame([column(one) for one in framework.criterion_ids])


class ByHand:
    """What a user would write, in each engine, for the same means, stages and counts of the same 49 groups."""

    def __init__(self, framework: Framework) -> None:
        self.plan = ScorePlan.of(framework)
        self.ids = framework.criterion_ids
        self.groups = {one.name: [self.ids[at] for at in one.group.positions] for one in self.plan.groups}

    def pandas(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The usual way: a mean of columns for each group."""
        found: dict[str, Any] = {}
        for name, columns in self.groups.items():
            mean = frame[columns].mean(axis=1)
            found |= {f"{name}:mean": mean, f"{name}:answered": frame[columns].count(axis=1)}
            found[f"{name}:stage"] = np.floor(mean + 0.5)
        return pd.DataFrame(found)

    def numpy(self, frame: pl.DataFrame) -> dict[str, tuple[Any, Any, Any]]:
        """A kernel that reads each column once, block by block, for this framework alone and without any check."""
        columns = [frame.get_column(one).fill_null(0).to_numpy() for one in self.ids]
        height = len(frame)
        found = {
            one.name: (np.empty(height), np.empty(height, np.int8), np.empty(height, np.int16))
            for one in self.plan.groups
        }
        with np.errstate(invalid="ignore"):
            for start in range(0, height, BLOCK):
                rows = slice(start, min(start + BLOCK, height))
                sums, counts = [], []
                for atom in self.plan.atoms:
                    total, count = (np.zeros(rows.stop - start, np.int8) for _ in "ab")
                    for at in atom.criteria:
                        level = columns[at][rows]
                        total += level
                        count += (level != 0).view(np.int8)
                    sums.append(total)
                    counts.append(count)
                for group in self.plan.groups:
                    points, answered = (np.zeros(rows.stop - start, np.int16) for _ in "ab")
                    for at in group.atoms:
                        points += sums[at]
                        answered += counts[at]
                    mean, stage, out = (one[rows] for one in found[group.name])
                    np.divide(points, answered, out=mean, dtype=np.float64)
                    out[:] = answered
                    number, twice = np.ones(len(points), np.int8), points * np.int16(2)
                    for p, _ in self.plan.thresholds:
                        number += (twice >= answered * np.int16(p)).view(np.int8)
                    stage[:] = np.where(answered > 0, number, 0)
        return found

    def polars(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """Cells first, groups of them, and a count of the answers that are none."""
        sums: list[pl.Expr] = []
        for at, atom in enumerate(self.plan.atoms):
            columns = [pl.col(self.ids[one]) for one in atom.criteria]
            sums.append(pl.sum_horizontal(one.cast(pl.Int16) for one in columns).alias(f"s{at}"))
            sums.append(pl.sum_horizontal(one.is_not_null().cast(pl.Int16) for one in columns).alias(f"n{at}"))
        wrong = [(pl.col(one) < 1) | (pl.col(one) > 5) for one in self.ids]
        sums.append(pl.sum_horizontal(one.cast(pl.Int16) for one in wrong).alias("faults"))
        totals, figures = [pl.col("faults")], [pl.col("faults")]
        for place, group in enumerate(self.plan.groups):
            points, answered = (pl.sum_horizontal(f"{what}{at}" for at in group.atoms) for what in "sn")
            totals.append(points.alias(f"S{place}"))
            totals.append(pl.when(pl.col("faults") == 0).then(answered).alias(f"N{place}"))
            points, answered = pl.col(f"S{place}"), pl.col(f"N{place}")
            reached = [(points * 2 >= answered * p).cast(pl.Int16) for p, _ in self.plan.thresholds]
            some = pl.when(answered > 0)
            figures.append(some.then(points.cast(pl.Float64) / answered).alias(f"{group.name}:mean"))
            figures.append(some.then(pl.sum_horizontal(reached) + 1).alias(f"{group.name}:stage"))
            figures.append(answered.alias(f"{group.name}:answered"))
        return frame.select(sums).select(totals).select(figures)

    def duckdb(self) -> str:
        """The same as a query of the table ``answers``."""
        sums, totals, figures = [], ["faults"], ["faults"]
        for at, atom in enumerate(self.plan.atoms):
            columns = [f'"{self.ids[one]}"' for one in atom.criteria]
            sums.append(" + ".join(f"coalesce({one}, 0)::SMALLINT" for one in columns) + f" AS s{at}")
            sums.append(" + ".join(f"({one} IS NOT NULL)::SMALLINT" for one in columns) + f" AS n{at}")
        wrong = (f'coalesce(("{one}" < 1 OR "{one}" > 5)::SMALLINT, 0)' for one in self.ids)
        sums.append(" + ".join(wrong) + " AS faults")
        for place, group in enumerate(self.plan.groups):
            points, answered = (" + ".join(f"{what}{at}" for at in group.atoms) for what in "sn")
            totals += [f"{points} AS S_{place}", f"CASE WHEN faults = 0 THEN {answered} END AS N_{place}"]
            points, answered = f"S_{place}", f"N_{place}"
            stage = " + ".join(f"({points} * 2 >= {answered} * {p})::SMALLINT" for p, _ in self.plan.thresholds)
            figures.append(f'CASE WHEN {answered} > 0 THEN {points} / {answered} END AS "{group.name}:mean"')
            figures.append(f'(CASE WHEN {answered} > 0 THEN 1 + {stage} END)::SMALLINT AS "{group.name}:stage"')
            figures.append(f'{answered}::SMALLINT AS "{group.name}:answered"')
        added = f"SELECT {', '.join(sums)} FROM answers"  # noqa: S608
        return f"SELECT {', '.join(figures)} FROM (SELECT {', '.join(totals)} FROM ({added}))"  # noqa: S608


def engines(framework: Framework) -> list[Timing]:
    """A million assessments in each engine."""
    by_hand, frame = ByHand(framework), sector(framework, ROWS)
    lazy, table = frame.lazy(), frame.to_arrow()
    floats, small = frame.to_pandas(), frame.to_pandas(types_mapper=lambda _: pd.Int8Dtype())
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.register("given", table)
    connection.execute("CREATE TABLE answers AS SELECT * FROM given")

    def scored(given: Any) -> Any:
        return frames.score(given, framework, figures=FIGURES)

    _check_equal(framework, by_hand, frame)
    jobs: Mapping[str, Callable[[], object]] = {
        "pandas by hand": lambda: by_hand.pandas(floats),
        "numpy by hand": lambda: by_hand.numpy(frame),
        "polars": lambda: scored(frame),
        "pyarrow": lambda: scored(table),
        "pandas": lambda: scored(floats),
        "small by hand": lambda: by_hand.pandas(small),
        "small": lambda: scored(small),
        "lazy by hand": lambda: by_hand.polars(lazy).collect(),
        "lazy": lambda: scored(lazy).collect(),
        "streaming by hand": lambda: by_hand.polars(lazy).collect(engine="streaming"),
        "streaming": lambda: scored(lazy).collect(engine="streaming"),
        "duckdb by hand": lambda: connection.sql(by_hand.duckdb()).to_arrow_table(),
        "duckdb": lambda: scored(connection.table("answers")).to_arrow_table(),
    }
    times = in_turns(jobs, rounds=ROUNDS)
    pairs: Sequence[tuple[str, str, str, str, str]] = (
        ("Polars", "polars", "pandas, a mean of columns per group (float64)", "pandas by hand", "≤ 0.10"),
        ("Polars", "polars", "a NumPy kernel for this framework alone, unchecked", "numpy by hand", "≤ 2"),
        ("PyArrow", "pyarrow", "pandas, a mean of columns per group (float64)", "pandas by hand", "≤ 0.10"),
        ("PyArrow", "pyarrow", "a NumPy kernel for this framework alone, unchecked", "numpy by hand", "≤ 2"),
        ("pandas, float64", "pandas", "pandas, a mean of columns per group (float64)", "pandas by hand", "≤ 0.40"),
        ("pandas, Int8", "small", "pandas, a mean of columns per group (Int8)", "small by hand", "≤ 0.20"),
        ("Polars lazy", "lazy", "a lazy query by hand", "lazy by hand", "≤ 1.1"),
        ("Polars lazy, streaming", "streaming", "the same, streaming", "streaming by hand", "≤ 1.1"),
        ("DuckDB", "duckdb", "a query by hand", "duckdb by hand", "≤ 1.4"),
    )
    what = f"{ROWS:,} × 97, 49 groups: mean, stage, answered"
    return [
        Timing(f"{what}; {name}", times[ours], rival, times[theirs], goal) for name, ours, rival, theirs, goal in pairs
    ]


def _check_equal(framework: Framework, by_hand: ByHand, frame: pl.DataFrame) -> None:
    """Raise an error unless every rival does the same work."""
    part = frame.head(2_000)
    ours = frames.score(part, framework, figures=FIGURES)
    usual = pl.from_pandas(by_hand.pandas(part.to_pandas()))
    kernel = by_hand.numpy(part)
    lazy = by_hand.polars(part.lazy()).collect()
    connection = duckdb.connect()
    connection.register("answers", part.to_arrow())
    queried = connection.sql(by_hand.duckdb()).pl()
    for name in by_hand.groups:
        mean, stage, answered = (ours.get_column(f"{name}:{one}").fill_null(0).to_numpy() for one in FIGURES)
        for theirs in (usual, lazy, queried):
            for one, mine in zip(FIGURES, (mean, stage, answered), strict=True):
                found = theirs.get_column(f"{name}:{one}").fill_nan(None) if one == "mean" else theirs[f"{name}:{one}"]
                if not np.allclose(found.cast(pl.Float64).fill_nan(None).fill_null(0).to_numpy(), mine, atol=1e-12):
                    raise AssertionError(name, one)
        means, stages, counts = kernel[name]
        if not (np.nan_to_num(means) == mean).all() or not (stages == stage).all() or not (counts == answered).all():
            raise AssertionError(name)


def growth(framework: Framework) -> list[str]:
    """Return how long a row takes, from ten thousand rows to ten million, as rows of a Markdown table."""
    million = sector(framework, ROWS)
    found = []
    for rows in (10_000, 100_000, ROWS, 10 * ROWS):
        frame = million.head(rows) if rows <= ROWS else pl.concat([million] * (rows // ROWS), rechunk=True)
        jobs = {"ours": lambda frame=frame: frames.score(frame, framework, figures=FIGURES)}
        best = min(in_turns(jobs, rounds=3)["ours"])
        found.append(f"| {rows:,} | {best:.3f} s | {best / rows * 1e9:.0f} ns |")
    return found


_MEMORY = """
import resource, sys
sys.path.insert(0, {here!r})
from frame_timings import *
framework = load_framework("uk-government-dma")
make = {{
    "Polars": lambda frame: frame, "PyArrow": lambda frame: frame.to_arrow(),
    "pandas, float64": lambda frame: frame.to_pandas(),
    "pandas, Int8": lambda frame: frame.to_pandas(types_mapper=lambda _: pd.Int8Dtype()),
}}[{engine!r}]
frames.score(make(sector(framework, 1000)), framework, figures=FIGURES)
given = make(sector(framework, ROWS))
size = given.nbytes if {engine!r} == "PyArrow" else (
    given.estimated_size() if {engine!r} == "Polars" else int(given.memory_usage(deep=True).sum()))
def now():
    return int(open("/proc/self/status").read().split("VmRSS:")[1].split()[0]) * 1024
open("/proc/self/clear_refs", "w").write("5")
before = now()
found = frames.score(given, framework, figures=FIGURES)
peak = int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) * 1024
print(size, before, peak, now())
"""


def memory() -> list[str]:
    """Return the peak memory of each eager engine beyond input and output, as rows of a Markdown table."""
    found = []
    for engine in ("Polars", "PyArrow", "pandas, float64", "pandas, Int8"):
        code = _MEMORY.format(here=str(Path(__file__).parent), engine=engine)
        run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
        size, before, peak, after = map(int, run.stdout.split())
        beyond = peak - max(before, after)
        found.append(f"| {engine} | {size / 1e6:.0f} MB | {(after - before) / 1e6:.0f} MB | {beyond / 1e6:.0f} MB "
                     f"| {beyond / size:.0%} |")  # fmt: skip
    return found


def large(folder: Path) -> None:
    """Score a hundred million assessments from Parquet to Parquet, and print how long it took, and in what memory."""
    framework = load_framework("uk-government-dma")
    folder.mkdir(parents=True, exist_ok=True)
    million = sector(framework, ROWS)
    paths = [folder / f"answers-{number}.parquet" for number in range(10)]
    for number, path in enumerate(paths):
        if not path.exists():
            million.sample(fraction=1, shuffle=True, seed=number).write_parquet(path)
    del million
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = perf_counter()
    # Ten files, each of them read ten times.
    answers = pl.scan_parquet(paths * 10)
    frames.score(answers, framework, figures=FIGURES).sink_parquet(folder / "scores.parquet")
    seconds = perf_counter() - start
    rows = pl.scan_parquet(folder / "scores.parquet").select(pl.len()).collect().item()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{rows:,} rows in {seconds:.0f} s; {before / 1e6:.2f} GB before, {peak / 1e6:.2f} GB at most")


def main() -> None:
    """Print the rows of the table above, and two tables more."""
    framework = load_framework("uk-government-dma")
    for timing in engines(framework):
        print(timing.row())
    print("\n| rows, Polars | time | a row |", "| --- | --- | --- |", *growth(framework), sep="\n")
    print(
        f"\n| {ROWS:,} rows | input | output | peak beyond both | of the input |",
        "| --- | --- | --- | --- | --- |",
        *memory(),
        sep="\n",
    )


if __name__ == "__main__":
    if "--large" in sys.argv:
        large(Path(sys.argv[sys.argv.index("--large") + 1]))
    else:
        main()
