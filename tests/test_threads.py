"""Threads: sixteen at once do everything for the first time, and get what one alone gets, byte for byte."""

import json
import subprocess
import sys
from fractions import Fraction
from threading import Barrier, Event, Thread
from typing import Any

import attrs
import pytest

from datamaturity import (
    Assessment,
    Panel,
    PooledScore,
    Respondent,
    list_crosswalks,
    list_plans,
    load_crosswalk,
    load_plan,
    packaged,
    score,
)
from examples import CROSSED

# Run in a process of its own, where nothing has been imported, loaded or worked out yet. Every name is taken from the
# package when it is needed, as a user's code has it, and each thread begins elsewhere.
_PROGRAM = '''
import faulthandler
import json
import sys
from threading import Barrier, Thread

import datamaturity as d

thread_count, interval = int(sys.argv[1]), float(sys.argv[2])
sys.setswitchinterval(interval)
# A thread that waits for ever is told, with where it waits.
faulthandler.dump_traceback_later(240, exit=True)


def answers(framework, turn):
    """Answers of all four kinds, other ones in each turn."""
    numbers = framework.scale.numbers
    given = {one: numbers[(place + turn) % len(numbers)] for place, one in enumerate(framework.criterion_ids)}
    kinds = (None, d.Answer.do_not_know(), d.Answer.not_applicable("Not ours"))
    return given | {one: kinds[(place + turn) % 3] for place, one in enumerate([*given][turn % 4 :: 5])}


def assessment(turn=0, name="seven-themes"):
    framework = d.load_framework(name)
    return d.Assessment(framework, answers(framework, turn), organisation="Southby")


def panel():
    people = (d.Respondent(assessment(turn), id=f"p{turn}", unit="ab"[turn % 2]) for turn in range(5))
    return d.Panel(people)


def network():
    members = [d.Organisation(f"o{turn}", assessment(turn), {"sector": "xy"[turn % 2]}) for turn in range(5)]
    return d.Network([*members, d.Organisation("o5", panel(), {"sector": "x"})])


def target():
    return d.Target.of(d.load_framework("seven-themes"), everything=4)


def plan():
    steps = d.next_steps(assessment(), target=target())
    return d.draft_plan(steps, framework=d.load_framework("seven-themes"), capacity=9)


def frameworks():
    found = [d.load_framework(one.id, version=one.version) for one in d.list_frameworks()]
    return [d.document_json(one) for one in found]


def crosswalks():
    return [d.document_json(d.load_crosswalk(one)) for one in d.list_crosswalks()]


def scores():
    cards = [d.score(assessment(turn, "uk-government-dma"), rule=rule, overall=True)
             for turn, rule in enumerate(["mean-nearest", "median-low", "reached-by:0.8", "weakest-link"])]
    return [card.to_rows() for card in cards]


def shared_scores():
    """Of one object for all threads, whose figures nobody has asked for yet."""
    return [one.to_row() for one in shared], [one.coverage for one in shared], [one.means for one in shared]


def missing():
    found = d.gaps(assessment(), target())
    return found.to_rows(), [one.to_row() for one in found.groups]


def steps():
    found = d.next_steps(assessment(), target=target(), overall=True)
    ways = [d.smallest_way_up(one) for one in d.score(assessment())]
    return [one.to_row() for one in found], [[str(move) for move in way.moves or ()] for way in ways]


def people():
    one = panel()
    agreed = one.agree()
    first = [criterion.to_row() for criterion in one.to_discuss]
    return one.pool().to_rows(), one.pool(by="units").to_rows(), first, d.document_json(agreed.assessment)


def networks():
    one = network()
    card = one.pool(min_organisations=2)
    parts = one.slices("sector", min_organisations=2)
    return card.to_rows(), {key: part.to_rows() for key, part in parts.items()}, d.Benchmark.from_network(one)


def documents():
    found = []
    for noun in (assessment(), panel(), network(), target(), plan(), d.load_plan("trust-data-strategy"),
                 d.VersionMap.identity(d.load_framework("data-declaration")), d.Benchmark.from_network(network())):
        text = d.document_json(noun)
        again = d.parse_document(text, find=lambda one, version: d.load_framework(one, version=version))
        assert noun == again
        assert text == d.document_json(again)
        found.append(text)
    return found


def change():
    carried = d.carry(assessment(1), d.VersionMap.identity(d.load_framework("seven-themes")))
    found = d.compare(carried.assessment, assessment(2))
    return carried.to_rows(), found.to_rows(), [one.to_row() for one in found.groups]


def plans():
    from datetime import date

    one = plan()
    status = d.plan_status(one.with_status(1, "done"), date(2026, 3, 31))
    return d.document_json(one), status.to_rows(), [str(fault) for fault in d.check_plan(one)]


def reports():
    outline = d.organisation_report(assessment(), target=target(), panel=panel(), plan=plan())
    return d.outline_text(outline), d.outline_markdown(outline), d.outline_html(outline)


def network_reports():
    return d.outline_html(d.network_report(network(), slice_by="sector"))


def mistakes():
    """Errors too: difflib is imported with the first misspelt id."""
    try:
        d.load_framework("seven-teams")
    except d.UnknownIdError as error:
        return str(error)


TASKS = [frameworks, reports, crosswalks, scores, shared_scores, missing, steps, people, networks, documents, change,
         plans, network_reports, mistakes]
results = [{} for _ in range(thread_count)]
faults = []
barrier = Barrier(thread_count)
if sys.argv[3] == "shared":
    shared = panel().pool(by="units")
else:
    # It would bring beforehand what the threads are to race for.
    TASKS.remove(shared_scores)


def work(place):
    try:
        barrier.wait()
        start = place % len(TASKS)
        for task in TASKS[start:] + TASKS[:start]:
            results[place][task.__name__] = repr(task())
    except BaseException as error:
        import traceback

        faults.append("".join(traceback.format_exception(error)))


threads = [Thread(target=work, args=(place,)) for place in range(thread_count)]
for one in threads:
    one.start()
for one in threads:
    one.join()
# Each once: mostly there is one.
told = {name: sorted({one[name] for one in results if name in one}) for name in (task.__name__ for task in TASKS)}
print(json.dumps({"faults": faults, "told": told}))
'''


def told_by(thread_count: int, *, interval: float = 0.005, shares: bool = False) -> dict[str, list[str]]:
    """
    Return what threads that all begin at once find, task by task.

    Args:
        thread_count: How many there are.
        interval: After how many seconds the interpreter lets another thread run.
        shares: Whether they share an object whose figures nobody has worked out yet.

    Returns:
        Task to what it gave: one text where all threads have the same.
    """
    arguments = [str(thread_count), str(interval), "shared" if shares else "none"]
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments], check=False, capture_output=True, text=True, encoding="utf-8"
    )

    assert ("", 0) == (run.stderr, run.returncode)
    found: dict[str, Any] = json.loads(run.stdout)
    assert [] == found["faults"]
    told: dict[str, list[str]] = found["told"]
    return told


@pytest.fixture(scope="module")
def alone() -> dict[str, list[str]]:
    """What one thread finds."""
    return told_by(1, shares=True)


# The second as often as the interpreter can: between any two instructions another thread may come in.
@pytest.mark.parametrize(("interval", "shares"), [(0.005, True), (1e-6, False)])
def test_all_at_once(alone: dict[str, list[str]], interval: float, *, shares: bool) -> None:
    """Sixteen threads that use every name, cache and figure for the first time get what one alone gets."""
    found = told_by(16, interval=interval, shares=shares)

    assert [name for name in alone if shares or name != "shared_scores"] == [*found]
    for name, texts in found.items():
        assert alone[name] == texts, name


def test_one_crosswalk_and_one_plan() -> None:
    """Threads that all find nothing loaded get one object, which is also what every further call gets."""
    for load, kept, one in (
        (load_crosswalk, packaged._crosswalk, list_crosswalks()[0]),
        (load_plan, packaged._plan, list_plans()[0]),
    ):
        kept.cache_clear()
        found: list[object] = []
        all_ready = Barrier(16)

        def use(load: Any = load, one: str = one, all_ready: Barrier = all_ready, found: Any = found) -> None:
            all_ready.wait(timeout=60)
            found.append(load(one))

        threads = [Thread(target=use) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert [id(load(one))] * 16 == [id(each) for each in found]


class _SlowScore:
    """A member's score that tells when somebody asks for its coverage, and keeps him waiting."""

    mean = low = high = stage = None

    def __init__(self, is_asked: Event, may_go_on: Event) -> None:
        self.is_asked, self.may_go_on = is_asked, may_go_on

    @property
    def coverage(self) -> Fraction:
        """Answer once the other thread has finished; after a while in any case, so that a failure ends."""
        self.is_asked.set()
        self.may_go_on.wait(timeout=5)
        return Fraction(1)


def test_pools_of_pools_do_not_wait_for_each_other() -> None:
    """One thread counts whom a pool of pools applies to while another works out a coverage: both come to an end."""
    # By hand: half of the two criteria of topic 1 are answered.
    card = score(Assessment(CROSSED, {"1.1": 3}))

    def pools() -> tuple[PooledScore, PooledScore]:
        """A unit's score, and that of the units together."""
        unit = Panel([Respondent(card.assessment)]).pool().topics["1"]
        return unit, attrs.evolve(unit, members=(unit,))

    is_asked, may_go_on = Event(), Event()
    slow: Any = _SlowScore(is_asked, may_go_on)
    unit, _ = pools()
    units = attrs.evolve(unit, members=(slow, unit))
    found: list[object] = []

    def cover() -> None:
        found.append(pools()[1].coverage)
        may_go_on.set()

    # In Python 3.11, `functools.cached_property` would let this thread hold the one lock of `_applicable` and want that
    # of `coverage`, and the other hold that of `coverage` and want that of `_applicable`.
    counting = Thread(target=lambda: found.append(units.applicable_count), daemon=True)
    counting.start()
    is_asked.wait(timeout=60)
    covering = Thread(target=cover, daemon=True)
    covering.start()
    for thread in (counting, covering):
        thread.join(timeout=20)

    assert [Fraction(1, 2), 2] == found
