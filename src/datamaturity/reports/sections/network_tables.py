"""A network's scores as tables, with what is withheld said so, and why."""

from collections.abc import Iterator, Sequence

from datamaturity.disclosure import Withheld
from datamaturity.network_scores import NetworkScore, NetworkScorecard
from datamaturity.reports.figures import NO_ANSWER, stage_text, staged_text
from datamaturity.reports.outline import Block, Cell, Column, Number, Paragraph, Table
from datamaturity.reports.sections.cells import between_cell, by_kind, count_cell, share_cell
from datamaturity.reports.sections.scorecard import NO_CRITERIA, WHY_NO_STAGE
from datamaturity.stages import MeanRule

__all__ = [
    "everything_withheld",
    "matrix",
    "network_mean_cell",
    "network_stage_cell",
    "score_tables",
    "table_with_reasons",
]


def everything_withheld(card: NetworkScorecard) -> list[Block]:
    """
    Return that nothing is told, and why; nothing where something is.

    Args:
        card: The network's scores.
    """
    reasons = dict.fromkeys(one.withheld for one in card)
    return [] if None in reasons else [Paragraph(f"Everything is {', '.join(map(str, reasons))}.")]


def matrix(card: NetworkScorecard) -> Iterator[Table]:
    """
    Return the means by topic and theme, where the framework has both.

    Args:
        card: The network's scores.
    """
    framework = card.framework
    if not card.cells:
        return
    rows: list[list[Cell]] = []
    for topic in framework.topic_groups:
        found = [card.cells.get((topic.topic or "", theme.id)) for theme in framework.themes]
        rows.append([topic.label, *map(_in_matrix, found)])
    columns = [Column("Topic"), *(Column(theme.name, is_number=True) for theme in framework.themes)]
    used = {str(cell) for row in rows for cell in row[1:]}
    signs = {NO_CRITERIA: "no criteria there", NO_ANSWER: "nobody answered there"}
    yield table_with_reasons(
        f"Mean of each topic and theme, and in brackets how many {card.pool} it rests on",
        columns,
        rows,
        "; ".join(f"{sign} {meaning}" for sign, meaning in signs.items() if sign in used),
    )


def _in_matrix(one: NetworkScore | None) -> Number:
    if one is None:
        return Number(NO_CRITERIA, None, 0)
    mean, count = network_mean_cell(one), one.member_count
    return Number(f"{mean} ({count})", mean.value, count) if isinstance(count, int) and count else mean


def network_mean_cell(one: NetworkScore) -> Number:
    """
    Return a mean with as many decimals as let it have its stage.

    Args:
        one: The group's score.
    """
    text = staged_text(one.mean, one.stage, rule=one.rule, scale=one.framework.scale)
    return Number(text, one.mean, one.member_count)


def network_stage_cell(one: NetworkScore) -> str:
    """
    Return a stage, that it is withheld, or in a word why there is none.

    Args:
        one: The group's score.
    """
    return WHY_NO_STAGE[one.why_no_stage] if one.why_no_stage else stage_text(one.stage)


def score_tables(card: NetworkScorecard, whose: str = "") -> Iterator[Block]:
    """
    Return each kind of group with its scores, and with how many members have each stage.

    Args:
        card: The network's scores.
        whose: Of which part they are, for the headings; empty for the whole network.

    Example:
        >>> from datamaturity import Assessment, Network, Organisation, load_framework
        >>> framework = load_framework("seven-themes")
        >>> card = Network([Organisation(str(n), Assessment(framework, {"C1": 2 + n % 2})) for n in range(12)]).pool()
        >>> [table.caption for table in score_tables(card)]
        ['Themes', 'Themes: how many of the organisations have each stage']
        >>> everything_withheld(card), [*matrix(card)]  # the framework has no topics
        ([], [])
        >>> network_mean_cell(card.themes["culture"]).text, network_stage_cell(card.themes["culture"])
        ('2.5', '3 Learning')
    """
    for name, scores in by_kind(card):
        heading = f"{whose}, {name.lower()}" if whose else name
        by_people = card.pool == "respondents"
        numbers = ["Organisations", *["Respondents"] * by_people, "Coverage", "Between"]
        columns = [
            Column(name.removesuffix("s")),
            Column("Mean", is_number=True),
            Column("Stage"),
            *(Column(one, is_number=True) for one in numbers),
        ]
        yield table_with_reasons(heading, columns, [_row(one, by_people=by_people) for one in scores])
        # By a rule on the mean everybody with an answer has a stage.
        stageless = not isinstance(card.rule, MeanRule) and any(one.no_stage_count != 0 for one in scores)
        stages = [*["No stage"] * stageless, *map(str, card.framework.scale)]
        what = f"{heading}: how many of the {card.pool} have each stage"
        counts = [_counts(one, stageless=stageless) for one in scores]
        reasons = {count.value for row in counts for count in row}
        if len(reasons) == 1 and isinstance(reason := reasons.pop(), Withheld):
            yield Paragraph(f"{what} is {reason}.")
            continue
        yield table_with_reasons(
            what,
            [columns[0], *(Column(one, is_number=True) for one in stages)],
            [[one.group.label, *row] for one, row in zip(scores, counts, strict=True)],
        )


def _row(one: NetworkScore, *, by_people: bool) -> list[Cell]:
    return [
        one.group.label,
        network_mean_cell(one),
        network_stage_cell(one),
        count_cell(one.organisation_count),
        *[count_cell(one.member_count)] * by_people,
        share_cell(one.coverage, one.member_count),
        between_cell(one.low, one.high, one.member_count, rule=one.rule, scale=one.framework.scale),
    ]


def _counts(one: NetworkScore, *, stageless: bool) -> list[Number]:
    return [count_cell(count) for count in (*[one.no_stage_count] * stageless, *one.stage_counts)]


def table_with_reasons(
    caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], note: str = ""
) -> Table:
    """
    Return a table, with the reason below it where something in it is withheld.

    Args:
        caption: Its heading.
        columns: Its columns.
        rows: Its rows.
        note: What else to say below it.

    Example:
        >>> withheld = Number("withheld", Withheld("it is about fewer than 5 organisations"))
        >>> table_with_reasons("Means", [Column("Mean", is_number=True)], [[withheld]]).note
        'withheld: it is about fewer than 5 organisations'
    """
    values = [cell.value for row in rows for cell in row if isinstance(cell, Number)]
    reasons = dict.fromkeys(str(value) for value in values if isinstance(value, Withheld))
    return Table(caption, columns, rows, "; ".join(filter(None, (note, *reasons))))
