"""A benchmark from a JSON file."""

import os

from datamaturity.benchmark import Benchmark
from datamaturity.documents import benchmarks
from datamaturity.framework import Framework
from datamaturity.readers.documents import finding, opened

__all__ = ["read_benchmark"]


def read_benchmark(path: str | os.PathLike[str], *, framework: Framework | None = None) -> Benchmark:
    """
    Read a benchmark from a JSON file, as `benchmark_json` writes it.

    Args:
        path: The file.
        framework: The framework that it is of; the packaged one that the file names if not given.

    Returns:
        The benchmark; it does not know whose answers are in it.

    Raises:
        DocumentError: Not JSON, or not a benchmark of this framework; the error has every fault, each with its path.
        FileError: The file cannot be opened.
        VersionMismatchError: The file names a framework that is not packaged, and none is given.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from datamaturity import Benchmark, load_framework, write_document
        >>> published = Benchmark.from_counts(load_framework("seven-themes"), themes={"culture": [41, 57, 35, 15, 8]})
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "benchmark.json")
        ...     write_document(path, published)
        ...     found = read_benchmark(path)
        >>> found == published
        True
    """
    reading = opened(path)
    reading.check_heading("benchmark")
    return benchmarks.read(reading, finding("benchmark", framework))
