"""One group in depth: where it stands, beside whom, what that looks like, and what the next stage does."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import pytest

from datamaturity import (
    Answer,
    Assessment,
    Benchmark,
    BenchmarkError,
    Criterion,
    Framework,
    InDepth,
    Mark,
    MeanNearest,
    Network,
    NoStage,
    Organisation,
    Panel,
    Respondent,
    Theme,
    Topic,
    UnknownIdError,
    Withheld,
    in_depth,
    load_framework,
    score,
)
from datamaturity.criteria import CriterionId
from datamaturity.disclosure import shown
from examples import FIVE

NOT_APPLICABLE = Answer.not_applicable("No customers")
PUBLISHED = (41, 57, 35, 15, 8)


def descriptors(criterion: str) -> tuple[str, ...]:
    """Return what a criterion looks like at each level, such as ``a at 3``."""
    return tuple(f"{criterion} at {number}" for number in FIVE.numbers)


# Data: a, b, c in topic 1 and d in topic 2; skills: e, in topic 2, which has no descriptors.
FRAMEWORK = Framework(
    id="stairs",
    version="1",
    title="Two topics and two themes, with words",
    scale=FIVE,
    topics=[Topic("1", "Sharing"), Topic("2", "Deciding")],
    themes=[Theme("data", "Data"), Theme("skills", "Skills")],
    criteria=[
        *[Criterion(one, f"Criterion {one}", "1", "data", descriptors(one)) for one in "abc"],
        Criterion("d", "Criterion d", "2", "data", descriptors("d")),
        Criterion("e", "Criterion e", "2", "skills"),
    ],
)
LEARNING, DEVELOPING, MASTERING = FIVE.levels[2:]


def assessment(**answers: int | Answer) -> Assessment:
    """Return an assessment with these answers."""
    return Assessment(FRAMEWORK, answers)


def network(answers: Sequence[Mapping[str, int | Answer]]) -> Network:
    """Return a network of organisations with these answers."""
    return Network([Organisation(f"org {number}", assessment(**one)) for number, one in enumerate(answers)])


def held(marks: Iterable[Mark]) -> dict[str, bool | None]:
    """Return criterion id to whether the stage is held."""
    return {mark.criterion: mark.held for mark in marks}


# 4 and 2: mean 3, Learning; c does not apply, d is open.
ONE = assessment(a=4, b=2, c=NOT_APPLICABLE, e=Answer.do_not_know())


class TestOrganisation:
    def test_score(self) -> None:
        """The view has the group's score, what it is out of, how many criteria it rests on, and where they stand."""
        card = score(ONE)
        found = in_depth(card, theme="data")

        assert card.themes["data"] == found.score
        assert (FRAMEWORK, FRAMEWORK.theme_groups[0], MeanNearest()) == (found.framework, found.group, found.rule)
        assert (LEARNING, DEVELOPING, None) == (found.stage, found.next_stage, found.why_no_stage)
        assert (Fraction(3), Fraction(5)) == (found.mean, found.out_of)
        assert (2, "criteria") == (found.count, found.counted_as)
        assert {1: 0, 2: 1, 3: 0, 4: 1, 5: 0} == found.spread
        assert found.standing is None
        assert "<InDepth theme data: 3 Learning, next 4 Developing>" == repr(found)

    def test_marks(self) -> None:
        """Each applicable criterion has its descriptor at the stage and the next, and whether it stands there."""
        found = in_depth(score(ONE), theme="data")
        now = [
            Mark(CriterionId("a"), "Criterion a", LEARNING, "a at 3", True),
            Mark(CriterionId("b"), "Criterion b", LEARNING, "b at 3", False),
            Mark(CriterionId("d"), "Criterion d", LEARNING, "d at 3", None),
        ]
        then = [
            Mark(CriterionId("a"), "Criterion a", DEVELOPING, "a at 4", True),
            Mark(CriterionId("b"), "Criterion b", DEVELOPING, "b at 4", False),
            Mark(CriterionId("d"), "Criterion d", DEVELOPING, "d at 4", None),
        ]

        assert now == [*found.now]
        assert then == [*found.then]

    def test_do_not_know(self) -> None:
        """A criterion that nobody knows about is neither held nor not held."""
        # 4 and 3: 7/2, Developing.
        found = in_depth(score(assessment(a=4, b=3, c=Answer.do_not_know(), d=NOT_APPLICABLE)), theme="data")

        assert {"a": True, "b": False, "c": None} == held(found.now)

    def test_no_words(self) -> None:
        """A criterion without descriptors has no text."""
        found = in_depth(score(assessment(e=2)), theme="skills")

        assert [""] == [mark.text for mark in found.now]
        assert {"e": True} == held(found.now)
        assert {"e": False} == held(found.then)

    def test_top(self) -> None:
        """The highest stage has no next one."""
        found = in_depth(score(assessment(a=5, b=5, c=4, d=5)), theme="data")

        # 19/4, Mastering.
        assert (MASTERING, None) == (found.stage, found.next_stage)
        assert {"a": True, "b": True, "c": False, "d": True} == held(found.now)
        assert () == found.then
        assert "<InDepth theme data: 5 Mastering, next None>" == repr(found)

    def test_no_answers(self) -> None:
        """Without an answer there is neither stage nor next one, and nothing is marked."""
        found = in_depth(score(ONE), theme="skills")

        assert (None, NoStage.NO_ANSWERS, None) == (found.stage, found.why_no_stage, found.next_stage)
        assert (None, 0) == (found.mean, found.count)
        assert dict.fromkeys(FIVE.numbers, 0) == found.spread
        assert ((), ()) == (found.now, found.then)

    def test_not_applicable(self) -> None:
        """A group that does not apply has neither stage nor marks."""
        found = in_depth(score(assessment(e=NOT_APPLICABLE)), theme="skills")

        assert (None, NoStage.NOT_APPLICABLE, None) == (found.stage, found.why_no_stage, found.next_stage)
        assert ((), ()) == (found.now, found.then)

    def test_too_little_coverage(self) -> None:
        """A stage withheld for its coverage has no next one: it might be any."""
        found = in_depth(score(ONE, minimum_coverage="0.9"), theme="data")

        assert (None, NoStage.COVERAGE, None) == (found.stage, found.why_no_stage, found.next_stage)
        assert Fraction(3) == found.mean
        assert ((), ()) == (found.now, found.then)

    def test_rule_gives_none(self) -> None:
        """Where not even the lowest level is reached, it is the next stage."""
        # Of a, b and d, two are answered: 2/3 stand at 1 or above, less than 4/5.
        found = in_depth(score(ONE, rule="reached-by:0.8"), theme="data")

        assert (None, NoStage.RULE, FIVE.lowest) == (found.stage, found.why_no_stage, found.next_stage)
        assert () == found.now
        assert ["a at 1", "b at 1", "d at 1"] == [mark.text for mark in found.then]
        assert {"a": True, "b": True, "d": None} == held(found.then)


class TestGroups:
    CARD = score(ONE, overall=True)

    def test_topic(self) -> None:
        """A topic's id gives the topic."""
        found = in_depth(self.CARD, topic="1")

        assert FRAMEWORK.topic_groups[0] == found.group
        assert {"a": True, "b": False} == held(found.now)

    def test_cell(self) -> None:
        """A theme and a topic give the cell where they meet."""
        found = in_depth(self.CARD, theme="data", topic="2")

        assert FRAMEWORK.cell("2", "data") == found.group
        assert NoStage.NO_ANSWERS is found.why_no_stage
        assert {"a": True, "b": False} == held(in_depth(self.CARD, theme="data", topic="1").now)

    def test_whole(self) -> None:
        """Neither a theme nor a topic gives the whole."""
        found = in_depth(self.CARD)

        assert FRAMEWORK.overall_group == found.group
        assert {"a": True, "b": False, "d": None, "e": None} == held(found.now)

    def test_no_whole(self) -> None:
        """The whole is not there unless it was scored, and the error says how to get it."""
        with pytest.raises(UnknownIdError, match="score with overall=True, or name a theme"):
            in_depth(score(ONE))

    @pytest.mark.parametrize(
        ("theme", "topic", "message"),
        [
            ("dater", None, "no theme 'dater' in stairs"),
            (None, "3", "no topic '3' in stairs"),
            ("data", "3", "no topic '3' in stairs"),
            ("dater", "1", "no theme 'dater' in stairs"),
            ("skills", "1", "no cell '1/skills' in stairs"),
        ],
    )
    def test_unknown(self, theme: str | None, topic: str | None, message: str) -> None:
        """An unknown theme, topic or cell is refused."""
        with pytest.raises(UnknownIdError, match=message):
            in_depth(self.CARD, theme=theme, topic=topic)


class TestPanel:
    # c applies to nobody; b not to the third; d is open, and does not apply to the first.
    PANEL = Panel(
        [
            Respondent(assessment(a=2, b=1, c=NOT_APPLICABLE, d=NOT_APPLICABLE), unit="depots"),
            Respondent(assessment(a=4, b=3, c=NOT_APPLICABLE), unit="depots"),
            Respondent(assessment(a=4, b=NOT_APPLICABLE, c=NOT_APPLICABLE), unit="offices"),
        ]
    )

    def test_score(self) -> None:
        """A panel's view has the pooled score, and counts members."""
        # 3/2, which is nearest to 2; 7/2, nearest to 4; and 4: mean 3.
        found = in_depth(self.PANEL.pool(), theme="data")

        assert (LEARNING, DEVELOPING, Fraction(3)) == (found.stage, found.next_stage, found.mean)
        assert (3, "members") == (found.count, found.counted_as)
        assert {1: 0, 2: 1, 3: 0, 4: 2, 5: 0} == found.spread

    def test_marks(self) -> None:
        """A criterion is held where the lower median of the levels given is; what applies to nobody is left out."""
        found = in_depth(self.PANEL.pool(), theme="data")

        # a: 2, 4, 4; b: 1, 3, of which the lower median is 1; d: nobody.
        assert {"a": True, "b": False, "d": None} == held(found.now)
        assert {"a": True, "b": False, "d": None} == held(found.then)

    def test_units(self) -> None:
        """Pooled by units, each person's levels still count once in a mark."""
        # Units: 5/2 and 4, mean 13/4; a's levels are 2, 4, 4, though the units' medians are 2 and 4.
        found = in_depth(self.PANEL.pool(by="units"), theme="data")

        assert (LEARNING, Fraction(13, 4), 2) == (found.stage, found.mean, found.count)
        assert {"a": True, "b": False, "d": None} == held(found.now)

    def test_rule_gives_none(self) -> None:
        """Where too few members have a stage, the lowest level is the next one."""
        # Weakest link: a and b alone apply to the first, who stands at 1; d is open for the others.
        found = in_depth(self.PANEL.pool(rule="weakest-link"), theme="data")

        assert (NoStage.RULE, FIVE.lowest) == (found.why_no_stage, found.next_stage)
        assert {"a": True, "b": True, "d": None} == held(found.then)

    def test_no_answers(self) -> None:
        """Without an answer of anybody there is no stage and no mark."""
        found = in_depth(self.PANEL.pool(), theme="skills")

        assert (None, NoStage.NO_ANSWERS, 0) == (found.next_stage, found.why_no_stage, found.count)
        assert ((), ()) == (found.now, found.then)

    def test_whole(self) -> None:
        """A panel's whole is there where it was pooled."""
        assert {"a": True, "b": False, "d": None, "e": None} == held(in_depth(self.PANEL.pool(overall=True)).now)
        with pytest.raises(UnknownIdError, match="score with overall=True"):
            in_depth(self.PANEL.pool())


class TestNetwork:
    # Two of twelve answered b; nobody answered c, which applies to all.
    NETWORK = network(
        [{"a": 2, "d": 3, "b": 3}, *[{"a": 2, "d": 3}] * 5, {"a": 4, "d": 3, "b": 4}, *[{"a": 4, "d": 3}] * 5]
    )

    def test_score(self) -> None:
        """A network's view has its score as it may be told."""
        # Six stand at 3: 8/3 and five times 5/2; six at 4: 11/3 and five times 7/2. Together 15·2 + 19/3 = 109/3;
        # a twelfth of it is 109/36, a little above 3.
        found = in_depth(self.NETWORK.pool(), theme="data")

        assert (LEARNING, DEVELOPING, Fraction(109, 36)) == (found.stage, found.next_stage, found.mean)
        assert (12, "members") == (found.count, found.counted_as)
        assert {1: 0, 2: 0, 3: 6, 4: 6, 5: 0} == found.spread

    def test_marks(self) -> None:
        """A criterion's mark is that of the lower median; what too few answered, and what nobody did, is not known."""
        found = in_depth(self.NETWORK.pool(), theme="data")

        # a: six at 2 and six at 4, of which the lower median is 2; d: all at 3.
        assert {"a": False, "b": None, "c": None, "d": True} == held(found.now)
        assert {"a": False, "b": None, "c": None, "d": False} == held(found.then)
        assert ["a at 3", "b at 3", "c at 3", "d at 3"] == [mark.text for mark in found.now]

    def test_not_applicable(self) -> None:
        """A criterion that applies to no organisation is left out."""
        found = in_depth(network([{"a": 3, "b": NOT_APPLICABLE, "c": 4}] * 6).pool(), theme="data")

        # 7/2, Developing; d is open.
        assert {"a": False, "c": True, "d": None} == held(found.now)

    def test_small_counts(self) -> None:
        """Withheld counts stay so in the spread."""
        # Three at 2, and nine at 3 that would tell of them.
        found = in_depth(network([*[{"a": 2}] * 3, *[{"a": 3}] * 9]).pool(mean=False), theme="data")

        assert {1: 0, 2: "withheld", 3: "withheld", 4: 0, 5: 0} == {
            n: shown(count) for n, count in found.spread.items()
        }
        assert (12, None) == (found.count, found.mean)

    def test_too_few(self) -> None:
        """Of too few organisations nothing is told, and nothing is marked."""
        found = in_depth(network([{"a": 3}] * 4).pool(), theme="data")

        assert isinstance(found.stage, Withheld)
        assert ["withheld"] * 8 == [
            shown(one) for one in (found.stage, found.mean, found.count, *found.spread.values())
        ]
        assert (None, None) == (found.next_stage, found.why_no_stage)
        assert ((), ()) == (found.now, found.then)

    def test_whole(self) -> None:
        """A network's whole is there where it was pooled."""
        assert FRAMEWORK.overall_group == in_depth(self.NETWORK.pool(overall=True)).group


class TestBenchmark:
    BENCHMARK = Benchmark.from_counts(FRAMEWORK, themes={"data": PUBLISHED}, overall=PUBLISHED, mean=True)

    def test_standing(self) -> None:
        """With a benchmark the group's score stands beside its figures."""
        card = score(ONE, overall=True)
        found = in_depth(card, theme="data", benchmark=self.BENCHMARK)

        assert card.compare_to(self.BENCHMARK).themes["data"] == found.standing
        assert found.standing is not None
        # Learning, of the published counts: (98 + 17.5) / 156; 3 - 30/13.
        assert (Fraction(77, 104), Fraction(9, 13)) == (found.standing.percentile_rank, found.standing.difference)

    def test_whole(self) -> None:
        """The whole stands beside the whole's figures."""
        card = score(ONE, overall=True)

        assert card.compare_to(self.BENCHMARK).overall == in_depth(card, benchmark=self.BENCHMARK).standing

    def test_lacking(self) -> None:
        """A group that the benchmark lacks stands beside nothing."""
        assert in_depth(score(ONE), theme="skills", benchmark=self.BENCHMARK).standing is None
        assert in_depth(score(ONE), theme="data", benchmark=self.BENCHMARK, topic="1").standing is None

    def test_refused(self) -> None:
        """A benchmark by another rule is refused, whether it has the group or not."""
        for theme in ("data", "skills"):
            with pytest.raises(BenchmarkError, match="the benchmark's stages are by mean-nearest"):
                in_depth(score(ONE, rule="mean-floor"), theme=theme, benchmark=self.BENCHMARK)


class TestRows:
    def test_plain(self) -> None:
        """A view is written as plain values, with a row for each mark and the benchmark's row."""
        card = score(ONE)
        benchmark = Benchmark.from_counts(FRAMEWORK, themes={"data": PUBLISHED}, mean=True)
        row = in_depth(card, theme="data", benchmark=benchmark).to_row()
        expected = {
            "kind": "theme",
            "topic": None,
            "theme": "data",
            "name": "Data",
            "rule": "mean-nearest",
            "stage": 3,
            "next_stage": 4,
            "mean": 3.0,
            "out_of": 5.0,
            "count": 2,
            "counted_as": "criteria",
            "spread": {"1": 0, "2": 1, "3": 0, "4": 1, "5": 0},
            "benchmark": card.compare_to(benchmark).themes["data"].to_row(),
            "now": [
                {"criterion": "a", "title": "Criterion a", "level": 3, "text": "a at 3", "held": True},
                {"criterion": "b", "title": "Criterion b", "level": 3, "text": "b at 3", "held": False},
                {"criterion": "d", "title": "Criterion d", "level": 3, "text": "d at 3", "held": None},
            ],
            "then": [
                {"criterion": "a", "title": "Criterion a", "level": 4, "text": "a at 4", "held": True},
                {"criterion": "b", "title": "Criterion b", "level": 4, "text": "b at 4", "held": False},
                {"criterion": "d", "title": "Criterion d", "level": 4, "text": "d at 4", "held": None},
            ],
        }

        assert expected == {column: row[column] for column in expected}

    def test_nothing(self) -> None:
        """Without stage, next one, mean and benchmark their places are empty."""
        row = in_depth(score(ONE), theme="skills").to_row()

        assert [None] * 4 == [row[column] for column in ("stage", "next_stage", "mean", "benchmark")]
        assert ([], []) == (row["now"], row["then"])

    def test_withheld(self) -> None:
        """What is withheld reads so."""
        row = in_depth(network([{"a": 3}] * 4).pool(), theme="data").to_row()

        assert ["withheld"] * 3 == [row[column] for column in ("stage", "mean", "count")]
        assert dict.fromkeys("12345", "withheld") == row["spread"]


class TestSeed:
    """What a member of a network sees: culture at 2.6 out of 5, Learning; the benchmark group's 3.5; what is next."""

    FRAMEWORK = load_framework("seven-themes")

    def view(self) -> InDepth:
        """Return the view of culture over the respondents of five organisations, beside those of six others."""
        # Means 2, 2, 3, 3, 3: 13/5.
        people = [(2, 2), (2, 2), (3, 3), (2, 4), (2, 4)]
        own = self.network([people] * 5).pool(by="respondents")
        # Means 3 and 4: 7/2.
        others = self.network([[(3, 3), (4, 4)]] * 6)
        return in_depth(own, theme="culture", benchmark=Benchmark.from_network(others, by="respondents", mean=True))

    def network(self, organisations: Sequence[Sequence[tuple[int, int]]]) -> Network:
        """Return a network of panels whose people answer the first two criteria of culture."""
        return Network(
            [
                Organisation(
                    f"org {number}",
                    Panel([Respondent(Assessment(self.FRAMEWORK, {"C1": one, "C2": two})) for one, two in people]),
                )
                for number, people in enumerate(organisations)
            ]
        )

    def test_numbers(self) -> None:
        """Respondents' 2.6 out of 5 is Learning, beside an average of 3.5."""
        found = self.view()

        assert (Fraction(13, 5), Fraction(5), "Learning") == (
            found.mean,
            found.out_of,
            getattr(found.stage, "name", ""),
        )
        assert 25 == found.count
        # Of each five people, two have a mean of 2 and three of 3.
        assert {1: 0, 2: 10, 3: 15, 4: 0, 5: 0} == found.spread
        assert found.standing is not None
        assert Fraction(7, 2) == found.standing.benchmark.mean
        # Six of the others' twelve people stand at Learning, and none below; 13/5 - 7/2.
        assert (Fraction(1, 4), Fraction(-9, 10)) == (found.standing.percentile_rank, found.standing.difference)

    def test_words(self) -> None:
        """Below stands what Learning looks like, and what Developing does, with what is held already."""
        found = self.view()

        # C1: of five people four give 2 and one 3; C2: two give 2, one 3, two 4.
        assert {"C1": False, "C2": True, **dict.fromkeys(("C3", "C4", "C5", "C6"))} == held(found.now)
        assert {"C1": False, "C2": False, **dict.fromkeys(("C3", "C4", "C5", "C6"))} == held(found.then)
        assert found.next_stage is not None
        assert "Developing" == found.next_stage.name
        assert [self.FRAMEWORK.descriptor(f"C{n}.3").text for n in range(1, 7)] == [mark.text for mark in found.now]
        assert [self.FRAMEWORK.descriptor(f"C{n}.4").text for n in range(1, 7)] == [mark.text for mark in found.then]
