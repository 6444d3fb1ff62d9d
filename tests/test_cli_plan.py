"""`datamaturity plan check`, `draft` and `export`, and what all of `plan` has in common, as a person runs them."""

import csv
import json
import sys
from io import StringIO
from pathlib import Path

import pytest

from datamaturity import load_framework
from datamaturity.documents.plans import parse_plan
from test_cli import run

ANSWERS = "criterion,answer,note\n4.33,2,\n4.34,4,\n4.35,n/a,No register\n4.36,do not know,\n"

PLAN = """\
# Our plan

- Plan: ours
- Organisation: Fenn
- Framework: uk-government-dma
- Framework version: 2023

## Horizons

- short (2026-01-01 to 2026-03-31): Short term
- long (2026-04-01 to 2026-12-31): Long term

## Roadmap

### data / short

- [x] 1. List datasets
  - Owner: Ann
  - Due: 2026-02-28
  - Serves: 4.33=3
  - Evidence (2026-02-20): Register <https://example.org/register>
- [ ] 2. Agree owners
  - Owner: Ben, then Cy
  - Due: 2026-03-15
- [ ] 3. Print the list
  - Status: dropped

### data / long

- [ ] 4. Publish the list
  - Status: under way
  - Depends on: 2
  - Serves: 4.33=4
- [ ] 5. Dispose of old data
  - Starts: 2026-03-20
  - Due: 2026-12-01
  - Serves: 4.34=5
- [ ] 6. Train staff
  - Due: 2026-12-02

## Theme data: Data

### Know what we hold

Actions:

- 1. List datasets
- 2. Agree owners
- 3. Print the list
- 4. Publish the list
- 5. Dispose of old data
- 6. Train staff
"""

FAULTY = """\
# Our plan

- Plan: ours
- Author: Ann

## Vison

## Roadmap

- [ ] 1. Stands under no heading

### data

- [x] 2. Agree owners
  - Status: planned
  - Ownr: Ann
  - Due: 31/03/2026
  - Starts: 2026-02-30
  - Depends on: 1, two
  - Serves: 4.33=x
- [ ] 0. Zero
- 4. No box
"""

FAULTY_JSON = """\
{"kind": "plan", "format": 1, "id": "ours", "titel": "Our plan", "horizons": 3, "actions": [
  {"text": "List datasets", "number": "1", "status": "begun", "due": "31/03/2026", "depends_on": ["a"],
   "serves": [{"criterion": "4.33", "level": "3"}]}
]}
"""

# A plan of a head alone.
EMPTY = "# Our plan\n\n- Plan: ours\n"

# Every part, with the arguments that it cannot do without, in every format.
EVERY = [
    ("check", "{plan}"),
    *(("draft", "{answers}", "--format", name) for name in ("markdown", "json", "csv")),
    *(("export", "{plan}", "--format", name) for name in ("markdown", "json", "csv", "ics")),
    *(("status", "{plan}", "--on", "2026-04-02", "--format", name) for name in ("text", "json", "csv")),
    *(("forecast", "{plan}", "{answers}", "--format", name) for name in ("text", "json", "csv")),
]


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A file with the four criteria of topic 4, two of them at a level."""
    return written(tmp_path / "answers.csv", ANSWERS)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan of six actions for topic 4 of the UK DMA."""
    return written(tmp_path / "plan.md", PLAN)


def written(path: Path, text: str) -> Path:
    """Write a file, and return its path."""
    path.write_text(text, encoding="utf-8")
    return path


def _filled(part: tuple[str, ...], plan: Path, answers: Path) -> tuple[str, ...]:
    return tuple(one.format(plan=plan, answers=answers) for one in part)


def csv_rows(out: str) -> list[dict[str, str]]:
    """Return the lines of a CSV text by column name."""
    return [*csv.DictReader(StringIO(out, newline=""))]


def _codes(err: str) -> list[str]:
    """Return the codes that end the lines of a check."""
    return [line.rpartition("[")[2].rstrip("]") for line in err.splitlines() if line.endswith("]")]


class TestCheck:
    """`plan check`: that a plan fits together, or everything that does not."""

    def test_sound_plan(self, capsys: pytest.CaptureFixture[str], plan: Path, answers: Path) -> None:
        """A plan that fits together is counted and said to fit, with or without answers."""
        title = load_framework("uk-government-dma").title
        expected = run(capsys, "plan", "check", plan)

        assert (0, "") == expected[::2]
        assert [
            "Our plan (ours)",
            "===============",
            "6 actions",
            f"Checked against {title}, version 2023 (uk-government-dma)",
        ] == expected[1].splitlines()[:4]
        assert "Everything in the plan fits together." == expected[1].splitlines()[-1]
        assert expected == run(capsys, "plan", "check", plan, "--answers", answers)

    def test_packaged_plan(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """The packaged template fits together, as JSON and as the Markdown made of it."""
        from datamaturity import load_plan
        from datamaturity.documents.plans import plan_json

        document = written(tmp_path / "t.json", plan_json(load_plan("trust-data-strategy")))
        assert 0 == run(capsys, "plan", "check", document)[0]
        run(capsys, "plan", "export", document, "--output", tmp_path / "t.md")

        assert 0 == run(capsys, "plan", "check", tmp_path / "t.md")[0]

    def test_one_action(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """One action is counted in the singular."""
        lists = "\n## Theme t: T\n\n### G\n\nActions:\n\n- 1. X\n"
        path = written(tmp_path / "p.md", f"{EMPTY}\n## Roadmap\n\n### t / short\n\n- [ ] 1. X\n{lists}")

        assert "1 action" == run(capsys, "plan", "check", path)[1].splitlines()[2]

    def test_nothing_in_it(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """A plan without actions has nothing that could be at odds."""
        status, out, err = run(capsys, "plan", "check", written(tmp_path / "p.md", EMPTY))

        assert (0, "") == (status, err)
        # Without a framework there is none that it was checked against.
        assert ["Our plan (ours)", "===============", "0 actions", ""] == out.splitlines()[:4]

    def test_faults(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, plan: Path) -> None:
        """Everything that does not fit is on standard error at once, with file, place, and a code for programs."""
        # The list says another thing of 2, and has 7 in place of 6; action 4 waits for one that there is not.
        text = PLAN.replace("- 2. Agree owners\n", "- 2. Agree the owners\n").replace("\n- 6. Train", "\n- 7. Train")
        text = text.replace("Depends on: 2", "Depends on: 22")
        status, out, err = run(capsys, "plan", "check", written(plan, text), "--output", tmp_path / "out")

        assert (1, "") == (status, out)
        assert {"not-in-theme-plans", "two-texts", "not-in-roadmap", "unknown-dependency"} <= {*_codes(err)}
        assert all(line.startswith(f"{plan}: ") for line in err.splitlines()[:-1])
        assert f"datamaturity: {len(_codes(err))} faults, nothing written" == err.splitlines()[-1]
        assert not (tmp_path / "out").exists()

    def test_answers(self, capsys: pytest.CaptureFixture[str], plan: Path, tmp_path: Path) -> None:
        """With answers, levels held already or out of reach are faults, and criteria that do not apply."""
        answers = written(tmp_path / "a.csv", "criterion,answer\n4.33,1\n4.34,5\n4.35,n/a\n")
        text = PLAN.replace("- [x] 1.", "- [ ] 1.").replace(
            "  - Evidence (2026-02-20): Register <https://example.org/register>\n", ""
        )
        text = text.replace("- [ ] 6. Train staff\n", "- [ ] 6. Train staff\n  - Serves: 4.35=2\n")
        status, _, err = run(capsys, "plan", "check", written(plan, text), "--answers", answers)

        assert 1 == status
        # 4.33 is to go from 1 to 3 and 4, and nothing brings it to 2. 4.34 stands at the top. 4.35 does not apply.
        assert [*["level-out-of-reach"] * 3, "not-applicable"] == _codes(err)
        assert f"{plan}: action 1, criterion 4.33: stands at 1 Beginning" in err
        assert f"{plan}: action 5, criterion 4.34: level 5 Mastering is held already" in err
        assert f"{plan}: action 6, criterion 4.35: the criterion does not apply" in err

    def test_framework(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """A plan that names no framework is checked for levels only where `--framework` names one."""
        body = "\n## Roadmap\n\n### t / short\n\n- [ ] 1. X\n  - Serves: 9.99=2, 4.34=9\n"
        lists = "\n## Theme t: T\n\n### G\n\nActions:\n\n- 1. X\n"
        path = written(tmp_path / "p.md", EMPTY + body + lists)
        assert 0 == run(capsys, "plan", "check", path)[0]

        status, _, err = run(capsys, "plan", "check", path, "--framework", "uk-government-dma")

        assert 1 == status
        assert ["unknown-criterion", "level-off-scale"] == _codes(err)
        assert "action 1, criterion 9.99: no criterion '9.99' in uk-government-dma (97 criteria)" in err

    def test_answers_without_framework(self, capsys: pytest.CaptureFixture[str], plan: Path, answers: Path) -> None:
        """Where neither the plan nor the command line names a framework, answers are to the DMA, as everywhere."""
        text = PLAN.replace("- Framework: uk-government-dma\n- Framework version: 2023\n", "")
        written(plan, text.replace("Serves: 4.34=5", "Serves: 4.34=4"))
        status, out, err = run(capsys, "plan", "check", plan, "--answers", answers)

        # 4.34 stands at 4.
        assert (1, "", ["level-out-of-reach"]) == (status, out, _codes(err))
        assert f"{plan}: action 5, criterion 4.34: level 4 Developing is held already" in err

    def test_faulty_answers(self, capsys: pytest.CaptureFixture[str], plan: Path, tmp_path: Path) -> None:
        """Faults of the answers are named with their lines."""
        answers = written(tmp_path / "a.csv", "criterion,answer\n4.33,6\n4.3,1\n")
        status, out, err = run(capsys, "plan", "check", plan, "--answers", answers)

        assert (1, "") == (status, out)
        assert [f"{answers} line 2", f"{answers} line 3"] == [line.split(":")[0] for line in err.splitlines()[:-1]]

    def test_faults_of_both_files(self, capsys: pytest.CaptureFixture[str], plan: Path, tmp_path: Path) -> None:
        """A plan that is none and faulty answers are shown at once, as `compare` shows those of two files."""
        answers = written(tmp_path / "a.csv", "criterion,answer\n4.33,6\n")
        written(plan, PLAN.replace("2026-12-02", "2026-13-02"))
        line = PLAN[: PLAN.index("2026-12-02")].count("\n") + 1
        arguments = ("plan", "check", plan, "--answers", answers)
        status, _, err = run(capsys, *arguments, "--framework", "uk-government-dma")

        assert 1 == status
        assert [f"{plan} line {line}", f"{answers} line 2"] == [one.split(":")[0] for one in err.splitlines()[:-1]]
        # Of a plan that cannot be read nobody knows the framework: its answers are not taken for another's.
        assert [f"{plan} line {line}"] == [one.split(":")[0] for one in run(capsys, *arguments)[2].splitlines()[:-1]]

    @pytest.mark.parametrize("named", [(), ("--framework", "uk-government-dma")])
    def test_other_version(self, capsys: pytest.CaptureFixture[str], plan: Path, named: tuple[str, ...]) -> None:
        """A plan for another version of its framework does not fit it, whoever names the framework."""
        written(plan, PLAN.replace("Framework version: 2023", "Framework version: 2099"))
        status, out, err = run(capsys, "plan", "check", plan, *named)

        assert (1, "") == (status, out)
        assert "2099" in err
        assert "2023" in err

    def test_plan_for_an_unknown_framework(self, capsys: pytest.CaptureFixture[str], plan: Path) -> None:
        """A framework that the plan names and the package lacks is the plan's fault, and `--framework` the way out."""
        written(plan, PLAN.replace("Framework: uk-government-dma", "Framework: own"))
        status, out, err = run(capsys, "plan", "check", plan)

        assert (1, "") == (status, out)
        assert str(plan) in err
        assert "no framework 'own'" in err
        assert "--framework" in err


class TestDraft:
    """`plan draft`: a plan from answers to a target."""

    def test_one_level_up(self, capsys: pytest.CaptureFixture[str], answers: Path) -> None:
        """Without a target, each answered criterion goes one level up, at once."""
        status, out, err = run(capsys, "plan", "draft", answers)

        assert (0, "") == (status, err)
        assert ["# Draft plan", "", "- Plan: draft", "- Framework: uk-government-dma", "- Framework version: 2023"] == (
            out.splitlines()[:5]
        )
        assert ["  - Serves: 4.33=3", "  - Serves: 4.34=5"] == [one for one in out.splitlines() if "Serves" in one]
        assert ["### 4 / short"] == [one for one in out.splitlines() if one.startswith("### 4 /")]

    def test_target_and_capacity(self, capsys: pytest.CaptureFixture[str], answers: Path) -> None:
        """A level at a time up to the target, as many moves on each horizon as it takes, the rest without a horizon."""
        out = run(capsys, "plan", "draft", answers, "--target", "5", "--capacity", "1", "--format", "csv")[1]

        # First each one's first move, the larger gap first: 4.33 from 2 to 3, 4.34 from 4 to 5; then 4.33 to 4 and 5.
        assert [
            ("1", "short", "", "4.33=3"),
            ("2", "medium", "", "4.34=5"),
            ("3", "long", "1", "4.33=4"),
            ("4", "", "3", "4.33=5"),
        ] == [(one["number"], one["horizon"], one["depends_on"], one["serves"]) for one in csv_rows(out)]

    def test_capacity_nought(self, capsys: pytest.CaptureFixture[str], answers: Path) -> None:
        """Where no horizon takes anything, every move stands without one, and `plan check` says so."""
        path = answers.with_name("draft.md")
        assert 0 == run(capsys, "plan", "draft", answers, "--capacity", "0", "--output", path)[0]

        assert "### 4 / (none)" in path.read_text(encoding="utf-8").splitlines()
        assert ["no-time", "no-time"] == _codes(run(capsys, "plan", "check", path)[2])

    def test_targets(self, capsys: pytest.CaptureFixture[str], answers: Path, tmp_path: Path) -> None:
        """Targets are given as everywhere: several times, of a topic, of a criterion, or as a file of answers."""
        wanted = written(tmp_path / "wanted.csv", "criterion,answer\n4.33,4\n")
        by_levels = run(capsys, "plan", "draft", answers, "--target", "topic:4=1", "--target", "4.33=4")
        by_file = run(capsys, "plan", "draft", answers, "--target", wanted)

        assert by_levels == by_file
        assert 2 == by_levels[1].count("Serves: 4.33=")

    @pytest.mark.parametrize("name", ["markdown", "json", "csv"])
    def test_nothing_to_do(self, capsys: pytest.CaptureFixture[str], answers: Path, name: str) -> None:
        """Where the target is reached, the plan has no action, in any format."""
        status, out, err = run(capsys, "plan", "draft", answers, "--target", answers, "--format", name)

        assert (0, "") == (status, err)
        assert "4.33" not in out
        assert out

    def test_rule(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """The rule says which move comes first: what lifts a stage."""
        # Levels 4, 2 and 4. Their mean goes from 10/3 to 11/3 with any move; the weakest link with 4.34 alone.
        path = written(tmp_path / "a.csv", "criterion,answer\n4.33,4\n4.34,2\n4.35,n/a\n4.36,4\n")

        def order(*rule: str) -> list[str]:
            out = run(capsys, "plan", "draft", path, "--format", "csv", *rule)[1]
            return [one["serves"] for one in csv_rows(out)]

        assert ["4.33=5", "4.34=3", "4.36=5"] == order()
        assert ["4.34=3", "4.33=5", "4.36=5"] == order("--rule", "weakest-link")

    def test_title(self, capsys: pytest.CaptureFixture[str], answers: Path) -> None:
        """`--title` is the plan's title, whatever is in it."""
        for title in ("Know our data", "# - [ ] 1. Odd\nand long", " blanks "):
            text = run(capsys, "plan", "draft", answers, "--title", title, "--format", "json")[1]
            path = written(answers.with_name("p.md"), run(capsys, "plan", "draft", answers, "--title", title)[1])

            assert title == parse_plan(text).title
            assert text == run(capsys, "plan", "export", path, "--format", "json")[1]

    def test_id(self, capsys: pytest.CaptureFixture[str], answers: Path) -> None:
        """`--id` is the plan's id, so that two drafts are not one plan."""
        out = run(capsys, "plan", "draft", answers, "--id", "ours-2026")[1]

        assert "- Plan: ours-2026" in out.splitlines()

    @pytest.mark.parametrize(
        ("option", "given", "message"),
        [
            ("--title", " ", "the title of a plan must not be empty"),
            ("--id", "two words", "the id of a plan is text without blanks and slashes, not 'two words'"),
            ("--id", "", "the id of a plan is text without blanks and slashes, not ''"),
        ],
    )
    def test_title_or_id_that_is_none(
        self, capsys: pytest.CaptureFixture[str], answers: Path, option: str, given: str, message: str
    ) -> None:
        """A title without a letter, or an id that is none, is the command's fault, not the file's."""
        status, out, err = run(capsys, "plan", "draft", answers, option, given)

        assert (2, "") == (status, out)
        assert message in err

    def test_framework_without_topics(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """In a framework without topics, the plan's themes are the framework's."""
        path = written(tmp_path / "a.csv", "criterion,answer\nC1,2\n")
        out = run(capsys, "plan", "draft", path, "--framework", "seven-themes")[1]

        assert "### culture / short" in out.splitlines()
        assert "## Theme culture: Culture" in out.splitlines()

    def test_every_criterion(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """All criteria from the bottom to the top: each of the four ways up of each is planned exactly once."""
        ids = load_framework("uk-government-dma").criterion_ids
        path = written(tmp_path / "a.csv", "criterion,answer\n" + "".join(f"{one},1\n" for one in ids))
        out = run(capsys, "plan", "draft", path, "--target", "5", "--capacity", "130", "--format", "csv")[1]

        assert sorted(f"{one}={level}" for one in ids for level in (2, 3, 4, 5)) == sorted(
            one["serves"] for one in csv_rows(out)
        )
        assert 3 * 130 >= 97 * 4
        assert "" not in [one["horizon"] for one in csv_rows(out)]

    def test_faulty_answers(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """A faulty file is exit 1, with all of its faults; nothing is shown and nothing written."""
        path = written(tmp_path / "bad.csv", "criterion,answer\n4.33,6\n4.3,1\n")
        status, out, err = run(capsys, "plan", "draft", path, "--output", tmp_path / "out")

        assert (1, "") == (status, out)
        assert "2 faults, nothing written" in err
        assert not (tmp_path / "out").exists()


class TestExport:
    """`plan export`: a plan in another format."""

    def test_round_trip(self, capsys: pytest.CaptureFixture[str], plan: Path, tmp_path: Path) -> None:
        """Markdown to JSON and back is the same file, byte for byte; so is JSON to Markdown and back."""
        document, again = tmp_path / "p.json", tmp_path / "again.md"
        assert (0, "", "") == run(capsys, "plan", "export", plan, "--format", "json", "--output", document)
        assert (0, "", "") == run(capsys, "plan", "export", document, "--output", again)

        assert PLAN.encode() == again.read_bytes()
        assert document.read_text(encoding="utf-8") == run(capsys, "plan", "export", again, "--format", "json")[1]

    def test_csv(self, capsys: pytest.CaptureFixture[str], plan: Path) -> None:
        """The CSV has a line for each action, with all that is said of it."""
        rows = csv_rows(run(capsys, "plan", "export", plan, "--format", "csv")[1])

        assert ["1", "2", "3", "4", "5", "6"] == [one["number"] for one in rows]
        assert ["done", "planned", "dropped", "under way", "planned", "planned"] == [one["status"] for one in rows]
        assert ("Ben, then Cy", "2026-03-15", "") == (rows[1]["owner"], rows[1]["due"], rows[1]["serves"])
        assert ("2", "4.33=4", "") == (rows[3]["depends_on"], rows[3]["serves"], rows[3]["due"])
        assert "https://example.org/register" in rows[0]["evidence"]

    def test_calendar(self, capsys: pytest.CaptureFixture[str], plan: Path) -> None:
        """The calendar has an event for each open action on the day that it, or else its horizon, ends."""
        out = run(capsys, "plan", "export", plan, "--format", "ics")[1]

        # 1 is done, 3 dropped; 4 has no day of its own.
        assert [
            ("SUMMARY:2. Agree owners", "DTSTART;VALUE=DATE:20260315"),
            ("SUMMARY:4. Publish the list", "DTSTART;VALUE=DATE:20261231"),
            ("SUMMARY:5. Dispose of old data", "DTSTART;VALUE=DATE:20261201"),
            ("SUMMARY:6. Train staff", "DTSTART;VALUE=DATE:20261202"),
        ] == [
            (
                next(line for line in event.splitlines() if line.startswith("SUMMARY")),
                next(line for line in event.splitlines() if line.startswith("DTSTART")),
            )
            for event in out.split("BEGIN:VEVENT")[1:]
        ]

    def test_calendar_events_apart(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """Two actions with one number, as real plans have them, are two events: a calendar keeps one of each UID."""
        body = "- [ ] 2. X\n  - Due: 2026-03-31\n- [ ] 2. Y\n  - Due: 2026-03-31\n"
        path = written(tmp_path / "p.md", f"{EMPTY}\n## Roadmap\n\n### t / short\n\n{body}")
        out = run(capsys, "plan", "export", path, "--format", "ics")[1]

        assert 2 == len({line for line in out.splitlines() if line.startswith("UID:")})

    def test_calendar_needs_a_library(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, plan: Path, tmp_path: Path
    ) -> None:
        """Without icalendar the command says how to install it, and the other formats do without."""
        monkeypatch.setitem(sys.modules, "icalendar", None)
        arguments = ("plan", "export", plan, "--output", tmp_path / "out", "--format")
        status, out, err = run(capsys, *arguments, "ics")

        assert (1, "") == (status, out)
        assert 'pip install "datamaturity[calendar]"' in err
        assert not (tmp_path / "out").exists()
        assert [0, 0, 0] == [run(capsys, *arguments, name)[0] for name in ("markdown", "json", "csv")]

    @pytest.mark.parametrize("ending", [".md", ".MD", ".markdown"])
    def test_names_of_markdown_files(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, ending: str) -> None:
        """A file is Markdown by its name, in large letters and small."""
        path = written(tmp_path / f"p{ending}", PLAN)

        assert (0, PLAN, "") == run(capsys, "plan", "export", path)

    def test_other_line_ends(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """A file saved on Windows, with a byte order mark, is the same plan."""
        path = tmp_path / "p.md"
        path.write_bytes(b"\xef\xbb\xbf" + PLAN.replace("\n", "\r\n").encode())

        assert (0, PLAN, "") == run(capsys, "plan", "export", path)

    @pytest.mark.parametrize(
        "body",
        ["", "\n## Horizons\n", "\n## Roadmap\n\n### t / short\n\n- [x] 1. X\n  - Due: 2026-03-31\n- [ ] 2. Y\n"],
    )
    def test_empty_calendar(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, body: str) -> None:
        """Without an open action that has a day there is no calendar; the file is named, and nothing written."""
        path = written(tmp_path / "p.md", EMPTY + body)
        status, out, err = run(capsys, "plan", "export", path, "--format", "ics", "--output", tmp_path / "out")

        message = "no open action has a day, of its own or of its horizon; a calendar needs one at least"
        assert (1, "") == (status, out)
        assert f"{path}: plan ours: {message}" == err.splitlines()[0]
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize("horizons", ["", "\n## Horizons\n"])
    @pytest.mark.parametrize("name", ["markdown", "json", "csv"])
    def test_nothing_in_it(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, horizons: str, name: str) -> None:
        """A plan of nothing, with the usual horizons or none, is written in any format but a calendar."""
        path = written(tmp_path / "p.md", EMPTY + horizons)
        status, out, err = run(capsys, "plan", "export", path, "--format", name)

        assert (0, "") == (status, err)
        assert out
        if name == "json":
            assert (3 if not horizons else 0) == len(json.loads(out)["horizons"])


@pytest.mark.parametrize("part", EVERY)
def test_output_equals_the_screen(
    capsys: pytest.CaptureFixture[str], plan: Path, answers: Path, tmp_path: Path, part: tuple[str, ...]
) -> None:
    """`--output` writes byte for byte what would have been shown, and nothing to the screen."""
    arguments = _filled(part, plan, answers)
    status, shown, err = run(capsys, "plan", *arguments)
    assert (0, "") == (status, err)

    assert (0, "", "") == run(capsys, "plan", *arguments, "--output", tmp_path / "out")
    assert shown.encode() == (tmp_path / "out").read_bytes()


@pytest.mark.parametrize("part", EVERY)
def test_output_that_cannot_bewritten(
    capsys: pytest.CaptureFixture[str], plan: Path, answers: Path, tmp_path: Path, part: tuple[str, ...]
) -> None:
    """A directory, or a file in a directory that is not there, cannot be written."""
    for path in (tmp_path, tmp_path / "none" / "out"):
        status, out, err = run(capsys, "plan", *_filled(part, plan, answers), "--output", path)
        assert (1, "") == (status, out)
        assert str(path) in err


class TestFaultyPlan:
    """Every part that reads a plan: all faults of the file on standard error, nothing shown and nothing written."""

    @pytest.fixture(params=["check", "export", "status", "forecast"])
    def part(self, request: pytest.FixtureRequest, answers: Path) -> tuple[object, ...]:
        """Each part with what stands after the plan's name."""
        after: dict[str, tuple[object, ...]] = {"status": ("--on", "2026-01-01"), "forecast": (answers,)}
        return (request.param, *after.get(request.param, ()))

    def test_markdown(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, part: tuple[object, ...]) -> None:
        """All faults of a Markdown file are named, each with its line, in the order of the lines."""
        path = written(tmp_path / "bad.md", FAULTY)
        name, *after = part
        status, out, err = run(capsys, "plan", name, path, *after, "--output", tmp_path / "out")

        assert (1, "") == (status, out)
        assert [
            f"{path} line 4: nothing here is called 'Author'",
            f"{path} line 6: no section is called 'Vison'; did you mean 'Vision'?",
            f"{path} line 10: an action stands below a heading THEME / HORIZON, such as data / short",
            f"{path} line 12: a heading in the roadmap is THEME / HORIZON, such as data / short, not 'data'",
            f"{path} line 14: the box is ticked, and the status is planned; keep one of them",
            f"{path} line 16: no line of an action is called 'Ownr'; did you mean 'Owner'?",
            f"{path} line 17: '31/03/2026' is not a day, such as 2026-03-31",
            f"{path} line 18: '2026-02-30' is not a day, such as 2026-03-31",
            f"{path} line 19: depends on the numbers of actions, such as 3, 4, not 'two'",
            f"{path} line 20: serves CRITERION=LEVEL, such as 4.33=3, not '4.33=x'",
            f"{path} line 21: number: an action's number is a whole number from 1, not 0",
            f"{path} line 22: is neither an action, such as - [ ] 12. Text, nor a line of one: '- 4. No box'",
            "datamaturity: 12 faults, nothing written",
        ] == err.splitlines()
        assert not (tmp_path / "out").exists()

    def test_json(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, part: tuple[object, ...]) -> None:
        """All faults of a JSON file are named, each with its path."""
        path = written(tmp_path / "bad.json", FAULTY_JSON)
        name, *after = part
        status, out, err = run(capsys, "plan", name, path, *after, "--output", tmp_path / "out")

        assert (1, "") == (status, out)
        assert {
            f"{path} $.title: is missing",
            f"{path} $.titel: is not a key of a plan; did you mean 'title'?",
            f"{path} $.horizons: a list is needed, not the number 3",
            f'{path} $.actions[0].number: "1" is not a whole number',
            f'{path} $.actions[0].status: "begun" is not a status; there are planned, under way, done, dropped',
            f'{path} $.actions[0].due: "31/03/2026" is not a day, such as "2026-03-31"',
            f'{path} $.actions[0].depends_on[0]: "a" is not a whole number',
            f'{path} $.actions[0].serves[0].level: "3" is not a whole number',
        } == {*err.splitlines()[:-1]}
        assert "datamaturity: 8 faults, nothing written" == err.splitlines()[-1]
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize(
        ("name", "content", "message"),
        [
            ("p.md", b"", "line 1: the plan needs a title, such as # Our plan"),
            ("p.md", b"# T\n\n- Plan: two words\n", "the id of a plan is text without blanks and slashes"),
            ("p.md", b"# T\xe9\n", "line 1: byte 0xe9 is not UTF-8"),
            ("p.md", b"\xff\xfe#\x00", "is UTF-16"),
            ("p.json", b"", "not JSON"),
            ("p.json", b"[]", "a document is an object, not a list"),
            ("p.json", b'{"kind": "framework", "format": 1}', '$.kind: is "framework"; this is read as a plan'),
            ("p.json", b'{"kind": "plan", "format": 2}', "update datamaturity"),
            ("p.csv", b"number,action\n1,X\n", "not JSON"),
        ],
    )
    def test_no_plan_at_all(
        self,
        capsys: pytest.CaptureFixture[str],
        tmp_path: Path,
        part: tuple[object, ...],
        name: str,
        content: bytes,
        message: str,
    ) -> None:
        """A file that holds something else is named, with what is wrong with it."""
        path = tmp_path / name
        path.write_bytes(content)
        command, *after = part
        status, out, err = run(capsys, "plan", command, path, *after)

        assert (1, "") == (status, out)
        assert err.startswith(str(path))
        assert message in err
        assert "Traceback" not in err

    def test_no_file(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, part: tuple[object, ...]) -> None:
        """A file that is not there, or a directory, is named."""
        command, *after = part
        for path in (tmp_path / "none.md", tmp_path / "none.json", tmp_path):
            status, out, err = run(capsys, "plan", command, path, *after)
            assert (1, "") == (status, out)
            assert f"datamaturity: {path}: " in err

    def test_a_number_longer_than_any(
        self, capsys: pytest.CaptureFixture[str], plan: Path, part: tuple[object, ...]
    ) -> None:
        """A number of thousands of digits is a fault of its line, as it is where an action's own number stands."""
        written(plan, PLAN.replace("Depends on: 2", f"Depends on: {'9' * 5000}"))
        command, *after = part
        status, out, err = run(capsys, "plan", command, plan, *after)

        assert (1, "") == (status, out)
        line = PLAN[: PLAN.index("Depends on")].count("\n") + 1
        assert err.startswith(f"{plan} line {line}: ")


class TestWrongUsage:
    """Exit 2: the command line asks for what does not exist; nothing is shown."""

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ([], "required: COMMAND"),
            (["show"], "invalid choice"),
            (["check"], "required: FILE"),
            (["check", "p.md", "--format", "json"], "unrecognized arguments"),
            (["check", "p.md", "--ans", "a.csv"], "unrecognized arguments"),
            (["draft"], "required: ANSWERS"),
            (["draft", "a.csv", "--format", "text"], "invalid choice"),
            (["draft", "a.csv", "--format", "ics"], "invalid choice: 'ics'"),
            (["draft", "a.csv", "--capacity", "-1"], "a whole number from 0 is needed, not '-1'"),
            (["draft", "a.csv", "--capacity", "1.5"], "a whole number from 0 is needed, not '1.5'"),
            (["draft", "a.csv", "--capacity", "²"], "a whole number from 0 is needed, not '²'"),
            (["draft", "a.csv", "--framework", "x"], "no framework 'x'"),
            (["draft", "a.csv", "--rule", "mean"], "no rule 'mean'"),
            (["draft", "a.csv", "--target", "9"], "target '9'"),
            (["draft", "a.csv", "--target", "topic:99=3"], "no topic '99'"),
            (["draft", "a.csv", "--target", "t.csv", "--target", "3"], "one file of answers, or levels, not both"),
            (["export", "p.md", "--format", "yaml"], "invalid choice"),
            (["status", "p.md"], "required: --on"),
            (["status", "p.md", "--on", "2026-01-01", "--notice", "-1"], "a whole number from 0 is needed, not '-1'"),
            (["status", "p.md", "--on", "2026-01-01", "--format", "ics"], "invalid choice"),
            (["forecast", "p.md"], "required: ANSWERS"),
            (["forecast", "p.md", "a.csv", "--format", "markdown"], "invalid choice"),
        ],
    )
    def test_message(self, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
        """The message says what was asked for and what there is; no file is read for it."""
        status, out, err = run(capsys, "plan", *arguments)

        assert (2, "") == (status, out)
        assert message in err
        assert "Traceback" not in err

    @pytest.mark.parametrize("part", [("check", "none.md"), ("forecast", "none.md", "none.csv")])
    def test_framework_before_files(self, capsys: pytest.CaptureFixture[str], part: tuple[str, ...]) -> None:
        """A framework that the command line names, and that there is not, is found before any file is read."""
        status, out, err = run(capsys, "plan", *part, "--framework", "x")

        assert (2, "") == (status, out)
        assert "no framework 'x'" in err
