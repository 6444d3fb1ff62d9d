"""
Which extras are installed here, as the ``nox`` sessions `bare` and `extra` say it, and what each of them brings.

Said and not found out: a library that was forgotten would otherwise pass for one that is not meant to be there.
"""

import os
from importlib.util import find_spec

LIBRARIES = {
    "agreement": ("krippendorff",),
    "calendar": ("icalendar",),
    "excel": ("python_calamine", "xlsxwriter"),
    "frames": ("narwhals",),
    "plot": ("matplotlib",),
    "report": ("jinja2",),
    "terminal": ("rich",),
}
"""Each extra of the library, and what it installs."""

INSTALLED = frozenset(os.environ["DATAMATURITY_EXTRAS"].split())
"""The extras that are installed."""

ENGINE = os.environ.get("DATAMATURITY_ENGINE", "")
"""The dataframe engine that is installed beside the extra `frames`."""


def is_there(library: str) -> bool:
    """Return whether a library can be imported."""
    return find_spec(library) is not None
