"""The options that several commands share."""

import argparse
from collections.abc import Sequence

from datamaturity.commands.terms import DEFAULT_FRAMEWORK

__all__ = [
    "add_attribute",
    "add_file",
    "add_files",
    "add_formats",
    "add_framework",
    "add_output",
    "add_output_options",
    "add_rule",
    "add_scoring_options",
    "add_source",
    "add_stage_options",
    "add_target",
    "whole_number",
]


def add_file(parser: argparse.ArgumentParser, name: str, shown: str) -> None:
    """Add a file of one organisation's answers."""
    parser.add_argument(
        name,
        metavar=shown,
        help="a CSV or XLSX file with the columns criterion and answer, a form's export, or a JSON document",
    )
    add_framework(parser)
    add_source(parser)


def add_framework(parser: argparse.ArgumentParser, *, default: str = DEFAULT_FRAMEWORK) -> None:
    """Add the framework that was answered."""
    parser.add_argument(
        "--framework",
        metavar="ID",
        help="the framework that was answered: a packaged one's id, or a JSON file "
        f"(default: what the file names, or {default})",
    )


def add_source(parser: argparse.ArgumentParser, *others: str) -> None:
    """Add how files of answers are read where they do not say it themselves."""
    sources = ("long", "wide", "microsoft-forms", "google-forms", "odk", "odi", "document", *others)
    parser.add_argument(
        "--from", dest="source", choices=sources, help="what the file is (default: told by its content)"
    )
    parser.add_argument("--sheet", metavar="NAME", help="the sheet to read of a workbook (default: all with answers)")
    parser.add_argument(
        "--column",
        metavar="HEADER=MEANING",
        action="append",
        help="what a column of a form's export is: a criterion's id, organisation, respondent, role, unit, or nothing "
        "to pass it over; may be given several times",
    )
    parser.add_argument(
        "--wording", metavar="FILE", action="append", help="other words of questions and options, as a JSON document"
    )
    parser.add_argument(
        "--lenient", action="store_true", help="tell what matches no question or option of a form, and go on"
    )


def add_files(parser: argparse.ArgumentParser) -> None:
    """Add files of several people's answers."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="a CSV or XLSX file with the columns criterion and answer, or a column for each criterion; organisation "
        "and respondent say whose answers they are; or a form's export, or a JSON document",
    )
    add_framework(parser)
    add_source(parser)


def add_attribute(parser: argparse.ArgumentParser) -> None:
    """Add the columns of a table of organisations that are neither people's nor answers."""
    parser.add_argument(
        "--attribute",
        metavar="COLUMN",
        action="append",
        help="a column that says something of the organisation; may be given several times "
        "(default: sector, size, region)",
    )


def add_target(parser: argparse.ArgumentParser, *, default: str = "one level up") -> None:
    """Add where to get to."""
    parser.add_argument(
        "--target",
        metavar="TARGET",
        action="append",
        help="a level for everything (3), topic:ID=LEVEL, theme:ID=LEVEL, CRITERION=LEVEL, or a file of answers; "
        f"may be given several times (default: {default})",
    )


def add_scoring_options(parser: argparse.ArgumentParser) -> None:
    """Add what changes a scorecard."""
    parser.add_argument("--minimum-coverage", metavar="SHARE", default="0", help="no stage under this coverage, 0 to 1")
    add_stage_options(parser)


def add_stage_options(parser: argparse.ArgumentParser) -> None:
    """Add what changes stages, and what comes out."""
    add_rule(parser)
    add_output_options(parser)


def add_rule(parser: argparse.ArgumentParser) -> None:
    """Add the rule."""
    parser.add_argument(
        "--rule",
        metavar="RULE",
        help="how levels become stages: mean-nearest, mean-floor, median-low, weakest-link, reached-by:SHARE, "
        "cut-offs:MEAN,MEAN,… (default: the framework's own)",
    )


def add_output_options(parser: argparse.ArgumentParser) -> None:
    """Add what comes out."""
    parser.add_argument("--overall", action="store_true", help="add an overall score that the publisher does not give")
    add_formats(parser)


def add_formats(parser: argparse.ArgumentParser) -> None:
    """Add the format of what comes out, and where it goes."""
    add_output(parser, ("text", "json", "csv", "xlsx"))


def add_output(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    """Add which of some formats comes out, the first being the usual one, and where it goes."""
    parser.add_argument(
        "--format",
        choices=formats,
        help=f"(default: what the name of the file to write ends in, else {formats[0]})",
    )
    parser.set_defaults(formats=formats)
    parser.add_argument("--output", metavar="FILE", help="write to this file instead of the screen")


def whole_number(text: str) -> int:
    """Return a whole number from 0, as a command line has it."""
    if not text.isdecimal() or not text.isascii():
        message = f"a whole number from 0 is needed, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text[:9])
