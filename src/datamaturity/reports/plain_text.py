"""What people wrote, as it may stand in a page, a picture, a file or a terminal without doing anything there."""

import re

__all__ = ["visible"]

# What XML cannot hold, what moves a terminal's cursor, and the marks of direction that would turn what stands beside.
_UNSHOWN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    r"""
    Return a text on one line, with a sign for everything that cannot be shown or would turn its surroundings.

    Args:
        text: The text.

    Example:
        >>> visible("a\n b\u202e")
        'a b\ufffd'
    """
    return " ".join(_UNSHOWN.sub("\ufffd", text).split())
