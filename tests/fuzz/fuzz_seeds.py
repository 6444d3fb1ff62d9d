"""Sound files of every kind, made by the library itself: what the fuzzer starts from, and what it must still read."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

import attrs

from datamaturity import (
    Action,
    Answer,
    Assessment,
    Benchmark,
    Criterion,
    Crosswalk,
    Declaration,
    Evidence,
    Framework,
    Goal,
    Horizon,
    Level,
    Link,
    Mention,
    Network,
    Organisation,
    Panel,
    Plan,
    PlanTheme,
    Respondent,
    Scale,
    Serves,
    Signatory,
    Success,
    Target,
    Theme,
    Topic,
    UnknownIdError,
    VersionLink,
    VersionMap,
    Vision,
    Wording,
    document_json,
)
from datamaturity.documents.kinds import Noun

__all__ = ["ASSESSMENT", "FRAMEWORK", "NOUNS", "PLAN", "SOUND_DOCUMENTS", "TEXTS", "find"]

FRAMEWORK = Framework(
    id="small",
    version="1",
    title="Small",
    scale=Scale([Level(1, "Beginning"), Level(2, "Emerging"), Level(3, "Learning")]),
    themes=[Theme("data", "Data")],
    topics=[Topic("1", "Sharing")],
    criteria=[
        Criterion("1.1", "Sharing inside", "1", "data", ("None of it", "Some of it", "All of it")),
        Criterion("1.10", "Sharing outside", "1", "data", weight="1/2"),
    ],
)
"""The framework that every file is of; its second criterion is one that spreadsheet programs rename to the first."""

LATER = attrs.evolve(
    FRAMEWORK,
    version="2",
    scale=Scale([Level(0, "No"), Level(1, "Yes")]),
    criteria=[Criterion(one, f"Criterion {one}", "1", "data") for one in ("1.1", "1.2", "1.3")],
)

ASSESSMENT = Assessment(
    FRAMEWORK,
    {
        "1.1": Answer.at(2, note="Why – ½", evidence=(Evidence("List", "https://x.example/a", date(2026, 1, 31)),)),
        "1.10": Answer.not_applicable("Nobody outside"),
    },
    organisation="Abbey",
    assessed_on=date(2026, 3, 31),
)
_PANEL = Panel(
    [
        Respondent(Assessment(FRAMEWORK, {"1.1": 1, "1.10": 3}, organisation="Abbey"), id="ann", role="manager"),
        Respondent(Assessment(FRAMEWORK, {"1.1": Answer.do_not_know()}, organisation="Abbey"), id="ben", unit="Roads"),
    ]
)
PLAN = Plan(
    id="ours",
    title="Our plan",
    organisation="Northshire",
    framework_id="small",
    framework_version="1",
    vision=Vision("Decide with data", "Nobody knows", "Better", Success(["Guesses"], ["Lists", "Talks"], ["Facts"])),
    horizons=[Horizon("short", "Short term", date(2026, 1, 1), date(2026, 6, 30)), Horizon("long", "Long term")],
    actions=[
        Action(
            "List every dataset",
            number=1,
            theme="data",
            horizon="short",
            owner="Ann",
            status="done",
            starts=date(2026, 1, 15),
            due=date(2026, 3, 31),
            effort="5/2",
            serves=[Serves("1.1", 2)],
            evidence=[Evidence("The list", "https://example.org/list", date(2026, 3, 30)), Evidence("Minutes")],
        ),
        Action("Dŵr = ½", number=2, depends_on=[1]),
        Action("Without a number"),
    ],
    themes=[PlanTheme("data", "Data", "Know it", ["Trust"], [Goal("G1", "All listed", [Mention(1)], ["Ask"])])],
)

NOUNS: Mapping[str, Noun] = MappingProxyType(
    {
        "assessment": ASSESSMENT,
        "benchmark": Benchmark.from_counts(
            FRAMEWORK,
            themes={"data": [41, 57, 35]},
            mean=True,
            title="Theirs",
            source="A report",
            dated=date(2026, 3, 31),
        ),
        "crosswalk": Crosswalk(
            id="walk",
            version="2",
            title="Dŵr",
            source=FRAMEWORK,
            target=LATER,
            links=[Link("1.1", "1.2", "broad", "Why 1.2"), Link("1.1", "1.1", "exact", "Why 1.1")],
            unlinked={"1.10": "Nothing asks for it"},
            licence="MIT",
        ),
        "declaration": Declaration(
            FRAMEWORK,
            [
                Signatory("Abbey", signed_on=date(2026, 3, 31), commitments=["1"], assessment=ASSESSMENT),
                Signatory("Bridge"),
            ],
        ),
        "framework": FRAMEWORK,
        "network": Network(
            [Organisation("Abbey", ASSESSMENT, {"sector": "arts"}), Organisation("Late"), Organisation("P", _PANEL)],
            name="Ours",
        ),
        "panel": _PANEL,
        "plan": PLAN,
        "target": Target.of(FRAMEWORK, everything=2, criteria={"1.1": 3}),
        "version-map": VersionMap(
            FRAMEWORK,
            LATER,
            [
                VersionLink("same", "1.1", "1.1"),
                VersionLink("split", "1.10", ["1.2", "1.3"], "Two things in one"),
            ],
            levels={1: 0, 3: 1},
        ),
        "wording": Wording(
            licence="MIT",
            attribution="Somebody",
            language="cy",
            title="Bach",
            level_names={2: "Dau"},
            theme_names={"data": "Data ni"},
            criterion_titles={"1.1": "Rhannu"},
            descriptors={"1.1.1": "un"},
        ),
    }
)
"""One sound noun of each kind, by the kind's name."""


def find(framework_id: str, version: str) -> Framework:
    """Return one of the two frameworks here, as `load_framework` would."""
    for one in (FRAMEWORK, LATER):
        if (one.id, one.version) == (framework_id, version):
            return one
    raise UnknownIdError("framework", framework_id, "the fuzzer", [FRAMEWORK.id])


def _documents() -> Iterator[tuple[str, bytes]]:
    for name, noun in NOUNS.items():
        yield name, document_json(noun, framework=FRAMEWORK).encode()


SOUND_DOCUMENTS: Mapping[str, bytes] = MappingProxyType(dict(_documents()))
"""The document of each kind, by the kind's name."""

_NOTES_BY_CRITERION = """---
licence: CC0-1.0
---
# 1.1 Sharing

## Level 1

None of it.

## Level 2 Emerging

Some.

## Level 3

All.
"""
_NOTES_BY_LEVEL = """# Level 1

## 1.1

None, see [[1.10]].

```
# code
```
<!-- aside -->
# Level 2

## 1.1

Some
# 1.1.3

- All
- of it
"""
_ODI_MODEL = """{"title": "Two harbours", "levels": ["No", "Yes"], "dimensions": [{"id": "t", "name": "Timetables",
"activities": [{"title": "People", "questions": [{"id": 7, "text": "Trained?", "statements": [],
"userAnswer": {"level": 1, "notes": "so"}}]}]}]}
"""

TEXTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "wide": (
            "respondent,role,unit,organisation,1.1,1.10\nann,manager,Roads,Abbey,1,n/a\nben,,,Abbey,do not know,\n",
        ),
        "long": (
            "organisation,respondent,criterion,answer,note,evidence\nAbbey,ann,1.1,2 Emerging,why,https://x.example\n",
            "respondent;criterion;answer\nann;1.10;learning\n",
        ),
        "microsoft-forms": (
            "ID,Start time,Completion time,Email,Name,1.1 Sharing inside,Sharing outside\n1,,,a@x.y,Ann,1 None,3\n",
        ),
        "google-forms": (
            "Timestamp,Username,How far? [1.1 Sharing inside],Sharing outside\n2026/01/02 3:04 pm,a@x.y,None of it,3\n",
        ),
        "odk": ("_uuid,part/c_1_1,part/why_1_1,c_1_10\nx,3,,not_applicable\n",),
        "organisations": ("organisation,sector,1.1,1.10\nAbbey,arts,1,2\nBridge,health,3,n/a\n",),
        "declaration": (
            "organisation,signed_on,commitments,1.1,1.10\nAbbey,2026-03-31,1,2,\nBridge,,1; 1,3,n/a\n",
            "organisation,criterion,answer,note\nAbbey,1.1,2,ours\n",
        ),
        "notes": (_NOTES_BY_CRITERION, _NOTES_BY_LEVEL),
        "framework notes": (
            "# Level 1 Adrift\n\n## 1.1.1\n\nAt step 1.\n\n# Level 2 Afloat\n\n## 1.1.2\n\nAt step 2.\n",
            "# Topic 1: Boats\n\n## 1.1 Tide tables\n\n### Level 1 No\n\nText\n\n### Level 2 Yes\n\nText\n",
        ),
        "ODI model": (_ODI_MODEL,),
        "rule": ("mean-nearest", "mean-floor", "median-low", "weakest-link", "reached-by:2/3", "cut-offs:1.5,5/2"),
        "target": ("3", "Learning", "topic:1=2\ntheme:data=3\n1.1=1", "2\n1.10=Learning"),
        "number": ("1", "1/2", "2.50", "-7"),
    }
)
"""Sound texts of what is read from other than our own documents."""
