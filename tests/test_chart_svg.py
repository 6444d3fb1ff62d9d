"""Pictures as text: ids, widths and lines."""

from xml.etree import ElementTree

import pytest

from datamaturity.reports.charts.svg import Svg, width_of, wrapped
from datamaturity.reports.plain_text import visible

# What Chromium measures in DejaVu Sans (`getComputedTextLength`), in the size of the letters, for a text of that many.
MEASURED = [
    ("withheld", 0.535, 0.613),
    ("1 Beginning", 0.544, 0.612),
    ("5 Mastering", 0.538, 0.612),
    ("Consensus", 0.599, 0.669),
    ("2021-03-31", 0.581, 0.640),
    ("100%", 0.715, 0.772),
    ("≥5 100%", 0.664, 0.710),
    ("Not applicable", 0.514, 0.582),
    ("4.46", 0.557, 0.617),
    ("n 12 of 97", 0.510, 0.566),
    ("no answer", 0.575, 0.647),
    ("low coverage", 0.556, 0.623),
    ("Organisational capability for responsible reuse of longstanding data assets here", 0.500, 0.569),
    ("WWWWWWWWWW MMMMMMM", 0.903, 1.019),
    ("Ωμέγα δεδομένα", 0.591, 0.653),
    ("Кириллица данных", 0.636, 0.705),
]


@pytest.mark.parametrize(("text", "regular", "bold"), MEASURED)
def test_widths(text: str, regular: float, bold: float) -> None:
    """A text is never wider than it is taken to be, and not much narrower."""
    for measured, is_bold in ((regular, False), (bold, True)):
        assert measured * len(text) <= width_of(text, 1, bold=is_bold) <= 1.25 * measured * len(text)


def test_signs_without_width() -> None:
    """A mark upon a letter takes no room; a square sign takes more than a letter."""
    assert width_of("e\u0301", 10) == width_of("e", 10)
    assert width_of("数", 10) > width_of("Щ", 10) > width_of("é", 10) > width_of("i", 10)


def test_bold_lines_hold_less() -> None:
    """A bold text needs more lines."""
    text = "Knowing the data"

    assert [text] == wrapped(text, 115, 12)
    assert ["Knowing the", "data"] == wrapped(text, 115, 12, bold=True)


def test_long_words_are_cut() -> None:
    """A word of ten thousand letters is cut into lines that fit, with none left out; too many end in an ellipsis."""
    word = "x" * 10_000
    lines = wrapped(word, 90, 12, most=len(word))

    assert word == "".join(lines)
    assert all(width_of(line, 12) <= 90 for line in lines)
    assert ["…"] == [line[-1] for line in wrapped(word, 90, 12, most=2)[1:]]


def test_a_sign_wider_than_the_room() -> None:
    """Each line has one sign at least."""
    assert ["W", "W"] == wrapped("WW", 1, 12)
    assert [""] == wrapped(" ", 90, 12)


def ids(svg: str) -> list[str]:
    """Return the ids in a picture, which its root names, too."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own
    found = [one.attrib["id"] for one in root.iter() if "id" in one.attrib]
    assert found == root.attrib["aria-labelledby"].split()
    return found


def test_ids() -> None:
    """Ids follow from what is in a picture, and from the prefix that tells two equal ones on a page apart."""
    first, second = Svg(9, 9, "A", "One."), Svg(9, 9, "B", "One.")

    assert first.to_text() == Svg(9, 9, "A", "One.").to_text()
    every = [*ids(first.to_text()), *ids(second.to_text()), *ids(first.to_text(id_prefix="figure-2-"))]
    assert 6 == len({*every})
    assert every[4].startswith("figure-2-t")


def test_a_hostile_prefix() -> None:
    """A prefix cannot leave its attribute."""
    assert '"><' not in Svg(9, 9, "A", "One.").to_text(id_prefix='"><b')


def test_visible() -> None:
    """A text is on one line, and nothing in it turns its surroundings."""
    assert "a b\ufffd" == visible("a\r\n\tb\u2066")
