"""An organisation's assessments over time."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import attrs

from datamaturity.assessment import Assessment
from datamaturity.changes import Comparison, check_comparable, compare
from datamaturity.criteria import Group
from datamaturity.displayed import Displayed
from datamaturity.errors import ComparisonError
from datamaturity.groups import ByGroup
from datamaturity.scores import Score
from datamaturity.scoring import Scorecard, score
from datamaturity.stages import Rule

__all__ = ["History"]


@attrs.frozen(init=False, repr=False)
class History(Displayed):
    """
    Two or more dated assessments of one organisation with one version of a framework.

    Attributes:
        assessments: The assessments, from the first to the last; given in any order.

    Raises:
        ComparisonError: Fewer than two, one without a date, two of one day, or of different organisations.
        VersionMismatchError: They are not of one version of one framework.

    Example:
        >>> from datetime import date
        >>> from datamaturity import Assessment, History, load_framework
        >>> framework = load_framework("uk-government-dma")
        >>> history = History([
        ...     Assessment(framework, {"4.33": 3}, assessed_on=date(2026, 1, 31)),
        ...     Assessment(framework, {"4.33": 2}, assessed_on=date(2025, 1, 31)),
        ... ])
        >>> [(day.year, found.mean) for day, found in history.series().topics["4"]]
        [(2025, Fraction(2, 1)), (2026, Fraction(3, 1))]
        >>> [card.topics["4"].stage.number for card in history.scorecards()]
        [2, 3]
        >>> [one.groups.topics["4"].whole for one in history.changes()]
        [Fraction(1, 1)]
        >>> history.first_to_last().groups.topics["4"].whole
        Fraction(1, 1)
        >>> history.to_rows()[0]["assessed_on"]
        '2025-01-31'
    """

    assessments: tuple[Assessment, ...]

    def __init__(self, assessments: Iterable[Assessment]) -> None:
        given = list(assessments)
        if len(given) < 2:
            message = f"a history needs two assessments or more, not {len(given)}"
            raise ComparisonError(message)
        undated = sum(one.assessed_on is None for one in given)
        if undated:
            message = f"{undated} of {len(given)} assessments have no date; give each its assessed_on"
            raise ComparisonError(message)
        ordered = sorted(given, key=_day)
        for earlier, later in pairwise(ordered):
            if earlier.assessed_on == later.assessed_on:
                message = f"two assessments are of {later.assessed_on}; keep one, or agree them in one first"
                raise ComparisonError(message)
            check_comparable(earlier, later)
        named = [one for one in ordered if one.organisation]
        for earlier, later in pairwise(named):
            check_comparable(earlier, later)
        self.__attrs_init__(tuple(ordered))  # pyright: ignore[reportAttributeAccessIssue]

    @property
    def dates(self) -> tuple[date, ...]:
        """The days of the assessments, from the first to the last."""
        return tuple(_day(one) for one in self.assessments)

    def scorecards(self, *, rule: Rule | str | None = None, overall: bool | None = None) -> tuple[Scorecard, ...]:
        """
        Return the scorecard of each assessment, from the first to the last; arguments as in `score`.

        Args:
            rule: As in `score`.
            overall: As in `score`.

        Raises:
            RuleError: As in `score`.
        """
        return tuple(score(one, rule=rule, overall=overall) for one in self.assessments)

    def series(
        self, *, rule: Rule | str | None = None, overall: bool | None = None
    ) -> ByGroup[tuple[tuple[date, Score], ...]]:
        """
        Return each group's scores over time.

        Args:
            rule: As in `score`.
            overall: As in `score`.

        Returns:
            For each group, pairs of day and score, from the first to the last; a day without answers has a score
            without a mean, not a gap in the line that nobody sees.
        """
        cards = self.scorecards(rule=rule, overall=overall)
        found: dict[Group, list[tuple[date, Score]]] = {}
        for day, card in zip(self.dates, cards, strict=True):
            for one in card:
                found.setdefault(one.group, []).append((day, one))
        return ByGroup.of(
            self.assessments[0].framework, lambda group: tuple(found[group]), overall=cards[0].overall is not None
        )

    def changes(self, *, overall: bool | None = None) -> tuple[Comparison, ...]:
        """
        Return the comparison of each assessment with the one before it.

        Args:
            overall: Whether the whole has a change too; as the framework's publisher does if not given.
        """
        return tuple(compare(earlier, later, overall=overall) for earlier, later in pairwise(self.assessments))

    def first_to_last(self, *, overall: bool | None = None) -> Comparison:
        """
        Return the comparison of the last assessment with the first.

        Args:
            overall: Whether the whole has a change too; as the framework's publisher does if not given.
        """
        return compare(self.assessments[0], self.assessments[-1], overall=overall)

    def to_rows(self, *, rule: Rule | str | None = None, overall: bool | None = None) -> list[dict[str, object]]:
        """
        Return the rows of every scorecard, each with its day in the column ``assessed_on``.

        Args:
            rule: As in `score`.
            overall: As in `score`.

        Raises:
            RuleError: As in `score`.
        """
        return [
            {"assessed_on": day.isoformat(), **row}
            for day, card in zip(self.dates, self.scorecards(rule=rule, overall=overall), strict=True)
            for row in card.to_rows()
        ]

    def __repr__(self) -> str:
        framework = self.assessments[0].framework
        days = f"{self.dates[0].isoformat()} to {self.dates[-1].isoformat()}"
        return f"<History of {framework.id} {framework.version}: {len(self.assessments)} assessments, {days}>"


def _day(assessment: Assessment) -> date:
    # The constructor has made sure that there is one.
    return assessment.assessed_on or date.min
