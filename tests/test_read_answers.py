"""One assessment from a CSV file with a row per criterion."""

import warnings
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

import openpyxl
import pytest

from datamaturity import (
    Answer,
    AnswerError,
    Assessment,
    Criterion,
    Evidence,
    Fault,
    FileError,
    Framework,
    Theme,
    UnknownIdError,
    UnreadWarning,
    load_framework,
    read_answers,
)
from datamaturity.packaged import example_answers
from datamaturity.readers.answers import parse_answers
from datamaturity.writers.csv_text import to_csv
from datamaturity.writers.templates import answers_template
from examples import CROSSED, FIVE, ONE_THEME, ONE_THEME_ANSWERED, SAMM

Rows: TypeAlias = Sequence[Sequence[object]]


def _read(text: str, framework: Framework = CROSSED) -> Assessment:
    return parse_answers(text, framework=framework, source="answers.csv")


def _faults(text: str, framework: Framework = CROSSED) -> list[Fault]:
    with pytest.raises(AnswerError) as caught:
        _read(text, framework)
    return [*caught.value.faults]


def _lines(text: str, framework: Framework = CROSSED) -> list[str]:
    return [fault.where.removeprefix("answers.csv ") for fault in _faults(text, framework)]


class TestWhatIsRead:
    def test_worked_example(self) -> None:
        """The answers of SPEC section 3 read as the assessment that its scores are worked from."""
        text = "criterion,answer,note\na,4,\nb,3 Learning,\nc,n/a,No customers\nd,,\ne,emerging,\n"

        assert ONE_THEME_ANSWERED == _read(text, ONE_THEME)

    def test_four_states(self) -> None:
        """A level, *not applicable*, *do not know* and nothing stay four different answers."""
        assessment = _read("criterion,answer\n1.1,1\n1.2,not applicable\n2.3,do not know\n2.4,\n")

        expected = [Answer.at(1), Answer.not_applicable(), Answer.do_not_know(), Answer.unanswered()]
        assert expected == [*assessment.answers.values()]

    def test_what_is_left_out_is_unanswered(self) -> None:
        """Criteria that the file leaves out are unanswered; with a header alone, all of them are."""
        assert Assessment(CROSSED, {"2.3": 5}) == _read("criterion,answer\n2.3,5\n")
        assert Assessment(CROSSED) == _read("criterion,answer\n")

    def test_scale_of_the_framework(self) -> None:
        """The levels are the framework's own, from 0 where its scale starts there."""
        framework = Framework(
            id="yes-no",
            version="1",
            title="From 0",
            scale=SAMM,
            themes=[Theme("t", "T")],
            criteria=[Criterion("a", "A", theme="t"), Criterion("b", "B", theme="t")],
        )

        assert Assessment(framework, {"a": 0, "b": 3}) == _read("criterion,answer\na,0\nb,3 Most\n", framework)

    def test_notes(self) -> None:
        """A note belongs to any answer, for *not applicable* it is the reason; blanks around it are dropped."""
        assessment = _read(
            "criterion,answer,note\n1.1,2,Two teams\n1.2,n/a, No customers \n2.3,do not know,Ask Bo\n2.4,,Still open\n"
        )

        expected = [
            Answer.at(2, note="Two teams"),
            Answer.not_applicable("No customers"),
            Answer.do_not_know(note="Ask Bo"),
            Answer.unanswered(note="Still open"),
        ]
        assert expected == [*assessment.answers.values()]

    def test_quoted_notes(self) -> None:
        """A quoted note may hold separators, quotation marks, line ends and blank lines."""
        assessment = _read('criterion,answer,note\n1.1,2,"One, ""two"";\n\nthree"\n1.2,3,\n')

        assert Answer.at(2, note='One, "two";\n\nthree') == assessment.answers["1.1"]
        assert Answer.at(3) == assessment.answers["1.2"]

    def test_evidence(self) -> None:
        """Evidence is a piece a line: an address where it is one, else a title; blank lines are none."""
        assessment = _read(
            'criterion,answer,evidence\n1.1,2,"Data policy, 2024\n\n https://example.org/policy.pdf \n"\n'
            "1.2,3,see https://example.org\n2.3,4,\n2.4,4,https://example.org page 3\n"
        )

        pieces = (Evidence("Data policy, 2024"), Evidence(address="https://example.org/policy.pdf"))
        assert pieces == assessment.answers["1.1"].evidence
        assert (Evidence("see https://example.org"),) == assessment.answers["1.2"].evidence
        assert () == assessment.answers["2.3"].evidence
        assert (Evidence("https://example.org page 3"),) == assessment.answers["2.4"].evidence

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
    def test_separators_and_line_ends(self, delimiter: str, end: str) -> None:
        """Commas, semicolons and tabs, and any line ends, say the same."""
        rows = [["criterion", "answer", "note"], ["1.1", "2", "a"], [], ["2.4", "n/a", '"x,y;z\tw"']]
        expected = Assessment(CROSSED, {"1.1": Answer.at(2, note="a"), "2.4": Answer.not_applicable("x,y;z\tw")})

        assert expected == _read(end.join(map(delimiter.join, rows)))
        assert expected == _read(end.join(map(delimiter.join, rows)) + end)

    @pytest.mark.parametrize("name", [",", ";", "\t", "|"])
    def test_line_that_names_the_separator(self, name: str) -> None:
        """The line ``sep=;`` that spreadsheet programs write above the header is taken at its word."""
        expected = Assessment(CROSSED, {"1.1": 2})

        assert expected == _read(f"sep={name}\r\ncriterion{name}answer\r\n1.1{name}2\r\n")

    def test_separator_inside_a_name(self) -> None:
        """Commas inside a column's name do not make a file with semicolons one with commas."""
        notices: list[Fault] = []
        text = 'criterion;answer;"What, when, where, and by whom"\n1.1;2;"a, b"\n'

        assessment = parse_answers(text, framework=CROSSED, notify=notices.append)

        assert Assessment(CROSSED, {"1.1": 2}) == assessment
        assert ["column 'What, when, where, and by whom' is not read"] == [one.message for one in notices]

    @pytest.mark.parametrize(
        "header",
        ["criterion,answer,note", "CRITERION,ANSWER,NOTE", "Criterion, Answer ,nOTE", '"criterion","answer","note"'],
    )
    def test_names_of_columns(self, header: str) -> None:
        """The columns' names may be upper or lower case, quoted, and have blanks around them."""
        assert Assessment(CROSSED, {"1.1": Answer.at(2, note="a")}) == _read(f"{header}\n1.1,2,a\n")

    def test_order_of_columns(self) -> None:
        """The columns may stand in any order."""
        text = "evidence,note,answer,criterion\nPolicy,Why,2,1.1\n"

        expected = Answer.at(2, note="Why", evidence=(Evidence("Policy"),))
        assert expected == _read(text).answers["1.1"]

    def test_order_of_rows(self) -> None:
        """The rows may stand in any order; the assessment is in framework order."""
        forwards = _read("criterion,answer,note\n1.1,1,a\n1.2,2,b\n2.3,3,c\n2.4,4,d\n")
        backwards = _read("criterion,answer,note\n2.4,4,d\n2.3,3,c\n1.2,2,b\n1.1,1,a\n")

        assert forwards == backwards
        assert repr(forwards.answers.notes) == repr(backwards.answers.notes)

    def test_blank_rows(self) -> None:
        """Rows with nothing in them, and empty cells beyond the last column, are how spreadsheets save; no fault."""
        assert Assessment(CROSSED, {"1.1": 2, "1.2": 3}) == _read("criterion,answer,,\n\n1.1,2,,\n,,,\n1.2,3,,,,\n \n")

    def test_blanks_around_an_id(self) -> None:
        """Blanks around an id are dropped."""
        assert Assessment(CROSSED, {"1.1": 2}) == _read("criterion,answer\n 1.1 , 2 \n")

    def test_packaged_example(self) -> None:
        """The packaged example is read without a fault, and nothing but its titles is left unread."""
        notices: list[Fault] = []

        parse_answers(example_answers(), framework=load_framework("uk-government-dma"), notify=notices.append)

        assert [] == notices


class TestFiles:
    def test_with_and_without_mark(self, tmp_path: Path) -> None:
        """A byte order mark makes no difference."""
        plain, marked = tmp_path / "plain.csv", tmp_path / "marked.csv"
        text = "criterion,answer,note\n1.1,2,Gwybod – ½\n"
        plain.write_text(text, encoding="utf-8")
        marked.write_text(text, encoding="utf-8-sig")

        expected = Assessment(CROSSED, {"1.1": Answer.at(2, note="Gwybod – ½")})
        assert expected == read_answers(plain, framework=CROSSED)
        assert expected == read_answers(str(marked), framework=CROSSED)

    def test_packaged_framework_by_its_id(self, tmp_path: Path) -> None:
        """A packaged framework may be given by its id."""
        path = tmp_path / "answers.csv"
        path.write_text("criterion,answer\n4.33,3\n")

        expected = Assessment(load_framework("uk-government-dma"), {"4.33": 3})
        assert expected == read_answers(path, framework="uk-government-dma")

    def test_unknown_packaged_framework(self, tmp_path: Path) -> None:
        """An id that no packaged framework has is an `UnknownIdError`."""
        with pytest.raises(UnknownIdError, match="uk-government-dma"):
            read_answers(tmp_path / "answers.csv", framework="uk-goverment-dma")

    def test_missing_file(self, tmp_path: Path) -> None:
        """A file that is not there is a `FileError`, which is an `OSError`."""
        with pytest.raises(FileError, match=r"answers\.csv"):
            read_answers(tmp_path / "answers.csv", framework=CROSSED)

    @pytest.mark.parametrize(
        ("content", "line", "what"),
        [
            # Windows-1252, as a spreadsheet program saves plain "CSV": é is one byte.
            ("criterion,answer,note\n1.1,3,\n1.2,3,caf\xe9\n".encode("cp1252"), " line 3", "0xe9 is not UTF-8"),
            ("criterion,answer\n1.1,3\n".encode("utf-16"), "", "UTF-16"),
            (b"criterion,answer\n1.1,\0\n", " line 2", "NUL"),
            (b"PK\x03\x04\x14\x00", "", "workbook"),
            (b"", "", "is empty"),
            (b"\xef\xbb\xbf", "", "is empty"),
            (b"\r\n \r\n", "", "is empty"),
        ],
        ids=["windows-1252", "utf-16", "nul", "workbook", "empty", "only a mark", "blank"],
    )
    def test_not_text(self, tmp_path: Path, content: bytes, line: str, what: str) -> None:
        """What is not text in UTF-8, or is empty, is an `AnswerError` that says what it is, and where."""
        path = tmp_path / "answers.csv"
        path.write_bytes(content)

        with pytest.raises(AnswerError) as caught:
            read_answers(path, framework=CROSSED)

        (fault,) = caught.value.faults
        assert f"{path}{line}" == fault.where
        assert what in fault.message

    def test_message_names_file_line_and_criterion(self, tmp_path: Path) -> None:
        """One fault is one line: the file, the line, the criterion, what was given and what would do."""
        path = tmp_path / "answers.csv"
        path.write_text("criterion,answer\n4.33,6\n")

        with pytest.raises(AnswerError) as caught:
            read_answers(path, framework="uk-government-dma")

        scale = "levels run from 1 (Beginning) to 5 (Mastering)"
        assert f"{path} line 2: criterion 4.33: level 6 is off the scale; {scale}" == str(caught.value)


class TestFaultsOfRows:
    def test_every_fault_at_once(self) -> None:
        """Every faulty row is in one error, in the order of the file, each with its own line; sound rows are not."""
        text = (
            "criterion,answer\n"
            "1.1,3\n"  # 2: sound
            "1.3,2\n"  # 3: no such criterion
            "1.2,6\n"  # 4: off the scale
            "\n"
            "1.1,4\n"  # 6: a second time
            "2.4,perhaps\n"  # 7: not an answer
            ",2\n"  # 8: no criterion
            "2.3\n"  # 9: too few cells
            "2.3,2,5\n"  # 10: too many cells
            "2.3,3 Emerging\n"  # 11: two levels
            "1.4,7\n"  # 12: no such criterion, and off the scale
            ",perhaps\n"  # 13: no criterion, and not an answer
        )
        expected = [
            ("line 3", "no criterion '1.3'"),
            ("line 4", "criterion 1.2: level 6 is off the scale"),
            ("line 6", "criterion 1.1 stands on line 2 already"),
            ("line 7", "criterion 2.4: 'perhaps' is not an answer"),
            ("line 8", "has no criterion"),
            ("line 9", "ends after 1 of 2 cells; is the file cut off?"),
            ("line 10", "has 3 cells where the header has 2"),
            ("line 11", "criterion 2.3: '3 Emerging' names two levels"),
            ("line 12", "criterion 1.4: level 7 is off the scale"),
            ("line 12", "no criterion '1.4'"),
            ("line 13", "'perhaps' is not an answer"),
            ("line 13", "has no criterion"),
        ]

        faults = _faults(text)

        assert [f"answers.csv {line}" for line, _ in expected] == [fault.where for fault in faults]
        assert [start for _, start in expected] == [
            fault.message[: len(start)] for fault, (_, start) in zip(faults, expected, strict=True)
        ]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
    def test_lines_are_those_of_an_editor(self, end: str) -> None:
        """A row's line is where it starts; blank lines and the lines inside a quoted note are counted."""
        rows = ["criterion,answer,note", "", '1.1,2,"a', "", 'b"', "1.2,9,", '2.3,9,"c', 'd"', "2.4,9,"]

        assert ["line 6", "line 7", "line 9"] == _lines(end.join(rows))

    def test_lines_below_the_separator_line(self) -> None:
        """The line that names the separator is counted too."""
        assert ["line 3"] == _lines("sep=;\ncriterion;answer\n1.1;9\n")

    def test_near_misses(self) -> None:
        """An unknown criterion earns the ids that look like it: cut off, or mistyped."""
        framework = load_framework("uk-government-dma")

        (cut,) = _faults("criterion,answer\n4.3,2\n", framework)
        (row,) = _faults("criterion,answer\n33,2\n", framework)
        (stranger,) = _faults("criterion,answer\nzzz,2\n", framework)

        # Topic 4 has the criteria 4.33 to 4.36; three are named at most.
        message = "no criterion '4.3' in uk-government-dma (97 criteria)"
        assert f"{message}; did you mean '4.33', '4.34' or '4.35'?" == cut.message
        assert "did you mean '4.33'" in row.message
        assert "no criterion 'zzz' in uk-government-dma (97 criteria)" == stranger.message

    def test_case_of_an_id(self) -> None:
        """An id is the publisher's, letter by letter; in other letters it is a near miss."""
        (fault,) = _faults("criterion,answer\nA,2\n", ONE_THEME)

        assert "did you mean 'a'?" in fault.message

    def test_same_criterion_three_times(self) -> None:
        """Each further row of a criterion is a fault that points to the first, even to one that has a fault itself."""
        text = "criterion,answer\n1.1,9\n1.1,3\n1.1,3\n"

        assert ["line 2", "line 3", "line 4"] == _lines(text)
        assert [True, True] == ["line 2 already" in fault.message for fault in _faults(text)[1:]]

    def test_same_criterion_with_the_same_answer(self) -> None:
        """Saying the same twice is a fault as well: nobody knows which row was meant to be another's."""
        assert ["line 3"] == _lines("criterion,answer\n1.1,3\n1.1,3\n")

    def test_answer_in_the_wrong_place(self) -> None:
        """A row with a note but no criterion is not dropped."""
        (fault,) = _faults("criterion,answer,note\n1.1,3,\n,,the note went on\n")

        assert Fault("answers.csv line 3", "has no criterion") == fault

    def test_open_quotation_mark(self) -> None:
        """A quotation mark that is never closed is a fault where its row starts, beside the faults before it."""
        faults = _faults('criterion,answer,note\n1.1,9,\n1.2,3,"open\n2.3,4,\n')

        assert ["answers.csv line 2", "answers.csv line 3"] == [fault.where for fault in faults]
        assert "is not CSV" in faults[1].message

    def test_cell_that_is_too_long(self) -> None:
        """A cell longer than the machinery takes is a fault of its row."""
        assert ["line 3"] == _lines(f"criterion,answer\n1.1,3\n1.2,{'x' * 200_000}\n")


class TestFaultsOfTheHeader:
    @pytest.mark.parametrize(
        ("header", "missing"),
        [
            ("criterion,level", ["answer"]),
            ("row,answer", ["criterion"]),
            ("row,level", ["criterion", "answer"]),
            ("1.1,3", ["criterion", "answer"]),
            ("criterion|answer", ["criterion", "answer"]),
        ],
    )
    def test_missing_columns(self, header: str, missing: list[str]) -> None:
        """Each column that is needed and not there is a fault, which says which columns there are."""
        faults = _faults(f"{header}\n1.1,9\n")

        assert ["answers.csv line 1"] * len(missing) == [fault.where for fault in faults]
        columns = ", ".join(header.split(","))
        for fault, name in zip(faults, missing, strict=True):
            assert fault.message.startswith(f"no such column: {name}; the columns are: {columns}")

    def test_mistyped_column(self) -> None:
        """A column that looks like a missing one is named."""
        (fault,) = _faults("criterion,anwser\n1.1,3\n")

        assert "did you mean 'anwser'?" in fault.message

    @pytest.mark.parametrize("name", ["criterion", "answer", "note", "evidence"])
    def test_column_twice(self, name: str) -> None:
        """A column that is read may not stand twice, for nobody knows which one was meant."""
        (fault,) = _faults(f"criterion,answer,note,evidence,{name.upper()}\n")

        assert Fault("answers.csv line 1", f"the column {name} stands 2 times") == fault

    def test_all_of_them_at_once(self) -> None:
        """A missing column and one that stands twice are in one error, on the header's line."""
        faults = _faults("sep=;\ncriterion;note;note;note\n1.1;a;b;c\n")

        assert ["answers.csv line 2"] * 2 == [fault.where for fault in faults]
        assert "no such column: answer" in faults[0].message
        assert "the column note stands 3 times" == faults[1].message


class TestShortenedIds:
    """A spreadsheet program takes the id 2.10 for a number, and saves it as 2.1."""

    def test_every_id_of_the_uk_dma(self) -> None:
        """Every id that ends in a zero is read without it, as what it was, with a notice on its line."""
        framework = load_framework("uk-government-dma")
        ids = ["2.10", "2.20", "3.30", "5.40", "6.50", "7.60", "7.70", "8.80", "10.90"]
        notices: list[Fault] = []
        rows = [f"{one.removesuffix('0')},{place % 5 + 1}" for place, one in enumerate(ids)]

        text = "\n".join(["criterion,answer", *rows])
        assessment = parse_answers(text, framework=framework, source="answers.csv", notify=notices.append)

        assert ids == [one for one in framework.criterion_ids if one.endswith("0")]
        expected = {one: place % 5 + 1 for place, one in enumerate(ids)}
        assert Assessment(framework, expected) == assessment
        assert [
            Fault(
                f"answers.csv line {line}",
                f"criterion {one.removesuffix('0')!r} is read as {one}, which a spreadsheet program shortens",
            )
            for line, one in enumerate(ids, 2)
        ] == notices

    def test_is_a_warning_where_nobody_is_told(self, tmp_path: Path) -> None:
        """Without anybody to tell, it is a warning that points to the caller's own line."""
        path = tmp_path / "answers.csv"
        path.write_text("criterion,answer\n2.1,3\n")

        with pytest.warns(UnreadWarning) as caught:
            read_answers(path, framework="uk-government-dma")

        message = f"{path} line 2: criterion '2.1' is read as 2.10, which a spreadsheet program shortens"
        assert [message] == [str(warning.message) for warning in caught]
        assert {__file__} == {warning.filename for warning in caught}

    def test_an_id_is_read_as_it_stands(self) -> None:
        """Where the shorter id is one as well, it is that criterion that was answered."""
        framework = _themed("2.1", "2.10")
        notices: list[Fault] = []

        assessment = parse_answers("criterion,answer\n2.1,3\n", framework=framework, notify=notices.append)

        assert Assessment(framework, {"2.1": 3}) == assessment
        assert [] == notices

    def test_no_such_id_with_a_zero_either(self) -> None:
        """Where the longer id is none, the shorter one is unknown as any other."""
        (fault,) = _faults("criterion,answer\n4.3,2\n", load_framework("uk-government-dma"))

        assert fault.message.startswith("no criterion '4.3' in uk-government-dma")

    def test_the_longer_id_stands_there_too(self) -> None:
        """The same criterion in both guises stands twice."""
        faults = _faults("criterion,answer\n2.10,3\n2.1,3\n", load_framework("uk-government-dma"))

        assert [Fault("answers.csv line 3", "criterion 2.10 stands on line 2 already")] == faults

    @pytest.mark.parametrize(("given", "there"), [("c1", "c10"), ("1", "10"), ("2.1a", "2.1a0"), ("data", "data0")])
    def test_only_where_a_spreadsheet_program_would(self, given: str, there: str) -> None:
        """An id that no spreadsheet program shortens is not lengthened: who wrote it mistyped some other."""
        (fault,) = _faults(f"criterion,answer\n{given},3\n", _themed(there))

        assert fault.message.startswith(f"no criterion {given!r} in themed")


class TestGuardedTexts:
    @pytest.mark.parametrize("text", ["=1+1", "-", "+44 20 7946 0000", "@Bo", "'=1+1", "''-", "'tis", "'", "a=b"])
    def test_come_back_as_they_were(self, text: str) -> None:
        """A note and evidence that a spreadsheet program would run are written with a guard, and read without it."""
        rows = [{"criterion": "1.1", "answer": "3", "note": text, "evidence": text}]

        assessment = _read(to_csv(["criterion", "answer", "note", "evidence"], rows))

        assert Answer.at(3, note=text, evidence=(Evidence(text),)) == assessment.answers["1.1"]

    def test_ids_as_well(self) -> None:
        """A template's guarded ids are those of the framework again."""
        framework = _themed("-a", "=b", "@c")

        assessment = parse_answers(answers_template(framework), framework=framework, notify=lambda _: None)

        assert Assessment(framework) == assessment


def _themed(*ids: str) -> Framework:
    """Return a framework of one theme with these criteria."""
    criteria = [Criterion(one, f"Criterion {one}", theme="t") for one in ids]
    return Framework(
        id="themed", version="1", title="One theme", scale=FIVE, themes=[Theme("t", "T")], criteria=criteria
    )


class TestColumnsThatAreNotRead:
    TEXT = "criterion,Place,answer,Asked by\n1.1,Sharing inside,3,Bo\n"

    def test_are_told(self) -> None:
        """Each column that is not read is told by its name as it stands, in the order of the file."""
        notices: list[Fault] = []

        assessment = parse_answers(self.TEXT, framework=CROSSED, source="answers.csv", notify=notices.append)

        expected = ["column 'Place' is not read", "column 'Asked by' is not read"]
        assert [Fault("answers.csv", message) for message in expected] == notices
        assert Assessment(CROSSED, {"1.1": 3}) == assessment

    def test_are_warnings_where_nobody_is_told(self, tmp_path: Path) -> None:
        """Without anybody to tell, each is a warning that points to the caller's own line."""
        path = tmp_path / "answers.csv"
        path.write_text(self.TEXT)

        with pytest.warns(UnreadWarning) as caught:
            read_answers(path, framework=CROSSED)

        expected = [f"{path}: column 'Place' is not read", f"{path}: column 'Asked by' is not read"]
        assert expected == [str(warning.message) for warning in caught]
        assert {__file__} == {warning.filename for warning in caught}

    def test_are_no_warnings_where_somebody_is_told(self) -> None:
        """Who is told gets no warning as well."""
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            parse_answers(self.TEXT, framework=CROSSED, notify=lambda _: None)

    def test_nothing_to_tell(self) -> None:
        """A file with nothing but the columns that are read earns no notice."""
        notices: list[Fault] = []

        parse_answers("criterion,answer,note,evidence\n", framework=CROSSED, notify=notices.append)

        assert [] == notices

    def test_column_without_a_name(self) -> None:
        """Text in a column without a name does not vanish in silence: the column is told by its place."""
        notices: list[Fault] = []

        parse_answers("criterion,,answer,\n1.1,,3,ask Bo first\n", framework=CROSSED, notify=notices.append)

        # The fourth; the second has no name and nothing in it.
        assert [Fault("answers", "column 4, which has no name, is not read")] == notices


class TestWorkbooks:
    """A workbook is read as the table that is in it."""

    def _book(self, path: Path, sheets: Mapping[str, Rows]) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append([*row])
        book.save(path)
        return path

    def test_long(self, tmp_path: Path) -> None:
        """Numbers are levels whether they are numbers or texts, with a fraction of nothing or without."""
        rows: Rows = [
            ["Criterion", "Answer", "Note"],
            [1.1, 3, "Two teams"],
            ["1.2", 4.0, None],
            [2.3, "2 Emerging"],
            [2.4, "n/a"],
        ]
        path = self._book(tmp_path / "a.xlsx", {"Answers": rows})

        levels = {"1.2": Answer.at(4), "2.3": Answer.at(2)}
        expected = {"1.1": Answer.at(3, note="Two teams"), "2.4": Answer.not_applicable(), **levels}
        assert Assessment(CROSSED, expected) == read_answers(path, framework=CROSSED)

    def test_wide(self, tmp_path: Path) -> None:
        """A row with a column for each criterion is an assessment as well."""
        path = self._book(tmp_path / "a.xlsx", {"Answers": [[1.1, "2.3"], [3, "Learning"]]})

        assert Assessment(CROSSED, {"1.1": 3, "2.3": 3}) == read_answers(path, framework=CROSSED)

    def test_id_that_a_spreadsheet_program_shortens(self, tmp_path: Path) -> None:
        """The number 2.1 is the id 2.10 where there is no 2.1, and that is told with its row."""
        path = self._book(tmp_path / "a.xlsx", {"Answers": [["criterion", "answer"], [2.1, 3], [4.33, 2]]})
        notices: list[Fault] = []

        found = read_answers(path, framework="uk-government-dma", notify=notices.append)

        assert (3, 2) == (found.answers["2.10"].level, found.answers["4.33"].level)
        message = "criterion '2.1' is read as 2.10, which a spreadsheet program shortens"
        assert [Fault(f"{path} sheet 'Answers' row 2", message)] == notices

    def test_several_sheets(self, tmp_path: Path) -> None:
        """Every sheet that holds answers is read, and the others are told."""
        one: Rows = [["criterion", "answer"], ["1.1", 3]]
        two: Rows = [["answer", "criterion"], [4, "1.2"]]
        path = self._book(tmp_path / "a.xlsx", {"About": [["Ask Bo"]], "One": one, "Two": two})
        notices: list[Fault] = []

        found = read_answers(path, framework=CROSSED, notify=notices.append)

        assert Assessment(CROSSED, {"1.1": 3, "1.2": 4}) == found
        assert [Fault(f"{path} sheet 'About'", "is not read")] == notices
        assert Assessment(CROSSED, {"1.2": 4}) == read_answers(path, framework=CROSSED, sheet="Two")

    def test_criterion_on_two_sheets(self, tmp_path: Path) -> None:
        """A criterion that two sheets answer is a fault with both places."""
        rows: Rows = [["criterion", "answer"], ["1.1", 3]]
        path = self._book(tmp_path / "a.xlsx", {"One": rows, "Two": rows})

        with pytest.raises(AnswerError) as caught:
            read_answers(path, framework=CROSSED)

        message = f"criterion 1.1 stands on {path} sheet 'One' row 2 already"
        assert (Fault(f"{path} sheet 'Two' row 2", message),) == caught.value.faults

    @pytest.mark.parametrize(
        ("cell", "shown"),
        [
            ("#N/A", "#N/A"),
            ("=1+2", "(a formula without its value)"),
            (True, "TRUE"),
            (2.5, "2.5"),
            (date(2025, 3, 2), "2025-03-02"),
        ],
    )
    def test_cell_that_is_no_answer(self, tmp_path: Path, cell: object, shown: str) -> None:
        """An error, a formula that nobody worked out, a day or a fraction is a fault, and never unanswered."""
        path = self._book(tmp_path / "a.xlsx", {"S": [["criterion", "answer"], ["1.1", cell], ["1.2", 3]]})

        with pytest.raises(AnswerError) as caught:
            read_answers(path, framework=CROSSED)

        (fault,) = caught.value.faults
        assert f"{path} sheet 'S' row 2" == fault.where
        assert fault.message.startswith(f"criterion 1.1: {shown!r} is not an answer")

    def test_no_answers(self, tmp_path: Path) -> None:
        """A workbook without a table of answers is a fault that says what is missing."""
        path = self._book(tmp_path / "a.xlsx", {"S": [["Title"], ["x"]]})

        with pytest.raises(AnswerError, match="criterion"):
            read_answers(path, framework=CROSSED)


class TestLayouts:
    def test_signs_that_take_no_room_in_a_header(self, tmp_path: Path) -> None:
        """A header that was copied from a page, with signs that nobody sees, is read, or refused; never passed over."""
        path = tmp_path / "a.csv"
        for text in ("criterion\u200b,answer\n1.1,3\n", "1.1\u200b,1.2\n3,4\n"):
            path.write_text(text, encoding="utf-8")
            notices: list[Fault] = []
            try:
                found = read_answers(path, framework=CROSSED, notify=notices.append)
            except AnswerError:
                continue

            assert ([], 3) == (notices, found.answers["1.1"].level)

    def test_unknown(self, tmp_path: Path) -> None:
        """A layout that there is not is refused, with those near it."""
        path = tmp_path / "a.csv"
        path.write_text("criterion,answer\n1.1,3\n")

        with pytest.raises(UnknownIdError, match="no layout 'lng' in the library"):
            read_answers(path, framework=CROSSED, layout="lng")

    @pytest.mark.parametrize("text", ["<html><body>Sign in</body></html>\n", "Name,Team\n"])
    def test_something_else_altogether(self, tmp_path: Path, text: str) -> None:
        """A file of something else says that it has no answers, also where it is one line."""
        path = tmp_path / "a.csv"
        path.write_text(text)

        with pytest.raises(AnswerError, match="criterion"):
            read_answers(path, framework=CROSSED)
