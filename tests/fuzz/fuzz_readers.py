"""
Feed the readers bytes for as long as one likes: only the library's own errors may come out.

Run by ``nox -s fuzz``, or ``python tests/fuzz/fuzz_readers.py -runs=100000``; further arguments are those of libFuzzer,
such as a directory for what was found. It needs atheris, which nothing else does.
"""

import io
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

from datamaturity import Criterion, DataMaturityError, Framework, Level, Scale, Theme, read_answers, read_panel
from datamaturity.documents.frameworks import parse_framework
from datamaturity.documents.kinds import parse_document
from datamaturity.documents.reading import only
from datamaturity.readers.answers import parse_answers
from datamaturity.readers.notes import read_notes
from datamaturity.readers.plan_markdown import parse_plan_markdown

__all__ = ["FRAMEWORK", "TARGETS", "main", "try_one"]

FRAMEWORK = Framework(
    id="small",
    version="1",
    title="Small",
    scale=Scale([Level(1, "Beginning"), Level(2, "Emerging"), Level(3, "Learning")]),
    themes=[Theme("data", "Data")],
    criteria=[
        Criterion("1.1", "Sharing inside", theme="data", descriptors=("None of it", "Some of it", "All of it")),
        Criterion("1.10", "Sharing outside", theme="data"),
    ],
)

# What each kind of file starts with, so that the bytes behind it are read as its rows.
_STARTS = MappingProxyType(
    {
        "microsoft-forms": b"ID,Start time,Completion time,Email,Name,1.1 Sharing inside,Sharing outside\n1,,,,,",
        "google-forms": b"Timestamp,Username,How far? [1.1 Sharing inside],Sharing outside\nx,",
        "odk": b"_uuid,part/c_1_1,part/why_1_1,c_1_10\nx,",
        "wide": b"respondent,1.1,1.10\n",
    }
)


def _quiet(_: object) -> None:
    pass


def _file(content: bytes, read: Callable[[Path], object]) -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        read(Path(file.name))


def _answers(content: bytes) -> None:
    parse_answers(content.decode("utf-8", "surrogateescape"), framework=FRAMEWORK, notify=_quiet)


def _answers_file(content: bytes) -> None:
    _file(content, lambda path: read_answers(path, framework=FRAMEWORK, notify=_quiet))


def _panel(content: bytes) -> None:
    _file(content, lambda path: read_panel(path, framework=FRAMEWORK, strict=len(content) % 2 == 0, notify=_quiet))


def _workbook(content: bytes) -> None:
    """Put the bytes into the sheet of a workbook, so that more than its first check is tried."""
    _file(_archive(content), lambda path: read_panel(path, framework=FRAMEWORK, notify=_quiet))


def _archive(sheet: bytes) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = '<sheet name="S" sheetId="1" r:id="a"/>'
    target = f'<Relationship Id="a" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as archive:
        book = f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>{link}</sheets></workbook>'
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{space}">{target}</Relationships>')
        start = f'<worksheet xmlns="{main}"><sheetData>'
        archive.writestr("xl/worksheets/sheet1.xml", start.encode() + sheet + b"</sheetData></worksheet>")
    return found.getvalue()


def _form(start: bytes) -> Callable[[bytes], None]:
    return lambda content: _panel(start + content)


def _find(framework_id: str, version: str) -> Framework:
    return only(FRAMEWORK, "document")(framework_id, version)


def _framework(content: bytes) -> None:
    parse_framework(content)


def _document(content: bytes) -> None:
    parse_document(content, find=_find)


def _plan(content: bytes) -> None:
    parse_plan_markdown(content.decode("utf-8", "surrogateescape"))


def _notes(content: bytes) -> None:
    _file(content, lambda path: read_notes(path, framework=FRAMEWORK, licence="CC0-1.0", notify=_quiet))


TARGETS: Mapping[str, Callable[[bytes], None]] = MappingProxyType(
    {
        "answers": _answers,
        "answers file": _answers_file,
        "panel": _panel,
        "workbook": _workbook,
        **{name: _form(start) for name, start in _STARTS.items()},
        "framework": _framework,
        "document": _document,
        "plan": _plan,
        "notes": _notes,
    }
)


def try_one(content: bytes) -> None:
    """Feed one of the readers, chosen by the first byte; any error but the library's own goes on to the caller."""
    names = [*TARGETS]
    try:
        TARGETS[names[content[0] % len(names)] if content else names[0]](content[1:])
    except DataMaturityError:
        return


def main(arguments: list[str]) -> None:
    """Run libFuzzer with these arguments, such as ``-runs=1000``."""
    atheris: Any = import_module("atheris")
    # The library was imported above, so its functions are instrumented as they stand.
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *arguments], try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
