"""A plan as a JSON document: what is written, what is read back, and every fault with its path."""

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from datamaturity import (
    Action,
    ActionStatus,
    DocumentError,
    Evidence,
    Fault,
    Goal,
    Horizon,
    Mention,
    Plan,
    PlanTheme,
    Serves,
    Success,
    Vision,
)
from datamaturity.documents.plans import parse_plan, plan_json
from datamaturity.plan_parts import DEFAULT_HORIZONS

SMALLEST: dict[str, Any] = {"format": 1, "kind": "plan", "id": "p", "title": "P"}

EVERYTHING = Plan(
    id="ours",
    title="Our plan",
    organisation="Northshire",
    framework_id="crossed",
    framework_version="1",
    vision=Vision("Goal", "Challenge", "Opportunity", Success(["a"], ["b", "c"], ["d"])),
    horizons=[Horizon("short", "Short term", date(2026, 1, 1), date(2026, 6, 30)), Horizon("long", "Long term")],
    actions=[
        Action(
            "List every dataset",
            number=1,
            theme="data",
            horizon="short",
            owner="Ann",
            status="under way",
            starts=date(2026, 1, 15),
            due=date(2026, 3, 31),
            effort="5/2",
            depends_on=[2, 3],
            serves=[Serves("1.1", 2)],
            evidence=[Evidence("The list", "https://example.org", date(2026, 3, 30)), Evidence("Minutes")],
        ),
        Action("Dŵr = ½"),
    ],
    themes=[
        PlanTheme(
            "data",
            "Data",
            "Know what we hold",
            ["Trust"],
            [Goal("Know", "Everything", [1, Mention(2, "Publish"), "Think"], ["Ask"]), Goal("Share")],
            "Datas",
        )
    ],
)

EVERYTHING_DOCUMENT: dict[str, Any] = {
    "$schema": "urn:datamaturity:schema:plan:1",
    "format": 1,
    "kind": "plan",
    "id": "ours",
    "title": "Our plan",
    "organisation": "Northshire",
    "framework_id": "crossed",
    "framework_version": "1",
    "vision": {
        "goal": "Goal",
        "challenge": "Challenge",
        "opportunity": "Opportunity",
        "success": {"from": ["a"], "through": ["b", "c"], "to": ["d"]},
    },
    "horizons": [
        {"id": "short", "name": "Short term", "starts": "2026-01-01", "ends": "2026-06-30"},
        {"id": "long", "name": "Long term"},
    ],
    "actions": [
        {
            "text": "List every dataset",
            "number": 1,
            "theme": "data",
            "horizon": "short",
            "owner": "Ann",
            "status": "under way",
            "starts": "2026-01-15",
            "due": "2026-03-31",
            "effort": "5/2",
            "depends_on": [2, 3],
            "serves": [{"criterion": "1.1", "level": 2}],
            "evidence": [
                {"title": "The list", "address": "https://example.org", "dated": "2026-03-30"},
                {"title": "Minutes"},
            ],
        },
        {"text": "Dŵr = ½"},
    ],
    "themes": [
        {
            "id": "data",
            "name": "Data",
            "objective": "Know what we hold",
            "reasons": ["Trust"],
            "goals": [
                {
                    "name": "Know",
                    "text": "Everything",
                    "actions": [{"number": 1}, {"number": 2, "text": "Publish"}, {"text": "Think"}],
                    "next_steps": ["Ask"],
                },
                {"name": "Share"},
            ],
            "roadmap_name": "Datas",
        }
    ],
}


def _document(**changes: object) -> str:
    """Return the smallest document with some keys changed."""
    return json.dumps({**SMALLEST, **changes})


def _faults(text: str | bytes) -> list[str]:
    """Return the faults for which a text is refused."""
    with pytest.raises(DocumentError) as caught:
        parse_plan(text)
    return [str(fault) for fault in caught.value.faults]


def _action(**keys: object) -> Action:
    """Return the action that a document's only action is read as, beside its text."""
    (action,) = parse_plan(_document(actions=[{"text": "A", **keys}])).actions
    return action


def _action_faults(**keys: object) -> list[str]:
    """Return the faults of a document whose only action has these keys."""
    return _faults(_document(actions=[{"text": "A", **keys}]))


class TestWriting:
    def test_everything(self) -> None:
        """Each part of a plan has its key; what is empty has none."""
        assert EVERYTHING_DOCUMENT == json.loads(plan_json(EVERYTHING))

    def test_smallest(self) -> None:
        """A plan with nothing in it has its id, its title and the usual horizons, in sorted order."""
        expected = """\
{
  "$schema": "urn:datamaturity:schema:plan:1",
  "format": 1,
  "horizons": [
    {
      "id": "short",
      "name": "Short term"
    },
    {
      "id": "medium",
      "name": "Medium term"
    },
    {
      "id": "long",
      "name": "Long term"
    }
  ],
  "id": "p",
  "kind": "plan",
  "title": "P"
}
"""
        assert expected == plan_json(Plan(id="p", title="P"))

    def test_no_horizons(self) -> None:
        """A plan without horizons says so, since one that says nothing has the usual ones."""
        assert [] == json.loads(plan_json(Plan(id="p", title="P", horizons=[])))["horizons"]

    def test_in_one_way(self) -> None:
        """Keys are sorted, the indent is two blanks, other scripts stand as they are, and a line ends the text."""
        text = plan_json(EVERYTHING)

        assert json.dumps(json.loads(text), sort_keys=True, indent=2, ensure_ascii=False) + "\n" == text
        assert '"Dŵr = ½"' in text

    @pytest.mark.parametrize(("status", "key"), [(one, one.value) for one in ActionStatus])
    def test_status(self, status: ActionStatus, key: str) -> None:
        """A status stands by its name; one that is planned needs none."""
        (found,) = json.loads(plan_json(Plan(id="p", title="P", actions=[Action("A", status=status)])))["actions"]

        assert {"text": "A"} | ({} if key == "planned" else {"status": key}) == found


class TestReading:
    def test_everything(self) -> None:
        """Each key of a document becomes its part of the plan."""
        assert EVERYTHING == parse_plan(json.dumps(EVERYTHING_DOCUMENT))

    def test_smallest(self) -> None:
        """The required keys are enough; the rest is as a `Plan` has it."""
        assert Plan(id="p", title="P") == parse_plan(_document())
        assert DEFAULT_HORIZONS == parse_plan(_document()).horizons

    def test_no_horizons(self) -> None:
        """An empty list of horizons is none."""
        assert () == parse_plan(_document(horizons=[])).horizons

    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
    def test_bytes(self, mark: bytes) -> None:
        """Bytes are UTF-8, with a byte order mark or without; any text under ``$schema`` is passed over."""
        text = json.dumps({**EVERYTHING_DOCUMENT, "$schema": "plan.json"}, ensure_ascii=False)

        assert EVERYTHING == parse_plan(mark + text.encode())

    @pytest.mark.parametrize(
        ("effort", "expected"),
        [("2", Fraction(2)), ("2.5", Fraction(5, 2)), ('"5/2"', Fraction(5, 2)), ('"2.5"', Fraction(5, 2))],
    )
    def test_effort(self, effort: str, expected: Fraction) -> None:
        """Effort is a number or text of one, and exact."""
        text = _document(actions=[{"text": "A", "effort": "?"}]).replace('"?"', effort)

        assert expected == parse_plan(text).actions[0].effort

    @pytest.mark.parametrize("key", ["number", "theme", "horizon", "starts", "due", "effort"])
    def test_null(self, key: str) -> None:
        """What an action may lack may be null."""
        assert Action("A") == _action(**{key: None})

    def test_dates_of_horizons_may_be_null(self) -> None:
        """So may the ends of a horizon, and the day of a piece of evidence."""
        horizon = {"id": "h", "name": "H", "starts": None, "ends": None}

        assert (Horizon("h", "H"),) == parse_plan(_document(horizons=[horizon])).horizons
        assert (Evidence("E"),) == _action(evidence=[{"title": "E", "dated": None}]).evidence

    def test_a_text_said_twice(self) -> None:
        """A goal's list that repeats an action's own text drops it; another text stays."""
        mentions = [{"number": 1, "text": "A"}, {"number": 1, "text": "B"}]
        goals = [{"name": "G", "actions": mentions}]
        plan = parse_plan(
            _document(actions=[{"text": "A", "number": 1}], themes=[{"id": "t", "name": "T", "goals": goals}])
        )

        assert (Mention(1), Mention(1, "B")) == plan.themes[0].goals[0].actions


class TestFaults:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("[", ["$: not JSON: line 1, column 2: Expecting value"]),
            ("[]", ["$: a document is an object, not a list"]),
            ("{}", ["$.kind: is missing", "$.format: is missing", "$.id: is missing", "$.title: is missing"]),
            ('{"kind": "plan", "kind": "plan"}', ["$: the key 'kind' stands twice in one object"]),
            (_document(kind="framework"), ['$.kind: is "framework"; this is read as a plan']),
            (_document(**{"$schema": 3}), ["$.$schema: 3 is not text"]),
            (
                _document(format=2),
                ["$.format: is 2, newer than the 1 that this version reads; update datamaturity"],
            ),
            (json.dumps({"format": 1, "kind": "plan"}), ["$.id: is missing", "$.title: is missing"]),
        ],
    )
    def test_no_plan(self, text: str, expected: list[str]) -> None:
        """What is no JSON, no document or no plan is refused."""
        assert sorted(expected) == sorted(_faults(text))

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"titel": "x"}, "$.titel: is not a key of a plan; did you mean 'title'?"),
            ({"title": 1}, "$.title: 1 is not text"),
            ({"organisation": None}, "$.organisation: null is not text"),
            ({"title": " "}, "$: title: the title of a plan must not be empty"),
            ({"id": "a b"}, "$: id: the id of a plan is text without blanks and slashes, not 'a b'"),
            ({"actions": {}}, "$.actions: a list is needed, not an object"),
            ({"themes": "x"}, "$.themes: a list is needed, not text"),
            ({"horizons": None}, "$.horizons: a list is needed, not null"),
            ({"vision": []}, "$.vision: an object is needed, not a list"),
            ({"vision": {"gaol": "x"}}, "$.vision.gaol: is not a key of a vision; did you mean 'goal'?"),
            (
                {"vision": {"success": {"form": []}}},
                "$.vision.success.form: is not a key of a success; did you mean 'from'?",
            ),
            # The name that Python has for it is no key.
            ({"vision": {"success": {"from_state": []}}}, "$.vision.success.from_state: is not a key of a success"),
            ({"vision": {"success": {"from": "x"}}}, "$.vision.success.from: a list is needed, not text"),
            ({"vision": {"success": {"to": ["x", 1]}}}, "$.vision.success.to[1]: 1 is not text"),
            ({"horizons": [{"id": "h"}]}, "$.horizons[0].name: is missing"),
            (
                {"horizons": [{"id": "h", "name": "H", "starts": "2026"}]},
                '$.horizons[0].starts: "2026" is not a day, such as "2026-03-31"',
            ),
            (
                {"horizons": [{"id": "h", "name": "H", "starts": "2026-02-01", "ends": "2026-01-01"}]},
                "$.horizons[0]: horizon h: starts on 2026-02-01 and ends before that, on 2026-01-01",
            ),
            (
                {"horizons": [{"id": "h", "name": "H"}, {"id": "h", "name": "I"}]},
                "$: horizon h: stands twice; an id names one horizon",
            ),
            (
                {"themes": [{"id": "t", "name": "T"}, {"id": "t", "name": "U"}]},
                "$: theme t: stands twice; an id names one theme",
            ),
            ({"themes": [{"id": "t", "name": "T", "goals": [{}]}]}, "$.themes[0].goals[0].name: is missing"),
            (
                {"themes": [{"id": "t", "name": "T", "goals": [{"name": "G", "actions": [1]}]}]},
                "$.themes[0].goals[0].actions[0]: an object is needed, not the number 1",
            ),
            (
                {"themes": [{"id": "t", "name": "T", "goals": [{"name": "G", "actions": [{}]}]}]},
                "$.themes[0].goals[0].actions[0]: mention: names an action by its number, or by a text",
            ),
        ],
    )
    def test_of_a_plan(self, changes: dict[str, object], expected: str) -> None:
        """Each fault has its path, and says what is needed."""
        assert [expected] == _faults(_document(**changes))

    @pytest.mark.parametrize(
        ("keys", "expected"),
        [
            ({"txt": "x"}, ".txt: is not a key of an action; did you mean 'text'?"),
            ({"text": None}, ".text: null is not text"),
            ({"text": ""}, ": text: the text of an action must not be empty"),
            ({"number": "1"}, '.number: "1" is not a whole number'),
            ({"number": True}, ".number: true is not a whole number"),
            ({"number": 0}, ": number: an action's number is a whole number from 1, not 0"),
            ({"theme": 1}, ".theme: 1 is not text"),
            ({"horizon": "a b"}, ": horizon: the id of an action is text without blanks and slashes, not 'a b'"),
            (
                {"status": "Done"},
                '.status: "Done" is not a status; there are planned, under way, done, dropped',
            ),
            ({"status": None}, ".status: null is not a status; there are planned, under way, done, dropped"),
            ({"status": []}, ".status: [] is not a status; there are planned, under way, done, dropped"),
            ({"due": "2026-3-31"}, '.due: "2026-3-31" is not a day, such as "2026-03-31"'),
            ({"due": "20260331"}, '.due: "20260331" is not a day, such as "2026-03-31"'),
            ({"due": "2026-02-30"}, '.due: "2026-02-30" is not a day, such as "2026-03-31"'),
            ({"starts": 2026}, '.starts: 2026 is not a day, such as "2026-03-31"'),
            (
                {"starts": "2026-02-01", "due": "2026-01-01"},
                ": action 'A': starts on 2026-02-01 and ends before that, on 2026-01-01",
            ),
            (
                {"effort": "lots"},
                """.effort: 'lots' is not a number; give an int, a Fraction, or text such as "1/4" or "0.25\"""",
            ),
            ({"effort": 0}, ": effort: is above 0, not 0"),
            ({"depends_on": 1}, ".depends_on: a list is needed, not the number 1"),
            ({"depends_on": [1, "2"]}, '.depends_on[1]: "2" is not a whole number'),
            ({"depends_on": [0]}, ": depends_on: an action's number is a whole number from 1, not 0"),
            ({"serves": ["1.1"]}, ".serves[0]: an object is needed, not text"),
            ({"serves": [{"criterion": "1.1"}]}, ".serves[0].level: is missing"),
            ({"serves": [{"criterion": "1.1", "level": 2.0}]}, ".serves[0].level: 2.0 is not a whole number"),
            ({"evidence": [{}]}, ".evidence[0]: evidence: needs a title or an address"),
        ],
    )
    def test_of_an_action(self, keys: dict[str, object], expected: str) -> None:
        """So has each fault of an action."""
        assert [f"$.actions[0]{expected}"] == _action_faults(**keys)

    def test_all_at_once(self) -> None:
        """All faults are found at once, wherever they stand."""
        actions = [{"text": "A"}, {"number": "1", "due": "soon"}]
        goals = [{"name": "G", "actions": [{"number": "1"}]}]
        found = _faults(
            _document(
                titel="x",
                vision={"goal": 1},
                horizons=[{"id": "h"}],
                actions=actions,
                themes=[{"id": "t", "name": "T", "goals": goals}],
            )
        )

        assert {
            "$.titel: is not a key of a plan; did you mean 'title'?",
            "$.vision.goal: 1 is not text",
            "$.horizons[0].name: is missing",
            "$.actions[1].text: is missing",
            '$.actions[1].number: "1" is not a whole number',
            '$.actions[1].due: "soon" is not a day, such as "2026-03-31"',
            '$.themes[0].goals[0].actions[0].number: "1" is not a whole number',
        } == {*found}
        assert 7 == len(found)

    def test_where_it_is_from(self) -> None:
        """Each fault names the file that it is of."""
        with pytest.raises(DocumentError) as caught:
            parse_plan(_document(title=1), source="plan.json")

        assert (Fault("plan.json $.title", "1 is not text"),) == caught.value.faults
