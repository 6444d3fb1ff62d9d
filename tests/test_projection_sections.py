"""What a report says of another framework's criteria, as far as answers bear on them."""

import pytest

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    Crosswalk,
    Framework,
    Level,
    Link,
    Scale,
    Theme,
    Topic,
    project,
)
from datamaturity.reports.outline import Listing, Outline
from datamaturity.reports.plan_outlines import projection_outline
from datamaturity.reports.renderers.text import outline_text
from examples import FIVE

PLEDGE = Framework(
    id="pledge",
    version="1",
    title="A small pledge",
    scale=Scale([Level(0, "No"), Level(1, "Yes")]),
    topics=[Topic("open", "Being open"), Topic("safe", "Keeping safe")],
    criteria=[
        Criterion("open.1", "Publish", topic="open"),
        Criterion("safe.1", "Lock up", topic="safe"),
        Criterion("safe.2", "Sleep well", topic="safe"),
    ],
)
LARGE = Framework(
    id="large",
    version="7",
    title="A larger model",
    scale=FIVE,
    themes=[Theme("t", "All of it")],
    criteria=[Criterion(one, f"Title {one}", theme="t") for one in ("a", "b", "c", "d")],
)
WALK = Crosswalk(
    id="w",
    source=PLEDGE,
    target=LARGE,
    links=[
        Link("open.1", "b", "broad", "The model means all sharing."),
        Link("open.1", "a", "exact", "Both mean publishing."),
        Link("open.1", "c", "related", "Close by."),
        Link("safe.1", "a", "narrow", "A part."),
    ],
    unlinked={"safe.2": "The model does not ask how anybody sleeps."},
)

Answers = dict[str, Answer | int]


def _outline(answers: Answers, *, of: Framework = LARGE) -> Outline:
    return projection_outline(project(Assessment(of, answers), WALK))


def _evidence(answers: Answers, *, of: Framework = LARGE) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return what bears on each criterion, by its heading."""
    return {
        block.heading: block.items
        for section in _outline(answers, of=of).sections
        for block in section.blocks
        if isinstance(block, Listing)
    }


def test_head() -> None:
    """Both frameworks with their versions, and that this is evidence and no level."""
    assert [
        "A small pledge",
        "==============",
        "Version 1 (pledge)",
        "",
        "What this is",
        "------------",
        "",
        "Below is what answers to A larger model, version 7 (large) say, as far as they bear on it. These are",
        "answers to other questions: evidence to read, no levels of this framework.",
        "",
        "Being open",
        "----------",
        "",
        "open.1 Publish (0% of the linked criteria answered)",
        "  * [the same thing] a Title a: unanswered. Both mean publishing.",
    ] == outline_text(_outline({})).splitlines()[:15]


def test_whose_they_are() -> None:
    """Both frameworks' publishers and licences stand at the end; there is no rule, since there is no stage."""
    outline = _outline({})

    assert (PLEDGE, None) == (outline.framework, outline.rule)
    assert ["About A small pledge", "About A larger model"] == [section.title for section in outline.sections[-2:]]


def test_answers_in_every_state() -> None:
    """Each linked answer with its own level, or with what was said instead of one, in the order of its framework."""
    # Of a, b and c, c does not apply, and of the two others a has a level.
    assert (
        ("the same thing", "a Title a: 4 Developing. Both mean publishing."),
        ("covers it and more", "b Title b: do not know. The model means all sharing."),
        ("has to do with it", "c Title c: not applicable. Close by."),
    ) == _evidence({"a": 4, "b": Answer.do_not_know(), "c": Answer.not_applicable("No")})[
        "open.1 Publish (50% of the linked criteria answered)"
    ]


@pytest.mark.parametrize(
    ("answers", "share"),
    [({}, "0%"), ({"a": 1}, "33%"), ({"a": 1, "b": 1, "c": 1}, "100%"), ({"a": 1, "b": Answer.do_not_know()}, "33%")],
)
def test_coverage(answers: Answers, share: str) -> None:
    """Coverage is the share of the linked criteria that apply and have a level."""
    assert f"open.1 Publish ({share} of the linked criteria answered)" in _evidence(answers)


def test_nothing_applies() -> None:
    """Where no linked criterion applies, there is no coverage, not one of 0%."""
    nowhere = Answer.not_applicable("No")

    assert "open.1 Publish" in _evidence({"a": nowhere, "b": nowhere, "c": nowhere})


def test_reason_for_no_link() -> None:
    """A criterion of the side that the crosswalk is complete for says why nothing is linked."""
    assert (("nothing linked", "The model does not ask how anybody sleeps."),) == _evidence({})["safe.2 Sleep well"]


def test_other_way_round() -> None:
    """Read from the smaller side, the groups are the larger framework's themes, and what no link reaches is said so."""
    outline, evidence = _outline({"open.1": 1}, of=PLEDGE), _evidence({"open.1": 1}, of=PLEDGE)

    assert ("A larger model", ["evidence", "evidence-theme-t", "licence", "licence"]) == (
        outline.title,
        [section.id for section in outline.sections],
    )
    assert (("nothing linked", "no link leads here"),) == evidence["d Title d"]
    # a has two links, of which one is answered.
    assert ("the same thing", "open.1 Publish: 1 Yes. Both mean publishing.") in evidence[
        "a Title a (50% of the linked criteria answered)"
    ]


@pytest.mark.parametrize(
    ("of", "criterion", "meaning", "linked"),
    [
        # The pledge's open.1 → b is broad: b is broader than open.1.
        (LARGE, "open.1 Publish", "covers it and more", "b Title b: unanswered."),
        (PLEDGE, "b Title b", "covers a part of it", "open.1 Publish: unanswered."),
        # safe.1 → a is narrow: a is a part of safe.1.
        (LARGE, "safe.1 Lock up", "covers a part of it", "a Title a: unanswered."),
        (PLEDGE, "a Title a", "covers it and more", "safe.1 Lock up: unanswered."),
    ],
)
def test_relation_says_what_the_linked_criterion_is(of: Framework, criterion: str, meaning: str, linked: str) -> None:
    """Below a criterion, the mark of a linked one says what that one is to it: more, or a part."""
    (items,) = [items for heading, items in _evidence({}, of=of).items() if heading.startswith(criterion)]

    assert [meaning] == [mark for mark, text in items if text.startswith(linked)]


def test_long_reasons_wrap() -> None:
    """Titles and reasons of any length wrap at a hundred signs, and never within a word."""
    long = "A well-considered-and-long reason " * 20
    source = Framework(
        id="one",
        version="1",
        title="One",
        scale=FIVE,
        topics=[Topic("t", "T")],
        criteria=[Criterion("x", long.strip(), topic="t"), Criterion("y", "Y", topic="t")],
    )
    walk = Crosswalk(
        id="w", source=source, target=LARGE, links=[Link("x", "a", "close", long)], unlinked={"y": long.strip()}
    )
    for answers in (Assessment(LARGE), Assessment(source)):
        lines = outline_text(projection_outline(project(answers, walk))).splitlines()

        assert all(len(one) <= 100 for one in lines)
        assert not any(one.rstrip("-") != one for one in lines if one.strip("-"))


def test_twice_the_same() -> None:
    """Equal answers give the same text, byte for byte, in whatever order they are given."""
    assert outline_text(_outline({"a": 1, "b": 2})) == outline_text(_outline({"b": 2, "a": 1}))
