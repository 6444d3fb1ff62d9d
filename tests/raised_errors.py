"""Which of our errors a function, a method or the making of an object raises, as far as its module's text tells."""

import ast
import builtins
import inspect
from functools import cache
from importlib import import_module

from datamaturity import DataMaturityError

_Function = (ast.FunctionDef, ast.AsyncFunctionDef)
_MAKING = ("__attrs_post_init__", "__init__", "__new__", "__init_subclass__")


@cache
def _nodes(module: str) -> dict[str, ast.AST]:
    """Return the functions and classes of a module, and the methods of its classes, by qualified name."""
    found: dict[str, ast.AST] = {}
    for node in ast.parse(inspect.getsource(import_module(module))).body:
        if isinstance(node, (*_Function, ast.ClassDef)):
            found[node.name] = node
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{one.name}": one for one in node.body if isinstance(one, _Function)}
    return found


def raised_errors(module: str, name: str) -> set[type[DataMaturityError]]:
    """
    Return the errors of ours that leave a function, a method, or the making of a class's objects.

    Followed are functions of the same module, methods of the same class, and the making of classes of the same module.
    """
    return {one for one in _of(module, name, ()) if issubclass(one, DataMaturityError)}


def _of(module: str, name: str, above: tuple[str, ...]) -> set[type[BaseException]]:
    node = _nodes(module).get(name)
    if node is None or name in above:
        return set()
    above = (*above, name)
    if not isinstance(node, ast.ClassDef):
        return _leaving(node, module, name.rpartition(".")[0], above)
    parts = [
        part
        for part in node.body
        if isinstance(part, ast.AnnAssign)
        or (isinstance(part, _Function) and (part.name in _MAKING or _is_validator(part)))
    ]
    bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
    return set().union(
        *(_leaving(part, module, name, above) for part in parts), *(_of(module, b, above) for b in bases)
    )


def _is_validator(part: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(isinstance(one, ast.Attribute) and one.attr == "validator" for one in part.decorator_list)


def _leaving(node: ast.AST, module: str, owner: str, above: tuple[str, ...]) -> set[type[BaseException]]:
    """Return what leaves a piece of code: what is raised in it and not caught in it."""

    def all_of(parts: list[ast.stmt] | list[ast.AST]) -> set[type[BaseException]]:
        return set().union(*(_leaving(part, module, owner, above) for part in parts))

    if isinstance(node, ast.Try):
        leaving = all_of(node.body)
        again: set[type[BaseException]] = set()
        for handler in node.handlers:
            caught = tuple(_classes(handler.type, module))
            stopped = {one for one in leaving if issubclass(one, caught)}
            leaving -= stopped
            again |= all_of(handler.body)
            if any(isinstance(one, ast.Raise) and one.exc is None for one in ast.walk(handler)):
                again |= stopped
        return leaving | again | all_of(node.orelse) | all_of(node.finalbody)
    found = all_of(list(ast.iter_child_nodes(node)))
    if isinstance(node, ast.Raise) and node.exc is not None:
        found |= _classes(node.exc.func if isinstance(node.exc, ast.Call) else node.exc, module)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id[0].isupper():
        found |= _of(module, node.func.id, above)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and not node.id[0].isupper():
        found |= _of(module, node.id, above)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"):
        found |= _of(module, f"{owner}.{node.attr}", above)
    return found


def _classes(node: ast.AST | None, module: str) -> set[type[BaseException]]:
    """Return the exceptions that an expression names: one, several, or any where a handler names none."""
    if node is None:
        return {BaseException}
    if isinstance(node, ast.Tuple):
        return set().union(*(_classes(one, module) for one in node.elts))
    if not isinstance(node, ast.Name):
        return set()
    found = getattr(import_module(module), node.id, getattr(builtins, node.id, None))
    return {found} if isinstance(found, type) and issubclass(found, BaseException) else set()
