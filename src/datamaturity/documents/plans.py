"""Plans ⇄ JSON documents."""

import json
from datetime import date
from typing import Any

import attrs
import cattrs
from cattrs.gen import make_dict_unstructure_fn, override

from datamaturity.assessment import Evidence
from datamaturity.documents.converter import make_converter, structured
from datamaturity.documents.json_text import FORMAT, json_text
from datamaturity.plan_parts import Action, ActionStatus, Goal, Horizon, Mention, PlanTheme, Serves, Success, Vision
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
    return structured(text, Plan, kind="plan", source=source, make=_reader)


def plan_json(plan: Plan) -> str:
    """Return a plan as a JSON document: keys sorted, what is empty left out, days as ``"2026-03-31"``."""
    document = {"format": FORMAT, "kind": "plan", **_WRITER.unstructure(plan)}
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _reader(*, detailed: bool) -> cattrs.Converter:
    converter = make_converter(detailed=detailed)

    def status(value: object, _: object) -> ActionStatus:
        try:
            return ActionStatus(value)
        except ValueError:
            names = ", ".join(one.value for one in ActionStatus)
            message = f"{json_text(value)} is not a status; there are {names}"
            raise ValueError(message) from None

    converter.register_structure_hook(ActionStatus, status)
    return converter


# Where a document's key is no attribute's name: ``from`` is Python's own word.
_RENAMED = {"from_state": "from", "to_state": "to"}


def _make_writer() -> cattrs.Converter:
    converter = cattrs.Converter(omit_if_default=True)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(ActionStatus, lambda one: one.value)
    # Parts before what is made of them, which looks their hooks up as it is made.
    for one in (Success, Vision, Horizon, Evidence, Serves, Action, Mention, Goal, PlanTheme, Plan):
        fields: dict[str, Any] = {}
        for field in attrs.fields(one):
            rename = _RENAMED.get(field.name) if one is Success else None
            exact = field.name == "effort"
            # An empty list of horizons is not the default one.
            always = one is Plan and field.name == "horizons"
            fields[field.name] = override(
                rename=rename, omit_if_default=not always, unstruct_hook=_number if exact else None
            )
        converter.register_unstructure_hook(one, make_dict_unstructure_fn(one, converter, **fields))
    return converter


def _number(value: object) -> object:
    return None if value is None else str(value)


_WRITER = _make_writer()
