"""What to do next: single steps in the order in which they help, and what would follow from them."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import SupportsIndex, cast, overload

import attrs

from datamaturity.assessment import Answers, Assessment
from datamaturity.criteria import Descriptor, Group
from datamaturity.displayed import Displayed
from datamaturity.errors import AnswerError, Fault, NumberError, counted
from datamaturity.levels import Level
from datamaturity.scores import Score, as_float
from datamaturity.scoring import Scorecard, score
from datamaturity.stages import Rule
from datamaturity.steps import Move
from datamaturity.targets import Target

__all__ = ["Effect", "NextStep", "NextSteps", "next_steps", "what_if"]


@attrs.frozen
class Effect:
    """
    What a step does to one group.

    Attributes:
        group: The group.
        mean_before: Its mean now.
        mean_after: Its mean after the step.
        stage_before: Its stage now; `None` without one.
        stage_after: Its stage after the step.

    Example:
        >>> from datamaturity import Assessment, load_framework
        >>> effect = next_steps(Assessment(load_framework("seven-themes"), {"C1": 2}))[0].effects[0]
        >>> effect.mean_before, effect.mean_after, effect.lifts_stage
        (Fraction(2, 1), Fraction(3, 1), True)
    """

    group: Group
    mean_before: Fraction | None
    mean_after: Fraction | None
    stage_before: Level | None
    stage_after: Level | None

    @property
    def lifts_stage(self) -> bool:
        """Whether the step gives the group a stage that it did not have."""
        return self.stage_before != self.stage_after


@attrs.frozen
class NextStep(Displayed):
    """
    One criterion, one level up, and what it does.

    Attributes:
        move: The criterion and both levels.
        title: The criterion's title.
        now: What the present level looks like; `None` where the framework has no text for it.
        then: What the next level looks like.
        effects: What it does to the criterion's topic, theme and cell, as far as the framework has them, and to the
            whole where there is a score of it.
        gap: How far the criterion is from its target, in levels' values.
        weight: The criterion's weight.

    Example:
        >>> from datamaturity import Assessment, load_framework
        >>> first = next_steps(Assessment(load_framework("seven-themes"), {"C1": 2}))[0]
        >>> str(first.move), first.title
        ('C1: 2 Emerging → 3 Learning', 'Using and discussing data across the organisation')
    """

    move: Move
    title: str
    now: Descriptor | None
    then: Descriptor | None
    effects: tuple[Effect, ...]
    gap: Fraction
    weight: Fraction

    @property
    def unlocks(self) -> tuple[Group, ...]:
        """The topic, theme and whole whose stage the step lifts; cells are left out, being often one criterion."""
        return tuple(one.group for one in self.effects if one.lifts_stage and one.group.kind != "cell")

    @property
    def why(self) -> str:
        """Why the step stands where it stands: what it lifts, its gap and its weight, in the order that decides."""
        lifted = ", ".join(str(group) for group in self.unlocks)
        return f"{f'lifts {lifted}' if lifted else 'lifts no stage'}; gap {self.gap}; weight {self.weight}"

    def to_row(self) -> dict[str, object]:
        """Return a flat row: criterion, levels, gap, weight, what it unlocks, and the means before and after."""
        row: dict[str, object] = {
            "criterion": self.move.criterion,
            "title": self.title,
            "from": self.move.from_level.number,
            "to": self.move.to_level.number,
            "gap": as_float(self.gap),
            "weight": as_float(self.weight),
            "unlocks": "; ".join(str(group) for group in self.unlocks),
            "why": self.why,
        }
        for one in self.effects:
            row |= {
                f"{one.group.kind}_mean_before": as_float(one.mean_before),
                f"{one.group.kind}_mean_after": as_float(one.mean_after),
            }
        return row | {
            "now": self.now.text if self.now else None,
            "then": self.then.text if self.then else None,
        }


class NextSteps(tuple[NextStep, ...], Displayed):
    """Steps in their order: a tuple, as are its slices, that shows itself in a notebook."""

    __slots__ = ()

    @overload
    def __getitem__(self, place: SupportsIndex) -> NextStep: ...

    @overload
    def __getitem__(self, place: slice) -> "NextSteps": ...

    def __getitem__(self, place: SupportsIndex | slice) -> "NextStep | NextSteps":
        """Return one step, or some of them."""
        found = super().__getitem__(place)
        return found if isinstance(found, NextStep) else NextSteps(found)

    def __repr__(self) -> str:
        # Not the tuple's: a hundred kilobytes, which a notebook would keep.
        first = f"; first {self[0].move}" if self else ""
        return f"<NextSteps: {counted(len(self), 'step')}{first}>"


def next_steps(
    assessment: Assessment,
    *,
    target: Target | None = None,
    limit: int | None = None,
    rule: Rule | str | None = None,
    overall: bool | None = None,
) -> NextSteps:
    """
    Return the single steps that can be taken next, in the order in which they help.

    A step that lifts the stage of the criterion's topic, theme (or of the whole, where it is scored) comes before one
    that lifts none, two stages before one; then the criterion with the larger gap to its target; then the heavier one;
    then framework order. The order is stable: equal input gives equal output.

    Args:
        assessment: The answers; criteria without a level have no next step (answer them first).
        target: Steps go no further than this, and leave criteria without a target out; without it, one level up from
            each criterion is the target.
        limit: How many steps to return at most; all if not given.
        rule: As in `score`.
        overall: As in `score`.

    Returns:
        The steps.

    Raises:
        VersionMismatchError: The target is for another framework, or another version of it.
        NumberError: The limit is below 0.

    Example:
        >>> from datamaturity import Assessment, load_framework, next_steps
        >>> answers = {"4.33": 2, "4.34": 1, "4.35": 2, "4.36": 2}  # mean 1.75: one more level is nearest to 2 still
        >>> first, *_ = next_steps(Assessment(load_framework("uk-government-dma"), {**answers, "1.1": 5}))
        >>> str(first.move), first.gap
        ('4.33: 2 Emerging → 3 Learning', Fraction(1, 1))
        >>> first.effects[0].group.label, first.to_row()["gap"]
        ('4 Knowing the data you have', 1.0)

    Source:
        Ours. It is an order for reading, not advice: a low level can be right, and the next step up is not always the
        one to take.
    """
    if limit is not None and limit < 0:
        message = f"a limit is a number from 0, not {limit}"
        raise NumberError(message)
    framework, codes = assessment.framework, assessment.answers.codes
    wanted = Target.one_level_up(assessment) if target is None else target
    wanted.check_framework(framework)
    levels = framework.scale.levels
    before = score(assessment, rule=rule, overall=overall)
    steps = []
    for place, criterion in enumerate(framework.criteria):
        aim = wanted.levels.get(criterion.id)
        if aim is None or codes[place] >= len(levels) or levels[codes[place]].value >= aim.value:
            continue
        move = Move(criterion.id, levels[codes[place]], levels[codes[place] + 1])
        after = score(_moved(assessment, {place: codes[place] + 1}), rule=before.rule, overall=overall)
        descriptors = framework.descriptors_of(criterion.id)
        steps.append(
            NextStep(
                move,
                criterion.title,
                now=descriptors[codes[place]] if descriptors else None,
                then=descriptors[codes[place] + 1] if descriptors else None,
                effects=tuple(_effects(place, before, after)),
                gap=aim.value - move.from_level.value,
                weight=criterion.weight,
            )
        )
    # A stable sort: equals stay in framework order.
    steps.sort(key=lambda step: (-len(step.unlocks), -step.gap, -step.weight))
    return NextSteps(steps[:limit])


def _moved(assessment: Assessment, codes: Mapping[int, int]) -> Assessment:
    """Return the assessment with other bytes at these places; notes and evidence of the old answers stay."""
    changed = bytearray(assessment.answers.codes)
    for place, code in codes.items():
        changed[place] = code
    return attrs.evolve(assessment, answers=attrs.evolve(assessment.answers, codes=bytes(changed)))


def _effects(place: int, before: Scorecard, after: Scorecard) -> Iterable[Effect]:
    criterion = before.framework.criteria[place]
    pairs: list[tuple[Score | None, Score | None]] = []
    if criterion.topic is not None:
        pairs.append((before.topics[criterion.topic], after.topics[criterion.topic]))
    if criterion.theme is not None:
        pairs.append((before.themes[criterion.theme], after.themes[criterion.theme]))
    if criterion.topic is not None and criterion.theme is not None:
        pairs.append((before.cells[criterion.topic, criterion.theme], after.cells[criterion.topic, criterion.theme]))
    pairs.append((before.overall, after.overall))
    return (Effect(old.group, old.mean, new.mean, old.stage, new.stage) for old, new in pairs if old and new)


def what_if(
    assessment: Assessment,
    moves: Iterable[Move] | Mapping[str, Level | int],
    *,
    rule: Rule | str | None = None,
    minimum_coverage: Fraction | int | str = 0,
    overall: bool | None = None,
) -> Scorecard:
    """
    Return the scorecard that an assessment would have after some moves.

    Args:
        assessment: The answers.
        moves: One-level moves, those of one criterion in any order; or criterion id to the level that it would have.
        rule: As in `score`.
        minimum_coverage: As in `score`.
        overall: As in `score`.

    Returns:
        The scorecard; its assessment holds the answers after the moves.

    Raises:
        AnswerError: Unknown criteria, levels off the scale, or moves that do not start where their criterion stands;
            all of them at once.

    Example:
        >>> from datamaturity import Assessment, load_framework, score, smallest_way_up, what_if
        >>> assessment = Assessment(load_framework("uk-government-dma"), {"4.33": 2, "4.34": 1, "4.35": 2, "4.36": 2})
        >>> way = smallest_way_up(score(assessment).topics["4"], to=3)
        >>> what_if(assessment, way.moves).topics["4"].stage
        Level(3, 'Learning')
    """
    if isinstance(moves, Mapping):
        wanted = cast("Mapping[str, Level | int]", moves)
        codes = Answers.of(assessment.framework, wanted).codes
        places = [assessment.framework.position(one) for one in wanted]
        after = _moved(assessment, {place: codes[place] for place in places})
    else:
        after = _after(assessment, moves)
    return score(after, rule=rule, minimum_coverage=minimum_coverage, overall=overall)


def _after(assessment: Assessment, moves: Iterable[Move]) -> Assessment:
    framework = assessment.framework
    codes: dict[int, int] = {}
    faults: list[Fault] = []
    for move in sorted(moves, key=lambda one: one.from_level.number):
        where = f"move {move}"
        if move.criterion not in framework.criterion_ids:
            faults.append(Fault(where, f"no criterion {move.criterion!r} in {framework.id}"))
            continue
        place = framework.position(move.criterion)
        code = codes.get(place, assessment.answers.codes[place])
        levels = framework.scale.levels
        if code >= len(levels):
            faults.append(Fault(where, "the criterion has no level to move from"))
        elif levels[code] != move.from_level or levels[code + 1 : code + 2] != (move.to_level,):
            faults.append(Fault(where, f"the criterion stands at {levels[code]}, and a move goes one level up"))
        else:
            codes[place] = code + 1
    if faults:
        raise AnswerError(faults)
    return _moved(assessment, codes)
