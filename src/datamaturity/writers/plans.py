"""A plan's actions as CSV and as a workbook, and the days that they are due as an iCalendar file."""

from datetime import UTC, datetime, time

from datamaturity.errors import Fault, MissingExtraError, PlanError
from datamaturity.plan_parts import Action
from datamaturity.plan_status import PlanStatus
from datamaturity.plans import Plan
from datamaturity.writers.about import about_table
from datamaturity.writers.csv_text import to_csv
from datamaturity.writers.tables import Table
from datamaturity.writers.workbook import to_xlsx

__all__ = ["plan_calendar", "plan_csv", "plan_status_csv", "plan_status_xlsx", "plan_xlsx"]

_PLACE = ["number", "action", "theme", "horizon", "owner"]
_COLUMNS = [*_PLACE, "status", "starts", "due", "effort", "depends_on", "serves", "evidence"]


def plan_csv(plan: Plan) -> str:
    """
    Return a plan's actions as CSV, in the order of the roadmap; lists are set apart by a semicolon.

    Args:
        plan: The plan.

    Example:
        >>> from datamaturity import Action, Plan
        >>> plan_csv(Plan(id="p", title="P", actions=[Action("List datasets", number=1, owner="Ann")])).splitlines()[1]
        '1,List datasets,,,Ann,planned,,,,,,'
    """
    table = _plan_table(plan)
    return to_csv(table.columns, table.rows)


def plan_xlsx(plan: Plan) -> bytes:
    """
    Return a plan's actions as a workbook, with the columns of the CSV; days are days there, and efforts numbers.

    Args:
        plan: The plan.

    Raises:
        FaultsError: Texts hold what Excel cannot hold.
        MissingExtraError: The library XlsxWriter is not installed (extra ``excel``).

    Example:
        >>> from datamaturity import Action, Plan
        >>> plan_xlsx(Plan(id="p", title="P", actions=[Action("List datasets", number=1, owner="Ann")]))[:2]
        b'PK'
    """
    return to_xlsx({"Actions": _plan_table(plan), "About": about_table(None, _facts(plan))})


def _plan_table(plan: Plan) -> Table:
    return Table(_COLUMNS, map(_row, plan.actions))


def _facts(plan: Plan) -> dict[str, object]:
    return {
        "plan": plan.title,
        "id": plan.id,
        "organisation": plan.organisation,
        "framework": plan.framework_id,
        "framework version": plan.framework_version,
    }


def _row(one: Action) -> dict[str, object]:
    return {
        "number": one.number,
        "action": one.text,
        "theme": one.theme,
        "horizon": one.horizon,
        "owner": one.owner,
        "status": one.status.value,
        "starts": one.starts,
        "due": one.due,
        "effort": one.effort,
        "depends_on": "; ".join(map(str, one.depends_on)),
        "serves": "; ".join(map(str, one.serves)),
        "evidence": "; ".join(map(str, one.evidence)),
    }


def plan_status_csv(status: PlanStatus) -> str:
    """
    Return where a plan stands as CSV: a line for each action, in the order of the roadmap.

    Args:
        status: Where it stands.

    Example:
        >>> from datetime import date
        >>> from datamaturity import Action, Plan, plan_status
        >>> status = plan_status(Plan(id="p", title="P", actions=[Action("List datasets", number=1)]), date(2026, 4, 2))
        >>> plan_status_csv(status).splitlines()[1], plan_status_xlsx(status)[:2]
        ('1,List datasets,,,,,planned,,', b'PK')
    """
    table = _status_table(status)
    return to_csv(table.columns, table.rows)


def plan_status_xlsx(status: PlanStatus) -> bytes:
    """
    Return where a plan stands as a workbook, with the columns of the CSV.

    Args:
        status: Where it stands.

    Raises:
        FaultsError: Texts hold what Excel cannot hold.
        MissingExtraError: The library XlsxWriter is not installed (extra ``excel``).
    """
    facts = {**_facts(status.plan), "on": status.on, "share that is done": status.done_share}
    return to_xlsx({"Status": _status_table(status), "About": about_table(None, facts)})


def _status_table(status: PlanStatus) -> Table:
    rows = [{**one.to_row(), "due": one.due} for one in status.actions]
    return Table([*_PLACE, "due", "state", "blocked_by", "risk"], rows)


def plan_calendar(plan: Plan, *, stamped: datetime | None = None) -> str:
    """
    Return the days by which a plan's open actions are due as an iCalendar file, an all-day event for each.

    Actions that are done or dropped, and those without a day of their own or of their horizon, are left out.

    Args:
        plan: The plan.
        stamped: When the file is made, which calendars keep with each event; the day that it is due if not given, so
            that equal plans give equal files.

    Raises:
        PlanError: No open action has a day.
        MissingExtraError: The library icalendar is not installed (extra ``calendar``).

    Example:
        >>> from datetime import date
        >>> from datamaturity import Action, Plan
        >>> plan = Plan(id="p", title="P", actions=[Action("List datasets", number=1, due=date(2026, 3, 31))])
        >>> plan_calendar(plan).splitlines()[0]
        'BEGIN:VCALENDAR'

    Source:
        RFC 5545, "Internet Calendaring and Scheduling Core Object Specification"; written by the library icalendar.
    """
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise MissingExtraError("an iCalendar file", "icalendar", "calendar") from None
    calendar = Calendar()
    calendar.add("prodid", "-//datamaturity//plan//EN")
    calendar.add("version", "2.0")
    # The library folds long lines and escapes texts, but not in this one, which is no property of the standard.
    calendar.add("x-wr-calname", " ".join(plan.title.split()))
    for place, one in enumerate(plan.actions, 1):
        due = plan.due_day(one)
        if not one.is_open or due is None:
            continue
        event = Event()
        # A calendar that imports the file again should change its events, not double them.
        twice = one.number is None or plan.numbers.count(one.number) > 1
        event.add("uid", f"{plan.id}-{f'entry-{place}' if twice else one.number}@datamaturity")
        event.add("dtstamp", stamped or datetime.combine(due, time(), UTC))
        event.add("dtstart", due)
        event.add("summary", f"{one.number}. {one.text}" if one.number is not None else one.text)
        details = {"Owner": one.owner, "Status": one.status.value, "Serves": ", ".join(map(str, one.serves))}
        event.add("description", "\n".join(f"{name}: {text}" for name, text in details.items() if text))
        calendar.add_component(event)
    if not calendar.subcomponents:
        message = "no open action has a day, of its own or of its horizon; a calendar needs one at least"
        raise PlanError([Fault(f"plan {plan.id}", message)])
    content: bytes = calendar.to_ical()
    return content.decode("utf-8")
