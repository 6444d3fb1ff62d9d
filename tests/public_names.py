"""The library's public names as the reference has them: what each takes and returns, and what its docstring says."""

import builtins
import enum
import inspect
import re
from collections.abc import Iterator
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any, Literal

import attrs

import datamaturity

PAGES = Path(__file__).parents[1] / "docs" / "reference"

_SECTION = re.compile(r"^(Args|Attributes|Returns|Yields|Raises|Example|Source):$", re.MULTILINE)
_ITEM = re.compile(r"^\*{0,2}(\w+): ", re.MULTILINE)


@attrs.frozen
class Name:
    """A public name: where it is defined, what it is, and its docstring in parts."""

    module: str
    name: str
    kind: Literal["function", "class", "method", "property"]
    target: Any = attrs.field(eq=False)

    def __str__(self) -> str:
        return f"{self.module.removeprefix('datamaturity.')}.{self.name}"

    @property
    def text(self) -> str:
        """Its docstring."""
        return inspect.cleandoc(getattr(self.target, "__doc__", None) or "")

    @property
    def summary(self) -> str:
        """The first sentence or so."""
        return self.text.partition("\n\n")[0]

    @property
    def sections(self) -> dict[str, str]:
        """Section to its text, without its margin."""
        parts = _SECTION.split(self.text)
        return {name: inspect.cleandoc(text.strip("\n")) for name, text in zip(parts[1::2], parts[2::2], strict=True)}

    def items(self, *sections: str) -> dict[str, str]:
        """Return what is named in some sections, to what is said of it."""
        parts = _ITEM.split("\n".join(self.sections.get(one, "") for one in sections))
        return dict(zip(parts[1::2], parts[2::2], strict=True))

    @property
    def is_plain(self) -> bool:
        """Whether it is a class with nothing to take or to show: an enumeration, a protocol, most errors."""
        if self.kind != "class":
            return False
        is_error = issubclass(self.target, BaseException) and "__init__" not in vars(self.target)
        return is_error or issubclass(self.target, enum.Enum) or getattr(self.target, "_is_protocol", False)

    @property
    def parameters(self) -> dict[str, str]:
        """Parameter, or field of a class, to its annotation."""
        if self.kind == "property" or self.is_plain:
            return {}
        if self.kind == "class" and attrs.has(self.target):
            return {one.name: _text(one.type) for one in attrs.fields(self.target) if not one.name.startswith("_")}
        if self.kind == "class" and not {"__init__", "__new__"} & set(vars(self.target)):
            return {}
        found = inspect.signature(self.target).parameters.values()
        return {one.name: _text(one.annotation) for one in found if one.name not in ("self", "cls")}

    @property
    def returned(self) -> str:
        """The annotation of what comes back; none of a class."""
        if self.kind == "class":
            return ""
        made: Any = getattr(self.target, "fget", None) or getattr(self.target, "func", self.target)
        return _text(inspect.signature(made).return_annotation)

    @property
    def told(self) -> list[str]:
        """The parameters that its docstring tells of, without what a subclass has to have."""
        hints = vars(self.target).get("__annotations__", {}) if self.kind == "class" else {}
        return [name for name in self.items("Args", "Attributes") if "ClassVar" not in _text(hints.get(name))]

    def errors(self) -> dict[str, type[Exception] | None]:
        """Return the names of the errors that it is said to raise, to the errors, if there are such."""
        found = {one: getattr(datamaturity, one, getattr(builtins, one, None)) for one in self.items("Raises")}
        return {
            name: one if isinstance(one, type) and issubclass(one, Exception) else None for name, one in found.items()
        }


def _text(annotation: object) -> str:
    is_plain = isinstance(annotation, type) and not hasattr(annotation, "__args__")
    return annotation.__name__ if is_plain and isinstance(annotation, type) else str(annotation)


@cache
def pages() -> dict[str, str]:
    """Return the pages of the reference: file name to text."""
    return {page.name: page.read_text(encoding="utf-8") for page in sorted(PAGES.glob("*.md"))}


@cache
def documented_modules() -> dict[str, str]:
    """Return each module that a page has, to the page."""
    return {
        module: page
        for page, text in pages().items()
        for module in re.findall(r"^\.\. automodule:: (\S+)$", text, re.MULTILINE)
    }


@cache
def indexed() -> frozenset[str]:
    """Return the names that the index tells a reader to use."""
    found = re.findall(r"\{py:obj\}`(?:[^`<]*<)?([\w.]+)>?`", pages()["index.md"])
    return frozenset(one.rpartition(".")[2] for one in found)


@cache
def public_names() -> dict[str, Name]:
    """Return every public name and its members, by where they are defined."""
    places = [(module, name) for module in documented_modules() for name in import_module(module).__all__]
    for text in pages().values():
        places += re.findall(r"^\.\. auto(?:function|class):: (datamaturity[\w.]*)\.(\w+)", text, re.MULTILINE)
    places += [("datamaturity", name) for name in datamaturity.__all__]
    found: dict[str, Name] = {}
    for module, name in places:
        target = inspect.unwrap(getattr(import_module(module), name))
        if inspect.isfunction(target):
            one = Name(target.__module__, name, "function", target)
            found[str(one)] = one
        elif inspect.isclass(target):
            one = Name(target.__module__, name, "class", target)
            found[str(one)] = one
            found |= {str(member): member for member in members(target)}
    return found


def members(target: type) -> Iterator[Name]:
    """Yield the public methods and properties of a class, and of those of ours that it is made of."""
    for owner in target.__mro__:
        for name, value in vars(owner).items():
            is_protocol = getattr(owner, "_is_protocol", False)
            if name.startswith("_") or is_protocol or not owner.__module__.startswith("datamaturity."):
                continue
            place = (owner.__module__, f"{owner.__name__}.{name}")
            if isinstance(value, property | cached_property):
                yield Name(*place, "property", value)
            elif isinstance(value, classmethod | staticmethod):
                yield Name(*place, "method", value.__func__)
            elif isinstance(value, FunctionType):
                yield Name(*place, "method", value)
