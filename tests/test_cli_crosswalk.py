"""`datamaturity crosswalk`, as a person runs it."""

import csv
import json
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest

from datamaturity import list_crosswalks, load_crosswalk, load_framework
from test_cli import run

ANSWERS = "criterion,answer\n2.12,3\n2.16,4\n4.33,2\n4.35,n/a\n4.36,do not know\n9.86,1\n"

ENDS = [(walk.source.id, walk.target.id) for walk in map(load_crosswalk, list_crosswalks())]
BOTH_WAYS = [*ENDS, *((target, source) for source, target in ENDS)]


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A few answers to the UK DMA, in every state."""
    return _written(tmp_path / "answers.csv", ANSWERS)


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _rows(out: str) -> list[dict[str, str]]:
    return [*csv.DictReader(StringIO(out, newline=""))]


def _words(out: str) -> str:
    """Return a text in one line, its wrapping undone."""
    return " ".join(out.split())


def test_text(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    """Both frameworks with their versions, what this is and is not, and each criterion with the answers it rests on."""
    status, out, err = run(capsys, "crosswalk", answers, "--to", "data-declaration")

    assert (0, "") == (status, err)
    title = load_framework("uk-government-dma").title
    words = _words(out)
    assert ["Data Declaration: where a partner stands", "Version 1 (data-declaration)"] == out.splitlines()[:3:2]
    assert (
        f"Below is what answers to {title}, version 2023 (uk-government-dma) say, as far as they bear on it." in words
    )
    assert "These are answers to other questions: evidence to read, no levels of this framework." in words
    assert f"About {title}" in out.splitlines()
    # The answer's own level, never one of the declaration's.
    (link,) = [
        one
        for one in load_crosswalk("data-declaration-to-uk-government-dma").links_from("championing.2")
        if one.target == "2.12"
    ]
    answered = load_framework("uk-government-dma").criterion("2.12").title
    # The link is a close one.
    assert f"[nearly the same] 2.12 {answered}: 3 Learning. {link.reason}" in words
    assert "In place" not in words


@pytest.mark.parametrize(("source", "target"), BOTH_WAYS)
def test_every_criterion_once(capsys: pytest.CaptureFixture[str], tmp_path: Path, source: str, target: str) -> None:
    """Over each packaged crosswalk, either way, each criterion of the other framework stands once, in its order."""
    framework = load_framework(target)
    first = load_framework(source).criteria[0].id
    path = _written(tmp_path / "a.csv", f"criterion,answer\n{first},1\n")
    arguments = ("crosswalk", path, "--framework", source, "--to", target)
    status, out, err = run(capsys, *arguments)

    assert (0, "") == (status, err)
    # A criterion's heading stands below an empty line, above its evidence.
    lines = out[: out.index("\nAbout ")].splitlines()
    known = [[one] for one in framework.criterion_ids]
    heads = [line.split()[0] for before, line in pairwise(lines) if not before and line.split()[:1] in known]
    by_group = [one for group in framework.topic_groups or framework.theme_groups for one in group.criteria]
    assert by_group == heads
    assert {*framework.criterion_ids} == {*heads}
    rows = _rows(run(capsys, *arguments, "--format", "csv")[1])
    assert [*framework.criterion_ids] == [*dict.fromkeys(row["criterion"] for row in rows)]


@pytest.mark.parametrize(("source", "target"), BOTH_WAYS)
def test_every_link_once(capsys: pytest.CaptureFixture[str], tmp_path: Path, source: str, target: str) -> None:
    """Each link is in the CSV once, in words of its own; a criterion without one says why."""
    path = _written(tmp_path / "a.csv", "criterion,answer\n")
    arguments = ("crosswalk", path, "--framework", source, "--to", target, "--format", "csv")
    _written(path, f"criterion,answer\n{load_framework(source).criteria[0].id},1\n")
    rows = _rows(run(capsys, *arguments)[1])
    (walk,) = [
        walk for walk in map(load_crosswalk, list_crosswalks()) if {source, target} == {walk.source.id, walk.target.id}
    ]
    links = {
        (one.source, one.target, one.reason) if walk.source.id == source else (one.target, one.source, one.reason)
        for one in walk.links
    }

    linked = [(row["from"], row["criterion"], row["reason"]) for row in rows if row["from"]]
    assert len(links) == len(linked)
    assert links == {*linked}
    assert all(row["why_unlinked"] for row in rows if not row["from"])


def test_coverage(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Coverage is the share of the linked criteria that apply and are answered."""
    links = load_crosswalk("data-declaration-to-uk-government-dma").links_from("championing.1")
    first, second, *_ = [one.target for one in links]

    def shown(*answers: str) -> tuple[str, ...]:
        rows = "".join(f"{one},{answer}\n" for one, answer in zip((first, second), answers, strict=True))
        path = _written(tmp_path / "a.csv", f"criterion,answer\n{rows}")
        out = _rows(run(capsys, "crosswalk", path, "--to", "data-declaration", "--format", "csv")[1])
        return tuple(dict.fromkeys(row["coverage"] for row in out if row["criterion"] == "championing.1"))

    # Two links, as the packaged crosswalk has them: one of two; do not know is no answer; what does not apply is apart.
    assert 2 == len(links)
    assert [("0.5",), ("0.5",), ("1.0",), ("1.0",), ("",)] == [
        shown("3", ""),
        shown("3", "do not know"),
        shown("3", "2"),
        shown("3", "n/a"),
        shown("n/a", "n/a"),
    ]


def test_relation_is_read_from_the_criterion_that_it_stands_under(
    capsys: pytest.CaptureFixture[str], answers: Path
) -> None:
    """Below a criterion of the declaration, one of the DMA that takes in more is said to."""
    # The packaged crosswalk: literacy.1 → 2.16 is broad, 2.16 counts any community and not the regional one alone.
    (link,) = [
        one
        for one in load_crosswalk("data-declaration-to-uk-government-dma").links_from("literacy.1")
        if one.target == "2.16"
    ]
    assert "broad" == link.relation.value
    title = load_framework("uk-government-dma").criterion("2.16").title
    arguments = ("crosswalk", answers, "--to", "data-declaration")
    out = run(capsys, *arguments)[1]
    below = _words(out[out.index("\nliteracy.1 ") : out.index("\nliteracy.2 ")])

    assert f"[covers it and more] 2.16 {title}: 4 Developing." in below
    # Read from the one that was answered, the link is narrow: what the other is to it.
    (row,) = [
        one
        for one in _rows(run(capsys, *arguments, "--format", "csv")[1])
        if (one["criterion"], one["from"]) == ("literacy.1", "2.16")
    ]
    assert ("narrow", "covers it and more") == (row["relation"], row["meaning"])


def test_json(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    """The JSON names both frameworks and has the evidence, in the rows of the CSV."""
    found = json.loads(run(capsys, "crosswalk", answers, "--to", "data-declaration", "--format", "json")[1])
    rows = _rows(run(capsys, "crosswalk", answers, "--to", "data-declaration", "--format", "csv")[1])

    assert {"id": "uk-government-dma", "version": "2023"} == found["from"]
    assert {"id": "data-declaration", "version": "1"} == found["to"]
    assert [{key: str(value) for key, value in one.items() if value is not None} for one in found["evidence"]] == [
        {key: value for key, value in row.items() if value} for row in rows
    ]
    (one,) = [one for one in found["evidence"] if (one["criterion"], one.get("from")) == ("championing.2", "2.12")]
    assert (3, "Learning", "level") == (one["level"], one["level_name"], one["answer"])


def test_states(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What does not apply, what nobody knows and what nobody has answered are three things."""
    walk = load_crosswalk("data-declaration-to-uk-government-dma")
    first, second, third = dict.fromkeys(link.target for link in walk.links_from("championing.3"))
    path = _written(tmp_path / "a.csv", f"criterion,answer\n{first},n/a\n{second},do not know\n")
    out = run(capsys, "crosswalk", path, "--to", "data-declaration", "--format", "csv")[1]

    states = {row["from"]: (row["answer"], row["level"]) for row in _rows(out) if row["criterion"] == "championing.3"}
    assert {first: ("not applicable", ""), second: ("do not know", ""), third: ("unanswered", "")} == states


def test_output_equals_the_screen(capsys: pytest.CaptureFixture[str], answers: Path, tmp_path: Path) -> None:
    """`--output` writes byte for byte what would have been shown, and nothing to the screen."""
    for name in ("text", "json", "csv"):
        path = tmp_path / f"out.{name}"
        arguments = ("crosswalk", answers, "--to", "seven-themes", "--format", name)
        shown = run(capsys, *arguments)[1]
        assert (0, "", "") == run(capsys, *arguments, "--output", path)
        assert shown.encode() == path.read_bytes()


def test_output_that_cannot_be_written(capsys: pytest.CaptureFixture[str], answers: Path, tmp_path: Path) -> None:
    """A directory, or a file in a directory that is not there, cannot be written."""
    for path in (tmp_path, tmp_path / "none" / "out"):
        status, out, err = run(capsys, "crosswalk", answers, "--to", "data-declaration", "--output", path)
        assert (1, "") == (status, out)
        assert str(path) in err


def test_faulty_answers(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A faulty file is exit 1, every fault on standard error; nothing is shown and nothing written."""
    path = _written(tmp_path / "bad.csv", "criterion,answer\n4.33,6\n4.3,1\n")
    status, out, err = run(capsys, "crosswalk", path, "--to", "data-declaration", "--output", tmp_path / "out")

    assert (1, "") == (status, out)
    assert "2 faults, nothing written" in err
    assert not (tmp_path / "out").exists()


def _own(path: Path, framework_id: str, version: str) -> Path:
    document = {
        "format": 1,
        "kind": "framework",
        "id": framework_id,
        "version": version,
        "title": "Our own",
        "levels": [{"number": 0, "name": "No"}, {"number": 1, "name": "Yes"}],
        "topics": [{"id": "t", "name": "T"}],
        "criteria": [{"id": "a", "title": "A", "topic": "t"}],
    }
    return _written(path, json.dumps(document))


def test_other_version(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Answers to another version than the crosswalk links are refused, with both named."""
    own, path = (
        _own(tmp_path / "own.json", "uk-government-dma", "2099"),
        _written(tmp_path / "a.csv", "criterion,answer\na,1\n"),
    )
    status, out, err = run(capsys, "crosswalk", path, "--framework", own, "--to", "data-declaration")

    assert (1, "") == (status, out)
    assert "links data-declaration 1 and uk-government-dma 2023, the answers are to uk-government-dma 2099" in err


def test_other_criteria_under_the_same_name(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Where id and version are those of the crosswalk and the criteria are not, the message says what differs."""
    own, path = (
        _own(tmp_path / "own.json", "uk-government-dma", "2023"),
        _written(tmp_path / "a.csv", "criterion,answer\na,1\n"),
    )
    status, out, err = run(capsys, "crosswalk", path, "--framework", own, "--to", "data-declaration")

    assert (1, "") == (status, out)
    message = "the answers are to uk-government-dma 2023 with other topics, themes, criteria, weights or levels"
    assert message in err


@pytest.mark.parametrize(
    ("arguments", "messages"),
    [
        ([], ["required: FILE, --to"]),
        (["x.csv"], ["required: --to"]),
        (["--to", "data-declaration"], ["required: FILE"]),
        (["x.csv", "--to", "data-declaration", "--format", "xml"], ["invalid choice"]),
        (["x.csv", "--to", "data-declaration", "--rule", "mean-floor"], ["unrecognized arguments"]),
        (["x.csv", "--to", "data-declaration", "--overall"], ["unrecognized arguments"]),
        (["x.csv", "--to", "data-declaration", "--framework", "x"], ["no framework 'x'"]),
        (["x.csv", "--to", "data-declaratoin"], ["'data-declaratoin'", "did you mean 'data-declaration'?"]),
        (["x.csv", "--to", "uk-government-dma"], ["'uk-government-dma'", "from uk-government-dma"]),
        (
            ["x.csv", "--framework", "seven-themes", "--to", "data-declaration"],
            ["no crosswalk from seven-themes to 'data-declaration'; those from it lead to uk-government-dma\n"],
        ),
    ],
)
def test_wrong_usage(capsys: pytest.CaptureFixture[str], arguments: list[str], messages: list[str]) -> None:
    """What the command does not have is exit 2, before any file is read."""
    status, out, err = run(capsys, "crosswalk", *arguments)

    assert (2, "") == (status, out)
    assert [] == [message for message in messages if message not in err]


def test_unknown_crosswalk_names_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    """A framework that no crosswalk leads to is answered with those that one does lead to."""
    err = run(capsys, "crosswalk", "x.csv", "--to", "x")[2]

    assert [] == [one for one in ("data-declaration", "leadership-principles", "seven-themes") if one not in err]
