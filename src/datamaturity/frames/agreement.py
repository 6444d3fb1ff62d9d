"""How far the people of each organisation agree, in a frame with a row for each of them."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal, cast

from datamaturity.errors import AnswerError, Fault, WrongTypeError, counted
from datamaturity.frames.agreement_expressions import PLACE, AgreementExpressions
from datamaturity.frames.answers import AnswerColumns, answer_columns, named_columns
from datamaturity.frames.expressions import Expressions
from datamaturity.frames.faults import raise_faults
from datamaturity.frames.opening import AnyFrame, Check, checked_how, framework_of, narwhals, no_column, opened, reader
from datamaturity.frames.sums import Atom, ScorePlan
from datamaturity.framework import Framework
from datamaturity.stages import WeakestLink

__all__ = ["agreement"]

# A name that nobody's own column has.
_ROW = "datamaturity row"


def agreement(
    frame: AnyFrame,
    framework: Framework | str,
    *,
    organisation: str | Sequence[str],
    columns: str | Mapping[str, str] | None = None,
    not_applicable: int | str | None = None,
    do_not_know: int | None = None,
    shape: Literal["long", "wide"] = "long",
    check: Check | None = None,
) -> AnyFrame:
    """
    Return how far the people of each organisation agree on each criterion, as `CriterionAgreement` says of a panel.

    Args:
        frame: As in `score`, with a row for each person.
        framework: The framework that was answered, or the id of a packaged one.
        organisation: The column that says whose row it is, or the columns that do so together.
        columns: As in `score`.
        not_applicable: As in `score`: a number that is no level, or the end of a column's name.
        do_not_know: As in `score`: a number that is no level.
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
    framework = framework_of(framework)
    if shape not in ("long", "wide"):
        message = f"shape is 'long' or 'wide', not {shape!r}"
        raise WrongTypeError(message)
    given = opened(frame, named_columns(framework, columns).values())
    nw = narwhals()
    is_lazy = isinstance(given, nw.LazyFrame)
    check = checked_how(check, is_lazy=is_lazy)
    schema = given.collect_schema()
    found = answer_columns(framework, schema, columns=columns, not_applicable=not_applicable, do_not_know=do_not_know)
    names = [organisation] if isinstance(organisation, str) else [*organisation]
    made = AgreementExpressions(
        framework, names, found, _answers(framework, found, schema, reader(given)), with_faults=check == "column"
    )
    _check_organisation(names, schema, found, made.columns_of(shape))
    if check == "raise":
        _raise_nulls(given, names)
        raise_faults(given, made.answers)
    order = [] if is_lazy else [_ROW]
    rows = given if is_lazy else given.with_row_index(_ROW)
    places = range(len(framework.criteria))

    def totals(places: Sequence[int]) -> Any:
        flags = rows.select(*order, *made.owners(), *made.flags(places))
        counts = flags.group_by(*made.keys).agg(*(nw.col(one).min() for one in order), *made.sums(places))
        return counts.select(*order, *made.keys, *made.totals(places))

    if shape == "wide":
        wide = totals(places)
        if check == "column":
            # A column first: each figure asks for it.
            wide = wide.with_columns(made.all_faults())
        return cast(AnyFrame, (wide.sort(_ROW) if order else wide).select(*made.named(), *made.wide()).to_native())
    # Rows are grouped once where that is done now; where it is only said, each criterion's part asks for its own
    # columns, because DuckDB makes all of what it reads from anew in each part.
    whole = None if is_lazy else totals(places)
    parts = ((place, totals([place]) if whole is None else whole) for place in places)
    # A union of selects: no engine's own way from wide to long is in all of them.
    long = nw.concat([part.select(*order, *made.named(), *made.long(place)) for place, part in parts])
    if order:
        long = long.sort(_ROW, PLACE)
    return cast(AnyFrame, long.drop(*order, PLACE).to_native())


def _answers(
    framework: Framework, columns: AnswerColumns, schema: Mapping[str, Any], read: Callable[[str], Any]
) -> Expressions:
    # Made by hand: weights, however large, have no part in agreement, and nothing is added up but people.
    places = tuple(range(len(framework.criteria)))
    plan = ScorePlan(framework, WeakestLink(), Fraction(0), (Atom(places, (1,) * len(places)),), ())
    return Expressions(plan, columns, schema, read)


def _check_organisation(
    names: Sequence[str], schema: Mapping[str, Any], columns: AnswerColumns, ours: Sequence[str]
) -> None:
    faults = []
    if not names or len({*names}) < len(names):
        faults.append(Fault("organisation", f"takes a column or several different ones, not {[*names]}"))
    for name in names:
        if name not in schema:
            faults.append(Fault("organisation", no_column(name, schema)))
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
