"""Targets ⇄ JSON documents."""

import attrs

from datamaturity.criteria import CriterionId
from datamaturity.documents.converter import LevelNumber
from datamaturity.documents.framework_keys import FrameworkKey
from datamaturity.documents.reading import Find, Reading, only
from datamaturity.documents.writing import document_text
from datamaturity.framework import Framework
from datamaturity.targets import Target

__all__ = ["parse_target", "target_json"]


@attrs.frozen
class _Target:
    """A target as it stands in the document."""

    framework: FrameworkKey
    levels: dict[CriterionId, LevelNumber]


def parse_target(text: str | bytes, *, framework: Framework, source: str = "") -> Target:
    """
    Return the target that a JSON document holds.

    Args:
        text: The document, in UTF-8 if it is bytes; `data/README.md` says what it holds.
        framework: The framework that it is for.
        source: Where it is from, for the messages; such as a file's name.

    Raises:
        DocumentError: Not JSON, not a target, or one for another framework; the error has every fault with its path.
    """
    return read(Reading.of_kind("target", text, source), only(framework, "target"))


def target_json(target: Target) -> str:
    """
    Return a target as a JSON document: the criteria that should reach a level, in framework order.

    Args:
        target: The target.

    Raises:
        TargetError: A target that was put together from criteria or levels that its framework does not have.

    Example:
        >>> from datamaturity import Target, load_framework
        >>> framework = load_framework("seven-themes")
        >>> target = Target.of(framework, themes={"culture": 4})
        >>> parse_target(target_json(target), framework=framework) == target
        True
    """
    levels = Target.of(target.framework, criteria=target.levels).levels
    shape = _Target(
        FrameworkKey.of(target.framework),
        {CriterionId(one): LevelNumber(level.number) for one, level in levels.items()},
    )
    return document_text("target", shape)


def read(reading: Reading, find: Find) -> Target:
    """Return the target that is being read."""
    framework = reading.framework(find)
    shape = reading.settled(reading.structure(_Target, framework=framework))
    return Target.of(reading.settled(framework), criteria={str(one): int(level) for one, level in shape.levels.items()})
