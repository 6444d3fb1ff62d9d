"""What differs between two versions of a framework, by id."""

import pickle

import attrs
import pytest

from datamaturity import (
    Criterion,
    Difference,
    DifferenceKind,
    Framework,
    Level,
    Scale,
    Theme,
    Topic,
    VersionMismatchError,
    Wording,
    diff,
)
from examples import CROSSED, ONE_THEME

OLD = Framework(
    id="tiny",
    version="1",
    title="Tiny",
    scale=Scale([Level(1, "Low", summary="Little"), Level(2, "Mid"), Level(3, "High")]),
    themes=[Theme("data", "Data", "What there is"), Theme("skills", "Skills"), Theme("tools", "Tools")],
    topics=[Topic("1", "Sharing"), Topic("2", "Deciding", "On what"), Topic("3", "Storing")],
    criteria=[
        Criterion("a", "Alpha", "1", "data", ("a one", "a two", "a three")),
        Criterion("b", "Beta", "1", "data"),
        Criterion("c", "Gamma", "2", "skills"),
        Criterion("d", "Delta", "2", "tools"),
        Criterion("e", "Epsilon", "1", "data"),
    ],
)
NEW = Framework(
    id="tiny",
    version="2",
    title="Tiny, revised",
    scale=Scale([Level(1, "Lowest", summary="Next to nothing"), Level(2, "Mid", "5/2"), Level(4, "Top")]),
    themes=[Theme("people", "People"), Theme("data", "Data", "What data there is"), Theme("skills", "Capability")],
    topics=[Topic("1", "Sharing data"), Topic("2", "Deciding", "On what and when"), Topic("4", "Finding")],
    criteria=[
        Criterion("f", "Zeta", "1", "data", ("f one", "f two", "f four")),
        Criterion("b", "Beta, anew", "2", "data"),
        Criterion("a", "Alpha", "1", "data", ("a one", "a two, in other words", "a four")),
        Criterion("c", "Gamma", "2", "people", weight="3/2"),
        Criterion("e", "Epsilon", "1", "data"),
    ],
)
FOUND = diff(OLD, NEW)


class TestEveryKind:
    """Two versions that differ in every way."""

    def test_differences(self) -> None:
        """Parts stand in the old version's order, what is added after them in the new one's."""
        kind = DifferenceKind
        expected = (
            ("framework", "title", kind.RETITLED, "Tiny", "Tiny, revised"),
            ("level", "1", kind.RENAMED, "Low", "Lowest"),
            ("level", "1", kind.REWORDED, "Little", "Next to nothing"),
            ("level", "2", kind.VALUE, "2", "5/2"),
            ("level", "3", kind.REMOVED, "High", ""),
            ("level", "4", kind.ADDED, "", "Top"),
            ("theme", "data", kind.REWORDED, "What there is", "What data there is"),
            ("theme", "skills", kind.RENAMED, "Skills", "Capability"),
            ("theme", "tools", kind.REMOVED, "Tools", ""),
            ("theme", "people", kind.ADDED, "", "People"),
            ("topic", "1", kind.RENAMED, "Sharing", "Sharing data"),
            ("topic", "2", kind.REWORDED, "On what", "On what and when"),
            ("topic", "3", kind.REMOVED, "Storing", ""),
            ("topic", "4", kind.ADDED, "", "Finding"),
            ("criterion", "b", kind.RETITLED, "Beta", "Beta, anew"),
            ("criterion", "b", kind.MOVED_TOPIC, "1", "2"),
            ("criterion", "c", kind.MOVED_THEME, "skills", "people"),
            ("criterion", "c", kind.WEIGHT, "1", "3/2"),
            ("criterion", "d", kind.REMOVED, "Delta", ""),
            ("criterion", "f", kind.ADDED, "", "Zeta"),
            ("descriptor", "a.2", kind.REWORDED, "a two", "a two, in other words"),
            ("descriptor", "a.3", kind.REMOVED, "a three", ""),
            ("descriptor", "a.4", kind.ADDED, "", "a four"),
        )

        assert tuple(Difference(*one) for one in expected) == FOUND.differences

    def test_of_a_part(self) -> None:
        """The differences of one kind of part can be asked for, all or those of one kind."""
        criteria = [(one.id, one.kind.value) for one in FOUND.of_part("criterion")]
        expected = [
            ("b", "retitled"),
            ("b", "moved to another topic"),
            ("c", "moved to another theme"),
            ("c", "weight changed"),
            ("d", "removed"),
            ("f", "added"),
        ]

        assert expected == criteria
        assert ["d"] == [one.id for one in FOUND.of_part("criterion", kind=DifferenceKind.REMOVED)]
        assert () == FOUND.of_part("topic", kind=DifferenceKind.WEIGHT)

    def test_rows(self) -> None:
        """Each difference is a flat row."""
        expected = {"part": "level", "id": "2", "difference": "value changed", "old": "2", "new": "5/2"}

        assert expected == FOUND.to_rows()[3]
        assert len(FOUND.differences) == len(FOUND.to_rows())

    def test_markdown(self) -> None:
        """The differences are a Markdown page with a table."""
        expected = """\
# Tiny, revised: 1 → 2

23 differences.

| part | id | difference | old | new |
| --- | --- | --- | --- | --- |
| framework | title | retitled | Tiny | Tiny, revised |
| level | 1 | renamed | Low | Lowest |
| level | 1 | reworded | Little | Next to nothing |
| level | 2 | value changed | 2 | 5/2 |
| level | 3 | removed | High |  |
| level | 4 | added |  | Top |
| theme | data | reworded | What there is | What data there is |
| theme | skills | renamed | Skills | Capability |
| theme | tools | removed | Tools |  |
| theme | people | added |  | People |
| topic | 1 | renamed | Sharing | Sharing data |
| topic | 2 | reworded | On what | On what and when |
| topic | 3 | removed | Storing |  |
| topic | 4 | added |  | Finding |
| criterion | b | retitled | Beta | Beta, anew |
| criterion | b | moved to another topic | 1 | 2 |
| criterion | c | moved to another theme | skills | people |
| criterion | c | weight changed | 1 | 3/2 |
| criterion | d | removed | Delta |  |
| criterion | f | added |  | Zeta |
| descriptor | a.2 | reworded | a two | a two, in other words |
| descriptor | a.3 | removed | a three |  |
| descriptor | a.4 | added |  | a four |
"""

        assert expected == FOUND.to_markdown()

    def test_repr(self) -> None:
        """A diff shows both versions and how many differences there are."""
        assert "<FrameworkDiff tiny 1 → 2: 23 differences>" == repr(FOUND)

    def test_pickling(self) -> None:
        """A diff arrives in another process as it was."""
        assert FOUND == pickle.loads(pickle.dumps(FOUND))

    def test_a_kind_shows_its_name(self) -> None:
        """A kind's `repr` is how it is written in code."""
        assert "DifferenceKind.MOVED_TOPIC" == repr(DifferenceKind.MOVED_TOPIC)


class TestById:
    """Parts are matched by id, never by text or position."""

    def test_nothing(self) -> None:
        """A version does not differ from itself, and the page says so without a table."""
        found = diff(OLD, OLD)

        assert ((), []) == (found.differences, found.to_rows())
        assert "# Tiny: 1 → 1\n\n0 differences.\n" == found.to_markdown()

    def test_one(self) -> None:
        """One difference is counted in the singular."""
        found = diff(ONE_THEME, attrs.evolve(ONE_THEME, title="One"))

        assert "1 difference." == found.to_markdown().splitlines()[2]
        assert "<FrameworkDiff one-theme 1 → 1: 1 difference>" == repr(found)

    def test_another_order(self) -> None:
        """Criteria in another order are the same criteria."""
        assert () == diff(OLD, attrs.evolve(OLD, criteria=OLD.criteria[::-1])).differences

    def test_another_id(self) -> None:
        """A criterion with the same title and another id is one removed and one added."""
        criteria = [attrs.evolve(OLD.criteria[0], id="z"), *OLD.criteria[1:]]
        found = diff(OLD, attrs.evolve(OLD, criteria=criteria))

        assert [("a", "removed"), ("z", "added")] == [(one.id, one.kind.value) for one in found.differences]

    def test_texts_where_there_were_none(self) -> None:
        """Descriptors that a criterion gains are added, those that it loses are removed, by level."""
        bare = attrs.evolve(OLD, criteria=[attrs.evolve(OLD.criteria[0], descriptors=()), *OLD.criteria[1:]])
        texts = [("a.1", "a one"), ("a.2", "a two"), ("a.3", "a three")]

        assert texts == [(one.id, one.new) for one in diff(bare, OLD).of_part("descriptor", kind=DifferenceKind.ADDED)]
        assert texts == [
            (one.id, one.old) for one in diff(OLD, bare).of_part("descriptor", kind=DifferenceKind.REMOVED)
        ]

    def test_themes_given_up(self) -> None:
        """A criterion that loses its theme has moved to none."""
        bare = attrs.evolve(CROSSED, themes=(), criteria=[attrs.evolve(one, theme=None) for one in CROSSED.criteria])
        moved = diff(CROSSED, bare).of_part("criterion")

        assert {DifferenceKind.MOVED_THEME} == {one.kind for one in moved}
        assert [("data", ""), ("skills", ""), ("data", ""), ("data", "")] == [(one.old, one.new) for one in moved]
        assert [("", "data")] == [(one.old, one.new) for one in diff(bare, CROSSED).of_part("criterion")][:1]

    def test_topics_given_up(self) -> None:
        """A criterion that loses its topic has moved to none."""
        bare = attrs.evolve(CROSSED, topics=(), criteria=[attrs.evolve(one, topic=None) for one in CROSSED.criteria])
        moved = diff(CROSSED, bare).of_part("criterion", kind=DifferenceKind.MOVED_TOPIC)

        assert [("1", ""), ("1", ""), ("2", ""), ("2", "")] == [(one.old, one.new) for one in moved]

    def test_default_rule(self) -> None:
        """Another default rule is a difference: the same answers get other stages."""
        found = diff(ONE_THEME, attrs.evolve(ONE_THEME, default_rule="reached-by:0.8")).differences
        expected = Difference("framework", "default_rule", DifferenceKind.RULE, "mean-nearest", "reached-by:0.8")

        assert (expected,) == found

    def test_wording(self) -> None:
        """One version in two wordings differs in its texts alone."""
        welsh = Wording(
            language="cy",
            licence="MIT",
            level_names={1: "Isel"},
            topic_names={"1": "Rhannu"},
            criterion_titles={"a": "Alffa"},
            descriptors={"a.1": "a un"},
        )
        expected = [
            ("level", "1", "renamed"),
            ("topic", "1", "renamed"),
            ("criterion", "a", "retitled"),
            ("descriptor", "a.1", "reworded"),
        ]

        assert expected == [
            (one.part, one.id, one.kind.value) for one in diff(OLD, OLD.with_wording(welsh)).differences
        ]

    def test_two_frameworks(self) -> None:
        """Two frameworks are refused: a diff is of two versions of one."""
        with pytest.raises(VersionMismatchError) as caught:
            diff(ONE_THEME, CROSSED)

        assert "one-theme and crossed are two frameworks; a diff is of two versions of one" == str(caught.value)


class TestHostileTexts:
    """Whatever a text holds, it stays in its cell and is shown as what it is."""

    @pytest.mark.parametrize(
        ("title", "cell"),
        [
            ("this | that", r"this \| that"),
            ("one\ntwo\r\n\nthree\u2028four\x0bfive", "one two three four five"),
            ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
            ("<!-- gone", "&lt;!-- gone"),
            ("run `rm -rf", r"run \`rm -rf"),
            ("*bold* and _thin_", r"\*bold\* and \_thin\_"),
            ("~~struck~~", r"\~\~struck\~\~"),
            ("[here](https://example.org)", r"\[here\](https://example.org)"),
            ("![](x.png)", r"!\[\](x.png)"),
            ("&lt;b> & &#124;", r"&amp;lt;b> &amp; &amp;\#124;"),
            ("ends with \\", r"ends with \\"),
            ("\\| was escaped", r"\\\| was escaped"),
            ("# Heading", r"\# Heading"),
            ("\t| --- |\n", r"\| --- \|"),
        ],
    )
    def test_title(self, title: str, cell: str) -> None:
        """Pipes, line breaks, HTML, code, links and entities do not break out of the table."""
        new = attrs.evolve(OLD, criteria=[attrs.evolve(OLD.criteria[0], title=title), *OLD.criteria[1:]])
        lines = diff(OLD, new).to_markdown().split("\n")

        # Heading, blank, count, blank, the table's head and rule, its row, and the end of the last line.
        assert 8 == len(lines)
        assert f"| criterion | a | retitled | Alpha | {cell} |" == lines[6]

    def test_id(self) -> None:
        """An id is as harmless as a title."""
        new = attrs.evolve(ONE_THEME, criteria=[*ONE_THEME.criteria, Criterion("f|<b>", "F", theme="data")])
        lines = diff(ONE_THEME, new).to_markdown().split("\n")

        assert r"| criterion | f\|&lt;b> | added |  | F |" == lines[6]

    def test_heading(self) -> None:
        """So are the framework's title and its versions."""
        new = attrs.evolve(ONE_THEME, title="One\n# <b>Two", version="2|*")

        assert r"# One \# &lt;b>Two: 1 → 2\|\*" == diff(ONE_THEME, new).to_markdown().split("\n")[0]
