"""Reports in which everything is called as somebody wishes who means harm: nothing of it may become a mark."""

from functools import cache
from html.parser import HTMLParser

import attrs
from fuzz_seeds import FRAMEWORK

from datamaturity import (
    Answer,
    Assessment,
    Network,
    Organisation,
    Theme,
    Topic,
    network_report,
    organisation_report,
    outline_html,
    outline_markdown,
    outline_text,
)
from datamaturity.reports.outline import Outline
from datamaturity.reports.renderers.fragment import outline_fragment
from datamaturity.reports.section_names import NETWORK_SECTIONS, SECTIONS

__all__ = ["try_report"]

_SECTIONS = len(SECTIONS) + len(NETWORK_SECTIONS)


class _Tags(HTMLParser):
    """The tags of a page with the names of their attributes, and whether there are comments."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.found.add((tag, *(name for name, _ in attrs)))

    def handle_comment(self, data: str) -> None:
        """Keep that there is a comment."""
        self.found.add(("comment",))


def _report(name: str, section: int) -> Outline:
    """Return one section of a report of answers, or of a network, in which everything is called alike."""
    framework = attrs.evolve(
        FRAMEWORK,
        title=name,
        themes=[Theme("data", name)],
        topics=[Topic("1", name)],
        criteria=[attrs.evolve(one, title=name) for one in FRAMEWORK.criteria],
    )
    answers = {"1.1": Answer.at(2, note=name), "1.10": Answer.not_applicable(name)}
    assessment = Assessment(framework, answers, organisation=name)
    network = Network([Organisation(f"{name}{one}", assessment, {"sector": name}) for one in range(4)], name=name)
    if section < len(SECTIONS):
        return organisation_report(assessment, network=network, sections=[SECTIONS[section]])
    return network_report(network, slice_by="sector", sections=[NETWORK_SECTIONS[section - len(SECTIONS)]])


def _tags(outline: Outline) -> set[tuple[str, ...]]:
    return _Tags(outline_html(outline)).found | _Tags(outline_fragment(outline)).found


@cache
def _usual_tags(section: int) -> set[tuple[str, ...]]:
    # Long names are set in several lines.
    return set().union(*(_tags(_report(name, section)) for name in ("x", "several words " * 20, "x" * 200)))


def try_report(content: bytes) -> None:
    """Make a section in which everything is called as the bytes say: its page has no tag that others have not."""
    section = len(content) % _SECTIONS
    outline = _report(content.decode("utf-8", "surrogateescape"), section)
    outline_text(outline)
    outline_markdown(outline)
    strange = _tags(outline) - _usual_tags(section)
    if strange:
        message = f"the page has tags that it should not have: {sorted(strange)}"
        raise AssertionError(message)
