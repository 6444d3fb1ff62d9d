"""A framework: a scale, and criteria grouped by topic and theme."""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING, TypeVar

import attrs

from datamaturity.criteria import (
    Criterion,
    CriterionId,
    Descriptor,
    DescriptorId,
    Group,
    GroupKind,
    Theme,
    Topic,
)
from datamaturity.displayed import Displayed
from datamaturity.errors import Fault, FrameworkError, RuleError, ScaleError, UnknownIdError, counted
from datamaturity.framework_checks import misfits
from datamaturity.levels import Level, Scale
from datamaturity.stages import MeanNearest, Rule, parse_rule
from datamaturity.validators import is_text

if TYPE_CHECKING:
    # Only for its name: most frameworks keep their own words.
    from datamaturity.wording import Wording

__all__ = ["Framework"]

T = TypeVar("T")


def _rule(given: Rule | str) -> Rule:
    return parse_rule(given) if isinstance(given, str) else given


@attrs.frozen(slots=False, kw_only=True)
class Framework(Displayed):
    """
    A maturity framework: nothing in it changes after it is built.

    A framework has topics, or themes, or both. With both, every criterion has one of each, and the pairs that hold a
    criterion are its *cells*. With one of the two (a list of commitments, say), there are no cells.

    Attributes:
        id: Its id, such as ``"uk-government-dma"``.
        version: The publisher's version, such as ``"2023"``; answers belong to one version.
        title: The publisher's title.
        publisher: Who publishes it.
        source: Where it is published.
        structure_licence: The licence of ids, names and titles.
        attribution: Whom to name for the structure.
        wording_licence: The licence of the descriptors, descriptions and summaries.
        default_rule: How groups get their stage where the caller says nothing else.
        publishes_overall: Whether the publisher gives one score for the whole.
        scale: The levels.
        themes: The themes, in framework order.
        topics: The topics, in framework order.
        criteria: The criteria, in framework order.

    Raises:
        FrameworkError: The parts do not fit together; the error has every fault.

    Example:
        >>> from datamaturity import Criterion, Framework, Level, Scale, Theme
        >>> framework = Framework(
        ...     id="two-themes", version="1", title="Two themes",
        ...     scale=Scale([Level(0, "No"), Level(1, "Partly"), Level(2, "Yes")]),
        ...     themes=[Theme("data", "Data"), Theme("skills", "Skills")],
        ...     criteria=[
        ...         Criterion("a", "Knowing what data there is", theme="data"),
        ...         Criterion("b", "Training", theme="skills", weight=2),
        ...     ],
        ... )
        >>> framework
        <Framework two-themes 1: 2 criteria, 0 topics, 2 themes, 3 levels>
        >>> framework.criterion("c")
        Traceback (most recent call last):
        datamaturity.errors.UnknownIdError: no criterion 'c' in two-themes (2 criteria)
        >>> framework.theme("data").name, framework.level(2).name, framework.position("b")
        ('Data', 'Yes', 1)
        >>> framework.descriptors_of("a")  # a framework may have no texts for its levels
        ()
    """

    id: str = attrs.field(validator=is_text)
    version: str = attrs.field(validator=is_text)
    title: str = attrs.field(hash=False, validator=is_text)
    publisher: str = attrs.field(default="", hash=False, validator=is_text)
    source: str = attrs.field(default="", hash=False, validator=is_text)
    structure_licence: str = attrs.field(default="", hash=False, validator=is_text)
    attribution: str = attrs.field(default="", hash=False, validator=is_text)
    wording_licence: str = attrs.field(default="", hash=False, validator=is_text)
    default_rule: Rule = attrs.field(factory=MeanNearest, hash=False, converter=_rule)
    publishes_overall: bool = attrs.field(default=False, hash=False)
    scale: Scale = attrs.field(hash=False)
    themes: tuple[Theme, ...] = attrs.field(default=(), hash=False, converter=tuple[Theme, ...])
    topics: tuple[Topic, ...] = attrs.field(default=(), hash=False, converter=tuple[Topic, ...])
    criteria: tuple[Criterion, ...] = attrs.field(hash=False, converter=tuple[Criterion, ...])

    def __attrs_post_init__(self) -> None:
        faults = list(self._type_faults()) or list(self._faults())
        if faults:
            raise FrameworkError(faults)

    def _type_faults(self) -> Iterable[Fault]:
        """Yield the parts that are of another type: nothing else can be said of them."""
        plain: dict[str, type] = {"scale": Scale, "default_rule": Rule, "publishes_overall": bool}
        for name, wanted in plain.items():
            if not isinstance(getattr(self, name), wanted):
                yield Fault(name, f"is a {wanted.__name__}, not {getattr(self, name)!r}")
        lists: dict[str, type] = {"themes": Theme, "topics": Topic, "criteria": Criterion}
        for name, wanted in lists.items():
            for part in getattr(self, name):
                if not isinstance(part, wanted):
                    yield Fault(name, f"is made of {wanted.__name__} objects, not {part!r}")

    def _faults(self) -> Iterable[Fault]:
        """Yield everything about the parts that does not fit together."""
        for name in ("id", "version", "title"):
            if not getattr(self, name).strip():
                yield Fault(name, "must not be empty")
        yield from misfits(self.scale, self.topics, self.themes, self.criteria)
        try:
            self.default_rule.check(self.scale)
        except RuleError as error:
            yield Fault("default_rule", str(error))

    @cached_property
    def _criteria(self) -> dict[str, Criterion]:
        return {criterion.id: criterion for criterion in self.criteria}

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {criterion.id: position for position, criterion in enumerate(self.criteria)}

    @cached_property
    def criterion_ids(self) -> tuple[CriterionId, ...]:
        """The ids of all criteria, in framework order."""
        return tuple(criterion.id for criterion in self.criteria)

    @cached_property
    def criterion_id_set(self) -> frozenset[CriterionId]:
        """The ids of all criteria, without their order."""
        return frozenset(self.criterion_ids)

    @cached_property
    def structure(self) -> tuple[object, ...]:
        """All that answers and scores depend on, and no words: two frameworks with the same one can be compared."""
        return (
            self.id,
            self.version,
            tuple((level.number, level.value) for level in self.scale),
            tuple(topic.id for topic in self.topics),
            tuple(theme.id for theme in self.themes),
            tuple((one.id, one.topic, one.theme, one.weight) for one in self.criteria),
        )

    def difference_to(self, other: "Framework") -> str:
        """
        Return in words that answers to another framework are no answers to this one.

        Args:
            other: The framework that was answered.

        Example:
            >>> from datamaturity import load_framework
            >>> framework = load_framework("seven-themes")
            >>> framework.difference_to(load_framework("data-declaration"))
            'answered data-declaration 1, the first one seven-themes 1'
        """
        ours, theirs = f"{self.id} {self.version}", f"{other.id} {other.version}"
        what = ", with other topics, themes, criteria, weights or levels" if ours == theirs else ""
        return f"answered {theirs}{what}, the first one {ours}"

    @cached_property
    def whole_weights(self) -> tuple[int, ...]:
        """The criteria's weights in framework order, brought to whole numbers by one common factor."""
        factor = lcm(*(criterion.weight.denominator for criterion in self.criteria))
        return tuple(int(criterion.weight * factor) for criterion in self.criteria)

    @cached_property
    def topic_groups(self) -> tuple[Group, ...]:
        """One group for each topic, in framework order."""
        return tuple(
            self._group("topic", topic.name, [c for c in self.criteria if c.topic == topic.id], topic=topic)
            for topic in self.topics
        )

    @cached_property
    def theme_groups(self) -> tuple[Group, ...]:
        """One group for each theme, in framework order."""
        return tuple(
            self._group("theme", theme.name, [c for c in self.criteria if c.theme == theme.id], theme=theme)
            for theme in self.themes
        )

    @cached_property
    def cells(self) -> tuple[Group, ...]:
        """One group for each topic × theme that holds a criterion; by topic, then by theme."""
        members: dict[tuple[str | None, str | None], list[Criterion]] = {}
        for criterion in self.criteria:
            members.setdefault((criterion.topic, criterion.theme), []).append(criterion)
        return tuple(
            self._group("cell", f"{topic.name} × {theme.name}", found, topic=topic, theme=theme)
            for topic in self.topics
            for theme in self.themes
            if (found := members.get((topic.id, theme.id)))
        )

    @cached_property
    def overall_group(self) -> Group:
        """The group of all criteria."""
        return self._group("overall", self.title, self.criteria)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every group: topics, themes, cells, and the whole."""
        return (*self.topic_groups, *self.theme_groups, *self.cells, self.overall_group)

    def _group(
        self,
        kind: GroupKind,
        name: str,
        members: Iterable[Criterion],
        *,
        topic: Topic | None = None,
        theme: Theme | None = None,
    ) -> Group:
        ids = tuple(criterion.id for criterion in members)
        return Group(
            kind=kind,
            topic=None if topic is None else topic.id,
            theme=None if theme is None else theme.id,
            name=name,
            criteria=ids,
            positions=tuple(self._positions[one] for one in ids),
        )

    def level(self, number: int) -> Level:
        """
        Return the level with this number.

        Args:
            number: The level's number.

        Raises:
            UnknownIdError: The scale has no such level.
        """
        return self.scale.level(number)

    def topic(self, topic_id: str) -> Topic:
        """
        Return the topic with this id.

        Args:
            topic_id: The topic's id.

        Raises:
            UnknownIdError: The framework has no such topic.
        """
        return self._find("topic", topic_id, {topic.id: topic for topic in self.topics})

    def theme(self, theme_id: str) -> Theme:
        """
        Return the theme with this id.

        Args:
            theme_id: The theme's id.

        Raises:
            UnknownIdError: The framework has no such theme.
        """
        return self._find("theme", theme_id, {theme.id: theme for theme in self.themes})

    def criterion(self, criterion_id: str) -> Criterion:
        """
        Return the criterion with this id.

        Args:
            criterion_id: The criterion's id.

        Raises:
            UnknownIdError: The framework has no such criterion.
        """
        return self._find("criterion", criterion_id, self._criteria)

    def position(self, criterion_id: str) -> int:
        """
        Return where the criterion with this id stands in the framework, from 0.

        Args:
            criterion_id: The criterion's id.

        Raises:
            UnknownIdError: The framework has no such criterion.
        """
        return self._find("criterion", criterion_id, self._positions)

    def cell(self, topic_id: str, theme_id: str) -> Group:
        """
        Return the cell of this topic and theme.

        Args:
            topic_id: The topic's id.
            theme_id: The theme's id.

        Raises:
            UnknownIdError: No such topic or theme, or no criterion stands there.

        Example:
            >>> from datamaturity import load_framework
            >>> framework = load_framework("uk-government-dma")
            >>> framework.cell("4", "data").criteria
            ('4.33', '4.34', '4.35', '4.36')
        """
        self.topic(topic_id)
        self.theme(theme_id)
        return self._find("cell", f"{topic_id}/{theme_id}", {cell.id: cell for cell in self.cells})

    def descriptor(self, descriptor_id: str) -> Descriptor:
        """
        Return the descriptor with this id.

        Args:
            descriptor_id: ``<criterion id>.<level number>``, such as ``"4.33.5"``.

        Returns:
            The descriptor, with its level and its text.

        Raises:
            UnknownIdError: No such criterion or level, or the framework has no texts for this criterion.

        Example:
            >>> from datamaturity import load_framework
            >>> load_framework("uk-government-dma").descriptor("4.33.5").level.name
            'Mastering'
        """
        criterion_id, _, number = descriptor_id.rpartition(".")
        criterion = self._criteria.get(criterion_id)
        levels = {str(level.number): position for position, level in enumerate(self.scale)}
        if criterion is None or number not in levels or not criterion.descriptors:
            known = [f"{one.id}.{n}" for one in self.criteria if one.descriptors for n in levels]
            raise UnknownIdError("descriptor", descriptor_id, self.id, known)
        return self.descriptors_of(criterion_id)[levels[number]]

    def descriptors_of(self, criterion_id: str) -> tuple[Descriptor, ...]:
        """
        Return a criterion's descriptors, lowest level first; empty where the framework has no texts for it.

        Args:
            criterion_id: The criterion's id.

        Raises:
            UnknownIdError: The framework has no such criterion.
        """
        criterion = self.criterion(criterion_id)
        return tuple(
            Descriptor(DescriptorId(f"{criterion.id}.{level.number}"), criterion.id, level, text)
            for level, text in zip(self.scale, criterion.descriptors, strict=False)
        )

    def criteria_of(self, *, topic: str | None = None, theme: str | None = None) -> tuple[Criterion, ...]:
        """
        Return the criteria of a topic, of a theme, or of the cell where both meet.

        Args:
            topic: A topic's id.
            theme: A theme's id.

        Returns:
            The criteria in framework order; all of them without arguments; none for a topic and a theme that exist
            but do not meet.

        Raises:
            UnknownIdError: No such topic or theme.

        Example:
            >>> from datamaturity import load_framework
            >>> framework = load_framework("uk-government-dma")
            >>> [one.id for one in framework.criteria_of(topic="4")]
            ['4.33', '4.34', '4.35', '4.36']
        """
        if topic is not None:
            self.topic(topic)
        if theme is not None:
            self.theme(theme)
        return tuple(
            criterion
            for criterion in self.criteria
            if topic in (None, criterion.topic) and theme in (None, criterion.theme)
        )

    def _find(self, kind: str, key: str, known: Mapping[str, T]) -> T:
        try:
            return known[key]
        except (KeyError, TypeError):
            raise UnknownIdError(kind, key, self.id, known) from None

    def with_wording(self, wording: "Wording") -> "Framework":
        """
        Return the same framework in other words.

        Ids, order, weights and rules stay, so that answers and scores of the two mean the same.

        Args:
            wording: The texts; what it leaves out keeps the text of this framework.

        Returns:
            A new framework whose `wording_licence` names both licences where both wordings show.

        Raises:
            FrameworkError: Texts for ids that the framework does not have; all of them at once.

        Example:
            >>> from datamaturity import Wording, load_framework
            >>> welsh = Wording(language="cy", licence="CC BY-NC-SA 4.0", topic_names={"4": "Gwybod am ddata"})
            >>> load_framework("uk-government-dma").with_wording(welsh).topic("4").name
            'Gwybod am ddata'
        """
        known: dict[str, Collection[int] | Collection[str]] = {
            "level": self.scale.numbers,
            "theme": [theme.id for theme in self.themes],
            "topic": [topic.id for topic in self.topics],
            "criterion": self.criterion_ids,
            "descriptor": [f"{one}.{number}" for one in self.criterion_ids for number in self.scale.numbers],
        }
        faults = [*wording.faults(self.id, known)]
        criteria = []
        for criterion in self.criteria:
            try:
                criteria.append(wording.criterion(criterion, self.scale))
            except FrameworkError as error:
                faults += error.faults
        if faults:
            raise FrameworkError(faults)
        try:
            scale = Scale(wording.level(level) for level in self.scale)
        except ScaleError as error:
            raise FrameworkError([Fault("level_names", str(error))]) from None
        made = attrs.evolve(
            self,
            title=wording.title or self.title,
            attribution="; ".join(filter(None, (self.attribution, wording.attribution))),
            scale=scale,
            themes=[wording.theme(theme) for theme in self.themes],
            topics=[wording.topic(topic) for topic in self.topics],
            criteria=criteria,
        )
        given, total = wording.text_count, made.text_count
        licence = wording.licence
        if self.wording_licence and given < total:
            rest = f"{self.wording_licence.removesuffix(' (the rest)')} (the rest)"
            licence = f"{wording.licence} ({given} of {total} texts); {rest}" if given else self.wording_licence
        return attrs.evolve(made, wording_licence=licence)

    @property
    def text_count(self) -> int:
        """How many names, titles, descriptions, summaries and descriptors there are."""
        parts: tuple[Theme | Topic, ...] = (*self.themes, *self.topics)
        texts = [
            self.title,
            *(text for level in self.scale for text in (level.name, level.summary)),
            *(text for part in parts for text in (part.name, part.description)),
            *(text for one in self.criteria for text in (one.title, *one.descriptors)),
        ]
        return sum(bool(text) for text in texts)

    def __repr__(self) -> str:
        parts = {
            "criterion": len(self.criteria),
            "topic": len(self.topics),
            "theme": len(self.themes),
            "level": len(self.scale),
        }
        counts = ", ".join(counted(count, kind) for kind, count in parts.items())
        return f"<Framework {self.id} {self.version}: {counts}>"
