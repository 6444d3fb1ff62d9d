"""Several people's assessments of one organisation."""

import pickle
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    Fault,
    MeanFloor,
    MeanNearest,
    Panel,
    PanelError,
    PooledScore,
    Respondent,
    RuleError,
    Scale,
    Score,
    Settlement,
    Topic,
    UnknownIdError,
    Wording,
    WrongTypeError,
    score,
)
from examples import CROSSED, FIVE, ONE_THEME, ONE_THEME_ANSWERED, SAMM

ON_SAMM = attrs.evolve(ONE_THEME, id="on-samm", scale=SAMM)
NOT_OURS = Answer.not_applicable("Not ours")

ANN = Respondent(Assessment(ONE_THEME, {"a": 2, "b": 3, "c": 1}), id="ann", role="manager", unit="Finance")
BEN = Respondent(Assessment(ONE_THEME, {"a": 4, "b": 3, "c": 5, "d": 3}), id="ben", role="analyst", unit="Finance")
CAS = Respondent(Assessment(ONE_THEME, {"a": 2, "b": 3, "d": NOT_OURS}), id="cas", role="manager", unit="Depots")
PANEL = Panel([ANN, BEN, CAS])


def faults(*respondents: Any, organisation: str = "") -> tuple[Fault, ...]:
    """Return everything that keeps these from being a panel."""
    with pytest.raises(PanelError) as caught:
        Panel(respondents, organisation=organisation)
    return caught.value.faults


def for_organisation(name: str, **parts: str) -> Respondent:
    """Return somebody who answered for this organisation."""
    return Respondent(Assessment(ONE_THEME, {"a": 3}, organisation=name), **parts)


class TestPanel:
    def test_people(self) -> None:
        """A panel is its people, in the order given."""
        assert (ANN, BEN, CAS) == PANEL.respondents == tuple(PANEL)
        assert 3 == len(PANEL)
        assert ONE_THEME == PANEL.framework

    def test_any_iterable(self) -> None:
        """A generator will do."""
        assert PANEL == Panel(one for one in (ANN, BEN, CAS))

    def test_anonymous(self) -> None:
        """Any number of people may be anonymous, and may say the same."""
        assert 3 == len(Panel([Respondent(ONE_THEME_ANSWERED)] * 3))

    def test_other_words(self) -> None:
        """Answers to the same framework in other words count together; the first one's words are shown."""
        welsh = ONE_THEME.with_wording(
            Wording(language="cy", licence="CC0", level_names={3: "Dysgu"}, criterion_titles={"a": "Maen prawf a"})
        )
        people = [Respondent(Assessment(welsh, {"a": 3})), Respondent(Assessment(ONE_THEME, {"a": 3}))]
        found = Panel(people)

        assert (0, 0, 2, 0, 0) == found.criteria["a"].level_counts == found.pool().themes["data"].stage_counts
        assert "Maen prawf a" == found.criteria["a"].criterion.title
        assert "Dysgu" == getattr(found.pool().themes["data"].stage, "name", None)
        assert "Learning" == getattr(Panel(people[::-1]).pool().themes["data"].stage, "name", None)

    def test_value(self) -> None:
        """A panel is a value: frozen, equal, hashed and pickled as such, whatever was asked of it before."""
        twin = Panel([ANN, BEN, CAS])
        assert [*PANEL.criteria] == ["a", "b", "c", "d", "e"]

        assert twin == PANEL
        assert hash(twin) == hash(PANEL)
        assert PANEL == pickle.loads(pickle.dumps(PANEL))
        assert Panel([BEN, ANN, CAS]) != PANEL
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            PANEL.organisation = "Town council"  # type: ignore[misc]

    @pytest.mark.parametrize(
        ("panel", "expected"),
        [
            (PANEL, "<Panel with one-theme 1: 3 respondents>"),
            (Panel([ANN]), "<Panel with one-theme 1: 1 respondent>"),
            (Panel([ANN], organisation="Town council"), "<Panel of Town council with one-theme 1: 1 respondent>"),
        ],
        ids=["three", "one", "named"],
    )
    def test_repr(self, panel: Panel, expected: str) -> None:
        """The repr says whose it is, with which framework, and how many people are in it."""
        assert expected == repr(panel)


class TestOrganisation:
    def test_from_the_answers(self) -> None:
        """The organisation is the one that people answered for, as far as they say."""
        assert "Town council" == Panel([ANN, for_organisation("Town council")]).organisation
        assert "" == PANEL.organisation

    def test_given(self) -> None:
        """It may be given where nobody says, and where everybody says the same."""
        assert "Town council" == Panel([ANN, BEN], organisation="Town council").organisation
        assert "Town council" == Panel([for_organisation("Town council")], organisation="Town council").organisation

    def test_several(self) -> None:
        """People who answered for another organisation than the first are named."""
        people = [ANN, for_organisation("Town council"), for_organisation("Port"), for_organisation("Zoo", id="zoe")]

        assert (
            Fault("respondent 3", "answered for 'Port', not for 'Town council'; a panel is of one organisation"),
            Fault("respondent zoe", "answered for 'Zoo', not for 'Town council'; a panel is of one organisation"),
        ) == faults(*people)

    def test_another_than_given(self) -> None:
        """So are those who answered for another one than the panel's."""
        message = "answered for 'Port', not for 'Town council'; a panel is of one organisation"

        assert (Fault("respondent 1", message),) == faults(for_organisation("Port"), organisation="Town council")

    def test_by_name(self) -> None:
        """It is given by name, so that nobody takes it for another respondent."""
        with pytest.raises(TypeError):
            Panel([ANN], "Town council")  # type: ignore[call-arg]

    @pytest.mark.parametrize("given", [None, 7, ["Town council"]])
    def test_no_text(self, given: Any) -> None:
        """The organisation is text."""
        with pytest.raises(WrongTypeError) as caught:
            Panel([ANN], organisation=given)

        assert f"organisation of a panel is text, not {given!r}" == str(caught.value)


class TestRefused:
    def test_nobody(self) -> None:
        """A panel of nobody is none."""
        assert (Fault("respondents", "a panel has at least one respondent"),) == faults()

    @pytest.mark.parametrize("stranger", [ONE_THEME_ANSWERED, None, "ann", {"a": 3}, score(ONE_THEME_ANSWERED)])
    def test_no_respondent(self, stranger: Any) -> None:
        """What is no respondent is shown: an assessment needs a respondent around it."""
        message = f"a panel is made of Respondent objects, not {stranger!r}"

        assert (Fault("respondents", message),) == faults(ANN, stranger)

    @pytest.mark.parametrize("given", [None, ANN, 7])
    def test_no_people(self, given: Any) -> None:
        """What holds no people at all is refused."""
        with pytest.raises(TypeError):
            Panel(given)

    @pytest.mark.parametrize(
        "other",
        [
            attrs.evolve(ONE_THEME, id="another"),
            attrs.evolve(ONE_THEME, version="2"),
            ON_SAMM,
            CROSSED,
            # The same id and version, and yet not the same framework.
            attrs.evolve(ONE_THEME, scale=SAMM),
            attrs.evolve(ONE_THEME, criteria=ONE_THEME.criteria[:4]),
            attrs.evolve(ONE_THEME, criteria=ONE_THEME.criteria[::-1]),
            attrs.evolve(ONE_THEME, criteria=[*ONE_THEME.criteria[:4], Criterion("e", "e", theme="data", weight=2)]),
        ],
    )
    def test_other_frameworks(self, other: Any) -> None:
        """Answers to another framework, version, scale, set of criteria or weights are not of one panel."""
        found = faults(ANN, Respondent(Assessment(other)))

        assert ["respondent 2"] == [fault.where for fault in found]
        assert f"answered {other.id} {other.version}" in found[0].message

    def test_same_id(self) -> None:
        """An id names one person: each time that it comes again is a fault."""
        message = "stands in the panel twice; an id names one person"

        assert (Fault("respondent ann", message),) * 2 == faults(ANN, BEN, ANN, attrs.evolve(CAS, id="ann"))

    def test_all_at_once(self) -> None:
        """Every fault is named, of everybody."""
        stranger = Respondent(Assessment(CROSSED, organisation="Port"), id="ann")

        assert (
            Fault("respondent ann", "answered crossed 1, the first one one-theme 1"),
            Fault("respondent ann", "stands in the panel twice; an id names one person"),
            Fault("respondent ann", "answered for 'Port', not for 'Town council'; a panel is of one organisation"),
        ) == faults(for_organisation("Town council", id="ann"), stranger)

    @pytest.mark.parametrize(
        "topics",
        [CROSSED.topics[::-1], (*CROSSED.topics, Topic("3", "Learning"))],
        ids=["in another order", "one more"],
    )
    def test_other_topics(self, topics: tuple[Topic, ...]) -> None:
        """Answers to the same criteria under other topics, or in another order of them, have other groups."""
        other = Respondent(Assessment(attrs.evolve(CROSSED, topics=topics)))

        assert ["respondent 2"] == [fault.where for fault in faults(Respondent(Assessment(CROSSED)), other)]


class TestParts:
    def test_roles_and_units(self) -> None:
        """Roles and units are listed once each, in alphabetical order, the empty one among them."""
        panel = Panel([ANN, BEN, CAS, Respondent(ONE_THEME_ANSWERED)])

        assert ("analyst", "manager") == PANEL.roles
        assert ("Depots", "Finance") == PANEL.units
        assert ("", "analyst", "manager") == panel.roles
        assert ("", "Depots", "Finance") == panel.units

    def test_part(self) -> None:
        """The people of a role, or of a unit, are a panel of the same organisation."""
        panel = Panel([ANN, BEN, CAS], organisation="Town council")

        assert Panel([ANN, CAS], organisation="Town council") == panel.of_role("manager")
        assert Panel([ANN, BEN], organisation="Town council") == panel.of_unit("Finance")
        assert Panel([ANN], organisation="Town council") == panel.of_role("manager").of_unit("Finance")

    def test_without_a_role(self) -> None:
        """The people without a role, or without a unit, are a part too."""
        nobody = Respondent(ONE_THEME_ANSWERED)

        assert (nobody,) == Panel([ANN, nobody]).of_role("").respondents == Panel([ANN, nobody]).of_unit("").respondents

    def test_unknown(self) -> None:
        """To ask for a role or unit that nobody has is refused with those that look like it."""
        with pytest.raises(UnknownIdError) as caught:
            PANEL.of_role("managers")
        assert "no role 'managers' in the panel (2 roles); did you mean 'manager'?" == str(caught.value)
        with pytest.raises(UnknownIdError) as caught:
            PANEL.of_unit("")
        assert "no unit '' in the panel (2 units)" == str(caught.value)

    @pytest.mark.parametrize("given", [None, 7, ["manager"]])
    def test_no_text(self, given: Any) -> None:
        """What is no text is no role."""
        with pytest.raises(UnknownIdError):
            PANEL.of_role(given)

    def test_missing(self) -> None:
        """Missing are those who have not given a single level, whatever else they say."""
        silent = [
            Respondent(Assessment(ONE_THEME), id="dan"),
            Respondent(Assessment(ONE_THEME, {"a": NOT_OURS, "b": Answer.do_not_know()}), id="eve"),
        ]
        lowest = Respondent(Assessment(ON_SAMM, {"e": 0}))

        assert tuple(silent) == Panel([ANN, silent[0], BEN, silent[1]]).missing
        assert () == PANEL.missing == Panel([lowest]).missing


class TestCriteria:
    def test_every_criterion(self) -> None:
        """There is what people say of every criterion, in framework order, answered or not."""
        assert ["a", "b", "c", "d", "e"] == [*PANEL.criteria]
        assert (0, 2, 0, 1, 0) == PANEL.criteria["a"].level_counts
        assert 3 == PANEL.criteria["e"].unanswered_count
        assert PANEL.criteria["d"].applicability_disputed

    def test_unknown(self) -> None:
        """A criterion that there is not is refused."""
        with pytest.raises(UnknownIdError):
            _ = PANEL.criteria["z"]

    def test_rows(self) -> None:
        """There is a row for each criterion, all with the same columns."""
        rows = PANEL.to_rows()

        assert ["a", "b", "c", "d", "e"] == [row["criterion"] for row in rows]
        assert [2, 3, 1, 3, None] == [row["median"] for row in rows]
        assert 1 == len({tuple(row) for row in rows})


class TestToDiscuss:
    def test_order(self) -> None:
        """The lowest consensus comes first, then the widest range, then framework order."""
        # Two people. a: 1 and 5, consensus 0. b: 3 and 3, consensus 1.
        # c: 2 and 3: F = 0, 1/2, 1, 1; 1 - 2 * (1/2) / 4 = 3/4. d: 4 and 5, likewise 3/4.
        # e: 1 and 3: F = 1/2, 1/2, 1, 1; 1 - 2 * 1 / 4 = 1/2.
        people = [{"a": 1, "b": 3, "c": 2, "d": 4, "e": 1}, {"a": 5, "b": 3, "c": 3, "d": 5, "e": 3}]
        panel = Panel([Respondent(Assessment(ONE_THEME, answers)) for answers in people])

        assert ["a", "e", "c", "d"] == [one.criterion.id for one in panel.to_discuss]

    def test_consensus_first(self) -> None:
        """A lower consensus comes before a wider range."""
        # Four people. a: 2, 2, 4, 4: F = 0, 1/2, 1/2, 1; 1 - 2 * 1 / 4 = 1/2, over two levels.
        # b: 2, 2, 2, 5: F = 0, 3/4, 3/4, 3/4; 1 - 2 * (3/4) / 4 = 5/8, over three.
        people = [{"a": 4, "b": 5}, {"a": 2, "b": 2}, {"a": 4, "b": 2}, {"a": 2, "b": 2}]
        # b stands before a, so that framework order has no part in it.
        turned = attrs.evolve(ONE_THEME, criteria=ONE_THEME.criteria[::-1])
        panel = Panel([Respondent(Assessment(turned, one)) for one in people])

        assert ["a", "b"] == [one.criterion.id for one in panel.to_discuss]

    def test_range(self) -> None:
        """Of two with one consensus, the wider range comes first."""
        # Four people. a: 2, 2, 3, 3: F = 0, 1/2, 1, 1; 1 - 2 * (1/2) / 4 = 3/4.
        # b: 2, 3, 3, 4: F = 0, 1/4, 3/4, 1; 1 - 2 * (1/4 + 1/4) / 4 = 3/4, over one level more.
        people = [{"a": 2, "b": 2}, {"a": 2, "b": 3}, {"a": 3, "b": 3}, {"a": 3, "b": 4}]
        panel = Panel([Respondent(Assessment(ONE_THEME, answers)) for answers in people])

        assert Fraction(3, 4) == panel.criteria["a"].consensus == panel.criteria["b"].consensus
        assert ["b", "a"] == [one.criterion.id for one in panel.to_discuss]

    def test_nothing(self) -> None:
        """Where all agree, one alone answers, or it is only disputed whether it applies, nothing is listed."""
        people: list[dict[str, Answer | int]] = [
            {"a": 3, "b": 3, "c": 3},
            {"a": 3, "c": NOT_OURS, "d": Answer.do_not_know()},
        ]
        panel = Panel([Respondent(Assessment(ONE_THEME, answers)) for answers in people])

        assert () == panel.to_discuss

    def test_example(self) -> None:
        """Criteria come as what people say of them."""
        # a: 2, 4, 2: F = 0, 2/3, 2/3, 1; 1 - 2 * (2/3) / 4 = 2/3. c: 1 and 5: 0.
        assert (PANEL.criteria["c"], PANEL.criteria["a"]) == PANEL.to_discuss


class TestAlpha:
    def test_by_hand(self) -> None:
        """It is over all criteria, missing answers left out."""
        # Two people, levels 2 and 4 alone: they agree on a and b, differ on c; d has one answer.
        # n2 = n4 = 3, and of two values alpha is 1 - (n - 1) * o / (n2 * n4) = 1 - 5 * 1 / 9 = 4/9.
        people: list[dict[str, Answer | int]] = [
            {"a": 2, "b": 4, "c": 2, "d": 4},
            {"a": 2, "b": 4, "c": 4, "e": NOT_OURS},
        ]
        panel = Panel([Respondent(Assessment(ONE_THEME, answers)) for answers in people])

        assert 4 / 9 == pytest.approx(panel.alpha())

    def test_values_mean_nothing(self) -> None:
        """Levels are ranks: what they are worth changes nothing."""
        people = [{"a": 0, "b": 1, "c": 3}, {"a": 0, "b": 2, "c": 3}]
        plain = attrs.evolve(ON_SAMM, scale=Scale(attrs.evolve(one, value=one.number) for one in SAMM))
        found = {Panel([Respondent(Assessment(one, said)) for said in people]).alpha() for one in (ON_SAMM, plain)}

        assert 1 == len(found)

    def test_perfect(self) -> None:
        """It is 1 where all agree and the criteria differ."""
        assert 1 == Panel([Respondent(ONE_THEME_ANSWERED)] * 3).alpha()

    def test_undefined(self) -> None:
        """It is none of one person, and where all give one level throughout."""
        assert Panel([ANN]).alpha() is None
        assert Panel([Respondent(Assessment(ONE_THEME, {"a": 3, "b": 3}))] * 2).alpha() is None


class TestAgree:
    def test_day(self) -> None:
        """The agreed assessment is of the latest of people's days, unless another is given."""
        days = [date(2025, 3, 31), None, date(2026, 3, 31), date(2024, 3, 31)]
        panel = Panel([Respondent(Assessment(ONE_THEME, {"a": 3}, assessed_on=day)) for day in days])

        assert date(2026, 3, 31) == panel.agree().assessment.assessed_on
        assert date(2020, 1, 1) == panel.agree(assessed_on=date(2020, 1, 1)).assessment.assessed_on
        assert PANEL.agree().assessment.assessed_on is None

    def test_no_day(self) -> None:
        """What is no day is refused."""
        with pytest.raises(WrongTypeError, match="assessed_on of an assessment is a"):
            PANEL.agree(assessed_on="2026-03-31")  # type: ignore[arg-type]

    def test_whose(self) -> None:
        """The agreed assessment is of the panel's organisation and framework."""
        found = Panel([ANN], organisation="Town council").agree().assessment

        assert "Town council" == found.organisation
        assert ONE_THEME == found.framework

    def test_example(self) -> None:
        """Median, agreement, dispute and silence, side by side."""
        # a: 2, 4, 2; b: 3, 3, 3; c: 1 and 5, the lower; d: 3 against one who finds that it does not apply; e: nobody.
        expected = Assessment(ONE_THEME, {"a": 2, "b": 3, "c": 1, "d": 3})

        assert expected == PANEL.agree().assessment
        assert ("e",) == PANEL.agree().open

    def test_settled(self) -> None:
        """What was settled by hand goes before the method."""
        settled = {"c": Settlement(3, "Shown the report", moderator="Dan")}
        found = PANEL.agree(method="mode", settled=settled)

        assert Answer.at(3, note="Shown the report") == found.assessment.answers["c"]
        assert Answer.at(2) == found.assessment.answers["a"]


class TestPool:
    def test_respondents(self) -> None:
        """Each person counts once."""
        # Ann (2 + 3 + 1) / 3 = 2; Ben 15/4; Cas 5/2: (8 + 15 + 10) / 4 / 3 = 33/12.
        assert Fraction(11, 4) == PANEL.pool().themes["data"].mean
        assert PANEL.pool() == PANEL.pool(by="respondents")

    def test_units(self) -> None:
        """Each unit counts once, with the pooled score of its own people."""
        # Finance (2 + 15/4) / 2 = 23/8; Depots 5/2 = 20/8; together 43/16.
        found = PANEL.pool(by="units").themes["data"]

        assert Fraction(43, 16) == found.mean
        assert 2 == found.member_count
        # In alphabetical order.
        assert (Fraction(5, 2), Fraction(23, 8)) == found.means

    def test_no_units(self) -> None:
        """Those without a unit are one unit among the others, and the only one where nobody has any."""
        panel = Panel([attrs.evolve(one, unit="") for one in (ANN, BEN, CAS)])

        assert Fraction(11, 4) == panel.pool(by="units").themes["data"].mean
        assert 1 == panel.pool(by="units").themes["data"].member_count

    @pytest.mark.parametrize("by", ["organisations", "unit", "", None, 7, ["units"]])
    def test_no_such_pool(self, by: Any) -> None:
        """An unknown pool is refused with those that there are."""
        with pytest.raises(PanelError) as caught:
            PANEL.pool(by=by)

        assert (Fault("by", f"a panel pools respondents or units, not {by!r}"),) == caught.value.faults

    @pytest.mark.parametrize("by", ["respondents", "units"])
    def test_rule(self, by: Any) -> None:
        """The rule is the framework's own, or the one asked for, by name or as such."""
        # Pooled means 11/4 and 43/16 are both between 2.5 and 3.
        assert MeanNearest() == PANEL.pool(by=by).rule
        assert FIVE.level(3) == PANEL.pool(by=by).themes["data"].stage
        for rule in ("mean-floor", MeanFloor()):
            assert MeanFloor() == PANEL.pool(by=by, rule=rule).rule
            assert FIVE.level(2) == PANEL.pool(by=by, rule=rule).themes["data"].stage

    @pytest.mark.parametrize("rule", ["mean-neerest", 7, "cut-offs:1,2"])
    def test_no_such_rule(self, rule: Any) -> None:
        """An unknown rule, or one that does not fit the scale, is refused."""
        with pytest.raises(RuleError):
            PANEL.pool(rule=rule)

    @pytest.mark.parametrize("by", ["respondents", "units"])
    def test_overall(self, by: Any) -> None:
        """The whole is scored where the publisher does so, or somebody asks for it."""
        publishing = attrs.evolve(ONE_THEME, publishes_overall=True)
        panel = Panel([Respondent(Assessment(publishing, {"a": 3}))])

        assert PANEL.pool(by=by).overall is None
        assert panel.pool(by=by, overall=False).overall is None
        for found in (panel.pool(by=by), PANEL.pool(by=by, overall=True)):
            assert found.overall is not None

    def test_one_respondent(self) -> None:
        """A panel of one has its only respondent's own scores."""
        # Answers 4, 3, not applicable, unanswered, 2: SPEC section 3 has mean 3, coverage 3/4, low 5/2, high 7/2.
        one = Panel([Respondent(ONE_THEME_ANSWERED)]).pool().themes["data"]
        own = score(ONE_THEME_ANSWERED).themes["data"]

        def numbers(found: Score | PooledScore) -> tuple[Any, ...]:
            return found.mean, found.coverage, found.low, found.high, found.stage

        assert (Fraction(3), Fraction(3, 4), Fraction(5, 2), Fraction(7, 2), FIVE.level(3)) == numbers(one)
        assert numbers(own) == numbers(one)

    def test_nothing_applies(self) -> None:
        """Where nothing applies to anybody, pooled scores say so and have no numbers."""
        nothing = Respondent(Assessment(ONE_THEME, dict.fromkeys("abcde", NOT_OURS)))
        found = Panel([nothing, nothing]).pool().themes["data"]

        assert found.mean is None
        assert "none of its criteria applies" == getattr(found.why_no_stage, "value", None)

    def test_one_rule_for_all(self) -> None:
        """All members' stages are by the rule that the pooled score names, whatever their own framework's is."""
        # Mean 5/2 for both: 3 by mean-nearest.
        floor = attrs.evolve(ONE_THEME, default_rule=MeanFloor())
        people = [Respondent(Assessment(one, {"a": 2, "b": 3})) for one in (ONE_THEME, floor)]
        found = Panel(people).pool()

        assert MeanNearest() == found.rule
        assert (0, 0, 2, 0, 0) == found.themes["data"].stage_counts

    def test_whole_of_all(self) -> None:
        """The whole is of all members or not scored, whatever their own framework publishes."""
        publishing = attrs.evolve(ONE_THEME, publishes_overall=True)
        people = [Respondent(Assessment(one, {"a": 2})) for one in (publishing, ONE_THEME)]
        found = Panel(people).pool().overall

        assert found is not None
        assert 2 == found.member_count
        assert Panel(people[::-1]).pool().overall is None
