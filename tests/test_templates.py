"""Answer files for people to fill in: CSV, and a workbook."""

import csv
import sys
from collections.abc import Mapping
from io import BytesIO, StringIO

import attrs
import openpyxl
import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    Evidence,
    Fault,
    FaultsError,
    Framework,
    MissingExtraError,
    Theme,
    Topic,
    VersionMismatchError,
    list_frameworks,
    load_framework,
)
from datamaturity.readers.answers import parse_answers
from datamaturity.writers.templates import answers_template, workbook_template
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
    """The two columns for the people who fill it in, title and levels, are passed over without a word."""
    notices: list[Fault] = []

    parse_answers(answers_template(CROSSED), framework=CROSSED, source="template", notify=notices.append)

    assert [] == notices


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


# The worked example's answers in every state, with what a spreadsheet program would run.
FILLED = Assessment(
    CROSSED,
    {
        "1.1": Answer.at(5, note="=1+1", evidence=(Evidence("@Policy"), Evidence(address="https://x.org"))),
        "1.2": Answer.not_applicable("Two\nlines"),
        "2.3": Answer.do_not_know(note="Ask Bo; or Kim"),
        "2.4": Answer.unanswered(note="-"),
    },
)


def _opened(framework: Framework, assessment: Assessment | None = None) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(workbook_template(framework, assessment=assessment)))


def _cells(content: bytes, sheet: str) -> list[list[object]]:
    return [[*row] for row in CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(sheet).to_python()]


class TestWorkbook:
    def test_sheets(self) -> None:
        """Progress first, a sheet for each topic, and the choices, which are hidden."""
        assert ["Progress", "1 Sharing", "2 Deciding", "Choices"] == _opened(CROSSED).sheetnames
        found = CalamineWorkbook.from_filelike(BytesIO(workbook_template(CROSSED))).sheets_metadata

        assert ["Choices"] == [one.name for one in found if one.visible != SheetVisibleEnum.Visible]

    def test_themes_where_there_are_no_topics(self) -> None:
        """Without topics there is a sheet for each theme."""
        assert ["Progress", "Data", "Choices"] == _opened(ONE_THEME).sheetnames

    def test_rows(self) -> None:
        """A row for each criterion: id, title, three cells to fill, and the text of each level."""
        levels = ["1 Beginning", "2 Emerging", "3 Learning", "4 Developing", "5 Mastering"]

        assert [
            ["criterion", "question", "answer", "note", "evidence", *levels],
            ["1.1", "Sharing inside", "", "", "", "one", "two", "three", "four", "five"],
            ["1.2", "Sharing outside", *[""] * 8],
        ] == _cells(workbook_template(CROSSED), "1 Sharing")

    def test_no_column_for_levels_without_texts(self) -> None:
        """Where no criterion of a part has texts for its levels, there are no columns for them."""
        assert [["criterion", "question", "answer", "note", "evidence"]] == _cells(
            workbook_template(CROSSED), "2 Deciding"
        )[:1]

    def test_filled(self) -> None:
        """An assessment's answers stand as the list has them, with notes and evidence, whatever signs they hold."""
        content = workbook_template(CROSSED, assessment=FILLED)

        assert [
            ["5 Mastering", "=1+1", "@Policy\nhttps://x.org"],
            ["Not applicable", "Two\nlines", ""],
        ] == [row[2:5] for row in _cells(content, "1 Sharing")[1:]]
        assert [["Do not know", "Ask Bo; or Kim", ""], ["", "-", ""]] == [
            row[2:5] for row in _cells(content, "2 Deciding")[1:]
        ]

    def test_choices(self) -> None:
        """Each answer is chosen from a list of the levels and the two other states, and nothing else is taken."""
        book = _opened(CROSSED)
        for name, cells in (("1 Sharing", "C2:C3"), ("2 Deciding", "C2:C3")):
            (found,) = book[name].data_validations.dataValidation

            assert ("list", "'Choices'!$A$1:$A$7", cells) == (found.type, found.formula1, str(found.sqref))
            assert ("stop", True) == (found.errorStyle or "stop", found.showErrorMessage)
            assert "Choose from the list: a level, Not applicable, or Do not know." == found.error
        assert [
            *("1 Beginning", "2 Emerging", "3 Learning", "4 Developing", "5 Mastering"),
            *("Not applicable", "Do not know"),
        ] == [cell.value for cell in book["Choices"]["A"]]

    @pytest.mark.parametrize("framework", [CROSSED, AWKWARD], ids=lambda one: one.id)
    def test_every_choice_that_it_offers(self, framework: Framework) -> None:
        """Each choice is read as that level or state."""
        choices = [cell.value for cell in _opened(framework)["Choices"]["A"]]
        expected = [Answer.at(level.number) for level in framework.scale]
        expected += [Answer.not_applicable(), Answer.do_not_know()]
        first = framework.criterion_ids[0]

        read = [_read(_filled(framework, {first: {"answer": str(one)}}), framework).answers[first] for one in choices]

        assert expected == read

    def test_protection(self) -> None:
        """Only answers, notes and evidence can be changed; there is no password, and columns can be resized."""
        book = _opened(CROSSED)
        for sheet in book:
            assert sheet.protection.sheet
            assert sheet.protection.password is None
            # In the file, 1 locks an action.
            assert not sheet.protection.formatColumns
        sheet = book["1 Sharing"]
        unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}

        assert {f"{column}{row}" for column in "CDE" for row in (2, 3)} == unlocked
        for name in ("Progress", "Choices"):
            assert all(cell.protection.locked for row in book[name].iter_rows() for cell in row)

    def test_cells_to_fill_hold_text(self) -> None:
        """What is typed into a cell stays as it was typed: its format is text."""
        sheet = _opened(CROSSED)["1 Sharing"]

        assert {"@"} == {sheet[f"{column}{row}"].number_format for column in "CDE" for row in (2, 3)}

    def test_look(self) -> None:
        """The header, and the first three columns, stay in sight; texts are wrapped; it is printed across."""
        sheet = _opened(CROSSED)["1 Sharing"]

        assert "D2" == sheet.freeze_panes
        assert "landscape" == sheet.page_setup.orientation
        assert "$1:$1" == sheet.print_title_rows
        assert all(sheet.cell(2, column).alignment.wrap_text for column in range(1, 11))
        assert sheet.column_dimensions["F"].width > 25

    def test_progress_counts(self) -> None:
        """Live formulas count the cells filled in; until they are worked out anew, they have their values of today."""
        rows = _opened(CROSSED, FILLED)["Progress"].iter_rows(min_row=11, max_row=13, max_col=4, values_only=True)
        values = _cells(workbook_template(CROSSED, assessment=FILLED), "Progress")

        assert [
            ("1 Sharing", "=COUNTA('1 Sharing'!$C$2:$C$3)", "=ROWS('1 Sharing'!$C$2:$C$3)", "=B11/C11"),
            ("2 Deciding", "=COUNTA('2 Deciding'!$C$2:$C$3)", "=ROWS('2 Deciding'!$C$2:$C$3)", "=B12/C12"),
            ("whole", "=SUM(B11:B12)", "=SUM(C11:C12)", "=B13/C13"),
        ] == [*rows]
        # 1.1 and 1.2 of two; 2.3, not 2.4, of two.
        assert [
            ["part", "filled in", "questions", "share"],
            ["1 Sharing", 2, 2, 1],
            ["2 Deciding", 1, 2, 0.5],
            ["whole", 3, 4, 0.75],
        ] == [row[:4] for row in values[9:13]]

    def test_progress_tells_what_it_is(self) -> None:
        """The first sheet has the title, how to fill the others in, the answers' meanings, and whose it all is."""
        framework = load_framework("uk-government-dma")
        rows = [row[:2] for row in _cells(workbook_template(framework), "Progress")]

        assert [framework.title, ""] == rows[0]
        assert ["Only the yellow cells can be changed. The other cells are protected without a password.", ""] in rows
        assert ["3 Learning", framework.level(3).summary] in rows
        assert ["licence of the structure", "CC BY-NC-SA 4.0"] in rows
        assert ["attribution", framework.attribution] in rows
        assert ["licence of the wording", framework.wording_licence] in rows

    def test_names_of_sheets(self) -> None:
        """Parts with long, forbidden or equal names have sheets of their own, and the formulas find them."""
        topics = [
            Topic("1", "Choices"),
            Topic("a", "Choices"),
            Topic("b", "It's [long]: " + "x" * 40),
            Topic("c", "It's [long]: " + "x" * 50),
        ]
        framework = attrs.evolve(
            CROSSED,
            topics=topics,
            criteria=[attrs.evolve(one, topic=topic.id) for one, topic in zip(CROSSED.criteria, topics, strict=True)],
        )
        book = _opened(framework)
        long = "It's long " + "x" * 21
        names = ["1 Choices", "Choices (2)", long, f"{long[:27]} (2)"]

        assert ["Progress", *names, "Choices"] == book.sheetnames
        assert [f"=COUNTA('{name.replace(chr(39), chr(39) * 2)}'!$C$2:$C$2)" for name in names] == [
            book["Progress"][f"B{row}"].value for row in range(11, 15)
        ]

    def test_parts_without_questions(self) -> None:
        """A topic that no criterion belongs to has no sheet."""
        framework = attrs.evolve(CROSSED, topics=[*CROSSED.topics, Topic("3", "Nothing yet")])

        assert ["Progress", "1 Sharing", "2 Deciding", "Choices"] == _opened(framework).sheetnames

    def test_formulas(self) -> None:
        """A title, a text of a level, or a note that would be a formula is a text, and stays one when it is edited."""
        criterion = Criterion("=a", "@b", theme="t", descriptors=["+a", "-b", "=c", "\td", "e"])
        framework = Framework(
            id="=f", version="=1", title="=t", scale=FIVE, themes=[Theme("t", "=Theme")], criteria=[criterion]
        )
        assessment = Assessment(framework, {"=a": Answer.at(1, note="=1", evidence=(Evidence("+e"),))})
        book = _opened(framework, assessment)
        (row,) = book["=Theme"].iter_rows(min_row=2)

        assert {"s"} == {cell.data_type for cell in row}
        assert ["C2", "J2"] == [cell.coordinate for cell in row if not cell.quotePrefix]
        formulas = [cell.value for line in book["Progress"].iter_rows() for cell in line if cell.data_type == "f"]
        assert ["=COUNTA('=Theme'!$C$2:$C$2)", "=ROWS('=Theme'!$C$2:$C$2)", "=B11/C11"] == formulas[:3]
        assert 6 == len(formulas)

    @pytest.mark.parametrize("framework_id", [one.id for one in list_frameworks()])
    def test_packaged(self, framework_id: str) -> None:
        """The workbook of a packaged framework has each criterion once, in order, with each text, in equal bytes."""
        framework = load_framework(framework_id)
        content = workbook_template(framework)
        names = CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names[1:-1]
        rows = [row for name in names for row in _cells(content, name)[1:]]

        assert [(one.id, one.title, *one.descriptors) for one in framework.criteria] == [
            (*row[:2], *row[5:]) for row in rows
        ]
        assert content == workbook_template(framework)

    def test_answers_to_another_framework(self) -> None:
        """Answers to another framework, or to one with other levels, are refused."""
        other = attrs.evolve(ONE_THEME, scale=SAMM)

        with pytest.raises(VersionMismatchError) as caught:
            workbook_template(CROSSED, assessment=ONE_THEME_ANSWERED)
        with pytest.raises(VersionMismatchError) as other_levels:
            workbook_template(other, assessment=ONE_THEME_ANSWERED)

        assert "the answers are to one-theme 1, and the workbook is for crossed 1" == str(caught.value)
        assert (
            "the answers are to one-theme 1 with other topics, themes, criteria, weights or levels, "
            "and the workbook is for one-theme 1"
        ) == str(other_levels.value)

    def test_notes_that_do_not_fit(self) -> None:
        """A note longer than a cell is a fault with sheet and cell."""
        assessment = Assessment(ONE_THEME, {"b": Answer.at(1, note="a" * 40_000)})

        with pytest.raises(FaultsError) as caught:
            workbook_template(ONE_THEME, assessment=assessment)

        message = "holds 40,000 characters; Excel has room for 32,767, so shorten it"
        assert (Fault("sheet 'Data' cell D3", message),) == caught.value.faults

    def test_without_the_library(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without XlsxWriter there is no workbook, and the message says what to install."""
        monkeypatch.setitem(sys.modules, "xlsxwriter", None)

        with pytest.raises(MissingExtraError, match="needs XlsxWriter"):
            workbook_template(ONE_THEME)
