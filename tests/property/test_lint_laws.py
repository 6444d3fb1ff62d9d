"""Laws of the linter: no errors where the reader finds none, nothing hidden, one order whatever the keys' order."""

import json
from copy import deepcopy
from typing import Any

import attrs
from hypothesis import example, given
from hypothesis import strategies as st

import strategies
from datamaturity import DocumentError, Framework
from datamaturity.documents.frameworks import framework_json, parse_framework
from datamaturity.documents.json_text import parse_json
from datamaturity.lint import LintFinding, lint
from datamaturity.lint_checks import is_framework

# What stands where something else should: of every type, and texts and numbers that mean something elsewhere.
_JUNK: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    -1,
    2,
    0.5,
    -0.25,
    1e50,
    "",
    " ",
    "x",
    " x",
    "a/b",
    "1",
    "1/2",
    "-1/3",
    "1/0",
]
_JUNK += ["1e5", "TODO", "plan", "framework", "mean-floor", "cut-offs:1", "reached-by:2", "\x00", [], {}, [[]], [""]]
_JUNK += [
    ["x", "y"],
    [{}],
    {"id": "x"},
    {"id": "x", "name": "X", "title": "X", "number": 3, "topic": "x", "theme": "x"},
]
_KEYS = ["format", "kind", "id", "version", "title", "name", "number", "value", "weight", "levels", "topics", "themes"]
_KEYS += ["criteria", "topic", "theme", "descriptors", "summary", "description", "default_rule", "titel", "$schema", ""]


def documents() -> st.SearchStrategy[dict[str, Any]]:
    """Documents of any framework."""
    return strategies.frameworks().map(framework_json).map(json.loads)


def _places(node: Any) -> list[tuple[Any, Any]]:
    """Return every object and list of a document with each of its keys or places."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [found for key, part in pairs for found in [(node, key), *_places(part)]]


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, Any]:
    """Documents with up to four things lost, put somewhere else, doubled, or changed into something else."""
    document = deepcopy(draw(documents()))
    for _ in range(draw(st.integers(0, 4))):
        places = _places(document)
        if not places:
            break
        node, key = draw(st.sampled_from(places))
        what = draw(st.sampled_from(["lose", "change", "take", "double", "add"]))
        if what == "lose":
            del node[key]
        elif what == "change":
            node[key] = deepcopy(draw(st.sampled_from(_JUNK)))
        elif what == "take":
            other, name = draw(st.sampled_from(places))
            node[key] = deepcopy(other[name])
        elif what == "double" and isinstance(node, list):
            node.insert(draw(st.integers(0, len(node))), deepcopy(node[key]))
        elif isinstance(node, dict):
            node[draw(st.sampled_from(_KEYS))] = deepcopy(draw(st.sampled_from(_JUNK)))
    return document


def _any_json() -> st.SearchStrategy[Any]:
    leaves = st.sampled_from(_JUNK)
    return st.recursive(
        leaves,
        lambda part: st.lists(part, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), part, max_size=4),
        max_leaves=12,
    )


def _is_read(text: str) -> bool:
    try:
        parse_framework(text)
    except DocumentError:
        return False
    return True


def _errors(found: tuple[LintFinding, ...]) -> list[LintFinding]:
    return [one for one in found if one.severity == "error"]


class TestErrors:
    @given(strategies.frameworks())
    def test_a_framework_has_none(self, framework: Framework) -> None:
        """Whatever could be built can be read."""
        assert [] == _errors(lint(framework))

    @given(damaged())
    def test_none_where_the_reader_finds_none(self, document: dict[str, Any]) -> None:
        """A document has no errors exactly where it is read as a framework."""
        text = json.dumps(document)

        assert _is_read(text) == (not _errors(lint(text)))

    @given(st.dictionaries(st.sampled_from(_KEYS), _any_json(), max_size=8))
    @example({"id": [{"id": "x"}]})
    def test_no_document_is_too_faulty(self, document: dict[str, Any]) -> None:
        """Whatever an object holds, it has findings, and the reader does not take it."""
        text = json.dumps({**document, "levels": document.get("levels", 7)})

        assert _errors(lint(text))
        assert not _is_read(text)


class TestAllAtOnce:
    @given(damaged(), st.data())
    def test_an_unknown_key_hides_nothing(self, document: dict[str, Any], data: st.DataObject) -> None:
        """A superfluous key is one error more, and everything else is found as it was."""
        before = lint(json.dumps(document))
        objects = [document, *(part for key in ("levels", "topics", "themes") for part in _dicts(document.get(key)))]
        data.draw(st.sampled_from(objects))["no such key"] = 1
        after = lint(json.dumps(document))

        # Of another kind of document, nothing is said but that.
        assert ["unknown-key"] * is_framework(document) == [one.code for one in after if one not in before]
        assert {*before} <= {*after}

    @given(documents(), st.data())
    def test_faults_of_several_criteria(self, document: dict[str, Any], data: st.DataObject) -> None:
        """Each criterion's own fault is found, whatever the others' are."""
        faults = {"colour": "unknown-key", "weight": "weight-not-positive", "title": "missing-title"}
        expected = []
        for place, criterion in enumerate(document["criteria"]):
            key = data.draw(st.sampled_from(sorted(faults)))
            criterion[key] = {"colour": "red", "weight": 0, "title": " "}[key]
            expected.append((f"$.criteria[{place}].{key}", faults[key]))

        assert expected == [(one.where, one.code) for one in _errors(lint(json.dumps(document)))]


class TestForm:
    @given(damaged())
    def test_text_and_object_are_one(self, document: dict[str, Any]) -> None:
        """A text has the findings of the object that it holds."""
        text = json.dumps(document)

        assert lint(text) == lint(parse_json(text, ""))

    @given(damaged())
    def test_the_order_of_keys_means_nothing(self, document: dict[str, Any]) -> None:
        """The same document with its keys in another order has the same findings in the same order."""
        found, in_order = (lint(json.dumps(document, sort_keys=sort)) for sort in (False, True))

        # Messages show an object as it stands in the document.
        assert [(one.where, one.code) for one in found] == [(one.where, one.code) for one in in_order]

    @given(damaged())
    def test_nothing_is_said_twice(self, document: dict[str, Any]) -> None:
        """All findings differ, and none has two codes of one place and one message."""
        found = lint(json.dumps(document))

        assert len(found) == len({*found}) == len({(one.where, one.message) for one in found})

    @given(damaged(), strategies.visible_texts())
    def test_the_source_stands_in_front(self, document: dict[str, Any], source: str) -> None:
        """With a source, each finding is the one without it, behind its name."""
        text = json.dumps(document)
        expected = [attrs.evolve(one, where=f"{source} {one.where}".strip()) for one in lint(text)]

        assert expected == [*lint(text, source=source)]


def _dicts(parts: Any) -> list[dict[str, Any]]:
    return [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
