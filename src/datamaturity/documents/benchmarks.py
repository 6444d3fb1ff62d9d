"""Benchmarks ⇄ JSON documents; what is withheld stays so, with its reason."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any, NewType, cast, get_args

import attrs
import cattrs

from datamaturity.benchmark import Benchmark
from datamaturity.criteria import Group
from datamaturity.disclosure import Withheld
from datamaturity.documents.converter import check_parts, text
from datamaturity.documents.framework_keys import FrameworkKey
from datamaturity.documents.json_text import cut, json_text, json_type
from datamaturity.documents.reading import Find, Reading, only, twin_faults
from datamaturity.documents.writing import always, document_text
from datamaturity.errors import Fault
from datamaturity.framework import Framework
from datamaturity.group_benchmarks import GroupBenchmark
from datamaturity.mappings import FrozenMapping
from datamaturity.network_scores import QUARTILES, Pool
from datamaturity.stages import Rule, parse_rule

__all__ = ["benchmark_json", "parse_benchmark"]

PoolName = NewType("PoolName", str)
Minimum = NewType("Minimum", int)
_Count = int | Withheld
_Number = Fraction | Withheld | None


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

    @property
    def key(self) -> tuple[str, str | None, str | None]:
        """What tells it from other groups."""
        return self.kind, self.topic, self.theme


@attrs.frozen
class _Benchmark:
    """A benchmark as it stands in the document."""

    framework: FrameworkKey
    rule: Rule
    pool: PoolName
    min_organisations: Minimum
    groups: tuple[_Group, ...]
    title: str = ""
    source: str = ""
    dated: date | None = None

    def faults(self) -> Iterator[Fault]:
        """Yield what does not fit together."""
        keys = [one.key for one in self.groups]
        yield from twin_faults(keys, lambda place: f"$.groups[{place}]", "the same group stands earlier already")


def parse_benchmark(text: str | bytes, *, framework: Framework, source: str = "") -> Benchmark:
    """
    Return the benchmark that a JSON document holds.

    Args:
        text: The document, in UTF-8 if it is bytes; `data/README.md` says what it holds.
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
    return read(Reading.of_kind("benchmark", text, source), only(framework, "benchmark"))


def benchmark_json(benchmark: Benchmark) -> str:
    """
    Return a benchmark as a JSON document: exact numbers as text, ``{"withheld": …}`` for what is withheld.

    What the library keeps to check later releases with is not in it.

    Args:
        benchmark: The benchmark.
    """
    shape = _Benchmark(
        FrameworkKey.of(benchmark.framework),
        benchmark.rule,
        PoolName(benchmark.pool),
        Minimum(benchmark.min_organisations),
        tuple(map(_group, benchmark)),
        benchmark.title,
        benchmark.source,
        benchmark.dated,
    )
    return document_text("benchmark", shape, hooks=_writing_hooks)


def read(reading: Reading, find: Find) -> Benchmark:
    """Return the benchmark that is being read."""
    named = reading.framework(find)
    shape = reading.structure(_Benchmark, framework=named, hooks=_hooks)
    if shape is not None:
        reading.faults += shape.faults()
    found, framework = reading.settled(shape), reading.settled(named)
    known = {_key(group): group for group in framework.groups}
    order = {key: place for place, key in enumerate(known)}
    return Benchmark(
        framework=framework,
        rule=found.rule,
        pool=cast("Pool", found.pool),
        min_organisations=found.min_organisations,
        groups=[
            GroupBenchmark(
                known[one.key],
                one.organisations,
                one.members,
                one.stage_counts,
                one.no_stage,
                FrozenMapping(dict(zip(QUARTILES, one.quartiles, strict=True))),
                one.mean,
            )
            for one in sorted(found.groups, key=lambda one: order[one.key])
        ],
        title=found.title,
        source=found.source,
        dated=found.dated,
    )


def _key(group: Group) -> tuple[str, str | None, str | None]:
    return group.kind, group.topic, group.theme


def _group(one: GroupBenchmark) -> _Group:
    return _Group(
        one.group.kind,
        one.organisation_count,
        one.member_count,
        one.stage_counts,
        one.no_stage_count,
        tuple(one.quartiles.values()),
        one.group.topic,
        one.group.theme,
        one.mean,
    )


def _writing_hooks(converter: cattrs.Converter) -> None:
    # As text, whole or not: a mean is no count.
    converter.register_unstructure_hook(Fraction, str)
    converter.register_unstructure_hook(Withheld, lambda one: {"withheld": one.why})
    always(converter, _Group, "mean")
    always(converter, _Benchmark)


def _hooks(converter: cattrs.Converter, framework: Framework | None) -> None:
    exact = converter.get_structure_hook(Fraction)
    whole = converter.get_structure_hook(int)

    def minimum(value: object, _: object) -> int:
        number: int = whole(value, int)
        if number < 0:
            message = f"is {json_text(number)}, not a whole number from 0"
            raise ValueError(message)
        return number

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
        return None if value is None else exact(value, Fraction)

    converter.register_structure_hook(_Count, count)
    converter.register_structure_hook(_Number, number)
    converter.register_structure_hook(PoolName, _pool)
    converter.register_structure_hook(Minimum, minimum)
    if framework is not None:
        scale = framework.scale

        def rule(value: object, _: object) -> Rule:
            found = parse_rule(text(value))
            found.check(scale)
            return found

        converter.register_structure_hook(Rule, rule)
        check_parts(converter, _Group, partial(_group_faults, framework=framework))


def _pool(value: object, _: object) -> str:
    if text(value) not in get_args(Pool):
        message = f"is {cut(repr(value))}, not {' or '.join(get_args(Pool))}"
        raise ValueError(message)
    return text(value)


def _group_faults(one: _Group, *, framework: Framework) -> Iterator[Fault]:
    if one.key not in {_key(group) for group in framework.groups}:
        ids = cut("/".join(filter(None, (one.topic, one.theme))))
        yield Fault("", f"no {cut(one.kind)} {ids} in {framework.id}".replace("  ", " "))
    if len(one.stage_counts) != len(framework.scale):
        message = f"has {len(one.stage_counts)} counts for a scale of {len(framework.scale)} levels"
        yield Fault(".stage_counts", message)
    if len(one.quartiles) != len(QUARTILES):
        yield Fault(".quartiles", f"has {len(one.quartiles)} values, not {len(QUARTILES)}")
    counts = [one.organisations, one.members, one.no_stage, *one.stage_counts]
    negative = [count for count in counts if isinstance(count, int) and count < 0]
    if negative:
        yield Fault("", f"a count is a whole number from 0, not {json_text(negative[0])}")
    elif isinstance(one.members, int):
        told = sum(count for count in counts[2:] if isinstance(count, int))
        whole = not any(isinstance(count, Withheld) for count in counts[2:])
        if told > one.members or (whole and told < one.members):
            sums = f"{json_text(told)}, not to the {json_text(one.members)} members"
            yield Fault("", f"the counts add up to {sums}")
