"""One value for each group of a framework."""

from typing import assert_type

import attrs

from datamaturity import ByGroup, load_framework
from datamaturity.criteria import Group
from examples import CROSSED, ONE_THEME


def named(group: Group) -> str:
    """Return the group's kind and id."""
    return str(group)


class TestOf:
    def test_every_group(self) -> None:
        """Topics and themes are found by id, cells by topic and theme, each with what was made of it."""
        found = ByGroup.of(CROSSED, named)

        assert {"1": "topic 1", "2": "topic 2"} == found.topics
        assert {"data": "theme data", "skills": "theme skills"} == found.themes
        # Topic 2 has no criterion under skills.
        cells = {("1", "data"): "cell 1/data", ("1", "skills"): "cell 1/skills", ("2", "data"): "cell 2/data"}
        assert cells == found.cells

    def test_criteria(self) -> None:
        """The function is given the whole group."""
        found = ByGroup.of(CROSSED, lambda group: group.criteria, overall=True)

        assert ("2.3", "2.4") == found.topics["2"]
        assert ("1.1", "2.3", "2.4") == found.themes["data"]
        assert ("1.2",) == found.cells["1", "skills"]
        assert ("1.1", "1.2", "2.3", "2.4") == found.overall

    def test_without_topics(self) -> None:
        """A framework of themes alone has neither topics nor cells."""
        found = ByGroup.of(ONE_THEME, named)

        assert not found.topics
        assert {"data": "theme data"} == found.themes
        assert not found.cells

    def test_publisher_decides(self) -> None:
        """The whole has a value where the publisher gives one, unless the caller says otherwise."""
        published = attrs.evolve(CROSSED, publishes_overall=True)

        assert ByGroup.of(CROSSED, named).overall is None
        assert "overall" == ByGroup.of(CROSSED, named, overall=True).overall
        assert "overall" == ByGroup.of(published, named).overall
        assert ByGroup.of(published, named, overall=False).overall is None

    def test_not_asked_for(self) -> None:
        """Nothing is made of the whole where it is left out."""
        asked: list[str] = []
        ByGroup.of(CROSSED, lambda group: asked.append(str(group)))

        assert "overall" not in asked
        assert 7 == len(asked)

    def test_type(self) -> None:
        """Type checkers know what kind of value it holds."""
        found = ByGroup.of(CROSSED, lambda group: len(group.criteria))

        assert_type(found, ByGroup[int])
        assert 2 == found.topics["1"]


class TestIteration:
    def test_order(self) -> None:
        """The order is a scorecard's: topics, themes, cells by topic and then theme, and the whole at the end."""
        groups = ["topic 1", "topic 2", "theme data", "theme skills", "cell 1/data", "cell 1/skills", "cell 2/data"]

        assert groups == [*ByGroup.of(CROSSED, named)]
        assert [*groups, "overall"] == [*ByGroup.of(CROSSED, named, overall=True)]

    def test_zero_is_a_value(self) -> None:
        """Values that are 0 or empty are values; only a whole that is left out is not iterated over."""
        assert [0] * 8 == [*ByGroup.of(CROSSED, lambda _: 0, overall=True)]

    def test_uk_government(self) -> None:
        """The UK DMA has 10 topics, 6 themes and 33 cells, and no whole."""
        assert 49 == len([*ByGroup.of(load_framework("uk-government-dma"), named)])
