"""Next steps and smallest ways up as plain text."""

from collections.abc import Mapping

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    Framework,
    Rule,
    Theme,
    Topic,
    next_steps,
    score,
    smallest_way_up,
)
from datamaturity.reports.next_steps_text import next_steps_text
from examples import CROSSED, FIVE, ONE_THEME, SAMM

# Levels 2 and 3, do not know, and 4; by weights 1, 2, 1 and 1/2.
ANSWERED = Assessment(CROSSED, {"1.1": 2, "1.2": 3, "2.3": Answer.do_not_know(), "2.4": 4})


def _lines(
    assessment: Assessment,
    *,
    rule: Rule | str | None = None,
    overall: bool | None = None,
    limit: int | None = None,
    to: int | None = None,
) -> list[str]:
    steps = next_steps(assessment, rule=rule, overall=overall)
    card = score(assessment, rule=rule, overall=overall)
    ways = [smallest_way_up(one, to=to) for one in card if one.group.kind != "cell"]
    chosen = steps[:limit]
    return next_steps_text(
        chosen, ways, framework=card.framework, rule=str(card.rule), left_out_count=len(steps) - len(chosen)
    ).splitlines()


def _line(lines: list[str], start: str) -> str:
    """Return the one line that starts like this, with single blanks."""
    (found,) = [line for line in lines if line.startswith(start)]
    return " ".join(found.split())


def _one_theme(levels: Mapping[str, int | Answer]) -> Assessment:
    return Assessment(ONE_THEME, levels)


def test_worked_ways() -> None:
    """For each topic and theme: its stage, the next, how few moves reach it, and which."""
    # Topic 1: 8 of weight 3, 3.5 needs 10.5: 1.1 and 1.2 add 1 and 2. Topic 2: 4 to 4.5 by 2.4 alone. Data: 4 of weight
    # 1.5, 5.25 needed: 1.1 twice adds 2, from lower levels than 1.1 and 2.4. Skills: 3 to 3.5 by 1.2. In
    # topic 1 each could do without the other (3 or 4 of 2.5); 2.4 of topic 2, 1.1 of data and 1.2 of skills block.
    lines = _lines(ANSWERED)

    assert "Two topics and two themes, version 1 (crossed)" == lines[0]
    assert "Stages by the rule mean-nearest; levels run from 1 (Beginning) to 5 (Mastering)" == lines[1]
    assert "Topic Sharing 3 Learning 4 Developing 2 1.1, 1.2" == _line(lines, "Topic Sharing")
    assert "Topic Deciding 4 Developing 5 Mastering 1 2.4*" == _line(lines, "Topic Deciding")
    assert "Theme Data 3 Learning 4 Developing 2 1.1* (twice)" == _line(lines, "Theme Data")
    assert "Theme Skills 3 Learning 4 Developing 1 1.2*" == _line(lines, "Theme Skills")


def test_columns_line_up() -> None:
    """Names and levels stand to the left, the number of moves below the end of its heading."""
    lines = _lines(ANSWERED)
    start = next(place for place, line in enumerate(lines) if "For example" in line)

    assert [
        "                Stage         Next          Moves  For example",
        "Topic Sharing   3 Learning    4 Developing      2  1.1, 1.2",
        "Topic Deciding  4 Developing  5 Mastering       1  2.4*",
        "Theme Data      3 Learning    4 Developing      2  1.1* (twice)",
        "Theme Skills    3 Learning    4 Developing      1  1.2*",
    ] == lines[start : start + 5]


def test_worked_steps() -> None:
    """Each step: criterion and levels, what it lifts, gap and means, and both descriptors where there are texts."""
    # 1.2 lifts skills to 4 and comes before 2.4, which lifts topic 2 to 5, by weight 2 to 1/2; 1.1 lifts nothing.
    # Topic 1: 8/3 to (2 + 8)/3 by 1.2 and to (3 + 6)/3 by 1.1; data: 4/1.5 to 4.5/1.5 by 2.4 and 5/1.5 by 1.1.
    lines = _lines(ANSWERED)
    start = next(place for place, line in enumerate(lines) if line.startswith("1. "))

    assert [
        "1. 1.2 Sharing outside: 3 Learning → 4 Developing",
        "   Lifts Skills to 4 Developing",
        "   Gap to the target 1.0; means: Sharing 2.67 → 3.33; Skills 3.00 → 4.00",
        "",
        "2. 2.4 Asking for data: 4 Developing → 5 Mastering",
        "   Lifts Deciding to 5 Mastering",
        "   Gap to the target 1.0; means: Deciding 4.00 → 5.00; Data 2.67 → 3.00",
        "",
        "3. 1.1 Sharing inside: 2 Emerging → 3 Learning",
        "   Gap to the target 1.0; means: Sharing 2.67 → 3.00; Data 2.67 → 3.33",
        "   Now: two",
        "   Next: three",
    ] == lines[start:]


def test_overall() -> None:
    """The whole has its way and its mean where it was asked for."""
    # 10 of weight 3.5, 12.25 needed for 4: 1.1 and 1.2 add 3. By 1.2 the mean is 12/3.5 = 24/7.
    lines = _lines(ANSWERED, overall=True)

    assert _line(lines, "Overall").endswith("3 Learning 4 Developing 2 1.1, 1.2")
    assert any("2.86 → 3.43" in line for line in lines)


@pytest.mark.parametrize(
    ("limit", "text"), [(None, "(3)"), (3, "(3)"), (9, "(3)"), (2, "(2 of 3)"), (1, "(1 of 3)"), (0, "(0 of 3)")]
)
def test_how_many_are_shown(limit: int | None, text: str) -> None:
    """Where steps are left out it says how many there are."""
    lines = _lines(ANSWERED, limit=limit)

    assert any(line.startswith(f"Next steps {text}:") for line in lines)
    assert min(3, 3 if limit is None else limit) == sum(line[:1].isdigit() for line in lines)


def test_no_steps_at_the_top() -> None:
    """At the highest stage there is no next one, and no step."""
    lines = _lines(_one_theme(dict.fromkeys("abcde", 5)))

    assert "Theme Data 5 Mastering - - the highest stage" == _line(lines, "Theme Data")
    assert lines[-1].startswith("Next steps (none)")


def test_highest_stage_with_steps_left() -> None:
    """A group at the highest stage may still have criteria that can move."""
    # 5, 5, 5, 5 and 4: mean 4.8.
    lines = _lines(_one_theme({**dict.fromkeys("abcd", 5), "e": 4}))

    assert "Theme Data 5 Mastering - - the highest stage" == _line(lines, "Theme Data")
    assert "1. e Criterion e: 4 Developing → 5 Mastering" in lines


@pytest.mark.parametrize(
    ("rule", "answers", "example"),
    [
        # Nothing is answered: any one answer gives a mean.
        ("mean-nearest", {}, "answer first: 1 of a, b, c, d, e"),
        # A median needs one answer as well; four of five must be answered for 0.8; all for the weakest link.
        ("median-low", {}, "answer first: 1 of a, b, c, d, e"),
        ("reached-by:0.8", {"a": 5, "b": 5}, "answer first: 2 of c, d, e"),
        ("weakest-link", {"a": 1, "b": 2, "e": 3}, "answer first: c*, d*"),
        ("weakest-link", dict.fromkeys("abcd", 1), "answer first: e*"),
    ],
)
def test_answers_come_first(rule: str, answers: dict[str, int], example: str) -> None:
    """Where a stage lacks answers, it says how many of which criteria to answer first."""
    lines = _lines(_one_theme(answers), rule=rule)

    assert f"Theme Data - 1 Beginning 0 {example}" == _line(lines, "Theme Data")


def test_do_not_know_comes_first_too() -> None:
    """*Do not know* is to be answered first like no answer at all."""
    lines = _lines(_one_theme({**dict.fromkeys("abcd", 1), "e": Answer.do_not_know()}), rule="weakest-link")

    assert _line(lines, "Theme Data").endswith("answer first: e*")


def test_answers_and_moves() -> None:
    """Where a stage takes answers and moves, both are told, answers first."""
    # 0.6 of five is three: level 3 needs a and b up from 2, and one of c, d and e answered. None of them is needed for
    # sure: without a, b and two answers would do.
    lines = _lines(_one_theme({"a": 2, "b": 2}), rule="reached-by:0.6", to=3)

    assert _line(lines, "Theme Data").endswith("2 answer first: 1 of c, d, e; then move a, b")
    assert not any(line.startswith("*") for line in lines)


def test_what_the_asterisk_means() -> None:
    """Criteria that every way has to move or answer are marked, and below the table it says what the mark means."""
    assert 1 == sum(line.startswith("* every way to the next stage") for line in _lines(ANSWERED))
    assert not any(line.startswith("*") for line in _lines(_one_theme(dict.fromkeys("abcde", 5))))


def test_out_of_reach() -> None:
    """Where no set of moves reaches the next stage, as a caller's own rule may have it, it says so."""
    assessment = _one_theme({"a": 4})
    (way,) = [attrs.evolve(smallest_way_up(one), moves=None) for one in score(assessment)]
    lines = next_steps_text((), [way], framework=ONE_THEME, rule="ours").splitlines()

    assert "Theme Data 4 Developing 5 Mastering - out of reach" == _line(lines, "Theme Data")


def test_not_applicable_group() -> None:
    """A group none of whose criteria applies is said not to apply; it is not out of anyone's reach."""
    answers = {one: Answer.not_applicable("Closed") for one in "abcde"}
    line = _line(_lines(_one_theme(answers)), "Theme Data")

    assert "not applicable" in line
    assert "out of reach" not in line


def test_moves_of_one_criterion_are_counted() -> None:
    """Moves of one criterion are counted in words; of many criteria the first five are named."""
    # a alone from 1 to 2, 3 and 4 in one, two and three moves: 1 to 1.5, 2.5 and 3.5.
    for to, times in ((2, "1 a*"), (3, "2 a* (twice)"), (4, "3 a* (3 times)")):
        assert _line(_lines(_one_theme({"a": 1}), to=to), "Theme Data").endswith(times)


@pytest.mark.parametrize(
    ("count", "example"), [(6, "c0*, c1*, c2*, c3*, c4*, c5*"), (7, "c0*, c1*, c2*, c3*, c4*, 2 more")]
)
def test_many_criteria(count: int, example: str) -> None:
    """Up to six criteria are named, of more the first five."""
    criteria = [Criterion(f"c{number}", f"Criterion {number}", theme="x") for number in range(count)]
    framework = Framework(id="many", version="1", title="Many", scale=FIVE, themes=[Theme("x", "X")], criteria=criteria)
    lines = _lines(Assessment(framework, {one.id: 1 for one in criteria}), rule="weakest-link")

    assert f"Theme X 1 Beginning 2 Emerging {count} {example}" == _line(lines, "Theme X")


def test_scale_from_zero() -> None:
    """A scale from 0 with unequal steps: stages and means are in values, gaps too."""
    framework = Framework(
        id="pledges",
        version="1",
        title="Pledges",
        scale=SAMM,
        topics=[Topic("t", "Openness")],
        criteria=[Criterion("a", "First", "t"), Criterion("b", "Second", "t")],
    )
    # 0 and 1/4: mean 1/8, half-way, so 1 Some. To 2 Half the mean must be 3/8, the sum 1/2 more: a twice, a and b, or
    # b twice; b twice leaves the lowest where it is, and of the others a comes first.
    lines = _lines(Assessment(framework, {"a": 0, "b": 1}))

    assert "Topic Openness 1 Some 2 Half 2 a (twice)" == _line(lines, "Topic Openness")
    # Both gaps are 1/4 and lift nothing (mean 1/4), so framework order decides.
    assert [
        "1. a First: 0 No → 1 Some",
        "   Gap to the target 0.3; means: Openness 0.13 → 0.25",
        "",
        "2. b Second: 1 Some → 2 Half",
        "   Gap to the target 0.3; means: Openness 0.13 → 0.25",
    ] == lines[-5:]


def test_long_texts_are_wrapped() -> None:
    """Long texts are wrapped at 100 characters, with the indent of their step; long words stay whole."""
    framework = Framework(
        id="long",
        version="1",
        title="Long",
        scale=FIVE,
        themes=[Theme("x", "X")],
        criteria=[Criterion("a", "A", theme="x", descriptors=("word " * 60, "x" * 150, "c", "d", "e"))],
    )
    lines = _lines(Assessment(framework, {"a": 1}))
    start = next(place for place, line in enumerate(lines) if line.startswith("   Now:"))
    now = lines[start : next(place for place, line in enumerate(lines) if line.startswith("   Next:"))]

    assert ("Now: " + "word " * 60).split() == " ".join(now).split()
    assert 4 == len(now)
    assert all(len(line) <= 100 and line.startswith("   ") for line in now)
    assert f"   {'x' * 150}" == lines[-1]
