"""
Laws of tables and forms: one panel in any layout is the same, whatever a service does to its questions and options.

The CSV files are written by hand here, not by `csv.writer`, so that the reader is not tested against its own machinery.
"""

import contextlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import example, given
from hypothesis import strategies as st

import strategies
from datamaturity import (
    Answer,
    AnswerState,
    Assessment,
    Criterion,
    Framework,
    Panel,
    Respondent,
    Theme,
    load_framework,
    read_answers,
    read_panel,
)
from datamaturity.form_layout import DO_NOT_KNOW, NOT_APPLICABLE, field_names, option_text, question_text, reason_field
from datamaturity.readers.options import Options
from datamaturity.readers.plain_text import folded, plain
from datamaturity.readers.questions import Questions
from examples import CROSSED, FIVE, ONE_THEME

TEXTS = ("None", "2 teams do", "Most: nearly all", "All of it", "All of it, and others learn")
WORDED = Framework(
    id="worded",
    version="1",
    title="Ids, titles and descriptors that begin like others",
    scale=FIVE,
    themes=[Theme("data", "Data")],
    criteria=[
        Criterion("2.1", "Sharing data", theme="data", descriptors=TEXTS),
        Criterion("2.10", "Sharing data; with others, too", theme="data", descriptors=TEXTS[::-1]),
        Criterion("2.11", "3 questions “of” ours", theme="data"),
        Criterion("C-1", "Who’s the owner?", theme="data"),
    ],
)
# Small ones, since a law that fails shows the framework that it fails for.
FRAMEWORKS = (CROSSED, ONE_THEME, WORDED)
PACKAGED = ("uk-government-dma", "seven-themes", "leadership-principles", "data-declaration")

# What services, browsers and copying leave in a text; none of it can be seen.
BLANKS = (" ", "  ", "\u00a0", "\n", "\r\n", " \t", "\u202f", "\u2009")
UNSEEN = ("", "\u200b", "\ufeff", "\u00ad", "\u200e", "\u2060")


@st.composite
def decorated(draw: st.DrawFn, text: str) -> str:
    """A text as a service may give it back: other blanks, signs that take no room, other cases and quotation marks."""
    text = draw(st.sampled_from([text, text, text.upper(), text.lower()]))
    text = "".join(draw(st.sampled_from(BLANKS)) if sign == " " else sign for sign in text)
    text = draw(st.sampled_from([text, text.replace("’", "'"), text.replace("“", '"').replace("”", '"')]))
    place = draw(st.integers(0, len(text)))
    text = text[:place] + draw(st.sampled_from(UNSEEN)) + text[place:]
    return draw(st.sampled_from(["", " ", "\u00a0", "\n"])) + text + draw(st.sampled_from(["", " ", "\u200b", "\n"]))


@st.composite
def questions(draw: st.DrawFn, criterion: Criterion) -> str:
    """A criterion as a question, with its id and without."""
    one, title = criterion.id, criterion.title
    asked = [question_text(criterion), title, f"[{one}] {title}", f"[{one}] In our own words", f"{title} *", f"[{one}]"]
    if any(map(str.isdecimal, one)):
        asked += [f"{one}: {title}", f"{one} – in our own words", f"({one}) {title}"]
    return draw(decorated(draw(st.sampled_from(asked))))


@st.composite
def options(draw: st.DrawFn, framework: Framework, criterion_id: str, answer: Answer) -> str:
    """An answer as an option: number, name, descriptor, or all of them."""
    if answer.level is None:
        given = {
            AnswerState.NOT_APPLICABLE: [NOT_APPLICABLE, "n/a", "not_applicable"],
            AnswerState.DO_NOT_KNOW: [DO_NOT_KNOW, "don’t know", "do_not_know"],
        }.get(answer.state, [""])
        return draw(decorated(draw(st.sampled_from(given))))
    level = framework.scale.level(answer.level)
    given = [f"{level.number}", f"{level.number}.0", level.name, str(level), option_text(level)]
    given += [f"{level.number}: in our own words", f"[{level.number}] {level.name}"]
    for one in framework.descriptors_of(criterion_id):
        if one.level == level:
            given += [one.text, option_text(level, one.text), f"{level.name}: {one.text}", f"{level.number} {one.text}"]
    return draw(decorated(draw(st.sampled_from(given))))


states = st.sampled_from(AnswerState)
SIGNS = (*" .,-–:;/", ") ", ". ", ", ", "; ", " - ", " to ")


@st.composite
def panels(draw: st.DrawFn) -> tuple[Panel, list[str]]:
    """A panel of one to three people without notes, and the criteria that their form asks for."""
    framework = draw(st.sampled_from(FRAMEWORKS))
    ids = draw(st.lists(st.sampled_from(framework.criterion_ids), unique=True, min_size=1, max_size=5))
    people = []
    for number in range(draw(st.integers(1, 3))):
        given: dict[str, Answer] = {}
        for one in ids:
            state = draw(states)
            given[one] = Answer(
                state, draw(st.sampled_from(framework.scale.numbers)) if state is AnswerState.LEVEL else None
            )
        people.append(Respondent(Assessment(framework, given), id=f"ann-{number}@x.example"))
    return Panel(people), [*ids]


Table = list[list[str]]


def microsoft(panel: Panel, asked: Sequence[str], said: Sequence[Sequence[str]]) -> Table:
    """Return the panel as an export of Microsoft Forms."""
    people = [one.id for one in panel.respondents]
    rows = [
        [f"{n}", "3/2/26 10:21:33", "", one, "", *cells]
        for n, (one, cells) in enumerate(zip(people, said, strict=True))
    ]
    return [["ID", "Start time", "Completion time", "Email", "Name", *asked], *rows]


def google(panel: Panel, asked: Sequence[str], said: Sequence[Sequence[str]]) -> Table:
    """Return the panel as an export of Google Forms, each question the row of a grid, brackets aside."""
    rows = [["now", one.id, *cells] for one, cells in zip(panel.respondents, said, strict=True)]
    return [["Timestamp", "Email Address", *(one if "[" in one else f"How far? [{one}]" for one in asked)], *rows]


def csv_text(table: Table, sign: str, end: str) -> bytes:
    """Return a table as CSV, everything in quotation marks."""
    rows = (sign.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table)
    return "".join(row + end for row in rows).encode()


def write_book(path: Path, table: Table) -> None:
    """Write a table as a workbook; what looks like a number is one, as a spreadsheet program makes it."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Sheet1")
    for number, row in enumerate(table):
        for place, cell in enumerate(row):
            if re.fullmatch(r"[0-9]+(\.[0-9]+)?", cell):
                sheet.write_number(number, place, float(cell))
            else:
                sheet.write_string(number, place, cell)
    book.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose files each example writes anew."""
    return tmp_path_factory.mktemp("forms")


def read(path: Path, framework: Framework) -> Panel:
    """Return the panel of a file of which everything is taken as it stands."""
    notices: list[object] = []
    panel = read_panel(path, framework=framework, notify=notices.append)
    assert [] == [one for one in notices if "which a spreadsheet program shortens" not in str(one)]
    return panel


class TestOnePanelInAnyLayout:
    @given(panels(), st.sampled_from([microsoft, google]), st.sampled_from(["book", ",", ";"]), st.data())
    def test_forms(
        self,
        folder: Path,
        drawn: tuple[Panel, list[str]],
        service: Callable[[Panel, Sequence[str], Sequence[Sequence[str]]], Table],
        kind: str,
        data: st.DataObject,
    ) -> None:
        """An export reads back as the panel, in whatever words and guises its questions and options are."""
        panel, ids = drawn
        framework = panel.framework
        asked = [data.draw(questions(framework.criterion(one))) for one in ids]
        said = [
            [data.draw(options(framework, one, person.assessment.answers[one])) for one in ids]
            for person in panel.respondents
        ]
        table = service(panel, asked, said)
        path = folder / "form"
        if kind == "book":
            write_book(path, table)
        else:
            path.write_bytes(csv_text(table, kind, "\r\n"))

        assert panel == read(path, framework)

    @given(panels(), st.sampled_from(["/", "-", ""]), st.data())
    def test_odk(self, folder: Path, drawn: tuple[Panel, list[str]], separator: str, data: st.DataObject) -> None:
        """Answers to our own XLSForm read back, reasons included, in groups or not."""
        panel, ids = drawn
        framework = panel.framework
        names = {str(one): name for name, one in field_names(framework).items()}
        group = f"part_1{separator}" if separator else ""
        header = ["_uuid", "_submitted_by"]
        rows: Table = [[f"uuid:{number}", one.id] for number, one in enumerate(panel.respondents)]
        people = [{**one.assessment.answers} for one in panel.respondents]
        for one in ids:
            header += [f"{group}{names[one]}", f"{group}{reason_field(names[one])}"]
            for answers, row in zip(people, rows, strict=True):
                answer = answers[one]
                choice = {AnswerState.NOT_APPLICABLE: "not_applicable", AnswerState.DO_NOT_KNOW: "do_not_know"}
                text = f"{answer.level}" if answer.level is not None else choice.get(answer.state, "")
                reason = data.draw(st.sampled_from(["", "No customers; “none”"])) if text == "not_applicable" else ""
                answers[one] = Answer(answer.state, answer.level, reason)
                row += [text, reason]
        path = folder / "odk"
        path.write_bytes(csv_text([header, *rows], data.draw(st.sampled_from([",", ";"])), "\n"))

        # ODK says who sent a form, which need not be who answered, so nobody is named.
        assert Panel(Respondent(Assessment(framework, one)) for one in people) == read(path, framework)

    @given(panels(), st.booleans(), st.booleans(), st.data())
    def test_tables(
        self, folder: Path, drawn: tuple[Panel, list[str]], long: bool, book: bool, data: st.DataObject
    ) -> None:
        """A long and a wide table read back as the panel, from CSV and from a workbook with its numbers as numbers."""
        panel, ids = drawn

        def cell(answer: Answer) -> str:
            if answer.level is not None:
                level = panel.framework.scale.level(answer.level)
                return data.draw(decorated(data.draw(st.sampled_from([f"{level.number}", level.name, str(level)]))))
            return {AnswerState.NOT_APPLICABLE: "n/a", AnswerState.DO_NOT_KNOW: "do not know"}.get(answer.state, "")

        people = [(one.id, one.assessment.answers) for one in panel.respondents]
        if long:
            table = [["respondent", "criterion", "answer"]]
            table += [[name, one, cell(answers[one])] for name, answers in people for one in ids]
        else:
            table = [["respondent", *ids], *([name, *(cell(answers[one]) for one in ids)] for name, answers in people)]
        # 2.10 as a number is 2.1: where there is both, the column has to be text.
        both = book and panel.framework is WORDED and "2.10" in ids
        path = folder / "table"
        if book and not both:
            write_book(path, table)
        else:
            path.write_bytes(csv_text(table, ",", "\n"))

        assert panel == read(path, panel.framework)

    @given(panels(), st.data())
    def test_assessment(self, folder: Path, drawn: tuple[Panel, list[str]], data: st.DataObject) -> None:
        """What reads as a panel of one reads as that one's assessment."""
        panel, ids = drawn
        (one, *_) = panel.respondents
        said = [[data.draw(options(panel.framework, key, one.assessment.answers[key])) for key in ids]]
        asked = [question_text(panel.framework.criterion(key)) for key in ids]
        path = folder / "one"
        write_book(path, microsoft(Panel([one]), asked, said))

        assert one.assessment == read_answers(path, framework=panel.framework)


class TestQuestionsAndOptions:
    @given(st.sampled_from(PACKAGED), st.data())
    def test_every_question_of_a_known_framework(self, framework_id: str, data: st.DataObject) -> None:
        """Each question in each guise is of its criterion."""
        framework = load_framework(framework_id)
        one = data.draw(st.sampled_from(framework.criteria))

        assert one.id == Questions(framework).criterion(data.draw(questions(one)))

    @given(strategies.frameworks(), st.data())
    def test_any_framework(self, framework: Framework, data: st.DataObject) -> None:
        """Of any framework, a question by id and title is of that criterion, or refused; it is never another's."""
        found = Questions(framework)
        for one in framework.criteria:
            text = data.draw(st.sampled_from([question_text(one), f"[{one.id}] {one.title}", one.title]))
            try:
                criterion_id = found.criterion(text)
            except ValueError:
                continue

            same = folded(framework.criterion(criterion_id).title) == folded(one.title)
            # A title that starts with another criterion's id is that one's, as every question that starts with an id.
            starts = folded(text).split(" ")[0].strip("[]().:") == folded(criterion_id)
            assert criterion_id == one.id or (text == one.title and (starts or not same) and folded(one.title) != "")

    @given(strategies.frameworks(), st.data())
    def test_any_level(self, framework: Framework, data: st.DataObject) -> None:
        """Of any framework, a level as an option is that level, or refused; it is never another."""
        found = Options(framework)
        one, level = data.draw(st.sampled_from(framework.criteria)), data.draw(st.sampled_from(framework.scale.levels))
        texts = [given.text for given in framework.descriptors_of(one.id) if given.level == level]
        text = data.draw(st.sampled_from([option_text(level, given) for given in ["", *texts]]))
        try:
            state, number = found.answer(text, one.id)
        except ValueError:
            return

        assert (AnswerState.LEVEL, level.number) == (state, number)

    @given(strategies.frameworks(), st.text(max_size=20))
    @example(WORDED, "2.5")
    @example(WORDED, "2 3")
    def test_any_option(self, framework: Framework, text: str) -> None:
        """Any text is an answer whose level is on the scale, or a `ValueError` that says something."""
        message = ""
        try:
            state, level = Options(framework).answer(text, framework.criterion_ids[0])
        except ValueError as error:
            message = str(error)
        else:
            assert (state is AnswerState.LEVEL) == (level in framework.scale.numbers)
            return

        assert message.strip()

    # The levels of all these run from 1 to 5, so none of these texts is a whole number.
    @given(st.sampled_from(FRAMEWORKS), st.integers(1, 5), st.sampled_from(SIGNS), st.integers(1, 5))
    def test_two_numbers_are_no_level(self, framework: Framework, first: int, sign: str, second: int) -> None:
        """Two numbers of levels with any sign between them are refused, and not read as the first."""
        found = None
        with contextlib.suppress(ValueError):
            found = Options(framework).answer(f"{first}{sign}{second}", framework.criterion_ids[0])

        assert found is None


class TestPlainText:
    @given(st.text())
    def test_settled(self, text: str) -> None:
        """What is plain stays as it is, and so does what is folded; nothing has blanks around it."""
        assert plain(text) == plain(plain(text)) == plain(text).strip()
        assert folded(text) == folded(folded(text))

    @given(st.text(max_size=20), st.data())
    def test_decoration_makes_no_difference(self, text: str, data: st.DataObject) -> None:
        """Signs that take no room, wherever they stand, and blanks around a text make no difference."""
        place = data.draw(st.integers(0, len(text)))
        sign = data.draw(st.sampled_from(UNSEEN))

        assert folded(text) == folded(f"\u00a0{text[:place]}{sign}{text[place:]}\n")
