"""What a report says of one scorecard: overview, how the numbers were made, what is missing, whose framework it is."""

from collections.abc import Iterable, Iterator

from datamaturity.criteria import CriterionId
from datamaturity.framework import Framework
from datamaturity.pooling import MemberCard, MemberScore
from datamaturity.reports.figures import NO_ANSWER
from datamaturity.reports.numbers import shown_as_staged, shown_share
from datamaturity.reports.outline import Block, Cell, Column, Listing, Number, Paragraph, Section, Table
from datamaturity.reports.sections.cells import between_cell, by_kind, share_cell
from datamaturity.scores import NoStage, Score
from datamaturity.scoring import Scorecard

__all__ = [
    "framework_sentences",
    "licence_section",
    "mean_cell",
    "method_section",
    "missing_section",
    "overview_section",
    "score_cells",
    "stage_cell",
]

NO_CRITERIA, NOT_APPLICABLE = "·", "n/a"
_MEANINGS = {
    NO_CRITERIA: "no criteria there",
    NO_ANSWER: "none of its criteria answered",
    NOT_APPLICABLE: "none of its criteria applies",
}
WHY_NO_STAGE = {
    NoStage.NOT_APPLICABLE: "not applicable",
    NoStage.NO_ANSWERS: "no answers",
    NoStage.COVERAGE: "withheld: coverage",
    NoStage.RULE: "none by this rule",
}


def overview_section(card: Scorecard) -> Section:
    """
    Return the matrix of topics and themes, then each topic and each theme.

    Args:
        card: The scorecard.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> card = score(Assessment(load_framework("seven-themes"), {"C1": 3}))
        >>> overview_section(card).title, missing_section(card).title, method_section(card).title
        ('Overview', 'What is missing', 'How the numbers were made')
    """
    blocks: list[Block] = []
    if card.cells:
        blocks.append(_matrix(card))
    blocks += [_scores(name, scores, card) for name, scores in by_kind(card)]
    return Section("overview", "Overview", blocks)


def _matrix(card: Scorecard) -> Table:
    framework = card.framework
    rows: list[list[Cell]] = []
    used: set[str] = set()
    for topic in framework.topic_groups:
        cells = [_matrix_cell(card.cells.get((topic.topic or "", theme.id)), card) for theme in framework.themes]
        used.update(str(cell) for cell in cells)
        rows.append([topic.label, *cells])
    signs = [f"{sign} {meaning}" for sign, meaning in _MEANINGS.items() if sign in used]
    return Table(
        "Mean of each topic and theme, and in brackets how many answers it rests on",
        [Column("Topic"), *(Column(theme.name, is_number=True) for theme in framework.themes)],
        rows,
        "; ".join(signs),
    )


def _matrix_cell(one: Score | None, card: Scorecard) -> Number:
    if one is None:
        return Number(NO_CRITERIA, None, 0)
    cell = mean_cell(one, card)
    return Number(f"{cell.text} ({one.answered_count})", cell.value, cell.count) if one.mean is not None else cell


def mean_cell(one: MemberScore, card: MemberCard) -> Number:
    """
    Return a score's mean, with as many decimals as let it have its stage.

    Args:
        one: The score.
        card: The scorecard that it is of.
    """
    if one.mean is None:
        return Number(NOT_APPLICABLE if one.coverage is None else NO_ANSWER, None, one.answered_count)
    text = shown_as_staged(one.mean, rule=card.rule, scale=card.framework.scale)
    return Number(text, one.mean, one.answered_count)


def stage_cell(one: MemberScore) -> str:
    """
    Return a score's stage, or in a word why it has none.

    Args:
        one: The score.
    """
    reason = one.why_no_stage
    return str(one.stage) if one.stage else WHY_NO_STAGE[reason] if reason else NO_ANSWER


def _scores(name: str, scores: Iterable[Score], card: Scorecard) -> Table:
    columns = [
        Column(name.removesuffix("s")),
        Column("Mean", is_number=True),
        Column("Stage"),
        Column("Answered", is_number=True),
        Column("Coverage", is_number=True),
        Column("Between", is_number=True),
    ]
    return Table(name, columns, [score_cells(one, card) for one in scores])


def score_cells(one: MemberScore, card: MemberCard) -> list[Cell]:
    """
    Return a group's name, mean, stage, count, coverage and bounds.

    Args:
        one: The score.
        card: The scorecard that it is of.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> card = score(Assessment(load_framework("seven-themes"), {"C1": 3, "C2": 2}))
        >>> [str(cell) for cell in score_cells(card.themes["culture"], card)]
        ['Culture', '2.5', '3 Learning', '2 of 6', '33%', '1.5 and 4.2']
        >>> stage_cell(card.themes["data"]), mean_cell(card.themes["data"], card).text
        ('no answers', '–')
    """
    return [
        one.group.label,
        mean_cell(one, card),
        stage_cell(one),
        Number(f"{one.answered_count} of {one.applicable_count}", one.answered_count),
        share_cell(one.coverage, one.applicable_count),
        between_cell(one.low, one.high, one.applicable_count, rule=card.rule, scale=card.framework.scale),
    ]


def method_section(card: Scorecard) -> Section:
    """
    Return how the numbers were made: the rule, the scale, the bounds, what leaves a mean.

    Args:
        card: The scorecard.
    """
    framework = card.framework
    sentences = [
        f"Answers to {framework.title}, version {framework.version}; {framework.scale.span}.",
        "A mean is over the answered criteria that apply.",
        "What does not apply leaves it; what is unanswered or not known leaves it too, and lowers the coverage.",
        f"Stages are by the rule {card.rule}.",
        "Between: the mean if all that is unanswered or not known stood at the lowest, and at the highest, level.",
        "Numbers are exact, and rounded once, where they are shown.",
        "A mean has further decimals where one alone would give it another stage.",
    ]
    if card.basis.minimum_coverage:
        sentences.append(f"Under a coverage of {shown_share(card.basis.minimum_coverage)} no stage is given.")
    sentences += framework_sentences(framework, is_overall=card.overall is not None)
    return Section("method", "How the numbers were made", [Paragraph(" ".join(sentences))])


def framework_sentences(framework: Framework, *, is_overall: bool) -> Iterator[str]:
    """
    Yield what a framework makes special in the numbers: its levels' values, its weights, its overall score.

    Args:
        framework: The framework.
        is_overall: Whether there is a score of the whole.

    Example:
        >>> from datamaturity import load_framework
        >>> [*framework_sentences(load_framework("seven-themes"), is_overall=True)]
        ['The publisher gives no overall score; it was asked for.']
    """
    if any(level.value != level.number for level in framework.scale):
        values = ", ".join(f"{level} = {level.value}" for level in framework.scale)
        yield f"Means are of the levels' values: {values}."
    if any(one.weight != 1 for one in framework.criteria):
        yield "Criteria count by their weights."
    if is_overall and not framework.publishes_overall:
        yield "The publisher gives no overall score; it was asked for."


def missing_section(card: Scorecard) -> Section:
    """
    Return what is unanswered, not known, or does not apply and why.

    Args:
        card: The scorecard.
    """
    lists = {
        "Unanswered": card.unanswered,
        "Do not know": card.do_not_know,
        "Not applicable": card.not_applicable,
    }
    blocks: list[Block] = [Paragraph("Every criterion is answered.")]
    if any(lists.values()):
        blocks = [
            Listing(_items(card, ids, name), f"{name}: {len(ids)}") if ids else Paragraph(f"{name}: none")
            for name, ids in lists.items()
        ]
    return Section("missing", "What is missing", blocks)


def _items(card: Scorecard, ids: Iterable[CriterionId], name: str) -> Iterator[tuple[str, str]]:
    for one in ids:
        note = " ".join(card.assessment.answers[one].note.split())
        reason = note or ("no reason given" if name == "Not applicable" else "")
        title = f"{one} {card.framework.criterion(one).title}"
        yield "", f"{title} ({reason})" if reason else title


def licence_section(framework: Framework) -> Section:
    """
    Return whose framework it is, and under which licences.

    Args:
        framework: The framework.

    Example:
        >>> from datamaturity import load_framework
        >>> licence_section(load_framework("seven-themes")).title
        'About Seven Themes of Data Maturity'
    """
    facts = {
        "Publisher": framework.publisher,
        "Source": framework.source,
        "Attribution": framework.attribution,
        "Licence of the structure": framework.structure_licence,
        "Licence of the wording": framework.wording_licence,
    }
    items = [("", f"{name}: {fact}") for name, fact in facts.items() if fact.strip()]
    blocks: list[Block] = [Listing(items)] if items else [Paragraph("The framework names no publisher and no licence.")]
    return Section("licence", f"About {framework.title}", blocks)
