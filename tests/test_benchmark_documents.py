"""Benchmarks as JSON documents: what is written, what is read back, and what is refused with every fault's path."""

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

from datamaturity import (
    Assessment,
    Benchmark,
    DocumentError,
    FileError,
    Framework,
    Network,
    Organisation,
    Withheld,
    load_framework,
    read_benchmark,
    score,
)
from datamaturity.documents.benchmarks import benchmark_json, parse_benchmark
from datamaturity.mappings import FrozenMapping
from examples import CROSSED, ONE_THEME

# The published example: 156 organisations, by the level that they hold.
PUBLISHED = Benchmark.from_counts(
    ONE_THEME,
    themes={"data": [41, 57, 35, 15, 8]},
    mean=True,
    title="Ten activities, one of them",
    source="A report",
    dated=date(2026, 3, 31),
)
FEW = Withheld("three of them are too few")
SOME_WITHHELD = attrs.evolve(
    PUBLISHED,
    groups=[
        attrs.evolve(
            PUBLISHED.themes["data"],
            stage_counts=(41, 57, 35, FEW, FEW),
            quartiles=FrozenMapping({Fraction(1, 4): Fraction(1), Fraction(1, 2): Fraction(2), Fraction(3, 4): FEW}),
            mean=FEW,
        )
    ],
)
"""The same with some of its figures withheld, as disclosure control may have it."""

# What PUBLISHED is as a document, by hand: mean (41 + 114 + 105 + 60 + 40) / 156 = 360 / 156; 41 of 156 are more than a
# quarter, 98 more than half, 133 more than three quarters.
DOCUMENT: dict[str, Any] = {
    "$schema": "urn:datamaturity:schema:benchmark:1",
    "format": 1,
    "kind": "benchmark",
    "framework": {"id": "one-theme", "version": "1"},
    "rule": "mean-nearest",
    "pool": "organisations",
    "min_organisations": 5,
    "title": "Ten activities, one of them",
    "source": "A report",
    "dated": "2026-03-31",
    "groups": [
        {
            "kind": "theme",
            "theme": "data",
            "organisations": 156,
            "members": 156,
            "stage_counts": [41, 57, 35, 15, 8],
            "no_stage": 0,
            "quartiles": ["1", "2", "3"],
            "mean": "30/13",
        }
    ],
}


def _network(levels: list[int]) -> Network:
    """Return a network whose organisations answer the criterion *a* alone."""
    return Network(
        [Organisation(f"org {n}", Assessment(ONE_THEME, {"a": level})) for n, level in enumerate(levels)], name="Ours"
    )


def _document(**changes: object) -> str:
    return json.dumps({**DOCUMENT, **changes})


def _group(**changes: object) -> str:
    """Return the document with some keys of its only group changed."""
    return _document(groups=[{**DOCUMENT["groups"][0], **changes}])


def _without(mapping: Mapping[str, object], key: str) -> dict[str, object]:
    return {one: value for one, value in mapping.items() if one != key}


def _faults(text: str | bytes, framework: Framework = ONE_THEME) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        parse_benchmark(text, framework=framework)
    return [str(fault) for fault in caught.value.faults]


def _read_back(benchmark: Benchmark) -> Benchmark:
    return parse_benchmark(benchmark_json(benchmark), framework=benchmark.framework)


class TestWriting:
    def test_whole_document(self) -> None:
        """The published example is written whole, exact numbers as text."""
        assert DOCUMENT == json.loads(benchmark_json(PUBLISHED))

    def test_as_house_documents_are(self) -> None:
        """Sorted keys, two spaces, UTF-8 as it is, one line end at the end."""
        text = benchmark_json(Benchmark.from_counts(ONE_THEME, themes={"data": [9, 9, 9, 9, 9]}, title="Sŵn – ½"))

        assert json.dumps(json.loads(text), indent=2, sort_keys=True, ensure_ascii=False) + "\n" == text
        assert "Sŵn – ½" in text

    def test_withheld(self) -> None:
        """What is withheld is an object with the reason, never a number, null or nothing."""
        (found,) = json.loads(benchmark_json(SOME_WITHHELD))["groups"]
        few = {"withheld": "three of them are too few"}

        assert (
            DOCUMENT["groups"][0]
            | {
                "stage_counts": [41, 57, 35, few, few],
                "quartiles": ["1", "2", few],
                "mean": few,
            }
            == found
        )

    def test_all_withheld(self) -> None:
        """A group about too few organisations says nothing of them: there is not one number in it."""
        (found,) = json.loads(benchmark_json(Benchmark.from_network(_network([1, 2, 3, 4]), mean=True)))["groups"]

        figures = [value for key, value in found.items() if key not in ("kind", "theme")]
        parts = [part for value in figures for part in (value if isinstance(value, list) else [value])]
        # Organisations, members, no stage, mean; five counts and three quartiles.
        assert 4 + 5 + 3 == len(parts)
        assert [] == [part for part in parts if [*part] != ["withheld"] or not part["withheld"]]

    def test_no_organisation_is_in_it(self) -> None:
        """Neither names nor what is kept to check later releases with is written."""
        text = benchmark_json(Benchmark.from_network(_network([1] * 9), min_organisations=0))

        assert "org 1" not in text
        assert "fingerprint" not in text
        assert {
            "$schema",
            "format",
            "kind",
            "framework",
            "rule",
            "pool",
            "min_organisations",
            "title",
            "source",
            "dated",
            "groups",
        } == {*json.loads(text)}

    def test_groups_of_every_kind(self) -> None:
        """A topic, a theme, a cell and the whole are told apart by kind, topic and theme."""
        counts = [9, 9, 9, 9, 9]
        text = benchmark_json(
            Benchmark.from_counts(
                CROSSED, topics={"1": counts}, themes={"data": counts}, cells={("2", "data"): counts}, overall=counts
            )
        )

        assert [
            ("topic", "1", None),
            ("theme", None, "data"),
            ("cell", "2", "data"),
            ("overall", None, None),
        ] == [(one["kind"], one.get("topic"), one.get("theme")) for one in json.loads(text)["groups"]]


class TestReading:
    def test_whole_document(self) -> None:
        """A document made by hand reads as the benchmark that it describes."""
        assert PUBLISHED == parse_benchmark(json.dumps(DOCUMENT), framework=ONE_THEME)
        assert PUBLISHED == parse_benchmark(json.dumps(DOCUMENT).encode("utf-8-sig"), framework=ONE_THEME)

    def test_what_may_be_left_out(self) -> None:
        """Title, source, date and mean may be left out or null; so may the ids that a kind does not have."""
        plain = Benchmark.from_counts(ONE_THEME, themes={"data": [41, 57, 35, 15, 8]})
        body = _without(_without(_without(DOCUMENT, "title"), "source"), "dated")
        group = _without(DOCUMENT["groups"][0], "mean")

        assert plain == parse_benchmark(json.dumps({**body, "groups": [group]}), framework=ONE_THEME)
        assert plain == parse_benchmark(
            _document(title="", source="", dated=None, groups=[{**group, "mean": None, "topic": None}]),
            framework=ONE_THEME,
        )

    def test_numbers_are_exact(self) -> None:
        """Quartiles and means may be whole numbers, decimals or fractions; a decimal is never a float."""
        (found,) = parse_benchmark(_group(quartiles=[1, 2.1, "7/3"], mean="2.30"), framework=ONE_THEME)

        assert [Fraction(1), Fraction(21, 10), Fraction(7, 3)] == [*found.quartiles.values()]
        assert Fraction(23, 10) == found.mean

    @pytest.mark.parametrize(
        "benchmark",
        [
            PUBLISHED,
            SOME_WITHHELD,
            Benchmark.from_counts(ONE_THEME, themes={"data": [41, 57, 35, 8, 3]}, mean=True),
            Benchmark.from_counts(ONE_THEME, themes={"data": [0, 0, 0, 0, 0]}, mean=True),
            Benchmark.from_counts(ONE_THEME, themes={"data": [1, 1, 0, 0, 1]}, min_organisations=0, rule="median-low"),
            Benchmark.from_counts(CROSSED, topics={"2": [6] * 5}, overall=[9] * 5, rule="cut-offs:1.5,2.5,10/3,4.5"),
            Benchmark.from_counts(CROSSED, cells={("1", "data"): [6] * 5}, rule="reached-by:0.8"),
            Benchmark.from_network(_network([1, 2, 2, 3, 3, 3, 3, 3, 4, 5]), mean=True, dated=date(2026, 1, 2)),
            Benchmark.from_network(_network([1, 2, 3]), overall=True, by="respondents"),
            Benchmark.from_network(_network([1, 2, 3]), rule="weakest-link", min_organisations=0),
        ],
        ids=repr,
    )
    def test_read_back(self, benchmark: Benchmark) -> None:
        """What was written reads back equal, and is written again byte for byte."""
        again = _read_back(benchmark)

        assert benchmark == again
        assert benchmark_json(benchmark) == benchmark_json(again)

    def test_withheld_stays_withheld(self) -> None:
        """What was withheld reads back as withheld, for the same reason."""
        (found,) = _read_back(SOME_WITHHELD)

        assert (41, 57, 35, FEW, FEW) == found.stage_counts
        assert FEW == found.mean
        assert FEW == found.percentile_rank(3)
        # Below the third stage stand 41 and 57, at it 35: (98 + 35/2) / 156.
        assert Fraction(231, 312) == found.percentile_rank(2)

    def test_scores_beside_it(self) -> None:
        """A scorecard can be set beside a benchmark that was read."""
        card = score(Assessment(ONE_THEME, {"a": 3, "b": 3}))
        found = card.compare_to(_read_back(PUBLISHED)).themes["data"]

        # (41 + 57 + 35/2) / 156; 3 − 30/13.
        assert (Fraction(231, 312), Fraction(9, 13)) == (found.percentile_rank, found.difference)

    def test_order_of_groups(self) -> None:
        """Groups may stand in any order in a document; the benchmark has them in framework order."""
        counts = [9, 9, 9, 9, 9]
        benchmark = Benchmark.from_counts(CROSSED, topics={"1": counts, "2": counts}, themes={"data": counts})
        document = json.loads(benchmark_json(benchmark))
        document["groups"].reverse()

        assert benchmark == parse_benchmark(json.dumps(document), framework=CROSSED)


class TestDates:
    @pytest.mark.parametrize(
        ("written", "day"),
        [('"2026-03-31"', date(2026, 3, 31)), ('"2024-02-29"', date(2024, 2, 29)), ("null", None)],
    )
    def test_days(self, written: str, day: date | None) -> None:
        """A day is written year, month, day; null is none."""
        text = _document(dated="here").replace('"here"', written)

        assert day == parse_benchmark(text, framework=ONE_THEME).dated

    @pytest.mark.parametrize(
        "written",
        [
            '"2026-02-29"',  # no leap year
            '"2026-13-01"',
            '"2026-00-00"',
            '"0000-01-01"',
            '"31.03.2026"',
            '"2026-3-31"',
            # Python would take these two, other programs would not.
            '"20260331"',
            '"2026-W14-2"',
            '"2026-03-31T00:00:00"',
            '" 2026-03-31"',
            '"2026-03-31\\n"',
            '"２０２６-03-31"',
            '"٢٠٢٦-٠٣-٣١"',
            '"today"',
            '""',
            "20260331",
            "2026.25",
            "true",
            "[]",
        ],
    )
    def test_no_days(self, written: str) -> None:
        """Whatever else is refused, shown as the document has it, beside a day as it should be."""
        (fault,) = _faults(_document(dated="here").replace('"here"', written))

        assert fault.startswith("$.dated: ")
        assert fault.endswith(' is not a day, such as "2026-03-31"')


class TestFaults:
    @pytest.mark.parametrize(
        ("framework", "given"),
        [
            ({"id": "crossed", "version": "1"}, "crossed 1"),
            ({"id": "one-theme", "version": "2"}, "one-theme 2"),
        ],
    )
    def test_another_framework(self, framework: dict[str, str], given: str) -> None:
        """A benchmark of another framework, or of another version, is refused as such; its ids are not looked at."""
        groups = [{**DOCUMENT["groups"][0], "theme": "dta", "stage_counts": [156]}]

        assert [
            f"$.framework: is {given}; this is read as a benchmark of one-theme 1",
            "$.pool: is 'people', not organisations or respondents",
        ] == _faults(_document(framework=framework, pool="people", groups=groups))

    @pytest.mark.parametrize(
        ("changes", "fault"),
        [
            ({"kind": "framework"}, '$.kind: is "framework"; this is read as a benchmark'),
            ({"format": 2}, "$.format: is 2, newer than the 1 that this version reads; update datamaturity"),
            ({"pool": "people"}, "$.pool: is 'people', not organisations or respondents"),
            ({"pool": 3}, "$.pool: 3 is not text"),
            ({"min_organisations": -1}, "$.min_organisations: is -1, not a whole number from 0"),
            ({"min_organisations": True}, "$.min_organisations: true is not a whole number"),
            ({"min_organisations": "5"}, '$.min_organisations: "5" is not a whole number'),
            ({"rule": "mean"}, "$.rule: no rule 'mean'; "),
            (
                {"rule": "cut-offs:1,2"},
                "$.rule: a scale of 5 levels takes 4 cut-offs, one for each level but 1 Beginning; 2 given",
            ),
            ({"groups": {}}, "$.groups: a list is needed, not an object"),
            ({"groups": [3]}, "$.groups[0]: an object is needed, not the number 3"),
            ({"framework": "one-theme"}, "$.framework: an object is needed, not text"),
            ({"title": None}, "$.title: null is not text"),
        ],
    )
    def test_of_the_document(self, changes: dict[str, object], fault: str) -> None:
        """Each is named with its path, in words that say what was given and what is needed."""
        (found,) = _faults(_document(**changes))

        assert found.startswith(fault)

    @pytest.mark.parametrize(
        ("changes", "fault"),
        [
            ({"kind": "blob"}, "$.groups[0]: no blob data in one-theme"),
            ({"theme": "dta"}, "$.groups[0]: no theme dta in one-theme"),
            ({"kind": "overall"}, "$.groups[0]: no overall data in one-theme"),
            ({"theme": None}, "$.groups[0]: no theme in one-theme"),
            ({"topic": "1"}, "$.groups[0]: no theme 1/data in one-theme"),
            ({"stage_counts": [156]}, "$.groups[0].stage_counts: has 1 counts for a scale of 5 levels"),
            ({"quartiles": ["1", "2"]}, "$.groups[0].quartiles: has 2 values, not 3"),
            ({"members": -156}, "$.groups[0]: a count is a whole number from 0, not -156"),
            ({"stage_counts": [41, 57, 35, 15, 9]}, "$.groups[0]: the counts add up to 157, not to the 156 members"),
            ({"no_stage": 1}, "$.groups[0]: the counts add up to 157, not to the 156 members"),
            (
                {"members": 156.0},
                "$.groups[0].members: a whole number is needed, or what is withheld, not the number 156.0",
            ),
            ({"members": None}, "$.groups[0].members: a whole number is needed, or what is withheld, not null"),
            (
                {"organisations": True},
                "$.groups[0].organisations: a whole number is needed, or what is withheld, not true or false",
            ),
            (
                {"stage_counts": [41, 57, 35, 15, "withheld"]},
                "$.groups[0].stage_counts[4]: a whole number is needed, or what is withheld, not text",
            ),
            ({"members": {}}, '$.groups[0].members: an object here is {"withheld": the reason}'),
            ({"members": {"withheld": 5}}, '$.groups[0].members: an object here is {"withheld": the reason}'),
            (
                {"members": {"withheld": "few", "really": 3}},
                '$.groups[0].members: an object here is {"withheld": the reason}',
            ),
            ({"mean": {"why": "few"}}, '$.groups[0].mean: an object here is {"withheld": the reason}'),
        ],
    )
    def test_of_a_group(self, changes: dict[str, object], fault: str) -> None:
        """Each is named with its group."""
        assert fault in _faults(_group(**changes))

    @pytest.mark.parametrize("written", ["true", '"many"', "[1]", '""'])
    @pytest.mark.parametrize("key", ["mean", "quartiles"])
    def test_numbers(self, key: str, written: str) -> None:
        """A mean or a quartile that is no number is refused."""
        value = ["1", "here", "3"] if key == "quartiles" else "here"
        path = "$.groups[0].quartiles[1]" if key == "quartiles" else "$.groups[0].mean"
        (fault,) = _faults(_group(**{key: value}).replace('"here"', written))

        assert fault.startswith(f"{path}: ")
        assert "is not a number" in fault

    @pytest.mark.parametrize("key", ["framework", "rule", "pool", "min_organisations", "groups"])
    def test_missing_keys(self, key: str) -> None:
        """A key that is needed is named where it is missing."""
        assert [f"$.{key}: is missing"] == _faults(json.dumps(_without(DOCUMENT, key)))

    @pytest.mark.parametrize("key", ["kind", "organisations", "members", "stage_counts", "no_stage", "quartiles"])
    def test_missing_keys_of_a_group(self, key: str) -> None:
        """So is one of a group: a count that is not given is neither zero nor withheld."""
        assert [f"$.groups[0].{key}: is missing"] == _faults(_document(groups=[_without(DOCUMENT["groups"][0], key)]))

    def test_unknown_keys(self) -> None:
        """A key that is not known is refused in words of the document, with the one that was meant."""
        assert ["$.rules: is not a key of a benchmark; did you mean 'rule'?"] == _faults(_document(rules="x"))
        assert ["$.groups[0].member: is not a key of a group; did you mean 'members'?"] == _faults(_group(member=3))

    def test_the_same_group_twice(self) -> None:
        """A group stands once."""
        assert ["$.groups[1]: the same group stands earlier already"] == _faults(
            _document(groups=DOCUMENT["groups"] * 2)
        )

    @pytest.mark.parametrize(
        "changes",
        [
            {"stage_counts": [100, 57, {"withheld": "few"}, 0, 0]},
            {"stage_counts": [0, 157, 0, 0, 0], "no_stage": {"withheld": "few"}},
        ],
    )
    def test_counts_beyond_the_members(self, changes: dict[str, object]) -> None:
        """Counts that are told cannot be more than the members, else a percentile rank is above 1."""
        assert ["$.groups[0]"] == [one.split(":")[0] for one in _faults(_group(**changes))]

    def test_all_at_once(self) -> None:
        """Faults of all parts are gathered, of their form and of their meaning."""
        form = _document(
            pool=3,
            min_organisations=None,
            dated="soon",
            groups=[{**DOCUMENT["groups"][0], "members": "many", "quartiles": "few"}, "none"],
        )
        meaning = _document(
            pool="people",
            min_organisations=-5,
            rule="cut-offs:1",
            groups=[{**DOCUMENT["groups"][0], "theme": "dta", "members": -1}, {**DOCUMENT["groups"][0], "no_stage": 2}],
        )

        assert [
            "$.pool",
            "$.min_organisations",
            "$.groups[0].members",
            "$.groups[0].quartiles",
            "$.groups[1]",
            "$.dated",
        ] == [one.split(":")[0] for one in _faults(form)]
        assert ["$.rule", "$.pool", "$.min_organisations", "$.groups[0]", "$.groups[0]", "$.groups[1]"] == [
            one.split(":")[0] for one in _faults(meaning)
        ]

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("", "$: not JSON: line 1, column 1"),
            ("[]", "$: a document is an object, not a list"),
            ('{"kind": "benchmark", "kind": "benchmark"}', "$: the key 'kind' stands twice in one object"),
            ('{"a": NaN}', "$: NaN is not a number that JSON has"),
            (b"\xff", "$: not UTF-8: byte 0 is 0xff"),
        ],
    )
    def test_not_a_document(self, text: str | bytes, fault: str) -> None:
        """What is no JSON object is told so."""
        (found,) = _faults(text)

        assert found.startswith(fault)


class TestFiles:
    def test_written_and_read(self, tmp_path: Path) -> None:
        """A file holds the document, with or without a byte order mark."""
        path = tmp_path / "benchmark.json"
        for encoding in ("utf-8", "utf-8-sig"):
            path.write_text(benchmark_json(PUBLISHED), encoding=encoding)
            assert PUBLISHED == read_benchmark(path, framework=ONE_THEME)
            assert PUBLISHED == read_benchmark(str(path), framework=ONE_THEME)

    def test_packaged_framework(self, tmp_path: Path) -> None:
        """Without a framework, the packaged one that the file names is taken."""
        path = tmp_path / "benchmark.json"
        benchmark = Benchmark.from_counts(load_framework("seven-themes"), themes={"culture": [41, 57, 35, 15, 8]})
        path.write_text(benchmark_json(benchmark))

        assert benchmark == read_benchmark(path)

    @pytest.mark.parametrize(
        ("framework", "what"),
        [
            ({"id": "seven-theme", "version": "1"}, "no framework 'seven-theme'"),
            ({"id": "seven-themes", "version": "99"}, "99"),
            ({"id": "one-theme", "version": "1"}, "give the framework that the benchmark is of"),
            ("seven-themes", "an object is needed, not text"),
            (None, "an object is needed, not null"),
        ],
    )
    def test_no_such_packaged_framework(self, tmp_path: Path, framework: object, what: str) -> None:
        """Where it names none that is packaged, that is the file's fault."""
        path = tmp_path / "benchmark.json"
        path.write_text(_document(framework=framework))

        with pytest.raises(DocumentError) as caught:
            read_benchmark(path)

        (fault,) = caught.value.faults
        assert f"{path} $.framework" == fault.where
        assert what in fault.message

    def test_faults_name_the_file(self, tmp_path: Path) -> None:
        """Each fault names the file before its path."""
        path = tmp_path / "benchmark.json"
        path.write_text(_document(pool="people"))

        with pytest.raises(DocumentError, match=r"benchmark\.json \$\.pool: is 'people'"):
            read_benchmark(path, framework=ONE_THEME)

    def test_missing_file(self, tmp_path: Path) -> None:
        """A file that is not there is a `FileError`."""
        with pytest.raises(FileError, match=r"none\.json"):
            read_benchmark(tmp_path / "none.json", framework=ONE_THEME)

    def test_not_text(self, tmp_path: Path) -> None:
        """A file that is not UTF-8 is a `DocumentError` that says what it is."""
        path = tmp_path / "benchmark.json"
        path.write_bytes(json.dumps(DOCUMENT).encode("utf-16"))

        with pytest.raises(DocumentError, match="is UTF-16"):
            read_benchmark(path, framework=ONE_THEME)
