"""What a terminal says while something takes its time."""

import threading
from io import StringIO

import pytest

from datamaturity.commands import progress
from datamaturity.commands.progress import ERASE, Progress


class Screen(StringIO):
    """A terminal that says when something is written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.was_written = threading.Event()

    def isatty(self) -> bool:
        """Return that it is a terminal."""
        return True

    def write(self, text: str) -> int:
        """Write, and say so."""
        found = super().write(text)
        self.was_written.set()
        return found


def test_quick_work() -> None:
    """Work that is done at once says nothing."""
    screen = Screen()
    with Progress(screen, "reading"):
        pass

    assert "" == screen.getvalue()


def test_long_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that takes longer is told on one line, which is gone when it is done."""
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress, "_BETWEEN", 0)
    screen = Screen()
    with Progress(screen, "reading") as tell:
        assert screen.was_written.wait(60)
        tell("writing")
        for _ in range(60):
            screen.was_written.clear()
            assert screen.was_written.wait(60)
            if "writing" in screen.getvalue():
                break

    assert f"{ERASE}reading … 0 s\r" in screen.getvalue()
    assert f"{ERASE}writing … " in screen.getvalue()
    assert screen.getvalue().endswith(f"s\r{ERASE}")
    assert "\n" not in screen.getvalue()


def test_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file or a pipe gets nothing, and neither does what is closed."""
    monkeypatch.setattr(progress, "PATIENCE", 0)
    stream = StringIO()
    for one in (stream, None):
        with Progress(one, "reading"):
            pass

    assert "" == stream.getvalue()


def test_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line goes when the work fails, too."""
    monkeypatch.setattr(progress, "PATIENCE", 0)
    screen = Screen()

    def work() -> None:
        with Progress(screen, "reading"):
            screen.was_written.wait(60)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()

    assert screen.getvalue().endswith(ERASE)
