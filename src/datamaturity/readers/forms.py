"""A table of responses to a form: a column per question, in the form's own words."""

import re
from collections.abc import Sequence

import attrs

from datamaturity.assessment import Answer
from datamaturity.errors import Fault
from datamaturity.form_layout import field_names, reason_field, reason_text
from datamaturity.readers.form_layouts import FormLayout
from datamaturity.readers.options import Options
from datamaturity.readers.person import WHO, Manner, Person, Roster
from datamaturity.readers.plain_text import folded, quoted
from datamaturity.readers.questions import Questions
from datamaturity.readers.sheets import Sheet

__all__ = ["FormTable"]

_ANONYMOUS = frozenset({"", "anonymous"})
# What people put before an id to make it the name of a field: ``q4_33``, ``_4_33``.
_FIELD_PREFIX = re.compile(r"_?(?:[cq]_?)?(.+)")
_SAY = (
    "; if it is no question, say what it is (columns=, --column), or let it be told and passed over (strict=False, "
    "--lenient)"
)
_MOST_NEAR_MISSES = 200
_NO_WORD = re.compile(r"[^a-z0-9]+")


@attrs.define(eq=False)
class FormTable:
    r"""
    One table of responses, whose people join those of the tables before it.

    Attributes:
        sheet: The table.
        file_name: The file's name without its ending.
        layout: What the table looks like beside its questions.
        manner: How it is to be read.
        roster: Where its people, faults and notices go.

    Example:
        >>> from datamaturity import load_framework
        >>> from datamaturity.readers.form_layouts import FORM_LAYOUTS
        >>> from datamaturity.readers.sheets import CsvText
        >>> roster = Roster()
        >>> sheet = CsvText("Timestamp,C1 Using data\n2026-03-31,3 Learning\n", "form.csv")
        >>> manner = Manner(load_framework("seven-themes"))
        >>> FormTable(sheet, "form", FORM_LAYOUTS["google-forms"], manner, roster).read()
        >>> roster.people[0].answers["C1"].level
        3
    """

    sheet: Sheet
    file_name: str
    layout: FormLayout
    manner: Manner
    roster: Roster
    _criteria: dict[int, str] = attrs.field(init=False, factory=dict)
    _reasons: dict[int, str] = attrs.field(init=False, factory=dict)
    _traits: dict[str, int] = attrs.field(init=False, factory=dict)
    _about: dict[str, int] = attrs.field(init=False, factory=dict)
    _known: dict[tuple[str, str, str], Answer | str] = attrs.field(init=False, factory=dict)
    _why: dict[str, tuple[str, bool]] = attrs.field(init=False, factory=dict)

    def read(self) -> None:
        """Read all responses."""
        records = [
            one for one in self.sheet.records(self.layout.passed_over, self._fault) if any(map(str.strip, one[1]))
        ]
        if not records:
            self._fault(None, "is empty; it needs a header with the questions")
            return
        (_, header), responses = records[0], records[1:]
        ragged = [line for line, cells in responses if len(cells) < len(header) or any(cells[len(header) :])]
        for line in ragged:
            self._fault(line, f"has another number of cells than the {len(header)} of the header")
        if not self._columns(header, [cells for _, cells in responses]) or ragged:
            return
        options = Options(self.manner.framework, self.manner.wordings)
        for line, cells in responses:
            self._response(line, cells, header, options)

    def _where(self, line: int | None) -> str:
        return self.sheet.source if line is None else f"{self.sheet.source} {self.sheet.unit} {line}"

    def _fault(self, line: int | None, message: str) -> None:
        self.roster.faults.append(Fault(self._where(line), message))

    def _doubt(self, line: int | None, message: str, instead: str, advice: str = "") -> None:
        """Note what matches nothing: a fault with what to do, or a notice of what was done instead."""
        if self.manner.is_strict:
            self._fault(line, message + advice)
        else:
            self.roster.notices.append(Fault(self._where(line), f"{message}; {instead}"))

    def _columns(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
        """Find out what each column is; return whether answers can be read from them."""
        before = len(self.roster.faults)
        questions = Questions(self.manner.framework, self.manner.wordings)
        fields = _Fields.of(questions)
        # Exports that name columns by their labels have the question's own text.
        self._why = {folded(reason_text(one)): (one.id, True) for one in self.manner.framework.criteria}
        said = {folded(one): one for one in header}
        mapped = {folded(one): meaning for one, meaning in self.manner.columns.items()}
        for place, text in enumerate(header):
            name = folded(text)
            meaning = mapped.get(name)
            if meaning is not None:
                self.roster.named_headers.add(name)
                self._mean(place, text, meaning)
            elif name in (*WHO, *self.manner.attributes) or name == "organization":
                self._mean(place, text, name.replace("organization", "organisation"))
            elif name in self.layout.passed_over:
                self._about.setdefault(name, place)
            elif not self._repeats(name, said):
                try:
                    self._question(place, text, fields if self.layout.is_named else None, questions)
                except ValueError as error:
                    # What nobody filled in cannot be lost: the notes in a form, a question for others.
                    if any("".join(row[place : place + 1]).strip() for row in rows):
                        shown = quoted(text) if name else f"{place + 1}, which has no name,"
                        self._doubt(None, f"column {shown} {error}", "it is not read", _SAY)
        self._check_twins(header)
        if not self._criteria and len(self.roster.faults) == before:
            self._fault(None, f"has no question of {self.manner.framework.id}")
        return bool(self._criteria) and len(self.roster.faults) == before

    def _mean(self, place: int, text: str, meaning: str) -> None:
        """Take a column for what it is said to be."""
        if meaning in self.manner.framework.criterion_id_set:
            self._criteria[place] = meaning
        elif meaning in (*WHO, *self.manner.attributes):
            if meaning in self._traits:
                self._fault(None, f"has two columns for {meaning}, {quoted(text)} the second")
            self._traits[meaning] = place
        elif meaning:
            known = ", ".join((*WHO, *self.manner.attributes))
            self._fault(
                None, f"column {quoted(text)} is said to be {meaning!r}, which is no criterion and none of {known}"
            )

    def _repeats(self, name: str, said: dict[str, str]) -> bool:
        """Return whether a column says something of a question that stands in another: its points, say."""
        return any(name.startswith(mark) and name.removeprefix(mark) in said for mark in self.layout.repeats)

    @property
    def _few_doubts(self) -> bool:
        # What is closest takes a while to find; nobody reads it in a file with so many doubts.
        return len(self.roster.faults) + len(self.roster.notices) < _MOST_NEAR_MISSES

    def _question(self, place: int, text: str, fields: "_Fields | None", questions: Questions) -> None:
        found = self._why.get(folded(text)) or (fields.find(text) if fields is not None else None)
        if found is None:
            self._criteria[place] = questions.criterion(text, near=self._few_doubts)
        else:
            criterion_id, is_reason = found
            (self._reasons if is_reason else self._criteria)[place] = criterion_id

    def _check_twins(self, header: Sequence[str]) -> None:
        for columns in (self._criteria, self._reasons):
            places: dict[str, list[int]] = {}
            for place, criterion_id in columns.items():
                places.setdefault(criterion_id, []).append(place)
            for criterion_id, found in places.items():
                if len(found) > 1:
                    shown = " and ".join(f"{place + 1} ({quoted(header[place])})" for place in found)
                    self._fault(None, f"has two columns for criterion {criterion_id}: columns {shown}; delete one")

    def _response(self, line: int, cells: Sequence[str], header: Sequence[str], options: Options) -> None:
        traits = {name: cells[place].strip() for name, place in self._traits.items()}
        by_file = self.manner.name_by_file
        organisation = traits.get("organisation", self.file_name if by_file == "organisation" else "")
        if not organisation and by_file == "organisation":
            self._fault(line, "has no organisation")
        kept = {name: traits.get(name, "") for name in ("role", "unit", *self.manner.attributes)}
        person = Person(organisation, self._respondent(cells, traits), self._where(line), kept, has_row=True)
        for place, criterion_id in self._criteria.items():
            reason = next((cells[one].strip() for one, known in self._reasons.items() if known == criterion_id), "")
            answer = self._answer(cells[place], criterion_id, reason, options)
            if isinstance(answer, Answer):
                person.answers[criterion_id] = answer
            else:
                self._doubt(line, f"column {quoted(header[place])}: {answer}", "it counts as unanswered")
        self.roster.add_row(person)

    def _respondent(self, cells: Sequence[str], traits: dict[str, str]) -> str:
        """Return who responded: as a question says, or the service; nobody in particular where neither does."""
        said = [traits.get("respondent", "")]
        said += [cells[self._about[name]].strip() for name in self.layout.respondent if name in self._about]
        return next((one for one in said if one.casefold() not in _ANONYMOUS), "")

    def _answer(self, text: str, criterion_id: str, reason: str, options: Options) -> Answer | str:
        """Return the answer in a cell, or what is wrong with it; the same few texts come again and again."""
        key = (text, criterion_id, reason)
        if key not in self._known:
            try:
                self._known[key] = Answer(*options.answer(text, criterion_id, near=self._few_doubts), reason)
            except ValueError as error:
                self._known[key] = str(error)
        return self._known[key]


@attrs.frozen
class _Fields:
    """The names that an XLSForm's fields may have: those that we give them, and what others make of an id."""

    given: dict[str, tuple[str, bool]]
    made: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, questions: Questions) -> "_Fields":
        names = field_names(questions.framework)
        given: dict[str, tuple[str, bool]] = {name.casefold(): (one, False) for name, one in names.items()}
        given |= {reason_field(name).casefold(): (one, True) for name, one in names.items()}
        made: dict[str, tuple[str, ...]] = {}
        for one in questions.framework.criterion_ids:
            key = _NO_WORD.sub("_", one.casefold()).strip("_")
            made[key] = (*made.get(key, ()), one)
        return cls(given, made)

    def find(self, text: str) -> tuple[str, bool] | None:
        """Return the criterion of a field, and whether the field asks why it does not apply."""
        for separator in ("/", "-"):
            name = text.strip().rpartition(separator)[2].casefold()
            if name in self.given:
                return self.given[name]
            parts = _FIELD_PREFIX.fullmatch(name)
            for key in (name, parts[1] if parts else name):
                found = self.made.get(_NO_WORD.sub("_", key).strip("_"), ())
                if len(found) == 1:
                    return found[0], False
        return None
