"""Empty answer files for people to fill in."""

from datamaturity.framework import Framework
from datamaturity.writers.csv_text import to_csv

__all__ = ["answers_template"]


def answers_template(framework: Framework) -> str:
    """
    Return an empty answers CSV for a framework: a row per criterion, with its title and the levels to choose from.

    Args:
        framework: The framework.

    Returns:
        CSV text with the columns criterion, title, answer, note, evidence, levels; `read_answers` reads it back.

    Example:
        >>> from datamaturity import load_framework
        >>> answers_template(load_framework("uk-government-dma")).splitlines()[1].split(",")[:2]
        ['1.1', 'Making data available to those who need it']
    """
    levels = " | ".join([*map(str, framework.scale), "not applicable", "do not know"])
    return to_csv(
        ["criterion", "title", "answer", "note", "evidence", "levels"],
        ({"criterion": one.id, "title": one.title, "levels": levels} for one in framework.criteria),
    )
