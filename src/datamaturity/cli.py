"""
The command: a thin shell over the public functions.

It exits with 0 when the work is done, 1 when the input has faults (all of them on standard error, nothing written), and
2 when the command itself is wrong.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

import attrs

from datamaturity.assessment import Assessment
from datamaturity.errors import DataMaturityError, Fault, FaultsError, RuleError, UnknownIdError
from datamaturity.framework import Framework
from datamaturity.packaged import example_answers, list_frameworks, load_framework
from datamaturity.scoring import score

__all__ = ["main"]

_DEFAULT_FRAMEWORK = "uk-government-dma"


class _UsageError(Exception):
    """The command line asks for something that does not exist."""


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    Args:
        arguments: The command line without the program's name; the process's own if not given.

    Returns:
        The exit status.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        text = options.run(options)
        _put(text, getattr(options, "output", None))
    except _UsageError as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    except FaultsError as error:
        count = len(error.faults)
        print(*error.faults, sep="\n", file=sys.stderr)
        print(f"{parser.prog}: {count} fault{'s' * (count != 1)}, nothing written", file=sys.stderr)
        return 1
    except DataMaturityError as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); give the interpreter somewhere to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="datamaturity", description="Score data-maturity assessments.", allow_abbrev=False
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], str], text: str) -> argparse.ArgumentParser:
        found = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.", allow_abbrev=False)
        found.set_defaults(run=run)
        return found

    command("list", _list, "list the packaged frameworks")

    show = command("show", _show, "show a framework, or one of its criteria with a text for each level")
    show.add_argument("framework", metavar="ID", help="a packaged framework's id, or a JSON file")
    show.add_argument("criterion", metavar="CRITERION", nargs="?", help="a criterion's id, such as 4.33")

    template = command("template", _template, "print an empty answers CSV with titles and levels")
    template.add_argument("framework", metavar="ID", help="a packaged framework's id, or a JSON file")
    template.add_argument("--output", metavar="FILE", help="write to this file instead of the screen")

    scores = command("score", _score, "score the answers in a CSV file")
    scores.add_argument("file", metavar="FILE", help="a CSV file with the columns criterion and answer")
    scores.add_argument(
        "--framework",
        metavar="ID",
        default=_DEFAULT_FRAMEWORK,
        help="the framework that was answered: a packaged one's id, or a JSON file (default: %(default)s)",
    )
    _add_scoring_options(scores)

    demo = command("demo", _demo, "score the answers of a made-up council")
    _add_scoring_options(demo)
    return parser


def _add_scoring_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rule",
        metavar="RULE",
        help="how levels become stages: mean-nearest, mean-floor, median-low, weakest-link, reached-by:SHARE, "
        "cut-offs:MEAN,MEAN,… (default: the framework's own)",
    )
    parser.add_argument("--minimum-coverage", metavar="SHARE", default="0", help="no stage under this coverage, 0 to 1")
    parser.add_argument("--overall", action="store_true", help="add an overall score that the publisher does not give")
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text", help="(default: %(default)s)")
    parser.add_argument("--output", metavar="FILE", help="write to this file instead of the screen")


class _Version(argparse.Action):
    """Show the version; looked up only when asked for, since the look-up takes longer than most commands."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        import datamaturity

        print(f"{parser.prog} {datamaturity.__version__}")
        parser.exit()


def _list(_: argparse.Namespace) -> str:
    from datamaturity.reports.framework_text import framework_list_text

    return framework_list_text(list_frameworks())


def _show(options: argparse.Namespace) -> str:
    from datamaturity.reports.framework_text import criterion_text, framework_text

    framework = _framework(options.framework)
    if options.criterion is None:
        return framework_text(framework)
    try:
        return criterion_text(framework, options.criterion)
    except UnknownIdError as error:
        raise _UsageError(str(error)) from None


def _template(options: argparse.Namespace) -> str:
    from datamaturity.writers.templates import answers_template

    return answers_template(_framework(options.framework))


def _score(options: argparse.Namespace) -> str:
    from datamaturity.readers.answers import read_answers

    return _scored(options, lambda framework: read_answers(options.file, framework=framework, notify=_note))


def _demo(options: argparse.Namespace) -> str:
    from datamaturity.readers.answers import parse_answers

    options.framework = _DEFAULT_FRAMEWORK

    def read(framework: Framework) -> Assessment:
        assessment = parse_answers(example_answers(), framework=framework, notify=lambda _: None)
        return attrs.evolve(assessment, organisation="Fennmoor District Council (made up)")

    return _scored(options, read)


def _scored(options: argparse.Namespace, read: Callable[[Framework], Assessment]) -> str:
    """Return the scorecard in the format asked for; the command line is checked before the file is read."""
    framework = _framework(options.framework)
    scoring = {"rule": options.rule, "minimum_coverage": options.minimum_coverage}
    try:
        score(Assessment(framework), **scoring)
    except (RuleError, ValueError) as error:
        raise _UsageError(str(error)) from None
    card = score(read(framework), **scoring, overall=options.overall or None)
    if options.format == "json":
        from datamaturity.writers.scorecards import scorecard_json

        return scorecard_json(card)
    if options.format == "csv":
        from datamaturity.writers.scorecards import scorecard_csv

        return scorecard_csv(card)
    from datamaturity.reports.scorecard_text import scorecard_text

    return scorecard_text(card)


def _framework(name: str) -> Framework:
    """Return the framework that a command line names: a JSON file where it looks like one, else a packaged one."""
    if name.endswith(".json"):
        from datamaturity.readers.frameworks import read_framework

        return read_framework(name)
    try:
        return load_framework(name)
    except UnknownIdError as error:
        raise _UsageError(str(error)) from None


def _note(fault: Fault) -> None:
    print(f"note: {fault}", file=sys.stderr)


def _put(text: str, path: str | None) -> None:
    if path is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    from datamaturity.files import write_text

    write_text(path, text)
