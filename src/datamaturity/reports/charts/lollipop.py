"""From now to the target: a lollipop for each group or criterion of some gaps, the largest gap first."""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from datamaturity.errors import WrongTypeError, counted
from datamaturity.gaps import Gaps
from datamaturity.levels import Level, Scale
from datamaturity.reports.charts.lollipop_rows import LollipopRow, LollipopState, RowKind, gap_places, rows_of
from datamaturity.reports.charts.svg import Svg, width_of, wrapped
from datamaturity.reports.numbers import shown
from datamaturity.scores import as_float

__all__ = ["Lollipop"]

_PLURALS: dict[RowKind, str] = {"topic": "topics", "theme": "themes", "cell": "cells", "criterion": "criteria"}

_WIDTH = 720  # a column of a page
_EDGE = 8
_NAMES = 220  # for names: about thirty letters a line
_PLOT_LEFT, _PLOT_RIGHT = 252, 548  # room for half a level's name on either side
_COLUMNS = (612, 664, 712)  # where now, target and gap end
_SIZE, _SMALL = 12, 11
_LINE, _SMALL_LINE = 15, 13.75  # as `Svg` sets lines of these sizes
_LEVEL = 72  # the width of a level's name on the axis: its longest usual word, "Developing"
_LANES = 3  # rows of level names on the axis; more would be taller than a small chart
_PAD = 8  # above and below what a row says
_FILLED, _OPEN = 4.5, 7  # radii: where now is the target, the filled mark stands inside the open one
_REPEATED = 15  # from as many rows on, the axis stands below them, too: its upper one has left the screen


_DRAWN = (LollipopState.BELOW, LollipopState.REACHED)


@attrs.frozen
class Lollipop:
    """
    From now to the target, as a picture: a filled mark for now, an open one for the target.

    Attributes:
        title: What it shows.
        description: What can be seen in it, in words.
        scale: The framework's scale, which is the axis.
        by: What its rows are.
        rows: The rows by state, and then the largest gap first; equal gaps in framework order.
    """

    title: str
    description: str
    scale: Scale
    by: RowKind
    rows: tuple[LollipopRow, ...]

    @classmethod
    def of(cls, found: Gaps, *, by: RowKind | None = None) -> "Lollipop":
        """
        Return the picture of some gaps.

        Args:
            found: The gaps.
            by: What its rows are; the topics if not given, or the themes where there are no topics.

        Raises:
            WrongTypeError: ``by`` is something else.

        Example:
            >>> from datamaturity import Assessment, Target, gaps, load_framework
            >>> framework = load_framework("uk-government-dma")
            >>> assessment = Assessment(framework, {"4.33": 2, "8.73": 1})
            >>> picture = Lollipop.of(gaps(assessment, Target.of(framework, everything=3)))
            >>> [(row.id, row.gap_text) for row in picture.rows[:2]]
            [('8', '2.0'), ('4', '1.0')]
        """
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
        return cls(title, _description(ordered, by), framework.scale, by, tuple(ordered))

    def chart_rows(self) -> list[dict[str, object]]:
        """Return one flat row for each group or criterion, in the picture's order, with floats and shown texts."""
        return [
            {
                "kind": row.kind,
                "id": row.id,
                "name": row.name,
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

    def to_svg(self) -> str:
        """Return the picture as SVG: a row for each known gap, and below them, by name, what has none."""
        picture = Svg(_WIDTH, 0, self.title, self.description)
        drawn = [row for row in self.rows if row.state in _DRAWN]
        y: float = _EDGE
        if drawn:
            y = self._draw_axis(picture, y) + _PAD
            top = y
            for state in _DRAWN:
                found = [row for row in drawn if row.state is state]
                if found:
                    picture.text(_EDGE, y + _SIZE, _heading(state.value, len(found)), size=_SMALL, bold=True)
                    y += _LINE
                for row in found:
                    y = self._draw_row(picture, row, y)
            for level in self.scale:
                x = self._x(level.value)
                picture.line(x, top - _PAD, x, y, opacity=0.2)
            if len(drawn) >= _REPEATED:
                y = self._draw_axis(picture, y + _PAD)
            y = _draw_key(picture, drawn, y + 2 * _PAD)
        picture.height = _draw_lists(picture, self.rows, self.by, y) + _EDGE
        return picture.to_text()

    def _x(self, value: Fraction) -> float:
        low, high = self.scale.lowest.value, self.scale.highest.value
        return _PLOT_LEFT + float((value - low) / (high - low)) * (_PLOT_RIGHT - _PLOT_LEFT)

    def _draw_axis(self, picture: Svg, y: float) -> float:
        """Write the levels' names where their values stand, and the columns' headings; return where that ends."""
        lanes: list[tuple[float, list[tuple[float, list[str]]]]] = []
        left_out = []
        for level in self.scale:
            name = _level_name(level, self.scale)
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
            lines = _lines(f"Between them: {', '.join(left_out)}", _WIDTH - 2 * _EDGE, _SMALL)
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
        picture.line(_EDGE, y + height, _WIDTH - _EDGE, y + height, opacity=0.15)
        now, wanted = self._x(row.current or Fraction(0)), self._x(row.target or Fraction(0))
        if wanted - now > _OPEN:
            picture.line(now, middle, wanted - _OPEN, middle, thick=2)
        elif now - wanted > _OPEN:
            picture.line(wanted + _OPEN, middle, now, middle, thick=2, dash="2 3")
        picture.circle(wanted, middle, _OPEN, fill="none", stroke="currentColor")
        picture.circle(now, middle, _FILLED)
        texts = (row.current_text, row.target_text, row.gap_text)
        for end, text, bold in zip(_COLUMNS, texts, (False, False, True), strict=True):
            picture.text(end, middle + _SIZE / 3, text, size=_SIZE, anchor="end", bold=bold)
        return y + height


def _draw_key(picture: Svg, drawn: Sequence[LollipopRow], y: float) -> float:
    past = any((row.current or 0) > (row.target or 0) for row in drawn)
    picture.circle(_EDGE + _OPEN, y, _FILLED)
    picture.text(_EDGE + 20, y + 4, "now", size=_SMALL)
    picture.circle(_EDGE + 67, y, _OPEN, fill="none", stroke="currentColor")
    picture.text(_EDGE + 80, y + 4, "target", size=_SMALL)
    picture.circle(_EDGE + 137, y, _OPEN, fill="none", stroke="currentColor")
    picture.circle(_EDGE + 137, y, _FILLED)
    picture.text(_EDGE + 150, y + 4, "now equals the target", size=_SMALL)
    if past:
        picture.line(_EDGE + 292, y, _EDGE + 320, y, thick=2, dash="2 3")
        picture.text(_EDGE + 327, y + 4, "past the target", size=_SMALL)
    y += _PAD
    if any(row.gap_text.endswith("*") for row in drawn):
        text = "* More than target minus now: what some criteria have beyond their target fills no gap of others."
        picture.text(_EDGE, y + _LINE, text, size=_SMALL)
        y += _LINE
    return y + _PAD


def _draw_lists(picture: Svg, rows: Sequence[LollipopRow], by: RowKind, y: float) -> float:
    """Name what has no gap to draw, by the reason why; return where that ends."""
    if not rows:
        picture.text(_EDGE, y + _SIZE, f"There are no {_PLURALS[by]}.", size=_SIZE)
        return y + _LINE
    lists: dict[str, list[str]] = {}
    for row in rows:
        if row.state not in _DRAWN:
            # Criteria share their reason, so that it stands above them; each group has counts of its own.
            shared = f": {row.note}" if by == "criterion" and row.note else ""
            own = f" ({row.note})" if by != "criterion" and row.note else ""
            lists.setdefault(row.state.value + shared, []).append(row.name + own)
    for heading, names in lists.items():
        picture.text(_EDGE, y + _SIZE, _heading(heading, len(names)), size=_SMALL, bold=True)
        y += _LINE
        half, ends = -(-len(names) // 2), [y]
        for x, column in ((_EDGE, names[:half]), (_WIDTH / 2 + _EDGE, names[half:])):
            at = y
            for name in column:
                lines = _lines(name, _WIDTH / 2 - 2 * _EDGE, _SMALL)
                picture.text(x, at + _SIZE, lines, size=_SMALL)
                at += len(lines) * _SMALL_LINE + 2
            ends.append(at)
        y = max(ends) + _PAD
    return y


def _heading(text: str, count: int) -> str:
    return f"{text[0].upper()}{text[1:]} ({count})"


def _lines(text: str, width: float, size: float) -> list[str]:
    """Return a text as lines without leaving any of it out."""
    return wrapped(text, width, size, most=len(text))


def _level_name(level: Level, scale: Scale) -> str:
    """Return a level's name, with its value where that is not its number."""
    if level.value == level.number:
        return level.name
    return f"{level.name} ({shown(level.value, places=gap_places(scale))})"


def _description(rows: Sequence[LollipopRow], by: RowKind) -> str:
    counts = {state: sum(row.state is state for row in rows) for state in LollipopState}
    parts = [f"{state.value}: {count}" for state, count in counts.items() if count]
    text = f"Now and target of {counted(len(rows), by)}: {'; '.join(parts) or 'none'}."
    if counts[LollipopState.BELOW]:
        first = rows[0]
        text += f" The largest gap is {first.gap_text.rstrip('*')}: {first.name}, {first.current_text} now, "
        text += f"{first.target_text} wanted."
    return text
