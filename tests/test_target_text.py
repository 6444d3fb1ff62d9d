"""Targets as people type them on a command line."""

import pytest

from datamaturity import Criterion, Framework, TargetError, Topic, load_framework
from datamaturity.readers.target_text import parse_target
from examples import CROSSED, SAMM

UK = load_framework("uk-government-dma")


def _numbers(*texts: str, framework: Framework = CROSSED) -> dict[str, int]:
    return {one: level.number for one, level in parse_target(texts, framework=framework).levels.items()}


def _messages(*texts: str, framework: Framework = UK) -> list[str]:
    with pytest.raises(TargetError) as caught:
        parse_target(texts, framework=framework)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize("text", ["3", "Learning", "learning", " 3 ", "3 Learning", "3.0", "３"])
def test_a_level_for_everything(text: str) -> None:
    """A level alone, written as an answer can be, is the target of every criterion."""
    assert dict.fromkeys(CROSSED.criterion_ids, 3) == _numbers(text)


def test_a_topic() -> None:
    """`topic:ID=LEVEL` is the target of the topic's criteria and of no others."""
    assert {"1.1": 4, "1.2": 4} == _numbers("topic:1=4")


def test_a_theme() -> None:
    """`theme:ID=LEVEL` is the target of the theme's criteria and of no others."""
    assert {"1.1": 4, "2.3": 4, "2.4": 4} == _numbers("theme:data=Developing")


def test_a_criterion() -> None:
    """`CRITERION=LEVEL` is the target of one criterion."""
    assert {"2.4": 5} == _numbers("2.4=5")


def test_the_particular_before_the_general() -> None:
    """A criterion's target holds before those of its groups, the higher of those, and they before everything's."""
    # 1.1 is in topic 1 (2) and theme data (4); 1.2 only in topic 1; 2.4 has its own; nothing is said of 2.3 but data.
    given = ("3", "topic:1=2", "theme:data=4", "2.4=1")

    assert {"1.1": 4, "1.2": 2, "2.3": 4, "2.4": 1} == _numbers(*given)
    assert _numbers(*given) == _numbers(*reversed(given))


def test_levels_from_zero() -> None:
    """On a scale from 0, level 0 is a level like any other."""
    framework = Framework(
        id="pledges",
        version="1",
        title="Pledges",
        scale=SAMM,
        topics=[Topic("t", "Openness")],
        criteria=[Criterion("a", "First", "t"), Criterion("b", "Second", "t")],
    )

    assert {"a": 0, "b": 3} == _numbers("topic:t=0", "b=Most", framework=framework)


def test_no_texts() -> None:
    """Without a text no criterion has a target."""
    assert {} == _numbers()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("6", "target '6': level 6 is off the scale; levels run from 1 (Beginning) to 5 (Mastering)"),
        ("0", "target '0': level 0 is off the scale"),
        ("-1", "target '-1': level -1 is off the scale"),
        ("", "target '': '' is not a level; levels run from 1 (Beginning) to 5 (Mastering)"),
        ("n/a", "target 'n/a': 'n/a' is not a level"),
        ("do not know", "target 'do not know': 'do not know' is not a level"),
        ("4.33=", "target '4.33=': '' is not a level"),
        ("topic:4=6", "target 'topic:4=6': level 6 is off the scale"),
        ("3 Emerging", "target '3 Emerging': '3 Emerging' names two levels: 3 is Learning, Emerging is 2"),
        (
            "Lerning",
            "is not a level; levels run from 1 (Beginning) to 5 (Mastering); did you mean 'Learning'",
        ),
        ("topic:44=3", "topics: no topic '44' in uk-government-dma (10 topics); did you mean '4'?"),
        ("theme:Data=3", "themes: no theme 'Data' in uk-government-dma (6 themes); did you mean 'data'?"),
        ("4.3=3", "criteria: no criterion '4.3' in uk-government-dma (97 criteria); did you mean '4.33'"),
        ("topic:=3", "topics: no topic ''"),
        ("=3", "criteria: no criterion ''"),
        ("stage:4=3", "criteria: no criterion 'stage:4'"),
    ],
)
def test_one_fault(text: str, message: str) -> None:
    """A text that is no target is refused with what was given and what there is."""
    (found,) = _messages(text)

    assert message in found


@pytest.mark.parametrize("text", ["3.5", "topic:4:3", "targets.txt", "3\n4"])
def test_a_target_offers_no_other_answers(text: str) -> None:
    """*Not applicable*, *do not know* and nothing are no targets, so the message does not offer them."""
    (found,) = _messages(text)

    assert "levels run from 1 (Beginning) to 5 (Mastering)" in found
    assert "not applicable" not in found
    assert "or nothing" not in found


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (("3", "4"), "target '4': everything has a target already"),
        (("topic:4=3", "topic:4=3"), "target 'topic:4=3': topic 4 has a target already"),
        (("theme:data=3", "theme:data=4"), "target 'theme:data=4': theme data has a target already"),
        (("4.33=3", "4.33=4"), "target '4.33=4': criterion 4.33 has a target already"),
    ],
)
def test_the_same_thing_twice(texts: tuple[str, ...], message: str) -> None:
    """The same thing said twice is refused, even with one level: one of the two is a slip."""
    assert [message] == _messages(*texts)


def test_all_faults_at_once() -> None:
    """Every fault of every text is told at once: those of one text, then ids that the framework does not have."""
    found = _messages("9", "topic:99=3", "4.33=3", "4.33=4", "theme:x=n/a", "9.9=2")

    assert [
        "target '9'",
        "target '4.33=4'",
        "target 'theme:x=n/a'",
        "criteria",
        "topics",
    ] == [one.split(": ")[0] for one in found]


def test_a_good_target_beside_a_fault_is_not_returned() -> None:
    """One fault is enough: nothing is half read."""
    assert 1 == len(_messages("3", "topic:4=6"))


def test_an_id_with_an_equals_sign() -> None:
    """Of several equals signs the last one stands before the level, since ids may hold one."""
    assert "no criterion '3=3' in" in _messages("3=3=3")[0]
