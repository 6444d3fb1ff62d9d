"""What changed between two assessments, worked by hand."""

import pickle
from datetime import date
from fractions import Fraction

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Change,
    ChangeKind,
    Comparison,
    ComparisonError,
    Criterion,
    Framework,
    GroupChange,
    Theme,
    VersionMismatchError,
    Wording,
    compare,
)
from datamaturity.criteria import CriterionId
from examples import CROSSED, FIVE, ONE_THEME, SAMM

NOT_APPLICABLE = Answer.not_applicable("No customers")
NOT_KNOWN = Answer.do_not_know()

# One criterion for each kind of change, weights 1, 2, 1/2, 3, 1/2, 1, 2, 5, and one that never applies.
EVERY_KIND = Framework(
    id="every-kind",
    version="1",
    title="Every kind of change",
    scale=FIVE,
    themes=[Theme("data", "Data")],
    criteria=[
        Criterion("up", "Goes up", theme="data", weight=1),
        Criterion("down", "Goes down", theme="data", weight=2),
        Criterion("same", "Stays", theme="data", weight="1/2"),
        Criterion("found", "Is answered now", theme="data", weight=3),
        Criterion("lost", "Is answered no longer", theme="data", weight="1/2"),
        Criterion("came", "Applies now", theme="data", weight=1),
        Criterion("left", "Applies no longer", theme="data", weight=2),
        Criterion("open", "Stays open", theme="data", weight=5),
        Criterion("never", "Never applies", theme="data", weight=7),
    ],
)
BEFORE = Assessment(
    EVERY_KIND,
    {"up": 2, "down": 3, "same": 3, "lost": 4, "came": NOT_APPLICABLE, "left": 1, "never": NOT_APPLICABLE},
)
AFTER = Assessment(
    EVERY_KIND,
    {
        "up": 5,
        "down": 2,
        "same": 3,
        "found": 5,
        "lost": NOT_KNOWN,
        "came": 1,
        "left": NOT_APPLICABLE,
        "open": NOT_KNOWN,
        "never": NOT_APPLICABLE,
    },
)


def parts(one: GroupChange) -> tuple[Fraction | None, ...]:
    """Return the parts that come from criteria not answered both times: found, came, lost, left."""
    return one.newly_answered, one.became_applicable, one.no_longer_answered, one.became_not_applicable


class TestEveryKind:
    """One criterion of each kind, with unequal weights."""

    found = compare(BEFORE, AFTER)
    data = found.groups.themes["data"]

    def test_kinds(self) -> None:
        """Each criterion has the kind of its change, in framework order; one that applies neither time is left out."""
        expected = {
            "up": ChangeKind.UP,
            "down": ChangeKind.DOWN,
            "same": ChangeKind.SAME,
            "found": ChangeKind.NEWLY_ANSWERED,
            "lost": ChangeKind.NO_LONGER_ANSWERED,
            "came": ChangeKind.BECAME_APPLICABLE,
            "left": ChangeKind.BECAME_NOT_APPLICABLE,
            "open": ChangeKind.STILL_OPEN,
        }

        assert expected == {one: change.kind for one, change in self.found.criteria.items()}
        assert [*expected] == [*self.found.criteria]

    def test_answers_are_kept(self) -> None:
        """A change has both answers, with what else they carry."""
        expected = Change(CriterionId("left"), ChangeKind.BECAME_NOT_APPLICABLE, Answer.at(1), NOT_APPLICABLE)

        assert expected == self.found.criteria["left"]

    def test_changed(self) -> None:
        """What is the same or still open has not changed."""
        assert ["up", "down", "found", "lost", "came", "left"] == [one.criterion for one in self.found.changed]

    @pytest.mark.parametrize("kind", ChangeKind)
    def test_of_kind(self, kind: ChangeKind) -> None:
        """The criteria with one kind of change can be asked for."""
        expected = [one for one, change in self.found.criteria.items() if change.kind is kind]

        assert expected == [*self.found.of_kind(kind)]
        assert 1 == len(expected)

    def test_means(self) -> None:
        """The means are over whatever was answered each time."""
        # Before: (1·2 + 2·3 + ½·3 + ½·4 + 2·1) / (1 + 2 + ½ + ½ + 2) = 13.5 / 6
        # After: (1·5 + 2·2 + ½·3 + 3·5 + 1·1) / (1 + 2 + ½ + 3 + 1) = 26.5 / 7.5

        assert (Fraction(9, 4), Fraction(53, 15)) == (self.data.earlier, self.data.later)
        # 53/15 − 9/4 = (212 − 135) / 60
        assert Fraction(77, 60) == self.data.whole

    def test_like_for_like(self) -> None:
        """Like for like is over the criteria answered both times: up, down and same."""
        # Before: (1·2 + 2·3 + ½·3) / 3.5 = 9.5 / 3.5 = 19/7; after: (1·5 + 2·2 + ½·3) / 3.5 = 10.5 / 3.5 = 3

        assert Fraction(2, 7) == self.data.like_for_like
        assert 3 == self.data.both_count

    def test_parts(self) -> None:
        """What criteria add by being in one mean only is told apart by why they are."""
        expected = (
            # 3·(5 − 3) / 7.5
            Fraction(4, 5),
            # 1·(1 − 3) / 7.5
            Fraction(-4, 15),
            # ½·(19/7 − 4) / 6
            Fraction(-3, 28),
            # 2·(19/7 − 1) / 6
            Fraction(4, 7),
        )

        assert expected == parts(self.data)

    def test_parts_add_up(self) -> None:
        """Like for like and the parts are the whole change, exactly."""
        # In 420ths: 120 + 336 − 112 − 45 + 240 = 539, and 77/60 = 539/420; without the first, 419.

        assert Fraction(419, 420) == self.data.coverage_part
        assert self.data.whole == self.data.coverage_part + Fraction(120, 420)

    def test_group_row(self) -> None:
        """A group's row has floats of the exact values."""
        expected = {
            "kind": "theme",
            "topic": None,
            "theme": "data",
            "name": "Data",
            "earlier": 9 / 4,
            "later": 53 / 15,
            "whole": 77 / 60,
            "like_for_like": 2 / 7,
            "coverage_part": 419 / 420,
            "newly_answered": 4 / 5,
            "became_applicable": -4 / 15,
            "no_longer_answered": -3 / 28,
            "became_not_applicable": 4 / 7,
            "both": 3,
        }

        assert expected == self.data.to_row()
        assert [*expected] == [*self.data.to_row()]

    def test_rows(self) -> None:
        """There is one row per criterion that applies, with levels or states on both sides."""
        keys = ("criterion", "title", "change", "earlier", "later")
        expected = [
            ("up", "Goes up", "up", 2, 5),
            ("down", "Goes down", "down", 3, 2),
            ("same", "Stays", "same", 3, 3),
            ("found", "Is answered now", "newly answered", "unanswered", 5),
            ("lost", "Is answered no longer", "no longer answered", 4, "do not know"),
            ("came", "Applies now", "became applicable", "not applicable", 1),
            ("left", "Applies no longer", "became not applicable", 1, "not applicable"),
            ("open", "Stays open", "still open", "unanswered", "do not know"),
        ]

        assert [dict(zip(keys, row, strict=True)) for row in expected] == self.found.to_rows()

    def test_repr(self) -> None:
        """A comparison shows how many criteria have each kind of change."""
        expected = (
            "<Comparison: 1 up, 1 down, 1 same, 1 newly answered, 1 no longer answered, 1 became applicable, "
            "1 became not applicable, 1 still open>"
        )

        assert expected == repr(self.found)

    def test_pickling(self) -> None:
        """A comparison arrives in another process as it was."""
        assert self.found == pickle.loads(pickle.dumps(self.found))


class TestStates:
    """States without a level, on one side or on both."""

    @pytest.mark.parametrize("before", [None, NOT_KNOWN])
    @pytest.mark.parametrize("after", [None, NOT_KNOWN])
    def test_open(self, before: Answer | None, after: Answer | None) -> None:
        """Unanswered and *do not know* are both open: from one to the other nothing has changed."""
        found = compare(Assessment(ONE_THEME, {"a": before}), Assessment(ONE_THEME, {"a": after}))

        assert ChangeKind.STILL_OPEN is found.criteria["a"].kind
        assert () == found.changed

    @pytest.mark.parametrize("open_", [None, NOT_KNOWN])
    def test_came_without_an_answer(self, open_: Answer | None) -> None:
        """What applies now and is open, or was open and applies no longer, changes no mean but is a change."""
        with_, without = (Assessment(ONE_THEME, {"a": one, "b": 3}) for one in (open_, NOT_APPLICABLE))

        for one, kind in (
            (compare(without, with_), ChangeKind.BECAME_APPLICABLE),
            (compare(with_, without), ChangeKind.BECAME_NOT_APPLICABLE),
        ):
            assert [kind] == [change.kind for change in one.changed]
            assert {0} == {one.groups.themes["data"].whole, *parts(one.groups.themes["data"])}

    def test_only_a_note_changed(self) -> None:
        """Another note on the same level is no change of the answer."""
        found = compare(Assessment(ONE_THEME, {"a": 3}), Assessment(ONE_THEME, {"a": Answer.at(3, note="Sure now")}))

        assert ChangeKind.SAME is found.criteria["a"].kind
        assert "Sure now" == found.criteria["a"].later.note

    def test_nothing_applies(self) -> None:
        """Where no criterion applies either time there is nothing to say."""
        none = Assessment(ONE_THEME, dict.fromkeys("abcde", NOT_APPLICABLE))
        found = compare(none, none)

        assert {} == found.criteria
        assert () == found.changed
        assert [] == found.to_rows()
        assert "<Comparison: no criterion applies>" == repr(found)
        assert (None, None, None, 0) == (
            found.groups.themes["data"].whole,
            found.groups.themes["data"].like_for_like,
            found.groups.themes["data"].coverage_part,
            found.groups.themes["data"].both_count,
        )

    def test_values_not_numbers(self) -> None:
        """Changes are in levels' values, whatever their numbers are."""
        framework = attrs.evolve(ONE_THEME, scale=SAMM)
        # 0 → ¼ and ½ → 1: half of ¼ + ½
        found = compare(Assessment(framework, {"a": 0, "b": 2}), Assessment(framework, {"a": 1, "b": 3}))

        assert Fraction(3, 8) == found.groups.themes["data"].whole

    def test_a_kind_shows_its_name(self) -> None:
        """A kind's `repr` is how it is written in code."""
        assert "ChangeKind.NEWLY_ANSWERED" == repr(ChangeKind.NEWLY_ANSWERED)


class TestNothingInCommon:
    """No criterion is answered both times."""

    one = compare(Assessment(ONE_THEME, {"a": 2}), Assessment(ONE_THEME, {"b": 5})).groups.themes["data"]

    def test_nothing_is_like_for_like(self) -> None:
        """Without a criterion answered both times there is no like for like, and all of the change is the rest."""
        # 5 − 2

        assert (Fraction(3), None, Fraction(3), 0) == (
            self.one.whole,
            self.one.like_for_like,
            self.one.coverage_part,
            self.one.both_count,
        )
        assert self.one.to_row()["like_for_like"] is None

    def test_parts_are_not_zero(self) -> None:
        """The parts cannot be told apart then, so there are none: four zeros would not add up to the change of 3."""
        found: list[Fraction | None] = [*parts(self.one)]

        assert [None] * 4 == found

    @pytest.mark.parametrize("swapped", [False, True])
    def test_answers_on_one_side_only(self, swapped: bool) -> None:
        """Where one side has no answers there is one mean and no change."""
        sides = [Assessment(ONE_THEME), Assessment(ONE_THEME, {"a": 2, "b": 3})]
        found = compare(*reversed(sides)) if swapped else compare(*sides)
        one = found.groups.themes["data"]
        expected = (Fraction(5, 2), None) if swapped else (None, Fraction(5, 2))
        kind = ChangeKind.NO_LONGER_ANSWERED if swapped else ChangeKind.NEWLY_ANSWERED

        assert expected == (one.earlier, one.later)
        assert [None] * 3 == [one.whole, one.like_for_like, one.coverage_part]
        assert ("a", "b") == found.of_kind(kind)

    def test_no_answers(self) -> None:
        """Without an answer on either side there is no mean and no change, and no zero either."""
        one = compare(Assessment(ONE_THEME), Assessment(ONE_THEME)).groups.themes["data"]

        assert [None] * 5 == [one.earlier, one.later, one.whole, one.like_for_like, one.coverage_part]
        assert one.to_row()["whole"] is None


class TestGroups:
    """Two topics × two themes with weights 1, 2, 1 and 1/2: 1.2 goes from 2 to 3, and 2.4 is answered for the first."""

    before = Assessment(CROSSED, {"1.1": 5, "1.2": 2, "2.3": 3})
    after = Assessment(CROSSED, {"1.1": 5, "1.2": 3, "2.3": 3, "2.4": 1})
    groups = compare(before, after, overall=True).groups

    @pytest.mark.parametrize(
        ("kind", "key", "expected"),
        [
            # Both: (5 + 2·2) / 3 = 3 to (5 + 2·3) / 3 = 11/3
            ("topics", "1", ("2/3", "2/3", "0")),
            # 3 to (3 + ½·1) / 1½ = 7/3: ½·(1 − 3) / 1½
            ("topics", "2", ("-2/3", "0", "-2/3")),
            # (5 + 3) / 2 = 4 to 8.5 / 2.5 = 17/5: ½·(1 − 4) / 2½
            ("themes", "data", ("-3/5", "0", "-3/5")),
            ("themes", "skills", ("1", "1", "0")),
            ("cells", ("1", "data"), ("0", "0", "0")),
            ("cells", ("1", "skills"), ("1", "1", "0")),
            ("cells", ("2", "data"), ("-2/3", "0", "-2/3")),
        ],
    )
    def test_each(self, kind: str, key: object, expected: tuple[str, str, str]) -> None:
        """Each topic, theme and cell has its own change, like for like, and part of what was newly answered."""
        one: GroupChange = getattr(self.groups, kind)[key]

        assert tuple(map(Fraction, expected)) == (one.whole, one.like_for_like, one.newly_answered)

    def test_overall(self) -> None:
        """The whole has one too, if it is asked for."""
        # (5 + 4 + 3) / 4 = 3 to (5 + 6 + 3 + ½) / 4½ = 29/9; both: 3 to 14/4; the rest: ½·(1 − 7/2) / 4½ = −5/18
        one = self.groups.overall

        assert one is not None
        assert (Fraction(2, 9), Fraction(1, 2), Fraction(-5, 18)) == (one.whole, one.like_for_like, one.newly_answered)

    def test_order(self) -> None:
        """Iterating gives topics, themes, cells and the whole."""
        expected = ["topic 1", "topic 2", "theme data", "theme skills"]
        expected += ["cell 1/data", "cell 1/skills", "cell 2/data", "overall"]

        assert expected == [str(one.group) for one in self.groups]

    def test_whole_only_where_published(self) -> None:
        """Where the caller says nothing, the whole is compared only if the publisher scores it."""
        published = attrs.evolve(CROSSED, publishes_overall=True)

        assert compare(self.before, self.after).groups.overall is None
        assert compare(Assessment(published), Assessment(published)).groups.overall is not None
        assert compare(Assessment(published), Assessment(published), overall=False).groups.overall is None

    def test_a_topic_without_criteria(self) -> None:
        """A theme that no criterion belongs to has no means and no change."""
        framework = attrs.evolve(ONE_THEME, themes=[*ONE_THEME.themes, Theme("tools", "Tools")])
        one = compare(Assessment(framework, {"a": 1}), Assessment(framework, {"a": 2})).groups.themes["tools"]

        assert (None, None, None, 0) == (one.earlier, one.later, one.whole, one.both_count)


def of(organisation: str = "", day: date | None = None, framework: Framework = ONE_THEME) -> Assessment:
    """Return an assessment of this organisation and day."""
    return Assessment(framework, {"a": 3}, organisation=organisation, assessed_on=day)


class TestRefused:
    """What cannot be compared is refused, and the message says what to do."""

    def test_organisations(self) -> None:
        """Changes are of one organisation."""
        with pytest.raises(ComparisonError) as caught:
            compare(of("Cyngor Gwynedd"), of("Gwynedd Council"))

        expected = (
            "the earlier answers are of 'Cyngor Gwynedd', the later ones of 'Gwynedd Council'; "
            "changes are of one organisation (give both the same name if it was renamed)"
        )
        assert expected == str(caught.value)

    @pytest.mark.parametrize(("earlier", "later"), [("", "Us"), ("Us", ""), ("Us", "Us"), ("", "")])
    def test_an_organisation_left_out(self, earlier: str, later: str) -> None:
        """A name left out contradicts none."""
        assert () == compare(of(earlier), of(later)).changed

    def test_versions(self) -> None:
        """Versions of a framework are not compared without a map, and the message names what takes one."""
        with pytest.raises(VersionMismatchError) as caught:
            compare(of(), of(framework=attrs.evolve(ONE_THEME, version="2")))

        expected = (
            "the earlier answers are to one-theme 1, the later ones to one-theme 2; "
            "compare_versions takes both with a VersionMap"
        )
        assert expected == str(caught.value)

    def test_frameworks(self) -> None:
        """Two frameworks are not compared at all."""
        with pytest.raises(VersionMismatchError) as caught:
            compare(of(), of(framework=attrs.evolve(ONE_THEME, id="other")))

        assert str(caught.value).startswith("the earlier answers are to one-theme 1, the later ones to other 1; ")
        assert "compare_versions" not in str(caught.value)

    @pytest.mark.parametrize(
        "other",
        [
            attrs.evolve(ONE_THEME, criteria=ONE_THEME.criteria[::-1]),
            attrs.evolve(ONE_THEME, criteria=ONE_THEME.criteria[:3]),
            attrs.evolve(ONE_THEME, scale=SAMM),
        ],
        ids=["criteria in another order", "fewer criteria", "another scale"],
    )
    def test_one_version_that_is_two(self, other: Framework) -> None:
        """Two frameworks that claim one id and version but differ in criteria or scale are not read by position."""
        with pytest.raises(VersionMismatchError, match="one-theme 1"):
            compare(of(), of(framework=other))

    def test_another_wording(self) -> None:
        """A wording changes no answer: assessments in two languages are compared."""
        welsh = ONE_THEME.with_wording(Wording(language="cy", licence="MIT", criterion_titles={"a": "Yr un cyntaf"}))
        found = compare(of(), Assessment(welsh, {"a": 4}))

        assert ("a",) == found.of_kind(ChangeKind.UP)
        assert "Yr un cyntaf" == found.to_rows()[0]["title"]

    def test_dates_in_the_wrong_order(self) -> None:
        """The later answers are not dated before the earlier ones."""
        with pytest.raises(ComparisonError) as caught:
            compare(of(day=date(2026, 1, 31)), of(day=date(2025, 1, 31)))

        expected = "the earlier answers are of 2026-01-31, after the later ones of 2025-01-31; swap them"
        assert expected == str(caught.value)

    @pytest.mark.parametrize(
        ("earlier", "later"),
        [
            (None, date(2025, 1, 31)),
            (date(2025, 1, 31), None),
            (date(2025, 1, 31), date(2025, 1, 31)),
            (date(2025, 1, 31), date(2026, 1, 31)),
        ],
    )
    def test_dates_that_will_do(self, earlier: date | None, later: date | None) -> None:
        """A date left out contradicts none, and one day can hold two assessments."""
        assert isinstance(compare(of(day=earlier), of(day=later)), Comparison)

    @pytest.mark.parametrize("error", [ComparisonError("no"), VersionMismatchError("no")])
    def test_errors_pickle(self, error: Exception) -> None:
        """Who catches `ValueError` catches these, and they arrive from another process as they were."""
        copy = pickle.loads(pickle.dumps(error))

        assert isinstance(copy, ValueError)
        assert (type(error), "no") == (type(copy), str(copy))
