"""A network of twelve small organisations, worked by hand, and what makes a network at all."""

from collections.abc import Mapping
from fractions import Fraction

import attrs
import pytest

from datamaturity import (
    Answer,
    Assessment,
    Criterion,
    Fault,
    Framework,
    Network,
    NetworkError,
    NetworkScore,
    NetworkScorecard,
    NoStage,
    Organisation,
    Panel,
    PanelError,
    Respondent,
    RuleError,
    Theme,
    UnknownIdError,
    Withheld,
    WrongTypeError,
    score,
)
from examples import CROSSED, FIVE, ONE_THEME

CHARITY = Framework(
    id="charity",
    version="1",
    title="Two themes of one and two criteria",
    scale=FIVE,
    themes=[Theme("data", "Data"), Theme("skills", "Skills")],
    criteria=[
        Criterion("a", "Criterion a", theme="data"),
        Criterion("b", "Criterion b", theme="skills"),
        Criterion("c", "Criterion c", theme="skills"),
    ],
)

# Sector, size, and the answers a, b, c; 0 for none.
ANSWERS = {
    "ada": ("health", "small", 1, 2, 3),
    "bay": ("health", "small", 2, 2, 2),
    "cam": ("health", "small", 2, 3, 3),
    "dee": ("health", "large", 2, 3, 0),
    "elm": ("health", "large", 2, 4, 4),
    "fox": ("health", "large", 2, 4, 2),
    "gil": ("arts", "small", 3, 1, 1),
    "hay": ("arts", "small", 3, 3, 4),
    "ivy": ("arts", "small", 3, 5, 5),
    "jay": ("arts", "large", 3, 4, 4),
    "kit": ("arts", "large", 3, 0, 2),
    "lea": ("arts", "large", 4, 3, 3),
}


def organisation(name: str) -> Organisation:
    """Return one of the twelve."""
    sector, size, *levels = ANSWERS[name]
    answers = {one: level for one, level in zip("abc", levels, strict=True) if level}
    return Organisation(name, Assessment(CHARITY, answers), {"sector": sector, "size": size})


TWELVE = Network([organisation(name) for name in ANSWERS], name="Twelve")


def assessed(levels: Mapping[str, Answer | int], framework: Framework = CHARITY) -> Assessment:
    """Return an assessment with these answers."""
    return Assessment(framework, levels)


def at(number: int) -> object:
    """Return a level of the scale from 1 to 5."""
    return FIVE.levels[number - 1]


def numbers(one: NetworkScore) -> list[int | None]:
    """Return the counts by stage, `None` where one is withheld."""
    return [None if isinstance(count, Withheld) else count for count in one.stage_counts]


class TestTwelve:
    """Every figure of the twelve, nothing withheld."""

    card = TWELVE.pool(min_organisations=0)
    data, skills = card.themes["data"], card.themes["skills"]

    def test_counts(self) -> None:
        """Each organisation counts at the stage of its own mean, half-way up."""
        # data: ada at 1, five at 2, five at 3, lea at 4. skills: means 5/2 2 3 3 4 3 and 1 7/2 5 4 2 3, so 3 2 3 3 4 3
        # and 1 4 5 4 2 3: one at 1, two at 2, five at 3, three at 4, one at 5.
        assert (1, 5, 5, 1, 0) == self.data.stage_counts
        assert (1, 2, 5, 3, 1) == self.skills.stage_counts
        assert (0, 0) == (self.data.no_stage_count, self.skills.no_stage_count)

    def test_who_counts(self) -> None:
        """Twelve organisations, twelve members."""
        assert [12, 12, 12, 12] == [
            count for one in (self.data, self.skills) for count in (one.organisation_count, one.member_count)
        ]

    def test_means(self) -> None:
        """The mean is of the organisations' means."""
        # (1 + 5·2 + 5·3 + 4) / 12 and (17½ + 18½) / 12.
        assert (Fraction(30, 12), Fraction(36, 12)) == (self.data.mean, self.skills.mean)

    def test_stages(self) -> None:
        """Exactly half-way goes to the upper level."""
        assert (at(3), at(3)) == (self.data.stage, self.skills.stage)

    def test_coverage(self) -> None:
        """The coverage is the mean of the organisations' own."""
        # dee and kit have answered one of two criteria.
        assert (Fraction(1), Fraction(11, 12)) == (self.data.coverage, self.skills.coverage)

    def test_bounds(self) -> None:
        """The bounds put what dee and kit have left open at either end."""
        # dee 3 → (3 + 1)/2 and (3 + 5)/2, 1 down and 1 up; kit 2 → 3/2 and 7/2, ½ down and 3/2 up.
        assert (Fraction("34.5") / 12, Fraction("38.5") / 12) == (self.skills.low, self.skills.high)
        assert (self.data.mean, self.data.mean) == (self.data.low, self.data.high)

    def test_quartiles(self) -> None:
        """A quartile is a mean that somebody has: the third, sixth and ninth of twelve."""
        # 1 2 2 5/2 3 3 3 3 7/2 4 4 5 and 1 2 2 2 2 2 3 3 3 3 3 4.
        assert [2, 3, Fraction(7, 2)] == [*self.skills.quartiles.values()]
        assert [2, 2, 3] == [*self.data.quartiles.values()]

    def test_medians_of_criteria(self) -> None:
        """A criterion's level is the lower median of those who answered it."""
        # b, eleven of them: 1 2 2 3 3 3 3 4 4 4 5; c likewise: 1 2 2 2 3 3 3 4 4 4 5.
        assert {"a": at(2), "b": at(3), "c": at(3)} == dict(self.card.criteria)

    def test_the_whole_is_left_out_unless_asked_for(self) -> None:
        """A framework without an overall score has none for a network either; `overall` asks for one."""
        # Everything answered has the mean of three, dee and kit of two: sums 6 6 8 5 10 8 5 10 13 11 5 10.
        total = Fraction(6 + 6 + 8 + 10 + 8 + 5 + 10 + 13 + 11 + 10, 3) + Fraction(5 + 5, 2)
        whole = TWELVE.pool(overall=True, min_organisations=0).overall

        assert self.card.overall is None
        assert whole is not None
        assert total / 12 == whole.mean

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            # 1, then five at 2, five at 3 and one at 4.
            ("weakest-link", 1),
            # Eleven of twelve at 2 or above, six at 3 or above, one at 4.
            ("reached-by:11/12", 2),
            ("reached-by:0.92", 1),
            ("reached-by:0.5", 3),
            ("reached-by:1/12", 4),
            ("median-low", 2),
            ("mean-floor", 2),
            ("cut-offs:2,2.5,3,4", 3),
        ],
    )
    def test_rules(self, rule: str, expected: int) -> None:
        """Rules on levels apply to the organisations' stages, rules on the mean to the mean of their means."""
        one = TWELVE.pool(rule=rule, min_organisations=0).themes["data"]

        assert at(expected) == one.stage
        assert None is one.why_no_stage

    def test_weakest_link_with_somebody_who_has_not_answered(self) -> None:
        """An organisation with nothing in the group leaves the weakest link without a stage, and the rule says so."""
        network = Network([*TWELVE, Organisation("new", assessed({"b": 3}))])
        one = network.pool(rule="weakest-link", min_organisations=0).themes["data"]

        assert (None, NoStage.RULE) == (one.stage, one.why_no_stage)
        # Thirteen of them, of whom eleven stand at 2 or above: 11/13 is 0.846…
        reached = network.pool(rule="reached-by:0.84", min_organisations=0).themes["data"]
        assert at(2) == reached.stage

    def test_answers_without_a_stage(self) -> None:
        """Whoever has answers and no stage under the rule is counted beside the stages."""
        # Under weakest-link dee and kit have none in skills, the others their lower answer: 2 2 3 4 2 and 1 3 5 4 3.
        one = TWELVE.pool(rule="weakest-link", min_organisations=0).themes["skills"]

        assert ((1, 3, 3, 2, 1), 2, 12) == (one.stage_counts, one.no_stage_count, one.member_count)


class TestTwelveWithTheDefaultMinimum:
    """What the twelve may tell of themselves: nothing about fewer than five."""

    def test_skills(self) -> None:
        """The five at 3 are told; the seven of the other stages hide one another."""
        # 1, 2, 3 and 1 are under five, seven together, in four stages.
        one = TWELVE.pool().themes["skills"]

        assert [None, None, 5, None, None] == numbers(one)
        figures: list[object] = [one.organisation_count, one.member_count, one.mean, one.stage]
        assert [12, 12, 3, at(3)] == figures

    def test_data(self) -> None:
        """One at 1 and one at 4 are two together: the five at 2, the first of the next fewest, go with them."""
        one = TWELVE.pool(mean=False).themes["data"]

        assert [None, None, 5, None, 0] == numbers(one)
        assert (12, None, None, None) == (one.organisation_count, one.mean, one.low, one.high)

    def test_counts_and_mean_of_one_criterion_are_not_told_together(self) -> None:
        """Where the mean is that of the stages, it or the counts are withheld: together they would give counts away."""
        one = TWELVE.pool().themes["data"]

        assert isinstance(one.mean, Withheld) or [None] * 5 == numbers(one)

    def test_a_mean_that_tells_a_count_is_not_told_in_a_larger_group(self) -> None:
        """The mean of the whole goes with that of the criterion whose counts it would tell; others stay."""
        # a: nine at 1 and one at 2 have the mean 11/10, which ten can have in no other way. Skills are at 3 throughout,
        # so that the whole's mean, (11/10 + 3 + 3) / 3, would tell a's.
        levels = [1] * 9 + [2]
        network = Network(Organisation(str(n), assessed({"a": one, "b": 3, "c": 3})) for n, one in enumerate(levels))
        card = network.pool(overall=True)
        few = Withheld("it is about fewer than 5 organisations, or would give such a figure away")

        assert card.overall is not None
        assert (few, few, Fraction(3)) == (card.themes["data"].mean, card.overall.mean, card.themes["skills"].mean)
        assert 10 == card.overall.organisation_count

    def test_the_minimum_is_kept(self) -> None:
        """A scorecard says which minimum it was made with: five, or the one asked for."""
        assert (5, 0) == (TWELVE.pool().min_organisations, TWELVE.pool(min_organisations=0).min_organisations)

    def test_by_size(self) -> None:
        """Six small and six large ones: how many they are is told, and no count, since some are too small."""
        # small 1 2 3 0 0, large 0 3 2 1 0.
        slices = TWELVE.slices("size", mean=False)

        assert ["large", "small"] == [*slices]
        assert [6, 6] == [card.themes["data"].organisation_count for card in slices.values()]
        assert [[None] * 5] * 2 == [numbers(card.themes["data"]) for card in slices.values()]

    def test_slices_without_a_small_count(self) -> None:
        """Where no count of any slice is too small, all of them are told."""
        levels = [("arts", 2)] * 5 + [("arts", 3)] * 6 + [("health", 2)] * 7
        network = Network(
            Organisation(str(n), assessed({"a": level}), {"sector": sector}) for n, (sector, level) in enumerate(levels)
        )
        slices = network.slices("sector")

        assert [0, 5, 6, 0, 0] == numbers(slices["arts"].themes["data"])
        assert [0, 7, 0, 0, 0] == numbers(slices["health"].themes["data"])
        # (10 + 18) / 11
        assert [Fraction(28, 11), 2] == [card.themes["data"].mean for card in slices.values()]

    def test_means_by_size(self) -> None:
        """Means about six organisations each are told."""
        # small: 5/2 + 2 + 3 + 1 + 7/2 + 5 = 17; large: 3 + 4 + 3 + 4 + 2 + 3 = 19.
        slices = TWELVE.slices("size")

        assert Fraction(17, 6) == slices["small"].themes["skills"].mean
        assert Fraction(19, 6) == slices["large"].themes["skills"].mean

    def test_where_is_a_slice(self) -> None:
        """Of two parts, one told by itself tells what it tells beside the other."""
        for size in ("small", "large"):
            assert TWELVE.slices("size")[size].to_rows() == TWELVE.where(size=size).pool().to_rows()

    def test_a_slice_whose_rest_is_small(self) -> None:
        """Nine of twelve are withheld where the other three would follow: the slice is the whole without them."""
        network = Network(
            attrs.evolve(one, attributes={"region": "north" if number < 9 else "south"})
            for number, one in enumerate(TWELVE)
        )
        part = network.where(region="north").pool()

        for one in part:
            assert isinstance(one.withheld, Withheld)
            assert {"withheld"} == {
                value
                for column, value in one.to_row().items()
                if column in ("organisations", "members", "mean", "stage", "stage_name", "coverage", "low", "high")
                or column.startswith(("members_at", "no_stage", "quantile"))
            }
        assert {name: one.withheld for name, one in part.themes.items()} == {
            name: one.withheld for name, one in network.slices("region")["south"].themes.items()
        }
        # The whole tells of all twelve.
        assert 3 == network.pool().themes["skills"].mean

    def test_a_network_of_four(self) -> None:
        """Four organisations are too few to say anything of."""
        card = Network([organisation(name) for name in ("ada", "bay", "cam", "dee")]).pool()

        assert [True, True] == [one.withheld is not None for one in card]
        assert all(isinstance(level, Withheld) for level in card.criteria.values())

    def test_a_minimum_of_four(self) -> None:
        """Another minimum can be asked for."""
        card = Network([organisation(name) for name in ("bay", "cam", "dee", "elm")]).pool(min_organisations=4)

        assert [0, 4, 0, 0, 0] == numbers(card.themes["data"])


class TestPools:
    """Whether organisations count once, or people."""

    # x has a panel of three, y and z an assessment each.
    network = Network(
        [
            Organisation(
                "x",
                Panel(
                    [
                        Respondent(assessed({"a": 1}), unit="u"),
                        Respondent(assessed({"a": 1}), unit="u"),
                        Respondent(assessed({"a": 4}), unit="v"),
                    ]
                ),
            ),
            Organisation("y", assessed({"a": 4})),
            Organisation("z", assessed({"a": 3})),
        ]
    )

    def test_organisations(self) -> None:
        """By organisations, a panel counts once, with its pooled score."""
        # The panel's mean is 2: (2 + 4 + 3) / 3.
        one = self.network.pool(min_organisations=0).themes["data"]

        assert (3, 3, Fraction(3)) == (one.organisation_count, one.member_count, one.mean)
        assert (0, 1, 1, 1, 0) == one.stage_counts

    def test_respondents(self) -> None:
        """By respondents, each person counts once, and an assessment is one."""
        # (1 + 1 + 4 + 4 + 3) / 5
        one = self.network.pool(by="respondents", min_organisations=0).themes["data"]

        assert (3, 5, Fraction(13, 5)) == (one.organisation_count, one.member_count, one.mean)
        assert (2, 0, 1, 2, 0) == one.stage_counts

    def test_units(self) -> None:
        """Units of a panel may count once each: they roll up to an organisation as organisations do to a network."""
        # Units 1 and 4: the panel's mean is 5/2, and (5/2 + 4 + 3) / 3 the network's.
        one = self.network.pool(within="units", min_organisations=0).themes["data"]

        assert (3, 3, Fraction(19, 6)) == (one.organisation_count, one.member_count, one.mean)

    def test_units_in_slices(self) -> None:
        """Slices pool a panel's respondents, or its units, as asked for."""
        # The panel of 1, 1 and 4 by itself: 2 by respondents, (1 + 4) / 2 by units.
        network = Network(attrs.evolve(one, attributes={"id": one.id}) for one in self.network)
        people = network.slices("id", min_organisations=0)["x"].themes["data"]
        units = network.slices("id", within="units", min_organisations=0)["x"].themes["data"]

        assert (Fraction(2), Fraction(5, 2)) == (people.mean, units.mean)

    def test_two_panels(self) -> None:
        """Panels are organisations each, however many people are in them."""
        panel = self.network.organisations[0]
        one = Network([panel, attrs.evolve(panel, id="w")]).pool(min_organisations=0).themes["data"]

        assert (2, 2) == (one.organisation_count, one.member_count)

    def test_the_rule_and_the_whole_of_a_panel(self) -> None:
        """A panel's stage is by the rule asked for, and the whole is scored for it too."""
        # 5/2 by units, 4 and 3: stages 2, 4 and 3 where means are rounded down. Nothing but a is answered.
        card = self.network.pool(rule="mean-floor", overall=True, within="units", min_organisations=0)

        assert (0, 1, 1, 1, 0) == card.themes["data"].stage_counts
        assert card.overall is not None
        assert Fraction(19, 6) == card.overall.mean

    def test_one_rule_for_all(self) -> None:
        """The rule, and whether the whole is scored, are the first organisation's framework's, for everybody."""
        other = attrs.evolve(CHARITY, default_rule="mean-floor", publishes_overall=True)
        both = [Organisation(name, assessed({"b": 2, "c": 3}, one)) for name, one in (("y", CHARITY), ("z", other))]
        first, second = Network(both).pool(min_organisations=0), Network(both[::-1]).pool(min_organisations=0)

        # Both have 5/2: the nearest level is 3, the one below 2.
        assert ("mean-nearest", None) == (str(first.rule), first.overall)
        assert (0, 0, 2, 0, 0) == first.themes["skills"].stage_counts
        assert second.overall is not None
        assert (0, 2, 0, 0, 0) == second.themes["skills"].stage_counts == second.overall.stage_counts

    def test_medians(self) -> None:
        """By organisations a panel's level is the one it agrees on, by respondents everybody's own counts."""
        # 1, 4 and 3 (the lower median of 1, 1 and 4 is 1), or 1, 1, 4, 4 and 3: both have the median 3.
        by_organisation = self.network.pool(min_organisations=0).criteria
        by_person = self.network.pool(by="respondents", min_organisations=0).criteria

        assert (at(3), at(3)) == (by_organisation["a"], by_person["a"])
        # Without z: 1 and 4, or 1, 1, 4 and 4.
        two = Network(self.network.organisations[:2])
        assert at(1) == two.pool(min_organisations=0).criteria["a"]

    def test_a_figure_about_many_people_of_few_organisations_is_withheld(self) -> None:
        """Five people of three organisations are three organisations."""
        one = self.network.pool(by="respondents").themes["data"]

        assert isinstance(one.member_count, Withheld)

    @pytest.mark.parametrize("options", [{"by": "people"}, {"within": "people"}])
    def test_unknown_pools(self, options: dict[str, str]) -> None:
        """There are no other pools."""
        expected = NetworkError if "by" in options else PanelError

        with pytest.raises(expected, match=r"organisations or respondents|respondents or units"):
            self.network.pool(**options)  # type: ignore[arg-type]

    def test_minimum(self) -> None:
        """Nothing but a whole number from 0 is a minimum, for slices too."""
        with pytest.raises(NetworkError, match="0 withholds nothing"):
            TWELVE.pool(min_organisations=-1)
        with pytest.raises(NetworkError, match="0 withholds nothing"):
            TWELVE.slices("size", min_organisations=False)

    def test_rules_that_do_not_fit(self) -> None:
        """A rule that does not fit the framework's scale is refused."""
        with pytest.raises(RuleError):
            TWELVE.pool(rule="cut-offs:1,2")


class TestWithoutAnswers:
    """Organisations that have not answered, and answers that are no levels."""

    network = Network(
        [
            organisation("ada"),
            organisation("dee"),
            Organisation("new"),
            Organisation("empty", assessed({})),
            Organisation("half", assessed({"a": 3, "b": Answer.not_applicable("No staff")})),
            Organisation("none apply", assessed(dict.fromkeys("abc", Answer.not_applicable("Not ours")))),
            Organisation("panel", Panel([Respondent(assessed({})), Respondent(assessed({"c": 2}))])),
        ]
    )

    def test_they_are_in_the_network(self) -> None:
        """Everybody counts as an organisation of the network, whatever has come in."""
        assert 7 == len(self.network)
        assert ["ada", "dee", "new", "empty", "half", "none apply", "panel"] == [one.id for one in self.network]

    def test_missing(self) -> None:
        """For each group, those without a level in it, in the network's order."""
        missing = self.network.missing

        assert ("new", "empty", "none apply", "panel") == missing.themes["data"]
        assert ("new", "empty", "half", "none apply") == missing.themes["skills"]
        assert ("new", "empty", "none apply") == missing.overall

    def test_nobody_is_missing(self) -> None:
        """Of the twelve none is missing from a theme, though two have left a criterion open."""
        assert [(), (), ()] == [*TWELVE.missing]

    def test_counts(self) -> None:
        """The counts are of those with a level: whoever has none is in no mean."""
        # data: ada 1, dee 2, half 3.
        one = self.network.pool(min_organisations=0).themes["data"]

        assert (3, 3, Fraction(2)) == (one.organisation_count, one.member_count, one.mean)
        assert (1, 1, 1, 0, 0) == one.stage_counts

    def test_coverage_and_bounds(self) -> None:
        """Whoever has been asked and not answered lowers the coverage and widens the bounds; new ones do not."""
        # data applies to ada, dee, half, empty and the panel's two: coverage (1 + 1 + 1 + 0 + 0) / 5,
        # low (1 + 2 + 3 + 1 + 1) / 5, high (1 + 2 + 3 + 5 + 5) / 5.
        one = self.network.pool(min_organisations=0).themes["data"]

        assert (Fraction(3, 5), Fraction(8, 5), Fraction(16, 5)) == (one.coverage, one.low, one.high)

    def test_nobody_has_answered(self) -> None:
        """A group without any answer has no mean and no stage, and says why."""
        network = Network([Organisation("one", assessed({"a": 3})), Organisation("two", assessed({"a": 2}))])
        one = network.pool(min_organisations=0).themes["skills"]

        assert (None, None, NoStage.NO_ANSWERS) == (one.mean, one.stage, one.why_no_stage)
        assert [None, None, None] == [*one.quartiles.values()]
        assert (0, (0, 0, 0, 0, 0), 0) == (one.organisation_count, one.stage_counts, one.no_stage_count)

    def test_it_applies_to_nobody(self) -> None:
        """A group that applies to nobody is not applicable, which is not the same as not answered."""
        nobody = assessed({"a": 3, "b": Answer.not_applicable("No"), "c": Answer.not_applicable("No")})
        card = Network([Organisation("one", nobody)]).pool(min_organisations=0)
        one = card.themes["skills"]

        assert (NoStage.NOT_APPLICABLE, None, None, None) == (one.why_no_stage, one.coverage, one.low, one.high)
        assert ["a"] == [*card.criteria]

    def test_whether_it_applies_to_one_organisation_is_not_told(self) -> None:
        """Of a slice of one organisation without answers, nothing says whether the group applies to it."""
        # Two more organisations, each a sector of its own: to one skills do not apply, the other has not answered.
        apart: dict[str, dict[str, Answer | int]] = {
            "mia": {"a": 3, "b": Answer.not_applicable("No"), "c": Answer.not_applicable("No")},
            "noa": {"a": 3},
        }
        network = Network([*TWELVE, *(Organisation(one, assessed(apart[one]), {"sector": one}) for one in apart)])
        cards = network.slices("sector")
        mia, noa = (cards[one].themes["skills"] for one in apart)

        assert mia.to_row() == noa.to_row()


class TestParts:
    """Attributes, and the parts that they make."""

    def test_values_of(self) -> None:
        """An attribute's values are in alphabetical order, the empty one for whoever lacks it."""
        network = Network([*TWELVE, Organisation("new")])

        assert ("arts", "health") == TWELVE.values_of("sector")
        assert ("", "large", "small") == network.values_of("size")

    def test_values_of_an_unknown_attribute(self) -> None:
        """An attribute that nobody has is refused, with what there is."""
        with pytest.raises(UnknownIdError, match=r"no attribute 'sectr' in the network .*did you mean 'sector'"):
            TWELVE.values_of("sectr")

    def test_slices_by_an_unknown_attribute(self) -> None:
        """Slices need an attribute that somebody has."""
        with pytest.raises(UnknownIdError, match="'region'"):
            TWELVE.slices("region")

    def test_slices_without_any_attribute(self) -> None:
        """A network without attributes has no slices."""
        with pytest.raises(UnknownIdError, match="'sector'"):
            Network([Organisation("one", assessed({"a": 3}))]).slices("sector")

    @pytest.mark.parametrize(
        ("wanted", "message"),
        [
            ({"region": "north"}, "no attribute 'region' in the network (2 attributes); there are sector, size"),
            ({"sector": "Health"}, "no value 'Health' in attribute sector (2 values); did you mean 'health'?"),
            ({"sector": "health", "size": ""}, "no value '' in attribute size (2 values)"),
        ],
    )
    def test_where_with_unknown_attributes_and_values(self, wanted: dict[str, str], message: str) -> None:
        """An attribute or a value that nobody has is refused, with what looks like it."""
        with pytest.raises(UnknownIdError) as caught:
            TWELVE.where(**wanted)

        assert message == str(caught.value)

    def test_where(self) -> None:
        """The part keeps the network's order, has a name of its own and knows the whole."""
        part = TWELVE.where(sector="arts", size="large")

        assert ["jay", "kit", "lea"] == [one.id for one in part]
        assert "Twelve · sector arts, size large" == part.name
        assert TWELVE is part.whole

    def test_where_somebody_lacks_it(self) -> None:
        """The empty text asks for those without the attribute."""
        network = Network([*TWELVE, Organisation("new", assessed({"a": 3}))])
        part = network.where(size="")

        assert (["new"], "size (none)") == ([one.id for one in part], part.name)

    def test_where_nobody_has_answered(self) -> None:
        """A part of which nobody has answered is no network."""
        network = Network([*TWELVE, Organisation("new", None, {"sector": "sport"})])

        with pytest.raises(NetworkError) as caught:
            network.where(sector="sport")
        assert (Fault("where", "no organisation with answers has sector sport"),) == caught.value.faults

    def test_where_no_organisation_has_both(self) -> None:
        """Two values that each somebody has, and nobody both."""
        network = Network([*TWELVE, Organisation("new", assessed({"a": 3}), {"sector": "sport", "size": "huge"})])

        with pytest.raises(NetworkError, match="no organisation with answers has sector arts, size huge"):
            network.where(sector="arts", size="huge")

    def test_where_nobody_else_has_answered(self) -> None:
        """A part beside which nobody has answered is the network itself."""
        network = Network([*TWELVE, Organisation("new", None, {"sector": "sport"})], name="")
        everybody = Network(attrs.evolve(one, attributes={**one.attributes, "in": "yes"}) for one in network)
        part = everybody.where(**{"in": "yes"})

        assert TWELVE.pool().to_rows() == part.pool().to_rows()

    def test_slices_leave_out_values_without_answers(self) -> None:
        """A value that only organisations without answers have is no slice; those without the attribute are one."""
        network = Network(
            [
                *TWELVE,
                Organisation("new", None, {"size": "huge"}),
                Organisation("other", assessed({"a": 3})),
            ]
        )

        assert ["", "large", "small"] == [*network.slices("size")]

    def test_slices_of_one_value(self) -> None:
        """A single slice is the network."""
        network = Network(attrs.evolve(one, attributes={"country": "Wales"}) for one in TWELVE)

        assert TWELVE.pool().to_rows() == network.slices("country")["Wales"].to_rows()

    def test_slices_open(self) -> None:
        """Nothing withheld, a slice is the network of its organisations."""
        slices = TWELVE.slices("sector", min_organisations=0)

        for sector, card in slices.items():
            own = Network([one for one in TWELVE if one.attributes["sector"] == sector])
            assert own.pool(min_organisations=0).to_rows() == card.to_rows()
        # (1 + 5·2) / 6 and (5·3 + 4) / 6
        assert [Fraction(19, 6), Fraction(11, 6)] == [card.themes["data"].mean for card in slices.values()]

    @pytest.mark.parametrize("by", ["organisations", "respondents"])
    def test_slices_take_the_same_options(self, by: str) -> None:
        """The pool, the rule and the whole are as asked for in every slice."""
        slices = TWELVE.slices("sector", by=by, rule="median-low", overall=True, mean=False)  # type: ignore[arg-type]

        assert {(by, "median-low", True, None)} == {
            (card.pool, str(card.rule), card.overall is not None, card.themes["skills"].mean)
            for card in slices.values()
        }


class TestPartsOfParts:
    """A part of a network is a network, and keeps what the rest of the whole must not lose."""

    # Five and five in the north, one in the south.
    network = Network(
        Organisation(f"{region} {n}", assessed({"b": level, "c": level}), {"region": region, "sector": sector})
        for n, (region, sector, level) in enumerate(
            [("north", "arts", 2)] * 5 + [("north", "health", 3)] * 5 + [("south", "arts", 4)]
        )
    )

    def test_the_part_is_withheld(self) -> None:
        """The north is withheld, since the whole tells and the south is one organisation."""
        assert 11 == self.network.pool().themes["skills"].organisation_count
        assert self.network.where(region="north").pool().themes["skills"].withheld

    def test_its_slices_do_not_add_up_to_it(self) -> None:
        """So is one of its slices at least: together they would be the north, and the whole without it the one."""
        # 10 organisations with a mean of 5/2, 11 with 29/11: the one in the south has 29 − 25 = 4.
        slices = self.network.where(region="north").slices("sector")

        assert any(card.themes["skills"].withheld for card in slices.values())

    def test_a_part_without_a_part_of_it(self) -> None:
        """Of a part and a part of that, what lies between them is not about too few."""
        # Ten in the north, of whom nine are in health; ten in the south.
        network = Network(
            Organisation(str(n), assessed({"b": level, "c": level}), {"region": region, "sector": sector})
            for n, (region, sector, level) in enumerate(
                [("north", "health", 2)] * 9 + [("north", "arts", 5)] + [("south", "health", 2)] * 10
            )
        )
        north = network.where(region="north")
        both = [each.pool().themes["skills"] for each in (north, north.where(sector="health"))]

        # Means 23/10 and 2 of ten and nine organisations: the one has 5.
        assert any(one.withheld for one in both)

    def test_all_of_a_part(self) -> None:
        """A part that is all of a part keeps what that one keeps from the whole: the one in the south."""
        north = self.network.where(region="north")

        assert north.where(region="north").pool().themes["skills"].withheld

    def test_a_slice_of_a_part_beside_the_whole(self) -> None:
        """A slice of a part keeps what the whole would tell with it, in larger groups too."""
        # The whole tells data of nine. All in north arts have answered data alone, so that their whole score is that of
        # data: told, the nine without these five would be the four in the south.
        kinds = [("north", "arts", "a")] * 5 + [("north", "health", "b")] * 5
        kinds += [("south", "arts", "a")] * 4 + [("south", "health", "b")] * 4
        network = Network(
            Organisation(str(n), assessed({answered: 3}), {"region": region, "sector": sector})
            for n, (region, sector, answered) in enumerate(kinds)
        )
        north = network.where(region="north")
        part, arts = north.pool(overall=True).overall, north.slices("sector", overall=True)["arts"].overall

        assert 9 == network.pool(overall=True).themes["data"].organisation_count
        assert part is not None
        assert 10 == part.organisation_count
        assert arts is not None
        assert arts.withheld

    def test_what_nobody_has_answered(self) -> None:
        """That nobody in a part has answered a group is told, however few organisations the rest has."""
        # Ten in the north beside one in the south; nobody has answered data.
        card = self.network.where(region="north").pool()

        assert card.themes["skills"].withheld
        assert (0, (0,) * 5) == (card.themes["data"].organisation_count, card.themes["data"].stage_counts)

    def test_what_the_whole_withholds_beside_other_groups(self) -> None:
        """A part does not tell of a group that all who answered are in it, where the whole withholds that group."""
        # Of ten, nine have answered skills alone, all in the north, and one data alone. The whole of ten without the
        # nine would tell of the one, so that the nine are withheld.
        said = [("north", {"b": 2})] * 9 + [("south", {"a": 4})]
        network = Network(Organisation(str(n), assessed(one), {"region": part}) for n, (part, one) in enumerate(said))
        card = network.pool(overall=True)

        assert card.overall is not None
        assert 10 == card.overall.organisation_count
        assert card.themes["skills"].withheld
        assert network.slices("region", overall=True)["north"].themes["skills"].withheld


class TestMaking:
    """What makes a network, and what does not."""

    def test_framework(self) -> None:
        """The framework is the one that was answered, also where the first organisation has not."""
        assert CHARITY == Network([Organisation("new"), organisation("ada")]).framework

    def test_organisations_are_kept_as_a_tuple(self) -> None:
        """Any iterable of organisations will do."""
        assert TWELVE.organisations == Network(iter(TWELVE), name="Twelve").organisations

    def test_name_and_whole(self) -> None:
        """A network needs neither, and takes them by name."""
        network = Network([organisation("ada")])

        assert ("", None) == (network.name, network.whole)
        with pytest.raises(TypeError):
            Network([organisation("ada")], "Twelve")  # type: ignore[call-arg]

    def test_nobody(self) -> None:
        """A network without any answers is none."""
        expected = (Fault("organisations", "a network has answers of at least one organisation"),)
        for organisations in ([], [Organisation("new")]):
            with pytest.raises(NetworkError) as caught:
                Network(organisations)
            assert expected == caught.value.faults

    def test_strangers(self) -> None:
        """A network is made of organisations, not of assessments."""
        with pytest.raises(NetworkError) as caught:
            Network([organisation("ada"), "ada"])  # type: ignore[list-item]

        assert (Fault("organisations", "a network is made of Organisation objects, not 'ada'"),) == caught.value.faults

    def test_a_name_that_is_no_text(self) -> None:
        """The network's name is text."""
        with pytest.raises(WrongTypeError) as caught:
            Network([Organisation("a", Assessment(ONE_THEME))], name=5)  # type: ignore[arg-type]

        assert "name of a network is text, not 5" == str(caught.value)

    def test_all_faults_at_once(self) -> None:
        """Everything that is wrong is said at once: ids twice, and answers to other frameworks."""
        with pytest.raises(NetworkError) as caught:
            Network(
                [
                    organisation("ada"),
                    organisation("ada"),
                    Organisation("new"),
                    Organisation("new"),
                    Organisation("other", Assessment(ONE_THEME, {"a": 3})),
                    Organisation("panel", Panel([Respondent(Assessment(CROSSED, {"1.1": 3}))])),
                ]
            )
        wheres = ["organisation ada", "organisation new", "organisation other", "organisation panel"]
        assert wheres == [fault.where for fault in caught.value.faults]
        messages = [fault.message for fault in caught.value.faults]
        assert ["stands in the network twice; an id names one organisation"] * 2 == messages[:2]
        assert "answered one-theme 1, the first one charity 1" == messages[2]
        assert "answered crossed 1, the first one charity 1" == messages[3]

    def test_repr(self) -> None:
        """A network shows its name, its framework and how many there are."""
        assert "<Network Twelve with charity 1: 12 organisations>" == repr(TWELVE)
        assert "<Network with charity 1: 1 organisation>" == repr(Network([organisation("ada")]))


class TestOrganisation:
    """One organisation of a network."""

    def test_assessments(self) -> None:
        """Its assessment, those of everybody in its panel, or none."""
        one, other = assessed({"a": 1}), assessed({"a": 2})

        assert (one,) == Organisation("x", one).assessments
        assert (one, other) == Organisation("x", Panel([Respondent(one), Respondent(other)])).assessments
        assert () == Organisation("x").assessments

    def test_attributes_are_sorted(self) -> None:
        """Attributes in any order make equal organisations."""
        assert ["sector", "size"] == [*Organisation("x", None, {"size": "small", "sector": "arts"}).attributes]

    @pytest.mark.parametrize("attributes", [{"size": 5}, {5: "size"}, {"size": None}])
    def test_attributes_are_text(self, attributes: dict[object, object]) -> None:
        """An attribute that is no text is refused."""
        ((name, value),) = attributes.items()

        with pytest.raises(NetworkError) as caught:
            Organisation("x", None, attributes)  # type: ignore[arg-type]
        message = f"an attribute is a name and a text, not {name!r}: {value!r}"
        assert (Fault("organisation x", message),) == caught.value.faults

    def test_attributes_of_several_types(self) -> None:
        """Names that cannot be sorted among one another are refused for what they are."""
        with pytest.raises(NetworkError, match="organisation x: an attribute is a name and a text, not 5: 'small'"):
            Organisation("x", None, {"sector": "arts", 5: "small"})  # type: ignore[dict-item]

    def test_an_empty_id(self) -> None:
        """An organisation has a name."""
        with pytest.raises(NetworkError, match="the id of an organisation must not be empty"):
            Organisation(" ")

    def test_an_id_that_is_no_text(self) -> None:
        """A number is no name."""
        with pytest.raises(WrongTypeError, match="id of an organisation is text, not 5"):
            Organisation(5)  # type: ignore[arg-type]

    def test_answers_of_another_type(self) -> None:
        """Answers are an assessment or a panel, not a scorecard."""
        with pytest.raises(TypeError):
            Organisation("x", score(assessed({"a": 3})))  # type: ignore[arg-type]


class TestCells:
    """Topics, themes and cells of a framework that crosses them."""

    card: NetworkScorecard = Network(
        [Organisation(str(n), Assessment(CROSSED, {"1.1": n, "1.2": 3, "2.3": n})) for n in (1, 2, 3, 4, 5)]
    ).pool(min_organisations=0, overall=True)

    def test_every_group_is_scored(self) -> None:
        """One score for each topic, theme and inhabited cell, and the whole if asked for, in framework order."""
        names = [str(one.group) for one in self.card]

        assert [
            "topic 1",
            "topic 2",
            "theme data",
            "theme skills",
            "cell 1/data",
            "cell 1/skills",
            "cell 2/data",
            "overall",
        ] == names

    def test_the_mean_of_a_topic(self) -> None:
        """A criterion's weight counts within an organisation, not between them."""
        # 1.1 weighs 1 and 1.2 weighs 2: (n + 2·3) / 3 for n = 1…5, so (15 + 30) / 15.
        assert 3 == self.card.topics["1"].mean

    def test_topics_without_themes(self) -> None:
        """A framework without topics has no cells."""
        assert ([], []) == ([*TWELVE.pool().topics], [*TWELVE.pool().cells])
