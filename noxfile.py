"""The project's checks; ``nox -l`` lists them, ``.ci/run`` runs them."""

import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import nox

nox.needs_version = ">=2024.10"
nox.options.sessions = [
    *("tests", "lint", "typing", "docs", "wheel", "bare", "extra", "lowest", "browser", "engines"),
]
nox.options.error_on_missing_interpreters = False

PROJECT = nox.project.load_toml("pyproject.toml")["project"]
PYTHONS = [
    one.rpartition(" ")[2] for one in PROJECT["classifiers"] if one.startswith("Programming Language :: Python :: 3.")
]

# What users install; the others are for those who work on the project.
EXTRAS = ["agreement", "calendar", "excel", "frames", "plot", "report", "terminal"]
ENGINES = ["duckdb", "pandas", "polars", "pyarrow"]
# Work leaves these in a checkout, and none may come into a release.
LEFT_BEHIND = [
    *("src/datamaturity/scores.py.orig", "src/datamaturity/scores.py.rej", "src/datamaturity/.scores.py.swp"),
    *("src/datamaturity/scores.py~", "src/datamaturity/__pycache__/scores.cpython-311.pyc", "src/.DS_Store"),
    *("src/datamaturity.egg-info/PKG-INFO", "tests/.hypothesis/unicode", "tests/.pytest_cache/README.md"),
    *("docs/_build/html/index.html", "docs/jupyter_execute/a.ipynb", "tests/.coverage", "mutants/src/scores.py"),
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
    """Build sdist and wheel twice to the same bytes, install the wheel in a clean environment, and score from it."""
    session.install("build")
    folder = _empty(session, "dist")
    first, second = folder / "first", folder / "second"
    # The sdist from the checkout, and the wheel from the sdist; then both from a copy that is as unlike as can be.
    _build(session, Path(), first)
    _build(session, _unlike(folder / "elsewhere"), second, "--sdist", "--wheel")
    made = {one.name: one.read_bytes() for one in first.iterdir()}
    if len(made) != 2 or made != {one.name: one.read_bytes() for one in second.iterdir()}:
        session.error(f"two builds differ: compare {first} with {second}")
    (built,) = first.glob("*.whl")
    clean = folder / "clean"
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
def bare(session: nox.Session) -> None:
    """Install the wheel without any extra: every command and example works, or names the extra that it needs."""
    session.install(".", "pytest")
    _try_installed(session)


@nox.session(python=PYTHONS[0])
@nox.parametrize(
    ("name", "engine"),
    [
        *(nox.param(one, "", id=one) for one in EXTRAS if one != "frames"),
        *(nox.param("frames", one, id=f"frames-{one}") for one in ENGINES),
    ],
)
def extra(session: nox.Session, name: str, engine: str) -> None:
    """Install the wheel with one extra: what that is for works, and the rest still names what it needs."""
    session.install(f".[{name}]", "pytest", *([engine] if engine else []))
    _try_installed(session, name, engine)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the tests of the unpacked sdist with the lowest versions that are promised, of extras and engines too."""
    session.install("build")
    folder = _empty(session, "sdist")
    _build(session, Path(), folder, "--sdist")
    (built,) = folder.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        archive.extractall(folder, filter="data")
    root = folder / built.name.removesuffix(".tar.gz")
    extras = PROJECT["optional-dependencies"]
    promised = {*PROJECT["dependencies"], *(one for name in EXTRAS for one in extras[name])}
    promised |= {one for one in extras["test"] if one.partition(">=")[0] in ENGINES}
    session.install("-e", f"{root}[test]", *sorted(one.replace(">=", "==") for one in promised))
    with session.chdir(root):
        # What old libraries say of their own age is no fault of ours.
        session.run("python", "-m", "pytest", "-W", "ignore::DeprecationWarning", *session.posargs)


def _empty(session: nox.Session, name: str) -> Path:
    """Return an empty folder of a session's own."""
    folder = Path(session.create_tmp()).resolve() / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def _build(session: nox.Session, source: Path, target: Path, *what: str) -> None:
    """Build what is released, at no time that anybody has set."""
    options = [*what, "--outdir", str(target), str(source)]
    session.run("python", "-m", "build", *options, env={"SOURCE_DATE_EPOCH": None}, silent=True)


def _unlike(copy: Path) -> Path:
    """Return a copy of the checkout of another day, that others may not read, with what work leaves behind."""
    left = shutil.ignore_patterns(".git", ".nox", ".venv", ".*_cache", ".hypothesis", "_build", "__pycache__")
    shutil.copytree(".", copy, ignore=left)
    for name in LEFT_BEHIND:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text("left behind", encoding="utf-8")
    for path in copy.rglob("*"):
        path.chmod(path.stat().st_mode & 0o700)
        os.utime(path, (10**9, 10**9))
    return copy


def _try_installed(session: nox.Session, extras: str = "", engine: str = "") -> None:
    """Run the tests of what is installed, as if they stood alone: no setting, fixture or module of the checkout."""
    tests = Path("tests/extras").resolve()
    alone = ["-c", os.devnull, "--rootdir", str(tests), "--confcutdir", str(tests), "-p", "no:cacheprovider"]
    env = {"DATAMATURITY_EXTRAS": extras, "DATAMATURITY_ENGINE": engine}
    with session.chdir(session.create_tmp()):
        session.run("python", "-P", "-m", "pytest", "-q", "-W", "error", *alone, str(tests), env=env)


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
    """Feed everything that reads what no person would write, guided by what its code does; longer with ``-runs=N``."""
    session.install("-e", ".[excel,report]", "atheris")
    session.run("python", "tests/fuzz/fuzz_readers.py", *(session.posargs or ["-max_total_time=60"]))


@nox.session(python=PYTHONS[0])
def mutation(session: nox.Session) -> None:
    """Break the arithmetic piece by piece and see whether its tests mind; what survives must be explained."""
    session.install("-e", ".[test]", "mutmut==3.8.1")  # exact, since tests/mutation reaches into it
    shutil.rmtree("mutants", ignore_errors=True)
    session.run("python", "tests/mutation/run_mutmut.py", "run", *session.posargs, silent=True)
    session.run("python", "tests/mutation/mutate_declarations.py")
    session.run("python", "tests/mutation/check_survivors.py")


@nox.session(python=PYTHONS[0])
def hostile(session: nox.Session) -> None:
    """Kill every writer a hundred times, fill its disk, run in every locale and zone; root or user name spaces."""
    if missing := [one for one in ("unshare", "localedef") if not shutil.which(one)]:
        session.error(f"not installed: {' '.join(missing)}; run as root: apt-get install util-linux libc-bin locales")
    session.install("-e", ".[test]")
    files = ["tests/hostile/everything_interrupted.py", "tests/hostile/every_environment.py"]
    session.run("python", "-m", "pytest", "--no-cov", *(session.posargs or files))
