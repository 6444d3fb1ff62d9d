"""An assessment's answers as the CSV that `read_answers` reads."""

from datamaturity.assessment import AnswerState, Assessment
from datamaturity.writers.csv_text import to_csv

__all__ = ["answers_csv"]


def answers_csv(assessment: Assessment) -> str:
    """
    Return an assessment's answers as CSV: a row for each criterion, in framework order.

    Example:
        >>> from datamaturity import Answer, Assessment, load_framework
        >>> answers = {"C1": 3, "C2": Answer.not_applicable("No meetings")}
        >>> answers_csv(Assessment(load_framework("seven-themes"), answers)).splitlines()[25]
        'C2,Asking questions of the data,not applicable,No meetings,'
    """
    framework = assessment.framework
    rows = []
    for one in framework.criteria:
        answer = assessment.answers[one.id]
        said = str(answer.level) if answer.level is not None else answer.state.value
        rows.append(
            {
                "criterion": one.id,
                "title": one.title,
                "answer": "" if answer.state is AnswerState.UNANSWERED else said,
                "note": answer.note,
                "evidence": "\n".join(piece.address or piece.title for piece in answer.evidence),
            }
        )
    return to_csv(["criterion", "title", "answer", "note", "evidence"], rows)
