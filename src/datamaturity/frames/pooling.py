"""A network in a frame: the pooled scores of all its organisations and of its slices, as they may be told."""

from collections.abc import Mapping
from typing import Any

from datamaturity.disclosure import LEAST_ORGANISATIONS, check_minimum
from datamaturity.frames.answers import answer_columns, named_columns
from datamaturity.frames.expressions import Expressions
from datamaturity.frames.opening import framework_of, opened, reader
from datamaturity.frames.sums import KINDS, ScorePlan
from datamaturity.frames.tallies import parts_of
from datamaturity.frames.telling import Telling
from datamaturity.framework import Framework
from datamaturity.mappings import FrozenMapping
from datamaturity.network_scores import Pool, check_pool
from datamaturity.stages import Rule

__all__ = ["pool"]


def pool(
    frame: Any,
    framework: Framework | str,
    *,
    organisation: str,
    slice_by: str | None = None,
    by: Pool = "organisations",
    columns: str | Mapping[str, str] | None = None,
    not_applicable: int | str | None = None,
    do_not_know: int | None = None,
    rule: Rule | str | None = None,
    overall: bool | None = None,
    mean: bool = True,
    min_organisations: int = LEAST_ORGANISATIONS,
) -> Any:
    """
    Return the pooled scores of all organisations in a frame, as `Network.pool` and `Network.slices` do.

    The engine counts how many say what, a query that runs at once for a lazy frame too, and nothing but these counts
    leaves it, unless organisations have several rows: then what each row adds up to, with its organisation.

    Args:
        frame: As in `score`; a row for each organisation, or for each respondent of one.
        framework: As in `score`.
        organisation: The column that says whose answers a row has. An organisation with several rows is a panel.
        slice_by: The column whose values are the slices; of a network as a whole if not given. Null is the empty text.
        by: Whether each organisation counts once, or each respondent, which is a row.
        columns: As in `score`.
        not_applicable: As in `score`: a number that is no level, or the end of a column's name.
        do_not_know: As in `score`: a number that is no level.
        rule: As in `score`.
        overall: Whether to score the whole as well; as the framework's publisher does if not given.
        mean: Whether to tell the means; without them, some counts can be told that they would give away.
        min_organisations: The least number of organisations that a figure may be about; 0 withholds nothing.

    Returns:
        One `NetworkScorecard`, or with ``slice_by`` one for each value, in alphabetical order. What is told is exact,
        and what a `Network` tells. Where no figure is about too few, nothing is withheld, as there. Where one is, the
        same is withheld in a network in which no more than some hundred kinds of organisations differ in where they
        have answers; in others it may be more, never less. It may be more or another figure, too, among respondents of
        whom several are of one organisation, and among slices of more than some hundred organisations.

    Raises:
        AnswerError: Columns that are missing, unknown or of another type, answers that are no level, rows without an
            organisation, and organisations in several slices.
        MissingExtraError: The library narwhals is not installed (extra ``frames``).
        NetworkError: No such pool, or a minimum that is none.
        RuleError: No such rule, or one that frames do not know.
        WrongTypeError: Not a frame.

    Example:
        >>> import polars as pl
        >>> from datamaturity import load_framework
        >>> framework = load_framework("seven-themes")
        >>> levels = [1, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 5]
        >>> answers = {one: [None] * 12 for one in framework.criterion_ids} | {"C1": levels, "C2": [3] * 12}
        >>> frame = pl.DataFrame({"org": [f"org {n}" for n in range(12)], **answers}, schema_overrides={
        ...     one: pl.Int8 for one in framework.criterion_ids})
        >>> pool(frame, framework, organisation="org").themes["culture"]
        <NetworkScore theme culture: mean 3, 3 Learning, 12 organisations>

    Source:
        As in `Network.pool`; disclosure control beyond some kinds of gaps is ours, see `datamaturity.frames.control`.
    """
    framework = framework_of(framework)
    check_pool(by)
    minimum = check_minimum(min_organisations)
    given = opened(frame, named_columns(framework, columns).values())
    has_overall = framework.publishes_overall if overall is None else overall
    there = {group.kind for group in framework.groups if group.kind != "overall" or has_overall}
    plan = ScorePlan.of(framework, kinds=[kind for kind in KINDS if kind in there], rule=rule)
    schema = given.collect_schema()
    found = answer_columns(framework, schema, columns=columns, not_applicable=not_applicable, do_not_know=do_not_know)
    made = Expressions(plan, found, schema, reader(given))
    parts = parts_of(given, made, organisation=organisation, slice_by=slice_by, by=by)
    cards = Telling(plan, minimum, mean).cards([*parts.values()], by, overall=has_overall)
    return cards[0] if slice_by is None else FrozenMapping(dict(zip(parts, cards, strict=True)))
