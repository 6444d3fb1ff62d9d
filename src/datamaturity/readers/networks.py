"""A network of organisations from the files that people have."""

import os
from collections.abc import Iterable, Mapping, Sequence

from datamaturity.assessment import Assessment
from datamaturity.framework import Framework
from datamaturity.mappings import FrozenMapping
from datamaturity.network import Network, Organisation
from datamaturity.packaged import load_framework
from datamaturity.panel import Panel
from datamaturity.readers.people import read_people
from datamaturity.readers.person import Manner, Notify, Person, respondent_of
from datamaturity.wording import Wording

__all__ = ["ATTRIBUTES", "read_network"]

ATTRIBUTES = ("sector", "size", "region")
"""The columns that say something of an organisation, where nobody names others."""


def read_network(
    *paths: str | os.PathLike[str],
    framework: Framework | str,
    attributes: Iterable[str] = ATTRIBUTES,
    name: str = "",
    layout: str | None = None,
    sheet: str | None = None,
    columns: Mapping[str, str] = FrozenMapping(),
    wordings: Iterable[Wording] = (),
    strict: bool = True,
    notify: Notify | None = None,
) -> Network:
    r"""
    Read a network from CSV or XLSX files.

    The files are as for `read_panel`. Where a file has no column ``organisation``, all of it is one organisation's,
    called after the file. An organisation with respondents, or with several rows in a wide file or a form, has a panel;
    one without has a single assessment. Columns named in ``attributes`` are what it can be sliced by.

    Args:
        paths: The files.
        framework: The framework that was answered, or the id of a packaged one.
        attributes: The columns that say something of the organisation.
        name: The network's name.
        layout: As in `read_panel`.
        sheet: As in `read_panel`.
        columns: As in `read_panel`; a column may stand for an attribute as well.
        wordings: As in `read_panel`.
        strict: As in `read_panel`.
        notify: Called with what was not taken as it stands; without it, each is an `UnreadWarning`.

    Returns:
        The network, its organisations in the order of the files and of their rows.

    Raises:
        AnswerError: The files have faults; the error has every one of them, with its file and line.
        FileError: A file cannot be opened.
        MissingExtraError: A workbook, and python-calamine is not installed (extra ``excel``).
        UnknownIdError: No such layout, or no such packaged framework.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "network.csv")
        ...     _ = path.write_text("organisation,sector,C1\nAbbey,health,2\nBridge,arts,4\n")
        ...     network = read_network(path, framework="seven-themes")
        >>> network, network.values_of("sector")
        (<Network with seven-themes 1: 2 organisations>, ('arts', 'health'))
    """
    framework = load_framework(framework) if isinstance(framework, str) else framework
    kept = tuple(one.strip().casefold() for one in attributes)
    manner = Manner(framework, kept, layout=layout, columns=columns, wordings=(*wordings,), is_strict=strict)
    members: dict[str, list[Person]] = {}
    for one in read_people(paths, manner, notify, sheet=sheet):
        members.setdefault(one.organisation, []).append(one)
    return Network([_organisation(key, found, kept, framework) for key, found in members.items()], name=name)


def _organisation(key: str, people: Sequence[Person], attributes: Sequence[str], framework: Framework) -> Organisation:
    traits = {name: value for one in people for name, value in one.traits.items() if name in attributes and value}
    if len(people) == 1 and not people[0].respondent:
        return Organisation(key, Assessment(framework, people[0].answers, organisation=key), traits)
    return Organisation(key, Panel([respondent_of(one, framework) for one in people], organisation=key), traits)
