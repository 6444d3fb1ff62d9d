"""One assessment from a CSV file with a row per criterion."""

import os
from collections.abc import Callable

from datamaturity.assessment import Answer, Assessment
from datamaturity.errors import AnswerError, Fault, FaultsError
from datamaturity.files import read_text
from datamaturity.framework import Framework
from datamaturity.packaged import load_framework
from datamaturity.readers.answer_rows import AnswerRows, tell
from datamaturity.readers.csv_table import CsvTable

__all__ = ["parse_answers", "read_answers"]


def read_answers(
    path: str | os.PathLike[str],
    *,
    framework: Framework | str,
    notify: Callable[[Fault], object] | None = None,
) -> Assessment:
    r"""
    Read one assessment from a CSV file with a row per criterion.

    The columns are ``criterion`` (its id) and ``answer``, and, if there are any, ``note`` and ``evidence`` (one piece
    a line); upper or lower case, in any order. An answer is a level's number, its name, both (``3 Learning``), *not
    applicable* or *n/a* (its note is the reason), *do not know*, or empty. The file is UTF-8, with commas, semicolons
    or tabs, and any line ends. Criteria that it leaves out are unanswered.

    Args:
        path: The file.
        framework: The framework that was answered, or the id of a packaged one.
        notify: Called with what was not taken as it stands: columns that are not read, and ids such as 2.10 that a
            spreadsheet program has saved as 2.1. Without it, each is an `UnreadColumnWarning`.

    Returns:
        The assessment.

    Raises:
        AnswerError: The file has faults; the error has every one of them, with its line.
        FileError: The file cannot be opened.
        UnknownIdError: No such packaged framework.

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
    try:
        text = read_text(path)
    except FaultsError as error:
        raise AnswerError(error.faults) from None
    return parse_answers(text, framework=framework, source=os.fspath(path), notify=notify)


def parse_answers(
    text: str, *, framework: Framework, source: str = "answers", notify: Callable[[Fault], object] | None = None
) -> Assessment:
    """
    Return the assessment that a CSV text holds; see `read_answers`.

    Args:
        text: The CSV text.
        framework: The framework that was answered.
        source: What to call the text in messages.
        notify: As in `read_answers`.

    Raises:
        AnswerError: The text has faults; the error has every one of them, with its line.
    """
    table = CsvTable(source, required=("criterion", "answer"), optional=("note", "evidence"))
    rows = AnswerRows(table, framework)
    answers: dict[str, Answer] = {}
    lines: dict[str, int] = {}
    for line, row in table.rows(text):
        criterion_id, answer = rows.read(line, row)
        if criterion_id is None:
            continue
        if criterion_id in lines:
            table.fault(line, f"criterion {criterion_id} stands on line {lines[criterion_id]} already")
        elif answer is not None:
            answers[criterion_id] = answer
        lines.setdefault(criterion_id, line)
    if table.faults:
        raise AnswerError(table.faults)
    tell([*rows.notices, *(Fault(source, f"{column} is not read") for column in table.unread)], notify)
    return Assessment(framework, answers)
