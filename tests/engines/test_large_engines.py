"""
Scores in Dask, Spark and Ibis: those of the scalar library, and nothing is worked out before somebody asks.

Run by ``nox -s engines``; the ordinary run of the tests does not collect this folder (``../conftest.py``), since it
needs Java, and what the extra ``engines`` installs.
"""

import random
from typing import Any

import ibis  # type: ignore[import-not-found]
import pytest
from dask.dataframe import DataFrame as DaskFrame  # type: ignore[import-not-found]
from hypothesis import Phase, given, reject, settings
from hypothesis import strategies as st
from large_engines import ENGINES, QUIET, nothing_computed_by_dask, rows_of, spark
from pyspark.sql import DataFrame as SparkFrame  # type: ignore[import-not-found]

from datamaturity import Answer, Assessment, NumberError, frames, load_framework
from datamaturity.frames.expressions import FIGURES
from datamaturity.frames.sums import ScorePlan
from datamaturity.levels import exact
from examples import CROSSED, ONE_THEME
from frame_engines import CODE, check_rows, columns_of, sectors, table_of
from strategies import rules_of_each_kind, shares

KINDS = ["topic", "theme", "cell", "overall"]

pytestmark = QUIET


@pytest.mark.parametrize("engine", ENGINES)
# Few and not made smaller: Spark takes a second to plan the smallest of them.
@settings(max_examples=2, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(data=st.data())
def test_bulk_is_scalar(engine: str, data: st.DataObject) -> None:
    """Every figure of every group is that of the scorecard, under each kind of rule, for a code and for masks."""
    framework, assessments = data.draw(sectors())
    minimum = data.draw(st.just(exact(0)) | shares())
    for place, rule in enumerate(data.draw(rules_of_each_kind(framework.scale))):
        try:
            ScorePlan.of(framework, kinds=KINDS, rule=rule, minimum_coverage=minimum)
        except NumberError:
            # Weights beyond 53 bits: refused.
            reject()
        # Only stages are another rule's; so the first two, of which one has masks, have all figures.
        masked, figures = bool(place % 2), FIGURES if place < 2 else ("stage",)
        scored = frames.score(
            ENGINES[engine](table_of(framework, assessments, masked=masked)),
            framework,
            columns=columns_of(framework),
            not_applicable=" out" if masked else CODE,
            kinds=KINDS,
            figures=figures,
            rule=rule,
            minimum_coverage=minimum,
        )

        check_rows(rows_of(scored), assessments, rule=rule, minimum_coverage=minimum, figures=figures)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_sector_of_the_real_size(engine: str) -> None:
    """200 organisations' answers to the 97 criteria of the UK government's framework are scored as one by one."""
    framework = load_framework("uk-government-dma")
    chance = random.Random(97)  # noqa: S311 - answers are no secret
    given = [*framework.scale.numbers, None, Answer.not_applicable()]
    assessments = [
        Assessment(framework, {one: chance.choice(given) for one in framework.criterion_ids}) for _ in range(200)
    ]
    table = table_of(framework, assessments)
    # The ids themselves, such as 4.33: a dot is a part of a structure to Spark.
    table = table.rename_columns(["org", *framework.criterion_ids])

    scored = frames.score(ENGINES[engine](table), framework, not_applicable=CODE, kinds=KINDS)

    check_rows(rows_of(scored), assessments)


@pytest.mark.parametrize("engine", ENGINES)
def test_answers_off_the_scale_are_counted(engine: str) -> None:
    """A row with answers that are none has no figures, and a count of them; the others are scored."""
    table = table_of(ONE_THEME, [Assessment(ONE_THEME, dict.fromkeys("abcde", level)) for level in (2, 4)])
    table = table.set_column(table.column_names.index("q 1"), "q 1", [[6, 4]])

    rows = rows_of(
        frames.score(
            ENGINES[engine](table), ONE_THEME, columns=columns_of(ONE_THEME), figures=["mean", "stage", "answered"]
        )
    )

    wrong, right = sorted(rows, key=lambda row: str(row["org"]))
    # One of five is no level; four in each of five criteria is a mean of 4.
    assert {"org": "org 0", "faults": 1, **dict.fromkeys(named("mean", "stage", "answered"))} == wrong
    assert {
        "org": "org 1",
        "faults": 0,
        **dict(zip(named("mean", "stage", "answered"), (4.0, 4, 5), strict=True)),
    } == right


@pytest.mark.parametrize("engine", ENGINES)
def test_a_dot_and_a_backtick_in_names(engine: str) -> None:
    """A column is found by its whole name, whatever a name may mean in a query."""
    table = table_of(CROSSED, [Assessment(CROSSED, dict.fromkeys(CROSSED.criterion_ids, 3))])
    table = table.append_column("region.north", [["Leeds"]]).append_column("a`b", [["Aire"]])

    (row,) = rows_of(
        frames.score(ENGINES[engine](table), CROSSED, columns=columns_of(CROSSED), kinds="topic", figures="mean")
    )

    # Every answer is 3, and so is every mean.
    others = {"org": "org 0", "region.north": "Leeds", "a`b": "Aire"}
    assert {**others, "faults": 0, "topic:1:mean": 3.0, "topic:2:mean": 3.0} == row


def test_dask_computes_nothing() -> None:
    """Scoring a Dask frame gives a Dask frame and asks for no value."""
    frame = ENGINES["dask"](one_organisation())

    with nothing_computed_by_dask():
        scored = frames.score(frame, ONE_THEME, columns=columns_of(ONE_THEME))
        with pytest.raises(AssertionError, match="something was computed"):
            scored.compute()

    assert isinstance(scored, DaskFrame)


def test_spark_runs_no_job() -> None:
    """Scoring a Spark frame gives a Spark frame and runs no job; reading it does."""
    frame, context = ENGINES["spark"](one_organisation()), spark().sparkContext
    context.setJobGroup("scoring", "Scores of one organisation")

    scored = frames.score(frame, ONE_THEME, columns=columns_of(ONE_THEME))

    assert isinstance(scored, SparkFrame)
    assert [] == [*context.statusTracker().getJobIdsForGroup("scoring")]
    scored.repartition(2).toArrow()
    assert [*context.statusTracker().getJobIdsForGroup("scoring")]


def test_ibis_needs_no_data() -> None:
    """An Ibis table without any data behind it is scored: the result is a query, and was not run."""
    unbound = ibis.table(dict.fromkeys(columns_of(ONE_THEME).values(), "int8"), name="answers")

    scored = frames.score(unbound, ONE_THEME, columns=columns_of(ONE_THEME))

    assert isinstance(scored, ibis.Table)
    assert ("faults", *named(*FIGURES)) == tuple(scored.columns)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_lazy_frame_is_not_looked_through(engine: str) -> None:
    """Faults of a lazy frame cannot be an error at once; the message says what to do instead."""
    with pytest.raises(TypeError) as caught:
        frames.score(ENGINES[engine](one_organisation()), ONE_THEME, columns=columns_of(ONE_THEME), check="raise")

    expected = "a lazy frame is not collected to look for faults; take check='column', or collect it first"
    assert expected == str(caught.value)


def one_organisation() -> Any:
    """Return one organisation's answers, at 3 each."""
    return table_of(ONE_THEME, [Assessment(ONE_THEME, dict.fromkeys("abcde", 3))])


def named(*figures: str) -> list[str]:
    """Return the columns of figures of the framework's only theme."""
    return [f"theme:data:{one}" for one in figures]
