"""Benchmark strips: where others stand in each group, and where one's own score stands among them."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import attrs

from datamaturity.benchmark import BenchmarkComparison
from datamaturity.disclosure import Withheld
from datamaturity.errors import counted
from datamaturity.levels import Level, Scale
from datamaturity.network_scores import Pool
from datamaturity.reports.charts.palette import level_colours
from datamaturity.reports.charts.strip_rows import Strip
from datamaturity.reports.charts.svg import Svg, wrapped
from datamaturity.reports.figures import count_text

__all__ = ["BenchmarkStrip"]

# In pixels. The widths make up 740, which fits a page; a column holds the word "withheld", and there is one for each
# level, however many there are.
_NAMES, _COLUMNS, _COLUMN, _OWN, _EDGE = 180, 360, 58, 192, 4
_HIGHEST, _LANE, _BETWEEN = 30, 18, 10
_TEXT, _SMALL, _HEAD, _LINE = 12, 10, 14, 1.25
_PAD, _MARK, _SIGN = 3, 5, 36
_HEADINGS = {"topic": "Topics", "theme": "Themes", "cell": "Topics × themes", "overall": "Overall"}


@attrs.frozen
class BenchmarkStrip:
    """
    A picture of one's own scores beside a benchmark.

    What is withheld has a box of one size with the word in it, so that no length tells of it. The heights of the others
    follow from counts that stand above them, and marks from the numbers as they are written, not from exact ones.

    Attributes:
        scale: The framework's scale.
        strips: The groups, in framework order: topics, themes, cells, the whole.
        pool: Who counts once: organisations, or respondents.
        title: What the picture shows.
        source: The benchmark's source and date; may be empty.

    Example:
        >>> from datamaturity import Assessment, Benchmark, load_framework, score
        >>> framework = load_framework("seven-themes")
        >>> published = Benchmark.from_counts(framework, themes={"culture": [41, 57, 35, 15, 8]}, title="Charities")
        >>> card = score(Assessment(framework, {"C1": 3, "C2": 2}))
        >>> print(BenchmarkStrip.of(published.compare(card)).description)
        1 group beside 156 organisations. Culture: 2.5: 3 Learning, percentile rank 74%, quartiles 1.0, 2.0, 3.0.
    """

    scale: Scale
    strips: tuple[Strip, ...]
    pool: Pool
    title: str
    source: str

    @classmethod
    def of(cls, comparison: BenchmarkComparison, *, cells: bool = False) -> "BenchmarkStrip":
        """
        Return the picture of a comparison.

        Args:
            comparison: A scorecard beside a benchmark.
            cells: Whether to show cells (topic × theme) as well.
        """
        benchmark = comparison.benchmark
        scale = benchmark.framework.scale
        groups = [one for one in comparison if cells or one.group.kind != "cell"]
        return cls(
            scale,
            tuple(Strip.of(one, rule=benchmark.rule, scale=scale) for one in groups),
            benchmark.pool,
            f"Beside the benchmark {benchmark.title}" if benchmark.title else "Beside the benchmark",
            ", ".join(filter(None, (benchmark.source, str(benchmark.dated or "")))),
        )

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
        ranked = [one for one in self.strips if isinstance(one.percentile_rank, Fraction)]
        ranked.sort(key=lambda one: -(one.percentile_rank if isinstance(one.percentile_rank, Fraction) else 0))
        ends = [("", one) for one in ranked]
        if len(ranked) > 1:
            ends = [("Highest: ", ranked[0]), ("Lowest: ", ranked[-1])]
        for sign, one in ends:
            found += f" {sign}{one.group.name}: {one.own_text}, {one.rank_text}, {one.quartiles_text}."
        return found if ranked else f"{found} There is no percentile rank."

    def chart_rows(self) -> list[dict[str, object]]:
        """
        Return one flat row per mark.

        Returns:
            ``mark`` is ``organisations``, ``members``, ``no stage``, ``stage count`` (with ``level``), ``quartile``
            (with ``share``), ``own mean``, ``own stage`` (its level's number) or ``percentile rank``. ``value`` is a
            number or `None`; ``withheld`` tells what is withheld from what there is not; ``text`` is what is shown.
        """
        return [row for one in self.strips for row in one.to_rows(self.scale)]

    def to_svg(self) -> str:
        """Return the picture as inline SVG."""
        places = _Places.of(self)
        width = places.own + _OWN + _EDGE
        title = wrapped(self.title, width - 2 * _EDGE, _HEAD)
        source = wrapped(self.source, width - 2 * _EDGE, _SMALL) if self.source else []
        heads = [wrapped(name, places.column - _PAD, _SMALL, most=3) for _, name in places.heads]
        top = _PAD + (len(title) + 0.5) * _HEAD * _LINE + len(source) * _SMALL * _LINE
        head = (2 + max(map(len, heads))) * _SMALL * _LINE + _BETWEEN
        rows = [_Texts.of(one, self.pool) for one in self.strips]
        kinds = len({one.group.kind for one in self.strips})
        key = [*self._key(width)]
        bottom = top + kinds * head + sum(one.height for one in rows) + (0 if rows else 2 * _TEXT)
        height = bottom + sum(len(lines) * _SMALL * _LINE + _PAD for _, lines in key) + _BETWEEN

        svg = Svg(width, height, self.title, self.description)
        svg.text(_EDGE, _PAD + _HEAD, title, size=_HEAD, bold=True)
        if source:
            svg.text(_EDGE, _PAD + _HEAD + len(title) * _HEAD * _LINE, source, size=_SMALL)
        if not rows:
            svg.text(_EDGE, top + _TEXT, "The benchmark has no group to show.")
        y, kind = top, ""
        highest = max((share for one in self.strips for share in one.shares if share), default=Fraction(1))
        for one, texts in zip(self.strips, rows, strict=True):
            if one.group.kind != kind:
                kind = one.group.kind
                svg.text(_EDGE, y + head - _BETWEEN, _HEADINGS[kind], bold=True)
                for place, ((number, _), lines) in enumerate(zip(places.heads, heads, strict=True)):
                    x = places.middle(place)
                    above = y + head - _BETWEEN - len(lines) * _SMALL * _LINE
                    svg.text(x, above, number, size=_SMALL, anchor="middle", bold=True)
                    svg.text(x, above + _SMALL * _LINE, lines, size=_SMALL, anchor="middle")
                y += head
            svg.line(_EDGE, y - _BETWEEN / 2, width - _EDGE, y - _BETWEEN / 2, opacity=0.2)
            svg.text(_EDGE, y + _TEXT, texts.name)
            svg.text(_EDGE, y + _SMALL + len(texts.name) * _TEXT * _LINE, texts.counts, size=_SMALL)
            svg.text(places.own, y + _TEXT, texts.own, bold=True)
            svg.text(places.own, y + _SMALL + len(texts.own) * _TEXT * _LINE, texts.others, size=_SMALL)
            self._strip(svg, one, places, y + _TEXT + _HIGHEST, highest)
            y += texts.height
        y = bottom
        for sign, lines in key:
            _draw_sign(svg, sign, y)
            svg.text(_EDGE + _SIGN, y + _SMALL, lines, size=_SMALL)
            y += len(lines) * _SMALL * _LINE + _PAD
        return svg.to_text()

    def _strip(self, svg: Svg, one: Strip, places: "_Places", base: float, highest: Fraction) -> None:
        """Draw the members' stages on a base, and quartiles and one's own mean in a lane below it."""
        colours = [*["none"] * places.stageless, *level_colours(len(self.scale))]
        svg.line(places.begin, base, places.own - 2 * _PAD, base, opacity=0.6)
        counts = one.counts[1 - places.stageless :]
        for place, (count, share) in enumerate(zip(counts, one.shares[1 - places.stageless :], strict=True)):
            x, wide = places.middle(place), places.column - 2 * _PAD
            if isinstance(count, Withheld):
                # One size for all: no length may tell of the count.
                svg.rect(x - wide / 2, base - _HIGHEST, wide, _HIGHEST, stroke="currentColor", dash="3 2")
                svg.text(x, base - _HIGHEST / 2 + _SMALL / 3, count_text(count), size=_SMALL, anchor="middle")
                continue
            high = float(share / highest * _HIGHEST)
            if high:
                svg.rect(x - wide / 2, base - high, wide, high, fill=colours[place], stroke="currentColor")
            svg.text(x, base - high - _PAD, count_text(count), size=_SMALL, anchor="middle")
        if isinstance(one.stage, Level):
            x = places.middle(places.stageless + self.scale.position(one.stage.number))
            svg.line(x - places.column / 2, base + 2, x + places.column / 2, base + 2, thick=4)
        lane = base + 2 + _LANE / 2
        # From the numbers as they are written: a place to a hundredth of a pixel would tell the exact ones.
        at = [None if value is None else places.of_value(value) for value in one.quartiles_as_shown]
        for start, end in pairwise(at):
            if start is not None and end is not None:
                svg.line(start, lane, end, lane, thick=4, opacity=0.4)
        for number, mark in enumerate(at):
            if mark is not None:
                svg.line(mark, lane - _MARK - 1, mark, lane + _MARK + 1, thick=3 if number == 1 else 1)
        if one.mean_as_shown is not None:
            svg.circle(places.of_value(one.mean_as_shown), lane, _MARK - 1)

    def _key(self, width: float) -> Iterator[tuple[str, list[str]]]:
        """Yield what the marks in the picture mean: a sign, and lines of text."""
        told = any(share for one in self.strips for share in one.shares)
        means = any(isinstance(one.mean, Fraction) for one in self.strips)
        quartiles = any(isinstance(value, Fraction) for one in self.strips for value in one.quartiles)
        stages = any(isinstance(one.stage, Level) for one in self.strips)
        texts = [
            (
                "bar",
                f"How many of the {self.pool} have this stage; as high as their share of all that have an answer",
                told,
            ),
            ("stage", "One's own stage, below its column", stages),
            ("mean", "One's own mean; a level's value is in the middle of its column", means),
            (
                "quartiles",
                "Lower quartile, median (thick) and upper quartile of their means, as far as told",
                quartiles,
            ),
        ]
        # Each reason once, in the order in which a reader comes upon them.
        why = dict.fromkeys(reason.why for one in self.strips for reason in one.withheld)
        texts += [("withheld", f"Withheld: {reason}; the size of the box says nothing", True) for reason in why]
        texts += [("", "Percentile rank: the share of the others below one's own stage, and half of those at it", True)]
        for sign, text, there in texts:
            if there:
                yield sign, wrapped(text, width - 2 * _EDGE - _SIGN, _SMALL)


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
            wrapped(one.group.name, _NAMES - 2 * _PAD, _TEXT),
            wrapped(one.counts_text(pool), _NAMES - 2 * _PAD, _SMALL),
            wrapped(one.own_text, _OWN, _TEXT),
            [line for text in others for line in wrapped(text, _OWN, _SMALL)],
        )

    @property
    def height(self) -> float:
        left = len(self.name) * _TEXT + len(self.counts) * _SMALL
        right = len(self.own) * _TEXT + len(self.others) * _SMALL
        return max(_TEXT + _HIGHEST + _LANE, left * _LINE + _PAD, right * _LINE + _PAD) + _BETWEEN


@attrs.frozen
class _Places:
    """Where the columns stand: no stage where anybody has none, then each level."""

    scale: Scale
    stageless: bool
    column: float

    @classmethod
    def of(cls, picture: BenchmarkStrip) -> "_Places":
        stageless = any(one.no_stage_count != 0 for one in picture.strips)
        return cls(picture.scale, stageless, max(_COLUMN, _COLUMNS / (len(picture.scale) + stageless)))

    @property
    def begin(self) -> float:
        return _EDGE + _NAMES

    @property
    def own(self) -> float:
        return self.begin + self.column * (len(self.scale) + self.stageless) + 2 * _PAD

    @property
    def heads(self) -> list[tuple[str, str]]:
        return [*[("-", "No stage")] * self.stageless, *((str(level.number), level.name) for level in self.scale)]

    def middle(self, place: float) -> float:
        return self.begin + (place + 0.5) * self.column

    def of_value(self, value: Fraction) -> float:
        """Return where a mean stands: a level's value in the middle of its column, others evenly between."""
        values = [level.value for level in self.scale]
        # A rounded number may lie outside the scale by less than its last decimal.
        value = min(max(value, values[0]), values[-1])
        lower = max(place for place, one in enumerate(values[:-1]) if one <= value)
        between = (value - values[lower]) / (values[lower + 1] - values[lower])
        return self.middle(self.stageless + lower + float(between))


def _draw_sign(svg: Svg, sign: str, y: float) -> None:
    """Draw what a line of the key explains, in a space of a line's height."""
    middle, right = y + _SMALL * 0.65, _EDGE + _SIGN - 2 * _PAD
    if sign == "bar":
        svg.rect(_EDGE, y + 1, right - _EDGE, _SMALL, fill=level_colours(3)[1], stroke="currentColor")
    elif sign == "withheld":
        svg.rect(_EDGE, y + 1, right - _EDGE, _SMALL, stroke="currentColor", dash="3 2")
    elif sign == "stage":
        svg.line(_EDGE, middle, right, middle, thick=4)
    elif sign == "mean":
        svg.circle((_EDGE + right) / 2, middle, _MARK - 1)
    elif sign == "quartiles":
        svg.line(_EDGE, middle, right, middle, thick=4, opacity=0.4)
        for x, thick in ((_EDGE, 1), ((_EDGE + right) / 2, 3), (right, 1)):
            svg.line(x, middle - _MARK, x, middle + _MARK, thick=thick)
