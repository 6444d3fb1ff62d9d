"""Telling our moves from the ruler's, between two versions of a framework, worked by hand."""

import pickle
from datetime import date
from fractions import Fraction

import attrs
import pytest

from datamaturity import (
    Assessment,
    ChangeKind,
    ComparisonError,
    Criterion,
    Framework,
    GroupMovement,
    Scale,
    Theme,
    VersionLink,
    VersionLinkKind,
    VersionMap,
    VersionMismatchError,
    carry,
    compare,
    compare_versions,
)
from examples import CROSSED, FIVE, SAMM


def data(comparison_of: tuple[Assessment, Assessment], version_map: VersionMap) -> GroupMovement:
    """Return how the theme *data* moved."""
    return compare_versions(*comparison_of, version_map).groups.themes["data"]


def theme_of(*weights: tuple[str, str], version: str, scale: Scale = FIVE) -> Framework:
    """Return a version of a framework with these criteria and weights, all of the theme *data*."""
    criteria = [Criterion(one, one, theme="data", weight=weight) for one, weight in weights]
    return Framework(
        id="tiny", version=version, title="Tiny", scale=scale, themes=[Theme("data", "Data")], criteria=criteria
    )


class TestWeMovedAndTheRulerMoved:
    """The change between versions, in parts: ours, the ruler's, and what was answered only once."""

    # c is retired; b weighs three times what it did.
    old = theme_of(("a", "1"), ("b", "1"), ("c", "2"), version="1")
    new = theme_of(("a", "1"), ("b", "3"), version="2")
    links = (
        VersionLink(VersionLinkKind.SAME, "a", "a"),
        VersionLink(VersionLinkKind.REWORDED, "b", "b"),
        VersionLink(VersionLinkKind.RETIRED, "c"),
    )
    version_map = VersionMap(old, new, links)
    earlier = Assessment(old, {"a": 2, "b": 4, "c": 1})
    later = Assessment(new, {"a": 4, "b": 4})

    def test_both(self) -> None:
        """A heavier criterion and a retired one move the ruler; a higher level is our move."""
        one = data((self.earlier, self.later), self.version_map)
        # Old: (2 + 4 + 2·1) / 4 = 2; carried: (2 + 3·4) / 4 = 7/2; new: (4 + 3·4) / 4 = 4

        assert (Fraction(2), Fraction(7, 2), Fraction(4)) == (one.earlier, one.carried, one.later)
        assert (Fraction(1, 2), Fraction(3, 2), Fraction(2)) == (one.we_moved, one.ruler_moved, one.whole)

    def test_another_scale(self) -> None:
        """Levels of another value move the ruler, even where nobody moved."""
        old, new = (
            theme_of(("a", "1"), ("b", "1"), version="1", scale=SAMM),
            theme_of(("a", "1"), ("b", "1"), version="2"),
        )
        version_map = VersionMap(old, new, VersionMap.identity(old).links, levels={0: 1, 1: 2, 2: 3, 3: 5})
        one = data((Assessment(old, {"a": 1, "b": 3}), Assessment(new, {"a": 3, "b": 5})), version_map)
        # Old: (¼ + 1) / 2 = 5/8; carried: (2 + 5) / 2 = 7/2; new: (3 + 5) / 2 = 4

        assert (Fraction(1, 2), Fraction(23, 8), Fraction(27, 8)) == (one.we_moved, one.ruler_moved, one.whole)

    def test_row(self) -> None:
        """A group's row has floats of the exact values."""
        expected = {
            "kind": "theme",
            "topic": None,
            "theme": "data",
            "name": "Data",
            "earlier": 2.0,
            "carried": 3.5,
            "later": 4.0,
            "whole": 2.0,
            "we_moved": 0.5,
            "ruler_moved": 1.5,
            "coverage_part": 0.0,
        }

        assert expected == data((self.earlier, self.later), self.version_map).to_row()

    def test_one_version(self) -> None:
        """Within one version the ruler stays, and all of the change is ours."""
        before, after = Assessment(CROSSED, {"1.1": 5, "1.2": 2}), Assessment(CROSSED, {"1.1": 5, "1.2": 3})
        found = compare_versions(before, after, VersionMap.identity(CROSSED))
        # (5 + 2·2) / 3 = 3 to (5 + 2·3) / 3 = 11/3
        one = found.groups.topics["1"]

        assert (Fraction(2, 3), Fraction(0), Fraction(2, 3)) == (one.we_moved, one.ruler_moved, one.whole)
        assert compare(before, after) == found.comparison

    def test_comparison(self) -> None:
        """Beside the groups there are what was carried, and what became of each criterion since."""
        found = compare_versions(self.earlier, self.later, self.version_map)

        assert carry(self.earlier, self.version_map) == found.carried
        assert compare(found.carried.assessment, self.later) == found.comparison
        assert ("a",) == found.comparison.of_kind(ChangeKind.UP)
        assert found == pickle.loads(pickle.dumps(found))

    @pytest.mark.parametrize("again", [1, 5])
    def test_new_criteria_are_not_our_move(self, again: int) -> None:
        """A criterion that was not asked before moves the ruler, whatever is answered to it: none of ours moved."""
        old, new = theme_of(("a", "1"), version="1"), theme_of(("a", "1"), ("n", "1"), version="2")
        links = [VersionLink(VersionLinkKind.SAME, "a", "a"), VersionLink(VersionLinkKind.NEW, new="n")]
        one = data((Assessment(old, {"a": 3}), Assessment(new, {"a": 3, "n": again})), VersionMap(old, new, links))
        # 3 to (3 + 1) / 2 = 2, or to (3 + 5) / 2 = 4
        expected = {1: Fraction(-1), 5: Fraction(1)}[again]

        assert (expected, Fraction(0), expected) == (one.whole, one.we_moved, one.ruler_moved)

    @pytest.mark.parametrize(
        ("decisions", "expected"),
        [
            # Carried: b alone, 2; then a1 and a2 come to it: (2 − 3) + (10/3 − 2).
            ({}, ("0", "1/3", "0")),
            # Carried: (4 + 3 + 2) / 3 = 3, as before; then a2 goes up by one of three.
            ({"a1": 4, "a2": 3}, ("1/3", "0", "0")),
            # Carried: (4 + 2) / 2 = 3; a2 comes to it.
            ({"a1": 4}, ("0", "1/3", "0")),
        ],
    )
    def test_a_split_criterion(self, decisions: dict[str, int], expected: tuple[str, str, str]) -> None:
        """What a criterion was split into moves the ruler, unless it is decided where the parts stood before."""
        old = theme_of(("a", "1"), ("b", "1"), version="1")
        new = theme_of(("a1", "1"), ("a2", "1"), ("b", "1"), version="2")
        links = [VersionLink(VersionLinkKind.SPLIT, "a", ("a1", "a2")), VersionLink(VersionLinkKind.SAME, "b", "b")]
        version_map = VersionMap(old, new, links)
        # (4 + 2) / 2 = 3 to (4 + 4 + 2) / 3 = 10/3
        earlier, later = Assessment(old, {"a": 4, "b": 2}), Assessment(new, {"a1": 4, "a2": 4, "b": 2})
        found = compare_versions(earlier, later, version_map, decisions={**decisions})
        one = found.groups.themes["data"]

        assert Fraction(1, 3) == one.whole
        assert tuple(map(Fraction, expected)) == (one.we_moved, one.ruler_moved, one.coverage_part)
        assert carry(earlier, version_map, decisions={**decisions}) == found.carried

    def test_answered_only_once(self) -> None:
        """A criterion that was asked both times and answered only later is neither our move nor the ruler's."""
        one = data((Assessment(self.old, {"a": 2}), Assessment(self.new, {"a": 3, "b": 5})), self.version_map)
        # 2; carried 2; (3 + 3·5) / 4 = 9/2, of which a makes 1

        assert (Fraction(1), Fraction(0), Fraction(3, 2)) == (one.we_moved, one.ruler_moved, one.coverage_part)
        assert (Fraction(5, 2), Fraction(9, 2)) == (one.whole, one.asked_before)

    def test_nothing_answered_both_times(self) -> None:
        """Without a criterion answered both times we have not moved by any number, and the rest is the change."""
        one = data((Assessment(self.old, {"a": 2}), Assessment(self.new, {"b": 5})), self.version_map)

        assert [None, Fraction(0), Fraction(3), Fraction(3)] == [
            one.we_moved,
            one.ruler_moved,
            one.coverage_part,
            one.whole,
        ]

    def test_no_answers(self) -> None:
        """Without answers on a side there is a part less, and none is zero."""
        none = data((Assessment(self.old), self.later), self.version_map)
        # Only the retired criterion was answered: there is an earlier mean, and none is carried.
        retired = data((Assessment(self.old, {"c": 1}), self.later), self.version_map)
        left = data((self.earlier, Assessment(self.new)), self.version_map)

        assert [None, None, Fraction(4)] == [none.earlier, none.carried, none.later]
        assert [None, None, None] == [none.we_moved, none.ruler_moved, none.whole]
        assert [Fraction(1), None, Fraction(3)] == [retired.earlier, retired.carried, retired.whole]
        assert [None, None] == [retired.we_moved, retired.ruler_moved]
        assert [None, Fraction(3, 2), None] == [left.we_moved, left.ruler_moved, left.whole]
        assert none.to_row()["we_moved"] is None

    def test_groups_of_the_new_version(self) -> None:
        """Groups are the new version's; one that the old does not have has no earlier mean."""
        new = attrs.evolve(
            self.old,
            version="2",
            themes=[Theme("data", "Data, renamed"), Theme("skills", "Skills")],
            criteria=[attrs.evolve(one, theme="skills" if one.id == "c" else "data") for one in self.old.criteria],
        )
        version_map = VersionMap(self.old, new, VersionMap.identity(self.old).links)
        groups = compare_versions(self.earlier, Assessment(new, {"a": 2, "b": 5, "c": 2}), version_map).groups
        moved, found = groups.themes["data"], groups.themes["skills"]

        assert "Data, renamed" == moved.group.name
        # (2 + 4 + 2) / 4 = 2; without c (2 + 4) / 2 = 3; (2 + 5) / 2 = 7/2
        assert (Fraction(1, 2), Fraction(1), Fraction(3, 2)) == (moved.we_moved, moved.ruler_moved, moved.whole)
        assert [None, Fraction(1), Fraction(2)] == [found.earlier, found.carried, found.later]
        assert [Fraction(1), None, None] == [found.we_moved, found.ruler_moved, found.whole]

    def test_overall(self) -> None:
        """The whole is there where the publisher scores it, or where it is asked for."""
        found = compare_versions(self.earlier, self.later, self.version_map, overall=True)
        whole = found.groups.overall

        assert whole is not None
        assert (Fraction(1, 2), Fraction(3, 2)) == (whole.we_moved, whole.ruler_moved)
        assert found.comparison.groups.overall is not None
        assert compare_versions(self.earlier, self.later, self.version_map).groups.overall is None


class TestRefused:
    """What cannot be compared across versions is refused."""

    both = TestWeMovedAndTheRulerMoved

    def test_earlier_answers(self) -> None:
        """The earlier answers are to the map's old version."""
        with pytest.raises(VersionMismatchError, match="answers are to tiny 2, the map is from tiny 1"):
            compare_versions(self.both.later, self.both.later, self.both.version_map)

    def test_later_answers(self) -> None:
        """The later answers are to the map's new version."""
        with pytest.raises(VersionMismatchError, match=r"tiny 2.*tiny 1"):
            compare_versions(self.both.earlier, self.both.earlier, self.both.version_map)

    def test_organisations(self) -> None:
        """Changes are of one organisation, across versions too."""
        us, them = (
            attrs.evolve(self.both.earlier, organisation="Us"),
            attrs.evolve(self.both.later, organisation="Them"),
        )

        with pytest.raises(ComparisonError, match="'Us', the later ones of 'Them'"):
            compare_versions(us, them, self.both.version_map)

    def test_dates_in_the_wrong_order(self) -> None:
        """The later answers are not dated before the earlier ones, across versions too."""
        early, late = (
            attrs.evolve(one, assessed_on=date(year, 1, 31))
            for one, year in ((self.both.earlier, 2026), (self.both.later, 2025))
        )

        with pytest.raises(ComparisonError, match="are of 2026-01-31, after the later ones of 2025-01-31; swap them"):
            compare_versions(early, late, self.both.version_map)
