"""One group in depth as plain text: what the stage looks like, and what the next one does."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from datamaturity.disclosure import Withheld
from datamaturity.in_depth import InDepth, Mark
from datamaturity.reports.figures import count_text, mean_text, share_text, stage_text
from datamaturity.reports.numbers import shown

__all__ = ["in_depth_text"]

_SIGNS = {True: "x", False: " ", None: "?"}


def in_depth_text(found: InDepth) -> str:
    """
    Return a group in depth as plain text.

    Example:
        >>> from datamaturity import Assessment, in_depth, load_framework, score
        >>> card = score(Assessment(load_framework("seven-themes"), {"C1": 3, "C2": 2}))
        >>> print(in_depth_text(in_depth(card, "culture")).splitlines()[1])
        Stage: 3 Learning (mean-nearest); score 2.5 out of 5.0, from 2 criteria
    """
    return "\n".join(_lines(found)) + "\n"


def _lines(found: InDepth) -> Iterator[str]:
    yield f"{found.group.name} in depth"
    if isinstance(found.count, Withheld):
        yield f"Everything is {found.count}"
        return
    why = f", {found.why_no_stage.value}" if found.why_no_stage else ""
    score = f"score {mean_text(found.mean)} out of {shown(found.out_of)}"
    one = {"criteria": "criterion", "members": "member"}[found.counted_as]
    counted = f"{count_text(found.count)} {found.counted_as if found.count != 1 else one}"
    yield f"Stage: {stage_text(found.stage)}{why} ({found.rule}); {score}, from {counted}"
    levels = {level.number: level for level in found.framework.scale}
    spread = ", ".join(f"{count_text(count)} at {levels[number]}" for number, count in found.spread.items() if count)
    if spread:
        yield f"Spread of {found.counted_as}: {spread}"
    if found.standing is not None:
        other = found.standing.benchmark
        quartiles = ", ".join(mean_text(value) for value in other.quartiles.values())
        facts = {
            "organisations": count_text(other.organisation_count),
            "mean": mean_text(other.mean) if other.mean is not None else "",
            "quartiles": quartiles,
            "percentile rank of this stage": share_text(found.standing.percentile_rank),
        }
        yield "Benchmark: " + "; ".join(f"{name} {fact}" for name, fact in facts.items() if fact)
    for heading, marks in (("What this stage looks like", found.now), ("What the next stage looks like", found.then)):
        if marks:
            yield ""
            yield f"{heading}: {marks[0].level}"
            yield from _marks(marks)
    if found.stage is not None and found.next_stage is None:
        yield ""
        yield "There is no higher stage."
    if found.now or found.then:
        whose = ", by the lower median of the members" if found.counted_as == "members" else ""
        yield f"[x] held already{whose}, [ ] not yet, [?] not known"


def _marks(marks: Sequence[Mark]) -> Iterator[str]:
    for one in marks:
        text = f"{one.criterion} {one.title}" + (f": {one.text}" if one.text else "")
        sign = f"  [{_SIGNS[one.held]}] "
        yield from wrap(
            text,
            width=100,
            initial_indent=sign,
            subsequent_indent=" " * len(sign),
            break_on_hyphens=False,
            break_long_words=False,
        )
