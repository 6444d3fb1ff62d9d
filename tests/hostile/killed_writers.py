"""
Everything that writes a file, each in an old and a new version of the file; and a process that is killed while it does.

Run as a program it tries one writer and prints as JSON what it left::

    python tests/hostile/killed_writers.py NAME FOLDER KILLS
    python tests/hostile/killed_writers.py NAME FOLDER full

The second way fills the disk that the folder is on, which should be a small one.
It forks, which a test's own process should not.
"""

import contextlib
import io
import json
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from datamaturity import Assessment, FileError, load_framework, write_document
from datamaturity.cli import main as run_command
from datamaturity.files import write_bytes, write_text

__all__ = ["WRITERS", "Writer"]

Writer = Callable[[Path, Path, int], None]
"""Writes version 0 or 1 to a file; the folder has `prepare`'s inputs."""

_SEVEN = "seven-themes"


def prepare(folder: Path) -> None:
    """Write what the commands read: two versions of each file."""
    for version, level in enumerate((2, 4)):
        answers = "".join(f"C{number},{level}\n" for number in range(1, 6))
        Path(folder, f"answers{version}.csv").write_text(f"criterion,answer\n{answers}")
        people = "".join(f"person {number},{level},{level}\n" for number in range(6))
        Path(folder, f"people{version}.csv").write_text(f"respondent,C1,C2\n{people}")
        members = "".join(f"org {number},{level},{level}\n" for number in range(20))
        Path(folder, f"members{version}.csv").write_text(f"organisation,C1,C2\n{members}")
        actions = "".join(f"- [ ] {number}. Action {number} of {level}\n" for number in range(1, 20))
        plan = f"# Our plan\n\n- Plan: our-plan\n\n## Roadmap\n\n### data / short\n\n{actions}"
        Path(folder, f"plan{version}.md").write_text(plan)


def _text(path: Path, _: Path, version: int) -> None:
    write_text(path, ("old – ", "new – ")[version] * (200_000 + version))


def _bytes(path: Path, _: Path, version: int) -> None:
    write_bytes(path, bytes([version]) * (1_000_000 + version))


def _document(path: Path, _: Path, version: int) -> None:
    framework = load_framework(_SEVEN)
    write_document(path, Assessment(framework, {"C1": 1 + version}, organisation=("Old", "New")[version] * 20_000))


def _command(path: Path, folder: Path, version: int, *, arguments: tuple[str, ...]) -> None:
    """Run a command; in its arguments ``IN`` is the folder, ``VERSION`` which of the two, and ``OUT`` the file."""
    places = {"IN": str(folder), "VERSION": str(version), "OUT": str(path)}
    line = [*arguments]
    for place, meant in places.items():
        line = [one.replace(place, meant) for one in line]
    complaints = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(complaints):
        status = run_command(line)
    if status:
        # As it was, for whoever tries a full disk; a kill leaves no time for it.
        raise FileError(status, complaints.getvalue().strip(), str(path))


def _of(*arguments: str) -> Writer:
    return partial(_command, arguments=arguments)


_ANSWERS, _PEOPLE, _MEMBERS = "IN/answersVERSION.csv", "IN/peopleVERSION.csv", "IN/membersVERSION.csv"
_OF_SEVEN = ("--framework", _SEVEN)

# Every way from a command to a file, once: an outline, text and a workbook with --output, what `convert` writes, and
# what goes to a second file.
WRITERS: Mapping[str, tuple[str, Writer]] = MappingProxyType(
    {
        "write_text": ("x.txt", _text),
        "write_bytes": ("x.bin", _bytes),
        "write_document": ("x.json", _document),
        "score-text": ("x.txt", _of("score", _ANSWERS, *_OF_SEVEN, "--output", "OUT")),
        "score-csv": ("x.csv", _of("score", _ANSWERS, *_OF_SEVEN, "--format", "csv", "--output", "OUT")),
        "score-workbook": ("x.xlsx", _of("score", _ANSWERS, *_OF_SEVEN, "--format", "xlsx", "--output", "OUT")),
        "report": ("x.html", _of("report", _ANSWERS, *_OF_SEVEN, "--output", "OUT")),
        "convert-json": ("x.json", _of("convert", _ANSWERS, "OUT", *_OF_SEVEN)),
        "convert-csv": ("x.csv", _of("convert", _PEOPLE, "OUT", *_OF_SEVEN)),
        "convert-workbook": ("x.xlsx", _of("convert", _PEOPLE, "OUT", *_OF_SEVEN)),
        "convert-markdown": ("x.md", _of("convert", "IN/planVERSION.md", "OUT")),
        "panel-agreed": ("x.csv", _of("panel", _PEOPLE, *_OF_SEVEN, "--agreed", "OUT")),
        "network-benchmark": ("x.json", _of("network", _MEMBERS, *_OF_SEVEN, "--write-benchmark", "OUT")),
        "plan-export": ("x.json", _of("plan", "export", "IN/planVERSION.md", "--format", "json", "--output", "OUT")),
    }
)
"""Every writer by its name, with the name of a file that it can write."""


class _Trial:
    """A writer, the folder with nothing but its file, and the two versions."""

    def __init__(self, name: str, folder: Path) -> None:
        file, self.write = WRITERS[name]
        self.inputs, self.outputs = Path(folder, "inputs"), Path(folder, "outputs")
        self.inputs.mkdir()
        self.outputs.mkdir()
        prepare(self.inputs)
        self.path = self.outputs / file
        self.versions: list[bytes] = []
        # Also brings all that is imported when it is first needed, so that a fork has it already.
        for version in (1, 0):
            self(version)
            self.versions.insert(0, self.path.read_bytes())
        if self.versions[0] == self.versions[1]:
            message = f"{name} writes the same twice"
            raise AssertionError(message)

    def __call__(self, version: int) -> None:
        self.write(self.path, self.inputs, version)

    def found(self) -> str:
        """Return what the file is now: old, new, or neither."""
        content = self.path.read_bytes()
        return ("old", "new")[self.versions.index(content)] if content in self.versions else f"{len(content)} bytes"

    def left(self) -> list[str]:
        """Return the names of what lies beside the file."""
        return sorted(one.name for one in self.outputs.iterdir() if one != self.path)


def _forked(act: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            act()
            os._exit(0)
        os._exit(1)
    return child


def killed_at_random(trial: _Trial, count: int) -> list[str]:
    """Kill a process that writes both versions in turn, at any moment; return what the file is after each."""

    def write_on() -> None:
        while True:
            for version in (1, 0):
                trial(version)

    begun = time.monotonic()
    trial(1)
    trial(0)
    taken = time.monotonic() - begun
    chance = random.Random(str(trial.path.name))  # noqa: S311 - where a kill falls is no secret
    found = []
    for _ in range(count):
        child = _forked(write_on)
        time.sleep(chance.uniform(0, 2 * taken))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found.append(trial.found())
    return found


def killed_at_each_step(trial: _Trial) -> list[str]:
    """Kill a process at its first, second, … use of the folder it writes to, until it gets to the end."""
    found = []
    for step in range(100):
        trial(0)
        child = _forked(partial(_killed_at, trial, step))
        _, status = os.waitpid(child, 0)
        found.append(trial.found())
        if os.WIFEXITED(status):
            return found
    message = "the writer never ended"
    raise AssertionError(message)


def _killed_at(trial: _Trial, step: int) -> None:
    steps = iter(range(step))

    def kill(event: str, arguments: tuple[object, ...]) -> None:
        # What the system is asked for: to look through a folder, to open, change, rename or remove a file.
        is_ours = event.startswith(("open", "os.", "tempfile.")) and str(trial.outputs) in str(arguments)
        if is_ours and next(steps, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(kill)
    trial(1)


def out_of_room(trial: _Trial, *, limit: int | None) -> tuple[str, list[str], str]:
    """
    Write the new version where there is no room for it.

    Args:
        trial: The writer, whose file is the old version.
        limit: The most bytes that a file may have; `None` where the disk itself has no room.

    Returns:
        What the file is after it, what lies beside it, and what was said.
    """
    reader, writer = os.pipe()

    def act() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            trial(1)
        except FileError as error:
            os.write(writer, str(error.strerror).replace(str(trial.path), "FILE").encode())

    os.waitpid(_forked(act), 0)
    os.close(writer)
    with os.fdopen(reader, "rb") as said:
        return trial.found(), trial.left(), said.read().decode()


def on_full_disk(trial: _Trial) -> tuple[str, list[str], str]:
    """Fill the disk that the folder is on, and write the new version."""
    with contextlib.suppress(OSError), Path(trial.inputs, "filling").open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 512)
    return out_of_room(trial, limit=None)


def main(arguments: list[str]) -> None:
    """Try one writer; print what it left."""
    name, folder, kills = arguments
    trial = _Trial(name, Path(folder))
    if kills == "full":
        print(json.dumps(on_full_disk(trial)))  # noqa: T201
        return
    result: dict[str, object] = {
        "full": out_of_room(trial, limit=64),
        "steps": killed_at_each_step(trial),
        "random": killed_at_random(trial, int(kills)),
    }
    left = trial.left()
    for one in left:
        # As if they had been there for two hours.
        before = time.time() - 7200
        os.utime(trial.outputs / one, (before, before))
    trial(0)
    print(json.dumps({**result, "left": left, "still left": trial.left()}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
