"""What a report says of a panel: the scores of all respondents together, and where people differ."""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from datamaturity.agreement import CriterionAgreement
from datamaturity.errors import MissingExtraError, counted
from datamaturity.intervals import LEAST_MEMBERS
from datamaturity.mappings import FrozenMapping
from datamaturity.panel import Panel
from datamaturity.pooling import PooledScore, PooledScorecard
from datamaturity.reports.numbers import shown, shown_consensus
from datamaturity.reports.outline import Block, Cell, Column, Listing, Number, Paragraph, Section, Table
from datamaturity.reports.sections.cells import by_kind, count_cell
from datamaturity.reports.sections.scorecard import score_cells
from datamaturity.respondents import labels

__all__ = ["disagreement_section", "discussion_table", "people_text", "pooled_section", "pooled_tables"]

# Of the random numbers behind the intervals: any will do, and the same panel should give the same report.
_SEED, _RESAMPLES = 1, 1000


def pooled_section(card: PooledScorecard, panel: Panel) -> Section:
    """
    Return the pooled scores of each topic and each theme, how they were made, and who gave no answer.

    Args:
        card: The pooled scores.
        panel: The panel that they are of.

    Example:
        >>> from datamaturity import Assessment, Respondent, load_framework
        >>> framework = load_framework("seven-themes")
        >>> panel = Panel([Respondent(Assessment(framework, {"C1": level})) for level in (2, 4)])
        >>> table = pooled_section(panel.pool(), panel).blocks[1]
        >>> [str(cell) for row in table.rows for cell in row if row[0] == "Culture"]
        ['Culture', '3.0', '3 Learning', '2 of 2', '17%', '1.3 and 4.7', 'too few']
    """
    by_units = isinstance(card.cards[0], PooledScorecard)
    each = f"of {counted(len(card.cards), 'unit')}" if by_units else "respondent"
    blocks: list[Block] = [Paragraph(f"{people_text(panel)}. Each {each} counts once.")]
    blocks += pooled_tables(card, intervals=True)
    blocks.append(Paragraph(" ".join(_meanings("units" if by_units else "respondents"))))
    silent = {id(one) for one in panel.missing}
    names = [name for name, one in zip(labels(panel), panel, strict=True) if id(one) in silent]
    if names:
        blocks.append(Listing([("", name) for name in names], f"Without a single answer: {len(names)}"))
    return Section("pooled", "Scores of all respondents together", blocks)


def people_text(panel: Panel) -> str:
    """
    Return how many people there are, and of which roles.

    Args:
        panel: The panel.
    """
    people = counted(len(panel), "respondent")
    if panel.roles == ("",):
        return people
    counts = Counter(one.role for one in panel)
    return f"{people}: " + ", ".join(f"{counts[role]} {role or 'without a role'}" for role in panel.roles)


def _meanings(members: str) -> Iterator[str]:
    yield f"Mean: of the {members}' own means."
    yield f"Answered: how many {members} have an answer there, of those to whom any of it applies."
    yield "Coverage: the mean share of what applies to them that is answered."
    yield "Between: the mean if all that is open stood at the lowest, and at the highest, level."
    yield (
        f"Interval: where 95% of the means of {_RESAMPLES} random samples of the {members} lie, drawn with replacement "
        f"and the seed {_SEED}; it needs {LEAST_MEMBERS} {members} with an answer."
    )


def pooled_tables(card: PooledScorecard, *, intervals: bool) -> Iterator[Table]:
    """
    Yield the pooled scores of topics, of themes, and of the whole where it is scored.

    Args:
        card: The pooled scores.
        intervals: Whether to give the intervals, which take a thousand samples each.
    """
    names = ["Answered", "Coverage", "Between", *["Interval"] * intervals]
    for name, scores in by_kind(card):
        columns = [
            Column(name.removesuffix("s")),
            Column("Mean", is_number=True),
            Column("Stage"),
            *(Column(one, is_number=True) for one in names),
        ]
        rows = [[*score_cells(one, card), *([_interval(one)] if intervals else [])] for one in scores]
        yield Table(name, columns, rows)


def _interval(one: PooledScore) -> Number:
    if one.answered_count < LEAST_MEMBERS:
        return Number("too few", None, one.answered_count)
    found = one.interval(seed=_SEED, resample_count=_RESAMPLES)
    return Number(f"{shown(found.low)} to {shown(found.high)}", found.low, found.member_count)


def disagreement_section(panel: Panel, *, limit: int = 10) -> Section:
    """
    Return how far people agree, the criteria to talk about first, and who stands above and below the median.

    Args:
        panel: The panel.
        limit: How many of the criteria on which people differ to show.

    Example:
        >>> from datamaturity import Assessment, Respondent, load_framework
        >>> framework = load_framework("seven-themes")
        >>> panel = Panel([Respondent(Assessment(framework, {"C1": 3}), id=name) for name in ("ann", "ben")])
        >>> disagreement_section(panel).blocks[1].text
        'On no criterion do people give different levels.'
    """
    first = panel.to_discuss
    blocks: list[Block] = [Paragraph(_alpha(panel))]
    if not first:
        blocks.append(Paragraph("On no criterion do people give different levels."))
    elif not limit:
        blocks.append(Paragraph(f"Criteria to talk about first: 0 of {len(first)} are shown."))
    else:
        blocks.append(discussion_table(panel, first[:limit], len(first)))
        blocks.append(Listing(_away(first[:limit]), "Who stands above and below the median"))
    disputed = [one for one in panel.criteria.values() if one.applicability_disputed]
    if disputed:
        blocks.append(_disputed(disputed))
    return Section("disagreement", "Where people differ", blocks)


def _alpha(panel: Panel) -> str:
    try:
        alpha = panel.alpha()
    except MissingExtraError as error:
        return f"Krippendorff's alpha: not worked out; {error}"
    text = "undefined" if alpha is None else shown(Fraction(alpha), places=2)
    return f"Krippendorff's alpha, ordinal: {text} (1 where all agree, about 0 where they agree as if by chance)."


def discussion_table(panel: Panel, said: Iterable[CriterionAgreement], count: int) -> Table:
    """
    Return some of the criteria on which people differ, of so many, with how many people give each level.

    Args:
        panel: The panel.
        said: What its people say of those criteria, in the order of the rows.
        count: On how many criteria they differ.

    Example:
        >>> from datamaturity import Assessment, Panel, Respondent, load_framework
        >>> framework = load_framework("seven-themes")
        >>> panel = Panel([Respondent(Assessment(framework, {"C1": level}), role="manager") for level in (2, 2, 4)])
        >>> discussion_table(panel, panel.to_discuss, 1).caption
        'Criteria to talk about first (1 of 1): the lowest consensus, then the widest range'
        >>> people_text(panel), next(pooled_tables(panel.pool(), intervals=False)).caption
        ('3 respondents: 3 manager', 'Themes')
    """
    scale, rows = panel.framework.scale, [_row(one) for one in said]
    columns = [
        Column("Criterion"),
        *(Column(f"At {number}", is_number=True) for number in scale.numbers),
        *(Column(name, is_number=True) for name in ("Not applicable", "Do not know")),
        Column("Median"),
        *(Column(name, is_number=True) for name in ("Consensus", "Range")),
    ]
    note = (
        f"At each level: how many people give it; {', '.join(map(str, scale))}. Median: the lower one. Consensus "
        "(Leik): 1.00 where all who give a level agree, 0.00 where half of them stand at each end of the scale. Range: "
        "how many levels lie from the lowest to the highest that is given."
    )
    order = "the lowest consensus, then the widest range"
    return Table(f"Criteria to talk about first ({len(rows)} of {count}): {order}", columns, rows, note)


def _row(one: CriterionAgreement) -> list[Cell]:
    consensus, width = one.consensus, one.range
    assert consensus is not None and width is not None  # noqa: S101, PT018 - people differ, so there are levels
    counts = (*one.level_counts, one.not_applicable_count, one.do_not_know_count)
    return [
        _name(one),
        *map(count_cell, counts),
        str(one.median),
        Number(shown_consensus(consensus), consensus, one.answered_count),
        Number(str(width), width, one.answered_count),
    ]


def _name(one: CriterionAgreement) -> str:
    return f"{one.criterion.id} {one.criterion.title}"


def _away(said: Iterable[CriterionAgreement]) -> Iterator[tuple[str, str]]:
    for one in said:
        for side, who in (("above", one.above), ("below", one.below)):
            if who:
                yield side, f"{_name(one)} ({_roles(who)})"


def _roles(who: FrozenMapping[str, tuple[str, ...]]) -> str:
    return "; ".join(f"{role}: {', '.join(names)}" if role else ", ".join(names) for role, names in who.items())


def _disputed(said: Iterable[CriterionAgreement]) -> Table:
    columns = [Column("Criterion"), *(Column(name, is_number=True) for name in ("Give a level", "Not applicable"))]
    rows: list[list[Cell]] = [
        [_name(one), count_cell(one.answered_count), count_cell(one.not_applicable_count)] for one in said
    ]
    return Table(f"Some say that it applies and some that it does not: {len(rows)}", columns, rows)
