"""Laws of plans as files: what is written is read back, a faulty line is found wherever it is, nothing runs."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Event

import strategies
from datamaturity import Action, Goal, Horizon, Mention, Plan, PlanError, PlanTheme, Serves, plan_status
from datamaturity.documents.plans import parse_plan, plan_json
from datamaturity.formulas import unguarded
from datamaturity.plan_layout import escaped, unescaped
from datamaturity.readers.plan_markdown import parse_plan_markdown
from datamaturity.writers.plan_markdown import plan_markdown
from datamaturity.writers.plans import plan_calendar, plan_csv, plan_status_csv

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | strategies.plan_texts()
# What an edit puts in: signs of the layout, and what no line of it can have.
pieces = st.sampled_from(["#", " ", "\t", "-", "x", ":", "(", ")", "0", "9" * 5000, "=", "<", ">", "\\", ",", "٣", "…"])


def _plan(**parts: object) -> Plan:
    return Plan(id="p", title="P", **parts)  # type: ignore[arg-type]


class TestMarkdown:
    @given(strategies.plans())
    # The id was not escaped, and a backslash in it was read as an escape.
    @example(Plan(id="\\n", title="P"))
    # Read as no theme, or no horizon.
    @example(_plan(actions=[Action("A", theme="(none)")]))
    @example(_plan(actions=[Action("A", horizon="(none)")]))
    # Read as the horizon "a:" with days.
    @example(_plan(horizons=[Horizon("a", "(2026-01-01 to 2026-12-31): A")]))
    @example(_plan(horizons=[Horizon("a:", "(a): A"), Horizon("a", "A")]))
    @example(_plan(actions=[Action("A", serves=[Serves("a,b=2", 1), Serves(",", 2)])]))
    def test_reading_back_what_was_written(self, plan: Plan) -> None:
        """Any plan, at odds with itself or not, is read back equal."""
        assert plan == parse_plan_markdown(plan_markdown(plan))

    @given(strategies.plans())
    def test_writing_again_what_was_read(self, plan: Plan) -> None:
        """What is read back is written as it was, byte for byte."""
        text = plan_markdown(plan)

        assert text == plan_markdown(parse_plan_markdown(text))

    @given(strategies.plans(), st.sampled_from(["\r\n", "\r"]), st.sampled_from(["", "  ", "\n", " \t\n\n"]))
    def test_line_ends_and_blanks_say_nothing(self, plan: Plan, line_end: str, space: str) -> None:
        """Other line ends, blanks at the end of lines and blank lines between them change nothing."""
        text = plan_markdown(plan)

        assert parse_plan_markdown(text) == parse_plan_markdown(
            text.replace("\n", f"{space}\n").replace("\n", line_end)
        )

    @given(strategies.plans())
    def test_one_line_for_each_thing(self, plan: Plan) -> None:
        """No text breaks out of its line: only the writer's own headings are headings, and its own boxes boxes."""
        lines = plan_markdown(plan).split("\n")

        assert not any(sign in line for line in lines for sign in "\r")
        assert 1 == sum(line.startswith("# ") for line in lines)
        assert len(plan.actions) == sum(line.startswith("- [") and line[4:6] == "] " for line in lines)
        assert len(plan.themes) == sum(line.startswith("## Theme ") for line in lines)

    @given(strategies.plans(), st.data())
    def test_a_line_that_fits_nowhere(self, plan: Plan, data: st.DataObject) -> None:
        """Lines that fit nowhere are all found, each where it stands, and nothing else is."""
        lines = plan_markdown(plan).split("\n")
        places = data.draw(st.lists(st.integers(0, len(lines)), min_size=1, max_size=3, unique=True).map(sorted))
        for before, place in enumerate(places):
            lines.insert(place + before, "☠ fits nowhere")
        with pytest.raises(PlanError) as caught:
            parse_plan_markdown("\n".join(lines), source="f 1")

        # The first line after `place` others, and after those put in before it.
        assert [f"f 1 line {place + before + 1}" for before, place in enumerate(places)] == [
            fault.where for fault in caught.value.faults
        ]

    @given(strategies.plans(), st.data())
    def test_any_text_is_a_plan_or_has_faults(self, plan: Plan, data: st.DataObject) -> None:
        """A text after any edits is a plan that can be written, or is refused with lines that it has, in order."""
        lines = plan_markdown(plan).split("\n")
        for _ in range(data.draw(st.integers(1, 4))):
            place = data.draw(st.integers(0, len(lines) - 1))
            kind = data.draw(st.sampled_from(["drop", "copy", "swap", "put", "cut"]))
            cut = data.draw(st.integers(0, len(lines[place])))
            if kind == "drop" and len(lines) > 1:
                del lines[place]
            elif kind == "copy":
                lines.insert(data.draw(st.integers(0, len(lines))), lines[place])
            elif kind == "swap":
                other = data.draw(st.integers(0, len(lines) - 1))
                lines[place], lines[other] = lines[other], lines[place]
            elif kind == "put":
                lines[place] = lines[place][:cut] + data.draw(pieces) + lines[place][cut:]
            else:
                lines[place] = lines[place][:cut] + lines[place][cut + 1 :]
        self._is_a_plan_or_refused("\n".join(lines))

    @given(st.lists(any_text | st.sampled_from(["# P", "- Plan: p", "## Roadmap", "### a / b", "- [ ] 1. A"])))
    @example(["# P", "- Plan: p", "## Roadmap", "### a / b", "- [ ] 1. A", f"  - Depends on: {'9' * 5000}"])
    def test_any_lines_are_a_plan_or_have_faults(self, lines: list[str]) -> None:
        """So is any text at all."""
        self._is_a_plan_or_refused("\n".join(lines))

    def _is_a_plan_or_refused(self, text: str) -> None:
        try:
            plan = parse_plan_markdown(text)
        except PlanError as error:
            lines = [int(fault.where.removeprefix("plan line ")) for fault in error.faults]
            count = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))

            assert sorted(lines) == lines
            assert all(1 <= line <= count for line in lines)
            return

        assert plan == parse_plan_markdown(plan_markdown(plan))

    @given(any_text)
    def test_texts_in_one_line(self, text: str) -> None:
        """Any text stands in one line without blanks at its ends, from which it is made again."""
        line = escaped(text)

        assert text == unescaped(line)
        assert line == line.strip()
        assert not {"\n", "\r"} & {*line}

    @given(any_text)
    def test_no_text_becomes_half_a_character(self, text: str) -> None:
        """Whatever a line says, what is made of it can be written to a file."""
        assert unescaped(text).encode("utf-8").decode("utf-8") == unescaped(text)


class TestJson:
    @given(strategies.plans())
    def test_reading_back_what_was_written(self, plan: Plan) -> None:
        """Any plan is read back equal, from text and from bytes."""
        text = plan_json(plan)

        assert plan == parse_plan(text) == parse_plan(text.encode())

    @given(strategies.plans())
    def test_writing_again_what_was_read(self, plan: Plan) -> None:
        """What is read back is written as it was, byte for byte."""
        text = plan_json(plan)

        assert text == plan_json(parse_plan(text))

    @given(strategies.plans())
    def test_holds_what_markdown_holds(self, plan: Plan) -> None:
        """By way of Markdown, a plan is the same document."""
        assert plan_json(plan) == plan_json(parse_plan_markdown(plan_markdown(plan)))


def _cells(text: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV text, with their line ends as they are."""
    yield from csv.DictReader(StringIO(text, newline=""))


class TestCsv:
    @given(strategies.plans())
    @example(_plan(actions=[Action("=1+1", owner="'=1+1", theme="'@")]))
    def test_texts_are_read_back(self, plan: Plan) -> None:
        """Without its guard each text is what it was, in the plan's order."""
        for action, row in zip(plan.actions, _cells(plan_csv(plan)), strict=True):
            texts = {name: unguarded(row[name]) for name in ("action", "theme", "horizon", "owner")}

            assert texts == {
                "action": action.text,
                "theme": action.theme or "",
                "horizon": action.horizon or "",
                "owner": action.owner,
            }
            assert (str(action.number or ""), action.status.value) == (row["number"], row["status"])
            assert "; ".join(map(str, action.serves)) == unguarded(row["serves"])

    @given(strategies.plans(), strategies.days())
    def test_nothing_runs(self, plan: Plan, on: date) -> None:
        """No cell starts as a formula does, in the plan or in its status."""
        for text in (plan_csv(plan), plan_status_csv(plan_status(plan, on))):
            for row in _cells(text):
                assert [] == [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]

    @given(strategies.plans(), strategies.days())
    def test_a_status_has_a_row_for_each_action(self, plan: Plan, on: date) -> None:
        """A status lists the actions as the plan does, each in its state."""
        status = plan_status(plan, on)

        assert [(one.action.text, one.state.value) for one in status.actions] == [
            (unguarded(row["action"]), row["state"]) for row in _cells(plan_status_csv(status))
        ]


def _one_kind_of_line_end(text: str) -> str:
    """Return a text as iCalendar has it, where a line ends in one way only."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _events(plan: Plan, stamped: datetime | None = None) -> list[Event]:
    calendar = Calendar.from_ical(plan_calendar(plan, stamped=stamped))
    return [one for one in calendar.walk("VEVENT") if isinstance(one, Event)]


def _due(plan: Plan) -> list[Action]:
    """Return the actions that a calendar shows."""
    return [one for one in plan.actions if one.is_open and plan.due_day(one) is not None]


@st.composite
def due_plans(draw: st.DrawFn) -> Plan:
    """Plans in which something is due, which is what makes a calendar."""
    plan = draw(strategies.plans())
    if _due(plan):
        return plan
    return plan.with_action(Action(draw(strategies.plan_names()), due=draw(strategies.days())))


class TestCalendar:
    @given(due_plans())
    @example(Plan(id="p", title="a\nb", actions=[Action("A", due=date(2026, 5, 1))]))
    def test_is_read_back_by_the_library(self, plan: Plan) -> None:
        """Any plan makes a calendar that the library reads: an event for each open action with a day, on that day."""
        assert [
            (
                plan.due_day(one),
                _one_kind_of_line_end(one.text if one.number is None else f"{one.number}. {one.text}"),
            )
            for one in _due(plan)
        ] == [(event.decoded("dtstart"), _one_kind_of_line_end(str(event["summary"]))) for event in _events(plan)]

    @given(due_plans())
    @example(_plan(actions=[Action(text, number=6, due=date(2026, 5, 1)) for text in ("One", "Two")]))
    def test_each_event_has_a_name_of_its_own(self, plan: Plan) -> None:
        """No two events of a plan are called the same, since a calendar would keep one of them."""
        names = [str(event["uid"]) for event in _events(plan)]

        assert len({*names}) == len(names)

    @given(due_plans())
    def test_lines_are_short(self, plan: Plan) -> None:
        """Each line ends in CR LF and has 75 bytes at most, as the standard says."""
        lines = plan_calendar(plan).split("\r\n")

        assert "" == lines.pop()
        assert all(len(line.encode()) <= 75 for line in lines)
        assert not any({"\n", "\r"} & {*line} for line in lines)


def test_a_mention_that_repeats_is_dropped() -> None:
    """A list that repeats an action's text through Markdown is one that gives its number, there and back."""
    plan = _plan(
        actions=[Action("A", number=1), Action("B", number=1)],
        themes=[PlanTheme("t", "T", goals=[Goal("G", actions=[Mention(1, "A"), Mention(1, "B"), Mention(1, "C")])])],
    )
    (goal,) = parse_plan_markdown(plan_markdown(plan)).themes[0].goals

    assert (Mention(1), Mention(1), Mention(1, "C")) == goal.actions
