"""A plan from a file: Markdown or JSON, by its name."""

import os

from datamaturity.documents import plans
from datamaturity.plans import Plan
from datamaturity.readers.documents import opened
from datamaturity.readers.plan_markdown import read_plan_markdown

__all__ = ["read_plan"]


def read_plan(path: str | os.PathLike[str]) -> Plan:
    """
    Read a plan from a Markdown file (``.md``) or a JSON document (any other name).

    Args:
        path: The file.

    Returns:
        The plan.

    Raises:
        PlanError: The Markdown is not in the layout; the error has every fault, with its line.
        DocumentError: Not JSON, or not a plan; the error has every fault, each with its path.
        FileError: The file cannot be opened.

    Example:
        >>> from importlib_resources import files
        >>> read_plan(files("datamaturity") / "data" / "plans" / "trust-data-strategy.json")
        <Plan trust-data-strategy: 33 actions in 4 themes, 3 horizons>
    """
    if os.fspath(path).casefold().endswith((".md", ".markdown")):
        return read_plan_markdown(path)
    reading = opened(path)
    reading.check_heading("plan")
    return plans.read(reading)
