"""A benchmark from a JSON file."""

import os
from collections.abc import Mapping

from datamaturity.benchmark import Benchmark
from datamaturity.documents.benchmarks import parse_benchmark
from datamaturity.documents.json_text import parse_json
from datamaturity.errors import DocumentError, Fault, FaultsError, UnknownIdError
from datamaturity.files import read_text
from datamaturity.framework import Framework
from datamaturity.packaged import load_framework

__all__ = ["read_benchmark"]


def read_benchmark(path: str | os.PathLike[str], *, framework: Framework | None = None) -> Benchmark:
    """
    Read a benchmark from a JSON file, as `benchmark_json` writes it.

    Args:
        path: The file.
        framework: The framework that it is of; the packaged one that the file names if not given.

    Raises:
        DocumentError: Not JSON, or not a benchmark of this framework; the error has every fault, each with its path.
        FileError: The file cannot be opened.
    """
    source = os.fspath(path)
    try:
        text = read_text(path)
    except FaultsError as error:
        raise DocumentError(error.faults) from None
    if framework is None:
        framework = _named(text, source)
    return parse_benchmark(text, framework=framework, source=source)


def _named(text: str, source: str) -> Framework:
    """Return the packaged framework that a document names."""
    key = parse_json(text, source).get("framework")
    if not isinstance(key, Mapping) or not isinstance(key.get("id"), str) or not isinstance(key.get("version"), str):
        raise DocumentError([Fault(f"{source} $.framework", "names no framework by its id and version")])
    try:
        return load_framework(key["id"], version=key["version"])
    except UnknownIdError as error:
        message = f"{error}; give the framework that the benchmark is of"
        raise DocumentError([Fault(f"{source} $.framework", message)]) from None
