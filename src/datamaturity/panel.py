"""A panel: several people's assessments of one organisation."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Literal, TypeAlias, get_args

import attrs

from datamaturity.agreement import CriterionAgreement
from datamaturity.displayed import Displayed
from datamaturity.errors import Fault, PanelError, UnknownIdError, counted
from datamaturity.framework import Framework
from datamaturity.mappings import FrozenMapping
from datamaturity.pooling import PooledScorecard, pooled
from datamaturity.reliability import krippendorff_alpha
from datamaturity.respondents import Respondent
from datamaturity.scoring import score
from datamaturity.settlements import Agreed, Method, Settlement, agreed_answers
from datamaturity.stages import Rule
from datamaturity.validators import is_text

__all__ = ["Panel", "PanelPool"]

PanelPool: TypeAlias = Literal["respondents", "units"]
"""Who counts once in a panel: each respondent, or each unit."""


@attrs.frozen(slots=False, repr=False)
class Panel(Displayed):
    """
    Several people's assessments of one organisation, with one version of a framework.

    Attributes:
        respondents: The people and their answers; one at least.
        organisation: Whose assessment it is; taken from the respondents' assessments if not given.

    Raises:
        PanelError: Nobody in it, the same id twice, or answers to other frameworks or of other organisations; all of it
            at once.

    Example:
        >>> from datamaturity import Assessment, Panel, Respondent, load_framework
        >>> framework = load_framework("seven-themes")
        >>> panel = Panel([
        ...     Respondent(Assessment(framework, {"C1": 2, "C2": 3}), id="ann", role="manager"),
        ...     Respondent(Assessment(framework, {"C1": 4, "C2": 3}), id="ben", role="analyst"),
        ...     Respondent(Assessment(framework, {"C1": 2}), id="cas", role="manager"),
        ... ])
        >>> panel.criteria["C1"]
        <CriterionAgreement C1: 2 at 2, 1 at 4; consensus 2/3>
        >>> panel.criteria["C1"].above
        FrozenMapping({'analyst': ('ben',)})
        >>> panel.agree().assessment.answers["C1"]
        Answer.at(2)
        >>> panel.pool().themes["culture"].mean  # (5/2 + 7/2 + 2) / 3
        Fraction(8, 3)
        >>> panel.of_role("manager"), panel.of_unit("")
        (<Panel with seven-themes 1: 2 respondents>, <Panel with seven-themes 1: 3 respondents>)
        >>> len(panel.to_rows()), panel.to_rows()[0]["median"]
        (39, None)
    """

    respondents: tuple[Respondent, ...] = attrs.field(converter=tuple[Respondent, ...])
    organisation: str = attrs.field(default="", kw_only=True, validator=is_text)

    def __attrs_post_init__(self) -> None:
        faults = [*self._faults()]
        if faults:
            raise PanelError(faults)
        names = {one.assessment.organisation for one in self.respondents} - {""}
        if not self.organisation and names:
            object.__setattr__(self, "organisation", min(names))

    def _faults(self) -> Iterator[Fault]:
        if not self.respondents:
            yield Fault("respondents", "a panel has at least one respondent")
            return
        parts: tuple[object, ...] = self.respondents
        strangers = [one for one in parts if not isinstance(one, Respondent)]
        if strangers:
            yield Fault("respondents", f"a panel is made of Respondent objects, not {strangers[0]!r}")
            return
        first = self.respondents[0].assessment.framework
        seen: set[str] = set()
        names = {self.organisation} - {""}
        for number, one in enumerate(self.respondents, 1):
            where = f"respondent {one.id or number}"
            other = one.assessment.framework
            if other.structure != first.structure:
                yield Fault(where, first.difference_to(other))
            if one.id in seen:
                yield Fault(where, "stands in the panel twice; an id names one person")
            seen |= {one.id} - {""}
            name = one.assessment.organisation
            if name and names and name not in names:
                yield Fault(where, f"answered for {name!r}, not for {min(names)!r}; a panel is of one organisation")
            elif name:
                names.add(name)

    @property
    def framework(self) -> Framework:
        """The framework that they answered."""
        return self.respondents[0].assessment.framework

    @cached_property
    def criteria(self) -> FrozenMapping[str, CriterionAgreement]:
        """Criterion id to what the people say of it, in framework order."""
        framework = self.framework
        columns = zip(*(one.assessment.answers.codes for one in self.respondents), strict=True)
        found: dict[str, CriterionAgreement] = {
            criterion.id: CriterionAgreement(criterion, framework.scale, self.respondents, bytes(codes))
            for criterion, codes in zip(framework.criteria, columns, strict=True)
        }
        return FrozenMapping(found)

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles in the panel, in alphabetical order; the empty one among them where somebody has none."""
        return tuple(sorted({one.role for one in self.respondents}))

    @property
    def units(self) -> tuple[str, ...]:
        """The units in the panel, likewise."""
        return tuple(sorted({one.unit for one in self.respondents}))

    def of_role(self, role: str) -> "Panel":
        """
        Return the panel of the people with this role.

        Args:
            role: The role; empty for those without one.

        Raises:
            UnknownIdError: Nobody has this role.
        """
        return self._part("role", role, self.roles)

    def of_unit(self, unit: str) -> "Panel":
        """
        Return the panel of the people of this unit.

        Args:
            unit: The unit; empty for those without one.

        Raises:
            UnknownIdError: Nobody is of this unit.
        """
        return self._part("unit", unit, self.units)

    def _part(self, kind: str, wanted: str, known: Iterable[str]) -> "Panel":
        if wanted not in known:
            raise UnknownIdError(kind, wanted, "the panel", known)
        return attrs.evolve(self, respondents=[one for one in self.respondents if getattr(one, kind) == wanted])

    @property
    def to_discuss(self) -> tuple[CriterionAgreement, ...]:
        """
        The criteria on which people differ, the ones to talk about first at the front.

        The lowest consensus comes first, then the widest range, then framework order. Criteria with one answer, or on
        whose level all agree, are not among them; `CriterionAgreement.applicability_disputed` says of any criterion
        whether some find that it does not apply.
        """
        open_ones = [one for one in self.criteria.values() if one.range]
        return tuple(sorted(open_ones, key=lambda one: (one.consensus or 0, -(one.range or 0))))

    def alpha(self) -> float | None:
        """
        Return Krippendorff's alpha over all criteria, ordinal, with missing answers; see `krippendorff_alpha`.

        Returns:
            1 where all agree, about 0 where they agree as if by chance; `None` where it is undefined.

        Raises:
            MissingExtraError: The library krippendorff is not installed (extra ``agreement``).

        Example:
            >>> from datamaturity import Assessment, Panel, Respondent, load_framework
            >>> framework = load_framework("seven-themes")
            >>> panel = Panel([Respondent(Assessment(framework, {"C1": level, "C2": level})) for level in (2, 2, 4)])
            >>> panel.alpha()
            -0.25
        """
        return krippendorff_alpha([one.level_counts for one in self.criteria.values()])

    def agree(
        self,
        *,
        method: Method = "median-low",
        settled: Mapping[str, Settlement] | None = None,
        assessed_on: date | None = None,
    ) -> Agreed:
        """
        Return one assessment from the people's answers.

        Where more people say that a criterion does not apply than give it a level, it does not apply; else the levels
        given decide. Where nobody gives a level, it is *do not know* if anybody says so, else unanswered.

        Args:
            method: ``"median-low"``, the lower median of the levels; ``"mode"``, the level that most give (ties: the
                lower); ``"by-hand"``, nothing but what was settled, the rest open.
            settled: Criterion id to what people settled on; goes before the method.
            assessed_on: The day of the agreed assessment; the latest of the respondents' days if not given.

        Returns:
            The agreed assessment, with everybody's own answers beside it.

        Raises:
            PanelError: No such method, unknown criteria, a settlement without a note, or levels off the scale.

        Example:
            >>> from datamaturity import Assessment, Panel, Respondent, Settlement, load_framework
            >>> framework = load_framework("seven-themes")
            >>> people = [Respondent(Assessment(framework, {"C1": level})) for level in (2, 4, 4, 5)]
            >>> Panel(people).agree().assessment.answers["C1"]
            Answer.at(4)
            >>> by_hand = Panel(people).agree(settled={"C1": Settlement(3, "Not yet in the depots", moderator="Ann")})
            >>> by_hand.assessment.answers["C1"], by_hand.individual("C1")[0]
            (Answer.at(3, note='Not yet in the depots'), Answer.at(2))

        Source:
            Ours. The lower median needs no arithmetic on levels, and nobody far away moves it.
        """
        days = [one.assessment.assessed_on for one in self.respondents if one.assessment.assessed_on]
        return agreed_answers(
            self.framework,
            [*self.criteria.values()],
            method=method,
            settled=settled or {},
            organisation=self.organisation,
            assessed_on=assessed_on or max(days, default=None),
        )

    def pool(
        self, *, by: PanelPool = "respondents", rule: Rule | str | None = None, overall: bool | None = None
    ) -> PooledScorecard:
        """
        Return the pooled scores of the panel, without agreeing first.

        Args:
            by: Whether each respondent counts once, or each unit (with the pooled score of its own people; those
                without a unit are one together).
            rule: How a group gets its stage; the framework's own default if not given.
            overall: Whether to score the whole as well; as the framework's publisher does if not given.

        Returns:
            One `PooledScore` for each topic, theme and inhabited cell, in framework order.

        Raises:
            PanelError: No such pool.
            RuleError: No such rule, or one that does not fit the framework's scale.
        """
        if by not in get_args(PanelPool):
            message = f"a panel pools {' or '.join(get_args(PanelPool))}, not {by!r}"
            raise PanelError([Fault("by", message)])
        # Resolved once, for everybody: copies of a framework may differ in their defaults.
        rule = self.framework.default_rule if rule is None else rule
        overall = self.framework.publishes_overall if overall is None else overall
        if by == "units":
            return pooled([self.of_unit(unit).pool(rule=rule, overall=overall) for unit in self.units])
        return pooled([score(one.assessment, rule=rule, overall=overall) for one in self.respondents])

    @property
    def missing(self) -> tuple[Respondent, ...]:
        """The respondents who have not given a single level."""
        top = len(self.framework.scale)
        return tuple(one for one in self.respondents if min(one.assessment.answers.codes) >= top)

    def to_rows(self) -> list[dict[str, object]]:
        """Return one flat row per criterion; see `CriterionAgreement.to_row`."""
        return [one.to_row() for one in self.criteria.values()]

    def __iter__(self) -> Iterator[Respondent]:
        """Iterate over the respondents."""
        return iter(self.respondents)

    def __len__(self) -> int:
        """Return how many respondents there are."""
        return len(self.respondents)

    def __repr__(self) -> str:
        whose = f" of {self.organisation}" if self.organisation else ""
        framework = self.framework
        return f"<Panel{whose} with {framework.id} {framework.version}: {counted(len(self), 'respondent')}>"
