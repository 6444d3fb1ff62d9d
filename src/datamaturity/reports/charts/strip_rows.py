"""The figures of a benchmark strip: a group's standing among others, as far as it may be told, in texts and rows."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from datamaturity.criteria import Group
from datamaturity.disclosure import Withheld
from datamaturity.errors import counted
from datamaturity.group_benchmarks import Standing
from datamaturity.levels import Level, Scale
from datamaturity.network_scores import QUARTILES, Pool
from datamaturity.reports.figures import count_text, mean_text, share_text, stage_text
from datamaturity.reports.numbers import shown_as_staged
from datamaturity.scores import NoStage, as_float
from datamaturity.stages import Rule

__all__ = ["Strip"]

_COUNTS = ("organisations", "members", "no stage", "stage count")


@attrs.frozen
class Strip:
    """
    Where others stand in one group, and where one's own score stands.

    Figures are as they may be told: `Withheld` where they are withheld, `None` where there are none.

    Attributes:
        group: The group.
        organisation_count: How many organisations the figures are about.
        member_count: How many members, organisations or respondents, the counts add up to.
        stage_counts: How many members have each stage, lowest level first.
        no_stage_count: How many have answers and no stage.
        quartiles: The lower quartile, the median and the upper quartile of the members' means.
        mean: One's own mean.
        mean_text: The same as it is shown: with as few decimals as let it have its stage.
        stage: One's own stage.
        why_no_stage: Why there is none.
        percentile_rank: The share of the others below one's own stage, and half of those at it.
    """

    group: Group
    organisation_count: int | Withheld
    member_count: int | Withheld
    stage_counts: tuple[int | Withheld, ...]
    no_stage_count: int | Withheld
    quartiles: tuple[Fraction | Withheld | None, ...]
    mean: Fraction | Withheld | None
    mean_text: str
    stage: Level | Withheld | None
    why_no_stage: NoStage | None
    percentile_rank: Fraction | Withheld | None

    @classmethod
    def of(cls, one: Standing, *, rule: Rule, scale: Scale) -> "Strip":
        """
        Return a group's figures, with the rule that made the stages.

        Args:
            one: The group's standing.
            rule: The rule that made its stage.
            scale: The framework's levels.

        Example:
            >>> from datamaturity import Assessment, Benchmark, load_framework, score
            >>> framework = load_framework("seven-themes")
            >>> published = Benchmark.from_counts(framework, themes={"culture": [41, 57, 35, 15, 8]})
            >>> card = score(Assessment(framework, {"C1": 3, "C2": 2}))
            >>> strip = Strip.of(published.compare(card).themes["culture"], rule=card.rule, scale=framework.scale)
            >>> strip.counts_text("organisations"), strip.mean_text, len([*strip.to_rows(framework.scale)])
            ('156 organisations', '2.5', 14)
        """
        mean, other = one.score.mean, one.benchmark
        staged = isinstance(mean, Fraction) and isinstance(one.score.stage, Level)
        return cls(
            one.group,
            other.organisation_count,
            other.member_count,
            other.stage_counts,
            other.no_stage_count,
            tuple(other.quartiles.values()),
            mean,
            shown_as_staged(mean, rule=rule, scale=scale) if staged and isinstance(mean, Fraction) else mean_text(mean),
            one.score.stage,
            one.score.why_no_stage,
            one.percentile_rank,
        )

    @property
    def own_text(self) -> str:
        """One's own mean and stage, or why there is none."""
        if isinstance(self.mean, Withheld) and isinstance(self.stage, Withheld):
            return "own score withheld"
        stage = stage_text(self.stage)
        if self.stage is None and self.why_no_stage is not None:
            stage = f"no stage, {self.why_no_stage.value}"
        return stage if self.mean is None else f"{self.mean_text}: {stage}"

    @property
    def rank_text(self) -> str:
        """The percentile rank in words."""
        if self.percentile_rank is None:
            return "no percentile rank"
        return f"percentile rank {share_text(self.percentile_rank)}"

    @property
    def quartiles_text(self) -> str:
        """The quartiles in words."""
        texts = [*map(mean_text, self.quartiles)]
        # Once is enough where nothing is told, or nobody has an answer.
        return f"quartiles {texts[0] if {*texts} in ({'withheld'}, {mean_text(None)}) else ', '.join(texts)}"

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        """What is withheld of the group, figure by figure."""
        figures = (
            *(self.organisation_count, self.member_count, *self.stage_counts, self.no_stage_count, *self.quartiles),
            *(self.mean, self.stage, self.percentile_rank),
        )
        return tuple(one for one in figures if isinstance(one, Withheld))

    @property
    def mean_as_shown(self) -> Fraction | None:
        """One's own mean as it is written; `None` where none is."""
        return _read(self.mean_text) if isinstance(self.mean, Fraction) else None

    @property
    def quartiles_as_shown(self) -> tuple[Fraction | None, ...]:
        """The quartiles as they are written, in levels' values; `None` for what is not."""
        return tuple(_read(mean_text(one)) if isinstance(one, Fraction) else None for one in self.quartiles)

    @property
    def counts(self) -> tuple[int | Withheld, ...]:
        """How many members have no stage, and how many have each, lowest level first."""
        return self.no_stage_count, *self.stage_counts

    @property
    def shares(self) -> tuple[Fraction, ...]:
        """The members' shares at no stage and at each level; 0 where one is not told."""
        total = self.member_count
        if isinstance(total, Withheld) or not total:
            return (Fraction(0),) * len(self.counts)
        return tuple(Fraction(0) if isinstance(count, Withheld) else Fraction(count, total) for count in self.counts)

    def counts_text(self, pool: Pool) -> str:
        """
        Return how many organisations there are, and how many respondents where those are what counts once.

        Args:
            pool: Who counts once: ``"organisations"`` or ``"respondents"``.
        """
        text = _counted(self.organisation_count, "organisation")
        return text if pool == "organisations" else f"{text}, {_counted(self.member_count, 'respondent')}"

    def to_rows(self, scale: Scale) -> Iterator[dict[str, object]]:
        """
        Yield a flat row for each figure, as `BenchmarkStrip.chart_rows` says.

        Args:
            scale: The framework's levels.
        """

        def row(mark: str, value: object, text: str, **more: object) -> dict[str, object]:
            number = as_float(value) if isinstance(value, Fraction) else value if isinstance(value, int) else None
            about = {"mark": mark, "level": None, "level_name": None, "share": None, **more}
            count = number if mark in _COUNTS else None
            return {**about, "value": number, "count": count, "text": text, "withheld": isinstance(value, Withheld)}

        yield row("organisations", self.organisation_count, count_text(self.organisation_count))
        yield row("members", self.member_count, count_text(self.member_count))
        yield row("no stage", self.no_stage_count, count_text(self.no_stage_count))
        for level, count in zip(scale, self.stage_counts, strict=True):
            yield row("stage count", count, count_text(count), level=level.number, level_name=level.name)
        for share, value in zip(QUARTILES, self.quartiles, strict=True):
            yield row("quartile", value, mean_text(value), share=as_float(share))
        yield row("own mean", self.mean, self.mean_text)
        if isinstance(self.stage, Level):
            about = {"level": self.stage.number, "level_name": self.stage.name}
            yield row("own stage", self.stage.number, stage_text(self.stage), **about)
        else:
            yield row("own stage", self.stage, stage_text(self.stage))
        yield row("percentile rank", self.percentile_rank, share_text(self.percentile_rank))


def _counted(count: int | Withheld, kind: str) -> str:
    return counted(count, kind) if isinstance(count, int) else f"{kind}s: {count_text(count)}"


def _read(text: str) -> Fraction:
    """Return the number that a text shows; one just beside a border has a sign before it."""
    return Fraction(text.lstrip("<>"))
