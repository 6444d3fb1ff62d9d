"""Everybody's answers from files: long or wide tables that name criteria by id, and exports of forms."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from datamaturity.errors import AnswerError, Fault, FaultsError, UnknownIdError
from datamaturity.readers.answer_rows import tell
from datamaturity.readers.answer_table import AnswerTable
from datamaturity.readers.form_layouts import FORM_LAYOUTS, LAYOUTS, column_names, detected
from datamaturity.readers.forms import FormTable
from datamaturity.readers.person import Manner, Notify, Person, Roster
from datamaturity.readers.plain_text import folded
from datamaturity.readers.questions import Questions
from datamaturity.readers.sheets import Sheet, read_sheets, unread_sheets

__all__ = ["check_layout", "people_in", "read_people"]

Paths = Sequence[str | os.PathLike[str]]
_COLUMNS = "columns=, --column"
Further = Callable[[Sequence[Person]], Iterable[Fault]]


def read_people(
    paths: Paths,
    manner: Manner,
    notify: Notify | None,
    *,
    sheet: str | None = None,
    further: Further | None = None,
) -> list[Person]:
    r"""
    Return everybody's answers from all files, in order; raise every fault of all of them at once.

    Args:
        paths: The files, CSV or XLSX.
        manner: How they are to be read.
        notify: Called with what was not taken as it stands; without it, each is an `UnreadWarning`.
        sheet: The sheet to read of each workbook.
        further: What else is wrong with the people.

    Raises:
        AnswerError: No files, or faults in them; the error has every one of them, with its file and line.
        UnknownIdError: No such layout.
        FileError: A file cannot be opened.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from datamaturity import load_framework
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "team.csv")
        ...     _ = path.write_text("respondent,C1\nann,2\nben,4\n")
        ...     found = read_people([path], Manner(load_framework("seven-themes")), None)
        ...     same = people_in(read_sheets(path), "team.csv", Manner(load_framework("seven-themes")), None)
        >>> [(one.respondent, one.answers["C1"].level) for one in found], [one.respondent for one in same]
        ([('ann', 2), ('ben', 4)], ['ann', 'ben'])
    """
    check_layout(manner.layout)
    if not paths:
        raise AnswerError([Fault("files", "there are none to read")])
    roster = Roster()
    for path in paths:
        try:
            _read_file(read_sheets(path, sheet=sheet), Path(path).stem, manner, roster)
        except FaultsError as error:
            roster.faults += error.faults
    return _settled(roster, manner, ", ".join(map(str, paths)), notify, further=further)


def check_layout(layout: str | None) -> None:
    """
    Check that there is a layout of this name.

    Args:
        layout: The layout's name; empty for none.

    Raises:
        UnknownIdError: There is no such layout.

    Example:
        >>> check_layout("long")
    """
    if layout is not None and layout not in LAYOUTS:
        raise UnknownIdError("layout", layout, "the library", LAYOUTS)


def people_in(sheets: Sequence[Sheet], path: str, manner: Manner, notify: Notify | None) -> list[Person]:
    """
    Return everybody's answers from one file that is opened already, likewise.

    Args:
        sheets: The tables of the file.
        path: The file's name, for messages and for whom it does not name.
        manner: How they are to be read.
        notify: Called with what was not taken as it stands; without it, each is an `UnreadWarning`.

    Raises:
        AnswerError: The file has faults; the error has every one of them, with its line.
    """
    roster = Roster()
    _read_file(sheets, Path(path).stem, manner, roster)
    return _settled(roster, manner, path, notify)


def _settled(
    roster: Roster, manner: Manner, source: str, notify: Notify | None, *, further: Further | None = None
) -> list[Person]:
    """Return the people of a roster once everything is read; raise every fault, or else pass the notices on."""
    roster.faults += _attribute_faults(roster.people, manner.attributes) if further is None else further(roster.people)
    if not roster.faults:
        unknown = (one for one in manner.columns if folded(one) not in roster.named_headers)
        roster.faults += [
            Fault(source, f"has no column {one!r} in an export of a form, though it is said what it means ({_COLUMNS})")
            for one in unknown
        ]
    if not roster.faults and not roster.people:
        roster.faults.append(Fault(source, "has a header and no rows below it"))
    if roster.faults:
        raise AnswerError(roster.faults)
    # A warning's line is that of the caller of `read_panel` and its like: past this, what called it, and the reader.
    tell(roster.notices, notify, depth=5)
    return roster.people


def _read_file(sheets: Sequence[Sheet], file_name: str, manner: Manner, roster: Roster) -> None:
    tables = [_table(sheet, file_name, manner, roster) for sheet in sheets]
    if len(tables) > 1:
        marked = [one for one in tables if isinstance(one, FormTable) and detected(column_names(one.sheet))]
        # Where a layout is said and no sheet shows it, each sheet may be one.
        kept = [one for one in tables if one in marked or (not isinstance(one, FormTable) and one.holds_answers())]
        kept = kept or [one for one in tables if isinstance(one, FormTable)]
        if not kept:
            names = ", ".join(repr(sheet.name) for sheet in sheets)
            message = f"none of its sheets ({names}) has the columns criterion and answer, or a column named after a "
            source = sheets[0].source.partition(" sheet ")[0]
            roster.faults.append(Fault(source, f"{message}criterion's id of {manner.framework.id}"))
        roster.notices += unread_sheets(one.sheet for one in tables if one not in kept and kept)
        tables = kept
    for one in tables:
        one.read()


def _table(sheet: Sheet, file_name: str, manner: Manner, roster: Roster) -> AnswerTable | FormTable:
    """Return the table as what it is said to be, or as what its columns show."""
    plain = AnswerTable(sheet, file_name, manner, roster)
    form = FORM_LAYOUTS.get(manner.layout) if manner.layout else None
    if form is None and manner.layout is None:
        form = detected(column_names(sheet))
        # A table whose criteria are all bare ids is a wide one; only an XLSForm's own names are as bare.
        if form is not None and not form.is_named and plain.holds_answers() and not _asks(plain.names(), manner):
            form = None
    return plain if form is None else FormTable(sheet, file_name, form, manner, roster)


def _asks(names: Iterable[str], manner: Manner) -> bool:
    """Return whether some columns name criteria in more words than their ids."""
    ids = {*map(folded, manner.framework.criterion_ids)}
    questions = Questions(manner.framework, manner.wordings)
    for name in names:
        if name not in ids:
            try:
                questions.criterion(name, near=False)
            except ValueError:
                continue
            return True
    return False


def _attribute_faults(people: Iterable[Person], columns: Sequence[str]) -> Iterator[Fault]:
    first: dict[tuple[str, str], str] = {}
    for one in people:
        for column in columns:
            value = one.traits.get(column)
            if value:
                known = first.setdefault((one.organisation, column), value)
                if known != value:
                    message = f"{column} of {one.organisation} is {value!r} here and {known!r} elsewhere"
                    yield Fault(one.where, message)
