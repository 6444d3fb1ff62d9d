"""Markdown notes of a maturity model: pages, what headings name, a wording, a draft; every slip told with its line."""

from pathlib import Path

import pytest

from datamaturity import (
    Criterion,
    Fault,
    FileError,
    Framework,
    FrameworkError,
    Level,
    Scale,
    Topic,
    UnknownIdError,
    UnreadWarning,
    Wording,
    load_framework,
)
from datamaturity.readers.framework_notes import read_framework_notes
from datamaturity.readers.note_blocks import Section, read_body
from datamaturity.readers.note_headings import shown
from datamaturity.readers.note_pages import Page, Place, parse_page
from datamaturity.readers.notes import read_notes

NOTES = Path(__file__).parent / "data" / "notes"

# Beside the repository where the library is written; nobody else has it.
SEED = Path(__file__).resolve().parents[2] / "shared" / "seeds" / "003_63d69d575d5b9def.txt"
needs_the_source = pytest.mark.skipif(not SEED.exists(), reason="the publisher's text is not ours to ship")

SCALE = Scale([Level(1, "Adrift"), Level(2, "Afloat"), Level(3, "Under way")])

HARBOUR = Framework(
    id="harbour",
    version="1",
    title="A harbour's data",
    scale=SCALE,
    topics=[Topic("1", "Sharing"), Topic("2", "Keeping")],
    criteria=[Criterion("1.1", "Tides", "1"), Criterion("1.2", "Moorings", "1"), Criterion("2.3", "Crews", "2")],
)

# What the three folders of notes hold, each in its own way.
TEXTS = {
    f"{one}.{step}": text.format(step)
    for one, text in {
        "1.1": "Tide tables at step {} are for everyone.",
        "1.2": "Berths at step {}.",
        "2.3": "Crew lists at step {}.",
    }.items()
    for step in (1, 2, 3)
}
LADDERS = "".join(
    f"# {one}\n## 1\nLow {one}.\n## 2\nMiddle {one}.\n## 3\nHigh {one}.\n" for one in ("1.1", "1.2", "2.3")
)


def sections(text: str) -> tuple[Section, ...]:
    """Return the sections of a page below its headings."""
    return read_body(enumerate(text.split("\n"), 1)).sections[1:]


def below(text: str) -> str:
    """Return what is read as the text below a heading."""
    return sections(f"# One\n{text}")[0].text


def page(text: str) -> Page:
    """Return a page without a fault."""
    faults: list[tuple[Place, str]] = []
    made = parse_page(text, source="a.md", faults=faults)
    assert not faults
    assert made is not None
    return made


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that is the current one, so that messages have short names."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def wording_of(text: str, *, name: str = "a.md", strict: bool = True) -> tuple[Wording, list[str]]:
    """Return the wording that one page is, and what was told."""
    Path(name).write_text(text, encoding="utf-8", newline="")
    told: list[Fault] = []
    wording = read_notes(name, framework=HARBOUR, licence="MIT", notify=told.append, strict=strict)
    return wording, [str(one) for one in told]


def faults_of(text: str, *, name: str = "a.md") -> list[str]:
    """Return the faults of one page."""
    with pytest.raises(FrameworkError) as caught:
        wording_of(text, name=name)
    return [str(one) for one in caught.value.faults]


class TestText:
    def test_wrapped_lines_are_one_paragraph(self) -> None:
        """Lines of a paragraph become one, and a blank line stands between two paragraphs, none at the ends."""
        assert "One two three.\n\nFour." == below("\n\nOne\ntwo  \n   three.\n\n\n\nFour.\n\n")

    def test_lists_keep_their_items(self) -> None:
        """Items stay on lines of their own, with their indentation; a wrapped item is one line."""
        assert "Such as:\n\n- one\n  - two or\n- three\n1. four" == below(
            "Such as:\n- one\n  - two\n  or\n- three\n1. four"
        )

    def test_a_year_is_no_item(self) -> None:
        """A number and a full stop within a paragraph begin no list, unless the number is 1."""
        assert "Since\n\n1. May" == below("Since\n1. May")
        assert "Since 2019. Then more" == below("Since\n2019. Then\nmore")

    def test_quotes_tables_and_code_stay(self) -> None:
        """What means something by its lines keeps them; a sign of a heading in code is none."""
        text = "> said\n> so\n\n| a | b |\n|---|---|\n\n```sh\n# 1.1.4\n\n  x\n``` \nAfter"

        assert "> said\n> so\n\n| a | b |\n|---|---|\n\n```sh\n# 1.1.4\n\n  x\n``` \n\nAfter" == below(text)
        assert 1 == len(sections(f"# One\n{text}"))

    def test_a_fence_ends_with_its_own_sign(self) -> None:
        """Code ends with a fence of the same sign, at least as long."""
        assert "~~~~\n```\n~~~\n# no\n~~~~~\n\nAfter" == below("~~~~\n```\n~~~\n# no\n~~~~~\nAfter")

    def test_comments_are_left_out(self) -> None:
        """A comment is no text, over several lines too, and a heading in it is none."""
        assert "One two three" == below("One <!-- a -->two\n<!-- # 1.1.4\n\n# 1.1.3\n-->\nthree<!-- b")

    def test_rules_are_left_out(self) -> None:
        """A line of dashes, stars or underscores after a blank line only parts what it stands between."""
        assert "One\n\nTwo\n\nThree" == below("One\n\n---\nTwo\n* * *\nThree\n\n___\n")

    def test_links_in_a_text_stay(self) -> None:
        """A link within a text is kept as it is written."""
        assert "See [4.33](4.33.md) and [[4.34]]." == below("See [4.33](4.33.md) and\n[[4.34]].")

    @pytest.mark.parametrize(
        "line",
        [
            "⬆️[Up](./Up%20(draft).md)",
            "⬆️ up [[Index]]",
            "up:: [[4.33]]",
            "← [[a]] | [[b|B]] →",
            "- [[a]]\n- [b](b.md)",
            "#x",
        ],
    )
    def test_ways_to_other_pages_are_left_out(self, line: str) -> None:
        """Links and tags that stand alone at the start or end of a page are not text, and nobody need be told."""
        body = read_body(enumerate(f"{line}\n\n# One\nText.\n\n{line}\n".split("\n"), 1))

        assert ("", "Text.") == tuple(section.text for section in body.sections)
        assert () == body.links

    def test_links_between_texts_are_told(self) -> None:
        """Links that stand alone elsewhere are in no text either, and their lines are kept."""
        body = read_body(enumerate(["# One", "Text.", "", "[[a]]", "", "More.", "", "![a](a.png)"], 1))

        assert "Text.\n\nMore.\n\n![a](a.png)" == body.sections[1].text
        assert (4,) == body.links


class TestHeadings:
    def test_depths(self) -> None:
        """One to six signs and a blank make a heading, closing signs are not part of it."""
        found = sections("# a\n###### b ##\n####### c\n#d\n    # e\n   ## f\n#\n")

        assert [(1, "a"), (6, "b"), (2, "f"), (1, "")] == [(one.depth, one.heading) for one in found]
        assert "####### c #d # e" == found[1].text

    def test_underlined_headings(self) -> None:
        """A paragraph with a line of = or - right below it is a heading; a list or a table is not."""
        found = sections("Four\nfive\n===\nText\n\nSix\n---\n- item\n---\n| a |\n---\n")

        assert [(1, 1, "Four five"), (6, 2, "Six")] == [(one.line, one.depth, one.heading) for one in found]
        assert "- item\n\n| a |" == found[1].text

    @pytest.mark.parametrize(
        ("heading", "text", "note"),
        [
            ("[1.1.4](<a folder/1.1.4.md> 'title')", "1.1.4", "1.1.4"),
            ('[1.1.4](1.1.4.md#part "title") Some title', "1.1.4 Some title", "1.1.4"),
            ("[[folder/1.1.4#part]]", "folder/1.1.4#part", "1.1.4"),
            ("**4.33:** Title ^block-1", "4.33:** Title", ""),
            ("[site](https://example.org/4.33)", "site", ""),
        ],
    )
    def test_what_a_heading_shows(self, heading: str, text: str, note: str) -> None:
        """Links show their text, and one at the start leads to a note."""
        assert (text, note) == shown(heading)

    @pytest.mark.parametrize(
        "heading",
        [
            "# 1.1.2",
            "###### 1.1.2:",
            "# [1.1.2](1.1.2.md)",
            "## [[1.1.2]]",
            "# [[1.1.2|Afloat]]",
            "# **1.1.2** ##",
            "# `1.1.2` {#anchor}",
            "# Descriptor 1.1.2",
            "1.1.2\n=====",
            "# 1.1\n## 2",
            "# 1.1\n## Level 2",
            "# 1.1\n## 2 Afloat",
            "# 1.1\n## afloat",
            "# 1.1\n# Level 2",
            "# Row 1.1\n## [Level 2](1.1.2.md)",
            "# Level 2\n## 1.1",
            "# Level 2\n# Topic 1\n# 1.1",
            "# 2 Afloat\n# Criterion 1.1",
        ],
    )
    def test_headings_that_name_a_descriptor(self, write: Path, heading: str) -> None:
        """An id in any dress, or a criterion and a level, either outside."""
        wording, _ = wording_of(f"{heading}\nSome text.\n", strict=False)

        assert {"1.1.2": "Some text."} == dict(wording.descriptors)

    @pytest.mark.parametrize("name", ["1.1.2.md", "1.1.2 Tides.md", "Descriptor 1.1.2.md"])
    @pytest.mark.parametrize("head", ["", "# Tides\n", "# 1.1.2\n", "[[up]]\n\n# Tides\n"])
    def test_a_page_named_after_its_descriptor(self, write: Path, name: str, head: str) -> None:
        """A page's name is enough, with a title of its own or without."""
        wording, _ = wording_of(f"{head}Some text.\n", name=name)

        assert {"1.1.2": "Some text."} == dict(wording.descriptors)

    def test_titles_and_names(self, write: Path) -> None:
        """What stands behind a criterion's id is its title, behind a level's its name, behind a topic's too."""
        wording, told = wording_of(
            "# Topic 1: Open\n## 1.1 — Tide tables\n### Level 1: Adrift\nA\n### 2 – Floating\nB\n### 3\nC\n"
        )

        assert {"1.1": "Tide tables"} == dict(wording.criterion_titles)
        assert {1: "Adrift", 2: "Floating"} == dict(wording.level_names)
        assert {"1": "Open"} == dict(wording.topic_names)
        assert [] == told

    def test_a_page_named_after_its_criterion(self, write: Path) -> None:
        """The heading at the top of such a page is the title; without one, the name's own words are."""
        ladder = "## Adrift\nA\n## Afloat\nB\n## Under way\nC\n"

        assert {"1.1": "Tide tables"} == dict(wording_of(f"# Tide tables\n{ladder}", name="1.1.md")[0].criterion_titles)
        assert {"1.2": "Berths"} == dict(wording_of(ladder, name="1.2 Berths.md")[0].criterion_titles)

    def test_the_title_of_front_matter_names_a_page(self, write: Path) -> None:
        """A page is about what its front matter calls it."""
        wording, _ = wording_of("---\ntitle: Level 2 Afloat\n---\n# 1.1\nA\n# 1.2\nB\n# 2.3\nC\n", name="page.md")

        assert {"1.1.2": "A", "1.2.2": "B", "2.3.2": "C"} == dict(wording.descriptors)
        assert {2: "Afloat"} == dict(wording.level_names)


class TestFrontMatter:
    def test_values(self) -> None:
        """Plain and quoted values are read, with their lines; lists, blocks and comments are not."""
        made = page(
            "---\r\ntitle: Level 4 # mine\r\nup: \"[a \\\"b\\\"](c.md)\"\r\nlicence: 'it''s ours'\r\n"
            "tags:\r\n  - x\r\n- y\r\n# remark\r\n\r\nnote: |\r\n  text\r\nTitle: second\r\n...\r\n# One\r\nText\r\n"
        )

        assert {"title": ("Level 4", 2), "up": ('[a "b"](c.md)', 3), "licence": ("it's ours", 4)} == {**made.front}
        assert (14, "One", "Text") == (made.sections[1].line, made.sections[1].heading, made.sections[1].text)

    def test_toml(self) -> None:
        """Between lines of +++, a key and its value have = between them."""
        assert {"title": ("1.1.2", 2)} == {**page('+++\ntitle = "1.1.2"\n[menu]\n+++\nText').front}

    def test_a_rule_elsewhere_is_none(self) -> None:
        """A line of dashes that is not the first of the file begins no front matter."""
        assert {} == {**page("\n---\ntitle: x\n---\n").front}

    def test_without_an_end(self, write: Path) -> None:
        """Front matter that does not end is a fault, and nothing of the page is guessed at."""
        assert ["a.md line 1: front matter begins here and has no end; close it with a line of ---"] == faults_of(
            "---\ntitle: Level 2\n# 1.1.2\n"
        )
        assert ["a.md line 1: front matter begins here and has no end; close it with a line of +++"] == faults_of(
            "+++\nx"
        )

    def test_text_within(self, write: Path) -> None:
        """A line of text shows that the end is missing, even where a rule follows below."""
        assert ["a.md line 4: the front matter has no end before this line; close it with a line of ---"] == faults_of(
            "---\ntitle: Level 2\n# 1.1.2\nSome text.\n---\n# 1.2.2\nMore.\n"
        )


class TestFaults:
    def test_the_same_id_twice(self, write: Path) -> None:
        """One fault names every place, whether the texts are the same or not; none of them is taken."""
        text = "# 1.1.1\nA\n# 1.1.2\nB\n# 1.1.1\nA\n# 1.1.2\nC\n# 1.1.2\nB\n# 1.1.3\nD\n"

        assert [
            "a.md line 1: 1.1.1 stands here and on line 5, with the same text; keep one of them",
            "a.md line 3: 1.1.2 stands here and on line 7 and on line 9; keep the right one",
        ] == faults_of(text)
        assert {"1.1.3": "D"} == dict(wording_of(text, strict=False)[0].descriptors)

    def test_the_same_id_in_two_files(self, write: Path) -> None:
        """The other place is named with its file."""
        for name in ("a", "b"):
            Path(f"{name}.md").write_text("# 1.1.1\nA\n", encoding="utf-8")
        with pytest.raises(FrameworkError) as caught:
            read_notes("b.md", "a.md", framework=HARBOUR, licence="MIT")

        assert "b.md line 1: 1.1.1 stands here and on a.md line 1, with the same text; keep one of them" == str(
            caught.value
        )

    def test_missing_on_a_page_about_a_level(self, write: Path) -> None:
        """Every criterion is expected at the page's level, and at no other; the fault says where."""
        assert [
            "a.md line 2: 1.2.2 is missing; it is expected after 1.1.2 (line 2) and before 2.3.2 (line 4)"
        ] == faults_of("# Level 2\n# 1.1.2\nA\n# 2.3.2\nC\n")
        assert ["a.md line 2: 1.1.2 and 1.2.2 are missing; they are expected before 2.3.2 (line 2)"] == faults_of(
            "# Level 2\n# 2.3.2\nC\n"
        )
        assert ["a.md line 2: 1.2.2 and 2.3.2 are missing; they are expected after 1.1.2 (line 2)"] == faults_of(
            "# Level 2\n# 1.1.2\nC\n"
        )

    def test_missing_on_a_page_about_a_criterion(self, write: Path) -> None:
        """A criterion's page has all of its levels, whatever other pages have."""
        assert ["a.md line 2: 1.1.2 and 1.1.3 are missing; they are expected after 1.1.1 (line 2)"] == faults_of(
            "# 1.1 Tides\n## 1\nA\n"
        )

    def test_missing_where_other_criteria_have_it(self, write: Path) -> None:
        """Elsewhere a level is expected of a criterion on these pages where another criterion has it."""
        assert ["a.md line 5: 1.2.3 is missing; it is expected after 1.2.1 (line 5)"] == faults_of(
            "# 1.1.1\nA\n# 1.1.3\nB\n# 1.2.1\nC\n"
        )

    def test_some_levels_of_some_criteria_are_enough(self, write: Path) -> None:
        """Where nothing says what a page is about, one descriptor can stand alone."""
        assert 1 == wording_of("# 1.2.3\nA\n")[0].text_count

    def test_elsewhere_is_not_missing(self, write: Path) -> None:
        """What a page lacks may stand on another one."""
        Path("Level 2.md").write_text("# 1.1.2\nA\n# 2.3.2\nC\n", encoding="utf-8")
        Path("1.2.2.md").write_text("B\n", encoding="utf-8")

        assert 3 == read_notes(".", framework=HARBOUR, licence="MIT").text_count

    def test_unknown_ids(self, write: Path) -> None:
        """An id that the framework does not have is told with those that look like it, in a heading or a name."""
        nine = "harbour (9 descriptors)"

        assert [
            "9.9.md: no criterion '9.9' in harbour (3 criteria)",
            f"9.9.md line 1: no descriptor '1.4.2' in {nine}; did you mean '1.2.2', '1.1.2' or '2.3.2'?",
            f"9.9.md line 3: no descriptor '1.1.1.1' in {nine}; did you mean '1.1.1', '1.2.1' or '1.1.3'?",
            "9.9.md line 5: no criterion '2.33' in harbour (3 criteria); did you mean '2.3'?",
            "9.9.md line 7: no level '4' in harbour (3 levels); levels are 1, 2, 3",
        ] == faults_of("# 1.4.2\nA\n# 1.1.1.1\nB\n# Row 2.33\nC\n# Level 4\nD\n", name="9.9.md")

    def test_a_level_off_the_scale_below_a_criterion(self, write: Path) -> None:
        """A bare number below a criterion is a level's, so the scale must have it; with words, it may be anything."""
        text = LADDERS.replace("# 1.2\n", "## 4\n## 2026 plans\n# 1.2\n")

        assert ["a.md line 8: no level '4' in harbour (3 levels); levels are 1, 2, 3"] == faults_of(text)

    def test_unknown_ids_spoil_nothing_else(self, write: Path) -> None:
        """After an id that there is not, the page is still about its level."""
        wording, _ = wording_of("# Level 2\n# 1.1\nA\n# 1.9\nB\n# 2.3\nC\n", strict=False)

        assert {"1.1.2": "A", "2.3.2": "C"} == dict(wording.descriptors)

    def test_an_id_where_it_does_not_fit(self, write: Path) -> None:
        """A descriptor of another level or criterion than what it stands below is in doubt."""
        text = "# Level 2\n## 1.1.2\nA\n## 1.2.3\nB\n## 2.3.2\nC\n"

        assert "a.md line 4: 1.2.3 stands below level 2, which it does not fit" in faults_of(text)
        assert {"1.1.2": "A", "2.3.2": "C"} == dict(wording_of(text, strict=False)[0].descriptors)
        assert "a.md line 3: 1.1.1 stands below 1.2 and level 3, which it does not fit" in faults_of(
            "# 1.2\n## Level 3\n### 1.1.1\nA\n"
        )

    def test_a_link_to_another_id(self, write: Path) -> None:
        """A heading that shows one id and leads to another is in doubt."""
        assert "a.md line 1: shows 1.1.2 and is a link to 1.2.2; make them agree" in faults_of(
            "# [1.1.2](1.2.2.md)\nA\n"
        )
        assert "a.md line 1: shows level 1 and is a link to 1.1.2; make them agree" in faults_of(
            "# [Level 1](1.1.2.md)\nA\n"
        )

    def test_a_descriptor_without_text(self, write: Path) -> None:
        """A descriptor's heading, or page, with nothing below it is a fault, and not missing besides."""
        assert ["a.md line 1: 1.1.1 has no text below it"] == faults_of("# 1.1.1\n# 1.1.2\nA\n")
        assert ["1.1.1.md: 1.1.1 has no text on this page"] == faults_of("[[1.1]]\n", name="1.1.1.md")

    def test_a_number_that_may_be_two_things(self, write: Path) -> None:
        """Where an id names a criterion and a descriptor, or a level, the word has to be written."""
        framework = Framework(
            id="odd", version="1", title="Odd", scale=SCALE, topics=[Topic("a", "A")],
            criteria=[Criterion("1", "One", "a"), Criterion("1.1", "One of one", "a")],
        )  # fmt: skip
        Path("a.md").write_text("# 1.1\nA\n# Criterion 1.1\n## 1\nB\n", encoding="utf-8")
        with pytest.raises(FrameworkError) as caught:
            read_notes("a.md", framework=framework, licence="MIT")

        assert [
            "a.md line 1: 1.1 may be a criterion or a descriptor of odd; write Criterion 1.1 or Descriptor 1.1",
            "a.md line 4: 1 may be a criterion or a level of odd; write Criterion 1 or Level 1",
        ] == [str(one) for one in caught.value.faults][:2]

    def test_two_titles(self, write: Path) -> None:
        """Two titles for one criterion, or two names for one level, are told with both lines; neither is taken."""
        text = LADDERS.replace("# 1.1\n", "# 1.1 Tides\n") + "# 1.1 Tide tables\n"

        assert [
            "a.md line 1: criterion 1.1 is 'Tides' here and 'Tide tables' on line 22; make them agree"
        ] == faults_of(text)
        assert {} == dict(wording_of(text, strict=False)[0].criterion_titles)

    def test_another_levels_name(self, write: Path) -> None:
        """A level that is called what another one is called is a slip."""
        assert ["a.md line 2: level 1 is called 'afloat' here, which is level 2 in harbour"] == faults_of(
            LADDERS.replace("## 1\n", "## Level 1 afloat\n")
        )

    def test_open_ends(self, write: Path) -> None:
        """A fence or a comment without an end would swallow the headings below, so it is a fault."""
        assert ["a.md line 3: a fence of code begins here and has no end; close it with ~~~"] == faults_of(
            "# 1.1.1\nA\n~~~\n# 1.1.2\n```\n"
        )
        assert ["a.md line 2: a comment begins here and has no end; close it with -->"] == faults_of(
            "# 1.1.1\nA <!-- B\n# 1.1.2\nC\n"
        )

    def test_files_that_are_none(self, write: Path) -> None:
        """A file that is not UTF-8 and a folder without notes are faults beside all others."""
        Path("empty", ".trash").mkdir(parents=True)
        Path("empty", ".trash", "1.1.1.md").write_text("Deleted.", encoding="utf-8")
        Path("empty", "1.1.1.txt").write_text("No note.", encoding="utf-8")
        Path("a.md").write_bytes(b"# 1.1.1\nA\xff\n")
        Path("b.md").write_text("# 1.1.9\nA\n", encoding="utf-8")
        with pytest.raises(FrameworkError) as caught:
            read_notes("empty", "a.md", "b.md", framework=HARBOUR, licence="MIT")

        assert ["a.md line 2", "b.md line 1", "empty"] == [one.where for one in caught.value.faults]
        assert "empty: holds no file that ends in .md or .markdown" == str(caught.value.faults[2])

    def test_nothing_to_read(self, write: Path) -> None:
        """No path, a file that is not there, and pages that hold nothing are three complaints."""
        with pytest.raises(FrameworkError, match="notes: there are none to read: give files or folders"):
            read_notes(framework=HARBOUR, licence="MIT")
        with pytest.raises(FileError, match=r"none\.md: No such file"):
            read_notes("none.md", framework=HARBOUR, licence="MIT")
        with pytest.raises(UnknownIdError, match="no framework 'harbor'"):
            read_notes("none.md", framework="harbor", licence="MIT")

        message = "no heading and no file's name names a descriptor, criterion or level of harbour"
        assert [f"a.md: {message}, so there is nothing to read"] == faults_of("# Ideas\nNothing yet.\n")


class TestLicence:
    def read(self, *heads: str, licence: str = "") -> tuple[Wording, list[str]]:
        """Return the wording that pages with such front matter are, and what was told."""
        for place, head in enumerate(heads, 1):
            Path(f"1.1.{place}.md").write_text(f"---\n{head}\n---\nText {place}.\n", encoding="utf-8")
        told: list[Fault] = []
        return read_notes(".", framework=HARBOUR, licence=licence, notify=told.append), [str(one) for one in told]

    def test_from_front_matter(self, write: Path) -> None:
        """Where none is given, that of any page counts for all, in either spelling."""
        assert "CC BY 4.0" == self.read("x: y", "license: CC BY 4.0", 'licence: "CC BY 4.0"')[0].licence

    def test_given(self, write: Path) -> None:
        """A licence given is taken, and another one in a page is told."""
        wording, told = self.read("licence: MIT", "licence: CC0", licence="mit")

        assert "mit" == wording.licence
        assert ["1.1.2.md line 2: the licence 'CC0' is not taken: 'mit' was given"] == told

    def test_two(self, write: Path) -> None:
        """Two licences are not one."""
        message = "1.1.1.md line 2: the licence is 'MIT' here and 'CC0' on 1.1.3.md line 2; give one for all"
        with pytest.raises(FrameworkError) as caught:
            self.read("licence: MIT", "x: y", "licence: CC0")

        assert message == str(caught.value)

    @pytest.mark.parametrize("strict", [True, False])
    def test_none(self, write: Path, strict: bool) -> None:
        """Without a licence there is no wording, strict or not."""
        Path("1.1.1.md").write_text("Text.\n", encoding="utf-8")
        message = "licence: say under which licence these texts are: licence=… (--licence), "
        message += "or licence: … in a page's front matter"
        with pytest.raises(FrameworkError) as caught:
            read_notes("1.1.1.md", framework=HARBOUR, strict=strict)

        assert message == str(caught.value)


class TestNotices:
    def test_what_is_not_read(self, write: Path) -> None:
        """Texts that belong to no descriptor are told, each with its line."""
        _, told = wording_of(
            "Before.\n# Level 3\nL\n# Topic 1\nT\n# Ideas\n# 1.1 Tides\nOf tides.\n## 1\nA\n### Evidence\nE\n"
            "## 2\nB\n\n[[x]]\n\n## 3\nC\n"
        )

        assert [
            "a.md line 1: the text before the first heading is not read: it belongs to no descriptor",
            "a.md line 2: the text below level 3 is not read: it belongs to no descriptor",
            "a.md line 4: the text below topic 1 is not read: it belongs to no descriptor",
            "a.md line 7: the text below 1.1 is not read: it belongs to no descriptor",
            "a.md line 11: the text below 'Evidence' is not read: it belongs to no descriptor",
            "a.md line 16: links that stand alone are not read (1 of them)",
        ] == told

    def test_titles_of_descriptors(self, write: Path) -> None:
        """What stands behind descriptors' ids has no place in a framework, and is told once."""
        _, told = wording_of("# 1.1.1 Low tide\nA\n# 1.2.1 High tide\nB\n# 2.3.1 Adrift\nC\n")

        assert ["a.md line 1: what stands behind a descriptor's id is not read (2 of them): 'Low tide'"] == told

    def test_pages_that_hold_nothing(self, write: Path) -> None:
        """Such a page is told as one, whatever is on it."""
        Path("Ideas.md").write_text("# Plans for 4 boats\nText\n## More\nText\n", encoding="utf-8")
        Path("Index.md").write_text("[[1.1.1]]\n", encoding="utf-8")
        Path("void.md").write_text("", encoding="utf-8")
        told: list[Fault] = []
        Path("1.1.1.md").write_text("Text.\n", encoding="utf-8")
        read_notes(".", framework=HARBOUR, licence="MIT", notify=told.append)

        assert ["Ideas.md", "Index.md", "void.md"] == [one.where for one in told]
        assert {"is not read: neither its name nor a heading names a descriptor, a criterion or a level"} == {
            one.message for one in told
        }

    def test_a_warning_without_notify(self, write: Path) -> None:
        """Without `notify` what is told is a warning, which points at the caller."""
        Path("1.1.1.md").write_text("# Tides\nA\n## Evidence\nB\n", encoding="utf-8")
        with pytest.warns(UnreadWarning, match="the text below 'Evidence'") as caught:
            read_notes("1.1.1.md", framework=HARBOUR, licence="MIT")

        assert __file__ == caught[-1].filename

    def test_faults_without_strict(self, write: Path) -> None:
        """Not strict, a fault is told with the notices, before them, and what is sure is read."""
        wording, told = wording_of("# 1.1.1\nA\n## Remark\nR\n# 1.1.1\nB\n# 1.1.2\nC\n", strict=False)

        assert {"1.1.2": "C"} == dict(wording.descriptors)
        assert [
            "a.md line 1: 1.1.1 stands here and on line 5; keep the right one",
            "a.md line 3: the text below 'Remark' is not read: it belongs to no descriptor",
        ] == told

    def test_not_strict_and_nothing_sure(self, write: Path) -> None:
        """Where nothing is left, the faults are raised all the same."""
        with pytest.raises(FrameworkError, match=r"1\.1\.1 stands here and on line 3"):
            wording_of("# 1.1.1\nA\n# 1.1.1\nB\n", strict=False)


class TestFolders:
    @pytest.mark.parametrize("folder", ["levels", "criteria", "descriptors"])
    def test_three_ways_to_keep_notes(self, folder: str) -> None:
        """A page per level, per criterion or per descriptor say the same."""
        wording = read_notes(NOTES / folder, framework=HARBOUR, licence="CC BY 4.0", notify=lambda _: None)

        assert TEXTS == dict(wording.descriptors)
        assert [*TEXTS] == [*wording.descriptors]
        assert TEXTS["2.3.3"] == HARBOUR.with_wording(wording).descriptor("2.3.3").text

    def test_names_and_titles_of_folders(self) -> None:
        """Pages of levels give their names and the licence, pages of criteria their titles too; an index is told."""
        told: list[Fault] = []
        by_level = read_notes(NOTES / "levels", framework=HARBOUR, attribution="Us", notify=told.append)
        by_criterion = read_notes(NOTES / "criteria", framework=HARBOUR, licence="CC BY 4.0", language="en")

        assert ("CC BY 4.0", "Us") == (by_level.licence, by_level.attribution)
        assert (
            {1: "Adrift", 2: "Afloat", 3: "Under way"} == dict(by_level.level_names) == dict(by_criterion.level_names)
        )
        assert {"1.1": "Tide tables", "1.2": "Berths", "2.3": "Crew lists"} == dict(by_criterion.criterion_titles)
        assert [str(NOTES / "levels" / "1 Harbour levels.md")] == [one.where for one in told]

    def test_a_file_given_twice_is_read_once(self) -> None:
        """A file that is named and stands in a folder, too, is one page."""
        folder = NOTES / "criteria"

        assert 9 == len(read_notes(folder / "1.2.md", folder, framework=HARBOUR, licence="MIT").descriptors)

    def test_a_link_that_leads_to_itself(self, write: Path) -> None:
        """A file that cannot be followed to its end is one that cannot be opened."""
        Path("a.md").symlink_to("a.md")
        with pytest.raises(FileError, match=r"a\.md: "):
            read_notes("a.md", framework=HARBOUR, licence="MIT")

    def test_bytes_of_other_programs(self, write: Path) -> None:
        """A byte order mark and any line ends say nothing."""
        text = "\ufeff---\ntitle: Level 2\n---\n# 1.1\nA\nB\n# 1.2\nB\n# 2.3\nC\n"
        for line_end in ("\r\n", "\r"):
            assert "A B" == wording_of(text.replace("\n", line_end))[0].descriptors["1.1.2"]


class TestDraft:
    def draft(self, *paths: str | Path, **given: object) -> tuple[Framework, list[str]]:
        """Return the draft that notes are, and what was told."""
        told: list[Fault] = []
        made = read_framework_notes(
            *paths, id="draft", version="0", title="A draft", notify=told.append, **given  # type: ignore[arg-type]
        )  # fmt: skip
        return made, [str(one) for one in told]

    def faults(self, *paths: str | Path, **given: object) -> list[str]:
        """Return the faults of notes."""
        with pytest.raises(FrameworkError) as caught:
            self.draft(*paths, **given)
        return [str(one) for one in caught.value.faults]

    @pytest.mark.parametrize("folder", ["levels", "criteria", "descriptors"])
    def test_three_ways_to_keep_notes(self, folder: str) -> None:
        """Each makes the same framework, as far as titles are told."""
        made, _ = self.draft(NOTES / folder, scale=SCALE if folder == "descriptors" else None)

        assert ("1.1", "1.2", "2.3") == made.criterion_ids
        assert SCALE == made.scale
        assert [("1.1", "1"), ("1.2", "1"), ("2.3", "2")] == [(one.id, one.topic) for one in made.criteria]
        assert TEXTS == {one: made.descriptor(one).text for one in TEXTS}

    def test_what_stands_for_what_is_missing(self) -> None:
        """An id stands for a title or name that the notes do not have, and so it is told."""
        made, told = self.draft(NOTES / "levels", attribution="Us")

        assert ("1.1", "2") == (made.criteria[0].title, made.topics[1].name)
        assert ("CC BY 4.0", "Us") == (made.wording_licence, made.attribution)
        assert [
            "draft: ids such as 1.1.1 are read as descriptors: criterion 1.1 at level 1",
            "draft: 3 criteria have no title, so their ids stand for it: 1.1, 1.2 and 2.3",
            "draft: 2 topics have no name, so their ids stand for it: 1 and 2",
        ] == told[1:]

    def test_titles_are_taken(self, write: Path) -> None:
        """Titles of criteria, names of topics and of levels come from their headings; order is that of the numbers."""
        Path("a.md").write_text(
            "# Topic 10 Last\n## 10.1 Ten\n### 0 Out\nA\n### Level 2 In\nB\n"
            "# Topic 9: First\n## Criterion 9.10 Nine\n### Level 0\nC\n### 2\nD\n"
            "## 9.2 Two\n### 0\nE\n### 2\nF\n",
            encoding="utf-8",
        )
        made, told = self.draft("a.md")

        assert ["Two", "Nine", "Ten"] == [one.title for one in made.criteria]
        assert ["First", "Last"] == [one.name for one in made.topics]
        assert ["0 Out", "2 In"] == [str(one) for one in made.scale]
        assert "D" == made.descriptor("9.10.2").text
        assert ["draft: after 9.2 comes 9.10; is one between them missing?"] == told

    def test_levels_without_names(self, write: Path) -> None:
        """A level that is only a number is called so."""
        Path("a.md").write_text("# A1 Tides\n## Level 1\nA\n## Level 2 In\nB\n", encoding="utf-8")
        made, told = self.draft("a.md")

        assert "Level 1" == made.scale.level(1).name
        assert [
            "draft: level 1 has no name, so 'Level 1' stands for it",
            "draft: the ids name no topics, so all criteria are in one, 'all'",
        ] == told
        assert ("all", "A draft") == (made.topics[0].id, made.topics[0].name)

    def test_a_scale_given(self, write: Path) -> None:
        """The scale that is given holds; another name in the notes is told, and its names serve below a criterion."""
        Path("a.md").write_text(
            "# 1.1 Tides\n## Adrift\nA\n## Level 2 Floating\nB\n## under way\nC\n", encoding="utf-8"
        )
        made, told = self.draft("a.md", scale=SCALE)

        assert ("A", "B", "C") == made.criteria[0].descriptors
        assert "Afloat" == made.scale.level(2).name
        assert "draft: level 2 is Afloat on the scale given; the notes call it 'Floating'" == told[0]

    def test_no_texts(self, write: Path) -> None:
        """Criteria without any descriptor are a framework, too, and so it is told."""
        Path("a.md").write_text("# 1.17 Tides\n# 1.18 Moorings\n", encoding="utf-8")
        made, told = self.draft("a.md", scale=SCALE)

        assert ((), "Moorings") == (made.criteria[0].descriptors, made.criteria[1].title)
        assert "draft: there is no text for any level, so the criteria have no descriptors" == told[0]

    @pytest.mark.parametrize(
        ("text", "criteria"),
        [
            ("# 1.1 One\n# 1.1.1\nA\n# 1.1.2\nB\n# 1.1.3\nC\n", "1.1"),
            ("# Row 1.1\n## Descriptor 1.1.1\nA\n## 1.1.2\nB\n## 1.1.3\nC\n", "1.1"),
            (
                "# Level 1\n# 1.1\nA\n# 1.2\nB\n# Level 2\n# 1.1\nA\n# 1.2\nB\n# Level 3\n# 1.1\nC\n# 1.2\nC\n",
                "1.1 1.2",
            ),
            ("# Level 1\n# 1.1\nA\n# Level 2\n# 1.2\nB\n# Level 3\n# 1.3\nC\n", "1"),
            ("# Level 1\n# C7\nA\n# Level 2\n# C7\nB\n# Level 3\n# C7\nC\n", "C7"),
            ("# 1.1 One\n## Level 1\nA\n## Level 2\nB\n## Level 3\nC\n", "1.1"),
            ("# open.1\n## Level 1\nA\n## Level 2\nB\n## Level 3\nC\n", "open.1"),
            ("# Criterion A1\n## Level 1\nA\n## Level 2\nB\n## Level 3\nC\n", "A1"),
        ],
    )
    def test_which_ids_are_criteria(self, write: Path, text: str, criteria: str) -> None:
        """What ids name is read from all of them and from the levels around them and below."""
        Path("a.md").write_text(text, encoding="utf-8")

        assert criteria.split() == [*self.draft("a.md", scale=SCALE)[0].criterion_ids]

    @pytest.mark.parametrize("head", ["# Topic {}: Boats\n", "# Level {}\nA\n"])
    def test_more_digits_than_python_reads(self, write: Path, head: str) -> None:
        """A number of thousands of digits is no level's and stops nothing; fuzzing found it."""
        sound = "# 1.1 One\n## Level 1\nA\n## Level 2\nB\n## Level 3\nC\n"
        Path("a.md").write_text(sound + head.format("9" * 5000), encoding="utf-8")

        assert "1.1" in self.draft("a.md", scale=SCALE)[0].criterion_ids

    @pytest.mark.parametrize("head", ["# 1.{}\nA\n", "# Criterion {}.1\nA\n"])
    def test_more_digits_than_an_id_has(self, write: Path, head: str) -> None:
        """An id of thousands of digits is none, and so it is told, cut; fuzzing found it."""
        sound = "# 1.1 One\n## Level 1\nA\n## Level 2\nB\n## Level 3\nC\n"
        Path("a.md").write_text(sound + head.format("9" * 5000), encoding="utf-8")

        (fault,) = self.faults("a.md", scale=SCALE)
        assert fault.startswith("a.md line 8: no criterion '")
        assert len(fault) < 200

    def test_ladders_of_other_lengths(self, write: Path) -> None:
        """Every criterion needs a text for each level; those missing are told with their place."""
        Path("a.md").write_text(
            "# 1.1\n## Level 1\nA\n## Level 2\nB\n# 1.2\n## Level 2\nC\n# 1.3 Empty\n", encoding="utf-8"
        )

        assert [
            "a.md: 1.3.1 and 1.3.2 are missing; they are expected on these pages",
            "a.md line 7: 1.2.1 is missing; it is expected before 1.2.2 (line 7)",
        ] == self.faults("a.md")

    def test_no_scale(self, write: Path) -> None:
        """Levels that nobody names, and a scale of one level, are faults beside the others."""
        Path("1.1.1.md").write_text("A\n", encoding="utf-8")
        Path("a.md").write_text("# Level 1\n# 1.1.1\nA\n# 1.1.1\nA\n", encoding="utf-8")
        head = "draft: no heading says which levels there are; give scale, or head their texts Level 1 …, Level 2 …"

        assert [head] == self.faults("1.1.1.md")
        assert [
            "a.md line 2: 1.1.1 stands here and on line 4, with the same text; keep one of them",
            "draft: a scale has 2 to 250 levels, not 1; give scale, or the pages of the other levels",
        ] == self.faults("a.md")

    def test_no_criteria(self, write: Path) -> None:
        """Pages without an id make no framework."""
        Path("a.md").write_text("# Level 1\n# Topic of the day\n# Row of boats\n", encoding="utf-8")

        assert ["draft: no heading and no file's name names a criterion or a descriptor, such as 4.33"] == self.faults(
            "a.md", scale=SCALE
        )

    def test_a_warning_without_notify(self) -> None:
        """Without `notify` what is told is a warning, which points at the caller."""
        with pytest.warns(UnreadWarning, match="2 topics have no name") as caught:
            read_framework_notes(NOTES / "criteria", id="draft", version="0", title="A draft")

        assert __file__ == caught[0].filename


@needs_the_source
class TestSeed:
    def test_the_slip_is_told(self) -> None:
        """10.93.4 stands on lines 380 and 384, and 10.94.4 nowhere; both are told, and nothing else is wrong."""
        with pytest.raises(FrameworkError) as caught:
            read_notes(SEED, framework="uk-government-dma", licence="CC BY-NC-SA 4.0")
        twice, missing = caught.value.faults

        assert (f"{SEED} line 380", f"{SEED} line 384") == (twice.where, missing.where)
        assert "10.93.4 stands here and on line 384, with the same text; keep one of them" == twice.message
        assert (
            "10.94.4 is missing; it is expected after 10.93.4 (line 384) and before 10.95.4 (line 386)"
            == missing.message
        )

    def test_the_rest_is_read(self) -> None:
        """Not strict, the 95 others are read, and 10.93.4 keeps the framework's own text."""
        told: list[Fault] = []
        wording = read_notes(
            SEED, framework="uk-government-dma", licence="CC BY-NC-SA 4.0", notify=told.append, strict=False
        )
        framework = load_framework("uk-government-dma")
        reworded = framework.with_wording(wording)

        # 97 criteria at level 4, without 10.93 and 10.94.
        assert [f"{one}.4" for one in framework.criterion_ids if one not in ("10.93", "10.94")] == [
            *wording.descriptors
        ]
        assert {4: "Developing"} == dict(wording.level_names)
        assert ["line 380", "line 384"] == [one.where.removeprefix(f"{SEED} ") for one in told]
        assert framework.descriptor("10.93.4") == reworded.descriptor("10.93.4")
        assert framework.descriptor("1.1.4") != reworded.descriptor("1.1.4")
        assert not any("\n" in text or "](" in text for text in wording.descriptors.values())
