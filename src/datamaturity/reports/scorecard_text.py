"""A scorecard as plain text: the matrix of topics and themes, then each of them, then what is missing."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from textwrap import wrap

from datamaturity.criteria import CriterionId
from datamaturity.reports.numbers import shown, shown_share
from datamaturity.reports.tables import table
from datamaturity.scores import NoStage, Score
from datamaturity.scoring import Scorecard

__all__ = ["scorecard_text"]

_wrap = partial(wrap, width=100, break_on_hyphens=False, break_long_words=False)
_NO_CRITERIA, _NO_ANSWER, _NOT_APPLICABLE = ".", "-", "n/a"


def scorecard_text(card: Scorecard) -> str:
    """
    Return a scorecard as plain text, for a terminal or an e-mail.

    Every mean stands beside the count of answers that it rests on; rule and framework version are named.

    Args:
        card: The scorecard.

    Returns:
        Lines that end in a line feed.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> card = score(Assessment(load_framework("uk-government-dma"), {"4.33": 2, "4.34": 3}))
        >>> print(scorecard_text(card).splitlines()[0])
        Data Maturity Assessment for Government, version 2023 (uk-government-dma)
    """
    return "\n".join(_lines(card)) + "\n"


def _lines(card: Scorecard) -> Iterator[str]:
    framework, assessment = card.framework, card.assessment
    yield f"{framework.title}, version {framework.version} ({framework.id})"
    if assessment.organisation:
        yield assessment.organisation
    if assessment.assessed_on:
        yield f"Assessed on {assessment.assessed_on.isoformat()}"
    yield f"Stages by the rule {card.rule}; {framework.scale.span}"
    if any(level.value != level.number for level in framework.scale):
        values = ", ".join(f"{level} = {level.value}" for level in framework.scale)
        yield from _wrap(f"Means are of the levels' values: {values}", subsequent_indent="  ")
    if card.basis.minimum_coverage:
        yield f"No stage under a coverage of {shown_share(card.basis.minimum_coverage)}"
    if card.cells:
        yield ""
        yield "Mean of each topic and theme, and in brackets how many answers it rests on"
        yield ""
        yield from _matrix(card)
    for heading, scores in (("Topic", card.topics.items()), ("Theme", card.themes.items())):
        if scores:
            yield ""
            yield from _scores(heading, scores)
    if card.overall is not None:
        yield ""
        yield from _scores("Overall", [("", card.overall)])
    yield ""
    yield from _missing(card)


def _matrix(card: Scorecard) -> list[str]:
    framework = card.framework
    rows = [["", *(theme.name for theme in framework.themes)]]
    used = set()
    for topic in framework.topics:
        cells = [_cell(card.cells.get((topic.id, theme.id))) for theme in framework.themes]
        used.update(cells)
        rows.append([f"{topic.id:>2} {topic.name}", *cells])
    meanings = {
        _NO_CRITERIA: "no criteria there",
        _NO_ANSWER: "none of its criteria answered",
        _NOT_APPLICABLE: "none of its criteria applies",
    }
    key = "; ".join(f"{sign} {meaning}" for sign, meaning in meanings.items() if sign in used)
    lines = table(rows, right=frozenset(range(1, len(framework.themes) + 1)))
    return [*lines, *([f"   {key}"] if key else [])]


def _cell(one: Score | None) -> str:
    if one is None:
        return _NO_CRITERIA
    if one.mean is None:
        return _NOT_APPLICABLE if one.coverage is None else _NO_ANSWER
    return f"{shown(one.mean)} ({one.answered_count})"


def _scores(heading: str, scores: Iterable[tuple[str, Score]]) -> list[str]:
    rows = [[heading, "Mean", "Stage", "Answered", "Coverage", "Between"]]
    for key, one in scores:
        name = f"{key:>2} {one.name}" if heading == "Topic" else one.name
        mean = "-" if one.mean is None else shown(one.mean)
        answered = f"{one.answered_count} of {one.applicable_count}"
        coverage = "-" if one.coverage is None else shown_share(one.coverage)
        bounds = "-" if one.low is None or one.high is None else f"{shown(one.low)} and {shown(one.high)}"
        rows.append([name, mean, _stage(one), answered, coverage, bounds])
    return table(rows, right=frozenset({1, 3, 4}))


def _stage(one: Score) -> str:
    short = {
        NoStage.NOT_APPLICABLE: "not applicable",
        NoStage.NO_ANSWERS: "no answers",
        NoStage.COVERAGE: "withheld: coverage",
        NoStage.RULE: "none by this rule",
    }
    stage, reason = one.stage, one.why_no_stage
    return str(stage) if stage else short[reason] if reason else "-"


def _missing(card: Scorecard) -> Iterator[str]:
    answers = card.assessment.answers
    lists: Sequence[tuple[str, tuple[CriterionId, ...]]] = (
        ("Unanswered", card.unanswered),
        ("Do not know", card.do_not_know),
        ("Not applicable", card.not_applicable),
    )
    for name, ids in lists:
        if not ids:
            yield f"{name}: none"
            continue
        notes = {one: " ".join(answers[one].note.split()) for one in ids}
        if name == "Not applicable":
            notes = {one: note or "no reason given" for one, note in notes.items()}
        texts = [f"{one} ({note})" if note else one for one, note in notes.items()]
        separator = "; " if any(notes.values()) else ", "
        yield from _wrap(
            f"{name} ({len(ids)}): {separator.join(texts)}",
            subsequent_indent="  ",
        )
    if card.unanswered or card.do_not_know:
        yield "Between: the mean if all that is unanswered or not known stood at the lowest, and at the highest, level."
    framework = card.framework
    licence = f" ({framework.structure_licence})" if framework.structure_licence else ""
    if framework.attribution or licence:
        yield ""
        yield from _wrap(f"{framework.attribution or framework.publisher}{licence}".strip())
