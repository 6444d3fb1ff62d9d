"""Assessments ⇄ JSON documents."""

import attrs

from datamaturity.assessment import Assessment
from datamaturity.documents.answer_maps import AssessmentPart, read_answers, write_answers
from datamaturity.documents.framework_keys import FrameworkKey
from datamaturity.documents.reading import Find, Reading, only
from datamaturity.documents.writing import document_text
from datamaturity.framework import Framework

__all__ = ["assessment_json", "parse_assessment"]


@attrs.frozen(kw_only=True)
class _Assessment(AssessmentPart):
    """An assessment as it stands in the document."""

    framework: FrameworkKey


def parse_assessment(text: str | bytes, *, framework: Framework, source: str = "") -> Assessment:
    """
    Return the assessment that a JSON document holds.

    Args:
        text: The document, in UTF-8 if it is bytes; `data/README.md` says what it holds.
        framework: The framework that was answered.
        source: Where it is from, for the messages; such as a file's name.

    Raises:
        DocumentError: Not JSON, not an assessment, or one with another framework; the error has every fault with its
            path.

    Example:
        >>> from datamaturity import Assessment, load_framework
        >>> framework = load_framework("seven-themes")
        >>> assessment = Assessment(framework, {"C1": 3, "C2": 4}, organisation="Northshire")
        >>> parse_assessment(assessment_json(assessment), framework=framework) == assessment
        True
        >>> parse_assessment(assessment_json(assessment).replace('"C1": 3', '"C1": "3"'), framework=framework)
        Traceback (most recent call last):
        datamaturity.errors.DocumentError: $.answers["C1"]: "3" is not an answer: a level's number, "not ...
    """
    return read(Reading.of_kind("assessment", text, source), only(framework, "assessment"))


def assessment_json(assessment: Assessment) -> str:
    """
    Return an assessment as a JSON document: what is answered, in framework order, its framework by id and version.

    Args:
        assessment: The assessment.

    Example:
        >>> from datamaturity import Answer, Assessment, load_framework
        >>> answers = {"C1": 3, "C2": Answer.at(4, note="Two teams of five"), "C3": Answer.do_not_know()}
        >>> print(assessment_json(Assessment(load_framework("seven-themes"), answers)))
        {
          "$schema": "urn:datamaturity:schema:assessment:1",
          "answers": {
            "C1": 3,
            "C2": {
              "level": 4,
              "note": "Two teams of five"
            },
            "C3": "do not know"
          },
          "format": 1,
          "framework": {
            "id": "seven-themes",
            "version": "1"
          },
          "kind": "assessment"
        }
        <BLANKLINE>
    """
    shape = _Assessment(
        framework=FrameworkKey.of(assessment.framework),
        answers=assessment.answers,
        organisation=assessment.organisation,
        assessed_on=assessment.assessed_on,
    )
    return document_text("assessment", shape, hooks=write_answers)


def read(reading: Reading, find: Find) -> Assessment:
    """Return the assessment that is being read."""
    framework = reading.framework(find)
    shape = reading.settled(reading.structure(_Assessment, framework=framework, hooks=read_answers))
    return shape.assessment(reading.settled(framework))
