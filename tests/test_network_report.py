"""A network's report: its sections in their order, and what is withheld said so."""

from fractions import Fraction

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Benchmark,
    BenchmarkError,
    Network,
    NetworkScore,
    NetworkScorecard,
    Organisation,
    Panel,
    Respondent,
    UnknownIdError,
    Withheld,
    score,
)
from datamaturity.groups import ByGroup
from datamaturity.mappings import FrozenMapping
from datamaturity.reports.network_report import network_report
from datamaturity.reports.outline import Figure, Number, Outline, Paragraph, Section, Table
from datamaturity.reports.renderers.html import outline_html
from datamaturity.reports.renderers.markdown import outline_markdown
from datamaturity.reports.renderers.text import outline_text
from datamaturity.reports.section_names import NETWORK_SECTIONS
from datamaturity.reports.sections.benchmark import benchmark_section
from datamaturity.reports.sections.network import (
    beside_network_section,
    network_method_section,
    network_missing_section,
    network_outline,
    network_overview_section,
    network_slices_section,
)
from examples import CROSSED, ONE_THEME, SAMM, network_of

FEW = Withheld("too few of them")
PUBLISHED = Benchmark.from_counts(ONE_THEME, themes={"data": [41, 57, 35, 15, 8]}, mean=True)

# Means 2, twice 2.5, six times 3, twice 3.5, and 4: one stands at 2, eight at 3, three at 4. Two criteria of five are
# answered; the levels add up to 72, the three open ones to 36 at 1 and to 180 at 5.
LEVELS = (1, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 5)


def _with_theme(card: NetworkScorecard, **figures: object) -> NetworkScorecard:
    """Return the scorecard with other figures of its only theme, as disclosure control may have them."""
    one: NetworkScore = attrs.evolve(card.themes["data"], **figures)  # type: ignore[arg-type]
    return attrs.evolve(card, groups=ByGroup(FrozenMapping(), FrozenMapping({"data": one}), FrozenMapping(), None))


ALL_WITHHELD: dict[str, object] = {
    **dict.fromkeys(("organisation_count", "member_count", "mean", "stage", "coverage", "low", "high"), FEW),
    "stage_counts": (FEW,) * 5,
    "no_stage_count": FEW,
}


def _lines(section: Section) -> list[str]:
    """Return the section's lines of text, below its heading and without blank ones."""
    text = outline_text(Outline("T", CROSSED, "mean-nearest", [], [section]))
    return [line for line in text.splitlines()[5:] if line]


def _captions(section: Section) -> list[str]:
    return [block.caption for block in section.blocks if isinstance(block, Table)]


class TestReport:
    """The report as a whole."""

    def test_everything(self) -> None:
        """With all that it can be made from, a report has every section in its order, and leaves out none."""
        network = network_of(LEVELS, ["arts"] * 12, name="Wales")
        report = network_report(network, benchmark=PUBLISHED, slice_by="sector")

        assert ["overview", "depth-theme-data", "slices", "benchmark", "missing", "method", "licence"] == [
            section.id for section in report.sections
        ]
        assert () == report.left_out
        assert ("Wales", "mean-nearest") == (report.title, report.rule)
        assert ["Wales: mean and stage by theme", "Beside the benchmark"] == [one.title for one in report.pictures]

    def test_what_is_left_out(self) -> None:
        """A section that lacks what it needs is left out, and the report says why, where it was asked for."""
        assert (
            ("Slices", "no attribute to slice by was given"),
            ("Beside the benchmark", "no benchmark was given"),
        ) == network_report(network_of(LEVELS)).left_out
        assert () == network_report(network_of(LEVELS), sections=["overview"]).left_out

    def test_every_section_can_stand_alone(self) -> None:
        """Each section can be asked for by itself, and stands in every form of the report."""
        for name in NETWORK_SECTIONS:
            report = network_report(
                network_of(LEVELS, ["arts"] * 12), sections=[name], benchmark=PUBLISHED, slice_by="sector"
            )

            (section,) = report.sections
            assert name == section.id.partition("-")[0]
            assert section.title in outline_text(report)
            assert section.title in outline_markdown(report)
            assert f">{section.title}</h2>" in outline_html(report)

    def test_facts(self) -> None:
        """Below the heading: the framework, how many there are, who counts once, the rule, what is withheld."""
        report = network_report(network_of(LEVELS), by="respondents", min_organisations=7)

        assert "Network" == report.title
        assert (
            "One theme of five criteria, version 1 (one-theme)",
            "13 organisations; each of the respondents counts once",
            "Stages by the rule mean-nearest; levels run from 1 (Beginning) to 5 (Mastering)",
            "Nothing is told of fewer than 7 organisations, nor what would give it away",
        ) == report.facts

    @pytest.mark.parametrize("minimum", [0, 1])
    def test_nothing_withheld(self, minimum: int) -> None:
        """Where nothing is withheld, a report says above all else that it tells of single organisations."""
        report = network_report(network_of(LEVELS), min_organisations=minimum, sections=["overview"])

        assert "Nothing is withheld: these figures tell of single organisations" == report.facts[-1]
        assert not any(isinstance(number.value, Withheld) for number in report.numbers)

    def test_depth(self) -> None:
        """All themes are shown in depth, or all topics where there are no themes, or those that are picked, once."""
        crossed = Network([Organisation(str(n), Assessment(CROSSED, {"1.1": 3})) for n in range(6)])

        def depths(**chosen: list[str]) -> list[str]:
            return [one.id for one in network_report(crossed, sections=["depth"], **chosen).sections]  # type: ignore[arg-type]

        assert ["depth-theme-data", "depth-theme-skills"] == depths()
        assert ["depth-theme-skills", "depth-theme-data"] == depths(themes=["skills", "data", "skills"])
        assert ["depth-theme-data", "depth-topic-2"] == depths(themes=["data"], topics=["2"])
        assert ["depth-topic-1"] == depths(topics=["1"])
        assert [] == depths(themes=[])
        topics = attrs.evolve(CROSSED, themes=[], criteria=[attrs.evolve(one, theme=None) for one in CROSSED.criteria])
        network = Network([Organisation("A", Assessment(topics, {"1.1": 3}))])
        assert ["depth-topic-1", "depth-topic-2"] == [
            one.id for one in network_report(network, sections=["depth"]).sections
        ]

    def test_unknown(self) -> None:
        """A section, an attribute, a theme or a topic that there is not is refused, with those that there are."""
        network = network_of(LEVELS, ["arts"] * 12)
        with pytest.raises(UnknownIdError, match=r"no section 'slice' in a network's report .*did you mean 'slices'"):
            network_report(network, sections=["slice"])
        with pytest.raises(UnknownIdError, match="no attribute 'region'"):
            network_report(network, slice_by="region")
        with pytest.raises(UnknownIdError, match="no theme 'skills'"):
            network_report(network, themes=["skills"])
        with pytest.raises(UnknownIdError, match="no topic '1'"):
            network_report(network, topics=["1"])

    def test_another_benchmark(self) -> None:
        """A benchmark of another rule or pool is refused, whichever sections are asked for."""
        with pytest.raises(BenchmarkError, match="the benchmark's stages are by mean-nearest"):
            network_report(network_of(LEVELS), benchmark=PUBLISHED, rule="mean-floor", sections=["overview"])

    def test_pictures_stand_before_their_tables(self) -> None:
        """A picture stands before its tables, and says what it rests on."""
        report = network_report(network_of(LEVELS), benchmark=PUBLISHED)
        for name in ("overview", "benchmark"):
            first, *others = report.section(name).blocks

            assert isinstance(first, Figure)
            assert "One theme of five criteria, version 1; rule mean-nearest" == first.note
            assert any(isinstance(block, Table) for block in others)


class TestOverview:
    """What stands in the overview."""

    def test_scores(self) -> None:
        """Each theme with its numbers, then how many stand at each level, in columns that line up."""
        assert [
            "Themes",
            "Theme  Mean  Stage       Organisations  Coverage      Between",
            "Data    3.0  3 Learning             12       40%  1.8 and 4.2",
            "Themes: how many of the organisations have each stage",
            "Theme  1 Beginning  2 Emerging  3 Learning  4 Developing  5 Mastering",
            "Data             0           1           8             3            0",
        ] == _lines(network_overview_section(network_of(LEVELS).pool(min_organisations=0)))

    def test_numbers(self) -> None:
        """Each number has its exact value, and how many members it rests on."""
        section = network_overview_section(network_of(LEVELS).pool(min_organisations=0))
        table = next(block for block in section.blocks if isinstance(block, Table))
        numbers = [cell for row in table.rows for cell in row if isinstance(cell, Number)]

        # 36/12; 2/5; (72 + 36)/60.
        assert [("3.0", 3, 12), ("12", 12, None)] == [(one.text, one.value, one.count) for one in numbers[:2]]
        assert [0.4, 1.8] == [float(one.value) for one in numbers[2:] if isinstance(one.value, Fraction)]

    def test_further_decimals(self) -> None:
        """A mean that would round into the next stage has as many decimals as keep it in its own."""
        # 3, 3 and 49 times (3 + 4)/2 = 3.5: (6 + 171.5)/51 = 3.4804, below 3.5.
        network = network_of([3, 3, *[4] * 49])

        assert "Data   3.48  3 Learning" == _lines(network_overview_section(network.pool(min_organisations=0)))[2][:23]

    def test_withheld_in_part(self) -> None:
        """What is withheld reads withheld, stays so as a value, and the reason stands below the table."""
        card = _with_theme(network_of(LEVELS).pool(min_organisations=0), stage_counts=(0, FEW, 8, FEW, 0), mean=FEW)
        section = network_overview_section(card)
        first, second = (block for block in section.blocks if isinstance(block, Table))

        assert "Data   withheld  3 Learning             12       40%  1.8 and 4.2" == _lines(section)[2]
        assert [FEW, FEW] == [cell.value for cell in (first.rows[0][1], second.rows[0][2]) if isinstance(cell, Number)]
        assert ["withheld: too few of them"] * 2 == [first.note, second.note]

    def test_withheld_counts(self) -> None:
        """Where no count of a table is told, a sentence says so in its place."""
        card = _with_theme(network_of(LEVELS).pool(min_organisations=0), stage_counts=(FEW,) * 5, no_stage_count=FEW)

        assert ["Themes: how many of the organisations have each stage is withheld: too few of them."] == _lines(
            network_overview_section(card)
        )[3:]

    def test_all_withheld(self) -> None:
        """Where everything is withheld, it says so and why, and no number is left."""
        card = _with_theme(network_of(LEVELS).pool(), **ALL_WITHHELD)

        assert ["Everything is withheld: too few of them."] == _lines(network_overview_section(card))

    def test_topics_themes_and_the_whole(self) -> None:
        """A framework with both has its means by topic and theme, then topics, then themes, then the whole if asked."""
        network = Network([Organisation("A", Assessment(CROSSED, {"1.1": 3, "1.2": 3, "2.4": 5}))])
        section = network_overview_section(network.pool(min_organisations=0, overall=True))

        assert [
            "Mean of each topic and theme, and in brackets how many organisations it rests on",
            "Topic          Data   Skills",
            "1 Sharing   3.0 (1)  3.0 (1)",
            "2 Deciding  5.0 (1)        ·",
            "· no criteria there",
        ] == _lines(section)[:5]
        assert ["Topics", "Themes", "Overall"] == _captions(section)[1::2]

    def test_without_answers(self) -> None:
        """A theme that nobody has answered has no mean, and that is neither zero nor withheld."""
        network = Network([Organisation("A", Assessment(CROSSED, {"1.2": 3, "2.3": Answer.not_applicable()}))])
        lines = [line.split() for line in _lines(network_overview_section(network.pool(min_organisations=0)))]

        assert ["Data", "–", "no", "answers", "0", "0%", "1.0", "and", "5.0"] in lines
        assert ["Data", "0", "0", "0", "0", "0"] in lines
        assert ["2", "Deciding", "–", "·"] in lines

    def test_nothing_applies(self) -> None:
        """A theme that applies to nobody has no coverage and no bounds."""
        nothing = {one: Answer.not_applicable("Closed") for one in ("1.1", "2.3", "2.4")}
        network = Network([Organisation("A", Assessment(CROSSED, {**nothing, "1.2": 3}))])
        lines = _lines(network_overview_section(network.pool(min_organisations=0)))

        assert any(line.split() == ["Data", "–", "not", "applicable", "0", "–", "–"] for line in lines)

    def test_no_stage(self) -> None:
        """Under a rule that may give none, those without a stage are counted in a column of their own."""
        # Two of five criteria are answered: the weakest link of the others is none.
        lines = _lines(network_overview_section(network_of(LEVELS).pool(rule="weakest-link", min_organisations=0)))

        assert "Data    3.0  none by this rule             12       40%  1.8 and 4.2" == lines[2]
        assert ["Data", "12", "0", "0", "0", "0", "0"] == lines[-1].split()

    def test_respondents(self) -> None:
        """Where people count once, how many there are stands beside how many organisations."""
        panel = Panel([Respondent(Assessment(ONE_THEME, {"a": level})) for level in (2, 4, 4)])
        network = Network([Organisation("A", panel), Organisation("B", Assessment(ONE_THEME, {"a": 2}))])
        card = network.pool(by="respondents", min_organisations=0)

        # (2 + 4 + 4 + 2)/4, of two organisations and four people.
        lines = _lines(network_overview_section(card))
        assert ["Theme", "Mean", "Stage", "Organisations", "Respondents", "Coverage", "Between"] == lines[1].split()
        assert ["Data", "3.0", "3", "Learning", "2", "4"] == lines[2].split()[:6]
        assert "Themes: how many of the respondents have each stage" == lines[3]


class TestSlices:
    """The parts of a network."""

    def test_slices(self) -> None:
        """Each slice has its tables, those without a value under words that say so."""
        network = network_of(LEVELS, ["arts"] * 3 + [""] * 9)
        section = network_slices_section(network.slices("sector", min_organisations=0), "sector")
        lines = _lines(section)

        assert "By sector" == section.title
        assert ["Of these: (no value)", "Of these: arts"] == [line for line in lines if line.startswith("Of")]
        assert ["sector (no value), themes", "sector arts, themes"] == _captions(section)[::2]
        # 2, 2.5 and 2.5: 7/3. The rest: 3 six times, 3.5 twice, 4: 29/9.
        assert ["3.2", "2.3"] == [line.split()[1] for line in lines if line.startswith("Data") and "%" in line]

    def test_slice_of_which_nothing_is_told(self) -> None:
        """Where everything of a slice is withheld, it says so and why."""
        card = _with_theme(network_of(LEVELS).pool(), **ALL_WITHHELD)

        assert ["Of these: arts", "Everything is withheld: too few of them."] == _lines(
            network_slices_section({"arts": card}, "sector")
        )

    def test_overall_of_slices(self) -> None:
        """Where the whole is asked for, it is there for each slice as well."""
        network = network_of(LEVELS, ["arts"] * 6 + ["health"] * 6)
        report = network_report(network, slice_by="sector", overall=True, min_organisations=0)

        assert ["sector arts, overall", "sector health, overall"] == [
            one for one in _captions(report.section("slices")) if one.endswith("overall")
        ]


class TestBenchmark:
    """A network beside a benchmark."""

    def test_beside_a_benchmark(self) -> None:
        """Each group stands beside the benchmark's mean, quartiles and number, with its percentile rank."""
        # (41 + 114 + 105 + 60 + 40)/156 = 2.3; (98 + 35/2)/156 = 0.74.
        card = network_of(LEVELS).pool(min_organisations=0)
        benchmark = attrs.evolve(PUBLISHED, title="Ten activities", source="A report")

        assert [
            "The benchmark: Ten activities, A report.",
            "Themes beside the benchmark",
            "Theme  Mean  Stage       Benchmark  Organisations  Rank",
            "Data    3.0  3 Learning        2.3            156   74%",
            "Themes: the benchmark's quartiles",
            "Theme  Lower quartile  Median  Upper quartile",
            "Data              1.0     2.0             3.0",
        ] == _lines(benchmark_section(card.compare_to(benchmark)))[:7]

    def test_benchmark_withheld(self) -> None:
        """What the benchmark withholds, and what hangs on it, reads withheld."""
        few = attrs.evolve(PUBLISHED.themes["data"], stage_counts=(41, FEW, FEW, 15, 8), mean=FEW)
        card = network_of(LEVELS).pool(min_organisations=0)
        lines = _lines(benchmark_section(card.compare_to(attrs.evolve(PUBLISHED, groups=[few]))))

        assert ["3.0", "3", "Learning", "withheld", "156", "withheld"] == lines[2].split()[1:]
        assert "withheld: too few of them" == lines[3]

    def test_no_cells(self) -> None:
        """Topics, themes and the whole stand there; cells only where a benchmark has figures of nothing else."""
        network = Network([Organisation("A", Assessment(CROSSED, {"1.1": 3}))])
        card = network.pool(min_organisations=0, overall=True)
        cells = {("1", "data"): [9] * 5}
        both = Benchmark.from_counts(CROSSED, cells=cells, topics={"1": [9] * 5}, overall=[9] * 5)
        alone = Benchmark.from_counts(CROSSED, cells=cells)

        section = benchmark_section(card.compare_to(both))
        assert ["Topics beside the benchmark", "Overall beside the benchmark"] == _captions(section)[::2]
        assert not any("×" in line for line in _lines(section))
        assert "Cells beside the benchmark" == _captions(benchmark_section(card.compare_to(alone)))[0]


class TestMissingAndMethod:
    """What is missing, and how the numbers were made."""

    def test_missing(self) -> None:
        """Those without a single answer are named, for whoever runs the network; without any it says none."""
        network = network_of(LEVELS)

        assert [
            "Without a single answer: 1",
            "  * Late",
            "These names are for whoever runs the network: take them out of what is published.",
        ] == _lines(network_missing_section(network))
        assert ["Without a single answer: none"] == _lines(network_missing_section(Network(network.organisations[:-1])))

    def test_method(self) -> None:
        """The pool, the rule, what it reads, the bounds and disclosure control are told in full sentences."""
        network = network_of(LEVELS)
        (first,) = network_method_section(network.pool()).blocks
        (other,) = network_method_section(
            network.pool(by="respondents", rule="median-low", overall=True, min_organisations=0)
        ).blocks

        assert isinstance(first, Paragraph)
        assert isinstance(other, Paragraph)
        for words in (
            "Each of the organisations counts once; one with a panel has the panel's pooled score.",
            "Stages are by the rule mean-nearest, and the stage of all together is read off that mean.",
            "Between: the mean if all that is open stood at the lowest, and at the highest, level.",
            "Nothing is told of fewer than 5 organisations, nor what would give it away. A withheld figure is neither",
        ):
            assert words in first.text
        for words in (
            "Each of the respondents counts once; an organisation without a panel is one of them.",
            "is read off how many of the respondents have each stage.",
            "Nothing is withheld: these figures tell of single organisations.",
            "The publisher gives no overall score; it was asked for.",
        ):
            assert words in other.text
        assert "A withheld figure" not in other.text

    def test_weights_and_values(self) -> None:
        """Weights, and values of levels that are not their numbers, are told."""
        framework = attrs.evolve(
            CROSSED, scale=SAMM, criteria=[attrs.evolve(one, descriptors=()) for one in CROSSED.criteria]
        )
        (block,) = network_method_section(Network([Organisation("A", Assessment(framework, {"1.1": 3}))]).pool()).blocks

        assert isinstance(block, Paragraph)
        assert "Means are of the levels' values: 0 No = 0, 1 Some = 1/4, 2 Half = 1/2, 3 Most = 1." in block.text
        assert block.text.endswith("Criteria count by their weights.")


class TestBesideNetwork:
    """An organisation beside its network."""

    def test_beside(self) -> None:
        """Each group of an organisation stands beside the same of the network, with how many that is about."""
        network = Network([Organisation(str(n), Assessment(CROSSED, {"1.1": 2, "1.2": 3})) for n in range(6)])
        own = score(Assessment(CROSSED, {"1.1": 5}), overall=True)
        section = beside_network_section(own, network.pool(overall=True))

        # By weights 1 and 2: (2 + 6)/3.
        assert ("network", "Beside the network") == (section.id, section.title)
        assert [
            "Topics beside the network's",
            "Topic       Mean  Stage        Network's mean  Network's stage  Organisations",
            "1 Sharing    5.0  5 Mastering             2.7  3 Learning                   6",
            "2 Deciding     –  no answers                –  no answers                   0",
            "Themes beside the network's",
            "Theme   Mean  Stage        Network's mean  Network's stage  Organisations",
            "Data     5.0  5 Mastering             2.0  2 Emerging                   6",
            "Skills     –  no answers              3.0  3 Learning                   6",
            "Overall beside the network's",
        ] == _lines(section)[:9]

    def test_without_the_whole(self) -> None:
        """The whole stands there where both have it."""
        network = Network([Organisation(str(n), Assessment(CROSSED, {"1.1": 2})) for n in range(6)])
        own = score(Assessment(CROSSED, {"1.1": 5}))

        assert 2 == len(beside_network_section(own, network.pool(overall=True)).blocks)
        assert 2 == len(beside_network_section(score(own.assessment, overall=True), network.pool()).blocks)

    def test_withheld(self) -> None:
        """What is withheld of the network is withheld beside it, all or in part, and the reason is told."""
        own = score(Assessment(ONE_THEME, {"a": 4}))
        card = network_of(LEVELS).pool(min_organisations=0)

        assert ["Everything is withheld: too few of them."] == _lines(
            beside_network_section(own, _with_theme(card, **ALL_WITHHELD))
        )
        lines = _lines(beside_network_section(own, _with_theme(card, mean=FEW)))
        assert ["4.0", "4", "Developing", "withheld", "3", "Learning", "12"] == lines[2].split()[1:]
        assert "withheld: too few of them" == lines[3]

    def test_another_framework_rule_or_pool(self) -> None:
        """Scores of another framework, version, rule or pool are refused, with all that differs at once."""
        card = network_of(LEVELS).pool(by="respondents", rule="mean-floor")
        changed = attrs.evolve(ONE_THEME, criteria=ONE_THEME.criteria[:-1])

        with pytest.raises(BenchmarkError) as refused:
            beside_network_section(score(Assessment(CROSSED, {"1.1": 5})), card)
        assert [
            "framework: the network answered one-theme 1, the organisation crossed 1",
            "rule: the network's stages are by mean-floor, the scores' by mean-nearest",
            "pool: the network's scores are of respondents, the organisation's are of one",
        ] == [*map(str, refused.value.faults)]
        with pytest.raises(
            BenchmarkError, match="one-theme 1 with other criteria, weights or levels, the organisation"
        ):
            beside_network_section(score(Assessment(changed, {"a": 5})), network_of(LEVELS).pool())


def test_the_command_says_the_same() -> None:
    """Without pictures, the sections are those of the report."""
    network = network_of(LEVELS, ["arts"] * 12)
    report = network_report(network, sections=["overview", "missing", "method", "licence"])
    plain = network_outline(network, network.pool())

    assert [
        attrs.evolve(one, blocks=[block for block in one.blocks if not isinstance(block, Figure)])
        for one in report.sections
    ] == [*plain.sections]
