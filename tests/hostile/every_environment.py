"""
The same probe in more environments than the ordinary run has time for; it is collected where it is named, as by nox.

A Turkish locale is made for it by ``localedef``, which comes with the C library.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hostile import probe
from test_environments import ASCII, Place, environment, made, usual
from test_interrupted_writers import SOURCES

# In them an i has another upper case, a comma parts the decimals, and letters have another order.
LOCALES = ("tr_TR", "az_AZ", "de_DE", "lt_LT")

# Fourteen hours ahead, eleven behind, with half an hour of summer time, and with none since 2026 began.
ZONES = ("Pacific/Kiritimati", "Pacific/Niue", "Australia/Lord_Howe", "Europe/London", "America/Sao_Paulo", "UTC")

PLACES = [
    *(Place([option]) for option in ("-I", "-O", "-OO", "-B", "-E", "-s", "-P", "-b", "-bb", "-u")),
    *(Place(["-X", option]) for option in ("dev", "utf8", "utf8=0", "faulthandler", "frozen_modules=off")),
    *(Place(["-W", "error", "-X", "dev", "-bb", option]) for option in ("-O", "-OO")),
    *(Place([], {"TZ": zone}) for zone in ZONES),
    *(Place([], {"PYTHONHASHSEED": seed}) for seed in ("0", "1", "42", "4294967295")),
    *(Place([], {"HOME": home}) for home in ("/nonexistent", "/dev/null", "")),
    *(Place(["-W", "error"], {**ASCII, "PYTHONIOENCODING": one}) for one in ("ascii", "latin-1", "cp1254")),
    Place([], {"LC_ALL": "no_SUCH.locale"}),
    Place([], removed=[*os.environ]),
]


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_everywhere_the_same(place: Place) -> None:
    """Everything that the library makes is the same byte for byte."""
    program = [sys.executable, *place.options, probe.__file__]

    assert usual() == made(program, environment(place.added, place.removed))[0]


@pytest.mark.parametrize("name", LOCALES)
@pytest.mark.parametrize("options", [[], ["-X", "utf8=0"]], ids=str)
def test_locales(tmp_path: Path, name: str, options: list[str]) -> None:
    """A program that has taken on the locale of its user, as those with windows do, makes the same."""
    full_name = f"{name}.UTF-8"
    # It warns of what the locale does not say of itself, and ends with 1 then.
    subprocess.run(["/usr/bin/localedef", "-c", "-i", name, "-f", "UTF-8", str(tmp_path / full_name)], check=False)
    locale = {"LC_ALL": full_name, "LOCPATH": str(tmp_path), "PROBE_LOCALE": full_name}

    assert usual() == made([sys.executable, *options, probe.__file__], environment(locale))[0]


def test_read_only_disk() -> None:
    """The package works from a disk that is mounted for reading only."""
    mount = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && ! touch "$0/x" 2>/dev/null && exec "$@"'
    space = ["/usr/bin/unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    program = [*space, "/bin/sh", "-c", mount, str(SOURCES), sys.executable, probe.__file__]

    assert usual() == made(program, environment(removed=["PYTHONDONTWRITEBYTECODE"]))[0]
