"""
Feed everything that reads what people have with what no person would write: only the library's own errors may come out.

Run by ``nox -s fuzz``, or for one target and as long as one likes, with the arguments of libFuzzer::

    python tests/fuzz/fuzz_readers.py plan-markdown -max_total_time=600

Without a name each target of `fuzz_targets` has its turn. What was found is left in a file that the output names, such
as ``plan-markdown-crash-…``; ``python tests/fuzz/fuzz_readers.py plan-markdown FILE`` tries it once. It needs atheris,
which nothing else does.
"""

import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

from fuzz_mutation import TOKENS, changed_json

__all__ = ["main"]


def _fuzz(name: str, arguments: list[str]) -> None:
    """Run libFuzzer on one target; it ends the process."""
    atheris: Any = import_module("atheris")
    # Only what is imported here is followed; all that is imported at all would take minutes to prepare. The seeds bring
    # what is imported when it is first needed.
    with atheris.instrument_imports(include=["datamaturity"]):
        target = import_module("fuzz_targets").TARGETS[name]
        for seed in target.seeds:
            target.attempt(seed)
    errors = import_module("datamaturity.errors")

    def attempt(content: bytes) -> None:
        try:
            target.attempt(content)
        except errors.DataMaturityError:
            return

    def mutate(content: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)  # noqa: S311 - libFuzzer's own seed, so that a run can be repeated
        if target.is_json and random.random() < 0.7:
            found = changed_json(content, random, lambda text: atheris.Mutate(text, len(text) + 20))
            if found is not None and len(found) <= most:
                return found
        mutated: bytes = atheris.Mutate(content, most)
        return mutated

    # In one place, since libFuzzer ends the process without tidying up; the next run goes on from what this one learnt.
    folder = Path(tempfile.gettempdir(), "datamaturity-fuzz", name)
    corpus, words = folder / "corpus", folder / "words"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds):
        Path(corpus, f"seed-{number}").write_bytes(seed)
    words.write_text("".join(f'"{_escaped(one)}"\n' for one in TOKENS))
    given = [] if any(not one.startswith("-") for one in arguments) else [str(corpus)]
    options = [f"-dict={words}", "-max_len=4096", "-timeout=60", f"-artifact_prefix={name}-", *arguments]
    atheris.Setup([sys.argv[0], *options, *given], attempt, custom_mutator=mutate)
    atheris.Fuzz()


def _escaped(text: str) -> str:
    """Return a text as a dictionary of libFuzzer has it."""
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}" for byte in text.encode())


def main(arguments: list[str]) -> int:
    """Fuzz the target that is named first, or each in turn; the status is 1 where one of them failed."""
    if arguments and not arguments[0].startswith("-"):
        _fuzz(arguments[0], arguments[1:])
        return 0
    failed = []
    for name in import_module("fuzz_targets").TARGETS:
        print(f"== {name}", flush=True)  # noqa: T201
        if subprocess.run([sys.executable, __file__, name, *arguments], check=False).returncode:
            failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "nothing found", flush=True)  # noqa: T201
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
