"""What a report says of one group in depth, of an organisation, of a panel, and of a network."""

import attrs
import pytest

from datamaturity import (
    Assessment,
    Benchmark,
    InDepth,
    Network,
    Organisation,
    Panel,
    Respondent,
    Withheld,
    in_depth,
    load_framework,
    score,
)
from datamaturity.reports.outline import Listing, Number, Outline, Paragraph, Table
from datamaturity.reports.renderers.text import outline_text
from datamaturity.reports.sections.depth import depth_section
from examples import CROSSED, ONE_THEME, ONE_THEME_ANSWERED

FEW = Withheld("too few of them")
PUBLISHED = Benchmark.from_counts(ONE_THEME, themes={"data": [41, 57, 35, 15, 8]}, mean=True)


def _said(found: InDepth) -> str:
    """Return the paragraphs of a group's page."""
    return " ".join(block.text for block in depth_section(found).blocks if isinstance(block, Paragraph))


def _table(found: InDepth, caption: str) -> dict[str, Number]:
    """Return what stands beside each row of a table."""
    (table,) = [block for block in depth_section(found).blocks if isinstance(block, Table) and block.caption == caption]
    return {str(name): cell for name, cell in table.rows if isinstance(cell, Number)}


def _listing(found: InDepth, heading: str) -> list[tuple[str, str]]:
    """Return the items of the list whose heading starts like this."""
    return [
        item
        for block in depth_section(found).blocks
        if isinstance(block, Listing) and block.heading.startswith(heading)
        for item in block.items
    ]


def _network(levels: list[int]) -> Network:
    """Return organisations that stand at a level in *a* and at 3 in *b*."""
    answers = [Assessment(ONE_THEME, {"a": level, "b": 3}) for level in levels]
    return Network(Organisation(f"org {number}", one) for number, one in enumerate(answers))


def test_worked_example() -> None:
    """Of one assessment: stage, score of 5, criteria at each level, and what this stage and the next look like."""
    # The answers of SPEC section 3: 4, 3, not applicable, nothing, 2. What does not apply is in neither list.
    found = in_depth(score(ONE_THEME_ANSWERED), theme="data")

    assert "Stage: 3 Learning, by the rule mean-nearest. Score: 3.0 out of 5.0, from 3 criteria." == _said(found)
    assert [0, 1, 1, 1, 0] == [cell.value for cell in _table(found, "How many criteria stand at each level").values()]
    assert [
        ("held already", "a Criterion a"),
        ("held already", "b Criterion b"),
        ("not known", "d Criterion d"),
        ("not yet", "e Criterion e"),
    ] == _listing(found, "What this stage looks like: 3 Learning")
    assert ["held already", "not yet", "not known", "not yet"] == [
        mark for mark, _ in _listing(found, "What the next stage looks like: 4 Developing")
    ]


def test_benchmark() -> None:
    """Beside a benchmark: its number, its mean where it has one, quartiles, and the percentile rank of the stage."""
    # (41 + 114 + 105 + 60 + 40)/156 = 360/156; 1, 2 and 3 hold 41, 98 and 133 of 156; (98 + 35/2)/156.
    with_mean = _table(in_depth(score(ONE_THEME_ANSWERED), theme="data", benchmark=PUBLISHED), "Beside the benchmark")
    plain = attrs.evolve(PUBLISHED, groups=[attrs.evolve(PUBLISHED.themes["data"], mean=None)])
    without = _table(in_depth(score(ONE_THEME_ANSWERED), theme="data", benchmark=plain), "Beside the benchmark")

    assert ["156", "2.3", "1.0", "2.0", "3.0", "74%"] == [*map(str, with_mean.values())]
    assert {name: cell for name, cell in with_mean.items() if name != "Mean"} == without


def test_benchmark_of_other_groups() -> None:
    """A benchmark without the group says nothing of it."""
    card = score(Assessment(CROSSED, {"1.1": 3, "1.2": 3}))
    found = in_depth(card, theme="data", benchmark=Benchmark.from_counts(CROSSED, topics={"2": [9] * 5}))

    assert in_depth(card, theme="data") == found
    assert depth_section(in_depth(card, theme="data")) == depth_section(found)


def test_members() -> None:
    """For a panel or a network it counts members, and says what holding means of several."""
    panel = Panel([Respondent(Assessment(ONE_THEME, one)) for one in ({"a": 3}, {"a": 4}, {})])
    network = _network([1, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 5])
    held = "A criterion is held where the lower median of the members holds it."

    # 3 and 4: 3.5 is half-way, and goes up.
    assert (f"Stage: 4 Developing, by the rule mean-nearest. Score: 3.5 out of 5.0, from 2 members. {held}") == _said(
        in_depth(panel.pool(), theme="data")
    )
    # Means 2, twice 2.5, six times 3, twice 3.5, and 4: one at 2, eight at 3, three at 4.
    spread = _table(in_depth(network.pool(min_organisations=0), theme="data"), "How many members stand at each level")
    assert [0, 1, 8, 3, 0] == [cell.value for cell in spread.values()]


def test_one() -> None:
    """One criterion is a criterion, one member a member."""
    one = Assessment(ONE_THEME, {"a": 2})

    assert ", from 1 criterion." in _said(in_depth(score(one), theme="data"))
    assert ", from 1 member." in _said(in_depth(Panel([Respondent(one)]).pool(), theme="data"))


def test_withheld_in_part() -> None:
    """Withheld counts and means read withheld, and stay so as values."""
    card = _network([3] * 12).pool()
    one = attrs.evolve(card.themes["data"], stage_counts=(0, FEW, 8, FEW, 0), mean=FEW)
    found = attrs.evolve(in_depth(card, theme="data"), score=one)
    spread = _table(found, "How many members stand at each level")

    assert ["0", "withheld", "8", "withheld", "0"] == [*map(str, spread.values())]
    assert [0, FEW, 8, FEW, 0] == [cell.value for cell in spread.values()]
    assert "Score: withheld out of 5.0, from 12 members." in _said(found)


def test_all_withheld() -> None:
    """Where everything is withheld, it says so and why, and nothing else."""
    (block,) = depth_section(in_depth(_network([3] * 4).pool(), theme="data", benchmark=PUBLISHED)).blocks

    assert isinstance(block, Paragraph)
    assert (
        "Everything is withheld: it is about fewer than 5 organisations, or would give such a figure away."
    ) == block.text


@pytest.mark.parametrize(
    ("answers", "rule", "said", "then"),
    [
        # Nothing is answered: no stage, and no next one.
        ({}, None, "There is no stage and no score: none of its criteria is answered.", ""),
        # Four are open, so not even the lowest level is held by all.
        ({"a": 4}, "weakest-link", "Stage: – (the rule gives none", "1 Beginning"),
    ],
)
def test_no_stage(answers: dict[str, int], rule: str | None, said: str, then: str) -> None:
    """Without a stage the reason stands there; where the rule gives none, the lowest is next."""
    found = in_depth(score(Assessment(ONE_THEME, answers), rule=rule), theme="data")

    assert said in _said(found)
    assert [] == _listing(found, "What this stage")
    assert bool(then) == bool(_listing(found, f"What the next stage looks like: {then}"))


def test_descriptors() -> None:
    """Each criterion's own words at the stage and at the next are there in full, in lines of a hundred signs."""
    framework = load_framework("seven-themes")
    ids = [one for one in framework.criterion_ids if one.startswith("C")]
    section = depth_section(in_depth(score(Assessment(framework, dict.fromkeys(ids, 3))), theme="culture"))
    text = outline_text(Outline("Us", framework, "mean-nearest", [], [section]))
    words = " ".join(text.split())

    for one in ids:
        for number in (3, 4):
            assert framework.descriptor(f"{one}.{number}").text in words
    assert 100 >= max(map(len, text.splitlines()))
