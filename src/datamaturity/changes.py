"""What changed between two assessments of one organisation, and how much of it is like for like."""

from enum import Enum
from fractions import Fraction

import attrs

from datamaturity.assessment import NOT_APPLICABLE, Answer, Assessment
from datamaturity.criteria import CriterionId, Group
from datamaturity.displayed import Displayed
from datamaturity.errors import ComparisonError, VersionMismatchError
from datamaturity.groups import ByGroup
from datamaturity.mappings import FrozenMapping
from datamaturity.scores import as_float

__all__ = ["Change", "ChangeKind", "Comparison", "GroupChange", "compare"]


class ChangeKind(Enum):
    """What became of one criterion's answer."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    NEWLY_ANSWERED = "newly answered"
    NO_LONGER_ANSWERED = "no longer answered"
    BECAME_APPLICABLE = "became applicable"
    BECAME_NOT_APPLICABLE = "became not applicable"
    STILL_OPEN = "still open"

    def __repr__(self) -> str:
        return f"ChangeKind.{self.name}"


@attrs.frozen
class Change:
    """
    What became of one criterion's answer.

    Attributes:
        criterion: Its id.
        kind: The kind of change; *still open* where neither answer has a level and it was applicable both times.
        earlier: The earlier answer.
        later: The later answer.

    Example:
        >>> from datamaturity import Assessment, load_framework
        >>> framework = load_framework("seven-themes")
        >>> compare(Assessment(framework, {"C1": 2}), Assessment(framework, {"C1": 4})).criteria["C1"].kind
        ChangeKind.UP
    """

    criterion: CriterionId
    kind: ChangeKind
    earlier: Answer
    later: Answer


@attrs.frozen
class GroupChange:
    """
    How a group's mean changed, in parts that add up exactly.

    Attributes:
        group: The group.
        earlier: The earlier mean; `None` without one.
        later: The later mean.
        like_for_like: The change of the mean over the criteria answered both times. Without such criteria it and the
            four parts below are `None`: nothing tells them apart.
        newly_answered: What criteria add that had no level before and were applicable.
        became_applicable: What criteria add that did not apply before.
        no_longer_answered: What the loss of criteria adds that still apply.
        became_not_applicable: What the loss of criteria adds that no longer apply.
        both_count: How many criteria were answered both times.

    Example:
        >>> from datamaturity import Assessment, load_framework
        >>> framework = load_framework("seven-themes")
        >>> before, after = Assessment(framework, {"C1": 2}), Assessment(framework, {"C1": 4})
        >>> culture = compare(before, after).groups.themes["culture"]
        >>> culture.earlier, culture.later, culture.whole
        (Fraction(2, 1), Fraction(4, 1), Fraction(2, 1))
    """

    group: Group
    earlier: Fraction | None
    later: Fraction | None
    like_for_like: Fraction | None
    newly_answered: Fraction | None
    became_applicable: Fraction | None
    no_longer_answered: Fraction | None
    became_not_applicable: Fraction | None
    both_count: int

    @property
    def whole(self) -> Fraction | None:
        """Later minus earlier mean; `None` where one of them is missing."""
        return None if self.earlier is None or self.later is None else self.later - self.earlier

    @property
    def coverage_part(self) -> Fraction | None:
        """The part of the change that comes from criteria not answered both times; `None` where there is no change.

        Without a criterion answered both times it is the whole change: nothing of it is like for like.
        """
        whole = self.whole
        return None if whole is None else whole - (self.like_for_like or 0)

    def to_row(self) -> dict[str, object]:
        """Return a flat row with floats of the exact values, `None` where there is no number."""
        return {
            **self.group.to_row(),
            "earlier": as_float(self.earlier),
            "later": as_float(self.later),
            "whole": as_float(self.whole),
            "like_for_like": as_float(self.like_for_like),
            "coverage_part": as_float(self.coverage_part),
            "newly_answered": as_float(self.newly_answered),
            "became_applicable": as_float(self.became_applicable),
            "no_longer_answered": as_float(self.no_longer_answered),
            "became_not_applicable": as_float(self.became_not_applicable),
            "both": self.both_count,
        }


@attrs.frozen(repr=False)
class Comparison(Displayed):
    """
    Two assessments of one organisation with one version of a framework.

    Attributes:
        earlier: The earlier assessment.
        later: The later one.
        criteria: Criterion id to `Change`, in framework order; criteria that apply neither time are left out.
        groups: How each group's mean changed.
    """

    earlier: Assessment
    later: Assessment
    criteria: FrozenMapping[str, Change]
    groups: ByGroup[GroupChange]

    @property
    def changed(self) -> tuple[Change, ...]:
        """The changes that are any: neither *same* nor *still open*."""
        quiet = {ChangeKind.SAME, ChangeKind.STILL_OPEN}
        return tuple(one for one in self.criteria.values() if one.kind not in quiet)

    def of_kind(self, kind: ChangeKind) -> tuple[CriterionId, ...]:
        """
        Return the ids of the criteria with this kind of change, in framework order.

        Args:
            kind: What became of the answer.
        """
        return tuple(one.criterion for one in self.criteria.values() if one.kind is kind)

    def to_rows(self) -> list[dict[str, object]]:
        """Return one flat row per criterion: id, title, kind of change, and both answers."""
        return [
            {
                "criterion": one.criterion,
                "title": self.later.framework.criterion(one.criterion).title,
                "change": one.kind.value,
                "earlier": one.earlier.level if one.earlier.level is not None else one.earlier.state.value,
                "later": one.later.level if one.later.level is not None else one.later.state.value,
            }
            for one in self.criteria.values()
        ]

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.of_kind(kind))} {kind.value}" for kind in ChangeKind if self.of_kind(kind))
        return f"<Comparison: {counts or 'no criterion applies'}>"


def compare(earlier: Assessment, later: Assessment, *, overall: bool | None = None) -> Comparison:
    """
    Return what changed between two assessments of one organisation.

    A group's mean changes because criteria moved, and because other criteria are in it. The two are told apart: the
    change over the criteria answered both times is *like for like*; the rest comes from criteria that were newly
    answered, dropped, or became (not) applicable. The parts add up to the whole change exactly.

    Args:
        earlier: The earlier assessment.
        later: The later one.
        overall: Whether the whole has a change too; as the framework's publisher does if not given.

    Returns:
        The changes, in levels' values.

    Raises:
        VersionMismatchError: The two are not of one version of one framework; carry the earlier one over first.
        ComparisonError: The two are of different organisations, or the later one is dated before the earlier.

    Example:
        >>> from datamaturity import Assessment, compare, load_framework
        >>> framework = load_framework("uk-government-dma")
        >>> before = Assessment(framework, {"4.33": 2, "4.34": 2})
        >>> after = Assessment(framework, {"4.33": 3, "4.34": 2, "4.35": 1})
        >>> topic = compare(before, after).groups.topics["4"]
        >>> topic.whole, topic.like_for_like, topic.newly_answered  # up by a half, and down again by a half
        (Fraction(0, 1), Fraction(1, 2), Fraction(-1, 2))
        >>> comparison = compare(before, after)
        >>> comparison.of_kind(ChangeKind.UP), comparison.of_kind(ChangeKind.NEWLY_ANSWERED)
        (('4.33',), ('4.35',))
        >>> comparison.criteria["4.33"].earlier.level, comparison.criteria["4.33"].later.level
        (2, 3)
        >>> len(comparison.to_rows()), topic.to_row()["like_for_like"]
        (97, 0.5)

    Source:
        Ours. Over the criteria answered both times the mean is m and M; a criterion that was dropped adds
        w·(m − v)/W of its group's earlier weight, one that is new adds w·(v − M)/W of the later weight.
    """
    check_comparable(earlier, later)
    framework = later.framework
    before, after = earlier.answers.codes, later.answers.codes
    top = len(framework.scale)
    kinds = [_kind(old, new, top) for old, new in zip(before, after, strict=True)]
    changes: dict[str, Change] = {
        one: Change(one, kind, earlier.answers[one], later.answers[one])
        for one, kind in zip(framework.criterion_ids, kinds, strict=True)
        if kind is not None
    }

    def change(group: Group) -> GroupChange:
        def value(place: int, codes: bytes) -> Fraction:
            return framework.scale.levels[codes[place]].value

        def weight(place: int) -> Fraction:
            return framework.criteria[place].weight

        def mean(places: list[int], codes: bytes) -> Fraction | None:
            total = sum((weight(place) for place in places), Fraction(0))
            return sum((weight(p) * value(p, codes) for p in places), Fraction(0)) / total if places else None

        old = [place for place in group.positions if before[place] < top]
        new = [place for place in group.positions if after[place] < top]
        both = [place for place in old if after[place] < top]
        both_before, both_after = mean(both, before), mean(both, after)
        old_weight = sum((weight(place) for place in old), Fraction(0))
        new_weight = sum((weight(place) for place in new), Fraction(0))

        def lost(kind: ChangeKind) -> Fraction | None:
            if both_before is None:
                return None
            gone = (place for place in old if kinds[place] is kind)
            return sum((weight(p) * (both_before - value(p, before)) / old_weight for p in gone), Fraction(0))

        def gained(kind: ChangeKind) -> Fraction | None:
            if both_after is None:
                return None
            come = (place for place in new if kinds[place] is kind)
            return sum((weight(p) * (value(p, after) - both_after) / new_weight for p in come), Fraction(0))

        return GroupChange(
            group,
            earlier=mean(old, before),
            later=mean(new, after),
            like_for_like=None if both_before is None or both_after is None else both_after - both_before,
            newly_answered=gained(ChangeKind.NEWLY_ANSWERED),
            became_applicable=gained(ChangeKind.BECAME_APPLICABLE),
            no_longer_answered=lost(ChangeKind.NO_LONGER_ANSWERED),
            became_not_applicable=lost(ChangeKind.BECAME_NOT_APPLICABLE),
            both_count=len(both),
        )

    return Comparison(earlier, later, FrozenMapping(changes), ByGroup.of(framework, change, overall=overall))


def _kind(old: int, new: int, top: int) -> ChangeKind | None:
    """Return the kind of change between two codes; `None` where the criterion applies neither time."""
    if old == new == NOT_APPLICABLE:
        return None
    if old < top and new < top:
        return ChangeKind.SAME if old == new else ChangeKind.UP if new > old else ChangeKind.DOWN
    if new == NOT_APPLICABLE:
        return ChangeKind.BECAME_NOT_APPLICABLE
    if old == NOT_APPLICABLE:
        return ChangeKind.BECAME_APPLICABLE
    if new < top:
        return ChangeKind.NEWLY_ANSWERED
    return ChangeKind.NO_LONGER_ANSWERED if old < top else ChangeKind.STILL_OPEN


_RENUMBER = "give the changed framework a new version, and carry the earlier answers over"


def check_comparable(earlier: Assessment, later: Assessment) -> None:
    """Raise a `VersionMismatchError` or `ComparisonError` that says why two assessments cannot be compared."""
    old, new = earlier.framework, later.framework
    if (old.id, old.version) != (new.id, new.version):
        what = f"the earlier answers are to {old.id} {old.version}, the later ones to {new.id} {new.version}"
        do = "compare_versions takes both with a VersionMap" if old.id == new.id else "changes are within one framework"
        message = f"{what}; {do}"
        raise VersionMismatchError(message)
    if old.structure != new.structure:
        message = f"{old.id} {old.version} has other criteria, weights or levels in one than in the other; {_RENUMBER}"
        raise VersionMismatchError(message)
    if earlier.organisation and later.organisation and earlier.organisation != later.organisation:
        message = (
            f"the earlier answers are of {earlier.organisation!r}, the later ones of {later.organisation!r}; "
            f"changes are of one organisation (give both the same name if it was renamed)"
        )
        raise ComparisonError(message)
    if earlier.assessed_on and later.assessed_on and earlier.assessed_on > later.assessed_on:
        message = (
            f"the earlier answers are of {earlier.assessed_on}, after the later ones of {later.assessed_on}; swap them"
        )
        raise ComparisonError(message)
