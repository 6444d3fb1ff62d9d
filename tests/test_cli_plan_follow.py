"""`datamaturity plan status` and `forecast`, and a plan all the way from draft to forecast, as a person runs them."""

import json
from pathlib import Path
from typing import Any

import pytest

from test_cli import run
from test_cli_plan import ANSWERS, EMPTY, PLAN, csv_rows, written


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A file with the four criteria of topic 4, two of them at a level."""
    return written(tmp_path / "answers.csv", ANSWERS)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan of six actions for topic 4 of the UK DMA."""
    return written(tmp_path / "plan.md", PLAN)


def _line(out: str, start: str) -> str:
    """Return the one line that starts like this, with single blanks."""
    (found,) = [one for one in out.splitlines() if one.strip().startswith(start)]
    return " ".join(found.split())


def _way(out: str, group: str) -> list[str]:
    """Return a forecast's rows of one group, behind its name, with single blanks."""
    found = [one.removeprefix(group) for one in out.splitlines() if one.startswith(group)]
    return [" ".join(one.split()) for one in found if " now and after " not in one]


class TestStatus:
    """`plan status`: where a plan stands on a day."""

    def test_text(self, capsys: pytest.CaptureFixture[str], plan: Path) -> None:
        """Shares done, then the actions by their state, each with owner, day, and what is the matter."""
        status, out, err = run(capsys, "plan", "status", plan, "--on", "2026-04-02")
        lines = out.splitlines()

        assert (0, "") == (status, err)
        # One of five done (the dropped one is apart); on the short horizon one of two, on the long one none of three.
        assert ("Our plan (ours)", "The plan on 2026-04-02") == (lines[0], lines[3])
        assert ["All of it 20% 1 5", "Data 20% 1 5", "Short term 50% 1 2", "Long term 0% 0 3"] == [
            _line(out, start) for start in ("All of it", "Data", "Short term", "Long term")
        ]
        heads = [one for one in lines if one.endswith(": 1")]
        assert ["Dropped: 1", "Done: 1", "Overdue: 1", "Blocked: 1", "At risk: 1", "Planned: 1"] == heads
        assert "  * 2. Agree owners (owner Ben, then Cy; due 2026-03-15)" in lines
        assert "  * 4. Publish the list (due 2026-12-31; waits for 2)" in lines
        assert "  * 5. Dispose of old data (due 2026-12-01; should have begun on 2026-03-20)" in lines
        assert "  * 6. Train staff (due 2026-12-02)" in lines

    def test_json(self, capsys: pytest.CaptureFixture[str], plan: Path) -> None:
        """The JSON has the shares, and every action with its state."""
        found = json.loads(run(capsys, "plan", "status", plan, "--on", "2026-04-02", "--format", "json")[1])

        assert ("ours", "2026-04-02", 0.2) == (found["plan"], found["on"], found["done_share"])
        assert ({"data": 0.2}, {"short": 0.5, "long": 0.0}) == (found["done_by_theme"], found["done_by_horizon"])
        assert ["done", "overdue", "dropped", "blocked", "at risk", "planned"] == [
            one["state"] for one in found["actions"]
        ]

    def test_csv(self, capsys: pytest.CaptureFixture[str], plan: Path) -> None:
        """The CSV has a line for each action, and says the same as the JSON."""
        found: dict[str, Any] = json.loads(
            run(capsys, "plan", "status", plan, "--on", "2026-04-02", "--format", "json")[1]
        )
        rows = csv_rows(run(capsys, "plan", "status", plan, "--on", "2026-04-02", "--format", "csv")[1])

        assert [
            {key: "" if value is None else str(value) for key, value in one.items()} for one in found["actions"]
        ] == rows

    @pytest.mark.parametrize(
        ("on", "notice", "state"),
        [
            # Action 6 is due on 2 December: 30 days before that is 2 November.
            ("2026-11-01", None, "planned"),
            ("2026-11-02", None, "at risk"),
            ("2026-11-01", "31", "at risk"),
            ("2026-12-01", "0", "planned"),
            ("2026-12-02", "0", "at risk"),
            ("2026-12-03", "0", "overdue"),
        ],
    )
    def test_notice(
        self, capsys: pytest.CaptureFixture[str], plan: Path, on: str, notice: str | None, state: str
    ) -> None:
        """An action not begun so many days before it is due is at risk; on the day itself it is not overdue yet."""
        given = () if notice is None else ("--notice", notice)
        rows = csv_rows(run(capsys, "plan", "status", plan, "--on", on, *given, "--format", "csv")[1])

        assert state == rows[5]["state"]

    @pytest.mark.parametrize(
        ("on", "notice"),
        [("9999-12-31", "30"), ("2026-01-01", "999999999"), ("2026-01-01", "9" * 30), ("0001-01-01", "0")],
    )
    def test_ends_of_time(self, capsys: pytest.CaptureFixture[str], plan: Path, on: str, notice: str) -> None:
        """The last day there is, and more notice than there are days, are answered like any other."""
        status, out, err = run(capsys, "plan", "status", plan, "--on", on, "--notice", notice)

        assert (0, "") == (status, err)
        assert f"The plan on {on}" in out.splitlines()

    @pytest.mark.parametrize(
        "on", ["", "x", "today", "2026", "2026-02-30", "2026-1-1", "31/03/2026", " 2026-01-01", "2026-01-01T10:00"]
    )
    def test_days_that_are_none(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, on: str) -> None:
        """What is no day is exit 2, before the plan is read; the message has one that would do."""
        status, out, err = run(capsys, "plan", "status", tmp_path / "none.md", "--on", on)

        assert (2, "") == (status, out)
        assert f"--on is a day, such as 2026-03-31, not {on!r}" in err

    def test_nothing_in_it(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """A plan without actions, themes and horizons has no shares; its text says so, its CSV is the header."""
        path = written(tmp_path / "p.md", EMPTY + "\n## Horizons\n")
        arguments = ("plan", "status", path, "--on", "2026-01-01")

        assert "The plan has no actions." == run(capsys, *arguments)[1].splitlines()[-1]
        assert 1 == len(run(capsys, *arguments, "--format", "csv")[1].splitlines())
        found = json.loads(run(capsys, *arguments, "--format", "json")[1])
        assert (None, {}, {}, []) == (
            found["done_share"],
            found["done_by_theme"],
            found["done_by_horizon"],
            found["actions"],
        )


class TestForecast:
    """`plan forecast`: the scores after each horizon."""

    def test_text(self, capsys: pytest.CaptureFixture[str], plan: Path, answers: Path) -> None:
        """Each topic and theme now, after what is done, and after each horizon; whether the target is reached."""
        status, out, err = run(capsys, "plan", "forecast", plan, answers)

        assert (0, "") == (status, err)
        # 2 and 4 now; done, 4.33 is at 3: 7/2, half-way goes up; at the end 4 and 5: 9/2.
        way = [
            "Now 3.0 3 Learning 2",
            "With what is done 3.5 4 Developing 2",
            "After Short term 3.5 4 Developing 2",
            "After Long term 4.5 5 Mastering 2",
        ]
        assert way == _way(out, "4 Knowing the data you have")
        assert way == _way(out, "Data  ")
        assert "The target is reached." in out.splitlines()
        assert "Stages by the rule mean-nearest; levels run from 1 (Beginning) to 5 (Mastering)" in out.splitlines()
        assert "About Data Maturity Assessment for Government" in out.splitlines()

    def test_target(self, capsys: pytest.CaptureFixture[str], plan: Path, answers: Path, tmp_path: Path) -> None:
        """Against another target, what is still missing is named, apart from what nobody knows."""
        wanted = written(tmp_path / "wanted.csv", "criterion,answer\n4.33,5\n4.34,5\n")
        by_level = run(capsys, "plan", "forecast", plan, answers, "--target", "4.33=5", "--target", "4.34=5")
        by_file = run(capsys, "plan", "forecast", plan, answers, "--target", wanted)

        # 4.33 ends at 4, 4.34 at 5.
        assert "Short of the target (1): 4.33" in by_level[1].splitlines()
        assert by_level == by_file
        further = run(capsys, "plan", "forecast", plan, answers, "--target", "4.33=5", "--target", "4.36=2")[1]
        said = ["Short of the target (1): 4.33", "Without a level, so that nothing is known (1): 4.36"]
        assert said == [one for one in further.splitlines() if one in said]

    def test_json(self, capsys: pytest.CaptureFixture[str], plan: Path, answers: Path) -> None:
        """The JSON has every group now and after each step, what is missing and what is unknown."""
        given = ("--target", "4.33=5", "--target", "4.36=2", "--format", "json")
        found = json.loads(run(capsys, "plan", "forecast", plan, answers, *given)[1])

        assert ("ours", False) == (found["plan"], found["reaches_target"])
        # 4.33 ends at 4; what 4.36 stands at nobody knows.
        assert (["4.33"], ["4.36"]) == (found["missing"], found["unknown"])
        # 10 topics, 6 themes and 33 cells: now, done, short, long.
        assert 4 * 49 == len(found["groups"])
        topic = [one for one in found["groups"] if one["kind"] == "topic" and one["topic"] == "4"]
        assert [("now", 3.0), ("done", 3.5), ("short", 3.5), ("long", 4.5)] == [
            (one["after"], one["mean"]) for one in topic
        ]

    def test_csv(self, capsys: pytest.CaptureFixture[str], plan: Path, answers: Path) -> None:
        """The CSV has the same lines as the JSON; `--overall` adds one for each step."""
        plain = csv_rows(run(capsys, "plan", "forecast", plan, answers, "--format", "csv")[1])
        whole = csv_rows(run(capsys, "plan", "forecast", plan, answers, "--format", "csv", "--overall")[1])

        assert 4 * 49 == len(plain)
        assert ["3.0", "3.5", "3.5", "4.5"] == [one["mean"] for one in whole if one["kind"] == "overall"]

    def test_overall_in_the_text(self, capsys: pytest.CaptureFixture[str], plan: Path, answers: Path) -> None:
        """`--overall` shows the whole, which is not there without it."""
        plain = run(capsys, "plan", "forecast", plan, answers)[1]
        whole = run(capsys, "plan", "forecast", plan, answers, "--overall")[1]

        # The whole, whose only answers are those of topic 4.
        assert "Overall now and after each horizon" not in plain.splitlines()
        table = whole[whole.index("Overall now and after each horizon") : whole.index("Topics now and after")]
        way = _way(whole, "4 Knowing the data you have")
        assert 4 == len(way)
        assert way == _way(table, "Data Maturity Assessment for Government")

    def test_rule(self, capsys: pytest.CaptureFixture[str], plan: Path, answers: Path) -> None:
        """The stages are by the rule that is asked for."""
        out = run(capsys, "plan", "forecast", plan, answers, "--rule", "mean-floor")[1]

        # Means 3, 7/2 and 9/2, rounded down.
        assert ["3.0 3 Learning 2", "3.5 3 Learning 2", "3.5 3 Learning 2", "4.5 4 Developing 2"] == [
            " ".join(one.split()[-4:]) for one in _way(out, "4 Knowing the data you have")
        ]
        assert "Stages by the rule mean-floor" in out

    def test_what_stays(self, capsys: pytest.CaptureFixture[str], plan: Path, answers: Path) -> None:
        """What has no horizon is not counted, and what does not apply stays so; both are named."""
        text = PLAN.replace("- [ ] 6. Train staff\n  - Due: 2026-12-02\n", "")
        text = text.replace(
            "## Theme data: Data",
            "### data / (none)\n\n- [ ] 6. Train staff\n  - Serves: 4.34=5, 4.35=2\n\n## Theme data: Data",
        )
        out = run(capsys, "plan", "forecast", written(plan, text), answers)[1]

        assert "Without a horizon, and not counted: 6" in out.splitlines()
        assert "Does not apply, and stays so (1): 4.35" in out.splitlines()

    def test_plan_without_framework(self, capsys: pytest.CaptureFixture[str], plan: Path, answers: Path) -> None:
        """A plan that names no framework is of the one that is asked for, and of the DMA where none is."""
        named = run(capsys, "plan", "forecast", plan, answers)
        written(plan, PLAN.replace("- Framework: uk-government-dma\n- Framework version: 2023\n", ""))

        assert named == run(capsys, "plan", "forecast", plan, answers, "--framework", "uk-government-dma")
        assert named == run(capsys, "plan", "forecast", plan, answers)

    def test_serves_nothing(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, answers: Path) -> None:
        """A plan that serves no criterion leads nowhere: the scores stay, and no target is said to be reached."""
        path = written(tmp_path / "p.md", EMPTY)
        status, out, err = run(capsys, "plan", "forecast", path, answers)

        assert (0, "") == (status, err)
        assert ["Now, and to the end 3.0 3 Learning 2"] == _way(out, "4 Knowing the data you have")
        assert "There is no target: no action of the plan serves a criterion that applies." in out.splitlines()
        assert (
            json.loads(run(capsys, "plan", "forecast", path, answers, "--format", "json")[1])["reaches_target"] is None
        )

    def test_help_says_the_default_target(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A forecast is measured against what the plan aims at: the help does not say one level up."""
        out = " ".join(run(capsys, "plan", "forecast", "--help")[1].split())

        assert "default: one level up" not in out

    def test_other_version(self, capsys: pytest.CaptureFixture[str], plan: Path, answers: Path, tmp_path: Path) -> None:
        """A plan for another version than the answers is refused, with both named."""
        written(plan, PLAN.replace("Framework version: 2023", "Framework version: 2099"))
        status, out, err = run(capsys, "plan", "forecast", plan, answers, "--output", tmp_path / "out")

        assert (1, "") == (status, out)
        assert "the plan is for uk-government-dma 2099, the answers are to uk-government-dma 2023" in err
        assert not (tmp_path / "out").exists()
        written(plan, PLAN.replace("- Framework version: 2023\n", ""))
        assert "the plan is for uk-government-dma, the answers are" in run(capsys, "plan", "forecast", plan, answers)[2]

    def test_other_framework(self, capsys: pytest.CaptureFixture[str], plan: Path, tmp_path: Path) -> None:
        """Answers to another framework than the plan's are refused, with both named."""
        answers = written(tmp_path / "a.csv", "criterion,answer\nC1,2\n")
        status, out, err = run(capsys, "plan", "forecast", plan, answers, "--framework", "seven-themes")

        assert (1, "") == (status, out)
        assert "the plan is for uk-government-dma 2023, the answers are to seven-themes 1" in err

    def test_faulty_serves(self, capsys: pytest.CaptureFixture[str], plan: Path, answers: Path) -> None:
        """Criteria and levels that there are not are named, all at once, with the file that they stand in."""
        written(plan, PLAN.replace("Serves: 4.33=4", "Serves: 4.333=4, 4.34=9"))
        status, out, err = run(capsys, "plan", "forecast", plan, answers)

        assert (1, "") == (status, out)
        assert "action 4: no criterion '4.333' in uk-government-dma (97 criteria)" in err
        assert "action 4: level 9 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)" in err
        assert [str(plan)] * 2 == [line.split(":")[0] for line in err.splitlines()[:-1]]

    def test_faults_of_both_files(self, capsys: pytest.CaptureFixture[str], plan: Path, tmp_path: Path) -> None:
        """The faults of the plan and of the answers are shown at once, as `compare` shows those of two files."""
        answers = written(tmp_path / "a.csv", "criterion,answer\n4.33,6\n")
        written(plan, PLAN.replace("2026-12-02", "2026-13-02"))
        arguments = ("--framework", "uk-government-dma")
        status, out, err = run(capsys, "plan", "forecast", plan, answers, *arguments)

        line = PLAN[: PLAN.index("2026-12-02")].count("\n") + 1
        assert (1, "") == (status, out)
        assert [f"{plan} line {line}", f"{answers} line 2"] == [one.split(":")[0] for one in err.splitlines()[:-1]]
        # Of a plan that cannot be read nobody knows the framework: its answers are not taken for another's.
        alone = run(capsys, "plan", "forecast", plan, answers)[2]
        assert [f"{plan} line {line}"] == [one.split(":")[0] for one in alone.splitlines()[:-1]]

    def test_plan_for_an_unknown_framework(self, capsys: pytest.CaptureFixture[str], plan: Path, answers: Path) -> None:
        """A framework that the plan names and the package lacks is the plan's fault, and `--framework` the way out."""
        written(plan, PLAN.replace("Framework: uk-government-dma", "Framework: own"))
        status, out, err = run(capsys, "plan", "forecast", plan, answers)

        assert (1, "") == (status, out)
        assert str(plan) in err
        assert "--framework" in err

    @pytest.mark.parametrize("answer", ["n/a", "do not know", "", "5", "1"])
    @pytest.mark.parametrize("name", ["text", "json", "csv"])
    def test_all_alike(
        self, capsys: pytest.CaptureFixture[str], plan: Path, tmp_path: Path, answer: str, name: str
    ) -> None:
        """Nothing applicable, nothing known, nothing answered, all at one end: no fault."""
        rows = "".join(f"4.{n},{answer}\n" for n in range(33, 37))
        path = written(tmp_path / "a.csv", "criterion,answer\n" + rows)
        status, out, err = run(capsys, "plan", "forecast", plan, path, "--format", name)

        assert (0, "") == (status, err)
        assert out

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            (["--framework", "x"], "no framework 'x'"),
            (["--rule", "mean"], "no rule 'mean'"),
            (["--target", "9"], "level 9 is off the scale"),
            (["--target", "a.csv", "--target", "3"], "one file of answers, or levels, not both"),
        ],
    )
    def test_wrong_usage(
        self, capsys: pytest.CaptureFixture[str], plan: Path, answers: Path, given: list[str], message: str
    ) -> None:
        """Options of a forecast that make no sense for the plan's framework are named."""
        status, out, err = run(capsys, "plan", "forecast", plan, answers, *given)

        assert (2, "") == (status, out)
        assert message in err


def test_own_framework_all_the_way(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Draft, check, forecast, status and export of one's own framework, on a scale from 0, through files alone."""
    document = {
        "format": 1,
        "kind": "framework",
        "id": "own",
        "version": "3",
        "title": "Our own",
        "levels": [{"number": 0, "name": "No"}, {"number": 1, "name": "Some"}, {"number": 2, "name": "Yes"}],
        "topics": [{"id": "t", "name": "T"}],
        "criteria": [{"id": "a-1", "title": "A", "topic": "t"}, {"id": "b", "title": "B", "topic": "t"}],
    }
    own = written(tmp_path / "own.json", json.dumps(document))
    answers = written(tmp_path / "a.csv", "criterion,answer\na-1,0\nb,1\n")
    draft = tmp_path / "draft.md"
    named = ("--framework", own)
    given = (*named, "--target", "2", "--capacity", "1")
    assert (0, "", "") == run(capsys, "plan", "draft", answers, *given, "--output", draft)

    assert 0 == run(capsys, "plan", "check", draft, *named, "--answers", answers)[0]
    out = run(capsys, "plan", "forecast", draft, answers, *named)[1]
    # Answers 0 and 1; a-1 has the larger gap and comes first: 1 and 1, then b: 1 and 2, then a-1: 2 and 2.
    # The mean goes from 1/2 (half-way goes up) to 1, 3/2 and 2.
    assert [
        "Now 0.5 1 Some 2",
        "After Short term 1.0 1 Some 2",
        "After Medium term 1.5 2 Yes 2",
        "After Long term 2.0 2 Yes 2",
    ] == _way(out, "T  ")
    assert "The target is reached." in out.splitlines()
    on = ("--on", "2026-01-01", "--format", "csv")
    # The second move of a-1 waits for its first.
    assert ["planned", "planned", "blocked"] == [
        one["state"] for one in csv_rows(run(capsys, "plan", "status", draft, *on)[1])
    ]
    back = written(tmp_path / "back.json", run(capsys, "plan", "export", draft, "--format", "json")[1])
    assert draft.read_text(encoding="utf-8") == run(capsys, "plan", "export", back)[1]
    assert run(capsys, "plan", "status", draft, *on) == run(capsys, "plan", "status", back, *on)
    assert (0, out, "") == run(capsys, "plan", "forecast", back, answers, *named)
