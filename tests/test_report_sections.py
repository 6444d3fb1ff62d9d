"""What a report says of gaps, next steps, changes, and of one group in depth."""

import pytest

from datamaturity import (
    Answer,
    Assessment,
    Benchmark,
    Network,
    Organisation,
    Target,
    compare,
    gaps,
    in_depth,
    load_framework,
    next_steps,
    score,
)
from datamaturity.reports.depth_sections import depth_section
from datamaturity.reports.outline import Outline, Section
from datamaturity.reports.outline_text import outline_text
from datamaturity.reports.progress_sections import change_section, gaps_section, steps_section
from examples import CROSSED, ONE_THEME

BEFORE = Assessment(CROSSED, {"1.1": 4, "1.2": 2, "2.3": Answer.not_applicable("No"), "2.4": Answer.do_not_know()})
AFTER = Assessment(CROSSED, {"1.1": 5, "1.2": 1, "2.3": 3})


def _lines(section: Section) -> list[str]:
    """Return the section's lines of text, below its heading and without blank ones."""
    text = outline_text(Outline("T", CROSSED, "mean-nearest", [], [section]))
    return [line for line in text.splitlines()[5:] if line]


def test_gaps() -> None:
    """Each group's way to the target, then the criteria below it, then those whose gap nobody knows."""
    # Topic 1: (1 × 4 + 2 × 2) / 3 now; the gap is (0 + 2 × 2) / 3; of the way (3 + 2 × 1) / (3 + 2 × 3) = 5/9.
    assert [
        "Gaps are over the answered criteria that have a target.",
        "Topics and their targets",
        "Topic       Now  Target  Gap  Of the way  Reached  Unknown",
        "1 Sharing   2.7     4.0  1.3         56%   1 of 2        0",
        "2 Deciding    –       –    –           –   0 of 0        1",
        "Themes and their targets",
        "Theme   Now  Target  Gap  Of the way  Reached  Unknown",
        "Data    4.0     4.0  0.0        100%   1 of 1        1",
        "Skills  2.0     4.0  2.0         33%   0 of 1        0",
        "Criteria below their target: 1",
        "Criterion            Now         Target        Gap",
        "1.2 Sharing outside  2 Emerging  4 Developing  2.0",
        "No gap is known without an answer: 1",
        "  * 2.4 Asking for data",
    ] == _lines(gaps_section(gaps(BEFORE, Target.of(CROSSED, everything=4))))


def test_no_gaps() -> None:
    """Where all targets are reached, that is said, and nothing is listed."""
    found = gaps(Assessment(ONE_THEME, dict.fromkeys("abcde", 3)), Target.of(ONE_THEME, everything=3))

    assert "No answered criterion is below its target." == _lines(gaps_section(found))[-1]


def test_steps() -> None:
    """Steps are numbered in their order, each with what it lifts and what the next level looks like."""
    steps = next_steps(BEFORE, target=Target.of(CROSSED, everything=5))

    assert [
        "What lifts a topic or theme comes first, then the larger gap, then weight, then framework order.",
        "  1. [lifts Skills to 3 Learning] 1.2 Sharing outside: 2 Emerging → 3 Learning.",
        "  2. [lifts Data to 5 Mastering] 1.1 Sharing inside: 4 Developing → 5 Mastering. five",
    ] == _lines(steps_section(steps[:2]))
    assert ["There is no step left to the target."] == _lines(steps_section([]))


def test_change() -> None:
    """A change of a mean is like for like and from others, which add up; criteria stand by what became of them."""
    # Data: 4 before; (5 + 3) / 2 = 4 after. Like for like 4 → 5 is +1, so that 2.3, now answered with a 3, took 1 away.
    assert [
        "Like for like is over the criteria answered both times; the rest of a change comes from the others.",
        "Topics: change of the mean",
        "Topic       Earlier  Later  Change  Like for like  From others  Both times",
        "1 Sharing       2.7    2.3   -0.33          -0.33         0.00           2",
        "2 Deciding        –    3.0       –              –            –           0",
        "Themes: change of the mean",
        "Theme   Earlier  Later  Change  Like for like  From others  Both times",
        "Data        4.0    4.0    0.00          +1.00        -1.00           1",
        "Skills      2.0    1.0   -1.00          -1.00         0.00           1",
        "Criteria that changed: 3",
        "  * [up] 1.1 (4 to 5)",
        "  * [down] 1.2 (2 to 1)",
        "  * [became applicable] 2.3",
    ] == _lines(change_section(compare(BEFORE, AFTER)))


def test_no_change() -> None:
    """Where nothing changed, that is said."""
    assert "No criterion changed." == _lines(change_section(compare(BEFORE, BEFORE)))[-1]


def test_depth() -> None:
    """A group's page has its stage, its score, how its criteria spread, and what this stage and the next look like."""
    assert [
        "Stage: 4 Developing, by the rule mean-nearest. Score: 4.0 out of 5.0, from 1 criterion.",
        "How many criteria stand at each level",
        "Level         Criteria",
        "1 Beginning          0",
        "2 Emerging           0",
        "3 Learning           0",
        "4 Developing         1",
        "5 Mastering          0",
        "What this stage looks like: 4 Developing",
        "  * [held already] 1.1 Sharing inside: four",
        "  * [not known] 2.4 Asking for data",
        "What the next stage looks like: 5 Mastering",
        "  * [not yet] 1.1 Sharing inside: five",
        "  * [not known] 2.4 Asking for data",
    ] == _lines(depth_section(in_depth(score(BEFORE), "data")))


def test_depth_beside_a_benchmark() -> None:
    """Others' figures stand beside the score, with how many organisations they are about."""
    # Five at each level: a quarter of 25 is reached at level 2, half at 3, three quarters at 4. Below level 4 are 15,
    # and half of the five at it count: 17½ of 25.
    benchmark = Benchmark.from_counts(CROSSED, themes={"data": [5, 5, 5, 5, 5]})
    lines = [" ".join(line.split()) for line in _lines(depth_section(in_depth(score(BEFORE), "data", benchmark)))]
    start = lines.index("Beside the benchmark")

    assert [
        "Figure Value",
        "Organisations 25",
        "A quarter of them up to 2.0",
        "Half of them up to 3.0",
        "Three quarters of them up to 4.0",
        "Percentile rank of this stage 70%",
    ] == lines[start + 1 : start + 7]


def test_depth_at_the_top() -> None:
    """At the highest stage there is no next one, and that is said."""
    top = score(Assessment(ONE_THEME, dict.fromkeys("abcde", 5)))

    assert "There is no higher stage." == _lines(depth_section(in_depth(top, "data")))[-1]


@pytest.mark.parametrize("count", [3, 12])
def test_depth_of_a_network(count: int) -> None:
    """A network's page counts its members; where they are too few, it says that everything is withheld, and no more."""
    framework = load_framework("seven-themes")
    members = [Organisation(f"org {n}", Assessment(framework, {"C1": 1 + n % 5, "C2": 3})) for n in range(count)]
    lines = _lines(depth_section(in_depth(Network(members).pool(), "culture")))

    if count == 3:
        assert 1 == len(lines)
        assert lines[0].startswith("Everything is withheld: ")
    else:
        assert "A criterion is held where the lower median of the members holds it." in " ".join(lines)
        assert "How many members stand at each level" in lines
