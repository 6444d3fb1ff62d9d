"""
How Sphinx builds these pages.

MyST for the text and for the notebooks, which are run, autodoc and napoleon for the docstrings, Furo for the looks.
"""

import sys
from importlib import import_module
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import TypeVar

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger
from sphinx.util.nodes import make_refnode

import datamaturity

# Sphinx runs this file from wherever it was started.
sys.path.insert(0, str(Path(__file__).parent))
from packaged_pages import drawn_by, packaged_data

project = "datamaturity"
author = "The datamaturity authors"
copyright = "2026, the datamaturity authors; code and wording MIT"  # noqa: A001 - Sphinx's name for it
release = version = installed_version("datamaturity")

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
language = "en_GB"
html_theme = "furo"
html_title = f"datamaturity {version}"
myst_heading_anchors = 3

# Notebooks hold no outputs: each build runs them, with the library as it is, and one that fails fails the build.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120

autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_numpy_docstring = False
# Our docstrings end in "Source:", whose rule this is.
napoleon_custom_sections = ["Source"]
# `Fraction` and `score` in a docstring are links wherever there is something to link to.
default_role = "py:obj"

# The build needs no network, so nothing outside the project can be linked to; our own names are never listed here.
nitpick_ignore_regex = [
    ("py:(class|obj)", r"(collections\.abc|datetime|decimal|enum|fractions|os|types|typing)\..+"),
    ("py:obj", r"Decimal|Fraction"),
    # Matplotlib's, which the docs are built without.
    ("py:class", r"Axes|matplotlib\..+"),
    # What docstrings name that is no Python object: a library, a command, a file, a call.
    ("py:obj", r"cattrs|demo|data/README\.md|format\(.+\)"),
]


def _link_short_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, text: nodes.Element
) -> nodes.Element | None:
    """Link `score` to `datamaturity.scoring.score`, as docstrings name things, wherever the name is not ambiguous."""
    if node.get("refdomain") != "py":
        return None
    target = str(node["reftarget"])
    module, _, name = target.rpartition(".")
    if module.startswith("datamaturity.") and isinstance(getattr(import_module(module), name, None), TypeVar):
        # A type variable in a signature has no page and needs none.
        return text
    if module == "datamaturity" and name in datamaturity.__all__:
        # Described where it lives.
        target = f"{getattr(datamaturity, name).__module__}.{name}"
    domain = env.domains.python_domain
    found = [one for one in domain.objects if one == target or one.endswith(f".{target}")]
    # The `score` of a module before the `score` of some class.
    found = [one for one in found if one.removesuffix(f".{target}") in domain.modules] or found
    if len(found) != 1:
        return None
    place = domain.objects[found[0]]
    return make_refnode(app.builder, str(node["refdoc"]), place.docname, place.node_id, text, found[0])


def _keep_colon(_: Sphinx, what: str, __: str, ___: object, ____: object, lines: list[str]) -> None:
    """Keep napoleon from taking ``The scale in words, for messages: …`` at the start of a value for its type."""
    if what in ("property", "data"):
        lines.insert(0, "\\")
    elif "Returns:" in lines:
        first = lines.index("Returns:") + 1
        indent = len(lines[first]) - len(lines[first].lstrip())
        lines.insert(first, " " * indent + "\\")


def _show_default(
    _: Sphinx, __: str, ___: str, ____: object, _____: object, signature: str | None, returned: str | None
) -> tuple[str, str | None] | None:
    """Show a default that attrs works out as `…` instead of attrs's own word for it."""
    return (signature.replace("= NOTHING", "= …"), returned) if signature and "= NOTHING" in signature else None


def _check_public_names(_: Sphinx, env: BuildEnvironment) -> None:
    """Warn of a public name that no page describes."""
    for name in datamaturity.__all__:
        one = getattr(datamaturity, name)
        if f"{one.__module__}.{one.__name__}" not in env.domains.python_domain.objects:
            getLogger(__name__).warning("no page describes datamaturity.%s", name)


def _fill_page(_: Sphinx, page: str, content: list[str]) -> None:
    """Put what is made from the library itself in the place of the comment that says so."""
    made = {"index": drawn_by, "reference/frameworks": lambda _: packaged_data()}
    if page in made:
        before, mark, after = content[0].partition("% made when the pages are built")
        if not mark:
            getLogger(__name__).warning("no place for what is made when the pages are built", location=page)
        content[0] = before + made[page](content[0]) + after.partition("\n")[2]


def setup(app: Sphinx) -> None:
    """Connect the functions above."""
    app.connect("missing-reference", _link_short_name)
    app.connect("source-read", _fill_page)
    # Before napoleon, which is at 500.
    app.connect("autodoc-process-docstring", _keep_colon, priority=400)
    app.connect("autodoc-process-signature", _show_default)
    app.connect("env-check-consistency", _check_public_names)
