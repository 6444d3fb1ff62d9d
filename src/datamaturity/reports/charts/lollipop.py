"""From now to the target: a lollipop for each group or criterion of some gaps, the largest gap first."""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from datamaturity.criteria import Criterion, Group
from datamaturity.errors import WrongTypeError, counted
from datamaturity.framework import Framework
from datamaturity.gaps import Gaps
from datamaturity.levels import Scale
from datamaturity.reports.charts.columns import shared_columns
from datamaturity.reports.charts.ends import shared_by
from datamaturity.reports.charts.inline import Inline, check_taken
from datamaturity.reports.charts.keys import (
    FAINT,
    WIDTH,
    KeyEntry,
    credit,
    draw_key,
    draw_notes,
    draw_title,
)
from datamaturity.reports.charts.lollipop_rows import (
    LollipopRow,
    LollipopState,
    RowKind,
    headed,
    level_name,
    rows_of,
)
from datamaturity.reports.charts.signs import AT_TARGET, DASH, FILLED, NOW, OPEN, PAST_TARGET, TARGET
from datamaturity.reports.charts.svg import LINE, Svg, width_of, wrapped
from datamaturity.scores import as_float

__all__ = ["Lollipop"]

_PLURALS: dict[RowKind, str] = {"topic": "topics", "theme": "themes", "cell": "cells", "criterion": "criteria"}

_EDGE = 8
_NAMES = 220  # for names: about thirty letters a line
_PLOT_LEFT, _PLOT_RIGHT = 252, 548  # room for half a level's name on either side
_COLUMNS = (612, 664, 712)  # where now, target and gap end
_SIZE, _SMALL = 12, 11
_LINE, _SMALL_LINE = _SIZE * LINE, _SMALL * LINE
_LEVEL = 72  # the width of a level's name on the axis: its longest usual word, "Developing"
_LANES = 3  # rows of level names on the axis; more would be taller than a small chart
_PAD = 8  # above and below what a row says
_SURPLUS = "what some criteria have beyond their target fills no gap of others"
_REPEATED = 15  # from as many rows on, the axis stands below them, too: its upper one has left the screen


@attrs.frozen
class Lollipop(Inline):
    """
    From now to the target, as a picture: a filled mark for now, an open one for the target.

    Attributes:
        title: What it shows.
        description: What can be seen in it, in words.
        framework: The framework.
        by: What its rows are.
        rows: The rows by state, and then the largest gap first; equal gaps in framework order.

    Example:
        >>> from datamaturity import Assessment, Target, gaps, load_framework
        >>> framework = load_framework("seven-themes")
        >>> picture = Lollipop.of(gaps(Assessment(framework, {"C1": 2}), Target.of(framework, everything=3)))
        >>> print(picture.title)
        Seven Themes of Data Maturity: themes, from now to the target
        >>> picture.to_svg()[:4], len(picture.chart_rows())
        ('<svg', 7)
    """

    title: str
    description: str
    framework: Framework
    by: RowKind
    rows: tuple[LollipopRow, ...]

    @property
    def scale(self) -> Scale:
        """The framework's scale, which is the axis."""
        return self.framework.scale

    @property
    def key_entries(self) -> tuple[KeyEntry, ...]:
        """What its key explains: the marks in it; empty where no gap is known."""
        drawn = self._drawn
        past = any((row.current or 0) > (row.target or 0) for row in drawn)
        entries = [
            KeyEntry(NOW, "", "now"),
            KeyEntry(TARGET, "", "target"),
            KeyEntry(AT_TARGET, "", "now equals the target"),
            *[KeyEntry(PAST_TARGET, "", "past the target")] * past,
        ]
        return tuple(entries) if drawn else ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What the asterisk of a gap means, as it stands below the key; empty where no gap has one."""
        return (f"* More than target minus now: {_SURPLUS}.",) if any(row.is_surplus for row in self._drawn) else ()

    @property
    def _drawn(self) -> list[LollipopRow]:
        return [row for row in self.rows if row.state.is_drawn]

    @classmethod
    def of(cls, found: Gaps, *, by: RowKind | None = None) -> "Lollipop":
        """
        Return the picture of some gaps.

        Args:
            found: The gaps.
            by: What its rows are; the topics if not given, or the themes where there are no topics.

        Raises:
            WrongTypeError: What is given is no gaps, or ``by`` is something else.

        Example:
            >>> from datamaturity import Assessment, Target, gaps, load_framework
            >>> framework = load_framework("uk-government-dma")
            >>> assessment = Assessment(framework, {"4.33": 2, "8.73": 1})
            >>> picture = Lollipop.of(gaps(assessment, Target.of(framework, everything=3)))
            >>> [(row.id, row.gap_text) for row in picture.rows[:2]]
            [('8', '2.0'), ('4', '1.0')]
        """
        check_taken(cls, found, (Gaps,), made_by="gaps(...)")
        framework = found.assessment.framework
        by = by or ("topic" if framework.topics else "theme")
        if by not in _PLURALS:
            message = f"by is {', '.join(map(repr, _PLURALS))}, or None for the topics; not {by!r}"
            raise WrongTypeError(message)
        places = [*LollipopState]
        # A stable sort: equal gaps stay in framework order.
        ordered = sorted(rows_of(found, by), key=lambda row: (places.index(row.state), -(row.gap or 0)))
        who = found.assessment.organisation.strip()
        title = f"{framework.title}: {_PLURALS[by]}, from now to the target" + (f", {who}" if who else "")
        return cls(title, _description(ordered, by), framework, by, tuple(ordered))

    def chart_rows(self) -> list[dict[str, object]]:
        """
        Return one flat row for each group or criterion, in the picture's order.

        Returns:
            Column to text, float (of the exact value) or `None`; the first are those of `shared_columns`. ``state`` is
            how it stands to its target; ``current``, ``target`` and ``gap`` are in levels' values, each beside its
            text; ``note`` is what they rest on, or why they are missing.
        """
        parts: dict[tuple[str, str], Group | Criterion] = {(one.kind, one.id): one for one in self.framework.groups}
        parts |= {("criterion", one.id): one for one in self.framework.criteria}
        return [
            {
                **shared_columns(self.framework, parts[row.kind, row.id]),
                "state": row.state.value,
                "current": as_float(row.current),
                "target": as_float(row.target),
                "gap": as_float(row.gap),
                "current_text": row.current_text,
                "target_text": row.target_text,
                "gap_text": row.gap_text,
                "note": row.note,
            }
            for row in self.rows
        ]

    def to_svg(self, *, id_prefix: str = "") -> str:
        """
        Return the picture as inline SVG: a row for each known gap, and below them, by name, what has none.

        Args:
            id_prefix: As in `Svg.to_text`, for a page on which it stands twice.
        """
        picture = Svg(WIDTH, 0, self.title, self.description)
        y = draw_title(picture, _EDGE, WIDTH - 2 * _EDGE)
        drawn = self._drawn
        if drawn:
            y = self._draw_axis(picture, y) + _PAD
            top = y
            for heading, found in headed(drawn).items():
                picture.text(_EDGE, y + _SIZE, heading, size=_SMALL, bold=True)
                y += _LINE
                for row in found:
                    y = self._draw_row(picture, row, y)
            for level in self.scale:
                x = self._x(level.value)
                picture.line(x, top - _PAD, x, y, opacity=FAINT)
            if len(drawn) >= _REPEATED:
                y = self._draw_axis(picture, y + _PAD)
            y = draw_key(picture, self.key_entries, _EDGE, y + 2 * _PAD, WIDTH - 2 * _EDGE)
            y = draw_notes(picture, self.notes, _EDGE, y, WIDTH - 2 * _EDGE) + _PAD
        y = _draw_lists(picture, self.rows, self.by, y)
        picture.height = draw_notes(picture, [credit(self.framework)], _EDGE, y, WIDTH - 2 * _EDGE) + _EDGE
        return picture.to_text(id_prefix=id_prefix)

    def _x(self, value: Fraction) -> float:
        low, high = self.scale.lowest.value, self.scale.highest.value
        return _PLOT_LEFT + float((value - low) / (high - low)) * (_PLOT_RIGHT - _PLOT_LEFT)

    def _draw_axis(self, picture: Svg, y: float) -> float:
        """Write the levels' names where their values stand, and the columns' headings; return where that ends."""
        lanes: list[tuple[float, list[tuple[float, list[str]]]]] = []
        left_out = []
        for level in self.scale:
            name = level_name(level, self.scale)
            x, lines = self._x(level.value), [str(level.number), *_lines(name, _LEVEL, _SMALL)]
            half = max(width_of(line, _SMALL) for line in lines) / 2
            for place, (end, held) in enumerate(lanes):
                if x - half > end + _SMALL / 2:
                    lanes[place] = (x + half, [*held, (x, lines)])
                    break
            else:
                if len(lanes) == _LANES:
                    left_out.append(f"{level.number} {name}")
                else:
                    lanes.append((x + half, [(x, lines)]))
        for end, heading in zip(_COLUMNS, ("Now", "Target", "Gap"), strict=True):
            picture.text(end, y + _SIZE, heading, size=_SMALL, anchor="end", bold=True)
        for _, held in lanes:
            for x, lines in held:
                picture.text(x, y + _SIZE, lines, size=_SMALL, anchor="middle")
            y += max(len(lines) for _, lines in held) * _SMALL_LINE
        if left_out:
            lines = _lines(f"Between them: {', '.join(left_out)}", WIDTH - 2 * _EDGE, _SMALL)
            picture.text(_EDGE, y + _SIZE, lines, size=_SMALL)
            y += len(lines) * _SMALL_LINE
        return y

    def _draw_row(self, picture: Svg, row: LollipopRow, y: float) -> float:
        names, notes = _lines(row.name, _NAMES, _SIZE), _lines(row.note, _NAMES, _SMALL) if row.note else []
        height = len(names) * _LINE + len(notes) * _SMALL_LINE + _PAD
        middle = y + height / 2
        picture.text(_EDGE, y + _SIZE + _PAD / 2, names, size=_SIZE)
        if notes:
            picture.text(_EDGE, y + _SIZE + _PAD / 2 + len(names) * _LINE, notes, size=_SMALL)
        picture.line(_EDGE, y + height, WIDTH - _EDGE, y + height, opacity=FAINT)
        now, wanted = self._x(row.current or Fraction(0)), self._x(row.target or Fraction(0))
        if wanted - now > OPEN:
            picture.line(now, middle, wanted - OPEN, middle, thick=2)
        elif now - wanted > OPEN:
            picture.line(wanted + OPEN, middle, now, middle, thick=2, dash=DASH)
        picture.circle(wanted, middle, OPEN, fill="none", stroke="currentColor")
        picture.circle(now, middle, FILLED)
        texts = (row.current_text, row.target_text, row.gap_text)
        for end, text, bold in zip(_COLUMNS, texts, (False, False, True), strict=True):
            picture.text(end, middle + _SIZE / 3, text, size=_SIZE, anchor="end", bold=bold)
        return y + height


def _draw_lists(picture: Svg, rows: Sequence[LollipopRow], by: RowKind, y: float) -> float:
    """Name what has no gap to draw, by the reason why; return where that ends."""
    if not rows:
        picture.text(_EDGE, y + _SIZE, f"There are no {_PLURALS[by]}.", size=_SIZE)
        return y + _LINE
    for heading, found in headed(row for row in rows if not row.state.is_drawn).items():
        names = [row.listed_name for row in found]
        picture.text(_EDGE, y + _SIZE, heading, size=_SMALL, bold=True)
        y += _LINE
        half, ends = -(-len(names) // 2), [y]
        for x, column in ((_EDGE, names[:half]), (WIDTH / 2 + _EDGE, names[half:])):
            at = y
            for name in column:
                lines = _lines(name, WIDTH / 2 - 2 * _EDGE, _SMALL)
                picture.text(x, at + _SIZE, lines, size=_SMALL)
                at += len(lines) * _SMALL_LINE + 2
            ends.append(at)
        y = max(ends) + _PAD
    return y


def _lines(text: str, width: float, size: float) -> list[str]:
    """Return a text as lines without leaving any of it out."""
    return wrapped(text, width, size, most=len(text))


def _description(rows: Sequence[LollipopRow], by: RowKind) -> str:
    counts = {state: sum(row.state is state for row in rows) for state in LollipopState}
    parts = [f"{state.value}: {count}" for state, count in counts.items() if count]
    text = f"Now and target of {counted(len(rows), by)}: {'; '.join(parts) or 'none'}."
    if counts[LollipopState.BELOW]:
        first = rows[0]
        largest = [row.name for row in rows if row.gap == first.gap]
        largest[0] += f" ({first.current_text} now, {first.target_text} wanted)"
        which = "largest" if counts[LollipopState.BELOW] > 1 else "only"
        text += f" The {which} gap is {first.gap_text.rstrip('*')} in {shared_by(largest)}."
    if any(row.is_surplus for row in rows):
        text += f" A gap may be more than target minus now: {_SURPLUS}."
    return text
