"""
Every public name is in the reference, and its docstring says all that it must.

Looked at are the names of `datamaturity`, of every module that a page of the reference names, and the public methods
and properties of their classes, those that they have from another class of ours too. What is asked of each:

- *Reference*: a page names the module, or the name itself; what is neither a class nor a function has a text below it
  or on that page; and a name of `datamaturity` is in the index too.
- *Args*: every parameter, exactly, in order; of a class its fields, as *Attributes* or *Args*.
- *Returns*: of a function that returns something. A first sentence that begins with "Return" may say it all: a section
  would say it again. A property says what it is in its first sentence.
- *Raises*: every error of ours that its own body raises and does not catch, or a function, a method or the making of an
  object that it uses in its own module; see `raised_errors`. What is listed exists, and is ours or a builtin.
- *Example*: one that runs. A function or a method may be shown by another example of its module, a class by any other,
  or by that of a function that returns it. Errors, enumerations, protocols and properties need none.
- *Units*: a number that is taken or returned is one of something: the text says of what, or the name does.
"""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import attrs
import pytest

import datamaturity
from datamaturity import DataMaturityError, NumberError
from public_names import Name, documented_modules, indexed, pages, public_names
from raised_errors import raised_errors

SOURCE = Path(datamaturity.__file__).parent

# What no page names: how a command works, how frames are computed, how documents, checks, plots and renames are made.
# Nobody imports them, and they may change from one release to the next.
UNNAMED = re.compile(
    r"datamaturity\.((.*\.)?__\w+__|cli|commands|commands\..*|deprecation|(framework|lint)_checks"
    r"|documents\.(answer_maps|converter|document_faults|framework_keys|json_text|reading|writing)"
    r"|frames\.(?!control$)\w+|reports\.plots\.\w+)"
)

# What an error seems to leave, and cannot, since it asks only for what is its own.
UNREACHABLE = {
    "agreement.CriterionAgreement.consensus": "people were counted, so that the counts are some",
    "agreement.CriterionAgreement.to_row": "likewise",
    "crosswalks.Crosswalk.inverse": "links that fit one way round fit the other",
    "panel.Panel.pool": "it asks for its own units",
    "declarations.Declaration.standings": "it asks for its own signatories",
    "declarations.Declaration.to_rows": "likewise",
}

NUMBER = re.compile(r"\b(int|float|Fraction|Decimal)\b")
# What a number is one of. In a text as words, in a name as an ending or all of it.
UNITS = re.compile(
    r"\b(levels?|values?|shares?|per cent|weights?|points?|positions?|places?|counts?|means?|coverage|ranks?|gain|steps"
    r"|how (many|much|far|often)|numbers? of|(from|to) [01]|from [01] (on|to)|\d or more|whole numbers?"
    r"|days?|bytes|digits|decimals|characters|unit|columns?|rows?|lines?|pixels|bits?|widths?"
    r"|criteria|criterion|organisations|people|respondents|resamples|actions?|random numbers|as in `\w+`)\b",
    re.IGNORECASE,
)
UNIT_NAME = re.compile(
    r"(^|_)(counts?|shares?|levels?|positions?|means?|mean_\w+|weights?|coverage|ranks?|gap|difference|whole_weights"
    r"|lines?|rows?|columns?|widths?|heights?|least_means)$"
)


def constants_with_text(module: str) -> set[str]:
    """Return the constants of a module that a docstring of their own stands below, which Sphinx shows."""
    body = ast.parse(inspect.getsource(import_module(module))).body
    return {
        target.id
        for node, below in pairwise(body)
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
        for part in (node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", node)])
        for target in (part.elts if isinstance(part, ast.Tuple) else [part])
        if isinstance(target, ast.Name)
    }


def reference_faults() -> Iterator[str]:
    """Yield what no page of the reference has."""
    for path in sorted(SOURCE.rglob("*.py")):
        module = ".".join(("datamaturity", *path.relative_to(SOURCE).with_suffix("").parts))
        if module not in documented_modules() and not UNNAMED.fullmatch(module):
            yield f"{module}: no page names it"
    for module, page in documented_modules().items():
        for name in import_module(module).__all__:
            one = inspect.unwrap(getattr(import_module(module), name))
            if inspect.isclass(one) or inspect.isfunction(one) or name in constants_with_text(module):
                continue
            if f"py:data:: {name}\n" not in pages()[page]:
                yield f"{module}.{name}: is not on {page}, and no text stands below it"
    for name in sorted({*datamaturity.__all__} - indexed()):
        yield f"datamaturity.{name}: is not in the index"


def text_faults(one: Name) -> Iterator[str]:
    """Yield that there is no docstring, or no whole sentence at its start."""
    if not one.summary.endswith("."):
        yield "begins with no sentence"
    elif one.kind == "property" and one.summary.startswith("Return"):
        yield "is a property, which says what it is"


def argument_faults(one: Name) -> Iterator[str]:
    """Yield what it takes and does not tell of, or the other way round."""
    expected = list(one.parameters)
    if expected != one.told:
        yield f"takes {', '.join(expected) or 'nothing'}, and tells of {', '.join(one.told) or 'nothing'}"


def return_faults(one: Name) -> Iterator[str]:
    """Yield that it does not say what it returns."""
    if one.kind in ("class", "property"):
        return
    is_told = bool({"Returns", "Yields"} & one.sections.keys())
    if one.returned in ("None", "NoReturn"):
        if is_told:
            yield "returns nothing, and says what"
    elif not is_told and not re.match(r"(Return|Yield)\b", one.summary):
        yield f"returns {one.returned}, and does not say what"


def raise_faults(one: Name) -> Iterator[str]:
    """Yield the errors that there are not, and those that are missing."""
    errors = one.errors()
    for name, error in errors.items():
        if error is None:
            yield f"there is no error {name}"
    if str(one) in UNREACHABLE:
        return
    ours = tuple(error for error in errors.values() if error is not None and issubclass(error, DataMaturityError))
    for missing in sorted(error.__name__ for error in raised_errors(one.module, one.name) - {*ours}):
        if not issubclass(getattr(datamaturity, missing), ours):
            yield f"raises {missing}, and does not say when"


@cache
def shown(module: str = "") -> str:
    """Return what the examples of a module run and show, or all there are."""
    found = [one for one in public_names().values() if module in ("", one.module)]
    return "\n".join(one.sections.get("Example", "") for one in found)


@cache
def returned_by_examples() -> frozenset[str]:
    """Return the words in what functions return that have an example."""
    found = [one for one in public_names().values() if one.kind in ("function", "method") and "Example" in one.sections]
    return frozenset(word for one in found for word in re.findall(r"\w+", one.returned))


def example_faults(one: Name) -> Iterator[str]:
    """Yield that no example shows it."""
    if one.kind == "property" or one.is_plain:
        return
    last = one.name.rpartition(".")[2]
    if one.kind == "class":
        is_own = ">>> " in one.sections.get("Example", "")
        is_shown = is_own or last in returned_by_examples() or re.search(rf"\b{last}\(|<{last} ", shown())
    else:
        is_shown = re.search(rf"\.{last}\(" if one.kind == "method" else rf"(?<!\.)\b{last}[(,)]", shown(one.module))
    if not is_shown:
        yield "no example shows it"


def unit_faults(one: Name) -> Iterator[str]:
    """Yield the numbers of nothing."""
    told = one.items("Args", "Attributes")
    for name, annotation in one.parameters.items():
        if NUMBER.search(annotation) and not UNIT_NAME.search(name) and not UNITS.search(told.get(name, "")):
            yield f"{name} is a number of what?"
    said = f"{one.summary} {one.sections.get('Returns', '')}"
    if NUMBER.search(one.returned) and not UNIT_NAME.search(one.name.rpartition(".")[2]) and not UNITS.search(said):
        yield "returns a number of what?"


RULES: list[Callable[[Name], Iterator[str]]] = [
    text_faults,
    argument_faults,
    return_faults,
    raise_faults,
    example_faults,
    unit_faults,
]


def test_reference_is_complete() -> None:
    """Every public module, name and constant is on a page, and every name of `datamaturity` in the index."""
    faults = [*reference_faults()]

    assert [] == faults, "\n".join(faults)


@pytest.mark.parametrize("rule", RULES)
def test_docstrings_say_all(rule: Callable[[Name], Iterator[str]]) -> None:
    """Every public name tells what it takes, returns and raises, shows itself, and says what its numbers are of."""
    faults = [f"{one}: {fault}" for one in public_names().values() for fault in rule(one)]

    assert [] == faults, "\n".join(faults)


def test_names_are_found() -> None:
    """A module's function, a class, a method, a property and one that a base class of ours has are looked at."""
    found = {name: one.kind for name, one in public_names().items()}

    assert "function" == found["scoring.score"]
    assert "class" == found["scoring.Scorecard"]
    assert "method" == found["framework.Framework.with_wording"]
    assert "property" == found["groups.Grouped.topics"]
    assert len(found) > 900


@pytest.mark.parametrize("name", UNREACHABLE)
def test_exceptions_are_needed(name: str) -> None:
    """What is excused from telling of an error still seems to raise one."""
    one = public_names()[name]

    assert raised_errors(one.module, one.name) - {*one.errors().values()}


def _refused(text: str) -> None:
    raise NumberError(text)


class Flawed:
    """What each rule is tried on: a method for each fault."""

    def speechless(self) -> None:  # noqa: D102
        ...

    @property
    def returning(self) -> str:
        """Return what it is."""
        return ""

    def renamed(self, level: int) -> None:  # noqa: D417
        """
        Take a level.

        Args:
            number: The level.
        """

    def silent(self) -> str:
        """Make a text."""
        return ""

    def chatty(self) -> None:
        """
        Do something.

        Returns:
            Something.
        """

    def misnamed(self) -> None:
        """
        Do nothing.

        Raises:
            NoSuchError: Never.
        """

    def raising(self) -> None:
        """Raise what another function does."""
        _refused("no")

    def catching(self) -> None:
        """Catch what another function raises."""
        try:
            _refused("no")
        except ValueError:
            return

    def passing_on(self) -> None:
        """Look at what another function raises, and let it go on."""
        try:
            _refused("no")
        except (KeyError, NumberError):
            raise

    def bare(self, size: Fraction) -> float:
        """
        Return it.

        Args:
            size: The size.
        """
        return float(size)


@attrs.frozen
class Made:
    """What cannot be made."""

    def __attrs_post_init__(self) -> None:
        """Refuse."""
        _refused("no")


EXPECTED = {
    "speechless": ["begins with no sentence"],
    "returning": ["is a property, which says what it is"],
    "renamed": ["takes level, and tells of number"],
    "silent": ["returns str, and does not say what"],
    "chatty": ["returns nothing, and says what"],
    "misnamed": ["there is no error NoSuchError"],
    "raising": ["raises NumberError, and does not say when"],
    "catching": [],
    "passing_on": ["raises NumberError, and does not say when"],
    "bare": ["size is a number of what?", "returns a number of what?"],
}


def flawed() -> dict[str, Name]:
    """Return the methods of the flawed class by their names, as of this module."""
    kinds = {"returning": "property"}
    return {name: Name(__name__, f"Flawed.{name}", kinds.get(name, "method"), vars(Flawed)[name]) for name in EXPECTED}  # type: ignore[arg-type]


@pytest.mark.parametrize("name", EXPECTED)
def test_each_fault_is_found(name: str) -> None:
    """A docstring that leaves something out, or says what is not so, is told in a line."""
    rules = [rule for rule in RULES if rule is not example_faults]

    assert EXPECTED[name] == [fault for rule in rules for fault in rule(flawed()[name])]


def test_making_an_object_raises() -> None:
    """A class answers for what its making raises."""
    one = Name(__name__, "Made", "class", Made)

    assert ["raises NumberError, and does not say when"] == [*raise_faults(one)]


def test_what_no_example_shows_is_found() -> None:
    """A function whose module has no example of it needs one; one that a sister's example calls does not."""
    nowhere = Name("datamaturity.nowhere", "score", "function", flawed)

    assert ["no example shows it"] == [*example_faults(nowhere)]
    assert [] == [*example_faults(attrs.evolve(nowhere, module="datamaturity.scoring"))]
