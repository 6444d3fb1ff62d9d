"""What the project's own files promise."""

import tomllib
from pathlib import Path

import pytest

import datamaturity

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_core_installs_three_packages() -> None:
    """The run-time dependencies are attrs, cattrs and importlib-resources, each with a lowest version."""
    names = [one.partition(">=")[0] for one in PYPROJECT["project"]["dependencies"]]

    assert ["attrs", "cattrs", "importlib-resources"] == names


def test_the_version_has_one_place() -> None:
    """The version stands in pyproject.toml and in no module: the package asks for what is installed."""
    version = PYPROJECT["project"]["version"]
    texts = [path for path in (ROOT / "src").rglob("*.py") if version in path.read_text(encoding="utf-8")]

    assert [] == texts
    assert datamaturity.__version__ == version
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_extra_has_a_session() -> None:
    """`nox` tries each extra that a user installs by itself."""
    extras = {*PYPROJECT["project"]["optional-dependencies"]} - {*PYPROJECT["dependency-groups"]}
    names = (ROOT / "noxfile.py").read_text(encoding="utf-8").split("EXTRAS = [")[1].split("]")[0]

    assert extras == {*names.replace('"', "").split(", ")}


def test_dependency_groups_mirror_extras() -> None:
    """What pip finds as an extra, other tools find as a dependency group."""
    extras = PYPROJECT["project"]["optional-dependencies"]

    assert {name: extras[name] for name in PYPROJECT["dependency-groups"]} == PYPROJECT["dependency-groups"]


@pytest.mark.parametrize(
    "command",
    [
        'python3 -m venv .venv && .venv/bin/pip install -e ".[test]" && .venv/bin/python -m datamaturity demo',
        ".venv/bin/python -m pytest",
    ],
)
def test_the_readme_has_the_two_commands(command: str) -> None:
    """The README's first console block is the two commands that `.ci/run` runs."""
    block = (ROOT / "README.md").read_text(encoding="utf-8").split("```console\n")[1].split("```")[0]

    assert command in block.splitlines()


def test_no_lock_file_and_no_path_of_a_machine() -> None:
    """Nothing committed says where packages were fetched from or where a checkout stood."""
    files = [path for pattern in ("*.toml", "*.py", "*.md") for path in ROOT.glob(pattern)]

    assert not [*ROOT.glob("*.lock")]
    assert not [path for path in files if "/work/" in path.read_text(encoding="utf-8")]
