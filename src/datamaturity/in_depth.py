"""One group in depth: its stage, its score beside others, what the stage looks like, and what the next one does."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from datamaturity.agreement import lower_median
from datamaturity.assessment import NOT_APPLICABLE
from datamaturity.benchmark import AnyScorecard, Benchmark
from datamaturity.criteria import Criterion, CriterionId, Group
from datamaturity.disclosure import Withheld, shown
from datamaturity.displayed import Displayed
from datamaturity.errors import UnknownIdError
from datamaturity.framework import Framework
from datamaturity.group_benchmarks import AnyScore, Standing
from datamaturity.levels import Level
from datamaturity.mappings import FrozenMapping
from datamaturity.network_scores import NetworkScore, NetworkScorecard
from datamaturity.pooling import MemberCard, PooledScore
from datamaturity.scores import NoStage, as_float
from datamaturity.scoring import Scorecard
from datamaturity.stages import Rule

__all__ = ["InDepth", "Mark", "in_depth"]


@attrs.frozen
class Mark:
    """
    What one criterion looks like at a stage, and whether that is held already.

    Attributes:
        criterion: The criterion's id.
        title: Its title.
        level: The stage.
        text: The descriptor; empty where the framework has none.
        held: Whether the criterion stands at the stage or above it; for several people, whether the lower median of
            their levels does. `None` where there is no answer, or where it is withheld.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> card = score(Assessment(load_framework("seven-themes"), {"C1": 3}))
        >>> mark = in_depth(card, theme="culture").now[0]
        >>> mark.criterion, str(mark.level), mark.held
        ('C1', '3 Learning', True)
    """

    criterion: CriterionId
    title: str
    level: Level
    text: str
    held: bool | None

    def to_row(self) -> dict[str, object]:
        """Return a flat row; ``level`` is its number."""
        return {
            "criterion": self.criterion,
            "title": self.title,
            "level": self.level.number,
            "text": self.text,
            "held": self.held,
        }


@attrs.frozen(repr=False)
class InDepth(Displayed):
    """
    One group in depth, as data for a report.

    Attributes:
        framework: The framework that was answered.
        score: The group's score: of an organisation, a panel, or a network.
        next_stage: The stage above; the lowest where not even that is reached; `None` at the top, and without answers.
        standing: The score beside the benchmark; `None` without one.
        now: What the current stage looks like, criterion by criterion, in framework order.
        then: What the next stage looks like.
    """

    framework: Framework
    score: AnyScore
    next_stage: Level | None
    standing: Standing | None
    now: tuple[Mark, ...]
    then: tuple[Mark, ...]

    @property
    def group(self) -> Group:
        """What is looked at."""
        return self.score.group

    @property
    def rule(self) -> Rule:
        """The rule that made the stage."""
        return self.score.rule

    @property
    def stage(self) -> Level | Withheld | None:
        """The current stage."""
        return self.score.stage

    @property
    def why_no_stage(self) -> NoStage | None:
        """Why there is no stage; `None` where there is one, or where it is withheld."""
        return self.score.why_no_stage

    @property
    def mean(self) -> Fraction | Withheld | None:
        """The score, in levels' values."""
        return self.score.mean

    @property
    def out_of(self) -> Fraction:
        """The highest score that there is: the highest level's value."""
        return self.framework.scale.highest.value

    @property
    def count(self) -> int | Withheld:
        """How many the score rests on: see `counted_as`."""
        score = self.score
        return score.member_count if isinstance(score, NetworkScore) else score.answered_count

    @property
    def counted_as(self) -> str:
        """What `count` and `spread` count: ``"criteria"`` in one assessment, else ``"members"``."""
        return "members" if isinstance(self.score, PooledScore | NetworkScore) else "criteria"

    @property
    def spread(self) -> FrozenMapping[int, int | Withheld]:
        """Level number to how many criteria stand there, or how many members have that stage."""
        score = self.score
        counts = score.stage_counts if isinstance(score, PooledScore | NetworkScore) else score.level_counts
        return FrozenMapping(dict(zip(self.framework.scale.numbers, counts, strict=True)))

    def to_row(self) -> dict[str, object]:
        """Return it as plain values; what is withheld is the text ``withheld``."""
        stage, mean = self.stage, self.mean
        return {
            "framework": self.framework.id,
            "version": self.framework.version,
            **self.group.to_row(),
            "rule": str(self.rule),
            "stage": stage.number if isinstance(stage, Level) else shown(stage),
            "why_no_stage": self.why_no_stage.value if self.why_no_stage else None,
            "next_stage": None if self.next_stage is None else self.next_stage.number,
            "mean": shown(mean) if isinstance(mean, Withheld) else as_float(mean),
            "out_of": as_float(self.out_of),
            "count": shown(self.count),
            "counted_as": self.counted_as,
            "spread": {str(number): shown(count) for number, count in self.spread.items()},
            "benchmark": None if self.standing is None else self.standing.to_row(),
            "now": [one.to_row() for one in self.now],
            "then": [one.to_row() for one in self.then],
        }

    def __repr__(self) -> str:
        return f"<InDepth {self.group}: {self.stage}, next {self.next_stage}>"


def in_depth(
    card: AnyScorecard, *, theme: str | None = None, topic: str | None = None, benchmark: Benchmark | None = None
) -> InDepth:
    """
    Return one group in depth: where it stands, beside whom, what that looks like, and what the next stage does.

    Args:
        card: The scorecard of an organisation, a panel, or a network.
        theme: A theme's id.
        topic: A topic's id; with a theme, the cell where both meet; without either, the whole.
        benchmark: Others' figures, to set the score beside.

    Returns:
        The group's score with the descriptors of its criteria at its stage and at the next one. Criteria that do not
        apply are left out.

    Raises:
        UnknownIdError: No such theme, topic or cell, or no score of the whole.
        BenchmarkError: The benchmark is of another framework, version, rule or pool.

    Example:
        >>> from datamaturity import Assessment, in_depth, load_framework, score
        >>> card = score(Assessment(load_framework("seven-themes"), {"C1": 3, "C2": 2, "C3": 3}))
        >>> culture = in_depth(card, theme="culture")
        >>> culture.stage.name, culture.next_stage.name, culture.mean, culture.out_of, culture.count
        ('Learning', 'Developing', Fraction(8, 3), Fraction(5, 1), 3)
        >>> [(mark.criterion, mark.held) for mark in culture.now][:4]
        [('C1', True), ('C2', False), ('C3', True), ('C4', None)]
        >>> culture.to_row()["stage"], culture.now[0].to_row()["held"]
        (3, True)
    """
    framework = card.framework
    score = _score(card, theme, topic)
    standing = None if benchmark is None else _standing(benchmark, card, score.group)
    stage, scale = score.stage, framework.scale
    if isinstance(stage, Level):
        place = scale.position(stage.number)
        now, then = stage, scale.levels[place + 1] if place + 1 < len(scale) else None
    else:
        # Not even the lowest level is reached: that is the next one.
        now, then = None, scale.lowest if score.why_no_stage is NoStage.RULE else None
    criteria = [framework.criteria[place] for place in score.group.positions]
    levels = _levels(card)
    return InDepth(
        framework,
        score,
        then,
        standing,
        tuple(_marks(criteria, now, levels, framework)),
        tuple(_marks(criteria, then, levels, framework)),
    )


def _score(card: AnyScorecard, theme: str | None, topic: str | None) -> AnyScore:
    framework = card.framework
    if theme is not None and topic is not None:
        framework.cell(topic, theme)
        return card.cells[topic, theme]
    if theme is not None:
        framework.theme(theme)
        return card.themes[theme]
    if topic is not None:
        framework.topic(topic)
        return card.topics[topic]
    if card.overall is None:
        raise UnknownIdError("group", "overall", "the scorecard", (), hint="score with overall=True, or name a theme")
    return card.overall


def _standing(benchmark: Benchmark, card: AnyScorecard, group: Group) -> Standing | None:
    return next((one for one in benchmark.compare(card) if one.group == group), None)


# A criterion's level, or that none is told; criteria that do not apply are not there.
_Levels = dict[str, Level | Withheld | None]


def _levels(card: AnyScorecard) -> _Levels:
    framework = card.framework
    if isinstance(card, NetworkScorecard):
        return {**card.criteria}
    found: _Levels = {}
    columns = zip(*_codes(card), strict=True)
    for one, codes in zip(framework.criterion_ids, columns, strict=True):
        if any(code != NOT_APPLICABLE for code in codes):
            counts = [codes.count(code) for code in range(len(framework.scale))]
            found[one] = lower_median(counts, framework.scale)
    return found


def _codes(card: MemberCard) -> Iterator[bytes]:
    if isinstance(card, Scorecard):
        yield card.assessment.answers.codes
    else:
        for one in card.cards:
            yield from _codes(one)


def _marks(criteria: list[Criterion], stage: Level | None, levels: _Levels, framework: Framework) -> Iterator[Mark]:
    if stage is None:
        return
    place = framework.scale.position(stage.number)
    for one in criteria:
        if one.id in levels:
            level = levels[one.id]
            held = level.number >= stage.number if isinstance(level, Level) else None
            yield Mark(one.id, one.title, stage, one.descriptors[place] if one.descriptors else "", held)
