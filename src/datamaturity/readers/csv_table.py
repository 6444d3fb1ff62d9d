"""A CSV text as rows by column name; faults are gathered with their lines."""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO

import attrs

from datamaturity.errors import Fault, did_you_mean, near_misses
from datamaturity.formulas import unguarded

__all__ = ["CsvTable"]

_DELIMITERS = (",", ";", "\t")

# The line that some spreadsheet programs write above the header to name the separator.
_SEPARATOR_LINE = re.compile(r"sep=([^\"\r\n])(?:\r\n|\r|\n)")


@attrs.define
class CsvTable:
    """
    A CSV text on its way to rows.

    Commas, semicolons or tabs; any line ends; columns in any order, upper or lower case; blank rows are passed over.

    Attributes:
        source: What to call the text in messages.
        required: The columns that must be there, in lower case.
        optional: The columns that are read as well where they are there.
        faults: What is wrong, in the order of the lines as far as they have been read.
        unread: The columns that are not read, as a notice can name them.
        header: The columns' names as they stand in the text.
    """

    source: str
    required: Sequence[str]
    optional: Sequence[str] = ()
    faults: list[Fault] = attrs.Factory(list)
    unread: list[str] = attrs.Factory(list)
    header: list[str] = attrs.field(factory=list, eq=False)

    def fault(self, line: int | None, message: str) -> None:
        """Note a fault on a line, or of the whole text."""
        self.faults.append(Fault(self.source if line is None else f"{self.source} line {line}", message))

    def rows(self, text: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each row, by column name in lower case, with the line that it starts on."""
        records = ((line, cells) for line, cells in self._records(text) if any(cell.strip() for cell in cells))
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
            yield line, {name: unguarded(cell) for name, cell in zip(names, cells, strict=False)}
        self.unread += [f"column {place + 1}, which has no name," for place in sorted(nameless)]

    def _records(self, text: str) -> Iterator[tuple[int, list[str]]]:
        first = 1
        named = _SEPARATOR_LINE.match(text)
        if named:
            text, first = text[named.end() :], 2
        delimiter = named[1] if named else self._delimiter(text)
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        while True:
            line = first + reader.line_num
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self.fault(line, f"is not CSV: {error}")
                return
            yield line, cells

    def _delimiter(self, text: str) -> str:
        """Return the separator under which the header has most of the columns that are read."""
        header = re.split(r"\r\n|\r|\n", text.lstrip("\r\n"), maxsplit=1)[0]

        def known(delimiter: str) -> tuple[int, int]:
            names = [name.strip().strip('"').strip().casefold() for name in header.split(delimiter)]
            return sum(name in (*self.required, *self.optional) for name in names), len(names)

        return max(_DELIMITERS, key=known)

    def _columns(self, line: int, header: list[str]) -> list[str] | None:
        """Return the columns' names in lower case; `None` after a fault that leaves nothing to read."""
        names = [name.strip().casefold() for name in header]
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
        self.unread += [
            f"column {name.strip()!r}" for name in header if name.strip() and name.strip().casefold() not in read
        ]
        return names if len(self.faults) == before else None
