"""What a small panel says: one group's scores over the dates of a history, with the texts beside them."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from datamaturity.framework import Framework
from datamaturity.levels import Level
from datamaturity.reports.numbers import shown_as_staged
from datamaturity.scores import NoStage, Score
from datamaturity.scoring import Scorecard

__all__ = ["SIGNS", "Moment", "PanelKind", "SmallPanel", "panels_of"]

PanelKind: TypeAlias = Literal["topic", "theme"]
"""What the panels can be of."""

# What stands below the line's gap. Letters, not marks, so that they are read out and found.
SIGNS = {NoStage.NO_ANSWERS: "?", NoStage.NOT_APPLICABLE: "–"}
"""What stands in place of a mean, by the reason why there is none."""


@attrs.frozen
class Moment:
    """
    One group on one day.

    Attributes:
        day: The day.
        mean: Its mean; `None` without a score.
        stage: Its stage; `None` where ``why_no_stage`` says why.
        why_no_stage: Why there is no stage.
        text: The mean as it is shown, with as many decimals as its stage needs; ``?`` or ``–`` without one.
        answered_count: How many criteria the mean rests on.
        applicable_count: How many apply.
    """

    day: date
    mean: Fraction | None
    stage: Level | None
    why_no_stage: NoStage | None
    text: str
    answered_count: int
    applicable_count: int

    @classmethod
    def of(cls, day: date, score: Score) -> "Moment":
        """
        Return a score as it stands in the picture.

        Args:
            day: The day of the assessment.
            score: The group's score then.

        Example:
            >>> from datetime import date
            >>> from datamaturity import Assessment, load_framework, score
            >>> culture = score(Assessment(load_framework("seven-themes"), {"C1": 3, "C2": 2})).themes["culture"]
            >>> Moment.of(date(2026, 3, 31), culture).text
            '2.5'
        """
        scale, reason = score.basis.assessment.framework.scale, score.why_no_stage
        if score.mean is None:
            text = SIGNS[reason or NoStage.NO_ANSWERS]
        else:
            text = shown_as_staged(score.mean, rule=score.rule, scale=scale)
        return cls(day, score.mean, score.stage, reason, text, score.answered_count, score.applicable_count)


@attrs.frozen
class SmallPanel:
    """
    One group over time.

    Attributes:
        kind: ``"topic"`` or ``"theme"``.
        id: Its id.
        name: Its name; a topic's id stands before it.
        criterion_count: How many criteria it has.
        moments: Each day of the history, from the first to the last.
    """

    kind: PanelKind
    id: str
    name: str
    criterion_count: int
    moments: tuple[Moment, ...]

    @property
    def rests_on(self) -> str:
        """The last day's stage, and how much was answered."""
        last = self.moments[-1]
        stage = str(last.stage) if last.stage else "no stage"
        return f"{stage}; {last.answered_count} of {last.applicable_count} answered"

    @property
    def said(self) -> str:
        """The last day in words: the mean, the stage and how much was answered; or why there is no score."""
        last = self.moments[-1]
        if not self.criterion_count:
            return "no criteria"
        if last.mean is not None:
            return f"{last.text}, {self.rests_on}"
        earlier = [one for one in self.moments if one.mean is not None]
        before = f"; {earlier[-1].text} on {earlier[-1].day.isoformat()}" if earlier else ""
        return f"{last.text} {last.why_no_stage.value if last.why_no_stage else ''}{before}"


def panels_of(
    framework: Framework, kind: PanelKind, days: Sequence[date], cards: Sequence[Scorecard]
) -> Iterator[SmallPanel]:
    """
    Yield a panel for each group of a kind, in framework order.

    Args:
        framework: The framework.
        kind: What has a panel each.
        days: The days of the scorecards.
        cards: A scorecard for each day.

    Example:
        >>> from datetime import date
        >>> from datamaturity import Assessment, load_framework, score
        >>> framework = load_framework("uk-government-dma")
        >>> card = score(Assessment(framework, {"4.33": 3}))
        >>> [*panels_of(framework, "topic", [date(2026, 1, 31)], [card])][3].said
        '3.0, 3 Learning; 1 of 4 answered'
    """
    for group in framework.topic_groups if kind == "topic" else framework.theme_groups:
        scores = [(card.topics if kind == "topic" else card.themes)[group.id] for card in cards]
        moments = tuple(Moment.of(day, one) for day, one in zip(days, scores, strict=True))
        name = group.label
        yield SmallPanel(kind, group.id, name, len(group.criteria), moments)
