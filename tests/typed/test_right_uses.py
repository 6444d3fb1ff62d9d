"""
The public API as its users write it: each result has the type that a type checker should tell them.

mypy and pyright read ``assert_type``, and the tests run as well, so that what is typed is what works. What must not be
allowed is in ``wrong_uses.py``.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, assert_type

import pandas as pd
import polars as pl

import datamaturity
from datamaturity import (
    Answer,
    Assessment,
    Benchmark,
    BenchmarkComparison,
    Change,
    Comparison,
    Criterion,
    CriterionAgreement,
    FaultsError,
    Framework,
    Gap,
    Gaps,
    GroupChange,
    GroupGap,
    History,
    Level,
    Move,
    Network,
    NetworkScore,
    NetworkScorecard,
    NextStep,
    NextSteps,
    NoStage,
    Organisation,
    Panel,
    Plan,
    PooledScore,
    PooledScorecard,
    Respondent,
    Rule,
    Scale,
    Score,
    Scorecard,
    Standing,
    Target,
    Theme,
    Topic,
    UnknownIdError,
    WayUp,
    Withheld,
    frames,
    load_framework,
    read_answers,
    read_document,
    write_document,
)
from datamaturity.criteria import CriterionId
from datamaturity.mappings import FrozenMapping
from datamaturity.reports.outline import Outline

SEVEN = load_framework("seven-themes")
ANSWERED = Assessment(SEVEN, {"C1": 3, "C2": Answer.do_not_know()}, organisation="Quay", assessed_on=date(2025, 3, 1))


def test_a_framework_of_ones_own() -> None:
    """Plain texts, lists and numbers make the nouns; what they hold is exact and cannot be changed."""
    scale = Scale([Level(0, "No"), Level(1, "Partly", "1/2"), Level(2, "Yes", 1)])
    framework = Framework(
        id="own",
        version="1",
        title="Our own",
        scale=scale,
        topics=[Topic("1", "Sharing")],
        themes=[Theme("data", "Data")],
        criteria=[Criterion("1.1", "Sharing inside", "1", "data", weight="1/2")],
    )

    assert_type(framework.criteria, tuple[Criterion, ...])
    assert_type(framework.criteria[0].id, CriterionId)
    assert_type(framework.criteria[0].weight, Fraction)
    assert_type(scale.level(1), Level)
    assert_type(scale.level(1).value, Fraction)
    for one in scale:
        assert_type(one, Level)


def test_scores() -> None:
    """A scorecard is looked up by plain ids, and says of every figure that it may be missing."""
    card = datamaturity.score(ANSWERED, rule="mean-floor", minimum_coverage="1/2", overall=True)

    assert_type(card, Scorecard)
    assert_type(card.themes, FrozenMapping[str, Score])
    assert_type(card.cells, FrozenMapping[tuple[str, str], Score])
    assert_type(card.overall, Score | None)
    for one in card:
        assert_type(one, Score)
    score = card.themes["culture"]
    assert_type(score.mean, Fraction | None)
    assert_type(score.stage, Level | None)
    assert_type(score.why_no_stage, NoStage | None)
    assert_type(score.rule, Rule)
    assert_type(card.themes.get("none"), Score | None)
    assert_type(card.unanswered, tuple[CriterionId, ...])
    assert_type(ANSWERED.answers["C1"].level, int | None)
    assert_type(
        datamaturity.compare_rules(ANSWERED, rules=["mean-floor"]).stages("theme", "culture"), dict[str, int | None]
    )


def test_what_is_still_to_do() -> None:
    """Gaps, ways up and next steps; a slice of next steps is next steps, and one of them is one."""
    target = Target.of(SEVEN, everything=3, themes={"culture": 4})
    found = datamaturity.gaps(ANSWERED, target)
    steps = datamaturity.next_steps(ANSWERED, target=target, limit=5)
    way = datamaturity.smallest_way_up(datamaturity.score(ANSWERED).themes["culture"], to=5)

    assert_type(found, Gaps)
    assert_type(found.criteria, FrozenMapping[str, Gap])
    assert_type(found.groups.topics["none"] if found.groups.topics else None, GroupGap | None)
    assert_type(steps, NextSteps)
    assert_type(steps[0], NextStep)
    assert_type(steps[:2], NextSteps)
    assert_type(way, WayUp)
    assert_type(way.moves, tuple[Move, ...] | None)
    assert_type(datamaturity.what_if(ANSWERED, {"C1": 4}), Scorecard)
    assert_type(datamaturity.draft_plan(steps, framework=SEVEN, capacity=2), Plan)


def test_what_changed() -> None:
    """Two assessments, and several; a part of a change is a number or missing."""
    later = Assessment(SEVEN, {"C1": 4}, organisation="Quay", assessed_on=date(2026, 3, 1))
    found = datamaturity.compare(ANSWERED, later)
    whole = found.groups.themes["culture"]
    history = History([ANSWERED, later])

    assert_type(found, Comparison)
    assert_type(found.criteria["C1"], Change)
    assert_type(whole, GroupChange)
    assert_type(whole.like_for_like, Fraction | None)
    assert_type(history.scorecards(), tuple[Scorecard, ...])
    assert_type(datamaturity.progress_to_date(ANSWERED, later, Target.one_level_up(later)).overall, Fraction | None)


def test_many_people() -> None:
    """A panel's and a network's scores are of types of their own; a figure of a network may be withheld."""
    panel = Panel([Respondent(ANSWERED, id="ann", role="clerk")], organisation="Quay")
    network = Network([Organisation(str(number), ANSWERED, {"sector": "ports"}) for number in range(6)])
    benchmark = Benchmark.from_network(network)

    assert_type(panel.pool(), PooledScorecard)
    assert_type(panel.pool().themes["culture"], PooledScore)
    assert_type(panel.criteria, FrozenMapping[str, CriterionAgreement])
    assert_type(panel.agree(method="mode").assessment, Assessment)
    assert_type(network.pool(), NetworkScorecard)
    assert_type(network.pool().themes["culture"], NetworkScore)
    assert_type(network.pool().themes["culture"].mean, Fraction | Withheld | None)
    assert_type(network.slices("sector"), FrozenMapping[str, NetworkScorecard])
    assert_type(datamaturity.score(ANSWERED).compare_to(benchmark), BenchmarkComparison)
    assert_type(benchmark.compare(panel.pool()).themes, FrozenMapping[str, Standing])
    assert_type(network.missing.themes, FrozenMapping[str, tuple[str, ...]])


def test_files(tmp_path: Path) -> None:
    """A document is any of the nouns until a program looks which; answers are an assessment."""
    path = tmp_path / "it.json"
    write_document(path, ANSWERED)
    noun = read_document(path)
    if isinstance(noun, Assessment):
        assert_type(noun, Assessment)
        assert_type(noun.framework, Framework)
    table = tmp_path / "it.csv"
    table.write_text("criterion,answer\nC1,3\n", encoding="utf-8")

    assert_type(read_answers(table, framework="seven-themes"), Assessment)
    assert_type(read_answers(str(table), framework=SEVEN, layout="long"), Assessment)
    assert_type(datamaturity.organisation_report(ANSWERED), Outline)


def test_errors() -> None:
    """An error keeps its parts, typed."""
    try:
        load_framework("seven")
    except UnknownIdError as error:
        assert_type(error.near, tuple[str, ...])
        assert_type(error.kind, str)
    try:
        Assessment(SEVEN, {"C1": 9})
    except FaultsError as error:
        assert_type([one.message for one in error.faults], list[str])


def _figures(card: Scorecard | PooledScorecard) -> Iterator[Fraction | None]:
    for one in card:
        assert_type(one, Score | PooledScore)
        yield one.mean


def test_any_scorecard() -> None:
    """What takes several kinds of scorecards goes through either in the same way."""
    assert all(isinstance(mean, Fraction | None) for mean in _figures(datamaturity.score(ANSWERED)))
    assert_type(datamaturity.in_depth(datamaturity.score(ANSWERED), theme="culture").out_of, Fraction)


def test_frames() -> None:
    """Frames come back as the kind that was given."""
    answers: dict[str, list[int | None]] = {one: [3, None] for one in SEVEN.criterion_ids}
    polars = pl.DataFrame({"org": ["a", "b"], **answers})
    pandas = pd.DataFrame({"org": ["a", "b"], **answers})

    assert_type(frames.score(polars, SEVEN), pl.DataFrame)
    assert_type(frames.score(polars.lazy(), "seven-themes"), pl.LazyFrame)
    assert_type(frames.score(pandas, SEVEN, shape="long"), pd.DataFrame)
    assert_type(frames.gaps(polars, SEVEN, "one-level-up"), pl.DataFrame)
    assert_type(frames.agreement(polars, SEVEN, organisation="org"), pl.DataFrame)
    assert_type(frames.benchmark(polars, SEVEN, organisation="org"), Benchmark)
    assert_type(frames.to_assessments(polars, SEVEN, organisation="org", assessed_on=None), tuple[Assessment, ...])
    assert_type(frames.from_assessments([ANSWERED], do_not_know=8), Any)
    assert isinstance(frames.score(polars.lazy(), SEVEN), pl.LazyFrame)


def test_names_of_the_package() -> None:
    """A name that `datamaturity` brings when it is first used has its own type, and so has the version."""
    assert_type(datamaturity.__version__, str)
    assert_type(datamaturity.Level(1, "One"), Level)
    assert_type(datamaturity.leik_consensus([1, 2]), Fraction | None)
