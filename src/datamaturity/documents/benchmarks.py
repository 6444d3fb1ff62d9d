"""Benchmarks ⇄ JSON documents; what is withheld stays so, with its reason."""

import json
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any, get_args

import attrs
import cattrs

from datamaturity.benchmark import Benchmark
from datamaturity.criteria import Group
from datamaturity.disclosure import Withheld
from datamaturity.documents.converter import make_converter, structured
from datamaturity.documents.json_text import FORMAT, json_type, placed
from datamaturity.errors import DocumentError, Fault, RuleError
from datamaturity.framework import Framework
from datamaturity.group_benchmarks import GroupBenchmark
from datamaturity.levels import exact
from datamaturity.mappings import FrozenMapping
from datamaturity.network_scores import QUARTILES, Pool
from datamaturity.stages import Rule

__all__ = ["benchmark_json", "parse_benchmark"]

_FRACTION = re.compile(r"-?\d{1,4000}(/[1-9]\d{0,3999})?", re.ASCII)
_Count = int | Withheld
_Number = Fraction | Withheld | None


@attrs.frozen
class _FrameworkKey:
    id: str
    version: str


@attrs.frozen
class _Group:
    """A group's figures as they stand in the document."""

    kind: str
    organisations: _Count
    members: _Count
    stage_counts: tuple[_Count, ...]
    no_stage: _Count
    quartiles: tuple[_Number, ...]
    topic: str | None = None
    theme: str | None = None
    mean: _Number = None


@attrs.frozen
class _Benchmark:
    """A benchmark as it stands in the document."""

    framework: _FrameworkKey
    rule: Rule
    pool: str
    min_organisations: int
    groups: tuple[_Group, ...]
    title: str = ""
    source: str = ""
    dated: date | None = None


def parse_benchmark(text: str | bytes, *, framework: Framework, source: str = "") -> Benchmark:
    """
    Return the benchmark that a JSON document holds.

    Args:
        text: The document, in UTF-8 if it is bytes.
        framework: The framework that it is of.
        source: Where it is from, for the messages; such as a file's name.

    Raises:
        DocumentError: Not JSON, not a benchmark, or one of another framework; the error has every fault with its path.

    Example:
        >>> from datamaturity import Benchmark, load_framework
        >>> framework = load_framework("seven-themes")
        >>> published = Benchmark.from_counts(framework, themes={"culture": [41, 57, 35, 15, 3]})
        >>> parse_benchmark(benchmark_json(published), framework=framework) == published
        True
    """
    found = structured(text, _Benchmark, kind="benchmark", source=source, make=_converter)
    faults = [*_faults(found, framework)]
    if faults:
        raise DocumentError(placed(faults, source))
    known = {_key(group): group for group in framework.groups}
    order = {key: place for place, key in enumerate(known)}
    groups = sorted(found.groups, key=lambda one: order[one.kind, one.topic, one.theme])
    pool = next(one for one in get_args(Pool) if one == found.pool)
    return Benchmark(
        framework=framework,
        rule=found.rule,
        pool=pool,
        min_organisations=found.min_organisations,
        groups=[
            GroupBenchmark(
                known[one.kind, one.topic, one.theme],
                one.organisations,
                one.members,
                one.stage_counts,
                one.no_stage,
                FrozenMapping(dict(zip(QUARTILES, one.quartiles, strict=True))),
                one.mean,
            )
            for one in groups
        ],
        title=found.title,
        source=found.source,
        dated=found.dated,
    )


def _key(group: Group) -> tuple[str, str | None, str | None]:
    return group.kind, group.topic, group.theme


def _faults(found: _Benchmark, framework: Framework) -> Iterator[Fault]:
    if (found.framework.id, found.framework.version) != (framework.id, framework.version):
        given = f"{found.framework.id} {found.framework.version}"
        yield Fault("$.framework", f"is {given}; this is read as a benchmark of {framework.id} {framework.version}")
        return
    if found.pool not in get_args(Pool):
        yield Fault("$.pool", f"is {found.pool!r}, not {' or '.join(get_args(Pool))}")
    if found.min_organisations < 0:
        yield Fault("$.min_organisations", f"is {found.min_organisations}, not a whole number from 0")
    try:
        found.rule.check(framework.scale)
    except RuleError as error:
        yield Fault("$.rule", str(error))
    known = {_key(group) for group in framework.groups}
    seen = set()
    for place, one in enumerate(found.groups):
        key, where = (one.kind, one.topic, one.theme), f"$.groups[{place}]"
        if key not in known:
            ids = "/".join(filter(None, (one.topic, one.theme)))
            yield Fault(where, f"no {one.kind} {ids} in {framework.id}".replace("  ", " "))
        elif key in seen:
            yield Fault(where, "the same group stands earlier already")
        seen.add(key)
        if len(one.stage_counts) != len(framework.scale):
            message = f"has {len(one.stage_counts)} counts for a scale of {len(framework.scale)} levels"
            yield Fault(f"{where}.stage_counts", message)
        if len(one.quartiles) != len(QUARTILES):
            yield Fault(f"{where}.quartiles", f"has {len(one.quartiles)} values, not {len(QUARTILES)}")
        counts = [one.organisations, one.members, one.no_stage, *one.stage_counts]
        negative = [count for count in counts if isinstance(count, int) and count < 0]
        if negative:
            yield Fault(where, f"a count is a whole number from 0, not {negative[0]}")
        elif isinstance(one.members, int):
            told = sum(count for count in counts[2:] if isinstance(count, int))
            whole = not any(isinstance(count, Withheld) for count in counts[2:])
            if told > one.members or (whole and told < one.members):
                yield Fault(where, f"the counts add up to {told}, not to the {one.members} members")


def _converter(*, detailed: bool) -> cattrs.Converter:
    converter = make_converter(detailed=detailed)

    def withheld(value: dict[str, Any]) -> Withheld:
        if [*value] != ["withheld"] or not isinstance(value["withheld"], str):
            message = 'an object here is {"withheld": the reason}'
            raise ValueError(message)
        return Withheld(value["withheld"])

    def count(value: object, _: object) -> int | Withheld:
        if isinstance(value, dict):
            return withheld(value)
        if type(value) is not int:
            message = f"a whole number is needed, or what is withheld, not {json_type(value)}"
            raise ValueError(message)
        return value

    def number(value: object, _: object) -> Fraction | Withheld | None:
        if isinstance(value, dict):
            return withheld(value)
        if isinstance(value, str) and _FRACTION.fullmatch(value):
            # Means of many members have more digits than people write.
            upper, _, lower = value.partition("/")
            return Fraction(int(upper), int(lower or 1))
        return None if value is None else exact(value)

    converter.register_structure_hook(_Count, count)
    converter.register_structure_hook(_Number, number)
    return converter


def benchmark_json(benchmark: Benchmark) -> str:
    """
    Return a benchmark as a JSON document: exact numbers as text, ``{"withheld": …}`` for what is withheld.

    What the library keeps to check later releases with is not in it.
    """
    framework = benchmark.framework
    document = {
        "format": FORMAT,
        "kind": "benchmark",
        "framework": {"id": framework.id, "version": framework.version},
        "rule": str(benchmark.rule),
        "pool": benchmark.pool,
        "min_organisations": benchmark.min_organisations,
        "title": benchmark.title,
        "source": benchmark.source,
        "dated": benchmark.dated.isoformat() if benchmark.dated else None,
        "groups": [_group(one) for one in benchmark],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _group(one: GroupBenchmark) -> dict[str, object]:
    return {
        "kind": one.group.kind,
        **({"topic": one.group.topic} if one.group.topic is not None else {}),
        **({"theme": one.group.theme} if one.group.theme is not None else {}),
        "organisations": _plain(one.organisation_count),
        "members": _plain(one.member_count),
        "stage_counts": [_plain(count) for count in one.stage_counts],
        "no_stage": _plain(one.no_stage_count),
        "quartiles": [_plain(value) for value in one.quartiles.values()],
        "mean": _plain(one.mean),
    }


def _plain(value: int | Fraction | Withheld | None) -> object:
    if isinstance(value, Withheld):
        return {"withheld": value.why}
    return str(value) if isinstance(value, Fraction) else value
