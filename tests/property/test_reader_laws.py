"""
Laws of reading: what was written reads back equal, every fault is found where it is, and nothing else goes wrong.

The files are written by hand here, not by `csv.writer`, so that the reader is not tested against its own machinery.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from datamaturity import (
    Answer,
    AnswerError,
    AnswerState,
    Assessment,
    Criterion,
    DocumentError,
    Evidence,
    Fault,
    Framework,
    Scale,
    Theme,
    load_framework,
    read_answers,
    read_framework,
)
from datamaturity.formulas import guarded
from datamaturity.readers.answer_text import parse_answer_text
from datamaturity.readers.answers import parse_answers
from examples import CROSSED, ONE_THEME, SAMM

FROM_0 = Framework(
    id="from-0",
    version="1",
    title="A scale from 0",
    scale=SAMM,
    themes=[Theme("data", "Data")],
    criteria=[Criterion(f"{number}", f"Criterion {number}", theme="data") for number in range(6)],
)
FRAMEWORKS = (load_framework("uk-government-dma"), ONE_THEME, CROSSED, FROM_0)

DELIMITERS = (",", ";", "\t")
LINE_ENDS = ("\n", "\r\n", "\r")

# Not surrogates, which UTF-8 cannot hold; not NUL, since a file that has one is not text. The signs that CSV is made of
# are drawn far more often than by chance.
letters = st.one_of(
    st.sampled_from(",;\t\"'\r\n =x"), st.characters(exclude_categories=["Cs"], exclude_characters="\0")
)
# The reader drops blanks around a note, so none are written that should come back.
notes = st.text(letters, max_size=12).map(str.strip)
# One line without blanks around it; `str.split` cuts wherever `str.splitlines` does.
words = st.text(letters, max_size=12).map(lambda text: " ".join(text.split()))


def titles() -> st.SearchStrategy[Evidence]:
    """Evidence with a title, never an address alone: a plain word comes first, or an address with a blank after it."""
    starts = st.sampled_from(["Plan", "https://example.org page"])
    return st.builds(lambda start, text: Evidence(f"{start} {text}".strip()), starts, words)


def addresses() -> st.SearchStrategy[Evidence]:
    """Evidence with an address: a scheme, and no blank after it."""
    return words.map(lambda text: Evidence(address=f"https://example.org/{text.replace(' ', '')}"))


@st.composite
def answers(draw: st.DrawFn, scale: Scale) -> Answer:
    """Any answer that a CSV file can hold: every state, with or without a note and evidence."""
    state = draw(st.sampled_from(AnswerState))
    level = draw(st.sampled_from(scale.numbers)) if state is AnswerState.LEVEL else None
    evidence = draw(st.lists(titles() | addresses(), max_size=2))
    return Answer(state, level, draw(notes), tuple(evidence))


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """Assessments of several frameworks; a few answers each, since each row is read on its own."""
    framework = draw(st.sampled_from(FRAMEWORKS))
    ids = draw(st.lists(st.sampled_from(framework.criterion_ids), unique=True, max_size=6))
    return Assessment(framework, {one: draw(answers(framework.scale)) for one in ids})


@st.composite
def spellings(draw: st.DrawFn, answer: Answer, scale: Scale) -> str:
    """Every way to write an answer: number, name or both; short or long; upper or lower case; blanks around it."""
    if answer.level is not None:
        level = scale.level(answer.level)
        texts = [f"{level.number}", f"{level.number}.0", f"0{level.number}", level.name, str(level)]
        texts += [f"{level.number} {sign} {level.name}" for sign in "-–—"]
    else:
        texts = {
            AnswerState.NOT_APPLICABLE: ["not applicable", "n/a"],
            AnswerState.DO_NOT_KNOW: ["do not know", "don't know", "don’t know"],
        }.get(answer.state, [""])
    text = draw(st.sampled_from(texts))
    return draw(blanks) + draw(st.sampled_from([text, text.lower(), text.upper(), text.title()])) + draw(blanks)


blanks = st.sampled_from(["", " ", "  "])


class Layout(NamedTuple):
    """How a file is written, its contents aside."""

    delimiter: str
    line_ends: tuple[str, ...]
    quoted: bool
    columns: tuple[str, ...]

    def cell(self, text: str) -> str:
        """Return a text as a cell: in quotation marks where it must be, or where all are."""
        must = any(sign in text for sign in (self.delimiter, '"', "\r", "\n"))
        return '"' + text.replace('"', '""') + '"' if must or self.quoted else text

    def row(self, cells: dict[str, str]) -> str:
        """Return a row with these cells in the order of the columns."""
        return self.delimiter.join(self.cell(cells.get(name, "")) for name in self.columns)


EXTRA = ("Place", "Asked by", "a,b;c\td", "PHASES")


@st.composite
def layouts(draw: st.DrawFn, line_ends: st.SearchStrategy[tuple[str, ...]]) -> Layout:
    """Any separator, order of columns and quoting, and some columns that are not read."""
    extra = draw(st.lists(st.sampled_from(EXTRA), unique=True, max_size=2))
    columns = draw(st.permutations(["criterion", "answer", "note", "evidence", *extra]))
    return Layout(draw(st.sampled_from(DELIMITERS)), draw(line_ends), draw(st.booleans()), tuple(columns))


def cells_of(criterion_id: str, answer_text: str, answer: Answer) -> dict[str, str]:
    """Return the cells of an answer's row, by column."""
    pieces = [one.title or one.address for one in answer.evidence]
    # As a writer has them: a text that a spreadsheet program would run, or that looks guarded, has one apostrophe more.
    texts = {"note": guarded(answer.note), "evidence": guarded("\n".join(pieces))}
    return {"criterion": criterion_id, "answer": answer_text, **texts}


@st.composite
def files(draw: st.DrawFn) -> tuple[Assessment, tuple[str, ...], bytes]:
    """An assessment, the columns of its file that are not read, and the file in any guise that means the same."""
    assessment = draw(assessments())
    # Line ends may differ from line to line, as where parts were pasted together.
    layout = draw(layouts(st.lists(st.sampled_from(LINE_ENDS), min_size=1, max_size=3).map(tuple)))
    scale = assessment.framework.scale
    lines = [layout.delimiter.join(layout.cell(draw(cases(name))) for name in layout.columns)]
    said = [one for one in draw(st.permutations(assessment.framework.criterion_ids)) if _is_said(assessment, one)]
    for one in said:
        answer = assessment.answers[one]
        cells = cells_of(f"{draw(blanks)}{one}{draw(blanks)}", draw(spellings(answer, scale)), answer)
        cells |= {name: draw(notes) for name in EXTRA}
        lines.append(layout.row(cells))
        # A blank line, or what a spreadsheet program makes of one.
        lines += draw(st.sampled_from([[], [""], [layout.delimiter * (len(layout.columns) - 1)]]))
    if draw(st.booleans()):
        lines.insert(0, f"sep={layout.delimiter}")
    text = "".join(line + layout.line_ends[place % len(layout.line_ends)] for place, line in enumerate(lines))
    # The last line's end may be missing; unless the line is blank, when there is nothing to end.
    if draw(st.booleans()) and lines[-1]:
        text = text.removesuffix(layout.line_ends[(len(lines) - 1) % len(layout.line_ends)])
    unread = tuple(name for name in layout.columns if name in EXTRA)
    return assessment, unread, draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode()


def _is_said(assessment: Assessment, criterion_id: str) -> bool:
    return assessment.answers[criterion_id] != Answer.unanswered()


def cases(name: str) -> st.SearchStrategy[str]:
    """A column's name in upper or lower case; one that is not read as it is, so that its notice can be foreseen."""
    return st.just(name) if name in EXTRA else st.sampled_from([name, name.upper(), name.title(), f" {name} "])


# The faults that one row can have; both: an unknown criterion and no answer.
FAULTS = ("unknown", "off the scale", "no answer", "two levels", "twice", "no criterion", "too few", "too many", "both")


class Broken(NamedTuple):
    """A text with faults planted in it: for each, the line that it stands on and what the message has to say."""

    framework: Framework
    text: str
    planted: tuple[tuple[int, str], ...]


@st.composite
def broken_files(draw: st.DrawFn) -> Broken:
    """Files with sound rows and rows with a fault or two, in any order, and the faults that they should earn."""
    framework = draw(st.sampled_from(FRAMEWORKS))
    scale = framework.scale
    # One kind of line end, so that what is a line is beyond dispute.
    layout = draw(layouts(st.sampled_from(LINE_ENDS).map(lambda end: (end,))))
    (end,) = layout.line_ends
    left = draw(st.permutations(framework.criterion_ids))
    text = layout.row({name: name for name in layout.columns}) + end
    seen: dict[str, int] = {}
    planted: list[tuple[int, str]] = []
    for kind in draw(st.lists(st.sampled_from(["sound", "blank", *FAULTS]), max_size=8)):
        line = 1 + len(re.findall(r"\r\n|\r|\n", text))
        if kind == "blank":
            text += end
            continue
        if kind in ("unknown", "both"):
            # Each with a letter that no id has, and whatever text a cell can hold.
            stranger = draw(words.map(lambda word: f"Z{word}"))
            text += layout.row(cells_of(stranger, "perhaps" if kind == "both" else "1", draw(answers(scale)))) + end
            if kind == "both":
                planted.append((line, f"criterion {stranger}: 'perhaps' is not an answer"))
            planted.append((line, f"no criterion {stranger!r} in {framework.id}"))
            continue
        if kind == "no criterion":
            text += layout.row({"criterion": draw(blanks), "answer": "1", "note": draw(notes)}) + end
            planted.append((line, "has no criterion"))
            continue
        if kind == "twice" and seen:
            one = draw(st.sampled_from([*seen]))
            text += layout.row(cells_of(one, "1", draw(answers(scale)))) + end
            planted.append((line, f"criterion {one} stands on line {seen[one]} already"))
            continue
        if not left:
            continue
        one, *left = left
        answer = draw(answers(scale))
        if kind in ("too few", "too many"):
            width = len(layout.columns)
            # Each has something in it, so that none is a blank row or an empty cell at the end.
            count = draw(st.integers(2, width - 1) if kind == "too few" else st.integers(width + 1, width + 3))
            text += layout.delimiter.join(map(layout.cell, [one] * count)) + end
            few, many = f"ends after {count} of {width} cells", f"has {count} cells where the header has {width}"
            planted.append((line, few if kind == "too few" else many))
            continue
        seen[one] = line
        written = draw(spellings(answer, scale))
        if kind == "off the scale":
            low, high = scale.lowest.number, scale.highest.number
            number = draw(st.integers(high + 1, 999_999_999) | st.integers(-999_999_999, low - 1))
            written = str(number)
            planted.append((line, f"criterion {one}: level {number} is off the scale"))
        elif kind == "no answer":
            written = draw(st.sampled_from(["perhaps", "3.5", "1 2", "1/2", "+1", "four", "-", "1234567890"]))
            planted.append((line, f"criterion {one}: {written!r} is not an answer"))
        elif kind == "two levels":
            written = f"{scale.lowest.number} {scale.highest.name}"
            planted.append((line, f"criterion {one}: {written!r} names two levels"))
        text += layout.row(cells_of(one, written, answer)) + end
    return Broken(framework, text, tuple(planted))


def faults_of(read: Callable[[], object]) -> tuple[Fault, ...]:
    """Return the faults that a reading earns; none where it succeeds. Any other error is a failure of the test."""
    try:
        read()
    except (AnswerError, DocumentError) as error:
        return error.faults
    return ()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that each example writes anew."""
    return tmp_path_factory.mktemp("laws") / "answers.csv"


class TestWhatIsWrittenReadsBack:
    @given(files())
    def test_equal(self, path: Path, file: tuple[Assessment, tuple[str, ...], bytes]) -> None:
        """Whatever the separator, line ends, order, case, quoting and mark, the assessment is the one written."""
        assessment, unread, content = file
        path.write_bytes(content)
        notices: list[Fault] = []

        found = read_answers(path, framework=assessment.framework, notify=notices.append)

        assert assessment == found
        assert [f"column {name!r} is not read" for name in unread] == [one.message for one in notices]

    @given(st.sampled_from(FRAMEWORKS).map(lambda one: one.scale), st.data())
    def test_every_spelling_of_an_answer(self, scale: Scale, data: st.DataObject) -> None:
        """Each spelling of an answer is read as that state and level."""
        answer = data.draw(answers(scale))

        assert (answer.state, answer.level) == parse_answer_text(data.draw(spellings(answer, scale)), scale)


class TestEveryFaultIsFound:
    @given(broken_files())
    def test_where_it_is_and_nothing_else(self, broken: Broken) -> None:
        """The faults are those planted: as many, in the order of the file, each on its line and for its reason."""
        faults = faults_of(
            lambda: parse_answers(broken.text, framework=broken.framework, source="x.csv", notify=lambda _: None)
        )

        assert [f"x.csv line {line}" for line, _ in broken.planted] == [fault.where for fault in faults]
        for fault, (_, reason) in zip(faults, broken.planted, strict=True):
            assert fault.message.startswith(reason)

    # No byte from F8 on is part of any UTF-8, and none of these starts the mark of another encoding.
    @given(
        end=st.sampled_from(LINE_ENDS),
        mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
        before=words,
        count=st.integers(0, 5),
        byte=st.integers(0xF8, 0xFD),
    )
    @example(end="\n", mark=b"\xef\xbb\xbf", before="", count=1, byte=0xF8)
    @example(end="\r", mark=b"", before="", count=1, byte=0xF8)
    def test_bytes_that_are_not_utf_8(
        self, path: Path, end: str, mark: bytes, before: str, count: int, byte: int
    ) -> None:
        """The first byte that is not UTF-8 is named, with its line, wherever it stands and whatever the line ends."""
        path.write_bytes(mark + (f"criterion,answer{end}" * count + before).encode() + bytes([byte, 0x41]))

        (fault,) = faults_of(lambda: read_answers(path, framework=CROSSED))

        assert f"{path} line {count + 1}" == fault.where
        assert fault.message.startswith(f"byte {byte:#04x} is not UTF-8")


# What files of answers, and files that are nearly such, are made of.
PIECES = ["criterion", "answer", "note", "evidence", "Answer", "sep=", ",", ";", "\t", '"', '""', "\n", "\r", "\r\n"]
PIECES += ["1.1", "1.2", "2.3", "3", "9", "3 Learning", "n/a", "do not know", " ", "\ufeff", "=1", "’", "½", "\u2028"]
# A header that is sound, so that what follows is read as rows.
HEADERS = ["", "criterion,answer,note,evidence\n", "criterion;answer\r\n", "sep=\t\rnote\tanswer\tcriterion\r"]
pieces = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join)


class TestNothingElseGoesWrong:
    @given(st.sampled_from(HEADERS), pieces)
    # The separator named is no separator: nothing, a quotation mark, a line end. Newer versions of csv refuse those.
    @example(header='sep="\n', text='criterion"answer\n')
    @example(header="sep=\r\n", text="criterion,answer\r\n1.1,3\r\n")
    @example(header="sep=\r\r\n", text="criterion,answer\r\n1.1,3\r\n")
    @example(header="criterion,answer\n", text="1.1,\0\n\udc80,3\n")
    def test_any_text(self, header: str, text: str) -> None:
        """Any text at all is an assessment, or an `AnswerError` with at least one fault that says something."""
        found: list[Assessment] = []

        faults = faults_of(lambda: found.append(parse_answers(header + text, framework=CROSSED, notify=lambda _: None)))

        assert bool(found) != bool(faults)
        assert [] == [fault for fault in faults if not fault.where or not fault.message]

    @given(st.binary(max_size=60) | pieces.map(lambda text: text.encode("utf-8", "surrogatepass")))
    def test_any_bytes(self, path: Path, content: bytes) -> None:
        """Any file at all is an assessment, or an `AnswerError` whose every fault names the file."""
        path.write_bytes(content)

        faults = faults_of(lambda: read_answers(path, framework=CROSSED, notify=lambda _: None))

        assert [] == [fault for fault in faults if not fault.where.startswith(str(path))]

    @given(files(), st.data())
    def test_a_sound_file_with_one_slip(
        self, path: Path, file: tuple[Assessment, tuple[str, ...], bytes], data: st.DataObject
    ) -> None:
        """A sound file with bytes lost or put in between is read, or refused by an `AnswerError`."""
        assessment, _, content = file
        start = data.draw(st.integers(0, len(content)))
        stop = data.draw(st.integers(start, min(start + 3, len(content))))
        path.write_bytes(content[:start] + data.draw(st.binary(max_size=2)) + content[stop:])

        faults_of(lambda: read_answers(path, framework=assessment.framework, notify=lambda _: None))

    @given(st.sampled_from(FRAMEWORKS).map(lambda one: one.scale), pieces)
    def test_any_answer(self, scale: Scale, text: str) -> None:
        """Any text is an answer, or a `ValueError` that says how the scale runs or which two levels it names."""
        message = ""
        try:
            state, level = parse_answer_text(text, scale)
        except ValueError as error:
            message = str(error)
        else:
            assert (state is AnswerState.LEVEL) == (level in scale.numbers)

        assert not message or scale.span in message or "names two levels" in message

    @given(st.lists(st.sampled_from(CROSSED.criterion_ids), unique=True, min_size=1), st.data())
    def test_no_row_is_skipped(self, ids: list[str], data: st.DataObject) -> None:
        """Each row that is not refused is in the assessment: what is read has as many answers as there are rows."""
        rows = [f"{one},{data.draw(st.sampled_from(['3', 'n/a', 'do not know', 'learning']))}" for one in ids]

        found = parse_answers("\n".join(["criterion,answer", *rows]), framework=CROSSED)

        assert set(ids) == set(CROSSED.criterion_ids) - set(found.answers.in_state(AnswerState.UNANSWERED))


DOCUMENT: dict[str, Any] = {
    "format": 1,
    "kind": "framework",
    "id": "f",
    "version": "1",
    "title": "T",
    "default_rule": "reached-by:0.8",
    "publishes_overall": False,
    "levels": [{"number": 0, "name": "No"}, {"number": 1, "name": "Yes", "value": "1/2", "summary": "Done."}],
    "topics": [{"id": "1", "name": "One"}],
    "themes": [{"id": "t", "name": "T", "description": "D"}],
    "criteria": [{"id": "1.1", "title": "A", "topic": "1", "theme": "t", "descriptors": ["a", "b"], "weight": 2}],
}

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
    | st.sampled_from(["1", "t", "1/0", "1e9", "mean-nearest", "reached-by:2", "cut-offs:", "1.1", "uk/dma"])
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)


def places_in(value: object, place: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the way to every value inside a document, the document itself left out."""
    found: list[tuple[str | int, ...]] = []
    if isinstance(value, dict | list):
        inside: list[tuple[str | int, Any]] = [*(value.items() if isinstance(value, dict) else enumerate(value))]
        for key, one in inside:
            found += [(*place, key), *places_in(one, (*place, key))]
    return found


class TestFrameworks:
    @given(st.sampled_from(places_in(DOCUMENT)), values, st.booleans())
    def test_a_document_with_one_slip(
        self, path: Path, place: tuple[str | int, ...], value: object, lost: bool
    ) -> None:
        """A sound document with one value changed or lost is a framework, or a `DocumentError` that names the file."""
        document = json.loads(json.dumps(DOCUMENT))
        *way, last = place
        holder = document
        for key in way:
            holder = holder[key]
        if lost:
            del holder[last]
        else:
            holder[last] = value
        path.write_text(json.dumps(document), encoding="utf-8")

        faults = faults_of(lambda: read_framework(path))

        assert [] == [fault for fault in faults if not fault.where.startswith(str(path))]

    @given(st.binary(max_size=40) | values.map(lambda one: json.dumps(one).encode()))
    def test_any_bytes(self, path: Path, content: bytes) -> None:
        """No file of a few bytes is a framework, and each is refused by a `DocumentError` that names it."""
        path.write_bytes(content)

        faults = faults_of(lambda: read_framework(path))

        assert faults
        assert [] == [fault for fault in faults if not fault.where.startswith(str(path))]
