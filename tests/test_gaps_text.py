"""Gaps to a target as plain text."""

import pytest

from datamaturity import Answer, Assessment, Criterion, Framework, Target, Theme, Topic, gaps, load_framework
from datamaturity.reports.gaps_text import gaps_text
from examples import CROSSED, FIVE, ONE_THEME, ONE_THEME_ANSWERED, SAMM

# Levels 2 and 3, do not know, and 4; by weights 1, 2, 1 and 1/2.
ANSWERED = Assessment(CROSSED, {"1.1": 2, "1.2": 3, "2.3": Answer.do_not_know(), "2.4": 4})


def _lines(assessment: Assessment, target: Target, *, overall: bool | None = None) -> list[str]:
    return gaps_text(gaps(assessment, target, overall=overall)).splitlines()


def _line(lines: list[str], start: str) -> str:
    """Return the one line that starts like this, with single blanks."""
    (found,) = [line for line in lines if line.strip().startswith(start)]
    return " ".join(found.split())


def test_worked_example() -> None:
    """Each topic and theme with its numbers, what nobody knows, and the criteria below their target."""
    # Targets 4 for 1.1 and 3 for the rest. Topic 1: now (2 + 2·3)/3 = 8/3, target (4 + 2·3)/3 = 10/3, gap 2/3, of the
    # way 1 − 2/(3 + 2·2) = 5/7. Topic 2: 4 of 3, passed; 2.3 unknown. Theme data: now (2 + 4/2)/1.5 = 8/3,
    # target (4 + 3/2)/1.5 = 11/3, gap 2/1.5, of the way 1 − 2/(3 + 2/2) = 1/2. Skills: 3 of 3.
    target = Target.of(CROSSED, everything=3, criteria={"1.1": 4})
    lines = _lines(ANSWERED, target)

    assert "Two topics and two themes, version 1 (crossed)" == lines[0]
    assert "1 Sharing 2.7 3.3 0.7 71% 1 of 2 0" == _line(lines, "1 Sharing")
    assert "2 Deciding 4.0 3.0 0.0 100% 1 of 1 1" == _line(lines, "2 Deciding")
    assert "Data 2.7 3.7 1.3 50% 1 of 2 1" == _line(lines, "Data")
    assert "Skills 3.0 3.0 0.0 100% 1 of 1 0" == _line(lines, "Skills")
    assert _line(lines, "No gap is known without an answer").endswith("(1): 2.3")
    assert "Criteria below their target: 1" in lines
    assert "1.1 Sharing inside 2 Emerging 4 Developing 2.0" == _line(lines, "1.1")


def test_columns_line_up() -> None:
    """Names stand to the left, numbers below the end of their heading; the numbers are those of the worked example."""
    lines = _lines(ANSWERED, Target.of(CROSSED, everything=3, criteria={"1.1": 4}))
    start = next(place for place, line in enumerate(lines) if line.startswith("Topic"))

    assert [
        "Topic        Now  Target  Gap  Of the way  Reached  Unknown",
        " 1 Sharing   2.7     3.3  0.7         71%   1 of 2        0",
        " 2 Deciding  4.0     3.0  0.0        100%   1 of 1        1",
        "",
        "Theme   Now  Target  Gap  Of the way  Reached  Unknown",
        "Data    2.7     3.7  1.3         50%   1 of 2        1",
        "Skills  3.0     3.0  0.0        100%   1 of 1        0",
    ] == lines[start : start + 7]


def test_largest_gap_first_then_framework_order() -> None:
    """Criteria with larger gaps come first, equal ones in framework order."""
    # To level 4: gaps 0 for a, 1 for b, 3 for d and 1 for e.
    assessment = Assessment(ONE_THEME, {"a": 4, "b": 3, "d": 1, "e": 3})
    lines = _lines(assessment, Target.of(ONE_THEME, everything=4))

    assert ["d", "b", "e"] == [line.split()[0] for line in lines[-3:]]
    assert ["3.0", "1.0", "1.0"] == [line.split()[-1] for line in lines[-3:]]


def test_no_gaps() -> None:
    """Where every target is reached it says so, and there is no list."""
    lines = _lines(ONE_THEME_ANSWERED, Target.of(ONE_THEME, everything=2))

    assert "Criteria below their target: none" == lines[-1]
    # 4, 3 and 2 of levels 2, 2 and 2: mean 3, and d is unknown.
    assert "Data 3.0 2.0 0.0 100% 3 of 3 1" == _line(lines, "Data")


def test_a_target_of_the_lowest_level_has_no_way() -> None:
    """There is no share of a way where the target is the lowest level."""
    lines = _lines(ONE_THEME_ANSWERED, Target.of(ONE_THEME, everything=1))

    assert "Data 3.0 1.0 0.0 - 3 of 3 1" == _line(lines, "Data")


@pytest.mark.parametrize(
    ("answers", "unknown"),
    [
        ({}, ["(5): a, b, c, d, e"]),
        (dict.fromkeys("abcde", Answer.do_not_know()), ["(5): a, b, c, d, e"]),
        (dict.fromkeys("abcde", Answer.not_applicable("Closed")), []),
    ],
)
def test_nothing_answered(answers: dict[str, Answer], unknown: list[str]) -> None:
    """Without a level there are no numbers; what does not apply is not unknown."""
    lines = _lines(Assessment(ONE_THEME, answers), Target.of(ONE_THEME, everything=3))
    text = "No gap is known without an answer "

    assert f"Data - - - - 0 of 0 {5 if unknown else 0}" == _line(lines, "Data")
    assert unknown == [line.removeprefix(text) for line in lines if line.startswith(text)]
    assert "Criteria below their target: none" == lines[-1]


def test_groups_without_a_target() -> None:
    """A group none of whose criteria has a target has no numbers; what nobody knows is counted all the same."""
    lines = _lines(ANSWERED, Target.of(CROSSED, topics={"1": 3}))

    assert "2 Deciding - - - - 0 of 0 1" == _line(lines, "2 Deciding")


def test_topics_only() -> None:
    """A framework without themes has no table of themes, and a share of the way over level values, not numbers."""
    framework = Framework(
        id="pledges",
        version="1",
        title="Pledges",
        scale=SAMM,
        topics=[Topic("a", "Openness")],
        criteria=[Criterion("a1", "First", "a"), Criterion("a2", "Second", "a")],
    )
    # Values 1/4 and 1/2 to 1 and 1: gaps 3/4 and 1/2, of the way 1 − (5/4)/2 = 3/8; mean gap 5/8.
    lines = _lines(Assessment(framework, {"a1": 1, "a2": 2}), Target.of(framework, everything=3))

    assert "a Openness 0.4 1.0 0.6 38% 0 of 2 0" == _line(lines, "a Openness")
    assert not any(line.startswith("Theme") for line in lines)
    assert "a1 First 1 Some 3 Most 0.8" == " ".join(lines[-2].split())
    assert "a2 Second 2 Half 3 Most 0.5" == " ".join(lines[-1].split())


def test_themes_only() -> None:
    """A framework without topics has no table of topics."""
    lines = _lines(ONE_THEME_ANSWERED, Target.of(ONE_THEME, everything=3))

    assert not any(line.startswith("Topic") for line in lines)
    assert any(line.startswith("Theme") for line in lines)


@pytest.mark.parametrize("publishes_overall", [True, False])
def test_overall(publishes_overall: bool) -> None:
    """The whole has a line where its publisher gives one, or the caller asks for it."""
    framework = Framework(
        id="whole",
        version="1",
        title="A whole",
        scale=FIVE,
        publishes_overall=publishes_overall,
        themes=[Theme("x", "First theme"), Theme("y", "Second theme")],
        criteria=[Criterion("a", "A", theme="x"), Criterion("b", "B", theme="y")],
    )
    # 1 and 4 of 3 and 4: mean 2.5 of 3.5, gap 1, of the way 1 − 2/5.
    target = Target.of(framework, criteria={"a": 3, "b": 4})
    lines = _lines(Assessment(framework, {"a": 1, "b": 4}), target, overall=None if publishes_overall else True)

    assert any(" ".join(line.split()).endswith("2.5 3.5 1.0 60% 1 of 2 0") for line in lines)


def test_long_names_and_any_script() -> None:
    """Long names and other scripts are shown whole."""
    framework = Framework(
        id="long",
        version="1",
        title="Uzun",
        scale=FIVE,
        themes=[Theme("x", "İstanbul Büyükşehir " * 10)],
        criteria=[Criterion("a", "数据成熟度 " * 20, theme="x")],
    )
    text = gaps_text(gaps(Assessment(framework, {"a": 1}), Target.of(framework, everything=2)))

    assert ("İstanbul Büyükşehir " * 10).strip() in text
    assert ("数据成熟度 " * 20).strip() in text


def test_uk_dma_without_answers() -> None:
    """All 97 criteria of the UK DMA are unknown without an answer."""
    framework = load_framework("uk-government-dma")
    text = gaps_text(gaps(Assessment(framework), Target.of(framework, everything=3)))
    words = text.replace(",", " ").split()

    assert "(97):" in words
    assert {*framework.criterion_ids} <= {*words}
