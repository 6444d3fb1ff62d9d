"""What the command `report` does: from files of one organisation, its people or a network to a report's outline."""

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from datamaturity.assessment import Assessment
from datamaturity.commands.inputs import (
    answered_framework,
    check_scoring,
    described,
    read_assessment,
    read_members,
    target_for,
    target_given,
    together,
)
from datamaturity.commands.nouns import read_noun, read_tables
from datamaturity.commands.terms import Output, UsageError
from datamaturity.errors import AnswerError, Fault, UnknownIdError
from datamaturity.files import read_text
from datamaturity.reports.outline import Outline

if TYPE_CHECKING:
    # Only for their names: most commands need neither.
    from datamaturity.network import Network
    from datamaturity.panel import Panel

__all__ = ["run_report"]

_NEEDED = "a report is of one organisation's, its people's or a network's answers"
_HELD = {"notes": "notes", "plan": "a plan"}


def run_report(options: argparse.Namespace) -> Output:
    """Return the report of what a file holds, in the form that the output's name asks for."""
    from datamaturity.network import Network
    from datamaturity.panel import Panel

    render = _renderer(options)
    files = options.files
    options.tell(f"reading {', '.join(files)}")
    noun = _read(files, options)
    # What messages call it.
    options.file = ", ".join(files)
    if not isinstance(noun, (Assessment, Panel, Network)):
        raise AnswerError([Fault(options.file, f"holds {described(noun)}; {_NEEDED}")])
    check_scoring(noun.framework, rule=options.rule)
    options.tell("making the report")
    outline = _of_network(noun, options) if isinstance(noun, Network) else _of_organisation(noun, options)
    options.tell(f"writing {options.output or 'it'}")
    return render(outline)


def _read(files: list[str], options: argparse.Namespace) -> object:
    if len(files) > 1:
        return read_tables(files, options)
    from datamaturity.readers.detection import source_of

    source = options.source or source_of(files[0])
    if source in ("notes", "plan"):
        raise AnswerError([Fault(files[0], f"holds {_HELD[source]}; {_NEEDED}")])
    if source == "odi":
        # A model of the ODI's tool holds a framework and its answers; a report is of these.
        options.to = "assessment"
    return read_noun(files[0], options)


def _renderer(options: argparse.Namespace) -> Callable[[Outline], Output]:
    """Return what makes a file of an outline, by the file's name; without one it is left to the screen."""
    from datamaturity.reports.renderers.html import outline_html
    from datamaturity.reports.renderers.markdown import outline_markdown
    from datamaturity.reports.renderers.text import outline_text

    path = options.output
    ending = None if path is None else Path(path).suffix.casefold()
    if options.style is not None and ending not in (".html", ".htm"):
        message = "--style is about an HTML report; name its file with -o report.html"
        raise UsageError(message)
    if ending is None:
        return lambda outline: outline
    html = partial(outline_html, style="" if options.style is None else read_text(options.style))
    renderers: dict[str, Callable[[Outline], str]] = {
        ".html": html,
        ".htm": html,
        ".md": outline_markdown,
        ".txt": outline_text,
    }
    if ending not in renderers:
        message = f"{path}: a report's name should end in .html, .md or .txt"
        raise UsageError(message)
    return renderers[ending]


def _of_network(network: "Network", options: argparse.Namespace) -> Outline:
    from datamaturity.readers.benchmarks import read_benchmark
    from datamaturity.reports.network_report import network_report
    from datamaturity.reports.section_names import NETWORK_SECTIONS

    _refuse(
        options, ("target", "earlier", "plan", "on", "network"), f"one organisation; {options.file} holds a network"
    )
    sections = _sections(options, NETWORK_SECTIONS)
    if options.slice is not None:
        given, options.slice = options.slice, options.slice.strip().casefold()
        known = list(dict.fromkeys(name for one in network for name in one.attributes))
        if options.slice not in known:
            raise UsageError(str(UnknownIdError("attribute", given, "the network", known)))
    path = options.benchmark
    benchmark = None if path is None else read_benchmark(path, framework=network.framework)
    return network_report(
        network,
        benchmark=benchmark,
        sections=sections,
        rule=options.rule,
        overall=options.overall or None,
        **_disclosed(options),
    )


def _disclosed(options: argparse.Namespace) -> dict[str, Any]:
    """Return what the command line says of a network and nothing else."""
    names = {"min_organisations": options.min_organisations, "slice_by": options.slice}
    return {name: value for name, value in names.items() if value is not None}


def _of_organisation(noun: "Assessment | Panel", options: argparse.Namespace) -> Outline:
    from datamaturity.panel import Panel
    from datamaturity.readers.benchmarks import read_benchmark
    from datamaturity.readers.plans import read_plan
    from datamaturity.reports.organisation_report import organisation_report
    from datamaturity.reports.section_names import SECTIONS
    from datamaturity.validators import day_of

    unused = ("min_organisations", "slice", *(["attribute"] if options.network is None else []))
    _refuse(options, unused, f"networks; {options.file} holds one organisation's answers")
    if options.on is not None and options.plan is None:
        message = "--on is the day for which to say where a plan stands; name the plan with --plan"
        raise UsageError(message)
    sections = _sections(options, SECTIONS)
    framework = noun.framework
    target = target_given(options.target, framework)
    assessment = noun.agree().assessment if isinstance(noun, Panel) else noun
    if options.name and assessment.organisation:
        message = f"--name is for answers that do not say whose they are; these are of {assessment.organisation!r}"
        raise UsageError(message)
    assessment = attrs.evolve(assessment, organisation=assessment.organisation or options.name)
    try:
        on = None if options.on is None else day_of(options.on)
    except ValueError as error:
        message = f"--on: {error}"
        raise UsageError(message) from None
    found: list[Any] = together(
        partial(_each, options.benchmark, lambda path: read_benchmark(path, framework=framework)),
        partial(_each, options.plan, read_plan),
        partial(_each, target, lambda given: target_for(assessment, given, options)),
        partial(_each, options.network, lambda path: _network(path, options)),
        lambda: [read_assessment(path, framework, options) for path in options.earlier or ()],
    )
    benchmark, plan, target, network, earlier = found
    return organisation_report(
        assessment,
        target=target,
        benchmark=benchmark,
        network=network,
        plan=plan,
        on=on,
        earlier=earlier,
        panel=noun if isinstance(noun, Panel) else None,
        sections=sections,
        rule=options.rule,
        overall=options.overall or None,
    )


def _each(given: Any, read: Callable[[Any], object]) -> object:
    return None if given is None else read(given)


def _network(path: str, options: argparse.Namespace) -> "Network":
    # How the organisation's own file is read says nothing of the network's.
    kept = {
        "framework": options.framework,
        "files": [path],
        "name": "",
        "attribute": options.attribute,
        "tell": options.tell,
    }
    unsaid = dict.fromkeys(("source", "sheet", "column", "wording", "lenient"))
    own = argparse.Namespace(**kept, **unsaid)
    return read_members(own, answered_framework(own, path))


def _refuse(options: argparse.Namespace, names: Sequence[str], about: str) -> None:
    """Raise a `UsageError` where an option is about something else than what the file holds."""
    given = [name for name in names if getattr(options, name) is not None]
    if given:
        message = f"--{given[0].replace('_', '-')} is about {about}"
        raise UsageError(message)


def _sections(options: argparse.Namespace, known: Sequence[str]) -> Sequence[str] | None:
    """Return the sections that the command line names; a `UsageError` where there is no such one."""
    from datamaturity.reports.section_names import chosen

    if options.sections is None:
        return None
    names = [name.strip() for text in options.sections for name in text.split(",") if name.strip()]
    if not names:
        message = f"--sections names none; there are {', '.join(known)}"
        raise UsageError(message)
    try:
        return chosen(names, known, "the report")
    except UnknownIdError as error:
        raise UsageError(str(error)) from None
