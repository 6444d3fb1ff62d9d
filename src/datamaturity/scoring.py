"""Scoring: an assessment in, a scorecard of every topic, theme and cell out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter
from typing import Protocol, TypeAlias, TypeVar

import attrs

from datamaturity.assessment import AnswerState, Assessment
from datamaturity.criteria import CriterionId, Group
from datamaturity.displayed import Displayed
from datamaturity.errors import NumberError, RuleError, counted
from datamaturity.framework import Framework
from datamaturity.levels import exact
from datamaturity.mappings import FrozenMapping
from datamaturity.scores import Basis, Score
from datamaturity.stages import Rule, parse_rule

__all__ = ["Comparable", "Scorecard", "score"]


T = TypeVar("T")
_Card_contra = TypeVar("_Card_contra", contravariant=True)
_T_co = TypeVar("_T_co", covariant=True)


class Comparable(Protocol[_Card_contra, _T_co]):
    """What a scorecard can be set beside; benchmarks are made of scorecards, so their module lies above this one."""

    def compare(self, card: _Card_contra, /) -> _T_co:
        """
        Return the comparison.

        Args:
            card: The scorecard.
        """
        ...


@attrs.frozen(repr=False)
class Scorecard(Displayed):
    """
    The scores of an assessment.

    Attributes:
        basis: The assessment, the rule and the minimum coverage.
        topics: Topic id to score, in framework order.
        themes: Theme id to score, in framework order.
        cells: (topic id, theme id) to score, for each pair that holds a criterion, by topic and then by theme.
        overall: The score of the whole; `None` where the framework publishes none and nobody asked for one.
    """

    basis: Basis
    topics: FrozenMapping[str, Score]
    themes: FrozenMapping[str, Score]
    cells: FrozenMapping[tuple[str, str], Score]
    overall: Score | None = None

    @property
    def assessment(self) -> Assessment:
        """The answers that were scored."""
        return self.basis.assessment

    @property
    def framework(self) -> Framework:
        """The framework, in the version that was answered."""
        return self.basis.assessment.framework

    @property
    def rule(self) -> Rule:
        """The rule that made the stages."""
        return self.basis.rule

    @property
    def unanswered(self) -> tuple[CriterionId, ...]:
        """The criteria without any answer, in framework order."""
        return self.assessment.answers.in_state(AnswerState.UNANSWERED)

    @property
    def do_not_know(self) -> tuple[CriterionId, ...]:
        """The criteria answered with *do not know*, in framework order."""
        return self.assessment.answers.in_state(AnswerState.DO_NOT_KNOW)

    @property
    def not_applicable(self) -> tuple[CriterionId, ...]:
        """The criteria that do not apply, in framework order."""
        return self.assessment.answers.in_state(AnswerState.NOT_APPLICABLE)

    def __iter__(self) -> Iterator[Score]:
        """Iterate over all scores: topics, themes, cells, and the whole if there is one."""
        yield from self.topics.values()
        yield from self.themes.values()
        yield from self.cells.values()
        if self.overall is not None:
            yield self.overall

    def compare_to(self, benchmark: Comparable["Scorecard", T]) -> T:
        """
        Return each group's score beside a benchmark's figures; see `Benchmark.compare`.

        Args:
            benchmark: What to set it beside.

        Raises:
            BenchmarkError: The benchmark is of another framework, version, rule or pool; all that differs at once.

        Example:
            >>> from datamaturity import Assessment, Benchmark, load_framework
            >>> framework = load_framework("seven-themes")
            >>> others = Benchmark.from_counts(framework, themes={"culture": [41, 57, 35, 15, 8]})
            >>> standing = score(Assessment(framework, {"C1": 3})).compare_to(others).themes["culture"]
            >>> standing.percentile_rank
            Fraction(77, 104)
        """
        return benchmark.compare(self)

    def to_rows(self) -> list[dict[str, object]]:
        """
        Return one flat row per score, for any dataframe library.

        Returns:
            Dicts with equal keys, in the order of iteration; see `Score.to_row`.

        Example:
            >>> from datamaturity import Assessment, load_framework
            >>> rows = score(Assessment(load_framework("uk-government-dma"), {"4.33": 2, "4.34": 3})).to_rows()
            >>> rows[3]["name"], rows[3]["mean"], rows[3]["answered"], rows[3]["applicable"]
            ('Knowing the data you have', 2.5, 2, 4)
        """
        return [one.to_row() for one in self]

    def __repr__(self) -> str:
        counts = {"topic": len(self.topics), "theme": len(self.themes), "cell": len(self.cells)}
        whole = ", ".join(counted(count, kind) for kind, count in counts.items())
        return f"<Scorecard of {self.framework.id} {self.framework.version}: {whole}; {self.rule}>"


# A group's key on the scorecard, the group, and how to pick its atoms' sums from the sums of all atoms.
_Part: TypeAlias = tuple[str, Group, Callable[[Sequence[int]], Iterable[int]]]


@attrs.frozen
class _Layout:
    """
    How a framework's groups are made up of *atoms*: the sets of criteria with the same topic and theme.

    Sums are made once per atom and added up to groups: a cell is one atom, every other group a union of atoms.

    Attributes:
        atom_count: How many atoms there are.
        criteria: For each criterion its atom, and the points and the weight that each code adds to it.
        topics: The topics' parts.
        themes: The themes' parts.
        cells: For each cell its key on the scorecard, its group and its atom.
    """

    atom_count: int
    criteria: tuple[tuple[int, tuple[int, ...], tuple[int, ...]], ...]
    topics: tuple[_Part, ...]
    themes: tuple[_Part, ...]
    cells: tuple[tuple[tuple[str, str], Group, int], ...]


@lru_cache(maxsize=64)
def _layout(framework: Framework) -> _Layout:
    atoms: dict[tuple[str | None, str | None], int] = {}
    atom_of = [atoms.setdefault((one.topic, one.theme), len(atoms)) for one in framework.criteria]

    def part(group: Group) -> _Part:
        wanted = sorted({atom_of[position] for position in group.positions})
        # Slices where they do, since itemgetter returns a bare item for one index, and needs at least one.
        first, last = (wanted[0], wanted[-1]) if wanted else (0, -1)
        together = len(wanted) == last - first + 1
        return group.id, group, itemgetter(slice(first, last + 1)) if together else itemgetter(*wanted)

    # What each byte of an assessment adds to its atom's points and weight, by the criterion's weight.
    levels = framework.scale.points
    rest = (0,) * (256 - len(levels))
    tables = {
        weight: (tuple(weight * points for points in levels) + rest, (weight,) * len(levels) + rest)
        for weight in framework.whole_weights
    }
    return _Layout(
        atom_count=len(atoms),
        criteria=tuple((atom, *tables[weight]) for atom, weight in zip(atom_of, framework.whole_weights, strict=True)),
        topics=tuple(part(group) for group in framework.topic_groups),
        themes=tuple(part(group) for group in framework.theme_groups),
        cells=tuple(
            ((group.topic or "", group.theme or ""), group, atoms[group.topic, group.theme])
            for group in framework.cells
        ),
    )


def score(
    assessment: Assessment,
    *,
    rule: Rule | str | None = None,
    minimum_coverage: Fraction | int | str = 0,
    overall: bool | None = None,
) -> Scorecard:
    """
    Score an assessment for every topic, theme and topic × theme cell.

    A mean is over the answered, applicable criteria of the group itself (not over its cells' means), on the framework's
    own scale. Criteria marked not applicable leave it; unanswered and not known ones leave it too, lower *coverage* and
    widen the bounds.

    Args:
        assessment: One organisation's answers.
        rule: How a group's levels become a stage, as a `Rule` or as text such as ``"reached-by:0.8"``; the
            framework's own default if not given.
        minimum_coverage: A share from 0 to 1; a group with less coverage gets no stage, and says why.
        overall: Whether to score the whole as well; as the framework's publisher does if not given.

    Returns:
        One `Score` for each topic, theme and inhabited cell, in framework order; means in levels' values, coverage a
        share from 0 to 1.

    Raises:
        RuleError: No such rule, or one that does not fit the framework's scale.
        NumberError: The minimum coverage is not a share.

    Example:
        >>> from datamaturity import Assessment, load_framework
        >>> card = score(Assessment(load_framework("uk-government-dma"), {"4.33": 2, "4.34": 3}))
        >>> known = card.topics["4"]
        >>> known.mean, known.stage.name, known.coverage, known.low, known.high
        (Fraction(5, 2), 'Learning', Fraction(1, 2), Fraction(7, 4), Fraction(15, 4))
        >>> card.topics["1"].mean is None, card.topics["1"].why_no_stage
        (True, NoStage.NO_ANSWERS)

    Source:
        Ours. The UK DMA's publisher gives a matrix of topics and themes and no overall score; how a stage follows from
        the levels it leaves open, so the rule is named beside every result.
    """
    framework = assessment.framework
    basis = Basis(assessment, rule_for(framework, rule), coverage_share(minimum_coverage))
    layout = _layout(framework)
    points, weights = [0] * layout.atom_count, [0] * layout.atom_count
    for code, (atom, points_of, weight_of) in zip(assessment.answers.codes, layout.criteria, strict=True):
        points[atom] += points_of[code]
        weights[atom] += weight_of[code]

    sums = basis.sums

    def scores(parts: Iterable[_Part]) -> FrozenMapping[str, Score]:
        return FrozenMapping.adopt(
            {key: Score(group, sums(sum(pick(points)), sum(pick(weights))), basis) for key, group, pick in parts}
        )

    whole = framework.publishes_overall if overall is None else overall
    return Scorecard(
        basis,
        topics=scores(layout.topics),
        themes=scores(layout.themes),
        cells=FrozenMapping.adopt(
            {key: Score(group, sums(points[atom], weights[atom]), basis) for key, group, atom in layout.cells}
        ),
        overall=Score(framework.overall_group, sums(sum(points), sum(weights)), basis) if whole else None,
    )


def rule_for(framework: Framework, rule: Rule | str | None) -> Rule:
    """Return the rule that is meant, by its name or not, and the framework's own where none is given."""
    if rule is None:
        rule = framework.default_rule
    elif isinstance(rule, str):
        rule = parse_rule(rule)
    elif not isinstance(rule, Rule):
        message = f"a rule is a Rule or its name, such as 'mean-nearest', not {rule!r}"
        raise RuleError(message)
    rule.check(framework.scale)
    return rule


def coverage_share(minimum_coverage: Fraction | int | str) -> Fraction:
    """Return a minimum coverage as an exact share; a `NumberError` where it is none."""
    share = exact(minimum_coverage)
    if not 0 <= share <= 1:
        message = f"a minimum coverage is a share from 0 to 1, such as '0.8', not {minimum_coverage}"
        raise NumberError(message)
    return share
