"""Scores of many assessments at once, in the caller's own dataframe engine: the same numbers as `score` has."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any, Literal, TypeAlias, cast, get_args

from datamaturity.errors import AnswerError, WrongTypeError
from datamaturity.frames.answers import answer_columns, named_columns
from datamaturity.frames.columns import Made, engine_of
from datamaturity.frames.expressions import FAULTS, FIGURES, Expressions
from datamaturity.frames.faults import raise_counts, raise_faults
from datamaturity.frames.kernel import Kernel
from datamaturity.frames.long_answers import to_wide
from datamaturity.frames.long_columns import LongColumns
from datamaturity.frames.long_scores import to_long
from datamaturity.frames.opening import (
    AnyFrame,
    Check,
    by_partition,
    checked_how,
    clashes,
    framework_of,
    narwhals,
    opened,
    reader,
)
from datamaturity.frames.sums import ScorePlan, some_of
from datamaturity.framework import Framework
from datamaturity.stages import Rule

__all__ = ["Shape", "score"]

STAGE_NAME = "stage_name"
"""The figure that is a text, and made of the stage's number."""

# A name that nobody's own column has.
_TOLD = "datamaturity told"

Shape: TypeAlias = Literal["wide", "long"]


def score(
    frame: AnyFrame,
    framework: Framework | str,
    *,
    columns: str | Mapping[str, str] | None = None,
    not_applicable: int | str | None = None,
    do_not_know: int | None = None,
    long: LongColumns | None = None,
    kinds: Iterable[str] | None = None,
    figures: Iterable[str] = FIGURES,
    rule: Rule | str | None = None,
    minimum_coverage: Fraction | int | str = 0,
    shape: Shape = "wide",
    check: Check | None = None,
) -> AnyFrame:
    """
    Score every row of a frame, as `datamaturity.score` scores an assessment.

    Args:
        frame: A pandas, Polars or PyArrow frame, a Polars ``LazyFrame``, a DuckDB relation, or whatever else narwhals
            takes, with a row for each assessment and a column for each criterion, which holds levels' numbers; null is
            unanswered.
        framework: The framework that was answered, or the id of a packaged one.
        columns: What stands before each criterion's id in the columns' names, such as ``"q_"``, or criterion id to
            column; the ids themselves if not given.
        not_applicable: The number that says so, such as 9; or what stands after a column's name in the name of a
            second column, true where the criterion does not apply.
        do_not_know: The number that says so, such as 8, which is no level: as null in every score.
        long: Which column is which, where the frame has a row for each answer; what else should stay, such as a sector,
            is named beside the assessment.
        kinds: Which of ``"topic"``, ``"theme"``, ``"cell"`` and ``"overall"`` to score; all that the framework has if
            not given, the whole only where its publisher has it.
        figures: Which of ``"mean"``, ``"stage"`` (its level's number), ``"answered"``, ``"applicable"``,
            ``"coverage"``, ``"low"`` and ``"high"``; and ``"stage_name"``, which costs several times what the number
            does.
        rule: As in `datamaturity.score`.
        minimum_coverage: As in `datamaturity.score`.
        shape: ``"wide"``: a row for each assessment; ``"long"``: a row for each assessment and group.
        check: ``"raise"``: an answer that is no level is an error, and the frame is looked through for it at once;
            ``"column"``: such a row has no figures, and a column ``faults`` says how many there are in it. The first if
            not given; of a lazy frame, which is not collected, the second.

    Returns:
        A frame of the same kind, lazy where it was lazy: its other columns, and one for each group and figure, named
        ``topic:4:mean`` or ``cell:4/data:mean``; or, long, ``kind``, ``group`` and one for each figure, group by group.
        Means and bounds are in levels' values, coverage is from 0 to 1, as the floats nearest to the exact numbers; a
        stage comes of whole numbers, and never of a rounded mean.

    Raises:
        AnswerError: Columns that are missing, unknown or of another type, and answers that are no level; all of a kind
            at once, with columns and counts.
        MissingExtraError: The library narwhals is not installed (extra ``frames``).
        NumberError: Weights so large that a sum could pass 53 bits.
        RuleError: No such rule, or one that frames do not know.
        WrongTypeError: Not a frame, or no such kind, figure or check.

    Example:
        >>> import polars as pl
        >>> from datamaturity import load_framework
        >>> framework = load_framework("seven-themes")
        >>> nobody = {one: [None, None] for one in framework.criterion_ids}
        >>> answers = pl.DataFrame({"org": ["Abbey", "Bridge"], **nobody, "C1": [2, None], "C2": [3, 4]})
        >>> found = score(answers.cast({one: pl.Int8 for one in nobody}), framework)
        >>> found.select("org", "theme:culture:mean", "theme:culture:stage", "theme:culture:answered").rows()
        [('Abbey', 2.5, 3, 2), ('Bridge', 4.0, 4, 1)]
    """
    framework = framework_of(framework)
    wanted = some_of(figures, (*FIGURES, STAGE_NAME), "figures are")
    if shape not in get_args(Shape):
        message = f"shape is {' or '.join(map(repr, get_args(Shape)))}, not {shape!r}"
        raise WrongTypeError(message)
    given = opened(frame, named_columns(framework, columns).values())
    check = checked_how(check, is_lazy=isinstance(given, narwhals().LazyFrame))
    plan = ScorePlan.of(framework, kinds=kinds, rule=rule, minimum_coverage=minimum_coverage)
    if not plan.atoms:
        message = f"{framework.id} has no criteria in groups of the kinds that are asked for"
        raise WrongTypeError(message)
    if long is not None:
        if not isinstance(long, LongColumns):
            message = f"long is LongColumns, such as LongColumns('organisation'), not {long!r}"
            raise WrongTypeError(message)
        if columns is not None or isinstance(not_applicable, str):
            message = "long= names the columns of a long frame, and where it says that a criterion does not apply"
            raise WrongTypeError(message)
        wide = to_wide(given, framework, long, not_applicable=not_applicable, do_not_know=do_not_know)
        given, not_applicable = wide.frame, wide.not_applicable
    schema = given.collect_schema()
    found = answer_columns(framework, schema, columns=columns, not_applicable=not_applicable, do_not_know=do_not_know)
    made = Expressions(plan, found, schema, reader(given))
    # A long frame that is lazy brings the faults of its rows.
    earlier = FAULTS if long is not None and FAULTS in schema else None
    kept = [name for name in schema if name not in found.all_names and name != earlier]
    if faults := [*clashes([*kept, *found.in_order], _names(plan, wanted, check), "scores")]:
        raise AnswerError(faults)
    numbers = [*dict.fromkeys("stage" if one == STAGE_NAME else one for one in wanted)]
    scored = _scored(given, made, numbers, kept, check, earlier)
    if STAGE_NAME in wanted:
        others = [*kept, *([FAULTS] if check == "column" else [])]
        scored = scored.select(*map(reader(given), others), *_named_stages(reader(given), plan, wanted))
    if shape == "long":
        scored = to_long(scored, plan, wanted, [*kept, *([FAULTS] if check == "column" else [])])
    return cast(AnyFrame, scored.to_native())


def _scored(
    given: Any, made: Expressions, wanted: Sequence[str], kept: Sequence[str], check: Check, earlier: str | None
) -> Any:
    """Return the columns that are kept, where they are asked for the faults, and the scores."""
    kernel, names = Kernel(made.plan, made.columns, wanted), made.columns.in_order
    if given.implementation.is_dask():
        work = partial(_of_partition, kernel=kernel, names=names, kept=kept, earlier=earlier)
        return by_partition(given, work)
    engine = engine_of(given, names)
    if engine is not None:
        figures, faults, wrong = kernel.figures(engine, len(given))
        if check == "raise":
            raise_counts(made, wrong)
            return opened(engine.with_columns(kept, Made(figures, kernel.stands_for_none)))
        return opened(engine.with_columns(kept, _with_faults(kernel, figures, faults)))
    nw = narwhals()
    if check == "raise":
        raise_faults(given, made)
    faults = []
    if check == "column":
        count = made.faults()
        faults.append((count if earlier is None else count + nw.col(earlier)).alias(FAULTS))
    # In three steps, so that no engine works anything out twice.
    others = [*map(made.read, kept)]
    added = given.select(*others, *faults, *made.sums())
    kept_faults = [nw.col(FAULTS) for _ in faults]
    is_told = told = None
    if faults:
        is_told, told = nw.col(FAULTS) == 0, nw.col(_TOLD)
        added = added.with_columns(is_told.cast(nw.Int16).alias(_TOLD))
    totals = added.select(*others, *kept_faults, *made.totals(told=told, needed=made.needs(wanted)))
    return totals.select(*others, *kept_faults, *made.figures(wanted, is_told=is_told))


def _of_partition(part: Any, kernel: Kernel, names: Sequence[str], kept: Sequence[str], earlier: str | None) -> Any:
    """Return a frame of pandas with its faults and scores."""
    engine = engine_of(opened(part), names)
    assert engine is not None  # noqa: S101 - pandas brings NumPy
    figures, faults, _ = kernel.figures(engine, len(part))
    if earlier is not None:
        faults = faults + part[earlier].to_numpy()
    return engine.with_columns(kept, _with_faults(kernel, figures, faults))


def _with_faults(kernel: Kernel, figures: dict[str, Any], faults: Any) -> Made:
    return Made(figures, kernel.stands_for_none, {FAULTS: faults}, faults > 0)


def _named_stages(read: Callable[[str], Any], plan: ScorePlan, wanted: Sequence[str]) -> Iterator[Any]:
    """Yield the figures that are wanted of scores with stages' numbers, and their names."""
    nw = narwhals()
    for group in plan.groups:
        for one in wanted:
            if one != STAGE_NAME:
                yield read(f"{group.name}:{one}")
                continue
            stage = read(f"{group.name}:stage")
            name: Any = None
            for level in plan.framework.scale:
                said = nw.when(stage == level.number).then(nw.lit(level.name))
                # Without an `otherwise` there is none; a null of its own would be the text "None" in pandas before 3.
                name = said if name is None else said.otherwise(name)
            yield name.alias(f"{group.name}:{STAGE_NAME}")


def _names(plan: ScorePlan, wanted: Sequence[str], check: Check) -> list[str]:
    """Return the names of the columns of scores."""
    return [*(f"{group.name}:{one}" for group in plan.groups for one in wanted), *([FAULTS] * (check == "column"))]
