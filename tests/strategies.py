"""
Hypothesis strategies: the widest valid input, built rather than filtered.

Written by hand, since `st.builds` sees types but not attrs validators. Each strategy is named in the plural after what
it makes; where one is narrower than the library, its docstring says why.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import accumulate, pairwise
from typing import Literal, TypeAlias, TypeVar

from hypothesis import strategies as st

from datamaturity import (
    Action,
    ActionStatus,
    Answer,
    AnswerState,
    Assessment,
    Criterion,
    CutOffs,
    Evidence,
    Framework,
    Goal,
    Horizon,
    Level,
    MeanFloor,
    MeanNearest,
    MedianLow,
    Mention,
    Network,
    Organisation,
    Panel,
    Plan,
    PlanTheme,
    ReachedBy,
    Respondent,
    Rule,
    Scale,
    Serves,
    Success,
    Theme,
    Topic,
    Vision,
    WeakestLink,
    Wording,
)

T = TypeVar("T")

# Strategies without arguments are made once (`cache`): making one costs more than drawing from it.

Given: TypeAlias = Answer | Level | int | None
"""What may stand for an answer when an assessment is built."""

Layout: TypeAlias = Literal["topics and themes", "topics", "themes"]

# What `str.isspace` and a regular expression's \s call blank: the separators, and these controls.
_BLANK_CONTROLS = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85"
_VISIBLE = st.characters(exclude_categories=("Cs", "Zs", "Zl", "Zp"), exclude_characters=_BLANK_CONTROLS)
_IN_IDS = st.characters(exclude_categories=("Cs", "Zs", "Zl", "Zp"), exclude_characters=_BLANK_CONTROLS + "/")

LAYOUTS: tuple[Layout, ...] = ("topics and themes", "topics", "themes")


@cache
def texts() -> st.SearchStrategy[str]:
    """Any text, none included; short, since no length means anything to the library."""
    return st.sampled_from(["", "Some text", " Dŵr; “½”,\n=2"]) | st.text(max_size=6)


@cache
def visible_texts() -> st.SearchStrategy[str]:
    """Texts in which something other than blanks can be seen, with or without blanks around it."""
    wild = st.builds("{}{}{}".format, st.sampled_from(["", " ", "\n"]), _VISIBLE, st.text(max_size=4))
    return st.sampled_from(["x", "Some text", " a\nb "]) | wild


@cache
def names() -> st.SearchStrategy[str]:
    """Texts of one or two words without blanks around them, as a level's name is."""
    wild = st.lists(st.text(_VISIBLE, min_size=1, max_size=5), min_size=1, max_size=2).map(" ".join)
    return st.sampled_from(["Beginning", "Emerging", "Not yet", "Straße", "ja", "½", "2"]) | wild


@cache
def ids() -> st.SearchStrategy[str]:
    """Ids as publishers have them (``4``, ``4.33``) and any other text without blanks and slashes."""
    return st.sampled_from(["1", "1.1", "1.2", "1.11", "2", "4.3", "4.33", "a", "A"]) | st.text(
        _IN_IDS, min_size=1, max_size=5
    )


@st.composite
def distinct_ids(draw: st.DrawFn, *, most: int) -> list[str]:
    """One id or more, which all differ; often several, where a list as such would mostly be of one."""
    return draw(_distinct_ids(draw(st.sampled_from(range(1, most + 1)))))


@cache
def _distinct_ids(count: int) -> st.SearchStrategy[list[str]]:
    return st.lists(ids(), min_size=count, max_size=count, unique=True)


@cache
def positive_fractions() -> st.SearchStrategy[Fraction]:
    """Exact numbers above 0: small whole ones, small fractions, and any others whose float is finite."""
    usual = [Fraction(number) for number in ("1", "2", "3", "10", "1/2", "1/4", "1/3", "3/2", "2/5", "11/12")]
    return st.sampled_from(usual) | st.builds(Fraction, st.integers(1, 10**18), st.integers(1, 10**18))


@cache
def fractions() -> st.SearchStrategy[Fraction]:
    """Exact numbers of either sign, and 0."""
    return st.just(Fraction(0)) | st.builds(
        lambda sign, number: sign * number, st.sampled_from([1, -1]), positive_fractions()
    )


@cache
def level_numbers(count: int) -> st.SearchStrategy[list[int]]:
    """
    Rising numbers of levels: from 0 or 1 without gaps, or from any other, with gaps or without.

    Of nine digits at most, since that is as long a number as the reader of answers takes.
    """
    usual = st.tuples(st.integers(0, 1), *[st.just(1)] * (count - 1))
    unusual = st.tuples(st.integers(0, 10**8), *[st.integers(1, 10**3)] * (count - 1))
    return (usual | unusual).map(accumulate).map(list)


@cache
def level_values(count: int) -> st.SearchStrategy[list[Fraction]]:
    """Rising values of levels, from any number."""
    return st.tuples(fractions(), *[positive_fractions()] * (count - 1)).map(accumulate).map(list)


@cache
def level_names(count: int) -> st.SearchStrategy[list[str]]:
    """Names of levels, which differ by more than case."""
    usual = ["Beginning", "Emerging", "Not yet", "Straße", "ja", "2"][:count]
    wild = st.lists(names(), min_size=count, max_size=count, unique_by=str.casefold)
    return wild if len(usual) < count else st.just(usual) | wild


@cache
@st.composite
def scales(draw: st.DrawFn) -> Scale:
    """
    Scales of 2 to 6 levels, from any number, with gaps or without, of any rational values.

    The library takes up to 250 levels; six is the most that a known framework has, and nothing depends on more.
    """
    count = draw(st.sampled_from(range(2, 7)))
    numbers, new_names = draw(level_numbers(count)), draw(level_names(count))
    # The number is the value where none is given.
    values = draw(level_values(count)) if draw(st.booleans()) else numbers
    summary = draw(texts())
    return Scale(Level(*parts, summary=summary) for parts in zip(numbers, new_names, values, strict=True))


@st.composite
def cut_offs(draw: st.DrawFn, scale: Scale) -> CutOffs:
    """Cut-offs that fit the scale: one in each gap between two levels, or anywhere on the scale above its lowest."""
    count = len(scale) - 1
    if draw(st.booleans()):
        # The upper end of a gap is the level itself, the middle is where mean-nearest turns.
        twelfths = draw(st.tuples(*[st.integers(1, 12)] * count))
        return CutOffs(
            lower.value + (upper.value - lower.value) * Fraction(part, 12)
            for (lower, upper), part in zip(pairwise(scale), twelfths, strict=True)
        )
    sixtieths = draw(st.lists(st.integers(1, 60), min_size=count, max_size=count, unique=True))
    low, span = scale.lowest.value, scale.highest.value - scale.lowest.value
    return CutOffs(low + span * Fraction(part, 60) for part in sorted(sixtieths))


@cache
@st.composite
def shares(draw: st.DrawFn) -> Fraction:
    """Shares above 0 and up to 1, the ends and the likely ones often."""
    whole = draw(st.integers(1, 12) | st.integers(1, 10**9))
    return Fraction(draw(st.integers(1, whole)), whole)


def mean_rules(scale: Scale) -> st.SearchStrategy[Rule]:
    """Rules that read the mean, fit for the scale."""
    return st.sampled_from([MeanNearest(), MeanFloor()]) | cut_offs(scale)


@cache
def levels_rules() -> st.SearchStrategy[Rule]:
    """Rules that read how many criteria stand at each level; they fit every scale."""
    return st.sampled_from([MedianLow(), WeakestLink()]) | st.builds(ReachedBy, shares())


def rules(scale: Scale) -> st.SearchStrategy[Rule]:
    """Every kind of rule, with parameters that fit the scale."""
    return mean_rules(scale) | levels_rules()


def rules_of_each_kind(scale: Scale) -> st.SearchStrategy[tuple[Rule, ...]]:
    """One rule of each kind, with parameters that fit the scale."""
    plain = st.tuples(*map(st.just, (MeanNearest(), MeanFloor(), MedianLow(), WeakestLink())))
    return st.tuples(plain, st.builds(ReachedBy, shares()), cut_offs(scale)).map(lambda kinds: (*kinds[0], *kinds[1:]))


def rule_texts() -> st.SearchStrategy[str]:
    """Texts that `parse_rule` reads, with numbers as people write them: ``reached-by:0.80``, ``cut-offs:3/2,2.5``."""
    plain = st.sampled_from(["mean-nearest", "mean-floor", "median-low", "weakest-link"])
    share = st.sampled_from(["1", "1.0", "0.80"]) | _digits().map("0.{}1".format) | shares().map(str)
    # Rising, since each whole part is greater than the one before.
    thresholds = st.lists(_digits(), min_size=1, max_size=5).map(
        lambda parts: ",".join(f"{number}.{part}" for number, part in enumerate(parts, start=-2))
    )
    return plain | share.map("reached-by:{}".format) | thresholds.map("cut-offs:{}".format)


@cache
def _digits() -> st.SearchStrategy[str]:
    """Digits after a point, up to one less than the forty that `exact` reads."""
    return st.text("0123456789", min_size=1, max_size=3) | st.text("0123456789", min_size=1, max_size=39)


@cache
def level_texts(count: int) -> st.SearchStrategy[list[str]]:
    """A text for each of a number of levels."""
    usual = [f"What an organisation does at step {step}" for step in range(count)]
    return st.just(usual) | st.lists(visible_texts(), min_size=count, max_size=count)


@st.composite
def frameworks(draw: st.DrawFn, *, layouts: Sequence[Layout] = LAYOUTS) -> Framework:
    """
    Frameworks of any scale, with topics and themes or only one of the two, and up to six criteria.

    Topics and themes may stay without a criterion; cells need not touch; ids, names and texts are any that are allowed;
    weights are rational; some criteria have descriptors and some do not. No larger than this, since a law that fails
    fails on few criteria too, and the search is the deeper for it.
    """
    scale = draw(scales())
    layout = draw(st.sampled_from(layouts))
    topic_ids = draw(distinct_ids(most=3)) if "topics" in layout else []
    theme_ids = draw(distinct_ids(most=3)) if "themes" in layout else []
    criterion_ids = draw(distinct_ids(most=6))
    weights = draw(st.sampled_from([st.just(Fraction(1)), positive_fractions()]))
    # All texts are plain or any of them is not: drawing each for itself would take half of the time.
    labels = draw(st.sampled_from([st.just("Some text"), visible_texts()]))
    descriptions = draw(st.sampled_from([st.just(""), texts()]))
    none: st.SearchStrategy[list[str]] = st.just([])
    descriptors = draw(st.sampled_from([none, level_texts(len(scale)), none | level_texts(len(scale))]))
    return Framework(
        id=draw(visible_texts()),
        version=draw(visible_texts()),
        title=draw(labels),
        publisher=draw(descriptions),
        structure_licence=draw(descriptions),
        attribution=draw(descriptions),
        wording_licence=draw(descriptions),
        default_rule=draw(rules(scale)),
        publishes_overall=draw(st.booleans()),
        scale=scale,
        topics=[Topic(one, draw(labels), draw(descriptions)) for one in topic_ids],
        themes=[Theme(one, draw(labels), draw(descriptions)) for one in theme_ids],
        criteria=[
            Criterion(
                one,
                draw(labels),
                topic=draw(st.sampled_from(topic_ids)) if topic_ids else None,
                theme=draw(st.sampled_from(theme_ids)) if theme_ids else None,
                descriptors=draw(descriptors),
                weight=draw(weights),
            )
            for one in criterion_ids
        ],
    )


@cache
def evidences() -> st.SearchStrategy[Evidence]:
    """Evidence with a title, an address, or both; dated or not."""
    dates = st.none() | st.dates()
    return st.builds(Evidence, visible_texts(), texts(), dates) | st.builds(
        Evidence, st.just(""), visible_texts(), dates
    )


@cache
def remarks() -> st.SearchStrategy[tuple[str, tuple[Evidence, ...]]]:
    """What any answer may carry: a note, and evidence; often neither."""
    return st.just(("", ())) | st.tuples(texts(), st.just(()) | st.lists(evidences(), max_size=2).map(tuple))


@st.composite
def answers(draw: st.DrawFn, scale: Scale) -> Answer:
    """Answers in any of the states, at any level of the scale, with remarks or without."""
    state = draw(st.sampled_from(AnswerState))
    level = draw(st.sampled_from(scale.numbers)) if state is AnswerState.LEVEL else None
    return Answer(state, level, *draw(remarks()))


# Drawing each answer from all four states would hardly ever answer everything, where bounds meet and
# weakest-link says something.
_USUAL_STATES = (
    tuple(AnswerState),
    (AnswerState.LEVEL,),
    (AnswerState.LEVEL, AnswerState.NOT_APPLICABLE),
    (AnswerState.LEVEL, AnswerState.UNANSWERED),
)


@st.composite
def given_answers(draw: st.DrawFn, framework: Framework) -> dict[str, Given]:
    """Answers as a caller gives them: some criteria, in any order, to numbers, levels, answers or `None`."""
    given: dict[str, Given] = {}
    scale = framework.scale
    each: st.SearchStrategy[Given] = st.sampled_from((None, *scale.numbers, *scale.levels)) | answers(scale)
    for one in draw(st.permutations(framework.criterion_ids)):
        if draw(st.booleans()):
            given[one] = draw(each)
    return given


@st.composite
def assessments(
    draw: st.DrawFn,
    framework: Framework | None = None,
    *,
    states: Collection[AnswerState] | None = None,
) -> Assessment:
    """Assessments of the framework, or of any: answered throughout, in part or not at all, in the states asked for."""
    if framework is None:
        framework = draw(frameworks())
    if states is None:
        states = draw(st.sampled_from(_USUAL_STATES))
    level = st.sampled_from(framework.scale.numbers)
    remark = draw(st.sampled_from([st.just(("", ())), remarks()]))
    given: dict[str, Given] = {}
    for one in framework.criterion_ids:
        state = draw(st.sampled_from(tuple(states)))
        given[one] = Answer(state, draw(level) if state is AnswerState.LEVEL else None, *draw(remark))
    return Assessment(
        framework,
        given,
        organisation=draw(texts()),
        assessed_on=draw(st.none() | st.dates()),
    )


@st.composite
def wordings(draw: st.DrawFn, framework: Framework) -> Wording:
    """
    Wordings that fit the framework, each text given or left out.

    No level takes a name that another level had: a wording that swaps two names is allowed, but one that takes
    a name and leaves it with the other level as well is not.
    """
    text = visible_texts()
    scale = framework.scale
    taken = {level.name.casefold() for level in scale}
    free = {
        number: name
        for number, name in zip(scale.numbers, draw(level_names(len(scale))), strict=True)
        if name.casefold() not in taken
    }
    descriptors: dict[str, str] = {}
    for criterion in framework.criteria:
        wanted = [f"{criterion.id}.{number}" for number in scale.numbers]
        # A criterion without texts takes all of them or none, so that no level is left without one.
        some = draw(_some(wanted)) if criterion.descriptors else wanted * draw(st.booleans())
        descriptors |= {one: draw(text) for one in some}
    return Wording(
        licence=draw(text),
        attribution=draw(texts()),
        language=draw(st.sampled_from(["en-GB", "cy"])),
        title=draw(st.none() | text),
        level_names={number: free[number] for number in draw(_some(free))},
        level_summaries={number: draw(text) for number in draw(_some(scale.numbers))},
        theme_names={theme.id: draw(text) for theme in draw(_some(framework.themes))},
        theme_descriptions={theme.id: draw(text) for theme in draw(_some(framework.themes))},
        topic_names={topic.id: draw(text) for topic in draw(_some(framework.topics))},
        topic_descriptions={topic.id: draw(text) for topic in draw(_some(framework.topics))},
        criterion_titles={one: draw(text) for one in draw(_some(framework.criterion_ids))},
        descriptors=descriptors,
    )


def identity_wording(framework: Framework) -> Wording:
    """Return the framework's own texts as a wording; empty ones left out, since a wording takes none."""
    return Wording(
        licence="the same",
        title=framework.title,
        level_names={level.number: level.name for level in framework.scale},
        level_summaries=_visible((level.number, level.summary) for level in framework.scale),
        theme_names={theme.id: theme.name for theme in framework.themes},
        theme_descriptions=_visible((theme.id, theme.description) for theme in framework.themes),
        topic_names={topic.id: topic.name for topic in framework.topics},
        topic_descriptions=_visible((topic.id, topic.description) for topic in framework.topics),
        criterion_titles={criterion.id: criterion.title for criterion in framework.criteria},
        descriptors={
            descriptor.id: descriptor.text
            for one in framework.criterion_ids
            for descriptor in framework.descriptors_of(one)
        },
    )


@st.composite
def unknown_ids(draw: st.DrawFn, known: Collection[str]) -> str:
    """Texts that are none of the known ids: any at all, and those that differ by a character or by case."""
    near = st.sampled_from(sorted(known)) if known else st.just("")
    text = draw(
        st.one_of(texts(), near, near.map(str.swapcase), near.map(lambda one: one[:-1]), near.map(" {}".format))
    )
    while text in known:
        text += "x"
    return text


@st.composite
def new_ids(draw: st.DrawFn, known: Collection[str]) -> str:
    """Valid ids that are none of the known ones."""
    new = draw(ids())
    while new in known:
        new += "x"
    return new


def unknown_level_numbers(scale: Scale) -> st.SearchStrategy[object]:
    """Things that are no level's number on the scale: numbers off it, and its own as `bool`, `float` or text."""
    near = st.sampled_from([scale.lowest.number - 1, scale.highest.number + 1, *_gaps(scale)])
    far = st.integers(max_value=-1) | st.integers(min_value=scale.highest.number + 1)
    # `True == 1` and `3.0 == 3`, so that a look-up in a mapping would find them.
    alike = st.booleans() | st.sampled_from([*map(float, scale.numbers), *map(str, scale.numbers), "", None])
    return near | far | alike


def _gaps(scale: Scale) -> list[int]:
    return [lower.number + 1 for lower, upper in pairwise(scale) if lower.number + 1 < upper.number]


def _some(items: Iterable[T]) -> st.SearchStrategy[list[T]]:
    """Any of the items, in their order."""
    items = list(items)
    keep = st.lists(st.booleans(), min_size=len(items), max_size=len(items))
    return keep.map(lambda kept: [item for item, wanted in zip(items, kept, strict=True) if wanted])


def _visible(texts: Iterable[tuple[T, str]]) -> dict[T, str]:
    return {key: text for key, text in texts if text.strip()}


@st.composite
def panels(draw: st.DrawFn, framework: Framework | None = None, *, least: int = 1, most: int = 5) -> Panel:
    """
    Panels of the framework, or of any: of one person or more, in any roles and units, named or anonymous.

    Some answer the same framework in other words, some for no organisation by name. Five people at most, unless a law
    is of more, since nothing depends on how many there are but intervals, which take five.
    """
    if framework is None:
        framework = draw(frameworks())
    other = framework.with_wording(draw(wordings(framework))) if draw(st.sampled_from([False] * 3 + [True])) else None
    organisation = draw(texts())
    count = draw(st.sampled_from(range(least, most + 1)))
    people = draw(_distinct_ids(count)) if draw(st.booleans()) else [""] * count
    # Few roles and units, so that people share them.
    parts = st.sampled_from(["", "manager", draw(texts())])
    # All in the same states or each in any: drawn for each alone, a panel would hardly ever answer everything.
    states = draw(st.none() | st.sampled_from(_USUAL_STATES))
    return Panel(
        (
            Respondent(
                Assessment(
                    framework if other is None or draw(st.booleans()) else other,
                    draw(assessments(framework, states=states)).answers,
                    organisation=organisation if draw(st.booleans()) else "",
                    assessed_on=draw(st.none() | st.dates()),
                ),
                id=one if draw(st.booleans()) else "",
                role=draw(parts),
                unit=draw(parts),
            )
            for one in people
        ),
        organisation=organisation if draw(st.booleans()) else "",
    )


@st.composite
def networks(draw: st.DrawFn, framework: Framework | None = None, *, most: int = 6) -> Network:
    """
    Networks of the framework, or of any: organisations with an assessment, with a panel or without answers yet.

    One has answers at least. Attributes have few names and values, so that organisations share them; some lack them.
    Six organisations at most, unless a law is of more: disclosure control has tables of its own to look at.
    """
    if framework is None:
        framework = draw(frameworks())
    names = draw(distinct_ids(most=most))
    given: st.SearchStrategy[Assessment | Panel | None] = st.one_of(
        assessments(framework), panels(framework, most=3), st.none()
    )
    found = [draw(given) for _ in names]
    if all(one is None for one in found):
        found[draw(st.integers(0, len(found) - 1))] = draw(assessments(framework))
    attributes = st.sampled_from(
        [{}, {"sector": "health"}, {"sector": "arts"}, {"sector": "arts", "size": "small"}, {"size": draw(texts())}]
    )
    return Network(
        [Organisation(one, answers, draw(attributes)) for one, answers in zip(names, found, strict=True)],
        name=draw(texts()),
    )


# What a layout of plans could take for a sign of its own, or lose.
_SIGNS = (
    *("# a", "## Roadmap", "- [x] 1. a", "  - Owner: a", "- Due: 2026-03-31", "Actions:", "Goal: a", "1. a", "-", "*"),
    *("(none)", "a / b", "a <b>", "<", "\\", "\\n", "\\u0020;", "a\rb", "a\r\nb", "a\u2028b", "\u200b", "…", "a,b;c"),
)
_ID_SIGNS = ("(none)", "a:", ":", "-", "#", "…", "1=2", "a,b", ",", "<a>", "(a)", "\\n")


@cache
def plan_texts() -> st.SearchStrategy[str]:
    """Any text, also what looks like a sign of a layout, or nothing but blanks."""
    return texts() | st.sampled_from(["", " ", "\n", "\x85", *_SIGNS])


@cache
def plan_names() -> st.SearchStrategy[str]:
    """Texts in which something can be seen, also what looks like a sign of a layout."""
    return visible_texts() | st.sampled_from(_SIGNS)


@cache
def _plan_ids(count: int) -> st.SearchStrategy[list[str]]:
    one = ids() | st.sampled_from(_ID_SIGNS)
    return st.lists(one, min_size=count, max_size=count, unique=True)


@cache
def days() -> st.SearchStrategy[date]:
    """Days, most of them in the few years that plans are made for."""
    return st.dates(date(2026, 1, 1), date(2028, 12, 31)) | st.dates()


@cache
@st.composite
def _spans(draw: st.DrawFn) -> tuple[date | None, date | None]:
    """Draw a first and a last day, either or both left open."""
    first, last = sorted([draw(days()), draw(days())])
    return draw(st.sampled_from([first, None])), draw(st.sampled_from([last, None]))


@st.composite
def plan_actions(draw: st.DrawFn, themes: Sequence[str] = (), horizons: Sequence[str] = ()) -> Action:
    """
    Actions of any kind, mostly of one of the themes and horizons.

    Numbers have nine digits at most, as the reader of Markdown takes, and mostly one, so that actions meet.
    """
    numbers = st.integers(1, 6) | st.integers(1, 10**9 - 1)
    starts, due = draw(_spans())
    levels = st.integers(0, 6) | st.integers(0, 10**9 - 1)
    pieces = draw(st.sampled_from([st.just(()), st.lists(evidences(), max_size=2).map(tuple)]))
    served = st.builds(Serves, ids() | st.sampled_from(_ID_SIGNS), levels)
    return Action(
        draw(plan_names()),
        number=draw(st.none() | numbers),
        theme=draw(st.sampled_from([None, *themes]) | ids()),
        horizon=draw(st.sampled_from([None, *horizons]) | ids()),
        owner=draw(plan_texts()),
        status=draw(st.sampled_from(ActionStatus)),
        starts=starts,
        due=due,
        effort=draw(st.none() | positive_fractions()),
        depends_on=draw(st.lists(numbers, max_size=2)),
        serves=draw(st.lists(served, max_size=2)),
        evidence=draw(pieces),
    )


@cache
@st.composite
def visions(draw: st.DrawFn) -> Vision:
    """Visions, empty ones and empty lists in them included."""
    lists = st.lists(plan_texts(), max_size=2)
    success = Success(draw(lists), draw(lists), draw(lists))
    return Vision(draw(plan_texts()), draw(plan_texts()), draw(plan_texts()), success)


@st.composite
def _goals(draw: st.DrawFn, actions: Sequence[Action]) -> Goal:
    """Draw a goal that lists some of the actions, in their words or in others, and some that there are not."""
    usual = [Mention(one.number, one.text) for one in actions]
    numbers = st.sampled_from([one.number for one in actions if one.number is not None] or [1]) | st.integers(
        1, 10**9 - 1
    )
    strange = st.builds(Mention, numbers, plan_texts()) | st.builds(Mention, st.none(), plan_names())
    mentions = strange | st.sampled_from(usual) if usual else strange
    return Goal(
        draw(plan_names()),
        text=draw(plan_texts()),
        actions=draw(st.lists(mentions, max_size=3)),
        next_steps=draw(st.lists(plan_texts(), max_size=2)),
    )


@cache
@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """
    Any valid plan, at odds with itself or not: up to five actions, up to three themes and horizons, odd texts.

    Small, since nothing depends on how much there is of anything.
    """
    theme_ids = draw(_plan_ids(draw(st.integers(0, 3))))
    horizon_ids = draw(_plan_ids(draw(st.integers(0, 3))))
    count = draw(st.sampled_from(range(6)))
    actions = [draw(plan_actions(theme_ids, horizon_ids)) for _ in range(count)]
    return Plan(
        id=draw(_plan_ids(1))[0],
        title=draw(plan_names()),
        organisation=draw(plan_texts()),
        framework_id=draw(plan_texts()),
        framework_version=draw(plan_texts()),
        vision=draw(st.just(Vision()) | visions()),
        horizons=[Horizon(one, draw(plan_names()), *draw(_spans())) for one in horizon_ids],
        actions=actions,
        themes=[
            PlanTheme(
                one,
                draw(plan_names()),
                objective=draw(plan_texts()),
                reasons=draw(st.lists(plan_texts(), max_size=2)),
                goals=draw(st.lists(_goals(actions), max_size=2)),
                roadmap_name=draw(plan_texts()),
            )
            for one in theme_ids
        ],
    )


@st.composite
def sound_plans(draw: st.DrawFn, assessment: Assessment | None = None, *, least: int = 0) -> Plan:
    """
    Plans in which `check_plan` finds nothing: with the assessment too, where one is given.

    Horizons are dated or not; an action has a horizon, a day, both, or neither once it is done or dropped; every theme
    has an action, and every action stands under one goal of its theme.
    """
    horizons = draw(horizon_lists())
    count = draw(st.sampled_from(range(least, 7)))
    numbers = draw(st.permutations(range(1, count + 1)))
    theme_ids = draw(_plan_ids(draw(st.integers(1, min(3, count))))) if count else []
    reached: dict[str, set[int]] = {}
    actions: list[Action] = []
    # From near to far, so that an action may build on all those before it.
    for place, slot in enumerate(sorted(draw(st.integers(0, len(horizons))) for _ in range(count))):
        status = draw(st.sampled_from(ActionStatus))
        is_open = status not in (ActionStatus.DONE, ActionStatus.DROPPED)
        horizon, due = draw(_sound_times(horizons, slot, is_open=is_open))
        earlier = [one.number for one in actions if one.due is None or due is None or one.due <= due]
        actions.append(
            Action(
                draw(plan_names()),
                number=numbers[place],
                theme=theme_ids[place] if place < len(theme_ids) else draw(st.sampled_from(theme_ids)),
                horizon=horizon,
                owner=draw(plan_texts()),
                status=status,
                due=due,
                depends_on=draw(_some(one for one in earlier if one is not None)),
                serves=draw(_served(assessment, status, reached)),
                evidence=draw(st.lists(evidences(), min_size=status is ActionStatus.DONE, max_size=2)),
            )
        )
    themes = []
    for one in theme_ids:
        goals: list[list[int]] = [[], []]
        for action in actions:
            if action.theme == one and action.number is not None:
                goals[draw(st.integers(0, 1))].append(action.number)
        name = draw(plan_names())
        themes.append(
            PlanTheme(
                one,
                name,
                goals=[Goal(f"Goal {place}", actions=listed) for place, listed in enumerate(goals)],
                roadmap_name=draw(st.sampled_from(["", name])),
            )
        )
    framework = None if assessment is None else assessment.framework
    return Plan(
        id=draw(_plan_ids(1))[0],
        title=draw(plan_names()),
        framework_id="" if framework is None else framework.id,
        framework_version="" if framework is None else framework.version,
        horizons=horizons,
        actions=draw(st.permutations(actions)),
        themes=themes,
    )


@cache
@st.composite
def horizon_lists(draw: st.DrawFn) -> tuple[Horizon, ...]:
    """Up to three horizons from near to far: without days, or one after the other, the last with an end or without."""
    horizon_ids = draw(_plan_ids(draw(st.integers(0, 3))))
    if draw(st.booleans()):
        return tuple(Horizon(one, draw(plan_names())) for one in horizon_ids)
    is_open = draw(st.booleans())
    horizons, first = [], date(2026, 1, 1)
    for one in horizon_ids:
        last = first + timedelta(draw(st.integers(0, 400)))
        if one == horizon_ids[-1] and is_open:
            horizons.append(Horizon(one, draw(plan_names()), starts=first))
        else:
            horizons.append(Horizon(one, draw(plan_names()), draw(st.sampled_from([None, first])), last))
        first = last + timedelta(1)
    return tuple(horizons)


@st.composite
def _sound_times(
    draw: st.DrawFn, horizons: Sequence[Horizon], slot: int, *, is_open: bool
) -> tuple[str | None, date | None]:
    """Draw the horizon and the day of an action in this stretch; the one after the last horizon is without one."""
    first, last = date(2026, 1, 1), date(2030, 12, 31)
    before = horizons[slot - 1] if slot else None
    if before is not None:
        first = before.ends + timedelta(1) if before.ends else before.starts or first
    if slot == len(horizons):
        due = st.dates(first, last)
        return None, draw(due if is_open else due | st.none())
    horizon = horizons[slot]
    # An own day may be earlier than the horizon, but not later.
    last = horizon.ends or last
    if (horizon.ends or horizon.starts) and draw(st.booleans()):
        return None, draw(st.dates(first, last))
    return horizon.id, draw(st.none() | st.dates(date(2026, 1, 1), last))


@st.composite
def _served(
    draw: st.DrawFn, assessment: Assessment | None, status: ActionStatus, reached: dict[str, set[int]]
) -> list[Serves]:
    """
    Draw what an action may serve without a fault.

    Args:
        draw: As Hypothesis gives it.
        assessment: Where the organisation stands; without it, anything may be served.
        status: The action's status.
        reached: The positions of the levels that the actions before bring each criterion to; this one's are added.
    """
    if assessment is None:
        return draw(st.lists(st.builds(Serves, ids(), st.integers(0, 6)), max_size=2))
    scale, found = assessment.framework.scale, []
    for one, answer in draw(_some(assessment.answers.items())):
        places = [*range(len(scale))]
        before = reached.setdefault(one, set())
        if status is ActionStatus.DROPPED:
            found.append(Serves(one, draw(st.sampled_from(scale.numbers))))
            continue
        if answer.state is AnswerState.NOT_APPLICABLE:
            continue
        if answer.level is not None and status is not ActionStatus.DONE:
            now = scale.position(answer.level)
            places = [place for place in places[now + 1 :] if before.issuperset(range(now + 1, place))]
        if places:
            place = draw(st.sampled_from(places))
            before.add(place)
            found.append(Serves(one, scale.levels[place].number))
    return found
