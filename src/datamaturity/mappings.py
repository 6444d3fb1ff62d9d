"""A mapping that nobody can change, so that what holds one can be shared, hashed and pickled."""

from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import Generic, TypeVar, overload

from datamaturity.errors import UnknownIdError

__all__ = ["FrozenMapping"]

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")

_READ_ONLY = "a FrozenMapping cannot be changed"


class FrozenMapping(Mapping[K, V], Generic[K, V]):
    """
    A read-only mapping in the order it was given.

    `types.MappingProxyType` would do but for two things: it can be neither pickled nor hashed.

    Args:
        items: What it holds; nothing if not given.

    Example:
        >>> stages = FrozenMapping({"culture": 3})
        >>> stages["culture"]
        3
        >>> stages["culture"] = 5
        Traceback (most recent call last):
        TypeError: 'FrozenMapping' object does not support item assignment
        >>> stages.get("data"), [*stages.keys()], [*stages.values()], [*stages.items()]
        (None, ['culture'], [3], [('culture', 3)])
        >>> FrozenMapping.adopt({"culture": 3}) == stages
        True
    """

    __slots__ = ("_items",)
    _items: dict[K, V]

    def __init__(self, items: Mapping[K, V] | None = None, /) -> None:
        object.__setattr__(self, "_items", dict(items or {}))

    @classmethod
    def adopt(cls, items: dict[K, V]) -> "FrozenMapping[K, V]":
        """
        Return a mapping that takes over a dict which nobody else holds, without a copy.

        Args:
            items: The dict, which nobody may change from then on.
        """
        made = cls.__new__(cls)
        object.__setattr__(made, "_items", items)
        return made

    def __getitem__(self, key: K) -> V:
        try:
            return self._items[key]
        except KeyError:
            raise UnknownIdError("key", key, "the mapping", self._items) from None

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    # Not by way of `__getitem__`, whose complaint about a missing key takes longer than all else here.
    def __contains__(self, key: object) -> bool:
        return key in self._items

    @overload
    def get(self, key: K, default: None = None, /) -> V | None: ...

    @overload
    def get(self, key: K, default: V | T, /) -> V | T: ...

    def get(self, key: K, default: V | T | None = None, /) -> V | T | None:
        """
        Return the value of a key, or the default where it is not there.

        Args:
            key: The key.
            default: What to return where it is not there.
        """
        return self._items.get(key, default)

    # The dict's own views: read-only as well, and thrice as fast as the ones that `Mapping` makes from `__getitem__`.
    def keys(self) -> KeysView[K]:
        """Return a view of the keys."""
        return self._items.keys()

    def values(self) -> ValuesView[V]:
        """Return a view of the values."""
        return self._items.values()

    def items(self) -> ItemsView[K, V]:
        """Return a view of the pairs of key and value."""
        return self._items.items()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and self._items == dict(other)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(_READ_ONLY)

    def __delattr__(self, name: str) -> None:
        raise AttributeError(_READ_ONLY)

    def __reduce__(self) -> tuple[type["FrozenMapping[K, V]"], tuple[dict[K, V]]]:
        return type(self), (self._items,)

    def __repr__(self) -> str:
        return f"FrozenMapping({self._items!r})"
