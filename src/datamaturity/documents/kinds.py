"""All kinds of documents: which noun each holds, how it is read and written, and which frameworks it names."""

from collections.abc import Callable
from typing import Any

import attrs

from datamaturity.assessment import Assessment
from datamaturity.benchmark import Benchmark
from datamaturity.crosswalks import Crosswalk
from datamaturity.declarations import Declaration
from datamaturity.documents import (
    assessments,
    benchmarks,
    crosswalks,
    declarations,
    frameworks,
    networks,
    panels,
    plans,
    targets,
    version_maps,
    wordings,
)
from datamaturity.documents.json_text import json_text
from datamaturity.documents.reading import Find, Reading
from datamaturity.errors import WrongTypeError, did_you_mean, near_misses
from datamaturity.framework import Framework
from datamaturity.network import Network
from datamaturity.panel import Panel
from datamaturity.plans import Plan
from datamaturity.targets import Target
from datamaturity.version_maps import VersionMap
from datamaturity.wording import Wording

__all__ = ["Noun", "document_json", "parse_document"]

Noun = (
    Assessment
    | Benchmark
    | Crosswalk
    | Declaration
    | Framework
    | Network
    | Panel
    | Plan
    | Target
    | VersionMap
    | Wording
)
"""What a document holds."""


@attrs.frozen
class Kind:
    """
    One kind of document.

    Attributes:
        name: What the document says that it is, such as ``"assessment"``; its JSON Schema has the same name.
        noun: The class of what it holds.
        read: From a document that is being read, and what finds frameworks, to the object.
        write: From the object to the document; for a wording, which names no framework, with ``framework=``.
        ends: The keys under which it names the frameworks that its ids are of.
    """

    name: str
    noun: type[Any]
    read: Callable[[Reading, Find], Any]
    write: Callable[..., str]
    ends: tuple[str, ...] = ("framework",)


KINDS = {
    kind.name: kind
    for kind in (
        Kind("assessment", Assessment, assessments.read, assessments.assessment_json),
        Kind("benchmark", Benchmark, benchmarks.read, benchmarks.benchmark_json),
        Kind("crosswalk", Crosswalk, crosswalks.read, crosswalks.crosswalk_json, ("from", "to")),
        Kind("declaration", Declaration, declarations.read, declarations.declaration_json),
        Kind("framework", Framework, frameworks.read, frameworks.framework_json, ()),
        Kind("network", Network, networks.read, networks.network_json),
        Kind("panel", Panel, panels.read, panels.panel_json),
        Kind("plan", Plan, plans.read, plans.plan_json, ()),
        Kind("target", Target, targets.read, targets.target_json),
        Kind("version-map", VersionMap, version_maps.read, version_maps.version_map_json, ("old", "new")),
        Kind("wording", Wording, wordings.read, wordings.wording_json),
    )
}
"""Every kind by its name."""


def kind_of(reading: Reading) -> Kind:
    """Return the kind of a document that is being read, its heading checked; a `DocumentError` where there is none."""
    given = reading.heading.get("kind")
    if isinstance(given, str) and given in KINDS:
        reading.check_heading(given)
        return KINDS[given]
    near = did_you_mean(near_misses(given, KINDS)) if isinstance(given, str) else ""
    what = f"is {json_text(given)}" if "kind" in reading.heading else "is missing"
    reading.add("$.kind", f"{what}; a document is one of {', '.join(KINDS)}{near}")
    raise reading.error()


def parse_document(text: str | bytes, *, find: Find, source: str = "") -> Noun:
    """
    Return what a JSON document holds, whatever kind it is of.

    Args:
        text: The document, in UTF-8 if it is bytes; `data/README.md` says what each kind holds.
        find: From a framework's id and version to the framework that the document names.
        source: Where it is from, for the messages; such as a file's name.

    Raises:
        DocumentError: Not JSON, or no document of a kind that there is; the error has every fault with its path.

    Example:
        >>> from datamaturity import Target, load_framework
        >>> target = Target.of(load_framework("seven-themes"), everything=3)
        >>> parse_document(document_json(target), find=lambda one, version: load_framework(one, version=version))
        <Target for seven-themes 1: 39 criteria>
        >>> parse_document('{"format": 1, "kind": "traget"}', find=load_framework)
        Traceback (most recent call last):
        datamaturity.errors.DocumentError: $.kind: is "traget"; a document is one of assessment, benchmark, ...
    """
    reading = Reading(text, source=source)
    noun: Noun = kind_of(reading).read(reading, find)
    return noun


def document_json(noun: Noun, *, framework: Framework | None = None) -> str:
    """
    Return a JSON document of whatever it is given.

    Args:
        noun: An object of one of the kinds.
        framework: For a wording, the framework that it is for; all else knows its own.

    Raises:
        WrongTypeError: No document holds such an object, or it is a wording without a framework.

    Example:
        >>> from datamaturity import Action, Plan
        >>> print(document_json(Plan(id="p", title="P", horizons=[])))
        {
          "$schema": "urn:datamaturity:schema:plan:1",
          "format": 1,
          "horizons": [],
          "id": "p",
          "kind": "plan",
          "title": "P"
        }
        <BLANKLINE>
    """
    if isinstance(noun, Wording):
        if framework is None:
            message = "a wording's document names the framework that it is for; give framework=load_framework(...)"
            raise WrongTypeError(message)
        return wordings.wording_json(noun, framework=framework)
    for kind in KINDS.values():
        if isinstance(noun, kind.noun):
            return kind.write(noun)
    message = f"a document holds one of {', '.join(kind.noun.__name__ for kind in KINDS.values())}, not {noun!r}"
    raise WrongTypeError(message)
