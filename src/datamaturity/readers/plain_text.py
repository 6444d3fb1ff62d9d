"""Texts as they are compared: what a form, a spreadsheet or an editor changes in them falls away."""

import unicodedata

__all__ = ["folded", "plain", "quoted"]

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"'})


def plain(text: str) -> str:
    r"""
    Return a text with one kind of blank, digit, apostrophe and quotation mark, and nothing that takes no room.

    Args:
        text: The text.

    Example:
        >>> plain("4.33\u00a0Do\nwe\u200b know?")
        '4.33 Do we know?'
    """
    # Category Cf: zero-width blanks and joiners, soft hyphens, byte order marks, marks of direction.
    # Before, since one may stand between a letter and its accent.
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", seen).translate(_APOSTROPHES).split())


def folded(text: str) -> str:
    """
    Return `plain` text in one case.

    Args:
        text: The text.

    Example:
        >>> folded("Don’t  Know") == folded("don't know")
        True
    """
    return plain(plain(text).casefold())


def quoted(text: str) -> str:
    """
    Return what was given as messages quote it: plain, and cut where it is long.

    Args:
        text: The text, as it was given.

    Example:
        >>> quoted("Half  of it"), len(quoted("x" * 100))
        ("'Half of it'", 60)
    """
    given = plain(text)
    return repr(given if len(given) <= 60 else f"{given[:57]}…")
