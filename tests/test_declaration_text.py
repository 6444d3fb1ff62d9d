"""A declaration as plain text."""

from datetime import date

import pytest

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    Declaration,
    Framework,
    Level,
    Scale,
    Signatory,
    Topic,
    load_framework,
)
from datamaturity.reports.declaration_text import declaration_text

PLEDGE = Framework(
    id="pledge",
    version="1",
    title="A small pledge",
    scale=Scale([Level(0, "Not begun"), Level(1, "Begun"), Level(2, "There")]),
    topics=[Topic("open", "Being open"), Topic("safe", "Keeping safe")],
    criteria=[
        Criterion("open.1", "Publish", topic="open"),
        Criterion("open.2", "Listen", topic="open"),
        Criterion("safe.1", "Lock up", topic="safe"),
    ],
)

ABBEY = Signatory(
    "Abbey", signed_on=date(2026, 3, 31), assessment=Assessment(PLEDGE, {"open.1": 2, "open.2": 1, "safe.1": 2})
)
BRIDGE = Signatory("Bridge", commitments=["open"], assessment=Assessment(PLEDGE, {"open.1": 0}))
CASTLE = Signatory("Castle")


def _lines(*signatories: Signatory, rule: str | None = None) -> list[str]:
    return declaration_text(Declaration(PLEDGE, signatories), rule=rule).splitlines()


def test_layout() -> None:
    """The whole text: standings, commitments, who is silent, what is lacking, who could help whom."""
    # Abbey: open (2 + 1)/2, half-way goes up; safe 2. Bridge: open 0, has not signed up to safe. Castle says nothing.
    # open.1: Bridge 0, Abbey 2, one silent. open.2: Abbey 1, two silent. safe.1: Abbey 2, Castle silent. Fewest in
    # place first: open.2; the others have one in place and none half-way, so they stay in framework order.
    assert [
        "A small pledge, version 1 (pledge)",
        "3 signatories; levels run from 0 (Not begun) to 2 (There)",
        "Stages by the rule mean-nearest",
        "",
        "        Signed      open         safe",
        "Abbey   2026-03-31  2 There      2 There",
        "Bridge  -           0 Not begun  .",
        "Castle  -           -            -",
        ". not signed up to; - no stage",
        "",
        "open: Being open",
        "safe: Keeping safe",
        "",
        "Without a word of where they stand: Castle",
        "",
        "Not in place everywhere (3), what fewest have first",
        "                   Not begun  Begun  There  Not said",
        "  open.2  Listen           0      1      0         2",
        "  open.1  Publish          1      0      1         1",
        "  safe.1  Lock up          0      0      1         1",
        "",
        "Who could help whom (1)",
        "  open.1 Publish: Abbey → Bridge",
    ] == _lines(ABBEY, BRIDGE, CASTLE)


def test_one_signatory() -> None:
    """One signatory is counted in the singular; nobody is silent and nobody is helped."""
    lines = _lines(ABBEY)

    assert "1 signatory; levels run from 0 (Not begun) to 2 (There)" == lines[1]
    assert not any("Without a word" in one for one in lines)
    assert "Who could help whom (none)" == lines[-1]
    # Of its three, only open.2 is not in place.
    assert "Not in place everywhere (1), what fewest have first" in lines


def test_nobody() -> None:
    """A declaration that nobody has signed yet has no standing and no lack."""
    lines = _lines()

    assert "0 signatories; levels run from 0 (Not begun) to 2 (There)" == lines[1]
    assert "Not in place everywhere (none), what fewest have first" in lines


def test_all_in_place() -> None:
    """Where all is in place, nothing is lacking, and there is no table of nothing."""
    assert (
        "Not in place everywhere (none), what fewest have first"
        == _lines(Signatory("Abbey", assessment=Assessment(PLEDGE, dict.fromkeys(PLEDGE.criterion_ids, 2))))[-3]
    )


def test_what_does_not_apply() -> None:
    """A criterion that does not apply to a partner is neither lacking there nor counted as not said."""
    answers = Assessment(PLEDGE, {"open.1": 1, "safe.1": Answer.not_applicable("Nothing to lock")})
    lines = _lines(Signatory("Abbey", assessment=answers))

    assert not any(one.startswith("  safe.1") for one in lines)
    assert "  open.1  Publish          0      1      0         0" in lines


def test_rule() -> None:
    """The stages are by the rule that is given, which is named."""
    lines = _lines(ABBEY, rule="weakest-link")

    # Of 2 and 1 the lower.
    assert "Stages by the rule weakest-link" == lines[2]
    assert "Abbey  2026-03-31  1 Begun  2 There" == next(one for one in lines if one.startswith("Abbey"))


def test_many_helpers_wrap() -> None:
    """Where many could help many, the names wrap at a hundred signs, whole, and none is left out."""
    helpers = [Signatory(f"One-of-the-helpers-{n}", assessment=Assessment(PLEDGE, {"open.1": 2})) for n in range(20)]
    helped = [Signatory(f"One-of-those-helped-{n}", assessment=Assessment(PLEDGE, {"open.1": 0})) for n in range(20)]
    lines = _lines(*helpers, *helped)
    below = lines[lines.index("Who could help whom (1)") + 1 :]

    assert all(len(one) <= 100 for one in below)
    assert all(one.startswith("    ") for one in below[1:])
    names = " ".join(below).replace(",", " ").split()
    assert {one.organisation for one in (*helpers, *helped)} <= {*names}


def test_many_silent_wrap() -> None:
    """Where many have not said where they stand, their names wrap, whole, and none is left out."""
    silent = [Signatory(f"Stow-on-the-Wold-{n}") for n in range(30)]
    lines = _lines(*silent)
    start = next(place for place, one in enumerate(lines) if one.startswith("Without a word of where they stand: "))
    told = lines[start : lines.index("", start)]

    assert all(len(one) <= 100 for one in told)
    assert {one.organisation for one in silent} <= {*" ".join(told).replace(",", " ").split()}


@pytest.mark.parametrize("name", ["A long name " * 20, "x" * 200, "An odd → name; with, marks"])
def test_long_names(name: str) -> None:
    """Names of any length keep the columns of the standings below their headings."""
    lines = _lines(Signatory(name.strip(), assessment=ABBEY.assessment), BRIDGE)
    head = next(one for one in lines if one.strip().startswith("Signed"))
    rows = lines[lines.index(head) + 1 : lines.index(". not signed up to; - no stage")]

    assert 2 == len(rows)
    assert ["2 There", "0 Not b"] == [one[head.index("open") :][:7] for one in rows]


def test_packaged() -> None:
    """The packaged declaration names its five commitments below the standings."""
    framework = load_framework("data-declaration")
    lines = declaration_text(Declaration(framework, [Signatory("Northshire")])).splitlines()

    assert [f"{one.id}: {one.name}" for one in framework.topics] == lines[8:13]
