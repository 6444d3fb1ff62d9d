"""
The command: a thin shell over the public functions.

It exits with 0 when the work is done, 1 when the input has faults (all of them on standard error, nothing written), and
2 when the command itself is wrong.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper

from datamaturity import commands, plan_commands
from datamaturity.disclosure import LEAST_ORGANISATIONS
from datamaturity.errors import DataMaturityError, FaultsError, counted

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    Args:
        arguments: The command line without the program's name; the process's own if not given.

    Returns:
        The exit status.
    """
    for stream in (sys.stdout, sys.stderr):
        # A console of another encoding shows a question mark for what it lacks, and no traceback.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        text = options.run(options)
        _put(text, getattr(options, "output", None))
    except commands.UsageError as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    except FaultsError as error:
        print(*error.faults, sep="\n", file=sys.stderr)
        print(f"{parser.prog}: {counted(len(error.faults), 'fault')}, nothing written", file=sys.stderr)
        return 1
    except DataMaturityError as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); give the interpreter somewhere to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        # Standard output itself: a full disk behind it, for example.
        print(f"{parser.prog}: {error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="datamaturity", description="Score data-maturity assessments.", allow_abbrev=False
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], str], text: str) -> argparse.ArgumentParser:
        found = subparsers.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.", allow_abbrev=False)
        found.set_defaults(run=run)
        return found

    command("list", commands.run_list, "list the packaged frameworks")

    show = command("show", commands.run_show, "show a framework, or one of its criteria with a text for each level")
    show.add_argument("framework", metavar="ID", help="a packaged framework's id, or a JSON file")
    show.add_argument("criterion", metavar="CRITERION", nargs="?", help="a criterion's id, such as 4.33")

    template = command("template", commands.run_template, "print an empty answers CSV with titles and levels")
    template.add_argument("framework", metavar="ID", help="a packaged framework's id, or a JSON file")
    template.add_argument("--output", metavar="FILE", help="write to this file instead of the screen")

    scores = command("score", commands.run_score, "score the answers in a CSV file")
    _add_file(scores, "file", "FILE")
    _add_scoring_options(scores)

    following = command("next", commands.run_next, "show what to do next after the answers in a CSV file")
    _add_file(following, "file", "FILE")
    _add_target(following)
    following.add_argument("--limit", metavar="N", type=_count, default=10, help="show N steps (default: %(default)s)")
    _add_stage_options(following)

    gap = command("gaps", commands.run_gaps, "show how far the answers in a CSV file are from a target")
    _add_file(gap, "file", "FILE")
    _add_target(gap)
    _add_output_options(gap)

    change = command("compare", commands.run_compare, "show what changed from one CSV file of answers to a later one")
    _add_file(change, "old", "OLD")
    change.add_argument("new", metavar="NEW", help="the later answers, likewise")
    _add_output_options(change)

    panel = command(
        "panel", commands.run_panel, "show what several people say of one organisation, and where they differ"
    )
    _add_files(panel)
    panel.add_argument("--by", choices=("respondents", "units"), default="respondents", help="(default: %(default)s)")
    panel.add_argument("--limit", metavar="N", type=_count, default=10, help="show N criteria (default: %(default)s)")
    panel.add_argument("--agreed", metavar="FILE", help="write the agreed answers to this CSV file as well")
    panel.add_argument("--method", choices=("median-low", "mode"), default="median-low", help="(default: %(default)s)")
    _add_stage_options(panel)

    network = command("network", commands.run_network, "show the scores of several organisations together")
    _add_files(network)
    network.add_argument("--name", metavar="NAME", default="", help="the network's name")
    network.add_argument(
        "--by", choices=("organisations", "respondents"), default="organisations", help="(default: %(default)s)"
    )
    network.add_argument(
        "--min-organisations",
        metavar="N",
        type=_count,
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
    network.add_argument(
        "--attribute",
        metavar="COLUMN",
        action="append",
        help="a column that says something of the organisation; may be given several times "
        "(default: sector, size, region)",
    )
    _add_stage_options(network)

    _add_plan_commands(subparsers)

    declare = command("declare", plan_commands.run_declare, "show where the partners of a declaration stand")
    declare.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="a CSV file with the columns organisation, signed_on and commitments, and criterion and answer, or a "
        "column for each criterion",
    )
    _add_framework(declare, default="data-declaration")
    _add_rule(declare)
    _add_formats(declare)

    crosswalk = command("crosswalk", plan_commands.run_crosswalk, "show what answers say of another framework")
    _add_file(crosswalk, "file", "FILE")
    crosswalk.add_argument("--to", metavar="ID", required=True, help="the other framework, such as data-declaration")
    _add_formats(crosswalk)

    demo = command("demo", commands.run_demo, "score the answers of a made-up council")
    _add_scoring_options(demo)
    return parser


def _add_plan_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = "check, draft, export and follow an action plan"
    plan = subparsers.add_parser("plan", help=text, description=f"{text[0].upper()}{text[1:]}.", allow_abbrev=False)
    parts = plan.add_subparsers(metavar="COMMAND", required=True)
    file_help = "a plan as Markdown (.md) or JSON"
    formats = ("markdown", "json", "csv", "ics")
    own = f"(default: the plan's own; {commands.DEFAULT_FRAMEWORK} for answers where it names none)"

    def command(name: str, run: Callable[[argparse.Namespace], str], text: str) -> argparse.ArgumentParser:
        found = parts.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.", allow_abbrev=False)
        found.set_defaults(run=run)
        return found

    check = command("check", plan_commands.run_plan_check, "name everything in a plan that does not fit together")
    check.add_argument("file", metavar="FILE", help=file_help)
    check.add_argument("--answers", metavar="FILE", help="a CSV file of answers: check that each level can be reached")
    check.add_argument("--framework", metavar="ID", help=f"the framework of the criteria {own}")
    check.add_argument("--output", metavar="FILE", help="write to this file instead of the screen")

    draft = command(
        "draft", plan_commands.run_plan_draft, "draft a plan that takes the answers in a CSV file to a target"
    )
    _add_file(draft, "file", "ANSWERS")
    _add_target(draft)
    draft.add_argument("--capacity", metavar="N", type=_count, help="moves that each horizon takes (default: no limit)")
    draft.add_argument("--title", metavar="TITLE", default="Draft plan", help="the plan's title (default: %(default)s)")
    _add_rule(draft)
    draft.add_argument("--id", metavar="ID", default="draft", help="the plan's id (default: %(default)s)")
    draft.add_argument("--format", choices=formats[:3], default="markdown", help="(default: %(default)s)")
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
        type=_count,
        default=30,
        help="at risk if not begun so many days before it is due (default: %(default)s)",
    )
    _add_formats(status)

    forecast = command("forecast", plan_commands.run_plan_forecast, "show the scores after each horizon of a plan")
    forecast.add_argument("file", metavar="FILE", help=file_help)
    forecast.add_argument("answers", metavar="ANSWERS", help="a CSV file with the columns criterion and answer")
    forecast.add_argument("--framework", metavar="ID", help=f"the framework that was answered {own}")
    _add_target(forecast, default="the levels that the plan's actions serve")
    _add_stage_options(forecast)


def _add_file(parser: argparse.ArgumentParser, name: str, shown: str) -> None:
    parser.add_argument(name, metavar=shown, help="a CSV file with the columns criterion and answer")
    _add_framework(parser)


def _add_framework(parser: argparse.ArgumentParser, *, default: str = commands.DEFAULT_FRAMEWORK) -> None:
    parser.add_argument(
        "--framework",
        metavar="ID",
        default=default,
        help="the framework that was answered: a packaged one's id, or a JSON file (default: %(default)s)",
    )


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="a CSV file with the columns criterion and answer, or a column for each criterion; "
        "organisation and respondent say whose answers they are",
    )
    _add_framework(parser)


def _add_target(parser: argparse.ArgumentParser, *, default: str = "one level up") -> None:
    parser.add_argument(
        "--target",
        metavar="TARGET",
        action="append",
        help="a level for everything (3), topic:ID=LEVEL, theme:ID=LEVEL, CRITERION=LEVEL, or a CSV file of answers; "
        f"may be given several times (default: {default})",
    )


def _add_scoring_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--minimum-coverage", metavar="SHARE", default="0", help="no stage under this coverage, 0 to 1")
    _add_stage_options(parser)


def _add_stage_options(parser: argparse.ArgumentParser) -> None:
    _add_rule(parser)
    _add_output_options(parser)


def _add_rule(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rule",
        metavar="RULE",
        help="how levels become stages: mean-nearest, mean-floor, median-low, weakest-link, reached-by:SHARE, "
        "cut-offs:MEAN,MEAN,… (default: the framework's own)",
    )


def _add_output_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--overall", action="store_true", help="add an overall score that the publisher does not give")
    _add_formats(parser)


def _add_formats(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text", help="(default: %(default)s)")
    parser.add_argument("--output", metavar="FILE", help="write to this file instead of the screen")


def _count(text: str) -> int:
    if not text.isdecimal() or not text.isascii():
        message = f"a whole number from 0 is needed, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text[:9])


class _Version(argparse.Action):
    """Show the version; looked up only when asked for, since the look-up takes longer than most commands."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        import datamaturity

        print(f"{parser.prog} {datamaturity.__version__}")
        parser.exit()


def _put(text: str, path: str | None) -> None:
    if path is None:
        # There is none where the caller has closed it; then nobody wants to read.
        if sys.stdout is not None:
            sys.stdout.write(text)
            sys.stdout.flush()
        return
    from datamaturity.files import write_text

    write_text(path, text)
