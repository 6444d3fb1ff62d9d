"""Targets: which level each criterion should reach."""

import pickle

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Fault,
    Level,
    Target,
    TargetError,
    VersionMismatchError,
    Wording,
    load_framework,
)
from examples import CROSSED, FIVE, ONE_THEME, ONE_THEME_ANSWERED, SAMM


def numbers(target: Target) -> list[tuple[str, int]]:
    """Return ids and levels' numbers in the target's order."""
    return [(one, level.number) for one, level in target.levels.items()]


class TestOf:
    def test_everything(self) -> None:
        """One level for everything is a profile: every criterion should reach it."""
        expected = [("1.1", 3), ("1.2", 3), ("2.3", 3), ("2.4", 3)]

        assert expected == numbers(Target.of(CROSSED, everything=3))

    def test_level_object(self) -> None:
        """A `Level` of the scale says the same as its number."""
        assert Target.of(CROSSED, everything=4) == Target.of(CROSSED, everything=FIVE.level(4))
        assert Target.of(CROSSED, topics={"1": 2}) == Target.of(CROSSED, topics={"1": FIVE.level(2)})

    def test_topic(self) -> None:
        """A topic's target is one for its criteria, and the others have none."""
        assert [("2.3", 4), ("2.4", 4)] == numbers(Target.of(CROSSED, topics={"2": 4}))

    def test_theme(self) -> None:
        """A theme's target is one for its criteria, in whichever topic."""
        assert [("1.1", 4), ("2.3", 4), ("2.4", 4)] == numbers(Target.of(CROSSED, themes={"data": 4}))

    def test_themes_only(self) -> None:
        """A framework without topics takes targets for themes."""
        expected = [(one, 2) for one in ("a", "b", "c", "d", "e")]

        assert expected == numbers(Target.of(ONE_THEME, themes={"data": 2}))

    def test_narrower_first(self) -> None:
        """A criterion's target goes before its topic's and theme's, and those before everything's, higher or lower."""
        target = Target.of(CROSSED, criteria={"1.1": 2}, topics={"1": 4}, themes={"data": 3}, everything=5)
        # 1.1 itself; 1.2 by its topic, though everything is higher; 2.3 and 2.4 by their theme, likewise.
        expected = [("1.1", 2), ("1.2", 4), ("2.3", 3), ("2.4", 3)]

        assert expected == numbers(target)

    @pytest.mark.parametrize(("topic", "theme"), [(2, 4), (4, 2), (4, 4)])
    def test_topic_and_theme(self, topic: int, theme: int) -> None:
        """Where topic and theme both have a target the higher one holds, whichever it is."""
        target = Target.of(CROSSED, topics={"1": topic}, themes={"data": theme})

        assert 4 == target.levels["1.1"].number

    def test_framework_order(self) -> None:
        """The levels stand in framework order, however they were given."""
        target = Target.of(CROSSED, criteria={"2.4": 1, "2.3": 2, "1.2": 3, "1.1": 4})

        assert [("1.1", 4), ("1.2", 3), ("2.3", 2), ("2.4", 1)] == numbers(target)

    def test_nothing(self) -> None:
        """A target of nothing has no levels."""
        assert [] == numbers(Target.of(CROSSED))

    def test_level_0(self) -> None:
        """Level 0 of a scale from 0 is a target like any other, for everything and against it."""
        from_0 = attrs.evolve(ONE_THEME, scale=SAMM)
        target = Target.of(from_0, criteria={"a": 0, "b": 3}, themes={"data": 0}, everything=2)

        assert [("a", 0), ("b", 3), ("c", 0), ("d", 0), ("e", 0)] == numbers(target)
        assert [0] * 5 == [level.number for level in Target.of(from_0, everything=0).levels.values()]

    def test_every_fault(self) -> None:
        """Unknown ids and levels off the scale are refused all at once, each with where it stands and what to do."""
        with pytest.raises(TargetError) as caught:
            Target.of(
                CROSSED,
                criteria={"1.1": 6, "1.11": 3},
                topics={"3": 3, "2": 0},
                themes={"dat": 9, "skills": -1},
                everything=7,
            )
        span = "levels run from 1 (Beginning) to 5 (Mastering)"
        expected = (
            Fault("criterion 1.1", f"level 6 is off the scale; {span}"),
            Fault("criteria", "no criterion '1.11' in crossed (4 criteria); did you mean '1.1'?"),
            Fault("topics", "no topic '3' in crossed (2 topics)"),
            Fault("topic 2", f"level 0 is off the scale; {span}"),
            Fault("themes", "no theme 'dat' in crossed (2 themes); did you mean 'data'?"),
            Fault("theme skills", f"level -1 is off the scale; {span}"),
            Fault("everything", f"level 7 is off the scale; {span}"),
        )

        assert expected == caught.value.faults
        assert str(caught.value).startswith("7 faults:\n  criterion 1.1: level 6 is off the scale; ")

    def test_value_error(self) -> None:
        """The error is the `ValueError` that a caller expects, and comes back from another process whole."""
        with pytest.raises(ValueError, match="everything: level 9 is off the scale") as caught:
            Target.of(CROSSED, everything=9)
        again = pickle.loads(pickle.dumps(caught.value))

        assert str(caught.value) == str(again)

    @pytest.mark.parametrize("level", [True, 3.0, "3", None])
    def test_no_level(self, level: object) -> None:
        """What only looks like a level's number is refused, and shown as it was given."""
        with pytest.raises(TargetError) as caught:
            Target.of(CROSSED, criteria={"1.1": level})  # type: ignore[dict-item]

        assert f"criterion 1.1: {level!r} is off the scale; " in str(caught.value)

    def test_foreign_level(self) -> None:
        """A level of another scale is refused, though this one has its number."""
        with pytest.raises(TargetError, match=r"topic 1: level 3 Most is off the scale; levels run from 1"):
            Target.of(CROSSED, topics={"1": SAMM.level(3)})

    def test_wrong_kind(self) -> None:
        """A theme's id is no topic's, and a framework without topics has no topic at all."""
        with pytest.raises(TargetError, match="no topic 'data' in one-theme"):
            Target.of(ONE_THEME, topics={"data": 3})


class TestOneLevelUp:
    def test_capped(self) -> None:
        """Each answered criterion should reach the next level, or stay at the top."""
        assessment = Assessment(CROSSED, {"1.1": 1, "1.2": 4, "2.3": 5, "2.4": 2})

        assert [("1.1", 2), ("1.2", 5), ("2.3", 5), ("2.4", 3)] == numbers(Target.one_level_up(assessment))

    def test_without_a_level(self) -> None:
        """Criteria that are unanswered, not known or not applicable get no target."""
        # Answers 4, 3, not applicable, do not know, 2.
        assessment = ONE_THEME_ANSWERED.with_answers({"d": Answer.do_not_know()})

        assert [("a", 5), ("b", 4), ("e", 3)] == numbers(Target.one_level_up(assessment))
        assert [] == numbers(Target.one_level_up(Assessment(CROSSED)))

    def test_numbers_with_gaps(self) -> None:
        """The next level is the next on the scale, not the next number."""
        scale = type(FIVE)([Level(1, "Low"), Level(4, "Middle"), Level(9, "High")])
        assessment = Assessment(attrs.evolve(ONE_THEME, scale=scale), {"a": 1, "b": 4, "c": 9})

        assert [("a", 4), ("b", 9), ("c", 9)] == numbers(Target.one_level_up(assessment))


class TestFromAssessment:
    def test_levels(self) -> None:
        """Another assessment's levels are the target; its criteria without a level have none."""
        assert [("a", 4), ("b", 3), ("e", 2)] == numbers(Target.from_assessment(ONE_THEME_ANSWERED))


class TestTarget:
    def test_check_framework(self) -> None:
        """A target is for one version of one framework, in any wording."""
        target = Target.of(CROSSED, everything=3)
        target.check_framework(CROSSED)
        target.check_framework(CROSSED.with_wording(Wording(licence="ours", topic_names={"1": "Rhannu"})))

        with pytest.raises(VersionMismatchError, match="the target is for crossed 1, the answers are to crossed 2"):
            target.check_framework(attrs.evolve(CROSSED, version="2"))
        with pytest.raises(VersionMismatchError, match="the target is for crossed 1, the answers are to one-theme 1"):
            target.check_framework(ONE_THEME)

    def test_changed_framework(self) -> None:
        """A framework that was changed without a new version is another one, and the message says what differs."""
        heavier = attrs.evolve(CROSSED, criteria=[attrs.evolve(one, weight=3) for one in CROSSED.criteria])

        with pytest.raises(VersionMismatchError, match="are to crossed 1, with other criteria, weights or levels"):
            Target.of(CROSSED, everything=3).check_framework(heavier)

    def test_value(self) -> None:
        """Equal targets are equal, hash alike and survive pickling; nobody can change one."""
        one, other = (Target.of(CROSSED, topics={"1": 3, "2": level}) for level in (4, 5))

        assert one == pickle.loads(pickle.dumps(one))
        assert {one} == {one, Target.of(CROSSED, topics={"2": 4, "1": 3})}
        assert one != other
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            one.levels = other.levels  # type: ignore[misc]

    def test_repr(self) -> None:
        """It shows the framework and how many criteria have a level."""
        assert "<Target for crossed 1: 2 criteria>" == repr(Target.of(CROSSED, topics={"2": 4}))

    def test_uk_government(self) -> None:
        """A whole profile of the UK DMA has all of its 97 criteria."""
        target = Target.of(load_framework("uk-government-dma"), everything=3, topics={"8": 4})
        framework = target.framework

        assert 97 == len(target.levels)
        assert {4} == {target.levels[one.id].number for one in framework.criteria_of(topic="8")}
        assert {3, 4} == {level.number for level in target.levels.values()}
