"""
Data-maturity assessment: frameworks as typed data, exact scores, stages, coverage and bounds.

The everyday names are here. Those that read files or packaged data load their machinery when they are first used, so
that ``import datamaturity`` costs little more than attrs.
"""

from typing import TYPE_CHECKING

from datamaturity.assessment import Answer, Answers, AnswerState, Assessment, Evidence
from datamaturity.criteria import Criterion, Descriptor, Group, Theme, Topic
from datamaturity.errors import (
    AnswerError,
    DataMaturityError,
    DocumentError,
    Fault,
    FaultsError,
    FileError,
    FrameworkError,
    NumberError,
    RuleError,
    ScaleError,
    UnknownIdError,
    UnreadColumnWarning,
    WrongTypeError,
)
from datamaturity.framework import Framework
from datamaturity.levels import Level, Scale
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
    "Criterion",
    "CutOffs",
    "DataMaturityError",
    "Descriptor",
    "DocumentError",
    "Evidence",
    "Fault",
    "FaultsError",
    "FileError",
    "Framework",
    "FrameworkError",
    "FrameworkInfo",
    "Group",
    "Level",
    "MeanFloor",
    "MeanNearest",
    "MedianLow",
    "NoStage",
    "NumberError",
    "ReachedBy",
    "Rule",
    "RuleComparison",
    "RuleError",
    "Scale",
    "ScaleError",
    "Score",
    "Scorecard",
    "Theme",
    "Topic",
    "UnknownIdError",
    "UnreadColumnWarning",
    "WeakestLink",
    "Wording",
    "WrongTypeError",
    "compare_rules",
    "list_frameworks",
    "load_framework",
    "parse_rule",
    "read_answers",
    "read_framework",
    "score",
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
