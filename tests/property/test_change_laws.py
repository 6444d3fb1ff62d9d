"""The laws of SPEC section 7 on change: over time, from version to version, and between the two."""

import pickle
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from html import unescape
from typing import NamedTuple

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import strategies
from datamaturity import (
    Answer,
    AnswerState,
    Assessment,
    ChangeKind,
    Comparison,
    Criterion,
    Difference,
    DifferenceKind,
    Framework,
    GroupChange,
    History,
    MeanNearest,
    Provenance,
    VersionLink,
    VersionLinkKind,
    VersionMap,
    VersionMapError,
    carry,
    compare,
    compare_versions,
    diff,
    score,
)
from examples import CROSSED, ONE_THEME, ONE_THEME_ANSWERED


def anonymous(assessment: Assessment) -> Assessment:
    """Return the answers without whose and when, which decide only whether two can be compared."""
    return attrs.evolve(assessment, organisation="", assessed_on=None)


class Pair(NamedTuple):
    """Two assessments with one framework."""

    earlier: Assessment
    later: Assessment

    @property
    def comparison(self) -> Comparison:
        """Return what changed, the whole among it."""
        return compare(self.earlier, self.later, overall=True)

    @property
    def mirrored(self) -> Comparison:
        """Return what changed the other way round."""
        return compare(self.later, self.earlier, overall=True)


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """Any two assessments with one framework, of no organisation or day."""
    framework = draw(strategies.frameworks())
    earlier, later = (anonymous(draw(strategies.assessments(framework))) for _ in range(2))
    return Pair(earlier, later)


NOTHING_IN_COMMON = Pair(Assessment(ONE_THEME, {"a": 2}), Assessment(ONE_THEME, {"b": 5}))
SOME_IN_COMMON = Pair(
    Assessment(CROSSED, {"1.1": 5, "1.2": 2, "2.3": Answer.not_applicable(), "2.4": 3}),
    Assessment(CROSSED, {"1.1": 4, "1.2": Answer.do_not_know(), "2.3": 3, "2.4": Answer.not_applicable()}),
)


def parts(one: GroupChange) -> tuple[Fraction | None, ...]:
    """Return the parts that come from criteria not answered both times: found, came, lost, left."""
    return one.newly_answered, one.became_applicable, one.no_longer_answered, one.became_not_applicable


def negative(number: Fraction | None) -> Fraction | None:
    """Return the number with the other sign; `None` stays `None`."""
    return None if number is None else -number


class TestCompare:
    """Two assessments of one organisation."""

    @given(strategies.assessments())
    @example(ONE_THEME_ANSWERED)
    def test_nothing_changes_by_itself(self, assessment: Assessment) -> None:
        """``compare(a, a)`` is empty: no criterion has changed, and every change of a mean is zero, part by part."""
        found = compare(assessment, assessment, overall=True)

        assert () == found.changed
        for one in found.groups:
            assert one.earlier == one.later
            if one.earlier is None:
                assert [None] * 3 == [one.whole, one.like_for_like, one.coverage_part]
            else:
                assert {0} == {one.whole, one.like_for_like, one.coverage_part, *parts(one)}

    @given(pairs())
    @example(SOME_IN_COMMON)
    @example(NOTHING_IN_COMMON)
    def test_the_parts_add_up(self, pair: Pair) -> None:
        """Like for like and the parts from coverage are the whole change of every group, exactly."""
        for one in pair.comparison.groups:
            if one.whole is None:
                assert None is one.coverage_part
                assert None is one.like_for_like
            elif one.like_for_like is None:
                assert 0 == one.both_count
                assert one.whole == one.coverage_part
            else:
                rest = sum((part for part in parts(one) if part is not None), Fraction(0))
                assert one.whole == one.like_for_like + rest
                assert one.coverage_part == rest

    @given(pairs())
    @example(SOME_IN_COMMON)
    def test_like_for_like_leaves_the_rest_out(self, pair: Pair) -> None:
        """The means are the scores; like for like is their change with what was answered once only left out of both."""
        levels = [one.answers.in_state(AnswerState.LEVEL) for one in pair]
        other: dict[str, strategies.Given] = {
            one: None for one in pair.earlier.framework.criterion_ids if not all(one in ids for ids in levels)
        }
        both = Pair(*(one.with_answers(other) for one in pair))

        cards = [score(one, overall=True) for one in pair]

        for full, bare, *scores in zip(pair.comparison.groups, both.comparison.groups, *cards, strict=True):
            assert [full.group] * 2 == [one.group for one in scores]
            assert [full.earlier, full.later] == [one.mean for one in scores]
            assert bare.whole == full.like_for_like

    @given(pairs())
    @example(SOME_IN_COMMON)
    @example(NOTHING_IN_COMMON)
    def test_mirror(self, pair: Pair) -> None:
        """The other way round, up is down, found is lost, came is left, and every change has the other sign."""
        kind = ChangeKind
        opposites = {
            kind.UP: kind.DOWN,
            kind.NEWLY_ANSWERED: kind.NO_LONGER_ANSWERED,
            kind.BECAME_APPLICABLE: kind.BECAME_NOT_APPLICABLE,
        }
        opposites |= {value: key for key, value in opposites.items()}
        there, back = pair.comparison, pair.mirrored

        assert [*there.criteria] == [*back.criteria]
        for one, other in zip(there.criteria.values(), back.criteria.values(), strict=True):
            assert opposites.get(one.kind, one.kind) is other.kind
            assert (one.earlier, one.later) == (other.later, other.earlier)
        for group, mirror in zip(there.groups, back.groups, strict=True):
            assert (group.earlier, group.later, group.both_count) == (mirror.later, mirror.earlier, mirror.both_count)
            assert negative(group.whole) == mirror.whole
            assert negative(group.like_for_like) == mirror.like_for_like
            assert [*map(negative, parts(group))] == [*parts(mirror)[2:], *parts(mirror)[:2]]

    @given(pairs())
    def test_every_criterion_once(self, pair: Pair) -> None:
        """Each criterion that applies at least once has one kind of change; one that never applies has none."""
        never = set(pair.earlier.answers.in_state(AnswerState.NOT_APPLICABLE)) & set(
            pair.later.answers.in_state(AnswerState.NOT_APPLICABLE)
        )
        found = pair.comparison
        kinds = [one for kind in ChangeKind for one in found.of_kind(kind)]

        assert [one for one in pair.later.framework.criterion_ids if one not in never] == [*found.criteria]
        assert sorted(kinds) == sorted(found.criteria)
        assert found == pickle.loads(pickle.dumps(found))


class TestHistory:
    """Dated assessments of one organisation."""

    @given(st.data())
    def test_dated_order(self, data: st.DataObject) -> None:
        """Whatever order assessments come in, they stand from the first day to the last."""
        framework = data.draw(strategies.frameworks())
        days = data.draw(st.lists(st.dates(), min_size=2, max_size=4, unique=True))
        given_ = [
            attrs.evolve(data.draw(strategies.assessments(framework)), organisation="", assessed_on=day) for day in days
        ]
        history, shuffled = History(given_), History(data.draw(st.permutations(given_)))

        assert history == shuffled == pickle.loads(pickle.dumps(shuffled))
        assert sorted(days) == [*history.dates]

    @given(pairs())
    def test_changes_add_up(self, pair: Pair) -> None:
        """Where every mean is there, the changes from one to the next are the change from first to last."""
        middle = pair.earlier.with_answers({one: pair.later.answers[one] for one in [*pair.later.answers][::2]})
        days = [date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)]
        history = History(
            attrs.evolve(one, assessed_on=day)
            for one, day in zip((pair.earlier, middle, pair.later), days, strict=True)
        )
        steps = [one.groups for one in history.changes(overall=True)]

        for first, second, whole in zip(*steps, history.first_to_last(overall=True).groups, strict=True):
            if first.whole is not None and second.whole is not None:
                assert whole.whole == first.whole + second.whole


@st.composite
def version_maps(draw: st.DrawFn) -> VersionMap:
    """
    Maps from any framework to one made from it: each criterion is kept, reworded, split, merged or retired.

    The new version has one criterion at least that is new. Its ids are the old ones and others, dealt out anew, so that
    most old ids mean something else. Topics and themes stay; the scale may be another, with any levels mapped.
    """
    old = draw(strategies.frameworks())
    taken = set(old.criterion_ids)
    # Two for each old criterion and one more are enough.
    others = [f"{'new' * 3}{number}" for number in range(2 * len(taken) + 1)]
    fresh = iter(draw(st.permutations([*taken, *(one for one in others if one not in taken)])))
    kind = VersionLinkKind
    links = [VersionLink(kind.NEW, new=next(fresh))]
    merged: list[str] = []
    for one in old.criterion_ids:
        fate = draw(st.sampled_from([kind.SAME, kind.REWORDED, kind.SPLIT, kind.MERGED, kind.RETIRED]))
        if fate is kind.MERGED:
            merged.append(one)
        elif fate is kind.RETIRED:
            links.append(VersionLink(fate, one))
        elif fate is kind.SPLIT:
            links.append(VersionLink(fate, one, (next(fresh), next(fresh))))
        else:
            links.append(VersionLink(fate, one, next(fresh)))
    if len(merged) == 1:
        links.append(VersionLink(kind.RETIRED, merged))
    elif merged:
        links.append(VersionLink(kind.MERGED, merged, [next(fresh) for _ in range(draw(st.integers(1, 2)))]))
    new = attrs.evolve(
        old,
        version=old.version + "+",
        default_rule=MeanNearest(),
        scale=draw(st.just(old.scale) | strategies.scales()),
        criteria=[
            Criterion(
                one,
                f"{one} in the new version",
                topic=draw(st.sampled_from([topic.id for topic in old.topics])) if old.topics else None,
                theme=draw(st.sampled_from([theme.id for theme in old.themes])) if old.themes else None,
                weight=draw(strategies.positive_fractions()),
            )
            for one in draw(st.permutations([one for link in links for one in link.new]))
        ],
    )
    levels = st.dictionaries(st.sampled_from(old.scale.numbers), st.sampled_from(new.scale.numbers))
    return VersionMap(old, new, draw(st.permutations(links)), levels=draw(st.none() | levels))


class TestCarry:
    """Answers from one version to another."""

    @given(strategies.assessments())
    @example(ONE_THEME_ANSWERED)
    def test_the_identity_changes_nothing(self, assessment: Assessment) -> None:
        """Carried from a version to itself, every answer is there, with note and evidence, and needs nothing."""
        found = carry(assessment, VersionMap.identity(assessment.framework))

        assert assessment == found.assessment
        assert {} == found.retired
        assert assessment.framework.criterion_ids == found.of_provenance(Provenance.CARRIED)

    @given(st.data(), version_maps())
    def test_nothing_is_lost(self, data: st.DataObject, version_map: VersionMap) -> None:
        """Every old answer stands behind a new criterion or is retired, whole; every new one has a provenance."""
        assessment = data.draw(strategies.assessments(version_map.old))
        found = carry(assessment, version_map)
        kept = {one: answer for origin in found.answers.values() for one, answer in origin.old.items()}

        assert assessment.answers == {**kept, **found.retired}
        assert not kept.keys() & found.retired.keys()
        assert version_map.new.criterion_ids == tuple(found.answers)
        assert found == pickle.loads(pickle.dumps(found))

    @given(st.data(), version_maps())
    def test_carried_or_open(self, data: st.DataObject, version_map: VersionMap) -> None:
        """A carried answer is the old one at the level that the map gives; any other criterion is left open."""
        found = carry(data.draw(strategies.assessments(version_map.old)), version_map)
        sources = {
            link.new[0]: link.old[0]
            for link in version_map.links
            if link.kind in (VersionLinkKind.SAME, VersionLinkKind.REWORDED)
        }

        for one, answer in found.assessment.answers.items():
            if found.answers[one].provenance in (Provenance.CARRIED, Provenance.CARRIED_REWORDED):
                old = found.before.answers[sources[one]]
                assert (old.state, old.note, old.evidence) == (answer.state, answer.note, answer.evidence)
                assert answer.level == (None if old.level is None else version_map.levels[old.level])
            else:
                assert Answer.unanswered() == answer

    @given(st.data(), version_maps())
    def test_we_and_the_ruler(self, data: st.DataObject, version_map: VersionMap) -> None:
        """What we moved, what the ruler moved and the rest are the whole change of every group, exactly."""
        earlier = anonymous(data.draw(strategies.assessments(version_map.old)))
        later = anonymous(data.draw(strategies.assessments(version_map.new)))
        found = compare_versions(earlier, later, version_map, overall=True)
        means = {one.group: one.mean for one in score(earlier, overall=True)}

        for one, card in zip(found.groups, score(later, overall=True), strict=True):
            assert (card.group, card.mean) == (one.group, one.later)
            assert means.get(one.group) == one.earlier
            if one.ruler_moved is not None and one.coverage_part is not None and one.whole is not None:
                assert one.whole == (one.we_moved or 0) + one.ruler_moved + one.coverage_part

    @given(pairs())
    @example(SOME_IN_COMMON)
    def test_one_ruler_does_not_move(self, pair: Pair) -> None:
        """Within one version the ruler's part is zero, and ours is the like-for-like change."""
        found = compare_versions(*pair, VersionMap.identity(pair.later.framework), overall=True)

        assert pair.comparison == found.comparison
        for one, change in zip(found.groups, pair.comparison.groups, strict=True):
            assert (change.whole, change.like_for_like) == (one.whole, one.we_moved)
            assert one.coverage_part in (None, change.coverage_part)
            assert one.ruler_moved in (None, 0)


class TestVersionMap:
    """Maps name everything once."""

    @given(st.data(), version_maps())
    def test_every_id_is_named_once(self, data: st.DataObject, version_map: VersionMap) -> None:
        """Without one of its links, or with one twice, a map is refused for the ids of that link."""
        link = data.draw(st.sampled_from(version_map.links))
        rest = [one for one in version_map.links if one is not link]
        ids = sorted([f"old criterion {one}" for one in link.old] + [f"new criterion {one}" for one in link.new])
        cases = [rest]
        # Links of cut and joined criteria may share ids, so that one of those twice says nothing new.
        if link.kind not in (VersionLinkKind.SPLIT, VersionLinkKind.MERGED):
            cases.append([*rest, link, link])

        for links in cases:
            with pytest.raises(VersionMapError) as caught:
                VersionMap(version_map.old, version_map.new, links, levels=version_map.levels)
            assert ids == sorted(fault.where for fault in caught.value.faults)


def cells(row: str) -> Iterator[str]:
    """Yield the texts of a Markdown table's row as a reader of the page sees them."""
    text, signs = "", iter(row.removeprefix("|"))
    for sign in signs:
        if sign == "\\":
            text += next(signs)
        elif sign == "|":
            yield unescape(text.strip(" "))
            text = ""
        else:
            text += sign
    assert text == ""


class TestDiff:
    """Two versions of a framework."""

    @given(strategies.frameworks())
    def test_nothing_differs_from_itself(self, framework: Framework) -> None:
        """A version does not differ from itself, whatever the order of its criteria."""
        turned = attrs.evolve(framework, criteria=framework.criteria[::-1])

        assert () == diff(framework, framework).differences
        assert () == diff(framework, turned).differences

    @given(version_maps())
    def test_mirror(self, version_map: VersionMap) -> None:
        """What only one version has is added or removed, by id; the other way round, old and new change places."""
        kind = DifferenceKind
        opposites = {kind.ADDED: kind.REMOVED, kind.REMOVED: kind.ADDED}
        there, back = diff(version_map.old, version_map.new), diff(version_map.new, version_map.old)
        mirrored = {
            Difference(one.part, one.id, opposites.get(one.kind, one.kind), one.new, one.old)
            for one in there.differences
        }

        old, new = version_map.old.criterion_ids, version_map.new.criterion_ids

        assert [one for one in old if one not in new] == [
            one.id for one in there.of_part("criterion", kind=kind.REMOVED)
        ]
        assert [one for one in new if one not in old] == [one.id for one in there.of_part("criterion", kind=kind.ADDED)]
        assert mirrored == {*back.differences}
        assert len(there.differences) == len(back.differences) == len(mirrored)

    @given(st.data(), strategies.frameworks())
    def test_wording(self, data: st.DataObject, framework: Framework) -> None:
        """One version in other words differs in texts alone, and a page shows each of them in a row of its own."""
        texts = {DifferenceKind.RENAMED, DifferenceKind.RETITLED, DifferenceKind.REWORDED}
        found = diff(framework, framework.with_wording(data.draw(strategies.wordings(framework))))
        lines = found.to_markdown().split("\n")
        rows = [
            [" ".join(str(text).split()) for text in (one.part, one.id, one.kind.value, one.old, one.new)]
            for one in found.differences
        ]

        # A criterion without descriptors may be given some.
        assert {one.kind for one in found.differences} - texts <= {DifferenceKind.ADDED}
        assert found.of_part("descriptor", kind=DifferenceKind.ADDED) == tuple(
            one for one in found.differences if one.kind is DifferenceKind.ADDED
        )
        assert rows == [[*cells(line)] for line in lines[6:-1]]
