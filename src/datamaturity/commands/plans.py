"""What the commands on plans, declarations and crosswalks do: from the parsed command line to the text to print."""

import argparse
from collections.abc import Callable, Sequence

from datamaturity.assessment import Assessment
from datamaturity.commands.inputs import (
    answered_framework,
    check_scoring,
    framework_of,
    read_assessment,
    read_partners,
    target_for,
    target_given,
)
from datamaturity.commands.terms import DEFAULT_FRAMEWORK, Output, UsageError
from datamaturity.errors import Fault, FaultsError, PlanError, UnknownIdError, did_you_mean, near_misses
from datamaturity.framework import Framework
from datamaturity.packaged import list_crosswalks, list_frameworks, load_crosswalk, load_framework
from datamaturity.plans import Plan
from datamaturity.validators import day_of

__all__ = [
    "run_crosswalk",
    "run_declare",
    "run_plan_check",
    "run_plan_draft",
    "run_plan_export",
    "run_plan_forecast",
    "run_plan_status",
]


def run_plan_check(options: argparse.Namespace) -> Output:
    """Return that a plan fits together; raise a `PlanError` with everything that does not."""
    from datamaturity.plan_checks import check_plan
    from datamaturity.reports.plan_outlines import plan_faults_outline

    given = framework_of(options.framework) if options.framework else None
    framework: Framework | None
    if options.answers:
        plan, framework, assessment = _plan_and_answers(options, given)
        faults = check_plan(plan, framework=framework, assessment=assessment)
    else:
        plan = _read_plan(options.file)
        of_plan = _framework_of_plan(plan, options.file) if given is None and plan.framework_id else None
        framework = given or of_plan
        faults = check_plan(plan, framework=framework)
    if faults:
        raise PlanError([Fault(f"{options.file}: {one.where}", f"{one.message} [{one.code}]") for one in faults])
    return plan_faults_outline(plan, faults, framework=framework)


def _in_file(path: str, error: PlanError) -> PlanError:
    """Return an error whose faults say in which file they stand."""
    return PlanError([Fault(f"{path}: {one.where}", one.message) for one in error.faults])


def _read_plan(path: str) -> Plan:
    from datamaturity.readers.plans import read_plan

    return read_plan(path)


def _framework_of_plan(plan: Plan, path: str) -> Framework:
    """Return the packaged framework that a plan names, in its version."""
    versions = [one.version for one in list_frameworks() if one.id == plan.framework_id]
    try:
        # Of a version that is not there the newest stands in, which the plan is then found not to be for.
        known = plan.framework_version in versions
        return load_framework(plan.framework_id, version=plan.framework_version if known else None)
    except UnknownIdError as error:
        message = f"{error}; name a file with --framework"
        raise PlanError([Fault(f"{path}: framework", message)]) from None


def _plan_and_answers(options: argparse.Namespace, given: Framework | None) -> tuple[Plan, Framework, Assessment]:
    """
    Return a plan, its framework and answers to it; the faults of both files are raised together.

    Where nobody but the plan could name the framework and it cannot be read, the answers are not read either: those to
    one framework are full of faults when read as another's.
    """
    path, answers = options.file, options.answers
    faults: list[Fault] = []
    plan = framework = assessment = None
    try:
        plan = _read_plan(path)
    except FaultsError as error:
        faults += error.faults
    try:
        if given is not None:
            framework = given
        elif plan is not None:
            framework = _framework_of_plan(plan, path) if plan.framework_id else load_framework(DEFAULT_FRAMEWORK)
    except FaultsError as error:
        faults += error.faults
    try:
        assessment = None if framework is None else read_assessment(answers, framework, options)
    except FaultsError as error:
        faults += error.faults
    if plan is None or framework is None or assessment is None:
        raise FaultsError(faults)
    return plan, framework, assessment


def run_plan_draft(options: argparse.Namespace) -> str | bytes:
    """Return a plan that takes a file's answers to a target."""
    from datamaturity.drafting import draft_plan
    from datamaturity.next_steps import next_steps

    framework = answered_framework(options, options.file)
    check_scoring(framework, rule=options.rule)
    given = target_given(options.target, framework)
    assessment = read_assessment(options.file, framework, options)
    steps = next_steps(assessment, target=target_for(assessment, given, options), rule=options.rule)
    try:
        plan = draft_plan(
            steps, framework=framework, capacity=options.capacity, plan_id=options.id, title=options.title
        )
    except FaultsError as error:
        raise UsageError(str(error)) from None
    return _plan_in(plan, options.format)


def run_plan_export(options: argparse.Namespace) -> str | bytes:
    """Return a plan in another format."""
    plan = _read_plan(options.file)
    try:
        return _plan_in(plan, options.format)
    except PlanError as error:
        raise _in_file(options.file, error) from None


def _plan_in(plan: Plan, wanted: str) -> str | bytes:
    from datamaturity.documents.plans import plan_json
    from datamaturity.writers.plan_markdown import plan_markdown
    from datamaturity.writers.plans import plan_calendar, plan_csv, plan_xlsx

    writers: dict[str, Callable[[Plan], str | bytes]] = {
        "markdown": plan_markdown,
        "json": plan_json,
        "csv": plan_csv,
        "xlsx": plan_xlsx,
        "ics": plan_calendar,
    }
    return writers[wanted](plan)


def run_plan_status(options: argparse.Namespace) -> Output:
    """Return where a plan stands on a day."""
    import json

    from datamaturity.plan_status import PlanStatus, plan_status
    from datamaturity.reports.plan_outlines import plan_status_outline
    from datamaturity.writers.plans import plan_status_csv, plan_status_xlsx

    try:
        on = day_of(options.on)
    except ValueError:
        message = f"--on is a day, such as 2026-03-31, not {options.on!r}"
        raise UsageError(message) from None
    status = plan_status(_read_plan(options.file), on, notice_days=options.notice)
    if options.format == "json":
        document = {
            "plan": status.plan.id,
            "on": status.on.isoformat(),
            "done_share": None if status.done_share is None else float(status.done_share),
            "done_by_theme": {key: None if one is None else float(one) for key, one in status.done_by_theme.items()},
            "done_by_horizon": {
                key: None if one is None else float(one) for key, one in status.done_by_horizon.items()
            },
            "actions": status.to_rows(),
        }
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    writers: dict[str, Callable[[PlanStatus], Output]] = {
        "text": plan_status_outline,
        "csv": plan_status_csv,
        "xlsx": plan_status_xlsx,
    }
    return writers[options.format](status)


def _table_in(name: str, rows: Sequence[dict[str, object]], framework: Framework, wanted: str) -> str | bytes:
    """Return rows as CSV, or as a workbook that says as well what they are of."""
    from datamaturity.writers.about import about_table
    from datamaturity.writers.csv_text import to_csv
    from datamaturity.writers.tables import Table
    from datamaturity.writers.workbook import to_xlsx

    table = Table.of(rows)
    if wanted == "xlsx":
        return to_xlsx({name: table, "About": about_table(framework, {})})
    return to_csv(table.columns, table.rows)


def run_plan_forecast(options: argparse.Namespace) -> Output:
    """Return the scores after each horizon of a plan."""
    import json

    from datamaturity.forecast import forecast
    from datamaturity.reports.plan_outlines import forecast_outline

    chosen = framework_of(options.framework) if options.framework else None
    plan, framework, assessment = _plan_and_answers(options, chosen)
    check_scoring(framework, rule=options.rule)
    given = target_given(options.target, framework)
    target = None if given is None else target_for(assessment, given, options)
    try:
        found = forecast(assessment, plan, target=target, rule=options.rule, overall=options.overall or None)
    except PlanError as error:
        raise _in_file(options.file, error) from None
    if options.format == "text":
        return forecast_outline(found)
    rows = found.to_rows()
    if options.format in ("csv", "xlsx"):
        return _table_in("Forecast", rows, framework, options.format)
    document = {
        "plan": plan.id,
        # Of no target nobody can say whether it is reached.
        "reaches_target": found.reaches_target if found.target.levels else None,
        "missing": found.missing,
        "unknown": found.unknown,
        "groups": rows,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def run_declare(options: argparse.Namespace) -> Output:
    """Return where a declaration's partners stand."""
    import json

    from datamaturity.reports.plan_outlines import declaration_outline

    framework = answered_framework(options, options.files[0], default="data-declaration")
    check_scoring(framework, rule=options.rule)
    declaration = read_partners(options, framework)
    if options.format == "text":
        return declaration_outline(declaration, rule=options.rule)
    rows = declaration.to_rows(rule=options.rule)
    if options.format in ("csv", "xlsx"):
        return _table_in("Standings", rows, framework, options.format)
    document = {
        "framework": {"id": framework.id, "version": framework.version},
        "standings": rows,
        "lacking": [
            {"criterion": one.criterion, "title": one.title, "level_counts": one.level_counts, "open": one.open_count}
            for one in declaration.lacking
        ],
        "who_can_help": [
            {"criterion": one.criterion, "title": one.title, "helpers": one.helpers, "helped": one.helped}
            for one in declaration.who_can_help
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def run_crosswalk(options: argparse.Namespace) -> Output:
    """Return what a file's answers say of another framework."""
    import json

    from datamaturity.projection import project
    from datamaturity.reports.plan_outlines import projection_outline

    framework = answered_framework(options, options.file)
    walks = [load_crosswalk(one) for one in list_crosswalks()]
    pairs = {(one.source.id, one.target.id): one for one in walks} | {
        (one.target.id, one.source.id): one for one in walks
    }
    walk = pairs.get((framework.id, options.to))
    if walk is None:
        known = sorted(there for here, there in pairs if here == framework.id)
        there = f"; those from it lead to {', '.join(known)}" if known else ", nor to any other framework"
        near = did_you_mean(near_misses(options.to, known))
        message = f"no crosswalk from {framework.id} to {options.to!r}{there}{near}"
        raise UsageError(message)
    found = project(read_assessment(options.file, framework, options), walk)
    if options.format == "text":
        return projection_outline(found)
    rows = found.to_rows()
    if options.format in ("csv", "xlsx"):
        return _table_in("Evidence", rows, found.framework, options.format)
    document = {
        "from": {"id": framework.id, "version": framework.version},
        "to": {"id": found.framework.id, "version": found.framework.version},
        "evidence": rows,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
