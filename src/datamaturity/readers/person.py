"""Whose answers are read: people and organisations on their way from files, until all files are read."""

from collections.abc import Callable, Mapping, Sequence

import attrs

from datamaturity.assessment import Answer, Assessment
from datamaturity.errors import Fault
from datamaturity.framework import Framework
from datamaturity.respondents import Respondent
from datamaturity.wording import Wording

__all__ = ["WHO", "Manner", "Notify", "Person", "Roster", "respondent_of"]

Notify = Callable[[Fault], object]
"""What is called with each thing that was not taken as it stands."""

WHO = ("organisation", "respondent", "role", "unit")
"""The columns that say whose answers a row has."""


@attrs.frozen
class Manner:
    """
    How files of answers are to be read.

    Attributes:
        framework: The framework that was answered.
        attributes: The columns to keep besides who and what was answered.
        name_by_file: What a file's name stands for where it has no such column: ``organisation`` or ``respondent``.
        answers_needed: Whether a file without any answers is a fault.
        layout: What the files are; found out from each if not given.
        wordings: Other words that questions and options may be in.
        columns: Header to what it stands for: a criterion's id, another column's name, or nothing to pass it over.
        is_strict: Whether questions and options that match nothing are faults.
    """

    framework: Framework
    attributes: Sequence[str] = ()
    name_by_file: str = "organisation"
    answers_needed: bool = True
    layout: str | None = None
    wordings: Sequence[Wording] = ()
    columns: Mapping[str, str] = attrs.Factory(dict)
    is_strict: bool = True


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


@attrs.define
class Roster:
    """
    Everybody who was found so far, in the order of the files.

    Attributes:
        people: The people.
        faults: What is wrong in the files.
        notices: What was not taken as it stands.
        named_headers: The headers found whose meaning the caller gave.

    Example:
        >>> ann = Person("Northshire", "ann", "team.csv line 2", {}, has_row=True)
        >>> roster = Roster()
        >>> roster.add(ann)
        >>> roster.find("Northshire", "ann") is ann, roster.find("Northshire", "ben")
        (True, None)
        >>> roster.add_row(Person("Northshire", "ann", "team.csv line 5", {}, has_row=True))
        >>> print(roster.faults[0])
        team.csv line 5: respondent ann stands on team.csv line 2 already
    """

    people: list[Person] = attrs.Factory(list)
    faults: list[Fault] = attrs.Factory(list)
    notices: list[Fault] = attrs.Factory(list)
    named_headers: set[str] = attrs.Factory(set)
    _index: dict[tuple[str, str], Person] = attrs.field(init=False, factory=dict)

    def add(self, person: Person) -> None:
        """
        Add somebody.

        Args:
            person: The person.
        """
        self.people.append(person)
        if person.respondent or not person.has_row:
            # Each row of nobody in particular is somebody else.
            self._index.setdefault((person.organisation, person.respondent), person)

    def find(self, organisation: str, respondent: str) -> Person | None:
        """
        Return whom answers belong to that were found before; `None` where they are somebody new's.

        Args:
            organisation: The organisation's name.
            respondent: The person's name, or what stands for it.
        """
        return self._index.get((organisation, respondent))

    def add_row(self, person: Person) -> None:
        """
        Add somebody whose answers are one row; a fault where that person stands somewhere already.

        Args:
            person: The person.
        """
        twin = self.find(person.organisation, person.respondent) if person.respondent else None
        if twin is not None:
            self.faults.append(Fault(person.where, f"respondent {person.respondent} stands on {twin.where} already"))
        self.add(person)


def respondent_of(person: Person, framework: Framework) -> Respondent:
    """
    Return a person's answers as those of a respondent.

    Args:
        person: The person.
        framework: The framework that was answered.

    Example:
        >>> from datamaturity import load_framework
        >>> ann = Person("Northshire", "ann", "team.csv line 2", {"role": "manager"}, {"C1": Answer.at(3)})
        >>> respondent_of(ann, load_framework("seven-themes")).role
        'manager'
    """
    assessment = Assessment(framework, person.answers, organisation=person.organisation)
    role, unit = person.traits.get("role", ""), person.traits.get("unit", "")
    return Respondent(assessment, id=person.respondent, role=role, unit=unit)
