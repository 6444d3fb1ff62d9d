"""Two releases of a benchmark, side by side."""

import copy
import pickle
from collections.abc import Sequence

import attrs
import pytest

from datamaturity import (
    Assessment,
    Benchmark,
    BenchmarkError,
    Criterion,
    Exposure,
    Fault,
    Framework,
    Network,
    Organisation,
    Panel,
    ReleaseCheck,
    Respondent,
    Theme,
    Withheld,
    check_release,
)
from examples import CROSSED, FIVE, ONE_THEME

PAIR = Framework(
    id="pair",
    version="1",
    title="Two themes of one criterion",
    scale=FIVE,
    themes=[Theme("data", "Data"), Theme("skills", "Skills")],
    criteria=[Criterion("a", "Criterion a", theme="data"), Criterion("b", "Criterion b", theme="skills")],
)


def members(*levels: int, start: int = 0) -> list[Organisation]:
    """Return organisations that give *a* these levels and *b* a 3."""
    return [
        Organisation(f"org {number}", Assessment(PAIR, {"a": level, "b": 3}))
        for number, level in enumerate(levels, start)
    ]


def release(organisations: Sequence[Organisation], *, mean: bool = False, minimum: int = 5) -> Benchmark:
    """Return the benchmark that they make."""
    return Benchmark.from_network(Network(organisations), mean=mean, min_organisations=minimum)


# Ten at 2 and ten at 3.
TWENTY = members(*[2] * 10, *[3] * 10)
SPRING = release(TWENTY)


def whys(old: Benchmark, new: Benchmark) -> dict[str, str]:
    """Return what speaks against the new release: group to reason."""
    return {str(one.group): one.why for one in check_release(old, new).exposures}


class TestSafe:
    """Releases that expose nobody."""

    def test_the_same_again(self) -> None:
        """A release of the same answers may stand beside the old one."""
        check = check_release(SPRING, release(TWENTY[::-1]))

        assert check.is_safe
        assert bool(check)
        assert () == check.exposures

    def test_enough_have_joined(self) -> None:
        """Five at one level may join: all that is seen is about five."""
        assert {} == whys(SPRING, release([*TWENTY, *members(2, 2, 2, 2, 2, start=20)]))

    def test_enough_have_left(self) -> None:
        """Five of one level may leave."""
        assert {} == whys(SPRING, release(TWENTY[5:]))

    def test_more_than_enough(self) -> None:
        """So may six and seven of two levels."""
        assert {} == whys(SPRING, release([*TWENTY, *members(*[2] * 6, *[3] * 7, start=20)]))

    def test_where_nothing_was_told(self) -> None:
        """Where the old release tells nothing of a group, there is nothing to take from the new one."""
        old = release(TWENTY[:4])

        assert {} == whys(old, SPRING)
        assert {} == whys(SPRING, old)

    def test_organisations_without_answers(self) -> None:
        """Organisations without an answer in a group are in none of its figures, and may come and go."""
        new = release([*TWENTY, Organisation("new"), Organisation("empty", Assessment(PAIR, {}))])

        assert {} == whys(SPRING, new)

    def test_people_of_a_panel_in_another_order(self) -> None:
        """A panel is the same with its people in another order."""
        people = [Respondent(Assessment(PAIR, {"a": level, "b": 3})) for level in (1, 2, 5)]
        old = release([*TWENTY, Organisation("panel", Panel(people))])

        assert {} == whys(old, release([*TWENTY, Organisation("panel", Panel(people[::-1]))]))

    def test_groups_that_the_old_one_has_not(self) -> None:
        """A group of the new release that the old one has no figures of is compared with nothing."""
        new = Benchmark.from_network(Network(TWENTY[:19]), overall=True)
        data_only = attrs.evolve(SPRING, groups=SPRING.groups[:1])

        assert ["theme data"] == [*whys(data_only, new)]

    def test_with_a_lower_minimum(self) -> None:
        """Under a minimum of 2 on both sides, two may join."""
        two = release([*TWENTY, *members(2, 2, start=20)], minimum=2)

        assert {} == whys(release(TWENTY, minimum=2), two)


class TestExposed:
    """Releases that tell of too few when one is taken from the other."""

    def test_one_joined(self) -> None:
        """One more organisation is the difference of the two, in every group that it has answered."""
        new = release([*TWENTY, Organisation("new", Assessment(PAIR, {"a": 4}))])

        assert {"theme data": "1 organisation joined, left or answered anew; 5 at least, or none"} == whys(SPRING, new)

    def test_four_left(self) -> None:
        """Four fewer are too few."""
        why = "4 organisations joined, left or answered anew; 5 at least, or none"

        assert {"theme data": why, "theme skills": why} == whys(SPRING, release(TWENTY[4:]))

    def test_one_answered_anew(self) -> None:
        """As many as before, but one with another answer: only in the group where it differs."""
        new = release([*members(3), *TWENTY[1:]])

        assert ["theme data"] == [*whys(SPRING, new)]

    def test_one_took_the_place_of_another(self) -> None:
        """One came and one went: the number is the same, the two are not."""
        new = release([*TWENTY[:-1], *members(3, start=20)])

        assert {"theme data", "theme skills"} == {*whys(SPRING, new)}

    def test_one_of_a_panel_answered_anew(self) -> None:
        """An organisation has answered anew where one of its people has."""
        old, new = (
            release(
                [
                    *TWENTY,
                    Organisation("panel", Panel([Respondent(Assessment(PAIR, {"a": n, "b": 3})) for n in levels])),
                ]
            )
            for levels in ((1, 2), (1, 3))
        )

        assert ["theme data"] == [*whys(old, new)]

    def test_another_minimum(self) -> None:
        """A release with another minimum tells what the other withholds: five were promised to those in the old one."""
        new = release([*TWENTY, *members(2, 2, start=20)], minimum=2)

        assert 2 == len(whys(SPRING, new))

    def test_four_joined_and_one_left(self) -> None:
        """Four who came and one who went are not five: each of the two is too few."""
        # Ten and ten become fourteen and nine: one can only have left from 3, and the four stand at 2.
        new = release([*TWENTY[:-1], *members(2, 2, 2, 2, start=20)])

        assert "theme data" in whys(SPRING, new)

    def test_those_who_joined_are_told_apart(self) -> None:
        """Five may join, but not four at one level and one at another: the differences of the counts are 4 and 1."""
        new = release([*TWENTY, *members(2, 2, 2, 2, 3, start=20)])

        assert ["theme data"] == [*whys(SPRING, new)]

    def test_with_a_mean_and_without(self) -> None:
        """The same answers once with a mean and once without: the counts of one and the mean of the other give all."""
        # 1, 6 and 5 at 2, 3 and 4. With its mean told, no count is; without, the 6: 1 + 5 = 6 and 2 + 20 = 40 − 18.
        twelve = members(2, *[3] * 6, *[4] * 5)
        with_mean, without = release(twelve, mean=True), release(twelve)
        mean, counts = with_mean.themes["data"].mean, without.themes["data"].stage_counts

        assert (
            isinstance(mean, Withheld)
            or all(isinstance(count, Withheld) for count in counts[1:4])
            or not check_release(with_mean, without)
        )

    def test_a_minimum_that_falls(self) -> None:
        """A lower minimum in the new release tells what the old one withheld of the same answers."""
        # One at 1 and eleven at 2: with a minimum of 0 the one is told.
        twelve = members(1, *[2] * 11)

        assert not check_release(release(twelve), release(twelve, minimum=0))


class TestDocuments:
    """A benchmark from published counts or from a document no longer knows whose answers are in it."""

    old = Benchmark.from_counts(PAIR, themes={"data": [0, 10, 10, 0, 0]})

    def test_equal(self) -> None:
        """Equal figures tell nothing when one is taken from the other."""
        assert {} == whys(self.old, Benchmark.from_counts(PAIR, themes={"data": [0, 10, 10, 0, 0]}))

    @pytest.mark.parametrize(
        ("counts", "by"), [((0, 11, 10, 0, 0), "1 organisation"), ((0, 10, 6, 0, 0), "4 organisations")]
    )
    def test_a_few_more_or_fewer(self, counts: tuple[int, ...], by: str) -> None:
        """By their number alone, a few more or fewer are too few."""
        why = f"{by} more or fewer; 5 at least, or none"

        assert {"theme data": why} == whys(self.old, Benchmark.from_counts(PAIR, themes={"data": counts}))

    def test_as_many_but_elsewhere(self) -> None:
        """As many in all, but one more at one stage: that is about one organisation."""
        why = "1 organisation more or fewer at one stage; 5 at least, or none"

        assert {"theme data": why} == whys(self.old, Benchmark.from_counts(PAIR, themes={"data": [0, 11, 9, 0, 0]}))

    def test_otherwise_nobody_knows(self) -> None:
        """Figures about many more may be of any organisations: that is not safe."""
        (why,) = whys(self.old, Benchmark.from_counts(PAIR, themes={"data": [0, 20, 10, 0, 0]})).values()

        assert "make both from their networks" in why

    def test_one_from_a_network(self) -> None:
        """One of the two from its network is not enough."""
        (why,) = whys(self.old, release([*TWENTY, *members(*[2] * 10, start=20)])).values()

        assert "make both from their networks" in why

    def test_given_away(self) -> None:
        """A benchmark that was pickled or copied deep is never safer than the one that it was."""
        for given in (pickle.loads(pickle.dumps(SPRING)), copy.deepcopy(SPRING)):
            assert 2 == len(whys(given, release(TWENTY[1:])))
            assert SPRING == given


class TestRefused:
    """Benchmarks that are no releases of one benchmark."""

    def test_everything_at_once(self) -> None:
        """Another framework, another rule and another pool are said at once."""
        other = Benchmark.from_network(
            Network([Organisation("one", Assessment(CROSSED, {"1.1": 3}))]), by="respondents", rule="median-low"
        )

        with pytest.raises(BenchmarkError) as caught:
            check_release(SPRING, other)
        expected = (
            Fault("framework", "the old one is of pair 1, the new crossed 1"),
            Fault("rule", "the old one's stages are by mean-nearest, the new one's by median-low"),
            Fault("pool", "the old one pools organisations, the new one respondents"),
        )
        assert expected == caught.value.faults

    @pytest.mark.parametrize(("options", "where"), [({"rule": "mean-floor"}, "rule"), ({"by": "respondents"}, "pool")])
    def test_one_thing(self, options: dict[str, str], where: str) -> None:
        """Each of them is enough."""
        other = Benchmark.from_network(Network(TWENTY), **options)  # type: ignore[arg-type]

        with pytest.raises(BenchmarkError) as caught:
            check_release(SPRING, other)
        assert [where] == [fault.where for fault in caught.value.faults]

    def test_another_framework_of_one_theme(self) -> None:
        """A framework with other criteria is another framework."""
        other = Benchmark.from_counts(ONE_THEME, themes={"data": [0, 10, 10, 0, 0]})

        with pytest.raises(BenchmarkError, match="framework: the old one is of pair 1, the new one-theme 1"):
            check_release(SPRING, other)


class TestCheck:
    """What the check says."""

    def test_text_of_an_exposure(self) -> None:
        """An exposure names its group and what would be seen."""
        assert "theme data: too few" == str(Exposure(PAIR.theme_groups[0], "too few"))

    def test_truth(self) -> None:
        """A check is true where it is safe."""
        exposure = Exposure(PAIR.theme_groups[0], "too few")

        assert [True, False] == [bool(ReleaseCheck(())), bool(ReleaseCheck((exposure,)))]
        assert [True, False] == [ReleaseCheck(()).is_safe, ReleaseCheck((exposure,)).is_safe]

    def test_in_framework_order(self) -> None:
        """Exposures stand in the framework's order."""
        check = check_release(SPRING, release(TWENTY[1:]))

        assert ["theme data", "theme skills"] == [str(one.group) for one in check.exposures]
