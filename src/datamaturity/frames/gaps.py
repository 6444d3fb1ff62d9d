"""How far every row of a frame is from a target: the numbers of `datamaturity.gaps`, in the caller's own engine."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Literal, cast

from datamaturity.errors import AnswerError, WrongTypeError
from datamaturity.frames.answers import answer_columns, named_columns
from datamaturity.frames.expressions import FAULTS, Expressions
from datamaturity.frames.faults import raise_faults
from datamaturity.frames.gap_expressions import COUNTED, GAP_FIGURES, GapExpressions, criterion_gap_name, criterion_name
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
from datamaturity.stages import WeakestLink
from datamaturity.targets import Target

__all__ = ["GAP_FIGURES", "ONE_LEVEL_UP", "gaps"]

ONE_LEVEL_UP = "one-level-up"
"""The target of which each row has its own: the next level for each answered criterion, as `Target.one_level_up`."""


def gaps(
    frame: AnyFrame,
    framework: Framework | str,
    target: Target | Literal["one-level-up"],
    *,
    columns: str | Mapping[str, str] | None = None,
    not_applicable: int | str | None = None,
    do_not_know: int | None = None,
    kinds: Iterable[str] | None = None,
    figures: Iterable[str] = GAP_FIGURES,
    criteria: bool = False,
    check: Check | None = None,
) -> AnyFrame:
    """
    Return how far every row of a frame is from a target, as `datamaturity.gaps` says of an assessment.

    Args:
        frame: As in `score`: a row for each assessment, a column for each criterion, which holds levels' numbers.
        framework: The framework that was answered, or the id of a packaged one.
        target: Where all of them want to be; or ``"one-level-up"``, the next level for each criterion that a row has
            answered, and the highest for those that have it.
        columns: As in `score`.
        not_applicable: As in `score`: a number that is no level, or the end of a column's name.
        do_not_know: As in `score`: a number that is no level.
        kinds: As in `score`: which of ``"topic"``, ``"theme"``, ``"cell"`` and ``"overall"``.
        figures: Which of ``"current"``, ``"target"``, ``"gap"``, ``"percent_to_target"``, ``"counted"``,
            ``"reached"`` and ``"unknown"``, as in `GroupGap`; the last three are counts.
        criteria: Whether to say the gap of each criterion too, in columns ``criterion:4.33:gap``.
        check: As in `score`.

    Returns:
        A frame of the same kind, lazy where it was lazy: its other columns, and one for each group and figure, named
        ``topic:4:gap``. Levels and gaps are in levels' values, shares from 0 to 1, as the floats nearest to the exact
        numbers; null where there is no number.

    Raises:
        AnswerError: As in `score`.
        MissingExtraError: The library narwhals is not installed (extra ``frames``).
        NumberError: Weights so large that a sum could pass 53 bits.
        VersionMismatchError: The target is for another framework, or another version of it.
        WrongTypeError: Not a frame or a target, or no such kind, figure or check.

    Example:
        >>> import polars as pl
        >>> from datamaturity import Target, load_framework
        >>> framework = load_framework("seven-themes")
        >>> nobody = {one: [None, None] for one in framework.criterion_ids}
        >>> answers = pl.DataFrame({"org": ["Abbey", "Bridge"], **nobody, "C1": [2, None], "C2": [3, 4]})
        >>> answers = answers.cast({one: pl.Int8 for one in nobody})
        >>> found = gaps(answers, framework, Target.of(framework, themes={"culture": 4}))
        >>> found.select("org", "theme:culture:gap", "theme:culture:counted", "theme:culture:reached").rows()
        [('Abbey', 1.5, 2, 0), ('Bridge', 0.0, 1, 1)]
    """
    framework = framework_of(framework)
    wanted = some_of(figures, GAP_FIGURES, "figures of gaps are")
    targets = _target_positions(framework, target)
    given = opened(frame, named_columns(framework, columns).values())
    nw = narwhals()
    check = checked_how(check, is_lazy=isinstance(given, nw.LazyFrame))
    if given.implementation.is_dask():
        options = {"columns": columns, "not_applicable": not_applicable, "do_not_know": do_not_know, "kinds": kinds}
        work = partial(_of_partition, framework=framework, target=target, figures=wanted, criteria=criteria, **options)
        return cast(AnyFrame, by_partition(given, work).to_native())
    # No gap has a stage: the rule is the one whose numbers are smallest.
    plan = ScorePlan.of(framework, kinds=kinds, rule=WeakestLink())
    read = ScorePlan.of(framework, kinds="overall", rule=WeakestLink()) if criteria else plan
    if not read.atoms:
        message = f"{framework.id} has no groups of these kinds, and gaps of criteria are not asked for"
        raise WrongTypeError(message)
    schema = given.collect_schema()
    found = answer_columns(framework, schema, columns=columns, not_applicable=not_applicable, do_not_know=do_not_know)
    column = reader(given)
    answers = Expressions(read, found, schema, column)
    made = GapExpressions(plan, targets, found, column, answers if check == "column" else None)
    ours = [*(f"{group.name}:{one}" for group in plan.groups for one in wanted)]
    ours += [criterion_name(one) for one in framework.criterion_ids] if criteria else []
    kept = [name for name in schema if name not in found.all_names]
    if faults := [*clashes(kept, [*ours, *([FAULTS] if check == "column" else [])], "gaps")]:
        raise AnswerError(faults)
    others = [*map(column, kept)]
    if check == "raise":
        raise_faults(given, answers)
    else:
        others.append(answers.faults().alias(FAULTS))
        kept.append(FAULTS)
    numbers = given.select(*others, *map(made.number, read.criterion_positions))
    of_criteria = [*map(made.criterion_gap, read.criterion_positions)] if criteria else []
    summed = numbers.select(*map(column, kept), *made.sums(wanted), *of_criteria)
    results = [*made.figures(wanted)]
    if criteria:
        names = zip(read.criterion_positions, framework.criterion_ids, strict=True)
        results += [nw.col(criterion_gap_name(place)).alias(criterion_name(one)) for place, one in names]
    if check == "column":
        results = [nw.when(nw.col(FAULTS) == 0).then(one).alias(name) for one, name in zip(results, ours, strict=True)]
    return cast(AnyFrame, summed.select(*map(column, kept), *results).to_native())


def _of_partition(part: Any, **options: Any) -> Any:
    """Return the gaps of a frame of pandas, with counts in a type that is the same for each partition."""
    found = gaps(part, check="column", **options)
    return found.astype({name: "Int32" for name in found if name not in part and name.endswith(COUNTED)})


def _target_positions(framework: Framework, target: Target | str) -> tuple[tuple[int, ...] | None, ...]:
    """Return for each criterion the target's place on the scale from each level, or `None` where it has no target."""
    count = len(framework.scale)
    if target == ONE_LEVEL_UP:
        return (tuple(min(place + 1, count - 1) for place in range(count)),) * len(framework.criteria)
    if not isinstance(target, Target):
        message = f"a target is a Target or {ONE_LEVEL_UP!r}, not {target!r}"
        raise WrongTypeError(message)
    target.check_framework(framework)
    levels = map(target.levels.get, framework.criterion_ids)
    return tuple(None if one is None else (framework.scale.position(one.number),) * count for one in levels)
