"""Files on disk: read with a clear complaint, written whole or not at all."""

import codecs
import contextlib
import errno
import os
import re
import stat
import tempfile
from pathlib import Path

from datamaturity.errors import Fault, FaultsError, FileError

__all__ = ["MOST_BYTES", "decoded", "read_bytes", "read_text", "write_bytes", "write_text"]

# What starts a file in an encoding other than UTF-8, as spreadsheet programs write it ("Unicode text").
_OTHER_MARKS = {
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"PK\x03\x04": "a workbook or other archive",
    b"%PDF": "a PDF",
}

# What is read of one file. A text takes up to four bytes a character once it is read, and its table ten times that.
MOST_BYTES = 50_000_000

# How the name of a file starts and ends while it is written; eight letters, digits or dashes stand between.
_UNFINISHED = (".datamaturity-", ".tmp")
# How much older than a file that was just written, in seconds, one must be that nobody is writing any more.
_ABANDONED = 3600

_LINE_END = re.compile(r"\r\n|\r|\n")


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """
    Return what is in a file.

    Args:
        path: The file.

    Raises:
        FileError: It cannot be opened or read.
        FaultsError: It is larger than `MOST_BYTES`, or was changed while it was read.
    """
    name = os.fspath(path)
    try:
        with Path(path).open("rb") as file:
            before = os.fstat(file.fileno())
            content = file.read(MOST_BYTES + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise _file_error(path, error) from error
    except ValueError as error:
        # A path that no system takes, or not this one: with a NUL in it, or a letter that its encoding lacks.
        raise FileError(errno.EINVAL, str(error), name) from None
    if len(content) > MOST_BYTES:
        message = (
            f"is larger than {MOST_BYTES // 1_000_000} MB, which is the most that is read of one file; cut it in parts"
        )
        raise FaultsError([Fault(name, message)])
    # A pipe changes whenever something is written into it.
    seen = (before.st_size, before.st_mtime_ns, len(content))
    if stat.S_ISREG(after.st_mode) and seen != (after.st_size, after.st_mtime_ns, after.st_size):
        raise FaultsError([Fault(name, "was changed while it was read; read it again once it is whole")])
    return content


def read_text(path: str | os.PathLike[str]) -> str:
    """
    Return the text of a UTF-8 file, with or without a byte order mark; line ends as they are.

    Args:
        path: The file.

    Raises:
        FileError: It cannot be opened or read.
        FaultsError: It is larger than `MOST_BYTES`, was changed while it was read, or is not text in UTF-8; the fault
            says where it stops being so.
    """
    return decoded(read_bytes(path), os.fspath(path))


def decoded(content: bytes, name: str) -> str:
    r"""
    Return UTF-8 as text, without a byte order mark.

    Args:
        content: What is in a file.
        name: The file's name, for the messages.

    Raises:
        FaultsError: It is not text in UTF-8.

    Example:
        >>> decoded(b"\xef\xbb\xbffour", "notes.txt")
        'four'
    """
    for mark, encoding in _OTHER_MARKS.items():
        if content.startswith(mark):
            raise FaultsError([Fault(name, f"is {encoding}, not text in UTF-8; {_SAVE}")])
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = _line(content[: error.start].decode("utf-8"))
        message = f"byte {content[error.start]:#04x} is not UTF-8; {_SAVE}"
        raise FaultsError([Fault(f"{name} line {line}", message)]) from None
    if "\0" in text:
        line = _line(text.partition("\0")[0])
        raise FaultsError([Fault(f"{name} line {line}", "holds a NUL character, so it is not text")])
    return text


_SAVE = "save it as UTF-8 (in a spreadsheet program: CSV UTF-8)"


def _line(before: str) -> int:
    """Return the number of the line that follows some text."""
    return len(_LINE_END.findall(before)) + 1


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """
    Write a UTF-8 file whole: a failure on the way leaves the old file, or none, as it was.

    Args:
        path: The file.
        text: What is to be in it; its line ends stay as they are.

    Raises:
        FileError: It cannot be written.
        FaultsError: The text holds half a character, which UTF-8 does not have.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     write_text(Path(folder, "notes.txt"), "four")
        ...     read_text(Path(folder, "notes.txt")), read_bytes(Path(folder, "notes.txt"))
        ('four', b'four')
    """
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError as error:
        message = f"cannot be written: {error.object[error.start]!r} in it is half a character (surrogates are none)"
        raise FaultsError([Fault(os.fspath(path), message)]) from None
    write_bytes(path, content)


def write_bytes(path: str | os.PathLike[str], content: bytes) -> None:
    """
    Write a file whole: a failure on the way leaves the old file, or none, as it was.

    A process that is killed on the way may leave an unfinished file beside it, called ``.datamaturity-….tmp``; whoever
    writes in that folder an hour later, or more, removes it.

    Args:
        path: The file.
        content: What is to be in it.

    Raises:
        FileError: It cannot be written.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     write_bytes(Path(folder, "picture.png"), b"PNG")
        ...     read_bytes(Path(folder, "picture.png"))
        b'PNG'
    """
    temporary = None
    try:
        mode = _mode(path)
        if mode is not None and stat.S_ISDIR(mode):
            raise FileError(errno.EISDIR, "is a directory", os.fspath(path))
        if mode is not None and not stat.S_ISREG(mode):
            # A pipe or /dev/stdout cannot be replaced, only written to.
            with Path(path).open("wb") as special:
                special.write(content)
            return
        if mode is not None and not os.access(path, os.W_OK):
            # A rename would ask the folder alone, and replace a file that its owner has locked.
            raise FileError(errno.EACCES, "is write-protected; unlock it, or name another file", os.fspath(path))
        # The real file, so that a link stays one; beside it, so that the last step is a rename in one file system.
        target = Path(path).resolve()
        prefix, suffix = _UNFINISHED
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=prefix, suffix=suffix)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            written = os.fstat(file.fileno()).st_mtime
        Path(temporary).chmod(0o666 & ~_umask() if mode is None else stat.S_IMODE(mode))
        Path(temporary).replace(target)
        temporary = None
        _remove_abandoned(target.parent, written)
    except OSError as error:
        raise _file_error(path, error) from error
    except ValueError as error:
        # A path that no system takes, or not this one: with a NUL in it, or a letter that its encoding lacks.
        raise FileError(errno.EINVAL, str(error), os.fspath(path)) from None
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _remove_abandoned(folder: Path, written: float) -> None:
    """Remove what killed processes left in a folder, by its file system's own clock."""
    prefix, suffix = _UNFINISHED
    for one in folder.glob(f"{prefix}????????{suffix}"):
        # It may be another's, or another may be quicker.
        with contextlib.suppress(OSError):
            if written - one.lstat().st_mtime > _ABANDONED:
                one.unlink()


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
