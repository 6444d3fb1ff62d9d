"""Agreement as narwhals expressions: who says what, how many do, and what follows from the counts."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from types import ModuleType
from typing import Any

import attrs

from datamaturity.frames.answers import AnswerColumns
from datamaturity.frames.expressions import FAULTS, Expressions, smallest_type
from datamaturity.frames.opening import narwhals
from datamaturity.framework import Framework

__all__ = ["PLACE", "AgreementExpressions"]

# Names that nobody's own column has.
_OWN = "datamaturity "

PLACE = f"{_OWN}place"
"""The column with the place of a row's criterion, in the long shape."""

_CRITERION = "criterion"


@attrs.frozen
class AgreementExpressions:
    """
    How many people of an organisation say what of each criterion, and what follows from that.

    Attributes:
        framework: The framework.
        organisation: The columns that name the organisation.
        columns: Where the answers stand.
        answers: What says where an answer is none, and reads a column by its name.
        with_faults: Whether to count faults.
    """

    framework: Framework
    organisation: Sequence[str]
    columns: AnswerColumns
    answers: Expressions
    with_faults: bool
    _nw: ModuleType = attrs.field(init=False, factory=narwhals, repr=False, eq=False)

    @property
    def _numbers(self) -> tuple[int, ...]:
        return self.framework.scale.numbers

    @property
    def _whats(self) -> list[str]:
        """What is counted: people at each level, those who say that it does not apply, and faults."""
        levels = [f"at_{number}" for number in self._numbers]
        return [*levels, *(["not_applicable"] if self._can_be_out else []), *([FAULTS] if self.with_faults else [])]

    @property
    def _can_be_out(self) -> bool:
        return self.columns.can_be_out

    def columns_of(self, shape: str) -> list[str]:
        """Return the names of the result's columns, but for the organisation's."""
        levels = [f"at_{number}" for number in self._numbers]
        names = ["answered", *levels, "not_applicable", "median", "lowest", "highest", "consensus"]
        faults = [FAULTS] if self.with_faults else []
        if shape == "long":
            return [_CRITERION, *faults, *names]
        return [*faults, *(f"criterion:{one}:{name}" for one in self.framework.criterion_ids for name in names)]

    @property
    def keys(self) -> list[str]:
        """Our names of the columns that name the organisation, which no engine reads as anything else."""
        return [f"{_OWN}organisation {at}" for at in range(len(self.organisation))]

    def owners(self) -> Iterator[Any]:
        """Yield the columns that name the organisation, under names of our own."""
        for name, key in zip(self.organisation, self.keys, strict=True):
            yield self.answers.read(name).alias(key)

    def named(self) -> Iterator[Any]:
        """Yield the columns that name the organisation, under the caller's names."""
        for name, key in zip(self.organisation, self.keys, strict=True):
            yield self._nw.col(key).alias(name)

    def flags(self, places: Sequence[int]) -> Iterator[Any]:
        """
        Yield 1 where a person says something, a column for each criterion and thing that is counted.

        They are columns of their own before they are grouped, because some engines aggregate expressions wrongly; each
        of one byte, because there are many of them, and what adds them up in groups has 64 bits.
        """
        nw, read = self._nw, self.answers.read
        nowhere = nw.any_horizontal(*(read(name).is_null() for name in self.organisation), ignore_nulls=False)
        for place in places:
            known = read(self.columns.names[place])
            said = {f"at_{number}": (known == number).fill_null(False) for number in self._numbers}
            if self.columns.masks is not None:
                said["not_applicable"] = read(self.columns.masks[place]).fill_null(False)
            elif self.columns.code is not None:
                said["not_applicable"] = (known == self.columns.code).fill_null(False)
            if self.with_faults:
                said[FAULTS] = self.answers.is_fault(place) | nowhere
            for what in self._whats:
                yield said[what].cast(nw.Int8).alias(_name(place, what))

    def sums(self, places: Sequence[int]) -> Iterator[Any]:
        """Yield how many say each thing; they read what `flags` yields."""
        for place in places:
            for what in self._whats:
                yield self._nw.col(_name(place, what)).sum()

    def totals(self, places: Sequence[int]) -> Iterator[Any]:
        """Yield the same in one type, and how many stand at each level or below it; they read what `sums` yields."""
        for place in places:
            for what in self._whats:
                yield self._nw.col(_name(place, what)).cast(self._nw.Int64)
            counts = [self._nw.col(_name(place, f"at_{one}")).cast(self._nw.Int64) for one in self._numbers]
            for number, total in zip(self._numbers, accumulate(counts), strict=True):
                yield total.alias(_name(place, f"to {number}"))

    def long(self, place: int) -> Iterator[Any]:
        """Yield the columns of a criterion's rows, and its place; they read what `totals` yields."""
        nw = self._nw
        yield nw.lit(place).cast(nw.Int64).alias(PLACE)
        yield nw.lit(self.framework.criterion_ids[place]).alias(_CRITERION)
        is_sound = None
        if self.with_faults:
            faults = self._total(place, FAULTS)
            yield faults.alias(FAULTS)
            is_sound = faults == 0
        for name, made in self._figures(place, is_sound).items():
            yield made.alias(name)

    def all_faults(self) -> Any:
        """Return how many answers to any criterion are none; it reads what `totals` yields."""
        places = range(len(self.framework.criteria))
        return self._nw.sum_horizontal(*(self._total(place, FAULTS) for place in places)).alias(FAULTS)

    def wide(self) -> Iterator[Any]:
        """Yield the columns of an organisation's row; they read what `totals` and `all_faults` yield."""
        is_sound = None
        if self.with_faults:
            yield self._nw.col(FAULTS)
            is_sound = self._nw.col(FAULTS) == 0
        for place, one in enumerate(self.framework.criterion_ids):
            for name, made in self._figures(place, is_sound).items():
                yield made.alias(f"criterion:{one}:{name}")

    def _figures(self, place: int, is_sound: Any) -> dict[str, Any]:
        """Return what follows from the counts of a criterion, null where they are not sound."""
        nw = self._nw
        *below, answered = (self._total(place, f"to {number}") for number in self._numbers)
        # Whole numbers are compared and added; the one division comes last.
        # Added by hand: Dask does not take a horizontal sum and a column in one condition.
        steps = [nw.when(one * 2 < answered).then(one).otherwise(answered - one) for one in below]
        most = answered * len(below)
        consensus = (most - sum(steps) * 2).cast(nw.Float64) / most.cast(nw.Float64)
        of_levels = {
            "median": self._level([one * 2 < answered for one in below]),
            "lowest": self._level([one == 0 for one in below]),
            "highest": self._level([one < answered for one in below]),
            "consensus": consensus,
        }
        figures = {
            "answered": answered,
            **{f"at_{number}": self._total(place, f"at_{number}") for number in self._numbers},
            "not_applicable": self._total(place, "not_applicable") if self._can_be_out else answered * 0,
            **{name: nw.when(answered > 0).then(made) for name, made in of_levels.items()},
        }
        if is_sound is None:
            return figures
        return {name: nw.when(is_sound).then(made) for name, made in figures.items()}

    def _level(self, is_above: Sequence[Any]) -> Any:
        """Return the number of the level that lies above so many others."""
        rises = [high - low for low, high in pairwise(self._numbers)]
        terms = [one.cast(self._nw.Int64) * rise for one, rise in zip(is_above, rises, strict=True)]
        total: Any = sum(terms, self._nw.lit(self._numbers[0]))
        return total.cast(smallest_type(self._numbers))

    def _total(self, place: int, what: str) -> Any:
        return self._nw.col(_name(place, what))


def _name(place: int, what: str) -> str:
    return f"{_OWN}{place} {what}"
