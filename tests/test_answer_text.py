"""What people write for an answer."""

import re

import pytest

from datamaturity import AnswerState, Level, Scale
from datamaturity.readers.answer_text import parse_answer_text
from examples import FIVE, SAMM

# Numbers with a gap, a name of two words, a name with a number in it, a name that starts as another does.
ODD = Scale([Level(0, "Not yet"), Level(2, "Partly"), Level(5, "Partly, 50%"), Level(10, "Fully")])


@pytest.mark.parametrize(
    "text",
    [
        *("3", " 3 ", "03", "3.0", "3,0", "3.00", "Learning", "learning", "LEARNING", "\tLearning "),
        *("3 Learning", "3  learning", "3 - Learning", "3 – LEARNING", "3 — Learning"),
        *("3. Learning", "3: Learning", "3) Learning"),
        # Full-width digits and letters, and a blank that does not break: the same text in another guise.
        *("３", "Ｌearning", "3\u00a0Learning"),
    ],
)
def test_a_level(text: str) -> None:
    """A level is its number, its name, or both, upper or lower case."""
    assert (AnswerState.LEVEL, 3) == parse_answer_text(text, FIVE)


@pytest.mark.parametrize("scale", [FIVE, SAMM, ODD], ids=["five", "from 0", "gaps"])
def test_every_level_of_every_scale(scale: Scale) -> None:
    """Each level of a scale is read by number, by name and by both, wherever the scale starts."""
    for level in scale:
        for text in (str(level.number), level.name, str(level), f"{level.number} - {level.name.upper()}"):
            assert (AnswerState.LEVEL, level.number) == parse_answer_text(text, scale)


@pytest.mark.parametrize("name", ["We don’t", "½ of it", "Not  yet", "- none"])
def test_level_names_as_they_are_written(name: str) -> None:
    """A level's own name is read as the template shows it, typographic signs and all."""
    scale = Scale([Level(0, name), Level(1, "Yes")])

    assert (AnswerState.LEVEL, 0) == parse_answer_text(name, scale)
    assert (AnswerState.LEVEL, 0) == parse_answer_text(f"0 {name}", scale)


@pytest.mark.parametrize("text", ["not applicable", "Not Applicable", " NOT  APPLICABLE ", "n/a", "N/A"])
def test_not_applicable(text: str) -> None:
    """*Not applicable* is written out or as n/a; it has no level."""
    assert (AnswerState.NOT_APPLICABLE, None) == parse_answer_text(text, FIVE)


@pytest.mark.parametrize("text", ["do not know", "Do not know", "DO NOT KNOW", "don't know", "Don’t know"])
def test_do_not_know(text: str) -> None:
    """*Do not know* is a state of its own, with no level."""
    assert (AnswerState.DO_NOT_KNOW, None) == parse_answer_text(text, FIVE)


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u00a0"])
def test_nothing(text: str) -> None:
    """Nothing, or blanks, is *unanswered*, and not the lowest level."""
    assert (AnswerState.UNANSWERED, None) == parse_answer_text(text, SAMM)


@pytest.mark.parametrize("text", ["0", "6", "-3", "6.0", "999999999"])
def test_off_the_scale(text: str) -> None:
    """A number that is no level's is off the scale, and the message says how the scale runs."""
    number = int(re.split("[ .]", text)[0])
    message = f"level {number} is off the scale; levels run from 1 (Beginning) to 5 (Mastering)"

    with pytest.raises(ValueError, match="off the scale") as caught:
        parse_answer_text(text, FIVE)

    assert message == str(caught.value)


@pytest.mark.parametrize(("text", "number"), [("6 Learning", 6), ("0 - Beginning", 0)])
def test_off_the_scale_with_a_name_of_it(text: str, number: int) -> None:
    """Where a number off the scale stands beside a level's name, the message shows both as they were given."""
    with pytest.raises(ValueError, match="off the scale") as caught:
        parse_answer_text(text, FIVE)

    scale = "levels run from 1 (Beginning) to 5 (Mastering)"
    assert f"{text!r}: level {number} is off the scale; {scale}" == str(caught.value)


def test_off_a_scale_with_gaps() -> None:
    """On a scale with gaps the message lists the levels, since from and to would promise too much."""
    with pytest.raises(ValueError, match="off the scale") as caught:
        parse_answer_text("3", ODD)

    levels = "levels are 0 (Not yet), 2 (Partly), 5 (Partly, 50%), 10 (Fully)"
    assert f"level 3 is off the scale; {levels}" == str(caught.value)


def test_two_levels() -> None:
    """A number and a name that are not of one level are refused, for nobody knows which was meant."""
    with pytest.raises(ValueError, match="two levels") as caught:
        parse_answer_text("3 Emerging", FIVE)

    assert "'3 Emerging' names two levels: 3 is Learning, Emerging is 2" == str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["3.5", "2-3", "2 3", "1/4", "three", "Learning 3", "+3", "3e0", "1234567890", "yes", "-", "?", "٣", "3 Lerning"],
)
def test_anything_else(text: str) -> None:
    """Anything else is refused with what was given and what would do; nothing is rounded or guessed."""
    with pytest.raises(ValueError, match="is not an answer") as caught:
        parse_answer_text(text, FIVE)

    message = str(caught.value)
    assert message.startswith(f"{text!r} is not an answer")
    assert "levels run from 1 (Beginning) to 5 (Mastering)" in message
    assert "not applicable" in message
    assert "do not know" in message


@pytest.mark.parametrize(
    ("text", "meant"), [("Lerning", "Learning"), ("beginnning", "Beginning"), ("not aplicable", "not applicable")]
)
def test_near_miss(text: str, meant: str) -> None:
    """A slip of the keyboard earns the word that was probably meant."""
    with pytest.raises(ValueError, match=f"did you mean '{meant}'"):
        parse_answer_text(text, FIVE)


def test_long_text_is_cut_in_the_message() -> None:
    """A note in the wrong column does not fill the screen."""
    with pytest.raises(ValueError, match="is not an answer") as caught:
        parse_answer_text("word " * 1000, FIVE)

    assert len(str(caught.value)) < 300
