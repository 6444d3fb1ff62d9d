"""An assessment's answers as the CSV that `read_answers` reads."""

from collections.abc import Iterator

from datamaturity.assessment import Answer, AnswerState, Assessment
from datamaturity.writers.csv_text import to_csv

__all__ = ["answer_rows", "answers_csv", "evidence_text"]


def answers_csv(assessment: Assessment) -> str:
    """
    Return an assessment's answers as CSV: a row for each criterion, in framework order.

    Args:
        assessment: The answers.

    Example:
        >>> from datamaturity import Answer, Assessment, load_framework
        >>> answers = {"C1": 3, "C2": Answer.not_applicable("No meetings")}
        >>> answers_csv(Assessment(load_framework("seven-themes"), answers)).splitlines()[25]
        'C2,Asking questions of the data,not applicable,No meetings,'
    """
    return to_csv(["criterion", "title", "answer", "note", "evidence"], answer_rows(assessment))


def answer_rows(assessment: Assessment) -> Iterator[dict[str, object]]:
    """
    Yield a row for each criterion, in framework order, as `answers_csv` writes it.

    Args:
        assessment: The answers.

    Example:
        >>> from datamaturity import Assessment, load_framework
        >>> next(answer_rows(Assessment(load_framework("seven-themes"))))
        {'criterion': 'U1', 'title': 'Resting plans and decisions on data', 'answer': '', 'note': '', 'evidence': ''}
    """
    for one in assessment.framework.criteria:
        answer = assessment.answers[one.id]
        said = str(answer.level) if answer.level is not None else answer.state.value
        yield {
            "criterion": one.id,
            "title": one.title,
            "answer": "" if answer.state is AnswerState.UNANSWERED else said,
            "note": answer.note,
            "evidence": evidence_text(answer),
        }


def evidence_text(answer: Answer) -> str:
    r"""
    Return what an answer rests on as the text of one cell: a piece a line, its address or else its title.

    Args:
        answer: The answer.

    Example:
        >>> from datamaturity import Evidence
        >>> evidence = [Evidence("Policy", "https://example.org/policy"), Evidence("Minutes")]
        >>> evidence_text(Answer.at(3, evidence=evidence))
        'https://example.org/policy\nMinutes'
    """
    return "\n".join(piece.address or piece.title for piece in answer.evidence)
