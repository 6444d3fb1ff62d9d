"""Laws of JSON documents: every noun reads back equal, its schema takes it, and all else is a `DocumentError`."""

import json
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any, NamedTuple

import attrs
import jsonschema
from hypothesis import assume, example, given
from hypothesis import strategies as st

import strategies
from datamaturity import (
    Assessment,
    DocumentError,
    Fault,
    Framework,
    Network,
    Organisation,
    Panel,
    UnknownIdError,
    VersionMap,
)
from datamaturity.crosswalks import Crosswalk
from datamaturity.documents.kinds import KINDS, Noun, document_json, parse_document
from datamaturity.packaged import load_schema
from examples import CROSSED, ONE_THEME_ANSWERED
from property.test_change_laws import version_maps
from property.test_crosswalk_laws import crosswalks, declarations
from property.test_people_laws import benchmarks
from property.test_step_laws import targets


class Written(NamedTuple):
    """A noun as a document, and the frameworks that it is of."""

    noun: Noun
    text: str
    frameworks: tuple[Framework, ...]

    def find(self, framework_id: str, version: str) -> Framework:
        """Return the framework that the document names."""
        for one in self.frameworks:
            if (one.id, one.version) == (framework_id, version):
                return one
        raise UnknownIdError("framework", framework_id, "the test", [one.id for one in self.frameworks])

    def write(self, noun: Noun) -> str:
        """Return the document of another noun of the kind."""
        return document_json(noun, framework=self.frameworks[0] if self.frameworks else None)


def _in_one_wording(panel: Panel) -> Panel:
    """Return a panel whose people all read the same words, since a document does not say in whose words they did."""
    framework = panel.framework
    return attrs.evolve(
        panel,
        respondents=[
            attrs.evolve(
                one,
                assessment=Assessment(
                    framework,
                    dict(one.assessment.answers),
                    organisation=one.assessment.organisation,
                    assessed_on=one.assessment.assessed_on,
                ),
            )
            for one in panel
        ],
    )


@st.composite
def _networks(draw: st.DrawFn) -> Network:
    """Networks whose organisations all read the same words, and parts of such, which know their whole."""
    framework = draw(strategies.frameworks())
    panels = strategies.panels(framework, most=3).filter(lambda panel: panel.framework == framework)
    given: st.SearchStrategy[Assessment | Panel | None] = st.one_of(
        strategies.assessments(framework), panels.map(_in_one_wording), st.none()
    )
    attributes = st.dictionaries(strategies.texts(), strategies.texts(), max_size=2)
    names = draw(strategies.distinct_ids(most=4))
    answered = draw(strategies.assessments(framework))
    found = [Organisation(one, draw(given), draw(attributes)) for one in names[1:]]
    whole = Network([Organisation(names[0], answered, {"sector": "arts"}), *found], name=draw(strategies.texts()))
    return whole.where(sector="arts") if draw(st.booleans()) else whole


@cache
@st.composite
def written(draw: st.DrawFn) -> Written:
    """Any noun, written as a document."""
    kind = draw(st.sampled_from([*KINDS]))
    noun: Noun
    frameworks: tuple[Framework, ...]
    if kind == "plan":
        noun, frameworks = draw(strategies.plans()), ()
    elif kind == "framework":
        noun, frameworks = draw(strategies.frameworks()), ()
    elif kind == "crosswalk":
        noun = draw(crosswalks())
        frameworks = noun.source, noun.target
        assume(len({(one.id, one.version) for one in frameworks}) == 2)
    elif kind == "version-map":
        noun = draw(version_maps())
        frameworks = noun.old, noun.new
    elif kind == "target":
        frameworks = (draw(strategies.frameworks()),)
        noun = draw(targets(frameworks[0]))
    elif kind == "wording":
        frameworks = (draw(strategies.frameworks()),)
        noun = draw(strategies.wordings(frameworks[0]))
    else:
        of_kind: dict[str, Callable[[], st.SearchStrategy[Any]]] = {
            "assessment": strategies.assessments,
            "benchmark": benchmarks,
            "declaration": declarations,
            "network": _networks,
            "panel": lambda: strategies.panels().map(_in_one_wording),
        }
        found: Any = draw(of_kind[kind]())
        noun, frameworks = found, (found.framework,)
    return Written(noun, document_json(noun, framework=frameworks[0] if frameworks else None), frameworks)


def _written(noun: Any) -> Written:
    frameworks = (noun.old, noun.new) if isinstance(noun, VersionMap) else (noun.framework,)
    return Written(noun, document_json(noun), frameworks)


ANSWERED = _written(ONE_THEME_ANSWERED)
SAME = _written(VersionMap.identity(CROSSED))


@cache
def _validator(kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(load_schema(kind))


class TestWhatIsWritten:
    @given(written())
    @example(ANSWERED)
    @example(SAME)
    def test_is_read_back(self, one: Written) -> None:
        """What was written reads back equal, and is written again byte for byte."""
        again = parse_document(one.text, find=one.find)

        assert one.noun == again
        assert one.text == one.write(again)

    @given(written())
    def test_as_bytes(self, one: Written) -> None:
        """So do its bytes, with a mark before them or without."""
        for encoding in ("utf-8", "utf-8-sig"):
            assert one.noun == parse_document(one.text.encode(encoding), find=one.find)

    @given(written())
    def test_in_one_way(self, one: Written) -> None:
        """It is as `json` itself lays it out, with its own keys sorted, and begins with the schema's name."""
        document = json.loads(one.text)

        assert json.dumps(document, indent=2, ensure_ascii=False) + "\n" == one.text
        assert sorted(document) == [*document]
        assert ("$schema", f"urn:datamaturity:schema:{document['kind']}:1") == next(iter(document.items()))
        assert 1 == document["format"]

    @given(written())
    @example(ANSWERED)
    @example(SAME)
    def test_fits_its_schema(self, one: Written) -> None:
        """The JSON Schema of its kind takes it."""
        document = json.loads(one.text)

        assert [] == [*_validator(document["kind"]).iter_errors(document)]

    @given(written(), st.randoms(use_true_random=False))
    def test_order_of_keys_means_nothing(self, one: Written, random: Any) -> None:
        """The same document with the keys of every object in another order reads as the same noun."""

        def shuffled(node: Any) -> Any:
            if isinstance(node, list):
                return [*map(shuffled, node)]
            if not isinstance(node, dict):
                return node
            keys = [*node]
            random.shuffle(keys)
            return {key: shuffled(node[key]) for key in keys}

        assert one.noun == parse_document(json.dumps(shuffled(json.loads(one.text))), find=one.find)


def _places(node: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the path of every part of a document."""
    parts: Any = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(place for key, part in parts for place in _places(part, (*path, key)))]


_HALVES = st.text(st.characters(categories=["Cs"]), min_size=1, max_size=2)
_NUMBERS = st.sampled_from([0, 1, -1, 3, 1.0, 2.5, 10**50, 10**400, -(10**4200), 1e300, float("nan"), float("inf")])
_TEXTS = st.sampled_from(["", " ", "3", "1/2", "xyz", "not applicable", "2026-03-31", "10000000000/3", "\0", "x" * 700])
_LEAVES = st.none() | st.booleans() | _NUMBERS | _TEXTS | _HALVES | st.integers() | st.text(max_size=4)
ANYTHING = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4) | _TEXTS, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def _spoilt(draw: st.DrawFn) -> tuple[Written, Any]:
    """Draw a document of which some parts are put out of shape, taken away or added to."""
    one = draw(written())
    document = json.loads(one.text)
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(_places(document)[1:] or [("kind",)]))
        node = document
        for key in way:
            node = node[key]
        action = draw(st.sampled_from(["replace", "replace", "take away", "add", "swap"]))
        if action == "replace":
            node[last] = draw(ANYTHING)
        elif action == "take away":
            del node[last]
        elif action == "add" and isinstance(node, dict):
            node[draw(st.text(max_size=4) | st.sampled_from(["id", "4.33", "1", "a b"]))] = draw(ANYTHING)
        elif action == "add":
            node.append(draw(ANYTHING))
        else:
            # Something that has a form, in the place of something else that has one.
            places = _places(document)[1:]
            other: Any = document
            for key in draw(st.sampled_from(places)):
                other = other[key]
            node[last] = deepcopy(other)
        if not _places(document)[1:]:
            break
    return one, document


def _read(one: Written, text: str) -> Noun | tuple[Fault, ...]:
    """Return what a text reads as, or the faults for which it is refused; no other error is caught."""
    try:
        return parse_document(text, find=one.find)
    except DocumentError as error:
        return error.faults


class TestWhatIsSpoilt:
    @given(_spoilt())
    def test_is_refused_or_read(self, case: tuple[Written, Any]) -> None:
        """A document with parts out of shape is refused with paths, or reads as what is written back equal."""
        one, document = case
        found = _read(one, json.dumps(document))
        if not isinstance(found, tuple):
            assert found == parse_document(one.write(found), find=one.find)
            return
        assert found
        for fault in found:
            assert fault.where.startswith("$")
            assert fault.message
            assert 700 > len(str(fault))

    @given(_spoilt())
    def test_what_the_schema_refuses(self, case: tuple[Written, Any]) -> None:
        """What the JSON Schema refuses, the reader refuses."""
        one, document = case
        kind = document.get("kind")
        assume(isinstance(kind, str) and kind in KINDS)
        errors = [*_validator(kind).iter_errors(document)]

        assert not errors or isinstance(_read(one, json.dumps(document)), tuple)

    @given(written(), st.data())
    def test_a_broken_text(self, one: Written, data: st.DataObject) -> None:
        """A text that was cut, or has something put into it, is a `DocumentError` or a document."""
        place = data.draw(st.integers(0, len(one.text)))
        put = data.draw(
            st.sampled_from(["", "[" * 3000, "NaN", '"\\ud800"', "\ud800", "1e9999999999999999999", "{", ","])
        )
        rest = one.text[place:] if put else ""
        found = _read(one, one.text[:place] + put + rest)

        assert found != ()

    @given(written(), ANYTHING)
    def test_all_faults_at_once(self, one: Written, value: Any) -> None:
        """A newer format, an unknown key and whatever else is wrong are told together."""
        document = json.loads(one.text) | {"format": 7, "surely no key": value, "$schema": 3}
        found = _read(one, json.dumps(document))

        assert isinstance(found, tuple)
        # A value that is no JSON, or no text, is the only thing that can be said.
        assert [fault.where for fault in found] in (["$"], ["$.format", "$.$schema", '$["surely no key"]'])


@given(written().filter(lambda one: not isinstance(one.noun, Crosswalk | VersionMap) and bool(one.frameworks)))
def test_another_framework(one: Written) -> None:
    """A document of another version is refused for that alone: of its ids, nothing can be said."""
    document = json.loads(one.text)
    document["framework"]["version"] += "?"
    found = _read(one, json.dumps(document))

    assert isinstance(found, tuple)
    assert ["$.framework"] == [fault.where for fault in found]
