"""The read-only mapping."""

import copy
import pickle
from collections.abc import Mapping, MutableMapping
from typing import Any

import pytest

from datamaturity.mappings import FrozenMapping

STAGES = FrozenMapping({"culture": 3, "data": 2})


def test_is_a_mapping() -> None:
    """It has all that a mapping has, and nothing that changes one."""
    assert isinstance(STAGES, Mapping)
    assert not isinstance(STAGES, MutableMapping)
    assert 3 == STAGES["culture"]
    assert 2 == len(STAGES)
    assert "data" in STAGES
    assert "skills" not in STAGES
    assert STAGES.get("skills") is None


def test_views() -> None:
    """Keys, values and pairs come as a dict's views do, in order; through none of them can an item be changed."""
    assert ["culture", "data"] == list(STAGES.keys())
    assert [3, 2] == list(STAGES.values())
    assert [("culture", 3), ("data", 2)] == list(STAGES.items())
    behind_the_keys: Any = STAGES.keys()
    with pytest.raises(TypeError, match="does not support item assignment"):
        behind_the_keys.mapping["culture"] = 5


def test_adopts_a_dict() -> None:
    """A dict that nobody else holds can be taken over without a copy, and makes an equal mapping."""
    adopted = FrozenMapping.adopt({"culture": 3, "data": 2})

    assert STAGES == adopted
    assert hash(STAGES) == hash(adopted)
    assert FrozenMapping is type(adopted)


def test_keeps_the_order_given() -> None:
    """Keys come in the order in which they were given, not in alphabetical order."""
    assert ["data", "culture"] == list(FrozenMapping({"data": 2, "culture": 3}))


def test_unknown_key() -> None:
    """A key that is not there is a `KeyError`, as in a dict."""
    with pytest.raises(KeyError, match="skills"):
        STAGES["skills"]


@pytest.mark.parametrize("nothing", [(), (None,), ({},)])
def test_may_be_empty(nothing: tuple[Any, ...]) -> None:
    """Nothing, `None` and an empty mapping all make an empty one."""
    assert {} == FrozenMapping(*nothing)


def test_is_a_copy() -> None:
    """Changing the dict that it was made from does not change it."""
    given = {"culture": 3}
    made = FrozenMapping(given)
    given["culture"] = 5

    assert 3 == made["culture"]


class TestCannotBeChanged:
    def test_items_cannot_be_set_or_deleted(self) -> None:
        """Items can be neither set nor deleted."""
        stages: Any = STAGES

        with pytest.raises(TypeError, match="does not support item assignment"):
            stages["culture"] = 5
        with pytest.raises(TypeError, match="item deletion"):
            del stages["culture"]

    @pytest.mark.parametrize("name", ["_items", "anything"])
    def test_attributes_cannot_be_set(self, name: str) -> None:
        """No attribute can be set, neither the one that it has nor another."""
        with pytest.raises(AttributeError, match="FrozenMapping cannot be changed"):
            setattr(STAGES, name, {})

    def test_attributes_cannot_be_deleted(self) -> None:
        """The attribute that it has cannot be deleted either, which would break it for everyone who shares it."""
        stages = FrozenMapping({"culture": 3})

        with pytest.raises(AttributeError, match="FrozenMapping cannot be changed"):
            del stages._items


class TestEquality:
    def test_of_equal_items(self) -> None:
        """Equal items make equal mappings, in whatever order, with equal hashes."""
        other = FrozenMapping({"data": 2, "culture": 3})

        assert STAGES == other
        assert hash(STAGES) == hash(other)

    def test_with_a_dict(self) -> None:
        """It equals a dict with the same items."""
        assert {"culture": 3, "data": 2} == STAGES
        assert {"culture": 3} != STAGES

    @pytest.mark.parametrize("other", [None, 3, "culture", [("culture", 3), ("data", 2)]])
    def test_with_what_is_no_mapping(self, other: object) -> None:
        """It differs from everything that is no mapping."""
        assert other != STAGES

    def test_different_items(self) -> None:
        """Another value or another key makes another mapping."""
        assert FrozenMapping({"culture": 3, "data": 1}) != STAGES
        assert FrozenMapping({"culture": 3, "skills": 2}) != STAGES

    def test_hash_needs_hashable_values(self) -> None:
        """With a value that cannot be hashed it cannot be hashed, and is a mapping all the same."""
        lists = FrozenMapping({"a": [1]})

        assert [1] == lists["a"]
        with pytest.raises(TypeError, match="unhashable"):
            hash(lists)


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_copies_and_pickles(again: Any) -> None:
    """What is copied, or pickled and read back, is equal, in the same order, and read-only too."""
    other = again(FrozenMapping({"data": 2, "culture": 3}))

    assert FrozenMapping is type(other)
    assert [("data", 2), ("culture", 3)] == list(other.items())


def test_repr() -> None:
    """It shows its items as a dict does."""
    assert "FrozenMapping({'culture': 3, 'data': 2})" == repr(STAGES)
