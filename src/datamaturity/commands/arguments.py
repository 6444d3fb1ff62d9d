"""What each command takes; added to its parser once it is the command that was asked for."""

import argparse

from datamaturity.commands.options import (
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
from datamaturity.commands.terms import KINDS
from datamaturity.reports.section_names import NETWORK_SECTIONS, SECTIONS

__all__ = [
    "add_compare",
    "add_convert",
    "add_crosswalk",
    "add_declare",
    "add_gaps",
    "add_lint",
    "add_network",
    "add_next",
    "add_panel",
    "add_report",
    "add_schema",
    "add_score",
    "add_show",
    "add_template",
    "add_validate",
]


def add_show(parser: argparse.ArgumentParser) -> None:
    """Add what `show` takes."""
    parser.add_argument("framework", metavar="ID", help="a packaged framework's id, or a JSON file")
    parser.add_argument("criterion", metavar="CRITERION", nargs="?", help="a criterion's id, such as 4.33")


def add_template(parser: argparse.ArgumentParser) -> None:
    """Add what `template` takes."""
    parser.add_argument("framework", metavar="ID", help="a packaged framework's id, or a JSON file")
    parser.add_argument(
        "--as",
        dest="form",
        choices=("csv", "xlsx", "xlsform", "questions"),
        default="csv",
        help="a CSV file, a workbook, an XLSForm for ODK and KoboToolbox, or questions to paste into Microsoft or "
        "Google Forms (default: %(default)s)",
    )
    parser.add_argument("--output", metavar="FILE", help="write to this file instead of the screen")


def add_convert(parser: argparse.ArgumentParser) -> None:
    """Add what `convert` takes."""
    parser.add_argument("file", metavar="IN", help="a file of answers, a form's export, notes, a model or a document")
    parser.add_argument("output_file", metavar="OUT", help="the file to write: .json, .csv, .xlsx or .md")
    _add_reading(parser)


def add_validate(parser: argparse.ArgumentParser) -> None:
    """Add what `validate` takes."""
    parser.add_argument("file", metavar="FILE", help="a file of answers, a form's export, notes, or a document")
    _add_reading(parser)


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


def add_lint(parser: argparse.ArgumentParser) -> None:
    """Add what `lint` takes."""
    parser.add_argument("file", metavar="FILE", help="a framework as a JSON document")


def add_schema(parser: argparse.ArgumentParser) -> None:
    """Add what `schema` takes."""
    parser.add_argument("kind", metavar="KIND", help="such as framework, assessment or plan")


def add_score(parser: argparse.ArgumentParser) -> None:
    """Add what `score` takes."""
    add_file(parser, "file", "FILE")
    add_scoring_options(parser)


def add_next(parser: argparse.ArgumentParser) -> None:
    """Add what `next` takes."""
    add_file(parser, "file", "FILE")
    add_target(parser)
    parser.add_argument(
        "--limit", metavar="N", type=whole_number, default=10, help="show N steps (default: %(default)s)"
    )
    add_stage_options(parser)


def add_gaps(parser: argparse.ArgumentParser) -> None:
    """Add what `gaps` takes."""
    add_file(parser, "file", "FILE")
    add_target(parser)
    add_output_options(parser)


def add_compare(parser: argparse.ArgumentParser) -> None:
    """Add what `compare` takes."""
    add_file(parser, "old", "OLD")
    parser.add_argument("new", metavar="NEW", help="the later answers, likewise")
    add_output_options(parser)


def add_panel(parser: argparse.ArgumentParser) -> None:
    """Add what `panel` takes."""
    add_files(parser)
    parser.add_argument("--by", choices=("respondents", "units"), default="respondents", help="(default: %(default)s)")
    parser.add_argument(
        "--limit", metavar="N", type=whole_number, default=10, help="show N criteria (default: %(default)s)"
    )
    parser.add_argument("--agreed", metavar="FILE", help="write the agreed answers to this CSV file as well")
    parser.add_argument("--method", choices=("median-low", "mode"), default="median-low", help="(default: %(default)s)")
    add_stage_options(parser)


def add_network(parser: argparse.ArgumentParser) -> None:
    """Add what `network` takes."""
    from datamaturity.disclosure import LEAST_ORGANISATIONS

    add_files(parser)
    parser.add_argument("--name", metavar="NAME", default="", help="the network's name")
    parser.add_argument(
        "--by", choices=("organisations", "respondents"), default="organisations", help="(default: %(default)s)"
    )
    parser.add_argument(
        "--min-organisations",
        metavar="N",
        type=whole_number,
        default=LEAST_ORGANISATIONS,
        help="withhold what is about fewer than N organisations; 0 withholds nothing (default: %(default)s)",
    )
    parser.add_argument("--benchmark", metavar="FILE", help="set the scores beside the benchmark in this JSON file")
    parser.add_argument("--write-benchmark", metavar="FILE", help="write the network's own benchmark to this JSON file")
    parser.add_argument(
        "--theme", metavar="ID", action="append", help="show a theme in depth; may be given several times"
    )
    parser.add_argument("--topic", metavar="ID", action="append", help="show a topic in depth, likewise")
    parser.add_argument("--slice", metavar="ATTRIBUTE", help="show the scores of each value of an attribute as well")
    add_attribute(parser)
    add_stage_options(parser)


def add_report(parser: argparse.ArgumentParser) -> None:
    """Add what `report` takes."""
    from datamaturity.disclosure import LEAST_ORGANISATIONS

    add_files(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write to this file, as its name says: .html, .md or .txt (default: text on the screen)",
    )
    parser.add_argument("--style", metavar="FILE", help="a file of CSS that an HTML report is to look like as well")
    parser.add_argument(
        "--as", dest="to", choices=("assessment", "panel", "network"), help="what FILE holds (default: what it shows)"
    )
    parser.add_argument(
        "--sections",
        metavar="NAMES",
        action="append",
        help=f"only these sections, with commas between them: {', '.join(SECTIONS)}; "
        f"of a network: {', '.join(NETWORK_SECTIONS)}",
    )
    add_target(parser, default="one level up for next steps, and no gaps")
    parser.add_argument("--benchmark", metavar="FILE", help="set the scores beside the benchmark in this JSON file")
    parser.add_argument("--network", metavar="FILE", help="set the scores beside those of the network in this file")
    parser.add_argument("--plan", metavar="FILE", help="show this action plan and what it leads to")
    parser.add_argument("--on", metavar="DATE", help="say where the plan stands on this day, such as 2026-03-31")
    parser.add_argument(
        "--earlier", metavar="FILE", action="append", help="earlier answers; may be given several times, each dated"
    )
    parser.add_argument(
        "--name", metavar="NAME", default="", help="whose report it is, where FILE does not say; a network's name"
    )
    parser.add_argument(
        "--min-organisations",
        metavar="N",
        type=whole_number,
        help=f"withhold what is about fewer than N organisations of a network (default: {LEAST_ORGANISATIONS})",
    )
    parser.add_argument("--slice", metavar="ATTRIBUTE", help="show the scores of each value of a network's attribute")
    add_attribute(parser)
    add_rule(parser)
    parser.add_argument("--overall", action="store_true", help="add an overall score that the publisher does not give")
    # What only the conversion of other files asks for.
    parser.set_defaults(licence=None, id=None, version=None, title=None)


def add_declare(parser: argparse.ArgumentParser) -> None:
    """Add what `declare` takes."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="a CSV or XLSX file with the columns organisation, signed_on and commitments, and criterion and answer, "
        "or a column for each criterion; or a JSON document",
    )
    add_framework(parser, default="data-declaration")
    add_rule(parser)
    add_formats(parser)
    parser.set_defaults(source=None)


def add_crosswalk(parser: argparse.ArgumentParser) -> None:
    """Add what `crosswalk` takes."""
    add_file(parser, "file", "FILE")
    parser.add_argument("--to", metavar="ID", required=True, help="the other framework, such as data-declaration")
    add_formats(parser)
