"""What one framework's answers say of another's criteria, as plain text."""

from collections.abc import Iterator
from functools import partial
from textwrap import wrap

from datamaturity.projection import Bearing, Projection
from datamaturity.reports.figures import share_text

__all__ = ["projection_text"]

_wrap = partial(
    wrap,
    width=100,
    initial_indent="    ",
    subsequent_indent="      ",
    break_on_hyphens=False,
    break_long_words=False,
)


def projection_text(found: Projection) -> str:
    """Return a projection as plain text: each criterion with the answers that bear on it."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Projection) -> Iterator[str]:
    theirs, ours = found.framework, found.assessment.framework
    yield f"{theirs.title}, version {theirs.version} ({theirs.id})"
    yield f"as far as answers to {ours.title}, version {ours.version} ({ours.id}) bear on it"
    yield "These are answers to other questions: evidence to read, no levels of this framework."
    for group in (*theirs.topic_groups, *(() if theirs.topics else theirs.theme_groups)):
        yield ""
        yield group.name
        for one in group.criteria:
            yield from _bearing(found.bearings[one])


def _bearing(one: Bearing) -> Iterator[str]:
    covered = "" if one.coverage is None else f" ({share_text(one.coverage)} of the linked criteria answered)"
    yield f"  {one.criterion.id} {one.criterion.title}{covered}"
    for linked in one.linked:
        said = str(linked.level) if linked.level else linked.answer.state.value
        meaning = linked.link.relation.inverse.meaning
        text = f"{linked.link.source} {linked.title} ({meaning}): {said}. {linked.link.reason}"
        yield from _wrap(text)
    if not one.linked:
        yield from _wrap(f"nothing linked: {one.reason or 'no link leads here'}")
