"""A plan as Markdown: what is written, what is read back, and what is refused with which line."""

from datetime import date
from pathlib import Path

import pytest

from datamaturity import (
    Action,
    ActionStatus,
    Evidence,
    Fault,
    FileError,
    Goal,
    Horizon,
    Mention,
    Plan,
    PlanError,
    PlanTheme,
    Serves,
    Success,
    Vision,
)
from datamaturity.plan_parts import DEFAULT_HORIZONS
from datamaturity.readers.plan_markdown import parse_plan_markdown, read_plan_markdown
from datamaturity.writers.plan_markdown import plan_markdown

# Every part that a plan can have, and every way in which a part can stand.
EVERYTHING = Plan(
    id="ours",
    title="Our plan",
    organisation="Northshire",
    framework_id="crossed",
    framework_version="1",
    vision=Vision(
        goal="Decide with data",
        challenge="Nobody knows what there is",
        opportunity="Better services",
        success=Success(["Guesses"], ["Lists", "Talks"], ["Facts"]),
    ),
    horizons=[
        Horizon("short", "Short term", date(2026, 1, 1), date(2026, 6, 30)),
        Horizon("medium", "Medium term", starts=date(2026, 7, 1)),
        Horizon("late", "Late", ends=date(2027, 12, 31)),
        Horizon("long", "Long term"),
    ],
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
            serves=[Serves("1.1", 2), Serves("2.3", 3)],
            evidence=[
                Evidence("The list", "https://example.org/list", date(2026, 3, 30)),
                Evidence("Minutes"),
                Evidence(address="https://example.org"),
            ],
        ),
        Action("Publish it", number=2, theme="data", horizon="short", status="under way", depends_on=[1, 3]),
        Action("Train", number=3, theme="skills", status="dropped"),
        Action("Think", horizon="long"),
    ],
    themes=[
        PlanTheme(
            "data",
            "Data",
            objective="Know what we hold",
            reasons=["Trust", "Money"],
            goals=[
                Goal(
                    "Know",
                    "Every dataset is known",
                    [1, Mention(2, "Publish all of it"), 9, "Think"],
                    ["Ask around", ""],
                ),
                Goal("Share"),
            ],
            roadmap_name="Datas",
        ),
        PlanTheme("skills", "Skills"),
    ],
)

EVERYTHING_TEXT = """\
# Our plan

- Plan: ours
- Organisation: Northshire
- Framework: crossed
- Framework version: 1

## Vision

Goal: Decide with data

Challenge: Nobody knows what there is

Opportunity: Better services

From:

- Guesses

Through:

- Lists
- Talks

To:

- Facts

## Horizons

- short (2026-01-01 to 2026-06-30): Short term
- medium (2026-07-01 to …): Medium term
- late (… to 2027-12-31): Late
- long: Long term

## Roadmap

### data / short

- [x] 1. List every dataset
  - Owner: Ann
  - Starts: 2026-01-15
  - Due: 2026-03-31
  - Effort: 5/2
  - Serves: 1.1=2, 2.3=3
  - Evidence (2026-03-30): The list <https://example.org/list>
  - Evidence: Minutes <>
  - Evidence:  <https://example.org>
- [ ] 2. Publish it
  - Status: under way
  - Depends on: 1, 3

### skills / (none)

- [ ] 3. Train
  - Status: dropped

### (none) / long

- [ ] -. Think

## Theme data: Data

Called in the roadmap: Datas

Objective: Know what we hold

Reasons:

- Trust
- Money

### Know

Goal: Every dataset is known

Actions:

- 1. List every dataset
- 2. Publish all of it
- 9.
- -. Think

Next steps:

- Ask around
-

### Share

## Theme skills: Skills
"""

HEAD = "# Our plan\n\n- Plan: p\n\n"  # Four lines: what follows starts on line 5.
ROADMAP = HEAD + "## Roadmap\n\n### data / short\n\n"  # Eight lines.
ACTION = ROADMAP + "- [ ] 1. List datasets\n"  # Nine lines.
THEME = HEAD + "## Theme data: Data\n\n"  # Six lines.
GOAL = THEME + "### Know\n\n"  # Eight lines.


def _faults(text: str) -> list[str]:
    """Return the faults for which a text is refused, each as its line's number and the message."""
    with pytest.raises(PlanError) as caught:
        parse_plan_markdown(text)
    prefixes = {fault.where.rpartition(" ")[0] for fault in caught.value.faults}
    assert {"plan line"} == prefixes
    return [f"{fault.where.rpartition(' ')[2]}: {fault.message}" for fault in caught.value.faults]


def _only(text: str) -> Action:
    """Return the only action of the plan that a text holds."""
    (action,) = parse_plan_markdown(text).actions
    return action


class TestWriting:
    def test_everything(self) -> None:
        """Each part of a plan has its place in the layout."""
        assert EVERYTHING_TEXT == plan_markdown(EVERYTHING)

    def test_smallest(self) -> None:
        """What a plan does not have takes no room; its horizons always stand, since none is not the usual three."""
        expected = "# P\n\n- Plan: p\n\n## Horizons\n\n"

        assert expected + "- short: Short term\n- medium: Medium term\n- long: Long term\n" == plan_markdown(
            Plan(id="p", title="P")
        )
        assert expected[:-1] == plan_markdown(Plan(id="p", title="P", horizons=[]))

    def test_order_of_the_roadmap(self) -> None:
        """Actions stand in the plan's order, with a heading wherever theme or horizon change, again if need be."""
        plan = Plan(
            id="p",
            title="P",
            horizons=[],
            actions=[
                Action(text, number=number, theme=theme)
                for text, number, theme in (("A", 1, "x"), ("B", 3, "x"), ("C", 2, "y"), ("D", 4, "x"))
            ],
        )

        assert [
            "### x / (none)",
            "- [ ] 1. A\n- [ ] 3. B",
            "### y / (none)",
            "- [ ] 2. C",
            "### x / (none)",
            "- [ ] 4. D\n",
        ] == plan_markdown(plan).split("\n\n")[4:]

    def test_a_number_that_stands_twice(self) -> None:
        """A list shows the text of the first action with its number."""
        plan = Plan(
            id="p",
            title="P",
            actions=[Action("First", number=6), Action("Second", number=6)],
            themes=[PlanTheme("x", "X", goals=[Goal("G", actions=[6, Mention(6, "Third")])])],
        )

        assert plan_markdown(plan).endswith("Actions:\n\n- 6. First\n- 6. Third\n")

    @pytest.mark.parametrize(
        ("vision", "expected"),
        [
            (Vision("Goal"), "Goal: Goal"),
            (Vision(challenge="Challenge"), "Challenge: Challenge"),
            (Vision(opportunity="Opportunity"), "Opportunity: Opportunity"),
            (Vision(success=Success("a")), "From:\n\n- a"),
            (Vision(success=Success(through="b")), "Through:\n\n- b"),
            (Vision(success=Success(to_state=["c"])), "To:\n\n- c"),
        ],
    )
    def test_vision_in_part(self, vision: Vision, expected: str) -> None:
        """Any one part of the vision makes the section, with that part alone."""
        text = plan_markdown(Plan(id="p", title="P", vision=vision, horizons=[]))

        assert f"# P\n\n- Plan: p\n\n## Vision\n\n{expected}\n\n## Horizons\n" == text


class TestReading:
    def test_everything(self) -> None:
        """What stands in the layout becomes each part of the plan, nothing more and nothing less."""
        assert EVERYTHING == parse_plan_markdown(EVERYTHING_TEXT)

    @pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CR LF", "CR"])
    def test_any_line_ends(self, line_end: str) -> None:
        """Files from any system are read alike."""
        assert EVERYTHING == parse_plan_markdown(EVERYTHING_TEXT.replace("\n", line_end))

    @pytest.mark.parametrize("space", ["", "\n\n\n", "\n \t \n"], ids=["none", "much", "with blanks"])
    def test_blank_lines_say_nothing(self, space: str) -> None:
        """Lines may stand close together or far apart."""
        lines = [line for line in EVERYTHING_TEXT.splitlines() if line]

        assert EVERYTHING == parse_plan_markdown(f"\n{space}".join(lines))

    def test_blanks_at_the_end_of_a_line_say_nothing(self) -> None:
        """Editors leave and strip them."""
        assert EVERYTHING == parse_plan_markdown(EVERYTHING_TEXT.replace("\n", "  \t\n"))

    def test_sections_in_any_order(self) -> None:
        """The theme plans may come before the roadmap, and the vision last."""
        head, *sections = EVERYTHING_TEXT.split("\n## ")
        # Vision, Horizons, Roadmap, and two themes, whose own order counts.
        vision, horizons, roadmap, data, skills = sections

        assert EVERYTHING == parse_plan_markdown("\n## ".join([head, data, roadmap, skills, horizons, vision]))

    def test_without_horizons_are_the_usual(self) -> None:
        """A text without that section has the usual horizons; with an empty one it has none."""
        assert DEFAULT_HORIZONS == parse_plan_markdown(HEAD).horizons
        assert () == parse_plan_markdown(HEAD + "## Horizons\n").horizons

    def test_smallest(self) -> None:
        """A title and an id are a plan."""
        assert Plan(id="p", title="Our plan") == parse_plan_markdown("# Our plan\n- Plan: p")
        assert Plan(id="p", title="Our plan") == parse_plan_markdown("Plan: p\n# Our plan")

    def test_blanks_before_a_heading_s_text(self) -> None:
        """More than one blank after the signs of a heading is none of its text."""
        assert "Our plan" == parse_plan_markdown("#   Our plan\n- Plan:  p").title

    @pytest.mark.parametrize("box", ["x", "X"])
    def test_a_ticked_box(self, box: str) -> None:
        """A box that is ticked, in either case, is an action that is done; its status may say so as well."""
        ticked = f"{ROADMAP}- [{box}] 1. List datasets\n"

        assert ActionStatus.DONE is _only(ticked).status
        assert ActionStatus.DONE is _only(ticked + "  - Status: done\n").status

    @pytest.mark.parametrize("status", ActionStatus)
    def test_a_status_beside_an_empty_box(self, status: ActionStatus) -> None:
        """Where the box is empty, the status says how far the action is, done included."""
        assert status is _only(f"{ACTION}  - Status: {status.value}\n").status

    @pytest.mark.parametrize("indent", ["  ", "   ", "    ", "      "])
    def test_lines_of_an_action_further_in(self, indent: str) -> None:
        """An action's lines may stand further in than two blanks, and blank lines between them."""
        assert "Ann" == _only(f"{ACTION}\n{indent}- Owner: Ann\n").owner

    def test_what_is_left_empty(self) -> None:
        """An owner and criteria that are left empty, for somebody to fill in, are none."""
        action = _only(ACTION + "  - Owner:\n  - Serves:\n")

        assert ("", ()) == (action.owner, action.serves)

    def test_numbers_with_and_without_blanks(self) -> None:
        """Numbers of actions are set apart by commas, with blanks or without."""
        assert (3, 4, 5) == _only(ACTION + "  - Depends on: 3,4 ,  5\n").depends_on

    def test_criteria_without_blanks(self) -> None:
        """So are criteria and their levels: nobody means one criterion with a comma in its id."""
        assert (Serves("4.33", 3), Serves("4.34", 2)) == _only(ACTION + "  - Serves: 4.33=3,4.34=2\n").serves

    def test_effort(self) -> None:
        """Effort is exact, a fraction or with a point."""
        assert "5/2" == str(_only(ACTION + "  - Effort: 2.5\n").effort)
        assert "5/2" == str(_only(ACTION + "  - Effort: 5/2\n").effort)

    @pytest.mark.parametrize(
        ("line", "evidence"),
        [
            ("- Evidence: The list", Evidence("The list")),
            ("- Evidence: The list <https://example.org>", Evidence("The list", "https://example.org")),
            ("- Evidence: <https://example.org>", Evidence(address="https://example.org")),
            ("- Evidence: a > b <>", Evidence("a > b")),
            # Something after the address: no address then, and nothing is lost.
            ("- Evidence: The list <https://example.org> (draft)", Evidence("The list <https://example.org> (draft)")),
            ("- Evidence (2026-03-31): The list", Evidence("The list", dated=date(2026, 3, 31))),
            ("- Evidence: a \\u003c; b <c \\u003c; d>", Evidence("a < b", "c < d")),
        ],
    )
    def test_evidence(self, line: str, evidence: Evidence) -> None:
        """Evidence has a title, an address in angle brackets, a day in brackets, as far as there are any."""
        assert (evidence,) == _only(f"{ACTION}  {line}\n").evidence

    def test_much_evidence(self) -> None:
        """Evidence may stand on several lines, others between them."""
        action = _only(ACTION + "  - Evidence: One\n  - Owner: Ann\n  - Evidence: Two\n")

        assert ((Evidence("One"), Evidence("Two")), "Ann") == (action.evidence, action.owner)

    def test_lists_of_actions(self) -> None:
        """A goal's list gives numbers, with the text or without, with a box or without."""
        text = "Actions:\n\n- 1. List datasets\n- 2.\n- [ ] 3. Three\n- [x] 4.Four\n- -. Five\n"
        (theme,) = parse_plan_markdown(GOAL + text).themes

        assert (
            Mention(1, "List datasets"),
            Mention(2),
            Mention(3, "Three"),
            Mention(4, "Four"),
            Mention(None, "Five"),
        ) == theme.goals[0].actions

    def test_an_own_text_in_a_list_is_dropped(self) -> None:
        """Where a list says what the roadmap says, it says it once; where it says something else, both stay."""
        text = "## Theme data: Data\n\n### Know\n\nActions:\n\n- 1. List datasets\n- 1. List data\n"
        (theme,) = parse_plan_markdown(ACTION + text).themes

        assert (Mention(1), Mention(1, "List data")) == theme.goals[0].actions

    def test_several_goals(self) -> None:
        """What stands below a goal's heading is that goal's; before the first, the theme's."""
        text = "Objective: O\n\n### A\n\nGoal: a\n\nNext steps:\n\n- x\n\n### B\n\nGoal: b\n\nNext steps:\n\n- y\n"
        (theme,) = parse_plan_markdown(THEME + text).themes

        assert PlanTheme("data", "Data", "O", goals=[Goal("A", "a", [], ["x"]), Goal("B", "b", [], ["y"])]) == theme

    def test_odd_texts(self) -> None:
        """A text may look like a part of the layout; where it stands says what it is."""
        texts = ["## Roadmap", "- [x] 1. a", "Goal: a", "- Due: 2026-03-31", "Actions:", "(none)", "*", "|", "1. a"]
        for text in texts:
            plan = Plan(
                id="p",
                title=text,
                organisation=text,
                vision=Vision(text, text, text, Success([text], [text], [text])),
                horizons=[Horizon("h", text, ends=date(2026, 1, 1)), Horizon("i", text)],
                actions=[Action(text, number=1, owner=text, evidence=[Evidence(text, text)])],
                themes=[PlanTheme("t", text, text, [text], [Goal(text, text, [Mention(2, text), text], [text])], text)],
            )

            assert plan == parse_plan_markdown(plan_markdown(plan))

    def test_other_line_ends_are_text(self) -> None:
        """What Python takes for a line's end and a file does not is a part of the text."""
        assert "a\x0cb\u2028c\x85d\x1ce" == _only(ROADMAP + "- [ ] 1. a\x0cb\u2028c\x85d\x1ce\n").text


class TestOddIds:
    """Ids may be any text without blanks and slashes; none is lost in the layout."""

    def test_a_plan_s_id_with_a_backslash(self) -> None:
        """A backslash in a plan's id is a backslash."""
        plan = Plan(id="a\\nb", title="P")

        assert plan == parse_plan_markdown(plan_markdown(plan))

    @pytest.mark.parametrize("name", ["theme", "horizon"])
    def test_an_id_that_looks_like_none(self, name: str) -> None:
        """A theme or a horizon with the id (none) is another thing than no theme or horizon."""
        action = Action("A", number=1, theme="(none)") if name == "theme" else Action("A", number=1, horizon="(none)")
        plan = Plan(id="p", title="P", actions=[action])

        assert plan == parse_plan_markdown(plan_markdown(plan))

    @pytest.mark.parametrize("name", ["(2026-01-01 to 2026-12-31): First", "(this to that): First", "(a): b", "a: b"])
    def test_a_horizon_s_name_in_brackets(self, name: str) -> None:
        """A horizon without days, whose name looks like some, keeps its name."""
        plan = Plan(id="p", title="P", horizons=[Horizon("first", name), Horizon("second:", name)])

        assert plan == parse_plan_markdown(plan_markdown(plan))

    @pytest.mark.parametrize("criterion", ["a,b", ",", ",a", "a,", "a=2", "=", "a=2,b"])
    def test_criteria_with_the_signs_between_them(self, criterion: str) -> None:
        """Criteria whose ids have commas and equals signs are told apart."""
        plan = Plan(id="p", title="P", actions=[Action("A", number=1, serves=[Serves(criterion, 1), Serves("x", 2)])])

        assert plan == parse_plan_markdown(plan_markdown(plan))


class TestFaultsOfHeadings:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", ["the plan needs a title, such as # Our plan", "the plan needs a line such as - Plan: our-plan"]),
            ("\n \n", ["the plan needs a title, such as # Our plan", "the plan needs a line such as - Plan: our-plan"]),
            ("# Our plan\n", ["the plan needs a line such as - Plan: our-plan"]),
            ("- Plan: p\n", ["the plan needs a title, such as # Our plan"]),
        ],
    )
    def test_missing_head(self, text: str, expected: list[str]) -> None:
        """A title and an id are needed; what is nowhere is missed on line 1."""
        assert [f"1: {message}" for message in expected] == _faults(text)

    def test_two_titles(self) -> None:
        """A second title is refused where it stands."""
        assert ["5: a plan has one title, and it stands above"] == _faults(HEAD + "# Another plan\n")

    @pytest.mark.parametrize(
        ("heading", "message"),
        [
            ("Roadmapp", "no section is called 'Roadmapp'; did you mean 'Roadmap'?"),
            ("roadmap", "no section is called 'roadmap'; did you mean 'Roadmap'?"),
            ("Roadmap ##", "no section is called 'Roadmap ##'; did you mean 'Roadmap'?"),
            ("Notes", "no section is called 'Notes'; sections are Vision, Horizons, Roadmap, and Theme ID: NAME"),
            ("Theme data", "no section is called 'Theme data'; did you mean 'Theme ID: NAME'?"),
            ("Theme data:", "no section is called 'Theme data:'; did you mean 'Theme ID: NAME'?"),
            ("Theme: Data", "no section is called 'Theme: Data'; did you mean 'Theme ID: NAME'?"),
            ("Theme my data: Data", "no section is called 'Theme my data: Data'; did you mean 'Theme ID: NAME'?"),
        ],
    )
    def test_unknown_section(self, heading: str, message: str) -> None:
        """A section that is none is refused, with what it looks like or all that there are."""
        assert [f"5: {message}"] == _faults(f"{HEAD}## {heading}\n")

    def test_a_long_heading_is_cut(self) -> None:
        """A message shows the first sixty characters of what it refuses."""
        assert [
            f"5: no section is called '{'x' * 60}'; sections are Vision, Horizons, Roadmap, and Theme ID: NAME"
        ] == _faults(f"{HEAD}## {'x' * 500}\n")

    def test_below_an_unknown_section(self) -> None:
        """Nothing below an unknown section is a further fault: its heading is what is wrong."""
        below = "### data / short\n\n- [ ] 1. A\n  - Owner: Ann\n\nSome text\n\n| a |\n"

        assert ["5: no section is called 'Roadmapp'; did you mean 'Roadmap'?"] == _faults(
            f"{HEAD}## Roadmapp\n\n{below}"
        )

    def test_after_an_unknown_section(self) -> None:
        """What follows it is read: a fault further down is found at once."""
        assert [
            "5: no section is called 'Roadmapp'; did you mean 'Roadmap'?",
            "9: a horizon is - ID: Name, or - ID (2026-01-01 to 2026-12-31): Name, not '- short'",
        ] == _faults(HEAD + "## Roadmapp\n\n## Horizons\n\n- short\n")

    @pytest.mark.parametrize(
        ("text", "line", "where"),
        [("", 5, "the head"), ("## Vision\n", 6, "Vision"), ("## Horizons\n", 6, "Horizons")],
    )
    def test_a_heading_where_none_belongs(self, text: str, line: int, where: str) -> None:
        """Only the roadmap and the themes have headings of the third kind."""
        assert [f"{line}: no heading of this kind belongs in {where}: 'Know'"] == _faults(f"{HEAD}{text}### Know\n")

    @pytest.mark.parametrize("heading", ["data", "data/short", "my data / short", "data / short term", "data / ", "/"])
    def test_a_heading_in_the_roadmap(self, heading: str) -> None:
        """A heading in the roadmap gives a theme's and a horizon's id; its actions are no further faults."""
        text = f"{HEAD}## Roadmap\n\n### {heading}\n\n- [ ] 1. A\n"
        shown = heading.strip()

        assert [f"7: a heading in the roadmap is THEME / HORIZON, such as data / short, not {shown!r}"] == _faults(text)

    @pytest.mark.parametrize("heading", ["#Our plan", " # Our plan", "#", "#### Our plan"])
    def test_what_is_no_heading(self, heading: str) -> None:
        """A heading starts its line, with one to three signs, a blank and a text; anything else is refused as text."""
        assert f"1: is neither a heading, nor NAME: text, nor an item of a list: {heading!r}" in _faults(
            f"{heading}\n- Plan: p\n"
        )


class TestFaultsOfTheRoadmap:
    @pytest.mark.parametrize(
        "line",
        [
            "* [ ] 1. A",
            "- 1. A",
            "- [] 1. A",
            "- [y] 1. A",
            "- [ ] A",
            "- [ ] 1 A",
            "- [ ] 1) A",
            "- [ ] -1. A",
            "1. A",
            "A",
            " - [ ] 1. A",
            "\t- [ ] 1. A",
            "#### A",
            "| 1 | A |",
            "---",
            "```",
            "- Owner: Ann",
            " - Owner: Ann",
            "\t- Owner: Ann",
            "  - Owner",
            "  * Owner: Ann",
            "  Owner: Ann",
            "Goal: A",
        ],
    )
    def test_what_is_no_line_of_it(self, line: str) -> None:
        """What is neither an action nor a line of one is refused, as it stands."""
        message = f"10: is neither an action, such as - [ ] 12. Text, nor a line of one: {line!r}"

        assert [message] == _faults(f"{ACTION}{line}\n")

    def test_a_line_before_any_action(self) -> None:
        """A line of an action needs one above it."""
        message = "9: is neither an action, such as - [ ] 12. Text, nor a line of one: '  - Owner: Ann'"

        assert [message] == _faults(ROADMAP + "  - Owner: Ann\n")

    def test_a_line_below_the_next_heading(self) -> None:
        """A line of an action belongs to one below the same heading, never to the last one above it."""
        text = "\n### data / medium\n\n  - Owner: Ann\n"
        message = "13: is neither an action, such as - [ ] 12. Text, nor a line of one: '  - Owner: Ann'"

        assert [message] == _faults(ACTION + text)

    def test_lines_of_an_action_that_is_none(self) -> None:
        """The lines below an action that cannot be read are not laid to the one above it."""
        text = ACTION + "  - Owner: Ann\n- [ ] No number\n  - Owner: Ben\n"

        assert ["11: is neither an action, such as - [ ] 12. Text, nor a line of one: '- [ ] No number'"] == [
            fault for fault in _faults(text) if not fault.startswith("12: is neither an action")
        ]

    @pytest.mark.parametrize("line", ["\t- Owner: Ann", " - Owner: Ann", "  * Owner: Ann", "  Owner: Ann"])
    def test_lines_below_one_that_is_none(self, line: str) -> None:
        """After a line of an action that cannot be read, its other lines are still its own."""
        text = f"{ACTION}{line}\n  - Due: tomorrow\n"

        assert [
            f"10: is neither an action, such as - [ ] 12. Text, nor a line of one: {line!r}",
            "11: 'tomorrow' is not a day, such as 2026-03-31",
        ] == _faults(text)

    def test_actions_without_a_heading(self) -> None:
        """Each action before the first heading is refused: where it belongs is not known."""
        assert [
            f"{line}: an action stands below a heading THEME / HORIZON, such as data / short" for line in (6, 7)
        ] == _faults(HEAD + "## Roadmap\n- [ ] 1. A\n- [ ] 2. B\n")

    @pytest.mark.parametrize(
        ("name", "hint"),
        [
            ("Ownr", "; did you mean 'Owner'?"),
            ("owner", "; did you mean 'Owner'?"),
            ("Depends", "; did you mean 'Depends on'?"),
            ("Colour", "; lines are Owner, Status, Starts, Due, Effort, Depends on, Serves, Evidence"),
        ],
    )
    def test_unknown_line(self, name: str, hint: str) -> None:
        """A line that actions do not have is refused, with what it looks like or all that there are."""
        assert [f"10: no line of an action is called {name!r}{hint}"] == _faults(f"{ACTION}  - {name}: x\n")

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("Due: 31/03/2026", "'31/03/2026' is not a day, such as 2026-03-31"),
            ("Due:", "'' is not a day, such as 2026-03-31"),
            ("Starts: 2026-02-30", "'2026-02-30' is not a day, such as 2026-03-31"),
            ("Evidence (soon): The list", "'soon' is not a day, such as 2026-03-31"),
            ("Evidence (): The list", "'' is not a day, such as 2026-03-31"),
            ("Evidence:", "evidence: needs a title or an address"),
            ("Evidence: <>", "evidence: needs a title or an address"),
            ("Depends on: one", "depends on the numbers of actions, such as 3, 4, not 'one'"),
            ("Depends on:", "depends on the numbers of actions, such as 3, 4, not ''"),
            ("Depends on: 1, action 3, x", "depends on the numbers of actions, such as 3, 4, not 'action 3'"),
            ("Depends on: -1", "depends on the numbers of actions, such as 3, 4, not '-1'"),
            ("Depends on: ²", "depends on the numbers of actions, such as 3, 4, not '²'"),
            ("Serves: 4.33", "serves CRITERION=LEVEL, such as 4.33=3, not '4.33'"),
            ("Serves: 4.33=high", "serves CRITERION=LEVEL, such as 4.33=3, not '4.33=high'"),
            ("Serves: 4.33 = 3", "serves CRITERION=LEVEL, such as 4.33=3, not '4.33 = 3'"),
            ("Serves: 4.33=-1", "serves CRITERION=LEVEL, such as 4.33=3, not '4.33=-1'"),
            ("Serves: 4.33=3 4.34=2", "serves CRITERION=LEVEL, such as 4.33=3, not '4.33=3 4.34=2'"),
            ("Serves: 4/33=3", "criterion: the id of a serves is text without blanks and slashes, not '4/33'"),
            ("Status: Done", "a status is one of planned, under way, done, dropped, not 'Done'"),
            ("Status:", "a status is one of planned, under way, done, dropped, not ''"),
        ],
    )
    def test_what_a_line_says(self, line: str, message: str) -> None:
        """A line that says nothing that can be read is refused, with what it could say."""
        assert [f"10: {message}"] == _faults(f"{ACTION}  - {line}\n")

    def test_each_criterion(self) -> None:
        """Every criterion of a line that cannot be read is a fault of its own."""
        assert [
            "10: serves CRITERION=LEVEL, such as 4.33=3, not 'a'",
            "10: serves CRITERION=LEVEL, such as 4.33=3, not 'b'",
        ] == _faults(ACTION + "  - Serves: a, 4.33=3,b\n")

    def test_a_number_too_long_to_read(self) -> None:
        """A number of thousands of digits is refused like anything else that is none."""
        (fault,) = _faults(f"{ACTION}  - Depends on: {'9' * 5000}\n")

        assert fault.startswith("10: ")

    @pytest.mark.parametrize("name", ["Owner", "Starts", "Due", "Status", "Effort", "Depends on", "Serves"])
    def test_brackets_where_none_belong(self, name: str) -> None:
        """Only evidence has a day in brackets; elsewhere nothing in brackets is dropped in silence."""
        text = {"Owner": "Ann", "Status": "under way", "Effort": "1", "Depends on": "2", "Serves": "4.33=3"}
        (fault,) = _faults(f"{ACTION}  - {name} (2026-01-01): {text.get(name, '2026-03-31')}\n")

        assert fault.startswith("10: ")

    @pytest.mark.parametrize(
        "line", ["Owner: Ann", "Starts: 2026-01-01", "Due: 2026-03-31", "Effort: 1", "Depends on: 2", "Serves: a=1"]
    )
    def test_the_same_line_twice(self, line: str) -> None:
        """An action has each of its lines once."""
        name = line.partition(":")[0]

        assert [f"11: {name} of this action stands above already"] == _faults(f"{ACTION}  - {line}\n  - {line}\n")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("- [ ] 1.\n", "text: the text of an action must not be empty"),
            ("- [ ] 0. A\n", "number: an action's number is a whole number from 1, not 0"),
            ("- [ ] 1. A\n  - Effort: lots\n", "'lots' is not a number"),
            ("- [ ] 1. A\n  - Effort: 1/0\n", "'1/0' is not a number"),
            ("- [ ] 1. A\n  - Effort: 0\n", "effort: is above 0, not 0"),
            ("- [ ] 1. A\n  - Depends on: 0\n", "depends_on: an action's number is a whole number from 1, not 0"),
            (
                "- [ ] 1. A\n  - Starts: 2026-03-31\n  - Due: 2026-03-30\n",
                "action 1: starts on 2026-03-31 and ends before that, on 2026-03-30",
            ),
            ("- [x] 1. A\n  - Status: planned\n", "the box is ticked, and the status is planned; keep one of them"),
            ("- [x] 1. A\n  - Status: dropped\n", "the box is ticked, and the status is dropped; keep one of them"),
        ],
    )
    def test_an_action_as_a_whole(self, text: str, message: str) -> None:
        """What is wrong with an action as a whole is said on its own line."""
        (fault,) = _faults(ROADMAP + text)

        assert fault.startswith(f"9: {message}")


class TestFaultsOfHorizons:
    @pytest.mark.parametrize(
        "line",
        [
            "- short",
            "- short:",
            "- short: ",
            "* short: Short",
            "short: Short",
            "- in short: Short",
            "- short (2026): S",
        ],
    )
    def test_what_is_none(self, line: str) -> None:
        """A horizon is an id, days if it has any, and a name."""
        message = "a horizon is - ID: Name, or - ID (2026-01-01 to 2026-12-31): Name, not"

        assert [f"7: {message} {line.rstrip()!r}"] == _faults(f"{HEAD}## Horizons\n\n{line}\n")

    @pytest.mark.parametrize(
        ("days", "messages"),
        [
            ("2026-01-01 to 2025-12-31", ["horizon h: starts on 2026-01-01 and ends before that, on 2025-12-31"]),
            ("... to 2026-12-31", ["'...' is not a day, such as 2026-03-31"]),
            (
                "2026-02-30 to then",
                ["'2026-02-30' is not a day, such as 2026-03-31", "'then' is not a day, such as 2026-03-31"],
            ),
        ],
    )
    def test_its_days(self, days: str, messages: list[str]) -> None:
        """Its days are days, the first not after the last; each that is none is a fault."""
        assert [f"7: {message}" for message in messages] == _faults(f"{HEAD}## Horizons\n\n- h ({days}): H\n")


class TestFaultsOfTexts:
    @pytest.mark.parametrize("line", ["Some text", "goal: x", "* x", "- x", "1. x", "#### x", "> x", "---", "|x|"])
    def test_what_is_nothing(self, line: str) -> None:
        """What is no heading, no text with a name and no item of a list is refused as it stands."""
        message = f"is neither a heading, nor NAME: text, nor an item of a list: {line!r}"

        assert [f"7: {message}"] == _faults(f"{HEAD}## Vision\n\n{line}\n")

    def test_a_text_on_two_lines(self) -> None:
        """A text stands on one line; its second line is refused, not lost."""
        assert ["8: is neither a heading, nor NAME: text, nor an item of a list: 'with data'"] == _faults(
            HEAD + "## Vision\n\nGoal: Decide\nwith data\n"
        )

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            (HEAD + "- Organization: x\n", "5: nothing here is called 'Organization'; did you mean 'Organisation'?"),
            (HEAD + "## Vision\n\nGaol: x\n", "7: nothing here is called 'Gaol'; did you mean 'Goal'?"),
            (HEAD + "## Vision\n\nForm:\n", "7: nothing here is called 'Form'; did you mean 'From'?"),
            (THEME + "Objectives: x\n", "7: nothing here is called 'Objectives'; did you mean 'Objective'?"),
            (GOAL + "Next step:\n", "9: nothing here is called 'Next step'; did you mean 'Next steps'?"),
        ],
    )
    def test_an_unknown_name(self, text: str, fault: str) -> None:
        """A text with a name that nothing has there is refused, with what it looks like."""
        assert [fault] == _faults(text)

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            (HEAD + "- Colour: x\n", 5),
            (HEAD + "## Vision\n\nColour: x\n", 7),
            # What is known elsewhere is unknown here: a theme's texts stand before its first goal.
            (THEME + "Challenge: x\n", 7),
            (GOAL + "Objective: x\n", 9),
        ],
    )
    def test_a_name_like_none(self, text: str, line: int) -> None:
        """A name that looks like none that may stand there is refused as well."""
        (fault,) = _faults(text)

        assert fault.startswith(f"{line}: nothing here is called ")

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            (HEAD + "- Plan: q\n", "5: Plan stands above already"),
            (HEAD + "## Vision\n\nGoal: a\n\nGoal: b\n", "9: Goal stands above already"),
            (HEAD + "## Vision\n\nGoal: a\n\n## Vision\n\nGoal: b\n", "11: Goal stands above already"),
            (THEME + "Objective: a\n\nObjective: a\n", "9: Objective stands above already"),
            (GOAL + "Goal: a\n\nGoal: a\n", "11: Goal stands above already"),
        ],
    )
    def test_the_same_name_twice(self, text: str, fault: str) -> None:
        """A text that stands twice is refused, even with the same words and in a section that stands twice."""
        assert [fault] == _faults(text)

    @pytest.mark.parametrize(
        ("text", "line", "name"),
        [(HEAD + "## Vision\n\n", 7, "From"), (THEME, 7, "Reasons"), (GOAL, 9, "Actions"), (GOAL, 9, "Next steps")],
    )
    def test_a_list_on_one_line(self, text: str, line: int, name: str) -> None:
        """A list whose items do not stand below it is refused in a way that says so."""
        (fault,) = _faults(f"{text}{name}: x\n")

        assert fault.startswith(f"{line}: ")
        assert f"did you mean '{name}'" not in fault

    @pytest.mark.parametrize("line", ["- foo", "- 1 foo", "- [ ] foo", "-", "- 1: foo", "- x. foo"])
    def test_an_item_that_is_no_action(self, line: str) -> None:
        """A goal's list of actions gives their numbers."""
        assert [f"11: an action is listed as - 12. Text, not {line!r}"] == _faults(f"{GOAL}Actions:\n\n{line}\n")

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("- -.", "mention: names an action by its number, or by a text"),
            ("- 0. x", "number: an action's number is a whole number from 1, not 0"),
        ],
    )
    def test_an_item_that_names_no_action(self, line: str, message: str) -> None:
        """An item has a number from 1, or a text."""
        assert [f"11: {message}"] == _faults(f"{GOAL}Actions:\n\n{line}\n")

    def test_items_after_a_text(self) -> None:
        """A list ends where the next text with a name begins."""
        text = GOAL + "Next steps:\n\n- a\n\nGoal: b\n\n- c\n"

        assert ["15: is neither a heading, nor NAME: text, nor an item of a list: '- c'"] == _faults(text)


class TestFaultsOfTheWhole:
    def test_a_plan_s_id(self) -> None:
        """An id that is none is refused where it stands."""
        assert ["3: id: the id of a plan is text without blanks and slashes, not 'our plan'"] == _faults(
            "# Our plan\n\n- Plan: our plan\n"
        )

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            (THEME + "## Theme data: More\n", "7: theme data: stands twice; an id names one theme"),
            (HEAD + "## Horizons\n\n- a: A\n- a: B\n", "8: horizon a: stands twice; an id names one horizon"),
        ],
    )
    def test_two_with_one_id(self, text: str, fault: str) -> None:
        """The second theme or horizon with an id is refused where it stands."""
        assert [fault] == _faults(text)

    def test_two_with_one_id_beside_other_faults(self) -> None:
        """It is found at once with everything else."""
        faults = _faults(THEME + "## Theme data: More\n\nColour: x\n")

        assert [True, True] == ["stands twice" in faults[0], "'Colour'" in faults[-1]]

    def test_everything_at_once(self) -> None:
        """All faults of a text are found at once, each with its line, in the order of the lines."""
        text = """\
#Our plan
- Plan: p
- Owner: Ann

## Vision

Goal: a
Goal: b
Form:

- x

## Horizon

- short: Short

## Horizons

- short Short
- long (2026-02-30 to 2027-12-31): Long

## Roadmap

- [ ] 1. A

### data

- [x] 2. B
  - Status: planned
  - Due: tomorrow
\t- Owner: Ann
- [ ] 3.
  - Serves: 4.33

## Theme data: Data

Reason: x

### Know

Actions:

- First
- 2. B
"""
        assert [
            "1: is neither a heading, nor NAME: text, nor an item of a list: '#Our plan'",
            "1: the plan needs a title, such as # Our plan",
            "3: nothing here is called 'Owner'",
            "8: Goal stands above already",
            "9: nothing here is called 'Form'; did you mean 'From'?",
            "11: is neither a heading, nor NAME: text, nor an item of a list: '- x'",
            "13: no section is called 'Horizon'; did you mean 'Horizons'?",
            "19: a horizon is - ID: Name, or - ID (2026-01-01 to 2026-12-31): Name, not '- short Short'",
            "20: '2026-02-30' is not a day, such as 2026-03-31",
            "24: an action stands below a heading THEME / HORIZON, such as data / short",
            "26: a heading in the roadmap is THEME / HORIZON, such as data / short, not 'data'",
            "28: the box is ticked, and the status is planned; keep one of them",
            "30: 'tomorrow' is not a day, such as 2026-03-31",
            "31: is neither an action, such as - [ ] 12. Text, nor a line of one: '\\t- Owner: Ann'",
            "32: text: the text of an action must not be empty",
            "33: serves CRITERION=LEVEL, such as 4.33=3, not '4.33'",
            "37: nothing here is called 'Reason'; did you mean 'Reasons'?",
            "43: an action is listed as - 12. Text, not '- First'",
        ] == [fault.partition("; it ")[0] for fault in _faults(text)]

    def test_lines_are_counted_alike(self) -> None:
        """A fault stands on the same line whatever ends the lines."""
        text = ACTION + "\n\n  - Colour: x\n"

        assert [12] == [int(fault.partition(":")[0]) for fault in _faults(text)]
        assert _faults(text) == _faults(text.replace("\n", "\r\n")) == _faults(text.replace("\n", "\r"))

    def test_what_the_text_is_called(self) -> None:
        """Messages name the text, even where its name ends in a number."""
        with pytest.raises(PlanError) as caught:
            parse_plan_markdown("- Colour: x\n- Size: y", source="plan 2026")

        assert ("plan 2026 line 1", "plan 2026 line 2") == tuple(sorted({fault.where for fault in caught.value.faults}))


class TestFile:
    def test_is_read(self, tmp_path: Path) -> None:
        """A file is read as the text in it, with a byte order mark or without."""
        path = tmp_path / "plan.md"
        for mark in ("", "\ufeff"):
            path.write_text(mark + EVERYTHING_TEXT, encoding="utf-8")

            assert EVERYTHING == read_plan_markdown(path) == read_plan_markdown(str(path))

    def test_faults_name_it(self, tmp_path: Path) -> None:
        """Each fault names the file as it was given."""
        path = tmp_path / "plan.md"
        path.write_text(HEAD + "## Roadmapp\n", encoding="utf-8")
        with pytest.raises(PlanError) as caught:
            read_plan_markdown(path)

        fault = Fault(f"{path} line 5", "no section is called 'Roadmapp'; did you mean 'Roadmap'?")
        assert (fault,) == caught.value.faults

    def test_not_utf_8(self, tmp_path: Path) -> None:
        """A file that is not UTF-8 is refused as a plan, with the line."""
        path = tmp_path / "plan.md"
        path.write_bytes(b"# Our plan\n\n- Plan: caf\xe9\n")
        with pytest.raises(PlanError) as caught:
            read_plan_markdown(path)

        (fault,) = caught.value.faults
        assert f"{path} line 3" == fault.where
        assert fault.message.startswith("byte 0xe9 is not UTF-8")

    def test_not_there(self, tmp_path: Path) -> None:
        """A file that cannot be opened is the system's error."""
        with pytest.raises(FileError):
            read_plan_markdown(tmp_path / "plan.md")
