"""Level coverage: for each topic, theme and the whole, the share of its criteria at each level or above."""

from collections.abc import Iterator

import attrs

from datamaturity.framework import Framework
from datamaturity.reports.charts.columns import shared_columns
from datamaturity.reports.charts.coverage_bars import CoverageBar, bars_of, share_text
from datamaturity.reports.charts.ends import Known, ends_text
from datamaturity.reports.charts.inline import Inline, check_taken
from datamaturity.reports.charts.keys import (
    HEADINGS,
    NOT_APPLICABLE,
    NOT_KNOWN,
    SIZE,
    UNANSWERED,
    WIDTH,
    KeyEntry,
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
from datamaturity.reports.numbers import shown_share
from datamaturity.scores import as_float
from datamaturity.scoring import Scorecard

__all__ = ["LevelCoverage"]

_LABEL = 180  # some 25 letters of a group's name on a line
_EDGE = 1  # so that no frame is cut in half
_BAR = WIDTH - _LABEL - _EDGE
_HEIGHT = 20  # of a bar: a number stands in it
_NAME = 12  # the size of names
_DOWN = 14  # from one line below a bar to the next
_PAD = 2  # between a text in a bar and the bar's ends
_BETWEEN = 12  # from one group to the next
_SLOT = 12  # between two shares below a bar


@attrs.frozen
class LevelCoverage(Inline):
    """
    How far each group's criteria have come: one bar for a group, the highest level first, what is open last.

    From the left edge to the end of a level's stretch is the share of the applicable criteria at that level or above.

    Attributes:
        framework: The framework.
        title: What it shows.
        caption: What the shares are of.
        bars: The topics' bars, the themes', and that of the whole where it is scored.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> picture = LevelCoverage.of(score(Assessment(load_framework("seven-themes"), {"C1": 3, "C2": 2})))
        >>> print(picture.title)
        Seven Themes of Data Maturity: criteria at each level or above
        >>> picture.to_svg()[:4], len(picture.chart_rows())
        ('<svg', 56)
    """

    framework: Framework
    title: str
    caption: str
    bars: tuple[CoverageBar, ...]

    @classmethod
    def of(cls, card: Scorecard, *, subject: str = "") -> "LevelCoverage":
        """
        Return the level coverage of a scorecard.

        Args:
            card: The scores of an assessment.
            subject: Whose they are; the assessment's organisation if not given.

        Raises:
            WrongTypeError: The card is something else.

        Example:
            >>> from datamaturity import Assessment, load_framework, score
            >>> card = score(Assessment(load_framework("seven-themes"), {"C1": 2, "C2": 4}))
            >>> LevelCoverage.of(card).bars[4].rest
            '2 of 6 answered; 4 unanswered'
        """
        check_taken(cls, card, (Scorecard,), made_by="score(...)")
        framework = card.framework
        facts = [framework_fact(framework)]
        if card.assessment.assessed_on:
            facts.append(f"assessed on {card.assessment.assessed_on.isoformat()}")
        facts.append("each share is of the criteria that apply, answered or not; each criterion counts once")
        named = (subject or card.assessment.organisation).strip() or framework.title
        title = f"{named}: criteria at each level or above"
        return cls(framework, title, "; ".join(facts), tuple(bars_of(card)))

    @property
    def description(self) -> str:
        """What can be seen, in words."""
        # Topics alone, or themes alone, hold every criterion once.
        kind = self.bars[0].group.kind
        parts = [bar for bar in self.bars if bar.group.kind == kind]
        answered, applicable = sum(bar.answered_count for bar in parts), sum(bar.applicable_count for bar in parts)
        noun, verb = "criterion" if applicable == 1 else "criteria", "is" if 1 in (answered, applicable) else "are"
        first = f"{answered} of {applicable} applicable {noun} {verb} answered."
        scale = self.framework.scale
        level = scale.levels[len(scale) // 2]
        reached = [(bar.at_or_above[level.number], bar) for bar in parts if bar.at_or_above is not None]
        shares = [Known(share, shown_share(share), bar.label) for share, bar in reached]
        return f"{first} {ends_text(shares, 'share', where=f' at {level} or above', of=len(parts))}".rstrip()

    @property
    def key_entries(self) -> tuple[KeyEntry, ...]:
        """What its key explains: the levels, and then what is open in it, or does not apply."""
        bars = self.bars
        states = (
            (UNANSWERED, "unanswered", any(bar.unanswered_count for bar in bars)),
            (NOT_KNOWN, "not known: answered with “do not know”", any(bar.do_not_know_count for bar in bars)),
            (
                NOT_APPLICABLE,
                "n/a: none of its criteria applies",
                any(bar.group.positions and not bar.applicable_count for bar in bars),
            ),
        )
        return *level_entries(self.framework), *(KeyEntry(look, "", text) for look, text, is_used in states if is_used)

    @property
    def notes(self) -> tuple[str, ...]:
        """How to read it, and what the shares are of, as it stands below the key."""
        reading = (
            "A number in a bar is a level's, no count. "
            "≥ and a level's number: the share at that level or above; the bar shows it from its left edge."
        )
        return reading, f"{self.caption}."

    def to_svg(self, *, id_prefix: str = "") -> str:
        """
        Return the bars as inline SVG.

        Args:
            id_prefix: As in `Svg.to_text`, for a page on which the picture stands twice.
        """
        picture = Svg(WIDTH, 0, self.title, self.description)
        y, kind = draw_title(picture, 0, WIDTH), ""
        for bar in self.bars:
            if bar.group.kind != kind:
                kind = bar.group.kind
                picture.text(0, y + 12, HEADINGS[kind], size=_NAME, bold=True)
                y += 22
            y = self._draw_bar(picture, bar, y) + _BETWEEN
        y = draw_key(picture, self.key_entries, _EDGE, y + 4, WIDTH - _EDGE)
        picture.height = draw_notes(picture, (*self.notes, credit(self.framework)), 0, y, WIDTH) + 8
        return picture.to_text(id_prefix=id_prefix)

    def _draw_bar(self, picture: Svg, bar: CoverageBar, y: float) -> float:
        """Draw a group's bar, with its name beside it and its shares below; return the lower edge."""
        name = wrapped(bar.label, _LABEL - 12, _NAME, most=8)
        picture.text(0, y + 14, name, size=_NAME)
        bottom = y + len(name) * _NAME * LINE
        if bar.applicable_count:
            x = float(_LABEL)
            for look, sign, count in self._stretches(bar):
                width = _BAR * count / bar.applicable_count
                look.draw(picture, x, y, width, _HEIGHT)
                if width_of(sign, SIZE) + 2 * _PAD <= width:
                    draw_lines(picture, [(sign, SIZE, False)], x, y, width, _HEIGHT, ink=look.ink)
                x += width
        elif bar.group.positions:
            NOT_APPLICABLE.draw(picture, _LABEL, y, _BAR, _HEIGHT)
            draw_lines(picture, [("n/a", SIZE, False)], _LABEL, y, _BAR, _HEIGHT)
        under = y + _HEIGHT + 12 if bar.group.positions else y + 14
        # Slots of one width, so that a level's shares stand below one another.
        slot = max((width_of(text, SIZE) for text in self._widest), default=0) + _SLOT
        across = max(1, int(_BAR / slot))
        for place, text in enumerate(bar.shares):
            picture.text(_LABEL + place % across * slot, under + place // across * _DOWN, text, size=SIZE)
        under += -(-len(bar.shares) // across) * _DOWN
        rest = wrapped(bar.rest, _BAR, SIZE)
        picture.text(_LABEL, under, rest, size=SIZE)
        return max(bottom, under + len(rest) * _DOWN - 10)

    def _stretches(self, bar: CoverageBar) -> Iterator[tuple[Look, str, int]]:
        """Yield a bar's stretches but empty ones: how each looks, what stands in it, how many criteria it is."""
        looks = looks_of_levels(self.framework)
        for number, count in reversed([*zip(self.framework.scale.numbers, bar.level_counts, strict=True)]):
            if count:
                yield looks[number], str(number), count
        if bar.do_not_know_count:
            yield NOT_KNOWN, "not known", bar.do_not_know_count
        if bar.unanswered_count:
            yield UNANSWERED, "unanswered", bar.unanswered_count

    @property
    def _widest(self) -> list[str]:
        return [f"≥{number} 100%" for number in self.framework.scale.numbers]

    def chart_rows(self) -> list[dict[str, object]]:
        """
        Return flat rows: one per group and level, highest level first, and three for what has no level.

        Returns:
            Column to text, whole number, float (of the exact value) or `None`; the first are those of
            `shared_columns`. ``mark`` is ``level`` (with ``level`` and ``level_name``), ``do not know``, ``unanswered``
            or ``not applicable``; ``count`` is how many criteria it is, ``share`` how many of the applicable ones, and
            ``at_or_above`` the share at that level or above, which only levels have; ``text`` is what stands below the
            bar of it. ``answered`` and ``applicable`` are the group's counts.
        """
        rows: list[dict[str, object]] = []
        for bar in self.bars:
            group = {
                **shared_columns(self.framework, bar.group),
                "answered": bar.answered_count,
                "applicable": bar.applicable_count,
            }
            for level, count in reversed([*zip(self.framework.scale, bar.level_counts, strict=True)]):
                reached = None if bar.at_or_above is None else bar.at_or_above[level.number]
                rows.append(
                    {
                        **group,
                        "mark": "level",
                        "level": level.number,
                        "level_name": level.name,
                        "count": count,
                        "share": bar.share_of(count),
                        "at_or_above": as_float(reached),
                        "text": None if reached is None else share_text(level.number, reached),
                    }
                )
            for mark, count, share in (
                ("do not know", bar.do_not_know_count, bar.share_of(bar.do_not_know_count)),
                ("unanswered", bar.unanswered_count, bar.share_of(bar.unanswered_count)),
                ("not applicable", bar.not_applicable_count, None),
            ):
                bare = {"level": None, "level_name": None, "count": count, "share": share, "at_or_above": None}
                rows.append({**group, "mark": mark, **bare, "text": bar.rest})
        return rows
