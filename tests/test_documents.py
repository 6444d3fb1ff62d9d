"""Reading a framework from JSON: what is read, and what is refused with every fault and its path."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from datamaturity import (
    Criterion,
    CutOffs,
    DocumentError,
    Framework,
    Level,
    MeanNearest,
    Scale,
    Theme,
    Topic,
)
from datamaturity.documents import parse_framework, reading
from datamaturity.documents.converter import converter_for
from datamaturity.documents.frameworks import framework_json
from datamaturity.documents.json_text import json_text, json_type, step
from examples import CROSSED, ONE_THEME

LEVELS = [{"number": 1, "name": "Low"}, {"number": 2, "name": "High"}]
SMALLEST: dict[str, Any] = {
    "format": 1,
    "kind": "framework",
    "id": "small",
    "version": "1",
    "title": "Small",
    "levels": LEVELS,
    "themes": [{"id": "data", "name": "Data"}],
    "criteria": [{"id": "a", "title": "A", "theme": "data"}],
}
SMALLEST_FRAMEWORK = Framework(
    id="small",
    version="1",
    title="Small",
    scale=Scale([Level(1, "Low"), Level(2, "High")]),
    themes=[Theme("data", "Data")],
    criteria=[Criterion("a", "A", theme="data")],
)


def _document(**changes: object) -> str:
    """Return the smallest document with some keys changed."""
    return json.dumps({**SMALLEST, **changes})


def _without(key: str) -> str:
    """Return the smallest document without a key."""
    return json.dumps({one: value for one, value in SMALLEST.items() if one != key})


def _one_criterion(**changes: object) -> str:
    """Return the smallest document with some keys of its only criterion changed."""
    return _document(criteria=[{**SMALLEST["criteria"][0], **changes}])


def _first_level(**changes: object) -> str:
    """Return the smallest document with some keys of its first level changed."""
    return _document(levels=[{**LEVELS[0], **changes}, LEVELS[1]])


def _faults(text: str | bytes) -> list[str]:
    """Return the faults for which a text is refused."""
    with pytest.raises(DocumentError) as caught:
        parse_framework(text)
    return [str(fault) for fault in caught.value.faults]


class TestReading:
    def test_the_smallest_document(self) -> None:
        """The required keys are enough; the rest has the same defaults as a `Framework` has."""
        assert SMALLEST_FRAMEWORK == parse_framework(_document())

    def test_every_key(self) -> None:
        """Every key of a document becomes its part of the framework."""
        read = parse_framework(
            _document(
                **{"$schema": "framework.json"},
                publisher="A publisher",
                source="https://example.org",
                structure_licence="OGL",
                attribution="Somebody",
                wording_licence="MIT",
                default_rule="cut-offs:0.3,0.7",
                publishes_overall=True,
                levels=[
                    {"number": 0, "name": "No", "value": 0, "summary": "Nothing."},
                    {"number": 1, "name": "Half", "value": "1/2"},
                    {"number": 2, "name": "All", "value": 1},
                ],
                themes=[{"id": "data", "name": "Data", "description": "About data."}],
                topics=[{"id": "1", "name": "One", "description": "About one."}],
                criteria=[
                    {
                        "id": "1.1",
                        "title": "First",
                        "topic": "1",
                        "theme": "data",
                        "descriptors": ["none", "half", "all"],
                        "weight": "1/3",
                    }
                ],
            )
        )

        assert (
            Framework(
                id="small",
                version="1",
                title="Small",
                publisher="A publisher",
                source="https://example.org",
                structure_licence="OGL",
                attribution="Somebody",
                wording_licence="MIT",
                default_rule=CutOffs(["0.3", "0.7"]),
                publishes_overall=True,
                scale=Scale([Level(0, "No", summary="Nothing."), Level(1, "Half", "1/2"), Level(2, "All", 1)]),
                themes=[Theme("data", "Data", "About data.")],
                topics=[Topic("1", "One", "About one.")],
                criteria=[Criterion("1.1", "First", "1", "data", ("none", "half", "all"), "1/3")],
            )
            == read
        )

    @pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
    def test_bytes(self, start: bytes) -> None:
        """Bytes are read as UTF-8, with or without the mark that some editors put before it."""
        text = json.dumps({**SMALLEST, "title": "Größe ½ ✓"}, ensure_ascii=False)

        assert "Größe ½ ✓" == parse_framework(start + text.encode()).title

    def test_keys_in_any_order(self) -> None:
        """The order of keys in an object means nothing."""
        assert SMALLEST_FRAMEWORK == parse_framework(json.dumps(dict(reversed(SMALLEST.items()))))

    @pytest.mark.parametrize(
        ("written", "weight"),
        [
            ("2", Fraction(2)),
            ("0.1", Fraction(1, 10)),  # exactly, where a float would be 0.1000000000000000055…
            ("2.50", Fraction(5, 2)),
            ("1e2", Fraction(100)),
            ('"1/3"', Fraction(1, 3)),
            ('"0.1"', Fraction(1, 10)),
        ],
    )
    def test_numbers_are_exact(self, written: str, weight: Fraction) -> None:
        """A number means what its digits say; text may hold a fraction."""
        text = _one_criterion(weight="here").replace('"here"', written)

        assert weight == parse_framework(text).criterion("a").weight

    def test_default_rule(self) -> None:
        """Without a rule in the document, it is mean-nearest."""
        assert MeanNearest() == parse_framework(_document()).default_rule


class TestWriting:
    def test_smallest(self) -> None:
        """What is empty, or as usual, is left out; keys are sorted."""
        expected = """\
{
  "$schema": "urn:datamaturity:schema:framework:1",
  "criteria": [
    {
      "id": "a",
      "theme": "data",
      "title": "A"
    }
  ],
  "format": 1,
  "id": "small",
  "kind": "framework",
  "levels": [
    {
      "name": "Low",
      "number": 1
    },
    {
      "name": "High",
      "number": 2
    }
  ],
  "themes": [
    {
      "id": "data",
      "name": "Data"
    }
  ],
  "title": "Small",
  "version": "1"
}
"""
        assert expected == framework_json(SMALLEST_FRAMEWORK)

    def test_exact_numbers(self) -> None:
        """A whole number is written as one, any other as a fraction; both read back exactly, whatever their length."""
        values = Fraction(1, 3), Fraction(5), Fraction(10**100, 3)
        framework = attrs.evolve(
            SMALLEST_FRAMEWORK,
            default_rule=CutOffs(["1/2"]),
            scale=Scale([Level(1, "Low", 0), Level(2, "High", "1/2")]),
            criteria=[Criterion(f"c{place}", "C", theme="data", weight=one) for place, one in enumerate(values)],
        )
        document = json.loads(framework_json(framework))

        assert ["1/3", 5, f"1{'0' * 100}/3"] == [one["weight"] for one in document["criteria"]]
        assert [0, "1/2"] == [one["value"] for one in document["levels"]]
        assert "cut-offs:0.5" == document["default_rule"]
        assert framework == parse_framework(json.dumps(document))

    def test_read_back(self) -> None:
        """What was written reads back equal, and is written again byte for byte."""
        for framework in (CROSSED, ONE_THEME, SMALLEST_FRAMEWORK):
            text = framework_json(framework)

            assert framework == parse_framework(text)
            assert text == framework_json(parse_framework(text))


class TestNotJson:
    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("", "$: not JSON: line 1, column 1: Expecting value"),
            ("nonsense", "$: not JSON: line 1, column 1: Expecting value"),
            ('{\n  "a": }', "$: not JSON: line 2, column 8: Expecting value"),
            ('{"a": 1} {}', "$: not JSON: line 1, column 10: Extra data"),
            (b'{"a": "\xe9"}', "$: not UTF-8: byte 7 is 0xe9"),
            ("{}".encode("utf-16-le") + b"\xff", "$: not UTF-8: byte 4 is 0xff"),
            ('{"a": 1, "b": 2, "a": 3}', "$: the key 'a' stands twice in one object"),
            ('[{"x": {"a": 1, "a": 1}}]', "$: the key 'a' stands twice in one object"),
            ('{"a": NaN}', "$: NaN is not a number that JSON has"),
            ('{"a": Infinity}', "$: Infinity is not a number that JSON has"),
            ('{"a": -Infinity}', "$: -Infinity is not a number that JSON has"),
            ("[" * 200_000, "$: nested too deeply"),
            ('{"a":' * 200_000, "$: nested too deeply"),
        ],
        ids=[
            "empty",
            "nonsense",
            "second line",
            "two documents",
            "Latin-1",
            "other bytes",
            "key twice",
            "key twice below",
            "NaN",
            "infinity",
            "minus infinity",
            "nested lists",
            "nested objects",
        ],
    )
    def test_is_refused(self, text: str | bytes, fault: str) -> None:
        """What is no JSON, or JSON that two readers would read differently, is refused with the place."""
        assert [fault] == _faults(text)

    def test_a_number_of_too_many_digits(self) -> None:
        """A whole number longer than Python reads from text is refused as a fault of the document."""
        (fault,) = _faults('{"a": ' + "9" * 5000 + "}")

        assert fault.startswith("$: not JSON that can be read: ")

    @pytest.mark.parametrize(
        ("text", "what"),
        [
            ("[]", "a list"),
            ('"framework"', "text"),
            ("3", "the number 3"),
            ("0.50", "the number 0.50"),
            ("true", "true or false"),
            ("null", "null"),
        ],
    )
    def test_is_not_an_object(self, text: str, what: str) -> None:
        """A document is an object."""
        assert [f"$: a document is an object, not {what}"] == _faults(text)

    @pytest.mark.parametrize(
        "text", ["", "[]", '{"a": 1, "a": 2}', '{"a": NaN}', _document(kind="plan"), _document(id=3)]
    )
    def test_source_stands_before_the_path(self, text: str) -> None:
        """Where the source is named, each fault begins with it."""
        with pytest.raises(DocumentError) as caught:
            parse_framework(text, source="mine.json")

        assert ["mine.json $"] == [fault.where[:11] for fault in caught.value.faults]


class TestHeading:
    @pytest.mark.parametrize(
        ("kind", "shown"),
        [
            ("plan", '"plan"'),
            ("Framework", '"Framework"'),
            ("", '""'),
            (1, "1"),
            (True, "true"),
            (["framework"], '["framework"]'),
        ],
    )
    def test_kind(self, kind: object, shown: str) -> None:
        """A document of another kind is refused before anything else in it is looked at; it is shown as JSON has it."""
        assert [f"$.kind: is {shown}; this is read as a framework"] == _faults(_document(kind=kind, criteria=3))

    @pytest.mark.parametrize(
        ("given", "shown"),
        [(0, "0"), (-1, "-1"), ("1", '"1"'), (True, "true"), ([1], "[1]"), ({"a": None}, '{"a": null}')],
    )
    def test_format(self, given: object, shown: str) -> None:
        """A format is a whole number from 1, not text and not true; it is shown as JSON has it."""
        assert [f"$.format: is {shown}; it is the whole number of the document's format, now 1"] == _faults(
            _document(format=given)
        )

    def test_a_long_value_is_cut(self) -> None:
        """A value that is no kind does not fill the screen."""
        (fault,) = _faults(_document(kind="x" * 1000))

        # 77 characters of the value, its quotation mark among them, then the sign of the cut.
        assert f'$.kind: is "{"x" * 76}…; this is read as a framework' == fault

    def test_newer_format(self) -> None:
        """A document in a format that is yet to come is refused with what to do, beside what else is wrong with it."""
        assert [
            "$.format: is 2, newer than the 1 that this version reads; update datamaturity",
            "$.criteria: a list is needed, not text",
        ] == _faults(_document(format=2, criteria="in some new way"))

    @pytest.mark.parametrize("key", ["kind", "format"])
    def test_missing(self, key: str) -> None:
        """Without its kind or format, a document is refused at that key alone."""
        (fault,) = _faults(_without(key))

        assert fault.startswith(f"$.{key}: ")

    def test_both_at_once(self) -> None:
        """Kind, format and schema are all looked at, and so is the rest."""
        assert ["$.kind", "$.format", "$.$schema", "$.id"] == [
            fault.partition(":")[0] for fault in _faults('{"$schema": null}')
        ][:4]

    def test_a_format_with_a_fraction_is_shown_as_written(self) -> None:
        """A format such as 1.0 is shown as the document has it, not as Python does."""
        (fault,) = _faults(_document(format="here").replace('"here"', "1.0"))

        assert "$.format: is 1.0; it is the whole number of the document's format, now 1" == fault


class TestKeys:
    @pytest.mark.parametrize("key", ["id", "version", "title", "levels", "criteria"])
    def test_missing_from_a_framework(self, key: str) -> None:
        """Each key that a framework needs is missed by its own name."""
        assert [f"$.{key}: is missing"] == _faults(_without(key))

    @pytest.mark.parametrize(
        ("part", "needed"),
        [
            ("levels", ["number", "name"]),
            ("themes", ["id", "name"]),
            ("topics", ["id", "name"]),
            ("criteria", ["id", "title"]),
        ],
    )
    def test_missing_from_a_part(self, part: str, needed: list[str]) -> None:
        """An empty object misses every key that its part needs, at its place in the list."""
        good = {"levels": LEVELS, "topics": []}.get(part) or SMALLEST.get(part, [])

        expected = [f"$.{part}[{len(good)}].{key}: is missing" for key in needed]

        assert expected == _faults(_document(**{part: [*good, {}]}))

    @pytest.mark.parametrize(
        ("key", "advice"),
        [
            ("publishr", "; did you mean 'publisher'?"),
            ("licence", "; did you mean 'structure_licence'?"),
            ("level", "; did you mean 'levels'?"),
            ("zzz", ""),
        ],
    )
    def test_superfluous_in_a_framework(self, key: str, advice: str) -> None:
        """A key that a framework does not have is refused, with what it looks like; nothing is left unread."""
        (fault,) = _faults(_document(**{key: 1}))

        assert fault.startswith(f"$.{key}: is not a key of a framework")
        assert bool(advice) is ("did you mean" in fault)

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            (_first_level(summry="x"), "$.levels[0].summry: is not a key of a level; did you mean 'summary'?"),
            (
                _document(themes=[{"id": "data", "name": "Data", "colour": "red"}]),
                "$.themes[0].colour: is not a key of a theme",
            ),
            (
                _document(topics=[{"id": "1", "name": "One", "descr": ""}]),
                "$.topics[0].descr: is not a key of a topic; did you mean 'description'?",
            ),
            (_one_criterion(Title="A"), "$.criteria[0].Title: is not a key of a criterion; did you mean 'title'?"),
            # The attribute's name is not the document's.
            (_document(scale=[]), "$.scale: is not a key of a framework"),
            (_one_criterion(format=1), "$.criteria[0].format: is not a key of a criterion"),
        ],
    )
    def test_superfluous_in_a_part(self, text: str, fault: str) -> None:
        """A key that a part does not have is refused at its place."""
        assert [fault] == _faults(text)

    def test_a_misspelt_key_is_both_missing_and_superfluous(self) -> None:
        """A misspelt key that is needed shows twice: where it is missing, and where it stands."""
        assert [
            "$.criteria[0].title: is missing",
            "$.criteria[0].titel: is not a key of a criterion; did you mean 'title'?",
        ] == _faults(_document(criteria=[{"id": "a", "titel": "A", "theme": "data"}]))


class TestTypes:
    @pytest.mark.parametrize(
        ("value", "shown"), [(7, "7"), (True, "true"), (None, "null"), (["a"], '["a"]'), ({}, "{}")]
    )
    @pytest.mark.parametrize(
        ("path", "text"),
        [
            ("$.id", _document(id="here")),
            ("$.version", _document(version="here")),
            ("$.title", _document(title="here")),
            ("$.publisher", _document(publisher="here")),
            ("$.source", _document(source="here")),
            ("$.structure_licence", _document(structure_licence="here")),
            ("$.attribution", _document(attribution="here")),
            ("$.wording_licence", _document(wording_licence="here")),
            ("$.default_rule", _document(default_rule="here")),
            ("$.levels[0].name", _first_level(name="here")),
            ("$.levels[0].summary", _first_level(summary="here")),
            ("$.themes[0].id", _document(themes=[{"id": "here", "name": "Data"}])),
            ("$.themes[0].name", _document(themes=[{"id": "data", "name": "here"}])),
            ("$.topics[0].description", _document(topics=[{"id": "1", "name": "One", "description": "here"}])),
            ("$.criteria[0].id", _one_criterion(id="here")),
            ("$.criteria[0].title", _one_criterion(title="here")),
            ("$.criteria[0].topic", _one_criterion(topic="here")),
            ("$.criteria[0].theme", _one_criterion(theme="here")),
            ("$.criteria[0].descriptors[1]", _one_criterion(descriptors=["low", "here"])),
        ],
    )
    def test_text(self, path: str, text: str, value: object, shown: str) -> None:
        """Where text is needed, a number, true, null, a list and an object are refused, and never made into text."""
        assert [f"{path}: {shown} is not text"] == _faults(text.replace('"here"', json.dumps(value)))

    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            ('"1"', '"1"'),
            ("true", "true"),
            ("null", "null"),
            ("[1]", "[1]"),
            ("1.0", "1.0"),
            ("1.5", "1.5"),
        ],
    )
    def test_whole_numbers(self, written: str, shown: str) -> None:
        """Where a whole number is needed, text, true and even 1.0 are refused, shown as the document has them."""
        (fault,) = _faults(_first_level(number="here").replace('"here"', written))

        assert f"$.levels[0].number: {shown} is not a whole number" == fault

    @pytest.mark.parametrize("written", ["1", "0", '"true"', "null", "[]"])
    def test_true_or_false(self, written: str) -> None:
        """Where true or false is needed, 1, 0 and texts are refused."""
        assert [f"$.publishes_overall: {written} is not true or false"] == _faults(
            _document(publishes_overall="here").replace('"here"', written)
        )

    @pytest.mark.parametrize("written", ["true", "null", "[1]", '"heavy"', '"1e3"', '""', "{}"])
    @pytest.mark.parametrize(
        ("path", "text"),
        [("$.levels[0].value", _first_level(value="here")), ("$.criteria[0].weight", _one_criterion(weight="here"))],
    )
    def test_exact_numbers(self, path: str, text: str, written: str) -> None:
        """Where an exact number is needed, true, null, lists and other texts are refused."""
        (fault,) = _faults(text.replace('"here"', written))

        assert fault.startswith(f"{path}: ")
        assert "is not a number" in fault

    def test_a_number_of_too_many_digits_is_shown(self) -> None:
        """A number beyond the digits that are read is refused by its own digits."""
        (fault,) = _faults(_one_criterion(weight="here").replace('"here"', "1e300"))

        assert fault.startswith("$.criteria[0].weight: ")
        assert str(Decimal("1e300")) in fault

    @pytest.mark.parametrize(
        ("value", "what"),
        [
            ("abc", "text"),  # never three texts
            ({}, "an object"),
            (None, "null"),
            (3, "the number 3"),
            (False, "true or false"),
        ],
    )
    @pytest.mark.parametrize(
        ("path", "text"),
        [
            ("$.levels", _document(levels="here")),
            ("$.themes", _document(themes="here")),
            ("$.topics", _document(topics="here")),
            ("$.criteria", _document(criteria="here")),
            ("$.criteria[0].descriptors", _one_criterion(descriptors="here")),
        ],
    )
    def test_lists(self, path: str, text: str, value: object, what: str) -> None:
        """Where a list is needed, nothing else is taken for one."""
        assert [f"{path}: a list is needed, not {what}"] == _faults(text.replace('"here"', json.dumps(value)))

    @pytest.mark.parametrize(
        ("value", "what"),
        [("abc", "text"), ([], "a list"), (None, "null"), (3, "the number 3"), (True, "true or false")],
    )
    @pytest.mark.parametrize("part", ["levels", "themes", "topics", "criteria"])
    def test_objects(self, part: str, value: object, what: str) -> None:
        """Where an object is needed, anything else is refused in the same words, and not in Python's."""
        assert [f"$.{part}[0]: an object is needed, not {what}"] == _faults(_document(**{part: [value]}))

    def test_long_values_are_cut(self) -> None:
        """A value that fills pages is shown by its beginning."""
        (fault,) = _faults(_document(title=["x" * 10_000]))

        assert fault.startswith('$.title: ["xxx')
        assert fault.endswith("is not text")
        assert 200 > len(fault)


class TestMeaning:
    @pytest.mark.parametrize(
        ("text", "faults"),
        [
            (_document(title=" "), ["$: title: must not be empty"]),
            (_document(criteria=[]), ["$: criteria: a framework has at least one criterion"]),
            (
                _one_criterion(theme="dta"),
                ["$: criterion a: its theme 'dta' is not in the framework; did you mean 'data'?"],
            ),
            (
                _one_criterion(descriptors=["one", "two", "three"]),
                ["$: criterion a: has 3 descriptors for a scale of 2 levels"],
            ),
            (
                _document(criteria=[*SMALLEST["criteria"], {"id": "a", "title": "B"}]),
                ["$: criterion a: stands 2 times; an id names one criterion", "$: criterion a: has no theme"],
            ),
            (_document(levels=[]), ["$.levels: a scale has 2 to 250 levels, not 0"]),
            (
                _document(levels=list(reversed(LEVELS))),
                ["$.levels: levels rise in number and value, but 1 Low (1) follows 2 High (2)"],
            ),
            (
                _document(levels=[{"number": -1, "name": "A"}, {"number": 1, "name": " "}]),
                [
                    "$.levels[0]: a level's number is a whole number from 0, not -1",
                    "$.levels[1]: level 1 needs a name without blanks around it, not ' '",
                ],
            ),
            (
                _one_criterion(weight=0),
                ["$.criteria[0]: criterion a: its weight must be above 0, not 0; or leave the criterion out"],
            ),
            (
                _one_criterion(id="a b"),
                ["$.criteria[0]: id: the id of a criterion is text without blanks and slashes, not 'a b'"],
            ),
            (
                _document(default_rule="mean-neerest"),
                ["$.default_rule: no rule 'mean-neerest'; did you mean 'mean-nearest'?"],
            ),
            (
                _document(default_rule="cut-offs:1.5,1.7"),
                ["$: default_rule: a scale of 2 levels takes 1 cut-offs, one for each level but 1 Low; 2 given"],
            ),
        ],
    )
    def test_parts_that_do_not_fit(self, text: str, faults: list[str]) -> None:
        """What a `Framework` or its parts would refuse is refused with the path of the part."""
        assert faults == _faults(text)


class TestAllAtOnce:
    def test_faults_of_every_kind(self) -> None:
        """Missing, superfluous and mistyped keys in all parts are gathered, those of one object together."""
        text = _document(
            id=7,
            title=None,
            publisher=["Somebody"],
            publishes_overall="yes",
            default_rule="median",
            levels=[{"number": "1", "name": "Low"}, {"number": 2, "nam": "High"}],
            themes="Data",
            criteria=[{"id": "a", "title": "A", "descriptors": ["one", 2]}, {"title": 3, "weight": "heavy"}],
            extra=1,
            another=2,
        )

        assert {
            "$.id: 7 is not text",
            "$.title: null is not text",
            '$.publisher: ["Somebody"] is not text',
            '$.publishes_overall: "yes" is not true or false',
            "$.default_rule: no rule 'median'; did you mean 'median-low'?",
            '$.levels[0].number: "1" is not a whole number',
            "$.levels[1].name: is missing",
            "$.levels[1].nam: is not a key of a level; did you mean 'name'?",
            "$.themes: a list is needed, not text",
            "$.criteria[0].descriptors[1]: 2 is not text",
            "$.criteria[1].id: is missing",
            "$.criteria[1].title: 3 is not text",
            '$.criteria[1].weight: \'heavy\' is not a number; give an int, a Fraction, or text such as "1/4" or "0.25"',
            "$.extra: is not a key of a framework",
            "$.another: is not a key of a framework",
        } == set(_faults(text))

    def test_in_a_settled_order(self) -> None:
        """The same document gives the same message every time, superfluous keys in alphabetical order at the end."""
        text = _document(id=7, zebra=1, ant=2, criteria=[{"id": 1, "title": 2}])

        assert [
            "$.id: 7 is not text",
            "$.criteria[0].id: 1 is not text",
            "$.criteria[0].title: 2 is not text",
            "$.ant: is not a key of a framework",
            "$.zebra: is not a key of a framework",
        ] == _faults(text)

    def test_the_cause_is_not_shown(self) -> None:
        """The error stands alone: what the reader used inside is of no use to anyone."""
        with pytest.raises(DocumentError) as caught:
            parse_framework(_document(id=7))

        assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_failure_that_is_no_fault_of_the_document_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the quick reading fails and the thorough one finds nothing, the failure itself is raised."""

    class Broken:
        def structure(self, body: object, wanted: object) -> object:
            raise ZeroDivisionError

    def broken(framework: None, hooks: None, *, detailed: bool) -> object:
        return converter_for(framework, hooks, detailed=True) if detailed else Broken()

    monkeypatch.setattr(reading, "converter_for", broken)

    with pytest.raises(ZeroDivisionError):
        parse_framework(_document())


class TestShown:
    def test_a_value_too_large_to_show(self) -> None:
        """A value with more digits than Python writes, or nested beyond end, is not shown and breaks no message."""
        deep: list[object] = []
        for _ in range(100_000):
            deep = [deep]

        assert "a value too large to show" == json_text(10**5000)
        assert "the number a value too large to show" == json_type(10**5000)
        assert "a value too large to show" == json_text(deep)

    @pytest.mark.parametrize(
        ("key", "path"),
        [
            ("title", ".title"),
            ("$schema", ".$schema"),
            ("4.33", '["4.33"]'),
            ("a b", '["a b"]'),
            ("", '[""]'),
            ("Größe", '["Größe"]'),
            ('"\n', '["\\"\\n"]'),
            ("k" * 99, f'["{"k" * 76}…]'),
        ],
    )
    def test_steps(self, key: str, path: str) -> None:
        """A plain key stands after a point, any other in brackets as JSON has it, cut where it is long."""
        assert path == step(key)
