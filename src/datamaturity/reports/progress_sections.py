"""What a report says of the way on: gaps to a target, next steps, and what changed since last time."""

from collections.abc import Sequence
from fractions import Fraction

from datamaturity.changes import ChangeKind, Comparison, GroupChange
from datamaturity.gaps import Gaps, GroupGap
from datamaturity.next_steps import NextStep
from datamaturity.reports.numbers import shown, shown_share
from datamaturity.reports.outline import Block, Cell, Column, Listing, Number, Paragraph, Section, Table
from datamaturity.reports.scorecard_sections import NO_ANSWER

__all__ = ["change_section", "gaps_section", "steps_section"]


def gaps_section(found: Gaps) -> Section:
    """Return how far each topic and theme is from the target, then the criteria below it, the largest gap first."""
    blocks: list[Block] = [Paragraph("Gaps are over the answered criteria that have a target.")]
    for name, groups in (("Topics", found.groups.topics.values()), ("Themes", found.groups.themes.values())):
        if groups:
            blocks.append(Table(f"{name} and their targets", _gap_columns(name), [_gap_row(one) for one in groups]))
    below = sorted((one for one in found.criteria.values() if one.gap), key=lambda one: -(one.gap or 0))
    if below:
        columns = [Column("Criterion"), Column("Now"), Column("Target"), Column("Gap", is_number=True)]
        title = {one.id: one.title for one in found.assessment.framework.criteria}
        rows: list[list[Cell]] = [
            [f"{one.criterion} {title[one.criterion]}", str(one.current), str(one.target), _number(one.gap, 1)]
            for one in below
        ]
        blocks.append(Table(f"Criteria below their target: {len(below)}", columns, rows))
    else:
        blocks.append(Paragraph("No answered criterion is below its target."))
    if found.unknown:
        items = [("", f"{one} {found.assessment.framework.criterion(one).title}") for one in found.unknown]
        blocks.append(Listing(items, f"No gap is known without an answer: {len(items)}"))
    return Section("gaps", "Gaps to the target", blocks)


def _gap_columns(name: str) -> list[Column]:
    numbers = ("Now", "Target", "Gap", "Of the way", "Reached", "Unknown")
    return [Column(name.removesuffix("s")), *(Column(one, is_number=True) for one in numbers)]


def _gap_row(one: GroupGap) -> list[Cell]:
    share = one.percent_to_target
    return [
        one.group.label,
        _number(one.current, one.counted_count),
        _number(one.target, one.counted_count),
        _number(one.gap, one.counted_count),
        Number(NO_ANSWER if share is None else shown_share(share), share, one.counted_count),
        Number(f"{one.reached_count} of {one.counted_count}", one.reached_count),
        Number(str(len(one.unknown)), len(one.unknown)),
    ]


def _number(value: Fraction | None, count: int) -> Number:
    return Number(NO_ANSWER if value is None else shown(value), value, count)


def steps_section(steps: Sequence[NextStep]) -> Section:
    """Return single steps of one criterion by one level, in their order, with what each lifts."""
    if not steps:
        return Section("steps", "Next steps", [Paragraph("There is no step left to the target.")])
    intro = "What lifts a topic or theme comes first, then the larger gap, then weight, then framework order."
    return Section("steps", "Next steps", [Paragraph(intro), Listing(map(_step, steps), is_numbered=True)])


def _step(step: NextStep) -> tuple[str, str]:
    move = step.move
    text = f"{move.criterion} {step.title}: {move.from_level} → {move.to_level}."
    if step.then is not None:
        text += f" {step.then.text}"
    lifted = [f"{one.group.name} to {one.stage_after}" for one in step.effects if one.group in step.unlocks]
    return f"lifts {' and '.join(lifted)}" if lifted else "", text


def change_section(comparison: Comparison) -> Section:
    """Return how each topic's and theme's mean changed, in parts that add up, and which criteria did."""
    intro = "Like for like is over the criteria answered both times; the rest of a change comes from the others."
    blocks: list[Block] = [Paragraph(intro)]
    for name, changes in (("Topics", comparison.groups.topics), ("Themes", comparison.groups.themes)):
        if changes:
            numbers = ("Earlier", "Later", "Change", "Like for like", "From others", "Both times")
            columns = [Column(name.removesuffix("s")), *(Column(one, is_number=True) for one in numbers)]
            blocks.append(Table(f"{name}: change of the mean", columns, [_change(one) for one in changes.values()]))
    items = []
    for kind in ChangeKind:
        found = [one for one in comparison.changed if one.kind is kind]
        moved = kind in (ChangeKind.UP, ChangeKind.DOWN)
        texts = [
            f"{one.criterion} ({one.earlier.level} to {one.later.level})" if moved else one.criterion for one in found
        ]
        if texts:
            items.append((kind.value, ", ".join(texts)))
    changed: Block = Paragraph("No criterion changed.")
    if items:
        changed = Listing(items, f"Criteria that changed: {len(comparison.changed)}")
    return Section("change", "Change since last time", [*blocks, changed])


def _change(one: GroupChange) -> list[Cell]:
    return [
        one.group.label,
        _number(one.earlier, one.both_count),
        _number(one.later, one.both_count),
        _signed(one.whole, one.both_count),
        _signed(one.like_for_like, one.both_count),
        _signed(one.coverage_part, one.both_count),
        Number(str(one.both_count), one.both_count),
    ]


def _signed(value: Fraction | None, count: int) -> Number:
    if value is None:
        return Number(NO_ANSWER, None, count)
    text = shown(value, places=2)
    # A change that rounds to nothing has no sign, upwards as little as downwards.
    return Number(f"+{text}" if text.strip("0.") and value > 0 else text, value, count)
