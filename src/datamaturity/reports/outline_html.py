"""A report's outline as one HTML file that loads nothing, runs nothing, and reads on paper and on a phone."""

import re

from datamaturity.errors import MissingExtraError
from datamaturity.reports.charts.svg import visible
from datamaturity.reports.outline import Figure, Listing, Outline, Section, Table

__all__ = ["outline_html"]

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


def outline_html(outline: Outline) -> str:
    """
    Return a report as one HTML file, with its style and its pictures in it.

    Whatever people wrote stands there as text, on one line, with a sign for what cannot be shown or would turn its
    surroundings. Only the SVG of a picture is taken as it is: its texts are its own to escape.

    Args:
        outline: The report.

    Returns:
        The file's text, which ends in a line feed; equal outlines give equal texts.

    Raises:
        MissingExtraError: The library Jinja2 is not installed (extra ``report``).

    Example:
        >>> from datamaturity import Assessment, load_framework, score
        >>> from datamaturity.reports.scorecard_sections import licence_section
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
        loader=PackageLoader("datamaturity.reports"),
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
    # A chart's SVG is escaped already; Bandit's rule is about texts that are not.
    environment.filters["svg"] = lambda picture: Markup(picture.to_svg())  # noqa: S704
    return environment.get_template("report.html.jinja").render(
        outline=outline,
        # A page needs a title, and an organisation's name may be of blanks.
        title=visible(outline.title) or "Data maturity",
        sections=list(zip(_addresses(outline.sections), outline.sections, strict=True)),
    )


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
