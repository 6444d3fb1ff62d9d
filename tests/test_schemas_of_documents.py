"""JSON Schemas: valid ones, with the keys and types of the classes that documents are read into, and no others."""

import json
import types
from collections.abc import Iterator
from datetime import date
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any, NewType, Union, get_args, get_origin

import attrs
import jsonschema
import pytest

import datamaturity
from datamaturity import AnswerState, Rule, Scale, UnknownIdError, Withheld
from datamaturity.assessment import Answers
from datamaturity.documents import (
    assessments,
    benchmarks,
    crosswalks,
    declarations,
    networks,
    panels,
    targets,
    version_maps,
    wordings,
)
from datamaturity.documents.answer_maps import AnswerPart
from datamaturity.documents.document_faults import KEYS
from datamaturity.documents.kinds import KINDS
from datamaturity.documents.writing import schema_urn
from datamaturity.framework import Framework
from datamaturity.levels import Level
from datamaturity.packaged import list_schemas, load_schema
from datamaturity.plans import Plan

DATA = Path(datamaturity.__file__).parent / "data"

# What each kind of document is read into.
SHAPES: dict[str, type[Any]] = {
    "assessment": assessments._Assessment,
    "benchmark": benchmarks._Benchmark,
    "crosswalk": crosswalks._Crosswalk,
    "declaration": declarations._Declaration,
    "framework": Framework,
    "network": networks._Network,
    "panel": panels._Panel,
    "plan": Plan,
    "target": targets._Target,
    "version-map": version_maps._VersionMap,
    "wording": wordings._Wording,
}
HEADING = {"$schema", "format", "kind"}

PLAIN = {
    str: {"string"},
    int: {"integer"},
    bool: {"boolean"},
    date: {"string"},
    Rule: {"string"},
    Fraction: {"number", "string"},
    type(None): {"null"},
}


def alternatives(node: Any, schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the plain schemas that a schema allows one of, references followed and types apart."""
    if "$ref" in node:
        yield from alternatives(schema["$defs"][node["$ref"].removeprefix("#/$defs/")], schema)
    elif "oneOf" in node:
        for one in node["oneOf"]:
            yield from alternatives(one, schema)
    else:
        kinds = node["type"] if isinstance(node["type"], list) else [node["type"]]
        yield from ({**node, "type": kind} for kind in kinds)


def differences(wanted: Any, node: Any, schema: dict[str, Any], path: str, seen: tuple[Any, ...] = ()) -> Iterator[str]:
    """Yield what of a type is not in its schema, or the other way round."""
    if isinstance(wanted, NewType):
        wanted = wanted.__supertype__
    parts = get_args(wanted) if get_origin(wanted) in (Union, types.UnionType) else (wanted,)
    found = [*alternatives(node, schema)]
    expected: set[str] = set()
    for part in parts:
        expected |= yield from _of_one(part, found, schema, path, seen)
    if expected != {one["type"] for one in found}:
        yield f"{path}: {sorted(expected)} in the class, {sorted(one['type'] for one in found)} in the schema"


def _of_one(part: Any, found: list[dict[str, Any]], schema: dict[str, Any], path: str, seen: tuple[Any, ...]) -> Any:
    """Yield the differences of one type, and return the JSON types that it has."""
    if isinstance(part, NewType):
        part = part.__supertype__
    if part in PLAIN:
        return PLAIN[part]
    if isinstance(part, type) and issubclass(part, Enum):
        values = {one.value for one in part if one is not AnswerState.LEVEL}
        given = {value for one in found if one["type"] == "string" for value in one["enum"]} - {None}
        if values != given:
            yield f"{path}: {sorted(values)} in the class, {sorted(given)} in the schema"
        return {"string"}
    if part is Scale:
        part = tuple[Level, ...]
    if get_origin(part) is tuple:
        for one in found:
            if one["type"] == "array":
                yield from differences(get_args(part)[0], one["items"], schema, f"{path}[]", seen)
        return {"array"}
    if get_origin(part) is dict or part is Answers:
        # An answer without a word is a number or a text.
        value = int | str | AnswerPart if part is Answers else get_args(part)[1]
        for one in found:
            if one["type"] == "object":
                yield from differences(value, one["additionalProperties"], schema, f"{path}{{}}", seen)
        return {"object"}
    if part not in seen:
        for one in found:
            if one["type"] == "object":
                yield from _of_object(part, one, schema, path, (*seen, part))
    return {"object"}


def _of_object(
    part: Any, node: dict[str, Any], schema: dict[str, Any], path: str, seen: tuple[Any, ...]
) -> Iterator[str]:
    attrs.resolve_types(part)
    names = {"why": "withheld"} if part is Withheld else KEYS
    fields = {names.get(one.name, one.name): one for one in attrs.fields(part)}
    keys = {*node["properties"]} - (HEADING if path == "$" else set())
    needed = {key for key, one in fields.items() if one.default is attrs.NOTHING}
    required = {*node.get("required", ())} - (HEADING if path == "$" else set())
    if fields.keys() != keys:
        yield f"{path}: {sorted(fields.keys() ^ keys)} stand on one side only"
    if needed != required:
        yield f"{path}: {sorted(needed ^ required)} are needed on one side only"
    if node["additionalProperties"] is not False:
        yield f"{path}: takes any key"
    for key in fields.keys() & keys:
        yield from differences(fields[key].type, node["properties"][key], schema, f"{path}.{key}", seen)


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a schema."""
    if isinstance(node, dict):
        yield node
        for one in node.values():
            yield from objects(one)
    if isinstance(node, list):
        for one in node:
            yield from objects(one)


class TestSchemas:
    def test_one_for_each_kind(self) -> None:
        """Every kind of document has its schema, and there are no others."""
        assert sorted(KINDS) == [*list_schemas()] == sorted(SHAPES)
        assert {path.stem for path in (DATA / "schemas").iterdir()} == {*list_schemas()}

    @pytest.mark.parametrize("kind", [*KINDS])
    def test_is_a_schema(self, kind: str) -> None:
        """Each is valid by the 2020-12 meta-schema, has the name that documents give it, and says what it is."""
        schema = load_schema(kind)
        jsonschema.Draft202012Validator.check_schema(schema)

        assert "https://json-schema.org/draft/2020-12/schema" == schema["$schema"]
        assert schema_urn(kind) == schema["$id"]
        assert kind == schema["properties"]["kind"]["const"]
        assert HEADING <= {*schema["properties"]}
        assert HEADING - {"$schema"} <= {*schema["required"]}
        assert schema["title"]
        assert schema["description"]

    @pytest.mark.parametrize("kind", [*KINDS])
    def test_works_alone(self, kind: str) -> None:
        """No schema needs another file, has a part that it does not use, or a key without a word on it."""
        schema = load_schema(kind)
        used = {one["$ref"] for one in objects(schema) if isinstance(one.get("$ref"), str)}

        assert {f"#/$defs/{name}" for name in schema.get("$defs", {})} == used
        for one in objects(schema):
            if one.get("type") == "object" and "properties" in one:
                assert [] == [key for key, part in one["properties"].items() if not part.get("description")]

    @pytest.mark.parametrize("kind", [*KINDS])
    def test_is_as_the_classes_are(self, kind: str) -> None:
        """Keys, needed keys and types are those of the classes that a document of the kind is read into."""
        schema = load_schema(kind)

        assert [] == [*differences(SHAPES[kind], schema, schema, "$")]

    def test_a_key_that_is_not_in_the_schema_is_found(self) -> None:
        """A field more in a class, a key less in the schema, or another type of either would be seen."""

        @attrs.frozen
        class Wider(targets._Target):
            note: str = ""

        schema = load_schema("target")
        poorer = {**schema, "properties": {key: one for key, one in schema["properties"].items() if key != "levels"}}
        looser = json.loads(json.dumps(schema).replace('"integer"', '"number"'))

        assert ["$: ['note'] stand on one side only"] == [*differences(Wider, schema, schema, "$")]
        assert ["$: ['levels'] stand on one side only"] == [*differences(SHAPES["target"], poorer, poorer, "$")]
        assert ["$.levels{}: ['integer'] in the class, ['number'] in the schema"] == [
            *differences(SHAPES["target"], looser, looser, "$")
        ]

    def test_a_new_one_each_time(self) -> None:
        """What somebody does to a schema changes nothing for others."""
        load_schema("plan").clear()

        assert load_schema("plan")

    @pytest.mark.parametrize("given", ["", "plans", "../frameworks/index", "plan.json"])
    def test_unknown(self, given: str) -> None:
        """Any other kind is an `UnknownIdError`."""
        with pytest.raises(UnknownIdError, match=f"no kind {given!r} in the package"):
            load_schema(given)


@pytest.mark.parametrize(
    "path",
    sorted(path for path in DATA.glob("*/*.json") if path.name != "index.json" and path.parent.name != "schemas"),
    ids=lambda path: path.name,
)
def test_packaged_documents(path: Path) -> None:
    """Every packaged document is one by its schema, which it names."""
    document = json.loads(path.read_bytes())
    schema = load_schema(document["kind"])

    assert [] == [*jsonschema.Draft202012Validator(schema).iter_errors(document)]
    assert schema["$id"] == document["$schema"]


# What stands in place of a value, and is of another JSON type than any of those that are allowed.
OTHER_TYPES: dict[str, Any] = {
    "string": "x",
    "integer": 3,
    "number": 2.5,
    "boolean": True,
    "null": None,
    "array": [],
    "object": {},
}
KEYS_OF_KINDS = [(kind, key) for kind in KINDS for key in load_schema(kind)["properties"]]


@pytest.mark.parametrize(("kind", "key"), KEYS_OF_KINDS)
def test_types_of_keys(kind: str, key: str) -> None:
    """What the schema refuses for its type, the reader refuses at the same path."""
    schema = load_schema(kind)
    allowed = {one["type"] for one in alternatives(schema["properties"][key], schema)}
    if "number" in allowed:
        allowed.add("integer")

    for name, value in OTHER_TYPES.items():
        if name in allowed:
            continue
        document = {"format": 1, "kind": kind, key: value}
        errors = jsonschema.Draft202012Validator(schema).iter_errors(document)
        assert [key] in [[*error.path] for error in errors]
        with pytest.raises(datamaturity.DocumentError) as caught:
            KINDS[kind].read(_heading(json.dumps(document), kind), lambda *_: pytest.fail("no framework is named"))
        assert [f"$.{key}"] == [fault.where for fault in caught.value.faults if fault.where.startswith(f"$.{key}")]


def _heading(text: str, kind: str) -> Any:
    from datamaturity.documents.reading import Reading

    return Reading.of_kind(kind, text, "")
