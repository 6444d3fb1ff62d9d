"""Declarations ⇄ JSON documents: who has signed, and where each signatory stands."""

from collections.abc import Iterator
from datetime import date
from typing import NewType

import attrs
import cattrs

from datamaturity.declarations import Declaration, Signatory
from datamaturity.documents.answer_maps import AssessmentPart, read_answers, write_answers
from datamaturity.documents.converter import Name, known_id, text
from datamaturity.documents.framework_keys import FrameworkKey
from datamaturity.documents.reading import Find, Reading, only, twin_faults
from datamaturity.documents.writing import document_text
from datamaturity.errors import Fault
from datamaturity.framework import Framework

__all__ = ["declaration_json", "parse_declaration"]

CommitmentId = NewType("CommitmentId", str)


@attrs.frozen
class _SignatoryPart:
    """An organisation that has signed."""

    organisation: Name
    signed_on: date | None = None
    commitments: tuple[CommitmentId, ...] = ()
    assessment: AssessmentPart | None = None

    @classmethod
    def of(cls, one: Signatory) -> "_SignatoryPart":
        """Return a signatory as it stands in a document."""
        return cls(
            Name(one.organisation),
            one.signed_on,
            tuple(map(CommitmentId, one.commitments)),
            None if one.assessment is None else AssessmentPart.of(one.assessment),
        )

    def signatory(self, framework: Framework) -> Signatory:
        """Return the signatory."""
        return Signatory(
            self.organisation,
            signed_on=self.signed_on,
            commitments=self.commitments,
            assessment=None if self.assessment is None else self.assessment.assessment(framework),
        )


@attrs.frozen
class _Declaration:
    """A declaration as it stands in the document."""

    framework: FrameworkKey
    signatories: tuple[_SignatoryPart, ...]

    def faults(self) -> Iterator[Fault]:
        """Yield what does not fit together."""
        names = [one.organisation for one in self.signatories]
        message = "has signed earlier already; keep one entry for each organisation"
        yield from twin_faults(names, lambda place: f"$.signatories[{place}].organisation", message)


def parse_declaration(text: str | bytes, *, framework: Framework, source: str = "") -> Declaration:
    """
    Return the declaration that a JSON document holds.

    Args:
        text: The document, in UTF-8 if it is bytes; `data/README.md` says what it holds.
        framework: The framework whose topics are the commitments.
        source: Where it is from, for the messages; such as a file's name.

    Raises:
        DocumentError: Not JSON, not a declaration, or one of another framework; the error has every fault with its
            path.
    """
    return read(Reading.of_kind("declaration", text, source), only(framework, "declaration"))


def declaration_json(declaration: Declaration) -> str:
    """
    Return a declaration as a JSON document, in the order of signing.

    Args:
        declaration: The declaration.

    Example:
        >>> from datamaturity import Declaration, Signatory, load_framework
        >>> framework = load_framework("data-declaration")
        >>> declaration = Declaration(framework, [Signatory("Southby", commitments=["sharing"])])
        >>> parse_declaration(declaration_json(declaration), framework=framework) == declaration
        True
    """
    signatories = tuple(map(_SignatoryPart.of, declaration.signatories))
    shape = _Declaration(FrameworkKey.of(declaration.framework), signatories)
    return document_text("declaration", shape, hooks=write_answers)


def read(reading: Reading, find: Find) -> Declaration:
    """Return the declaration that is being read."""
    framework = reading.framework(find)
    shape = reading.structure(_Declaration, framework=framework, hooks=_hooks)
    if shape is not None:
        reading.faults += shape.faults()
    if framework is not None and not framework.topics:
        reading.add("$.framework", f"{framework.id} has no topics, which are what partners commit to")
    found, of = reading.settled(shape), reading.settled(framework)
    return Declaration(of, [one.signatory(of) for one in found.signatories])


def _hooks(converter: cattrs.Converter, framework: Framework | None) -> None:
    read_answers(converter, framework)
    commitment = text
    if framework is not None:
        commitment = known_id("commitment", [topic.id for topic in framework.topics], framework.id)
    converter.register_structure_hook(CommitmentId, commitment)
