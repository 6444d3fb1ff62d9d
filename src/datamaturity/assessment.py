"""Answers: what was said about each criterion, in four states that never mix."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any

import attrs

from datamaturity.criteria import CriterionId
from datamaturity.displayed import Displayed
from datamaturity.errors import AnswerError, Fault, UnknownIdError, VersionMismatchError, WrongTypeError
from datamaturity.framework import Framework
from datamaturity.levels import Level, Scale
from datamaturity.mappings import FrozenMapping
from datamaturity.validators import is_a, is_date_or_none, is_text

__all__ = ["Answer", "AnswerState", "Answers", "Assessment", "Evidence"]

# Inside, an answer is one byte: a level's position on the scale, or one of these.
NOT_APPLICABLE, DO_NOT_KNOW, UNANSWERED = 253, 254, 255


class AnswerState(Enum):
    """What kind of answer a criterion has."""

    LEVEL = "level"
    NOT_APPLICABLE = "not applicable"
    DO_NOT_KNOW = "do not know"
    UNANSWERED = "unanswered"

    def __repr__(self) -> str:
        return f"AnswerState.{self.name}"


_STATE_OF_CODE = {
    NOT_APPLICABLE: AnswerState.NOT_APPLICABLE,
    DO_NOT_KNOW: AnswerState.DO_NOT_KNOW,
    UNANSWERED: AnswerState.UNANSWERED,
}
_CODE_OF_STATE = {state: code for code, state in _STATE_OF_CODE.items()}


@attrs.frozen
class Evidence:
    """
    What an answer rests on.

    Attributes:
        title: What it is.
        address: Where it is, such as a web address or a file's name.
        dated: The day that it is from.

    Raises:
        AnswerError: Neither a title nor an address.
        WrongTypeError: A title or an address that is no text, or a day that is no `datetime.date`.

    Example:
        >>> Evidence("Data protection policy", "https://example.org/policy.pdf").title
        'Data protection policy'
    """

    title: str = attrs.field(default="", validator=is_text)
    address: str = attrs.field(default="", validator=is_text)
    dated: date | None = attrs.field(default=None, validator=is_date_or_none)

    def __attrs_post_init__(self) -> None:
        if not self.title.strip() and not self.address.strip():
            raise AnswerError([Fault("evidence", "needs a title or an address")])

    def __str__(self) -> str:
        """Return title, address and date, as far as there are any."""
        return ", ".join(filter(None, (self.title, self.address, str(self.dated or ""))))


def _check_level(answer: "Answer", _: object, level: int | None) -> None:
    # `type`, since True and 3.0 are no level's number.
    if (answer.state is AnswerState.LEVEL) != (type(level) is int):
        message = f"an answer in state {answer.state.value!r} cannot have {level!r} as its level's number"
        raise AnswerError([Fault("answer", message)])


@attrs.frozen
class Answer:
    """
    What was said about one criterion; made by `at`, `not_applicable`, `do_not_know` or `unanswered`.

    Attributes:
        state: One of four, never mixed up: *not applicable* leaves every sum; *do not know* counts as unanswered
            and is counted on its own; neither is the lowest level.
        level: The level's number where the state is `AnswerState.LEVEL`, else `None`.
        note: Free text; for *not applicable* it is the reason.
        evidence: What the answer rests on.

    Raises:
        AnswerError: A state that needs a level and has none, or has one and needs none.
        WrongTypeError: A note that is no text.

    Example:
        >>> Answer.at(3, note="Two teams of five")
        Answer.at(3, note='Two teams of five')
        >>> Answer.not_applicable("We run no campaigns").state
        AnswerState.NOT_APPLICABLE
    """

    state: AnswerState = attrs.field(validator=is_a(AnswerState))
    level: int | None = attrs.field(default=None, validator=_check_level)
    note: str = attrs.field(default="", validator=is_text)
    evidence: tuple[Evidence, ...] = attrs.field(
        default=(),
        converter=tuple[Evidence, ...],
        validator=attrs.validators.deep_iterable(is_a(Evidence)),
    )

    @classmethod
    def at(cls, level: int, *, note: str = "", evidence: tuple[Evidence, ...] = ()) -> "Answer":
        """
        Return the answer that a criterion stands at the level with this number.

        Args:
            level: The level's number.
            note: Why, or whatever else there is to say.
            evidence: What the answer rests on.
        """
        return cls(AnswerState.LEVEL, level, note, evidence)

    @classmethod
    def not_applicable(cls, reason: str = "", *, evidence: tuple[Evidence, ...] = ()) -> "Answer":
        """
        Return the answer that a criterion does not apply to the organisation, and why.

        Args:
            reason: Why it does not apply; kept as the note.
            evidence: What the answer rests on.
        """
        return cls(AnswerState.NOT_APPLICABLE, None, reason, evidence)

    @classmethod
    def do_not_know(cls, *, note: str = "", evidence: tuple[Evidence, ...] = ()) -> "Answer":
        """
        Return the answer that nobody asked could tell.

        Args:
            note: Whom one asked, or who might know.
            evidence: What there is so far.

        Example:
            >>> Answer.do_not_know(note="Ask the registry").state
            AnswerState.DO_NOT_KNOW
        """
        return cls(AnswerState.DO_NOT_KNOW, None, note, evidence)

    @classmethod
    def unanswered(cls, *, note: str = "", evidence: tuple[Evidence, ...] = ()) -> "Answer":
        """
        Return the absence of an answer; a note may say why it is still open.

        Args:
            note: Why it is still open.
            evidence: What there is so far.

        Example:
            >>> Answer.unanswered(note="Meeting in May").level is None
            True
        """
        return cls(AnswerState.UNANSWERED, None, note, evidence)

    def __repr__(self) -> str:
        parts = [str(self.level)] if self.level is not None else []
        note = "reason" if self.state is AnswerState.NOT_APPLICABLE else "note"
        parts += [f"{note}={self.note!r}"] if self.note else []
        parts += [f"evidence={self.evidence!r}"] if self.evidence else []
        method = "at" if self.state is AnswerState.LEVEL else self.state.name.lower()
        return f"Answer.{method}({', '.join(parts)})"


@attrs.frozen(eq=False, repr=False)
class Answers(Mapping[str, Answer]):
    """
    An assessment's answers: a read-only mapping from every criterion's id to its `Answer`, in framework order.

    It stays small when there are thousands: one byte per criterion, notes and evidence beside it only where there are
    any. `codes` is for code that works on many at once; everyone else uses it as the mapping that it is.

    Attributes:
        framework: The framework that was answered.
        codes: One byte per criterion, in framework order: a level's *position* on the scale from 0, or 253 *not
            applicable*, 254 *do not know*, 255 *unanswered*.
        notes: Place of a criterion in the framework, from 0, to its note.
        evidence: Place of a criterion in the framework, from 0, to its evidence.
    """

    framework: Framework
    codes: bytes
    notes: FrozenMapping[int, str] = FrozenMapping()  # noqa: RUF009 - frozen, so it can be shared
    evidence: FrozenMapping[int, tuple[Evidence, ...]] = FrozenMapping()  # noqa: RUF009

    @classmethod
    def of(cls, framework: Framework, given: Mapping[str, "Answer | Level | int | None"]) -> "Answers":
        """
        Return the answers that a mapping holds; criteria that it leaves out are unanswered.

        Args:
            framework: The framework that was answered.
            given: Criterion id to a level's number, a `Level`, an `Answer`, or `None` for *unanswered*.

        Raises:
            AnswerError: Criteria that the framework does not have, or levels off its scale; all of them at once.
            VersionMismatchError: Answers to another framework, or to another version of it.

        Example:
            >>> from datamaturity import load_framework
            >>> answers = Answers.of(load_framework("seven-themes"), {"C1": 3, "C2": Answer.not_applicable()})
            >>> answers["C1"], answers["C3"].state, answers.in_state(AnswerState.NOT_APPLICABLE)
            (Answer.at(3), AnswerState.UNANSWERED, ('C2',))
        """
        if isinstance(given, Answers):
            if given.framework == framework:
                return given
            old = given.framework
            if (old.id, old.version) != (framework.id, framework.version):
                raise VersionMismatchError(f"the answers are to {old.id} {old.version}; carry() takes them over")
        if not isinstance(given, Mapping):
            message = f"answers are a mapping from criterion id to level, not {type(given).__name__}: {given!r}"
            raise AnswerError([Fault("answers", message)])
        plain = cls._of_plain_levels(framework, given)
        return plain or cls._of_any(framework, given)

    @classmethod
    def _of_plain_levels(cls, framework: Framework, given: Mapping[str, Any]) -> "Answers | None":
        """Return the answers where every criterion has a plain number on the scale, three times as fast."""
        # Keys first: to look one up that is not there would put it into a caller's defaultdict.
        if len(given) != len(framework.criteria) or given.keys() != framework.criterion_id_set:
            return None
        numbers = [given[one] for one in framework.criterion_ids]
        if set(map(type, numbers)) != {int}:
            return None
        try:
            return cls(framework, bytes(framework.scale.positions_of(numbers)))
        except KeyError:
            return None

    @classmethod
    def _of_any(cls, framework: Framework, given: Mapping[str, "Answer | Level | int | None"]) -> "Answers":
        codes = bytearray([UNANSWERED]) * len(framework.criteria)
        notes: dict[int, str] = {}
        evidence: dict[int, tuple[Evidence, ...]] = {}
        faults: list[Fault] = []
        for one, answer in given.items():
            try:
                position = framework.position(one)
            except UnknownIdError as error:
                faults.append(Fault("", str(error)))
                continue
            try:
                codes[position] = _code(answer, framework.scale)
            except ValueError as error:
                faults.append(Fault(f"criterion {one}", str(error)))
            if isinstance(answer, Answer) and answer.note:
                notes[position] = answer.note
            if isinstance(answer, Answer) and answer.evidence:
                evidence[position] = answer.evidence
        if faults:
            raise AnswerError(faults)
        # By position, so that answers given in another order make equal, equally written assessments.
        return cls(
            framework,
            bytes(codes),
            FrozenMapping(dict(sorted(notes.items()))),
            FrozenMapping(dict(sorted(evidence.items()))),
        )

    def __getitem__(self, criterion_id: str) -> Answer:
        position = self.framework.position(criterion_id)
        code = self.codes[position]
        note, evidence = self.notes.get(position, ""), self.evidence.get(position, ())
        if code in _STATE_OF_CODE:
            return Answer(_STATE_OF_CODE[code], None, note, evidence)
        return Answer(AnswerState.LEVEL, self.framework.scale.levels[code].number, note, evidence)

    def __iter__(self) -> Iterator[CriterionId]:
        return iter(self.framework.criterion_ids)

    def __len__(self) -> int:
        return len(self.codes)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Answers):
            return self._parts == other._parts
        return isinstance(other, Mapping) and dict(self) == dict(other)

    def __hash__(self) -> int:
        return hash(self._parts)

    @property
    def _parts(self) -> tuple[object, ...]:
        return self.framework, self.codes, self.notes, self.evidence

    def in_state(self, state: AnswerState) -> tuple[CriterionId, ...]:
        """
        Return the ids of the criteria whose answer is in this state, in framework order.

        Args:
            state: The state.
        """
        return tuple(
            one
            for one, code in zip(self.framework.criterion_ids, self.codes, strict=True)
            if _STATE_OF_CODE.get(code, AnswerState.LEVEL) is state
        )

    def __repr__(self) -> str:
        count = len(self.in_state(AnswerState.LEVEL))
        return f"<Answers to {self.framework.id} {self.framework.version}: {count} of {len(self)} at a level>"


def _code(answer: object, scale: Scale) -> int:
    """Return the byte for an answer; a `ValueError` says what is wrong with it."""
    if answer is None:
        return UNANSWERED
    if isinstance(answer, Answer):
        if answer.state is not AnswerState.LEVEL:
            return _CODE_OF_STATE[answer.state]
        answer = answer.level
    elif isinstance(answer, Level):
        if answer not in scale.levels:
            message = f"level {answer} is not of this scale; {scale.span}"
            raise ValueError(message)
        answer = answer.number
    if type(answer) is not int:
        message = f"{answer!r} is not an answer; give a level's number, an Answer, or None for unanswered"
        raise ValueError(message)
    if answer not in scale:
        message = f"level {answer} is off the scale; {scale.span}"
        raise ValueError(message)
    return scale.position(answer)


@attrs.frozen(init=False, repr=False)
class Assessment(Displayed):
    """
    One organisation's answers to one version of a framework.

    Attributes:
        framework: The framework that was answered.
        answers: A read-only mapping from every criterion's id to its `Answer`. Given as a mapping from criterion id
            to a level's number, a `Level`, an `Answer`, or `None`; what is left out is unanswered.
        organisation: Whose answers they are; may be empty.
        assessed_on: The day that they describe.

    Raises:
        AnswerError: Criteria that the framework does not have, or levels off its scale; all of them at once.
        WrongTypeError: An organisation that is no text, or a day that is no `datetime.date`.

    Example:
        >>> from datamaturity import Answer, Assessment, load_framework
        >>> framework = load_framework("uk-government-dma")
        >>> assessment = Assessment(framework, {"1.1": 3, "1.2": Answer.not_applicable("No customers")})
        >>> assessment
        <Assessment of uk-government-dma 2023: 1 at a level, 1 not applicable, 0 do not know, 95 unanswered>
        >>> assessment.answers["1.1"]
        Answer.at(3)
        >>> assessment.with_answers({"1.1": 4}).answers["1.1"]
        Answer.at(4)
        >>> Assessment(framework, {"4.3": 2, "4.33": 6})
        Traceback (most recent call last):
        datamaturity.errors.AnswerError: 2 faults:
          no criterion '4.3' in uk-government-dma (97 criteria); did you mean '4.33', '4.34' or '4.35'?
          criterion 4.33: level 6 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)
    """

    framework: Framework
    answers: Answers
    organisation: str = attrs.field(validator=is_text)
    assessed_on: date | None = attrs.field(validator=is_date_or_none)

    def __init__(
        self,
        framework: Framework,
        answers: Mapping[str, Answer | Level | int | None] = FrozenMapping(),
        *,
        organisation: str = "",
        assessed_on: date | None = None,
    ) -> None:
        if not isinstance(framework, Framework):
            message = f"an assessment needs a Framework, such as load_framework(...), not {framework!r}"
            raise WrongTypeError(message)
        # Written out for type checkers, which cannot see through a converter that needs the framework.
        self.__attrs_init__(framework, Answers.of(framework, answers), organisation, assessed_on)  # pyright: ignore[reportAttributeAccessIssue]

    def with_answers(self, changes: Mapping[str, Answer | Level | int | None]) -> "Assessment":
        """
        Return the assessment with these answers in place of the ones to the same criteria.

        Args:
            changes: Criterion id to a level's number, a `Level`, an `Answer`, or `None` for *unanswered*.

        Raises:
            AnswerError: Criteria that the framework does not have, or levels off its scale; all of them at once.
        """
        changed = Answers.of(self.framework, changes)
        answers = {**self.answers, **{one: changed[one] for one in changes}}
        return attrs.evolve(self, answers=Answers.of(self.framework, answers))

    def __repr__(self) -> str:
        whose = f" by {self.organisation}" if self.organisation else ""
        when = f" on {self.assessed_on.isoformat()}" if self.assessed_on else ""
        states = {
            AnswerState.LEVEL: "at a level",
            AnswerState.NOT_APPLICABLE: "not applicable",
            AnswerState.DO_NOT_KNOW: "do not know",
            AnswerState.UNANSWERED: "unanswered",
        }
        counts = ", ".join(f"{len(self.answers.in_state(state))} {words}" for state, words in states.items())
        return f"<Assessment of {self.framework.id} {self.framework.version}{whose}{when}: {counts}>"
