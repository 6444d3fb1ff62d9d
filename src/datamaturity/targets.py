"""Where an organisation wants to be: a level for each criterion that should reach one."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs

from datamaturity.assessment import Assessment
from datamaturity.errors import Fault, TargetError, UnknownIdError, VersionMismatchError, counted
from datamaturity.framework import Framework
from datamaturity.levels import Level
from datamaturity.mappings import FrozenMapping

__all__ = ["Target"]

_Wanted: TypeAlias = Mapping[str, Level | int]


@attrs.frozen(repr=False)
class Target:
    """
    The level that each criterion should reach; criteria may be left without one.

    Attributes:
        framework: The framework.
        levels: Criterion id to level, in framework order.

    Example:
        >>> from datamaturity import Target, load_framework
        >>> framework = load_framework("uk-government-dma")
        >>> target = Target.of(framework, everything=3, topics={"8": 4}, criteria={"8.73": 5})
        >>> target.levels["1.1"].number, target.levels["8.74"].number, target.levels["8.73"].number
        (3, 4, 5)
        >>> Target.of(framework, topics={"88": 4}, criteria={"8.73": 6})
        Traceback (most recent call last):
        datamaturity.errors.TargetError: 2 faults:
          criterion 8.73: level 6 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)
          topics: no topic '88' in uk-government-dma (10 topics); did you mean '8'?
    """

    framework: Framework
    levels: FrozenMapping[str, Level]

    @classmethod
    def of(
        cls,
        framework: Framework,
        *,
        criteria: _Wanted | None = None,
        topics: _Wanted | None = None,
        themes: _Wanted | None = None,
        everything: Level | int | None = None,
    ) -> "Target":
        """
        Return a target from levels for criteria, topics, themes, or everything.

        What is said of a criterion holds for it before what is said of its topic and theme, and that before what is
        said of everything. Where its topic and its theme both have a target, the higher one holds: it meets both.

        Args:
            framework: The framework.
            criteria: Criterion id to level, as a number or a `Level`.
            topics: Topic id to level.
            themes: Theme id to level.
            everything: One level for all criteria: a profile.

        Raises:
            TargetError: Unknown ids, or levels off the scale; all of them at once.
        """
        faults: list[Fault] = []
        known: dict[str, Iterable[str]] = {
            "criterion": framework.criterion_ids,
            "topic": [topic.id for topic in framework.topics],
            "theme": [theme.id for theme in framework.themes],
        }
        given: dict[str, dict[str, Level]] = {}
        for kind, wanted in (("criterion", criteria), ("topic", topics), ("theme", themes)):
            given[kind] = {}
            for one, one_level in (wanted or {}).items():
                if one not in known[kind]:
                    where = {"criterion": "criteria", "topic": "topics", "theme": "themes"}[kind]
                    faults.append(Fault(where, str(UnknownIdError(kind, one, framework.id, known[kind]))))
                elif found := _level(framework, one_level, f"{kind} {one}", faults):
                    given[kind][one] = found
        floor = None if everything is None else _level(framework, everything, "everything", faults)
        if faults:
            raise TargetError(faults)
        levels: dict[str, Level] = {}
        for criterion in framework.criteria:
            of_groups = [
                level
                for level in (given["topic"].get(criterion.topic or ""), given["theme"].get(criterion.theme or ""))
                if level is not None
            ]
            level = given["criterion"].get(criterion.id) or max(of_groups, key=_number, default=floor)
            if level is not None:
                levels[criterion.id] = level
        return cls(framework, FrozenMapping(levels))

    @classmethod
    def one_level_up(cls, assessment: Assessment) -> "Target":
        """
        Return the next level for each answered criterion, the highest for those that have it.

        Args:
            assessment: The answers.

        Example:
            >>> from datamaturity import Assessment, load_framework
            >>> target = Target.one_level_up(Assessment(load_framework("uk-government-dma"), {"4.33": 2, "4.34": 5}))
            >>> {one: level.number for one, level in target.levels.items()}
            {'4.33': 3, '4.34': 5}
        """
        scale = assessment.framework.scale
        levels: dict[str, Level] = {
            one: scale.levels[min(code + 1, len(scale) - 1)]
            for one, code in zip(assessment.framework.criterion_ids, assessment.answers.codes, strict=True)
            if code < len(scale)
        }
        return cls(assessment.framework, FrozenMapping(levels))

    @classmethod
    def from_assessment(cls, assessment: Assessment) -> "Target":
        """
        Return another assessment's levels as a target; its criteria without a level have no target.

        Args:
            assessment: The other assessment, such as another organisation's.

        Example:
            >>> from datamaturity import Assessment, load_framework
            >>> target = Target.from_assessment(Assessment(load_framework("uk-government-dma"), {"4.33": 2}))
            >>> target.levels["4.33"].number, "4.34" in target.levels
            (2, False)
        """
        levels: dict[str, Level] = {
            one: assessment.framework.scale.levels[code]
            for one, code in zip(assessment.framework.criterion_ids, assessment.answers.codes, strict=True)
            if code < len(assessment.framework.scale)
        }
        return cls(assessment.framework, FrozenMapping(levels))

    def check_framework(self, framework: Framework) -> None:
        """
        Check that the target is for this framework, in this version.

        Args:
            framework: The framework that was answered.

        Raises:
            VersionMismatchError: It is for another.

        Example:
            >>> from datamaturity import load_framework
            >>> target = Target.of(load_framework("seven-themes"), everything=3)
            >>> target.check_framework(load_framework("data-declaration"))
            Traceback (most recent call last):
            datamaturity.errors.VersionMismatchError: the target is for seven-themes 1, ...
        """
        if self.framework.structure != framework.structure:
            message = (
                f"the target is for {self.framework.id} {self.framework.version}, "
                f"the answers are to {framework.id} {framework.version}"
            )
            same = (self.framework.id, self.framework.version) == (framework.id, framework.version)
            what = ", with other criteria, weights or levels" * same
            raise VersionMismatchError(f"{message}{what}; make the target with the assessment's framework")

    def __repr__(self) -> str:
        return f"<Target for {self.framework.id} {self.framework.version}: {counted(len(self.levels), 'criterion')}>"


def _number(level: Level) -> int:
    return level.number


def _level(framework: Framework, given: Level | int, where: str, faults: list[Fault]) -> Level | None:
    """Return the level that was given; `None` after a fault."""
    scale = framework.scale
    if isinstance(given, Level) and given in scale.levels:
        return given
    if type(given) is int and given in scale:
        return scale.level(given)
    level = f"level {given}" if type(given) in (Level, int) else f"{given!r}"
    faults.append(Fault(where, f"{level} is off the scale; {scale.span}"))
    return None
