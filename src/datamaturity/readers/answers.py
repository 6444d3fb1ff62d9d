"""One assessment from the files that people have."""

import os
from collections.abc import Iterable, Mapping, Sequence

from datamaturity.assessment import Answer, Assessment
from datamaturity.errors import AnswerError, Fault, FaultsError
from datamaturity.framework import Framework
from datamaturity.mappings import FrozenMapping
from datamaturity.packaged import load_framework
from datamaturity.readers.answer_rows import AnswerRows, for_people, tell
from datamaturity.readers.form_layouts import column_names, detected
from datamaturity.readers.people import check_layout, people_in
from datamaturity.readers.person import Manner, Notify
from datamaturity.readers.plain_text import folded
from datamaturity.readers.sheets import CsvText, Sheet, read_sheets, unread_sheets
from datamaturity.readers.table import Table
from datamaturity.wording import Wording

__all__ = ["parse_answers", "read_answers"]


def read_answers(
    path: str | os.PathLike[str],
    *,
    framework: Framework | str,
    layout: str | None = None,
    sheet: str | None = None,
    columns: Mapping[str, str] = FrozenMapping(),
    wordings: Iterable[Wording] = (),
    strict: bool = True,
    notify: Notify | None = None,
) -> Assessment:
    r"""
    Read one assessment from a CSV or XLSX file.

    A table with a row per criterion has the columns ``criterion`` (its id) and ``answer``, and, if there are any,
    ``note`` and ``evidence`` (one piece a line); upper or lower case, in any order. An answer is a level's number, its
    name, both (``3 Learning``), *not applicable* or *n/a* (its note is the reason), *do not know*, or empty. A CSV file
    is UTF-8, with commas, semicolons or tabs, and any line ends. Criteria that it leaves out are unanswered.

    A table with a column per criterion, or the export of a form, is read as `read_panel` does, and must hold the
    answers of one.

    Args:
        path: The file.
        framework: The framework that was answered, or the id of a packaged one.
        layout: As in `read_panel`.
        sheet: As in `read_panel`.
        columns: As in `read_panel`.
        wordings: As in `read_panel`.
        strict: As in `read_panel`.
        notify: Called with what was not taken as it stands: columns that are not read, and ids such as 2.10 that a
            spreadsheet program has saved as 2.1. Without it, each is an `UnreadWarning`.

    Returns:
        The assessment.

    Raises:
        AnswerError: The file has faults; the error has every one of them, with its line.
        FileError: The file cannot be opened.
        MissingExtraError: A workbook, and python-calamine is not installed (extra ``excel``).
        UnknownIdError: No such layout, or no such packaged framework.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "answers.csv")
        ...     _ = path.write_text("criterion;answer\n4.33;3 Learning\n4.34;n/a\n")
        ...     read_answers(path, framework="uk-government-dma")
        <Assessment of uk-government-dma 2023: 1 at a level, 1 not applicable, 0 do not know, 95 unanswered>
    """
    framework = load_framework(framework) if isinstance(framework, str) else framework
    check_layout(layout)
    try:
        sheets = read_sheets(path, sheet=sheet)
    except FaultsError as error:
        raise AnswerError(error.faults) from None
    if (layout or _layout(sheets, framework)) == "long" and not columns:
        return _answers(sheets, framework, notify)
    manner = Manner(
        framework, (), "respondent", layout=layout, columns=columns, wordings=(*wordings,), is_strict=strict
    )
    people = people_in(sheets, os.fspath(path), manner, notify)
    names = [*dict.fromkeys(one.organisation for one in people)]
    if len(people) > 1:
        whose = f"{len(names)} organisations" if len(names) > 1 else f"{len(people)} people"
        message = f"has the answers of {whose}; an assessment is one's: read them as a panel, or as a network"
        raise AnswerError([Fault(os.fspath(path), message)])
    return Assessment(framework, people[0].answers, organisation=people[0].organisation)


def _layout(sheets: Sequence[Sheet], framework: Framework) -> str:
    """Return ``long`` for one set of answers with a row each, nothing where the columns say something else."""
    ids = {*map(folded, framework.criterion_ids)}
    named = [{*_table(one, framework).names()} for one in sheets]
    if any({"criterion", "answer"} <= names for names in named):
        return "" if any(names & {"organisation", "respondent"} for names in named) else "long"
    # Half of a long table's columns, or none at all, is a slip that reading it as one tells best.
    is_other = any(names & ids for names in named) or any(detected(column_names(one)) for one in sheets)
    is_empty = not any(named)
    return "" if is_other or not (is_empty or any(names & {"criterion", "answer"} for names in named)) else "long"


def _table(sheet: Sheet, framework: Framework) -> Table:
    return Table(sheet, ("criterion", "answer"), ("note", "evidence"), for_people(framework))


def parse_answers(
    text: str, *, framework: Framework, source: str = "answers", notify: Notify | None = None
) -> Assessment:
    r"""
    Return the assessment that a CSV text with a row per criterion holds; see `read_answers`.

    Args:
        text: The CSV text.
        framework: The framework that was answered.
        source: What to call the text in messages.
        notify: As in `read_answers`.

    Raises:
        AnswerError: The text has faults; the error has every one of them, with its line.

    Example:
        >>> from datamaturity import load_framework
        >>> parse_answers("criterion,answer\nC1,3 Learning\nC2,n/a\n", framework=load_framework("seven-themes"))
        <Assessment of seven-themes 1: 1 at a level, 1 not applicable, 0 do not know, 37 unanswered>
    """
    return _answers([CsvText(text, source)], framework, notify)


def _answers(sheets: Sequence[Sheet], framework: Framework, notify: Notify | None) -> Assessment:
    tables = [_table(one, framework) for one in sheets]
    long = [one for one in tables if {"criterion", "answer"} <= {*one.names()}] or tables[:1]
    faults: list[Fault] = []
    notices = unread_sheets(one.sheet for one in tables if one not in long)
    answers: dict[str, Answer] = {}
    lines: dict[str, str] = {}
    for table in long:
        rows = AnswerRows(table, framework, notices)
        for line, row in table.rows():
            criterion_id, answer = rows.read(line, row)
            if criterion_id is None:
                continue
            if criterion_id in lines:
                table.fault(line, f"criterion {criterion_id} stands on {lines[criterion_id]} already")
            elif answer is not None:
                answers[criterion_id] = answer
            there = f"{table.sheet.unit} {line}"
            lines.setdefault(criterion_id, there if len(long) == 1 else table.where(line))
        faults += table.faults
        notices += table.notices
    if faults:
        raise AnswerError(faults)
    tell(notices, notify)
    return Assessment(framework, answers)
