"""Assessments as frames, and back."""

from datetime import date, datetime
from typing import Any

import attrs
import pandas as pd
import polars as pl
import pytest

from datamaturity import Answer, AnswerError, Assessment, VersionMismatchError, WrongTypeError
from datamaturity.frames.from_assessments import Backend, from_assessments
from datamaturity.frames.long_columns import LongColumns
from datamaturity.frames.to_assessments import to_assessments
from examples import CROSSED, ONE_THEME

ABBEY = Assessment(
    CROSSED,
    {"1.1": 3, "1.2": Answer.not_applicable("No customers"), "2.3": Answer.do_not_know()},
    organisation="Abbey",
    assessed_on=date(2024, 2, 29),
)
BRIDGE = Assessment(CROSSED, {"1.1": 1, "2.4": 5})


def test_a_wide_frame_has_a_row_for_each_assessment() -> None:
    """All four states are in it: a level, a number for each of two, and null."""
    frame = from_assessments([ABBEY, BRIDGE], columns="q_", not_applicable=9, do_not_know=8)

    assert frame.columns == ["organisation", "assessed_on", "q_1.1", "q_1.2", "q_2.3", "q_2.4"]
    assert frame.rows() == [("Abbey", date(2024, 2, 29), 3, 9, 8, None), ("", None, 1, None, None, 5)]


def test_a_second_column_says_what_does_not_apply() -> None:
    """It stands after its criterion's own."""
    frame = from_assessments([ABBEY], not_applicable=" out", do_not_know=8)

    assert frame.columns[2:6] == ["1.1", "1.1 out", "1.2", "1.2 out"]
    assert frame.row(0)[2:6] == (3, False, None, True)


def test_a_long_frame_has_a_row_for_each_criterion() -> None:
    """What is unanswered has one, too, and assessments are counted from 1."""
    frame = from_assessments([BRIDGE, ABBEY], shape="long", not_applicable="out", do_not_know=8)

    assert frame.columns == ["assessment", "organisation", "assessed_on", "criterion", "level", "out"]
    assert frame.drop("assessed_on").rows()[3:7] == [
        (1, "", "2.4", 5, False),
        (2, "Abbey", "1.1", 3, False),
        (2, "Abbey", "1.2", None, True),
        (2, "Abbey", "2.3", 8, False),
    ]


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
def test_nothing_is_answered_and_nothing_said(backend: Backend) -> None:
    """Columns of nothing but nulls are read back."""
    empty = Assessment(CROSSED)

    assert to_assessments(from_assessments([empty], backend=backend), CROSSED) == (empty,)


def test_what_would_be_lost_is_an_error() -> None:
    """Answers that no number stands for are counted."""
    with pytest.raises(AnswerError) as caught:
        from_assessments([ABBEY, BRIDGE, ABBEY])

    assert str(caught.value) == (
        "2 faults:\n"
        "  not_applicable: 2 answers would be lost; give a number that no level has, or the name of a mask\n"
        "  do_not_know: 2 answers would be lost; give a number that no level has"
    )
    with pytest.raises(AnswerError, match="not_applicable: 5 is a level's number; say one that no level has"):
        from_assessments([BRIDGE], not_applicable=5)


def test_no_two_columns_have_one_name() -> None:
    """A criterion may be called as the column with the organisation is."""
    called = attrs.evolve(ONE_THEME, criteria=[attrs.evolve(ONE_THEME.criteria[0], id="organisation")])
    with pytest.raises(AnswerError, match="column organisation: would be there twice; give columns, or not_applicable"):
        from_assessments([Assessment(called)])


def test_assessments_are_of_one_framework() -> None:
    """The first of another one is named; so is what is no assessment, and that there is none."""
    with pytest.raises(VersionMismatchError, match="assessment 2 answered one-theme 1, the first one crossed 1"):
        from_assessments([BRIDGE, Assessment(ONE_THEME)])
    given: Any = [BRIDGE, {"1.1": 3}]
    with pytest.raises(WrongTypeError, match="assessment 2 is not an Assessment, but dict"):
        from_assessments(given)
    with pytest.raises(AnswerError, match="assessments: there is none"):
        from_assessments([])


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"backend": "numpy"}, "'numpy' is none of polars, pandas, pyarrow"),
        ({"shape": "broad"}, "'broad' is none of wide, long"),
        ({"shape": "long", "columns": "q_"}, "columns='q_' is for wide ones"),
    ],
)
def test_arguments_that_make_no_frame(given: dict[str, Any], message: str) -> None:
    """The known engines and shapes are named."""
    with pytest.raises(WrongTypeError, match=message):
        from_assessments([BRIDGE], **given)


def wide(**columns: Any) -> pl.DataFrame:
    """Return answers to the small framework with columns as given."""
    nobody: dict[str, Any] = {one: [None, None] for one in CROSSED.criterion_ids}
    frame = pl.DataFrame({**nobody, **columns})
    return frame.with_columns(pl.col(one).cast(pl.Float64) for one in CROSSED.criterion_ids)


def test_answers_off_the_scale_are_said_at_once() -> None:
    """Each column is named with a count, and with where the first stands; so are names and days that are none."""
    frame = wide(**{"1.1": [3, 7], "2.3": [2.5, float("nan")], "org": [3, 4], "day": ["2024", None]})
    with pytest.raises(AnswerError) as caught:
        to_assessments(frame, CROSSED, organisation="org", assessed_on="day")

    scale = "levels run from 1 (Beginning) to 5 (Mastering)"
    assert str(caught.value) == (
        "4 faults:\n"
        f"  column 1.1: 1 answer off the scale, the first of row 2: 7.0; {scale}\n"
        f"  column 2.3: 2 answers off the scale, the first of row 1: 2.5; {scale}\n"
        "  column org: 2 values are no text, such as 3\n"
        "  column day: 1 value is no day, such as '2024'"
    )


def test_a_mask_and_a_level_are_no_answer() -> None:
    """Both are named, as is a mask that says nothing."""
    masks: dict[str, list[Any]] = {f"{one}?": [one == "1.1" or None, None] for one in CROSSED.criterion_ids}
    frame = wide(**{"1.1": [3, None]}, **masks).with_columns(pl.col(*list(masks)[1:]).fill_null(False))
    with pytest.raises(AnswerError) as caught:
        to_assessments(frame, CROSSED, not_applicable="?", organisation=None, assessed_on=None)

    assert str(caught.value) == (
        "column 1.1: 2 answers off the scale, the first of row 1: 3.0, with True in 1.1?; "
        "levels run from 1 (Beginning) to 5 (Mastering)"
    )


def test_columns_that_are_not_there() -> None:
    """Whose answers they are is not lost in silence."""
    with pytest.raises(AnswerError) as caught:
        to_assessments(wide(organisatoin=["a", "b"]), CROSSED)

    assert str(caught.value) == (
        "2 faults:\n"
        "  organisation: the frame has no column 'organisation'; did you mean 'organisatoin'?\n"
        "  assessed_on: the frame has no column 'assessed_on'; say assessed_on=None where there is none"
    )


@pytest.mark.parametrize("kind", ["object", "string", "Int64"])
def test_what_is_missing_in_pandas_is_missing(kind: Any) -> None:
    """Whichever of its ways to say so: NaN, NA, NaT and None."""
    missing = pd.Series([None, None]).astype(kind)
    frame = wide().to_pandas().assign(organisation=missing, assessed_on=pd.Series([pd.NaT, pd.NaT]))

    assert to_assessments(frame, CROSSED) == (Assessment(CROSSED), Assessment(CROSSED))


def test_a_time_is_of_its_day() -> None:
    """The day is kept, and the hour is not."""
    frame = wide(when=[datetime(2024, 2, 29, 23, 59), None])
    found = to_assessments(frame, CROSSED, organisation=None, assessed_on="when")

    assert [one.assessed_on for one in found] == [date(2024, 2, 29), None]


def test_a_packaged_framework_is_found_by_its_id() -> None:
    """Its id stands for it."""
    frame = pl.DataFrame({"a": [1, 1], "criterion": ["C1", "C2"], "level": [3, 4]})
    (found,) = to_assessments(frame, "seven-themes", organisation=None, assessed_on=None, long=LongColumns("a"))

    assert [found.answers["C1"], found.answers["C2"]] == [Answer.at(3), Answer.at(4)]


def test_faults_of_long_frames_name_the_assessment() -> None:
    """An organisation with two names is one of them."""
    frame = pl.DataFrame(
        {"id": [1, 1, 2], "organisation": ["a", "b", "c"], "criterion": ["1.1", "1.2", "1.1"], "level": [1, 7, 1]}
    )
    with pytest.raises(AnswerError) as caught:
        to_assessments(frame, CROSSED, assessed_on=None, long=LongColumns("id"))

    assert str(caught.value) == (
        "2 faults:\n"
        "  column organisation: is not the same in all rows of 1 assessment, such as 1\n"
        "  criterion 1.2: 1 answer off the scale, the first of 1: 7; levels run from 1 (Beginning) to 5 (Mastering)"
    )


@pytest.mark.parametrize("given", [{"columns": "q_"}, {"not_applicable": "_out"}])
def test_a_long_frame_has_its_own_columns(given: dict[str, Any]) -> None:
    """What is for wide frames is not passed over."""
    frame = from_assessments([BRIDGE], shape="long")
    with pytest.raises(WrongTypeError, match="a long frame's columns are said by long="):
        to_assessments(frame, CROSSED, long=LongColumns(), **given)
