"""
What can go wrong, as exceptions that a program can read and a person can act on.

Every error is a `DataMaturityError` and also the builtin that a caller would expect. Each keeps its parts as
attributes, says what was given and what was expected, and survives pickling (a worker process may raise it).
This module imports nothing of the library, so that every other one may import it.
"""

from collections.abc import Iterable
from typing import NamedTuple

__all__ = [
    "AnswerError",
    "BenchmarkError",
    "ComparisonError",
    "CrosswalkError",
    "DataMaturityError",
    "DeclarationError",
    "DocumentError",
    "Fault",
    "FaultsError",
    "FileError",
    "FrameworkError",
    "MissingExtraError",
    "NetworkError",
    "NumberError",
    "PanelError",
    "PlanError",
    "ReportError",
    "RuleError",
    "ScaleError",
    "TargetError",
    "UnknownIdError",
    "UnreadWarning",
    "VersionMapError",
    "VersionMismatchError",
    "WrongTypeError",
]

# English plurals of what an id can name; the library's own vocabulary, so no rule of grammar is guessed at.
_PLURALS = {
    "action": "actions",
    "answer": "answers",
    "cell": "cells",
    "assessment": "assessments",
    "attribute": "attributes",
    "category": "categories",
    "commitment": "commitments",
    "criterion": "criteria",
    "crosswalk": "crosswalks",
    "difference": "differences",
    "descriptor": "descriptors",
    "fault": "faults",
    "framework": "frameworks",
    "goal": "goals",
    "group": "groups",
    "horizon": "horizons",
    "key": "keys",
    "kind": "kinds",
    "layout": "layouts",
    "level": "levels",
    "member": "members",
    "link": "links",
    "organisation": "organisations",
    "respondent": "respondents",
    "plan": "plans",
    "role": "roles",
    "row": "rows",
    "value": "values",
    "section": "sections",
    "signatory": "signatories",
    "text": "texts",
    "step": "steps",
    "theme": "themes",
    "topic": "topics",
    "unit": "units",
    "version": "versions",
}


_LISTED = frozenset({"attribute", "crosswalk", "framework", "kind", "layout", "plan", "section"})


class Fault(NamedTuple):
    """
    One thing that is wrong in an input: where it stands, and what to do about it.

    Args:
        where: Where it stands, such as ``answers.csv line 34`` or ``$.criteria[3].id``; may be empty.
        message: What is wrong, and what to do about it.

    Example:
        >>> print(Fault("answers.csv line 34", "level 6 is off the scale"))
        answers.csv line 34: level 6 is off the scale
    """

    where: str
    message: str

    def __str__(self) -> str:
        """Return ``where: message``."""
        return f"{self.where}: {self.message}" if self.where else self.message


class DataMaturityError(Exception):
    """The parent of every error that this library raises on purpose."""


class WrongTypeError(DataMaturityError, TypeError):
    """A value of another type than the one that is needed."""


class NumberError(DataMaturityError, ValueError):
    """A number that is none, or that is not exact."""


class FaultsError(DataMaturityError, ValueError):
    """
    An input with one or more faults, all of which were gathered before this was raised.

    Attributes:
        faults: Every fault, in the order of the input.

    Example:
        >>> error = FaultsError([Fault("line 2", "no such criterion"), Fault("line 5", "level 6 is off the scale")])
        >>> print(error)
        2 faults:
          line 2: no such criterion
          line 5: level 6 is off the scale
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        """Return the fault on one line, or all of them below a line that counts them."""
        if len(self.faults) == 1:
            return str(self.faults[0])
        return "\n  ".join([f"{counted(len(self.faults), 'fault')}:", *map(str, self.faults)])


class AnswerError(FaultsError):
    """Answers that do not fit their framework: unknown criterion, level off the scale, the same criterion twice."""


class DocumentError(FaultsError):
    """A JSON document that is not what it should be; each fault's ``where`` is a path such as ``$.criteria[3].id``."""


class FileError(DataMaturityError, OSError):
    """
    A file that cannot be read or written; ``errno``, ``strerror`` and ``filename`` are the system's.

    Example:
        >>> print(FileError(2, "No such file or directory", "answers.csv"))
        answers.csv: No such file or directory
    """

    def __str__(self) -> str:
        """Return ``path: reason``."""
        return f"{self.filename}: {self.strerror}"


class PanelError(FaultsError):
    """Respondents that do not make a panel, or too few of them for what is asked."""


class NetworkError(FaultsError):
    """Organisations that do not make a network, or an attribute that none of them has."""


class PlanError(FaultsError):
    """Parts that do not make a plan, or a Markdown or JSON text that is none."""


class DeclarationError(FaultsError):
    """A declaration whose signatories, commitments and answers do not fit together."""


class CrosswalkError(FaultsError):
    """Links between two frameworks that name unknown criteria, contradict themselves, or leave criteria out."""


class BenchmarkError(FaultsError):
    """A benchmark whose figures do not fit together, or one that a result cannot be set beside."""


class MissingExtraError(DataMaturityError, ImportError):
    """
    An optional library that is not installed; the message names the command that installs it.

    Attributes:
        what: What needs the library.
        library: The library.
        extra: The extra of ours that installs it; empty where it is for a frame of the caller's own.

    Example:
        >>> print(MissingExtraError("Krippendorff's alpha", "krippendorff", "agreement"))
        Krippendorff's alpha needs krippendorff; run: pip install "datamaturity[agreement]"
    """

    def __init__(self, what: str, library: str, extra: str = "") -> None:
        self.what, self.library, self.extra = what, library, extra
        super().__init__(what, library, extra)

    def __str__(self) -> str:
        """Return what needs which library, and how to install it."""
        package = f'"datamaturity[{self.extra}]"' if self.extra else self.library
        return f"{self.what} needs {self.library}; run: pip install {package}"


class TargetError(FaultsError):
    """A target for criteria that the framework does not have, or levels off its scale."""


class VersionMapError(FaultsError):
    """A version map that leaves criteria out, names unknown ones, or contradicts itself."""


class VersionMismatchError(DataMaturityError, ValueError):
    """Things of different frameworks, or of different versions of one; the message says what to do."""


class ComparisonError(DataMaturityError, ValueError):
    """Assessments that cannot be compared: of different organisations, or without the dates that it takes."""


class FrameworkError(FaultsError):
    """A framework, or a wording for one, whose parts do not fit together."""


class ScaleError(DataMaturityError, ValueError):
    """Levels that do not form a scale."""


class ReportError(DataMaturityError, ValueError):
    """A report that cannot be made as it is asked for."""


class RuleError(DataMaturityError, ValueError):
    """A rule that does not exist, or whose parameter makes no sense on the scale."""


class UnreadWarning(UserWarning):
    """A file has a column, a sheet or a key that is not read, or a cell that had to be read as something else."""


class UnknownIdError(DataMaturityError, KeyError):
    """
    An id that the framework does not have.

    Attributes:
        kind: What the id should have named, such as ``"criterion"``.
        id: The id as given.
        place: Where it was looked for, such as ``"uk-government-dma"``.
        known: Every id that would have been found.
        hint: What to say instead of the near misses, where they would help nobody.

    Example:
        >>> print(UnknownIdError("criterion", "4.3", "tiny", ("4.33", "4.34", "5.1")))
        no criterion '4.3' in tiny (3 criteria); did you mean '4.33' or '4.34'?
    """

    def __init__(self, kind: str, id: object, place: str, known: Iterable[object], hint: str = "") -> None:  # noqa: A002
        self.kind, self.id, self.place, self.hint = kind, id, place, hint
        self.known = tuple(known)
        super().__init__(kind, id, place, self.known, hint)

    @property
    def near(self) -> tuple[str, ...]:
        """The known ids that look most like the one given; three at most."""
        return near_misses(str(self.id), [str(known) for known in self.known])

    def __str__(self) -> str:
        """Return one line: what was looked for, among how many, and the near misses."""
        given = repr(self.id) if len(repr(self.id)) <= 80 else f"{repr(self.id)[:77]}…"
        message = f"no {self.kind} {given} in {self.place} ({counted(len(self.known), self.kind)})"
        if self.hint:
            return f"{message}; {self.hint}"
        near = did_you_mean(self.near)
        # What the library itself has is soon told, and so are a network's attributes; a framework's ids are not.
        known = f"; there are {', '.join(map(str, self.known))}" if self.kind in _LISTED and not near else ""
        return message + near + known


def counted(count: int, kind: str) -> str:
    """
    Return a number of things in words.

    Example:
        >>> counted(1, "criterion"), counted(97, "criterion")
        ('1 criterion', '97 criteria')
    """
    return f"{count} {kind if count == 1 else _PLURALS.get(kind, kind)}"


def near_misses(given: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of the known texts that look like the given one, the likeliest first."""
    # Imported here: only a mistake pays for difflib.
    from difflib import get_close_matches

    known = list(known)
    text = given.strip().casefold()
    if not text or len(text) > 80:
        return ()
    # A cut-off id ('4.3' for '4.33') or a bare row number ('33') is likelier than a typing slip.
    cut = [one for one in known if one.casefold().startswith(text) or one.casefold().endswith("." + text)]
    folded = {one.casefold(): one for one in known}
    close = [folded[one] for one in get_close_matches(text, folded, n=3, cutoff=0.6)]
    return tuple(dict.fromkeys([*cut, *close]))[:3]


def did_you_mean(near: Iterable[str]) -> str:
    """Return ``"; did you mean 'a', 'b' or 'c'?"``, or nothing where there is no near miss."""
    quoted = [repr(one) for one in near]
    if not quoted:
        return ""
    return f"; did you mean {' or '.join(filter(None, [', '.join(quoted[:-1]), quoted[-1]]))}?"
