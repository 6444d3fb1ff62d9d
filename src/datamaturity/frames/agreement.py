"""How far the people of each organisation agree, in a frame with a row for each of them."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from types import ModuleType
from typing import Any, Literal

import attrs

from datamaturity.errors import AnswerError, Fault, WrongTypeError, counted, did_you_mean, near_misses
from datamaturity.frames.answers import AnswerColumns, answer_columns
from datamaturity.frames.expressions import FAULTS, Expressions, smallest_type
from datamaturity.frames.opening import Check, checked_how, narwhals, opened
from datamaturity.frames.scores import raise_faults
from datamaturity.frames.sums import Atom, ScorePlan
from datamaturity.framework import Framework
from datamaturity.packaged import load_framework
from datamaturity.stages import WeakestLink

__all__ = ["agreement"]

# Names that nobody's own column has.
_OWN = "datamaturity "
_ROW = f"{_OWN}row"
_PLACE = f"{_OWN}place"
_CRITERION = "criterion"


def agreement(
    frame: Any,
    framework: Framework | str,
    *,
    organisation: str | Sequence[str],
    columns: str | Mapping[str, str] | None = None,
    not_applicable: int | str | None = None,
    do_not_know: int | None = None,
    shape: Literal["long", "wide"] = "long",
    check: Check | None = None,
) -> Any:
    """
    Return how far the people of each organisation agree on each criterion, as `CriterionAgreement` says of a panel.

    Args:
        frame: As in `score`, with a row for each person.
        framework: The framework that was answered, or the id of a packaged one.
        organisation: The column that says whose row it is, or the columns that do so together.
        columns: As in `score`.
        not_applicable: As in `score`.
        do_not_know: As in `score`.
        shape: ``"long"``: a row for each organisation and criterion; ``"wide"``: a row for each organisation.
        check: As in `score`; a row that names no organisation is a fault too, once in each criterion. With
            ``"column"``, ``faults`` counts them for each row of the result, and such a row has no figures; the rows
            without an organisation are one of their own, all faults.

    Returns:
        A frame of the same kind, lazy where it was lazy. The columns that name the organisation, then, in the long
        shape, ``criterion``; then ``answered`` (how many give a level), ``at_1`` and so on (how many give the level of
        that number), ``not_applicable``, the levels' numbers ``median`` (the lower one), ``lowest`` and ``highest``,
        and ``consensus``, Leik's, from 0 to 1; the last four are null where nobody gives a level. In the wide shape
        each stands behind its criterion: ``criterion:4.33:consensus``. Organisations are in order of first appearance,
        criteria in framework order; the rows of a lazy frame have no order.

    Raises:
        AnswerError: As in `score`, and columns for the organisation that are missing or have nulls.
        MissingExtraError: The library narwhals is not installed (extra ``frames``).
        WrongTypeError: Not a frame, or no such shape or check.

    Example:
        >>> import polars as pl
        >>> from datamaturity import load_framework
        >>> framework = load_framework("seven-themes")
        >>> nobody = {one: [None, None, None] for one in framework.criterion_ids}
        >>> answers = pl.DataFrame({"org": ["Abbey", "Abbey", "Bridge"], **nobody, "C1": [2, 4, 3]})
        >>> answers = answers.cast({one: pl.Int8 for one in nobody})
        >>> found = agreement(answers, framework, organisation="org").filter(criterion="C1")
        >>> found.select("org", "answered", "median", "lowest", "highest", "consensus").rows()
        [('Abbey', 2, 2, 2, 4, 0.5), ('Bridge', 1, 3, 3, 3, 1.0)]
    """
    framework = load_framework(framework) if isinstance(framework, str) else framework
    if shape not in ("long", "wide"):
        message = f"shape is 'long' or 'wide', not {shape!r}"
        raise WrongTypeError(message)
    given = opened(frame)
    nw = narwhals()
    is_lazy = isinstance(given, nw.LazyFrame)
    check = checked_how(check, is_lazy=is_lazy)
    schema = given.collect_schema()
    found = answer_columns(framework, schema, columns=columns, not_applicable=not_applicable, do_not_know=do_not_know)
    names = [organisation] if isinstance(organisation, str) else [*organisation]
    made = _Counts(framework, names, found, _answers(framework, found, schema), with_faults=check == "column")
    _check_organisation(names, schema, found, made.columns_of(shape))
    if check == "raise":
        _raise_nulls(given, names)
        raise_faults(given, made.answers)
    order = [] if is_lazy else [_ROW]
    rows = given if is_lazy else given.with_row_index(_ROW)
    places = range(len(framework.criteria))

    def totals(places: Sequence[int]) -> Any:
        flags = rows.select(*order, *names, *made.flags(places))
        counts = flags.group_by(names).agg(*(nw.col(one).min() for one in order), *made.sums(places))
        return counts.select(*order, *names, *made.totals(places))

    if shape == "wide":
        wide = totals(places)
        if check == "column":
            # A column first: each figure asks for it.
            wide = wide.with_columns(made.all_faults())
        return (wide.sort(_ROW) if order else wide).select(*names, *made.wide()).to_native()
    # Rows are grouped once where that is done now; where it is only said, each criterion's part asks for its own
    # columns, because DuckDB makes all of what it reads from anew in each part.
    whole = None if is_lazy else totals(places)
    parts = ((place, totals([place]) if whole is None else whole) for place in places)
    # A union of selects: no engine's own way from wide to long is in all of them.
    long = nw.concat([part.select(*order, *names, *made.long(place)) for place, part in parts])
    if order:
        long = long.sort(_ROW, _PLACE)
    return long.drop(*order, _PLACE).to_native()


def _answers(framework: Framework, columns: AnswerColumns, schema: Mapping[str, Any]) -> Expressions:
    # Made by hand: weights, however large, have no part in agreement, and nothing is added up but people.
    places = tuple(range(len(framework.criteria)))
    plan = ScorePlan(framework, WeakestLink(), Fraction(0), (Atom(places, (1,) * len(places)),), ())
    return Expressions(plan, columns, schema)


def _check_organisation(
    names: Sequence[str], schema: Mapping[str, Any], columns: AnswerColumns, ours: Sequence[str]
) -> None:
    faults = []
    if not names or len({*names}) < len(names):
        faults.append(Fault("organisation", f"takes a column or several different ones, not {[*names]}"))
    for name in names:
        if name not in schema:
            near = did_you_mean(near_misses(name, list(schema)))
            faults.append(Fault("organisation", f"the frame has no column {name!r}{near}"))
        elif name in columns.all_names:
            faults.append(Fault(f"column {name}", "has answers; the organisation is another column"))
        elif name in ours:
            faults.append(Fault(f"column {name}", "is named like a column of agreement; rename it"))
    if faults:
        raise AnswerError(faults)


def _raise_nulls(given: Any, names: Sequence[str]) -> None:
    nw = narwhals()
    counts = given.select(nw.col(name).is_null().cast(nw.Int64).sum().alias(name) for name in names).row(0)
    faults = [
        Fault(f"column {name}", f"{counted(int(count), 'row')} without an organisation; an answer is somebody's")
        for name, count in zip(names, counts, strict=True)
        if count
    ]
    if faults:
        raise AnswerError(faults)


def _nw(self: "_Counts") -> ModuleType:
    return narwhals()


@attrs.frozen
class _Counts:
    """
    How many people of an organisation say what of each criterion, and what follows from that.

    Attributes:
        framework: The framework.
        organisation: The columns that name the organisation.
        columns: Where the answers stand.
        answers: What says where an answer is none.
        with_faults: Whether to count faults.
    """

    framework: Framework
    organisation: Sequence[str]
    columns: AnswerColumns
    answers: Expressions
    with_faults: bool
    _nw: ModuleType = attrs.field(init=False, default=attrs.Factory(_nw, takes_self=True), repr=False, eq=False)

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
        return self.columns.code is not None or self.columns.masks is not None

    def columns_of(self, shape: str) -> list[str]:
        """Return the names of the result's columns, but for the organisation's."""
        levels = [f"at_{number}" for number in self._numbers]
        names = ["answered", *levels, "not_applicable", "median", "lowest", "highest", "consensus"]
        faults = [FAULTS] if self.with_faults else []
        if shape == "long":
            return [_CRITERION, *faults, *names]
        return [*faults, *(f"criterion:{one}:{name}" for one in self.framework.criterion_ids for name in names)]

    def flags(self, places: Sequence[int]) -> Iterator[Any]:
        """
        Yield 1 where a person says something, a column for each criterion and thing that is counted.

        They are columns of their own before they are grouped, because some engines aggregate expressions wrongly; each
        of one byte, because there are many of them, and what adds them up in groups has 64 bits.
        """
        nw = self._nw
        nowhere = nw.any_horizontal(*(nw.col(name).is_null() for name in self.organisation), ignore_nulls=False)
        for place in places:
            known = nw.col(self.columns.names[place])
            said = {f"at_{number}": (known == number).fill_null(False) for number in self._numbers}
            if self.columns.masks is not None:
                said["not_applicable"] = nw.col(self.columns.masks[place]).fill_null(False)
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
        yield nw.lit(place).cast(nw.Int64).alias(_PLACE)
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
        return (sum(terms) + self._numbers[0]).cast(smallest_type(self._numbers))

    def _total(self, place: int, what: str) -> Any:
        return self._nw.col(_name(place, what))


def _name(place: int, what: str) -> str:
    return f"{_OWN}{place} {what}"
