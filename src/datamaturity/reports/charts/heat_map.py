"""The heat map of a scorecard: topic by theme, each cell with its mean, its stage, and what the mean rests on."""

from fractions import Fraction
from math import ceil

import attrs

from datamaturity.criteria import Group
from datamaturity.disclosure import Withheld
from datamaturity.errors import counted
from datamaturity.framework import Framework
from datamaturity.levels import Level
from datamaturity.network_scores import NetworkScorecard
from datamaturity.pooling import PooledScorecard
from datamaturity.reports.charts.columns import shared_columns
from datamaturity.reports.charts.ends import Known, ends_text
from datamaturity.reports.charts.heat_cells import Card, CellState, HeatCell, cells_of
from datamaturity.reports.charts.inline import Inline, check_taken
from datamaturity.reports.charts.keys import (
    SIZE,
    WIDTH,
    KeyEntry,
    Line,
    Look,
    credit,
    draw_key,
    draw_lines,
    draw_notes,
    draw_title,
    level_entries,
    looks_of_levels,
)
from datamaturity.reports.charts.svg import LINE, Svg, width_of, wrapped
from datamaturity.reports.facts import framework_fact
from datamaturity.reports.numbers import shown_as_staged, shown_share
from datamaturity.scores import as_float
from datamaturity.scoring import Scorecard
from datamaturity.stages import MeanRule, Rule

__all__ = ["HeatMap"]

_LABEL = 170  # some 25 letters of a row's name on a line
_MOST_COLUMNS = 7  # with more, a cell is too narrow for "no answer"; the rest stands below
_WIDEST = 110  # a cell; wider ones look like bars
_GAP = 3
_EDGE = 1  # so that no frame is cut in half
_PAD = 4
_MEAN, _SMALL, _NAME = 15, 10.5, 12  # sizes of text
_LEAST = 8  # the least size that can be read


@attrs.frozen
class HeatMap(Inline):
    """
    The heat map of a scorecard.

    Attributes:
        framework: The framework.
        rule: The rule that made the stages.
        title: What it shows.
        caption: What the numbers are of: the framework's version, the rule, and whatever else they hang on.
        what: What a cell tells: ``mean and stage``, or ``stage``.
        counts: What a cell counts.
        cells: The cells by topic and then by theme, those without criteria too.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> picture = HeatMap.of(score(Assessment(load_framework("uk-government-dma"), {"4.33": 2, "4.34": 3})))
        >>> print(picture.title)
        Data Maturity Assessment for Government: mean and stage by topic and theme
        >>> picture.to_svg()[:4], len(picture.chart_rows())
        ('<svg', 60)
    """

    framework: Framework
    rule: Rule
    title: str
    caption: str
    what: str
    counts: str
    cells: tuple[HeatCell, ...]

    @classmethod
    def of(cls, card: Card, *, subject: str = "") -> "HeatMap":
        """
        Return the heat map of a scorecard.

        Args:
            card: The scores of an assessment, of several people, or of a network.
            subject: Whose scores they are; the assessment's organisation if not given.

        Raises:
            WrongTypeError: The card is something else.

        Example:
            >>> from datamaturity import Assessment, load_framework, score
            >>> heat = HeatMap.of(score(Assessment(load_framework("uk-government-dma"), {"4.33": 2, "4.34": 3})))
            >>> heat.description.partition(". ")[0]
            'Of 33 cells with criteria, 1 has a stage: 1 at 3 Learning; 32 without an answer'
        """
        check_taken(cls, card, (Scorecard, PooledScorecard, NetworkScorecard), made_by="score(...) or .pool(...)")
        framework = card.framework
        facts = [framework_fact(framework), f"stages by the rule {card.rule}"]
        if not isinstance(card.rule, MeanRule):
            facts[-1] += ", which reads how many stand at each level, not the mean"
        counts = "answers the mean rests on, of the criteria that apply"
        if isinstance(card, Scorecard):
            subject = subject or card.assessment.organisation
            if card.assessment.assessed_on:
                facts.append(f"assessed on {card.assessment.assessed_on.isoformat()}")
            if card.basis.minimum_coverage:
                facts.append(f"no stage under a coverage of {shown_share(card.basis.minimum_coverage)}")
        elif isinstance(card, PooledScorecard):
            facts.append(f"{counted(len(card.cards), 'member')}, each counting once")
            counts = "members have an answer, of those to whom it applies"
        else:
            facts.append(f"each of the {card.pool} counts once")
            if card.min_organisations > 1:
                facts.append(f"nothing is told of fewer than {card.min_organisations} organisations")
            else:
                facts.append("nothing is withheld: these figures tell of single organisations")
            counts = f"{card.pool} have an answer"
        kinds = [kind for kind, parts in (("topic", framework.topics), ("theme", framework.themes)) if parts]
        cells = tuple(cells_of(card))
        # A network's means are left out where they would give away more than its stages.
        what = "mean and stage"
        if isinstance(card, NetworkScorecard) and all(one.mean is None for one in cells):
            what = "stage"
        title = f"{subject.strip() or framework.title}: {what} by {' and '.join(kinds)}"
        return cls(framework, card.rule, title, "; ".join(facts), what, counts, cells)

    @property
    def description(self) -> str:
        """What can be seen, in words."""
        inhabited = [one for one in self.cells if one.state is not CellState.EMPTY]
        staged = [one.stage for one in inhabited if isinstance(one.stage, Level)]
        levels = [f"{staged.count(level)} at {level}" for level in self.framework.scale if level in staged]
        wording = {
            CellState.LOW_COVERAGE: "under the minimum coverage",
            CellState.NO_STAGE: "without a stage by this rule",
            CellState.UNANSWERED: "without an answer",
            CellState.NOT_KNOWN: "not known",
            CellState.NOT_APPLICABLE: "not applicable",
            CellState.WITHHELD: "withheld",
        }
        states = [one.state for one in inhabited]
        rest = [f"{states.count(state)} {text}" for state, text in wording.items() if state in states]
        noun = "cell" if self._is_grid else "topic" if self.framework.topics else "theme"
        first = (
            f"Of {counted(len(inhabited), noun)} with criteria, {len(staged)} {'has' if len(staged) == 1 else 'have'}"
        )
        told = "; ".join(filter(None, (f" a stage{': ' if levels else ''}{', '.join(levels)}", *rest)))
        means = [
            Known(one.mean, self._shown(one.mean), self._group(one).label)
            for one in inhabited
            if isinstance(one.mean, Fraction)
        ]
        where = " told" if any(isinstance(one.mean, Withheld) for one in inhabited) else ""
        return f"{first}{told}. {ends_text(means, 'mean', where=where, of=len(inhabited))}".rstrip()

    @property
    def key_entries(self) -> tuple[KeyEntry, ...]:
        """What its key explains: the levels, and then the states in it without one."""
        states = {one.state for one in self.cells}
        more = [
            KeyEntry(state.look, state.sign, state.meaning)
            for state in CellState
            if state in states and state.look is not None
        ]
        return *level_entries(self.framework), *more

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands in a cell, and what the numbers are of, as it stands below the key."""
        return f"In a cell: the {self.what}, and n, how many {self.counts}.", f"{self.caption}."

    @property
    def _is_grid(self) -> bool:
        return bool(self.framework.topics and self.framework.themes)

    def _shown(self, mean: Fraction) -> str:
        return shown_as_staged(mean, rule=self.rule, scale=self.framework.scale)

    def to_svg(self, *, id_prefix: str = "") -> str:
        """
        Return the heat map as inline SVG.

        Args:
            id_prefix: As in `Svg.to_text`, for a page on which it stands twice.
        """
        framework = self.framework
        picture = Svg(WIDTH, 0, self.title, self.description)
        y = draw_title(picture, 0, WIDTH)
        columns: list[tuple[str | None, str]] = [(None, self.what.capitalize())]
        if self._is_grid:
            columns = [(one.id, one.name) for one in framework.themes]
        size = ceil(len(columns) / ceil(len(columns) / _MOST_COLUMNS))
        for start in range(0, len(columns), size):
            y = self._draw_block(picture, columns[start : start + size], y) + 14
        y = draw_key(picture, self.key_entries, _EDGE, y, WIDTH - _EDGE)
        picture.height = draw_notes(picture, (*self.notes, credit(framework)), 0, y, WIDTH) + 8
        return picture.to_text(id_prefix=id_prefix)

    def _draw_block(self, picture: Svg, columns: list[tuple[str | None, str]], y: float) -> float:
        """Draw as many columns as fit beside one another, below their names; return the lower edge."""
        looks = looks_of_levels(self.framework)
        width = min(_WIDEST, (WIDTH - _LABEL) / len(columns))
        names = [wrapped(name, width - _PAD, SIZE, most=8, bold=True) for _, name in columns]
        deepest = max(map(len, names))
        for place, lines in enumerate(names):
            # Lines end where the cells begin.
            top = y + SIZE + (deepest - len(lines)) * SIZE * LINE
            picture.text(_LABEL + (place + 0.5) * width, top, lines, size=SIZE, anchor="middle", bold=True)
        y += deepest * SIZE * LINE + 5
        wanted = {theme for theme, _ in columns}
        by_row: dict[str | None, list[HeatCell]] = {}
        for cell in self.cells:
            if not self._is_grid or cell.theme in wanted:
                by_row.setdefault(cell.topic if self.framework.topics else cell.theme, []).append(cell)
        for group in self.framework.topic_groups or self.framework.theme_groups:
            cells = by_row[group.id]
            texts = [
                _lines(
                    one.texts(self.rule, self.framework.scale),
                    width - _GAP - 2 * _PAD,
                    is_mean=isinstance(one.mean, Fraction),
                )
                for one in cells
            ]
            named = wrapped(group.label, _LABEL - 10, _NAME, most=8)
            beside = [] if self._is_grid else wrapped(cells[0].said, WIDTH - _LABEL - width - 10, _NAME, most=8)
            inside = max(sum(size * LINE for _, size, _ in lines) for lines in texts)
            height = max(inside + 2 * _PAD, max(len(named), len(beside)) * _NAME * LINE + _PAD)
            picture.text(0, _first_line(y, height, named), named, size=_NAME)
            for place, (cell, inner) in enumerate(zip(cells, texts, strict=True)):
                x = _LABEL + place * width
                look = looks[cell.stage.number] if isinstance(cell.stage, Level) else cell.state.look or Look()
                look.draw(picture, x, y, width - _GAP, height)
                draw_lines(picture, inner, x, y, width - _GAP, height, ink=look.ink)
            if beside:
                picture.text(_LABEL + width + 8, _first_line(y, height, beside), beside, size=_NAME)
            y += height + _GAP
        return y

    def chart_rows(self) -> list[dict[str, object]]:
        """
        Return one flat row per cell, those without criteria too.

        Returns:
            Column to text, whole number, float (of the exact value) or `None`; the first are those of
            `shared_columns`. ``state`` says why a number is `None`; ``mean`` and ``stage`` are beside ``mean_text`` and
            ``stage_name``, ``colour`` is that of the stage; ``count`` is how many answers or members the mean rests on,
            ``applicable`` of how many; ``text`` is what stands in the cell, and ``rule`` made the stage.
        """
        framework, looks = self.framework, looks_of_levels(self.framework)
        rows: list[dict[str, object]] = []
        for cell in self.cells:
            stage = cell.stage if isinstance(cell.stage, Level) else None
            mean = cell.mean if isinstance(cell.mean, Fraction) else None
            rows.append(
                {
                    **shared_columns(framework, self._group(cell)),
                    "rule": str(self.rule),
                    "state": cell.state.name.lower(),
                    "mean": as_float(mean),
                    "mean_text": None if mean is None else self._shown(mean),
                    "stage": stage.number if stage else None,
                    "stage_name": stage.name if stage else None,
                    "colour": looks[stage.number].fill if stage else None,
                    "count": cell.count if isinstance(cell.count, int) else None,
                    "applicable": cell.applicable_count,
                    "text": ", ".join(cell.texts(self.rule, self.framework.scale)),
                }
            )
        return rows

    def _group(self, cell: HeatCell) -> Group:
        """Return the group of a cell, also where the framework has none since no criterion belongs to it."""
        if cell.topic is None or cell.theme is None:
            groups = self.framework.topic_groups if cell.theme is None else self.framework.theme_groups
            return next(one for one in groups if (one.topic, one.theme) == (cell.topic, cell.theme))
        topic, theme = self.framework.topic(cell.topic), self.framework.theme(cell.theme)
        return Group("cell", topic.id, theme.id, f"{topic.name} × {theme.name}", (), ())


def _lines(texts: list[str], width: float, *, is_mean: bool) -> list[Line]:
    """Return a cell's texts as lines that fit its width, the mean above in larger letters."""
    found: list[Line] = []
    for place, text in enumerate(texts):
        is_number, bold = is_mean and not place, not place
        size: float = _MEAN if is_number else _SMALL
        size = max(_LEAST, min(size, size * width / width_of(text, size, bold=bold)))
        found += [(line, size, bold) for line in wrapped(text, width, size, most=8, bold=bold)]
    return found


def _first_line(y: float, height: float, lines: list[str]) -> float:
    """Return where the first of some lines stands, so that they stand in the middle of a row."""
    return y + (height - (len(lines) - 1) * _NAME * LINE) / 2 + _NAME * 0.36
