"""The command line: its commands, and the options of each."""

import argparse
from collections.abc import Callable
from typing import NoReturn, TypeAlias

from datamaturity import commands, file_commands, plan_commands, report_commands
from datamaturity.command_inputs import DEFAULT_FRAMEWORK, Output
from datamaturity.command_nouns import KINDS
from datamaturity.command_options import (
    add_attribute,
    add_file,
    add_files,
    add_formats,
    add_framework,
    add_output_options,
    add_rule,
    add_scoring_options,
    add_source,
    add_stage_options,
    add_target,
    whole_number,
)
from datamaturity.disclosure import LEAST_ORGANISATIONS
from datamaturity.reports.plain_text import visible
from datamaturity.reports.section_names import NETWORK_SECTIONS, SECTIONS

__all__ = ["make_parser"]


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = _Parser(prog="datamaturity", description="Score data-maturity assessments.", allow_abbrev=False)
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], Output], text: str) -> argparse.ArgumentParser:
        found = subparsers.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.", allow_abbrev=False)
        found.set_defaults(run=run)
        return found

    command("list", commands.run_list, "list the packaged frameworks")

    show = command("show", commands.run_show, "show a framework, or one of its criteria with a text for each level")
    show.add_argument("framework", metavar="ID", help="a packaged framework's id, or a JSON file")
    show.add_argument("criterion", metavar="CRITERION", nargs="?", help="a criterion's id, such as 4.33")

    _add_file_commands(command)

    scores = command("score", commands.run_score, "score the answers in a file")
    add_file(scores, "file", "FILE")
    add_scoring_options(scores)

    following = command("next", commands.run_next, "show what to do next after the answers in a file")
    add_file(following, "file", "FILE")
    add_target(following)
    following.add_argument(
        "--limit", metavar="N", type=whole_number, default=10, help="show N steps (default: %(default)s)"
    )
    add_stage_options(following)

    gap = command("gaps", commands.run_gaps, "show how far the answers in a file are from a target")
    add_file(gap, "file", "FILE")
    add_target(gap)
    add_output_options(gap)

    change = command("compare", commands.run_compare, "show what changed from one file of answers to a later one")
    add_file(change, "old", "OLD")
    change.add_argument("new", metavar="NEW", help="the later answers, likewise")
    add_output_options(change)

    panel = command(
        "panel", commands.run_panel, "show what several people say of one organisation, and where they differ"
    )
    add_files(panel)
    panel.add_argument("--by", choices=("respondents", "units"), default="respondents", help="(default: %(default)s)")
    panel.add_argument(
        "--limit", metavar="N", type=whole_number, default=10, help="show N criteria (default: %(default)s)"
    )
    panel.add_argument("--agreed", metavar="FILE", help="write the agreed answers to this CSV file as well")
    panel.add_argument("--method", choices=("median-low", "mode"), default="median-low", help="(default: %(default)s)")
    add_stage_options(panel)

    network = command("network", commands.run_network, "show the scores of several organisations together")
    add_files(network)
    network.add_argument("--name", metavar="NAME", default="", help="the network's name")
    network.add_argument(
        "--by", choices=("organisations", "respondents"), default="organisations", help="(default: %(default)s)"
    )
    network.add_argument(
        "--min-organisations",
        metavar="N",
        type=whole_number,
        default=LEAST_ORGANISATIONS,
        help="withhold what is about fewer than N organisations; 0 withholds nothing (default: %(default)s)",
    )
    network.add_argument("--benchmark", metavar="FILE", help="set the scores beside the benchmark in this JSON file")
    network.add_argument(
        "--write-benchmark", metavar="FILE", help="write the network's own benchmark to this JSON file"
    )
    network.add_argument(
        "--theme", metavar="ID", action="append", help="show a theme in depth; may be given several times"
    )
    network.add_argument("--topic", metavar="ID", action="append", help="show a topic in depth, likewise")
    network.add_argument("--slice", metavar="ATTRIBUTE", help="show the scores of each value of an attribute as well")
    add_attribute(network)
    add_stage_options(network)

    _add_report(command)
    _add_plan_commands(subparsers)

    declare = command("declare", plan_commands.run_declare, "show where the partners of a declaration stand")
    declare.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="a CSV or XLSX file with the columns organisation, signed_on and commitments, and criterion and answer, "
        "or a column for each criterion; or a JSON document",
    )
    add_framework(declare, default="data-declaration")
    add_rule(declare)
    add_formats(declare)
    declare.set_defaults(source=None)

    crosswalk = command("crosswalk", plan_commands.run_crosswalk, "show what answers say of another framework")
    add_file(crosswalk, "file", "FILE")
    crosswalk.add_argument("--to", metavar="ID", required=True, help="the other framework, such as data-declaration")
    add_formats(crosswalk)

    demo = command("demo", commands.run_demo, "score the answers of a made-up council")
    add_scoring_options(demo)
    return parser


_Command: TypeAlias = Callable[
    [str, Callable[[argparse.Namespace], Output], str],
    argparse.ArgumentParser,
]


def _add_file_commands(command: _Command) -> None:
    template = command("template", file_commands.run_template, "print an empty questionnaire for people to fill in")
    template.add_argument("framework", metavar="ID", help="a packaged framework's id, or a JSON file")
    template.add_argument(
        "--as",
        dest="form",
        choices=("csv", "xlsx", "xlsform", "questions"),
        default="csv",
        help="a CSV file, a workbook, an XLSForm for ODK and KoboToolbox, or questions to paste into Microsoft or "
        "Google Forms (default: %(default)s)",
    )
    template.add_argument("--output", metavar="FILE", help="write to this file instead of the screen")

    convert = command("convert", file_commands.run_convert, "write what a file holds in another format")
    convert.add_argument("file", metavar="IN", help="a file of answers, a form's export, notes, a model or a document")
    convert.add_argument("output_file", metavar="OUT", help="the file to write: .json, .csv, .xlsx or .md")
    _add_reading(convert)

    validate = command("validate", file_commands.run_validate, "name everything that is wrong with a file")
    validate.add_argument("file", metavar="FILE", help="a file of answers, a form's export, notes, or a document")
    _add_reading(validate)

    lint = command(
        "lint", file_commands.run_lint, "name everything in a framework's document that its users may trip on"
    )
    lint.add_argument("file", metavar="FILE", help="a framework as a JSON document")

    schema = command("schema", file_commands.run_schema, "print the JSON Schema of a kind of document")
    schema.add_argument("kind", metavar="KIND", help="such as framework, assessment or plan")


def _add_report(command: _Command) -> None:
    report = command(
        "report", report_commands.run_report, "make a report of what one organisation, its people or a network answered"
    )
    add_files(report)
    report.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write to this file, as its name says: .html, .md or .txt (default: text on the screen)",
    )
    report.add_argument("--style", metavar="FILE", help="a file of CSS that an HTML report is to look like as well")
    report.add_argument(
        "--as", dest="to", choices=("assessment", "panel", "network"), help="what FILE holds (default: what it shows)"
    )
    report.add_argument(
        "--sections",
        metavar="NAMES",
        action="append",
        help=f"only these sections, with commas between them: {', '.join(SECTIONS)}; "
        f"of a network: {', '.join(NETWORK_SECTIONS)}",
    )
    add_target(report, default="one level up for next steps, and no gaps")
    report.add_argument("--benchmark", metavar="FILE", help="set the scores beside the benchmark in this JSON file")
    report.add_argument("--network", metavar="FILE", help="set the scores beside those of the network in this file")
    report.add_argument("--plan", metavar="FILE", help="show this action plan and what it leads to")
    report.add_argument("--on", metavar="DATE", help="say where the plan stands on this day, such as 2026-03-31")
    report.add_argument(
        "--earlier", metavar="FILE", action="append", help="earlier answers; may be given several times, each dated"
    )
    report.add_argument(
        "--name", metavar="NAME", default="", help="whose report it is, where FILE does not say; a network's name"
    )
    report.add_argument(
        "--min-organisations",
        metavar="N",
        type=whole_number,
        help=f"withhold what is about fewer than N organisations of a network (default: {LEAST_ORGANISATIONS})",
    )
    report.add_argument("--slice", metavar="ATTRIBUTE", help="show the scores of each value of a network's attribute")
    add_attribute(report)
    add_rule(report)
    report.add_argument("--overall", action="store_true", help="add an overall score that the publisher does not give")
    # What only the conversion of other files asks for.
    report.set_defaults(licence=None, id=None, version=None, title=None)


def _add_reading(parser: argparse.ArgumentParser) -> None:
    """Add what `convert` and `validate` know of a file that it does not say itself."""
    add_framework(parser)
    add_source(parser, "notes", "plan")
    parser.add_argument("--to", choices=KINDS, help="what to read it as (default: what it holds)")
    parser.add_argument("--licence", metavar="TEXT", help="the licence of a wording that is read from notes")
    for name, source in (("id", "notes or a model"), ("version", "notes or a model"), ("title", "notes")):
        parser.add_argument(
            f"--{name}", metavar=name.upper(), help=f"the {name} of a framework that is read from {source}"
        )
    parser.add_argument("--name", metavar="NAME", default="", help="the name of a network that is read from a table")
    add_attribute(parser)


def _add_plan_commands(subparsers: "argparse._SubParsersAction[_Parser]") -> None:
    text = "check, draft, export and follow an action plan"
    plan = subparsers.add_parser("plan", help=text, description=f"{text[0].upper()}{text[1:]}.", allow_abbrev=False)
    parts = plan.add_subparsers(metavar="COMMAND", required=True)
    file_help = "a plan as Markdown (.md) or JSON"
    formats = ("markdown", "json", "csv", "xlsx", "ics")
    own = f"(default: the plan's own; {DEFAULT_FRAMEWORK} for answers where it names none)"

    def command(name: str, run: Callable[[argparse.Namespace], Output], text: str) -> argparse.ArgumentParser:
        found = parts.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.", allow_abbrev=False)
        found.set_defaults(run=run)
        return found

    check = command("check", plan_commands.run_plan_check, "name everything in a plan that does not fit together")
    check.add_argument("file", metavar="FILE", help=file_help)
    check.add_argument("--answers", metavar="FILE", help="a file of answers: check that each level can be reached")
    check.add_argument("--framework", metavar="ID", help=f"the framework of the criteria {own}")
    add_source(check)
    check.add_argument("--output", metavar="FILE", help="write to this file instead of the screen")

    draft = command("draft", plan_commands.run_plan_draft, "draft a plan that takes the answers in a file to a target")
    add_file(draft, "file", "ANSWERS")
    add_target(draft)
    draft.add_argument(
        "--capacity", metavar="N", type=whole_number, help="moves that each horizon takes (default: no limit)"
    )
    draft.add_argument("--title", metavar="TITLE", default="Draft plan", help="the plan's title (default: %(default)s)")
    add_rule(draft)
    draft.add_argument("--id", metavar="ID", default="draft", help="the plan's id (default: %(default)s)")
    draft.add_argument("--format", choices=formats[:4], default="markdown", help="(default: %(default)s)")
    draft.add_argument("--output", metavar="FILE", help="write to this file instead of the screen")

    export = command("export", plan_commands.run_plan_export, "write a plan in another format")
    export.add_argument("file", metavar="FILE", help=file_help)
    export.add_argument("--format", choices=formats, default="markdown", help="(default: %(default)s)")
    export.add_argument("--output", metavar="FILE", help="write to this file instead of the screen")

    status = command("status", plan_commands.run_plan_status, "show where a plan stands on a day")
    status.add_argument("file", metavar="FILE", help=file_help)
    status.add_argument("--on", metavar="DATE", required=True, help="the day, such as 2026-03-31")
    status.add_argument(
        "--notice",
        metavar="DAYS",
        type=whole_number,
        default=30,
        help="at risk if not begun so many days before it is due (default: %(default)s)",
    )
    add_formats(status)

    forecast = command("forecast", plan_commands.run_plan_forecast, "show the scores after each horizon of a plan")
    forecast.add_argument("file", metavar="FILE", help=file_help)
    forecast.add_argument("answers", metavar="ANSWERS", help="a file of answers, as for score")
    forecast.add_argument("--framework", metavar="ID", help=f"the framework that was answered {own}")
    add_source(forecast)
    add_target(forecast, default="the levels that the plan's actions serve")
    add_stage_options(forecast)


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints move no terminal's cursor, whatever they quote."""

    def error(self, message: str) -> NoReturn:
        super().error(visible(message))


class _Version(argparse.Action):
    """Show the version; looked up only when asked for, since the look-up takes longer than most commands."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        import datamaturity

        print(f"{parser.prog} {datamaturity.__version__}")
        parser.exit()
