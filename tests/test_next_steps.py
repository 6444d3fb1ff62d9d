"""Next steps, their order and their effects, and what would follow from moves: worked by hand."""

from collections.abc import Iterable
from fractions import Fraction

import attrs
import pytest

from datamaturity import (
    Answer,
    AnswerError,
    Assessment,
    Criterion,
    Effect,
    Evidence,
    Fault,
    Framework,
    Level,
    Move,
    NextStep,
    NoStage,
    Scale,
    Target,
    VersionMismatchError,
    load_framework,
    next_steps,
    score,
    smallest_way_up,
    what_if,
)
from examples import CROSSED, FIVE, ONE_THEME, ONE_THEME_ANSWERED, SAMM, weighted

# Weights 1, 2, 1; 2.4 is unanswered. Topic 1: 4/3, stage 1; topic 2: 3. Data: 5/2, stage 3; skills: 1.
NOW = Assessment(CROSSED, {"1.1": 2, "1.2": 1, "2.3": 3})


def by_criterion(steps: Iterable[NextStep]) -> dict[str, NextStep]:
    """Return the steps by criterion."""
    return {step.move.criterion: step for step in steps}


def ids(steps: Iterable[NextStep]) -> list[str]:
    """Return the steps' criteria, in their order."""
    return [step.move.criterion for step in steps]


def move(one: str, start: int, end: int, framework: Framework = CROSSED) -> Move:
    """Return a move by the numbers of its levels."""
    return Move(Criterion(one, one).id, framework.level(start), framework.level(end))


class TestSteps:
    def test_one_level(self) -> None:
        """Each answered criterion below the top has one step, one level up."""
        steps = next_steps(NOW.with_answers({"2.3": 5}))

        assert {move("1.1", 2, 3), move("1.2", 1, 2)} == {step.move for step in steps}

    def test_without_a_level(self) -> None:
        """Criteria that are unanswered, not known or not applicable never have a step, whatever the target says."""
        # Answers 4, 3, not applicable, do not know, 2.
        assessment = ONE_THEME_ANSWERED.with_answers({"d": Answer.do_not_know()})

        assert ["a", "b", "e"] == sorted(ids(next_steps(assessment)))
        assert ["a", "b", "e"] == sorted(ids(next_steps(assessment, target=Target.of(ONE_THEME, everything=5))))
        assert () == next_steps(Assessment(CROSSED))

    def test_descriptors(self) -> None:
        """A step shows what the present and the next level look like, where the framework has texts for them."""
        steps = by_criterion(next_steps(NOW))
        with_texts, without = steps["1.1"], steps["1.2"]

        assert with_texts.now == CROSSED.descriptor("1.1.2")
        assert with_texts.then == CROSSED.descriptor("1.1.3")
        assert (None, None) == (without.now, without.then)
        assert ("Sharing inside", Fraction(2)) == (with_texts.title, without.weight)

    def test_next_on_the_scale(self) -> None:
        """The next level is the next on the scale, not the next number, and a gap is in levels' values."""
        scale = Scale([Level(0, "Low"), Level(4, "Middle", "1/2"), Level(9, "High", 2)])
        first, second = next_steps(weighted([1, 1], [4, 0], scale))

        assert ("a: 4 Middle → 9 High", Fraction(3, 2)) == (str(first.move), first.gap)
        assert ("b: 0 Low → 4 Middle", Fraction(1, 2)) == (str(second.move), second.gap)


class TestEffects:
    def test_every_group(self) -> None:
        """A step tells means and stages, before and after, of its topic, theme and cell."""
        step = by_criterion(next_steps(NOW))["1.1"]
        topic, theme, cell = CROSSED.topic_groups[0], CROSSED.theme_groups[0], CROSSED.cells[0]
        expected = (
            Effect(topic, Fraction(4, 3), Fraction(5, 3), FIVE.level(1), FIVE.level(2)),  # (3 + 2 × 1) / 3
            Effect(theme, Fraction(5, 2), Fraction(3), FIVE.level(3), FIVE.level(3)),  # (3 + 3) / 2
            Effect(cell, Fraction(2), Fraction(3), FIVE.level(2), FIVE.level(3)),
        )

        assert expected == step.effects
        assert [True, False, True] == [effect.lifts_stage for effect in step.effects]

    def test_unlocks(self) -> None:
        """What a step unlocks is told without its cell, which is often that one criterion."""
        steps = by_criterion(next_steps(NOW))

        assert ["topic 1"] == [str(group) for group in steps["1.1"].unlocks]
        # Topic 1: (2 + 2 × 2) / 3 = 2; skills: 2.
        assert ["topic 1", "theme skills"] == [str(group) for group in steps["1.2"].unlocks]

    def test_whole(self) -> None:
        """The whole is among the effects where it is scored, and can be unlocked."""
        # 7 of 4 weights before, 9 after: 7/4 and 9/4, stage 2 both.
        step, *_ = next_steps(NOW, overall=True)
        whole = Effect(CROSSED.overall_group, Fraction(7, 4), Fraction(9, 4), FIVE.level(2), FIVE.level(2))

        assert whole == step.effects[-1]
        # With 1.1 at 3 it is 8 of 4 before and 10 after: 5/2, stage 3.
        step, *_ = next_steps(NOW.with_answers({"1.1": 3}), overall=True)
        assert "overall" == str(step.unlocks[-1])

    def test_themes_only(self) -> None:
        """In a framework without topics a step has an effect on its theme, and on no cell."""
        step, *_ = next_steps(ONE_THEME_ANSWERED)

        assert ["theme data"] == [str(effect.group) for effect in step.effects]

    def test_topics_only(self) -> None:
        """In a framework without themes a step has an effect on its topic, and on no cell."""
        topics = attrs.evolve(
            CROSSED, themes=[], criteria=[attrs.evolve(criterion, theme=None) for criterion in CROSSED.criteria]
        )
        step, *_ = next_steps(Assessment(topics, {"1.1": 2}))

        assert ["topic 1"] == [str(effect.group) for effect in step.effects]

    def test_no_stage(self) -> None:
        """A group without a stage before and after is not unlocked."""
        # One of two is unanswered.
        step, *_ = next_steps(weighted([1, 1], [2, None]), rule="weakest-link")

        assert (None, None) == (step.effects[0].stage_before, step.effects[0].stage_after)
        assert () == step.unlocks

    def test_why(self) -> None:
        """Why a step stands where it stands is told in the order that decides: stages, gap, weight."""
        assessment = weighted([1, "3/2"], [1, 2])
        target = Target.of(assessment.framework, everything=4)
        # 4 of 5/2 is 8/5, stage 2; b's step gives 11/5, a's 2: stage 2 both.
        first, second = next_steps(assessment, target=target)

        assert "lifts no stage; gap 3; weight 1" == first.why
        assert "lifts no stage; gap 2; weight 3/2" == second.why
        assert "lifts topic 1, theme skills; gap 1; weight 2" == next_steps(NOW)[0].why


class TestOrder:
    def test_stages_first(self) -> None:
        """Two stages lifted come before one, and one before none; equals stay in framework order."""
        # 1.2 lifts topic 1 and skills; 1.1 lifts topic 1; 2.3 lifts topic 2. All gaps are 1; 2.4 has no level.
        assert ["1.2", "1.1", "2.3"] == ids(next_steps(NOW))

    def test_stage_before_gap(self) -> None:
        """A step that lifts a stage comes before one with a larger gap, which lifts none."""
        # 7/4, stage 2. b's step gives 10/4, stage 3; a's gives 8/4.
        assessment = weighted([1, 3], [1, 2])
        target = Target.of(assessment.framework, criteria={"a": 5, "b": 3})
        steps = next_steps(assessment, target=target)

        assert ["b", "a"] == ids(steps)
        assert [1, 4] == [step.gap for step in steps]

    def test_stage_before_weight(self) -> None:
        """A step that lifts a stage comes before one of a heavier criterion, which lifts none."""
        # Under weakest-link only b's step lifts the stage.
        assert ["b", "a"] == ids(next_steps(weighted([3, 1], [4, 2]), rule="weakest-link"))

    def test_gap_then_weight_then_order(self) -> None:
        """Where no stage is lifted: the larger gap, then the heavier criterion, then framework order."""
        # Mean 3 of 6 weights; the heaviest step gives 20/6 = 3.33, still stage 3.
        assessment = weighted([1, 2, 1, 2], [3, 3, 3, 3])
        target = Target.of(assessment.framework, criteria={"c": 5}, everything=4)

        assert ["b", "d", "a", "c"] == ids(next_steps(assessment))
        assert ["c", "b", "d", "a"] == ids(next_steps(assessment, target=target))

    def test_gap_in_values(self) -> None:
        """The larger gap is the one in levels' values: SAMM's last step is twice as large as the others."""
        # Mean 1/4, stage 1. a's step (1/4) gives 3/8, half-way up, and b's (1/2) gives 1/2: stage 2 after both.
        assert ["b", "a"] == ids(next_steps(weighted([1, 1], [0, 2], SAMM)))

    def test_rule(self) -> None:
        """What lifts a stage depends on the rule, the framework's own if none is given."""
        assessment = weighted([1, 1, 1], [3, 2, 2])
        # Mean-nearest: 7/3 is stage 2, and every step gives 8/3, stage 3. Median-low: 2, and 3 with two at 3 or above,
        # so that a's step to 4 lifts nothing. Weakest-link: 2, as long as either of b and c is there.

        assert [1, 1, 1] == [len(step.unlocks) for step in next_steps(assessment)]
        assert {"b": 1, "c": 1, "a": 0} == {
            step.move.criterion: len(step.unlocks) for step in next_steps(assessment, rule="median-low")
        }
        assert [0, 0, 0] == [len(step.unlocks) for step in next_steps(assessment, rule="weakest-link")]

    def test_stable(self) -> None:
        """Equal answers and equal targets, given in another order, give equal steps."""
        backwards = Assessment(CROSSED, {"2.3": 3, "1.2": 1, "1.1": 2})
        one, other = ({"1.1": 5, "1.2": 3, "2.3": 4}, {"2.3": 4, "1.2": 3, "1.1": 5})

        assert next_steps(NOW) == next_steps(backwards)
        assert next_steps(NOW, target=Target.of(CROSSED, criteria=one)) == next_steps(
            backwards, target=Target.of(CROSSED, criteria=other)
        )


class TestTarget:
    def test_no_further(self) -> None:
        """Criteria without a target, at it or past it have no step."""
        target = Target.of(CROSSED, criteria={"1.1": 2, "2.3": 5, "2.4": 5})

        assert ["2.3"] == ids(next_steps(NOW, target=target))
        assert [2] == [step.gap for step in next_steps(NOW, target=target)]
        assert () == next_steps(NOW, target=Target.of(CROSSED, everything=1))

    def test_one_level_at_a_time(self) -> None:
        """However far the target is, a step is one level."""
        steps = next_steps(NOW, target=Target.of(CROSSED, everything=5))

        assert {move("1.1", 2, 3), move("1.2", 1, 2), move("2.3", 3, 4)} == {step.move for step in steps}

    def test_default(self) -> None:
        """Without a target it is one level up from each criterion."""
        assert next_steps(NOW, target=Target.one_level_up(NOW)) == next_steps(NOW)

    def test_other_version(self) -> None:
        """A target for another version is refused."""
        target = Target.of(attrs.evolve(CROSSED, version="2"), everything=3)

        with pytest.raises(VersionMismatchError, match="the target is for crossed 2, the answers are to crossed 1"):
            next_steps(NOW, target=target)


class TestLimit:
    @pytest.mark.parametrize("limit", [0, 1, 2, 3, 50])
    def test_first_ones(self, limit: int) -> None:
        """A limit keeps the first steps, in their order."""
        assert next_steps(NOW)[:limit] == next_steps(NOW, limit=limit)
        assert min(limit, 3) == len(next_steps(NOW, limit=limit))

    def test_below_0(self) -> None:
        """A limit below 0 is refused."""
        with pytest.raises(ValueError, match="a limit is a number from 0, not -1"):
            next_steps(NOW, limit=-1)


class TestRow:
    def test_row(self) -> None:
        """A step is a flat row: the move, why it stands where it does, the means, and both texts."""
        _, step, _ = next_steps(NOW)
        expected = {
            "criterion": "1.1",
            "title": "Sharing inside",
            "from": 2,
            "to": 3,
            "gap": 1.0,
            "weight": 1.0,
            "unlocks": "topic 1",
            "why": "lifts topic 1; gap 1; weight 1",
            "topic_mean_before": 4 / 3,
            "topic_mean_after": 5 / 3,
            "theme_mean_before": 2.5,
            "theme_mean_after": 3.0,
            "cell_mean_before": 2.0,
            "cell_mean_after": 3.0,
            "now": "two",
            "then": "three",
        }
        row = step.to_row()

        assert expected == {key: row[key] for key in expected}

    def test_no_texts(self) -> None:
        """Where the framework has no texts there are none in the row, and all unlocked groups are named."""
        step, *_ = next_steps(NOW)
        row = step.to_row()

        assert (None, None, "topic 1; theme skills") == (row["now"], row["then"], row["unlocks"])

    def test_equal_columns(self) -> None:
        """All rows of a framework have the same columns in the same order."""
        rows = [step.to_row() for step in next_steps(NOW, overall=True)]

        assert [[*rows[0]]] * 3 == [[*row] for row in rows]
        assert {"overall_mean_before", "overall_mean_after"} < {*rows[0]}


class TestWhatIf:
    def test_moves(self) -> None:
        """Moves give the scores of the answers after them, and leave the assessment as it was."""
        card = what_if(NOW, [move("1.2", 1, 2), move("2.3", 3, 4)])

        assert Fraction(2) == card.topics["1"].mean  # (2 + 2 × 2) / 3
        assert Fraction(3) == card.themes["data"].mean  # (2 + 4) / 2
        assert NOW.with_answers({"1.2": 2, "2.3": 4}) == card.assessment
        assert 1 == NOW.answers["1.2"].level

    def test_any_order(self) -> None:
        """Moves of one criterion may come in any order."""
        card = what_if(NOW, (one for one in [move("1.1", 3, 4), move("1.2", 1, 2), move("1.1", 2, 3)]))

        assert NOW.with_answers({"1.1": 4, "1.2": 2}) == card.assessment

    def test_levels(self) -> None:
        """A mapping says to which level a criterion would come, up or down, answered before or not."""
        levels: dict[str, Level | int] = {"1.1": 5, "2.3": FIVE.level(1), "2.4": 4}
        card = what_if(NOW, levels)

        assert NOW.with_answers({"1.1": 5, "2.3": 1, "2.4": 4}) == card.assessment
        assert Fraction(2) == card.topics["2"].mean  # (1 + 4/2) / 1.5

    @pytest.mark.parametrize("nothing", [(), {}])
    def test_nothing(self, nothing: tuple[Move, ...] | dict[str, int]) -> None:
        """Without a move everything stays as it is."""
        assert score(NOW) == what_if(NOW, nothing)

    def test_smallest_way(self) -> None:
        """The moves of a smallest way up can be tried as they are."""
        way = smallest_way_up(score(NOW, rule="weakest-link").topics["1"], to=3)

        assert way.moves is not None
        assert FIVE.level(3) == what_if(NOW, way.moves, rule="weakest-link").topics["1"].stage

    def test_options(self) -> None:
        """Rule, minimum coverage and whether to score the whole are those of `score`."""
        card = what_if(NOW, [move("1.1", 2, 3)], rule="mean-floor", minimum_coverage="3/4", overall=True)

        assert score(NOW.with_answers({"1.1": 3}), rule="mean-floor", minimum_coverage="3/4", overall=True) == card
        assert card.overall is not None
        # One of two in topic 2.
        assert NoStage.COVERAGE is card.topics["2"].why_no_stage

    def test_notes_stay(self) -> None:
        """Notes and evidence of the answers that move stay with them, as do date and organisation."""
        evidence = (Evidence("Policy"),)
        noted = attrs.evolve(NOW.with_answers({"1.1": Answer.at(2, note="Half", evidence=evidence)}), organisation="Us")
        card = what_if(noted, [move("1.1", 2, 3)])

        assert Answer.at(3, note="Half", evidence=evidence) == card.assessment.answers["1.1"]
        assert "Us" == card.assessment.organisation
        assert Answer.at(4, note="Half", evidence=evidence) == what_if(noted, {"1.1": 4}).assessment.answers["1.1"]

    def test_every_fault(self) -> None:
        """Moves that cannot be made are refused all at once, each with what stands in its way."""
        with pytest.raises(AnswerError) as caught:
            what_if(
                NOW.with_answers({"1.2": 5}),
                [
                    move("9.9", 1, 2),
                    move("1.1", 3, 4),
                    move("2.3", 3, 5),
                    move("2.4", 1, 2),
                    move("1.2", 5, 1),
                ],
            )
        expected = {
            Fault("move 9.9: 1 Beginning → 2 Emerging", "no criterion '9.9' in crossed"),
            Fault(
                "move 1.1: 3 Learning → 4 Developing",
                "the criterion stands at 2 Emerging, and a move goes one level up",
            ),
            Fault(
                "move 2.3: 3 Learning → 5 Mastering",
                "the criterion stands at 3 Learning, and a move goes one level up",
            ),
            Fault(
                "move 2.4: 1 Beginning → 2 Emerging",
                "the criterion has no level to move from",
            ),
            Fault(
                "move 1.2: 5 Mastering → 1 Beginning",
                "the criterion stands at 5 Mastering, and a move goes one level up",
            ),
        }

        assert expected == {*caught.value.faults}
        assert 5 == len(caught.value.faults)

    def test_twice(self) -> None:
        """One move cannot be made twice: after the first the criterion stands elsewhere."""
        with pytest.raises(AnswerError, match="the criterion stands at 3 Learning, and a move goes one level up"):
            what_if(NOW, [move("1.1", 2, 3), move("1.1", 2, 3)])

    def test_foreign_levels(self) -> None:
        """A move on another scale is refused, though its levels have the same numbers."""
        samm = attrs.evolve(ONE_THEME, scale=SAMM)

        with pytest.raises(AnswerError, match="the criterion stands at 2 Emerging"):
            what_if(NOW, [move("1.1", 2, 3, samm)])

    def test_faults_of_levels(self) -> None:
        """Unknown criteria and levels off the scale are refused all at once, as in an assessment."""
        with pytest.raises(AnswerError) as caught:
            what_if(NOW, {"1.1": 6, "9.9": 3})

        assert ["level 6 is off the scale", "no criterion '9.9' in crossed (4 criteria)"] == [
            fault.message.partition(";")[0] for fault in caught.value.faults
        ]

    def test_uk_government(self) -> None:
        """What the first step of the UK DMA promises is what comes of it."""
        framework = load_framework("uk-government-dma")
        assessment = Assessment(framework, {"4.33": 2, "4.34": 1, "4.35": 2, "4.36": 2})
        # From 7/4 any step gives 8/4.
        step, *_ = next_steps(assessment, limit=1)
        after = what_if(assessment, [step.move])

        assert Fraction(2) == after.topics["4"].mean
        assert [after.topics["4"].mean] == [one.mean_after for one in step.effects if one.group.kind == "topic"]
