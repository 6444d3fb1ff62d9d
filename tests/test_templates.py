"""Empty answer files for people to fill in."""

import csv
from collections.abc import Mapping
from io import StringIO

import pytest

from datamaturity import Answer, Assessment, Criterion, Evidence, Fault, Framework, Theme, Topic, load_framework
from datamaturity.readers.answers import parse_answers
from datamaturity.writers.templates import answers_template
from examples import CROSSED, FIVE, ONE_THEME, ONE_THEME_ANSWERED, SAMM

# Titles that a spreadsheet program would run, or that the format itself uses.
AWKWARD = Framework(
    id="awkward",
    version="1",
    title="Awkward titles",
    scale=SAMM,
    topics=[Topic("1", "One")],
    criteria=[
        Criterion("1.a", "=1+1", "1"),
        Criterion("1.b", 'Sharing, "openly"', "1"),
        Criterion("1.c", "Two\nlines; and more", "1"),
    ],
)


def _rows(text: str) -> list[dict[str, str]]:
    return [*csv.DictReader(StringIO(text, newline=""))]


def _filled(framework: Framework, cells: Mapping[str, Mapping[str, str]]) -> str:
    """Return the template with these cells filled in, by criterion and column, as a spreadsheet program saves it."""
    rows = _rows(answers_template(framework))
    buffer = StringIO(newline="")
    writer = csv.DictWriter(buffer, [*rows[0]])
    writer.writeheader()
    writer.writerows({**row, **cells.get(row["criterion"], {})} for row in rows)
    return buffer.getvalue()


def _read(text: str, framework: Framework) -> Assessment:
    return parse_answers(text, framework=framework, notify=lambda _: None)


def test_golden() -> None:
    """A row per criterion in framework order: id, title, three cells to fill, and what there is to choose from."""
    levels = "1 Beginning | 2 Emerging | 3 Learning | 4 Developing | 5 Mastering | not applicable | do not know"
    lines = [
        "criterion,title,answer,note,evidence,levels",
        f"1.1,Sharing inside,,,,{levels}",
        f"1.2,Sharing outside,,,,{levels}",
        f"2.3,Deciding with data,,,,{levels}",
        f"2.4,Asking for data,,,,{levels}",
        "",
    ]

    assert "\r\n".join(lines) == answers_template(CROSSED)


def test_scale_of_the_framework() -> None:
    """The levels to choose from are the framework's own."""
    row = _rows(answers_template(AWKWARD))[0]

    assert "0 No | 1 Some | 2 Half | 3 Most | not applicable | do not know" == row["levels"]


@pytest.mark.parametrize("framework", [ONE_THEME, CROSSED, AWKWARD], ids=lambda one: one.id)
def test_unfilled(framework: Framework) -> None:
    """A template that nobody has filled in reads as an assessment with nothing answered."""
    assert Assessment(framework) == _read(answers_template(framework), framework)


def test_packaged_framework() -> None:
    """The template of the UK DMA has its 97 rows, and reads as an assessment with nothing answered."""
    framework = load_framework("uk-government-dma")

    assert 97 == len(_rows(answers_template(framework)))
    assert Assessment(framework) == _read(answers_template(framework), framework)


def test_filled() -> None:
    """A template that was filled in reads as the assessment that was meant: the worked example of SPEC section 3."""
    text = _filled(
        ONE_THEME,
        {
            "a": {"answer": "4"},
            "b": {"answer": "3 Learning"},
            "c": {"answer": "not applicable", "note": "No customers"},
            "e": {"answer": "emerging"},
        },
    )

    assert ONE_THEME_ANSWERED == _read(text, ONE_THEME)


def test_filled_in_every_column() -> None:
    """Notes and evidence of every state come back, whatever signs they hold."""
    expected = Assessment(
        CROSSED,
        {
            "1.1": Answer.at(
                5, note='=1+1, "quoted"', evidence=(Evidence("Policy"), Evidence(address="https://x.org"))
            ),
            "1.2": Answer.not_applicable("Two\nlines"),
            "2.3": Answer.do_not_know(note="Ask Bo; or Kim"),
            "2.4": Answer.unanswered(note="-"),
        },
    )
    text = _filled(
        CROSSED,
        {
            "1.1": {"answer": "Mastering", "note": '=1+1, "quoted"', "evidence": "Policy\nhttps://x.org"},
            "1.2": {"answer": "N/A", "note": "Two\nlines"},
            "2.3": {"answer": "do not know", "note": "Ask Bo; or Kim"},
            "2.4": {"note": "-"},
        },
    )

    assert expected == _read(text, CROSSED)


@pytest.mark.parametrize("framework", [CROSSED, AWKWARD], ids=lambda one: one.id)
def test_every_choice_that_it_offers(framework: Framework) -> None:
    """Each choice of the column *levels*, copied into an answer, is read as that level or state."""
    choices = _rows(answers_template(framework))[0]["levels"].split(" | ")
    expected = [Answer.at(level.number) for level in framework.scale] + [Answer.not_applicable(), Answer.do_not_know()]
    first = framework.criterion_ids[0]

    read = [_read(_filled(framework, {first: {"answer": choice}}), framework).answers[first] for choice in choices]

    assert expected == read


def test_what_the_reader_leaves() -> None:
    """The two columns for the people who fill it in, title and levels, are all that is not read."""
    notices: list[Fault] = []

    parse_answers(answers_template(CROSSED), framework=CROSSED, source="template", notify=notices.append)

    assert {"column 'title' is not read", "column 'levels' is not read"} == {one.message for one in notices}


def test_formulas_in_titles_are_defused() -> None:
    """A title that a spreadsheet program would run is text there; one with separators stays in its cell."""
    titles = [row["title"] for row in _rows(answers_template(AWKWARD))]

    assert ["'=1+1", 'Sharing, "openly"', "Two\nlines; and more"] == titles


@pytest.mark.parametrize("criterion_id", ["-1", "+a", "=b", "@c"])
def test_ids_that_look_like_formulas(criterion_id: str) -> None:
    """A template is read back even where an id starts as a formula does."""
    framework = Framework(
        id="signs",
        version="1",
        title="Ids with signs",
        scale=FIVE,
        themes=[Theme("t", "T")],
        criteria=[Criterion(criterion_id, "A", theme="t")],
    )

    assert Assessment(framework) == _read(answers_template(framework), framework)
