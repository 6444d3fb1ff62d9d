"""Targets as JSON documents: what is written, what is read back, and every fault with its path."""

import json
from typing import Any

import attrs
import pytest

from datamaturity import DocumentError, Target, TargetError
from datamaturity.documents.targets import parse_target, target_json
from datamaturity.mappings import FrozenMapping
from examples import CROSSED, SAMM

TARGET = Target.of(CROSSED, criteria={"2.4": 5, "1.1": 3})

DOCUMENT: dict[str, Any] = {
    "$schema": "urn:datamaturity:schema:target:1",
    "format": 1,
    "kind": "target",
    "framework": {"id": "crossed", "version": "1"},
    "levels": {"1.1": 3, "2.4": 5},
}


def _document(**changes: object) -> str:
    return json.dumps({**DOCUMENT, **changes})


def _faults(text: str) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        parse_target(text, framework=CROSSED)
    return [str(fault) for fault in caught.value.faults]


def test_written() -> None:
    """Levels stand by criterion, as numbers; criteria without one are left out."""
    assert DOCUMENT == json.loads(target_json(TARGET))


def test_in_framework_order() -> None:
    """Criteria stand in framework order, whatever order they were given in."""
    framework = attrs.evolve(CROSSED, criteria=CROSSED.criteria[::-1])
    levels = {"1.1": framework.level(3), "2.4": framework.level(5)}

    assert ["2.4", "1.1"] == [*json.loads(target_json(Target(framework, FrozenMapping(levels))))["levels"]]


def test_read_back() -> None:
    """Each key becomes its part, and what was written is written again as it was."""
    text = target_json(TARGET)

    assert TARGET == parse_target(_document(), framework=CROSSED)
    assert text == target_json(parse_target(text, framework=CROSSED))
    assert Target.of(CROSSED) == parse_target(_document(levels={}), framework=CROSSED)


def test_what_cannot_be_read_is_not_written() -> None:
    """A target with levels that its framework does not have is refused before it is written."""
    with pytest.raises(TargetError, match=r"criterion 1\.1: level 3 Most is off the scale"):
        target_json(Target(CROSSED, FrozenMapping({"1.1": SAMM.highest})))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_document(levels=None), "$.levels: an object is needed, not null"),
        (_document(levels={"1.1": "3"}), '$.levels["1.1"]: "3" is not a whole number'),
        (_document(levels={"1.1": True}), '$.levels["1.1"]: true is not a whole number'),
        (_document(levels={"1.1": 3.9}), '$.levels["1.1"]: 3.9 is not a whole number'),
        (
            _document(levels={"1.1": 0}),
            '$.levels["1.1"]: level 0 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)',
        ),
        (_document(levels={"7": 1}), "$.levels[\"7\"]: no criterion '7' in crossed (4 criteria)"),
        (_document(level={}), "$.level: is not a key of a target; did you mean 'levels'?"),
        (
            _document(framework={"id": "crossed", "version": "2"}, levels={"7": 9}),
            "$.framework: is crossed 2; this is read as a target of crossed 1",
        ),
    ],
)
def test_faults(text: str, expected: str) -> None:
    """Each fault has its path."""
    assert [expected] == _faults(text)


def test_all_at_once() -> None:
    """A wrong type, an unknown id and a level off the scale are told together."""
    levels = {"1.1": "3", "1.2": 9, "7": None}

    assert ['["1.1"]', '["1.2"]', '["7"]', '["7"]'] == [
        one.partition(": ")[0].removeprefix("$.levels") for one in _faults(_document(levels=levels))
    ]
