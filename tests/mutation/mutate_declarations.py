"""
Mutate what runs while a module is imported, which mutmut leaves alone: fields, constants and defaults in classes.

Run by ``nox -s mutation`` in the project's root, after mutmut; the arguments are names of modules, all that
pyproject.toml names if there are none. Each mutant is a copy of the module, tried by the same tests in a process of its
own. Left out is what only type checkers and ``import *`` read: ``__all__``, type variables and type aliases.
"""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from difflib import ndiff
from pathlib import Path
from typing import TypedDict

import libcst as cst
import libcst.matchers as m
from run_mutmut import file_mutation

__all__ = ["RESULTS", "Tried", "changed_lines", "main"]

RESULTS = Path("mutants/declarations")

_LONGEST = 300  # seconds
_FOR_TYPES = m.Assign([m.AssignTarget(m.Name("__all__"))]) | m.Assign(value=m.Call(m.Name("TypeVar")))
_ALIAS = m.AnnAssign(annotation=m.Annotation(m.Name("TypeAlias")))


class Tried(TypedDict):
    """A mutant's lines, and what became of it."""

    original: str
    mutant: str
    killed: bool


def main(modules: list[str]) -> None:
    """Try the mutants of all modules, several modules at a time, and write what became of them."""
    settings = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    tests = settings["pytest_add_cli_args_test_selection"]
    paths = [Path(one) for one in settings["only_mutate"] if not modules or Path(one).stem in modules]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, found in zip(paths, pool.map(lambda path: _try_module(path, tests), paths), strict=True):
            RESULTS.joinpath(f"{path.stem}.json").write_text(json.dumps(found, indent=1), "utf-8")
            print(f"{path.stem}: {len(found)} mutants, {sum(one['killed'] for one in found)} killed", flush=True)  # noqa: T201


def changed_lines(old: str, new: str) -> tuple[str, str]:
    """Return the lines that only the old text has, and those that only the new one has, without their indents."""
    lines = [*ndiff(old.splitlines(), new.splitlines())]
    gone, come = ([line[2:].strip() for line in lines if line.startswith(sign)] for sign in "-+")
    return "\n".join(gone), "\n".join(come)


def _try_module(path: Path, tests: list[str]) -> list[Tried]:
    root = RESULTS / path.stem
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    for one in ("src", "tests"):
        shutil.copytree(one, root / one, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("conftest.py", "pyproject.toml"):
        shutil.copy(name, root)
    own = f"tests/test_{path.stem}.py"
    # The module's own tests first: nearly every mutant ends there.
    command = [sys.executable, "-m", "pytest", "--no-cov", "-x", "-p", "no:cacheprovider", own, *tests]
    environment = os.environ | {"PYTHONPATH": str((root / "src").resolve()), "PYTHONDONTWRITEBYTECODE": "1"}
    code = path.read_text("utf-8")

    def passes(text: str) -> bool:
        root.joinpath(path).write_text(text, "utf-8")
        try:
            return not subprocess.run(
                command, cwd=root, env=environment, capture_output=True, timeout=_LONGEST, check=False
            ).returncode
        except subprocess.TimeoutExpired:
            return False

    if not passes(code):
        sys.exit(f"{path.stem}: the tests fail without any mutant; run: {' '.join(command)}")
    found: list[Tried] = []
    for text in _mutants(str(path), code):
        original, mutant = changed_lines(code, text)
        found.append({"original": original, "mutant": mutant, "killed": not passes(text)})
    return found


def _mutants(path: str, code: str) -> Iterator[str]:
    module, mutations, _, _ = file_mutation.create_mutations(path, code)
    skipped = {
        id(node)
        for statement in [*m.findall(module, _FOR_TYPES), *m.findall(module, _ALIAS)]
        for node in file_mutation._walk(statement)
    }
    for one in mutations:
        if isinstance(one.contained_by_top_level_function, cst.FunctionDef) or id(one.original_node) in skipped:
            continue
        mutant = file_mutation.deep_replace(module, one.original_node, one.mutated_node)
        yield cst.ensure_type(mutant, cst.Module).code


if __name__ == "__main__":
    main(sys.argv[1:])
