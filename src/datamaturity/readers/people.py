"""Everybody's answers from files: long or wide tables that name criteria by id, and exports of forms."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from datamaturity.errors import AnswerError, Fault, FaultsError, UnknownIdError
from datamaturity.readers.answer_rows import tell
from datamaturity.readers.answer_table import AnswerTable
from datamaturity.readers.form_layouts import FORM_LAYOUTS, LAYOUTS, detected
from datamaturity.readers.forms import FormTable
from datamaturity.readers.person import Manner, Notify, Person, Roster
from datamaturity.readers.sheets import Sheet, WorkbookSheet, read_sheets

__all__ = ["read_people"]

Paths = Sequence[str | os.PathLike[str]]


def read_people(
    paths: Paths,
    manner: Manner,
    notify: Notify | None,
    *,
    sheet: str | None = None,
    further: Callable[[Sequence[Person]], Iterable[Fault]] | None = None,
) -> list[Person]:
    """
    Return everybody's answers from all files, in order; raise every fault of all of them at once.

    Args:
        paths: The files, CSV or XLSX.
        manner: How they are to be read.
        notify: Called with what was not taken as it stands; without it, each is an `UnreadColumnWarning`.
        sheet: The sheet to read of each workbook.
        further: What else is wrong with the people.
    """
    if manner.layout and manner.layout not in LAYOUTS:
        raise UnknownIdError("layout", manner.layout, "the library", LAYOUTS)
    if not paths:
        raise AnswerError([Fault("files", "there are none to read")])
    roster = Roster()
    for path in paths:
        try:
            sheets = read_sheets(path, sheet=sheet)
        except FaultsError as error:
            roster.faults += error.faults
            continue
        _read_file(sheets, Path(path).stem, manner, roster)
    roster.faults += _attribute_faults(roster.people, manner.attributes) if further is None else further(roster.people)
    if not roster.faults and not roster.people:
        roster.faults.append(Fault(", ".join(map(str, paths)), "has a header and no rows below it"))
    if roster.faults:
        raise AnswerError(roster.faults)
    tell(roster.notices, notify)
    return roster.people


def _read_file(sheets: Sequence[Sheet], file_name: str, manner: Manner, roster: Roster) -> None:
    tables = [_table(sheet, file_name, manner, roster) for sheet in sheets]
    if len(tables) > 1:
        kept = [one for one in tables if isinstance(one, FormTable) or one.holds_answers()]
        if not kept:
            names = ", ".join(repr(sheet.name) for sheet in sheets if isinstance(sheet, WorkbookSheet))
            message = f"none of its sheets ({names}) has the columns criterion and answer, or a column named after a "
            source = sheets[0].source.partition(" sheet ")[0]
            roster.faults.append(Fault(source, f"{message}criterion's id of {manner.framework.id}"))
        roster.notices += [Fault(one.sheet.source, "is not read") for one in tables if one not in kept and kept]
        tables = kept
    for one in tables:
        one.read()


def _table(sheet: Sheet, file_name: str, manner: Manner, roster: Roster) -> AnswerTable | FormTable:
    """Return the table as what it is said to be, or as what its columns show."""
    plain = AnswerTable(sheet, file_name, manner, roster)
    form = FORM_LAYOUTS.get(manner.layout)
    if form is None and not manner.layout:
        names = plain.names()
        form = detected(names)
        # A column named by a bare id is what a wide file has; only an XLSForm's own names are as bare.
        if form is not None and not form.is_named and plain.holds_answers():
            form = None
    return plain if form is None else FormTable(sheet, file_name, form, manner, roster)


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
