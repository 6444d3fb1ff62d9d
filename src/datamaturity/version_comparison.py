"""Two assessments with two versions of a framework: what we moved, and what the ruler did."""

from fractions import Fraction

import attrs

from datamaturity.assessment import Answer, Assessment
from datamaturity.carrying import Carried, Decisions, Provenance, carry
from datamaturity.changes import Comparison, compare
from datamaturity.criteria import Group
from datamaturity.groups import ByGroup
from datamaturity.scores import as_float
from datamaturity.scoring import Scorecard, score
from datamaturity.version_maps import VersionMap

__all__ = ["GroupMovement", "VersionComparison", "compare_versions"]


@attrs.frozen
class GroupMovement:
    """
    How a group's mean changed between two versions, in parts that add up exactly.

    Attributes:
        group: The group, in the new version.
        earlier: The mean of the earlier answers, by the old version; `None` without one, or without such a group.
        carried: The mean of the same answers carried over, by the new version.
        asked_before: The mean of the later answers to the criteria that have a carried answer or could have had one.
        later: The mean of all later answers.
        we_moved: What we did: carried to later, over the criteria answered both times. `None` without such criteria.

    Example:
        >>> from datamaturity import Assessment, VersionMap, load_framework
        >>> framework = load_framework("seven-themes")
        >>> before, after = Assessment(framework, {"C1": 2}), Assessment(framework, {"C1": 4})
        >>> culture = compare_versions(before, after, VersionMap.identity(framework)).groups.themes["culture"]
        >>> culture.we_moved, culture.ruler_moved, culture.to_row()["we_moved"]
        (Fraction(2, 1), Fraction(0, 1), 2.0)
    """

    group: Group
    earlier: Fraction | None
    carried: Fraction | None
    asked_before: Fraction | None
    later: Fraction | None
    we_moved: Fraction | None

    @property
    def whole(self) -> Fraction | None:
        """Later minus earlier mean; `None` where one of them is missing."""
        return None if self.later is None or self.earlier is None else self.later - self.earlier

    @property
    def ruler_moved(self) -> Fraction | None:
        """One set of answers by two rulers: carried minus earlier, and what the criteria add that are new to us."""
        if self.carried is None or self.earlier is None or (self.asked_before is None and self.later is not None):
            return None
        added = 0 if self.later is None or self.asked_before is None else self.later - self.asked_before
        return self.carried - self.earlier + added

    @property
    def coverage_part(self) -> Fraction | None:
        """What comes from criteria answered only once though they were asked both times; the rest of the change."""
        if self.carried is None or self.asked_before is None:
            return None
        return self.asked_before - self.carried - (self.we_moved or 0)

    def to_row(self) -> dict[str, object]:
        """Return a flat row with floats of the exact values, `None` where there is no number."""
        return {
            **self.group.to_row(),
            "earlier": as_float(self.earlier),
            "carried": as_float(self.carried),
            "later": as_float(self.later),
            "whole": as_float(self.whole),
            "we_moved": as_float(self.we_moved),
            "ruler_moved": as_float(self.ruler_moved),
            "coverage_part": as_float(self.coverage_part),
        }


@attrs.frozen
class VersionComparison:
    """
    Two assessments of one organisation with two versions of a framework.

    Attributes:
        carried: The earlier assessment, carried over.
        comparison: The carried assessment beside the later one, by the new version.
        groups: For each group of the new version, how much of the change is ours, the ruler's, and neither's.
    """

    carried: Carried
    comparison: Comparison
    groups: ByGroup[GroupMovement]


def compare_versions(
    earlier: Assessment,
    later: Assessment,
    version_map: VersionMap,
    *,
    decisions: Decisions | None = None,
    overall: bool | None = None,
) -> VersionComparison:
    """
    Return what changed between two assessments with two versions of a framework: we moved, or the ruler did.

    Args:
        earlier: The answers to the old version.
        later: The answers to the new version.
        version_map: What became of the criteria.
        decisions: As in `carry`: new criterion id to a level's number, a `Level` or an `Answer`.
        overall: Whether the whole has a change too; as the framework's publisher does if not given.

    Returns:
        The earlier answers carried over, their comparison with the later ones, and the three parts of each group's
        change. Groups are matched by id; one that the old version does not have has no earlier mean.

    Raises:
        VersionMismatchError: The answers are not to the map's old and new version.
        ComparisonError: The two are of different organisations, or the later one is dated before the earlier.
        AnswerError: As in `carry`.

    Example:
        >>> from datamaturity import Assessment, VersionMap, compare_versions, load_framework
        >>> framework = load_framework("uk-government-dma")
        >>> before, after = Assessment(framework, {"4.33": 2}), Assessment(framework, {"4.33": 3})
        >>> topic = compare_versions(before, after, VersionMap.identity(framework)).groups.topics["4"]
        >>> topic.we_moved, topic.ruler_moved
        (Fraction(1, 1), Fraction(0, 1))
        >>> topic.to_row()["we_moved"]
        1.0
    """
    carried = carry(earlier, version_map, decisions=decisions)
    comparison = compare(carried.assessment, later, overall=overall)
    # Without the answers that could not have been given before, what is left is like by like.
    unasked = [*carried.of_provenance(Provenance.NEW), *carried.needs_decision]
    kept = later.with_answers(dict.fromkeys(unasked, Answer.unanswered()))
    between = {one.group: one for one in compare(carried.assessment, kept, overall=True).groups}
    before, after = _means(score(earlier, overall=True)), _means(score(later, overall=True))

    def movement(group: Group) -> GroupMovement:
        change = between[group]
        return GroupMovement(
            group, before.get(group), change.earlier, change.later, after.get(group), change.like_for_like
        )

    return VersionComparison(carried, comparison, ByGroup.of(later.framework, movement, overall=overall))


def _means(card: Scorecard) -> dict[Group, Fraction | None]:
    # Groups are equal by kind and ids, so that those of two versions meet.
    return {one.group: one.mean for one in card}
