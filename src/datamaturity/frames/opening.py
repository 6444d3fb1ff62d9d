"""The one place that brings narwhals: whose frame it is, and whether it is lazy."""

from types import ModuleType
from typing import Any, Literal, TypeAlias

from datamaturity.errors import MissingExtraError, WrongTypeError

__all__ = ["Check", "checked_how", "narwhals", "opened"]

Check: TypeAlias = Literal["raise", "column"]


def narwhals() -> ModuleType:
    """
    Return narwhals' stable interface.

    Raises:
        MissingExtraError: The library is not installed (extra ``frames``).
    """
    try:
        import narwhals.stable.v2 as nw
    except ImportError:
        raise MissingExtraError("scoring frames", "narwhals", "frames") from None
    return nw


def opened(frame: Any) -> Any:
    """
    Return a frame as narwhals has it: a ``DataFrame``, or a ``LazyFrame`` where its engine is lazy.

    Raises:
        MissingExtraError: The library narwhals is not installed (extra ``frames``).
        WrongTypeError: It is no frame.
    """
    nw = narwhals()
    try:
        return nw.from_native(frame)
    except TypeError:
        message = f"a frame is needed, such as pandas' or Polars', not {type(frame).__name__}"
        raise WrongTypeError(message) from None


def checked_how(check: str | None, *, is_lazy: bool) -> Check:
    """Return what becomes of answers that are none: an error, or of a lazy frame, which is not collected, a column."""
    if check is None:
        return "column" if is_lazy else "raise"
    if check == "column":
        return "column"
    if check == "raise" and not is_lazy:
        return "raise"
    message = f"check is 'raise' or 'column', not {check!r}"
    if check == "raise":
        message = "a lazy frame is not collected to look for faults; take check='column', or collect it first"
    raise WrongTypeError(message)
