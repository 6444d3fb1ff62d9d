"""The names of a report's sections, in their order; by itself, so that a command line can tell them quickly."""

from collections.abc import Iterable, Sequence

from datamaturity.errors import UnknownIdError

__all__ = ["NETWORK_SECTIONS", "SECTIONS", "chosen"]

SECTIONS = (
    "overview",
    "depth",
    "network",
    "benchmark",
    "gaps",
    "steps",
    "plan",
    "forecast",
    "change",
    "disagreement",
    "missing",
    "method",
    "licence",
)
"""The sections of one organisation's report."""

NETWORK_SECTIONS = ("overview", "depth", "slices", "benchmark", "missing", "method", "licence")
"""The sections of a network's report."""


def chosen(names: Iterable[str] | None, known: Sequence[str], place: str) -> Sequence[str]:
    """
    Return which sections to show; all if none are named.

    Args:
        names: The sections' ids; `None` for all.
        known: The sections that there are, in their order.
        place: In what, for messages.

    Raises:
        UnknownIdError: No such section; the place says in what.

    Example:
        >>> chosen(None, ("overview", "method"), "the report"), chosen(["method"], ("overview", "method"), "the report")
        (('overview', 'method'), ('method',))
    """
    wanted = known if names is None else tuple(names)
    for one in wanted:
        if one not in known:
            raise UnknownIdError("section", one, place, known)
    return wanted
