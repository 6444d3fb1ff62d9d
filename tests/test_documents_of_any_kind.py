"""Documents of any kind, as text and as files: which noun one holds, and whose framework it is of."""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest

from datamaturity import (
    Action,
    Assessment,
    Benchmark,
    Declaration,
    DocumentError,
    FileError,
    Framework,
    Network,
    Organisation,
    Panel,
    Plan,
    Respondent,
    Signatory,
    Target,
    UnknownIdError,
    VersionMap,
    Wording,
    WrongTypeError,
    load_crosswalk,
    load_framework,
)
from datamaturity.documents.kinds import KINDS, document_json, parse_document
from datamaturity.readers.documents import named_framework, read_document
from datamaturity.writers.documents import write_document
from examples import CROSSED

DECLARED = load_framework("data-declaration")
ANSWERED = Assessment(CROSSED, {"1.1": 3})
WORDING = Wording(licence="MIT", topic_names={"1": "Rhannu"})

# One of each kind, all but two of the framework that is not packaged.
NOUNS: dict[str, Any] = {
    "assessment": ANSWERED,
    "benchmark": Benchmark.from_counts(CROSSED, topics={"1": [9] * 5}),
    "crosswalk": load_crosswalk("data-declaration-to-uk-government-dma"),
    "declaration": Declaration(CROSSED, [Signatory("Southby", assessment=ANSWERED)]),
    "framework": CROSSED,
    "network": Network([Organisation("Southby", ANSWERED)]),
    "panel": Panel([Respondent(ANSWERED, id="ann")]),
    "plan": Plan(id="p", title="P", actions=[Action("List every dataset")]),
    "target": Target.of(CROSSED, everything=3),
    "version-map": VersionMap.identity(DECLARED),
    "wording": WORDING,
}


def _find(framework_id: str, version: str) -> Framework:
    """Return the example, or a packaged framework."""
    return CROSSED if framework_id == "crossed" else load_framework(framework_id, version=version)


def _text(kind: str) -> str:
    return document_json(NOUNS[kind], framework=CROSSED)


def _faults(text: str) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        parse_document(text, find=_find)
    return [str(fault) for fault in caught.value.faults]


def _file_faults(path: Path, framework: Framework | None = None) -> list[str]:
    """Return the faults for which a file is refused, without its name."""
    with pytest.raises(DocumentError) as caught:
        read_document(path, framework=framework)
    return [str(fault).removeprefix(f"{path} ") for fault in caught.value.faults]


def test_one_of_each_kind() -> None:
    """The examples here are of every kind that there is."""
    assert [*KINDS] == [*NOUNS]
    assert [True] * len(KINDS) == [isinstance(NOUNS[name], kind.noun) for name, kind in KINDS.items()]


class TestText:
    @pytest.mark.parametrize("kind", [*KINDS])
    def test_says_what_it_is(self, kind: str) -> None:
        """A document names its kind and its schema, and reads as the noun that it was made from."""
        document = json.loads(_text(kind))

        assert (kind, f"urn:datamaturity:schema:{kind}:1", 1) == tuple(
            document[key] for key in ("kind", "$schema", "format")
        )
        assert NOUNS[kind] == parse_document(_text(kind), find=_find)
        assert NOUNS[kind] == parse_document(_text(kind).encode(), find=_find)

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"kind": "bench"}, '$.kind: is "bench"; a document is one of assessment, benchmark, crosswalk, '),
            ({"kind": ["plan"]}, '$.kind: is ["plan"]; a document is one of assessment, benchmark, crosswalk, '),
            ({"kind": None}, "$.kind: is null; a document is one of assessment, benchmark, crosswalk, "),
        ],
    )
    def test_unknown_kinds(self, changes: dict[str, object], expected: str) -> None:
        """Any other kind is refused with those that there are, and nothing else is said."""
        (fault,) = _faults(json.dumps({**json.loads(_text("plan")), "format": 9, "titel": 1, **changes}))

        assert fault.startswith(expected)

    def test_near_misses(self) -> None:
        """A kind that looks like one that there is, is told so."""
        (fault,) = _faults('{"format": 1, "kind": "version_map"}')

        assert fault.endswith("target, version-map, wording; did you mean 'version-map'?")

    def test_no_kind(self) -> None:
        """A document without a kind is one of none."""
        (fault,) = _faults('{"format": 1}')

        assert fault.startswith("$.kind: is missing; a document is one of assessment, ")

    def test_unknown_framework(self) -> None:
        """A framework that is not found is told beside what else is wrong; the ids are not looked at."""
        document = {**json.loads(_text("target")), "framework": {"id": "seven-theme", "version": "1"}, "more": 1}
        faults = _faults(json.dumps({**document, "levels": {"nonsense": 77}}))

        assert ["$.framework", "$.more"] == [fault.partition(": ")[0] for fault in faults]
        assert "no framework 'seven-theme' in the package (4 frameworks); did you mean 'seven-themes'?" in faults[0]

    @pytest.mark.parametrize(
        ("noun", "expected"),
        [
            (3, "a document holds one of Assessment, Benchmark, Crosswalk, "),
            (CROSSED.scale, "a document holds one of Assessment, "),
            (None, "a document holds one of Assessment, "),
            (WORDING, "a wording's document names the framework that it is for; give framework="),
        ],
    )
    def test_strangers(self, noun: Any, expected: str) -> None:
        """What no document holds is a `WrongTypeError`, and so is a wording without its framework."""
        with pytest.raises(WrongTypeError, match=expected):
            document_json(noun)


class TestFiles:
    @pytest.mark.parametrize("kind", [*KINDS])
    def test_written_and_read(self, kind: str, tmp_path: Path) -> None:
        """A file holds what the text does, byte for byte, and reads with the framework that is given."""
        path = tmp_path / "it.json"
        write_document(path, NOUNS[kind], framework=CROSSED)

        assert _text(kind).encode() == path.read_bytes()
        assert NOUNS[kind] == read_document(path, framework=CROSSED)
        assert NOUNS[kind] == read_document(str(path), framework=CROSSED)

    def test_packaged_frameworks(self, tmp_path: Path) -> None:
        """Without a framework, the packaged ones that the file names are taken."""
        path = tmp_path / "it.json"
        declared: list[Any] = [
            Assessment(DECLARED, {"sharing.1": 2}),
            VersionMap.identity(DECLARED),
            NOUNS["crosswalk"],
        ]
        for noun in declared:
            write_document(path, noun)

            assert noun == read_document(path)

    def test_a_framework_of_ones_own(self, tmp_path: Path) -> None:
        """One that is not packaged must be given, and the message says so."""
        write_document(tmp_path / "it.json", ANSWERED)

        assert [
            (
                "$.framework: no framework 'crossed' in the package (4 frameworks); there are uk-government-dma, "
                "seven-themes, data-declaration, leadership-principles; give the framework that the assessment is of "
                "(framework=, --framework)"
            )
        ] == _file_faults(tmp_path / "it.json")

    def test_another_version(self, tmp_path: Path) -> None:
        """The framework that is given is the one; a file of another, packaged or not, is refused."""
        newer = attrs.evolve(CROSSED, version="2")
        path = tmp_path / "it.json"
        write_document(path, ANSWERED)

        assert ["$.framework: is crossed 1; this is read as an assessment of crossed 2"] == _file_faults(path, newer)

        write_document(path, Target.of(DECLARED, everything=1))

        assert ["$.framework: is data-declaration 1; this is read as a target of crossed 1"] == _file_faults(
            path, CROSSED
        )

    def test_two_frameworks(self, tmp_path: Path) -> None:
        """Of the two that a version map names, one may be given; the other is looked up."""
        newer = attrs.evolve(DECLARED, version="2")
        links = VersionMap.identity(DECLARED).links
        path = tmp_path / "it.json"
        write_document(path, VersionMap(DECLARED, newer, links))

        assert VersionMap(DECLARED, newer, links) == read_document(path, framework=newer)
        expected = (
            "$.new: no version '2' in data-declaration (1 version); give the framework that the version map is of "
        )
        assert [f"{expected}(framework=, --framework)"] == _file_faults(path)

    def test_whole_or_not_at_all(self, tmp_path: Path) -> None:
        """What cannot be written leaves the old file as it was, and nothing beside it."""
        path = tmp_path / "it.json"
        path.write_text("old")
        with pytest.raises(WrongTypeError):
            write_document(path, WORDING)
        with pytest.raises(UnknownIdError):
            write_document(path, load_framework("none"))
        with pytest.raises(FileError):
            write_document(tmp_path / "none" / "it.json", ANSWERED)

        assert "old" == path.read_text()
        assert [path] == [*tmp_path.iterdir()]

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (b"", "$: not JSON: line 1, column 1: Expecting value"),
            (b"[]", "$: a document is an object, not a list"),
            (b'{"kind": "plan"}', "$.format: is missing"),
            (b"\xff\xfe{}", "is UTF-16, not text in UTF-8"),
        ],
    )
    def test_no_document(self, content: bytes, expected: str, tmp_path: Path) -> None:
        """Each fault of a file names it before its path."""
        path = tmp_path / "it.json"
        path.write_bytes(content)

        with pytest.raises(DocumentError) as caught:
            read_document(path)

        first = caught.value.faults[0]
        assert first.where.startswith(str(path))
        assert str(first).removeprefix(f"{path}").lstrip(": ").startswith(expected)

    def test_missing_file(self, tmp_path: Path) -> None:
        """A file that is not there is a `FileError`."""
        with pytest.raises(FileError, match=r"none\.json"):
            read_document(tmp_path / "none.json")


class TestNamedFramework:
    @pytest.mark.parametrize(
        ("noun", "expected"),
        [
            (Target.of(DECLARED, everything=1), DECLARED),
            (NOUNS["crosswalk"], DECLARED),
            (NOUNS["version-map"], DECLARED),
            (CROSSED, CROSSED),
        ],
    )
    def test_found(self, noun: Any, expected: Framework, tmp_path: Path) -> None:
        """A file names a packaged framework, the first where it names two; a framework's own file holds it."""
        write_document(tmp_path / "it.json", noun)

        assert expected == named_framework(tmp_path / "it.json")

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (_text("plan"), "$.kind: is plan, which is of no framework; give the framework"),
            (_text("target"), "$.framework: no framework 'crossed' in the package (4 frameworks); there"),
            ('{"format": 1, "kind": "target"}', "$.framework: names no framework by its id and version"),
            ('{"format": 1, "kind": "crosswalk", "from": {"id": 3}}', "$.from: names no framework by its id and"),
        ],
    )
    def test_not_found(self, text: str, expected: str, tmp_path: Path) -> None:
        """A file that names none is refused."""
        path = tmp_path / "it.json"
        path.write_text(text)
        with pytest.raises(DocumentError) as caught:
            named_framework(path)

        (fault,) = caught.value.faults
        assert str(fault).removeprefix(f"{path} ").startswith(expected)
