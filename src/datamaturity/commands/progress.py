"""Says on a terminal what is being done, once that takes longer than a second."""

import threading
import time
from types import TracebackType
from typing import TextIO

__all__ = ["ERASE", "Progress"]

PATIENCE = 1.0
"""Seconds before anything is said: most commands are done by then."""

_BETWEEN = 0.5
"""Seconds from one saying to the next."""

ERASE = "\x1b[K"
"""What erases a terminal's line from where one stands to its end."""


class Progress:
    """
    A line that comes once the work inside its ``with`` takes longer than a second, and goes when that is done.

    It leaves the terminal at the start of its line, so that whatever is printed next stands there in its place.

    Args:
        stream: Where to say it; nothing is said where that is no terminal.
        doing: What is being done at first.

    Example:
        >>> from io import StringIO
        >>> stream = StringIO()
        >>> with Progress(stream, "reading answers.csv") as tell:
        ...     tell("making the report")
        >>> stream.getvalue()
        ''
    """

    def __init__(self, stream: TextIO | None, doing: str) -> None:
        self._stream = stream
        self._doing = doing
        self._is_done = threading.Event()
        self._thread: threading.Thread | None = None

    def __call__(self, doing: str) -> None:
        """Say from now on that this is being done."""
        self._doing = doing

    def __enter__(self) -> "Progress":
        if self._stream is not None and self._stream.isatty():
            # A thread of its own, since the work does not come back here before it is done.
            self._thread = threading.Thread(target=self._tell, args=(self._stream,), daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_done.set()
        if self._thread is not None:
            self._thread.join()

    def _tell(self, stream: TextIO) -> None:
        begun = time.monotonic()
        if self._is_done.wait(PATIENCE):
            return
        while True:
            stream.write(f"{ERASE}{self._doing} … {time.monotonic() - begun:.0f} s\r")
            stream.flush()
            if self._is_done.wait(_BETWEEN):
                break
        stream.write(ERASE)
        stream.flush()
