"""What is wrong in a framework document, and what its publisher would want to know, all at once and with codes."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from statistics import median
from typing import Any, Literal

import attrs

from datamaturity.documents.frameworks import framework_json
from datamaturity.documents.json_text import json_text, parse_json
from datamaturity.framework import Framework
from datamaturity.lint_checks import SHAPES, Document, Found, Path, errors, is_framework, parts_of, path_text

__all__ = ["LINT_CODES", "LintFinding", "Severity", "lint"]

Severity = Literal["error", "warning"]

_ERRORS = """
    wrong-heading missing-key unknown-key wrong-type missing-id bad-id duplicate-id missing-title missing-name
    level-count bad-level-name duplicate-level-name levels-out-of-order bad-number weight-not-positive bad-rule
    no-groups no-criteria no-topic no-theme unknown-topic unknown-theme missing-descriptor extra-descriptor
"""
_WARNINGS = """
    no-licence no-source no-publisher no-description no-descriptors empty-group same-title same-name
    same-descriptor-in-ladder same-descriptor short-descriptor stray-blanks placeholder garbled-text
    alike-ids same-number-ids spreadsheet-id
"""
LINT_CODES: Mapping[str, Severity] = {
    **dict.fromkeys(_ERRORS.split(), "error"),
    **dict.fromkeys(_WARNINGS.split(), "warning"),
}


@attrs.frozen
class LintFinding:
    """
    One thing that is wrong in a framework document, or that its publisher would want to know.

    Attributes:
        code: What kind of finding it is; stable, for programs.
        severity: ``"error"`` where the document cannot be read as a framework for it, else ``"warning"``.
        where: The path in the document, such as ``$.criteria[3].descriptors[2]``; places count from 0.
        message: What is wrong, and what to do.
    """

    code: str
    severity: Severity
    where: str
    message: str

    def __str__(self) -> str:
        """Return ``where: severity: message [code]``."""
        return f"{self.where}: {self.severity}: {self.message} [{self.code}]"


def lint(document: Framework | Mapping[str, Any] | str | bytes, *, source: str = "") -> tuple[LintFinding, ...]:
    """
    Return everything that is wrong in a framework document, and what its publisher would want to know.

    No error hides another, except that of a document of another kind, or in a newer format, nothing else is said.

    Args:
        document: The JSON text, in UTF-8 if it is bytes; the object that it holds, its numbers with a point as
            `Decimal`; or a framework.
        source: Where it is from; stands in front of each path.

    Returns:
        Every finding, in the order of the document's keys as ``data/README.md`` lists them, then by code. Without
        errors, and only then, `parse_framework` reads the document. `LINT_CODES` has all codes and how severe they are.

    Raises:
        DocumentError: The text is not JSON, or holds no object.

    Example:
        >>> for finding in lint('''{"format": 1, "kind": "framework", "id": "h", "version": "1", "title": "H",
        ...     "levels": [{"number": 0, "name": "No"}, {"number": 1, "name": "Yes"}],
        ...     "topics": [{"id": "open", "name": "Open"}, {"id": "safe", "name": "Safe"}],
        ...     "criteria": [{"id": "open.1", "title": "TBC", "topic": "opn", "weight": 0}],
        ...     "publisher": "H", "source": "https://example.org", "structure_licence": "MIT"}'''):
        ...     print(finding)
        $.criteria[0].title: warning: "TBC" stands for a text that is yet to be written; write it [placeholder]
        $.criteria[0].topic: error: 'opn' is no topic of the framework; did you mean 'open'? [unknown-topic]
        $.criteria[0].weight: error: a weight must be above 0, not 0; or leave the criterion out [weight-not-positive]

    Source:
        Errors are what our own reader refuses. Warnings are ours; ``docs/reference/lint.md`` has the reason for each.
    """
    text = framework_json(document) if isinstance(document, Framework) else document
    plain: Document = text if isinstance(text, Mapping) else parse_json(text, source)
    found = errors(plain)
    if is_framework(plain):
        found += chain.from_iterable(check(plain) for check in _CHECKS)
    found.sort(key=lambda one: ([*map(_rank, one.path)], one.code, one.message))
    return tuple(
        LintFinding(one.code, LINT_CODES[one.code], f"{source} {path_text(one.path)}".strip(), one.message)
        for one in found
    )


_ORDER = {key: place for place, key in enumerate(dict.fromkeys(["kind", "format", *chain(*SHAPES.values())]))}


def _rank(step: str | int) -> tuple[int, str]:
    """Return the place of a step of a path among its neighbours; unknown keys come last, by name."""
    return (step, "") if isinstance(step, int) else (_ORDER.get(step, len(_ORDER)), step)


def _is_text(value: object) -> bool:
    """Return whether something can be read there; what is no text at all is an error of its own."""
    return type(value) is str and bool(value.strip())


def _is_blank(value: object) -> bool:
    return type(value) is str and not value.strip()


def _texts(document: Document) -> Iterator[tuple[Path, str, str]]:
    """Yield every text that is written for people, and every id: its path, what it is, the text."""
    for key, holds in SHAPES["framework"].items():
        if _is_text(document.get(key)):
            yield (key,), holds, document[key]
        for place, part in parts_of(document, key) if holds in SHAPES else ():
            for name, what in SHAPES[holds].items():
                if _is_text(part.get(name)):
                    yield (key, place, name), what, part[name]
            for number, text in _ladder(part) if holds == "criterion" else ():
                yield (key, place, "descriptors", number), "descriptor", text


def _ladder(part: Mapping[str, Any]) -> list[tuple[int, str]]:
    """Return a criterion's descriptors that can be read, each with its place."""
    texts = part.get("descriptors")
    return [(place, text) for place, text in enumerate(texts) if _is_text(text)] if type(texts) is list else []


def _origin(document: Document) -> Iterator[Found]:
    """Yield what nobody could find out about where a framework is from."""
    wanted = {
        "publisher": ("no-publisher", "nothing says who publishes it; name them"),
        "source": ("no-source", "nothing says where it is published; give the address, or name the document"),
        "structure_licence": ("no-licence", "nothing says who may use ids, names and titles; name their licence"),
    }
    if any(what == "descriptor" or path[-1] in ("summary", "description") for path, what, _ in _texts(document)):
        message = "nothing says who may use descriptors, descriptions and summaries; name their licence"
        wanted["wording_licence"] = ("no-licence", message)
    for key, (code, message) in wanted.items():
        if _is_blank(document.get(key, "")):
            yield Found((key,), code, message)


def _gaps(document: Document) -> Iterator[Found]:
    """Yield parts without what others of their kind have, and groups without a criterion."""
    for key, name in (("levels", "summary"), ("topics", "description"), ("themes", "description")):
        parts = parts_of(document, key)
        for place, part in parts if any(_is_text(one.get(name)) for _, one in parts) else ():
            if _is_blank(part.get(name, "")):
                yield Found((key, place, name), "no-description", f"others have a {name}; write one, or strike theirs")
    criteria = parts_of(document, "criteria")
    for place, part in criteria if any(_ladder(one) for _, one in criteria) else ():
        if part.get("descriptors", []) == []:
            message = "other criteria have descriptors; say what each level looks like here too"
            yield Found(("criteria", place, "descriptors"), "no-descriptors", message)
    for key, kind in (("topics", "topic"), ("themes", "theme")):
        groups = {part["id"]: place for place, part in parts_of(document, key) if _is_text(part.get("id"))}
        named = {one if _is_text(one := part.get(kind)) else "" for _, part in criteria}
        # A criterion whose place is not known may belong anywhere.
        for one in groups.keys() - named if named and named <= groups.keys() else ():
            message = f"no criterion belongs to this {kind}; add one, or strike the {kind}"
            yield Found((key, groups[one]), "empty-group", message)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _same(document: Document) -> Iterator[Found]:
    """Yield titles, names and descriptors that stand twice, whatever their blanks and case."""
    for key, name in (("topics", "name"), ("themes", "name"), ("criteria", "title")):
        first: dict[str, int] = {}
        for place, part in parts_of(document, key):
            if _is_text(part.get(name)):
                twin = first.setdefault(_folded(part[name]), place)
                if twin != place:
                    message = f"is the {name} of {path_text((key, twin))} too; tell them apart"
                    yield Found((key, place, name), f"same-{name}", message)
    places: dict[str, list[Path]] = {}
    for place, part in parts_of(document, "criteria"):
        inside: dict[str, Path] = {}
        for number, text in _ladder(part):
            here: Path = ("criteria", place, "descriptors", number)
            earlier = inside.setdefault(_folded(text), here)
            if earlier is not here:
                message = f"says the same as {path_text(earlier)}, so nobody can tell the two levels apart; reword one"
                yield Found(here, "same-descriptor-in-ladder", message)
        for text, here in inside.items():
            places.setdefault(text, []).append(here)
    for origin, *others in places.values():
        if others:
            more = f", and so do {len(others) - 1} further on" * (len(others) > 1)
            message = f"says the same as {path_text(origin)}{more}; say what differs between the criteria"
            yield Found(others[0], "same-descriptor", message)


# In a ladder of such short texts as "No." and "Yes, in most offices" a third means nothing.
_LONG_LADDER = 60


def _short(document: Document) -> Iterator[Found]:
    """Yield descriptors that are far shorter than their ladder, as a text cut off in copying is."""
    for place, part in parts_of(document, "criteria"):
        ladder = [(number, len(text.strip())) for number, text in _ladder(part)]
        usual = median([length for _, length in ladder] or [0])
        for number, length in ladder:
            if usual >= _LONG_LADDER and 3 * length < usual:
                message = f"{length} characters, where its ladder has about {usual:.0f}; see whether it was cut off"
                yield Found(("criteria", place, "descriptors", number), "short-descriptor", message)


_BREAK = re.compile(r"[\t\n\r]")
# In capitals only: "todo" is a word of Spanish.
_PLACEHOLDER = re.compile(r"\b(?:TODO|TBC|TBD|FIXME|(?i:lorem ipsum))\b")

# UTF-8 that was read in a Western European encoding. Only what no language writes: É» and é » are good French.
_MOJIBAKE = re.compile("â€|ï»¿|[ÂÃ][\xa0-\xba\xbc-\xbf]")


def _wording(document: Document) -> Iterator[Found]:
    """Yield texts that are no text yet, or that were damaged on their way."""
    for path, what, text in _texts(document):
        # Blanks around a level's name are an error of their own.
        if (what == "name" and text != text.strip()) or (what.endswith("name") and _BREAK.search(text.strip())):
            message = f"{json_text(text)} has blanks around it, or a line break or a tab in it; strike them"
            yield Found(path, "stray-blanks", message)
        is_bare = what in ("name", "text", "descriptor") and not any(map(str.isalnum, text))
        if is_bare or _PLACEHOLDER.search(text):
            yield Found(path, "placeholder", f"{json_text(text)} stands for a text that is yet to be written; write it")
        damage = next(_damage(text, what), None)
        if damage is not None:
            yield Found(path, "garbled-text", f"holds {damage}; copy the text again from where it is from")


_UNSEEN = {"Cc": "a control character", "Co": "a sign of one font alone", "Cf": "which nobody can see or type"}


def _damage(text: str, what: str) -> Iterator[str]:
    if garbled := _MOJIBAKE.search(text):
        yield f"{garbled[0]!r}, which another encoding makes of one character"
    for sign in text:
        kind = unicodedata.category(sign)
        if sign == "\ufffd":
            yield "U+FFFD, which stands for a character that was lost"
        # In a text, signs of this kind join letters or turn the direction of writing.
        elif kind in _UNSEEN and sign not in "\t\n\r" and (kind != "Cf" or what == "id"):
            yield f"U+{ord(sign):04X}, {_UNSEEN[kind]}"


_NUMBER = re.compile(r"(\d+)(?:\.(\d+))?", re.ASCII)
_MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
_MONTHS += "|nov(?:ember)?|dec(?:ember)?"
_MONTH = "(?:0?[1-9]|1[0-2])"
# As spreadsheet programs read what is typed or opened, wherever they stand; 4.5 is a day in some countries only.
_DATE_OR_NUMBER = re.compile(
    rf"(?:{_MONTHS})-?(?:\d\d?|\d{{4}})|\d\d?-?(?:{_MONTHS})|{_MONTH}-\d{{1,4}}(?:-\d{{1,4}})?"
    rf"|\d{{1,4}}-{_MONTH}(?:-\d{{1,4}})?|\d{{1,3}}:\d\d?|\d+(?:\.\d+)?e[+-]?\d+",
    re.ASCII | re.IGNORECASE,
)


def _ids(document: Document) -> Iterator[Found]:
    """Yield ids that people, or spreadsheet programs, take for others."""
    for key in ("topics", "themes", "criteria"):
        seen: dict[str, tuple[int, str]] = {}
        for place, part in parts_of(document, key):
            if _is_text(part.get("id")):
                first, twin = seen.setdefault(_folded(unicodedata.normalize("NFKC", part["id"])), (place, part["id"]))
                if twin != part["id"]:
                    message = f"{part['id']!r} and {twin!r} at {path_text((key, first))} look alike; change one of them"
                    yield Found((key, place, "id"), "alike-ids", message)
    numbers: dict[str, list[tuple[int, str]]] = {}
    for place, part in parts_of(document, "criteria"):
        given = part["id"] if _is_text(part.get("id")) else ""
        if number := _NUMBER.fullmatch(given):
            numbers.setdefault(_saved(*number.groups(default="")), []).append((place, given))
        elif _DATE_OR_NUMBER.fullmatch(given):
            message = f"{given!r} is read as a date, a time or another number by spreadsheet programs"
            yield Found(("criteria", place, "id"), "spreadsheet-id", f"{message}; put a letter in front: C{given}")
    for short, ((place, one), *others) in numbers.items():
        message = f"spreadsheet programs save it as {short}"
        for later, other in others:
            if other != one:
                also = f"{message}, and so they do {one} at {path_text(('criteria', place))}; change one of them"
                yield Found(("criteria", later, "id"), "same-number-ids", also)
        # Readers of answers lengthen 2.1 to 2.10 where there is no 2.1; that is the only id that they can mend.
        mended = (short, f"{short}0" if "." in short else short)
        if one not in mended and all(other == one for _, other in others):
            yield Found(
                ("criteria", place, "id"), "spreadsheet-id", f"{message}, which is not found again; use {short}"
            )


def _saved(whole: str, decimals: str) -> str:
    """Return what a spreadsheet program makes of a number."""
    short = whole.lstrip("0") or "0"
    rest = decimals.rstrip("0")
    return f"{short}.{rest}" if rest else short


_CHECKS: tuple[Callable[[Document], Iterator[Found]], ...] = (_origin, _gaps, _same, _short, _wording, _ids)
