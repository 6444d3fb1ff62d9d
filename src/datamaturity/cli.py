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

from datamaturity import commands
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

    demo = command("demo", commands.run_demo, "score the answers of a made-up council")
    _add_scoring_options(demo)
    return parser


def _add_file(parser: argparse.ArgumentParser, name: str, shown: str) -> None:
    parser.add_argument(name, metavar=shown, help="a CSV file with the columns criterion and answer")
    parser.add_argument(
        "--framework",
        metavar="ID",
        default=commands.DEFAULT_FRAMEWORK,
        help="the framework that was answered: a packaged one's id, or a JSON file (default: %(default)s)",
    )


def _add_target(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--target",
        metavar="TARGET",
        action="append",
        help="a level for everything (3), topic:ID=LEVEL, theme:ID=LEVEL, CRITERION=LEVEL, or a CSV file of answers; "
        "may be given several times (default: one level up)",
    )


def _add_scoring_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--minimum-coverage", metavar="SHARE", default="0", help="no stage under this coverage, 0 to 1")
    _add_stage_options(parser)


def _add_stage_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rule",
        metavar="RULE",
        help="how levels become stages: mean-nearest, mean-floor, median-low, weakest-link, reached-by:SHARE, "
        "cut-offs:MEAN,MEAN,… (default: the framework's own)",
    )
    _add_output_options(parser)


def _add_output_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--overall", action="store_true", help="add an overall score that the publisher does not give")
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
