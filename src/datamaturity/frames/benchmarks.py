"""A benchmark made of a frame, and where each row of a frame stands beside one."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, cast

from datamaturity.benchmark import Benchmark
from datamaturity.disclosure import LEAST_ORGANISATIONS
from datamaturity.errors import BenchmarkError, Fault, WrongTypeError
from datamaturity.frames.opening import AnyFrame, framework_of, narwhals, opened, reader
from datamaturity.frames.pooling import pool
from datamaturity.frames.sums import group_name
from datamaturity.framework import Framework
from datamaturity.group_benchmarks import GroupBenchmark, from_score
from datamaturity.network_scores import Pool
from datamaturity.stages import Rule

__all__ = ["benchmark", "percentile_ranks"]


def benchmark(
    frame: Any,
    framework: Framework | str,
    *,
    organisation: str,
    by: Pool = "organisations",
    columns: str | Mapping[str, str] | None = None,
    not_applicable: int | str | None = None,
    do_not_know: int | None = None,
    rule: Rule | str | None = None,
    overall: bool | None = None,
    mean: bool = False,
    min_organisations: int = LEAST_ORGANISATIONS,
    title: str = "",
    source: str = "",
    dated: date | None = None,
) -> Benchmark:
    """
    Return the benchmark that the organisations in a frame make, as `Benchmark.from_network` does.

    A benchmark is a result by itself: a lazy frame is run for it, and nothing but counts leaves its engine. It does
    not know whose answers are in it: as of one from a document, `check_release` calls no release safe that differs.

    Args:
        frame: As in `pool`.
        framework: As in `pool`.
        organisation: As in `pool`.
        by: As in `pool`.
        columns: As in `pool`.
        not_applicable: As in `pool`: a number that is no level, or the end of a column's name.
        do_not_know: As in `pool`: a number that is no level.
        rule: As in `pool`.
        overall: As in `pool`.
        mean: Whether to tell the groups' means as well.
        min_organisations: As in `pool`: the least number of organisations that a figure is about.
        title: What it is called.
        source: Where it is from.
        dated: The day that it describes.

    Raises:
        AnswerError: As in `pool`.
        MissingExtraError: The library narwhals is not installed (extra ``frames``).
        NetworkError: As in `pool`.
        RuleError: As in `pool`.
        WrongTypeError: As in `pool`.

    Example:
        >>> import polars as pl
        >>> from datamaturity import load_framework
        >>> framework = load_framework("seven-themes")
        >>> answers = {one: [2] * 8 + [4] * 12 for one in framework.criterion_ids}
        >>> frame = pl.DataFrame({"org": range(20), **answers})
        >>> culture = benchmark(frame, framework, organisation="org", title="Sector").themes["culture"]
        >>> culture.organisation_count, culture.stage_counts, culture.percentile_rank(3)
        (20, (0, 8, 0, 12, 0), Fraction(7, 10))
    """
    framework = framework_of(framework)
    # With means, whether they are told or not: the benchmark and the network's own scores withhold the same.
    card = pool(
        frame,
        framework,
        organisation=organisation,
        by=by,
        columns=columns,
        not_applicable=not_applicable,
        do_not_know=do_not_know,
        rule=rule,
        overall=overall,
        min_organisations=min_organisations,
    )
    groups = [from_score(one, mean=mean) for one in card]
    return Benchmark(
        framework=framework,
        rule=card.rule,
        pool=by,
        min_organisations=min_organisations,
        groups=groups,
        title=title,
        source=source,
        dated=dated,
    )


def percentile_ranks(scored: AnyFrame, benchmark: Benchmark) -> AnyFrame:
    """
    Return scored rows with where each one's stages stand among a benchmark's.

    Args:
        scored: A frame that `score` made, with stages by the benchmark's rule; lazy or not.
        benchmark: The benchmark.

    Returns:
        A frame of the same kind, lazy where it was lazy, with a column such as ``topic:4:percentile_rank`` behind each
        column of stages that the benchmark has figures for: the share of its members below the row's stage and half of
        those at it, from 0 to 1. Null without a stage, and where the benchmark withholds it.

    Raises:
        BenchmarkError: No column of stages that the benchmark has figures for, or one that would be there twice.
        MissingExtraError: The library narwhals is not installed (extra ``frames``).
        WrongTypeError: Not a frame, or not a benchmark.

    Example:
        >>> import polars as pl
        >>> from datamaturity import Benchmark, load_framework
        >>> framework = load_framework("seven-themes")
        >>> published = Benchmark.from_counts(framework, themes={"culture": [41, 57, 35, 15, 8]})
        >>> scored = pl.DataFrame({"org": ["Abbey", "Bridge"], "theme:culture:stage": [3, None]})
        >>> percentile_ranks(scored, published).rows()  # (41 + 57 + 35/2) / 156
        [('Abbey', 3, 0.7403846153846154), ('Bridge', None, None)]
    """
    if not isinstance(benchmark, Benchmark):
        message = f"a benchmark is a Benchmark, not {benchmark!r}"
        raise WrongTypeError(message)
    given = opened(scored)
    schema, column = given.collect_schema(), reader(given)
    stages = {f"{group_name(one.group)}:stage": one for one in benchmark.groups}
    faults = [
        Fault(f"column {name}", "is there already; leave it out")
        for stage, one in stages.items()
        if stage in schema and (name := f"{group_name(one.group)}:percentile_rank") in schema
    ]
    faults += [
        Fault(f"column {name}", f"holds {schema[name]}; a column of stages holds levels' numbers")
        for name in stages
        if name in schema and not schema[name].is_numeric()
    ]
    if not any(name in schema for name in stages):
        what = (
            f"the frame has no column of stages that the benchmark has figures for, such as {next(iter(stages), '')!r}"
        )
        faults.append(Fault("scored", what))
    if faults:
        raise BenchmarkError(faults)
    wanted = []
    for name in schema:
        wanted.append(column(name))
        if name in stages:
            rank = _rank(benchmark, stages[name], column(name))
            wanted.append(rank.alias(f"{group_name(stages[name].group)}:percentile_rank"))
    return cast(AnyFrame, given.select(*wanted).to_native())


def _rank(benchmark: Benchmark, one: GroupBenchmark, stage: Any) -> Any:
    nw = narwhals()
    found = nw.when(nw.lit(False)).then(nw.lit(0.0))
    for position, level in enumerate(benchmark.framework.scale):
        rank = one.percentile_rank(position)
        if isinstance(rank, Fraction):
            is_there = (stage == level.number).fill_null(False)
            found = nw.when(is_there).then(nw.lit(float(rank))).otherwise(found)
    return found
