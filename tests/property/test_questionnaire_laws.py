"""Laws of questionnaires: what is written for a form, filled in there and exported again is read as it was meant."""

import csv
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from datamaturity import Answer, AnswerState, Assessment, Framework, read_answers
from datamaturity.form_layout import DO_NOT_KNOW, NOT_APPLICABLE, field_names, reason_field
from datamaturity.writers.question_lists import question_list
from datamaturity.writers.tables import Table
from datamaturity.writers.workbook import to_xlsx
from datamaturity.writers.xlsforms import xlsform
from strategies import assessments

STATES = {
    AnswerState.UNANSWERED: "",
    AnswerState.NOT_APPLICABLE: NOT_APPLICABLE,
    AnswerState.DO_NOT_KNOW: DO_NOT_KNOW,
}
# What a form's own export and its own name for a choice hold; the reader has to see through nothing else.
UNKEPT = re.compile("[\0\ufffe\uffff]")
CHOICES = {NOT_APPLICABLE: "not_applicable", DO_NOT_KNOW: "do_not_know"}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that all examples of a law share."""
    with TemporaryDirectory() as name:
        yield Path(name)


def plain_answers(assessment: Assessment) -> Assessment:
    """Return an assessment as a form keeps it: answers without notes and evidence."""
    answers = {one: Answer(answer.state, answer.level) for one, answer in assessment.answers.items()}
    return attrs.evolve(assessment, answers=answers, organisation="", assessed_on=None)


def questions_of(framework: Framework) -> dict[str, list[str]]:
    """Return each question of the list that is pasted into a form, with its options."""
    blocks = [block.split("\n") for block in question_list(framework).removesuffix("\n").split("\n\n")]
    return {block[0]: block[1:] for block in blocks if len(block) > 1}


def chosen(framework: Framework, assessment: Assessment) -> dict[str, str]:
    """Return each question with the option that was chosen, an empty text where none was."""
    found = {}
    for question, options in questions_of(framework).items():
        answer = assessment.answers[question.partition(" ")[0]]
        if answer.level is None:
            found[question] = STATES[answer.state]
        else:
            found[question] = options[framework.scale.position(answer.level)]
    return found


def csv_bytes(rows: list[list[str]]) -> bytes:
    """Return rows as a service exports them."""
    buffer = StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode("utf-8")


@given(st.data())
@settings(deadline=None)
def test_google_forms(folder: Path, data: st.DataObject) -> None:
    """Questions pasted into Google Forms come back as the answers that were chosen."""
    assessment = plain_answers(data.draw(assessments()))
    framework = assessment.framework
    # What neither a text file nor a workbook holds.
    assume(not UNKEPT.search(question_list(framework)))
    said = chosen(framework, assessment)
    path = folder / "responses.csv"
    path.write_bytes(csv_bytes([["Timestamp", *said], ["2026/11/22 10:00:00 am GMT", *said.values()]]))

    assert assessment == read_answers(path, framework=framework, layout="google-forms")


@given(st.data())
@settings(deadline=None)
def test_microsoft_forms(folder: Path, data: st.DataObject) -> None:
    """Questions pasted into Microsoft Forms come back as the answers that were chosen."""
    assessment = plain_answers(data.draw(assessments()))
    framework = assessment.framework
    # What neither a text file nor a workbook holds.
    assume(not UNKEPT.search(question_list(framework)))
    said = chosen(framework, assessment)
    about = {"ID": "1", "Start time": "x", "Completion time": "x", "Email": "anonymous", "Name": ""}
    path = folder / "responses.xlsx"
    path.write_bytes(to_xlsx({"Sheet1": Table([*about, *said], [{**about, **said}])}))

    assert assessment == read_answers(path, framework=framework, layout="microsoft-forms")


@given(st.data())
@settings(deadline=None)
def test_xlsform(folder: Path, data: st.DataObject) -> None:
    """An XLSForm's fields, filled with the names of its choices, come back as the answers that were chosen."""
    drawn = data.draw(assessments())
    framework = drawn.framework
    reasons = {one: "no need" for one, answer in drawn.answers.items() if answer.state is AnswerState.NOT_APPLICABLE}
    assessment = attrs.evolve(
        plain_answers(drawn),
        answers={
            one: Answer(answer.state, answer.level, reasons.get(one, "")) for one, answer in drawn.answers.items()
        },
    )
    fields = field_names(framework)
    survey = openpyxl.load_workbook(BytesIO(xlsform(framework)))["survey"]
    cells: dict[str, str] = {"_uuid": "u1"}
    group = ""
    for kind, name in survey.iter_rows(min_row=2, max_col=2, values_only=True):
        if kind == "begin_group":
            group = f"{name}/" if data.draw(st.booleans()) else ""
        elif str(kind).startswith("select_one"):
            criterion_id = fields[str(name)]
            answer = assessment.answers[criterion_id]
            words = CHOICES.get(STATES.get(answer.state, ""), "")
            cells[f"{group}{name}"] = str(answer.level) if answer.level is not None else words
            cells[f"{group}{reason_field(str(name))}"] = reasons.get(criterion_id, "")
    path = folder / "submissions.csv"
    path.write_bytes(csv_bytes([[*cells], [*cells.values()]]))

    assert assessment == read_answers(path, framework=framework)
