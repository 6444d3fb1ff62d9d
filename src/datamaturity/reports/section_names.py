"""The names of a report's sections, in their order: a module without imports, so that a command line can tell them."""

__all__ = ["NETWORK_SECTIONS", "SECTIONS"]

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
