"""What ships with the library: how it is listed and loaded, and the data itself."""

import csv
import json
import pickle
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from threading import Barrier, Lock, Thread
from typing import Any

import attrs
import pytest

from datamaturity import (
    ActionStatus,
    Framework,
    FrameworkInfo,
    MeanNearest,
    Rule,
    UnknownIdError,
    check_plan,
    list_crosswalks,
    list_frameworks,
    list_plans,
    load_crosswalk,
    load_framework,
    load_plan,
    packaged,
    project,
)
from datamaturity.documents import frameworks
from datamaturity.documents.crosswalks import crosswalk_json
from datamaturity.documents.plans import plan_json
from datamaturity.mappings import FrozenMapping
from datamaturity.readers.answers import parse_answers
from datamaturity.readers.plan_markdown import parse_plan_markdown
from datamaturity.writers.plan_markdown import plan_markdown

DATA = Path(str(files("datamaturity").joinpath("data")))
FOLDER = DATA / "frameworks"
DMA = "uk-government-dma"

# Beside the repository where the library is written; nobody else has it.
SHARED = Path(__file__).resolve().parents[2] / "shared"
needs_the_source = pytest.mark.skipif(
    not (SHARED / "reference" / f"{DMA}.csv").exists(), reason="the publisher's text is not ours to ship"
)


@pytest.fixture
def nothing_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the test begin as a new process does, with nothing listed or loaded."""
    monkeypatch.setattr(packaged, "_loaded", {})
    monkeypatch.setattr(packaged, "_index", [])


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record the source of each document that is parsed."""
    sources: list[str] = []
    parse = frameworks.parse_framework

    def record(text: str | bytes, *, source: str = "") -> Framework:
        sources.append(source)
        return parse(text, source=source)

    monkeypatch.setattr(frameworks, "parse_framework", record)
    return sources


@pytest.fixture(scope="module")
def dma() -> Framework:
    """Return the UK government's assessment."""
    return load_framework(DMA)


@pytest.fixture(scope="module")
def source() -> list[dict[str, str]]:
    """Return the rows of the publisher's text: one for each criterion at each level."""
    with (SHARED / "reference" / f"{DMA}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class TestListing:
    def test_says_what_there_is(self) -> None:
        """The UK government's assessment ships with the library: 97 rows, 10 topics, 6 themes, 5 levels."""
        expected = FrameworkInfo(
            id=DMA,
            version="2023",
            title="Data Maturity Assessment for Government",
            topic_count=10,
            theme_count=6,
            criterion_count=97,
            level_count=5,
            file="uk-government-dma-2023.json",
        )

        assert expected in list_frameworks()

    @pytest.mark.usefixtures("nothing_loaded")
    def test_reads_the_index_alone(self, monkeypatch: pytest.MonkeyPatch, parsed: list[str]) -> None:
        """Listing reads one small file once, and no framework."""
        paths: list[tuple[str, ...]] = []
        read = packaged._read

        def record(*path: str) -> bytes:
            paths.append(path)
            return read(*path)

        monkeypatch.setattr(packaged, "_read", record)

        assert list_frameworks() == list_frameworks()
        assert [("frameworks", "index.json")] == paths
        assert [] == parsed

    def test_needs_no_document_machinery(self) -> None:
        """In a new process, listing imports neither cattrs nor the reading of documents."""
        code = (
            "import sys, datamaturity; datamaturity.list_frameworks()\n"
            "print({'cattrs', 'datamaturity.documents'} & {*sys.modules} or 'neither')"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

        assert "neither" == done.stdout.strip()

    def test_agrees_with_the_documents(self) -> None:
        """Each entry of the index says what its document holds."""
        for info in list_frameworks():
            framework = load_framework(info.id, version=info.version)

            assert (info.id, info.version, info.title) == (framework.id, framework.version, framework.title)
            assert (info.topic_count, info.theme_count) == (len(framework.topics), len(framework.themes))
            assert (info.criterion_count, info.level_count) == (len(framework.criteria), len(framework.scale))

    def test_documents_are_written_as_they_are(self) -> None:
        """Each framework is written back as its document is, byte for byte."""
        for info in list_frameworks():
            framework = load_framework(info.id, version=info.version)

            assert (FOLDER / info.file).read_bytes() == frameworks.framework_json(framework).encode()

    def test_leaves_no_document_out(self) -> None:
        """Every document in the folder has its entry, and one only."""
        there = {path.name for path in FOLDER.glob("*.json")} - {"index.json"}

        assert sorted(there) == sorted(info.file for info in list_frameworks())

    def test_ids_and_versions_are_unique(self) -> None:
        """An id and a version name one framework."""
        names = [(info.id, info.version) for info in list_frameworks()]

        assert len(names) == len(set(names))

    def test_entry_as_a_value(self) -> None:
        """An entry's repr leaves the file out; it cannot be changed, and survives pickling."""
        info = list_frameworks()[0]

        assert info.file not in repr(info)
        assert info == pickle.loads(pickle.dumps(info))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            info.title = "Other"  # type: ignore[misc]

    def test_the_list_cannot_be_changed(self) -> None:
        """The list is a tuple: nobody can add to it for the whole process."""
        assert tuple is type(list_frameworks())


class TestLoading:
    def test_is_the_same_object_each_time(self) -> None:
        """The newest version, the same by its name, and again, are one object."""
        first = load_framework(DMA)

        assert first is load_framework(DMA)
        assert first is load_framework(DMA, version="2023")

    @pytest.mark.usefixtures("nothing_loaded")
    @pytest.mark.parametrize("versions", [(None, "2023"), ("2023", None), (None, None), ("2023", "2023")])
    def test_reads_a_document_once(self, parsed: list[str], versions: tuple[str | None, ...]) -> None:
        """The document is read once, whether the newest version or that version is asked for first."""
        first, second = (load_framework(DMA, version=version) for version in versions)

        assert first is second
        assert ["uk-government-dma-2023.json"] == parsed

    @pytest.mark.usefixtures("nothing_loaded")
    def test_without_a_version_is_the_newest(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Of several versions, which stand from old to new, the last is loaded unless one is named."""
        (info,) = (one for one in list_frameworks() if one.id == DMA)
        document = json.loads((FOLDER / info.file).read_bytes())
        texts = {
            f"{version}.json": json.dumps({**document, "version": version}).encode() for version in ("9", "10", "11")
        }
        infos = [attrs.evolve(info, version=name.removesuffix(".json"), file=name) for name in texts]
        monkeypatch.setattr(packaged, "_index", infos)
        monkeypatch.setattr(packaged, "_read", lambda *path: texts[path[-1]])

        assert "11" == load_framework(DMA).version
        assert "9" == load_framework(DMA, version="9").version
        assert load_framework(DMA) is load_framework(DMA, version="11")

    @pytest.mark.usefixtures("nothing_loaded")
    def test_from_many_threads_at_once(self, monkeypatch: pytest.MonkeyPatch, parsed: list[str]) -> None:
        """Sixteen threads that all find nothing loaded get one object, for which the document was read once."""
        found: list[Framework] = []
        all_at_the_lock = Barrier(16)
        lock = Lock()

        class LateLock:
            """A lock that nobody gets before all sixteen ask for it, so that the race takes place every time."""

            def __enter__(self) -> None:
                all_at_the_lock.wait(timeout=60)
                lock.acquire()

            def __exit__(self, *_: object) -> None:
                lock.release()

        monkeypatch.setattr(packaged, "_lock", LateLock())
        threads = [Thread(target=lambda: found.append(load_framework(DMA))) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert 16 == len(found)
        assert 1 == len({id(framework) for framework in found})
        assert ["uk-government-dma-2023.json"] == parsed

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ("uk-goverment-dma", "no framework 'uk-goverment-dma' in the package"),
            ("UK-Government-DMA", "no framework 'UK-Government-DMA' in the package"),
        ],
    )
    def test_unknown_id(self, given: str, message: str) -> None:
        """An id that does not ship is refused, with the one that it looks like."""
        with pytest.raises(UnknownIdError) as caught:
            load_framework(given)

        assert str(caught.value).startswith(message)
        assert str(caught.value).endswith("; did you mean 'uk-government-dma'?")
        assert ("framework", given, "the package") == (caught.value.kind, caught.value.id, caught.value.place)

    @pytest.mark.parametrize("version", ["2024", "", 2023])
    def test_unknown_version(self, version: Any) -> None:
        """A version that does not ship is refused, with those that do."""
        with pytest.raises(UnknownIdError) as caught:
            load_framework(DMA, version=version)

        assert f"no version {version!r} in uk-government-dma (1 version)" == str(caught.value).partition(";")[0]
        assert ("2023",) == caught.value.known

    def test_a_mistake_leaves_nothing_behind(self) -> None:
        """After a mistake, what there is can be loaded as before."""
        with pytest.raises(UnknownIdError):
            load_framework(DMA, version="2024")

        assert "2023" == load_framework(DMA).version
        with pytest.raises(UnknownIdError):
            load_framework(DMA, version="2024")


class TestNothingCanBeChanged:
    def test_in_the_whole_of_a_loaded_framework(self, dma: Framework) -> None:
        """Every object in a loaded framework is frozen, every collection a tuple or a read-only mapping."""
        seen = list(_everything_in(dma))

        # The framework, its scale and rule, and 5 levels, 6 themes, 10 topics and 97 criteria.
        assert 3 + 5 + 6 + 10 + 97 == len([one for one in seen if attrs.has(type(one))])
        for one in seen:
            if attrs.has(type(one)):
                for name in [*(field.name for field in attrs.fields(type(one))), "anything"]:
                    with pytest.raises(attrs.exceptions.FrozenInstanceError):
                        setattr(one, name, "changed")
                    with pytest.raises(attrs.exceptions.FrozenInstanceError):
                        delattr(one, name)
            else:
                assert isinstance(one, str | int | Fraction | tuple | FrozenMapping | None)

    def test_in_what_it_answers(self, dma: Framework) -> None:
        """What a loaded framework works out is as unchangeable as itself, groups and descriptors too."""
        answers: list[Any] = [
            dma.criterion_ids,
            dma.whole_weights,
            dma.topic_groups,
            dma.theme_groups,
            dma.cells,
            dma.overall_group,
            dma.descriptors_of("4.33"),
            dma.criteria_of(topic="4"),
            dma.scale.numbers,
            dma.scale.points,
        ]

        for one in (inner for answer in answers for inner in _everything_in(answer)):
            if attrs.has(type(one)):
                with pytest.raises(attrs.exceptions.FrozenInstanceError):
                    setattr(one, attrs.fields(type(one))[0].name, "changed")
            else:
                assert isinstance(one, str | int | Fraction | tuple | FrozenMapping | None)

    def test_after_pickling_it_is_equal(self, dma: Framework) -> None:
        """A loaded framework that goes to another process and back is equal."""
        assert dma == pickle.loads(pickle.dumps(dma))


def _everything_in(one: Any) -> Iterator[Any]:
    """Yield an object and all that it holds: the fields of our own classes, the items of tuples and mappings."""
    yield one
    inner: list[object] = []
    if attrs.has(type(one)):
        inner = [getattr(one, field.name) for field in attrs.fields(type(one))]
    elif isinstance(one, tuple):
        inner = [*one]
    elif isinstance(one, FrozenMapping):
        inner = [*one.keys(), *one.values()]
    for part in inner:
        yield from _everything_in(part)


class TestUkGovernmentDma:
    """The data as data: what the publisher's structure must have, and our words about it."""

    def test_counts(self, dma: Framework) -> None:
        """It has 97 criteria, 10 topics, 6 themes, 5 levels, and 33 of 60 cells hold a criterion."""
        assert (97, 10, 6, 5, 33) == (
            len(dma.criteria),
            len(dma.topics),
            len(dma.themes),
            len(dma.scale),
            len(dma.cells),
        )
        assert 97 == sum(len(cell.criteria) for cell in dma.cells)

    def test_ids(self, dma: Framework) -> None:
        """Topics are 1 to 10; criteria are topic and row number, rows 1 to 97 in order, topics never going back."""
        pairs = [(int(topic), int(row)) for topic, row in (one.split(".") for one in dma.criterion_ids)]

        assert [str(number) for number in range(1, 11)] == [topic.id for topic in dma.topics]
        assert ("1.1", "10.97") == (dma.criterion_ids[0], dma.criterion_ids[-1])
        assert list(range(1, 98)) == [row for _, row in pairs]
        assert sorted(topic for topic, _ in pairs) == [topic for topic, _ in pairs]
        assert [topic for topic, _ in pairs] == [int(one.topic or "") for one in dma.criteria]
        assert [f"{topic}.{row}" for topic, row in pairs] == [*dma.criterion_ids]

    def test_themes(self, dma: Framework) -> None:
        """A theme's id is its name in lower case."""
        assert {"culture", "data", "leadership", "skills", "tools", "uses"} == {theme.id for theme in dma.themes}
        assert [theme.id for theme in dma.themes] == [theme.name.lower() for theme in dma.themes]

    def test_levels(self, dma: Framework) -> None:
        """The scale runs from 1 to 5, each level counting its number."""
        assert [
            (1, "Beginning"),
            (2, "Emerging"),
            (3, "Learning"),
            (4, "Developing"),
            (5, "Mastering"),
        ] == [(level.number, level.name) for level in dma.scale]
        assert [1, 2, 3, 4, 5] == [level.value for level in dma.scale]

    def test_rule_weights_and_overall(self, dma: Framework) -> None:
        """Its rule is mean-nearest, all criteria weigh the same, and its publisher gives no overall score."""
        assert MeanNearest() == dma.default_rule
        assert {1} == set(dma.whole_weights)
        assert dma.publishes_overall is False

    def test_every_descriptor_is_there(self, dma: Framework) -> None:
        """All 485 descriptors are there, each found by its id, and no two say the same."""
        found = [descriptor for one in dma.criterion_ids for descriptor in dma.descriptors_of(one)]

        assert 485 == len(found)
        assert [f"{one}.{number}" for one in dma.criterion_ids for number in range(1, 6)] == [one.id for one in found]
        assert found == [dma.descriptor(one.id) for one in found]
        assert 485 == len({_plain(one.text) for one in found})

    def test_descriptors_are_of_a_readable_length(self, dma: Framework) -> None:
        """Each descriptor is one or a few sentences of 10 to 60 words, without blanks around it."""
        for one in (descriptor for each in dma.criterion_ids for descriptor in dma.descriptors_of(each)):
            assert 10 <= len(one.text.split()) <= 60, one.id
            assert one.text == " ".join(one.text.split()), one.id
            assert one.text.endswith("."), one.id

    def test_everything_is_named_and_described(self, dma: Framework) -> None:
        """Each level has a summary, each topic and theme a description, each criterion a title of its own."""
        assert all(level.summary for level in dma.scale)
        assert all(one.name.strip() and one.description.strip() for one in dma.topics)
        assert all(one.name.strip() and one.description.strip() for one in dma.themes)
        assert 97 == len({one.title for one in dma.criteria})
        assert all(one.title.strip() == one.title != "" for one in dma.criteria)

    def test_says_whose_it_is(self, dma: Framework) -> None:
        """Publisher, source, attribution and both licences are there; the wording is ours."""
        assert "CC BY-NC-SA 4.0" == dma.structure_licence
        assert dma.wording_licence.startswith("MIT")
        assert dma.source.startswith("https://")
        assert all((dma.publisher, dma.attribution))

    def test_repr(self, dma: Framework) -> None:
        """The repr gives id, version and counts."""
        assert "<Framework uk-government-dma 2023: 97 criteria, 10 topics, 6 themes, 5 levels>" == repr(dma)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


class TestSevenThemes:
    """The short framework: one-way, 39 criteria, a text of ours for each stage."""

    framework = load_framework("seven-themes")

    def test_themes_and_stages(self) -> None:
        """It has seven themes, five stages, and no topics; so it has no cells."""
        themes = ["Uses", "Data", "Analysis", "Leadership", "Culture", "Tools", "Skills"]
        stages = ["Unaware", "Emerging", "Learning", "Developing", "Mastering"]

        assert themes == [theme.name for theme in self.framework.themes]
        assert stages == [level.name for level in self.framework.scale]
        assert ((), ()) == (self.framework.topics, self.framework.cells)

    def test_five_or_six_criteria_a_theme(self) -> None:
        """Each theme has five or six criteria, numbered after its first letter; 39 in all."""
        assert 39 == len(self.framework.criteria)
        for group in self.framework.theme_groups:
            assert 5 <= len(group.criteria) <= 6
            assert [f"{group.name[0]}{number}" for number in range(1, len(group.criteria) + 1)] == list(group.criteria)

    def test_texts(self) -> None:
        """Each criterion has a text for each stage, short enough for 20 minutes in all, and none stands twice."""
        texts = [text for one in self.framework.criteria for text in one.descriptors]

        assert 195 == len(texts) == len(set(texts))
        assert all(10 <= len(text.split()) <= 35 for text in texts)
        assert all(text.endswith(".") and "  " not in text for text in texts)
        assert all(part.description for part in self.framework.themes)
        assert all(level.summary for level in self.framework.scale)

    def test_default_rule(self) -> None:
        """Its stages come from the nearest level to the mean."""
        assert "mean-nearest" == str(self.framework.default_rule)


class TestDataDeclaration:
    """Five commitments with their indicators, after a declaration that partners sign."""

    framework = load_framework("data-declaration")

    def test_commitments(self) -> None:
        """It has 18 indicators under five commitments, and no themes."""
        # The source's indicators, those that ask for several things taken apart: 3 + 3 + 5 + 4 + 3.
        assert {"championing": 3, "literacy": 3, "integrity": 5, "sharing": 4, "ethics": 3} == Counter(
            one.topic for one in self.framework.criteria
        )
        assert ["championing", "literacy", "integrity", "sharing", "ethics"] == [
            one.id for one in self.framework.topics
        ]
        assert (18, ()) == (len(self.framework.criteria), self.framework.themes)

    def test_levels(self) -> None:
        """Its four levels run from 0, not started, to 3, in place."""
        assert [(0, "Not started"), (1, "Planned"), (2, "Partly in place"), (3, "In place")] == [
            (level.number, level.name) for level in self.framework.scale
        ]
        assert [0, 1, 2, 3] == [level.value for level in self.framework.scale]


class TestLeadershipPrinciples:
    """Six domains with what is expected of a leader in each, after a council's strategy."""

    framework = load_framework("leadership-principles")

    def test_domains(self) -> None:
        """It has 34 expectations in six domains, and no themes."""
        # The source's expectations, those that ask for several things taken apart: 3 + 7 + 9 + 4 + 5 + 6.
        assert {"security": 3, "digital": 7, "data": 9, "technology": 4, "service": 5, "mindset": 6} == Counter(
            one.topic for one in self.framework.criteria
        )
        assert ["security", "digital", "data", "technology", "service", "mindset"] == [
            one.id for one in self.framework.topics
        ]
        assert (34, ()) == (len(self.framework.criteria), self.framework.themes)

    def test_levels(self) -> None:
        """Its four levels are about a leader's practice, and run from 1."""
        assert [(1, "Unfamiliar"), (2, "Aware"), (3, "Practising"), (4, "Leading by example")] == [
            (level.number, level.name) for level in self.framework.scale
        ]


@pytest.mark.parametrize("framework_id", ["data-declaration", "leadership-principles"])
class TestOurFrameworks:
    """What holds for both frameworks whose indicators and expectations we put in our words."""

    def test_ids(self, framework_id: str) -> None:
        """A criterion's id is its topic's and a number from 1, in order."""
        framework = load_framework(framework_id)

        for topic in framework.topics:
            ids = [one.id for one in framework.criteria if one.topic == topic.id]
            assert [f"{topic.id}.{number}" for number in range(1, len(ids) + 1)] == ids

    def test_every_descriptor_is_there(self, framework_id: str) -> None:
        """Each criterion has a text for each of four levels, found by its id, and no two texts say the same."""
        framework = load_framework(framework_id)
        found = [descriptor for one in framework.criterion_ids for descriptor in framework.descriptors_of(one)]

        assert [f"{one}.{number}" for one in framework.criterion_ids for number in framework.scale.numbers] == [
            one.id for one in found
        ]
        assert found == [framework.descriptor(one.id) for one in found]
        assert 4 * len(framework.criteria) == len(found) == len({_plain(one.text) for one in found})

    def test_texts(self, framework_id: str) -> None:
        """Each text is of 10 to 60 words, tidy, and ends in a full stop."""
        framework = load_framework(framework_id)

        for text in (text for one in framework.criteria for text in one.descriptors):
            assert 10 <= len(text.split()) <= 60, text
            assert text == " ".join(text.split()), text
            assert text.endswith("."), text

    def test_everything_is_named_and_described(self, framework_id: str) -> None:
        """Each level has a summary, each topic a name and a description, each criterion a title of its own."""
        framework = load_framework(framework_id)

        assert len(framework.scale) == len({level.summary for level in framework.scale} - {""})
        assert len(framework.topics) == len({one.name for one in framework.topics})
        assert len(framework.topics) == len({one.description for one in framework.topics} - {""})
        assert len(framework.criteria) == len({_plain(one.title) for one in framework.criteria})
        assert {1} == set(framework.whole_weights)

    def test_says_whose_it_is(self, framework_id: str) -> None:
        """Publisher, attribution and both licences are there; all of its words are ours, under MIT."""
        framework = load_framework(framework_id)

        assert all((framework.publisher, framework.attribution))
        assert framework.structure_licence.startswith("MIT")
        assert framework.wording_licence.startswith("MIT")


class TestCrosswalks:
    def test_listing(self) -> None:
        """Three ship, each to the UK government's assessment, listed in order."""
        names = ["data-declaration", "leadership-principles", "seven-themes"]

        assert tuple(f"{one}-to-{DMA}" for one in names) == list_crosswalks()
        assert {one.stem for one in (DATA / "crosswalks").glob("*.json")} == {*list_crosswalks()}

    @pytest.mark.parametrize("crosswalk_id", list_crosswalks())
    def test_is_the_same_object_each_time(self, crosswalk_id: str) -> None:
        """A crosswalk is read once; its frameworks are those that are loaded by themselves."""
        walk = load_crosswalk(crosswalk_id)

        assert walk is load_crosswalk(crosswalk_id)
        assert crosswalk_id == walk.id == f"{walk.source.id}-to-{walk.target.id}"
        for framework in (walk.source, walk.target):
            assert framework is load_framework(framework.id, version=framework.version)

    @pytest.mark.parametrize(
        ("crosswalk_id", "link_count", "unlinked_count", "reached_count"),
        [
            (f"data-declaration-to-{DMA}", 48, 0, 38),
            (f"leadership-principles-to-{DMA}", 57, 11, 48),
            (f"seven-themes-to-{DMA}", 104, 0, 78),
        ],
    )
    def test_counts(self, crosswalk_id: str, link_count: int, unlinked_count: int, reached_count: int) -> None:
        """Each has as many links, and leaves out as many criteria, as data/README.md says."""
        walk = load_crosswalk(crosswalk_id)

        assert (link_count, unlinked_count, reached_count) == (len(walk.links), len(walk.unlinked), len(walk.reached))
        assert str(link_count) in (DATA / "README.md").read_text(encoding="utf-8").partition(walk.id)[2].split("|")[1]

    @pytest.mark.parametrize("crosswalk_id", list_crosswalks())
    def test_links(self, crosswalk_id: str) -> None:
        """Every id exists on its side, and links stand in the order of the first framework, then of the second."""
        walk = load_crosswalk(crosswalk_id)
        places = [(walk.source.position(one.source), walk.target.position(one.target)) for one in walk.links]

        assert {one.source for one in walk.links} <= {*walk.source.criterion_ids}
        assert {one.target for one in walk.links} <= {*walk.target.criterion_ids}
        assert sorted({*places}) == places
        assert walk == walk.inverse().inverse()

    @pytest.mark.parametrize("crosswalk_id", list_crosswalks())
    def test_complete_for_the_smaller_side(self, crosswalk_id: str) -> None:
        """Each criterion of the smaller framework is linked, or said to have no link and why, and never both."""
        walk = load_crosswalk(crosswalk_id)
        linked = {one.source for one in walk.links}

        assert len(walk.source.criteria) < len(walk.target.criteria)
        assert {*walk.source.criterion_ids} == linked | {*walk.unlinked}
        assert set() == linked & {*walk.unlinked}

    @pytest.mark.parametrize("crosswalk_id", list_crosswalks())
    def test_reasons(self, crosswalk_id: str) -> None:
        """Every link has a reason of its own in a tidy sentence, and so has everything that has no link."""
        walk = load_crosswalk(crosswalk_id)
        reasons = [*(one.reason for one in walk.links), *walk.unlinked.values()]

        assert len(reasons) == len({_plain(one) for one in reasons})
        for reason in reasons:
            assert reason == " ".join(reason.split()), reason
            assert len(reason.split()) >= 5, reason

    @pytest.mark.parametrize("crosswalk_id", list_crosswalks())
    def test_documents(self, crosswalk_id: str) -> None:
        """A crosswalk is written back as its document is, byte for byte, licence and title with it."""
        walk = load_crosswalk(crosswalk_id)

        assert (DATA / "crosswalks" / f"{crosswalk_id}.json").read_bytes() == crosswalk_json(walk).encode()
        assert walk.licence.startswith("MIT")
        assert walk.title.strip()

    @pytest.mark.parametrize("crosswalk_id", list_crosswalks())
    def test_shows_the_example_answers(self, crosswalk_id: str, dma: Framework) -> None:
        """One set of answers to the UK government's assessment bears on every framework that is linked to it."""
        answers = parse_answers(packaged.example_answers(), framework=dma, notify=lambda _: None)
        found = project(answers, load_crosswalk(crosswalk_id))

        assert {*found.framework.criterion_ids} - {
            one for one, bearing in found.bearings.items() if bearing.linked
        } == {one for one, bearing in found.bearings.items() if bearing.reason}

    def test_unknown_id(self) -> None:
        """An id that does not ship is refused, with the one that it looks like."""
        with pytest.raises(UnknownIdError) as caught:
            load_crosswalk(f"data-declarations-to-{DMA}")

        message = f"no crosswalk 'data-declarations-to-{DMA}' in the package (3 crosswalks); did you mean"
        assert str(caught.value).startswith(f"{message} 'data-declaration-to-{DMA}'")

    @pytest.mark.parametrize("given", ["", "../frameworks/seven-themes-1", f"data-declaration-to-{DMA}.json"])
    def test_an_id_is_no_path(self, given: str) -> None:
        """Nothing but the ids that are listed is opened."""
        with pytest.raises(UnknownIdError):
            load_crosswalk(given)


class TestPlans:
    plan = load_plan("trust-data-strategy")

    def test_listing(self) -> None:
        """One ships, and is read once."""
        assert ("trust-data-strategy",) == list_plans()
        assert {one.stem for one in (DATA / "plans").glob("*.json")} == {*list_plans()}
        assert self.plan is load_plan("trust-data-strategy")
        assert "trust-data-strategy" == self.plan.id

    def test_counts(self) -> None:
        """The trust's strategy has 33 actions on three horizons, four themes with 13 goals."""
        # 2 + 3 + 5 + 3 = 13 goals.
        assert [2, 3, 5, 3] == [len(theme.goals) for theme in self.plan.themes]
        assert ["people", "environment", "asset", "governance"] == [theme.id for theme in self.plan.themes]
        assert ["short", "medium", "long"] == [one.id for one in self.plan.horizons]
        assert [*range(1, 34)] == sorted(self.plan.numbers)
        assert 33 == len(self.plan.actions)

    def test_is_clean(self) -> None:
        """It is repaired: nothing in it is at odds, with the framework that it serves if it names one."""
        assert () == check_plan(self.plan)

    def test_every_part_is_there(self) -> None:
        """The vision is whole, each theme has an objective and reasons, each goal a text and actions."""
        vision = self.plan.vision

        assert all((vision.goal, vision.challenge, vision.opportunity))
        assert all((vision.success.from_state, vision.success.through, vision.success.to_state))
        assert all(theme.objective and theme.reasons for theme in self.plan.themes)
        assert all(goal.actions for theme in self.plan.themes for goal in theme.goals)
        assert len(self.plan.actions) == len({_plain(one.text) for one in self.plan.actions})

    def test_document(self) -> None:
        """It is written back as its document is, byte for byte, and by way of Markdown too."""
        path = DATA / "plans" / "trust-data-strategy.json"

        assert path.read_bytes() == plan_json(self.plan).encode()
        assert self.plan == parse_plan_markdown(plan_markdown(self.plan))

    def test_is_a_template(self) -> None:
        """A template has no owners, no days and nothing done: those are for its users."""
        assert {("", ActionStatus.PLANNED, None, None)} == {
            (one.owner, one.status, one.starts, one.due) for one in self.plan.actions
        }

    def test_unknown_id(self) -> None:
        """An id that does not ship is refused, with the one that it looks like."""
        with pytest.raises(UnknownIdError) as caught:
            load_plan("trust-strategy")

        message = "no plan 'trust-strategy' in the package (1 plan); did you mean 'trust-data-strategy'?"
        assert message == str(caught.value)

    @pytest.mark.parametrize("given", ["", "../frameworks/seven-themes-1", "trust-data-strategy.json"])
    def test_an_id_is_no_path(self, given: str) -> None:
        """Nothing but the ids that are listed is opened."""
        with pytest.raises(UnknownIdError):
            load_plan(given)


def test_readme_has_a_row_for_every_file() -> None:
    """The page beside the data names each file, so that its origin and licence can be looked up."""
    page = (DATA / "README.md").read_text(encoding="utf-8")

    assert [] == [one.name for one in DATA.glob("*/*.*") if f"`{one.parent.name}/{one.name}`" not in page]


@pytest.mark.parametrize("path", sorted(DATA.glob("*/*.json")), ids=lambda path: path.name)
class TestFiles:
    def test_are_written_in_one_way(self, path: Path) -> None:
        """Keys are sorted, the indent is two blanks, the text is UTF-8 as it is, and a line ends the file."""
        data = path.read_bytes()
        written = json.dumps(json.loads(data), sort_keys=True, indent=2, ensure_ascii=False) + "\n"

        assert written.encode() == data

    def test_hold_no_float(self, path: Path) -> None:
        """No number in the data has a point or an exponent: what is not whole is a fraction in text."""
        numbers: list[str] = []
        json.loads(path.read_bytes(), parse_float=lambda text: numbers.append(text))

        assert [] == numbers


class TestExampleAnswers:
    def test_name_every_criterion_once(self, dma: Framework) -> None:
        """The example answers name all 97 criteria, in order, with their titles."""
        rows = list(csv.DictReader(packaged.example_answers().splitlines()))

        assert list(dma.criterion_ids) == [row["criterion"] for row in rows]
        assert [one.title for one in dma.criteria] == [row["title"] for row in rows]

    def test_answers_are_of_several_states(self) -> None:
        """The example shows levels as well as answers that are none."""
        answers = Counter(row["answer"] for row in csv.DictReader(packaged.example_answers().splitlines()))

        assert 3 <= len([answer for answer in answers if answer[:1].isdigit()])
        assert 1 <= len([answer for answer in answers if not answer[:1].isdigit()])


@needs_the_source
class TestAgainstTheSource:
    """What can only be seen beside the publisher's own text."""

    def test_structure(self, dma: Framework, source: list[dict[str, str]]) -> None:
        """Each criterion's id, title, topic, theme and each level's name are the publisher's, in its order."""
        ours = [
            (
                str(one.topic),
                dma.topic(str(one.topic)).name,
                one.id,
                dma.theme(str(one.theme)).name,
                one.title,
                str(level.number),
                level.name,
            )
            for one in dma.criteria
            for level in dma.scale
        ]
        theirs = [
            (
                row["topic_number"],
                row["topic"],
                f"{row['topic_number']}.{row['row_number']}",
                row["theme"],
                row["title"],
                row["level"],
                row["level_name"],
            )
            for row in source
        ]

        assert theirs == ours

    def test_cells(self, dma: Framework, source: list[dict[str, str]]) -> None:
        """The cells that hold a criterion are the publisher's."""
        theirs = {(row["topic"], row["theme"]) for row in source}

        assert theirs == {(dma.topic(str(cell.topic)).name, dma.theme(str(cell.theme)).name) for cell in dma.cells}

    def test_no_descriptor_is_the_publishers(self, dma: Framework, source: list[dict[str, str]]) -> None:
        """No descriptor repeats the publisher's text for any criterion and level."""
        ours = {_plain(text) for one in dma.criteria for text in one.descriptors}

        assert set() == ours & {_plain(row["source_text"]) for row in source}

    def test_wording(self) -> None:
        """No packaged text repeats eight words in a row of a source, by the house's own check."""
        tool = SHARED / "tools" / "check_wording.py"
        done = subprocess.run([sys.executable, str(tool), str(DATA)], capture_output=True, text=True, check=False)

        assert 0 == done.returncode, done.stdout + done.stderr


def test_a_rule_is_data(dma: Framework) -> None:
    """The default rule that a document names is a rule of the library."""
    assert isinstance(dma.default_rule, Rule)
