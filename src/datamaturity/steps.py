"""What holds a stage back, and the smallest way up from it."""

from fractions import Fraction
from math import ceil

import attrs

from datamaturity.assessment import DO_NOT_KNOW, UNANSWERED
from datamaturity.criteria import CriterionId, Group
from datamaturity.errors import RuleError
from datamaturity.levels import Level
from datamaturity.moves import Ladder, fewest_moves, most_gain
from datamaturity.scores import NoStage, Score
from datamaturity.stages import LevelsRule, MeanRule, Rule

__all__ = ["Move", "WayUp", "smallest_way_up"]


@attrs.frozen
class Move:
    """
    One criterion, one level up.

    Attributes:
        criterion: Its id.
        from_level: Where it stands.
        to_level: The next level.

    Example:
        >>> from datamaturity import load_framework
        >>> scale = load_framework("uk-government-dma").scale
        >>> print(Move("4.33", scale.level(2), scale.level(3)))
        4.33: 2 Emerging → 3 Learning
    """

    criterion: CriterionId
    from_level: Level
    to_level: Level

    def __str__(self) -> str:
        """Return ``4.33: 2 Emerging → 3 Learning``."""
        return f"{self.criterion}: {self.from_level} → {self.to_level}"


@attrs.frozen
class WayUp:
    """
    What it takes for a group to reach a stage.

    Attributes:
        group: The group.
        rule: The rule that gives the stage.
        stage: The stage now; `None` without one.
        aim: The stage to reach; `None` where the group has the highest already.
        moves: A smallest set of one-level moves on answered criteria that reaches the aim, in framework order and, for
            one criterion, upwards; `None` where no set of them does.
        blockers: The criteria that every way to the aim has to move (or to answer first), in framework order. Empty
            where the others could make up for any one of them. Under `ReachedBy`, answers to open criteria count
            among those others, under means and medians they do not: nobody knows what they would be.
        answer_first: The applicable criteria without a level, where the aim needs answers to some of them.
        answers_needed: How many of those criteria must be answered; under ``reached-by`` and ``weakest-link`` at the
            aim or above.
    """

    group: Group
    rule: Rule
    stage: Level | None
    aim: Level | None
    moves: tuple[Move, ...] | None
    blockers: tuple[CriterionId, ...]
    answer_first: tuple[CriterionId, ...]
    answers_needed: int


def smallest_way_up(score: Score, *, to: Level | int | None = None) -> WayUp:
    """
    Return what holds a group's next stage back and the fewest one-level moves that reach it.

    Args:
        score: The group's score, which knows its answers and its rule.
        to: The stage to reach, as a `Level` or the level's number; the next one if not given.

    Returns:
        The way. Among equally short ways it takes moves on the lowest levels first, then on larger weights, then in
        framework order. Where the aim is reached already there is nothing to move; where answers are missing for it,
        ``answer_first`` says so, and ``moves`` are those that are needed beside them, on today's answers.

    Raises:
        UnknownIdError: No level with this number.
        RuleError: A rule of the caller's own that is neither a `MeanRule` nor a `LevelsRule`.

    Example:
        >>> from datamaturity import Assessment, load_framework, score, smallest_way_up
        >>> answers = {"4.33": 2, "4.34": 1, "4.35": 2, "4.36": 1}
        >>> way = smallest_way_up(score(Assessment(load_framework("uk-government-dma"), answers)).topics["4"], to=3)
        >>> for move in way.moves:  # from a mean of 1.5 to 2.5
        ...     print(move)
        4.33: 2 Emerging → 3 Learning
        4.34: 1 Beginning → 2 Emerging
        4.34: 2 Emerging → 3 Learning
        4.36: 1 Beginning → 2 Emerging

    Source:
        Ours: an exact search, checked by brute force for every rule in the tests.
    """
    return _Climb.of(score, to).way()


@attrs.frozen
class _Climb:
    """A group's criteria as ladders towards an aim, and the gain that the aim needs."""

    score: Score
    aim: int | None
    places: tuple[int, ...]
    open_places: tuple[int, ...]
    ladders: tuple[Ladder, ...]
    needed: int
    # What an answer to an open criterion could gain at best; 0 where only the answered ones count.
    open_gain: int
    coverage_lacks: int

    @classmethod
    def of(cls, score: Score, to: Level | int | None) -> "_Climb":
        basis, group = score.basis, score.group
        framework, codes = basis.assessment.framework, basis.assessment.answers.codes
        scale, weights = framework.scale, framework.whole_weights
        stage = score.stage
        if score.why_no_stage is NoStage.COVERAGE:
            # The aim is the stage that the answers give, once there are enough of them.
            stage = attrs.evolve(score, basis=attrs.evolve(basis, minimum_coverage=Fraction(0))).stage
            to = stage if to is None else to
        if to is not None:
            aim: int | None = scale.position(to.number if isinstance(to, Level) else to)
        elif stage is None:
            aim = 0
        else:
            aim = scale.position(stage.number) + 1
            aim = aim if aim < len(scale) else None
        places = tuple(place for place in group.positions if codes[place] < len(scale))
        open_places = tuple(place for place in group.positions if codes[place] in (DO_NOT_KNOW, UNANSWERED))
        lacks = ceil(basis.minimum_coverage * score.applicable_count) - len(places)
        ladders: list[Ladder] = []
        needed, open_gain = 0, 0
        if aim is None:
            pass
        elif isinstance(basis.rule, MeanRule):
            values = scale.points
            least = basis.rule.least_means(scale)[aim - 1] if aim else scale.lowest.value
            needed = ceil(least * score.sums.weight * scale.denominator) - score.sums.points
            for place in places:
                start, weight = codes[place], weights[place]
                gains = tuple(weight * (value - values[start]) for value in values[start + 1 :])
                ladders.append(Ladder(start, gains, weight))
        elif isinstance(basis.rule, LevelsRule):
            sizes = weights if basis.rule.by_weight else (1,) * len(weights)
            total = score.sums.weight if basis.rule.by_weight else score.applicable_count
            reached = sum(sizes[place] for place in places if codes[place] >= aim)
            needed = basis.rule.quota(total) - reached
            open_gain = 0 if basis.rule.by_weight else 1
            for place in places:
                climb = max(aim - codes[place], 0)
                gains = (0,) * (climb - 1) + (sizes[place],) if climb else ()
                ladders.append(Ladder(codes[place], gains, weights[place]))
        else:
            message = f"{basis.rule!r} is neither a MeanRule nor a LevelsRule, so nothing says how to climb"
            raise RuleError(message)
        return cls(score, aim, places, open_places, tuple(ladders), needed, open_gain, lacks)

    def way(self) -> WayUp:
        framework = self.score.basis.assessment.framework
        answers_needed = self._answers_needed()
        moves = self._moves(self.needed - answers_needed * self.open_gain)
        return WayUp(
            group=self.score.group,
            rule=self.score.rule,
            stage=self.score.stage,
            aim=None if self.aim is None else framework.scale.levels[self.aim],
            moves=moves,
            blockers=self._blockers(answers_needed),
            answer_first=tuple(framework.criterion_ids[place] for place in self.open_places) if answers_needed else (),
            answers_needed=answers_needed,
        )

    def _answers_needed(self) -> int:
        by_rule = 0
        if self.open_gain:
            by_rule = max(self.needed - most_gain(self.ladders), 0)
        elif not self.places:
            by_rule = 1
        return min(max(by_rule, self.coverage_lacks), len(self.open_places))

    def _moves(self, needed: int) -> tuple[Move, ...] | None:
        framework = self.score.basis.assessment.framework
        if self.aim is None:
            return ()
        if not self.places:
            return () if self.open_places else None
        ladders = [ladder for ladder in self.ladders if ladder.gains]
        counts = fewest_moves(ladders, needed)
        if counts is None:
            return None
        climbing = [place for place, ladder in zip(self.places, self.ladders, strict=True) if ladder.gains]
        levels = framework.scale.levels
        return tuple(
            Move(framework.criterion_ids[place], levels[position], levels[position + 1])
            for place, ladder, count in zip(climbing, ladders, counts, strict=True)
            for position in range(ladder.start, ladder.start + count)
        )

    def _blockers(self, answers_needed: int) -> tuple[CriterionId, ...]:
        most = most_gain(self.ladders) + self.open_gain * len(self.open_places)
        blocking = {
            place
            for place, ladder in zip(self.places, self.ladders, strict=False)
            if most - (ladder.gains[-1] if ladder.gains else 0) < self.needed <= most
        }
        if answers_needed and answers_needed == len(self.open_places):
            blocking.update(self.open_places)
        ids = self.score.basis.assessment.framework.criterion_ids
        return tuple(ids[place] for place in sorted(blocking))
