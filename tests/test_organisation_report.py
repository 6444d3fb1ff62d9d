"""One organisation's report: its sections in their order, and what is left out for want of something."""

from datetime import date

import attrs
import pytest

from datamaturity import (
    Action,
    Answer,
    Assessment,
    Benchmark,
    ComparisonError,
    Network,
    Organisation,
    Panel,
    Plan,
    Respondent,
    Target,
    UnknownIdError,
    VersionMismatchError,
)
from datamaturity.reports.organisation_report import organisation_report
from datamaturity.reports.outline import Figure, Table
from datamaturity.reports.renderers.markdown import outline_markdown
from datamaturity.reports.renderers.text import outline_text
from datamaturity.reports.section_names import SECTIONS
from examples import CROSSED, ONE_THEME, ONE_THEME_ANSWERED

ANSWERS = Assessment(CROSSED, {"1.1": 4, "1.2": 2, "2.3": Answer.not_applicable("No")}, organisation="Abbey")
TARGET = Target.of(CROSSED, everything=4)
NETWORK = Network([Organisation(f"Member {number}", Assessment(CROSSED, {"1.1": 3})) for number in range(12)])
PLAN = Plan(id="p", title="Our plan", actions=[Action("List datasets", number=1, due=date(2026, 3, 31))])


def test_everything() -> None:
    """With all that it can be made from, a report has every section in its order, and leaves out none."""
    people = [Respondent(attrs.evolve(ANSWERS, answers={"1.1": level}), id=str(level)) for level in (2, 5)]
    report = organisation_report(
        ANSWERS,
        target=TARGET,
        benchmark=Benchmark.from_counts(CROSSED, themes={"data": [5] * 5}),
        network=NETWORK,
        plan=PLAN,
        on=date(2026, 4, 1),
        earlier=ANSWERS,
        panel=Panel(people),
    )
    ids = [section.id for section in report.sections]

    assert ["depth-theme-data", "depth-theme-skills"] == [one for one in ids if one.startswith("depth")]
    assert [one for one in SECTIONS if one != "depth"] == [one for one in ids if not one.startswith("depth")]
    assert () == report.left_out
    assert ("Abbey", "mean-nearest") == (report.title, report.rule)
    assert "Agreed answers of 2 respondents" in report.facts


def test_what_is_left_out() -> None:
    """A section that lacks what it needs is left out, and the report says why."""
    assert (
        ("Beside the network", "no network was given"),
        ("Beside the benchmark", "no benchmark was given"),
        ("Gaps to the target", "no target was given"),
        ("The plan", "no plan was given"),
        ("What the plan leads to", "no plan was given"),
        ("Change since last time", "no earlier answers were given"),
        ("Where people differ", "no panel was given"),
    ) == organisation_report(ANSWERS).left_out


def test_several_times() -> None:
    """With several earlier answers there are the small multiples, and the change since the last of them."""
    days = [attrs.evolve(ANSWERS, assessed_on=date(year, 1, 31)) for year in (2024, 2026, 2025)]
    change = organisation_report(days[1], earlier=[days[2], days[0]]).section("change")

    assert ["SmallMultiples"] == [type(one.picture).__name__ for one in change.blocks if isinstance(one, Figure)]
    with pytest.raises(ComparisonError, match="the earlier answers are of 2026-01-31, after the later ones"):
        organisation_report(days[0], earlier=days[1:])


def test_panel_of_another_framework() -> None:
    """People who answered something else are refused."""
    with pytest.raises(VersionMismatchError):
        organisation_report(ANSWERS, panel=Panel([Respondent(ONE_THEME_ANSWERED)]))


def test_nobody_differs() -> None:
    """Where nobody differs there is a sentence, and no picture without bars."""
    section = organisation_report(ANSWERS, panel=Panel([Respondent(ANSWERS)])).section("disagreement")

    assert not any(isinstance(block, Figure) for block in section.blocks)


def test_plan_without_a_day() -> None:
    """Without a day a plan is shown as it was written, and nothing in it is late."""
    assert "Overdue" in outline_text(organisation_report(ANSWERS, plan=PLAN, on=date(2026, 4, 1), sections=["plan"]))
    assert "verdue" not in outline_text(organisation_report(ANSWERS, plan=PLAN, sections=["plan"]))


def test_sections_that_are_picked() -> None:
    """The sections that are asked for stand in the report's order, and nothing is said of the others."""
    report = organisation_report(ANSWERS, sections=["licence", "overview"])

    assert ["overview", "licence"] == [section.id for section in report.sections]
    assert () == report.left_out


def test_unknown_section() -> None:
    """A section that there is not is refused, with those that there are."""
    with pytest.raises(UnknownIdError, match=r"no section 'gap' in a report \(13 sections\); did you mean 'gaps'\?"):
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
