"""A network: several organisations that answered one framework, and the parts that they fall into."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import attrs

from datamaturity.assessment import Assessment
from datamaturity.criteria import Group
from datamaturity.disclosure import LEAST_ORGANISATIONS, check_minimum
from datamaturity.displayed import Displayed
from datamaturity.errors import Fault, NetworkError, UnknownIdError, counted
from datamaturity.framework import Framework
from datamaturity.group_control import Key, Pooled, Told, beside_other_groups
from datamaturity.groups import ByGroup
from datamaturity.mappings import FrozenMapping
from datamaturity.network_control import controlled, median_levels
from datamaturity.network_scores import NetworkScore, NetworkScorecard, Pool, check_pool
from datamaturity.panel import Panel, PanelPool
from datamaturity.pooling import MemberCard, PooledScorecard, pooled
from datamaturity.scoring import score
from datamaturity.stages import Rule
from datamaturity.validators import is_a, is_name, is_text, raising

__all__ = ["Network", "Organisation"]


_is_name = raising(NetworkError, is_name)


def _attributes(given: Mapping[str, str]) -> FrozenMapping[str, str]:
    return FrozenMapping({name: given[name] for name in sorted(given, key=str)})


def _check_attributes(one: "Organisation", _: object, attributes: Mapping[Any, Any]) -> None:
    for name, value in attributes.items():
        if not isinstance(name, str) or not isinstance(value, str):
            message = f"an attribute is a name and a text, not {name!r}: {value!r}"
            raise NetworkError([Fault(f"organisation {one.id}", message)])


@attrs.frozen
class Organisation:
    """
    One organisation of a network.

    Attributes:
        id: Its name, or whatever tells it from the others.
        answers: Its assessment, or the panel of its people; `None` where nothing has come in yet.
        attributes: What it can be sliced by, such as ``{"sector": "health"}``.

    Raises:
        NetworkError: An id that is empty, or an attribute that is no text.
        WrongTypeError: An id that is no text.
        TypeError: Answers that are neither an `Assessment` nor a `Panel`.
    """

    id: str = attrs.field(validator=_is_name)
    answers: Assessment | Panel | None = attrs.field(
        default=None, validator=attrs.validators.optional(is_a(Assessment, Panel))
    )
    attributes: FrozenMapping[str, str] = attrs.field(
        default=FrozenMapping[str, str](), converter=_attributes, validator=_check_attributes
    )

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """Its assessment, or those of everybody in its panel."""
        if isinstance(self.answers, Panel):
            return tuple(one.assessment for one in self.answers)
        return () if self.answers is None else (self.answers,)


Members: TypeAlias = tuple[PooledScorecard, tuple[str, ...], tuple[bytes, ...]]


@attrs.frozen(slots=False, repr=False)
class Network(Displayed):
    """
    Several organisations with answers to one version of a framework.

    Attributes:
        organisations: The organisations, one with answers at least.
        name: The network's name; may be empty.
        whole: The network that this is a part of, so that the rest of it stays undisclosed too.

    Raises:
        NetworkError: No answers, the same organisation twice, or answers to other frameworks; all of it at once.

    Example:
        >>> from datamaturity import Assessment, Network, Organisation, load_framework
        >>> framework = load_framework("seven-themes")
        >>> levels = [1, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 5]
        >>> network = Network([Organisation(f"org {n}", Assessment(framework, {"C1": level, "C2": 3}))
        ...                    for n, level in enumerate(levels)])
        >>> culture = network.pool().themes["culture"]
        >>> culture
        <NetworkScore theme culture: mean 3, 3 Learning, 12 organisations>
        >>> print(culture.stage_counts[2])  # eight, who would tell of the one and the three beside them
        withheld: it is about fewer than 5 organisations, or would give such a figure away
    """

    organisations: tuple[Organisation, ...] = attrs.field(converter=tuple[Organisation, ...])
    name: str = attrs.field(default="", kw_only=True, validator=is_text)
    whole: "Network | None" = attrs.field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = [*self._faults()]
        if faults:
            raise NetworkError(faults)

    def _faults(self) -> Iterator[Fault]:
        parts: tuple[object, ...] = self.organisations
        strangers = [one for one in parts if not isinstance(one, Organisation)]
        if strangers:
            yield Fault("organisations", f"a network is made of Organisation objects, not {strangers[0]!r}")
            return
        with_answers = [one for one in self.organisations if one.answers is not None]
        if not with_answers:
            yield Fault("organisations", "a network has answers of at least one organisation")
            return
        seen: set[str] = set()
        for one in self.organisations:
            if one.id in seen:
                yield Fault(f"organisation {one.id}", "stands in the network twice; an id names one organisation")
            seen.add(one.id)
        first = _framework_of(with_answers[0])
        for one in with_answers:
            other = _framework_of(one)
            if other.structure != first.structure:
                yield Fault(f"organisation {one.id}", first.difference_to(other))

    @property
    def framework(self) -> Framework:
        """The framework that they answered."""
        return _framework_of(next(one for one in self.organisations if one.answers is not None))

    def values_of(self, attribute: str) -> tuple[str, ...]:
        """
        Return the values that an attribute has, in alphabetical order; the empty one where somebody lacks it.

        Args:
            attribute: The attribute's name, such as ``"sector"``.

        Raises:
            UnknownIdError: No organisation has such an attribute.
        """
        known = sorted({name for one in self.organisations for name in one.attributes})
        if attribute not in known:
            raise UnknownIdError("attribute", attribute, "the network", known)
        return tuple(sorted({one.attributes.get(attribute, "") for one in self.organisations}))

    def where(self, **attributes: str) -> "Network":
        """
        Return the part of the network whose organisations have these attributes.

        Its figures are controlled together with those of the rest of the network. To tell several parts, use `slices`,
        which controls them all together.

        Args:
            attributes: Attribute to the value that it must have; an empty text for those that lack it.

        Raises:
            UnknownIdError: No organisation has such an attribute.
            NetworkError: No organisation with answers has these values.

        Example:
            >>> from datamaturity import Assessment, Network, Organisation, load_framework
            >>> framework = load_framework("seven-themes")
            >>> abbey = Organisation("Abbey", Assessment(framework, {"C1": 2}), {"sector": "health"})
            >>> bridge = Organisation("Bridge", Assessment(framework, {"C1": 4}), {"sector": "arts"})
            >>> network = Network([abbey, bridge])
            >>> network.values_of("sector"), network.where(sector="arts")
            (('arts', 'health'), <Network sector arts with seven-themes 1: 1 organisation>)
        """
        for name, value in attributes.items():
            if value not in self.values_of(name):
                raise UnknownIdError("value", value, f"attribute {name}", self.values_of(name))
        found = [
            one for one in self.organisations if all(one.attributes.get(k, "") == v for k, v in attributes.items())
        ]
        words = ", ".join(f"{name} {value or '(none)'}" for name, value in attributes.items())
        if not any(one.answers is not None for one in found):
            raise NetworkError([Fault("where", f"no organisation with answers has {words}")])
        name = " · ".join(filter(None, (self.name, words)))
        return Network(found, name=name, whole=self)

    def pool(
        self,
        *,
        by: Pool = "organisations",
        rule: Rule | str | None = None,
        overall: bool | None = None,
        within: PanelPool = "respondents",
        mean: bool = True,
        min_organisations: int = LEAST_ORGANISATIONS,
    ) -> NetworkScorecard:
        """
        Return the pooled scores of the network, as they may be told.

        Args:
            by: Whether each organisation counts once (one with a panel has the panel's pooled score), or each
                respondent (an organisation without a panel is one).
            rule: How a group gets its stage; the framework's own default if not given.
            overall: Whether to score the whole as well; as the framework's publisher does if not given.
            within: Whether a panel pools its respondents, or its units.
            mean: Whether to tell the means; without them, some counts can be told that they would give away.
            min_organisations: The least number of organisations that a figure may be about; 0 withholds nothing.

        Returns:
            One `NetworkScore` for each topic, theme and inhabited cell, in framework order.

        Raises:
            NetworkError: No such pool, or a minimum that is none.
            RuleError: No such rule, or one that does not fit the framework's scale.

        Source:
            Ours: a mean of means, so that a large organisation, or one with many respondents, weighs no more.
        """
        options = self._options(by, rule, overall, within, mean, min_organisations)
        return _beside_the_rest(self, _cards([self], options)[0], options)

    def slices(
        self,
        attribute: str,
        *,
        by: Pool = "organisations",
        rule: Rule | str | None = None,
        overall: bool | None = None,
        within: PanelPool = "respondents",
        mean: bool = True,
        min_organisations: int = LEAST_ORGANISATIONS,
    ) -> FrozenMapping[str, NetworkScorecard]:
        """
        Return the pooled scores of each part with one value of an attribute, such as each sector.

        They are controlled together, so that no withheld figure follows from the parts that are told and the whole.

        Args:
            attribute: The attribute's name.
            by: As in `pool`.
            rule: As in `pool`.
            overall: As in `pool`.
            within: As in `pool`.
            mean: As in `pool`.
            min_organisations: As in `pool`: the least number of organisations that a figure is about.

        Returns:
            Value of the attribute to its scorecard, in alphabetical order; organisations without the attribute stand
            under the empty text, and values without any answers are left out.

        Raises:
            UnknownIdError: No organisation has such an attribute.
            NetworkError: No such pool, or a minimum that is none.
            RuleError: No such rule, or one that does not fit the framework's scale.

        Example:
            >>> from datamaturity import Assessment, Network, Organisation, load_framework
            >>> framework = load_framework("seven-themes")
            >>> answers = [Assessment(framework, {"C1": 2 + n % 3}) for n in range(24)]
            >>> sectors = [{"sector": ("arts", "health")[n % 2]} for n in range(24)]
            >>> network = Network(map(Organisation, map(str, range(24)), answers, sectors))
            >>> {sector: str(card.themes["culture"].mean) for sector, card in network.slices("sector").items()}
            {'arts': '3', 'health': '3'}
        """
        values = self.values_of(attribute)
        members = {
            value: [one for one in self.organisations if one.attributes.get(attribute, "") == value] for value in values
        }
        kept = {value: found for value, found in members.items() if any(one.answers is not None for one in found)}
        options = self._options(by, rule, overall, within, mean, min_organisations)
        parts = [Network(found, whole=self.whole) for found in kept.values()]
        cards = _cards(parts, options)
        # Together the parts are this network: what is withheld of it beside the rest, none of them may tell.
        told = [
            _beside_the_rest(self, _beside_the_rest(part, card, options), options)
            for part, card in zip(parts, cards, strict=True)
        ]
        return FrozenMapping(dict(zip(kept, told, strict=True)))

    def _options(
        self, by: Pool, rule: Rule | str | None, overall: bool | None, within: PanelPool, mean: bool, minimum: int
    ) -> "_Options":
        # Resolved once, for everybody: copies of a framework may differ in their defaults.
        framework = self.framework
        rule = framework.default_rule if rule is None else rule
        overall = framework.publishes_overall if overall is None else overall
        return _Options(by, rule, overall, within, mean, check_minimum(minimum))

    @property
    def missing(self) -> ByGroup[tuple[str, ...]]:
        """For each group and the whole, the organisations without a single level in it, in the network's order."""
        framework = self.framework
        top = len(framework.scale)
        answered = {
            one.id: {place for codes in map(_codes, one.assessments) for place, code in enumerate(codes) if code < top}
            for one in self.organisations
        }

        def without(group: Group) -> tuple[str, ...]:
            return tuple(one for one, places in answered.items() if places.isdisjoint(group.positions))

        return ByGroup.of(framework, without, overall=True)

    def __iter__(self) -> Iterator[Organisation]:
        """Iterate over the organisations."""
        return iter(self.organisations)

    def __len__(self) -> int:
        """Return how many organisations there are, with or without answers."""
        return len(self.organisations)

    def __repr__(self) -> str:
        framework = self.framework
        name = f" {self.name}" if self.name else ""
        return f"<Network{name} with {framework.id} {framework.version}: {counted(len(self), 'organisation')}>"


def _framework_of(one: Organisation) -> Framework:
    return one.assessments[0].framework


def _codes(assessment: Assessment) -> bytes:
    return assessment.answers.codes


def _check_by(_: object, __: object, by: str) -> None:
    check_pool(by)


@attrs.frozen
class _Options:
    by: Pool = attrs.field(validator=_check_by)
    rule: Rule | str
    overall: bool
    within: PanelPool
    mean: bool
    minimum: int


def _members_of(organisations: Iterable[Organisation], options: _Options) -> Members:
    """Return the pooled scorecard of the members, the organisation that each is of, and their answers."""
    cards: list[MemberCard] = []
    owners: list[str] = []
    codes: list[bytes] = []
    for one in organisations:
        if isinstance(one.answers, Panel) and options.by == "organisations":
            cards.append(one.answers.pool(by=options.within, rule=options.rule, overall=options.overall))
            owners.append(one.id)
            codes.append(_codes(one.answers.agree().assessment))
            continue
        for assessment in one.assessments:
            cards.append(score(assessment, rule=options.rule, overall=options.overall))
            owners.append(one.id)
            codes.append(_codes(assessment))
    return pooled(cards), tuple(owners), tuple(codes)


def _beside_the_rest(part: Network, card: NetworkScorecard, options: _Options) -> NetworkScorecard:
    """Return what may be told of a part of a network, beside the rest of it, and of what that is a part of."""
    whole = part.whole
    while whole is not None:
        own = {one.id for one in part.organisations}
        rest = [one for one in whole.organisations if one.id not in own]
        if any(one.answers is not None for one in rest):
            card = card.less(_cards([part, Network(rest)], options)[0])
        whole = whole.whole
    return card


def _cards(parts: Sequence[Network], options: _Options) -> list[NetworkScorecard]:
    found = [_members_of(part, options) for part in parts]
    owners = [names for _, names, _ in found]
    framework, rule, minimum = parts[0].framework, found[0][0].rule, options.minimum
    told = _told([{(one.group.kind, one.group.id): one for one in card} for card, _, _ in found], owners, options)
    medians = median_levels(framework, [codes for _, _, codes in found], owners, minimum=minimum)
    has_overall = found[0][0].overall is not None

    def card(row: int) -> NetworkScorecard:
        groups = ByGroup.of(framework, lambda group: told[group.kind, group.id][row], overall=has_overall)
        return NetworkScorecard(framework, rule, options.by, minimum, groups, medians[row])

    return [card(row) for row in range(len(parts))]


def _told(parts: Sequence[Pooled], owners: Sequence[Sequence[str]], options: _Options) -> Told:
    """Return what may be told of each group of a network, or of each part of one."""
    minimum = options.minimum
    told: dict[Key, Sequence[NetworkScore]] = {}
    # Criteria in a group whose mean would tell a count: a larger group's mean would tell that mean.
    telling: set[int] = set()
    for key, one in parts[0].items():
        scores = [part[key] for part in parts]
        told[key], tells = controlled(scores, owners, minimum=minimum, mean=options.mean)
        telling |= {*one.group.positions} if tells else set()
    if telling:
        told = {
            key: [one if telling.isdisjoint(one.group.positions) else one.without_mean(minimum) for one in scores]
            for key, scores in told.items()
        }

    def whole() -> Told:
        # The parts' whole is told as well, and first.
        together = {
            key: attrs.evolve(one, members=tuple(member for part in parts for member in part[key].members))
            for key, one in parts[0].items()
        }
        return _told([together], [[name for names in owners for name in names]], options)

    return beside_other_groups(told, parts, owners, minimum, whole=whole if len(parts) > 1 else None)
