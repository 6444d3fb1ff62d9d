"""Who imports whom, and what `import datamaturity` costs."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import datamaturity

SOURCE = Path(datamaturity.__file__).parent

# Lowest first: a module may import from those before it. Readers, writers and reports share a place and may import from
# their own package, never from one another.
ORDER = [
    "errors",
    "validators mappings displayed",
    "levels",
    "stages",
    "criteria",
    "wording",
    "framework",
    "assessment",
    "scores",
    "scoring",
    "rule_comparison",
    "groups",
    "targets",
    "gaps",
    "moves",
    "steps",
    "next_steps",
    "changes",
    "history",
    "versions",
    "version_maps",
    "carrying",
    "respondents intervals reliability disclosure",
    "agreement",
    "agreeing",
    "pooling",
    "panel",
    "network_scores",
    "network_control group_sums",
    "group_control",
    "network",
    "group_benchmarks",
    "benchmark",
    "releases in_depth",
    "plan_parts plan_layout crosswalks",
    "plans",
    "plan_checks plan_status drafting forecast pledges projection",
    "documents",
    "packaged lint_checks",
    "lint",
    "files formulas form_layout",
    "readers writers reports",
    "command_progress",
    "command_inputs",
    "command_nouns",
    "command_options commands plan_commands file_commands report_commands",
    "command_line",
    "cli",
    "__main__",
]
# The one import that points up: a noun is asked by Jupyter to show itself, by a method of its own, and what shows it is
# made of the nouns. It stands in that method, so that it costs nothing before.
UPWARD = {("displayed", "datamaturity.reports.notebook")}
PLACE = {name: place for place, names in enumerate(ORDER) for name in names.split()}
MODULES = sorted(path.relative_to(SOURCE) for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")


def room(module: str) -> str:
    """Return the part of a dotted name that has a place: ``datamaturity.readers.answers`` → ``readers``."""
    return module.split(".")[1]


def imported(path: Path) -> set[str]:
    """Return the modules of our own that a file imports anywhere in it, functions included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            # Of a package of ours what is taken is a module.
            is_package = (SOURCE.parent / module.replace(".", "/")).is_dir()
            found |= {f"{module}.{one.name}" for one in node.names} if is_package else {module}
    return {name for name in found if name.startswith("datamaturity.")}


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_point_one_way(path: Path) -> None:
    """A module imports only from below itself, and from its own package."""
    own = path.parts[0].removesuffix(".py")
    wrong = {
        name
        for name in imported(SOURCE / path)
        if PLACE[room(name)] >= PLACE[own]
        and not (room(name) == own and len(path.parts) > 1)
        and (own, name) not in UPWARD
    }

    assert set() == wrong


def test_every_module_has_a_place() -> None:
    """A new module or package is put in the order above."""
    assert {path.parts[0].removesuffix(".py") for path in MODULES} == set(PLACE)


# The same for what is in reports: what is said knows neither pictures nor how it is shown, and neither knows the other.
REPORTS = [
    "numbers plain_text section_names outline facts",
    "figures",
    "charts sections",
    "plots renderers",
    "plotting framework_text organisation_report network_report result_outlines plan_outlines notebook_one",
    "notebook_people",
    "notebook",
]


def test_reports_point_one_way() -> None:
    """A part of reports imports only from those before it, and from its own package."""
    place = {name: place for place, names in enumerate(REPORTS) for name in names.split()}
    paths = [path for path in MODULES if path.parts[0] == "reports" and path.name != "__init__.py"]
    parts = {path: path.parts[1].removesuffix(".py") for path in paths}
    wrong = {
        (str(path), name)
        for path, own in parts.items()
        for name in imported(SOURCE / path)
        if room(name) == "reports" and place[name.split(".")[2]] >= place[own] and name.split(".")[2] != own
    }

    assert set(place) == set(parts.values())
    assert set() == wrong


def loaded_by(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after some code."""
    code += "; import sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(run.stdout.split())


HEAVY = {"pandas", "polars", "narwhals", "numpy", "openpyxl", "matplotlib", "jinja2", "pyarrow", "duckdb", "hypothesis"}
HEAVY |= {"rich", "IPython", "krippendorff", "python_calamine", "xlsxwriter", "jsonschema", "pyxform"}


def test_import_is_light() -> None:
    """`import datamaturity` brings attrs and our own nouns, nothing that reads files or draws."""
    loaded = loaded_by("import datamaturity")

    assert set() == loaded & (HEAVY | {"cattrs", "importlib_resources", "importlib.metadata", "json", "csv", "difflib"})
    assert not any(name.startswith(("datamaturity.readers.", "datamaturity.documents")) for name in loaded)


def test_scoring_needs_nothing_heavy() -> None:
    """Loading the packaged framework and scoring brings cattrs and json, and nothing optional."""
    loaded = loaded_by("import datamaturity as d; d.score(d.Assessment(d.load_framework('uk-government-dma')))")

    assert "cattrs" in loaded
    assert set() == loaded & HEAVY


def test_public_names_are_sorted_and_there() -> None:
    """Every name in ``__all__`` exists, in order, and shows in ``dir()``."""
    assert sorted(datamaturity.__all__) == datamaturity.__all__
    assert set(datamaturity.__all__) <= set(dir(datamaturity))
    for name in datamaturity.__all__:
        assert getattr(datamaturity, name) is not None


def test_version_is_the_installed_one() -> None:
    """The version resolves when it is asked for; other names do not."""
    from importlib.metadata import version

    misspelt = "scoer"

    assert version("datamaturity") == datamaturity.__version__
    with pytest.raises(AttributeError, match="has no attribute 'scoer'"):
        getattr(datamaturity, misspelt)


def test_a_function_keeps_its_name_beside_a_module() -> None:
    """`datamaturity.gaps` is the function, whether the module of that name was imported before or not."""
    code = "import datamaturity.gaps, datamaturity.next_steps, datamaturity.in_depth, datamaturity as d; "
    code += "print(*(callable(one) for one in (d.gaps, d.next_steps, d.in_depth)))"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert "True True True" == run.stdout.strip()
