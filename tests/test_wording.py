"""Other words over the same ids."""

import pickle
from typing import Any

import attrs
import pytest

from datamaturity import (
    Assessment,
    Criterion,
    Framework,
    FrameworkError,
    Level,
    Scale,
    Theme,
    Topic,
    Wording,
)
from datamaturity import score as score_assessment
from examples import CROSSED

ALL_DESCRIPTORS = {
    f"{criterion}.{number}": f"Text of {criterion} at {number}"
    for criterion in CROSSED.criterion_ids
    for number in CROSSED.scale.numbers
}
ALL_TEXTS: dict[str, Any] = {
    "title": "Dau bwnc a dwy thema",
    "level_names": {number: f"Lefel {number}" for number in CROSSED.scale.numbers},
    "level_summaries": {1: "Yn dechrau."},
    "theme_names": {"data": "Data Cymraeg", "skills": "Sgiliau"},
    "theme_descriptions": {"data": "Am ddata."},
    "topic_names": {"1": "Rhannu", "2": "Penderfynu"},
    "topic_descriptions": {"2": "Am benderfynu."},
    "criterion_titles": {one: f"Maen prawf {one}" for one in CROSSED.criterion_ids},
    "descriptors": ALL_DESCRIPTORS,
}
"""Texts for all that `_own_words` says, and for the criteria that it says nothing about."""

ONE_OF_EACH: dict[str, Any] = {
    "title": "Dau bwnc a dwy thema",
    "level_names": {3: "Dysgu"},
    "level_summaries": {3: "Yn dysgu."},
    "theme_names": {"data": "Data Cymraeg"},
    "theme_descriptions": {"data": "Am ddata."},
    "topic_names": {"2": "Penderfynu"},
    "topic_descriptions": {"2": "Am benderfynu."},
    "criterion_titles": {"1.1": "Rhannu"},
    "descriptors": {"1.1.3": "tri"},
}


def _wording(**texts: Any) -> Wording:
    parts: dict[str, Any] = {"licence": "CC BY 4.0", **texts}
    return Wording(**parts)


class TestWording:
    def test_may_hold_nothing_but_a_licence(self) -> None:
        """Without texts a wording has every mapping empty and is in British English."""
        wording = _wording()

        assert ("", "en-GB", None) == (wording.attribution, wording.language, wording.title)
        assert [{}] * 8 == list(wording.mappings.values())

    @pytest.mark.parametrize("licence", ["", " "])
    def test_needs_a_licence(self, licence: str) -> None:
        """Texts without a licence are refused."""
        with pytest.raises(FrameworkError) as caught:
            Wording(licence=licence)

        assert "licence: say under which licence these texts are" == str(caught.value)

    @pytest.mark.parametrize("text", ["", " \n", 3, None, ["a"]])
    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("level_names", 3),
            ("level_summaries", 3),
            ("theme_names", "data"),
            ("theme_descriptions", "data"),
            ("topic_names", "2"),
            ("topic_descriptions", "2"),
            ("criterion_titles", "1.1"),
            ("descriptors", "1.1.3"),
        ],
    )
    def test_texts_are_texts(self, name: str, key: int | str, text: object) -> None:
        """An empty text, or what is no text, is refused where it stands."""
        with pytest.raises(FrameworkError) as caught:
            _wording(**{name: {key: text}})

        assert f"{name} {key}: a text is needed, not {text!r}" == str(caught.value)

    def test_all_faults_at_once(self) -> None:
        """Every text that is none is named before the wording is refused, and the missing licence too."""
        with pytest.raises(FrameworkError) as caught:
            _wording(licence="", descriptors={"1.1.1": "", "1.1.2": "two", "1.1.3": " "}, level_names={1: ""})

        assert [
            "level_names 1: a text is needed, not ''",
            "descriptors 1.1.1: a text is needed, not ''",
            "descriptors 1.1.3: a text is needed, not ' '",
            "licence: say under which licence these texts are",
        ] == [str(fault) for fault in caught.value.faults]

    @pytest.mark.parametrize(
        ("texts", "counted"),
        [({}, "0 texts"), ({"title": "T"}, "1 text"), ({"topic_names": {"1": "a", "2": "b"}}, "2 texts")],
    )
    def test_repr_is_short(self, texts: dict[str, Any], counted: str) -> None:
        """The repr gives language, count and licence, and no texts."""
        assert f"<Wording cy: {counted}, CC BY 4.0>" == repr(_wording(language="cy", **texts))

    def test_as_a_value(self) -> None:
        """Wordings are equal when their texts are, have equal hashes then, and survive pickling."""
        wording = _wording(**ONE_OF_EACH)

        assert wording == _wording(**ONE_OF_EACH)
        assert hash(wording) == hash(_wording(**ONE_OF_EACH))
        assert wording != _wording()
        assert wording == pickle.loads(pickle.dumps(wording))

    def test_cannot_be_changed(self) -> None:
        """Neither the attributes nor the mappings can be changed, and not through the dict that was given."""
        given = {"1.1.3": "tri"}
        wording = _wording(descriptors=given)
        given["1.1.3"] = "four"
        descriptors: Any = wording.descriptors

        assert "tri" == wording.descriptors["1.1.3"]
        with pytest.raises(TypeError):
            descriptors["1.1.3"] = "four"
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            wording.title = "T"  # type: ignore[misc]


class TestLaidOverAFramework:
    def test_every_kind_of_text(self) -> None:
        """Each text shows where its id says, and everything else keeps the framework's own."""
        welsh = CROSSED.with_wording(_wording(language="cy", **ONE_OF_EACH))

        assert "Dau bwnc a dwy thema" == welsh.title
        assert ("Dysgu", "Yn dysgu.") == (welsh.level(3).name, welsh.level(3).summary)
        assert Theme("data", "Data Cymraeg", "Am ddata.") == welsh.theme("data")
        assert Topic("2", "Penderfynu", "Am benderfynu.") == welsh.topic("2")
        assert "Rhannu" == welsh.criterion("1.1").title
        assert ("one", "two", "tri", "four", "five") == welsh.criterion("1.1").descriptors

        assert CROSSED.level(2) == welsh.level(2)
        assert CROSSED.theme("skills") == welsh.theme("skills")
        assert CROSSED.topic("1") == welsh.topic("1")
        assert CROSSED.criteria[1:] == welsh.criteria[1:]

    def test_structure_stays(self) -> None:
        """Ids, order, weights, rule and values stay, so that scores in the two wordings are the same."""
        welsh = CROSSED.with_wording(_wording(**ONE_OF_EACH))
        answers = {"1.1": 4, "1.2": 2, "2.4": 5}
        here = score_assessment(Assessment(CROSSED, answers))
        there = score_assessment(Assessment(welsh, answers))

        assert (CROSSED.id, CROSSED.version, CROSSED.criterion_ids) == (welsh.id, welsh.version, welsh.criterion_ids)
        assert CROSSED.whole_weights == welsh.whole_weights
        assert CROSSED.scale.points == welsh.scale.points
        assert CROSSED.default_rule == welsh.default_rule
        assert [one.mean for one in here] == [one.mean for one in there]

    def test_the_first_stays_as_it_was(self) -> None:
        """The framework under the wording is not changed."""
        CROSSED.with_wording(_wording(**ONE_OF_EACH))

        assert "Two topics and two themes" == CROSSED.title
        assert "three" == CROSSED.descriptor("1.1.3").text

    def test_descriptors_for_a_criterion_without_any(self) -> None:
        """A criterion without texts gets all of its levels' texts at once."""
        texts = {f"1.2.{number}": f"level {number}" for number in range(1, 6)}

        worded = CROSSED.with_wording(_wording(descriptors=texts))

        assert ("level 1", "level 2", "level 3", "level 4", "level 5") == worded.criterion("1.2").descriptors
        assert () == worded.criterion("2.3").descriptors

    def test_some_levels_of_a_criterion_without_texts(self) -> None:
        """A criterion that would have texts at some levels only is refused, with the levels that lack one."""
        with pytest.raises(FrameworkError) as caught:
            CROSSED.with_wording(_wording(descriptors={"1.2.1": "one", "1.2.3": "three"}))

        assert "criterion 1.2: has no text of its own and none here for level 2, 4, 5" == str(caught.value)

    def test_all_unknown_ids_at_once(self) -> None:
        """Texts for ids that the framework does not have are refused, all at once, with what they look like."""
        with pytest.raises(FrameworkError) as caught:
            CROSSED.with_wording(
                _wording(
                    level_names={9: "Nine"},
                    level_summaries={0: "Nothing."},
                    theme_names={"skils": "Skills"},
                    theme_descriptions={"dat": "Data."},
                    topic_names={"3": "Three"},
                    topic_descriptions={"4": "Four."},
                    criterion_titles={"1": "One"},
                    descriptors={"7.7.7": "Seven", "2.3.1": "one"},
                )
            )

        assert [
            "level_names: no level 9 in crossed (5 levels)",
            "level_summaries: no level 0 in crossed (5 levels)",
            "theme_names: no theme 'skils' in crossed (2 themes); did you mean 'skills'?",
            "theme_descriptions: no theme 'dat' in crossed (2 themes); did you mean 'data'?",
            "topic_names: no topic '3' in crossed (2 topics)",
            "topic_descriptions: no topic '4' in crossed (2 topics)",
            "criterion_titles: no criterion '1' in crossed (4 criteria); did you mean '1.1' or '1.2'?",
            "descriptors: no descriptor '7.7.7' in crossed (20 descriptors)",
            "criterion 2.3: has no text of its own and none here for level 2, 3, 4, 5",
        ] == [str(fault) for fault in caught.value.faults]

    def test_names_that_make_no_scale(self) -> None:
        """A level cannot take the name of another, but two can change names with one another."""
        changed = CROSSED.with_wording(_wording(level_names={1: "Emerging", 2: "Beginning"}))

        assert ["Emerging", "Beginning"] == [level.name for level in changed.scale][:2]
        with pytest.raises(FrameworkError) as caught:
            CROSSED.with_wording(_wording(level_names={1: "Emerging"}))

        assert "level_names: levels 1 and 2 have the same name, 'Emerging'" == str(caught.value)

    def test_level_values_stay_exact(self) -> None:
        """A level in other words counts what it counted."""
        scale = Scale([Level(0, "No"), Level(1, "Some", "1/4"), Level(2, "All", 1)])
        framework = attrs.evolve(CROSSED, scale=scale, criteria=[Criterion("a", "A", "1", "data")])

        worded = framework.with_wording(_wording(level_names={1: "A little"}))

        assert Level(1, "A little", "1/4") == worded.level(1)


class TestLicence:
    def test_of_a_framework_without_one(self) -> None:
        """Over a framework that names no licence for its wording, the wording's licence stands alone."""
        worded = CROSSED.with_wording(_wording(title="T", attribution="A translator"))

        assert ("CC BY 4.0", "A translator") == (worded.wording_licence, worded.attribution)

    def test_of_a_framework_with_one(self) -> None:
        """Where both wordings show, both licences and both names stand, with how much is whose."""
        framework = attrs.evolve(CROSSED, wording_licence="MIT", attribution="The publisher")
        worded = framework.with_wording(_wording(descriptors={"1.1.3": "tri"}, attribution="A translator"))

        # The title, 5 level names, 2 theme names, 2 topic names, 4 criterion titles and 5 descriptors.
        assert "CC BY 4.0 (1 of 19 texts); MIT (the rest)" == worded.wording_licence
        assert "The publisher; A translator" == worded.attribution

    def test_of_a_wording_that_is_complete(self) -> None:
        """Where nothing of the framework's own wording is left, its licence is not named."""
        worded = _own_words().with_wording(_wording(**ALL_TEXTS))

        assert "CC BY 4.0" == worded.wording_licence

    @pytest.mark.parametrize("left_out", ["level_summaries", "theme_descriptions", "topic_descriptions"])
    def test_of_all_descriptors_but_not_all_else(self, left_out: str) -> None:
        """All descriptors are not all texts: where one summary or description is the old one, so is its licence."""
        texts = {name: text for name, text in ALL_TEXTS.items() if name != left_out}

        worded = _own_words().with_wording(_wording(**texts))

        assert "CC BY 4.0" in worded.wording_licence
        assert "MIT" in worded.wording_licence


def _own_words() -> Framework:
    """Return a framework with a summary, a theme's and a topic's description of its own, under a licence of its own."""
    return attrs.evolve(
        CROSSED,
        wording_licence="MIT",
        scale=Scale([Level(1, "Beginning", summary="It begins."), *CROSSED.scale.levels[1:]]),
        themes=[Theme("data", "Data", "About data."), Theme("skills", "Skills")],
        topics=[Topic("1", "Sharing"), Topic("2", "Deciding", "About deciding.")],
    )
