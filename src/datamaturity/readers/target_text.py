"""Targets as people type them on a command line."""

from collections.abc import Iterable

from datamaturity.errors import Fault, TargetError
from datamaturity.framework import Framework
from datamaturity.levels import Level
from datamaturity.readers.answer_text import parse_level_text
from datamaturity.targets import Target

__all__ = ["parse_target"]


def parse_target(texts: Iterable[str], *, framework: Framework) -> Target:
    """
    Return the target that some texts describe.

    Args:
        texts: Each a level for everything (``3`` or ``Learning``), or an id and a level: ``topic:8=4``,
            ``theme:data=3``, or a criterion's, ``8.73=5``.
        framework: The framework.

    Returns:
        The target; what is said of a criterion holds before what is said of its topic and theme, and that before what
        is said of everything.

    Raises:
        TargetError: A text that is none of these, an unknown id, a level off the scale, or the same thing twice; all of
            them at once.

    Example:
        >>> from datamaturity import load_framework
        >>> target = parse_target(["3", "topic:8=Developing"], framework=load_framework("uk-government-dma"))
        >>> target.levels["1.1"].number, target.levels["8.73"].number
        (3, 4)
    """
    wanted: dict[str, dict[str, Level]] = {"everything": {}, "topic": {}, "theme": {}, "criterion": {}}
    faults: list[Fault] = []
    for text in texts:
        name, equals, level_text = text.rpartition("=")
        kind, colon, one = name.partition(":")
        if not equals:
            kind, one = "everything", ""
        elif not colon or kind not in ("topic", "theme"):
            kind, one = "criterion", name
        try:
            number = parse_level_text(level_text, framework.scale)
        except ValueError as error:
            faults.append(Fault(f"target {text!r}", str(error)))
            continue
        if one in wanted[kind]:
            faults.append(Fault(f"target {text!r}", f"{kind} {one}".strip() + " has a target already"))
        else:
            wanted[kind][one] = framework.level(number)
    try:
        target = Target.of(
            framework,
            criteria=wanted["criterion"],
            topics=wanted["topic"],
            themes=wanted["theme"],
            everything=wanted["everything"].get(""),
        )
    except TargetError as error:
        raise TargetError([*faults, *error.faults]) from None
    if faults:
        raise TargetError(faults)
    return target
