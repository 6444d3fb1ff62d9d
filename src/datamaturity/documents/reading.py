"""One document on its way to an object: every fault is gathered, whatever it is about, and raised at the end."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, TypeAlias, TypeVar, cast

import cattrs

from datamaturity.documents.converter import Hooks, converter_for
from datamaturity.documents.document_faults import faults_of
from datamaturity.documents.json_text import FORMAT, cut, json_text, parse_json, placed
from datamaturity.errors import DocumentError, Fault, UnknownIdError, VersionMismatchError
from datamaturity.framework import Framework

__all__ = ["Find", "Reading", "only", "twin_faults"]

T = TypeVar("T")

Find: TypeAlias = Callable[[str, str], Framework]
"""From a framework's id and version to the framework; an `UnknownIdError` where there is none."""


class Reading:
    """
    A document that is being read, and what was found wrong with it so far.

    Args:
        text: The document, in UTF-8 if it is bytes.
        source: Where it is from, for the messages; such as a file's name.

    Raises:
        DocumentError: Not JSON, or no object.
    """

    def __init__(self, text: str | bytes, *, source: str = "") -> None:
        self.source = source
        document = parse_json(text, source)
        self.heading = {key: document.pop(key) for key in ("$schema", "format", "kind") if key in document}
        self.body: dict[str, Any] = document
        self.faults: list[Fault] = []

    @classmethod
    def of_kind(cls, kind: str, text: str | bytes, source: str) -> "Reading":
        """Return the reading of a document that must be of this kind; of any other, nothing else can be said."""
        reading = cls(text, source=source)
        reading.check_heading(kind)
        return reading

    def check_heading(self, kind: str) -> None:
        """Look at the keys that every document has; a `DocumentError` where it is of another kind."""
        heading = self.heading
        is_other = heading.get("kind", kind) != kind
        if is_other:
            self.add("$.kind", f"is {json_text(heading['kind'])}; this is read as {_a(kind)}")
        elif "kind" not in heading:
            self.add("$.kind", "is missing")
        given = heading.get("format")
        if "format" not in heading:
            self.add("$.format", "is missing")
        elif type(given) is not int or given < 1:
            self.add(
                "$.format", f"is {json_text(given)}; it is the whole number of the document's format, now {FORMAT}"
            )
        elif given > FORMAT:
            newer = f"is {json_text(given)}, newer than the {FORMAT} that this version reads; update datamaturity"
            self.add("$.format", newer)
        if type(heading.get("$schema", "")) is not str:
            self.add("$.$schema", f"{json_text(heading['$schema'])} is not text")
        if is_other:
            self.refuse()

    def framework(self, find: Find, *, key: str = "framework") -> Framework | None:
        """Return the framework that the document names; `None` after a fault."""
        named = self.body.get(key)
        if type(named) is not dict or type(named.get("id")) is not str or type(named.get("version")) is not str:
            # The form of it is looked at together with everything else's.
            return None
        try:
            return find(named["id"], named["version"])
        except (UnknownIdError, VersionMismatchError) as error:
            self.add(f"$.{key}", str(error))
            return None

    def structure(self, wanted: type[T], *, framework: Framework | None = None, hooks: Hooks | None = None) -> T | None:
        """
        Return the object that the document describes.

        Args:
            wanted: Its attrs class.
            framework: The framework whose ids and levels are the only ones.
            hooks: What its kind needs beside.

        Returns:
            The object, with ids that the framework does not have if need be; `None` where something has not its form.
        """
        first: Exception | None = None
        if not self.faults:
            try:
                return converter_for(framework, hooks, detailed=False).structure(self.body, wanted)
            except Exception as error:  # noqa: BLE001 - whatever it is, the detailed pass says what and where
                first = error
        # The detailed pass is slower, so that only a faulty document pays for it.
        made, faults = self._in_detail(wanted, framework, hooks)
        self.faults += faults
        if not faults and first is not None:
            raise first
        return self.form(wanted, hooks=hooks) if faults and framework is not None else made

    def form(self, wanted: type[T], *, hooks: Hooks | None = None) -> T | None:
        """Return the object as far as its form goes, with any ids; `None` where something has not its form."""
        return self._in_detail(wanted, None, hooks)[0]

    def _in_detail(
        self, wanted: type[T], framework: Framework | None, hooks: Hooks | None
    ) -> tuple[T | None, list[Fault]]:
        try:
            return converter_for(framework, hooks, detailed=True).structure(self.body, wanted), []
        except cattrs.BaseValidationError as error:
            return None, faults_of(error, "$")

    def add(self, where: str, message: str) -> None:
        """Keep a fault."""
        self.faults.append(Fault(where, message))

    def error(self) -> DocumentError:
        """Return the error that has all faults."""
        return DocumentError(placed(self.faults, self.source))

    def refuse(self) -> None:
        """Raise all faults, if there are any."""
        if self.faults:
            raise self.error()

    def settled(self, found: T | None) -> T:
        """Return what was found; a `DocumentError` with all faults if there are any."""
        self.refuse()
        # Whatever was not found has left a fault.
        return cast("T", found)


def only(framework: Framework, kind: str) -> Find:
    """Return what finds this framework alone, for a document of this kind."""

    def find(framework_id: str, version: str) -> Framework:
        if (framework_id, version) == (framework.id, framework.version):
            return framework
        message = (
            f"is {cut(f'{framework_id} {version}')}; this is read as {_a(kind)} of {framework.id} {framework.version}"
        )
        raise VersionMismatchError(message)

    return find


def twin_faults(values: Iterable[Hashable], where: Callable[[int], str], message: str) -> Iterator[Fault]:
    """Yield a fault for each value that stands earlier already; empty texts are no values."""
    seen: set[Hashable] = set()
    for place, one in enumerate(values):
        if one in seen:
            yield Fault(where(place), message)
        seen |= {one} - {""}


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind.replace('-', ' ')}"
