"""What every command knows without loading anything: the usual framework, what files may hold, what may come out."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    # Only for its name: not every command makes one.
    from datamaturity.reports.outline import Outline

__all__ = ["DEFAULT_FRAMEWORK", "KINDS", "Output", "UsageError"]

Output: TypeAlias = "Outline | str | bytes"
"""What a command returns: an outline, which is shown as the screen or the file needs it, a text, or a workbook."""

DEFAULT_FRAMEWORK = "uk-government-dma"

KINDS = ("assessment", "panel", "network", "declaration", "target", "framework", "wording", "plan")
"""What a file may be read as, where the file itself does not say it."""


class UsageError(Exception):
    """The command line asks for something that does not exist."""
