"""What commands read: from the parsed command line to frameworks, answers, people and targets."""

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from datamaturity.assessment import Assessment
from datamaturity.commands.progress import ERASE
from datamaturity.commands.terms import DEFAULT_FRAMEWORK, UsageError
from datamaturity.errors import (
    AnswerError,
    DocumentError,
    Fault,
    FaultsError,
    FileError,
    RuleError,
    TargetError,
    UnknownIdError,
)
from datamaturity.framework import Framework
from datamaturity.packaged import load_framework
from datamaturity.reports.plain_text import visible
from datamaturity.scoring import score
from datamaturity.targets import Target
from datamaturity.wording import Wording

if TYPE_CHECKING:
    # Only for their names: most commands need neither.
    from datamaturity.declarations import Declaration
    from datamaturity.network import Network
    from datamaturity.panel import Panel

__all__ = [
    "answered_framework",
    "check_scoring",
    "described",
    "framework_of",
    "note",
    "read_assessment",
    "read_members",
    "read_partners",
    "read_team",
    "target_for",
    "target_given",
    "together",
]

T = TypeVar("T")


def note(fault: Fault) -> None:
    """Tell what was not taken as it stands, on standard error."""
    print(f"{ERASE if sys.stderr.isatty() else ''}note: {visible(str(fault))}", file=sys.stderr)


def framework_of(name: str) -> Framework:
    """Return the framework that a command line names: a JSON file where it looks like one, else a packaged one."""
    if name.casefold().endswith(".json"):
        from datamaturity.readers.detection import source_of

        if source_of(name) == "odi":
            from datamaturity.readers.odi_models import read_odi_model

            return read_odi_model(name, notify=note)
        from datamaturity.readers.frameworks import read_framework

        return read_framework(name)
    try:
        return load_framework(name)
    except UnknownIdError as error:
        raise UsageError(str(error)) from None


def answered_framework(options: argparse.Namespace, path: str, *, default: str = DEFAULT_FRAMEWORK) -> Framework:
    """Return the framework that was answered: the one asked for, else the one that the file names, else the usual."""
    if options.framework is not None:
        return framework_of(options.framework)
    try:
        source = _source(options, path)
    except (FileError, FaultsError):
        # What is wrong with the command is told first; reading the file will say what is wrong with that.
        source = ""
    if source == "document":
        from datamaturity.readers.documents import named_framework

        return named_framework(path)
    if source == "odi":
        from datamaturity.readers.odi_models import read_odi_model

        return read_odi_model(path, notify=lambda _: None)
    return load_framework(default)


def _source(options: argparse.Namespace, path: str) -> str:
    """Return what a file of answers is, as the command line or the file itself says."""
    given: str = options.source or ""
    if given:
        return given
    from datamaturity.readers.detection import source_of

    return source_of(path)


def _wordings(options: argparse.Namespace, framework: Framework) -> tuple[Wording, ...]:
    """Return the wordings that the command line names."""
    from datamaturity.readers.documents import read_document

    found = []
    for path in options.wording or ():
        wording = read_document(path, framework=framework)
        if not isinstance(wording, Wording):
            raise DocumentError([Fault(path, f"holds {described(wording)}, no wording")])
        found.append(wording)
    return tuple(found)


def described(noun: object) -> str:
    """Return what a noun is, in a line."""
    return repr(noun).strip("<>")


def _manner(options: argparse.Namespace, framework: Framework, source: str) -> dict[str, Any]:
    """Return how tables are to be read, as the readers take it."""
    columns = {}
    for text in options.column or ():
        header, equals, meaning = text.rpartition("=")
        if not equals or not header.strip():
            message = f"--column is HEADER=MEANING, not {text!r}"
            raise UsageError(message)
        if header in columns:
            message = f"--column says twice what {header!r} is"
            raise UsageError(message)
        columns[header] = meaning.strip()
    return {
        "layout": source if source in _layouts() else None,
        "sheet": options.sheet,
        "columns": columns,
        "wordings": _wordings(options, framework),
        "strict": not options.lenient,
        "notify": note,
    }


def _layouts() -> Sequence[str]:
    from datamaturity.readers.form_layouts import LAYOUTS

    return LAYOUTS


def read_assessment(path: str, framework: Framework, options: argparse.Namespace) -> Assessment:
    """Return the answers in a file, whatever kind of file it is."""
    options.tell(f"reading {path}")
    source = _source(options, path)
    if source in ("document", "odi"):
        _refuse_table_options(options, path)
    if source == "document":
        return _held(path, framework, Assessment, "one assessment")
    if source == "odi":
        from datamaturity.readers.odi_models import read_odi_answers

        return read_odi_answers(path, framework=framework, notify=note)
    from datamaturity.readers.answers import read_answers

    return read_answers(path, framework=framework, **_manner(options, framework, source))


def read_team(options: argparse.Namespace, framework: Framework) -> "Panel":
    """Return the panel in the files of a command line."""
    from datamaturity.panel import Panel

    if _is_document(options, "panel"):
        return _held(options.files[0], framework, Panel, "a panel")
    from datamaturity.readers.panels import read_panel

    return read_panel(*options.files, framework=framework, **_manner(options, framework, options.source or ""))


def read_members(
    options: argparse.Namespace, framework: Framework, *, notify: Callable[[Fault], object] = note
) -> "Network":
    """Return the network in the files of a command line."""
    from datamaturity.network import Network
    from datamaturity.readers.networks import ATTRIBUTES, read_network

    if _is_document(options, "network"):
        return _held(options.files[0], framework, Network, "a network")
    return read_network(
        *options.files,
        framework=framework,
        attributes=tuple(options.attribute or ATTRIBUTES),
        name=options.name,
        **{**_manner(options, framework, options.source or ""), "notify": notify},
    )


def read_partners(options: argparse.Namespace, framework: Framework) -> "Declaration":
    """Return the declaration in the files of a command line."""
    from datamaturity.declarations import Declaration
    from datamaturity.readers.declarations import read_declaration

    if _is_document(options, "declaration"):
        return _held(options.files[0], framework, Declaration, "a declaration")
    return read_declaration(*options.files, framework=framework, notify=note)


def _is_document(options: argparse.Namespace, needed: str) -> bool:
    """Return whether several people's answers are in a document, and not in tables."""
    options.tell(f"reading {', '.join(options.files)}")
    sources = [_source(options, path) for path in options.files]
    if "odi" in sources:
        message = f"is a model of the ODI's tool, with one organisation's answers; here a {needed} is needed; see score"
        raise AnswerError([Fault(options.files[sources.index("odi")], message)])
    if "document" in sources and len(sources) > 1:
        message = "people's answers as a JSON document are one file; several files are tables"
        raise UsageError(message)
    if "document" in sources:
        _refuse_table_options(options, options.files[0])
    return sources == ["document"]


def _refuse_table_options(options: argparse.Namespace, path: str) -> None:
    """Raise a `UsageError` where an option is about tables, and the file is none."""
    given = [name for name in ("sheet", "column", "wording", "lenient") if getattr(options, name, None)]
    if given:
        message = f"{path} is no table of answers, so --{given[0]} says nothing of it"
        raise UsageError(message)


def _other_use(noun: object) -> str:
    """Return which command takes what a document holds, if there is one."""
    from datamaturity.declarations import Declaration
    from datamaturity.network import Network
    from datamaturity.panel import Panel

    commands = {Assessment: "score", Declaration: "declare", Panel: "panel", Network: "network"}
    found = [name for kind, name in commands.items() if isinstance(noun, kind)]
    return f"; see {found[0]}" if found else ""


def _held(path: str, framework: Framework, wanted: type[T], needed: str) -> T:
    """Return what a document holds; an `AnswerError` where that is something else than what is needed."""
    found = _document(path, framework)
    if not isinstance(found, wanted):
        raise AnswerError([Fault(path, f"holds {described(found)}; here {needed} is needed{_other_use(found)}")])
    return found


def _document(path: str, framework: Framework) -> object:
    from datamaturity.readers.documents import read_document

    return read_document(path, framework=framework)


def target_given(texts: Sequence[str] | None, framework: Framework) -> Target | str | None:
    """Return the target that the command line gives: its levels, or the name of a file of answers; or none."""
    from datamaturity.readers.target_text import parse_target

    if not texts:
        return None
    files = [text for text in texts if text.casefold().endswith((".csv", ".xlsx", ".json"))]
    if files and len(texts) > 1:
        message = "a target is one file of answers, or levels, not both"
        raise UsageError(message)
    if files:
        return files[0]
    try:
        return parse_target(texts, framework=framework)
    except TargetError as error:
        raise UsageError(str(error)) from None


def target_for(assessment: Assessment, given: Target | str | None, options: argparse.Namespace) -> Target:
    """Return the target, its file read; one level up without any. `--from` is about the answers, not about it."""
    options = argparse.Namespace(**{**vars(options), "source": None})
    if given is None:
        return Target.one_level_up(assessment)
    if isinstance(given, Target):
        return given
    if _source(options, given) == "document":
        found = _document(given, assessment.framework)
        if isinstance(found, Target):
            return found
    return Target.from_assessment(read_assessment(given, assessment.framework, options))


def check_scoring(framework: Framework, *, rule: str | None, minimum_coverage: str = "0") -> None:
    """Raise a `UsageError` where the options make no sense, before any file is read."""
    try:
        score(Assessment(framework), rule=rule, minimum_coverage=minimum_coverage)
    except (RuleError, ValueError) as error:
        raise UsageError(str(error)) from None


def together(*reads: Callable[[], T]) -> list[T]:
    """Return what each of some readers gives; the faults of all of them are raised together."""
    found: list[T] = []
    faults: list[Fault] = []
    for read in reads:
        try:
            found.append(read())
        except FaultsError as error:
            faults += error.faults
    if faults:
        raise FaultsError(faults)
    return found
