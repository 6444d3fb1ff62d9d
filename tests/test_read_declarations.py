"""A declaration from CSV files: who has signed, when, to what, where each stands, and every fault at once."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from datamaturity import (
    Answer,
    AnswerError,
    Assessment,
    Declaration,
    Fault,
    FileError,
    Framework,
    Signatory,
    UnknownIdError,
    UnreadWarning,
    load_framework,
)
from datamaturity.errors import DeclarationError
from datamaturity.readers.declarations import read_declaration

PLEDGE = load_framework("data-declaration")


class _Read:
    """Files in a folder, read together: what they hold, and what was not taken as it stands."""

    def __init__(self, folder: Path, files: Mapping[str, str | bytes]) -> None:
        self.folder = folder
        self.notices: list[Fault] = []
        self.paths = [folder / name for name in files]
        for path, content in zip(self.paths, files.values(), strict=True):
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def declaration(self, framework: Framework | str = "data-declaration") -> Declaration:
        return read_declaration(*self.paths, framework=framework, notify=self.notices.append)

    def faults(self) -> list[str]:
        with pytest.raises(AnswerError) as caught:
            self.declaration()
        return [str(fault).replace(f"{self.folder}/", "") for fault in caught.value.faults]


def _read(folder: Path, text: str) -> tuple[Signatory, ...]:
    """Return who has signed by one file, of which everything is taken as it stands."""
    read = _Read(folder, {"partners.csv": text})
    found = read.declaration()
    assert [] == read.notices
    assert PLEDGE == found.framework
    return found.signatories


def _faults(folder: Path, text: str) -> list[str]:
    return _Read(folder, {"partners.csv": text}).faults()


NORTH = Signatory(
    "Northshire",
    signed_on=date(2026, 3, 31),
    assessment=Assessment(PLEDGE, {"sharing.1": 3, "ethics.1": 0}, organisation="Northshire"),
)
SOUTH = Signatory(
    "Southby",
    commitments=["sharing", "ethics"],
    assessment=Assessment(PLEDGE, {"sharing.1": Answer.not_applicable()}, organisation="Southby"),
)
EAST = Signatory("Easton", signed_on=date(2026, 4, 1))

WIDE = """\
organisation,signed_on,commitments,sharing.1,ethics.1
Northshire,2026-03-31,,3,Not started
Southby,,sharing; ethics,n/a,
Easton,2026-04-01,,,
"""
LONG = """\
organisation,signed_on,commitments,criterion,answer
Northshire,2026-03-31,,sharing.1,3 In place
Southby,,sharing;ethics;,sharing.1,not applicable
Northshire,,,ethics.1,0
Easton,2026-04-01,,sharing.1,
"""


class TestReading:
    @pytest.mark.parametrize("text", [WIDE, LONG], ids=["wide", "long"])
    def test_signatories(self, tmp_path: Path, text: str) -> None:
        """Each organisation has its day, its commitments and its answers, in the order of the file."""
        assert (NORTH, SOUTH, EAST) == _read(tmp_path, text)

    @pytest.mark.parametrize("line_end", ["\r\n", "\r"])
    @pytest.mark.parametrize("separator", [";", "\t"])
    def test_other_kinds_of_csv(self, tmp_path: Path, line_end: str, separator: str) -> None:
        """Separators and line ends may be any that spreadsheet programs write; a list's semicolons are quoted then."""
        text = WIDE.replace("sharing; ethics", '"sharing| ethics"').replace(",", separator).replace("|", ";")

        assert (NORTH, SOUTH, EAST) == _read(tmp_path, text.replace("\n", line_end))

    def test_several_files(self, tmp_path: Path) -> None:
        """Several files are read together, wide beside long."""
        header, north, *rest = WIDE.splitlines(keepends=True)
        files = {
            "a.csv": header + "".join(rest),
            "b.csv": "".join(LONG.splitlines(keepends=True)[i] for i in (0, 1, 3)),
        }
        found = _Read(tmp_path, files).declaration()

        assert north.startswith("Northshire")
        assert (SOUTH, EAST, NORTH) == found.signatories

    def test_a_file_for_each(self, tmp_path: Path) -> None:
        """Without a column for it, a file is that of the organisation that it is called after."""
        text = "criterion,answer,signed_on\nsharing.1,3,2026-03-31\nethics.1,0,\n"
        found = _Read(tmp_path, {"Northshire.csv": text}).declaration()

        assert (NORTH,) == found.signatories

    def test_names_alone(self, tmp_path: Path) -> None:
        """A file may say who has signed and nothing more."""
        assert (Signatory("Northshire"), Signatory("Southby")) == _read(tmp_path, "organisation\nNorthshire\nSouthby\n")

    @pytest.mark.parametrize(
        ("cell", "answer"),
        [("n/a", Answer.not_applicable()), ("do not know", Answer.do_not_know()), ("0", Answer.at(0))],
    )
    def test_any_answer_is_one(self, tmp_path: Path, cell: str, answer: Answer) -> None:
        """Who has given a single answer, of any kind, has said where it stands."""
        (one,) = _read(tmp_path, f"organisation,sharing.1\nNorthshire,{cell}\n")

        assert one.assessment is not None
        assert answer == one.assessment.answers["sharing.1"]

    def test_no_answer_is_none(self, tmp_path: Path) -> None:
        """Who has given none has not."""
        (one,) = _read(tmp_path, "organisation,sharing.1,ethics.1\nNorthshire,, \n")

        assert one.assessment is None

    def test_blanks_and_empty_pieces(self, tmp_path: Path) -> None:
        """Blanks and empty pieces between commitments, and blanks around a day, say nothing."""
        (one,) = _read(tmp_path, "organisation,signed_on,commitments\nNorthshire, 2026-03-31 , ;ethics ; ;sharing;\n")

        assert (date(2026, 3, 31), ("ethics", "sharing")) == (one.signed_on, one.commitments)

    def test_notes_and_evidence(self, tmp_path: Path) -> None:
        """A long file's notes come with the answers."""
        (one,) = _read(tmp_path, "organisation,criterion,answer,note\nNorthshire,sharing.1,3,Signed by all\n")

        assert one.assessment is not None
        assert "Signed by all" == one.assessment.answers["sharing.1"].note

    def test_framework_of_ones_own(self, tmp_path: Path) -> None:
        """Any framework with topics will do, given as such or by its id."""
        read = _Read(tmp_path, {"partners.csv": "organisation,commitments,mindset.1\nNorthshire,mindset,4\n"})
        by_id, given = (
            read.declaration("leadership-principles"),
            read.declaration(load_framework("leadership-principles")),
        )

        assert by_id == given
        assert {"mindset": "4 Leading by example"} == {
            topic: str(stage) for topic, stage in by_id.standings()["Northshire"].items()
        }

    def test_columns_that_are_not_read(self, tmp_path: Path) -> None:
        """A column that says nothing here is passed over, and told."""
        read = _Read(tmp_path, {"partners.csv": "organisation,Colour,sharing.1\nNorthshire,blue,3\n"})
        read.declaration()

        assert ["column 'Colour' is not read"] == [notice.message for notice in read.notices]

    def test_columns_that_are_not_read_warn(self, tmp_path: Path) -> None:
        """Without anybody to tell, it is a warning."""
        (path,) = _Read(tmp_path, {"partners.csv": "organisation,Colour,sharing.1\nNorthshire,blue,3\n"}).paths

        with pytest.warns(UnreadWarning, match="column 'Colour' is not read"):
            read_declaration(path)


class TestFaults:
    @pytest.mark.parametrize("day", ["31/03/2026", "2026-3-31", "20260331", "2026-02-30", "soon"])
    def test_what_is_no_day(self, tmp_path: Path, day: str) -> None:
        """A day is written in one way; anything else is refused on its line."""
        (fault,) = _faults(tmp_path, f"organisation,signed_on\nEaston,\nNorthshire,{day}\n")

        assert fault.startswith("partners.csv line 3: signed_on")
        assert f"{day!r} is not a day, such as 2026-03-31" in fault

    def test_unknown_commitments(self, tmp_path: Path) -> None:
        """Each commitment that there is not is refused on its line, with the one that it looks like."""
        assert [
            "partners.csv line 2: no commitment 'sharin' in data-declaration (5 commitments); did you mean 'sharing'?",
            "partners.csv line 3: no commitment 'Ethics' in data-declaration (5 commitments); did you mean 'ethics'?",
            "partners.csv line 3: no commitment 'xyz' in data-declaration (5 commitments)",
        ] == _faults(tmp_path, "organisation,commitments\nNorthshire,sharin; ethics\nSouthby,Ethics; sharing;xyz\n")

    def test_twice(self, tmp_path: Path) -> None:
        """An organisation signs once; a second row is refused where it stands, and says where the first is."""
        (fault,) = _faults(tmp_path, "organisation,sharing.1\nNorthshire,3\nSouthby,2\nNorthshire,3\n")

        assert fault.startswith("partners.csv line 4: Northshire ")
        assert " on partners.csv line 2 already" in fault

    def test_twice_in_two_files(self, tmp_path: Path) -> None:
        """So is a row in another file."""
        text = "organisation,sharing.1\nNorthshire,3\n"
        (fault,) = _Read(tmp_path, {"a.csv": text, "b.csv": text}).faults()

        assert fault.startswith("b.csv line 2: Northshire ")
        assert " on a.csv line 2 already" in fault

    def test_lines_of_a_long_file(self, tmp_path: Path) -> None:
        """In a long file, a day or a commitment that is none is refused on the row that gives it."""
        rows = ["A,sharing.1,3,,", "A,sharing.2,3,soon,", "A,ethics.1,3,,x"]
        text = "\n".join(["organisation,criterion,answer,signed_on,commitments", *rows])

        assert [
            "partners.csv line 3: signed_on: 'soon' is not a day, such as 2026-03-31",
            "partners.csv line 4: no commitment 'x' in data-declaration (5 commitments)",
        ] == _faults(tmp_path, text)

    def test_respondents(self, tmp_path: Path) -> None:
        """A declaration has one set of answers for each organisation, not those of several people."""
        text = "organisation,respondent,sharing.1\nNorthshire,ann,3\n"
        (fault,) = _faults(tmp_path, text)

        assert fault.startswith("partners.csv line 2: has a respondent, 'ann'; a declaration has one set of answers")

    def test_two_days_in_a_long_file(self, tmp_path: Path) -> None:
        """An organisation whose rows give two days is refused at the second."""
        text = LONG.replace("Northshire,,,ethics.1", "Northshire,2026-04-02,,ethics.1")
        (fault,) = _faults(tmp_path, text)

        assert "partners.csv line 4: signed_on is '2026-04-02' here and '2026-03-31' on partners.csv line 2" == fault

    def test_no_organisation(self, tmp_path: Path) -> None:
        """A row without an organisation is refused, and two of them are not one that has signed twice."""
        assert ["partners.csv line 2: has no organisation", "partners.csv line 4: has no organisation"] == _faults(
            tmp_path, "organisation,sharing.1\n,3\nNorthshire,2\n ,1\n"
        )

    def test_an_answer_off_the_scale(self, tmp_path: Path) -> None:
        """An answer that is none is refused on its line."""
        (fault,) = _faults(tmp_path, "organisation,sharing.1\nNorthshire,4\n")

        assert fault.startswith("partners.csv line 2: criterion sharing.1: level 4 is off the scale")

    def test_all_at_once(self, tmp_path: Path) -> None:
        """All faults of all files are found at once, each with its file and line."""
        files: dict[str, str | bytes] = {
            "a.csv": "organisation,signed_on,commitments,sharing.1\nNorthshire,soon,none,9\nSouthby,,,1\n",
            "b.csv": b"organisation\n\xe9\n",
            "c.csv": "organisation,respondent\nSouthby,\nEaston,ann\n",
        }
        found = _Read(tmp_path, files).faults()

        assert {"a.csv line 2", "b.csv line 2", "c.csv line 2", "c.csv line 3"} == {
            fault.partition(": ")[0] for fault in found
        }
        # Northshire's day, commitment and level; the byte; Southby a second time; Easton's respondent.
        assert 6 == len(found)

    def test_no_rows(self, tmp_path: Path) -> None:
        """A file with nothing below its header is refused."""
        (fault,) = _faults(tmp_path, "organisation,sharing.1\n")

        assert fault.endswith("has a header and no rows below it")

    def test_no_files(self) -> None:
        """There must be a file to read."""
        with pytest.raises(AnswerError, match="there are none to read"):
            read_declaration()

    def test_not_there(self, tmp_path: Path) -> None:
        """A file that cannot be opened is the system's error."""
        with pytest.raises(FileError):
            read_declaration(tmp_path / "partners.csv")

    def test_unknown_framework(self, tmp_path: Path) -> None:
        """The framework is one that ships."""
        with pytest.raises(UnknownIdError, match="did you mean 'data-declaration'"):
            read_declaration(tmp_path / "partners.csv", framework="data-declarations")

    def test_framework_without_commitments(self, tmp_path: Path) -> None:
        """A framework without topics is no declaration's, whatever the file says."""
        read = _Read(tmp_path, {"partners.csv": "organisation,C1\nNorthshire,3\n"})
        with pytest.raises(DeclarationError, match="seven-themes has no topics, which are what partners commit to"):
            read.declaration("seven-themes")
