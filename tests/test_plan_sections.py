"""What a report says of a plan: what is in it, where it stands, what does not fit, what it leads to."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from datamaturity import (
    Action,
    Answer,
    Assessment,
    Criterion,
    Evidence,
    Framework,
    Goal,
    Horizon,
    Mention,
    Plan,
    PlanTheme,
    Serves,
    Success,
    Target,
    Topic,
    Vision,
    check_plan,
    forecast,
    plan_status,
)
from datamaturity.reports.outline import Listing, Number, Outline, Paragraph, Section, Table
from datamaturity.reports.plan_outlines import forecast_outline, plan_faults_outline, plan_status_outline
from datamaturity.reports.renderers.html import outline_html
from datamaturity.reports.renderers.text import outline_text
from datamaturity.reports.sections.plan import (
    forecast_section,
    plan_faults_section,
    plan_section,
    plan_status_section,
)
from examples import CROSSED, FIVE, ONE_THEME

SOON = Horizon("soon", "Soon", date(2026, 1, 1), date(2026, 6, 30))
LATER = Horizon("later", "Later", date(2026, 7, 1), date(2026, 12, 31))

# Levels 2 and 3, do not know, and 4; by weights 1, 2, 1 and 1/2.
ANSWERED = Assessment(CROSSED, {"1.1": 2, "1.2": 3, "2.3": Answer.do_not_know(), "2.4": 4})

PLAN = Plan(
    id="ours",
    title="Our plan",
    framework_id="crossed",
    framework_version="1",
    horizons=[SOON, LATER],
    themes=[PlanTheme("share", "Sharing"), PlanTheme("rest", "All the rest")],
    actions=[
        Action("Share outside", number=1, theme="share", horizon="soon", status="done", serves=[Serves("1.2", 4)]),
        Action("Share inside", number=2, theme="share", horizon="soon", owner="Ann", serves=[Serves("1.1", 3)]),
        Action("Share all", number=3, theme="share", horizon="later", depends_on=[2], serves=[Serves("1.1", 4)]),
    ],
)


def _lines(section: Section) -> list[str]:
    """Return the section's lines of text, below its heading and without blank ones."""
    text = outline_text(Outline("T", None, None, [], [section]))
    return [line for line in text.splitlines()[5:] if line]


def _plan(*actions: Action) -> Plan:
    """Return the plan of this file with other actions."""
    return Plan(id=PLAN.id, title=PLAN.title, horizons=PLAN.horizons, themes=PLAN.themes, actions=actions)


def _tables(section: Section) -> dict[str, list[list[str]]]:
    """Return the rows of each table, as they are shown, by its first column's name."""
    return {
        block.columns[0].name: [[*map(str, row)] for row in block.rows]
        for block in section.blocks
        if isinstance(block, Table)
    }


def _sentences(section: Section) -> list[str]:
    return [block.text for block in section.blocks if isinstance(block, Paragraph)]


class TestPlan:
    """`plan_section`."""

    def test_layout(self) -> None:
        """What the plan is called and for, its horizons, its themes, and its actions in the order of the roadmap."""
        assert [
            "  * Plan: Our plan (ours)",
            "  * Framework: crossed, version 1",
            "Horizons",
            "Horizon  From        To          Actions  Which",
            "Soon     2026-01-01  2026-06-30        2  1, 2",
            "Later    2026-07-01  2026-12-31        1  3",
            "Themes",
            "Theme         Actions  Which",
            "Sharing             3  1, 2, 3",
            "All the rest        0",
            "Actions: 3",
            "Action            Owner  Due         Status   Serves    Depends on",
            "1. Share outside         2026-06-30  done     1.2 at 4",
            "2. Share inside   Ann    2026-06-30  planned  1.1 at 3",
            "3. Share all             2026-12-31  planned  1.1 at 4  2",
            "Due: its own day, or else its horizon's last. Serves: a criterion, and the level it will stand at.",
        ] == _lines(plan_section(PLAN))

    def test_everything_that_a_plan_has(self) -> None:
        """Vision, objectives, reasons, goals with their steps, and what an action has besides: nothing is left out."""
        goal = Goal("Know it", "Know what we hold", actions=[1, Mention(2, "In other words")], next_steps=["Ask Bo"])
        single = Goal("Show it", actions=[1])
        theme = PlanTheme("t", "T", objective="To know", reasons=["It is ours"], goals=[goal, single], roadmap_name="U")
        plan = attrs.evolve(
            PLAN,
            organisation="Fenn",
            framework_version="",
            vision=Vision("A goal", "A challenge", "A chance", Success(["Bad"], ["Work"], ["Good"])),
            themes=[theme],
            actions=[
                Action(
                    "List",
                    number=1,
                    theme="t",
                    starts=date(2026, 1, 2),
                    effort=Fraction(1, 2),
                    evidence=[Evidence("The list", "list.csv", date(2026, 2, 3))],
                ),
                Action("Without a number", theme="t", effort=2),
            ],
        )
        lines = _lines(plan_section(plan))
        start = lines.index("Theme: T")

        assert ["  * Organisation: Fenn", "  * Framework: crossed"] == lines[1:3]
        assert [
            "Why there is a plan",
            "  * [goal] A goal",
            "  * [challenge] A challenge",
            "  * [opportunity] A chance",
            "  * [from] Bad",
            "  * [through] Work",
            "  * [to] Good",
        ] == lines[3:10]
        assert [
            "  * [called in the roadmap] U",
            "  * [objective] To know",
            "  * [reason] It is ours",
            "  * [goal] Know it: Know what we hold (actions 1, 2: In other words)",
            "  * [next step] Ask Bo",
            "  * [goal] Show it (action 1)",
        ] == lines[start + 1 : start + 7]
        assert [
            "What else is known of them",
            "  * 1. List (starts 2026-01-02; effort 1/2; evidence: The list, list.csv, 2026-02-03)",
            "  * Without a number (effort 2)",
        ] == lines[-3:]

    def test_actions_without_a_place(self) -> None:
        """Actions under no theme or horizon of the plan are counted apart, and named by a text without a number."""
        found = _tables(plan_section(_plan(Action("Stray", theme="none"), Action("Far", number=7, horizon="never"))))

        assert ["Without a horizon", "–", "–", "2", "'Stray', 7"] == found["Horizon"][-1]
        assert ["Without a theme", "2", "'Stray', 7"] == found["Theme"][-1]
        assert ["Stray", "7. Far"] == [row[0] for row in found["Action"]]

    def test_nothing_in_it(self) -> None:
        """A plan without actions, themes and horizons says so, and has no table."""
        section = plan_section(Plan(id="p", title="Nothing yet", horizons=[]))

        assert ["  * Plan: Nothing yet (p)", "The plan has no actions."] == _lines(section)

    def test_counts_are_numbers(self) -> None:
        """How many actions a horizon has is a number, with its value."""
        (horizons,) = [one for one in plan_section(PLAN).blocks if isinstance(one, Table) and one.caption == "Horizons"]

        assert [Number("2", 2), Number("1", 1)] == [row[3] for row in horizons.rows]


class TestFaults:
    """`plan_faults_section`."""

    def test_faults(self) -> None:
        """How many faults, and each behind its code."""
        plan = _plan(Action("List datasets", number=2, horizon="soon", theme="share"))
        faults = check_plan(plan)
        (listing,) = plan_faults_section(plan, faults).blocks

        # It is in no theme plan, the number 1 is missing, and nothing is in the theme "rest".
        assert isinstance(listing, Listing)
        assert "Our plan (ours): 3 faults" == listing.heading
        assert ["not-in-theme-plans", "number-missing", "theme-without-action"] == [code for code, _ in listing.items]
        assert [f"{one.where}: {one.message}" for one in faults] == [text for _, text in listing.items]

    def test_one_fault(self) -> None:
        """One fault is counted in the singular."""
        assert "Our plan (ours): 1 fault" == _lines(plan_faults_section(PLAN, check_plan(PLAN)[:1]))[0]

    def test_none(self) -> None:
        """A plan without a fault is said to fit together, with what it was checked against."""
        assert [
            "Our plan (ours)",
            "===============",
            "3 actions",
            "Checked against Two topics and two themes, version 1 (crossed)",
            "",
            "How the plan fits together",
            "--------------------------",
            "",
            "Everything in the plan fits together.",
        ] == outline_text(plan_faults_outline(PLAN, (), framework=CROSSED)).splitlines()
        assert ("3 actions",) == plan_faults_outline(PLAN, ()).facts


class TestStatus:
    """`plan_status_section`."""

    def test_layout(self) -> None:
        """Shares with their counts, then the states in their order, each action with what is told of it, once."""
        # On 1 July the short horizon is over: 2 is overdue, and 3 waits for it. One of three done, of two on the first
        # horizon; the theme "rest" has no action.
        assert [
            "Our plan (ours)",
            "===============",
            "",
            "The plan on 2026-07-01",
            "----------------------",
            "",
            "Done of the plan; dropped actions are not counted",
            "Plan       Share  Done  Actions",
            "All of it    33%     1        3",
            "",
            "Done of each theme; dropped actions are not counted",
            "Theme         Share  Done  Actions",
            "Sharing         33%     1        3",
            "All the rest      –     0        0",
            "",
            "Done of each horizon; dropped actions are not counted",
            "Horizon  Share  Done  Actions",
            "Soon       50%     1        2",
            "Later       0%     0        1",
            "",
            "Done: 1",
            "  * 1. Share outside (due 2026-06-30)",
            "",
            "Overdue: 1",
            "  * 2. Share inside (owner Ann; due 2026-06-30)",
            "",
            "Blocked: 1",
            "  * 3. Share all (due 2026-12-31; waits for 2)",
        ] == outline_text(plan_status_outline(plan_status(PLAN, date(2026, 7, 1)))).splitlines()

    def test_shares_are_exact(self) -> None:
        """A share has its exact value and how many actions it rests on."""
        status = plan_status(PLAN, date(2026, 7, 1))
        (whole, themes, horizons) = [one for one in plan_status_section(status).blocks if isinstance(one, Table)]

        assert Number("33%", Fraction(1, 3), 3) == whole.rows[0][1]
        assert [Number("33%", Fraction(1, 3), 3), Number("–", None, 0)] == [row[1] for row in themes.rows]
        assert [Number("50%", Fraction(1, 2), 2), Number("0%", Fraction(0), 1)] == [row[1] for row in horizons.rows]

    def test_states_in_order(self) -> None:
        """The states stand in the order of their definition, and only those that an action is in."""
        plan = _plan(
            Action("A", number=1, status="under way"),
            Action("B", number=2, due=date(2026, 1, 20)),
            Action("C", number=3, due=date(2026, 1, 1)),
            Action("D", number=4, status="dropped"),
            Action("E", number=5),
            Action("F", number=6, depends_on=[5]),
        )
        lines = _lines(plan_status_section(plan_status(plan, date(2026, 1, 10))))

        assert ["Dropped: 1", "Overdue: 1", "Blocked: 1", "At risk: 1", "Under way: 1", "Planned: 1"] == [
            one for one in lines if one.endswith(": 1")
        ]
        assert "  * 2. B (due 2026-01-20; due on 2026-01-20 and not begun)" in lines
        assert "  * 6. F (waits for 5)" in lines

    def test_no_actions(self) -> None:
        """A plan without actions has no share."""
        section = plan_status_section(plan_status(Plan(id="p", title="Nothing yet"), date(2026, 1, 1)))

        assert ("plan", "The plan on 2026-01-01") == (section.id, section.title)
        assert (Paragraph("The plan has no actions."),) == section.blocks

    def test_neither_themes_nor_horizons(self) -> None:
        """A plan of actions alone has the share of the whole."""
        plan = Plan(id="p", title="P", horizons=[], actions=[Action("A", number=1)])

        assert {"Plan": [["All of it", "0%", "0", "1"]]} == _tables(
            plan_status_section(plan_status(plan, date(2026, 1, 1)))
        )

    def test_all_dropped(self) -> None:
        """Where everything is dropped, nothing is left to be done, and no share is made up."""
        section = plan_status_section(plan_status(_plan(Action("A", status="dropped")), date(2026, 1, 1)))

        assert [["All of it", "–", "0", "0"]] == _tables(section)["Plan"]
        assert "  * A" in _lines(section)

    def test_all_done(self) -> None:
        """Where everything is done, it is 100%."""
        plan = _plan(Action("A", number=1, horizon="soon", status="done"))

        assert [["All of it", "100%", "1", "1"]] == _tables(plan_status_section(plan_status(plan, date(2030, 1, 1))))[
            "Plan"
        ]

    def test_no_theme_or_horizon_of_that_id(self) -> None:
        """An action under a theme or on a horizon that the plan does not have is shown all the same."""
        plan = _plan(Action("Stray", number=1, theme="none", horizon="never"))
        section = plan_status_section(plan_status(plan, date(2026, 1, 1)))

        assert "  * 1. Stray" in _lines(section)
        assert [["Soon", "–", "0", "0"], ["Later", "–", "0", "0"]] == _tables(section)["Horizon"]

    @pytest.mark.parametrize("name", ["A long name " * 30, "x" * 300, "数据" * 60])
    def test_long_names(self, name: str) -> None:
        """Texts and owners of any length wrap below their sign."""
        plan = Plan(
            id="p",
            title="P",
            horizons=[Horizon("soon", name), LATER],
            themes=[PlanTheme("t", name)],
            actions=[Action(name, number=1, theme="t", horizon="soon", owner=name)],
        )
        lines = _lines(plan_status_section(plan_status(plan, date(2026, 1, 1))))
        below = lines[lines.index("Planned: 1") + 1 :]

        assert all(len(one) <= max(100, *(len(word) + 20 for word in name.split())) for one in below)
        assert all(one.startswith("  ") for one in below)


class TestForecast:
    """`forecast_section`."""

    def test_worked_example(self) -> None:
        """Each topic and theme now, after what is done, and after each horizon; once where nothing changes."""
        outline = forecast_outline(forecast(ANSWERED, PLAN))

        # Now: topic 1 (2 + 2·3)/3 = 8/3, theme data (2 + 4/2)/1.5 = 8/3, skills 3. Done: 1.2 at 4, so (2 + 8)/3 = 10/3
        # and skills 4. Soon: 1.1 at 3, so 11/3 and (3 + 2)/1.5 = 10/3. Later: 1.1 at 4, so 12/3 and (4 + 2)/1.5 = 4.
        assert (
            "Two topics and two themes, version 1 (crossed)",
            "Stages by the rule mean-nearest; levels run from 1 (Beginning) to 5 (Mastering)",
        ) == outline.facts
        assert [
            "All of this holds if everything in the plan is done, and each action brings about the levels it",
            "serves.",
            "Topics now and after each horizon",
            "Topic       When                 Mean  Stage         Answered",
            "1 Sharing   Now                   2.7  3 Learning           2",
            "1 Sharing   With what is done     3.3  3 Learning           2",
            "1 Sharing   After Soon            3.7  4 Developing         2",
            "1 Sharing   After Later           4.0  4 Developing         2",
            "2 Deciding  Now, and to the end   4.0  4 Developing         1",
            "Themes now and after each horizon",
            "Theme   When               Mean  Stage         Answered",
            "Data    Now                 2.7  3 Learning           2",
            "Data    With what is done   2.7  3 Learning           2",
            "Data    After Soon          3.3  3 Learning           2",
            "Data    After Later         4.0  4 Developing         2",
            "Skills  Now                 3.0  3 Learning           1",
            "Skills  With what is done   4.0  4 Developing         1",
            "Skills  After Soon          4.0  4 Developing         1",
            "Skills  After Later         4.0  4 Developing         1",
            "The target is reached.",
        ] == _lines(outline.section("forecast"))
        assert Number("2.7", Fraction(8, 3), 2) in outline.numbers

    def test_nothing_done_yet(self) -> None:
        """Without an action that is done, there is no row for it."""
        section = forecast_section(forecast(ANSWERED, PLAN.with_status(1, "planned")))

        assert "With what is done" not in {row[1] for row in _tables(section)["Topic"]}

    def test_answers_that_come_in(self) -> None:
        """Where only the number of answers grows, and no mean, that is a change as well."""
        # Of topic 2 the 4 of 2.4; 2.3, unknown, comes in with a 4 too.
        section = forecast_section(forecast(ANSWERED, _plan(Action("A", horizon="soon", serves=[Serves("2.3", 4)]))))

        assert [["Now", "4.0", "1"], ["After Soon", "4.0", "2"], ["After Later", "4.0", "2"]] == [
            [row[1], row[2], row[4]] for row in _tables(section)["Topic"] if row[0] == "2 Deciding"
        ]

    def test_short_of_the_target(self) -> None:
        """What is still missing is counted and named, in framework order."""
        section = forecast_section(forecast(ANSWERED, PLAN, target=Target.of(CROSSED, topics={"1": 5})))

        # 1.1 and 1.2 end at 4.
        assert "Short of the target (2): 1.1, 1.2" == _sentences(section)[-1]

    def test_unanswered_is_not_short(self) -> None:
        """A criterion that nobody has answered is not said to fall short of a target: nobody knows."""
        target = Target.of(CROSSED, criteria={"1.1": 5, "2.3": 3})
        said = _sentences(forecast_section(forecast(ANSWERED, PLAN, target=target)))

        # 1.1 ends at 4; what 2.3 stands at is not known.
        assert ["Short of the target (1): 1.1", "Without a level, so that nothing is known (1): 2.3"] == said[1:]

    def test_nothing_to_reach(self) -> None:
        """A plan whose actions serve nothing has no target, and reaches none."""
        found = forecast(ANSWERED, _plan(Action("Talk", number=1, horizon="soon")))

        assert ["There is no target: no action of the plan serves a criterion that applies."] == _sentences(
            forecast_section(found)
        )[1:]

    def test_overall(self) -> None:
        """The whole is there where it is asked for, as topics and themes are."""
        # (2 + 2·3 + 4/2)/3.5 = 20/7; then (2 + 8 + 2)/3.5 = 24/7, (3 + 8 + 2)/3.5 = 26/7 and (4 + 8 + 2)/3.5 = 4.
        plain = _tables(forecast_section(forecast(ANSWERED, PLAN, overall=False)))
        whole = _tables(forecast_section(forecast(ANSWERED, PLAN, overall=True)))

        assert "Overall" not in plain
        assert [
            ["2.9", "3 Learning"],
            ["3.4", "3 Learning"],
            ["3.7", "4 Developing"],
            ["4.0", "4 Developing"],
        ] == [row[2:4] for row in whole["Overall"]]

    def test_what_is_not_counted(self) -> None:
        """Actions without a horizon are named by number or text, and criteria that stay as they are by id."""
        answers = Assessment(CROSSED, {"1.1": 2, "2.3": Answer.not_applicable("No decisions")})
        plan = _plan(
            Action("A", number=1, horizon="soon", serves=[Serves("1.1", 3), Serves("2.3", 2)]),
            Action("B", number=2, serves=[Serves("1.1", 4)]),
            Action("C", horizon="never"),
        )

        assert [
            "Short of the target (1): 1.1",
            "Does not apply, and stays so (1): 2.3",
            "Without a horizon, and not counted: 2, 'C'",
        ] == _sentences(forecast_section(forecast(answers, plan)))[1:]

    def test_stage_that_there_is_not(self) -> None:
        """Without an answer there is neither mean nor stage, and the table says so."""
        found = _tables(forecast_section(forecast(Assessment(CROSSED), _plan())))

        assert ["1 Sharing", "Now, and to the end", "–", "no answers", "0"] == found["Topic"][0]

    def test_framework_without_topics(self) -> None:
        """Without topics there is one table, that of the themes; without horizons there is only now."""
        section = forecast_section(forecast(Assessment(ONE_THEME, {"a": 2}), Plan(id="p", title="P", horizons=[])))

        assert {"Theme": [["Data", "Now", "2.0", "2 Emerging", "1"]]} == _tables(section)

    def test_long_lists_wrap_between_ids(self) -> None:
        """Long lists of criteria wrap at a hundred signs, between two ids and never within one."""
        ids = [f"a-rather-long-id-{number}" for number in range(40)]
        framework = Framework(
            id="long",
            version="1",
            title="Long",
            scale=FIVE,
            topics=[Topic("t", "T")],
            criteria=[Criterion(one, one, topic="t") for one in ids],
        )
        serves = [Serves(one, 3) for one in ids]
        plan = Plan(id="p", title="P", actions=[Action("A", number=1, horizon="short", serves=serves)])
        low = Assessment(framework, dict.fromkeys(ids, 1))
        out_of_scope = Assessment(framework, dict.fromkeys(ids, Answer.not_applicable("No")))
        short = _lines(forecast_section(forecast(low, plan, target=Target.of(framework, everything=5))))
        apart = _lines(forecast_section(forecast(out_of_scope, plan)))

        for lines in (short, apart):
            assert all(len(line) <= 100 for line in lines)
            assert {*ids} <= {*" ".join(lines).replace(",", " ").split()}


class TestPage:
    """The same sections as an HTML page, of which not every one rests on a framework and a rule."""

    @staticmethod
    def _foot(outline: Outline) -> str:
        """Return what stands at the foot of the page; nothing where it has none."""
        return outline_html(outline).partition("<footer>")[2].partition("</footer>")[0].strip()

    def test_foot(self) -> None:
        """The foot of a page names the framework and the rule, as far as the numbers rest on any."""
        crossed = "Two topics and two themes, version 1"

        assert f"<p>{crossed}; stages by the rule mean-nearest.</p>" == self._foot(
            forecast_outline(forecast(ANSWERED, PLAN))
        )
        assert f"<p>{crossed}.</p>" == self._foot(plan_faults_outline(PLAN, (), framework=CROSSED))
        assert "" == self._foot(plan_status_outline(plan_status(PLAN, date(2026, 7, 1))))
        assert "<p>Stages by the rule weakest-link.</p>" == self._foot(Outline("T", None, "weakest-link", [], []))
