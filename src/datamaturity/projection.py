"""What answers to one framework say of another's criteria: evidence over a crosswalk, never an answer."""

from fractions import Fraction

import attrs

from datamaturity.assessment import Answer, AnswerState, Assessment
from datamaturity.criteria import Criterion
from datamaturity.crosswalks import Crosswalk, Link
from datamaturity.errors import VersionMismatchError
from datamaturity.framework import Framework
from datamaturity.levels import Level
from datamaturity.mappings import FrozenMapping
from datamaturity.scores import as_float

__all__ = ["Bearing", "LinkedAnswer", "Projection", "project"]


@attrs.frozen
class LinkedAnswer:
    """
    One answer that bears on a criterion of another framework.

    Attributes:
        link: The link; its source is the criterion that was answered.
        title: The answered criterion's title.
        answer: The answer.
        level: The answer's level, on the scale of the framework that was answered; `None` without one.

    Example:
        >>> from datamaturity import Assessment, load_crosswalk, load_framework
        >>> answers = Assessment(load_framework("uk-government-dma"), {"2.12": 3})
        >>> found = project(answers, load_crosswalk("data-declaration-to-uk-government-dma"))
        >>> one = found.bearings["championing.2"].linked[0]
        >>> one.link.source, one.link.relation.value, str(one.level)
        ('2.12', 'close', '3 Learning')
    """

    link: Link
    title: str
    answer: Answer
    level: Level | None

    def to_row(self) -> dict[str, object]:
        """
        Return a flat row: the answered criterion, its answer, the relation and the reason.

        The relation is read from the answered criterion to the other; ``meaning`` says in words what the answered one
        is to the other.
        """
        return {
            "from": self.link.source,
            "from_title": self.title,
            "relation": self.link.relation.value,
            "meaning": self.link.relation.inverse.meaning,
            "level": None if self.level is None else self.level.number,
            "level_name": None if self.level is None else self.level.name,
            "answer": self.answer.state.value,
            "reason": self.link.reason,
        }


@attrs.frozen
class Bearing:
    """
    What bears on one criterion of the other framework.

    Attributes:
        criterion: The criterion.
        linked: The answers linked to it, in the order of the framework that was answered; none where nothing is linked.
        reason: Why nothing is linked, where the crosswalk says so.

    Example:
        >>> from datamaturity import Assessment, load_crosswalk, load_framework
        >>> answers = Assessment(load_framework("uk-government-dma"), {"2.12": 3})
        >>> found = project(answers, load_crosswalk("data-declaration-to-uk-government-dma"))
        >>> len(found.bearings["championing.2"].linked)
        2
    """

    criterion: Criterion
    linked: tuple[LinkedAnswer, ...]
    reason: str

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels of the linked answers that have one, lowest first."""
        return tuple(sorted((one.level for one in self.linked if one.level), key=lambda level: level.number))

    @property
    def coverage(self) -> Fraction | None:
        """The share of the linked criteria that apply and are answered; `None` where none is linked and applies."""
        applicable = [one for one in self.linked if one.answer.state is not AnswerState.NOT_APPLICABLE]
        return Fraction(len(self.levels), len(applicable)) if applicable else None


@attrs.frozen(repr=False)
class Projection:
    """
    What one assessment says of another framework's criteria.

    Attributes:
        assessment: The answers.
        crosswalk: The links, read from the framework that was answered.
        bearings: Criterion id of the other framework to what bears on it, in its order.
    """

    assessment: Assessment
    crosswalk: Crosswalk
    bearings: FrozenMapping[str, Bearing]

    @property
    def framework(self) -> Framework:
        """The other framework."""
        return self.crosswalk.target

    def to_rows(self) -> list[dict[str, object]]:
        """Return one flat row for each linked answer, and one for each criterion without any."""
        rows = []
        for one in self.bearings.values():
            head = {"criterion": one.criterion.id, "title": one.criterion.title, "coverage": as_float(one.coverage)}
            rows += [{**head, **linked.to_row(), "why_unlinked": None} for linked in one.linked]
            if not one.linked:
                rows.append({**head, "why_unlinked": one.reason or "no link leads here"})
        return rows

    def __repr__(self) -> str:
        borne = sum(bool(one.levels) for one in self.bearings.values())
        return f"<Projection on {self.framework.id}: {borne} of {len(self.bearings)} criteria with evidence>"


def project(assessment: Assessment, crosswalk: Crosswalk) -> Projection:
    """
    Return the evidence that answers to one framework give for each criterion of another.

    Args:
        assessment: Answers to either of the crosswalk's frameworks.
        crosswalk: The links; read the other way round where the answers are to its second framework.

    Returns:
        For each criterion of the other framework the linked answers, with their levels, relations and reasons. No
        answer to the other framework is made of them: its scale and its descriptors are its own.

    Raises:
        VersionMismatchError: The answers are to neither framework, or to another version of it.

    Example:
        >>> from datamaturity import Assessment, load_crosswalk, load_framework, project
        >>> answers = Assessment(load_framework("uk-government-dma"), {"2.12": 3})
        >>> found = project(answers, load_crosswalk("data-declaration-to-uk-government-dma"))
        >>> bearing = found.bearings["championing.2"]
        >>> [(one.link.source, one.link.relation.value, str(one.level)) for one in bearing.linked if one.level]
        [('2.12', 'close', '3 Learning')]
        >>> bearing.linked[0].to_row()["relation"], len(found.to_rows())
        ('close', 48)
    """
    given = assessment.framework.structure
    if given == crosswalk.target.structure:
        walk = crosswalk.inverse()
    elif given == crosswalk.source.structure:
        walk = crosswalk
    else:
        ends = [f"{one.id} {one.version}" for one in (crosswalk.source, crosswalk.target)]
        theirs = f"{assessment.framework.id} {assessment.framework.version}"
        what = " with other topics, themes, criteria, weights or levels" if theirs in ends else ""
        message = f"the crosswalk links {' and '.join(ends)}, the answers are to {theirs}{what}; take one that links it"
        raise VersionMismatchError(message)
    scale = assessment.framework.scale
    found: dict[str, list[LinkedAnswer]] = {one: [] for one in walk.target.criterion_ids}
    for link in sorted(walk.links, key=lambda one: walk.source.position(one.source)):
        answer = assessment.answers[link.source]
        level = None if answer.level is None else scale.level(answer.level)
        title = assessment.framework.criterion(link.source).title
        found[link.target].append(LinkedAnswer(link, title, answer, level))
    # Only the side that the crosswalk is complete for says why something is not linked.
    unlinked = walk.unlinked if walk.is_inverse else FrozenMapping[str, str]()
    bearings = {one.id: Bearing(one, tuple(found[one.id]), unlinked.get(one.id, "")) for one in walk.target.criteria}
    return Projection(assessment, walk, FrozenMapping({str(key): value for key, value in bearings.items()}))
