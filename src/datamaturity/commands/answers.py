"""
What the commands on answers do: from the parsed command line to the outline, text or workbook that comes out.

What only some commands need is imported by these, so that the others start quickly.
"""

import argparse
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import attrs

from datamaturity.assessment import Assessment
from datamaturity.commands.inputs import (
    answered_framework,
    check_scoring,
    read_assessment,
    read_members,
    read_team,
    target_for,
    target_given,
    together,
)
from datamaturity.commands.terms import DEFAULT_FRAMEWORK, Output, UsageError
from datamaturity.errors import UnknownIdError
from datamaturity.framework import Framework
from datamaturity.packaged import example_answers, load_framework
from datamaturity.scoring import Scorecard, score

if TYPE_CHECKING:
    # Only for their names: each is one command's.
    from datamaturity.changes import Comparison
    from datamaturity.gaps import Gaps

__all__ = [
    "run_compare",
    "run_demo",
    "run_gaps",
    "run_network",
    "run_next",
    "run_panel",
    "run_score",
]


def run_score(options: argparse.Namespace) -> Output:
    """Return the scorecard of a file in the format asked for."""
    framework = answered_framework(options, options.file)
    return _scored(options, framework, lambda: read_assessment(options.file, framework, options))


def run_demo(options: argparse.Namespace) -> Output:
    """Return the scorecard of the packaged example."""
    from datamaturity.readers.answers import parse_answers

    framework = load_framework(DEFAULT_FRAMEWORK)

    def read() -> Assessment:
        assessment = parse_answers(example_answers(), framework=framework, notify=lambda _: None)
        return attrs.evolve(assessment, organisation="Fennmoor District Council (made up)")

    return _scored(options, framework, read)


def _scored(options: argparse.Namespace, framework: Framework, read: Callable[[], Assessment]) -> Output:
    """Return the scorecard in the format asked for; the command line is checked before the file is read."""
    check_scoring(framework, rule=options.rule, minimum_coverage=options.minimum_coverage)
    card = score(
        read(),
        rule=options.rule,
        minimum_coverage=options.minimum_coverage,
        overall=options.overall or None,
    )
    if options.format == "text":
        from datamaturity.reports.result_outlines import scorecard_outline

        return scorecard_outline(card)
    from datamaturity.writers.scorecards import scorecard_csv, scorecard_json, scorecard_xlsx

    writers: dict[str, Callable[[Scorecard], str | bytes]] = {
        "json": scorecard_json,
        "csv": scorecard_csv,
        "xlsx": scorecard_xlsx,
    }
    return writers[options.format](card)


def run_next(options: argparse.Namespace) -> Output:
    """Return the next steps for a file, and the smallest ways up."""
    from datamaturity.next_steps import next_steps
    from datamaturity.reports.result_outlines import next_steps_outline
    from datamaturity.steps import smallest_way_up
    from datamaturity.writers.results import next_steps_csv, next_steps_json, next_steps_xlsx

    framework = answered_framework(options, options.file)
    check_scoring(framework, rule=options.rule)
    given = target_given(options.target, framework)
    assessment = read_assessment(options.file, framework, options)
    target = target_for(assessment, given, options)
    overall = options.overall or None
    steps = next_steps(assessment, target=target, rule=options.rule, overall=overall)
    chosen = steps[: options.limit]
    card = score(assessment, rule=options.rule, overall=overall)
    ways = [smallest_way_up(one) for one in card if one.group.kind != "cell"]
    if options.format == "csv":
        return next_steps_csv(chosen)
    if options.format == "json":
        return next_steps_json(chosen, ways, framework=framework, rule=str(card.rule))
    if options.format == "xlsx":
        return next_steps_xlsx(chosen, ways, framework=framework, rule=str(card.rule))
    return next_steps_outline(
        chosen,
        ways,
        framework=framework,
        rule=str(card.rule),
        left_out_count=len(steps) - len(chosen),
        target=target,
        organisation=assessment.organisation,
    )


def run_gaps(options: argparse.Namespace) -> Output:
    """Return the gaps between a file and a target."""
    from datamaturity.gaps import gaps
    from datamaturity.reports.result_outlines import gaps_outline
    from datamaturity.writers.results import gaps_csv, gaps_json, gaps_xlsx

    framework = answered_framework(options, options.file)
    given = target_given(options.target, framework)
    assessment = read_assessment(options.file, framework, options)
    found = gaps(assessment, target_for(assessment, given, options), overall=options.overall or None)
    writers: dict[str, Callable[[Gaps], Output]] = {
        "text": gaps_outline,
        "json": gaps_json,
        "csv": gaps_csv,
        "xlsx": gaps_xlsx,
    }
    return writers[options.format](found)


def run_compare(options: argparse.Namespace) -> Output:
    """Return what changed between two files."""
    from datamaturity.changes import compare
    from datamaturity.reports.result_outlines import comparison_outline
    from datamaturity.writers.results import comparison_csv, comparison_json, comparison_xlsx

    framework = answered_framework(options, options.old)
    old, new = together(*(partial(read_assessment, one, framework, options) for one in (options.old, options.new)))
    found = compare(old, new, overall=options.overall or None)
    writers: dict[str, Callable[[Comparison], Output]] = {
        "text": comparison_outline,
        "json": comparison_json,
        "csv": comparison_csv,
        "xlsx": comparison_xlsx,
    }
    return writers[options.format](found)


def run_panel(options: argparse.Namespace) -> Output:
    """Return what a panel's people say, and where they differ; write the agreed answers where that is asked for."""
    from datamaturity.files import write_text
    from datamaturity.reports.result_outlines import panel_outline
    from datamaturity.writers.answers import answers_csv
    from datamaturity.writers.networks import panel_csv, panel_json, panel_xlsx

    framework = answered_framework(options, options.files[0])
    check_scoring(framework, rule=options.rule)
    panel = read_team(options, framework)
    card = panel.pool(by=options.by, rule=options.rule, overall=options.overall or None)
    if options.agreed:
        write_text(options.agreed, answers_csv(panel.agree(method=options.method).assessment))
    if options.format == "json":
        return panel_json(panel, card)
    if options.format == "xlsx":
        return panel_xlsx(panel, card)
    if options.format == "csv":
        return panel_csv(panel)
    return panel_outline(panel, card, limit=options.limit)


def run_network(options: argparse.Namespace) -> Output:
    """Return a network's scores, beside a benchmark and in depth where that is asked for."""
    from datamaturity.benchmark import Benchmark
    from datamaturity.documents.benchmarks import benchmark_json
    from datamaturity.files import write_text
    from datamaturity.in_depth import in_depth
    from datamaturity.readers.benchmarks import read_benchmark
    from datamaturity.reports.sections.network import network_outline
    from datamaturity.writers.networks import network_csv, network_json, network_xlsx

    depths_asked = options.theme or options.topic
    if options.format == "csv" and (depths_asked or options.benchmark):
        message = "CSV has the scores alone; --theme, --topic and --benchmark go with text and JSON"
        raise UsageError(message)
    if options.format == "xlsx" and depths_asked:
        message = "a workbook has tables alone; --theme and --topic go with text and JSON"
        raise UsageError(message)
    framework = answered_framework(options, options.files[0])
    check_scoring(framework, rule=options.rule)
    for wanted, find in ((options.theme, framework.theme), (options.topic, framework.topic)):
        for one in wanted or ():
            try:
                find(one)
            except UnknownIdError as error:
                raise UsageError(str(error)) from None
    benchmark = None if options.benchmark is None else read_benchmark(options.benchmark, framework=framework)
    network = read_members(options, framework)
    wanted = {
        "by": options.by,
        "rule": options.rule,
        "overall": options.overall or None,
        "min_organisations": options.min_organisations,
    }
    card = network.pool(**wanted)
    attribute = (options.slice or "").strip().casefold()
    try:
        slices = None if options.slice is None else network.slices(attribute, **wanted)
    except UnknownIdError as error:
        raise UsageError(str(UnknownIdError(error.kind, options.slice, error.place, error.known))) from None
    comparison = None if benchmark is None else card.compare_to(benchmark)
    depths = [in_depth(card, theme=theme, benchmark=benchmark) for theme in options.theme or ()]
    depths += [in_depth(card, benchmark=benchmark, topic=topic) for topic in options.topic or ()]
    if options.write_benchmark:
        write_text(options.write_benchmark, benchmark_json(Benchmark.from_network(network, mean=True, **wanted)))
    if options.format == "json":
        return network_json(network, card, comparison=comparison, slices=slices, depths=depths)
    if options.format == "csv":
        return network_csv(card, slices=slices)
    if options.format == "xlsx":
        return network_xlsx(network, card, comparison=comparison, slices=slices)
    return network_outline(network, card, depths=depths, slice_by=attribute, slices=slices, comparison=comparison)
