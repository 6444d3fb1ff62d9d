"""Laws of networks in frames: what is told is what a network tells, and nothing withheld follows from it."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import example, given, reject
from hypothesis import strategies as st

from datamaturity import (
    Answer,
    AnswerState,
    Assessment,
    Benchmark,
    Criterion,
    Framework,
    Level,
    Network,
    NetworkScore,
    NetworkScorecard,
    NumberError,
    Organisation,
    Panel,
    Respondent,
    Scale,
    Theme,
    Topic,
    Withheld,
    frames,
)
from datamaturity.frames import beside
from datamaturity.frames import crowds as crowds_module
from datamaturity.frames.benchmarks import benchmark, percentile_ranks
from datamaturity.frames.pooling import pool
from datamaturity.frames.sums import ScorePlan
from frame_engines import CODE, EACH, ENGINES, columns_of, rows_of
from property.test_disclosure_laws import Crowd, crowd, crowds, mixed_crowds
from property.test_group_control_laws import (
    BY_ANOTHER_WAY,
    NESTED,
    NINE_AND_FOUR,
    NO_WHOLE,
    ONE_AT_A_LEVEL,
    Attacker,
    Case,
    Sheet,
    Truth,
    bys,
    cases,
)
from strategies import frameworks, given_answers, rules


def table_of(network: Network) -> pa.Table:
    """Return a network's answers as a table, a row for each respondent."""

    def number(answer: Answer) -> int | None:
        return CODE if answer.state is AnswerState.NOT_APPLICABLE else answer.level

    rows = [(one, sheet) for one in network for sheet in one.assessments]
    columns: dict[str, Any] = {
        "org": [one.id for one, _ in rows],
        "part": [one.attributes.get("part") for one, _ in rows],
    }
    for criterion, name in columns_of(network.framework).items():
        columns[name] = pa.array([number(sheet.answers[criterion]) for _, sheet in rows], pa.int32())
    return pa.table({**columns, "part": pa.array(columns["part"], pa.string())})


def pooled(network: Network, *, engine: str = "polars", **options: Any) -> Any:
    """Return what a frame of an engine with a network's answers tells."""
    frame = ENGINES[engine](table_of(network))
    framework = network.framework
    return pool(frame, framework, organisation="org", columns=columns_of(framework), not_applicable=CODE, **options)


def figures(card: NetworkScorecard) -> dict[str, object]:
    """Return everything that a scorecard says, by where it stands."""
    found: dict[str, object] = {f"criterion {one}": level for one, level in card.criteria.items()}
    for one in card:
        found |= {f"{one.group} {name}": getattr(one, name) for name in NAMES}
        found |= {f"{one.group} count {n}": count for n, count in enumerate(one.counts)}
        found |= {f"{one.group} quartile {share}": value for share, value in one.quartiles.items()}
    return found


NAMES = ("organisation_count", "member_count", "mean", "stage", "why_no_stage", "coverage", "low", "high")


@st.composite
def sectors(draw: st.DrawFn, *, most: int = 5) -> Network:
    """Return networks of any framework, in which organisations have one respondent or some, in parts or in none."""
    framework = draw(frameworks())
    people = draw(st.sampled_from([1, 3]))
    organisations = []
    for n in range(draw(st.integers(1, most))):
        sheets = [Assessment(framework, draw(given_answers(framework))) for _ in range(draw(st.integers(1, people)))]
        answers = Panel([Respondent(one) for one in sheets]) if len(sheets) > 1 else sheets[0]
        part = draw(st.sampled_from([{}, {"part": "a"}, {"part": "b"}]))
        organisations.append(Organisation(f"org {n}", answers, part))
    return Network(organisations)


@pytest.mark.parametrize("engine", ENGINES)
@EACH
@given(data=st.data())
def test_a_frame_says_what_a_network_says(engine: str, data: st.DataObject) -> None:
    """With nothing withheld, every figure of every group and slice is that of the network."""
    network, by = data.draw(sectors()), data.draw(bys)
    rule, overall = data.draw(rules(network.framework.scale)), data.draw(st.booleans())
    options: dict[str, Any] = {"by": by, "rule": rule, "overall": overall, "mean": data.draw(st.booleans())}
    try:
        ScorePlan.of(network.framework, rule=rule)
    except NumberError:
        # Weights beyond 53 bits: refused, and tested with the errors.
        reject()
    # Of people of one organisation frames keep what is said and not how often, and may withhold more.
    are_people = by == "respondents" and any(len(one.assessments) > 1 for one in network)
    options["min_organisations"] = 0 if are_people else data.draw(st.sampled_from([0, 0, 2, 3]))

    assert figures(network.pool(**options)) == figures(pooled(network, engine=engine, **options))
    if any(one.attributes for one in network):
        slices = pooled(network, engine=engine, slice_by="part", **options)
        assert {part: figures(card) for part, card in network.slices("part", **options).items()} == {
            part: figures(card) for part, card in slices.items()
        }


def told_truly(truth: NetworkScorecard, told: NetworkScorecard) -> Iterator[str]:
    """Yield what is told otherwise than it is."""
    known = figures(truth)
    for name, value in figures(told).items():
        if (
            not isinstance(value, Withheld)
            and value != known[name]
            and not (name.endswith("why_no_stage") and not value)
        ):
            yield f"{name} is {known[name]}, not {value}"


@pytest.fixture(params=["solved", "rather too much"])
def control(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Have disclosure control solved exactly, or withhold rather too much."""
    if request.param != "solved":
        monkeypatch.setattr(beside, "_KINDS", 0)
    return str(request.param)


class TestGroupsBesideOthers:
    """The attacks of the scalar library, on what frames tell: in both ways of disclosure control."""

    @pytest.mark.usefixtures("control")
    @given(cases(people=2), bys)
    @example(NINE_AND_FOUR, "organisations")
    @example(BY_ANOTHER_WAY, "organisations")
    @example(NO_WHOLE, "organisations")
    @example(NESTED, "organisations")
    def test_nothing_about_few_follows(self, one: Case, by: str) -> None:
        """No mean, number, coverage or bound of a withheld group follows from the groups that are told."""
        truth, known = Truth(one, by=by), Attacker()
        card = pooled(one.network, by=by, overall=one.overall)
        truth.hear(known, card, one.parts)

        assert [] == [*truth.found(known, one.parts)]
        assert [] == [*truth.holes(card, one.parts)]
        whole = one.network.pool(by=by, overall=one.overall, min_organisations=0)  # type: ignore[arg-type]
        assert [] == [*told_truly(whole, card)]

    @pytest.mark.usefixtures("control")
    @given(cases())
    @example(ONE_AT_A_LEVEL)
    def test_no_number_at_a_stage_follows(self, one: Case) -> None:
        """How many have a stage does not follow, where it is withheld of the group by itself."""
        truth, known = Truth(one, by="organisations"), Attacker()
        truth.hear(known, pooled(one.network, overall=one.overall), one.parts)
        few = [
            (score.group, stage)
            for score in one.network.pool(overall=one.overall, min_organisations=0)
            for stage, count in enumerate(score.counts)
            if isinstance(count, int) and 0 < count < 5
        ]

        assert [] == [
            (str(group), stage)
            for group, stage in few
            if known.knows({("stage", stage, *each): 1 for each in truth.about(group, one.parts).items()})
        ]

    @pytest.mark.usefixtures("control")
    @given(cases(parts=3, people=2), bys)
    def test_nothing_about_few_follows_from_slices(self, one: Case, by: str) -> None:
        """Of no part, and not of the whole, does anything about a withheld group follow."""
        truth, known = Truth(one, by=by), Attacker()
        truth.hear(known, pooled(one.network, by=by, overall=one.overall), one.parts)
        for part, card in pooled(one.network, slice_by="part", by=by, overall=one.overall).items():
            truth.hear(known, card, [part])

        assert [] == [each for parts in (one.parts, *([p] for p in one.parts)) for each in truth.found(known, parts)]

    @given(cases(parts=2), bys)
    def test_a_benchmark_is_the_networks(self, one: Case, by: str) -> None:
        """A benchmark of a frame has the figures of the one that the network makes."""
        options: dict[str, Any] = {"by": by, "overall": one.overall, "mean": True, "title": "Sector"}
        found = benchmark(
            ENGINES["polars"](table_of(one.network)),
            one.framework,
            organisation="org",
            columns=columns_of(one.framework),
            **options,
        )

        assert Benchmark.from_network(one.network, **options) == found


SCALE = Scale([Level(number, f"Step {number}") for number in (1, 2, 3, 4)])


@st.composite
def shared_criteria(draw: st.DrawFn) -> Framework:
    """Frameworks of topics, of themes or of both, some of one criterion, in which criteria share cells and weigh."""
    topics, themes = draw(st.sampled_from([(2, 2), (2, 3), (3, 2), (3, 3), (0, 3), (2, 0), (1, 2)]))
    places = st.tuples(st.integers(0, max(topics, 1) - 1), st.integers(0, max(themes, 1) - 1))
    chosen = draw(st.lists(places, min_size=2, max_size=7))
    weights = st.sampled_from([1, 1, 1, 2, Fraction(1, 2)])
    return Framework(
        id="shared",
        version="1",
        title="Shared",
        scale=SCALE,
        topics=[Topic(f"t{t}", f"Topic {t}") for t in sorted({t for t, _ in chosen})] if topics else [],
        themes=[Theme(f"h{h}", f"Theme {h}") for h in sorted({h for _, h in chosen})] if themes else [],
        criteria=[
            Criterion(
                f"c{n}",
                f"Criterion {n}",
                f"t{t}" if topics else None,
                f"h{h}" if themes else None,
                weight=draw(weights),
            )
            for n, (t, h) in enumerate(chosen)
        ],
    )


@st.composite
def wide_cases(draw: st.DrawFn) -> Case:
    """Networks with gaps, in parts or not: kinds of organisations, which answered the same, some of them many times."""
    framework = draw(shared_criteria())
    names = st.sampled_from([str(one) for one in framework.criterion_ids])
    most = draw(st.sampled_from([1, 2, len(framework.criteria)]))
    parts = ["north", "south", "west"][: draw(st.integers(1, 3))]
    found: list[tuple[str, tuple[Sheet, ...]]] = []
    for kind in draw(st.lists(st.sets(names, min_size=1, max_size=most), min_size=1, max_size=6)):
        # Kinds that are in one part, and kinds that are in all.
        part = st.sampled_from(draw(st.sampled_from([parts, parts[:1], parts[-1:]])))
        levels = st.fixed_dictionaries(dict.fromkeys(sorted(kind), st.sampled_from([1, 2, 2, 2, 3, 4])))
        for _ in range(draw(st.sampled_from([1, 2, 3, 4, 5, 6, 9]))):
            sheets = draw(st.lists(levels, min_size=1, max_size=2))
            found.append((draw(part), tuple(sheets)))
    return Case(framework, tuple(found), draw(st.booleans()))


def cards_of(one: Case, tell: Callable[..., Any]) -> list[tuple[list[str], NetworkScorecard]]:
    """Return what is told of a network and of each of its slices, with the parts that it is about."""
    return [(one.parts, tell()), *(([part], card) for part, card in tell(slice_by="part").items())]


class TestWhateverIsShared:
    """All attacks at once, on networks of every shape, for every least number of organisations."""

    @pytest.mark.usefixtures("control")
    @pytest.mark.parametrize("most", [0, 100])
    @given(one=wide_cases(), by=bys, minimum=st.integers(2, 5))
    def test_nothing_about_few_follows(self, one: Case, by: str, minimum: int, most: int) -> None:
        """From all that is told of a network and its slices nothing follows that is about too few."""
        options: dict[str, Any] = {"by": by, "overall": one.overall}
        truth, known = Truth(one, by=by), Attacker()
        with pytest.MonkeyPatch.context() as patch:
            # Large numbers of organisations are made smaller than these networks' are, or never.
            patch.setattr(crowds_module, "_CROWD", most)
            told = cards_of(one, lambda **more: pooled(one.network, min_organisations=minimum, **options, **more))
        for parts, card in told:
            truth.hear(known, card, parts)

        assert [] == [each for parts, card in told for each in truth.holes(card, parts, minimum)]
        assert [] == [each for parts, _ in told for each in truth.found(known, parts, minimum)]
        if by == "organisations":
            truly = cards_of(one, lambda **more: pooled(one.network, min_organisations=0, **options, **more))

            assert [] == [
                f"the number at {stage} in {score.group} in {parts}"
                for parts, card in truly
                for score in card
                for stage, count in enumerate((*score.stage_counts, score.no_stage_count))
                if 0 < count < minimum  # type: ignore[operator]
                and known.knows({("stage", stage, *each): 1 for each in truth.about(score.group, parts).items()})
            ]


class TestOneGroup:
    """The attacks on one group: counts, sums of counts, means."""

    @pytest.mark.usefixtures("control")
    @given(crowds(least_parts=1) | mixed_crowds(), st.booleans())
    @example(crowd([[1, 11, 0], [0, 0, 20]]), True)
    @example(crowd([[0, 1, 8], [0, 2, 10]]), True)
    def test_nothing_about_few_follows(self, one: Crowd, mean: bool) -> None:
        """No count about too few follows from a network and its slices, no sum of them, and no mean."""
        options: dict[str, Any] = {"rule": one.rule, "mean": mean, "min_organisations": one.minimum}
        known = one.start()
        one.hear(known, pooled(one.network, **options).themes["data"], range(one.part_count))
        slices: Mapping[str, NetworkScorecard] = pooled(one.network, slice_by="part", **options)
        for part, card in slices.items():
            one.hear(known, card.themes["data"], [int(part)])

        assert [] == one.found_counts(known) + one.found_sums(known, across=True) + one.found_means(known)


def test_a_large_network_withholds_what_a_small_one_does() -> None:
    """Figures beyond those that disclosure control counts to are true, and the least of them are withheld."""
    one = crowd([[600, 3, 400, 0, 250]])
    told: NetworkScore = pooled(one.network, mean=False).themes["data"]

    # The three, and with them the next fewest; 1253 in all.
    assert (600, 400, 1253) == (told.stage_counts[0], told.stage_counts[2], told.organisation_count)
    assert [1, 4] == [place for place, count in enumerate(told.stage_counts) if isinstance(count, Withheld)]


@pytest.mark.parametrize("engine", ENGINES)
@EACH
@given(data=st.data())
def test_ranks_are_those_of_comparison(engine: str, data: st.DataObject) -> None:
    """Each row's percentile rank is the one that a comparison of its scorecard has."""
    network = data.draw(sectors(most=3).filter(lambda one: len(one) == sum(len(each.assessments) for each in one)))
    framework: Framework = network.framework
    try:
        ScorePlan.of(framework)
    except NumberError:
        reject()
    names = [str(group) for group in framework.groups]
    if len({name.casefold() for name in names}) < len(names) or any("\0" in name for name in names):
        # Names that are one name to DuckDB: refused, and tested with the errors.
        reject()
    made = Benchmark.from_network(network, overall=True, min_organisations=data.draw(st.sampled_from([0, 2])))
    frame = ENGINES[engine](table_of(network))
    scored = frames.score(
        frame,
        framework,
        columns=columns_of(framework),
        not_applicable=CODE,
        kinds=["topic", "theme", "cell", "overall"],
    )
    found = rows_of(percentile_ranks(scored, made))
    for row, one in zip(found, network, strict=True):
        from datamaturity import score

        for each in made.compare(score(one.assessments[0], overall=True)):
            name = "overall" if each.group.kind == "overall" else f"{each.group.kind}:{each.group.id}"
            rank = each.percentile_rank

            assert (None if rank is None or isinstance(rank, Withheld) else float(rank)) == row[
                f"{name}:percentile_rank"
            ]
