"""The columns that the rows of every picture share, so that the rows of two can be laid side by side."""

from datamaturity.criteria import Criterion, Group
from datamaturity.framework import Framework

__all__ = ["shared_columns"]


def shared_columns(framework: Framework, part: Group | Criterion) -> dict[str, object]:
    """
    Return the columns that say what a row is about.

    They stand first in each row of a picture's ``chart_rows``. What comes after them has the same name in each picture
    that has it:

    - ``mark``: what in the picture the row is, where there are several kinds.
    - ``state``: why a number is missing, or how a group stands to its target.
    - ``mean`` and ``mean_text``: the exact mean as a float, and as it is shown.
    - ``stage`` and ``stage_name``, ``level`` and ``level_name``: a level's number and name.
    - ``count``: how many; ``share``: of how many, from 0 to 1.
    - ``answered`` and ``applicable``: how many criteria are answered, and how many apply.
    - ``text``: what is written at the mark.

    Args:
        framework: The framework.
        part: The group or the criterion that the row is about.

    Returns:
        ``framework`` and ``version``: the framework's id and version. ``kind`` and ``id``: the part's, whose kind is
        ``topic``, ``theme``, ``cell``, ``overall`` or ``criterion``. ``topic``, ``topic_name``, ``theme`` and
        ``theme_name``: id and name of either, or `None`. ``criterion``: a criterion's id. ``name``: the part's name;
        ``label``: the same with its id before it, where that has a number in it.

    Example:
        >>> from datamaturity import load_framework
        >>> framework = load_framework("uk-government-dma")
        >>> row = shared_columns(framework, framework.criteria[0])
        >>> row["kind"], row["topic_name"], row["criterion"]
        ('criterion', 'Engaging with others', '1.1')
        >>> shared_columns(framework, framework.topic_groups[3])["label"]
        '4 Knowing the data you have'
    """
    if isinstance(part, Group):
        kind, criterion, name, label = str(part.kind), None, part.name, part.label
    else:
        kind, criterion, name, label = "criterion", part.id, part.title, f"{part.id} {part.title}"
    return {
        "framework": framework.id,
        "version": framework.version,
        "kind": kind,
        "id": part.id,
        "topic": part.topic,
        "topic_name": None if part.topic is None else framework.topic(part.topic).name,
        "theme": part.theme,
        "theme_name": None if part.theme is None else framework.theme(part.theme).name,
        "criterion": criterion,
        "name": name,
        "label": label,
    }
