"""A table of a file as rows by column name; faults are gathered with their lines, or with their sheet and row."""

from collections.abc import Iterator, Sequence

import attrs

from datamaturity.errors import Fault, did_you_mean, near_misses
from datamaturity.readers.plain_text import folded
from datamaturity.readers.sheets import Records, Sheet

__all__ = ["Table"]


@attrs.define
class Table:
    r"""
    A table on its way to rows.

    The first row that is not blank is the header. Columns stand in any order, in upper or lower case; blank rows are
    passed over.

    Attributes:
        sheet: What is read.
        required: The columns that must be there, in lower case.
        optional: The columns that are read as well where they are there.
        for_people: The columns that are there for people to read; nobody is told that they are passed over.
        faults: What is wrong, in the order of the lines as far as they have been read.
        unread: The columns that are not read, as a notice can name them.
        header: The columns' names as they stand in the text.

    Example:
        >>> from datamaturity.readers.sheets import CsvText
        >>> table = Table(CsvText("Criterion,Answer\nC1,3\n", "answers.csv"), ("criterion", "answer"))
        >>> table.names(), [*table.rows()]
        (['criterion', 'answer'], [(2, {'criterion': 'C1', 'answer': '3'})])
        >>> table.where(2), table.where(None)
        ('answers.csv line 2', 'answers.csv')
        >>> table.fault(2, "is at no level")
        >>> print(table.faults[0])
        answers.csv line 2: is at no level
    """

    sheet: Sheet
    required: Sequence[str]
    optional: Sequence[str] = ()
    for_people: Sequence[str] = ()
    faults: list[Fault] = attrs.Factory(list)
    unread: list[str] = attrs.Factory(list)
    header: list[str] = attrs.field(factory=list, eq=False)

    @property
    def source(self) -> str:
        """What to call the table in messages."""
        return self.sheet.source

    def where(self, line: int | None) -> str:
        """
        Return where a line stands, as messages say it.

        Args:
            line: The line's, or the row's, number; `None` for the whole table.
        """
        return self.source if line is None else f"{self.source} {self.sheet.unit} {line}"

    def fault(self, line: int | None, message: str) -> None:
        """
        Note a fault on a line, or of the whole table.

        Args:
            line: The line's, or the row's, number; `None` for the whole table.
            message: What is wrong.
        """
        self.faults.append(Fault(self.where(line), message))

    @property
    def notices(self) -> Iterator[Fault]:
        """A notice for each column that is not read."""
        return (Fault(self.source, f"{column} is not read") for column in self.unread)

    def _records(self) -> Records:
        known = (*self.required, *self.optional)
        records = self.sheet.records(known, self.fault)
        return ((line, cells) for line, cells in records if any(cell.strip() for cell in cells))

    def names(self) -> list[str]:
        """Return the columns' names in lower case, without reading on; nothing where the table is empty."""
        for _, cells in self.sheet.records((*self.required, *self.optional), lambda *_: None):
            if any(cell.strip() for cell in cells):
                return [folded(name) for name in cells]
        return []

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each row, by column name in lower case, with the line that it starts on."""
        records = self._records()
        header_line, header = next(records, (1, []))
        if not header:
            if not self.faults:
                needed = " and ".join(self.required) or "criterion and answer, or a column for each criterion"
                self.fault(None, f"is empty; it needs a header line with the columns {needed}")
            return
        self.header += [name.strip() for name in header]
        names = self._columns(header_line, header)
        if names is None:
            return
        nameless: set[int] = set()
        for line, cells in records:
            if len(cells) < len(names):
                self.fault(line, f"ends after {len(cells)} of {len(names)} cells; is the file cut off?")
                continue
            if any(cell.strip() for cell in cells[len(names) :]):
                counts = f"has {len(cells)} cells where the header has {len(names)}"
                self.fault(line, f"{counts}; put quotation marks round a text that holds the separator")
                continue
            nameless |= {place for place, name in enumerate(names) if not name and cells[place].strip()}
            yield line, dict(zip(names, cells, strict=False))
        self.unread += [f"column {place + 1}, which has no name," for place in sorted(nameless)]

    def _columns(self, line: int, header: list[str]) -> list[str] | None:
        """Return the columns' names in lower case; `None` after a fault that leaves nothing to read."""
        names = [folded(name) for name in header]
        read = (*self.required, *self.optional)
        before = len(self.faults)
        for wanted in self.required:
            if wanted not in names:
                given = ", ".join(name.strip() for name in header if name.strip())
                near = did_you_mean(near_misses(wanted, [name for name in names if name]))
                self.fault(line, f"no such column: {wanted}; the columns are: {given}{near}")
        for name in dict.fromkeys(names):
            if name in read and names.count(name) > 1:
                self.fault(line, f"the column {name} stands {names.count(name)} times")
        passed_over = {*read, *self.for_people, ""}
        self.unread += [f"column {name!r}" for name in map(str.strip, header) if folded(name) not in passed_over]
        return names if len(self.faults) == before else None
