"""A table that names criteria by their ids: long, a row per answer, or wide, a column per criterion."""

import re
from collections.abc import Mapping, Sequence
from itertools import chain

import attrs

from datamaturity.assessment import Answer
from datamaturity.errors import Fault, UnknownIdError
from datamaturity.readers.answer_rows import AnswerRows, for_people, shortened_ids
from datamaturity.readers.answer_text import parse_answer_text
from datamaturity.readers.person import WHO, Manner, Person, Roster
from datamaturity.readers.plain_text import folded
from datamaturity.readers.sheets import Sheet
from datamaturity.readers.table import Table

__all__ = ["AnswerTable"]

_LONG = ("criterion", "answer", "note", "evidence")
# A column whose name looks like a criterion's id holds answers; to pass over it would lose them.
_LIKE_AN_ID = re.compile(r"[^\W\d_]{0,3}\.?\d+([.-]\d+)*")
_NUMBERS = re.compile(r"\d+")


@attrs.define(eq=False)
class AnswerTable:
    r"""
    One long or wide table, whose people join those of the tables before it.

    Attributes:
        sheet: The table.
        file_name: The file's name without its ending.
        manner: How it is to be read.
        roster: Where its people, faults and notices go.

    Example:
        >>> from datamaturity import load_framework
        >>> from datamaturity.readers.sheets import CsvText
        >>> roster = Roster()
        >>> sheet = CsvText("respondent,C1\nann,2\n", "team.csv")
        >>> table = AnswerTable(sheet, "team", Manner(load_framework("seven-themes")), roster)
        >>> table.names(), table.holds_answers()
        (['respondent', 'c1'], True)
        >>> table.read()
        >>> roster.people[0].respondent, roster.people[0].answers["C1"].level
        ('ann', 2)
    """

    sheet: Sheet
    file_name: str
    manner: Manner
    roster: Roster
    _known: dict[str, Answer] = attrs.field(init=False, factory=dict)
    _told: list[Person] = attrs.field(init=False, factory=list)
    _table: Table = attrs.field(init=False)
    _columns: dict[str, str] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        framework = self.manner.framework
        ids = {one: one for one in framework.criterion_ids} | shortened_ids(framework)
        self._columns = {folded(name): criterion_id for name, criterion_id in ids.items()}
        optional = (*WHO, *self.manner.attributes, *_LONG, *self._columns)
        # One list of faults, so that they stand in the order of the files.
        self._table = Table(
            self.sheet,
            required=(),
            optional=optional,
            faults=self.roster.faults,
        )
        if {"criterion", "answer"} <= {*self._table.names()}:
            self._table.for_people = for_people(framework)

    def names(self) -> list[str]:
        """Return the columns' names in lower case; nothing where the table is empty."""
        return self._table.names()

    def holds_answers(self) -> bool:
        """Return whether its header names criteria, one way or the other."""
        names = {*self._table.names()}
        return {"criterion", "answer"} <= names or not names.isdisjoint(self._columns)

    def read(self) -> None:
        """Read all rows."""
        table = self._table
        rows = AnswerRows(table, self.manner.framework, self.roster.notices)
        before, found = len(table.faults), table.rows()
        first = next(found, None)
        # Without rows, and with faults, it is the header that cannot be read.
        if first is not None or len(table.faults) == before:
            names = [name.casefold() for name in table.header]
            is_long = {"criterion", "answer"} <= {*names}
            if self._is_as_said(is_long) and self._check_columns(names, is_long):
                for line, row in chain([first] if first else [], found):
                    if is_long:
                        self._long_row(rows, line, row)
                    else:
                        self._wide_row(line, row)
        self.roster.notices += table.notices

    def _is_as_said(self, is_long: bool) -> bool:
        """Return whether the table is long or wide, as the caller said, if anything."""
        if self.manner.layout == "long" and not is_long:
            self._table.fault(None, "is said to be long, and has not the columns criterion and answer")
        elif self.manner.layout == "wide" and is_long:
            self._table.fault(None, "is said to be wide, and has the columns criterion and answer of a long table")
        else:
            return True
        return False

    def _check_columns(self, names: Sequence[str], is_long: bool) -> bool:
        """Return whether the columns can be read as answers; note what is wrong with them."""
        table, framework, before = self._table, self.manner.framework, len(self._table.faults)
        traits = {*WHO, *self.manner.attributes}
        for given in table.header:
            if given in framework.criterion_id_set:
                # Where ids differ by nothing but their case, the column's own.
                self._columns[folded(given)] = given
        found = [self._columns[name] for name in names if name in self._columns]
        other = self._columns if is_long else _LONG
        known = {*names} & traits
        if is_long or found or known:
            unread = (given for given in table.header if folded(given) in other)
            self.roster.notices += [Fault(table.source, f"column {given!r} is not read") for given in unread]
        if is_long:
            return True
        # Where nobody need have answered, half of a long file's columns, or no column that is known, is a slip.
        if not found and (self.manner.answers_needed or not known or {"criterion", "answer"} & {*names}):
            message = "has neither the columns criterion and answer, nor a column named after a criterion's id"
            table.fault(
                None, f"{message} of {framework.id}; if it is an export of a form, say of which (layout=, --from)"
            )
            return False
        for one in dict.fromkeys(found):
            if found.count(one) > 1:
                table.fault(None, f"has two columns for criterion {one}")
        ids = framework.criterion_ids
        shapes = {_shape(one) for one in ids if any(map(str.isdecimal, one))}
        for given in table.header:
            name = folded(given)
            if name not in self._columns:
                if name not in traits and (_LIKE_AN_ID.fullmatch(name) or _shape(name) in shapes):
                    table.fault(None, f"column {given!r}: {UnknownIdError('criterion', given, framework.id, ids)}")
            elif name not in map(folded, ids):
                message = f"column {given!r} is read as {self._columns[name]}, which a spreadsheet program shortens"
                self.roster.notices.append(Fault(table.source, message))
        return len(table.faults) == before

    def _person(self, line: int, row: Mapping[str, str]) -> Person:
        """Return a new person as a row names them."""
        named = {name: row.get(name, "").strip() for name in ("organisation", "respondent")}
        by_file = self.manner.name_by_file
        if by_file not in row:
            named[by_file] = self.file_name
        elif by_file == "organisation" and not named["organisation"]:
            self._table.fault(line, "has no organisation")
        traits = {name: row.get(name, "").strip() for name in ("role", "unit", *self.manner.attributes)}
        return Person(named["organisation"], named["respondent"], self._table.where(line), traits)

    def _wide_row(self, line: int, row: Mapping[str, str]) -> None:
        person = self._person(line, row)
        if self.manner.name_by_file == "respondent" and "respondent" not in row:
            person.respondent = ""
        for name, criterion_id in self._columns.items():
            if name not in row:
                continue
            try:
                person.answers[criterion_id] = self._answer(row[name])
            except ValueError as error:
                self._table.fault(line, f"criterion {criterion_id}: {error}")
        person.has_row = True
        self.roster.add_row(person)

    def _answer(self, text: str) -> Answer:
        # The same few texts come again and again.
        if text not in self._known:
            self._known[text] = Answer(*parse_answer_text(text, self.manner.framework.scale))
        return self._known[text]

    def _long_row(self, rows: AnswerRows, line: int, row: Mapping[str, str]) -> None:
        given = self._person(line, row)
        person = self.roster.find(given.organisation, given.respondent)
        if person is None:
            person = given
            self.roster.add(person)
        elif person.has_row:
            if person not in self._told:
                self._told.append(person)
                self._table.fault(line, f"respondent {person.respondent} stands on {person.where} already")
            return
        for name, value in given.traits.items():
            if value and person.traits.get(name, value) not in ("", value):
                there = person.trait_lines.get(name, person.where)
                message = f"{name} is {value!r} here and {person.traits[name]!r} on {there}"
                self._table.fault(line, message)
            elif value and not person.traits.get(name):
                person.traits[name], person.trait_lines[name] = value, given.where
        criterion_id, answer = rows.read(line, row)
        if criterion_id is None:
            return
        if criterion_id in person.lines:
            whose = " of ".join(filter(None, (given.respondent, given.organisation)))
            by = f" by {whose}" if whose else ""
            there = person.lines[criterion_id]
            self._table.fault(line, f"criterion {criterion_id}{by} stands on {there} already")
        elif answer is not None:
            person.answers[criterion_id] = answer
        person.lines.setdefault(criterion_id, given.where)


def _shape(name: str) -> str:
    """Return a name with its numbers made equal: that of ``sharing.12`` is that of ``Sharing.1``."""
    return _NUMBERS.sub("0", name.casefold())
