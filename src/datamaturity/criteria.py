"""The parts of a framework: themes, topics, criteria, descriptors, and the groups they form."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Literal, NewType

import attrs

from datamaturity.errors import Fault, FrameworkError, WrongTypeError, counted
from datamaturity.levels import Level, exact
from datamaturity.validators import is_id, is_name, is_text

__all__ = [
    "Criterion",
    "CriterionId",
    "Descriptor",
    "DescriptorId",
    "Group",
    "GroupKind",
    "Theme",
    "ThemeId",
    "Topic",
    "TopicId",
]

ThemeId = NewType("ThemeId", str)
TopicId = NewType("TopicId", str)
CriterionId = NewType("CriterionId", str)
DescriptorId = NewType("DescriptorId", str)
GroupKind = Literal["topic", "theme", "cell", "overall"]


def _theme_id(value: str) -> ThemeId:
    return ThemeId(value)


def _topic_id(value: str) -> TopicId:
    return TopicId(value)


def _criterion_id(value: str) -> CriterionId:
    return CriterionId(value)


def _optional_theme_id(value: str | None) -> ThemeId | None:
    return None if value is None else ThemeId(value)


def _optional_topic_id(value: str | None) -> TopicId | None:
    return None if value is None else TopicId(value)


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values)


def _check_descriptors(criterion: "Criterion", _: object, descriptors: tuple[str, ...]) -> None:
    if {*map(type, descriptors)} <= {str} and all(map(str.strip, descriptors)):
        return
    for number, text in enumerate(descriptors, 1):
        if type(text) is not str or not text.strip():
            message = f"descriptor {number} is a text that is not empty, not {text!r}"
            raise FrameworkError([Fault(f"criterion {criterion.id}", message)])


def _check_topic_and_theme(criterion: "Criterion", attribute: Any, value: object) -> None:
    if value is not None and type(value) is not str:
        message = f"the {attribute.name} of criterion {criterion.id} is its id as text, not {value!r}"
        raise WrongTypeError(message)


def _check_weight(criterion: "Criterion", _: object, weight: Fraction) -> None:
    if weight.numerator <= 0:
        message = f"its weight must be above 0, not {weight}; or leave the criterion out"
        raise FrameworkError([Fault(f"criterion {criterion.id}", message)])


@attrs.frozen
class Theme:
    """
    One of the strands that run through every topic of a framework, such as *Culture*.

    Attributes:
        id: The publisher's id, or the name in lower case where the publisher has none.
        name: Its name.
        description: What it covers, in a sentence or two.
    """

    id: ThemeId = attrs.field(converter=_theme_id, validator=is_id)
    name: str = attrs.field(validator=is_name)
    description: str = attrs.field(default="", validator=is_text, repr=False)


@attrs.frozen
class Topic:
    """
    A subject that criteria belong to, such as *Knowing the data you have*.

    Attributes:
        id: The publisher's id.
        name: Its name.
        description: What it covers, in a sentence or two.
    """

    id: TopicId = attrs.field(converter=_topic_id, validator=is_id)
    name: str = attrs.field(validator=is_name)
    description: str = attrs.field(default="", validator=is_text, repr=False)


@attrs.frozen
class Criterion:
    """
    The smallest thing that is assessed; the UK DMA calls it a *row*.

    Attributes:
        id: The publisher's id, such as ``"4.33"``.
        title: What is assessed.
        topic: The id of its topic; `None` in a framework without topics.
        theme: The id of its theme; `None` in a framework without themes.
        descriptors: What each level looks like, lowest level first; empty where the framework has no texts.
        weight: What it counts against the other criteria of a group; above 0.

    Raises:
        FrameworkError: An id or a title that is none, a descriptor that is blank or no text, or a weight not above 0.
        NumberError: A weight that is no exact number.
        WrongTypeError: An id, its own or its topic's or theme's, or a title that is no text.
    """

    id: CriterionId = attrs.field(converter=_criterion_id, validator=is_id)
    title: str = attrs.field(validator=is_name)
    topic: TopicId | None = attrs.field(default=None, converter=_optional_topic_id, validator=_check_topic_and_theme)
    theme: ThemeId | None = attrs.field(default=None, converter=_optional_theme_id, validator=_check_topic_and_theme)
    descriptors: tuple[str, ...] = attrs.field(default=(), converter=_texts, validator=_check_descriptors, repr=False)
    weight: Fraction = attrs.field(default=Fraction(1), converter=exact, validator=_check_weight, repr=str)


@attrs.frozen
class Descriptor:
    """
    The text of one criterion at one level.

    Attributes:
        id: ``<criterion id>.<level number>``, such as ``"4.33.5"``.
        criterion: The criterion's id.
        level: The level.
        text: What an organisation at this level does.

    Example:
        >>> from datamaturity import load_framework
        >>> descriptor = load_framework("uk-government-dma").descriptor("4.33.5")
        >>> descriptor.id, descriptor.criterion, str(descriptor.level)
        ('4.33.5', '4.33', '5 Mastering')
    """

    id: DescriptorId
    criterion: CriterionId
    level: Level
    text: str

    def __str__(self) -> str:
        """Return the text."""
        return self.text


@attrs.frozen
class Group:
    """
    Criteria that are scored together: a topic, a theme, a cell (topic × theme), or the whole framework.

    Attributes:
        kind: ``"topic"``, ``"theme"``, ``"cell"`` or ``"overall"``.
        topic: The topic's id, in a topic or a cell.
        theme: The theme's id, in a theme or a cell.
        name: Its name; a cell has its topic's and its theme's, with × between.
        criteria: The ids of its criteria, in framework order.
        positions: Where those criteria stand in the framework, from 0.

    Example:
        >>> from datamaturity import load_framework
        >>> skills = load_framework("seven-themes").theme_groups[-1]
        >>> skills
        <Group theme skills: Skills, 5 criteria>
        >>> skills.to_row()
        {'kind': 'theme', 'topic': None, 'theme': 'skills', 'name': 'Skills'}
    """

    kind: GroupKind
    topic: TopicId | None
    theme: ThemeId | None
    name: str = attrs.field(eq=False)
    criteria: tuple[CriterionId, ...] = attrs.field(eq=False)
    positions: tuple[int, ...] = attrs.field(eq=False)

    @property
    def id(self) -> str:
        """The topic's or theme's id; ``<topic>/<theme>`` for a cell; ``overall`` for the whole."""
        return "/".join(filter(None, (self.topic, self.theme))) or "overall"

    @property
    def label(self) -> str:
        """The name; of a topic or theme behind its id where that has a number in it: ``4 Knowing your data``."""
        is_numbered = self.kind in ("topic", "theme") and any(map(str.isdigit, self.id))
        return f"{self.id} {self.name}" if is_numbered else self.name

    def to_row(self) -> dict[str, object]:
        """Return the columns that tell a group's row from others: kind, topic, theme and name."""
        return {"kind": self.kind, "topic": self.topic, "theme": self.theme, "name": self.name}

    def __str__(self) -> str:
        """Return the kind and the id: ``topic 4``, ``cell 4/data``, ``overall``."""
        return self.kind if self.kind == "overall" else f"{self.kind} {self.id}"

    def __repr__(self) -> str:
        return f"<Group {self}: {self.name}, {counted(len(self.criteria), 'criterion')}>"
