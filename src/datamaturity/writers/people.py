"""Several people's answers as one table, a row per answer, that `read_panel` and `read_network` read."""

from collections.abc import Iterable, Iterator

from datamaturity.assessment import Assessment
from datamaturity.errors import Fault, NetworkError
from datamaturity.network import Network
from datamaturity.panel import Panel
from datamaturity.respondents import labels
from datamaturity.writers.answers import answer_rows
from datamaturity.writers.csv_text import to_csv
from datamaturity.writers.tables import Table
from datamaturity.writers.workbook import to_xlsx

__all__ = ["people_csv", "people_xlsx"]

_WHO = ("organisation", "respondent", "role", "unit")
_ANSWER = ("criterion", "title", "answer", "note", "evidence")


def people_csv(people: Panel | Network) -> str:
    """
    Return everybody's answers as CSV, in framework order.

    Anonymous people are called ``anonymous 1``, ``anonymous 2``, … since their rows could not be told apart otherwise.

    Args:
        people: A panel, or a network, whose organisations' attributes are columns as well.

    Raises:
        NetworkError: An attribute without a name, or one called like another column.

    Example:
        >>> from datamaturity import Assessment, Panel, Respondent, load_framework
        >>> framework = load_framework("seven-themes")
        >>> panel = Panel([Respondent(Assessment(framework, {"U1": 3}), id="ann", role="manager")])
        >>> people_csv(panel).splitlines()[1]
        ',ann,manager,,U1,Resting plans and decisions on data,3,,'
    """
    table = _table(people)
    return to_csv(table.columns, table.rows)


def people_xlsx(people: Panel | Network) -> bytes:
    """
    Return everybody's answers as a workbook, likewise.

    Args:
        people: As in `people_csv`.

    Raises:
        NetworkError: As in `people_csv`.
        FaultsError: Texts hold what Excel cannot hold.
        MissingExtraError: The library XlsxWriter is not installed (extra ``excel``).

    Example:
        >>> from datamaturity import Assessment, Panel, Respondent, load_framework
        >>> people_xlsx(Panel([Respondent(Assessment(load_framework("seven-themes"), {"C1": 3}), id="ann")]))[:2]
        b'PK'
    """
    return to_xlsx({"Answers": _table(people)})


def _table(people: Panel | Network) -> Table:
    attributes: list[str] = []
    if isinstance(people, Network):
        attributes = sorted({name for one in people.organisations for name in one.attributes})
        _check_names(attributes)
    return Table.of(_rows(people), first=(*_WHO, *attributes, *_ANSWER))


def _check_names(attributes: Iterable[str]) -> None:
    taken, faults = {*_WHO, *_ANSWER}, []
    for name in attributes:
        # As the reader of such a table compares them.
        plain = name.strip().casefold()
        if not plain or plain in taken:
            what = "is another column's name" if plain else "is no column's name"
            faults.append(Fault(f"attribute {name!r}", f"{what} in a table of answers; give it another"))
        taken.add(plain)
    if faults:
        raise NetworkError(faults)


def _rows(people: Panel | Network) -> Iterator[dict[str, object]]:
    if isinstance(people, Panel):
        yield from _panel_rows(people, {"organisation": people.organisation})
        return
    for one in people.organisations:
        who = {"organisation": one.id, **one.attributes}
        if isinstance(one.answers, Panel):
            yield from _panel_rows(one.answers, who)
        elif one.answers is not None:
            yield from _answered(one.answers, who)


def _panel_rows(panel: Panel, who: dict[str, str]) -> Iterator[dict[str, object]]:
    for name, one in zip(labels(panel.respondents), panel.respondents, strict=True):
        yield from _answered(one.assessment, {**who, "respondent": name, "role": one.role, "unit": one.unit})


def _answered(assessment: Assessment, who: dict[str, str]) -> Iterable[dict[str, object]]:
    return ({**who, **row} for row in answer_rows(assessment))
