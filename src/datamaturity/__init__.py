"""
Data-maturity assessment: frameworks as typed data, exact scores, stages, coverage and bounds.

The everyday names are here. Each brings its module when it is first used, so that ``import datamaturity`` costs next to
nothing, and a name what it needs itself.
"""

import sys
from _thread import RLock
from types import ModuleType

# As type checkers know it: importing `typing` takes longer than all the rest of this.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from datamaturity.agreement import CriterionAgreement, leik_consensus
    from datamaturity.assessment import Answer, Answers, AnswerState, Assessment, Evidence
    from datamaturity.benchmark import Benchmark, BenchmarkComparison
    from datamaturity.carrying import Carried, CarriedAnswer, Provenance, carry
    from datamaturity.changes import Change, ChangeKind, Comparison, GroupChange, compare
    from datamaturity.criteria import Criterion, Descriptor, Group, Theme, Topic
    from datamaturity.crosswalks import Crosswalk, Link, Relation
    from datamaturity.declarations import Declaration, Help, Lack, Signatory
    from datamaturity.disclosure import Withheld
    from datamaturity.documents.kinds import document_json, parse_document
    from datamaturity.drafting import draft_plan
    from datamaturity.errors import (
        AnswerError,
        BenchmarkError,
        ComparisonError,
        CrosswalkError,
        DataMaturityError,
        DeclarationError,
        DocumentError,
        Fault,
        FaultsError,
        FileError,
        FrameworkError,
        MissingExtraError,
        NetworkError,
        NumberError,
        PanelError,
        PlanError,
        ReportError,
        RuleError,
        ScaleError,
        TargetError,
        UnknownIdError,
        UnreadWarning,
        VersionMapError,
        VersionMismatchError,
        WrongTypeError,
    )
    from datamaturity.forecast import Forecast, ForecastStep, forecast
    from datamaturity.framework import Framework
    from datamaturity.gaps import Gap, Gaps, GroupGap, gaps, progress_to_date
    from datamaturity.group_benchmarks import GroupBenchmark, Standing
    from datamaturity.groups import ByGroup
    from datamaturity.history import History
    from datamaturity.in_depth import InDepth, Mark, in_depth
    from datamaturity.intervals import Interval
    from datamaturity.levels import Level, Scale
    from datamaturity.lint import LintFinding, lint
    from datamaturity.network import Network, Organisation
    from datamaturity.network_scores import NetworkScore, NetworkScorecard
    from datamaturity.next_steps import Effect, NextStep, NextSteps, next_steps, what_if
    from datamaturity.packaged import (
        FrameworkInfo,
        list_crosswalks,
        list_frameworks,
        list_plans,
        load_crosswalk,
        load_framework,
        load_plan,
    )
    from datamaturity.panel import Panel
    from datamaturity.plan_checks import PlanFault, check_plan
    from datamaturity.plan_parts import Action, ActionStatus, Goal, Horizon, Mention, PlanTheme, Serves, Success, Vision
    from datamaturity.plan_status import ActionReport, ActionState, PlanStatus, plan_status
    from datamaturity.plans import Plan
    from datamaturity.pooling import PooledScore, PooledScorecard
    from datamaturity.projection import Bearing, LinkedAnswer, Projection, project
    from datamaturity.readers.answers import read_answers
    from datamaturity.readers.benchmarks import read_benchmark
    from datamaturity.readers.declarations import read_declaration
    from datamaturity.readers.documents import read_document
    from datamaturity.readers.framework_notes import read_framework_notes
    from datamaturity.readers.frameworks import read_framework
    from datamaturity.readers.networks import read_network
    from datamaturity.readers.notes import read_notes
    from datamaturity.readers.odi_models import read_odi_answers, read_odi_model
    from datamaturity.readers.panels import read_panel
    from datamaturity.readers.plans import read_plan
    from datamaturity.releases import Exposure, ReleaseCheck, check_release
    from datamaturity.reports.charts.benchmark_strip import BenchmarkStrip
    from datamaturity.reports.charts.diverging_bars import DivergingBars
    from datamaturity.reports.charts.heat_map import HeatMap
    from datamaturity.reports.charts.level_coverage import LevelCoverage
    from datamaturity.reports.charts.lollipop import Lollipop
    from datamaturity.reports.charts.small_multiples import SmallMultiples
    from datamaturity.reports.network_report import network_report
    from datamaturity.reports.organisation_report import organisation_report
    from datamaturity.reports.plotting import plot
    from datamaturity.reports.renderers.html import outline_html
    from datamaturity.reports.renderers.markdown import outline_markdown
    from datamaturity.reports.renderers.text import outline_text
    from datamaturity.respondents import Respondent
    from datamaturity.rule_comparison import RuleComparison, compare_rules
    from datamaturity.scores import NoStage, Score
    from datamaturity.scoring import Scorecard, score
    from datamaturity.settlements import Agreed, Settlement
    from datamaturity.stages import CutOffs, MeanFloor, MeanNearest, MedianLow, ReachedBy, Rule, WeakestLink, parse_rule
    from datamaturity.steps import Move, WayUp, smallest_way_up
    from datamaturity.targets import Target
    from datamaturity.version_comparison import GroupMovement, VersionComparison, compare_versions
    from datamaturity.version_maps import VersionLink, VersionLinkKind, VersionMap
    from datamaturity.versions import Difference, DifferenceKind, FrameworkDiff, diff
    from datamaturity.wording import Wording
    from datamaturity.writers.documents import write_document

    __version__: str

__all__ = [
    "Action",
    "ActionReport",
    "ActionState",
    "ActionStatus",
    "Agreed",
    "Answer",
    "AnswerError",
    "AnswerState",
    "Answers",
    "Assessment",
    "Bearing",
    "Benchmark",
    "BenchmarkComparison",
    "BenchmarkError",
    "BenchmarkStrip",
    "ByGroup",
    "Carried",
    "CarriedAnswer",
    "Change",
    "ChangeKind",
    "Comparison",
    "ComparisonError",
    "Criterion",
    "CriterionAgreement",
    "Crosswalk",
    "CrosswalkError",
    "CutOffs",
    "DataMaturityError",
    "Declaration",
    "DeclarationError",
    "Descriptor",
    "Difference",
    "DifferenceKind",
    "DivergingBars",
    "DocumentError",
    "Effect",
    "Evidence",
    "Exposure",
    "Fault",
    "FaultsError",
    "FileError",
    "Forecast",
    "ForecastStep",
    "Framework",
    "FrameworkDiff",
    "FrameworkError",
    "FrameworkInfo",
    "Gap",
    "Gaps",
    "Goal",
    "Group",
    "GroupBenchmark",
    "GroupChange",
    "GroupGap",
    "GroupMovement",
    "HeatMap",
    "Help",
    "History",
    "Horizon",
    "InDepth",
    "Interval",
    "Lack",
    "Level",
    "LevelCoverage",
    "Link",
    "LinkedAnswer",
    "LintFinding",
    "Lollipop",
    "Mark",
    "MeanFloor",
    "MeanNearest",
    "MedianLow",
    "Mention",
    "MissingExtraError",
    "Move",
    "Network",
    "NetworkError",
    "NetworkScore",
    "NetworkScorecard",
    "NextStep",
    "NextSteps",
    "NoStage",
    "NumberError",
    "Organisation",
    "Panel",
    "PanelError",
    "Plan",
    "PlanError",
    "PlanFault",
    "PlanStatus",
    "PlanTheme",
    "PooledScore",
    "PooledScorecard",
    "Projection",
    "Provenance",
    "ReachedBy",
    "Relation",
    "ReleaseCheck",
    "ReportError",
    "Respondent",
    "Rule",
    "RuleComparison",
    "RuleError",
    "Scale",
    "ScaleError",
    "Score",
    "Scorecard",
    "Serves",
    "Settlement",
    "Signatory",
    "SmallMultiples",
    "Standing",
    "Success",
    "Target",
    "TargetError",
    "Theme",
    "Topic",
    "UnknownIdError",
    "UnreadWarning",
    "VersionComparison",
    "VersionLink",
    "VersionLinkKind",
    "VersionMap",
    "VersionMapError",
    "VersionMismatchError",
    "Vision",
    "WayUp",
    "WeakestLink",
    "Withheld",
    "Wording",
    "WrongTypeError",
    "carry",
    "check_plan",
    "check_release",
    "compare",
    "compare_rules",
    "compare_versions",
    "diff",
    "document_json",
    "draft_plan",
    "forecast",
    "gaps",
    "in_depth",
    "leik_consensus",
    "lint",
    "list_crosswalks",
    "list_frameworks",
    "list_plans",
    "load_crosswalk",
    "load_framework",
    "load_plan",
    "network_report",
    "next_steps",
    "organisation_report",
    "outline_html",
    "outline_markdown",
    "outline_text",
    "parse_document",
    "parse_rule",
    "plan_status",
    "plot",
    "progress_to_date",
    "project",
    "read_answers",
    "read_benchmark",
    "read_declaration",
    "read_document",
    "read_framework",
    "read_framework_notes",
    "read_network",
    "read_notes",
    "read_odi_answers",
    "read_odi_model",
    "read_panel",
    "read_plan",
    "score",
    "smallest_way_up",
    "what_if",
    "write_document",
]

# Where the names stand, by module.
_LAZY = {
    "agreement": "CriterionAgreement leik_consensus",
    "assessment": "Answer Answers AnswerState Assessment Evidence",
    "benchmark": "Benchmark BenchmarkComparison",
    "carrying": "Carried CarriedAnswer Provenance carry",
    "changes": "Change ChangeKind Comparison GroupChange compare",
    "criteria": "Criterion Descriptor Group Theme Topic",
    "crosswalks": "Crosswalk Link Relation",
    "declarations": "Declaration Help Lack Signatory",
    "disclosure": "Withheld",
    "documents.kinds": "document_json parse_document",
    "drafting": "draft_plan",
    "errors": (
        "AnswerError BenchmarkError ComparisonError CrosswalkError DataMaturityError DeclarationError "
        "DocumentError Fault FaultsError FileError FrameworkError MissingExtraError NetworkError NumberError "
        "PanelError PlanError ReportError RuleError ScaleError TargetError UnknownIdError UnreadWarning "
        "VersionMapError VersionMismatchError WrongTypeError"
    ),
    "forecast": "Forecast ForecastStep forecast",
    "framework": "Framework",
    "gaps": "Gap Gaps GroupGap gaps progress_to_date",
    "group_benchmarks": "GroupBenchmark Standing",
    "groups": "ByGroup",
    "history": "History",
    "in_depth": "InDepth Mark in_depth",
    "intervals": "Interval",
    "levels": "Level Scale",
    "lint": "LintFinding lint",
    "network": "Network Organisation",
    "network_scores": "NetworkScore NetworkScorecard",
    "next_steps": "Effect NextStep NextSteps next_steps what_if",
    "packaged": "FrameworkInfo list_crosswalks list_frameworks list_plans load_crosswalk load_framework load_plan",
    "panel": "Panel",
    "plan_checks": "PlanFault check_plan",
    "plan_parts": "Action ActionStatus Goal Horizon Mention PlanTheme Serves Success Vision",
    "plan_status": "ActionReport ActionState PlanStatus plan_status",
    "plans": "Plan",
    "pooling": "PooledScore PooledScorecard",
    "projection": "Bearing LinkedAnswer Projection project",
    "readers.answers": "read_answers",
    "readers.benchmarks": "read_benchmark",
    "readers.declarations": "read_declaration",
    "readers.documents": "read_document",
    "readers.framework_notes": "read_framework_notes",
    "readers.frameworks": "read_framework",
    "readers.networks": "read_network",
    "readers.notes": "read_notes",
    "readers.odi_models": "read_odi_answers read_odi_model",
    "readers.panels": "read_panel",
    "readers.plans": "read_plan",
    "releases": "Exposure ReleaseCheck check_release",
    "reports.charts.benchmark_strip": "BenchmarkStrip",
    "reports.charts.diverging_bars": "DivergingBars",
    "reports.charts.heat_map": "HeatMap",
    "reports.charts.level_coverage": "LevelCoverage",
    "reports.charts.lollipop": "Lollipop",
    "reports.charts.small_multiples": "SmallMultiples",
    "reports.network_report": "network_report",
    "reports.organisation_report": "organisation_report",
    "reports.plotting": "plot",
    "reports.renderers.html": "outline_html",
    "reports.renderers.markdown": "outline_markdown",
    "reports.renderers.text": "outline_text",
    "respondents": "Respondent",
    "rule_comparison": "RuleComparison compare_rules",
    "scores": "NoStage Score",
    "scoring": "Scorecard score",
    "settlements": "Agreed Settlement",
    "stages": "CutOffs MeanFloor MeanNearest MedianLow ReachedBy Rule WeakestLink parse_rule",
    "steps": "Move WayUp smallest_way_up",
    "targets": "Target",
    "version_comparison": "GroupMovement VersionComparison compare_versions",
    "version_maps": "VersionLink VersionLinkKind VersionMap",
    "versions": "Difference DifferenceKind FrameworkDiff diff",
    "wording": "Wording",
    "writers.documents": "write_document",
}
# Old names that work for a while, each to its new one, the version that brought that, and the one in which it goes.
_RENAMED: dict[str, tuple[str, str, str]] = {}
_MODULE_OF = {name: module for module, names in _LAZY.items() for name in names.split()}


class _Package(ModuleType):
    """This package, where a function keeps its name although a module has it too: ``gaps``, ``next_steps``."""

    def __setattr__(self, name: str, value: object) -> None:
        # The import system makes each submodule an attribute of its package as soon as anybody imports it.
        if not (isinstance(value, ModuleType) and name in _MODULE_OF):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package

# One thread at a time brings a module: in Python 3.13 two that import `collections.abc` first, and at once, can find it
# half made.
_lock = RLock()


if not TYPE_CHECKING:  # or type checkers would take any misspelt name for one that is there

    def __getattr__(name: str) -> object:
        if name in _MODULE_OF:
            from importlib import import_module

            with _lock:
                found: object = getattr(import_module(f"datamaturity.{_MODULE_OF[name]}"), name)
        elif name == "__version__":
            from importlib.metadata import version

            found = version("datamaturity")
        elif name in _RENAMED:
            from datamaturity.deprecation import Renamed, warn_renamed

            warn_renamed(f"{__name__}.{name}", Renamed(*_RENAMED[name]))
            # Not kept, so that each line that uses the old name is told.
            return getattr(sys.modules[__name__], _RENAMED[name][0])
        else:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "__version__"})
