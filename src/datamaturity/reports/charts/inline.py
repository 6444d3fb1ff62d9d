"""What a picture is so that it shows itself in a notebook."""

from datamaturity.errors import WrongTypeError

__all__ = ["Inline", "check_taken"]


class Inline:
    """
    A picture that a notebook shows where it is the last thing in a cell.

    Its SVG stands in the page and not in a file of its own, so that its texts and lines have the page's colour, on dark
    as on light.
    """

    __slots__ = ()

    def to_svg(self, *, id_prefix: str = "") -> str:
        """Return it as inline SVG, whose ids start with what tells it from others on its page."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        """Return what Jupyter shows."""
        return self.to_svg()


def check_taken(picture: type[Inline], given: object, taken: tuple[type, ...], *, made_by: str) -> None:
    """Raise a `WrongTypeError` unless a picture's ``of`` is given what it takes."""
    if not isinstance(given, taken):
        *others, last = (one.__name__ for one in taken)
        names = f"{', '.join(others)} or {last}" if others else last
        message = f"{picture.__name__}.of takes {names}, as {made_by} returns, not {given!r:.80}"
        raise WrongTypeError(message)
