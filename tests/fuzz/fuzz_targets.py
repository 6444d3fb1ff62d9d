"""
What the fuzzer tries: bytes in; out comes something valid, or one of the library's own errors.

What comes out is also written and read again, and must then be equal: a file that loads must be one that can be kept.
"""

import contextlib
import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs
from fuzz_reports import try_report
from fuzz_seeds import ASSESSMENT, FRAMEWORK, NOUNS, PLAN, SOUND_DOCUMENTS, TEXTS, find

from datamaturity import (
    Framework,
    Network,
    Panel,
    Wording,
    document_json,
    lint,
    parse_document,
    parse_rule,
    read_answers,
    read_declaration,
    read_framework_notes,
    read_network,
    read_notes,
    read_panel,
)
from datamaturity.cli import main as run_command
from datamaturity.documents.kinds import Noun
from datamaturity.levels import exact
from datamaturity.readers.answers import parse_answers
from datamaturity.readers.odi_models import parse_odi_answers, parse_odi_model
from datamaturity.readers.plan_markdown import parse_plan_markdown
from datamaturity.readers.target_text import parse_target
from datamaturity.writers.answers import answers_csv
from datamaturity.writers.people import people_csv, people_xlsx
from datamaturity.writers.plan_markdown import plan_markdown

__all__ = ["TARGETS", "FuzzTarget"]


@attrs.frozen
class FuzzTarget:
    """
    One thing that reads what people have.

    Attributes:
        attempt: From bytes to nothing; raises one of the library's errors, or, where something is wrong, any other.
        seeds: Files that it reads, for the fuzzer to start from.
        is_json: Whether they are JSON, which is changed as a tree and not only byte by byte.
    """

    attempt: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    is_json: bool = False


def _quiet(_: object) -> None:
    pass


def _text(content: bytes) -> str:
    # Half characters too, which Python's texts may hold.
    return content.decode("utf-8", "surrogateescape")


def _same(expected: object, found: object) -> None:
    if expected != found:
        message = f"read again, it is another: {found!r}, not {expected!r}"
        raise AssertionError(message)


def _in_file(content: bytes, read: Callable[[Path], Any], *, name: str = "file.csv") -> Any:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        return read(path)


def _kept(noun: Noun, frameworks: list[Framework]) -> None:
    """Write and read a document of it."""
    known = {(one.id, one.version): one for one in frameworks}
    text = document_json(noun, framework=frameworks[0] if frameworks else None)
    again = parse_document(text, find=lambda one, version: known[one, version])
    _same(noun, again)
    _same(text, document_json(again, framework=frameworks[0] if frameworks else None))


def _document(content: bytes) -> None:
    named: list[Framework] = []

    def found(framework_id: str, version: str) -> Framework:
        named.append(find(framework_id, version))
        return named[-1]

    _kept(parse_document(content, find=found), named)


def _lint(content: bytes) -> None:
    findings = lint(content)
    if not any(str(one.severity) == "error" for one in findings):
        # What is said of `lint`: without errors, and only then, the document is read.
        parse_document(content, find=find)


def _answers(content: bytes) -> None:
    found = parse_answers(_text(content), framework=FRAMEWORK, notify=_quiet)
    again = parse_answers(answers_csv(found), framework=FRAMEWORK, notify=_quiet)
    _same(found, attrs.evolve(again, organisation=found.organisation))


def _answers_file(content: bytes) -> None:
    found = _in_file(content, partial(read_answers, framework=FRAMEWORK, notify=_quiet))
    _kept(attrs.evolve(found, framework=FRAMEWORK), [FRAMEWORK])


def _panel(content: bytes, *, layout: str | None = None) -> None:
    read = partial(read_panel, framework=FRAMEWORK, layout=layout, strict=len(content) % 2 == 0, notify=_quiet)
    panel: Panel = _in_file(content, read)
    _kept(panel, [FRAMEWORK])
    again: Panel = _in_file(people_csv(panel).encode(), partial(read_panel, framework=FRAMEWORK, notify=_quiet))
    _same(
        [(one.role, one.unit, dict(one.assessment.answers)) for one in panel],
        [(one.role, one.unit, dict(one.assessment.answers)) for one in again],
    )


def _network(content: bytes) -> None:
    read = partial(read_network, framework=FRAMEWORK, strict=len(content) % 2 == 0, notify=_quiet)
    network: Network = _in_file(content, read)
    _kept(network, [FRAMEWORK])


def _declaration(content: bytes) -> None:
    _kept(_in_file(content, partial(read_declaration, framework=FRAMEWORK, notify=_quiet)), [FRAMEWORK])


@cache
def _book() -> Mapping[str, bytes]:
    """Return the parts of a sound workbook."""
    panel = NOUNS["panel"]
    assert isinstance(panel, Panel)
    with zipfile.ZipFile(io.BytesIO(people_xlsx(panel))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


_SHEET, _SHARED = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
_END = b"\0"


def _workbook(content: bytes) -> None:
    """Put the bytes into a workbook as its sheet and its texts, so that more than its first check is tried."""
    sheet, _, shared = content.partition(_END)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in {**_book(), _SHEET: sheet, _SHARED: shared}.items():
            archive.writestr(name, part)
    _panel(made.getvalue())


def _plan(content: bytes) -> None:
    plan = parse_plan_markdown(_text(content))
    _kept(plan, [])
    _same(plan, parse_plan_markdown(plan_markdown(plan)))


def _notes(content: bytes) -> None:
    read = partial(read_notes, framework=FRAMEWORK, licence="CC0-1.0", strict=len(content) % 2 == 0, notify=_quiet)
    wording: Wording = _in_file(content, read, name="1.1.md")
    _kept(wording, [FRAMEWORK])


def _framework_notes(content: bytes) -> None:
    read = partial(read_framework_notes, id="drawn", version="1", title="Drawn", notify=_quiet)
    _kept(_in_file(content, read, name="page.md"), [])


def _odi(content: bytes) -> None:
    text = _text(content)
    framework = parse_odi_model(text, notify=_quiet)
    _kept(framework, [])
    _kept(parse_odi_answers(text, framework=framework, notify=_quiet), [framework])


def _rule(content: bytes) -> None:
    rule = parse_rule(_text(content))
    _same(rule, parse_rule(str(rule)))


def _target(content: bytes) -> None:
    _kept(parse_target(_text(content).split("\n"), framework=FRAMEWORK), [FRAMEWORK])


def _number(content: bytes) -> None:
    number = exact(_text(content))
    _same(number, exact(str(number)))


def _command(content: bytes) -> None:
    """Run the commands that take any file: they say what is wrong and return, with no more than one status for it."""
    for arguments in (["validate"], ["convert", "--framework", "seven-themes"]):
        screen, complaints = io.StringIO(), io.StringIO()

        def run(path: Path, arguments: list[str] = arguments) -> int:
            command, *options = arguments
            files = [str(path)] if command == "validate" else [str(path), str(path.with_name("made.json"))]
            return run_command([command, *files, *options])

        with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(complaints):
            status = _in_file(content, run, name="file.json" if content[:1] in b"{[" else "file.csv")
        if status not in (0, 1, 2) or (status and not complaints.getvalue().strip()):
            message = f"{arguments} ended with {status} and said {complaints.getvalue()!r}"
            raise AssertionError(message)


def _texts(name: str) -> tuple[bytes, ...]:
    return tuple(one.encode() for one in TEXTS[name])


_FORMS = ("microsoft-forms", "google-forms", "odk")

TARGETS: Mapping[str, FuzzTarget] = MappingProxyType(
    {
        **{kind: FuzzTarget(_document, (text,), is_json=True) for kind, text in SOUND_DOCUMENTS.items()},
        "lint": FuzzTarget(_lint, (SOUND_DOCUMENTS["framework"],), is_json=True),
        "odi": FuzzTarget(_odi, _texts("ODI model"), is_json=True),
        "answers": FuzzTarget(_answers, (answers_csv(ASSESSMENT).encode(), b"criterion;answer\n1.1;Learning\n")),
        "answers-file": FuzzTarget(_answers_file, (*_texts("long"), *_texts("odk"))),
        "wide": FuzzTarget(_panel, _texts("wide")),
        "long": FuzzTarget(_panel, _texts("long")),
        **{form: FuzzTarget(partial(_panel, layout=form), _texts(form)) for form in _FORMS},
        "network-table": FuzzTarget(_network, _texts("organisations")),
        "declaration-table": FuzzTarget(_declaration, _texts("declaration")),
        "workbook": FuzzTarget(_workbook, (_book()[_SHEET] + _END + _book()[_SHARED],)),
        "plan-markdown": FuzzTarget(_plan, (plan_markdown(PLAN).encode(),)),
        "notes": FuzzTarget(_notes, _texts("notes")),
        "framework-notes": FuzzTarget(_framework_notes, _texts("framework notes")),
        "rule": FuzzTarget(_rule, _texts("rule")),
        "target-text": FuzzTarget(_target, _texts("target")),
        "number": FuzzTarget(_number, _texts("number")),
        "command": FuzzTarget(_command, (*SOUND_DOCUMENTS.values(), *(one for name in TEXTS for one in _texts(name)))),
        "report": FuzzTarget(
            try_report, (b"Abbey", b"<script>", b'"><img src=x onerror=alert(1)>', b"{{ 7 }} | `x` [a](b)")
        ),
    }
)
"""Everything that is tried, by its name on the command line."""
