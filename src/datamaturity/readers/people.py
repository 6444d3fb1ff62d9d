"""Many people's answers from CSV files: a panel, or a network of organisations."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from datamaturity.assessment import Answer, Assessment
from datamaturity.errors import AnswerError, Fault, FaultsError, UnknownIdError
from datamaturity.files import read_text
from datamaturity.framework import Framework
from datamaturity.network import Network, Organisation
from datamaturity.packaged import load_framework
from datamaturity.panel import Panel
from datamaturity.readers.answer_rows import AnswerRows, shortened_ids, tell
from datamaturity.readers.answer_text import parse_answer_text
from datamaturity.readers.csv_table import CsvTable
from datamaturity.respondents import Respondent

__all__ = ["ATTRIBUTES", "Notify", "Person", "read_network", "read_panel", "read_people"]

ATTRIBUTES = ("sector", "size", "region")

_WHO = ("organisation", "respondent", "role", "unit")
_LONG = ("criterion", "answer", "note", "evidence")
# A column whose name looks like a criterion's id holds answers; to pass over it would lose them.
_LIKE_AN_ID = re.compile(r"[^\W\d_]{0,3}\.?\d+([.-]\d+)*")
_NUMBERS = re.compile(r"\d+")

Notify = Callable[[Fault], object]
Paths = Sequence[str | os.PathLike[str]]


@attrs.define
class Person:
    """
    One respondent's, or one organisation's, answers on their way.

    Attributes:
        organisation: The organisation's name.
        respondent: The respondent's id; empty without one.
        where: The file and line where they begin.
        traits: Column to text: role, unit, and whatever else was asked for.
        answers: Criterion id to answer.
        lines: Criterion id to the file and line where its answer stands, in a long file.
        trait_lines: Column to the file and line where its text stands, where that is not where they begin.
        has_row: Whether the answers are a row of a wide file.
    """

    organisation: str
    respondent: str
    where: str
    traits: dict[str, str]
    answers: dict[str, Answer] = attrs.Factory(dict)
    lines: dict[str, str] = attrs.Factory(dict)
    trait_lines: dict[str, str] = attrs.Factory(dict)
    has_row: bool = False


def read_panel(
    *paths: str | os.PathLike[str],
    framework: Framework | str,
    notify: Notify | None = None,
) -> Panel:
    r"""
    Read a panel from CSV files.

    A file is long, with the columns ``criterion`` and ``answer`` (and ``note``, ``evidence``), or wide, with a column
    for each criterion and a row for each respondent. Either may have ``organisation``, ``respondent``, ``role`` and
    ``unit``. Without ``respondent``, each row of a wide file is an anonymous respondent, and a long file is that of one
    person, called after the file.

    Args:
        paths: The files.
        framework: The framework that was answered, or the id of a packaged one.
        notify: Called with what was not taken as it stands; without it, each is an `UnreadColumnWarning`.

    Raises:
        AnswerError: The files have faults; the error has every one of them, with its file and line.
        FileError: A file cannot be opened.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "team.csv")
        ...     _ = path.write_text("respondent,role,C1,C2\nann,manager,2,3\nben,analyst,4,\n")
        ...     panel = read_panel(path, framework="seven-themes")
        >>> panel, panel.criteria["C1"]
        (<Panel with seven-themes 1: 2 respondents>, <CriterionAgreement C1: 1 at 2, 1 at 4; consensus 1/2>)
    """
    framework = load_framework(framework) if isinstance(framework, str) else framework
    people = read_people(paths, framework, (), notify, name_by_file="respondent")
    names = list(dict.fromkeys(one.organisation for one in people if one.organisation))
    if len(names) > 1:
        message = f"answers of {names[0]!r} and of {names[1]!r}; a panel is of one organisation, a network of several"
        raise AnswerError([Fault("panel", message)])
    return Panel([_respondent(one, framework) for one in people], organisation=names[0] if names else "")


def read_network(
    *paths: str | os.PathLike[str],
    framework: Framework | str,
    attributes: Iterable[str] = ATTRIBUTES,
    name: str = "",
    notify: Notify | None = None,
) -> Network:
    r"""
    Read a network from CSV files.

    The files are as for `read_panel`. Where a file has no column ``organisation``, all of it is one organisation's,
    called after the file. An organisation with respondents, or with several rows in a wide file, has a panel; one
    without has a single assessment. Columns named in ``attributes`` are what it can be sliced by.

    Args:
        paths: The files.
        framework: The framework that was answered, or the id of a packaged one.
        attributes: The columns that say something of the organisation.
        name: The network's name.
        notify: Called with what was not taken as it stands; without it, each is an `UnreadColumnWarning`.

    Raises:
        AnswerError: The files have faults; the error has every one of them, with its file and line.
        FileError: A file cannot be opened.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "network.csv")
        ...     _ = path.write_text("organisation,sector,C1\nAbbey,health,2\nBridge,arts,4\n")
        ...     network = read_network(path, framework="seven-themes")
        >>> network, network.values_of("sector")
        (<Network with seven-themes 1: 2 organisations>, ('arts', 'health'))
    """
    framework = load_framework(framework) if isinstance(framework, str) else framework
    columns = tuple(one.strip().casefold() for one in attributes)
    people = read_people(paths, framework, columns, notify, name_by_file="organisation")
    members: dict[str, list[Person]] = {}
    for one in people:
        members.setdefault(one.organisation, []).append(one)
    return Network([_organisation(key, found, columns, framework) for key, found in members.items()], name=name)


def _organisation(key: str, people: Sequence[Person], columns: Sequence[str], framework: Framework) -> Organisation:
    traits = {name: value for one in people for name, value in one.traits.items() if name in columns and value}
    if len(people) == 1 and not people[0].respondent:
        return Organisation(key, Assessment(framework, people[0].answers, organisation=key), traits)
    return Organisation(key, Panel([_respondent(one, framework) for one in people], organisation=key), traits)


def _respondent(one: Person, framework: Framework) -> Respondent:
    assessment = Assessment(framework, one.answers, organisation=one.organisation)
    role, unit = one.traits.get("role", ""), one.traits.get("unit", "")
    return Respondent(assessment, id=one.respondent, role=role, unit=unit)


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


def read_people(
    paths: Paths,
    framework: Framework,
    attributes: Sequence[str],
    notify: Notify | None,
    *,
    name_by_file: str,
    further: Callable[[Sequence[Person]], Iterable[Fault]] | None = None,
) -> list[Person]:
    """
    Return everybody's answers from all files, in order; raise every fault of all of them at once.

    Args:
        paths: The files.
        framework: The framework that was answered.
        attributes: The columns to keep besides who and what was answered.
        notify: As in `read_network`.
        name_by_file: What a file's name stands for where it has no such column: organisation or respondent.
        further: What else is wrong with the people. With it, a file may do without any answers.
    """
    faults: list[Fault] = []
    notices: list[Fault] = []
    people: list[Person] = []
    index: dict[tuple[str, str], Person] = {}
    if not paths:
        raise AnswerError([Fault("files", "there are none to read")])
    for path in paths:
        try:
            text = read_text(path)
        except FaultsError as error:
            faults += error.faults
            continue
        file = _File(
            os.fspath(path), framework, attributes, name_by_file, people, index, answers_needed=further is None
        )
        file.read(text)
        faults += file.table.faults
        notices += [*file.notices, *(Fault(file.source, f"{column} is not read") for column in file.table.unread)]
    faults += _attribute_faults(people, attributes) if further is None else further(people)
    if not faults and not people:
        faults = [Fault(", ".join(str(path) for path in paths), "has a header and no rows below it")]
    if faults:
        raise AnswerError(faults)
    tell(notices, notify)
    return people


@attrs.define
class _File:
    """One CSV file, long or wide, whose people join those of the files before it."""

    source: str
    framework: Framework
    attributes: Sequence[str]
    name_by_file: str
    people: list[Person]
    index: dict[tuple[str, str], Person]
    notices: list[Fault] = attrs.Factory(list)
    known: dict[str, Answer] = attrs.Factory(dict)
    told: list[Person] = attrs.Factory(list)
    answers_needed: bool = True
    table: CsvTable = attrs.field(init=False)
    columns: dict[str, str] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        ids = {one: one for one in self.framework.criterion_ids} | shortened_ids(self.framework)
        self.columns = {name.casefold(): criterion_id for name, criterion_id in ids.items()}
        self.table = CsvTable(self.source, required=(), optional=(*_WHO, *self.attributes, *_LONG, *self.columns))

    def read(self, text: str) -> None:
        rows = AnswerRows(self.table, self.framework, self.notices)
        checked = is_long = False
        for line, row in self.table.rows(text):
            if not checked:
                checked, is_long = True, "criterion" in row and "answer" in row
                if not self._check_columns([*row], is_long):
                    return
            if is_long:
                self._long_row(rows, line, row)
            else:
                self._wide_row(line, row)

    def _check_columns(self, names: Sequence[str], is_long: bool) -> bool:
        """Return whether the columns can be read as answers; note what is wrong with them."""
        table, before = self.table, len(self.table.faults)
        for given in table.header:
            if given in self.framework.criterion_id_set:
                # Where ids differ by nothing but their case, the column's own.
                self.columns[given.casefold()] = given
        found = [self.columns[name] for name in names if name in self.columns]
        other = self.columns if is_long else _LONG
        known = {*names} & {*_WHO, *self.attributes}
        if is_long or found or known:
            unread = (given for given in table.header if given.casefold() in other)
            self.notices += [Fault(self.source, f"column {given!r} is not read") for given in unread]
        if is_long:
            return True
        # Where nobody need have answered, half of a long file's columns, or no column that is known, is a slip.
        if not found and (self.answers_needed or not known or {"criterion", "answer"} & {*names}):
            message = "has neither the columns criterion and answer, nor a column named after a criterion's id"
            table.fault(None, f"{message} of {self.framework.id}")
            return False
        for one in dict.fromkeys(found):
            if found.count(one) > 1:
                table.fault(None, f"has two columns for criterion {one}")
        ids = self.framework.criterion_ids
        shapes = {_shape(one) for one in ids if any(map(str.isdecimal, one))}
        for given in table.header:
            name = given.casefold()
            if name not in self.columns:
                if name not in (*_WHO, *self.attributes) and (_LIKE_AN_ID.fullmatch(name) or _shape(name) in shapes):
                    table.fault(None, f"column {given!r}: {UnknownIdError('criterion', given, self.framework.id, ids)}")
            elif name not in map(str.casefold, ids):
                message = f"column {given!r} is read as {self.columns[name]}, which a spreadsheet program shortens"
                self.notices.append(Fault(self.source, message))
        return len(table.faults) == before

    def _person(self, line: int, row: Mapping[str, str]) -> Person:
        """Return a new person as a row names them."""
        named = {name: row.get(name, "").strip() for name in ("organisation", "respondent")}
        if self.name_by_file not in row:
            named[self.name_by_file] = Path(self.source).stem
        elif self.name_by_file == "organisation" and not named["organisation"]:
            self.table.fault(line, "has no organisation")
        traits = {name: row.get(name, "").strip() for name in ("role", "unit", *self.attributes)}
        return Person(named["organisation"], named["respondent"], f"{self.source} line {line}", traits)

    def _wide_row(self, line: int, row: Mapping[str, str]) -> None:
        person = self._person(line, row)
        if self.name_by_file == "respondent" and "respondent" not in row:
            person.respondent = ""
        for name, criterion_id in self.columns.items():
            if name not in row:
                continue
            try:
                person.answers[criterion_id] = self._answer(row[name])
            except ValueError as error:
                self.table.fault(line, f"criterion {criterion_id}: {error}")
        person.has_row = True
        twin = self.index.get((person.organisation, person.respondent)) if person.respondent else None
        if twin is not None:
            self.table.fault(line, f"respondent {person.respondent} stands on {twin.where} already")
        self._add(person)

    def _answer(self, text: str) -> Answer:
        # The same few texts come again and again.
        if text not in self.known:
            self.known[text] = Answer(*parse_answer_text(text, self.framework.scale))
        return self.known[text]

    def _add(self, person: Person) -> None:
        self.people.append(person)
        if person.respondent or not person.has_row:
            # Each row of nobody in particular is somebody else.
            self.index.setdefault((person.organisation, person.respondent), person)

    def _long_row(self, rows: AnswerRows, line: int, row: Mapping[str, str]) -> None:
        given = self._person(line, row)
        person = self.index.get((given.organisation, given.respondent))
        if person is None:
            person = given
            self._add(person)
        elif person.has_row:
            if person not in self.told:
                self.told.append(person)
                self.table.fault(line, f"respondent {person.respondent} stands on {person.where} already")
            return
        for name, value in given.traits.items():
            if value and person.traits.get(name, value) not in ("", value):
                there = person.trait_lines.get(name, person.where)
                message = f"{name} is {value!r} here and {person.traits[name]!r} on {there}"
                self.table.fault(line, message)
            elif value and not person.traits.get(name):
                person.traits[name], person.trait_lines[name] = value, given.where
        criterion_id, answer = rows.read(line, row)
        if criterion_id is None:
            return
        where = f"{self.source} line {line}"
        if criterion_id in person.lines:
            whose = " of ".join(filter(None, (given.respondent, given.organisation)))
            by = f" by {whose}" if whose else ""
            self.table.fault(line, f"criterion {criterion_id}{by} stands on {person.lines[criterion_id]} already")
        elif answer is not None:
            person.answers[criterion_id] = answer
        person.lines.setdefault(criterion_id, where)


def _shape(name: str) -> str:
    """Return a name with its numbers made equal: that of ``sharing.12`` is that of ``Sharing.1``."""
    return _NUMBERS.sub("0", name.casefold())
