"""A declaration's signatories from a CSV or XLSX file."""

import os
from collections.abc import Iterator, Sequence

from datamaturity.assessment import AnswerState, Assessment
from datamaturity.declarations import Declaration, Signatory
from datamaturity.errors import Fault, UnknownIdError
from datamaturity.framework import Framework
from datamaturity.packaged import load_framework
from datamaturity.readers.people import read_people
from datamaturity.readers.person import Manner, Notify, Person
from datamaturity.validators import day_of

__all__ = ["read_declaration"]

_COLUMNS = ("signed_on", "commitments")


def read_declaration(
    *paths: str | os.PathLike[str],
    framework: Framework | str = "data-declaration",
    notify: Notify | None = None,
) -> Declaration:
    r"""
    Read who has signed a declaration, and where each stands, from CSV or XLSX files.

    A file is long or wide, as for `read_network`, with a column ``organisation``; ``signed_on`` is a day such as
    2026-03-31, ``commitments`` the ids of those signed up to, set apart by semicolons (all where it is empty). An
    organisation without a single answer has not said where it stands.

    Args:
        paths: The files.
        framework: The commitments, or the id of a packaged framework.
        notify: Called with what was not taken as it stands; without it, each is an `UnreadWarning`.

    Returns:
        The declaration, its signatories in the order of the files and of their rows.

    Raises:
        AnswerError: The files have faults; the error has every one of them, with its file and line.
        FileError: A file cannot be opened.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "partners.csv")
        ...     rows = ["organisation,signed_on,commitments,sharing.1", "Northshire,2026-03-31,,3"]
        ...     _ = path.write_text("\n".join([*rows, "Southby,,sharing; ethics,"]))
        ...     partners = read_declaration(path)
        >>> partners, partners.commitments_of("Southby")
        (<Declaration data-declaration 1: 2 signatories>, ('sharing', 'ethics'))
    """
    framework = load_framework(framework) if isinstance(framework, str) else framework
    chosen = framework

    def further(people: Sequence[Person]) -> list[Fault]:
        return [*_faults(people, chosen)]

    manner = Manner(framework, _COLUMNS, answers_needed=False)
    people = read_people(paths, manner, notify, further=further)
    return Declaration(framework, [_signatory(one, framework) for one in people])


def _faults(people: Sequence[Person], framework: Framework) -> Iterator[Fault]:
    known = [topic.id for topic in framework.topics]
    first: dict[str, Person] = {}
    for one in people:
        given = one.traits["signed_on"]
        try:
            day_of(given or "2000-01-01")
        except ValueError as error:
            yield Fault(one.trait_lines.get("signed_on", one.where), f"signed_on: {error}")
        if one.respondent:
            message = f"has a respondent, {one.respondent!r}; a declaration has one set of answers per organisation"
            yield Fault(one.where, message)
        # A row without an organisation is a fault by itself.
        if one.organisation and first.setdefault(one.organisation, one) is not one:
            there = first[one.organisation].where
            yield Fault(
                one.where, f"{one.organisation} stands on {there} already; keep one entry for each organisation"
            )
        for commitment in _commitments(one):
            if commitment not in known:
                unknown = UnknownIdError("commitment", commitment, framework.id, known)
                yield Fault(one.trait_lines.get("commitments", one.where), str(unknown))


def _commitments(one: Person) -> list[str]:
    return [piece.strip() for piece in one.traits["commitments"].split(";") if piece.strip()]


def _signatory(one: Person, framework: Framework) -> Signatory:
    given = one.traits["signed_on"]
    said = {answer.state for answer in one.answers.values()} - {AnswerState.UNANSWERED}
    assessment = Assessment(framework, one.answers, organisation=one.organisation) if said else None
    return Signatory(
        one.organisation,
        signed_on=day_of(given) if given else None,
        commitments=_commitments(one),
        assessment=assessment,
    )
