"""Declarations: who has signed, where each partner stands, what all of them lack, who could help whom."""

import pickle
from datetime import date, datetime
from typing import Any

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    Declaration,
    Framework,
    Help,
    Lack,
    Level,
    Scale,
    Signatory,
    Theme,
    Topic,
    UnknownIdError,
    Wording,
    WrongTypeError,
)
from datamaturity.criteria import CriterionId
from datamaturity.errors import DeclarationError
from examples import ONE_THEME

PLEDGE = Framework(
    id="pledge",
    version="1",
    title="Two commitments",
    scale=Scale(
        [Level(0, "Not started"), Level(1, "Planned"), Level(2, "Partly in place"), Level(3, "In place")],
    ),
    topics=[Topic("sharing", "Sharing data"), Topic("ethics", "Ethics")],
    # Not in the order of the topics, so that a mix-up of the two shows.
    criteria=[
        Criterion("e1", "An ethics process", topic="ethics"),
        Criterion("s1", "An agreement", topic="sharing"),
        Criterion("s2", "A catalogue", topic="sharing"),
    ],
)


def _answers(**levels: Answer | int) -> Assessment:
    return Assessment(PLEDGE, levels)


NORTH = Signatory("Northshire", signed_on=date(2026, 3, 31), assessment=_answers(e1=1, s1=3, s2=0))
SOUTH = Signatory("Southby", commitments=["sharing"], assessment=_answers(e1=3, s1=0, s2=Answer.not_applicable()))
EAST = Signatory("Easton", commitments="ethics")
WEST = Signatory("Westham", commitments=["ethics", "sharing"], assessment=_answers(e1=Answer.do_not_know(), s1=2))
PARTNERS = Declaration(PLEDGE, [NORTH, SOUTH, EAST, WEST])


def _faults(*signatories: Any, framework: Framework = PLEDGE) -> list[str]:
    """Return the faults for which a declaration is refused."""
    with pytest.raises(DeclarationError) as caught:
        Declaration(framework, signatories)
    return [str(fault) for fault in caught.value.faults]


class TestSignatory:
    def test_smallest(self) -> None:
        """Only a name is needed: no day, all commitments, and nothing said yet."""
        one = Signatory("Northshire")

        assert (None, (), None) == (one.signed_on, one.commitments, one.assessment)

    def test_one_commitment(self) -> None:
        """One commitment may stand without a list, and is not taken for its letters."""
        assert ("ethics",) == EAST.commitments

    @pytest.mark.parametrize("name", ["", " ", "\n"])
    def test_without_a_name(self, name: str) -> None:
        """Who signs has a name."""
        with pytest.raises(DeclarationError) as caught:
            Signatory(name)

        assert "organisation: the organisation of a signatory must not be empty" == str(caught.value)

    @pytest.mark.parametrize("day", ["2026-03-31", datetime(2026, 3, 31)])
    def test_what_is_no_day(self, day: Any) -> None:
        """The day is a date, without a time."""
        with pytest.raises(WrongTypeError):
            Signatory("Northshire", signed_on=day)

    def test_what_is_no_assessment(self) -> None:
        """Where it stands is an assessment."""
        with pytest.raises(TypeError):
            Signatory("Northshire", assessment={"s1": 3})  # type: ignore[arg-type]


class TestDeclaration:
    def test_nobody_yet(self) -> None:
        """A declaration that nobody has signed stands for itself: nobody stands anywhere, and nothing is lacking."""
        empty = Declaration(PLEDGE)

        assert ((), (), (), []) == (empty.signatories, empty.lacking, empty.who_can_help, empty.to_rows())
        assert 0 == len(empty.standings())

    def test_signatory(self) -> None:
        """A signatory is found by name."""
        assert SOUTH is PARTNERS.signatory("Southby")

    def test_unknown_signatory(self) -> None:
        """A name that has not signed is refused, with the one that it looks like."""
        with pytest.raises(UnknownIdError) as caught:
            PARTNERS.signatory("Nortshire")

        message = "no signatory 'Nortshire' in the declaration (4 signatories); did you mean 'Northshire'?"
        assert message == str(caught.value)
        with pytest.raises(UnknownIdError):
            PARTNERS.commitments_of("Nortshire")

    def test_commitments(self) -> None:
        """Who names no commitment signed up to all of them; they stand in framework order."""
        assert [("sharing", "ethics"), ("sharing",), ("ethics",), ("sharing", "ethics")] == [
            PARTNERS.commitments_of(one.organisation) for one in PARTNERS.signatories
        ]

    def test_repr(self) -> None:
        """A repr names the framework and counts who has signed."""
        assert "<Declaration pledge 1: 4 signatories>" == repr(PARTNERS)
        assert "<Declaration pledge 1: 1 signatory>" == repr(Declaration(PLEDGE, [NORTH]))

    def test_as_a_value(self) -> None:
        """It cannot be changed, is equal to its like, and survives pickling."""
        assert attrs.evolve(PARTNERS) == PARTNERS == pickle.loads(pickle.dumps(PARTNERS))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            PARTNERS.signatories = ()  # type: ignore[misc]

    def test_in_other_words(self) -> None:
        """Answers to the same framework in other words are taken."""
        other = PLEDGE.with_wording(Wording(licence="MIT", criterion_titles={"s1": "Cytundeb"}))
        one = Signatory("Northshire", assessment=Assessment(other, {"s1": 3}))

        assert 3 == Declaration(PLEDGE, [one]).to_rows()[0]["stage"]


class TestStandings:
    def test_stages(self) -> None:
        """Each partner has the stage of each of its own commitments, and none where nothing is answered."""
        # Northshire: sharing (3 + 0) / 2 = 1.5, half-way goes up to 2; ethics 1. Southby: sharing 0 of one that
        # applies; its answer on ethics is not asked for. Westham: sharing 2 of one answered; ethics not known.
        assert {
            "Northshire": {"sharing": 2, "ethics": 1},
            "Southby": {"sharing": 0},
            "Easton": {"ethics": None},
            "Westham": {"sharing": 2, "ethics": None},
        } == {
            name: {topic: None if stage is None else stage.number for topic, stage in stages.items()}
            for name, stages in PARTNERS.standings().items()
        }

    def test_order(self) -> None:
        """Partners stand in the order of signing, their commitments in framework order."""
        assert ["Northshire", "Southby", "Easton", "Westham"] == [*PARTNERS.standings()]
        assert ["sharing", "ethics"] == [*PARTNERS.standings()["Westham"]]

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            # (3 + 0) / 2 = 1.5, down to 1.
            ("mean-floor", 1),
            # The lower of the two.
            ("median-low", 0),
            ("weakest-link", 0),
        ],
    )
    def test_rule(self, rule: str, expected: int) -> None:
        """The rule that is given makes the stages, here and in the rows."""
        stage = PARTNERS.standings(rule=rule)["Northshire"]["sharing"]

        assert stage is not None
        assert expected == stage.number == PARTNERS.to_rows(rule=rule)[0]["stage"]

    def test_rows(self) -> None:
        """A row for each signatory and commitment, with the day where it is known."""
        rows = PARTNERS.to_rows()

        assert [
            ("Northshire", "sharing"),
            ("Northshire", "ethics"),
            ("Southby", "sharing"),
            ("Easton", "ethics"),
            ("Westham", "sharing"),
            ("Westham", "ethics"),
        ] == [(row["organisation"], row["commitment"]) for row in rows]
        assert {
            "organisation": "Northshire",
            "signed_on": "2026-03-31",
            "commitment": "sharing",
            "name": "Sharing data",
            "stage": 2,
            "stage_name": "Partly in place",
        } == rows[0]
        assert {
            "organisation": "Easton",
            "signed_on": None,
            "commitment": "ethics",
            "name": "Ethics",
            "stage": None,
            "stage_name": None,
        } == rows[3]

    def test_the_lowest_stage_is_a_stage(self) -> None:
        """Level 0 is shown as such, not as nothing."""
        assert (0, "Not started") == (PARTNERS.to_rows()[2]["stage"], PARTNERS.to_rows()[2]["stage_name"])


class TestLacking:
    def test_counts(self) -> None:
        """For each criterion not in place everywhere: how many stand at each level, and how many have not said."""
        # e1 is asked of Northshire (1), Easton (said nothing) and Westham (does not know). s1 of Northshire (3),
        # Southby (0) and Westham (2). s2 of Northshire (0) and Westham (unanswered); to Southby it does not apply.
        assert {
            Lack(CriterionId("e1"), "An ethics process", (0, 1, 0, 0), 2),
            Lack(CriterionId("s1"), "An agreement", (1, 0, 1, 1), 0),
            Lack(CriterionId("s2"), "A catalogue", (1, 0, 0, 0), 1),
        } == {*PARTNERS.lacking}

    def test_order(self) -> None:
        """Those that fewest have in place stand first, then those that are least far, then in framework order."""
        # In place: s1 at one partner, e1 and s2 at none; the levels of e1 add up to 1, those of s2 to 0.
        assert ["s2", "e1", "s1"] == [one.criterion for one in PARTNERS.lacking]
        # Two partners who have said nothing: all alike.
        assert ["e1", "s1", "s2"] == [
            one.criterion for one in Declaration(PLEDGE, [Signatory("A"), Signatory("B")]).lacking
        ]

    def test_in_place_count(self) -> None:
        """How many have it in place is how many stand at the highest level."""
        assert [0, 0, 1] == [one.in_place_count for one in PARTNERS.lacking]

    def test_what_all_have(self) -> None:
        """What every partner that it applies to has in place is not lacking."""
        one = Signatory("A", assessment=_answers(e1=3, s1=3, s2=2))
        other = Signatory("B", assessment=_answers(e1=3, s1=Answer.not_applicable(), s2=3))

        assert ["s2"] == [lack.criterion for lack in Declaration(PLEDGE, [one, other]).lacking]

    def test_what_applies_to_nobody(self) -> None:
        """What applies to no partner, or nobody has signed up to, is not lacking."""
        one = Signatory("A", commitments=["sharing"], assessment=_answers(s1=Answer.not_applicable(), s2=3))

        assert () == Declaration(PLEDGE, [one]).lacking


class TestHelp:
    def test_who_and_whom(self) -> None:
        """Who has a criterion in place could help who has not started."""
        assert (Help(CriterionId("s1"), "An agreement", ("Northshire",), ("Southby",)),) == PARTNERS.who_can_help

    def test_several(self) -> None:
        """All of them are named, in the order of signing; criteria stand in framework order."""
        far, near = _answers(e1=3, s1=3, s2=3), _answers(e1=0, s1=0, s2=1)
        partners = [Signatory(name, assessment=one) for name, one in zip("ABCD", (near, far, near, far), strict=True)]

        assert [("e1", ("B", "D"), ("A", "C")), ("s1", ("B", "D"), ("A", "C"))] == [
            (one.criterion, one.helpers, one.helped) for one in Declaration(PLEDGE, partners).who_can_help
        ]

    @pytest.mark.parametrize(
        "answer", [1, 2, Answer.not_applicable(), Answer.do_not_know(), Answer.unanswered()], ids=str
    )
    def test_neither_here_nor_there(self, answer: Answer | int) -> None:
        """Only the lowest level asks for help: not a level between, and nothing that is no level."""
        partners = [Signatory("A", assessment=_answers(s1=3)), Signatory("B", assessment=_answers(s1=answer))]

        assert () == Declaration(PLEDGE, partners).who_can_help

    def test_only_what_was_signed_up_to(self) -> None:
        """Who has not signed up to a commitment neither helps with it nor is helped."""
        partners = [
            Signatory("A", commitments=["sharing"], assessment=_answers(e1=3)),
            Signatory("B", assessment=_answers(e1=0)),
        ]

        assert () == Declaration(PLEDGE, partners).who_can_help


class TestFaults:
    def test_no_topics(self) -> None:
        """A framework without topics has nothing to commit to."""
        message = "framework: one-theme has no topics, which are what partners commit to"

        assert [message] == _faults(framework=ONE_THEME)

    def test_what_is_no_framework(self) -> None:
        """The framework is given as such, not by its id."""
        with pytest.raises(TypeError):
            Declaration("data-declaration")  # type: ignore[arg-type]

    def test_what_is_no_signatory(self) -> None:
        """Who has signed is a signatory, not a name."""
        assert ["signatories: are Signatory objects, not 'Northshire'"] == _faults(NORTH, "Northshire")

    def test_twice(self) -> None:
        """An organisation signs once; each entry after the first is a fault."""
        message = "signatory Northshire: has signed twice; keep one entry for each organisation"

        assert [message, message] == _faults(NORTH, SOUTH, NORTH, Signatory("Northshire"))

    def test_unknown_commitment(self) -> None:
        """A commitment that the framework does not have is refused, with the one that it looks like."""
        assert [
            "signatory A: no commitment 'xyz' in pledge (2 commitments)",
            "signatory A: no commitment 'ethic' in pledge (2 commitments); did you mean 'ethics'?",
        ] == _faults(Signatory("A", commitments=["xyz", "ethics", "ethic"]))

    def test_another_framework(self) -> None:
        """Answers to another framework, or to another version, are refused."""
        second = attrs.evolve(PLEDGE, version="2")
        themes = Framework(
            id="pledge",
            version="1",
            title="P",
            scale=PLEDGE.scale,
            topics=PLEDGE.topics,
            themes=[Theme("t", "T")],
            criteria=[Criterion("s1", "S", topic="sharing", theme="t")],
        )

        assert [
            "signatory A: answered one-theme 1, not pledge 1",
            "signatory B: answered pledge 2, not pledge 1",
        ] == _faults(
            Signatory("A", assessment=Assessment(ONE_THEME, {})), Signatory("B", assessment=Assessment(second, {}))
        )
        assert 1 == len(_faults(Signatory("C", assessment=Assessment(themes, {}))))

    def test_all_at_once(self) -> None:
        """Everything that is wrong is said at once, in the order of signing."""
        faults = _faults(
            Signatory("A", commitments=["none"], assessment=Assessment(ONE_THEME, {})),
            Signatory("B", commitments=["nil"]),
            Signatory("A"),
        )

        assert ["signatory A", "signatory A", "signatory B", "signatory A"] == [
            fault.partition(":")[0] for fault in faults
        ]
