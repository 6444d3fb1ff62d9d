"""
Every writer killed a hundred times, and each on a full disk; it is collected where it is named, as by nox.

The disk is a small one in memory, which root may mount, and others in a name space of their own.
"""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hostile import killed_writers
from hostile.killed_writers import WRITERS
from test_interrupted_writers import check_interrupted

SMALL_DISK = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]


@pytest.mark.parametrize("name", WRITERS)
def test_killed_a_hundred_times(tmp_path: Path, name: str) -> None:
    """Killed at each step, and a hundred times at any moment, a writer leaves the old file or the new."""
    found = check_interrupted(name, tmp_path, 100)

    # Otherwise no kill fell into the writing, and nothing was tried.
    assert found["left"]


@pytest.mark.parametrize("name", WRITERS)
def test_full_disk(tmp_path: Path, name: str) -> None:
    """On a full disk the old file stays, nothing is left beside it, and the message says what is wrong."""
    mount = 'mount -t tmpfs -o size=8m none "$4" && exec "$@"'
    program = [sys.executable, killed_writers.__file__, name, str(tmp_path), "full"]
    done = subprocess.run([*SMALL_DISK, "sh", "-c", mount, "sh", *program], capture_output=True, text=True, check=False)
    assert "" == done.stderr
    what, beside, said = json.loads(done.stdout)

    assert ("old", []) == (what, beside)
    assert said.endswith(os.strerror(errno.ENOSPC))
