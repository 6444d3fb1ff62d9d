"""Version maps as JSON documents: what is written, what is read back, and every fault with its path."""

import json
from typing import Any

import attrs
import pytest

from datamaturity import (
    Criterion,
    DocumentError,
    Framework,
    Level,
    Scale,
    Topic,
    UnknownIdError,
    VersionLink,
    VersionMap,
)
from datamaturity.documents.version_maps import parse_version_map, version_map_json

OLD = Framework(
    id="small",
    version="1",
    title="Small",
    scale=Scale([Level(1, "No"), Level(2, "Partly"), Level(3, "Yes")]),
    topics=[Topic("t", "T")],
    criteria=[Criterion(one, one, topic="t") for one in "abcd"],
)
NEW = attrs.evolve(
    OLD,
    version="2",
    scale=Scale([Level(0, "No"), Level(3, "Yes")]),
    criteria=[Criterion(one, one, topic="t") for one in ("a", "b1", "b2", "e")],
)
FRAMEWORKS = {(one.id, one.version): one for one in (OLD, NEW)}

MAP = VersionMap(
    OLD,
    NEW,
    [
        VersionLink("same", "a", "a"),
        VersionLink("split", "b", ["b1", "b2"], "Two things in one"),
        VersionLink("retired", "c"),
        VersionLink("retired", "d"),
        VersionLink("new", new="e"),
    ],
    levels={3: 3, 1: 0},
)

DOCUMENT: dict[str, Any] = {
    "$schema": "urn:datamaturity:schema:version-map:1",
    "format": 1,
    "kind": "version-map",
    "old": {"id": "small", "version": "1"},
    "new": {"id": "small", "version": "2"},
    "links": [
        {"kind": "same", "old": ["a"], "new": ["a"]},
        {"kind": "split", "old": ["b"], "new": ["b1", "b2"], "note": "Two things in one"},
        {"kind": "retired", "old": ["c"]},
        {"kind": "retired", "old": ["d"]},
        {"kind": "new", "new": ["e"]},
    ],
    "levels": [{"old": 1, "new": 0}, {"old": 3, "new": 3}],
}


def _find(framework_id: str, version: str) -> Framework:
    """Return one of the two versions, as `load_framework` would."""
    if (framework_id, version) not in FRAMEWORKS:
        raise UnknownIdError("version", version, framework_id, ["1", "2"])
    return FRAMEWORKS[framework_id, version]


def _document(**changes: object) -> str:
    return json.dumps({**DOCUMENT, **changes})


def _links(place: int, **changes: object) -> str:
    """Return the document with some keys of one of its links changed."""
    links = [*DOCUMENT["links"]]
    links[place] = {**links[place], **changes}
    return _document(links=links)


def _faults(text: str) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        parse_version_map(text, find=_find)
    return [str(fault) for fault in caught.value.faults]


def test_written() -> None:
    """Links stand in their order, levels from the lowest, the versions by id and version."""
    assert DOCUMENT == json.loads(version_map_json(MAP))


def test_read_back() -> None:
    """Each key becomes its part, and what was written is written again as it was."""
    text = version_map_json(MAP)

    assert MAP == parse_version_map(_document(), find=_find)
    assert text == version_map_json(parse_version_map(text, find=_find))


def test_levels_left_out() -> None:
    """Levels that are left out, or null, are the same where number, name and value are; an empty list is none."""
    alike = VersionMap(OLD, NEW, MAP.links)
    without = json.dumps({key: value for key, value in DOCUMENT.items() if key != "levels"})

    assert {3: 3} == alike.levels
    assert alike == parse_version_map(without, find=_find)
    assert alike == parse_version_map(_document(levels=None), find=_find)
    assert {} == parse_version_map(_document(levels=[]), find=_find).levels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_document(kind="version map"), '$.kind: is "version map"; this is read as a version map'),
        (_document(old={"id": "small", "version": "0"}), "$.old: no version '0' in small (2 versions)"),
        (_document(new="2"), "$.new: an object is needed, not text"),
        (_document(link=[]), "$.link: is not a key of a version map; did you mean 'links'?"),
        (
            _links(0, kind="equal"),
            '$.links[0].kind: "equal" is not a kind of link; there are same, reworded, split, merged, retired, new',
        ),
        (_links(0, old="a"), "$.links[0].old: a list is needed, not text"),
        (_links(0, old=[1]), "$.links[0].old[0]: 1 is not text"),
        (_links(0, note=None), "$.links[0].note: null is not text"),
        (_links(2, old=["q"]), "$.links[2].old[0]: no criterion 'q' in small 1 (4 criteria)"),
        (_links(1, new=["b1"]), "$.links[1]: split takes 2 or more new ids, not 1"),
        (_document(levels={}), "$.levels: a list is needed, not an object"),
        (_document(levels=[{"old": 1}]), "$.levels[0].new: is missing"),
        (_document(levels=[{"old": "1", "new": 0}]), '$.levels[0].old: "1" is not a whole number'),
        (_document(levels=[{"old": 0, "new": 0}]), "$.levels[0].old: level 0 is off the scale; levels run from 1"),
        (_document(levels=[{"old": 1, "new": 1}]), "$.levels[0].new: level 1 is off the scale; levels are 0 (No), 3"),
        (_document(levels=[{"old": 1, "new": 0}, {"old": 1, "new": 3}]), "$.levels[1].old: stands earlier already"),
    ],
)
def test_faults(text: str, expected: str) -> None:
    """Each fault has its path."""
    assert _faults(text)[0].startswith(expected)


def test_what_no_link_names() -> None:
    """A criterion that no link names, or two at odds, is told with the links, beside an unknown one."""
    links = [*DOCUMENT["links"][:2], {"kind": "retired", "old": ["c"]}, {"kind": "same", "old": ["z"], "new": ["a"]}]

    assert [
        "$.links[3].old[0]: no criterion 'z' in small 1 (4 criteria)",
        "$.links: old criterion d: no link says what became of it; retired, perhaps",
        "$.links: new criterion a: is same and same at once; only split and merged links share an id",
        "$.links: new criterion e: no link says what became of it; new, perhaps",
    ] == _faults(_document(links=links))


def test_two_frameworks() -> None:
    """A map between two frameworks that are not versions of one is refused at the second."""
    other = attrs.evolve(NEW, id="other")
    found = {**FRAMEWORKS, ("other", "2"): other}

    with pytest.raises(DocumentError) as caught:
        parse_version_map(_document(new={"id": "other", "version": "2"}), find=lambda *key: found[key])

    assert ["$.new: small and other are two frameworks; a map is of two versions of one"] == [
        str(fault) for fault in caught.value.faults
    ]


def test_all_at_once() -> None:
    """Heading, versions, keys, types, ids and levels are told together."""
    text = _document(
        format=2,
        old={"id": "small", "version": "9"},
        links=[{"kind": "same", "old": ["zz"], "new": ["zz"]}, {"kind": 3, "old": "a"}],
        levels=[{"old": 99, "new": 99}],
        more=1,
    )

    assert [
        "$.format",
        "$.old",
        "$.links[0].new[0]",
        "$.links[1].kind",
        "$.links[1].old",
        "$.levels[0].new",
        "$.more",
    ] == [one.partition(": ")[0] for one in _faults(text)]
