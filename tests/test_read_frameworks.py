"""A framework from a JSON file of the user's own."""

import json
from pathlib import Path
from typing import Any

import pytest
from importlib_resources import as_file, files

from datamaturity import DocumentError, FileError, Framework, load_framework, read_framework
from examples import CROSSED, SAMM

# What examples.CROSSED is, as a document.
LEVELS = ["Beginning", "Emerging", "Learning", "Developing", "Mastering"]


def _crossed() -> dict[str, Any]:
    return {
        "format": 1,
        "kind": "framework",
        "id": "crossed",
        "version": "1",
        "title": "Two topics and two themes",
        "levels": [{"number": number, "name": name} for number, name in enumerate(LEVELS, 1)],
        "topics": [{"id": "1", "name": "Sharing"}, {"id": "2", "name": "Deciding"}],
        "themes": [{"id": "data", "name": "Data"}, {"id": "skills", "name": "Skills"}],
        "criteria": [
            {
                "id": "1.1",
                "title": "Sharing inside",
                "topic": "1",
                "theme": "data",
                "descriptors": ["one", "two", "three", "four", "five"],
            },
            {"id": "1.2", "title": "Sharing outside", "topic": "1", "theme": "skills", "weight": 2},
            {"id": "2.3", "title": "Deciding with data", "topic": "2", "theme": "data"},
            {"id": "2.4", "title": "Asking for data", "topic": "2", "theme": "data", "weight": "1/2"},
        ],
    }


def _write(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def _faults(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(DocumentError) as caught:
        read_framework(path)
    return [(fault.where, fault.message) for fault in caught.value.faults]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the user's file is."""
    return tmp_path / "framework.json"


def test_reads_every_part(path: Path) -> None:
    """The document of a small framework is read as that framework; weights are exact."""
    assert CROSSED == read_framework(_write(path, _crossed()))
    assert CROSSED == read_framework(str(path))


def test_reads_what_is_packaged() -> None:
    """The packaged files are in the shape that users write: one reader for both."""
    with as_file(files("datamaturity") / "data" / "frameworks" / "uk-government-dma-2023.json") as packaged:
        assert load_framework("uk-government-dma") == read_framework(packaged)


def test_values_of_levels_are_exact(path: Path) -> None:
    """A level's value may be text such as 1/4 or a decimal; neither passes through a float."""
    document = _crossed()
    document["levels"] = [
        {"number": 0, "name": "No"},
        {"number": 1, "name": "Some", "value": "1/4"},
        {"number": 2, "name": "Half", "value": 0.5},
        {"number": 3, "name": "Most", "value": 1},
    ]
    del document["criteria"][0]["descriptors"]

    assert SAMM == read_framework(_write(path, document)).scale


def test_with_a_byte_order_mark(path: Path) -> None:
    """A byte order mark makes no difference."""
    path.write_text(json.dumps(_crossed()), encoding="utf-8-sig")

    assert CROSSED == read_framework(path)


def test_is_a_framework_like_any_other(path: Path) -> None:
    """What is read is equal to, and has the hash of, one made in code."""
    read: Framework = read_framework(_write(path, _crossed()))

    assert {CROSSED} == {read}


def test_missing_file(path: Path) -> None:
    """A file that is not there is a `FileError`."""
    with pytest.raises(FileError, match=r"framework\.json"):
        read_framework(path)


@pytest.mark.parametrize(
    ("content", "place", "what"),
    [
        (b'{\n"id": "caf\xe9"}', " line 2", "0xe9 is not UTF-8"),
        ("{}".encode("utf-16"), "", "UTF-16"),
        (b"{\n\n\0}", " line 3", "NUL"),
        (b"", " $", "not JSON: line 1"),
        (b'{\n  "id": 1,\n}', " $", "not JSON: line"),
        (b"[]", " $", "a document is an object, not a list"),
        (b'"framework"', " $", "not text"),
        (b'{"id": "a", "id": "b"}', " $", "the key 'id' stands twice"),
        (b'{"format": NaN}', " $", "NaN is not a number"),
        (b"[" * 100_000, " $", "nested too deeply"),
        (b'{"format": ' + b"9" * 10_000 + b"}", " $", "not JSON that can be read"),
    ],
    ids=["windows-1252", "utf-16", "nul", "empty", "comma", "list", "text", "twice", "nan", "deep", "digits"],
)
def test_not_a_document(path: Path, content: bytes, place: str, what: str) -> None:
    """What is not a JSON document is refused with the file's name, and with what it is."""
    path.write_bytes(content)

    ((where, message),) = _faults(path)

    assert f"{path}{place}" == where
    assert what in message


def test_another_kind_of_document(path: Path) -> None:
    """A document of another kind, or of a later format, is refused before its parts are looked at."""
    faults = _faults(_write(path, {"format": 2, "kind": "plan", "id": 7}))

    assert [f"{path} $.kind", f"{path} $.format"] == [where for where, _ in faults]
    assert "update datamaturity" in faults[1][1]


def test_every_fault_at_once(path: Path) -> None:
    """Every fault of the shape is in one error, each with its path in the document; nothing is coerced."""
    document = _crossed()
    document["version"] = 2023
    document["levels"][2]["number"] = "3"
    document["topics"] = "12"
    document["themes"][0]["nmae"] = document["themes"][0].pop("name")
    document["criteria"][1]["weight"] = True
    del document["criteria"][3]["title"]

    faults = dict(_faults(_write(path, document)))

    expected = [
        "$.version",
        "$.levels[2].number",
        "$.topics",
        "$.themes[0].name",
        "$.themes[0].nmae",
        "$.criteria[1].weight",
        "$.criteria[3].title",
    ]
    assert {f"{path} {where}" for where in expected} == set(faults)
    assert "2023 is not text" == faults[f"{path} $.version"]
    assert "did you mean 'name'?" in faults[f"{path} $.themes[0].nmae"]


def test_parts_that_do_not_fit_together(path: Path) -> None:
    """Parts that are sound alone but do not fit together are refused too, all at once."""
    document = _crossed()
    document["criteria"][0]["topic"] = "3"
    document["criteria"][1]["id"] = "1.1"

    messages = [f"{where}: {message}" for where, message in _faults(_write(path, document))]

    assert 2 == len(messages)
    assert [True] * 2 == [one.startswith(f"{path} $") for one in messages]
    assert 1 == sum("its topic '3' is not in the framework" in one for one in messages)
    assert 1 == sum("criterion 1.1: stands 2 times" in one for one in messages)
