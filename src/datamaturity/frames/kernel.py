"""A plan's figures in NumPy, block by block: means, bounds, counts and stages of what `blocks` has added up."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from os import cpu_count
from typing import Any

import attrs

from datamaturity.frames.answers import AnswerColumns
from datamaturity.frames.blocks import Block, empty_number, fitting
from datamaturity.frames.columns import Engine
from datamaturity.frames.sums import GroupSums, ScorePlan
from datamaturity.stages import MeanRule

__all__ = ["Kernel"]

# How many rows are worked on at a time: what they add up to stays in the processor's own memory.
HEIGHT = 1 << 15
MOST_THREADS = 8


@attrs.frozen
class Kernel:
    """
    What is worked out of a frame's answers.

    Attributes:
        plan: What to add up.
        columns: Where the answers stand.
        wanted: The figures of each group.
    """

    plan: ScorePlan
    columns: AnswerColumns
    wanted: Sequence[str]

    @property
    def no_stage(self) -> int:
        """The number that stands for no stage."""
        return self.plan.framework.scale.numbers[0] - 1

    @property
    def stands_for_none(self) -> Mapping[str, int]:
        """For each column of stages, the number that stands for none."""
        return {f"{group.name}:stage": self.no_stage for group in self.plan.groups}

    def figures(self, engine: Engine, height: int) -> tuple[dict[str, Any], Any, dict[int, int]]:
        """
        Return every figure of every row.

        Args:
            engine: The frame.
            height: How many rows there are.

        Returns:
            Column's name to an array of so many rows: floats in which NaN is none, counts, and stages in which
            `no_stage` is none. How many answers of each row are no answers, and in how many rows that of a criterion.
        """
        import numpy as np

        found = {
            f"{group.name}:{one}": np.empty(height, self._kind(group, one))
            for group in self.plan.groups
            for one in self.wanted
        }
        empty = empty_number(self.plan, self.columns)
        faults = np.zeros(height, np.int16)

        def work(start: int) -> dict[int, int]:
            stop = min(start + HEIGHT, height)
            rows = engine.rows(start, stop, empty=empty)
            sums, wrong = Block(self.plan, self.columns, rows, stop - start, empty).sums()
            for where in wrong.values():
                faults[start:stop] += where
            for group in self.plan.groups:
                into = {one: found[f"{group.name}:{one}"][start:stop] for one in self.wanted}
                self._put(group, sums, into)
            return {position: int(np.count_nonzero(where)) for position, where in wrong.items()}

        starts = range(0, height, HEIGHT)
        counts: dict[int, int] = {}
        # Blocks share nothing, and NumPy lets other threads work while it does. Few of them, since each has its sums.
        with ThreadPoolExecutor(min(len(starts), cpu_count() or 1, MOST_THREADS) or 1) as threads:
            for wrong in threads.map(work, starts):
                for position, count in wrong.items():
                    counts[position] = counts.get(position, 0) + count
        return found, faults, counts

    def _kind(self, group: GroupSums, figure: str) -> Any:
        if figure == "stage":
            most = max(abs(self.no_stage), *map(abs, self.plan.framework.scale.numbers))
        elif figure in ("answered", "applicable"):
            most = group.count
        else:
            return "float64"
        # From 16 bits, as in every engine: pandas, Arrow and Polars know no narrower ones that all of their readers do.
        return fitting(max(most, 2**7))

    def _put(self, group: GroupSums, sums: Sequence[Mapping[str, Any]], into: Mapping[str, Any]) -> None:
        """Put a group's figures where they belong."""
        import numpy as np

        plan, scale = self.plan, self.plan.framework.scale
        kind = fitting(plan.largest_of(group))

        def total(what: str) -> Any:
            found = np.zeros((), kind)
            for at in group.atoms:
                # In as many bits as are said: NumPy 1 takes those of the array, and 2.1.0 does in a thread.
                found = np.add(found, sums[at][what], dtype=kind)
            return found

        points, answered = total("points"), total("answered")
        weight = total("answered weight") if group.weighs else answered
        out, out_weight = (total("out"), total("out weight")) if self.columns.can_be_out else (0, 0)
        applicable, whole_weight = kind(group.count) - out, kind(group.weight) - out_weight

        def share(part: Any, of: Any) -> Any:
            # Of whole numbers of 16 bits NumPy would make floats of 32.
            return np.divide(part, of, dtype=np.float64)

        def bound(most: int) -> Any:
            return share(points + (whole_weight - weight) * most, whole_weight * scale.denominator)

        makes: Mapping[str, Callable[[], Any]] = {
            "mean": lambda: share(points, weight * scale.denominator),
            "stage": lambda: self._stage(total, points, weight, answered, applicable),
            "answered": lambda: answered,
            "applicable": lambda: applicable,
            "coverage": lambda: share(answered, applicable),
            "low": lambda: bound(scale.points[0]),
            "high": lambda: bound(scale.points[-1]),
        }
        # Where nothing is answered, or nothing applies, 0 / 0 is NaN: there is none.
        with np.errstate(invalid="ignore"):
            for one in self.wanted:
                into[one][:] = makes[one]()

    def _stage(self, total: Callable[[str], Any], points: Any, weight: Any, answered: Any, applicable: Any) -> Any:
        import numpy as np

        plan, numbers = self.plan, self.plan.framework.scale.numbers
        rises = [high - low for low, high in pairwise(numbers)]
        has_stage = answered > 0
        if isinstance(plan.rule, MeanRule):
            # Whole numbers are compared, and never a rounded mean.
            reached = [points * q >= weight * p for p, q in plan.thresholds]
        else:
            p, q, rest = plan.enough
            of, lowest = (weight, weight) if plan.rule.by_weight else (applicable, answered)
            least = of * p + rest
            reached = [total(f"from {place}") * q >= least for place in range(1, len(numbers))]
            has_stage &= lowest * q >= least
        share = plan.minimum_coverage
        if share:
            has_stage = has_stage & (answered * share.denominator >= applicable * share.numerator)
        stage = np.full(np.shape(points), numbers[0], fitting(max(map(abs, numbers)) + 1))
        for rise, truth in zip(rises, reached, strict=True):
            stage += truth.view(np.int8) if rise == 1 else truth * stage.dtype.type(rise)
        return stage if np.all(has_stage) else np.where(has_stage, stage, stage.dtype.type(self.no_stage))
