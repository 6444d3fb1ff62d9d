"""
Laws of crosswalks, projections and declarations: a link read twice is itself, and nobody's answer is made up.

Frameworks are any, of which the answered one and the other share nothing; links are any that a crosswalk takes.
"""

from collections import Counter
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import strategies
from datamaturity import (
    Answer,
    AnswerState,
    Assessment,
    Declaration,
    Framework,
    Signatory,
    project,
    score,
)
from datamaturity.crosswalks import Crosswalk, Link, Relation
from datamaturity.documents.crosswalks import crosswalk_json, parse_crosswalk
from datamaturity.errors import CrosswalkError, UnknownIdError


@st.composite
def crosswalks(draw: st.DrawFn, *, in_order: bool = False) -> Crosswalk:
    """
    Crosswalks between any two frameworks: any pairs of criteria, in any order, with any relations that agree.

    Args:
        draw: As Hypothesis gives it.
        in_order: Whether links stand in the order of the first framework, then of the second.
    """
    source, target = draw(strategies.frameworks()), draw(strategies.frameworks())
    if source.structure == target.structure:
        target = attrs.evolve(target, version=f"{target.version}+")
    every = [(one, other) for one in source.criterion_ids for other in target.criterion_ids]
    pairs = draw(st.lists(st.sampled_from(every), unique=True, max_size=8))
    if in_order:
        pairs.sort(key=every.index)
    links: list[Link] = []
    exact: set[tuple[str, str]] = set()
    for one, other in pairs:
        relation = draw(st.sampled_from(Relation))
        if relation is Relation.EXACT:
            # A second exact partner would be a contradiction.
            if {("source", one), ("target", other)} & exact:
                relation = Relation.CLOSE
            else:
                exact |= {("source", one), ("target", other)}
        links.append(Link(one, other, relation, draw(strategies.visible_texts())))
    linked = {one for one, _ in pairs}
    left = draw(st.permutations([one for one in source.criterion_ids if one not in linked]))
    return Crosswalk(
        id=draw(strategies.ids()),
        version=draw(strategies.texts()),
        title=draw(strategies.texts()),
        source=source,
        target=target,
        links=links,
        unlinked={one: draw(strategies.visible_texts()) for one in left},
        licence=draw(strategies.texts()),
    )


def _by_pair(walk: Crosswalk) -> dict[tuple[str, str], Link]:
    return {(one.source, one.target): one for one in walk.links}


class TestInverse:
    @given(crosswalks(in_order=True))
    def test_of_the_inverse_is_the_same(self, walk: Crosswalk) -> None:
        """A crosswalk in framework order, read the other way round twice, is itself."""
        assert walk == walk.inverse().inverse()

    @given(crosswalks())
    def test_of_the_inverse_has_the_same_links(self, walk: Crosswalk) -> None:
        """Whatever the order of its links, it has each of them again, and from then on nothing changes."""
        back = walk.inverse().inverse()

        assert attrs.evolve(walk, links=back.links) == back
        assert {*walk.links} == {*back.links}
        assert back == back.inverse().inverse()

    @given(crosswalks())
    def test_order_of_links_is_irrelevant(self, walk: Crosswalk) -> None:
        """Links that come in another order make the same inverse."""
        other = attrs.evolve(walk, links=walk.links[::-1])

        assert walk.inverse() == other.inverse()

    @given(crosswalks())
    def test_reads_each_link_from_its_other_end(self, walk: Crosswalk) -> None:
        """Each link is there once, between the same criteria, for the same reason, with the inverse relation."""
        inverse = _by_pair(walk.inverse())

        assert len(walk.links) == len(inverse)
        for link in walk.links:
            other = inverse[link.target, link.source]
            assert (link.reason, link.relation.inverse) == (other.reason, other.relation)

    @given(crosswalks())
    def test_looks_up_the_same_links(self, walk: Crosswalk) -> None:
        """What leads to a criterion is what starts from it the other way round; all of it together is every link."""
        inverse = walk.inverse()

        for one in walk.target.criterion_ids:
            assert {link.source for link in walk.links_to(one)} == {link.target for link in inverse.links_from(one)}
        assert Counter(walk.links) == Counter(
            link for one in walk.source.criterion_ids for link in walk.links_from(one)
        )
        assert walk.reached == tuple(one for one in walk.target.criterion_ids if walk.links_to(one))


class TestFaults:
    @given(crosswalks(), st.data())
    def test_each_criterion_is_accounted_for(self, walk: Crosswalk, data: st.DataObject) -> None:
        """Without all the links of a criterion, or without its reason, it is missed by name."""
        one = data.draw(st.sampled_from(walk.source.criterion_ids))
        parts: dict[str, Any] = {
            "links": [link for link in walk.links if link.source != one],
            "unlinked": {key: reason for key, reason in walk.unlinked.items() if key != one},
        }
        with pytest.raises(CrosswalkError) as caught:
            attrs.evolve(walk, **parts)

        assert [f"criterion {one}: is in no link, and nothing says why"] == [str(one) for one in caught.value.faults]

    @given(crosswalks(), st.data())
    def test_a_link_stands_once(self, walk: Crosswalk, data: st.DataObject) -> None:
        """A pair that is linked again, with any relation, is refused."""
        assume(walk.links)
        again = attrs.evolve(data.draw(st.sampled_from(walk.links)), relation=data.draw(st.sampled_from(Relation)))
        with pytest.raises(CrosswalkError) as caught:
            attrs.evolve(walk, links=[*walk.links, again])

        assert f"link {again.source} → {again.target}" in [fault.where for fault in caught.value.faults]


class TestDocuments:
    @given(crosswalks())
    def test_what_is_written_is_read_back(self, walk: Crosswalk) -> None:
        """A crosswalk is read back equal, and written again as it was."""
        frameworks = {(one.id, one.version): one for one in (walk.source, walk.target)}
        assume(len(frameworks) == 2)

        def find(framework_id: str, version: str) -> Framework:
            if (framework_id, version) not in frameworks:
                raise UnknownIdError("framework", framework_id, "this test", frameworks)
            return frameworks[framework_id, version]

        text = crosswalk_json(walk)
        found = parse_crosswalk(text, find=find)

        assert walk == found
        assert text == crosswalk_json(found)


@st.composite
def projected(draw: st.DrawFn) -> tuple[Assessment, Crosswalk]:
    """Draw answers to either end of a crosswalk, and the crosswalk read either way."""
    walk = draw(crosswalks())
    answers = draw(strategies.assessments(draw(st.sampled_from([walk.source, walk.target]))))
    return answers, draw(st.sampled_from([walk, walk.inverse()]))


class TestProjection:
    @given(projected())
    def test_never_makes_an_answer(self, given_: tuple[Assessment, Crosswalk]) -> None:
        """Every level that is shown is that of an answer that was given, to the criterion that the link names."""
        answers, walk = given_
        found = project(answers, walk)

        assert answers is found.assessment
        for criterion, bearing in found.bearings.items():
            assert criterion == bearing.criterion.id
            for one in bearing.linked:
                answer = answers.answers[one.link.source]
                assert (answer, criterion) == (one.answer, one.link.target)
                assert answer.level == (None if one.level is None else one.level.number)
                assert one.level is None or one.level is answers.framework.scale.level(one.level.number)
            assert Counter(bearing.levels) == Counter(one.level for one in bearing.linked if one.level)

    @given(projected())
    def test_has_every_criterion_and_every_link(self, given_: tuple[Assessment, Crosswalk]) -> None:
        """Every criterion of the other framework has its bearing, in order, and every link stands under one of them."""
        answers, walk = given_
        found = project(answers, walk)
        other = walk.target if answers.framework.structure == walk.source.structure else walk.source
        pairs = [(one.link.source, one.link.target) for bearing in found.bearings.values() for one in bearing.linked]

        assert other == found.framework
        assert [*other.criterion_ids] == [*found.bearings]
        assert len(walk.links) == len(pairs)
        assert {(one.source, one.target) for one in found.crosswalk.links} == {*pairs}

    @given(projected())
    def test_coverage_counts(self, given_: tuple[Assessment, Crosswalk]) -> None:
        """Coverage is the answered ones of those that apply; there is none where none applies."""
        for bearing in project(*given_).bearings.values():
            states = Counter(one.answer.state for one in bearing.linked)
            applicable = len(bearing.linked) - states[AnswerState.NOT_APPLICABLE]

            if applicable:
                assert Fraction(states[AnswerState.LEVEL], applicable) == bearing.coverage
                assert states[AnswerState.LEVEL] == len(bearing.levels)
            else:
                assert bearing.coverage is None
                assert () == bearing.levels

    @given(projected())
    def test_levels_rise(self, given_: tuple[Assessment, Crosswalk]) -> None:
        """Levels stand lowest first."""
        for bearing in project(*given_).bearings.values():
            numbers = [level.number for level in bearing.levels]

            assert sorted(numbers) == numbers

    @given(projected())
    def test_either_way_of_reading_is_the_same(self, given_: tuple[Assessment, Crosswalk]) -> None:
        """Whether the crosswalk is given as it stands or the other way round changes no bearing."""
        answers, walk = given_
        one, other = project(answers, walk), project(answers, walk.inverse())

        for first, second in zip(one.bearings.values(), other.bearings.values(), strict=True):
            assert (first.criterion, first.reason, first.coverage) == (second.criterion, second.reason, second.coverage)
            assert {*first.linked} == {*second.linked}

    @given(projected())
    def test_says_why_nothing_is_linked(self, given_: tuple[Assessment, Crosswalk]) -> None:
        """A reason stands only where nothing is linked, and it is the crosswalk's own."""
        answers, walk = given_
        found = project(answers, walk)
        for criterion, bearing in found.bearings.items():
            assert not (bearing.linked and bearing.reason)
            assert bearing.reason in ("", walk.unlinked.get(criterion))
        complete = walk.target if walk.is_inverse else walk.source
        if found.framework is complete:
            assert {one for one, bearing in found.bearings.items() if not bearing.linked} == {*walk.unlinked}

    @given(projected())
    def test_rows(self, given_: tuple[Assessment, Crosswalk]) -> None:
        """A row for each linked answer, and one for each criterion without any."""
        found = project(*given_)
        bearings = found.bearings.values()

        assert sum(max(1, len(one.linked)) for one in bearings) == len(found.to_rows())
        assert all(row["why_unlinked"] for row in found.to_rows() if not row.get("from"))

    @given(projected(), st.data())
    def test_one_answer_moves_only_what_it_bears_on(
        self, given_: tuple[Assessment, Crosswalk], data: st.DataObject
    ) -> None:
        """Another answer to one criterion changes the criteria that it is linked to, and no other."""
        answers, walk = given_
        one = data.draw(st.sampled_from(answers.framework.criterion_ids))
        level = data.draw(st.sampled_from(answers.framework.scale.numbers))
        changed = attrs.evolve(answers, answers={**answers.answers, one: Answer.at(level)})
        before, after = project(answers, walk), project(changed, walk)

        touched = {link.target for link in before.crosswalk.links if link.source == one}
        assert [
            criterion for criterion in before.bearings if before.bearings[criterion] != after.bearings[criterion]
        ] == [
            criterion
            for criterion in before.bearings
            if criterion in touched and answers.answers[one] != changed.answers[one]
        ]


@st.composite
def declarations(draw: st.DrawFn) -> Declaration:
    """Declarations of any framework with topics, signed by up to five, some of whom have said nothing."""
    framework = draw(strategies.frameworks(layouts=("topics", "topics and themes")))
    names = draw(strategies.distinct_ids(most=5))
    commitments = st.lists(st.sampled_from([one.id for one in framework.topics]), max_size=2)
    return Declaration(
        framework,
        [
            Signatory(
                one,
                signed_on=draw(st.none() | st.dates()),
                commitments=draw(commitments),
                assessment=draw(st.none() | strategies.assessments(framework)),
            )
            for one in names
        ],
    )


def _members(partners: Declaration, criterion: str) -> list[Signatory]:
    """Return the signatories who signed up to a criterion's commitment."""
    topic = partners.framework.criterion(criterion).topic
    return [one for one in partners.signatories if topic in partners.commitments_of(one.organisation)]


def _answer(one: Signatory, criterion: str) -> Answer:
    return Answer.unanswered() if one.assessment is None else one.assessment.answers[criterion]


class TestDeclarations:
    @given(declarations(), st.randoms(use_true_random=False))
    def test_order_of_signatories_is_irrelevant(self, partners: Declaration, random: Any) -> None:
        """Who signed first changes nothing of what is lacking, of who could help whom, or of where each stands."""
        shuffled = [*partners.signatories]
        random.shuffle(shuffled)
        other = Declaration(partners.framework, shuffled)

        assert partners.lacking == other.lacking
        assert [(one.criterion, {*one.helpers}, {*one.helped}) for one in partners.who_can_help] == [
            (one.criterion, {*one.helpers}, {*one.helped}) for one in other.who_can_help
        ]
        assert partners.standings() == other.standings()

    @given(declarations())
    def test_nobody_helps_themselves(self, partners: Declaration) -> None:
        """Helpers and helped are signatories, disjoint, and neither is empty."""
        names = {one.organisation for one in partners.signatories}
        for one in partners.who_can_help:
            assert one.helpers
            assert one.helped
            assert set() == {*one.helpers} & {*one.helped}
            assert {*one.helpers, *one.helped} <= names

    @given(declarations())
    def test_help_is_from_the_top_to_the_bottom(self, partners: Declaration) -> None:
        """All who stand at the highest level help all who stand at the lowest, of those who signed up to it."""
        scale = partners.framework.scale
        expected = []
        for criterion in partners.framework.criterion_ids:
            levels = {one.organisation: _answer(one, criterion).level for one in _members(partners, criterion)}
            helpers = tuple(name for name, level in levels.items() if level == scale.highest.number)
            helped = tuple(name for name, level in levels.items() if level == scale.lowest.number)
            if helpers and helped:
                expected.append((criterion, helpers, helped))

        assert expected == [(one.criterion, one.helpers, one.helped) for one in partners.who_can_help]

    @given(declarations())
    def test_lacks_count_everybody_once(self, partners: Declaration) -> None:
        """Those at each level and those who have not said are all who signed up to it and to whom it applies."""
        for lack in partners.lacking:
            answers = [_answer(one, lack.criterion) for one in _members(partners, lack.criterion)]
            applicable = [one for one in answers if one.state is not AnswerState.NOT_APPLICABLE]
            by_level = [sum(one.level == number for one in applicable) for number in partners.framework.scale.numbers]

            assert tuple(by_level) == lack.level_counts
            assert len(applicable) == sum(lack.level_counts) + lack.open_count
            assert lack.in_place_count < len(applicable)

    @given(declarations())
    def test_what_is_not_lacking_is_in_place(self, partners: Declaration) -> None:
        """What is not listed is in place with all whom it applies to, or applies to nobody; nothing stands twice."""
        lacking = [one.criterion for one in partners.lacking]

        assert len({*lacking}) == len(lacking)
        for criterion in {*partners.framework.criterion_ids} - {*lacking}:
            answers = [_answer(one, criterion) for one in _members(partners, criterion)]
            assert all(
                one.state is AnswerState.NOT_APPLICABLE or one.level == partners.framework.scale.highest.number
                for one in answers
            )

    @given(declarations())
    def test_the_most_lacking_stand_first(self, partners: Declaration) -> None:
        """Down the list, ever more partners have it in place; framework order settles what is alike."""
        order = {one: place for place, one in enumerate(partners.framework.criterion_ids)}
        keys = [
            (
                one.in_place_count,
                sum(place * count for place, count in enumerate(one.level_counts)),
                order[one.criterion],
            )
            for one in partners.lacking
        ]

        assert sorted(keys) == keys

    @given(declarations())
    def test_who_asks_for_help_lacks(self, partners: Declaration) -> None:
        """What somebody could be helped with is lacking."""
        assert {one.criterion for one in partners.who_can_help} <= {one.criterion for one in partners.lacking}

    @given(declarations(), st.data())
    def test_stages_are_those_of_a_scorecard(self, partners: Declaration, data: st.DataObject) -> None:
        """Where a partner stands is what its own scorecard says, by the same rule, for its own commitments."""
        rule = data.draw(st.none() | strategies.rules(partners.framework.scale))
        rows = iter(partners.to_rows(rule=rule))
        for organisation, stages in partners.standings(rule=rule).items():
            assessment = partners.signatory(organisation).assessment
            assert partners.commitments_of(organisation) == tuple(stages)
            for topic, stage in stages.items():
                expected = None if assessment is None else score(assessment, rule=rule).topics[topic].stage
                row = next(rows)

                assert expected == stage
                assert (organisation, topic) == (row["organisation"], row["commitment"])
                assert (None if stage is None else stage.number) == row["stage"]
        assert [] == [*rows]

    @given(declarations(), strategies.ids())
    def test_one_more_who_has_said_nothing(self, partners: Declaration, name: str) -> None:
        """Another partner who has said nothing makes everything lacking, and helps nobody."""
        assume(name not in [one.organisation for one in partners.signatories])
        more = Declaration(partners.framework, [*partners.signatories, Signatory(name)])

        assert partners.who_can_help == more.who_can_help
        assert {*partners.framework.criterion_ids} == {one.criterion for one in more.lacking}
