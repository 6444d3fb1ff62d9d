"""
The command: a thin shell over the public functions.

It exits with 0 when the work is done, 1 when the input has faults (all of them on standard error, nothing written), and
2 when the command itself is wrong.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from io import TextIOWrapper

from datamaturity.command_inputs import UsageError
from datamaturity.command_line import make_parser
from datamaturity.errors import DataMaturityError, FaultsError, counted

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
    options = parser.parse_args(arguments)
    try:
        _check_screen(options)
        text = options.run(options)
        _put(text, getattr(options, "output", None))
    except UsageError as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    except FaultsError as error:
        print(*error.faults, sep="\n", file=sys.stderr)
        print(f"{parser.prog}: {counted(len(error.faults), 'fault')}, nothing written", file=sys.stderr)
        return 1
    except DataMaturityError as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); give the interpreter somewhere to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        # Standard output itself: a full disk behind it, for example.
        print(f"{parser.prog}: {error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _check_screen(options: Namespace) -> None:
    """Raise a `UsageError` where a workbook would come out on a screen, before anything is read or written."""
    is_workbook = getattr(options, "format", "") == "xlsx" or getattr(options, "form", "") in ("xlsx", "xlsform")
    if is_workbook and options.output is None and (sys.stdout is None or sys.stdout.isatty()):
        message = "a workbook is for a spreadsheet program, not for the screen; name a file with --output"
        raise UsageError(message)


def _put(text: str | bytes, path: str | None) -> None:
    if isinstance(text, bytes):
        _put_bytes(text, path)
        return
    if path is None:
        # There is none where the caller has closed it; then nobody wants to read.
        if sys.stdout is not None:
            sys.stdout.write(text)
            sys.stdout.flush()
        return
    from datamaturity.files import write_text

    write_text(path, text)


def _put_bytes(content: bytes, path: str | None) -> None:
    if path is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    from datamaturity.files import write_bytes

    write_bytes(path, content)
