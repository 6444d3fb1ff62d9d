"""What a picture is so that it shows itself in a notebook."""

from datamaturity.errors import WrongTypeError

__all__ = ["Inline", "check_taken"]


class Inline:
    """
    A picture that a notebook shows where it is the last thing in a cell.

    Its SVG stands in the page and not in a file of its own, so that its texts and lines have the page's colour, on dark
    as on light.

    Example:
        >>> class Empty(Inline):
        ...     def to_svg(self, *, id_prefix: str = "") -> str:
        ...         return "<svg/>"
        >>> Empty().to_svg()
        '<svg/>'
    """

    __slots__ = ()

    def to_svg(self, *, id_prefix: str = "") -> str:
        """
        Return it as inline SVG, whose ids start with what tells it from others on its page.

        Args:
            id_prefix: What its ids start with.
        """
        raise NotImplementedError

    def _repr_html_(self) -> str:
        """Return what Jupyter shows."""
        return self.to_svg()


def check_taken(picture: type[Inline], given: object, taken: tuple[type, ...], *, made_by: str) -> None:
    """
    Raise a `WrongTypeError` unless a picture's ``of`` is given what it takes.

    Args:
        picture: The picture's class.
        given: What was given to its ``of``.
        taken: What that takes.
        made_by: What returns such an object, for the message.

    Raises:
        WrongTypeError: It is of another type.

    Example:
        >>> check_taken(Inline, 3, (str, bytes), made_by="nobody")
        Traceback (most recent call last):
        datamaturity.errors.WrongTypeError: Inline.of takes str or bytes, as nobody returns, not 3
    """
    if not isinstance(given, taken):
        *others, last = (one.__name__ for one in taken)
        names = f"{', '.join(others)} or {last}" if others else last
        message = f"{picture.__name__}.of takes {names}, as {made_by} returns, not {given!r:.80}"
        raise WrongTypeError(message)
