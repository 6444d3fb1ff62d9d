"""What a report says of the way on: gaps to a target, next steps, and what changed since last time."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from datamaturity.assessment import Assessment
from datamaturity.changes import ChangeKind, Comparison, GroupChange
from datamaturity.criteria import Group
from datamaturity.errors import counted
from datamaturity.gaps import Gaps, GroupGap
from datamaturity.next_steps import Effect, NextStep
from datamaturity.reports.figures import NO_ANSWER
from datamaturity.reports.numbers import shown
from datamaturity.reports.outline import Block, Cell, Column, Listing, Number, Paragraph, Section, Table
from datamaturity.reports.sections.cells import by_kind, count_cell, plain_mean_cell, share_cell
from datamaturity.steps import WayUp
from datamaturity.targets import Target

__all__ = ["change_section", "gaps_section", "steps_section"]


def gaps_section(found: Gaps) -> Section:
    """
    Return how far each topic and theme is from the target, then the criteria below it, the largest gap first.

    Args:
        found: The gaps.

    Example:
        >>> from datamaturity import Assessment, Target, gaps, load_framework
        >>> framework = load_framework("seven-themes")
        >>> section = gaps_section(gaps(Assessment(framework, {"C1": 2}), Target.of(framework, everything=3)))
        >>> [str(cell) for cell in section.blocks[2].rows[0]][1:]
        ['2 Emerging', '3 Learning', '1.0']
    """
    sentences = [
        _target(found.target),
        "Gaps are over the answered criteria that have a target.",
        "Of the way: how much of the way from the lowest level to the target is done.",
    ]
    if any(_is_more(one) for _, groups in by_kind(found.groups) for one in groups):
        sentences.append(
            "A gap can be more than target minus now: "
            "what some criteria have beyond their target fills no gap of others."
        )
    blocks: list[Block] = [Paragraph(" ".join(sentences))]
    for name, groups in by_kind(found.groups):
        blocks.append(Table(f"{name}: gaps to the target", _gap_columns(name), [_gap_row(one) for one in groups]))
    below = sorted((one for one in found.criteria.values() if one.gap), key=lambda one: -(one.gap or 0))
    if below:
        columns = [Column("Criterion"), Column("Now"), Column("Target"), Column("Gap", is_number=True)]
        title = {one.id: one.title for one in found.assessment.framework.criteria}
        rows: list[list[Cell]] = [
            [f"{one.criterion} {title[one.criterion]}", str(one.current), str(one.target), plain_mean_cell(one.gap, 1)]
            for one in below
        ]
        blocks.append(Table(f"Criteria below their target: {len(below)}", columns, rows))
    else:
        blocks.append(Paragraph("No answered criterion is below its target."))
    if found.unknown:
        items = [("", f"{one} {found.assessment.framework.criterion(one).title}") for one in found.unknown]
        blocks.append(Listing(items, f"No gap is known without an answer: {len(items)}"))
    return Section("gaps", "Gaps to the target", blocks)


def _is_more(one: GroupGap) -> bool:
    """Return whether a gap is more than its target minus what is there now."""
    if one.gap is None or one.target is None or one.current is None:
        return False
    return one.gap > one.target - one.current


def _target(target: Target) -> str:
    """Return how many criteria have which level as their target."""
    counts = Counter(target.levels.values())
    criteria = target.framework.criteria
    texts = [f"{level} for {counted(counts[level], 'criterion')}" for level in target.framework.scale if counts[level]]
    if len(target.levels) < len(criteria):
        texts.append(f"none for {counted(len(criteria) - len(target.levels), 'criterion')}")
    return f"Target: {', '.join(texts)}."


def _gap_columns(name: str) -> list[Column]:
    numbers = ("Now", "Target", "Gap", "Of the way", "Reached", "Unknown")
    return [Column(name.removesuffix("s")), *(Column(one, is_number=True) for one in numbers)]


def _gap_row(one: GroupGap) -> list[Cell]:
    return [
        one.group.label,
        plain_mean_cell(one.current, one.counted_count),
        plain_mean_cell(one.target, one.counted_count),
        plain_mean_cell(one.gap, one.counted_count),
        share_cell(one.percent_to_target, one.counted_count),
        Number(f"{one.reached_count} of {one.counted_count}", one.reached_count),
        count_cell(len(one.unknown)),
    ]


def steps_section(
    steps: Sequence[NextStep],
    *,
    ways: Sequence[WayUp] = (),
    left_out_count: int = 0,
    target: Target | None = None,
) -> Section:
    """
    Return single steps of one criterion by one level, in their order, with what each does.

    Args:
        steps: The steps to show.
        ways: The smallest way up for each group to show.
        left_out_count: How many further steps there are.
        target: What the steps lead to.

    Returns:
        The target, the ways up and the steps, as far as they are given.

    Example:
        >>> from datamaturity import Assessment, load_framework, next_steps
        >>> steps_section(next_steps(Assessment(load_framework("seven-themes"), {"C1": 2}))).title
        'Next steps'
    """
    blocks: list[Block] = [] if target is None else [Paragraph(_target(target))]
    if ways:
        blocks.append(_ways(ways))
    total = len(steps) + left_out_count
    if steps:
        intro = "What lifts a topic or theme comes first, then the larger gap, then weight, then framework order."
        heading = f"Steps: {len(steps)} of {total}" if left_out_count else f"Steps: {total}"
        blocks += [Paragraph(intro), Listing(map(_step, steps), heading, is_numbered=True)]
    elif left_out_count:
        blocks.append(Paragraph(f"Steps: 0 of {total}"))
    else:
        blocks.append(Paragraph("No answered criterion is below its target; what is unanswered has no step."))
    return Section("steps", "Next steps", blocks)


def _step(step: NextStep) -> tuple[str, str]:
    move = step.move
    lifted = [f"{one.group.label} to {one.stage_after}" for one in step.effects if one.group in step.unlocks]
    means = [_means(one) for one in step.effects if one.group.kind != "cell"]
    sentences = [
        f"{move.criterion} {step.title}: {move.from_level} → {move.to_level}.",
        f"Gap to the target {shown(step.gap)}; means: {'; '.join(means)}.",
    ]
    sentences += [f"{name}: {one.text}" for name, one in (("Now", step.now), ("Next", step.then)) if one is not None]
    return f"lifts {' and '.join(lifted)}" if lifted else "", " ".join(sentences)


def _means(one: Effect) -> str:
    before, after = (NO_ANSWER if mean is None else shown(mean, places=2) for mean in (one.mean_before, one.mean_after))
    return f"{one.group.label} {before} → {after}"


def _ways(ways: Sequence[WayUp]) -> Table:
    columns = [Column("Group"), Column("Stage"), Column("Next"), Column("Moves", is_number=True), Column("For example")]
    rows: list[list[Cell]] = []
    for way in ways:
        is_known = way.aim is not None and way.moves is not None
        moves = count_cell(len(way.moves or ())) if is_known else Number(NO_ANSWER, None)
        aim = NO_ANSWER if way.aim is None or _is_closed(way) else str(way.aim)
        name = f"{way.group.kind.capitalize()} {way.group.label}"
        rows.append([name, str(way.stage or NO_ANSWER), aim, moves, _example(way)])
    note = "* every way to the next stage has to move this one, or to answer it first"
    return Table(
        "The fewest moves of one criterion by one level that reach the next stage",
        columns,
        rows,
        note if any(way.blockers for way in ways) else "",
    )


def _example(way: WayUp) -> str:
    if way.aim is None:
        return "the highest stage"
    if _is_closed(way):
        return "not applicable"
    first = []
    if way.answers_needed:
        many = f"{way.answers_needed} of " if way.answers_needed < len(way.answer_first) else ""
        first = [f"answer first: {many}{', '.join(_marked(one, way) for one in way.answer_first)}"]
        if not way.moves:
            return first[0]
    if way.moves is None:
        return "out of reach"
    times = {1: "", 2: " (twice)"}
    counts = Counter(move.criterion for move in way.moves)
    texts = [f"{_marked(one, way)}{times.get(count, f' ({count} times)')}" for one, count in counts.items()]
    few = texts if len(texts) <= 6 else [*texts[:5], f"{len(texts) - 5} more"]
    return "; then move ".join([*first, ", ".join(few)])


def _marked(criterion_id: str, way: WayUp) -> str:
    return f"{criterion_id}*" if criterion_id in way.blockers else criterion_id


def _is_closed(way: WayUp) -> bool:
    """Return whether none of the group's criteria applies: there is nothing to move and nothing to answer."""
    return way.stage is None and way.aim is not None and way.moves is None and not way.answer_first


def change_section(comparison: Comparison) -> Section:
    """
    Return how each topic's and theme's mean changed, in parts that add up, and which criteria did.

    Args:
        comparison: What changed.

    Example:
        >>> from datamaturity import Assessment, compare, load_framework
        >>> framework = load_framework("seven-themes")
        >>> section = change_section(compare(Assessment(framework, {"C1": 2}), Assessment(framework, {"C1": 3})))
        >>> section.blocks[-1].items
        (('up', 'C1 (2 to 3)'),)
    """
    intro = "Like for like is over the criteria answered both times; the rest of a change comes from the others."
    blocks: list[Block] = [Paragraph(intro)]
    for name, changes in by_kind(comparison.groups):
        numbers = ("Earlier", "Later", "Change", "Like for like", "From others", "Both times")
        columns = [Column(name.removesuffix("s")), *(Column(one, is_number=True) for one in numbers)]
        rows = [_change(one, comparison) for one in changes]
        blocks.append(Table(f"{name}: change of the mean", columns, rows))
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


def _change(one: GroupChange, comparison: Comparison) -> list[Cell]:
    return [
        one.group.label,
        plain_mean_cell(one.earlier, _answered_count(comparison.earlier, one.group)),
        plain_mean_cell(one.later, _answered_count(comparison.later, one.group)),
        _signed(one.whole, one.both_count),
        _signed(one.like_for_like, one.both_count),
        _signed(one.coverage_part, one.both_count),
        count_cell(one.both_count),
    ]


def _answered_count(assessment: Assessment, group: Group) -> int:
    top = len(assessment.framework.scale)
    return sum(assessment.answers.codes[place] < top for place in group.positions)


def _signed(value: Fraction | None, count: int) -> Number:
    if value is None:
        return Number(NO_ANSWER, None, count)
    text = shown(value, places=2)
    # A change that rounds to nothing has no sign, upwards as little as downwards.
    return Number(f"+{text}" if text.strip("0.") and value > 0 else text, value, count)
