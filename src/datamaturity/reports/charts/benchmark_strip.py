"""Benchmark strips: where others stand in each group, and where one's own score stands among them."""

from fractions import Fraction
from itertools import pairwise

import attrs

from datamaturity.benchmark import BenchmarkComparison
from datamaturity.disclosure import Withheld
from datamaturity.errors import counted
from datamaturity.framework import Framework
from datamaturity.levels import Level, Scale
from datamaturity.network_scores import Pool
from datamaturity.reports.charts.columns import shared_columns
from datamaturity.reports.charts.ends import Known, ends_text
from datamaturity.reports.charts.inline import Inline, check_taken
from datamaturity.reports.charts.keys import (
    FAINT,
    HEADINGS,
    SOFT,
    WITHHELD,
    KeyEntry,
    Look,
    credit,
    draw_key,
    draw_notes,
    draw_title,
    looks_of_levels,
)
from datamaturity.reports.charts.palette import level_colours
from datamaturity.reports.charts.signs import MARK, OWN_MEAN, OWN_STAGE, QUARTILES
from datamaturity.reports.charts.strip_columns import StripColumns
from datamaturity.reports.charts.strip_rows import Strip
from datamaturity.reports.charts.svg import LINE, Svg, wrapped
from datamaturity.reports.figures import count_text, share_text

__all__ = ["BenchmarkStrip"]

# In pixels. The widths make up 740, which fits a page; a column holds the word "withheld", and there is one for each
# level, however many there are.
_NAMES, _COLUMNS, _COLUMN, _OWN, _EDGE = 180, 360, 64, 192, 4
_HIGHEST, _LANE, _BETWEEN = 30, 18, 10
_TEXT, _SMALL = 12, 10
_PAD = 3


@attrs.frozen
class BenchmarkStrip(Inline):
    """
    A picture of one's own scores beside a benchmark.

    What is withheld has a box of one size with the word in it, so that no length tells of it. The heights of the others
    follow from counts that stand above them, and marks from the numbers as they are written, not from exact ones.

    Attributes:
        framework: The framework.
        strips: The groups, in framework order: topics, themes, cells, the whole.
        pool: Who counts once: organisations, or respondents.
        title: What the picture shows.
        source: The benchmark's source and date; may be empty.

    Example:
        >>> from datamaturity import Assessment, Benchmark, load_framework, score
        >>> framework = load_framework("seven-themes")
        >>> published = Benchmark.from_counts(framework, themes={"culture": [41, 57, 35, 15, 8]}, title="Charities")
        >>> card = score(Assessment(framework, {"C1": 3, "C2": 2}))
        >>> print(BenchmarkStrip.of(published.compare(card)).description.partition(". ")[2])
        The percentile rank is 74%, in Culture (2.5: 3 Learning; quartiles 1.0, 2.0, 3.0).
        >>> picture = BenchmarkStrip.of(published.compare(card))
        >>> picture.to_svg()[:4], [row["mark"] for row in picture.chart_rows()][:3]
        ('<svg', ['organisations', 'members', 'no stage'])
    """

    framework: Framework
    strips: tuple[Strip, ...]
    pool: Pool
    title: str
    source: str

    @property
    def scale(self) -> Scale:
        """The framework's scale."""
        return self.framework.scale

    @classmethod
    def of(cls, comparison: BenchmarkComparison, *, cells: bool = False) -> "BenchmarkStrip":
        """
        Return the picture of a comparison.

        Args:
            comparison: A scorecard beside a benchmark.
            cells: Whether to show cells (topic × theme) as well.

        Raises:
            WrongTypeError: What is given is no comparison.
        """
        check_taken(cls, comparison, (BenchmarkComparison,), made_by="benchmark.compare(...)")
        benchmark = comparison.benchmark
        scale = benchmark.framework.scale
        groups = [one for one in comparison if cells or one.group.kind != "cell"]
        return cls(
            benchmark.framework,
            tuple(Strip.of(one, rule=benchmark.rule, scale=scale) for one in groups),
            benchmark.pool,
            f"Beside the benchmark {benchmark.title}" if benchmark.title else "Beside the benchmark",
            ", ".join(filter(None, (benchmark.source, str(benchmark.dated or "")))),
        )

    @property
    def columns(self) -> StripColumns:
        """Its columns."""
        return StripColumns(self.scale, any(one.no_stage_count != 0 for one in self.strips))

    @property
    def key_entries(self) -> tuple[KeyEntry, ...]:
        """What its key explains: the marks in it, and why something is withheld."""
        bars = f"How many of the {self.pool} have this stage; as high as their share of all that have an answer"
        marks = (
            (Look(level_colours(3)[1]), bars, any(share for one in self.strips for share in one.shares)),
            (OWN_STAGE, "One's own stage, below its column", any(isinstance(one.stage, Level) for one in self.strips)),
            (
                OWN_MEAN,
                "One's own mean; a level's value is in the middle of its column",
                any(isinstance(one.mean, Fraction) for one in self.strips),
            ),
            (
                QUARTILES,
                "Lower quartile, median (thick) and upper quartile of their means, as far as told",
                any(isinstance(value, Fraction) for one in self.strips for value in one.quartiles),
            ),
        )
        # Each reason once, in the order in which a reader comes upon them.
        reasons = dict.fromkeys(reason.why for one in self.strips for reason in one.withheld)
        return (
            *(KeyEntry(look, "", text) for look, text, is_used in marks if is_used),
            *(KeyEntry(WITHHELD, "", f"Withheld: {one}; the size of the box says nothing") for one in reasons),
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What a percentile rank is, as it stands below the key."""
        return ("Percentile rank: the share of the others below one's own stage, and half of those at it.",)

    @property
    def description(self) -> str:
        """What can be seen, in a sentence or two: the groups with the highest and the lowest percentile rank."""
        if not self.strips:
            return "The benchmark has no group to show."
        counts = {count for one in self.strips if isinstance(count := one.organisation_count, int)}
        few, many = min(counts, default=0), max(counts, default=0)
        of = f"{few} to {counted(many, 'organisation')}" if few != many else counted(many, "organisation")
        found = (
            f"{counted(len(self.strips), 'group')} beside {of if counts else 'organisations whose number is withheld'}."
        )
        withheld = sum(bool(one.withheld) for one in self.strips)
        found += f" Figures of {counted(withheld, 'group')} are withheld." if withheld else ""
        ranks = [
            Known(rank, share_text(rank), f"{one.group.label} ({one.own_text}; {one.quartiles_text})")
            for one in self.strips
            if isinstance(rank := one.percentile_rank, Fraction)
        ]
        where = " told" if any(isinstance(one.percentile_rank, Withheld) for one in self.strips) else ""
        ends = ends_text(ranks, "percentile rank", where=where, of=len(self.strips))
        return f"{found} {ends or f'There is no percentile rank{where}.'}"

    def chart_rows(self) -> list[dict[str, object]]:
        """
        Return one flat row per mark.

        Returns:
            Column to text, number, truth or `None`; the first are those of `shared_columns`. ``mark`` is
            ``organisations``, ``members``, ``no stage``, ``stage count`` (with ``level`` and ``level_name``),
            ``quartile`` (with ``share``), ``own mean``, ``own stage`` (its level's number) or ``percentile rank``.
            ``value`` is the mark's number or `None`, and ``count`` the same where it is how many; ``withheld`` tells
            what is withheld from what there is not; ``text`` is what is shown.
        """
        return [
            {**shared_columns(self.framework, one.group), **row}
            for one in self.strips
            for row in one.to_rows(self.scale)
        ]

    def to_svg(self, *, id_prefix: str = "") -> str:
        """
        Return the picture as inline SVG.

        Args:
            id_prefix: As in `Svg.to_text`, for a page on which it stands twice.
        """
        columns = self.columns
        places = _Places(columns)
        width = places.own + _OWN + _EDGE
        heads = [wrapped(name, places.wide - _PAD, _SMALL, most=3) for _, name in columns.heads]
        head = (2 + max(map(len, heads))) * _SMALL * LINE + _BETWEEN
        rows = [_Texts.of(one, self.pool) for one in self.strips]
        svg = Svg(width, 0, self.title, self.description)
        top = draw_title(svg, _EDGE, width - 2 * _EDGE, below=self.source)
        if not rows:
            svg.text(_EDGE, top + _TEXT, "The benchmark has no group to show.")
        y, kind = top, ""
        highest = max((share for one in self.strips for share in one.shares if share), default=Fraction(1))
        for one, texts in zip(self.strips, rows, strict=True):
            if one.group.kind != kind:
                kind = one.group.kind
                svg.text(_EDGE, y + head - _BETWEEN, HEADINGS[kind], bold=True)
                for place, ((number, _), lines) in enumerate(zip(columns.heads, heads, strict=True)):
                    x = places.middle(place)
                    above = y + head - _BETWEEN - len(lines) * _SMALL * LINE
                    svg.text(x, above, number, size=_SMALL, anchor="middle", bold=True)
                    svg.text(x, above + _SMALL * LINE, lines, size=_SMALL, anchor="middle")
                y += head
            svg.line(_EDGE, y - _BETWEEN / 2, width - _EDGE, y - _BETWEEN / 2, opacity=FAINT)
            svg.text(_EDGE, y + _TEXT, texts.name)
            svg.text(_EDGE, y + _SMALL + len(texts.name) * _TEXT * LINE, texts.counts, size=_SMALL)
            svg.text(places.own, y + _TEXT, texts.own, bold=True)
            svg.text(places.own, y + _SMALL + len(texts.own) * _TEXT * LINE, texts.others, size=_SMALL)
            self._strip(svg, one, places, y + _TEXT + _HIGHEST, highest)
            y += texts.height
        y += 0 if rows else 2 * _TEXT
        y = draw_key(svg, self.key_entries, _EDGE, y, width - 2 * _EDGE)
        notes = (*self.notes, credit(self.framework))
        svg.height = draw_notes(svg, notes, _EDGE, y, width - 2 * _EDGE) + _BETWEEN
        return svg.to_text(id_prefix=id_prefix)

    def _strip(self, svg: Svg, one: Strip, places: "_Places", base: float, highest: Fraction) -> None:
        """Draw the members' stages on a base, and quartiles and one's own mean in a lane below it."""
        columns, each = places.columns, places.wide
        looks = [*[Look()] * columns.has_stageless, *looks_of_levels(self.framework).values()]
        svg.line(places.begin, base, places.own - 2 * _PAD, base, opacity=SOFT)
        figures = zip(one.counts[columns.first :], one.shares[columns.first :], strict=True)
        for place, (count, share) in enumerate(figures):
            x, wide = places.middle(place), each - 2 * _PAD
            if isinstance(count, Withheld):
                # One size for all: no length may tell of the count.
                WITHHELD.draw(svg, x - wide / 2, base - _HIGHEST, wide, _HIGHEST)
                svg.text(x, base - _HIGHEST / 2 + _SMALL / 3, count_text(count), size=_SMALL, anchor="middle")
                continue
            high = float(share / highest * _HIGHEST)
            if high:
                looks[place].draw(svg, x - wide / 2, base - high, wide, high)
            svg.text(x, base - high - _PAD, count_text(count), size=_SMALL, anchor="middle")
        if isinstance(one.stage, Level):
            x = places.middle(columns.of_level(one.stage))
            svg.line(x - each / 2, base + 2, x + each / 2, base + 2, thick=4)
        lane = base + 2 + _LANE / 2
        # From the numbers as they are written: a place to a hundredth of a pixel would tell the exact ones.
        at = [None if value is None else places.middle(columns.of_value(value)) for value in one.quartiles_as_shown]
        for start, end in pairwise(at):
            if start is not None and end is not None:
                svg.line(start, lane, end, lane, thick=4, opacity=SOFT)
        for number, mark in enumerate(at):
            if mark is not None:
                svg.line(mark, lane - MARK - 1, mark, lane + MARK + 1, thick=3 if number == 1 else 1)
        if one.mean_as_shown is not None:
            svg.circle(places.middle(columns.of_value(one.mean_as_shown)), lane, MARK - 1)


@attrs.frozen
class _Texts:
    """What stands beside a strip, in lines, and how high the strip must be for it."""

    name: list[str]
    counts: list[str]
    own: list[str]
    others: list[str]

    @classmethod
    def of(cls, one: Strip, pool: Pool) -> "_Texts":
        others = (one.rank_text, one.quartiles_text)
        return cls(
            wrapped(one.group.label, _NAMES - 2 * _PAD, _TEXT),
            wrapped(one.counts_text(pool), _NAMES - 2 * _PAD, _SMALL),
            wrapped(one.own_text, _OWN, _TEXT, bold=True),
            [line for text in others for line in wrapped(text, _OWN, _SMALL)],
        )

    @property
    def height(self) -> float:
        left = len(self.name) * _TEXT + len(self.counts) * _SMALL
        right = len(self.own) * _TEXT + len(self.others) * _SMALL
        return max(_TEXT + _HIGHEST + _LANE, left * LINE + _PAD, right * LINE + _PAD) + _BETWEEN


@attrs.frozen
class _Places:
    """Where the columns stand in the picture."""

    columns: StripColumns

    @property
    def wide(self) -> float:
        return max(_COLUMN, _COLUMNS / len(self.columns))

    @property
    def begin(self) -> float:
        return _EDGE + _NAMES

    @property
    def own(self) -> float:
        return self.begin + self.wide * len(self.columns) + 2 * _PAD

    def middle(self, column: float) -> float:
        return self.begin + (column + 0.5) * self.wide
