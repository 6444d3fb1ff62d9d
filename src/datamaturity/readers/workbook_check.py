"""
A workbook looked through before it is opened: how large it is, and which of its cells only seem to hold a value.

A small archive can unpack to more than the memory holds, one cell in the last corner makes a table of 17 thousand
million cells, and one long text may be meant by a million of them. So the XML is read in pieces and counted first.
"""

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from xml.parsers import expat

import attrs

from datamaturity.errors import Fault, FaultsError

__all__ = ["MOST_CELLS", "MOST_TEXT", "MOST_UNPACKED", "check_workbook"]

# Limits that no file of answers comes near, and that 24 GB of memory, or 4, have room for.
MOST_UNPACKED = 200_000_000
"""How many bytes the whole of it may have, once unpacked."""

MOST_CELLS = 5_000_000
"""How many cells a workbook may have."""

MOST_TEXT = 100_000_000
"""How many characters of text its cells may have."""

_PIECE = 1 << 20
_MOST_PARTS = 10_000
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError)

Place = tuple[int, int]


class _RefusedError(ValueError):
    """What makes a workbook one that is not opened."""


def check_workbook(content: bytes, source: str) -> dict[str, dict[Place, str]]:
    """
    Return the cells of a workbook that hold an error or a formula without its value, by sheet and place.

    Args:
        content: An ``.xlsx`` file.
        source: What to call it in messages.

    Returns:
        A mapping from sheet name to row and column, both from 0, to what to read there, such as ``#N/A``.

    Raises:
        FaultsError: It is damaged, no workbook, or larger than the limits of this module.

    Example:
        >>> from datamaturity.writers.tables import Table
        >>> from datamaturity.writers.workbook import to_xlsx
        >>> check_workbook(to_xlsx({"Answers": Table(["criterion"], [{"criterion": "C1"}])}), "answers.xlsx")
        {'Answers': {}}
    """
    try:
        return _check(content)
    except _RefusedError as error:
        raise FaultsError([Fault(source, str(error))]) from None
    except _DAMAGED as error:
        message = f"is damaged, or no .xlsx workbook ({error}); open it in a spreadsheet program and save it anew"
        raise FaultsError([Fault(source, message)]) from None


def _check(content: bytes) -> dict[str, dict[Place, str]]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        unpacked = sum(one.file_size for one in parts)
        if len(parts) > _MOST_PARTS or unpacked > MOST_UNPACKED:
            message = (
                f"unpacks to {unpacked:,} bytes in {len(parts):,} parts; at most {MOST_UNPACKED:,} in {_MOST_PARTS:,}"
            )
            raise _RefusedError(message)
        names = {_key(one.filename) for one in parts}
        if len(names) < len(parts) or "xl/workbook.xml" not in names:
            message = "is no .xlsx workbook; save it as Excel Workbook (.xlsx)"
            raise _RefusedError(message)
        scans = {_key(one.filename): _Scan() for one in parts}
        for one in parts:
            if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                message = f"packs {one.filename} in a way that no workbook does; save it anew in a spreadsheet program"
                raise _RefusedError(message)
            # zipfile unpacks no more than the size that it states, and checks the rest by its sum.
            with archive.open(one) as file:
                scans[_key(one.filename)].read(iter(lambda: file.read(_PIECE), b""), one.filename)
    cells = sum(scan.last_row * scan.last_column for scan in scans.values())
    if cells > MOST_CELLS:
        message = (
            f"has tables of {cells:,} cells; at most {MOST_CELLS:,} are read (delete what stands far off the rest)"
        )
        raise _RefusedError(message)
    meant: Counter[int] = Counter()
    for scan in scans.values():
        meant.update(scan.shared)
    # Whichever part has the texts: there is one, unless somebody hides it behind another.
    text = max(
        sum(scan.lengths[one] * count for one, count in meant.items() if one < len(scan.lengths))
        for scan in scans.values()
    )
    if text > MOST_TEXT:
        message = f"has {text:,} characters of text in its cells; at most {MOST_TEXT:,} are read"
        raise _RefusedError(message)
    sheets = [name for name, _ in scans["xl/workbook.xml"].sheets]
    if len({*sheets}) < len(sheets):
        message = "has two sheets of one name; give each its own"
        raise _RefusedError(message)
    return {name: scans[part].odd for name, part in _sheet_parts(scans).items() if part in scans}


def _key(name: str) -> str:
    """Return a part's name as parts are looked up: in any case, and with either slash."""
    return name.replace("\\", "/").lower()


def _sheet_parts(scans: dict[str, "_Scan"]) -> dict[str, str]:
    """Return each sheet's name with the part of the archive that it is in."""
    targets = scans.get("xl/_rels/workbook.xml.rels", _Scan()).relations
    found = {}
    for name, relation in scans["xl/workbook.xml"].sheets:
        target = targets.get(relation, "")
        found[name] = _key(target.removeprefix("/") if target.startswith("/") else f"xl/{target}")
    return found


@attrs.define
class _Scan:
    """
    One part of the archive, counted.

    Attributes:
        last_row: How many rows the sheet has, up to its last value.
        last_column: How many columns, likewise.
        shared: Position of a shared text to the number of cells that mean it.
        lengths: How long each shared text is.
        odd: Place to what stands there instead of a value.
        sheets: Names of sheets with the relation that leads to each.
        relations: Relation to the part that it leads to.
    """

    last_row: int = 0
    last_column: int = 0
    shared: Counter[int] = attrs.Factory(Counter)
    lengths: list[int] = attrs.Factory(list)
    odd: dict[Place, str] = attrs.Factory(dict)
    sheets: list[tuple[str, str]] = attrs.Factory(list)
    relations: dict[str, str] = attrs.Factory(dict)
    _row: int = 0
    _column: int = 0
    _type: str = ""
    _formula: bool = False
    _value: list[str] | None = None
    _root: str = ""

    def read(self, pieces: Iterator[bytes], name: str) -> None:
        """Read the part, and count what stands in it."""
        # Whatever encoding it names, since the library that opens it reads UTF-8: both should see the same cells.
        parser: expat.XMLParserType | None = expat.ParserCreate("UTF-8")
        assert parser is not None  # noqa: S101 - for type checkers
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        for piece in pieces:
            try:
                if parser is not None:
                    parser.Parse(piece)
            except expat.ExpatError as error:
                # A picture is no XML; the pieces are read all the same, for their sum.
                if self._root or name.endswith((".xml", ".rels")):
                    message = f"{name} is not XML: {error}"
                    raise ValueError(message) from None
                parser = None

    def _refuse_doctype(self, *_: object) -> None:
        message = "declares a document type, which no workbook does"
        raise _RefusedError(message)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self._root = self._root or name
        if name == "c":
            self._cell(attributes)
        elif name == "f":
            self._formula = True
        elif name in ("v", "is"):
            self._value = []
        elif name == "row":
            self._row = _number(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
        elif name == "si":
            self.lengths.append(0)
        elif name == "sheet":
            relation = next((text for key, text in attributes.items() if key.rpartition(":")[2] == "id"), "")
            self.sheets.append((attributes.get("name", ""), relation))
        elif name == "Relationship":
            self.relations[attributes.get("Id", "")] = attributes.get("Target", "")

    def _cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place is None:
            self._column += 1
        elif found := _CELL.fullmatch(place):
            self._row, self._column = int(found[2]), _column(found[1])
        else:
            # Another program may understand it, and as another place.
            message = f"has a cell at {place[:20]!r}, which is no place; save it anew in a spreadsheet program"
            raise _RefusedError(message)
        self._type, self._formula, self._value = attributes.get("t", ""), False, None

    def _text(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)
        if self.lengths:
            self.lengths[-1] += len(text)

    def _end(self, tag: str) -> None:
        if tag.rpartition(":")[2] != "c":
            return
        value = None if self._value is None else "".join(self._value)
        odd = ""
        if self._type == "e":
            odd = value or "(an error)"
        elif self._formula and (value is None or (not value.strip() and self._type != "str")):
            # An empty text may be what a formula comes to; no number is.
            odd = "(a formula without its value)"
        if self._type == "s" and value:
            self.shared[_number(value)] += 1
        if odd:
            self.odd[self._row - 1, self._column - 1] = odd
        if odd or value is not None:
            self.last_row, self.last_column = max(self.last_row, self._row), max(self.last_column, self._column)
        self._value = None


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        message = f"has {text[:20]!r} where a number should be; save it anew in a spreadsheet program"
        raise _RefusedError(message)
    return int(text)


def _column(letters: str) -> int:
    """Return a column's number from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
