"""The project's checks; ``nox -l`` lists them, ``.ci/run`` runs them."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import nox

nox.needs_version = ">=2024.10"
nox.options.sessions = ["tests", "lint", "typing", "docs", "wheel", "lowest", "browser", "engines"]
nox.options.error_on_missing_interpreters = False

PROJECT = nox.project.load_toml("pyproject.toml")["project"]
PYTHONS = [
    one.rpartition(" ")[2] for one in PROJECT["classifiers"] if one.startswith("Programming Language :: Python :: 3.")
]

if shutil.which("pyenv"):
    # pyenv hides the interpreters that are installed but not chosen; nox should find them all.
    found = subprocess.run(["pyenv", "versions", "--bare"], capture_output=True, text=True, check=True)
    versions = [one for one in found.stdout.split() if ".".join(one.split(".")[:2]) in PYTHONS]
    os.environ["PYENV_VERSION"] = ":".join(versions)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests, with branch coverage, on every supported Python that is installed."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(python=PYTHONS[0])
def lint(session: nox.Session) -> None:
    """Check the code's form with ruff: rules and layout."""
    session.install(*PROJECT["optional-dependencies"]["lint"])
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session(python=PYTHONS[0])
def typing(session: nox.Session) -> None:
    """Check the types with mypy (strict) and pyright."""
    session.install("-e", ".[test,typing]")
    session.run("mypy")
    session.run("pyright")


@nox.session(python=PYTHONS[0])
def docs(session: nox.Session) -> None:
    """Build the documentation; a warning or a broken reference fails it."""
    session.install("-e", ".[docs]")
    session.run("sphinx-build", "-n", "-W", "--keep-going", "-q", "-b", "html", "docs", "docs/_build/html")


@nox.session(python=PYTHONS[0])
def wheel(session: nox.Session) -> None:
    """Build sdist and wheel, install the wheel in a clean environment, and load and score from it."""
    session.install("build")
    target = Path(session.create_tmp()).resolve() / "dist"
    shutil.rmtree(target, ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", str(target))
    (built,) = target.glob("*.whl")
    clean = Path(session.create_tmp()).resolve() / "clean"
    session.run("python", "-m", "venv", "--clear", str(clean))
    session.run(str(clean / "bin" / "pip"), "install", "--quiet", str(built), external=True)
    # Away from the checkout, so that nothing but the wheel can be imported.
    with session.chdir(tempfile.gettempdir()):
        session.run(
            str(clean / "bin" / "python"),
            "-c",
            "import datamaturity as d; f = d.load_framework('uk-government-dma'); "
            "assert 'clean' in d.__file__ and len(f.criteria) == 97, (d.__file__, f); "
            "assert f.descriptor('4.33.5').text; print(d.__version__, f); "
            "from importlib_resources import files; package = files('datamaturity'); "
            "assert package.joinpath('reports', 'renderers', 'templates', 'report.html.jinja').is_file(); "
            "assert len(d.packaged.list_schemas()) == 11",
            external=True,
        )
        session.run(str(clean / "bin" / "datamaturity"), "demo", external=True, silent=True)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the tests with the lowest versions of the run-time dependencies that are promised."""
    session.install("-e", ".[test]")
    session.install(*(one.replace(">=", "==") for one in PROJECT["dependencies"]))
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(python=PYTHONS[0])
def browser(session: nox.Session) -> None:
    """Look at reports in Chromium: axe-core, links, screenshots, paper, and texts that mean harm."""
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    missing = [
        package
        for program, package in ((chromium, "chromium"), ("pdftotext", "poppler-utils"))
        if not shutil.which(program)
    ]
    if missing:
        session.error(f"not installed: {' '.join(missing)}; run as root: apt-get install {' '.join(missing)}")
    session.install("-e", ".[test,browser]")
    session.run("python", "-m", "pytest", "--no-cov", *(session.posargs or ["tests/browser"]))


@nox.session(python=PYTHONS[0])
def engines(session: nox.Session) -> None:
    """Score frames of Dask, Spark and Ibis as the scalar library does; Spark needs Java."""
    if not shutil.which("java"):
        session.error("not installed: java; run as root: apt-get install default-jre-headless")
    session.install("-e", ".[test,engines]")
    session.run("python", "-m", "pytest", "--no-cov", *(session.posargs or ["tests/engines"]))


@nox.session(python=PYTHONS[0])
def timings(session: nox.Session) -> None:
    """Measure the everyday jobs beside what a user would do instead; prints Markdown tables."""
    session.install(".[report,plot,frames]", "pydantic", "msgspec", "pandas", "polars", "pyarrow", "duckdb")
    session.run("python", "benchmarks/timings.py", *session.posargs)


@nox.session(python=PYTHONS[0])
def fuzz(session: nox.Session) -> None:
    """Feed the readers what no person would write, guided by what their code does with it; longer with ``-runs=N``."""
    session.install("-e", ".[excel]", "atheris")
    session.run("python", "tests/fuzz/fuzz_readers.py", *(session.posargs or ["-runs=50000"]))
