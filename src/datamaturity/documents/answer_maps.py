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

_CODES: dict[object, int] = {"not applicable": NOT_APPLICABLE, "do not know": DO_NOT_KNOW}
_STATES: dict[str, AnswerState] = {state.value: state for state in AnswerState if state is not AnswerState.LEVEL}
_STATE_CODES = _CODES | {AnswerState.UNANSWERED.value: UNANSWERED}
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


_KEYS = {field.name for field in attrs.fields(AnswerPart)}


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
    evidence_of = converter.get_structure_hook(tuple[Evidence, ...])

    def answers(value: Any, _: object) -> Any:
        if framework is None or converter.detailed_validation:
            return one_by_one(value, dict[CriterionId, GivenAnswer])
        # Without an object for each answer, twenty times as fast; what is refused has its message from the way above.
        place_of, code_of = _codes(framework)
        codes = bytearray([UNANSWERED]) * len(place_of)
        notes: dict[int, str] = {}
        evidence: dict[int, tuple[Evidence, ...]] = {}
        for key, one in value.items():
            place = place_of[key]
            # `type`, since True would be found as the level 1.
            if type(one) is int or type(one) is str:
                codes[place] = code_of[one]
                continue
            level, state, note = one.get("level"), one.get("state"), one.get("note", "")
            if (level is None) == (state is None) or type(note) is not str or not one.keys() <= _KEYS:
                raise ValueError(one)
            codes[place] = code_of[level] if type(level) is int else _STATE_CODES[state]
            if note:
                notes[place] = note
            if "evidence" in one and (pieces := evidence_of(one["evidence"], tuple[Evidence, ...])):
                evidence[place] = pieces
        if not notes and not evidence:
            return Answers(framework, bytes(codes))
        remarks = FrozenMapping.adopt(dict(sorted(notes.items()))), FrozenMapping.adopt(dict(sorted(evidence.items())))
        return Answers(framework, bytes(codes), *remarks)

    converter.register_structure_hook(Answers, answers)


def write_answers(converter: cattrs.Converter) -> None:
    """Let a converter write answers, in framework order; those that are unanswered, without a word, are left out."""
    piece = converter.get_unstructure_hook(Evidence)

    def ready(answers: Answers) -> Ready:
        starts, plain, said = _words(answers.framework)
        lines = [line[code] for line, code in zip(plain, answers.codes, strict=True)]
        # As dicts, which need no error to say that there is nothing at a place.
        notes, evidence = dict(answers.notes.items()), dict(answers.evidence.items())
        for place in notes.keys() | evidence.keys():
            parts = [said[answers.codes[place]]]
            if place in notes:
                parts.append(f'"note": {encode_basestring(notes[place])}')
            if place in evidence:
                parts.append('"evidence": ' + json_lines([*map(piece, evidence[place])], "\n    "))
            # Each part begins with its key, so that this sorts the keys.
            lines[place] = starts[place] + "{\n    " + ",\n    ".join(sorted(parts)) + "\n  }"
        text = ",\n  ".join(filter(None, lines))
        return Ready("{\n  " + text + "\n}" if text else "{}")

    converter.register_unstructure_hook(Answers, ready)


@lru_cache(maxsize=16)
def _codes(framework: Framework) -> tuple[dict[str, int], dict[object, int]]:
    """Return the place of each criterion, and the code of each answer that is a level's number or a word."""
    places: dict[str, int] = {one: place for place, one in enumerate(framework.criterion_ids)}
    codes: dict[object, int] = {number: place for place, number in enumerate(framework.scale.numbers)}
    return places, codes | _CODES


@lru_cache(maxsize=16)
def _words(framework: Framework) -> tuple[list[str], list[dict[int, str]], dict[int, str]]:
    """Return the start of each criterion's line; its line for each code; and each code as part of a remarked answer."""
    starts = [f"{encode_basestring(one)}: " for one in framework.criterion_ids]
    levels = {place: str(number) for place, number in enumerate(framework.scale.numbers)}
    states = {code: f'"{word}"' for word, code in _STATE_CODES.items()}
    # Without a note or evidence, what is unanswered has no line.
    lines = [{code: start + word for code, word in (levels | states).items()} | {UNANSWERED: ""} for start in starts]
    said = {code: f'"level": {word}' for code, word in levels.items()}
    return starts, lines, said | {code: f'"state": {word}' for code, word in states.items()}
