"""A panel as plain text: its pooled scores, and the criteria to talk about first."""

from collections.abc import Iterator
from textwrap import wrap

from datamaturity.agreement import CriterionAgreement
from datamaturity.errors import MissingExtraError, counted
from datamaturity.intervals import LEAST_MEMBERS
from datamaturity.mappings import FrozenMapping
from datamaturity.panel import Panel
from datamaturity.pooling import PooledScore, PooledScorecard
from datamaturity.reports.figures import mean_text, share_text, stage_text
from datamaturity.reports.numbers import shown
from datamaturity.reports.tables import table

__all__ = ["SEED", "panel_text"]

# Of the random numbers behind the intervals: any will do, and the same panel should give the same text.
SEED = 1


def panel_text(panel: Panel, card: PooledScorecard, *, limit: int = 10) -> str:
    """
    Return a panel as plain text.

    Args:
        panel: The panel.
        card: Its pooled scores.
        limit: How many of the criteria on which people differ to show.
    """
    return "\n".join(_lines(panel, card, limit)) + "\n"


def _lines(panel: Panel, card: PooledScorecard, limit: int) -> Iterator[str]:
    framework = panel.framework
    yield f"{framework.title}, version {framework.version} ({framework.id})"
    if panel.organisation:
        yield panel.organisation
    roles = ", ".join(f"{len(panel.of_role(role))} {role or 'without a role'}" for role in panel.roles)
    people = counted(len(panel), "respondent") + (f": {roles}" if panel.roles != ("",) else "")
    yield from wrap(people, width=100, subsequent_indent="  ")
    if panel.missing:
        yield f"Without a single answer: {counted(len(panel.missing), 'respondent')}"
    members = "" if len(card.cards) == len(panel) else f" of {counted(len(card.cards), 'unit')}"
    yield f"Pooled scores{members}: each counts once; stages by the rule {card.rule}; {framework.scale.span}"
    for heading, scores in (("Topic", card.topics), ("Theme", card.themes)):
        if scores:
            yield ""
            yield from _scores(heading, scores)
    if card.overall is not None:
        yield ""
        yield from _scores("Overall", FrozenMapping({"": card.overall}))
    yield ""
    yield "Interval: where 95% of the means of resampled members lie; needs five members with an answer"
    yield from _alpha(panel)
    yield ""
    first = panel.to_discuss
    few = f"{min(limit, len(first))} of {len(first)}" if limit < len(first) else str(len(first) or "none")
    yield f"Criteria to talk about first ({few}): the lowest consensus, then the widest range"
    for one in first[:limit]:
        yield ""
        yield from _criterion(one)
    disputed = [one.criterion.id for one in panel.criteria.values() if one.applicability_disputed]
    if disputed:
        yield ""
        yield from wrap(f"Some say that it applies and some that it does not: {', '.join(disputed)}", width=100)


def _scores(heading: str, scores: FrozenMapping[str, PooledScore]) -> list[str]:
    rows = [[heading, "Mean", "Stage", "Answered", "Coverage", "Between", "Interval"]]
    for key, one in scores.items():
        bounds = "-" if one.low is None or one.high is None else f"{shown(one.low)} and {shown(one.high)}"
        interval = "-"
        if one.answered_count >= LEAST_MEMBERS:
            found = one.interval(seed=SEED, resample_count=1000)
            interval = f"{shown(found.low)} to {shown(found.high)}"
        rows.append(
            [
                f"{key:>2} {one.name}" if heading == "Topic" else one.name,
                mean_text(one.mean),
                stage_text(one.stage),
                f"{one.answered_count} of {one.applicable_count}",
                share_text(one.coverage),
                bounds,
                interval,
            ]
        )
    return table(rows, right=frozenset({1, 3, 4}))


def _alpha(panel: Panel) -> Iterator[str]:
    try:
        alpha = panel.alpha()
    except MissingExtraError as error:
        yield f"Krippendorff's alpha: not worked out; {error}"
        return
    yield f"Krippendorff's alpha, ordinal: {'undefined' if alpha is None else format(alpha, '.2f')}"


def _criterion(one: CriterionAgreement) -> Iterator[str]:
    consensus = "-" if one.consensus is None else shown(one.consensus, places=2)
    yield f"{one.criterion.id} {one.criterion.title}"
    counts = ", ".join(f"{n} at {level}" for level, n in zip(one.scale, one.level_counts, strict=True) if n)
    others = {"not applicable": one.not_applicable_count, "do not know": one.do_not_know_count}
    counts += "".join(f", {count} {name}" for name, count in others.items() if count)
    yield f"   {counts}; median {stage_text(one.median)}, consensus {consensus}"
    for name, who in (("above", one.above), ("below", one.below)):
        if who:
            people = "; ".join(f"{role}: {', '.join(ids)}" if role else ", ".join(ids) for role, ids in who.items())
            yield from wrap(f"{name} the median: {people}", width=100, initial_indent="   ", subsequent_indent="     ")
