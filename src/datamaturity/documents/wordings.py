"""Wordings ⇄ JSON documents; texts are by the ids of a framework, which the document names."""

from collections.abc import Collection, Mapping
from typing import Any

import attrs

from datamaturity.criteria import CriterionId, DescriptorId, ThemeId, TopicId
from datamaturity.documents.converter import LevelKey, Name
from datamaturity.documents.framework_keys import FrameworkKey
from datamaturity.documents.reading import Find, Reading, only
from datamaturity.documents.writing import document_text
from datamaturity.errors import FrameworkError
from datamaturity.framework import Framework
from datamaturity.wording import Wording

__all__ = ["parse_wording", "wording_json"]


@attrs.frozen(kw_only=True)
class _Wording:
    """A wording as it stands in the document."""

    framework: FrameworkKey
    licence: Name
    attribution: str = ""
    language: str = "en-GB"
    title: str | None = None
    level_names: dict[LevelKey, Name] = attrs.field(factory=dict)
    level_summaries: dict[LevelKey, Name] = attrs.field(factory=dict)
    theme_names: dict[ThemeId, Name] = attrs.field(factory=dict)
    theme_descriptions: dict[ThemeId, Name] = attrs.field(factory=dict)
    topic_names: dict[TopicId, Name] = attrs.field(factory=dict)
    topic_descriptions: dict[TopicId, Name] = attrs.field(factory=dict)
    criterion_titles: dict[CriterionId, Name] = attrs.field(factory=dict)
    descriptors: dict[DescriptorId, Name] = attrs.field(factory=dict)


def parse_wording(text: str | bytes, *, framework: Framework, source: str = "") -> Wording:
    """
    Return the wording that a JSON document holds.

    Args:
        text: The document, in UTF-8 if it is bytes; `data/README.md` says what it holds.
        framework: The framework whose ids its texts are by.
        source: Where it is from, for the messages; such as a file's name.

    Raises:
        DocumentError: Not JSON, not a wording, or one for another framework; the error has every fault with its path.
    """
    return read(Reading.of_kind("wording", text, source), only(framework, "wording"))


def wording_json(wording: Wording, *, framework: Framework) -> str:
    """
    Return a wording as a JSON document: its texts by id, in the order of the framework.

    Args:
        wording: The texts.
        framework: The framework that they are for, which the document names.

    Raises:
        FrameworkError: Texts for ids that the framework does not have; all of them at once.

    Example:
        >>> from datamaturity import Wording, load_framework
        >>> framework = load_framework("seven-themes")
        >>> welsh = Wording(licence="MIT", language="cy", theme_names={"tools": "Offer"}, level_names={1: "Dechrau"})
        >>> parse_wording(wording_json(welsh, framework=framework), framework=framework) == welsh
        True
    """
    numbers = framework.scale.numbers
    known: dict[str, Collection[Any]] = {
        "level": numbers,
        "theme": [theme.id for theme in framework.themes],
        "topic": [topic.id for topic in framework.topics],
        "criterion": framework.criterion_ids,
        "descriptor": [f"{one}.{number}" for one in framework.criterion_ids for number in numbers],
    }
    faults = [*wording.faults(framework.id, known)]
    if faults:
        raise FrameworkError(faults)
    texts: dict[str, Any] = {}
    for name, mapping in wording.mappings.items():
        given: Mapping[Any, str] = mapping
        texts[name] = {one: given[one] for one in known[name.partition("_")[0].removesuffix("s")] if one in given}
    shape = _Wording(
        framework=FrameworkKey.of(framework),
        licence=Name(wording.licence),
        attribution=wording.attribution,
        language=wording.language,
        title=wording.title,
        **texts,
    )
    return document_text("wording", shape)


def read(reading: Reading, find: Find) -> Wording:
    """Return the wording that is being read."""
    framework = reading.framework(find)
    shape = reading.settled(reading.structure(_Wording, framework=framework))
    parts: dict[str, Any] = {field.name: getattr(shape, field.name) for field in attrs.fields(Wording)}
    return Wording(**parts)
