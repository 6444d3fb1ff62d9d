"""What the writer and the reader of plans as Markdown agree on: any text in one line, and back."""

import pytest

from datamaturity.plan_layout import DETAILS, NONE, escaped, unescaped


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        ("List every dataset", "List every dataset"),
        ("Dŵr, “½” – # * _ <b> [x]", "Dŵr, “½” – # * _ <b> [x]"),
        ("two\nlines", "two\\nlines"),
        ("two\r\nlines", "two\\r\\nlines"),
        # A backslash is doubled, so that what looks like an escape is none.
        ("C:\\new", "C:\\\\new"),
        ("\\u0020;", "\\\\u0020;"),
        ("\\\n", "\\\\\\n"),
        # Blanks at an end are lost in Markdown; their codes are not. Those inside stay.
        (" a  b ", "\\u0020;a  b\\u0020;"),
        ("\ta\u3000", "\\u0009;a\\u3000;"),
        ("\x1fa\x85", "\\u001f;a\\u0085;"),
        # A line end at an end is a line end before it is a blank.
        ("\na\r", "\\na\\r"),
        ("   ", "\\u0020;\\u0020;\\u0020;"),
        ("\t", "\\u0009;"),
        # Blank to the eye, and no blank to Python.
        ("\u200ba", "\u200ba"),
    ],
)
def test_any_text_stands_in_one_line(text: str, line: str) -> None:
    """A text becomes one line without blanks at its ends, and the line that text again."""
    assert line == escaped(text)
    assert text == unescaped(line)


@pytest.mark.parametrize(
    "line",
    [
        "\\",
        "\\x",
        "\\t",
        "\\N",
        # A code ends in a semicolon, has four to six digits, and names a character that there is.
        "\\u0020",
        "\\u20;",
        "\\u002G;",
        "\\U0020;",
        "\\u0000020;",
        "\\u110000;",
        "\\uffffff;",
    ],
)
def test_what_is_no_escape_stays(line: str) -> None:
    """A backslash that starts no escape is a backslash, since people write it too."""
    assert line == unescaped(line)


@pytest.mark.parametrize(
    ("line", "text"),
    [("\\u10ffff;", "\U0010ffff"), ("\\u01f600;", "😀"), ("\\u1f600;", "😀"), ("\\u00e9;t\\u00e9;", "été")],
)
def test_a_code_is_any_character(line: str, text: str) -> None:
    """A code of four to six digits stands for its character, wherever it is."""
    assert text == unescaped(line)


@pytest.mark.parametrize("line", ["\\ud800;", "\\udfff;", "\\u00dc00;"])
def test_half_a_character_is_none(line: str) -> None:
    """The code of half a surrogate pair stays as it stands, since no file can hold what it names."""
    assert line == unescaped(line)


def test_lines_of_an_action() -> None:
    """An action has eight kinds of lines, none of which another starts with."""
    assert 8 == len({*DETAILS})
    assert [] == [(one, other) for one in DETAILS for other in DETAILS if one != other and other.startswith(one)]


def test_sign_for_none() -> None:
    """What stands for no theme and no horizon is a word without blanks, as an id is."""
    assert [NONE] == NONE.split()
