"""Files on disk: text read with a clear complaint, files written whole or not at all."""

import codecs
import errno
import os
import re
import stat
import tempfile
from pathlib import Path

from datamaturity.errors import Fault, FaultsError, FileError

__all__ = ["read_text", "write_text"]

# What starts a file in an encoding other than UTF-8, as spreadsheet programs write it ("Unicode text").
_OTHER_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"PK\x03\x04": "a workbook or other archive"}


_LINE_END = re.compile(r"\r\n|\r|\n")


def read_text(path: str | os.PathLike[str]) -> str:
    """
    Return the text of a UTF-8 file, with or without a byte order mark; line ends as they are.

    Raises:
        FileError: It cannot be opened or read.
        FaultsError: It is not text in UTF-8; the fault says where it stops being so.
    """
    name = os.fspath(path)
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise _file_error(path, error) from error
    for mark, encoding in _OTHER_MARKS.items():
        if content.startswith(mark):
            raise FaultsError([Fault(name, f"is {encoding}, not text in UTF-8; save it as CSV UTF-8")])
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = _line(content[: error.start].decode("utf-8"))
        message = f"byte {content[error.start]:#04x} is not UTF-8; save the file as CSV UTF-8"
        raise FaultsError([Fault(f"{name} line {line}", message)]) from None
    if "\0" in text:
        line = _line(text.partition("\0")[0])
        raise FaultsError([Fault(f"{name} line {line}", "holds a NUL character, so it is not text")])
    return text


def _line(before: str) -> int:
    """Return the number of the line that follows some text."""
    return len(_LINE_END.findall(before)) + 1


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """
    Write a UTF-8 file whole: a failure on the way leaves the old file, or none, as it was.

    Raises:
        FileError: It cannot be written.
        FaultsError: The text holds half a character, which UTF-8 does not have.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        message = f"cannot be written: {error.object[error.start]!r} in it is half a character (surrogates are none)"
        raise FaultsError([Fault(os.fspath(path), message)]) from None
    temporary = None
    try:
        mode = _mode(path)
        if mode is not None and stat.S_ISDIR(mode):
            raise FileError(errno.EISDIR, "is a directory", os.fspath(path))
        if mode is not None and not stat.S_ISREG(mode):
            # A pipe or /dev/stdout cannot be replaced, only written to.
            with Path(path).open("w", encoding="utf-8", newline="") as special:
                special.write(text)
            return
        # The real file, so that a link stays one; beside it, so that the last step is a rename in one file system.
        target = Path(path).resolve()
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".datamaturity-")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask() if mode is None else stat.S_IMODE(mode))
        Path(temporary).replace(target)
        temporary = None
    except OSError as error:
        raise _file_error(path, error) from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _mode(path: str | os.PathLike[str]) -> int | None:
    """Return the mode of the file that a path leads to; `None` where there is none yet."""
    try:
        return Path(path).stat().st_mode
    except FileNotFoundError:
        return None


def _file_error(path: str | os.PathLike[str], error: OSError) -> FileError:
    if isinstance(error, FileError):
        return error
    return FileError(error.errno, error.strerror or str(error), os.fspath(path))


def _umask() -> int:
    # There is no way to ask for it but to set it.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
