"""
Data-maturity assessment: frameworks as typed data, exact scores, stages, coverage and bounds.

The everyday names are here. Those that read files or packaged data load their machinery when they are first used, so
that ``import datamaturity`` costs little more than attrs.
"""

from typing import TYPE_CHECKING

from datamaturity.assessment import Answer, Answers, AnswerState, Assessment, Evidence
from datamaturity.carrying import (
    Carried,
    CarriedAnswer,
    GroupMovement,
    Provenance,
    VersionComparison,
    carry,
    compare_versions,
)
from datamaturity.changes import Change, ChangeKind, Comparison, GroupChange, compare
from datamaturity.criteria import Criterion, Descriptor, Group, Theme, Topic
from datamaturity.errors import (
    AnswerError,
    ComparisonError,
    DataMaturityError,
    DocumentError,
    Fault,
    FaultsError,
    FileError,
    FrameworkError,
    NumberError,
    RuleError,
    ScaleError,
    TargetError,
    UnknownIdError,
    UnreadColumnWarning,
    VersionMapError,
    VersionMismatchError,
    WrongTypeError,
)
from datamaturity.framework import Framework
from datamaturity.gaps import Gap, Gaps, GroupGap, gaps, progress_to_date
from datamaturity.groups import ByGroup
from datamaturity.history import History
from datamaturity.levels import Level, Scale
from datamaturity.next_steps import Effect, NextStep, next_steps, what_if
from datamaturity.packaged import FrameworkInfo, list_frameworks, load_framework
from datamaturity.rule_comparison import RuleComparison, compare_rules
from datamaturity.scores import NoStage, Score
from datamaturity.scoring import Scorecard, score
from datamaturity.stages import (
    CutOffs,
    MeanFloor,
    MeanNearest,
    MedianLow,
    ReachedBy,
    Rule,
    WeakestLink,
    parse_rule,
)
from datamaturity.steps import Move, WayUp, smallest_way_up
from datamaturity.targets import Target
from datamaturity.version_maps import VersionLink, VersionLinkKind, VersionMap
from datamaturity.versions import Difference, DifferenceKind, FrameworkDiff, diff
from datamaturity.wording import Wording

if TYPE_CHECKING:
    from datamaturity.readers.answers import read_answers
    from datamaturity.readers.frameworks import read_framework

    __version__: str

__all__ = [
    "Answer",
    "AnswerError",
    "AnswerState",
    "Answers",
    "Assessment",
    "ByGroup",
    "Carried",
    "CarriedAnswer",
    "Change",
    "ChangeKind",
    "Comparison",
    "ComparisonError",
    "Criterion",
    "CutOffs",
    "DataMaturityError",
    "Descriptor",
    "Difference",
    "DifferenceKind",
    "DocumentError",
    "Effect",
    "Evidence",
    "Fault",
    "FaultsError",
    "FileError",
    "Framework",
    "FrameworkDiff",
    "FrameworkError",
    "FrameworkInfo",
    "Gap",
    "Gaps",
    "Group",
    "GroupChange",
    "GroupGap",
    "GroupMovement",
    "History",
    "Level",
    "MeanFloor",
    "MeanNearest",
    "MedianLow",
    "Move",
    "NextStep",
    "NoStage",
    "NumberError",
    "Provenance",
    "ReachedBy",
    "Rule",
    "RuleComparison",
    "RuleError",
    "Scale",
    "ScaleError",
    "Score",
    "Scorecard",
    "Target",
    "TargetError",
    "Theme",
    "Topic",
    "UnknownIdError",
    "UnreadColumnWarning",
    "VersionComparison",
    "VersionLink",
    "VersionLinkKind",
    "VersionMap",
    "VersionMapError",
    "VersionMismatchError",
    "WayUp",
    "WeakestLink",
    "Wording",
    "WrongTypeError",
    "carry",
    "compare",
    "compare_rules",
    "compare_versions",
    "diff",
    "gaps",
    "list_frameworks",
    "load_framework",
    "next_steps",
    "parse_rule",
    "progress_to_date",
    "read_answers",
    "read_framework",
    "score",
    "smallest_way_up",
    "what_if",
]

_LAZY = {
    "read_answers": "datamaturity.readers.answers",
    "read_framework": "datamaturity.readers.frameworks",
}


if not TYPE_CHECKING:  # or type checkers would take any misspelt name for one that is there

    def __getattr__(name: str) -> object:
        if name in _LAZY:
            from importlib import import_module

            found: object = getattr(import_module(_LAZY[name]), name)
        elif name == "__version__":
            from importlib.metadata import version

            found = version("datamaturity")
        else:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "__version__"})
