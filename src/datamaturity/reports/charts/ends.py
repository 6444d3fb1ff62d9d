"""The ends of a picture in a sentence: what is highest and what is lowest, and how many share it."""

from collections.abc import Sequence
from fractions import Fraction

import attrs

__all__ = ["Known", "ends_text", "shared_by"]


@attrs.frozen
class Known:
    """
    A number that a picture shows.

    Attributes:
        value: The exact number, in whatever unit the picture has: levels' values, or a share.
        text: The number as it is shown; a higher one never reads lower.
        name: What has it.
    """

    value: Fraction
    text: str
    name: str


def ends_text(known: Sequence[Known], what: str, *, where: str = "", of: int) -> str:
    """
    Return which numbers of a picture are highest and lowest; empty where there is none.

    Args:
        known: The numbers, in the picture's order.
        what: What they are, as a word to which an ``s`` can be added.
        where: Which of them, as words that follow that; may be empty.
        of: Of how many things in the picture.

    Example:
        >>> means = [Known(Fraction(3), "3.0", "Culture"), Known(Fraction(1), "1.0", "Uses")]
        >>> print(ends_text([*means, Known(Fraction(3), "3.0", "Skills")], "mean", of=4))
        The highest mean is 3.0 in Culture and 1 other; the lowest, 1.0 in Uses.
        >>> print(ends_text(means[:1], "mean", where=" told", of=4))
        The only mean told is 3.0, in Culture.
    """
    if not known:
        return ""
    if len(known) == 1:
        return f"The {'only ' if of > 1 else ''}{what}{where} is {known[0].text}, in {known[0].name}."
    values = [one.value for one in known]
    high, low = ([one for one in known if one.value == end] for end in (max(values), min(values)))
    if high == low:
        return f"All {what}s{where} are equal: {high[0].text}."
    if high[0].text == low[0].text:
        # Not "the highest is 0.3, the lowest 0.3"; what is just beside a border has a sign before it.
        return f"All {what}s{where} are about {high[0].text.lstrip('<>')}."
    words = [f"{ends[0].text} in {shared_by([one.name for one in ends])}" for ends in (high, low)]
    return f"The highest {what}{where} is {words[0]}; the lowest, {words[1]}."


def shared_by(names: Sequence[str]) -> str:
    """
    Return the first of those that share something, and how many others there are.

    Args:
        names: All of them; one at least.

    Example:
        >>> shared_by(["Culture"]), shared_by(["Culture", "Uses"]), shared_by(["Culture", "Uses", "Skills"])
        ('Culture', 'Culture and 1 other', 'Culture and 2 others')
    """
    others = len(names) - 1
    return f"{names[0]} and {others} other{'s' if others > 1 else ''}" if others else names[0]
