"""How far it is from where an organisation stands to where it wants to be."""

from collections.abc import Iterable
from fractions import Fraction

import attrs

from datamaturity.assessment import AnswerState, Assessment
from datamaturity.criteria import CriterionId, Group
from datamaturity.displayed import Displayed
from datamaturity.groups import ByGroup
from datamaturity.levels import Level
from datamaturity.mappings import FrozenMapping
from datamaturity.scores import as_float
from datamaturity.targets import Target

__all__ = ["Gap", "Gaps", "GroupGap", "gaps", "progress_to_date"]


@attrs.frozen
class Gap:
    """
    How far one criterion is from its target.

    Attributes:
        criterion: Its id.
        current: Its level; `None` where it is not answered with one.
        target: Its target; `None` where it has none.
        gap: Target minus current in levels' values, 0 where the target is reached or passed; `None` where either is
            missing: an unanswered criterion has no gap.

    Example:
        >>> from datamaturity import Assessment, Target, gaps, load_framework
        >>> framework = load_framework("seven-themes")
        >>> one = gaps(Assessment(framework, {"C1": 2}), Target.of(framework, everything=3)).criteria["C1"]
        >>> one.gap, str(one.target)
        (Fraction(1, 1), '3 Learning')
    """

    criterion: CriterionId
    current: Level | None
    target: Level | None
    gap: Fraction | None


@attrs.frozen
class GroupGap:
    """
    How far a group is from its target, over its answered criteria with a target.

    Attributes:
        group: The group.
        current: The weighted mean of those criteria's levels; `None` without one of them.
        target: The weighted mean of their targets.
        gap: The weighted mean of their gaps; not target minus current where some have passed their target, because a
            surplus in one place fills no gap in another.
        percent_to_target: How much of the way from the lowest level to the target is done, from 0 to 1; `None` where
            no target lies above the lowest level.
        counted_count: How many criteria that rests on.
        reached_count: How many of them have reached their target.
        unknown: The applicable criteria without a level, do-not-know ones among them: nobody knows their gaps.

    Example:
        >>> from datamaturity import Assessment, Target, gaps, load_framework
        >>> framework = load_framework("seven-themes")
        >>> assessment = Assessment(framework, {"C1": 2, "C2": 4})
        >>> found = gaps(assessment, Target.of(framework, everything=3)).groups.themes["culture"]
        >>> found.current, found.target, found.gap  # what C2 has beyond its target fills no gap of C1
        (Fraction(3, 1), Fraction(3, 1), Fraction(1, 2))
    """

    group: Group
    current: Fraction | None
    target: Fraction | None
    gap: Fraction | None
    percent_to_target: Fraction | None
    counted_count: int
    reached_count: int
    unknown: tuple[CriterionId, ...]

    def to_row(self) -> dict[str, object]:
        """Return a flat row with floats of the exact values, `None` where there is no number."""
        return {
            **self.group.to_row(),
            "current": as_float(self.current),
            "target": as_float(self.target),
            "gap": as_float(self.gap),
            "percent_to_target": as_float(self.percent_to_target),
            "counted": self.counted_count,
            "reached": self.reached_count,
            "unknown": len(self.unknown),
        }


@attrs.frozen(repr=False)
class Gaps(Displayed):
    """
    The gaps between an assessment and a target.

    Attributes:
        assessment: The answers.
        target: The target.
        criteria: Criterion id to `Gap`, in framework order; criteria that do not apply are left out.
        groups: The same for each group.
    """

    assessment: Assessment
    target: Target
    criteria: FrozenMapping[str, Gap]
    groups: ByGroup[GroupGap]

    @property
    def unknown(self) -> tuple[CriterionId, ...]:
        """The applicable criteria without a level, in framework order: nobody knows their gaps."""
        return tuple(one.criterion for one in self.criteria.values() if one.current is None)

    def to_rows(self) -> list[dict[str, object]]:
        """Return one flat row per applicable criterion: id, title, current and target level, and gap."""
        framework = self.assessment.framework
        return [
            {
                "criterion": one.criterion,
                "title": framework.criterion(one.criterion).title,
                "current": one.current.number if one.current else None,
                "target": one.target.number if one.target else None,
                "gap": as_float(one.gap),
            }
            for one in self.criteria.values()
        ]

    def __repr__(self) -> str:
        still = sum(one.gap is not None and one.gap > 0 for one in self.criteria.values())
        return f"<Gaps: {still} of {len(self.criteria)} criteria below their target, {len(self.unknown)} unknown>"


def gaps(assessment: Assessment, target: Target, *, overall: bool | None = None) -> Gaps:
    """
    Return how far each criterion and each group is from its target.

    Args:
        assessment: The answers.
        target: Where the organisation wants to be.
        overall: Whether the whole has a gap too; as the framework's publisher does if not given.

    Returns:
        Gaps in levels' values; criteria that do not apply are in none of them.

    Raises:
        VersionMismatchError: The target is for another framework, or another version of it.

    Example:
        >>> from datamaturity import Assessment, Target, gaps, load_framework
        >>> framework = load_framework("uk-government-dma")
        >>> found = gaps(Assessment(framework, {"4.33": 2, "4.34": 4}), Target.of(framework, topics={"4": 3}))
        >>> found.criteria["4.33"].gap, found.criteria["4.34"].gap, found.criteria["4.35"].gap
        (Fraction(1, 1), Fraction(0, 1), None)
        >>> found.groups.topics["4"].percent_to_target
        Fraction(3, 4)
        >>> found.groups.topics["4"].to_row()["gap"], [row["gap"] for row in found.to_rows() if row["gap"]]
        (0.5, [1.0])

    Source:
        OWASP SAMM, "SAMM Scoring: Percent to Target and Progress to Date Metrics" (2025): one minus the sum of the gaps
        over the sum of the targets, on a scale from 0; here from any scale's lowest value. That a surplus fills no
        other gap is SAMM's as well.
    """
    framework = assessment.framework
    target.check_framework(framework)
    scale, applicable = framework.scale, [*_applicable(assessment)]
    found: dict[str, Gap] = {}
    for one, code in applicable:
        current = scale.levels[code] if code < len(scale) else None
        wanted = target.levels.get(one)
        gap = max(Fraction(0), wanted.value - current.value) if current and wanted else None
        found[one] = Gap(one, current, wanted, gap)

    def group_gap(group: Group) -> GroupGap:
        members = [found[one] for one in group.criteria if one in found]
        counted = [(framework.criterion(one.criterion).weight, one) for one in members if one.gap is not None]
        weight = sum((w for w, _ in counted), Fraction(0))
        current = sum((w * one.current.value for w, one in counted if one.current), Fraction(0))
        wanted = sum((w * one.target.value for w, one in counted if one.target), Fraction(0))
        gap = sum((w * one.gap for w, one in counted if one.gap), Fraction(0))
        way = wanted - weight * scale.lowest.value
        return GroupGap(
            group,
            current=current / weight if weight else None,
            target=wanted / weight if weight else None,
            gap=gap / weight if weight else None,
            percent_to_target=1 - gap / way if way else None,
            counted_count=len(counted),
            reached_count=sum(one.gap == 0 for _, one in counted),
            unknown=tuple(one.criterion for one in members if one.current is None),
        )

    return Gaps(assessment, target, FrozenMapping(found), ByGroup.of(framework, group_gap, overall=overall))


def _applicable(assessment: Assessment) -> Iterable[tuple[CriterionId, int]]:
    """Yield the id and the code of each criterion that applies."""
    out = set(assessment.answers.in_state(AnswerState.NOT_APPLICABLE))
    pairs = zip(assessment.framework.criterion_ids, assessment.answers.codes, strict=True)
    return ((one, code) for one, code in pairs if one not in out)


def progress_to_date(
    baseline: Assessment, current: Assessment, target: Target, *, overall: bool | None = None
) -> ByGroup[Fraction | None]:
    """
    Return which share of the way from a first assessment to a target has been covered, for each group.

    Args:
        baseline: The first assessment.
        current: A later one.
        target: Where the organisation wants to be.
        overall: Whether the whole has a value too; as the framework's publisher does if not given.

    Returns:
        (current − baseline) / (target − baseline), as means over the criteria that both assessments answer and that
        have a target; below 0 after a step back, above 1 beyond the target; `None` where target and baseline are equal
        or no criterion counts.

    Raises:
        VersionMismatchError: The three are not of one version of one framework.

    Example:
        >>> from datamaturity import Assessment, Target, load_framework
        >>> framework = load_framework("uk-government-dma")
        >>> before, now = Assessment(framework, {"4.33": 1}), Assessment(framework, {"4.33": 2})
        >>> progress_to_date(before, now, Target.of(framework, topics={"4": 4})).topics["4"]
        Fraction(1, 3)

    Source:
        OWASP SAMM, "SAMM Scoring: Percent to Target and Progress to Date Metrics" (2025).
    """
    framework = current.framework
    target.check_framework(framework)
    target.check_framework(baseline.framework)
    scale = framework.scale

    def progress(group: Group) -> Fraction | None:
        covered, way = Fraction(0), Fraction(0)
        for position, one in zip(group.positions, group.criteria, strict=True):
            before, now = baseline.answers.codes[position], current.answers.codes[position]
            wanted = target.levels.get(one)
            if wanted is None or before >= len(scale) or now >= len(scale):
                continue
            weight, start = framework.criteria[position].weight, scale.levels[before].value
            covered += weight * (scale.levels[now].value - start)
            way += weight * (wanted.value - start)
        return covered / way if way else None

    return ByGroup.of(framework, progress, overall=overall)
