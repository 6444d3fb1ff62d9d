"""
Everything public, a line for each name: what a user may call, read and catch, as the sources write it.

Public is what `datamaturity` exports and what the first page of the reference names in its tables. Annotations and
defaults are the sources' own text, since Python's versions do not print types in one way.

Run as a program (``.venv/bin/python tests/api_surface.py``) it writes ``data/api-surface.txt`` anew; read the
difference before it is committed.
"""

import ast
import inspect
import re
from collections.abc import Iterable
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path

import attrs

import datamaturity

RECORDED = Path(__file__).parent / "data" / "api-surface.txt"
REFERENCE = Path(__file__).parents[1] / "docs" / "reference" / "index.md"
SOURCE = Path(datamaturity.__file__).parent
COMMAND = "python tests/api_surface.py"

# Called by Python, attrs, pickle or print, and not by a user.
UNCALLED = {"__attrs_post_init__", "__init__", "__init_subclass__", "__new__", "__reduce__", "__repr__", "__str__"}
UNCALLED |= {"__attrs_init__", "__getstate__", "__setstate__", "__setattr__", "__delattr__", "__copy__", "__deepcopy__"}
UNCALLED |= {"__eq__", "__ne__", "__hash__"}


class _Unquoted(ast.NodeTransformer):
    """An annotation without the quotes of a name that stands further down; texts in a ``Literal`` keep theirs."""

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.parse(node.value, mode="eval").body if isinstance(node.value, str) else node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        return node if ast.unparse(node.value) == "Literal" else self.generic_visit(node)


def _type(annotation: ast.expr | None) -> str:
    return "?" if annotation is None else ast.unparse(_Unquoted().visit(annotation))


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(import_module(module)))


@cache
def _exported() -> dict[str, list[str]]:
    """Return each name in some module's ``__all__``, with those modules."""
    found: dict[str, list[str]] = {}
    for path in sorted(SOURCE.rglob("[!_]*.py")):  # a package only hands on what its modules have
        module = ".".join(["datamaturity", *path.relative_to(SOURCE).with_suffix("").parts])
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                for name in ast.literal_eval(node.value):
                    found.setdefault(name, []).append(module)
    return found


def _referenced(page: str) -> set[str]:
    """Return the full names that a page of the reference names in its tables."""
    rows = "\n".join(line for line in page.splitlines() if line.startswith("|"))
    found = set()
    for text, target in re.findall(r"\{py:obj\}`([^`<]+?)(?: <([^`>]+)>)?`", rows):
        name = target or text
        if name.startswith("frames."):
            name = f"datamaturity.{name}"
        short = name.rpartition(".")[2]
        if short in datamaturity.__all__ and not name.startswith("datamaturity.frames."):
            continue
        if "." not in name:
            (module,) = _exported()[name]
            name = f"{module}.{name}"
        found.add(name)
    return found


def _parameters(arguments: ast.arguments, *, bound: bool) -> str:
    """Return a function's parameters as its source has them, without ``self`` where it is bound."""
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults)) + [*arguments.defaults]
    shown = [_parameter(one, default) for one, default in zip(positional, defaults, strict=True)]
    if arguments.posonlyargs:
        shown.insert(len(arguments.posonlyargs), "/")
    if bound:
        shown = shown[1:]
    if arguments.vararg:
        shown.append(f"*{_parameter(arguments.vararg, None)}")
    elif arguments.kwonlyargs:
        shown.append("*")
    shown += [
        _parameter(one, default) for one, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    ]
    if arguments.kwarg:
        shown.append(f"**{_parameter(arguments.kwarg, None)}")
    return f"({', '.join(shown)})"


def _parameter(argument: ast.arg, default: ast.expr | None) -> str:
    return f"{argument.arg}: {_type(argument.annotation)}{'' if default is None else f' = {ast.unparse(default)}'}"


def _decorators(node: ast.FunctionDef) -> set[str]:
    return {ast.unparse(one).partition("(")[0].rpartition(".")[2] for one in node.decorator_list}


def _called(nodes: list[ast.FunctionDef], *, bound: bool) -> str:
    """Return a function's signature; each of its overloads, where it has any."""
    overloads = [node for node in nodes if "overload" in _decorators(node)]
    return " | ".join(
        f"{_parameters(node.args, bound=bound)} -> {_type(node.returns)}" for node in overloads or nodes[-1:]
    )


def _members(body: list[ast.stmt]) -> dict[str, list[ast.stmt]]:
    """Return what a module or a class defines, by name; a function's overloads together."""
    found: dict[str, list[ast.stmt]] = {}
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.setdefault(node.name, []).append(node)
        elif isinstance(node, ast.AnnAssign):
            found[ast.unparse(node.target)] = [node]
        elif isinstance(node, ast.Assign):
            found[ast.unparse(node.targets[0])] = [node]
    return found


def _own(kind: type) -> dict[str, list[ast.stmt]]:
    (node,) = _members(_tree(kind.__module__).body)[kind.__name__]
    assert isinstance(node, ast.ClassDef)
    return _members(node.body)


def _ancestry(kind: type) -> list[type]:
    """Return a class and those of ours that it is made of, nearest first."""
    return [one for one in kind.__mro__ if one.__module__.partition(".")[0] == "datamaturity"]


def _made(kind: type) -> str:
    """Return how an object of a class is made, where that is ours to say."""
    if issubclass(kind, Enum):
        return ""
    for one in _ancestry(kind):
        own = _own(one)
        for maker in ("__init__", "__new__"):
            if maker in own:
                return _parameters(own[maker][-1].args, bound=True)  # type: ignore[attr-defined]
        if "__attrs_attrs__" in vars(one) or hasattr(one, "_fields"):
            return _fields_called(kind)
    return ""


def _fields_called(kind: type) -> str:
    fields = {name: one for each in reversed(_ancestry(kind)) for name, (one, *_) in _own(each).items()}
    aliases = {one.alias: one.name for one in attrs.fields(kind)} if attrs.has(kind) else {}
    shown = []
    for name, parameter in inspect.signature(kind).parameters.items():
        node = fields[aliases.get(name, name)]
        assert isinstance(node, ast.AnnAssign)
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in shown:
            shown.append("*")
        default = "" if parameter.default is parameter.empty else f" = {_default(node.value)}"
        shown.append(f"{name}: {_type(node.annotation)}{default}")
    return f"({', '.join(shown)})"


def _default(value: ast.expr | None) -> str:
    """Return a field's default as its source has it, or ``…`` where it is worked out."""
    if isinstance(value, ast.Call) and ast.unparse(value.func) == "attrs.field":
        value = next((one.value for one in value.keywords if one.arg == "default"), None)
    return "…" if value is None or isinstance(value, ast.Call) else ast.unparse(value)


def _member(name: str, nodes: list[ast.stmt], kind: type) -> str | None:
    """Return a member's kind and type; nothing for a member that is not public."""
    node = nodes[-1]
    if (name.startswith("_") and not name.endswith("__")) or name in UNCALLED:
        return None
    if isinstance(node, ast.FunctionDef):
        functions = [one for one in nodes if isinstance(one, ast.FunctionDef)]
        decorators = _decorators(node)
        if decorators & {"property", "cached_property"}:
            return f"property -> {_type(node.returns)}"
        if decorators & {"default", "validator"}:  # of an attrs field
            return None
        called = _called(functions, bound="staticmethod" not in decorators)
        return f"{'class method' if 'classmethod' in decorators else 'method'} {called}"
    if isinstance(node, ast.AnnAssign):
        return f"{'constant' if 'ClassVar' in ast.unparse(node.annotation) else 'field'} {_type(node.annotation)}"
    if isinstance(node, ast.Assign) and issubclass(kind, Enum):
        return f"member = {ast.unparse(node.value)}"
    return None


def _class_lines(name: str, kind: type) -> list[str]:
    bases = [one.__name__ for one in kind.__bases__ if one is not object]
    if issubclass(kind, BaseException):  # what an except clause may name
        bases = [one.__name__ for one in kind.__mro__[1:-1] if one not in (BaseException, Exception)]
    lines = [f"{name} class {_made(kind)}{' of ' if bases else ''}{', '.join(bases)}".replace("class  of", "class of")]
    members: dict[str, str | None] = {}
    for one in reversed(_ancestry(kind)):
        members |= {member: _member(member, nodes, kind) for member, nodes in _own(one).items()}
    return lines + [f"{name}.{member} {said}" for member, said in members.items() if said]


@cache
def _brought(module: str) -> dict[str, str]:
    """Return each name that a module imports from another of ours, with that module."""
    nodes = [node for node in ast.walk(_tree(module)) if isinstance(node, ast.ImportFrom)]
    found = [node for node in nodes if node.module and node.module.startswith("datamaturity.")]
    return {one.name: str(node.module) for node in found for one in node.names}


@cache
def _short_name(module: str, name: str) -> str | None:
    """Return what a short name in a module stands for, after the module that says so; nothing for a class."""
    if name in _brought(module):
        return _short_name(_brought(module)[name], name)
    nodes = _members(_tree(module).body).get(name, [])
    if nodes and isinstance(node := nodes[-1], ast.Assign | ast.AnnAssign) and not isinstance(node.value, ast.Call):
        return f"{module}.{name} is {'' if node.value is None else ast.unparse(node.value)}"
    return None  # a class, or a NewType, whose name says it


def _short_names(lines: list[str], home: str) -> set[str]:
    """Return a line for each short name of a type or of a default in some lines, and for those in these lines."""
    found = set()
    for name in {name for line in lines for name in re.findall(r"(?<![\w.'])_?[A-Z]\w+", line)}:
        line = _short_name(home, name)
        if line is not None:
            place, _, stands_for = line.partition(" is ")
            found |= {line, *_short_names([stands_for], place.rpartition(".")[0])}
    return found


def _lines(name: str) -> list[str]:
    """Return the lines of one public name, of its members, and of what these call by a short name."""
    module, _, short = name.rpartition(".")
    value = getattr(import_module(module), short)
    home = getattr(value, "__module__", module)
    if isinstance(value, type):
        lines = _class_lines(name, value)
        homes = {one.__module__ for one in _ancestry(value)}
    else:
        nodes = [node for node in _members(_tree(home).body)[short] if isinstance(node, ast.FunctionDef)]
        lines = [f"{name} function {_called(nodes, bound=False)}"]
        homes = {home}
    return lines + sorted({line for one in homes for line in _short_names(lines, one)})


@cache
def surface() -> tuple[str, ...]:
    """Return a line for each public name and each of its members, sorted."""
    names = {f"datamaturity.{name}" for name in datamaturity.__all__}
    names |= {f"datamaturity.frames.{name}" for name in import_module("datamaturity.frames").__all__}
    names |= _referenced(REFERENCE.read_text(encoding="utf-8"))
    return tuple(sorted({line for name in names for line in _lines(name)}))


def difference(recorded: Iterable[str], now: Iterable[str]) -> str:
    """Return what was added, removed and changed, and how to record it; nothing where there is no difference."""
    before, after = ({line.partition(" ")[0]: line for line in lines} for lines in (recorded, now))
    told = [
        *(f"added: {after[name]}" for name in sorted({*after} - {*before})),
        *(f"removed: {before[name]}" for name in sorted({*before} - {*after})),
        *(
            f"changed: {before[name]}\n     to: {after[name]}"
            for name in sorted({*before} & {*after})
            if before[name] != after[name]
        ),
    ]
    if not told:
        return ""
    return "\n".join(
        [
            "what is public is not what tests/data/api-surface.txt has:",
            *told,
            f"if that is meant, run `{COMMAND}`, and say it in CHANGELOG.md (see CONTRIBUTING.md)",
        ]
    )


if __name__ == "__main__":
    RECORDED.write_text("\n".join([*surface(), ""]), encoding="utf-8")
