"""How each topic or theme has moved: a small panel for each, with equal axes, over the dates of a history."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

import attrs

from datamaturity.errors import WrongTypeError, counted
from datamaturity.framework import Framework
from datamaturity.history import History
from datamaturity.levels import Level, Scale
from datamaturity.reports.charts.columns import shared_columns
from datamaturity.reports.charts.ends import Known, ends_text
from datamaturity.reports.charts.inline import Inline, check_taken
from datamaturity.reports.charts.keys import (
    FAINT,
    WIDTH,
    KeyEntry,
    credit,
    draw_key,
    draw_notes,
    draw_title,
    level_entries,
    looks_of_levels,
)
from datamaturity.reports.charts.small_panels import SIGNS, Moment, PanelKind, SmallPanel, panels_of
from datamaturity.reports.charts.svg import LINE, Svg, width_of, wrapped
from datamaturity.scores import NoStage, as_float
from datamaturity.stages import Rule

__all__ = ["SmallMultiples"]

_EDGE = 8
_ACROSS = 3  # panels in a row: four would leave no room for the dates
_BETWEEN = 16
_PANEL = (WIDTH - 2 * _EDGE - (_ACROSS - 1) * _BETWEEN) / _ACROSS
_AXIS = 22  # for the levels' numbers
_HIGH = 84  # the height of a panel's plot
_INSET = 8  # so that marks at the ends of the axes stay inside
_BELOW = 34  # for the signs of days without a score, and the dates
_SIZE, _SMALL, _TINY = 12, 11, 9
_LINE, _SMALL_LINE = _SIZE * LINE, _SMALL * LINE
_POINT, _LAST = 3, 6  # radii


@attrs.frozen
class SmallMultiples(Inline):
    """
    Each topic or theme over time, as a picture of small panels with equal axes.

    Attributes:
        title: What it shows.
        description: What can be seen in it, in words.
        framework: The framework.
        rule: The rule of the stages.
        days: The days of the assessments, which are the other axis, by their true distance.
        panels: The groups, in framework order.

    Example:
        >>> from datetime import date
        >>> from datamaturity import Assessment, History, load_framework
        >>> framework = load_framework("seven-themes")
        >>> history = History([
        ...     Assessment(framework, {"C1": 2}, assessed_on=date(2025, 3, 31)),
        ...     Assessment(framework, {"C1": 3}, assessed_on=date(2026, 3, 31)),
        ... ])
        >>> picture = SmallMultiples.of(history)
        >>> print(picture.title)
        Seven Themes of Data Maturity: themes over time
        >>> picture.to_svg()[:4], len(picture.chart_rows())
        ('<svg', 14)
    """

    title: str
    description: str
    framework: Framework
    rule: Rule
    days: tuple[date, ...]
    panels: tuple[SmallPanel, ...]

    @property
    def scale(self) -> Scale:
        """The framework's scale, which is the upright axis of each panel."""
        return self.framework.scale

    @property
    def key_entries(self) -> tuple[KeyEntry, ...]:
        """What its key explains: the levels."""
        return level_entries(self.framework)

    @property
    def notes(self) -> tuple[str, ...]:
        """What marks, signs and days mean, as it stands below the key."""
        shown = {one.why_no_stage for panel in self.panels for one in panel.moments if panel.criterion_count}
        said = [f"{sign} {reason.value}" for reason, sign in SIGNS.items() if reason in shown]
        open_mark = any(panel.moments[-1].why_no_stage is NoStage.RULE for panel in self.panels)
        return (
            f"The large mark is the last day, in the colour of its stage by {self.rule}.",
            *([f"An open mark has no stage; {NoStage.RULE.value}."] if open_mark else []),
            *([f"{'; '.join(said)}."] if said else []),
            f"The days: {', '.join(day.isoformat() for day in self.days)}.",
            "Each mean is over what was answered on its day; other criteria may be answered on another.",
        )

    @classmethod
    def of(cls, history: History, *, by: PanelKind | None = None, rule: Rule | str | None = None) -> "SmallMultiples":
        """
        Return the picture of a history.

        Args:
            history: An organisation's assessments.
            by: What has a panel each; the topics if not given, or the themes where there are no topics.
            rule: As in `score`.

        Raises:
            WrongTypeError: What is given is no history, or ``by`` is something else.

        Example:
            >>> from datetime import date
            >>> from datamaturity import Assessment, History, load_framework
            >>> framework = load_framework("uk-government-dma")
            >>> picture = SmallMultiples.of(History([
            ...     Assessment(framework, {"4.33": 3}, assessed_on=date(2026, 1, 31)),
            ...     Assessment(framework, {"4.33": 2}, assessed_on=date(2025, 1, 31)),
            ... ]))
            >>> picture.panels[3].said
            '3.0, 3 Learning; 1 of 4 answered'
        """
        check_taken(cls, history, (History,), made_by="History(...)")
        framework = history.assessments[0].framework
        by = by or ("topic" if framework.topics else "theme")
        if by not in ("topic", "theme"):
            message = f"by is 'topic' or 'theme', or None for the topics; not {by!r}"
            raise WrongTypeError(message)
        cards = history.scorecards(rule=rule, overall=False)
        panels = tuple(panels_of(framework, by, history.dates, cards))
        who = next((one.organisation.strip() for one in history.assessments if one.organisation.strip()), "")
        title = f"{framework.title}: {by}s over time" + (f", {who}" if who else "")
        description = _description(panels, by, history.dates)
        return cls(title, description, framework, cards[0].rule, history.dates, panels)

    def chart_rows(self) -> list[dict[str, object]]:
        """
        Return one flat row for each day of each panel.

        Returns:
            Column to text, whole number, float (of the exact value) or `None`; the first are those of
            `shared_columns`. ``day`` is as ``2026-03-31``; ``mean`` and ``stage`` are beside ``mean_text`` and
            ``stage_name``, and ``why_no_stage`` says why there is none; ``answered`` and ``applicable`` are how many
            criteria the mean rests on, and of how many; ``criteria`` is how many there are; ``text`` is the mean as it
            is shown, or the sign in its place, and ``rule`` made the stage.
        """
        groups = {(one.kind, one.id): one for one in self.framework.groups}
        return [
            {
                **shared_columns(self.framework, groups[panel.kind, panel.id]),
                "rule": str(self.rule),
                "criteria": panel.criterion_count,
                "day": one.day.isoformat(),
                "mean": as_float(one.mean),
                "mean_text": None if one.mean is None else one.text,
                "stage": one.stage.number if one.stage else None,
                "stage_name": one.stage.name if one.stage else None,
                "why_no_stage": one.why_no_stage.value if one.why_no_stage else None,
                "answered": one.answered_count,
                "applicable": one.applicable_count,
                "text": one.text,
            }
            for panel in self.panels
            for one in panel.moments
        ]

    def to_svg(self, *, id_prefix: str = "") -> str:
        """
        Return the picture as inline SVG: the panels, and below them what levels, dates and signs mean.

        Args:
            id_prefix: As in `Svg.to_text`, for a page on which it stands twice.
        """
        picture = Svg(WIDTH, 0, self.title, self.description)
        y = draw_title(picture, _EDGE, WIDTH - 2 * _EDGE)
        for start in range(0, len(self.panels), _ACROSS):
            row = self.panels[start : start + _ACROSS]
            heads = [(_lines(one.name, _SIZE, bold=True), _lines(one.said, _SMALL)) for one in row]
            # Panels of one row begin at one height, below the longest of their names.
            head = max(len(names) * _LINE + len(said) * _SMALL_LINE for names, said in heads) + _INSET
            for place, (panel, (names, said)) in enumerate(zip(row, heads, strict=True)):
                x = _EDGE + place * (_PANEL + _BETWEEN)
                picture.text(x, y + _SIZE, names, size=_SIZE, bold=True)
                picture.text(x, y + _SIZE + len(names) * _LINE, said, size=_SMALL)
                self._draw_panel(picture, panel, x, y + head)
            y += head + _HIGH + _BELOW + _BETWEEN
        y = draw_key(picture, self.key_entries, _EDGE, y, WIDTH - 2 * _EDGE)
        notes = (*self.notes, credit(self.framework))
        picture.height = draw_notes(picture, notes, _EDGE, y, WIDTH - 2 * _EDGE) + _EDGE
        return picture.to_text(id_prefix=id_prefix)

    def _draw_panel(self, picture: Svg, panel: SmallPanel, left: float, top: float) -> None:
        first, last = left + _AXIS + _INSET, left + _PANEL - _INSET
        days = self.days[-1].toordinal() - self.days[0].toordinal()
        xs = [first + (day.toordinal() - self.days[0].toordinal()) / days * (last - first) for day in self.days]
        for level, text in self._ticks():
            y = self._y(level.value, top)
            picture.line(left + _AXIS, y, left + _PANEL, y, opacity=FAINT)
            picture.text(left + _AXIS - 4, y + _TINY / 3, text, size=_TINY, anchor="end")
        for x in xs:
            picture.line(x, top + _HIGH, x, top + _HIGH + 4)
        for x, day, anchor in _dates(xs, self.days):
            picture.text(x, top + _HIGH + _BELOW - 4, day.isoformat(), size=_TINY, anchor=anchor)
        if not panel.criterion_count:
            return
        signs: dict[str, float] = {}
        line: list[tuple[float, float]] = []
        marks: list[tuple[float, float, Moment]] = []
        for x, one in zip(xs, panel.moments, strict=True):
            if one.mean is None:
                # Where days stand close, one sign serves for its neighbours of the same kind.
                if x - signs.get(one.text, -_SMALL) >= _SMALL:
                    signs[one.text] = x
                    picture.text(x, top + _HIGH + 16, one.text, size=_SMALL, anchor="middle")
                _draw_line(picture, line)
                line = []
                continue
            y = self._y(one.mean, top)
            line.append((x, y))
            marks.append((x, y, one))
        _draw_line(picture, line)
        looks = looks_of_levels(self.framework)
        for x, y, one in marks:
            if one.day == self.days[-1]:
                # Only the last day's stage is told by colour: it stands above the panel in words, too.
                picture.circle(
                    x, y, _LAST, fill=looks[one.stage.number].fill if one.stage else "none", stroke="currentColor"
                )
            else:
                picture.circle(x, y, _POINT)

    def _y(self, value: Fraction, top: float) -> float:
        low, high = self.scale.lowest.value, self.scale.highest.value
        return top + _HIGH - _INSET - float((value - low) / (high - low)) * (_HIGH - 2 * _INSET)

    def _ticks(self) -> Iterable[tuple[Level, str]]:
        """Yield every level with its number, or no text where that would touch another's."""
        low, high = self.scale.lowest, self.scale.highest
        end = self._y(low.value, 0)
        for level in self.scale:
            y = self._y(level.value, 0)
            free = end - y >= _TINY and (level is high or y - self._y(high.value, 0) >= _TINY)
            if free:
                end = y
            number = str(level.number) if width_of(str(level.number), _TINY) <= _AXIS else ""
            yield level, number if free or level is low else ""


def _draw_line(picture: Svg, points: Sequence[tuple[float, float]]) -> None:
    if len(points) > 1:
        picture.path(points)


def _dates(xs: Sequence[float], days: Sequence[date]) -> Iterable[tuple[float, date, str]]:
    """Yield the first and the last day, and of those between them each that has room, with its anchor."""
    wide = width_of(days[0].isoformat(), _TINY) + 4
    yield xs[0] - _INSET, days[0], "start"
    yield xs[-1] + _INSET, days[-1], "end"
    end = xs[0] - _INSET + wide
    for x, day in zip(xs[1:-1], days[1:-1], strict=True):
        if x - wide / 2 >= end and x + wide / 2 <= xs[-1] + _INSET - wide:
            yield x, day, "middle"
            end = x + wide / 2


def _lines(text: str, size: float, *, bold: bool = False) -> list[str]:
    return wrapped(text, _PANEL, size, most=len(text), bold=bold)


def _description(panels: Sequence[SmallPanel], by: PanelKind, days: Sequence[date]) -> str:
    first, last = days[0].isoformat(), days[-1].isoformat()
    text = f"{counted(len(panels), by)} on {len(days)} days from {first} to {last}."
    both = [(one.moments[0].mean, one.moments[-1].mean) for one in panels]
    moves = [end - start for start, end in both if start is not None and end is not None]
    if moves:
        text += f" From the first to the last {sum(one > 0 for one in moves)} rose, {sum(one < 0 for one in moves)}"
        text += f" fell and {sum(one == 0 for one in moves)} stayed."
    at_last = [
        Known(one.moments[-1].mean, one.moments[-1].text, f"{one.name} ({one.rests_on})")
        for one in panels
        if one.moments[-1].mean is not None
    ]
    ends, without = ends_text(at_last, "mean", where=" on the last", of=len(panels)), len(panels) - len(at_last)
    return " ".join(filter(None, (text, ends, f"{without} without a score on the last." if without else "")))
