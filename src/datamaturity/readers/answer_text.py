"""What people write for an answer: ``3``, ``Learning``, ``3 Learning``, ``n/a``, ``do not know``, or nothing."""

import re
from collections.abc import Iterable, Sequence

from datamaturity.assessment import AnswerState
from datamaturity.errors import did_you_mean, near_misses
from datamaturity.levels import Level, Scale
from datamaturity.readers.plain_text import folded, plain

__all__ = ["parse_answer_text", "parse_level_text"]

_NOT_APPLICABLE = frozenset({"not applicable", "n/a"})
_DO_NOT_KNOW = frozenset({"do not know", "don't know"})

# A spreadsheet shows 3 and saves 3.0 where a column has gaps. Nine digits are enough to say that a level is off.
_NUMBER = re.compile(r"(-?\d{1,9})(?:[.,]0+)?", re.ASCII)
_NUMBER_AND_NAME = re.compile(r"(\d{1,9})\s*[-–—.:)]?\s+(\S.*)", re.ASCII)


def parse_answer_text(text: str, scale: Scale) -> tuple[AnswerState, int | None]:
    """
    Return the state, and the level's number if there is one, that a text stands for.

    Args:
        text: A level's number, its name, both (``3 Learning``), *not applicable* or *n/a*, *do not know*, or nothing;
            upper or lower case.
        scale: The framework's scale.

    Raises:
        ValueError: The text is none of these; the message says what was given and how the scale runs.

    Example:
        >>> from datamaturity.levels import Level, Scale
        >>> scale = Scale([Level(1, "Beginning"), Level(2, "Emerging"), Level(3, "Learning")])
        >>> parse_answer_text("3 learning", scale)
        (AnswerState.LEVEL, 3)
        >>> parse_answer_text("n/a", scale)
        (AnswerState.NOT_APPLICABLE, None)
        >>> parse_answer_text("3 Emerging", scale)
        Traceback (most recent call last):
        ValueError: '3 Emerging' names two levels: 3 is Learning, Emerging is 2
    """
    said = folded(text)
    if not said:
        return AnswerState.UNANSWERED, None
    if said in _NOT_APPLICABLE:
        return AnswerState.NOT_APPLICABLE, None
    if said in _DO_NOT_KNOW:
        return AnswerState.DO_NOT_KNOW, None
    return AnswerState.LEVEL, parse_level_text(text, scale, also=("not applicable", "do not know"))


def parse_level_text(text: str, scale: Scale, *, also: Sequence[str] = ()) -> int:
    """
    Return the number of the level that a text stands for: a number, a name, or both.

    Args:
        text: The text.
        scale: The framework's scale.
        also: What else could have been written there, for the message.

    Raises:
        ValueError: It is no level; the message says what was given and how the scale runs.

    Example:
        >>> from datamaturity.levels import Level, Scale
        >>> parse_level_text("yes", Scale([Level(0, "No"), Level(1, "Yes")]))
        1
    """
    given = plain(text)
    lower = given.casefold()
    names = _unambiguous((folded(level.name), level) for level in scale)
    both = _unambiguous((folded(str(level)), level) for level in scale)
    number = _NUMBER.fullmatch(given)
    # A number is a level's number before it is a part of some other level's name.
    if number and int(number[1]) in scale:
        return int(number[1])
    if found := both.get(lower) or names.get(lower):
        return found.number
    if number:
        message = f"level {number[1]} is off the scale; {scale.span}"
        raise ValueError(message)
    pair = _NUMBER_AND_NAME.fullmatch(given)
    if pair and pair[2].casefold() in names:
        wanted, named = int(pair[1]), names[pair[2].casefold()]
        if wanted not in scale:
            message = f"{text!r}: level {wanted} is off the scale; {scale.span}"
            raise ValueError(message)
        if named.number != wanted:
            first = scale.level(wanted)
            message = f"{text!r} names two levels: {wanted} is {first.name}, {named.name} is {named.number}"
            raise ValueError(message)
        return wanted
    near = did_you_mean(near_misses(given, [*(level.name for level in scale), *also]))
    shown = text if len(text) <= 60 else text[:57] + "…"
    if also:
        message = f"{shown!r} is not an answer; {scale.span}; or {', '.join(also)}, or nothing{near}"
    else:
        message = f"{shown!r} is not a level; {scale.span}{near}"
    raise ValueError(message)


def _unambiguous(pairs: Iterable[tuple[str, Level]]) -> dict[str, Level]:
    """Return each text's level; a text that two levels share, once it is plain, stands for neither."""
    levels: dict[str, list[Level]] = {}
    for text, level in pairs:
        levels.setdefault(text, []).append(level)
    return {text: found[0] for text, found in levels.items() if text and len(found) == 1}
