"""How results show themselves in a notebook: what Jupyter asks for is made when it asks, and not before."""

from collections.abc import Container

__all__ = ["Displayed"]


class Displayed:
    """
    What Jupyter shows as a page when it stands on a cell's last line.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> card = score(Assessment(load_framework("seven-themes"), {"C1": 3}))
        >>> sorted(card._repr_mimebundle_())
        ['text/html', 'text/markdown', 'text/plain']
    """

    __slots__ = ()

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> dict[str, str]:
        """
        Return it as HTML, as Markdown and as plain text, by media type; the method that IPython looks for.

        Args:
            include: The media types that are wanted; all if not given.
            exclude: Those that are not.
        """
        # The one import that points up. Reports are made of the nouns and lie above them; a noun is asked to show
        # itself by a method of its own, and Jupyter knows no other way to ask.
        from datamaturity.reports.notebook import mimebundle

        return mimebundle(self, include=include, exclude=exclude)
