"""Whether the topics, themes and criteria of a framework fit together, and its texts the scale."""

from collections import Counter
from collections.abc import Iterator, Sequence

from datamaturity.criteria import Criterion, Theme, Topic
from datamaturity.errors import Fault, counted, did_you_mean, near_misses
from datamaturity.levels import Scale

__all__ = ["misfits"]


def misfits(
    scale: Scale, topics: Sequence[Topic], themes: Sequence[Theme], criteria: Sequence[Criterion]
) -> Iterator[Fault]:
    """Yield everything about the parts of a framework that does not fit together."""
    if not criteria:
        yield Fault("criteria", "a framework has at least one criterion")
    if not topics and not themes:
        yield Fault("topics, themes", "a framework has topics, or themes, or both")
    kinds: dict[str, list[str]] = {
        "topic": [topic.id for topic in topics],
        "theme": [theme.id for theme in themes],
        "criterion": [criterion.id for criterion in criteria],
    }
    for kind, ids in kinds.items():
        for twin, count in Counter(ids).items():
            if count > 1:
                yield Fault(f"{kind} {twin}", f"stands {count} times; an id names one {kind}")
    for criterion in criteria:
        where = f"criterion {criterion.id}"
        for kind, given in (("topic", criterion.topic), ("theme", criterion.theme)):
            known = kinds[kind]
            if given is None and known:
                yield Fault(where, f"has no {kind}")
            elif given is not None and given not in known:
                near = did_you_mean(near_misses(given, known))
                yield Fault(where, f"its {kind} {given!r} is not in the framework{near}")
        if len(criterion.descriptors) not in (0, len(scale)):
            given_texts = counted(len(criterion.descriptors), "descriptor")
            yield Fault(where, f"has {given_texts} for a scale of {len(scale)} levels")
