"""The same answers under several rules: where the stage depends on the choice."""

from collections.abc import Iterable
from fractions import Fraction

import attrs

from datamaturity.assessment import Assessment
from datamaturity.criteria import Group, GroupKind
from datamaturity.displayed import Displayed
from datamaturity.errors import RuleError, UnknownIdError
from datamaturity.levels import Level
from datamaturity.mappings import FrozenMapping
from datamaturity.scoring import Scorecard, score
from datamaturity.stages import MeanFloor, MeanNearest, MedianLow, ReachedBy, Rule, WeakestLink

__all__ = ["RuleComparison", "compare_rules"]

# What `compare_rules` shows unless told otherwise; the share is the one that users of "mostly there" have in mind.
_USUAL_RULES = (MeanNearest(), MeanFloor(), MedianLow(), ReachedBy("0.8"), WeakestLink())


@attrs.frozen(repr=False)
class RuleComparison(Displayed):
    """
    The stages that several rules give to the same answers.

    Attributes:
        scorecards: Rule, as text, to the scorecard under it; in the order asked for.

    Example:
        >>> from datamaturity import Assessment, load_framework
        >>> assessment = Assessment(load_framework("uk-government-dma"), {"4.33": 2, "4.34": 3, "4.35": 3, "4.36": 2})
        >>> comparison = compare_rules(assessment)
        >>> comparison.stages("topic", "4")
        {'mean-nearest': 3, 'mean-floor': 2, 'median-low': 2, 'reached-by:0.8': 2, 'weakest-link': 2}
    """

    scorecards: FrozenMapping[str, Scorecard]

    @property
    def groups(self) -> tuple[Group, ...]:
        """Every group: topics, themes, cells, and the whole if it is scored."""
        first = next(iter(self.scorecards.values()))
        return tuple(one.group for one in first)

    def _by_group(self) -> dict[Group, dict[str, Level | None]]:
        found: dict[Group, dict[str, Level | None]] = {}
        for rule, card in self.scorecards.items():
            for one in card:
                found.setdefault(one.group, {})[rule] = one.stage
        return found

    def stages(self, kind: GroupKind, group_id: str) -> dict[str, int | None]:
        """
        Return, for one group, rule to stage as its level's number; `None` where a rule gives no stage.

        Args:
            kind: ``"topic"``, ``"theme"``, ``"cell"`` or ``"overall"``.
            group_id: The group's id.

        Raises:
            UnknownIdError: There is no such group on the scorecards.

        Example:
            >>> from datamaturity import Assessment, compare_rules, load_framework
            >>> framework = load_framework("uk-government-dma")
            >>> assessment = Assessment(framework, {"4.33": 1, "4.34": 4})
            >>> found = compare_rules(assessment, rules=["mean-nearest", "weakest-link"])
            >>> found.stages("topic", "4"), len(found.to_rows())
            ({'mean-nearest': 3, 'weakest-link': None}, 49)
        """
        for group, stages in self._by_group().items():
            if group.kind == kind and group.id == group_id:
                return {rule: stage.number if stage else None for rule, stage in stages.items()}
        raise UnknownIdError(kind, group_id, "the scorecard", (group.id for group in self.groups if group.kind == kind))

    @property
    def disputed(self) -> tuple[Group, ...]:
        """The groups whose stage depends on the rule, in framework order."""
        return tuple(group for group, stages in self._by_group().items() if len(set(stages.values())) > 1)

    def to_rows(self) -> list[dict[str, object]]:
        """Return one row per group: kind, topic, theme, name, each rule's stage number, and whether they differ."""
        disputed = set(self.disputed)
        return [
            {
                **group.to_row(),
                **{rule: stage.number if stage else None for rule, stage in stages.items()},
                "depends_on_rule": group in disputed,
            }
            for group, stages in self._by_group().items()
        ]

    def __repr__(self) -> str:
        return (
            f"<RuleComparison of {', '.join(self.scorecards)}: the stage of {len(self.disputed)} of {len(self.groups)} "
            f"groups depends on the rule>"
        )


def compare_rules(
    assessment: Assessment,
    *,
    rules: Iterable[Rule | str] | None = None,
    minimum_coverage: Fraction | int | str = 0,
    overall: bool | None = None,
) -> RuleComparison:
    """
    Score the same answers under several rules, and say which groups depend on the choice.

    Args:
        assessment: One organisation's answers.
        rules: The rules; if not given, mean-nearest, mean-floor, median-low, reached-by:0.8 and weakest-link.
        minimum_coverage: As in `score`.
        overall: As in `score`.

    Returns:
        The scorecards side by side.

    Raises:
        RuleError: A rule does not exist or does not fit the framework's scale, or there is none.

    Source:
        Ours. In random complete assessments, rounding, flooring and weakest link hardly ever agree on a topic.
    """
    given = _USUAL_RULES if rules is None else tuple(rules)
    if not given:
        message = "give at least one rule to compare"
        raise RuleError(message)
    cards = [score(assessment, rule=rule, minimum_coverage=minimum_coverage, overall=overall) for rule in given]
    return RuleComparison(FrozenMapping({str(card.rule): card for card in cards}))
