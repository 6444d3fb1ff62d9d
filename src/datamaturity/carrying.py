"""Carrying answers from one version of a framework to the next."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeAlias

import attrs

from datamaturity.assessment import Answer, Answers, AnswerState, Assessment
from datamaturity.criteria import CriterionId
from datamaturity.errors import AnswerError, Fault, UnknownIdError, VersionMismatchError
from datamaturity.levels import Level
from datamaturity.mappings import FrozenMapping
from datamaturity.version_maps import VersionLink, VersionLinkKind, VersionMap

__all__ = ["Carried", "CarriedAnswer", "Decisions", "Provenance", "carry"]


Decisions: TypeAlias = Mapping[str, Answer | Level | int | None]
"""New criterion id to what somebody decided for it."""


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

    Example:
        >>> from datamaturity import Assessment, VersionMap, load_framework
        >>> framework = load_framework("seven-themes")
        >>> one = carry(Assessment(framework, {"C1": 3}), VersionMap.identity(framework)).answers["C1"]
        >>> one.provenance, one.old
        (Provenance.CARRIED, FrozenMapping({'C1': Answer.at(3)}))
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

    def of_provenance(self, provenance: Provenance) -> tuple[CriterionId, ...]:
        """
        Return the ids of the new criteria with this provenance, in framework order.

        Args:
            provenance: Where the answers come from.
        """
        return tuple(one.criterion for one in self.answers.values() if one.provenance is provenance)

    @property
    def needs_decision(self) -> tuple[CriterionId, ...]:
        """The new criteria that somebody has to decide on, in framework order."""
        return self.of_provenance(Provenance.NEEDS_DECISION)

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
        counts = "; ".join(f"{len(found)} {one.value}" for one in Provenance if (found := self.of_provenance(one)))
        return f"<Carried to {self.assessment.framework.id} {self.assessment.framework.version}: {counts}>"


def _shown(answer: Answer) -> str:
    return answer.state.value if answer.level is None else str(answer.level)


def carry(assessment: Assessment, version_map: VersionMap, *, decisions: Decisions | None = None) -> Carried:
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
        >>> carried = carry(assessment, VersionMap.identity(framework))
        >>> carried.of_provenance(Provenance.CARRIED)[:2]
        ('1.1', '1.2')
        >>> carried.to_rows()[0]
        {'criterion': '1.1', 'provenance': 'carried', 'answer': 'unanswered', 'old': '1.1: unanswered'}
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
