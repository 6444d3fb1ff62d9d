"""Networks ⇄ JSON documents: each organisation with its assessment, its panel, or without answers yet."""

from collections.abc import Iterator

import attrs

from datamaturity.assessment import Assessment
from datamaturity.documents.answer_maps import AssessmentPart, read_answers, write_answers
from datamaturity.documents.converter import Name
from datamaturity.documents.framework_keys import FrameworkKey
from datamaturity.documents.panels import PanelPart
from datamaturity.documents.reading import Find, Reading, only, twin_faults
from datamaturity.documents.writing import document_text
from datamaturity.errors import Fault
from datamaturity.framework import Framework
from datamaturity.mappings import FrozenMapping
from datamaturity.network import Network, Organisation
from datamaturity.panel import Panel

__all__ = ["network_json", "parse_network"]


@attrs.frozen
class _OrganisationPart:
    """An organisation: an assessment or a panel, or neither."""

    id: Name
    attributes: dict[str, str] = attrs.field(factory=dict)
    assessment: AssessmentPart | None = None
    panel: PanelPart | None = None

    @classmethod
    def of(cls, one: Organisation) -> "_OrganisationPart":
        """Return an organisation as it stands in a document."""
        answers = one.answers
        return cls(
            Name(one.id),
            dict(one.attributes),
            AssessmentPart.of(answers) if isinstance(answers, Assessment) else None,
            PanelPart.of(answers) if isinstance(answers, Panel) else None,
        )

    def organisation(self, framework: Framework) -> Organisation:
        """Return the organisation."""
        answers: Assessment | Panel | None = None
        if self.assessment is not None:
            answers = self.assessment.assessment(framework)
        elif self.panel is not None:
            answers = self.panel.panel(framework)
        return Organisation(self.id, answers, FrozenMapping(self.attributes))


@attrs.frozen
class _NetworkPart:
    """A network within the document, which says of which framework it is."""

    organisations: tuple[_OrganisationPart, ...]
    name: str = ""
    whole: "_NetworkPart | None" = None

    @classmethod
    def of(cls, network: Network) -> "_NetworkPart":
        """Return a network as it stands in a document."""
        whole = None if network.whole is None else cls.of(network.whole)
        return cls(tuple(map(_OrganisationPart.of, network)), network.name, whole)

    def network(self, framework: Framework) -> Network:
        """Return the network."""
        whole = None if self.whole is None else self.whole.network(framework)
        return Network((one.organisation(framework) for one in self.organisations), name=self.name, whole=whole)

    def faults(self, path: str) -> Iterator[Fault]:
        """Yield what does not fit together in the network, which has this path."""
        where = f"{path}.organisations"
        if all(one.assessment is None and one.panel is None for one in self.organisations):
            yield Fault(where, "a network has answers of at least one organisation")
        yield from twin_faults(
            [one.id for one in self.organisations],
            lambda place: f"{where}[{place}].id",
            "stands in the network earlier already; an id names one organisation",
        )
        for place, one in enumerate(self.organisations):
            if one.assessment is not None and one.panel is not None:
                yield Fault(f"{where}[{place}]", "has an assessment and a panel; keep one of them")
            if one.panel is not None:
                yield from one.panel.faults(f"{where}[{place}].panel")
        if self.whole is not None:
            yield from self.whole.faults(f"{path}.whole")


@attrs.frozen(kw_only=True)
class _Network(_NetworkPart):
    """A network as it stands in the document."""

    framework: FrameworkKey


def parse_network(text: str | bytes, *, framework: Framework, source: str = "") -> Network:
    """
    Return the network that a JSON document holds.

    Args:
        text: The document, in UTF-8 if it is bytes; `data/README.md` says what it holds.
        framework: The framework that was answered.
        source: Where it is from, for the messages; such as a file's name.

    Raises:
        DocumentError: Not JSON, not a network, or one with another framework; the error has every fault with its path.
    """
    return read(Reading.of_kind("network", text, source), only(framework, "network"))


def network_json(network: Network) -> str:
    """
    Return a network as a JSON document, with everybody's answers: for a benchmark to give away, see `benchmark_json`.

    Args:
        network: The network.

    Example:
        >>> from datamaturity import Assessment, Network, Organisation, load_framework
        >>> framework = load_framework("seven-themes")
        >>> network = Network([Organisation("Northshire", Assessment(framework, {"C1": 3})), Organisation("Southby")])
        >>> parse_network(network_json(network), framework=framework) == network
        True
    """
    part = _NetworkPart.of(network)
    shape = _Network(
        framework=FrameworkKey.of(network.framework),
        organisations=part.organisations,
        name=part.name,
        whole=part.whole,
    )
    return document_text("network", shape, hooks=write_answers)


def read(reading: Reading, find: Find) -> Network:
    """Return the network that is being read."""
    framework = reading.framework(find)
    shape = reading.structure(_Network, framework=framework, hooks=read_answers)
    if shape is not None:
        reading.faults += shape.faults("$")
    return reading.settled(shape).network(reading.settled(framework))
