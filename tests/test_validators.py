"""Validators for attrs fields: what they let through, and the one line that they say otherwise."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from datamaturity import (
    Answer,
    Crosswalk,
    Declaration,
    Fault,
    FrameworkError,
    Organisation,
    Plan,
    WrongTypeError,
    load_framework,
)
from datamaturity.validators import is_a, is_date_or_none, is_id, is_name, is_text


class Text(str):
    """A text of a class of its own, as some libraries have it."""

    __slots__ = ()


@attrs.frozen
class Owl:
    """Something with a field for each validator."""

    text: Any = attrs.field(default="", validator=is_text)
    name: Any = attrs.field(default="Athena", validator=is_name)
    id: Any = attrs.field(default="a", validator=is_id)
    seen: Any = attrs.field(default=None, validator=is_date_or_none)


@attrs.frozen
class Bird:
    """Something whose name begins with a consonant."""

    name: Any = attrs.field(validator=is_name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", ""),
        ("text", " \n"),
        ("text", Text("a")),
        ("name", "Athena"),
        ("name", " a "),
        ("name", Text("a")),
        ("id", "4.33"),
        ("id", "é-1:2"),
        ("id", Text("a")),
        ("seen", None),
        ("seen", date(2024, 2, 29)),
    ],
)
def test_what_fits_is_kept(name: str, value: object) -> None:
    """What fits is kept as it was given."""
    assert value == getattr(Owl(**{name: value}), name)


@pytest.mark.parametrize("name", ["text", "name", "id"])
@pytest.mark.parametrize("value", [3, 4.33, None, True, b"a", ["a"], date(2024, 2, 29)])
def test_what_is_no_text(name: str, value: object) -> None:
    """What is no text is refused with the field, the class and the value, on one line."""
    with pytest.raises(WrongTypeError) as caught:
        Owl(**{name: value})

    assert f"{name} of an owl is text, not {value!r}" == str(caught.value)


@pytest.mark.parametrize("value", ["", " ", "\t\n", "\u00a0", Text(" ")])
def test_names_are_not_empty(value: str) -> None:
    """A name without anything to see is a fault of the framework that it is for."""
    with pytest.raises(FrameworkError) as caught:
        Owl(name=value)

    assert (Fault("name", "the name of an owl must not be empty"),) == caught.value.faults


@pytest.mark.parametrize("value", ["", " ", "a b", " a", "a\n", "a\tb", "a\u00a0b", "a/b", "/", Text("a b")])
def test_ids_have_no_blanks_and_slashes(value: str) -> None:
    """An id that is empty, or has a blank or a slash anywhere, is a fault of the framework that it is for."""
    with pytest.raises(FrameworkError) as caught:
        Owl(id=value)

    message = f"the id of an owl is text without blanks and slashes, not {value!r}"
    assert (Fault("id", message),) == caught.value.faults


@pytest.mark.parametrize("value", ["2024-02-29", 20240229, datetime(2024, 2, 29, 12, tzinfo=UTC), False])
def test_days_are_days(value: object) -> None:
    """A day is a `datetime.date`; a moment, which is one for Python, is not, and neither is text."""
    with pytest.raises(WrongTypeError) as caught:
        Owl(seen=value)

    assert f"seen of an owl is a datetime.date, not {value!r}" == str(caught.value)


def test_article() -> None:
    """A class is named with the article that it takes."""
    with pytest.raises(WrongTypeError, match=r"^name of a bird is text, not 3$"):
        Bird(3)


@pytest.mark.parametrize(
    ("make", "builtin"),
    [(lambda: Owl(text=3), TypeError), (lambda: Owl(name=""), ValueError), (lambda: Owl(id=""), ValueError)],
)
def test_are_the_builtins_that_a_caller_expects(make: Callable[[], object], builtin: type[Exception]) -> None:
    """Another type is a `TypeError`; text that will not do is a `ValueError`."""
    with pytest.raises(builtin, match="owl"):
        make()


def test_an_object_of_a_class() -> None:
    """Where one of some classes belongs, anything else is named beside them."""

    @attrs.frozen
    class Nest:
        bird: Any = attrs.field(validator=is_a(Owl, Bird))

    assert Bird("Robin") == Nest(Bird("Robin")).bird
    with pytest.raises(WrongTypeError) as caught:
        Nest("an owl")
    assert "bird of a nest is of class Owl or Bird, not 'an owl'" == str(caught.value)


def test_no_field_shows_what_attrs_says() -> None:
    """Fields of our own that hold an object say in a line what they hold, and no tuple of attrs's."""
    framework = load_framework("seven-themes")
    calls: list[tuple[Callable[[], object], str]] = [
        (lambda: Answer("level"), "state of an answer is of class AnswerState, not 'level'"),  # type: ignore[arg-type]
        (lambda: Answer.do_not_know(evidence=["a"]), "evidence of an answer is of class Evidence, not 'a'"),  # type: ignore[arg-type]
        (lambda: Organisation("a", 3), "answers of an organisation is of class Assessment or Panel, not 3"),  # type: ignore[arg-type]
        (lambda: Plan(id="a", title="A", vision=None), "vision of a plan is of class Vision, not None"),  # type: ignore[arg-type]
        (lambda: Declaration("ours", []), "framework of a declaration is of class Framework, not 'ours'"),  # type: ignore[arg-type]
        (
            lambda: Crosswalk(id="a", source=framework, target=3, links=[]),  # type: ignore[arg-type]
            "target of a crosswalk is of class Framework, not 3",
        ),
    ]
    for call, expected in calls:
        with pytest.raises(WrongTypeError) as caught:
            call()

        assert expected == str(caught.value)
