"""
How many members of a network say what, counted where the data lies.

What a member says of a group is a few whole numbers, and most members say the same as many others: what is counted is
small, whatever the frame, and exact.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from datamaturity.errors import AnswerError, Fault, WrongTypeError, counted
from datamaturity.frames.expressions import Expressions
from datamaturity.frames.faults import raise_faults
from datamaturity.frames.keys import Key, keyed
from datamaturity.frames.opening import collected, narwhals, no_column
from datamaturity.network_scores import Pool

__all__ = ["Part", "Tally", "parts_of"]

# Names that nobody's own column has.
_OWNER, _SLICE, _COUNT, _WHAT = "datamaturity owner", "datamaturity slice", "datamaturity count", "datamaturity what"


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

    def of_owners(self, together: Callable[[frozenset[Any]], Any]) -> Counter[Any]:
        """Return what organisations say, put together of what their members do, to how many say so."""
        found = Counter[Any]()
        for said, count in self.owners.items():
            found[together(said)] += count
        return found


@attrs.frozen
class Part:
    """
    A network, or one slice of it.

    Attributes:
        groups: Of each group, in the order of the plan, what is said.
        patterns: In which atoms members have an answer, a bit for each.
        criteria: Of each criterion, in framework order, the positions of the levels given, or what stands for none.
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


def parts_of(given: Any, made: Expressions, *, organisation: str, slice_by: str | None, by: Pool) -> dict[str, Part]:
    """
    Return the tallies of a network, slice by slice; one slice, of the empty text, where there are none.

    Args:
        given: A narwhals frame.
        made: The expressions for its answers.
        organisation: The column that says whose answers they are.
        slice_by: The column with the slices.
        by: Who counts once.

    Raises:
        AnswerError: Columns that are missing, organisations without a name or in two slices, answers that are none.
    """
    _check_columns(made, {"organisation": organisation, "slice_by": slice_by})
    raise_faults(given, made)
    others = {_OWNER: made.read(organisation)}
    if slice_by is not None:
        others[_SLICE] = made.read(slice_by)
    has_several = _check_owners(given.select(*(one.alias(name) for name, one in others.items())), slice_by)
    frame, keys = keyed(given, made, others)
    by_what = [*([_SLICE] if slice_by is not None else []), *([_OWNER] if has_several else [])]
    found = _counted(frame, [[*by_what, *key.columns] for key in keys])
    tallies: list[dict[str, Tally]] = []
    for key, rows in zip(keys, found, strict=True):
        sliced = ((_text(row[0]), row[1:]) if slice_by is not None else ("", row) for row in rows)
        tallies.append(_with_owners(key, sliced, by) if has_several else _alone(key, sliced))
    size = len(made.plan.groups)
    return {
        name: Part(
            [one[name] for one in tallies[:size]], tallies[size][name], [one[name] for one in tallies[size + 1 :]]
        )
        for name in sorted(tallies[0])
    }


def _check_columns(made: Expressions, named: Mapping[str, str | None]) -> None:
    schema, columns = made.schema, made.columns
    faults = []
    for argument, name in named.items():
        if name is None:
            continue
        if not isinstance(name, str):
            message = f"{argument} is the name of a column, not {name!r}"
            raise WrongTypeError(message)
        if name not in schema:
            faults.append(Fault(argument, no_column(name, schema)))
        elif name in columns.all_names:
            faults.append(Fault(argument, f"column {name!r} holds answers"))
        elif schema[name].is_nested():
            faults.append(Fault(argument, f"column {name!r} holds {schema[name]}; a text or a number is needed"))
    if faults:
        raise AnswerError(faults)


def _check_owners(frame: Any, slice_by: str | None) -> bool:
    """Return whether an organisation has several rows, after a look at what says whose they are."""
    nw = narwhals()
    owner = nw.col(_OWNER)
    is_nobody = owner.is_null()
    if frame.collect_schema()[_OWNER].is_float():
        is_nobody = is_nobody | owner.is_nan().fill_null(False)
    counts = frame.select(nw.len().alias(_COUNT), is_nobody.cast(nw.Int64).sum().alias(_WHAT))
    count, nameless = collected(counts).row(0)
    if not count:
        raise AnswerError([Fault("frame", "has no rows; a network has answers of at least one organisation")])
    if nameless:
        raise AnswerError([Fault("organisation", f"{counted(int(nameless), 'row')} without one; say whose each is")])
    per_owner = frame.group_by(_OWNER).agg(nw.len().alias(_COUNT))
    several = int(collected(per_owner.select(nw.col(_COUNT).max())).row(0)[0]) > 1
    if several and slice_by is not None:
        pairs = frame.group_by(_OWNER, _SLICE).agg(nw.len().alias(_COUNT))
        slices_of = pairs.group_by(_OWNER).agg(nw.len().alias(_COUNT))
        split = slices_of.filter(nw.col(_COUNT) > 1).select(nw.len().alias(_WHAT))
        if broken := int(collected(split).row(0)[0]):
            what = f"{counted(broken, 'organisation')} with several values; an organisation is in one slice"
            raise AnswerError([Fault("slice_by", what)])
    return several


def _text(value: Any) -> str:
    """Return the name of a slice; engines write numbers and dates in ways of their own."""
    # What is null in pandas is an object of several types.
    if value is None or (not isinstance(value, str) and str(value) in ("nan", "NaT", "<NA>")):
        return ""
    if isinstance(value, float) and value.is_integer():
        # In pandas' own types whole numbers are decimals where one is missing.
        value = int(value)
    return str(value).removesuffix(" 00:00:00")


def _counted(frame: Any, wanted: Sequence[Sequence[str]]) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Yield how often each combination of values stands in some columns, as rows with the count at the end."""
    nw = narwhals()
    if not isinstance(frame, nw.LazyFrame):
        for names in wanted:
            yield _rows(frame.group_by(*names).agg(nw.len().alias(_COUNT)), names)
        return
    # One query, so that an engine reads its source but once if it can.
    most = max(map(len, wanted))
    fixed = [name for name in (_SLICE, _OWNER) if name in wanted[0]]
    blanks = [f"datamaturity blank {n}" for n in range(most - len(fixed))]
    parts = []
    for what, names in enumerate(wanted):
        own = names[len(fixed) :]
        taken = [nw.col(name).cast(nw.Int64).alias(blank) for name, blank in zip(own, blanks, strict=False)]
        rest = [nw.lit(0).cast(nw.Int64).alias(blank) for blank in blanks[len(own) :]]
        grouped = frame.group_by(*names).agg(nw.len().alias(_COUNT))
        parts.append(
            grouped.select(
                nw.lit(what).cast(nw.Int64).alias(_WHAT),
                *map(nw.col, fixed),
                *taken,
                *rest,
                nw.col(_COUNT).cast(nw.Int64),
            )
        )
    found: list[list[tuple[Any, ...]]] = [[] for _ in wanted]
    for what, *row in _rows(collected(nw.concat(parts)), [_WHAT, *fixed, *blanks]):
        found[what].append((*row[: len(wanted[what])], row[-1]))
    yield from found


def _rows(frame: Any, names: Sequence[str]) -> list[tuple[Any, ...]]:
    return list(zip(*(frame.get_column(name).to_list() for name in (*names, _COUNT)), strict=True))


def _alone(key: Key, rows: Iterable[tuple[str, Sequence[Any]]]) -> dict[str, Tally]:
    """Return the tallies of a frame in which each organisation has one row."""
    found: dict[str, Counter[Any]] = {}
    for name, (*row, count) in rows:
        found.setdefault(name, Counter())[key.read(row)] += int(count)
    return {
        name: Tally(members, Counter({frozenset((said,)): count for said, count in members.items()}))
        for name, members in found.items()
    }


def _with_owners(key: Key, rows: Iterable[tuple[str, Sequence[Any]]], by: Pool) -> dict[str, Tally]:
    """Return the tallies of a frame in which organisations have several."""
    rows_of: dict[str, dict[Any, list[tuple[int, ...]]]] = {}
    for name, (owner, *row) in rows:
        rows_of.setdefault(name, {}).setdefault(owner, []).append(tuple(row))
    found = {}
    for name, owners in rows_of.items():
        members: Counter[Any] = Counter()
        classes: Counter[frozenset[Any]] = Counter()
        # Organisations of which the same is said are looked at once.
        for same, owner_count in Counter(tuple(sorted(each)) for each in owners.values()).items():
            said = Counter[Any]()
            for *row, count in same:
                said[key.read(row)] += int(count)
            if by == "organisations":
                said = Counter({key.together(said): 1})
            for one, count in said.items():
                members[one] += count * owner_count
            classes[frozenset(said)] += owner_count
        found[name] = Tally(members, classes)
    return found
