"""
The examples of every README.md and of docs/ are tests: every ``python`` fence that starts with ``>>>`` is run.

A page is one namespace, run from top to bottom in the root of the repository, so that it can read the files that stand
beside it. Fences of other languages (``json``, ``text``) are not run; `tests/test_pages.py` runs ``console`` ones.
Here, not in docs/, because pytest asks a conftest.py only about files below it, and README.md is not below docs/.
"""

from collections.abc import Generator
from contextlib import chdir, nullcontext
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.integration.pytest import SybilItem
from sybil.parsers.myst import PythonCodeBlockParser

_ROOT = Path(__file__).parent

# --doctest-modules would import it, and Sphinx is not among what the tests install.
collect_ignore = ["docs/conf.py"]

# No doctest flags: a message shown on a page is the message that a user gets.
pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser()],
    # Matched from the right: any README.md (those in src/ and tests/ too), pages in docs/ and in its folders.
    patterns=["README.md", "docs/*.md", "docs/*/*.md"],
).pytest()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the examples of a page back in order where a plugin has shuffled them: each builds on those above it."""
    places = [place for place, item in enumerate(items) if isinstance(item, SybilItem)]
    examples = [item for item in items if isinstance(item, SybilItem)]
    examples.sort(key=lambda item: (item.path, item.example.line))
    for place, item in zip(places, examples, strict=True):
        items[place] = item


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Run the examples in the root of the repository, wherever pytest was started."""
    with chdir(_ROOT) if isinstance(item, SybilItem) else nullcontext():
        return (yield)
