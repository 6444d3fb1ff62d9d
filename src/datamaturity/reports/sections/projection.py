"""What a report says of another framework's criteria, as far as answers to one bear on them."""

from datamaturity.criteria import Group
from datamaturity.projection import Bearing, LinkedAnswer, Projection
from datamaturity.reports.figures import share_text
from datamaturity.reports.outline import Block, Listing, Paragraph, Section

__all__ = ["projection_sections"]


def projection_sections(found: Projection) -> list[Section]:
    """
    Return what the evidence is, then each criterion of the other framework with the answers that bear on it.

    Args:
        found: The projection.

    Example:
        >>> from datamaturity import Assessment, load_crosswalk, load_framework, project
        >>> answers = Assessment(load_framework("uk-government-dma"), {"2.12": 3})
        >>> projection_sections(project(answers, load_crosswalk("data-declaration-to-uk-government-dma")))[0].title
        'What this is'
    """
    ours = found.assessment.framework
    said = (
        f"Below is what answers to {ours.title}, version {ours.version} ({ours.id}) say, as far as they bear on it. "
        "These are answers to other questions: evidence to read, no levels of this framework."
    )
    theirs = found.framework
    groups = (*theirs.topic_groups, *(() if theirs.topics else theirs.theme_groups))
    return [Section("evidence", "What this is", [Paragraph(said)]), *(_group(one, found) for one in groups)]


def _group(group: Group, found: Projection) -> Section:
    bearings = [_bearing(found.bearings[one]) for one in group.criteria]
    return Section(f"evidence-{group.kind}-{group.id}", group.label, bearings)


def _bearing(one: Bearing) -> Block:
    covered = "" if one.coverage is None else f" ({share_text(one.coverage)} of the linked criteria answered)"
    items = [(linked.link.relation.inverse.meaning, _linked(linked)) for linked in one.linked]
    if not items:
        items = [("nothing linked", one.reason or "no link leads here")]
    return Listing(items, f"{one.criterion.id} {one.criterion.title}{covered}")


def _linked(one: LinkedAnswer) -> str:
    said = str(one.level) if one.level else one.answer.state.value
    return f"{one.link.source} {one.title}: {said}. {one.link.reason}"
