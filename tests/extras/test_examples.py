"""The examples of every docstring, where no extra is installed or one alone."""

import re
from doctest import ELLIPSIS, REPORT_ONLY_FIRST_FAILURE, DocTest, DocTestFinder, DocTestRunner, UnexpectedException
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from installed import ENGINE, INSTALLED, LIBRARIES, is_there

import datamaturity
from datamaturity import MissingExtraError

# Modules that draw with Matplotlib from their first line; `plot` brings them when it is there.
DRAWING = "datamaturity.reports.plots."
# Examples that show more than what they are about: the error is another function's, or a method's of the same class.
ALSO_NEEDED = {
    "readers.workbook_check.check_workbook": "excel",
    "reports.plotting.plot_png": "plot",
    "writers.networks.network_csv": "excel",
    "writers.networks.panel_csv": "excel",
    "writers.plans.plan_status_csv": "excel",
    "writers.results.comparison_csv": "excel",
    "writers.results.gaps_csv": "excel",
    "writers.results.next_steps_json": "excel",
    "writers.workbook.Sheet": "excel",
    "writers.workbook.Sheet.fault": "excel",
}


class Raising(DocTestRunner):
    """Runs an example and lets out what it raises."""

    def report_unexpected_exception(self, out: object, test: DocTest, example: object, exc_info: object) -> None:
        """Raise it."""
        raise UnexpectedException(test, example, exc_info)  # type: ignore[arg-type]


def names() -> list[str]:
    """Return the package's modules."""
    found = [one.name for one in walk_packages(datamaturity.__path__, "datamaturity.")]
    return ["datamaturity", *(one for one in found if not one.endswith(".__main__"))]


def examples() -> list[DocTest]:
    """Return the docstrings with examples, of modules that can be imported here."""
    modules = [import_module(one) for one in names() if "plot" in INSTALLED or not one.startswith(DRAWING)]
    found = [one for module in modules for one in DocTestFinder(exclude_empty=True).find(module)]
    return [one for one in found if one.examples]


def test_the_package_is_the_installed_one() -> None:
    """What is tested is not the checkout: the tests of the sessions are about what a user gets."""
    checkout = Path(__file__).parents[2]

    assert not Path(datamaturity.__file__).is_relative_to(checkout / "src")


def test_the_extras_are_those_that_were_said() -> None:
    """The libraries of the extras that are installed are there, and those of no other."""
    there = {name for name, libraries in LIBRARIES.items() if all(map(is_there, libraries))}
    parts = {name for name, libraries in LIBRARIES.items() if any(map(is_there, libraries))}

    assert INSTALLED == there == parts
    assert [ENGINE] * ("frames" in INSTALLED) == [
        one for one in ("pandas", "polars", "pyarrow", "duckdb") if is_there(one)
    ]


@pytest.mark.parametrize("name", names())
def test_a_module_needs_no_extra_to_be_imported(name: str) -> None:
    """Every module can be imported without any extra, but for those that draw with Matplotlib."""
    if name.startswith(DRAWING) and "plot" not in INSTALLED:
        with pytest.raises(ImportError, match="No module named 'matplotlib'"):
            import_module(name)
    else:
        assert name == import_module(name).__name__


@pytest.mark.parametrize("name", datamaturity.__all__)
def test_a_public_name_needs_no_extra(name: str) -> None:
    """Every public name is there."""
    assert getattr(datamaturity, name) is not None


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.name)
def test_an_example_works_or_names_its_extra(example: DocTest) -> None:
    """An example works, unless its docstring names an extra that is not here: then the error names that one."""
    needed = {*re.findall(r"extra ``(\w+)``", example.docstring or "")}
    needed |= {ALSO_NEEDED.get(example.name.removeprefix("datamaturity."), "")} - {""}
    runner = Raising(verbose=False, optionflags=ELLIPSIS | REPORT_ONLY_FIRST_FAILURE)
    said: list[str] = []
    try:
        failed = runner.run(example, out=said.append).failed
    except UnexpectedException as raised:
        error = raised.exc_info[1]
        if isinstance(error, MissingExtraError):
            assert error.extra in needed - INSTALLED
            assert f'; run: pip install "datamaturity[{error.extra}]"' in str(error)
        else:
            # An example with a frame makes it itself, with Polars.
            assert "frames" in needed
            assert ENGINE != "polars"
            assert "No module named 'polars'" == str(error)
    else:
        assert (0, "") == (failed, "".join(said))
