"""From several people's answers to one: by the lower median, by the mode, or settled by hand."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, TypeAlias

import attrs

from datamaturity.agreement import CriterionAgreement
from datamaturity.assessment import Answer, AnswerState, Assessment
from datamaturity.criteria import CriterionId
from datamaturity.errors import Fault, PanelError, UnknownIdError, counted
from datamaturity.framework import Framework
from datamaturity.levels import Level
from datamaturity.mappings import FrozenMapping
from datamaturity.respondents import Respondent
from datamaturity.validators import is_text

__all__ = ["METHODS", "Agreed", "Method", "Settlement", "agreed_answers"]

Method: TypeAlias = Literal["median-low", "mode", "by-hand"]
"""A way to agree: the lower median, the mode, or by hand alone."""

METHODS: tuple[Method, ...] = ("median-low", "mode", "by-hand")
"""The ways to agree, in the order in which messages name them."""


def _as_answer(given: Answer | Level | int) -> Answer:
    if isinstance(given, Answer):
        return given
    return Answer.at(given.number if isinstance(given, Level) else given)


def _check_note(settlement: object, attribute: Any, note: Any) -> None:
    is_text(settlement, attribute, note)
    if not note.strip():
        raise PanelError([Fault("note", "the note of a settlement must not be empty")])


@attrs.frozen
class Settlement:
    """
    What people settled on for one criterion, in a meeting say.

    Attributes:
        answer: The answer; a level's number or a `Level` will do.
        note: Why; must not be empty.
        moderator: Who led the talk, or wrote it down; may be empty.

    Raises:
        PanelError: A note that is empty.
        AnswerError: An answer that is no whole number.
        WrongTypeError: A note or a moderator that is no text.

    Example:
        >>> Settlement(3, "Finance showed the monthly report", moderator="Ann").answer
        Answer.at(3)
    """

    answer: Answer = attrs.field(converter=_as_answer)
    note: str = attrs.field(validator=_check_note)
    moderator: str = attrs.field(default="", validator=is_text)


@attrs.frozen(repr=False)
class Agreed:
    """
    One assessment from several people's, with theirs beside it.

    Attributes:
        assessment: The agreed answers.
        method: How the answers came about that nobody settled by hand.
        settlements: Criterion id to what was settled by hand, in framework order.
        respondents: Everybody's own answers, untouched.

    Example:
        >>> from datamaturity import Assessment, Panel, Respondent, load_framework
        >>> framework = load_framework("seven-themes")
        >>> people = [Respondent(Assessment(framework, {"C1": level})) for level in (2, 2, 4)]
        >>> agreed = Panel(people).agree(settled={"C1": Settlement(3, "Half of the teams do it")})
        >>> agreed.assessment.answers["C1"].level, agreed.individual("C1")
        (3, (Answer.at(2), Answer.at(2), Answer.at(4)))
    """

    assessment: Assessment
    method: Method
    settlements: FrozenMapping[str, Settlement]
    respondents: tuple[Respondent, ...]

    @property
    def open(self) -> tuple[CriterionId, ...]:
        """The criteria without an agreed answer, in framework order."""
        return self.assessment.answers.in_state(AnswerState.UNANSWERED)

    def individual(self, criterion_id: str) -> tuple[Answer, ...]:
        """
        Return everybody's own answer to a criterion, in the panel's order.

        Args:
            criterion_id: The criterion's id.

        Raises:
            UnknownIdError: The framework has no such criterion.
        """
        return tuple(one.assessment.answers[criterion_id] for one in self.respondents)

    def __repr__(self) -> str:
        by_hand = f", {len(self.settlements)} settled by hand" if self.settlements else ""
        people = counted(len(self.respondents), "respondent")
        return f"<Agreed by {self.method}{by_hand}, of {people}: {self.assessment!r}>"


def agreed_answers(
    framework: Framework,
    agreements: Sequence[CriterionAgreement],
    *,
    method: str,
    settled: Mapping[str, Settlement],
    organisation: str,
    assessed_on: date | None,
) -> Agreed:
    """
    Return one assessment from what people say of each criterion; `Panel.agree` is the everyday way to it.

    Args:
        framework: The framework that was answered.
        agreements: What people say of each criterion.
        method: ``"median-low"``, ``"mode"`` or ``"by-hand"``; see `Panel.agree`.
        settled: Criterion id to what people settled on.
        organisation: Whose answers they are; may be empty.
        assessed_on: The day that they describe.

    Raises:
        PanelError: No such method, unknown criteria, or levels off the scale; all of them at once.

    Example:
        >>> from datamaturity import Assessment, Panel, Respondent, load_framework
        >>> framework = load_framework("seven-themes")
        >>> said = Panel([Respondent(Assessment(framework, {"C1": level})) for level in (2, 2, 4)]).criteria["C1"]
        >>> about = {"organisation": "Northshire", "assessed_on": None}
        >>> found = agreed_answers(framework, [said], method="median-low", settled={}, **about)
        >>> found.assessment.answers["C1"].level
        2
    """
    known: Method | None = next((one for one in METHODS if one == method), None)
    faults = _settlement_faults(framework, settled)
    if known is None:
        message = f"no way to agree called {method!r}; there are {', '.join(METHODS)}"
        faults.insert(0, Fault("method", message))
    if known is None or faults:
        raise PanelError(faults)
    by_id = {one.criterion.id: one for one in agreements}
    kept: dict[str, Settlement] = {one: settled[one] for one in framework.criterion_ids if one in settled}
    answers: dict[str, Answer] = {}
    for criterion_id, agreement in by_id.items():
        if criterion_id in kept:
            given = kept[criterion_id]
            answers[criterion_id] = attrs.evolve(given.answer, note=given.answer.note or given.note)
        elif known != "by-hand":
            answers[criterion_id] = _answer(agreement, known)
    respondents = agreements[0].respondents
    assessment = Assessment(framework, answers, organisation=organisation, assessed_on=assessed_on)
    return Agreed(assessment, known, FrozenMapping(kept), respondents)


def _settlement_faults(framework: Framework, settled: Mapping[str, Settlement]) -> list[Fault]:
    if not isinstance(settled, Mapping):
        return [Fault("settled", f"is a mapping from criterion id to Settlement, not {settled!r}")]
    faults: list[Fault] = []
    for criterion_id, given in settled.items():
        where = f"settled {criterion_id}"
        if criterion_id not in framework.criterion_id_set:
            unknown = UnknownIdError("criterion", criterion_id, framework.id, framework.criterion_ids)
            faults.append(Fault(where, str(unknown)))
        if not isinstance(given, Settlement):
            faults.append(Fault(where, f"is a Settlement with a note, not {given!r}"))
        elif given.answer.level is not None and given.answer.level not in framework.scale:
            faults.append(Fault(where, f"level {given.answer.level} is off the scale; {framework.scale.span}"))
    return faults


def _answer(agreement: CriterionAgreement, method: Method) -> Answer:
    """Return the answer of most kinds: a level where as many give one as say that it does not apply."""
    own = [one.assessment.answers for one in agreement.respondents]
    position = own[0].framework.position(agreement.criterion.id)
    pieces = {piece for answers in own for piece in answers.evidence.get(position, ())}
    evidence = tuple(sorted(pieces, key=lambda one: (one.title, one.address, str(one.dated))))
    if agreement.not_applicable_count > agreement.answered_count:
        said = (answers[agreement.criterion.id] for answers in own)
        reasons = {one.note for one in said if one.state is AnswerState.NOT_APPLICABLE and one.note}
        return Answer.not_applicable("; ".join(sorted(reasons)), evidence=evidence)
    if agreement.median is None:
        if agreement.do_not_know_count:
            return Answer.do_not_know(evidence=evidence)
        return Answer.unanswered(evidence=evidence)
    if method == "median-low":
        return Answer.at(agreement.median.number, evidence=evidence)
    counts = agreement.level_counts
    # The first of the largest: ties go to the lower level.
    return Answer.at(agreement.scale.levels[counts.index(max(counts))].number, evidence=evidence)
