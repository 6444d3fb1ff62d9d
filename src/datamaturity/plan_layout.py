"""The layout of a plan as Markdown, as far as its writer and its reader must agree on it."""

import re

__all__ = ["DETAILS", "NONE", "escaped", "escaped_start", "unescaped"]

# What an action's indented lines are called.
DETAILS = ("Owner", "Status", "Starts", "Due", "Effort", "Depends on", "Serves", "Evidence")

NONE = "(none)"

_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
# Signs that a text file cannot hold, or that end a line for somebody.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]")
_ESCAPED = re.compile(r"\\(\\|n|r|u[0-9a-f]{4,6};)")


def escaped(text: str) -> str:
    r"""
    Return a text in one line without blanks at its ends, from which `unescaped` makes the text again.

    Args:
        text: The text.

    Example:
        >>> escaped("two\nlines ")
        'two\\nlines\\u0020;'
    """
    for sign, code in _ESCAPES.items():
        text = text.replace(sign, code)
    text = _CONTROL.sub(lambda found: _codes(found[0]), text)
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip()) if text.strip() else start
    return _codes(text[:start]) + text[start:end] + _codes(text[end:])


def escaped_start(text: str) -> str:
    r"""
    Return a text as `escaped` does, for a place where a bracket at its start would mean something.

    Args:
        text: The text.

    Example:
        >>> escaped_start("(none)")
        '\\u0028;none)'
    """
    plain = escaped(text)
    return f"\\u0028;{plain[1:]}" if plain.startswith("(") else plain


def _codes(blanks: str) -> str:
    return "".join(f"\\u{ord(one):04x};" for one in blanks)


def unescaped(text: str) -> str:
    r"""
    Return the text that `escaped` put into one line.

    Args:
        text: The line.

    Example:
        >>> unescaped("two\\nlines\\u0020;")
        'two\nlines '
    """

    def sign(found: re.Match[str]) -> str:
        code = found[1]
        if code.startswith("u"):
            number = int(code[1:-1], 16)
            # Half a character is none.
            return found[0] if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF else chr(number)
        return {"\\": "\\", "n": "\n", "r": "\r"}[code]

    return _ESCAPED.sub(sign, text)
