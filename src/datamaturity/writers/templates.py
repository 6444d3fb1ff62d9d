"""Answer files for people to fill in: a CSV, and a workbook with a sheet for each part of the framework."""

from collections.abc import Iterable, Iterator, Sequence

from datamaturity.assessment import Answer, AnswerState, Assessment
from datamaturity.criteria import Group
from datamaturity.errors import VersionMismatchError
from datamaturity.form_layout import CHOICES, DO_NOT_KNOW, NOT_APPLICABLE, PROGRESS, part_title, parts
from datamaturity.framework import Framework
from datamaturity.writers.about import framework_facts
from datamaturity.writers.answers import evidence_text
from datamaturity.writers.csv_text import to_csv
from datamaturity.writers.workbook import HEADER, Book, Sheet, sheet_names

__all__ = ["answers_template", "workbook_template"]

_COLUMNS = ("criterion", "question", "answer", "note", "evidence")
_ANSWER = _COLUMNS.index("answer")
_WIDTHS = (10, 30, 18, 28, 24)
_DESCRIPTOR_WIDTH = 28
# Of the first sheet: what the texts on it are, three columns of numbers, and room for long texts.
_PROGRESS_WIDTHS = (44, 11, 11, 11, 42)
_WIDE, _RIGHT = (0, 4), (1, 4)
# As texts, so that what is typed there stays what it is: 2.10 no number, =A1 no formula.
_TO_FILL = {"locked": False, "num_format": "@", "bg_color": "#FFFBE6"}
_CELL = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
_GUIDE = (
    "Each of the other sheets is a part of the assessment, with a row for each question.",
    "Choose an answer from the list in the yellow cell. What each level looks like stands to the right of it.",
    f"Choose {NOT_APPLICABLE} where a question does not apply to your organisation, and say why in the note.",
    f"Choose {DO_NOT_KNOW} where nobody who was asked can tell. An empty cell means that nobody has answered yet.",
    "Notes are free text. Evidence is what the answer rests on, such as a document or its address; one piece a line.",
    "Only the yellow cells can be changed. The other cells are protected without a password.",
)


def answers_template(framework: Framework) -> str:
    """
    Return an empty answers CSV for a framework: a row per criterion, with its title and the levels to choose from.

    Args:
        framework: The framework.

    Returns:
        CSV text with the columns criterion, title, answer, note, evidence, levels; `read_answers` reads it back.

    Example:
        >>> from datamaturity import load_framework
        >>> answers_template(load_framework("uk-government-dma")).splitlines()[1].split(",")[:2]
        ['1.1', 'Making data available to those who need it']
    """
    levels = " | ".join([*map(str, framework.scale), "not applicable", "do not know"])
    return to_csv(
        ["criterion", "title", "answer", "note", "evidence", "levels"],
        ({"criterion": one.id, "title": one.title, "levels": levels} for one in framework.criteria),
    )


def workbook_template(framework: Framework, *, assessment: Assessment | None = None) -> bytes:
    """
    Return a workbook to answer a framework in: a sheet for each topic, or theme, and one that counts the answers.

    Beside each question stand a list to choose the answer from, cells for a note and for evidence, and what each level
    looks like. Everything else is protected, without a password. The columns ``criterion``, ``answer``, ``note`` and
    ``evidence`` are those of the CSV.

    Args:
        framework: The framework.
        assessment: Answers to fill in; none if not given.

    Returns:
        An ``.xlsx`` file; equal arguments give equal bytes.

    Raises:
        FaultsError: Texts hold what Excel cannot hold; the error names every cell.
        MissingExtraError: The library XlsxWriter is not installed (extra ``excel``).
        VersionMismatchError: The answers are to another framework.

    Example:
        >>> from datamaturity import load_framework
        >>> workbook_template(load_framework("seven-themes"))[:2]
        b'PK'
    """
    if assessment is None:
        assessment = Assessment(framework)
    elif assessment.framework.structure != framework.structure:
        given, wanted = (f"{one.id} {one.version}" for one in (assessment.framework, framework))
        other = " with other topics, themes, criteria, weights or levels" if given == wanted else ""
        message = f"the answers are to {given}{other}, and the workbook is for {wanted}"
        raise VersionMismatchError(message)
    groups = parts(framework)
    first_name, last_name, *names = sheet_names([PROGRESS, CHOICES, *map(part_title, groups)])
    book = Book()
    _progress(book.sheet(first_name), framework, dict(zip(names, groups, strict=True)), assessment)
    choices = [*map(str, framework.scale), NOT_APPLICABLE, DO_NOT_KNOW]
    source = f"={_quoted(last_name)}!$A$1:$A${len(choices)}"
    for name, group in zip(names, groups, strict=True):
        _part(book.sheet(name), framework, group, assessment, source)
    hidden = book.sheet(last_name)
    for row, choice in enumerate(choices):
        hidden.write(row, 0, choice)
    hidden.protect()
    hidden.hide()
    return book.to_bytes()


def _quoted(sheet_name: str) -> str:
    return "'{}'".format(sheet_name.replace("'", "''"))


def _part(sheet: Sheet, framework: Framework, group: Group, assessment: Assessment, choices: str) -> None:
    """Write the sheet of one part: a row for each criterion."""
    criteria = [framework.criterion(one) for one in group.criteria]
    # A column for each level, unless no criterion here has a text for any.
    levels = tuple(map(str, framework.scale)) if any(one.descriptors for one in criteria) else ()
    widths = [*_WIDTHS, *[_DESCRIPTOR_WIDTH] * len(levels)]
    sheet.header([*_COLUMNS, *levels])
    sheet.keep_in_sight(1, _ANSWER + 1)
    sheet.widths(*widths)
    for row, one in enumerate(criteria, 1):
        answer = assessment.answers[one.id]
        to_fill = (_answer_text(framework, answer), answer.note, evidence_text(answer))
        texts = [one.id, one.title, *to_fill, *(one.descriptors or ("",) * len(levels))]
        for column, text in enumerate(texts):
            sheet.write(row, column, text, **_CELL, **(_TO_FILL if _ANSWER <= column < len(_COLUMNS) else {}))
        sheet.fit(row, zip(texts, widths, strict=True))
    sheet.offer(
        _ANSWER,
        (1, len(criteria)),
        choices,
        title="Not one of the answers",
        message=f"Choose from the list: a level, {NOT_APPLICABLE}, or {DO_NOT_KNOW}.",
    )
    sheet.protect()
    sheet.print_fitted(across=True)


def _answer_text(framework: Framework, answer: Answer) -> str:
    """Return an answer as the list of choices has it."""
    if answer.level is not None:
        return str(framework.level(answer.level))
    words = {AnswerState.NOT_APPLICABLE: NOT_APPLICABLE, AnswerState.DO_NOT_KNOW: DO_NOT_KNOW}
    return words.get(answer.state, "")


def _progress(sheet: Sheet, framework: Framework, groups: dict[str, Group], assessment: Assessment) -> None:
    """Write the first sheet: how to fill the others in, how far they are, what an answer means, whose it all is."""
    sheet.widths(*_PROGRESS_WIDTHS)
    sheet.merge(0, _WIDE, framework.title, bold=True, font_size=16)
    for row, line in enumerate(_GUIDE, 2):
        sheet.merge(row, _WIDE, line)
    row = _heading(sheet, len(_GUIDE) + 3, "part", "filled in", "questions", "share")
    first = row
    filled = {one for one, answer in assessment.answers.items() if answer.state is not AnswerState.UNANSWERED}
    for name, group in groups.items():
        cells = f"{_quoted(name)}!$C$2:$C${len(group.criteria) + 1}"
        _label(sheet, row, part_title(group))
        counts = (len(filled.intersection(group.criteria)), len(group.criteria))
        _counts(sheet, row, (f"=COUNTA({cells})", f"=ROWS({cells})"), counts)
        row += 1
    sheet.write(row, 0, "whole", bold=True, top=1)
    sums = (f"=SUM(B{first + 1}:B{row})", f"=SUM(C{first + 1}:C{row})")
    _counts(sheet, row, sums, (len(filled), len(framework.criteria)), bold=True, top=1)
    row = _texts(sheet, row + 2, ("answer", "what it says"), _meanings(framework))
    _texts(sheet, row + 1, ("about", ""), framework_facts(framework).items())
    sheet.protect()
    sheet.print_fitted(across=False)


def _heading(sheet: Sheet, row: int, *names: str) -> int:
    """Write the names of columns, and return the row below them."""
    for column in range(len(_PROGRESS_WIDTHS)):
        align = {"align": "right"} if 0 < column < len(names) > 2 else {}
        sheet.write(row, column, names[column] if column < len(names) else "", **HEADER, **align)
    return row + 1


def _label(sheet: Sheet, row: int, text: str) -> None:
    sheet.write(row, 0, text, text_wrap=True, valign="top")
    sheet.fit(row, [(text, _PROGRESS_WIDTHS[0])])


def _texts(sheet: Sheet, row: int, names: Sequence[str], rows: Iterable[tuple[str, str]]) -> int:
    """Write a table of two columns, the second one over the rest of the width, and return the row below it."""
    row = _heading(sheet, row, *names)
    for label, text in rows:
        sheet.write(row, 0, label, text_wrap=True, valign="top")
        sheet.merge(row, _RIGHT, text, text_wrap=True, valign="top")
        sheet.fit(row, [(label, _PROGRESS_WIDTHS[0]), (text, sum(_PROGRESS_WIDTHS[1:]))])
        row += 1
    return row


def _counts(sheet: Sheet, row: int, formulas: Sequence[str], counts: tuple[int, int], **look: object) -> None:
    """Write how many questions of how many are filled in, and the share, counted anew with each change."""
    for column, (formula, count) in enumerate(zip(formulas, counts, strict=True), 1):
        sheet.formula(row, column, formula, count, valign="top", **look)
    share = f"=B{row + 1}/C{row + 1}"
    sheet.formula(row, 3, share, counts[0] / counts[1], num_format="0%", valign="top", **look)


def _meanings(framework: Framework) -> Iterator[tuple[str, str]]:
    for level in framework.scale:
        yield str(level), level.summary
    yield NOT_APPLICABLE, "The question leaves every score; the note says why."
    yield DO_NOT_KNOW, "It counts as unanswered, and is counted on its own."
