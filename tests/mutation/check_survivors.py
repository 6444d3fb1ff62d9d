"""
Check what `run_mutmut.py` and `mutate_declarations.py` left: enough is killed, and each survivor is explained.

Run by ``nox -s mutation`` in the project's root. A mutant in ``explained.toml`` is named by its lines, not by its
number, so that the list outlives changes elsewhere in a module.
"""

# ruff: noqa: T201 - what it prints is what it is for

import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import libcst as cst
from mutate_declarations import RESULTS, changed_lines
from mutmut.mutation.diff_apply import read_functions_from_index
from mutmut.stats import status_by_exit_code
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

__all__ = ["main"]

LEAST_SHARE = 0.95


class Mutant(NamedTuple):
    """One mutant: where it is, and the lines that are other there."""

    module: str
    function: str
    original: str
    mutant: str

    def __str__(self) -> str:
        """Return it as the list of the explained ones takes it."""
        function, original, mutant = (json.dumps(text, ensure_ascii=False) for text in self[1:])
        return f"[[{self.module}]]\nfunction = {function}\noriginal = {original}\nmutants = [{mutant}]"


def main() -> str | None:
    """Print a line per module and every survivor that nobody explains; return what is wrong, if anything."""
    settings = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    given = tomllib.loads(Path(__file__).with_name("explained.toml").read_text("utf-8"))
    paths = [Path(one) for one in settings["only_mutate"]]
    explained = {
        Mutant(path.stem, one["function"], one["original"], mutant)
        for path in paths
        for one in given.get(path.stem, [])
        for mutant in one["mutants"]
    }
    survivors: list[Mutant] = []
    total = 0
    print("module      mutants killed timeout survived killed %")
    for path in paths:
        statuses = [*_inside_functions(path), *_declared(path)]
        alive = [mutant for status, mutant in statuses if mutant]
        counts = [sum(status == name for status, _ in statuses) for name in ("killed", "timeout")]
        share = 1 - len(alive) / len(statuses)
        print(f"{path.stem:12}{len(statuses):7}{counts[0]:7}{counts[1]:8}{len(alive):9}{share:9.1%}")
        survivors += alive
        total += len(statuses)
    share = 1 - len(survivors) / total
    print(f"{'all':12}{total:7}{len(survivors):24}{share:9.1%}")
    strangers = [one for one in survivors if one not in explained]
    stale = explained - {*survivors}
    for title, mutants in (("not explained", strangers), ("explained, but killed or gone", sorted(stale))):
        for one in mutants:
            print(f"\n# {title}\n{one}")
    if share < LEAST_SHARE or strangers or stale:
        return f"{share:.1%} killed, {len(strangers)} survivors not explained, {len(stale)} explanations out of date"
    return None


def _inside_functions(path: Path) -> Iterator[tuple[str, Mutant | None]]:
    """Yield the status of each of mutmut's mutants, with the mutant itself where no test minds it."""
    codes = json.loads(Path("mutants", f"{path}.meta").read_text("utf-8"))["exit_code_by_key"]
    for key, code in codes.items():
        status = status_by_exit_code[code]
        if status in ("killed", "timeout"):
            yield status, None
            continue
        functions = read_functions_from_index(key, path)
        if functions is None:
            sys.exit(f"no lines of {key}; delete the folder mutants and run again")
        name, owner = orig_function_and_class_names_from_key(key)
        lines = changed_lines(*(cst.Module([function]).code for function in functions))
        yield status, Mutant(path.stem, f"{owner}.{name}" if owner else name, *lines)


def _declared(path: Path) -> Iterator[tuple[str, Mutant | None]]:
    for one in json.loads(RESULTS.joinpath(f"{path.stem}.json").read_text("utf-8")):
        mutant = Mutant(path.stem, "", one["original"], one["mutant"])
        yield ("killed", None) if one["killed"] else ("survived", mutant)


if __name__ == "__main__":
    sys.exit(main())
