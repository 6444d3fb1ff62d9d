"""`datamaturity network`, as a person runs it."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from datamaturity import Benchmark, load_framework
from datamaturity.documents.benchmarks import benchmark_json
from test_cli import run

FRAMEWORK = load_framework("seven-themes")
SEVEN = ("--framework", "seven-themes")
# Of the 156 organisations of the published example: how many stand at each stage.
PUBLISHED = Benchmark.from_counts(FRAMEWORK, themes={"culture": [41, 57, 35, 15, 8]}, mean=True, title="Published")


def _write(path: Path, levels: list[int], sectors: list[str] | None = None) -> Path:
    """Write organisations that stand at a level in C1, and at 3 in C2; by sector, if there are sectors."""
    rows = [f"Org {number:02},{level},3" for number, level in enumerate(levels)]
    header = "organisation,C1,C2"
    if sectors is not None:
        header, rows = f"{header},sector", [f"{row},{one}" for row, one in zip(rows, sectors, strict=True)]
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def network(tmp_path: Path) -> Path:
    """Twenty organisations, ten of each of two sectors, all of whose stages many share: nothing has to be withheld."""
    # Means 2 and 4 in both sectors, five times each.
    return _write(tmp_path / "network.csv", [1, 5] * 10, (["arts"] * 2 + ["health"] * 2) * 5)


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """Four organisations: fewer than anything may be told about."""
    return _write(tmp_path / "few.csv", [1, 2, 3, 5], ["arts", "arts", "health", "health"])


@pytest.fixture
def benchmark(tmp_path: Path) -> Path:
    """The published benchmark of the theme culture."""
    path = tmp_path / "benchmark.json"
    path.write_text(benchmark_json(PUBLISHED), encoding="utf-8")
    return path


def _theme(out: str, name: str = "Culture") -> str:
    """Return what stands after a theme's name in the first two tables: its scores, and how many have each stage."""
    lines = [one for one in out.splitlines() if one.startswith(f"{name} ")]
    return " ".join(" ".join(line.removeprefix(name).split()) for line in lines[:2])


def _beside(out: str, name: str = "Culture") -> str:
    """Return what stands after the name of a theme beside the benchmark, and its quartiles."""
    lines = out.partition("Themes beside the benchmark\n")[2].splitlines()
    found = [one.removeprefix(name) for one in lines if one.startswith(f"{name} ")]
    return " ".join(" ".join(found[:2]).split())


def test_text(capsys: pytest.CaptureFixture[str], network: Path) -> None:
    """Who counts, what is withheld, and each theme's pooled score with how many stand at each level."""
    status, out, err = run(capsys, "network", network, *SEVEN, "--name", "Wales")

    assert (0, "") == (status, err)
    assert out.startswith("Wales\n=====\nSeven Themes of Data Maturity, version 1 (seven-themes)\n")
    assert "20 organisations; each of the organisations counts once" in out.splitlines()
    assert "Nothing is told of fewer than 5 organisations" in out
    # Two of six criteria; levels 4 or 8, and four open ones at 1 or 5: (6 + 4)/6 and (6 + 20)/6 on average.
    assert "3.0 3 Learning 20 33% 1.7 and 4.3 0 10 0 10 0" == _theme(out)
    assert "– no answers 0 0% 1.0 and 5.0 0 0 0 0 0" == _theme(out, "Tools")
    assert "Without a single answer: none" in out.splitlines()


def test_few(capsys: pytest.CaptureFixture[str], few: Path) -> None:
    """Fewer than five organisations: nothing is told, in any format, and that is said."""
    text = run(capsys, "network", few, *SEVEN, "--theme", "culture", "--slice", "sector")[1]
    document = json.loads(run(capsys, "network", few, *SEVEN, "--format", "json", "--slice", "sector")[1])
    rows = [*csv.DictReader(StringIO(run(capsys, "network", few, *SEVEN, "--format", "csv")[1], newline=""))]

    assert "Overview\n--------\n\nEverything is withheld: it is about fewer than 5 organisations" in text
    assert "Of these: health\n\nEverything is withheld: it is about fewer than 5 organisations" in text
    assert "Culture in depth\n----------------\n\nEverything is withheld: it is about fewer than 5" in text
    parts = [document["groups"], *document["slices"].values(), rows]
    for part in parts:
        (culture,) = [row for row in part if row["theme"] == "culture"]
        numbers = {key: value for key, value in culture.items() if isinstance(value, int | float)}
        assert {} == numbers
        assert {"withheld"} == {
            culture[key] for key in ("organisations", "members", "mean", "stage", "low", "no_stage")
        }
        assert {"withheld"} == {culture[f"members_at_{level}"] for level in range(1, 6)}
        assert culture["why_withheld"]
    assert (5, 4) == (document["min_organisations"], document["organisations"])


def test_minimum(capsys: pytest.CaptureFixture[str], few: Path) -> None:
    """`--min-organisations` says how few may be told about; only 0, by name, withholds nothing."""
    # Means 2, 2.5, 3 and 4; (2 + 2.5 + 3 + 4)/4 = 2.875. Stages 2, 3, 3 and 4.
    all_told = run(capsys, "network", few, *SEVEN, "--min-organisations", "0")[1]
    three = run(capsys, "network", few, *SEVEN, "--min-organisations", "3")[1]

    assert "2.9 3 Learning 4 33% 1.6 and 4.3 0 1 2 1 0" == _theme(all_told)
    assert "Nothing is withheld: these figures tell of single organisations" in all_told
    assert "Nothing is told of fewer than 3 organisations" in three
    assert "withheld" in _theme(three)


@pytest.mark.parametrize("given", ["abc", "-1", "1.5", "", "five", "0x5", "٥", "+5", "1_000"])
def test_no_minimum(capsys: pytest.CaptureFixture[str], few: Path, tmp_path: Path, given: str) -> None:
    """What is no whole number from 0 is exit 2, and never taken for 0."""
    status, out, err = run(capsys, "network", few, *SEVEN, f"--min-organisations={given}", "--output", tmp_path / "out")

    assert (2, "") == (status, out)
    assert f"a whole number from 0 is needed, not {given!r}" in err
    assert not (tmp_path / "out").exists()


def test_by_respondents(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """By respondents each person counts once, by organisations each organisation."""
    path = tmp_path / "network.csv"
    path.write_text("organisation,respondent,C1\n" + "A,a1,1\nA,a2,1\nA,a3,1\n" + "B,b1,5\n")
    options = (*SEVEN, "--min-organisations", "0")

    # (1 + 5)/2, and (1 + 1 + 1 + 5)/4.
    assert "3.0 3 Learning 2 " == _theme(run(capsys, "network", path, *options)[1])[:17]
    assert "2.0 2 Emerging 2 " == _theme(run(capsys, "network", path, *options, "--by", "respondents")[1])[:17]


def test_file_per_organisation(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Files without the column organisation are of one organisation each, long or wide, called after the file."""
    texts = {"Abbey": "criterion,answer\nC1,2\n", "Bridge": "C1;C2\n4;4\n", "Late": "criterion,answer\nC1,\n"}
    for name, text in texts.items():
        (tmp_path / f"{name}.csv").write_text(text)
    paths = [tmp_path / f"{name}.csv" for name in texts]
    out = run(capsys, "network", *paths, *SEVEN, "--min-organisations", "0")[1]

    assert out.startswith("Network\n=======\n")
    assert "3 organisations; each of" in out
    assert "3.0 3 Learning 2 " == _theme(out)[:17]
    assert "Without a single answer: 1\n  * Late\n" in out


def test_rules(capsys: pytest.CaptureFixture[str], network: Path) -> None:
    """A rule gives the members' stages and the network's."""
    # Members stand at 1 and 3, or at 5 and 3, in two of six criteria: at or above 1 are 2 of 6.
    reached = run(capsys, "network", network, *SEVEN, "--rule", "reached-by:1/3")[1]
    weakest = run(capsys, "network", network, *SEVEN, "--rule", "weakest-link")[1]

    # Ten reach 1 and ten 3; all of them 1, a half 3.
    assert "3.0 3 Learning 20 33% 1.7 and 4.3 10 0 10 0 0" == _theme(reached)
    assert "3.0 none by this rule 20 33% 1.7 and 4.3 20 0 0 0 0 0" == _theme(weakest)


def test_slices(capsys: pytest.CaptureFixture[str], network: Path) -> None:
    """`--slice` shows the same for each value of an attribute."""
    arguments = ("network", network, *SEVEN, "--slice", "sector")
    out = run(capsys, *arguments)[1]
    document = json.loads(run(capsys, *arguments, "--format", "json")[1])
    rows = [*csv.DictReader(StringIO(run(capsys, *arguments, "--format", "csv")[1], newline=""))]

    assert ["Of these: arts", "Of these: health"] == [line for line in out.splitlines() if line.startswith("Of these")]
    assert "3.0 3 Learning 10 33% 1.7 and 4.3 0 5 0 5 0" == _theme(out.partition("Of these: health")[2])
    assert ["arts", "health"] == [*document["slices"]]
    assert [("", "20"), ("arts", "10"), ("health", "10")] == [
        (row["slice"], row["organisations"]) for row in rows if row["theme"] == "culture"
    ]


def test_attributes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Columns of other names can be sliced by where `--attribute` names them."""
    path = tmp_path / "network.csv"
    path.write_text("organisation,country,C1\n" + "".join(f"{n},{'UK' if n % 2 else 'FR'},3\n" for n in range(12)))
    status, out, err = run(capsys, "network", path, *SEVEN, "--attribute", "country", "--slice", "country")

    assert (0, "") == (status, err)
    assert ["Of these: FR", "Of these: UK"] == [line for line in out.splitlines() if line.startswith("Of these")]


@pytest.mark.parametrize("given", ["Sector", "SECTOR", "sector"])
def test_slice_in_any_case(capsys: pytest.CaptureFixture[str], tmp_path: Path, given: str) -> None:
    """A column's name is read in any case, and so is the one to slice by: as it stands in the file, above all."""
    path = tmp_path / "network.csv"
    path.write_text("organisation,Sector,C1\n" + "".join(f"{n},arts,3\n" for n in range(6)))
    status, out, err = run(capsys, "network", path, *SEVEN, "--slice", given)

    assert (0, "") == (status, err)
    assert "Of these: arts" in out.splitlines()


@pytest.mark.parametrize("given", ["country", "", "organisation", "C1"])
def test_unknown_slice(capsys: pytest.CaptureFixture[str], network: Path, tmp_path: Path, given: str) -> None:
    """An attribute that no organisation has is exit 2; nothing is shown and nothing written."""
    outputs = tmp_path / "out.txt", tmp_path / "new.json"
    status, out, err = run(
        capsys,
        "network",
        network,
        *SEVEN,
        f"--slice={given}",
        "--output",
        outputs[0],
        "--write-benchmark",
        outputs[1],
    )

    assert (2, "") == (status, out)
    assert f"no attribute {given!r}" in err
    assert [False, False] == [path.exists() for path in outputs]


class TestBenchmark:
    def test_beside_it(self, capsys: pytest.CaptureFixture[str], network: Path, benchmark: Path) -> None:
        """`--benchmark` sets each theme that it has beside its mean, quartiles, number and percentile rank."""
        arguments = ("network", network, *SEVEN, "--benchmark", benchmark)
        status, out, err = run(capsys, *arguments)
        document = json.loads(run(capsys, *arguments, "--format", "json")[1])

        assert (0, "") == (status, err)
        assert "The benchmark: Published." in out.splitlines()
        # 360/156; 1, 2 and 3 hold 41, 98 and 133 of 156; (98 + 35/2)/156.
        assert "3.0 3 Learning 2.3 156 74% 1.0 2.0 3.0" == _beside(out)
        assert ["culture"] == [row["theme"] for row in document["benchmark"]]

    def test_written_and_read_back(self, capsys: pytest.CaptureFixture[str], network: Path, tmp_path: Path) -> None:
        """`--write-benchmark` writes the network's own, beside what is shown, which `--benchmark` reads."""
        path = tmp_path / "own.json"
        arguments = ("network", network, *SEVEN, "--name", "Ours")
        shown = run(capsys, *arguments)
        assert shown == run(capsys, *arguments, "--write-benchmark", path)

        out = run(capsys, *arguments, "--benchmark", path)[1]

        assert "The benchmark: Ours." in out.splitlines()
        # Means 2 and 4, ten each: quartiles 2, 2 and 4. Below stage 3 stand 10 of 20, at it none.
        assert "3.0 3 Learning 3.0 20 50% 2.0 2.0 4.0" == _beside(out)

    def test_withheld_in_the_file(self, capsys: pytest.CaptureFixture[str], few: Path, tmp_path: Path) -> None:
        """What is withheld on the screen is withheld in the file."""
        path = tmp_path / "own.json"
        run(capsys, "network", few, *SEVEN, "--write-benchmark", path)
        (culture,) = [one for one in json.loads(path.read_text())["groups"] if one["theme"] == "culture"]

        assert ["withheld"] == [*culture["mean"]]
        assert {"withheld"} == {key for one in (*culture["stage_counts"], *culture["quartiles"]) for key in one}
        assert "Org" not in path.read_text()

    def test_rule_and_pool_are_kept(self, capsys: pytest.CaptureFixture[str], network: Path, tmp_path: Path) -> None:
        """A benchmark knows its rule and pool; beside scores of others it is refused, with all that differs."""
        path = tmp_path / "own.json"
        run(
            capsys, "network", network, *SEVEN, "--by", "respondents", "--rule", "mean-floor", "--write-benchmark", path
        )
        alike = run(
            capsys, "network", network, *SEVEN, "--by", "respondents", "--rule", "mean-floor", "--benchmark", path
        )
        status, out, err = run(capsys, "network", network, *SEVEN, "--benchmark", path, "--output", tmp_path / "out")

        assert 0 == alike[0]
        assert (1, "") == (status, out)
        assert [
            "rule: the benchmark's stages are by mean-floor, the scores' by mean-nearest",
            "pool: the benchmark pools respondents, the scores are of organisations",
            "datamaturity: 2 faults, nothing written",
        ] == err.splitlines()
        assert not (tmp_path / "out").exists()

    def test_another_framework(
        self, capsys: pytest.CaptureFixture[str], network: Path, tmp_path: Path, benchmark: Path
    ) -> None:
        """A benchmark of another framework, or of another version, is refused."""
        other = tmp_path / "other.json"
        other.write_text(benchmark.read_text().replace('"version": "1"', '"version": "2"'))
        uk = Benchmark.from_counts(load_framework("uk-government-dma"), topics={"4": [9] * 5})
        (tmp_path / "uk.json").write_text(benchmark_json(uk))

        for path, given in ((other, "seven-themes 2"), (tmp_path / "uk.json", "uk-government-dma 2023")):
            status, out, err = run(capsys, "network", network, *SEVEN, "--benchmark", path)
            assert (1, "") == (status, out)
            assert f"{path} $.framework: is {given}; this is read as a benchmark of seven-themes 1" in err

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            ("", "not JSON"),
            ("[]", "a document is an object, not a list"),
            ("{}", "$.kind: is missing"),
            ('{"kind": "framework", "format": 1}', '$.kind: is "framework"; this is read as a benchmark'),
            ("organisation,C1\nA,3\n", "not JSON"),
            ('{"kind": "benchmark", "format": 1}', "$.groups: is missing"),
        ],
    )
    def test_no_benchmark(
        self, capsys: pytest.CaptureFixture[str], network: Path, tmp_path: Path, content: str, message: str
    ) -> None:
        """A file that is none is told so, with its name."""
        path = tmp_path / "other.json"
        path.write_text(content)
        status, out, err = run(capsys, "network", network, *SEVEN, "--benchmark", path)

        assert (1, "") == (status, out)
        assert f"{path} $" in err
        assert message in err
        assert "nothing written" in err

    def test_missing(self, capsys: pytest.CaptureFixture[str], network: Path, tmp_path: Path) -> None:
        """A file that is not there is named."""
        status, out, err = run(capsys, "network", network, *SEVEN, "--benchmark", tmp_path / "none.json")

        assert (1, "") == (status, out)
        assert f"{tmp_path / 'none.json'}: No such file" in err


class TestInDepth:
    def test_themes(self, capsys: pytest.CaptureFixture[str], network: Path, benchmark: Path) -> None:
        """`--theme` shows themes in depth below the scores, in the order asked for, beside a benchmark's figures."""
        out = run(
            capsys, "network", network, *SEVEN, "--theme", "culture", "--theme", "data", "--benchmark", benchmark
        )[1]
        depths = out.partition("\nBeside the benchmark\n----")[0]
        words = " ".join(depths.split())

        assert ["Culture in depth", "Data in depth"] == [
            line for line in out.splitlines() if line.endswith(" in depth")
        ]
        for said in (
            "Stage: 3 Learning, by the rule mean-nearest. Score: 3.0 out of 5.0, from 20 members.",
            "Members 1 Unaware 0 2 Emerging 10 3 Learning 0 4 Developing 10 5 Mastering 0",
            "Organisations 156 Mean 2.3 A quarter of them up to 1.0 Half of them up to 2.0",
            "Three quarters of them up to 3.0",
            "Percentile rank of this stage 74%",
        ):
            assert said in words
        # The lower median of C1 is 1, of C2 it is 3.
        for start, descriptor in (
            ("[not yet] C1", "C1.3"),
            ("[held already] C2", "C2.3"),
            ("[not yet] C2", "C2.4"),
            ("[not known] C3", "C3.3"),
        ):
            criterion = FRAMEWORK.criterion(start[-2:])
            assert f"{start} {criterion.title}: {FRAMEWORK.descriptor(descriptor).text}" in words

    def test_topics(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """`--topic` does so for a topic."""
        path = tmp_path / "network.csv"
        path.write_text("organisation,4.33\n" + "".join(f"{n},3\n" for n in range(6)))
        out = run(capsys, "network", path, "--topic", "4")[1]

        name = load_framework("uk-government-dma").topic("4").name
        assert f"{name} in depth\n{'-' * len(f'{name} in depth')}\n\nStage: 3 Learning" in out

    def test_json(self, capsys: pytest.CaptureFixture[str], network: Path) -> None:
        """In the JSON they stand beside the scores."""
        found = json.loads(run(capsys, "network", network, *SEVEN, "--theme", "culture", "--format", "json")[1])

        (depth,) = found["in_depth"]
        assert ("culture", 3, 4, 20) == tuple(depth[key] for key in ("theme", "stage", "next_stage", "count"))

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--theme", "Culture"], "no theme 'Culture' in seven-themes (7 themes); did you mean 'culture'?"),
            (["--theme", "4"], "no theme '4' in seven-themes (7 themes)"),
            (["--topic", "4"], "no topic '4' in seven-themes (0 topics)"),
            (["--theme", "culture", "--theme", ""], "no theme ''"),
        ],
    )
    def test_unknown(self, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
        """A theme or topic that the framework does not have is exit 2, before any file is read."""
        status, out, err = run(capsys, "network", "none.csv", *SEVEN, *arguments)

        assert (2, "") == (status, out)
        assert message in err


def test_output_equals_the_screen(capsys: pytest.CaptureFixture[str], network: Path, tmp_path: Path) -> None:
    """`--output` writes byte for byte what would have been shown, and nothing to the screen."""
    for name in ("text", "json", "csv"):
        path = tmp_path / f"out.{name}"
        arguments = ("network", network, *SEVEN, "--slice", "sector", "--format", name)
        shown = run(capsys, *arguments)[1]
        assert (0, "", "") == run(capsys, *arguments, "--output", path)
        assert shown.encode() == path.read_bytes()


def test_order_of_files_and_rows(capsys: pytest.CaptureFixture[str], network: Path, tmp_path: Path) -> None:
    """The same organisations in another order, or in several files, give the same, byte for byte."""
    header, *rows = network.read_text().splitlines()
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("\n".join([header, *rows[:5]]))
    second.write_text("\n".join([header, *reversed(rows[5:])]))
    arguments = (*SEVEN, "--slice", "sector", "--format", "json")

    assert run(capsys, "network", network, *arguments) == run(capsys, "network", second, first, *arguments)


@pytest.mark.parametrize("answer", ["n/a", "do not know", "", "1", "5"])
@pytest.mark.parametrize("count", [1, 6])
@pytest.mark.parametrize("name", ["text", "json", "csv"])
def test_all_alike(capsys: pytest.CaptureFixture[str], tmp_path: Path, answer: str, count: int, name: str) -> None:
    """Nothing applicable, nothing known, nothing answered, all at one end, one alone: no fault, in any format."""
    path, own = tmp_path / "network.csv", tmp_path / "own.json"
    path.write_text("organisation,sector,C1\n" + "".join(f"{n},s{n % 2},{answer}\n" for n in range(count)))
    arguments = (*SEVEN, "--format", name, "--overall", "--slice", "sector")
    some: list[tuple[object, ...]] = [("--write-benchmark", own), ("--min-organisations", "0")]
    # What CSV does not have.
    some += [] if name == "csv" else [("--benchmark", own), ("--theme", "culture")]

    for more in some:
        status, out, err = run(capsys, "network", path, *arguments, *more)
        assert (0, "") == (status, err)
        assert out


@pytest.mark.parametrize("more", [("--theme", "culture"), ("--topic", "4"), ("--benchmark", "benchmark.json")])
def test_what_csv_does_not_have(capsys: pytest.CaptureFixture[str], network: Path, more: tuple[str, str]) -> None:
    """What a CSV file has no place for is refused, and not left out in silence."""
    status, out, err = run(capsys, "network", network, *SEVEN, "--format", "csv", *more)

    assert (2, "") == (status, out)
    assert more[0] in err


class TestFaults:
    """Exit 1: every fault on standard error, nothing on standard output, nothing written."""

    def test_every_fault_of_every_file(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """All faults of all files are printed, each with its file and line."""
        wide, long, header = (tmp_path / f"{name}.csv" for name in ("wide", "long", "header"))
        wide.write_text("organisation,sector,C1\nA,arts,6\n,arts,3\n")
        long.write_text("organisation,respondent,criterion,answer\nB,ann,C1,x\nB,ann,C9,3\n")
        header.write_text("organisation,C1,C1\nC,1,1\n")
        outputs = tmp_path / "out.txt", tmp_path / "own.json"
        status, out, err = run(
            capsys, "network", wide, long, header, *SEVEN, "--output", outputs[0], "--write-benchmark", outputs[1]
        )

        assert (1, "") == (status, out)
        starts = [
            f"{wide} line 2: criterion C1: level 6 is off the scale",
            f"{wide} line 3: has no organisation",
            f"{long} line 2: criterion C1: 'x' is not an answer",
            f"{long} line 3: no criterion 'C9'",
            f"{header} line 1: the column c1 stands 2 times",
            "datamaturity: 5 faults, nothing written",
        ]
        assert [one.casefold() for one in starts] == [
            line[: len(start)].casefold() for line, start in zip(err.splitlines(), starts, strict=True)
        ]
        assert [False, False] == [path.exists() for path in outputs]

    def test_contradictory_attributes(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """An organisation of two sectors is named, with the line of the second."""
        path = tmp_path / "network.csv"
        path.write_text("organisation,sector,C1\nA,arts,3\nB,arts,3\nA,health,3\n")
        status, out, err = run(capsys, "network", path, *SEVEN)

        assert (1, "") == (status, out)
        assert f"{path} line 4: sector of A is 'health' here and 'arts' elsewhere" in err

    @pytest.mark.parametrize("option", ["--output", "--write-benchmark"])
    def test_what_cannot_be_written(
        self, capsys: pytest.CaptureFixture[str], network: Path, tmp_path: Path, option: str
    ) -> None:
        """A directory, or a file in a directory that is not there, cannot be written; nothing is shown."""
        for path in (tmp_path, tmp_path / "none" / "out"):
            status, out, err = run(capsys, "network", network, *SEVEN, option, path)
            assert (1, "") == (status, out)
            assert str(path) in err

    def test_name_that_cannot_be_written(
        self, capsys: pytest.CaptureFixture[str], network: Path, tmp_path: Path
    ) -> None:
        """A name that is no text in UTF-8, as a shell in another encoding gives it, is refused, without a traceback."""
        arguments = ("network", network, *SEVEN, "--name", "caf\udce9", "--write-benchmark", tmp_path / "out")
        status, out, err = run(capsys, *arguments)

        assert status in (1, 2)
        assert "" == out
        assert err
        assert not (tmp_path / "out").exists()

    def test_name_that_cannot_be_shown(self, capsys: pytest.CaptureFixture[str], network: Path, tmp_path: Path) -> None:
        """In a text the sign that is none is shown as one that could not be read."""
        run(capsys, "network", network, *SEVEN, "--name", "caf\udce9", "--output", tmp_path / "out")

        assert (tmp_path / "out").read_text(encoding="utf-8").startswith("caf\ufffd\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "required: FILE"),
        (["x.csv", "--framework", "x"], "no framework 'x'"),
        (["x.csv", "--rule", "mean"], "no rule 'mean'"),
        (["x.csv", "--by", "units"], "invalid choice: 'units'"),
        (["x.csv", "--format", "xml"], "invalid choice"),
        (["x.csv", "--limit", "3"], "unrecognized arguments"),
        (["x.csv", "--min-org", "0"], "unrecognized arguments"),
    ],
)
def test_wrong_usage(capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    """What the command does not have is exit 2; an option is not guessed from its beginning."""
    status, out, err = run(capsys, "network", *arguments)

    assert (2, "") == (status, out)
    assert message in err
    assert "Traceback" not in err
