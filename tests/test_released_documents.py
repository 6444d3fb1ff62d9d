"""Documents that releases have written: every later one reads them, says what they said, and writes them again."""

import json
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import jsonschema
import pytest

import datamaturity
from datamaturity import (
    ActionState,
    Answer,
    AnswerState,
    Assessment,
    Benchmark,
    Crosswalk,
    CutOffs,
    Declaration,
    Evidence,
    Framework,
    Level,
    MeanNearest,
    MedianLow,
    Mention,
    Network,
    Panel,
    Plan,
    Provenance,
    ReachedBy,
    Relation,
    Serves,
    Target,
    VersionLinkKind,
    VersionMap,
    Withheld,
    Wording,
    carry,
    document_json,
    list_crosswalks,
    list_frameworks,
    list_plans,
    load_crosswalk,
    load_framework,
    load_plan,
    parse_document,
    plan_status,
    project,
    score,
)
from datamaturity.documents.json_text import FORMAT
from datamaturity.documents.kinds import KINDS, Noun
from datamaturity.packaged import load_schema

T = TypeVar("T")

RELEASED = Path(__file__).parent / "data" / "released"
RELEASES = sorted(
    (path.name for path in RELEASED.iterdir() if path.is_dir()), key=lambda one: tuple(map(int, one.split(".")))
)
FILES = sorted(RELEASED.glob("*/*.json"))

# Of each file as it was added; see the README there before changing a line of this.
DIGESTS = {
    "0.1.0/assessment-plain.json": "e14b6a8dbebbce672caf565686d2d6ee190d104b7b5d613a81ccd16f08c3b567",
    "0.1.0/assessment.json": "531e7117b845a23470597fe464892477cc2ec48b5963a151725c3d874124da3f",
    "0.1.0/benchmark-counts.json": "893ac0ff778807e188088ceb69ae66569e67efd3aee3d9e9f280fc55a20fc26d",
    "0.1.0/benchmark.json": "12210e799a82921bdf4e2fd9b7490a18d233fe688c082995643ddf8d18b070ea",
    "0.1.0/crosswalk.json": "e7692ab0dea31e74d57da7f7be33b483e36d85bd06eb0aa406f95564df0671d7",
    "0.1.0/declaration.json": "4e8ee1c9bc338c94978a3dd10c27de4fc8be4d1c5398f30fd22bf1ceb7a045b0",
    "0.1.0/framework-lights.json": "a375cb4a5ebf8ec879a35456036e5b71964b7a6c30a0c94bfb89e94172c4feaf",
    "0.1.0/framework-next.json": "c6700b84bbffa51e7b941b911998cf0072294c3255eb42243636301ef1e0e96e",
    "0.1.0/framework.json": "fe0aa04c5dfc85b50892f1e5e30b15157709199b3ea6d78548e49454c67e71cb",
    "0.1.0/network.json": "1bb77fdeb42fe4944791bea22b58eae999b44ae83e8ab64834a40b123507fb7c",
    "0.1.0/panel.json": "5c395e17ce17bbaf4f69ebbf58e68a8131430c32da6d302bc81d6bf04273c9f6",
    "0.1.0/plan.json": "6c5f26b1cccc0e6952ee7823dab5281caf4a676f2ce08b54c18d73db3e3ac8c4",
    "0.1.0/target.json": "2832ed644ef46a5bb1b0635f191ea567b737cb4ec34cfab0d5e17b7b45fce701",
    "0.1.0/version-map.json": "ee09628965e662151df1412f2547b741165c97d425b1e626ab0cb8cceca152c4",
    "0.1.0/wording.json": "885783cdeb95db15c7fa57b9dcb829b4799f7a0528a9c2d6441ce8daea5bff53",
}


def shown(path: Path) -> str:
    """Return the name of a file with its folder."""
    return f"{path.parent.name}/{path.name}"


def frameworks(release: str) -> dict[tuple[str, str], Framework]:
    """Return the frameworks of a release's folder, by id and version."""
    found = {}
    for path in sorted((RELEASED / release).glob("framework*.json")):
        one = read(path)
        assert isinstance(one, Framework)
        found[one.id, one.version] = one
    return found


def read(path: Path) -> Noun:
    """Return what a file holds; the frameworks that it names stand beside it."""

    def find(framework_id: str, version: str) -> Framework:
        return frameworks(path.parent.name)[framework_id, version]

    return parse_document(path.read_bytes(), find=find, source=shown(path))


def written(noun: Noun, path: Path) -> str:
    """Return the document of what a file holds."""
    if not isinstance(noun, Wording):
        return document_json(noun)
    named = json.loads(path.read_text(encoding="utf-8"))["framework"]
    return document_json(noun, framework=frameworks(path.parent.name)[named["id"], named["version"]])


class TestEveryFile:
    def test_never_edited(self) -> None:
        """Every file is, byte for byte, what it was when it was added."""
        assert DIGESTS == {shown(path): sha256(path.read_bytes()).hexdigest() for path in FILES}

    @pytest.mark.parametrize("path", FILES, ids=shown)
    def test_is_read(self, path: Path) -> None:
        """It reads as the noun of its kind, from bytes and from text."""
        noun = read(path)
        document = json.loads(path.read_text(encoding="utf-8"))

        assert KINDS[document["kind"]].noun is type(noun)
        assert noun == parse_document(
            path.read_text(encoding="utf-8"), find=lambda *key: frameworks(path.parent.name)[key]
        )

    @pytest.mark.parametrize("path", FILES, ids=shown)
    def test_is_written_again(self, path: Path) -> None:
        """It is written again with the same bytes as long as the format is the same, and reads as the same in any."""
        noun = read(path)
        text = written(noun, path)
        if json.loads(path.read_text(encoding="utf-8"))["format"] == FORMAT:
            assert path.read_bytes() == text.encode()

        assert noun == parse_document(text, find=lambda *key: frameworks(path.parent.name)[key])

    @pytest.mark.parametrize("path", FILES, ids=shown)
    def test_fits_its_schema(self, path: Path) -> None:
        """The packaged JSON Schema of its kind takes it, as long as that is of its format."""
        document = json.loads(path.read_text(encoding="utf-8"))
        schema = load_schema(document["kind"])
        is_same = schema["$id"] == document["$schema"]

        assert is_same == (document["format"] == FORMAT)
        assert [] == [*jsonschema.Draft202012Validator(schema).iter_errors(document)] or not is_same


# Words that the writers leave out, since a document without them means the same.
DEFAULTS = {("action.status", "planned")}


def parts(node: Any, place: str) -> Iterator[tuple[str, Any]]:
    """Yield every key and every word that a schema has, with where they stand."""
    if isinstance(node, list):
        for one in node:
            yield from parts(one, place)
    if not isinstance(node, dict):
        return
    for name, one in node.get("$defs", {}).items():
        yield from parts(one, name)
    for key, one in node.get("properties", {}).items():
        yield place, key
        yield from parts(one, f"{place}.{key}")
    for word in node.get("enum", ()):
        if word is not None:
            yield place, word
    for key in ("items", "additionalProperties", "oneOf", "anyOf"):
        yield from parts(node.get(key), place)


def used(node: Any, value: Any, schema: dict[str, Any], place: str) -> Iterator[tuple[str, Any]]:
    """Yield those of them that a document uses."""
    if "$ref" in node:
        place = node["$ref"].rpartition("/")[2]
        yield from used(schema["$defs"][place], value, schema, place)
    for one in (*node.get("oneOf", ()), *node.get("anyOf", ())):
        if jsonschema.Draft202012Validator({**one, "$defs": schema.get("$defs", {})}).is_valid(value):
            yield from used(one, value, schema, place)
    if value in node.get("enum", ()):
        yield place, value
    if isinstance(value, dict):
        for key, one in value.items():
            if key in node.get("properties", {}):
                yield place, key
                yield from used(node["properties"][key], one, schema, f"{place}.{key}")
            elif isinstance(node.get("additionalProperties"), dict):
                yield from used(node["additionalProperties"], one, schema, place)
    if isinstance(value, list):
        for one in value:
            yield from used(node.get("items", {}), one, schema, place)


class TestNewestFolder:
    """What is in the folder of the last release that changed documents; its README says what to do where this fails."""

    documents = tuple(
        json.loads(path.read_text(encoding="utf-8")) for path in FILES if path.parent.name == RELEASES[-1]
    )

    def test_every_kind(self) -> None:
        """Every kind of document is there, in the present format."""
        assert {*KINDS} == {one["kind"] for one in self.documents}
        assert {FORMAT} == {one["format"] for one in self.documents}

    @pytest.mark.parametrize("kind", [*KINDS])
    def test_every_key(self, kind: str) -> None:
        """Every key that a kind's schema has is used, and every word that it lists."""
        schema = load_schema(kind)
        found = {part for one in self.documents if one["kind"] == kind for part in used(schema, one, schema, "$")}

        assert DEFAULTS & {*parts(schema, "$")} == {*parts(schema, "$")} - found


class Test010:
    """What the documents of 0.1.0 say, worked by hand from what they were made for."""

    def noun(self, name: str, wanted: type[T]) -> T:
        """Return what a document holds, which is of this type."""
        found = read(RELEASED / "0.1.0" / f"{name}.json")
        assert isinstance(found, wanted)
        return found

    def harbour(self) -> Framework:
        """Return the framework that most of them are of."""
        return self.noun("framework", Framework)

    def test_framework(self) -> None:
        """A framework has its publisher, rule, scale, parts, weights and texts."""
        one = self.harbour()

        assert ("harbour", "1", "Harbours and their data", "Harbour Board") == (
            one.id,
            one.version,
            one.title,
            one.publisher,
        )
        assert ("https://example.org/harbours", "© Harbour Board 2024") == (one.source, one.attribution)
        assert ("CC-BY-4.0", "MIT") == (one.structure_licence, one.wording_licence)
        assert (ReachedBy("0.75"), True) == (one.default_rule, one.publishes_overall)
        assert (
            Level(0, "Adrift", summary="Nobody steers."),
            Level(1, "Afloat", "1/4"),
            Level(2, "Under way", "1/2", summary="“Dŵr” & tide"),
            Level(3, "Moored", 1),
        ) == one.scale.levels
        assert [("1", "Berths", "Where boats lie"), ("2", "Tides", "")] == [
            (topic.id, topic.name, topic.description) for topic in one.topics
        ]
        assert [("people", "Who does it"), ("boats", "")] == [(theme.id, theme.description) for theme in one.themes]
        assert ("1.1", "1.2", "1.3", "2.1", "2.2", "2.10") == one.criterion_ids
        assert ["1", "2", "1/2", "1", "3/2", "1"] == [str(criterion.weight) for criterion in one.criteria]
        assert ("2", "boats", "Keeping tides") == (
            one.criterion("2.10").topic,
            one.criterion("2.10").theme,
            one.criterion("2.10").title,
        )
        assert "Tides are read: everybody does." == one.descriptor("2.1.3").text
        assert () == one.criterion("1.2").descriptors

    def test_other_frameworks(self) -> None:
        """A rule with several numbers, and a framework with topics alone and nothing that can be left out."""
        following, lights = self.noun("framework-next", Framework), self.noun("framework-lights", Framework)

        assert ("2", CutOffs(["1.5", "2.8"]), (1, 2, 3)) == (
            following.version,
            following.default_rule,
            following.scale.numbers,
        )
        assert ((), MeanNearest(), False) == (lights.themes, lights.default_rule, lights.publishes_overall)
        assert ["lamp", "lamp", "oil"] == [one.topic for one in lights.criteria]

    def test_assessment(self) -> None:
        """An assessment has answers of all four kinds, and what each rests on."""
        one = self.noun("assessment", Assessment)
        log = Evidence("Harbour log", "https://example.org/log", date(2025, 12, 31))

        assert ("Port Dŵr", date(2026, 3, 31)) == (one.organisation, one.assessed_on)
        assert {
            "1.1": Answer.at(3, note="Counted twice,\n“by hand”", evidence=(log, Evidence(address="berths.csv"))),
            "1.2": Answer.not_applicable("We lend none"),
            "1.3": Answer.at(0),
            "2.1": Answer.do_not_know(evidence=(Evidence("Old charts", dated=date(1999, 1, 1)),)),
            "2.2": Answer.unanswered(note="Ask the pilot"),
            "2.10": Answer.not_applicable(),
        } == dict(one.answers)

    def test_plain_assessment(self) -> None:
        """One without a word has nothing but levels and states; the rest is unanswered."""
        one = self.noun("assessment-plain", Assessment)

        assert ("", None) == (one.organisation, one.assessed_on)
        assert {
            "1.1": Answer.at(2),
            "1.2": Answer.unanswered(),
            "1.3": Answer.unanswered(),
            "2.1": Answer.do_not_know(),
            "2.2": Answer.unanswered(),
            "2.10": Answer.not_applicable(),
        } == dict(one.answers)

    def test_scores(self) -> None:
        """Its scores are what they were."""
        card = score(self.noun("assessment", Assessment))
        berths, whole = card.topics["1"], card.overall

        # 1.1 at value 1 with weight 1, 1.3 at value 0 with weight 1/2: 1 / (3/2). Of two, one is above the lowest
        # level, and three quarters would have to be. Of the four that apply, two are answered.
        assert whole is not None
        assert (Fraction(2, 3), "Adrift", Fraction(1)) == (
            berths.mean,
            berths.stage and berths.stage.name,
            berths.coverage,
        )
        assert (Fraction(2, 3), Fraction(1, 2)) == (whole.mean, whole.coverage)

    def test_panel(self) -> None:
        """A panel has its people, and agrees as they did."""
        panel = self.noun("panel", Panel)
        agreed = panel.agree().assessment

        assert "Port Dŵr" == panel.organisation
        assert [("ann", "pilot", "North quay"), ("bob", "clerk", "South quay"), ("", "", "")] == [
            (one.id, one.role, one.unit) for one in panel
        ]
        assert [("Port Dŵr", date(2026, 2, 1)), ("", date(2026, 2, 3)), ("", None)] == [
            (one.assessment.organisation, one.assessment.assessed_on) for one in panel
        ]
        assert "Ask Ann" == panel.respondents[2].assessment.answers["2.1"].note
        # 3, 1 and 2; two do not have it and one says 2; one says 1 and two do not know. The last day is Bob's.
        assert [2, None, 1] == [agreed.answers[one].level for one in ("1.1", "1.2", "2.1")]
        assert "No boats of ours; Nobody asks" == agreed.answers["1.2"].note
        assert date(2026, 2, 3) == agreed.assessed_on

    def test_network(self) -> None:
        """A part of a network knows its members, who is missing, and the whole."""
        network = self.noun("network", Network)

        assert ("Coasts 2026 · coast west · sector fishing", ["Port Dŵr", "Southby", "Westing"]) == (
            network.name,
            [one.id for one in network],
        )
        assert [{"coast": "west", "sector": "fishing", "size": "small"}, {"coast": "west", "sector": "fishing"}] == [
            dict(one.attributes) for one in network.organisations[:2]
        ]
        assert [Assessment, Panel, type(None)] == [type(one.answers) for one in network]
        west = network.whole
        assert west is not None
        assert ("Coasts 2026 · coast west", "Norring", 4) == (west.name, west.organisations[3].id, len(west))
        assert west.whole is not None
        assert ("Coasts 2026", "Easting", None) == (
            west.whole.name,
            west.whole.organisations[4].id,
            west.whole.whole,
        )
        # Port Dŵr 2/3; Southby's people 1, 1/4 and 1/2, so 7/12; together 15/12 by two.
        assert Fraction(5, 8) == network.pool(min_organisations=0).topics["1"].mean

    def test_benchmark(self) -> None:
        """A benchmark tells what may be told, and why nothing else."""
        one = self.noun("benchmark", Benchmark)
        berths, tides, boats = (one.groups[place] for place in (0, 1, 3))

        assert ("The coast", "Harbour Board", date(2026, 1, 31)) == (one.title, one.source, one.dated)
        assert ("respondents", 3, MedianLow()) == (one.pool, one.min_organisations, one.rule)
        # Three at 0, five at 1/4 and four at 1: 21/4 by twelve. The third, the sixth and the ninth.
        assert (12, (3, 5, 0, 4), Fraction(7, 16)) == (berths.organisation_count, berths.stage_counts, berths.mean)
        assert [0, Fraction(1, 4), 1] == [*berths.quartiles.values()]
        why = Withheld("it is about fewer than 3 organisations, or would give such a figure away")
        assert [why] * 8 == [
            tides.organisation_count,
            tides.member_count,
            tides.mean,
            *tides.stage_counts,
            *{*tides.quartiles.values()},
        ]
        assert (0, None, [None] * 3) == (boats.organisation_count, boats.mean, [*boats.quartiles.values()])

    def test_benchmark_from_counts(self) -> None:
        """So does one that was made from published counts."""
        one = self.noun("benchmark-counts", Benchmark)
        (oil,) = one.groups

        assert ("lights", "organisations", 5, None) == (
            one.framework.id,
            one.pool,
            one.min_organisations,
            one.dated,
        )
        assert ("oil", 15, (6, 9), None) == (oil.group.id, oil.organisation_count, oil.stage_counts, oil.mean)

    def test_target(self) -> None:
        """A target has a level for each criterion that has one, and none for the others."""
        levels = self.noun("target", Target).levels

        assert {"1.1": 3, "1.2": 2, "1.3": 2, "2.10": 1} == {one: level.number for one, level in levels.items()}

    def test_wording(self) -> None:
        """A wording has its texts by id, and fits its framework."""
        one = self.noun("wording", Wording)
        welsh = self.harbour().with_wording(one)

        assert ("CC0-1.0", "Bwrdd yr Harbwr", "cy") == (one.licence, one.attribution, one.language)
        assert ("Harbyrau a'u data", "Ar goll", "Ar y dŵr") == (
            welsh.title,
            welsh.level(0).name,
            welsh.level(1).summary,
        )
        assert ("Pobl", "Pob cwch") == (welsh.theme("people").name, welsh.theme("boats").description)
        assert ("Llanw", "Lle mae cychod yn gorwedd") == (welsh.topic("2").name, welsh.topic("1").description)
        assert "Adnabod yr angorfeydd" == welsh.criterion("1.1").title
        assert ("Pawb yn darllen y llanw.", "Tides are read: most do.") == (
            welsh.descriptor("2.1.3").text,
            welsh.descriptor("2.1.2").text,
        )

    def test_version_map(self) -> None:
        """A version map carries answers as it did."""
        one = self.noun("version-map", VersionMap)
        found = carry(self.noun("assessment", Assessment), one)

        assert [*VersionLinkKind] == sorted((link.kind for link in one.links), key=[*VersionLinkKind].index)
        assert ["Every berth now", "By day and by night"] == [link.note for link in one.links if link.note]
        assert {0: 1, 2: 2, 3: 3} == dict(one.levels)
        assert {
            "1.1": Provenance.CARRIED_REWORDED,
            "1.2": Provenance.CARRIED,
            "2.1a": Provenance.NEEDS_DECISION,
            "2.1b": Provenance.NEEDS_DECISION,
            "2.2": Provenance.NEEDS_DECISION,
            "2.3": Provenance.NEW,
        } == {criterion: answer.provenance for criterion, answer in found.answers.items()}
        assert (3, AnswerState.NOT_APPLICABLE) == (
            found.assessment.answers["1.1"].level,
            found.assessment.answers["1.2"].state,
        )
        assert {"1.3": Answer.at(0)} == dict(found.retired)

    def test_crosswalk(self) -> None:
        """A crosswalk has its links with their reasons, and projects as it did."""
        one = self.noun("crosswalk", Crosswalk)

        assert ("harbour-to-lights", "3", "From harbours to lights", "CC0-1.0") == (
            one.id,
            one.version,
            one.title,
            one.licence,
        )
        assert [*Relation] == [link.relation for link in one.links]
        assert [("2.1", "oil.1", "A month has many tides")] == [
            (link.source, link.target, link.reason) for link in one.links if link.relation is Relation.NARROW
        ]
        assert {"1.3": "Lights need no cleaning here", "2.10": "Nothing is kept"} == dict(one.unlinked)
        assert ["lamp.1", "lamp.2", "oil.1"] == [*project(self.noun("assessment", Assessment), one).bearings]

    def test_declaration(self) -> None:
        """A declaration has its signatories, to what they signed up, and where they stand."""
        ours, theirs, late = self.noun("declaration", Declaration).signatories

        assert ("Port Dŵr", date(2025, 5, 1), ("1",)) == (ours.organisation, ours.signed_on, ours.commitments)
        assert self.noun("assessment", Assessment) == ours.assessment
        assert theirs.assessment is not None
        assert (None, (), 1) == (theirs.signed_on, theirs.commitments, theirs.assessment.answers["2.1"].level)
        assert ("Westing", None) == (late.organisation, late.assessment)

    def test_plan(self) -> None:
        """A plan has its vision, horizons, themes and actions, and stands on a day where it stood."""
        plan = self.noun("plan", Plan)
        count, publish, tides, pier = plan.actions
        berths = plan.theme("1")

        assert ("port-2026", "Port Dŵr’s plan", "Port Dŵr", "harbour", "1") == (
            plan.id,
            plan.title,
            plan.organisation,
            plan.framework_id,
            plan.framework_version,
        )
        assert ("Every berth known", "Few hands", "Fewer accidents") == (
            plan.vision.goal,
            plan.vision.challenge,
            plan.vision.opportunity,
        )
        success = plan.vision.success
        assert [("Berths on paper",), ("Count", "Publish"), ("Berths in a list",)] == [
            success.from_state,
            success.through,
            success.to_state,
        ]
        assert [("spring", date(2026, 1, 1), date(2026, 6, 30)), ("later", date(2026, 7, 1), None)] == [
            (one.id, one.starts, one.ends) for one in plan.horizons
        ]
        assert ("Ann", date(2026, 1, 15), Fraction(5, 2), 1) == (
            count.owner,
            count.starts,
            count.effort,
            len(count.evidence),
        )
        assert (Serves("1.1", 3), Serves("1.2", 1)) == publish.serves
        assert ((1,), Fraction(4)) == (publish.depends_on, publish.effort)
        assert (None, None) == (pier.number, pier.theme)
        assert ("All known", ("Safety", "The law"), "Berths and piers") == (
            berths.objective,
            berths.reasons,
            berths.roadmap_name,
        )
        assert ((Mention(1), Mention(2, "Publish it")), ("Buy chalk",), "By name") == (
            berths.goals[0].actions,
            berths.goals[0].next_steps,
            berths.goals[0].text,
        )
        assert (Mention(None, "Ask the board"),) == berths.goals[1].actions
        # Two was due the day before; three waits for it. One of the three that are not dropped is done.
        status = plan_status(plan, date(2026, 10, 1))
        assert [ActionState.DONE, ActionState.OVERDUE, ActionState.BLOCKED, ActionState.DROPPED] == [
            one.state for one in status.actions
        ]
        assert (Fraction(1, 3), (1, 2)) == (status.done_share, tides.depends_on)


class TestPackaged:
    """What ships with the library is read as a user's own documents are."""

    folder = Path(datamaturity.__file__).parent / "data"

    def test_every_document(self) -> None:
        """Each packaged document reads as what its loader gives, whichever kind it is of, and is written as it is."""
        loaded: dict[str, Noun] = {
            f"frameworks/{one.file}": load_framework(one.id, version=one.version) for one in list_frameworks()
        }
        loaded |= {f"crosswalks/{one}.json": load_crosswalk(one) for one in list_crosswalks()}
        loaded |= {f"plans/{one}.json": load_plan(one) for one in list_plans()}
        # The index is a list of the frameworks, and the schemas are no documents.
        paths = {
            f"{path.parent.name}/{path.name}": path
            for path in self.folder.rglob("*.json")
            if path.name != "index.json" and path.parent.name != "schemas"
        }

        assert sorted(paths) == sorted(loaded)
        for name, path in paths.items():
            noun = parse_document(path.read_bytes(), find=lambda one, version: load_framework(one, version=version))

            assert loaded[name] == noun, name
            assert path.read_bytes() == document_json(noun).encode(), name
