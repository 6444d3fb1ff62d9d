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
from datamaturity.files import write_text
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
    "check_scoring",
    "framework_of",
    "note",
    "read_assessment",
    "run_compare",
    "run_demo",
    "run_gaps",
    "run_list",
    "run_network",
    "run_next",
    "run_panel",
    "run_score",
    "run_show",
    "run_template",
    "target_for",
    "target_given",
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

    framework = framework_of(options.framework)
    if options.criterion is None:
        return framework_text(framework)
    try:
        return criterion_text(framework, options.criterion)
    except UnknownIdError as error:
        raise UsageError(str(error)) from None


def run_template(options: argparse.Namespace) -> str:
    """Return an empty answers CSV."""
    from datamaturity.writers.templates import answers_template

    return answers_template(framework_of(options.framework))


def run_score(options: argparse.Namespace) -> str:
    """Return the scorecard of a file in the format asked for."""
    return _scored(options, lambda framework: read_assessment(options.file, framework))


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
    framework = framework_of(options.framework)
    check_scoring(framework, rule=options.rule, minimum_coverage=options.minimum_coverage)
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

    framework = framework_of(options.framework)
    check_scoring(framework, rule=options.rule)
    given = target_given(options.target, framework)
    assessment = read_assessment(options.file, framework)
    target = target_for(assessment, given)
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

    framework = framework_of(options.framework)
    given = target_given(options.target, framework)
    assessment = read_assessment(options.file, framework)
    found = gaps(assessment, target_for(assessment, given), overall=options.overall or None)
    return {"text": gaps_text, "json": gaps_json, "csv": gaps_csv}[options.format](found)


def run_compare(options: argparse.Namespace) -> str:
    """Return what changed between two files."""
    from datamaturity.reports.change_text import comparison_text
    from datamaturity.writers.results import comparison_csv, comparison_json

    framework = framework_of(options.framework)
    assessments: list[Assessment] = []
    faults: list[Fault] = []
    for path in (options.old, options.new):
        try:
            assessments.append(read_assessment(path, framework))
        except FaultsError as error:
            faults += error.faults
    if faults:
        raise FaultsError(faults)
    found = compare(assessments[0], assessments[1], overall=options.overall or None)
    return {"text": comparison_text, "json": comparison_json, "csv": comparison_csv}[options.format](found)


def run_panel(options: argparse.Namespace) -> str:
    """Return what a panel's people say, and where they differ; write the agreed answers where that is asked for."""
    from datamaturity.readers.panels import read_panel
    from datamaturity.reports.panel_text import panel_text
    from datamaturity.writers.answers import answers_csv
    from datamaturity.writers.networks import panel_csv, panel_json

    framework = framework_of(options.framework)
    check_scoring(framework, rule=options.rule)
    panel = read_panel(*options.files, framework=framework, notify=note)
    card = panel.pool(by=options.by, rule=options.rule, overall=options.overall or None)
    if options.agreed:
        write_text(options.agreed, answers_csv(panel.agree(method=options.method).assessment))
    if options.format == "json":
        return panel_json(panel, card)
    return panel_csv(panel) if options.format == "csv" else panel_text(panel, card, limit=options.limit)


def run_network(options: argparse.Namespace) -> str:
    """Return a network's scores, beside a benchmark and in depth where that is asked for."""
    from datamaturity.benchmark import Benchmark
    from datamaturity.documents.benchmarks import benchmark_json
    from datamaturity.in_depth import in_depth
    from datamaturity.readers.benchmarks import read_benchmark
    from datamaturity.readers.networks import ATTRIBUTES, read_network
    from datamaturity.reports.in_depth_text import in_depth_text
    from datamaturity.reports.network_text import network_text
    from datamaturity.writers.networks import network_csv, network_json

    if options.format == "csv" and (options.theme or options.topic or options.benchmark):
        message = "CSV has the scores alone; --theme, --topic and --benchmark go with text and JSON"
        raise UsageError(message)
    framework = framework_of(options.framework)
    check_scoring(framework, rule=options.rule)
    for wanted, find in ((options.theme, framework.theme), (options.topic, framework.topic)):
        for one in wanted or ():
            try:
                find(one)
            except UnknownIdError as error:
                raise UsageError(str(error)) from None
    benchmark = None if options.benchmark is None else read_benchmark(options.benchmark, framework=framework)
    attributes = tuple(options.attribute or ATTRIBUTES)
    network = read_network(*options.files, framework=framework, attributes=attributes, name=options.name, notify=note)
    wanted = {
        "by": options.by,
        "rule": options.rule,
        "overall": options.overall or None,
        "min_organisations": options.min_organisations,
    }
    card = network.pool(**wanted)
    try:
        slices = None if options.slice is None else network.slices(options.slice.strip().casefold(), **wanted)
    except UnknownIdError as error:
        raise UsageError(str(UnknownIdError(error.kind, options.slice, error.place, error.known))) from None
    comparison = None if benchmark is None else card.compare_to(benchmark)
    depths = [in_depth(card, theme, benchmark) for theme in options.theme or ()]
    depths += [in_depth(card, None, benchmark, topic=topic) for topic in options.topic or ()]
    if options.write_benchmark:
        write_text(options.write_benchmark, benchmark_json(Benchmark.from_network(network, mean=True, **wanted)))
    if options.format == "json":
        return network_json(network, card, comparison=comparison, slices=slices, depths=depths)
    if options.format == "csv":
        return network_csv(card, slices=slices)
    text = network_text(network, card, comparison=comparison, slices=slices)
    return "\n".join([text, *map(in_depth_text, depths)])


def read_assessment(path: str, framework: Framework) -> Assessment:
    """Return the answers in a file."""
    from datamaturity.readers.answers import read_answers

    return read_answers(path, framework=framework, notify=note)


def target_given(texts: Sequence[str] | None, framework: Framework) -> Target | str | None:
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


def target_for(assessment: Assessment, given: Target | str | None) -> Target:
    """Return the target, its file read; one level up without any."""
    if given is None:
        return Target.one_level_up(assessment)
    return given if isinstance(given, Target) else Target.from_assessment(read_assessment(given, assessment.framework))


def check_scoring(framework: Framework, *, rule: str | None, minimum_coverage: str = "0") -> None:
    """Raise a `UsageError` where the options make no sense, before any file is read."""
    try:
        score(Assessment(framework), rule=rule, minimum_coverage=minimum_coverage)
    except (RuleError, ValueError) as error:
        raise UsageError(str(error)) from None


def framework_of(name: str) -> Framework:
    """Return the framework that a command line names: a JSON file where it looks like one, else a packaged one."""
    if name.endswith(".json"):
        from datamaturity.readers.frameworks import read_framework

        return read_framework(name)
    try:
        return load_framework(name)
    except UnknownIdError as error:
        raise UsageError(str(error)) from None


def note(fault: Fault) -> None:
    """Tell what was not taken as it stands, on standard error."""
    print(f"note: {fault}", file=sys.stderr)
