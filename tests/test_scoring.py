"""Scores worked by hand."""

import pickle
from fractions import Fraction
from typing import Any

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    Framework,
    NoStage,
    NumberError,
    Rule,
    RuleError,
    Score,
    Scorecard,
    Theme,
    Topic,
    UnknownIdError,
    load_framework,
    score,
)
from examples import CROSSED, FIVE, ONE_THEME, ONE_THEME_ANSWERED, SAMM


class TestTheWorkedExample:
    """SPEC section 3: answers 4, 3, not applicable, unanswered, 2 on a scale from 1 to 5."""

    @property
    def one(self) -> Score:
        """Return the score of the one theme."""
        return score(ONE_THEME_ANSWERED).themes["data"]

    def test_mean(self) -> None:
        """The mean is over the answered, applicable criteria."""
        # (4 + 3 + 2) / 3

        assert Fraction(3) == self.one.mean

    def test_coverage(self) -> None:
        """Coverage leaves the criterion that does not apply out, and counts the unanswered one."""
        assert Fraction(3, 4) == self.one.coverage

    def test_bounds(self) -> None:
        """The bounds put the unanswered criterion at the lowest and at the highest level."""
        # (9 + 1) / 4 and (9 + 5) / 4

        assert (Fraction(10, 4), Fraction(14, 4)) == (self.one.low, self.one.high)

    def test_at_or_above(self) -> None:
        """The whole distribution is over the applicable criteria."""
        expected = {1: Fraction(3, 4), 2: Fraction(3, 4), 3: Fraction(1, 2), 4: Fraction(1, 4), 5: Fraction(0)}

        assert expected == self.one.at_or_above

    def test_counts(self) -> None:
        """Every state is counted on its own."""
        found = (
            self.one.answered_count,
            self.one.applicable_count,
            self.one.total_count,
            self.one.unanswered_count,
            self.one.do_not_know_count,
            self.one.not_applicable_count,
        )

        assert (3, 4, 5, 1, 0, 1) == found

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            ("mean-nearest", 3),
            ("mean-floor", 3),
            # Half of the answered weight (2, 3, 4) stands at or below 3.
            ("median-low", 3),
            # At or above 3: 2 of 4 applicable; at or above 2: 3 of 4.
            ("reached-by:0.5", 3),
            ("reached-by:0.75", 2),
            ("reached-by:0.8", None),
            ("weakest-link", None),
            ("cut-offs:1.5,2.5,3.5,4.5", 3),
            ("cut-offs:2,3,3.1,4", 3),
            ("cut-offs:2,3.1,3.2,4", 2),
        ],
    )
    def test_stages(self, rule: str, expected: int | None) -> None:
        """Each rule gives the stage that its definition does."""
        stage = score(ONE_THEME_ANSWERED, rule=rule).themes["data"].stage

        assert expected == (stage.number if stage else None)


class TestStates:
    """Unanswered, not applicable, do not know and the lowest level are four things."""

    def test_no_answers(self) -> None:
        """Without an answer there is no mean and no stage, and the bounds span the scale."""
        one = score(Assessment(ONE_THEME)).themes["data"]

        assert (None, None, NoStage.NO_ANSWERS) == (one.mean, one.stage, one.why_no_stage)
        assert (Fraction(0), Fraction(1), Fraction(5)) == (one.coverage, one.low, one.high)

    def test_nothing_applies(self) -> None:
        """A group none of whose criteria applies has no numbers at all, which is not the same as no answers."""
        none = Assessment(ONE_THEME, dict.fromkeys("abcde", Answer.not_applicable("Closed")))
        one = score(none).themes["data"]

        assert NoStage.NOT_APPLICABLE is one.why_no_stage
        assert [None] * 6 == [one.mean, one.coverage, one.low, one.high, one.at_or_above, one.stage]

    def test_do_not_know_is_unanswered_in_every_score(self) -> None:
        """*Do not know* lowers coverage and widens the bounds as unanswered does, and is counted on its own."""
        known = {"a": 4, "b": 2}
        blank = score(Assessment(ONE_THEME, known)).themes["data"]
        unsure = score(Assessment(ONE_THEME, {**known, "c": Answer.do_not_know()})).themes["data"]

        assert (blank.mean, blank.coverage, blank.low, blank.high) == (
            unsure.mean,
            unsure.coverage,
            unsure.low,
            unsure.high,
        )
        assert (0, 1) == (blank.do_not_know_count, unsure.do_not_know_count)
        assert (3, 2) == (blank.unanswered_count, unsure.unanswered_count)

    def test_the_lowest_level_counts(self) -> None:
        """A zero on a scale from zero is an answer like any other."""
        framework = attrs.evolve(ONE_THEME, scale=SAMM)
        one = score(Assessment(framework, {"a": 0, "b": 0})).themes["data"]

        assert (Fraction(0), "No", Fraction(2, 5)) == (one.mean, one.stage and one.stage.name, one.coverage)

    def test_lists(self) -> None:
        """The scorecard lists the criteria in each state, in framework order."""
        answers = {
            "e": None,
            "d": Answer.do_not_know(),
            "b": Answer.not_applicable(),
            "a": Answer.do_not_know(),
            "c": 1,
        }
        card = score(Assessment(ONE_THEME, answers))

        assert (("e",), ("a", "d"), ("b",)) == (card.unanswered, card.do_not_know, card.not_applicable)


class TestWeights:
    """Two topics × two themes with weights 1, 2, 1 and 1/2; answers 5, 2, 3, 1."""

    @property
    def card(self) -> Scorecard:
        """Return the scorecard."""
        return score(Assessment(CROSSED, {"1.1": 5, "1.2": 2, "2.3": 3, "2.4": 1}), overall=True)

    def test_topics(self) -> None:
        """A topic's mean weighs its criteria."""
        # (1·5 + 2·2) / 3 and (1·3 + ½·1) / 1½

        assert [Fraction(3), Fraction(7, 3)] == [one.mean for one in self.card.topics.values()]

    def test_themes(self) -> None:
        """A theme's mean is over its criteria, not over its cells' means."""
        # (1·5 + 1·3 + ½·1) / 2½ (the cells' means are 5 and 7/3), and 2

        assert [Fraction(17, 5), Fraction(2)] == [one.mean for one in self.card.themes.values()]

    def test_cells(self) -> None:
        """Only the cells that hold a criterion are scored, by topic and then by theme."""
        expected = {("1", "data"): Fraction(5), ("1", "skills"): Fraction(2), ("2", "data"): Fraction(7, 3)}

        assert expected == {key: one.mean for key, one in self.card.cells.items()}

    def test_overall(self) -> None:
        """The whole is over all criteria."""
        # (5 + 4 + 3 + ½) / 4½

        assert self.card.overall is not None
        assert Fraction(25, 9) == self.card.overall.mean

    def test_counts_and_shares_are_unweighted(self) -> None:
        """Coverage and the distribution count criteria, whatever they weigh."""
        one = score(Assessment(CROSSED, {"1.2": 4})).topics["1"]

        assert (Fraction(1, 2), Fraction(4)) == (one.coverage, one.mean)
        assert one.at_or_above is not None
        assert Fraction(1, 2) == one.at_or_above[4]
        # The unanswered one weighs 1 of 3: (8 + 1) / 3 and (8 + 5) / 3.
        assert (Fraction(3), Fraction(13, 3)) == (one.low, one.high)

    def test_weighted_median(self) -> None:
        """The lower median is of weights: 1 at level 5 against 2 at level 2."""
        stage = score(Assessment(CROSSED, {"1.1": 5, "1.2": 2}), rule="median-low").topics["1"].stage

        assert stage == FIVE.level(2)


class TestOneWayFrameworks:
    """A framework with topics only, or with themes only, has no cells."""

    @pytest.mark.parametrize("kind", ["topics", "themes"])
    def test_scores(self, kind: str) -> None:
        """The one way there is is scored."""
        one = Topic("x", "X") if kind == "topics" else Theme("x", "X")
        framework = Framework(
            id="one-way",
            version="1",
            title="One way",
            scale=FIVE,
            criteria=[Criterion("a", "A", **{kind[:-1]: "x"})],
            **{kind: [one]},  # type: ignore[arg-type]
        )
        card = score(Assessment(framework, {"a": 4}))

        assert {"x": Fraction(4)} == {key: found.mean for key, found in getattr(card, kind).items()}
        assert 1 == len([*card])
        assert {} == card.cells

    def test_an_empty_topic_is_not_applicable(self) -> None:
        """A topic without criteria has nothing that applies."""
        framework = attrs.evolve(CROSSED, topics=[*CROSSED.topics, Topic("3", "Empty")])

        assert NoStage.NOT_APPLICABLE is score(Assessment(framework)).topics["3"].why_no_stage


class TestOptions:
    def test_the_framework_names_the_default_rule(self) -> None:
        """Without a rule the framework's own is used, and is named on the card."""
        framework = attrs.evolve(ONE_THEME, default_rule=score(ONE_THEME_ANSWERED, rule="weakest-link").rule)

        assert "weakest-link" == str(score(Assessment(framework)).rule)

    def test_the_publisher_decides_on_an_overall_score(self) -> None:
        """There is an overall score where the framework publishes one, or where the caller asks for it."""
        publishing = Assessment(attrs.evolve(ONE_THEME, publishes_overall=True), {"a": 3})

        assert score(ONE_THEME_ANSWERED).overall is None
        assert score(ONE_THEME_ANSWERED, overall=True).overall is not None
        assert score(publishing).overall is not None
        assert score(publishing, overall=False).overall is None

    @pytest.mark.parametrize("rule", ["mean-nearest", "median-low", "reached-by:0.1"])
    def test_minimum_coverage_withholds_the_stage(self, rule: str) -> None:
        """Under the minimum the stage is withheld and says why; the mean stays; at the minimum it is given."""
        under = score(ONE_THEME_ANSWERED, rule=rule, minimum_coverage="0.76").themes["data"]
        at = score(ONE_THEME_ANSWERED, rule=rule, minimum_coverage="0.75").themes["data"]

        assert (None, NoStage.COVERAGE, Fraction(3)) == (under.stage, under.why_no_stage, under.mean)
        assert at.stage is not None
        assert at.why_no_stage is None

    def test_a_rule_may_give_no_stage(self) -> None:
        """Where not even the lowest level is reached, the reason is the rule."""
        one = score(ONE_THEME_ANSWERED, rule="weakest-link").themes["data"]

        assert NoStage.RULE is one.why_no_stage

    @pytest.mark.parametrize(
        ("share", "message"),
        [
            ("1.1", "a minimum coverage is a share from 0 to 1, such as '0.8', not 1.1"),
            (-1, "a minimum coverage is a share from 0 to 1, such as '0.8', not -1"),
            (2, "a minimum coverage is a share from 0 to 1, such as '0.8', not 2"),
            ("x", '\'x\' is not a number; give an int, a Fraction, or text such as "1/4" or "0.25"'),
            (0.5, '0.5 is a float, which is not exact; write "0.5" or Fraction("0.5")'),
            (0.0, '0.0 is a float, which is not exact; write "0.0" or Fraction("0.0")'),
        ],
    )
    def test_a_minimum_coverage_is_a_share(self, share: Any, message: str) -> None:
        """A minimum coverage that is no exact share from 0 to 1 is refused."""
        with pytest.raises(NumberError) as caught:
            score(ONE_THEME_ANSWERED, minimum_coverage=share)

        assert message == str(caught.value)

    @pytest.mark.parametrize("share", [0, "0", Fraction(0)])
    def test_no_minimum_coverage(self, share: Fraction | int | str) -> None:
        """A minimum of 0, however it is written, withholds nothing; it is what counts if none is given."""
        assert score(ONE_THEME_ANSWERED) == score(ONE_THEME_ANSWERED, minimum_coverage=share)

    def test_full_coverage(self) -> None:
        """A minimum of 1 is a share too: everything that applies must be answered."""
        card = score(ONE_THEME_ANSWERED, minimum_coverage=1)

        assert NoStage.COVERAGE is card.themes["data"].why_no_stage

    @pytest.mark.parametrize(
        ("rule", "message"),
        [
            ("mean", "no rule 'mean'"),
            ("cut-offs:2,3", "a scale of 5 levels takes 4 cut-offs"),
            (3, "a rule is a Rule or its name, such as 'mean-nearest', not 3"),
        ],
    )
    def test_a_rule_that_does_not_fit_is_refused(self, rule: str, message: str) -> None:
        """An unknown rule, or one for another scale, is refused before anything is scored."""
        with pytest.raises(RuleError) as caught:
            score(ONE_THEME_ANSWERED, rule=rule)

        assert str(caught.value).startswith(message)

    def test_a_rule_of_neither_kind_is_refused(self) -> None:
        """A rule of the caller's own says what it reads by its parent class."""

        class Odd(Rule):
            name = "odd"

        with pytest.raises(RuleError, match="neither a MeanRule nor a LevelsRule"):
            _ = score(ONE_THEME_ANSWERED, rule=Odd()).themes["data"].stage


class TestScorecard:
    def test_iteration_is_in_framework_order(self) -> None:
        """Topics come first, then themes, cells and the whole."""
        card = score(Assessment(CROSSED), overall=True)
        expected = [
            *("topic 1", "topic 2", "theme data", "theme skills"),
            *("cell 1/data", "cell 1/skills", "cell 2/data", "overall"),
        ]

        assert expected == [str(one.group) for one in card]

    def test_there_need_be_no_whole(self) -> None:
        """A scorecard put together without an overall score has none."""
        card = score(ONE_THEME_ANSWERED, overall=True)
        parts = Scorecard(card.basis, topics=card.topics, themes=card.themes, cells=card.cells)

        assert parts.overall is None

    def test_the_uk_dma_is_a_matrix_of_33_cells(self) -> None:
        """The packaged framework scores 10 topics, 6 themes and 33 cells, and no overall."""
        card = score(Assessment(load_framework("uk-government-dma")))

        assert (10, 6, 33, None) == (len(card.topics), len(card.themes), len(card.cells), card.overall)

    def test_rows(self) -> None:
        """A row is flat, with floats of the exact values and `None` where there is no number."""
        row = score(Assessment(CROSSED, {"1.1": 5})).to_rows()[4]

        assert {
            "framework": "crossed",
            "version": "1",
            "rule": "mean-nearest",
            "kind": "cell",
            "topic": "1",
            "theme": "data",
            "name": "Sharing × Data",
            "mean": 5.0,
            "stage": 5,
            "stage_name": "Mastering",
            "why_no_stage": None,
            "answered": 1,
            "applicable": 1,
            "total": 1,
            "do_not_know": 0,
            "not_applicable": 0,
            "coverage": 1.0,
            "low": 5.0,
            "high": 5.0,
            **{f"at_or_above_{number}": 1.0 for number in range(1, 6)},
        } == row

    def test_comparing(self) -> None:
        """A scorecard is set beside a benchmark by the benchmark, whose answer is handed on."""

        class Namer:
            def compare(self, card: Scorecard, /) -> str:
                return f"beside {card.framework.id}"

        assert "beside one-theme" == score(ONE_THEME_ANSWERED).compare_to(Namer())

    def test_pickling(self) -> None:
        """A scorecard survives a worker process, whatever was read of it before."""
        card = score(ONE_THEME_ANSWERED, overall=True)
        for one in card:
            _ = one.stage, one.low, one.to_row()

        assert card == pickle.loads(pickle.dumps(card))

    def test_equal_answers_have_equal_scorecards(self) -> None:
        """Equality and hashes go by what was scored and how."""
        again = Assessment(ONE_THEME, dict(ONE_THEME_ANSWERED.answers))

        assert score(ONE_THEME_ANSWERED) == score(again)
        assert hash(score(ONE_THEME_ANSWERED)) == hash(score(again))
        assert score(ONE_THEME_ANSWERED) != score(again, rule="mean-floor")

    def test_reprs(self) -> None:
        """A repr is one short line that says what it is."""
        card = score(ONE_THEME_ANSWERED)

        assert "<Scorecard of one-theme 1: 0 topics, 1 theme, 0 cells; mean-nearest>" == repr(card)
        assert "<Score theme data: mean 3, 3 Learning (mean-nearest), 3 of 4 applicable>" == repr(card.themes["data"])
        assert "no mean, no stage" in repr(score(Assessment(ONE_THEME)).themes["data"])

    def test_nothing_can_be_changed(self) -> None:
        """A scorecard and its scores are read-only."""
        card = score(ONE_THEME_ANSWERED)

        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            card.themes["data"].group = card.themes["data"].group  # type: ignore[misc]
        with pytest.raises(TypeError):
            card.themes["data"] = card.themes["data"]  # type: ignore[index]
        with pytest.raises(KeyError):
            _ = card.themes["dat"]

    def test_unknown_ids_name_near_misses(self) -> None:
        """The framework's look-ups say what was meant."""
        with pytest.raises(UnknownIdError, match="did you mean 'data'"):
            CROSSED.theme("dat")
