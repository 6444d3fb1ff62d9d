"""Frameworks and assessments small enough to score by hand."""

from collections.abc import Sequence

from datamaturity import Answer, Assessment, Criterion, Framework, Level, Network, Organisation, Scale, Theme, Topic

FIVE = Scale(
    [Level(1, "Beginning"), Level(2, "Emerging"), Level(3, "Learning"), Level(4, "Developing"), Level(5, "Mastering")]
)

# OWASP SAMM's answers: four levels from 0, a quarter apart but for the first step.
SAMM = Scale([Level(0, "No"), Level(1, "Some", "1/4"), Level(2, "Half", "1/2"), Level(3, "Most", 1)])

ONE_THEME = Framework(
    id="one-theme",
    version="1",
    title="One theme of five criteria",
    scale=FIVE,
    themes=[Theme("data", "Data")],
    criteria=[Criterion(name, f"Criterion {name}", theme="data") for name in ("a", "b", "c", "d", "e")],
)
"""The framework of the worked example in SPEC section 3."""

ONE_THEME_ANSWERED = Assessment(ONE_THEME, {"a": 4, "b": 3, "c": Answer.not_applicable("No customers"), "e": 2})
"""Answers 4, 3, not applicable, unanswered, 2."""

# Two topics × two themes, three of the four cells inhabited, weights 1, 2, 1, 1/2.
CROSSED = Framework(
    id="crossed",
    version="1",
    title="Two topics and two themes",
    scale=FIVE,
    topics=[Topic("1", "Sharing"), Topic("2", "Deciding")],
    themes=[Theme("data", "Data"), Theme("skills", "Skills")],
    criteria=[
        Criterion("1.1", "Sharing inside", "1", "data", ("one", "two", "three", "four", "five")),
        Criterion("1.2", "Sharing outside", "1", "skills", weight=2),
        Criterion("2.3", "Deciding with data", "2", "data"),
        Criterion("2.4", "Asking for data", "2", "data", weight="1/2"),
    ],
)

# No themes, one topic of a single criterion, and an overall score that its publisher gives.
PLEDGES = Framework(
    id="pledges",
    version="2",
    title="Two pledges",
    scale=SAMM,
    publishes_overall=True,
    topics=[Topic("1", "Openness"), Topic("2", "Care")],
    criteria=[
        Criterion("1.a", "Publishing", "1"),
        Criterion("2.a", "Checking", "2", weight=2),
        Criterion("2.b", "Asking", "2"),
    ],
)


def network_of(levels: Sequence[int], sectors: Sequence[str] = (), *, name: str = "") -> Network:
    """Return a network whose organisations stand at a level in *a* and at 3 in *b*, one without answers among them."""
    attributes = [{"sector": one} if one else {} for one in sectors] or [{}] * len(levels)
    return Network(
        [
            *[
                Organisation(f"org {number}", Assessment(ONE_THEME, {"a": level, "b": 3}), traits)
                for number, (level, traits) in enumerate(zip(levels, attributes, strict=True))
            ],
            Organisation("Late"),
        ],
        name=name,
    )


def weighted(weights: Sequence[int | str], levels: Sequence[Answer | int | None], scale: Scale = FIVE) -> Assessment:
    """Return answers to one theme of criteria a, b, c and so on with these weights, at these levels."""
    ids = "abcdefgh"[: len(weights)]
    framework = Framework(
        id="weighted",
        version="1",
        title="Weighted",
        scale=scale,
        themes=[Theme("data", "Data")],
        criteria=[Criterion(one, one, theme="data", weight=weight) for one, weight in zip(ids, weights, strict=True)],
    )
    return Assessment(framework, dict(zip(ids, levels, strict=True)))
