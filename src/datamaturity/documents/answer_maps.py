"""Answers ⇄ an object from criterion id to answer, as assessments, panels, networks and declarations have it."""

from datetime import date
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any, NewType

import attrs
import cattrs

from datamaturity.assessment import (
    DO_NOT_KNOW,
    NOT_APPLICABLE,
    UNANSWERED,
    Answer,
    Answers,
    AnswerState,
    Assessment,
    Evidence,
)
from datamaturity.criteria import CriterionId
from datamaturity.documents.converter import LevelNumber, one_of
from datamaturity.documents.json_text import json_text
from datamaturity.documents.writing import Ready, json_lines
from datamaturity.framework import Framework
from datamaturity.mappings import FrozenMapping

__all__ = ["AnswerPart", "AssessmentPart", "read_answers", "write_answers"]

_CODES = {"not applicable": NOT_APPLICABLE, "do not know": DO_NOT_KNOW}
_STATES: dict[str, AnswerState] = {state.value: state for state in AnswerState if state is not AnswerState.LEVEL}
_CODE_OF_STATE: dict[AnswerState, int] = {_STATES[words]: code for words, code in _CODES.items()} | {
    AnswerState.UNANSWERED: UNANSWERED
}
_STATE_OF_CODE = {code: state for state, code in _CODE_OF_STATE.items()}
_ANSWERS = 'a level\'s number, "not applicable", "do not know", or an object with one of them and a note or evidence'

GivenAnswer = NewType("GivenAnswer", Answer)
"""An answer as a value in the object of answers."""


@attrs.frozen
class AnswerPart:
    """An answer with a note or with evidence: one of level and state, and what goes with it."""

    level: LevelNumber | None = None
    state: AnswerState | None = None
    note: str = ""
    evidence: tuple[Evidence, ...] = ()

    def answer(self) -> Answer:
        """Return the answer."""
        return Answer(self.state or AnswerState.LEVEL, self.level, self.note, self.evidence)


@attrs.frozen
class AssessmentPart:
    """An assessment within another document, which says of which framework it is."""

    answers: Answers
    organisation: str = ""
    assessed_on: date | None = None

    @classmethod
    def of(cls, assessment: Assessment) -> "AssessmentPart":
        """Return an assessment as it stands in a document."""
        return cls(assessment.answers, assessment.organisation, assessment.assessed_on)

    def assessment(self, framework: Framework) -> Assessment:
        """Return the assessment."""
        return Assessment(framework, self.answers, organisation=self.organisation, assessed_on=self.assessed_on)


def read_answers(converter: cattrs.Converter, framework: Framework | None) -> None:
    """Let a converter read answers: to this framework, or, where it is not known, as far as their form goes."""
    converter.register_structure_hook(AnswerState, one_of("state", _STATES))
    level = converter.get_structure_hook(LevelNumber)
    converter.register_structure_hook(LevelNumber | None, lambda one, _: None if one is None else level(one, None))
    structure = converter.get_structure_hook(AnswerPart)

    def part(value: object) -> Answer:
        made: AnswerPart = structure(value, AnswerPart)
        if (made.level is None) == (made.state is None):
            message = "an answer has a level or a state, and not both"
            raise ValueError(message)
        return made.answer()

    def answer(value: object, _: object) -> Answer:
        if type(value) is dict:
            return part(value)
        if type(value) is int:
            return Answer.at(level(value, None))
        if type(value) is str and value in _CODES:
            return Answer(_STATES[value])
        message = f"{json_text(value)} is not an answer: {_ANSWERS}"
        raise ValueError(message)

    converter.register_structure_hook(GivenAnswer, answer)
    one_by_one = converter.get_structure_hook(dict[CriterionId, GivenAnswer])

    def answers(value: Any, _: object) -> Any:
        if framework is None or converter.detailed_validation:
            return one_by_one(value, dict[CriterionId, GivenAnswer])
        # Without an object for each answer, four times as fast.
        place_of, code_of = _codes(framework)
        codes = bytearray([UNANSWERED]) * len(place_of)
        notes: dict[int, str] = {}
        evidence: dict[int, tuple[Evidence, ...]] = {}
        for key, one in value.items():
            place = place_of[key]
            if type(one) is int:
                codes[place] = code_of[one]
            elif type(one) is str:
                codes[place] = _CODES[one]
            else:
                given = part(one)
                codes[place] = _CODE_OF_STATE[given.state] if given.level is None else code_of[given.level]
                if given.note:
                    notes[place] = given.note
                if given.evidence:
                    evidence[place] = given.evidence
        if not notes and not evidence:
            return Answers(framework, bytes(codes))
        remarks = FrozenMapping(dict(sorted(notes.items()))), FrozenMapping(dict(sorted(evidence.items())))
        return Answers(framework, bytes(codes), *remarks)

    converter.register_structure_hook(Answers, answers)


def write_answers(converter: cattrs.Converter) -> None:
    """Let a converter write answers, in framework order; those that are unanswered, without a word, are left out."""
    piece = converter.get_unstructure_hook(Evidence)

    def remarked(answers: Answers, place: int) -> str:
        code = answers.codes[place]
        is_level = code < len(answers.framework.scale)
        parts: dict[str, object] = (
            {"level": answers.framework.scale.numbers[code]} if is_level else {"state": _STATE_OF_CODE[code].value}
        )
        if place in answers.notes:
            parts["note"] = answers.notes[place]
        if place in answers.evidence:
            parts["evidence"] = [*map(piece, answers.evidence[place])]
        return json_lines(parts, "\n  ")

    def ready(answers: Answers) -> Ready:
        starts, words = _words(answers.framework)
        lines = {
            place: start + words[code]
            for place, (start, code) in enumerate(zip(starts, answers.codes, strict=True))
            if code != UNANSWERED
        }
        more = {*answers.notes, *answers.evidence}
        lines |= {place: starts[place] + remarked(answers, place) for place in more}
        in_order = sorted(lines) if more else lines
        return Ready("{\n  " + ",\n  ".join([lines[place] for place in in_order]) + "\n}" if lines else "{}")

    converter.register_unstructure_hook(Answers, ready)


@lru_cache(maxsize=16)
def _codes(framework: Framework) -> tuple[dict[str, int], dict[int, int]]:
    """Return the place of each criterion, and the code of each level."""
    places: dict[str, int] = {one: place for place, one in enumerate(framework.criterion_ids)}
    return places, {number: place for place, number in enumerate(framework.scale.numbers)}


@lru_cache(maxsize=16)
def _words(framework: Framework) -> tuple[tuple[str, ...], dict[int, str]]:
    """Return the start of each criterion's line, and what stands for each code."""
    words = {place: str(number) for place, number in enumerate(framework.scale.numbers)}
    plain = {code: f'"{word}"' for word, code in _CODES.items()}
    return tuple(f"{encode_basestring(one)}: " for one in framework.criterion_ids), words | plain
