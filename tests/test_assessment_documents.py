"""Assessments as JSON documents: what is written, what is read back, and every fault with its path."""

import json
from datetime import date
from typing import Any

import attrs
import pytest

from datamaturity import (
    Answer,
    AnswerState,
    Assessment,
    Criterion,
    DocumentError,
    Evidence,
    Framework,
    Level,
    Scale,
    Topic,
)
from datamaturity.documents.assessments import assessment_json, parse_assessment
from examples import CROSSED

EVERYTHING = Assessment(
    CROSSED,
    {
        "1.2": Answer.at(
            4, note="Dŵr", evidence=(Evidence("Policy", "https://example.org", date(2026, 3, 30)), Evidence("Minutes"))
        ),
        "1.1": 3,
        "2.3": Answer.not_applicable(),
        "2.4": Answer.do_not_know(note="Ask in May"),
    },
    organisation="Northshire",
    assessed_on=date(2026, 3, 31),
)

DOCUMENT: dict[str, Any] = {
    "$schema": "urn:datamaturity:schema:assessment:1",
    "format": 1,
    "kind": "assessment",
    "framework": {"id": "crossed", "version": "1"},
    "organisation": "Northshire",
    "assessed_on": "2026-03-31",
    "answers": {
        "1.1": 3,
        "1.2": {
            "level": 4,
            "note": "Dŵr",
            "evidence": [
                {"title": "Policy", "address": "https://example.org", "dated": "2026-03-30"},
                {"title": "Minutes"},
            ],
        },
        "2.3": "not applicable",
        "2.4": {"state": "do not know", "note": "Ask in May"},
    },
}


def _document(**changes: object) -> str:
    return json.dumps({**DOCUMENT, **changes})


def _without(key: str) -> str:
    return json.dumps({one: value for one, value in DOCUMENT.items() if one != key})


def _read(text: str | bytes) -> Assessment:
    return parse_assessment(text, framework=CROSSED)


def _faults(text: str | bytes) -> list[str]:
    """Return the faults for which a text is refused."""
    with pytest.raises(DocumentError) as caught:
        _read(text)
    return [str(fault) for fault in caught.value.faults]


class TestWriting:
    def test_everything(self) -> None:
        """Each part has its key; answers stand by criterion, plain where there is nothing to add."""
        assert DOCUMENT == json.loads(assessment_json(EVERYTHING))

    def test_answers_are_in_framework_order(self) -> None:
        """Criteria stand in framework order, which is not that of their ids as text; all other keys are sorted."""
        framework = attrs.evolve(CROSSED, criteria=CROSSED.criteria[::-1])
        document = json.loads(assessment_json(Assessment(framework, {"1.1": 1, "1.2": 2, "2.4": 3})))

        assert ["2.4", "1.2", "1.1"] == [*document["answers"]]
        assert ["$schema", "answers", "format", "framework", "kind"] == [*document]

    def test_nothing(self) -> None:
        """Without an answer, the object of answers is empty, and it is there."""
        assert {} == json.loads(assessment_json(Assessment(CROSSED)))["answers"]

    def test_unanswered(self) -> None:
        """What is unanswered is left out, unless somebody wrote down why."""
        answers = {"1.1": Answer.unanswered(), "1.2": None, "2.3": Answer.unanswered(note="Not yet")}

        assert {"2.3": {"state": "unanswered", "note": "Not yet"}} == json.loads(
            assessment_json(Assessment(CROSSED, answers))
        )["answers"]

    def test_evidence_alone(self) -> None:
        """Evidence makes an object of an answer, without a note too; its keys are sorted."""
        evidence = (Evidence("Minutes"),)
        answers = {"1.1": Answer.at(3, evidence=evidence), "1.2": Answer.do_not_know(note="Ask", evidence=evidence)}
        written = json.loads(assessment_json(Assessment(CROSSED, answers)))["answers"]

        assert {
            "1.1": {"evidence": [{"title": "Minutes"}], "level": 3},
            "1.2": {"evidence": [{"title": "Minutes"}], "note": "Ask", "state": "do not know"},
        } == written
        assert ["evidence", "note", "state"] == [*written["1.2"]]


class TestReading:
    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
    def test_everything(self, mark: bytes) -> None:
        """Each key of a document becomes its part of the assessment."""
        assert EVERYTHING == _read(mark + json.dumps(DOCUMENT, ensure_ascii=False).encode())

    def test_what_is_written_is_read_back(self) -> None:
        """What was written is read back equal, and written again as it was."""
        text = assessment_json(EVERYTHING)

        assert text == assessment_json(_read(text))

    def test_smallest(self) -> None:
        """Framework and answers are enough; null is as if it were left out."""
        smallest = _document(organisation="", assessed_on=None, answers={})

        assert Assessment(CROSSED) == _read(smallest)

    def test_plain_in_an_object(self) -> None:
        """An object may have a level or a state alone, and null for the other."""
        answers = {"1.1": {"level": 2, "state": None}, "1.2": {"state": "unanswered"}, "2.3": {"state": "do not know"}}
        read = _read(_document(answers=answers)).answers

        assert Answer.at(2) == read["1.1"]
        assert [AnswerState.UNANSWERED, AnswerState.DO_NOT_KNOW] == [read[one].state for one in ("1.2", "2.3")]

    def test_levels_by_number(self) -> None:
        """A level stands by its number, not by its place on the scale."""
        framework = Framework(
            id="f",
            version="1",
            title="F",
            scale=Scale([Level(0, "No"), Level(10, "Some"), Level(250, "Yes")]),
            topics=[Topic("t", "T")],
            criteria=[Criterion(one, one, topic="t") for one in ("a", "b")],
        )
        assessment = Assessment(framework, {"a": 250, "b": Answer.at(0, note="None")})
        text = assessment_json(assessment)

        assert {"a": 250, "b": {"level": 0, "note": "None"}} == json.loads(text)["answers"]
        assert assessment == parse_assessment(text, framework=framework)


class TestFaults:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", "$: not JSON: line 1, column 1: Expecting value"),
            ("[]", "$: a document is an object, not a list"),
            ('{"kind": "assessment", "kind": 3}', "$: the key 'kind' stands twice in one object"),
            (_document(kind="panel"), '$.kind: is "panel"; this is read as an assessment'),
            (_without("kind"), "$.kind: is missing"),
            (_without("format"), "$.format: is missing"),
            (_document(format=2), "$.format: is 2, newer than the 1 that this version reads; update datamaturity"),
            (_document(**{"$schema": 1}), "$.$schema: 1 is not text"),
            (_without("framework"), "$.framework: is missing"),
            (_without("answers"), "$.answers: is missing"),
            (_document(framework="crossed"), "$.framework: an object is needed, not text"),
            (_document(framework={"id": "crossed"}), "$.framework.version: is missing"),
            (_document(framework={"id": "crossed", "version": 1}), "$.framework.version: 1 is not text"),
            (
                _document(framework={"id": "crossed", "version": "2"}),
                "$.framework: is crossed 2; this is read as an assessment of crossed 1",
            ),
            (
                _document(framework={"id": "x" * 500, "version": "2"}),
                f"$.framework: is {'x' * 77}…; this is read as an assessment of crossed 1",
            ),
            (_document(organisation=None), "$.organisation: null is not text"),
            (_document(assessed_on="31.3.2026"), '$.assessed_on: "31.3.2026" is not a day, such as "2026-03-31"'),
            (_document(answer={}), "$.answer: is not a key of an assessment; did you mean 'answers'?"),
            (
                _document(**{"my answers": {}}),
                "$[\"my answers\"]: is not a key of an assessment; did you mean 'answers'?",
            ),
            (_document(answers=[3]), "$.answers: an object is needed, not a list"),
        ],
    )
    def test_of_the_document(self, text: str, expected: str) -> None:
        """Each fault has its path, and says what was given and what is needed."""
        assert [expected] == _faults(text)

    @pytest.mark.parametrize(
        ("answer", "expected"),
        [
            ("3", '["1.1"]: "3" is not an answer: '),
            (True, '["1.1"]: true is not an answer: '),
            (3.0, '["1.1"]: 3.0 is not an answer: '),
            (3.9, '["1.1"]: 3.9 is not an answer: '),
            (None, '["1.1"]: null is not an answer: '),
            ([3], '["1.1"]: [3] is not an answer: '),
            ("unanswered", '["1.1"]: "unanswered" is not an answer: '),
            ("Not applicable", '["1.1"]: "Not applicable" is not an answer: '),
            (6, '["1.1"]: level 6 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)'),
            (-1, '["1.1"]: level -1 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)'),
            (10**300, f'["1.1"]: level 1{"0" * 76}… is off the scale; '),
            ({}, '["1.1"]: an answer has a level or a state, and not both'),
            ({"note": "Why"}, '["1.1"]: an answer has a level or a state, and not both'),
            ({"level": 3, "state": "do not know"}, '["1.1"]: an answer has a level or a state, and not both'),
            ({"level": 6}, '["1.1"].level: level 6 is off the scale; levels run from 1'),
            ({"level": "3"}, '["1.1"].level: "3" is not a whole number'),
            ({"level": True}, '["1.1"].level: true is not a whole number'),
            (
                {"state": "level"},
                '["1.1"].state: "level" is not a state; there are not applicable, do not know, unanswered',
            ),
            ({"state": ["do not know"]}, '["1.1"].state: ["do not know"] is not a state; '),
            ({"level": 3.0}, '["1.1"].level: 3.0 is not a whole number'),
            ({"level": 3, "note": 1}, '["1.1"].note: 1 is not text'),
            ({"level": 3, "note": None}, '["1.1"].note: null is not text'),
            ({"level": 3, "evidence": None}, '["1.1"].evidence: a list is needed, not null'),
            ({"level": 3, "notes": ""}, "[\"1.1\"].notes: is not a key of an answer; did you mean 'note'?"),
            ({"level": 3, "evidence": {}}, '["1.1"].evidence: a list is needed, not an object'),
            ({"level": 3, "evidence": ["x"]}, '["1.1"].evidence[0]: an object is needed, not text'),
            ({"level": 3, "evidence": [{}]}, '["1.1"].evidence[0]: evidence: needs a title or an address'),
            ({"level": 3, "evidence": [{"title": "a", "dated": 3}]}, '["1.1"].evidence[0].dated: 3 is not a day, '),
        ],
    )
    def test_of_an_answer(self, answer: object, expected: str) -> None:
        """Nothing is taken for an answer that is none, and a fault deep in one has its path."""
        text = _document(answers={"1.1": "here"}).replace('"here"', json.dumps(answer))
        (fault,) = _faults(text)

        assert fault.startswith(f"$.answers{expected}")

    def test_unknown_criteria(self) -> None:
        """A criterion that the framework does not have is told with the near misses, its answer with it."""
        assert [
            "$.answers[\"1.3\"]: no criterion '1.3' in crossed (4 criteria); did you mean '2.3', '1.2' or '1.1'?",
            '$.answers["1.3"]: level 9 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)',
            "$.answers[\"a\\nb\"]: no criterion 'a\\nb' in crossed (4 criteria)",
        ] == _faults(_document(answers={"1.3": 9, "a\nb": 1}))

    def test_a_long_criterion_is_cut(self) -> None:
        """A key that fills pages is shown by its beginning, in the path too."""
        (fault,) = _faults(_document(answers={"x" * 5000: 1}))

        assert fault.startswith('$.answers["xxx')
        assert 300 > len(fault)

    def test_all_at_once(self) -> None:
        """Heading, keys, types, ids and levels are told together, in one order."""
        text = _document(
            format=9,
            organisation=7,
            surplus=1,
            answers={"1.1": "3", "1.2": 7, "9": 1, "2.3": {"level": 3, "evidence": [{"title": "a"}, {"titel": "b"}]}},
        )

        assert [
            "$.format: is 9, newer than the 1 that this version reads; update datamaturity",
            (
                '$.answers["1.1"]: "3" is not an answer: a level\'s number, "not applicable", "do not know", or an '
                "object with one of them and a note or evidence"
            ),
            '$.answers["1.2"]: level 7 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)',
            "$.answers[\"9\"]: no criterion '9' in crossed (4 criteria)",
            "$.answers[\"2.3\"].evidence[1].titel: is not a key of an evidence; did you mean 'title'?",
            "$.organisation: 7 is not text",
            "$.surplus: is not a key of an assessment",
        ] == _faults(text)

    def test_another_framework(self) -> None:
        """Of another version, ids and levels are not looked at; types are."""
        text = _document(framework={"id": "crossed", "version": "0"}, answers={"9": 99, "1.1": "3"}, organisation=1)

        assert ["$.framework", '$.answers["1.1"]', "$.organisation"] == [
            fault.partition(": ")[0] for fault in _faults(text)
        ]

    def test_where_it_is_from(self) -> None:
        """Each fault names the file that it is of."""
        with pytest.raises(DocumentError, match=r'^ours\.json \$\.answers\["1\.1"\]: level 6 is off the scale'):
            parse_assessment(_document(answers={"1.1": 6}), framework=CROSSED, source="ours.json")

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ('{"a": 1e9999999999999999999}', "$: not JSON that can be read: a number in it has too large an exponent"),
            ('{"a": "\\ud800"}', "$: holds half of a surrogate pair (such as \\ud800), which is no character"),
            ('{"\\ud800": "a"}', "$: holds half of a surrogate pair (such as \\ud800), which is no character"),
            ('{"a": "\ud800"}', "$: holds half of a surrogate pair (such as \\ud800), which is no character"),
            ('{"' + "k" * 99 + '": 1, "' + "k" * 99 + '": 2}', f"$: the key '{'k' * 76}… stands twice in one object"),
            ('{"a": ' + "[" * 200_000 + "]" * 200_000 + "}", "$: nested too deeply"),
        ],
        ids=["exponent", "half", "half key", "raw half", "long key", "deep"],
    )
    def test_no_document(self, text: str, expected: str) -> None:
        """What two programs would read differently, or none could write, is refused as such."""
        assert [expected] == _faults(text)

    @pytest.mark.parametrize("depth", [50, 200, 300, 400, 600, 900])
    def test_any_depth(self, depth: int) -> None:
        """However deeply something wrong is nested, it is a fault of the document."""
        for place in ("organisation", "answers", "surplus", "framework"):
            assert _faults(_document(**{place: "here"}).replace('"here"', "[" * depth + "]" * depth))
