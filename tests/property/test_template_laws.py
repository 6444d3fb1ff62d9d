"""Laws of the files that people fill in: whatever the framework and the answers, what comes back is what was meant."""

import csv
import re
from collections.abc import Iterator, Mapping
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from pyxform.xls2xform import convert  # type: ignore[import-untyped]

from datamaturity import Answer, AnswerState, Assessment, FaultsError, Framework, read_answers
from datamaturity.form_layout import DO_NOT_KNOW, NOT_APPLICABLE, field_names, parts, reason_field
from datamaturity.readers.answers import parse_answers
from datamaturity.writers.question_lists import question_list
from datamaturity.writers.tables import Table
from datamaturity.writers.templates import answers_template, workbook_template
from datamaturity.writers.workbook import sheet_names, to_xlsx
from datamaturity.writers.xlsforms import xlsform
from strategies import assessments, frameworks

# What a cell of a workbook has no place for, and what openpyxl would not write by hand either.
NOT_IN_A_CELL = re.compile("[\0\ufffe\uffff]")
NOT_BY_HAND = re.compile("[\0-\x08\x0b-\x1f\ufffe\uffff]")

# Half of the texts are such as do harm in a spreadsheet or a form.
HARMFUL = ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "'=1", "'", "2.10", "${a}", "_x0041_", "https://a.b", "a\r\nb"]
cell_texts = st.sampled_from(HARMFUL) | st.text(max_size=5)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that all examples of a law share."""
    with TemporaryDirectory() as name:
        yield Path(name)


def as_read(assessment: Assessment) -> dict[str, tuple[AnswerState, int | None, str, list[str]]]:
    """Return answers as any template keeps them: without blanks at the ends of notes and pieces of evidence."""
    found = {}
    for one, answer in assessment.answers.items():
        pieces = [piece.address or piece.title for piece in answer.evidence]
        lines = [line.strip() for piece in pieces for line in piece.splitlines()]
        found[one] = (answer.state, answer.level, answer.note.strip(), [line for line in lines if line])
    return found


def answer_text(framework: Framework, answer: Answer) -> str:
    """Return an answer as a person chooses it from the list."""
    if answer.level is not None:
        return str(framework.level(answer.level))
    words = {AnswerState.NOT_APPLICABLE: NOT_APPLICABLE, AnswerState.DO_NOT_KNOW: DO_NOT_KNOW}
    return words.get(answer.state, "")


def texts_of(framework: Framework) -> list[str]:
    """Return every text of a framework that its workbook shows."""
    parts_of_it = [framework.title, framework.id, framework.version, framework.publisher, framework.structure_licence]
    parts_of_it += [framework.attribution, framework.wording_licence, *(one.name for one in parts(framework))]
    parts_of_it += [text for level in framework.scale for text in (level.name, level.summary)]
    return parts_of_it + [text for one in framework.criteria for text in (one.id, one.title, *one.descriptors)]


def filled_cells(assessment: Assessment) -> dict[str, tuple[str, str, str]]:
    """Return what stands in a workbook's three cells to fill, by criterion."""
    return {
        one: (
            answer_text(assessment.framework, answer),
            answer.note,
            "\n".join(piece.address or piece.title for piece in answer.evidence),
        )
        for one, answer in assessment.answers.items()
    }


def cells_of(content: bytes) -> dict[str, tuple[object, ...]]:
    """Return the cells that were to be filled, by criterion, as they stand in the file."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    tables = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names[1:-1])
    return {str(row[0]): (*row[2:5],) for _, *rows in tables for row in rows}


class TestWorkbook:
    @given(assessments())
    def test_filled_in_advance(self, folder: Path, assessment: Assessment) -> None:
        """The workbook with an assessment's answers has them in its cells, and reads as these answers."""
        framework, filled = assessment.framework, filled_cells(assessment)
        texts = [*texts_of(framework), *(text for three in filled.values() for text in three)]
        try:
            content = workbook_template(framework, assessment=assessment)
        except FaultsError:
            assert any(map(NOT_IN_A_CELL.search, texts))
            return
        (folder / "answers.xlsx").write_bytes(content)

        assert filled == cells_of(content)
        read = read_answers(folder / "answers.xlsx", framework=framework, notify=lambda _: None)
        assert as_read(assessment) == as_read(read)
        assert content == workbook_template(framework, assessment=assessment)

    @given(assessments())
    def test_filled_in_by_hand(self, folder: Path, assessment: Assessment) -> None:
        """An empty workbook that a person fills in, in another program, reads as what was meant."""
        framework = assessment.framework
        filled = {one: [NOT_BY_HAND.sub("", text) for text in three] for one, three in filled_cells(assessment).items()}
        try:
            book = openpyxl.load_workbook(BytesIO(workbook_template(framework)))
        except FaultsError:
            return
        for sheet, group in zip(book.worksheets[1:-1], parts(framework), strict=True):
            for row, criterion_id in enumerate(group.criteria, 2):
                for column, text in enumerate(filled[criterion_id], 3):
                    cell = sheet.cell(row, column)
                    assert not cell.protection.locked
                    cell.value = text or None
                    # In a cell of the format text, what a person types is a text.
                    cell.data_type = "s" if text else "n"
        book.save(folder / "filled.xlsx")

        found = cells_of((folder / "filled.xlsx").read_bytes())

        assert {one: tuple(three) for one, three in filled.items()} == found


class TestCsv:
    @given(assessments())
    def test_filled(self, assessment: Assessment) -> None:
        """The CSV template with answers filled in, as a spreadsheet program saves it, reads as these answers."""
        framework, filled = assessment.framework, filled_cells(assessment)
        buffer = StringIO(newline="")
        writer = csv.writer(buffer)
        header, *rows = csv.reader(StringIO(answers_template(framework), newline=""))
        writer.writerow(header)
        for one, row in zip(framework.criterion_ids, rows, strict=True):
            writer.writerow([*row[:2], *filled[one], *row[5:]])

        read = parse_answers(buffer.getvalue(), framework=framework, notify=lambda _: None)

        assert as_read(assessment) == as_read(read)


class TestXlsForm:
    @settings(max_examples=15, deadline=None)
    @given(assessments())
    def test_converted_and_filled(self, assessment: Assessment) -> None:
        """Every framework's form is converted, and a submission's choices are the answers that were meant."""
        framework = assessment.framework
        result = convert(xlsform(framework))
        form = ElementTree.fromstring(result.xform)  # noqa: S314 - our own form

        assert [] == result.warnings
        choices = _choices(form)
        fields = field_names(framework)
        assert {*fields} == {*choices}
        answers = assessment.answers
        submitted = {name: _choice(answers[criterion_id]) for name, criterion_id in fields.items()}
        assert {name for name, one in submitted.items() if one and one not in choices[name]} == set()
        assert {one: (answer.state, answer.level) for one, answer in answers.items()} == {
            criterion_id: _meant(submitted[name]) for name, criterion_id in fields.items()
        }
        asked = {one.attrib["nodeset"].rpartition("/")[2] for one in form.iter() if one.attrib.get("relevant")}
        assert {reason_field(name) for name in fields} == asked


def _choices(form: ElementTree.Element) -> dict[str, list[str]]:
    """Return the names of the choices that each question of a converted form offers."""
    space = {"x": "http://www.w3.org/2002/xforms"}
    lists = {
        one.attrib["id"]: [item.findtext("x:name", "", space) for item in one.iterfind(".//x:item", space)]
        for one in form.iterfind(".//x:instance[@id]", space)
    }
    found = {}
    for one in form.iterfind(".//x:select1", space):
        (items,) = one.iterfind("x:itemset", space)
        found[one.attrib["ref"].rpartition("/")[2]] = lists[items.attrib["nodeset"].split("'")[1]]
    return found


def _choice(answer: Answer) -> str:
    if answer.level is not None:
        return str(answer.level)
    words = {AnswerState.NOT_APPLICABLE: "not_applicable", AnswerState.DO_NOT_KNOW: "do_not_know"}
    return words.get(answer.state, "")


def _meant(choice: str) -> tuple[AnswerState, int | None]:
    words: Mapping[str, AnswerState] = {
        "": AnswerState.UNANSWERED,
        "not_applicable": AnswerState.NOT_APPLICABLE,
        "do_not_know": AnswerState.DO_NOT_KNOW,
    }
    return (words[choice], None) if choice in words else (AnswerState.LEVEL, int(choice))


class TestQuestionList:
    @given(frameworks())
    def test_each_question_and_option(self, framework: Framework) -> None:
        """Each block starts with a criterion's id, each option with a level's number, whatever the texts are."""
        blocks = [block.split("\n") for block in question_list(framework).removesuffix("\n").split("\n\n")]
        headings = [block for block in blocks if len(block) == 1]
        questions = {block[0].split(" ")[0]: block[1:] for block in blocks if len(block) > 1}

        assert len(parts(framework)) == len(headings)
        assert all(one.startswith("--- ") and one.endswith(" ---") for (one,) in headings)
        assert {*framework.criterion_ids} == {*questions}
        numbers = [*map(str, framework.scale.numbers)]
        for options in questions.values():
            assert numbers == [one.split(" ")[0] for one in options[:-2]]
            assert [NOT_APPLICABLE, DO_NOT_KNOW] == options[-2:]


class TestAnyTable:
    @given(st.lists(cell_texts, min_size=1, max_size=3), st.lists(st.lists(cell_texts, min_size=3, max_size=3)))
    def test_texts(self, columns: list[str], rows: list[list[str]]) -> None:
        """Every text comes back as a text, or is refused with its cell."""
        columns = [f"{place} {name}" for place, name in enumerate(columns)]
        cells = [columns, *(row[: len(columns)] for row in rows)]
        table = Table(columns, [dict(zip(columns, row, strict=False)) for row in rows])
        odd = [
            f"sheet 'T' cell {'ABC'[column]}{place}"
            for place, row in enumerate(cells, 1)
            for column, text in enumerate(row)
            if NOT_IN_A_CELL.search(text)
        ]
        if odd:
            with pytest.raises(FaultsError) as caught:
                to_xlsx({"T": table})
            assert odd == [fault.where for fault in caught.value.faults]
            return
        content = to_xlsx({"T": table})
        sheet = openpyxl.load_workbook(BytesIO(content))["T"]

        assert {"s"} == {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
        found = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("T").to_python()
        while any(cells) and not any(cells[-1]):
            cells.pop()
        assert cells == found

    @given(st.lists(st.text(max_size=40) | st.sampled_from(["History", "a", "A", "'", "x" * 31, "[a]"]), max_size=6))
    def test_names_of_sheets(self, wanted: list[str]) -> None:
        """Any texts give as many names that Excel takes, of which no two differ by case alone."""
        found = sheet_names(wanted)

        assert len(wanted) == len(found) == len({one.casefold() for one in found})
        book = to_xlsx(dict.fromkeys(found, Table(["a"], [])) or {"T": Table(["a"], [])})
        assert found == CalamineWorkbook.from_filelike(BytesIO(book)).sheet_names or not found
