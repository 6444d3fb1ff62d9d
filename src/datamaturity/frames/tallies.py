"""
How many members of a network say what, counted where the data lies.

What a member says of a group is a few whole numbers, and most members say the same as many others: what is counted is
small, whatever the frame, and exact.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import attrs

from datamaturity.agreement import lower_median
from datamaturity.errors import AnswerError, Fault, counted, did_you_mean, near_misses
from datamaturity.frames.answers import AnswerColumns
from datamaturity.frames.expressions import Expressions
from datamaturity.frames.opening import narwhals
from datamaturity.frames.scores import raise_faults
from datamaturity.frames.sums import GroupSums, ScorePlan
from datamaturity.framework import Framework
from datamaturity.levels import Level
from datamaturity.scores import NoStage
from datamaturity.stages import MeanRule

__all__ = ["Part", "Said", "Tally", "atoms_of", "mean_of_counts", "parts_of", "stage_of"]

_RANK = {"cell": 0, "theme": 1, "topic": 1, "overall": 2}
"""Which kind of groups holds each criterion once."""

_OWNER, _SLICE, _COUNT, _WHAT = "datamaturity owner", "datamaturity slice", "datamaturity count", "datamaturity what"
_WORD = 62
_NOT_APPLICABLE, _OPEN = -1, -2


@attrs.frozen(eq=False)
class Said:
    """What a member says of a group: a `Score` without its answers, for `PooledScore`."""

    # Compared by identity, since members who say the same share one: to hash fractions was most of the time.

    mean: Fraction | None
    coverage: Fraction | None
    low: Fraction | None
    high: Fraction | None
    stage: Level | None


@attrs.frozen
class Tally:
    """
    What is said by how many, in one group or of one thing.

    Attributes:
        members: What is said, to how many members say so.
        owners: What an organisation's members say, to how many organisations say so.
    """

    members: Counter[Any]
    owners: Counter[frozenset[Any]]

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.members + other.members, self.owners + other.owners)

    def owner_count(self, test: Callable[[Any], bool]) -> int:
        """Return how many organisations have a member that says such a thing."""
        return sum(count for said, count in self.owners.items() if any(map(test, said)))


@attrs.frozen
class Part:
    """
    A network, or one slice of it.

    Attributes:
        groups: Of each group, in the order of the plan, what is said.
        patterns: In which atoms members have an answer, a bit for each.
        criteria: Of each criterion, in framework order, the positions of the levels given; -1 where it does not apply,
            -2 where the answer is open.
    """

    groups: Sequence[Tally]
    patterns: Tally
    criteria: Sequence[Tally]

    def __add__(self, other: "Part") -> "Part":
        def both(ours: Sequence[Tally], theirs: Sequence[Tally]) -> list[Tally]:
            return [one + another for one, another in zip(ours, theirs, strict=True)]

        return Part(
            both(self.groups, other.groups), self.patterns + other.patterns, both(self.criteria, other.criteria)
        )


def atoms_of(plan: ScorePlan) -> list[int]:
    """Return the places of the groups that hold each criterion once: cells, or topics or themes without cells."""
    kind = min((one.group.kind for one in plan.groups), key=_RANK.__getitem__)
    return [place for place, one in enumerate(plan.groups) if one.group.kind == kind]


@attrs.frozen
class _Spec:
    """One thing that is tallied: the columns that say it, and how what they hold is read."""

    columns: Sequence[str]
    read: Callable[[Sequence[int]], Hashable]
    together: Callable[[Mapping[Any, int]], Hashable]


def parts_of(
    given: Any, plan: ScorePlan, columns: AnswerColumns, *, organisation: str, slices: str | None, by: str
) -> dict[str, Part]:
    """
    Return the tallies of a network, slice by slice; one slice, of the empty text, where there are none.

    Args:
        given: A narwhals frame.
        plan: The groups and the rule.
        columns: Where the answers stand.
        organisation: The column that says whose answers they are.
        slices: The column with the slices.
        by: Who counts once.

    Raises:
        AnswerError: Columns that are missing, organisations without a name or in two slices, answers that are none.
    """
    schema = given.collect_schema()
    _check_columns(schema, columns, {"organisation": organisation, "slices": slices})
    made = Expressions(plan, columns, schema)
    raise_faults(_Run(given), made)
    nw = narwhals()
    others = [nw.col(organisation).alias(_OWNER)]
    if slices is not None:
        others.append(nw.col(slices).cast(nw.String).fill_null("").alias(_SLICE))
    has_several = _check_owners(given.select(*others), slices)
    keyed, specs = _keyed(given, made, others, by)
    with_slices = [_SLICE] if slices is not None else []
    with_owners = [_OWNER] if has_several else []
    found = _tallied(keyed, [[*with_slices, *with_owners, *one.columns] for one in specs])
    tallies: list[dict[str, Tally]] = []
    for spec, rows in zip(specs, found, strict=True):
        sliced = ((row[0], row[1:]) if with_slices else ("", row) for row in rows)
        tallies.append(_with_owners(spec, sliced, by) if has_several else _alone(spec, sliced))
    group_count = len(plan.groups)
    return {
        name: Part(
            [one[name] for one in tallies[:group_count]],
            tallies[group_count][name],
            [one[name] for one in tallies[group_count + 1 :]],
        )
        for name in sorted(tallies[0])
    }


@attrs.frozen
class _Run:
    """A frame whose selections are worked out at once, lazy or not."""

    given: Any

    def select(self, *wanted: Any) -> Any:
        return _run(self.given.select(*wanted))


def _run(frame: Any) -> Any:
    return frame.collect() if isinstance(frame, narwhals().LazyFrame) else frame


def _check_columns(schema: Mapping[str, Any], columns: AnswerColumns, named: Mapping[str, str | None]) -> None:
    faults = []
    for argument, name in named.items():
        if name is None:
            continue
        if name not in schema:
            near = did_you_mean(near_misses(str(name), list(schema)))
            faults.append(Fault(argument, f"the frame has no column {name!r}{near}"))
        elif name in columns.all_names:
            faults.append(Fault(argument, f"column {name!r} holds answers"))
    if faults:
        raise AnswerError(faults)


def _check_owners(frame: Any, slices: str | None) -> bool:
    """Return whether an organisation has several rows, after a look at what says whose they are."""
    nw = narwhals()
    count, nameless = _run(
        frame.select(nw.len().alias(_COUNT), nw.col(_OWNER).is_null().cast(nw.Int64).sum().alias(_WHAT))
    ).row(0)
    if not count:
        raise AnswerError([Fault("frame", "has no rows; a network has answers of at least one organisation")])
    if nameless:
        raise AnswerError([Fault("organisation", f"{counted(int(nameless), 'row')} without one; say whose each is")])
    per_owner = frame.group_by(_OWNER).agg(nw.len().alias(_COUNT))
    several = int(_run(per_owner.select(nw.col(_COUNT).max())).row(0)[0]) > 1
    if several and slices is not None:
        pairs = frame.group_by(_OWNER, _SLICE).agg(nw.len().alias(_COUNT))
        slices_of = pairs.group_by(_OWNER).agg(nw.len().alias(_COUNT))
        split = slices_of.filter(nw.col(_COUNT) > 1).select(nw.len().alias(_WHAT))
        if broken := int(_run(split).row(0)[0]):
            what = f"{counted(broken, 'organisation')} with several values; an organisation is in one slice"
            raise AnswerError([Fault("slices", what)])
    return several


def _keyed(given: Any, made: Expressions, others: Sequence[Any], by: str) -> tuple[Any, list[_Spec]]:
    """Return a frame with what is said as whole numbers, and what its columns mean."""
    nw, plan = narwhals(), made.plan
    framework = plan.framework
    codes = [f"datamaturity code {place}" for place in range(len(framework.criteria))]
    coded = [_code(made, place).alias(name) for place, name in enumerate(codes)]
    names = [nw.col(_OWNER), *([nw.col(_SLICE)] if len(others) > 1 else [])]
    summed = given.select(*others, *coded, *made.sums())
    totals = [*made.totals()]
    # Under names of our own as well; what gives the stages reads theirs.
    ours = [total.alias(name) for total, name in zip(totals, _total_names(plan), strict=True)]
    theirs = [] if isinstance(plan.rule, MeanRule) else totals
    added = summed.select(*names, *map(nw.col, codes), *ours, *theirs)
    stages = {}
    if not isinstance(plan.rule, MeanRule):
        lowest = framework.scale.numbers[0]
        stages = {
            group.name: stage.fill_null(lowest - 1)
            for group, stage in zip(plan.groups, made.figures(["stage"]), strict=True)
        }
    keys: list[Any] = []
    specs = []
    for place, group in enumerate(plan.groups):
        words, read = _packed(_numbers(made, place, stages.get(group.name)))
        if not group.count:
            # Of no criteria there is no column to count, and engines differ in what a column of a number alone is.
            words = [nw.col(codes[0]) * 0]
        mine = [f"datamaturity key {place} {n}" for n in range(len(words))]
        keys += [word.alias(name) for word, name in zip(words, mine, strict=True)]
        specs.append(_Spec(mine, _said(plan, group, read), _pooled(plan, group)))
    bits = [nw.col(_name(place, "answered")) > 0 for place in atoms_of(plan)]
    words = [bits[start : start + _WORD] for start in range(0, len(bits), _WORD)]
    mine = [f"datamaturity pattern {n}" for n in range(len(words))]
    for word, name in zip(words, mine, strict=True):
        keys.append(nw.sum_horizontal(*(bit.cast(nw.Int64) * 2**n for n, bit in enumerate(word))).alias(name))
    specs.append(_Spec(mine, _pattern, _either))
    specs += [_Spec([name], _read_code(made), _agreed(framework)) for name in codes]
    return added.select(*names, *map(nw.col, codes), *keys), specs


def _total_names(plan: ScorePlan) -> Iterator[str]:
    """Yield names for what `Expressions.totals` yields."""
    levels = [] if isinstance(plan.rule, MeanRule) else range(1, len(plan.framework.scale))
    for place, group in enumerate(plan.groups):
        weights = ["weight", "whole weight"] if group.weighs else []
        for what in ("points", "answered", "applicable", *weights, *(f"from {level}" for level in levels)):
            yield _name(place, what)


def _name(place: int, what: str) -> str:
    return f"datamaturity total {place} {what}"


def _code(made: Expressions, position: int) -> Any:
    """Return the number that stands for an answer, and one that no answer has where there is none."""
    nw, columns = narwhals(), made.columns
    known = nw.col(columns.names[position])
    out, none = _stand_ins(made)
    filled = known.fill_null(none).cast(nw.Int64)
    if columns.masks is None:
        return filled
    return nw.when(nw.col(columns.masks[position])).then(nw.lit(out)).otherwise(filled).cast(nw.Int64)


def _stand_ins(made: Expressions) -> tuple[int, int]:
    """Return a number for what does not apply, and one for what has no answer."""
    taken = {*made.plan.framework.scale.numbers, *made.columns.codes}
    free = (number for number in range(-1, -len(taken) - 4, -1) if number not in taken)
    first, second = next(free), next(free)
    return first if made.columns.code is None else made.columns.code, second


def _read_code(made: Expressions) -> Callable[[Sequence[int]], int]:
    scale, (out, _) = made.plan.framework.scale, _stand_ins(made)

    def read(row: Sequence[int]) -> int:
        number = int(row[0])
        return scale.position(number) if number in scale else _NOT_APPLICABLE if number == out else _OPEN

    return read


def _numbers(made: Expressions, place: int, stage: Any | None) -> list[tuple[Any, int, int]]:
    """Return what a member says of a group, in whole numbers, with the least and the most that each can be."""
    nw, scale, group = narwhals(), made.plan.framework.scale, made.plan.groups[place]
    points = [0, *(point * group.weight for point in scale.points)]
    most = {"points": max(points), "answered": group.count, "applicable": group.count}
    if group.weighs:
        most |= {"weight": group.weight, "whole weight": group.weight}
    found = [
        (nw.col(_name(place, what)), min(points) if what == "points" else 0, limit) for what, limit in most.items()
    ]
    return found if stage is None else [*found, (stage, scale.numbers[0] - 1, scale.numbers[-1])]


def _packed(numbers: Sequence[tuple[Any, int, int]]) -> tuple[list[Any], Callable[[Sequence[int]], list[int]]]:
    """Return whole numbers in as few as hold them, and how they are read from those."""
    nw = narwhals()
    words: list[Any] = []
    shapes: list[list[tuple[int, int]]] = []
    size = 0
    for number, least, most in numbers:
        wide, span = number.cast(nw.Int64) - least, most - least + 1
        if not words or size * span >= 2**_WORD:
            words.append(wide)
            shapes.append([(least, span)])
            size = span
        else:
            words[-1] = words[-1] * span + wide
            shapes[-1].append((least, span))
            size *= span

    def read(row: Sequence[int]) -> list[int]:
        found: list[int] = []
        for number, shape in zip(row, shapes, strict=True):
            left, own = int(number), []
            for least, span in reversed(shape):
                left, digit = divmod(left, span)
                own.append(digit + least)
            found += reversed(own)
        return found

    return words, read


def _said(
    plan: ScorePlan, group: GroupSums, read: Callable[[Sequence[int]], list[int]]
) -> Callable[[Sequence[int]], Said]:
    scale, rule = plan.framework.scale, plan.rule

    @cache
    def said(row: tuple[int, ...]) -> Said:
        if not group.count:
            return Said(None, None, None, None, None)
        points, answered, applicable, *rest = read(row)
        weight, whole, *stage = rest if group.weighs else (answered, applicable, *rest)
        mean = Fraction(points, weight * scale.denominator) if answered else None
        level = None
        if mean is not None:
            if isinstance(rule, MeanRule):
                level = scale.levels[rule.position(scale, mean)]
            elif stage[0] in scale:
                level = scale.levels[scale.position(stage[0])]
        if not applicable:
            return Said(mean, None, None, None, level)
        if weight == whole:
            return Said(mean, Fraction(1), mean, mean, level)
        low, high = (
            Fraction(points + (whole - weight) * end, whole * scale.denominator)
            for end in (scale.points[0], scale.points[-1])
        )
        return Said(mean, Fraction(answered, applicable), low, high, level)

    return lambda row: said(tuple(row))


def _pooled(plan: ScorePlan, group: GroupSums) -> Callable[[Mapping[Said, int]], Said]:
    """Return how an organisation's score is made of those of its people: as a panel's is."""
    levels = plan.framework.scale.levels

    @cache
    def pooled(said: frozenset[tuple[Said, int]]) -> Said:
        mean = mean_of_counts([(one.mean, count) for one, count in said])
        at = [sum(count for one, count in said if one.stage is level) for level in levels]
        applicable = sum(count for one, count in said if one.coverage is not None)
        stage = stage_of(plan, mean, at, applicable)
        level = stage if isinstance(stage, Level) else None
        if not applicable:
            return Said(mean, None, None, None, level)
        coverage = mean_of_counts([(one.coverage, count) for one, count in said])
        if coverage == 1:
            return Said(mean, coverage, mean, mean, level)
        low, high = (mean_of_counts([(getattr(one, end), count) for one, count in said]) for end in ("low", "high"))
        return Said(mean, coverage, low, high, level)

    def together(said: Mapping[Said, int]) -> Said:
        if len(said) == 1 and sum(said.values()) == 1:
            return next(iter(said))
        return pooled(frozenset(said.items()))

    return together


def stage_of(plan: ScorePlan, mean: Fraction | None, counts: Sequence[int], applicable: int) -> Level | NoStage:
    """Return the stage of members together, or why they have none: as `PooledScore` does."""
    if not applicable:
        return NoStage.NOT_APPLICABLE
    if mean is None:
        return NoStage.NO_ANSWERS
    scale, rule = plan.framework.scale, plan.rule
    position: int | None
    if isinstance(rule, MeanRule):
        position = rule.position(scale, mean)
    else:
        position = rule.position(counts=counts, weights=counts, applicable_count=applicable)
    return NoStage.RULE if position is None else scale.levels[position]


def mean_of_counts(pairs: Iterable[tuple[Fraction | None, int]]) -> Fraction | None:
    """Return the mean of exact numbers, each so many times; `None` without any."""
    sums: dict[int, int] = {}
    total = 0
    for number, count in pairs:
        if number is not None:
            sums[number.denominator] = sums.get(number.denominator, 0) + number.numerator * count
            total += count
    if len(sums) == 1:
        [(denominator, numerator)] = sums.items()
        return Fraction(numerator, denominator * total)
    whole = sum((Fraction(numerator, denominator) for denominator, numerator in sums.items()), Fraction(0))
    return whole / total if total else None


def _pattern(row: Sequence[int]) -> int:
    return sum(int(word) << _WORD * n for n, word in enumerate(row))


def _either(patterns: Iterable[int]) -> int:
    found = 0
    for one in patterns:
        found |= one
    return found


def _agreed(framework: Framework) -> Callable[[Mapping[int, int]], int]:
    """Return how an organisation's answer follows from those of its people, as `Panel.agree` has it."""
    scale = framework.scale

    def agreed(given: Mapping[int, int]) -> int:
        counts = [given.get(place, 0) for place in range(len(scale))]
        if given.get(_NOT_APPLICABLE, 0) > sum(counts):
            return _NOT_APPLICABLE
        median = lower_median(counts, scale)
        return _OPEN if median is None else scale.position(median.number)

    return agreed


def _tallied(frame: Any, wanted: Sequence[Sequence[str]]) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Yield how often each combination of values stands in some columns, as rows with the count at the end."""
    nw = narwhals()
    if not isinstance(frame, nw.LazyFrame):
        for names in wanted:
            yield _rows(frame.group_by(*names).agg(nw.len().alias(_COUNT)), names)
        return
    # One query, so that an engine reads its source but once if it can.
    most = max(map(len, wanted))
    fixed = [name for name in (_SLICE, _OWNER) if any(name in names for names in wanted)]
    blanks = [f"datamaturity blank {n}" for n in range(most - len(fixed))]
    parts = []
    for what, names in enumerate(wanted):
        own = [name for name in names if name not in fixed]
        taken = [nw.col(name).cast(nw.Int64).alias(blank) for name, blank in zip(own, blanks, strict=False)]
        rest = [nw.lit(0).cast(nw.Int64).alias(blank) for blank in blanks[len(own) :]]
        grouped = frame.group_by(*names).agg(nw.len().cast(nw.Int64).alias(_COUNT))
        parts.append(
            grouped.select(nw.lit(what).cast(nw.Int64).alias(_WHAT), *map(nw.col, fixed), *taken, *rest, nw.col(_COUNT))
        )
    found: list[list[tuple[Any, ...]]] = [[] for _ in wanted]
    for what, *row in _rows(nw.concat(parts).collect(), [_WHAT, *fixed, *blanks]):
        names = wanted[what]
        found[what].append((*row[: len(names)], row[-1]))
    yield from found


def _rows(frame: Any, names: Sequence[str]) -> list[tuple[Any, ...]]:
    return list(zip(*(frame.get_column(name).to_list() for name in (*names, _COUNT)), strict=True))


def _alone(spec: _Spec, rows: Iterable[tuple[str, Sequence[Any]]]) -> dict[str, Tally]:
    """Return the tallies of a frame in which each organisation has one row."""
    found: dict[str, Counter[Any]] = {}
    for name, (*row, count) in rows:
        found.setdefault(name, Counter())[spec.read(tuple(row))] += int(count)
    return {
        name: Tally(members, Counter({frozenset((said,)): count for said, count in members.items()}))
        for name, members in found.items()
    }


def _with_owners(spec: _Spec, rows: Iterable[tuple[str, Sequence[Any]]], by: str) -> dict[str, Tally]:
    """Return the tallies of a frame in which organisations have several."""
    rows_of: dict[str, dict[Any, list[tuple[int, ...]]]] = {}
    for name, (owner, *row) in rows:
        rows_of.setdefault(name, {}).setdefault(owner, []).append(tuple(row))
    found = {}
    for name, owners in rows_of.items():
        members: Counter[Any] = Counter()
        classes: Counter[frozenset[Any]] = Counter()
        # Organisations of which the same is said are looked at once.
        for alike, owner_count in Counter(tuple(sorted(each)) for each in owners.values()).items():
            said: dict[Any, int] = {}
            for *row, count in alike:
                one = spec.read(tuple(row))
                said[one] = said.get(one, 0) + int(count)
            if by == "organisations":
                said = {spec.together(said): 1}
            for one, count in said.items():
                members[one] += count * owner_count
            classes[frozenset(said)] += owner_count
        found[name] = Tally(members, classes)
    return found
