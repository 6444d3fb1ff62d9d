"""
One run through the library that should come to the same wherever it is run; as a program it prints the digest.

It loads all that is packaged, scores the answers of the demonstration, writes and reads a document, tables, a workbook
and a plan, and makes reports. Its own texts have the letters that a Turkish locale changes, and its days stand at both
ends of a year.
"""

import hashlib
import locale
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from pkgutil import get_data

import datamaturity as dm
from datamaturity.writers.answers import answers_csv
from datamaturity.writers.people import people_csv, people_xlsx
from datamaturity.writers.plan_markdown import plan_markdown
from datamaturity.writers.scorecards import scorecard_csv, scorecard_json

__all__ = ["digest", "main"]

DOTLESS = dm.Framework(
    id="ılık",
    version="İ",
    title="İIiı",
    scale=dm.Scale([dm.Level(1, "İyi"), dm.Level(2, "ILIK")]),
    themes=[dm.Theme("ı", "Iı"), dm.Theme("i", "İi")],
    criteria=[dm.Criterion("ı1", "Iı", theme="ı"), dm.Criterion("i1", "İi", theme="i")],
)
"""A framework whose ids differ in the dot alone, which no locale may take away or add."""

YEARS_END = dm.Plan(
    id="plan",
    title="Plan",
    horizons=[dm.Horizon("short", "Short", date(2026, 1, 1), date(2026, 12, 31))],
    # The days on which clocks change in Europe, and the last of a year.
    actions=[
        dm.Action("One", number=1, theme="t", horizon="short", starts=date(2026, 3, 29), due=date(2026, 10, 25)),
        dm.Action("Two", number=2, theme="t", horizon="short", due=date(2026, 12, 31)),
    ],
    themes=[dm.PlanTheme("t", "T")],
)


def _texts(folder: Path) -> Iterator[str]:
    """Yield everything that is made, and check on the way that what is written is read."""
    for info in dm.list_frameworks():
        yield dm.document_json(dm.load_framework(info.id, version=info.version))
    for crosswalk in dm.list_crosswalks():
        yield dm.document_json(dm.load_crosswalk(crosswalk))
    for plan in dm.list_plans():
        yield dm.document_json(dm.load_plan(plan))
    answered, kept, table = folder / "answers.csv", folder / "answers.json", folder / "people.csv"
    answered.write_bytes(get_data("datamaturity", "data/examples/answers.csv") or b"")
    assessment = dm.read_answers(answered, framework="uk-government-dma")
    dm.write_document(kept, assessment)
    _same(assessment, dm.read_document(kept))
    yield kept.read_text(encoding="utf-8")
    yield answers_csv(assessment)
    card = dm.score(assessment)
    yield scorecard_csv(card)
    yield scorecard_json(card)
    report = dm.organisation_report(assessment, plan=YEARS_END, on=date(2026, 10, 25))
    yield dm.outline_text(report)
    yield dm.outline_markdown(report)
    yield dm.outline_html(report)
    yield from _dotless(table)
    yield dm.document_json(YEARS_END)
    _same(YEARS_END, dm.parse_document(dm.document_json(YEARS_END), find=lambda *_: DOTLESS))
    kept.with_suffix(".md").write_bytes(plan_markdown(YEARS_END).encode())
    _same(YEARS_END, dm.read_plan(kept.with_suffix(".md")))


def _dotless(table: Path) -> Iterator[str]:
    """Yield what is made of ids and names that differ in the dot of an i alone."""
    for text in ("respondent,ı1,İ1\nann,İyi,2\n", "RESPONDENT,ı1,I1\nann,İYİ,ilik\nben,İyi,ilık\n"):
        table.write_bytes(text.encode())
        # `str.casefold` makes an i and a dot of an İ, in every locale; a column İ1 is not the criterion i1.
        notices: list[dm.Fault] = []
        try:
            yield people_csv(dm.read_panel(table, framework=DOTLESS, notify=notices.append))
        except dm.AnswerError as error:
            yield str(error).replace(str(table), "people.csv")
        yield "".join(one.message for one in notices)
    table.write_bytes("RESPONDENT,ı1,I1\nİlker,İyi,ILIK\nısa,1,2\n".encode())
    panel = dm.read_panel(table, framework=DOTLESS)
    yield people_csv(panel)
    table.write_bytes(people_xlsx(panel))
    _same(panel, dm.read_panel(table, framework=DOTLESS))
    yield table.read_bytes().hex()


def _same(expected: object, found: object) -> None:
    # Not `assert`, which -O leaves out.
    if expected != found:
        message = f"{found!r}, not {expected!r}"
        raise ValueError(message)


def digest() -> str:
    """Return one number for everything that the library makes here."""
    with tempfile.TemporaryDirectory() as folder:
        found = hashlib.sha256()
        for text in _texts(Path(folder)):
            found.update(text.encode() + b"\0")
    return found.hexdigest()


def main() -> None:
    """Print the digest, and where the library is; in the locale of the environment, as programs with windows do."""
    if "PROBE_LOCALE" in os.environ:
        locale.setlocale(locale.LC_ALL, os.environ["PROBE_LOCALE"])
    print(digest(), os.path.dirname(dm.__file__), file=sys.stderr)  # noqa: T201, PTH120


if __name__ == "__main__":
    main()
