"""Level coverage: for each topic, theme and the whole, the share of its criteria at each level or above."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from datamaturity.criteria import Group
from datamaturity.framework import Framework
from datamaturity.mappings import FrozenMapping
from datamaturity.reports.charts.keys import (
    KeyEntry,
    Look,
    credit,
    draw_key,
    draw_lines,
    level_entries,
    looks_of_levels,
)
from datamaturity.reports.charts.svg import Svg, width_of, wrapped
from datamaturity.reports.numbers import shown_share
from datamaturity.scores import Score, as_float
from datamaturity.scoring import Scorecard

__all__ = ["CoverageBar", "LevelCoverage"]

_WIDTH = 720  # most of a page in portrait, and of a column of text
_LABEL = 180  # some 25 letters of a group's name on a line
_EDGE = 1  # so that no frame is cut in half
_BAR = _WIDTH - _LABEL - _EDGE
_HEIGHT = 20  # of a bar: a number stands in it
_NAME, _SMALL = 12, 11  # sizes of text
_LINE = 14  # from one line below a bar to the next
_WIDE = 1.3  # a text in a bar needs this much of its width, to touch no edge in a wide font
_BETWEEN = 12  # from one group to the next
_SLOT = 18  # between two shares below a bar

_UNANSWERED = Look()
_NOT_KNOWN = Look(dash="1.5 2.5")
_NOT_APPLICABLE = Look(dash="5 3")


@attrs.frozen
class CoverageBar:
    """
    The bar of one group.

    Attributes:
        group: The group.
        level_counts: How many of its criteria stand at each level, lowest first.
        at_or_above: Level number to the share of its applicable criteria at that level or above; `None` where none
            applies.
        unanswered_count: How many have no answer at all.
        do_not_know_count: How many were answered with *do not know*.
        not_applicable_count: How many do not apply.
    """

    group: Group
    level_counts: tuple[int, ...]
    at_or_above: FrozenMapping[int, Fraction] | None
    unanswered_count: int
    do_not_know_count: int
    not_applicable_count: int

    @property
    def answered_count(self) -> int:
        """How many are answered with a level."""
        return sum(self.level_counts)

    @property
    def applicable_count(self) -> int:
        """How many apply, answered or not."""
        return self.answered_count + self.unanswered_count + self.do_not_know_count

    @property
    def rest(self) -> str:
        """What is answered, and what is not, in words."""
        if not self.group.positions:
            return "no criteria"
        parts = [f"{self.answered_count} of {self.applicable_count} answered"] if self.applicable_count else []
        states = {
            "unanswered": self.unanswered_count,
            "not known": self.do_not_know_count,
            "not applicable": self.not_applicable_count,
        }
        return "; ".join([*parts, *(f"{count} {state}" for state, count in states.items() if count)])


@attrs.frozen
class LevelCoverage:
    """
    How far each group's criteria have come: one bar for a group, the highest level first, what is open last.

    From the left edge to the end of a level's stretch is the share of the applicable criteria at that level or above.

    Attributes:
        framework: The framework.
        title: What it shows.
        caption: What the shares are of.
        bars: The topics' bars, the themes', and that of the whole where it is scored.
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

        Example:
            >>> from datamaturity import Assessment, load_framework, score
            >>> card = score(Assessment(load_framework("seven-themes"), {"C1": 2, "C2": 4}))
            >>> LevelCoverage.of(card).bars[4].rest
            '2 of 6 answered; 4 unanswered'
        """
        framework = card.framework
        facts = [f"{framework.title}, version {framework.version} ({framework.id})"]
        if card.assessment.assessed_on:
            facts.append(f"assessed on {card.assessment.assessed_on.isoformat()}")
        facts.append("each share is of the criteria that apply, answered or not; each criterion counts once")
        named = (subject or card.assessment.organisation).strip() or framework.title
        title = f"{named}: criteria at each level or above"
        return cls(framework, title, "; ".join(facts), tuple(_bars(card)))

    @property
    def description(self) -> str:
        """What can be seen, in words."""
        # Topics alone, or themes alone, hold every criterion once.
        kind = self.bars[0].group.kind
        parts = [bar for bar in self.bars if bar.group.kind == kind]
        answered, applicable = sum(bar.answered_count for bar in parts), sum(bar.applicable_count for bar in parts)
        first = f"{answered} of {applicable} applicable criteria are answered."
        scale = self.framework.scale
        level = scale.levels[len(scale) // 2]
        reached = [(bar.at_or_above[level.number], bar) for bar in parts if bar.at_or_above is not None]
        if not reached:
            return first
        shares = [share for share, _ in reached]
        top, bottom = reached[shares.index(max(shares))], reached[shares.index(min(shares))]
        if top[0] == bottom[0]:
            return f"{first} At {level} or above: {shown_share(top[0])} in every {kind}."
        words = [f"{shown_share(share)} in {bar.group.name}" for share, bar in (top, bottom)]
        return f"{first} At {level} or above: from {words[1]} to {words[0]}."

    def to_svg(self) -> str:
        """Return the bars as SVG."""
        picture = Svg(_WIDTH, 0, self.title, self.description)
        title = wrapped(self.title, _WIDTH, 15)
        picture.text(0, 16, title, size=15, bold=True)
        y, kind = 16 + 19.0 * len(title), ""
        headings = {"topic": "Topics", "theme": "Themes", "overall": "Overall"}
        for bar in self.bars:
            if bar.group.kind != kind:
                kind = bar.group.kind
                picture.text(0, y + 12, headings[kind], size=_NAME, bold=True)
                y += 22
            y = self._draw_bar(picture, bar, y) + _BETWEEN
        entries = level_entries(self.framework)
        for look, text, is_used in (
            (_UNANSWERED, "unanswered", any(bar.unanswered_count for bar in self.bars)),
            (_NOT_KNOWN, "not known: answered with “do not know”", any(bar.do_not_know_count for bar in self.bars)),
            (
                _NOT_APPLICABLE,
                "n/a: none of its criteria applies",
                any(bar.group.positions and not bar.applicable_count for bar in self.bars),
            ),
        ):
            entries += [KeyEntry(look, "", text)] if is_used else []
        y = draw_key(picture, entries, _EDGE, y + 4, _WIDTH - _EDGE)
        reading = "≥ and a level's number: the share at that level or above; the bar shows it from its left edge."
        for text in (reading, f"{self.caption}.", credit(self.framework)):
            lines = wrapped(text, _WIDTH, _SMALL, most=8)
            if any(lines):
                picture.text(0, y + 14, lines, size=_SMALL)
                y += _LINE * len(lines) + 4
        picture.height = y + 8
        return picture.to_text()

    def _draw_bar(self, picture: Svg, bar: CoverageBar, y: float) -> float:
        """Draw a group's bar, with its name beside it and its shares below; return the lower edge."""
        name = wrapped(_label(bar.group), _LABEL - 12, _NAME, most=8)
        picture.text(0, y + 14, name, size=_NAME)
        bottom = y + len(name) * _NAME * 1.25
        if bar.applicable_count:
            x = float(_LABEL)
            for look, sign, count in self._stretches(bar):
                width = _BAR * count / bar.applicable_count
                look.draw(picture, x, y, width, _HEIGHT)
                if width_of(sign, _SMALL) * _WIDE <= width:
                    draw_lines(picture, [(sign, _SMALL, False)], x, y, width, _HEIGHT, ink=look.ink)
                x += width
        elif bar.group.positions:
            _NOT_APPLICABLE.draw(picture, _LABEL, y, _BAR, _HEIGHT)
            draw_lines(picture, [("n/a", _SMALL, False)], _LABEL, y, _BAR, _HEIGHT)
        under = y + _HEIGHT + 12 if bar.group.positions else y + 14
        texts = self._shares(bar)
        # Slots of one width, so that a level's shares stand below one another.
        slot = max((width_of(text, _SMALL) for text in self._widest), default=0) + _SLOT
        across = max(1, int(_BAR / slot))
        for place, text in enumerate(texts):
            picture.text(_LABEL + place % across * slot, under + place // across * _LINE, text, size=_SMALL)
        under += -(-len(texts) // across) * _LINE
        rest = wrapped(bar.rest, _BAR, _SMALL)
        picture.text(_LABEL, under, rest, size=_SMALL)
        return max(bottom, under + len(rest) * _LINE - 10)

    def _stretches(self, bar: CoverageBar) -> Iterator[tuple[Look, str, int]]:
        """Yield a bar's stretches but empty ones: how each looks, what stands in it, how many criteria it is."""
        looks = looks_of_levels(self.framework)
        for number, count in reversed([*zip(self.framework.scale.numbers, bar.level_counts, strict=True)]):
            if count:
                yield looks[number], str(number), count
        if bar.do_not_know_count:
            yield _NOT_KNOWN, "not known", bar.do_not_know_count
        if bar.unanswered_count:
            yield _UNANSWERED, "unanswered", bar.unanswered_count

    @property
    def _widest(self) -> list[str]:
        return [f"≥{number} 100%" for number in self.framework.scale.numbers]

    def _shares(self, bar: CoverageBar) -> list[str]:
        """Return the texts below a bar, the highest level first as in the bar."""
        if bar.at_or_above is None:
            return []
        return [_share_text(number, bar.at_or_above[number]) for number in reversed(self.framework.scale.numbers)]

    def chart_rows(self) -> list[dict[str, object]]:
        """
        Return flat rows: one per group and level, highest level first, and three for what has no level.

        Returns:
            Column to text, whole number, float (of the exact value) or `None`. ``share`` is of the applicable criteria,
            as is ``at_or_above``, which only levels have; ``mark`` is ``level``, ``do not know``, ``unanswered`` or
            ``not applicable``; ``text`` is what stands below the bar of it.
        """
        rows: list[dict[str, object]] = []
        for bar in self.bars:
            group = {
                "framework": self.framework.id,
                "version": self.framework.version,
                **bar.group.to_row(),
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
                        "share": _share_of(count, bar),
                        "at_or_above": as_float(reached),
                        "text": None if reached is None else _share_text(level.number, reached),
                    }
                )
            for mark, count, share in (
                ("do not know", bar.do_not_know_count, _share_of(bar.do_not_know_count, bar)),
                ("unanswered", bar.unanswered_count, _share_of(bar.unanswered_count, bar)),
                ("not applicable", bar.not_applicable_count, None),
            ):
                bare = {"level": None, "level_name": None, "count": count, "share": share, "at_or_above": None}
                rows.append({**group, "mark": mark, **bare, "text": bar.rest})
        return rows


def _bars(card: Scorecard) -> Iterator[CoverageBar]:
    whole: list[Score] = [] if card.overall is None else [card.overall]
    for one in (*card.topics.values(), *card.themes.values(), *whole):
        yield CoverageBar(
            one.group,
            one.level_counts,
            one.at_or_above,
            one.unanswered_count,
            one.do_not_know_count,
            one.not_applicable_count,
        )


def _share_text(number: int, share: Fraction) -> str:
    return f"≥{number} {shown_share(share)}"


def _share_of(count: int, bar: CoverageBar) -> float | None:
    return float(Fraction(count, bar.applicable_count)) if bar.applicable_count else None


def _label(group: Group) -> str:
    return "All criteria" if group.kind == "overall" else group.label
