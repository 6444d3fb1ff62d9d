"""What changed between two assessments, as plain text."""

from collections.abc import Iterator
from fractions import Fraction

from datamaturity.changes import ChangeKind, Comparison, GroupChange
from datamaturity.reports.numbers import shown
from datamaturity.reports.tables import table

__all__ = ["comparison_text"]

_HEADINGS = ["Overall", "Earlier", "Later", "Change", "Like for like", "The rest", "Answered both times"]


def comparison_text(comparison: Comparison) -> str:
    """
    Return changes as plain text: each topic and theme, then each criterion that changed.

    Example:
        >>> from datamaturity import Assessment, compare, load_framework
        >>> framework = load_framework("uk-government-dma")
        >>> found = compare(Assessment(framework, {"4.33": 2}), Assessment(framework, {"4.33": 3}))
        >>> print(comparison_text(found).splitlines()[-1])
          up: 4.33 (2 to 3)
    """
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    framework = comparison.later.framework
    yield f"{framework.title}, version {framework.version} ({framework.id})"
    for name, one in (("Earlier", comparison.earlier), ("Later", comparison.later)):
        said = ", ".join(filter(None, (one.organisation, str(one.assessed_on or ""))))
        if said:
            yield f"{name}: {said}"
    yield ""
    yield "Change of the mean: like for like is over the criteria answered both times, the rest comes from others"
    groups = comparison.groups
    for heading, changes in (("Topic", groups.topics), ("Theme", groups.themes)):
        if changes:
            yield ""
            rows = [[heading, *_HEADINGS[1:]]]
            rows += [_row(f"{key:>2} " if heading == "Topic" else "", one) for key, one in changes.items()]
            yield from table(rows, right=frozenset({1, 2, 3, 4, 5, 6}))
    if groups.overall is not None:
        yield ""
        yield from table([_HEADINGS, _row("", groups.overall)], right=frozenset({1, 2, 3, 4, 5, 6}))
    yield ""
    changed = comparison.changed
    yield f"Criteria that changed: {len(changed) or 'none'}"
    for kind in ChangeKind:
        found = [one for one in changed if one.kind is kind]
        if not found:
            continue
        if kind in (ChangeKind.UP, ChangeKind.DOWN):
            texts = [f"{one.criterion} ({one.earlier.level} to {one.later.level})" for one in found]
        else:
            texts = [str(one.criterion) for one in found]
        yield f"  {kind.value}: {', '.join(texts)}"


def _row(prefix: str, one: GroupChange) -> list[str]:
    return [
        prefix + one.group.name,
        _plain(one.earlier),
        _plain(one.later),
        _signed(one.whole),
        _signed(one.like_for_like),
        _signed(one.coverage_part),
        str(one.both_count),
    ]


def _plain(number: Fraction | None) -> str:
    return "-" if number is None else shown(number)


def _signed(number: Fraction | None) -> str:
    if number is None:
        return "-"
    text = shown(number, places=2)
    # A change that rounds to nothing has no sign, upwards as little as downwards.
    return f"+{text}" if text.strip("0.") and number > 0 else text
