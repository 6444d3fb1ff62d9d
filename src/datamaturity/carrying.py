"""Carrying answers from one version of a framework to the next, and telling our moves from the ruler's."""

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

import attrs

from datamaturity.assessment import Answer, Answers, AnswerState, Assessment
from datamaturity.changes import Comparison, compare
from datamaturity.criteria import CriterionId, Group
from datamaturity.errors import AnswerError, Fault, UnknownIdError, VersionMismatchError
from datamaturity.groups import ByGroup
from datamaturity.levels import Level
from datamaturity.mappings import FrozenMapping
from datamaturity.scores import as_float
from datamaturity.scoring import Scorecard, score
from datamaturity.version_maps import VersionLink, VersionLinkKind, VersionMap

__all__ = ["Carried", "CarriedAnswer", "GroupMovement", "Provenance", "VersionComparison", "carry", "compare_versions"]


_Decisions: TypeAlias = Mapping[str, Answer | Level | int | None]


class Provenance(Enum):
    """Where the answer to a criterion of the new version comes from."""

    CARRIED = "carried"
    CARRIED_REWORDED = "carried, but the criterion is reworded"
    NEEDS_DECISION = "needs a decision"
    DECIDED = "decided"
    NEW = "new: not asked before"

    def __repr__(self) -> str:
        return f"Provenance.{self.name}"


@attrs.frozen
class CarriedAnswer:
    """
    Where one answer comes from.

    Attributes:
        criterion: The id in the new version.
        provenance: How the answer came about; where it needs a decision, or is new, there is none yet.
        old: The old criteria behind it, with their answers: what a decision can rest on.
    """

    criterion: CriterionId
    provenance: Provenance
    old: FrozenMapping[str, Answer]


@attrs.frozen(repr=False)
class Carried:
    """
    An assessment carried over to another version.

    Attributes:
        before: The assessment as it was made.
        assessment: The assessment in the new version.
        version_map: What became of the criteria.
        answers: New criterion id to where its answer comes from, in framework order.
        retired: Old criterion id to the answer that has nowhere to go.
    """

    before: Assessment
    assessment: Assessment
    version_map: VersionMap
    answers: FrozenMapping[str, CarriedAnswer]
    retired: FrozenMapping[str, Answer]

    def of(self, provenance: Provenance) -> tuple[CriterionId, ...]:
        """Return the ids of the new criteria with this provenance, in framework order."""
        return tuple(one.criterion for one in self.answers.values() if one.provenance is provenance)

    @property
    def needs_decision(self) -> tuple[CriterionId, ...]:
        """The new criteria that somebody has to decide on, in framework order."""
        return self.of(Provenance.NEEDS_DECISION)

    def to_rows(self) -> list[dict[str, object]]:
        """Return one flat row per new criterion, then one per retired one: id, provenance, answer, old answers."""
        rows: list[dict[str, object]] = [
            {
                "criterion": one.criterion,
                "provenance": one.provenance.value,
                "answer": _shown(self.assessment.answers[one.criterion]),
                "old": "; ".join(f"{old}: {_shown(answer)}" for old, answer in one.old.items()),
            }
            for one in self.answers.values()
        ]
        return rows + [
            {"criterion": old, "provenance": "retired", "answer": None, "old": f"{old}: {_shown(answer)}"}
            for old, answer in self.retired.items()
        ]

    def __repr__(self) -> str:
        counts = "; ".join(f"{len(self.of(one))} {one.value}" for one in Provenance if self.of(one))
        return f"<Carried to {self.assessment.framework.id} {self.assessment.framework.version}: {counts}>"


def _shown(answer: Answer) -> str:
    return answer.state.value if answer.level is None else str(answer.level)


def carry(assessment: Assessment, version_map: VersionMap, *, decisions: _Decisions | None = None) -> Carried:
    """
    Return an assessment in another version of its framework.

    Answers are carried by the links of a version map, never by text or position. What is the same or reworded takes its
    answer along, with note and evidence. What was split or merged needs a decision, even where the old answers agree: a
    part need not stand where the whole did. So does a level that the new scale does not have.

    Args:
        assessment: The answers to the old version.
        version_map: What became of the criteria.
        decisions: What somebody has decided for criteria that need it: new criterion id to a level's number, a
            `Level` or an `Answer`.

    Returns:
        The new assessment, where each of its answers comes from, and the answers that have nowhere to go.

    Raises:
        VersionMismatchError: The answers are not to the map's old version.
        AnswerError: Decisions for criteria that need none, or levels off the scale; all of them at once.

    Example:
        >>> from datamaturity import Assessment, VersionMap, carry, load_framework
        >>> framework = load_framework("uk-government-dma")
        >>> assessment = Assessment(framework, {"4.33": 2})
        >>> carry(assessment, VersionMap.identity(framework)).assessment == assessment
        True
    """
    old, new = version_map.old, version_map.new
    given = assessment.framework
    if given.structure != old.structure:
        message = f"the answers are to {given.id} {given.version}, the map is from {old.id} {old.version}"
        raise VersionMismatchError(message)
    links: dict[str, list[VersionLink]] = {one: [] for one in new.criterion_ids}
    for link in version_map.links:
        for one in link.new:
            links[one].append(link)
    answers: dict[str, Answer | Level | int | None] = {}
    decided = dict(decisions or {})
    faults: list[Fault] = []
    origins: dict[str, CarriedAnswer] = {}
    for one in new.criterion_ids:
        behind = FrozenMapping({old_id: assessment.answers[old_id] for link in links[one] for old_id in link.old})
        provenance = _provenance(links[one], behind, version_map)
        if provenance is Provenance.NEEDS_DECISION and one in decided:
            answers[one], provenance = decided.pop(one), Provenance.DECIDED
            if answers[one] is None:
                faults.append(Fault(f"decision for {one}", "needs a level or an Answer; leave it out to decide later"))
        if provenance in (Provenance.CARRIED, Provenance.CARRIED_REWORDED):
            (answer,) = behind.values()
            level = None if answer.level is None else version_map.levels[answer.level]
            answers[one] = attrs.evolve(answer, level=level)
        origins[one] = CarriedAnswer(one, provenance, behind)
    retired = {
        old_id: assessment.answers[old_id]
        for link in version_map.links
        if link.kind is VersionLinkKind.RETIRED
        for old_id in link.old
    }
    for one in decided:
        why = "this criterion needs none" if one in origins else str(UnknownIdError("criterion", one, new.id, origins))
        faults.append(Fault(f"decision for {one}", why))
    try:
        found = Answers.of(new, answers)
    except AnswerError as error:
        raise AnswerError([*faults, *error.faults]) from None
    if faults:
        raise AnswerError(faults)
    return Carried(
        assessment,
        Assessment(new, found, organisation=assessment.organisation, assessed_on=assessment.assessed_on),
        version_map,
        FrozenMapping(origins),
        FrozenMapping(retired),
    )


def _provenance(links: list[VersionLink], behind: FrozenMapping[str, Answer], version_map: VersionMap) -> Provenance:
    kinds = {link.kind for link in links}
    if kinds == {VersionLinkKind.NEW}:
        return Provenance.NEW
    if kinds & {VersionLinkKind.SPLIT, VersionLinkKind.MERGED}:
        return Provenance.NEEDS_DECISION
    (answer,) = behind.values()
    if answer.state is AnswerState.LEVEL and answer.level not in version_map.levels:
        return Provenance.NEEDS_DECISION
    return Provenance.CARRIED if kinds == {VersionLinkKind.SAME} else Provenance.CARRIED_REWORDED


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
    decisions: _Decisions | None = None,
    overall: bool | None = None,
) -> VersionComparison:
    """
    Return what changed between two assessments with two versions of a framework: we moved, or the ruler did.

    Args:
        earlier: The answers to the old version.
        later: The answers to the new version.
        version_map: What became of the criteria.
        decisions: As in `carry`.
        overall: Whether the whole has a change too; as the framework's publisher does if not given.

    Returns:
        The earlier answers carried over, their comparison with the later ones, and the three parts of each group's
        change. Groups are matched by id; one that the old version does not have has no earlier mean.

    Raises:
        VersionMismatchError: The answers are not to the map's old and new version.
        ComparisonError: The two are of different organisations, or the later one is dated before the earlier.

    Example:
        >>> from datamaturity import Assessment, VersionMap, compare_versions, load_framework
        >>> framework = load_framework("uk-government-dma")
        >>> before, after = Assessment(framework, {"4.33": 2}), Assessment(framework, {"4.33": 3})
        >>> topic = compare_versions(before, after, VersionMap.identity(framework)).groups.topics["4"]
        >>> topic.we_moved, topic.ruler_moved
        (Fraction(1, 1), Fraction(0, 1))
    """
    carried = carry(earlier, version_map, decisions=decisions)
    comparison = compare(carried.assessment, later, overall=overall)
    # Without the answers that could not have been given before, what is left is like by like.
    unasked = [*carried.of(Provenance.NEW), *carried.needs_decision]
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
