"""
Run mutmut on the modules that pyproject.toml names, with three things mutated that mutmut itself leaves alone.

Run by ``nox -s mutation``; the arguments are mutmut's own, such as ``run`` or ``show NAME``. It reaches into mutmut, so
the session installs one exact version.

- Properties: the decorator stays on the switch that mutmut puts in their place, and the copies behind it go without.
- What remembers: ``cached_property`` becomes ``property``, and ``lru_cache`` is left out. mutmut forks each run from a
  process that has run the tests already, where remembered values would hide every mutant of what made them.
- The texts of f-strings, which nearly all our messages are.
"""

from collections.abc import Iterator
from typing import Any

import libcst as cst
import libcst.matchers as m
from mutmut.__main__ import cli
from mutmut.mutation import file_mutation

__all__ = ["file_mutation"]

_PROPERTY = m.Decorator(m.Name("property") | m.Name("cached_property"))
_CACHE = m.Decorator(m.Call(m.Name("lru_cache")))


def _has(node: cst.CSTNode, decorator: Any) -> bool:
    return isinstance(node, cst.FunctionDef) and len(node.decorators) == 1 and m.matches(node.decorators[0], decorator)


def _skip(visitor: Any, node: cst.CSTNode) -> Any:
    return not (_has(node, _PROPERTY) or _has(node, _CACHE)) and _mutmut_skip(visitor, node)


def _arrange(function: cst.FunctionDef, mutants: Any, class_name: str | None) -> Any:
    if _has(function, _CACHE):
        return _mutmut_arrange(function.with_changes(decorators=[]), mutants, class_name)
    declared, (switch, *copies), assigned, names = _mutmut_arrange(function, mutants, class_name)
    if _has(function, _PROPERTY):
        switch = switch.with_changes(decorators=[cst.Decorator(cst.Name("property")), *switch.decorators[1:]])
        copies = [copy.with_changes(decorators=[]) for copy in copies]
    return declared, [switch, *copies], assigned, names


def _mutate_text(node: cst.FormattedStringText) -> Iterator[cst.FormattedStringText]:
    if node.value.strip():
        yield node.with_changes(value=f"XX{node.value}XX")


_mutmut_skip = file_mutation.MutationVisitor._skip_node_and_children
_mutmut_arrange = file_mutation.function_trampoline_arrangement
file_mutation.MutationVisitor._skip_node_and_children = _skip
file_mutation.function_trampoline_arrangement = _arrange
file_mutation.mutation_operators.append((cst.FormattedStringText, _mutate_text))

if __name__ == "__main__":
    cli()
