"""
Laws of many people's files: one panel or network in any layout is the same, and what is withheld stays withheld.

The CSV files are written by hand here, not by `csv.writer`, so that the reader is not tested against its own machinery.
"""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import date
from fractions import Fraction
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, get_args

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import strategies
from datamaturity import (
    Answer,
    AnswerError,
    Assessment,
    Benchmark,
    DocumentError,
    Evidence,
    Fault,
    Framework,
    GroupBenchmark,
    Level,
    Network,
    NetworkScore,
    Organisation,
    Panel,
    Respondent,
    Withheld,
    read_network,
    read_panel,
)
from datamaturity.documents.benchmarks import benchmark_json, parse_benchmark
from datamaturity.formulas import guarded
from datamaturity.network_scores import Pool
from datamaturity.readers.answers import parse_answers
from datamaturity.scores import as_float
from datamaturity.writers.answers import answers_csv
from datamaturity.writers.networks import network_csv, network_json, panel_json
from examples import CROSSED, ONE_THEME

# What a cell may hold that the reader gives back as it is: not NUL, and no blanks around it, which are dropped.
letters = st.sampled_from(",;\t\"'\r\n =-x") | st.characters(exclude_categories=["Cs"], exclude_characters="\0")
words = st.sampled_from(["ann", "=ann", "'-", "ŵ; x", 'a "b"', "a\nb", "1.1"]) | st.text(letters, max_size=4).map(
    lambda text: f"x{text}".strip()
)
parts = st.sampled_from(["", "manager"]) | words


class Row(NamedTuple):
    """What one person says, or one organisation that has no respondents: texts as they stand in a file."""

    organisation: str
    respondent: str
    role: str
    unit: str
    sector: str
    answers: Mapping[str, str]

    @property
    def names(self) -> dict[str, str]:
        """The columns that say whose answers they are."""
        return {name: getattr(self, name) for name in ("organisation", "respondent", "role", "unit", "sector")}


class Table(NamedTuple):
    """A panel or a network on its way to files."""

    framework: Framework
    rows: Sequence[Row]

    def wide(self, rows: Sequence[Row] | None = None, *, delimiter: str = ",") -> str:
        """Return a row for each person."""
        return _csv([{**row.names, **row.answers} for row in (self.rows if rows is None else rows)], delimiter)

    def long(self, cells: Iterable[Mapping[str, str]] | None = None, *, delimiter: str = ",") -> str:
        """Return a row for each answer."""
        return _csv([*(self.cells() if cells is None else cells)], delimiter)

    def cells(self, rows: Sequence[Row] | None = None) -> list[dict[str, str]]:
        """Return the rows of the long file."""
        return [
            {**row.names, "criterion": one, "answer": text}
            for row in (self.rows if rows is None else rows)
            for one, text in row.answers.items()
        ]


def _csv(rows: Sequence[Mapping[str, str]], delimiter: str) -> str:
    """Return rows as CSV, every cell in quotation marks."""
    lines = [[*rows[0]], *(row.values() for row in rows)]
    cells = (['"' + guarded(cell).replace('"', '""') + '"' for cell in line] for line in lines)
    return "".join(delimiter.join(line) + "\r\n" for line in cells)


@st.composite
def tables(draw: st.DrawFn, organisations: st.SearchStrategy[list[str]], *, named: bool = False) -> Table:
    """Tables of a few people of the organisations; each of these has respondents, or, unless named, one row alone."""
    framework = draw(st.sampled_from([ONE_THEME, CROSSED]))
    scale = framework.scale
    said = st.sampled_from(["", "n/a", "do not know", *map(str, scale.numbers), *map(str, scale)])
    rows = []
    for organisation in draw(organisations):
        sector = draw(st.sampled_from(["", "arts", "health"]))
        people = [""] if not named and draw(st.booleans()) else draw(several_names)
        rows += [
            Row(
                organisation,
                one,
                draw(parts),
                draw(parts),
                sector,
                {criterion: draw(said) for criterion in framework.criterion_ids},
            )
            for one in people
        ]
    return Table(framework, rows)


several_names = st.lists(words, min_size=1, max_size=3, unique=True)
plain_names = st.lists(st.sampled_from(["Abbey", "Bridge", "Castle"]), min_size=1, unique=True)


def panel_tables() -> st.SearchStrategy[Table]:
    """Tables of one organisation, named or not, whose people all have names."""
    return tables(st.sampled_from([[""], ["Abbey"]]), named=True)


delimiters = st.sampled_from([",", ";", "\t"])


def _read_panel(framework: Framework, *texts: str) -> Panel:
    with TemporaryDirectory() as folder:
        return read_panel(*_written(folder, dict(enumerate(texts))), framework=framework, notify=lambda _: None)


def _read_network(framework: Framework, *texts: str) -> Network:
    return _read_files(framework, dict(enumerate(texts)))


def _read_files(framework: Framework, texts: Mapping[Any, str]) -> Network:
    with TemporaryDirectory() as folder:
        return read_network(*_written(folder, texts), framework=framework, notify=lambda _: None)


def _written(folder: str, texts: Mapping[Any, str]) -> list[Path]:
    paths = [Path(folder, f"{name}.csv") for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_bytes(text.encode())
    return paths


def _by_name(one: Organisation) -> dict[str, Assessment | Respondent]:
    """Return an organisation's people by their names, or its assessment."""
    if isinstance(one.answers, Panel):
        return {person.id: person for person in one.answers}
    assert one.answers is not None
    return {"": one.answers}


class TestLongAndWide:
    """A long and a wide file of the same answers are the same."""

    @given(panel_tables(), delimiters)
    def test_panels(self, table: Table, delimiter: str) -> None:
        """They read to equal panels, and so to equal scores, written alike byte for byte."""
        wide = _read_panel(table.framework, table.wide(delimiter=delimiter))
        long = _read_panel(table.framework, table.long(delimiter=delimiter))

        assert wide == long
        assert panel_json(wide, wide.pool()) == panel_json(long, long.pool())
        assert [(row.respondent, row.role, row.unit) for row in table.rows] == [
            (one.id, one.role, one.unit) for one in wide
        ]

    @given(tables(several_names), delimiters)
    def test_networks(self, table: Table, delimiter: str) -> None:
        """They read to equal networks, and so to equal scores, written alike byte for byte."""
        wide = _read_network(table.framework, table.wide(delimiter=delimiter))
        long = _read_network(table.framework, table.long(delimiter=delimiter))

        assert wide == long
        assert network_json(wide, wide.pool()) == network_json(long, long.pool())
        assert {row.organisation: row.sector for row in table.rows} == {
            one.id: one.attributes.get("sector", "") for one in wide
        }

    @given(st.data(), tables(several_names))
    def test_order(self, data: st.DataObject, table: Table) -> None:
        """The order of rows is irrelevant, of people and of answers, in one file or in two."""
        whole = _read_network(table.framework, table.wide())
        cells = data.draw(st.permutations(table.cells()))
        cut = data.draw(st.integers(0, len(cells) - 1))
        texts = [table.long(some) for some in (cells[:cut], cells[cut:]) if some]
        mixed = _read_network(table.framework, *texts)

        assert {one.id: (_by_name(one), one.attributes) for one in whole} == {
            one.id: (_by_name(one), one.attributes) for one in mixed
        }
        assert whole.pool(min_organisations=0).to_rows() == mixed.pool(min_organisations=0).to_rows()

    @given(st.data(), panel_tables())
    def test_sparse(self, data: st.DataObject, table: Table) -> None:
        """Rows without an answer may be left out of a long file, and roles said once, as long as everybody stays."""
        kept = []
        for row in table.rows:
            cells = table.cells([row])
            told = data.draw(st.integers(0, len(cells) - 1))
            kept += [
                cell if place == told else {**cell, "role": "", "unit": "", "sector": ""}
                for place, cell in enumerate(cells)
                if place == told or cell["answer"]
            ]

        assert _read_panel(table.framework, table.wide()) == _read_panel(table.framework, table.long(kept))

    @given(
        st.data(),
        tables(organisations=st.lists(st.sampled_from(["Abbey", "Bridge", "Castle"]), min_size=1, unique=True)),
    )
    def test_file_per_organisation(self, data: st.DataObject, table: Table) -> None:
        """A file for each organisation, long or wide and without its name inside, is the same as one file of all."""
        whole = _read_network(table.framework, table.wide())
        texts = {}
        for name in dict.fromkeys(row.organisation for row in table.rows):
            rows = [row for row in table.rows if row.organisation == name]
            # In a wide file without its name, an organisation with nothing to say would be a blank row, which is none.
            is_wide = any(rows[0][1:-1]) or any(rows[0].answers.values())
            cells = table.cells(rows)
            if is_wide and data.draw(st.booleans()):
                cells = [{**row.names, **row.answers} for row in rows]
            texts[name] = _csv(
                [{key: value for key, value in cell.items() if key != "organisation"} for cell in cells],
                data.draw(delimiters),
            )

        assert whole == _read_files(table.framework, texts)

    @given(st.data(), panel_tables())
    def test_anonymous(self, data: st.DataObject, table: Table) -> None:
        """Without names it is the same people, and the same scores."""
        named = _read_panel(table.framework, table.wide())
        rows = [row._replace(respondent="") for row in table.rows]
        # Without the column: a row that is empty in all of its cells is no row.
        texts = [
            {key: value for key, value in {**row.names, **row.answers}.items() if key != "respondent"} for row in rows
        ]
        kept = [(one, cells) for one, cells in zip(named, texts, strict=True) if any(cells.values())]
        if kept:
            anonymous = _read_panel(table.framework, _csv([cells for _, cells in kept], data.draw(delimiters)))
            assert [one.assessment for one, _ in kept] == [one.assessment for one in anonymous]
            assert {""} == {one.id for one in anonymous}


@given(st.data(), panel_tables(), delimiters)
def test_every_broken_cell_is_found(data: st.DataObject, table: Table, delimiter: str) -> None:
    """Each cell that is no answer earns one fault, with its line and criterion, and sound cells earn none."""
    # One line a row, so that what is a line is beyond dispute.
    rows = [Row("", f"p{n}", "", "", "", dict(row.answers)) for n, row in enumerate(table.rows)]
    places = [(n, one) for n in range(len(rows)) for one in table.framework.criterion_ids]
    broken = data.draw(st.lists(st.sampled_from(places), min_size=1, unique=True))
    text = data.draw(st.sampled_from(["9", "perhaps", "-1", "1 Mastering", "0"]))
    for n, one in broken:
        rows[n] = rows[n]._replace(answers={**rows[n].answers, one: text})

    with pytest.raises(AnswerError) as caught:
        _read_panel(table.framework, table.wide(rows, delimiter=delimiter))

    assert [(n + 2, one) for n, one in places if (n, one) in broken] == [
        (int(fault.where.rpartition(" ")[2]), fault.message.split(":")[0].removeprefix("criterion "))
        for fault in caught.value.faults
    ]


# What the reader looks for, and what may stand in its way.
_COLUMNS = ["organisation", "respondent", "role", "sector", "criterion", "answer", "note", "a", "A", "1.1", "2.3", "C9"]
_CELLS = ["ann", "1", "5", "9", "n/a", "Learning", "", " ", '"', "'=1", "sep=;", "\ufeff", "é", "\x1c"]
pieces = st.sampled_from(_COLUMNS + _CELLS)
ends = st.sampled_from([",", ",", ",", ";", "\t", "\n", "\n", "\r\n"])
texts_like_csv = st.lists(st.tuples(pieces, ends).map("".join), max_size=25).map("".join)


PUBLISHED = Benchmark.from_counts(ONE_THEME, themes={"data": [41, 57, 35, 15, 8]}, mean=True)
# As the mean of the means of many panels, all of other sizes and with other criteria answered, may be.
LONG_MEAN = attrs.evolve(
    PUBLISHED, groups=[attrs.evolve(PUBLISHED.themes["data"], mean=Fraction(2 * 10**90 + 1, 10**90 + 1))]
)


OF_ALL_KINDS = Benchmark.from_counts(
    CROSSED,
    topics={"1": [9] * 5},
    themes={"data": [41, 57, 35, 8, 3]},
    cells={("2", "data"): [0, 3, 9, 0, 0]},
    overall=[1, 1, 1, 0, 0],
    rule="reached-by:0.8",
    dated=date(2026, 3, 31),
)
_TEXTS = ["", "data", "1/3", "1e9", "2026-03-31", "theme", "overall", "weakest-link"]
_LISTS = [[], [1, 2, 3, 4, 5], ["1", "2", "3"]]
_OBJECTS: list[object] = [{}, {"withheld": "few"}, {"withheld": 3}]
parts_of_documents = st.sampled_from([None, True, 0, 1, -1, 3, 156, 2.5, 10**50, *_TEXTS, *_LISTS, *_OBJECTS])


class TestNothingElseGoesWrong:
    """Whatever a file holds, it is read or it has faults."""

    @given(st.lists(texts_like_csv, min_size=1, max_size=2), st.sampled_from([ONE_THEME, CROSSED]))
    @example(["organisation,criterion,answer\nA,a,1\n", "organisation,a\nA,1\n"], ONE_THEME)
    def test_files(self, texts: list[str], framework: Framework) -> None:
        """Any text is people's answers, or an `AnswerError` whose faults each name one of the files."""
        for read in (_read_panel, _read_network):
            found: Panel | Network | None = None
            faults: tuple[Fault, ...] = ()
            try:
                found = read(framework, *texts)
            except AnswerError as error:
                faults = error.faults

            assert (found is None) == bool(faults)
            assert found is None or len(found) > 0
            assert [] == [one for one in faults if ".csv" not in str(one) and one.where != "panel"]

    @given(st.data(), st.integers(0, 2))
    def test_documents(self, data: st.DataObject, count: int) -> None:
        """A document with some parts put out of shape is a `DocumentError`, or a benchmark that reads back equal."""
        document = json.loads(benchmark_json(data.draw(st.sampled_from([PUBLISHED, LONG_MEAN, OF_ALL_KINDS]))))
        for _ in range(count):
            place: Any = document
            key = data.draw(st.sampled_from(sorted(place)))
            while isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans()):
                place = place[key]
                key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
            # A copy, since the next turn may put another part into it.
            place[key] = deepcopy(data.draw(parts_of_documents))
        framework = data.draw(st.sampled_from([ONE_THEME, CROSSED]))
        found: Benchmark | None = None
        faults: tuple[Fault, ...] = ()
        try:
            found = parse_benchmark(json.dumps(document), framework=framework)
        except DocumentError as error:
            faults = error.faults

        assert (found is None) == bool(faults)
        assert [] == [one for one in faults if not one.where.startswith("$")]
        if found is not None:
            assert found == parse_benchmark(benchmark_json(found), framework=framework)
            ranks = [one.percentile_rank(position) for one in found for position in range(len(framework.scale))]
            assert [] == [one for one in ranks if isinstance(one, Fraction) and not 0 <= one <= 1]


# What a CSV file of answers can hold: evidence is a title, or an address with a scheme and without blanks.
lines = st.text(letters, max_size=8).map(lambda text: " ".join(text.split()))
evidences = st.builds(lambda text: Evidence(f"Plan {text}".strip()), lines) | st.builds(
    lambda text: Evidence(address=f"https://example.org/{text.replace(' ', '')}"), lines
)


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """Assessments of any framework, with notes and evidence that a CSV file can hold."""
    framework = draw(strategies.frameworks())
    plain = draw(strategies.assessments(framework))
    remarks = st.tuples(st.text(letters, max_size=8).map(str.strip), st.lists(evidences, max_size=2).map(tuple))
    return Assessment(
        framework,
        {one: Answer(answer.state, answer.level, *draw(remarks)) for one, answer in plain.answers.items()},
    )


@given(assessments())
@example(Assessment(ONE_THEME, {"a": Answer.at(2, note="'=1"), "b": Answer.not_applicable("\t")}))
def test_answers_read_back(assessment: Assessment) -> None:
    """An assessment's answers written as CSV read back as the same answers, and are written again byte for byte."""
    text = answers_csv(assessment)
    again = parse_answers(text, framework=assessment.framework, notify=lambda _: None)

    # A note of blanks alone is none.
    expected = {
        one: (answer.state, answer.level, answer.note.strip(), answer.evidence)
        for one, answer in assessment.answers.items()
    }
    assert expected == {
        one: (answer.state, answer.level, answer.note, answer.evidence) for one, answer in again.answers.items()
    }


pools: st.SearchStrategy[Pool] = st.sampled_from(get_args(Pool))


@st.composite
def benchmarks(draw: st.DrawFn) -> Benchmark:
    """Benchmarks from networks and from published counts, told in whole, in part or not at all."""
    minimum = draw(st.integers(0, 6))
    about: dict[str, Any] = {
        "mean": draw(st.booleans()),
        "min_organisations": minimum,
        "title": draw(strategies.texts()),
        "source": draw(strategies.texts()),
        "dated": draw(st.none() | st.dates()),
    }
    if draw(st.booleans()):
        network = draw(strategies.networks(most=8))
        rule = draw(st.none() | strategies.rules(network.framework.scale))
        by = draw(pools)
        return Benchmark.from_network(network, by=by, rule=rule, overall=draw(st.booleans()), **about)
    framework = draw(strategies.frameworks())
    counts = st.lists(st.integers(0, 9), min_size=len(framework.scale), max_size=len(framework.scale))
    given: dict[str, dict[Any, list[int]]] = {"topic": {}, "theme": {}, "cell": {}}
    overall = draw(counts)
    for group in framework.groups:
        if group.kind in given and draw(st.booleans()):
            key = (group.topic, group.theme) if group.kind == "cell" else group.id
            given[group.kind][key] = draw(counts)
    return Benchmark.from_counts(
        framework,
        topics=given["topic"],
        themes=given["theme"],
        cells=given["cell"],
        overall=overall,
        rule=draw(strategies.rules(framework.scale)),
        **about,
    )


def _figures_of_benchmark(one: GroupBenchmark) -> list[object]:
    return [
        one.organisation_count,
        one.member_count,
        *one.stage_counts,
        one.no_stage_count,
        *one.quartiles.values(),
        one.mean,
    ]


class TestBenchmarkDocuments:
    """Benchmarks as JSON documents."""

    @given(benchmarks())
    @example(PUBLISHED)
    @example(LONG_MEAN)
    def test_read_back(self, benchmark: Benchmark) -> None:
        """What was written reads back equal, and is written again byte for byte."""
        text = benchmark_json(benchmark)
        again = parse_benchmark(text, framework=benchmark.framework)

        assert benchmark == again
        assert text == benchmark_json(again)

    @given(benchmarks())
    def test_withheld(self, benchmark: Benchmark) -> None:
        """A figure is withheld in the document just where it is in the benchmark, and its reason is all there is."""
        for one, found in zip(benchmark, json.loads(benchmark_json(benchmark))["groups"], strict=True):
            written = [
                found["organisations"],
                found["members"],
                *found["stage_counts"],
                found["no_stage"],
                *found["quartiles"],
                found["mean"],
            ]
            for figure, value in zip(_figures_of_benchmark(one), written, strict=True):
                if isinstance(figure, Withheld):
                    assert {"withheld": figure.why} == value
                else:
                    assert figure == (Fraction(value) if isinstance(value, str) else value)


def _figures(one: NetworkScore) -> dict[str, object]:
    """Return a score's figures by the columns of its row, as they are inside."""
    stage = one.stage
    number, name = (stage.number, stage.name) if isinstance(stage, Level) else (stage, stage)
    return {
        "organisations": one.organisation_count,
        "members": one.member_count,
        "mean": one.mean,
        "stage": number,
        "stage_name": name,
        "coverage": one.coverage,
        "low": one.low,
        "high": one.high,
        **{f"members_at_{n}": count for n, count in zip(one.framework.scale.numbers, one.stage_counts, strict=True)},
        "no_stage": one.no_stage_count,
        **{f"quantile_{share}": value for share, value in one.quartiles.items()},
    }


def _written_value(figure: object) -> object:
    """Return what stands for a figure in JSON."""
    if isinstance(figure, Withheld):
        return "withheld"
    return as_float(figure) if isinstance(figure, Fraction) else figure


class TestNetworkFiles:
    """Networks as JSON and CSV."""

    @given(st.data(), strategies.networks(most=8), st.integers(0, 6), st.booleans())
    def test_withheld(self, data: st.DataObject, network: Network, minimum: int, mean: bool) -> None:
        """A figure is withheld in both just where it is in the scores, in the whole and in each slice."""
        options: dict[str, Any] = {
            "min_organisations": minimum,
            "mean": mean,
            "overall": data.draw(st.booleans()),
            "by": data.draw(pools),
            "rule": data.draw(st.none() | strategies.rules(network.framework.scale)),
        }
        card = network.pool(**options)
        sliced = any("sector" in one.attributes for one in network)
        slices = network.slices("sector", **options) if sliced else {}
        document = json.loads(network_json(network, card, slices=slices))
        lines = [*csv.DictReader(StringIO(network_csv(card, slices=slices), newline=""))]
        rows = [*document["groups"], *(row for part in document["slices"].values() for row in part)]
        scores = [*card, *(one for part in slices.values() for one in part)]

        for one, row, line in zip(scores, rows, lines, strict=True):
            expected = {key: _written_value(figure) for key, figure in _figures(one).items()}
            assert expected == {key: row[key] for key in expected}
            numbers = {key: value for key, value in expected.items() if key != "stage_name"}
            assert {key: "" if value is None else str(value) for key, value in numbers.items()} == {
                key: line[key] for key in numbers
            }
            assert (one.withheld is None) == (row["why_withheld"] is None) == (line["why_withheld"] == "")

    @given(strategies.networks(most=8))
    def test_nothing_is_withheld_by_name(self, network: Network) -> None:
        """With a minimum of 0 nothing is withheld."""
        card = network.pool(min_organisations=0)

        assert "withheld" not in {value for row in card.to_rows() for value in row.values()}
