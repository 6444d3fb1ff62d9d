"""Next steps and smallest ways up as plain text."""

from collections.abc import Iterator, Sequence
from functools import partial
from textwrap import wrap

from datamaturity.framework import Framework
from datamaturity.next_steps import Effect, NextStep
from datamaturity.reports.numbers import shown
from datamaturity.reports.tables import table
from datamaturity.steps import WayUp

__all__ = ["next_steps_text"]

_wrap = partial(wrap, width=100, break_on_hyphens=False, break_long_words=False)


def next_steps_text(
    steps: Sequence[NextStep], ways: Sequence[WayUp], *, framework: Framework, rule: str, left_out_count: int = 0
) -> str:
    """
    Return next steps as plain text: what each group needs for its next stage, then the single steps in their order.

    Args:
        steps: The steps.
        ways: The smallest way up for each group to show.
        framework: The framework that was answered.
        rule: The rule that gives the stages.
        left_out_count: How many further steps there are.
    """
    return "\n".join(_lines(steps, ways, framework, rule, left_out_count)) + "\n"


def _lines(
    steps: Sequence[NextStep], ways: Sequence[WayUp], framework: Framework, rule: str, left_out_count: int
) -> Iterator[str]:
    yield f"{framework.title}, version {framework.version} ({framework.id})"
    yield f"Stages by the rule {rule}; {framework.scale.span}"
    yield ""
    yield "The fewest moves of one criterion by one level that reach the next stage"
    yield ""
    rows = [["", "Stage", "Next", "Moves", "For example"]]
    rows += [
        [
            f"{way.group.kind.capitalize()} {way.group.name}",
            str(way.stage or "-"),
            "-" if _closed(way) else str(way.aim or "-"),
            "-" if way.aim is None or way.moves is None else str(len(way.moves)),
            _example(way),
        ]
        for way in ways
    ]
    yield from table(rows, right=frozenset({3}))
    if any(way.blockers for way in ways):
        yield "* every way to the next stage has to move this one, or to answer it first"
    yield ""
    total = len(steps) + left_out_count
    shown_of = f"{len(steps)} of {total}" if left_out_count else f"{total or 'none'}"
    yield f"Next steps ({shown_of}): what lifts a topic or theme first, then the larger gap, weight, framework order"
    for number, step in enumerate(steps, 1):
        yield ""
        yield from _step(number, step)


def _example(way: WayUp) -> str:
    if way.aim is None:
        return "the highest stage"
    if _closed(way):
        return "not applicable"
    first = []
    if way.answers_needed:
        many = f"{way.answers_needed} of " if way.answers_needed < len(way.answer_first) else ""
        first = [f"answer first: {many}{', '.join(_marked(one, way) for one in way.answer_first)}"]
        if not way.moves:
            return first[0]
    if way.moves is None:
        return "out of reach"
    counts: dict[str, int] = {}
    for move in way.moves:
        counts[move.criterion] = counts.get(move.criterion, 0) + 1
    times = {1: "", 2: " (twice)"}
    texts = [f"{_marked(one, way)}{times.get(count, f' ({count} times)')}" for one, count in counts.items()]
    few = texts if len(texts) <= 6 else [*texts[:5], f"{len(texts) - 5} more"]
    return "; then move ".join([*first, ", ".join(few)])


def _marked(criterion_id: str, way: WayUp) -> str:
    return f"{criterion_id}*" if criterion_id in way.blockers else criterion_id


def _closed(way: WayUp) -> bool:
    """Return whether none of the group's criteria applies: there is nothing to move and nothing to answer."""
    return way.stage is None and way.aim is not None and way.moves is None and not way.answer_first


def _step(number: int, step: NextStep) -> Iterator[str]:
    yield f"{number}. {step.move.criterion} {step.title}: {step.move.from_level} → {step.move.to_level}"
    indent = partial(_wrap, initial_indent="   ", subsequent_indent="   ")
    lifted = [f"{one.group.name} to {one.stage_after}" for one in step.effects if one.group in step.unlocks]
    if lifted:
        yield from indent(f"Lifts {' and '.join(lifted)}")
    means = "; ".join(_mean(one) for one in step.effects if one.group.kind != "cell")
    yield from indent(f"Gap to the target {shown(step.gap)}; means: {means}")
    if step.now is not None:
        yield from indent(f"Now: {step.now.text}")
    if step.then is not None:
        yield from indent(f"Next: {step.then.text}")


def _mean(one: Effect) -> str:
    before = "-" if one.mean_before is None else shown(one.mean_before, places=2)
    after = "-" if one.mean_after is None else shown(one.mean_after, places=2)
    return f"{one.group.name} {before} → {after}"
