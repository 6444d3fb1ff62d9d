"""What became of each criterion from one version to the next."""

import pickle
from collections.abc import Iterable

import attrs
import pytest

from datamaturity import (
    Criterion,
    Fault,
    Framework,
    Level,
    Scale,
    Theme,
    VersionLink,
    VersionLinkKind,
    VersionMap,
    VersionMapError,
)
from examples import CROSSED, FIVE, ONE_THEME


def version(number: str, ids: Iterable[str], scale: Scale = FIVE) -> Framework:
    """Return a version of a framework with these criteria."""
    return Framework(
        id="tiny",
        version=number,
        title="Tiny",
        scale=scale,
        themes=[Theme("data", "Data")],
        criteria=[Criterion(one, f"{one} in {number}", theme="data") for one in ids],
    )


# Of the two criteria called d, the new one is something else.
OLD, NEW = version("1", "abcdef"), version("2", ["a", "b2", "c1", "c2", "d", "g", "h"])
LINKS = (
    VersionLink(VersionLinkKind.SAME, "a", "a"),
    VersionLink(VersionLinkKind.REWORDED, "b", "b2"),
    VersionLink(VersionLinkKind.SPLIT, "c", ("c1", "c2"), note="Two questions in one"),
    VersionLink(VersionLinkKind.RETIRED, "d"),
    VersionLink(VersionLinkKind.NEW, new="d"),
    VersionLink(VersionLinkKind.MERGED, ("e", "f"), "g"),
    VersionLink(VersionLinkKind.NEW, new="h"),
)


def faults_of(
    links: Iterable[VersionLink], *, old: Framework = OLD, new: Framework = NEW, levels: dict[int, int] | None = None
) -> tuple[Fault, ...]:
    """Return the faults for which a map of these links is refused."""
    with pytest.raises(VersionMapError) as caught:
        VersionMap(old, new, links, levels=levels)
    return caught.value.faults


class TestLink:
    """One link."""

    @pytest.mark.parametrize("kind", VersionLinkKind)
    def test_kind_by_its_name(self, kind: VersionLinkKind) -> None:
        """A kind can be given as the text that a file has."""
        assert kind is VersionLink(kind.value, "a", "b").kind

    def test_one_id_as_text(self) -> None:
        """One id needs no list; none is given by leaving it out."""
        link = VersionLink(VersionLinkKind.RETIRED, "4.33")

        assert (("4.33",), (), "") == (link.old, link.new, link.note)

    def test_any_iterable(self) -> None:
        """Several ids come in any iterable and are kept in its order."""
        assert ("b", "a") == VersionLink(VersionLinkKind.MERGED, iter(["b", "a"]), "c").old

    @pytest.mark.parametrize(
        ("link", "expected"),
        [
            (LINKS[0], "same a → a"),
            (LINKS[2], "split c → c1, c2"),
            (LINKS[3], "retired d → -"),
            (LINKS[4], "new - → d"),
            (LINKS[5], "merged e, f → g"),
        ],
    )
    def test_text(self, link: VersionLink, expected: str) -> None:
        """A link reads as its kind and its ids."""
        assert expected == str(link)

    def test_a_kind_shows_its_name(self) -> None:
        """A kind's `repr` is how it is written in code."""
        assert "VersionLinkKind.SPLIT" == repr(VersionLinkKind.SPLIT)


class TestMap:
    """Maps that fit both versions."""

    def test_every_kind(self) -> None:
        """Same, reworded, split, merged, retired and new, with an id that was given to something else."""
        found = VersionMap(OLD, NEW, iter(LINKS))

        assert LINKS == found.links
        assert (OLD, NEW) == (found.old, found.new)
        assert "<VersionMap tiny 1 → 2: 1 same, 1 reworded, 1 split, 1 merged, 1 retired, 2 new>" == repr(found)

    @pytest.mark.parametrize(
        "links",
        [
            [VersionLink(VersionLinkKind.SPLIT, ("a", "b"), ("x", "y"))],
            [VersionLink(VersionLinkKind.MERGED, ("a", "b"), ("x", "y"))],
            # Cut and joined anew: y is a part of a and a part of b.
            [VersionLink(VersionLinkKind.SPLIT, "a", ("x", "y")), VersionLink(VersionLinkKind.MERGED, ("a", "b"), "y")],
            [VersionLink(VersionLinkKind.SPLIT, "a", ("x", "y")), VersionLink(VersionLinkKind.SPLIT, "b", ("y", "x"))],
        ],
    )
    def test_many_to_many(self, links: list[VersionLink]) -> None:
        """Several criteria can be cut and joined anew, in one link or in several that share an id."""
        assert tuple(links) == VersionMap(version("1", "ab"), version("2", "xy"), links).links

    def test_renumbered(self) -> None:
        """What is the same may have another id, and two may swap theirs."""
        links = [VersionLink(VersionLinkKind.SAME, "a", "b"), VersionLink(VersionLinkKind.SAME, "b", "a")]

        assert tuple(links) == VersionMap(version("1", "ab"), version("2", "ab"), links).links

    def test_identity(self) -> None:
        """From a version to itself every criterion is the same, and so is every level."""
        found = VersionMap.identity(CROSSED)

        assert [f"same {one} → {one}" for one in CROSSED.criterion_ids] == [str(link) for link in found.links]
        assert {1: 1, 2: 2, 3: 3, 4: 4, 5: 5} == found.levels
        assert "<VersionMap crossed 1 → 1: 4 same>" == repr(found)

    def test_pickling(self) -> None:
        """A map arrives in another process as it was."""
        found = VersionMap(OLD, NEW, LINKS)

        assert found == pickle.loads(pickle.dumps(found))
        assert hash(found) == hash(VersionMap(OLD, NEW, LINKS))


class TestLevels:
    """Which level of the new scale an old one is."""

    links = VersionMap.identity(ONE_THEME).links

    def test_those_that_are_the_same(self) -> None:
        """Where nothing is said, levels are the same where number, name and value are."""
        new = Scale([Level(1, "Beginning"), Level(2, "Starting"), Level(3, "Learning", "7/2"), Level(4, "Developing")])
        # 2 has another name, 3 another value, and 5 is gone.
        found = VersionMap(ONE_THEME, attrs.evolve(ONE_THEME, version="2", scale=new), self.links)

        assert {1: 1, 4: 4} == found.levels

    def test_given(self) -> None:
        """What is said is taken as it is said; a level left out has no counterpart."""
        found = VersionMap(ONE_THEME, ONE_THEME, self.links, levels={1: 1, 2: 1, 5: 4})

        assert {1: 1, 2: 1, 5: 4} == found.levels

    def test_none_at_all(self) -> None:
        """An empty mapping says that no level has a counterpart; it is not the same as saying nothing."""
        assert {} == VersionMap(ONE_THEME, ONE_THEME, self.links, levels={}).levels


class TestFaults:
    """What does not fit is refused, with every fault at once."""

    def test_sizes(self) -> None:
        """Each kind of link takes so many ids on either side."""
        kind = VersionLinkKind
        both = version("1", "ab"), version("2", "ab")
        cases = [
            (VersionLink(kind.SAME, ("a", "b"), "a"), "same takes 1 old ", "not 2"),
            (VersionLink(kind.REWORDED, "a", ("a", "b")), "reworded takes 1 new ", "not 2"),
            (VersionLink(kind.SPLIT, "a", "a"), "split takes 2 or more new ids, ", "not 1"),
            (VersionLink(kind.SPLIT, (), ("a", "b")), "split takes 1 or more old ids, ", "not 0"),
            (VersionLink(kind.MERGED, "a", "a"), "merged takes 2 or more old ids, ", "not 1"),
            (VersionLink(kind.MERGED, ("a", "b")), "merged takes 1 or more new ids, ", "not 0"),
            (VersionLink(kind.RETIRED, "a", "a"), "retired takes 0 new ids, ", "not 1"),
            (VersionLink(kind.RETIRED), "retired takes 1 old ", "not 0"),
            (VersionLink(kind.NEW, "a", "a"), "new takes 0 old ids, ", "not 1"),
            (VersionLink(kind.NEW, new=("a", "b")), "new takes 1 new ", "not 2"),
        ]

        for link, start, end in cases:
            first = faults_of([link], old=both[0], new=both[1])[0]
            assert f"link 1 ({link})" == first.where
            assert (start, end) == (first.message[: len(start)], first.message[-len(end) :])

    def test_everything_at_once(self) -> None:
        """Wrong sizes, unknown ids, twins, ids left out, contradictions and levels off the scale come together."""
        kind = VersionLinkKind
        links = [
            VersionLink(kind.SAME, "a", "a"),
            VersionLink(kind.RETIRED, "a"),
            VersionLink(kind.SPLIT, "c", "c1"),
            VersionLink(kind.MERGED, ("e", "e", "cc"), "g"),
            VersionLink(kind.SAME, "b", "b2"),
            VersionLink(kind.REWORDED, "d", "b2"),
            VersionLink(kind.NEW, new="c2"),
        ]
        expected = (
            "link 3 (split c → c1): split takes 2 or more new ids, not 1",
            "link 4 (merged e, e, cc → g): no criterion 'cc' in tiny 1 (6 criteria); did you mean 'c'?",
            "link 4 (merged e, e, cc → g): names old e 2 times",
            "old criterion a: is same and retired at once; only split and merged links share an id",
            "old criterion f: no link says what became of it; retired, perhaps",
            "new criterion b2: is same and reworded at once; only split and merged links share an id",
            "new criterion d: no link says what became of it; new, perhaps",
            "new criterion h: no link says what became of it; new, perhaps",
            "levels 0 → 1: old level 0 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)",
            "levels 5 → 6: new level 6 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)",
        )

        assert expected == tuple(map(str, faults_of(links, levels={0: 1, 1: 1, 5: 6})))

    def test_the_error(self) -> None:
        """The faults stand one below another, and the error arrives in another process as it was."""
        with pytest.raises(ValueError, match=r"^2 faults:\n  old criterion a: .*\n  new criterion b: ") as caught:
            VersionMap(version("1", "a"), version("2", "b"), [])
        copy = pickle.loads(pickle.dumps(caught.value))

        assert (type(caught.value), str(caught.value)) == (type(copy), str(copy))

    @pytest.mark.parametrize(
        ("alone", "other"),
        [
            (VersionLink(VersionLinkKind.SAME, "a", "x"), VersionLink(VersionLinkKind.SPLIT, "a", ("y", "z"))),
            (VersionLink(VersionLinkKind.REWORDED, "a", "x"), VersionLink(VersionLinkKind.SPLIT, "a", ("y", "z"))),
            (VersionLink(VersionLinkKind.RETIRED, "a"), VersionLink(VersionLinkKind.SPLIT, "a", ("x", "y", "z"))),
            (VersionLink(VersionLinkKind.SAME, "a", "x"), VersionLink(VersionLinkKind.SAME, "a", "y")),
        ],
    )
    def test_contradictions(self, alone: VersionLink, other: VersionLink) -> None:
        """What is the same, reworded or retired is nothing else besides."""
        faults = faults_of([alone, other], old=version("1", "a"), new=version("2", "xyz"))

        assert ("old criterion a", f"is {alone.kind.value} and {other.kind.value} at once") == (
            faults[0].where,
            faults[0].message.partition(";")[0],
        )

    def test_the_same_and_something_new(self) -> None:
        """What is new did not come from anything."""
        links = [VersionLink(VersionLinkKind.SAME, "a", "x"), VersionLink(VersionLinkKind.NEW, new="x")]
        (fault,) = faults_of(links, old=version("1", "a"), new=version("2", "x"))

        assert fault.message.startswith("is same and new at once; ")

    def test_an_unknown_id_twice(self) -> None:
        """An id that no version has is refused wherever it stands, on the side where it stands."""
        links = [VersionLink(VersionLinkKind.SAME, "a", "b"), VersionLink(VersionLinkKind.RETIRED, "b")]
        faults = faults_of(links, old=version("1", "a"), new=version("2", "ab"))

        assert ["link 2 (retired b → -)", "new criterion a"] == [fault.where for fault in faults]

    def test_two_frameworks(self) -> None:
        """A map is of two versions of one framework."""
        links = [VersionLink(VersionLinkKind.SAME, one, one) for one in "abcde"]
        (fault,) = faults_of(links, old=ONE_THEME, new=version("1", "abcde"))

        assert "one-theme and tiny are two frameworks; a map is of two versions of one" == str(fault)
