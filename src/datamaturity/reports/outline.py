"""A report as data: sections of sentences, lists, tables and pictures, before anybody decides how they look."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, Protocol, TypeAlias

import attrs

from datamaturity.disclosure import Withheld
from datamaturity.errors import UnknownIdError
from datamaturity.framework import Framework

__all__ = [
    "Block",
    "Cell",
    "Column",
    "Figure",
    "Listing",
    "Number",
    "Outline",
    "Paragraph",
    "Picture",
    "Section",
    "Table",
]


class Picture(Protocol):
    """What a figure shows, such as a heat map."""

    @property
    def title(self) -> str:
        """What it is called."""
        ...

    @property
    def description(self) -> str:
        """What can be seen in it, in words."""
        ...

    def to_svg(self, *, id_prefix: str = "") -> str:
        """
        Return it as inline SVG, whose ids start with what tells it from others on its page.

        Args:
            id_prefix: What its ids start with.
        """
        ...

    def chart_rows(self) -> list[dict[str, object]]:
        """Return a row for each mark."""
        ...


@attrs.frozen
class Number:
    """
    A number as it is shown, with the exact value that it was made from and how many it rests on.

    Attributes:
        text: What is shown.
        value: The exact value, in whatever unit its column has: levels' values, a share, a count; `None` where there is
            none, and then the text says why.
        count: How many answers, or members, it rests on; `None` where it is itself a count.
    """

    text: str
    value: Fraction | int | Withheld | None
    count: int | Withheld | None = None

    def __str__(self) -> str:
        """Return what is shown."""
        return self.text


Cell: TypeAlias = str | Number
"""What stands in a cell of a table."""


def _rows(rows: Iterable[Iterable[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(row) for row in rows)


@attrs.frozen
class Column:
    """
    A column of a table.

    Attributes:
        name: What stands above it; may be empty above the names of rows.
        is_number: Whether it stands to the right.

    Example:
        >>> columns = [Column("Criterion"), Column("Level", is_number=True)]
        >>> str(Table("Levels", columns, [["C1", Number("3", 3)]]).rows[0][1])
        '3'
    """

    name: str
    is_number: bool = False


@attrs.frozen
class Table:
    """
    A table, whose first column names its rows.

    Attributes:
        caption: What it shows.
        columns: Its columns.
        rows: Its rows, each with a cell for each column.
        note: What its signs mean; may be empty.
    """

    caption: str
    columns: tuple[Column, ...] = attrs.field(converter=tuple[Column, ...])
    rows: tuple[tuple[Cell, ...], ...] = attrs.field(converter=_rows)
    note: str = ""


@attrs.frozen
class Paragraph:
    """
    One or more sentences.

    Attributes:
        text: The sentences.
    """

    text: str


@attrs.frozen
class Listing:
    """
    A list, each of whose items may say how it stands with it.

    Attributes:
        items: Each item's mark, such as ``held already``, empty without one, and its text.
        heading: What it is a list of; may be empty.
        is_numbered: Whether the order matters.

    Example:
        >>> Listing([("", "first"), ("", "second")], "In order", is_numbered=True).items
        (('', 'first'), ('', 'second'))
    """

    items: tuple[tuple[str, str], ...] = attrs.field(converter=tuple[tuple[str, str], ...])
    heading: str = ""
    is_numbered: bool = False


@attrs.frozen
class Figure:
    """
    A picture, and what it rests on.

    Attributes:
        picture: The picture.
        note: What it rests on: the rule, the framework's version.

    Example:
        >>> from datamaturity import Assessment, HeatMap, load_framework, score
        >>> picture = HeatMap.of(score(Assessment(load_framework("seven-themes"), {"C1": 3})))
        >>> Figure(picture, "rule mean-nearest").picture is picture
        True
    """

    picture: Picture
    note: str = ""


Block: TypeAlias = Paragraph | Listing | Table | Figure
"""What a section is made of."""


@attrs.frozen
class Section:
    """
    A part of a report.

    Attributes:
        id: What to call it in addresses and on the command line.
        title: Its heading.
        blocks: What stands in it.
    """

    id: str
    title: str
    blocks: tuple[Block, ...] = attrs.field(converter=tuple[Block, ...])


@attrs.frozen
class Outline:
    """
    A report.

    Attributes:
        title: Its heading.
        framework: The framework that was answered; `None` where it rests on none, as a plan may.
        rule: The rule that made the stages, as `parse_rule` takes it; `None` where it has no stages.
        facts: What stands below the heading: whose it is, when, with what.
        sections: Its sections, in their order.
        left_out: Sections that were asked for and have nothing to show: title to reason.
    """

    title: str
    framework: Framework | None = attrs.field(repr=False)
    rule: str | None
    facts: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    sections: tuple[Section, ...] = attrs.field(converter=tuple[Section, ...])
    left_out: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=tuple[tuple[str, str], ...])

    @property
    def numbers(self) -> Iterator[Number]:
        """Every number in its tables, in their order."""
        for table in self.tables:
            yield from (cell for row in table.rows for cell in row if isinstance(cell, Number))

    @property
    def tables(self) -> Iterator[Table]:
        """Every table, in their order."""
        yield from self._of(Table)

    @property
    def pictures(self) -> Iterator[Picture]:
        """Every picture, in their order."""
        for figure in self._of(Figure):
            yield figure.picture

    def _of(self, wanted: type[Any]) -> Iterator[Any]:
        return (block for section in self.sections for block in section.blocks if isinstance(block, wanted))

    def section(self, section_id: str) -> Section:
        """
        Return the section with this id.

        Args:
            section_id: The section's id.

        Raises:
            UnknownIdError: There is none.

        Example:
            >>> outline = Outline("Our report", None, None, [], [Section("notes", "Notes", [Paragraph("None.")])])
            >>> outline.section("notes").title
            'Notes'
        """
        known = {section.id: section for section in self.sections}
        if section_id not in known:
            raise UnknownIdError("section", section_id, "the report", known)
        return known[section_id]
