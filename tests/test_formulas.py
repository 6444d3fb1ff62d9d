"""Text that a spreadsheet program would run as a formula."""

import csv
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from datamaturity.formulas import guarded, unguarded

SIGNS = "=+-@\t\r"

# What decides is how a text starts, so that most of these start with apostrophes and signs.
texts = st.builds(
    lambda start, rest: start + rest, st.text(st.sampled_from(f"'{SIGNS}\n a"), max_size=4), st.text(max_size=4)
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20 7946 0000", "'+44 20 7946 0000"),
        ("-2.5", "'-2.5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        # Guarded already, or so it looks: one more, so that one can be taken away.
        ("'=1+1", "''=1+1"),
        ("''-", "'''-"),
    ],
)
def test_guarded(text: str, written: str) -> None:
    """A text that would be run, or that looks guarded, gets one apostrophe in front; reading takes it away."""
    assert written == guarded(text)
    assert text == unguarded(written)


@pytest.mark.parametrize("text", ["", "'", "''", "'tis", "1+1", "a=b", "x@example.org", " =1", "' =1", "n/a", "–1"])
def test_harmless_texts_stay(text: str) -> None:
    """Any other text is written and read as it is."""
    assert text == guarded(text)
    assert text == unguarded(text)


@pytest.mark.parametrize("sign", SIGNS)
def test_guarded_by_somebody_else(sign: str) -> None:
    """A guard that another program, or a person, has put there is taken away as ours is."""
    assert f"{sign}1" == unguarded(f"'{sign}1")


class TestLaws:
    @given(texts)
    @example("'=")
    @example("'")
    def test_every_text_comes_back(self, text: str) -> None:
        """What is guarded and then unguarded is what it was."""
        assert text == unguarded(guarded(text))

    @given(texts)
    def test_nothing_guarded_would_be_run(self, text: str) -> None:
        """No guarded text starts with a sign that a spreadsheet program runs."""
        assert not guarded(text).startswith(tuple(SIGNS))

    @given(texts, texts)
    def test_different_texts_stay_different(self, one: str, other: str) -> None:
        """No two texts become one by being guarded."""
        assert (one == other) == (guarded(one) == guarded(other))

    @given(texts)
    def test_at_most_one_apostrophe_more(self, text: str) -> None:
        """A guard is one apostrophe, and the text after it stays."""
        assert guarded(text) in (text, f"'{text}")

    @given(texts)
    def test_the_guard_survives_a_file(self, text: str) -> None:
        """A guarded text that is written to CSV and read from it is unguarded to what it was."""
        buffer = StringIO(newline="")
        csv.writer(buffer).writerow([guarded(text), "end"])

        ((cell, _),) = csv.reader(StringIO(buffer.getvalue(), newline=""))

        assert text == unguarded(cell)
