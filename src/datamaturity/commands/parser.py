"""
The command line: its commands, and what each of them takes and runs.

A parser gets its options when its command is the one that was asked for, and what a command runs is imported when it
runs: so one command does not wait for the modules of all others.
"""

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NoReturn, TypeAlias

from datamaturity.commands import arguments, plan_arguments
from datamaturity.commands.options import add_scoring_options
from datamaturity.commands.terms import Output
from datamaturity.reports.plain_text import visible

__all__ = ["COMMANDS", "PLAN_COMMANDS", "make_parser"]

_Add: TypeAlias = Callable[[argparse.ArgumentParser], object]


def _add_nothing(_: argparse.ArgumentParser) -> None:
    """Add no option: the command takes none."""


COMMANDS: dict[str, tuple[str, str, _Add]] = {
    "list": ("frameworks.run_list", "list the packaged frameworks", _add_nothing),
    "show": (
        "frameworks.run_show",
        "show a framework, or one of its criteria with a text for each level",
        arguments.add_show,
    ),
    "template": (
        "files.run_template",
        "print an empty questionnaire for people to fill in",
        arguments.add_template,
    ),
    "convert": (
        "files.run_convert",
        "write what a file holds in another format",
        arguments.add_convert,
    ),
    "validate": (
        "files.run_validate",
        "name everything that is wrong with a file",
        arguments.add_validate,
    ),
    "lint": (
        "files.run_lint",
        "name everything in a framework's document that its users may trip on",
        arguments.add_lint,
    ),
    "schema": ("files.run_schema", "print the JSON Schema of a kind of document", arguments.add_schema),
    "score": ("answers.run_score", "score the answers in a file", arguments.add_score),
    "next": ("answers.run_next", "show what to do next after the answers in a file", arguments.add_next),
    "gaps": ("answers.run_gaps", "show how far the answers in a file are from a target", arguments.add_gaps),
    "compare": (
        "answers.run_compare",
        "show what changed from one file of answers to a later one",
        arguments.add_compare,
    ),
    "panel": (
        "answers.run_panel",
        "show what several people say of one organisation, and where they differ",
        arguments.add_panel,
    ),
    "network": (
        "answers.run_network",
        "show the scores of several organisations together",
        arguments.add_network,
    ),
    "report": (
        "reports.run_report",
        "make a report of what one organisation, its people or a network answered",
        arguments.add_report,
    ),
    "plan": ("", "check, draft, export and follow an action plan", lambda parser: _add_commands(parser, PLAN_COMMANDS)),
    "declare": (
        "plans.run_declare",
        "show where the partners of a declaration stand",
        arguments.add_declare,
    ),
    "crosswalk": (
        "plans.run_crosswalk",
        "show what answers say of another framework",
        arguments.add_crosswalk,
    ),
    "demo": ("answers.run_demo", "score the answers of a made-up council", add_scoring_options),
}
"""Each command: what it runs, if it does not have commands of its own, what it is for, and what adds its options."""

PLAN_COMMANDS: dict[str, tuple[str, str, _Add]] = {
    "check": (
        "plans.run_plan_check",
        "name everything in a plan that does not fit together",
        plan_arguments.add_plan_check,
    ),
    "draft": (
        "plans.run_plan_draft",
        "draft a plan that takes the answers in a file to a target",
        plan_arguments.add_plan_draft,
    ),
    "export": ("plans.run_plan_export", "write a plan in another format", plan_arguments.add_plan_export),
    "status": ("plans.run_plan_status", "show where a plan stands on a day", plan_arguments.add_plan_status),
    "forecast": (
        "plans.run_plan_forecast",
        "show the scores after each horizon of a plan",
        plan_arguments.add_plan_forecast,
    ),
}
"""The commands of `plan`, likewise."""


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = _Parser(prog="datamaturity", description="Score data-maturity assessments.", allow_abbrev=False)
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    _add_commands(parser, COMMANDS)
    return parser


def _add_commands(parser: argparse.ArgumentParser, commands: dict[str, tuple[str, str, _Add]]) -> None:
    """Add commands, each without its options."""
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    for name, (runs, text, add) in commands.items():
        found = subparsers.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.", allow_abbrev=False)
        found.add_later = add
        if runs:
            found.set_defaults(run=_runner(runs))


def _runner(runs: str) -> Callable[[argparse.Namespace], Output]:
    """Return the function of this name, such as ``answers.run_score``, as one that is imported when it is called."""
    module, name = runs.split(".")

    def run(options: argparse.Namespace) -> Output:
        found: Output = getattr(import_module(f"datamaturity.commands.{module}"), name)(options)
        return found

    return run


class _Parser(argparse.ArgumentParser):
    """
    A parser that gets its options when it comes to parsing.

    Its complaints move no terminal's cursor, whatever they quote.
    """

    add_later: _Add | None = None

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        add, self.add_later = self.add_later, None
        if add is not None:
            add(self)
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        super().error(visible(message))


class _Version(argparse.Action):
    """Show the version; looked up only when asked for, since the look-up takes longer than most commands."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        import datamaturity

        print(f"{parser.prog} {datamaturity.__version__}")
        parser.exit()
