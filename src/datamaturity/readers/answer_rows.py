"""One row of a table with a row per criterion: which criterion it is of, and what its answer is."""

import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import attrs

from datamaturity.assessment import Answer, Evidence
from datamaturity.errors import Fault, UnknownIdError, UnreadWarning
from datamaturity.framework import Framework
from datamaturity.readers.answer_text import parse_answer_text
from datamaturity.readers.table import Table

__all__ = ["AnswerRows", "for_people", "shortened_ids", "tell"]

_MOST_NEAR_MISSES = 200
_DECIMAL = re.compile(r"[0-9]+\.[0-9]*0")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)


def shortened_ids(framework: Framework) -> dict[str, str]:
    """
    Return what spreadsheet programs make of ids that look like decimals, to the id: they save 2.10 as 2.1.

    Args:
        framework: The framework.

    Example:
        >>> from datamaturity import load_framework
        >>> shortened_ids(load_framework("uk-government-dma"))["2.1"]
        '2.10'
    """
    ids = framework.criterion_id_set
    shortened = {one: one.rstrip("0").rstrip(".") for one in framework.criterion_ids if _DECIMAL.fullmatch(one)}
    counts = Counter(shortened.values())
    return {short: one for one, short in shortened.items() if short not in ids and counts[short] == 1}


def tell(notices: Iterable[Fault], notify: Callable[[Fault], object] | None, *, depth: int = 4) -> None:
    """
    Pass on what was not taken as it stands: to a function, or as an `UnreadWarning` without one.

    Args:
        notices: What to pass on.
        notify: The function.
        depth: How many calls away the warning's line is; that of the caller of the reader that called this.

    Example:
        >>> heard = []
        >>> tell([Fault("answers.csv", "column 'Mood' is not read")], heard.append)
        >>> print(heard[0])
        answers.csv: column 'Mood' is not read
    """
    for notice in notices:
        if notify is None:
            warnings.warn(str(notice), UnreadWarning, stacklevel=depth)
        else:
            notify(notice)


def for_people(framework: Framework) -> tuple[str, ...]:
    """
    Return the columns of our own templates that people read and no reader does, in lower case.

    Args:
        framework: The framework.

    Example:
        >>> from datamaturity import load_framework
        >>> for_people(load_framework("seven-themes"))[3:6]
        ('levels', '1 unaware', '2 emerging')
    """
    return ("title", "question", "theme", "levels", *(str(level).casefold() for level in framework.scale))


@attrs.define
class AnswerRows:
    r"""
    The rows of a table with the columns ``criterion``, ``answer``, and maybe ``note`` and ``evidence``.

    Attributes:
        table: The table; faults go there.
        framework: The framework that was answered.
        notices: What was not taken as it stands.

    Example:
        >>> from datamaturity import load_framework
        >>> from datamaturity.readers.sheets import CsvText
        >>> table = Table(CsvText("criterion,answer\nC1,3 Learning\n", "answers.csv"), ("criterion", "answer"))
        >>> rows = AnswerRows(table, load_framework("seven-themes"))
        >>> [rows.read(line, row) for line, row in table.rows()]
        [('C1', Answer.at(3))]
    """

    table: Table
    framework: Framework
    notices: list[Fault] = attrs.Factory(list)
    _shortened: dict[str, str] = attrs.field(
        init=False, default=attrs.Factory(lambda self: shortened_ids(self.framework), takes_self=True)
    )

    def read(self, line: int, row: Mapping[str, str]) -> tuple[str | None, Answer | None]:
        """
        Return the criterion's id and the answer of a row; `None` for what is at fault.

        Args:
            line: The line's, or the row's, number.
            row: Column to cell.
        """
        table, framework = self.table, self.framework
        criterion_id, answer = row["criterion"].strip(), None
        where = f"criterion {criterion_id}: " if criterion_id else ""
        try:
            state, level = parse_answer_text(row["answer"], framework.scale)
            evidence = [_evidence(piece.strip()) for piece in row.get("evidence", "").splitlines() if piece.strip()]
            answer = Answer(state, level, row.get("note", "").strip(), evidence)
        except ValueError as error:
            table.fault(line, f"{where}{error}")
        if not criterion_id:
            table.fault(line, "has no criterion")
            return None, None
        if criterion_id in framework.criterion_id_set:
            return criterion_id, answer
        longer = self._shortened.get(criterion_id)
        if longer is not None:
            message = f"criterion {criterion_id!r} is read as {longer}, which a spreadsheet program shortens"
            self.notices.append(Fault(table.where(line), message))
            return longer, answer
        # Near misses take a while to find; nobody reads them in a file with so many faults.
        few = len(table.faults) < _MOST_NEAR_MISSES
        unknown = UnknownIdError("criterion", criterion_id, framework.id, framework.criterion_ids)
        table.fault(line, str(unknown) if few else f"no criterion {criterion_id[:80]!r} in {framework.id}")
        return None, None


def _evidence(text: str) -> Evidence:
    """Return a piece of evidence: an address where the text is one, else a title."""
    return Evidence(address=text) if _ADDRESS.fullmatch(text) else Evidence(text)
