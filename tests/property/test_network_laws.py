"""The laws of SPEC sections 6 and 7 that networks keep, disclosure control apart."""

from collections.abc import Iterator
from fractions import Fraction
from random import Random

import attrs
from hypothesis import given
from hypothesis import strategies as st

import strategies
from datamaturity import (
    Answer,
    Assessment,
    Benchmark,
    Level,
    Network,
    NetworkScore,
    NetworkScorecard,
    Organisation,
    Panel,
    PooledScore,
    Respondent,
    Rule,
    Score,
    Withheld,
    score,
)

minimums = st.sampled_from([0, 1, 2, 3, 5])

# Names come from the wording of whoever stands first; everything else does not.
_NAMES = ("name", "stage_name")


def numbers(card: NetworkScorecard) -> list[dict[str, object]]:
    """Return the rows of a scorecard without names."""
    return [{column: value for column, value in row.items() if column not in _NAMES} for row in card.to_rows()]


def medians(card: NetworkScorecard) -> dict[str, object]:
    """Return the criteria's levels by number."""
    return {one: level.number if isinstance(level, Level) else level for one, level in card.criteria.items()}


def figures(one: NetworkScore) -> dict[str, object]:
    """Return every figure of a score by itself."""
    single = attrs.asdict(one, recurse=False, filter=lambda field, _: field.name not in ("stage_counts", "quartiles"))
    counts = {f"at {place}": count for place, count in enumerate(one.stage_counts)}
    return {**single, **counts, **{f"quartile {share}": value for share, value in one.quartiles.items()}}


@st.composite
def networks_and_rules(draw: st.DrawFn) -> tuple[Network, Rule]:
    """Any network, and any rule that fits its scale."""
    network = draw(strategies.networks())
    return network, draw(strategies.rules(network.framework.scale))


def member_scores(network: Network, rule: Rule, place: int, *, people: bool) -> Iterator[Score | PooledScore]:
    """Return the members' own scores of the group at this place of a scorecard, one member at a time."""
    for one in network:
        if isinstance(one.answers, Panel) and not people:
            yield [*one.answers.pool(rule=rule, overall=True)][place]
        else:
            yield from ([*score(assessment, rule=rule, overall=True)][place] for assessment in one.assessments)


class TestOpenFigures:
    """With a minimum of 0, asked for by name."""

    @given(networks_and_rules(), st.booleans())
    def test_every_number_against_a_slow_reckoning(self, case: tuple[Network, Rule], people: bool) -> None:
        """A network's mean is the mean of its members' means, and its counts are of their stages."""
        network, rule = case
        pool = "respondents" if people else "organisations"
        card = network.pool(by=pool, rule=rule, overall=True, min_organisations=0)  # type: ignore[arg-type]
        for place, one in enumerate(card):
            members = [*member_scores(network, rule, place, people=people)]
            answered = [member for member in members if member.mean is not None]
            means = [member.mean for member in members if member.mean is not None]
            covers = [member.coverage for member in members if member.coverage is not None]
            stages = [member.stage.number for member in answered if member.stage is not None]

            assert len(means) == one.member_count
            assert (sum(means, Fraction(0)) / len(means) if means else None) == one.mean
            assert (sum(covers, Fraction(0)) / len(covers) if covers else None) == one.coverage
            assert tuple(stages.count(number) for number in one.framework.scale.numbers) == one.stage_counts
            assert len(answered) - len(stages) == one.no_stage_count
            # The least of the means that a share of them does not exceed.
            assert {
                share: next((m for m in sorted(means) if sum(n <= m for n in means) >= share * len(means)), None)
                for share in one.quartiles
            } == dict(one.quartiles)

    @given(networks_and_rules(), st.booleans())
    def test_nothing_is_withheld(self, case: tuple[Network, Rule], people: bool) -> None:
        """A minimum of 0 withholds nothing, of the network and of its slices."""
        network, rule = case
        split = Network(attrs.evolve(one, attributes={"n": str(n % 2)}) for n, one in enumerate(network))
        pool = "respondents" if people else "organisations"
        options = {"by": pool, "rule": rule, "min_organisations": 0}
        cards = [network.pool(**options), *split.slices("n", **options).values()]  # type: ignore[arg-type]

        for card in cards:
            assert not any(isinstance(value, Withheld) for one in card for value in figures(one).values())
            assert not any(isinstance(level, Withheld) for level in card.criteria.values())
            assert "withheld" not in {
                value for row in card.to_rows() for value in row.values() if isinstance(value, str)
            }

    @given(networks_and_rules())
    def test_asking_every_organisation_twice(self, case: tuple[Network, Rule]) -> None:
        """Every organisation twice changes no mean, bound, quartile, coverage or stage, and doubles every count."""
        network, rule = case
        twins = (attrs.evolve(one, id=f"{one.id} again") for one in network)
        once = network.pool(rule=rule, min_organisations=0)
        twice = Network([*network, *twins]).pool(rule=rule, min_organisations=0)
        counts = ("organisation_count", "member_count", "no_stage_count")

        assert medians(once) == medians(twice)
        for one, other in zip(once, twice, strict=True):
            mine, theirs = figures(one), figures(other)
            doubled = {
                name: 2 * value
                for name, value in mine.items()
                if isinstance(value, int) and (name in counts or name.startswith("at "))
            }
            assert {**mine, **doubled} == theirs

    @given(networks_and_rules())
    def test_each_person_an_organisation_of_their_own(self, case: tuple[Network, Rule]) -> None:
        """By respondents, a network is the network of its people: nobody weighs more for where they work."""
        network, rule = case
        alone = Network(
            Organisation(f"{one.id}/{n}", assessment) for one in network for n, assessment in enumerate(one.assessments)
        )
        by_person = network.pool(by="respondents", rule=rule, min_organisations=0)
        by_organisation = alone.pool(rule=rule, min_organisations=0)

        assert medians(by_person) == medians(by_organisation)
        for one, other in zip(by_person, by_organisation, strict=True):
            assert {**figures(one), "organisation_count": other.organisation_count} == figures(other)

    @given(networks_and_rules())
    def test_a_panel_of_one_is_an_assessment(self, case: tuple[Network, Rule]) -> None:
        """An organisation with a panel of one person stands where that person's assessment would."""
        network, rule = case
        wrapped = Network(
            attrs.evolve(
                one, answers=Panel([Respondent(one.answers)]) if isinstance(one.answers, Assessment) else one.answers
            )
            for one in network
        )

        assert numbers(network.pool(rule=rule)) == numbers(wrapped.pool(rule=rule))

    @given(networks_and_rules())
    def test_slices_add_up(self, case: tuple[Network, Rule]) -> None:
        """The slices' counts add up to the network's, and so do their means times what they rest on."""
        network, rule = case
        split = Network(attrs.evolve(one, attributes={"n": str(n % 3)}) for n, one in enumerate(network))
        slices = [*split.slices("n", rule=rule, min_organisations=0).values()]
        for whole, *parts in zip(split.pool(rule=rule, min_organisations=0), *slices, strict=True):
            counts = [(one.member_count, *one.stage_counts, one.no_stage_count) for one in parts]
            sums = tuple(sum(n for n in column if isinstance(n, int)) for column in zip(*counts, strict=True))
            points = sum(
                one.mean * one.member_count
                for one in parts
                if isinstance(one.mean, Fraction) and isinstance(one.member_count, int)
            )

            assert (whole.member_count, *whole.stage_counts, whole.no_stage_count) == sums
            if isinstance(whole.mean, Fraction):
                assert whole.mean * sums[0] == points

    @given(networks_and_rules(), st.data())
    def test_raising_an_answer(self, case: tuple[Network, Rule], data: st.DataObject) -> None:
        """Raising one answer of one organisation lowers no mean, no bound, no quartile and no stage."""
        network, rule = case
        # Of those with an assessment, whose answers can be set one by one.
        places = [n for n, one in enumerate(network) if isinstance(one.answers, Assessment)]
        if not places:
            return
        chosen = network.organisations[data.draw(st.sampled_from(places))]
        assert isinstance(chosen.answers, Assessment)
        framework = chosen.answers.framework
        criterion = data.draw(st.sampled_from(framework.criterion_ids))
        low, high = sorted(data.draw(st.lists(st.sampled_from(framework.scale.numbers), min_size=2, max_size=2)))

        def with_level(number: int) -> list[NetworkScore]:
            assert isinstance(chosen.answers, Assessment)
            answers = {**chosen.answers.answers, criterion: Answer.at(number)}
            changed = attrs.evolve(chosen, answers=Assessment(framework, answers))
            everybody = [changed if one.id == chosen.id else one for one in network]
            return [*Network(everybody).pool(rule=rule, min_organisations=0)]

        for before, after in zip(with_level(low), with_level(high), strict=True):
            pairs = [
                (before.mean, after.mean),
                (before.low, after.low),
                (before.high, after.high),
                *((before.quartiles[share], after.quartiles[share]) for share in before.quartiles),
            ]
            assert all(
                one <= other for one, other in pairs if isinstance(one, Fraction) and isinstance(other, Fraction)
            )
            numbers_of = [each.stage.number if isinstance(each.stage, Level) else None for each in (before, after)]
            assert numbers_of[0] is None or (numbers_of[1] is not None and numbers_of[0] <= numbers_of[1])

    @given(strategies.networks())
    def test_missing(self, network: Network) -> None:
        """Missing from a group is whoever has given no level in it, and nobody else."""
        framework = network.framework
        for (kind, place), names in {
            **{("topic", key): found for key, found in network.missing.topics.items()},
            **{("theme", key): found for key, found in network.missing.themes.items()},
            ("overall", ""): network.missing.overall or (),
        }.items():
            ids = [
                one.id
                for one in framework.criteria
                if kind == "overall" or place == (one.topic if kind == "topic" else one.theme)
            ]
            expected = tuple(
                one.id
                for one in network
                if not any(each.answers[criterion].level is not None for each in one.assessments for criterion in ids)
            )

            assert expected == names


class TestWhatIsTold:
    """With a minimum, what is told is told as it is."""

    @given(networks_and_rules(), minimums, st.randoms(use_true_random=False))
    def test_order_is_irrelevant(self, case: tuple[Network, Rule], minimum: int, random: Random) -> None:
        """Organisations in another order make the same figures and withhold the same, in every slice."""
        network, rule = case
        named = [attrs.evolve(one, attributes={"n": str(n % 2)}) for n, one in enumerate(network)]
        shuffled = [*named]
        random.shuffle(shuffled)
        one, other = Network(named), Network(shuffled)

        assert numbers(one.pool(rule=rule, min_organisations=minimum)) == numbers(
            other.pool(rule=rule, min_organisations=minimum)
        )
        mine = one.slices("n", rule=rule, min_organisations=minimum)
        theirs = other.slices("n", rule=rule, min_organisations=minimum)
        assert [*mine] == [*theirs]
        for key in mine:
            assert numbers(mine[key]) == numbers(theirs[key])
            assert medians(mine[key]) == medians(theirs[key])

    @given(networks_and_rules(), minimums, st.booleans())
    def test_withholding_changes_nothing_that_is_told(
        self, case: tuple[Network, Rule], minimum: int, people: bool
    ) -> None:
        """A figure that is told is the one that is told with a minimum of 0."""
        network, rule = case
        split = Network(attrs.evolve(one, attributes={"n": str(n % 2)}) for n, one in enumerate(network))
        by = "respondents" if people else "organisations"
        options = {"by": by, "rule": rule}

        def cards(least: int) -> list[NetworkScorecard]:
            slices = split.slices("n", min_organisations=least, **options)  # type: ignore[arg-type]
            return [split.pool(min_organisations=least, **options), *slices.values()]  # type: ignore[arg-type]

        for told, true in zip(cards(minimum), cards(0), strict=True):
            for one, other in zip(told, true, strict=True):
                open_figures = figures(other)
                for name, value in figures(one).items():
                    # A reason for no stage is not told of what is withheld.
                    if not isinstance(value, Withheld) and not (one.withheld and name == "why_no_stage"):
                        assert open_figures[name] == value
            for criterion, level in told.criteria.items():
                assert isinstance(level, Withheld) or true.criteria[criterion] == level

    @given(networks_and_rules(), minimums)
    def test_nothing_told_is_about_too_few(self, case: tuple[Network, Rule], minimum: int) -> None:
        """Of organisations, no count from 1 to one less than the minimum is told, and nothing about so few."""
        network, rule = case
        split = Network(attrs.evolve(one, attributes={"n": str(n % 2)}) for n, one in enumerate(network))
        cards = [split.pool(rule=rule, min_organisations=minimum)]
        cards += split.slices("n", rule=rule, min_organisations=minimum).values()

        for one in (each for card in cards for each in card):
            counts = [one.organisation_count, one.member_count, one.no_stage_count, *one.stage_counts]
            assert [] == [count for count in counts if isinstance(count, int) and 0 < count < minimum]
            if one.withheld:
                assert {True} == {
                    value is None or isinstance(value, Withheld)
                    for name, value in figures(one).items()
                    if name not in ("group", "framework", "rule")
                }

    @given(networks_and_rules(), minimums)
    def test_rows_say_withheld_where_it_is(self, case: tuple[Network, Rule], minimum: int) -> None:
        """A row has the text ``withheld`` where the score has a withheld figure, and nowhere else."""
        network, rule = case
        for one in network.pool(rule=rule, min_organisations=minimum):
            row = one.to_row()
            columns = {
                "organisations": one.organisation_count,
                "members": one.member_count,
                "mean": one.mean,
                "stage": one.stage,
                "stage_name": one.stage,
                "coverage": one.coverage,
                "low": one.low,
                "high": one.high,
                "no_stage": one.no_stage_count,
                **{
                    f"members_at_{n}": count
                    for n, count in zip(one.framework.scale.numbers, one.stage_counts, strict=True)
                },
                **{f"quantile_{share}": value for share, value in one.quartiles.items()},
            }
            # A level may be called so too.
            held = {column for column in columns if column != "stage_name" and row[column] == "withheld"}

            assert {column for column, value in columns.items() if isinstance(value, Withheld)} - {"stage_name"} == held

    @given(networks_and_rules(), minimums, st.booleans())
    def test_a_benchmark_says_what_the_network_says(self, case: tuple[Network, Rule], minimum: int, mean: bool) -> None:
        """The benchmark of a network has its figures, group by group."""
        network, rule = case
        card = network.pool(rule=rule, mean=mean, min_organisations=minimum)
        made = Benchmark.from_network(network, rule=rule, mean=mean, min_organisations=minimum)

        for one, other in zip(card, made, strict=True):
            names = (
                "group",
                "organisation_count",
                "member_count",
                "mean",
                "stage_counts",
                "no_stage_count",
                "quartiles",
            )
            assert [getattr(one, name) for name in names] == [getattr(other, name) for name in names]

    @given(networks_and_rules(), minimums)
    def test_without_a_mean(self, case: tuple[Network, Rule], minimum: int) -> None:
        """Without means, none is told, and no bound either: not as withheld, but as not asked for."""
        network, rule = case

        assert {None} == {
            value
            for one in network.pool(rule=rule, mean=False, min_organisations=minimum)
            for value in (one.mean, one.low, one.high)
        }
