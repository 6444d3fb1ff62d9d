"""
What each command does: from the parsed command line to the text that it prints.

Readers, writers and reports are imported by the command that needs them, so that the others start quickly.
"""

import argparse
import sys
from collections.abc import Callable, Sequence

import attrs

from datamaturity.assessment import Assessment
from datamaturity.changes import compare
from datamaturity.errors import Fault, FaultsError, RuleError, TargetError, UnknownIdError
from datamaturity.framework import Framework
from datamaturity.gaps import gaps
from datamaturity.next_steps import next_steps
from datamaturity.packaged import example_answers, list_frameworks, load_framework
from datamaturity.scoring import score
from datamaturity.steps import smallest_way_up
from datamaturity.targets import Target

__all__ = [
    "DEFAULT_FRAMEWORK",
    "UsageError",
    "run_compare",
    "run_demo",
    "run_gaps",
    "run_list",
    "run_next",
    "run_score",
    "run_show",
    "run_template",
]

DEFAULT_FRAMEWORK = "uk-government-dma"


class UsageError(Exception):
    """The command line asks for something that does not exist."""


def run_list(_: argparse.Namespace) -> str:
    """Return the packaged frameworks as text."""
    from datamaturity.reports.framework_text import framework_list_text

    return framework_list_text(list_frameworks())


def run_show(options: argparse.Namespace) -> str:
    """Return a framework, or one of its criteria, as text."""
    from datamaturity.reports.framework_text import criterion_text, framework_text

    framework = _framework(options.framework)
    if options.criterion is None:
        return framework_text(framework)
    try:
        return criterion_text(framework, options.criterion)
    except UnknownIdError as error:
        raise UsageError(str(error)) from None


def run_template(options: argparse.Namespace) -> str:
    """Return an empty answers CSV."""
    from datamaturity.writers.templates import answers_template

    return answers_template(_framework(options.framework))


def run_score(options: argparse.Namespace) -> str:
    """Return the scorecard of a file in the format asked for."""
    return _scored(options, lambda framework: _read(options.file, framework))


def run_demo(options: argparse.Namespace) -> str:
    """Return the scorecard of the packaged example."""
    from datamaturity.readers.answers import parse_answers

    options.framework = DEFAULT_FRAMEWORK

    def read(framework: Framework) -> Assessment:
        assessment = parse_answers(example_answers(), framework=framework, notify=lambda _: None)
        return attrs.evolve(assessment, organisation="Fennmoor District Council (made up)")

    return _scored(options, read)


def _scored(options: argparse.Namespace, read: Callable[[Framework], Assessment]) -> str:
    """Return the scorecard in the format asked for; the command line is checked before the file is read."""
    framework = _framework(options.framework)
    _check_scoring(framework, rule=options.rule, minimum_coverage=options.minimum_coverage)
    card = score(
        read(framework),
        rule=options.rule,
        minimum_coverage=options.minimum_coverage,
        overall=options.overall or None,
    )
    if options.format == "json":
        from datamaturity.writers.scorecards import scorecard_json

        return scorecard_json(card)
    if options.format == "csv":
        from datamaturity.writers.scorecards import scorecard_csv

        return scorecard_csv(card)
    from datamaturity.reports.scorecard_text import scorecard_text

    return scorecard_text(card)


def run_next(options: argparse.Namespace) -> str:
    """Return the next steps for a file, and the smallest ways up."""
    from datamaturity.reports.next_steps_text import next_steps_text
    from datamaturity.writers.results import next_steps_csv, next_steps_json

    framework = _framework(options.framework)
    _check_scoring(framework, rule=options.rule)
    given = _target(options.target, framework)
    assessment = _read(options.file, framework)
    target = _target_for(assessment, given)
    overall = options.overall or None
    steps = next_steps(assessment, target=target, rule=options.rule, overall=overall)
    chosen = steps[: options.limit]
    card = score(assessment, rule=options.rule, overall=overall)
    ways = [smallest_way_up(one) for one in card if one.group.kind != "cell"]
    if options.format == "csv":
        return next_steps_csv(chosen)
    if options.format == "json":
        return next_steps_json(chosen, ways, framework=framework, rule=str(card.rule))
    left_out = len(steps) - len(chosen)
    return next_steps_text(chosen, ways, framework=framework, rule=str(card.rule), left_out_count=left_out)


def run_gaps(options: argparse.Namespace) -> str:
    """Return the gaps between a file and a target."""
    from datamaturity.reports.gaps_text import gaps_text
    from datamaturity.writers.results import gaps_csv, gaps_json

    framework = _framework(options.framework)
    given = _target(options.target, framework)
    assessment = _read(options.file, framework)
    found = gaps(assessment, _target_for(assessment, given), overall=options.overall or None)
    return {"text": gaps_text, "json": gaps_json, "csv": gaps_csv}[options.format](found)


def run_compare(options: argparse.Namespace) -> str:
    """Return what changed between two files."""
    from datamaturity.reports.change_text import comparison_text
    from datamaturity.writers.results import comparison_csv, comparison_json

    framework = _framework(options.framework)
    assessments: list[Assessment] = []
    faults: list[Fault] = []
    for path in (options.old, options.new):
        try:
            assessments.append(_read(path, framework))
        except FaultsError as error:
            faults += error.faults
    if faults:
        raise FaultsError(faults)
    found = compare(assessments[0], assessments[1], overall=options.overall or None)
    return {"text": comparison_text, "json": comparison_json, "csv": comparison_csv}[options.format](found)


def _read(path: str, framework: Framework) -> Assessment:
    from datamaturity.readers.answers import read_answers

    return read_answers(path, framework=framework, notify=_note)


def _target(texts: Sequence[str] | None, framework: Framework) -> Target | str | None:
    """Return the target that the command line gives: its levels, or the name of a file of answers; or none."""
    from datamaturity.readers.target_text import parse_target

    if not texts:
        return None
    files = [text for text in texts if text.casefold().endswith(".csv")]
    if files and len(texts) > 1:
        message = "a target is one CSV file, or levels, not both"
        raise UsageError(message)
    if files:
        return files[0]
    try:
        return parse_target(texts, framework=framework)
    except TargetError as error:
        raise UsageError(str(error)) from None


def _target_for(assessment: Assessment, given: Target | str | None) -> Target:
    """Return the target, its file read; one level up without any."""
    if given is None:
        return Target.one_level_up(assessment)
    return given if isinstance(given, Target) else Target.from_assessment(_read(given, assessment.framework))


def _check_scoring(framework: Framework, *, rule: str | None, minimum_coverage: str = "0") -> None:
    """Raise a `UsageError` where the options make no sense, before any file is read."""
    try:
        score(Assessment(framework), rule=rule, minimum_coverage=minimum_coverage)
    except (RuleError, ValueError) as error:
        raise UsageError(str(error)) from None


def _framework(name: str) -> Framework:
    """Return the framework that a command line names: a JSON file where it looks like one, else a packaged one."""
    if name.endswith(".json"):
        from datamaturity.readers.frameworks import read_framework

        return read_framework(name)
    try:
        return load_framework(name)
    except UnknownIdError as error:
        raise UsageError(str(error)) from None


def _note(fault: Fault) -> None:
    print(f"note: {fault}", file=sys.stderr)
