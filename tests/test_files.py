"""Files on disk: what is text and what is not, and writing whole or not at all."""

import errno
import os
import pickle
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest

from datamaturity import DataMaturityError, Fault, FaultsError, FileError, files
from datamaturity.files import decoded, read_bytes, read_text, write_bytes, write_text


def _faults_of(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(FaultsError) as caught:
        read_text(path)
    return caught.value.faults


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


class TestReading:
    def test_utf_8_comes_back_as_it_is(self, tmp_path: Path) -> None:
        """Text comes back with its own line ends and every letter."""
        path = tmp_path / "answers.csv"
        path.write_bytes("Gwybod\r\nfaint – ½\rdata\n".encode())

        assert "Gwybod\r\nfaint – ½\rdata\n" == read_text(path)

    def test_path_may_be_text(self, tmp_path: Path) -> None:
        """A path is a `str` or a path object."""
        path = tmp_path / "answers.csv"
        path.write_bytes(b"a")

        assert "a" == read_text(str(path))

    def test_byte_order_mark_is_no_text(self, tmp_path: Path) -> None:
        """A byte order mark at the start is not part of the text; one further on is."""
        path = tmp_path / "answers.csv"
        path.write_bytes(b"\xef\xbb\xbfa\xef\xbb\xbf")

        assert "a\ufeff" == read_text(path)

    def test_empty_file_is_empty_text(self, tmp_path: Path) -> None:
        """An empty file is an empty text; whether that will do is for the reader to say."""
        path = tmp_path / "answers.csv"
        path.write_bytes(b"")

        assert "" == read_text(path)

    @pytest.mark.parametrize(
        ("content", "name"),
        [
            ("criterion,answer\n".encode("utf-16-le"), "a NUL character"),
            (b"\xff\xfe" + "criterion,answer\n".encode("utf-16-le"), "UTF-16"),
            (b"\xfe\xff" + "criterion,answer\n".encode("utf-16-be"), "UTF-16"),
            (b"PK\x03\x04\x14\x00\x06\x00", "a workbook or other archive"),
        ],
    )
    def test_other_encodings_are_named(self, tmp_path: Path, content: bytes, name: str) -> None:
        """A file in UTF-16, and a workbook, are refused by the name of what they are."""
        path = tmp_path / "answers.csv"
        path.write_bytes(content)

        (fault,) = _faults_of(path)

        assert fault.where.startswith(str(path))
        assert name in fault.message

    # The bad byte stands on line 3 in each: after two line ends of whatever kind.
    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "mark"])
    @pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
    @pytest.mark.parametrize("before", [b"", b"caf"], ids=["at the start", "further on"])
    def test_bad_byte_has_its_line(self, tmp_path: Path, mark: bytes, end: bytes, before: bytes) -> None:
        """A byte that is not UTF-8 is named, with the line that it stands on, whatever the line ends."""
        path = tmp_path / "answers.csv"
        path.write_bytes(mark + end.join([b"criterion,answer", b"1.1,3", before + b"\xe9,4", b"1.2,3"]))

        (fault,) = _faults_of(path)

        assert f"{path} line 3" == fault.where
        assert fault.message.startswith("byte 0xe9 is not UTF-8")

    @pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
    def test_nul_has_its_line(self, tmp_path: Path, end: bytes) -> None:
        """A NUL character is refused with its line, whatever the line ends."""
        path = tmp_path / "answers.csv"
        path.write_bytes(end.join([b"criterion,answer", b"1.1,\0", b"1.2,\0"]))

        (fault,) = _faults_of(path)

        assert f"{path} line 2" == fault.where
        assert "NUL" in fault.message

    def test_missing_file(self, tmp_path: Path) -> None:
        """A file that is not there is a `FileError` that names it and says so."""
        path = tmp_path / "answers.csv"

        with pytest.raises(FileError) as caught:
            read_text(path)

        assert f"{path}: {os.strerror(errno.ENOENT)}" == str(caught.value)
        assert (errno.ENOENT, os.strerror(errno.ENOENT), str(path)) == (
            caught.value.errno,
            caught.value.strerror,
            caught.value.filename,
        )

    def test_directory(self, tmp_path: Path) -> None:
        """A directory is no file."""
        with pytest.raises(FileError) as caught:
            read_text(tmp_path)

        assert f"{tmp_path}: {os.strerror(errno.EISDIR)}" == str(caught.value)

    def test_file_without_permission(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file that the system will not open is a `FileError`."""

        def refuse(path: Path, *_: object) -> NoReturn:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))

        path = tmp_path / "answers.csv"
        monkeypatch.setattr(Path, "open", refuse)

        with pytest.raises(FileError, match="Permission denied"):
            read_text(path)


class TestBytes:
    def test_what_is_written_is_read(self, tmp_path: Path) -> None:
        """Bytes come back as they are, whatever they are."""
        path = tmp_path / "book.xlsx"

        write_bytes(path, b"PK\x03\x04\0\xff\r\n")

        assert b"PK\x03\x04\0\xff\r\n" == read_bytes(path)
        assert [path] == [*tmp_path.iterdir()]

    def test_too_large(self, tmp_path: Path) -> None:
        """A file larger than the limit is refused by it: 200 MB, of which nothing is on the disk."""
        path = tmp_path / "answers.csv"
        with path.open("wb") as file:
            file.truncate(200_000_000)

        (fault,) = _faults_of(path)

        message = "is larger than 50 MB, which is the most that is read of one file; cut it in parts"
        assert Fault(str(path), message) == fault

    def test_as_large_as_may_be(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file of the limit is read, one of a byte more is not."""
        path = tmp_path / "answers.csv"
        monkeypatch.setattr(files, "MOST_BYTES", 10)

        path.write_bytes(b"x" * 10)
        assert b"x" * 10 == read_bytes(path)

        path.write_bytes(b"x" * 11)
        assert 1 == len(_faults_of(path))

    @pytest.mark.parametrize(
        "after", [b"longer than before", b"short", b"12345678"], ids=["longer", "shorter", "as long"]
    )
    def test_changed_while_it_is_read(self, tmp_path: Path, after: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file that somebody saves while it is read is refused, since it may be half of each."""
        path = tmp_path / "answers.csv"
        path.write_bytes(b"abcdefgh")
        fstat = os.fstat
        states: list[os.stat_result] = []

        def spy(handle: int) -> os.stat_result:
            if states:
                path.write_bytes(after)
                # Two writes may have one time where the clock is coarse.
                os.utime(path, ns=(1, 1))
            states.append(fstat(handle))
            return states[-1]

        monkeypatch.setattr(os, "fstat", spy)

        (fault,) = _faults_of(path)

        assert "was changed while it was read; read it again once it is whole" == fault.message

    def test_pipe(self, tmp_path: Path) -> None:
        """A pipe, as from another program, has no size and is read to its end."""
        path = tmp_path / "pipe"
        os.mkfifo(path)
        # In two parts some time apart, as a program writes that works something out.
        program = "import sys, time; f = open(sys.argv[1], 'wb', 0); f.write(b'criterion,'); time.sleep(0.1)"

        with subprocess.Popen([sys.executable, "-c", f"{program}; f.write(b'answer')", str(path)]):
            found = read_bytes(path)

        assert b"criterion,answer" == found

    def test_path_with_a_nul(self) -> None:
        """A path that no file can have is a `FileError` like any other that leads nowhere."""
        with pytest.raises(FileError):
            read_bytes("answers\0.csv")

    def test_decoded(self) -> None:
        """Bytes are text without their mark; those that are not have the name that was given."""
        assert "½" == decoded(b"\xef\xbb\xbf\xc2\xbd", "x.csv")
        with pytest.raises(FaultsError, match=r"^x\.csv line 2: byte 0xff is not UTF-8"):
            decoded(b"a\n\xff", "x.csv")


class TestFileError:
    def test_is_the_builtin_that_a_caller_expects(self) -> None:
        """It is caught as `OSError` and as the library's own error."""
        assert issubclass(FileError, OSError)
        assert issubclass(FileError, DataMaturityError)

    def test_has_what_an_os_error_has(self, tmp_path: Path) -> None:
        """Its ``errno``, ``strerror`` and ``filename`` mean what they mean in every other `OSError`."""
        path = tmp_path / "answers.csv"

        with pytest.raises(OSError, match=r"answers\.csv") as caught:
            read_text(path)

        assert (errno.ENOENT, os.strerror(errno.ENOENT), str(path)) == (
            caught.value.errno,
            caught.value.strerror,
            caught.value.filename,
        )

    def test_survives_pickling(self, tmp_path: Path) -> None:
        """A worker process may raise it."""
        with pytest.raises(FileError) as caught:
            read_text(tmp_path / "answers.csv")

        copied = pickle.loads(pickle.dumps(caught.value))

        assert FileError is type(copied)
        assert str(caught.value) == str(copied)
        assert (caught.value.errno, caught.value.strerror, caught.value.filename) == (
            copied.errno,
            copied.strerror,
            copied.filename,
        )


class TestWriting:
    def test_what_is_written_is_read(self, tmp_path: Path) -> None:
        """Text is written in UTF-8 without a mark, its line ends untouched, and nothing else is left behind."""
        path = tmp_path / "scores.csv"

        write_text(path, "a\r\n–\n\r")

        assert "a\r\n–\n\r".encode() == path.read_bytes()
        assert [path] == [*tmp_path.iterdir()]

    def test_old_file_is_replaced(self, tmp_path: Path) -> None:
        """What stood in the file before is gone, though it was longer; the path may be text."""
        path = tmp_path / "scores.csv"
        path.write_text("a longer text")

        write_text(str(path), "short")

        assert b"short" == path.read_bytes()
        assert [path] == [*tmp_path.iterdir()]

    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
    def test_old_file_keeps_its_mode(self, tmp_path: Path, mode: int) -> None:
        """Who may read the old file may read the new one, and nobody else."""
        path = tmp_path / "scores.csv"
        path.write_text("old")
        path.chmod(mode)

        write_text(path, "new")

        assert mode == _mode(path)

    # 0o666 without the bits of the mask.
    @pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600)])
    def test_new_file_has_the_usual_mode(self, tmp_path: Path, mask: int, mode: int) -> None:
        """A new file gets the mode that the user's mask gives, which stays as it was."""
        path = tmp_path / "scores.csv"
        before = os.umask(mask)
        try:
            write_text(path, "new")
        finally:
            after = os.umask(before)

        assert mode == _mode(path)
        assert mask == after

    def test_link_stays_a_link(self, tmp_path: Path) -> None:
        """The file behind a link is written, in its own directory, and the link stays one."""
        (tmp_path / "elsewhere").mkdir()
        target, link = tmp_path / "elsewhere" / "scores.csv", tmp_path / "link.csv"
        target.write_text("old")
        link.symlink_to(target)

        write_text(link, "new")

        assert link.is_symlink()
        assert "new" == target.read_text()
        assert [target] == [*target.parent.iterdir()]

    def test_last_step_is_a_rename_in_one_directory(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The text is first written beside the file behind a link: a rename is whole only within one file system."""
        (tmp_path / "elsewhere").mkdir()
        target, link = tmp_path / "elsewhere" / "scores.csv", tmp_path / "link.csv"
        link.symlink_to(target)
        renamed: list[tuple[Path, Path]] = []
        rename = Path.replace

        def spy(path: Path, to: Path) -> Path:
            renamed.append((path.parent, to))
            return rename(path, to)

        monkeypatch.setattr(Path, "replace", spy)

        write_text(link, "new")

        assert [(target.parent, target)] == renamed

    def test_link_to_nothing_makes_the_file(self, tmp_path: Path) -> None:
        """A link to a file that is not there yet makes that file."""
        target, link = tmp_path / "scores.csv", tmp_path / "link.csv"
        link.symlink_to(target)

        write_text(link, "new")

        assert link.is_symlink()
        assert "new" == target.read_text()

    def test_link_to_itself(self, tmp_path: Path) -> None:
        """A link that leads nowhere is a `FileError`, and it stays as it is."""
        link = tmp_path / "link.csv"
        link.symlink_to(link)

        with pytest.raises(FileError):
            write_text(link, "new")

        assert link.is_symlink()

    def test_directory(self, tmp_path: Path) -> None:
        """A directory cannot be written over."""
        with pytest.raises(FileError) as caught:
            write_text(tmp_path, "new")

        assert f"{tmp_path}: is a directory" == str(caught.value)
        assert [] == [*tmp_path.iterdir()]

    def test_missing_directory(self, tmp_path: Path) -> None:
        """A directory that is not there is not made; the message names the file as it was given."""
        path = tmp_path / "results" / "scores.csv"

        with pytest.raises(FileError) as caught:
            write_text(path, "new")

        assert f"{path}: {os.strerror(errno.ENOENT)}" == str(caught.value)
        assert [] == [*tmp_path.iterdir()]

    def test_pipe_gets_the_text(self, tmp_path: Path) -> None:
        """A named pipe is written to, not replaced."""
        path = tmp_path / "pipe"
        os.mkfifo(path)
        end = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            write_text(path, "through\r\n")
            found = os.read(end, 100)
        finally:
            os.close(end)

        assert b"through\r\n" == found
        assert [path] == [*tmp_path.iterdir()]
        assert path.is_fifo()

    def test_standard_output_gets_the_text(self) -> None:
        """``/dev/stdout`` is written to where standard output is a pipe, as in ``--output /dev/stdout | less``."""
        program = "from datamaturity.files import write_text; write_text('/dev/stdout', 'through')"

        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

        assert (0, "through") == (done.returncode, done.stdout), done.stderr


class TestFailureOnTheWay:
    """Whatever breaks, the old file stays as it was, or there is none; and no temporary file stays."""

    @pytest.fixture(params=[True, False], ids=["old file", "no old file"])
    def path(self, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
        """A file to write, with or without something in it."""
        path = tmp_path / "scores.csv"
        if request.param:
            path.write_text("old")
        return path

    def _state(self, path: Path) -> list[tuple[str, str]]:
        return [(one.name, one.read_text()) for one in path.parent.iterdir()]

    def test_read_only_directory(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A directory in which no file can be made is a `FileError` about the file that was asked for."""

        def refuse(**_: object) -> NoReturn:
            raise PermissionError(errno.EACCES, "Permission denied", "a temporary name")

        before = self._state(path)
        monkeypatch.setattr(tempfile, "mkstemp", refuse)

        with pytest.raises(FileError) as caught:
            write_text(path, "new")

        assert f"{path}: Permission denied" == str(caught.value)
        assert before == self._state(path)

    def test_full_disk(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A disk that is full before the text is on it changes nothing."""

        def refuse(_: int) -> NoReturn:
            raise OSError(errno.ENOSPC, "No space left on device")

        before = self._state(path)
        monkeypatch.setattr(os, "fsync", refuse)

        with pytest.raises(FileError) as caught:
            write_text(path, "new")

        assert f"{path}: No space left on device" == str(caught.value)
        assert before == self._state(path)

    @pytest.mark.parametrize("step", ["chmod", "replace"])
    def test_last_steps(self, path: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """A mode that cannot be set, or a rename that fails, changes nothing."""

        def refuse(*_: object) -> NoReturn:
            raise OSError(errno.EPERM, "Operation not permitted")

        before = self._state(path)
        monkeypatch.setattr(Path, step, refuse)

        with pytest.raises(FileError, match="Operation not permitted"):
            write_text(path, "new")

        monkeypatch.undo()

        assert before == self._state(path)

    def test_interrupted(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """An interrupt on the way goes on to the caller as it is, and changes nothing."""

        def interrupt(_: int) -> NoReturn:
            raise KeyboardInterrupt

        before = self._state(path)
        monkeypatch.setattr(os, "fsync", interrupt)

        with pytest.raises(KeyboardInterrupt):
            write_text(path, "new")

        assert before == self._state(path)

    def test_text_that_utf_8_cannot_hold(self, path: Path) -> None:
        """Half a surrogate pair cannot be written, and changes nothing."""
        before = self._state(path)

        with pytest.raises(ValueError, match="surrogates"):
            write_text(path, "new \ud800")

        assert before == self._state(path)
