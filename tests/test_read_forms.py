"""Exports of forms, as Microsoft, Google, ODK and KoboToolbox write them, read from the outside."""

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from datamaturity import (
    Answer,
    AnswerError,
    Assessment,
    Fault,
    Framework,
    Panel,
    Respondent,
    UnknownIdError,
    UnreadWarning,
    Wording,
    load_framework,
    read_answers,
    read_network,
    read_panel,
)
from datamaturity.form_layout import DO_NOT_KNOW, NOT_APPLICABLE, field_names, option_text, question_text, reason_field
from examples import CROSSED, ONE_THEME

UK = load_framework("uk-government-dma")
ABOUT = ("ID", "Start time", "Completion time", "Email", "Name")
Rows = Sequence[Sequence[Any]]


def _book(path: Path, sheets: Mapping[str, Rows]) -> Path:
    book = xlsxwriter.Workbook(path)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return path


def _microsoft(folder: Path, questions: Sequence[str], *responses: Sequence[Any], about: Sequence[str] = ABOUT) -> Path:
    """Write an export of Microsoft Forms, anonymous responses one after the other."""
    rows: list[list[Any]] = [[*about, *questions]]
    for number, one in enumerate(responses, 1):
        said: dict[str, Any] = {"ID": number, "Id": number, "Email": "anonymous", "Name": ""}
        rows.append([*(said.get(name, "3/2/26 10:21:33") for name in about), *one])
    return _book(folder / "team.xlsx", {"Sheet1": rows})


def _csv(folder: Path, *rows: Sequence[str], name: str = "team.csv", end: str = "\n") -> Path:
    path = folder / name
    quoted = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    path.write_bytes("".join(row + end for row in quoted).encode())
    return path


def _panel(path: Path, framework: Framework = CROSSED, **options: Any) -> Panel:
    """Return the panel of a file of which everything is taken as it stands."""
    notices: list[Fault] = []
    panel = read_panel(path, framework=framework, notify=notices.append, **options)
    assert [] == notices
    return panel


def _answers(panel: Panel) -> list[dict[str, Answer]]:
    """Return what each respondent answered."""
    given = [one.assessment.answers.items() for one in panel.respondents]
    return [{name: answer for name, answer in items if answer != Answer.unanswered()} for items in given]


def _faults(path: Path, framework: Framework = CROSSED, **options: Any) -> list[str]:
    with pytest.raises(AnswerError) as caught:
        read_panel(path, framework=framework, notify=lambda _: None, **options)
    return [str(fault).replace(f"{path.parent}/", "") for fault in caught.value.faults]


class TestMicrosoft:
    def test_export(self, tmp_path: Path) -> None:
        """Each row is a respondent; questions are in the form's words, options too; nobody in particular is nobody."""
        path = _microsoft(
            tmp_path,
            [question_text(one) for one in CROSSED.criteria],
            [option_text(CROSSED.scale.level(3), "three"), "4 Developing", NOT_APPLICABLE, DO_NOT_KNOW],
            [2, "", "2.0", "Mastering"],
        )

        first: dict[str, Answer | int] = {
            "1.1": 3,
            "1.2": 4,
            "2.3": Answer.not_applicable(),
            "2.4": Answer.do_not_know(),
        }
        second: dict[str, Answer | int] = {"1.1": 2, "2.3": 2, "2.4": 5}
        expected = Panel(Respondent(Assessment(CROSSED, answers)) for answers in ({**first}, {**second}))
        assert expected == _panel(path)

    @pytest.mark.parametrize(
        "about",
        [
            ABOUT,
            ("Id", "Start time", "Completion time", "Email", "Name"),
            (*ABOUT, "Last modified time"),
            (*ABOUT[:3], "Email", "Name", "Total points", "Quiz feedback", "Grade posted time"),
            ("ID", "Start time", "Completion time"),
        ],
    )
    def test_columns_about_a_response(self, tmp_path: Path, about: Sequence[str]) -> None:
        """Whatever the service adds about a response is no question, and nobody need be told."""
        assert [{"1.1": Answer.at(3)}] == _answers(_panel(_microsoft(tmp_path, ["1.1 x"], [3], about=about)))

    def test_order(self, tmp_path: Path) -> None:
        """What the service adds may stand after the questions."""
        path = _book(tmp_path / "a.xlsx", {"Sheet1": [["1.1 x", *ABOUT], [3, 1, "a", "b", "ann@x.example", "Ann"]]})

        (one,) = _panel(path).respondents
        assert ("ann@x.example", 3) == (one.id, one.assessment.answers["1.1"].level)

    @pytest.mark.parametrize(
        ("email", "name", "expected"),
        [
            ("ann@x.example", "Ann", "ann@x.example"),
            ("anonymous", "Ann", "Ann"),
            ("Anonymous", "", ""),
            ("", "anonymous", ""),
            (" ", "", ""),
        ],
    )
    def test_who_responded(self, tmp_path: Path, email: str, name: str, expected: str) -> None:
        """A respondent is called by address, or by name; anonymous ones by nothing."""
        path = _book(tmp_path / "a.xlsx", {"Sheet1": [[*ABOUT, "1.1 x"], [1, "a", "b", email, name, 3]]})

        assert [expected] == [one.id for one in _panel(path).respondents]

    def test_quiz(self, tmp_path: Path) -> None:
        """In a quiz, points and feedback of a question are not read, though they repeat its text."""
        questions = ["Sharing inside", "Points - Sharing inside", "Feedback - Sharing inside"]
        path = _microsoft(tmp_path, [*questions, "Points – x"], [3, 1, "Well done", ""])

        assert [{"1.1": Answer.at(3)}] == _answers(_panel(path))

    def test_questions_as_the_service_writes_them(self, tmp_path: Path) -> None:
        """Blanks of other kinds, line breaks and signs without room in questions make no difference."""
        questions = [
            "\u200bSharing\u00a0inside",
            "Sharing\n outside\u00a0",
            "DECIDING\r\nwith data ",
            "Asking for data2",
        ]

        expected = {one: Answer.at(level) for level, one in enumerate(CROSSED.criterion_ids, 1)}
        assert [expected] == _answers(_panel(_microsoft(tmp_path, questions, [1, 2, 3, 4])))

    def test_sheets_beside_it(self, tmp_path: Path) -> None:
        """Where a workbook has other sheets as well, the export is read and the others are told."""
        sheets: dict[str, Rows] = {
            "Notes": [["Ask", "Bo"], ["1", "2"]],
            "Sheet1": [[*ABOUT, "1.1 x"], [1, "a", "b", "", "", 3]],
        }
        path = _book(tmp_path / "a.xlsx", sheets)
        for options in ({}, {"layout": "microsoft-forms"}):
            notices: list[Fault] = []

            panel = read_panel(path, framework=CROSSED, notify=notices.append, **options)  # type: ignore[arg-type]

            assert [{"1.1": Answer.at(3)}] == _answers(panel)
            assert [f"{path} sheet 'Notes': is not read"] == [str(one) for one in notices]

    def test_one_sheet_by_name(self, tmp_path: Path) -> None:
        """A sheet that is asked for is read alone."""
        rows: dict[str, Rows] = {
            name: [[*ABOUT, "1.1 x"], [1, "a", "b", "", "", level]] for name, level in (("May", 2), ("June", 3))
        }
        path = _book(tmp_path / "a.xlsx", rows)

        assert [2, 3] == [one["1.1"].level for one in _answers(_panel(path))]
        assert [3] == [one["1.1"].level for one in _answers(_panel(path, sheet="June"))]

    def test_saved_as_csv(self, tmp_path: Path) -> None:
        """An export saved as CSV is read the same, also with semicolons where questions are full of commas."""
        path = tmp_path / "a.csv"
        path.write_text(f"{';'.join(ABOUT)};1.1 a, b, c, d, e, f, g, h, i;1.2 j, k\n1;a;b;anonymous;;3;4\n")

        assert [{"1.1": Answer.at(3), "1.2": Answer.at(4)}] == _answers(_panel(path))

    def test_formula_without_its_value(self, tmp_path: Path) -> None:
        """A cell whose value nobody has worked out is a fault, and not unanswered."""
        book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
        sheet = book.add_worksheet("Sheet1")
        sheet.write_row(0, 0, [*ABOUT, "1.1 x"])
        sheet.write_row(1, 0, [1, "a", "b", "", ""])
        sheet.write_formula(1, 5, "=1+2", None, "")
        book.close()

        (fault,) = _faults(tmp_path / "a.xlsx")
        assert "a.xlsx sheet 'Sheet1' row 2: column '1.1 x': '(a formula without its value)' is none of its" in fault

    def test_no_responses(self, tmp_path: Path) -> None:
        """An export without responses says so."""
        assert ["team.xlsx: has a header and no rows below it"] == _faults(_microsoft(tmp_path, ["1.1 x"]))


class TestGoogle:
    def test_export(self, tmp_path: Path) -> None:
        """A column per question, whatever the address is called; line breaks are no matter, in a question or after."""
        for address in ("Email Address", "Username"):
            path = _csv(
                tmp_path,
                ["Timestamp", address, "1.1 Sharing inside", "Sharing\noutside", "Score"],
                ["2026/02/03 10:21:33 am GMT", "ann@x.example", "3 Learning: three", "Emerging", "0 / 0"],
                end="\r\n",
            )

            (one,) = _panel(path).respondents
            assert "ann@x.example" == one.id
            assert Assessment(CROSSED, {"1.1": 3, "1.2": 2}) == one.assessment

    def test_grid(self, tmp_path: Path) -> None:
        """In a grid, rows are criteria, by title, by id or by both."""
        rows = ["Sharing inside", "1.2", "2.3 Deciding with data", "R4"]
        path = _csv(tmp_path, ["Timestamp", *(f"How far are you? [{row}]" for row in rows)], ["x", "1", "2", "3", "4"])

        expected = {one: Answer.at(level) for level, one in enumerate(CROSSED.criterion_ids, 1)}
        assert [expected] == _answers(_panel(path))

    def test_title_that_stands_twice(self, tmp_path: Path) -> None:
        """Two columns of one question are a fault with both columns, for nobody knows which counts."""
        path = _csv(tmp_path, ["Timestamp", "Sharing inside", "sharing inside"], ["x", "1", "2"])

        columns = "columns 2 ('Sharing inside') and 3 ('sharing inside')"
        assert [f"team.csv: has two columns for criterion 1.1: {columns}; delete one"] == _faults(path)

    def test_guarded_text(self, tmp_path: Path) -> None:
        """A text with a guard against formulas is read without it."""
        assert [{"1.1": Answer.at(3)}] == _answers(_panel(_csv(tmp_path, ["Timestamp", "1.1 x"], ["'=1", "3"])))

    def test_responses_of_one_person(self, tmp_path: Path) -> None:
        """Somebody who responded twice is a fault with both lines."""
        path = _csv(tmp_path, ["Timestamp", "Username", "1.1 x"], ["1", "ann", "3"], ["2", "ann", "4"])

        (fault,) = _faults(path)
        assert fault.startswith("team.csv line 3: respondent ann stands on ")
        assert "line 2 already" in fault

    def test_without_its_own_columns(self, tmp_path: Path) -> None:
        """A table in a form's words without the service's columns needs its layout, and the message says so."""
        path = _csv(tmp_path, ["1.1 Sharing inside", "Sharing outside"], ["3", "4"])

        assert "layout" in "".join(_faults(path))
        expected = [{"1.1": Answer.at(3), "1.2": Answer.at(4)}]
        assert expected == _answers(_panel(path, layout="google-forms"))

    def test_bare_id_among_questions(self, tmp_path: Path) -> None:
        """Where some questions are bare ids and others are not, no answer is lost in silence."""
        path = _csv(tmp_path, ["Timestamp", "1.1", "1.2 Sharing outside"], ["x", "3", "4"])

        try:
            found = _answers(_panel(path))
        except AnswerError:
            return

        assert [{"1.1": Answer.at(3), "1.2": Answer.at(4)}] == found


class TestOdk:
    @pytest.mark.parametrize("group", ["", "part_1/", "part_1-", "outer/part_1/", "outer-part_1-"])
    def test_our_own_form(self, tmp_path: Path, group: str) -> None:
        """Answers to our own form are read by its fields, in groups or not; why one does not apply is its note."""
        fields = {str(criterion_id): name for name, criterion_id in field_names(CROSSED).items()}
        header = ["_uuid", *(f"{group}{name}" for name in fields.values()), f"{group}{reason_field(fields['2.3'])}"]
        path = _csv(tmp_path, header, ["u", "1", "5", "not_applicable", "do_not_know", "No customers"])

        expected = {
            "1.1": Answer.at(1),
            "1.2": Answer.at(5),
            "2.3": Answer.not_applicable("No customers"),
            "2.4": Answer.do_not_know(),
        }
        assert [expected] == _answers(_panel(path))

    @pytest.mark.parametrize(
        "field", ["c_1_2", "C_1_2", "q1_2", "q_1_2", "_1_2", "1_2", "g/c1_2", "1.2 Sharing outside"]
    )
    def test_fields_of_other_forms(self, tmp_path: Path, field: str) -> None:
        """Other usual names of fields are known as well, and labels in their place."""
        assert [{"1.2": Answer.at(4)}] == _answers(_panel(_csv(tmp_path, ["_uuid", field], ["u", "4"])))

    def test_columns_about_a_submission(self, tmp_path: Path) -> None:
        """What ODK Central and KoboToolbox add is no question."""
        central = ["SubmissionDate", "start", "end", "c_1_1", "meta-instanceID", "KEY", "SubmitterID", "SubmitterName"]
        central += ["AttachmentsPresent", "AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits"]
        kobo = ["start", "end", "username", "g/c_1_1", "__version__", "_id", "_uuid", "_submission_time"]
        kobo += ["_validation_status", "_notes", "_status", "_submitted_by", "_tags", "_index"]
        for header in (central, kobo):
            path = _csv(tmp_path, header, ["3" if name.endswith("c_1_1") else "x" for name in header])

            assert [{"1.1": Answer.at(3)}] == _answers(_panel(path))

    def test_semicolons(self, tmp_path: Path) -> None:
        """KoboToolbox's semicolons and quotation marks round everything are no matter."""
        path = tmp_path / "a.csv"
        path.write_text('"start";"g/c_1_1";"g/c_1_2";"_uuid"\n"x";"3";"";"u"\n')

        assert [{"1.1": Answer.at(3)}] == _answers(_panel(path))

    def test_unknown_field(self, tmp_path: Path) -> None:
        """A field that is none is a fault as any question is."""
        (fault,) = _faults(_csv(tmp_path, ["_uuid", "c_1_1", "g/c_9_9"], ["u", "3", "4"]))
        assert fault.startswith("team.csv: column 'g/c_9_9' names no criterion of crossed")

    def test_field_that_stands_twice(self, tmp_path: Path) -> None:
        """Two fields for one criterion are a fault."""
        (fault,) = _faults(_csv(tmp_path, ["_uuid", "c_1_1", "1_1"], ["u", "3", "4"]))
        assert "has two columns for criterion 1.1: columns 2 ('c_1_1') and 3 ('1_1')" in fault

    def test_several_choices(self, tmp_path: Path) -> None:
        """Two choices of a question that allowed several are a fault, and not the first of them."""
        (fault,) = _faults(_csv(tmp_path, ["_uuid", "c_1_1"], ["u", "2 3"]))
        assert "team.csv line 2: column 'c_1_1': '2 3'" in fault


class TestWhatMatchesNothing:
    def test_question(self, tmp_path: Path) -> None:
        """A question that is of no criterion is a fault with the closest ones and what to do."""
        path = _csv(tmp_path, ["Timestamp", "1.1 x", "Sharing outsid"], ["x", "3", "4"])

        (fault,) = _faults(path)
        assert fault.startswith(
            "team.csv: column 'Sharing outsid' names no criterion of crossed; did you mean '1.2 Shar"
        )
        assert "if it is no question, say what it is (columns=, --column)" in fault

    def test_option(self, tmp_path: Path) -> None:
        """An option that is none is a fault with its row, its question and the closest ones."""
        path = _microsoft(tmp_path, ["1.1 x"], [3], ["Lerning"])

        (fault,) = _faults(path)
        assert fault.startswith(
            "team.xlsx sheet 'Sheet1' row 3: column '1.1 x': 'Lerning' is none of its options; did "
        )
        assert "'3 Learning'" in fault

    def test_every_fault_at_once(self, tmp_path: Path) -> None:
        """Options of all rows are gathered."""
        path = _csv(tmp_path, ["Timestamp", "1.1 x", "1.2 y"], ["x", "9", "4"], ["x", "1", "#REF!"], ["x", "?", "0"])

        lines = [fault.partition(":")[0] for fault in _faults(path)]
        assert ["team.csv line 2", "team.csv line 3", "team.csv line 4", "team.csv line 4"] == lines

    def test_without_being_strict(self, tmp_path: Path) -> None:
        """Otherwise each is told, with what was done instead."""
        path = _csv(tmp_path, ["Timestamp", "1.1 x", "Comments", "1.2 y"], ["x", "3", "Fine", "perhaps"])
        notices: list[Fault] = []

        panel = read_panel(path, framework=CROSSED, strict=False, notify=notices.append)

        assert [{"1.1": Answer.at(3)}] == _answers(panel)
        assert [str(path), f"{path} line 2"] == [one.where for one in notices]
        assert "column 'Comments' names no criterion of crossed; it is not read" == notices[0].message
        assert notices[1].message.endswith("; it counts as unanswered")

    def test_without_notify(self, tmp_path: Path) -> None:
        """Without `notify` it is a warning."""
        path = _csv(tmp_path, ["Timestamp", "1.1 x", "Comments"], ["x", "3", "Fine"])

        with pytest.warns(UnreadWarning, match="column 'Comments' names no criterion of crossed; it is not read"):
            read_panel(path, framework=CROSSED, strict=False)

    def test_column_that_nobody_filled_in(self, tmp_path: Path) -> None:
        """A column without anything in it cannot be lost, so nobody is asked about it."""
        path = _csv(tmp_path, ["Timestamp", "1.1 x", "Comments", ""], ["x", "3", "", " "])

        assert [{"1.1": Answer.at(3)}] == _answers(_panel(path))

    def test_column_without_a_name(self, tmp_path: Path) -> None:
        """A column without a name and with something in it is a fault that says which it is."""
        (fault,) = _faults(_csv(tmp_path, ["Timestamp", "1.1 x", ""], ["x", "3", "4"]))
        assert "column 3" in fault

    def test_no_question(self, tmp_path: Path) -> None:
        """A form of something else is a fault."""
        assert ["team.csv: has no question of crossed"] == _faults(_csv(tmp_path, ["Timestamp"], ["x"]))

    def test_rows_of_other_lengths(self, tmp_path: Path) -> None:
        """A row with too few or too many cells is a fault with its line; empty cells at the end are none."""
        path = _csv(tmp_path, ["Timestamp", "1.1 x"], ["x"], ["x", "3", "4"], ["x", "3", ""])

        lines = [fault.partition(": ")[0] for fault in _faults(path)]
        assert ["team.csv line 2", "team.csv line 3"] == lines

    def test_short_row_beside_other_questions(self, tmp_path: Path) -> None:
        """A file that was cut off in a row is a fault, also where some of its questions match nothing."""
        path = _csv(tmp_path, ["Timestamp", "1.1 x", "Comments"], ["x", "3", "Fine"], ["x"])

        faults = _faults(path)
        assert any(fault.startswith("team.csv line 3: has another number of cells") for fault in faults)
        assert any("column 'Comments' names no criterion" in fault for fault in faults)

    def test_empty_file(self, tmp_path: Path) -> None:
        """An empty file is a fault that says what it needs."""
        (tmp_path / "a.csv").write_text("\n")

        (fault,) = _faults(tmp_path / "a.csv", layout="google-forms")
        assert "a.csv: is empty; it needs a header with the questions" == fault

    def test_no_csv(self, tmp_path: Path) -> None:
        """Where the text stops being CSV is a fault with its line."""
        (tmp_path / "a.csv").write_text('Timestamp,1.1 x\n"x,3\n')

        assert "a.csv line 2: is not CSV: unexpected end of data" in _faults(tmp_path / "a.csv")

    def test_unknown_layout(self, tmp_path: Path) -> None:
        """A layout that there is not is refused with the closest."""
        with pytest.raises(UnknownIdError) as caught:
            read_panel(_csv(tmp_path, ["1.1"], ["3"]), framework=CROSSED, layout="google")

        expected = "no layout 'google' in the library (5 layouts); did you mean 'google-forms'?"
        assert expected == str(caught.value)

    def test_much_that_matches_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """In a file full of other questions and options, what is closest is sought for some, as it takes a while."""
        sought: list[str] = []

        def seek(given: str, *_: object, **__: object) -> list[str]:
            sought.append(given)
            return []

        monkeypatch.setattr(difflib, "get_close_matches", seek)
        questions = [f"Question number {number}" for number in range(1000)]
        assert 1000 == len(_faults(_csv(tmp_path, ["Timestamp", *questions], ["x", *["y"] * 1000])))
        assert 0 < len(sought) < 500

        sought.clear()
        rows = [["x", f"option {number}"] for number in range(1000)]
        assert 1000 == len(_faults(_csv(tmp_path, ["Timestamp", "1.1 x"], *rows)))
        # Once for each among the names of levels, which are few; among all texts for some.
        assert 1000 <= len(sought) < 1500


class TestColumns:
    def test_what_a_column_is(self, tmp_path: Path) -> None:
        """A header may be said to be a criterion, who responded, or nothing, in any case and with any blanks."""
        header = ["Timestamp", "How do you share?", "Your  name", "Team", "Grade", "Body", "Comments"]
        path = _csv(tmp_path, header, ["x", "3", "Ann", "Finance", "manager", "Abbey", "Fine"])
        columns = {"how do you share?": "1.1", "Your name": "respondent", "Team": "unit", "Grade": "role"}

        panel = _panel(path, columns=columns | {"Body": "organisation", "Comments": ""})

        assessment = Assessment(CROSSED, {"1.1": 3}, organisation="Abbey")
        one = Respondent(assessment, id="Ann", role="manager", unit="Finance")
        assert Panel([one], organisation="Abbey") == panel

    def test_a_word_before_the_services(self, tmp_path: Path) -> None:
        """What is said of a column counts for more than what the service calls it."""
        path = _csv(tmp_path, ["Timestamp", "Email Address", "1.1 x"], ["x", "ann@x.example", "3"])

        assert [""] == [one.id for one in _panel(path, columns={"Email Address": ""}).respondents]

    def test_columns_named_after_what_they_are(self, tmp_path: Path) -> None:
        """Questions that are called after what they ask need not be mapped."""
        path = _csv(tmp_path, ["Timestamp", "Organization", "ROLE", "1.1 x"], ["x", "Abbey", "manager", "3"])

        (one,) = _panel(path).respondents
        assert ("Abbey", "manager") == (one.assessment.organisation, one.role)

    def test_unknown_meaning(self, tmp_path: Path) -> None:
        """A meaning that is none is a fault with those that there are."""
        path = _csv(tmp_path, ["Timestamp", "Q1", "1.2 y"], ["x", "3", "4"])

        expected = (
            "column 'Q1' is said to be '9.9', which is no criterion and none of organisation, respondent, role, unit"
        )
        assert [f"team.csv: {expected}"] == _faults(path, columns={"Q1": "9.9"})

    def test_column_that_is_not_there(self, tmp_path: Path) -> None:
        """A column that is mapped and not there is a fault, as it was written."""
        path = _csv(tmp_path, ["Timestamp", "1.2 y"], ["x", "4"])

        expected = "team.csv: has no column 'Question 1' in an export of a form, though it is said what it means "
        assert [f"{expected}(columns=, --column)"] == _faults(path, columns={"Question 1": "1.1"})

    def test_two_columns_for_one(self, tmp_path: Path) -> None:
        """Two columns for one criterion, or one trait, are a fault, mapped or not."""
        path = _csv(tmp_path, ["Timestamp", "Q1", "1.1 x", "Team", "Unit"], ["x", "3", "4", "a", "b"])

        faults = _faults(path, columns={"Q1": "1.1", "Team": "unit"})
        assert 2 == len(faults)
        assert "has two columns for unit, 'Unit' the second" in faults[0]
        assert "has two columns for criterion 1.1" in faults[1]

    def test_files_with_other_columns(self, tmp_path: Path) -> None:
        """Of several files, a column need stand in one."""
        one = _csv(tmp_path, ["Timestamp", "Q1"], ["x", "3"], name="one.csv")
        two = _csv(tmp_path, ["Timestamp", "Q2"], ["x", "4"], name="two.csv")

        panel = read_panel(one, two, framework=CROSSED, columns={"Q1": "1.1", "Q2": "1.2"})

        assert [{"1.1": Answer.at(3)}, {"1.2": Answer.at(4)}] == _answers(panel)

    def test_table_that_is_no_form(self, tmp_path: Path) -> None:
        """Columns of a table that shows no service are not passed over in silence."""
        path = _csv(tmp_path, ["Q1", "1.2"], ["3", "4"])

        try:
            found = _answers(_panel(path, columns={"Q1": "1.1"}))
        except AnswerError:
            return

        assert [{"1.1": Answer.at(3), "1.2": Answer.at(4)}] == found


class TestOtherWords:
    WORDING = Wording(
        licence="CC0-1.0",
        language="cy",
        level_names={3: "Dysgu"},
        criterion_titles={"1.2": "Rhannu y tu allan"},
        descriptors={"1.1.2": "dau"},
    )

    def test_wording(self, tmp_path: Path) -> None:
        """Questions and options are known in other words where these are given."""
        path = _csv(tmp_path, ["Timestamp", "Sharing inside", "Rhannu y tu allan"], ["x", "dau", "Dysgu"])

        expected = [{"1.1": Answer.at(2), "1.2": Answer.at(3)}]
        assert expected == _answers(_panel(path, wordings=[self.WORDING]))
        assert 1 == len(_faults(path))

    def test_any_iterable(self, tmp_path: Path) -> None:
        """Wordings may be any iterable, also for several files."""
        one = _csv(tmp_path, ["Timestamp", "Rhannu y tu allan"], ["x", "3"], name="one.csv")
        two = _csv(tmp_path, ["Timestamp", "Rhannu y tu allan"], ["x", "4"], name="two.csv")

        panel = read_panel(one, two, framework=CROSSED, wordings=iter([self.WORDING]))

        assert [{"1.2": Answer.at(3)}, {"1.2": Answer.at(4)}] == _answers(panel)


class TestNetworksAndAssessments:
    def test_network(self, tmp_path: Path) -> None:
        """A form with a question for the organisation is a network, with attributes from its questions."""
        path = _csv(
            tmp_path,
            ["Timestamp", "Organisation", "Sector", "1.1 x"],
            ["x", "Abbey", "arts", "3"],
            ["x", "Bridge", "health", "4"],
            ["x", "Abbey", "arts", "5"],
        )

        network = read_network(path, framework=CROSSED)

        assert ["Abbey", "Bridge"] == [one.id for one in network.organisations]
        assert ("arts", "health") == network.values_of("sector")

    def test_mapped_attribute(self, tmp_path: Path) -> None:
        """A column may be said to be an attribute."""
        path = _csv(tmp_path, ["Timestamp", "Who?", "What kind?", "1.1 x"], ["x", "Abbey", "arts", "3"])

        network = read_network(path, framework=CROSSED, columns={"Who?": "organisation", "What kind?": "sector"})

        assert ("arts",) == network.values_of("sector")

    def test_file_is_the_organisation(self, tmp_path: Path) -> None:
        """Without such a question, the file's name is the organisation's."""
        path = _csv(tmp_path, ["Timestamp", "1.1 x"], ["x", "3"], name="Abbey.csv")

        assert ["Abbey"] == [one.id for one in read_network(path, framework=CROSSED).organisations]

    def test_row_without_an_organisation(self, tmp_path: Path) -> None:
        """A response that does not say for whom it is is a fault of a network."""
        path = _csv(tmp_path, ["Timestamp", "Organisation", "1.1 x"], ["x", "", "3"])

        with pytest.raises(AnswerError, match="line 2: has no organisation"):
            read_network(path, framework=CROSSED)

    def test_assessment(self, tmp_path: Path) -> None:
        """A form with one response is an assessment; with several it is a fault that says what to do."""
        one = _microsoft(tmp_path, ["1.1 x"], [3])

        assert Assessment(CROSSED, {"1.1": 3}) == read_answers(one, framework=CROSSED)

        two = _microsoft(tmp_path, ["1.1 x"], [3], [4])
        with pytest.raises(
            AnswerError, match="has the answers of 2 people; an assessment is one's: read them as a panel"
        ):
            read_answers(two, framework=CROSSED)

    def test_assessment_in_words_without_a_service(self, tmp_path: Path) -> None:
        """One response in a form's words without the service's columns is read under its layout."""
        path = _csv(tmp_path, ["Sharing inside", "[1.2] Sharing outside"], ["3", "4"])

        expected = Assessment(CROSSED, {"1.1": 3, "1.2": 4})
        assert expected == read_answers(path, framework=CROSSED, layout="google-forms")
        with pytest.raises(AnswerError, match="layout"):
            read_answers(path, framework=CROSSED)

    def test_whole_framework(self, tmp_path: Path) -> None:
        """A form of ours for the UK DMA comes back whole, every option in its full words."""
        cells = [option_text(one.scale.level(3)) for one in [UK] * 97]
        path = _microsoft(tmp_path, [question_text(one) for one in UK.criteria], cells)

        assert Assessment(UK, dict.fromkeys(UK.criterion_ids, 3)) == read_answers(path, framework=UK)

    def test_ids_without_digits(self, tmp_path: Path) -> None:
        """Criteria whose ids are words are known by their titles, and by their bare ids."""
        path = _csv(tmp_path, ["Timestamp", "Criterion a", "[b] Anything"], ["x", "3", "4"])

        assert [{"a": Answer.at(3), "b": Answer.at(4)}] == _answers(_panel(path, ONE_THEME))
