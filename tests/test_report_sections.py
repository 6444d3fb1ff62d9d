"""What a report says of one group in depth."""

import pytest

from datamaturity import (
    Answer,
    Assessment,
    Benchmark,
    Network,
    Organisation,
    in_depth,
    load_framework,
    score,
)
from datamaturity.reports.outline import Outline, Section
from datamaturity.reports.renderers.text import outline_text
from datamaturity.reports.sections.depth import depth_section
from examples import CROSSED, ONE_THEME

BEFORE = Assessment(CROSSED, {"1.1": 4, "1.2": 2, "2.3": Answer.not_applicable("No"), "2.4": Answer.do_not_know()})


def _lines(section: Section) -> list[str]:
    """Return the section's lines of text, below its heading and without blank ones."""
    text = outline_text(Outline("T", CROSSED, "mean-nearest", [], [section]))
    return [line for line in text.splitlines()[5:] if line]


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
    ] == _lines(depth_section(in_depth(score(BEFORE), theme="data")))


def test_depth_beside_a_benchmark() -> None:
    """Others' figures stand beside the score, with how many organisations they are about."""
    # Five at each level: a quarter of 25 is reached at level 2, half at 3, three quarters at 4. Below level 4 are 15,
    # and half of the five at it count: 17½ of 25.
    benchmark = Benchmark.from_counts(CROSSED, themes={"data": [5, 5, 5, 5, 5]})
    lines = [
        " ".join(line.split())
        for line in _lines(depth_section(in_depth(score(BEFORE), theme="data", benchmark=benchmark)))
    ]
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

    assert "There is no higher stage." == _lines(depth_section(in_depth(top, theme="data")))[-1]


@pytest.mark.parametrize("count", [3, 12])
def test_depth_of_a_network(count: int) -> None:
    """A network's page counts its members; where they are too few, it says that everything is withheld, and no more."""
    framework = load_framework("seven-themes")
    members = [Organisation(f"org {n}", Assessment(framework, {"C1": 1 + n % 5, "C2": 3})) for n in range(count)]
    lines = _lines(depth_section(in_depth(Network(members).pool(), theme="culture")))

    if count == 3:
        assert 1 == len(lines)
        assert lines[0].startswith("Everything is withheld: ")
    else:
        assert "A criterion is held where the lower median of the members holds it." in " ".join(lines)
        assert "How many members stand at each level" in lines
