"""Several people's answers as a table that is read again."""

from datetime import date
from pathlib import Path

import pytest

from datamaturity import Answer, Assessment, Evidence, Network, Organisation, Panel, Respondent
from datamaturity.errors import Fault, NetworkError
from datamaturity.readers.networks import read_network
from datamaturity.readers.panels import read_panel
from datamaturity.writers.people import people_csv, people_xlsx
from examples import CROSSED

ANSWERS = {
    "1.1": Answer.at(3, note='=SUM(A1), "so far"\nas we know', evidence=(Evidence("Minutes"), Evidence("-register"))),
    "1.2": Answer.not_applicable("No partners"),
    "2.3": Answer.do_not_know(),
}
ABBEY = Panel(
    [
        Respondent(Assessment(CROSSED, ANSWERS, organisation="Abbey"), id="ann", role="manager, acting", unit="north"),
        Respondent(Assessment(CROSSED, {"1.1": 1}, organisation="Abbey"), id="=ben", unit="-south"),
        Respondent(Assessment(CROSSED, organisation="Abbey"), id="cy"),
    ],
    organisation="Abbey",
)
VALLEY = Network(
    [
        Organisation("Abbey", ABBEY, {"sector": "health", "region": "Kent\nand Sussex"}),
        Organisation("Bridge", Assessment(CROSSED, {"2.4": 5}, organisation="Bridge"), {"sector": "+arts"}),
    ]
)


def files(folder: Path, people: Panel | Network) -> tuple[Path, Path]:
    """Return people's answers in a CSV file and in a workbook."""
    text, book = folder / "people.csv", folder / "people.xlsx"
    text.write_bytes(people_csv(people).encode())
    book.write_bytes(people_xlsx(people))
    return text, book


def test_a_row_for_each_answer() -> None:
    """Each person has a row for each criterion, in framework order; an organisation's own answers name nobody."""
    rows = people_csv(
        Network(
            [Organisation("Abbey", Assessment(CROSSED, {"1.2": 4, "2.4": Answer.do_not_know()}), {"size": "small"})]
        )
    ).splitlines()

    assert [
        "organisation,respondent,role,unit,size,criterion,title,answer,note,evidence",
        "Abbey,,,,small,1.1,Sharing inside,,,",
        "Abbey,,,,small,1.2,Sharing outside,4,,",
        "Abbey,,,,small,2.3,Deciding with data,,,",
        "Abbey,,,,small,2.4,Asking for data,do not know,,",
    ] == rows


def test_panel_comes_back(tmp_path: Path) -> None:
    """A panel is equal after a round trip, by CSV and by workbook: notes, evidence, roles, units, who said nothing."""
    for path in files(tmp_path, ABBEY):
        assert ABBEY == read_panel(path, framework=CROSSED)


def test_network_comes_back(tmp_path: Path) -> None:
    """A network is equal after a round trip, its attributes included."""
    for path in files(tmp_path, VALLEY):
        assert VALLEY == read_network(path, framework=CROSSED)


def test_anonymous(tmp_path: Path) -> None:
    """Anonymous people keep apart from each other and from who is really called so; nobody's answers are lost."""
    levels = (1, 2, 3)
    panel = Panel(
        [
            Respondent(Assessment(CROSSED, {"1.1": level}), id=name)
            for level, name in zip(levels, ("", "anonymous 1", ""), strict=True)
        ]
    )
    for path in files(tmp_path, panel):
        found = read_panel(path, framework=CROSSED)

        assert ["anonymous 2", "anonymous 1", "anonymous 3"] == [one.id for one in found]
        assert [*levels] == [one.assessment.answers["1.1"].level for one in found]


def test_what_a_table_has_no_place_for() -> None:
    """Days, and who has not answered, are not in it."""
    dated = Assessment(CROSSED, {"1.1": 3}, assessed_on=date(2025, 3, 1))
    network = Network([Organisation("Abbey", dated), Organisation("Quay")])
    text = people_csv(network)

    assert "2025" not in text
    assert "Quay" not in text


def test_equal_people_make_equal_bytes() -> None:
    """Attributes given in another order change nothing."""
    other = Network(
        [
            Organisation("Abbey", ABBEY, {"region": "Kent\nand Sussex", "sector": "health"}),
            *VALLEY.organisations[1:],
        ]
    )

    assert people_csv(VALLEY) == people_csv(other)
    assert people_xlsx(VALLEY) == people_xlsx(other)


@pytest.mark.parametrize(
    ("attributes", "faults"),
    [
        ({"unit": "north"}, [("attribute 'unit'", "is another column's name in a table of answers; give it another")]),
        (
            {"Answer": "5"},
            [("attribute 'Answer'", "is another column's name in a table of answers; give it another")],
        ),
        (
            {"Sector": "a", "sector ": "b"},
            [("attribute 'sector '", "is another column's name in a table of answers; give it another")],
        ),
        (
            {" ": "a", "note": "b"},
            [
                ("attribute ' '", "is no column's name in a table of answers; give it another"),
                ("attribute 'note'", "is another column's name in a table of answers; give it another"),
            ],
        ),
    ],
)
def test_attribute_named_like_a_column(attributes: dict[str, str], faults: list[tuple[str, str]]) -> None:
    """An attribute that would be taken for another column is a fault, and all of them are told at once."""
    network = Network([Organisation("Abbey", Assessment(CROSSED, {"1.1": 3}), attributes)])
    for write in (people_csv, people_xlsx):
        with pytest.raises(NetworkError) as caught:
            write(network)

        assert tuple(Fault(*one) for one in faults) == caught.value.faults
