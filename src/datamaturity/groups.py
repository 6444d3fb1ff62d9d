"""One value for each group of a framework, looked up the way a scorecard is."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

import attrs

from datamaturity.criteria import Group
from datamaturity.framework import Framework
from datamaturity.mappings import FrozenMapping

__all__ = ["ByGroup", "Grouped"]

T = TypeVar("T")


@attrs.frozen
class ByGroup(Generic[T]):
    """
    A value for each topic, theme and inhabited cell, and for the whole where there is one.

    Attributes:
        topics: Topic id to value, in framework order.
        themes: Theme id to value, in framework order.
        cells: (topic id, theme id) to value, by topic and then by theme.
        overall: The whole's value; `None` where the whole is left out.
    """

    topics: FrozenMapping[str, T]
    themes: FrozenMapping[str, T]
    cells: FrozenMapping[tuple[str, str], T]
    overall: T | None

    @classmethod
    def of(cls, framework: Framework, make: Callable[[Group], T], *, overall: bool | None = None) -> "ByGroup[T]":
        """
        Return what a function makes of each group.

        Args:
            framework: The framework whose groups they are.
            make: From a group to its value.
            overall: Whether the whole has a value too; as the framework's publisher does if not given.

        Example:
            >>> from datamaturity import load_framework
            >>> sizes = ByGroup.of(load_framework("seven-themes"), lambda group: len(group.criteria))
            >>> sizes.themes["culture"], [*sizes]
            (6, [6, 6, 5, 6, 6, 5, 5])
        """
        whole = framework.publishes_overall if overall is None else overall
        return cls(
            FrozenMapping({group.id: make(group) for group in framework.topic_groups}),
            FrozenMapping({group.id: make(group) for group in framework.theme_groups}),
            FrozenMapping({(group.topic or "", group.theme or ""): make(group) for group in framework.cells}),
            make(framework.overall_group) if whole else None,
        )

    def __iter__(self) -> Iterator[T]:
        """Iterate over the values: topics, themes, cells, and the whole if there is one."""
        yield from self.topics.values()
        yield from self.themes.values()
        yield from self.cells.values()
        if self.overall is not None:
            yield self.overall


class Grouped(Generic[T]):
    """
    What has one value for each group, in an attribute ``groups``, and is looked up as that is.

    Example:
        >>> from datamaturity import Assessment, Panel, Respondent, load_framework
        >>> card = Panel([Respondent(Assessment(load_framework("seven-themes"), {"C1": 3}))]).pool()
        >>> isinstance(card, Grouped), card.themes is card.groups.themes, len([*card])
        (True, True, 7)
    """

    __slots__ = ()
    groups: ByGroup[T]

    @property
    def topics(self) -> FrozenMapping[str, T]:
        """Topic id to value, in framework order."""
        return self.groups.topics

    @property
    def themes(self) -> FrozenMapping[str, T]:
        """Theme id to value, in framework order."""
        return self.groups.themes

    @property
    def cells(self) -> FrozenMapping[tuple[str, str], T]:
        """(topic id, theme id) to value, for each pair that holds a criterion."""
        return self.groups.cells

    @property
    def overall(self) -> T | None:
        """The whole's value; `None` where the framework publishes none and nobody asked for one."""
        return self.groups.overall

    def __iter__(self) -> Iterator[T]:
        """Iterate over the values: topics, themes, cells, and the whole if there is one."""
        return iter(self.groups)
