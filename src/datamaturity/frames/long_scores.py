"""Scores as a long frame: a row for each assessment and group."""

from collections.abc import Sequence
from typing import Any

from datamaturity.errors import AnswerError
from datamaturity.frames.opening import alike, clashes, narwhals, reader
from datamaturity.frames.sums import ScorePlan

__all__ = ["to_long"]


def to_long(result: Any, plan: ScorePlan, wanted_figures: Sequence[str], kept_columns: Sequence[str]) -> Any:
    """
    Turn the wide scores of `score` into a row for each assessment and group; a lazy frame is not collected.

    Args:
        result: The narwhals frame with the scores.
        plan: What was scored.
        wanted_figures: The figures in it.
        kept_columns: Its other columns, which each row repeats.

    Returns:
        The other columns, ``kind``, ``group`` (the group's id, of a cell ``4/data``), and a column for each figure. An
        eager frame goes group by group, in framework order, and in each as the assessments stood; a lazy one in no
        order.

    Raises:
        AnswerError: Another column is named like one of these, or two differ in capitals only and SQL reads them.
    """
    nw = narwhals()
    read = [*kept_columns, *(f"{group.name}:{one}" for group in plan.groups for one in wanted_figures)]
    faults = [*clashes(kept_columns, ["kind", "group", *wanted_figures], "scores"), *alike(result, read)]
    if faults:
        raise AnswerError(faults)
    schema, column = result.collect_schema(), reader(result)
    types = {one: _common([schema[f"{group.name}:{one}"] for group in plan.groups]) for one in wanted_figures}
    parts = []
    for group in plan.groups:
        figures = []
        for one in wanted_figures:
            figure, wide_type = column(f"{group.name}:{one}"), types[one]
            figures.append((figure if wide_type is None else figure.cast(wide_type)).alias(one))
        kind, name = nw.lit(group.group.kind).alias("kind"), nw.lit(group.group.id).alias("group")
        parts.append(result.select(*map(column, kept_columns), kind, name, *figures))
    return nw.concat(parts, how="vertical")


def _common(types: Sequence[Any]) -> Any:
    """Return the type that columns are brought to before they become one; `None` where they have the same."""
    nw = narwhals()
    if all(one == types[0] for one in types):
        return None
    return nw.Int64 if all(one.is_integer() for one in types) else nw.Float64
