"""
The command: a thin shell over the public functions.

It exits with 0 when the work is done, 1 when the input has faults (all of them on standard error, nothing written), and
2 when the command itself is wrong.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

from datamaturity.commands.parser import make_parser
from datamaturity.commands.progress import Progress
from datamaturity.commands.terms import Output, UsageError
from datamaturity.errors import DataMaturityError, FaultsError, MissingExtraError, counted
from datamaturity.reports.plain_text import visible

if TYPE_CHECKING:
    # Only for its name: not every command makes one.
    from datamaturity.reports.outline import Outline

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    Args:
        arguments: The command line without the program's name; the process's own if not given.

    Returns:
        The exit status.
    """
    for stream in (sys.stdout, sys.stderr):
        # A console of another encoding shows a question mark for what it lacks, and no traceback.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    parser = make_parser()
    try:
        options = _parsed(parser, arguments)
        _choose_format(options)
        _check_screen(options)
        _check_files(options)
        with Progress(sys.stderr, "working") as options.tell:
            found = options.run(options)
        _put(found, getattr(options, "output", None))
    except UsageError as error:
        _complain(f"{parser.prog}: {error}")
        return 2
    except FaultsError as error:
        for fault in error.faults:
            _complain(str(fault))
        _complain(f"{parser.prog}: {counted(len(error.faults), 'fault')}, nothing written")
        return 1
    except DataMaturityError as error:
        _complain(f"{parser.prog}: {error}")
        return 1
    except BrokenPipeError:
        # The reader of our output has gone (`| head`).
        _discard_output()
        return 0
    except OSError as error:
        # Standard output itself: a full disk behind it, for example.
        _discard_output()
        _complain(f"{parser.prog}: {error.strerror or error}")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _parsed(parser: ArgumentParser, arguments: Sequence[str] | None) -> Namespace:
    """Return what the command line says; help and the version are shown by then, and the process is to end."""
    try:
        return parser.parse_args(arguments)
    except SystemExit:
        if sys.stdout is not None:
            # At the end of the process nobody could say any more that there is no room for it.
            sys.stdout.flush()
        raise


def _discard_output() -> None:
    """Lead standard output nowhere: at its end the interpreter flushes what could not be written, and complains."""
    if hasattr(sys.stdout, "fileno"):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(text: str) -> None:
    """Say what is wrong, with nothing in it that would move a terminal's cursor."""
    if sys.stderr is None:
        # The caller has closed it; `print` would take standard output instead, and what is wrong is no result.
        return
    print(*map(visible, text.splitlines()), sep="\n", file=sys.stderr)


# What the command line's names for files that are read, and for files that are written, are.
_READ = (
    *("file", "files", "old", "new", "answers", "target", "plan", "earlier"),
    *("network", "benchmark", "wording", "style", "framework"),
)
_WRITTEN = ("output", "output_file", "agreed", "write_benchmark")
# Of these, what has no such ending is an id or a level.
_FILES_BY_ENDING = {"framework": (".json",), "target": (".csv", ".xlsx", ".json")}


# What names of files end in, where that is not the format's own name.
_ENDINGS = {"markdown": ".md", "text": ".txt"}


def _choose_format(options: Namespace) -> None:
    """Where no format is said, take the one that the name of the file to write ends in, or the usual one."""
    if getattr(options, "format", "") is None:
        formats = options.formats
        name = (options.output or "").lower()
        named = [one for one in formats if name.endswith(_ENDINGS.get(one, f".{one}"))]
        options.format = (named or formats)[0]


def _check_files(options: Namespace) -> None:
    """Raise a `UsageError` where a file that is read, or written already, would be written over."""
    taken = {_real(path): "is read by this command" for path in _named(options, _READ)}
    for path in _named(options, _WRITTEN):
        real = _real(path)
        if real in taken:
            message = f"{path} {taken[real]}, and would be lost; name another file to write"
            raise UsageError(message)
        taken[real] = "is written already by this command"


def _real(path: str) -> str:
    """Return where a path leads; itself where the folder of the process is gone, or no file can have that name."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        # Whatever opens it says which file it is, and what is wrong.
        return path


def _named(options: Namespace, names: Sequence[str]) -> Iterator[str]:
    """Yield the files that options name, as far as there are any."""
    for name in names:
        given = getattr(options, name, None)
        for path in [given] if isinstance(given, str) else given or ():
            if path.casefold().endswith(_FILES_BY_ENDING.get(name, ("",))):
                yield path


def _check_screen(options: Namespace) -> None:
    """Raise a `UsageError` where a workbook would come out on a screen, before anything is read or written."""
    is_workbook = getattr(options, "format", "") == "xlsx" or getattr(options, "form", "") in ("xlsx", "xlsform")
    if is_workbook and options.output is None and (sys.stdout is None or sys.stdout.isatty()):
        message = "a workbook is for a spreadsheet program, not for the screen; name a file with --output"
        raise UsageError(message)


def _put(found: Output, path: str | None) -> None:
    """Write what a command returned to a file, or else to the screen."""
    if isinstance(found, bytes):
        _put_bytes(found, path)
    elif not isinstance(found, str):
        _put_outline(found, path)
    elif path is not None:
        from datamaturity.files import write_text

        write_text(path, found)
    elif sys.stdout is not None:
        # There is none where the caller has closed it; then nobody wants to read.
        sys.stdout.write(found)
        sys.stdout.flush()


def _put_outline(outline: "Outline", path: str | None) -> None:
    """Write a report as text; on a terminal through rich, where that is installed."""
    from datamaturity.reports.renderers.terminal import print_outline
    from datamaturity.reports.renderers.text import outline_text

    if path is None and sys.stdout is not None and sys.stdout.isatty():
        try:
            print_outline(outline)
        except MissingExtraError:
            pass
        else:
            return
    _put(outline_text(outline), path)


def _put_bytes(content: bytes, path: str | None) -> None:
    if path is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    from datamaturity.files import write_bytes

    write_bytes(path, content)
