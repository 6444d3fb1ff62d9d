"""What a report says of a declaration: standings, what is lacking, who could help whom."""

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
from datamaturity.reports.outline import Number, Paragraph, Table
from datamaturity.reports.plan_outlines import declaration_outline
from datamaturity.reports.renderers.text import outline_text
from datamaturity.reports.sections.declaration import help_section, lacking_section, standings_section

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
    return outline_text(declaration_outline(Declaration(PLEDGE, signatories), rule=rule)).splitlines()


def _below(lines: list[str], start: str) -> list[str]:
    """Return the lines from the one that starts like this to the next empty one."""
    place = next(place for place, one in enumerate(lines) if one.startswith(start))
    return lines[place : lines.index("", place)]


def test_layout() -> None:
    """The whole text: standings, who is silent, what is lacking, who could help whom."""
    # Abbey: open (2 + 1)/2, half-way goes up; safe 2. Bridge: open 0, has not signed up to safe. Castle says nothing.
    # open.1: Bridge 0, Abbey 2, one silent. open.2: Abbey 1, two silent. safe.1: Abbey 2, Castle silent. Fewest in
    # place first: open.2; the others have one in place and none half-way, so they stay in framework order.
    assert [
        "A small pledge",
        "==============",
        "Version 1 (pledge)",
        "3 signatories",
        "Stages by the rule mean-nearest; levels run from 0 (Not begun) to 2 (There)",
        "",
        "Where the partners stand",
        "------------------------",
        "",
        "The stage of each partner with each commitment",
        "Partner  Signed      Being open   Keeping safe",
        "Abbey    2026-03-31  2 There      2 There",
        "Bridge   –           0 Not begun  ·",
        "Castle   –           –            –",
        "· not signed up to; – not said",
        "",
        "The commitments, each behind its id",
        "  * [open] Being open",
        "  * [safe] Keeping safe",
        "",
        "Without a word of where they stand: 1",
        "  * Castle",
        "",
        "What the partners lack",
        "----------------------",
        "",
        "Not in place everywhere: 3",
        "Criterion       0 Not begun  1 Begun  2 There  Not said",
        "open.2 Listen             0        1        0         2",
        "open.1 Publish            1        0        1         1",
        "safe.1 Lock up            0        0        1         1",
        "Counted are the partners that signed up to it and to which it applies; what fewest have comes first.",
        "",
        "Who could help whom",
        "-------------------",
        "",
        "Who has it in place → who has not begun: 1",
        "  * open.1 Publish: Abbey → Bridge",
        "",
        "About A small pledge",
        "--------------------",
        "",
        "The framework names no publisher and no licence.",
    ] == _lines(ABBEY, BRIDGE, CASTLE)


def test_counts_are_numbers() -> None:
    """How many stand at each level are numbers."""
    (table,) = lacking_section(Declaration(PLEDGE, [ABBEY])).blocks

    assert isinstance(table, Table)
    assert (Number("0", 0), Number("1", 1), Number("0", 0), Number("0", 0)) == table.rows[0][1:]


def test_one_signatory() -> None:
    """One signatory is counted in the singular; nobody is silent and nobody is helped."""
    lines = _lines(ABBEY)

    assert "1 signatory" == lines[3]
    assert not any("Without a word" in one for one in lines)
    assert "Nobody has in place what somebody else has not begun with." in lines
    # Of its three, only open.2 is not in place.
    assert "Not in place everywhere: 1" in lines


def test_nobody() -> None:
    """A declaration that nobody has signed yet has no standing and no lack."""
    nobody = Declaration(PLEDGE)

    assert "0 signatories" == _lines()[3]
    assert (Paragraph("Nobody has signed yet."),) == standings_section(nobody).blocks == lacking_section(nobody).blocks


def test_all_in_place() -> None:
    """Where all is in place, nothing is lacking, and there is no table of nothing."""
    perfect = Signatory("Abbey", assessment=Assessment(PLEDGE, dict.fromkeys(PLEDGE.criterion_ids, 2)))

    assert (Paragraph("Everything is in place with everybody, as far as it applies."),) == lacking_section(
        Declaration(PLEDGE, [perfect])
    ).blocks


def test_what_does_not_apply() -> None:
    """A criterion that does not apply to a partner is neither lacking there nor counted as not said."""
    answers = Assessment(PLEDGE, {"open.1": 1, "safe.1": Answer.not_applicable("Nothing to lock")})
    lines = _lines(Signatory("Abbey", assessment=answers))

    assert not any(one.startswith("safe.1") for one in lines)
    assert "open.1 Publish            0        1        0         0" in lines
    # It has signed up to keeping safe, and nothing of it applies.
    assert "Abbey    –       1 Begun     not applicable" in lines


def test_rule() -> None:
    """The stages are by the rule that is given, which is named."""
    lines = _lines(ABBEY, rule="weakest-link")

    # Of 2 and 1 the lower.
    assert "Stages by the rule weakest-link; levels run from 0 (Not begun) to 2 (There)" == lines[4]
    assert "Abbey    2026-03-31  1 Begun     2 There" in lines


def test_many_helpers_wrap() -> None:
    """Where many could help many, the names wrap at a hundred signs, whole, and none is left out."""
    helpers = [Signatory(f"One-of-the-helpers-{n}", assessment=Assessment(PLEDGE, {"open.1": 2})) for n in range(20)]
    helped = [Signatory(f"One-of-those-helped-{n}", assessment=Assessment(PLEDGE, {"open.1": 0})) for n in range(20)]
    below = _below(_lines(*helpers, *helped), "  * open.1 Publish: ")

    assert all(len(one) <= 100 for one in below)
    names = " ".join(below).replace(",", " ").split()
    assert {one.organisation for one in (*helpers, *helped)} <= {*names}
    assert 1 == len(help_section(Declaration(PLEDGE, [*helpers, *helped])).blocks)


def test_all_who_are_silent() -> None:
    """Where many have not said where they stand, each is named in a line of its own."""
    silent = [Signatory(f"Stow-on-the-Wold-{n}") for n in range(30)]

    assert [
        "Without a word of where they stand: 30",
        *(f"  * {one.organisation}" for one in silent),
    ] == _below(_lines(*silent), "Without a word")


@pytest.mark.parametrize("name", ["A long name " * 20, "x" * 200, "An odd → name; with, marks"])
def test_long_names(name: str) -> None:
    """Names of any length keep the columns of the standings below their headings."""
    lines = _lines(Signatory(name.strip(), assessment=ABBEY.assessment), BRIDGE)
    head = next(one for one in lines if one.startswith("Partner"))
    below = [one[head.index("Being") :] for one in lines[lines.index(head) + 1 :]]

    assert any(one.startswith("2 There") for one in below)
    assert any(one.startswith("0 Not") for one in below)


def test_packaged() -> None:
    """The packaged declaration names its five commitments above the standings."""
    framework = load_framework("data-declaration")
    (table, *_) = standings_section(Declaration(framework, [Signatory("Northshire")])).blocks

    assert isinstance(table, Table)
    assert ["Partner", "Signed", *(one.name for one in framework.topics)] == [one.name for one in table.columns]
