"""The linter: every kind of finding by its code, where it stands and what it says, all at once and in order."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from datamaturity import DocumentError, list_frameworks, load_framework
from datamaturity.documents import parse_framework
from datamaturity.documents.json_text import parse_json
from datamaturity.lint import LINT_CODES, LintFinding, lint
from examples import CROSSED

REFERENCE = Path(__file__).parents[1] / "docs" / "reference" / "lint.md"

FIRST = {
    "id": "1.1",
    "title": "Lists",
    "topic": "1",
    "theme": "data",
    "descriptors": ["Nobody keeps a list.", "Some teams keep one.", "Every team keeps one."],
}
SECOND = {
    "id": "1.2",
    "title": "Courses",
    "topic": "1",
    "theme": "skills",
    "descriptors": ["There are none.", "Who asks is sent to one.", "Everybody is offered one."],
}
SOUND: dict[str, Any] = {
    "$schema": "framework.json",
    "format": 1,
    "kind": "framework",
    "id": "sound",
    "version": "1",
    "title": "A sound framework",
    "publisher": "A publisher",
    "source": "https://example.org/sound",
    "structure_licence": "CC BY 4.0",
    "attribution": "A publisher",
    "wording_licence": "CC BY 4.0",
    "default_rule": "reached-by:0.8",
    "publishes_overall": True,
    "levels": [
        {"number": 0, "name": "No", "summary": "Nothing yet."},
        {"number": 1, "name": "Partly", "value": "1/2", "summary": "Some of it."},
        {"number": 2, "name": "Yes", "value": 1, "summary": "All of it."},
    ],
    "topics": [{"id": "1", "name": "Knowing", "description": "What one knows."}],
    "themes": [
        {"id": "data", "name": "Data", "description": "What is held."},
        {"id": "skills", "name": "Skills", "description": "What people can do."},
    ],
    "criteria": [FIRST, SECOND],
}
MISSING = object()
LONG = "Every team keeps a list of its data sets, and says in it who answers for each of them."


def changed(path: str, value: object) -> dict[str, Any]:
    """Return the sound document with another value at a path such as ``criteria.0.title``, or with none."""
    document: dict[str, Any] = json.loads(json.dumps(SOUND))
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    part: Any = document
    for step in way:
        part = part[step]
    if value is MISSING:
        del part[last]
    elif isinstance(part, list) and last == len(part):
        part.append(value)
    else:
        part[last] = value
    return document


def shown(document: Mapping[str, Any]) -> list[str]:
    """Return the findings of a document, as people read them."""
    return [str(finding) for finding in lint(document)]


ERRORS: list[tuple[str, object, str, str, str]] = [
    ("kind", MISSING, "missing-key", "$.kind", "is missing"),
    ("kind", "plan", "wrong-heading", "$.kind", 'is "plan"; this is read as a framework'),
    ("format", MISSING, "missing-key", "$.format", "is missing"),
    ("format", "1", "wrong-heading", "$.format", 'is "1"; it is the whole number of the document\'s format, now 1'),
    ("format", 2, "wrong-heading", "$.format", "is 2, newer than the 1 that this version reads; update datamaturity"),
    ("$schema", 7, "wrong-type", "$.$schema", "7 is not text"),
    ("version", MISSING, "missing-key", "$.version", "is missing"),
    (
        "publishr",
        "P",
        "unknown-key",
        "$.publishr",
        "is not a key of a framework; did you mean 'publisher' or 'publishes_overall'?",
    ),
    ("levels.1.valu", 1, "unknown-key", "$.levels[1].valu", "is not a key of a level; did you mean 'value'?"),
    ("publisher", None, "wrong-type", "$.publisher", "null is not text"),
    ("publishes_overall", 1, "wrong-type", "$.publishes_overall", "1 is not true or false"),
    ("criteria.0.title", ["A"], "wrong-type", "$.criteria[0].title", '["A"] is not text'),
    ("criteria.2", "1.3", "wrong-type", "$.criteria[2]", "an object is needed, not text"),
    ("themes", {}, "wrong-type", "$.themes", "a list is needed, not an object"),
    ("levels", "1 to 5", "wrong-type", "$.levels", "a list is needed, not text"),
    ("levels.0.number", Decimal("0.0"), "wrong-type", "$.levels[0].number", "0.0 is not a whole number"),
    ("criteria.0.topic", 1, "wrong-type", "$.criteria[0].topic", "1 is not text"),
    ("criteria.0.descriptors.1", 7, "wrong-type", "$.criteria[0].descriptors[1]", "7 is not text"),
    ("id", MISSING, "missing-id", "$.id", "is missing"),
    ("criteria.0.id", MISSING, "missing-id", "$.criteria[0].id", "is missing"),
    ("criteria.0.id", " ", "missing-id", "$.criteria[0].id", "must not be empty"),
    (
        "criteria.0.id",
        "1/1",
        "bad-id",
        "$.criteria[0].id",
        "the id of a criterion is text without blanks and slashes, not '1/1'",
    ),
    (
        "criteria.1.id",
        "1.1",
        "duplicate-id",
        "$.criteria[1].id",
        "'1.1' is the id of $.criteria[0] too; an id names one criterion",
    ),
    ("title", "", "missing-title", "$.title", "must not be empty"),
    ("criteria.1.title", MISSING, "missing-title", "$.criteria[1].title", "is missing"),
    ("levels.2.name", MISSING, "missing-name", "$.levels[2].name", "is missing"),
    ("topics.0.name", "\n", "missing-name", "$.topics[0].name", "must not be empty"),
    (
        "levels.0.name",
        " No",
        "bad-level-name",
        "$.levels[0].name",
        'a level needs a name without blanks around it, not " No"',
    ),
    (
        "levels.2.name",
        "NO",
        "duplicate-level-name",
        "$.levels[2].name",
        "$.levels[0] has the same name, 'NO'; rename one of them",
    ),
    (
        "levels.1.number",
        3,
        "levels-out-of-order",
        "$.levels[2]",
        "levels rise in number and value, but 2 (1) follows 3 (1/2); put them in order, lowest first",
    ),
    (
        "levels.1.value",
        1,
        "levels-out-of-order",
        "$.levels[2]",
        "levels rise in number and value, but 2 (1) follows 1; put them in order, lowest first",
    ),
    ("levels.0.number", -1, "bad-number", "$.levels[0].number", "a level's number is a whole number from 0, not -1"),
    (
        "criteria.0.weight",
        "heavy",
        "bad-number",
        "$.criteria[0].weight",
        '\'heavy\' is not a number; give an int, a Fraction, or text such as "1/4" or "0.25"',
    ),
    (
        "criteria.1.weight",
        0,
        "weight-not-positive",
        "$.criteria[1].weight",
        "a weight must be above 0, not 0; or leave the criterion out",
    ),
    (
        "criteria.1.weight",
        Decimal("-0.50"),
        "weight-not-positive",
        "$.criteria[1].weight",
        "a weight must be above 0, not -0.50; or leave the criterion out",
    ),
    (
        "default_rule",
        "mean-neerest",
        "bad-rule",
        "$.default_rule",
        "no rule 'mean-neerest'; did you mean 'mean-nearest'?",
    ),
    (
        "default_rule",
        "cut-offs:0.5",
        "bad-rule",
        "$.default_rule",
        "a scale of 3 levels takes 2 cut-offs, one for each level but 0 No; 1 given",
    ),
    ("default_rule", 3, "wrong-type", "$.default_rule", "3 is not text"),
    ("criteria", [], "no-criteria", "$.criteria", "a framework has at least one criterion"),
    (
        "criteria.0.topic",
        MISSING,
        "no-topic",
        "$.criteria[0].topic",
        "the criterion has no topic; give it the id of one",
    ),
    (
        "criteria.0.theme",
        MISSING,
        "no-theme",
        "$.criteria[0].theme",
        "the criterion has no theme; give it the id of one",
    ),
    (
        "criteria.1.theme",
        "skill",
        "unknown-theme",
        "$.criteria[1].theme",
        "'skill' is no theme of the framework; did you mean 'skills'?",
    ),
    ("criteria.1.topic", "x", "unknown-topic", "$.criteria[1].topic", "'x' is no topic of the framework"),
    (
        "criteria.0.descriptors.2",
        MISSING,
        "missing-descriptor",
        "$.criteria[0].descriptors",
        "2 descriptors for 3 levels; write one for each, or none",
    ),
    ("criteria.0.descriptors.1", " ", "missing-descriptor", "$.criteria[0].descriptors[1]", "must not be empty"),
    (
        "criteria.0.descriptors.3",
        "And more.",
        "extra-descriptor",
        "$.criteria[0].descriptors",
        "4 descriptors for 3 levels; write one for each, or none",
    ),
]

WARNINGS: list[tuple[str, object, str, str, str]] = [
    ("publisher", MISSING, "no-publisher", "$.publisher", "nothing says who publishes it; name them"),
    (
        "source",
        "",
        "no-source",
        "$.source",
        "nothing says where it is published; give the address, or name the document",
    ),
    (
        "structure_licence",
        " ",
        "no-licence",
        "$.structure_licence",
        "nothing says who may use ids, names and titles; name their licence",
    ),
    (
        "wording_licence",
        MISSING,
        "no-licence",
        "$.wording_licence",
        "nothing says who may use descriptors, descriptions and summaries; name their licence",
    ),
    (
        "levels.2.summary",
        MISSING,
        "no-description",
        "$.levels[2].summary",
        "others have a summary; write one, or strike theirs",
    ),
    (
        "themes.0.description",
        "",
        "no-description",
        "$.themes[0].description",
        "others have a description; write one, or strike theirs",
    ),
    (
        "criteria.1.descriptors",
        MISSING,
        "no-descriptors",
        "$.criteria[1].descriptors",
        "other criteria have descriptors; say what each level looks like here too",
    ),
    (
        "criteria.1.descriptors",
        [],
        "no-descriptors",
        "$.criteria[1].descriptors",
        "other criteria have descriptors; say what each level looks like here too",
    ),
    (
        "topics.1",
        {"id": "2", "name": "Deciding", "description": "What one decides."},
        "empty-group",
        "$.topics[1]",
        "no criterion belongs to this topic; add one, or strike the topic",
    ),
    (
        "themes.2",
        {"id": "uses", "name": "Uses", "description": "What it is for."},
        "empty-group",
        "$.themes[2]",
        "no criterion belongs to this theme; add one, or strike the theme",
    ),
    (
        "criteria.1.title",
        "LISTS",
        "same-title",
        "$.criteria[1].title",
        "is the title of $.criteria[0] too; tell them apart",
    ),
    ("themes.1.name", "data", "same-name", "$.themes[1].name", "is the name of $.themes[0] too; tell them apart"),
    (
        "criteria.0.descriptors.2",
        "some teams\n keep  one.",
        "same-descriptor-in-ladder",
        "$.criteria[0].descriptors[2]",
        "says the same as $.criteria[0].descriptors[1], so nobody can tell the two levels apart; reword one",
    ),
    (
        "criteria.1.descriptors.0",
        "Nobody keeps a list.",
        "same-descriptor",
        "$.criteria[1].descriptors[0]",
        "says the same as $.criteria[0].descriptors[0]; say what differs between the criteria",
    ),
    (
        "criteria.0.descriptors",
        ["None.", LONG, f"{LONG} It."],
        "short-descriptor",
        "$.criteria[0].descriptors[0]",
        "5 characters, where its ladder has about 86; see whether it was cut off",
    ),
    (
        "version",
        "1 ",
        "stray-blanks",
        "$.version",
        '"1 " has blanks around it, or a line break or a tab in it; strike them',
    ),
    (
        "levels.0.name",
        "N\to",
        "stray-blanks",
        "$.levels[0].name",
        '"N\\to" has blanks around it, or a line break or a tab in it; strike them',
    ),
    (
        "criteria.0.descriptors.1",
        "TBC by the data team",
        "placeholder",
        "$.criteria[0].descriptors[1]",
        '"TBC by the data team" stands for a text that is yet to be written; write it',
    ),
    (
        "topics.0.description",
        "Lorem ipsum dolor.",
        "placeholder",
        "$.topics[0].description",
        '"Lorem ipsum dolor." stands for a text that is yet to be written; write it',
    ),
    (
        "criteria.0.title",
        "…",
        "placeholder",
        "$.criteria[0].title",
        '"…" stands for a text that is yet to be written; write it',
    ),
    (
        "publisher",
        "The Stateâ€™s office",
        "garbled-text",
        "$.publisher",
        "holds 'â€', which another encoding makes of one character; copy the text again from where it is from",
    ),
    (
        "criteria.0.descriptors.0",
        "Caf\ufffd",
        "garbled-text",
        "$.criteria[0].descriptors[0]",
        "holds U+FFFD, which stands for a character that was lost; copy the text again from where it is from",
    ),
    (
        "title",
        "Bell\a",
        "garbled-text",
        "$.title",
        "holds U+0007, a control character; copy the text again from where it is from",
    ),
    (
        "criteria.0.descriptors.0",
        "\uf0b7 None",
        "garbled-text",
        "$.criteria[0].descriptors[0]",
        "holds U+F0B7, a sign of one font alone; copy the text again from where it is from",
    ),
    (
        "criteria.0.id",
        "1.1\u200b",
        "garbled-text",
        "$.criteria[0].id",
        "holds U+200B, which nobody can see or type; copy the text again from where it is from",
    ),
    (
        "criteria.2",
        {**SECOND, "id": "1.10", "title": "Practice", "descriptors": ["No practice.", "Some of it.", "Enough of it."]},
        "same-number-ids",
        "$.criteria[2].id",
        "spreadsheet programs save it as 1.1, and so they do 1.1 at $.criteria[0]; change one of them",
    ),
    (
        "criteria.0.id",
        "MAR1",
        "spreadsheet-id",
        "$.criteria[0].id",
        "'MAR1' is read as a date, a time or another number by spreadsheet programs; put a letter in front: CMAR1",
    ),
    (
        "criteria.0.id",
        "007",
        "spreadsheet-id",
        "$.criteria[0].id",
        "spreadsheet programs save it as 7, which is not found again; use 7",
    ),
]


def test_a_sound_document() -> None:
    """Nothing is found in a document that says everything once."""
    assert () == lint(SOUND)


@pytest.mark.parametrize(
    ("path", "value", "code", "where", "message"), ERRORS, ids=[f"{path}={value!r:.20}" for path, value, *_ in ERRORS]
)
def test_errors(path: str, value: object, code: str, where: str, message: str) -> None:
    """Each fault for which the reader refuses a document is one error, and nothing else."""
    document = changed(path, value)

    assert (LintFinding(code, "error", where, message),) == lint(document)
    with pytest.raises(DocumentError):
        parse_framework(json.dumps(document, default=float))


@pytest.mark.parametrize(
    ("path", "value", "code", "where", "message"),
    WARNINGS,
    ids=[f"{path}={value!r:.20}" for path, value, *_ in WARNINGS],
)
def test_warnings(path: str, value: object, code: str, where: str, message: str) -> None:
    """Each thing that a careful publisher would want to know is one warning, and the reader takes the document."""
    document = changed(path, value)

    assert (LintFinding(code, "warning", where, message),) == lint(document)
    assert parse_framework(json.dumps(document)).title


class TestSeveral:
    def test_no_fault_hides_another(self) -> None:
        """Keys, types and meaning are looked at in one go, in the order of the document's keys, then by code."""
        document = changed("criteria.0.weight", -1)
        document["criteria"][0] |= {"topic": "2", "colour": "red"}
        document["criteria"][1] |= {"id": "1.1", "title": 7, "descriptors": ["One.", 2]}
        document |= {"title": None, "zebra": 1, "ant": 2, "topics": [*document["topics"], {"id": "1"}]}
        del document["source"], document["kind"]

        assert [
            "$.kind: error [missing-key]",
            "$.title: error [wrong-type]",
            "$.source: warning [no-source]",
            "$.topics[1].id: error [duplicate-id]",
            "$.topics[1].name: error [missing-name]",
            "$.topics[1].description: warning [no-description]",
            "$.criteria[0].topic: error [unknown-topic]",
            "$.criteria[0].weight: error [weight-not-positive]",
            "$.criteria[0].colour: error [unknown-key]",
            "$.criteria[1].id: error [duplicate-id]",
            "$.criteria[1].title: error [wrong-type]",
            "$.criteria[1].descriptors: error [missing-descriptor]",
            "$.criteria[1].descriptors[1]: error [wrong-type]",
            "$.ant: error [unknown-key]",
            "$.zebra: error [unknown-key]",
        ] == [f"{one.where}: {one.severity} [{one.code}]" for one in lint(document)]

    def test_a_key_too_many_in_a_level_does_not_hide_the_rule(self) -> None:
        """The rule is held against the scale wherever numbers, names and values can be read."""
        document = changed("default_rule", "cut-offs:0.5")
        document["levels"][0] |= {"colour": "red", "summary": 7}

        assert ["bad-rule", "wrong-type", "unknown-key"] == [one.code for one in lint(document)]

    def test_an_empty_document(self) -> None:
        """An object without a key misses every key that is needed, and everything that says whose it is."""
        assert [
            "$.kind: missing-key",
            "$.format: missing-key",
            "$.id: missing-id",
            "$.version: missing-key",
            "$.title: missing-title",
            "$.publisher: no-publisher",
            "$.source: no-source",
            "$.structure_licence: no-licence",
            "$.levels: missing-key",
            "$.topics: no-groups",
            "$.criteria: missing-key",
        ] == [f"{one.where}: {one.code}" for one in lint({})]

    @pytest.mark.parametrize("heading", [{"kind": "plan"}, {"kind": ["framework"]}, {"format": 2}])
    def test_another_document(self, heading: dict[str, object]) -> None:
        """Of a document of another kind, or in a newer format, nothing else is said."""
        (finding,) = lint({"format": 1, "kind": "framework", "actions": [], **heading})

        assert "wrong-heading" == finding.code

    def test_a_broken_topic_list_loses_no_topic(self) -> None:
        """Where the topics cannot be read, nobody knows which there are, so no criterion is at fault."""
        assert ["$.topics: error: a list is needed, not text [wrong-type]"] == shown(changed("topics", "1"))

    @pytest.mark.parametrize("count", [0, 1, 251])
    def test_too_few_or_too_many_levels(self, count: int) -> None:
        """How many levels there may be is what `Scale` says."""
        levels = [{"number": number, "name": f"Level {number}"} for number in range(count)]
        (finding,) = [one for one in lint(changed("levels", levels)) if one.where == "$.levels"]

        assert ("level-count", f"a scale has 2 to 250 levels, not {count}") == (finding.code, finding.message)

    def test_one_finding_for_a_text_that_stands_everywhere(self) -> None:
        """A descriptor that many criteria share is told of once, with how many more there are."""
        document = changed("criteria.1.descriptors.0", "None.")
        document["criteria"] += [
            {
                **SECOND,
                "id": f"1.{number}",
                "title": f"Title {number}",
                "descriptors": ["none.", f"A {number}", f"B {number}"],
            }
            for number in (3, 4)
        ]

        (finding,) = lint(document)

        assert "$.criteria[2].descriptors[0]" == finding.where
        assert finding.message.startswith("says the same as $.criteria[1].descriptors[0], and so do 1 further on; ")

    def test_no_wording_needs_no_licence_for_it(self) -> None:
        """A framework of ids, names and titles alone needs one licence."""
        document = changed("wording_licence", "")
        for key, name in (("levels", "summary"), ("topics", "description"), ("themes", "description")):
            for part in document[key]:
                del part[name]
        for criterion in document["criteria"]:
            criterion["descriptors"] = []

        assert () == lint(document)

    def test_a_criterion_without_a_place_leaves_no_group_empty(self) -> None:
        """While a criterion's theme is not known, no theme is said to be empty: it may be meant for that one."""
        document = changed("criteria.1.theme", "skill")

        assert ["unknown-theme"] == [one.code for one in lint(document)]


class TestRules:
    @pytest.mark.parametrize(
        ("shortest", "usual", "is_found"),
        [
            (19, 60, True),  # 3 × 19 = 57 < 60
            (20, 60, False),  # 3 × 20 = 60
            (1, 59, False),  # all of them are short
        ],
    )
    def test_far_shorter(self, shortest: int, usual: int, is_found: bool) -> None:
        """A descriptor is far shorter below a third of its ladder's median, where that is 60 characters or more."""
        texts = ["a" * shortest, "b" * usual, "c" * usual]

        assert is_found == bool(lint(changed("criteria.0.descriptors", texts)))

    @pytest.mark.parametrize(
        "text",
        [
            "Qué hacer con todo",
            "The TODOs",
            "Who decides is to be decided.",
            "Données «été» — É» et é\xa0»",
            "MAÇÃ»",
            "½",
            "a\n\tb",
            "می\u200cخواهم",
        ],
    )
    def test_good_texts(self, text: str) -> None:
        """Texts of any language, and of several lines, are no placeholders and not garbled."""
        assert () == lint(changed("topics.0.description", text))

    @pytest.mark.parametrize("text", ["TODO", "(TBD)", "FIXME: ask", "lorem IPSUM", "?", "- – …"])
    def test_placeholders(self, text: str) -> None:
        """Texts that stand for others, and texts without a letter or a digit, are placeholders."""
        assert ["placeholder"] == [one.code for one in lint(changed("topics.0.description", text))]

    @pytest.mark.parametrize("text", ["Ã©tÃ©", "10Â £", "itâ€™s", "ï»¿Data", "naÃ¯ve", "\x85", "a\x00b"])
    def test_garbled(self, text: str) -> None:
        """UTF-8 that was read in another encoding is found, and so are control characters."""
        text = text.replace("Â £", "Â£")

        assert ["garbled-text"] == [one.code for one in lint(changed("topics.0.description", f"A {text} b"))]

    @pytest.mark.parametrize("level", ["★", "–", "½"])
    def test_a_level_may_be_named_by_a_sign(self, level: str) -> None:
        """Stars are names of levels, and no placeholders."""
        assert () == lint(changed("levels.1.name", level))

    @pytest.mark.parametrize(
        "criterion_id",
        [
            "1-2",
            "1-2-3",
            "12-31",
            "31-12",
            "2024-01",
            "MAR1",
            "sept-2",
            "1-may",
            "2dec",
            "June2024",
            "12:30",
            "1e5",
            "2E-1",
            "01",
            "1.500",
            "2.0",
            "00",
        ],
    )
    def test_ids_that_spreadsheets_change(self, criterion_id: str) -> None:
        """Ids that a spreadsheet program takes for a date, a time or a number written otherwise are told of."""
        assert ["spreadsheet-id"] == [one.code for one in lint(changed("criteria.0.id", criterion_id))]

    @pytest.mark.parametrize(
        "criterion_id",
        ["4.33", "2.10", "0", "7", "0.5", "1.2.3", "a-1", "13-14", "MAR", "MARS1", "U1", "e5", "mar123", "½", "٣.٣٠"],
    )
    def test_ids_that_spreadsheets_keep(self, criterion_id: str) -> None:
        """Ids that come back as they were, or that readers of answers mend, are left in peace."""
        assert () == lint(changed("criteria.0.id", criterion_id))

    @pytest.mark.parametrize(
        ("path", "one", "message"),
        [
            ("criteria.1.id", "A.1", "'A.1' and 'a.1' at $.criteria[0] look alike; change one of them"),
            ("criteria.1.id", "ａ.1", "'ａ.1' and 'a.1' at $.criteria[0] look alike; change one of them"),
        ],
    )
    def test_ids_that_look_alike(self, path: str, one: str, message: str) -> None:
        """Ids that differ by case, or by how wide a sign is, are mistaken for each other."""
        document = changed(path, one)
        document["criteria"][0]["id"] = "a.1"

        assert [("alike-ids", message)] == [(found.code, found.message) for found in lint(document)]

    def test_an_id_that_stands_twice_is_no_spreadsheet_programs_fault(self) -> None:
        """Two ids that are the same already are one error, and not changed by anything."""
        document = changed("criteria.1.id", "1.1")

        assert ["duplicate-id"] == [one.code for one in lint(document)]


class TestInput:
    def test_text_bytes_and_object(self) -> None:
        """A text, its bytes and the object that it holds have the same findings."""
        text = json.dumps(changed("criteria.0.weight", 0.0), ensure_ascii=False)
        found = lint(text)

        assert ["weight-not-positive"] == [one.code for one in found]
        assert found == lint(text.encode()) == lint(parse_json(text, ""))

    def test_a_framework(self) -> None:
        """A framework is linted as the document that it would be written as."""
        assert [
            "$.publisher: no-publisher",
            "$.source: no-source",
            "$.structure_licence: no-licence",
            "$.wording_licence: no-licence",
            "$.criteria[1].descriptors: no-descriptors",
            "$.criteria[2].descriptors: no-descriptors",
            "$.criteria[3].descriptors: no-descriptors",
        ] == [f"{one.where}: {one.code}" for one in lint(CROSSED)]

    def test_source(self) -> None:
        """Where the source is named, each place begins with it."""
        (finding,) = lint(changed("title", ""), source="mine.json")

        assert "mine.json $.title: error: must not be empty [missing-title]" == str(finding)

    @pytest.mark.parametrize("text", ["", "[]", "{", b"\xff", '{"id": 1, "id": 2}', "3"])
    def test_no_json(self, text: str | bytes) -> None:
        """A text that is no JSON, or no object, is refused as the reader refuses it."""
        with pytest.raises(DocumentError, match=r"mine\.json \$"):
            lint(text, source="mine.json")

    def test_a_float(self) -> None:
        """A number that has lost its digits is refused with what to write."""
        (finding,) = lint(changed("criteria.0.weight", 0.5))

        assert ("bad-number", "0.5 is a float, which is not exact") == (finding.code, finding.message.split(";")[0])


def test_the_packaged_frameworks_are_clean() -> None:
    """Nothing is found in any framework that ships with the library."""
    assert {} == {
        info.id: [str(one) for one in found]
        for info in list_frameworks()
        if (found := lint(load_framework(info.id, version=info.version)))
    }


class TestCodes:
    def test_every_code_is_tried(self) -> None:
        """Each code has a document in this file that earns it; these three have a test of their own."""
        tried = {code for _, _, code, _, _ in (*ERRORS, *WARNINGS)}

        assert {*LINT_CODES} == tried | {"level-count", "no-groups", "alike-ids"}

    def test_every_code_is_documented(self) -> None:
        """The reference page has a row for each code, under how severe it is, in the order of the code."""
        severity, rows = "", []
        for line in REFERENCE.read_text(encoding="utf-8").splitlines():
            if line.startswith("## "):
                severity = {"Errors": "error", "Warnings": "warning"}.get(line.removeprefix("## "), "")
            elif row := re.match(r"\| `([a-z-]+)` \|", line):
                rows.append((row[1], severity))

        assert [*LINT_CODES.items()] == rows

    def test_a_finding_is_a_value(self) -> None:
        """Findings are compared by what they say."""
        assert LintFinding("no-source", "warning", "$.source", "m") == LintFinding(
            "no-source", "warning", "$.source", "m"
        )
