"""Who imports whom, and what `import datamaturity` costs."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import datamaturity
from datamaturity.commands.parser import COMMANDS, PLAN_COMMANDS

SOURCE = Path(datamaturity.__file__).parent

# Lowest first: a module may import from those before it. Readers, writers and reports share a place and may import from
# their own package, never from one another.
ORDER = [
    "errors",
    "validators mappings displayed deprecation",
    "levels",
    "stages",
    "criteria",
    "wording",
    "framework_checks",
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
    "version_comparison",
    "respondents intervals reliability disclosure",
    "agreement",
    "settlements",
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
    "plan_checks plan_status drafting forecast declarations projection",
    "documents",
    "packaged lint_checks",
    "lint",
    "files formulas form_layout",
    "readers writers reports frames",
    "commands",
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


# And in the commands: what one takes and what it does meet in the parser alone.
COMMAND_MODULES = [
    "progress terms",
    "inputs options",
    "nouns arguments plan_arguments",
    "answers frameworks plans files reports",
    "parser",
]


def test_commands_point_one_way() -> None:
    """A module of the commands imports only from those before it."""
    place = {name: place for place, names in enumerate(COMMAND_MODULES) for name in names.split()}
    paths = [path for path in MODULES if path.parts[0] == "commands" and path.name != "__init__.py"]
    wrong = {
        (path.stem, name)
        for path in paths
        for name in imported(SOURCE / path)
        if room(name) == "commands" and place[name.split(".")[2]] >= place[path.stem]
    }

    assert set(place) == {path.stem for path in paths}
    assert set() == wrong


def loaded_by(code: str) -> set[str]:
    """Return the modules that a fresh interpreter loads with some code, beyond those of a bare one."""

    def modules(code: str) -> set[str]:
        code += "\nimport sys; print(*sys.modules, file=sys.stderr)"
        run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        return set(run.stderr.split())

    return modules(code) - modules("pass")


def ours(loaded: set[str]) -> set[str]:
    """Return the modules of our own among some."""
    return {name for name in loaded if name.partition(".")[0] == "datamaturity"}


HEAVY = {"pandas", "polars", "narwhals", "numpy", "openpyxl", "matplotlib", "jinja2", "pyarrow", "duckdb", "hypothesis"}
HEAVY |= {"rich", "IPython", "krippendorff", "python_calamine", "xlsxwriter", "jsonschema", "pyxform"}
# What comes with the first document, with the first misspelt id, or when the version is asked for.
LATER = {"cattrs", "importlib_resources", "importlib.metadata", "json", "csv", "difflib"}


def test_import_brings_nothing() -> None:
    """`import datamaturity` brings neither attrs nor a noun: each name brings what it needs when it is first used."""
    loaded = loaded_by("import datamaturity")

    assert {"datamaturity"} == ours(loaded)
    assert {"types"} >= loaded - {"datamaturity"}


@pytest.mark.parametrize("name", ["Framework", "Assessment", "score", "load_framework"])
def test_first_names_are_light(name: str) -> None:
    """The everyday names bring attrs and the nouns they need, nothing that reads files or draws."""
    loaded = loaded_by(f"from datamaturity import {name}")

    assert "attrs" in loaded
    assert set() == loaded & (HEAVY | LATER)
    assert not any(one.startswith(("datamaturity.readers", "datamaturity.documents")) for one in loaded)


def test_scoring_needs_nothing_heavy() -> None:
    """Loading the packaged framework and scoring brings cattrs and json, and nothing optional."""
    loaded = loaded_by("import datamaturity as d; d.score(d.Assessment(d.load_framework('uk-government-dma')))")

    assert {"cattrs", "json"} <= loaded
    assert set() == loaded & (HEAVY | LATER - {"cattrs", "json"})


def test_frames_bring_no_engine() -> None:
    """`import datamaturity.frames` brings neither narwhals nor any engine: the first frame does."""
    loaded = loaded_by("from datamaturity import frames; frames.score")

    assert set() == loaded & HEAVY


def test_help_brings_no_noun() -> None:
    """`datamaturity --help` brings neither attrs nor what any command runs."""
    loaded = loaded_by("from datamaturity.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass")

    assert set() == loaded & (HEAVY | LATER | {"attrs"})
    light = {
        f"datamaturity.commands.{one}"
        for one in ("arguments", "options", "parser", "plan_arguments", "progress", "terms")
    }
    assert light == {one for one in loaded if one.startswith("datamaturity.commands.")}


def test_list_brings_no_other_command() -> None:
    """`datamaturity list` brings the index, and neither cattrs nor what another command runs, reads or writes."""
    loaded = loaded_by("from datamaturity.cli import main; main(['list'])")

    assert "datamaturity.commands.frameworks" in loaded
    assert set() == loaded & (HEAVY | LATER - {"json"})
    others = {f"datamaturity.commands.{one}" for one in ("answers", "files", "inputs", "nouns", "plans", "reports")}
    assert set() == loaded & (others | {"datamaturity.assessment"})
    assert not any(one.startswith(("datamaturity.readers", "datamaturity.documents")) for one in loaded)


@pytest.mark.parametrize("name", sorted(COMMANDS) + sorted(PLAN_COMMANDS))
def test_what_a_command_runs_is_there(name: str) -> None:
    """The function that a command names is a public one of its module."""
    runs, _text, _add = (COMMANDS | PLAN_COMMANDS)[name]
    module, _, function = runs.partition(".")

    assert name == "plan" or function in import_module(f"datamaturity.commands.{module}").__all__


def test_every_name_at_once() -> None:
    """Threads that use the names for the first time at the same time get the same objects."""
    code = """
from threading import Barrier, Thread
import datamaturity

barrier, found = Barrier(8), []

def use(turn):
    barrier.wait()
    names = datamaturity.__all__
    found.append({name: getattr(datamaturity, name) for name in [*names[turn:], *names[:turn]]})

threads = [Thread(target=use, args=(turn * 20,)) for turn in range(8)]
for one in threads:
    one.start()
for one in threads:
    one.join()
assert len(found) == 8
assert all(one[name] is getattr(datamaturity, name) for one in found for name in datamaturity.__all__)
assert callable(datamaturity.gaps)
"""
    run = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)

    assert ("", 0) == (run.stderr, run.returncode)


def test_star_brings_every_name() -> None:
    """`from datamaturity import *` gives every name in ``__all__``."""
    namespace: dict[str, object] = {}
    exec("from datamaturity import *", namespace)  # noqa: S102

    assert {*datamaturity.__all__, "__builtins__"} == {*namespace}


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
