"""What each command on plans takes; added to its parser once it is the command that was asked for."""

import argparse

from datamaturity.commands.options import (
    add_file,
    add_formats,
    add_output,
    add_rule,
    add_source,
    add_stage_options,
    add_target,
    whole_number,
)
from datamaturity.commands.terms import DEFAULT_FRAMEWORK

__all__ = ["add_plan_check", "add_plan_draft", "add_plan_export", "add_plan_forecast", "add_plan_status"]

_FILE = "a plan as Markdown (.md) or JSON"
_FORMATS = ("markdown", "json", "csv", "xlsx", "ics")
_OWN = f"(default: the plan's own; {DEFAULT_FRAMEWORK} for answers where it names none)"


def add_plan_check(parser: argparse.ArgumentParser) -> None:
    """Add what `plan check` takes."""
    parser.add_argument("file", metavar="FILE", help=_FILE)
    parser.add_argument("--answers", metavar="FILE", help="a file of answers: check that each level can be reached")
    parser.add_argument("--framework", metavar="ID", help=f"the framework of the criteria {_OWN}")
    add_source(parser)
    parser.add_argument("--output", metavar="FILE", help="write to this file instead of the screen")


def add_plan_draft(parser: argparse.ArgumentParser) -> None:
    """Add what `plan draft` takes."""
    add_file(parser, "file", "ANSWERS")
    add_target(parser)
    parser.add_argument(
        "--capacity", metavar="N", type=whole_number, help="moves that each horizon takes (default: no limit)"
    )
    parser.add_argument(
        "--title", metavar="TITLE", default="Draft plan", help="the plan's title (default: %(default)s)"
    )
    add_rule(parser)
    parser.add_argument("--id", metavar="ID", default="draft", help="the plan's id (default: %(default)s)")
    add_output(parser, _FORMATS[:4])


def add_plan_export(parser: argparse.ArgumentParser) -> None:
    """Add what `plan export` takes."""
    parser.add_argument("file", metavar="FILE", help=_FILE)
    add_output(parser, _FORMATS)


def add_plan_status(parser: argparse.ArgumentParser) -> None:
    """Add what `plan status` takes."""
    parser.add_argument("file", metavar="FILE", help=_FILE)
    parser.add_argument("--on", metavar="DATE", required=True, help="the day, such as 2026-03-31")
    parser.add_argument(
        "--notice",
        metavar="DAYS",
        type=whole_number,
        default=30,
        help="at risk if not begun so many days before it is due (default: %(default)s)",
    )
    add_formats(parser)


def add_plan_forecast(parser: argparse.ArgumentParser) -> None:
    """Add what `plan forecast` takes."""
    parser.add_argument("file", metavar="FILE", help=_FILE)
    parser.add_argument("answers", metavar="ANSWERS", help="a file of answers, as for score")
    parser.add_argument("--framework", metavar="ID", help=f"the framework that was answered {_OWN}")
    add_source(parser)
    add_target(parser, default="the levels that the plan's actions serve")
    add_stage_options(parser)
