"""Plans ⇄ JSON documents."""

from fractions import Fraction

import cattrs

from datamaturity.documents.converter import one_of
from datamaturity.documents.reading import Find, Reading
from datamaturity.documents.writing import always, document_text
from datamaturity.framework import Framework
from datamaturity.plan_parts import ActionStatus
from datamaturity.plans import Plan

__all__ = ["parse_plan", "plan_json"]


def parse_plan(text: str | bytes, *, source: str = "") -> Plan:
    """
    Return the plan that a JSON document holds.

    Args:
        text: The document, in UTF-8 if it is bytes; `data/README.md` says what it holds.
        source: Where it is from, for the messages; such as a file's name.

    Raises:
        DocumentError: Not JSON, or not a plan; the error has every fault, each with its path.

    Example:
        >>> from datamaturity import Action, Plan
        >>> plan = Plan(id="p", title="P", actions=[Action("List every dataset", number=1, horizon="short")])
        >>> parse_plan(plan_json(plan)) == plan
        True
    """
    return read(Reading.of_kind("plan", text, source))


def plan_json(plan: Plan) -> str:
    """
    Return a plan as a JSON document: keys sorted, what is empty left out, days as ``"2026-03-31"``.

    Args:
        plan: The plan.
    """
    return document_text("plan", plan, hooks=_writing_hooks)


def read(reading: Reading, find: Find | None = None) -> Plan:
    """Return the plan that is being read; it needs no framework, which it names and does not answer."""
    return reading.settled(reading.structure(Plan, hooks=_hooks))


def _hooks(converter: cattrs.Converter, _: Framework | None) -> None:
    converter.register_structure_hook(ActionStatus, one_of("status", {one.value: one for one in ActionStatus}))


def _writing_hooks(converter: cattrs.Converter) -> None:
    # As text, whole or not.
    converter.register_unstructure_hook(Fraction, str)
    # An empty list of horizons is not the default one.
    always(converter, Plan, "horizons")
