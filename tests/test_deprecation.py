"""Renames: the old name works, says what to use, and points at the line that uses it."""

import ast
import subprocess
import sys
import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

import datamaturity
from datamaturity.deprecation import Renamed, renamed_argument, renamed_names, warn_renamed
from datamaturity.errors import DataMaturityError, WrongTypeError

SOURCE = Path(datamaturity.__file__).parent
IN_TWO = Renamed("declare", since="1.2", until="2.0")


def told(use: Callable[[], object]) -> list[tuple[str, str, int]]:
    """Return what each warning of a call says, and the file and the line that it points at."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        use()
    assert all(one.category is DeprecationWarning for one in caught)
    return [(str(one.message), one.filename, one.lineno) for one in caught]


def line_of(use: Callable[[], object]) -> int:
    """Return the line that a function of one line stands on, below its name."""
    return use.__code__.co_firstlineno + 1


class Pledges:
    """A class with a method of another name."""

    def pledge(self) -> str:
        """Return what the new method returns."""
        warn_renamed("Pledges.pledge", IN_TWO)
        return self.declare()

    def declare(self) -> str:
        """Return something."""
        return "declared"


@renamed_argument("slices", Renamed("slice_by", since="1.2", until="2.0"))
def pool(cards: int, *, slice_by: str = "none") -> str:
    """Return what was given."""
    return f"{cards} by {slice_by}"


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return a module that calls an error by a new name."""
    found = ModuleType("pledges_of_before")
    monkeypatch.setitem(sys.modules, found.__name__, found)
    found.DeclarationError = DataMaturityError  # type: ignore[attr-defined]
    renamed = Renamed("DeclarationError", since="1.2", until="2.0")
    found.__getattr__ = renamed_names(found.__name__, {"PledgeError": renamed})  # type: ignore[method-assign]
    return found


class TestNames:
    def test_old_name_of_a_module(self, module: ModuleType) -> None:
        """An old name is the very object of the new one, and each use of it is told where it stands."""
        found = []

        def use() -> None:
            found.append(module.PledgeError)

        message = "pledges_of_before.PledgeError is called DeclarationError since 1.2; the old name goes in 2.0"

        assert [(message, __file__, line_of(use))] == told(use)
        assert [(message, __file__, line_of(use))] == told(use)
        assert [DataMaturityError] * 2 == found

    def test_other_names_are_none(self, module: ModuleType) -> None:
        """A misspelt name stays an error, in Python's own words; the new one warns of nothing."""
        with pytest.raises(AttributeError, match=r"^module 'pledges_of_before' has no attribute 'PledgError'$"):
            module.PledgError  # noqa: B018

        assert [] == told(lambda: module.DeclarationError)

    def test_old_name_of_the_package(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """`datamaturity.old` is `datamaturity.new`, and so is `from datamaturity import old`; both lines are told."""
        monkeypatch.setitem(datamaturity._RENAMED, "released_safely", ("check_release", "1.2", "2.0"))
        found = []

        def read() -> None:
            found.append(datamaturity.released_safely)  # type: ignore[attr-defined]

        def bring() -> None:
            from datamaturity import released_safely  # type: ignore[attr-defined]

            found.append(released_safely)

        message = "datamaturity.released_safely is called check_release since 1.2; the old name goes in 2.0"

        assert [(message, __file__, line_of(read))] == told(read)
        # Python asks twice for a name that it is to bring.
        assert {(message, __file__, line_of(bring))} == {*told(bring)}
        assert [datamaturity.check_release] * 2 == found
        assert "released_safely" not in vars(datamaturity)

    def test_old_name_of_a_method(self) -> None:
        """An old method does what the new one does, and its caller is told."""
        found = []

        def use() -> None:
            found.append(Pledges().pledge())

        message = "Pledges.pledge is called declare since 1.2; the old name goes in 2.0"

        assert [(message, __file__, line_of(use))] == told(use)
        assert ["declared"] == found


class TestArguments:
    def test_old_argument(self) -> None:
        """An old argument is taken for the new one, and whoever gives it is told."""
        found = []

        def use() -> None:
            found.append(pool(2, slices="sector"))  # type: ignore[call-arg]

        message = "the argument slices of pool is called slice_by since 1.2; the old name goes in 2.0"

        assert [(message, __file__, line_of(use))] == told(use)
        assert ["2 by sector"] == found

    def test_new_argument(self) -> None:
        """The new argument, or none, warns of nothing."""
        assert [] == told(lambda: pool(2, slice_by="sector"))
        assert ["2 by sector", "2 by none"] == [pool(2, slice_by="sector"), pool(2)]

    def test_both(self) -> None:
        """Both at once are refused, with the one to keep first."""
        with pytest.raises(WrongTypeError) as caught:
            pool(2, slice_by="sector", slices="region")  # type: ignore[call-arg]

        assert "pool takes slice_by or, until 2.0, slices; not both" == str(caught.value)

    def test_signature_is_the_new_one(self) -> None:
        """The function keeps its name, its docstring and its signature."""
        from inspect import signature

        assert "(cards: int, *, slice_by: str = 'none') -> str" == str(signature(pool))
        assert ("pool", "Return what was given.") == (pool.__name__, pool.__doc__)


@pytest.mark.parametrize("use", ["datamaturity.released_safely", "from datamaturity import released_safely"])
def test_where_warnings_are_errors(use: str) -> None:
    """Under `python -W error` an old name is an error with the same words, in a program as in its tests."""
    code = "import datamaturity; datamaturity._RENAMED['released_safely'] = ('check_release', '1.2', '2.0'); " + use
    run = subprocess.run([sys.executable, "-W", "error", "-c", code], check=False, capture_output=True, text=True)

    message = "datamaturity.released_safely is called check_release since 1.2; the old name goes in 2.0"
    assert f"DeprecationWarning: {message}" == run.stderr.splitlines()[-1]


def renames() -> list[tuple[str, Renamed]]:
    """Return every rename that the sources have, with the place of it."""
    found = [(f"datamaturity.{old}", Renamed(*renamed)) for old, renamed in datamaturity._RENAMED.items()]
    for path in SOURCE.rglob("*.py"):
        if path.name == "deprecation.py" or path == SOURCE / "__init__.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Renamed":
                given = {str(one.arg): ast.literal_eval(one.value) for one in node.keywords}
                given |= dict(zip(Renamed._fields, map(ast.literal_eval, node.args), strict=False))
                found.append((f"{path.relative_to(SOURCE)} line {node.lineno}", Renamed(**given)))
    return found


def overdue(found: list[tuple[str, Renamed]], now: str) -> list[str]:
    """Return the places whose old name should be gone by a version."""

    def numbers(text: str) -> tuple[int, ...]:
        return tuple(int(one) for one in text.split(".") if one.isdecimal())

    return [place for place, one in found if numbers(one.until) <= numbers(now)]


def test_no_old_name_outstays_its_version() -> None:
    """An old name is gone in the version that was promised."""
    assert [] == overdue(renames(), version("datamaturity"))


def test_what_outstays_is_found() -> None:
    """An old name that goes in 2.0 is overdue in 2.0 and after it, and not in 1.10."""
    found = [("here", IN_TWO)]

    assert [[], [], ["here"], ["here"]] == [overdue(found, now) for now in ("1.2.0", "1.10.0", "2.0", "2.0.1")]
