"""One organisation's report: its sections in their order, and what is left out for want of something."""

import pytest

from datamaturity import Answer, Assessment, Benchmark, Target, UnknownIdError, VersionMismatchError
from datamaturity.reports.organisation_report import SECTIONS, organisation_report
from datamaturity.reports.outline import Figure, Table
from datamaturity.reports.outline_markdown import outline_markdown
from datamaturity.reports.outline_text import outline_text
from examples import CROSSED, ONE_THEME, ONE_THEME_ANSWERED

ANSWERS = Assessment(CROSSED, {"1.1": 4, "1.2": 2, "2.3": Answer.not_applicable("No")}, organisation="Abbey")
TARGET = Target.of(CROSSED, everything=4)


def test_everything() -> None:
    """With all that it can be made from, a report has every section in its order, and leaves out none."""
    report = organisation_report(
        ANSWERS, benchmark=Benchmark.from_counts(CROSSED, themes={"data": [5] * 5}), target=TARGET, earlier=ANSWERS
    )

    assert ["overview", "depth-theme-data", "depth-theme-skills", "benchmark", "gaps", "steps", "change"] == [
        section.id for section in report.sections
    ][:7]
    assert ["missing", "method", "licence"] == [section.id for section in report.sections][7:]
    assert () == report.left_out
    assert ("Abbey", "mean-nearest") == (report.title, report.rule)


def test_what_is_left_out() -> None:
    """A section that lacks what it needs is left out, and the report says why."""
    assert (
        ("Beside the benchmark", "no benchmark was given"),
        ("Gaps to the target", "no target was given"),
        ("Change since last time", "no earlier answers were given"),
    ) == organisation_report(ANSWERS).left_out


def test_sections_that_are_picked() -> None:
    """The sections that are asked for stand in the report's order, and nothing is said of the others."""
    report = organisation_report(ANSWERS, sections=["licence", "overview"])

    assert ["overview", "licence"] == [section.id for section in report.sections]
    assert () == report.left_out


def test_unknown_section() -> None:
    """A section that there is not is refused, with those that there are."""
    with pytest.raises(UnknownIdError, match=r"no section 'gap' in a report \(9 sections\); did you mean 'gaps'\?"):
        organisation_report(ANSWERS, sections=["gap"])


def test_every_section_can_stand_alone() -> None:
    """Each section can be asked for by itself; its text and its Markdown begin with the report's title."""
    for name in SECTIONS:
        report = organisation_report(ANSWERS, sections=[name], target=TARGET, earlier=ANSWERS)

        assert outline_text(report).startswith("Abbey\n=====\n")
        assert outline_markdown(report).startswith("# Abbey\n")


def test_pictures_stand_before_their_tables() -> None:
    """An overview starts with the heat map, gaps with the way to the target; each says what it rests on."""
    report = organisation_report(ANSWERS, target=TARGET)
    for name in ("overview", "gaps"):
        first, *others = report.section(name).blocks

        assert isinstance(first, Figure)
        assert "Two topics and two themes, version 1; rule mean-nearest" == first.note
        assert any(isinstance(block, Table) for block in others)


def test_framework_of_topics_or_themes_alone() -> None:
    """Without a benchmark, a target or cells there is still a report."""
    report = organisation_report(ONE_THEME_ANSWERED)

    assert "Data maturity" == report.title
    assert "depth-theme-data" in [section.id for section in report.sections]


def test_another_framework() -> None:
    """Answers of last time to another framework are refused."""
    with pytest.raises(VersionMismatchError):
        organisation_report(ANSWERS, earlier=ONE_THEME_ANSWERED)
    with pytest.raises(VersionMismatchError):
        organisation_report(ANSWERS, target=Target.of(ONE_THEME, everything=3))
