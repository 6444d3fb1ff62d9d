"""A framework's questions as plain text to paste."""

import attrs
import pytest

from datamaturity import Criterion, Framework, Topic, list_frameworks, load_framework
from datamaturity.writers.question_lists import question_list
from examples import CROSSED, ONE_THEME, SAMM


def test_golden() -> None:
    """A part between dashes, a block for each question, an option a line, the descriptors where there are any."""
    levels = "1 Beginning\n2 Emerging\n3 Learning\n4 Developing\n5 Mastering\nNot applicable\nDo not know"
    described = (
        "1 Beginning: one\n2 Emerging: two\n3 Learning: three\n4 Developing: four\n5 Mastering: five\n"
        "Not applicable\nDo not know"
    )
    expected = [
        "--- 1 Sharing ---",
        f"1.1 Sharing inside\n{described}",
        f"1.2 Sharing outside\n{levels}",
        "--- 2 Deciding ---",
        f"2.3 Deciding with data\n{levels}",
        f"2.4 Asking for data\n{levels}",
    ]

    assert "\n\n".join(expected) + "\n" == question_list(CROSSED)


def test_themes_where_there_are_no_topics() -> None:
    """Without topics the themes are the parts."""
    assert question_list(ONE_THEME).startswith("--- Data ---\n\na Criterion a\n1 Beginning\n")


def test_each_question_on_one_line() -> None:
    """Line ends in titles, names and texts would make other questions and options, so they are blanks."""
    framework = Framework(
        id="f",
        version="1",
        title="F",
        scale=SAMM,
        topics=[Topic("1", "Two\n\nlines")],
        criteria=[Criterion("1.a", "One\u2028or\r\ntwo", "1", descriptors=["a\n\nb", "c\td", "e", "f"])],
    )

    lines = "1.a One or two\n0 No: a b\n1 Some: c d\n2 Half: e\n3 Most: f\nNot applicable\nDo not know\n"
    assert f"--- 1 Two lines ---\n\n{lines}" == question_list(framework)


def test_parts_without_questions() -> None:
    """A topic that no criterion belongs to is left out."""
    framework = attrs.evolve(CROSSED, topics=[*CROSSED.topics, Topic("3", "Nothing yet")])

    assert question_list(CROSSED) == question_list(framework)


@pytest.mark.parametrize("framework_id", [one.id for one in list_frameworks()])
def test_packaged(framework_id: str) -> None:
    """Every question and every option of a packaged framework is there, and starts with its id or number."""
    framework = load_framework(framework_id)
    blocks = [block.split("\n") for block in question_list(framework).rstrip("\n").split("\n\n")]
    questions = [block for block in blocks if len(block) > 1]

    assert [*framework.criterion_ids] == [question.split()[0] for question, *_ in questions]
    for _, *options in questions:
        assert [str(number) for number in framework.scale.numbers] == [one.split()[0] for one in options[:-2]]
        assert ["Not applicable", "Do not know"] == options[-2:]
