"""Answers that are none: how many of them there are in which column, raised at once."""

from collections.abc import Mapping
from typing import Any

from datamaturity.errors import AnswerError, Fault, counted
from datamaturity.frames.expressions import Expressions
from datamaturity.frames.opening import collected, narwhals

__all__ = ["raise_counts", "raise_faults"]


def raise_faults(given: Any, made: Expressions) -> None:
    """Raise an `AnswerError` that says of each column of a frame, which is run, how many of its answers are none."""
    nw, positions = narwhals(), made.plan.criterion_positions
    counts = given.select(made.is_fault(one).cast(nw.Int64).sum().alias(f"datamaturity {one}") for one in positions)
    found = zip(positions, collected(counts).row(0), strict=True)
    raise_counts(made, {one: int(count) for one, count in found if count})


def raise_counts(made: Expressions, counts: Mapping[int, int]) -> None:
    """Raise an `AnswerError` where answers are none; criterion's place to in how many rows."""
    known = f"{made.plan.framework.scale.span}; null is unanswered"
    if made.columns.masks is not None:
        known += "; what says that a criterion does not apply is true or false, and true only beside null"
    faults = [
        Fault(f"column {made.columns.names[one]}", f"{counted(counts[one], 'answer')} off the scale: {known}")
        for one in sorted(counts)
    ]
    if faults:
        raise AnswerError(faults)
