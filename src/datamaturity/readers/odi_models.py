"""Frameworks and assessments from the JSON of the Open Data Institute's maturity tool."""

import os
import re
from collections.abc import Callable, Iterator

from datamaturity.assessment import Assessment
from datamaturity.criteria import Criterion, Theme, Topic
from datamaturity.documents.json_text import placed
from datamaturity.errors import DocumentError, Fault, FaultsError, UnknownIdError, counted
from datamaturity.files import read_text
from datamaturity.framework import Framework
from datamaturity.readers.answer_rows import tell
from datamaturity.readers.odi_document import OdiModel, parse_odi_document

__all__ = ["parse_odi_answers", "parse_odi_model", "read_odi_answers", "read_odi_model"]

Notify = Callable[[Fault], object]

_APART = re.compile(r"[\s/-]+")
_MOST_NAMED = 10


def read_odi_model(
    path: str | os.PathLike[str],
    *,
    id: str = "",  # noqa: A002
    version: str = "",
    notify: Notify | None = None,
) -> Framework:
    r"""
    Read a framework from a model, or a project, of the Open Data Institute's maturity tool.

    A dimension is a topic, a question a criterion, and its statements are the descriptors: one for each level, several
    of one level with a line break between them. A question without a statement for some level has no descriptors.

    An activity is a theme. Where each title stands in two dimensions or more (case, blanks, hyphens and slashes apart),
    activities of the same title are one theme, whose id is the title in lower case. Everywhere else each activity is a
    theme of its own within its dimension, so that themes are a second level of topics: its id is its place (``1.2``)
    and its name has the dimension's in front.

    The file has no ids, so they are places, from 1: ``1`` is a dimension, ``1.2.3`` the third question of its second
    activity. Where a dimension or a question has an ``id``, that is taken.

    Args:
        path: The file.
        id: The framework's id; the title in lower case if not given.
        version: The framework's version; ``"1"`` if not given, since the file has none.
        notify: Called with what was not taken as it stands, such as the ``context`` of questions, for which a criterion
            has no place; without it, each is an `UnreadWarning`. Answers are not looked at.

    Returns:
        The framework, published by the organisation that the model names, or by its owner.

    Raises:
        DocumentError: Not JSON, not a model, or an older one that has ``answers`` in place of statements; the error has
            every fault, each with its path.
        FileError: The file cannot be opened.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> text = '''{"title": "Quays", "levels": ["Never", "Always"], "dimensions": [
        ...     {"name": "Tides", "activities": [{"title": "Tables", "questions": [
        ...         {"text": "Are tables kept?", "userAnswer": {"level": 2, "notes": "In the office"}, "statements": [
        ...             {"text": "Nobody keeps them.", "associatedLevel": 1},
        ...             {"text": "Somebody does.", "associatedLevel": 2}]}]}]}]}'''
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "quays.json")
        ...     _ = path.write_text(text)
        ...     framework, assessment = read_odi_model(path), read_odi_answers(path)
        >>> framework, framework.descriptor("1.1.1.2").text
        (<Framework quays 1: 1 criterion, 1 topic, 1 theme, 2 levels>, 'Somebody does.')
        >>> assessment.answers["1.1.1"]
        Answer.at(2, note='In the office')

    Source:
        The tool's own code: levels are numbered from 1 in the order of ``levels``, and a project keeps the model with
        its answers under ``assessmentData``. What themes are is ours.
    """
    return parse_odi_model(_text(path), source=os.fspath(path), id=id, version=version, notify=notify)


def read_odi_answers(
    path: str | os.PathLike[str], *, framework: Framework | None = None, notify: Notify | None = None
) -> Assessment:
    """
    Read the answers of a model, or a project, of the Open Data Institute's maturity tool.

    A question's ``userAnswer`` has the ``level`` and ``notes``; one without a level is unanswered. The day is not read:
    the file says when it was saved, not what day it describes.

    Args:
        path: The file.
        framework: The framework that was answered; as `read_odi_model` makes it from the same file if not given. One
            given has the same levels, topics, themes and criteria; its wording, weights and values are its own.
        notify: As in `read_odi_model`.

    Returns:
        The assessment, of the organisation that the project names, or the model where there is no project.

    Raises:
        DocumentError: As in `read_odi_model`, and answers off the scale, and what differs from the framework given.
        FileError: The file cannot be opened.
    """
    return parse_odi_answers(_text(path), source=os.fspath(path), framework=framework, notify=notify)


def parse_odi_model(
    text: str,
    *,
    source: str = "model",
    id: str = "",  # noqa: A002
    version: str = "",
    notify: Notify | None = None,
) -> Framework:
    """
    Return the framework that a JSON text of the tool describes; see `read_odi_model`.

    Args:
        text: The JSON text.
        source: What to call the text in messages.
        id: As in `read_odi_model`.
        version: As in `read_odi_model`.
        notify: As in `read_odi_model`.

    Raises:
        DocumentError: As in `read_odi_model`.

    Example:
        >>> text = '''{"title": "Quays", "levels": ["Never", "Always"], "dimensions": [
        ...     {"name": "Tides", "activities": [{"title": "Tables", "questions": [
        ...         {"text": "Are tables kept?", "userAnswer": {"level": 2, "notes": ""}, "statements": [
        ...             {"text": "Nobody keeps them.", "associatedLevel": 1},
        ...             {"text": "Somebody does.", "associatedLevel": 2}]}]}]}]}'''
        >>> parse_odi_model(text).descriptor("1.1.1.2").text
        'Somebody does.'
        >>> parse_odi_answers(text).answers["1.1.1"].level
        2
    """
    model = parse_odi_document(text, source=source, answers=False)
    tell(model.notices, notify)
    return _framework(model, id, version)


def parse_odi_answers(
    text: str, *, source: str = "answers", framework: Framework | None = None, notify: Notify | None = None
) -> Assessment:
    """
    Return the assessment that a JSON text of the tool holds; see `read_odi_answers`.

    Args:
        text: The JSON text.
        source: What to call the text in messages.
        framework: As in `read_odi_answers`.
        notify: As in `read_odi_answers`.

    Raises:
        DocumentError: As in `read_odi_answers`.
    """
    model = parse_odi_document(text, source=source, answers=True)
    made, notices = _framework(model, "", ""), model.notices
    if framework is not None:
        faults = placed([*_misfits(model, made, framework)], source)
        if faults:
            raise DocumentError(faults)
        notices += tuple(placed([*_rewordings(model, framework)], source))
        made = framework
    tell(notices, notify)
    return Assessment(made, {one.id: one.answer for one in model.questions}, organisation=model.organisation)


def _text(path: str | os.PathLike[str]) -> str:
    try:
        return read_text(path)
    except FaultsError as error:
        raise DocumentError(error.faults) from None


def _framework(model: OdiModel, own_id: str, version: str) -> Framework:
    theme_of = _themes(model)
    return Framework(
        id=own_id or _key(model.title),
        version=version or "1",
        title=model.title,
        publisher=model.publisher,
        scale=model.scale,
        topics=[Topic(one.id, one.name) for one in model.dimensions],
        themes=dict.fromkeys(theme_of.values()),
        criteria=[
            Criterion(one.id, one.text, dimension.id, theme_of[activity.id].id, one.descriptors)
            for dimension in model.dimensions
            for activity in dimension.activities
            for one in activity.questions
        ],
    )


def _themes(model: OdiModel) -> dict[str, Theme]:
    """Return the theme of each activity, by the activity's id."""
    homes: dict[str, set[str]] = {}
    for dimension in model.dimensions:
        for activity in dimension.activities:
            homes.setdefault(_key(activity.title), set()).add(dimension.id)
    if min(map(len, homes.values())) > 1:
        themes: dict[str, Theme] = {}
        return {
            one.id: themes.setdefault(_key(one.title), Theme(_key(one.title), one.title))
            for dimension in model.dimensions
            for one in dimension.activities
        }
    return {
        one.id: Theme(one.id, f"{dimension.name}: {one.title}")
        for dimension in model.dimensions
        for one in dimension.activities
    }


def _key(title: str) -> str:
    """Return an id for a title: in lower case, with a hyphen for blanks and slashes."""
    return _APART.sub("-", title.strip().casefold())


def _misfits(model: OdiModel, made: Framework, framework: Framework) -> Iterator[Fault]:
    """Yield where a file is of another structure than the framework that it is read for."""
    name, ids = f"{framework.id} {framework.version}", framework.criterion_id_set
    if made.scale.numbers != framework.scale.numbers:
        yield Fault(f"{model.path}.levels", f"{made.scale.span}; in {name} {framework.scale.span}")
    for question in model.questions:
        if question.id not in ids:
            yield Fault(question.path, str(UnknownIdError("criterion", question.id, name, framework.criterion_ids)))
            continue
        here, there = made.criterion(question.id), framework.criterion(question.id)
        if (here.topic, here.theme) != (there.topic, there.theme):
            message = f"criterion {here.id} has topic {here.topic} and theme {here.theme}"
            yield Fault(question.path, f"{message}; in {name} topic {there.topic} and theme {there.theme}")
    missing = [one for one in framework.criterion_ids if one not in made.criterion_id_set]
    if missing:
        named = ", ".join(missing[:_MOST_NAMED]) + ", …" * (len(missing) > _MOST_NAMED)
        yield Fault(f"{model.path}.dimensions", f"lacks {counted(len(missing), 'criterion')} of {name}: {named}")


def _rewordings(model: OdiModel, framework: Framework) -> Iterator[Fault]:
    """Yield a notice where questions are worded otherwise: places may have moved, and answers go by place."""
    other = [one for one in model.questions if framework.criterion(one.id).title != one.text]
    if other:
        what = f"{len(other)} of {len(model.questions)} questions are worded otherwise in the framework"
        yield Fault(f"{model.path}.dimensions", f"{what}, {other[0].id} first; check that none has moved")
