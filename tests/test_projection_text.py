"""What one framework's answers say of another's criteria, as plain text."""

from itertools import takewhile

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
from datamaturity.reports.projection_text import projection_text
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


def _lines(answers: dict[str, Answer | int], *, of: Framework = LARGE) -> list[str]:
    return projection_text(project(Assessment(of, answers), WALK)).splitlines()


def test_head() -> None:
    """Both frameworks with their versions, and that this is evidence and no level."""
    assert [
        "A small pledge, version 1 (pledge)",
        "as far as answers to A larger model, version 7 (large) bear on it",
        "These are answers to other questions: evidence to read, no levels of this framework.",
        "",
        "Being open",
    ] == _lines({})[:5]


def test_answers_in_every_state() -> None:
    """Each linked answer with its own level, or with what was said instead of one, in the order of its framework."""
    lines = _lines({"a": 4, "b": Answer.do_not_know(), "c": Answer.not_applicable("No")})

    # Of a, b and c, c does not apply, and of the two others a has a level.
    assert "  open.1 Publish (50% of the linked criteria answered)" == lines[5]
    assert [
        "    a Title a (the same thing): 4 Developing. Both mean publishing.",
        "    b Title b (covers it and more): do not know. The model means all sharing.",
        "    c Title c (has to do with it): not applicable. Close by.",
    ] == lines[6:9]


@pytest.mark.parametrize(
    ("answers", "share"),
    [({}, "0%"), ({"a": 1}, "33%"), ({"a": 1, "b": 1, "c": 1}, "100%"), ({"a": 1, "b": Answer.do_not_know()}, "33%")],
)
def test_coverage(answers: dict[str, Answer | int], share: str) -> None:
    """Coverage is the share of the linked criteria that apply and have a level."""
    assert f"  open.1 Publish ({share} of the linked criteria answered)" in _lines(answers)


def test_nothing_applies() -> None:
    """Where no linked criterion applies, there is no coverage, not one of 0%."""
    nowhere = Answer.not_applicable("No")

    assert "  open.1 Publish" in _lines({"a": nowhere, "b": nowhere, "c": nowhere})


def test_reason_for_no_link() -> None:
    """A criterion of the side that the crosswalk is complete for says why nothing is linked."""
    lines = _lines({})

    assert "  safe.2 Sleep well" in lines
    assert "    nothing linked: The model does not ask how anybody sleeps." == lines[-1]


def test_other_way_round() -> None:
    """Read from the smaller side, the groups are the larger framework's themes, and what no link reaches is said so."""
    lines = _lines({"open.1": 1}, of=PLEDGE)

    assert "A larger model, version 7 (large)" == lines[0]
    assert "All of it" in lines
    assert ["  d Title d", "    nothing linked: no link leads here"] == lines[-2:]
    # a has two links, of which one is answered.
    assert "  a Title a (50% of the linked criteria answered)" in lines
    assert "    open.1 Publish (the same thing): 1 Yes. Both mean publishing." in lines


@pytest.mark.parametrize(
    ("of", "criterion", "linked"),
    [
        # The pledge's open.1 → b is broad: b is broader than open.1.
        (LARGE, "open.1 Publish", "b Title b (covers it and more): unanswered."),
        (PLEDGE, "b Title b", "open.1 Publish (covers a part of it): unanswered."),
        # safe.1 → a is narrow: a is a part of safe.1.
        (LARGE, "safe.1 Lock up", "a Title a (covers a part of it): unanswered."),
        (PLEDGE, "a Title a", "safe.1 Lock up (covers it and more): unanswered."),
    ],
)
def test_relation_says_what_the_linked_criterion_is(of: Framework, criterion: str, linked: str) -> None:
    """Below a criterion, the words behind a linked one say what that one is to it: more, or a part."""
    lines = _lines({}, of=of)
    start = next(place for place, one in enumerate(lines) if one.startswith(f"  {criterion}"))
    below = takewhile(lambda one: one.startswith("    "), lines[start + 1 :])

    assert 1 == sum(one.startswith(f"    {linked}") for one in below)


def test_long_reasons_wrap() -> None:
    """Titles and reasons of any length wrap at a hundred signs, further in than the criterion that they are of."""
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
    forth = projection_text(project(Assessment(LARGE), walk)).splitlines()
    back = projection_text(project(Assessment(source), walk)).splitlines()

    for lines in (forth, back):
        # The criterion's own title stands in one line, as everywhere.
        below = [one for one in lines if one.startswith("    ")]
        assert below
        assert all(len(one) <= 100 for one in below)
        assert not any(one.endswith("-") for one in below)


def test_twice_the_same() -> None:
    """Equal answers give the same text, byte for byte, in whatever order they are given."""
    assert _lines({"a": 1, "b": 2}) == _lines({"b": 2, "a": 1})
