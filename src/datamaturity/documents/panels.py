"""Panels ⇄ JSON documents: everybody's own answers, and whatever else is known of them."""

from collections.abc import Iterator

import attrs

from datamaturity.documents.answer_maps import AssessmentPart, read_answers, write_answers
from datamaturity.documents.framework_keys import FrameworkKey
from datamaturity.documents.json_text import json_text
from datamaturity.documents.reading import Find, Reading, only, twin_faults
from datamaturity.documents.writing import document_text
from datamaturity.errors import Fault
from datamaturity.framework import Framework
from datamaturity.panel import Panel
from datamaturity.respondents import Respondent

__all__ = ["panel_json", "parse_panel"]


@attrs.frozen
class _RespondentPart(AssessmentPart):
    """One person's answers, and who it is."""

    id: str = ""
    role: str = ""
    unit: str = ""

    def respondent(self, framework: Framework) -> Respondent:
        """Return the respondent."""
        return Respondent(self.assessment(framework), id=self.id, role=self.role, unit=self.unit)


@attrs.frozen
class PanelPart:
    """A panel within another document, which says of which framework it is."""

    respondents: tuple[_RespondentPart, ...]
    organisation: str = ""

    @classmethod
    def of(cls, panel: Panel) -> "PanelPart":
        """Return a panel as it stands in a document."""
        return cls(
            tuple(
                _RespondentPart(
                    one.assessment.answers,
                    one.assessment.organisation,
                    one.assessment.assessed_on,
                    one.id,
                    one.role,
                    one.unit,
                )
                for one in panel
            ),
            panel.organisation,
        )

    def panel(self, framework: Framework) -> Panel:
        """Return the panel."""
        return Panel((one.respondent(framework) for one in self.respondents), organisation=self.organisation)

    def faults(self, path: str) -> Iterator[Fault]:
        """Yield what does not fit together in the panel, which has this path."""
        path = f"{path}.respondents"
        if not self.respondents:
            yield Fault(path, "a panel has at least one respondent")
        ids = [one.id.strip() for one in self.respondents]
        yield from twin_faults(
            ids, lambda place: f"{path}[{place}].id", "stands in the panel earlier already; an id names one person"
        )
        name = self.organisation
        for place, one in enumerate(self.respondents):
            name = name or one.organisation
            if one.organisation not in ("", name):
                message = f"is {json_text(one.organisation)}, not {json_text(name)}; a panel is of one organisation"
                yield Fault(f"{path}[{place}].organisation", message)


@attrs.frozen(kw_only=True)
class _Panel(PanelPart):
    """A panel as it stands in the document."""

    framework: FrameworkKey


def parse_panel(text: str | bytes, *, framework: Framework, source: str = "") -> Panel:
    """
    Return the panel that a JSON document holds.

    Args:
        text: The document, in UTF-8 if it is bytes; `data/README.md` says what it holds.
        framework: The framework that was answered.
        source: Where it is from, for the messages; such as a file's name.

    Raises:
        DocumentError: Not JSON, not a panel, or one with another framework; the error has every fault with its path.
    """
    return read(Reading.of_kind("panel", text, source), only(framework, "panel"))


def panel_json(panel: Panel) -> str:
    """
    Return a panel as a JSON document, in the order of its respondents; in whose words each read the framework is lost.

    Args:
        panel: The panel.

    Example:
        >>> from datamaturity import Assessment, Panel, Respondent, load_framework
        >>> framework = load_framework("seven-themes")
        >>> panel = Panel([Respondent(Assessment(framework, {"C1": 3}), id="ann"), Respondent(Assessment(framework))])
        >>> parse_panel(panel_json(panel), framework=framework) == panel
        True
    """
    part = PanelPart.of(panel)
    shape = _Panel(
        framework=FrameworkKey.of(panel.framework), respondents=part.respondents, organisation=part.organisation
    )
    return document_text("panel", shape, hooks=write_answers)


def read(reading: Reading, find: Find) -> Panel:
    """Return the panel that is being read."""
    framework = reading.framework(find)
    shape = reading.structure(_Panel, framework=framework, hooks=read_answers)
    if shape is not None:
        reading.faults += shape.faults("$")
    return reading.settled(shape).panel(reading.settled(framework))
