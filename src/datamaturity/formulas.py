"""Text that a spreadsheet program would run as a formula: guarded on the way out, as it was on the way in."""

import re

__all__ = ["guarded", "unguarded"]

# A spreadsheet program runs what starts with one of these, whoever wrote it (OWASP: CSV injection). Apostrophes in
# front are guards, or they are part of a text that needs one more, so that every text comes back as it was.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guarded(text: str) -> str:
    """
    Return a text with an apostrophe in front where a spreadsheet program would run it.

    Args:
        text: The text.

    Example:
        >>> guarded("=1+1"), guarded("1+1")
        ("'=1+1", '1+1')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """
    Return a text without the apostrophe that `guarded` put in front.

    Args:
        text: The text, as it stands in a cell.

    Example:
        >>> unguarded("'=1+1"), unguarded("'tis")
        ('=1+1', "'tis")
    """
    return text[1:] if _GUARDED.match(text) else text
