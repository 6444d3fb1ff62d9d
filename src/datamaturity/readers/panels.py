"""A panel from the files that people have."""

import os
from collections.abc import Iterable, Mapping

from datamaturity.errors import AnswerError, Fault
from datamaturity.framework import Framework
from datamaturity.mappings import FrozenMapping
from datamaturity.packaged import load_framework
from datamaturity.panel import Panel
from datamaturity.readers.people import read_people
from datamaturity.readers.person import Manner, Notify, respondent_of
from datamaturity.wording import Wording

__all__ = ["read_panel"]


def read_panel(
    *paths: str | os.PathLike[str],
    framework: Framework | str,
    layout: str | None = None,
    sheet: str | None = None,
    columns: Mapping[str, str] = FrozenMapping(),
    wordings: Iterable[Wording] = (),
    strict: bool = True,
    notify: Notify | None = None,
) -> Panel:
    r"""
    Read a panel from CSV or XLSX files.

    A table is *long*, with the columns ``criterion`` and ``answer`` (and ``note``, ``evidence``), or *wide*, with a
    column for each criterion and a row for each respondent. Either may have ``organisation``, ``respondent``, ``role``
    and ``unit``. Without ``respondent``, each row of a wide table is an anonymous respondent, and a long file is that
    of one person, called after the file. Or it is the export of a form: each question is matched to a criterion by the
    id that it starts with, else by its text, and each option to a level by its number, name or descriptor.

    Args:
        paths: The files.
        framework: The framework that was answered, or the id of a packaged one.
        layout: ``long``, ``wide``, ``microsoft-forms``, ``google-forms`` or ``odk``; found out from each file's columns
            if not given.
        sheet: The sheet to read of each workbook; all that hold answers if not given.
        columns: In an export of a form, header to what it stands for: a criterion's id, ``organisation``,
            ``respondent``, ``role`` or ``unit``, or an empty text to pass the column over.
        wordings: Other words that questions and options may be in, such as the publisher's or a translation.
        strict: Whether a question or an option of a form that matches nothing is a fault. If not, it is told, and
            counts as unanswered.
        notify: Called with what was not taken as it stands; without it, each is an `UnreadWarning`.

    Returns:
        The panel, its respondents in the order of the files and of their rows.

    Raises:
        AnswerError: The files have faults; the error has every one of them, with its file and line.
        FileError: A file cannot be opened.
        MissingExtraError: A workbook, and python-calamine is not installed (extra ``excel``).
        UnknownIdError: No such layout, or no such packaged framework.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "team.csv")
        ...     _ = path.write_text("respondent,role,C1,C2\nann,manager,2,3\nben,analyst,4,\n")
        ...     panel = read_panel(path, framework="seven-themes")
        >>> panel, panel.criteria["C1"]
        (<Panel with seven-themes 1: 2 respondents>, <CriterionAgreement C1: 1 at 2, 1 at 4; consensus 1/2>)
    """
    framework = load_framework(framework) if isinstance(framework, str) else framework
    manner = Manner(
        framework, (), "respondent", layout=layout, columns=columns, wordings=(*wordings,), is_strict=strict
    )
    people = read_people(paths, manner, notify, sheet=sheet)
    names = [*dict.fromkeys(one.organisation for one in people if one.organisation)]
    if len(names) > 1:
        message = f"answers of {names[0]!r} and of {names[1]!r}; a panel is of one organisation, a network of several"
        raise AnswerError([Fault("panel", message)])
    return Panel([respondent_of(one, framework) for one in people], organisation=names[0] if names else "")
