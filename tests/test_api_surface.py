"""What is public, compared with what was recorded: a change of it is made on purpose."""

import datamaturity
from api_surface import RECORDED, REFERENCE, difference, surface


def test_surface_is_as_recorded() -> None:
    """Every public name, argument, default, field and parent is the recorded one; a difference says what to do."""
    recorded = RECORDED.read_text(encoding="utf-8").splitlines()

    assert "" == difference(recorded, surface())


def test_every_exported_name_is_in_it() -> None:
    """A name that `datamaturity` exports has a line, and so has one that only the reference names."""
    names = {line.partition(" ")[0] for line in surface()}

    assert set() == {f"datamaturity.{name}" for name in datamaturity.__all__} - names
    assert {"datamaturity.frames.score", "datamaturity.writers.answers.answers_csv"} <= names
    assert "{py:obj}`answers_csv`" in REFERENCE.read_text(encoding="utf-8")


def test_lines_say_what_a_user_may_rely_on() -> None:
    """A function's line has its arguments, defaults and result; a class's its fields, an error's its parents."""
    lines = surface()

    assert {
        "datamaturity.leik_consensus function (counts: Sequence[int]) -> Fraction | None",
        "datamaturity.smallest_way_up function (score: Score, *, to: Level | int | None = None) -> WayUp",
        "datamaturity.Level class (number: int, name: str, value: Fraction = …, summary: str = '')",
        "datamaturity.Level.value field Fraction",
        "datamaturity.Scale.lowest property -> Level",
        "datamaturity.Scale.level method (number: int) -> Level",
        "datamaturity.Answers.in_state method (state: AnswerState) -> tuple[CriterionId, ...]",
        "datamaturity.FileError class of DataMaturityError, OSError",
        "datamaturity.DifferenceKind.ADDED member = 'added'",
        "datamaturity.criteria.GroupKind is Literal['topic', 'theme', 'cell', 'overall']",
        "datamaturity.NextSteps.__getitem__ method (place: SupportsIndex) -> NextStep | (place: slice) -> NextSteps",
    } <= {*lines}


def test_difference_says_what_changed_and_what_to_do() -> None:
    """What was added, what was removed and what has another shape, in this order, and the command that records it."""
    recorded = ["d.gone function () -> int", "d.same class ()", "d.score function (a: int) -> int"]
    now = ["d.new class ()", "d.same class ()", "d.score function (b: int) -> int"]

    assert [
        "what is public is not what tests/data/api-surface.txt has:",
        "added: d.new class ()",
        "removed: d.gone function () -> int",
        "changed: d.score function (a: int) -> int",
        "     to: d.score function (b: int) -> int",
        "if that is meant, run `python tests/api_surface.py`, and say it in CHANGELOG.md (see CONTRIBUTING.md)",
    ] == difference(recorded, now).splitlines()
    assert "" == difference(now, now)
