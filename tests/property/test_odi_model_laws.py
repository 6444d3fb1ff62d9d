"""
Laws of the maturity tool's JSON: what was written reads back, and a broken document is refused with its paths.

The documents are written by hand here; the library has no writer for them.
"""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

import strategies
from datamaturity import Answer, AnswerState, Assessment, Criterion, DocumentError, Fault
from datamaturity.readers.odi_models import parse_odi_answers, parse_odi_model


class Written(NamedTuple):
    """A document, and what stands in it in the order in which it was written."""

    document: dict[str, Any]
    dimensions: list[str]
    criteria: list[Criterion]
    homes: list[tuple[int, int, str]]
    """Of each question: which dimension, which activity in it, and the activity's title."""
    answers: list[Answer]


def quiet(_: Fault) -> None:
    """Take a notice, and let it be."""


def question(criterion: Criterion, answer: Answer, shuffled: Mapping[int, str], context: str) -> dict[str, Any]:
    """Return a question as the tool has it."""
    made: dict[str, Any] = {
        "text": criterion.title,
        "context": context,
        "statements": [{"text": text, "associatedLevel": level} for level, text in shuffled.items()],
    }
    if answer.level is not None or answer.note:
        made["userAnswer"] = {"level": answer.level, "notes": answer.note}
    return made


@st.composite
def written(draw: st.DrawFn) -> Written:
    """Documents made from an assessment of any framework: its topics as dimensions, its themes as activities."""
    assessment: Assessment = draw(strategies.assessments(states=(AnswerState.LEVEL, AnswerState.UNANSWERED)))
    framework = assessment.framework
    topics: dict[str | None, str] = {topic.id: topic.name for topic in framework.topics} or {None: "All"}
    themes: dict[str | None, str] = {theme.id: theme.name for theme in framework.themes} or {None: "All"}
    made = Written({}, [], [], [], [])
    dimensions: list[dict[str, Any]] = []
    for topic, name in topics.items():
        activities: list[dict[str, Any]] = []
        mine = [one for one in framework.criteria if one.topic == topic]
        # In runs, so that an activity may stand twice in a dimension.
        for theme, run in groupby(mine, key=lambda one: one.theme):
            activities.append({"title": themes[theme], "questions": []})
            for one in run:
                given_answer = assessment.answers[one.id]
                level = None if given_answer.level is None else framework.scale.position(given_answer.level) + 1
                answer = Answer(given_answer.state, level, given_answer.note)
                texts = draw(st.permutations([*enumerate(one.descriptors, 1)]))
                asked = question(one, answer, dict(texts), draw(strategies.texts()))
                activities[-1]["questions"].append(asked)
                made.criteria.append(one)
                made.homes.append((len(dimensions), len(activities), themes[theme]))
                made.answers.append(answer)
        dimensions.append({"name": name, "activities": activities})
        made.dimensions.append(name)
    made.document.update(
        title=framework.title,
        organisation=draw(st.sampled_from([assessment.organisation, {"name": assessment.organisation}])),
        levels=[level.name for level in framework.scale],
        dimensions=dimensions,
    )
    return made


@given(written(), st.booleans())
def test_reads_back(made: Written, project: bool) -> None:
    """Topics, titles, descriptors, levels and answers are those that were written, in a project as well."""
    document = {"assessmentData": made.document, "organisation": "Whose"} if project else made.document
    assessment = parse_odi_answers(json.dumps(document), notify=quiet)
    framework = assessment.framework

    assert made.dimensions == [topic.name for topic in framework.topics]
    assert made.document["levels"] == [level.name for level in framework.scale]
    assert [*range(1, len(framework.scale) + 1)] == [*framework.scale.numbers]
    assert [(one.title, one.descriptors) for one in made.criteria] == [
        (one.title, one.descriptors) for one in framework.criteria
    ]
    assert made.answers == [*assessment.answers.values()]
    assert framework == parse_odi_model(json.dumps(document, ensure_ascii=False), notify=quiet)
    assert assessment == parse_odi_answers(json.dumps(document), framework=framework, notify=quiet)


@given(written())
def test_groups(made: Written) -> None:
    """Questions share a topic just where they share a dimension, and a theme where they share an activity or title."""
    criteria = parse_odi_model(json.dumps(made.document), notify=quiet).criteria
    titles: dict[str, set[int]] = {}
    for dimension, _, title in made.homes:
        titles.setdefault(plain(title), set()).add(dimension)
    recur = all(len(places) > 1 for places in titles.values())

    keys = [plain(title) if recur else (dimension, activity) for dimension, activity, title in made.homes]
    assert partition([home[0] for home in made.homes]) == partition([one.topic for one in criteria])
    assert partition(keys) == partition([one.theme for one in criteria])


def plain(title: str) -> str:
    """Return a title with its case and what is between its words made equal."""
    signs = "".join(" " if sign.isspace() or sign in "/-" else sign for sign in title.strip().casefold())
    edges = "-" * signs.startswith(" "), "-" * signs.endswith(" ")
    return "-".join(signs.split()).join(edges)


def partition(keys: list[Any]) -> list[int]:
    """Return for each place the first one with the same key."""
    return [keys.index(key) for key in keys]


values: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, 7, -1, 1.5, "", " ", "2", "Dŵr", [], {}, [[]], [{}], {"name": 1}]
)


@given(written(), st.data())
def test_broken_documents(made: Written, data: st.DataObject) -> None:
    """Whatever stands in one place of a document, it is read, or refused with faults that have a path each."""
    broken: Any = json.loads(json.dumps(made.document))
    node = broken
    while True:
        places = [*node] if isinstance(node, dict) else [*range(len(node))]
        place = data.draw(st.sampled_from(places))
        if isinstance(node[place], dict | list) and node[place] and data.draw(st.booleans()):
            node = node[place]
        else:
            break
    if isinstance(node, dict) and data.draw(st.booleans()):
        del node[place]
    else:
        node[place] = data.draw(values)
    faults: Sequence[Fault] = ()
    try:
        parse_odi_answers(json.dumps(broken), source="", notify=quiet)
    except DocumentError as error:
        faults = error.faults

    assert all(fault.where.startswith("$") for fault in faults)
