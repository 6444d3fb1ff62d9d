"""The JSON of the Open Data Institute's maturity tool → its dimensions, activities and questions, or every fault."""

import re
from collections.abc import Iterator
from typing import Any

import attrs

from datamaturity.assessment import Answer
from datamaturity.documents.json_text import json_text, json_type, parse_json, placed, step
from datamaturity.errors import DocumentError, Fault, ScaleError
from datamaturity.levels import Level, Scale

__all__ = ["OdiActivity", "OdiDimension", "OdiModel", "OdiQuestion", "parse_odi_document"]

Object = dict[str, Any]

_INDEX = re.compile(r"\[\d+\]")
_ID = re.compile(r"[^\s/]+")
_DIGITS = re.compile(r"\d{1,9}", re.ASCII)

_NO_LEVELS = (
    "is missing; the tool shows a model without levels as Initial, Repeatable, Defined, Managed, Optimising: "
    "write them in if they are meant"
)
_OLD_ANSWERS = (
    "an older model of the ODI, whose questions have answers with a score and no statement for each level, so that "
    "no level can be read; give each question statements, each with its text and associatedLevel"
)
_OLD_STATEMENTS = (
    "an older model of the ODI, whose statements stand under the activity and are true or false one by one, so that "
    "no level can be read; put them under questions, each with its text and its statements"
)


@attrs.frozen
class OdiQuestion:
    """
    A question of an activity.

    Attributes:
        path: Where it stands in the file.
        id: Its id.
        text: What is asked.
        descriptors: A text for each level, lowest first; empty where there is none.
        answer: What was answered.

    Example:
        >>> OdiQuestion("$.dimensions[0]", "1.1.1", "Are tables kept?", (), Answer.unanswered()).text
        'Are tables kept?'
    """

    path: str
    id: str
    text: str
    descriptors: tuple[str, ...]
    answer: Answer


@attrs.frozen
class OdiActivity:
    """
    An activity of one dimension.

    Attributes:
        id: Its id, made of its place.
        title: Its title.
        questions: Its questions.

    Example:
        >>> OdiActivity("1.1", "Tables", ()).title
        'Tables'
    """

    id: str
    title: str
    questions: tuple[OdiQuestion, ...]


@attrs.frozen
class OdiDimension:
    """
    A dimension.

    Attributes:
        id: Its id, made of its place.
        name: Its name.
        activities: Its activities.

    Example:
        >>> OdiDimension("1", "Tides", ()).name
        'Tides'
    """

    id: str
    name: str
    activities: tuple[OdiActivity, ...]


@attrs.frozen
class OdiModel:
    """
    What a file of the tool says, as far as it is read.

    Attributes:
        path: Where the model stands in the file: ``$``, or ``$.assessmentData`` in a project.
        title: The model's title.
        publisher: The organisation that the model names, else its owner.
        organisation: Whose answers they are: the organisation of the project, else that of the model.
        scale: The levels, from 1.
        dimensions: The dimensions, in the order of the file.
        notices: What was not taken as it stands.
    """

    path: str
    title: str
    publisher: str
    organisation: str
    scale: Scale
    dimensions: tuple[OdiDimension, ...]
    notices: tuple[Fault, ...]

    @property
    def questions(self) -> tuple[OdiQuestion, ...]:
        """All questions, in the order of the file."""
        return tuple(one for part in self.dimensions for activity in part.activities for one in activity.questions)


def parse_odi_document(text: str | bytes, *, source: str, answers: bool) -> OdiModel:
    """
    Return what a file of the tool says.

    Args:
        text: The JSON.
        source: What to call it in messages.
        answers: Whether its answers are read; if not, nothing that is wrong with them matters.

    Raises:
        DocumentError: Not JSON, not a model, or an older one; the error has every fault, each with its path.

    Example:
        >>> text = '''{"title": "Quays", "levels": ["Never", "Always"], "dimensions": [
        ...     {"name": "Tides", "activities": [{"title": "Tables", "questions": [
        ...         {"text": "Are tables kept?", "statements": [
        ...             {"text": "Nobody keeps them.", "associatedLevel": 1},
        ...             {"text": "Somebody does.", "associatedLevel": 2}]}]}]}]}'''
        >>> model = parse_odi_document(text, source="quays.json", answers=False)
        >>> question = model.dimensions[0].activities[0].questions[0]
        >>> question.id, question.path
        ('1.1.1', '$.dimensions[0].activities[0].questions[0]')
    """
    document = parse_json(text, source)
    older = _older(document)
    if older:
        raise DocumentError(placed([older], source))
    reading = _Reading(answers)
    model = reading.model(document)
    if model is None or reading.faults:
        raise DocumentError(placed(reading.faults, source))
    return attrs.evolve(model, notices=tuple(placed(reading.all_notices(), source)))


def _older(document: Object) -> Fault | None:
    """Return the first place that shows an older model, if there is one."""
    waiting = [("$", "", document), ("$.assessmentData", "", document.get("assessmentData"))]
    for path, kind, node in waiting:
        if type(node) is not dict:
            continue
        if kind == "questions" and "answers" in node and "statements" not in node:
            return Fault(f"{path}.answers", _OLD_ANSWERS)
        if kind == "activities" and "statements" in node and "questions" not in node:
            return Fault(f"{path}.statements", _OLD_STATEMENTS)
        # Older ones call the dimensions themes.
        for key in ("dimensions", "themes", "activities", "questions"):
            if type(node.get(key)) is list:
                waiting += [(f"{path}.{key}[{place}]", key, part) for place, part in enumerate(node[key])]
    return None


@attrs.define
class _Reading:
    """One document on its way: what is wrong with it, and what is not taken as it stands."""

    answers: bool
    faults: list[Fault] = attrs.Factory(list)
    notices: list[Fault] = attrs.Factory(list)
    unread: dict[str, int] = attrs.Factory(dict)
    scale: Scale | None = None
    places: dict[tuple[str, str], str] = attrs.Factory(dict)

    def model(self, document: Object) -> OdiModel | None:
        """Return the model of a file, which is the file itself or, in a project, its ``assessmentData``."""
        path, node = "$", document
        within = document.get("assessmentData")
        if "dimensions" not in document and type(within) is dict:
            path, node = "$.assessmentData", within
        titled = document if "title" in document and "title" not in node else node
        title = self._text(titled, "title", "$" if titled is document else path)
        by = whose = self._organisation(node, path)
        if node is not document:
            whose = self._organisation(document, "$")
            self._leave(document, "$", "assessmentData", "organisation", *(["title"] if titled is document else []))
        owner = node.get("owner")
        is_owned = not by.strip() and type(owner) is str
        self._leave(node, path, "title", "organisation", "levels", "dimensions", *(["owner"] if is_owned else []))
        self._levels(node, path)
        dimensions = [self._dimension(*one) for one in self._objects(node, "dimensions", path)]
        if not self.faults and not any(one.questions for part in dimensions for one in part.activities):
            self._fault(f"{path}.dimensions", "has no question")
        if self.scale is None:
            return None
        return OdiModel(path, title, str(owner) if is_owned else by, whose, self.scale, tuple(dimensions), notices=())

    def _dimension(self, path: str, number: int, node: Object) -> OdiDimension:
        self._leave(node, path, "id", "name", "activities")
        own = self._id(node, path, "dimension", str(number))
        name = self._text(node, "name", path)
        activities = [self._activity(*one, own) for one in self._objects(node, "activities", path)]
        return OdiDimension(own, name, tuple(activities))

    def _activity(self, path: str, number: int, node: Object, dimension: str) -> OdiActivity:
        self._leave(node, path, "title", "questions")
        # Themes go by title where titles recur, so that an id of the file's own could not be kept.
        own = f"{dimension}.{number}"
        title = self._text(node, "title", path)
        questions = [self._question(*one, own) for one in self._objects(node, "questions", path)]
        return OdiActivity(own, title, tuple(questions))

    def _question(self, path: str, number: int, node: Object, activity: str) -> OdiQuestion:
        self._leave(node, path, "id", "text", "statements", "userAnswer")
        own = self._id(node, path, "question", f"{activity}.{number}")
        text = self._text(node, "text", path)
        texts = self._statements(node, path)
        answer = self._answer(node, path, texts) if self.answers else Answer.unanswered()
        return OdiQuestion(path, own, text, self._descriptors(texts, path), answer)

    def _levels(self, node: Object, path: str) -> None:
        where, names = f"{path}.levels", node.get("levels")
        if type(names) is not list:
            self._fault(where, f"a list is needed, not {json_type(names)}" if "levels" in node else _NO_LEVELS)
            return
        wrong = [place for place, name in enumerate(names) if type(name) is not str or not name.strip()]
        for place in wrong:
            self._fault(f"{where}[{place}]", f"{json_text(names[place])} is not a level's name")
        if wrong:
            return
        try:
            self.scale = Scale(Level(number, name.strip()) for number, name in enumerate(names, 1))
        except ScaleError as error:
            self._fault(where, str(error))

    def _statements(self, node: Object, path: str) -> dict[int, list[str]]:
        """Return the texts of a question by level; a blank text is none."""
        texts: dict[int, list[str]] = {}
        for where, _, one in self._objects(node, "statements", path):
            self._leave(one, where, "text", "associatedLevel")
            text = self._text(one, "text", where, blank=True)
            if "associatedLevel" in one:
                level = self._level(one["associatedLevel"], f"{where}.associatedLevel")
                if level is not None and text.strip():
                    texts.setdefault(level, []).append(text)
            else:
                self._fault(f"{where}.associatedLevel", "is missing")
        return texts

    def _descriptors(self, texts: dict[int, list[str]], path: str) -> tuple[str, ...]:
        if self.scale is None or not texts:
            return ()
        without = [str(level) for level in self.scale if level.number not in texts]
        if without:
            message = f"no text for {', '.join(without)}; a criterion has one for each level or none, so none is kept"
            self.notices.append(Fault(f"{path}.statements", message))
            return ()
        return tuple("\n".join(texts[number]) for number in self.scale.numbers)

    def _answer(self, node: Object, path: str, texts: dict[int, list[str]]) -> Answer:
        given, where = node.get("userAnswer"), f"{path}.userAnswer"
        if type(given) is not dict:
            if given is not None:
                self._fault(where, f"an object with level and notes is needed, not {json_type(given)}")
            return Answer.unanswered()
        self._leave(given, where, "level", "notes", "text")
        note = "" if given.get("notes") is None else self._text(given, "notes", where, blank=True)
        level = None if given.get("level") is None else self._level(given["level"], f"{where}.level")
        # The tool copies the statement that was chosen; a model that was changed since has another one.
        if given.get("text") and (level is None or given["text"] not in texts.get(level, [])):
            self.notices.append(Fault(f"{where}.text", "is not what the answer's level says here, and is not kept"))
        return Answer.unanswered(note=note) if level is None else Answer.at(level, note=note)

    def _level(self, value: object, where: str) -> int | None:
        number = int(value) if isinstance(value, str) and _DIGITS.fullmatch(value) else value
        if type(number) is not int:
            self._fault(where, f"{json_text(value)} is not a level's number")
            return None
        if self.scale is not None and number not in self.scale:
            self._fault(where, f"level {number} is off the scale; {self.scale.span}")
            return None
        return number

    def _organisation(self, node: Object, path: str) -> str:
        given, where = node.get("organisation"), f"{path}.organisation"
        if type(given) is dict:
            self._leave(given, where, "name")
            given, where = given.get("name"), f"{where}.name"
        if given is not None and type(given) is not str:
            self._fault(where, f"a name is needed, not {json_type(given)}")
        return given if type(given) is str else ""

    def _id(self, node: Object, path: str, kind: str, by_place: str) -> str:
        given, where = node.get("id"), f"{path}.id"
        own = by_place if given is None else str(given)
        if type(given) not in (str, int, type(None)) or not _ID.fullmatch(own):
            self._fault(where, f"{json_text(given)} is not an id: text without blanks and slashes, or a whole number")
        twin = self.places.setdefault((kind, own), path)
        if twin != path:
            self._fault(where if given is not None else path, f"the id {own!r} is that of {twin} already")
        return own

    def _objects(self, node: Object, key: str, path: str) -> Iterator[tuple[str, int, Object]]:
        """Yield the objects of a list, each with its path and its number from 1."""
        value, where = node.get(key), f"{path}.{key}"
        if type(value) is not list:
            self._fault(where, f"a list is needed, not {json_type(value)}" if key in node else "is missing")
            return
        for place, part in enumerate(value):
            if type(part) is dict:
                yield f"{where}[{place}]", place + 1, part
            else:
                self._fault(f"{where}[{place}]", f"an object is needed, not {json_type(part)}")

    def _text(self, node: Object, key: str, path: str, *, blank: bool = False) -> str:
        value, where = node.get(key), f"{path}.{key}"
        if type(value) is not str:
            self._fault(where, f"{json_text(value)} is not text" if key in node else "is missing")
            return ""
        if not blank and not value.strip():
            self._fault(where, "must not be empty")
        return value

    def _fault(self, where: str, message: str) -> None:
        self.faults.append(Fault(where, message))

    def _leave(self, node: Object, path: str, *read: str) -> None:
        """Count the keys that are not read; where nothing stands under one, nothing is lost."""
        for key, value in node.items():
            if key not in read and value not in (None, "", [], {}):
                where = _INDEX.sub("[*]", path) + step(key)
                self.unread[where] = self.unread.get(where, 0) + 1

    def all_notices(self) -> list[Fault]:
        """Return what was not taken as it stands: one notice for each unread key, however often it stands there."""
        unread = self.unread.items()
        return self.notices + [
            Fault(where, f"is not read (in {count} places)" if count > 1 else "is not read") for where, count in unread
        ]
