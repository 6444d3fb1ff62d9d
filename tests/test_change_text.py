"""What changed between two assessments, as plain text."""

from datetime import date

import attrs
import pytest

from datamaturity import Answer, Assessment, Criterion, Framework, Theme, VersionMismatchError, compare
from datamaturity.changes import ChangeKind
from datamaturity.reports.change_text import comparison_text
from examples import CROSSED, FIVE, ONE_THEME, ONE_THEME_ANSWERED, SAMM

EARLIER = Assessment(CROSSED, {"1.1": 2, "1.2": 3, "2.3": Answer.do_not_know(), "2.4": 4})
LATER = Assessment(CROSSED, {"1.1": 3, "1.2": Answer.not_applicable("Closed"), "2.3": 2, "2.4": 3})


def _lines(earlier: Assessment, later: Assessment, *, overall: bool | None = None) -> list[str]:
    return comparison_text(compare(earlier, later, overall=overall)).splitlines()


def _line(lines: list[str], start: str) -> str:
    """Return the one line that starts like this, with single blanks."""
    (found,) = [line for line in lines if line.strip().startswith(start)]
    return " ".join(found.split())


def test_worked_example() -> None:
    """Each topic and theme with its change in two parts, then the criteria by kind of change."""
    # Topic 1: 8/3 to 3; like for like 1.1 from 2 to 3; the rest 2·(2 − 3)/3 for 1.2. Topic 2: 4 to (2 + 3/2)/1.5 = 7/3;
    # 2.4 down by 1, and 2.3 adds (2 − 3)/1.5. Data: 8/3 to (3 + 2 + 3/2)/2.5 = 13/5; like for like 8/3 to 3, and
    # (2 − 3)/2.5 for 2.3. Skills: no later mean.
    lines = _lines(EARLIER, LATER)

    assert "Two topics and two themes, version 1 (crossed)" == lines[0]
    assert "1 Sharing 2.7 3.0 +0.33 +1.00 -0.67 1" == _line(lines, "1 Sharing")
    assert "2 Deciding 4.0 2.3 -1.67 -1.00 -0.67 1" == _line(lines, "2 Deciding")
    assert "Data 2.7 2.6 -0.07 +0.33 -0.40 2" == _line(lines, "Data")
    assert "Skills 3.0 - - - - 0" == _line(lines, "Skills")
    assert [
        "Criteria that changed: 4",
        "  up: 1.1 (2 to 3)",
        "  down: 2.4 (4 to 3)",
        "  newly answered: 2.3",
        "  became not applicable: 1.2",
    ] == lines[-5:]


def test_nothing_changed() -> None:
    """The same answers twice have no change anywhere."""
    lines = _lines(ONE_THEME_ANSWERED, ONE_THEME_ANSWERED)

    assert "Criteria that changed: none" == lines[-1]
    assert "Data 3.0 3.0 0.00 0.00 0.00 3" == _line(lines, "Data")


def test_every_kind_of_change_in_its_order() -> None:
    """Kinds of change come in one order, criteria of one kind in framework order; what stays the same is left out."""
    away, open_ = Answer.not_applicable("Closed"), Answer.do_not_know()
    framework = Framework(
        id="kinds",
        version="1",
        title="Kinds",
        scale=FIVE,
        themes=[Theme("x", "X")],
        criteria=[Criterion(one, one, theme="x") for one in "hgfedcba"],
    )
    # a up, b down, c same, d newly answered, e no longer answered, f became applicable, g no longer applies, h open.
    earlier = Assessment(framework, {"a": 1, "b": 3, "c": 2, "d": open_, "e": 4, "f": away, "g": 5, "h": open_})
    later = Assessment(framework, {"a": 5, "b": 2, "c": 2, "d": 1, "f": 3, "g": away})
    lines = _lines(earlier, later)

    assert [
        "Criteria that changed: 6",
        "  up: a (1 to 5)",
        "  down: b (3 to 2)",
        "  newly answered: d",
        "  no longer answered: e",
        "  became applicable: f",
        "  became not applicable: g",
    ] == lines[-7:]
    assert ["same", "still open"] == [kind.value for kind in ChangeKind if not any(kind.value in one for one in lines)]


def test_several_of_one_kind() -> None:
    """Criteria with the same kind of change share a line, in framework order."""
    lines = _lines(Assessment(ONE_THEME, {"e": 1, "a": 2}), Assessment(ONE_THEME, {"e": 5, "a": 3}))

    assert "  up: a (2 to 3), e (1 to 5)" == lines[-1]


def test_nothing_answered_both_times() -> None:
    """Without a criterion answered both times nothing is like for like, and the rest is the whole change."""
    # 2 over a, then 3 over b.
    lines = _lines(Assessment(ONE_THEME, {"a": 2}), Assessment(ONE_THEME, {"b": 3}))

    assert "Data 2.0 3.0 +1.00 - +1.00 0" == _line(lines, "Data")


@pytest.mark.parametrize("swapped", [False, True])
def test_one_side_without_answers(swapped: bool) -> None:
    """Where one mean is missing there is no change."""
    pair = (ONE_THEME_ANSWERED, Assessment(ONE_THEME))
    lines = _lines(*(reversed(pair) if swapped else pair))

    assert f"Data {'- 3.0' if swapped else '3.0 -'} - - - 0" == _line(lines, "Data")
    kind = "became not applicable" if swapped else "became applicable"
    # c does not apply in one of them.
    assert f"  {kind}: c" == lines[-1]


def test_who_and_when() -> None:
    """Organisation and date of each assessment stand at the top, as far as they are known."""
    earlier = Assessment(ONE_THEME, {"a": 2}, organisation="İzmir Belediyesi", assessed_on=date(2025, 3, 1))
    later = Assessment(ONE_THEME, {"a": 3}, assessed_on=date(2026, 3, 1))

    assert ["Earlier: İzmir Belediyesi, 2025-03-01", "Later: 2026-03-01", ""] == _lines(earlier, later)[1:4]
    assert "" == _lines(Assessment(ONE_THEME), Assessment(ONE_THEME))[1]


def test_overall() -> None:
    """The whole has a line where it was asked for."""
    # 20/7 to 13/5: like for like 8/3 to 3, the rest −2/5 − 4/21; whole −9/35.
    lines = _lines(EARLIER, LATER, overall=True)

    assert any(" ".join(line.split()).endswith("2.9 2.6 -0.26 +0.33 -0.59 2") for line in lines)


def test_a_tiny_change_is_shown_alike_up_and_down() -> None:
    """A change that rounds to nothing has no sign, upwards as little as downwards."""
    framework = Framework(
        id="heavy",
        version="1",
        title="Heavy",
        scale=FIVE,
        themes=[Theme("x", "X")],
        criteria=[Criterion("a", "A", theme="x", weight=999), Criterion("b", "B", theme="x")],
    )
    # A change of one level in b moves the mean by 1/1000.
    low, high = Assessment(framework, {"a": 3, "b": 3}), Assessment(framework, {"a": 3, "b": 4})
    up, down = _lines(low, high), _lines(high, low)

    assert "X 3.0 3.0 0.00 0.00 0.00 2" == _line(down, "X ")
    assert "X 3.0 3.0 0.00 0.00 0.00 2" == _line(up, "X ")


def test_columns_line_up() -> None:
    """Names stand to the left, numbers below the end of their heading."""
    lines = _lines(EARLIER, LATER)
    start = next(place for place, line in enumerate(lines) if line.startswith("Topic"))

    assert [
        "Topic        Earlier  Later  Change  Like for like  The rest  Answered both times",
        " 1 Sharing       2.7    3.0   +0.33          +1.00     -0.67                    1",
        " 2 Deciding      4.0    2.3   -1.67          -1.00     -0.67                    1",
        "",
        "Theme   Earlier  Later  Change  Like for like  The rest  Answered both times",
        "Data        2.7    2.6   -0.07          +0.33     -0.40                    2",
        "Skills      3.0      -       -              -         -                    0",
    ] == lines[start : start + 7]


@pytest.mark.parametrize(
    "other",
    [
        attrs.evolve(ONE_THEME, criteria=ONE_THEME.criteria[:4]),
        attrs.evolve(ONE_THEME, criteria=ONE_THEME.criteria[::-1]),
        attrs.evolve(ONE_THEME, scale=SAMM),
    ],
)
def test_a_framework_that_changed_without_a_new_version(other: Framework) -> None:
    """Answers to criteria or levels that are not the same are refused, whatever the version says: never by position."""
    with pytest.raises(VersionMismatchError):
        compare(Assessment(ONE_THEME, {"a": 1}), Assessment(other, {"a": 1}))
