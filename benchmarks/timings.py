"""
Timings of the everyday jobs beside what a user would do instead, in one interleaved run.

Run ``nox -s timings`` (or ``python benchmarks/timings.py``); it prints a Markdown table. Each job and its rival take
turns, so that a busy moment of the machine hits both; the ratio is of the best rounds, its spread over all rounds.
"""

import platform
import random
import statistics
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module
from importlib.metadata import version
from io import BytesIO
from time import perf_counter
from typing import Annotated, Any, Literal, cast

import attrs
from timing import ROUNDS, Timing, interleaved

from datamaturity import (
    Answer,
    Assessment,
    Benchmark,
    Evidence,
    Framework,
    Network,
    Organisation,
    Panel,
    Respondent,
    Score,
    Scorecard,
    Target,
    draft_plan,
    gaps,
    load_framework,
    next_steps,
    organisation_report,
    outline_html,
    score,
    smallest_way_up,
)
from datamaturity.documents.assessments import assessment_json, parse_assessment
from datamaturity.levels import exact


def scorecard(framework: Framework) -> Timing:
    """One assessment of 97 answers, from a plain dict to a scorecard of which every mean and stage has been read."""
    rng = random.Random(2023)
    numbers = framework.scale.numbers
    people: list[dict[str, int]] = [{one: rng.choice(numbers) for one in framework.criterion_ids} for _ in range(100)]
    groups = [group.criteria for group in (*framework.topic_groups, *framework.theme_groups, *framework.cells)]
    names = {level.number: level.name for level in framework.scale}

    def ours(answers: dict[str, int]) -> list[tuple[object, object]]:
        return [(one.mean, one.stage) for one in score(Assessment(framework, answers))]

    def theirs(answers: dict[str, int]) -> list[tuple[object, object]]:
        means = [statistics.mean([answers[one] for one in criteria]) for criteria in groups]
        return [(mean, names[int(mean + 0.5)]) for mean in means]

    # The rival must do the same work: equal means (as floats) and equal stages.
    for answers in people:
        mine = [(float(mean), stage.name) for mean, stage in ours(answers)]  # type: ignore[arg-type, attr-defined]
        if mine != [(float(mean), stage) for mean, stage in theirs(answers)]:  # type: ignore[arg-type]
            raise AssertionError(answers)
    return interleaved(
        "100 assessments × 97 answers: dict → scorecard, every mean and stage of 49 groups read",
        lambda: deque(map(ours, people), maxlen=0),
        "`statistics.mean` per group, `int(mean + 0.5)`",
        lambda: deque(map(theirs, people), maxlen=0),
        goal="≤ 0.25",
    )


def first_load() -> Timing:
    """The first load of the UK DMA in a fresh process, imports apart, beside `json.loads` of the same bytes."""
    # What the imports left is collected first: else the collector, which runs after so many allocations, falls now into
    # the one and now into the other, and takes longer than either.
    code = """
import gc, json
from time import perf_counter
import datamaturity.documents, importlib_resources
from importlib_resources import files
from datamaturity import load_framework
content = files("datamaturity").joinpath("data/frameworks/uk-government-dma-2023.json").read_bytes()
gc.collect()
start = perf_counter(); json.loads(content); middle = perf_counter()
load_framework("uk-government-dma")
print(middle - start, perf_counter() - middle)
"""
    theirs, ours = [], []
    for _ in range(ROUNDS):
        run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
        loads, load = map(float, run.stdout.split())
        theirs.append(loads)
        ours.append(load)
    return Timing(
        "first `load_framework`: read, parse, check and build, fresh process", ours, "`json.loads` of the same bytes",
        theirs, "≤ 4",
    )  # fmt: skip


def repeated_load() -> Timing:
    """Every further load."""
    cache = {"uk-government-dma": load_framework("uk-government-dma")}
    return interleaved(
        "every further `load_framework`",
        lambda: load_framework("uk-government-dma"),
        "a look-up in a dict",
        lambda: cache["uk-government-dma"],
        number=20_000,
        goal="under 1 µs",
    )


def imports() -> list[Timing]:
    """The whole process with an import of ours, beside `import attrs`; the bare interpreter taken off both."""

    def process(*arguments: str) -> float:
        start = perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        return perf_counter() - start

    jobs = {
        "`import datamaturity`": (("-c", "import datamaturity"), "≤ 1.5"),
        "`from datamaturity import load_framework, score`": (
            ("-c", "from datamaturity import load_framework, score"),
            "",
        ),
        "`python -m datamaturity list`": (("-m", "datamaturity", "list"), ""),
    }
    bare, theirs = [], []
    ours: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(2 * ROUNDS):
        bare.append(process("-c", "pass"))
        theirs.append(process("-c", "import attrs"))
        for name, (arguments, _goal) in jobs.items():
            ours[name].append(process(*arguments))
    floor = min(bare)
    return [
        Timing(
            f"{name}, whole process beyond the bare interpreter ({floor * 1e3:.1f} ms)",
            [one - floor for one in ours[name]], "`import attrs`", [one - floor for one in theirs], goal,
        )
        for name, (_, goal) in jobs.items()
    ]  # fmt: skip


def way_up(framework: Framework) -> list[Timing]:
    """The smallest way up, beside raising the lowest criterion and scoring again until the stage changes."""
    rng = random.Random(2023)
    numbers = framework.scale.numbers
    plain = Assessment(framework, {one: rng.choice(numbers) for one in framework.criterion_ids})
    weights = dict(zip(framework.criterion_ids, [1, 2, "1/2", 3] * 25, strict=False))
    criteria = [attrs.evolve(one, weight=exact(weights[one.id])) for one in framework.criteria]
    weighted = Assessment(attrs.evolve(framework, criteria=criteria), plain.answers)

    def try_again(assessment: Assessment, pick: Callable[[Scorecard], Score]) -> int:
        answers = {one: answer.level or 0 for one, answer in assessment.answers.items()}
        found = score(Assessment(assessment.framework, answers))
        first, moves = pick(found).stage, 0
        while pick(found).stage == first and first != framework.scale.highest:
            lowest = min(pick(found).group.criteria, key=lambda one: answers[one])
            answers[lowest] += 1
            moves += 1
            found = score(Assessment(assessment.framework, answers))
        return moves

    def seventh(card: Scorecard) -> Score:
        return card.topics["7"]

    def all_of(assessment: Assessment) -> int:
        card = score(assessment)
        keys = [(kind, key) for kind in ("topics", "themes", "cells") for key in getattr(card, kind)]
        return sum(try_again(assessment, lambda found, at=at: getattr(found, at[0])[at[1]]) for at in keys)  # type: ignore[misc]

    one, heavy = score(plain).topics["7"], score(weighted).topics["7"]
    rival = "raise the lowest, score again"
    return [
        interleaved(
            "smallest way up, one topic of 15 criteria", lambda: smallest_way_up(one), rival,
            lambda: try_again(plain, seventh), number=20, goal="ours under 1 ms",
        ),
        interleaved(
            "the same with weights 1, 2, ½, 3 (the rival's way is not the shortest)", lambda: smallest_way_up(heavy),
            rival, lambda: try_again(weighted, seventh), number=20,
        ),
        interleaved(
            "smallest way up for all 49 groups of the UK DMA, scoring included",
            lambda: [smallest_way_up(one) for one in score(plain)], rival, lambda: all_of(plain),
            goal="ours under 20 ms",
        ),
        interleaved(
            "`next_steps`: every criterion's step with its effects on topic, theme and cell", lambda: next_steps(plain),
            "a scorecard per criterion", lambda: [score(plain) for _ in framework.criteria],
        ),
    ]  # fmt: skip


def many_people(framework: Framework) -> list[Timing]:
    """A panel of 500 and a network of 1,000, beside the same means and medians in floats, nothing else."""
    rng = random.Random(2023)
    ids, groups = framework.criterion_ids, [group.positions for group in framework.groups[:-1]]
    numbers = [*framework.scale.numbers, None]
    weights = [19, 19, 19, 19, 19, 5]
    rows = [rng.choices(numbers, weights, k=len(ids)) for _ in range(1000)]
    assessments = [Assessment(framework, dict(zip(ids, row, strict=True))) for row in rows]
    roles = ("manager", "analyst", "volunteer")
    panel = [Respondent(one, id=str(n), role=roles[n % 3]) for n, one in enumerate(assessments[:500])]
    network = [Organisation(str(n), one, {"sector": "abc"[n % 3]}) for n, one in enumerate(assessments)]

    def summarised() -> list[object]:
        made = Panel(panel)
        return [made.to_rows(), made.to_discuss, made.agree(), made.pool().to_rows()]

    def medians() -> list[object]:
        columns = [[one for one in column if one is not None] for column in zip(*rows[:500], strict=True)]
        return [(statistics.median_low(one), min(one), max(one)) for one in columns] + pooled(rows[:500])

    def pooled(people: Sequence[Sequence[int | None]]) -> list[object]:
        found: list[object] = []
        for group in groups:
            means = []
            for row in people:
                answered = [level for place in group if (level := row[place]) is not None]
                if answered:
                    means.append(statistics.fmean(answered))
            found.append((statistics.fmean(means), statistics.quantiles(means)))
        return found

    return [
        interleaved(
            "a panel of 500 × 97: criteria, disagreement, agreed answers, pooled scores with bounds", summarised,
            "medians, ranges and means of means in floats", medians, goal="ours under 0.5 s",
        ),
        interleaved(
            "a network of 1,000 × 97: pooled scores, stages, quartiles, bounds, disclosure control",
            lambda: Network(network).pool().to_rows(), "means of means and quartiles in floats", lambda: pooled(rows),
            goal="ours under 2 s",
        ),
        interleaved(
            "the same in three slices", lambda: [one.to_rows() for one in Network(network).slices("sector").values()],
            "means of means and quartiles in floats", lambda: [pooled(rows[n::3]) for n in range(3)],
        ),
    ]  # fmt: skip


def _answered(framework: Framework, number: int) -> Assessment:
    """Of 100 answers 5 are not applicable, 5 not known, and 10 have a note, of which 2 have evidence."""
    rng = random.Random(number)

    def answer() -> Answer:
        level, kind = rng.choice(framework.scale.numbers), rng.random()
        if kind < 0.8:
            return Answer.at(level)
        if kind < 0.9:
            return Answer.not_applicable() if kind < 0.85 else Answer.do_not_know()
        if kind < 0.92:
            return Answer.not_applicable("No such service")
        if kind < 0.98:
            return Answer.at(level, note="Two teams of five since May – “see” the minutes")
        policy = Evidence("Policy", "https://example.org/policy.pdf", date(2026, 3, 31))
        return Answer.at(level, note="As published", evidence=(policy,))

    answers: dict[str, Answer] = {one: answer() for one in framework.criterion_ids}
    return Assessment(framework, answers, organisation=f"Council {number}", assessed_on=date(2026, 3, 31))


def _document_class(framework: Framework, level: Any, make: Callable[..., Any]) -> Any:
    """Return an assessment's document, as its JSON Schema has it, of classes that another library makes."""

    def said_once(one: Any) -> None:
        if (one.level is None) == (one.state is None):
            raise ValueError("an answer has a level or a state, and not both")

    def findable(one: Any) -> None:
        if not one.title.strip() and not one.address.strip():
            raise ValueError("evidence needs a title or an address")

    # The ids and levels are known when this runs, which is too late for a type checker.
    one_of, several, mapping = cast("Any", (Literal, tuple, dict))
    words = ("not applicable", "do not know")
    # A field is its type and, where it may be left out, its default.
    evidence = make("Evidence", {"address": (str, ""), "dated": (date | None, None), "title": (str, "")}, findable)
    remarked = {
        "evidence": (several[evidence, ...], ()),
        "level": (level | None, None),
        "note": (str, ""),
        "state": (one_of[(*words, "unanswered")] | None, None),
    }
    answer = level | one_of[words] | make("Remarked", remarked, said_once)
    document = {
        "schema_": (str,),
        "answers": (mapping[one_of[tuple(framework.criterion_ids)], answer],),
        "assessed_on": (date | None, None),
        "format": (Literal[1],),
        "framework": (make("Key", {"id": (one_of[framework.id],), "version": (one_of[framework.version],)}),),
        "kind": (Literal["assessment"],),
        "organisation": (str, ""),
    }
    return make("Document", document)


def _by_pydantic(framework: Framework) -> tuple[Callable[[str], Any], Callable[[Any], str]]:
    """Return what reads a document with pydantic, and what writes it."""
    pydantic: Any = import_module("pydantic")
    config: dict[str, Any] = {"strict": True, "extra": "forbid", "frozen": True, "serialize_by_alias": True}
    config["alias_generator"] = lambda key: "$schema" if key == "schema_" else key

    def make(name: str, fields: Mapping[str, Any], check: Callable[[Any], None] | None = None) -> Any:
        def checked(one: Any) -> Any:
            if check:
                check(one)
            return one

        checks = {"check": pydantic.model_validator(mode="after")(checked)} if check else {}
        wanted = {key: one if len(one) == 2 else (*one, ...) for key, one in fields.items()}
        return pydantic.create_model(name, __config__=config, __validators__=checks, **wanted)

    # No `Literal`, which would take true and 3.0 for levels.
    level = Annotated[int, pydantic.Field(ge=framework.scale.lowest.number, le=framework.scale.highest.number)]
    model = _document_class(framework, level, make)
    return model.model_validate_json, lambda one: model.model_dump_json(one, indent=2, exclude_defaults=True) + "\n"


def _by_msgspec(framework: Framework) -> tuple[Callable[[str], Any], Callable[[Any], str]]:
    """Return what reads a document with msgspec, and what writes it."""
    msgspec: Any = import_module("msgspec")
    options = {"frozen": True, "forbid_unknown_fields": True, "omit_defaults": True, "kw_only": True}

    def make(name: str, fields: Mapping[str, Any], check: Callable[[Any], None] | None = None) -> Any:
        wanted = [(key, *one) for key, one in fields.items()]
        hooks = {"__post_init__": check} if check else {}
        return msgspec.defstruct(name, wanted, rename={"schema_": "$schema"}, namespace=hooks, **options)

    level = Annotated[int, msgspec.Meta(ge=framework.scale.lowest.number, le=framework.scale.highest.number)]
    decoder, encoder = msgspec.json.Decoder(_document_class(framework, level, make)), msgspec.json.Encoder()
    return decoder.decode, lambda one: msgspec.json.format(encoder.encode(one), indent=2).decode() + "\n"


def documents(framework: Framework) -> list[Timing]:
    """Assessments to and from JSON, beside libraries for that alone, which check the same and write the same."""
    assessments = [_answered(framework, number) for number in range(10_000)]
    texts = [*map(assessment_json, assessments)]

    def read(text: str) -> Assessment:
        return parse_assessment(text, framework=framework)

    def each(function: Callable[[Any], object], values: Sequence[object]) -> Callable[[], object]:
        return lambda: deque(map(function, values), maxlen=0)

    found = []
    for name, (parse, write), goal in (
        ("pydantic", _by_pydantic(framework), "≤ 1.5"),
        ("msgspec", _by_msgspec(framework), ""),
    ):
        theirs = [*map(parse, texts)]
        # The rival must do the same work: what is written is equal, and so is what is read back.
        if [*map(write, theirs)] != texts or [*map(read, texts)] != assessments:
            raise AssertionError(name)
        found += [
            interleaved(
                "10,000 assessments × 97 answers, a tenth with a note: JSON → checked object", each(read, texts),
                f"{name}, strict", each(parse, texts), goal=goal,
            ),
            interleaved(
                "the same: object → JSON", each(assessment_json, assessments), name, each(write, theirs), goal=goal,
            ),
        ]  # fmt: skip
    return found


def displayed(framework: Framework) -> list[Timing]:
    """A report and displays of full assessments, beside one heat map of the same means, drawn by hand in Matplotlib."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    rng = random.Random(2023)
    assessments = [
        Assessment(framework, {one: rng.randint(1, 4) for one in framework.criterion_ids}, organisation=f"Council {n}")
        for n in range(40)
    ]
    own, *_ = assessments
    card = score(own)
    target = Target.of(framework, everything=3)
    network = Network([Organisation(str(n), one) for n, one in enumerate(assessments)], name="Councils")
    benchmark = Benchmark.from_network(network, mean=True)
    plan = draft_plan(next_steps(own, target=target), framework=framework, capacity=10, title="Our plan")
    people = Panel([Respondent(attrs.evolve(one, organisation=own.organisation)) for one in assessments[:9]])

    def report() -> str:
        outline = organisation_report(
            own, target=target, benchmark=benchmark, network=network, plan=plan, earlier=own, panel=people
        )
        return outline_html(outline)

    def by_hand() -> bytes:
        figure = Figure(figsize=(8, 6))
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        topics, themes = [one.id for one in framework.topics], [one.id for one in framework.themes]
        known = {at: float(one.mean or 0) for at, one in card.cells.items()}
        means = [[known.get((topic, theme), 0) for theme in themes] for topic in topics]
        axes.imshow(means, cmap="Blues")
        for y, row in enumerate(means):
            for x, mean in enumerate(row):
                axes.text(x, y, f"{mean:.1f}")
        content = BytesIO()
        figure.savefig(content, format="png")
        return content.getvalue()

    results = (card, gaps(own, target), next_steps(own, target=target), plan)
    nouns = (*results, network, network.pool(), benchmark, card.compare_to(benchmark))
    rival = "one heat map by hand in Matplotlib, as PNG"
    return [
        interleaved(
            "a full HTML report of the UK DMA, with a network of 40, a plan of all steps and a panel of 9", report,
            rival, by_hand, goal="ours under 300 ms",
        ),
        *(
            interleaved(
                f"what a notebook shows: {type(one).__name__}", one._repr_mimebundle_, rival, by_hand,
                goal="ours under 30 ms",
            )
            for one in nouns
        ),
    ]  # fmt: skip


def main() -> None:
    """Print the tables."""
    framework = load_framework("uk-government-dma")
    names = ("datamaturity", "attrs", "cattrs", "pydantic", "msgspec", "matplotlib", "narwhals", "numpy", "pandas",
             "polars", "pyarrow", "duckdb")  # fmt: skip
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    print(f"Python {platform.python_version()}, {versions}; best of {ROUNDS} interleaved rounds.\n")
    print("| job | ours | beside | theirs | ratio (10 to 90 % of rounds) | goal |")
    print("| --- | --- | --- | --- | --- | --- |")
    alone = (*imports(), scorecard(framework), first_load(), repeated_load())
    more = (*way_up(framework), *many_people(framework), *documents(framework), *displayed(framework))
    for timing in (*alone, *more):
        print(timing.row())
    # Imported here: what is measured first is how little is.
    import frame_timings

    frame_timings.main()


if __name__ == "__main__":
    main()
