"""
The report of the packaged example, byte for byte as it was when somebody last read it.

Run as a program (``.venv/bin/python tests/test_golden_reports.py``) it writes the files in ``golden/`` anew; read the
difference before it is committed.
"""

from datetime import date
from pathlib import Path

import attrs
import pytest

from datamaturity import Target, load_framework
from datamaturity.packaged import example_answers
from datamaturity.readers.answers import parse_answers
from datamaturity.reports.organisation_report import organisation_report
from datamaturity.reports.outline import Outline
from datamaturity.reports.renderers.markdown import outline_markdown
from datamaturity.reports.renderers.text import outline_text

GOLDEN = Path(__file__).parent / "golden"
RENDERERS = {"organisation.txt": outline_text, "organisation.md": outline_markdown}


def _report() -> Outline:
    """Return the report of the made-up council: a target, and the answers of the year before."""
    framework = load_framework("uk-government-dma")
    read = parse_answers(example_answers(), framework=framework, notify=lambda _: None)
    now = attrs.evolve(read, organisation="Fennmoor District Council (made up)", assessed_on=date(2026, 3, 31))
    # One criterion up since then, one down, one newly answered, one no longer.
    before = now.with_answers({"4.34": 1, "8.73": 5, "4.36": None, "5.46": 2})
    return organisation_report(
        now,
        target=Target.of(framework, everything=3, topics={"8": 4}),
        earlier=attrs.evolve(before, assessed_on=date(2025, 3, 31)),
    )


@pytest.mark.parametrize("name", RENDERERS)
def test_report(name: str) -> None:
    """The report of the packaged example is the file that somebody has read, byte for byte."""
    expected = (GOLDEN / name).read_bytes().decode("utf-8")

    assert expected == RENDERERS[name](_report())


if __name__ == "__main__":
    for file_name, render in RENDERERS.items():
        (GOLDEN / file_name).write_bytes(render(_report()).encode("utf-8"))
