"""What a file on the command line holds, whatever it is: answers of one or of many, a plan, a framework, notes."""

import argparse
from collections.abc import Callable
from typing import Any

import attrs

from datamaturity.assessment import Assessment
from datamaturity.commands.inputs import (
    answered_framework,
    described,
    framework_of,
    note,
    read_assessment,
    read_members,
    read_partners,
    read_team,
)
from datamaturity.commands.terms import UsageError
from datamaturity.errors import Fault, FaultsError
from datamaturity.targets import Target

__all__ = ["read_noun", "read_tables"]


def read_noun(path: str, options: argparse.Namespace) -> object:
    """Return what a file holds: what it says itself, else what the command line asks for, else what its rows show."""
    from datamaturity.documents import kinds
    from datamaturity.readers.detection import source_of

    source = options.source or source_of(path)
    readers: dict[str, Callable[[str, argparse.Namespace], object]] = {
        "document": _read_document,
        "odi": _read_odi,
        "notes": _read_notes,
        "plan": _read_plan,
    }
    noun = readers.get(source, _read_table)(path, options)
    if options.to == "target" and isinstance(noun, Assessment):
        return Target.from_assessment(noun)
    if options.to and not isinstance(noun, kinds.KINDS[options.to].noun):
        raise FaultsError([Fault(path, f"holds {described(noun)}, no {options.to}")])
    return noun


def _read_document(path: str, options: argparse.Namespace) -> object:
    from datamaturity.readers.documents import read_document

    return read_document(path, framework=framework_of(options.framework) if options.framework else None)


def _read_odi(path: str, options: argparse.Namespace) -> object:
    if options.to in ("assessment", "target"):
        return read_assessment(path, answered_framework(options, path), options)
    from datamaturity.readers.odi_models import read_odi_model

    framework = read_odi_model(path, notify=note, **_named(options, ("id", "version")))
    if not hasattr(options, "output_file"):
        # Whoever asks whether a file is whole asks for its answers too.
        read_assessment(path, framework, options)
    return attrs.evolve(framework, title=options.title) if options.title else framework


def _read_notes(path: str, options: argparse.Namespace) -> object:
    if options.to == "framework":
        from datamaturity.readers.framework_notes import read_framework_notes

        given = _named(options, ("id", "version", "title"))
        if {*given} < {"id", "version", "title"}:
            message = "a framework from notes needs --id, --version and --title"
            raise UsageError(message)
        return read_framework_notes(path, licence=options.licence or "", notify=note, **given)
    from datamaturity.readers.notes import read_notes

    licence = options.licence or ""
    framework = answered_framework(options, path)
    return read_notes(path, framework=framework, licence=licence, strict=not options.lenient, notify=note)


def _read_plan(path: str, _: argparse.Namespace) -> object:
    from datamaturity.readers.plan_markdown import read_plan_markdown

    return read_plan_markdown(path)


def _named(options: argparse.Namespace, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(options, name) for name in names if getattr(options, name)}


def _read_table(path: str, options: argparse.Namespace) -> object:
    return read_tables([path], options)


def read_tables(paths: list[str], options: argparse.Namespace) -> object:
    """Return the answers in tables as what was asked for; else as what is the least that holds them all."""
    from datamaturity.panel import Panel

    path, options.files = paths[0], paths
    if len(paths) > 1 and options.to not in (None, "panel", "network"):
        message = f"several files hold a panel or a network, no {options.to}"
        raise UsageError(message)
    if options.to == "declaration":
        return read_partners(options, answered_framework(options, path, default="data-declaration"))
    framework = answered_framework(options, path)
    if options.to == "panel":
        return read_team(options, framework)
    if options.to == "network":
        return read_members(options, framework)
    if options.to in ("assessment", "target"):
        return read_assessment(path, framework, options)
    if options.to:
        message = f"a table holds answers, no {options.to}"
        raise UsageError(message)
    # What is told of the file is told by the reading that counts.
    network = read_members(options, framework, notify=lambda _: None)
    (first, *others) = network.organisations
    if others or first.attributes:
        return read_members(options, framework)
    if isinstance(first.answers, Panel):
        return read_team(options, framework)
    return read_assessment(path, framework, options)
