"""How far people agree on one criterion, and where each of them stands."""

import pickle
from fractions import Fraction

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    CriterionAgreement,
    Framework,
    Level,
    NumberError,
    Panel,
    Respondent,
    Scale,
    leik_consensus,
)
from datamaturity.agreement import lower_median
from examples import FIVE, ONE_THEME, SAMM

ON_SAMM = attrs.evolve(ONE_THEME, id="on-samm", scale=SAMM)


def said(*answers: Answer | int | None, framework: Framework = ONE_THEME) -> CriterionAgreement:
    """Return what some anonymous people say of criterion *a*."""
    return Panel([Respondent(Assessment(framework, {"a": one})) for one in answers]).criteria["a"]


# Seven people: levels 2, 4, 2 and 5; one each not applicable, not known, unanswered.
SEVEN = Panel(
    [
        Respondent(Assessment(ONE_THEME, {"a": 2}), id="ann", role="manager"),
        Respondent(Assessment(ONE_THEME, {"a": 4}), id="ben", role="analyst"),
        Respondent(Assessment(ONE_THEME, {"a": 2}), id="cas", role="manager"),
        Respondent(Assessment(ONE_THEME, {"a": Answer.not_applicable("Not ours")}), id="dan"),
        Respondent(Assessment(ONE_THEME, {"a": Answer.do_not_know()}), id="eve", role="analyst"),
        Respondent(Assessment(ONE_THEME, {"a": 5}), role="analyst"),
        Respondent(Assessment(ONE_THEME), id="fay"),
    ]
).criteria["a"]


class TestLeik:
    @pytest.mark.parametrize("level", range(5))
    def test_all_agree(self, level: int) -> None:
        """It is 1 where all stand at one level, whichever that is: the first published value."""
        counts = [0] * 5
        counts[level] = 6

        assert Fraction(1) == leik_consensus(counts)

    @pytest.mark.parametrize("counts", [[3, 0, 0, 0, 3], [1, 1], [7, 0, 7]])
    def test_half_at_each_end(self, counts: list[int]) -> None:
        """It is 0 where half stand at each end: the second published value."""
        assert Fraction(0) == leik_consensus(counts)

    @pytest.mark.parametrize("each", [1, 2, 100])
    def test_evenly_spread(self, each: int) -> None:
        """It is 0.4 where people spread evenly over five levels: the third published value."""
        # F = 1/5, 2/5, 3/5, 4/5; d = 1/5, 2/5, 2/5, 1/5; 1 - 2 * (6/5) / 4 = 2/5.
        assert Fraction(2, 5) == leik_consensus([each] * 5)

    @pytest.mark.parametrize(
        ("counts", "expected"),
        [
            # F = 0, 1/2, 1/2, 3/4; d = 0, 1/2, 1/2, 1/4; 1 - 2 * (5/4) / 4.
            ([0, 2, 0, 1, 1], Fraction(3, 8)),
            # F = 1/3; d = 1/3; 1 - 2 * (1/3) / 1.
            ([1, 2], Fraction(1, 3)),
            # F = 1/4, 1; d = 1/4, 0; 1 - 2 * (1/4) / 2.
            ([1, 3, 0], Fraction(3, 4)),
            # Evenly over three: F = 1/3, 2/3; d = 1/3, 1/3; 1 - 2 * (2/3) / 2.
            ([1, 1, 1], Fraction(1, 3)),
        ],
    )
    def test_others(self, counts: list[int], expected: Fraction) -> None:
        """It is exact, on any number of levels."""
        assert expected == leik_consensus(counts)

    @pytest.mark.parametrize("counts", [[], [0], [0, 0], [0] * 5, (0, 0, 0)])
    def test_no_answers(self, counts: list[int]) -> None:
        """Without an answer there is no agreement, which is neither 0 nor 1."""
        assert leik_consensus(counts) is None

    @pytest.mark.parametrize("counts", [[3], [1, -1], [0, -1], [-1]])
    def test_refused(self, counts: list[int]) -> None:
        """Answers stand on two levels at least, and cannot be fewer than none."""
        with pytest.raises(NumberError) as caught:
            leik_consensus(counts)

        message = f"consensus takes a count from 0 for each of two levels or more, not {counts}"
        assert message == str(caught.value)


class TestLowerMedian:
    @pytest.mark.parametrize(
        ("counts", "expected"),
        [
            # One answer; of two, the lower; of three, the second; of four, the second.
            ([0, 0, 1, 0, 0], 3),
            ([1, 0, 0, 0, 1], 1),
            ([1, 0, 1, 0, 1], 3),
            ([0, 1, 1, 1, 1], 3),
            ([2, 0, 0, 0, 3], 5),
            ([3, 0, 0, 0, 3], 1),
        ],
    )
    def test_middle(self, counts: list[int], expected: int) -> None:
        """The lower median is a level that somebody gives: at least half stand at it or below."""
        assert FIVE.level(expected) == lower_median(counts, FIVE)

    def test_values_mean_nothing(self) -> None:
        """It counts people and does no arithmetic on values."""
        # Two of three are at or below *Some*, however near 1/4 is to 0.
        assert SAMM.level(1) == lower_median([1, 1, 0, 1], SAMM)

    def test_no_answers(self) -> None:
        """Without an answer there is none."""
        assert lower_median([0] * 5, FIVE) is None


class TestCounts:
    def test_states(self) -> None:
        """The four states are counted apart."""
        assert (0, 2, 0, 1, 1) == SEVEN.level_counts
        assert 4 == SEVEN.answered_count
        assert (1, 1, 1) == (SEVEN.not_applicable_count, SEVEN.do_not_know_count, SEVEN.unanswered_count)

    def test_statistics(self) -> None:
        """Median, ends, range and consensus are of the levels given alone."""
        # Of 2, 2, 4, 5 the lower middle is 2; for the consensus see `TestLeik.test_others`.
        assert FIVE.level(2) == SEVEN.median == SEVEN.lowest
        assert FIVE.level(5) == SEVEN.highest
        assert 3 == SEVEN.range
        assert Fraction(3, 8) == SEVEN.consensus

    def test_all_agree(self) -> None:
        """A range of 0 is agreement, and not the lack of an answer."""
        found = said(4, 4, None)

        assert 0 == found.range
        assert Fraction(1) == found.consensus
        assert FIVE.level(4) == found.lowest == found.median == found.highest

    @pytest.mark.parametrize("answer", [None, Answer.do_not_know(), Answer.not_applicable()])
    def test_no_level(self, answer: Answer | None) -> None:
        """Where nobody gives a level there is no median, range or consensus, and nobody stands anywhere."""
        found = said(answer, answer)

        assert (None,) * 5 == (found.median, found.lowest, found.highest, found.range, found.consensus)
        assert 0 == found.answered_count
        for place in (found.above, found.at_median, found.below):
            assert {} == place

    @pytest.mark.parametrize(
        ("answers", "expected"),
        [
            ((3, Answer.not_applicable()), True),
            ((3, 3), False),
            ((Answer.not_applicable(), Answer.not_applicable()), False),
            ((Answer.not_applicable(), Answer.do_not_know(), None), False),
        ],
    )
    def test_applicability_disputed(self, answers: tuple[Answer | int | None, ...], expected: bool) -> None:
        """Some giving a level and others saying that it does not apply is a dispute of its own."""
        assert expected is said(*answers).applicability_disputed

    def test_scale_from_zero(self) -> None:
        """On a scale from 0, level 0 is an answer, and the range counts levels, not values."""
        # Levels 0, 0, 2, 3 are worth 0, 0, 1/2, 1.
        found = said(0, 0, 2, 3, framework=ON_SAMM)

        assert (2, 0, 1, 1) == found.level_counts
        assert SAMM.level(0) == found.median == found.lowest
        assert 3 == found.range
        # F = 1/2, 1/2, 3/4; d = 1/2, 1/2, 1/4; 1 - 2 * (5/4) / 3.
        assert Fraction(1, 6) == found.consensus

    def test_numbers_with_gaps(self) -> None:
        """Where numbers have gaps, the range counts levels."""
        scale = Scale([Level(0, "No"), Level(5, "Partly"), Level(10, "Yes")])
        found = said(0, 10, 10, framework=attrs.evolve(ONE_THEME, scale=scale))

        assert 2 == found.range
        assert scale.level(10) == found.median
        assert {"at_0": 1, "at_5": 0, "at_10": 2} == {
            key: value for key, value in found.to_row().items() if key.startswith("at_")
        }


class TestWhoIsWhere:
    def test_roles(self) -> None:
        """People stand above, at or below the median, role by role; who gives no level stands nowhere."""
        assert {"analyst": ("ben", "anonymous 1")} == SEVEN.above
        assert {"manager": ("ann", "cas")} == SEVEN.at_median
        assert {} == SEVEN.below

    def test_order(self) -> None:
        """Roles come in alphabetical order, those without one first; the people of a role in the panel's order."""
        roles = {"ann": "manager", "ben": "analyst", "cas": "", "dan": "analyst", "eve": "manager"}
        levels = {"ann": 1, "ben": 2, "cas": 1, "dan": 1, "eve": 3}
        found = Panel(
            Respondent(Assessment(ONE_THEME, {"a": levels[name]}), id=name, role=role) for name, role in roles.items()
        ).criteria["a"]

        # Of 1, 1, 1, 2, 3 the median is 1.
        assert [("", ("cas",)), ("analyst", ("dan",)), ("manager", ("ann",))] == [*found.at_median.items()]
        assert [("analyst", ("ben",)), ("manager", ("eve",))] == [*found.above.items()]
        assert [] == [*found.below.items()]

    def test_below(self) -> None:
        """Those below the median are found too, at the lowest level of a scale from 0 as well."""
        # Of 0, 2, 3 the median is 2.
        found = said(0, 2, 3, framework=ON_SAMM)

        assert {"": ("anonymous 1",)} == found.below
        assert {"": ("anonymous 2",)} == found.at_median
        assert {"": ("anonymous 3",)} == found.above

    def test_numbering(self) -> None:
        """Anonymous people are numbered in the whole panel, so that a number means one person for all criteria."""
        panel = Panel([Respondent(Assessment(ONE_THEME, answers)) for answers in ({"a": 3}, {"b": 3})])

        assert {"": ("anonymous 2",)} == panel.criteria["b"].at_median


class TestShown:
    def test_row(self) -> None:
        """A row has a count for every level, and floats only for what is a share."""
        expected = {
            "criterion": "a",
            "title": "Criterion a",
            "answered": 4,
            "not_applicable": 1,
            "do_not_know": 1,
            "unanswered": 1,
            "median": 2,
            "lowest": 2,
            "highest": 5,
            "range": 3,
            "consensus": 0.375,
            "at_1": 0,
            "at_2": 2,
            "at_3": 0,
            "at_4": 1,
            "at_5": 1,
        }

        assert expected == SEVEN.to_row()
        assert [*expected] == [*SEVEN.to_row()]

    def test_row_without_levels(self) -> None:
        """Where nobody gives a level, the row's statistics are none and its counts are zeros."""
        row = said(None).to_row()

        assert {"median", "lowest", "highest", "range", "consensus"} == {key for key, one in row.items() if one is None}
        assert [0] * 5 == [row[f"at_{number}"] for number in FIVE.numbers]

    @pytest.mark.parametrize(
        ("found", "expected"),
        [
            (SEVEN, "<CriterionAgreement a: 2 at 2, 1 at 4, 1 at 5; consensus 3/8>"),
            (said(None), "<CriterionAgreement a: no level given; consensus None>"),
            (said(0, framework=ON_SAMM), "<CriterionAgreement a: 1 at 0; consensus 1>"),
        ],
        ids=["some", "none", "zero"],
    )
    def test_repr(self, found: CriterionAgreement, expected: str) -> None:
        """The repr says how many give which level, and how far they agree."""
        assert expected == repr(found)

    def test_value(self) -> None:
        """What people say is a value: equal, hashed and pickled as such, whatever was asked of it before."""
        assert said(3, 4) == said(3, 4) != said(4, 3)
        assert hash(said(3, 4)) == hash(said(3, 4))
        assert SEVEN == pickle.loads(pickle.dumps(SEVEN))
