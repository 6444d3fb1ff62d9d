"""Other words for a framework: the publisher's own text, or a translation, by the same ids."""

from collections.abc import Collection, Iterator, Mapping

import attrs

from datamaturity.criteria import Criterion, Theme, Topic
from datamaturity.errors import Fault, FrameworkError, UnknownIdError, counted
from datamaturity.levels import Level, Scale
from datamaturity.mappings import FrozenMapping
from datamaturity.validators import is_text

__all__ = ["Wording"]


def _by_id(texts: Mapping[str, str]) -> FrozenMapping[str, str]:
    return FrozenMapping(texts)


def _by_number(texts: Mapping[int, str]) -> FrozenMapping[int, str]:
    return FrozenMapping(texts)


@attrs.frozen(kw_only=True)
class Wording:
    """
    Texts to lay over a framework with `Framework.with_wording`; what is left out keeps the framework's own text.

    Every mapping goes from an id to a text: topics, themes and criteria by their ids, levels by their numbers,
    descriptors by ``<criterion id>.<level number>``.

    Attributes:
        licence: The licence of these texts.
        attribution: Whom to name for them, if the licence asks for it.
        language: Their language as a BCP 47 tag, such as ``"cy"``.
        title: The framework's title.
        level_names: Level number to name.
        level_summaries: Level number to summary.
        theme_names: Theme id to name.
        theme_descriptions: Theme id to description.
        topic_names: Topic id to name.
        topic_descriptions: Topic id to description.
        criterion_titles: Criterion id to title.
        descriptors: Descriptor id, such as ``"4.33.5"``, to text.

    Raises:
        FrameworkError: A text is empty or not text; all such texts at once.

    Example:
        >>> Wording(language="cy", licence="CC BY-NC-SA 4.0", topic_names={"4": "Gwybod pa ddata sydd gennych"})
        <Wording cy: 1 text, CC BY-NC-SA 4.0>
        >>> from datamaturity import load_framework
        >>> framework = load_framework("uk-government-dma")
        >>> welsh = Wording(language="cy", licence="CC BY-NC-SA 4.0", topic_names={"4": "Gwybod pa ddata sydd gennych"})
        >>> welsh.topic(framework.topic("4")).name
        'Gwybod pa ddata sydd gennych'
        >>> welsh.criterion(framework.criterion("4.33"), framework.scale) == framework.criterion("4.33")
        True
        >>> welsh.level(framework.level(3)).name, welsh.theme(framework.themes[0]) == framework.themes[0]
        ('Learning', True)
        >>> [*welsh.faults("tiny", {"topic": ["1", "2"]})]
        [Fault(where='topic_names', message="no topic '4' in tiny (2 topics)")]
    """

    licence: str = attrs.field(validator=is_text)
    attribution: str = attrs.field(default="", validator=is_text)
    language: str = attrs.field(default="en-GB", validator=is_text)
    title: str | None = None
    level_names: FrozenMapping[int, str] = attrs.field(default=FrozenMapping(), converter=_by_number)
    level_summaries: FrozenMapping[int, str] = attrs.field(default=FrozenMapping(), converter=_by_number)
    theme_names: FrozenMapping[str, str] = attrs.field(default=FrozenMapping(), converter=_by_id)
    theme_descriptions: FrozenMapping[str, str] = attrs.field(default=FrozenMapping(), converter=_by_id)
    topic_names: FrozenMapping[str, str] = attrs.field(default=FrozenMapping(), converter=_by_id)
    topic_descriptions: FrozenMapping[str, str] = attrs.field(default=FrozenMapping(), converter=_by_id)
    criterion_titles: FrozenMapping[str, str] = attrs.field(default=FrozenMapping(), converter=_by_id)
    descriptors: FrozenMapping[str, str] = attrs.field(default=FrozenMapping(), converter=_by_id)

    def __attrs_post_init__(self) -> None:
        faults = [
            Fault(f"{name} {key}", f"a text is needed, not {text!r}")
            for name, texts in self.mappings.items()
            for key, text in texts.items()
            if type(text) is not str or not text.strip()
        ]
        if not self.licence.strip():
            faults.append(Fault("licence", "say under which licence these texts are"))
        if faults:
            raise FrameworkError(faults)

    @property
    def mappings(self) -> dict[str, FrozenMapping[int, str] | FrozenMapping[str, str]]:
        """The mappings from ids, or levels' numbers, to texts, by their names."""
        return {
            "level_names": self.level_names,
            "level_summaries": self.level_summaries,
            "theme_names": self.theme_names,
            "theme_descriptions": self.theme_descriptions,
            "topic_names": self.topic_names,
            "topic_descriptions": self.topic_descriptions,
            "criterion_titles": self.criterion_titles,
            "descriptors": self.descriptors,
        }

    def faults(self, place: str, known: Mapping[str, Collection[int] | Collection[str]]) -> Iterator[Fault]:
        """
        Yield a fault for every text whose id a framework does not have.

        Args:
            place: The framework's id, for the messages.
            known: The framework's ids, by what they name: ``"level"``, ``"theme"``, ``"topic"``, ``"criterion"``,
                ``"descriptor"``.
        """
        for name, texts in self.mappings.items():
            kind = name.partition("_")[0].removesuffix("s")
            for one in texts:
                if kind == "level" and type(one) is not int:
                    yield Fault(name, f"the keys are levels' numbers as whole numbers, not {one!r}")
                elif one not in known[kind]:
                    yield Fault(name, str(UnknownIdError(kind, one, place, known[kind])))

    def level(self, level: Level) -> Level:
        """
        Return the level in these words.

        Args:
            level: The level.
        """
        return attrs.evolve(
            level,
            name=self.level_names.get(level.number, level.name),
            summary=self.level_summaries.get(level.number, level.summary),
        )

    def theme(self, theme: Theme) -> Theme:
        """
        Return the theme in these words.

        Args:
            theme: The theme.
        """
        return attrs.evolve(
            theme,
            name=self.theme_names.get(theme.id, theme.name),
            description=self.theme_descriptions.get(theme.id, theme.description),
        )

    def topic(self, topic: Topic) -> Topic:
        """
        Return the topic in these words.

        Args:
            topic: The topic.
        """
        return attrs.evolve(
            topic,
            name=self.topic_names.get(topic.id, topic.name),
            description=self.topic_descriptions.get(topic.id, topic.description),
        )

    def criterion(self, criterion: Criterion, scale: Scale) -> Criterion:
        """
        Return the criterion in these words.

        Args:
            criterion: The criterion.
            scale: The framework's levels.

        Raises:
            FrameworkError: Some of its levels would have a text, and others none.
        """
        old = dict(zip(scale.numbers, criterion.descriptors, strict=False))
        new = {number: self.descriptors.get(f"{criterion.id}.{number}", old.get(number)) for number in scale.numbers}
        missing = [number for number, text in new.items() if text is None]
        if 0 < len(missing) < len(scale):
            message = f"has no text of its own and none here for level {', '.join(map(str, missing))}"
            raise FrameworkError([Fault(f"criterion {criterion.id}", message)])
        return attrs.evolve(
            criterion,
            title=self.criterion_titles.get(criterion.id, criterion.title),
            descriptors=[text for text in new.values() if text is not None],
        )

    @property
    def text_count(self) -> int:
        """How many texts there are."""
        return sum(map(len, self.mappings.values())) + (self.title is not None)

    def __repr__(self) -> str:
        return f"<Wording {self.language}: {counted(self.text_count, 'text')}, {self.licence}>"
