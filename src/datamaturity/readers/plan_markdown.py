"""A plan from Markdown, in the layout that `plan_markdown` writes; every fault with its line."""

import os
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs

from datamaturity.assessment import Evidence
from datamaturity.errors import Fault, FaultsError, PlanError, did_you_mean, near_misses
from datamaturity.files import read_text
from datamaturity.plan_layout import DETAILS, NONE, unescaped
from datamaturity.plan_parts import (
    DEFAULT_HORIZONS,
    Action,
    ActionStatus,
    Goal,
    Horizon,
    Mention,
    PlanTheme,
    Serves,
    Success,
    Vision,
)
from datamaturity.plans import Plan
from datamaturity.validators import day_of

__all__ = ["parse_plan_markdown", "read_plan_markdown"]

_HEADING = re.compile(r"(#{1,3}) +(.*)")
_ACTION = re.compile(r"- \[([ xX])\] (\d{1,10}|-)\. *(.*)")
_DETAIL = re.compile(r"  +- ([A-Za-z ]+?)(?: \(([^)]*)\))?: *(.*)")
_MENTION = re.compile(r"- (?:\[[ xX]\] )?(\d{1,10}|-)\. *(.*)")
_HORIZON = re.compile(r"- (\S+)(?: \((\S+) to (\S+)\))?: (.*)")
_FACT = re.compile(r"(?:- )?([A-Z][A-Za-z ]*): *(.*)")
_ITEM = re.compile(r"-(?: (.*))?")
_THEME = re.compile(r"Theme (\S+): (.*)")
_PLACE = re.compile(r"(\S+) / (\S+)")
_NUMBER = re.compile(r"\d{1,10}", re.ASCII)
_SERVES = re.compile(r"(\S+)=(\d{1,10})", re.ASCII)
_EVIDENCE = re.compile(r"(.*?) ?<([^<>]*)>")


def read_plan_markdown(path: str | os.PathLike[str]) -> Plan:
    """
    Read a plan from a Markdown file; see `parse_plan_markdown`.

    Args:
        path: The file.

    Returns:
        The plan.

    Raises:
        PlanError: The file is not in the layout; the error has every fault, with its line.
        FileError: The file cannot be opened.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from datamaturity import Plan
        >>> from datamaturity.writers.plan_markdown import plan_markdown
        >>> plan = Plan(id="p", title="Our plan")
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "plan.md")
        ...     _ = path.write_text(plan_markdown(plan), encoding="utf-8")
        ...     read_plan_markdown(path) == plan
        True
    """
    try:
        text = read_text(path)
    except FaultsError as error:
        raise PlanError(error.faults) from None
    return parse_plan_markdown(text, source=os.fspath(path))


def parse_plan_markdown(text: str, *, source: str = "plan") -> Plan:
    r"""
    Return the plan that a Markdown text holds.

    Args:
        text: The text, in the layout that the how-to on plans describes.
        source: What to call the text in messages.

    Raises:
        PlanError: The text is not in the layout; the error has every fault, with its line.

    Example:
        >>> head = "# Our plan\n\n- Plan: p\n\n"
        >>> plan = parse_plan_markdown(head + "## Roadmap\n\n### data / short\n\n- [ ] 1. List datasets\n")
        >>> plan.action(1)
        Action(text='List datasets', number=1, theme='data', horizon='short', ...)
        >>> parse_plan_markdown(head + "## Roadmapp\n")
        Traceback (most recent call last):
        datamaturity.errors.PlanError: plan line 5: no section is called 'Roadmapp'; did you mean 'Roadmap'?
    """
    return _Parser(source).parse(text)


@attrs.define
class _Parser:
    """A plan on its way: the parts found so far, and where the next line belongs."""

    source: str
    line: int = 0
    section: str = ""
    head: dict[str, str] = attrs.Factory(dict)
    id_line: int = 1
    vision: dict[str, str] = attrs.Factory(dict)
    lists: dict[str, list[str]] = attrs.Factory(dict)
    horizons: list[Horizon] = attrs.Factory(list)
    has_horizons: bool = False
    actions: list[dict[str, Any]] = attrs.Factory(list)
    action: dict[str, Any] | None = None
    place: tuple[str | None, str | None] | None = None
    themes: list[dict[str, Any]] = attrs.Factory(list)
    # The list that items belong to now, and what it is called.
    items: list[Any] | None = None
    item_kind: str = ""
    faults: list[Fault] = attrs.Factory(list)

    def fault(self, message: str, line: int | None = None) -> None:
        self.faults.append(Fault(f"{self.source} line {line or self.line}", message))

    def parse(self, text: str) -> Plan:
        for self.line, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
            if not line.strip():
                continue
            heading = _HEADING.fullmatch(line.rstrip())
            if heading:
                self._heading(len(heading[1]), heading[2])
            elif self.section == "Roadmap":
                self._roadmap(line.rstrip())
            elif self.section == "Horizons":
                self._horizon(line.rstrip())
            else:
                self._text(line.rstrip())
        return self._plan()

    def _heading(self, level: int, text: str) -> None:
        self.items, self.item_kind, self.action = None, "", None
        if level == 1:
            if "title" in self.head:
                self.fault("a plan has one title, and it stands above")
            self.head["title"] = unescaped(text)
        elif level == 2:
            self._section(text)
        elif self.section == "Roadmap":
            place = _PLACE.fullmatch(text)
            if place is None:
                self.fault(f"a heading in the roadmap is THEME / HORIZON, such as data / short, not {text[:60]!r}")
                self.place = (None, None)
            else:
                theme, horizon = (None if one == NONE else unescaped(one) for one in place.groups())
                self.place = (theme, horizon)
        elif self.section == "Theme":
            self.themes[-1]["goals"].append(
                {"name": unescaped(text), "actions": [], "next_steps": [], "line": self.line}
            )
        elif self.section != "?":
            self.fault(f"no heading of this kind belongs in {self.section or 'the head'}: {text[:60]!r}")

    def _section(self, text: str) -> None:
        theme = _THEME.fullmatch(text)
        if theme:
            self.section = "Theme"
            theme_id = unescaped(theme[1])
            if theme_id in [one["id"] for one in self.themes]:
                self.fault(f"theme {theme_id}: stands twice; an id names one theme")
            parts: dict[str, Any] = {
                "id": theme_id,
                "name": unescaped(theme[2]),
                "goals": [],
                "reasons": [],
                "line": self.line,
            }
            self.themes.append(parts)
        elif text in ("Vision", "Horizons", "Roadmap"):
            self.section = text
            self.has_horizons = self.has_horizons or text == "Horizons"
        else:
            near = did_you_mean(near_misses(text, ["Vision", "Horizons", "Roadmap", "Theme ID: NAME"]))
            hint = near or "; sections are Vision, Horizons, Roadmap, and Theme ID: NAME"
            self.fault(f"no section is called {text[:60]!r}{hint}")
            self.section = "?"

    def _roadmap(self, line: str) -> None:
        action = _ACTION.fullmatch(line)
        if action:
            theme, horizon = self.place or (None, None)
            if self.place is None:
                self.fault("an action stands below a heading THEME / HORIZON, such as data / short")
            done, number, text = action.groups()
            self.action = {
                "text": unescaped(text),
                "number": None if number == "-" else int(number),
                "theme": theme,
                "horizon": horizon,
                "done": done in "xX",
                "line": self.line,
            }
            self.actions.append(self.action)
            return
        detail = _DETAIL.fullmatch(line)
        if detail and self.action is not None:
            self._detail(self.action, detail[1], detail[2], detail[3])
        else:
            # The lines below an action that is none are not those of the one above it.
            self.action = None if line.startswith("- [") else self.action
            self.fault(f"is neither an action, such as - [ ] 12. Text, nor a line of one: {line[:60]!r}")

    def _detail(self, action: dict[str, Any], name: str, given: str | None, text: str) -> None:
        if name not in DETAILS:
            hint = did_you_mean(near_misses(name, DETAILS)) or f"; lines are {', '.join(DETAILS)}"
            self.fault(f"no line of an action is called {name!r}{hint}")
            return
        if given is not None and name != "Evidence":
            self.fault(f"only evidence has a day in brackets, not {name}")
        key = name.lower().replace(" ", "_")
        if key in action and name != "Evidence":
            self.fault(f"{name} of this action stands above already")
        if name == "Owner":
            action[key] = unescaped(text)
        elif name == "Evidence":
            piece = _EVIDENCE.fullmatch(text)
            title, address = (piece[1], piece[2]) if piece else (text, "")
            dated = None if given is None else self._day(given)
            found = self._made(Evidence, unescaped(title), unescaped(address), dated)
            action.setdefault(key, []).extend([found] if found else [])
        elif name in ("Starts", "Due"):
            action[key] = self._day(text)
        elif name == "Depends on":
            numbers = [one.strip() for one in text.split(",")]
            wrong = [one for one in numbers if not _NUMBER.fullmatch(one)]
            if wrong:
                self.fault(f"depends on the numbers of actions, such as 3, 4, not {wrong[0][:40]!r}")
            action[key] = [int(one) for one in numbers if _NUMBER.fullmatch(one)]
        elif name == "Serves":
            action[key] = []
            for one in filter(None, (piece.strip() for piece in text.split(","))):
                pair = _SERVES.fullmatch(one)
                if pair is None:
                    self.fault(f"serves CRITERION=LEVEL, such as 4.33=3, not {one[:60]!r}")
                else:
                    made = self._made(Serves, unescaped(pair[1]), int(pair[2]))
                    action[key] += [made] if made else []
        elif name == "Status":
            try:
                action[key] = ActionStatus(text.strip())
            except ValueError:
                names = ", ".join(one.value for one in ActionStatus)
                self.fault(f"a status is one of {names}, not {text!r}")
        else:
            action[key] = text.strip()

    def _horizon(self, line: str) -> None:
        found = _HORIZON.fullmatch(line)
        if found is None:
            self.fault(f"a horizon is - ID: Name, or - ID (2026-01-01 to 2026-12-31): Name, not {line[:60]!r}")
            return
        starts, ends = (None if one in (None, "…") else self._day(one) for one in (found[2], found[3]))
        made = self._made(Horizon, unescaped(found[1]), unescaped(found[4]), starts, ends)
        if made and made.id in [one.id for one in self.horizons]:
            self.fault(f"horizon {made.id}: stands twice; an id names one horizon")
        self.horizons += [made] if made else []

    def _text(self, line: str) -> None:
        """Read a line of the head, the vision or a theme."""
        if self.section == "?":
            return
        item = _ITEM.fullmatch(line)
        if item and self.items is not None:
            if self.item_kind == "Actions":
                mention = _MENTION.fullmatch(line)
                if mention is None:
                    self.fault(f"an action is listed as - 12. Text, not {line[:60]!r}")
                    return
                number = None if mention[1] == "-" else int(mention[1])
                made = self._made(Mention, number, unescaped(mention[2]))
                self.items += [made] if made else []
            else:
                self.items.append(unescaped(item[1] or ""))
            return
        fact = _FACT.fullmatch(line)
        if fact is None:
            self.fault(f"is neither a heading, nor NAME: text, nor an item of a list: {line[:60]!r}")
            return
        name, text = fact[1], fact[2]
        known, lists = self._known()
        if name in lists and not text:
            self.items, self.item_kind = lists[name], name
        elif name in known:
            self.items = None
            if known[name] in self._target():
                self.fault(f"{name} stands above already")
            self._target()[known[name]] = unescaped(text)
            self.id_line = self.line if name == "Plan" else self.id_line
        elif name in lists:
            self.fault(f"{name} is a list: its items stand on lines of their own below it, each behind a dash")
        else:
            hint = did_you_mean(near_misses(name, [*known, *lists]))
            self.fault(f"nothing here is called {name!r}{hint}")

    def _target(self) -> dict[str, Any]:
        if self.section == "Vision":
            return self.vision
        if self.section == "Theme":
            theme = self.themes[-1]
            found: dict[str, Any] = theme["goals"][-1] if theme["goals"] else theme
            return found
        return self.head

    def _known(self) -> tuple[dict[str, str], dict[str, list[Any]]]:
        """Return the texts and the lists that may stand here."""
        if self.section == "":
            names = {"Plan": "id", "Organisation": "organisation"}
            return names | {"Framework": "framework_id", "Framework version": "framework_version"}, {}
        if self.section == "Vision":
            texts = {"Goal": "goal", "Challenge": "challenge", "Opportunity": "opportunity"}
            return texts, {name: self.lists.setdefault(name, []) for name in ("From", "Through", "To")}
        if self.section == "Theme":
            theme = self.themes[-1]
            if theme["goals"]:
                goal = theme["goals"][-1]
                return {"Goal": "text"}, {"Actions": goal["actions"], "Next steps": goal["next_steps"]}
            return {"Called in the roadmap": "roadmap_name", "Objective": "objective"}, {"Reasons": theme["reasons"]}
        return {}, {}

    def _day(self, text: str) -> date | None:
        try:
            return day_of(text.strip())
        except ValueError as error:
            self.fault(str(error))
            return None

    def _made(self, make: Callable[..., Any], *args: Any, line: int | None = None, **kwargs: Any) -> Any:
        """Return what a class makes of parts; `None` after a fault."""
        try:
            return make(*args, **kwargs)
        except FaultsError as error:
            for one in error.faults:
                self.fault(str(one), line)
        except (ValueError, TypeError) as error:
            self.fault(str(error), line)
        return None

    def _plan(self) -> Plan:
        for key, what in (("title", "a title, such as # Our plan"), ("id", "a line such as - Plan: our-plan")):
            if key not in self.head:
                self.fault(f"the plan needs {what}", 1)
        actions = [self._action(parts) for parts in self.actions]
        themes = [self._theme(parts) for parts in self.themes]
        plan = None
        if not self.faults:
            plan = self._made(
                Plan,
                **self.head,
                vision=Vision(
                    **self.vision,
                    success=Success(*(self.lists.get(name, []) for name in ("From", "Through", "To"))),
                ),
                horizons=self.horizons if self.has_horizons else DEFAULT_HORIZONS,
                actions=actions,
                themes=themes,
                line=self.id_line,
            )
        if self.faults:
            raise PlanError(sorted(self.faults, key=lambda one: int(one.where.rpartition(" ")[2])))
        assert isinstance(plan, Plan)  # noqa: S101 - without a fault there is one
        return plan

    def _action(self, parts: dict[str, Any]) -> Any:
        line, done, status = parts.pop("line"), parts.pop("done"), parts.pop("status", None)
        if done and status not in (None, ActionStatus.DONE):
            self.fault(f"the box is ticked, and the status is {status.value}; keep one of them", line)
        plain = ActionStatus.DONE if done else ActionStatus.PLANNED
        return self._made(Action, parts.pop("text"), **parts, status=status or plain, line=line)

    def _theme(self, parts: dict[str, Any]) -> Any:
        line = parts.pop("line")
        goals = []
        for goal in parts.pop("goals"):
            goal_line = goal.pop("line")
            goals.append(self._made(Goal, goal.pop("name"), **goal, line=goal_line))
        return self._made(PlanTheme, parts.pop("id"), **parts, goals=goals, line=line)
