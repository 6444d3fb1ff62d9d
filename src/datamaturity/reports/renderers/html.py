"""A report's outline as one HTML file that loads nothing, runs nothing, and reads on paper and on a phone."""

import re

from datamaturity.errors import MissingExtraError, ReportError
from datamaturity.reports.outline import Figure, Listing, Outline, Section, Table
from datamaturity.reports.plain_text import visible

__all__ = ["outline_html"]

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


def outline_html(outline: Outline, *, style: str = "") -> str:
    """
    Return a report as one HTML file, with its style and its pictures in it.

    Whatever people wrote stands there as text, on one line, with a sign for what cannot be shown or would turn its
    surroundings. Only the SVG of a picture is taken as it is: its texts are its own to escape.

    Args:
        outline: The report.
        style: Rules of CSS that stand after the page's own, and so go before them.

    Returns:
        The file's text, which ends in a line feed; equal outlines give equal texts.

    Raises:
        MissingExtraError: The library Jinja2 is not installed (extra ``report``).
        ReportError: The style would end the page's, or load something.

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> from datamaturity.reports.sections.scorecard import licence_section
        >>> card = score(Assessment(load_framework("seven-themes"), {"C1": 3}))
        >>> outline = Outline("Our <b>data", card.framework, "mean-nearest", [], [licence_section(card.framework)])
        >>> [line for line in outline_html(outline).splitlines() if "<h" in line][-2:]
        ['<h1>Our &lt;b&gt;data</h1>', '<h2 id="section-licence">About Seven Themes of Data Maturity</h2>']
    """
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
        from markupsafe import Markup
    except ImportError:
        raise MissingExtraError("an HTML report", "Jinja2", "report") from None
    environment = Environment(
        loader=PackageLoader("datamaturity.reports.renderers"),
        autoescape=True,
        undefined=StrictUndefined,
        # Here and not in the template, so that no place in it can be forgotten.
        finalize=lambda shown: shown if isinstance(shown, Markup) else visible(str(shown)),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.tests |= {
        "figure": lambda block: isinstance(block, Figure),
        "listing": lambda block: isinstance(block, Listing),
        "table": lambda block: isinstance(block, Table),
    }
    # What is of blanks alone has no heading, caption or mark: an empty one is read out as a thing without a name.
    environment.filters["visible"] = lambda given: visible(str(given))
    # A chart's SVG is escaped already; Bandit's rule is about texts that are not.
    environment.filters["svg"] = lambda picture, prefix: Markup(picture.to_svg(id_prefix=prefix))  # noqa: S704
    return environment.get_template("report.html.jinja").render(
        outline=outline,
        style=Markup(_checked(style)),  # noqa: S704 - the caller's own, in a place where nothing is escaped
        # A page needs a title, and an organisation's name may be of blanks.
        title=visible(outline.title) or "Data maturity",
        sections=[
            (address, visible(section.title) or "Untitled", section)
            for address, section in zip(_addresses(outline.sections), outline.sections, strict=True)
        ],
    )


# What ends a style, loads something, or may be a way to write either; CSS spells any letter with a backslash.
_REFUSED = re.compile(r"(?i)</|@import|\b(url|src|image|image-set|element|cross-fade)\(|\\|[\0-\x08\x0b\x0e-\x1f\x7f]")


def _checked(style: str) -> str:
    """Return a style; a `ReportError` where it is more than a style."""
    found = _REFUSED.search(style)
    if found:
        message = (
            f"the style has {found[0]!r}, and a report is one file that loads nothing: "
            "leave out what ends a style (</), loads something (url(, @import) or is escaped (\\)"
        )
        raise ReportError(message)
    return style


def _addresses(sections: tuple[Section, ...]) -> list[str]:
    """Return an id for each section that may stand in an address; of two that come out the same, one gets a number."""
    found: list[str] = []
    for section in sections:
        plain = f"section-{_UNSAFE.sub('-', section.id)}"
        address, count = plain, 1
        while address in found:
            count += 1
            address = f"{plain}-{count}"
        found.append(address)
    return found
