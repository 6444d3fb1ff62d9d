"""Many people's answers from CSV files: panels and networks, long and wide, and every fault of every file at once."""

from collections.abc import Callable, Mapping, Sequence
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
    Network,
    Organisation,
    Panel,
    Respondent,
    Theme,
    UnknownIdError,
    UnreadWarning,
    read_network,
    read_panel,
)
from datamaturity.readers.answer_rows import shortened_ids
from examples import CROSSED, FIVE, ONE_THEME

Files: TypeAlias = dict[str, str | bytes]
Rows: TypeAlias = Sequence[Sequence[object]]

# Ids as a long topic has them: a spreadsheet program saves 2.10 as 2.1, and 2.20 as 2.2, which is there already.
TENS = Framework(
    id="tens",
    version="1",
    title="Ids that look like decimals",
    scale=FIVE,
    themes=[Theme("data", "Data")],
    criteria=[Criterion(one, f"Criterion {one}", theme="data") for one in ("2.2", "2.9", "2.10", "2.20")],
)


class _Read:
    """Files in a folder, read together: what they hold, and what was not taken as it stands."""

    def __init__(self, folder: Path, files: Files) -> None:
        self.folder = folder
        self.notices: list[Fault] = []
        self.paths = [folder / name for name in files]
        for path, content in zip(self.paths, files.values(), strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def panel(self, framework: Framework = CROSSED) -> Panel:
        return read_panel(*self.paths, framework=framework, notify=self.notices.append)

    def network(self, framework: Framework = CROSSED, **options: object) -> Network:
        return read_network(*self.paths, framework=framework, notify=self.notices.append, **options)  # type: ignore[arg-type]

    def told(self) -> list[str]:
        return [str(notice).replace(f"{self.folder}/", "") for notice in self.notices]

    def faults(self, read: Callable[[], object]) -> list[str]:
        with pytest.raises(AnswerError) as caught:
            read()
        return [str(fault).replace(f"{self.folder}/", "") for fault in caught.value.faults]


def _panel(folder: Path, text: str, framework: Framework = CROSSED) -> Panel:
    """Return the panel that one file holds, of which everything is taken as it stands."""
    read = _Read(folder, {"team.csv": text})
    panel = read.panel(framework)
    assert [] == read.told()
    return panel


def _network(folder: Path, text: str, framework: Framework = CROSSED) -> Network:
    """Return the network that one file holds, likewise."""
    read = _Read(folder, {"all.csv": text})
    network = read.network(framework)
    assert [] == read.told()
    return network


def _faults(folder: Path, text: str, framework: Framework = CROSSED) -> list[str]:
    """Return the faults of one file, read as a panel."""
    read = _Read(folder, {"team.csv": text})
    return read.faults(lambda: read.panel(framework))


def _person(answers: dict[str, Answer | int], **names: str) -> Respondent:
    """Return a respondent, whose organisation may be named."""
    organisation = names.pop("organisation", "")
    return Respondent(Assessment(CROSSED, answers, organisation=organisation), **names)


ANN = _person({"1.1": 2, "2.3": Answer.not_applicable()}, id="ann", role="manager", unit="Finance")
BEN = _person({"1.1": 4, "1.2": Answer.do_not_know(), "2.4": 5}, id="ben", role="analyst")

WIDE = "respondent,role,unit,1.1,1.2,2.3,2.4\nann,manager,Finance,2,,n/a,\nben,analyst,,4,do not know,,5\n"
LONG = (
    "respondent,role,unit,criterion,answer\n"
    "ann,manager,Finance,1.1,2\n"
    "ann,,,2.3,n/a\n"
    "ben,analyst,,1.1,4 Developing\n"
    "ben,analyst,,1.2,do not know\n"
    "ben,analyst,,2.4,mastering\n"
)


class TestPanel:
    @pytest.mark.parametrize("text", [WIDE, LONG], ids=["wide", "long"])
    def test_people(self, tmp_path: Path, text: str) -> None:
        """Each person has an id, a role, a unit and their own answers, in the order of the file."""
        assert Panel([ANN, BEN]) == _panel(tmp_path, text)

    def test_rows_in_any_order(self, tmp_path: Path) -> None:
        """A long file's rows may stand in any order; people come in the order of their first row."""
        header, *rows = LONG.splitlines(keepends=True)

        assert Panel([BEN, ANN]) == _panel(tmp_path, "".join([header, *reversed(rows)]))

    def test_one_person_in_several_files(self, tmp_path: Path) -> None:
        """A long file may go on where another stopped."""
        header, *rows = LONG.splitlines(keepends=True)
        read = _Read(tmp_path, {"a.csv": "".join([header, *rows[::2]]), "b.csv": "".join([header, *rows[1::2]])})

        assert Panel([ANN, BEN]) == read.panel()

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
    @pytest.mark.parametrize("text", [WIDE, LONG], ids=["wide", "long"])
    def test_separators_and_line_ends(self, tmp_path: Path, text: str, delimiter: str, end: str) -> None:
        """Semicolons and tabs are separators like commas, and any line ends will do."""
        assert Panel([ANN, BEN]) == _panel(tmp_path, text.replace(",", delimiter).replace("\n", end))

    def test_as_spreadsheets_save(self, tmp_path: Path) -> None:
        """A byte order mark, a line that names the separator, capitals, blanks and numbers such as 2,0 are no fault."""
        text = (
            "\ufeffsep=;\r\n Respondent ;ROLE;Unit;1.1;1.2;2.3;2.4\r\n"
            " ann ; manager ;Finance;2,0;;N/A;\r\n;;;;;;\r\nben;analyst;;4.0;Don’t know;;5\r\n"
        )

        assert Panel([ANN, BEN]) == _panel(tmp_path, text)

    def test_order_of_columns(self, tmp_path: Path) -> None:
        """Columns may stand in any order, criteria before names."""
        text = "2.4,1.1,respondent,1.2,role,2.3,unit\n,2,ann,,manager,n/a,Finance\n5,4,ben,do not know,analyst,,\n"

        assert Panel([ANN, BEN]) == _panel(tmp_path, text)

    def test_criteria_left_out(self, tmp_path: Path) -> None:
        """Criteria without a column are unanswered; somebody without a single answer is there all the same."""
        panel = _panel(tmp_path, "respondent,2.4\nann,3\nben,\n")

        assert Panel([_person({"2.4": 3}, id="ann"), _person({}, id="ben")]) == panel
        assert ["ben"] == [one.id for one in panel.missing]

    @pytest.mark.parametrize(
        "text", ["1.1\n2\n4\n", "respondent,1.1\n,2\n,4\n", "role,1.1\n,2\n,4\n"], ids=["no column", "empty", "role"]
    )
    def test_anonymous_rows(self, tmp_path: Path, text: str) -> None:
        """Each row of a wide file without a name is a person of its own."""
        assert Panel([_person({"1.1": 2}), _person({"1.1": 4})]) == _panel(tmp_path, text)

    def test_anonymous_rows_beside_named_ones(self, tmp_path: Path) -> None:
        """Some may give their name and others not."""
        panel = _panel(tmp_path, "respondent,role,1.1\n,manager,2\nann,,3\n,,4\n")

        assert ["", "ann", ""] == [one.id for one in panel]
        assert ["manager", "", ""] == [one.role for one in panel]

    def test_long_files_without_names(self, tmp_path: Path) -> None:
        """A long file without respondents is one person's, called after the file."""
        read = _Read(
            tmp_path,
            {"Dilys W.csv": "criterion,answer\n1.1,2\n2.4,1\n", "b/emrys.csv": "criterion;answer\n1.1;4\n"},
        )

        assert Panel([_person({"1.1": 2, "2.4": 1}, id="Dilys W"), _person({"1.1": 4}, id="emrys")]) == read.panel()

    def test_long_and_wide_files_together(self, tmp_path: Path) -> None:
        """Long and wide files of different people make one panel."""
        header, *rows = LONG.splitlines(keepends=True)
        wide = "respondent,1.1\ncas,3\n"
        read = _Read(tmp_path, {"a.csv": "".join([header, *rows]), "b.csv": wide})

        assert Panel([ANN, BEN, _person({"1.1": 3}, id="cas")]) == read.panel()

    def test_organisation(self, tmp_path: Path) -> None:
        """The organisation may be named, on each row or on some."""
        panel = _panel(tmp_path, "organisation,respondent,1.1\n,ann,2\nAbbey,ben,3\nAbbey,cas,\n")

        assert "Abbey" == panel.organisation
        assert ["", "Abbey", "Abbey"] == [one.assessment.organisation for one in panel]

    def test_notes_and_evidence(self, tmp_path: Path) -> None:
        """A long file's notes and evidence stay with the answers of the person who gave them."""
        text = 'respondent,criterion,answer,note,evidence\nann,1.1,2,"One,\ntwo",Policy\nann,1.2,n/a,No customers,\n'
        answers = _panel(tmp_path, text).respondents[0].assessment.answers

        assert Answer.at(2, note="One,\ntwo", evidence=(Evidence("Policy"),)) == answers["1.1"]
        assert Answer.not_applicable("No customers") == answers["1.2"]

    def test_role_on_any_row(self, tmp_path: Path) -> None:
        """Of a person's rows in long files any may say the role and the unit, as long as none says another."""
        text = "respondent,role,unit,criterion,answer\nann,,Finance,1.1,2\nann,manager,,2.3,n/a\nann,manager,,1.2,\n"

        assert Panel([ANN]) == _panel(tmp_path, text)

    def test_names_that_look_like_formulas(self, tmp_path: Path) -> None:
        """An apostrophe that guards a spreadsheet from a formula is no part of a name."""
        panel = _panel(tmp_path, "respondent,role,1.1\n'=ann,'-,2\n")

        assert [("=ann", "-")] == [(one.id, one.role) for one in panel]

    def test_packaged_framework_and_paths_as_text(self, tmp_path: Path) -> None:
        """A packaged framework may be given by its id, and a path as text."""
        path = tmp_path / "team.csv"
        path.write_text("respondent,C1\nann,3\n")

        assert 3 == read_panel(str(path), framework="seven-themes").respondents[0].assessment.answers["C1"].level

    def test_unknown_packaged_framework(self, tmp_path: Path) -> None:
        """An id that no packaged framework has is refused before any file is opened."""
        with pytest.raises(UnknownIdError, match="seven-themes"):
            read_panel(tmp_path / "none.csv", framework="seven-theme")


class TestNetwork:
    def test_a_row_each(self, tmp_path: Path) -> None:
        """Organisations with one row and no respondents have an assessment, and what the columns say of them."""
        network = _network(tmp_path, "organisation,sector,size,1.1\nAbbey,health,small,2\nBridge,arts,,4\n")

        assert (
            Network(
                [
                    Organisation(
                        "Abbey",
                        Assessment(CROSSED, {"1.1": 2}, organisation="Abbey"),
                        {"sector": "health", "size": "small"},
                    ),
                    Organisation("Bridge", Assessment(CROSSED, {"1.1": 4}, organisation="Bridge"), {"sector": "arts"}),
                ]
            )
            == network
        )

    def test_long_file_without_respondents(self, tmp_path: Path) -> None:
        """A long file's rows are gathered by organisation, wherever they stand."""
        text = "organisation,criterion,answer,note\nAbbey,1.1,2,a\nBridge,1.1,4,\nAbbey,2.4,n/a,None\n"
        network = _network(tmp_path, text)

        assert ["Abbey", "Bridge"] == [one.id for one in network]
        (abbey,) = network.organisations[0].assessments
        assert {"1.1": Answer.at(2, note="a"), "2.4": Answer.not_applicable("None")} == {
            one: abbey.answers[one] for one in ("1.1", "2.4")
        }
        assert isinstance(network.organisations[0].answers, Assessment)

    def test_file_per_organisation(self, tmp_path: Path) -> None:
        """Where a file has no column for it, all of it is one organisation's, called after the file."""
        read = _Read(
            tmp_path,
            {
                "Abbey.csv": "criterion,answer\n1.1,2\n1.2,3\n",
                "Bridge.csv": "respondent,1.1\nann,4\nben,5\n",
                "Castle.csv": "1.1;1.2\n1;n/a\n",
            },
        )
        network = read.network()

        assert ["Abbey", "Bridge", "Castle"] == [one.id for one in network]
        assert [Assessment, Panel, Assessment] == [type(one.answers) for one in network]
        bridge = network.organisations[1].answers
        assert isinstance(bridge, Panel)
        assert ["ann", "ben"] == [one.id for one in bridge]

    def test_panels(self, tmp_path: Path) -> None:
        """An organisation with a named respondent, or with several rows, has a panel; the same name may be in two."""
        network = _network(tmp_path, "organisation,respondent,role,1.1\nA,ann,m,1\nB,,,2\nB,,,4\nC,ann,,5\nD,,,3\n")

        assert [Panel, Panel, Panel, Assessment] == [type(one.answers) for one in network]
        assert [1, 2, 1, 1] == [len(one.assessments) for one in network]
        answers = network.organisations[0].answers
        assert isinstance(answers, Panel)
        assert ("A", "m") == (answers.organisation, answers.respondents[0].role)

    def test_attributes_of_any_name(self, tmp_path: Path) -> None:
        """The columns that say something of an organisation may be others, in upper or lower case."""
        read = _Read(tmp_path, {"a.csv": "organisation,Country,sector,1.1\nA,Wales,arts,2\nB,,,3\n"})
        network = read.network(attributes=["COUNTRY "])

        assert [{"country": "Wales"}, {}] == [dict(one.attributes) for one in network]
        assert ("", "Wales") == network.values_of("country")
        assert ["a.csv: column 'sector' is not read"] == read.told()

    def test_attributes_on_any_row(self, tmp_path: Path) -> None:
        """Of an organisation's rows any may have an attribute, in any file, as long as none says another."""
        read = _Read(
            tmp_path,
            {
                "a.csv": "organisation,respondent,sector,criterion,answer\nA,ann,,1.1,2\nA,ben,,1.1,2\n",
                "b.csv": "organisation,respondent,sector,region,1.1\nA,cas,health,,2\nA,dee,health,north,2\n",
            },
        )
        (one,) = read.network()

        assert {"sector": "health", "region": "north"} == dict(one.attributes)

    def test_name(self, tmp_path: Path) -> None:
        """The network may have a name."""
        assert "Wales" == _Read(tmp_path, {"a.csv": "organisation,1.1\nA,2\n"}).network(name="Wales").name

    def test_without_a_single_answer(self, tmp_path: Path) -> None:
        """An organisation whose cells are all empty is in the network, and missing from it."""
        network = _network(tmp_path, "organisation,1.1,1.2\nA,2,\nB,,\n")

        assert ("B",) == network.missing.overall

    def test_long_and_wide_in_either_order(self, tmp_path: Path) -> None:
        """What two files say of one organisation does not hang on which of them is read first."""
        files: Files = {"wide.csv": "organisation,1.1\nA,1\n", "long.csv": "organisation,criterion,answer\nA,1.1,5\n"}
        said = []
        for order in (sorted(files), sorted(files, reverse=True)):
            read = _Read(tmp_path, {name: files[name] for name in order})
            try:
                said.append(
                    sorted(one.answers["1.1"].level or 0 for one in read.network().organisations[0].assessments)
                )
            except AnswerError:
                said.append([])

        assert said[0] == said[1]
        # Two answers, or a fault; never one of them in silence.
        assert said[0] in ([1, 5], [])


class TestWhatIsNotTakenAsItStands:
    def test_columns_that_are_not_read(self, tmp_path: Path) -> None:
        """Columns of other names, and cells below none, are named with their file."""
        read = _Read(tmp_path, {"a.csv": "respondent,Title,1.1,\nann,x,3,\nben,y,4,z\n"})
        read.panel()

        assert ["a.csv: column 'Title' is not read", "a.csv: column 4, which has no name, is not read"] == read.told()

    def test_attributes_in_a_panel(self, tmp_path: Path) -> None:
        """A panel is of one organisation, so what it could be sliced by is not read."""
        read = _Read(tmp_path, {"a.csv": "respondent,sector,1.1\nann,health,3\n"})
        read.panel()

        assert ["a.csv: column 'sector' is not read"] == read.told()

    @pytest.mark.parametrize("name", ["Title", "C-1", "Phase2", "1.1 Sharing inside", "2024/25", "n/a", "1.1a", "№"])
    def test_columns_that_are_no_ids(self, tmp_path: Path, name: str) -> None:
        """A column that does not look like an id is passed over, and named."""
        read = _Read(tmp_path, {"a.csv": f"respondent,1.1,{name}\nann,3,4\n"})
        read.panel()

        assert [f"a.csv: column {name!r} is not read"] == read.told()

    @pytest.mark.parametrize(
        ("text", "columns"),
        [
            ("respondent,criterion,answer,1.2\nann,1.1,3,5\n", ["1.2"]),
            ("respondent,1.1,answer\nann,3,4\n", ["answer"]),
            ("respondent,criterion,1.1\nann,1.2,3\n", ["criterion"]),
            ("respondent,1.1,note,evidence\nann,3,Why,Policy\n", ["note", "evidence"]),
        ],
        ids=["a criterion's column in a long file", "answer", "criterion", "note and evidence in a wide file"],
    )
    def test_columns_of_the_other_layout(self, tmp_path: Path, text: str, columns: list[str]) -> None:
        """A column that only the other layout reads is not lost in silence: it is named, or refused."""
        read = _Read(tmp_path, {"a.csv": text})
        try:
            read.panel()
            said = read.told()
        except AnswerError as error:
            said = [str(fault) for fault in error.faults]

        assert [] == [name for name in columns if not any(repr(name) in one for one in said)]

    def test_warnings(self, tmp_path: Path) -> None:
        """Without somebody to tell, each is a warning where the reader was called."""
        path = tmp_path / "a.csv"
        path.write_text("respondent,title,1.1\nann,x,3\n")

        with pytest.warns(UnreadWarning, match="column 'title' is not read") as caught:
            read_panel(path, framework=CROSSED)
        with pytest.warns(UnreadWarning, match="column 'title' is not read") as also:
            read_network(path, framework=CROSSED)

        assert [__file__, __file__] == [caught[0].filename, also[0].filename]

    def test_nothing_is_told_of_faulty_files(self, tmp_path: Path) -> None:
        """Where there is a fault there is nothing but faults."""
        read = _Read(tmp_path, {"a.csv": "respondent,title,1.1\nann,x,3\n", "b.csv": "respondent,1.1\nben,9\n"})

        assert 1 == len(read.faults(read.panel))
        assert [] == read.told()


class TestShortenedIds:
    def test_which(self) -> None:
        """An id that ends in 0 after a point is shortened, unless what is left is an id of its own."""
        assert {"2.1": "2.10"} == shortened_ids(TENS)

    def test_column(self, tmp_path: Path) -> None:
        """A column 2.1 is read as 2.10, which a spreadsheet program saves so, and named."""
        read = _Read(tmp_path, {"a.csv": "respondent,2.1,2.2\nann,4,3\nben,5,\n"})
        panel = read.panel(TENS)

        assert [4, 5] == [one.assessment.answers["2.10"].level for one in panel]
        assert ["a.csv: column '2.1' is read as 2.10, which a spreadsheet program shortens"] == read.told()

    def test_rows(self, tmp_path: Path) -> None:
        """So is a criterion 2.1 in a long file, with its line."""
        read = _Read(tmp_path, {"a.csv": "respondent,criterion,answer\nann,2.1,4\nann,2.2,5\n"})
        panel = read.panel(TENS)

        assert {"2.10": 4, "2.2": 5} == {
            one: panel.respondents[0].assessment.answers[one].level for one in ("2.10", "2.2")
        }
        assert ["a.csv line 2: criterion '2.1' is read as 2.10, which a spreadsheet program shortens"] == read.told()

    @pytest.mark.parametrize("header", ["2.1,2.10", "2.10,2.1"])
    def test_two_columns_for_one_criterion(self, tmp_path: Path, header: str) -> None:
        """The whole id and the shortened one side by side are two columns for one criterion."""
        assert ["team.csv: has two columns for criterion 2.10"] == _faults(
            tmp_path, f"respondent,{header}\nann,4,5\n", TENS
        )

    def test_two_rows_for_one_criterion(self, tmp_path: Path) -> None:
        """So are a row for each."""
        text = "respondent,criterion,answer\nann,2.1,4\nann,2.10,4\n"

        assert ["team.csv line 3: criterion 2.10 by ann stands on team.csv line 2 already"] == _faults(
            tmp_path, text, TENS
        )


class TestFaultsOfHeaders:
    def test_same_column_twice(self, tmp_path: Path) -> None:
        """A column that stands twice is refused, in upper or lower case."""
        assert ["team.csv line 1: the column a stands 2 times"] == _faults(tmp_path, "a,A\n1,2\n", ONE_THEME)
        assert ["team.csv line 1: the column respondent stands 2 times"] == _faults(
            tmp_path, "Respondent,respondent,1.1\nann,ann,2\n"
        )

    @pytest.mark.parametrize("text", ["name,level\nann,3\n", "3\n4\n", "respondent\nann\n", "criterion,level\n1.1,3\n"])
    def test_neither_long_nor_wide(self, tmp_path: Path, text: str) -> None:
        """A file with no answers in it is told what it lacks."""
        message = "has neither the columns criterion and answer, nor a column named after a criterion's id of crossed"
        message += "; if it is an export of a form, say of which (layout=, --from)"

        assert [f"team.csv: {message}"] == _faults(tmp_path, text)

    @pytest.mark.parametrize("name", ["1.11", "4", "2024", "q1", "Q1", "C.3", "abc12", "1-2", "1.1.1"])
    def test_columns_that_look_like_ids(self, tmp_path: Path, name: str) -> None:
        """A column that looks like an id and is none would lose answers, so it is refused."""
        (fault,) = _faults(tmp_path, f"respondent,1.1,{name}\nann,3,4\n")

        assert fault.startswith(f"team.csv: column {name!r}: no criterion {name!r} in crossed (4 criteria)")

    def test_near_misses(self, tmp_path: Path) -> None:
        """It earns the ids that look like it."""
        (fault,) = _faults(tmp_path, "respondent,1.1,2.33\nann,3,4\n")

        assert fault.endswith("; did you mean '2.3'?")

    def test_all_of_a_header(self, tmp_path: Path) -> None:
        """All faults of a header stand together; below it nothing is read, so that nothing else is blamed."""
        faults = _faults(tmp_path, "respondent,2.1,2.10,2.3,2.4\nann,9,9,9,9\n", TENS)

        assert ["has two columns for criterion 2.10", "column '2.3'", "column '2.4'"] == [
            one.removeprefix("team.csv: ").split(":")[0] for one in faults
        ]

    def test_ids_that_differ_by_case(self, tmp_path: Path) -> None:
        """Where a framework has an a and an A, a column's answers go to the one that it names."""
        framework = Framework(
            id="cases",
            version="1",
            title="Two cases",
            scale=FIVE,
            themes=[Theme("data", "Data")],
            criteria=[Criterion("a", "Small", theme="data"), Criterion("A", "Large", theme="data")],
        )
        panel = _panel(tmp_path, "respondent,a\nann,2\n", framework)

        assert {"a": 2, "A": None} == {
            one: answer.level for one, answer in panel.respondents[0].assessment.answers.items()
        }


class TestFaultsOfPeople:
    def test_the_same_respondent_twice(self, tmp_path: Path) -> None:
        """In a wide file a person has one row."""
        assert [
            "team.csv line 4: respondent ann stands on team.csv line 2 already",
            "team.csv line 5: respondent ann stands on team.csv line 2 already",
        ] == _faults(tmp_path, "respondent,1.1\nann,1\nben,2\nann,3\n ann ,1\n")

    @pytest.mark.parametrize("read_as", ["panel", "network"])
    @pytest.mark.parametrize("first", ["wide.csv", "long.csv"])
    def test_the_same_respondent_in_two_files(self, tmp_path: Path, first: str, read_as: str) -> None:
        """Somebody with a row in a wide file cannot have answers in another one, whichever file comes first."""
        files: Files = {
            "wide.csv": "organisation,respondent,1.1\nA,ann,1\n",
            "long.csv": "organisation,respondent,criterion,answer\nA,ann,1.1,5\n",
        }
        read = _Read(tmp_path, {name: files[name] for name in sorted(files, key=lambda name: name != first)})
        (fault,) = read.faults(read.panel if read_as == "panel" else read.network)

        assert "ann" in fault
        assert f"stands on {first} line 2 already" in fault

    def test_many_rows_of_somebody_known(self, tmp_path: Path) -> None:
        """Somebody with a row in a wide file earns one fault for a long file, however many rows that has."""
        read = _Read(
            tmp_path,
            {
                "wide.csv": "respondent,1.1\nann,1\nben,2\n",
                "long.csv": "respondent,criterion,answer\nann,1.2,5\nben,1.2,3\nann,2.3,5\nben,2.3,5\ncas,1.1,1\n",
            },
        )

        assert [
            "long.csv line 2: respondent ann stands on wide.csv line 2 already",
            "long.csv line 3: respondent ben stands on wide.csv line 3 already",
        ] == read.faults(read.panel)

    def test_two_wide_files(self, tmp_path: Path) -> None:
        """Nor can somebody have a row in each of two wide files."""
        read = _Read(tmp_path, {"a.csv": "respondent,1.1\nann,1\n", "b.csv": "respondent,1.1\nben,1\nann,2\n"})

        assert ["b.csv line 3: respondent ann stands on a.csv line 2 already"] == read.faults(read.panel)

    def test_the_same_criterion_twice(self, tmp_path: Path) -> None:
        """In long files a person answers a criterion once, even where both rows say the same."""
        text = "organisation,respondent,criterion,answer\nA,ann,1.1,2\nA,ben,1.1,2\nA,ann,1.1,2\nA,,1.2,1\nA,,1.2,\n"

        assert [
            "team.csv line 4: criterion 1.1 by ann of A stands on team.csv line 2 already",
            "team.csv line 6: criterion 1.2 by A stands on team.csv line 5 already",
        ] == _faults(tmp_path, text)

    def test_contradictory_roles_and_units(self, tmp_path: Path) -> None:
        """A person has one role and one unit."""
        text = "respondent,role,unit,criterion,answer\nann,manager,,1.1,2\nann,analyst,IT,1.2,2\nann,,Finance,2.3,2\n"

        assert [
            "team.csv line 3: role is 'analyst' here and 'manager' on team.csv line 2",
            "team.csv line 4: unit is 'Finance' here and 'IT' on team.csv line 3",
        ] == _faults(tmp_path, text)

    def test_more_than_one_organisation_in_a_panel(self, tmp_path: Path) -> None:
        """A panel is of one organisation; the fault names two of them."""
        (fault,) = _faults(tmp_path, "organisation,respondent,1.1\nAbbey,ann,2\nBridge,ben,3\nCastle,cas,4\n")

        assert "'Abbey'" in fault
        assert "'Bridge'" in fault
        assert "a panel is of one organisation" in fault

    def test_row_without_an_organisation(self, tmp_path: Path) -> None:
        """In a network each row is some organisation's."""
        read = _Read(tmp_path, {"a.csv": "organisation,1.1\nA,2\n ,3\n"})

        assert ["a.csv line 3: has no organisation"] == read.faults(read.network)

    def test_contradictory_attributes(self, tmp_path: Path) -> None:
        """An organisation has one sector, size and region, over all its people and files."""
        read = _Read(
            tmp_path,
            {
                "a.csv": "organisation,sector,size,1.1\nA,health,small,2\nB,arts,,3\nA,arts,small,2\n",
                "b.csv": "organisation,respondent,sector,criterion,answer\nB,ann,sport,1.1,2\n",
            },
        )

        assert [
            "a.csv line 4: sector of A is 'arts' here and 'health' elsewhere",
            "b.csv line 2: sector of B is 'sport' here and 'arts' elsewhere",
        ] == read.faults(read.network)

    def test_contradictory_attributes_beside_other_faults(self, tmp_path: Path) -> None:
        """They stand with all other faults, so that nobody mends a file twice."""
        read = _Read(tmp_path, {"a.csv": "organisation,sector,1.1\nA,health,2\nA,arts,2\nB,arts,9\n"})
        faults = read.faults(read.network)

        assert {"a.csv line 3", "a.csv line 4"} == {one.split(":")[0] for one in faults}


class TestFaultsOfFiles:
    def test_none(self) -> None:
        """No file at all is a fault, not an empty panel."""
        with pytest.raises(AnswerError, match="there are none to read"):
            read_panel(framework=CROSSED)
        with pytest.raises(AnswerError, match="there are none to read"):
            read_network(framework=CROSSED)

    @pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\r\n \r\n"], ids=["empty", "only a mark", "blank"])
    def test_empty(self, tmp_path: Path, content: bytes) -> None:
        """An empty file is told so, in a whole sentence."""
        read = _Read(tmp_path, {"a.csv": content})
        (fault,) = read.faults(read.panel)

        assert fault.startswith("a.csv: is empty; ")
        # What it needs: the sentence does not stop before the columns.
        assert "criterion" in fault

    @pytest.mark.parametrize("text", ["respondent,1.1\n", "criterion,answer\n", "respondent,1.1\n,\n \n"])
    def test_header_only(self, tmp_path: Path, text: str) -> None:
        """A header without rows is nobody's answers."""
        assert ["team.csv: has a header and no rows below it"] == _faults(tmp_path, text)

    def test_header_only_among_others(self, tmp_path: Path) -> None:
        """A file in which nobody has answered yet does not stop the others."""
        read = _Read(tmp_path, {"a.csv": "respondent,1.1\n", "b.csv": "respondent,1.1\nann,3\n"})

        assert Panel([_person({"1.1": 3}, id="ann")]) == read.panel()

    @pytest.mark.parametrize(
        ("content", "what"),
        [
            ("respondent,1.1\nann,3\n".encode("utf-16"), "is UTF-16"),
            ("respondent,1.1\ncaf\xe9,3\n".encode("cp1252"), "line 2: byte 0xe9 is not UTF-8"),
            (b"respondent,1.1\nann,\0\n", "line 2: holds a NUL"),
            (b"PK\x03\x04", "no .xlsx workbook"),
            (b'respondent,1.1\n"ann,3\n', "line 2: is not CSV"),
        ],
        ids=["utf-16", "windows-1252", "nul", "workbook", "open quotation"],
    )
    def test_not_text(self, tmp_path: Path, content: bytes, what: str) -> None:
        """What is not CSV in UTF-8 is told what it is, and where."""
        read = _Read(tmp_path, {"a.csv": content})
        faults = read.faults(read.panel)

        assert any(what in one for one in faults)

    def test_missing(self, tmp_path: Path) -> None:
        """A file that is not there, or is a directory, is a `FileError`."""
        for path in (tmp_path / "none.csv", tmp_path):
            with pytest.raises(FileError, match=path.name):
                read_panel(path, framework=CROSSED)
            with pytest.raises(FileError, match=path.name):
                read_network(path, framework=CROSSED)

    def test_every_fault_of_every_file(self, tmp_path: Path) -> None:
        """All faults of all files stand in one error, file by file, each with its line."""
        read = _Read(
            tmp_path,
            {
                "long.csv": (
                    "respondent,role,criterion,answer\n"
                    "ann,,1.1,6\n"  # 2: off the scale
                    "ann,,,3\n"  # 3: no criterion
                    ",,1.3,2\n"  # 4: no such criterion
                    "ben,m,1.1,3\n"  # 5: sound
                    "ben,m,1.2\n"  # 6: too few cells
                    "ben,m,1.2,3,4\n"  # 7: too many cells
                    "ann,,1.1,perhaps\n"  # 8: not an answer, and a second time
                    "ben,n,2.3,1\n"  # 9: another role
                ),
                "wide.csv": "respondent,1.1,2.4\ncas,1,9\nben,0,3 Emerging\n",  # both levels are wrong, ben is known
                "header.csv": "respondent,1.1,3.1\nann,9,9\n",
                "utf16.csv": "1.1\n2\n".encode("utf-16"),
                "sound.csv": "respondent,1.1\ndee,3\n",
            },
        )

        expected = [
            "long.csv line 2: criterion 1.1: level 6 is off the scale",
            "long.csv line 3: has no criterion",
            "long.csv line 4: no criterion '1.3' in crossed (4 criteria)",
            "long.csv line 6: ends after 3 of 4 cells",
            "long.csv line 7: has 5 cells where the header has 4",
            "long.csv line 8: criterion 1.1: 'perhaps' is not an answer",
            "long.csv line 8: criterion 1.1 by ann stands on long.csv line 2 already",
            "long.csv line 9: role is 'n' here and 'm' on long.csv line 5",
            "wide.csv line 2: criterion 2.4: level 9 is off the scale",
            "wide.csv line 3: criterion 1.1: level 0 is off the scale",
            "wide.csv line 3: criterion 2.4: '3 Emerging' names two levels",
            "wide.csv line 3: respondent ben stands on long.csv line 5 already",
            "header.csv: column '3.1'",
            "utf16.csv: is UTF-16",
        ]

        faults = read.faults(read.panel)

        assert expected == [one[: len(start)] for one, start in zip(faults, expected, strict=True)]

    def test_lines_are_those_of_an_editor(self, tmp_path: Path) -> None:
        """Lines are counted as an editor counts them, blank ones and those inside quotation marks among them."""
        text = 'sep=,\nrespondent,role,1.1\n\nann,"a\nb",2\nben,,9\n'

        (fault,) = _faults(tmp_path, text)
        assert fault.startswith("team.csv line 6: criterion 1.1: level 9")


def _book(path: Path, sheets: Mapping[str, Rows], *, hidden: str = "") -> Path:
    """Write a workbook as a person would."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
        for row in rows:
            sheet.append([*row])
    book.save(path)
    return path


ANN_AND_BEN: Rows = [["respondent", "1.1", "1.2"], ["ann", 3, "n/a"], ["ben", 4.0, None]]


class TestWorkbooks:
    def test_wide(self, tmp_path: Path) -> None:
        """A sheet with a column for each criterion is a panel; a number is a level's, however it is stored."""
        path = _book(tmp_path / "team.xlsx", {"Answers": ANN_AND_BEN})

        people = [_person({"1.1": 3, "1.2": Answer.not_applicable()}, id="ann"), _person({"1.1": 4}, id="ben")]
        assert Panel(people) == read_panel(path, framework=CROSSED)

    def test_long_over_several_sheets(self, tmp_path: Path) -> None:
        """Sheets with a row for each answer, as in our own template, are one person's, called after the file."""
        sheets: dict[str, Rows] = {
            "Sharing": [["criterion", "answer", "note"], ["1.1", 3, "Two teams"]],
            "Deciding": [["criterion", "answer"], ["2.3", "do not know"]],
        }
        path = _book(tmp_path / "ann.xlsx", sheets)

        expected = _person({"1.1": Answer.at(3, note="Two teams"), "2.3": Answer.do_not_know()}, id="ann")
        assert Panel([expected]) == read_panel(path, framework=CROSSED)

    def test_sheet_by_its_name(self, tmp_path: Path) -> None:
        """One sheet of several is read where it is named, also a hidden one."""
        sheets: dict[str, Rows] = {"Old": [["respondent", "1.1"], ["cas", 1]], "New": ANN_AND_BEN}
        path = _book(tmp_path / "team.xlsx", sheets, hidden="Old")

        assert ["cas"] == [one.id for one in read_panel(path, framework=CROSSED, sheet="Old")]
        with pytest.raises(AnswerError, match=r"has no sheet 'Nwe'; its sheets are 'Old', 'New'; did you mean 'New'\?"):
            read_panel(path, framework=CROSSED, sheet="Nwe")

    def test_sheets_that_are_not_read(self, tmp_path: Path) -> None:
        """Sheets without answers are told, and so is a hidden one with answers in it."""
        sheets: dict[str, Rows] = {
            "Notes": [["Who did what"], ["Ann asked"]],
            "Answers": ANN_AND_BEN,
            "Old": ANN_AND_BEN,
        }
        notices: list[Fault] = []
        path = _book(tmp_path / "team.xlsx", sheets, hidden="Old")
        panel = read_panel(path, framework=CROSSED, notify=notices.append)

        assert ["ann", "ben"] == [one.id for one in panel]
        expected = [f"{path} sheet 'Notes': is not read", f"{path} hidden sheet 'Old': is not read"]
        assert expected == [str(one) for one in notices]

    def test_no_sheet_with_answers(self, tmp_path: Path) -> None:
        """A workbook of other things is one fault that names its sheets."""
        path = _book(tmp_path / "team.xlsx", {"Notes": [["a"]], "More": [["b"], [3]]})

        with pytest.raises(AnswerError, match=r"none of its sheets \('Notes', 'More'\) has the columns criterion and"):
            read_panel(path, framework=CROSSED)

    def test_cells_that_are_no_answers(self, tmp_path: Path) -> None:
        """An error, and a formula without its value, are faults with their sheet and row, and never unanswered."""
        path = _book(tmp_path / "team.xlsx", {"S": [["respondent", "1.1", "1.2"], ["ann", "#N/A", "=1+1"]]})
        with pytest.raises(AnswerError) as caught:
            read_panel(path, framework=CROSSED)

        assert [(f"{path} sheet 'S' row 2", "1.1"), (f"{path} sheet 'S' row 2", "1.2")] == [
            (one.where, one.message.split(":")[0].removeprefix("criterion ")) for one in caught.value.faults
        ]

    def test_network(self, tmp_path: Path) -> None:
        """A network's organisations and what they are sliced by come from a sheet as from a CSV file."""
        rows: Rows = [["organisation", "sector", "1.1"], ["Abbey", "health", 2], ["Bridge", "arts", 4]]
        network = read_network(_book(tmp_path / "n.xlsx", {"Sheet1": rows}), framework=CROSSED)

        assert [("Abbey", "health"), ("Bridge", "arts")] == [
            (one.id, one.attributes["sector"]) for one in network.organisations
        ]


class TestLayouts:
    @pytest.mark.parametrize(
        ("layout", "text", "message"),
        [
            ("long", "respondent,1.1\nann,3\n", "is said to be long, and has not the columns criterion and answer"),
            ("wide", "criterion,answer\n1.1,3\n", "is said to be wide, and has the columns criterion and answer of a"),
        ],
    )
    def test_another_than_is_said(self, tmp_path: Path, layout: str, text: str, message: str) -> None:
        """A table of another layout than it is said to have is a fault, and not read as what it is."""
        path = tmp_path / "team.csv"
        path.write_text(text)

        with pytest.raises(AnswerError, match=message):
            read_panel(path, framework=CROSSED, layout=layout)

    @pytest.mark.parametrize(
        ("layout", "text"), [("long", "criterion,answer\n1.1,3\n"), ("wide", "respondent,1.1\nann,3\n")]
    )
    def test_as_it_is_said(self, tmp_path: Path, layout: str, text: str) -> None:
        """A table of the layout that it is said to have is read."""
        path = tmp_path / "ann.csv"
        path.write_text(text)

        assert Panel([_person({"1.1": 3}, id="ann")]) == read_panel(path, framework=CROSSED, layout=layout)

    def test_unknown(self, tmp_path: Path) -> None:
        """A layout that there is not is refused before anything is read, with those that there are."""
        with pytest.raises(UnknownIdError) as caught:
            read_panel(tmp_path / "missing.csv", framework=CROSSED, layout="forms")

        known = "there are long, wide, microsoft-forms, google-forms, odk"
        assert f"no layout 'forms' in the library (5 layouts); {known}" == str(caught.value)

    def test_columns_of_no_form(self, tmp_path: Path) -> None:
        """What a column means can be said of a form's export alone; elsewhere it is not passed over in silence."""
        path = tmp_path / "team.csv"
        path.write_text("respondent,1.1\nann,3\n")

        with pytest.raises(AnswerError, match="has no column 'Team' in an export of a form"):
            read_panel(path, framework=CROSSED, columns={"Team": "unit"})
