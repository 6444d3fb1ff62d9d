"""The same answers under several rules."""

import pytest

from datamaturity import Assessment, RuleError, UnknownIdError, WeakestLink, compare_rules
from datamaturity.criteria import GroupKind
from examples import CROSSED, ONE_THEME_ANSWERED

# Cells: 1/data 5; 1/skills 2; 2/data 3 and 1 (weights 1 and 1/2).
COMPARISON = compare_rules(Assessment(CROSSED, {"1.1": 5, "1.2": 2, "2.3": 3, "2.4": 1}))


def test_stages_side_by_side() -> None:
    """Each rule's stage of one group stands beside the others'."""
    # Mean 7/3; weights 1/2 at level 1, 1 at level 3; at or above 1: 2 of 2, at or above 2: 1 of 2.
    expected = {"mean-nearest": 2, "mean-floor": 2, "median-low": 3, "reached-by:0.8": 1, "weakest-link": 1}

    assert expected == COMPARISON.stages("topic", "2")


def test_disputed_groups() -> None:
    """The groups whose stage depends on the rule are named, in framework order; single criteria are not among them."""
    assert ["topic 1", "topic 2", "theme data", "cell 2/data"] == [str(group) for group in COMPARISON.disputed]


def test_a_rule_without_a_stage_disagrees_with_one_that_gives_a_stage() -> None:
    """No stage is an outcome too."""
    comparison = compare_rules(ONE_THEME_ANSWERED, rules=["mean-nearest", WeakestLink()])

    assert {"mean-nearest": 3, "weakest-link": None} == comparison.stages("theme", "data")
    assert ["theme data"] == [str(group) for group in comparison.disputed]


def test_rows() -> None:
    """One row per group, with a column per rule."""
    first, *_ = compare_rules(Assessment(CROSSED, {"1.1": 4}), rules=["mean-floor", "weakest-link"]).to_rows()

    assert {
        "kind": "topic",
        "topic": "1",
        "theme": None,
        "name": "Sharing",
        "mean-floor": 4,
        "weakest-link": None,
        "depends_on_rule": True,
    } == first


def test_options_reach_every_scorecard() -> None:
    """Minimum coverage and the overall score hold for all rules."""
    comparison = compare_rules(ONE_THEME_ANSWERED, rules=["mean-floor"], minimum_coverage=1, overall=True)

    assert {"mean-floor": None} == comparison.stages("overall", "overall")


def test_faults() -> None:
    """No rule, an unknown rule and an unknown group are refused."""
    with pytest.raises(RuleError, match="at least one rule"):
        compare_rules(ONE_THEME_ANSWERED, rules=[])
    with pytest.raises(RuleError, match="no rule 'floor'"):
        compare_rules(ONE_THEME_ANSWERED, rules=["floor"])
    with pytest.raises(UnknownIdError, match="no topic '3'"):
        COMPARISON.stages("topic", "3")


@pytest.mark.parametrize("kind", ["topic", "theme", "cell", "overall"])
def test_a_group_of_any_kind_that_is_not_there(kind: GroupKind) -> None:
    """A group that was not scored is refused with a message, also where it is the whole that nobody asked for."""
    with pytest.raises(UnknownIdError) as caught:
        COMPARISON.stages(kind, "xyz")

    assert f"no {kind} 'xyz' in the scorecard" in str(caught.value)


def test_repr() -> None:
    """A repr says how many groups depend on the rule."""
    assert repr(COMPARISON).endswith("the stage of 4 of 7 groups depends on the rule>")
