"""The rows of a lollipop picture: how a group or criterion stands to its target, in numbers and in texts."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from datamaturity.assessment import AnswerState
from datamaturity.gaps import Gap, Gaps, GroupGap
from datamaturity.levels import Level, Scale
from datamaturity.reports.figures import mean_text
from datamaturity.reports.numbers import shown

__all__ = ["LollipopRow", "LollipopState", "RowKind", "headed", "level_name", "rows_of"]

RowKind: TypeAlias = Literal["topic", "theme", "cell", "criterion"]
"""What a row can be of."""


class LollipopState(Enum):
    """How a group or a criterion stands to its target."""

    BELOW = "below the target"
    REACHED = "at or past the target"
    UNKNOWN = "gap unknown"
    NO_TARGET = "without a target"
    NOT_APPLICABLE = "not applicable"
    EMPTY = "without criteria"

    @property
    def is_drawn(self) -> bool:
        """Whether there is a gap to draw, be it none; what has no gap to draw is named only."""
        return self in (LollipopState.BELOW, LollipopState.REACHED)

    def __repr__(self) -> str:
        return f"LollipopState.{self.name}"


@attrs.frozen
class LollipopRow:
    """
    One group or criterion: what is drawn, and the texts beside it.

    Attributes:
        kind: ``"topic"``, ``"theme"``, ``"cell"`` or ``"criterion"``.
        id: Its id.
        name: Its name; a criterion's id and title.
        state: How it stands to its target.
        current: Where it stands, in levels' values; `None` where nobody knows.
        target: Where it wants to be, in levels' values; `None` without a target.
        gap: How far that is, in levels' values, as in `Gaps`; `None` where either is missing.
        current_text: Where it stands, as it is shown.
        target_text: The target, as it is shown.
        gap_text: The gap, as it is shown; with an asterisk where it is more than the target minus now.
        note: What a group's numbers rest on, or why they are missing.
    """

    kind: RowKind
    id: str
    name: str
    state: LollipopState
    current: Fraction | None
    target: Fraction | None
    gap: Fraction | None
    current_text: str
    target_text: str
    gap_text: str
    note: str

    @property
    def is_surplus(self) -> bool:
        """Whether its gap is more than the target minus now."""
        return self.gap_text.endswith("*")

    @property
    def heading(self) -> str:
        """What it stands under: its state, and a criterion's reason for it."""
        # Criteria share their reason, so that it stands above them; each group has counts of its own.
        text = f"{self.state.value}: {self.note}" if self.kind == "criterion" and self.note else self.state.value
        return f"{text[0].upper()}{text[1:]}"

    @property
    def listed_name(self) -> str:
        """Its name where there is no gap to draw: a group's with its own reason."""
        return f"{self.name} ({self.note})" if self.kind != "criterion" and self.note else self.name


def rows_of(found: Gaps, kind: RowKind) -> Iterator[LollipopRow]:
    """
    Return a row for each group of a kind, or for each criterion, in framework order.

    Args:
        found: The gaps.
        kind: ``"topic"``, ``"theme"``, ``"cell"`` or ``"criterion"``.

    Example:
        >>> from datamaturity import Assessment, Target, gaps, load_framework
        >>> framework = load_framework("uk-government-dma")
        >>> found = gaps(Assessment(framework, {"4.33": 2}), Target.of(framework, everything=3))
        >>> [(row.id, row.gap_text) for row in rows_of(found, "topic") if row.gap is not None]
        [('4', '1.0')]
    """
    return _criterion_rows(found) if kind == "criterion" else _group_rows(found, kind)


def headed(rows: Iterable[LollipopRow]) -> dict[str, list[LollipopRow]]:
    """
    Return what stands above rows, with how many they are, to those rows; in the order of the first of each.

    Args:
        rows: The rows.

    Example:
        >>> from datamaturity import Assessment, Target, gaps, load_framework
        >>> framework = load_framework("seven-themes")
        >>> found = gaps(Assessment(framework, {"C1": 2}), Target.of(framework, everything=3))
        >>> [*headed(rows_of(found, "theme"))]
        ['Gap unknown (6)', 'Below the target (1)']
    """
    found: dict[str, list[LollipopRow]] = {}
    for row in rows:
        found.setdefault(row.heading, []).append(row)
    return {f"{heading} ({len(under)})": under for heading, under in found.items()}


def level_name(level: Level, scale: Scale) -> str:
    """
    Return a level's name on the axis, with its value where that is not its number.

    Args:
        level: The level.
        scale: The scale that it is of.

    Example:
        >>> from datamaturity import Level, Scale
        >>> scale = Scale([Level(1, "None"), Level(2, "Some", "5/4"), Level(3, "All")])
        >>> [level_name(level, scale) for level in scale]
        ['None', 'Some (1.25)', 'All']
    """
    if level.value == level.number:
        return level.name
    # Quarters and thirds of a level need a second decimal to differ.
    return f"{level.name} ({shown(level.value, places=1 if scale.denominator == 1 else 2)})"


def _criterion_rows(found: Gaps) -> Iterator[LollipopRow]:
    framework, answers = found.assessment.framework, found.assessment.answers
    for criterion in framework.criteria:
        gap = found.criteria.get(criterion.id) or Gap(criterion.id, None, None, None)
        state, note = LollipopState.NOT_APPLICABLE, ""
        if criterion.id in found.criteria:
            state = _state(gap.gap, known=gap.current is not None)
            said = answers[criterion.id].state
            note = said.value if state is LollipopState.UNKNOWN else ""
            if state is LollipopState.UNKNOWN and gap.target is None:
                note += ", no target"
            if state is LollipopState.NO_TARGET:
                note = f"now {gap.current}"
        yield LollipopRow(
            "criterion",
            criterion.id,
            f"{criterion.id} {criterion.title}",
            state,
            gap.current.value if gap.current else None,
            gap.target.value if gap.target else None,
            gap.gap,
            # Levels go by their numbers, as on the axis; gaps are in their values.
            str(gap.current.number) if gap.current else mean_text(None),
            str(gap.target.number) if gap.target else mean_text(None),
            _gap_text(gap.gap),
            note,
        )


def _group_rows(found: Gaps, kind: RowKind) -> Iterator[LollipopRow]:
    groups: dict[str, Iterable[GroupGap]] = {
        "topic": found.groups.topics.values(),
        "theme": found.groups.themes.values(),
        "cell": found.groups.cells.values(),
    }
    for one in groups[kind]:
        members = [found.criteria[each] for each in one.group.criteria if each in found.criteria]
        wanted = any(each.target for each in members)
        state = _state(one.gap, known=not wanted)
        if not members:
            state = LollipopState.NOT_APPLICABLE if one.group.criteria else LollipopState.EMPTY
        texts = _apart(one.current, one.target)
        surplus = one.gap and one.current is not None and one.target is not None and one.gap > one.target - one.current
        name = one.group.label
        yield LollipopRow(
            kind,
            one.group.id,
            name,
            state,
            one.current,
            one.target,
            one.gap,
            *texts,
            _gap_text(one.gap) + ("*" if surplus else ""),
            _group_note(found, one, members) if members else "",
        )


def _state(gap: Fraction | None, *, known: bool) -> LollipopState:
    if gap is not None:
        return LollipopState.BELOW if gap else LollipopState.REACHED
    return LollipopState.NO_TARGET if known else LollipopState.UNKNOWN


def _group_note(found: Gaps, one: GroupGap, members: Sequence[Gap]) -> str:
    states = [found.assessment.answers[each].state for each in one.group.criteria]
    counts = {state.value: states.count(state) for state in AnswerState if state is not AnswerState.LEVEL}
    counts["without a target"] = sum(each.current is not None and each.target is None for each in members)
    parts = [f"{one.reached_count} of {one.counted_count} reached"] if one.counted_count else []
    return ", ".join(parts + [f"{count} {what}" for what, count in counts.items() if count])


def _gap_text(gap: Fraction | None) -> str:
    # A gap that is there must not read as none.
    return "<0.1" if gap and shown(gap) == shown(Fraction(0)) else mean_text(gap)


def _apart(current: Fraction | None, target: Fraction | None) -> tuple[str, str]:
    """Return both as texts that differ where the numbers do."""
    if current is None or target is None:
        return mean_text(None), mean_text(None)
    for places in range(1, 7):
        texts = shown(current, places=places), shown(target, places=places)
        if texts[0] != texts[1] or current == target:
            return texts
    wanted = shown(target)
    return f"{'<' if current < target else '>'}{wanted}", wanted
