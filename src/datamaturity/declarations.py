"""Declarations: a framework of commitments, who has signed it, and where each partner stands."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from datamaturity.assessment import Assessment
from datamaturity.criteria import CriterionId, TopicId
from datamaturity.errors import DeclarationError, Fault, UnknownIdError, counted
from datamaturity.framework import Framework
from datamaturity.levels import Level
from datamaturity.mappings import FrozenMapping
from datamaturity.scoring import Scorecard, score
from datamaturity.stages import Rule
from datamaturity.validators import is_a, is_date_or_none, is_name, raising

__all__ = ["Declaration", "Help", "Lack", "Signatory"]

_is_name = raising(DeclarationError, is_name)


def _topic_ids(values: Iterable[str]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values)


@attrs.frozen
class Signatory:
    """
    An organisation that has signed a declaration.

    Attributes:
        organisation: Who signed.
        signed_on: The day.
        commitments: The topic ids that it signed up to; all of them if not given.
        assessment: Where it stands; `None` where it has not said yet.
    """

    organisation: str = attrs.field(validator=_is_name)
    signed_on: date | None = attrs.field(default=None, kw_only=True, validator=is_date_or_none)
    commitments: tuple[str, ...] = attrs.field(default=(), kw_only=True, converter=_topic_ids)
    assessment: Assessment | None = attrs.field(
        default=None, kw_only=True, validator=attrs.validators.optional(is_a(Assessment))
    )


@attrs.frozen
class Lack:
    """
    What a partnership lacks: a criterion, and how far its partners are with it.

    Attributes:
        criterion: The criterion's id.
        title: Its title.
        level_counts: How many of the partners committed to it stand at each level, lowest first.
        open_count: How many of them have not said.

    Example:
        >>> from datamaturity import Assessment, Signatory, load_framework
        >>> framework = load_framework("data-declaration")
        >>> near = Signatory("Southby", commitments=["sharing"], assessment=Assessment(framework, {"sharing.1": 0}))
        >>> Declaration(framework, [near]).lacking[0].level_counts
        (1, 0, 0, 0)
    """

    criterion: CriterionId
    title: str
    level_counts: tuple[int, ...]
    open_count: int

    @property
    def in_place_count(self) -> int:
        """How many have it fully in place."""
        return self.level_counts[-1]


@attrs.frozen
class Help:
    """
    Who could help whom: some have a criterion in place, others have not started.

    Attributes:
        criterion: The criterion's id.
        title: Its title.
        helpers: The organisations at the highest level.
        helped: The organisations at the lowest.

    Example:
        >>> Help("sharing.1", "Joint projects", ("Northshire",), ("Southby",)).helped
        ('Southby',)
    """

    criterion: CriterionId
    title: str
    helpers: tuple[str, ...]
    helped: tuple[str, ...]


@attrs.frozen(repr=False)
class Declaration:
    """
    A framework of commitments, and who has signed it: a topic is a commitment, a criterion an indicator of it.

    Attributes:
        framework: The commitments.
        signatories: Who has signed, in the order of signing.

    Raises:
        DeclarationError: The same organisation twice, unknown commitments, or answers to another framework; all at
            once.

    Example:
        >>> from datamaturity import Assessment, Declaration, Signatory, load_framework
        >>> framework = load_framework("data-declaration")
        >>> far = Assessment(framework, {"sharing.1": 3, "ethics.1": 0})
        >>> near = Assessment(framework, {"sharing.1": 0, "ethics.1": 1})
        >>> partners = Declaration(framework, [
        ...     Signatory("Northshire", assessment=far), Signatory("Southby", commitments=["sharing"], assessment=near),
        ... ])
        >>> [(one.criterion, one.helpers, one.helped) for one in partners.who_can_help]
        [('sharing.1', ('Northshire',), ('Southby',))]
        >>> partners.commitments_of("Southby"), partners.signatory("Northshire").signed_on
        (('sharing',), None)
        >>> partners.standings()["Southby"]["sharing"].number, partners.to_rows()[-1]["stage"]
        (0, 0)
        >>> partners.lacking[0].criterion, partners.who_can_help[0].title
        ('championing.1', 'Joint projects with a clear purpose')
    """

    framework: Framework = attrs.field(validator=is_a(Framework))
    signatories: tuple[Signatory, ...] = attrs.field(default=(), converter=tuple[Signatory, ...])

    def __attrs_post_init__(self) -> None:
        faults = [*self._faults()]
        if faults:
            raise DeclarationError(faults)

    def _faults(self) -> Iterator[Fault]:
        if not self.framework.topics:
            yield Fault("framework", f"{self.framework.id} has no topics, which are what partners commit to")
            return
        parts: tuple[object, ...] = self.signatories
        strangers = [one for one in parts if not isinstance(one, Signatory)]
        if strangers:
            yield Fault("signatories", f"are Signatory objects, not {strangers[0]!r}")
            return
        known = [topic.id for topic in self.framework.topics]
        seen: set[str] = set()
        for one in self.signatories:
            where = f"signatory {one.organisation}"
            if one.organisation in seen:
                yield Fault(where, "has signed twice; keep one entry for each organisation")
            seen.add(one.organisation)
            for commitment in one.commitments:
                if commitment not in known:
                    yield Fault(where, str(UnknownIdError("commitment", commitment, self.framework.id, known)))
            if one.assessment is not None and one.assessment.framework.structure != self.framework.structure:
                other = one.assessment.framework
                message = f"answered {other.id} {other.version}, not {self.framework.id} {self.framework.version}"
                yield Fault(where, message)

    def commitments_of(self, organisation: str) -> tuple[TopicId, ...]:
        """
        Return the commitments that an organisation signed up to, in framework order.

        Args:
            organisation: The signatory's name.

        Raises:
            UnknownIdError: It has not signed.
        """
        signed = self.signatory(organisation).commitments
        return tuple(topic.id for topic in self.framework.topics if not signed or topic.id in signed)

    def signatory(self, organisation: str) -> Signatory:
        """
        Return the signatory of this name.

        Args:
            organisation: Its name.

        Raises:
            UnknownIdError: It has not signed.
        """
        found = next((one for one in self.signatories if one.organisation == organisation), None)
        if found is None:
            names = [one.organisation for one in self.signatories]
            raise UnknownIdError("signatory", organisation, "the declaration", names)
        return found

    def standings(self, *, rule: Rule | str | None = None) -> FrozenMapping[str, FrozenMapping[str, Level | None]]:
        """
        Return where each partner stands: organisation to commitment to stage.

        Args:
            rule: As in `score`.

        Returns:
            For each signatory its own commitments; `None` where there is no stage.

        Raises:
            RuleError: As in `score`.
        """
        found = {}
        for one in self.signatories:
            card = None if one.assessment is None else score(one.assessment, rule=rule)
            stages: dict[str, Level | None] = {
                topic: _stage(card, topic) for topic in self.commitments_of(one.organisation)
            }
            found[one.organisation] = FrozenMapping(stages)
        return FrozenMapping(found)

    @property
    def lacking(self) -> tuple[Lack, ...]:
        """The criteria that not all partners committed to them have in place, those that fewest have first."""
        lacks = []
        for criterion, members in self._committed():
            codes = [self._code(one, criterion) for one in members]
            counts = tuple(codes.count(place) for place in range(len(self.framework.scale)))
            asked = [code for code in codes if code != "not applicable"]
            if asked and counts[-1] < len(asked):
                title = self.framework.criterion(criterion).title
                lacks.append(Lack(criterion, title, counts, len(asked) - sum(counts)))
        return tuple(
            sorted(lacks, key=lambda one: (one.in_place_count, sum(p * n for p, n in enumerate(one.level_counts))))
        )

    @property
    def who_can_help(self) -> tuple[Help, ...]:
        """For each criterion, who has it in place and who has not started, where there are both; in framework order."""
        top = len(self.framework.scale) - 1
        found = []
        for criterion, members in self._committed():
            at = {one.organisation: self._code(one, criterion) for one in members}
            helpers = tuple(name for name, code in at.items() if code == top)
            helped = tuple(name for name, code in at.items() if code == 0)
            if helpers and helped:
                found.append(Help(criterion, self.framework.criterion(criterion).title, helpers, helped))
        return tuple(found)

    def _committed(self) -> Iterator[tuple[CriterionId, list[Signatory]]]:
        """Yield each criterion with the signatories that signed up to its commitment."""
        for one in self.framework.criteria:
            yield (
                one.id,
                [member for member in self.signatories if not member.commitments or one.topic in member.commitments],
            )

    def _code(self, one: Signatory, criterion: CriterionId) -> int | str | None:
        """Return a level's position, ``"not applicable"``, or `None` where nothing is said."""
        if one.assessment is None:
            return None
        answer = one.assessment.answers[criterion]
        if answer.level is None:
            return "not applicable" if answer.state.value == "not applicable" else None
        return self.framework.scale.position(answer.level)

    def to_rows(self, *, rule: Rule | str | None = None) -> list[dict[str, object]]:
        """
        Return one flat row for each signatory and commitment.

        Args:
            rule: As in `score`.

        Returns:
            Dicts with equal keys, in the order of signing and then of the framework; ``stage`` is a level's number or
            `None`.

        Raises:
            RuleError: As in `score`.
        """
        rows: list[dict[str, object]] = []
        for organisation, stages in self.standings(rule=rule).items():
            signed_on = self.signatory(organisation).signed_on
            rows += [
                {
                    "organisation": organisation,
                    "signed_on": signed_on.isoformat() if signed_on else None,
                    "commitment": topic,
                    "name": self.framework.topic(topic).name,
                    "stage": None if stage is None else stage.number,
                    "stage_name": None if stage is None else stage.name,
                }
                for topic, stage in stages.items()
            ]
        return rows

    def __repr__(self) -> str:
        signed = counted(len(self.signatories), "signatory")
        return f"<Declaration {self.framework.id} {self.framework.version}: {signed}>"


def _stage(card: Scorecard | None, topic: str) -> Level | None:
    return None if card is None else card.topics[topic].stage
