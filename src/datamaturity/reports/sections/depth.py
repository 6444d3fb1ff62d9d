"""What a report says of one group in depth: its stage, its score beside others, and what each stage looks like."""

from collections.abc import Iterator, Sequence

from datamaturity.disclosure import Withheld
from datamaturity.in_depth import InDepth, Mark
from datamaturity.reports.figures import count_text, stage_text, staged_text
from datamaturity.reports.numbers import shown
from datamaturity.reports.outline import Block, Cell, Column, Listing, Paragraph, Section, Table
from datamaturity.reports.sections.cells import count_cell, plain_mean_cell, share_cell

__all__ = ["depth_section"]

_HELD = {True: "held already", False: "not yet", None: "not known"}


def depth_section(found: InDepth) -> Section:
    """
    Return the page of one theme or topic, of an organisation, a panel or a network.

    Args:
        found: The group in depth.

    Example:
        >>> from datamaturity import Assessment, in_depth, load_framework, score
        >>> card = score(Assessment(load_framework("seven-themes"), {"C1": 3}))
        >>> depth_section(in_depth(card, theme="culture")).title
        'Culture in depth'

    Source:
        Ours, after the pages "In depth" of data-maturity tools for networks: stage, score, benchmark, what the stage
        looks like, what the next one looks like.
    """
    title = f"{found.group.name} in depth"
    section_id = f"depth-{found.group.kind}-{found.group.id}"
    if isinstance(found.count, Withheld):
        return Section(section_id, title, [Paragraph(f"Everything is {found.count}.")])
    blocks: list[Block] = [Paragraph(" ".join(_sentences(found)))]
    if found.count:
        blocks.append(_spread(found))
    if found.standing is not None:
        blocks.append(_benchmark(found))
    for heading, marks in (("What this stage looks like", found.now), ("What the next stage looks like", found.then)):
        if marks:
            blocks.append(Listing(map(_item, marks), f"{heading}: {marks[0].level}"))
    if found.stage is not None and found.next_stage is None:
        blocks.append(Paragraph("There is no higher stage."))
    return Section(section_id, title, blocks)


def _sentences(found: InDepth) -> Iterator[str]:
    if not found.count and found.why_no_stage is not None:
        yield f"There is no stage and no score: {found.why_no_stage.value}."
        return
    one = {"criteria": "criterion", "members": "member"}[found.counted_as]
    counted = f"{count_text(found.count)} {found.counted_as if found.count != 1 else one}"
    why = f" ({found.why_no_stage.value})" if found.why_no_stage else ""
    yield f"Stage: {stage_text(found.stage)}{why}, by the rule {found.rule}."
    score = staged_text(found.mean, found.stage, rule=found.rule, scale=found.framework.scale)
    yield f"Score: {score} out of {shown(found.out_of)}, from {counted}."
    if found.counted_as == "members" and (found.now or found.then):
        yield "A criterion is held where the lower median of the members holds it."


def _spread(found: InDepth) -> Table:
    levels = {level.number: level for level in found.framework.scale}
    rows: list[Sequence[Cell]] = [(str(levels[number]), count_cell(count)) for number, count in found.spread.items()]
    name = found.counted_as.capitalize()
    return Table(
        f"How many {found.counted_as} stand at each level", [Column("Level"), Column(name, is_number=True)], rows
    )


def _benchmark(found: InDepth) -> Table:
    standing = found.standing
    assert standing is not None  # noqa: S101 - the caller asks
    other = standing.benchmark
    count = other.organisation_count
    rows: list[Sequence[Cell]] = [("Organisations", count_cell(count))]
    if other.mean is not None:
        rows.append(("Mean", plain_mean_cell(other.mean, count)))
    names = ("A quarter of them up to", "Half of them up to", "Three quarters of them up to")
    rows += [(name, plain_mean_cell(one, count)) for name, one in zip(names, other.quartiles.values(), strict=True)]
    rows.append(("Percentile rank of this stage", share_cell(standing.percentile_rank, count)))
    return Table("Beside the benchmark", [Column("Figure"), Column("Value", is_number=True)], rows)


def _item(mark: Mark) -> tuple[str, str]:
    return _HELD[mark.held], f"{mark.criterion} {mark.title}" + (f": {mark.text}" if mark.text else "")
