"""Gaps to a target as plain text."""

from collections.abc import Iterator
from fractions import Fraction

from datamaturity.gaps import Gaps, GroupGap
from datamaturity.reports.numbers import shown, shown_share
from datamaturity.reports.tables import table

__all__ = ["gaps_text"]

_HEADINGS = ["Overall", "Now", "Target", "Gap", "Of the way", "Reached", "Unknown"]


def gaps_text(found: Gaps) -> str:
    """
    Return gaps as plain text: each topic and theme, then the criteria below their target, the largest gap first.

    Example:
        >>> from datamaturity import Assessment, Target, gaps, load_framework
        >>> framework = load_framework("uk-government-dma")
        >>> text = gaps_text(gaps(Assessment(framework, {"4.33": 2}), Target.of(framework, criteria={"4.33": 3})))
        >>> print(text.splitlines()[-1])
          4.33  Ensuring findability of data  2 Emerging  3 Learning  1.0
    """
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Gaps) -> Iterator[str]:
    framework = found.assessment.framework
    yield f"{framework.title}, version {framework.version} ({framework.id})"
    yield "Gaps to the target, over the answered criteria that have one"
    for heading, groups in (("Topic", found.groups.topics), ("Theme", found.groups.themes)):
        if groups:
            yield ""
            rows = [[heading, *_HEADINGS[1:]]]
            rows += [_row(f"{key:>2} " if heading == "Topic" else "", one) for key, one in groups.items()]
            yield from table(rows, right=frozenset({1, 2, 3, 4, 5, 6}))
    if found.groups.overall is not None:
        yield ""
        yield from table([_HEADINGS, _row("", found.groups.overall)], right=frozenset({1, 2, 3, 4, 5, 6}))
    yield ""
    yield "Of the way: how much of the way from the lowest level to the target is done"
    if found.unknown:
        yield f"No gap is known without an answer ({len(found.unknown)}): {', '.join(found.unknown)}"
    below = [one for one in found.criteria.values() if one.gap]
    yield ""
    yield f"Criteria below their target: {len(below) or 'none'}"
    if below:
        # A stable sort: equal gaps stay in framework order.
        below.sort(key=lambda one: -(one.gap or 0))
        rows = [["  ", "", "Now", "Target", "Gap"]]
        rows += [
            [
                f"  {one.criterion}",
                framework.criterion(one.criterion).title,
                str(one.current),
                str(one.target),
                shown(one.gap or Fraction(0)),
            ]
            for one in below
        ]
        yield from table(rows, right=frozenset({4}))


def _number(value: Fraction | None) -> str:
    return "-" if value is None else shown(value)


def _row(prefix: str, one: GroupGap) -> list[str]:
    return [
        prefix + one.group.name,
        _number(one.current),
        _number(one.target),
        _number(one.gap),
        "-" if one.percent_to_target is None else shown_share(one.percent_to_target),
        f"{one.reached_count} of {one.counted_count}",
        str(len(one.unknown)),
    ]
