"""Texts as they are compared: what services, spreadsheets and editors change in them makes no difference."""

import pytest

from datamaturity.readers.plain_text import folded, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4.33\u00a0Do we know?", "4.33 Do we know?"),
        ("4.33 Do\r\nwe\tknow? ", "4.33 Do we know?"),
        ("\ufeff4.33 Do\u200b we\u00ad know?", "4.33 Do we know?"),
        ("\u200e4.33\u202f Do we\u2009know?\u2028", "4.33 Do we know?"),
        ("\uff14\uff0e\uff13\uff13 Do we know\uff1f", "4.33 Do we know?"),
        ("don\u2019t \u201cknow\u201d", 'don\'t "know"'),
        ("cafe\u0301", "café"),
        ("\ufb01nd", "find"),
        ("", ""),
        (" \u200b\n", ""),
    ],
)
def test_plain(text: str, expected: str) -> None:
    """One kind of blank, quotation mark and composed letter; what takes no room is gone; case stays."""
    assert expected == plain(text)


def test_case() -> None:
    """Folded texts are of one case, also where a letter of the other case is two."""
    assert folded("STRASSE") == folded("Straße")
    assert folded("Do We Know?") == folded("do we know?")


def test_words_stay_apart() -> None:
    """A blank between words is never lost, nor one made inside a word."""
    assert folded("data base") != folded("database")
    assert folded("data\u200bbase") == folded("database")


def test_sign_without_room_before_an_accent() -> None:
    """A sign that takes no room between a letter and its accent makes no difference."""
    assert plain("caf\u00e9") == plain("cafe\u200b\u0301")


@pytest.mark.parametrize("text", ["½", "ﷺ", "Ⅳ", "ŉ", "ΐ", "ǰ", "ᾳ", "ẖ", "\u0345\u0301"])
def test_plain_text_stays_as_it_is(text: str) -> None:
    """What is folded once is not changed by folding it again."""
    assert folded(text) == folded(folded(text))
