"""What a sheet of numbers rests on: the framework, whose it is, and the facts of the moment."""

from collections.abc import Mapping

from datamaturity.framework import Framework
from datamaturity.writers.tables import Table

__all__ = ["about_table", "framework_facts"]


def framework_facts(framework: Framework) -> dict[str, str]:
    """
    Return what to say of a framework wherever its names and texts are passed on; what it leaves empty is left out.

    Args:
        framework: The framework.

    Example:
        >>> from datamaturity import load_framework
        >>> framework_facts(load_framework("uk-government-dma"))["licence of the structure"]
        'CC BY-NC-SA 4.0'
    """
    facts = {
        "framework": framework.title,
        "id": framework.id,
        "version": framework.version,
        "publisher": framework.publisher,
        "source": framework.source,
        "licence of the structure": framework.structure_licence,
        "attribution": framework.attribution,
        "licence of the wording": framework.wording_licence,
    }
    return {name: fact for name, fact in facts.items() if fact.strip()}


def about_table(framework: Framework | None, facts: Mapping[str, object]) -> Table:
    """
    Return a table with a row for each fact: those of the framework where there is one, then the others.

    Args:
        framework: The framework; `None` where there is none.
        facts: Name to fact; an empty text is left out.

    Example:
        >>> about_table(None, {"plan": "Our plan", "organisation": ""}).rows
        ({'what': 'plan', 'value': 'Our plan'},)
    """
    every = {**({} if framework is None else framework_facts(framework)), **facts}
    return Table(["what", "value"], [{"what": name, "value": fact} for name, fact in every.items() if fact != ""])
