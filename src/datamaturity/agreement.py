"""How far several people's answers to one criterion agree, and where each of them stands."""

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

import attrs

from datamaturity.assessment import DO_NOT_KNOW, NOT_APPLICABLE, UNANSWERED
from datamaturity.criteria import Criterion
from datamaturity.displayed import Displayed
from datamaturity.errors import NumberError
from datamaturity.levels import Level, Scale
from datamaturity.mappings import FrozenMapping
from datamaturity.respondents import Respondent, labels
from datamaturity.scores import as_float
from datamaturity.stages import MedianLow

__all__ = ["CriterionAgreement", "leik_consensus", "lower_median"]


def leik_consensus(counts: Sequence[int]) -> Fraction | None:
    """
    Return how far answers on an ordinal scale agree: 1 where all agree, 0 where half stand at each end.

    Args:
        counts: How many answers each level has, lowest level first.

    Returns:
        A share from 0 to 1; `None` without an answer.

    Raises:
        NumberError: Fewer than two levels, or a count below 0.

    Example:
        >>> leik_consensus([0, 6, 0, 0, 0]), leik_consensus([3, 0, 0, 0, 3]), leik_consensus([1, 1, 1, 1, 1])
        (Fraction(1, 1), Fraction(0, 1), Fraction(2, 5))

    Source:
        Robert K. Leik, "A Measure of Ordinal Consensus", Pacific Sociological Review 9 (1966).
    """
    total = sum(counts)
    if min(counts, default=0) < 0 or (total and len(counts) < 2):
        message = f"consensus takes a count from 0 for each of two levels or more, not {[*counts]}"
        raise NumberError(message)
    if not total:
        return None
    # Each step of the cumulative shares is farthest from both ends, 0 and 1, where half stand on either side of it.
    dispersion = sum(min(below, total - below) for below in [*accumulate(counts)][:-1])
    return 1 - Fraction(2 * dispersion, total * (len(counts) - 1))


def lower_median(counts: Sequence[int], scale: Scale) -> Level | None:
    """
    Return the lower median of some answers: the lowest level that half of them do not exceed.

    Args:
        counts: How many answers each level has, lowest level first.
        scale: The scale.

    Example:
        >>> print(lower_median([1, 1, 0], Scale([Level(1, "Low"), Level(2, "Middle"), Level(3, "High")])))
        1 Low
    """
    position = MedianLow().position(counts=counts, weights=counts, applicable_count=sum(counts))
    return None if position is None else scale.levels[position]


@attrs.frozen(slots=False, repr=False)
class CriterionAgreement(Displayed):
    """
    What the people of a panel say of one criterion.

    Attributes:
        criterion: The criterion.
        scale: The framework's scale.
        respondents: Everybody in the panel.
        codes: Each one's answer as a byte, as in `Answers.codes`.

    Example:
        >>> from datamaturity import Assessment, Panel, Respondent, load_framework
        >>> framework = load_framework("seven-themes")
        >>> said = Panel([Respondent(Assessment(framework, {"C1": level})) for level in (2, 2, 4)]).criteria["C1"]
        >>> said.median.number, said.range, said.consensus, said.to_row()["at_2"]
        (2, 2, Fraction(2, 3), 2)
    """

    criterion: Criterion
    scale: Scale
    respondents: tuple[Respondent, ...]
    codes: bytes

    @cached_property
    def level_counts(self) -> tuple[int, ...]:
        """How many people give each level, lowest level first."""
        return tuple(map(self.codes.count, range(len(self.scale))))

    @property
    def answered_count(self) -> int:
        """How many people give a level."""
        return sum(self.level_counts)

    @property
    def not_applicable_count(self) -> int:
        """How many say that the criterion does not apply."""
        return self.codes.count(NOT_APPLICABLE)

    @property
    def do_not_know_count(self) -> int:
        """How many say that they do not know."""
        return self.codes.count(DO_NOT_KNOW)

    @property
    def unanswered_count(self) -> int:
        """How many have not answered; *do not know* is not among them."""
        return self.codes.count(UNANSWERED)

    @cached_property
    def median(self) -> Level | None:
        """The lower median of the levels given; `None` where nobody gives one."""
        return lower_median(self.level_counts, self.scale)

    @property
    def lowest(self) -> Level | None:
        """The lowest level that anybody gives."""
        return next((level for level, _ in self._given), None)

    @property
    def highest(self) -> Level | None:
        """The highest level that anybody gives."""
        return next((level for level, _ in reversed(self._given)), None)

    @property
    def _given(self) -> list[tuple[Level, int]]:
        return [(level, count) for level, count in zip(self.scale, self.level_counts, strict=True) if count]

    @property
    def range(self) -> int | None:
        """How many levels lie from the lowest to the highest that is given; 0 where all agree, `None` without any."""
        given = [position for position, count in enumerate(self.level_counts) if count]
        return given[-1] - given[0] if given else None

    @property
    def consensus(self) -> Fraction | None:
        """Leik's ordinal consensus of the levels given, from 0 to 1; see `leik_consensus`."""
        return leik_consensus(self.level_counts)

    @property
    def applicability_disputed(self) -> bool:
        """Whether some give a level and others say that the criterion does not apply."""
        return bool(self.not_applicable_count and self.answered_count)

    @property
    def above(self) -> FrozenMapping[str, tuple[str, ...]]:
        """Role to the people in it who stand above the median, as `labels` calls them; roles without any left out."""
        return self._who(1)

    @property
    def at_median(self) -> FrozenMapping[str, tuple[str, ...]]:
        """Role to the people in it who stand at the median."""
        return self._who(0)

    @property
    def below(self) -> FrozenMapping[str, tuple[str, ...]]:
        """Role to the people in it who stand below the median."""
        return self._who(-1)

    def _who(self, side: int) -> FrozenMapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        if self.median is not None:
            middle, top = self.scale.position(self.median.number), len(self.scale)
            for one, name, code in zip(self.respondents, labels(self.respondents), self.codes, strict=True):
                if code < top and (code > middle) - (code < middle) == side:
                    found.setdefault(one.role, []).append(name)
        return FrozenMapping({role: tuple(names) for role, names in sorted(found.items())})

    def to_row(self) -> dict[str, object]:
        """
        Return a flat row: the criterion, how many people give each level, median, range and consensus.

        Returns:
            Column to text, whole number, float of the exact value or `None`; ``at_<level number>`` is a count.
        """
        return {
            "criterion": self.criterion.id,
            "title": self.criterion.title,
            "answered": self.answered_count,
            "not_applicable": self.not_applicable_count,
            "do_not_know": self.do_not_know_count,
            "unanswered": self.unanswered_count,
            "median": None if self.median is None else self.median.number,
            "lowest": None if self.lowest is None else self.lowest.number,
            "highest": None if self.highest is None else self.highest.number,
            "range": self.range,
            "consensus": as_float(self.consensus),
            **{f"at_{number}": n for number, n in zip(self.scale.numbers, self.level_counts, strict=True)},
        }

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} at {level.number}" for level, count in self._given)
        return f"<CriterionAgreement {self.criterion.id}: {counts or 'no level given'}; consensus {self.consensus}>"
