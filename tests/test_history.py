"""An organisation's assessments over time."""

import pickle
from datetime import date
from fractions import Fraction
from itertools import permutations

import attrs
import pytest

from datamaturity import Answer, Assessment, ChangeKind, ComparisonError, History, VersionMismatchError
from examples import CROSSED, ONE_THEME

DAYS = (date(2024, 3, 31), date(2025, 3, 31), date(2026, 3, 31))
FIRST = Assessment(ONE_THEME, {"a": 2, "b": 3}, assessed_on=DAYS[0])
SECOND = Assessment(ONE_THEME, assessed_on=DAYS[1])
THIRD = Assessment(ONE_THEME, {"a": 4, "b": 3, "c": 5}, assessed_on=DAYS[2])
HISTORY = History([FIRST, SECOND, THIRD])


class TestOrder:
    """Any order in, dated order out."""

    @pytest.mark.parametrize("given", [*permutations([FIRST, SECOND, THIRD])])
    def test_any_order(self, given: tuple[Assessment, ...]) -> None:
        """Assessments stand from the first day to the last, whatever order they came in."""
        history = History(given)

        assert (FIRST, SECOND, THIRD) == history.assessments
        assert DAYS == history.dates
        assert HISTORY == history

    def test_any_iterable(self) -> None:
        """A generator will do."""
        assert HISTORY == History(one for one in (THIRD, FIRST, SECOND))


class TestSeries:
    """Each group's scores over time: 5/2, none, 4."""

    def test_means(self) -> None:
        """A day without answers has its place in the series, without a mean."""
        # (2 + 3) / 2; no answers; (4 + 3 + 5) / 3
        expected = [(DAYS[0], Fraction(5, 2)), (DAYS[1], None), (DAYS[2], Fraction(4))]

        assert expected == [(day, one.mean) for day, one in HISTORY.series().themes["data"]]

    def test_rule(self) -> None:
        """The rule of the stages can be chosen."""
        # Mean 5/2 is half-way: up to 3 by mean-nearest, down to 2 by mean-floor.
        for rule, expected in ((None, 3), ("mean-floor", 2)):
            _, one = HISTORY.series(rule=rule).themes["data"][0]

            assert one.stage is not None
            assert expected == one.stage.number

    def test_every_group(self) -> None:
        """Topics, themes and cells each have a series, and the whole if it is asked for."""
        days = DAYS[:2]
        history = History(
            Assessment(CROSSED, {"1.1": level}, assessed_on=day) for day, level in zip(days, (2, 4), strict=True)
        )
        series = history.series(overall=True)

        assert [[2, 4], [None, None]] == [[one.mean for _, one in found] for found in series.topics.values()]
        assert [[2, 4], [None, None]] == [[one.mean for _, one in found] for found in series.themes.values()]
        assert [("1", "data"), ("1", "skills"), ("2", "data")] == [*series.cells]
        assert series.overall is not None
        assert [(days[0], Fraction(2)), (days[1], Fraction(4))] == [(day, one.mean) for day, one in series.overall]

    def test_whole_only_where_published(self) -> None:
        """Where the caller says nothing, the whole has a series only if the publisher scores it."""
        published = attrs.evolve(ONE_THEME, publishes_overall=True)
        history = History(Assessment(published, assessed_on=day) for day in DAYS)

        assert HISTORY.series().overall is None
        assert 3 == len(history.series().overall or ())
        assert history.series(overall=False).overall is None


class TestScorecards:
    def test_scorecards(self) -> None:
        """There is one scorecard per assessment, from the first day to the last."""
        cards = HISTORY.scorecards(rule="mean-floor", overall=True)

        assert [FIRST, SECOND, THIRD] == [card.assessment for card in cards]
        assert [Fraction(5, 2), None, Fraction(4)] == [card.overall and card.overall.mean for card in cards]
        assert {"mean-floor"} == {str(card.rule) for card in cards}

    def test_rows(self) -> None:
        """The rows of all scorecards follow one another, each with its day first."""
        rows = HISTORY.to_rows(rule="mean-floor", overall=True)
        expected = [
            ("2024-03-31", "theme", 2.5),
            ("2024-03-31", "overall", 2.5),
            ("2025-03-31", "theme", None),
            ("2025-03-31", "overall", None),
            ("2026-03-31", "theme", 4.0),
            ("2026-03-31", "overall", 4.0),
        ]

        assert expected == [(row["assessed_on"], row["kind"], row["mean"]) for row in rows]
        assert {"assessed_on"} == {next(iter(row)) for row in rows}
        assert {"mean-floor"} == {row["rule"] for row in rows}


class TestChanges:
    def test_one_after_another(self) -> None:
        """Each assessment is compared with the one before it."""
        changes = HISTORY.changes(overall=True)

        assert [(FIRST, SECOND), (SECOND, THIRD)] == [(one.earlier, one.later) for one in changes]
        assert ("a", "b") == changes[0].of_kind(ChangeKind.NO_LONGER_ANSWERED)
        assert ("a", "b", "c") == changes[1].of_kind(ChangeKind.NEWLY_ANSWERED)
        assert all(one.groups.overall for one in changes)

    def test_first_to_last(self) -> None:
        """The last is compared with the first, over whatever lies between."""
        found = HISTORY.first_to_last(overall=True)
        # 5/2 to 4, of which a and b: 5/2 to 7/2
        one = found.groups.themes["data"]

        assert (FIRST, THIRD) == (found.earlier, found.later)
        assert (Fraction(3, 2), Fraction(1)) == (one.whole, one.like_for_like)
        assert found.groups.overall is not None

    def test_two_will_do(self) -> None:
        """In a history of two the only change is that from first to last."""
        history = History([THIRD, FIRST])

        assert (history.first_to_last(),) == history.changes()


class TestRefused:
    """What is no history is refused, and the message says what to do."""

    @pytest.mark.parametrize(("given", "count"), [([], 0), ([FIRST], 1)])
    def test_too_few(self, given: list[Assessment], count: int) -> None:
        """One assessment has no history."""
        with pytest.raises(ComparisonError) as caught:
            History(given)

        assert f"a history needs two assessments or more, not {count}" == str(caught.value)

    def test_missing_dates(self) -> None:
        """Every assessment needs its date; the message counts those that have none."""
        with pytest.raises(ComparisonError) as caught:
            History([FIRST, Assessment(ONE_THEME), Assessment(ONE_THEME)])

        assert "2 of 3 assessments have no date; give each its assessed_on" == str(caught.value)

    def test_duplicate_dates(self) -> None:
        """One day has one assessment: nothing says which of two came first."""
        with pytest.raises(ComparisonError) as caught:
            History([THIRD, FIRST, Assessment(ONE_THEME, {"a": 1}, assessed_on=DAYS[2])])

        assert "two assessments are of 2026-03-31; keep one, or agree them in one first" == str(caught.value)

    def test_organisations(self) -> None:
        """A history is of one organisation."""
        with pytest.raises(ComparisonError, match="of 'Us', the later ones of 'Them'; changes are of one organisation"):
            History([attrs.evolve(THIRD, organisation="Them"), attrs.evolve(FIRST, organisation="Us")])

    def test_organisations_with_an_unnamed_one_between(self) -> None:
        """Two organisations are two, even where an assessment without a name stands between them."""
        with pytest.raises(ComparisonError, match="changes are of one organisation"):
            History([attrs.evolve(FIRST, organisation="Us"), SECOND, attrs.evolve(THIRD, organisation="Them")])

    def test_an_organisation_left_out(self) -> None:
        """A name left out contradicts none."""
        history = History([attrs.evolve(FIRST, organisation="Us"), SECOND, attrs.evolve(THIRD, organisation="Us")])

        assert ["Us", "", "Us"] == [one.organisation for one in history.assessments]

    def test_versions(self) -> None:
        """A history is of one version of a framework."""
        newer = Assessment(attrs.evolve(ONE_THEME, version="2"), assessed_on=DAYS[1])

        with pytest.raises(VersionMismatchError, match="answers are to one-theme 1, the later ones to one-theme 2; "):
            History([FIRST, newer])


class TestValue:
    def test_repr(self) -> None:
        """A history shows its framework, how many assessments it has, and from when to when."""
        assert "<History of one-theme 1: 3 assessments, 2024-03-31 to 2026-03-31>" == repr(HISTORY)

    def test_pickling(self) -> None:
        """A history arrives in another process as it was."""
        assert HISTORY == pickle.loads(pickle.dumps(HISTORY))

    def test_frozen(self) -> None:
        """Nothing in a history changes after it is made."""
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            HISTORY.assessments = ()  # type: ignore[misc]

    def test_equal_histories_hash_alike(self) -> None:
        """Equal histories are one key of a dict; a history with another answer is not equal."""
        other = History([FIRST, THIRD.with_answers({"e": Answer.do_not_know()})])

        assert 1 == len({HISTORY, History([SECOND, THIRD, FIRST])})
        assert History([FIRST, THIRD]) != other
