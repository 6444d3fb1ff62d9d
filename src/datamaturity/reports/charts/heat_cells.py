"""What the cells of a heat map say: a mean, a stage and a count, or why there is none."""

from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

import attrs

from datamaturity.disclosure import Withheld
from datamaturity.levels import Level, Scale
from datamaturity.network_scores import NetworkScore, NetworkScorecard
from datamaturity.pooling import PooledScore, PooledScorecard
from datamaturity.reports.charts.keys import NOT_APPLICABLE, NOT_KNOWN, UNANSWERED, WITHHELD, Look
from datamaturity.reports.numbers import shown_as_staged
from datamaturity.scores import NoStage, Score
from datamaturity.scoring import Scorecard
from datamaturity.stages import Rule

__all__ = ["Card", "CellState", "HeatCell", "cells_of"]

Card: TypeAlias = Scorecard | PooledScorecard | NetworkScorecard
"""The scorecards that a heat map can be drawn of."""


class CellState(Enum):
    """What a cell of a heat map says, with its look, the sign in its key and the sign's meaning."""

    STAGED = (None, "", "")
    LOW_COVERAGE = (Look(dash="6 3", double=True), "", "low coverage: no stage, its coverage is under the minimum")
    NO_STAGE = (Look(dash="9 3 2 3"), "", f"no stage: {NoStage.RULE.value}")
    UNANSWERED = (UNANSWERED, "", "no answer: none of its criteria is answered")
    NOT_KNOWN = (NOT_KNOWN, "", "not known: no level, and some or all answered with “do not know”")
    NOT_APPLICABLE = (NOT_APPLICABLE, "", "n/a: none of its criteria applies")
    EMPTY = (Look(frame=False), "·", "no criteria there")
    WITHHELD = (WITHHELD, "", "withheld: it is about too few organisations, or would tell of too few")

    def __init__(self, look: Look | None, sign: str, meaning: str) -> None:
        self.look = look
        self.sign = sign
        self.meaning = meaning


_REASONS = {
    NoStage.COVERAGE: CellState.LOW_COVERAGE,
    NoStage.RULE: CellState.NO_STAGE,
    NoStage.NO_ANSWERS: CellState.UNANSWERED,
    NoStage.NOT_APPLICABLE: CellState.NOT_APPLICABLE,
}


@attrs.frozen
class HeatCell:
    """
    One cell.

    Attributes:
        topic: The topic's id; `None` in a framework without topics.
        theme: The theme's id; `None` in a framework without themes.
        name: The group's name; empty where there is none.
        state: What the cell says.
        mean: The exact mean.
        stage: The stage.
        count: How many answers, or members, the mean rests on.
        applicable_count: How many criteria, or members, it could rest on; `None` where that is not told.

    Example:
        >>> HeatCell("4", "data", "", CellState.EMPTY).state.name
        'EMPTY'
    """

    topic: str | None
    theme: str | None
    name: str
    state: CellState
    mean: Fraction | Withheld | None = None
    stage: Level | Withheld | None = None
    count: int | Withheld | None = None
    applicable_count: int | None = None

    @property
    def said(self) -> str:
        """What stands beside it where there is one column: the stage with its name, or why there is none."""
        return str(self.stage) if isinstance(self.stage, Level) else self.state.meaning.split(": ", 1)[-1]

    def texts(self, rule: Rule, scale: Scale) -> list[str]:
        """
        Return what stands in the cell, one text below the other.

        Args:
            rule: The rule that made the stage: a mean has as many decimals as let it have that.
            scale: The framework's levels.
        """
        count = "n withheld" if isinstance(self.count, Withheld) else f"n {self.count}"
        if self.applicable_count is not None:
            count += f" of {self.applicable_count}"
        if self.state is CellState.EMPTY:
            return ["·"]
        if self.state is CellState.NOT_APPLICABLE:
            return ["n/a"]
        if self.state in (CellState.UNANSWERED, CellState.NOT_KNOWN):
            return ["no answer" if self.state is CellState.UNANSWERED else "not known", count]
        if all(isinstance(one, Withheld) for one in (self.stage, self.count)) and not isinstance(self.mean, Fraction):
            return ["withheld"]
        mean = [shown_as_staged(self.mean, rule=rule, scale=scale)] if isinstance(self.mean, Fraction) else []
        unsaid = ["mean withheld"] if isinstance(self.mean, Withheld) else []
        if isinstance(self.stage, Level):
            stage = f"stage {self.stage.number}"
        elif isinstance(self.stage, Withheld):
            stage = "stage withheld"
        else:
            stage = "low coverage" if self.state is CellState.LOW_COVERAGE else "no stage"
        return [*mean, stage, *unsaid, count]


def cells_of(card: Card) -> Iterator[HeatCell]:
    """
    Yield a scorecard's cells by topic and then by theme, with criteria or without; or its topics; or its themes.

    Args:
        card: The scorecard, of any kind.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> card = score(Assessment(load_framework("seven-themes"), {"C1": 3}))
        >>> *_, culture, _, _ = cells_of(card)
        >>> culture.texts(card.rule, card.framework.scale)
        ['3.0', 'stage 3', 'n 1 of 6']
    """
    framework = card.framework
    if not (framework.topics and framework.themes):
        scores = card.topics if framework.topics else card.themes
        yield from (_cell(one) for one in scores.values())
        return
    for topic in framework.topics:
        for theme in framework.themes:
            one = card.cells.get((topic.id, theme.id))
            yield HeatCell(topic.id, theme.id, "", CellState.EMPTY) if one is None else _cell(one)


def _cell(one: Score | PooledScore | NetworkScore) -> HeatCell:
    group, stage = one.group, one.stage
    if not group.positions:
        return HeatCell(group.topic, group.theme, one.name, CellState.EMPTY)
    if isinstance(stage, Level):
        state = CellState.STAGED
    elif one.why_no_stage is None:
        state = CellState.WITHHELD
    else:
        state = _REASONS[one.why_no_stage]
        if state is CellState.UNANSWERED and isinstance(one, Score) and one.do_not_know_count:
            state = CellState.NOT_KNOWN
    return HeatCell(
        group.topic,
        group.theme,
        one.name,
        state,
        one.mean,
        stage,
        one.member_count if isinstance(one, NetworkScore) else one.answered_count,
        None if isinstance(one, NetworkScore) else one.applicable_count,
    )
