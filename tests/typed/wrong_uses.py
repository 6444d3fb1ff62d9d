"""
What a type checker must refuse, a line for each: nothing here runs.

Each line has the error that mypy gives it, and both mypy and pyright complain of a comment that nothing needs: a wrong
use that becomes allowed fails them.
"""

# pyright: reportUnnecessaryTypeIgnoreComment=true
# ruff: noqa: B018

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd
import polars as pl

import datamaturity
from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    Framework,
    Level,
    Network,
    NetworkScore,
    NextSteps,
    Panel,
    PooledScorecard,
    Respondent,
    Scale,
    Score,
    Scorecard,
    Target,
    compare_rules,
    frames,
    in_depth,
    lint,
    load_framework,
    read_answers,
    read_document,
    score,
    smallest_way_up,
    write_document,
)


def names() -> None:
    """A name that is not there, of the package, of a noun and of a result."""
    datamaturity.released  # type: ignore[attr-defined]
    from datamaturity import scoer  # type: ignore[attr-defined]

    scoer()
    load_framework("seven-themes").criterions  # type: ignore[attr-defined]


def arguments(answered: Assessment, framework: Framework, card: Scorecard) -> None:
    """What has a default is given by name, under the name that it has everywhere; what is needed is given."""
    score(answered, "mean-floor")  # type: ignore[call-arg]
    score(answered, rules="mean-floor")  # type: ignore[call-arg]
    score(framework)  # type: ignore[arg-type]
    score(answered, rule=3)  # type: ignore[arg-type]
    score(answered, minimum_coverage=0.5)  # type: ignore[arg-type]
    compare_rules(answered, ["mean-floor"])  # type: ignore[call-arg]
    in_depth(card, "culture")  # type: ignore[call-arg]
    read_answers("answers.csv")  # type: ignore[call-arg]
    write_document(answered, "answers.json")  # type: ignore[arg-type]
    smallest_way_up(card)  # type: ignore[arg-type]
    lint(3)  # type: ignore[arg-type]
    datamaturity.gaps(answered)  # type: ignore[call-arg]
    datamaturity.compare(answered, None)  # type: ignore[arg-type]


def nouns(framework: Framework) -> None:
    """A noun is made of what it is made of, and is not changed."""
    Assessment("seven-themes")  # type: ignore[arg-type]
    Assessment(framework, {"C1": "3"})  # type: ignore[dict-item]
    Assessment(framework, {"C1": 3.0})  # type: ignore[dict-item]
    Assessment(framework, {1: 3})  # type: ignore[dict-item]
    Scale([1, 2, 3])  # type: ignore[list-item]
    Level("One", 1)  # type: ignore[arg-type]
    Target.of(framework, {"C1": 3})  # type: ignore[call-arg]
    Panel([Assessment(framework)])  # type: ignore[list-item]
    Network([Respondent(Assessment(framework))])  # type: ignore[list-item]
    Criterion("1", "Title", 1)  # type: ignore[arg-type]
    Answer.at("3")  # type: ignore[arg-type]
    framework.title = "Other"  # type: ignore[misc]
    Assessment(framework).answers["C1"] = Answer.at(3)  # type: ignore[index]


def results(one: Score, told: NetworkScore, steps: NextSteps, panel: Panel) -> None:
    """What may be missing, or withheld, is looked at before it is counted with."""
    one.mean + 1  # type: ignore[operator]
    one.stage.name  # type: ignore[union-attr]
    told.mean * 2  # type: ignore[operator]
    steps.append(steps[0])  # type: ignore[attr-defined]
    steps["C1"]  # type: ignore[call-overload]
    panel.agree(method="mean")  # type: ignore[arg-type]
    panel.pool(by="organisations")  # type: ignore[arg-type]
    mean: Fraction = one.mean  # type: ignore[assignment]
    pooled: Scorecard = panel.pool()  # type: ignore[assignment]
    stages: Mapping[str, Score] = panel.pool().themes  # type: ignore[assignment]
    del mean, pooled, stages


def documents() -> None:
    """A document of any kind is none in particular before a program has looked."""
    answered: Assessment = read_document("it.json")  # type: ignore[assignment]
    read_document("it.json").answers  # type: ignore[union-attr]
    del answered


def tables(polars: pl.DataFrame, card: PooledScorecard) -> None:
    """A frame that is lazy, or of another engine, is not the one that was given."""
    lazy: pl.LazyFrame = frames.score(polars, "seven-themes")  # type: ignore[assignment]
    pandas: pd.DataFrame = frames.score(polars, "seven-themes")  # type: ignore[assignment]
    frames.score(polars)  # type: ignore[call-arg]
    frames.score(polars, "seven-themes", shape="tall")  # type: ignore[arg-type]
    frames.score(polars, "seven-themes", check="ignore")  # type: ignore[arg-type]
    frames.pool(polars, "seven-themes")  # type: ignore[call-arg]
    card.assessment  # type: ignore[attr-defined]
    del lazy, pandas
