"""Wordings as JSON documents: what is written, what is read back, and every fault with its path."""

import json
from typing import Any

import attrs
import pytest

from datamaturity import DocumentError, FrameworkError, Wording
from datamaturity.documents.wordings import parse_wording, wording_json
from examples import CROSSED

WORDING = Wording(
    licence="MIT",
    attribution="Somebody",
    language="cy",
    title="Dau bwnc",
    level_names={2: "Dau", 1: "Un"},
    level_summaries={5: "Y brig"},
    theme_names={"skills": "Sgiliau"},
    theme_descriptions={"data": "Am ddata"},
    topic_names={"2": "Penderfynu", "1": "Rhannu"},
    topic_descriptions={"1": "Am rannu"},
    criterion_titles={"2.4": "Gofyn", "1.1": "Rhannu"},
    descriptors={"1.1.5": "pump", "1.1.1": "un"},
)

DOCUMENT: dict[str, Any] = {
    "$schema": "urn:datamaturity:schema:wording:1",
    "format": 1,
    "kind": "wording",
    "framework": {"id": "crossed", "version": "1"},
    "licence": "MIT",
    "attribution": "Somebody",
    "language": "cy",
    "title": "Dau bwnc",
    "level_names": {"1": "Un", "2": "Dau"},
    "level_summaries": {"5": "Y brig"},
    "theme_names": {"skills": "Sgiliau"},
    "theme_descriptions": {"data": "Am ddata"},
    "topic_names": {"1": "Rhannu", "2": "Penderfynu"},
    "topic_descriptions": {"1": "Am rannu"},
    "criterion_titles": {"1.1": "Rhannu", "2.4": "Gofyn"},
    "descriptors": {"1.1.1": "un", "1.1.5": "pump"},
}


def _document(**changes: object) -> str:
    return json.dumps({**DOCUMENT, **changes})


def _faults(text: str) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        parse_wording(text, framework=CROSSED)
    return [str(fault) for fault in caught.value.faults]


def test_written() -> None:
    """Texts stand by id; a level's number is text there, since it is a key."""
    assert DOCUMENT == json.loads(wording_json(WORDING, framework=CROSSED))


def test_in_framework_order() -> None:
    """Texts stand in framework order, whatever order they were given in."""
    framework = attrs.evolve(CROSSED, topics=CROSSED.topics[::-1])
    found = json.loads(wording_json(WORDING, framework=framework))

    assert ["2", "1"] == [*found["topic_names"]]
    assert ["1", "2"] == [*found["level_names"]]


def test_what_is_usual_is_left_out() -> None:
    """A wording without texts has its licence alone."""
    found = json.loads(wording_json(Wording(licence="MIT"), framework=CROSSED))

    assert {"$schema", "format", "kind", "framework", "licence"} == {*found}


def test_read_back() -> None:
    """Each key becomes its part, and what was written is written again as it was."""
    text = wording_json(WORDING, framework=CROSSED)

    assert WORDING == parse_wording(_document(), framework=CROSSED)
    assert text == wording_json(parse_wording(text, framework=CROSSED), framework=CROSSED)
    assert "Penderfynu" == CROSSED.with_wording(parse_wording(text, framework=CROSSED)).topic("2").name


def test_what_cannot_be_read_is_not_written() -> None:
    """Texts for ids that the framework does not have are refused before they are written, all of them at once."""
    with pytest.raises(FrameworkError) as caught:
        wording_json(Wording(licence="MIT", topic_names={"9": "x"}, level_names={0: "x"}), framework=CROSSED)

    assert ["level_names", "topic_names"] == [fault.where for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"licence": " "}, "$.licence: must not be empty"),
        ({"title": 3}, "$.title: 3 is not text"),
        ({"topic_name": {}}, "$.topic_name: is not a key of a wording; did you mean 'topic_names'"),
        ({"topic_names": []}, "$.topic_names: an object is needed, not a list"),
        ({"topic_names": {"1": " "}}, '$.topic_names["1"]: must not be empty'),
        ({"topic_names": {"1": 3}}, '$.topic_names["1"]: 3 is not text'),
        ({"topic_names": {"9": "x"}}, "$.topic_names[\"9\"]: no topic '9' in crossed (2 topics)"),
        ({"theme_names": {"dta": "x"}}, "$.theme_names[\"dta\"]: no theme 'dta' in crossed (2 themes); did you mean"),
        ({"criterion_titles": {"9": "x"}}, "$.criterion_titles[\"9\"]: no criterion '9' in crossed (4 criteria)"),
        (
            {"descriptors": {"1.1.6": "x"}},
            "$.descriptors[\"1.1.6\"]: no descriptor '1.1.6' in crossed (20 descriptors)",
        ),
        ({"level_names": {"6": "x"}}, '$.level_names["6"]: level 6 is off the scale; levels run from 1 (Beginning)'),
        ({"level_names": {"01": "x"}}, '$.level_names["01"]: "01" is not a level\'s number as a key, such as "3"'),
        ({"level_names": {"+1": "x"}}, '$.level_names["+1"]: "+1" is not a level\'s number as a key, such as "3"'),
        ({"level_names": {"١": "x"}}, '$.level_names["١"]: "١" is not a level\'s number as a key, such as "3"'),
        ({"level_names": {"1\n": "x"}}, '$.level_names["1\\n"]: "1\\n" is not a level\'s number as a key, such as "3"'),
        ({"level_names": {"": "x"}}, '$.level_names[""]: "" is not a level\'s number as a key, such as "3"'),
    ],
)
def test_faults(changes: dict[str, object], expected: str) -> None:
    """Each fault has its path, ids that the framework does not have among them."""
    (fault,) = _faults(_document(**changes))

    assert fault.startswith(expected)


def test_all_at_once() -> None:
    """Everything is told at once; of another framework, ids are not looked at."""
    changes = {"licence": 1, "topic_names": {"9": ""}, "level_names": {"x": "x", "9": "y"}}

    assert [
        "$.licence",
        '$.level_names["x"]',
        '$.level_names["9"]',
        '$.topic_names["9"]',
        '$.topic_names["9"]',
    ] == [one.partition(": ")[0] for one in _faults(_document(**changes))]
    assert ["$.framework", "$.licence", '$.level_names["x"]', '$.topic_names["9"]'] == [
        one.partition(": ")[0] for one in _faults(_document(framework={"id": "x", "version": "1"}, **changes))
    ]
