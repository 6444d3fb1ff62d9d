"""Diverging bars: how many people of a panel give each criterion each level, with the median's level in the middle."""

from collections.abc import Collection, Sequence
from typing import Literal, TypeAlias

import attrs

from datamaturity.agreement import CriterionAgreement
from datamaturity.errors import Fault, PanelError, counted
from datamaturity.framework import Framework
from datamaturity.levels import Scale
from datamaturity.panel import Panel
from datamaturity.reports.charts.columns import shared_columns
from datamaturity.reports.charts.ends import shared_by
from datamaturity.reports.charts.inline import Inline, check_taken
from datamaturity.reports.charts.keys import (
    FAINT,
    SOFT,
    KeyEntry,
    credit,
    draw_key,
    draw_notes,
    draw_title,
    level_entries,
    looks_of_levels,
)
from datamaturity.reports.charts.spreads import TEXTS_OF_STATES, Spread
from datamaturity.reports.charts.svg import LINE, Svg, width_of, wrapped
from datamaturity.reports.figures import stage_text

__all__ = ["DivergingBars"]

Chosen: TypeAlias = Literal["all"] | Collection[str] | None

# In pixels. The widths make up 750, which fits a page; the bars get more where their numbers need it, and the columns
# beside them hold "Unanswered".
_NAMES, _BARS, _SIDE, _EDGE = 210, 260, 68, 4
# Nobody should take one person's bar for many people's.
_WIDEST = 44
_BAR, _ABOVE, _BELOW, _BETWEEN = 22, 16, 14, 10
_TEXT, _SMALL = 12, 10
_PAD = 3
_ROW = _ABOVE + _BAR + _BELOW
_READING = (
    "In or above a bar: how many people give the level whose number is below it. Across the dashed line: the level of "
    "the lower median; lower levels to its left, higher ones to its right. Consensus (Leik): 1.00 where all who give a "
    "level agree, 0.00 where half of them stand at each end of the scale, – where nobody gives one."
)


@attrs.frozen
class DivergingBars(Inline):
    """
    A picture of how far the people of a panel differ.

    Levels below the median's are to the left, those above it to the right. It tells how many, and nobody's name.

    Attributes:
        framework: The framework.
        spreads: The criteria, in the picture's order.
        respondent_count: How many people there are.
        title: What the picture shows, and in which order.

    Example:
        >>> from datamaturity import Assessment, Panel, Respondent, load_framework
        >>> framework = load_framework("seven-themes")
        >>> people = [Respondent(Assessment(framework, {"C1": level, "C2": 3})) for level in (2, 4, 4, 5)]
        >>> picture = DivergingBars.of(Panel(people))
        >>> [(one.criterion, one.level_counts) for one in picture.spreads]
        [('C1', (0, 1, 0, 2, 1))]
        >>> print(picture.description.partition(" (")[2])
        1 at 2 Emerging, 2 at 4 Developing, 1 at 5 Mastering; median 4 Developing, consensus 0.63).
        >>> picture.to_svg()[:4], len(picture.chart_rows())  # five levels and three states
        ('<svg', 8)
    """

    framework: Framework
    spreads: tuple[Spread, ...]
    respondent_count: int
    title: str

    @property
    def scale(self) -> Scale:
        """The framework's scale."""
        return self.framework.scale

    @classmethod
    def of(cls, panel: Panel, *, criteria: Chosen = None, limit: int | None = None) -> "DivergingBars":
        """
        Return the picture of a panel.

        Args:
            panel: The panel.
            criteria: Ids of criteria, or ``"all"``, to show in framework order; if not given those of
                `Panel.to_discuss`, on which people differ, in its order.
            limit: How many criteria to show at most; all if not given.

        Raises:
            PanelError: ``criteria`` is a text that is not ``"all"``.
            UnknownIdError: The framework has no such criterion.
            WrongTypeError: What is given is no panel.
        """
        check_taken(cls, panel, (Panel,), made_by="Panel(...)")
        if criteria is None:
            said: Sequence[CriterionAgreement] = panel.to_discuss
            title = "Where people differ, the lowest consensus first"
        elif criteria == "all":
            said, title = [*panel.criteria.values()], "What people say of each criterion"
        elif isinstance(criteria, str):
            raise PanelError([Fault("criteria", f'are a list of ids, or "all", not {criteria!r}')])
        else:
            chosen = {panel.framework.criterion(one).id for one in criteria}
            said = [one for key, one in panel.criteria.items() if key in chosen]
            title = f"What people say of {counted(len(said), 'criterion')}"
        if limit is not None and limit < len(said):
            title, said = f"{title} ({limit} of {len(said)})", said[:limit]
        if panel.organisation:
            title = f"{panel.organisation}: {title}"
        return cls(panel.framework, tuple(map(Spread.of, said)), len(panel), title)

    @property
    def key_entries(self) -> tuple[KeyEntry, ...]:
        """What its key explains: the levels."""
        return level_entries(self.framework)

    @property
    def notes(self) -> tuple[str, ...]:
        """How to read it, as it stands below the key."""
        return (_READING,)

    @property
    def description(self) -> str:
        """What can be seen, in a sentence or two: the criterion with the lowest consensus, with its numbers."""
        if not self.spreads:
            return f"There is no criterion to show, of {counted(self.respondent_count, 'respondent')}."
        found = f"{counted(len(self.spreads), 'criterion')}, {counted(self.respondent_count, 'respondent')}. "
        known = [one for one in self.spreads if one.consensus is not None]
        if not known:
            return f"{found}Nobody gives a level."
        first = min(known, key=lambda one: one.consensus or 0)
        counts = [f"{count} at {level}" for level, count in zip(self.scale, first.level_counts, strict=True) if count]
        counts += [f"{n} {text.lower()}" for n, text in zip(first.state_counts, TEXTS_OF_STATES, strict=True) if n]
        median = f"median {stage_text(first.median)}, consensus {first.consensus_text}"
        which = "They differ most on" if len(known) > 1 else "They differ on"
        if first.consensus == 1:
            which = "All who give a level agree on"
        names = [f"{one.criterion} {one.name}" for one in known if one.consensus == first.consensus]
        names[0] += f" ({', '.join(counts)}; {median})"
        return f"{found}{which} {shared_by(names)}."

    def chart_rows(self) -> list[dict[str, object]]:
        """
        Return one flat row for each criterion and each level or state without a level.

        Returns:
            Column to text, whole number, float (of the exact value) or `None`; the first are those of
            `shared_columns`. ``mark`` is ``level`` (with ``level`` and ``level_name``), ``not applicable``, ``do not
            know`` or ``unanswered``, ``count`` how many people it is, and ``text`` what is written there; ``start`` and
            ``end`` are how many people from the middle of the median's level a bar reaches, floats below 0 to the left,
            `None` for what is no bar. ``median`` (a level's number) and ``consensus`` are the criterion's, each beside
            its text.
        """
        return [
            {**shared_columns(self.framework, self.framework.criterion(one.criterion)), **row}
            for one in self.spreads
            for row in one.to_rows(self.scale)
        ]

    def to_svg(self, *, id_prefix: str = "") -> str:
        """
        Return the picture as inline SVG.

        Args:
            id_prefix: As in `Svg.to_text`, for a page on which it stands twice.
        """
        parts = [(one, one.ends(self.scale)) for one in self.spreads]
        left = float(max((-ends[0] for _, ends in parts), default=0))
        right = float(max((ends[-1] for _, ends in parts), default=0))
        # What stands at the bars must fit side by side, however many levels people give.
        bars = max(_BARS, *(sum(width for _, width in self._labels(one)) for one in self.spreads), 0)
        unit = min(_WIDEST, bars / (left + right)) if left + right else _WIDEST
        room = (_EDGE + _NAMES, _EDGE + _NAMES + bars)
        middle = room[0] + (bars - (left + right) * unit) / 2 + left * unit
        width = room[1] + 4 * _SIDE + _EDGE

        names = [wrapped(f"{one.criterion} {one.name}", _NAMES - 2 * _PAD, _TEXT) for one in self.spreads]
        heights = [max(_ROW, len(lines) * _TEXT * LINE + _SMALL * LINE + _PAD) + _BETWEEN for lines in names]
        svg = Svg(width, 0, self.title, self.description)
        top = draw_title(svg, _EDGE, width - 2 * _EDGE) + (2 * _SMALL * LINE + _PAD if parts else 0)
        bottom = top + (sum(heights) if parts else 2 * _TEXT)
        if parts:
            _headings(svg, room[1], top - _BETWEEN)
        else:
            svg.text(_EDGE, top + _TEXT, "There is no criterion to show.")
        y, last = top, top - _PAD
        for (one, ends), lines, high in zip(parts, names, heights, strict=True):
            svg.line(_EDGE, y - _BETWEEN / 2, width - _EDGE, y - _BETWEEN / 2, opacity=FAINT)
            svg.text(_EDGE, y + _TEXT, lines)
            below = y + len(lines) * LINE * _TEXT + _SMALL
            svg.text(_EDGE, below, wrapped(_median(one), _NAMES - 2 * _PAD, _SMALL, most=1), size=_SMALL)
            bar = y + (high - _BETWEEN - _ROW) / 2 + _ABOVE
            upper = self._bars(svg, one, [middle + float(end) * unit for end in ends], bar, room)
            if one.median is not None:
                # Between the rows only, since it would go through numbers.
                svg.line(middle, last, middle, upper, opacity=SOFT, dash="3 3")
            last = bar + _BAR + _BELOW
            for place, text in enumerate((one.consensus_text, *map(str, one.state_counts))):
                svg.text(room[1] + (place + 0.5) * _SIDE, bar + _BAR / 2 + _TEXT / 3, text, anchor="middle")
            y += high
        y = draw_key(svg, self.key_entries, _EDGE, bottom, width - 2 * _EDGE)
        svg.height = draw_notes(svg, (*self.notes, credit(self.framework)), _EDGE, y, width - 2 * _EDGE) + _BETWEEN
        return svg.to_text(id_prefix=id_prefix)

    def _labels(self, one: Spread) -> list[tuple[int, float]]:
        """Return the places of the levels that people give, and how much room their texts take."""
        return [
            (place, max(width_of(str(count), _TEXT), width_of(str(level.number), _SMALL, bold=True)) + 2 * _PAD)
            for place, (level, count) in enumerate(zip(self.scale, one.level_counts, strict=True))
            if count
        ]

    def _bars(self, svg: Svg, one: Spread, ends: Sequence[float], y: float, room: tuple[float, float]) -> float:
        """
        Draw one criterion's bars, the counts in them, or above where a bar is too narrow, and the levels below.

        Returns:
            Where the uppermost of it begins.
        """
        labels = self._labels(one)
        if not labels:
            svg.text(
                (room[0] + room[1]) / 2, y + _BAR / 2 + _SMALL / 3, "nobody gives a level", size=_SMALL, anchor="middle"
            )
            return y
        upper, looks = y, looks_of_levels(self.framework)
        median = 0 if one.median is None else self.scale.position(one.median.number)
        centre = (ends[median] + ends[median + 1]) / 2
        middles = [(ends[place] + ends[place + 1]) / 2 for place, _ in labels]
        for (place, needed), middle, x in zip(
            labels, middles, _apart(middles, [w for _, w in labels], room), strict=True
        ):
            wide = ends[place + 1] - ends[place]
            count, level = one.level_counts[place], self.scale.levels[place]
            look = looks[level.number]
            look.draw(svg, ends[place], y, wide, _BAR)
            # Moved aside, or wider than its bar, a number would stand on its neighbour.
            inside = wide >= needed and abs(x - middle) <= (wide - needed) / 2 + 0.01
            if inside:
                svg.text(x, y + _BAR / 2 + _TEXT / 3, str(count), anchor="middle", fill=look.ink)
            else:
                if abs(x - centre) < needed:
                    upper = y - _ABOVE
                svg.line(middle, y, x, y - _PAD, opacity=SOFT)
                svg.text(x, y - _PAD - 1, str(count), anchor="middle")
                svg.line(middle, y + _BAR, x, y + _BAR + _PAD, opacity=SOFT)
            svg.text(
                x, y + _BAR + _SMALL + 2, str(level.number), size=_SMALL, anchor="middle", bold=level == one.median
            )
        return upper


def _headings(svg: Svg, x: float, y: float) -> None:
    """Write what the numbers beside the bars are; the last line of each stands at ``y``."""
    for place, heading in enumerate(("Consensus", *TEXTS_OF_STATES)):
        lines = wrapped(heading, _SIDE - _PAD, _SMALL)
        svg.text(x + (place + 0.5) * _SIDE, y - (len(lines) - 1) * _SMALL * LINE, lines, size=_SMALL, anchor="middle")


def _median(one: Spread) -> str:
    return f"median {stage_text(one.median)}"


def _apart(middles: Sequence[float], widths: Sequence[float], room: tuple[float, float]) -> list[float]:
    """Return the middles moved as little to the right, then to the left, as keeps texts apart and in the room."""
    found: list[float] = []
    end = room[0]
    for middle, width in zip(middles, widths, strict=True):
        found.append(max(middle, end + width / 2))
        end = found[-1] + width / 2
    end = room[1]
    for place in reversed(range(len(found))):
        found[place] = min(found[place], end - widths[place] / 2)
        end = found[place] - widths[place] / 2
    return found
