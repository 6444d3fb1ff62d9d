"""What a questionnaire calls its questions and options, so that what comes back is read without guessing."""

import re
from collections.abc import Iterator

from datamaturity.criteria import Criterion, CriterionId, Group
from datamaturity.framework import Framework
from datamaturity.levels import Level

__all__ = ["DO_NOT_KNOW", "NOT_APPLICABLE", "field_names", "option_text", "parts", "question_text", "reason_field"]

NOT_APPLICABLE = "Not applicable"
DO_NOT_KNOW = "Do not know"

# What names a question in an XLSForm, and the text that asks why it does not apply.
_FIELD, _REASON = "c_", "why_"


def question_text(criterion: Criterion) -> str:
    """
    Return a criterion as a question: its id, then its title.

    Example:
        >>> from datamaturity import load_framework
        >>> question_text(load_framework("seven-themes").criterion("C1"))
        'C1 Making decisions with data'
    """
    return f"{criterion.id} {' '.join(criterion.title.split())}"


def option_text(level: Level, descriptor: str = "") -> str:
    """
    Return a level as an option: its number and name, and the descriptor where there is one, all on one line.

    Example:
        >>> option_text(Level(3, "Learning"), "Some teams share what they have.")
        '3 Learning: Some teams share what they have.'
    """
    return ": ".join(filter(None, (str(level), " ".join(descriptor.split()))))


def parts(framework: Framework) -> tuple[Group, ...]:
    """Return the groups that a questionnaire is cut into: the topics, or the themes where there are no topics."""
    return framework.topic_groups or framework.theme_groups


def field_names(framework: Framework) -> dict[str, CriterionId]:
    """
    Return what an XLSForm calls each criterion, to the criterion's id; in framework order.

    A name there is made of letters, digits and underscores, and no two differ by case alone.

    Example:
        >>> from datamaturity import load_framework
        >>> field_names(load_framework("uk-government-dma"))["c_4_33"]
        '4.33'
    """
    return {f"{_FIELD}{tail}": one for tail, one in _tails(framework)}


def reason_field(field_name: str) -> str:
    """
    Return what an XLSForm calls the question why a criterion does not apply.

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
