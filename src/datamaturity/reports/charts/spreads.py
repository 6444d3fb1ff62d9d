"""How the people of a panel spread over the levels of one criterion: counts, texts and where bars begin and end."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate

import attrs

from datamaturity.agreement import CriterionAgreement
from datamaturity.levels import Level, Scale
from datamaturity.reports.figures import stage_text
from datamaturity.reports.numbers import shown_consensus
from datamaturity.scores import as_float

__all__ = ["TEXTS_OF_STATES", "Spread"]

TEXTS_OF_STATES = ("Not applicable", "Do not know", "Unanswered")
"""The states without a level, in the order of `Spread.state_counts`."""


@attrs.frozen
class Spread:
    """
    How many people say what of one criterion.

    Attributes:
        criterion: The criterion's id.
        name: Its title.
        level_counts: How many give each level, lowest level first.
        median: The lower median of the levels given; `None` where nobody gives one.
        consensus: Leik's consensus, from 0 to 1; `None` likewise.
        not_applicable_count: How many say that the criterion does not apply.
        do_not_know_count: How many do not know.
        unanswered_count: How many have not answered.
    """

    criterion: str
    name: str
    level_counts: tuple[int, ...]
    median: Level | None
    consensus: Fraction | None
    not_applicable_count: int
    do_not_know_count: int
    unanswered_count: int

    @classmethod
    def of(cls, said: CriterionAgreement) -> "Spread":
        """
        Return what a panel says of a criterion, without anybody's name.

        Args:
            said: What people say of the criterion.

        Example:
            >>> from datamaturity import Assessment, Panel, Respondent, load_framework
            >>> framework = load_framework("seven-themes")
            >>> panel = Panel([Respondent(Assessment(framework, {"C1": level})) for level in (2, 2, 4)])
            >>> spread = Spread.of(panel.criteria["C1"])
            >>> [str(end) for end in spread.ends(framework.scale)]  # the two at level 2 stand around the middle
            ['-1', '-1', '1', '1', '2', '2']
            >>> [(row["mark"], row["count"]) for row in spread.to_rows(framework.scale) if row["count"]]
            [('level', 2), ('level', 1)]
        """
        return cls(
            said.criterion.id,
            said.criterion.title,
            said.level_counts,
            said.median,
            said.consensus,
            said.not_applicable_count,
            said.do_not_know_count,
            said.unanswered_count,
        )

    @property
    def state_counts(self) -> tuple[int, int, int]:
        """How many give no level: not applicable, do not know, unanswered."""
        return self.not_applicable_count, self.do_not_know_count, self.unanswered_count

    @property
    def consensus_text(self) -> str:
        """The consensus as it is shown: 0.00 and 1.00 only where it is exactly that."""
        return "–" if self.consensus is None else shown_consensus(self.consensus)

    def ends(self, scale: Scale) -> list[Fraction]:
        """
        Return where the levels' bars begin, and the last one ends, in people from the middle of the median's.

        Args:
            scale: The framework's levels.
        """
        sums = [0, *accumulate(self.level_counts)]
        place = 0 if self.median is None else scale.position(self.median.number)
        middle = Fraction(sums[place] + sums[place + 1], 2)
        return [end - middle for end in sums]

    def to_rows(self, scale: Scale) -> Iterator[dict[str, object]]:
        """
        Yield a flat row for each level and each state, as `DivergingBars.chart_rows` says.

        Args:
            scale: The framework's levels.
        """
        facts: dict[str, object] = {
            "median": None if self.median is None else self.median.number,
            "median_text": stage_text(self.median),
            "consensus": as_float(self.consensus),
            "consensus_text": self.consensus_text,
        }
        ends = self.ends(scale)
        for place, (level, count) in enumerate(zip(scale, self.level_counts, strict=True)):
            start, end = (as_float(ends[place]), as_float(ends[place + 1])) if count else (None, None)
            about = {"mark": "level", "level": level.number, "level_name": level.name}
            yield {**facts, **about, "count": count, "text": str(count), "start": start, "end": end}
        for text, count in zip(TEXTS_OF_STATES, self.state_counts, strict=True):
            about = {"mark": text.lower(), "level": None, "level_name": None}
            yield {**facts, **about, "count": count, "text": str(count), "start": None, "end": None}
