"""Crosswalks as JSON documents: what is written, what is read back, and every fault with its path."""

import json
from typing import Any

import pytest

from datamaturity import Criterion, DocumentError, Fault, Framework, Level, Scale, Topic, UnknownIdError
from datamaturity.crosswalks import Crosswalk, Link
from datamaturity.documents.crosswalks import crosswalk_json, parse_crosswalk

SCALE = Scale([Level(0, "No"), Level(1, "Yes")])


def _framework(name: str, ids: str) -> Framework:
    return Framework(
        id=name,
        version="1",
        title=name,
        scale=SCALE,
        topics=[Topic("t", "T")],
        criteria=[Criterion(one, one, topic="t") for one in ids],
    )


FRAMEWORKS = {one.id: one for one in (_framework("small", "ab"), _framework("large", "xyz"))}

WALK = Crosswalk(
    id="walk",
    version="2",
    title="Dŵr",
    source=FRAMEWORKS["small"],
    target=FRAMEWORKS["large"],
    links=[Link("a", "y", "broad", "Why y"), Link("a", "x", "exact", "Why x")],
    unlinked={"b": "Nothing asks for it"},
    licence="MIT",
)

DOCUMENT: dict[str, Any] = {
    "$schema": "urn:datamaturity:schema:crosswalk:1",
    "format": 1,
    "kind": "crosswalk",
    "id": "walk",
    "version": "2",
    "title": "Dŵr",
    "from": {"id": "small", "version": "1"},
    "to": {"id": "large", "version": "1"},
    "links": [
        {"from": "a", "to": "y", "relation": "broad", "reason": "Why y"},
        {"from": "a", "to": "x", "relation": "exact", "reason": "Why x"},
    ],
    "unlinked": [{"criterion": "b", "reason": "Nothing asks for it"}],
    "licence": "MIT",
}


def _find(framework_id: str, version: str) -> Framework:
    """Return one of the two frameworks, as `load_framework` would."""
    if framework_id not in FRAMEWORKS:
        raise UnknownIdError("framework", framework_id, "the package", FRAMEWORKS)
    if version != "1":
        raise UnknownIdError("version", version, framework_id, ["1"])
    return FRAMEWORKS[framework_id]


def _document(**changes: object) -> str:
    return json.dumps({**DOCUMENT, **changes})


def _link(**changes: object) -> str:
    """Return the document with some keys of its first link changed."""
    first, second = DOCUMENT["links"]
    return _document(links=[{**first, **changes}, second])


def _faults(text: str) -> list[str]:
    """Return the faults for which a text is refused."""
    with pytest.raises(DocumentError) as caught:
        parse_crosswalk(text, find=_find)
    return [str(fault) for fault in caught.value.faults]


class TestWriting:
    def test_everything(self) -> None:
        """Each part of a crosswalk has its key; the frameworks stand by id and version."""
        assert DOCUMENT == json.loads(crosswalk_json(WALK))

    def test_in_one_way(self) -> None:
        """Keys are sorted, the indent is two blanks, other scripts stand as they are, and a line ends the text."""
        text = crosswalk_json(WALK)

        assert json.dumps(DOCUMENT, sort_keys=True, indent=2, ensure_ascii=False) + "\n" == text

    def test_the_other_way_round(self) -> None:
        """One that is read the other way round is written so that it can be read: as it was."""
        written = parse_crosswalk(crosswalk_json(WALK.inverse()), find=_find)

        assert WALK.inverse() in (written, written.inverse())


class TestReading:
    @pytest.mark.parametrize("as_bytes", [False, True])
    def test_everything(self, as_bytes: bool) -> None:
        """Each key of a document becomes its part of the crosswalk."""
        text = _document(**{"$schema": "crosswalk.json"})

        assert WALK == parse_crosswalk(text.encode() if as_bytes else text, find=_find)

    def test_smallest(self) -> None:
        """Title, licence and what is unlinked may be left out."""
        document = {key: value for key, value in DOCUMENT.items() if key not in ("title", "licence", "unlinked")}
        document["links"] = [
            {"from": one, "to": "x", "relation": "close", "reason": f"Why {one}"} for one in ("a", "b")
        ]
        walk = parse_crosswalk(json.dumps(document), find=_find)

        assert ("", "", 0, 2) == (walk.title, walk.licence, len(walk.unlinked), len(walk.links))

    def test_what_is_written_is_read_back(self) -> None:
        """What was written is read back equal, and written again as it was."""
        text = crosswalk_json(WALK)

        assert WALK == parse_crosswalk(text, find=_find)
        assert text == crosswalk_json(parse_crosswalk(text, find=_find))


class TestFaults:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("[]", "$: a document is an object, not a list"),
            (_document(kind="plan"), '$.kind: is "plan"; this is read as a crosswalk'),
            (_document(titel="x"), "$.titel: is not a key of a crosswalk; did you mean 'title'?"),
            (_document(version=2), "$.version: 2 is not text"),
            (_document(links={}), "$.links: a list is needed, not an object"),
            (_document(**{"from": "small"}), "$.from: an object is needed, not text"),
            (_document(**{"from": {"id": "small"}}), "$.from.version: is missing"),
            (_document(to={"id": "large", "version": 1}), "$.to.version: 1 is not text"),
            (
                _link(relation=None),
                "$.links[0].relation: null is not a relation; there are exact, close, broad, narrow, related",
            ),
            (_document(**{"$schema": 3}), "$.$schema: 3 is not text"),
            (_link(why="x"), "$.links[0].why: is not a key of a link"),
            (_document(unlinked=[{"criterion": "b"}]), "$.unlinked[0].reason: is missing"),
        ],
    )
    def test_of_the_document(self, text: str, expected: str) -> None:
        """Each fault of the document has its path, by the document's own keys."""
        assert [expected] == _faults(text)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (_document(**{"from": {"id": "smal", "version": "1"}}), "$.from: no framework 'smal' in the package"),
            (_document(to={"id": "large", "version": "2"}), "$.to: no version '2' in large (1 version)"),
            (_document(id="a b"), '$.id: "a b" is not an id: text without blanks and slashes'),
            (_link(relation="broader"), '$.links[0].relation: "broader" is not a relation; there are exact, close, '),
            (_link(reason=" "), "$.links[0].reason: must not be empty"),
            (_link(**{"from": "a b"}), "$.links[0].from: no criterion 'a b' in small (2 criteria)"),
            (
                _document(unlinked=DOCUMENT["unlinked"] * 2),
                "$.unlinked[1].criterion: stands earlier already; keep one reason",
            ),
            (_link(to="q"), "$.links[0].to: no criterion 'q' in large (3 criteria)"),
            (_link(to="x"), "$.links: link a → x: stands 2 times (broad, exact); keep one"),
            (_document(unlinked=[]), "$.links: criterion b: is in no link, and nothing says why"),
        ],
    )
    def test_of_the_crosswalk(self, text: str, expected: str) -> None:
        """What does not fit the frameworks is a fault of the document."""
        (fault,) = _faults(text)

        assert fault.startswith(expected)

    def test_all_at_once(self) -> None:
        """A newer format, unknown frameworks, keys and ids, and wrong values are found together."""
        first, second = DOCUMENT["links"]
        links = [{**first, "relation": "wide"}, {**second, "from": "q"}, {**first, "reason": ""}]
        found = _faults(
            _document(
                links=links,
                format=2,
                titel="x",
                to={"id": "other", "version": "1"},
            )
        )

        assert [
            "$.format",
            "$.to",
            "$.links[0].relation",
            "$.links[1].from",
            "$.links[2].reason",
            "$.titel",
        ] == [one.partition(": ")[0] for one in found]

    def test_all_at_once_beside_the_frameworks(self) -> None:
        """So is all that does not fit them."""
        first, _ = DOCUMENT["links"]

        assert [
            "$.links[0].from: no criterion 'q' in small (2 criteria)",
            "$.links: criterion a: is in no link, and nothing says why",
            "$.links: criterion b: is in no link, and nothing says why",
        ] == _faults(_document(links=[{**first, "from": "q"}], unlinked=[]))

    def test_where_it_is_from(self) -> None:
        """Each fault names the file that it is of."""
        for text, where in ((_document(version=2), "w.json $.version"), (_link(to="q"), "w.json $.links[0].to")):
            with pytest.raises(DocumentError) as caught:
                parse_crosswalk(text, find=_find, source="w.json")

            assert [where] == [fault.where for fault in caught.value.faults]
            assert all(isinstance(fault, Fault) for fault in caught.value.faults)
