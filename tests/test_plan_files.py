"""Plans from files by their names, and as files that other programs open: CSV, XLSX and iCalendar."""

import csv
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar, Event

from datamaturity import (
    Action,
    DocumentError,
    Evidence,
    FileError,
    Horizon,
    MissingExtraError,
    Plan,
    PlanError,
    Serves,
    plan_status,
    read_plan,
)
from datamaturity.documents.plans import plan_json
from datamaturity.files import write_text
from datamaturity.writers.plan_markdown import plan_markdown
from datamaturity.writers.plans import plan_calendar, plan_csv, plan_status_csv, plan_status_xlsx, plan_xlsx

PLAN = Plan(
    id="ours",
    title="Our plan",
    horizons=[Horizon("short", "Short term", ends=date(2026, 6, 30)), Horizon("long", "Long term")],
    actions=[
        Action(
            "List every dataset",
            number=1,
            theme="data",
            horizon="short",
            owner="Ann",
            status="done",
            starts=date(2026, 1, 15),
            due=date(2026, 3, 31),
            effort="5/2",
            depends_on=[2, 3],
            serves=[Serves("1.1", 2), Serves("2.3", 3)],
            evidence=[Evidence("The list", "https://example.org", date(2026, 3, 30)), Evidence("Minutes")],
        ),
        Action("Publish it", number=2, horizon="short", owner="Ben", status="under way", serves=[Serves("1.1", 3)]),
        Action("Train", number=3, due=date(2026, 5, 1)),
        Action("Think", horizon="long"),
        Action("Rest", due=date(2026, 12, 24)),
        Action("Drop", number=6, due=date(2026, 5, 1), status="dropped"),
    ],
)


class TestReadPlan:
    @pytest.mark.parametrize("name", ["plan.md", "plan.markdown", "PLAN.MD", "plan.json.md"])
    def test_markdown(self, tmp_path: Path, name: str) -> None:
        """A name that ends as Markdown does is read as that."""
        path = tmp_path / name
        path.write_text(plan_markdown(PLAN), encoding="utf-8")

        assert PLAN == read_plan(path) == read_plan(str(path))

    @pytest.mark.parametrize("name", ["plan.json", "plan", "plan.md.json", "md"])
    def test_json(self, tmp_path: Path, name: str) -> None:
        """Any other name is read as a JSON document."""
        path = tmp_path / name
        path.write_text(plan_json(PLAN), encoding="utf-8")

        assert PLAN == read_plan(path) == read_plan(str(path))

    @pytest.mark.parametrize("name", ["plan.json", "plan.md"])
    def test_with_a_byte_order_mark(self, tmp_path: Path, name: str) -> None:
        """Some editors start a file with a byte order mark."""
        text = plan_json(PLAN) if name.endswith("json") else plan_markdown(PLAN)
        path = tmp_path / name
        path.write_text(f"\ufeff{text}", encoding="utf-8")

        assert PLAN == read_plan(path)

    def test_faults(self, tmp_path: Path) -> None:
        """Faults name the file: in Markdown with the line, in JSON with the path."""
        markdown, document = tmp_path / "plan.md", tmp_path / "plan.json"
        markdown.write_text("# P\n\n- Plan: p\n\n## Roadmapp\n", encoding="utf-8")
        document.write_text('{"format": 1, "kind": "plan", "id": "p", "title": 1}', encoding="utf-8")

        with pytest.raises(PlanError) as in_markdown:
            read_plan(markdown)
        with pytest.raises(DocumentError) as in_json:
            read_plan(document)

        assert (f"{markdown} line 5",) == tuple(fault.where for fault in in_markdown.value.faults)
        assert (f"{document} $.title",) == tuple(fault.where for fault in in_json.value.faults)

    def test_not_utf_8(self, tmp_path: Path) -> None:
        """A file that is not UTF-8 is refused with the line, as what it should have been."""
        markdown, document = tmp_path / "plan.md", tmp_path / "plan.json"
        for path in (markdown, document):
            path.write_bytes(b"one\n\xe9")

        with pytest.raises(PlanError, match="line 2: byte 0xe9 is not UTF-8"):
            read_plan(markdown)
        with pytest.raises(DocumentError, match="line 2: byte 0xe9 is not UTF-8"):
            read_plan(document)

    @pytest.mark.parametrize("name", ["plan.md", "plan.json"])
    @pytest.mark.parametrize("text", ["a\0b", "a\r\nb", "\ufeffa", "a\u2028b", "😀"])
    def test_any_text_survives_a_file(self, tmp_path: Path, name: str, text: str) -> None:
        """A plan that was written to a file is read from it, whatever its texts."""
        plan = Plan(id="p", title=text)
        path = tmp_path / name
        write_text(path, plan_json(plan) if name.endswith("json") else plan_markdown(plan))

        assert plan == read_plan(path)

    @pytest.mark.parametrize("name", ["plan.md", "plan.json"])
    def test_not_there(self, tmp_path: Path, name: str) -> None:
        """A file that cannot be opened is the system's error."""
        with pytest.raises(FileError):
            read_plan(tmp_path / name)


class TestCsv:
    def test_everything(self) -> None:
        """A row for each action in the plan's order; lists are set apart by semicolons, what is not there is empty."""
        evidence = '"The list, https://example.org, 2026-03-30; Minutes"'
        expected = [
            "number,action,theme,horizon,owner,status,starts,due,effort,depends_on,serves,evidence",
            f"1,List every dataset,data,short,Ann,done,2026-01-15,2026-03-31,5/2,2; 3,1.1=2; 2.3=3,{evidence}",
            "2,Publish it,,short,Ben,under way,,,,,1.1=3,",
            "3,Train,,,,planned,,2026-05-01,,,,",
            ",Think,,long,,planned,,,,,,",
            ",Rest,,,,planned,,2026-12-24,,,,",
            "6,Drop,,,,dropped,,2026-05-01,,,,",
            "",
        ]

        assert "\r\n".join(expected) == plan_csv(PLAN)

    def test_no_actions(self) -> None:
        """A plan without actions has a header."""
        assert 1 == plan_csv(Plan(id="p", title="P")).count("\r\n")

    def test_formulas(self) -> None:
        """What a spreadsheet program would run is guarded, in every column of text."""
        action = Action(
            "=1+1",
            theme="+theme",
            horizon="@horizon",
            owner="-owner",
            serves=[Serves("=a", 1)],
            evidence=[Evidence("=b")],
        )
        (row,) = csv.DictReader(StringIO(plan_csv(Plan(id="p", title="P", actions=[action]))))

        assert {
            "action": "'=1+1",
            "theme": "'+theme",
            "horizon": "'@horizon",
            "owner": "'-owner",
            "serves": "'=a=1",
            "evidence": "'=b",
        } == {name: cell for name, cell in row.items() if cell.startswith("'")}

    def test_status(self) -> None:
        """A status has a row for each action: when it is due, where it stands, and why."""
        # On 1 June, with 30 days of notice: 2 is due on its horizon's last day, 29 days on, and begun; 3 is overdue,
        # which its risk repeats; "Think" has no day, and "Rest" is far off.
        expected = [
            "number,action,theme,horizon,owner,due,state,blocked_by,risk",
            "1,List every dataset,data,short,Ann,2026-03-31,done,,",
            "2,Publish it,,short,Ben,2026-06-30,under way,,",
            "3,Train,,,,2026-05-01,overdue,,due on 2026-05-01 and not begun",
            ",Think,,long,,,planned,,",
            ",Rest,,,,2026-12-24,planned,,",
            "6,Drop,,,,2026-05-01,dropped,,",
            "",
        ]

        assert "\r\n".join(expected) == plan_status_csv(plan_status(PLAN, date(2026, 6, 1)))

    def test_status_formulas(self) -> None:
        """A status is guarded likewise; what it waits for stands in one cell."""
        plan = Plan(
            id="p",
            title="P",
            actions=[
                Action("=1+1", number=1, owner="@ann", depends_on=[2, 3]),
                Action("-", number=2),
                Action("c", number=3),
            ],
        )
        first, second, _ = csv.DictReader(StringIO(plan_status_csv(plan_status(plan, date(2026, 6, 1)))))

        assert ("'=1+1", "'@ann", "2, 3", "blocked") == (
            first["action"],
            first["owner"],
            first["blocked_by"],
            first["state"],
        )
        assert "'-" == second["action"]


def _events(plan: Plan, *, stamped: datetime | None = None) -> list[Event]:
    """Return the events of a plan's calendar, as the library reads them back."""
    return [
        one for one in Calendar.from_ical(plan_calendar(plan, stamped=stamped)).walk("VEVENT") if isinstance(one, Event)
    ]


class TestCalendar:
    def test_text(self) -> None:
        """A calendar is text with lines that end in CR LF, a version, who made it, and the plan's title."""
        text = plan_calendar(PLAN)
        lines = text.split("\r\n")

        assert ("BEGIN:VCALENDAR", "END:VCALENDAR", "") == (lines[0], lines[-2], lines[-1])
        assert "\n" not in "".join(lines)
        assert {"VERSION:2.0", "PRODID:-//datamaturity//plan//EN", "X-WR-CALNAME:Our plan"} <= {*lines}

    def test_events(self) -> None:
        """Each open action with a day of its own, or of its horizon, is an all-day event on that day."""
        # Not 1, which is done, nor 6, which is dropped, nor "Think", whose horizon has no last day.
        assert [
            (date(2026, 6, 30), "2. Publish it"),
            (date(2026, 5, 1), "3. Train"),
            (date(2026, 12, 24), "Rest"),
        ] == [(one.decoded("dtstart"), str(one["summary"])) for one in _events(PLAN)]
        assert 3 == plan_calendar(PLAN).count("DTSTART;VALUE=DATE:")

    def test_descriptions(self) -> None:
        """An event says who answers for it, how far it is and what it serves, as far as that is known."""
        assert ["Owner: Ben\nStatus: under way\nServes: 1.1=3", "Status: planned", "Status: planned"] == [
            str(one["description"]) for one in _events(PLAN)
        ]

    def test_names_of_events(self) -> None:
        """An event keeps its name from one file to the next: the plan's id, and the action's number or place."""
        assert ["ours-2@datamaturity", "ours-3@datamaturity", "ours-entry-5@datamaturity"] == [
            str(one["uid"]) for one in _events(PLAN)
        ]

    def test_names_differ(self) -> None:
        """Two actions with one number are two events: a calendar would take a name that comes again for the same."""
        actions = [Action(text, number=6, due=date(2026, 5, 1)) for text in ("One", "Two")]
        first, second = _events(Plan(id="p", title="P", actions=actions))

        assert first["uid"] != second["uid"]

    def test_equal_plans_give_equal_files(self) -> None:
        """Without a time the stamp is the day that the action is due, so that nothing differs from day to day."""
        assert plan_calendar(PLAN) == plan_calendar(PLAN)
        assert [datetime(2026, 6, 30, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)] == [
            one.decoded("dtstamp") for one in _events(PLAN)[:2]
        ]

    @pytest.mark.parametrize(
        "stamped",
        [
            datetime(2026, 1, 1, 10, tzinfo=UTC),
            datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=2))),
        ],
        ids=["UTC", "elsewhere"],
    )
    def test_stamp(self, stamped: datetime) -> None:
        """A time that is given stamps every event, in universal time."""
        assert 3 == plan_calendar(PLAN, stamped=stamped).count("\r\nDTSTAMP:20260101T100000Z\r\n")

    @pytest.mark.parametrize(
        "actions",
        [[], [Action("A", horizon="short")], [Action("A", due=date(2026, 5, 1), status="done")]],
        ids=["none", "no day", "done"],
    )
    def test_no_events(self, actions: list[Action]) -> None:
        """A plan in which nothing is due is refused: a calendar without events is none, as the standard has it."""
        with pytest.raises(PlanError) as caught:
            plan_calendar(Plan(id="ours", title="P", actions=actions))

        message = "no open action has a day, of its own or of its horizon; a calendar needs one at least"
        assert f"plan ours: {message}" == str(caught.value)

    @pytest.mark.parametrize("text", ["a; b, c\\d", "a\nb", "Dŵr “½” 😀", "BEGIN:VEVENT", "a:b", '"a"', "long " * 40])
    def test_odd_texts(self, text: str) -> None:
        """Any text is read back as it was: signs of the format are escaped, long lines are folded."""
        plan = Plan(id="p", title=text, actions=[Action(text, owner=text, due=date(2026, 5, 1))])
        (event,) = _events(plan)

        assert text.rstrip() == str(event["summary"]).rstrip()
        assert f"Owner: {text}\nStatus: planned" == str(event["description"])
        assert all(len(line.encode()) <= 75 for line in plan_calendar(plan).split("\r\n"))

    def test_without_the_library(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where icalendar is not installed, the error names what to install."""
        monkeypatch.setitem(sys.modules, "icalendar", None)
        with pytest.raises(MissingExtraError) as caught:
            plan_calendar(PLAN)

        assert 'an iCalendar file needs icalendar; run: pip install "datamaturity[calendar]"' == str(caught.value)
        assert ("icalendar", "calendar") == (caught.value.library, caught.value.extra)

    def test_csv_without_the_library(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Everything else does without it."""
        monkeypatch.setitem(sys.modules, "icalendar", None)

        assert plan_csv(PLAN)


class TestXlsx:
    def test_actions(self) -> None:
        """A row for each action, with the columns of the CSV; days are days, and an effort is a number."""
        sheet = openpyxl.load_workbook(BytesIO(plan_xlsx(PLAN)))["Actions"]
        header, first, second, *_ = sheet.iter_rows(values_only=True)

        assert plan_csv(PLAN).splitlines()[0].split(",") == [*header]
        assert (1, "List every dataset", "data", "short", "Ann", "done") == first[:6]
        assert [datetime(2026, 1, 15), datetime(2026, 3, 31), 2.5, "2; 3", "1.1=2; 2.3=3"] == [*first[6:11]]
        assert (2, "Publish it", None, "short", "Ben", "under way", None, None, None, None, "1.1=3", None) == second
        assert "yyyy-mm-dd" == sheet["G2"].number_format
        assert 7 == sheet.max_row

    def test_about(self) -> None:
        """A second sheet says which plan it is."""
        sheet = openpyxl.load_workbook(BytesIO(plan_xlsx(PLAN)))["About"]

        assert [("what", "value"), ("plan", "Our plan"), ("id", "ours")] == [*sheet.iter_rows(values_only=True)]

    def test_status(self) -> None:
        """Where a plan stands has the columns of its CSV, the day, and how much is done."""
        status = plan_status(PLAN, date(2026, 6, 1))
        book = openpyxl.load_workbook(BytesIO(plan_status_xlsx(status)))
        header, first, *_ = book["Status"].iter_rows(values_only=True)

        assert plan_status_csv(status).splitlines()[0].split(",") == [*header]
        assert (1, "List every dataset", "data", "short", "Ann", datetime(2026, 3, 31), "done") == first[:7]
        about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
        # One of the five that are not dropped.
        assert (datetime(2026, 6, 1), 0.2) == (about["on"], about["share that is done"])

    def test_formulas_and_equal_bytes(self) -> None:
        """What would be a formula is a text, in every column and sheet, and equal plans give equal bytes."""
        plan = Plan(
            id="=p",
            title="=t",
            organisation="+o",
            actions=[
                Action("=1+1", theme="-a", horizon="@b", owner="\t=c", evidence=[Evidence("\r=d")]),
                Action("'=1", owner="+e", serves=[Serves("=x", 1)]),
            ],
        )
        status = plan_status(plan, date(2026, 6, 1))
        for content in (plan_xlsx(plan), plan_status_xlsx(status)):
            cells = [
                cell
                for sheet in openpyxl.load_workbook(BytesIO(content))
                for row in sheet.iter_rows()
                for cell in row
                if isinstance(cell.value, str)
            ]
            assert {"s"} == {cell.data_type for cell in cells}
            odd = [cell for cell in cells if str(cell.value)[0] in "=+-@\t'" or str(cell.value).startswith("_x000D_")]
            assert len(odd) > 7
            assert all(cell.quotePrefix for cell in odd)
        assert plan_xlsx(plan) == plan_xlsx(plan)
        assert plan_status_xlsx(status) == plan_status_xlsx(status)
