"""Panels and networks as JSON documents: what is written, what is read back, and every fault with its path."""

import json
from datetime import date
from typing import Any

import pytest

from datamaturity import Assessment, DocumentError, Network, Organisation, Panel, Respondent, Wording
from datamaturity.documents.networks import network_json, parse_network
from datamaturity.documents.panels import panel_json, parse_panel
from examples import CROSSED

PANEL = Panel(
    [
        Respondent(
            Assessment(CROSSED, {"1.1": 3, "2.4": 5}, organisation="Northshire", assessed_on=date(2026, 3, 31)),
            id="ann",
            role="manager",
            unit="Roads",
        ),
        Respondent(Assessment(CROSSED, {"1.1": 4})),
        Respondent(Assessment(CROSSED)),
    ]
)

PANEL_PART: dict[str, Any] = {
    "organisation": "Northshire",
    "respondents": [
        {
            "id": "ann",
            "role": "manager",
            "unit": "Roads",
            "organisation": "Northshire",
            "assessed_on": "2026-03-31",
            "answers": {"1.1": 3, "2.4": 5},
        },
        {"answers": {"1.1": 4}},
        {"answers": {}},
    ],
}

PANEL_DOCUMENT: dict[str, Any] = {
    "$schema": "urn:datamaturity:schema:panel:1",
    "format": 1,
    "kind": "panel",
    "framework": {"id": "crossed", "version": "1"},
    **PANEL_PART,
}

WHOLE = Network(
    [
        Organisation("Northshire", PANEL, {"size": "large", "sector": "council"}),
        Organisation("Southby", Assessment(CROSSED, {"1.2": 2}, organisation="Southby")),
        Organisation("Westby"),
    ],
    name="Shires",
)
PART = WHOLE.where(sector="council")

ORGANISATIONS: list[dict[str, Any]] = [
    {"id": "Northshire", "attributes": {"sector": "council", "size": "large"}, "panel": PANEL_PART},
    {"id": "Southby", "assessment": {"organisation": "Southby", "answers": {"1.2": 2}}},
    {"id": "Westby"},
]
WHOLE_PART: dict[str, Any] = {"name": "Shires", "organisations": ORGANISATIONS}
NETWORK_DOCUMENT: dict[str, Any] = {
    "$schema": "urn:datamaturity:schema:network:1",
    "format": 1,
    "kind": "network",
    "framework": {"id": "crossed", "version": "1"},
    **WHOLE_PART,
}


def _panel(**changes: object) -> str:
    return json.dumps({**PANEL_DOCUMENT, **changes})


def _respondents(*changes: dict[str, object]) -> str:
    """Return the panel's document with some keys of its respondents changed."""
    people = [{**one, **change} for one, change in zip(PANEL_PART["respondents"], changes, strict=False)]
    return _panel(respondents=people)


def _network(**changes: object) -> str:
    return json.dumps({**NETWORK_DOCUMENT, **changes})


def _panel_faults(text: str) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        parse_panel(text, framework=CROSSED)
    return [str(fault) for fault in caught.value.faults]


def _network_faults(text: str) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        parse_network(text, framework=CROSSED)
    return [str(fault) for fault in caught.value.faults]


class TestPanels:
    def test_written(self) -> None:
        """Everybody's own answers stand in the order of the panel, with what is known of the person."""
        assert PANEL_DOCUMENT == json.loads(panel_json(PANEL))

    def test_read(self) -> None:
        """Each key becomes its part of the panel, and what was written is written again as it was."""
        assert PANEL == parse_panel(_panel(), framework=CROSSED)
        assert panel_json(PANEL) == panel_json(parse_panel(panel_json(PANEL), framework=CROSSED))

    def test_the_organisation_may_stand_with_a_respondent(self) -> None:
        """Without one of its own, a panel is of the organisation that its people answered for."""
        text = json.dumps({key: value for key, value in PANEL_DOCUMENT.items() if key != "organisation"})

        assert "Northshire" == parse_panel(text, framework=CROSSED).organisation

    def test_in_whose_words_is_lost(self) -> None:
        """People who read other words are read back with the framework that is given."""
        welsh = CROSSED.with_wording(Wording(licence="MIT", topic_names={"1": "Rhannu"}))
        panel = Panel([Respondent(Assessment(CROSSED, {"1.1": 3})), Respondent(Assessment(welsh, {"1.1": 4}))])
        again = parse_panel(panel_json(panel), framework=CROSSED)

        assert [CROSSED, CROSSED] == [one.assessment.framework for one in again]
        assert panel.criteria["1.1"].level_counts == again.criteria["1.1"].level_counts

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (_panel(respondents=[]), "$.respondents: a panel has at least one respondent"),
            (_panel(respondents={}), "$.respondents: a list is needed, not an object"),
            (_panel(respondents=[3]), "$.respondents[0]: an object is needed, not the number 3"),
            (_panel(respondents=[{}]), "$.respondents[0].answers: is missing"),
            (_panel(people=[]), "$.people: is not a key of a panel"),
            (
                _respondents({}, {"roll": "x"}),
                "$.respondents[1].roll: is not a key of a respondent; did you mean 'role'?",
            ),
            (_respondents({"id": 1}), "$.respondents[0].id: 1 is not text"),
            (
                _respondents({}, {"answers": {"1.1": 6}}),
                (
                    '$.respondents[1].answers["1.1"]: level 6 is off the scale; '
                    "levels run from 1 (Beginning) to 5 (Mastering)"
                ),
            ),
            (
                _respondents({}, {"id": " ann"}),
                "$.respondents[1].id: stands in the panel earlier already; an id names one person",
            ),
            (
                _respondents({}, {"organisation": "Southby"}),
                '$.respondents[1].organisation: is "Southby", not "Northshire"; a panel is of one organisation',
            ),
        ],
    )
    def test_faults(self, text: str, expected: str) -> None:
        """Each fault has its path."""
        assert [expected] == _panel_faults(text)

    def test_all_at_once(self) -> None:
        """Unknown ids and what does not fit together are told together."""
        text = _panel(
            framework={"id": "crossed", "version": "1"},
            organisation="",
            respondents=[
                {"id": "ann", "answers": {"9.9": 1}, "organisation": "A"},
                {"id": "ann", "answers": {"1.1": 9}, "organisation": "B"},
            ],
        )

        assert [
            '$.respondents[0].answers["9.9"]',
            '$.respondents[1].answers["1.1"]',
            "$.respondents[1].id",
            "$.respondents[1].organisation",
        ] == [one.partition(": ")[0] for one in _panel_faults(text)]

    def test_another_version(self) -> None:
        """Of another version, the ids are not looked at, and what does not fit together is told all the same."""
        text = _panel(framework={"id": "crossed", "version": "2"}, respondents=[])

        assert [
            "$.framework: is crossed 2; this is read as a panel of crossed 1",
            "$.respondents: a panel has at least one respondent",
        ] == _panel_faults(text)


class TestNetworks:
    def test_written(self) -> None:
        """Each organisation stands with its panel, its assessment or nothing, and with its attributes."""
        assert NETWORK_DOCUMENT == json.loads(network_json(WHOLE))

    def test_a_part(self) -> None:
        """A part of a network has the whole network with it, so that the rest of it stays undisclosed too."""
        found = json.loads(network_json(PART))

        assert ("Shires · sector council", ORGANISATIONS[:1], WHOLE_PART) == (
            found["name"],
            found["organisations"],
            found["whole"],
        )

    @pytest.mark.parametrize("network", [WHOLE, PART, PART.where(size="large")], ids=repr)
    def test_read_back(self, network: Network) -> None:
        """What was written reads back equal, whole networks with it, and is written again as it was."""
        text = network_json(network)
        again = parse_network(text, framework=CROSSED)

        assert network == again
        assert text == network_json(again)

    def test_null(self) -> None:
        """Null is as if it were left out."""
        organisations = [
            {**ORGANISATIONS[0], "assessment": None},
            {**ORGANISATIONS[1], "panel": None},
            {"id": "Westby"},
        ]

        assert WHOLE == parse_network(_network(organisations=organisations, whole=None), framework=CROSSED)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (_network(organisations=[]), "$.organisations: a network has answers of at least one organisation"),
            (
                _network(organisations=[{"id": "Westby"}]),
                "$.organisations: a network has answers of at least one organisation",
            ),
            (
                _network(organisations=[*ORGANISATIONS, {"id": "Southby"}]),
                "$.organisations[3].id: stands in the network earlier already; an id names one organisation",
            ),
            (
                _network(organisations=[{**ORGANISATIONS[0], "assessment": {"answers": {}}}]),
                "$.organisations[0]: has an assessment and a panel; keep one of them",
            ),
            (_network(organisations=[*ORGANISATIONS, {"id": " "}]), "$.organisations[3].id: must not be empty"),
            (_network(organisations=[*ORGANISATIONS, {}]), "$.organisations[3].id: is missing"),
            (
                _network(organisations=[{**ORGANISATIONS[0], "attributes": {"size": 3, "sector": "x"}}]),
                '$.organisations[0].attributes["size"]: 3 is not text',
            ),
            (
                _network(organisations=[{**ORGANISATIONS[0], "attributes": "large"}]),
                "$.organisations[0].attributes: an object is needed, not text",
            ),
            (
                _network(organisations=[{**ORGANISATIONS[0], "panel": {"respondents": []}}]),
                "$.organisations[0].panel.respondents: a panel has at least one respondent",
            ),
            (
                _network(organisations=[{"id": "a", "panel": {"respondents": [{"answers": {"9": 1}}]}}]),
                "$.organisations[0].panel.respondents[0].answers[\"9\"]: no criterion '9' in crossed (4 criteria)",
            ),
            (
                _network(organisations=[{"id": "a", "assessment": {"answers": {"1.1": True}}}]),
                (
                    '$.organisations[0].assessment.answers["1.1"]: true is not an answer: a level\'s number, '
                    '"not applicable", "do not know", or an object with one of them and a note or evidence'
                ),
            ),
            (
                _network(whole={"organisations": []}),
                "$.whole.organisations: a network has answers of at least one organisation",
            ),
            (
                _network(whole={**WHOLE_PART, "nmae": ""}),
                "$.whole.nmae: is not a key of a network; did you mean 'name'?",
            ),
            (_network(whole=[]), "$.whole: an object is needed, not a list"),
            (
                _network(framework={"id": "other", "version": "1"}),
                "$.framework: is other 1; this is read as a network of crossed 1",
            ),
        ],
    )
    def test_faults(self, text: str, expected: str) -> None:
        """Each fault has its path, through panels and whole networks."""
        assert [expected] == _network_faults(text)

    @pytest.mark.parametrize("depth", [20, 200, 400])
    def test_a_whole_of_a_whole(self, depth: int) -> None:
        """Wholes nested without end are a fault of the document, or a network."""
        text = _network(organisations=[{"id": "a", "surplus": 1}])
        inside = json.dumps(WHOLE_PART)[:-1]
        nested = text[:-1] + "".join(f', "whole": {inside}' for _ in range(depth)) + "}" * (depth + 1)

        assert _network_faults(nested)
