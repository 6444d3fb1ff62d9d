"""
Renames that warn: an old name or argument works for a while, and says what it is called now.

A module with an old name calls `renamed_names`, a function with an old argument wears `renamed_argument`, and an old
method calls `warn_renamed` itself. CONTRIBUTING.md says how long an old name stays.
"""

import warnings
from collections.abc import Callable, Mapping
from functools import wraps
from importlib import import_module
from typing import NamedTuple, ParamSpec, TypeVar

from datamaturity.errors import WrongTypeError

__all__ = ["Renamed", "renamed_argument", "renamed_names", "warn_renamed"]

P = ParamSpec("P")
T = TypeVar("T")


class Renamed(NamedTuple):
    """
    What an old name is called now, and for how long it works.

    Attributes:
        new: The new name.
        since: The version that brought it, such as ``"1.2"``.
        until: The version in which the old name is gone, such as ``"2.0"``.
    """

    new: str
    since: str
    until: str


def warn_renamed(old: str, renamed: Renamed, *, stacklevel: int = 2) -> None:
    """
    Warn that an old name is used, at the line that uses it.

    Args:
        old: The old name as the caller knows it, such as ``Carried.of``.
        renamed: What it is called now.
        stacklevel: How many calls up that line is, seen from whoever calls this: 2 where that is the old function.

    Example:
        >>> import warnings
        >>> def pledge() -> None:
        ...     warn_renamed("pledge", Renamed("declare", since="1.2", until="2.0"))
        >>> with warnings.catch_warnings(record=True) as caught:
        ...     warnings.simplefilter("always")
        ...     pledge()
        >>> print(caught[0].message)
        pledge is called declare since 1.2; the old name goes in 2.0
    """
    message = f"{old} is called {renamed.new} since {renamed.since}; the old name goes in {renamed.until}"
    warnings.warn(message, DeprecationWarning, stacklevel=stacklevel + 1)


def renamed_names(module: str, names: Mapping[str, Renamed]) -> Callable[[str], object]:
    """
    Return a module's ``__getattr__``, through which its old names are its new ones.

    A function, a class or a constant is the same object under both names, so an old error still catches the new one. A
    type checker gets ``Old = New`` under ``if TYPE_CHECKING:`` and this under ``else:``, since it would otherwise take
    every misspelt name for one that is there.

    Args:
        module: The module's name, which is ``__name__`` there.
        names: Old name to what it is called now.
    """

    def find(name: str) -> object:
        if name not in names:
            message = f"module {module!r} has no attribute {name!r}"
            raise AttributeError(message)
        warn_renamed(f"{module}.{name}", names[name])
        return getattr(import_module(module), names[name].new)

    return find


def renamed_argument(old: str, renamed: Renamed) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """
    Return a decorator for a function of which an argument that is given by name is called something else now.

    A type checker sees the new signature alone, and so reports the old argument before the program runs.

    Args:
        old: The argument's old name.
        renamed: What it is called now.

    Example:
        >>> @renamed_argument("slices", Renamed("slice_by", since="1.2", until="2.0"))
        ... def pool(*, slice_by: str) -> str:
        ...     return slice_by
        >>> pool(slice_by="sector")
        'sector'
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> T:
            if old in kwargs:
                if renamed.new in kwargs:
                    message = f"{function.__name__} takes {renamed.new} or, until {renamed.until}, {old}; not both"
                    raise WrongTypeError(message)
                warn_renamed(f"the argument {old} of {function.__name__}", renamed)
                kwargs[renamed.new] = kwargs.pop(old)
            return function(*args, **kwargs)

        return call

    return decorate
