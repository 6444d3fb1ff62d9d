"""What the commands on frameworks do; both want nothing of answers, and `list` not even the frameworks themselves."""

import argparse

from datamaturity.commands.terms import UsageError
from datamaturity.errors import UnknownIdError
from datamaturity.packaged import list_frameworks

__all__ = ["run_list", "run_show"]


def run_list(_: argparse.Namespace) -> str:
    """Return the packaged frameworks as text."""
    from datamaturity.reports.framework_text import framework_list_text

    return framework_list_text(list_frameworks())


def run_show(options: argparse.Namespace) -> str:
    """Return a framework, or one of its criteria, as text."""
    from datamaturity.commands.inputs import framework_of
    from datamaturity.reports.framework_text import criterion_text, framework_text

    framework = framework_of(options.framework)
    if options.criterion is None:
        return framework_text(framework)
    try:
        return criterion_text(framework, options.criterion)
    except UnknownIdError as error:
        raise UsageError(str(error)) from None
