"""What a questionnaire calls its questions and options, so that what comes back is read without guessing."""

import re
from collections.abc import Iterator

from datamaturity.criteria import Criterion, CriterionId, Group
from datamaturity.framework import Framework
from datamaturity.levels import Level

__all__ = [
    "CHOICES",
    "DO_NOT_KNOW",
    "NOT_APPLICABLE",
    "PROGRESS",
    "field_names",
    "option_text",
    "part_title",
    "parts",
    "question_text",
    "reason_field",
    "reason_text",
]

NOT_APPLICABLE = "Not applicable"
"""The option for *not applicable*."""

DO_NOT_KNOW = "Do not know"
"""The option for *do not know*."""

PROGRESS, CHOICES = "Progress", "Choices"
"""The sheets without answers: the one that says how far one is, and the hidden one with what to choose."""

# What names a question in an XLSForm, and the text that asks why it does not apply.
_FIELD, _REASON = "c_", "why_"


def question_text(criterion: Criterion) -> str:
    """
    Return a criterion as a question: its id, then its title.

    Args:
        criterion: The criterion.

    Example:
        >>> from datamaturity import load_framework
        >>> question_text(load_framework("seven-themes").criterion("C1"))
        'C1 Using and discussing data across the organisation'
    """
    return f"{criterion.id} {' '.join(criterion.title.split())}"


def reason_text(criterion: Criterion) -> str:
    """
    Return the question why a criterion does not apply.

    Args:
        criterion: The criterion.

    Example:
        >>> from datamaturity import load_framework
        >>> reason_text(load_framework("seven-themes").criterion("C1"))
        'C1 Why does this not apply?'
    """
    return f"{criterion.id} Why does this not apply?"


def option_text(level: Level, descriptor: str = "") -> str:
    """
    Return a level as an option: its number and name, and the descriptor where there is one, all on one line.

    Args:
        level: The level.
        descriptor: What it looks like; may be empty.

    Example:
        >>> option_text(Level(3, "Learning"), "Some teams share what they have.")
        '3 Learning: Some teams share what they have.'
    """
    return ": ".join(filter(None, (" ".join(text.split()) for text in (str(level), descriptor))))


def parts(framework: Framework) -> tuple[Group, ...]:
    """
    Return the groups that a questionnaire is cut into: the topics, or the themes where there are no topics.

    One that no criterion belongs to is left out, since there would be nothing to ask.

    Args:
        framework: The framework.
    """
    return tuple(one for one in framework.topic_groups or framework.theme_groups if one.criteria)


def part_title(group: Group) -> str:
    """
    Return what a part is called, on one line: its name, and its id before it where that is a number or has one.

    Args:
        group: The topic or theme.

    Example:
        >>> from datamaturity import load_framework
        >>> part_title(parts(load_framework("uk-government-dma"))[3])
        '4 Knowing the data you have'
        >>> part_title(parts(load_framework("seven-themes"))[0])
        'Uses'
    """
    return " ".join(group.label.split())


def field_names(framework: Framework) -> dict[str, CriterionId]:
    """
    Return what an XLSForm calls each criterion, to the criterion's id; in framework order.

    A name there is made of letters, digits and underscores, and no two differ by case alone.

    Args:
        framework: The framework.

    Example:
        >>> from datamaturity import load_framework
        >>> field_names(load_framework("uk-government-dma"))["c_4_33"]
        '4.33'
    """
    return {f"{_FIELD}{tail}": one for tail, one in _tails(framework)}


def reason_field(field_name: str) -> str:
    """
    Return what an XLSForm calls the question why a criterion does not apply.

    Args:
        field_name: What it calls the criterion, as `field_names` has it.

    Example:
        >>> reason_field("c_4_33")
        'why_4_33'
    """
    return _REASON + field_name.removeprefix(_FIELD)


def _tails(framework: Framework) -> Iterator[tuple[str, CriterionId]]:
    taken: set[str] = set()
    for place, one in enumerate(framework.criterion_ids, 1):
        tail = re.sub(r"[^A-Za-z0-9]+", "_", one)
        while tail.casefold() in taken:
            tail += f"_{place}"
        taken.add(tail.casefold())
        yield tail, one
