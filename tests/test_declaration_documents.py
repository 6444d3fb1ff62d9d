"""Declarations as JSON documents: what is written, what is read back, and every fault with its path."""

import json
from datetime import date
from typing import Any

import pytest

from datamaturity import Assessment, Declaration, DocumentError, Framework, Signatory
from datamaturity.documents.declarations import declaration_json, parse_declaration
from examples import CROSSED, ONE_THEME

DECLARATION = Declaration(
    CROSSED,
    [
        Signatory(
            "Southby",
            signed_on=date(2026, 3, 31),
            commitments=["2"],
            assessment=Assessment(CROSSED, {"2.3": 2}, organisation="Southby", assessed_on=date(2026, 2, 1)),
        ),
        Signatory("Northshire"),
    ],
)

DOCUMENT: dict[str, Any] = {
    "$schema": "urn:datamaturity:schema:declaration:1",
    "format": 1,
    "kind": "declaration",
    "framework": {"id": "crossed", "version": "1"},
    "signatories": [
        {
            "organisation": "Southby",
            "signed_on": "2026-03-31",
            "commitments": ["2"],
            "assessment": {"organisation": "Southby", "assessed_on": "2026-02-01", "answers": {"2.3": 2}},
        },
        {"organisation": "Northshire"},
    ],
}


def _document(**changes: object) -> str:
    return json.dumps({**DOCUMENT, **changes})


def _first(**changes: object) -> str:
    """Return the document with some keys of its first signatory changed."""
    first, second = DOCUMENT["signatories"]
    return _document(signatories=[{**first, **changes}, second])


def _faults(text: str, framework: Framework = CROSSED) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        parse_declaration(text, framework=framework)
    return [str(fault) for fault in caught.value.faults]


def test_written() -> None:
    """Signatories stand in the order of signing; what one has not said is left out."""
    assert DOCUMENT == json.loads(declaration_json(DECLARATION))


def test_read_back() -> None:
    """Each key becomes its part, and what was written is written again as it was."""
    text = declaration_json(DECLARATION)

    assert DECLARATION == parse_declaration(_document(), framework=CROSSED)
    assert text == declaration_json(parse_declaration(text, framework=CROSSED))


def test_nobody() -> None:
    """A declaration that nobody has signed yet is one."""
    assert Declaration(CROSSED) == parse_declaration(_document(signatories=[]), framework=CROSSED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_document(kind="plan"), '$.kind: is "plan"; this is read as a declaration'),
        (_document(signatories={}), "$.signatories: a list is needed, not an object"),
        (_document(signed=[]), "$.signed: is not a key of a declaration"),
        (_first(organisation=" "), "$.signatories[0].organisation: must not be empty"),
        (_first(signed_on=2026), '$.signatories[0].signed_on: 2026 is not a day, such as "2026-03-31"'),
        (_first(commitments="2"), "$.signatories[0].commitments: a list is needed, not text"),
        (_first(commitments=["2", 3]), "$.signatories[0].commitments[1]: 3 is not text"),
        (
            _first(commitments=["22"]),
            "$.signatories[0].commitments[0]: no commitment '22' in crossed (2 commitments); did you mean '2'?",
        ),
        (_first(assessment={}), "$.signatories[0].assessment.answers: is missing"),
        (
            _first(assessment={"answers": {"2.5": 1}}),
            (
                "$.signatories[0].assessment.answers[\"2.5\"]: no criterion '2.5' in crossed (4 criteria); "
                "did you mean '2.4' or '2.3'?"
            ),
        ),
        (
            _first(comitments=[]),
            "$.signatories[0].comitments: is not a key of a signatory; did you mean 'commitments'?",
        ),
        (
            _first(organisation="Northshire"),
            "$.signatories[1].organisation: has signed earlier already; keep one entry for each organisation",
        ),
        (
            _document(framework={"id": "crossed", "version": "2"}),
            "$.framework: is crossed 2; this is read as a declaration of crossed 1",
        ),
    ],
)
def test_faults(text: str, expected: str) -> None:
    """Each fault has its path."""
    assert [expected] == _faults(text)


def test_a_framework_without_commitments() -> None:
    """A framework without topics has nothing to commit to."""
    text = _document(framework={"id": "one-theme", "version": "1"}, signatories=[{"organisation": "Southby"}] * 2)

    assert [
        "$.signatories[1].organisation: has signed earlier already; keep one entry for each organisation",
        "$.framework: one-theme has no topics, which are what partners commit to",
    ] == _faults(text, ONE_THEME)
