"""Models and projects of the Open Data Institute's maturity tool, as frameworks and as assessments."""

import json
import warnings
from pathlib import Path
from typing import Any

import attrs
import pytest

from datamaturity import (
    Answer,
    Criterion,
    DocumentError,
    Fault,
    FileError,
    Framework,
    Level,
    Scale,
    Theme,
    Topic,
    UnreadWarning,
    Wording,
)
from datamaturity.readers.odi_models import parse_odi_answers, parse_odi_model, read_odi_answers, read_odi_model

ODI = Path(__file__).parent / "data" / "odi"

# What data/odi/harbours.json is: two activities in Tides and one in Berths, of which Measuring alone recurs.
HARBOURS = Framework(
    id="harbour-data",
    version="1",
    title="Harbour data",
    publisher="The Quayside Trust",
    scale=Scale([Level(1, "Adrift"), Level(2, "Moored"), Level(3, "Under way")]),
    topics=[Topic("1", "Tides"), Topic("2", "Berths")],
    themes=[Theme("1.1", "Tides: Measuring"), Theme("1.2", "Tides: Publishing"), Theme("2.1", "Berths: Measuring")],
    criteria=[
        Criterion(
            "1.1.1",
            "How are tides measured?",
            "1",
            "1.1",
            ["Nobody does it.", "Somebody does it.\nA gauge does it\nat night.", "Everybody does it."],
        ),
        Criterion("1.1.2", "How are gauges checked?", "1", "1.1"),
        Criterion("1.2.1", "Who can read the tables?", "1", "1.2"),
        Criterion(
            "2.1.1", "How is a berth's depth known?", "2", "2.1", ["It is guessed.", "It is sounded.", "It is charted."]
        ),
    ],
)

CHANGED = "1 of 4 questions are worded otherwise in the framework, 1.1.2 first; check that none has moved"


def small() -> dict[str, Any]:
    """Return a document with one dimension, one activity, and one question of two levels."""
    question = {
        "text": "Are tables kept?",
        "statements": [{"text": "No.", "associatedLevel": 1}, {"text": "Yes.", "associatedLevel": 2}],
    }
    activity = {"title": "Tables", "questions": [question]}
    return {
        "title": "Quays",
        "levels": ["Never", "Always"],
        "dimensions": [{"name": "Tides", "activities": [activity]}],
    }


def question_of(document: dict[str, Any]) -> dict[str, Any]:
    """Return the only question of the small document, to be changed."""
    question: dict[str, Any] = document["dimensions"][0]["activities"][0]["questions"][0]
    return question


def told(document: dict[str, Any], framework: Framework | None = None) -> list[str]:
    """Return what reading the answers of a document tells."""
    notices: list[Fault] = []
    parse_odi_answers(json.dumps(document), source="q.json", framework=framework, notify=notices.append)
    return [str(one) for one in notices]


def faults(document: object, framework: Framework | None = None) -> list[str]:
    """Return everything that is wrong with a document whose answers are read."""
    with pytest.raises(DocumentError) as caught:
        parse_odi_answers(json.dumps(document), source="q.json", framework=framework)
    return [str(one) for one in caught.value.faults]


def test_reads_a_model() -> None:
    """Dimensions are topics, activities a level below them, questions criteria, statements descriptors by level."""
    assert HARBOURS == read_odi_model(ODI / "harbours.json", notify=lambda _: None)


def test_tells_what_is_not_kept() -> None:
    """Every key that holds something and is not read is told once; a context of nothing is not."""
    notices: list[Fault] = []
    read_odi_model(str(ODI / "harbours.json"), notify=notices.append)

    name = f"{ODI / 'harbours.json'} $"
    gap = "no text for 2 Moored; a criterion has one for each level or none, so none is kept"
    assert [
        f"{name}.dimensions[0].activities[1].questions[0].statements: {gap}",
        f"{name}._id: is not read",
        f"{name}.description: is not read",
        f"{name}.dimensions[*].activities[*].questions[*].context: is not read (in 2 places)",
        f"{name}.dimensions[*].activities[*].questions[*].statements[*].tags: is not read",
        f"{name}.dimensions[*].activities[*].userProgress: is not read",
        f"{name}.organisation.country: is not read",
        f"{name}.organisation.homePage: is not read",
        f"{name}.owner: is not read",
        f"{name}.public: is not read",
    ] == [str(notices[0]), *sorted(map(str, notices[1:]))]


@pytest.mark.parametrize("read", [read_odi_model, read_odi_answers])
def test_warns_where_nobody_is_notified(read: Any) -> None:
    """Without a function to notify, a notice is a warning at the caller's line."""
    with pytest.warns(UnreadWarning) as caught:
        read(ODI / "harbours.json")

    assert f"{ODI / 'harbours.json'} $.description: is not read" in [str(one.message) for one in caught]
    assert {__file__} == {one.filename for one in caught}


def test_activities_that_recur_are_themes() -> None:
    """Where each activity stands in two dimensions, case, blanks and hyphens apart, activities are themes."""
    framework = read_odi_model(ODI / "crossing.json", id="ferries", version="2024")

    assert ("ferries", "2024", "ferries@example.org") == (framework.id, framework.version, framework.publisher)
    assert (Topic("timetable", "Timetables"), Topic("2", "Tickets")) == framework.topics
    assert (Theme("people-&-skills", "People & Skills"), Theme("decision-making", "Decision-making")) == (
        framework.themes
    )
    assert [
        ("7", "timetable", "people-&-skills"),
        ("timetable.2.1", "timetable", "decision-making"),
        ("2.1.1", "2", "decision-making"),
        ("2.2.1", "2", "people-&-skills"),
    ] == [(one.id, one.topic, one.theme) for one in framework.criteria]


def test_an_activity_twice_in_one_dimension_does_not_recur() -> None:
    """A title must stand in two dimensions to be a theme; two activities of one dimension stay two."""
    document = small()
    document["dimensions"][0]["activities"] *= 2
    framework = parse_odi_model(json.dumps(document))

    assert (Theme("1.1", "Tides: Tables"), Theme("1.2", "Tides: Tables")) == framework.themes


def test_reads_answers() -> None:
    """An answer is a level, with its note as it stands; null is unanswered, and so is a note without a level."""
    assessment = read_odi_answers(ODI / "harbours.json", notify=lambda _: None)

    assert HARBOURS == assessment.framework
    assert "The Quayside Trust" == assessment.organisation
    assert {
        "1.1.1": Answer.at(2, note="Since <b>May</b>\n2024 "),
        "1.1.2": Answer.unanswered(),
        "1.2.1": Answer.unanswered(note="Ask Ann"),
        "2.1.1": Answer.at(3),
    } == dict(assessment.answers)


def test_reads_a_project() -> None:
    """A project has the model under assessmentData; the answers are those of the project's organisation."""
    notices: list[Fault] = []
    assessment = read_odi_answers(ODI / "project.json", notify=notices.append)

    assert ("Saltby Harbour", "The Quayside Trust") == (assessment.organisation, assessment.framework.publisher)
    assert {"1.1.1": Answer.at(2)} == dict(assessment.answers)
    assert f"{ODI / 'project.json'} $.title: is not read" == str(notices[0])


def test_a_project_lends_its_title_and_not_its_organisation() -> None:
    """A model without a title has that of its project; a project without an organisation has not the publisher's."""
    model = {**small(), "organisation": "The Quayside Trust"}
    del model["title"]
    document = {"title": "Saltby in spring", "assessmentData": model}
    assessment = parse_odi_answers(json.dumps(document))

    assert [] == told(document)
    assert ("Saltby in spring", "saltby-in-spring") == (assessment.framework.title, assessment.framework.id)
    assert ("", "The Quayside Trust") == (assessment.organisation, assessment.framework.publisher)


def test_the_copy_of_a_statement_is_compared() -> None:
    """The text that the tool copies into an answer is told where it is not what the level says now."""
    document = small()
    question_of(document)["userAnswer"] = {"level": 2, "text": "Yes."}
    same = told(document)
    question_of(document)["userAnswer"] = {"level": 2, "text": "No."}
    other = told(document)

    where = "q.json $.dimensions[0].activities[0].questions[0].userAnswer.text"
    assert [] == same
    assert [f"{where}: is not what the answer's level says here, and is not kept"] == other


def test_answers_do_not_matter_to_a_framework() -> None:
    """A model is read whatever its answers are; only who reads the answers learns what is wrong with them."""
    document = small()
    question_of(document)["userAnswer"] = {"level": 3, "notes": 7}
    framework = parse_odi_model(json.dumps(document))

    where = "q.json $.dimensions[0].activities[0].questions[0].userAnswer"
    assert 1 == len(framework.criteria)
    assert [
        f"{where}.notes: 7 is not text",
        f"{where}.level: level 3 is off the scale; levels run from 1 (Never) to 2 (Always)",
    ] == faults(document)


def test_gathers_every_fault() -> None:
    """Wrong types, missing keys and levels off the scale are told at once, each with its path."""
    document = small()
    document["title"] = " "
    document["organisation"] = {"name": 5}
    document["dimensions"][0]["activities"] += [
        {"questions": {}},
        {
            "title": "Locks",
            "questions": [
                "Who?",
                {
                    "id": "a b",
                    "text": None,
                    "statements": [
                        {"text": "Yes.", "associatedLevel": 0},
                        {"text": "No.", "associatedLevel": "one"},
                        {"text": 4},
                    ],
                    "userAnswer": [1],
                },
            ],
        },
    ]
    document["dimensions"].append({"name": "Berths"})

    activities = "q.json $.dimensions[0].activities"
    question = f"{activities}[2].questions[1]"
    statements = f"{question}.statements"
    assert [
        "q.json $.title: must not be empty",
        "q.json $.organisation.name: a name is needed, not the number 5",
        f"{activities}[1].title: is missing",
        f"{activities}[1].questions: a list is needed, not an object",
        f"{activities}[2].questions[0]: an object is needed, not text",
        f'{question}.id: "a b" is not an id: text without blanks and slashes, or a whole number',
        f"{question}.text: null is not text",
        f"{statements}[0].associatedLevel: level 0 is off the scale; levels run from 1 (Never) to 2 (Always)",
        f'{statements}[1].associatedLevel: "one" is not a level\'s number',
        f"{statements}[2].text: 4 is not text",
        f"{statements}[2].associatedLevel: is missing",
        f"{question}.userAnswer: an object with level and notes is needed, not a list",
        "q.json $.dimensions[1].activities: is missing",
    ] == faults(document)


NO_LEVELS = (
    "is missing; the tool shows a model without levels as Initial, Repeatable, Defined, Managed, Optimising: "
    "write them in if they are meant"
)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (None, ["$.levels: a list is needed, not null"]),
        (["No", 2, " "], ["$.levels[1]: 2 is not a level's name", '$.levels[2]: " " is not a level\'s name']),
        (["Yes", "yes"], ["$.levels: levels 1 and 2 have the same name, 'yes'"]),
        (["Yes"], ["$.levels: a scale has 2 to 250 levels, not 1"]),
        (..., [f"$.levels: {NO_LEVELS}"]),
    ],
)
def test_levels_at_fault(levels: Any, expected: list[str]) -> None:
    """Levels are a list of two names or more, and no name stands for a missing one."""
    document = small()
    document["levels"] = levels
    if levels is ...:
        del document["levels"]

    assert [f"q.json {one}" for one in expected] == faults(document)


def test_ids_that_meet() -> None:
    """Two questions with one id are a fault, whether it is the file's own or the place."""
    document = small()
    questions = document["dimensions"][0]["activities"][0]["questions"]
    questions += [{**questions[0], "id": "1.1.3"}, questions[0], {**questions[0], "id": "1.1.1"}]

    where = "$.dimensions[0].activities[0].questions"
    assert [
        f"q.json {where}[2]: the id '1.1.3' is that of {where}[1] already",
        f"q.json {where}[3].id: the id '1.1.1' is that of {where}[0] already",
    ] == faults(document)


def test_a_model_without_questions() -> None:
    """A model in which nothing is asked is none."""
    document = {**small(), "dimensions": [{"name": "Tides", "activities": []}]}

    assert ["q.json $.dimensions: has no question"] == faults(document)


def test_older_models_are_refused() -> None:
    """An older model is refused with what it is and what to do, and nothing else is said of it."""
    with pytest.raises(DocumentError) as answers:
        read_odi_model(ODI / "older-answers.json")
    with pytest.raises(DocumentError) as statements:
        read_odi_answers(ODI / "older-statements.json")

    activity = "$.dimensions[0].activities[0]"
    assert (
        f"{ODI / 'older-answers.json'} {activity}.questions[0].answers: an older model of the ODI, whose questions "
        "have answers with a score and no statement for each level, so that no level can be read; "
        "give each question statements, each with its text and associatedLevel"
    ) == str(answers.value)
    assert (
        f"{ODI / 'older-statements.json'} {activity}.statements: an older model of the ODI, whose statements stand "
        "under the activity and are true or false one by one, so that no level can be read; "
        "put them under questions, each with its text and its statements"
    ) == str(statements.value)


@pytest.mark.parametrize("keys", [["themes"], ["questions"], ["assessmentData", "dimensions"]])
def test_older_models_of_any_nesting_are_refused(keys: list[str]) -> None:
    """Questions with answers are found under themes, at the top and in a project too."""
    question = {"text": "Yes?", "answers": [{"text": "No", "score": 0}]}
    document: Any = [question] if keys == ["questions"] else [{"questions": [question]}]
    for key in reversed(keys):
        document = {key: document}

    assert "answers: an older model of the ODI" in faults(document)[0]


def test_reads_for_a_framework_of_the_same_structure() -> None:
    """A framework given keeps its id, weights and wording; questions that are worded otherwise are told."""
    document = json.loads((ODI / "harbours.json").read_text(encoding="utf-8"))
    heavier = [attrs.evolve(one, weight=2) for one in HARBOURS.criteria]
    framework = attrs.evolve(HARBOURS, id="ours", criteria=heavier)
    reworded = framework.with_wording(Wording(licence="MIT", criterion_titles={"1.1.2": "Wie?"}))
    assessment = parse_odi_answers(json.dumps(document), framework=reworded, notify=lambda _: None)

    assert reworded == assessment.framework
    assert 3 == assessment.answers["2.1.1"].level
    assert told(document) == told(document, framework)
    assert [*told(document), f"q.json $.dimensions: {CHANGED}"] == told(document, reworded)


def test_a_framework_of_another_structure() -> None:
    """Levels, criteria and groups that differ from the framework's are told at once."""
    document = small()
    questions = document["dimensions"][0]["activities"][0]["questions"]
    questions += [questions[0], questions[0]]
    document["dimensions"].append({"name": "Berths", "activities": []})
    made = parse_odi_model(json.dumps(document), id="quays", version="2")
    other = attrs.evolve(
        made,
        scale=Scale([Level(0, "Never"), Level(1, "Always")]),
        criteria=[
            made.criteria[0],
            attrs.evolve(made.criteria[1], topic="2"),
            *(Criterion(f"x{number}", "Are they read?", "1", "1.1") for number in range(11)),
        ],
    )

    where = "q.json $.dimensions[0].activities[0].questions"
    levels = "levels run from 1 (Never) to 2 (Always); in quays 2 levels run from 0 (Never) to 1 (Always)"
    missing = ", ".join(f"x{number}" for number in range(10))
    assert [
        f"q.json $.levels: {levels}",
        f"{where}[1]: criterion 1.1.2 has topic 1 and theme 1.1; in quays 2 topic 2 and theme 1.1",
        f"{where}[2]: no criterion '1.1.3' in quays 2 (13 criteria); did you mean '1.1.2' or '1.1.1'?",
        f"q.json $.dimensions: lacks 11 criteria of quays 2: {missing}, …",
    ] == faults(document, other)


def test_files_that_are_no_json(tmp_path: Path) -> None:
    """A byte order mark is no fault; what is no UTF-8, no JSON, or not there is refused."""
    path = tmp_path / "quays.json"
    path.write_text("\ufeff" + json.dumps(small()), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        framework = read_odi_model(path)
    path.write_bytes(b"\xff")
    with pytest.raises(DocumentError, match="is not UTF-8"):
        read_odi_model(path)
    path.write_text('{"title": "Quays", "title": "Quays"}')
    with pytest.raises(DocumentError, match="the key 'title' stands twice in one object"):
        read_odi_answers(path)

    assert "quays" == framework.id
    with pytest.raises(FileError):
        read_odi_answers(tmp_path / "none.json")
