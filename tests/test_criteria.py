"""The parts of a framework: themes, topics, criteria, descriptors and groups."""

import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from datamaturity import (
    Criterion,
    Descriptor,
    Fault,
    FrameworkError,
    Group,
    Level,
    NumberError,
    Theme,
    Topic,
    WrongTypeError,
    load_framework,
)
from datamaturity.criteria import CriterionId, DescriptorId, ThemeId, TopicId

TOPIC, THEME = TopicId("4"), ThemeId("data")
DESCRIPTOR = Descriptor(DescriptorId("4.33.5"), CriterionId("4.33"), Level(5, "Mastering"), "All is known.")
CELL = Group("cell", TOPIC, THEME, "Knowing × Data", (CriterionId("4.33"), CriterionId("4.34")), (32, 33))

EVERY_PART = [
    Theme("data", "Data", "What is held."),
    Topic("4", "Knowing", "What is known."),
    Criterion("4.33", "Knowing", "4", "data", ("a", "b"), "1/2"),
    DESCRIPTOR,
    CELL,
]


@pytest.mark.parametrize("part", EVERY_PART, ids=lambda part: type(part).__name__)
class TestEveryPart:
    def test_pickles(self, part: object) -> None:
        """A part that is pickled and read back is equal, with an equal hash."""
        read_back = pickle.loads(pickle.dumps(part))

        assert part == read_back
        assert hash(part) == hash(read_back)

    def test_cannot_be_changed(self, part: Any) -> None:
        """No attribute of a part can be set, added or deleted."""
        for name in [*(field.name for field in attrs.fields(type(part))), "anything"]:
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(part, name, "x")
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                delattr(part, name)


@pytest.mark.parametrize(("make", "kind"), [(Theme, "theme"), (Topic, "topic"), (Criterion, "criterion")])
class TestIds:
    @pytest.mark.parametrize("given", ["4", "4.33", "data-quality", "é", "1:2"])
    def test_text_without_blanks_and_slashes(self, make: Any, kind: str, given: str) -> None:
        """An id is the publisher's, whatever it looks like."""
        assert given == make(given, "Name").id

    @pytest.mark.parametrize("given", ["", " ", "a b", " a", "a\n", "a\u00a0b", "a/b"])
    def test_other_ids_are_refused(self, make: Any, kind: str, given: str) -> None:
        """An id with a blank or a slash in it could not be told apart in a file."""
        with pytest.raises(FrameworkError) as caught:
            make(given, "Name")

        message = f"the id of a {kind} is text without blanks and slashes, not {given!r}"
        assert (Fault("id", message),) == caught.value.faults

    @pytest.mark.parametrize("given", [4, 4.33, None, b"a"])
    def test_ids_are_text(self, make: Any, kind: str, given: object) -> None:
        """An id is text, also where it looks like a number: 2.10 and 2.1 would be one."""
        with pytest.raises(WrongTypeError) as caught:
            make(given, "Name")

        assert f"id of a {kind} is text, not {given!r}" == str(caught.value)

    @pytest.mark.parametrize("name", [3, None, ["Data"]])
    def test_names_and_titles_are_text(self, make: Any, kind: str, name: object) -> None:
        """A name or title that is no text is refused by what it is called."""
        with pytest.raises(WrongTypeError) as caught:
            make("a", name)

        called = "title" if kind == "criterion" else "name"
        assert f"{called} of a {kind} is text, not {name!r}" == str(caught.value)

    @pytest.mark.parametrize("name", ["", " ", "\t\n", "\u00a0"])
    def test_names_and_titles_are_not_empty(self, make: Any, kind: str, name: str) -> None:
        """A name or title with nothing in it, or blanks, would leave a gap in every report."""
        with pytest.raises(FrameworkError) as caught:
            make("a", name)

        called = "title" if kind == "criterion" else "name"
        assert (Fault(called, f"the {called} of a {kind} must not be empty"),) == caught.value.faults


@pytest.mark.parametrize("make", [Theme, Topic])
class TestThemesAndTopics:
    def test_description(self, make: Any) -> None:
        """A description is empty unless given, and is text."""
        assert "" == make("a", "A").description
        assert "What it covers." == make("a", "A", "What it covers.").description
        with pytest.raises(TypeError, match="description"):
            make("a", "A", 3)

    def test_equality(self, make: Any) -> None:
        """Two are equal when id, name and description are."""
        assert make("a", "A") == make("a", "A", "")
        assert hash(make("a", "A")) == hash(make("a", "A"))
        assert make("a", "A") != make("b", "A")
        assert make("a", "A") != make("a", "B")
        assert make("a", "A") != make("a", "A", "What it covers.")

    def test_repr_is_short(self, make: Any) -> None:
        """The repr leaves the description out."""
        assert f"{make.__name__}(id='a', name='A')" == repr(make("a", "A", "What it covers."))


def test_a_theme_is_no_topic() -> None:
    """A theme and a topic of one id and name differ."""
    theme: object = Theme("a", "A")

    assert Topic("a", "A") != theme


class TestCriterion:
    def test_needs_an_id_and_a_title(self) -> None:
        """Without anything else a criterion has no topic, no theme, no texts, and the weight 1."""
        criterion = Criterion("4.33", "Knowing")

        assert (None, None, (), Fraction(1)) == (
            criterion.topic,
            criterion.theme,
            criterion.descriptors,
            criterion.weight,
        )

    def test_topic_and_theme_are_ids(self) -> None:
        """Topic and theme are kept as the ids that were given."""
        criterion = Criterion("4.33", "Knowing", "4", "data")

        assert ("4", "data") == (criterion.topic, criterion.theme)

    @pytest.mark.parametrize("descriptors", [["low", "high"], ("low", "high"), iter(["low", "high"])])
    def test_descriptors_become_a_tuple(self, descriptors: Any) -> None:
        """Descriptors come in any iterable and are kept as a tuple."""
        assert ("low", "high") == Criterion("a", "A", descriptors=descriptors).descriptors

    def test_one_text_is_one_descriptor(self) -> None:
        """A text given alone is one descriptor, not one for each letter."""
        one: Any = "low"

        assert ("low",) == Criterion("a", "A", descriptors=one).descriptors

    @pytest.mark.parametrize(
        ("given", "weight"),
        [(2, Fraction(2)), ("1/2", Fraction(1, 2)), ("0.1", Fraction(1, 10)), (Decimal("2.5"), Fraction(5, 2))],
    )
    def test_weight_is_exact(self, given: Any, weight: Fraction) -> None:
        """A weight is kept as the exact number that was given."""
        assert weight == Criterion("a", "A", weight=given).weight

    @pytest.mark.parametrize(("weight", "shown"), [(0, "0"), (-1, "-1"), ("-1/2", "-1/2")])
    def test_weight_is_above_0(self, weight: Any, shown: str) -> None:
        """A criterion that counts nothing, or less, is refused, with what to do in its stead."""
        with pytest.raises(FrameworkError) as caught:
            Criterion("4.33", "Knowing", weight=weight)

        message = f"its weight must be above 0, not {shown}; or leave the criterion out"
        assert (Fault("criterion 4.33", message),) == caught.value.faults

    @pytest.mark.parametrize("weight", [0.5, "heavy", None, True])
    def test_other_weights_are_refused(self, weight: Any) -> None:
        """A weight that is a float or no number is refused."""
        with pytest.raises(NumberError, match=r"is a float|is not a number"):
            Criterion("a", "A", weight=weight)

    @pytest.mark.parametrize(
        ("descriptors", "number", "text"),
        [(["low", ""], 2, ""), ([" \n", "high"], 1, " \n"), (["low", None], 2, None), ([1, 2], 1, 1)],
    )
    def test_descriptors_are_texts(self, descriptors: Any, number: int, text: object) -> None:
        """A descriptor that is empty, or no text, is refused by its place, the first of several."""
        with pytest.raises(FrameworkError) as caught:
            Criterion("4.33", "Knowing", descriptors=descriptors)

        message = f"descriptor {number} is a text that is not empty, not {text!r}"
        assert (Fault("criterion 4.33", message),) == caught.value.faults

    @pytest.mark.parametrize("name", ["topic", "theme"])
    def test_topic_and_theme_are_given_as_ids(self, name: str) -> None:
        """A `Topic` or a number in place of a topic's id is refused, with whose it is."""
        parts: dict[str, Any] = {name: 4}
        with pytest.raises(WrongTypeError) as caught:
            Criterion("4.33", "Knowing", **parts)

        assert f"the {name} of criterion 4.33 is its id as text, not 4" == str(caught.value)

    def test_equality(self) -> None:
        """Criteria are equal when every part is, and then have equal hashes."""
        one = Criterion("a", "A", "1", "data", ("low", "high"), "0.5")

        assert one == Criterion("a", "A", "1", "data", ["low", "high"], "1/2")
        assert hash(one) == hash(Criterion("a", "A", "1", "data", ("low", "high"), "1/2"))
        for changes in (
            {"id": "b"},
            {"title": "B"},
            {"topic": "2"},
            {"theme": None},
            {"descriptors": ()},
            {"weight": 1},
        ):
            assert one != attrs.evolve(one, **changes)

    def test_repr_is_short(self) -> None:
        """The repr leaves the descriptors out and shows the weight as people write it."""
        criterion = Criterion("4.33", "Knowing", "4", "data", ("low", "high"), "1/2")

        assert "Criterion(id='4.33', title='Knowing', topic='4', theme='data', weight=1/2)" == repr(criterion)


class TestDescriptor:
    def test_text(self) -> None:
        """A descriptor reads as its text."""
        assert "All is known." == str(DESCRIPTOR)

    def test_equality(self) -> None:
        """Descriptors of another text differ."""
        assert attrs.evolve(DESCRIPTOR, text="Little is known.") != DESCRIPTOR


class TestGroup:
    @pytest.mark.parametrize(
        ("group", "group_id", "text"),
        [
            (Group("topic", TOPIC, None, "Knowing", (), ()), "4", "topic 4"),
            (Group("theme", None, THEME, "Data", (), ()), "data", "theme data"),
            (CELL, "4/data", "cell 4/data"),
            (Group("overall", None, None, "Everything", (), ()), "overall", "overall"),
        ],
    )
    def test_id_and_text(self, group: Group, group_id: str, text: str) -> None:
        """A group is named by its topic's id, its theme's, both, or ``overall``, with its kind before it."""
        assert group_id == group.id
        assert text == str(group)

    def test_repr_is_short(self) -> None:
        """The repr counts the criteria and does not list them."""
        assert "<Group cell 4/data: Knowing × Data, 2 criteria>" == repr(CELL)

    def test_equality(self) -> None:
        """Groups are equal when they are of one kind, topic and theme, so that one in other words is the same group."""
        assert attrs.evolve(CELL, name="Gwybod × Data") == CELL
        assert hash(attrs.evolve(CELL, name="Gwybod × Data")) == hash(CELL)
        assert attrs.evolve(CELL, topic=TopicId("5")) != CELL
        assert attrs.evolve(CELL, kind="topic") != CELL


def test_label_of_a_group() -> None:
    """A topic's number stands before its name; an id that is only its name again, a cell's and the whole's do not."""
    numbered, named = load_framework("uk-government-dma"), load_framework("leadership-principles")

    assert "4 Knowing the data you have" == numbered.topic_groups[3].label
    assert ["Uses", "Cyber security"] == [numbered.theme_groups[0].label, named.topic_groups[0].label]
    assert numbered.overall_group.name == numbered.overall_group.label
    assert numbered.cells[0].name == numbered.cells[0].label
