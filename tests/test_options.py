"""Which answer an option of a form is: by its number, its name, its descriptor; and what is none or two."""

import pytest

from datamaturity import AnswerState, Criterion, Framework, Level, Scale, Theme, Wording
from datamaturity.readers.options import Options
from examples import CROSSED, FIVE, SAMM

TEXTS = ("None of it", "2 teams do: some", "Most of it", "All of it", "All of it, and others learn from it")
WORDED = Framework(
    id="worded",
    version="1",
    title="With descriptors",
    scale=FIVE,
    themes=[Theme("data", "Data")],
    criteria=[
        Criterion("a", "A", theme="data", descriptors=TEXTS),
        Criterion("b", "B", theme="data", descriptors=("Same", "same", "Other", "More", "Most")),
        Criterion("c", "C", theme="data"),
    ],
)
WELSH = Wording(
    licence="CC0-1.0",
    language="cy",
    level_names={1: "Dechrau", 3: "Dysgu"},
    descriptors={"a.3": "Y rhan fwyaf ohono"},
)


def _level(text: str, framework: Framework = WORDED, criterion_id: str = "a", *wordings: Wording) -> int | None:
    state, level = Options(framework, wordings).answer(text, criterion_id)
    assert state is AnswerState.LEVEL
    return level


def _message(text: str, framework: Framework = WORDED, criterion_id: str = "a", *wordings: Wording) -> str:
    with pytest.raises(ValueError, match=r"\w") as caught:
        Options(framework, wordings).answer(text, criterion_id)
    return str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        *("3", "3.0", "3,0", " 3 ", "\uff13", "3\u200b", "Learning", "LEARNING", "3 Learning", "3: learning"),
        *("3 - Learning", "3 – Learning", "3. Learning", "3) Learning", "[3] Learning", "(3) Learning"),
        *("Most of it", "most\u00a0of\nit", "3 Most of it", "3 Learning: Most of it", "3 - Learning - Most of it"),
        *("Learning: Most of it", "Learning – most of it", "Learning. Most of it", "3 – we do most of it"),
        *("3 Learning: some other words", "3: some other words"),
    ],
)
def test_level(text: str) -> None:
    """A level is known by its number first, with any text behind it; by its name; by its text; or by both."""
    assert 3 == _level(text)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("2 teams do: some", 2),
        ("2 2 teams do: some", 2),
        ("2 Emerging: 2 teams do: some", 2),
        ("All of it", 4),
        ("All of it, and others learn from it", 5),
    ],
)
def test_descriptor_is_read_whole(text: str, level: int) -> None:
    """A descriptor may begin with a number, and one may begin like another."""
    assert level == _level(text)


def test_descriptors_belong_to_their_criterion() -> None:
    """A descriptor of one criterion is no option of another."""
    assert "is none of its options" in _message("Most of it", criterion_id="c")


def test_descriptor_of_two_levels() -> None:
    """A text that two levels of a criterion share is refused with both; with its number it is read."""
    expected = "'Same' is the text of 1 Beginning and 2 Emerging; let it start with the level's number"
    assert expected == _message("Same", criterion_id="b")
    assert 2 == _level("2 Same", WORDED, "b")


def test_empty_is_unanswered() -> None:
    """Nothing, or signs that show nothing, is *unanswered*, for a criterion with descriptors and for one without."""
    for text in ("", " ", "\u00a0", "\u200b\n"):
        for criterion_id in ("a", "c"):
            assert (AnswerState.UNANSWERED, None) == Options(WORDED).answer(text, criterion_id)


def test_descriptor_that_shows_nothing() -> None:
    """An empty cell is *unanswered*, even where a descriptor shows nothing."""
    framework = Framework(
        id="blank",
        version="1",
        title="T",
        scale=FIVE,
        themes=[Theme("data", "Data")],
        criteria=[Criterion("a", "A", theme="data", descriptors=("\u200b", "b", "c", "d", "e"))],
    )

    assert (AnswerState.UNANSWERED, None) == Options(framework).answer("", "a")


@pytest.mark.parametrize("text", ["Not applicable", "not applicable", "N/A", "n/a", "na", "not_applicable"])
def test_not_applicable(text: str) -> None:
    """*Not applicable* is known as people write it, and as an XLSForm names it."""
    assert (AnswerState.NOT_APPLICABLE, None) == Options(WORDED).answer(text, "a")


@pytest.mark.parametrize("text", ["Do not know", "don’t know", "DON'T KNOW", "dk", "dont_know", "do_not_know"])
def test_do_not_know(text: str) -> None:
    """*Do not know* likewise."""
    assert (AnswerState.DO_NOT_KNOW, None) == Options(WORDED).answer(text, "a")


def test_scale_from_0() -> None:
    """Levels are those of the scale: 0 is one where it starts there."""
    framework = Framework(
        id="samm",
        version="1",
        title="T",
        scale=SAMM,
        themes=[Theme("t", "T")],
        criteria=[Criterion("a", "A", theme="t")],
    )

    assert 0 == _level("0 No", framework)
    assert 0 == _level("0", framework)
    assert "level 4 is off the scale" in _message("4 All of it", framework)


class TestWordings:
    @pytest.mark.parametrize("text", ["Dysgu", "3 Dysgu", "Y rhan fwyaf ohono", "3 Dysgu: Y rhan fwyaf ohono"])
    def test_other_words(self, text: str) -> None:
        """A wording's names and texts are known where it is given, and the framework's own still are."""
        assert 3 == _level(text, WORDED, "a", WELSH)
        assert 3 == _level("Learning", WORDED, "a", WELSH)

    def test_without_it(self) -> None:
        """Without the wording they are not."""
        assert "is none of its options" in _message("Dysgu")

    def test_number_of_one_and_name_of_another(self) -> None:
        """A number that is not the one of the wording's name is refused."""
        assert "names two levels" in _message("3 Dechrau", WORDED, "a", WELSH)

    def test_name_of_two_levels(self) -> None:
        """A name that is one level's in one wording and another's in another is refused, not guessed at."""
        swapped = Wording(licence="CC0-1.0", level_names={2: "Learning", 3: "Emerging"})

        assert "Learning" in _message("Learning", WORDED, "a", swapped)


class TestRefused:
    @pytest.mark.parametrize(
        "text",
        [
            *("perhaps", "-", "?", "none", "yes", "TRUE", "#N/A", "NaN", "three", "3/5", "½", "5%", "+3", "٣", "\0"),
            *("2, 3", "2;3;", "Level", "(a formula without its value)", "x" * 5000, "1" * 5000, "[", "[3", "()"),
        ],
    )
    def test_no_option(self, text: str) -> None:
        """Anything else is refused with what was given and what would do; no message is long."""
        message = _message(text)

        assert "is none of its options" in message or "is not an answer" in message
        assert len(message) < 300

    @pytest.mark.parametrize("text", ["2.5", "2,5", "0.5", "3.4.2024", "2-3", "2 3", "2 - 3", "1–2", "3:00", "2.50"])
    def test_number_that_is_no_level(self, text: str) -> None:
        """A number between two levels, a range, a time or several numbers is no level: nothing is rounded."""
        assert "level" in _message(text)

    @pytest.mark.parametrize(
        "text",
        [
            *("2 Emerging, 3 Learning", "2 Emerging;3 Learning;", "2 Emerging; 3 Learning", "2 Emerging 3 Learning"),
            *("3 Learning: Most of it, 4 Developing: All of it", "Emerging, Learning", "2 Emerging, 3"),
        ],
    )
    def test_two_options(self, text: str) -> None:
        """Two options ticked are refused, and not read as the first, for nobody knows which was meant."""
        _message(text)

    @pytest.mark.parametrize("text", ["3 Emerging", "3 – Emerging: we try", "3 All of it", "1 Developing: All of it"])
    def test_number_of_one_and_text_of_another(self, text: str) -> None:
        """A number and a text that are not of one level are refused."""
        assert "names two levels" in _message(text)

    @pytest.mark.parametrize("text", ["6", "0", "-1", "6 All of it", "99 – we do", "999999999"])
    def test_off_the_scale(self, text: str) -> None:
        """A number that no level has is off the scale, which the message shows."""
        assert "is off the scale; levels run from 1 (Beginning) to 5 (Mastering)" in _message(text)

    def test_near_misses(self) -> None:
        """A slip names the closest options, by number and name."""
        assert _message("Most of itt").startswith("'Most of itt' is none of its options; did you mean '3 Learning'")
        assert "did you mean 'Not applicable'?" in _message("Not aplicable")


def test_names_of_levels_that_start_alike() -> None:
    """Where one level's name starts another's, the longer is meant."""
    scale = Scale([Level(1, "Partly"), Level(2, "Partly done"), Level(3, "Done")])
    framework = Framework(
        id="f", version="1", title="T", scale=scale, themes=[Theme("t", "T")], criteria=[Criterion("a", "A", theme="t")]
    )

    assert 2 == _level("2 Partly done: as far as we can", framework)
    assert "names two levels" in _message("1 Partly done: as far as we can", framework)


def test_options_of_a_criterion_with_descriptors_of_another() -> None:
    """In a framework where some criteria have descriptors and some do not, both kinds are read."""
    assert 3 == _level("three", CROSSED, "1.1")
    assert 3 == _level("3 Learning", CROSSED, "1.2")
