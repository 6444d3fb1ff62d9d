"""The fuzzer itself: each of its targets reads the files that it starts from, and a changed document is still JSON."""

import json
from random import Random

import pytest
from fuzz_mutation import changed_json
from fuzz_targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_are_sound(name: str) -> None:
    """What the fuzzer starts from is read without an error, written, and read again."""
    target = TARGETS[name]

    assert target.seeds
    for seed in target.seeds:
        target.attempt(seed)


def test_changed_json() -> None:
    """A document with a part changed is JSON, and other than it was; what is no JSON is left alone."""
    document = b'{"a": [1, {"b": "c"}], "d": "e"}'
    found = [changed_json(document, Random(seed), lambda text: text + b"!") for seed in range(40)]  # noqa: S311

    assert len({json.dumps(json.loads(one)) for one in found if one is not None}) > 20
    assert changed_json(b"{", Random(0), bytes) is None  # noqa: S311
