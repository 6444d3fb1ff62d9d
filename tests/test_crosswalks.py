"""Links between two frameworks: what they say, what they must not say, and how they read the other way round."""

import pickle
from typing import Any

import attrs
import pytest

from datamaturity import Criterion, Framework, Level, Scale, Theme, Topic, UnknownIdError, Wording, WrongTypeError
from datamaturity.crosswalks import Crosswalk, Link, Relation
from datamaturity.errors import CrosswalkError

SCALE = Scale([Level(0, "No"), Level(1, "Yes")])


def _framework(name: str, *ids: str) -> Framework:
    """Return a framework of these criteria, called after its id."""
    return Framework(
        id=name,
        version="1",
        title=name,
        scale=SCALE,
        topics=[Topic("t", "T")],
        criteria=[Criterion(one, f"Criterion {one}", topic="t") for one in ids],
    )


SMALL = _framework("small", "a", "b", "c")
LARGE = _framework("large", "x", "y", "z")

# Against the order of the second framework, so that the other way round shows it.
LINKS = (
    Link("a", "y", "close", "Both ask for a list"),
    Link("a", "x", "broad", "A list is a part of it"),
    Link("b", "y", Relation.NARROW, "Names are a part of a list"),
)
WALK = Crosswalk(
    id="walk",
    version="2",
    title="From small to large",
    source=SMALL,
    target=LARGE,
    links=LINKS,
    unlinked={"c": "Nothing there asks for it"},
    licence="MIT",
)


def _walk(*links: Link, **parts: Any) -> Crosswalk:
    """Return a crosswalk from the small framework to the large one, other parts given by name."""
    return Crosswalk(**{"id": "w", "source": SMALL, "target": LARGE, "links": links, **parts})


def _faults(*links: Link, **parts: Any) -> list[str]:
    """Return the faults for which a crosswalk of these links is refused."""
    with pytest.raises(CrosswalkError) as caught:
        _walk(*links, **parts)
    return [str(fault) for fault in caught.value.faults]


class TestRelation:
    @pytest.mark.parametrize(
        ("relation", "inverse"),
        [
            (Relation.EXACT, Relation.EXACT),
            (Relation.CLOSE, Relation.CLOSE),
            (Relation.BROAD, Relation.NARROW),
            (Relation.NARROW, Relation.BROAD),
            (Relation.RELATED, Relation.RELATED),
        ],
    )
    def test_inverse(self, relation: Relation, inverse: Relation) -> None:
        """As in SKOS: broad and narrow are each other's inverse, the others their own."""
        assert inverse is relation.inverse
        assert relation is inverse.inverse

    def test_meaning(self) -> None:
        """Each says in words of its own what the second criterion is to the first."""
        assert {
            Relation.EXACT: "the same thing",
            Relation.CLOSE: "nearly the same",
            Relation.BROAD: "covers it and more",
            Relation.NARROW: "covers a part of it",
            Relation.RELATED: "has to do with it",
        } == {one: one.meaning for one in Relation}

    def test_repr(self) -> None:
        """A repr is the name that code has for it."""
        assert "Relation.BROAD" == repr(Relation("broad"))


class TestLink:
    @pytest.mark.parametrize("relation", Relation)
    def test_relation_by_name(self, relation: Relation) -> None:
        """A relation is given as one, or by its name."""
        assert Link("a", "x", relation, "Why") == Link("a", "x", relation.value, "Why")

    @pytest.mark.parametrize("relation", ["Broad", "broader", "", None, 1])
    def test_unknown_relation(self, relation: Any) -> None:
        """A relation that is none is refused with all that there are."""
        with pytest.raises(CrosswalkError) as caught:
            Link("a", "x", relation, "Why")

        names = "exact, close, broad, narrow, related"
        assert f"relation: is one of {names}, not {relation!r}" == str(caught.value)

    @pytest.mark.parametrize(
        ("parts", "message"),
        [
            (("", "x", "close", "Why"), "source: the id of a link is text without blanks and slashes, not ''"),
            (("a", "x y", "close", "Why"), "target: the id of a link is text without blanks and slashes, not 'x y'"),
            (("a", "x", "close", " "), "reason: the reason of a link must not be empty"),
        ],
    )
    def test_without_a_part(self, parts: tuple[str, str, str, str], message: str) -> None:
        """A link has two ids and a reason."""
        with pytest.raises(CrosswalkError) as caught:
            Link(*parts)

        assert message == str(caught.value)

    def test_of_another_type(self) -> None:
        """An id and a reason are text."""
        with pytest.raises(WrongTypeError):
            Link(1, "x", "close", "Why")  # type: ignore[arg-type]
        with pytest.raises(WrongTypeError):
            Link("a", "x", "close", None)  # type: ignore[arg-type]


class TestCrosswalk:
    def test_parts(self) -> None:
        """It holds what it was given, in that order; only its id, two frameworks and links are needed."""
        plain = _walk(*(Link(one, "x", "close", f"Why {one}") for one in "abc"))

        assert ("walk", "2", "From small to large", "MIT") == (WALK.id, WALK.version, WALK.title, WALK.licence)
        assert (SMALL, LARGE, LINKS) == (WALK.source, WALK.target, WALK.links)
        assert {"c": "Nothing there asks for it"} == WALK.unlinked
        assert ("w", "1", "", "") == (plain.id, plain.version, plain.title, plain.licence)
        assert (0, False) == (len(plain.unlinked), plain.is_inverse)

    def test_reached(self) -> None:
        """What is reached of the second framework stands once, in its order."""
        assert ("x", "y") == WALK.reached

    def test_links_from(self) -> None:
        """A criterion of the first framework has its links, in their order, or none."""
        assert LINKS[:2] == WALK.links_from("a")
        assert LINKS[2:] == WALK.links_from("b")
        assert () == WALK.links_from("c")

    def test_links_to(self) -> None:
        """A criterion of the second framework has those that lead to it."""
        assert (LINKS[0], LINKS[2]) == WALK.links_to("y")
        assert LINKS[1:2] == WALK.links_to("x")
        assert () == WALK.links_to("z")

    def test_unknown_criterion(self) -> None:
        """Each side is asked for its own criteria."""
        with pytest.raises(UnknownIdError, match="no criterion 'x' in small"):
            WALK.links_from("x")
        with pytest.raises(UnknownIdError, match="no criterion 'a' in large"):
            WALK.links_to("a")

    def test_repr(self) -> None:
        """A repr names both frameworks with their versions, and counts the links."""
        one = _walk(Link("a", "x", "close", "Why"), unlinked={"b": "Why", "c": "Why"})

        assert "<Crosswalk small 1 → large 1: 3 links>" == repr(WALK)
        assert "<Crosswalk small 1 → large 1: 1 link>" == repr(one)
        assert "<Crosswalk large 1 → small 1: 3 links>" == repr(WALK.inverse())

    def test_as_a_value(self) -> None:
        """It cannot be changed, is equal to its like, and survives pickling."""
        assert attrs.evolve(WALK) == WALK == pickle.loads(pickle.dumps(WALK))
        assert WALK != attrs.evolve(WALK, version="3")
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            WALK.title = "Other"  # type: ignore[misc]
        with pytest.raises(TypeError):
            WALK.unlinked["c"] = "Other"  # type: ignore[index]

    def test_keeps_no_hold_of_what_it_was_given(self) -> None:
        """Lists and mappings that change afterwards change nothing."""
        links, unlinked = [*LINKS], {"c": "Why"}
        walk = Crosswalk(id="w", source=SMALL, target=LARGE, links=links, unlinked=unlinked)
        links.clear()
        unlinked.clear()

        assert LINKS == walk.links
        assert {"c": "Why"} == walk.unlinked


class TestInverse:
    def test_links(self) -> None:
        """Each link is read from its other end, with the inverse relation, in the second framework's order."""
        inverse = WALK.inverse()

        assert (LARGE, SMALL) == (inverse.source, inverse.target)
        assert (
            Link("x", "a", "narrow", "A list is a part of it"),
            Link("y", "a", "close", "Both ask for a list"),
            Link("y", "b", "broad", "Names are a part of a list"),
        ) == inverse.links
        assert ("a", "b") == inverse.reached

    def test_everything_else_stays(self) -> None:
        """It is the same crosswalk, complete for the same framework, which is now the second."""
        inverse = WALK.inverse()

        assert (True, False) == (inverse.is_inverse, inverse.inverse().is_inverse)
        assert (WALK.id, WALK.version, WALK.title, WALK.licence, WALK.unlinked) == (
            inverse.id,
            inverse.version,
            inverse.title,
            inverse.licence,
            inverse.unlinked,
        )

    def test_there_and_back(self) -> None:
        """The inverse of the inverse has the same links, in the first framework's order."""
        back = WALK.inverse().inverse()

        assert attrs.evolve(WALK, links=[LINKS[1], LINKS[0], LINKS[2]]) == back
        assert back == back.inverse().inverse()


ALL_UNLINKED = {"a": "Why", "b": "Why", "c": "Why"}


class TestFaults:
    def test_unknown_criteria(self) -> None:
        """A criterion that is none is refused on either side, with its place among the links and what it looks like."""
        assert [
            "link 1 (aa → x): no criterion 'aa' in small (3 criteria); did you mean 'a'?",
            "link 3 (b → q): no criterion 'q' in large (3 criteria)",
        ] == _faults(
            Link("aa", "x", "close", "Why"),
            Link("a", "x", "close", "Why"),
            Link("b", "q", "close", "Why"),
            unlinked={"c": "Why"},
        )

    def test_the_wrong_way_round(self) -> None:
        """A link that is given from its other end is two unknown criteria."""
        assert [
            "link 1 (x → a): no criterion 'x' in small (3 criteria)",
            "link 1 (x → a): no criterion 'a' in large (3 criteria)",
        ] == _faults(Link("x", "a", "close", "Why"), unlinked=ALL_UNLINKED)

    def test_a_pair_twice(self) -> None:
        """Two criteria are linked once: two relations contradict each other, one twice says nothing more."""
        assert ["link a → x: stands 3 times (close, broad, close); keep one"] == _faults(
            Link("a", "x", "close", "One"),
            Link("a", "x", "broad", "Two"),
            Link("b", "x", "close", "Another pair"),
            Link("a", "x", "close", "One"),
            unlinked={"c": "Why"},
        )

    def test_two_exact_partners(self) -> None:
        """What is exactly the same as two others would make one of them, on either side."""
        message = "is exactly the same as 2 others, which would then be one; say close, broad or narrow"

        assert [f"criterion a: {message}", f"criterion y: {message}"] == _faults(
            Link("a", "x", "exact", "Why"),
            Link("a", "y", "exact", "Why"),
            Link("b", "y", "exact", "Why"),
            Link("b", "z", "close", "Why"),
            unlinked={"c": "Why"},
        )

    def test_one_exact_partner_beside_others(self) -> None:
        """One exact partner may stand beside any number of others."""
        walk = _walk(
            Link("a", "x", "exact", "Why"),
            Link("a", "y", "close", "Why"),
            Link("b", "x", "narrow", "Why"),
            unlinked={"c": "Why"},
        )

        assert 3 == len(walk.links)

    def test_left_out(self) -> None:
        """A criterion of the first framework without a link and without a reason is refused; so is each of them."""
        assert [f"criterion {one}: is in no link, and nothing says why" for one in "bc"] == _faults(
            Link("a", "x", "close", "Why")
        )

    def test_of_the_second_framework_any_may_be_left_out(self) -> None:
        """Only the first framework's criteria must all be accounted for."""
        assert ("x",) == _walk(*(Link(one, "x", "close", f"Why {one}") for one in "abc")).reached
        assert () == _walk(unlinked=ALL_UNLINKED).reached

    def test_linked_and_unlinked(self) -> None:
        """A criterion cannot be linked and said to have no link."""
        assert ["criterion a: is linked and said to have no link; strike one of them"] == _faults(
            Link("a", "x", "close", "Why"), unlinked=ALL_UNLINKED
        )

    @pytest.mark.parametrize("reason", ["", " ", "\n"])
    def test_unlinked_without_a_reason(self, reason: str) -> None:
        """A criterion without a link has a reason for it."""
        assert ["criterion b: is said to have no link, without a reason"] == _faults(
            unlinked={**ALL_UNLINKED, "b": reason}
        )

    def test_unlinked_and_unknown(self) -> None:
        """Only criteria of the first framework can be said to have no link."""
        assert ["unlinked: no criterion 'x' in small (3 criteria)"] == _faults(unlinked={**ALL_UNLINKED, "x": "Why"})

    def test_all_at_once(self) -> None:
        """Everything that is wrong is said at once."""
        faults = _faults(
            Link("q", "x", "close", "Why"),
            Link("a", "x", "exact", "Why"),
            Link("a", "x", "close", "Why"),
            Link("a", "y", "exact", "Why"),
            unlinked={"a": "Why", "z": " "},
        )

        assert [
            "link 1 (q → x): no criterion 'q' in small (3 criteria)",
            "link a → x: stands 2 times (exact, close); keep one",
            "criterion a: is exactly the same as 2 others, which would then be one; say close, broad or narrow",
            "criterion a: is linked and said to have no link; strike one of them",
            "unlinked: no criterion 'z' in small (3 criteria)",
            "criterion z: is said to have no link, without a reason",
            "criterion b: is in no link, and nothing says why",
            "criterion c: is in no link, and nothing says why",
        ] == faults

    @pytest.mark.parametrize("link", [("a", "x", "close", "Why"), "a", None], ids=["tuple", "text", "none"])
    def test_what_is_no_link(self, link: Any) -> None:
        """Anything but a link among the links is refused as such, like strangers in any other list."""
        with pytest.raises((CrosswalkError, WrongTypeError)):
            _walk(link, unlinked=ALL_UNLINKED)

    @pytest.mark.parametrize("name", ["source", "target"])
    def test_what_is_no_framework(self, name: str) -> None:
        """Frameworks are given as such, not by their ids."""
        with pytest.raises(TypeError):
            _walk(**{name: "small"}, unlinked=ALL_UNLINKED)

    def test_id(self) -> None:
        """It has an id, as a document needs one."""
        assert ["id: the id of a crosswalk is text without blanks and slashes, not 'a b'"] == _faults(
            id="a b", unlinked=ALL_UNLINKED
        )

    def test_of_an_inverse(self) -> None:
        """An inverse is held to the framework that it was complete for, which is its second."""
        inverse = WALK.inverse()

        with pytest.raises(CrosswalkError) as caught:
            attrs.evolve(inverse, links=inverse.links[:2])
        assert "criterion b: is in no link, and nothing says why" == str(caught.value)


def test_frameworks_without_topics() -> None:
    """A framework of themes alone is linked like any other, in words of its own or in others."""
    themes = Framework(
        id="themes",
        version="1",
        title="Themes",
        scale=SCALE,
        themes=[Theme("t", "T")],
        criteria=[Criterion("a", "A", theme="t")],
    )
    other = themes.with_wording(Wording(licence="MIT", criterion_titles={"a": "Other"}))
    for framework in (themes, other):
        walk = Crosswalk(id="w", source=framework, target=LARGE, links=[Link("a", "x", "close", "Why")])

        assert ("x",) == walk.reached
