"""What the commands on files themselves do: templates, conversion, validation, linting, schemas."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from datamaturity.assessment import Assessment
from datamaturity.commands.inputs import answered_framework, described, framework_of, note
from datamaturity.commands.nouns import read_noun
from datamaturity.commands.terms import UsageError
from datamaturity.errors import Fault, FaultsError, UnknownIdError
from datamaturity.files import read_text, write_bytes, write_text
from datamaturity.packaged import load_schema
from datamaturity.wording import Wording

__all__ = ["run_convert", "run_lint", "run_schema", "run_template", "run_validate"]

T = TypeVar("T")


def run_template(options: argparse.Namespace) -> str | bytes:
    """Return an empty questionnaire in the form asked for."""
    from datamaturity.writers.question_lists import question_list
    from datamaturity.writers.templates import answers_template, workbook_template
    from datamaturity.writers.xlsforms import xlsform

    framework = framework_of(options.framework)
    writers: dict[str, Callable[[Any], str | bytes]] = {
        "csv": answers_template,
        "xlsx": workbook_template,
        "xlsform": xlsform,
        "questions": question_list,
    }
    return writers[options.form](framework)


def run_schema(options: argparse.Namespace) -> str:
    """Return the JSON Schema of a kind of document."""
    try:
        return json.dumps(load_schema(options.kind), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    except UnknownIdError as error:
        raise UsageError(str(error)) from None


def run_lint(options: argparse.Namespace) -> str:
    """Return what a framework's document may be warned of; raise a `FaultsError` where it has errors."""
    from datamaturity.lint import lint

    found = lint(read_text(options.file), source=options.file)
    faults = [Fault(one.where, f"{one.message} [{one.severity} {one.code}]") for one in found]
    if any(one.severity == "error" for one in found):
        raise FaultsError(faults)
    return "".join(f"{one}\n" for one in faults) or f"{options.file}: no fault\n"


def run_validate(options: argparse.Namespace) -> str:
    """Return what a file holds; raise everything that is wrong with it."""
    return f"{options.file}: {described(read_noun(options.file, options))}\n"


def run_convert(options: argparse.Namespace) -> str:
    """Write what a file holds to another file, in the format of that one's name; return what it was."""
    writer = _writer(options.output_file)
    noun = read_noun(options.file, options)
    writer(noun, options)
    return f"{options.output_file}: {described(noun)}\n"


def _writer(path: str) -> Callable[[object, argparse.Namespace], None]:
    """Return what writes a noun to a file; the file's name says how."""
    ending = Path(path).suffix.casefold()
    writers = {".json": _write_json, ".csv": _write_csv, ".xlsx": _write_xlsx, ".md": _write_markdown}
    if ending not in writers:
        message = f"{path}: its name should end in .json, .csv, .xlsx or .md"
        raise UsageError(message)
    return writers[ending]


def _write_json(noun: Any, options: argparse.Namespace) -> None:
    from datamaturity.writers.documents import write_document

    framework = answered_framework(options, options.file) if isinstance(noun, Wording) else None
    write_document(options.output_file, noun, framework=framework)


def _write_csv(noun: object, options: argparse.Namespace) -> None:
    from datamaturity.writers.answers import answers_csv
    from datamaturity.writers.people import people_csv
    from datamaturity.writers.plans import plan_csv

    write_text(options.output_file, _table_writer(noun, options, answers_csv, people_csv, plan_csv)(noun))
    _tell_left_out(noun, options)


def _write_xlsx(noun: object, options: argparse.Namespace) -> None:
    from datamaturity.writers.people import people_xlsx
    from datamaturity.writers.plans import plan_xlsx
    from datamaturity.writers.templates import workbook_template

    def answers_xlsx(assessment: Assessment) -> bytes:
        return workbook_template(assessment.framework, assessment=assessment)

    write_bytes(options.output_file, _table_writer(noun, options, answers_xlsx, people_xlsx, plan_xlsx)(noun))
    _tell_left_out(noun, options)


def _table_writer(
    noun: object,
    options: argparse.Namespace,
    for_assessment: Callable[[Any], T],
    for_people: Callable[[Any], T],
    for_plan: Callable[[Any], T],
) -> Callable[[Any], T]:
    """Return the one of the writers of tables that is for a noun."""
    from datamaturity.network import Network
    from datamaturity.panel import Panel
    from datamaturity.plans import Plan

    writers = {Assessment: for_assessment, Panel: for_people, Network: for_people, Plan: for_plan}
    for wanted, writer in writers.items():
        if isinstance(noun, wanted):
            return writer
    message = f"{options.file} holds {described(noun)}, which is no table; write it as .json"
    raise UsageError(message)


def _tell_left_out(noun: object, options: argparse.Namespace) -> None:
    """Tell what a table of answers has no place for."""
    from datamaturity.network import Network
    from datamaturity.panel import Panel

    if isinstance(noun, Assessment):
        assessments = [noun]
    elif isinstance(noun, Panel):
        assessments = [one.assessment for one in noun]
    elif isinstance(noun, Network):
        assessments = [each for one in noun.organisations for each in one.assessments]
    else:
        return
    silent = [one.id for one in noun.organisations if one.answers is None] if isinstance(noun, Network) else []
    evidence = [piece for one in assessments for answer in one.answers.values() for piece in answer.evidence]
    parts = {
        "the organisation's name": isinstance(noun, Assessment) and noun.organisation,
        "the network's name": isinstance(noun, Network) and noun.name,
        f"who has not answered ({', '.join(silent)})": silent,
        "the day of the answers": any(one.assessed_on for one in assessments),
        "the titles and days of evidence": any(one.dated or (one.title and one.address) for one in evidence),
    }
    left_out = [part for part, there in parts.items() if there]
    if left_out:
        note(Fault(options.output_file, f"has no place for {', '.join(left_out)}; a .json file keeps them"))


def _write_markdown(noun: object, options: argparse.Namespace) -> None:
    from datamaturity.plans import Plan
    from datamaturity.writers.plan_markdown import plan_markdown

    if not isinstance(noun, Plan):
        message = f"{options.file} holds {described(noun)}; only a plan is written as Markdown"
        raise UsageError(message)
    write_text(options.output_file, plan_markdown(noun))
